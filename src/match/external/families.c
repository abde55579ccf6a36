/* SPDX-License-Identifier: Apache-2.0 */
/* Families: pages that hang together by copies, so that each can be read back into memory alone.
 *
 * Furniture joins none, the strongest copies join first. A family that would grow beyond its limits is not joined: of a
 * thousand pages linked by a chain of stray quotations the closest ones stay together. The limits are the same whatever
 * the memory, as the answer must be. */
#include "match/external/inner.h"

enum {
	FAMILY_MOST = 2048,  /* KiB of articles, */
	PAGE_COST = 1,       /* and this much for each page */
	PAGE_MOST = 1024,    /* more of one page is not counted, so that any two pages can be a family */
	WORDS_MOST = 0xFFFFF /* shared words that are told apart */
};

/* By words downwards, then by pages, in the 96 bits of an item. */
static struct ru_sort_item join_of(const struct ru_told *told)
{
	uint64_t words = told->copy.words < WORDS_MOST ? told->copy.words : WORDS_MOST;
	uint32_t a = told->rank[0], b = told->rank[1];

	return (struct ru_sort_item){(WORDS_MOST - words) << 43 | (uint64_t)a << 11 | b >> 21, b & 0x1FFFFF};
}

static uint32_t join_a(const struct ru_sort_item *item) { return (uint32_t)(item->key >> 11); }
static uint32_t join_b(const struct ru_sort_item *item) { return (uint32_t)(item->key & 0x7FF) << 21 | item->value; }

static int put_join(struct ru_external *x, const struct ru_told *told, uint64_t place, void *out, struct ru_error *err)
{
	struct ru_sort_item item = join_of(told);

	(void)x;
	(void)place;
	if (told->copy.kind == RU_COPY_FURNITURE)
		return 0;
	return ru_sorter_put(out, item.key, item.value, err);
}

/* A copy whose pages are of one family: (family << 32 | where it stands >> 32, the rest of that). */
static int put_member(struct ru_external *x, const struct ru_told *told, uint64_t place, void *out,
                      struct ru_error *err)
{
	uint32_t family = ru_family_root(x->parent, told->rank[0]);

	if (told->copy.kind == RU_COPY_FURNITURE || family != ru_family_root(x->parent, told->rank[1]))
		return 0;
	return ru_sorter_put(out, (uint64_t)family << 32 | place >> 32, (uint32_t)place, err);
}

/* The weight of each page, by rank. */
static void weigh(const struct ru_external *x, uint32_t *weight)
{
	for (uint32_t i = 0; i < x->pages; i++) {
		uint32_t cost = PAGE_COST + *RU_VEC_AT(&x->weights, uint16_t, x->number[i]);
		weight[i] = cost < PAGE_MOST ? cost : PAGE_MOST;
		x->parent[i] = i;
	}
}

static int join_all(struct ru_external *x, struct ru_sorter *joins, uint32_t *weight, struct ru_error *err)
{
	struct ru_sort_item item;
	int status = ru_sorter_start(joins, NULL, NULL, err);

	while (status == 0) {
		status = ru_sorter_next(joins, &item, err);
		if (status <= 0)
			break;
		uint32_t a = ru_family_root(x->parent, join_a(&item)), b = ru_family_root(x->parent, join_b(&item));
		status = ru_external_cancelled(x) ? RU_ECANCEL : 0;
		if (a == b || weight[a] + weight[b] > FAMILY_MOST)
			continue;
		x->parent[a > b ? a : b] = a < b ? a : b;
		weight[a < b ? a : b] = weight[a] + weight[b];
	}
	return status;
}

int ru_external_families(struct ru_external *x, struct ru_error *err)
{
	const struct ru_alloc *al = x->options.al;
	struct ru_sorter *joins = NULL;
	uint32_t *weight = ru_alloc_get(al, (size_t)x->pages + 1, sizeof(*weight));
	int status = weight == NULL ? ru_external_no_memory(err) : 0;

	ru_vec_release(&x->outlets); /* its memory is weight's now */
	if (status == 0)
		status = ru_external_sorter(&joins, x, "links", err);
	if (status == 0)
		status = ru_told_each(x, put_join, joins, err);
	if (status == 0) {
		weigh(x, weight);
		status = join_all(x, joins, weight, err);
	}
	ru_sorter_free(joins);
	ru_alloc_free(al, weight);
	if (status == 0)
		status = ru_external_sorter(&x->families, x, "families", err);
	return status == 0 ? ru_told_each(x, put_member, x->families, err) : status;
}
