/* SPDX-License-Identifier: Apache-2.0 */
/* Places in a page.
 *
 * Two coordinate systems. A span is a half-open range of raw input bytes; it is what leaves the program. A range is a
 * half-open range of the page text (struct ru_article.text): all blocks of the page, decoded, "\n\n" between;
 * it is what the stages compute with. A place holds both. */
#ifndef RU_RECORD_SPAN_H
#define RU_RECORD_SPAN_H

#include "base/str.h"

#define RU_NONE UINT32_MAX

struct ru_range {
	uint32_t begin, end;
};

/* Which value of the input the bytes are counted in. */
enum ru_field {
	RU_FIELD_PAGE,
	RU_FIELD_TITLE,
	RU_FIELD_OUTLET,
	RU_FIELD_DATE,
	RU_FIELD_URL,
	RU_FIELD_AUTHOR,
	RU_FIELD_MODIFIED
};

struct ru_span {
	uint32_t begin, end; /* both RU_NONE: no span (a value that the record itself gave without text) */
	uint32_t field;      /* enum ru_field */
};

struct ru_place {
	struct ru_range at; /* page text; begin RU_NONE where the words stand outside every block (meta, JSON-LD) */
	struct ru_span span;
	uint32_t block; /* index in ru_article.blocks, or RU_NONE */
};

static inline bool ru_range_overlap(struct ru_range a, struct ru_range b) { return a.begin < b.end && b.begin < a.end; }

#endif
