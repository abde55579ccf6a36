/* SPDX-License-Identifier: Apache-2.0 */
/* How many tellings of an event are really independent, and where it starts. As the contract has it: two pages are one
 * telling when one derives from the other (not by quotations alone), when both are versions of one address, or when
 * both rest their account on the same source, seen or unseen. Own witness starts a group; a page without any sign of
 * where it has it from is unplaced. */
#include "trace/tracing.h"

enum {
	GROUP_SHARED = 2000, /* share of the shorter page (hundredths of percent) from which copies are one telling */
	ORDER_LEAST = 6,     /* dates and figures in the same order that make two pages tellings of one source */
	ORDER_ITEMS = 60,    /* items of a page that are compared */
	ORDER_PAGES = 40     /* pages of an event whose order is compared */
};

struct grouping {
	struct ru_tracing *t;
	struct ru_event *event;
	uint32_t *set;               /* per place in event->pages */
	struct trace_list *evidence; /* per place: of the set it is the root of */
};

static uint32_t place_of(const struct grouping *g, uint32_t page) { return g->t->place[page]; }

static int join(struct grouping *g, uint32_t a, uint32_t b, enum ru_evidence_kind kind, int32_t weight,
                const struct ru_page_span *spans, uint32_t count)
{
	uint32_t x = ru_trace_root(g->set, a), y = ru_trace_root(g->set, b), keep = x < y ? x : y, drop = x < y ? y : x;

	if (x == y)
		return 0;
	ru_trace_join(g->set, x, y);
	for (uint32_t i = 0; i < g->evidence[drop].len && g->evidence[keep].len < 32; i++) {
		struct ru_evidence *item = ru_trace_push(g->t->arena, &g->evidence[keep], sizeof(*item));

		if (item == NULL)
			return RU_ENOMEM;
		*item = *TRACE_AT(&g->evidence[drop], struct ru_evidence, i);
	}
	if (g->evidence[keep].len >= 32)
		return 0;
	return ru_trace_evidence(g->t->arena, &g->evidence[keep], kind, weight, spans, count);
}

/* ---- figures and dates in the same order ---- */

struct order_item {
	uint64_t key;
	uint32_t at;
	struct ru_span span;
};

static int by_at(const void *a, const void *b, void *ctx)
{
	const struct order_item *x = a, *y = b;

	(void)ctx;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* Two leading digits tell a value well enough here: 64,5 and 65 billion are one item for this. */
static uint64_t figure_key(const struct ru_figure *figure)
{
	uint64_t v = (uint64_t)(figure->milli < 0 ? -figure->milli : figure->milli), scale = 0;

	while (v >= 1000) {
		v = (v + 5) / 10;
		scale++;
	}
	return ru_hash_mix(ru_hash_mix(1, v >= 100 ? (v + 5) / 10 : v), scale + (v >= 100));
}

static uint32_t order_items(const struct ru_tracing *t, uint32_t page, struct order_item *items)
{
	const struct ru_facts *facts = t->docs[page].facts;
	uint32_t n = 0;

	for (uint32_t i = 0; i < facts->figure_count && n < ORDER_ITEMS; i++) {
		const struct ru_figure *figure = &facts->figures[i];

		if (figure->change != RU_CHANGE_ORDINAL && figure->milli > 1000 && figure->place.at.begin != RU_NONE)
			items[n++] =
			    (struct order_item){figure_key(figure), figure->place.at.begin, figure->place.span};
	}
	for (uint32_t i = 0; i < facts->date_count && n < (uint32_t)2 * ORDER_ITEMS; i++) {
		const struct ru_date *date = &facts->dates[i];

		if (date->days.first != INT32_MIN && date->place.at.begin != RU_NONE)
			items[n++] =
			    (struct order_item){ru_hash_mix(ru_hash_mix(2, (uint64_t)(int64_t)date->days.first),
			                                    (uint64_t)(int64_t)date->days.last),
			                        date->place.at.begin, date->place.span};
	}
	return n;
}

/* The longest common subsequence of two short lists. spans takes the first and last pair. */
static uint32_t common_order(const struct order_item *a, uint32_t na, const struct order_item *b, uint32_t nb)
{
	uint8_t row[2 * ORDER_ITEMS + 1] = {0};

	for (uint32_t i = 0; i < na; i++) {
		uint8_t corner = 0;

		for (uint32_t j = 1; j <= nb; j++) {
			uint8_t above = row[j];

			if (a[i].key == b[j - 1].key)
				row[j] = (uint8_t)(corner + 1);
			else if (row[j - 1] > row[j])
				row[j] = row[j - 1];
			corner = above;
		}
	}
	return row[nb];
}

/* The same figures and dates in the same order over most of the shorter page: nobody who asked on their own writes so.
 */
static int join_order(struct grouping *g)
{
	struct ru_tracing *t = g->t;
	uint32_t n = g->event->page_count < ORDER_PAGES ? g->event->page_count : ORDER_PAGES;
	struct order_item *items = ru_arena_get(t->scratch, (size_t)n * 2 * ORDER_ITEMS, sizeof(*items));
	uint32_t *count = ru_arena_get(t->scratch, n, sizeof(*count));

	if (items == NULL || count == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < n; i++) {
		struct order_item *mine = items + (size_t)i * 2 * ORDER_ITEMS;
		int status;

		count[i] = order_items(t, g->event->pages[i], mine);
		status = ru_sort(mine, count[i], sizeof(*mine), by_at, NULL, t->al);
		if (status != 0)
			return status;
	}
	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t j = i + 1; j < n; j++) {
			const struct order_item *a = items + (size_t)i * 2 * ORDER_ITEMS,
			                        *b = items + (size_t)j * 2 * ORDER_ITEMS;
			uint32_t same, least = count[i] < count[j] ? count[i] : count[j];
			struct ru_page_span spans[2];
			int status;

			if (t->release[g->event->pages[i]] || t->release[g->event->pages[j]] ||
			    ru_trace_root(g->set, i) == ru_trace_root(g->set, j))
				continue;
			same = common_order(a, count[i], b, count[j]);
			if (same < ORDER_LEAST || same * 2 < least)
				continue;
			spans[0] = trace_span(g->event->pages[i], a[0].span);
			spans[1] = trace_span(g->event->pages[j], b[0].span);
			status = join(g, i, j, RU_EVIDENCE_NAMES, (int32_t)same * 30, spans, 2);
			if (status != 0)
				return status;
		}
	}
	return 0;
}

/* ---- derivation, shared sources, shared words ---- */

static bool rests_account(const struct edge *edge)
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
			    (edge[k].parent >= t->count && !rests_account(&edge[k])))
				continue;
			if (edge[k].parent < t->count) {
				if (t->stories->event_of[edge[k].parent] == t->stories->event_of[g->event->pages[i]])
					other = place_of(g, edge[k].parent);
			} else {
				other = first_on[edge[k].parent - t->count];
				first_on[edge[k].parent - t->count] = i;
			}
			if (other != RU_NONE && why != NULL)
				status = join(g, i, other, why->kind, edge[k].score, why->spans, why->span_count);
			else if (other != RU_NONE)
				status = join(g, i, other, RU_EVIDENCE_CREDIT, edge[k].score, NULL, 0);
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
			status = join(g, i, other, RU_EVIDENCE_PASSAGE, 100 + copy->score / 100, spans, 2);
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

/* ---- roots ---- */

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
			if (rests_account(&edge[i]) ||
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

static void find_root(const struct ru_tracing *t, struct ru_group *group)
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
		find_root(t, group);
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
			placed[i] = placed[i] || rests_account(&edge[k]);
		placed[i] = placed[i] || t->release[page];
		if (own_witness(t, page, &kind, &span)) {
			uint32_t root = ru_trace_root(g->set, i);
			int status;

			placed[i] = true;
			if (g->evidence[root].len >= 32)
				continue;
			status = ru_trace_evidence(t->arena, &g->evidence[root], kind, 150, &span, 1);
			if (status != 0)
				return status;
		}
	}
	return 0;
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
static int find_origin(struct ru_tracing *t, struct ru_event *event)
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
			status = join_order(&g);
		if (status == 0)
			status = place_pages(&g, placed);
		if (status == 0)
			status = count_groups(&g, placed);
		if (status == 0 && g.event->page_count > 0)
			status = find_origin(t, g.event);
		if (status != 0)
			return status;
	}
	return 0;
}
