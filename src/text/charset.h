/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes of any charset to UTF-8, with the map back (WHATWG Encoding Standard labels and tables). */
#ifndef RU_TEXT_CHARSET_H
#define RU_TEXT_CHARSET_H

#include "text/map.h"

/* The canonical WHATWG name of a label ("latin1" -> "windows-1252"), or an empty string. */
struct ru_str ru_charset_name(struct ru_str label);

/* What a page was read as. Names are constants. */
struct ru_charset {
	struct ru_str name;
	struct ru_str passed_over; /* what the page or its header declares and the bytes deny; else empty */
	bool guessed;              /* nothing that is declared fits: windows-1252 for want of anything better */
	bool by_letters;           /* nothing that is declared fits: told by which letters and pairs the bytes make */
};

/* Decide the charset of a page and decode it. Order: BOM; stated (an HTTP or archive header); <meta charset> among the
 * first 1024 bytes where is_html; valid UTF-8; the charset whose letters or pairs the bytes make, where they do so
 * clearly; else windows-1252. Several characters of valid UTF-8 outweigh any declaration but a BOM; a declared UTF-8
 * that is not UTF-8 falls back on the next in order, and so does any other charset that the bytes clearly deny. UTF-16
 * is in the order that its zero bytes show. *out is bytes itself (and *map the identity) where it is UTF-8 without BOM;
 * else a copy in the arena. */
int ru_charset_decode(struct ru_str bytes, struct ru_str stated, bool is_html, struct ru_arena *arena,
                      const struct ru_alloc *al, struct ru_str *out, struct ru_map_view *map, struct ru_charset *found,
                      struct ru_error *err) RU_MUST_CHECK;

#endif
