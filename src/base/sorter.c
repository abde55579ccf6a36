/* SPDX-License-Identifier: Apache-2.0 */
/* External most-significant-byte-first radix sort; see sorter.h. */
#include "base/sorter.h"

#include "base/spill.h"
#include "base/threads.h"

enum {
	BINS = 256,
	ITEM = 12,        /* bytes of an item in a file: key and value, little-endian */
	KEY_BYTES = 12,   /* bytes that items can be dealt by */
	FRAME_LEAST = 64, /* items */
	FRAME_MOST = 5400,
	MEMORY_LEAST = 1 << 20,
	AHEAD_LEAST = 1 << 12 /* items of a bin that pay for a thread */
};

struct bin {
	char *room;           /* items that are not in the file; NULL: none */
	uint64_t written;     /* items in the file */
	struct ru_vec frames; /* uint64_t: offsets in the file */
};

/* Where the next item of a bin goes, and how many more there is room for. Those of all bins stay in the processor's
 * nearest cache, as they are used with each item. */
struct spot {
	char *next;
	size_t left;
};

/* The items that agree in the first `depth` bytes. */
struct level {
	struct spot spot[BINS];
	struct bin bin[BINS];
	unsigned depth, at; /* at: the next bin to read */
};

/* A bin in memory. */
struct bank {
	struct ru_sort_item *items, *spare;
	size_t room, count;
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
	struct bank bank[2];
	unsigned taken;       /* which of them items are taken from; the other one is loaded meanwhile */
	size_t next;          /* item of it */
	struct ru_task *task; /* which loads it, or NULL */
	struct ru_error error;
	struct ru_buf buf; /* a frame while it is read */
};

static inline void item_out(char *to, uint64_t key, uint32_t value)
{
	for (unsigned i = 0; i < 8; i++)
		to[i] = (char)(key >> (8 * i) & 255);
	for (unsigned i = 0; i < 4; i++)
		to[8 + i] = (char)(value >> (8 * i) & 255);
}

static inline struct ru_sort_item item_in(const char *from)
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

static void bank_free(struct ru_sorter *sorter, struct bank *bank)
{
	ru_alloc_free(sorter->options.al, bank->items);
	ru_alloc_free(sorter->options.al, bank->spare);
	*bank = (struct bank){NULL, NULL, 0, 0};
}

void ru_sorter_free(struct ru_sorter *sorter)
{
	if (sorter == NULL)
		return;
	if (sorter->task != NULL && ru_task_wait(sorter->task) != 0)
		sorter->task = NULL; /* nobody wants what it failed to load */
	for (unsigned i = 0; i < sorter->levels; i++)
		level_free(sorter, sorter->level[i]);
	ru_spill_close(sorter->spill);
	for (unsigned i = 0; i < 2; i++)
		bank_free(sorter, &sorter->bank[i]);
	ru_buf_release(&sorter->buf);
	ru_alloc_free(sorter->options.al, sorter);
}

/* Items of a bin that are not in the file. */
static size_t held(const struct ru_sorter *sorter, const struct level *level, unsigned bin)
{
	return level->bin[bin].room != NULL ? sorter->frame - level->spot[bin].left : 0;
}

static uint64_t total(const struct ru_sorter *sorter, const struct level *level, unsigned bin)
{
	return level->bin[bin].written + held(sorter, level, bin);
}

static int write_bin(struct ru_sorter *sorter, struct level *level, unsigned number, struct ru_error *err)
{
	struct bin *bin = &level->bin[number];
	size_t count = held(sorter, level, number);
	int status = 0;

	if (count == 0)
		return 0;
	if (sorter->spill == NULL)
		status = ru_spill_open(&sorter->spill, sorter->options.folder, sorter->options.what, sorter->options.al,
		                       err);
	if (status != 0)
		return status;
	uint64_t *offset = ru_vec_push(&bin->frames);
	if (offset == NULL)
		return no_memory(err);
	status = ru_spill_put(sorter->spill, (struct ru_str){bin->room, count * ITEM}, offset, err);
	if (status != 0)
		return status;
	bin->written += count;
	level->spot[number] = (struct spot){bin->room, sorter->frame};
	return 0;
}

/* Room for items in a bin that has none. */
static int make_room(struct ru_sorter *sorter, struct level *level, unsigned number, struct ru_error *err)
{
	struct bin *bin = &level->bin[number];

	if (bin->room != NULL)
		return write_bin(sorter, level, number, err);
	bin->room = ru_alloc_get(sorter->options.al, sorter->frame, ITEM);
	if (bin->room == NULL)
		return no_memory(err);
	level->spot[number] = (struct spot){bin->room, sorter->frame};
	return 0;
}

static inline int put_item(struct ru_sorter *sorter, struct level *level, unsigned bin, uint64_t key, uint32_t value,
                           struct ru_error *err)
{
	struct spot *spot = &level->spot[bin];

	if (spot->left == 0) {
		int status = make_room(sorter, level, bin, err);
		if (status != 0)
			return status;
	}
	char *to = spot->next;
	spot->next = to + ITEM;
	spot->left--;
	item_out(to, key, value);
	return 0;
}

int ru_sorter_put(struct ru_sorter *sorter, uint64_t key, uint32_t value, struct ru_error *err)
{
	return put_item(sorter, sorter->level[0], (unsigned)(key >> 56), key, value, err);
}

/* Once anything is on disk, the rest goes there too, and the bins' memory is free for sorting. */
static int finish_level(struct ru_sorter *sorter, struct level *level, struct ru_error *err)
{
	int status = 0;

	if (sorter->spill == NULL)
		return 0;
	for (unsigned i = 0; i < BINS && status == 0; i++) {
		status = write_bin(sorter, level, i, err);
		ru_alloc_free(sorter->options.al, level->bin[i].room);
		level->bin[i].room = NULL;
		level->spot[i] = (struct spot){NULL, 0};
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

/* Items of a frame into a bank; those for which there is no room are the same as one that is in it. */
static void bring(const struct ru_sorter *sorter, ru_sorter_map_fn *map, const char *from, size_t count,
                  struct bank *bank)
{
	struct ru_sort_item *to = bank->items + bank->count, *end = bank->items + bank->room;

	for (size_t i = 0; i < count && to < end; i++) {
		struct ru_sort_item item = item_in(from + i * ITEM);

		if (map == NULL || map(sorter->map_ctx, &item))
			*to++ = item;
	}
	bank->count = (size_t)(to - bank->items);
}

/* Items of a frame into a bank, or with NULL dealt into the innermost level. */
static int take_bytes(struct ru_sorter *sorter, const struct level *level, const char *from, size_t count,
                      struct bank *bank, struct ru_error *err)
{
	ru_sorter_map_fn *map = level->depth == 0 ? sorter->map : NULL;
	struct level *inner = sorter->level[sorter->levels - 1];
	int status = 0;

	if (bank != NULL) {
		bring(sorter, map, from, count, bank);
		return 0;
	}
	for (size_t i = 0; i < count && status == 0; i++) {
		struct ru_sort_item item = item_in(from + i * ITEM);

		if (map == NULL || map(sorter->map_ctx, &item))
			status = put_item(sorter, inner, ru_sort_byte(&item, inner->depth), item.key, item.value, err);
	}
	return status;
}

static int take_bin(struct ru_sorter *sorter, const struct level *level, unsigned number, struct bank *bank,
                    struct ru_error *err)
{
	const struct bin *bin = &level->bin[number];
	size_t count = held(sorter, level, number);
	int status = 0;

	for (size_t i = 0; i < bin->frames.len && status == 0; i++) {
		status = ru_spill_get(sorter->spill, *RU_VEC_AT(&bin->frames, uint64_t, i), &sorter->buf, NULL, err);
		if (status == 0)
			status = take_bytes(sorter, level, sorter->buf.ptr, sorter->buf.len / ITEM, bank, err);
	}
	return status == 0 && count > 0 ? take_bytes(sorter, level, bin->room, count, bank, err) : status;
}

static int room_for(struct ru_sorter *sorter, struct bank *bank, size_t count)
{
	if (count <= bank->room)
		return 0;
	bank_free(sorter, bank);
	bank->items = ru_alloc_get(sorter->options.al, count, sizeof(*bank->items));
	bank->spare = ru_alloc_get(sorter->options.al, count, sizeof(*bank->spare));
	if (bank->items == NULL || bank->spare == NULL)
		return RU_ENOMEM;
	bank->room = count;
	return 0;
}

/* A bin too large for memory becomes a level of its own. */
static int split(struct ru_sorter *sorter, const struct level *level, unsigned bin, struct ru_error *err)
{
	struct level *inner = level_new(sorter, level->depth + 1);

	if (inner == NULL)
		return no_memory(err);
	sorter->level[sorter->levels++] = inner;
	int status = take_bin(sorter, level, bin, NULL, err);
	return status == 0 ? finish_level(sorter, inner, err) : status;
}

/* The innermost level that is not read to its end, at a bin that is not empty; NULL at the end of all. */
static struct level *next_bin(struct ru_sorter *sorter)
{
	while (sorter->levels > 0) {
		struct level *level = sorter->level[sorter->levels - 1];

		while (level->at < BINS && total(sorter, level, level->at) == 0)
			level->at++;
		if (level->at < BINS)
			return level;
		level_free(sorter, level);
		sorter->levels--;
	}
	return NULL;
}

/* Bring the next bin that holds something into the bank; an empty one is the end. */
static int load(struct ru_sorter *sorter, struct bank *bank, struct ru_error *err)
{
	/* two banks, each with as much to spare */
	size_t most = sorter->options.memory / (4 * sizeof(struct ru_sort_item));
	struct level *level;
	int status = 0;

	bank->count = 0;
	while (bank->count == 0 && status == 0 && (level = next_bin(sorter)) != NULL) {
		unsigned bin = level->at++;
		uint64_t items = total(sorter, level, bin);

		if (items > most && level->depth + 1 < KEY_BYTES) {
			bank_free(sorter, bank);
			status = split(sorter, level, bin, err);
			continue;
		}
		/* beyond the last byte all items are the same one */
		if (room_for(sorter, bank, items > most ? 1 : (size_t)items) != 0)
			return no_memory(err);
		status = take_bin(sorter, level, bin, bank, err);
		if (status == 0)
			ru_sort_items(bank->items, bank->spare, bank->count, level->depth + 1);
	}
	return status;
}

static int load_other(void *ctx)
{
	struct ru_sorter *sorter = ctx;

	return load(sorter, &sorter->bank[1 - sorter->taken], &sorter->error);
}

/* Take from the other bank, and have this one loaded: 1, or 0 at the end. */
static int turn(struct ru_sorter *sorter, struct ru_error *err)
{
	int status = sorter->task != NULL ? ru_task_wait(sorter->task) : load_other(sorter);

	sorter->task = NULL;
	if (status != 0) {
		if (err != NULL)
			*err = sorter->error;
		return status;
	}
	sorter->taken = 1 - sorter->taken;
	sorter->next = 0;
	const struct bank *bank = &sorter->bank[sorter->taken];
	if (sorter->options.ahead && bank->count >= AHEAD_LEAST)
		sorter->task = ru_task_start(load_other, sorter, sorter->options.al);
	return bank->count > 0;
}

int ru_sorter_next(struct ru_sorter *sorter, struct ru_sort_item *out, struct ru_error *err)
{
	if (!sorter->started)
		return ru_fail(err, RU_EUSAGE, NULL, UINT64_MAX, "%s", ru_status_name(RU_EUSAGE));
	if (sorter->next == sorter->bank[sorter->taken].count) {
		int status = turn(sorter, err);
		if (status <= 0)
			return status;
	}
	const struct bank *bank = &sorter->bank[sorter->taken];
	*out = bank->items[sorter->next++];
	while (sorter->next < bank->count && bank->items[sorter->next].key == out->key &&
	       bank->items[sorter->next].value == out->value)
		sorter->next++;
	return 1;
}
