/* SPDX-License-Identifier: Apache-2.0 */
/* Times of a page on their way to the article. Private to about/. */
#ifndef RU_ARTICLE_ABOUT_TIMES_H
#define RU_ARTICLE_ABOUT_TIMES_H

#include "article/draft.h"

enum ru_time_role { RU_TIME_PUBLISHED, RU_TIME_MODIFIED, RU_TIME_NEITHER };

struct ru_time_offer {
	struct ru_stamp stamp;
	enum ru_zone zone;
	int score;
	struct ru_str basis;
	struct ru_place place;
};

enum { RU_TIME_OFFERS = 48 };

struct ru_times {
	struct ru_draft *d;
	struct ru_time_offer best[2];
	struct ru_time_offer seen;                  /* the best of what readers see */
	bool certain;                               /* that one cannot have day and month the other way round */
	bool named;                                 /* and stands in an element that is called the publication's */
	struct ru_time_offer offer[RU_TIME_OFFERS]; /* the first of all offers, in the order they came, */
	uint8_t role[RU_TIME_OFFERS];               /* and enum ru_time_role of each */
	uint32_t offers;
	uint32_t line; /* the line that was last searched for a date, plus 1; and what was found */
	bool line_dated;
	struct ru_line_date line_date;
};

/* An offer for a role; the best of a role wins, the earlier one among equals. */
void ru_times_offer(struct ru_times *t, enum ru_time_role role, const struct ru_time_offer *with);
/* A machine's stamp and what it is worth: midnight to the second is a day that was written as a moment. */
bool ru_times_stamp(struct ru_str value, struct ru_stamp *stamp, int *score);
/* Whether it is what systems write where they know no date. */
bool ru_times_is_null(const struct ru_stamp *stamp);
/* Whether an element says that its time is one of a change: itemprop="dateModified", class="updated". */
enum ru_time_role ru_times_element_role(const struct ru_draft *d, uint32_t node);
/* Whether the class of an element calls what it holds the publication's: class="publish-date". */
bool ru_times_named_published(const struct ru_draft *d, uint32_t node);
/* No place in the page. */
struct ru_place ru_times_no_place(void);

/* times_line.c: what a visible line says of a time. Lines by their number, bytes and dates in page text. */
enum { RU_TIMES_ALONE_BYTES = 60 }; /* a line that is a date and little else */
enum ru_time_role ru_times_role_before(const struct ru_draft *d, uint32_t first, uint32_t last, uint32_t end);
/* Day and month the other way round, where the text that the stamp was read from has the month first. */
void ru_times_set_order(const struct ru_times *t, struct ru_str text, struct ru_stamp *stamp);
void ru_times_fill(struct ru_times *t, const struct ru_line_date *found, uint32_t from, struct ru_time_offer *with);
bool ru_times_is_certain(const struct ru_draft *d, uint32_t from, const struct ru_line_date *found);
bool ru_times_is_change(const struct ru_draft *d, const struct ru_line *line, uint32_t at);
void ru_times_offer_line(struct ru_times *t, uint32_t i, int with_minute, int day_only);
bool ru_times_line_date(struct ru_times *t, uint32_t i, struct ru_line_date *found);
bool ru_times_is_date(struct ru_times *t, uint32_t i);
bool ru_times_begins(struct ru_times *t, uint32_t i);
bool ru_times_ends(struct ru_times *t, uint32_t i);
bool ru_times_may_stand(const struct ru_draft *d, uint32_t i);
bool ru_times_tells_role(const struct ru_draft *d, uint32_t i);
bool ru_times_is_labelled(const struct ru_draft *d, uint32_t i);
bool ru_times_is_byline(const struct ru_draft *d, uint32_t i);

/* The first mark that begins at a byte of page text or behind it; one in front of a line begins before its blank. */
size_t ru_times_mark_from(const struct ru_draft *d, uint32_t at);

/* times_card.c: whether line i stands in the card of another story, with a link as long as a headline. */
bool ru_times_is_card(const struct ru_draft *d, uint32_t i);

/* times_visible.c: dates in lines; what the line is gives the score. */
void ru_times_visible(struct ru_times *t);
void ru_times_dateline(struct ru_times *t);
/* Lines all over the page that are nothing but a date; for pages without a better word. */
void ru_times_anywhere(struct ru_times *t);

/* times_machine.c: meta and JSON-LD, attributes of elements, the record, values in scripts. */
void ru_times_stated(struct ru_times *t);
void ru_times_elements(struct ru_times *t);
void ru_times_record(struct ru_times *t);
void ru_times_scripts(struct ru_times *t);

/* times_address.c: the day in the page's address. */
void ru_times_url(struct ru_times *t);

/* times_settle.c: where the places of a page contradict each other, which of them is believed. */
void ru_times_settle(struct ru_times *t);

#endif
