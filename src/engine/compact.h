/* SPDX-License-Identifier: Apache-2.0 */
/* Keep the facts of a page in no more memory than they need. Private to engine/. */
#ifndef RU_ENGINE_COMPACT_H
#define RU_ENGINE_COMPACT_H

#include "record/article.h"
#include "record/facts.h"

/* Copy everything that facts point to, but for slices of text, into the arena; *facts then points there. On failure
 * *facts is of no use any more. */
int ru_engine_compact(struct ru_facts *facts, struct ru_str text, struct ru_arena *arena) RU_MUST_CHECK;

#endif
