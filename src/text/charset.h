/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes of any charset to UTF-8, with the map back (WHATWG Encoding Standard labels and tables). */
#ifndef RU_TEXT_CHARSET_H
#define RU_TEXT_CHARSET_H

#include "text/map.h"

/* The canonical WHATWG name of a label ("latin1" -> "windows-1252"), or an empty string. */
struct ru_str ru_charset_name(struct ru_str label);

/* Decide the charset of a page and decode it. Order: BOM; stated (an HTTP or archive header); <meta charset> among the
 * first 1024 bytes where is_html; valid UTF-8; else windows-1252. A stated UTF-8 that is not valid UTF-8 falls back
 * likewise. *out is bytes itself (and *map the identity) where it is UTF-8 without BOM; else a copy in the arena. *name
 * is a constant. */
int ru_charset_decode(struct ru_str bytes, struct ru_str stated, bool is_html, struct ru_arena *arena,
                      const struct ru_alloc *al, struct ru_str *out, struct ru_map_view *map, struct ru_str *name,
                      struct ru_error *err) RU_MUST_CHECK;

#endif
