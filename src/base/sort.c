/* SPDX-License-Identifier: Apache-2.0 */
/* Bottom-up merge sort over runs that insertion sort has put in order, and a byte-wise radix sort; see sort.h. */
#include "base/sort.h"

enum { RUN = 12, SMALL = 64 };

static void insertion_sort(char *items, size_t count, size_t size, ru_compare_fn *compare, void *ctx, char *spare)
{
	for (size_t i = 1; i < count; i++) {
		size_t at = i;

		while (at > 0 && compare(items + (at - 1) * size, items + i * size, ctx) > 0)
			at--;
		if (at == i)
			continue;
		memcpy(spare, items + i * size, size);
		memmove(items + (at + 1) * size, items + at * size, (i - at) * size);
		memcpy(items + at * size, spare, size);
	}
}

/* Merge from[left, middle) and from[middle, right) into to[left, right). */
static void merge(const char *from, char *to, size_t left, size_t middle, size_t right, size_t size,
                  ru_compare_fn *compare, void *ctx)
{
	size_t i = left, j = middle;

	for (size_t k = left; k < right; k++) {
		bool take_left = i < middle && (j >= right || compare(from + i * size, from + j * size, ctx) <= 0);

		memcpy(to + k * size, from + (take_left ? i++ : j++) * size, size);
	}
}

int ru_sort(void *items, size_t count, size_t size, ru_compare_fn *compare, void *ctx, const struct ru_alloc *al)
{
	if (count < 2)
		return 0;
	char *from = items, *spare = ru_alloc_get(al, count, size), *to = spare;
	if (spare == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < count; i += RUN)
		insertion_sort(from + i * size, count - i < RUN ? count - i : RUN, size, compare, ctx, spare);
	for (size_t run = RUN; run < count; run *= 2) {
		for (size_t left = 0; left < count; left += 2 * run) {
			size_t middle = count - left < run ? count : left + run;
			size_t right = count - left < 2 * run ? count : left + 2 * run;

			merge(from, to, left, middle, right, size, compare, ctx);
		}
		char *swap = from;
		from = to;
		to = swap;
	}
	if (from != (char *)items)
		memcpy(items, from, count * size);
	ru_alloc_free(al, spare);
	return 0;
}

int ru_sort_u64(uint64_t *items, size_t count, const struct ru_alloc *al)
{
	if (count < 2)
		return 0;
	if (count <= SMALL) {
		for (size_t i = 1; i < count; i++) {
			uint64_t item = items[i];
			size_t at = i;

			for (; at > 0 && items[at - 1] > item; at--)
				items[at] = items[at - 1];
			items[at] = item;
		}
		return 0;
	}
	uint64_t *spare = ru_alloc_get(al, count, sizeof(*spare)), *from = items, *to = spare;
	if (spare == NULL)
		return RU_ENOMEM;
	for (unsigned shift = 0; shift < 64; shift += 8) {
		size_t start[257] = {0};

		for (size_t i = 0; i < count; i++)
			start[(from[i] >> shift & 255) + 1]++;
		if (start[(from[0] >> shift & 255) + 1] == count)
			continue; /* this byte is the same everywhere */
		for (unsigned b = 0; b < 256; b++)
			start[b + 1] += start[b];
		for (size_t i = 0; i < count; i++)
			to[start[from[i] >> shift & 255]++] = from[i];
		uint64_t *swap = from;
		from = to;
		to = swap;
	}
	if (from != items)
		memcpy(items, from, count * sizeof(*items));
	ru_alloc_free(al, spare);
	return 0;
}

static bool item_before(const struct ru_sort_item *a, const struct ru_sort_item *b)
{
	return a->key != b->key ? a->key < b->key : a->value < b->value;
}

/* By insertion; to may be where they stand. */
static void insert_items(const struct ru_sort_item *from, struct ru_sort_item *to, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct ru_sort_item item = from[i];
		size_t at = i;

		for (; at > 0 && item_before(&item, &to[at - 1]); at--)
			to[at] = to[at - 1];
		to[at] = item;
	}
}

/* The highest byte first: keys are hashes mostly, and two or three of their bytes leave a few items each. The items go
 * from one place to the other with each byte, and end where they are asked for. */
static void sort_items(struct ru_sort_item *items, struct ru_sort_item *other, size_t count, unsigned depth, bool stay)
{
	size_t start[257];

	for (; count > SMALL / 2 && depth < RU_SORT_ITEM_BYTES; depth++) {
		memset(start, 0, sizeof(start));
		for (size_t i = 0; i < count; i++)
			start[ru_sort_byte(&items[i], depth) + 1]++;
		if (start[ru_sort_byte(&items[0], depth) + 1] != count)
			break; /* else this byte is the same everywhere */
	}
	if (count <= SMALL / 2 || depth >= RU_SORT_ITEM_BYTES) {
		if (depth < RU_SORT_ITEM_BYTES)
			insert_items(items, stay ? items : other, count);
		else if (!stay)
			memcpy(other, items, count * sizeof(*items));
		return;
	}
	for (unsigned b = 0; b < 256; b++)
		start[b + 1] += start[b];
	for (size_t i = 0; i < count; i++)
		other[start[ru_sort_byte(&items[i], depth)]++] = items[i];
	for (size_t b = 0, from = 0; b < 256; from = start[b++]) {
		if (start[b] > from)
			sort_items(other + from, items + from, start[b] - from, depth + 1, !stay);
	}
}

void ru_sort_items(struct ru_sort_item *items, struct ru_sort_item *spare, size_t count, unsigned depth)
{
	sort_items(items, spare, count, depth, true);
}
