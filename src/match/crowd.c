/* SPDX-License-Identifier: Apache-2.0 */
/* Which stretches are furniture although they stand in the text: a short passage that unrelated pages carry, such as
 * "Follow us on WhatsApp for the latest news".
 *
 * Pages that share most of a text are one family; a shingle of short passages that stands in many families says nothing
 * about who took what from whom. A quotation is left out: many papers may well have taken it. */
#include "base/sort.h"
#include "match/copy_pair.h"

enum {
	FAMILIES = 6,      /* in which a shingle stands before it is furniture */
	HOST_FAMILIES = 3, /* the same, on pages of one outlet */
	FAMILY_SHARE = 50, /* per cent of the shorter article */
	PASSAGE_SHARE = 3  /* a furniture passage is at most one part in so many of the shorter article, */
};

struct member {
	uint64_t key;
	uint32_t family;
	uint32_t enough; /* families from which the key is furniture */
};

static uint32_t root_of(uint32_t *parent, uint32_t i)
{
	while (parent[i] != i) {
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

static void join_families(uint32_t *parent, const struct ru_pile *pile, const struct ru_pair *pairs, size_t count)
{
	for (uint32_t i = 0; i < pile->count; i++)
		parent[i] = i;
	for (size_t i = 0; i < count; i++) {
		const struct ru_pair *pair = &pairs[i];
		uint32_t a = pile->pages[pair->a].clean, b = pile->pages[pair->b].clean, shorter = a < b ? a : b;
		if (pair->count == 0 || (uint64_t)pair->words * 100 < (uint64_t)shorter * FAMILY_SHARE)
			continue;
		uint32_t x = root_of(parent, pair->a), y = root_of(parent, pair->b);
		if (x != y)
			parent[x > y ? x : y] = x < y ? x : y;
	}
}

static int by_key(const void *x, const void *y, void *ctx)
{
	const struct member *p = x, *q = y;
	(void)ctx;
	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	return p->family < q->family ? -1 : p->family > q->family;
}

static int push_member(struct ru_vec *out, uint64_t key, uint32_t family, uint32_t enough)
{
	struct member *item = ru_vec_push(out);
	if (item == NULL)
		return RU_ENOMEM;
	*item = (struct member){key, family, enough};
	return 0;
}

uint64_t ru_outlet_key(const struct ru_article *article)
{
	struct ru_str outlet = article->host.len > 0 ? article->host : article->outlet;
	return outlet.len > 0 ? ru_hash64(outlet) : 0;
}

/* The shingles of one short passage, for both families; with the outlet in the key where it is the same on both pages.
 */
static int passage_grams(struct ru_vec *out, const struct ru_pile *pile, const struct ru_pair *pair,
                         const struct ru_aligned *x, uint32_t family_a, uint32_t family_b)
{
	const struct ru_shared_word *words = pile->pages[pair->a].words;
	uint64_t host = ru_outlet_key(pile->docs[pair->a].article);
	bool same = host != 0 && host == ru_outlet_key(pile->docs[pair->b].article);
	int status = 0;
	for (uint32_t i = x->a0; i + RU_GRAM <= x->a1 && status == 0; i++) {
		uint64_t gram = ru_gram(words + i, RU_GRAM);
		if ((words[i].flags & RU_SHARED_QUOTED) != 0)
			continue;
		status = push_member(out, gram, family_a, FAMILIES);
		if (status == 0)
			status = push_member(out, gram, family_b, FAMILIES);
		if (status == 0 && same)
			status = push_member(out, ru_hash_mix(gram, host), family_a, HOST_FAMILIES);
		if (status == 0 && same)
			status = push_member(out, ru_hash_mix(gram, host), family_b, HOST_FAMILIES);
	}
	return status;
}

static int count_families(struct ru_index *crowd, struct ru_vec *members, const struct ru_alloc *al)
{
	int status = ru_sort(members->ptr, members->len, sizeof(struct member), by_key, NULL, al);
	const struct member *item = members->ptr;
	for (size_t i = 0, j = 0; i < members->len && status == 0; i = j) {
		uint32_t families = 0;
		for (; j < members->len && item[j].key == item[i].key; j++)
			families += j == i || item[j].family != item[j - 1].family;
		if (families >= item[i].enough)
			status = ru_index_put(crowd, item[i].key, families);
	}
	return status;
}

int ru_crowd_find(struct ru_index *crowd, const struct ru_pile *pile, const struct ru_pair *pairs, size_t count)
{
	const struct ru_alloc *al = pile->options->al;
	struct ru_vec members;
	int status = 0;
	uint32_t *parent = ru_alloc_zero(al, (size_t)pile->count + 1, sizeof(*parent));
	if (parent == NULL)
		return RU_ENOMEM;
	ru_vec_init(&members, al, sizeof(struct member), SIZE_MAX / 64);
	join_families(parent, pile, pairs, count);
	for (size_t i = 0; i < count && status == 0; i++) {
		const struct ru_pair *pair = &pairs[i];
		uint32_t a = pile->pages[pair->a].clean, b = pile->pages[pair->b].clean, shorter = a < b ? a : b;
		uint32_t x = root_of(parent, pair->a), y = root_of(parent, pair->b);
		for (uint32_t k = 0; k < pair->count && x != y && status == 0; k++) {
			if (pair->aligned[k].words * PASSAGE_SHARE <= shorter)
				status = passage_grams(&members, pile, pair, &pair->aligned[k], x, y);
		}
	}
	if (status == 0)
		status = count_families(crowd, &members, al);
	ru_vec_release(&members);
	ru_alloc_free(al, parent);
	return status;
}
