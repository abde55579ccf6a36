/* SPDX-License-Identifier: Apache-2.0 */
/* What stands between a cue and the content it opens: "mengatakan kepada wartawan di Lohari, Senin (3/5), bahwa ...".
 *
 * Fed the marks of the words; gives the addressee and the first word of the content. Looks a bounded number of words
 * ahead. */
#include "facts/statements/clauses.h"

uint32_t ru_clause_find_that(const struct ru_clause *c, uint32_t i)
{
	for (uint32_t k = i; k < c->last && k < i + RU_CLAUSE_LOOK; k++) {
		if ((ru_clause_single(c, k) & (RU_CLAUSE_THAT | RU_CLAUSE_ASK)) != 0 && c->s->word[k].depth == 0)
			return k;
		if (k > i && (ru_word_byte(c->s, k) == ':' || c->s->quotation_at[k] != RU_NONE) &&
		    c->s->word[k].bracket == 0)
			return k;
		if (ru_is_separator(c->s, k) &&
		    (k + 1 >= c->last ||
		     (c->s->word[k + 1].date == 0 &&
		      (ru_clause_single(c, k + 1) & (RU_CLAUSE_THAT | RU_CLAUSE_PREP | RU_CLAUSE_ASK)) == 0 &&
		      c->s->quotation_at[k + 1] == RU_NONE)))
			return RU_NONE;
		if (c->s->word[k].cue != 0 && k > i && c->s->word[k].name == RU_NONE)
			return RU_NONE;
	}
	return RU_NONE;
}

uint32_t ru_clause_name_end(const struct ru_clause *c, uint32_t i)
{
	uint32_t end = i + 1;

	while (end < c->last && c->s->word[end].name == c->s->word[i].name)
		end++;
	return end;
}

/* Whom it was said to; gives the word behind. */
uint32_t ru_clause_addressee(const struct ru_clause *c, uint32_t i, struct ru_cue_behind *b)
{
	uint32_t that = ru_clause_find_that(c, i);
	struct ru_words_range who;

	if (i >= c->last)
		return i;
	if (c->s->word[i].name != RU_NONE)
		who = (struct ru_words_range){i, ru_clause_name_end(c, i)};
	else if ((ru_clause_single(c, i) & (RU_CLAUSE_PRONOUN | RU_CLAUSE_FIRST)) != 0)
		who = (struct ru_words_range){i, i + 1};
	else if (!ru_source_after(c->s, i, that != RU_NONE ? that : c->last, true, &who))
		return i;
	if (that == RU_NONE && who.last > who.first + 4 && c->s->word[i].name == RU_NONE)
		who.last = who.first + 2;
	b->addressee = who;
	while (who.last < c->last && c->s->word[who.last].bracket)
		who.last++;
	return who.last;
}

/* "melaporkan, mengutip dua pejabat, bahwa ...": from whom it is stands before what was said. */
static uint32_t behind_citation(const struct ru_clause *c, uint32_t i)
{
	uint32_t next = i < c->last ? c->s->segment_last[i] + 1 : c->last;

	return next < c->last && (c->s->word[i].more & RU_MORE_CITES) != 0 &&
	               (ru_clause_single(c, next) & RU_CLAUSE_THAT) != 0
	           ? next
	           : i;
}

struct ru_cue_behind ru_clause_behind(const struct ru_clause *c, const struct ru_cue_hit *h)
{
	struct ru_cue_behind b = {h->last, false, false, {RU_NONE, RU_NONE}};
	uint32_t i = h->last;
	bool tell = (h->cue & RU_CUE_TELL) != 0;

	for (uint32_t steps = 0; steps < 6 && i < c->last; steps++) {
		uint32_t that, w = ru_clause_single(c, i);
		if (tell && (w & RU_CLAUSE_THAT) == 0) {
			i = ru_clause_addressee(c, i, &b);
			tell = false;
			continue;
		}
		if ((w & RU_CLAUSE_THAT) != 0) {
			b.that = true;
			i++;
			continue;
		}
		if ((w & RU_CLAUSE_PARTICLE) != 0) {
			i++;
			continue;
		}
		if ((w & RU_CLAUSE_ASK) != 0) {
			b.that = true;
			break;
		}
		if (c->s->quotation_at[i] != RU_NONE) {
			b.quote = true;
			break;
		}
		if (ru_is_separator(c->s, i)) {
			b.that = b.that || ru_word_byte(c->s, i) == ':';
			i = behind_citation(c, i + 1);
			continue;
		}
		if (b.that)
			break;
		if ((w & RU_CLAUSE_ADDR) != 0 && b.addressee.first == RU_NONE && i + 1 < c->last &&
		    ((w & RU_CLAUSE_PREP) == 0 || c->s->word[i + 1].name != RU_NONE ||
		     (ru_clause_single(c, i + 1) &
		      (RU_CLAUSE_PRONOUN | RU_CLAUSE_FIRST | RU_CLAUSE_TITLE | RU_CLAUSE_ONE)) != 0)) {
			uint32_t next = ru_clause_addressee(c, i + 1, &b);
			if (next > i + 1) {
				i = next;
				continue;
			}
		}
		if ((w & (RU_CLAUSE_PREP | RU_CLAUSE_AUX)) == 0 && c->s->word[i].date == 0)
			break;
		that = ru_clause_find_that(c, i);
		if (that == RU_NONE)
			break;
		i = that;
	}
	b.content = i;
	return b;
}
