/* SPDX-License-Identifier: Apache-2.0 */
/* Language packs: load, check, look up.  The format is in docs/packs.md.
 *
 * A pack is a folder of tab-separated tables. A table is known by its file name ("cues", "months"); src/pack/tables.c
 * names every table with its columns. The first column is the phrase, the rest are read by column number. Phrases are
 * folded (text/fold.h) and cut into words when loaded; look-up is by the words of a text, longest phrase first.
 * Frozen after loading: any number of threads may read. */
#ifndef RU_PACK_PACK_H
#define RU_PACK_PACK_H

#include "base/limits.h"
#include "text/fold.h"
#include "text/words.h"

struct ru_pack;
struct ru_packs;

enum { RU_PACK_COLUMNS = 6, RU_PACK_PHRASE_WORDS = 16 };

/* One line of a table. */
struct ru_entry {
	union {
		struct ru_str phrase;               /* column 0 as written */
		struct ru_str col[RU_PACK_COLUMNS]; /* missing columns are empty */
	};
	struct ru_str folded; /* phrase folded, words joined by one space */
	uint32_t table;       /* index as given by ru_table_find */
	uint32_t line;        /* in its file, from 1 */
	uint32_t words;       /* words of the phrase */
	uint32_t next;        /* next entry with the same phrase and table, or UINT32_MAX */
};

/* Load the packs compiled into the program, then those of the folders in dirs: each DIR/<language>/..., or DIR itself
 * where it holds a pack.tsv; a pack there replaces the built-in one of the same language. Bad lines fail the load with
 * file and line in *err. */
int ru_packs_new(struct ru_packs **out, const char *const *dirs, size_t dir_count, const struct ru_alloc *al,
                 struct ru_error *err) RU_MUST_CHECK;
void ru_packs_free(struct ru_packs *packs);

/* In byte order of the tag; "all" is among them. */
size_t ru_packs_count(const struct ru_packs *packs);
const struct ru_pack *ru_packs_at(const struct ru_packs *packs, size_t i);
/* The pack of a BCP 47 tag ("id", "en", "ms", "all"); the primary subtag counts. NULL where there is none. */
const struct ru_pack *ru_packs_find(const struct ru_packs *packs, struct ru_str tag);
struct ru_str ru_pack_tag(const struct ru_pack *pack);
/* Which packs have a phrase of the table that begins with a word, by its ru_fold_hash: bit i stands for
 * ru_packs_at(i), the last bit for all packs from there on. One look into a hash table for all packs together; every
 * bit is set for tables that no reader asks of all packs. */
uint64_t ru_packs_beginning(const struct ru_packs *packs, uint32_t table, uint64_t word_hash);

/* What all packs together know of one word. */
struct ru_word_uses {
	uint64_t opens; /* ru_pack_table_bit of the tables that have a phrase which begins with it; set for those that
	                   ru_packs_beginning knows nothing of */
	uint64_t stops; /* packs that have it among their stop words, one bit each as ru_packs_beginning tells them */
};
/* The uses of a word, by its ru_fold_hash: one look into a hash table for all packs and tables together. */
struct ru_word_uses ru_packs_uses(const struct ru_packs *packs, uint64_t word_hash);

/* Index of a table by its name, the same in every pack; RU_TABLE_NONE where tables.c does not know it. Ask once, keep
 * it. */
#define RU_TABLE_NONE UINT32_MAX
uint32_t ru_table_find(struct ru_str name);

/* All entries of a table in file order; count 0 where the pack has none. */
const struct ru_entry *ru_pack_entries(const struct ru_pack *pack, uint32_t table, size_t *count);

/* The words of a text, prepared for look-up. hash[i] is ru_fold_hash of word i. */
struct ru_lookup {
	struct ru_str text;
	const struct ru_word *words;
	const uint64_t *hash;
	size_t count;
	const uint64_t *opening;         /* per word ru_pack_opening() of the packs below; NULL: not worked out */
	const struct ru_pack *opened[2]; /* look-ups in other packs do without */
	const uint32_t *first[2];        /* per word ru_pack_opening_at() of opened[0] and [1]; NULL: not looked up */
};
/* Compute the hashes in an arena. */
int ru_lookup_make(struct ru_lookup *out, struct ru_str text, const struct ru_word *words, size_t count,
                   struct ru_arena *arena) RU_MUST_CHECK;

/* Which tables of the pack have a phrase that begins with a word, or that word as a key, by its ru_fold_hash; see
 * ru_pack_table_bit. One look into a hash table for all of them; for most words of a text there are none. */
uint64_t ru_pack_opening(const struct ru_pack *pack, uint64_t word_hash);
/* The number of that look-up, which need not be done again; RU_PACK_NOTHING where there are no tables. */
#define RU_PACK_NOTHING UINT32_MAX
uint32_t ru_pack_opening_at(const struct ru_pack *pack, uint64_t word_hash);
uint64_t ru_pack_opening_tables(const struct ru_pack *pack, uint32_t at);
/* Those of them that have a phrase of several words which begins with it. O(tables). */
uint64_t ru_pack_opening_longer(const struct ru_pack *pack, uint32_t at);
/* The tables of that number will be asked for soon, or the first steps of its phrases: they are fetched meanwhile. */
void ru_pack_expect(const struct ru_pack *pack, uint32_t at, bool steps);
static inline uint64_t ru_pack_table_bit(uint32_t table) { return UINT64_C(1) << (table < 63 ? table : 63); }

/* The longest phrase of the table that stands at word i, or NULL; *used words of the text. Punctuation inside a phrase
 * must stand in the text as well. Follow entry->next for others with the same phrase. O(phrase words). Most words begin
 * no phrase of most tables: where text->opening says so, nothing is looked up. */
const struct ru_entry *ru_pack_find_at(const struct ru_pack *pack, uint32_t table, const struct ru_lookup *text,
                                       size_t i, size_t *used);
static inline const struct ru_entry *ru_pack_at(const struct ru_pack *pack, uint32_t table,
                                                const struct ru_lookup *text, size_t i, size_t *used)
{
	bool closed = text->opening != NULL && i < text->count &&
	              (pack == text->opened[0] || pack == text->opened[1]) &&
	              (text->opening[i] & ru_pack_table_bit(table)) == 0;

	*used = 0;
	return closed ? NULL : ru_pack_find_at(pack, table, text, i, used);
}
/* Same for one word or phrase given as a string. */
const struct ru_entry *ru_pack_get(const struct ru_pack *pack, uint32_t table, struct ru_str phrase);
/* Entry by index, for ->next. */
const struct ru_entry *ru_pack_entry(const struct ru_pack *pack, uint32_t index);

/* The stem of a word by the pack's affixes and roots, accepted only where the root is known; else the folded word.
 * Appended to buf. */
void ru_pack_stem(const struct ru_pack *pack, struct ru_str word, struct ru_buf *buf);
/* ru_hash64 of what ru_pack_stem gives, cached in the pack's tables where it can be. */
uint64_t ru_pack_stem_hash(const struct ru_pack *pack, struct ru_str word);
/* Background rarity of a folded word hash in hundredths of a nat; 0 for function words; the table's default for unknown
 * words. */
uint16_t ru_pack_weight(const struct ru_pack *pack, uint64_t folded_hash);
/* The number that a table of bare words gives a folded word; 0 where it does not stand there. */
uint16_t ru_pack_number(const struct ru_pack *pack, uint32_t table, uint64_t folded_hash);
/* Whether the pack has a table of roots at all. */
bool ru_pack_knows_roots(const struct ru_pack *pack);
/* Whether the folded word is a root of the pack's own table: a word of the language. False where the pack has none. */
bool ru_pack_is_root(const struct ru_pack *pack, uint64_t folded_hash);
bool ru_pack_is_stop(const struct ru_pack *pack, uint64_t folded_hash);

/* What the program says. key is "usage", "page_one", ...; falls back to the English pack, then to the key itself. */
struct ru_str ru_packs_message(const struct ru_packs *packs, struct ru_str language, struct ru_str key);

/* Raw bytes of a pack's binary or big file ("language.model"), or an empty string. */
struct ru_str ru_pack_blob(const struct ru_pack *pack, struct ru_str name);

/* The language of a pack's folder: the last part of its path, without a slash behind it. */
struct ru_str ru_pack_folder_tag(const char *dir);

/* Check a pack folder: format and columns. Each failure goes to report(). (Its examples: engine/examples.h.) */
typedef void ru_pack_report_fn(void *ctx, struct ru_str file, uint32_t line, struct ru_str message);
int ru_pack_check(const char *dir, ru_pack_report_fn *report, void *ctx, uint32_t *failures, const struct ru_alloc *al,
                  struct ru_error *err) RU_MUST_CHECK;

#endif
