/* SPDX-License-Identifier: Apache-2.0 */
/* A sieve for words: most words that some furniture phrase begins with begin none where they stand ("The harbour ...").
 * A look at two bits tells so, where a look into each pack would wait for memory.
 *
 * What it lets through may still begin none; what it holds back begins none. Private to article/ but for making it. */
#ifndef RU_ARTICLE_SIEVE_H
#define RU_ARTICLE_SIEVE_H

#include "article/article.h"
#include "base/hash.h"

static inline bool ru_sieve_bit(const uint64_t *bits, size_t count, uint64_t hash)
{
	return (bits[hash / 64 % count] >> hash % 64 & 1) != 0;
}

/* Whether a furniture phrase may begin with a word before another one; ru_fold_hash of both. */
static inline bool ru_sieve_passes(const struct ru_sieve *sieve, uint64_t word, uint64_t next)
{
	return ru_sieve_bit(sieve->alone, RU_SIEVE_ALONE, word) ||
	       ru_sieve_bit(sieve->pairs, RU_SIEVE_PAIRS, ru_hash_mix(word, next));
}

#endif
