/* SPDX-License-Identifier: Apache-2.0 */
/* External sort: any number of (key, value) items in a fixed amount of memory.
 *
 * Items are dealt into 256 bins by the first byte of the key, bins that do not fit into memory on by the next one, and
 * so on over the 12 bytes of key and value; a bin that fits is sorted there (radix). All reading and writing is
 * sequential, within frames. Few items never touch the disk. Not for two threads at a time; of its own it may use a
 * second one, which sorts the next bin while items are taken from this one. */
#ifndef RU_BASE_SORTER_H
#define RU_BASE_SORTER_H

#include "base/sort.h"

struct ru_sorter;

struct ru_sorter_options {
	const struct ru_alloc *al;
	const char *folder; /* of temporary files */
	const char *what;   /* what the items are, for messages */
	size_t memory;      /* bytes, 1 MiB at least */
	bool ahead;         /* use a second thread where that pays */
};

/* Changes the value of an item, or drops it (false). The key must stay. May be called on another thread. */
typedef bool ru_sorter_map_fn(void *ctx, struct ru_sort_item *item);

/* options' strings must live as long as the sorter. */
int ru_sorter_new(struct ru_sorter **out, const struct ru_sorter_options *options, struct ru_error *err) RU_MUST_CHECK;
void ru_sorter_free(struct ru_sorter *sorter);
int ru_sorter_put(struct ru_sorter *sorter, uint64_t key, uint32_t value, struct ru_error *err) RU_MUST_CHECK;
/* The end of putting. map may be NULL. */
int ru_sorter_start(struct ru_sorter *sorter, ru_sorter_map_fn *map, void *ctx, struct ru_error *err) RU_MUST_CHECK;
/* The next item by key, then value, equal items once: 1, or 0 at the end. */
int ru_sorter_next(struct ru_sorter *sorter, struct ru_sort_item *out, struct ru_error *err) RU_MUST_CHECK;

#endif
