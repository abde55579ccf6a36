/* SPDX-License-Identifier: Apache-2.0 */
/* Names in visible lines: behind byline words ("Penulis: Sari Lestari | Editor: ...", "Oleh Bimo Santika", "Von Anna
 * Berg"), beside the date under the headline, in a sign-off. A line of the text itself counts only where nothing but
 * the byline stands in it. */
#include "article/about/authors.h"
#include "article/about/times.h"

#include "text/utf8.h"

enum {
	DATED_WORDS = 20,
	NAME_LINE_BYTES = 60,
	LINE_WORDS = 60,
	NEAR_LINES = 10,
	BEHIND_LINES = 10,
	ABOVE_LINES = 3,
	LEAD_LINES = 2, /* paragraphs that may stand over the byline */
	EDGE_LINES = 3,
	LINE_BYTES = 400,
	NAMES_ALONE = 3
};

/* A short line outside the text that may tell who made the page. */
static bool is_outside(const struct ru_line *line)
{
	return line->last - line->first <= LINE_WORDS && line->kind >= RU_BLOCK_CAPTION &&
	       line->kind != RU_BLOCK_COMMENTS && line->kind != RU_BLOCK_CAPTION && line->kind != RU_BLOCK_AD &&
	       line->kind != RU_BLOCK_SEE_ALSO;
}

/* What the kind of the line takes off: teasers of other stories have bylines too. */
static int doubt(const struct ru_line *line)
{
	return line->kind == RU_BLOCK_RELATED || line->kind == RU_BLOCK_NAV || line->kind == RU_BLOCK_FOOTER ? 10 : 0;
}

/* A word that gives a role, at word w of the page. */
static bool gives_role(const struct ru_authors *a, uint32_t w, uint32_t *used)
{
	const struct ru_draft *d = a->d;
	const struct ru_entry *entry = ru_phrase_at(d, a->tables.bylines, w, used, NULL);

	if (entry != NULL)
		entry = ru_byline_at(d, &a->tables, &d->lookup, w, used);
	return entry != NULL && (ru_str_eq(entry->col[1], RU_S("writer")) || ru_str_eq(entry->col[1], RU_S("editor")) ||
	                         ru_str_starts(entry->col[1], RU_S("reporter")));
}

/* The first byline phrase at the start of the line or behind a separator, as a byte of the page text; RU_NONE without.
 */
static uint32_t phrase_begin(const struct ru_authors *a, const struct ru_line *line)
{
	bool free = true;
	uint32_t used;

	for (uint32_t w = line->first; w < line->last; w++) {
		if (free && gives_role(a, w, &used))
			return ru_draft_word(a->d, w)->begin;
		free = ru_draft_word(a->d, w)->kind != RU_WORD_LETTERS;
	}
	return RU_NONE;
}

/* Whether a short line holds a date: "Geschreven door Pieter van der Hout op 3 mei 2031". */
static bool is_dated(const struct ru_authors *a, const struct ru_line *line)
{
	struct ru_line_date found;

	return line->last - line->first <= DATED_WORDS &&
	       ru_line_date_find(a->d->options->packs, ru_draft_cut(a->d, line->begin, line->end), &found);
}

/* Whether a colon stands right before the first name: "Autorin: Uta Berg, Leiterin des Hauses in Tunis". */
static bool has_colon(const struct ru_authors *a, const struct ru_line *line, uint32_t begin,
                      const struct ru_names *names)
{
	struct ru_str text = ru_draft_cut(a->d, line->begin, begin + (uint32_t)names->name[0].begin);

	text = ru_str_trim(text);
	return text.len > 0 && text.ptr[text.len - 1] == ':' && line->last - line->first <= LINE_WORDS / 2;
}

/* Whether word w is a mark that parts a byline: "|", a bullet, a dash. */
static bool is_bar(const struct ru_draft *d, uint32_t w)
{
	size_t pos = 0;
	uint32_t cp = ru_utf8_next(ru_draft_word_text(d, w), &pos);

	return cp == '|' || cp == 0x00B7 || cp == 0x2022 || ru_char_is_dash(cp);
}

/* Whether all that stands behind a byline word is one word as any other, that nobody is known to be called by: "Von
 * Privatpersonen". Pen names have figures or capitals inside; what a colon leads to is a name all the same. */
static bool is_plain_word(const struct ru_authors *a, uint32_t begin, const struct ru_line *line,
                          const struct ru_names *names)
{
	const struct ru_name *name = &names->name[0];
	struct ru_str text = ru_draft_cut(a->d, begin + (uint32_t)name->begin, begin + (uint32_t)name->end);
	size_t pos = 0;
	uint32_t cp = ru_utf8_next(text, &pos);

	if (names->count != 1 || name->words != 1 || !name->person || name->listed || ru_char_lower(cp) == cp)
		return false;
	while (pos < text.len)
		if (!ru_char_is_lower(ru_utf8_next(text, &pos)))
			return false;
	return !has_colon(a, line, begin, names);
}

/* A line with byline words and capitalised names behind them. */
static int read_phrases(struct ru_authors *a, uint32_t i, int score)
{
	const struct ru_line *line = ru_draft_line(a->d, i);
	uint32_t begin = phrase_begin(a, line);
	struct ru_names names;
	int status;

	/* "<span>By</span><a>Anna Berg</a>" */
	if (begin == RU_NONE && line->first < line->last &&
	    ru_word_seam(a->d, ru_draft_word_text(a->d, line->first)) > 0)
		begin = line->begin;
	if (begin == RU_NONE)
		return 0;
	ru_names_cut(a->d, &a->tables, ru_draft_cut(a->d, begin, line->end), false, &names);
	if (!names.led || names.count == 0 || is_plain_word(a, begin, line, &names) ||
	    (line->kind < RU_BLOCK_CAPTION &&
	     (begin != line->begin || names.name[0].words < 2 ||
	      !(names.whole || is_dated(a, line) || has_colon(a, line, begin, &names)))))
		return 0;
	/* "Autor: Uta Berg" can be nothing else, "Das Buch von Uta Berg" can */
	score += (names.whole ? 4 : 0) + (has_colon(a, line, begin, &names) ? 2 : 0);
	status = ru_authors_open(a, RU_FROM_PHRASE, score);
	return status == 0 ? ru_authors_put_names(a, begin, &names) : status;
}

/* "Autor:" alone on its line: the name stands in the next one. */
static int read_under_label(struct ru_authors *a, uint32_t i, int score)
{
	const struct ru_line *line = ru_draft_line(a->d, i), *next;
	struct ru_names names;
	uint32_t used;
	int status;

	if (i + 1 >= ru_draft_line_count(a->d) || line->first == line->last || !gives_role(a, line->first, &used) ||
	    line->first + used + 1 < line->last ||
	    (line->first + used < line->last && ru_draft_word(a->d, line->last - 1)->kind != RU_WORD_PUNCT))
		return 0;
	next = ru_draft_line(a->d, i + 1);
	if (next->end - next->begin > NAME_LINE_BYTES)
		return 0;
	ru_names_cut(a->d, &a->tables, ru_draft_line_text(a->d, i + 1), false, &names);
	if (names.count == 0 || names.led || names.name[0].begin > 0 || names.name[0].words < 2 ||
	    names.name[0].words > 4 || !names.name[0].person)
		return 0;
	while (names.count > 1 && names.name[names.count - 1].words < 2) /* "Peter Berg/SP-X" */
		names.count--;
	status = ru_authors_open(a, RU_FROM_PHRASE, score - 4);
	return status == 0 ? ru_authors_put_names(a, next->begin, &names) : status;
}

/* "04.02.2032 | 13:10 Uhr | Uta Berg": a mark and a name behind the date, and nothing more. */
static int read_behind_date(struct ru_authors *a, uint32_t i, const struct ru_line_date *found)
{
	struct ru_draft *d = a->d;
	const struct ru_line *line = ru_draft_line(d, i);
	uint32_t begin = line->begin + (uint32_t)found->end, bar = RU_NONE;
	struct ru_names names;
	int status;

	for (uint32_t w = line->first; w < line->last && found->begin == 0; w++)
		if (ru_draft_word(d, w)->begin >= begin && is_bar(d, w))
			bar = w;
	if (bar == RU_NONE || bar + 1 >= line->last)
		return 0;
	begin = ru_draft_word(d, bar + 1)->begin;
	ru_names_cut(d, &a->tables, ru_draft_cut(d, begin, line->end), false, &names);
	if (names.count != 1 || !names.whole || names.led || !names.name[0].person || names.name[0].begin > 0 ||
	    names.name[0].words < 2 || names.name[0].words > 4)
		return 0;
	status = ru_authors_open(a, RU_FROM_DATE, 50 - doubt(line));
	return status == 0 ? ru_authors_put_names(a, begin, &names) : status;
}

/* "Ratna Wibisana - Jumat, 6 Februari 2026": nothing but names before the date. */
static int read_beside_date(struct ru_authors *a, uint32_t i)
{
	struct ru_draft *d = a->d;
	const struct ru_line *line = ru_draft_line(d, i);
	struct ru_line_date found;
	struct ru_names names;
	int status;

	if (line->end - line->begin > LINE_BYTES ||
	    !ru_line_date_find(d->options->packs, ru_draft_line_text(d, i), &found) || ru_times_is_card(d, i))
		return 0;
	if (found.begin == 0)
		return read_behind_date(a, i, &found);
	ru_names_cut(d, &a->tables, ru_draft_cut(d, line->begin, line->begin + (uint32_t)found.begin), false, &names);
	if (names.count == 0 || names.name[0].words < 2 || names.name[0].words > 5 || names.name[0].begin > 0 ||
	    !names.name[0].person || (line->kind == RU_BLOCK_NAV && !names.whole))
		return 0;
	status = ru_authors_open(a, RU_FROM_DATE, (names.whole ? 54 : 44) - doubt(line));
	names.count = names.whole ? names.count : 1;
	return status == 0 ? ru_authors_put_names(a, line->begin, &names) : status;
}

/* Whether a line is a short one that begins with a date, or nothing but a word for a job. */
static bool is_date_or_job(const struct ru_authors *a, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(a->d, i);
	struct ru_str text = ru_draft_line_text(a->d, i);
	const struct ru_entry *entry;
	struct ru_line_date found;

	if (text.len > NAME_LINE_BYTES)
		return false;
	entry = line->last - line->first <= 4 ? ru_phrase_get(a->d, a->tables.bylines, text, NULL) : NULL;
	if (entry != NULL && ru_str_eq(entry->col[1], RU_S("job")))
		return true;
	return ru_line_date_find(a->d->options->packs, text, &found);
}

/* Whether the words of a name run to the end of the line, marks behind them aside: "Sari Lestari |". */
static bool runs_to_end(const struct ru_draft *d, const struct ru_line *line, const struct ru_name *name)
{
	for (uint32_t w = line->first; w < line->last; w++)
		if (ru_draft_word(d, w)->begin >= line->begin + name->end &&
		    (ru_draft_word(d, w)->kind == RU_WORD_LETTERS || ru_draft_word(d, w)->kind == RU_WORD_NUMBER))
			return false;
	return true;
}

/* A line with nothing in it but full names, most of them at most: "Sari Lestari", "Sari Lestari, Bimo Santika". */
static bool are_names_alone(const struct ru_authors *a, uint32_t i, uint32_t most, struct ru_names *names)
{
	const struct ru_draft *d = a->d;
	const struct ru_line *line = ru_draft_line(d, i);

	if (line->end - line->begin > NAME_LINE_BYTES * most || line->last - line->first > 8 * most ||
	    (line->shape == RU_SHAPE_HEADING && line->linked > 0)) /* another story's headline */
		return false;
	ru_names_cut(d, &a->tables, ru_draft_line_text(d, i), false, names);
	if (names->count == 0 || names->count > most || !names->whole || names->led || names->name[0].begin != 0)
		return false;
	for (uint32_t k = 0; k < names->count; k++)
		if (!names->name[k].person || names->name[k].words < 2 || names->name[k].words > 4)
			return false;
	return runs_to_end(d, line, &names->name[names->count - 1]);
}

/* "Sari Lestari" alone on its line, over or under the date or her job. */
static int read_alone(struct ru_authors *a, uint32_t i)
{
	struct ru_names names;
	int status;

	if (!are_names_alone(a, i, NAMES_ALONE, &names) ||
	    (!(i + 1 < ru_draft_line_count(a->d) && is_date_or_job(a, i + 1)) && !(i > 0 && is_date_or_job(a, i - 1))))
		return 0;
	status = ru_authors_open(a, RU_FROM_DATE, 46 - doubt(ru_draft_line(a->d, i)));
	return status == 0 ? ru_authors_put_names(a, ru_draft_line(a->d, i)->begin, &names) : status;
}

/* What may stand between a name and what its bearer is. */
static bool is_between(uint32_t cp)
{
	return cp == ',' || cp == '|' || cp == '/' || cp == 0x00B7 || cp == 0x2022 || ru_char_is_dash(cp);
}

/* "Sari Lestari, Staff Writer", "Sari Lestari - Kabar Lereng": a name and nothing more than a job or the outlet. */
static int read_with_post(struct ru_authors *a, uint32_t i)
{
	struct ru_str text = ru_draft_line_text(a->d, i), rest;
	const struct ru_entry *entry;
	struct ru_names names;
	size_t pos = 0;
	int status;

	if (text.len > 2 * NAME_LINE_BYTES)
		return 0;
	ru_names_cut(a->d, &a->tables, text, false, &names);
	if (names.count == 0 || names.led || names.name[0].begin > 0 || !names.name[0].person ||
	    !names.name[0].listed || names.name[0].words < 2 || names.name[0].words > 4)
		return 0;
	rest = ru_str_trim(ru_str_cut(text, names.name[0].end, text.len));
	if (rest.len == 0 || !is_between(ru_utf8_next(rest, &pos)))
		return 0;
	rest = ru_str_trim(ru_str_cut(rest, pos, rest.len));
	entry = ru_phrase_get(a->d, a->tables.bylines, rest, NULL);
	if (!ru_name_is_house(a->d, &a->tables, rest) &&
	    (entry == NULL || (!ru_str_eq(entry->col[1], RU_S("job")) && !ru_str_eq(entry->col[1], RU_S("none")))))
		return 0;
	names.count = 1;
	status = ru_authors_open(a, RU_FROM_DATE, 46 - doubt(ru_draft_line(a->d, i)));
	return status == 0 ? ru_authors_put_names(a, ru_draft_line(a->d, i)->begin, &names) : status;
}

/* The last line of the text with nothing in it but a name: signed. */
static int read_last(struct ru_authors *a, uint32_t i)
{
	struct ru_names names;
	int status;

	if (!are_names_alone(a, i, 1, &names) || !names.name[0].listed)
		return 0;
	status = ru_authors_open(a, RU_FROM_SIGNOFF, 38);
	return status == 0 ? ru_authors_put_names(a, ru_draft_line(a->d, i)->begin, &names) : status;
}

/* "(Kabar.example/Sari Lestari)": a name of two or more words behind the slash of a sign-off. */
static int read_signoff(struct ru_authors *a, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(a->d, i);
	struct ru_str text = ru_draft_line_text(a->d, i);
	const char *slash = line->kind == RU_BLOCK_CREDIT ? memchr(text.ptr, '/', text.len) : NULL;
	struct ru_names names;
	uint32_t begin;
	int status;

	if (slash == NULL || text.ptr[text.len - 1] != ')' || line->end - line->begin > LINE_BYTES)
		return 0;
	begin = line->begin + (uint32_t)(slash + 1 - text.ptr);
	ru_names_cut(a->d, &a->tables, ru_draft_cut(a->d, begin, line->end - 1), false, &names);
	if (names.count != 1 || names.name[0].words < 2 || begin + names.name[0].end + 1 != line->end)
		return 0;
	status = ru_authors_open(a, RU_FROM_SIGNOFF, 46);
	return status == 0 ? ru_authors_put_names(a, begin, &names) : status;
}

/* The lines at the edges of the text: "Von Anna Berg" as its first paragraph, "Text: Anna Berg" as its last. */
static int read_edges(struct ru_authors *a)
{
	const struct ru_draft *d = a->d;
	uint32_t seen = 0;
	int status = 0;

	for (uint32_t i = d->body_first; i < d->body_last && seen < EDGE_LINES && status == 0; i++) {
		if (ru_draft_line(d, i)->kind < RU_BLOCK_CAPTION) {
			seen++;
			if (ru_draft_line(d, i)->last - ru_draft_line(d, i)->first <= LINE_WORDS / 3)
				status = read_phrases(a, i, 50);
		}
	}
	for (uint32_t i = d->body_last, k = 0; i > d->body_first && k < EDGE_LINES && status == 0; i--) {
		if (ru_draft_line(d, i - 1)->kind < RU_BLOCK_CAPTION) {
			k++;
			if (ru_draft_line(d, i - 1)->last - ru_draft_line(d, i - 1)->first <= LINE_WORDS / 3)
				status = read_phrases(a, i - 1, 44);
			if (status == 0 && k == 1)
				status = read_last(a, i - 1);
		}
	}
	return status;
}

/* One line near the headline. */
static int read_near(struct ru_authors *a, uint32_t i)
{
	int doubts = doubt(ru_draft_line(a->d, i)), status = read_phrases(a, i, 58 - doubts);

	if (status == 0)
		status = read_under_label(a, i, 58 - doubts);
	if (status == 0)
		status = read_beside_date(a, i);
	if (status == 0)
		status = read_alone(a, i);
	return status == 0 ? read_with_post(a, i) : status;
}

/* One line between the paragraphs or behind the last. */
static int read_behind(struct ru_authors *a, uint32_t i)
{
	const struct ru_draft *d = a->d;
	int doubts = doubt(ru_draft_line(d, i)), status;

	if (d->text.ptr[ru_draft_line(d, i)->begin] == '(')
		return read_signoff(a, i);
	status = read_phrases(a, i, 48 - doubts);
	if (status == 0)
		status = read_under_label(a, i, 48 - doubts);
	return status == 0 && i == d->body_last && doubts == 0 ? read_last(a, i) : status;
}

int ru_bylines_lines(struct ru_authors *a)
{
	const struct ru_draft *d = a->d;
	uint32_t head = d->headline, from = head != RU_NONE ? head + 1 : 0, count = ru_draft_line_count(d), texts = 0,
	         i;
	int status = 0;

	/* many a page sets its byline under the standfirst */
	for (i = from; i < count && i < from + NEAR_LINES && texts <= LEAD_LINES && status == 0; i++) {
		bool text = i >= d->body_first && ru_draft_line(d, i)->kind < RU_BLOCK_CAPTION;

		texts += text ? 1 : 0;
		if (!text && is_outside(ru_draft_line(d, i)))
			status = read_near(a, i);
	}
	for (i = i > d->body_first ? i : d->body_first; i < count && i < d->body_last + BEHIND_LINES && status == 0;
	     i++)
		if (is_outside(ru_draft_line(d, i)))
			status = read_behind(a, i);
	for (i = head != RU_NONE && head > ABOVE_LINES ? head - ABOVE_LINES : 0;
	     head != RU_NONE && i < head && status == 0; i++)
		if (is_outside(ru_draft_line(d, i)))
			status = read_beside_date(a, i);
	return status == 0 ? read_edges(a) : status;
}
