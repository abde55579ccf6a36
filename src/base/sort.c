/* SPDX-License-Identifier: Apache-2.0 */
/* Bottom-up merge sort over runs that insertion sort has put in order, and a byte-wise radix sort; see sort.h. */
#include "base/sort.h"

enum { RUN = 12, SMALL = 64 };

/* FEW items are sorted by insertion, more are dealt into places by some bits of their keys: so many that the places
 * stand in the processor's cache side by side. */
enum { FEW = 24, BITS_MOST = 10, KEY_BITS = 64 };

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

/* `bits` bits of an item from the bit `from` on, the highest one being 0; all of them of its key or of its value. */
static inline size_t digit(const struct ru_sort_item *item, unsigned from, unsigned bits)
{
	return from < KEY_BITS ? (size_t)(item->key << from >> (KEY_BITS - bits))
	                       : (size_t)((uint64_t)item->value << (32 + from - KEY_BITS) >> (64 - bits));
}

/* How many bits to deal items by: as many each time, until there is about one item a place. */
static unsigned bits_for(size_t count, unsigned from)
{
	unsigned all = 0, left = from < KEY_BITS ? KEY_BITS - from : RU_SORT_ITEM_BYTES * 8 - from;

	for (; count > 0; count >>= 1)
		all++;
	unsigned times = (all + BITS_MOST - 1) / BITS_MOST, bits = (all + times - 1) / times;
	return bits < left ? bits : left;
}

/* Where each place begins, and behind it the end of all; the number of items of the fullest one. */
static size_t count_places(size_t *start, size_t places, const struct ru_sort_item *items, size_t count, unsigned from,
                           unsigned bits)
{
	size_t most = 0, sum = 0;

	memset(start, 0, places * sizeof(*start));
	for (size_t i = 0; i < count; i++)
		start[digit(&items[i], from, bits)]++;
	for (size_t b = 0; b < places; b++) {
		size_t here = start[b];

		most = here > most ? here : most;
		start[b] = sum;
		sum += here;
	}
	return most;
}

static bool in_order(const struct ru_sort_item *items, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (item_before(&items[i], &items[i - 1]))
			return false;
	return true;
}

/* The highest bits first: keys are hashes mostly, and two or three dealings leave a few items each, which insertion
 * puts in order. The items go from one place to the other with each, and end where they are asked for. What is equal
 * keeps its order, so that items put in by rising value stand in order when all of their key is. */
static void sort_items(struct ru_sort_item *items, struct ru_sort_item *other, size_t count, unsigned from, bool stay)
{
	size_t start[1 << BITS_MOST], most, places;
	unsigned bits;

	if (count <= FEW) {
		insert_items(items, stay ? items : other, count);
		return;
	}
	if (in_order(items, count)) {
		if (!stay)
			memcpy(other, items, count * sizeof(*items));
		return;
	}
	for (;; from += bits) {
		bits = bits_for(count, from);
		places = (size_t)1 << bits;
		most = count_places(start, places, items, count, from, bits);
		if (most < count)
			break; /* else these bits are the same everywhere */
	}
	for (size_t i = 0; i < count; i++)
		other[start[digit(&items[i], from, bits)]++] = items[i];
	if (most <= FEW) {
		insert_items(other, stay ? items : other, count);
		return;
	}
	for (size_t b = 0, begin = 0; b < places; begin = start[b++]) {
		if (start[b] > begin)
			sort_items(other + begin, items + begin, start[b] - begin, from + bits, !stay);
	}
}

void ru_sort_items(struct ru_sort_item *items, struct ru_sort_item *spare, size_t count, unsigned depth)
{
	sort_items(items, spare, count, 8 * depth, true);
}
