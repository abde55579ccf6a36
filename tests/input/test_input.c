/* SPDX-License-Identifier: Apache-2.0 */
/* Files, folders and JSON Lines to raw pages: ids, order, kinds, and one complaint for each thing that cannot be read.
 * The files are written into a fresh folder below the working directory. */
#include "input/inner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

struct run {
	char dir[64];
	struct ru_buf log; /* what came out, a line each */
	struct ru_limits limits;
};

static void log_complaint(void *ctx, const struct ru_input_complaint *complaint)
{
	struct run *run = ctx;
	struct ru_str source = complaint->source;
	size_t skip = strlen(run->dir);

	if (ru_str_starts(source, ru_str_from(run->dir)))
		source = ru_str_cut(source, skip, source.len);
	ru_buf_print(&run->log, "%s %.*s", complaint->failed ? "!" : "note", (int)complaint->key.len,
	             complaint->key.ptr);
	ru_buf_print(&run->log, " %.*s", (int)source.len, source.ptr);
	if (complaint->begin != UINT64_MAX)
		ru_buf_print(&run->log, " %llu-%llu", (unsigned long long)complaint->begin,
		             (unsigned long long)complaint->end);
	if (complaint->count != 1)
		ru_buf_print(&run->log, " x%llu", (unsigned long long)complaint->count);
	ru_buf_putc(&run->log, '\n');
	assert_true(complaint->message.len > 0);
}

static int start(void **state)
{
	struct run *run = calloc(1, sizeof *run);

	snprintf(run->dir, sizeof run->dir, "input-test-XXXXXX");
	assert_non_null(mkdtemp(run->dir));
	ru_buf_init(&run->log, ru_alloc_default(), 0);
	run->limits = RU_LIMITS_DEFAULT;
	*state = run;
	return 0;
}

static void remove_all(const char *path)
{
	struct ru_arena arena;
	char **names, child[512];
	bool *folders;
	size_t count;

	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_file_list(path, &arena, ru_alloc_default(), &names, &folders, &count, NULL), 0);
	for (size_t i = 0; i < count; i++) {
		snprintf(child, sizeof child, "%s/%s", path, names[i]);
		if (folders[i])
			remove_all(child);
		else
			assert_int_equal(unlink(child), 0);
	}
	ru_arena_release(&arena);
	assert_int_equal(rmdir(path), 0);
}

static int end(void **state)
{
	struct run *run = *state;

	remove_all(run->dir);
	ru_buf_release(&run->log);
	free(run);
	return 0;
}

static void put_file(const struct run *run, const char *name, struct ru_str bytes)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", run->dir, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	if (bytes.len > 0)
		assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
}

static void put_folder(const struct run *run, const char *name)
{
	char path[256];

	snprintf(path, sizeof path, "%s/%s", run->dir, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

static void log_page(struct run *run, const struct ru_raw_page *page)
{
	static const char *const kinds[] = {"html", "plain", "article"};
	struct ru_str id = page->id;

	if (ru_str_starts(id, ru_str_from(run->dir)))
		id = ru_str_cut(id, strlen(run->dir), id.len);
	ru_buf_print(&run->log, "%s %.*s", kinds[page->kind], (int)id.len, id.ptr);
	ru_buf_print(&run->log, " [%.*s]", (int)page->bytes.len, page->bytes.ptr);
	if (page->charset.len > 0)
		ru_buf_print(&run->log, " %.*s", (int)page->charset.len, page->charset.ptr);
	ru_buf_putc(&run->log, '\n');
}

static void read_paths(struct run *run, const char *const *paths, size_t count)
{
	struct ru_input_options options = {ru_alloc_default(), &run->limits, log_complaint, run};
	struct ru_input *input;
	struct ru_raw_page page;
	int status;

	ru_buf_clear(&run->log);
	ru_buf_put(&run->log, RU_S(""));
	assert_int_equal(ru_input_open(&input, paths, count, &options, NULL), 0);
	while ((status = ru_input_next(input, &page, NULL)) == 1)
		log_page(run, &page);
	assert_int_equal(status, 0);
	ru_input_close(input);
}

/* Read one file of these bytes. */
static void check_file(struct run *run, const char *name, struct ru_str bytes, const char *expected)
{
	char path[256];
	const char *paths[] = {path};

	put_file(run, name, bytes);
	snprintf(path, sizeof path, "%s/%s", run->dir, name);
	read_paths(run, paths, 1);
	assert_string_equal(run->log.ptr, expected);
}

static void a_folder_is_walked_in_byte_order_of_the_path(void **state)
{
	struct run *run = *state;
	const char *paths[] = {run->dir};

	put_folder(run, "a");
	put_folder(run, "b");
	put_file(run, "a/z.txt", RU_S("z"));
	put_file(run, "a.txt", RU_S("dot"));
	put_file(run, "a-b.txt", RU_S("dash"));
	put_file(run, "a0.TXT", RU_S("nought"));
	put_file(run, "b/picture.png", RU_S("png"));
	put_file(run, "b/gold.json", RU_S("{\"a\": 1}"));
	put_file(run, "b/sitemap.xml", RU_S("<?xml version=\"1.0\"?><urlset></urlset>"));
	read_paths(run, paths, 1);
	assert_string_equal(run->log.ptr, "plain /a-b.txt [dash]\nplain /a.txt [dot]\nplain /a/z.txt [z]\n"
	                                  "plain /a0.TXT [nought]\nnote passed_over /b x3\n");
}

static void progress_counts_the_files_of_entered_folders(void **state)
{
	struct run *run = *state;
	struct ru_input_options options = {ru_alloc_default(), &run->limits, log_complaint, run};
	const char *paths[] = {run->dir};
	uint64_t done, total;
	struct ru_input *input;
	struct ru_raw_page page;

	put_file(run, "a.txt", RU_S("four"));
	put_file(run, "b.txt", RU_S("seventy"));
	put_file(run, "c.png", RU_S("not counted"));
	assert_int_equal(ru_input_open(&input, paths, 1, &options, NULL), 0);
	assert_int_equal(ru_input_next(input, &page, NULL), 1);
	ru_input_progress(input, &done, &total);
	assert_int_equal(done, 4);
	assert_int_equal(total, 11);
	while (ru_input_next(input, &page, NULL) == 1)
		continue;
	ru_input_progress(input, &done, &total);
	assert_int_equal(done, 11);
	ru_input_close(input);
}

static void links_to_folders_are_not_followed(void **state)
{
	struct run *run = *state;
	const char *paths[] = {run->dir};
	char path[256];

	put_folder(run, "a");
	put_file(run, "a/x.txt", RU_S("x"));
	snprintf(path, sizeof path, "%s/b.txt", run->dir);
	assert_int_equal(symlink("a", path), 0);
	snprintf(path, sizeof path, "%s/a/loop.html", run->dir);
	assert_int_equal(symlink("..", path), 0);
	snprintf(path, sizeof path, "%s/c.txt", run->dir);
	assert_int_equal(symlink("a/x.txt", path), 0);
	snprintf(path, sizeof path, "%s/d.txt", run->dir);
	assert_int_equal(symlink("nowhere", path), 0);
	read_paths(run, paths, 1);
	assert_string_equal(run->log.ptr,
	                    "plain /a/x.txt [x]\nplain /c.txt [x]\n! unreadable /d.txt\nnote passed_over /a x2\n");
}

static void folders_nest_to_a_cap(void **state)
{
	struct run *run = *state;
	const char *paths[] = {run->dir};

	put_folder(run, "a");
	put_folder(run, "a/b");
	put_file(run, "a/b/x.txt", RU_S("x"));
	put_file(run, "a/y.txt", RU_S("y"));
	run->limits.walk_depth = 2;
	read_paths(run, paths, 1);
	assert_string_equal(run->log.ptr, "! too_large /a/b\nplain /a/y.txt [y]\n");
}

static void files_are_told_by_content(void **state)
{
	struct run *run = *state;

	check_file(run, "a", RU_S("<!DOCTYPE html><p>x"), "html /a [<!DOCTYPE html><p>x]\n");
	check_file(run, "a.txt", RU_S("\n <HTML>x"), "html /a.txt [\n <HTML>x]\n");
	check_file(run, "a", RU_S("Warning: x\n<html>"), "html /a [Warning: x\n<html>]\n");
	check_file(run, "a", RU_S("<?xml version='1.0'?><!DOCTYPE html><html>"),
	           "html /a [<?xml version='1.0'?><!DOCTYPE html><html>]\n");
	check_file(run, "a.html", RU_S("only words"), "html /a.html [only words]\n");
	check_file(run, "a.txt", RU_S("a < b, <b>c</b> and </p>"), "plain /a.txt [a < b, <b>c</b> and </p>]\n");
	check_file(run, "a", RU_S("{curly} words"), "plain /a [{curly} words]\n");
	check_file(run, "a.txt", RU_S("[bracket]"), "plain /a.txt [[bracket]]\n");
}

static void utf16_is_text(void **state)
{
	struct run *run = *state;
	struct ru_buf *log = &run->log;

	put_file(run, "a",
	         RU_S("\xFF\xFE"
	              "h\0i\0"));
	put_file(run, "b", RU_S("<\0p\0>\0h\0i\0"));
	put_file(run, "c", RU_S("\0h\0i\0 \0y\0o\0u"));
	for (char name = 'a'; name <= 'c'; name++) {
		char path[256];
		const char *paths[] = {path};

		snprintf(path, sizeof path, "%s/%c", run->dir, name);
		read_paths(run, paths, 1);
		assert_true(ru_str_starts(ru_buf_str(log), name == 'b' ? RU_S("html /b") : RU_S("plain /")));
		assert_true(name == 'a' ||
		            ru_str_ends(ru_buf_str(log), name == 'b' ? RU_S("utf-16le\n") : RU_S("utf-16be\n")));
	}
}

static void what_cannot_be_read_is_one_complaint(void **state)
{
	struct run *run = *state;
	const char *paths[] = {"no-such-file"};

	read_paths(run, paths, 1);
	assert_string_equal(run->log.ptr, "! unreadable no-such-file\n");
	check_file(run, "a.html", RU_S(""), "! empty /a.html\n");
	check_file(run, "a.html", RU_S(" \n "), "! empty /a.html\n");
	check_file(run, "a.txt", RU_S("abc\0def"), "! binary /a.txt\n");
	check_file(run, "a.html.gz", RU_S("\x1F\x8B\x08"), "! truncated /a.html.gz 0-3\n");
	check_file(run, "a.zst", RU_S("\x28\xB5\x2F\xFD"), "! truncated /a.zst 0-4\n");
	check_file(run, "a.warc", RU_S("WARC/1.0\r\n"), "! damaged /a.warc 0-10\n");
	check_file(run, "a.rss", RU_S("<?xml version='1.0'?>\n<rss version='2.0'>"), "! damaged /a.rss 41-41\n");
	check_file(run, "a.json", RU_S("{ \"version\": \"https://jsonfeed.org/version/1.1\" }"), "! empty /a.json\n");
	check_file(run, "a.json", RU_S("[1]"), "! unsupported /a.json\n");
	check_file(run, "a.txt", RU_S("%PDF-1.4 x"), "! unsupported /a.txt\n");
	check_file(run, "a.txt",
	           RU_S("From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n"
	                "--x\r\nContent-Type: text/html\r\n\r\n<html><body><p>Kabar</p>"),
	           "! unsupported /a.txt\n");
	check_file(run, "a.zip", RU_S("PK\x03\x04 x"), "! unsupported /a.zip\n");
	check_file(run, "a.bz2", RU_S("BZh91AY&SY x"), "! unsupported /a.bz2\n");
	check_file(run, "a.xz", RU_S("\xFD\x37zXZ x"), "! unsupported /a.xz\n");
	run->limits.page_bytes = 4;
	check_file(run, "a.txt", RU_S("12345"), "! too_large /a.txt\n");
	check_file(run, "a.txt", RU_S("1234"), "plain /a.txt [1234]\n");
}

static void a_zero_byte_behind_the_window_is_found(void **state)
{
	struct run *run = *state;
	struct ru_buf bytes;

	ru_buf_init(&bytes, ru_alloc_default(), 0);
	for (int i = 0; i < 100000; i++)
		ru_buf_putc(&bytes, 'x');
	ru_buf_putc(&bytes, '\0');
	check_file(run, "a.txt", ru_buf_str(&bytes), "! binary /a.txt\n");
	ru_buf_clear(&bytes);
	for (int i = 0; i < 10000; i++)
		ru_buf_putc(&bytes, ' ');
	ru_buf_put(&bytes, RU_S("{\"id\":\"x\",\"text\":\"y\"}"));
	check_file(run, "a", ru_buf_str(&bytes), "article x [y] utf-8\n");
	ru_buf_release(&bytes);
}

static void json_lines_give_a_page_a_record(void **state)
{
	check_file(*state, "a.jsonl",
	           RU_S("{\"id\":\"one\",\"html\":\"<p>\\u00e9\\ud83d\\ude00\"}\n"
	                "\n"
	                "{\"html_b64\":\"PHA+eA==\"}\r\n"
	                "{\"id\":7,\"text\":\"a\\nb\",\"other\":[1,{\"html\":\"no\"}]}\n"
	                "{\"id\":\"four\",\"plain\":\"x\"}"),
	           "html one [<p>\xC3\xA9\xF0\x9F\x98\x80] utf-8\n"
	           "html /a.jsonl#2 [<p>x]\n"
	           "article 7 [a\nb] utf-8\n"
	           "plain four [x] utf-8\n");
}

/* Strings of some hundred bytes are read past cJSON: they must say what short ones say, and break as they do. */
static void long_strings_are_read_like_short_ones(void **state)
{
	static const char escaped[] = "\\\"a\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\\ud83dx\\u0041\xC3\xA9";
	static const char meant[] = "\"a\\/\b\f\n\r\t\xC3\xA9\xF0\x9F\x98\x80\xEF\xBF\xBDxA\xC3\xA9";
	struct ru_buf line, expected;
	char fill[900];

	memset(fill, 'z', sizeof(fill));
	for (size_t i = 0; i < 144; i++) {
		static const char *const broken[] = {"\\q", "\\u12g4"};
		const char *bytes = i < 140 ? escaped : broken[i / 2 - 70];
		int n = i % 2 == 0 && (i == 0 || i >= 140) ? 3 : (int)(sizeof(fill) - i); /* at any place of a block */

		ru_buf_init(&line, ru_alloc_default(), 0);
		ru_buf_init(&expected, ru_alloc_default(), 0);
		ru_buf_print(&line, "{\"id\" : \"a\", \"x\":[1,{\"html\":\"%.*s\"}], \"text\": \"%.*s%s%.*s\"", n, fill,
		             n, fill, bytes, n, fill);
		ru_buf_print(&line, " ,\"url\":\"u\",\"text\":\"no\"}\n");
		if (i < 140)
			ru_buf_print(&expected, "article a [%.*s%s%.*s] utf-8\n", n, fill, meant, n, fill);
		else
			ru_buf_print(&expected, "! bad_record /a.jsonl 0-%d\n", (int)line.len - 1);
		check_file(*state, "a.jsonl", ru_buf_str(&line), expected.ptr);
		ru_buf_release(&line);
		ru_buf_release(&expected);
	}
}

static void bad_records_lose_nothing_else(void **state)
{
	struct run *run = *state;

	check_file(run, "a.jsonl",
	           RU_S("{\"id\":\"a\",\"text\":\"x\"}\n"
	                "nonsense\n"
	                "{\"id\":\n"
	                "{\"id\":\"b\"}\n"
	                "{\"id\":\"c\",\"html_b64\":\"?\"}\n"
	                "{\"id\":\"d\",\"text\":\"\"}\n"
	                "{\"id\":\"e\",\"text\":\"y\"}\n"
	                "{\"id\":\"f\",\"te"),
	           "article a [x] utf-8\n! bad_record /a.jsonl 22-37 x2\n! bad_record /a.jsonl 38-48\n"
	           "! bad_record /a.jsonl 49-74\n! empty /a.jsonl 75-95\narticle e [y] utf-8\n! bad_record /a.jsonl "
	           "118-131\n");
	run->limits.page_bytes = 20;
	check_file(run, "a.jsonl",
	           RU_S("{\"id\":\"a\",\"text\":\"0123456789012345678901234567890123456789\"}\n"
	                "{\"text\":\"012345678901234567890\"}\n"
	                "{\"id\":\"c\",\"text\":\"z\"}\n"),
	           "! too_large /a.jsonl 0-60\n! too_large /a.jsonl 61-93\narticle c [z] utf-8\n");
}

static void damaged_characters_do_not_lose_the_record(void **state)
{
	struct run *run = *state;
	struct ru_str log;

	check_file(run, "a", RU_S("{\"id\":\"a\",\"text\":\"x\\ud83dy\\udc00z\\ud83d\\u0041\"}"),
	           "article a [x\xEF\xBF\xBDy\xEF\xBF\xBDz\xEF\xBF\xBD"
	           "A] utf-8\n");
	put_file(run, "a", RU_S("{\"id\":\"a\",\"text\":\"x\\u0000y\"}"));
	{
		char path[256];
		struct ru_input_options options = {ru_alloc_default(), &run->limits, log_complaint, run};
		const char *paths[] = {path};
		struct ru_input *input;
		struct ru_raw_page page;

		snprintf(path, sizeof path, "%s/a", run->dir);
		assert_int_equal(ru_input_open(&input, paths, 1, &options, NULL), 0);
		assert_int_equal(ru_input_next(input, &page, NULL), 1);
		log = page.bytes;
		assert_true(ru_str_eq(log, RU_S("x\0y")));
		ru_input_close(input);
	}
}

static void nesting_and_values_have_a_cap(void **state)
{
	struct ru_buf bytes;

	ru_buf_init(&bytes, ru_alloc_default(), 0);
	ru_buf_put(&bytes, RU_S("{\"text\":\"x\",\"y\":"));
	for (int i = 0; i < 100000; i++)
		ru_buf_putc(&bytes, '[');
	check_file(*state, "a", ru_buf_str(&bytes), "! bad_record /a 0-100016\n");
	ru_buf_clear(&bytes);
	ru_buf_put(&bytes, RU_S("{\"text\":\"x\",\"y\":[1"));
	for (int i = 0; i < 200000; i++)
		ru_buf_put(&bytes, RU_S(",1"));
	ru_buf_put(&bytes, RU_S("]}\n{\"id\":\"b\",\"text\":\"y\"}"));
	check_file(*state, "a", ru_buf_str(&bytes), "! bad_record /a 0-400020\narticle b [y] utf-8\n");
	ru_buf_release(&bytes);
}

static void pairs_are_read(void **state)
{
	struct run *run = *state;
	struct ru_input_options options = {ru_alloc_default(), &run->limits, log_complaint, run};
	struct ru_input *input;
	struct ru_input_pair pair;
	char path[256];
	const char *paths[] = {path};

	put_file(
	    run, "p.jsonl",
	    RU_S("{\"id\":\"1\",\"a\":\"x\",\"b\":\"y\",\"lang\":\"id\"}\n{\"a\":\"x\"}\n{\"a\":\"p\",\"b\":\"\"}"));
	snprintf(path, sizeof path, "%s/p.jsonl", run->dir);
	assert_int_equal(ru_input_open(&input, paths, 1, &options, NULL), 0);
	assert_int_equal(ru_input_pair_next(input, &pair, NULL), 1);
	assert_true(ru_str_eq(pair.id, RU_S("1")) && ru_str_eq(pair.a, RU_S("x")) && ru_str_eq(pair.b, RU_S("y")));
	assert_true(ru_str_eq(pair.language, RU_S("id")));
	assert_int_equal(ru_input_pair_next(input, &pair, NULL), 1);
	assert_true(ru_str_ends(pair.id, RU_S("p.jsonl#3")) && pair.b.len == 0);
	assert_int_equal(ru_input_pair_next(input, &pair, NULL), 0);
	assert_string_equal(run->log.ptr, "! bad_record /p.jsonl 39-48\n");
	ru_input_close(input);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(a_folder_is_walked_in_byte_order_of_the_path),
	                                   TEST(progress_counts_the_files_of_entered_folders),
	                                   TEST(links_to_folders_are_not_followed),
	                                   TEST(folders_nest_to_a_cap),
	                                   TEST(files_are_told_by_content),
	                                   TEST(utf16_is_text),
	                                   TEST(what_cannot_be_read_is_one_complaint),
	                                   TEST(a_zero_byte_behind_the_window_is_found),
	                                   TEST(json_lines_give_a_page_a_record),
	                                   TEST(long_strings_are_read_like_short_ones),
	                                   TEST(bad_records_lose_nothing_else),
	                                   TEST(damaged_characters_do_not_lose_the_record),
	                                   TEST(nesting_and_values_have_a_cap),
	                                   TEST(pairs_are_read)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
