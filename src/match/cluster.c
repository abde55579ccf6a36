/* SPDX-License-Identifier: Apache-2.0 */
/* Average-linkage clustering of a sparse graph.
 *
 * A heap holds pairs of clusters by average likeness. A value is looked at again when it comes up: a cluster that has
 * grown since makes it lower, never higher, unless the pair itself gained links, and then a fresh value was put in. */
#include "match/story.h"

#include "base/hash.h"

struct heap_item {
	int32_t value;
	uint32_t a, b; /* a < b, clusters named by their smallest item */
};

struct grouper {
	struct ru_vec heap;    /* struct heap_item */
	struct ru_index pairs; /* a << 32 | b -> index in sums */
	struct ru_vec sums;    /* int64_t */
	struct ru_vec *near;   /* per cluster: uint32_t neighbours, some of them dead or doubled */
	uint32_t *size;
	bool *dead;
	uint32_t *of;
	int32_t least;
	const struct ru_alloc *al;
};

static uint64_t pair_key(uint32_t a, uint32_t b) { return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a; }

static bool is_before(const struct heap_item *x, const struct heap_item *y)
{
	if (x->value != y->value)
		return x->value > y->value;
	return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static int heap_push(struct ru_vec *heap, struct heap_item item)
{
	if (ru_vec_push(heap) == NULL)
		return RU_ENOMEM;
	struct heap_item *at = heap->ptr;
	size_t i = heap->len - 1;
	for (; i > 0 && is_before(&item, &at[(i - 1) / 2]); i = (i - 1) / 2)
		at[i] = at[(i - 1) / 2];
	at[i] = item;
	return 0;
}

static struct heap_item heap_pop(struct ru_vec *heap)
{
	struct heap_item *at = heap->ptr, top = at[0], last = at[--heap->len];
	size_t i = 0;
	for (size_t k = 1; k < heap->len; k = 2 * i + 1) {
		if (k + 1 < heap->len && is_before(&at[k + 1], &at[k]))
			k++;
		if (!is_before(&at[k], &last))
			break;
		at[i] = at[k];
		i = k;
	}
	if (heap->len > 0)
		at[i] = last;
	return top;
}

static int64_t *sum_of(struct grouper *g, uint32_t a, uint32_t b)
{
	uint32_t at = 0;
	return ru_index_get(&g->pairs, pair_key(a, b), &at) ? RU_VEC_AT(&g->sums, int64_t, at) : NULL;
}

static int32_t value_of(struct grouper *g, uint32_t a, uint32_t b)
{
	const int64_t *sum = sum_of(g, a, b);
	return sum == NULL ? 0 : (int32_t)(*sum / ((int64_t)g->size[a] * g->size[b]));
}

static int offer(struct grouper *g, uint32_t a, uint32_t b)
{
	int32_t value = value_of(g, a, b);
	return value < g->least ? 0 : heap_push(&g->heap, (struct heap_item){value, a < b ? a : b, a < b ? b : a});
}

static int push_near(struct grouper *g, uint32_t cluster, uint32_t neighbour)
{
	uint32_t *item = ru_vec_push(&g->near[cluster]);
	if (item == NULL)
		return RU_ENOMEM;
	*item = neighbour;
	return 0;
}

/* Add to the sum of a and b; they are neighbours from now on. */
static int add_sum(struct grouper *g, uint32_t a, uint32_t b, int64_t more)
{
	uint32_t at = 0;
	int fresh = ru_index_add(&g->pairs, pair_key(a, b), (uint32_t)g->sums.len, &at);
	if (fresh < 0)
		return fresh;
	if (fresh == 1) {
		*RU_VEC_AT(&g->sums, int64_t, at) += more;
		return 0;
	}
	int64_t *sum = ru_vec_push(&g->sums);
	if (sum == NULL)
		return RU_ENOMEM;
	*sum = more;
	int status = push_near(g, a, b);
	return status == 0 ? push_near(g, b, a) : status;
}

/* Join two clusters. The sums of the side with fewer neighbours move over to the other's. */
static int merge(struct grouper *g, uint32_t a, uint32_t b)
{
	uint32_t from = g->near[b].len > g->near[a].len ? a : b, into = from == a ? b : a;
	int status = 0;
	g->size[into] += g->size[from];
	g->dead[from] = true;
	g->of[from] = into;
	struct ru_vec *list = &g->near[from];
	for (size_t i = 0; i < list->len && status == 0; i++) {
		uint32_t k = *RU_VEC_AT(list, uint32_t, i);
		int64_t *sum = g->dead[k] || k == into ? NULL : sum_of(g, from, k);
		if (sum == NULL || *sum == 0)
			continue;
		int64_t moved = *sum;
		*sum = 0;
		status = add_sum(g, into, k, moved);
		if (status == 0)
			status = offer(g, into, k);
	}
	ru_vec_release(list);
	return status;
}

static int run(struct grouper *g)
{
	int status = 0;
	while (g->heap.len > 0 && status == 0) {
		struct heap_item item = heap_pop(&g->heap);
		if (g->dead[item.a] || g->dead[item.b])
			continue;
		int32_t value = value_of(g, item.a, item.b);
		if (value == item.value)
			status = merge(g, item.a, item.b);
		else if (value >= g->least && value < item.value)
			status = offer(g, item.a, item.b);
	}
	return status;
}

static uint32_t root_of(uint32_t *of, uint32_t i)
{
	while (of[i] != i) {
		of[i] = of[of[i]];
		i = of[i];
	}
	return i;
}

/* Name each cluster by its smallest item. The sizes are free to use by now. */
static void name_clusters(struct grouper *g, uint32_t count)
{
	uint32_t *first = g->size;
	for (uint32_t i = 0; i < count; i++)
		first[i] = RU_NONE;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t root = root_of(g->of, i);
		if (first[root] == RU_NONE)
			first[root] = i;
		g->of[i] = root;
	}
	for (uint32_t i = 0; i < count; i++)
		g->of[i] = first[g->of[i]];
}

static int start(struct grouper *g, const uint32_t *size, uint32_t count, const struct ru_weighted *links,
                 size_t link_count)
{
	for (uint32_t i = 0; i < count; i++) {
		ru_vec_init(&g->near[i], g->al, sizeof(uint32_t), 0);
		g->size[i] = size != NULL ? size[i] : 1;
		g->of[i] = i;
	}
	int status = 0;
	for (size_t i = 0; i < link_count && status == 0; i++)
		status = add_sum(g, links[i].a, links[i].b, links[i].sum);
	for (size_t i = 0; i < link_count && status == 0; i++)
		status = offer(g, links[i].a, links[i].b);
	return status;
}

int ru_cluster(uint32_t *of, const uint32_t *size, uint32_t count, const struct ru_weighted *links, size_t link_count,
               int32_t least, const struct ru_alloc *al)
{
	struct grouper g = {.of = of, .least = least, .al = al};
	int status = RU_ENOMEM;
	ru_vec_init(&g.heap, al, sizeof(struct heap_item), SIZE_MAX / 64);
	ru_vec_init(&g.sums, al, sizeof(int64_t), 0);
	ru_index_init(&g.pairs, al);
	g.near = ru_alloc_zero(al, (size_t)count + 1, sizeof(*g.near));
	g.size = ru_alloc_zero(al, (size_t)count + 1, sizeof(*g.size));
	g.dead = ru_alloc_zero(al, (size_t)count + 1, sizeof(*g.dead));
	if (g.near == NULL || g.size == NULL || g.dead == NULL)
		goto err1;
	status = start(&g, size, count, links, link_count);
	if (status == 0)
		status = run(&g);
	for (uint32_t i = 0; i < count; i++)
		ru_vec_release(&g.near[i]);
	if (status == 0)
		name_clusters(&g, count);
err1:
	ru_alloc_free(al, g.near);
	ru_alloc_free(al, g.size);
	ru_alloc_free(al, g.dead);
	ru_index_release(&g.pairs);
	ru_vec_release(&g.sums);
	ru_vec_release(&g.heap);
	return status;
}
