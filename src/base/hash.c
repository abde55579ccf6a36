/* SPDX-License-Identifier: Apache-2.0 */
/* XXH3 and the hash table; see hash.h. */
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t ru_hash64(struct ru_str s) { return XXH3_64bits(s.len > 0 ? s.ptr : "", s.len); }

struct ru_hash128 ru_hash128(struct ru_str s)
{
	XXH128_hash_t h = XXH3_128bits(s.len > 0 ? s.ptr : "", s.len);

	return (struct ru_hash128){h.low64, h.high64};
}

struct ru_index_slot {
	uint64_t key;
	uint32_t value;
	uint32_t used;
};

void ru_index_init(struct ru_index *index, const struct ru_alloc *al) { *index = (struct ru_index){.al = al}; }

void ru_index_release(struct ru_index *index)
{
	ru_alloc_free(index->al, index->slot);
	ru_index_init(index, index->al);
}

void ru_index_clear(struct ru_index *index)
{
	if (index->cap > 0)
		memset(index->slot, 0, index->cap * sizeof(*index->slot));
	index->len = 0;
}

/* The slot of key, or the free one where it belongs. The table is never full. */
static struct ru_index_slot *slot_of(const struct ru_index *index, uint64_t key)
{
	size_t mask = index->cap - 1;
	size_t i = (size_t)ru_hash_mix(0, key) & mask;

	while (index->slot[i].used && index->slot[i].key != key)
		i = (i + 1) & mask;
	return &index->slot[i];
}

bool ru_index_get(const struct ru_index *index, uint64_t key, uint32_t *value)
{
	if (index->cap == 0)
		return false;
	const struct ru_index_slot *slot = slot_of(index, key);
	if (!slot->used)
		return false;
	*value = slot->value;
	return true;
}

/* Keep at least a third of the slots free. */
static int make_room(struct ru_index *index)
{
	if (index->cap > 0 && index->len < index->cap / 3 * 2)
		return 0;
	struct ru_index bigger = {.al = index->al, .len = index->len};
	bigger.cap = index->cap > 0 ? index->cap * 2 : 16;
	bigger.slot = ru_alloc_zero(index->al, bigger.cap, sizeof(*bigger.slot));
	if (bigger.slot == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < index->cap; i++) {
		if (index->slot[i].used)
			*slot_of(&bigger, index->slot[i].key) = index->slot[i];
	}
	ru_alloc_free(index->al, index->slot);
	*index = bigger;
	return 0;
}

int ru_index_add(struct ru_index *index, uint64_t key, uint32_t fresh, uint32_t *value)
{
	int status = make_room(index);

	if (status != 0)
		return status;
	struct ru_index_slot *slot = slot_of(index, key);
	if (slot->used) {
		*value = slot->value;
		return 1;
	}
	*slot = (struct ru_index_slot){key, fresh, 1};
	index->len++;
	*value = fresh;
	return 0;
}

int ru_index_put(struct ru_index *index, uint64_t key, uint32_t value)
{
	uint32_t old;
	int status = ru_index_add(index, key, value, &old);

	if (status == 1)
		slot_of(index, key)->value = value;
	return status < 0 ? status : 0;
}
