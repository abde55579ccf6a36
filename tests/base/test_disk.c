/* SPDX-License-Identifier: Apache-2.0 */
/* Temporary files and external sorting: order, damage, a full disk, failing memory. */
#include "base/hash.h"
#include "base/sorter.h"
#include "base/spill.h"
#include "support/alloc_fail.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>
#include <cmocka.h>

static const char folder[] = "/tmp";

/* Let no file grow beyond so many bytes: what a full disk looks like to a program. */
static void limit_files(rlim_t bytes)
{
	struct rlimit limit;

	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static int sort_many(const struct ru_alloc *al, uint32_t n, uint64_t mask, uint32_t *given, struct ru_error *err)
{
	struct ru_sorter_options options = {al, folder, "numbers", 1 << 20, true};
	struct ru_sorter *sorter;
	struct ru_sort_item item, last = {0, 0};
	int status = ru_sorter_new(&sorter, &options, err);

	*given = 0;
	for (uint32_t i = 0; i < n && status == 0; i++)
		status = ru_sorter_put(sorter, ru_hash_mix(1, i) & mask, i, err);
	if (status == 0)
		status = ru_sorter_start(sorter, NULL, NULL, err);
	while (status == 0) {
		status = ru_sorter_next(sorter, &item, err);
		if (status <= 0)
			break;
		assert_int_equal(item.key, ru_hash_mix(1, item.value) & mask);
		assert_true(*given == 0 || last.key < item.key || (last.key == item.key && last.value < item.value));
		last = item;
		++*given;
		status = 0;
	}
	ru_sorter_free(sorter);
	return status;
}

static void items_come_in_order_however_many(void **state)
{
	static const uint32_t counts[] = {0, 1, 2, 1000, 100000, 300000};
	uint32_t given;

	(void)state;
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		assert_int_equal(sort_many(ru_alloc_default(), counts[i], UINT64_MAX, &given, NULL), 0);
		assert_int_equal(given, counts[i]);
	}
}

/* All keys the same, or nearly: bins are dealt on by the next byte, down to the value. */
static void equal_keys_are_sorted_by_value(void **state)
{
	uint32_t given;

	(void)state;
	assert_int_equal(sort_many(ru_alloc_default(), 200000, 0, &given, NULL), 0);
	assert_int_equal(given, 200000);
	assert_int_equal(sort_many(ru_alloc_default(), 200000, 0xFF00, &given, NULL), 0);
	assert_int_equal(given, 200000);
}

/* Sixteen bins of the first byte, each of which pays for the thread that sorts the next one. */
static void large_bins_are_sorted_ahead(void **state)
{
	uint32_t given;

	(void)state;
	assert_int_equal(sort_many(ru_alloc_default(), 200000, 0x0FFFFFFFFFFFFFFF, &given, NULL), 0);
	assert_int_equal(given, 200000);
}

static void equal_items_come_once(void **state)
{
	struct ru_sorter_options options = {ru_alloc_default(), folder, "numbers", 1 << 20, true};
	struct ru_sorter *sorter;
	struct ru_sort_item item;

	(void)state;
	assert_int_equal(ru_sorter_new(&sorter, &options, NULL), 0);
	for (uint32_t i = 0; i < 200000; i++)
		assert_int_equal(ru_sorter_put(sorter, 7, 7, NULL), 0);
	assert_int_equal(ru_sorter_start(sorter, NULL, NULL, NULL), 0);
	assert_int_equal(ru_sorter_next(sorter, &item, NULL), 1);
	assert_int_equal(item.value, 7);
	assert_int_equal(ru_sorter_next(sorter, &item, NULL), 0);
	ru_sorter_free(sorter);
}

static void a_full_disk_at_any_write_is_an_error_and_no_wrong_order(void **state)
{
	struct ru_error err;
	uint32_t given;
	int failures = 0;

	(void)state;
	for (rlim_t limit = 0;; limit += 90001) {
		limit_files(limit);
		int status = sort_many(ru_alloc_default(), 120000, UINT64_MAX, &given, &err);
		limit_files(RLIM_INFINITY);
		if (status == 0) {
			assert_int_equal(given, 120000);
			break;
		}
		failures++;
		assert_int_equal(status, RU_EIO);
		assert_non_null(strstr(err.message, "numbers"));
	}
	assert_true(failures > 10);
}

static void no_memory_for_sorting_is_reported_and_nothing_leaks(void **state)
{
	(void)state;
	for (size_t n = 0;; n += n < 400 ? 1 : 97) {
		struct alloc_fail f;
		uint32_t given;
		alloc_fail_init(&f, n);
		int status = sort_many(&f.al, 100000, UINT64_MAX, &given, NULL);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
}

/* A file with frames, and a descriptor of the test's own to it. */
static struct ru_spill *frames(int *own, uint64_t places[8])
{
	char path[] = "/tmp/runut-test-XXXXXX", text[20000];
	struct ru_spill *spill;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	*own = open(path, O_RDWR);
	assert_true(*own >= 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(ru_spill_take(&spill, fd, "frames", ru_alloc_default(), NULL), 0);
	for (size_t i = 0; i < 8; i++) {
		memset(text, 'a' + (int)i, sizeof(text));
		assert_int_equal(ru_spill_put(spill, (struct ru_str){text, i * 2500}, &places[i], NULL), 0);
	}
	assert_int_equal(ru_spill_flush(spill, NULL), 0);
	return spill;
}

static void check_frame(struct ru_str frame, size_t i, uint64_t next, const uint64_t places[8])
{
	assert_int_equal(frame.len, i * 2500);
	assert_true(i == 7 || next == places[i + 1]);
	for (size_t k = 0; k < frame.len; k++)
		assert_int_equal(frame.ptr[k], 'a' + (int)i);
}

/* In order and from the last one back, through windows of several sizes. */
static int see_frames(const struct ru_spill *spill, const uint64_t places[8], struct ru_error *err)
{
	struct ru_spill_window window;
	int status = 0;

	for (size_t ahead = 0; ahead < 100000 && status == 0; ahead = 3 * ahead + 2500) {
		ru_spill_window_init(&window, ru_alloc_default());
		for (size_t i = 0; i < 16 && status == 0; i++) {
			size_t at = i < 8 ? i : 15 - i;
			uint64_t next = 0;
			struct ru_str frame;
			status = ru_spill_see(spill, &window, places[at], ahead, &frame, &next, err);
			if (status == 0)
				check_frame(frame, at, next, places);
		}
		ru_spill_window_release(&window);
	}
	return status;
}

static int read_frames(const struct ru_spill *spill, const uint64_t places[8], struct ru_error *err)
{
	struct ru_buf buf;
	int status = 0;

	ru_buf_init(&buf, ru_alloc_default(), 0);
	for (size_t i = 0; i < 8 && status == 0; i++) {
		uint64_t next = 0;
		status = ru_spill_get(spill, places[i], &buf, &next, err);
		if (status != 0)
			break;
		check_frame(ru_buf_str(&buf), i, next, places);
	}
	ru_buf_release(&buf);
	assert_int_equal(see_frames(spill, places, status == 0 ? err : NULL), status);
	return status;
}

static void a_damaged_byte_is_noticed_wherever_it_stands(void **state)
{
	uint64_t places[8];
	struct ru_error err;
	int own;

	(void)state;
	struct ru_spill *spill = frames(&own, places);
	assert_int_equal(read_frames(spill, places, &err), 0);
	for (off_t at = 16; at < (off_t)ru_spill_end(spill); at += at < 80 ? 1 : 911) {
		char byte, bad;
		assert_int_equal(pread(own, &byte, 1, at), 1);
		bad = (char)(byte ^ 4);
		assert_int_equal(pwrite(own, &bad, 1, at), 1);
		int status = read_frames(spill, places, &err);
		/* four bytes of each frame's head are kept for later versions */
		bool spare = false;
		for (int i = 0; i < 8; i++)
			spare = spare || (at >= (off_t)places[i] + 4 && at < (off_t)places[i] + 8);
		assert_int_equal(status, spare ? 0 : RU_EIO);
		assert_true(spare || strstr(err.message, "frames") != NULL);
		assert_int_equal(pwrite(own, &byte, 1, at), 1);
	}
	assert_int_equal(read_frames(spill, places, &err), 0);
	ru_spill_close(spill);
	close(own);
}

static void a_file_cut_short_is_noticed(void **state)
{
	uint64_t places[8];
	int own;

	(void)state;
	struct ru_spill *spill = frames(&own, places);
	for (off_t size = (off_t)ru_spill_end(spill) - 1; size > 0; size = size * 3 / 4) {
		assert_int_equal(ftruncate(own, size), 0);
		assert_int_equal(read_frames(spill, places, NULL), RU_EIO);
	}
	ru_spill_close(spill);
	close(own);
}

static void a_folder_that_is_not_there_is_named(void **state)
{
	struct ru_spill *spill;
	struct ru_error err;

	(void)state;
	assert_int_equal(ru_spill_open(&spill, "/tmp/no/such/folder", "frames", ru_alloc_default(), &err), RU_EIO);
	assert_null(spill);
	assert_string_equal(err.input, "/tmp/no/such/folder");
	assert_non_null(strstr(err.message, "frames"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(items_come_in_order_however_many),
	    cmocka_unit_test(equal_keys_are_sorted_by_value),
	    cmocka_unit_test(large_bins_are_sorted_ahead),
	    cmocka_unit_test(equal_items_come_once),
	    cmocka_unit_test(a_full_disk_at_any_write_is_an_error_and_no_wrong_order),
	    cmocka_unit_test(no_memory_for_sorting_is_reported_and_nothing_leaks),
	    cmocka_unit_test(a_damaged_byte_is_noticed_wherever_it_stands),
	    cmocka_unit_test(a_file_cut_short_is_noticed),
	    cmocka_unit_test(a_folder_that_is_not_there_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
