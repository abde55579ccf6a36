/* SPDX-License-Identifier: Apache-2.0 */
/* Judging one pair of pages, in two steps: first what they share, then, when it is known which stretches many unrelated
 * pages carry, what it amounts to. Private to match/. */
#ifndef RU_MATCH_COPY_PAIR_H
#define RU_MATCH_COPY_PAIR_H

#include "base/hash.h"
#include "match/pile.h"

/* A pair that shares enough to be looked at again. */
struct ru_pair {
	uint32_t a, b;
	uint32_t words; /* equal words in the article, furniture left out */
	const struct ru_aligned *aligned;
	uint32_t count;
};

/* Step one, b against the aligner's left page a. *count is 0 where the pair shares too little; the passages live in the
 * arena. */
int ru_pair_align(struct ru_pair *out, const struct ru_pile *pile, uint32_t a, uint32_t b, struct ru_aligner *aligner,
                  struct ru_vec *scratch, struct ru_arena *arena) RU_MUST_CHECK;

/* Shingles that pages of many families carry: which stretches are furniture although they stand in the text. */
int ru_crowd_find(struct ru_index *crowd, const struct ru_pile *pile, const struct ru_pair *pairs,
                  size_t count) RU_MUST_CHECK;

/* Hash of the page's host or outlet, 0 where neither is known. In the crowd, ru_hash_mix(shingle, outlet) stands for a
 * shingle that is furniture on pages of that outlet alone. */
uint64_t ru_outlet_key(const struct ru_article *article);

/* Step two. out->passage_count is 0 where nothing is left to tell. */
int ru_pair_judge(struct ru_copy *out, const struct ru_pile *pile, const struct ru_pair *pair,
                  const struct ru_index *crowd, struct ru_arena *arena) RU_MUST_CHECK;

/* Hash of the shingle that begins at words[0]. */
uint64_t ru_gram(const struct ru_shared_word *words, uint32_t n);

#endif
