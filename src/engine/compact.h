/* SPDX-License-Identifier: Apache-2.0 */
/* Keep what was read from a page in no more memory than it needs. Private to engine/. */
#ifndef RU_ENGINE_COMPACT_H
#define RU_ENGINE_COMPACT_H

#include "record/article.h"
#include "record/facts.h"
#include "record/language.h"

/* Copy all that the four point to into the arena, in one block of just that size, and point them there; nothing of them
 * borrows the raw page any more. On failure they are of no use any more. */
int ru_engine_compact(struct ru_article *article, struct ru_language *language, struct ru_facts *facts,
                      struct ru_str *source, struct ru_arena *arena) RU_MUST_CHECK;
/* A word as it is printed and compared, where that is not what stands on the page ("Ra&shy;ka" is Raka), from the
 * arena. */
int ru_engine_compact_word(struct ru_str *word, struct ru_arena *arena) RU_MUST_CHECK;

#endif
