/* SPDX-License-Identifier: Apache-2.0 */
/* Which charset the bytes of a page speak for, where nothing that is declared fits. Private to text/. */
#ifndef RU_TEXT_CHARSET_GUESS_H
#define RU_TEXT_CHARSET_GUESS_H

#include "base/alloc.h"

/* The charset that speaks clearly better for the bytes than the named one does, or an empty name; all are WHATWG names.
 * It must be clearer still where the page declares the named one (is_stated). Linear. */
int ru_charset_guess(struct ru_str bytes, struct ru_str named, bool is_stated, const struct ru_alloc *al,
                     struct ru_str *name) RU_MUST_CHECK;

/* "UTF-16LE" or "UTF-16BE" by where the zero bytes of ASCII markup stand, or NULL. Where the page does not declare
 * UTF-16 (is_stated), most characters of the beginning must be ASCII, and no byte zero on the other side. */
const char *ru_charset_zeros(struct ru_str bytes, bool is_stated);

/* The characters of the bytes from 0x80 on in a charset of single bytes, or NULL (charset.c, which has the tables). */
const uint16_t *ru_charset_table(const char *name);

#endif
