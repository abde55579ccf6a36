/* SPDX-License-Identifier: Apache-2.0 */
/* What a page says, read alone: words, sentences, names, dates, figures, statements - with one pack. */
#ifndef RU_FACTS_FACTS_H
#define RU_FACTS_FACTS_H

#include "base/limits.h"
#include "pack/lexicon.h"
#include "record/article.h"
#include "record/facts.h"

struct ru_facts_options {
	const struct ru_packs *packs;
	const struct ru_pack *pack; /* of the page's language; NULL: the parts that need no language */
	const struct ru_limits *limits;
	const struct ru_alloc *al;
	struct ru_lexicon
	    *lexicon; /* made with the pack "all"; the same for all pages of a thread; NULL: none is kept */
};

/* Read all facts of the article into the arena. */
int ru_facts_read(struct ru_facts *out, const struct ru_article *article, const struct ru_facts_options *options,
                  struct ru_arena *arena, struct ru_error *err) RU_MUST_CHECK;

#endif
