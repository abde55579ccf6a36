/* SPDX-License-Identifier: Apache-2.0 */
/* The open elements; see tree.h. */
#include "html/tree.h"

#include "html/tag.h"

/* Bit s is set where the tag bounds scope s (WHATWG HTML 13.2.4.2). */
static unsigned bounds_of(uint32_t name)
{
	unsigned classes = name < RU_TAG_COUNT ? ru_tag_classes((uint16_t)name) : 0, bounds = 0;

	if (classes & RU_TAG_CLASS_SCOPE)
		bounds |= 1u << RU_SCOPE_DEFAULT | 1u << RU_SCOPE_BUTTON | 1u << RU_SCOPE_LIST;
	if (name == RU_TAG_BUTTON)
		bounds |= 1u << RU_SCOPE_BUTTON;
	if (name == RU_TAG_OL || name == RU_TAG_UL)
		bounds |= 1u << RU_SCOPE_LIST;
	if (name == RU_TAG_HTML || name == RU_TAG_TABLE || name == RU_TAG_TEMPLATE)
		bounds |= 1u << RU_SCOPE_TABLE;
	if (classes & RU_TAG_CLASS_SPECIAL) {
		bounds |= 1u << RU_SCOPE_SPECIAL;
		if (name != RU_TAG_ADDRESS && name != RU_TAG_DIV && name != RU_TAG_P)
			bounds |= 1u << RU_SCOPE_ITEM;
	}
	return bounds;
}

/* Bytes of source for each node and attribute on most pages, and more than there are: room is made for those at once.
 */
enum { NODE_EVERY = 48, ATTR_EVERY = 80 };

static int init_root(struct ru_tree *tree)
{
	size_t len = tree->tokens.source.text.len;
	struct ru_html_node *root;
	struct ru_open *entry;

	if (ru_vec_reserve(&tree->nodes, len / NODE_EVERY + 8) != RU_OK ||
	    ru_vec_reserve(&tree->tokens.attrs, len / ATTR_EVERY + 8) != RU_OK || ru_buf_room(&tree->text, len) == NULL)
		return RU_ENOMEM;
	root = ru_vec_push(&tree->nodes);
	entry = ru_vec_push(&tree->open);
	if (root == NULL || entry == NULL)
		return RU_ENOMEM;
	root->kind = RU_NODE_ELEMENT;
	for (size_t i = 0; i < RU_TAG_COUNT; i++) {
		if (ru_vec_push(&tree->last) == NULL || ru_vec_push(&tree->hidden) == NULL)
			return RU_ENOMEM;
	}
	return RU_OK;
}

int ru_tree_init(struct ru_tree *tree, struct ru_str source, const struct ru_limits *limits, struct ru_arena *arena,
                 const struct ru_alloc *al)
{
	uint32_t attrs_max = limits->html_attrs < UINT16_MAX ? limits->html_attrs : UINT16_MAX;
	int status;

	*tree =
	    (struct ru_tree){.depth_max = limits->html_depth < UINT16_MAX - 1 ? limits->html_depth : UINT16_MAX - 1};
	ru_tokens_init(&tree->tokens, source, attrs_max, arena, al);
	ru_vec_init(&tree->nodes, al, sizeof(struct ru_html_node), (size_t)limits->html_nodes + 1);
	ru_vec_init(&tree->open, al, sizeof(struct ru_open), 0);
	ru_vec_init(&tree->last, al, sizeof(uint32_t), 0);
	ru_vec_init(&tree->hidden, al, sizeof(struct ru_hidden), 0);
	ru_index_init(&tree->names, al);
	ru_buf_init(&tree->text, al, UINT32_MAX - 1);
	ru_map_init(&tree->map, al);
	status = init_root(tree);
	if (status != RU_OK)
		ru_tree_release(tree);
	return status;
}

void ru_tree_release(struct ru_tree *tree)
{
	ru_tokens_release(&tree->tokens);
	ru_vec_release(&tree->nodes);
	ru_vec_release(&tree->open);
	ru_vec_release(&tree->last);
	ru_vec_release(&tree->hidden);
	ru_index_release(&tree->names);
	ru_buf_release(&tree->text);
	ru_map_release(&tree->map);
}

/* Case does not matter in names; long ones are hashed by their first bytes, and a false match only closes an element
 * early. */
static uint64_t name_hash(const char *name, size_t name_len)
{
	char lower[64];
	size_t len = name_len < sizeof lower ? name_len : sizeof lower;

	for (size_t i = 0; i < len; i++)
		lower[i] = ru_to_lower(name[i]);
	return ru_hash_mix(ru_hash64((struct ru_str){lower, len}), name_len);
}

int ru_tree_name(struct ru_tree *tree, const struct ru_token *token, bool fresh, uint32_t *name)
{
	uint64_t hash;
	int status;

	*name = token->tag;
	if (token->tag != RU_TAG_UNKNOWN)
		return RU_OK;
	hash = name_hash(tree->tokens.source.text.ptr + token->inner, token->inner_end - token->inner);
	if (!fresh) {
		if (!ru_index_get(&tree->names, hash, name))
			*name = 0;
		return RU_OK;
	}
	status = ru_index_add(&tree->names, hash, (uint32_t)tree->last.len, name);
	if (status != 0)
		return status < 0 ? status : RU_OK;
	if (ru_vec_push(&tree->last) == NULL || ru_vec_push(&tree->hidden) == NULL)
		return RU_ENOMEM;
	return RU_OK;
}

struct ru_html_node *ru_tree_add(struct ru_tree *tree, enum ru_node_kind kind, const struct ru_token *token)
{
	const struct ru_open *top = ru_tree_top(tree);
	struct ru_html_node *node = ru_vec_push_raw(&tree->nodes);

	if (node == NULL) {
		tree->full = ru_vec_full(&tree->nodes);
		if (tree->full)
			ru_tree_notice(tree, "nodes", token->begin, (uint32_t)tree->tokens.source.text.len);
		return NULL;
	}
	*node = (struct ru_html_node){.kind = (uint8_t)kind,
	                              .depth = (uint16_t)tree->open.len,
	                              .parent = top->node,
	                              .next = (uint32_t)tree->nodes.len,
	                              .begin = token->begin,
	                              .end = token->end,
	                              .close_end = token->end};
	return node;
}

int ru_tree_push(struct ru_tree *tree, uint32_t name)
{
	uint32_t node = (uint32_t)tree->nodes.len - 1, at = (uint32_t)tree->open.len;
	uint32_t *last = RU_VEC_AT(&tree->last, uint32_t, name);
	unsigned bounds = bounds_of(name);
	struct ru_open *entry;

	if (at > tree->depth_max) {
		const struct ru_html_node *deep = RU_VEC_AT(&tree->nodes, const struct ru_html_node, node);

		struct ru_hidden *hidden = RU_VEC_AT(&tree->hidden, struct ru_hidden, name);

		*hidden =
		    (struct ru_hidden){tree->hidden_round, hidden->round == tree->hidden_round ? hidden->count + 1 : 1};
		tree->any_hidden = true;
		ru_tree_notice(tree, "depth", deep->begin, deep->end);
		return RU_OK;
	}
	entry = ru_vec_push_raw(&tree->open);
	if (entry == NULL)
		return RU_ENOMEM;
	*entry = entry[-1];
	entry->node = node;
	entry->name = name;
	entry->below = *last;
	for (unsigned s = 0; s < RU_SCOPES; s++) {
		if (bounds & 1u << s)
			entry->bound[s] = (uint16_t)at;
	}
	*last = at;
	RU_VEC_AT(&tree->nodes, struct ru_html_node, node)->flags |= RU_NODE_UNCLOSED;
	return RU_OK;
}

bool ru_tree_unhide(struct ru_tree *tree, uint32_t name)
{
	struct ru_hidden *hidden = RU_VEC_AT(&tree->hidden, struct ru_hidden, name);

	if (!tree->any_hidden || hidden->round != tree->hidden_round || hidden->count == 0)
		return false;
	hidden->count--;
	return true;
}

void ru_tree_pop(struct ru_tree *tree, uint32_t at, uint32_t begin, uint32_t end, bool by_end_tag)
{
	while (tree->open.len > at) {
		const struct ru_open *entry = ru_tree_top(tree);
		struct ru_html_node *node = RU_VEC_AT(&tree->nodes, struct ru_html_node, entry->node);
		bool own = by_end_tag && tree->open.len - 1 == at;

		node->next = (uint32_t)tree->nodes.len;
		if (!(node->flags & RU_NODE_CUT))
			node->close_end = own ? end : begin;
		if (own)
			node->flags &= (uint8_t)~RU_NODE_UNCLOSED;
		*RU_VEC_AT(&tree->last, uint32_t, entry->name) = entry->below;
		tree->open.len--;
	}
	/* What was opened beyond the cap was inside. */
	tree->hidden_round += tree->any_hidden;
	tree->any_hidden = false;
}

void ru_tree_notice(struct ru_tree *tree, const char *kind, uint32_t begin, uint32_t end)
{
	for (uint32_t i = 0; i < tree->notice_count; i++) {
		if (strcmp(tree->notices[i].kind, kind) == 0) {
			tree->notices[i].end = end;
			return;
		}
	}
	if (tree->notice_count < sizeof tree->notices / sizeof tree->notices[0])
		tree->notices[tree->notice_count++] = (struct ru_html_notice){kind, begin, end};
}
