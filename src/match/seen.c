/* SPDX-License-Identifier: Apache-2.0 */
/* The filter of texts; see seen.h.
 *
 *     file    "runutsee", version (4 bytes), bytes of a hash (4), pages (8), hashes (8), checksum (8); then the hashes,
 *             upwards; all little-endian. The checksum folds XXH3 of each piece of 60,000 bytes, then the pages. */
#include "match/seen.h"

#include "base/file.h"
#include "match/pile.h"

enum {
	BYTES = 5,
	HEAD = 40,
	VERSION = 1,
	FIRST_SLOTS = 1 << 14,
	TAIL = 1 << 10, /* slots behind the last home */
	PIECE = 60000,
	KEPT = RU_SEEN_KEYS - 1, /* fingerprints of a page */
	ASKED = 6,               /* more than are kept: an edit may bring smaller ones in front of them */
	NEAR = 3
};

static const char magic[] = "runutsee";
static const uint64_t key_mask = (UINT64_C(1) << 40) - 1;

struct ru_seen {
	const struct ru_alloc *al;
	unsigned char *slot; /* BYTES each; all zero: free */
	size_t homes;        /* slots without the tail */
	size_t count;
	uint64_t pages;
};

struct ru_str ru_seen_name(enum ru_seen_answer answer)
{
	return answer == RU_SEEN_WHOLE ? RU_S("whole") : answer == RU_SEEN_NEAR ? RU_S("near") : RU_S("no");
}

static uint64_t get_number(const unsigned char *from, unsigned bytes)
{
	uint64_t value = 0;

	for (unsigned i = bytes; i-- > 0;)
		value = value << 8 | from[i];
	return value;
}

static void put_number(unsigned char *to, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		to[i] = (unsigned char)(value >> (8 * i) & 255);
}

static uint64_t at(const struct ru_seen *seen, size_t i) { return get_number(seen->slot + i * BYTES, BYTES); }

static size_t slots(size_t homes) { return homes + TAIL; }

static size_t home(size_t homes, uint64_t key) { return (size_t)((key >> 8) * (uint64_t)homes >> 32); }

int ru_seen_new(struct ru_seen **out, const struct ru_alloc *al)
{
	struct ru_seen *seen = ru_alloc_zero(al, 1, sizeof(*seen));

	*out = NULL;
	if (seen == NULL)
		return RU_ENOMEM;
	seen->al = al;
	seen->homes = FIRST_SLOTS;
	seen->slot = ru_alloc_zero(al, slots(FIRST_SLOTS), BYTES);
	if (seen->slot == NULL) {
		ru_alloc_free(al, seen);
		return RU_ENOMEM;
	}
	*out = seen;
	return 0;
}

void ru_seen_free(struct ru_seen *seen)
{
	if (seen == NULL)
		return;
	ru_alloc_free(seen->al, seen->slot);
	ru_alloc_free(seen->al, seen);
}

size_t ru_seen_bytes(const struct ru_seen *seen) { return slots(seen->homes) * BYTES; }
uint64_t ru_seen_pages(const struct ru_seen *seen) { return seen->pages; }

/* The slot of key, or the first that does not stand before it. */
static size_t find(const struct ru_seen *seen, uint64_t key)
{
	size_t i = home(seen->homes, key);

	for (; i < slots(seen->homes); i++) {
		uint64_t value = at(seen, i);
		if (value == 0 || value >= key)
			break;
	}
	return i;
}

static bool has(const struct ru_seen *seen, uint64_t key)
{
	size_t i = find(seen, key);

	return i < slots(seen->homes) && at(seen, i) == key;
}

/* An eighth more slots. The hashes go to the end of the array, then each to its place, which is never behind where it
 * stands. RU_ELIMIT: they do not fit, the array is in between. */
static int spread(struct ru_seen *seen, size_t homes)
{
	size_t total = slots(homes), to = total, next = 0;
	unsigned char *grown = ru_alloc_grow(seen->al, seen->slot, total, BYTES);

	if (grown == NULL)
		return RU_ENOMEM;
	size_t from = slots(seen->homes);
	seen->slot = grown;
	while (from-- > 0) {
		if (at(seen, from) != 0)
			memmove(grown + --to * BYTES, grown + from * BYTES, BYTES);
	}
	memset(grown, 0, to * BYTES);
	seen->homes = homes;
	for (; to < total; to++) {
		uint64_t key = at(seen, to);
		size_t place = home(homes, key);
		if (place < next)
			place = next;
		if (place > to)
			return RU_ELIMIT;
		put_number(grown + to * BYTES, 0, BYTES);
		put_number(grown + place * BYTES, key, BYTES);
		next = place + 1;
	}
	return 0;
}

static int grow(struct ru_seen *seen)
{
	int status = RU_ELIMIT;

	/* more hashes than slots near the end: with more slots they fit */
	for (int i = 0; i < 64 && status == RU_ELIMIT; i++)
		status = spread(seen, seen->homes + seen->homes / 8);
	return status;
}

static int add_key(struct ru_seen *seen, uint64_t key)
{
	size_t i, end;

	if (seen->count * 10 >= seen->homes * 9) {
		int status = grow(seen);
		if (status != 0)
			return status;
	}
	for (;;) {
		i = find(seen, key);
		if (i < slots(seen->homes) && at(seen, i) == key)
			return 0;
		for (end = i; end < slots(seen->homes) && at(seen, end) != 0; end++)
			;
		if (end < slots(seen->homes))
			break;
		int status = grow(seen);
		if (status != 0)
			return status;
	}
	memmove(seen->slot + (i + 1) * BYTES, seen->slot + i * BYTES, (end - i) * BYTES);
	put_number(seen->slot + i * BYTES, key, BYTES);
	seen->count++;
	return 0;
}

static uint64_t key_of(uint64_t hash, uint64_t kind)
{
	uint64_t key = ru_hash_mix(kind, hash) & key_mask;

	return key != 0 ? key : 1;
}

int ru_seen_keys(struct ru_seen_keys *out, const struct ru_article *article, const struct ru_alloc *al)
{
	struct ru_vec words, prints, numbers;
	struct ru_hash128 all = {0, 0};
	uint32_t clean = 0;

	memset(out, 0, sizeof(*out));
	ru_vec_init(&words, al, sizeof(struct ru_shared_word), 0);
	ru_vec_init(&prints, al, sizeof(uint64_t), 0);
	ru_vec_init(&numbers, al, sizeof(uint32_t), 0);
	int status = ru_shared_words(article, &words);
	if (status == 0)
		status = ru_text_key(words.ptr, (uint32_t)words.len, &numbers, &clean, &all);
	if (status == 0 && clean > 0) {
		status = ru_winnow(words.ptr, (uint32_t)words.len, &prints, al);
		out->key[out->count++] = key_of(all.lo ^ all.hi, 1);
	}
	for (size_t i = 0; i < prints.len && status == 0 && out->count > 0 && out->count <= RU_SEEN_PRINTS; i++)
		out->key[out->count++] = key_of(*RU_VEC_AT(&prints, uint64_t, i), 2);
	ru_vec_release(&words);
	ru_vec_release(&prints);
	ru_vec_release(&numbers);
	return status;
}

/* What says that the fingerprint of a key was known, once or (twice) once more, on a page that was hardly near. */
static uint64_t mark_of(uint64_t key, bool twice) { return key_of(key, twice ? 4 : 3); }

/* The smallest fingerprints of a text that are not common. */
struct sketch {
	uint64_t key[ASKED];
	bool known[ASKED];
	uint32_t count, known_count;
	uint32_t kept_known; /* of those that are kept */
};

static void make_sketch(struct sketch *out, const struct ru_seen *seen, const struct ru_seen_keys *keys)
{
	out->count = out->known_count = out->kept_known = 0;
	for (uint32_t i = 1; i < keys->count && out->count < ASKED; i++) {
		bool known = has(seen, keys->key[i]);

		if (known && has(seen, mark_of(keys->key[i], true)))
			continue;
		out->known[out->count] = known;
		out->key[out->count++] = keys->key[i];
		out->known_count += known;
		out->kept_known += known && out->count <= KEPT;
	}
}

/* The same text: whatever became common since it was added was known then or kept. */
static bool is_whole(const struct ru_seen *seen, const struct ru_seen_keys *keys)
{
	for (uint32_t i = 0; i < keys->count && i < RU_SEEN_KEYS; i++) {
		if (!has(seen, keys->key[i]))
			return false;
	}
	return keys->count > 0;
}

static enum ru_seen_answer answer_of(const struct ru_seen *seen, const struct ru_seen_keys *keys,
                                     const struct sketch *sketch)
{
	if (is_whole(seen, keys))
		return RU_SEEN_WHOLE;
	return sketch->known_count >= NEAR ? RU_SEEN_NEAR : RU_SEEN_NO;
}

enum ru_seen_answer ru_seen_ask(const struct ru_seen *seen, const struct ru_seen_keys *keys)
{
	struct sketch sketch;

	make_sketch(&sketch, seen, keys);
	return answer_of(seen, keys, &sketch);
}

int ru_seen_add(struct ru_seen *seen, const struct ru_seen_keys *keys)
{
	struct sketch sketch;

	make_sketch(&sketch, seen, keys);
	bool differs = sketch.kept_known < NEAR && !is_whole(seen, keys);
	int status = keys->count > 0 ? add_key(seen, keys->key[0]) : 0;
	for (uint32_t i = 0; i < sketch.count && i < KEPT && status == 0; i++) {
		uint64_t key = sketch.key[i];

		if (!sketch.known[i])
			status = add_key(seen, key);
		else if (differs)
			status = add_key(seen, mark_of(key, has(seen, mark_of(key, false))));
	}
	seen->pages += status == 0;
	return status;
}

/* ---- the file ---- */

struct loading {
	struct ru_seen *seen;
	const char *path;
	unsigned char head[HEAD];
	unsigned char piece[PIECE];
	size_t head_len, piece_len;
	uint64_t sum, last, hashes;
	uint64_t size; /* of the file */
	size_t place;
};

static int damaged(const char *path, struct ru_error *err)
{
	return ru_fail(err, RU_ESTORE, path, UINT64_MAX, "this is no filter of runut, or a damaged one");
}

static int of_another_version(const struct loading *l, struct ru_error *err)
{
	return ru_fail(err, RU_ESTORE, l->path, UINT64_MAX,
	               "this filter has form %u, this program reads and writes form %u: it needs a new filter",
	               (unsigned)get_number(l->head + 8, 4), (unsigned)VERSION);
}

static int load_head(struct loading *l, struct ru_error *err)
{
	struct ru_seen *seen = l->seen;
	uint64_t hashes = get_number(l->head + 24, 8);

	if (memcmp(l->head, magic, 8) == 0 && get_number(l->head + 8, 4) != VERSION)
		return of_another_version(l, err);
	if (memcmp(l->head, magic, 8) != 0 || get_number(l->head + 12, 4) != BYTES || hashes >= UINT32_MAX ||
	    hashes > l->size / BYTES)
		return damaged(l->path, err);
	seen->pages = get_number(l->head + 16, 8);
	l->hashes = hashes;
	while (seen->homes * 8 < (size_t)hashes * 9)
		seen->homes += seen->homes / 8;
	ru_alloc_free(seen->al, seen->slot);
	seen->slot = ru_alloc_zero(seen->al, slots(seen->homes), BYTES);
	return seen->slot != NULL ? 0 : RU_ENOMEM;
}

static int load_piece(struct loading *l, struct ru_error *err)
{
	struct ru_seen *seen = l->seen;

	l->sum = ru_hash_mix(l->sum, ru_hash64((struct ru_str){(const char *)l->piece, l->piece_len}));
	for (size_t i = 0; i + BYTES <= l->piece_len; i += BYTES) {
		uint64_t key = get_number(l->piece + i, BYTES);
		size_t place = home(seen->homes, key);
		if (key <= l->last || seen->count == l->hashes)
			return damaged(l->path, err);
		if (place < l->place)
			place = l->place;
		if (place >= slots(seen->homes))
			return damaged(l->path, err);
		put_number(seen->slot + place * BYTES, key, BYTES);
		l->place = place + 1;
		l->last = key;
		seen->count++;
	}
	l->piece_len = 0;
	return 0;
}

static int load_bytes(void *ctx, struct ru_str bytes, struct ru_error *err)
{
	struct loading *l = ctx;
	int status = 0;

	while (bytes.len > 0 && status == 0) {
		bool in_head = l->head_len < HEAD;
		size_t room = in_head ? HEAD - l->head_len : PIECE - l->piece_len;
		size_t n = bytes.len < room ? bytes.len : room;
		memcpy(in_head ? l->head + l->head_len : l->piece + l->piece_len, bytes.ptr, n);
		l->head_len += in_head ? n : 0;
		l->piece_len += in_head ? 0 : n;
		bytes = ru_str_cut(bytes, n, bytes.len);
		if (in_head && l->head_len == HEAD)
			status = load_head(l, err);
		else if (l->piece_len == PIECE)
			status = load_piece(l, err);
	}
	return status;
}

int ru_seen_load(struct ru_seen **out, const char *path, const struct ru_alloc *al, struct ru_error *err)
{
	*out = NULL;
	struct loading *l = ru_alloc_zero(al, 1, sizeof(*l));
	int status = l == NULL ? RU_ENOMEM : 0;
	if (status == 0) {
		l->path = path;
		status = ru_seen_new(&l->seen, al);
	}
	uint64_t size = 0;
	bool fresh = ru_file_look(path, &size) == RU_FILE_NONE;
	if (l != NULL)
		l->size = size;
	if (status == 0 && !fresh)
		status = ru_file_each(path, load_bytes, l, err);
	if (status == 0 && l->piece_len > 0)
		status = load_piece(l, err);
	if (status == 0 && !fresh &&
	    (l->head_len < HEAD || l->seen->count != l->hashes ||
	     ru_hash_mix(l->sum, l->seen->pages) != get_number(l->head + 32, 8)))
		status = damaged(path, err);
	if (status == 0)
		*out = l->seen;
	else if (l != NULL)
		ru_seen_free(l->seen);
	ru_alloc_free(al, l);
	return status == RU_ENOMEM ? ru_fail(err, status, NULL, UINT64_MAX, "%s", ru_status_name(status)) : status;
}

/* Cut the hashes into pieces; each is handed to the writer (may be NULL) and folded into *sum. */
static int each_piece(const struct ru_seen *seen, struct ru_file_writer *writer, uint64_t *sum, struct ru_error *err)
{
	unsigned char piece[PIECE];
	size_t len = 0, total = slots(seen->homes);
	int status = 0;

	for (size_t i = 0; i <= total && status == 0; i++) {
		if (i < total && at(seen, i) != 0) {
			memcpy(piece + len, seen->slot + i * BYTES, BYTES);
			len += BYTES;
		}
		if (len == 0 || (len < PIECE && i < total))
			continue;
		struct ru_str s = {(const char *)piece, len};
		*sum = ru_hash_mix(*sum, ru_hash64(s));
		if (writer != NULL)
			status = ru_file_writer_put(writer, s, err);
		len = 0;
	}
	return status;
}

int ru_seen_save(const struct ru_seen *seen, const char *path, struct ru_error *err)
{
	unsigned char head[HEAD] = {0};
	struct ru_file_writer *writer;
	uint64_t sum = 0, again = 0;
	int status = each_piece(seen, NULL, &sum, err);

	memcpy(head, magic, 8);
	put_number(head + 8, VERSION, 4);
	put_number(head + 12, BYTES, 4);
	put_number(head + 16, seen->pages, 8);
	put_number(head + 24, seen->count, 8);
	put_number(head + 32, ru_hash_mix(sum, seen->pages), 8);
	if (status == 0)
		status = ru_file_writer_open(&writer, path, seen->al, err);
	if (status != 0)
		return status;
	status = ru_file_writer_put(writer, (struct ru_str){(const char *)head, HEAD}, err);
	if (status == 0)
		status = each_piece(seen, writer, &again, err);
	return ru_file_writer_close(writer, status == 0, err) != 0 && status == 0 ? RU_EIO : status;
}
