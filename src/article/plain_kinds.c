/* SPDX-License-Identifier: Apache-2.0 */
/* The kind of each line of plain text.
 *
 * A whole page saved as text has its site's name, its headline, captions and furniture in it, each on a line of its
 * own; what no rule takes is body. An article as it is (a record's "text") is body but for known furniture. */
#include "article/draft.h"

#include "text/fold.h"

enum { TITLE_BYTES = 220, TITLE_WORDS = 28, CAPTION_WORDS = 120, LINK_WORDS = 60, BYLINE_WORDS = 16, HEAD_LINES = 16 };

static bool has_flag(const struct ru_line *line, uint8_t flag) { return (line->flags & flag) != 0; }

static uint32_t word_count(const struct ru_line *line) { return line->last - line->first; }

/* "Beranda | Daerah | Nasional": a menu in one line. */
static bool is_menu(const struct ru_draft *d, const struct ru_line *line)
{
	uint32_t bars = 0;

	for (uint32_t w = line->first; w < line->last; w++)
		bars += ru_str_eq(ru_draft_word_text(d, w), RU_S("|")) ? 1 : 0;
	return bars >= 2 && word_count(line) <= 4 * (bars + 1) && !has_flag(line, RU_LINE_END);
}

/* What a page copied from a browser has over and under its headline: its site, menus, buttons, who and when. */
static bool is_trimming(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);
	enum ru_position position;

	return has_flag(line, RU_LINE_HOST) || is_menu(d, line) || ru_label_line(d, i, &position) != RU_KIND_NONE ||
	       ru_maker_kind(d, i) != RU_KIND_NONE;
}

/* Whether one of the next lines that are no trimmings is longer: a headline stands over sentences. */
static bool leads_text(const struct ru_draft *d, uint32_t i)
{
	uint32_t count = ru_draft_line_count(d), seen = 0;

	for (uint32_t k = i + 1; k < count && k < i + HEAD_LINES && seen < 3; k++) {
		if (ru_draft_line(d, k)->end - ru_draft_line(d, k)->begin >
		    ru_draft_line(d, i)->end - ru_draft_line(d, i)->begin)
			return true;
		seen += is_trimming(d, k) ? 0 : 1;
	}
	return false;
}

/* The headline of a whole page: the first line that is no trimming and no entry of a menu, if it is short, does not
 * close a sentence, and the lines behind it are not all as short. A question or a quotation may be a headline; then it
 * must be shorter than what follows. */
static uint32_t find_headline(const struct ru_draft *d)
{
	uint32_t count = ru_draft_line_count(d);

	for (uint32_t i = 0; i + 2 < count && i < HEAD_LINES; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		struct ru_str text = ru_draft_line_text(d, i);

		if (text.len > TITLE_BYTES || word_count(line) > TITLE_WORDS)
			return RU_NONE;
		if (has_flag(line, RU_LINE_END) && text.ptr[text.len - 1] == '.')
			return RU_NONE;
		if (is_trimming(d, i) || word_count(line) < 3)
			continue;
		return leads_text(d, i) ? i : RU_NONE;
	}
	return RU_NONE;
}

/* Whether line i of a whole page says the record's title again: it is the headline then, not the first paragraph. */
static bool repeats_title(const struct ru_draft *d, uint32_t i)
{
	return i > 0 && i < 4 && d->headline == 0 && has_flag(ru_draft_line(d, 0), RU_LINE_FIELD) &&
	       ru_fold_hash(ru_draft_line_text(d, i)) == ru_fold_hash(ru_draft_line_text(d, 0));
}

struct runner {
	struct ru_draft *d;
	uint8_t section;
	bool whole_page;
	bool waits; /* "Baca juga:" stood alone */
};

/* Whether a running section goes on over this line: it ends where sentences begin again. */
static bool goes_on(struct runner *r, const struct ru_line *line)
{
	if (r->section == RU_KIND_NONE)
		return false;
	if (r->section != RU_BLOCK_COMMENTS && has_flag(line, RU_LINE_END) && line->last - line->first >= 12)
		r->section = RU_KIND_NONE;
	return r->section != RU_KIND_NONE;
}

static bool is_signoff(struct ru_str text)
{
	return text.len >= 4 && text.len <= 80 && text.ptr[0] == '(' && text.ptr[text.len - 1] == ')' &&
	       memchr(text.ptr + 1, '(', text.len - 1) == NULL;
}

/* Whether words that furniture begins with lead a paragraph, or all of an article in one line: "Laporan Wartawan Selat
 * Pos, Sari Lestari SELAT - Tanggul itu jebol ...". What lawyers write is as long as it likes. */
static bool leads_paragraph(uint8_t kind, const struct ru_line *line)
{
	bool closed = has_flag(line, RU_LINE_END);

	switch (kind) {
	case RU_BLOCK_AUTHOR_BOX:
		return word_count(line) > (closed ? BYLINE_WORDS : LINK_WORDS);
	case RU_BLOCK_SEE_ALSO:
	case RU_BLOCK_NAV:
	case RU_BLOCK_SHARE:
	case RU_BLOCK_RELATED:
		return word_count(line) > (closed ? LINK_WORDS / 2 : LINK_WORDS);
	case RU_BLOCK_CAPTION:
	case RU_BLOCK_AD:
		return word_count(line) > CAPTION_WORDS;
	default:
		return false;
	}
}

static void decide(struct runner *r, uint32_t i)
{
	struct ru_draft *d = r->d;
	struct ru_line *line = ru_draft_line(d, i);
	enum ru_position position;
	uint8_t words = ru_label_line(d, i, &position);
	bool waited = r->waits;

	if (leads_paragraph(words, line))
		words = RU_KIND_NONE;
	r->waits = words == RU_BLOCK_SEE_ALSO && line->last - line->first <= 3;
	if (i == d->headline || has_flag(line, RU_LINE_FIELD) || (r->whole_page && repeats_title(d, i))) {
		line->kind = RU_BLOCK_HEADLINE;
	} else if (words != RU_KIND_NONE) {
		line->kind = words;
		if ((position == RU_AT_SECTION || position == RU_AT_HEAD) && r->whole_page)
			r->section = words;
		if (position == RU_AT_BELOW && i > 0 && i - 1 != d->headline &&
		    ru_draft_line(d, i - 1)->last - ru_draft_line(d, i - 1)->first <= CAPTION_WORDS)
			ru_draft_line(d, i - 1)->kind = words;
	} else if (goes_on(r, line)) {
		line->kind = r->section;
	} else if (waited && !has_flag(line, RU_LINE_END)) {
		line->kind = RU_BLOCK_SEE_ALSO;
	} else if (r->whole_page && (has_flag(line, RU_LINE_HOST) || (d->headline != RU_NONE && i < d->headline))) {
		line->kind = RU_BLOCK_NAV;
	} else if (is_signoff(ru_draft_line_text(d, i)) && i + 6 > ru_draft_line_count(d) && i > 0) {
		line->kind = RU_BLOCK_CREDIT;
	} else {
		line->kind = RU_BLOCK_BODY;
	}
}

static bool is_text(const struct ru_line *line)
{
	return line->kind < RU_BLOCK_CAPTION && line->kind != RU_BLOCK_HEADLINE;
}

/* Short lines without a stop behind the last sentence of a whole page are no part of the story. */
static void trim_tail(struct ru_draft *d)
{
	for (uint32_t i = ru_draft_line_count(d); i > 0; i--) {
		struct ru_line *line = ru_draft_line(d, i - 1);

		if (!is_text(line))
			continue;
		if (has_flag(line, RU_LINE_END) || line->last - line->first >= 10)
			return;
		line->kind = RU_BLOCK_OTHER;
	}
}

int ru_plain_find(struct ru_draft *d)
{
	struct runner r = {.d = d, .section = RU_KIND_NONE, .whole_page = d->page->kind == RU_PAGE_PLAIN};
	uint32_t count = ru_draft_line_count(d);

	if (r.whole_page && (count == 0 || !has_flag(ru_draft_line(d, 0), RU_LINE_FIELD)))
		d->headline = find_headline(d);
	else if (count > 0 && has_flag(ru_draft_line(d, 0), RU_LINE_FIELD))
		d->headline = 0;
	for (uint32_t i = 0; i < count; i++)
		decide(&r, i);
	if (r.whole_page)
		trim_tail(d);
	d->body_first = d->body_last = 0;
	for (uint32_t i = count; i > 0; i--) {
		if (!is_text(ru_draft_line(d, i - 1)))
			continue;
		if (d->body_last == 0)
			d->body_last = i;
		d->body_first = i - 1;
	}
	return 0;
}
