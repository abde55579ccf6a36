/* SPDX-License-Identifier: Apache-2.0 */
/* Which stretches are furniture although they stand in the text: a short passage that unrelated pages carry, such as
 * "Follow us on WhatsApp for the latest news".
 *
 * Pages that share most of a text are one family; a shingle of short passages that stands in many families says nothing
 * about who took what from whom. A quotation is left out: many papers may well have taken it. */
#include "match/copy_pair.h"

enum {
	FAMILIES = 6,      /* in which a shingle stands before it is furniture */
	HOST_FAMILIES = 3, /* the same, on pages of one outlet */
	EVERYWHERE = 64,   /* in which it stands before pairs that share nothing else are not told at all */
	FAMILY_SHARE = 50  /* per cent of the shorter article */
};

void ru_crowd_init(struct ru_crowd *crowd, const struct ru_alloc *al)
{
	*crowd = (struct ru_crowd){.open = false};
	ru_vec_init(&crowd->keys, al, sizeof(uint64_t), RU_CROWD_MOST);
}

void ru_crowd_release(struct ru_crowd *crowd) { ru_vec_release(&crowd->keys); }

uint32_t ru_family_root(uint32_t *parent, uint32_t i)
{
	while (parent[i] != i) {
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

void ru_family_join(uint32_t *parent, const struct ru_pair *pair)
{
	uint32_t shorter = pair->clean_a < pair->clean_b ? pair->clean_a : pair->clean_b;

	if (pair->count == 0 || (uint64_t)pair->words * 100 < (uint64_t)shorter * FAMILY_SHARE)
		return;
	uint32_t x = ru_family_root(parent, pair->a), y = ru_family_root(parent, pair->b);
	if (x != y)
		parent[x > y ? x : y] = x < y ? x : y;
}

uint64_t ru_outlet_key(const struct ru_article *article)
{
	struct ru_str outlet = article->host.len > 0 ? article->host : article->outlet;
	return outlet.len > 0 ? ru_hash64(outlet) : 0;
}

/* A value is a family and, in its lowest bit, whether the key is a shingle of one outlet alone. */
static int put_both(ru_crowd_put_fn *put, void *ctx, uint64_t key, uint32_t family_a, uint32_t family_b, uint32_t one)
{
	int status = put(ctx, key, family_a << 1 | one);

	return status == 0 ? put(ctx, key, family_b << 1 | one) : status;
}

int ru_crowd_members(const struct ru_pair *pair, uint32_t family_a, uint32_t family_b, ru_crowd_put_fn *put, void *ctx)
{
	int status = 0;

	if (family_a == family_b)
		return 0;
	for (uint32_t k = 0; k < pair->count; k++) {
		const struct ru_found *x = &pair->found[k];
		if ((x->flags & RU_FOUND_SHORT) == 0)
			continue;
		for (uint32_t i = 0; i < x->gram_count && status == 0; i++) {
			if ((x->grams[i] & 1) != 0)
				continue;
			status = put_both(put, ctx, x->grams[i], family_a, family_b, 0);
			if (status == 0 && pair->outlet != 0)
				status = put_both(put, ctx, ru_crowd_host_key(x->grams[i], pair->outlet), family_a,
				                  family_b, 1);
		}
	}
	return status;
}

static int close_key(struct ru_crowd *crowd)
{
	bool enough = crowd->open && crowd->families >= crowd->enough && !ru_vec_full(&crowd->keys);

	crowd->open = false;
	if (!enough)
		return 0;
	uint64_t *item = ru_vec_push(&crowd->keys);
	if (item == NULL)
		return RU_ENOMEM;
	*item = crowd->key | (crowd->families >= EVERYWHERE);
	return 0;
}

int ru_crowd_take(struct ru_crowd *crowd, uint64_t key, uint32_t value)
{
	if (crowd->open && crowd->key == key) {
		crowd->families += value >> 1 != crowd->family;
		crowd->family = value >> 1;
		return 0;
	}
	int status = close_key(crowd);
	crowd->open = true;
	crowd->key = key;
	crowd->family = value >> 1;
	crowd->families = 1;
	crowd->enough = (value & 1) != 0 ? HOST_FAMILIES : FAMILIES;
	return status;
}

int ru_crowd_finish(struct ru_crowd *crowd) { return close_key(crowd); }
