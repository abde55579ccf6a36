/* SPDX-License-Identifier: Apache-2.0 */
/* The one sort: stable merge sort, O(n log n) always, same result on every machine. */
#ifndef RU_BASE_SORT_H
#define RU_BASE_SORT_H

#include "base/alloc.h"

/* < 0, 0, > 0 as a stands before, beside, behind b. */
typedef int ru_compare_fn(const void *a, const void *b, void *ctx);

/* Sort count items of size bytes. Takes count * size bytes from al for a while. On failure the
 * items are all there, in any order. */
int ru_sort(void *items, size_t count, size_t size, ru_compare_fn *compare, void *ctx,
            const struct ru_alloc *al) RU_MUST_CHECK;

/* Sort 64-bit numbers upwards (radix). */
int ru_sort_u64(uint64_t *items, size_t count, const struct ru_alloc *al) RU_MUST_CHECK;

struct ru_sort_item {
	uint64_t key;
	uint32_t value;
};

enum { RU_SORT_ITEM_BYTES = 12 };

/* Byte `depth` of an item, the highest of its key first, then those of its value. */
static inline unsigned ru_sort_byte(const struct ru_sort_item *item, unsigned depth)
{
	return depth < 8 ? (unsigned)(item->key >> (56 - 8 * depth)) & 255 : item->value >> (88 - 8 * depth) & 255;
}
/* Sort items that agree in their first `depth` bytes, by key, then value; spare is room for as many. */
void ru_sort_items(struct ru_sort_item *items, struct ru_sort_item *spare, size_t count, unsigned depth);

#endif
