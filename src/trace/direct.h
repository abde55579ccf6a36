/* SPDX-License-Identifier: Apache-2.0 */
/* The state in which direct.c and thirds.c judge who was first. Private to them. */
#ifndef RU_TRACE_DIRECT_H
#define RU_TRACE_DIRECT_H

#include "trace/readings.h"

enum { DIRECT_SAID = 100 }; /* odds below this: silence */

/* Log-odds that b was made from a, by what the two pages of a copy alone say. */
struct alone {
	int32_t named, words, time;
	int32_t said; /* what was said of the copy with all evidence */
};

struct direction {
	const struct ru_doc *docs;
	struct ru_copies *copies;
	struct neighbour **near;
	const uint32_t *near_count;
	struct ru_arena *arena;
	struct ru_readings *readings;
	struct alone *alone; /* per copy */
};

/* What third pages say of a copy. */
struct heard {
	bool between;   /* one stands between the two */
	uint32_t asked; /* so many share what the two share, and may be their source */
	int32_t odds;
	uint32_t page, copy; /* the page that says it, and the copy that it shares */
};

/* Ask the pages that share words with both, at most a few of them. */
struct heard ru_direct_hear(const struct direction *d, const struct ru_copy *copy);

/* True where some third page shares more with both than they with each other: then they are siblings, or one has
 * it from the other through the third; times alone cannot tell. */
bool ru_direct_third_between(const struct direction *d, const struct ru_copy *copy);

/* Once the directions are set, read them together: silence between pages that both come from a third, and a direction
 * for those that a third page joins. Needs scratch of a byte a copy. */
int ru_direct_settle(const struct direction *d, char *scratch) RU_MUST_CHECK;

/* Call the copies of which both pages come from a third page, by what is said, same_source. */
int ru_direct_siblings(const struct direction *d) RU_MUST_CHECK;

/* Append an evidence item to the copy, with the spans that are known; none of weight 0. */
int ru_direct_put(const struct direction *d, struct ru_copy *copy, enum ru_evidence_kind kind, int32_t weight,
                  struct ru_page_span x, struct ru_page_span y) RU_MUST_CHECK;

#endif
