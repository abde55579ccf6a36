/* SPDX-License-Identifier: Apache-2.0 */
/* What a pack says of the words that have been met so far, kept from text to text.
 *
 * The tables of a pack are too large for the processor's nearer caches, and most words of a text have stood in the
 * texts before it: of those all that is asked of every word lies here side by side. What is given is the same with and
 * without, in any order of texts. For one thread at a time. */
#ifndef RU_PACK_LEXICON_H
#define RU_PACK_LEXICON_H

#include "pack/pack.h"

struct ru_lexeme {
	uint64_t hash;               /* ru_fold_hash of the word */
	const struct ru_pack *pack;  /* that was asked */
	uint64_t opening;            /* ru_pack_opening of it and of the other pack */
	uint32_t first[2];           /* ru_pack_opening_at() of the pack and of the other one */
	uint64_t stem;               /* ru_pack_stem_hash; of what is no word of letters the hash */
	uint16_t weight;             /* ru_pack_weight */
	uint16_t names, other_names; /* RU_LEXICON_NAMES: what both tables of name_words say */
	uint8_t asked;               /* RU_LEXICON_LETTERS, RU_LEXICON_NAMES */
	bool is_stop, is_root;
};

enum {
	RU_LEXICON_LETTERS = 1, /* it is a word of letters */
	RU_LEXICON_NAMES = 2    /* it may be part of a name */
};

struct ru_lexicon;

/* Room for `words` words, a power of two; more take each other's places. other is asked for its openings beside every
 * pack; NULL for none. */
int ru_lexicon_new(struct ru_lexicon **out, size_t words, const struct ru_pack *other,
                   const struct ru_alloc *al) RU_MUST_CHECK;
void ru_lexicon_free(struct ru_lexicon *lexicon);
/* What the pack says of the word, with its ru_fold_hash; ask: RU_LEXICON_... Valid up to the next call. */
const struct ru_lexeme *ru_lexicon_get(struct ru_lexicon *lexicon, const struct ru_pack *pack, unsigned ask,
                                       struct ru_str word, uint64_t hash);
/* The word of this hash will be asked for soon: its place is fetched meanwhile. */
void ru_lexicon_expect(const struct ru_lexicon *lexicon, uint64_t hash);

/* Room for what its readers keep of words from text to text beside that: zeros at first, the same room at each call,
 * given back with the lexicon. Each reader has one; bytes are those of its first call. NULL when out of memory. */
enum ru_lexicon_reader { RU_LEXICON_FACTS, RU_LEXICON_LANGUAGE, RU_LEXICON_READERS };
void *ru_lexicon_room(struct ru_lexicon *lexicon, enum ru_lexicon_reader reader, size_t bytes);

#endif
