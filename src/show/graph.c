/* SPDX-License-Identifier: Apache-2.0 */
/* The layered drawing: fed nodes with sizes and edges, gives places. No floating point, no randomness: the same graph
 * is always the same picture. */
#include "show/graph.h"

#include "base/sort.h"

enum { LAYERS_MOST = 12, SWEEPS = 8, GAP_X = 64, GAP_Y = 14, BEND_HEIGHT = 12, MARGIN = 10, UNIT = 1024 };

static struct ru_graph_node *node(const struct ru_graph *graph, size_t i)
{
	return RU_VEC_AT(&graph->nodes, struct ru_graph_node, i);
}

static struct ru_graph_edge *edge(const struct ru_graph *graph, size_t i)
{
	return RU_VEC_AT(&graph->edges, struct ru_graph_edge, i);
}

void ru_graph_init(struct ru_graph *graph, const struct ru_alloc *al)
{
	memset(graph, 0, sizeof *graph);
	ru_vec_init(&graph->nodes, al, sizeof(struct ru_graph_node), 0);
	ru_vec_init(&graph->edges, al, sizeof(struct ru_graph_edge), 0);
}

void ru_graph_release(struct ru_graph *graph)
{
	ru_vec_release(&graph->nodes);
	ru_vec_release(&graph->edges);
}

/* Longest path from a node without parents; a cycle stops at the last layer. */
static void find_layers(struct ru_graph *graph)
{
	bool moved = true;

	for (uint32_t round = 0; moved && round < LAYERS_MOST; round++) {
		moved = false;
		for (size_t i = 0; i < graph->edges.len; i++) {
			const struct ru_graph_edge *e = edge(graph, i);
			uint32_t wanted = node(graph, e->from)->layer + 1;
			if (e->from != e->to && node(graph, e->to)->layer < wanted && wanted < LAYERS_MOST) {
				node(graph, e->to)->layer = wanted;
				moved = true;
			}
		}
	}
	for (size_t i = 0; i < graph->nodes.len; i++)
		if (node(graph, i)->layer + 1 > graph->layers)
			graph->layers = node(graph, i)->layer + 1;
}

/* Cut edges that pass layers; leave out those that do not go up (a cycle). */
static int cut_edges(struct ru_graph *graph)
{
	size_t count = graph->edges.len, kept = 0;
	struct ru_vec out;
	int status = RU_OK;

	ru_vec_init(&out, graph->edges.al, sizeof(struct ru_graph_edge), 0);
	for (size_t i = 0; i < count && status == RU_OK; i++) {
		struct ru_graph_edge e = *edge(graph, i);
		uint32_t layer = node(graph, e.from)->layer, end = node(graph, e.to)->layer, from = e.from;
		if (end <= layer)
			continue;
		for (layer++; layer <= end; layer++) {
			struct ru_graph_edge *piece = ru_vec_push(&out);
			uint32_t to = e.to;
			if (piece == NULL) {
				status = RU_ENOMEM;
				break;
			}
			if (layer < end) {
				to = (uint32_t)graph->nodes.len;
				struct ru_graph_node *bend = ru_vec_push(&graph->nodes);
				if (bend == NULL) {
					status = RU_ENOMEM;
					break;
				}
				*bend = (struct ru_graph_node){.bend = true, .layer = layer, .height = BEND_HEIGHT};
			}
			*piece = (struct ru_graph_edge){from, to, e.tag, (uint32_t)kept, layer == end};
			from = to;
		}
		kept++;
	}
	if (status == RU_OK) {
		ru_vec_release(&graph->edges);
		graph->edges = out;
	} else {
		ru_vec_release(&out);
	}
	return status;
}

struct slot {
	uint32_t layer, node;
	int64_t key;
};

static int compare_slots(const void *a, const void *b, void *ctx)
{
	const struct slot *x = a, *y = b;

	(void)ctx;
	if (x->layer != y->layer)
		return x->layer < y->layer ? -1 : 1;
	return x->key < y->key ? -1 : x->key > y->key; /* the sort is stable */
}

/* One sweep: each node goes where its neighbours on one side are on average. */
static int sweep(struct ru_graph *graph, struct slot *slots, int64_t *sum, uint32_t *count, bool forward,
                 const struct ru_alloc *al)
{
	size_t nodes = graph->nodes.len;

	memset(sum, 0, nodes * sizeof *sum);
	memset(count, 0, nodes * sizeof *count);
	for (size_t i = 0; i < graph->edges.len; i++) {
		const struct ru_graph_edge *e = edge(graph, i);
		uint32_t of = forward ? e->to : e->from, by = forward ? e->from : e->to;
		sum[of] += (int64_t)node(graph, by)->order * UNIT;
		count[of]++;
	}
	for (size_t i = 0; i < nodes; i++) {
		uint32_t n = slots[i].node;
		slots[i].key = count[n] > 0 ? sum[n] / count[n] : (int64_t)node(graph, n)->order * UNIT;
	}
	int status = ru_sort(slots, nodes, sizeof *slots, compare_slots, NULL, al);
	for (size_t i = 0; i < nodes; i++)
		node(graph, slots[i].node)->order =
		    i > 0 && slots[i].layer == slots[i - 1].layer ? node(graph, slots[i - 1].node)->order + 1 : 0;
	return status;
}

static int find_order(struct ru_graph *graph, struct slot *slots, int64_t *sum, uint32_t *count,
                      const struct ru_alloc *al)
{
	int status = RU_OK;

	for (size_t i = 0; i < graph->nodes.len; i++)
		slots[i] = (struct slot){node(graph, i)->layer, (uint32_t)i, (int64_t)i};
	status = ru_sort(slots, graph->nodes.len, sizeof *slots, compare_slots, NULL, al);
	for (size_t i = 0; i < graph->nodes.len; i++)
		node(graph, slots[i].node)->order =
		    i > 0 && slots[i].layer == slots[i - 1].layer ? node(graph, slots[i - 1].node)->order + 1 : 0;
	for (int i = 0; i < SWEEPS && status == RU_OK; i++)
		status = sweep(graph, slots, sum, count, i % 2 == 0, al);
	return status;
}

/* Down each layer in order, no node nearer to the one above than the gap; where there is room, beside its neighbours.
 */
static void find_heights(struct ru_graph *graph, const struct slot *slots, int64_t *sum, uint32_t *count, bool forward)
{
	size_t nodes = graph->nodes.len;
	int floor = 0;

	memset(sum, 0, nodes * sizeof *sum);
	memset(count, 0, nodes * sizeof *count);
	for (size_t k = 0; k < nodes; k++) { /* layer by layer, so that the side looked at is done */
		size_t i = k;
		uint32_t n = slots[i].node;
		struct ru_graph_node *here = node(graph, n);
		if (i == 0 || slots[i].layer != slots[i - 1].layer)
			floor = MARGIN;
		int wanted = here->y;
		if (forward && count[n] > 0)
			wanted = (int)(sum[n] / count[n]) - here->height / 2;
		here->y = wanted > floor ? wanted : floor;
		floor = here->y + here->height + GAP_Y;
		for (size_t e = 0; forward && e < graph->edges.len; e++) {
			if (edge(graph, e)->from != n)
				continue;
			sum[edge(graph, e)->to] += here->y + here->height / 2;
			count[edge(graph, e)->to]++;
		}
	}
}

static void find_columns(struct ru_graph *graph)
{
	int x = MARGIN;

	for (uint32_t layer = 0; layer < graph->layers; layer++) {
		int widest = 0;
		for (size_t i = 0; i < graph->nodes.len; i++)
			if (node(graph, i)->layer == layer && node(graph, i)->width > widest)
				widest = node(graph, i)->width;
		for (size_t i = 0; i < graph->nodes.len; i++) {
			if (node(graph, i)->layer != layer)
				continue;
			node(graph, i)->x = x;
			if (node(graph, i)->bend)
				node(graph, i)->width = widest; /* straight through the column, beside its nodes */
		}
		x += widest + GAP_X;
	}
	graph->width = x - GAP_X + MARGIN;
	graph->height = 0;
	for (size_t i = 0; i < graph->nodes.len; i++)
		if (node(graph, i)->y + node(graph, i)->height + MARGIN > graph->height)
			graph->height = node(graph, i)->y + node(graph, i)->height + MARGIN;
}

int ru_graph_layout(struct ru_graph *graph, const struct ru_alloc *al)
{
	int status;

	find_layers(graph);
	status = cut_edges(graph);
	if (status != RU_OK || graph->nodes.len == 0)
		return status;
	size_t nodes = graph->nodes.len;
	struct slot *slots = ru_alloc_zero(al, nodes, sizeof *slots);
	int64_t *sum = ru_alloc_zero(al, nodes, sizeof *sum);
	uint32_t *count = ru_alloc_zero(al, nodes, sizeof *count);
	status = slots == NULL || sum == NULL || count == NULL ? RU_ENOMEM : RU_OK;
	if (status == RU_OK)
		status = find_order(graph, slots, sum, count, al);
	if (status == RU_OK) {
		find_heights(graph, slots, sum, count, false);
		find_heights(graph, slots, sum, count, true);
		find_columns(graph);
	}
	ru_alloc_free(al, count);
	ru_alloc_free(al, sum);
	ru_alloc_free(al, slots);
	return status;
}
