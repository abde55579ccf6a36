/* SPDX-License-Identifier: Apache-2.0 */
/* Where the article stands in a page of HTML.
 *
 * Every line gets a weight: its bytes for prose, a small sum against it for links, menus and furniture. The element
 * whose lines weigh most together holds the article (a tree form of the largest subarray; linear). A class name is
 * believed only while it does not claim half of the page's prose. Then lines.c's neighbour rules (kinds.c) give each
 * line in it its kind. */
#include "article/features.h"

#include "text/utf8.h"

enum {
	PROSE_WORDS = 9,
	PROSE_BYTES = 60,
	WEIGHT_MAX = 1500,
	CARD_BYTES = 400,
	CARD_LINES = 5,
	SHORT_ARTICLE = 200,
	SENTENCE_WORDS = 4
};

static bool has_unspaced(struct ru_str text)
{
	size_t pos = 0, seen = 0, unspaced = 0;

	while (pos < text.len && seen < 60) {
		unspaced += ru_char_is_unspaced(ru_utf8_next(text, &pos)) ? 1 : 0;
		seen++;
	}
	return unspaced * 2 > seen;
}

/* "Perayaan tahun baru menjadi momen yang ditunggu…": the cut-off start of another story. */
static bool is_teaser(struct ru_str text)
{
	return text.len < 220 && (ru_str_ends(text, RU_S("...")) || ru_str_ends(text, RU_S("\xE2\x80\xA6")) ||
	                          ru_str_ends(text, RU_S("[...]")) || ru_str_ends(text, RU_S("[\xE2\x80\xA6]")));
}

/* Sentences: enough words, few of them links, a stop or a comma somewhere or function words among them. */
static bool is_prose(const struct ru_draft *d, const struct ru_line *line)
{
	struct ru_str text = ru_draft_cut(d, line->begin, line->end);
	uint32_t words = line->last - line->first, bytes = line->end - line->begin;

	if (bytes < PROSE_BYTES || line->linked * 2 > bytes)
		return false;
	if (line->shape == RU_SHAPE_HEADING || line->shape == RU_SHAPE_CAPTION || is_teaser(text))
		return false;
	if (has_unspaced(text))
		return (line->flags & RU_LINE_END) != 0;
	if (words < PROSE_WORDS)
		return false;
	return (line->flags & RU_LINE_END) != 0 || (words >= 20 && memchr(text.ptr, ',', text.len) != NULL) ||
	       line->stops >= 20;
}

static uint32_t line_bytes(const struct ru_line *line) { return line->end - line->begin; }

/* "Three roads were closed.": a sentence too short to be told from a label but by standing on a page of such. */
static bool is_short_sentence(const struct ru_draft *d, const struct ru_line *line)
{
	struct ru_str text = ru_draft_cut(d, line->begin, line->end);

	return line->shape == RU_SHAPE_TEXT && (line->flags & (RU_LINE_END | RU_LINE_HIDDEN)) == RU_LINE_END &&
	       line->linked == 0 && line->last - line->first >= SENTENCE_WORDS && !is_teaser(text);
}

/* First line whose text begins in node or behind it. */
static uint32_t line_from(const struct ru_draft *d, uint32_t node) { return d->line_at[node]; }

/* line_at of every node, and of one behind the last. */
static int number_lines(struct ru_draft *d)
{
	uint32_t line = 0, count = ru_draft_line_count(d);

	d->line_at = ru_arena_get_raw(d->arena, (size_t)d->html.node_count + 1, sizeof(*d->line_at));
	if (d->line_at == NULL)
		return RU_ENOMEM;
	for (uint32_t node = 0; node <= d->html.node_count; node++) {
		while (line < count && ru_draft_line(d, line)->text_node < node)
			line++;
		d->line_at[node] = line;
	}
	return 0;
}

/* The elements in which lines stand; what is around one is one too. */
static int list_holders(struct ru_draft *d)
{
	d->holder = ru_arena_get_raw(d->arena, d->html.node_count, sizeof(*d->holder));
	if (d->holder == NULL)
		return RU_ENOMEM;
	d->holder[0] = 0;
	d->holder_count = 1;
	for (uint32_t node = 1; node < d->html.node_count; node++) {
		const struct ru_html_node *n = &d->html.nodes[node];

		if (n->kind != RU_NODE_ELEMENT)
			continue;
		d->has_rules = d->has_rules || n->tag == RU_TAG_HR;
		if (d->line_at[node] != d->line_at[n->next])
			d->holder[d->holder_count++] = node;
	}
	return 0;
}

/* Whether markup of this kind keeps its element out of the text. */
static bool keeps_out(uint8_t kind)
{
	return kind > RU_BLOCK_CAPTION && kind < RU_BLOCK_KINDS && kind != RU_BLOCK_BLURB;
}

/* Whether enough prose for a short article stands between the headline and a line: comments may well be longer. */
static bool comes_late(const struct ru_draft *d, const uint32_t *prose, uint32_t first)
{
	uint32_t from = d->headline != RU_NONE && d->headline < first ? d->headline : 0;

	return prose[first] - prose[from] >= SHORT_ARTICLE;
}

/* Per holder: the kind its markup and that of the elements around it give it. A name over most of the page's prose is
 * not believed, nor one over the headline. */
static int contexts(struct ru_draft *d, const uint32_t *prose, uint8_t distrusted)
{
	uint32_t lines = ru_draft_line_count(d), total = prose[lines];

	if (d->node_context == NULL)
		d->node_context = ru_arena_get_raw(d->arena, d->html.node_count, 1);
	if (d->node_context == NULL)
		return RU_ENOMEM;
	d->node_context[0] = RU_KIND_NONE;
	for (uint32_t k = 1; k < d->holder_count; k++) {
		uint32_t i = d->holder[k];
		const struct ru_html_node *n = &d->html.nodes[i];
		uint8_t own = d->node_kind[i], above = d->node_context[n->parent];

		d->node_context[i] = above;
		if (own >= RU_BLOCK_KINDS || own == distrusted || (above != RU_KIND_NONE && keeps_out(above)))
			continue;
		if (keeps_out(own)) {
			uint32_t first = line_from(d, i), last = line_from(d, n->next);
			uint32_t inside = prose[last] - prose[first];
			bool headline = d->headline != RU_NONE && d->headline >= first && d->headline < last;

			if ((headline && last - first > 1) ||
			    (inside * 10 > total * 4 && !(own == RU_BLOCK_COMMENTS && comes_late(d, prose, first))))
				continue;
		}
		d->node_context[i] = own;
	}
	return 0;
}

static int32_t line_weight(const struct ru_draft *d, const struct ru_line *line)
{
	uint32_t bytes = line_bytes(line), less = bytes < 400 ? bytes : 400;
	uint32_t linked = line->linked < bytes ? line->linked : bytes;

	/* What is folded away behind "read more" is text as well; hidden dialogs stand outside of it. */
	if (((line->flags & RU_LINE_HIDDEN) != 0 && (line->flags & RU_LINE_PROSE) == 0) || keeps_out(line->context))
		return -(int32_t)(12 + less / 8);
	if ((line->flags & RU_LINE_PROSE) != 0) {
		uint32_t plain = bytes - linked;

		return (int32_t)(plain < WEIGHT_MAX ? plain : WEIGHT_MAX);
	}
	if (line->context == RU_BLOCK_CAPTION || line->shape == RU_SHAPE_HEADING || line->shape == RU_SHAPE_CAPTION)
		return 0;
	(void)d;
	if (linked * 2 > bytes || (line->flags & RU_LINE_CARD) != 0)
		return -(int32_t)(15 + less / 8);
	return line->last - line->first <= 3 ? -8 : -4;
}

/* The heaviest element; of equals the deepest. */
static uint32_t heaviest(const struct ru_draft *d, const int64_t *sum)
{
	const struct ru_html *html = &d->html;
	uint32_t best = 0;
	int64_t most = 0;

	for (uint32_t k = 0; k < d->holder_count; k++) {
		uint32_t i = d->holder[k];
		int64_t weight;

		weight = sum[line_from(d, html->nodes[i].next)] - sum[line_from(d, i)];
		if (weight >= most && weight > 0) {
			most = weight;
			best = i;
		}
	}
	return best;
}

/* The kind that takes so much of the prose out that hardly any is left: a class name of the site that means something
 * else there. Comments may be longer than the article. */
static uint8_t too_greedy(const struct ru_draft *d)
{
	uint64_t taken[RU_BLOCK_KINDS + 1] = {0};

	for (uint32_t i = 0; i < ru_draft_line_count(d); i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		uint8_t kind = d->node_context[d->html.nodes[line->text_node].parent];

		if ((line->flags & RU_LINE_PROSE) != 0)
			taken[keeps_out(kind) ? kind : RU_KIND_NONE] += line_bytes(line);
	}
	for (int kind = 0; kind < RU_BLOCK_KINDS; kind++)
		if (kind != RU_BLOCK_COMMENTS && taken[kind] > 3 * taken[RU_KIND_NONE] && taken[kind] > 400)
			return (uint8_t)kind;
	return RU_KIND_NONE;
}

/* Prose that stands in a box with a link in front of it and little else: another story's headline and its summary. */
static bool is_card(const struct ru_draft *d, uint32_t i, const uint32_t *prose)
{
	const struct ru_line *line = ru_draft_line(d, i), *link = NULL;
	uint32_t node = line->node;

	for (uint32_t k = 1; k <= 2 && k <= i && link == NULL; k++) {
		const struct ru_line *before = ru_draft_line(d, i - k);

		if (before->linked * 10 >= line_bytes(before) * 9 && before->last - before->first >= 3)
			link = before;
		else if ((before->flags & RU_LINE_PROSE) != 0)
			return false;
	}
	if (link == NULL || line_bytes(line) > CARD_BYTES)
		return false;
	for (int up = 0; up < 8 && node != 0 && node > link->text_node; up++)
		node = d->html.nodes[node].parent;
	if (node == 0 || node > link->text_node)
		return false;
	return line_from(d, d->html.nodes[node].next) - line_from(d, node) <= CARD_LINES &&
	       prose[line_from(d, d->html.nodes[node].next)] - prose[line_from(d, node)] == line_bytes(line);
}

/* Which lines read like sentences; on a page without any the short ones do. */
static void mark_prose(struct ru_draft *d)
{
	uint32_t count = ru_draft_line_count(d);
	bool any = false;

	for (uint32_t i = 0; i < count; i++) {
		struct ru_line *line = ru_draft_line(d, i);

		line->stops = (uint8_t)ru_phrase_stop_share(d, line->first, line->last);
		if (is_prose(d, line))
			line->flags |= RU_LINE_PROSE;
		any = any || (line->flags & RU_LINE_PROSE) != 0;
	}
	for (uint32_t i = 0; i < count && !any; i++)
		if (is_short_sentence(d, ru_draft_line(d, i)))
			ru_draft_line(d, i)->flags |= RU_LINE_PROSE;
}

/* weights of the lines before line i: sum[i]; prose[i] likewise in bytes. */
static int sums(struct ru_draft *d, int64_t **sum_out, uint32_t **prose_out)
{
	uint32_t count = ru_draft_line_count(d);
	int64_t *sum = ru_arena_get(d->arena, (size_t)count + 1, sizeof(*sum));
	uint32_t *prose = ru_arena_get(d->arena, (size_t)count + 1, sizeof(*prose));
	int status;

	if (sum == NULL || prose == NULL)
		return RU_ENOMEM;
	mark_prose(d);
	for (uint32_t i = 0; i < count; i++) {
		const struct ru_line *line = ru_draft_line(d, i);

		prose[i + 1] = prose[i] + ((line->flags & RU_LINE_PROSE) != 0 ? line_bytes(line) : 0);
	}
	for (uint32_t i = 0; i < count; i++)
		if ((ru_draft_line(d, i)->flags & RU_LINE_PROSE) != 0 && is_card(d, i, prose)) {
			ru_draft_line(d, i)->flags &= (uint8_t)~RU_LINE_PROSE;
			ru_draft_line(d, i)->flags |= RU_LINE_CARD;
		}
	status = contexts(d, prose, RU_KIND_NONE);
	if (status == 0 && too_greedy(d) != RU_KIND_NONE)
		status = contexts(d, prose, too_greedy(d));
	if (status != 0)
		return status;
	for (uint32_t i = 0; i < count; i++) {
		struct ru_line *line = ru_draft_line(d, i);

		line->context = d->node_context[d->html.nodes[line->text_node].parent];
		line->weight = line_weight(d, line);
		sum[i + 1] = sum[i] + line->weight;
	}
	*sum_out = sum;
	*prose_out = prose;
	return 0;
}

int ru_content_find(struct ru_draft *d)
{
	int64_t *sum;
	uint32_t *prose, node;
	int status = number_lines(d);

	if (status == 0)
		status = list_holders(d);
	if (status == 0)
		status = sums(d, &sum, &prose);
	if (status != 0)
		return status;
	node = heaviest(d, sum);
	if (sum[line_from(d, d->html.nodes[node].next)] - sum[line_from(d, node)] <= 0)
		d->body_first = d->body_last = 0;
	else {
		d->body_first = line_from(d, node);
		d->body_last = node == 0 ? ru_draft_line_count(d) : line_from(d, d->html.nodes[node].next);
	}
	d->body_node = node;
	status = ru_features_make(d);
	if (status == 0)
		status = ru_kinds_decide(d);
	return status == 0 ? ru_choice_make(d) : status;
}
