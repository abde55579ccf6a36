/* SPDX-License-Identifier: Apache-2.0 */
/* Which characters of a page may not reach a reader as they are. Every output format asks here, so that all agree. */
#ifndef RU_SHOW_HOSTILE_H
#define RU_SHOW_HOSTILE_H

#include <stdbool.h>
#include <stdint.h>

/* Control characters (C0, DEL, C1) - those that move the cursor, colour the screen or ring the bell. */
static inline bool ru_char_is_control(uint32_t cp) { return cp < 0x20 || (cp >= 0x7f && cp < 0xa0); }

/* Characters that reorder what stands around them, or that break a line (Unicode UAX #9, UTR #36). The marks LRM and
 * RLM are among them: they are invisible, and page text stands in isolates anyway. */
static inline bool ru_char_is_reordering(uint32_t cp)
{
	return cp == 0x61c || cp == 0x200e || cp == 0x200f || (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

/* Interlinear annotations and tag characters: they hide text. */
static inline bool ru_char_is_hiding(uint32_t cp)
{
	return (cp >= 0xfff9 && cp <= 0xfffb) || (cp >= 0xe0000 && cp <= 0xe007f);
}

static inline bool ru_char_is_hostile(uint32_t cp)
{
	return ru_char_is_control(cp) || ru_char_is_reordering(cp) || ru_char_is_hiding(cp);
}

#endif
