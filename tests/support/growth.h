/* SPDX-License-Identifier: Apache-2.0 */
/* How work grows with the input: each hostile family is run at n and at 8 n bytes, and what it takes must not grow as
 * n^2 would.
 *
 * Memory is counted exactly by an allocator of its own. Time is the processor's, not the clock's, and the bound leaves
 * room for a busy machine: eight times the input may take 32 times as long (linear 8, quadratic 64), and what stays
 * under a quarter of a second passes.
 *
 *     static void read_page(struct ru_str input, const struct ru_alloc *al, void *ctx) { ... }
 *     static const struct growth_family families[] = {{"nested div", "", "<div>", ""}, ...};
 *     growth_check(families, n, 1 << 20, read_page, NULL);
 */
#ifndef TESTS_SUPPORT_GROWTH_H
#define TESTS_SUPPORT_GROWTH_H

#include "growth_family.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

typedef void growth_run_fn(struct ru_str input, const struct ru_alloc *al, void *ctx);

struct growth_memory {
	struct ru_alloc al;
	size_t live, peak;
};

/* The size stands in front of each block. */
enum { GROWTH_FRONT = 16 };

static inline void *growth_realloc(void *user, void *old, size_t size)
{
	struct growth_memory *memory = user;
	char *base = old != NULL ? (char *)old - GROWTH_FRONT : NULL;
	size_t before = 0;

	if (base != NULL)
		memcpy(&before, base, sizeof before);
	base = realloc(base, size + GROWTH_FRONT);
	if (base == NULL)
		return NULL;
	memcpy(base, &size, sizeof size);
	memory->live += size - before;
	memory->peak = memory->live > memory->peak ? memory->live : memory->peak;
	return base + GROWTH_FRONT;
}

static inline void *growth_alloc(void *user, size_t size) { return growth_realloc(user, NULL, size); }

static inline void growth_free(void *user, void *ptr)
{
	struct growth_memory *memory = user;
	size_t size;

	if (ptr == NULL)
		return;
	memcpy(&size, (char *)ptr - GROWTH_FRONT, sizeof size);
	memory->live -= size;
	free((char *)ptr - GROWTH_FRONT);
}

/* One run: processor time in microseconds, peak of memory. */
static inline uint64_t growth_measure(struct ru_str input, growth_run_fn *run, void *ctx, size_t *peak)
{
	struct growth_memory memory = {.al = {growth_alloc, growth_realloc, growth_free, NULL}};
	clock_t begin = clock();

	memory.al.user = &memory;
	run(input, &memory.al, ctx);
	begin = clock() - begin;
	assert_int_equal(memory.live, 0);
	*peak = memory.peak;
	return (uint64_t)begin * 1000000u / CLOCKS_PER_SEC;
}

/* The small input beside one of eight times its size. */
static inline void growth_compare(const char *name, struct ru_str small, struct ru_str large, growth_run_fn *run,
                                  void *ctx)
{
	enum { FLOOR_US = 250000, FLOOR_BYTES = 1 << 20 };
	size_t small_peak, large_peak;
	uint64_t small_us = growth_measure(small, run, ctx, &small_peak);
	uint64_t large_us = growth_measure(large, run, ctx, &large_peak);

	if ((large_us > FLOOR_US && large_us > 32 * small_us) ||
	    (large_peak > FLOOR_BYTES && large_peak > 12 * small_peak))
		fail_msg("%s: %zu bytes take %llu us and %zu bytes of memory, 8 times as many %llu us and %zu", name,
		         small.len, (unsigned long long)small_us, small_peak, (unsigned long long)large_us, large_peak);
}

static inline void growth_check(const struct growth_family *families, size_t count, size_t bytes, growth_run_fn *run,
                                void *ctx)
{
	struct ru_buf small, large;

	ru_buf_init(&small, ru_alloc_default(), 0);
	ru_buf_init(&large, ru_alloc_default(), 0);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(growth_make(&small, &families[i], bytes), RU_OK);
		assert_int_equal(growth_make(&large, &families[i], 8 * bytes), RU_OK);
		growth_compare(families[i].name, ru_buf_str(&small), ru_buf_str(&large), run, ctx);
	}
	ru_buf_release(&small);
	ru_buf_release(&large);
}

#endif
