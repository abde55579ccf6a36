/* SPDX-License-Identifier: Apache-2.0 */
/* Where what is said begins behind a verb that stands second: behind its comma, at a quotation.
 *
 * Fed the marks of the words; gives words. A quotation may be the name of a thing, a comma may open a relative clause
 * or a reason: neither is content. Looks a bounded number of words ahead. */
#include "facts/statements/verb_second.h"

/* "berichtete im Heft „Lohfelder Wissen“, es sei ...": the quotation at word i is a name, a small word or a noun stands
 * before it, and the clause goes on behind it. Gives the last word of it, or RU_NONE. */
static uint32_t title_end(const struct ru_clause *c, uint32_t i)
{
	const struct ru_quotation *q = RU_VEC_AT(&c->s->quotations, struct ru_quotation, c->s->quotation_at[i]);

	if (i == 0 || c->s->r->words[i - 1].kind != RU_WORD_LETTERS || !q->closed ||
	    q->close - q->open > RU_SECOND_TITLE || q->close >= c->last)
		return RU_NONE;
	return q->close - 1;
}

/* "bestätigte den Vorfall, teilte jedoch mit, ...", "... und sagte, ...": the verb at word i, behind a comma or a small
 * word, reports what comes. */
static bool reports_next(const struct ru_clause *c, uint32_t i) { return i < c->last && ru_reports_at(c->s, i); }

uint32_t ru_second_content(const struct ru_clause *c, uint32_t i)
{
	uint32_t title = RU_NONE;

	for (uint32_t k = i; k < c->last && k < i + RU_SECOND_LOOK; k++) {
		if (c->s->word[k].bracket)
			continue;
		if (c->s->quotation_at[k] != RU_NONE && title == RU_NONE && title_end(c, k) != RU_NONE) {
			title = k;
			k = title_end(c, k);
			continue;
		}
		if (c->s->quotation_at[k] != RU_NONE || ru_second_has(c, k, RU_CLAUSE_ASK | RU_CLAUSE_THAT))
			return k;
		if (reports_next(c, k + 1) && (ru_is_separator(c->s, k) || ru_second_has(c, k, RU_CLAUSE_CONJ)))
			break;
		if (ru_is_separator(c->s, k) && k + 1 < c->last) {
			/* "sagte Braun, der Trainer, die Lage": over an apposition is not looked; a relative clause is
			 * left */
			bool goes_on = title == RU_NONE || ru_second_has(c, k + 1, RU_CLAUSE_ASK | RU_CLAUSE_THAT);
			for (uint32_t n = k + 1; !goes_on && n < c->s->segment_last[k + 1]; n++)
				goes_on = ru_second_has(c, n, RU_CLAUSE_SUBJUNCTIVE | RU_CLAUSE_INF);
			return goes_on ? k + 1 : title;
		}
		if (ru_second_mark(c, k))
			break;
	}
	return title;
}

/* "sagte Braun, die noch zu klärende Lage sei ernst": the verb of reported speech has more of its clause behind it;
 * that of a relative clause is its last word. */
static bool has_finite_inside(const struct ru_clause *c, uint32_t content)
{
	for (uint32_t i = content + 1; i + 1 < c->s->segment_last[content] && i + 1 < c->last; i++) {
		if (ru_second_has(c, i, RU_CLAUSE_SUBJUNCTIVE) && !ru_second_mark(c, i + 1) &&
		    !ru_second_has(c, i + 1, RU_CLAUSE_CONJ))
			return true;
	}
	return false;
}

/* A comma opens a clause of what is said, and no relative clause or reason: the mood of reported speech, or "zu" with
 * an infinitive, shows it; behind a verb of saying any clause does that is not opened as another kind. */
bool ru_second_opens(const struct ru_clause *c, const struct ru_cue_hit *h, uint32_t content)
{
	bool plain = ru_is_separator(c->s, content - 1) && ru_word_byte(c->s, content - 1) == ',' &&
	             c->s->quotation_at[content] == RU_NONE &&
	             !ru_second_has(c, content, RU_CLAUSE_ASK | RU_CLAUSE_THAT);

	if (!plain)
		return true;
	/* "warnen davor, das Gebot aufzuweichen": the second part of the cue stands for what comes */
	if (content > h->last + 1 && c->s->word[content - 2].rest_of == content - 2 - h->first &&
	    ru_second_has(c, content - 2, RU_CLAUSE_BACK))
		return !ru_second_has(c, content, RU_CLAUSE_SUB);
	if (ru_second_has(c, content, RU_CLAUSE_REL))
		return false;
	if (ru_opens_relative(c->s, content, c->last) && !has_finite_inside(c, content))
		return false;
	for (uint32_t i = content; i < c->last && i < content + RU_SECOND_LOOK; i++) {
		uint32_t class =
		    i < c->s->segment_last[content] ? RU_CLAUSE_SUBJUNCTIVE | RU_CLAUSE_INF : RU_CLAUSE_SUBJUNCTIVE;
		if (c->s->word[i].depth == 0 && ru_second_has(c, i, class))
			return true;
	}
	return (h->cue & (RU_CUE_BOTH | RU_CUE_SAY)) != 0 && !ru_clause_closes_left(c, h->first) &&
	       !ru_second_has(c, content, RU_CLAUSE_SUB | RU_CLAUSE_CONJ | RU_CLAUSE_OPEN);
}

/* "nannte den Bau „einen großen Fehler“", "lobte den „mutigen Schritt“": the quotation of the clause from word i on
 * that is worded, and no name alone. */
bool ru_second_called(const struct ru_clause *c, uint32_t i, struct ru_words_range *quoted)
{
	for (; i < c->last && (!ru_second_mark(c, i) || c->s->quotation_at[i] != RU_NONE); i++) {
		const struct ru_quotation *q;
		if (c->s->quotation_at[i] == RU_NONE)
			continue;
		q = RU_VEC_AT(&c->s->quotations, struct ru_quotation, c->s->quotation_at[i]);
		if (!q->closed || q->close > c->last)
			return false;
		if (ru_quotation_is_worded(c->s, q)) {
			*quoted = (struct ru_words_range){q->open, q->close};
			return true;
		}
		i = q->close - 1;
	}
	return false;
}
