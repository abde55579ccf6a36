/* SPDX-License-Identifier: Apache-2.0 */
/* The kind of each line of an HTML page, once it is known which element holds the text: by its words, its markup, its
 * links, and by the lines beside it. Linear in lines and words. */
#include "article/features.h"

struct decider {
	struct ru_draft *d;
	uint32_t first, last; /* first line of prose in the text and the line behind the last one */
	uint16_t tag;         /* the tag in which most prose stands; else RU_TAG_UNKNOWN */
	uint8_t section;      /* kind of the section that runs, or RU_KIND_NONE */
	uint32_t section_end; /* node at which it ends */
	bool waits;           /* "Baca juga:" stood alone: the next line is its link */
};

static uint32_t line_bytes(const struct ru_line *line) { return line->end - line->begin; }
static const struct ru_html_node *node_of(const struct ru_draft *d, const struct ru_line *line)
{
	return &d->html.nodes[line->node];
}

static bool all_linked(const struct ru_line *line) { return line->linked * 10 >= line_bytes(line) * 9; }

static bool keeps_out(uint8_t kind) { return kind > RU_BLOCK_CAPTION && kind < RU_BLOCK_KINDS; }

/* A section heading rules to the end of the element it stands in; where that holds the text too, until prose comes. */
static void start_section(struct decider *s, const struct ru_line *line, uint8_t kind)
{
	const struct ru_draft *d = s->d;
	uint32_t holder = d->html.nodes[line->node].parent;

	s->section = kind;
	s->section_end = d->html.nodes[holder].next;
}

static bool in_section(struct decider *s, const struct ru_line *line)
{
	if (s->section == RU_KIND_NONE)
		return false;
	if (line->text_node >= s->section_end || (s->section != RU_BLOCK_COMMENTS && s->section != RU_BLOCK_BLURB &&
	                                          (line->flags & RU_LINE_PROSE) != 0 && line->shape == RU_SHAPE_TEXT)) {
		s->section = RU_KIND_NONE;
		return false;
	}
	return true;
}

/* "Lihat Foto" under a caption: the line above is one, where it is not the headline. */
static void label_above(struct ru_draft *d, uint32_t i, uint8_t kind)
{
	struct ru_line *above = i > 0 ? ru_draft_line(d, i - 1) : NULL;

	if (above != NULL && i - 1 != d->headline && above->shape != RU_SHAPE_HEADING)
		above->kind = kind;
}

/* Whether no heading of the text comes behind line i: what the sender says about itself stands last. */
static bool is_last_heading(const struct ru_draft *d, uint32_t i)
{
	for (uint32_t k = i + 1; k < d->body_last; k++)
		if (ru_draft_line(d, k)->shape == RU_SHAPE_HEADING)
			return false;
	return true;
}

/* "Laporan Wartawan Selat Pos, ..." may lead the first paragraph as well, and no link is as long as one. */
static bool leads_paragraph(uint8_t kind, const struct ru_line *line)
{
	enum { LINK_WORDS = 40 };

	switch (kind) {
	case RU_BLOCK_AUTHOR_BOX:
		return true;
	case RU_BLOCK_SEE_ALSO:
	case RU_BLOCK_NAV:
	case RU_BLOCK_SHARE:
	case RU_BLOCK_RELATED:
		return line->last - line->first > LINK_WORDS;
	default:
		return false;
	}
}

/* What the words say, with what follows from it for the lines beside. */
static uint8_t by_words(struct decider *s, uint32_t i)
{
	struct ru_line *line = ru_draft_line(s->d, i);
	const int16_t *f = s->d->features[i].f;
	int position = f[RU_F_POSITION];
	uint8_t kind = (uint8_t)f[RU_F_LABEL];

	if ((line->flags & RU_LINE_PROSE) != 0 && leads_paragraph(kind, line))
		return RU_KIND_NONE;
	if (kind == RU_KIND_NONE || (position == RU_AT_HEAD && !is_last_heading(s->d, i)))
		return RU_KIND_NONE;
	if ((position == RU_AT_SECTION || position == RU_AT_HEAD))
		start_section(s, line, kind);
	if (position == RU_AT_BELOW)
		label_above(s->d, i, kind);
	if (kind == RU_BLOCK_SEE_ALSO && line->last - line->first <= 3)
		s->waits = true;
	return kind;
}

/* "(rt/sb)", "(Kabar Pelita/Sari)": a sign-off in a block of its own. */
static bool is_signoff(const struct ru_draft *d, const struct ru_line *line)
{
	struct ru_str text = ru_draft_cut(d, line->begin, line->end);

	return text.len >= 4 && text.len <= 80 && text.ptr[0] == '(' && text.ptr[text.len - 1] == ')' &&
	       line->last - line->first <= 12 && memchr(text.ptr + 1, '(', text.len - 1) == NULL;
}

/* Whether a table stands between the element that holds the text and the line. */
static bool in_table(const struct ru_draft *d, const struct ru_line *line)
{
	for (uint32_t node = line->node; node != d->body_node && node != 0; node = d->html.nodes[node].parent)
		if (d->html.nodes[node].tag == RU_TAG_TABLE)
			return true;
	return false;
}

uint8_t ru_kind_of_shape(uint8_t shape, bool in_table)
{
	switch (shape) {
	case RU_SHAPE_HEADING:
		return RU_BLOCK_SUBHEAD;
	case RU_SHAPE_ITEM:
		return RU_BLOCK_LIST;
	case RU_SHAPE_QUOTE:
		return RU_BLOCK_QUOTE;
	case RU_SHAPE_CODE:
		return RU_BLOCK_CODE;
	case RU_SHAPE_CAPTION:
		return RU_BLOCK_CAPTION;
	case RU_SHAPE_CELL:
		return in_table ? RU_BLOCK_TABLE : RU_BLOCK_BODY;
	default:
		return RU_BLOCK_BODY;
	}
}

static uint8_t by_shape(const struct ru_draft *d, const struct ru_line *line)
{
	return ru_kind_of_shape(line->shape, line->shape == RU_SHAPE_CELL && in_table(d, line));
}

/* First pass over the lines of the text: what needs no neighbour. Leaves RU_KIND_NONE where these must decide. */
static void decide_alone(struct decider *s, uint32_t i)
{
	struct ru_draft *d = s->d;
	struct ru_line *line = ru_draft_line(d, i);
	bool waited = s->waits;
	uint8_t words;

	s->waits = false;
	if (line->kind != RU_KIND_NONE)
		return;
	words = by_words(s, i);
	if (i == d->headline)
		line->kind = RU_BLOCK_HEADLINE;
	else if ((line->flags & (RU_LINE_HIDDEN | RU_LINE_PROSE)) == RU_LINE_HIDDEN)
		line->kind = RU_BLOCK_OTHER;
	else if (keeps_out(line->context))
		line->kind = line->context;
	else if ((line->flags & RU_LINE_CARD) != 0)
		line->kind = RU_BLOCK_RELATED;
	else if (words != RU_KIND_NONE)
		line->kind = words;
	else if (in_section(s, line))
		line->kind = s->section;
	else if (d->headline != RU_NONE && i < d->headline)
		line->kind = RU_BLOCK_OTHER;
	else if (line->context == RU_BLOCK_CAPTION || line->shape == RU_SHAPE_CAPTION)
		line->kind = RU_BLOCK_CAPTION;
	else if (waited && line->linked * 2 > line_bytes(line))
		line->kind = RU_BLOCK_SEE_ALSO;
	else if (all_linked(line) && line->shape != RU_SHAPE_CODE)
		line->kind = line->shape == RU_SHAPE_ITEM ? RU_BLOCK_RELATED : RU_BLOCK_SEE_ALSO;
	else if (is_signoff(d, line))
		line->kind = RU_BLOCK_CREDIT;
	else if ((line->flags & RU_LINE_SMALL) != 0)
		line->kind = RU_BLOCK_OTHER;
}

/* The tag in which two thirds of the prose stand. */
static uint16_t prose_tag(const struct ru_draft *d)
{
	uint64_t in_p = 0, all = 0;

	for (uint32_t i = d->body_first; i < d->body_last; i++) {
		const struct ru_line *line = ru_draft_line(d, i);

		if (line->kind != RU_KIND_NONE || (line->flags & RU_LINE_PROSE) == 0)
			continue;
		all += line_bytes(line);
		if (node_of(d, line)->tag == RU_TAG_P)
			in_p += line_bytes(line);
	}
	return in_p * 3 >= all * 2 && all > 0 ? RU_TAG_P : RU_TAG_UNKNOWN;
}

/* Text that stands in a box of its own between paragraphs: an advertisement, a teaser. */
static bool in_odd_box(const struct decider *s, const struct ru_line *line)
{
	uint16_t tag = node_of(s->d, line)->tag;

	return s->tag == RU_TAG_P && line->shape == RU_SHAPE_TEXT && tag != RU_TAG_P && line->node != s->d->body_node &&
	       line_bytes(line) < 250;
}

/* Whether two lines stand in elements of one tag under one parent, or in one element. */
static bool beside(const struct ru_draft *d, const struct ru_line *a, const struct ru_line *b)
{
	return a->node == b->node ||
	       (node_of(d, a)->tag == node_of(d, b)->tag && node_of(d, a)->parent == node_of(d, b)->parent);
}

/* A short line among the paragraphs. near is the prose before it (or behind it, where it stands in front of all). */
static uint8_t decide_short(const struct decider *s, const struct ru_line *line, const struct ru_line *near,
                            bool inside)
{
	const struct ru_draft *d = s->d;
	uint8_t kind = by_shape(d, line);
	bool sentence = (line->flags & RU_LINE_END) != 0;

	if (kind == RU_BLOCK_SUBHEAD)
		return inside ? kind : RU_BLOCK_OTHER;
	if (kind == RU_BLOCK_LIST || kind == RU_BLOCK_TABLE || kind == RU_BLOCK_QUOTE || kind == RU_BLOCK_CODE)
		return inside || (kind != RU_BLOCK_QUOTE && beside(d, line, near)) || kind == RU_BLOCK_QUOTE
		           ? kind
		           : RU_BLOCK_OTHER;
	if (in_odd_box(s, line) || !beside(d, line, near))
		return inside && sentence && !in_odd_box(s, line) ? RU_BLOCK_BODY : RU_BLOCK_OTHER;
	if (inside && !sentence && line->strong * 10 >= line_bytes(line) * 9 && line->last - line->first <= 16)
		return RU_BLOCK_SUBHEAD;
	/* "<p>Jadwal:<br>9 Juni - Ambon<br>10 Juni - Wahai</p>" behind the last sentence belongs to it. */
	return inside || sentence || (line->node == near->node && line->node != d->body_node) ? RU_BLOCK_BODY
	                                                                                      : RU_BLOCK_OTHER;
}

/* Second pass: prose gets the kind of its shape, short lines that of their neighbours. */
static void decide_beside(struct decider *s)
{
	struct ru_draft *d = s->d;
	const struct ru_line *near = NULL;

	for (uint32_t i = d->body_first; i < d->body_last; i++) {
		struct ru_line *line = ru_draft_line(d, i);
		bool inside = i >= s->first && i < s->last;

		if (line->kind != RU_KIND_NONE)
			continue;
		if ((line->flags & RU_LINE_PROSE) != 0 && !in_odd_box(s, line)) {
			line->kind = by_shape(d, line);
			near = line;
			continue;
		}
		line->kind = decide_short(s, line, near != NULL ? near : ru_draft_line(d, s->first), inside);
	}
}

/* Lines outside the element that holds the text. */
static void decide_outside(struct decider *s, uint32_t i)
{
	struct ru_draft *d = s->d;
	struct ru_line *line = ru_draft_line(d, i);
	uint8_t words;

	if (line->kind != RU_KIND_NONE)
		return;
	words = by_words(s, i);
	if (i == d->headline)
		line->kind = RU_BLOCK_HEADLINE;
	else if (keeps_out(line->context))
		line->kind = line->context;
	else if (words != RU_KIND_NONE)
		line->kind = words;
	else if (in_section(s, line))
		line->kind = s->section;
	else if (line->shape == RU_SHAPE_CAPTION || line->context == RU_BLOCK_CAPTION)
		line->kind = RU_BLOCK_CAPTION;
	else if (all_linked(line))
		line->kind = RU_BLOCK_NAV;
	else
		line->kind = RU_BLOCK_OTHER;
	if ((line->flags & RU_LINE_HIDDEN) != 0)
		line->kind = RU_BLOCK_OTHER;
}

bool ru_is_date_line(const struct ru_draft *d, uint32_t i)
{
	struct ru_line_date found;
	struct ru_str text = ru_draft_line_text(d, i);

	return text.len < 120 && ru_line_date_find(d->options->packs, text, &found) &&
	       (found.end - found.begin) * 3 >= text.len;
}

/* Sentences between the headline and the text that stand in no furniture: the standfirst. */
static void find_standfirst(struct ru_draft *d, uint32_t first_prose)
{
	if (d->headline == RU_NONE)
		return;
	for (uint32_t i = d->headline + 1; i < first_prose && i < d->headline + 12; i++) {
		struct ru_line *line = ru_draft_line(d, i);
		bool sentence = (line->flags & (RU_LINE_END | RU_LINE_PROSE)) != 0;

		if (line->kind == RU_BLOCK_OTHER && sentence && line->last - line->first >= 6 && line->linked == 0 &&
		    line->shape != RU_SHAPE_ITEM && line->shape != RU_SHAPE_CELL &&
		    (line->flags & (RU_LINE_HIDDEN | RU_LINE_SMALL)) == 0 && line->context == RU_KIND_NONE &&
		    !ru_is_date_line(d, i))
			line->kind = RU_BLOCK_STANDFIRST;
	}
}

static bool is_text_prose(const struct ru_line *line)
{
	return line->kind == RU_KIND_NONE && (line->flags & RU_LINE_PROSE) != 0;
}

int ru_kinds_decide(struct ru_draft *d)
{
	struct decider s = {.d = d, .section = RU_KIND_NONE};

	for (uint32_t i = 0; i < d->body_first; i++)
		decide_outside(&s, i);
	s.section = RU_KIND_NONE;
	for (uint32_t i = d->body_first; i < d->body_last; i++)
		decide_alone(&s, i);
	s.first = d->body_first;
	s.last = d->body_last;
	while (s.first < s.last && !is_text_prose(ru_draft_line(d, s.first)))
		s.first++;
	while (s.last > s.first && !is_text_prose(ru_draft_line(d, s.last - 1)))
		s.last--;
	s.tag = prose_tag(d);
	if (s.first < s.last)
		decide_beside(&s);
	s.section = RU_KIND_NONE;
	for (uint32_t i = d->body_last; i < ru_draft_line_count(d); i++)
		decide_outside(&s, i);
	for (uint32_t i = 0; i < ru_draft_line_count(d); i++)
		if (ru_draft_line(d, i)->kind == RU_KIND_NONE)
			ru_draft_line(d, i)->kind = RU_BLOCK_OTHER;
	find_standfirst(d, s.first);
	d->body_first = s.first;
	d->body_last = s.last;
	return 0;
}
