/* SPDX-License-Identifier: Apache-2.0 */
/* XXH3 of a short word that stands in two numbers already, see eight.h. */
#ifndef RU_TEXT_EIGHT_HASH_H
#define RU_TEXT_EIGHT_HASH_H

#include "text/eight.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

/* Bytes of XXH3's secret, as numbers. */
static inline uint64_t ru_xxh3_secret(size_t at) { return ru_eight((const char *)XXH3_kSecret + at); }

/* XXH3 of one to sixteen bytes, eight in each number; those behind do not matter. XXH3_64bits() says the same of bytes
 * in memory, where they would have to be put first. */
static inline uint64_t ru_eight_hash(uint64_t first, uint64_t second, size_t len)
{
	if (len > 8) {
		/* the last eight bytes, of which the first number may hold some */
		uint64_t end = len == 16 ? second : first >> 8 * (len - 8) | second << 8 * (16 - len);
		uint64_t low = first ^ ru_xxh3_secret(24) ^ ru_xxh3_secret(32),
		         high = end ^ ru_xxh3_secret(40) ^ ru_xxh3_secret(48);
		return XXH3_avalanche(len + XXH_swap64(low) + high + XXH3_mul128_fold64(low, high));
	}
	/* short words and those of four to eight bytes come in no order that a processor could foresee: both ways */
	uint64_t end = first >> 8 * ((len - 4) & 7), long_enough = 0 - (uint64_t)(len > 3);
	uint64_t some = XXH3_rrmxmx(((end & UINT32_MAX) + (first << 32)) ^ ru_xxh3_secret(8) ^ ru_xxh3_secret(16), len);
	uint64_t few =
	    (first & 255) << 16 | (first >> 8 * (len / 2 & 7) & 255) << 24 | (first >> 8 * (len - 1) & 255) | len << 8;
	few = XXH64_avalanche(few ^ ((ru_xxh3_secret(0) ^ ru_xxh3_secret(4)) & UINT32_MAX));
	return (some & long_enough) | (few & ~long_enough);
}

#endif
