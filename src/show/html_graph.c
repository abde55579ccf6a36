/* SPDX-License-Identifier: Apache-2.0 */
/* The derivation of a story as an SVG picture: pages and unseen sources as boxes, a line for each direct step. Fed the
 * story's pages, gives a figure; the table beside it holds the same and more. */
#include "show/graph.h"
#include "show/html.h"
#include "show/terminal.h"

#include "base/hash.h"
#include "text/utf8.h"

enum { NODES_MOST = 80, EDGES_MOST = 240, COLUMN = 8, PAD = 12, LINE = 18, LABEL_COLUMNS = 26 };

struct picture {
	struct ru_html *html;
	struct ru_graph graph;
	struct ru_vec
	    of; /* struct ru_node of each graph node; neither page nor source: the source that siblings share */
	struct ru_index known;
	int status;
	bool too_big;
};

static uint64_t key_of(const struct ru_node *node) { return (uint64_t)node->page << 32 | node->source; }

/* Columns of the words that a box shows. */
static unsigned columns_of(struct ru_str text)
{
	unsigned columns = ru_terminal_columns(text);

	return columns < LABEL_COLUMNS ? columns : LABEL_COLUMNS;
}

static struct ru_str second_line(const struct picture *picture, const struct ru_node *node)
{
	const struct ru_article *article;

	if (node->page == RU_NONE)
		return ru_message(picture->html->show, RU_S("not_in_pile"));
	article = picture->html->tell.all->docs[node->page].article;
	return article->outlet.len > 0 ? article->outlet
	       : article->host.len > 0 ? article->host
	                               : ru_message(picture->html->show, RU_S("outlet_unknown"));
}

static struct ru_str first_line(const struct picture *picture, const struct ru_node *node)
{
	if (node->page == RU_NONE && node->source == RU_NONE)
		return ru_message(picture->html->show, RU_S("source_unknown"));
	return ru_tell_node_name(&picture->html->tell, node);
}

/* The graph node of a page or source, made where there is none; *fresh tells. RU_NONE where there is no room. */
static uint32_t node_of(struct picture *picture, const struct ru_node *node, bool *fresh)
{
	uint32_t at = 0;
	int status = ru_index_add(&picture->known, key_of(node), (uint32_t)picture->graph.nodes.len, &at);

	*fresh = false;
	if (status < 0) {
		picture->status = status;
		return RU_NONE;
	}
	if (status == 1)
		return at;
	struct ru_graph_node *box = ru_vec_push(&picture->graph.nodes);
	struct ru_node *named = ru_vec_push(&picture->of);
	if (box == NULL || named == NULL) {
		picture->status = RU_ENOMEM;
		return RU_NONE;
	}
	unsigned first = columns_of(first_line(picture, node)), second = columns_of(second_line(picture, node));
	*named = *node;
	box->width = (int)(first > second ? first : second) * COLUMN + 2 * PAD;
	box->height = 2 * LINE + PAD;
	picture->too_big = picture->too_big || picture->graph.nodes.len > NODES_MOST;
	*fresh = true;
	return at;
}

static void add_edge(struct picture *picture, uint32_t from, uint32_t to, enum ru_copy_kind kind)
{
	struct ru_graph_edge *edge;

	if (from == RU_NONE || to == RU_NONE || from == to)
		return;
	for (size_t i = 0; i < picture->graph.edges.len; i++) {
		edge = RU_VEC_AT(&picture->graph.edges, struct ru_graph_edge, i);
		if (edge->from == from && edge->to == to)
			return;
	}
	picture->too_big = picture->too_big || picture->graph.edges.len >= EDGES_MOST;
	edge = ru_vec_push(&picture->graph.edges);
	if (edge == NULL)
		picture->status = RU_ENOMEM;
	else
		*edge = (struct ru_graph_edge){from, to, (uint32_t)kind, 0, true};
}

static const struct ru_derivation *derivation_of(const struct ru_tell *tell, const struct ru_node *node)
{
	uint32_t at = node->page != RU_NONE     ? tell->page_derivation[node->page]
	              : node->source != RU_NONE ? tell->source_derivation[node->source]
	                                        : RU_NONE;

	return at == RU_NONE ? NULL : &tell->trace->derivation[at];
}

/* Whether a source is known for the node: then what it shares with a sibling is that, and needs no box of its own. */
static bool has_source(const struct ru_tell *tell, const struct ru_node *node)
{
	const struct ru_derivation *derivation = derivation_of(tell, node);

	for (uint32_t i = 0; derivation != NULL && i < derivation->parent_count; i++)
		if (derivation->parents[i].direct && derivation->parents[i].kind != RU_COPY_SAME_SOURCE)
			return true;
	return false;
}

/* Add a node with all that stands above it. The list of nodes is its own queue: what is new is looked at in turn. */
static void add_above(struct picture *picture, const struct ru_node *start)
{
	const struct ru_node shared = {RU_NONE, RU_NONE};
	bool fresh;
	size_t next = picture->of.len;

	node_of(picture, start, &fresh);
	for (; next < picture->of.len && picture->status == RU_OK && !picture->too_big; next++) {
		struct ru_node node = *RU_VEC_AT(&picture->of, struct ru_node, next);
		const struct ru_derivation *derivation = derivation_of(&picture->html->tell, &node);
		for (uint32_t i = 0; derivation != NULL && i < derivation->parent_count && picture->status == RU_OK;
		     i++) {
			const struct ru_parent *parent = &derivation->parents[i];
			bool sibling = parent->kind == RU_COPY_SAME_SOURCE;
			if (sibling ? has_source(&picture->html->tell, &node) &&
			                  has_source(&picture->html->tell, &parent->node)
			            : !parent->direct)
				continue;
			uint32_t from = node_of(picture, sibling ? &shared : &parent->node, &fresh);
			add_edge(picture, from, (uint32_t)next, parent->kind);
			if (sibling) {
				uint32_t other = node_of(picture, &parent->node, &fresh);
				add_edge(picture, from, other, parent->kind);
			}
		}
	}
}

static void put_int_attribute(struct ru_html *html, const char *name, int value)
{
	RU_HTML(html, " ");
	ru_out_put(&html->out, ru_str_from(name));
	RU_HTML(html, "=\"");
	ru_out_int(&html->out, value);
	RU_HTML(html, "\"");
}

/* One line of a box, cut to its columns. */
static void put_line(struct ru_html *html, struct ru_str text, int x, int y, bool second)
{
	size_t pos = 0;
	unsigned columns = 0;

	RU_HTML(html, "<text");
	if (second)
		RU_HTML(html, " class=\"sub\"");
	put_int_attribute(html, "x", x);
	put_int_attribute(html, "y", y);
	RU_HTML(html, ">");
	while (pos < text.len) {
		size_t before = pos;
		do
			pos++;
		while (!ru_utf8_boundary(text, pos));
		columns += ru_terminal_columns(ru_str_cut(text, before, pos));
		if (columns > LABEL_COLUMNS - 1 && pos < text.len) {
			ru_html_bare(html, ru_str_cut(text, 0, before));
			RU_HTML(html, "\xe2\x80\xa6</text>");
			return;
		}
	}
	ru_html_bare(html, text);
	RU_HTML(html, "</text>");
}

static void put_box(struct picture *picture, size_t i)
{
	const struct ru_graph_node *box = RU_VEC_AT(&picture->graph.nodes, struct ru_graph_node, i);
	const struct ru_node *node = RU_VEC_AT(&picture->of, struct ru_node, i);
	struct ru_html *html = picture->html;

	if (node->page == RU_NONE)
		RU_HTML(html, "<g class=\"unseen\">");
	else
		RU_HTML(html, "<g>");
	RU_HTML(html, "<rect rx=\"6\"");
	put_int_attribute(html, "x", box->x);
	put_int_attribute(html, "y", box->y);
	put_int_attribute(html, "width", box->width);
	put_int_attribute(html, "height", box->height);
	RU_HTML(html, "/>");
	put_line(html, first_line(picture, node), box->x + PAD, box->y + LINE + 2, false);
	put_line(html, second_line(picture, node), box->x + PAD, box->y + 2 * LINE + 2, true);
	RU_HTML(html, "</g>\n");
}

/* From the right side of one box (or through a bend) to the left side of the next; it bends between columns only. */
static void put_edge(struct picture *picture, const struct ru_graph_edge *edge)
{
	const struct ru_graph_node *from = RU_VEC_AT(&picture->graph.nodes, struct ru_graph_node, edge->from);
	const struct ru_graph_node *to = RU_VEC_AT(&picture->graph.nodes, struct ru_graph_node, edge->to);
	int x1 = from->x + from->width, y1 = from->y + from->height / 2;
	int x2 = to->x - (edge->last ? 9 : 0), y2 = to->y + to->height / 2;
	int start = from->bend ? from->x : x1, column = x1;
	struct ru_html *html = picture->html;
	char path[160];

	/* the column's own width: a narrower box leaves the line straight to the end of the column */
	for (size_t i = 0; i < picture->graph.nodes.len; i++) {
		const struct ru_graph_node *other = RU_VEC_AT(&picture->graph.nodes, struct ru_graph_node, i);
		if (other->layer == from->layer && other->x + other->width > column)
			column = other->x + other->width;
	}
	int middle = column + (x2 - column) / 2;
	RU_HTML(html, "<path class=\"");
	ru_html_bare(html, ru_copy_kind_name((enum ru_copy_kind)edge->tag));
	int len = snprintf(path, sizeof path, "\" d=\"M%d %dL%d %dC%d %d %d %d %d %d\"/>", start, y1, column, y1,
	                   middle, y1, middle, y2, x2, y2);
	ru_out_put(&html->out, (struct ru_str){path, (size_t)len});
	if (edge->last) {
		len = snprintf(path, sizeof path, "<path class=\"tip\" d=\"M%d %dl-10 -5v10z\"/>", to->x, y2);
		ru_out_put(&html->out, (struct ru_str){path, (size_t)len});
	}
	RU_HTML(html, "\n");
}

static void draw(struct picture *picture)
{
	struct ru_html *html = picture->html;
	unsigned number;

	RU_HTML(html, "<figure>\n");
	ru_html_scroll_open(html, "graph_label");
	number = html->regions;
	RU_HTML(html, "<svg role=\"img\" aria-labelledby=\"g");
	ru_out_int(&html->out, number);
	RU_HTML(html, "\"");
	put_int_attribute(html, "width", picture->graph.width);
	put_int_attribute(html, "height", picture->graph.height);
	RU_HTML(html, ">\n<title id=\"g");
	ru_out_int(&html->out, number);
	RU_HTML(html, "\">");
	ru_html_say(html, "graph_label");
	RU_HTML(html, "</title>\n");
	for (size_t i = 0; i < picture->graph.edges.len; i++)
		put_edge(picture, RU_VEC_AT(&picture->graph.edges, struct ru_graph_edge, i));
	for (size_t i = 0; i < picture->of.len; i++)
		put_box(picture, i);
	RU_HTML(html, "</svg>\n</div>\n<figcaption>");
	ru_html_say(html, "graph_caption");
	RU_HTML(html, "</figcaption>\n</figure>\n");
}

bool ru_html_graph(struct ru_html *html, const struct ru_story *story)
{
	struct picture picture = {.html = html};
	bool drawn = false;

	ru_graph_init(&picture.graph, html->show->al);
	ru_vec_init(&picture.of, html->show->al, sizeof(struct ru_node), 0);
	ru_index_init(&picture.known, html->show->al);
	for (uint32_t i = 0; i < story->event_count && !picture.too_big; i++) {
		const struct ru_event *event = &html->tell.trace->events[story->events[i]];
		for (uint32_t k = 0; k < event->page_count && !picture.too_big && picture.status == RU_OK; k++)
			add_above(&picture, &(struct ru_node){event->pages[k], RU_NONE});
	}
	if (picture.status == RU_OK && !picture.too_big && picture.graph.edges.len > 0) {
		picture.status = ru_graph_layout(&picture.graph, html->show->al);
		if (picture.status == RU_OK) {
			draw(&picture);
			drawn = true;
		}
	}
	ru_out_fail(&html->out, picture.status);
	ru_index_release(&picture.known);
	ru_vec_release(&picture.of);
	ru_graph_release(&picture.graph);
	return drawn;
}
