/* SPDX-License-Identifier: Apache-2.0 */
/* The packs of the program for a group of tests: cmocka_run_group_tests(tests, packs_load, packs_unload). */
#ifndef TESTS_SUPPORT_PACKS_H
#define TESTS_SUPPORT_PACKS_H

#include "pack/pack.h"

static struct ru_packs *packs;

static inline int packs_load(void **state)
{
	(void)state;
	return ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL);
}

static inline int packs_unload(void **state)
{
	(void)state;
	ru_packs_free(packs);
	return 0;
}

#endif
