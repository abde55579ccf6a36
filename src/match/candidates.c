/* SPDX-License-Identifier: Apache-2.0 */
/* Which pairs of pages are worth comparing: those that share a fingerprint, several rare word pairs, the whole text or
 * the URL.
 *
 * Nothing here grows with the square of the pile: a posting list over its cap makes no pair, large groups of equal
 * pages make a star, and the lists are used from the shortest up until a budget that grows with the pile is spent. */
#include "base/hash.h"
#include "base/sort.h"
#include "match/copy_pair.h"

enum {
	PAIRS_A_PAGE = 256, /* the budget of fingerprint pairs, a page of the pile */
	PASSES = 4,         /* shares of the keys that are looked at one after the other */
	RARE_A_PAGE = 256
};

struct posting {
	uint64_t key;
	uint32_t page;
	uint32_t spare;
};

struct list { /* postings [first, first + pages) of one key */
	uint32_t pages;
	uint32_t spare;
	uint64_t first;
};

static int by_key(const void *a, const void *b, void *ctx)
{
	const struct posting *x = a, *y = b;
	(void)ctx;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->page < y->page ? -1 : x->page > y->page;
}

static int by_pages(const void *a, const void *b, void *ctx)
{
	const struct list *x = a, *y = b;
	(void)ctx;
	if (x->pages != y->pages)
		return x->pages < y->pages ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

static int push_pair(struct ru_vec *out, uint32_t a, uint32_t b)
{
	uint64_t *item = ru_vec_push(out);
	if (item == NULL)
		return RU_ENOMEM;
	*item = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
	return 0;
}

static int push_posting(struct ru_vec *out, uint64_t key, uint32_t page)
{
	struct posting *item = ru_vec_push(out);
	if (item == NULL)
		return RU_ENOMEM;
	*item = (struct posting){key, page, 0};
	return 0;
}

/* The lists of sorted postings that hold 2..cap pages, shortest first. */
static int collect_lists(const struct ru_vec *postings, uint32_t cap, struct ru_vec *lists, const struct ru_alloc *al)
{
	const struct posting *item = postings->ptr;
	for (size_t i = 0, j = 0; i < postings->len; i = j) {
		while (j < postings->len && item[j].key == item[i].key)
			j++;
		if (j - i < 2 || j - i > cap)
			continue;
		struct list *list = ru_vec_push(lists);
		if (list == NULL)
			return RU_ENOMEM;
		*list = (struct list){(uint32_t)(j - i), 0, i};
	}
	return ru_sort(lists->ptr, lists->len, sizeof(struct list), by_pages, NULL, al);
}

/* Whether the pages of a list come from few outlets; a page of an unknown one counts as an outlet of its own. */
static int count_outlets(const struct ru_pile *pile, const struct posting *item, uint32_t pages, bool *few)
{
	struct ru_vec outlets;
	uint32_t count = 0;
	int status = 0;

	ru_vec_init(&outlets, pile->options->al, sizeof(uint64_t), 0);
	for (uint32_t i = 0; i < pages && status == 0; i++) {
		uint64_t key = ru_outlet_key(pile->docs[item[i].page].article), *outlet = ru_vec_push(&outlets);
		status = outlet == NULL ? RU_ENOMEM : 0;
		if (outlet != NULL)
			*outlet = key;
	}
	if (status == 0)
		status = ru_sort_u64(outlets.ptr, outlets.len, pile->options->al);
	for (size_t i = 0; i < outlets.len; i++) {
		const uint64_t *outlet = RU_VEC_AT(&outlets, uint64_t, i);
		count += *outlet == 0 || i == 0 || outlet[-1] != *outlet;
	}
	ru_vec_release(&outlets);
	*few = count <= RU_OUTLET_CAP;
	return status;
}

/* The pages of one list: all pairs, beyond the cap a star around the first. */
static int one_list(const struct ru_pile *pile, const struct posting *item, uint32_t pages, struct ru_vec *out)
{
	bool few = true;
	int status = pages > RU_DF_CAP ? count_outlets(pile, item, pages, &few) : 0;
	uint32_t centres = pages > RU_DF_CAP ? 1 : pages;

	for (uint32_t i = 0; i < centres && few && status == 0; i++) {
		for (uint32_t j = i + 1; j < pages && status == 0; j++)
			status = push_pair(out, item[i].page, item[j].page);
	}
	return status;
}

/* The pairs of each list, shortest lists first, while the budget lasts. */
static int list_pairs(const struct ru_pile *pile, struct ru_vec *postings, uint32_t cap, uint64_t budget,
                      uint8_t *stars, struct ru_vec *out)
{
	const struct ru_alloc *al = pile->options->al;
	struct ru_vec lists;
	ru_vec_init(&lists, al, sizeof(struct list), 0);
	int status = ru_sort(postings->ptr, postings->len, sizeof(struct posting), by_key, NULL, al);
	if (status == 0)
		status = collect_lists(postings, cap, &lists, al);
	for (size_t k = 0; k < lists.len && status == 0; k++) {
		const struct list *list = RU_VEC_AT(&lists, struct list, k);
		const struct posting *item = RU_VEC_AT(postings, struct posting, list->first);
		uint64_t cost = list->pages > RU_DF_CAP ? list->pages : (uint64_t)list->pages * (list->pages - 1) / 2;
		if (list->pages > RU_DF_CAP || cost > budget)
			stars[item->page] |= RU_STAR_CENTRE;
		if (cost > budget)
			break;
		budget -= cost;
		status = one_list(pile, item, list->pages, out);
	}
	ru_vec_release(&lists);
	return status;
}

/* Keep the pairs that stand at least `times` times in the sorted list, once each. */
static void keep_repeated(struct ru_vec *pairs, size_t times)
{
	uint64_t *item = pairs->ptr;
	size_t kept = 0;
	for (size_t i = 0, j = 0; i < pairs->len; i = j) {
		uint64_t pair = item[i];
		while (j < pairs->len && item[j] == pair)
			j++;
		if (j - i >= times)
			item[kept++] = pair;
	}
	pairs->len = kept;
}

/* Pages with the same key: all pairs up to the cap, beyond it a star around the first. */
static int group_pairs(struct ru_vec *postings, struct ru_vec *out, uint8_t *stars, bool equal,
                       const struct ru_alloc *al)
{
	int status = ru_sort(postings->ptr, postings->len, sizeof(struct posting), by_key, NULL, al);
	const struct posting *item = postings->ptr;
	for (size_t i = 0, j = 0; i < postings->len && status == 0; i = j) {
		while (j < postings->len && item[j].key == item[i].key)
			j++;
		bool star = j - i > RU_EXACT_CAP;
		for (size_t a = i; a < (star ? i + 1 : j) && status == 0; a++) {
			for (size_t b = a + 1; b < j && status == 0; b++)
				status = push_pair(out, item[a].page, item[b].page);
		}
		if (star)
			stars[item[i].page] |= RU_STAR_CENTRE;
		for (size_t b = i + 1; star && equal && b < j; b++)
			stars[item[b].page] |= RU_STAR_POINT;
	}
	return status;
}

/* Equal texts and equal URLs. */
static int equal_pairs(const struct ru_pile *pile, struct ru_vec *postings, struct ru_vec *out, uint8_t *stars)
{
	int status = 0;
	for (uint32_t i = 0; i < pile->count && status == 0; i++) {
		const struct ru_shared_page *page = &pile->pages[i];
		if (page->clean > 0)
			status = push_posting(postings, page->all.lo ^ ru_hash_mix(page->all.hi, 1), i);
	}
	if (status == 0)
		status = group_pairs(postings, out, stars, true, pile->options->al);
	ru_vec_clear(postings);
	for (uint32_t i = 0; i < pile->count && status == 0; i++) {
		if (pile->pages[i].url != 0)
			status = push_posting(postings, pile->pages[i].url, i);
	}
	if (status == 0)
		status = group_pairs(postings, out, stars, false, pile->options->al);
	ru_vec_clear(postings);
	return status;
}

/* The arrays of keys that pages are compared by. */
enum keys { KEYS_PRINTS, KEYS_RARE };

/* Postings of one pass, from the pages that no other stands for. */
static int gather(const struct ru_pile *pile, enum keys which, unsigned pass, const uint8_t *stars,
                  struct ru_vec *postings)
{
	ru_vec_clear(postings);
	for (uint32_t i = 0; i < pile->count; i++) {
		const struct ru_shared_page *page = &pile->pages[i];
		const uint64_t *key = which == KEYS_PRINTS ? page->prints : page->pairs;
		uint32_t count = which == KEYS_PRINTS ? page->print_count : page->pair_count;

		for (uint32_t k = 0; k < count && (stars[i] & RU_STAR_POINT) == 0; k++) {
			if (key[k] % PASSES != pass)
				continue;
			int status = push_posting(postings, key[k], i);
			if (status != 0)
				return status;
		}
	}
	return 0;
}

/* The pairs of pages that share a key in at most cap pages. A share of the keys at a time, so that memory holds only
 * theirs. */
static int shared_pairs(const struct ru_pile *pile, enum keys which, uint32_t cap, uint64_t budget, uint8_t *stars,
                        struct ru_vec *postings, struct ru_vec *out)
{
	int status = 0;

	for (unsigned pass = 0; pass < PASSES && status == 0; pass++) {
		status = gather(pile, which, pass, stars, postings);
		if (status == 0)
			status = list_pairs(pile, postings, cap, budget / PASSES, stars, out);
	}
	ru_vec_clear(postings);
	return status;
}

static int print_pairs(const struct ru_pile *pile, struct ru_vec *postings, struct ru_vec *out, uint8_t *stars)
{
	uint64_t budget = (uint64_t)PAIRS_A_PAGE * pile->count + 100000;

	return shared_pairs(pile, KEYS_PRINTS, UINT32_MAX, budget, stars, postings, out);
}

static int rare_pairs(const struct ru_pile *pile, struct ru_vec *postings, struct ru_vec *out, uint8_t *stars)
{
	uint64_t budget = (uint64_t)RARE_A_PAGE * pile->count + 100000;
	struct ru_vec pairs;

	ru_vec_init(&pairs, pile->options->al, sizeof(uint64_t), 0);
	int status = shared_pairs(pile, KEYS_RARE, RU_RARE_CAP, budget, stars, postings, &pairs);
	if (status == 0)
		status = ru_sort_u64(pairs.ptr, pairs.len, pile->options->al);
	if (status == 0) {
		keep_repeated(&pairs, RU_RARE_SHARED);
		for (size_t i = 0; i < pairs.len && status == 0; i++) {
			uint64_t pair = *RU_VEC_AT(&pairs, uint64_t, i);
			status = push_pair(out, (uint32_t)(pair >> 32), (uint32_t)pair);
		}
	}
	ru_vec_release(&pairs);
	return status;
}

int ru_pile_candidates(const struct ru_pile *pile, uint8_t *stars, struct ru_vec *out)
{
	const struct ru_alloc *al = pile->options->al;
	struct ru_vec postings;
	ru_vec_init(&postings, al, sizeof(struct posting), 0);
	int status = equal_pairs(pile, &postings, out, stars);
	if (status == 0)
		status = print_pairs(pile, &postings, out, stars);
	if (status == 0)
		status = rare_pairs(pile, &postings, out, stars);
	if (status == 0)
		status = ru_sort_u64(out->ptr, out->len, al);
	if (status == 0)
		keep_repeated(out, 1);
	ru_vec_release(&postings);
	return status;
}
