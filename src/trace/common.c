/* SPDX-License-Identifier: Apache-2.0 */
/* Small things that the parts of trace/ share: evidence items, moments of publication, the order of pages, ids, and
 * the walk up the edges of derivation. */
#include "trace/tracing.h"

enum { FIRST_DAY = 9131 }; /* 1995-01-01 */

int ru_trace_evidence(struct ru_arena *arena, struct trace_list *list, enum ru_evidence_kind kind, int32_t weight,
                      const struct ru_page_span *spans, uint32_t count)
{
	struct ru_evidence *item = ru_trace_push(arena, list, sizeof(*item));
	uint32_t n = 0;

	if (item == NULL)
		return RU_ENOMEM;
	*item = (struct ru_evidence){.kind = kind, .weight = weight};
	item->spans = ru_arena_get(arena, count, sizeof(*item->spans));
	if (item->spans == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < count; i++) {
		if (spans[i].page != RU_NONE && spans[i].span.begin != RU_NONE &&
		    spans[i].span.end > spans[i].span.begin)
			item->spans[n++] = spans[i];
	}
	item->span_count = n;
	return 0;
}

int ru_trace_mention(struct ru_arena *arena, struct trace_list *list, uint32_t most, enum ru_evidence_kind kind,
                     int32_t weight, struct ru_page_span span)
{
	struct ru_evidence *item = list->ptr;

	for (uint32_t i = 0; i < list->len; i++) {
		const struct ru_page_span *at = item[i].spans;

		if (item[i].kind != kind || item[i].span_count != 1 || at->page != span.page ||
		    at->span.begin != span.span.begin || at->span.end != span.span.end ||
		    at->span.field != span.span.field)
			continue;
		item[i].weight = item[i].weight < weight ? weight : item[i].weight;
		return 0;
	}
	return list->len < most ? ru_trace_evidence(arena, list, kind, weight, &span, 1) : 0;
}

bool ru_trace_is_moment(const struct ru_time *time) { return time->known && time->not_after >= FIRST_DAY * 1440; }

void ru_trace_time(const struct ru_article *article, int64_t *earliest, int64_t *latest)
{
	*earliest = INT64_MIN;
	*latest = INT64_MAX;
	if (ru_trace_is_moment(&article->published)) {
		*earliest = article->published.not_before;
		*latest = article->published.not_after;
	} else if (ru_trace_is_moment(&article->modified)) {
		*latest = article->modified.not_after;
	}
}

bool ru_trace_before(const struct ru_doc *docs, uint32_t a, uint32_t b)
{
	int64_t a_from, a_to, b_from, b_to;

	ru_trace_time(docs[a].article, &a_from, &a_to);
	ru_trace_time(docs[b].article, &b_from, &b_to);
	return a_to != INT64_MAX && b_from != INT64_MIN && a_to < b_from;
}

int ru_trace_page_order(const struct ru_doc *docs, uint32_t a, uint32_t b)
{
	const struct ru_article *x = docs[a].article, *y = docs[b].article;
	int64_t at_x = ru_trace_is_moment(&x->published) && x->published.not_before != INT64_MIN
	                   ? x->published.not_before
	                   : INT64_MAX;
	int64_t at_y = ru_trace_is_moment(&y->published) && y->published.not_before != INT64_MIN
	                   ? y->published.not_before
	                   : INT64_MAX;
	int order;

	if (at_x != at_y)
		return at_x < at_y ? -1 : 1;
	order = memcmp(x->sha256, y->sha256, sizeof(x->sha256));
	if (order != 0)
		return order;
	return a < b ? -1 : a > b;
}

void ru_trace_id(char out[20], char letter, struct ru_str s)
{
	struct ru_sha256 sum;

	ru_sha256(s, &sum);
	out[0] = letter;
	ru_sha256_hex(&sum, 8, out + 1);
}

static bool climb(const struct ru_tracing *t, uint32_t child, uint32_t node, uint32_t *steps)
{
	uint32_t count;
	const struct edge *edge = trace_edges(t, child, &count);

	if (*steps == 0)
		return false;
	(*steps)--;
	for (uint32_t i = 0; i < count; i++) {
		if (edge[i].kind == RU_COPY_SAME_SOURCE)
			continue;
		if (edge[i].parent == node || (edge[i].direct && climb(t, edge[i].parent, node, steps)))
			return true;
	}
	return false;
}

bool ru_trace_rests_on(const struct ru_tracing *t, uint32_t child, uint32_t node)
{
	uint32_t steps = TRACE_STEPS;

	return climb(t, child, node, &steps);
}

struct pair_order {
	const struct ru_copies *copies;
	uint32_t page;
};

/* Best copies first, then by page. */
static int by_score(const void *a, const void *b, void *ctx)
{
	const struct pair_order *order = ctx;
	const struct neighbour *x = a, *y = b;
	int32_t sx = order->copies->items[x->copy].score, sy = order->copies->items[y->copy].score;

	if (sx != sy)
		return sx > sy ? -1 : 1;
	return x->page < y->page ? -1 : x->page > y->page;
}

int ru_trace_neighbours(struct ru_tracing *t)
{
	uint32_t *fill;

	t->near = ru_arena_get(t->scratch, t->count, sizeof(*t->near));
	t->near_count = ru_arena_get(t->scratch, t->count, sizeof(*t->near_count));
	fill = ru_arena_get(t->scratch, t->count, sizeof(*fill));
	if (t->near == NULL || t->near_count == NULL || fill == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < t->copies->count; i++) {
		if (t->copies->items[i].kind == RU_COPY_FURNITURE)
			continue;
		fill[t->copies->items[i].a]++;
		fill[t->copies->items[i].b]++;
	}
	for (uint32_t p = 0; p < t->count; p++) {
		t->near[p] = ru_arena_get(t->scratch, fill[p], sizeof(**t->near));
		if (t->near[p] == NULL)
			return RU_ENOMEM;
	}
	for (uint32_t i = 0; i < t->copies->count; i++) {
		const struct ru_copy *copy = &t->copies->items[i];

		if (copy->kind == RU_COPY_FURNITURE)
			continue;
		t->near[copy->a][t->near_count[copy->a]++] = (struct neighbour){copy->b, i};
		t->near[copy->b][t->near_count[copy->b]++] = (struct neighbour){copy->a, i};
	}
	for (uint32_t p = 0; p < t->count; p++) {
		struct pair_order order = {t->copies, p};
		int status = ru_sort(t->near[p], t->near_count[p], sizeof(**t->near), by_score, &order, t->al);

		if (status != 0)
			return status;
	}
	return 0;
}

bool ru_trace_complete(struct ru_str value, int32_t about, struct ru_days *out)
{
	uint64_t month, day = 1;
	int year, month_of, day_of, next;

	if (about == INT32_MIN || (value.len != 7 && value.len != 10) || !ru_str_starts(value, RU_S("XXXX-")) ||
	    !ru_str_to_u64(ru_str_cut(value, 5, 7), &month) || month < 1 || month > 12 ||
	    (value.len == 10 && (!ru_str_to_u64(ru_str_cut(value, 8, 10), &day) || day < 1 || day > 31)))
		return false;
	ru_day_split(about, &year, &month_of, &day_of);
	/* a few days ahead is an announcement; more is the year before */
	if (ru_day_from(year, (int)month, (int)day) > about + 14)
		year--;
	next = month == 12 ? 1 : (int)month + 1;
	out->first = ru_day_from(year, (int)month, (int)day);
	out->last = value.len == 10 ? out->first : ru_day_from(next == 1 ? year + 1 : year, next, 1) - 1;
	out->minute = -1;
	out->offset = INT16_MIN;
	return true;
}
