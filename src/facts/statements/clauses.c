/* SPDX-License-Identifier: Apache-2.0 */
/* The clause patterns of statements: from the cues of one unit to frames.
 *
 * Fed the marks of the words; gives frames (source, cue, content, addressee, relays, parent) as word ranges. Cues are
 * taken from left to right: "Menurut Ratna, ..." leads, "... mengatakan bahwa ..." opens content, "..., kata Ratna"
 * closes it, a later "menurut ..." or "dilansir ..." only tells through whom. Work is bounded by the cues of a unit
 * times its length, both capped. */
#include "facts/statements/clauses.h"

enum { QUOTED_BEFORE = 3 }; /* words: the marks between a quotation and what stands behind it */

/* "Kata Ratna, bantuan tiba besok.", "Said Brown, “We wait.”": a cue that closes what was said, in front of it, a verb
 * of a language that tells verbs only in front of a quotation. Behind a quotation it closes that one, and "kata kunci,
 * ..." names nobody. */
static bool leads(const struct ru_clause *c, const struct ru_cue_hit *h)
{
	const struct ru_statement_reader *s = c->s;
	uint32_t first = h->first;
	struct ru_words_range source;

	if (first != c->first || s->word[first].clitic != 0 ||
	    (first > 0 && s->r->sentence_of[first - 1] == s->r->sentence_of[first]))
		return false;
	for (uint32_t k = 1; k <= QUOTED_BEFORE && k <= first; k++) {
		if (s->word[first - k].depth > 0)
			return false;
	}
	return ru_source_after(s, h->last, c->last, false, &source) && ru_source_is_named(s, source) &&
	       source.last + 3 < c->last && ru_is_separator(s, source.last) && !s->word[source.last + 1].date &&
	       (!h->predicate ||
	        ((s->word[first].takes & RU_TAKES_CLAUSE) != 0 && s->quotation_at[source.last + 1] != RU_NONE));
}

static int read_hit(struct ru_clause *c, struct ru_cue_hit *h)
{
	int status = RU_OK;

	if (c->s->verb_second && ru_verb_second_read(c, h, &status))
		return status;
	if (c->main == RU_NONE && ru_clause_read_back(c, h, &status))
		return status;
	if ((h->cue & (RU_CUE_QUOTE | RU_CUE_BOTH)) != 0 && ru_clause_read_closing(c, h, &status))
		return status;
	if (h->predicate && (h->cue & RU_CUE_RELAY) != 0 && ru_clause_cites(c, h))
		return ru_clause_read_relay(c, h);
	if (h->predicate && (h->cue & RU_CUE_RELAY) != 0 && ru_clause_cites_ahead(c, h))
		return RU_OK;
	if (h->predicate)
		return leads(c, h) ? ru_clause_read_per(c, h) : ru_predicate_read(c, h);
	if (h->cue == RU_CUE_QUOTE)
		return leads(c, h) ? ru_clause_read_per(c, h) : RU_OK;
	if ((h->cue & RU_CUE_PER) != 0)
		return ru_clause_read_per(c, h);
	if ((h->cue & RU_CUE_RELAY) != 0)
		return ru_clause_read_relay(c, h);
	if ((h->cue & RU_CUE_NAMED) != 0)
		return ru_clause_read_named(c, h);
	return ru_clause_read_opening(c, h);
}

/* A leading "Dilansir dari ..." with nothing else in the unit is itself the report. */
static int report_pending(struct ru_clause *c)
{
	uint32_t index;
	struct ru_frame *f;
	struct ru_frame_relay relay = c->pending[0];

	if (c->pending_count == 0 || c->aside || c->s->frames.len > c->base || c->begin >= c->last)
		return RU_OK;
	c->pending_count = 0;
	f = ru_clause_new_frame(c, relay.source, relay.cue, &index);
	if (f == NULL)
		return ru_clause_no_frame(c);
	f->clitic = relay.clitic;
	ru_frame_add_content(f, c->begin, c->last);
	return RU_OK;
}

int ru_clauses_read(struct ru_statement_reader *s, uint32_t unit)
{
	const struct ru_unit *u = RU_VEC_AT(&s->units, struct ru_unit, unit);
	struct ru_clause c = {.s = s,
	                      .unit = unit,
	                      .first = u->first,
	                      .last = u->last,
	                      .main = RU_NONE,
	                      .lead = RU_NONE,
	                      .begin = u->first,
	                      .base = s->frames.len};
	int status = RU_OK;

	ru_clause_collect(&c);
	for (c.now = 0; c.now < c.hits && status == RU_OK; c.now++)
		status = read_hit(&c, &c.hit[c.now]);
	if (status == RU_OK)
		status = report_pending(&c);
	if (status == RU_OK && s->frames.len == c.base)
		status = ru_clause_read_colon(&c);
	return status == RU_OK ? ru_clause_read_inners(&c) : status;
}
