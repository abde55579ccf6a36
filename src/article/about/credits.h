/* SPDX-License-Identifier: Apache-2.0 */
/* Credits of a page on their way to the article. Private to about/. */
#ifndef RU_ARTICLE_ABOUT_CREDITS_H
#define RU_ARTICLE_ABOUT_CREDITS_H

#include "article/draft.h"

/* The page, and the tables that are asked of its words. */
struct ru_credit_reader {
	struct ru_draft *d;
	uint32_t credits, agencies, media;
};

/* Add a credit, where the name is not the page's own and not there yet. */
int ru_credit_put(const struct ru_credit_reader *r, const struct ru_credit *with) RU_MUST_CHECK;
struct ru_place ru_credit_no_place(void);
/* The place of a range of page text. */
struct ru_place ru_credit_place(const struct ru_credit_reader *r, uint32_t begin, uint32_t end);
uint32_t ru_credit_first_char(struct ru_str s);

/* credit_brackets.c: agencies and outlets in the brackets of datelines and sign-offs, "JAKARTA (ANTARA) -",
 * "(ANT/rim)". */
int ru_credits_in_brackets(const struct ru_credit_reader *r) RU_MUST_CHECK;

#endif
