/* SPDX-License-Identifier: Apache-2.0 */
/* The tellings of one event while they are put together. Private to trace/. */
#ifndef RU_TRACE_GROUPING_H
#define RU_TRACE_GROUPING_H

#include "trace/tracing.h"

struct grouping {
	struct ru_tracing *t;
	struct ru_event *event;
	uint32_t *set;               /* per place in event->pages */
	struct trace_list *evidence; /* per place: of the set it is the root of */
};

/* Make one telling of two places, with the reason. */
int ru_group_join(struct grouping *g, uint32_t a, uint32_t b, enum ru_evidence_kind kind, int32_t weight,
                  const struct ru_page_span *spans, uint32_t count) RU_MUST_CHECK;
/* Make one telling of the pages that have the same figures and dates in the same order over most of the shorter one. */
int ru_group_join_order(struct grouping *g) RU_MUST_CHECK;
/* True where the child's account of the event rests on the edge's parent. */
bool ru_group_rests_account(const struct edge *edge);
/* Set group->root: the node on which most of its pages stand. */
void ru_group_find_root(const struct ru_tracing *t, struct ru_group *group);
/* Set event->origin, the first telling, with the evidence. event->groups are complete. */
int ru_group_find_origin(struct ru_tracing *t, struct ru_event *event) RU_MUST_CHECK;

#endif
