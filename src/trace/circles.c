/* SPDX-License-Identifier: Apache-2.0 */
/* Directions that go in a circle: no page comes from itself. Of the pages in circles a maximum arborescence tells how
 * far each stands from a source outside the pile; what does not lead away from it is left unsaid. */
#include "trace/arborescence.h"
#include "trace/direct.h"

/* The pages that may stand in circles, and room to find out which do. */
struct maze {
	uint32_t pages;
	uint8_t *left;    /* per page: whether it may still be in a circle */
	uint32_t *degree; /* per page: arcs that come in */
	uint32_t *first;  /* per page: its first arc in `out` */
	uint32_t *out, *queue;
	struct arc *arcs;
	uint32_t *copy; /* per arc */
	uint32_t count;
	const struct ru_alloc *al;
};

static int maze_init(struct maze *maze, uint32_t pages, uint32_t arcs, const struct ru_alloc *al)
{
	*maze = (struct maze){.pages = pages, .al = al};
	maze->left = ru_alloc_get(al, (size_t)pages + 1, 1);
	maze->degree = ru_alloc_get(al, (size_t)pages + 1, sizeof(*maze->degree));
	maze->first = ru_alloc_get(al, (size_t)pages + 2, sizeof(*maze->first));
	maze->queue = ru_alloc_get(al, (size_t)pages + 1, sizeof(*maze->queue));
	maze->out = ru_alloc_get(al, (size_t)arcs + 1, sizeof(*maze->out));
	maze->arcs = ru_alloc_get(al, (size_t)arcs + 1, sizeof(*maze->arcs));
	maze->copy = ru_alloc_get(al, (size_t)arcs + 1, sizeof(*maze->copy));
	return maze->left != NULL && maze->degree != NULL && maze->first != NULL && maze->queue != NULL &&
	               maze->out != NULL && maze->arcs != NULL && maze->copy != NULL
	           ? RU_OK
	           : RU_ENOMEM;
}

static void maze_release(struct maze *maze)
{
	ru_alloc_free(maze->al, maze->left);
	ru_alloc_free(maze->al, maze->degree);
	ru_alloc_free(maze->al, maze->first);
	ru_alloc_free(maze->al, maze->queue);
	ru_alloc_free(maze->al, maze->out);
	ru_alloc_free(maze->al, maze->arcs);
	ru_alloc_free(maze->al, maze->copy);
}

/* What is said as arcs, from the source to what was made from it. */
static void read_arcs(struct maze *maze, const struct direction *d)
{
	for (uint32_t i = 0; i < d->copies->count; i++) {
		const struct ru_copy *copy = &d->copies->items[i];
		int32_t odds = d->alone[i].said;

		if (copy->dir == '?')
			continue;
		maze->arcs[maze->count] = (struct arc){copy->dir == '>' ? copy->a : copy->b,
		                                       copy->dir == '>' ? copy->b : copy->a, odds < 0 ? -odds : odds};
		maze->copy[maze->count++] = i;
	}
}

/* The arcs turned round. */
static void turn(struct maze *maze)
{
	for (uint32_t i = 0; i < maze->count; i++) {
		struct arc *arc = &maze->arcs[i];

		*arc = (struct arc){arc->to, arc->from, arc->weight};
	}
}

/* Leave out the pages that nothing leads to, and go on until each page left has one that leads to it. */
static void peel(struct maze *maze)
{
	uint32_t n = 0;

	memset(maze->degree, 0, maze->pages * sizeof(*maze->degree));
	memset(maze->first, 0, ((size_t)maze->pages + 2) * sizeof(*maze->first));
	for (uint32_t i = 0; i < maze->count; i++) {
		const struct arc *arc = &maze->arcs[i];

		maze->degree[arc->to] += maze->left[arc->from];
		maze->first[arc->from + 2]++;
	}
	for (uint32_t i = 0; i < maze->pages; i++)
		maze->first[i + 2] += maze->first[i + 1];
	for (uint32_t i = 0; i < maze->count; i++)
		maze->out[maze->first[maze->arcs[i].from + 1]++] = i;
	for (uint32_t i = 0; i < maze->pages; i++) {
		if (maze->left[i] && maze->degree[i] == 0)
			maze->queue[n++] = i;
	}
	for (uint32_t k = 0; k < n; k++) {
		uint32_t page = maze->queue[k];

		maze->left[page] = 0;
		for (uint32_t i = maze->first[page]; i < maze->first[page + 1]; i++) {
			uint32_t to = maze->arcs[maze->out[i]].to;

			if (maze->left[to] && --maze->degree[to] == 0)
				maze->queue[n++] = to;
		}
	}
}

/* Only the arcs between pages that are left. */
static void keep_left(struct maze *maze)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < maze->count; i++) {
		if (!maze->left[maze->arcs[i].from] || !maze->left[maze->arcs[i].to])
			continue;
		maze->arcs[kept] = maze->arcs[i];
		maze->copy[kept++] = maze->copy[i];
	}
	maze->count = kept;
}

/* How many arcs each page stands below the root, into degree; `into` is the arborescence. */
static void measure(struct maze *maze, const uint32_t *into)
{
	for (uint32_t i = 0; i < maze->pages; i++)
		maze->degree[i] = RU_NONE;
	for (uint32_t i = 0; i < maze->pages; i++) {
		uint32_t n = 0, at = i;

		for (; maze->degree[at] == RU_NONE && into[at] != RU_NONE; at = maze->arcs[into[at]].from)
			maze->queue[n++] = at;
		if (maze->degree[at] == RU_NONE)
			maze->degree[at] = 0;
		for (; n > 0; n--, at = maze->queue[n])
			maze->degree[maze->queue[n - 1]] = maze->degree[at] + 1;
	}
}

static int cut(struct maze *maze, const struct direction *d)
{
	uint32_t *into = maze->first;
	int status = ru_arborescence(into, maze->arcs, maze->count, maze->pages, maze->al);

	if (status != RU_OK)
		return status;
	measure(maze, into);
	for (uint32_t i = 0; i < maze->count; i++) {
		if (maze->degree[maze->arcs[i].from] >= maze->degree[maze->arcs[i].to])
			d->copies->items[maze->copy[i]].dir = '?';
	}
	return RU_OK;
}

int ru_direct_cut_circles(const struct direction *d, const struct ru_alloc *al)
{
	struct maze maze;
	int status = maze_init(&maze, d->readings->t->count, d->copies->count, al);

	if (status == RU_OK) {
		read_arcs(&maze, d);
		memset(maze.left, 1, maze.pages);
		peel(&maze);
		turn(&maze);
		peel(&maze);
		turn(&maze);
		keep_left(&maze);
		if (maze.count > 0)
			status = cut(&maze, d);
	}
	maze_release(&maze);
	return status;
}
