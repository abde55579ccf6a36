/* SPDX-License-Identifier: Apache-2.0 */
/* Folding: the form in which words are compared.
 *
 * Lower case, compatibility characters resolved (NFKC), accents kept, zero-width characters, variation selectors and
 * tags dropped, every white space a single space, every dash "-", every single quotation mark and apostrophe "'", every
 * double one '"', "..." for the ellipsis. Never longer than 3 times the input plus 16 bytes: longer expansions are kept
 * as they are. */
#ifndef RU_TEXT_FOLD_H
#define RU_TEXT_FOLD_H

#include "base/buf.h"

enum { RU_FOLD_SMALL = 128 };

/* Append the folded form of s. Invalid bytes become U+FFFD. White space at the ends is dropped. */
void ru_fold(struct ru_buf *buf, struct ru_str s);
/* The same into an arena. */
int ru_fold_copy(struct ru_arena *arena, struct ru_str s, struct ru_str *out) RU_MUST_CHECK;
/* The folded form of most strings of at most RU_FOLD_SMALL bytes, which is as long as they are; false for all others.
 */
bool ru_fold_small(struct ru_str s, char out[RU_FOLD_SMALL]);
/* Hash of the folded form of one word, without storing it; equals ru_hash64 of what ru_fold gives. Pure ASCII is fast.
 */
uint64_t ru_fold_hash(struct ru_str word);
/* The same of a word of 1 to 15 ASCII letters, given as numbers (see eight.h), what is behind its end being 0. */
uint64_t ru_fold_hash_letters(uint64_t first, uint64_t second, size_t len);
/* The same of one visible ASCII character that is no letter. */
uint64_t ru_fold_hash_mark(char mark);
/* Latin letters without accents, for comparing names ("Lukashenka" and "Łukašenka" do not become equal,
 * "José" and "Jose" do): appended folded form with marks removed. */
void ru_fold_bare(struct ru_buf *buf, struct ru_str s);
/* What a reader sees of s, for printing: each run of white space ("Raka&nbsp;  Wisesa") one space, none at the ends;
 * soft hyphens and the marks that steer direction dropped, joiners and all else as it is. True where that differs from
 * s. With NULL for buf it only says whether. */
bool ru_fold_seen(struct ru_buf *buf, struct ru_str s);

#endif
