/* SPDX-License-Identifier: Apache-2.0 */
/* What choice.c, stretches.c and repeats.c share. Private to article/. */
#ifndef RU_ARTICLE_CHOICE_H
#define RU_ARTICLE_CHOICE_H

#include "article/draft.h"

/* HTML: what line i, which was taken for the text, is now that it is out: what its words or its markup name, else
 * related or other. */
uint8_t ru_choice_outside(const struct ru_draft *d, uint32_t i);
/* Lines that other pages of the site repeat leave the text (options->repeats; nothing where it is NULL). Once
 * datelines are known. RU_ENOMEM. */
int ru_repeats_apply(struct ru_draft *d) RU_MUST_CHECK;

/* The score of a line that is no text whatever stands around it. */
#define RU_NEVER_TEXT INT32_MIN
/* Which lines are the text, by their scores in 1/256 nat, chosen together. RU_ENOMEM. */
int ru_stretches_find(struct ru_draft *d, const int32_t *score, bool *in) RU_MUST_CHECK;
/* Put the lines of code in or out with what stands around them. */
void ru_stretches_take_code(const struct ru_draft *d, bool *in);

#endif
