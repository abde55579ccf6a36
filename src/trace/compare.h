/* SPDX-License-Identifier: Apache-2.0 */
/* Two sentences being compared. Private to trace/. */
#ifndef RU_TRACE_COMPARE_H
#define RU_TRACE_COMPARE_H

#include "trace/differ.h"

struct pair {
	const struct ru_doc *docs;
	struct ru_arena *arena, *scratch;
	const struct ru_alloc *al;
	struct trace_list difference; /* struct ru_difference */
	bool conflict;
	enum ru_difference_kind kind; /* of the first conflict */
};

/* Append a difference with one telling a side. */
int ru_pair_put(struct pair *p, enum ru_difference_kind kind, enum ru_relation relation, struct ru_str why,
                struct told a, struct told b) RU_MUST_CHECK;
/* Who says it: people against people, agencies against agencies. */
int ru_pair_speakers(struct pair *p) RU_MUST_CHECK;
/* Where it was. */
int ru_pair_places(struct pair *p) RU_MUST_CHECK;

#endif
