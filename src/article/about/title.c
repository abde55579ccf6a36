/* SPDX-License-Identifier: Apache-2.0 */
/* The title: the visible line that the page itself calls its title, in <title>, og:title or JSON-LD; else its first
 * heading; else what the metadata say, without the site's name. A visible line is preferred, for its span. */
#include "article/draft.h"

#include "text/utf8.h"

enum { LINES = 600, ENOUGH = 40, LATER = 20, TITLES = 8, TITLE_BYTES = 600 };

/* Marks that sites put between headline and name: "Judul | Kabar", "Judul - Kabar". */
static bool separates(uint32_t cp)
{
	return cp == '|' || ru_char_is_dash(cp) || cp == 0x00B7 || cp == 0x2022 || cp == 0x00BB || cp == 0x203A ||
	       cp == ':' || cp == '/' || cp == '>' || cp == 0x00AB || cp == '~';
}

/* Whether the line is title, or what stands in it before or behind a separator. */
static bool stands_in(struct ru_str line, struct ru_str title)
{
	size_t at, pos;

	if (line.len < 8 || line.len > title.len)
		return ru_same_letters(line, title) && line.len > 0;
	if (ru_same_letters(line, title))
		return true;
	at = ru_str_find(title, line, 0);
	if (at == SIZE_MAX)
		return false;
	pos = at + line.len;
	while (pos < title.len && title.ptr[pos] == ' ')
		pos++;
	if (pos < title.len && !separates(ru_utf8_next(title, &pos)))
		return false;
	if (at == 0)
		return true;
	pos = at;
	while (pos > 0 && title.ptr[pos - 1] == ' ')
		pos--;
	return pos == 0 || separates(ru_utf8_prev(title, &pos));
}

/* Whether a part of <title> between separators stands whole in the line: "Kabar Lereng :: Malam di Posko" over the
 * headline "\"Air Sudah Naik\": Malam di Posko". */
static bool holds_part(struct ru_str line, struct ru_str title)
{
	size_t pos = 0, begin = 0;

	while (pos < title.len) {
		size_t at = pos;
		uint32_t cp = ru_utf8_next(title, &pos);
		struct ru_str part;

		if (pos < title.len &&
		    (!separates(cp) || cp == '-' || (at > 0 && title.ptr[at - 1] != ' ' && cp != ':')))
			continue;
		part = ru_str_trim(ru_str_cut(title, begin, pos >= title.len && !separates(cp) ? pos : at));
		begin = pos;
		if (part.len >= 12 && part.len * 4 >= line.len && part.len < line.len &&
		    ru_str_find(line, part, 0) != SIZE_MAX)
			return true;
	}
	return false;
}

static int metadata_score(const struct ru_draft *d, struct ru_str text, bool *known)
{
	int best = 0, titles = 0;

	for (size_t i = 0; i < d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);
		int score = stated->key == RU_STATED_TITLE ? 60 : stated->key == RU_STATED_PAGE_TITLE ? 50 : 0;

		if (score == 0 || stated->value.len == 0 || stated->value.len > TITLE_BYTES)
			continue;
		if (titles++ == TITLES)
			break;
		*known = true;
		/* a kicker before the headline stands in the title as well: "Ski | Zwei Siege an einem Tag" */
		if (text.len * 5 < stated->value.len * 2)
			score -= 24;
		if (stands_in(text, stated->value) && score > best)
			best = score;
		else if (best == 0 && score > 0 && holds_part(text, stated->value))
			best = 20;
	}
	return best;
}

/* Whether three words in ten or fewer of a heading stand in what the metadata call the title: a heading of something
 * else. */
static bool is_foreign(const struct ru_draft *d, const struct ru_line *line)
{
	uint32_t words = 0, most = 0, titles = 0;

	for (size_t i = 0; i < d->stated.len && titles < TITLES; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);
		uint32_t found = 0;

		if ((stated->key != RU_STATED_TITLE && stated->key != RU_STATED_PAGE_TITLE) ||
		    stated->value.len > TITLE_BYTES)
			continue;
		titles++;
		words = 0;
		for (uint32_t w = line->first; w < line->last && words < 30; w++) {
			struct ru_str word = ru_draft_word_text(d, w);

			if (ru_draft_word(d, w)->kind != RU_WORD_LETTERS || word.len < 4)
				continue;
			words++;
			found += ru_str_find_nocase(stated->value, word, 0) != SIZE_MAX ? 1 : 0;
		}
		if (found > most)
			most = found;
	}
	return words > 0 && most * 10 <= words * 3;
}

static bool is_site_name(const struct ru_draft *d, struct ru_str text)
{
	for (size_t i = 0; i < d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);

		if ((stated->key == RU_STATED_SITE || stated->key == RU_STATED_PUBLISHER) &&
		    ru_same_letters(text, stated->value))
			return true;
	}
	return false;
}

/* What the element and those around it say: a heading, class="entry-title", a menu. Looks a few levels up. */
static int markup_score(const struct ru_draft *d, const struct ru_line *line)
{
	static const int heading[] = {0, 40, 24, 14, 6, 2, 0};
	int score = line->shape == RU_SHAPE_HEADING ? heading[line->level] : 0;
	uint32_t node = line->node;

	if (line->shape == RU_SHAPE_ITEM || (line->flags & RU_LINE_HIDDEN) != 0)
		score -= 40;
	for (int up = 0; up < 6 && node != 0; up++, node = d->html.nodes[node].parent) {
		uint8_t kind = d->node_kind[node];

		if (kind == RU_MARKUP_TITLE && up < 3)
			score += 18;
		else if (kind == RU_MARKUP_SITE && up < 2)
			score -= 40;
		else if (kind == RU_BLOCK_RELATED || kind == RU_BLOCK_COMMENTS || kind == RU_BLOCK_FOOTER ||
		         kind == RU_BLOCK_NAV || kind == RU_BLOCK_SEE_ALSO)
			score -= line->level == 1 ? 4 : 14;
	}
	return score;
}

int ru_title_find(struct ru_draft *d)
{
	uint32_t count = ru_draft_line_count(d);
	int best = ENOUGH - 1; /* <h1>, or a line that the metadata know; a lower heading needs a word for it */

	for (uint32_t i = 0; i < count && i < LINES; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		struct ru_str text = ru_draft_line_text(d, i);
		bool known = false;
		int score;

		if (text.len > 400 || text.len < 4)
			continue;
		score = metadata_score(d, text, &known);
		if (score == 0 && line->shape != RU_SHAPE_HEADING)
			continue;
		if (score == 0 && known && is_foreign(d, line))
			continue;
		score += markup_score(d, line);
		if (is_site_name(d, text))
			score -= 100;
		/* The first of several lines is the headline; a later one must be much better known. */
		if (score > best + (d->headline != RU_NONE ? LATER : 0)) {
			best = score;
			d->headline = i;
		}
	}
	return 0;
}

/* The title in the metadata up to the last separator with white space around it, where what is behind it is the outlet
 * or the rest is long enough to be a headline. */
static struct ru_str without_site(const struct ru_draft *d, struct ru_str title)
{
	struct ru_str outlet = d->article->outlet;
	size_t pos = title.len;

	while (pos > 0) {
		size_t at = pos;
		uint32_t cp = ru_utf8_prev(title, &pos);
		struct ru_str rest = ru_str_trim(ru_str_cut(title, at, title.len)),
		              head = ru_str_trim(ru_str_cut(title, 0, pos));

		if (!separates(cp) || cp == ':' || cp == '/' || pos == 0 || title.ptr[pos - 1] != ' ' ||
		    at >= title.len || title.ptr[at] != ' ')
			continue;
		if (ru_same_letters(rest, outlet) ||
		    (cp != ':' && rest.len < 40 && head.len >= 2 * rest.len && head.len > 20))
			return head;
		break;
	}
	return title;
}

static int from_metadata(struct ru_draft *d)
{
	const struct ru_stated *stated = ru_stated_get(d, RU_STATED_TITLE);
	struct ru_str title;
	uint32_t begin, end;
	size_t skip;

	if (stated == NULL)
		stated = ru_stated_get(d, RU_STATED_PAGE_TITLE);
	if (stated == NULL)
		return 0;
	title = ru_str_trim(without_site(d, ru_str_trim(stated->value)));
	skip = (size_t)(title.ptr - stated->value.ptr);
	d->article->title = title;
	if (ru_stated_range(stated, skip, skip + title.len, &begin, &end))
		d->article->title_place = ru_draft_source_place(d, begin, end);
	return 0;
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

/* Where in line its end begins that has the letters of part, as a byte; SIZE_MAX where it does not end so. What stands
 * before must end with white space, a sign, or run straight into a capital ("PolitikZwei Siege"). */
static size_t ends_with_letters(struct ru_str line, struct ru_str part)
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

static bool has_letter(struct ru_str s)
{
	size_t pos = 0;

	while (pos < s.len)
		if (ru_char_is_letter(ru_utf8_next(s, &pos)))
			return true;
	return false;
}

/* Whether a stated title says what the line says in more words: "Demo / Der neunte Juli" over "DemoDer neunte Juli", or
 * joins the line with the one over or under it in the same heading. */
static bool says_more(const struct ru_draft *d, struct ru_str line, struct ru_str title)
{
	uint32_t head = d->headline, count = ru_draft_line_count(d);
	size_t pos = 0, at = 0;
	uint32_t x;

	if (ru_same_letters(line, title))
		return blanks(bare(title)) > blanks(bare(line));
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

static void take_stated(struct ru_draft *d, const struct ru_stated *stated, struct ru_str title)
{
	size_t skip = (size_t)(title.ptr - stated->value.ptr);
	uint32_t begin, end;

	d->article->title = title;
	if (ru_stated_range(stated, skip, skip + title.len, &begin, &end))
		d->article->title_place = ru_draft_source_place(d, begin, end);
}

/* The headline's line, without a kicker that the page's own titles leave out; or what a stated title says better. */
static void from_line(struct ru_draft *d)
{
	struct ru_article *a = d->article;
	const struct ru_line *line = ru_draft_line(d, d->headline);
	struct ru_range at = {line->begin, line->end};
	struct ru_str text = ru_str_cut(a->text, at.begin, at.end);

	for (size_t i = 0, titles = 0; i < d->stated.len && titles < TITLES; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);
		struct ru_str title = ru_str_trim(stated->value);
		size_t begin;

		if (stated->key != RU_STATED_TITLE || title.len < 12 || title.len > TITLE_BYTES)
			continue;
		titles++;
		if (says_more(d, text, title)) {
			take_stated(d, stated, title);
			return;
		}
		begin = title.len < text.len ? ends_with_letters(text, title) : SIZE_MAX;
		if (begin != SIZE_MAX && begin > 0 && begin * 10 < text.len * 6 &&
		    has_letter(ru_str_cut(text, 0, begin))) {
			at.begin += (uint32_t)begin;
			break;
		}
	}
	a->title = ru_str_cut(a->text, at.begin, at.end);
	a->title_place = ru_article_place(a, at);
}

/* After the blocks are made. */
int ru_title_read(struct ru_draft *d)
{
	struct ru_article *a = d->article;

	a->title_place = (struct ru_place){{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, RU_FIELD_PAGE}, RU_NONE};
	if (d->headline != RU_NONE) {
		from_line(d);
		return 0;
	}
	if (d->page->title.len > 0 && d->is_html) {
		a->title = d->page->title;
		a->title_place.span = (struct ru_span){0, (uint32_t)a->title.len, RU_FIELD_TITLE};
		return 0;
	}
	return from_metadata(d);
}
