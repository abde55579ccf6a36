/* SPDX-License-Identifier: Apache-2.0 */
/* The tree of a page to lines: a line starts and ends where a block element does, and at <br>.
 *
 * White space is folded as a browser shows it. One pass over the nodes with a stack of the open elements; linear in the
 * page. Scripts, forms' fields and drawings are not read. What is hidden is read and marked, so that a span can still
 * point at it. */
#include "article/white.h"

#include "article/draft.h"
#include "text/utf8.h"

enum { BOX_NODES = 80, BOX_LINKS = 3, LINE_EVERY = 6, MARK_EVERY = 4 /* nodes for each on most pages */ };

struct frame {
	uint32_t node, next;
	uint32_t mark; /* index in marks of the mark it opened, or RU_NONE */
	uint8_t shape, level;
	bool hidden, link, strong, slanted, small, pre, block;
};

struct walk {
	struct ru_draft *d;
	struct ru_vec stack;             /* struct frame */
	struct frame top;                /* what holds for the node at hand */
	bool open;                       /* a line is open */
	bool space;                      /* white space waits to be written */
	uint32_t space_begin, space_end; /* html.text */
	uint32_t shown;                  /* bytes of the line in <small> */
	bool full;
	bool see_also; /* "Baca juga:" stood inside a paragraph; its link comes next */
};

static bool skipped(uint16_t tag)
{
	switch (tag) {
	case RU_TAG_HEAD:
	case RU_TAG_TEMPLATE:
	case RU_TAG_SELECT:
	case RU_TAG_OPTION:
	case RU_TAG_DATALIST:
	case RU_TAG_TEXTAREA:
	case RU_TAG_SVG:
	case RU_TAG_MATH:
	case RU_TAG_CANVAS:
	case RU_TAG_OBJECT:
	case RU_TAG_AUDIO:
	case RU_TAG_VIDEO:
	case RU_TAG_NOSCRIPT:
	case RU_TAG_TITLE:
		return true;
	default:
		return ru_tag_is_raw(tag);
	}
}

/* How the word before it is read, set above it: "<ruby>word<rt>..."; with <rp>(</rp> around it is text in
 * brackets. */
static bool is_reading(const struct ru_html *html, uint32_t node)
{
	enum { CHILDREN = 12 };
	uint32_t up = html->nodes[node].parent, at = up + 1;

	if (html->nodes[node].tag != RU_TAG_RT && html->nodes[node].tag != RU_TAG_RTC)
		return false;
	for (int k = 0; k < CHILDREN && at < html->nodes[up].next; k++, at = html->nodes[at].next)
		if (html->nodes[at].tag == RU_TAG_RP)
			return false;
	return true;
}

/* How an element changes what its text is: "<li>", "<h2>", "<b>". */
static void enter_tag(struct frame *f, uint16_t tag)
{
	switch (tag) {
	case RU_TAG_H1:
	case RU_TAG_H2:
	case RU_TAG_H3:
	case RU_TAG_H4:
	case RU_TAG_H5:
	case RU_TAG_H6:
		f->shape = RU_SHAPE_HEADING;
		f->level = (uint8_t)(1 + tag - RU_TAG_H1);
		break;
	case RU_TAG_LI:
	case RU_TAG_DT:
	case RU_TAG_DD:
		f->shape = RU_SHAPE_ITEM;
		break;
	case RU_TAG_BLOCKQUOTE:
		f->shape = RU_SHAPE_QUOTE;
		break;
	case RU_TAG_TD:
	case RU_TAG_TH:
		f->shape = RU_SHAPE_CELL;
		break;
	case RU_TAG_FIGCAPTION:
	case RU_TAG_CAPTION:
		f->shape = RU_SHAPE_CAPTION;
		break;
	case RU_TAG_P:
	case RU_TAG_DIV:
		if (f->shape == RU_SHAPE_CELL) /* a cell that holds paragraphs lays the page out */
			f->shape = RU_SHAPE_TEXT;
		break;
	case RU_TAG_PRE:
	case RU_TAG_LISTING:
	case RU_TAG_XMP:
		f->shape = RU_SHAPE_CODE;
		f->pre = true;
		break;
	case RU_TAG_SMALL:
		f->small = true;
		break;
	case RU_TAG_B:
	case RU_TAG_STRONG:
		f->strong = true;
		break;
	case RU_TAG_EM:
	case RU_TAG_I:
		f->slanted = true;
		break;
	case RU_TAG_A:
		f->link = true;
		break;
	default:
		break;
	}
}

static bool is_hidden(const struct ru_draft *d, uint32_t node)
{
	struct ru_str value;
	size_t at;

	if (d->html.nodes[node].attr_count == 0)
		return false;
	if (ru_html_attr(&d->html, node, RU_S("hidden"), &value, NULL))
		return true;
	if (!ru_html_attr(&d->html, node, RU_S("style"), &value, NULL))
		return false;
	at = ru_str_find_nocase(ru_str_cut(value, 0, 400), RU_S("display"), 0);
	if (at == SIZE_MAX)
		return false;
	for (at += 7; at < value.len && (value.ptr[at] == ' ' || value.ptr[at] == ':'); at++)
		;
	return ru_str_eq_nocase(ru_str_cut(value, at, at + 4), RU_S("none"));
}

static void close_line(struct walk *w)
{
	struct ru_line *line;

	w->space = false;
	if (!w->open)
		return;
	line = ru_draft_line(w->d, ru_draft_line_count(w->d) - 1);
	if (w->shown > 0 && w->shown + 8 > (uint32_t)w->d->text.len - line->begin)
		line->flags |= RU_LINE_SMALL;
	ru_draft_close(w->d);
	w->open = false;
}

/* The innermost block element that is open. */
static uint32_t block_node(const struct walk *w)
{
	for (size_t i = w->stack.len; i > 0; i--)
		if (RU_VEC_AT(&w->stack, struct frame, i - 1)->block)
			return RU_VEC_AT(&w->stack, struct frame, i - 1)->node;
	return 0;
}

static int open_line(struct walk *w, uint32_t node)
{
	int status;
	struct ru_line *line = ru_draft_open(w->d, &status);

	if (line == NULL) {
		w->full = status == 0;
		return status;
	}
	line->node = block_node(w);
	line->text_node = node;
	line->shape = w->top.shape;
	line->level = w->top.level;
	if (w->top.hidden)
		line->flags |= RU_LINE_HIDDEN;
	w->open = true;
	w->shown = 0;
	w->space = false;
	return 0;
}

/* Bytes [begin, end) of html.text: words with one space between. */
static int put_words(struct walk *w, uint32_t node, uint32_t begin, uint32_t end)
{
	struct ru_str text = w->d->html.text;
	struct ru_line *line;
	int status = 0;

	if (!w->open)
		status = open_line(w, node);
	if (status != 0 || w->full)
		return status;
	if (w->space)
		status = ru_draft_put(w->d, RU_S(" "), w->space_begin, w->space_end - w->space_begin);
	if (status == 0)
		status = ru_draft_put(w->d, ru_str_cut(text, begin, end), begin, end - begin);
	if (status != 0)
		return status;
	line = ru_draft_line(w->d, ru_draft_line_count(w->d) - 1);
	if (w->top.link)
		line->linked += end - begin + (w->space ? 1 : 0);
	if (w->top.strong)
		line->strong += end - begin + (w->space ? 1 : 0);
	if (w->top.slanted)
		line->slanted += end - begin + (w->space ? 1 : 0);
	if (w->top.small)
		w->shown += end - begin + (w->space ? 1 : 0);
	w->space = false;
	return 0;
}

/* Whether a word is shown: most are told by their first byte. */
static bool is_shown(struct ru_str text, size_t pos, size_t end)
{
	return ru_is_alpha((unsigned char)text.ptr[pos]) || ru_is_digit((unsigned char)text.ptr[pos]) ||
	       !ru_draft_blank(ru_str_cut(text, pos, ru_word_end(text, pos, end)));
}

static void put_white(struct walk *w, size_t begin, size_t end)
{
	if (w->top.pre && memchr(w->d->html.text.ptr + begin, '\n', end - begin) != NULL) {
		close_line(w);
	} else if (w->open && !w->space) {
		w->space = true;
		w->space_begin = (uint32_t)begin;
		w->space_end = (uint32_t)end;
	}
}

static int put_text(struct walk *w, uint32_t node)
{
	const struct ru_html_node *n = &w->d->html.nodes[node];
	struct ru_str text = w->d->html.text;
	size_t pos = n->text, end = (size_t)n->text + n->text_len;
	int status = 0;

	if ((n->flags & RU_NODE_BLANK) != 0) {
		put_white(w, pos, end);
		return 0;
	}
	while (status == 0 && pos < end && !w->full) {
		size_t next = ru_white_end(text, pos, end);

		if (next > pos) {
			put_white(w, pos, next);
			pos = next;
			continue;
		}
		if (w->open || is_shown(text, pos, end)) {
			next = ru_words_end(text, pos, end);
			status = put_words(w, node, (uint32_t)pos, (uint32_t)next);
		} else {
			next = ru_word_end(text, pos, end);
		}
		pos = next;
	}
	return status;
}

static int open_mark(struct walk *w, uint32_t node, struct frame *f)
{
	uint8_t kind = w->d->node_kind[node];
	uint16_t tag = w->d->html.nodes[node].tag;
	struct ru_mark *mark;

	f->mark = RU_NONE;
	if (kind == RU_MARKUP_NONE && tag == RU_TAG_A)
		kind = RU_MARKUP_LINK;
	if (kind == RU_MARKUP_NONE || ru_vec_full(&w->d->marks))
		return 0;
	mark = ru_vec_push(&w->d->marks);
	if (mark == NULL)
		return RU_ENOMEM;
	/* Where a line is not open yet, its text will start behind the two newlines. */
	*mark = (struct ru_mark){(uint32_t)w->d->text.len, (uint32_t)w->d->text.len, node, kind};
	f->mark = (uint32_t)(w->d->marks.len - 1);
	return 0;
}

/* Close the elements that end before node. */
static void pop_to(struct walk *w, uint32_t node)
{
	if (w->top.next > node)
		return;
	while (w->stack.len > 1) {
		struct frame *f = RU_VEC_AT(&w->stack, struct frame, w->stack.len - 1);

		if (f->next > node)
			break;
		if (f->block)
			close_line(w);
		if (f->mark != RU_NONE)
			RU_VEC_AT(&w->d->marks, struct ru_mark, f->mark)->end = (uint32_t)w->d->text.len;
		w->stack.len--;
	}
	w->top = *RU_VEC_AT(&w->stack, struct frame, w->stack.len - 1);
}

/* Whether an inline element starts with words that announce another story: "<b>Baca juga:</b>". */
static bool announces(const struct walk *w, uint32_t node)
{
	const struct ru_html *html = &w->d->html;
	const struct ru_html_node *n = &html->nodes[node];
	const struct ru_entry *entry;
	uint32_t child = node + 1;
	struct ru_str text;

	while (child < n->next && child < node + 4 && html->nodes[child].kind != RU_NODE_TEXT)
		child++;
	if (child >= n->next || html->nodes[child].kind != RU_NODE_TEXT || html->nodes[child].text_len > 60)
		return false;
	text = ru_str_trim(ru_str_cut(html->text, html->nodes[child].text,
	                              (size_t)html->nodes[child].text + html->nodes[child].text_len));
	entry = text.len >= 4 && text.len <= 40 ? ru_phrase_get(w->d, w->d->furniture, text, NULL) : NULL;
	if (entry == NULL && text.len > 4 && text.ptr[text.len - 1] == ':')
		entry = ru_phrase_get(w->d, w->d->furniture, ru_str_cut(text, 0, text.len - 1), NULL);
	return entry != NULL && ru_str_eq(entry->col[1], ru_block_kind_name(RU_BLOCK_SEE_ALSO));
}

/* Whether an inline element holds three links or more and nothing else: a box that opens over a name. The element that
 * holds both the name and its box begins with the link of the name. */
static bool only_links(const struct walk *w, uint32_t node)
{
	const struct ru_html *html = &w->d->html;
	uint32_t links = 0, end = html->nodes[node].next, link_end = 0;

	if (end - node < 2 || end - node > BOX_NODES || html->nodes[node + 1].tag == RU_TAG_A)
		return false;
	for (uint32_t i = node + 1; i < end; i++) {
		const struct ru_html_node *n = &html->nodes[i];

		if (n->kind == RU_NODE_ELEMENT && n->tag == RU_TAG_A) {
			link_end = n->next;
			links++;
		} else if (n->kind == RU_NODE_TEXT && i >= link_end &&
		           !ru_draft_blank(ru_str_cut(html->text, n->text, (size_t)n->text + n->text_len))) {
			return false;
		}
	}
	return links >= BOX_LINKS;
}

/* Furniture inside a paragraph gets a line of its own: "... kata dia. <b>Baca juga:</b> <a>...</a> Sementara itu ..."
 */
static bool stands_apart(struct walk *w, uint32_t node)
{
	uint8_t kind = w->d->node_kind[node];
	uint16_t tag = w->d->html.nodes[node].tag;
	bool link = w->see_also && tag == RU_TAG_A;

	if (tag == RU_TAG_A)
		w->see_also = false;
	if (link || !w->open)
		return link;
	if (kind == RU_BLOCK_AD || kind == RU_BLOCK_SEE_ALSO)
		return true;
	if (tag != RU_TAG_B && tag != RU_TAG_STRONG && tag != RU_TAG_EM && tag != RU_TAG_I && tag != RU_TAG_SPAN)
		return false;
	if (tag == RU_TAG_SPAN && only_links(w, node))
		return true;
	w->see_also = announces(w, node);
	return w->see_also;
}

static int enter(struct walk *w, uint32_t node)
{
	const struct ru_html_node *n = &w->d->html.nodes[node];
	struct frame f = w->top, *push;
	int status;

	f.node = node;
	f.next = n->next;
	f.block = ru_tag_is_block(n->tag) || stands_apart(w, node);
	if (ru_tag_is_block(n->tag))
		w->see_also = false;
	if (f.block)
		close_line(w);
	enter_tag(&f, n->tag);
	f.hidden = f.hidden || is_hidden(w->d, node);
	if (w->d->node_kind[node] == RU_BLOCK_CAPTION)
		f.shape = RU_SHAPE_CAPTION;
	status = open_mark(w, node, &f);
	if (status != 0)
		return status;
	push = ru_vec_push(&w->stack);
	if (push == NULL)
		return RU_ENOMEM;
	*push = w->top = f;
	return 0;
}

static int walk_nodes(struct walk *w)
{
	const struct ru_html *html = &w->d->html;
	int status = 0;

	for (uint32_t i = 1; i < html->node_count && status == 0 && !w->full;) {
		const struct ru_html_node *n = &html->nodes[i];

		pop_to(w, i);
		if (n->kind == RU_NODE_TEXT) {
			status = put_text(w, i);
		} else if (n->kind == RU_NODE_ELEMENT && (skipped(n->tag) || is_reading(html, i))) {
			i = n->next > i ? n->next : i + 1;
			continue;
		} else if (n->kind == RU_NODE_ELEMENT && n->tag == RU_TAG_BR && w->top.shape != RU_SHAPE_HEADING) {
			close_line(w);
		} else if (n->kind == RU_NODE_ELEMENT && n->tag == RU_TAG_BR && w->open && !w->space) {
			/* "<h1>Two<br>lines</h1>" is one headline; the space stands for no byte of the text. */
			status = ru_draft_put(w->d, RU_S(" "), 0, 0);
		} else if (n->kind == RU_NODE_ELEMENT) {
			status = enter(w, i);
		}
		i++;
	}
	pop_to(w, UINT32_MAX);
	close_line(w);
	return status;
}

/* Room at once for what most pages have of each, and more. */
static int make_room(struct ru_draft *d)
{
	uint32_t nodes = d->html.node_count;

	if (ru_buf_room(&d->text, d->html.text.len / 4) == NULL)
		return RU_ENOMEM;
	if (ru_vec_reserve(&d->lines, nodes / LINE_EVERY) != 0 || ru_vec_reserve(&d->marks, nodes / MARK_EVERY) != 0)
		return RU_ENOMEM;
	return ru_vec_reserve(&d->map.piece, nodes / 2);
}

int ru_html_lines(struct ru_draft *d)
{
	struct walk w = {.d = d};
	struct frame *root;
	int status = 0;

	ru_vec_init(&w.stack, d->options->al, sizeof(struct frame), 0);
	status = make_room(d);
	root = status == 0 ? ru_vec_push(&w.stack) : NULL;
	if (root == NULL)
		return RU_ENOMEM;
	*root = (struct frame){.next = UINT32_MAX, .mark = RU_NONE, .block = true};
	w.top = *root;
	status = walk_nodes(&w);
	if (status == 0 && w.full)
		status = ru_draft_notice(d, RU_S("cap"), RU_S("more lines than blocks are kept"),
		                         (struct ru_span){RU_NONE, RU_NONE, RU_FIELD_PAGE});
	ru_vec_release(&w.stack);
	return status;
}
