/* SPDX-License-Identifier: Apache-2.0 */
/* Datelines in front of the first paragraph ("JAKARTA (Kabar Lereng) -", "(Siar Rilis) - BOGOR, 4 Mei 2024 -") and
 * sign-offs behind the last ("(ANT/rim)"). Both stay in the text and become sub-blocks. By the shape of the words
 * alone, no language. */
#include "article/draft.h"

#include "text/utf8.h"

enum { PREFIX_WORDS = 16, PREFIX_BYTES = 120, SIGNOFF_BYTES = 60, FIRST_LINES = 3, LAST_LINES = 2 };

static int put_part(struct ru_draft *d, uint32_t line, uint32_t begin, uint32_t end, uint8_t kind)
{
	struct ru_part *part;

	if (ru_vec_full(&d->parts))
		return 0;
	part = ru_vec_push(&d->parts);
	if (part == NULL)
		return RU_ENOMEM;
	*part = (struct ru_part){line, begin, end, kind};
	return 0;
}

static uint32_t first_char(struct ru_str s)
{
	size_t pos = 0;

	return s.len > 0 ? ru_utf8_next(s, &pos) : 0;
}

/* A dash with white space on one side at least. */
static bool is_separator(const struct ru_draft *d, uint32_t w, uint32_t last)
{
	const struct ru_word *word = ru_draft_word(d, w);
	bool before = (word->flags & RU_WORD_SPACE) != 0;
	bool behind = w + 1 < last && (ru_draft_word(d, w + 1)->flags & RU_WORD_SPACE) != 0;

	return word->kind == RU_WORD_PUNCT && ru_char_is_dash(first_char(ru_draft_word_text(d, w))) &&
	       (before || behind);
}

struct prefix {
	int evidence;
	uint32_t words; /* names and places, those in brackets aside */
	bool brackets;
	bool open;
	bool after_dot; /* no white space since: "Kabar.example" */
};

/* One word of what may be a dateline; false where it can be none. */
static bool take(const struct ru_draft *d, uint32_t w, struct prefix *p)
{
	const struct ru_word *word = ru_draft_word(d, w);
	uint32_t cp = first_char(ru_draft_word_text(d, w));
	bool joined = p->after_dot && (word->flags & RU_WORD_SPACE) == 0;

	p->after_dot = cp == '.';
	switch (word->kind) {
	case RU_WORD_LETTERS:
		if ((word->flags & RU_WORD_ALL_CAPS) != 0 && word->end - word->begin >= 3)
			p->evidence += 2;
		p->words += p->open ? 0 : 1;
		return p->open || joined || (word->flags & RU_WORD_CAPITAL) != 0 || !ru_char_is_lower(cp);
	case RU_WORD_NUMBER:
		return true;
	case RU_WORD_OTHER:
		return p->open;
	default:
		break;
	}
	if (cp == '(') {
		if (p->open)
			return false;
		p->open = p->brackets = true;
	} else if (cp == ')') {
		if (!p->open)
			return false;
		p->open = false;
		p->evidence += 2;
	}
	return cp == '(' || cp == ')' || cp == ',' || cp == '.' || cp == '/' || cp == '|' || cp == '&' || cp == '-' ||
	       cp == 0x2013;
}

/* The word behind the dateline that starts at word w of the line, or w where none does. need: how sure it must be. */
static uint32_t dateline_end(const struct ru_draft *d, const struct ru_line *line, uint32_t w, int need)
{
	struct prefix p = {0, 0, false, false, false};
	uint32_t first = w, begin = ru_draft_word(d, w)->begin;

	for (; w < line->last && w < first + PREFIX_WORDS; w++) {
		const struct ru_word *word = ru_draft_word(d, w);
		uint32_t cp = first_char(ru_draft_word_text(d, w)), len = word->begin - begin;
		bool bold = line->strong > 0 && line->strong + 2 >= len && line->strong <= len + 6;

		if (len > PREFIX_BYTES)
			return first;
		if (w > first && !p.open && is_separator(d, w, line->last)) {
			p.evidence += (bold ? 2 : 0) + (p.words > 0 && p.words <= 3 ? 1 : 0);
			return p.evidence >= need && w + 2 < line->last ? w + 1 : first;
		}
		if (w > first && !p.open && cp == ':' && word->kind == RU_WORD_PUNCT)
			return bold && p.words <= 4 && w + 2 < line->last ? w + 1 : first;
		if (!take(d, w, &p))
			return first;
	}
	return first;
}

static int read_dateline(struct ru_draft *d, uint32_t i, int need)
{
	const struct ru_line *line = ru_draft_line(d, i);
	uint32_t end = line->first < line->last ? dateline_end(d, line, line->first, need) : line->first, more;

	if (end == line->first)
		return 0;
	more = dateline_end(d, line, end, 2);
	if (more > end)
		end = more;
	d->dateline = i;
	return put_part(d, i, line->begin, ru_draft_word(d, end - 1)->end, RU_BLOCK_DATELINE);
}

/* "<strong>Ranu</strong> - <p>Dermaga itu ...": the dateline stands in a line of its own, right before the text. */
static int read_before(struct ru_draft *d, uint32_t i)
{
	struct ru_line *line = ru_draft_line(d, i);
	uint32_t last = line->last, words = 0;

	if (line->kind != RU_BLOCK_OTHER || line->shape == RU_SHAPE_HEADING || last - line->first < 2 ||
	    last - line->first > PREFIX_WORDS / 2 || !is_separator(d, last - 1, last) || line->linked > 0)
		return 0;
	for (uint32_t w = line->first; w + 1 < last; w++) {
		const struct ru_word *word = ru_draft_word(d, w);

		if (word->kind == RU_WORD_NUMBER ||
		    (word->kind == RU_WORD_LETTERS && (word->flags & RU_WORD_CAPITAL) == 0))
			return 0;
		words += word->kind == RU_WORD_LETTERS ? 1 : 0;
	}
	if (words == 0)
		return 0;
	line->kind = RU_BLOCK_BODY;
	d->dateline = d->body_first = i;
	return put_part(d, i, line->begin, line->end, RU_BLOCK_DATELINE);
}

/* "... sungai itu. (ANT/rim)": brackets at the end of a paragraph, behind its stop. */
static int read_signoff(struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);
	struct ru_str text = ru_draft_line_text(d, i);
	size_t at = text.len, stop;

	if (text.len < 30 || text.ptr[text.len - 1] != ')')
		return 0;
	while (at > 0 && text.len - at < SIGNOFF_BYTES && text.ptr[at - 1] != '(')
		at--;
	if (at == 0 || text.ptr[at - 1] != '(' || text.len - at < 3 || text.len - at > 40)
		return 0;
	at--;
	for (stop = at; stop > 0 && text.ptr[stop - 1] == ' '; stop--)
		;
	if (stop == 0 || stop == at)
		return 0;
	{
		uint32_t cp = ru_utf8_prev(text, &stop);

		if (cp != '.' && cp != '!' && cp != '?' && cp != '"' && cp != 0x201D && cp != 0x2026)
			return 0;
	}
	return put_part(d, i, line->begin + (uint32_t)at, line->end, RU_BLOCK_CREDIT);
}

int ru_datelines_read(struct ru_draft *d)
{
	uint32_t seen = 0, last[LAST_LINES] = {RU_NONE, RU_NONE}; /* the last lines of body, the later one first */
	int status = 0;

	d->dateline = RU_NONE;
	if (d->is_html && d->body_first > 0 && d->body_first < d->body_last && d->body_first - 1 != d->headline)
		status = read_before(d, d->body_first - 1);
	for (uint32_t i = d->body_first; i < d->body_last && status == 0; i++) {
		if (ru_draft_line(d, i)->kind != RU_BLOCK_BODY)
			continue;
		if (seen < FIRST_LINES && d->dateline == RU_NONE)
			status = read_dateline(d, i, seen == 0 ? 1 : 3);
		seen++;
		last[1] = last[0];
		last[0] = i;
	}
	/* Parts stand in the order of their lines. */
	for (int k = LAST_LINES - 1; k >= 0 && status == 0; k--)
		if (last[k] != RU_NONE)
			status = read_signoff(d, last[k]);
	return status;
}
