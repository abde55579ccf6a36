/* SPDX-License-Identifier: Apache-2.0 */
/* In how many pages of the pile certain wordings stand: those that were asked for, counted in one reading of all of
 * them. Keys are below 2^33: a table for each value of the highest bit, slots of eight bytes, linear probing. */
#include "match/external/inner.h"

#include "base/fetch.h"
#include "base/sort.h"
#include "base/threads.h"

#include <stdatomic.h>

enum { FIRST_SLOTS = 1 << 10, AHEAD = 12 };

struct slot {
	uint32_t key;
	_Atomic uint32_t count; /* pages and 1; 0: free */
};

struct table {
	struct slot *slot;
	size_t slots, used; /* slots: a power of two, or 0 */
	/* While the pile is read: two bits for each key that was asked for, among so many that most keys that were not
	 * are told without a look at the table, which is larger than the processor's caches. */
	uint64_t *bits;
	unsigned shift; /* of a hash to the number in which its bits are */
};

struct ru_counts {
	const struct ru_alloc *al;
	struct table table[2];
	bool filled; /* until then nothing that was asked for is known */
};

int ru_counts_new(struct ru_counts **out, const struct ru_alloc *al)
{
	struct ru_counts *counts = ru_alloc_zero(al, 1, sizeof(*counts));

	*out = counts;
	if (counts == NULL)
		return RU_ENOMEM;
	counts->al = al;
	return 0;
}

void ru_counts_clear(struct ru_counts *counts)
{
	for (int i = 0; i < 2; i++) {
		ru_alloc_free(counts->al, counts->table[i].slot);
		ru_alloc_free(counts->al, counts->table[i].bits);
		counts->table[i] = (struct table){.slot = NULL};
	}
	counts->filled = false;
}

void ru_counts_free(struct ru_counts *counts)
{
	if (counts == NULL)
		return;
	ru_counts_clear(counts);
	ru_alloc_free(counts->al, counts);
}

size_t ru_counts_bytes(const struct ru_counts *counts)
{
	size_t bytes = 0, growth = 0;

	for (int i = 0; i < 2; i++) {
		const struct table *table = &counts->table[i];
		bytes += table->slots * sizeof(struct slot);
		if (table->used * 8 > table->slots * 5 && 2 * table->slots * sizeof(struct slot) > growth)
			growth = 2 * table->slots * sizeof(struct slot);
	}
	return bytes + growth;
}

static uint64_t hash_of(uint32_t key) { return key * UINT64_C(0x9E3779B97F4A7C15); }

static size_t home(const struct table *table, uint32_t key)
{
	return (size_t)(hash_of(key) >> 32) & (table->slots - 1);
}

/* The key's slot, or the free one where it belongs. There is a free one always. */
static struct slot *find(const struct table *table, uint32_t key)
{
	size_t at = home(table, key);

	while (atomic_load_explicit(&table->slot[at].count, memory_order_relaxed) != 0 && table->slot[at].key != key)
		at = (at + 1) & (table->slots - 1);
	return &table->slot[at];
}

static int grow(struct ru_counts *counts, struct table *table)
{
	struct table larger = {.slots = table->slots > 0 ? table->slots * 2 : FIRST_SLOTS, .used = table->used};

	larger.slot = ru_alloc_zero(counts->al, larger.slots, sizeof(*larger.slot));
	if (larger.slot == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < table->slots; i++) {
		uint32_t count = atomic_load_explicit(&table->slot[i].count, memory_order_relaxed);
		if (count == 0)
			continue;
		struct slot *to = find(&larger, table->slot[i].key);
		to->key = table->slot[i].key;
		atomic_store_explicit(&to->count, count, memory_order_relaxed);
	}
	ru_alloc_free(counts->al, table->slot);
	*table = larger;
	return 0;
}

int ru_counts_ask(struct ru_counts *counts, uint64_t key)
{
	struct table *table = &counts->table[key >> 32 & 1];

	if (table->used * 3 >= table->slots * 2 && grow(counts, table) != 0)
		return RU_ENOMEM;
	struct slot *slot = find(table, (uint32_t)key);
	if (atomic_load_explicit(&slot->count, memory_order_relaxed) != 0)
		return 0;
	slot->key = (uint32_t)key;
	atomic_store_explicit(&slot->count, 1, memory_order_relaxed);
	table->used++;
	return 0;
}

bool ru_counts_get(const struct ru_counts *counts, uint64_t key, uint32_t *pages)
{
	const struct table *table = &counts->table[key >> 32 & 1];

	if (!counts->filled || table->slots == 0)
		return false;
	uint32_t count = atomic_load_explicit(&find(table, (uint32_t)key)->count, memory_order_relaxed);
	*pages = count > 0 ? count - 1 : 0;
	return count > 0;
}

/* ---- reading the pile ---- */

struct reader {
	struct ru_buf frame;
	struct ru_vec keys, hits; /* uint64_t */
	/* The page's keys that may be asked for, once each: (number of the page << 33 | key), slots of other pages are
	 * free ones. Linear probing. */
	uint64_t *seen;
	size_t slots; /* a power of two, or 0 */
	uint64_t page;
	struct ru_error error;
};

struct filler {
	struct ru_counts *counts;
	const struct ru_external *x;
	struct reader *readers;
};

/* Two bits in one number of the filter. */
static uint64_t bits_of(uint64_t hash) { return UINT64_C(1) << (hash & 63) | UINT64_C(1) << (hash >> 6 & 63); }

static int make_bits(const struct ru_counts *counts, struct table *table)
{
	table->shift = 64;
	for (size_t words = 1; words < table->used / 8; words *= 2)
		table->shift--;
	table->shift = table->shift < 64 ? table->shift : 63;
	table->bits = ru_alloc_zero(counts->al, (size_t)1 << (64 - table->shift), sizeof(*table->bits));
	if (table->bits == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < table->slots; i++) {
		if (atomic_load_explicit(&table->slot[i].count, memory_order_relaxed) == 0)
			continue;
		uint64_t hash = hash_of(table->slot[i].key);
		table->bits[hash >> table->shift] |= bits_of(hash);
	}
	return 0;
}

static bool may_have(const struct table *table, uint64_t hash)
{
	uint64_t bits = bits_of(hash);

	return (table->bits[hash >> table->shift] & bits) == bits;
}

/* Room for the keys of a page, of which none was seen yet. */
static int next_page(struct reader *r, const struct ru_alloc *al)
{
	size_t slots = r->slots > 0 ? r->slots : FIRST_SLOTS;

	while (slots < 2 * r->keys.len)
		slots *= 2;
	r->page = (r->page + 1) & (UINT32_MAX >> 1);
	if (slots == r->slots && r->page != 0)
		return 0;
	ru_alloc_free(al, r->seen);
	r->seen = ru_alloc_zero(al, slots, sizeof(*r->seen));
	r->slots = r->seen != NULL ? slots : 0;
	r->page = 1;
	return r->seen != NULL ? 0 : RU_ENOMEM;
}

/* Whether the key is the page's first one of its kind. */
static bool is_new(struct reader *r, uint64_t key, uint64_t hash)
{
	uint64_t item = r->page << 33 | key;
	size_t at = (size_t)(hash >> 16) & (r->slots - 1);

	for (; r->seen[at] >> 33 == r->page; at = (at + 1) & (r->slots - 1)) {
		if (r->seen[at] == item)
			return false;
	}
	r->seen[at] = item;
	return true;
}

/* Count the page once for each of its keys that was asked for. The tables are larger than the processor's caches:
 * what is looked at is called for some keys ahead. */
static int count_keys(struct ru_counts *counts, struct reader *r)
{
	const uint64_t *key = r->keys.ptr;
	int status = next_page(r, counts->al);

	ru_vec_clear(&r->hits);
	for (size_t i = 0; i < r->keys.len && status == 0; i++) {
		const struct table *table = &counts->table[key[i] >> 32 & 1];
		uint64_t hash = hash_of((uint32_t)key[i]);
		if (i + AHEAD < r->keys.len) {
			const struct table *other = &counts->table[key[i + AHEAD] >> 32 & 1];
			ru_fetch(&other->bits[hash_of((uint32_t)key[i + AHEAD]) >> other->shift]);
		}
		if (table->slots == 0 || !may_have(table, hash) || !is_new(r, key[i], hash))
			continue;
		ru_fetch(&table->slot[home(table, (uint32_t)key[i])]);
		uint64_t *hit = ru_vec_push_raw(&r->hits);
		if (hit == NULL)
			return RU_ENOMEM;
		*hit = key[i];
	}
	for (size_t i = 0; i < r->hits.len && status == 0; i++) {
		uint64_t hit = *RU_VEC_AT(&r->hits, uint64_t, i);
		struct slot *slot = find(&counts->table[hit >> 32 & 1], (uint32_t)hit);
		if (atomic_load_explicit(&slot->count, memory_order_relaxed) != 0)
			atomic_fetch_add_explicit(&slot->count, 1, memory_order_relaxed);
	}
	return status;
}

/* Pages in the order in which they stand on disk. */
static int read_frame(void *ctx, size_t index, unsigned worker)
{
	struct filler *f = ctx;
	const struct ru_external *x = f->x;
	struct reader *r = &f->readers[worker];
	uint32_t page, count;
	const uint32_t *numbers;
	int status =
	    ru_external_cancelled(x) ? RU_ECANCEL : ru_wordings_get(x->wordings, index, &r->frame, &page, &r->error);

	struct ru_str rest = ru_buf_str(&r->frame);
	for (; status == 0 && page < x->count && ru_wordings_next(&rest, &numbers, &count); page++) {
		if (x->rank[page] == RU_NONE)
			continue;
		ru_vec_clear(&r->keys);
		status = x->options.direct->keys(x->options.direct->ctx, numbers, count, &r->keys);
		if (status == 0)
			status = count_keys(f->counts, r);
	}
	return status;
}

int ru_counts_fill(struct ru_counts *counts, const struct ru_external *x, struct ru_error *err)
{
	const struct ru_alloc *al = x->options.al;
	unsigned n = x->options.threads > 1 ? x->options.threads : 1;
	struct filler f = {counts, x, ru_alloc_zero(al, n, sizeof(*f.readers))};

	if (f.readers == NULL || make_bits(counts, &counts->table[0]) != 0 ||
	    make_bits(counts, &counts->table[1]) != 0) {
		ru_alloc_free(al, f.readers);
		return ru_external_no_memory(err);
	}
	for (unsigned i = 0; i < n; i++) {
		ru_buf_init(&f.readers[i].frame, al, 0);
		ru_vec_init(&f.readers[i].keys, al, sizeof(uint64_t), 0);
		ru_vec_init(&f.readers[i].hits, al, sizeof(uint64_t), 0);
	}
	int status = ru_parallel(n, ru_wordings_frames(x->wordings), read_frame, &f, al);
	for (unsigned i = 0; i < n; i++) {
		if (status != 0 && f.readers[i].error.status == status && err != NULL)
			*err = f.readers[i].error;
		ru_buf_release(&f.readers[i].frame);
		ru_vec_release(&f.readers[i].keys);
		ru_vec_release(&f.readers[i].hits);
		ru_alloc_free(al, f.readers[i].seen);
	}
	ru_alloc_free(al, f.readers);
	counts->filled = status == 0;
	return status;
}
