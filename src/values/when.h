/* SPDX-License-Identifier: Apache-2.0 */
/* What a stretch of words says about time, as it says it: nothing is resolved, nothing is chosen. facts/ does that.
 *
 * "Selasa (7/8/2029) pukul 06.20 WITA" gives weekday 2, two numbers in the pack's order that could be swapped, a year,
 * a minute and an offset. Private to values/ and facts/. */
#ifndef RU_VALUES_WHEN_H
#define RU_VALUES_WHEN_H

#include "values/number.h"

enum ru_when_shape {
	RU_WHEN_NONE,
	RU_WHEN_DAY,   /* a weekday, a date or both */
	RU_WHEN_MONTH, /* month, with or without year */
	RU_WHEN_YEAR,
	RU_WHEN_PERIOD,    /* quarter, half, decade, century */
	RU_WHEN_RELATIVE,  /* "kemarin", "pekan lalu", "tiga tahun lalu" */
	RU_WHEN_REFERENCE, /* "kini" */
	RU_WHEN_CLOCK,     /* a clock time or part of a day alone */
	RU_WHEN_DURATION
};

enum { RU_WHEN_SMALLER = 2 };

/* A smaller unit behind a length of time: the months of "3 tahun 6 bulan". */
struct ru_when_smaller {
	int32_t count;
	char unit; /* one of M W D h m s; 0 none */
};

struct ru_when_date {
	int16_t year; /* 0: not said */
	int8_t month, day;
};

struct ru_when {
	uint32_t first, used; /* atoms */
	enum ru_when_shape shape;
	struct ru_when_date at, to; /* to: last end of a range */
	bool range;
	struct ru_str holiday; /* rule of a day with another date every year, its year not told; else empty */
	bool swappable;        /* day and month are digits and either order is a date */
	int8_t weekday;        /* 1..7, 0 none */
	int8_t to_weekday;     /* "Sabtu-Minggu": the last day of the range, 0 none */
	int8_t direction;      /* -1 "lalu", "last"; +1 "depan", "next"; 0 not said */
	bool soon;             /* with direction +1: the next one that comes, be it of this week ("Sabtu mendatang") */
	char period;           /* Q, H, S season, X decade, C century */
	int16_t period_number;
	char unit; /* of a relative value: D W M Y Q E (weekend) */
	int32_t offset;
	bool relative;           /* unit and offset are set */
	bool from_focus;         /* counts from the date told before */
	int32_t shift;           /* days to go from the day that is told: "two days after Christmas" */
	struct ru_str reference; /* PRESENT_REF */
	struct ru_str part;      /* TMO ... or empty */
	bool part_is_day;        /* the pack tells "Selasa malam" as the day */
	int16_t minute;          /* -1 none */
	bool elsewhere;          /* "waktu setempat": the zone is another than the page's */
	int16_t end_minute;      /* of a stretch of hours; -1 none */
	int16_t zone;            /* minutes east, INT16_MIN none */
	struct ru_str mod;       /* TIMEX3 mod or empty */
	bool every;
	bool counted;                  /* with every: begins with a number that is a figure too, "dua kali seminggu" */
	struct ru_value_number amount; /* duration */
	struct ru_str time_unit;       /* as in time_units.tsv */
	struct ru_when_smaller smaller[RU_WHEN_SMALLER];
};

#define RU_WHEN_EMPTY ((struct ru_when){.minute = -1, .end_minute = -1, .zone = INT16_MIN})

/* The longest expression of time that begins at atom i; false where there is none. Looks at most 40 atoms ahead. */
bool ru_when_at(const struct ru_value_text *t, size_t i, struct ru_when *out);

/* The parts of it, used by when.c; each returns atoms used, 0 for none, and then leaves *w as it was. */
size_t ru_when_holiday(const struct ru_value_text *t, size_t i, struct ru_when *w);
size_t ru_when_weekday(const struct ru_value_text *t, size_t i, struct ru_when *w);
size_t ru_when_numeric(const struct ru_value_text *t, size_t i, struct ru_when *w);
size_t ru_when_written(const struct ru_value_text *t, size_t i, struct ru_when *w);
size_t ru_when_year(const struct ru_value_text *t, size_t i, struct ru_when *w);
size_t ru_when_period(const struct ru_value_text *t, size_t i, struct ru_when *w);
size_t ru_when_relative(const struct ru_value_text *t, size_t i, struct ru_when *w);
size_t ru_when_duration(const struct ru_value_text *t, size_t i, struct ru_when *w);
size_t ru_when_clock(const struct ru_value_text *t, size_t i, struct ru_when *w);
size_t ru_when_daypart(const struct ru_value_text *t, size_t i, struct ru_when *w);

/* Atoms used by a word of the role in date_words.tsv at atom i. */
static inline size_t ru_when_role(const struct ru_value_text *t, size_t i, enum ru_role role)
{
	return ru_value_role(t, i, role);
}
/* Whether a row of time_units.tsv is a plain unit ("hari", "days"), one that a number can stand before. */
static inline bool ru_when_plain_unit(const struct ru_entry *unit)
{
	return unit != NULL && (unit->col[2].len == 0 || ru_str_eq(unit->col[2], RU_S("many")));
}
/* A year of four digits (1000..2199) standing free at atom i; 0 where there is none. */
int ru_when_year_digits(const struct ru_value_text *t, size_t i);
/* The month named at atom i ("Nov." takes the stop); 0 where none. kind is column 2. */
int ru_when_month_name(const struct ru_value_text *t, size_t i, size_t *used, struct ru_str *kind);
/* A word or a dash between the ends of a range ("28-30", "14 hingga 27"; between: also "antara 28 dan 31"); atoms used.
 */
size_t ru_when_range_word(const struct ru_value_text *t, size_t i, bool between);
/* The day of a holiday in a year, by its rule in the pack; false where the rule is none. */
bool ru_when_holiday_day(struct ru_str rule, int year, int32_t *out);
/* Whether the atom begins a sentence, as far as the atom before it tells. */
bool ru_when_sentence_start(const struct ru_value_text *t, size_t i);
/* Whether atom i belongs to a longer chain of digits and marks on its left ("12/7/30 November", "$30", "v30"). */
bool ru_when_chained(const struct ru_value_text *t, size_t i);

#endif
