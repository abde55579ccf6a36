/* SPDX-License-Identifier: Apache-2.0 */
/* How many tellings of an event are really independent, and where it starts. As the contract has it: two pages are one
 * telling when one derives from the other (not by quotations alone), when both are versions of one address, or when
 * both rest their account on the same source, seen or unseen. Own witness starts a group; a page without any sign of
 * where it has it from is unplaced. */
#include "trace/grouping.h"

enum {
	GROUP_SHARED = 2000, /* share of the shorter page (hundredths of percent) from which copies are one telling */
	GROUP_EVIDENCE = 32  /* items kept per group */
};

static uint32_t place_of(const struct grouping *g, uint32_t page) { return g->t->place[page]; }

int ru_group_join(struct grouping *g, uint32_t a, uint32_t b, enum ru_evidence_kind kind, int32_t weight,
                  const struct ru_page_span *spans, uint32_t count)
{
	uint32_t x = ru_trace_root(g->set, a), y = ru_trace_root(g->set, b), keep = x < y ? x : y, drop = x < y ? y : x;

	if (x == y)
		return 0;
	ru_trace_join(g->set, x, y);
	for (uint32_t i = 0; i < g->evidence[drop].len && g->evidence[keep].len < GROUP_EVIDENCE; i++) {
		struct ru_evidence *item = ru_trace_push(g->t->arena, &g->evidence[keep], sizeof(*item));

		if (item == NULL)
			return RU_ENOMEM;
		*item = *TRACE_AT(&g->evidence[drop], struct ru_evidence, i);
	}
	if (g->evidence[keep].len >= GROUP_EVIDENCE)
		return 0;
	return ru_trace_evidence(g->t->arena, &g->evidence[keep], kind, weight, spans, count);
}

/* ---- derivation, shared sources, shared words ---- */

bool ru_group_rests_account(const struct edge *edge)
{
	return edge->account && edge->kind != RU_COPY_QUOTES_ONLY && edge->kind != RU_COPY_SAME_SOURCE;
}

static int join_edges(struct grouping *g, uint32_t *first_on)
{
	struct ru_tracing *t = g->t;

	for (uint32_t i = 0; i < g->event->page_count; i++) {
		uint32_t count;
		const struct edge *edge = trace_edges(t, g->event->pages[i], &count);

		for (uint32_t k = 0; k < count; k++) {
			const struct ru_evidence *why = edge[k].evidence.len > 0 ? edge[k].evidence.ptr : NULL;
			uint32_t other = RU_NONE;
			int status = 0;

			if (edge[k].kind == RU_COPY_QUOTES_ONLY ||
			    (edge[k].parent >= t->count && !ru_group_rests_account(&edge[k])))
				continue;
			if (edge[k].parent < t->count) {
				if (t->stories->event_of[edge[k].parent] == t->stories->event_of[g->event->pages[i]])
					other = place_of(g, edge[k].parent);
			} else {
				other = first_on[edge[k].parent - t->count];
				first_on[edge[k].parent - t->count] = i;
			}
			if (other != RU_NONE && why != NULL)
				status =
				    ru_group_join(g, i, other, why->kind, edge[k].score, why->spans, why->span_count);
			else if (other != RU_NONE)
				status = ru_group_join(g, i, other, RU_EVIDENCE_CREDIT, edge[k].score, NULL, 0);
			if (status != 0)
				return status;
		}
	}
	for (uint32_t i = 0; i < g->event->page_count; i++) {
		uint32_t count;
		const struct edge *edge = trace_edges(t, g->event->pages[i], &count);

		for (uint32_t k = 0; k < count; k++) {
			if (edge[k].parent >= t->count)
				first_on[edge[k].parent - t->count] = RU_NONE;
		}
	}
	return 0;
}

static int join_copies(struct grouping *g)
{
	struct ru_tracing *t = g->t;

	for (uint32_t i = 0; i < g->event->page_count; i++) {
		uint32_t page = g->event->pages[i];

		for (uint32_t k = 0; k < t->near_count[page] && k < TRACE_NEIGHBOURS; k++) {
			const struct ru_copy *copy = &t->copies->items[t->near[page][k].copy];
			uint32_t other;
			struct ru_page_span spans[2];
			int status;

			if (copy->kind == RU_COPY_FURNITURE || copy->kind == RU_COPY_QUOTES_ONLY ||
			    copy->passage_count == 0 || (copy->score < GROUP_SHARED && copy->kind != RU_COPY_VERSION) ||
			    t->stories->event_of[t->near[page][k].page] != t->stories->event_of[page])
				continue;
			other = place_of(g, t->near[page][k].page);
			if (other == RU_NONE)
				continue;
			spans[0] = trace_span(copy->a, copy->passages[0].raw_a);
			spans[1] = trace_span(copy->b, copy->passages[0].raw_b);
			status = ru_group_join(g, i, other, RU_EVIDENCE_PASSAGE, 100 + copy->score / 100, spans, 2);
			if (status != 0)
				return status;
		}
	}
	return 0;
}

/* ---- unplaced pages and own witness ---- */

static bool has_dateline(const struct ru_article *article, struct ru_span *span)
{
	for (uint32_t i = 0; i < article->block_count; i++) {
		const struct ru_block *block = &article->blocks[i];
		uint32_t length = block->at.end - block->at.begin;

		if (block->kind != RU_BLOCK_DATELINE || length < article->outlet.len + 3)
			continue;
		*span = block->raw;
		return true;
	}
	return false;
}

/* Why the page is its own witness: its outlet is spoken to in the text, it stands under a dateline, it names its
 * reporter, or it quotes people without anybody between. */
static bool own_witness(const struct ru_tracing *t, uint32_t page, enum ru_evidence_kind *kind,
                        struct ru_page_span *span)
{
	const struct ru_doc *doc = &t->docs[page];
	uint32_t quoted = 0;

	*kind = RU_EVIDENCE_NAMES;
	*span = t->witness[page];
	if (span->page != RU_NONE)
		return true;
	*span = trace_span(page, TRACE_NO_SPAN);
	*kind = RU_EVIDENCE_DATELINE;
	if (has_dateline(doc->article, &span->span))
		return true;
	for (uint32_t i = 0; i < doc->article->author_count; i++) {
		if (doc->article->authors[i].role == RU_AUTHOR_REPORTER ||
		    doc->article->authors[i].role == RU_AUTHOR_WRITER) {
			span->span = doc->article->authors[i].place.span;
			*kind = RU_EVIDENCE_CREDIT;
			return true;
		}
	}
	for (uint32_t i = 0; i < doc->facts->statement_count; i++) {
		const struct ru_statement *s = &doc->facts->statements[i];

		if (s->type == RU_STATEMENT_DIRECT && s->relay_count == 0 && s->content.count > 0 && ++quoted == 2) {
			span->span = s->content.items[0].span;
			*kind = RU_EVIDENCE_PASSAGE;
			return true;
		}
	}
	return false;
}

/* ---- one event ---- */

static int count_groups(struct grouping *g, const bool *placed)
{
	struct ru_tracing *t = g->t;
	struct ru_event *event = g->event;
	uint32_t *slot = ru_arena_get(t->scratch, event->page_count, sizeof(*slot));

	event->groups = ru_arena_get(t->arena, event->page_count, sizeof(*event->groups));
	event->unplaced = ru_arena_get(t->arena, event->page_count, sizeof(*event->unplaced));
	if (slot == NULL || event->groups == NULL || event->unplaced == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < event->page_count; i++)
		slot[ru_trace_root(g->set, i)]++;
	for (uint32_t i = 0; i < event->page_count; i++) {
		uint32_t root = ru_trace_root(g->set, i);
		struct ru_group *group;

		if (root != i)
			continue;
		if (slot[i] == 1 && !placed[i] && event->page_count > 1) {
			event->unplaced[event->unplaced_count++] = event->pages[i];
			continue;
		}
		group = &event->groups[event->group_count++];
		group->pages = ru_arena_get(t->arena, slot[i], sizeof(*group->pages));
		if (group->pages == NULL)
			return RU_ENOMEM;
		for (uint32_t k = i; k < event->page_count && group->page_count < slot[i]; k++) {
			if (ru_trace_root(g->set, k) == i)
				group->pages[group->page_count++] = event->pages[k];
		}
		group->evidence = g->evidence[i].ptr;
		group->evidence_count = g->evidence[i].len;
		ru_group_find_root(t, group);
	}
	event->count = event->group_count > 0 ? event->group_count : event->unplaced_count > 0;
	event->max = event->group_count + event->unplaced_count;
	return 0;
}

static int place_pages(struct grouping *g, bool *placed)
{
	struct ru_tracing *t = g->t;

	for (uint32_t i = 0; i < g->event->page_count; i++) {
		uint32_t page = g->event->pages[i], count;
		const struct edge *edge = trace_edges(t, page, &count);
		enum ru_evidence_kind kind;
		struct ru_page_span span;

		for (uint32_t k = 0; k < count; k++)
			placed[i] = placed[i] || ru_group_rests_account(&edge[k]);
		placed[i] = placed[i] || t->release[page];
		if (own_witness(t, page, &kind, &span)) {
			uint32_t root = ru_trace_root(g->set, i);
			int status;

			placed[i] = true;
			if (g->evidence[root].len >= GROUP_EVIDENCE)
				continue;
			status = ru_trace_evidence(t->arena, &g->evidence[root], kind, 150, &span, 1);
			if (status != 0)
				return status;
		}
	}
	return 0;
}

int ru_trace_groups(struct ru_tracing *t)
{
	uint32_t *first_on = ru_arena_get(t->scratch, t->source.len, sizeof(*first_on));

	if (first_on == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < t->source.len; i++)
		first_on[i] = RU_NONE;
	for (uint32_t e = 0; e < t->out->event_count; e++) {
		struct grouping g = {.t = t, .event = &t->out->events[e]};
		bool *placed = ru_arena_get(t->scratch, g.event->page_count, sizeof(*placed));
		int status;

		g.set = ru_trace_sets(t->scratch, g.event->page_count);
		g.evidence = ru_arena_get(t->scratch, g.event->page_count, sizeof(*g.evidence));
		if (placed == NULL || g.set == NULL || g.evidence == NULL)
			return RU_ENOMEM;
		status = trace_cancelled(t->options) ? RU_ECANCEL : join_edges(&g, first_on);
		if (status == 0)
			status = join_copies(&g);
		if (status == 0)
			status = ru_group_join_order(&g);
		if (status == 0)
			status = place_pages(&g, placed);
		if (status == 0)
			status = count_groups(&g, placed);
		if (status == 0 && g.event->page_count > 0)
			status = ru_group_find_origin(t, g.event);
		if (status != 0)
			return status;
	}
	return 0;
}
