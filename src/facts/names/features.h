/* SPDX-License-Identifier: Apache-2.0 */
/* What the tagger of names looks at, one number a feature. Private to facts/; tests/facts/name_features.c prints them
 * for the trainer (tools/train_names.py), so that there is one implementation. */
#ifndef RU_FACTS_NAMES_FEATURES_H
#define RU_FACTS_NAMES_FEATURES_H

#include "facts/names/names.h"

enum {
	RU_NAME_FEATURES = 128,    /* no word has more */
	RU_NAME_FEATURE_BITS = 38, /* bits of a feature that count */
	RU_NAME_STRETCH = 2000     /* words looked at together */
};

/* What is known of each word before the tagger: bits of its classes, its shape, what the rules made of it. */
struct ru_name_sign {
	uint64_t bits;
	uint32_t shape;
	uint32_t run, run_end; /* its run of capitals: words [run, run_end); equal outside one */
	uint8_t rule;
};

struct ru_name_signs {
	const struct ru_name_reader *n;
	struct ru_name_sign *sign;
};

/* Read the signs of all words of the page. O(words). */
int ru_name_signs_make(struct ru_name_signs *out, const struct ru_name_reader *n) RU_MUST_CHECK;
/* The stretch of words [*first, *last) that may hold names, at or behind `from`: words with capitals and their
 * neighbours. False where there is none any more. */
bool ru_name_stretch(const struct ru_name_signs *signs, uint32_t from, uint32_t *first, uint32_t *last);
/* The features of word i, at most RU_NAME_FEATURES; gives their number. */
uint32_t ru_name_features(const struct ru_name_signs *signs, uint32_t i, uint64_t *out);

#endif
