/* SPDX-License-Identifier: Apache-2.0 */
/* The decoders behind charset.h: source bytes appended as UTF-8, with a piece of the map for each character that
 * changed. Private to text/. */
#ifndef RU_TEXT_DECODE_H
#define RU_TEXT_DECODE_H

#include "text/map.h"

struct ru_decoder {
	struct ru_str bytes;
	size_t at; /* next source byte */
	struct ru_buf text;
	struct ru_map map;
};

void ru_decoder_init(struct ru_decoder *decoder, struct ru_str bytes, size_t at, const struct ru_alloc *al);
void ru_decoder_release(struct ru_decoder *decoder);

/* Each decodes from decoder->at to the end: 0, RU_ENOMEM or RU_ELIMIT. Linear. */
int ru_decode_single(struct ru_decoder *decoder, const uint16_t table[128]) RU_MUST_CHECK;
int ru_decode_utf16(struct ru_decoder *decoder, bool big_endian) RU_MUST_CHECK;
int ru_decode_utf8(struct ru_decoder *decoder) RU_MUST_CHECK;
/* name is the WHATWG name of a multi-byte charset. Where the system does not know it, all but ASCII is U+FFFD. */
int ru_decode_iconv(struct ru_decoder *decoder, const char *name) RU_MUST_CHECK;

#endif
