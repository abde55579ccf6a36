/* SPDX-License-Identifier: Apache-2.0 */
/* What the tagger gives. Private to facts/. */
#ifndef RU_FACTS_NAMES_TAGGER_H
#define RU_FACTS_NAMES_TAGGER_H

#include "facts/names/emission.h"

/* Append the names that the model sees (struct ru_found_name, in the order of the page, none within another). */
int ru_names_read_tags(const struct ru_name_reader *n, const struct ru_name_model *model,
                       struct ru_vec *out) RU_MUST_CHECK;

/* The best label of each of count words that are scored, at most RU_NAME_STRETCH of them; plain: without the
 * processor's own instructions. For the tests. RU_ENOMEM or 0. */
int ru_names_label(const struct ru_name_model *model, const struct ru_name_score *score, uint32_t count, bool plain,
                   uint8_t *label, const struct ru_alloc *al) RU_MUST_CHECK;

#endif
