/* SPDX-License-Identifier: Apache-2.0 */
/* The set of packs: those compiled into the program, then those of folders; found by tag; messages and blobs. */
#include "pack/image.h"

#include "base/file.h"
#include "base/sort.h"

void ru_pack_init_tables(struct ru_pack *pack, struct ru_str tag)
{
	*pack = (struct ru_pack){.tag = tag};
	pack->stops = ru_pack_start(ru_table_find(RU_S("stopwords")));
	pack->weights = ru_pack_start(ru_table_find(RU_S("weights")));
	pack->roots = ru_pack_start(ru_table_find(RU_S("roots")));
	pack->stems = ru_table_find(RU_S("stems"));
}

int ru_pack_init(struct ru_pack *pack, struct ru_str tag, struct ru_arena *arena, const struct ru_alloc *al)
{
	ru_pack_init_tables(pack, tag);
	pack->first = ru_arena_get(arena, ru_table_count, sizeof(*pack->first));
	pack->count = ru_arena_get(arena, ru_table_count, sizeof(*pack->count));
	pack->maybe_root = ru_arena_get(arena, RU_PACK_MAYBE / 64, sizeof(*pack->maybe_root));
	pack->maybe_next = ru_arena_get(arena, RU_PACK_MAYBE / 64, sizeof(*pack->maybe_next));
	ru_vec_init(&pack->entry, al, sizeof(struct ru_entry), 0);
	ru_vec_init(&pack->node, al, sizeof(struct ru_pack_node), 0);
	ru_vec_init(&pack->blob, al, sizeof(struct ru_pack_blob), 0);
	ru_index_init(&pack->step, al);
	ru_index_init(&pack->word, al);
	ru_index_init(&pack->opening, al);
	ru_vec_init(&pack->openings, al, sizeof(struct ru_pack_opening), 0);
	ru_vec_init(&pack->begun, al, sizeof(struct ru_pack_begun), 0);
	return pack->first != NULL && pack->count != NULL && pack->maybe_root != NULL && pack->maybe_next != NULL
	           ? 0
	           : RU_ENOMEM;
}

void ru_pack_release(struct ru_pack *pack)
{
	if (pack->image != NULL) {
		ru_alloc_free(pack->entry.al, pack->entry.ptr);
		return;
	}
	ru_index_release(&pack->word);
	ru_index_release(&pack->opening);
	ru_vec_release(&pack->openings);
	ru_vec_release(&pack->begun);
	ru_index_release(&pack->step);
	ru_vec_release(&pack->blob);
	ru_vec_release(&pack->node);
	ru_vec_release(&pack->entry);
}

void ru_packs_free(struct ru_packs *packs)
{
	if (packs == NULL)
		return;
	const struct ru_alloc *al = packs->al;
	for (size_t i = 0; i < packs->count; i++)
		ru_pack_release(&packs->packs[i]);
	if (!packs->image) {
		ru_index_release(&packs->first);
		ru_vec_release(&packs->sets);
		ru_index_release(&packs->used);
		ru_vec_release(&packs->uses);
	}
	ru_arena_release(&packs->arena);
	ru_alloc_free(al, packs->packs);
	ru_alloc_free(al, packs);
}

/* A fresh pack under this tag, in the place of an older one where there is one. */
static struct ru_pack *place_for(struct ru_packs *packs, struct ru_str tag)
{
	struct ru_pack *place = NULL;
	for (size_t i = 0; i < packs->count; i++)
		if (ru_str_eq(packs->packs[i].tag, tag))
			place = &packs->packs[i];
	if (place == NULL) {
		struct ru_pack *grown = ru_alloc_grow(packs->al, packs->packs, packs->count + 1, sizeof(*packs->packs));
		if (grown == NULL)
			return NULL;
		packs->packs = grown;
		place = &packs->packs[packs->count++];
	} else {
		ru_pack_release(place);
	}
	return ru_pack_init(place, tag, &packs->arena, packs->al) == 0 ? place : NULL;
}

static int read_file(struct ru_pack_reader *reader, struct ru_str tag, struct ru_str name, struct ru_str bytes)
{
	struct ru_str file;
	int rc = ru_arena_print(reader->arena, &file, "%.*s/%.*s", (int)tag.len, tag.ptr, (int)name.len, name.ptr);
	if (rc != 0)
		return ru_fail(reader->err, rc, NULL, UINT64_MAX, "out of memory");
	reader->file = file.ptr;
	return ru_pack_read(reader, name, bytes);
}

/* How many of the files in the program from this one on are of its pack. */
static size_t files_of_pack(size_t from)
{
	size_t count = 1;

	while (from + count < ru_pack_file_count &&
	       strcmp(ru_pack_files[from].tag, ru_pack_files[from + count].tag) == 0)
		count++;
	return count;
}

static int load_embedded(struct ru_packs *packs, struct ru_error *err)
{
	struct ru_pack_reader reader = {.arena = &packs->arena, .err = err};
	int rc = 0;
	if (ru_pack_image_len > 0 && (rc = ru_pack_image_open(packs)) != 0)
		return ru_fail(err, rc, NULL, UINT64_MAX, "out of memory");
	for (size_t i = 0, count; i < ru_pack_file_count && rc == 0; i += count) {
		const struct ru_pack_file *file = &ru_pack_files[i];
		struct ru_str tag = ru_str_from(file->tag);
		count = files_of_pack(i);
		reader.pack = place_for(packs, tag);
		if (reader.pack == NULL || ru_pack_make_room(reader.pack, file, count) != 0)
			return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
		for (size_t k = 0; k < count && rc == 0; k++)
			rc = read_file(&reader, tag, ru_str_from(file[k].name), file[k].bytes);
		if (rc == 0)
			rc = ru_pack_settle(&reader);
	}
	return rc;
}

/* One folder with the files of one language. */
static int load_folder(struct ru_packs *packs, const char *path, struct ru_str tag, struct ru_error *err)
{
	struct ru_pack_reader reader = {.arena = &packs->arena, .err = err};
	char **names;
	bool *is_folder;
	size_t count;
	int rc = ru_file_list(path, &packs->arena, packs->al, &names, &is_folder, &count, err);
	if (rc != 0)
		return rc;
	if ((reader.pack = place_for(packs, tag)) == NULL)
		return ru_fail(err, RU_ENOMEM, path, UINT64_MAX, "out of memory");
	for (size_t i = 0; i < count && rc == 0; i++) {
		struct ru_str file, bytes;
		struct ru_buf buf;
		if (is_folder[i] || names[i][0] == '.')
			continue;
		if ((rc = ru_arena_print(&packs->arena, &file, "%s/%s", path, names[i])) != 0)
			break;
		ru_buf_init(&buf, packs->al, (size_t)64 << 20);
		rc = ru_file_read(file.ptr, &buf, err);
		if (rc == 0)
			rc = ru_arena_copy(&packs->arena, ru_buf_str(&buf), &bytes);
		if (rc == 0)
			rc = read_file(&reader, tag, ru_str_from(names[i]), bytes);
		ru_buf_release(&buf);
	}
	return rc == 0 ? ru_pack_settle(&reader) : rc;
}

struct ru_str ru_pack_folder_tag(const char *path)
{
	struct ru_str s = ru_str_from(path);
	while (s.len > 1 && s.ptr[s.len - 1] == '/')
		s.len--;
	for (size_t i = s.len; i > 0; i--)
		if (s.ptr[i - 1] == '/')
			return ru_str_cut(s, i, s.len);
	return s;
}

static bool is_tag(const char *name)
{
	size_t len = strlen(name);
	for (size_t i = 0; i < len; i++)
		if (!((name[i] >= 'a' && name[i] <= 'z') || (name[i] == '-' && i > 0)))
			return false;
	return len >= 2 && len <= 16;
}

static int load_dir(struct ru_packs *packs, const char *dir, struct ru_error *err)
{
	char **names;
	bool *is_folder;
	size_t count, found = 0;
	int rc = ru_file_list(dir, &packs->arena, packs->al, &names, &is_folder, &count, err);
	for (size_t i = 0; rc == 0 && i < count; i++)
		if (!is_folder[i] && strcmp(names[i], "pack.tsv") == 0)
			return load_folder(packs, dir, ru_pack_folder_tag(dir), err);
	for (size_t i = 0; rc == 0 && i < count; i++) {
		struct ru_str path;
		if (!is_folder[i] || !is_tag(names[i]))
			continue;
		found++;
		rc = ru_arena_print(&packs->arena, &path, "%s/%s", dir, names[i]);
		if (rc == 0)
			rc = load_folder(packs, path.ptr, ru_str_from(names[i]), err);
	}
	if (rc == 0 && found == 0)
		return ru_fail(err, RU_EINPUT, dir, UINT64_MAX, "no folder of a language in it");
	return rc;
}

static int by_tag(const void *a, const void *b, void *ctx)
{
	(void)ctx;
	return ru_str_cmp(((const struct ru_pack *)a)->tag, ((const struct ru_pack *)b)->tag);
}

/* The tables that a page is read with before its language is known. */
static const char *const asked_of_all[] = {"agencies",     "bylines",        "credits",  "date_words",  "dayparts",
                                           "furniture",    "language_words", "markup",   "media_heads", "months",
                                           "name_joiners", "page_words",     "relative", "stamp_words", "time_units",
                                           "weekdays",     "zones"};

static uint64_t pack_bit(size_t p) { return UINT64_C(1) << (p < 63 ? p : 63); }

/* The uses of a word, new where there are none yet; NULL when out of memory. */
static struct ru_word_uses *uses_of(struct ru_packs *packs, uint64_t word_hash)
{
	uint32_t at;
	int rc = ru_index_add(&packs->used, word_hash, (uint32_t)packs->uses.len, &at);
	if (rc < 0)
		return NULL;
	packs->maybe[word_hash / 64 % RU_PACKS_MAYBE] |= UINT64_C(1) << word_hash % 64;
	return rc == 1 ? RU_VEC_AT(&packs->uses, struct ru_word_uses, at) : ru_vec_push(&packs->uses);
}

/* The hash of a phrase's first word; false where there is no word in it. */
static bool first_word(struct ru_str phrase, uint64_t *hash)
{
	struct ru_word_cursor cursor;
	struct ru_word word;
	size_t letters = ru_pack_letters(phrase);
	if (letters > 0 && (letters == phrase.len || phrase.ptr[letters] == ' ')) {
		*hash = ru_fold_hash(ru_str_cut(phrase, 0, letters));
		return true;
	}
	ru_word_cursor_init(&cursor, phrase);
	if (!ru_word_cursor_next(&cursor, &word))
		return false;
	*hash = ru_fold_hash(ru_str_cut(phrase, word.begin, word.end));
	return true;
}

static int index_phrase(struct ru_packs *packs, const struct ru_entry *entry, size_t p)
{
	uint32_t at = (uint32_t)packs->sets.len;
	uint64_t hash;
	if (!first_word(entry->phrase, &hash))
		return 0;
	int rc = ru_index_add(&packs->first, ru_pack_step(ru_pack_start(entry->table), hash), at, &at);
	if (rc < 0)
		return rc;
	uint64_t *set = rc == 1 ? RU_VEC_AT(&packs->sets, uint64_t, at) : ru_vec_push(&packs->sets);
	struct ru_word_uses *uses = uses_of(packs, hash);
	if (set == NULL || uses == NULL)
		return RU_ENOMEM;
	*set |= pack_bit(p);
	uses->opens |= ru_pack_table_bit(entry->table);
	return 0;
}

/* A stop word; phrases of several words are none. */
static int index_stop(struct ru_packs *packs, const struct ru_entry *entry, size_t p)
{
	uint64_t hash;
	if (entry->words != 1 || !first_word(entry->phrase, &hash))
		return 0;
	struct ru_word_uses *uses = uses_of(packs, hash);
	if (uses == NULL)
		return RU_ENOMEM;
	uses->stops |= pack_bit(p);
	return 0;
}

/* Add all entries that the packs have in a table. */
static int index_table(struct ru_packs *packs, const char *name,
                       int (*add)(struct ru_packs *packs, const struct ru_entry *entry, size_t p))
{
	uint32_t table = ru_table_find(ru_str_from(name));
	int rc = 0;
	for (size_t p = 0; p < packs->count; p++) {
		size_t count;
		const struct ru_entry *entry = ru_pack_entries(&packs->packs[p], table, &count);
		for (size_t k = 0; k < count && rc == 0; k++)
			rc = add(packs, &entry[k], p);
	}
	packs->indexed[table] = add == index_phrase;
	return rc;
}

/* Once the packs stand in their order. O(phrases). */
static int index_words(struct ru_packs *packs)
{
	packs->indexed = ru_arena_get(&packs->arena, ru_table_count, sizeof(*packs->indexed));
	if (packs->indexed == NULL)
		return RU_ENOMEM;
	int rc = index_table(packs, "stopwords", index_stop);
	for (size_t i = 0; i < sizeof(asked_of_all) / sizeof(asked_of_all[0]) && rc == 0; i++)
		rc = index_table(packs, asked_of_all[i], index_phrase);
	for (uint32_t table = 0; table < ru_table_count; table++)
		packs->unknown |= packs->indexed[table] ? 0 : ru_pack_table_bit(table);
	return rc;
}

struct ru_word_uses ru_packs_uses(const struct ru_packs *packs, uint64_t word_hash)
{
	uint32_t at;
	uint64_t maybe = packs->maybe[word_hash / 64 % RU_PACKS_MAYBE];
	if ((maybe >> word_hash % 64 & 1) == 0 || !ru_index_get(&packs->used, word_hash, &at))
		return (struct ru_word_uses){packs->unknown, 0};
	struct ru_word_uses uses = *RU_VEC_AT(&packs->uses, struct ru_word_uses, at);
	uses.opens |= packs->unknown;
	return uses;
}

uint64_t ru_packs_beginning(const struct ru_packs *packs, uint32_t table, uint64_t word_hash)
{
	uint32_t at;
	if (table >= ru_table_count)
		return 0;
	if (!packs->indexed[table])
		return UINT64_MAX;
	if (!ru_index_get(&packs->first, ru_pack_step(ru_pack_start(table), word_hash), &at))
		return 0;
	return *RU_VEC_AT(&packs->sets, uint64_t, at);
}

/* Put the packs in order and tell what they know together; built_in: there are no others. */
static int settle(struct ru_packs *packs, bool built_in)
{
	if (built_in && ru_pack_image_len > 0) {
		ru_packs_image_words(packs);
		return 0;
	}
	int rc =
	    packs->count > 1 ? ru_sort(packs->packs, packs->count, sizeof(*packs->packs), by_tag, NULL, packs->al) : 0;
	return rc == 0 ? index_words(packs) : rc;
}

int ru_packs_new(struct ru_packs **out, const char *const *dirs, size_t dir_count, const struct ru_alloc *al,
                 struct ru_error *err)
{
	*out = NULL;
	struct ru_packs *packs = ru_alloc_zero(al, 1, sizeof(*packs));
	if (packs == NULL)
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
	packs->al = al;
	ru_arena_init(&packs->arena, al);
	ru_index_init(&packs->first, al);
	ru_vec_init(&packs->sets, al, sizeof(uint64_t), 0);
	ru_index_init(&packs->used, al);
	ru_vec_init(&packs->uses, al, sizeof(struct ru_word_uses), 0);
	int rc = load_embedded(packs, err);
	for (size_t i = 0; rc == 0 && i < dir_count; i++)
		rc = load_dir(packs, dirs[i], err);
	if (rc == 0 && (rc = settle(packs, dir_count == 0)) != 0)
		(void)ru_fail(err, rc, NULL, UINT64_MAX, "out of memory");
	if (rc != 0) {
		ru_packs_free(packs);
		return rc;
	}
	*out = packs;
	return 0;
}

size_t ru_packs_count(const struct ru_packs *packs) { return packs->count; }

const struct ru_pack *ru_packs_at(const struct ru_packs *packs, size_t i)
{
	return i < packs->count ? &packs->packs[i] : NULL;
}

struct ru_str ru_pack_tag(const struct ru_pack *pack) { return pack->tag; }

const struct ru_pack *ru_packs_find(const struct ru_packs *packs, struct ru_str tag)
{
	struct ru_str rest = tag, primary = tag;
	if (tag.len > 0)
		(void)ru_str_split(&rest, '-', &primary);
	for (size_t i = 0; i < packs->count; i++)
		if (ru_str_eq_nocase(packs->packs[i].tag, tag))
			return &packs->packs[i];
	for (size_t i = 0; i < packs->count; i++)
		if (ru_str_eq_nocase(packs->packs[i].tag, primary))
			return &packs->packs[i];
	return NULL;
}

struct ru_str ru_packs_message(const struct ru_packs *packs, struct ru_str language, struct ru_str key)
{
	uint32_t table = ru_table_find(RU_S("messages"));
	const struct ru_entry *entry = ru_pack_get(ru_packs_find(packs, language), table, key);
	if (entry == NULL)
		entry = ru_pack_get(ru_packs_find(packs, RU_S("en")), table, key);
	return entry != NULL ? entry->col[1] : key;
}

struct ru_str ru_pack_blob(const struct ru_pack *pack, struct ru_str name)
{
	for (size_t i = pack != NULL ? pack->blob.len : 0; i > 0; i--) {
		const struct ru_pack_blob *blob = RU_VEC_AT(&pack->blob, struct ru_pack_blob, i - 1);
		if (ru_str_eq(blob->name, name))
			return blob->bytes;
	}
	return (struct ru_str){NULL, 0};
}
