/* SPDX-License-Identifier: Apache-2.0 */
/* Quotations of one block: which mark opens, which closes, which stand in which.
 *
 * Fed the words of the block, their brackets and cues; gives s->quotations, quotation_at and the depth of each word. A
 * mark that may be both opens before a word and closes behind one; the same mark on both sides, mixed and missing marks
 * are read as they are meant. A quotation whose closing mark is missing ends before its cue (“Kami pulang, katanya.) or
 * with the block. Linear in the words. */
#include "facts/statements/statements.h"
#include "text/utf8.h"

enum { DEPTH = 4 };

enum mark { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_EITHER };

/* What the mark cp is by the pack's setting "quotes": pairs, blanks between ("„“ »«"). MARK_NONE where it is in none.
 */
static enum mark pack_mark(struct ru_str pairs, uint32_t cp)
{
	enum mark found = MARK_NONE;
	size_t pos = 0;
	bool first = true;

	while (pos < pairs.len) {
		uint32_t one = ru_utf8_next(pairs, &pos);
		if (one == ' ') {
			first = true;
			continue;
		}
		if (one == cp)
			found = found == MARK_NONE || found == (first ? MARK_OPEN : MARK_CLOSE)
			            ? (first ? MARK_OPEN : MARK_CLOSE)
			            : MARK_EITHER;
		first = false;
	}
	return found;
}

/* Two and more apostrophes in one word are a double mark as typewriters make it: ''We wait,'' she said. */
static uint32_t apostrophes(const struct ru_reading *r, uint32_t i)
{
	struct ru_str word = ru_str_cut(r->article->text, r->words[i].begin, r->words[i].end);
	uint32_t count = 0;

	while (count < word.len && word.ptr[count] == '\'')
		count++;
	return count == word.len ? count : 0;
}

static enum mark mark_of(const struct ru_statement_reader *s, uint32_t i, bool *is_single)
{
	const struct ru_reading *r = s->r;
	size_t pos = r->words[i].begin;
	enum mark mark;
	uint32_t cp;

	*is_single = false;
	if (r->words[i].kind != RU_WORD_PUNCT)
		return MARK_NONE;
	cp = ru_utf8_next(r->article->text, &pos);
	*is_single =
	    (cp == '\'' && apostrophes(r, i) < 2) || (cp >= 0x2018 && cp <= 0x201A) || cp == 0x2039 || cp == 0x203A;
	if (cp < 0x80 && cp != '"' && cp != '\'')
		return MARK_NONE;
	mark = pack_mark(s->quotes, cp);
	if (mark != MARK_NONE)
		return mark;
	if (cp == 0x201C || cp == 0x201E || cp == 0x2018 || cp == 0x201A || cp == 0xAB || cp == 0x2039)
		return MARK_OPEN;
	if (cp == 0x201D || cp == 0x2019 || cp == 0xBB || cp == 0x203A)
		return MARK_CLOSE;
	if (cp == '"' || cp == '\'' || cp == 0xFF02)
		return MARK_EITHER;
	return MARK_NONE;
}

static bool space_before(const struct ru_reading *r, uint32_t i)
{
	return (r->words[i].flags & (RU_WORD_SPACE | RU_WORD_BREAK)) != 0;
}

/* Quotations open while a block is read. */
struct quoting {
	uint32_t open[DEPTH];
	bool is_single[DEPTH];
	uint32_t depth;
};

static int open_quotation(struct ru_statement_reader *s, struct quoting *q, uint32_t i, uint32_t block_last,
                          bool is_single)
{
	struct ru_quotation *quotation;

	if (q->depth >= DEPTH)
		return RU_OK;
	quotation = ru_vec_push(&s->quotations);
	if (quotation == NULL)
		return RU_ENOMEM;
	quotation->open = i;
	quotation->close = block_last;
	quotation->parent = q->depth > 0 ? q->open[q->depth - 1] : RU_NONE;
	quotation->depth = (uint8_t)(q->depth + 1);
	q->open[q->depth] = (uint32_t)s->quotations.len - 1;
	q->is_single[q->depth++] = is_single;
	return RU_OK;
}

static void close_quotation(struct ru_statement_reader *s, struct quoting *q, uint32_t close, bool closed)
{
	struct ru_quotation *quotation = RU_VEC_AT(&s->quotations, struct ru_quotation, q->open[--q->depth]);

	quotation->close = close;
	quotation->closed = closed;
}

static int quote_mark(struct ru_statement_reader *s, struct quoting *q, uint32_t i, uint32_t last, enum mark mark,
                      bool is_single)
{
	bool begins = i + 1 < last && !space_before(s->r, i + 1) &&
	              (space_before(s->r, i) || ru_word_byte(s, i - (i > 0)) == '(');
	bool inside = q->depth > 0 && q->is_single[q->depth - 1] == is_single;

	if (mark == MARK_EITHER) {
		if (inside)
			mark = MARK_CLOSE;
		else if (q->depth > 1 && q->is_single[q->depth - 2] == is_single)
			mark = MARK_CLOSE;
		else if (begins || (i + 1 < last && q->depth > 0 && !space_before(s->r, i + 1)))
			mark = MARK_OPEN;
		else
			return RU_OK;
	}
	/* “We wait,“ she said: the same mark on both sides */
	if (mark == MARK_OPEN && inside && !begins && (i + 1 >= last || space_before(s->r, i + 1)))
		mark = MARK_CLOSE;
	/* ”Kami pulang,” katanya: the same mark on both sides */
	if (mark == MARK_CLOSE && begins && (!is_single || (q->depth > 0 && !inside)))
		mark = MARK_OPEN;
	if (mark == MARK_OPEN) {
		if (is_single && !begins)
			return RU_OK;
		while (q->depth > 0 && inside) { /* the mark before was never closed */
			close_quotation(s, q, i, false);
			inside = q->depth > 0 && q->is_single[q->depth - 1] == is_single;
		}
		return open_quotation(s, q, i, last, is_single);
	}
	while (q->depth > 0 && q->is_single[q->depth - 1] != is_single && q->depth > 1 &&
	       q->is_single[q->depth - 2] == is_single)
		close_quotation(s, q, i, false);
	if (q->depth > 0 && q->is_single[q->depth - 1] == is_single)
		close_quotation(s, q, i + 1, true);
	return RU_OK;
}

/* Where an unclosed quotation ends: before a cue that follows a comma or stop inside it. */
static uint32_t unclosed_end(const struct ru_statement_reader *s, const struct ru_quotation *q)
{
	for (uint32_t i = q->open + 3; i < q->close; i++) {
		const struct ru_clause_word *w = &s->word[i];
		char before = ru_word_byte(s, i - 1);
		if ((w->cue & (RU_CUE_QUOTE | RU_CUE_BOTH)) == 0 ||
		    (before != ',' && before != '.' && before != '!' && before != '?'))
			continue;
		if (w->clitic != 0 ||
		    (i + 1 < q->close &&
		     (s->word[i + 1].name != RU_NONE ||
		      (s->word[i + 1].single & (RU_CLAUSE_PRONOUN | RU_CLAUSE_TITLE | RU_CLAUSE_ONE)) != 0)))
			return i;
	}
	return q->close;
}

int ru_quotations_mark(struct ru_statement_reader *s, uint32_t first, uint32_t last)
{
	struct quoting q = {.depth = 0};
	size_t base = s->quotations.len;

	for (uint32_t i = first; i < last; i++) {
		bool is_single;
		enum mark mark = mark_of(s, i, &is_single);
		/* ''He calls it 'a gift,''' she said: both end here */
		if (mark != MARK_NONE && !is_single && q.depth > 1 && q.is_single[q.depth - 1] &&
		    !q.is_single[q.depth - 2] && apostrophes(s->r, i) > 2)
			close_quotation(s, &q, i + 1, true);
		int status = mark == MARK_NONE ? RU_OK : quote_mark(s, &q, i, last, mark, is_single);
		if (status != RU_OK)
			return status;
	}
	for (size_t k = base; k < s->quotations.len; k++) {
		struct ru_quotation *quotation = RU_VEC_AT(&s->quotations, struct ru_quotation, k);
		if (!quotation->closed)
			quotation->close = unclosed_end(s, quotation);
		s->quotation_at[quotation->open] = (uint32_t)k;
		for (uint32_t i = quotation->open; i < quotation->close; i++) {
			if (s->word[i].depth < quotation->depth)
				s->word[i].depth = quotation->depth;
		}
	}
	return RU_OK;
}
