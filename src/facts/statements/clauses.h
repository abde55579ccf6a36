/* SPDX-License-Identifier: Apache-2.0 */
/* What the two halves of the reading of clauses share: the cues of one unit and what stands behind a cue. Private to
 * statements/clauses.c and statements/behind.c. */
#ifndef RU_FACTS_STATEMENTS_CLAUSES_H
#define RU_FACTS_STATEMENTS_CLAUSES_H

#include "facts/statements/statements.h"

enum { RU_CLAUSE_HITS = 48, RU_CLAUSE_LOOK = 24 };

struct ru_cue_hit {
	uint32_t first, last; /* words of the cue, negation included */
	uint32_t verb;        /* where the cue proper begins */
	uint32_t
	    anchor; /* where the whole report begins: of "mengutip" in "menurut A yang mengutip B", that of "menurut" */
	uint16_t cue;
	bool silent, neither;
};

struct ru_clause {
	struct ru_statement_reader *s;
	uint32_t unit, first, last;
	struct ru_cue_hit hit[RU_CLAUSE_HITS];
	uint32_t hits, now;  /* now: index of the hit being read */
	uint32_t main, lead; /* frames or RU_NONE */
	uint32_t begin;      /* where content and sources may begin */
	struct ru_frame_relay pending[2];
	uint32_t pending_count;
	size_t base; /* frames before this unit */
};

struct ru_cue_behind {
	uint32_t content; /* first word of the content */
	bool that, quote; /* a complementizer, a colon or a quotation leads to it */
	struct ru_words_range addressee;
};

/* The class of word i alone; 0 behind the unit. */
static inline uint32_t ru_clause_single(const struct ru_clause *c, uint32_t i)
{
	return i < c->last ? c->s->word[i].single : 0;
}

/* Where, near word i, "bahwa", a colon or a quotation leads to content; RU_NONE where nothing does. */
uint32_t ru_clause_find_that(const struct ru_clause *c, uint32_t i);
/* The word behind the name that covers word i. */
uint32_t ru_clause_name_end(const struct ru_clause *c, uint32_t i);
/* Whom it was said to, from word i on; gives the word behind, or i where nobody is named. */
uint32_t ru_clause_addressee(const struct ru_clause *c, uint32_t i, struct ru_cue_behind *b);
/* All that stands between a cue and its content. */
struct ru_cue_behind ru_clause_behind(const struct ru_clause *c, const struct ru_cue_hit *h);

#endif
