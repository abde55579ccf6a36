/* SPDX-License-Identifier: Apache-2.0 */
/* Weighing what the model, the scripts and the tell-tale words of the packs say of a text. Private to language/. */
#ifndef RU_LANGUAGE_GUESS_H
#define RU_LANGUAGE_GUESS_H

#include "language/model.h"

enum { RU_GUESS_SCRIPTS = 64 };

/* What the packs know about languages, made once for a page. */
struct ru_guesser {
	const struct ru_packs *packs;
	struct ru_model model; /* languages 0 where there is none */
	const struct ru_entry *script;
	size_t script_count;
	struct {
		uint32_t first, last;
	} range[RU_GUESS_SCRIPTS];         /* of each script */
	uint32_t words;                    /* the table language_words */
	const struct ru_pack *relative[4]; /* the first packs that have it */
	size_t relatives;
	struct ru_guess_memory *memory; /* or NULL */
};
void ru_guesser_init(struct ru_guesser *guesser, const struct ru_packs *packs);
/* What is kept of words from text to text: the bytes it takes, zeros at first; what is guessed is the same with and
 * without. For one thread at a time. */
size_t ru_guess_memory_bytes(void);
/* As ru_guesser_init(), with that memory; NULL for none. */
void ru_guesser_remember(struct ru_guesser *guesser, const struct ru_packs *packs, struct ru_guess_memory *memory);

/* Evidence gathered from one or several texts. Start from zero. */
struct ru_guess {
	struct ru_model_score score;
	struct ru_str script; /* the language that owns most letters by their script, or empty */
	uint32_t script_letters, letters;
	int64_t votes[4]; /* of the guesser's relatives */
};
/* Add up to `most` letters of text; how many bytes were read, up to the end of a word. O(letters). */
size_t ru_guess_feed(struct ru_guess *guess, const struct ru_guesser *guesser, struct ru_str text, uint32_t most);
/* Add the evidence of another. */
void ru_guess_add(struct ru_guess *guess, const struct ru_guess *other);
/* The best language ("und" where nothing speaks for any) and its lead over the second in nats, at most 1000. */
struct ru_str ru_guess_best(const struct ru_guess *guess, const struct ru_guesser *guesser, uint32_t *lead);
/* By how many nats tag is behind the best, at most 1000; 1000 where the model does not know it. */
uint32_t ru_guess_behind(const struct ru_guess *guess, const struct ru_guesser *guesser, struct ru_str tag);

#endif
