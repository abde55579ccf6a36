/* SPDX-License-Identifier: Apache-2.0 */
/* What holds for every tree, whatever the bytes: for the tests and for the fuzzer. */
#ifndef TESTS_HTML_CHECK_TREE_H
#define TESTS_HTML_CHECK_TREE_H

#include "html/html.h"
#include "html/reference.h"

#define CHECK_TREE(condition)                                                                                          \
	do {                                                                                                           \
		if (!(condition))                                                                                      \
			return #condition;                                                                             \
	} while (0)

/* The source of a piece of text, decoded, is the text. */
static inline const char *check_piece(const struct ru_html *html, const struct ru_html_source *source,
                                      const struct ru_map_piece *piece, struct ru_buf *scratch)
{
	struct ru_str text = ru_str_cut(html->text, piece->out, (size_t)piece->out + piece->out_len);

	CHECK_TREE((uint64_t)piece->src + piece->src_len <= html->source.len);
	CHECK_TREE((uint64_t)piece->out + piece->out_len <= html->text.len);
	if (piece->out_len == piece->src_len &&
	    ru_str_eq(text, ru_str_cut(html->source, piece->src, (size_t)piece->src + piece->src_len)))
		return NULL;
	/* Of script and the like without references. */
	for (unsigned flags = 0; flags <= RU_DECODE_REFERENCES; flags += RU_DECODE_REFERENCES) {
		ru_buf_clear(scratch);
		if (ru_html_decode(scratch, NULL, source, piece->src, piece->src + piece->src_len, flags) != RU_OK)
			return "out of memory";
		if (ru_str_eq(ru_buf_str(scratch), text))
			return NULL;
	}
	return "the source of a piece, decoded, is its text";
}

static inline const char *check_node(const struct ru_html *html, uint32_t i, const struct ru_limits *limits)
{
	const struct ru_html_node *node = &html->nodes[i], *parent;

	CHECK_TREE(node->begin <= node->end && node->end <= html->source.len);
	CHECK_TREE(node->close_end <= html->source.len);
	CHECK_TREE(node->next > i && node->next <= html->node_count);
	CHECK_TREE((uint64_t)node->attr + node->attr_count <= html->attr_count);
	CHECK_TREE(node->attr_count <= limits->html_attrs);
	CHECK_TREE(node->kind == RU_NODE_ELEMENT || node->next == i + 1);
	if (node->kind == RU_NODE_TEXT || node->kind == RU_NODE_COMMENT)
		CHECK_TREE((uint64_t)node->text + node->text_len <= html->text.len);
	CHECK_TREE(node->kind != RU_NODE_TEXT || node->text_len > 0);
	for (uint32_t a = node->attr; a < node->attr + node->attr_count; a++) {
		const struct ru_html_attr *attr = &html->attrs[a];

		CHECK_TREE(attr->begin >= node->begin && attr->begin <= attr->end && attr->end <= node->end);
		CHECK_TREE(attr->name.len > 0);
		CHECK_TREE(!attr->plain || ru_str_eq(attr->value, ru_str_cut(html->source, attr->begin, attr->end)));
	}
	if (i == 0)
		return NULL;
	parent = &html->nodes[node->parent];
	CHECK_TREE(node->parent < i && parent->kind == RU_NODE_ELEMENT);
	CHECK_TREE(node->next <= parent->next);
	CHECK_TREE(node->depth == parent->depth + 1 && node->depth <= limits->html_depth + 1);
	CHECK_TREE(node->begin >= html->nodes[i - 1].begin && node->begin >= parent->end);
	return NULL;
}

/* NULL, or what does not hold. */
static inline const char *check_tree(const struct ru_html *html, const struct ru_limits *limits)
{
	struct ru_html_source source = ru_html_source_look(html->source);
	const char *fault = NULL;
	struct ru_buf scratch;

	CHECK_TREE(html->node_count > 0 && html->node_count <= limits->html_nodes + 1);
	CHECK_TREE(html->nodes[0].next == html->node_count);
	for (uint32_t i = 0; i < html->node_count && fault == NULL; i++)
		fault = check_node(html, i, limits);
	ru_buf_init(&scratch, ru_alloc_default(), 0);
	for (size_t i = 0; i < html->map.count && fault == NULL; i++) {
		const struct ru_map_piece *piece = &html->map.piece[i];

		fault = check_piece(html, &source, piece, &scratch);
		if (i > 0 &&
		    (piece->out < piece[-1].out + piece[-1].out_len || piece->src < piece[-1].src + piece[-1].src_len))
			fault = "pieces go up";
	}
	ru_buf_release(&scratch);
	for (uint32_t i = 0; i < html->notice_count && fault == NULL; i++) {
		if (html->notices[i].begin > html->notices[i].end)
			fault = "a notice has a span";
	}
	return fault;
}

#endif
