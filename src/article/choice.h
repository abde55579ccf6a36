/* SPDX-License-Identifier: Apache-2.0 */
/* What repeats.c and choice.c share. Private to article/. */
#ifndef RU_ARTICLE_CHOICE_H
#define RU_ARTICLE_CHOICE_H

#include "article/draft.h"

/* HTML: what line i, which was taken for the text, is now that it is out: what its words or its markup name, else
 * related or other. */
uint8_t ru_choice_outside(const struct ru_draft *d, uint32_t i);
/* Lines that other pages of the site repeat leave the text (options->repeats; nothing where it is NULL). Once
 * datelines are known. RU_ENOMEM. */
int ru_repeats_apply(struct ru_draft *d) RU_MUST_CHECK;

#endif
