/* SPDX-License-Identifier: Apache-2.0 */
/* The work queue gives each index once, for any number of threads. Also run under ThreadSanitizer. */
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_index_is_worked_on_once),
	    cmocka_unit_test(a_failing_job_is_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
