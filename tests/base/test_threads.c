/* SPDX-License-Identifier: Apache-2.0 */
/* The work queue gives each index once, and the pipeline each piece in order, for any number of threads. Also run under
 * ThreadSanitizer. */
#include "base/pipeline.h"
#include "base/threads.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

enum { JOBS = 1000 };

static int square(void *ctx, size_t index, unsigned worker)
{
	unsigned *out = ctx;

	(void)worker;
	out[index] += (unsigned)(index * index);
	return 0;
}

static int fail_late(void *ctx, size_t index, unsigned worker)
{
	(void)ctx;
	(void)worker;
	return index == 700 ? RU_EIO : 0;
}

static void each_index_is_worked_on_once(void **state)
{
	static const unsigned threads[] = {0, 1, 2, 7};

	(void)state;
	for (size_t t = 0; t < 4; t++) {
		unsigned out[JOBS] = {0};

		assert_int_equal(ru_parallel(threads[t], JOBS, square, out, ru_alloc_default()), 0);
		for (unsigned i = 0; i < JOBS; i++)
			assert_int_equal(out[i], i * i);
	}
	assert_int_equal(ru_parallel(4, 0, square, NULL, ru_alloc_default()), 0);
}

static void a_failing_job_is_reported(void **state)
{
	(void)state;
	assert_int_equal(ru_parallel(1, JOBS, fail_late, NULL, ru_alloc_default()), RU_EIO);
	assert_int_equal(ru_parallel(3, JOBS, fail_late, NULL, ru_alloc_default()), RU_EIO);
}

/* ---- the pipeline ---- */

enum { SLOTS = 5 };

struct line {
	unsigned slot[SLOTS], square[SLOTS];
	unsigned taken, given;
	unsigned pieces;
	unsigned fail_take, fail_give; /* at this piece, counted from 1 */
};

static int take_piece(void *ctx, size_t slot, size_t *weight)
{
	struct line *line = ctx;

	if (line->taken + 1 == line->fail_take)
		return RU_EIO;
	if (line->taken == line->pieces)
		return 0;
	line->slot[slot] = ++line->taken;
	*weight = line->taken % 7;
	return 1;
}

static void square_piece(void *ctx, size_t slot, unsigned worker)
{
	struct line *line = ctx;

	(void)worker;
	line->square[slot] = line->slot[slot] * line->slot[slot];
}

static int give_piece(void *ctx, size_t slot)
{
	struct line *line = ctx;

	line->given++;
	assert_int_equal(line->slot[slot], line->given);
	assert_int_equal(line->square[slot], line->given * line->given);
	return line->given == line->fail_give ? RU_ECANCEL : 0;
}

static int run_line(struct line *line, unsigned threads)
{
	struct ru_pipeline pipeline = {threads, SLOTS, 9, line, take_piece, square_piece, give_piece};

	return ru_pipeline_run(&pipeline, ru_alloc_default());
}

static void pieces_are_given_in_order(void **state)
{
	static const unsigned threads[] = {0, 1, 2, 7};

	(void)state;
	for (size_t t = 0; t < 4; t++) {
		for (unsigned pieces = 0; pieces < 300; pieces = pieces * 2 + 1) {
			struct line line = {.pieces = pieces};

			assert_int_equal(run_line(&line, threads[t]), 0);
			assert_int_equal(line.given, pieces);
		}
	}
}

static void what_was_taken_before_a_failure_is_given(void **state)
{
	(void)state;
	for (unsigned threads = 1; threads < 8; threads += 2) {
		struct line take = {.pieces = 100, .fail_take = 51}, give = {.pieces = 100, .fail_give = 20};

		assert_int_equal(run_line(&take, threads), RU_EIO);
		assert_int_equal(take.given, 50);
		assert_int_equal(run_line(&give, threads), RU_ECANCEL);
		assert_int_equal(give.given, 20);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_index_is_worked_on_once),
	    cmocka_unit_test(a_failing_job_is_reported),
	    cmocka_unit_test(pieces_are_given_in_order),
	    cmocka_unit_test(what_was_taken_before_a_failure_is_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
