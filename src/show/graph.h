/* SPDX-License-Identifier: Apache-2.0 */
/* A layered drawing of a small graph of who took it from whom, left to right, without overlaps (K. Sugiyama, S. Tagawa,
 * M. Toda, 1981): layers by longest path, long lines through bends of their own, order by barycentre, integers only. */
#ifndef RU_SHOW_GRAPH_H
#define RU_SHOW_GRAPH_H

#include "base/buf.h"

struct ru_graph_node {
	int width, height; /* given; a bend has neither */
	bool bend;
	uint32_t layer;
	int x, y;       /* found: the upper left corner */
	uint32_t order; /* within its layer */
};

struct ru_graph_edge {
	uint32_t from, to; /* nodes */
	uint32_t tag;      /* the caller's */
	uint32_t line;     /* which line of the caller's this is a piece of */
	bool last;         /* the piece that reaches the line's end */
};

struct ru_graph {
	struct ru_vec nodes; /* struct ru_graph_node */
	struct ru_vec edges; /* struct ru_graph_edge */
	uint32_t layers;
	int width, height; /* found */
};

void ru_graph_init(struct ru_graph *graph, const struct ru_alloc *al);
void ru_graph_release(struct ru_graph *graph);
/* Give places. Bends are added to nodes and edges that pass layers are cut at them. Edges of a cycle are drawn
 * backwards as far as they must. O(rounds * (nodes + edges) * log) with a fixed number of rounds. */
int ru_graph_layout(struct ru_graph *graph, const struct ru_alloc *al) RU_MUST_CHECK;

#endif
