/* SPDX-License-Identifier: Apache-2.0 */
/* An allocator that fails on its n-th call and counts what is not given back.
 *
 *     for (size_t n = 0;; n++) {
 *             struct alloc_fail f;
 *             alloc_fail_init(&f, n);
 *             int status = stage(..., &f.al);
 *             assert_int_equal(f.live, 0);     // after releasing what the stage gave
 *             if (!f.failed) { assert_int_equal(status, 0); break; }
 *             assert_int_equal(status, RU_ENOMEM);
 *     }
 */
#ifndef TESTS_SUPPORT_ALLOC_FAIL_H
#define TESTS_SUPPORT_ALLOC_FAIL_H

#include "base/alloc.h"

#include <stdlib.h>

struct alloc_fail {
	struct ru_alloc al;
	size_t left; /* calls that still succeed */
	size_t live; /* blocks not given back */
	bool failed; /* a call has failed; all later calls fail too */
};

static inline bool alloc_fail_now(struct alloc_fail *f)
{
	if (f->left == 0) {
		f->failed = true;
		return true;
	}
	f->left--;
	return false;
}

static inline void *alloc_fail_alloc(void *user, size_t size)
{
	struct alloc_fail *f = user;
	void *ptr = alloc_fail_now(f) ? NULL : malloc(size);

	f->live += ptr != NULL;
	return ptr;
}

static inline void *alloc_fail_realloc(void *user, void *old, size_t size)
{
	struct alloc_fail *f = user;
	void *ptr = alloc_fail_now(f) ? NULL : realloc(old, size);

	f->live += ptr != NULL && old == NULL;
	return ptr;
}

static inline void alloc_fail_free(void *user, void *ptr)
{
	struct alloc_fail *f = user;

	f->live -= ptr != NULL;
	free(ptr);
}

static inline void alloc_fail_init(struct alloc_fail *f, size_t calls)
{
	*f = (struct alloc_fail){.al = {alloc_fail_alloc, alloc_fail_realloc, alloc_fail_free, f}, .left = calls};
}

#endif
