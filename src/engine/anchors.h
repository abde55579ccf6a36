/* SPDX-License-Identifier: Apache-2.0 */
/* Facts to anchors: what match/ compares pages by, in any language. */
#ifndef RU_ENGINE_ANCHORS_H
#define RU_ENGINE_ANCHORS_H

#include "record/match.h"

/* Fill doc->anchors and doc->anchor_count from doc->article and doc->facts; the anchors live in the arena, by key. One
 * anchor a key:
 *
 *   words    the stem of each word that is no function word and no number; the background rarity of the page's pack
 *   names    the words of each name without accents, and the whole name where it has several: all types share one key
 * space, since pages (and languages) disagree about types; a known agency or place counts by its canonical name too
 *   numbers  the exact value with its unit; round and small ones weigh little
 *   dates    month and day of dates that name a day ("30 November" and 2024-11-30 meet), with the day where it is known
 *
 * O(n log n). On failure doc is as it was. */
int ru_engine_anchors(struct ru_doc *doc, struct ru_arena *arena, const struct ru_alloc *al) RU_MUST_CHECK;

#endif
