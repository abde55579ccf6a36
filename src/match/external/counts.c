/* SPDX-License-Identifier: Apache-2.0 */
/* In how many pages of the pile certain wordings stand: those that were asked for, counted in one reading of all of
 * them, as far as it matters. Keys are below 2^33: a table for each value of the highest bit, slots of eight bytes,
 * linear probing. */
#include "match/external/inner.h"

#include "base/fetch.h"
#include "base/sort.h"
#include "base/threads.h"

#include <stdatomic.h>

enum { FIRST_SLOTS = 1 << 10, AHEAD = 24, AHEAD_FOUND = 12 };

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
	uint32_t enough[2]; /* for the keys of each: more pages are as many as this */
	bool filled;        /* until then nothing that was asked for is known */
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
	if (count == 0)
		return false;
	/* how far beyond that it was counted is by chance */
	*pages = count - 1 < counts->enough[key >> 32 & 1] ? count - 1 : counts->enough[key >> 32 & 1];
	return true;
}

/* ---- reading the pile ---- */

struct reader {
	struct ru_buf frame;
	struct ru_vec keys; /* uint64_t */
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

/* Room for the keys of a page that were sifted, of which none was seen yet. */
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

/* Those of the page's keys that the filter does not tell to be none that were asked for, to the front of r->keys. */
static void sift(const struct ru_counts *counts, struct reader *r)
{
	uint64_t *key = r->keys.ptr;
	size_t n = r->keys.len, kept = 0;

	for (size_t i = 0; i < n; i++) {
		const struct table *table = &counts->table[key[i] >> 32 & 1];
		const struct table *other = &counts->table[key[i + AHEAD < n ? i + AHEAD : i] >> 32 & 1];
		uint64_t coming = hash_of((uint32_t)key[i + AHEAD < n ? i + AHEAD : i]);

		ru_fetch(&other->bits[coming >> other->shift]);
		/* without a branch: which of them stay cannot be foreseen */
		uint64_t found = key[i];
		key[kept] = found;
		kept += may_have(table, hash_of((uint32_t)found));
	}
	r->keys.len = kept;
}

static struct slot *slot_at(const struct ru_counts *counts, uint64_t key)
{
	return &counts->table[key >> 32 & 1].slot[home(&counts->table[key >> 32 & 1], (uint32_t)key)];
}

/* Count the page once for each of its keys that was asked for and is not known to stand in enough pages. The tables
 * are larger than the processor's caches: what is looked at is called for some keys ahead. */
static int count_keys(struct ru_counts *counts, struct reader *r)
{
	sift(counts, r);
	int status = next_page(r, counts->al);
	if (status != 0)
		return status;
	const uint64_t *key = r->keys.ptr;
	size_t n = r->keys.len;
	for (size_t i = 0; i < n && i < AHEAD_FOUND; i++)
		ru_fetch(slot_at(counts, key[i]));
	for (size_t i = 0; i < n; i++) {
		if (i + AHEAD_FOUND < n)
			ru_fetch(slot_at(counts, key[i + AHEAD_FOUND]));
		const struct table *table = &counts->table[key[i] >> 32 & 1];
		struct slot *slot = find(table, (uint32_t)key[i]);
		uint32_t count = atomic_load_explicit(&slot->count, memory_order_relaxed);
		if (count == 0 || count > counts->enough[key[i] >> 32 & 1] ||
		    !is_new(r, key[i], hash_of((uint32_t)key[i])))
			continue;
		atomic_fetch_add_explicit(&slot->count, 1, memory_order_relaxed);
	}
	return 0;
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
	}
	x->options.direct->enough(x->pages, counts->enough);
	int status = ru_parallel(n, ru_wordings_frames(x->wordings), read_frame, &f, al);
	for (unsigned i = 0; i < n; i++) {
		if (status != 0 && f.readers[i].error.status == status && err != NULL)
			*err = f.readers[i].error;
		ru_buf_release(&f.readers[i].frame);
		ru_vec_release(&f.readers[i].keys);
		ru_alloc_free(al, f.readers[i].seen);
	}
	ru_alloc_free(al, f.readers);
	counts->filled = status == 0;
	return status;
}
