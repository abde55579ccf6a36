/* SPDX-License-Identifier: Apache-2.0 */
/* The packs that are compiled in, as the state of a group of tests. */
#ifndef TESTS_ARTICLE_PACKS_H
#define TESTS_ARTICLE_PACKS_H

#include "pack/pack.h"

static inline int open_packs(void **state)
{
	struct ru_packs *packs;

	if (ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) != 0)
		return -1;
	*state = packs;
	return 0;
}

static inline int close_packs(void **state)
{
	ru_packs_free(*state);
	return 0;
}

#endif
