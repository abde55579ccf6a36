/* SPDX-License-Identifier: Apache-2.0 */
/* Packed, archived and fed input that means harm: bombs, growth, memory that runs out. */
#include "packing.h"
#include "reading.h"

#include "../support/alloc_fail.h"
#include "../support/growth.h"

enum { MEMORY_MOST = 50 << 20 };

/* Read everything; what the allocator saw at most. */
static size_t peak_of(struct reading *reading, struct ru_str bytes)
{
	struct growth_memory memory = {.al = {growth_alloc, growth_realloc, growth_free, &memory}};

	assert_int_equal(reading_run_with(reading, "w", bytes, &memory.al), 0);
	assert_int_equal(memory.live, 0);
	return memory.peak;
}

/* len times the same bytes, packed. */
static void pack_many(struct ru_buf *out, const char *head, char c, size_t len, bool zstd)
{
	struct ru_buf plain;

	ru_buf_init(&plain, ru_alloc_default(), 0);
	ru_buf_put(&plain, ru_str_from(head));
	char *room = ru_buf_room(&plain, len);
	assert_non_null(room);
	memset(room, c, len);
	plain.len += len;
	if (zstd)
		pack_zstd(out, ru_buf_str(&plain));
	else
		pack_deflate(out, ru_buf_str(&plain), 31);
	ru_buf_release(&plain);
}

static void bombs_end_early(void **unused)
{
	static const char *const heads[] = {
	    "<html>", "{\"text\":\"", "only words ",
	    "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 300000000\r\n\r\n",
	    "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 30000000\r\n\r\n"};
	struct reading reading;
	struct ru_buf bomb;

	(void)unused;
	reading_init(&reading);
	ru_buf_init(&bomb, ru_alloc_default(), 0);
	for (int zstd = 0; zstd < 2; zstd++) {
		for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
			ru_buf_clear(&bomb);
			pack_many(&bomb, heads[i], 'x', 300 << 20, zstd == 1);
			assert_true(peak_of(&reading, ru_buf_str(&bomb)) < MEMORY_MOST);
			assert_int_equal(reading.pages, 0);
			assert_true(reading.faults >= 1);
		}
	}
	ru_buf_release(&bomb);
	reading_release(&reading);
}

/* A bomb as the body of a record keeps the records beside it; so does a bomb of a member. */
static void a_bomb_keeps_its_neighbours(void **unused)
{
	static const char good[] =
	    "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>a\r\n\r\n";
	struct reading reading;
	struct ru_buf bomb, body;

	(void)unused;
	reading_init(&reading);
	ru_buf_init(&bomb, ru_alloc_default(), 0);
	ru_buf_init(&body, ru_alloc_default(), 0);
	for (int zstd = 0; zstd < 2; zstd++) {
		ru_buf_clear(&body);
		pack_many(&body, "<p>", 'x', 200 << 20, zstd == 1);
		ru_buf_clear(&bomb);
		ru_buf_put(&bomb, ru_str_from(good));
		ru_buf_print(&bomb,
		             "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
		             "Content-Length: %zu\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\n",
		             body.len + strlen("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"),
		             zstd ? "zstd" : "gzip");
		ru_buf_put(&bomb, ru_buf_str(&body));
		ru_buf_put(&bomb, RU_S("\r\n\r\n"));
		ru_buf_put(&bomb, ru_str_from(good));
		assert_true(peak_of(&reading, ru_buf_str(&bomb)) < MEMORY_MOST);
		assert_true(reading.pages == 2 && reading.faults == 1);
	}
	ru_buf_clear(&bomb);
	pack_deflate(&bomb, ru_str_from(good), 31);
	pack_many(&bomb, "WARC/1.0\r\nContent-Length: 300000000\r\n\r\n", 'x', 200 << 20, false);
	pack_deflate(&bomb, ru_str_from(good), 31);
	assert_true(peak_of(&reading, ru_buf_str(&bomb)) < MEMORY_MOST);
	assert_true(reading.pages == 2 && reading.faults == 1);
	ru_buf_release(&bomb);
	ru_buf_release(&body);
	reading_release(&reading);
}

/* Members that each grow a little less than the cap: the file as a whole is one bomb. */
static void many_small_bombs_are_one(void **unused)
{
	struct reading reading;
	struct ru_buf bomb, member;

	(void)unused;
	reading_init(&reading);
	ru_buf_init(&bomb, ru_alloc_default(), 0);
	ru_buf_init(&member, ru_alloc_default(), 0);
	pack_many(&member, "{\"text\":\"a\"}\n", '\n', 7 << 20, false);
	for (int i = 0; i < 400; i++)
		ru_buf_put(&bomb, ru_buf_str(&member));
	assert_true(peak_of(&reading, ru_buf_str(&bomb)) < MEMORY_MOST);
	assert_true(reading.pages < 10 && reading.faults == 1);
	ru_buf_release(&bomb);
	ru_buf_release(&member);
	reading_release(&reading);
}

static void read_bytes(struct ru_str input, const struct ru_alloc *al, void *ctx)
{
	struct ru_input_options options = {.al = al, .limits = &RU_LIMITS_DEFAULT};
	struct ru_input *reader;
	struct ru_raw_page page;
	int status;

	(void)ctx;
	assert_int_equal(ru_input_open_bytes(&reader, RU_S("w"), input, &options, NULL), RU_OK);
	while ((status = ru_input_next(reader, &page, NULL)) == 1)
		assert_true(page.bytes.len > 0);
	assert_int_equal(status, 0);
	ru_input_close(reader);
}

#define RECORD "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\n"
#define RESPONSE "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 30000000\r\n\r\n"

static const struct growth_family families[] = {
    {"harmless records", "", RECORD "Content-Length: 4\r\n\r\n<p>a\r\n\r\n", ""},
    {"records that reach too far", "", RECORD "Content-Length: 30000000\r\n\r\n<p>a\r\n\r\n", ""},
    {"records that reach beyond all", "", RECORD "Content-Length: 99999999999\r\n\r\n<p>a\r\n\r\n", ""},
    {"records too short", "", RECORD "Content-Length: 1\r\n\r\n<p>a\r\n\r\n", ""},
    {"records without a length", "", RECORD "\r\n<p>a\r\n\r\n", ""},
    {"beginnings of records", "", "WARC/1.0\r\n", ""},
    {"magic words", "WARC/1.0\r\n", "WARC/", ""},
    {"empty lines", RECORD "Content-Length: 4\r\n\r\n<p>a", "\r\n", ""},
    {"fields without end", "WARC/1.0\r\n", "X: y\r\n", ""},
    {"one long field", "WARC/1.0\r\nX: ", "y", ""},
    {"HTTP fields", RESPONSE "HTTP/1.1 200 OK\r\n", "X: y\r\n", ""},
    {"codings", RESPONSE "HTTP/1.1 200 OK\r\nContent-Encoding: ", "gzip,", "\r\n\r\n<p>a"},
    {"identities", RESPONSE "HTTP/1.1 200 OK\r\nContent-Encoding: ", ",", "\r\n\r\n<p>a"},
    {"chunks", RESPONSE "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n", ""},
    {"chunk names", RESPONSE "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "a=b;", ""},
    {"gzip beginnings", "\x1F\x8B\x08", "\x1F\x8B\x08\x04\x04\x04\x04\x04\x04\x04", ""},
    {"gzip names", "\x1F\x8B\x08\x08", "name", ""},
    {"zstd beginnings", "\x28\xB5\x2F\xFD", "\x28\xB5\x2F\xFD\x24\x10", ""},
    {"zstd empty frames", "", "\x28\xB5\x2F\xFD\x20\x01\x01\x01\x01", ""},
    {"rss items", "<rss><channel>", "<item><description>x</description></item>", "</channel></rss>"},
    {"rss items that do not end", "<rss><channel>", "<item><description>x", ""},
    {"rss damage", "<rss><channel>", "<item><description>x</b></item>", ""},
    {"rss depth", "<rss><channel><item>", "<a>", ""},
    {"rss attributes", "<rss><channel><item ", "a%=\"x\" ", "></item></channel></rss>"},
    {"rss one long tag", "<rss><channel><item ", "a", ""},
    {"rss references", "<rss><channel><item><description>", "&amp;", "</description></item></channel></rss>"},
    {"rss unknown references", "<rss><channel><item><description>", "&x;", "</description></item></channel></rss>"},
    {"rss declarations", "<?xml version='1.0'?><!DOCTYPE rss [", "<!ELEMENT a%  ANY>", "]><rss></rss>"},
    {"rss comments", "<rss><channel>", "<!-- x -->", "</channel></rss>"},
    {"atom markup", "<feed><entry><content type=\"xhtml\">", "<p a=\"b\">", ""},
    {"json feed items", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
     "{\"id\":\"%\",\"content_text\":\"x\"},", "]}"},
    {"json feed open strings", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "{\"id\":\"x,", "]}"},
    {"json feed open objects", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "{\"id\":", "]}"},
    {"json feed depth", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "[", "]}"},
    {"json feed without items", "{\"version\":\"https://jsonfeed.org/version/1\",", "\"items\":1,", "}"},
};

static void input_grows_no_faster_than_its_bytes(void **unused)
{
	(void)unused;
	growth_check(families, sizeof families / sizeof *families, 1 << 17, read_bytes, NULL);
}

/* Members that begin well and go wrong late, each with the beginning of the next one inside: stepping back to the byte
 * behind each beginning would take quadratic work. */
static void make_nested_members(struct ru_buf *out, size_t bytes)
{
	static const char begin[] = "\x1F\x8B\x08\0\0\0\0\0\0\3";

	ru_buf_clear(out);
	while (out->len < bytes) {
		/* a stored block of 64 KiB - 1, full of beginnings */
		ru_buf_put(out, (struct ru_str){begin, 10});
		ru_buf_put(out, RU_S("\0\xFF\xFF\0\0"));
	}
}

static void nested_members_take_linear_work(void **unused)
{
	struct ru_buf small, large;
	size_t peak;

	(void)unused;
	ru_buf_init(&small, ru_alloc_default(), 0);
	ru_buf_init(&large, ru_alloc_default(), 0);
	make_nested_members(&small, 1 << 18);
	make_nested_members(&large, 1 << 21);
	uint64_t few = growth_measure(ru_buf_str(&small), read_bytes, NULL, &peak);
	uint64_t many = growth_measure(ru_buf_str(&large), read_bytes, NULL, &peak);
	assert_true(many < 1000000 || many < 32 * few);
	ru_buf_release(&small);
	ru_buf_release(&large);
}

/* ---- memory ---- */

static void a_failed_allocation_is_told(void **unused)
{
	static const struct ru_str inputs[] = {
	    RU_S_INIT(RECORD "Content-Length: 4\r\n\r\n<p>a\r\n\r\n" RECORD "Content-Length: 4\r\n\r\n<p>b"),
	    RU_S_INIT(
	        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"content_text\":\"x\"}]}"),
	    RU_S_INIT("<rss><channel><item><description>x</description></item></channel></rss>")};
	struct reading reading;
	struct ru_buf packed;

	(void)unused;
	reading_init(&reading);
	ru_buf_init(&packed, ru_alloc_default(), 0);
	for (int i = 0; i < 9; i++) {
		ru_buf_clear(&packed);
		if (i % 3 == 0)
			ru_buf_put(&packed, inputs[i / 3]);
		else if (i % 3 == 1)
			pack_deflate(&packed, inputs[i / 3], 31);
		else
			pack_zstd(&packed, inputs[i / 3]);
		for (size_t n = 0;; n++) {
			struct alloc_fail fail;

			alloc_fail_init(&fail, n);
			int status = reading_run_with(&reading, "w", ru_buf_str(&packed), &fail.al);
			assert_int_equal(fail.live, 0);
			assert_int_equal(status, fail.failed ? RU_ENOMEM : 0);
			if (!fail.failed)
				break;
		}
		assert_true(reading.pages == (i < 3 ? 2 : 1));
	}
	ru_buf_release(&packed);
	reading_release(&reading);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(bombs_end_early),
	    cmocka_unit_test(a_bomb_keeps_its_neighbours),
	    cmocka_unit_test(many_small_bombs_are_one),
	    cmocka_unit_test(input_grows_no_faster_than_its_bytes),
	    cmocka_unit_test(nested_members_take_linear_work),
	    cmocka_unit_test(a_failed_allocation_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
