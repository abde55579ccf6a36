/* SPDX-License-Identifier: Apache-2.0 */
/* Arcs that go in a circle: no page comes from itself. Of the nodes in circles a maximum arborescence tells how far
 * each stands from a source outside the pile; what does not lead away from it is left unsaid. */
#include "trace/arborescence.h"

/* The nodes that may stand in circles, and room to find out which do. */
struct maze {
	uint32_t nodes;
	uint8_t *left;    /* per node: whether it may still be in a circle */
	uint32_t *degree; /* per node: arcs that come in */
	uint32_t *first;  /* per node: its first arc in `out` */
	uint32_t *out, *queue;
	struct arc *arcs;
	uint32_t *number; /* per arc: its number among the arcs given */
	uint32_t count;
	const struct ru_alloc *al;
};

static int maze_init(struct maze *maze, const struct arc *arcs, uint32_t count, uint32_t nodes,
                     const struct ru_alloc *al)
{
	*maze = (struct maze){.nodes = nodes, .count = count, .al = al};
	maze->left = ru_alloc_get(al, (size_t)nodes + 1, 1);
	maze->degree = ru_alloc_get(al, (size_t)nodes + 1, sizeof(*maze->degree));
	maze->first = ru_alloc_get(al, (size_t)nodes + 2, sizeof(*maze->first));
	maze->queue = ru_alloc_get(al, (size_t)nodes + 1, sizeof(*maze->queue));
	maze->out = ru_alloc_get(al, (size_t)count + 1, sizeof(*maze->out));
	maze->arcs = ru_alloc_get(al, (size_t)count + 1, sizeof(*maze->arcs));
	maze->number = ru_alloc_get(al, (size_t)count + 1, sizeof(*maze->number));
	if (maze->left == NULL || maze->degree == NULL || maze->first == NULL || maze->queue == NULL ||
	    maze->out == NULL || maze->arcs == NULL || maze->number == NULL)
		return RU_ENOMEM;
	memset(maze->left, 1, nodes);
	for (uint32_t i = 0; i < count; i++) {
		maze->arcs[i] = arcs[i];
		maze->number[i] = i;
	}
	return RU_OK;
}

static void maze_release(struct maze *maze)
{
	ru_alloc_free(maze->al, maze->left);
	ru_alloc_free(maze->al, maze->degree);
	ru_alloc_free(maze->al, maze->first);
	ru_alloc_free(maze->al, maze->queue);
	ru_alloc_free(maze->al, maze->out);
	ru_alloc_free(maze->al, maze->arcs);
	ru_alloc_free(maze->al, maze->number);
}

/* The arcs turned round. */
static void turn(struct maze *maze)
{
	for (uint32_t i = 0; i < maze->count; i++) {
		struct arc *arc = &maze->arcs[i];

		*arc = (struct arc){arc->to, arc->from, arc->weight};
	}
}

/* Leave out the nodes that nothing leads to, and go on until each node left has one that leads to it. */
static void peel(struct maze *maze)
{
	uint32_t n = 0;

	memset(maze->degree, 0, maze->nodes * sizeof(*maze->degree));
	memset(maze->first, 0, ((size_t)maze->nodes + 2) * sizeof(*maze->first));
	for (uint32_t i = 0; i < maze->count; i++) {
		const struct arc *arc = &maze->arcs[i];

		maze->degree[arc->to] += maze->left[arc->from];
		maze->first[arc->from + 2]++;
	}
	for (uint32_t i = 0; i < maze->nodes; i++)
		maze->first[i + 2] += maze->first[i + 1];
	for (uint32_t i = 0; i < maze->count; i++)
		maze->out[maze->first[maze->arcs[i].from + 1]++] = i;
	for (uint32_t i = 0; i < maze->nodes; i++) {
		if (maze->left[i] && maze->degree[i] == 0)
			maze->queue[n++] = i;
	}
	for (uint32_t k = 0; k < n; k++) {
		uint32_t node = maze->queue[k];

		maze->left[node] = 0;
		for (uint32_t i = maze->first[node]; i < maze->first[node + 1]; i++) {
			uint32_t to = maze->arcs[maze->out[i]].to;

			if (maze->left[to] && --maze->degree[to] == 0)
				maze->queue[n++] = to;
		}
	}
}

/* Only the arcs between nodes that are left. */
static void keep_left(struct maze *maze)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < maze->count; i++) {
		if (!maze->left[maze->arcs[i].from] || !maze->left[maze->arcs[i].to])
			continue;
		maze->arcs[kept] = maze->arcs[i];
		maze->number[kept++] = maze->number[i];
	}
	maze->count = kept;
}

/* How many arcs each node stands below the root, into degree; `into` is the arborescence. */
static void measure(struct maze *maze, const uint32_t *into)
{
	for (uint32_t i = 0; i < maze->nodes; i++)
		maze->degree[i] = RU_NONE;
	for (uint32_t i = 0; i < maze->nodes; i++) {
		uint32_t n = 0, at = i;

		for (; maze->degree[at] == RU_NONE && into[at] != RU_NONE; at = maze->arcs[into[at]].from)
			maze->queue[n++] = at;
		if (maze->degree[at] == RU_NONE)
			maze->degree[at] = 0;
		for (; n > 0; n--, at = maze->queue[n])
			maze->degree[maze->queue[n - 1]] = maze->degree[at] + 1;
	}
}

static int cut(struct maze *maze, uint8_t *keep)
{
	uint32_t *into = maze->first;
	int status = ru_arborescence(into, maze->arcs, maze->count, maze->nodes, maze->al);

	if (status != RU_OK)
		return status;
	measure(maze, into);
	for (uint32_t i = 0; i < maze->count; i++)
		keep[maze->number[i]] = maze->degree[maze->arcs[i].from] < maze->degree[maze->arcs[i].to];
	return RU_OK;
}

int ru_circles_cut(uint8_t *keep, const struct arc *arcs, size_t arc_count, uint32_t nodes, const struct ru_alloc *al)
{
	struct maze maze;
	int status;

	if (arc_count >= RU_NONE)
		return RU_ELIMIT;
	status = maze_init(&maze, arcs, (uint32_t)arc_count, nodes, al);
	if (status == RU_OK) {
		if (arc_count > 0)
			memset(keep, 1, arc_count);
		peel(&maze);
		turn(&maze);
		peel(&maze);
		turn(&maze);
		keep_left(&maze);
		if (maze.count > 0)
			status = cut(&maze, keep);
	}
	maze_release(&maze);
	return status;
}
