/* SPDX-License-Identifier: Apache-2.0 */
/* The title: the visible line that the page itself calls its title, in <title>, og:title or JSON-LD; else its first
 * heading; else what the metadata say, without the site's name. A visible line is preferred, for its span. */
#include "article/about/title.h"

#include "text/utf8.h"

enum { TITLES = 8, SECTIONS = 4, TAIL_BYTES = 20, DATE_LEAVES = 12 };

bool ru_title_separates(uint32_t cp)
{
	return cp == '|' || ru_char_is_dash(cp) || cp == 0x00B7 || cp == 0x2022 || cp == 0x00BB || cp == 0x203A ||
	       cp == ':' || cp == '/' || cp == '>' || cp == 0x00AB || cp == '~';
}

struct ru_str ru_title_without_site(const struct ru_draft *d, struct ru_str title)
{
	struct ru_str outlet = d->article->outlet;
	size_t pos = title.len;

	while (pos > 0) {
		size_t at = pos;
		uint32_t cp = ru_utf8_prev(title, &pos);
		struct ru_str rest = ru_str_trim(ru_str_cut(title, at, title.len)),
		              head = ru_str_trim(ru_str_cut(title, 0, pos));

		if (!ru_title_separates(cp) || cp == ':' || cp == '/' || pos == 0 || title.ptr[pos - 1] != ' ' ||
		    at >= title.len || title.ptr[at] != ' ')
			continue;
		if (ru_same_letters(rest, outlet) ||
		    (cp != ':' && rest.len < 40 && head.len >= 2 * rest.len && head.len > 20))
			return head;
		break;
	}
	return title;
}

/* The part of a title behind its first separator with white space around it: "Kabar Lereng | Zwei Siege". *first is
 * what stands before; false without one. */
static bool behind_first(struct ru_str title, struct ru_str *first, struct ru_str *rest)
{
	for (size_t pos = 0; pos < title.len;) {
		size_t at = pos;
		uint32_t cp = ru_utf8_next(title, &pos);

		if (!ru_title_separates(cp) || cp == '/' || at == 0 || (cp != ':' && title.ptr[at - 1] != ' ') ||
		    pos >= title.len || title.ptr[pos] != ' ')
			continue;
		*first = ru_str_trim(ru_str_cut(title, 0, at));
		*rest = ru_str_trim(ru_str_cut(title, pos, title.len));
		return true;
	}
	return false;
}

/* <title> without the sections behind its headline, and without the outlet and the sections before it: "Zwei Siege an
 * einem Tag - Sport - Kabar Lereng", "Kabar Lereng » Sport » Zwei Siege an einem Tag". */
static struct ru_str without_sections(const struct ru_draft *d, struct ru_str title)
{
	struct ru_str rest = ru_str_trim(ru_title_without_site(d, title)), first;
	bool begun = false;

	for (int k = 0; k < SECTIONS && rest.len < title.len; k++) {
		title = rest;
		rest = ru_str_trim(ru_title_without_site(d, title));
	}
	for (int k = 0; k < SECTIONS && behind_first(title, &first, &rest) && rest.len >= TAIL_BYTES; k++) {
		if (!(begun ? 2 * first.len < rest.len : ru_same_letters(first, d->article->outlet)))
			break;
		begun = true;
		title = rest;
	}
	return title;
}

/* How many stated titles have these letters, site's name aside. */
static uint32_t agreeing(const struct ru_draft *d, struct ru_str title)
{
	uint32_t agree = 0, seen = 0;

	for (size_t i = 0; i < d->stated.len && seen < TITLES; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);

		if (stated->key != RU_STATED_TITLE && stated->key != RU_STATED_PAGE_TITLE)
			continue;
		seen++;
		agree += ru_same_letters(ru_title_without_site(d, ru_str_trim(stated->value)), title) ? 1 : 0;
	}
	return agree;
}

static void take_stated(struct ru_draft *d, const struct ru_stated *stated, struct ru_str title)
{
	size_t skip = (size_t)(title.ptr - stated->value.ptr);
	uint32_t begin, end;

	d->article->title = title;
	if (ru_stated_range(stated, skip, skip + title.len, &begin, &end))
		d->article->title_place = ru_draft_source_place(d, begin, end);
}

/* The stated title that most others have too; og:title and JSON-LD before <title>, the earlier one among equals. */
static void from_metadata(struct ru_draft *d)
{
	const struct ru_stated *best = NULL;
	struct ru_str title = {NULL, 0};
	uint32_t most = 0, seen = 0;

	for (size_t i = 0; i < d->stated.len && seen < TITLES; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);
		struct ru_str text = ru_str_trim(stated->value);
		uint32_t votes;

		if ((stated->key != RU_STATED_TITLE && stated->key != RU_STATED_PAGE_TITLE) || text.len == 0 ||
		    ru_stated_beside(d, stated))
			continue;
		seen++;
		text = stated->key == RU_STATED_TITLE ? ru_str_trim(ru_title_without_site(d, text))
		                                      : without_sections(d, text);
		text = ru_title_without_page(d, text);
		votes = 2 * agreeing(d, text) + (stated->key == RU_STATED_TITLE ? 2 : 1);
		if (votes > most) {
			most = votes;
			best = stated;
			title = text;
		}
	}
	if (best != NULL)
		take_stated(d, best, title);
}

/* ---- the title's words, once its line is known ---- */

/* The next letter or digit of s at or after *pos, lower case; 0 at the end. */
static uint32_t next_letter(struct ru_str s, size_t *pos)
{
	while (*pos < s.len) {
		uint32_t cp = ru_utf8_next(s, pos);

		if (ru_char_is_letter(cp) || ru_char_is_digit(cp))
			return ru_char_lower(cp);
	}
	return 0;
}

size_t ru_title_at_end(struct ru_str line, struct ru_str part)
{
	size_t i = line.len, j = part.len, begin = line.len;

	while (j > 0) {
		uint32_t y = ru_utf8_prev(part, &j), x;

		if (!ru_char_is_letter(y) && !ru_char_is_digit(y))
			continue;
		do {
			if (i == 0)
				return SIZE_MAX;
			x = ru_utf8_prev(line, &i);
		} while (!ru_char_is_letter(x) && !ru_char_is_digit(x));
		if (ru_char_lower(x) != ru_char_lower(y))
			return SIZE_MAX;
		begin = i;
	}
	return begin;
}

static uint32_t blanks(struct ru_str s)
{
	uint32_t count = 0;

	for (size_t i = 0; i < s.len; i++)
		count += s.ptr[i] == ' ' ? 1 : 0;
	return count;
}

/* s without what is no letter, digit or mark of a sentence at its end: "Zwei Siege | ..." */
static struct ru_str bare(struct ru_str s)
{
	size_t pos = s.len;

	while (pos > 0) {
		size_t end = pos;
		uint32_t cp = ru_utf8_prev(s, &pos);

		if (ru_char_is_letter(cp) || ru_char_is_digit(cp))
			return ru_str_cut(s, 0, end);
	}
	return s;
}

/* Whether a stated title says what the line says in more words: "Demo / Der neunte Juli" over "DemoDer neunte Juli",
 * "Demo: Der neunte Juli" over "Demo Der neunte Juli" or "Demo : Der neunte Juli", or joins the line with the one over
 * or under it in the same heading. */
static bool says_more(const struct ru_draft *d, struct ru_str line, struct ru_str title)
{
	uint32_t head = d->headline, count = ru_draft_line_count(d);
	size_t pos = 0, at = 0;
	uint32_t x;

	if (ru_same_letters(line, title))
		return blanks(bare(title)) > blanks(bare(line)) ||
		       (memchr(title.ptr, ':', title.len) != NULL && memchr(line.ptr, ':', line.len) == NULL) ||
		       (ru_str_find(line, RU_S(" :"), 0) != SIZE_MAX && ru_str_find(title, RU_S(" :"), 0) == SIZE_MAX);
	for (int step = -1; step <= 1; step += 2) {
		uint32_t other = step < 0 ? head - 1 : head + 1;
		struct ru_str first, second;

		if ((step < 0 && head == 0) || other >= count ||
		    ru_draft_line(d, other)->level != ru_draft_line(d, head)->level ||
		    ru_draft_line(d, other)->shape != RU_SHAPE_HEADING ||
		    ru_draft_line(d, head)->shape != RU_SHAPE_HEADING)
			continue;
		first = step < 0 ? ru_draft_line_text(d, other) : line;
		second = step < 0 ? line : ru_draft_line_text(d, other);
		for (pos = at = 0; (x = next_letter(first, &at)) != 0 && next_letter(title, &pos) == x;)
			;
		if (x == 0 && pos < title.len && ru_same_letters(second, ru_str_cut(title, pos, title.len)))
			return true;
	}
	return false;
}

/* Whether some title of the page has the whole line, letter by letter. */
static bool is_stated_whole(const struct ru_draft *d, struct ru_str line)
{
	for (size_t i = 0, titles = 0; i < d->stated.len && titles < TITLES; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);

		if (stated->key != RU_STATED_TITLE && stated->key != RU_STATED_PAGE_TITLE)
			continue;
		titles++;
		if (ru_same_letters(stated->value, line) || ru_str_find(stated->value, line, 0) != SIZE_MAX)
			return true;
	}
	return false;
}

/* Where the words behind the heading's first element begin, as a byte of its line: "<h1><span>Nach der Flut</span>
 * <span>Zwei Siege</span></h1>"; 0 where it has no such element. */
static size_t behind_element(const struct ru_draft *d, const struct ru_line *line, struct ru_str text)
{
	const struct ru_html_node *nodes = d->html.nodes, *node;
	struct ru_str piece;
	size_t at;

	if (!d->is_html || line->text_node == 0)
		return 0;
	node = &nodes[line->text_node];
	piece = ru_str_trim(ru_str_cut(d->html.text, node->text, (size_t)node->text + node->text_len));
	at = piece.len;
	if (node->parent == line->node || nodes[node->parent].next != line->text_node + 1 || at >= text.len ||
	    !ru_str_starts(text, piece))
		return 0;
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	return at;
}

/* The line without a kicker before what a title of the page begins with: "PolitikZwei Siege an einem Tag". whole: the
 * title is not cut itself; else a kicker with a colon stays. No element is cut in two; a kicker may be longer than the
 * headline only where it is one. */
static bool cut_kicker(const struct ru_draft *d, struct ru_str text, struct ru_str title, bool whole,
                       struct ru_range *at)
{
	size_t begin = title.len < text.len ? ru_title_at_end(text, title) : SIZE_MAX;
	size_t element = begin != SIZE_MAX ? behind_element(d, ru_draft_line(d, d->headline), text) : 0;

	if (begin != SIZE_MAX && begin > 0 && begin < element && text.len - element >= TAIL_BYTES)
		begin = element;
	if (begin == SIZE_MAX || begin == 0 ||
	    (begin * 10 >= text.len * 6 && (begin != element || title.len < TAIL_BYTES)) ||
	    !ru_has_letter(ru_str_cut(text, 0, begin)) || (!whole && memchr(text.ptr, ':', begin) != NULL))
		return false;
	at->begin += (uint32_t)begin;
	return true;
}

/* Whether it is the mark of a link to the heading itself: "#". */
static bool is_anchor(struct ru_str tail) { return ru_str_eq(tail, RU_S("#")) || ru_str_eq(tail, RU_S("\xC2\xB6")); }

/* The line without a second one behind it, where a title ends before that and none has the line whole: "Zwei Siege an
 * einem Tag Ein Bericht aus dem Tal"; or without the mark of a link to it. parted: only where a tag begins it. */
static bool cut_tail(const struct ru_draft *d, struct ru_str text, struct ru_str title, bool parted,
                     struct ru_range *at)
{
	uint32_t end = at->begin + (uint32_t)title.len;
	bool blank;

	if (title.len < TAIL_BYTES || title.len + 2 > text.len || !ru_str_starts(text, title))
		return false;
	blank = text.ptr[title.len] == ' ';
	if ((parted || !blank) && !ru_has_tag(d, end - 1, end + (blank ? 2 : 1)))
		return false;
	if (!is_anchor(ru_str_trim(ru_str_cut(text, title.len, text.len))) && is_stated_whole(d, text))
		return false;
	at->end = end;
	return true;
}

/* The line without a date that the markup sets before its words: "<h1><span class=date>27.1.2032</span>Zwei
 * Siege</h1>". */
static void cut_date(const struct ru_draft *d, const struct ru_line *line, struct ru_range *at)
{
	for (size_t i = 0; i < d->marks.len; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);

		if (mark->kind != RU_MARKUP_TIME || mark->begin + 2 < line->begin || mark->begin > line->begin ||
		    mark->end <= line->begin || mark->end + DATE_LEAVES > line->end)
			continue;
		at->begin = mark->end;
		while (at->begin < at->end && d->text.ptr[at->begin] == ' ')
			at->begin++;
		return;
	}
}

/* "Zwei Siege - Kabar Lereng" without the outlet, where that is known from elsewhere. */
static void cut_outlet(const struct ru_draft *d, struct ru_str text, struct ru_range *at)
{
	struct ru_str head = ru_title_without_site(d, text), outlet = d->article->outlet;

	if (head.len < text.len && ru_has_letter(outlet) &&
	    ru_same_letters(ru_str_cut(text, head.len, text.len), outlet))
		at->end = at->begin + (uint32_t)head.len;
}

/* What <title> leaves out of the line, where no other title knew of it: a kicker, or words of a button behind it. */
static void cut_by_page_title(const struct ru_draft *d, struct ru_str text, struct ru_range *at)
{
	const struct ru_stated *stated = ru_stated_get(d, RU_STATED_PAGE_TITLE);
	struct ru_str title = stated != NULL ? ru_str_trim(stated->value) : (struct ru_str){NULL, 0};

	title = ru_title_without_page(d, ru_str_trim(ru_title_without_site(d, title)));
	if (title.len < TAIL_BYTES || title.len > RU_TITLE_BYTES)
		return;
	if (!cut_tail(d, text, title, true, at))
		(void)cut_kicker(d, text, title, false, at);
}

/* The headline's line, without a kicker that the page's own titles leave out; or what a stated title says better. */
static void from_line(struct ru_draft *d)
{
	struct ru_article *a = d->article;
	const struct ru_line *line = ru_draft_line(d, d->headline);
	struct ru_range at = {line->begin, line->end};
	struct ru_str text;
	bool known = false;

	cut_date(d, line, &at);
	cut_outlet(d, ru_str_cut(a->text, at.begin, at.end), &at);
	text = ru_str_cut(a->text, at.begin, at.end);
	for (size_t i = 0, titles = 0; i < d->stated.len && titles < TITLES; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);
		struct ru_str title = ru_str_trim(stated->value);

		if (stated->key != RU_STATED_TITLE || title.len < 12 || title.len > RU_TITLE_BYTES ||
		    ru_stated_beside(d, stated))
			continue;
		titles++;
		known = known || ru_str_eq(title, text);
		if (says_more(d, text, title)) {
			take_stated(d, stated, title);
			return;
		}
		if (cut_kicker(d, text, title, true, &at) || cut_tail(d, text, title, false, &at) ||
		    cut_kicker(d, text, ru_title_without_site(d, title), false, &at))
			break;
	}
	if (!known && at.end - at.begin == text.len)
		cut_by_page_title(d, text, &at);
	a->title = ru_title_without_page(d, ru_str_cut(a->text, at.begin, at.end));
	at.end = at.begin + (uint32_t)a->title.len;
	a->title_place = ru_article_place(a, at);
}

static void read_title(struct ru_draft *d)
{
	struct ru_article *a = d->article;

	a->title_place = (struct ru_place){{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, RU_FIELD_PAGE}, RU_NONE};
	if (d->headline != RU_NONE) {
		from_line(d);
	} else if (d->page->title.len > 0 && d->is_html) {
		a->title = d->title;
		a->title_place.span = (struct ru_span){0, (uint32_t)d->page->title.len, RU_FIELD_TITLE};
	} else {
		from_metadata(d);
	}
}

/* After the blocks are made. */
int ru_title_read(struct ru_draft *d)
{
	read_title(d);
	return ru_title_read_others(d);
}
