/* SPDX-License-Identifier: Apache-2.0 */
/* The tagger's model, and what it says of the labels of each word of a stretch. Private to facts/. */
#ifndef RU_FACTS_NAMES_EMISSION_H
#define RU_FACTS_NAMES_EMISSION_H

#include "facts/names/features.h"

enum {
	RU_NAME_LABELS = 13, /* O; B, I, L and U of a person, of an organisation, of a place */
	RU_NAME_SCORES = 16, /* numbers of a slot of the model; those of the labels are the last of them */
	RU_NAME_FIRST = RU_NAME_SCORES - RU_NAME_LABELS,
	RU_NAME_SLOTS = 4,     /* of a line of the model */
	RU_NAME_MARKED = 16384 /* lines; larger models have no marks */
};

/* A byte of each slot of a model, by which nearly all features that are not in it are told from those that are. */
struct ru_name_marks {
	const char *model; /* NULL: not made */
	unsigned char of[RU_NAME_MARKED][RU_NAME_SLOTS];
};

struct ru_name_model {
	struct ru_str slots; /* borrowed from the pack */
	uint32_t lines;
	int16_t bias[RU_NAME_LABELS];
	int16_t step[RU_NAME_LABELS][RU_NAME_LABELS]; /* from, to; a stretch begins and ends as if O stood there */
	const struct ru_name_marks *marks;            /* of this model, or NULL */
};

/* False where the bytes are no model of this format; then *out is unmodified. Any bytes are safe. */
bool ru_name_model_open(struct ru_name_model *out, struct ru_str bytes);

struct ru_name_score {
	int16_t of[RU_NAME_SCORES]; /* those before RU_NAME_FIRST mean nothing */
};

/* Make the marks of a model of up to RU_NAME_MARKED lines. */
void ru_name_marks_make(struct ru_name_marks *out, const struct ru_name_model *model);
/* The features of the list will be added soon, and then it is no list of features any more: those that the model surely
 * has not leave it, the lines of the others come from memory meanwhile. */
void ru_name_expect(const struct ru_name_model *model, struct ru_name_list *list);
/* Add what the model says of the features of the list; plain: without the processor's own instructions, for the tests.
 */
void ru_name_add_features(const struct ru_name_model *model, const struct ru_name_list *list, bool plain,
                          struct ru_name_score *sum);

/* What the model says of forms and signs that were met before: the bytes it takes, for all of a thread's pages or for
 * one, and how it is made of as many, zeros or as another page left them. */
struct ru_name_memory;
size_t ru_name_memory_bytes(bool one_page);
struct ru_name_memory *ru_name_memory_at(void *room, bool one_page);
/* The marks of a model, kept for all of a thread's pages; NULL where there is no room for them. */
const struct ru_name_marks *ru_name_memory_marks(struct ru_name_memory *memory, const struct ru_name_model *model);

/* Score the words [first, last) of one block. O(words). */
void ru_name_scores(struct ru_name_memory *memory, const struct ru_name_model *model, const struct ru_name_signs *signs,
                    uint32_t first, uint32_t last, struct ru_name_score *score);

#endif
