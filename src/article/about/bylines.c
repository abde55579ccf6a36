/* SPDX-License-Identifier: Apache-2.0 */
/* Names in visible lines: behind byline words ("Penulis: Sari Lestari | Editor: ...", "Oleh Bimo Santika", "Von Anna
 * Berg"), beside the date under the headline, in a sign-off. A line of the text itself counts only where nothing but
 * the byline stands in it. */
#include "article/about/authors.h"

enum {
	DATED_WORDS = 20,
	NAME_LINE_BYTES = 60,
	LINE_WORDS = 60,
	NEAR_LINES = 10,
	BEHIND_LINES = 10,
	EDGE_LINES = 3,
	LINE_BYTES = 400
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
	const struct ru_entry *entry = ru_phrase_at(a->d, a->tables.bylines, w, used, NULL);

	return entry != NULL && (ru_str_eq(entry->col[1], RU_S("writer")) || ru_str_eq(entry->col[1], RU_S("editor")) ||
	                         ru_str_eq(entry->col[1], RU_S("reporter")));
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

/* A line with byline words and capitalised names behind them. */
static int read_phrases(struct ru_authors *a, uint32_t i, int score)
{
	const struct ru_line *line = ru_draft_line(a->d, i);
	uint32_t begin = phrase_begin(a, line);
	struct ru_names names;
	int status;

	if (begin == RU_NONE)
		return 0;
	ru_names_cut(a->d, &a->tables, ru_draft_cut(a->d, begin, line->end), false, &names);
	if (!names.led || names.count == 0 ||
	    (line->kind < RU_BLOCK_CAPTION &&
	     (begin != line->begin || names.name[0].words < 2 || !(names.whole || is_dated(a, line)))))
		return 0;
	status = ru_authors_open(a, RU_FROM_PHRASE, names.whole ? score + 4 : score);
	return status == 0 ? ru_authors_put_names(a, begin, &names) : status;
}

/* "Sekar Pratiwi - Kamis, 16 Januari 2025": nothing but names before the date. */
static int read_beside_date(struct ru_authors *a, uint32_t i)
{
	struct ru_draft *d = a->d;
	const struct ru_line *line = ru_draft_line(d, i);
	struct ru_line_date found;
	struct ru_names names;
	int status;

	if (line->end - line->begin > LINE_BYTES ||
	    !ru_line_date_find(d->options->packs, ru_draft_line_text(d, i), &found) || found.begin == 0)
		return 0;
	ru_names_cut(d, &a->tables, ru_draft_cut(d, line->begin, line->begin + (uint32_t)found.begin), false, &names);
	if (names.count == 0 || names.name[0].words < 2 || names.name[0].words > 5 || names.name[0].begin > 0 ||
	    !names.name[0].person)
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

/* "Sari Lestari" alone on its line, over or under the date or her job. */
static int read_alone(struct ru_authors *a, uint32_t i)
{
	const struct ru_draft *d = a->d;
	const struct ru_line *line = ru_draft_line(d, i);
	struct ru_names names;
	int status;

	if (line->end - line->begin > NAME_LINE_BYTES || line->last - line->first > 8)
		return 0;
	ru_names_cut(d, &a->tables, ru_draft_line_text(d, i), false, &names);
	if (names.count != 1 || !names.whole || names.led || !names.name[0].person || names.name[0].words < 2 ||
	    names.name[0].words > 4 || names.name[0].end - names.name[0].begin != line->end - line->begin)
		return 0;
	if (!(i + 1 < ru_draft_line_count(d) && is_date_or_job(a, i + 1)) && !(i > 0 && is_date_or_job(a, i - 1)))
		return 0;
	status = ru_authors_open(a, RU_FROM_DATE, 46 - doubt(line));
	return status == 0 ? ru_authors_put_names(a, line->begin, &names) : status;
}

/* The last line of the text with nothing in it but a name: signed. */
static int read_last(struct ru_authors *a, uint32_t i)
{
	const struct ru_draft *d = a->d;
	const struct ru_line *line = ru_draft_line(d, i);
	struct ru_names names;
	int status;

	if (line->end - line->begin > NAME_LINE_BYTES || line->last - line->first > 8)
		return 0;
	ru_names_cut(d, &a->tables, ru_draft_line_text(d, i), false, &names);
	if (names.count != 1 || !names.whole || names.led || !names.name[0].person || names.name[0].words < 2 ||
	    names.name[0].words > 4 || names.name[0].end - names.name[0].begin != line->end - line->begin)
		return 0;
	status = ru_authors_open(a, RU_FROM_SIGNOFF, 38);
	return status == 0 ? ru_authors_put_names(a, line->begin, &names) : status;
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

int ru_bylines_lines(struct ru_authors *a)
{
	const struct ru_draft *d = a->d;
	uint32_t from = d->headline != RU_NONE ? d->headline + 1 : 0, count = ru_draft_line_count(d);
	int status = 0;

	for (uint32_t i = from; i < d->body_first && i < from + NEAR_LINES && status == 0; i++) {
		if (!is_outside(ru_draft_line(d, i)))
			continue;
		status = read_phrases(a, i, 58 - doubt(ru_draft_line(d, i)));
		if (status == 0)
			status = read_beside_date(a, i);
		if (status == 0)
			status = read_alone(a, i);
	}
	for (uint32_t i = d->body_first; i < count && i < d->body_last + BEHIND_LINES && status == 0; i++) {
		if (is_outside(ru_draft_line(d, i)))
			status = d->text.ptr[ru_draft_line(d, i)->begin] == '('
			             ? read_signoff(a, i)
			             : read_phrases(a, i, 48 - doubt(ru_draft_line(d, i)));
	}
	return status == 0 ? read_edges(a) : status;
}
