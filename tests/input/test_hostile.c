/* SPDX-License-Identifier: Apache-2.0 */
/* Hostile input: records and content that must not take more than linear work, and memory that runs out. */
#include "input/inner.h"

#include "../support/alloc_fail.h"
#include "../support/growth.h"

#include <unistd.h>

static const struct growth_family records[] = {
    {"a harmless record", "{\"text\":\"", "some words ", "\"}"},
    {"escapes", "{\"text\":\"", "\\n", "\"}"},
    {"half surrogate pairs", "{\"text\":\"", "\\ud83d", "\"}"},
    {"zero characters", "{\"text\":\"x", "\\u0000", "\"}"},
    {"an open string", "{\"text\":\"", "x", ""},
    {"nesting", "{\"text\":\"x\",\"y\":", "[", ""},
    {"values", "{\"text\":\"x\",\"y\":[1", ",1", "]}"},
    {"members", "{\"text\":\"x\"", ",\"m%\":1", "}"},
    {"digits", "{\"text\":\"x\",\"id\":", "1234567890", "}"},
    {"white space", "{", " ", "}"},
    {"base64", "{\"html_b64\":\"", "PHA+", "\"}"},
    {"base64 that is none", "{\"html_b64\":\"", "=", "\"}"},
    {"backslashes", "{\"text\":\"", "\\", "\"}"},
};

static void read_record(struct ru_str input, const struct ru_alloc *al, void *ctx)
{
	char *copy = malloc(input.len);
	struct ru_raw_page page = {0};
	struct ru_arena arena;

	(void)ctx;
	memcpy(copy, input.ptr, input.len);
	ru_arena_init(&arena, al);
	assert_true(ru_record_page(copy, input.len, &arena, &page) >= 0);
	ru_arena_release(&arena);
	free(copy);
}

static void records_grow_no_faster_than_their_bytes(void **unused)
{
	(void)unused;
	growth_check(records, sizeof records / sizeof *records, 1 << 18, read_record, NULL);
}

static const struct growth_family files[] = {
    {"one long line of words", "", "words ", ""},
    {"one long record", "{\"text\":\"", "words ", "\"}"},
    {"short records", "", "{\"id\":\"%\",\"text\":\"x\"}\n", ""},
    {"records of no JSON", "{\"text\":\"x\"}\n", "x\n", ""},
    {"empty lines", "{\"text\":\"x\"}\n", "\n", ""},
    {"lines with carriage returns", "{\"text\":\"x\"}\n", "\r\n", ""},
    {"white space", "", " ", "x"},
    {"less-than signs", "", "<", ""},
};

static void read_file(struct ru_str input, const struct ru_alloc *al, void *ctx)
{
	const char *paths[] = {ctx};
	struct ru_input_options options = {.al = al, .limits = &RU_LIMITS_DEFAULT};
	struct ru_input *reader;
	struct ru_raw_page page;
	FILE *file = fopen(ctx, "wb");
	int status;

	assert_non_null(file);
	assert_int_equal(fwrite(input.ptr, 1, input.len, file), input.len);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(ru_input_open(&reader, paths, 1, &options, NULL), RU_OK);
	while ((status = ru_input_next(reader, &page, NULL)) == 1)
		assert_true(page.bytes.len > 0);
	assert_int_equal(status, 0);
	ru_input_close(reader);
}

static void files_grow_no_faster_than_their_bytes(void **unused)
{
	char path[] = "input-growth-XXXXXX";
	int fd = mkstemp(path);

	(void)unused;
	assert_true(fd >= 0);
	close(fd);
	growth_check(files, sizeof files / sizeof *files, 1 << 18, read_file, path);
	assert_int_equal(unlink(path), 0);
}

static void lines_are_streamed(void **unused)
{
	char path[] = "input-stream-XXXXXX";
	const char *paths[] = {path};
	struct growth_memory memory = {.al = {growth_alloc, growth_realloc, growth_free, &memory}};
	struct ru_input_options options = {.al = &memory.al, .limits = &RU_LIMITS_DEFAULT};
	struct ru_input *reader;
	struct ru_raw_page page;
	FILE *file = fdopen(mkstemp(path), "wb");
	unsigned count = 0;

	(void)unused;
	assert_non_null(file);
	for (int i = 0; i < 100000; i++)
		fprintf(file, "{\"id\":\"%d\",\"text\":\"some words of a short record\"}\n", i);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(ru_input_open(&reader, paths, 1, &options, NULL), RU_OK);
	while (ru_input_next(reader, &page, NULL) == 1)
		count++;
	ru_input_close(reader);
	assert_int_equal(count, 100000);
	/* The file has 5 MB; one line and one step of reading are in memory. */
	assert_true(memory.peak < 300000);
	assert_int_equal(unlink(path), 0);
}

/* A folder with a page, a JSON Lines file and a name to pass over, with n allocations that succeed. */
static bool read_folder(const char *dir, size_t n)
{
	const char *paths[] = {dir};
	struct alloc_fail fail;
	struct ru_input_options options = {.al = &fail.al, .limits = &RU_LIMITS_DEFAULT};
	struct ru_input *reader;
	struct ru_raw_page page;
	unsigned count = 0;
	int status;

	alloc_fail_init(&fail, n);
	status = ru_input_open(&reader, paths, 1, &options, NULL);
	if (status == RU_OK) {
		while ((status = ru_input_next(reader, &page, NULL)) == 1)
			count++;
		ru_input_close(reader);
	}
	assert_int_equal(fail.live, 0);
	assert_int_equal(status, fail.failed ? RU_ENOMEM : RU_OK);
	assert_true(fail.failed || count == 3);
	return fail.failed;
}

static void a_failed_allocation_is_told(void **unused)
{
	static const struct {
		const char *name, *bytes;
	} put[] = {
	    {"a.html", "<p>x"}, {"b.jsonl", "{\"text\":\"x\"}\n\n{\"id\":\"y\",\"text\":\"y\"}\n"}, {"c.png", "x"}};
	char dir[] = "input-alloc-XXXXXX", path[64];
	size_t n = 0;

	(void)unused;
	assert_non_null(mkdtemp(dir));
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, put[i].name);
		FILE *file = fopen(path, "wb");
		assert_non_null(file);
		fputs(put[i].bytes, file);
		fclose(file);
	}
	while (read_folder(dir, n))
		n++;
	assert_true(n > 10);
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, put[i].name);
		assert_int_equal(unlink(path), 0);
	}
	assert_int_equal(rmdir(dir), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(records_grow_no_faster_than_their_bytes),
	    cmocka_unit_test(files_grow_no_faster_than_their_bytes),
	    cmocka_unit_test(lines_are_streamed),
	    cmocka_unit_test(a_failed_allocation_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
