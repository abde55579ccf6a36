/* SPDX-License-Identifier: Apache-2.0 */
/* The passages that two pages share: equal word pairs as seeds on diagonals, extended to the whole equal run, runs
 * chained across small edits.
 *
 * Fed the words of two pages; gives passages as ranges of words. Never decides whether a pair of pages counts as a
 * copy. */
#include "match/align.h"

int ru_aligner_new(struct ru_aligner **out, const struct ru_alloc *al)
{
	struct ru_aligner *aligner = ru_alloc_zero(al, 1, sizeof(*aligner));
	*out = aligner;
	if (aligner == NULL)
		return RU_ENOMEM;
	aligner->al = al;
	ru_vec_init(&aligner->seeds, al, sizeof(struct align_seed), 0);
	ru_vec_init(&aligner->runs, al, sizeof(struct align_run), 0);
	ru_vec_init(&aligner->links, al, sizeof(struct align_link), 0);
	ru_vec_init(&aligner->order, al, sizeof(uint32_t), 0);
	ru_vec_init(&aligner->parts, al, sizeof(struct align_run), 0);
	ru_vec_init(&aligner->wholes, al, sizeof(struct align_whole), 0);
	return 0;
}

void ru_aligner_free(struct ru_aligner *aligner)
{
	if (aligner == NULL)
		return;
	ru_alloc_free(aligner->al, aligner->slots);
	ru_vec_release(&aligner->seeds);
	ru_vec_release(&aligner->runs);
	ru_vec_release(&aligner->links);
	ru_vec_release(&aligner->order);
	ru_vec_release(&aligner->parts);
	ru_vec_release(&aligner->wholes);
	ru_alloc_free(aligner->al, aligner->diagonals);
	ru_alloc_free(aligner->al, aligner);
}

int ru_aligner_left(struct ru_aligner *aligner, const struct ru_shared_page *a)
{
	aligner->a = a;
	return ru_align_index(aligner);
}

int ru_aligner_pair(struct ru_aligner *aligner, const struct ru_shared_page *b, struct ru_vec *out)
{
	ru_vec_clear(out);
	int status = ru_align_find(aligner, b);
	if (status == 0)
		status = ru_align_chain(aligner, b);
	for (size_t i = 0; status == 0 && i < aligner->wholes.len; i++)
		status = ru_align_put(aligner, b, RU_VEC_AT(&aligner->wholes, struct align_whole, i), out);
	return status;
}
