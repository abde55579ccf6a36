/* SPDX-License-Identifier: Apache-2.0 */
/* Which language a page and its passages are in. */
#ifndef RU_LANGUAGE_LANGUAGE_H
#define RU_LANGUAGE_LANGUAGE_H

#include "pack/lexicon.h"
#include "record/article.h"
#include "record/language.h"

/* The language of a bare text: a BCP 47 tag (a constant or a string of the packs) and 0..100. */
struct ru_str ru_language_guess(const struct ru_packs *packs, struct ru_str text, uint32_t *confidence);

/* The language of a page by the blocks of its article; a stated language decides only between close ones. What is found
 * of its words is kept beside the lexicon for the pages behind it; NULL: it is not kept. */
int ru_language_read(struct ru_language *out, const struct ru_article *article, const struct ru_packs *packs,
                     struct ru_lexicon *lexicon, struct ru_arena *arena, const struct ru_alloc *al) RU_MUST_CHECK;

#endif
