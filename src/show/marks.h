/* SPDX-License-Identifier: Apache-2.0 */
/* The findings that a shown text is marked with: names, dates and figures in the order in which they are met. */
#ifndef RU_SHOW_MARKS_H
#define RU_SHOW_MARKS_H

#include "base/buf.h"
#include "record/facts.h"

enum ru_mark_kind { RU_MARK_NAME, RU_MARK_DATE, RU_MARK_FIGURE };

struct ru_mark {
	struct ru_range at; /* in the article's text */
	enum ru_mark_kind kind;
	struct ru_str value; /* what it stands for: the entity, the date, the number; borrowed from the facts */
};

/* Push a struct ru_mark for each finding with a place. O(n log n); RU_ENOMEM leaves some of them there. */
int ru_marks_gather(struct ru_vec *marks, const struct ru_facts *facts, const struct ru_alloc *al) RU_MUST_CHECK;
/* The next mark that lies in [at, end), NULL where there is none; *next goes on behind it. Of marks that overlap the
 * first stays, of those with one begin the longest. */
const struct ru_mark *ru_marks_next(const struct ru_vec *marks, size_t *next, uint32_t at, uint32_t end);

/* Where what somebody said begins or ends in the article's text: one edge on each side of every range of content. */
struct ru_said_edge {
	uint32_t at, statement;
	bool close;
};

/* Push the edges of all statements, in the order of the text; those that close before those that open, the inner ones
 * closed first and opened last. O(n log n); RU_ENOMEM leaves some of them there. */
int ru_said_gather(struct ru_vec *edges, const struct ru_facts *facts, const struct ru_alloc *al) RU_MUST_CHECK;

#endif
