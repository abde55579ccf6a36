/* SPDX-License-Identifier: Apache-2.0 */
/* A quotation that a colon leads to, without a verb of saying: "Hannah Braun, Vorsitzende: „Wir bleiben.“".
 *
 * Fed a unit in which no cue was found; gives a frame without a cue, or with the words between source and colon as its
 * cue where they go with a report ("Braun wörtlich: ..."). The source is what the unit begins with, or the person named
 * before the colon. Bounded work a unit. */
#include "facts/statements/clauses.h"

enum { LOOK = 40, QUOTED_WORDS = 3 };

/* The colon before a quotation; RU_NONE where there is none. */
static uint32_t find_colon(const struct ru_clause *c)
{
	for (uint32_t i = c->first + 1; i + QUOTED_WORDS < c->last && i < c->first + LOOK; i++) {
		if (c->s->word[i].depth > 0)
			return RU_NONE;
		if (ru_word_byte(c->s, i) == ':' && c->s->quotation_at[i + 1] != RU_NONE)
			return i;
	}
	return RU_NONE;
}

static bool is_somebody(const struct ru_clause *c, uint32_t i)
{
	uint32_t n = c->s->word[i].name;

	return n != RU_NONE && c->s->r->facts->names[n].type == RU_NAME_PERSON;
}

/* What the unit begins with, where it names somebody; else the person named last before the colon. */
static bool find_source(const struct ru_clause *c, uint32_t colon, struct ru_words_range *source)
{
	uint32_t i = c->first;

	while (i < colon && (c->s->word[i].class & RU_CLAUSE_OPEN) != 0 && c->s->word[i].length > 0 &&
	       (c->s->word[i].single & RU_CLAUSE_ART) == 0)
		i += c->s->word[i].length;
	if (i < colon && (ru_clause_single(c, i) & RU_CLAUSE_PREP) == 0 &&
	    ru_source_after(c->s, i, colon, false, source) && source->last <= colon &&
	    ru_source_is_named(c->s, *source))
		return true;
	for (i = colon; i > c->first; i--) {
		if (!is_somebody(c, i - 1))
			continue;
		*source = (struct ru_words_range){i - 1, i};
		while (source->first > c->first && c->s->word[source->first - 1].name == c->s->word[i - 1].name)
			source->first--;
		return true;
	}
	return false;
}

int ru_clause_read_colon(struct ru_clause *c)
{
	uint32_t colon = find_colon(c), index;
	struct ru_words_range source;
	const struct ru_quotation *q;
	struct ru_frame *f;

	if (colon == RU_NONE || !find_source(c, colon, &source))
		return RU_OK;
	q = RU_VEC_AT(&c->s->quotations, struct ru_quotation, c->s->quotation_at[colon + 1]);
	if (q->close - q->open < QUOTED_WORDS)
		return RU_OK;
	f = ru_clause_new_frame(c, source, (struct ru_words_range){RU_NONE, RU_NONE}, &index);
	if (f == NULL)
		return ru_clause_no_frame(c);
	if (source.last < colon && colon - source.last <= 2 &&
	    (ru_clause_single(c, source.last) & (RU_CLAUSE_AUX | RU_CLAUSE_PREP)) == RU_CLAUSE_AUX)
		f->cue = (struct ru_words_range){source.last, colon};
	ru_frame_add_content(f, colon + 1, q->close < c->last ? q->close : c->last);
	return RU_OK;
}
