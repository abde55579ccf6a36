/* SPDX-License-Identifier: Apache-2.0 */
/* Two pages made ready to stand side by side: which words both have, which were changed in passing, which names, dates
 * and figures differ, and which paragraph stands beside which. Fed two pages with what was found between them; terminal
 * and browser show the same. Adds no finding of its own. */
#ifndef RU_SHOW_SIDE_H
#define RU_SHOW_SIDE_H

#include "show/show.h"
#include "text/words.h"

enum ru_side_mark {
	RU_SIDE_OWN,     /* the page's own words */
	RU_SIDE_SHARED,  /* the other page has them too */
	RU_SIDE_CHANGED, /* within shared text, other words */
	RU_SIDE_FACT     /* a name, date or figure that the other page tells otherwise */
};

struct ru_side_word {
	uint32_t begin, end; /* page text */
	uint8_t mark;        /* enum ru_side_mark */
	bool is_mark;        /* punctuation */
};

struct ru_side_block {
	uint32_t first, last; /* words [first, last) */
	enum ru_block_kind kind;
	uint32_t beside; /* block of the other page that it stands beside, or RU_NONE */
};

struct ru_side_page {
	struct ru_side_word *words;
	uint32_t word_count;
	struct ru_side_block *blocks;
	uint32_t block_count;
};

/* What a row holds, the loudest thing in it. */
enum ru_side_row_kind { RU_SIDE_ROW_SAME, RU_SIDE_ROW_OWN, RU_SIDE_ROW_CHANGED, RU_SIDE_ROW_FACT };
struct ru_side_row {
	uint32_t block[2]; /* RU_NONE: nothing on this side */
	bool paired;       /* they belong together */
	enum ru_side_row_kind kind;
};

struct ru_side {
	struct ru_arena arena;
	const struct ru_alloc *al;
	struct ru_side_page page[2];
	struct ru_side_row *rows;
	uint32_t row_count;
};

/* O(n log n) in the words of both pages. On failure nothing needs release. */
int ru_side_init(struct ru_side *side, const struct ru_show_compare *compare, const struct ru_alloc *al) RU_MUST_CHECK;
void ru_side_release(struct ru_side *side);

/* Inner: the rows, once words and `beside` are known. */
int ru_side_make_rows(struct ru_side *side) RU_MUST_CHECK;

#endif
