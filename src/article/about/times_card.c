/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a date stands in the card of another story: in a small box with a link as long as a headline, that the markup
 * calls one of related stories or that stands beside others like it. "<li><a>Gempa kuat mengguncang Sori</a> 3
 * Mei</li>"
 *
 * The box with the page's own headline is none. Constant work a line: looks at few elements, and few bytes of each. */
#include "article/about/times.h"

enum { BOX_UP = 4, BOX_LINES = 4, BESIDE = 6, TITLE_BYTES = 18, TITLE_MOST = 120, TITLE_SPACES = 3, MARKS_A_LINE = 3 };

/* Whether one link of the line is as long as a headline and most of it; two short ones are a trail or tags. */
static bool holds_title(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);

	if (line->linked < TITLE_BYTES || 2 * line->linked < line->end - line->begin || i == d->headline)
		return false;
	for (size_t m = ru_times_mark_from(d, line->begin > 2 ? line->begin - 2 : 0), n = 0;
	     m < d->marks.len && n < MARKS_A_LINE; m++, n++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, m);
		uint32_t begin = mark->begin > line->begin ? mark->begin : line->begin;
		uint32_t end = mark->end < line->end ? mark->end : line->end, spaces = 0;

		if (mark->begin >= line->end)
			break;
		if (d->html.nodes[mark->node].tag != RU_TAG_A || end < begin + TITLE_BYTES)
			continue;
		for (uint32_t at = begin; at < end && at < begin + TITLE_MOST; at++)
			spaces += d->text.ptr[at] == ' ' ? 1 : 0;
		if (spaces >= TITLE_SPACES)
			return true;
	}
	return false;
}

/* Whether a line of the element holds such a link. */
static bool box_holds_title(const struct ru_draft *d, uint32_t node)
{
	uint32_t first = d->line_at[node], last = d->line_at[d->html.nodes[node].next];

	for (uint32_t i = first; i < last && i < first + BOX_LINES; i++)
		if (holds_title(d, i))
			return true;
	return false;
}

/* Whether an element beside it, of the same tag, does. */
static bool stands_in_row(const struct ru_draft *d, uint32_t node)
{
	const struct ru_html_node *n = &d->html.nodes[node], *up = &d->html.nodes[n->parent];
	uint32_t at = n->parent + 1;

	for (int seen = 0; at < up->next && seen < BESIDE; seen++, at = d->html.nodes[at].next)
		if (at != node && d->html.nodes[at].kind == RU_NODE_ELEMENT && d->html.nodes[at].tag == n->tag &&
		    d->line_at[d->html.nodes[at].next] <= d->line_at[at] + BOX_LINES && box_holds_title(d, at))
			return true;
	return false;
}

bool ru_times_is_card(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);
	bool related = line->kind == RU_BLOCK_RELATED || line->kind == RU_BLOCK_SEE_ALSO, titled = false;
	uint32_t node = line->node;

	if (!d->is_html || d->line_at == NULL)
		return false;
	for (int up = 0; up < BOX_UP && node != 0; up++, node = d->html.nodes[node].parent) {
		uint32_t first = d->line_at[node], last = d->line_at[d->html.nodes[node].next];

		if (last > first + BOX_LINES || (d->headline >= first && d->headline < last))
			return false;
		titled = titled || box_holds_title(d, node);
		if (titled && (related || stands_in_row(d, node)))
			return true;
	}
	return false;
}
