/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8 (RFC 3629) and character classes from the Unicode tables; no language, no locale. */
#ifndef RU_TEXT_UTF8_H
#define RU_TEXT_UTF8_H

#include "base/buf.h"

#define RU_UTF8_BAD 0xFFFDu

/* The code point at *pos and *pos moved behind it. A byte that begins no valid sequence gives RU_UTF8_BAD and
 * moves by one. *pos must be < s.len. */
uint32_t ru_utf8_next(struct ru_str s, size_t *pos);
/* The code point that ends at *pos, and *pos moved to its start. *pos must be > 0. */
uint32_t ru_utf8_prev(struct ru_str s, size_t *pos);
/* Write cp (1 to 4 bytes) to out, return the count. Surrogates and values over 10FFFF become U+FFFD. */
size_t ru_utf8_put(uint32_t cp, char out[4]);
void ru_utf8_append(struct ru_buf *buf, uint32_t cp);
bool ru_utf8_valid(struct ru_str s);
/* True where pos is the start of a character or the end of s. */
static inline bool ru_utf8_boundary(struct ru_str s, size_t pos)
{
	return pos >= s.len || ((unsigned char)s.ptr[pos] & 0xC0) != 0x80;
}

bool ru_char_is_letter(uint32_t cp);      /* L*, and M* (a mark belongs to its letter) */
bool ru_char_is_mark(uint32_t cp);        /* M* */
bool ru_char_is_punctuation(uint32_t cp); /* P* */
bool ru_char_is_digit(uint32_t cp);       /* Nd */
bool ru_char_is_upper(uint32_t cp);       /* Lu, Lt */
bool ru_char_is_lower(uint32_t cp);
bool ru_char_is_space(uint32_t cp);      /* Z*, TAB, LF, VT, FF, CR, NEL; and U+FEFF */
bool ru_char_is_zero_width(uint32_t cp); /* U+00AD, U+200B..U+200F, U+202A..U+202E, U+2060..U+2069, U+FEFF */
bool ru_char_is_dash(uint32_t cp);       /* Pd and U+2212 */
/* Han, kana, Hangul is not in it; Thai, Lao, Khmer, Burmese: each grapheme is a word. */
bool ru_char_is_unspaced(uint32_t cp);
/* Simple lower case. */
uint32_t ru_char_lower(uint32_t cp);

/* Terminal columns of the character: 0 for marks and controls, 2 for wide ones. */
int ru_char_width(uint32_t cp);

#endif
