/* SPDX-License-Identifier: Apache-2.0 */
/* svg and math: one node each, what is inside is read over. News text does not stand there, and drawings have thousands
 * of paths.
 *
 * The ways out are the standard's: the end tag, an HTML start tag that cannot stand inside, an HTML end tag whose
 * element is open outside. So an unclosed "<svg>" loses nothing of the page. */
#include "html/tag.h"
#include "html/tree.h"

static void leave(struct ru_tree *tree, uint32_t begin, uint32_t end, bool by_end_tag)
{
	uint32_t name = tree->foreign_name;

	tree->foreign = tree->foreign_html = tree->foreign_name = 0;
	tree->tokens.foreign = false;
	if (!ru_tree_unhide(tree, name) && ru_tree_last(tree, name) != 0)
		ru_tree_pop(tree, ru_tree_last(tree, name), begin, end, by_end_tag);
}

void ru_foreign_enter(struct ru_tree *tree, uint32_t name)
{
	tree->foreign_name = name;
	tree->foreign = 1;
	tree->tokens.foreign = true;
}

/* Elements of svg and math that hold HTML. */
static bool holds_html(struct ru_str name, uint16_t tag)
{
	return tag == RU_TAG_TITLE || ru_str_eq_nocase(name, RU_S("foreignobject")) ||
	       ru_str_eq_nocase(name, RU_S("desc")) || ru_str_eq_nocase(name, RU_S("annotation-xml"));
}

static bool start_token(struct ru_tree *tree, const struct ru_token *token, unsigned classes)
{
	struct ru_str name = ru_str_cut(tree->tokens.source.text, token->inner, token->inner_end);

	if (tree->foreign_html == 0 && (classes & RU_TAG_CLASS_BREAKOUT)) {
		leave(tree, token->begin, token->begin, false);
		return false;
	}
	if (token->self_closing)
		return true;
	if (token->tag == tree->foreign_name)
		tree->foreign++;
	else if (holds_html(name, token->tag))
		tree->foreign_html++;
	return true;
}

/* Whether the end tag belongs to an HTML element outside; a, script, style, title and font are elements of svg as well.
 */
static bool ends_outside(const struct ru_tree *tree, const struct ru_token *token, unsigned classes)
{
	if (tree->foreign_html > 0 || token->tag == RU_TAG_UNKNOWN || token->tag == RU_TAG_A ||
	    token->tag == RU_TAG_FONT || (classes & (RU_TAG_CLASS_RAWTEXT | RU_TAG_CLASS_RCDATA)))
		return false;
	return ru_tree_last(tree, token->tag) != 0;
}

bool ru_foreign_token(struct ru_tree *tree, const struct ru_token *token, unsigned classes)
{
	struct ru_str name;

	if (tree->foreign == 0)
		return false;
	name = ru_str_cut(tree->tokens.source.text, token->inner, token->inner_end);
	if (token->kind == RU_TOKEN_START)
		return start_token(tree, token, classes);
	if (token->kind != RU_TOKEN_END)
		return true;
	if (token->tag == tree->foreign_name) {
		if (--tree->foreign == 0)
			leave(tree, token->begin, token->end, true);
		return true;
	}
	if (holds_html(name, token->tag)) {
		tree->foreign_html -= tree->foreign_html > 0;
		return true;
	}
	if (!ends_outside(tree, token, classes))
		return true;
	leave(tree, token->begin, token->begin, false);
	return false;
}
