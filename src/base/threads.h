/* SPDX-License-Identifier: Apache-2.0 */
/* Run a function over 0..count-1 on some threads. The order of the calls is open; a result that goes into
 * slot `index` is therefore the same for any number of threads. */
#ifndef RU_BASE_THREADS_H
#define RU_BASE_THREADS_H

#include "base/alloc.h"

#include <stdatomic.h>

/* worker is 0..threads-1: the place for per-thread scratch memory. A status other than 0 stops the
 * run early. */
typedef int ru_job_fn(void *ctx, size_t index, unsigned worker);

/* threads 0 or 1 runs in the caller's thread. Returns 0, or the status of the failed job with the
 * lowest index among those that ran. If no thread can be started, the caller's does the work alone. */
int ru_parallel(unsigned threads, size_t count, ru_job_fn *job, void *ctx, const struct ru_alloc *al) RU_MUST_CHECK;

/* One call on a thread of its own, to be waited for. NULL where none can be started: the caller then does it itself. */
struct ru_task;
struct ru_task *ru_task_start(int (*run)(void *ctx), void *ctx, const struct ru_alloc *al);
/* What run gave; the task is gone. NULL is not allowed. */
int ru_task_wait(struct ru_task *task) RU_MUST_CHECK;

/* Work that whoever needs it first does, for all: make() runs once, others wait for it meanwhile. *once is zero at
 * first. */
typedef atomic_bool ru_once;
void ru_once_make(ru_once *once, void (*make)(const void *ctx, uint32_t which), const void *ctx, uint32_t which);
static inline void ru_once_do(ru_once *once, void (*make)(const void *ctx, uint32_t which), const void *ctx,
                              uint32_t which)
{
	if (!atomic_load_explicit(once, memory_order_acquire))
		ru_once_make(once, make, ctx, which);
}

/* Whether the flag, which another thread may raise at any time, is up. NULL never is. */
static inline bool ru_cancelled(const volatile int *flag) { return flag != NULL && *flag != 0; }

#endif
