/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of a pile as copy detection sees them: normalised words and winnowed fingerprints. Private to match/.
 *
 * A word is a maximal run of letters and digits (a character of its own in scripts without spaces); zero-width
 * characters, variation selectors, tags, quotation marks, dashes, white space and case do not count, so "Jong-un" and
 * "Jong Un" are the same two words. */
#ifndef RU_MATCH_PILE_H
#define RU_MATCH_PILE_H

#include "base/hash.h"
#include "base/threads.h"
#include "match/match.h"

enum {
	RU_GRAM = 5, /* words of a shingle */
	RU_WINDOW =
	    16, /* shingles of a winnowing window: any shared run of RU_GRAM + RU_WINDOW - 1 = 20 words is hit */
	RU_DF_CAP = 64,       /* pages with one fingerprint beyond which they make a star and not all pairs */
	RU_OUTLET_CAP = 1024, /* distinct outlets beyond which a fingerprint makes no pair */
	RU_EXACT_CAP = 50,    /* equal pages beyond which they make a star and not all pairs */
	RU_RARE_CAP = 12,     /* pages beyond which a word pair is not rare */
	RU_RARE_SHARED = 3    /* rare word pairs that two pages must share */
};

enum {
	RU_SHARED_TEXT = 1,   /* stands in the article: headline, text or caption */
	RU_SHARED_CLEAN = 2,  /* stands in the text proper, what shares are counted in */
	RU_SHARED_QUOTED = 4, /* stands between quotation marks */
	RU_SHARED_BREAK = 8   /* a line break stands before it */
};

struct ru_shared_word {
	uint32_t hash; /* of the folded word */
	uint32_t begin;
	uint32_t len : 24;
	uint32_t flags : 8;
};

struct ru_shared_page {
	struct ru_str text; /* what the words' places count in */
	struct ru_shared_word *words;
	uint32_t count;
	uint32_t clean;        /* words of the text proper */
	struct ru_hash128 all; /* of all its article words; pages with the same are equal */
	uint64_t *prints;      /* winnowed fingerprints, upwards, without repeats */
	uint32_t print_count;
	uint64_t *pairs; /* rare word pairs, for pages rewritten throughout; upwards, without repeats */
	uint32_t pair_count;
	uint64_t url; /* hash of canonical or url, 0 where there is none */
};

struct ru_pile {
	const struct ru_doc *docs;
	struct ru_shared_page *pages;
	uint32_t count;
	struct ru_arena *arenas; /* one a worker: the pages' arrays */
	unsigned arena_count;
	const struct ru_match_options *options;
};

/* Read the words of all pages on options->threads threads. On failure the pile is empty. */
int ru_pile_init(struct ru_pile *pile, const struct ru_doc *docs, uint32_t count,
                 const struct ru_match_options *options) RU_MUST_CHECK;
void ru_pile_release(struct ru_pile *pile);

/* Append the words of one article to *out (struct ru_shared_word). */
int ru_shared_words(const struct ru_article *article, struct ru_vec *out) RU_MUST_CHECK;
/* Append the winnowed fingerprints of words (uint64_t, in any order, with repeats) to *out. */
int ru_winnow_raw(const struct ru_shared_word *words, uint32_t count, struct ru_vec *out) RU_MUST_CHECK;
/* Append the winnowed fingerprints of words (uint64_t, upwards, without repeats) to *out. */
int ru_winnow(const struct ru_shared_word *words, uint32_t count, struct ru_vec *out,
              const struct ru_alloc *al) RU_MUST_CHECK;

/* Append the pairs of words that may be rare (uint64_t, with repeats) to *out. */
int ru_word_pairs(const struct ru_shared_word *words, uint32_t count, struct ru_vec *out) RU_MUST_CHECK;

/* Hash of the page's own address, 0 where it is not known. */
uint64_t ru_url_key(const struct ru_article *article);
/* Hash of the words of the text proper, how many there are, with numbers (uint32_t) as scratch memory. */
int ru_text_key(const struct ru_shared_word *words, uint32_t count, struct ru_vec *numbers, uint32_t *clean,
                struct ru_hash128 *key) RU_MUST_CHECK;

/* In a group of pages too large for all its pairs each page is compared with the first only. */
enum {
	RU_STAR_CENTRE = 1, /* that first page */
	RU_STAR_POINT = 2   /* a page equal to it, for which it stands elsewhere too */
};
/* Copies told, counted in their order: which centres share text with so many pages that it is no furniture. */
struct ru_stars {
	uint32_t a, copies;     /* of the last page */
	uint32_t groups, first; /* how many centres, and the first of them */
};
/* Whether this copy of page a makes it one. */
static inline bool ru_stars_take(struct ru_stars *stars, uint32_t a, uint8_t star, enum ru_copy_kind kind)
{
	stars->copies = stars->copies > 0 && stars->a == a ? stars->copies : 0;
	stars->a = a;
	stars->copies += kind != RU_COPY_FURNITURE;
	if ((star & RU_STAR_CENTRE) == 0 || kind == RU_COPY_FURNITURE || stars->copies != RU_EXACT_CAP)
		return false;
	stars->first = stars->groups++ == 0 ? a : stars->first;
	return true;
}

/* Pairs of pages worth comparing, a << 32 | b with a < b, upwards, without repeats, into *out (uint64_t); stars is a
 * zero for each page, where its RU_STAR_CENTRE and _POINT are set.
 * Near-linear: capped posting lists, and a budget of pairs in the order of rising page counts. */
int ru_pile_candidates(const struct ru_pile *pile, uint8_t *stars, struct ru_vec *out) RU_MUST_CHECK;

/* ---- one pair ---- */

struct ru_aligned { /* a part of a passage: words [a0, a1) beside [b0, b1), cut where a line ends on both pages */
	uint32_t a0, a1, b0, b1;
	uint32_t words;   /* equal words in it */
	uint32_t runs;    /* in so many runs */
	uint32_t longest; /* longest run of equal words in it */
	uint32_t head;    /* words of the run that it begins with */
	uint32_t tail;    /* of the one that it ends with */
	bool opens;       /* the first part of its passage */
	bool goes_on;     /* its first run goes on from the part before */
};

/* Scratch memory of one worker, kept between pairs. */
struct ru_aligner;
int ru_aligner_new(struct ru_aligner **out, const struct ru_alloc *al) RU_MUST_CHECK;
void ru_aligner_free(struct ru_aligner *aligner);
/* Set the left page; O(words). */
int ru_aligner_left(struct ru_aligner *aligner, const struct ru_shared_page *a) RU_MUST_CHECK;
/* The parts of the passages that b shares with the left page, passage by passage, by a0, into *out (struct ru_aligned),
 * cleared first. Work is bounded by a
 * multiple of the words of both pages. */
int ru_aligner_pair(struct ru_aligner *aligner, const struct ru_shared_page *b, struct ru_vec *out) RU_MUST_CHECK;

#endif
