/* SPDX-License-Identifier: Apache-2.0 */
/* From what is stated of each page to edges child -> parent without circles, best first: where edges go in a circle
 * those stay that lead away from the root of a maximum arborescence; of the others a page may have several parents. */
#include "trace/arborescence.h"
#include "trace/derive.h"

static int strongest_first(const void *a, const void *b, void *ctx)
{
	const struct edge *x = a, *y = b;

	(void)ctx;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->child != y->child)
		return x->child < y->child ? -1 : 1;
	return x->parent < y->parent ? -1 : x->parent > y->parent;
}

enum above { ABOVE_NOT, ABOVE, ABOVE_UNKNOWN };

/* Whether the node is among the ancestors of the child; not known where it has more of them than TRACE_STEPS. */
static enum above look_above(struct deriving *d, uint32_t child, uint32_t node)
{
	uint32_t count = 0;

	d->turn++;
	for (uint32_t k = 0, at = child;; at = d->walk[k++]) {
		for (uint32_t i = 0; i < d->accepted_count[at]; i++) {
			uint32_t parent = d->accepted[at][i].parent;

			if (parent == node)
				return ABOVE;
			if (d->seen[parent] == d->turn)
				continue;
			if (count == TRACE_STEPS)
				return ABOVE_UNKNOWN;
			d->seen[parent] = d->turn;
			d->walk[count++] = parent;
		}
		if (k == count)
			return ABOVE_NOT;
	}
}

/* One page is copied from one page: a second page that shares the same words and is not named stands beside or behind.
 */
static bool superfluous(struct deriving *d, const struct edge *edge)
{
	const struct ru_tracing *t = d->t;

	if (edge->said)
		return false;
	for (uint32_t i = 0; i < d->accepted_count[edge->child]; i++) {
		uint32_t q = d->accepted[edge->child][i].parent;

		if (q >= t->count || d->accepted[edge->child][i].copy == RU_NONE ||
		    t->copies->items[d->accepted[edge->child][i].copy].words < t->copies->items[edge->copy].words)
			continue;
		for (uint32_t k = 0; k < t->near_count[q] && k < TRACE_NEIGHBOURS; k++) {
			if (t->near[q][k].page == edge->parent)
				return look_above(d, q, edge->parent) != ABOVE;
		}
	}
	return false;
}

/* Leave out of all edges those that would close a circle. */
static int cut_circles(struct deriving *d)
{
	struct edge *edge = d->all.ptr;
	const struct ru_alloc *al = d->t->al;
	struct arc *arcs = ru_alloc_get(al, (size_t)d->all.len + 1, sizeof(*arcs));
	uint8_t *keep = ru_alloc_get(al, (size_t)d->all.len + 1, sizeof(*keep));
	uint32_t kept = 0;
	int status = arcs != NULL && keep != NULL ? RU_OK : RU_ENOMEM;

	for (uint32_t i = 0; status == RU_OK && i < d->all.len; i++)
		arcs[i] = (struct arc){edge[i].parent, edge[i].child, edge[i].score};
	if (status == RU_OK)
		status = ru_circles_cut(keep, arcs, d->all.len, d->t->node_count, al);
	for (uint32_t i = 0; status == RU_OK && i < d->all.len; i++) {
		if (keep[i])
			edge[kept++] = edge[i];
	}
	if (status == RU_OK)
		d->all.len = kept;
	ru_alloc_free(al, arcs);
	ru_alloc_free(al, keep);
	return status;
}

static int accept(struct deriving *d)
{
	struct edge *edge = d->all.ptr;
	int status = ru_sort(edge, d->all.len, sizeof(*edge), strongest_first, NULL, d->t->al);

	if (status == 0)
		status = cut_circles(d);
	for (uint32_t i = 0; status == 0 && i < d->all.len; i++) {
		uint32_t child = edge[i].child, n = d->accepted_count[child];
		bool known = false;

		for (uint32_t k = 0; k < n; k++)
			known = known || d->accepted[child][k].parent == edge[i].parent;
		if (known || n == TRACE_PARENTS || superfluous(d, &edge[i]))
			continue;
		if (d->accepted[child] == NULL)
			d->accepted[child] = ru_arena_get(d->t->scratch, TRACE_PARENTS, sizeof(**d->accepted));
		if (d->accepted[child] == NULL)
			return RU_ENOMEM;
		d->accepted[child][n] = edge[i];
		d->accepted_count[child]++;
	}
	return status;
}

/* A parent is direct unless it stands behind another parent of the page. */
static void set_direct(struct deriving *d, uint32_t child)
{
	for (uint32_t i = 0; i < d->accepted_count[child]; i++) {
		struct edge *edge = &d->accepted[child][i];
		bool other = false;

		edge->direct = true;
		for (uint32_t k = 0; k < d->accepted_count[child]; k++) {
			const struct edge *near = &d->accepted[child][k];

			other = other || (k != i && !near->behind);
			if (k != i && look_above(d, near->parent, edge->parent) == ABOVE)
				edge->direct = false;
		}
		if (edge->behind && other)
			edge->direct = false;
	}
}

/* Direct parents before those that stand behind them, each as they were: best first. */
static void direct_first(struct deriving *d, uint32_t child)
{
	struct edge sorted[TRACE_PARENTS];
	uint32_t n = 0;

	for (int turn = 1; turn >= 0; turn--) {
		for (uint32_t i = 0; i < d->accepted_count[child]; i++) {
			if (d->accepted[child][i].direct == (turn == 1))
				sorted[n++] = d->accepted[child][i];
		}
	}
	if (n > 0)
		memcpy(d->accepted[child], sorted, n * sizeof(*sorted));
}

/* Pages of one event that rest on one unseen source, or share words without a known direction, are siblings. */
static int add_siblings(struct deriving *d, uint32_t page)
{
	struct ru_tracing *t = d->t;

	for (uint32_t i = 0; i < t->near_count[page] && i < TRACE_PARENTS; i++) {
		uint32_t q = t->near[page][i].page;
		const struct ru_copy *copy = &t->copies->items[t->near[page][i].copy];
		struct edge edge = {.child = page,
		                    .parent = q,
		                    .score = copy->score / 100,
		                    .kind = RU_COPY_SAME_SOURCE,
		                    .copy = t->near[page][i].copy};
		struct ru_page_span spans[2];
		int status;

		if (copy->kind == RU_COPY_FURNITURE || copy->passage_count == 0 ||
		    d->accepted_count[page] == TRACE_PARENTS || !ru_derive_share_credit(t, page, q, copy) ||
		    look_above(d, page, q) != ABOVE_NOT || look_above(d, q, page) != ABOVE_NOT)
			continue;
		spans[0] = trace_span(copy->a, copy->passages[0].raw_a);
		spans[1] = trace_span(copy->b, copy->passages[0].raw_b);
		status = ru_trace_evidence(t->arena, &edge.evidence, RU_EVIDENCE_PASSAGE, DERIVE_COPY, spans, 2);
		if (status != 0)
			return status;
		if (d->accepted[page] == NULL)
			d->accepted[page] = ru_arena_get(t->scratch, TRACE_PARENTS, sizeof(**d->accepted));
		if (d->accepted[page] == NULL)
			return RU_ENOMEM;
		d->accepted[page][d->accepted_count[page]++] = edge;
	}
	return 0;
}

static int freeze(struct deriving *d)
{
	struct ru_tracing *t = d->t;

	t->edge_first = ru_arena_get(t->scratch, (size_t)t->node_count + 1, sizeof(*t->edge_first));
	if (t->edge_first == NULL)
		return RU_ENOMEM;
	for (uint32_t node = 0; node < t->node_count; node++) {
		t->edge_first[node] = t->edges.len;
		for (uint32_t i = 0; i < d->accepted_count[node]; i++) {
			struct edge *edge = ru_trace_push(t->scratch, &t->edges, sizeof(*edge));

			if (edge == NULL)
				return RU_ENOMEM;
			*edge = d->accepted[node][i];
		}
	}
	t->edge_first[t->node_count] = t->edges.len;
	return 0;
}

static struct ru_node node_of(const struct ru_tracing *t, uint32_t node)
{
	return node < t->count ? (struct ru_node){node, RU_NONE} : (struct ru_node){RU_NONE, node - t->count};
}

static int write_out(struct ru_tracing *t)
{
	struct ru_derivation *item = ru_arena_get(t->arena, t->node_count, sizeof(*item));
	uint32_t n = 0;

	if (item == NULL)
		return RU_ENOMEM;
	for (uint32_t node = 0; node < t->node_count; node++) {
		uint32_t count;
		const struct edge *edge = trace_edges(t, node, &count);
		struct ru_parent *parent;

		if (node >= t->count && count == 0)
			continue;
		parent = ru_arena_get(t->arena, count, sizeof(*parent));
		if (parent == NULL)
			return RU_ENOMEM;
		for (uint32_t i = 0; i < count; i++)
			parent[i] = (struct ru_parent){
			    node_of(t, edge[i].parent), edge[i].kind,        edge[i].direct, edge[i].score,
			    edge[i].evidence.ptr,       edge[i].evidence.len};
		item[n++] = (struct ru_derivation){node_of(t, node), parent, count};
	}
	t->out->derivation = item;
	t->out->derivation_count = n;
	return 0;
}

int ru_derive_lay(struct deriving *d)
{
	uint32_t count = d->t->count;
	int status = accept(d);

	for (uint32_t page = 0; status == 0 && page < count; page++)
		set_direct(d, page);
	for (uint32_t page = 0; status == 0 && page < count; page++)
		direct_first(d, page);
	for (uint32_t page = 0; status == 0 && page < count; page++)
		status = add_siblings(d, page);
	return status;
}

int ru_derive_write(struct deriving *d)
{
	int status = freeze(d);

	return status == 0 ? write_out(d->t) : status;
}
