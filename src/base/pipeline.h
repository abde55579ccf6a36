/* SPDX-License-Identifier: Apache-2.0 */
/* A row of pieces: taken one after the other, worked on by all threads at once, given away in the order in which they
 * were taken. Memory is that of the pieces under way, which are capped in number and weight.
 *
 * Every thread does what is to be done next - so two threads are two busy threads, also where taking costs as much as
 * the work - but giving stays with the caller's thread. */
#ifndef RU_BASE_PIPELINE_H
#define RU_BASE_PIPELINE_H

#include "base/alloc.h"

enum { RU_PIPELINE_THREADS = 256 }; /* at most */

struct ru_pipeline {
	unsigned threads;   /* 0 or 1: the caller's alone */
	size_t slots;       /* pieces under way at most, > 0 */
	size_t weight_most; /* of the pieces under way; one piece is taken whatever its weight */
	void *ctx;
	/* Fill slot: 1 (and *weight, 0 on entry), 0 at the end, < 0 to stop after what was taken. By one thread at a
	 * time, not always the same. */
	int (*take)(void *ctx, size_t slot, size_t *weight);
	/* By any thread. worker is 0..threads-1. What goes wrong is kept in the slot, for give. */
	void (*work)(void *ctx, size_t slot, unsigned worker);
	/* In the caller's thread, in order; < 0 stops at once. Afterwards the slot is free. */
	int (*give)(void *ctx, size_t slot);
};

/* Run to the end: 0, or the first failure in the order of the pieces. Slots that were taken and not given are the
 * caller's to clear. If no thread can be started, the caller's does all alone. */
int ru_pipeline_run(const struct ru_pipeline *pipeline, const struct ru_alloc *al) RU_MUST_CHECK;

#endif
