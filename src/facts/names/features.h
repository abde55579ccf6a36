/* SPDX-License-Identifier: Apache-2.0 */
/* What the tagger of names looks at, one number a feature. Private to facts/; tests/facts/name_features.c prints them
 * for the trainer (tools/train_names.py), so that there is one implementation. */
#ifndef RU_FACTS_NAMES_FEATURES_H
#define RU_FACTS_NAMES_FEATURES_H

#include "facts/names/names.h"

enum {
	RU_NAME_FEATURES = 240,    /* no word has more */
	RU_NAME_FEATURE_BITS = 38, /* bits of a feature that count */
	RU_NAME_STRETCH = 2000,    /* words looked at together */
	RU_NAME_AROUND = 5,        /* a word, two before it and two behind it */
	RU_NAME_MIDDLE = 2         /* its own number among these */
};

struct ru_name_list {
	uint64_t feature[RU_NAME_FEATURES];
	uint32_t count;
	bool slots; /* it holds no features any more (names/model.c) */
};

static inline void ru_name_list_clear(struct ru_name_list *list)
{
	list->count = 0;
	list->slots = false;
}

/* All that the features of a word by itself are made of. Zeros stand for what is outside the block. */
struct ru_name_form {
	uint64_t word; /* folded hash */
	uint32_t shape;
	struct ru_str letters; /* the word as it stands, empty where it is none of letters */
};

/* What is known of each word before the tagger: bits of its classes, its shape, what the rules made of it. */
struct ru_name_sign {
	uint64_t bits;
	uint32_t shape;
	uint32_t run, run_end; /* its run of capitals: words [run, run_end); equal outside one */
	uint32_t block;
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
/* What a word and those beside it look like: shapes, what the rules made of them, and where in its run of capitals the
 * word stands; len 0 outside of one. */
struct ru_name_look {
	uint32_t shape[3];
	uint8_t rule[3], at, len;
};
struct ru_name_look ru_name_look_of(const struct ru_name_signs *signs, uint32_t i);

/* Whether the k-th word around word i is in its block, and which it is. */
bool ru_name_beside(const struct ru_name_signs *signs, uint32_t i, uint32_t k, uint32_t *at);
struct ru_name_form ru_name_form_of(const struct ru_name_signs *signs, uint32_t i);

/* The features of a word are those of the five words around it, each by its form and by its signs; those of their
 * look; those of the run of capitals, the same for all of its words; and those of the place itself. Each of these adds
 * some to the list. */
void ru_name_word_features(struct ru_name_list *list, uint32_t k, const struct ru_name_form *form);
void ru_name_sign_features(struct ru_name_list *list, uint32_t k, uint64_t bits, uint32_t rule);
void ru_name_look_features(struct ru_name_list *list, const struct ru_name_look *look);
void ru_name_run_features(struct ru_name_list *list, const struct ru_name_signs *signs, uint32_t i);
void ru_name_place_features(struct ru_name_list *list, const struct ru_name_signs *signs, uint32_t i);
/* All features of word i. */
void ru_name_features(struct ru_name_list *list, const struct ru_name_signs *signs, uint32_t i);

#endif
