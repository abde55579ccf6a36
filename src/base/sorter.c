/* SPDX-License-Identifier: Apache-2.0 */
/* External most-significant-byte-first radix sort; see sorter.h. */
#include "base/sorter.h"

#include "base/spill.h"

enum {
	BINS = 256,
	ITEM = 12,        /* bytes of an item in a file: key and value, little-endian */
	KEY_BYTES = 12,   /* bytes that items can be dealt by */
	FRAME_LEAST = 64, /* items */
	FRAME_MOST = 5400,
	MEMORY_LEAST = 1 << 20
};

struct bin {
	char *room;           /* items that are not in the file; NULL: none */
	uint32_t count;       /* of them */
	uint64_t total;       /* items of the bin */
	struct ru_vec frames; /* uint64_t: offsets in the file */
};

/* The items that agree in the first `depth` bytes. */
struct level {
	struct bin bin[BINS];
	unsigned depth, at; /* at: the next bin to read */
};

struct ru_sorter {
	struct ru_sorter_options options;
	size_t frame; /* items of a full frame */
	struct ru_spill *spill;
	struct level *level[KEY_BYTES]; /* outermost first */
	unsigned levels;
	bool started;
	ru_sorter_map_fn *map;
	void *map_ctx;
	struct ru_sort_item *items, *spare; /* the bin in memory */
	size_t room, count, next;
	struct ru_buf buf; /* a frame while it is read */
};

static unsigned byte_of(const struct ru_sort_item *item, unsigned depth)
{
	return depth < 8 ? (unsigned)(item->key >> (56 - 8 * depth)) & 255 : item->value >> (88 - 8 * depth) & 255;
}

static void item_out(char *to, const struct ru_sort_item *item)
{
	for (unsigned i = 0; i < 8; i++)
		to[i] = (char)(item->key >> (8 * i) & 255);
	for (unsigned i = 0; i < 4; i++)
		to[8 + i] = (char)(item->value >> (8 * i) & 255);
}

static struct ru_sort_item item_in(const char *from)
{
	struct ru_sort_item item = {0, 0};

	for (unsigned i = 0; i < 8; i++)
		item.key |= (uint64_t)(unsigned char)from[i] << (8 * i);
	for (unsigned i = 0; i < 4; i++)
		item.value |= (uint32_t)(unsigned char)from[8 + i] << (8 * i);
	return item;
}

static int no_memory(struct ru_error *err)
{
	return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "%s", ru_status_name(RU_ENOMEM));
}

static struct level *level_new(struct ru_sorter *sorter, unsigned depth)
{
	struct level *level = ru_alloc_zero(sorter->options.al, 1, sizeof(*level));

	if (level == NULL)
		return NULL;
	level->depth = depth;
	for (unsigned i = 0; i < BINS; i++)
		ru_vec_init(&level->bin[i].frames, sorter->options.al, sizeof(uint64_t), 0);
	return level;
}

static void level_free(struct ru_sorter *sorter, struct level *level)
{
	if (level == NULL)
		return;
	for (unsigned i = 0; i < BINS; i++) {
		ru_vec_release(&level->bin[i].frames);
		ru_alloc_free(sorter->options.al, level->bin[i].room);
	}
	ru_alloc_free(sorter->options.al, level);
}

int ru_sorter_new(struct ru_sorter **out, const struct ru_sorter_options *options, struct ru_error *err)
{
	struct ru_sorter *sorter = ru_alloc_zero(options->al, 1, sizeof(*sorter));

	*out = NULL;
	if (sorter == NULL)
		return no_memory(err);
	sorter->options = *options;
	if (sorter->options.memory < MEMORY_LEAST)
		sorter->options.memory = MEMORY_LEAST;
	sorter->frame = sorter->options.memory / (BINS * ITEM);
	if (sorter->frame < FRAME_LEAST)
		sorter->frame = FRAME_LEAST;
	if (sorter->frame > FRAME_MOST)
		sorter->frame = FRAME_MOST;
	ru_buf_init(&sorter->buf, options->al, 0);
	sorter->level[0] = level_new(sorter, 0);
	if (sorter->level[0] == NULL) {
		ru_sorter_free(sorter);
		return no_memory(err);
	}
	sorter->levels = 1;
	*out = sorter;
	return 0;
}

void ru_sorter_free(struct ru_sorter *sorter)
{
	if (sorter == NULL)
		return;
	for (unsigned i = 0; i < sorter->levels; i++)
		level_free(sorter, sorter->level[i]);
	ru_spill_close(sorter->spill);
	ru_alloc_free(sorter->options.al, sorter->items);
	ru_alloc_free(sorter->options.al, sorter->spare);
	ru_buf_release(&sorter->buf);
	ru_alloc_free(sorter->options.al, sorter);
}

static int write_bin(struct ru_sorter *sorter, struct bin *bin, struct ru_error *err)
{
	int status = 0;

	if (bin->count == 0)
		return 0;
	if (sorter->spill == NULL)
		status = ru_spill_open(&sorter->spill, sorter->options.folder, sorter->options.what, sorter->options.al,
		                       err);
	if (status != 0)
		return status;
	uint64_t *offset = ru_vec_push(&bin->frames);
	if (offset == NULL)
		return no_memory(err);
	status = ru_spill_put(sorter->spill, (struct ru_str){bin->room, (size_t)bin->count * ITEM}, offset, err);
	if (status == 0)
		bin->count = 0;
	return status;
}

static int put_item(struct ru_sorter *sorter, struct level *level, const struct ru_sort_item *item,
                    struct ru_error *err)
{
	struct bin *bin = &level->bin[byte_of(item, level->depth)];

	if (bin->room == NULL) {
		bin->room = ru_alloc_get(sorter->options.al, sorter->frame, ITEM);
		if (bin->room == NULL)
			return no_memory(err);
	}
	if (bin->count == sorter->frame) {
		int status = write_bin(sorter, bin, err);
		if (status != 0)
			return status;
	}
	item_out(bin->room + (size_t)bin->count++ * ITEM, item);
	bin->total++;
	return 0;
}

int ru_sorter_put(struct ru_sorter *sorter, uint64_t key, uint32_t value, struct ru_error *err)
{
	struct ru_sort_item item = {key, value};

	return put_item(sorter, sorter->level[0], &item, err);
}

/* Once anything is on disk, the rest goes there too, and the bins' memory is free for sorting. */
static int finish_level(struct ru_sorter *sorter, struct level *level, struct ru_error *err)
{
	int status = 0;

	if (sorter->spill == NULL)
		return 0;
	for (unsigned i = 0; i < BINS && status == 0; i++) {
		status = write_bin(sorter, &level->bin[i], err);
		ru_alloc_free(sorter->options.al, level->bin[i].room);
		level->bin[i].room = NULL;
	}
	return status == 0 ? ru_spill_flush(sorter->spill, err) : status;
}

int ru_sorter_start(struct ru_sorter *sorter, ru_sorter_map_fn *map, void *ctx, struct ru_error *err)
{
	sorter->map = map;
	sorter->map_ctx = ctx;
	sorter->started = true;
	return finish_level(sorter, sorter->level[0], err);
}

/* What is done with each item of a bin. */
typedef int take_fn(struct ru_sorter *sorter, struct ru_sort_item *item, struct ru_error *err);

static int take_bytes(struct ru_sorter *sorter, const struct level *level, const char *from, size_t count,
                      take_fn *take, struct ru_error *err)
{
	int status = 0;

	for (size_t i = 0; i < count && status == 0; i++) {
		struct ru_sort_item item = item_in(from + i * ITEM);

		if (level->depth == 0 && sorter->map != NULL && !sorter->map(sorter->map_ctx, &item))
			continue;
		status = take(sorter, &item, err);
	}
	return status;
}

static int take_bin(struct ru_sorter *sorter, const struct level *level, const struct bin *bin, take_fn *take,
                    struct ru_error *err)
{
	int status = 0;

	for (size_t i = 0; i < bin->frames.len && status == 0; i++) {
		status = ru_spill_get(sorter->spill, *RU_VEC_AT(&bin->frames, uint64_t, i), &sorter->buf, NULL, err);
		if (status == 0)
			status = take_bytes(sorter, level, sorter->buf.ptr, sorter->buf.len / ITEM, take, err);
	}
	return status == 0 && bin->count > 0 ? take_bytes(sorter, level, bin->room, bin->count, take, err) : status;
}

static int keep_item(struct ru_sorter *sorter, struct ru_sort_item *item, struct ru_error *err)
{
	(void)err;
	if (sorter->count < sorter->room)
		sorter->items[sorter->count++] = *item;
	return 0;
}

static int deal_item(struct ru_sorter *sorter, struct ru_sort_item *item, struct ru_error *err)
{
	return put_item(sorter, sorter->level[sorter->levels - 1], item, err);
}

static int room_for(struct ru_sorter *sorter, size_t count)
{
	const struct ru_alloc *al = sorter->options.al;

	if (count <= sorter->room)
		return 0;
	ru_alloc_free(al, sorter->items);
	ru_alloc_free(al, sorter->spare);
	sorter->room = 0;
	sorter->items = ru_alloc_get(al, count, sizeof(*sorter->items));
	sorter->spare = ru_alloc_get(al, count, sizeof(*sorter->spare));
	if (sorter->items == NULL || sorter->spare == NULL)
		return RU_ENOMEM;
	sorter->room = count;
	return 0;
}

/* Least significant byte first over the bytes that are not the same everywhere. */
static void radix_sort(struct ru_sorter *sorter)
{
	struct ru_sort_item *from = sorter->items, *to = sorter->spare;

	for (unsigned depth = KEY_BYTES; depth-- > 0 && sorter->count > 1;) {
		size_t start[BINS + 1] = {0};

		for (size_t i = 0; i < sorter->count; i++)
			start[byte_of(&from[i], depth) + 1]++;
		if (start[byte_of(&from[0], depth) + 1] == sorter->count)
			continue;
		for (unsigned b = 0; b < BINS; b++)
			start[b + 1] += start[b];
		for (size_t i = 0; i < sorter->count; i++)
			to[start[byte_of(&from[i], depth)]++] = from[i];
		struct ru_sort_item *swap = from;
		from = to;
		to = swap;
	}
	sorter->items = from;
	sorter->spare = to;
}

/* A bin too large for memory becomes a level of its own. */
static int split(struct ru_sorter *sorter, const struct level *level, struct bin *bin, struct ru_error *err)
{
	struct level *inner = level_new(sorter, level->depth + 1);

	if (inner == NULL)
		return no_memory(err);
	ru_alloc_free(sorter->options.al, sorter->items);
	ru_alloc_free(sorter->options.al, sorter->spare);
	sorter->items = sorter->spare = NULL;
	sorter->room = 0;
	sorter->level[sorter->levels++] = inner;
	int status = take_bin(sorter, level, bin, deal_item, err);
	return status == 0 ? finish_level(sorter, inner, err) : status;
}

/* Bring the next bin that is not empty into memory: 1, or 0 at the end. */
static int load(struct ru_sorter *sorter, struct ru_error *err)
{
	size_t most = sorter->options.memory / (2 * sizeof(*sorter->items));

	sorter->count = sorter->next = 0;
	while (sorter->levels > 0 && sorter->count == 0) {
		struct level *level = sorter->level[sorter->levels - 1];
		int status = 0;
		if (level->at == BINS) {
			level_free(sorter, level);
			sorter->levels--;
			continue;
		}
		struct bin *bin = &level->bin[level->at++];
		if (bin->total == 0)
			continue;
		if (bin->total > most && level->depth + 1 < KEY_BYTES) {
			status = split(sorter, level, bin, err);
		} else {
			/* beyond the last byte all items are the same one */
			size_t need = bin->total > most ? 1 : (size_t)bin->total;
			status =
			    room_for(sorter, need) != 0 ? no_memory(err) : take_bin(sorter, level, bin, keep_item, err);
		}
		if (status != 0)
			return status;
	}
	radix_sort(sorter);
	return sorter->count > 0;
}

int ru_sorter_next(struct ru_sorter *sorter, struct ru_sort_item *out, struct ru_error *err)
{
	if (!sorter->started)
		return ru_fail(err, RU_EUSAGE, NULL, UINT64_MAX, "%s", ru_status_name(RU_EUSAGE));
	if (sorter->next == sorter->count) {
		int status = load(sorter, err);
		if (status <= 0)
			return status;
	}
	*out = sorter->items[sorter->next++];
	while (sorter->next < sorter->count && sorter->items[sorter->next].key == out->key &&
	       sorter->items[sorter->next].value == out->value)
		sorter->next++;
	return 1;
}
