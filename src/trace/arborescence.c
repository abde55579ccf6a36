/* SPDX-License-Identifier: Apache-2.0 */
/* Chu and Liu's and Edmonds' algorithm: the best arc into each node; where those go in a circle, the circle becomes one
 * node of the next level, and an arc into it weighs what it gains over the circle's own arc into the same place. */
#include "trace/arborescence.h"

enum { LEVELS = 32 };

/* An arc between the nodes of a level. Its weight is what it gains over the arc of the virtual root into the same node,
 * which enters a circle in place of its weakest arc. */
struct link {
	uint32_t from, to;
	uint32_t below; /* the link of the level below, or the arc, that it is */
	int64_t weight;
};

struct level {
	uint32_t nodes;
	uint32_t *best;    /* per node: the link into it, RU_NONE where the root's is better */
	uint32_t *above;   /* per node: its node of the next level */
	uint32_t *weakest; /* per node of the next level: of a circle, where the root enters it; else RU_NONE */
	struct link *links;
	size_t link_count;
};

static int level_init(struct level *level, uint32_t nodes, size_t links, const struct ru_alloc *al)
{
	*level = (struct level){.nodes = nodes};
	level->best = ru_alloc_get(al, (size_t)nodes + 1, sizeof(*level->best));
	level->above = ru_alloc_get(al, (size_t)nodes + 1, sizeof(*level->above));
	level->weakest = ru_alloc_get(al, (size_t)nodes + 1, sizeof(*level->weakest));
	level->links = ru_alloc_get(al, links + 1, sizeof(*level->links));
	return level->best != NULL && level->above != NULL && level->weakest != NULL && level->links != NULL
	           ? RU_OK
	           : RU_ENOMEM;
}

static void level_release(struct level *level, const struct ru_alloc *al)
{
	ru_alloc_free(al, level->best);
	ru_alloc_free(al, level->above);
	ru_alloc_free(al, level->weakest);
	ru_alloc_free(al, level->links);
}

static void take_best(struct level *level)
{
	for (uint32_t i = 0; i < level->nodes; i++)
		level->best[i] = RU_NONE;
	for (size_t i = 0; i < level->link_count; i++) {
		const struct link *link = &level->links[i];
		uint32_t *best = &level->best[link->to];

		if (link->weight > 0 && (*best == RU_NONE || level->links[*best].weight < link->weight))
			*best = (uint32_t)i;
	}
}

static uint32_t before(const struct level *level, uint32_t node)
{
	return level->best[node] == RU_NONE ? RU_NONE : level->links[level->best[node]].from;
}

/* The circle that goes through this node becomes one node; gives where its arc is weakest. */
static uint32_t close_circle(struct level *level, uint32_t node, uint32_t above)
{
	uint32_t at = node, weakest = node;

	do {
		level->above[at] = above;
		if (level->links[level->best[at]].weight < level->links[level->best[weakest]].weight)
			weakest = at;
		at = before(level, at);
	} while (at != node);
	return weakest;
}

/* Number the nodes of the next level; gives how many, and *circles of them stand for circles. */
static uint32_t find_circles(struct level *level, uint32_t *circles)
{
	uint32_t *walk = level->weakest, count = 0; /* which walk came to a node first: needed before weakest is */

	*circles = 0;
	for (uint32_t i = 0; i < level->nodes; i++) {
		level->above[i] = RU_NONE;
		walk[i] = RU_NONE;
	}
	for (uint32_t i = 0; i < level->nodes; i++) {
		uint32_t at = i;

		while (at != RU_NONE && walk[at] == RU_NONE) {
			walk[at] = i;
			at = before(level, at);
		}
		if (at != RU_NONE && walk[at] == i && level->above[at] == RU_NONE)
			(void)close_circle(level, at, count++);
	}
	*circles = count;
	for (uint32_t i = 0; i < level->nodes; i++) {
		if (level->above[i] == RU_NONE)
			level->above[i] = count++;
	}
	for (uint32_t i = 0; i < count; i++)
		level->weakest[i] = RU_NONE;
	for (uint32_t i = 0; i < level->nodes; i++) {
		uint32_t above = level->above[i];

		if (above < *circles && level->weakest[above] == RU_NONE)
			level->weakest[above] = close_circle(level, i, above);
	}
	return count;
}

/* The links between different nodes of the next level. */
static void lift(struct level *to, const struct level *level)
{
	for (size_t i = 0; i < level->link_count; i++) {
		struct link link = level->links[i];
		uint32_t weakest = level->weakest[level->above[link.to]];

		if (weakest != RU_NONE)
			link.weight +=
			    level->links[level->best[weakest]].weight - level->links[level->best[link.to]].weight;
		link.from = level->above[link.from];
		link.to = level->above[link.to];
		link.below = (uint32_t)i;
		if (link.from != link.to)
			to->links[to->link_count++] = link;
	}
}

/* What is taken on a level: above[node] is turned from the node of the next level to the link into this one. `taken` is
 * what is taken there; NULL cuts all circles where the root would. */
static void settle(struct level *level, const struct level *upper, const uint32_t *taken)
{
	for (uint32_t i = 0; i < level->nodes; i++) {
		uint32_t above = level->above[i], weakest = level->weakest[above], enters = RU_NONE;

		if (weakest == RU_NONE && taken == NULL) {
			level->above[i] = level->best[i];
			continue;
		}
		if (taken != NULL && taken[above] != RU_NONE)
			enters = upper->links[taken[above]].below;
		if (weakest == RU_NONE)
			level->above[i] = enters;
		else if (enters == RU_NONE ? i == weakest : level->links[enters].to == i)
			level->above[i] = enters;
		else
			level->above[i] = level->best[i];
	}
}

/* Levels until nothing goes in a circle; gives in *count how many are to be released. */
static int climb(struct level *levels, uint32_t *count, const struct ru_alloc *al)
{
	for (;;) {
		struct level *level = &levels[*count - 1];
		uint32_t circles, nodes;
		int status;

		take_best(level);
		nodes = find_circles(level, &circles);
		if (circles == 0 || *count == LEVELS)
			return RU_OK;
		status = level_init(&levels[(*count)++], nodes, level->link_count, al);
		if (status != RU_OK)
			return status;
		lift(&levels[*count - 1], level);
	}
}

int ru_arborescence(uint32_t *into, const struct arc *arcs, size_t arc_count, uint32_t nodes, const struct ru_alloc *al)
{
	struct level levels[LEVELS];
	uint32_t count = 1;
	int status = arc_count < RU_NONE ? level_init(&levels[0], nodes, arc_count, al) : RU_ELIMIT;

	if (arc_count >= RU_NONE)
		return status;
	for (size_t i = 0; status == RU_OK && i < arc_count; i++)
		levels[0].links[levels[0].link_count++] =
		    (struct link){arcs[i].from, arcs[i].to, (uint32_t)i, arcs[i].weight};
	if (status == RU_OK)
		status = climb(levels, &count, al);
	if (status == RU_OK) {
		settle(&levels[count - 1], NULL, NULL);
		for (uint32_t k = count - 1; k-- > 0;)
			settle(&levels[k], &levels[k + 1], levels[k + 1].above);
		for (uint32_t i = 0; i < nodes; i++)
			into[i] = levels[0].above[i];
	}
	while (count > 0)
		level_release(&levels[--count], al);
	return status;
}
