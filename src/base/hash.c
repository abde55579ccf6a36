/* SPDX-License-Identifier: Apache-2.0 */
/* XXH3 and the hash table; see hash.h. */
#include "base/hash.h"

#include "base/fetch.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t ru_hash64(struct ru_str s) { return XXH3_64bits(s.len > 0 ? s.ptr : "", s.len); }

struct ru_hash128 ru_hash128(struct ru_str s)
{
	XXH128_hash_t h = XXH3_128bits(s.len > 0 ? s.ptr : "", s.len);

	return (struct ru_hash128){h.low64, h.high64};
}

void ru_index_init(struct ru_index *index, const struct ru_alloc *al) { *index = (struct ru_index){.al = al}; }

void ru_index_release(struct ru_index *index)
{
	ru_alloc_free(index->al, index->slot);
	ru_index_init(index, index->al);
}

void ru_index_clear(struct ru_index *index)
{
	if (index->cap > 0)
		memset(index->tag, 0, index->cap);
	index->len = 0;
}

static uint8_t tag_of(uint64_t hash) { return (uint8_t)(hash >> 56 | 1); }

/* Where key stands, or the free place where it belongs. The table is never full. */
static size_t place_of(const struct ru_index *index, uint64_t key, uint64_t hash)
{
	size_t mask = index->cap - 1, i = (size_t)hash & mask;
	uint8_t tag = tag_of(hash);

	while (index->tag[i] != 0 && (index->tag[i] != tag || ru_index_key(&index->slot[i]) != key))
		i = (i + 1) & mask;
	return i;
}

static void fill(struct ru_index *index, size_t i, uint64_t hash, struct ru_index_slot slot)
{
	index->slot[i] = slot;
	index->tag[i] = tag_of(hash);
}

bool ru_index_get(const struct ru_index *index, uint64_t key, uint32_t *value)
{
	if (index->cap == 0)
		return false;
	uint64_t hash = ru_hash_mix(0, key);
	/* the slot comes while the tag is looked at */
	ru_fetch(&index->slot[(size_t)hash & (index->cap - 1)]);
	size_t i = place_of(index, key, hash);
	if (index->tag[i] == 0)
		return false;
	*value = index->slot[i].value;
	return true;
}

static int resize(struct ru_index *index, size_t cap)
{
	struct ru_index bigger = {.al = index->al, .len = index->len, .cap = cap};
	bigger.slot = ru_alloc_get(index->al, bigger.cap, sizeof(*bigger.slot) + 1); /* the tags behind the slots */
	if (bigger.slot == NULL)
		return RU_ENOMEM;
	bigger.tag = (uint8_t *)(bigger.slot + bigger.cap);
	memset(bigger.tag, 0, bigger.cap);
	for (size_t i = 0; i < index->cap; i++) {
		if (index->tag[i] == 0)
			continue;
		const uint64_t key = ru_index_key(&index->slot[i]), hash = ru_hash_mix(0, key);
		fill(&bigger, place_of(&bigger, key, hash), hash, index->slot[i]);
	}
	ru_alloc_free(index->al, index->slot);
	*index = bigger;
	return 0;
}

/* Small ones grow by more at once, for most of what they hold is put in again each time. */
enum { SMALL = 4096 };

/* Keep at least a third of the slots free. */
static int make_room(struct ru_index *index)
{
	if (index->cap > 0 && index->len < index->cap / 3 * 2)
		return 0;
	return resize(index, index->cap == 0 ? 16 : index->cap < SMALL ? index->cap * 4 : index->cap * 2);
}

int ru_index_reserve(struct ru_index *index, size_t count)
{
	size_t cap = 16;

	while (cap / 3 * 2 < count && cap <= SIZE_MAX / 4)
		cap *= 2;
	return cap > index->cap ? resize(index, cap) : 0;
}

int ru_index_add(struct ru_index *index, uint64_t key, uint32_t fresh, uint32_t *value)
{
	int status = make_room(index);

	if (status != 0)
		return status;
	uint64_t hash = ru_hash_mix(0, key);
	size_t i = place_of(index, key, hash);
	*value = fresh;
	if (index->tag[i] != 0) {
		*value = index->slot[i].value;
		return 1;
	}
	fill(index, i, hash, (struct ru_index_slot){{(uint32_t)key, (uint32_t)(key >> 32)}, fresh});
	index->len++;
	return 0;
}

int ru_index_put(struct ru_index *index, uint64_t key, uint32_t value)
{
	uint32_t old;
	int status = ru_index_add(index, key, value, &old);

	if (status == 1)
		index->slot[place_of(index, key, ru_hash_mix(0, key))].value = value;
	return status < 0 ? status : 0;
}
