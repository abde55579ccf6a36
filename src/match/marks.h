/* SPDX-License-Identifier: Apache-2.0 */
/* The marks of pages (names, numbers, dates, rare stems), which stay when a sentence is told in other words. Private to
 * match/. */
#ifndef RU_MATCH_MARKS_H
#define RU_MATCH_MARKS_H

#include "match/match.h"

enum {
	RU_MARK_SENTENCES = 256, /* of a page; later ones are not looked at */
	RU_MARKS_MOST = 1024     /* of a page */
};

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
