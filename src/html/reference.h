/* SPDX-License-Identifier: Apache-2.0 */
/* Character references ("&amp;", "&#8217;") and the decoding of source text, after WHATWG HTML 13.2.5.72 and following.
 *
 * Fed with a range of UTF-8 source, gives the text that it stands for, and the map back. Never reads past the range. */
#ifndef RU_HTML_REFERENCE_H
#define RU_HTML_REFERENCE_H

#include "text/map.h"

enum ru_html_decode_flags {
	RU_DECODE_REFERENCES = 1, /* "&amp;" is "&" */
	RU_DECODE_ATTRIBUTE = 2,  /* with the rules for attribute values: "?a=1&copy=2" stays */
	RU_DECODE_DROP_NUL = 4,   /* a zero byte is dropped; else it becomes U+FFFD */
	RU_DECODE_KEEP_NUL = 8    /* a zero byte stays */
};

/* What the whole source may hold, so that text without it is copied in one go. */
struct ru_html_source {
	struct ru_str text;
	bool valid;   /* UTF-8 without zero bytes */
	bool returns; /* it holds carriage returns */
};

/* Look at the source once. O(len). */
struct ru_html_source ru_html_source_look(struct ru_str text);

/* The reference that begins with the "&" at *pos, within [*pos, end): its one or two code points (second 0 where there
 * is one), and *pos moved behind it. False where none begins there. O(1) but for the digits of a numeric one, which are
 * used up. */
bool ru_html_reference(struct ru_str text, size_t *pos, size_t end, bool attribute, uint32_t *first, uint32_t *second);

/* Append the text of source [begin, end) to buf, and the pieces to map unless it is NULL. O(end - begin). Failures stay
 * in buf; the status returned is the map's. */
int ru_html_decode(struct ru_buf *buf, struct ru_map *map, const struct ru_html_source *source, uint32_t begin,
                   uint32_t end, unsigned flags) RU_MUST_CHECK;

/* Whether decoding [begin, end) would change anything. O(end - begin). */
bool ru_html_is_plain(const struct ru_html_source *source, uint32_t begin, uint32_t end, unsigned flags);

#endif
