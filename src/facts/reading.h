/* SPDX-License-Identifier: Apache-2.0 */
/* The state in which the parts of facts/ read one page: its words and sentences, prepared once by words.c, then handed
 * from part to part (dates and figures, names, statements). Private to facts/. */
#ifndef RU_FACTS_READING_H
#define RU_FACTS_READING_H

#include "facts/facts.h"
#include "values/values.h"

/* What the packs say of a word beside its token; of names only where it has a capital. */
struct ru_known_word {
	bool is_root;              /* as ru_pack_is_root() */
	uint16_t names, all_names; /* its numbers in name_words of the pack and of the pack "all" */
};

/* The classes of an entry of clause_words that was met before (statements/marks.c). */
struct ru_known_classes {
	const struct ru_entry *entry;
	uint64_t classes;
};
enum { RU_KNOWN_CLASSES = 256 }; /* few words make up most of a text */

/* What the tables of statements say of a word that begins no phrase of several words in them, by its number in the pack
 * (ru_pack_opening_at); its classes, and the cue that it is. */
struct ru_known_marks {
	const struct ru_pack *pack;
	uint32_t first;
	bool apart; /* the words around it decide: nothing is kept */
	uint8_t more, length, cue_more, cue_length;
	uint32_t class, single, cue;
};
enum { RU_KNOWN_MARKS = 1024 };

/* What the readers keep from page to page beside the lexicon, each its own: what is given is the same with and without.
 * Where there is no lexicon, a small one for the page. */
struct ru_facts_memory {
	struct ru_value_memory *values; /* values/text.h */
	struct ru_name_memory *names;   /* names/emission.c */
	struct ru_known_classes *classes;
	struct ru_known_marks *marks;
};

struct ru_reading {
	const struct ru_article *article;
	const struct ru_facts_options *options;
	const struct ru_pack *pack; /* never NULL here: "all" where the page's language has no pack */
	const struct ru_pack *all;
	struct ru_arena *arena;
	struct ru_facts *facts; /* the result being filled; tokens[i] belongs to words[i] */

	struct ru_lookup text; /* .text is article->text; words of the blocks that are read, in order */
	struct ru_word *words; /* = text.words */
	uint32_t word_count;
	uint32_t *sentence_of; /* per word: index in facts->sentences */
	uint32_t *same;        /* per word: the first word of the page with its folded hash; itself where it is that */
	uint8_t *ending; /* per word: bytes of its possessive ending, which its hash leaves out; NULL without any */
	const struct ru_known_word *known;
	struct ru_facts_memory memory;
};

/* Fill words, tokens and sentences, as far as dates need them: of words only where they stand and what they may begin
 * in the page's own pack. */
int ru_facts_plain_words(struct ru_reading *r) RU_MUST_CHECK;
/* Fill words, tokens and sentences, all of them. */
int ru_facts_words(struct ru_reading *r) RU_MUST_CHECK;
/* Fill ending, and leave the endings out of the hashes of the words. O(words). */
int ru_facts_possessives(struct ru_reading *r, uint64_t *hash) RU_MUST_CHECK;
/* Mark the tokens that are one word with the one before, and those that are several (RU_TOKEN_GLUED, RU_TOKEN_PARTED).
 * O(tokens). */
void ru_facts_surface(struct ru_reading *r);
/* Mark the sentences that one quotation holds together. O(tokens). */
void ru_facts_quotations(struct ru_reading *r);
/* In this order; each may look at the results of those before it and sets its flag on facts->tokens. */
int ru_facts_values(struct ru_reading *r) RU_MUST_CHECK; /* dates and figures */
int ru_facts_names(struct ru_reading *r) RU_MUST_CHECK;
int ru_facts_statements(struct ru_reading *r) RU_MUST_CHECK;
/* Dates without figures, for who wants nothing else. */
int ru_facts_dates(struct ru_reading *r) RU_MUST_CHECK;
/* After statements: sets figures[].by. */
void ru_facts_figures_by(struct ru_reading *r);

/* The word behind the degrees that stand from word i on, right behind a person's name, or i (names/degrees.c). */
uint32_t ru_degrees_end(const struct ru_reading *r, uint32_t i);
/* The place of words [first, last) of the reading. */
struct ru_place ru_reading_place(const struct ru_reading *r, uint32_t first, uint32_t last);
/* Where word i ends without a possessive ending. */
static inline uint32_t ru_reading_word_end(const struct ru_reading *r, uint32_t i)
{
	return r->words[i].end - (r->ending != NULL ? r->ending[i] : 0);
}
/* The text of a range of page text. */
static inline struct ru_str ru_reading_text(const struct ru_reading *r, struct ru_range at)
{
	return ru_str_cut(r->article->text, at.begin, at.end);
}

#endif
