/* SPDX-License-Identifier: Apache-2.0 */
/* The open elements while a tree is read, and the rules by which tags end them. Inner to html/.
 *
 * Each question of the rules ("is a p open in button scope?") is answered in O(1): every open element knows the one
 * below it with the same name, and the nearest element below that bounds each kind of scope. So hostile nesting costs
 * no more than other bytes. */
#ifndef RU_HTML_TREE_H
#define RU_HTML_TREE_H

#include "base/hash.h"
#include "html/token.h"

/* What bounds a look down the stack. */
enum ru_scope {
	RU_SCOPE_DEFAULT,
	RU_SCOPE_BUTTON, /* for p */
	RU_SCOPE_LIST,   /* for </li> */
	RU_SCOPE_TABLE,
	RU_SCOPE_ITEM,    /* for <li>, <dd>, <dt>: any special element but address, div, p */
	RU_SCOPE_SPECIAL, /* for end tags of inline elements: any special element */
	RU_SCOPES
};

/* An open element. Entry 0 is the root. */
struct ru_open {
	uint32_t node;
	uint32_t name;             /* enum ru_tag, or RU_TAG_COUNT and more for other names */
	uint32_t below;            /* nearest open element of the same name below, or 0 */
	uint16_t bound[RU_SCOPES]; /* nearest entry at or below this one that bounds the scope; 0 the root */
};

struct ru_hidden {
	uint32_t round;
	uint32_t count;
};

struct ru_tree {
	struct ru_tokens tokens;
	struct ru_vec nodes; /* struct ru_html_node */
	struct ru_vec open;  /* struct ru_open */
	struct ru_vec last;  /* uint32_t by name: the topmost open element of it, or 0 */
	struct ru_vec
	    hidden; /* struct ru_hidden by name: those opened beyond the depth cap, which are nodes but not open */
	uint32_t hidden_round; /* hidden counts of another round are 0 */
	bool any_hidden;
	struct ru_index names; /* hash of an unknown name to its number */
	struct ru_buf text;
	struct ru_map map;
	uint32_t depth_max;
	uint32_t foreign_name; /* RU_TAG_SVG or RU_TAG_MATH while one is open, else 0 */
	uint32_t foreign;      /* how many of them */
	uint32_t foreign_html; /* open foreignObject and the like in them */
	struct ru_html_notice notices[4];
	uint32_t notice_count;
	bool full; /* no more nodes: reading ends */
};

static inline const struct ru_open *ru_tree_top(const struct ru_tree *tree)
{
	return RU_VEC_AT(&tree->open, const struct ru_open, tree->open.len - 1);
}
static inline uint32_t ru_tree_last(const struct ru_tree *tree, uint32_t name)
{
	return *RU_VEC_AT(&tree->last, const uint32_t, name);
}
/* The topmost open element of the name within the scope, or 0. */
static inline uint32_t ru_tree_in_scope(const struct ru_tree *tree, uint32_t name, enum ru_scope scope)
{
	uint32_t at = ru_tree_last(tree, name);

	return at >= ru_tree_top(tree)->bound[scope] ? at : 0;
}

/* open.c */
int ru_tree_init(struct ru_tree *tree, struct ru_str source, const struct ru_limits *limits, struct ru_arena *arena,
                 const struct ru_alloc *al) RU_MUST_CHECK;
void ru_tree_release(struct ru_tree *tree);
/* The number of a token's name; unknown names are given one when fresh is set, else the answer may be 0. */
int ru_tree_name(struct ru_tree *tree, const struct ru_token *token, bool fresh, uint32_t *name) RU_MUST_CHECK;
/* A new node under the topmost open element; NULL at the cap (tree->full is set then) or without memory. */
struct ru_html_node *ru_tree_add(struct ru_tree *tree, enum ru_node_kind kind,
                                 const struct ru_token *token) RU_MUST_CHECK;
/* Open the last node. Beyond the depth cap it stays without children. */
int ru_tree_push(struct ru_tree *tree, uint32_t name) RU_MUST_CHECK;
/* Take one element of the name back that was opened beyond the depth cap; false where there is none. */
bool ru_tree_unhide(struct ru_tree *tree, uint32_t name);
/* Close all open elements from entry `at` (> 0) up. The last one's end tag, if that is what closes it, ends at end; the
 * others end at begin. */
void ru_tree_pop(struct ru_tree *tree, uint32_t at, uint32_t begin, uint32_t end, bool by_end_tag);
/* Note that a cap was reached at [begin, end); one notice for each kind, from its first place to its last. kind is a
 * constant. */
void ru_tree_notice(struct ru_tree *tree, const char *kind, uint32_t begin, uint32_t end);

/* rules.c: which open elements a tag ends. */
enum ru_rule { RU_RULE_DROP, RU_RULE_INSERT };
enum ru_rule ru_rules_start(struct ru_tree *tree, const struct ru_token *token, unsigned classes);
/* INSERT: the end tag stands for an empty element ("</p>", "</br>"). */
enum ru_rule ru_rules_end(struct ru_tree *tree, const struct ru_token *token, uint32_t name, unsigned classes);
/* Text that is not white space ends an open head. */
void ru_rules_text(struct ru_tree *tree, const struct ru_token *token);

/* foreign.c: svg and math are one node each; what is inside is read over. True where the token is used up. */
bool ru_foreign_token(struct ru_tree *tree, const struct ru_token *token, unsigned classes);
/* The svg or math element that was just opened begins. */
void ru_foreign_enter(struct ru_tree *tree, uint32_t name);

#endif
