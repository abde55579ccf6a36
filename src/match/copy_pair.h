/* SPDX-License-Identifier: Apache-2.0 */
/* Judging one pair of pages, in two steps: first what they share, then, when it is known which stretches many unrelated
 * pages carry, what it amounts to. The second step needs the pages no more. Private to match/. */
#ifndef RU_MATCH_COPY_PAIR_H
#define RU_MATCH_COPY_PAIR_H

#include "base/hash.h"
#include "match/pile.h"

enum {
	RU_FOUND_OUTSIDE = 1, /* most of it stands outside the article, on one page or the other */
	RU_FOUND_SHORT = 2,   /* its passage is so small a part of the shorter article that it may be furniture */
	RU_FOUND_OPENS = 4,   /* the first part of its passage */
	RU_FOUND_GOES_ON = 8  /* its first run goes on from the part before */
};

/* A part of a passage of a pair, with all that judging needs. */
struct ru_found {
	struct ru_range a, b; /* page text */
	struct ru_span raw_a, raw_b;
	struct ru_range words_a, words_b; /* numbers of its words */
	uint32_t words;                   /* equal words in it */
	uint32_t runs;                    /* in so many runs */
	uint32_t longest;                 /* longest run of equal words in it */
	uint32_t head, tail;              /* words of its first and its last run */
	uint32_t quoted_a, quoted_b;      /* words between quotation marks */
	uint32_t flags;
	uint32_t gram_count;
	const uint64_t *grams; /* its shingles on page a, the lowest bit set where one begins in a quotation; none of a
	                          part that cannot be furniture */
};

/* A pair that shares enough to be looked at again. */
struct ru_pair {
	uint32_t a, b;
	uint32_t words; /* equal words in the article, furniture left out */
	uint32_t clean_a, clean_b;
	uint64_t outlet; /* of both pages; 0 where they differ or are not known */
	bool same_url;
	const struct ru_found *found;
	uint32_t count;
};

/* One of the two pages. */
struct ru_side {
	uint32_t number;
	const struct ru_shared_page *page;
	const struct ru_article *article;
	uint64_t outlet;
};

/* Step one, b against the aligner's left page a. out->count is 0 where the pair shares too little; the passages live in
 * the arena. */
int ru_pair_align(struct ru_pair *out, const struct ru_side *a, const struct ru_side *b, struct ru_aligner *aligner,
                  struct ru_vec *scratch, struct ru_arena *arena) RU_MUST_CHECK;

/* ---- furniture that stands in the text: shingles that pages of many families carry ---- */

enum { RU_CROWD_MOST = 1 << 20 }; /* shingles; of more the smallest hashes are kept */

struct ru_crowd {
	struct ru_vec
	    keys; /* uint64_t, upwards; the lowest bit set where so many families carry it that it is not told */
	/* while it is filled: */
	uint64_t key;
	uint32_t family, families, enough;
	bool open;
};

void ru_crowd_init(struct ru_crowd *crowd, const struct ru_alloc *al);
void ru_crowd_release(struct ru_crowd *crowd);
/* Pages that share most of a text are one family; parent[i] is a page of i's family, itself for the first. */
uint32_t ru_family_root(uint32_t *parent, uint32_t i);
void ru_family_join(uint32_t *parent, const struct ru_pair *pair);
/* Give each (key, value) that tells in which family a shingle of the pair's short passages stands; a put that fails
 * ends it with that status. */
typedef int ru_crowd_put_fn(void *ctx, uint64_t key, uint32_t value);
int ru_crowd_members(const struct ru_pair *pair, uint32_t family_a, uint32_t family_b, ru_crowd_put_fn *put,
                     void *ctx) RU_MUST_CHECK;
/* The key of a shingle on the pages of one outlet. */
static inline uint64_t ru_crowd_host_key(uint64_t gram, uint64_t outlet)
{
	return ru_hash_mix(gram, outlet) & ~UINT64_C(1);
}
/* Take all of them in the order of key, then value; at the end call finish. */
int ru_crowd_take(struct ru_crowd *crowd, uint64_t key, uint32_t value) RU_MUST_CHECK;
int ru_crowd_finish(struct ru_crowd *crowd) RU_MUST_CHECK;

/* Hash of the page's host or outlet, 0 where neither is known. */
uint64_t ru_outlet_key(const struct ru_article *article);

/* Step two. out->passage_count is 0 where nothing is left to tell. */
int ru_pair_judge(struct ru_copy *out, const struct ru_pair *pair, const struct ru_crowd *crowd,
                  struct ru_arena *arena) RU_MUST_CHECK;

/* Hash of the shingle that begins at words[0]. */
uint64_t ru_gram(const struct ru_shared_word *words, uint32_t n);

#endif
