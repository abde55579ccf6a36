/* SPDX-License-Identifier: Apache-2.0 */
/* The cues of one unit, with the negation that makes silence of them.
 *
 * Fed the marks of the words; gives the hits of a clause reader from left to right, at most RU_CLAUSE_HITS. */
#include "facts/statements/clauses.h"

/* Cues that tell of speaking, and not only of thinking or finding. */
#define SPOKEN (RU_CUE_SAY | RU_CUE_BOTH | RU_CUE_QUOTE | RU_CUE_TELL | RU_CUE_DENY | RU_CUE_ANSWER | RU_CUE_REFUSE)

/* A cue inside a quotation counts where its source stands right before the mark: Hasan "berharap ...". */
static bool is_readable(const struct ru_clause *c, uint32_t i)
{
	const struct ru_clause_word *w = &c->s->word[i];

	if (w->cue == 0 || w->bracket || i + w->cue_length > c->last)
		return false;
	if (w->name != RU_NONE && (w->cue & (RU_CUE_PER | RU_CUE_RELAY | RU_CUE_QUOTE)) == 0)
		return false;
	/* "auf Klagen", "die Antworten": where nouns have capitals, a verb has one only at the begin of a sentence */
	if (c->s->verb_second && w->cue_length == 1 && i > c->first &&
	    (c->s->r->words[i].flags & RU_WORD_CAPITAL) != 0 &&
	    c->s->r->sentence_of[i] == c->s->r->sentence_of[i - 1] &&
	    (c->s->r->words[i - 1].kind == RU_WORD_LETTERS || ru_word_byte(c->s, i - 1) == ','))
		return false;
	if (w->depth == 0)
		return true;
	return w->depth == 1 && i >= c->first + 2 && c->s->quotation_at[i - 1] != RU_NONE &&
	       c->s->word[i - 2].depth == 0 &&
	       (c->s->word[i - 2].name != RU_NONE || (ru_clause_single(c, i - 2) & RU_CLAUSE_PRONOUN) != 0);
}

/* Negation before the cue: "belum bersedia menjelaskan", "did not say". */
static void take_negation(const struct ru_clause *c, struct ru_cue_hit *h)
{
	uint32_t i = h->first;

	for (uint32_t steps = 0; steps < 3 && i > c->first; steps++) {
		uint32_t k;
		for (k = 4; k > 0; k--) {
			const struct ru_clause_word *w = i >= c->first + k ? &c->s->word[i - k] : NULL;
			if (w != NULL && w->length == k && (w->class & (RU_CLAUSE_NEG | RU_CLAUSE_AUX)) != 0 &&
			    w->depth == 0 && w->name == RU_NONE)
				break;
		}
		if (k == 0)
			return;
		i -= k;
		if ((c->s->word[i].class & RU_CLAUSE_NEG) != 0) {
			h->silent = true;
			h->first = i;
		}
	}
}

/* "belum mengonfirmasi atau membantah", "tidak membantah maupun membenarkan", "tidak membantah dan tidak membenarkan"
 */
static bool is_neither(const struct ru_clause *c, const struct ru_cue_hit *before, const struct ru_cue_hit *h)
{
	uint32_t between;

	if (!before->silent || h->first > before->last + 1)
		return false;
	if ((h->cue & RU_CUE_DENY) != 0)
		return true;
	if ((before->cue & RU_CUE_DENY) == 0 || (h->cue & RU_CUE_ANSWER) == 0 || h->first != before->last + 1)
		return false;
	between = ru_clause_single(c, before->last);
	return (between & (RU_CLAUSE_CONJ | RU_CLAUSE_OPEN)) != 0 && (between & RU_CLAUSE_AUX) == 0 &&
	       ((between & RU_CLAUSE_CONJ) == 0 || h->silent);
}

void ru_clause_collect(struct ru_clause *c)
{
	for (uint32_t i = c->first; i < c->last && c->hits < RU_CLAUSE_HITS; i++) {
		struct ru_cue_hit *h = &c->hit[c->hits], *before = c->hits > 0 ? h - 1 : NULL;
		const struct ru_clause_word *w = &c->s->word[i];
		bool cue = is_readable(c, i);
		bool verb = w->takes != 0 && w->depth == 0 && w->bracket == 0 && i + w->verb_length <= c->last;
		if (!cue && !verb)
			continue;
		*h = (struct ru_cue_hit){.first = i,
		                         .last = i + (cue ? w->cue_length : w->verb_length),
		                         .verb = i,
		                         .anchor = i,
		                         .cue = cue ? w->cue : 0,
		                         .predicate = verb};
		if (verb) {
			c->hits++;
			continue;
		}
		if ((h->cue & (RU_CUE_BEFORE | RU_CUE_REFUSE)) != 0)
			take_negation(c, h);
		if ((h->cue & RU_CUE_SILENT) != 0) {
			h->silent = true;
			h->cue |= RU_CUE_ANSWER;
		}
		/* "nicht zu erkennen": no silence of somebody who was to speak */
		if (h->silent && c->s->verb_second && (h->cue & SPOKEN) == 0)
			continue;
		if (before != NULL && !before->predicate && (before->cue & RU_CUE_REFUSE) != 0 &&
		    h->first <= before->last + 1 && (h->cue & RU_CUE_BEFORE) != 0) {
			before->last = h->last; /* "menolak berkomentar" */
			before->silent = true;
			before->cue = RU_CUE_ANSWER;
			i = h->last - 1;
			continue;
		}
		if (before != NULL && is_neither(c, before, h)) {
			before->last = h->last;
			before->neither = true;
			i = h->last - 1;
			continue;
		}
		c->hits++;
		i = h->last - 1;
	}
}
