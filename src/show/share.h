/* SPDX-License-Identifier: Apache-2.0 */
/* A shared text in words, the same in every format: how much one page has of another, and what speaks for it. */
#ifndef RU_SHOW_SHARE_H
#define RU_SHOW_SHARE_H

#include "show/say.h"

/* The page that took the text, by the direction; RU_NONE where that is not known. */
uint32_t ru_copy_taker(const struct ru_copy *copy);
/* Percent of the words of this page of the copy (a or b) that both have, 0..100. */
uint32_t ru_copy_percent(const struct ru_copy *copy, uint32_t page);

/* "took almost all of its text from <other>: 96 %, 340 words, word for word", for the taker; where the direction is not
 * known "shares ... with <other>", for the given page. */
void ru_say_share(const struct ru_voice *voice, const struct ru_copy *copy, uint32_t page, struct ru_str other);
/* Whether there is something to say for the direction. */
bool ru_copy_has_proof(const struct ru_copy *copy);
/* "Evidence: published later; names it as its source": what speaks for the direction, heaviest first; nothing where
 * nothing does. */
void ru_say_proof(const struct ru_voice *voice, const struct ru_copy *copy);

#endif
