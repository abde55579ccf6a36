/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the date reader share: a page cut into segments of atoms, expressions as found, and values as
 * resolved. Private to facts/; figures use the segments too. */
#ifndef RU_FACTS_DATES_DATES_H
#define RU_FACTS_DATES_DATES_H

#include "facts/reading.h"
#include "values/when.h"

/* ---- segments: some sentences of one block as atoms; memory is bounded whatever the size of the page ---- */

enum { RU_SEGMENT_ATOMS = RU_VALUE_ATOMS, RU_SEGMENT_WORDS = 350 };

struct ru_segment {
	const struct ru_reading *r;
	struct ru_word *atoms;
	uint64_t *hash;
	struct ru_value_room room;
	struct ru_value_text text;
	uint32_t sentence, last_sentence; /* [sentence, last_sentence) of facts->sentences */
	uint32_t next_word;               /* where the next segment begins */
	uint32_t block;
	const struct ru_value_tables *tables;
	const struct ru_entry *ending; /* rows of word_ends */
	size_t ending_count;
	struct ru_buf *stem; /* room for the stem of one word, so that asking for it cannot fail */
};

enum { RU_SEGMENT_STEM = 256 };

/* tables: RU_VALUE_DATE_TABLES or RU_VALUE_TABLES. Release also after a failure. */
int ru_segment_init(struct ru_segment *s, const struct ru_reading *r, unsigned tables) RU_MUST_CHECK;
void ru_segment_release(struct ru_segment *s);
/* Read the next one; false at the end of the page. */
bool ru_segment_next(struct ru_segment *s);
/* The sentence that holds atom i. */
uint32_t ru_segment_sentence(const struct ru_segment *s, size_t i);
/* Bytes of atoms [first, last). */
struct ru_range ru_segment_range(const struct ru_segment *s, size_t first, size_t last);
/* Set a flag on the tokens that the range touches. */
void ru_facts_flag(struct ru_reading *r, struct ru_range at, uint16_t flag);

/* ---- values ---- */

enum ru_value_form {
	RU_FORM_DAY,
	RU_FORM_WEEK, /* month is the week */
	RU_FORM_WEEKEND,
	RU_FORM_MONTH,
	RU_FORM_QUARTER, /* month is 1..4 */
	RU_FORM_HALF,
	RU_FORM_SEASON, /* month is 1 spring .. 4 winter */
	RU_FORM_YEAR,
	RU_FORM_DECADE,  /* year is 199 */
	RU_FORM_CENTURY, /* year is 19 for the twentieth */
	RU_FORM_WEEKDAY  /* day is 1..7, nothing else is known */
};

struct ru_date_value {
	enum ru_value_form form;
	int year, month, day; /* year 0: not fixed by the page */
	int minute, zone;     /* -1, INT16_MIN: none */
	struct ru_str part;
};

#define RU_NO_DATE ((struct ru_date_value){.minute = -1, .zone = INT16_MIN})

/* TIMEX3 of a value; of a range where to is not NULL. */
int ru_date_value_print(const struct ru_date_value *v, const struct ru_date_value *to, struct ru_arena *arena,
                        struct ru_str *out) RU_MUST_CHECK;
/* "P2Y", "PT6H". */
int ru_duration_print(const struct ru_when *w, struct ru_arena *arena, struct ru_str *out) RU_MUST_CHECK;
/* First and last day of a value; false where the page does not fix them. */
bool ru_date_value_days(const struct ru_date_value *v, int32_t *first, int32_t *last);
struct ru_str ru_date_value_grain(const struct ru_date_value *v);

/* ---- expressions and what they mean here ---- */

struct ru_dated {
	struct ru_when when;
	struct ru_range at;
	uint32_t sentence, block;
	bool future; /* a word before it in its sentence speaks of what is to come */
	bool past;   /* "sejak", "since" stands before it */
	bool heads;  /* stands in a headline */
};

struct ru_dating {
	bool anchored;
	int32_t anchor; /* day */
	struct ru_str anchor_name;
	bool focused;
	int32_t focus; /* the day told last */
	uint32_t focus_sentence;
	bool wide_known;
	int32_t wide; /* first day of the day, month or year told last: what "later that year" counts from */
	uint32_t wide_sentence;
	bool quarter_known;
	int32_t quarter; /* first day of the quarter told last: what "the quarter" is */
	int zone;        /* told last on the page, INT16_MIN none */
	/* The day that the text gives with each weekday, 1..7, where it gives one only: what a headline means by it. */
	bool weekday_told[8], weekday_twice[8];
	int32_t weekday_day[8];
};

struct ru_meaning {
	struct ru_date_value value, to;
	bool range;
	struct ru_date_value alt[3];
	uint32_t alt_count;
	enum ru_conflict conflict;
	bool relative; /* the anchor or focus was needed */
	bool focused;  /* it was the focus */
};

/* What d means, given what is known so far. False where it means no point or stretch of the calendar (a duration). */
bool ru_date_resolve(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *out);
/* A weekday, or a day of a month that is not named (dates/weekdays.c). */
void ru_date_weekday_value(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m);
/* "Sabtu-Minggu", "from Monday to Wednesday": m holds the last day, the first one is the one before it. */
void ru_date_weekday_range(const struct ru_dated *d, struct ru_meaning *m);
/* A holiday whose day changes with the year; false where the page gives no year to look in. */
bool ru_date_holiday_value(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m);
/* Where a relative expression counts from; false where the page gives nothing to count from (dates/resolve.c). */
bool ru_date_base(const struct ru_dating *dating, const struct ru_dated *d, bool from_focus, struct ru_meaning *m,
                  int32_t *day);
/* The month of a day, moved by some months; the day of the month is dropped. */
struct ru_date_value ru_date_month_of(int32_t day, int32_t by);
/* Whether the words tell of what is to come. */
bool ru_date_forward(const struct ru_dated *d);
/* The weekday, the order of day and month, and the year of a full or half date (dates/conflict.c). */
void ru_date_settle_day(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *out);
/* Add a reading that differs from the value and the readings before it. */
void ru_meaning_alt(struct ru_meaning *m, struct ru_date_value v);
/* A day as a value. */
struct ru_date_value ru_date_value_day(int32_t day);

#endif
