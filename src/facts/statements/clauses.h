/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the reading of clauses share: the cues of one unit, its frames, and what stands behind a cue.
 * Private to statements/: clauses.c reads a unit, hits.c finds its cues, trailing.c, opening.c, predicates.c and
 * inner.c read one kind of report each, frames.c holds what they find. */
#ifndef RU_FACTS_STATEMENTS_CLAUSES_H
#define RU_FACTS_STATEMENTS_CLAUSES_H

#include "facts/statements/statements.h"

enum { RU_CLAUSE_HITS = 48, RU_CLAUSE_LOOK = 24 };

struct ru_cue_hit {
	uint32_t first, last; /* words of the cue, negation included */
	uint32_t verb;        /* where the cue proper begins */
	uint32_t
	    anchor; /* where the whole report begins: of "mengutip" in "menurut A yang mengutip B", that of "menurut" */
	uint32_t cue;
	bool silent, neither;
	bool predicate; /* a verb of the table verbs */
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
	bool aside;       /* what is pending stands aside and is no report itself: "Brown, citing Reuters, ..." */
	uint32_t covered; /* words before this one are content of a predicate */
	size_t base;      /* frames before this unit */
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

/* ---- hits (statements/hits.c) ---- */

/* Fill c->hit from left to right. */
void ru_clause_collect(struct ru_clause *c);

/* ---- frames (statements/frames.c) ---- */

struct ru_frame *ru_clause_frame(const struct ru_clause *c, uint32_t i);
static inline enum ru_polarity ru_clause_polarity(const struct ru_cue_hit *h)
{
	if (h->neither)
		return RU_NEITHER;
	if (h->silent)
		return RU_NOT_SAID;
	return (h->cue & RU_CUE_DENY) != 0 ? RU_DENIED : RU_SAID;
}

/* A new frame of the unit, borrowed until the next one, with the relays that wait for it; a cue of RU_NONE where there
 * is none. NULL where there is no memory or the page has as many as it may have: ru_clause_no_frame() tells which. */
struct ru_frame *ru_clause_new_frame(struct ru_clause *c, struct ru_words_range source, struct ru_words_range cue,
                                     uint32_t *index);
int ru_clause_no_frame(const struct ru_clause *c);
void ru_frame_add_content(struct ru_frame *f, uint32_t first, uint32_t last);
/* A relay; nearer: before those that are there. */
void ru_frame_add_relay(struct ru_frame *f, struct ru_frame_relay relay, bool nearer);
struct ru_frame_relay ru_relay_of(struct ru_words_range source, uint32_t first, uint32_t last, uint8_t clitic);
/* The report of the new frame `index` holds the main one: "Most residents oppose the dam, the poll found". A frame must
 * come before those inside it: the new one takes the place of the main one, and is it from now on. */
void ru_clause_hold(struct ru_clause *c, uint32_t index);
/* Cut what is still open at a separator before word i. */
void ru_clause_cut_open(struct ru_clause *c, uint32_t i);
/* The word before i is a comma, a stop or a closing quotation mark: what stands left of it is complete. */
bool ru_clause_closes_left(const struct ru_clause *c, uint32_t i);
/* Where a report whose source or cue stands at word i begins: with the "demikian" of "..., demikian KCNA melaporkan".
 */
uint32_t ru_clause_report_first(const struct ru_clause *c, uint32_t i);
/* Whether the source is an agency or another medium, which only tells what others say. */
bool ru_clause_is_medium(const struct ru_clause *c, struct ru_words_range source);
/* Content that stands before word end: a quotation alone, or all from begin on. */
void ru_clause_left_content(const struct ru_clause *c, struct ru_frame *f, uint32_t begin, uint32_t end);
/* Classes of words that what is said does not go on with from word next on, behind a report that so many words of it
 * stand before. A few words are no clause: "Namun, menurut Ratna, jika warga ..." goes on. */
uint32_t ru_clause_ends_content(const struct ru_clause *c, uint32_t before, uint32_t next);
/* What may follow a closing report and be more of the same statement, from word next on. */
void ru_clause_right_content(struct ru_clause *c, struct ru_frame *f, uint32_t next);

/* ---- one kind of report each ---- */

/* A report that leads its clause or trails it; a trailing one may only be a relay. */
int ru_clause_lead_or_trail(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source,
                            uint8_t clitic, uint32_t next) RU_MUST_CHECK;
int ru_clause_read_per(struct ru_clause *c, struct ru_cue_hit *h) RU_MUST_CHECK;
int ru_clause_read_relay(struct ru_clause *c, struct ru_cue_hit *h) RU_MUST_CHECK;
/* "..., citing KCNA" behind another report, in a language whose verbs are read: only tells from whom. */
bool ru_clause_cites(const struct ru_clause *c, const struct ru_cue_hit *h);
/* "Brown, citing KCNA, said ...", before the report. */
bool ru_clause_cites_ahead(struct ru_clause *c, const struct ru_cue_hit *h);
int ru_clause_read_named(struct ru_clause *c, struct ru_cue_hit *h) RU_MUST_CHECK;
/* "Hal itu dikatakan Ratna." Gives false where it points back to nothing. */
bool ru_clause_read_back(struct ru_clause *c, struct ru_cue_hit *h, int *status);
/* "..., kata Ratna". Gives false where the pattern does not fit. */
bool ru_clause_read_closing(struct ru_clause *c, struct ru_cue_hit *h, int *status);
int ru_clause_read_opening(struct ru_clause *c, struct ru_cue_hit *h) RU_MUST_CHECK;
/* "SOURCE cue" at the end of what was said: "..., he said", "..., the paper reported". */
bool ru_clause_is_closing(const struct ru_clause *c, struct ru_words_range source, const struct ru_cue_behind *b,
                          uint32_t from);
int ru_clause_close_with_source(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source,
                                const struct ru_cue_behind *b) RU_MUST_CHECK;
/* A reporting verb (statements/predicates.c). */
int ru_predicate_read(struct ru_clause *c, struct ru_cue_hit *h) RU_MUST_CHECK;
/* A noun that reports (statements/nouns.c). */
int ru_noun_read(struct ru_clause *c, const struct ru_cue_hit *h) RU_MUST_CHECK;
/* The orders of a language whose verb stands second (statements/verb_second.c). False where none of them fits. */
bool ru_verb_second_read(struct ru_clause *c, struct ru_cue_hit *h, int *status);
/* "Hannah Braun: „Wir bleiben.“", in a unit without a report (statements/colon.c). */
int ru_clause_read_colon(struct ru_clause *c) RU_MUST_CHECK;
int ru_clause_read_inners(struct ru_clause *c) RU_MUST_CHECK;

/* ---- behind a cue (statements/behind.c) ---- */

/* Where, near word i, "bahwa", a colon or a quotation leads to content; RU_NONE where nothing does. */
uint32_t ru_clause_find_that(const struct ru_clause *c, uint32_t i);
/* The word behind the name that covers word i. */
uint32_t ru_clause_name_end(const struct ru_clause *c, uint32_t i);
/* Whom it was said to, from word i on; gives the word behind, or i where nobody is named. */
uint32_t ru_clause_addressee(const struct ru_clause *c, uint32_t i, struct ru_cue_behind *b);
/* All that stands between a cue and its content. */
struct ru_cue_behind ru_clause_behind(const struct ru_clause *c, const struct ru_cue_hit *h);

#endif
