/* SPDX-License-Identifier: Apache-2.0 */
/* The reader: tokens to the flat tree; and the look-ups on it. See html.h. */
#include "html/html.h"

#include "html/tag.h"
#include "html/tree.h"

/* Larger sources are read up to here: the decoded text can be three times as long and is counted in 32 bits. */
#define SOURCE_MAX (UINT32_MAX / 4)

/* Decode [begin, end) as the text of the last node. */
static int take_text(struct ru_tree *tree, uint32_t begin, uint32_t end, unsigned flags)
{
	struct ru_html_node *node = RU_VEC_AT(&tree->nodes, struct ru_html_node, tree->nodes.len - 1);
	int status;

	node->text = (uint32_t)tree->text.len;
	status = ru_html_decode(&tree->text, &tree->map, &tree->tokens.source, begin, end, flags);
	if (status == RU_OK)
		status = ru_buf_status(&tree->text);
	if (status == RU_ELIMIT) {
		tree->full = true;
		ru_tree_notice(tree, "bytes", begin, (uint32_t)tree->tokens.source.text.len);
	}
	node->text_len = (uint32_t)tree->text.len - node->text;
	return status == RU_ELIMIT ? RU_OK : status;
}

/* The first line break in pre and textarea is not part of the text. */
static uint32_t skip_first_newline(const struct ru_tree *tree, const struct ru_token *token)
{
	const struct ru_html_node *top = RU_VEC_AT(&tree->nodes, const struct ru_html_node, ru_tree_top(tree)->node);
	struct ru_str text = ru_str_cut(tree->tokens.source.text, token->inner, token->inner_end);

	if ((top->tag != RU_TAG_PRE && top->tag != RU_TAG_TEXTAREA && top->tag != RU_TAG_LISTING) ||
	    top->end != token->begin)
		return 0;
	return ru_str_starts(text, RU_S("\r\n")) ? 2 : ru_str_starts(text, RU_S("\n")) ? 1 : 0;
}

static int read_text(struct ru_tree *tree, struct ru_token *token)
{
	unsigned flags = token->decode;
	struct ru_html_node *node;
	int status;

	if (!(token->looks & RU_TEXT_AMPERSAND))
		flags &= ~(unsigned)RU_DECODE_REFERENCES;
	if (flags & RU_DECODE_KEEP_NUL)
		flags = (flags & ~(unsigned)RU_DECODE_KEEP_NUL) | RU_DECODE_DROP_NUL;
	ru_rules_text(tree, token);
	token->inner += skip_first_newline(tree, token);
	node = ru_tree_add(tree, RU_NODE_TEXT, token);
	if (node == NULL)
		return tree->full ? RU_OK : RU_ENOMEM;
	status = take_text(tree, token->inner, token->inner_end, flags);
	node = RU_VEC_AT(&tree->nodes, struct ru_html_node, tree->nodes.len - 1);
	if (!(token->looks & RU_TEXT_SHOWN))
		node->flags |= RU_NODE_BLANK;
	if (status == RU_OK && node->text_len == 0)
		tree->nodes.len--;
	return status;
}

static int read_other(struct ru_tree *tree, const struct ru_token *token)
{
	bool comment = token->kind == RU_TOKEN_COMMENT;

	if (ru_tree_add(tree, comment ? RU_NODE_COMMENT : RU_NODE_DOCTYPE, token) == NULL)
		return tree->full ? RU_OK : RU_ENOMEM;
	return comment ? take_text(tree, token->inner, token->inner_end, 0) : RU_OK;
}

/* The name of an element of unknown tag: the source's where it is in lower case, else a copy behind the text. */
static int take_name(struct ru_tree *tree, const struct ru_token *token, struct ru_html_node *node)
{
	size_t len = token->inner_end - token->inner;
	size_t start = tree->text.len;
	int status;

	node->text = token->inner;
	node->text_len = (uint32_t)len;
	if (!(token->name_classes & RU_BYTE_UPPER) &&
	    ru_html_is_plain(&tree->tokens.source, token->inner, token->inner_end, 0))
		return RU_OK;
	status = ru_html_decode(&tree->text, NULL, &tree->tokens.source, token->inner, token->inner_end, 0);
	if (status == RU_OK)
		status = ru_buf_status(&tree->text);
	if (status == RU_ELIMIT) {
		tree->full = true;
		ru_tree_notice(tree, "bytes", token->begin, (uint32_t)tree->tokens.source.text.len);
		return RU_OK;
	}
	if (status != RU_OK)
		return status;
	for (size_t i = start; i < tree->text.len; i++)
		tree->text.ptr[i] = ru_to_lower(tree->text.ptr[i]);
	node->flags |= RU_NODE_NAME_LOWERED;
	node->text = (uint32_t)start;
	node->text_len = (uint32_t)(tree->text.len - start);
	return RU_OK;
}

/* How the tokenizer goes on behind a start tag. */
static void switch_mode(struct ru_tree *tree, const struct ru_token *token, unsigned classes)
{
	if (token->tag == RU_TAG_PLAINTEXT)
		tree->tokens.mode = RU_TOKENS_PLAINTEXT;
	else if (token->tag == RU_TAG_SCRIPT)
		tree->tokens.mode = RU_TOKENS_SCRIPT;
	else if (classes & RU_TAG_CLASS_RCDATA)
		tree->tokens.mode = RU_TOKENS_RCDATA;
	else if (classes & RU_TAG_CLASS_RAWTEXT)
		tree->tokens.mode = RU_TOKENS_RAWTEXT;
	else
		return;
	tree->tokens.last = ru_str_cut(tree->tokens.source.text, token->inner, token->inner_end);
}

/* A new element node for the token, which is not open yet. */
static int insert(struct ru_tree *tree, const struct ru_token *token)
{
	struct ru_html_node *node = ru_tree_add(tree, RU_NODE_ELEMENT, token);

	if (node == NULL)
		return tree->full ? RU_OK : RU_ENOMEM;
	node->tag = token->tag;
	node->attr = token->attr;
	node->attr_count = (uint16_t)token->attr_count;
	node->numbers = token->attr_numbers;
	if (token->attrs_dropped > 0)
		ru_tree_notice(tree, "attributes", token->begin, token->end);
	return token->tag == RU_TAG_UNKNOWN ? take_name(tree, token, node) : RU_OK;
}

static int read_start(struct ru_tree *tree, const struct ru_token *token, unsigned classes)
{
	uint32_t name;
	int status;

	if (ru_rules_start(tree, token, classes) == RU_RULE_DROP) {
		tree->tokens.attrs.len = token->attr;
		return RU_OK;
	}
	status = insert(tree, token);
	if (status != RU_OK || tree->full || (classes & RU_TAG_CLASS_VOID))
		return status;
	if ((token->tag == RU_TAG_SVG || token->tag == RU_TAG_MATH) && token->self_closing)
		return RU_OK;
	status = ru_tree_name(tree, token, true, &name);
	if (status == RU_OK)
		status = ru_tree_push(tree, name);
	if (status != RU_OK)
		return status;
	switch_mode(tree, token, classes);
	if (token->tag == RU_TAG_SVG || token->tag == RU_TAG_MATH)
		ru_foreign_enter(tree, name);
	return RU_OK;
}

static int read_end(struct ru_tree *tree, const struct ru_token *token, unsigned classes)
{
	uint32_t name;
	int status = ru_tree_name(tree, token, false, &name);

	if (status != RU_OK)
		return status;
	return ru_rules_end(tree, token, name, classes) == RU_RULE_INSERT ? insert(tree, token) : RU_OK;
}

static int read_token(struct ru_tree *tree, struct ru_token *token)
{
	unsigned classes = ru_tag_classes(token->tag);

	if (ru_foreign_token(tree, token, classes)) {
		if (token->kind == RU_TOKEN_START)
			tree->tokens.attrs.len = token->attr;
		return RU_OK;
	}
	switch (token->kind) {
	case RU_TOKEN_TEXT:
		return read_text(tree, token);
	case RU_TOKEN_START:
		return read_start(tree, token, classes);
	case RU_TOKEN_END:
		return read_end(tree, token, classes);
	default:
		return read_other(tree, token);
	}
}

static int read_all(struct ru_tree *tree)
{
	uint32_t len = (uint32_t)tree->tokens.source.text.len;
	struct ru_html_node *root;
	struct ru_token token;
	int status = 1;

	while (status == 1 && !tree->full) {
		status = ru_tokens_next(&tree->tokens, &token);
		if (status == 1 && read_token(tree, &token) != RU_OK)
			return RU_ENOMEM;
	}
	if (status < 0)
		return status;
	ru_tree_pop(tree, 1, len, len, false);
	root = tree->nodes.ptr;
	root->next = (uint32_t)tree->nodes.len;
	root->close_end = len;
	return RU_OK;
}

/* Hand what was read over to the arena. */
static int freeze(struct ru_html *out, struct ru_tree *tree, struct ru_arena *arena)
{
	struct ru_html html = {.source = tree->tokens.source.text};
	void *nodes, *attrs, *pieces;
	int status;

	html.node_count = (uint32_t)tree->nodes.len;
	html.attr_count = (uint32_t)tree->tokens.attrs.len;
	html.map.count = tree->map.piece.len;
	html.notice_count = tree->notice_count;
	status = ru_vec_hand_over(&tree->nodes, arena, &nodes);
	if (status == RU_OK)
		status = ru_vec_hand_over(&tree->tokens.attrs, arena, &attrs);
	if (status == RU_OK)
		status = ru_vec_hand_over(&tree->map.piece, arena, &pieces);
	if (status == RU_OK)
		status = ru_buf_hand_over(&tree->text, arena, &html.text);
	if (status != RU_OK)
		return status;
	html.notices = ru_arena_get(arena, tree->notice_count, sizeof *html.notices);
	if (html.notices == NULL)
		return RU_ENOMEM;
	memcpy(html.notices, tree->notices, tree->notice_count * sizeof *html.notices);
	html.nodes = nodes;
	html.attrs = attrs;
	html.map.piece = pieces;
	*out = html;
	return RU_OK;
}

int ru_html_read(struct ru_html *out, struct ru_str source, const struct ru_limits *limits, struct ru_arena *arena,
                 const struct ru_alloc *al, struct ru_error *err)
{
	uint32_t whole = source.len < UINT32_MAX ? (uint32_t)source.len : UINT32_MAX - 1;
	struct ru_tree tree;
	int status;

	source = ru_str_cut(source, 0, SOURCE_MAX);
	status = ru_tree_init(&tree, source, limits, arena, al);
	if (status != RU_OK)
		goto err0;
	if (whole > source.len)
		ru_tree_notice(&tree, "bytes", (uint32_t)source.len, whole);
	status = read_all(&tree);
	if (status == RU_OK)
		status = freeze(out, &tree, arena);
	ru_tree_release(&tree);
	if (status == RU_OK)
		return RU_OK;
err0:
	return ru_fail(err, status, NULL, UINT64_MAX, "%s", ru_status_name(status));
}

bool ru_html_attr_find(const struct ru_html *html, uint32_t node, uint8_t number, struct ru_str name,
                       struct ru_str *value, const struct ru_html_attr **attr)
{
	const struct ru_html_node *at = &html->nodes[node];

	for (uint32_t i = 0; i < at->attr_count; i++) {
		const struct ru_html_attr *candidate = &html->attrs[at->attr + i];

		if (candidate->number != number || (number == RU_ATTR_OTHER && !ru_str_eq(candidate->name, name)))
			continue;
		if (value != NULL)
			*value = candidate->value;
		if (attr != NULL)
			*attr = candidate;
		return true;
	}
	return false;
}

struct ru_str ru_html_tag_name(const struct ru_html *html, uint32_t node)
{
	const struct ru_html_node *at = &html->nodes[node];

	if (at->tag != RU_TAG_UNKNOWN)
		return ru_tag_name(at->tag);
	return ru_str_cut(at->flags & RU_NODE_NAME_LOWERED ? html->text : html->source, at->text,
	                  (size_t)at->text + at->text_len);
}
