/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts share that read a language whose verb stands second: verb_second.c reads finite verbs,
 * verb_second_parts.c participles, prepositions behind their noun and reports that name nobody, verb_second_content.c
 * finds where content begins. Private to statements/. */
#ifndef RU_FACTS_STATEMENTS_VERB_SECOND_H
#define RU_FACTS_STATEMENTS_VERB_SECOND_H

#include "facts/statements/clauses.h"

enum { RU_SECOND_LOOK = 40, RU_SECOND_TITLE = 7 };

static inline bool ru_second_has(const struct ru_clause *c, uint32_t i, uint32_t class)
{
	return i < c->last && (c->s->word[i].single & class) != 0;
}

static inline bool ru_second_mark(const struct ru_clause *c, uint32_t i)
{
	return i >= c->last || ru_is_separator(c->s, i) || c->s->quotation_at[i] != RU_NONE ||
	       (c->s->r->words[i].kind == RU_WORD_PUNCT && c->s->word[i].bracket == 0);
}

/* Where the stretch of word i begins, inside what is not yet read. */
uint32_t ru_second_stretch(const struct ru_clause *c, uint32_t i);
bool ru_second_begins_source(const struct ru_clause *c, uint32_t i);
/* A frame with content on the left and on the right of it; empty ranges are left out. */
int ru_second_frame(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source,
                    struct ru_words_range left, struct ru_words_range right) RU_MUST_CHECK;
/* A frame without a cue for an act of speech that is told without its words: the whole clause. */
int ru_second_act(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source) RU_MUST_CHECK;
/* The first word of the content behind word i: behind the next mark, at the next quotation; RU_NONE where there is
 * none. */
uint32_t ru_second_content(const struct ru_clause *c, uint32_t i);
/* Whether the clause at word content is what is said, and no relative clause or reason. */
bool ru_second_opens(const struct ru_clause *c, const struct ru_cue_hit *h, uint32_t content);
/* The worded quotation of the clause from word i on: what a thing is called. False where there is none. */
bool ru_second_called(const struct ru_clause *c, uint32_t i, struct ru_words_range *quoted);
/* "Angaben | von Hannah Braun": behind the noun of a report stands whose it is; that belongs to the source. */
void ru_second_whose(const struct ru_clause *c, struct ru_words_range *source);
/* Where the clause of word i begins, inside what is not yet read. */
uint32_t ru_second_clause(const struct ru_clause *c, uint32_t i);
/* Whether the stretch before the verb is no subject: "Am Montag", "Dazu", a whole clause. */
bool ru_second_adverbial(const struct ru_clause *c, uint32_t first, uint32_t last);

/* ---- statements/verb_second_parts.c ---- */

/* "es heißt, ...", "„...“, heißt es in der Erklärung" */
int ru_second_nobody(struct ru_clause *c, const struct ru_cue_hit *h) RU_MUST_CHECK;
/* "Angaben der Polizei zufolge", "seiner Meinung nach". */
int ru_second_post(struct ru_clause *c, const struct ru_cue_hit *h) RU_MUST_CHECK;
/* "Nach ersten Angaben der Polizei ...". False where it does not fit. */
bool ru_second_noun(struct ru_clause *c, const struct ru_cue_hit *h, int *status);
/* "Braun hat am Montag gesagt, ...". False where it does not fit. */
bool ru_second_perfect(struct ru_clause *c, struct ru_cue_hit *h, int *status);

#endif
