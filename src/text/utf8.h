/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8 (RFC 3629) and character classes from the Unicode tables; no language, no locale. */
#ifndef RU_TEXT_UTF8_H
#define RU_TEXT_UTF8_H

#include "base/buf.h"

#define RU_UTF8_BAD 0xFFFDu

/* The code point at *pos and *pos moved behind it. A byte that begins no valid sequence gives RU_UTF8_BAD and
 * moves by one. *pos must be < s.len. */
static inline uint32_t ru_utf8_next(struct ru_str s, size_t *pos);
/* The code point that ends at *pos, and *pos moved to its start. *pos must be > 0. */
uint32_t ru_utf8_prev(struct ru_str s, size_t *pos);
/* Write cp (1 to 4 bytes) to out, return the count. Surrogates and values over 10FFFF become U+FFFD. */
size_t ru_utf8_put(uint32_t cp, char out[4]);
void ru_utf8_append(struct ru_buf *buf, uint32_t cp);
bool ru_utf8_valid(struct ru_str s);
/* The same without the processor's wider instructions, for the tests. */
bool ru_utf8_valid_plain(struct ru_str s);
/* True where pos is the start of a character or the end of s. */
static inline bool ru_utf8_boundary(struct ru_str s, size_t pos)
{
	return pos >= s.len || ((unsigned char)s.ptr[pos] & 0xC0) != 0x80;
}

/* Each has a short way for ASCII, which most characters are, and goes to the tables for the rest. */
static inline bool ru_char_is_letter(uint32_t cp); /* L*, and M* (a mark belongs to its letter) */
bool ru_char_is_mark(uint32_t cp);                 /* M* */
bool ru_char_is_punctuation(uint32_t cp);          /* P* */
static inline bool ru_char_is_digit(uint32_t cp);  /* Nd */
static inline bool ru_char_is_upper(uint32_t cp);  /* Lu, Lt */
static inline bool ru_char_is_lower(uint32_t cp);
static inline bool ru_char_is_space(uint32_t cp); /* Z*, TAB, LF, VT, FF, CR, NEL; and U+FEFF */
/* U+00AD, U+200B..U+200F, U+202A..U+202E, U+2060..U+2069, U+FEFF */
static inline bool ru_char_is_zero_width(uint32_t cp);
/* Those, and what only says how to draw the character before: U+FE00..U+FE0F, U+E0000..U+E0FFF (tags, variation
 * selectors). No word differs by them. */
static inline bool ru_char_is_ignored(uint32_t cp);
static inline bool ru_char_is_dash(uint32_t cp); /* Pd and U+2212 */
/* Han, kana, Hangul is not in it; Thai, Lao, Khmer, Burmese: each grapheme is a word. */
bool ru_char_is_unspaced(uint32_t cp);
/* Simple lower case. */
static inline uint32_t ru_char_lower(uint32_t cp);

/* Terminal columns of the character: 0 for marks and controls, 2 for wide ones. */
int ru_char_width(uint32_t cp);

/* ---- the ways for what is no ASCII; ask the functions above ---- */

uint32_t ru_utf8_next_wide(struct ru_str s, size_t *pos);
bool ru_wide_is_letter(uint32_t cp);
bool ru_wide_is_digit(uint32_t cp);
bool ru_wide_is_upper(uint32_t cp);
bool ru_wide_is_lower(uint32_t cp);
bool ru_wide_is_space(uint32_t cp);
bool ru_wide_is_zero_width(uint32_t cp);
bool ru_wide_is_ignored(uint32_t cp);
bool ru_wide_is_dash(uint32_t cp);
uint32_t ru_wide_lower(uint32_t cp);

static inline uint32_t ru_utf8_next(struct ru_str s, size_t *pos)
{
	unsigned char first = (unsigned char)s.ptr[*pos];

	if (first >= 0x80)
		return ru_utf8_next_wide(s, pos);
	++*pos;
	return first;
}

static inline bool ru_char_is_letter(uint32_t cp) { return cp < 0x80 ? (cp | 0x20) - 'a' < 26 : ru_wide_is_letter(cp); }
static inline bool ru_char_is_digit(uint32_t cp) { return cp < 0x80 ? cp - '0' < 10 : ru_wide_is_digit(cp); }
static inline bool ru_char_is_upper(uint32_t cp) { return cp < 0x80 ? cp - 'A' < 26 : ru_wide_is_upper(cp); }
static inline bool ru_char_is_lower(uint32_t cp) { return cp < 0x80 ? cp - 'a' < 26 : ru_wide_is_lower(cp); }
static inline bool ru_char_is_space(uint32_t cp)
{
	return cp < 0x80 ? cp == ' ' || cp - '\t' <= '\r' - '\t' : ru_wide_is_space(cp);
}
static inline bool ru_char_is_zero_width(uint32_t cp) { return cp >= 0x80 && ru_wide_is_zero_width(cp); }
static inline bool ru_char_is_ignored(uint32_t cp) { return cp >= 0x80 && ru_wide_is_ignored(cp); }
static inline bool ru_char_is_dash(uint32_t cp) { return cp < 0x80 ? cp == '-' : ru_wide_is_dash(cp); }
static inline uint32_t ru_char_lower(uint32_t cp)
{
	return cp >= 0x80 ? ru_wide_lower(cp) : cp - 'A' < 26 ? cp + 0x20 : cp;
}

#endif
