/* SPDX-License-Identifier: Apache-2.0 */
/* What a loaded pack is made of. Private to pack/. */
#ifndef RU_PACK_INNER_H
#define RU_PACK_INNER_H

#include "base/hash.h"
#include "base/threads.h"
#include "pack/embedded.h"
#include "pack/tables.h"
#include "text/eight.h"

/* A step of the phrase tree: the words so far, as one hash with the table. */
struct ru_pack_node {
	uint32_t entry; /* first entry that ends here, or UINT32_MAX */
	uint32_t last;  /* last entry of that chain */
	uint32_t more;  /* 1 where a longer phrase goes on */
};

/* The tables that have phrases which begin with a word, and where the steps of that word stand in firsts: one for each
 * table, in their order. */
struct ru_pack_opening {
	uint64_t tables; /* ru_pack_table_bit() */
	uint32_t at;
};

/* What a step leads to that is the first of its phrases: as in struct ru_pack_node. */
struct ru_pack_first {
	uint32_t entry, more;
};

/* A first step while tables are read. */
struct ru_pack_begun {
	uint32_t opening, table, node;
};

/* A prefix or suffix that may be taken off; see docs/packs.md. */
struct ru_affix {
	struct ru_str text;    /* without its hyphen */
	struct ru_str restore; /* put back in its place */
	struct ru_str begins;  /* only for words that begin with one of these, blanks between; empty: for all */
	uint8_t level;         /* suffixes: taken off from level 1 upwards, one a level */
	bool suffix, undouble; /* undouble: of two equal letters before the suffix one goes as well */
};

struct ru_image_pack;

struct ru_pack {
	struct ru_str tag;
	const struct ru_image_pack
	    *image;              /* it lies in the program (image.h), but for entry and affix; NULL: was read */
	ru_once *filled;         /* then, per table: its entries are in place */
	struct ru_vec entry;     /* struct ru_entry; those of one table side by side */
	struct ru_vec node;      /* struct ru_pack_node */
	struct ru_index step;    /* ru_pack_step() -> node */
	struct ru_index opening; /* first word of a phrase -> its number in openings */
	struct ru_vec openings;  /* struct ru_pack_opening */
	struct ru_vec begun;     /* struct ru_pack_begun, until the pack is settled */
	struct ru_pack_first *firsts;
	struct ru_index word;    /* words of RU_TABLE_WORDS tables, ru_pack_step() -> number */
	uint32_t *first, *count; /* per table */
	struct ru_affix *affix; /* by their side, then by the byte at the word's end, then as they stand in the table */
	uint16_t affix_at[2][257]; /* for prefixes [0] and suffixes [1]: where those of each byte begin */
	size_t affix_count;
	uint8_t affix_levels;
	bool has_roots;
	bool reduplication; /* "anak-anak" has the stem of "anak" */
	uint16_t weight_default;
	uint64_t stops, weights, roots; /* ru_pack_start() of the tables that every word is looked up in */
	uint32_t stems;
	struct ru_vec blob;                /* struct ru_pack_blob */
	uint64_t *maybe_root, *maybe_next; /* bits of roots, and of steps behind a first; see ru_pack_maybe() */
};

/* A bit for every hash out of RU_PACK_MAYBE: where it is clear the hash is none of those that were noted. Most words
 * that are asked for are none, and these bits stay in the processor's nearest cache. */
enum { RU_PACK_MAYBE = 1 << 17 };

static inline bool ru_pack_maybe(const uint64_t *bits, uint64_t hash)
{
	return (bits[hash % RU_PACK_MAYBE / 64] >> hash % 64 & 1) != 0;
}

static inline void ru_pack_note(uint64_t *bits, uint64_t hash)
{
	bits[hash % RU_PACK_MAYBE / 64] |= UINT64_C(1) << hash % 64;
}

enum { RU_PACK_TABLES_MOST = 63 }; /* each has a bit of its own */

struct ru_pack_blob {
	struct ru_str name, bytes;
};

enum { RU_PACKS_MAYBE = 1024 };

struct ru_packs {
	const struct ru_alloc *al;
	struct ru_arena arena;
	struct ru_pack *packs; /* by tag */
	size_t count;
	bool image;                     /* what follows lies in the program (image.h) */
	struct ru_index first;          /* ru_pack_step() of a phrase's first word -> number of a set in sets */
	struct ru_vec sets;             /* uint64_t: packs, one bit each */
	bool *indexed;                  /* per table: whether first knows it */
	struct ru_index used;           /* hash of a word -> its place in uses */
	struct ru_vec uses;             /* struct ru_word_uses */
	uint64_t unknown;               /* ru_word_uses.opens of a word that no table knows */
	uint64_t maybe[RU_PACKS_MAYBE]; /* bits by the low bits of a hash; clear: the word has no uses */
};

/* How many ASCII letters a phrase begins with. Where they are all of it, or a blank follows, they are its first word:
 * it need not be cut. */
static inline size_t ru_pack_letters(struct ru_str phrase)
{
	size_t len = 0, run = 8;

	while (run == 8 && len < phrase.len) {
		run = ru_eight_run(ru_eight_letters(ru_eight_of(phrase.ptr + len, phrase.len - len)));
		len += run;
	}
	return len;
}

static inline uint64_t ru_pack_start(uint32_t table) { return UINT64_C(0x52756e7574000000) + table; }
static inline uint64_t ru_pack_step(uint64_t so_far, uint64_t word_hash) { return ru_hash_mix(so_far, word_hash); }

/* ru_pack_weight() of a word that is no stop word. */
uint16_t ru_pack_weight_of(const struct ru_pack *pack, uint64_t folded_hash);
/* ru_pack_stem_hash() of a word, with its ru_pack_opening(). */
uint64_t ru_pack_stem_opened(const struct ru_pack *pack, struct ru_str word, uint64_t opening);
/* An empty pack that knows which tables are asked of every word. */
void ru_pack_init_tables(struct ru_pack *pack, struct ru_str tag);
int ru_pack_init(struct ru_pack *pack, struct ru_str tag, struct ru_arena *arena,
                 const struct ru_alloc *al) RU_MUST_CHECK;
void ru_pack_release(struct ru_pack *pack);

/* The place of a table among those of a set. */
static inline uint32_t ru_pack_rank(uint64_t tables, uint32_t table)
{
	uint64_t below = tables & (ru_pack_table_bit(table) - 1);

	below -= below >> 1 & UINT64_C(0x5555555555555555);
	below = (below & UINT64_C(0x3333333333333333)) + (below >> 2 & UINT64_C(0x3333333333333333));
	below = (below + (below >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (uint32_t)(below * UINT64_C(0x0101010101010101) >> 56);
}

/* Where problems go while a table is read: report may be NULL, then the first one ends the reading with RU_EINPUT. */
struct ru_pack_reader {
	struct ru_pack *pack;
	struct ru_arena *arena;
	const char *file; /* for messages: "id/cues.tsv" */
	ru_pack_report_fn *report;
	void *report_ctx;
	uint32_t failures;
	struct ru_error *err;
};
/* Make room for the files of a pack at once: to grow by and by takes as long as to read them. O(bytes). */
int ru_pack_make_room(struct ru_pack *pack, const struct ru_pack_file *file, size_t count) RU_MUST_CHECK;
/* Read one file of the pack; name is "cues.tsv". bytes are borrowed for the life of the pack. O(bytes). */
int ru_pack_read(struct ru_pack_reader *reader, struct ru_str name, struct ru_str bytes) RU_MUST_CHECK;
/* After all files: the first steps of phrases where they are looked up. O(phrases). */
int ru_pack_settle_firsts(struct ru_pack *pack, struct ru_arena *arena) RU_MUST_CHECK;
/* After all files: settings and affixes into their quick forms. */
int ru_pack_settle(struct ru_pack_reader *reader) RU_MUST_CHECK;

#endif
