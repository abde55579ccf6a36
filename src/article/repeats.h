/* SPDX-License-Identifier: Apache-2.0 */
/* Furniture found by repetition: lines that stand on several pages of one site. Who counts them is engine/repeats.c;
 * here is what is counted, and what a page does with the answer. */
#ifndef RU_ARTICLE_REPEATS_H
#define RU_ARTICLE_REPEATS_H

#include "base/buf.h"

/* How sure it is that a repeated line is furniture; in the two low bits of its sum. */
enum ru_repeated {
	RU_REPEATED_NOT,
	RU_REPEATED_ONCE,  /* the pages of the site took it for furniture, all but one */
	RU_REPEATED_MOST,  /* most of them did */
	RU_REPEATED_ALWAYS /* it stands on nearly every page of the site, whatever they took it for */
};

enum { RU_REPEATS_LOW = 3 };

/* Sums of repeated lines, ascending, each ru_repeats_line() | enum ru_repeated. */
struct ru_repeats {
	const uint64_t *sums;
	size_t count;
};

/* The site of a page: its registrable domain by rule of thumb, the last two labels of the host, or three where the
 * second last is as short as "co" or "com" below a country. Taken from the address of the page, else from the canonical
 * one; 0 where there is neither. */
uint64_t ru_repeats_site(struct ru_str url, struct ru_str canonical);
/* A line of a site; the low two bits are 0. 0: a line without letters, which is never looked for. White space counts
 * as one blank. */
uint64_t ru_repeats_line(uint64_t site, struct ru_str line);
/* What tells one page of a site from another: letters of the title, so that the parts of one article, its print form
 * and its copies are one page; where there is no title, of the text. */
uint64_t ru_repeats_page(struct ru_str title, struct ru_str text);

#endif
