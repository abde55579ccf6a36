/* SPDX-License-Identifier: Apache-2.0 */
/* Which open elements a tag ends, after WHATWG HTML 13.2.6 without adoption and foster parenting: bytes never move.
 *
 * Fed with the tags in turn; closes open elements. It never adds a node. */
#include "html/tag.h"
#include "html/tree.h"

static const uint16_t headings[] = {RU_TAG_H1, RU_TAG_H2, RU_TAG_H3, RU_TAG_H4, RU_TAG_H5, RU_TAG_H6};

/* Close the topmost element of the name in scope, for a start tag. */
static void close_open(struct ru_tree *tree, uint16_t name, enum ru_scope scope, uint32_t begin)
{
	uint32_t at = ru_tree_in_scope(tree, name, scope);

	if (at != 0)
		ru_tree_pop(tree, at, begin, begin, false);
}

static bool top_is(const struct ru_tree *tree, uint16_t name) { return ru_tree_top(tree)->name == name; }

static void close_top(struct ru_tree *tree, uint32_t begin)
{
	ru_tree_pop(tree, (uint32_t)tree->open.len - 1, begin, begin, false);
}

/* caption, colgroup, row groups 1; rows 2; cells 3. */
static unsigned table_rank(uint16_t tag)
{
	switch (tag) {
	case RU_TAG_TR:
		return 2;
	case RU_TAG_TD:
	case RU_TAG_TH:
		return 3;
	default:
		return 1;
	}
}

/* "<td>" ends the open cell, "<tr>" the row and its cell, "<tbody>" all of them; the table is the limit. */
static void close_table_parts(struct ru_tree *tree, uint16_t tag, uint32_t begin)
{
	static const uint16_t parts[] = {RU_TAG_CAPTION, RU_TAG_COLGROUP, RU_TAG_TBODY, RU_TAG_THEAD,
	                                 RU_TAG_TFOOT,   RU_TAG_TR,       RU_TAG_TD,    RU_TAG_TH};
	uint32_t lowest = 0;

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		bool group = i >= 2 && table_rank(parts[i]) < table_rank(tag);
		uint32_t at = group ? 0 : ru_tree_in_scope(tree, parts[i], RU_SCOPE_TABLE);

		if (at != 0 && (lowest == 0 || at < lowest))
			lowest = at;
	}
	if (lowest != 0)
		ru_tree_pop(tree, lowest, begin, begin, false);
}

/* End entry at without closing what is open above it. */
static void cut_open(struct ru_tree *tree, uint32_t at, uint32_t end)
{
	const struct ru_open *entry = RU_VEC_AT(&tree->open, const struct ru_open, at);
	struct ru_html_node *node = RU_VEC_AT(&tree->nodes, struct ru_html_node, entry->node);

	node->flags |= RU_NODE_CUT;
	node->close_end = end;
	*RU_VEC_AT(&tree->last, uint32_t, entry->name) = entry->below;
}

/* A second a ends the first, as its end tag would. */
static void close_same(struct ru_tree *tree, uint16_t tag, uint32_t begin)
{
	uint32_t at = ru_tree_in_scope(tree, tag, RU_SCOPE_DEFAULT);

	if (at == 0)
		return;
	if (ru_tree_in_scope(tree, tag, RU_SCOPE_SPECIAL) != 0)
		ru_tree_pop(tree, at, begin, begin, false);
	else
		cut_open(tree, at, begin);
}

static void close_items(struct ru_tree *tree, uint16_t tag, uint32_t begin)
{
	if (tag == RU_TAG_LI) {
		close_open(tree, RU_TAG_LI, RU_SCOPE_ITEM, begin);
	} else {
		close_open(tree, RU_TAG_DD, RU_SCOPE_ITEM, begin);
		close_open(tree, RU_TAG_DT, RU_SCOPE_ITEM, begin);
	}
}

static void close_options(struct ru_tree *tree, uint16_t tag, uint32_t begin)
{
	if (top_is(tree, RU_TAG_OPTION))
		close_top(tree, begin);
	if (tag == RU_TAG_OPTGROUP && top_is(tree, RU_TAG_OPTGROUP))
		close_top(tree, begin);
}

static void close_for_table(struct ru_tree *tree, uint32_t begin)
{
	uint32_t top = ru_tree_top(tree)->name;

	if (top == RU_TAG_TABLE || top == RU_TAG_TBODY || top == RU_TAG_THEAD || top == RU_TAG_TFOOT ||
	    top == RU_TAG_TR)
		close_open(tree, RU_TAG_TABLE, RU_SCOPE_TABLE, begin);
}

static void close_ruby(struct ru_tree *tree, uint32_t begin)
{
	if (top_is(tree, RU_TAG_RB) || top_is(tree, RU_TAG_RT) || top_is(tree, RU_TAG_RP))
		close_top(tree, begin);
}

static void close_by_tag(struct ru_tree *tree, uint16_t tag, uint32_t begin)
{
	switch (tag) {
	case RU_TAG_LI:
	case RU_TAG_DD:
	case RU_TAG_DT:
		close_items(tree, tag, begin);
		break;
	case RU_TAG_OPTION:
	case RU_TAG_OPTGROUP:
		close_options(tree, tag, begin);
		break;
	case RU_TAG_BUTTON:
	case RU_TAG_SELECT:
		close_open(tree, tag, RU_SCOPE_DEFAULT, begin);
		break;
	case RU_TAG_TABLE:
		close_for_table(tree, begin);
		break;
	case RU_TAG_A:
	case RU_TAG_NOBR:
		close_same(tree, tag, begin);
		break;
	case RU_TAG_RB:
	case RU_TAG_RT:
	case RU_TAG_RP:
	case RU_TAG_RTC:
		close_ruby(tree, begin);
		break;
	default:
		break;
	}
}

enum ru_rule ru_rules_start(struct ru_tree *tree, const struct ru_token *token, unsigned classes)
{
	uint16_t tag = token->tag;

	if (tag == RU_TAG_HTML || tag == RU_TAG_HEAD || tag == RU_TAG_BODY || tag == RU_TAG_FORM) {
		if (ru_tree_last(tree, tag) != 0 || (tag == RU_TAG_HEAD && ru_tree_last(tree, RU_TAG_BODY) != 0))
			return RU_RULE_DROP;
	}
	if (!(classes & RU_TAG_CLASS_HEAD) && tag != RU_TAG_HTML)
		close_open(tree, RU_TAG_HEAD, RU_SCOPE_TABLE, token->begin);
	close_by_tag(tree, tag, token->begin);
	if (classes & RU_TAG_CLASS_TABLE)
		close_table_parts(tree, tag, token->begin);
	if (classes & RU_TAG_CLASS_CLOSES_P)
		close_open(tree, RU_TAG_P, RU_SCOPE_BUTTON, token->begin);
	if (classes & RU_TAG_CLASS_HEADING) {
		uint32_t top = ru_tree_top(tree)->name;

		if (top < RU_TAG_COUNT && (ru_tag_classes((uint16_t)top) & RU_TAG_CLASS_HEADING))
			close_top(tree, token->begin);
	}
	return RU_RULE_INSERT;
}

/* "</h2>" ends any open heading. */
static uint32_t find_heading(const struct ru_tree *tree)
{
	uint32_t highest = 0;

	for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
		uint32_t at = ru_tree_in_scope(tree, headings[i], RU_SCOPE_DEFAULT);

		highest = at > highest ? at : highest;
	}
	return highest;
}

/* The entry that an end tag closes, or 0. */
static uint32_t find_closed(const struct ru_tree *tree, uint32_t name, unsigned classes)
{
	switch (name) {
	case RU_TAG_P:
		return ru_tree_in_scope(tree, name, RU_SCOPE_BUTTON);
	case RU_TAG_LI:
		return ru_tree_in_scope(tree, name, RU_SCOPE_LIST);
	case RU_TAG_TEMPLATE:
		return ru_tree_last(tree, name);
	case RU_TAG_HEAD:
	case RU_TAG_TABLE:
		return ru_tree_in_scope(tree, name, RU_SCOPE_TABLE);
	default:
		break;
	}
	if (classes & RU_TAG_CLASS_HEADING)
		return find_heading(tree);
	if (classes & RU_TAG_CLASS_TABLE)
		return ru_tree_in_scope(tree, name, RU_SCOPE_TABLE);
	return ru_tree_in_scope(tree, name, classes & RU_TAG_CLASS_SCOPED ? RU_SCOPE_DEFAULT : RU_SCOPE_SPECIAL);
}

enum ru_rule ru_rules_end(struct ru_tree *tree, const struct ru_token *token, uint32_t name, unsigned classes)
{
	uint32_t at;

	if (name == RU_TAG_BR)
		return RU_RULE_INSERT;
	/* What stands behind "</body>" is still read into it, as browsers do. */
	if (name == RU_TAG_UNKNOWN || name == RU_TAG_HTML || name == RU_TAG_BODY || ru_tree_unhide(tree, name))
		return RU_RULE_DROP;
	at = find_closed(tree, name, classes);
	if (at != 0) {
		ru_tree_pop(tree, at, token->begin, token->end, true);
		return RU_RULE_DROP;
	}
	if (classes & RU_TAG_CLASS_FORMAT) {
		at = ru_tree_in_scope(tree, name, RU_SCOPE_DEFAULT);
		if (at != 0) {
			cut_open(tree, at, token->end);
			RU_VEC_AT(&tree->nodes, struct ru_html_node,
			          RU_VEC_AT(&tree->open, const struct ru_open, at)->node)
			    ->flags &= (uint8_t)~RU_NODE_UNCLOSED;
		}
	}
	/* A stray "</p>" is an empty paragraph: it parts the text around it. */
	return name == RU_TAG_P ? RU_RULE_INSERT : RU_RULE_DROP;
}

void ru_rules_text(struct ru_tree *tree, const struct ru_token *token)
{
	const char *p = tree->tokens.source.text.ptr;
	uint32_t at = token->looks & RU_TEXT_SHOWN ? ru_tree_last(tree, RU_TAG_HEAD) : 0;

	/* Only directly in head: title, script and noscript there have text of their own. */
	if (at == 0 || at != tree->open.len - 1)
		return;
	for (uint32_t i = token->inner; i < token->inner_end; i++) {
		if (!ru_html_is_space(p[i])) {
			ru_tree_pop(tree, at, token->begin, token->begin, false);
			return;
		}
	}
}
