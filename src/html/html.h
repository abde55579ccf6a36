/* SPDX-License-Identifier: Apache-2.0 */
/* HTML bytes to a flat tree of nodes with spans.
 *
 * A tokenizer after the WHATWG HTML standard (13.2.5), then a flat array in document order with implied end tags; no
 * adoption agency, no foster parenting: bytes never move. Linear in time and memory on every input; every cap is a
 * notice. Reads UTF-8 (text/charset.h). */
#ifndef RU_HTML_HTML_H
#define RU_HTML_HTML_H

#include "base/limits.h"
#include "text/map.h"

enum ru_node_kind { RU_NODE_ELEMENT, RU_NODE_TEXT, RU_NODE_COMMENT, RU_NODE_DOCTYPE };

enum ru_node_flags {
	RU_NODE_CUT = 1,      /* a or b that ended (close_end) inside an open block, "<a><div>x</a>y</div>": what begins
	                         behind close_end      is in its subtree, but no longer its own */
	RU_NODE_UNCLOSED = 2, /* no end tag of its own */
	RU_NODE_NAME_LOWERED =
	    4 /* element of unknown tag whose name (text, text_len) stands in ru_html.text; else it is the source's */
};

struct ru_html_attr {
	struct ru_str name;  /* lower case */
	struct ru_str value; /* decoded */
	uint32_t begin, end; /* source of the value, without the quotation marks */
	bool plain;          /* value == source bytes: offsets inside map one to one */
};

struct ru_html_node {
	uint8_t kind;  /* enum ru_node_kind */
	uint8_t flags; /* enum ru_node_flags */
	uint16_t tag;  /* enum ru_tag, RU_TAG_UNKNOWN for others */
	uint16_t depth;
	uint16_t attr_count;
	uint32_t parent;     /* node index; 0 is the root (a document node of kind ELEMENT, tag RU_TAG_UNKNOWN) */
	uint32_t next;       /* first node behind the subtree: children are i+1 .. next */
	uint32_t begin, end; /* source: the start tag, the text, the comment */
	uint32_t close_end;  /* source end of the whole element */
	uint32_t attr;       /* first attribute in attrs */
	uint32_t text;       /* TEXT: offset in ru_html.text; COMMENT: likewise; unknown ELEMENT: its name */
	uint32_t text_len;
};

struct ru_html_notice {
	const char *kind; /* "depth", "attributes", "nodes", "bytes" */
	uint32_t begin, end;
};

struct ru_html {
	struct ru_str source;
	struct ru_html_node *nodes;
	uint32_t node_count;
	struct ru_html_attr *attrs;
	uint32_t attr_count;
	struct ru_str text;     /* decoded text of all text nodes, one after the other */
	struct ru_map_view map; /* text -> source */
	struct ru_html_notice *notices;
	uint32_t notice_count;
};

/* Read source (UTF-8; invalid bytes are U+FFFD). Everything lives in the arena and borrows source. */
int ru_html_read(struct ru_html *out, struct ru_str source, const struct ru_limits *limits, struct ru_arena *arena,
                 const struct ru_alloc *al, struct ru_error *err) RU_MUST_CHECK;

/* Value of an attribute of node i; false where it has none. name in lower case. */
bool ru_html_attr(const struct ru_html *html, uint32_t node, struct ru_str name, struct ru_str *value,
                  const struct ru_html_attr **attr);
/* Whether the content of the element holds the node: it is in its subtree, and does not begin behind the end of a cut
 * element. */
static inline bool ru_html_holds(const struct ru_html *html, uint32_t element, uint32_t node)
{
	const struct ru_html_node *at = &html->nodes[element];

	return node > element && node < at->next &&
	       !((at->flags & RU_NODE_CUT) && html->nodes[node].begin >= at->close_end);
}
/* Name of the element as written, lower case (a slice or a constant). */
struct ru_str ru_html_tag_name(const struct ru_html *html, uint32_t node);

/* Tags known by number: RU_TAG_A, RU_TAG_ARTICLE, ... in html/tags.h (generated order: alphabetical). */
#include "html/tags.h"

/* Classes of a tag, for article/. */
bool ru_tag_is_block(uint16_t tag); /* starts a new block when shown: p, div, li, h1, td, ... */
bool ru_tag_is_raw(uint16_t tag);   /* script, style, ...: its text is not page text */

#endif
