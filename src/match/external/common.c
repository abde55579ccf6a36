/* SPDX-License-Identifier: Apache-2.0 */
/* Word pairs that are known to be no rare ones: so many pages gave them that no more need to be put to disk.
 *
 * A cache: a pair that finds no place in it is put once more, which changes nothing but the work. Pages are counted
 * whose text and id are new. Others, which may be dropped later on (a repeated id, a point of a star), neither count
 * nor are anything of theirs left out: so at least RU_RARE_CAP + 1 pages that stay have a pair that was left out
 * anywhere. */
#include "match/external/inner.h"

#include "base/fetch.h"

enum {
	SLOT_BITS = 18, /* of slots at least */
	PAGE_BITS = 13, /* of a slot: the last page that counted, */
	COUNT_BITS = 5, /* and how many have */
	ENOUGH = 2 * RU_RARE_CAP
};
_Static_assert((int)ENOUGH > (int)RU_RARE_CAP && ENOUGH < 1 << COUNT_BITS, "the count of a slot");

struct ru_common {
	const struct ru_alloc *al;
	uint64_t *slot; /* key without its lowest bits, which are the slot's number; page; count */
	unsigned bits;
	uint64_t *bloom;     /* texts and ids that were seen: Bloom, "Space/time trade-offs in hash coding", 1970 */
	unsigned bloom_bits; /* of the number of a bit */
	uint64_t page;
	bool counts;
};

int ru_common_new(struct ru_common **out, size_t memory, const struct ru_alloc *al)
{
	struct ru_common *common = ru_alloc_zero(al, 1, sizeof(*common));

	*out = NULL;
	if (common == NULL)
		return RU_ENOMEM;
	common->al = al;
	common->bits = SLOT_BITS;
	while (sizeof(uint64_t) << (common->bits + 1) <= memory)
		common->bits++;
	common->bloom_bits = common->bits + 3; /* an eighth of the slots' memory */
	common->slot = ru_alloc_zero(al, (size_t)1 << common->bits, sizeof(*common->slot));
	common->bloom = ru_alloc_zero(al, (size_t)1 << (common->bloom_bits - 6), sizeof(*common->bloom));
	if (common->slot == NULL || common->bloom == NULL) {
		ru_common_free(common);
		return RU_ENOMEM;
	}
	*out = common;
	return 0;
}

void ru_common_free(struct ru_common *common)
{
	if (common == NULL)
		return;
	ru_alloc_free(common->al, common->slot);
	ru_alloc_free(common->al, common->bloom);
	ru_alloc_free(common->al, common);
}

/* Whether the hash was not seen before; it is now. */
static bool is_new(struct ru_common *common, uint64_t hash)
{
	bool fresh = false;

	for (uint64_t turn = 1; turn <= 2; turn++) {
		uint64_t bit = ru_hash_mix(turn, hash) >> (64 - common->bloom_bits);
		uint64_t *word = &common->bloom[bit / 64], mask = UINT64_C(1) << bit % 64;
		fresh = fresh || (*word & mask) == 0;
		*word |= mask;
	}
	return fresh;
}

void ru_common_page(struct ru_common *common, uint64_t text, uint64_t id)
{
	bool new_text = is_new(common, ru_hash_mix(3, text)), new_id = is_new(common, ru_hash_mix(4, id));

	common->counts = new_text && new_id;
	common->page = (common->page + 1) & ((UINT64_C(1) << PAGE_BITS) - 1);
}

static uint64_t *slot_of(const struct ru_common *common, uint64_t key)
{
	return &common->slot[key & ((UINT64_C(1) << common->bits) - 1)];
}

void ru_common_fetch(const struct ru_common *common, uint64_t key) { ru_fetch(slot_of(common, key)); }

bool ru_common_has(struct ru_common *common, uint64_t key)
{
	uint64_t *slot = slot_of(common, key), count = *slot & ((1 << COUNT_BITS) - 1);
	uint64_t tag = key >> common->bits << (PAGE_BITS + COUNT_BITS);
	uint64_t whose = *slot >> (PAGE_BITS + COUNT_BITS) << (PAGE_BITS + COUNT_BITS);

	if (!common->counts)
		return false;
	if (count > 0 && whose == tag) {
		if (count == ENOUGH)
			return true;
		if ((*slot >> COUNT_BITS & ((1 << PAGE_BITS) - 1)) != common->page)
			*slot = tag | common->page << COUNT_BITS | (count + 1);
	} else if (count <= 1) {
		*slot = tag | common->page << COUNT_BITS | 1;
	} else if (count < ENOUGH) {
		*slot -= 1; /* what comes seldom makes room */
	}
	return false;
}
