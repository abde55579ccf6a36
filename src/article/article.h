/* SPDX-License-Identifier: Apache-2.0 */
/* Raw page to article: which bytes are the story, which are furniture, and what the page says about itself.
 *
 * Furniture, credit, byline and date words come from the union of all packs, since the language is not known yet. */
#ifndef RU_ARTICLE_ARTICLE_H
#define RU_ARTICLE_ARTICLE_H

#include "article/repeats.h"
#include "html/html.h"
#include "pack/pack.h"
#include "record/article.h"
#include "record/raw_page.h"
#include "values/values.h"

struct ru_article_options {
	const struct ru_packs *packs;
	const struct ru_limits *limits;
	const struct ru_alloc *al;
	const struct ru_repeats *repeats; /* lines that leave the text of HTML pages; NULL: none */
	bool unsummed;                    /* sha256 is not wanted: it stays empty */
};

/* Read one page. All of *out lives in the arena and borrows page->bytes (the caller keeps both). A page without an
 * article has blocks of kind other, an empty clean text and a notice "no_article"; that is not a failure. */
int ru_article_read(struct ru_article *out, const struct ru_raw_page *page, const struct ru_article_options *options,
                    struct ru_arena *arena, struct ru_error *err) RU_MUST_CHECK;

/* A byte range of url that is its host as written, without www. */
struct ru_str ru_host_slice(struct ru_str url);

#endif
