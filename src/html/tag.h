/* SPDX-License-Identifier: Apache-2.0 */
/* What the reader knows about each tag: its number by name, and the classes that the tree rules ask for (WHATWG
 * HTML 13.2.4.2, 13.2.6). */
#ifndef RU_HTML_TAG_H
#define RU_HTML_TAG_H

#include "html/html.h"

enum ru_tag_class {
	RU_TAG_CLASS_VOID = 1 << 0,
	RU_TAG_CLASS_RAWTEXT = 1 << 1,  /* text up to its end tag, as it is */
	RU_TAG_CLASS_RCDATA = 1 << 2,   /* text up to its end tag, references decoded */
	RU_TAG_CLASS_SPECIAL = 1 << 3,  /* the standard's "special" category */
	RU_TAG_CLASS_BLOCK = 1 << 4,    /* begins a new block when shown */
	RU_TAG_CLASS_CLOSES_P = 1 << 5, /* its start tag ends an open p */
	RU_TAG_CLASS_SCOPED = 1 << 6,   /* its end tag closes it where it is in scope, whatever is open above it */
	RU_TAG_CLASS_FORMAT = 1 << 7,   /* formatting element */
	RU_TAG_CLASS_SCOPE = 1 << 8,    /* bounds the default scope */
	RU_TAG_CLASS_HEAD = 1 << 9,     /* may stand in head */
	RU_TAG_CLASS_HEADING = 1 << 10,
	RU_TAG_CLASS_BREAKOUT = 1 << 11, /* its start tag ends svg and math */
	RU_TAG_CLASS_TABLE = 1 << 12     /* a part of a table: caption, colgroup, tbody, tr, td, ... */
};

/* The number of the name, any case; RU_TAG_UNKNOWN where it has none. O(1). */
uint16_t ru_tag_find(struct ru_str name);
/* enum ru_tag_class of a tag, or'ed. */
unsigned ru_tag_classes(uint16_t tag);
/* Its name in lower case; empty for RU_TAG_UNKNOWN. */
struct ru_str ru_tag_name(uint16_t tag);

#endif
