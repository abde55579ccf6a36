/* SPDX-License-Identifier: Apache-2.0 */
/* Elements that the markup calls the author (class, rel, itemprop), and links to a page about an author
 * ("/author/anna-berg"), near the headline and around the text. */
#include "article/about/authors.h"

enum {
	BEFORE_LINES = 6,
	NEAR_LINES = 16,
	BEHIND_LINES = 14,
	MARK_BYTES = 300,
	HREF_BYTES = 400,
	MARKS = 8000,
	READS = 160,
	QUOTE_UP = 5,
	MORE = 8,
	JOIN = 40
};

struct reader {
	struct ru_authors *a;
	uint32_t line;     /* of the mark at hand; goes up with the marks */
	uint32_t last_end; /* of the mark read last */
	int last_score;
	int reads; /* names cut so far */
};

/* What the place of a mark adds; INT_MIN-like -100 for places that never tell the page's author. */
static int place_score(const struct ru_draft *d, uint32_t i)
{
	uint32_t head = d->headline != RU_NONE ? d->headline : d->body_first;
	uint8_t kind = i < ru_draft_line_count(d) ? ru_draft_line(d, i)->kind : RU_BLOCK_OTHER;
	int score = 0;

	if (kind == RU_BLOCK_COMMENTS || kind == RU_BLOCK_CAPTION || kind == RU_BLOCK_AD)
		return -100;
	if (kind == RU_BLOCK_RELATED || kind == RU_BLOCK_SEE_ALSO || kind == RU_BLOCK_NAV)
		score -= 20;
	if (i + BEFORE_LINES >= head && (i <= d->body_first || i <= head + NEAR_LINES))
		return score;
	if (i >= d->body_first && i < d->body_last)
		return score - 6;
	if (i >= d->body_last && i < d->body_last + BEHIND_LINES)
		return score - 10;
	return score - 34;
}

/* 2 for a step that leads to authors alone ("author"), 1 for one that leads to other people too ("user"). */
static int address_word(const struct ru_authors *a, struct ru_str part)
{
	const struct ru_entry *entry;

	if (part.len < 2 || part.len > 24)
		return 0;
	entry = ru_phrase_get(a->d, a->tables.paths, part, NULL);
	return entry == NULL ? 0 : ru_str_eq(entry->col[1], RU_S("author")) ? 2 : 1;
}

/* What a step of the address's path says of it, where something stands behind that step. */
static int leads_to_author(const struct ru_authors *a, struct ru_str href)
{
	size_t at = 0, from;
	struct ru_str host = ru_host_slice(href);

	if (href.len > HREF_BYTES)
		return 0;
	if (host.len > 0)
		at = (size_t)(host.ptr - href.ptr) + host.len;
	for (from = at; at <= href.len; at++) {
		if (at < href.len && href.ptr[at] != '/' && href.ptr[at] != '?')
			continue;
		int word = at + 1 < href.len && at > from ? address_word(a, ru_str_cut(href, from, at)) : 0;

		if (word > 0 || (at < href.len && href.ptr[at] == '?'))
			return word;
		from = at + 1;
	}
	return 0;
}

static bool attribute_is(const struct ru_draft *d, uint32_t node, struct ru_str name, struct ru_str word)
{
	struct ru_str value;

	return ru_html_attr(&d->html, node, name, &value, NULL) && ru_str_eq_nocase(ru_str_trim(value), word);
}

/* Whether the element stands in a quotation: "<blockquote>...<cite class=quoteAuthor>". */
static bool in_quotation(const struct ru_draft *d, uint32_t node)
{
	for (int up = 0; up < QUOTE_UP && node != 0; up++, node = d->html.nodes[node].parent)
		if (d->html.nodes[node].tag == RU_TAG_BLOCKQUOTE || d->html.nodes[node].tag == RU_TAG_CITE)
			return true;
	return false;
}

/* How much the element itself speaks for an author; 0: not at all. */
static int mark_score(const struct ru_authors *a, const struct ru_mark *mark, enum ru_author_source *source)
{
	const struct ru_draft *d = a->d;
	struct ru_str href;
	int address;

	*source = RU_FROM_MARK;
	if (in_quotation(d, mark->node))
		return 0;
	if (mark->kind == RU_BLOCK_AUTHOR_BOX) {
		if (attribute_is(d, mark->node, RU_S("rel"), RU_S("author")))
			return 58;
		if (attribute_is(d, mark->node, RU_S("itemprop"), RU_S("author")))
			return 58;
		return 50;
	}
	if (mark->kind == RU_MARKUP_TITLE || mark->kind == RU_MARKUP_SITE)
		return 0;
	*source = RU_FROM_ADDRESS;
	if (d->html.nodes[mark->node].tag != RU_TAG_A || !ru_html_attr(&d->html, mark->node, RU_S("href"), &href, NULL))
		return 0;
	address = leads_to_author(a, href);
	return address == 2 ? 48 : address == 1 ? 40 : 0;
}

/* The first line of what the mark holds, without white space around. */
static struct ru_str mark_text(const struct ru_draft *d, const struct ru_mark *mark, uint32_t *begin)
{
	struct ru_str text = ru_draft_cut(d, mark->begin, mark->end), shown = ru_str_trim(text);
	size_t end = shown.len > 0 ? ru_str_find(shown, RU_S("\n\n"), 0) : SIZE_MAX;

	*begin = mark->begin + (uint32_t)(shown.len > 0 ? shown.ptr - text.ptr : 0);
	return end != SIZE_MAX ? ru_str_trim(ru_str_cut(shown, 0, end)) : shown;
}

/* "<ul class=authors><li>Anna Berg<li>Jan Kos</ul>": names alone in the lines behind the first, marked up like it. */
static int read_more(struct reader *r, const struct ru_mark *mark, uint32_t first)
{
	const struct ru_draft *d = r->a->d;
	int status = 0;

	for (uint32_t i = first + 1; i < ru_draft_line_count(d) && i <= first + MORE && status == 0; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		struct ru_names names;

		if (line->begin >= mark->end || line->end - line->begin > RU_NAME_BYTES || d->line_group == NULL ||
		    d->line_group[i] != d->line_group[first])
			break;
		ru_names_cut(d, &r->a->tables, ru_draft_line_text(d, i), true, &names);
		if (names.count != 1 || !names.whole || names.name[0].words < 2 || !names.name[0].listed)
			break;
		status = ru_authors_put_names(r->a, line->begin, &names);
	}
	return status;
}

static int read_mark(struct reader *r, const struct ru_mark *mark)
{
	struct ru_authors *a = r->a;
	const struct ru_draft *d = a->d;
	enum ru_author_source source;
	struct ru_names names;
	uint32_t begin, i;
	struct ru_str text = mark_text(d, mark, &begin);
	int place, score, status = 0;

	if (text.len < 2 || text.len > MARK_BYTES)
		return 0;
	i = ru_draft_line_at(d, begin);
	place = place_score(d, i);
	if (place <= -50 || (place < -30 && mark->kind != RU_BLOCK_AUTHOR_BOX))
		return 0;
	score = mark_score(a, mark, &source);
	if (score == 0)
		return 0;
	/* A link in a sentence tells of somebody; one that is most of its line signs. */
	if (i < ru_draft_line_count(d) && ru_draft_line(d, i)->kind < RU_BLOCK_CAPTION &&
	    text.len * 5 < (size_t)2 * (ru_draft_line(d, i)->end - ru_draft_line(d, i)->begin))
		return 0;
	if (r->reads++ >= READS)
		return 0;
	ru_names_cut(d, &a->tables, text, true, &names);
	if (names.count == 0 || ((!names.whole || score == 40) && names.name[0].words < 2))
		return 0;
	score += place + (names.whole ? 2 : -10);
	/* "<a>Anna Berg</a>, <a>Jan Kos</a>": one group */
	if (a->groups.len == 0 || r->last_end > begin || begin - r->last_end > JOIN || r->last_score != score ||
	    RU_VEC_AT(&a->groups, struct ru_author_group, a->groups.len - 1)->source != source)
		status = ru_authors_open(a, source, score);
	r->last_end = begin + (uint32_t)text.len;
	r->last_score = score;
	if (status == 0)
		status = ru_authors_put_names(a, begin, &names);
	return status == 0 && mark->kind == RU_BLOCK_AUTHOR_BOX && names.whole ? read_more(r, mark, i) : status;
}

int ru_bylines_marks(struct ru_authors *a)
{
	struct reader r = {.a = a};
	int status = 0;

	for (size_t i = 0; i < a->d->marks.len && i < MARKS && status == 0; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&a->d->marks, struct ru_mark, i);

		if (mark->end > mark->begin &&
		    (mark->kind == RU_BLOCK_AUTHOR_BOX || a->d->html.nodes[mark->node].tag == RU_TAG_A))
			status = read_mark(&r, mark);
	}
	return status;
}
