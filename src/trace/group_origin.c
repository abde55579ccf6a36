/* SPDX-License-Identifier: Apache-2.0 */
/* Where a group of tellings stands on, and which telling of the event was the first. */
#include "trace/grouping.h"

/* How many pages of the group rest on the node (or are it). */
static uint32_t carried(const struct ru_tracing *t, const struct ru_group *group, uint32_t node)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < group->page_count; i++)
		n += group->pages[i] == node || ru_trace_rests_on(t, group->pages[i], node);
	return n;
}

/* The node above which nothing stands, along the strongest edges on which an account rests. */
static uint32_t top_of(const struct ru_tracing *t, uint32_t node)
{
	for (uint32_t step = 0; step < 64; step++) {
		uint32_t count, next = RU_NONE;
		const struct edge *edge = trace_edges(t, node, &count);

		for (uint32_t i = 0; i < count && next == RU_NONE; i++) {
			if (ru_group_rests_account(&edge[i]) ||
			    (edge[i].parent < t->count && edge[i].direct && edge[i].kind != RU_COPY_QUOTES_ONLY &&
			     edge[i].kind != RU_COPY_SAME_SOURCE))
				next = edge[i].parent;
		}
		if (next == RU_NONE)
			return node;
		node = next;
	}
	return node;
}

void ru_group_find_root(const struct ru_tracing *t, struct ru_group *group)
{
	uint32_t best = RU_NONE, most = 0, looked = group->page_count < 64 ? group->page_count : 64;

	for (uint32_t i = 0; i < looked; i++) {
		uint32_t top = top_of(t, group->pages[i]), n = carried(t, group, top);

		/* a source outside the pile goes before a page that carries no more */
		if (best == RU_NONE || n > most || (n == most && best < t->count && top >= t->count)) {
			best = top;
			most = n;
		}
	}
	group->root = best < t->count ? (struct ru_node){best, RU_NONE} : (struct ru_node){RU_NONE, best - t->count};
}

/* When the telling can first have stood: of a page its own time, of an unseen source that of the earliest page on it.
 */
static int64_t root_time(const struct ru_tracing *t, const struct ru_group *group)
{
	int64_t least = INT64_MAX;

	for (uint32_t i = 0; i < group->page_count; i++) {
		int64_t from, to;

		if (group->root.page != RU_NONE && group->root.page != group->pages[i])
			continue;
		ru_trace_time(t->docs[group->pages[i]].article, &from, &to);
		if (from == INT64_MIN)
			from = to;
		if (from < least)
			least = from;
	}
	return least;
}

/* The first telling: the earliest root; the word of one party, sent out by a distributor, only where there is no other.
 */
int ru_group_find_origin(struct ru_tracing *t, struct ru_event *event)
{
	const struct ru_group *best = NULL;
	struct trace_list evidence = {NULL, 0, 0};
	struct ru_page_span span;
	int64_t best_time = INT64_MAX;
	bool best_release = false;
	int status;

	for (uint32_t i = 0; i < event->group_count; i++) {
		const struct ru_group *group = &event->groups[i];
		bool release = group->root.page != RU_NONE && t->release[group->root.page];
		int64_t time = root_time(t, group);

		if (best == NULL || (best_release && !release) ||
		    (best_release == release &&
		     (time < best_time || (time == best_time && group->page_count > best->page_count)))) {
			best = group;
			best_time = time;
			best_release = release;
		}
	}
	event->origin = best != NULL ? best->root : (struct ru_node){event->pages[0], RU_NONE};
	if (event->origin.page != RU_NONE) {
		const struct ru_article *article = t->docs[event->origin.page].article;

		span = trace_span(event->origin.page,
		                  article->published.known ? article->published.place.span : TRACE_NO_SPAN);
		status = ru_trace_evidence(t->arena, &evidence, RU_EVIDENCE_TIME, 100, &span, 1);
		event->origin_evidence = evidence.ptr;
		event->origin_evidence_count = evidence.len;
		return status;
	}
	event->origin_evidence = best->evidence;
	event->origin_evidence_count = best->evidence_count;
	return 0;
}
