/* SPDX-License-Identifier: Apache-2.0 */
/* A page as sentences told again are looked for in it: where its sentences stand, their marks and their words. Private
 * to match/.
 *
 * All that is asked of a page is in its sheet, so that pages whose facts are not in memory can be compared too. */
#ifndef RU_MATCH_SHEET_H
#define RU_MATCH_SHEET_H

#include "match/marks.h"

enum {
	RU_SHEET_WORDS = 128, /* of a sentence at which a run of equal words may begin, */
	RU_SHEET_RUN = 5      /* and so many of them are one */
};

struct ru_sheet_sentence {
	struct ru_range at; /* page text */
	struct ru_span raw;
	uint32_t words; /* in ru_sheet.words: its first RU_SHEET_WORDS + RU_SHEET_RUN - 1 ones, [words, words_end) */
	uint32_t words_end;
	bool placed; /* raw is known */
	bool aside;  /* no running text: a headline, a caption */
};

struct ru_sheet {
	struct ru_sheet_sentence *sentences; /* RU_MARK_SENTENCES at most */
	uint32_t count;
	struct ru_mark *marks; /* by key, then sentence, each once */
	uint32_t mark_count;
	uint32_t *words; /* hashes of stems; 0: punctuation, equal to nothing */
	uint32_t word_count;
};

/* The sheet of a page with facts, all of it in the arena. */
int ru_sheet_read(struct ru_sheet *out, const struct ru_doc *doc, struct ru_arena *arena) RU_MUST_CHECK;

/* ---- two pages compared by their sheets ---- */

/* Scratch memory of one worker, kept between pairs. */
struct ru_reteller;
int ru_reteller_new(struct ru_reteller **out, const struct ru_alloc *al) RU_MUST_CHECK;
void ru_reteller_free(struct ru_reteller *reteller);

/* Whether two pages in two languages are a translation of each other: then *copy, whose pages are set, becomes one,
 * with its sentences and what proves it in the arena; else its retold_count stays 0. O(sentences squared + marks). */
int ru_retell_translation(struct ru_reteller *reteller, struct ru_copy *copy, const struct ru_sheet *a,
                          const struct ru_sheet *b, struct ru_arena *arena) RU_MUST_CHECK;
/* A pair that shares words, and is a translation as well: it keeps its passages. */
void ru_retell_join(struct ru_copy *copy, const struct ru_copy *translation);
/* The sentences of a copy that are told in other words beside its passages, into copy->retold. The same work. */
int ru_retell_rewritten(struct ru_reteller *reteller, struct ru_copy *copy, const struct ru_sheet *a,
                        const struct ru_sheet *b, struct ru_arena *arena) RU_MUST_CHECK;
/* Whether sentences told in other words are looked for in copies of a kind. */
static inline bool ru_retell_asks(enum ru_copy_kind kind) { return kind == RU_COPY_LIGHT || kind == RU_COPY_HEAVY; }

#endif
