/* SPDX-License-Identifier: Apache-2.0 */
/* A path is grown backwards, from a node over the best arc into it to where that comes from, and so on. Where it meets
 * itself, the circle becomes one node, whose arcs weigh what they gain over the circle's own arc into the same place;
 * where it comes to the virtual root, or to a node that is done, it is done. Then the circles are opened again, the
 * last one first: the arc into a circle takes the place of the one that the circle had there.
 *
 * The arcs into a node lie in a leftist heap (Crane 1972), which is joined with another in logarithmic time; what is to
 * be added to all of a heap is noted at its top. */
#include "trace/arborescence.h"

enum { SPINE = 72 }; /* twice the longest right side of a leftist heap of 2^32 arcs, and some */

/* An arc in a heap. Those numbered from arc_count on are the root's. */
struct item {
	int64_t weight; /* what it gains over the arcs it would replace */
	int64_t below;  /* still to be added to all that lies below it */
	uint32_t left, right;
	uint32_t rank; /* items on the way down the right side */
};

/* Nodes are the graph's, then one for each circle, in the order in which they are closed. */
struct wood {
	const struct arc *arcs;
	uint32_t arc_count, nodes, count;
	struct item *item;
	uint32_t *heap;   /* per node: the top of its heap */
	uint32_t *into;   /* per node: the arc taken into it */
	uint32_t *circle; /* per node: the circle that it lies in, or RU_NONE */
	uint32_t *whole;  /* per node: towards the outermost circle that it lies in, or itself */
	uint32_t *path;
	uint8_t *state; /* per node: enum state */
};

enum state { NEW, ON_PATH, DONE, OPEN };

static int wood_init(struct wood *w, const struct arc *arcs, size_t arc_count, uint32_t nodes,
                     const struct ru_alloc *al)
{
	size_t all = (size_t)nodes * 2 + 1;

	*w = (struct wood){.arcs = arcs, .arc_count = (uint32_t)arc_count, .nodes = nodes, .count = nodes};
	w->item = ru_alloc_get(al, arc_count + nodes + 1, sizeof(*w->item));
	w->heap = ru_alloc_get(al, all, sizeof(*w->heap));
	w->into = ru_alloc_get(al, all, sizeof(*w->into));
	w->circle = ru_alloc_get(al, all, sizeof(*w->circle));
	w->whole = ru_alloc_get(al, all, sizeof(*w->whole));
	w->path = ru_alloc_get(al, all, sizeof(*w->path));
	w->state = ru_alloc_get(al, all, sizeof(*w->state));
	return w->item != NULL && w->heap != NULL && w->into != NULL && w->circle != NULL && w->whole != NULL &&
	               w->path != NULL && w->state != NULL
	           ? RU_OK
	           : RU_ENOMEM;
}

static void wood_release(struct wood *w, const struct ru_alloc *al)
{
	ru_alloc_free(al, w->item);
	ru_alloc_free(al, w->heap);
	ru_alloc_free(al, w->into);
	ru_alloc_free(al, w->circle);
	ru_alloc_free(al, w->whole);
	ru_alloc_free(al, w->path);
	ru_alloc_free(al, w->state);
}

/* ---- heaps ---- */

static bool is_better(const struct wood *w, uint32_t x, uint32_t y)
{
	bool roots_x = x >= w->arc_count, roots_y = y >= w->arc_count;

	if (w->item[x].weight != w->item[y].weight)
		return w->item[x].weight > w->item[y].weight;
	return roots_x != roots_y ? roots_x : x < y;
}

static void add_to(const struct wood *w, uint32_t top, int64_t weight)
{
	if (top == RU_NONE)
		return;
	w->item[top].weight += weight;
	w->item[top].below += weight;
}

static void hand_down(const struct wood *w, uint32_t top)
{
	struct item *item = &w->item[top];

	add_to(w, item->left, item->below);
	add_to(w, item->right, item->below);
	item->below = 0;
}

static uint32_t rank_of(const struct wood *w, uint32_t top) { return top == RU_NONE ? 0 : w->item[top].rank; }

/* The right sides of both heaps as one, best first; then each item from below gets the longer side to its left. */
static uint32_t join(const struct wood *w, uint32_t x, uint32_t y)
{
	uint32_t spine[SPINE], n = 0;

	while (x != RU_NONE && y != RU_NONE) {
		bool take_x = is_better(w, x, y);
		uint32_t top = take_x ? x : y;

		hand_down(w, top);
		spine[n++] = top;
		x = take_x ? w->item[x].right : x;
		y = take_x ? y : w->item[y].right;
	}
	x = x != RU_NONE ? x : y;
	while (n > 0) {
		struct item *item = &w->item[spine[--n]];

		item->right = x;
		if (rank_of(w, item->left) < rank_of(w, item->right)) {
			item->right = item->left;
			item->left = x;
		}
		item->rank = rank_of(w, item->right) + 1;
		x = spine[n];
	}
	return x;
}

static void put(const struct wood *w, uint32_t number, uint32_t to, int64_t weight)
{
	w->item[number] = (struct item){.weight = weight, .left = RU_NONE, .right = RU_NONE, .rank = 1};
	w->heap[to] = join(w, w->heap[to], number);
}

static void fill_heaps(const struct wood *w)
{
	for (uint32_t i = 0; i < 2 * w->nodes; i++) {
		w->heap[i] = w->circle[i] = RU_NONE;
		w->whole[i] = i;
		w->state[i] = NEW;
	}
	for (uint32_t i = 0; i < w->arc_count; i++) {
		if (w->arcs[i].weight > 0)
			put(w, i, w->arcs[i].to, w->arcs[i].weight);
	}
	for (uint32_t i = 0; i < w->nodes; i++)
		put(w, w->arc_count + i, i, 0);
}

/* ---- the path ---- */

static uint32_t whole_of(const struct wood *w, uint32_t node)
{
	while (w->whole[node] != node) {
		w->whole[node] = w->whole[w->whole[node]];
		node = w->whole[node];
	}
	return node;
}

/* Take the best arc into a node, and let the others weigh what they gain over it. Gives the node it comes from, RU_NONE
 * for the root. An arc from within a circle is passed over; the root's are never used up, since none is taken twice. */
static uint32_t take_best(const struct wood *w, uint32_t node)
{
	for (;;) {
		uint32_t top = w->heap[node], from = RU_NONE;

		if (top < w->arc_count)
			from = whole_of(w, w->arcs[top].from);
		hand_down(w, top);
		w->heap[node] = join(w, w->item[top].left, w->item[top].right);
		if (from == node)
			continue;
		add_to(w, w->heap[node], -w->item[top].weight);
		w->into[node] = top;
		return from;
	}
}

/* The end of the path, from this node on, becomes one node. */
static uint32_t close_circle(struct wood *w, uint32_t *length, uint32_t node)
{
	uint32_t circle = w->count++, at;

	do {
		at = w->path[--*length];
		w->circle[at] = w->whole[at] = circle;
		w->heap[circle] = join(w, w->heap[circle], w->heap[at]);
	} while (at != node);
	return circle;
}

static void grow(struct wood *w, uint32_t node)
{
	uint32_t length = 0;

	while (node != RU_NONE && w->state[node] != DONE) {
		if (w->state[node] == ON_PATH)
			node = close_circle(w, &length, node);
		w->state[node] = ON_PATH;
		w->path[length++] = node;
		node = take_best(w, node);
	}
	while (length > 0)
		w->state[w->path[--length]] = DONE;
}

/* Where the arc into a circle enters, each node around that place takes it for its own. */
static void open_circles(const struct wood *w)
{
	for (uint32_t i = w->count; i-- > 0;) {
		uint32_t into = w->into[i];

		if (w->state[i] == OPEN)
			continue;
		for (uint32_t at = into < w->arc_count ? w->arcs[into].to : into - w->arc_count; at != i;
		     at = w->circle[at]) {
			w->into[at] = into;
			w->state[at] = OPEN;
		}
	}
}

int ru_arborescence(uint32_t *into, const struct arc *arcs, size_t arc_count, uint32_t nodes, const struct ru_alloc *al)
{
	struct wood w;
	int status;

	if (nodes > RU_NONE / 2 || arc_count >= RU_NONE - nodes)
		return RU_ELIMIT;
	status = wood_init(&w, arcs, arc_count, nodes, al);
	if (status == RU_OK) {
		fill_heaps(&w);
		for (uint32_t i = 0; i < nodes; i++)
			grow(&w, whole_of(&w, i));
		open_circles(&w);
		for (uint32_t i = 0; i < nodes; i++)
			into[i] = w.into[i] < arc_count ? w.into[i] : RU_NONE;
	}
	wood_release(&w, al);
	return status;
}
