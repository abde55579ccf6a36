/* SPDX-License-Identifier: Apache-2.0 */
/* Candidate pairs: pages with the same text, the same address, the same fingerprint or several rare word pairs.
 *
 * Nothing here grows with the square of the pile: up to so many pages of a group make all pairs, more make a star
 * around the first, and a fingerprint that pages of very many outlets carry makes none. */
#include "match/external/inner.h"

#include "base/fetch.h"

enum { SEEN_SLOTS = 1 << 15, SEEN_MOST = 1 << 21, OUTLET_SLOTS = 4096, AHEAD = 32 };

struct pair {
	uint64_t pair; /* of ranks */
	uint64_t *slot;
	uint32_t key; /* of the group */
	bool is_rare;
};

struct grouper {
	struct ru_external *x;
	struct ru_vec members; /* uint32_t: ranks with one key, upwards */
	uint64_t *seen;        /* pairs given lately, so that most are put once */
	size_t seen_mask;
	uint32_t *outlets; /* hash set of one group's outlets, */
	uint32_t *stamps;  /* of the group that each slot was set for */
	uint32_t stamp;
	uint64_t key;                 /* of the group */
	bool is_rare;                 /* groups of rare word pairs are under way */
	struct pair ahead[AHEAD];     /* a ring of pairs whose slots in seen, which is large, are being fetched */
	size_t given, taken;          /* pairs put into it, and out of it */
	struct ru_sorter *rare_pairs; /* (pair of ranks, a rare word pair of both) */
	struct ru_error *err;
};

static uint64_t pair_of(const struct grouper *g, uint32_t a, uint32_t b)
{
	return (a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a) << g->x->shift;
}

/* A pair that is a candidate already, as most are, need not be one again. */
static int take_pair(struct grouper *g)
{
	const struct pair *p = &g->ahead[g->taken++ % AHEAD];

	if (*p->slot == p->pair)
		return 0;
	if (p->is_rare)
		return ru_sorter_put(g->rare_pairs, p->pair, p->key, g->err);
	*p->slot = p->pair;
	return ru_sorter_put(g->x->candidates, p->pair, 0, g->err);
}

static int put_pair(struct grouper *g, uint32_t a, uint32_t b)
{
	uint64_t pair = pair_of(g, a, b);
	uint64_t *slot = &g->seen[(size_t)ru_hash_mix(2, pair) & g->seen_mask];
	int status = g->given - g->taken == AHEAD ? take_pair(g) : 0;

	ru_fetch(slot);
	g->ahead[g->given++ % AHEAD] = (struct pair){pair, slot, (uint32_t)g->key, g->is_rare};
	return status;
}

static int put_star(struct grouper *g)
{
	const uint32_t *member = g->members.ptr;
	int status = 0;

	g->x->stars[member[0]] |= RU_STAR_CENTRE;
	for (size_t i = 1; i < g->members.len && status == 0; i++)
		status = put_pair(g, member[0], member[i]);
	return status;
}

static int put_all(struct grouper *g)
{
	const uint32_t *member = g->members.ptr;
	int status = 0;

	for (size_t i = 0; i < g->members.len && status == 0; i++) {
		for (size_t k = i + 1; k < g->members.len && status == 0; k++)
			status = put_pair(g, member[i], member[k]);
	}
	return status;
}

/* The group's pages come from so many outlets at most; a page of an unknown one counts as an outlet of its own. */
static bool has_few_outlets(struct grouper *g)
{
	const struct ru_external *x = g->x;
	uint32_t outlets = 0;

	g->stamp++;
	for (size_t i = 0; i < g->members.len && outlets <= RU_OUTLET_CAP; i++) {
		uint32_t outlet = *RU_VEC_AT(&x->outlets, uint32_t, x->number[*RU_VEC_AT(&g->members, uint32_t, i)]);
		size_t at = outlet % OUTLET_SLOTS;
		while (outlet != 0 && g->stamps[at] == g->stamp && g->outlets[at] != outlet)
			at = (at + 1) % OUTLET_SLOTS;
		if (outlet != 0 && g->stamps[at] == g->stamp)
			continue;
		outlets++;
		g->stamps[at] = outlet != 0 ? g->stamp : g->stamps[at];
		g->outlets[at] = outlet;
	}
	return outlets <= RU_OUTLET_CAP;
}

static int text_group(struct grouper *g)
{
	if (g->members.len <= RU_EXACT_CAP)
		return put_all(g);
	for (size_t i = 1; i < g->members.len; i++)
		g->x->stars[*RU_VEC_AT(&g->members, uint32_t, i)] |= RU_STAR_POINT;
	return put_star(g);
}

static int url_group(struct grouper *g) { return g->members.len <= RU_EXACT_CAP ? put_all(g) : put_star(g); }

static int print_group(struct grouper *g)
{
	if (g->members.len <= RU_DF_CAP)
		return put_all(g);
	return has_few_outlets(g) ? put_star(g) : 0;
}

static int rare_group(struct grouper *g) { return g->members.len <= RU_RARE_CAP ? put_all(g) : 0; }

/* The pairs of pages that share enough rare word pairs: rewritten throughout. */
static int rare_candidates(struct grouper *g)
{
	struct ru_sort_item item;
	uint64_t pair = 0;
	uint32_t shared = 0;
	int status = ru_sorter_start(g->rare_pairs, NULL, NULL, g->err);

	while (status == 0) {
		status = ru_sorter_next(g->rare_pairs, &item, g->err);
		if (status <= 0)
			break;
		shared = shared > 0 && item.key == pair ? shared + 1 : 1;
		pair = item.key;
		status = shared == RU_RARE_SHARED      ? ru_sorter_put(g->x->candidates, pair, 0, g->err)
		         : ru_external_cancelled(g->x) ? RU_ECANCEL
		                                       : 0;
	}
	return status;
}

static bool to_rank(void *ctx, struct ru_sort_item *item)
{
	const struct ru_external *x = ctx;

	item->value = x->rank[item->value];
	return item->value != RU_NONE;
}

static bool to_rank_of_centres(void *ctx, struct ru_sort_item *item)
{
	const struct ru_external *x = ctx;

	item->value = x->rank[item->value];
	return item->value != RU_NONE && (x->stars[item->value] & RU_STAR_POINT) == 0;
}

/* Hand each group of pages with one key to take; the sorter's memory goes as soon as it is read. */
static int each_group(struct grouper *g, struct ru_sorter **sorter, ru_sorter_map_fn *map,
                      int (*take)(struct grouper *g))
{
	struct ru_sort_item item;
	uint64_t key = 0;
	int status = ru_sorter_start(*sorter, map, g->x, g->err);

	ru_vec_clear(&g->members);
	while (status == 0) {
		status = ru_sorter_next(*sorter, &item, g->err);
		if (status < 0)
			return status;
		bool ends = status == 0 || (g->members.len > 0 && item.key != key);
		bool more = status == 1;
		status = 0;
		g->key = key;
		if (ends && g->members.len > 1)
			status = take(g);
		if (ends)
			ru_vec_clear(&g->members);
		if (status != 0 || !more)
			break;
		key = item.key;
		uint32_t *member = ru_vec_push_raw(&g->members);
		status = member == NULL ? RU_ENOMEM : ru_external_cancelled(g->x) ? RU_ECANCEL : 0;
		if (member != NULL)
			*member = item.value;
	}
	while (status == 0 && g->taken < g->given)
		status = take_pair(g);
	ru_sorter_free(*sorter);
	*sorter = NULL;
	return status;
}

int ru_external_candidates(struct ru_external *x, struct ru_error *err)
{
	const struct ru_alloc *al = x->options.al;
	struct grouper g = {.x = x, .err = err};
	size_t slots = SEEN_SLOTS;
	int status = RU_ENOMEM;

	while (slots < SEEN_MOST && slots * 2 * sizeof(uint64_t) <= x->options.memory / 32)
		slots *= 2;
	g.seen_mask = slots - 1;
	ru_vec_init(&g.members, al, sizeof(uint32_t), 0);
	g.seen = ru_alloc_get(al, slots, sizeof(*g.seen));
	g.outlets = ru_alloc_zero(al, OUTLET_SLOTS, sizeof(*g.outlets));
	g.stamps = ru_alloc_zero(al, OUTLET_SLOTS, sizeof(*g.stamps));
	if (g.seen != NULL && g.outlets != NULL && g.stamps != NULL) {
		memset(g.seen, 0xFF, slots * sizeof(*g.seen)); /* no pair */
		status = each_group(&g, &x->texts, to_rank, text_group);
	}
	if (status == 0)
		status = each_group(&g, &x->urls, to_rank, url_group);
	if (status == 0)
		status = each_group(&g, &x->prints, to_rank_of_centres, print_group);
	if (status == 0)
		status = ru_external_sorter(&g.rare_pairs, x, "pairs that share words", err);
	g.is_rare = true;
	if (status == 0)
		status = each_group(&g, &x->rare, to_rank_of_centres, rare_group);
	if (status == 0)
		status = rare_candidates(&g);
	ru_sorter_free(g.rare_pairs);
	ru_vec_release(&g.members);
	ru_alloc_free(al, g.seen);
	ru_alloc_free(al, g.outlets);
	ru_alloc_free(al, g.stamps);
	return status;
}
