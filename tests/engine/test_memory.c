/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that runs out anywhere between the first page and the last byte of the trace: the calls fail with
 * RUNUT_ENOMEM, nothing crashes, everything is given back. All through runut.h.
 *
 * usage: test_memory FOLDER */
#include <runut.h>

#include "support/alloc_fail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

enum { PAGES = 2, PATH_MOST = 512, DENSE = 2000, STRIDE = 197 };

static const char *folder;
static const char *const names[PAGES] = {"04-rangkum-portal.html", "06-info-maritim.html"};

static int count_bytes(void *user, const char *bytes, size_t len)
{
	(void)bytes;
	*(size_t *)user += len;
	return 0;
}

/* Read, trace and write; the first failure. */
static int trace(struct alloc_fail *f, size_t *written)
{
	char paths[PAGES][PATH_MOST];
	const char *list[PAGES];
	runut_allocator allocator = {f->al.alloc, f->al.realloc, f->al.free, f->al.user};
	runut_options options = {.allocator = &allocator};
	runut_ctx *ctx = NULL;
	runut_run *run = NULL;
	runut_pile *pile = NULL;
	runut_error err = {.message = ""};

	*written = 0;
	for (int i = 0; i < PAGES; i++) {
		snprintf(paths[i], PATH_MOST, "%s/%s", folder, names[i]);
		list[i] = paths[i];
	}
	int status = runut_ctx_new(&ctx, &options, &err);
	if (status == 0)
		status = runut_run_new(&run, ctx, NULL, &err);
	if (status == 0)
		status = runut_pile_new(&pile, run, &err);
	if (status == 0)
		status = runut_pile_read(pile, list, PAGES, &err);
	if (status == 0)
		status = runut_pile_find(pile, RUNUT_TRACE, &err);
	if (status == 0)
		status = runut_pile_write(pile, RUNUT_TRACE, NULL, count_bytes, written, &err);
	assert_true(status == err.status || status == 0);
	runut_pile_free(pile);
	runut_run_free(run);
	runut_ctx_free(ctx);
	return status;
}

/* True while the n-th call of the allocator still happens. */
static bool fails_at(size_t n, size_t *written)
{
	struct alloc_fail f;

	alloc_fail_init(&f, n);
	int status = trace(&f, written);
	if (f.live != 0)
		fail_msg("%zu blocks are not given back when allocation %zu fails", f.live, n);
	if (f.failed && status != RUNUT_ENOMEM)
		fail_msg("status %d when allocation %zu fails", status, n);
	if (!f.failed)
		assert_int_equal(status, 0);
	return f.failed;
}

/* All allocations of a run without failure. */
static size_t count_calls(void)
{
	struct alloc_fail f;
	size_t written;

	alloc_fail_init(&f, SIZE_MAX);
	assert_int_equal(trace(&f, &written), 0);
	assert_int_equal(f.live, 0);
	assert_true(written > 1000);
	return SIZE_MAX - f.left;
}

static void memory_that_runs_out_is_a_status_and_no_leak(void **state)
{
	size_t calls = count_calls(), start = 0, written, tried = 0;
	struct alloc_fail f;
	runut_ctx *ctx = NULL;

	(void)state;
	/* setting up takes thousands of calls that have a test of their own in pack/: here it is sampled */
	alloc_fail_init(&f, SIZE_MAX);
	runut_allocator allocator = {f.al.alloc, f.al.realloc, f.al.free, f.al.user};
	runut_options options = {.allocator = &allocator};
	assert_int_equal(runut_ctx_new(&ctx, &options, NULL), 0);
	start = SIZE_MAX - f.left;
	runut_ctx_free(ctx);
	assert_int_equal(f.live, 0);
	assert_true(start < calls);
	for (size_t n = 0; n < start; n += STRIDE, tried++)
		assert_true(fails_at(n, &written));
	for (size_t n = start; n < calls; n += n < start + DENSE ? 1 : STRIDE, tried++)
		assert_true(fails_at(n, &written));
	assert_false(fails_at(calls, &written));
	print_message("%zu calls, %zu of them for setting up; %zu failures tried\n", calls, start, tried);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(memory_that_runs_out_is_a_status_and_no_leak)};

	if (argc < 2)
		return 1;
	folder = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
