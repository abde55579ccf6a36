/* SPDX-License-Identifier: Apache-2.0 */
/* The tagger's model and what it gives. Private to facts/. */
#ifndef RU_FACTS_NAMES_TAGGER_H
#define RU_FACTS_NAMES_TAGGER_H

#include "facts/names/features.h"

enum { RU_NAME_LABELS = 13 };

struct ru_name_model {
	struct ru_str slots; /* borrowed from the pack */
	uint32_t lines;
	int16_t bias[RU_NAME_LABELS];
	int16_t step[RU_NAME_LABELS][RU_NAME_LABELS]; /* from, to; a stretch begins and ends as if O stood there */
};

/* False where the bytes are no model of this format; then *out is unmodified. Any bytes are safe. */
bool ru_name_model_open(struct ru_name_model *out, struct ru_str bytes);
/* Append the names that the model sees (struct ru_found_name, in the order of the page, none within another). */
int ru_names_read_tags(const struct ru_name_reader *n, const struct ru_name_model *model,
                       struct ru_vec *out) RU_MUST_CHECK;

#endif
