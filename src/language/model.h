/* SPDX-License-Identifier: Apache-2.0 */
/* The language model (packs/all/language.model): a naive Bayes over runs of 1 to 5 characters and over words, read in
 * place from the pack's bytes. tools/train_language.py writes it and documents its layout. Private to language/. */
#ifndef RU_LANGUAGE_MODEL_H
#define RU_LANGUAGE_MODEL_H

#include "pack/pack.h"

enum { RU_MODEL_LANGUAGES = 128, RU_MODEL_TAG = 8, RU_MODEL_RUN = 5, RU_MODEL_WORD = 24 };

struct ru_model {
	struct ru_str tags, bases, offsets, records;
	uint32_t languages, buckets;
};

/* False where the bytes are no model of this format; then *out is unmodified. O(1). */
bool ru_model_open(struct ru_model *out, struct ru_str bytes);
/* The tag of language i < languages; a string of the pack. */
struct ru_str ru_model_tag(const struct ru_model *model, uint32_t i);

/* Log-likelihood of a text for each language, in 1/1024 nat, up to one constant. Start from zero; texts add up. */
struct ru_model_score {
	int64_t sum[RU_MODEL_LANGUAGES];
	uint32_t letters;
	uint32_t met;   /* runs of three and more characters seen */
	uint32_t known; /* those of them that the model holds */
};

/* Add text up to `most` letters of it. O(letters). */
void ru_model_feed(const struct ru_model *model, struct ru_str text, uint32_t most, struct ru_model_score *score);

#endif
