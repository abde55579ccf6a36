/* SPDX-License-Identifier: Apache-2.0 */
/* The marks of pages (names, numbers, dates, rare stems), which stay when a sentence is told in other words. Private to
 * match/. */
#ifndef RU_MATCH_MARKS_H
#define RU_MATCH_MARKS_H

#include "match/match.h"

enum {
	RU_MARK_SENTENCES = 256, /* of a page; later ones are not looked at */
	RU_MARKS_MOST = 1024,    /* of a page */
	RU_MARK_PAGES = 32,      /* a mark on more pages brings no two pages together */
	RU_MARK_SHARED = 6,      /* different marks that two pages must share to be compared */
	RU_MARK_PAIRS = 64       /* that marks bring together, a page of the pile */
};

/* How often two pages of the pile may be brought together by a mark. */
static inline uint64_t ru_marks_budget(uint32_t pages) { return (uint64_t)RU_MARK_PAIRS * pages + 4096; }

/* Whether a page whose language is told so is in one that it can be translated from. */
static inline bool ru_is_one_language(struct ru_str tag)
{
	return tag.len > 0 && !ru_str_eq(tag, RU_S("und")) && !ru_str_eq(tag, RU_S("mul"));
}

struct ru_mark {
	uint64_t key;
	uint32_t sentence;
	bool kept; /* a translation keeps it: no stem alone */
};

/* The marks of a page into *out (struct ru_mark), cleared first: by key, then sentence, each once. With stems: rare
 * stems too, which no translation keeps. */
int ru_marks_read(const struct ru_doc *doc, bool stems, struct ru_vec *out) RU_MUST_CHECK;
/* Pairs of pages in two languages that share enough marks, a << 32 | b with a < b, upwards, into *out (uint64_t).
 * Near-linear: a mark of many pages brings none together, and there is a budget of pairs. */
int ru_marks_pairs(const struct ru_doc *docs, uint32_t count, const struct ru_match_options *options,
                   struct ru_vec *out) RU_MUST_CHECK;

#endif
