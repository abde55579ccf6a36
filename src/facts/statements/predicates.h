/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts share that read reports told by a verb (predicates.c) or a noun (nouns.c): the predicate, the small
 * questions about a word. Private to statements/. */
#ifndef RU_FACTS_STATEMENTS_PREDICATES_H
#define RU_FACTS_STATEMENTS_PREDICATES_H

#include "facts/statements/clauses.h"

struct ru_predicate {
	uint32_t verb;        /* word */
	uint32_t first, last; /* of the cue */
	uint16_t takes;
	enum ru_part part;
	bool passive, joined;  /* joined to a verb before it: "... and said" */
	bool negated, neither; /* "did not say", "would not confirm or deny" */
	bool subordinate;      /* "While she says that ..., ..." */
	bool own;              /* its subject stands right before it */
	uint32_t content;
	bool that, quote, noun, clause; /* what the content begins with */
	struct ru_words_range addressee;
};

static inline const struct ru_clause_word *ru_predicate_word(const struct ru_clause *c, uint32_t i)
{
	return &c->s->word[i];
}

static inline bool ru_predicate_adverb(const struct ru_clause *c, uint32_t i)
{
	const struct ru_clause_word *w = ru_predicate_word(c, i);

	return w->part == RU_PART_ADVERB && w->name == RU_NONE && !w->date;
}

/* Word i is of the class and no part of a name. */
static inline bool ru_predicate_has(const struct ru_clause *c, uint32_t i, uint32_t class)
{
	return i < c->last && ru_predicate_word(c, i)->name == RU_NONE &&
	       (ru_predicate_word(c, i)->single & class) != 0;
}

/* A finite verb or an auxiliary. */
static inline bool ru_predicate_verb(const struct ru_clause *c, uint32_t i)
{
	return i < c->last &&
	       (ru_predicate_word(c, i)->part == RU_PART_FINITE || ru_predicate_word(c, i)->part == RU_PART_AUX);
}

/* ---- statements/complement.c ---- */

/* A verb like the cue's own, behind "and": it has the same subject. */
bool ru_predicate_second(const struct ru_clause *c, const struct ru_predicate *p, uint32_t i);
/* "to mend the road", "to be told", "to quickly leave" */
bool ru_predicate_infinitive(const struct ru_clause *c, uint32_t i);
/* What stands behind the verb. False where nothing fits what the verb takes. */
bool ru_predicate_complement(const struct ru_clause *c, struct ru_predicate *p);
/* The word behind the content of p. */
uint32_t ru_predicate_content_end(const struct ru_clause *c, const struct ru_predicate *p);

#endif
