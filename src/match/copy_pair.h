/* SPDX-License-Identifier: Apache-2.0 */
/* Judging one pair of pages; one judge a worker. Private to match/. */
#ifndef RU_MATCH_COPY_PAIR_H
#define RU_MATCH_COPY_PAIR_H

#include "base/hash.h"
#include "match/pile.h"

struct ru_pair_judge {
	const struct ru_pile *pile;
	const struct ru_index *crowd; /* fingerprints that many outlets share */
	struct ru_aligner *aligner;
	struct ru_vec aligned, passages, numbers;
	struct ru_vec copies; /* struct ru_copy: the result, its arrays in the arena */
	struct ru_arena arena;
};

int ru_pair_judge_init(struct ru_pair_judge *judge, const struct ru_pile *pile,
                       const struct ru_index *crowd) RU_MUST_CHECK;
void ru_pair_judge_release(struct ru_pair_judge *judge);

/* Judge pair a << 32 | b, where a is the aligner's left page; a copy is appended to judge->copies. */
int ru_judge_pair(struct ru_pair_judge *judge, uint64_t pair) RU_MUST_CHECK;

#endif
