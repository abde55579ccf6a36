/* SPDX-License-Identifier: Apache-2.0 */
/* The language model (packs/all/language.model): a naive Bayes over runs of 3 to 5 characters and over words, and for
 * pairs of near relatives one over words alone, read in place from the pack's bytes. tools/train_language.py writes it
 * and documents its layout. Private to language/. */
#ifndef RU_LANGUAGE_MODEL_H
#define RU_LANGUAGE_MODEL_H

#include "pack/pack.h"

enum {
	RU_MODEL_LANGUAGES = 128,
	RU_MODEL_TAG = 8, /* bytes of a language's line: a tag of 7, and by how much it is behind from the start */
	RU_MODEL_RUN = 5,
	RU_MODEL_LEAST = 3,
	RU_MODEL_WORD = 24,
	RU_MODEL_PAIRS = 8,
	RU_MODEL_WAYS = 16
};

struct ru_model {
	const unsigned char *tags, *table, *records, *pair, *slot;
	uint32_t languages, buckets, record_bytes, pairs, slots;
};

/* False where the bytes are no model of this format; then *out is unmodified. O(1). */
bool ru_model_open(struct ru_model *out, struct ru_str bytes);
/* The tag of language i < languages; a string of the pack. */
struct ru_str ru_model_tag(const struct ru_model *model, uint32_t i);
/* By how many quarter nats language i is behind before a text is read: few pages are in it. */
uint32_t ru_model_behind(const struct ru_model *model, uint32_t i);
/* The two languages of pair i < pairs. */
struct ru_model_pair {
	uint32_t first, second;
};
struct ru_model_pair ru_model_pair(const struct ru_model *model, uint32_t i);

/* Log-likelihood of a text for each language, up to one constant. Start from zero; texts add up, to some 10^5 letters.
 */
struct ru_model_score {
	int32_t sum[RU_MODEL_LANGUAGES]; /* quarter nats */
	int32_t
	    pair[RU_MODEL_PAIRS]; /* 1/16 nat: log-odds of the first of each pair against the second, by words alone */
	uint32_t letters;
	uint32_t met;   /* runs seen */
	uint32_t known; /* those of them, and long words, that the model holds */
};

/* What the model says of short words of ASCII letters, kept from text to text. Zeros at first. */
enum { RU_MODEL_KNOWN = 2048, RU_MODEL_KNOWN_LETTERS = 16, RU_MODEL_MET = 4096 };
struct ru_known_word {
	int16_t pair[RU_MODEL_PAIRS];
	uint8_t met, known;
	uint16_t sum[RU_MODEL_LANGUAGES];
};
struct ru_model_memory {
	uint64_t letters[RU_MODEL_KNOWN][2]; /* in lower case; 0: none */
	uint8_t recent[RU_MODEL_KNOWN / 2];  /* of two places, which one is kept when another word wants one */
	uint16_t met[RU_MODEL_MET];          /* marks of words that came once and are not kept yet */
	struct ru_known_word word[RU_MODEL_KNOWN];
};
void ru_model_forget(struct ru_model_memory *memory);

/* Add text up to `most` letters of it and the end of a word; the bytes read. memory, or NULL: made with this model.
 * O(letters). */
size_t ru_model_feed(const struct ru_model *model, struct ru_model_memory *memory, struct ru_str text, uint32_t most,
                     struct ru_model_score *score);
/* The same without the processor's wider instructions, for the tests. */
size_t ru_model_feed_plain(const struct ru_model *model, struct ru_str text, uint32_t most,
                           struct ru_model_score *score);

#endif
