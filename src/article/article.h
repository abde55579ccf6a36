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

/* What words are looked at with before packs are asked for furniture phrases (sieve.h): a bit for each hash. */
enum { RU_SIEVE_ALONE = 128, RU_SIEVE_PAIRS = 512 };
struct ru_sieve {
	uint64_t alone[RU_SIEVE_ALONE]; /* phrases of one word */
	uint64_t pairs[RU_SIEVE_PAIRS]; /* the first two words of others */
};
/* The sieve of these packs. O(their furniture phrases). */
void ru_sieve_make(struct ru_sieve *out, const struct ru_packs *packs);

struct ru_article_options {
	const struct ru_packs *packs;
	const struct ru_limits *limits;
	const struct ru_alloc *al;
	const struct ru_repeats *repeats; /* lines that leave the text of HTML pages; NULL: none */
	bool unsummed;                    /* sha256 is not wanted: it stays empty */
	const struct ru_sieve *sieve;     /* of the packs; NULL: none. What is read is the same with and without */
};

/* Read one page. All of *out lives in the arena and borrows page->bytes (the caller keeps both). A page without an
 * article has blocks of kind other, an empty clean text and a notice "no_article"; that is not a failure. */
int ru_article_read(struct ru_article *out, const struct ru_raw_page *page, const struct ru_article_options *options,
                    struct ru_arena *arena, struct ru_error *err) RU_MUST_CHECK;

/* A byte range of url that is its host as written, without www. */
struct ru_str ru_host_slice(struct ru_str url);

#endif
