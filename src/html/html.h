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
	    4, /* element of unknown tag whose name (text, text_len) stands in ru_html.text; else it is the source's */
	RU_NODE_BLANK = 8 /* TEXT: nothing but white space of HTML. Not set on every such text */
};

/* Attributes that are asked for often: their names are told apart once, when they are read. */
enum ru_attr_number {
	RU_ATTR_OTHER,
	RU_ATTR_CLASS,
	RU_ATTR_ID,
	RU_ATTR_REL,
	RU_ATTR_ITEMPROP,
	RU_ATTR_ROLE,
	RU_ATTR_HIDDEN,
	RU_ATTR_STYLE,
	RU_ATTR_HREF,
	RU_ATTR_CONTENT,
	RU_ATTR_NAME,
	RU_ATTR_PROPERTY,
	RU_ATTR_TYPE,
	RU_ATTR_DATETIME,
	RU_ATTR_LANG
};

/* The number of a name in lower case. Where the name is a constant the compiler knows the answer. */
static inline uint8_t ru_attr_number(struct ru_str name)
{
#define IS(literal) (memcmp(name.ptr, literal, sizeof(literal) - 1) == 0)
	switch (name.len) {
	case 2:
		return IS("id") ? RU_ATTR_ID : RU_ATTR_OTHER;
	case 3:
		return IS("rel") ? RU_ATTR_REL : RU_ATTR_OTHER;
	case 4:
		return IS("href")   ? RU_ATTR_HREF
		       : IS("name") ? RU_ATTR_NAME
		       : IS("type") ? RU_ATTR_TYPE
		       : IS("role") ? RU_ATTR_ROLE
		       : IS("lang") ? RU_ATTR_LANG
		                    : RU_ATTR_OTHER;
	case 5:
		return IS("class") ? RU_ATTR_CLASS : IS("style") ? RU_ATTR_STYLE : RU_ATTR_OTHER;
	case 6:
		return IS("hidden") ? RU_ATTR_HIDDEN : RU_ATTR_OTHER;
	case 7:
		return IS("content") ? RU_ATTR_CONTENT : RU_ATTR_OTHER;
	case 8:
		return IS("itemprop")   ? RU_ATTR_ITEMPROP
		       : IS("property") ? RU_ATTR_PROPERTY
		       : IS("datetime") ? RU_ATTR_DATETIME
		                        : RU_ATTR_OTHER;
	default:
		return RU_ATTR_OTHER;
	}
#undef IS
}

struct ru_html_attr {
	struct ru_str name;  /* lower case */
	struct ru_str value; /* decoded */
	uint32_t begin, end; /* source of the value, without the quotation marks */
	bool plain;          /* value == source bytes: offsets inside map one to one */
	uint8_t number;      /* enum ru_attr_number */
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
	uint32_t numbers;    /* bit n is set where it has the attribute of enum ru_attr_number n */
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
bool ru_html_attr_find(const struct ru_html *html, uint32_t node, uint8_t number, struct ru_str name,
                       struct ru_str *value, const struct ru_html_attr **attr);
static inline bool ru_html_attr(const struct ru_html *html, uint32_t node, struct ru_str name, struct ru_str *value,
                                const struct ru_html_attr **attr)
{
	uint8_t number = ru_attr_number(name);

	if ((html->nodes[node].numbers >> number & 1) == 0)
		return false;
	return ru_html_attr_find(html, node, number, name, value, attr);
}
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
