/* SPDX-License-Identifier: Apache-2.0 */
/* Hashes and the one hash table. XXH3 (xxHash) for speed, SHA-256 (FIPS 180-4) for identity. */
#ifndef RU_BASE_HASH_H
#define RU_BASE_HASH_H

#include "base/alloc.h"

struct ru_hash128 {
	uint64_t lo, hi;
};

uint64_t ru_hash64(struct ru_str s);
struct ru_hash128 ru_hash128(struct ru_str s);

/* Fold one more value into a running hash; order matters. */
static inline uint64_t ru_hash_mix(uint64_t h, uint64_t value)
{
	h ^= value + UINT64_C(0x9e3779b97f4a7c15) + (h << 6) + (h >> 2);
	h ^= h >> 32;
	h *= UINT64_C(0xd6e8feb86659fd93);
	h ^= h >> 32;
	return h;
}

struct ru_sha256 {
	uint8_t byte[32];
};

void ru_sha256(struct ru_str s, struct ru_sha256 *out);
/* The same without the processor's own instructions, for the tests. */
void ru_sha256_plain(struct ru_str s, struct ru_sha256 *out);
/* Lower-case hex; out holds 2 * bytes + 1 characters. bytes at most 32. */
void ru_sha256_hex(const struct ru_sha256 *sum, size_t bytes, char *out);

struct ru_index_slot {
	uint32_t key[2]; /* lower half first; as halves a slot has no room left over */
	uint32_t value;
};
static inline uint64_t ru_index_key(const struct ru_index_slot *slot)
{
	return slot->key[0] | (uint64_t)slot->key[1] << 32;
}

/* Open-addressing table from a 64-bit key (any value) to a 32-bit value. The caller checks for hash collisions
 * where the key is a hash. */
struct ru_index {
	struct ru_index_slot *slot;
	uint8_t *tag; /* per slot a byte of its key's hash, 0: free. What is not there is mostly told by these alone */
	size_t len;
	size_t cap; /* a power of two, or 0 */
	const struct ru_alloc *al;
};

void ru_index_init(struct ru_index *index, const struct ru_alloc *al);
void ru_index_release(struct ru_index *index);
void ru_index_clear(struct ru_index *index);
/* Room for so many keys, made at once. On failure the table is as it was. */
int ru_index_reserve(struct ru_index *index, size_t count) RU_MUST_CHECK;
bool ru_index_get(const struct ru_index *index, uint64_t key, uint32_t *value);
/* Set key to value. On failure the table is as it was. */
int ru_index_put(struct ru_index *index, uint64_t key, uint32_t value) RU_MUST_CHECK;
/* Where key stands already: *value is its value, returns 1. Else key is set to fresh, *value too, returns 0. */
int ru_index_add(struct ru_index *index, uint64_t key, uint32_t fresh, uint32_t *value) RU_MUST_CHECK;

#endif
