/* SPDX-License-Identifier: Apache-2.0 */
/* A pair that shares enough as a record on disk, until it is known what is furniture. Records stand in the order in
 * which they were found; the order of the pages is sorted beside them. */
#include "match/external/inner.h"

enum { SAME_URL = 1 };

static void put_range(struct ru_buf *out, uint32_t begin, uint32_t end)
{
	ru_bytes_put(out, begin);
	ru_bytes_put(out, end);
}

static void put_u64(struct ru_buf *out, uint64_t value)
{
	char bytes[8];

	for (unsigned i = 0; i < 8; i++)
		bytes[i] = (char)(value >> (8 * i) & 255);
	ru_buf_put(out, (struct ru_str){bytes, sizeof(bytes)});
}

static uint64_t get_u64(const char *bytes)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < 8; i++)
		value |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
	return value;
}

void ru_found_write(struct ru_buf *out, const struct ru_pair *pair, struct ru_str id_a, struct ru_str id_b)
{
	ru_bytes_put_str(out, id_a);
	ru_bytes_put_str(out, id_b);
	put_range(out, pair->a, pair->b);
	ru_bytes_put(out, pair->words);
	put_range(out, pair->clean_a, pair->clean_b);
	ru_bytes_put(out, pair->outlet);
	ru_bytes_put(out, pair->same_url ? SAME_URL : 0);
	ru_bytes_put(out, pair->count);
	for (uint32_t i = 0; i < pair->count; i++) {
		const struct ru_found *x = &pair->found[i];
		put_range(out, x->a.begin, x->a.end);
		put_range(out, x->b.begin, x->b.end);
		put_range(out, x->raw_a.begin, x->raw_a.end);
		put_range(out, x->raw_b.begin, x->raw_b.end);
		put_range(out, x->raw_a.field, x->raw_b.field);
		put_range(out, x->words_a.begin, x->words_a.end);
		put_range(out, x->words_b.begin, x->words_b.end);
		put_range(out, x->words, x->longest);
		ru_bytes_put(out, x->runs);
		put_range(out, x->head, x->tail);
		put_range(out, x->quoted_a, x->quoted_b);
		ru_bytes_put(out, x->flags);
		ru_bytes_put(out, x->gram_count);
		for (uint32_t k = 0; k < x->gram_count; k++)
			put_u64(out, x->grams[k]);
	}
}

static bool get_range(struct ru_str *from, uint32_t *begin, uint32_t *end)
{
	return ru_bytes_get_u32(from, begin) && ru_bytes_get_u32(from, end);
}

static int get_found(struct ru_str *from, struct ru_found *x, struct ru_arena *arena)
{
	if (!get_range(from, &x->a.begin, &x->a.end) || !get_range(from, &x->b.begin, &x->b.end) ||
	    !get_range(from, &x->raw_a.begin, &x->raw_a.end) || !get_range(from, &x->raw_b.begin, &x->raw_b.end) ||
	    !get_range(from, &x->raw_a.field, &x->raw_b.field) ||
	    !get_range(from, &x->words_a.begin, &x->words_a.end) ||
	    !get_range(from, &x->words_b.begin, &x->words_b.end) || !get_range(from, &x->words, &x->longest) ||
	    !ru_bytes_get_u32(from, &x->runs) || !get_range(from, &x->head, &x->tail) ||
	    !get_range(from, &x->quoted_a, &x->quoted_b) || !ru_bytes_get_u32(from, &x->flags) ||
	    !ru_bytes_get_u32(from, &x->gram_count) || x->gram_count > from->len / 8)
		return RU_EIO;
	uint64_t *grams = ru_arena_get(arena, x->gram_count, sizeof(*grams));
	if (grams == NULL)
		return RU_ENOMEM;
	for (uint32_t k = 0; k < x->gram_count; k++)
		grams[k] = get_u64(from->ptr + 8 * (size_t)k);
	*from = ru_str_cut(*from, 8 * (size_t)x->gram_count, from->len);
	x->grams = grams;
	return 0;
}

int ru_found_read(struct ru_pair *out, struct ru_str *id_a, struct ru_str *id_b, struct ru_str bytes,
                  struct ru_arena *arena)
{
	struct ru_pair pair = {0};
	uint64_t flags;
	int status = 0;

	if (!ru_bytes_get_str(&bytes, id_a) || !ru_bytes_get_str(&bytes, id_b) ||
	    !get_range(&bytes, &pair.a, &pair.b) || !ru_bytes_get_u32(&bytes, &pair.words) ||
	    !get_range(&bytes, &pair.clean_a, &pair.clean_b) || !ru_bytes_get(&bytes, &pair.outlet) ||
	    !ru_bytes_get(&bytes, &flags) || !ru_bytes_get_u32(&bytes, &pair.count) || pair.count > bytes.len)
		return RU_EIO;
	struct ru_found *found = ru_arena_get(arena, pair.count, sizeof(*found));
	if (found == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < pair.count && status == 0; i++)
		status = get_found(&bytes, &found[i], arena);
	if (status == 0 && bytes.len > 0)
		status = RU_EIO;
	pair.same_url = (flags & SAME_URL) != 0;
	pair.found = found;
	if (status == 0)
		*out = pair;
	return status;
}

/* Pages of a pair in 64 - 2 * shift bits, then where the record stands, in the 96 bits of an item. */
int ru_found_put(struct ru_external *x, uint32_t a, uint32_t b, struct ru_str record, struct ru_error *err)
{
	uint64_t place;
	int status = ru_spill_put(x->found, record, &place, err);

	if (status != 0)
		return status;
	if (place >> 32 >> 2 * x->shift != 0)
		return ru_fail(err, RU_ELIMIT, NULL, UINT64_MAX, "too many pairs of too many pages");
	uint64_t pages = (uint64_t)a << (32 - x->shift) | b;
	return ru_sorter_put(x->order, pages << 2 * x->shift | place >> 32, (uint32_t)place, err);
}

int ru_found_next(struct ru_external *x, uint64_t *place, struct ru_error *err)
{
	struct ru_sort_item item;
	int status = ru_sorter_next(x->order, &item, err);

	if (status == 1)
		*place = (item.key & ((UINT64_C(1) << 2 * x->shift) - 1)) << 32 | item.value;
	return status;
}
