/* SPDX-License-Identifier: Apache-2.0 */
/* Figures and dates in the same order: nobody who asked on their own writes so. */
#include "trace/grouping.h"

enum {
	ORDER_LEAST = 6,  /* dates and figures in the same order that make two pages tellings of one source */
	ORDER_ITEMS = 60, /* items of a page that are compared */
	ORDER_PAGES = 40  /* pages of an event whose order is compared */
};

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

/* Length of the longest common subsequence of two short lists. */
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

/* The first item of a that b has too, as a span of each page: the evidence. There is one. */
static void first_shared(struct ru_page_span span[2], const struct order_item *a, uint32_t na,
                         const struct order_item *b, uint32_t nb)
{
	for (uint32_t i = 0; i < na; i++) {
		for (uint32_t j = 0; j < nb; j++) {
			if (a[i].key != b[j].key)
				continue;
			span[0].span = a[i].span;
			span[1].span = b[j].span;
			return;
		}
	}
}

/* The same figures and dates in the same order over most of the shorter page: nobody who asked on their own writes so.
 */
int ru_group_join_order(struct grouping *g)
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
			first_shared(spans, a, count[i], b, count[j]);
			status = ru_group_join(g, i, j, RU_EVIDENCE_NAMES, (int32_t)same * 30, spans, 2);
			if (status != 0)
				return status;
		}
	}
	return 0;
}
