/* SPDX-License-Identifier: Apache-2.0 */
/* WARC files: what becomes a page, its bytes and fields; and that no cut and no changed byte loses an earlier record.
 */
#include "packing.h"
#include "reading.h"

enum packed { PLAIN, GZIP, GZIP_WHOLE, ZSTD, PACKINGS };

static void put_record(struct ru_buf *out, const char *type, const char *id, const char *media, struct ru_str block)
{
	ru_buf_print(out, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <%s>\r\n", type, id);
	ru_buf_print(out, "WARC-Target-URI: http://kabar.example/%s\r\nWARC-Date: 2025-05-03T10:00:00Z\r\n", id);
	ru_buf_print(out, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n", media, block.len);
	ru_buf_put(out, block);
	ru_buf_put(out, RU_S("\r\n\r\n"));
}

/* A response with these header lines. */
static void put_response(struct ru_buf *out, const char *id, const char *fields, struct ru_str body)
{
	struct ru_buf block;

	ru_buf_init(&block, ru_alloc_default(), 0);
	ru_buf_print(&block, "HTTP/1.1 200 OK\r\n%s\r\n", fields);
	ru_buf_put(&block, body);
	put_record(out, "response", id, "application/http; msgtype=response", ru_buf_str(&block));
	ru_buf_release(&block);
}

static int start(void **state)
{
	struct reading *reading = malloc(sizeof *reading);

	reading_init(reading);
	*state = reading;
	return 0;
}

static int end(void **state)
{
	reading_release(*state);
	free(*state);
	return 0;
}

#define HTML "Content-Type: text/html; charset=\"ISO-8859-1\"\r\n"

static void records_become_pages(void **state)
{
	struct ru_buf w;

	ru_buf_init(&w, ru_alloc_default(), 0);
	put_record(&w, "warcinfo", "i", "application/warc-fields", RU_S("software: x\r\n"));
	put_record(&w, "request", "q", "application/http; msgtype=request", RU_S("GET / HTTP/1.1\r\n\r\n"));
	put_response(&w, "a", HTML, RU_S("<p>caf\xE9"));
	put_record(&w, "resource", "b", "text/html", RU_S("<p>b"));
	put_record(&w, "conversion", "c", "text/plain", RU_S("only words"));
	put_record(&w, "metadata", "m", "application/warc-fields", RU_S("x: y\r\n"));
	put_record(&w, "revisit", "v", "application/http; msgtype=response", RU_S("HTTP/1.1 200 OK\r\n\r\n"));
	put_response(&w, "p", "Content-Type: image/png\r\n", RU_S("\x89PNG"));
	put_record(&w, "response", "e", "application/http;msgtype=response",
	           RU_S("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>no"));
	put_response(&w, "n", "", RU_S("<html><p>no type"));
	reading_check(*state, "w", ru_buf_str(&w),
	              "html a [<p>caf\xE9] ISO-8859-1 url=http://kabar.example/a fetched=2025-05-03T10:00:00Z\n"
	              "html b [<p>b] url=http://kabar.example/b fetched=2025-05-03T10:00:00Z\n"
	              "plain c [only words] url=http://kabar.example/c fetched=2025-05-03T10:00:00Z\n"
	              "html n [<html><p>no type] url=http://kabar.example/n fetched=2025-05-03T10:00:00Z\n"
	              "note passed_records\n");
	ru_buf_release(&w);
}

static void a_damaged_type_is_read_by_its_bytes(void **state)
{
	struct ru_buf w;

	ru_buf_init(&w, ru_alloc_default(), 0);
	put_response(&w, "a", "Content-Type: text/htnl\r\n", RU_S("<html><p>a"));
	put_response(&w, "b", "Content-Type: te\x01t/html; charset=koi8-r\r\n", RU_S("<html><p>b"));
	put_response(&w, "c", "Content-Type: html\r\n", RU_S("<html><p>c"));
	put_response(&w, "d", "Content-Type: text/htnl\r\n", RU_S("no page"));
	put_response(&w, "e", "Content-Type: text/css\r\n", RU_S("<html><p>e"));
	put_response(&w, "f", "Content-Type: image/svg+xml\r\n", RU_S("<html><p>f"));
	reading_check(*state, "w", ru_buf_str(&w),
	              "html a [<html><p>a] url=http://kabar.example/a fetched=2025-05-03T10:00:00Z\n"
	              "html b [<html><p>b] koi8-r url=http://kabar.example/b fetched=2025-05-03T10:00:00Z\n"
	              "html c [<html><p>c] url=http://kabar.example/c fetched=2025-05-03T10:00:00Z\n"
	              "note passed_records\n");
	ru_buf_release(&w);
}

/* The body of the only record, which is sent with these fields. */
static void check_body(struct reading *reading, const char *fields, struct ru_str body, const char *expected)
{
	struct ru_buf w, line;

	ru_buf_init(&w, ru_alloc_default(), 0);
	ru_buf_init(&line, ru_alloc_default(), 0);
	put_response(&w, "a", fields, body);
	put_response(&w, "z", "Content-Type: text/html\r\n", RU_S("<p>z"));
	reading_run(reading, "w", ru_buf_str(&w));
	ru_buf_print(&line, "%s", expected);
	if (!ru_str_starts(ru_buf_str(&reading->log), ru_buf_str(&line)))
		fail_msg("%s: %s", fields, reading->log.ptr);
	assert_non_null(strstr(reading->log.ptr, "html z [<p>z]"));
	ru_buf_release(&w);
	ru_buf_release(&line);
}

static void codings_are_undone(void **state)
{
	struct ru_buf b, twice;

	ru_buf_init(&b, ru_alloc_default(), 0);
	ru_buf_init(&twice, ru_alloc_default(), 0);
	check_body(*state, HTML "Transfer-Encoding: chunked\r\n", RU_S("2;x=y\r\n<p\r\n2\r\n>a\r\n0\r\nT: x\r\n\r\n"),
	           "html a [<p>a]");
	check_body(*state, HTML "Transfer-Encoding: chunked\r\n", RU_S("<p>stored without chunks"),
	           "html a [<p>stored without chunks]");
	pack_deflate(&b, RU_S("<p>gzip"), 31);
	check_body(*state, HTML "Content-Encoding: gzip\r\n", ru_buf_str(&b), "html a [<p>gzip]");
	pack_deflate(&b, RU_S(" and more"), 31);
	check_body(*state, HTML "Content-Encoding: x-gzip\r\n", ru_buf_str(&b), "html a [<p>gzip and more]");
	ru_buf_clear(&twice);
	pack_zstd(&twice, ru_buf_str(&b));
	check_body(*state, HTML "Content-Encoding: gzip, zstd\r\n", ru_buf_str(&twice), "html a [<p>gzip and more]");
	check_body(*state, HTML "Content-Encoding: gzip\r\n", RU_S("<p>stored unpacked"),
	           "html a [<p>stored unpacked]");
	ru_buf_clear(&b);
	pack_deflate(&b, RU_S("<p>zlib"), 15);
	check_body(*state, HTML "Content-Encoding: deflate\r\n", ru_buf_str(&b), "html a [<p>zlib]");
	ru_buf_clear(&b);
	pack_deflate(&b, RU_S("<p>bare deflate of some length, so that it is bytes"), -15);
	check_body(*state, HTML "Content-Encoding: deflate\r\n", ru_buf_str(&b),
	           "html a [<p>bare deflate of some length");
	ru_buf_clear(&b);
	pack_zstd(&b, RU_S("<p>zstd"));
	check_body(*state, HTML "Content-Encoding: zstd\r\n", ru_buf_str(&b), "html a [<p>zstd]");
	ru_buf_release(&b);
	ru_buf_release(&twice);
}

static void codings_that_cannot_be_undone_are_named(void **state)
{
	struct reading *reading = *state;
	struct ru_buf b;

	ru_buf_init(&b, ru_alloc_default(), 0);
	reading->messages = true;
	check_body(reading, HTML "Content-Encoding: br\r\n", RU_S("\x1b\x2d\x00\xf8\x8d"),
	           "! unsupported 0-291: record 1: its body is in a coding that is not read: br\n");
	pack_deflate(&b, RU_S("<p>words words words words"), 31);
	b.ptr[14] ^= 0x55;
	check_body(reading, HTML "Content-Encoding: gzip\r\n", ru_buf_str(&b), "! damaged ");
	check_body(reading, HTML "Content-Encoding: gzip, gzip, gzip, gzip\r\n", RU_S("<p>x"), "! too_large ");
	check_body(reading, HTML "Transfer-Encoding: chunked\r\n", RU_S("4\r\n<p>x\r\nzz"), "! damaged ");
	check_body(reading, HTML "Transfer-Encoding: chunked\r\n", RU_S("5\r\n<p>x"), "! truncated ");
	assert_non_null(strstr(reading->log.ptr, "html a [<p>x]"));
	ru_buf_release(&b);
}

/* What is there of a cut body is held to the size of a page as any body is. */
static void a_cut_body_is_no_larger_than_a_page(void **state)
{
	struct reading *reading = *state;
	struct ru_buf text, b;

	ru_buf_init(&text, ru_alloc_default(), 0);
	ru_buf_init(&b, ru_alloc_default(), 0);
	for (int i = 0; i < 2000; i++)
		ru_buf_print(&text, "<p>word %d", i * 7919 % 2000);
	reading->limits.page_bytes = 300;
	reading->limits.unpack_free = 1 << 20;
	pack_deflate(&b, ru_buf_str(&text), 31);
	b.len -= 40;
	check_body(reading, HTML "Content-Encoding: gzip\r\n", ru_buf_str(&b), "! too_large ");
	ru_buf_clear(&b);
	pack_zstd(&b, ru_buf_str(&text));
	b.len -= 2; /* the checksum */
	check_body(reading, HTML "Content-Encoding: zstd\r\n", ru_buf_str(&b), "! too_large ");
	ru_buf_clear(&b);
	ru_buf_put(&b, RU_S("1000\r\n")); /* a chunk of 4096 bytes, of which 500 are there */
	ru_buf_put(&b, ru_str_cut(ru_buf_str(&text), 0, 500));
	check_body(reading, HTML "Transfer-Encoding: chunked\r\n", ru_buf_str(&b), "! too_large ");
	ru_buf_release(&text);
	ru_buf_release(&b);
}

static void heads_may_be_odd(void **state)
{
	reading_check(*state, "w",
	              RU_S("WARC/1.0\nwarc-type:resource\nContent-Type: text/html\nX-Folded: a\n b\n"
	                   "CONTENT-LENGTH:  4 \n\n<p>aWARC/1.0\nWARC-Type: resource\nContent-Type: text/html\n"
	                   "Content-Length: 4\n\n<p>b\n"),
	              "html w#1 [<p>a]\nhtml w#2 [<p>b]\n");
	reading_check(*state, "w", RU_S("WARC/1.0\r\nno fields"), "! damaged 0-19\n");
	reading_check(*state, "w", RU_S("WARC/1.0\r\nContent-Length: x\r\n\r\n"), "! damaged 0-31\n");
}

static void a_wrong_length_is_mended(void **state)
{
	static const char *const lengths[] = {"9", "999", "99999999999", "18446744073709551615"};
	struct reading *reading = *state;
	struct ru_buf w;

	ru_buf_init(&w, ru_alloc_default(), 0);
	for (size_t i = 0; i < 4; i++) {
		ru_buf_clear(&w);
		ru_buf_print(&w,
		             "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: %s\r\n\r\n"
		             "<p>a\r\n\r\n",
		             lengths[i]);
		put_record(&w, "resource", "b", "text/html", RU_S("<p>b"));
		put_record(&w, "resource", "c", "text/html", RU_S("<p>c"));
		reading_run(reading, "w", ru_buf_str(&w));
		assert_true(reading_has(reading, RU_S("<p>b")) && reading_has(reading, RU_S("<p>c")));
		assert_true(reading_has(reading, RU_S("<p>a")) == (i < 2));
		assert_true(reading->faults == 1);
	}
	ru_buf_release(&w);
}

static void large_records_are_read_over(void **state)
{
	struct reading *reading = *state;
	struct ru_buf w, body;

	ru_buf_init(&w, ru_alloc_default(), 0);
	ru_buf_init(&body, ru_alloc_default(), 0);
	for (int i = 0; i < 400000; i++)
		ru_buf_putc(&body, 'x');
	reading->limits.page_bytes = 1000;
	put_record(&w, "resource", "a", "text/html", ru_buf_str(&body));
	put_record(&w, "resource", "i", "image/png", ru_buf_str(&body));
	put_record(&w, "resource", "b", "text/html", RU_S("<p>b"));
	put_record(&w, "resource", "c", "text/html", ru_str_cut(ru_buf_str(&body), 0, 1001));
	reading_run(reading, "w", ru_buf_str(&w));
	assert_true(reading_has(reading, RU_S("<p>b")) && reading->pages == 1 && reading->faults == 2);
	ru_buf_release(&w);
	ru_buf_release(&body);
}

/* ---- damage ---- */

enum { RECORDS = 5 };

struct archive {
	struct ru_buf bytes;
	size_t ends[RECORDS]; /* where each record ends in the file */
	struct ru_buf page[RECORDS];
};

static void make_archive(struct archive *archive, enum packed packed)
{
	struct ru_buf record, all;

	ru_buf_init(&record, ru_alloc_default(), 0);
	ru_buf_init(&all, ru_alloc_default(), 0);
	ru_buf_init(&archive->bytes, ru_alloc_default(), 0);
	for (unsigned i = 0; i < RECORDS; i++) {
		char id[] = {(char)('a' + i), '\0'};

		ru_buf_init(&archive->page[i], ru_alloc_default(), 0);
		ru_buf_print(&archive->page[i], "<html><p>page %u of the archive, number %u", i, i * 7919);
		ru_buf_clear(&record);
		put_response(&record, id, "Content-Type: text/html\r\n", ru_buf_str(&archive->page[i]));
		if (packed == PLAIN)
			ru_buf_put(&archive->bytes, ru_buf_str(&record));
		else if (packed == GZIP)
			pack_deflate(&archive->bytes, ru_buf_str(&record), 31);
		else if (packed == ZSTD)
			pack_zstd(&archive->bytes, ru_buf_str(&record));
		else
			ru_buf_put(&all, ru_buf_str(&record));
		archive->ends[i] = archive->bytes.len;
	}
	if (packed == GZIP_WHOLE)
		pack_deflate(&archive->bytes, ru_buf_str(&all), 31);
	ru_buf_release(&record);
	ru_buf_release(&all);
}

static void release_archive(struct archive *archive)
{
	ru_buf_release(&archive->bytes);
	for (int i = 0; i < RECORDS; i++)
		ru_buf_release(&archive->page[i]);
}

static bool has_page(const struct reading *reading, const struct archive *archive, int i)
{
	return reading_has(reading, ru_buf_str(&archive->page[i]));
}

static void a_cut_loses_no_record_before_it(void **state)
{
	struct reading *reading = *state;
	struct archive archive;

	for (int packed = PLAIN; packed < PACKINGS; packed++) {
		unsigned before = 0;

		make_archive(&archive, (enum packed)packed);
		for (size_t cut = 1; cut < archive.bytes.len; cut++) {
			reading_run(reading, "w", ru_str_cut(ru_buf_str(&archive.bytes), 0, cut));
			for (int i = 0; packed != GZIP_WHOLE && i < RECORDS; i++) {
				if (archive.ends[i] <= cut)
					assert_true(has_page(reading, &archive, i));
			}
			/* of one long member the pages come one by one, and a page cut is given as far as it goes */
			assert_true(reading->pages >= before || reading->pages + 1 >= before);
			before = reading->pages;
		}
		reading_run(reading, "w", ru_buf_str(&archive.bytes));
		assert_true(reading->pages == RECORDS && reading->faults == 0);
		release_archive(&archive);
	}
}

static void a_cut_record_is_told_and_its_part_given(void **state)
{
	struct reading *reading = *state;
	struct archive archive;

	make_archive(&archive, GZIP);
	reading->messages = true;
	reading_run(reading, "w", ru_str_cut(ru_buf_str(&archive.bytes), 0, archive.bytes.len - 9));
	assert_non_null(strstr(reading->log.ptr, ": record 5 is cut: it is cut short\n"));
	assert_int_equal(reading->pages, 5);
	assert_int_equal(reading->faults, 1);
	release_archive(&archive);
}

static void a_changed_byte_loses_no_other_record(void **state)
{
	static const unsigned char changes[] = {0x01, 0x80, 0xFF, 0x20};
	struct reading *reading = *state;
	struct archive archive;

	for (int packed = PLAIN; packed < PACKINGS; packed++) {
		make_archive(&archive, (enum packed)packed);
		for (size_t at = 0; at < archive.bytes.len; at++) {
			for (size_t c = 0; c < sizeof changes; c++) {
				archive.bytes.ptr[at] = (char)(archive.bytes.ptr[at] ^ (char)changes[c]);
				reading_run(reading, "w.warc", ru_buf_str(&archive.bytes));
				archive.bytes.ptr[at] = (char)(archive.bytes.ptr[at] ^ (char)changes[c]);
				/* the first bytes say what the file is */
				if (packed == GZIP_WHOLE || at < 10)
					continue;
				for (int i = 0; i < RECORDS; i++) {
					bool hit = at < archive.ends[i] && (i == 0 || at >= archive.ends[i - 1]);
					if (!hit && !has_page(reading, &archive, i))
						fail_msg("packing %d: byte %zu changed by %#x loses page %d: %s",
						         packed, at, changes[c], i, reading->log.ptr);
				}
			}
		}
		release_archive(&archive);
	}
}

static void damage_is_told_with_its_member(void **state)
{
	struct reading *reading = *state;
	struct archive archive;
	char expected[64];

	make_archive(&archive, GZIP);
	archive.bytes.ptr[archive.ends[2] - 6] ^= 1; /* the checksum of the third */
	reading_run(reading, "w", ru_buf_str(&archive.bytes));
	snprintf(expected, sizeof expected, "! damaged %zu-%zu\n", archive.ends[1], archive.ends[2]);
	assert_non_null(strstr(reading->log.ptr, expected));
	assert_int_equal(reading->pages, RECORDS - 1);
	assert_int_equal(reading->faults, 1);
	release_archive(&archive);
}

/* A damaged type loses no page without a word; somebody's own type is a remark. */
static void a_type_that_nobody_knows_is_told(void **state)
{
	struct ru_str response = RU_S("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a");
	struct reading *reading = *state;
	struct ru_buf w;

	ru_buf_init(&w, ru_alloc_default(), 0);
	put_record(&w, "rezponse", "a", "application/http; msgtype=response", response);
	put_record(&w, "response", "b", "application.http", response);
	put_record(&w, "own", "c", "text/x-own", RU_S("<p>c"));
	reading->messages = true;
	reading_run(reading, "w", ru_buf_str(&w));
	assert_non_null(strstr(reading->log.ptr, "html a [<p>a]"));
	assert_non_null(strstr(reading->log.ptr, "html b [<p>a]"));
	assert_non_null(strstr(reading->log.ptr, "! damaged "));
	assert_non_null(strstr(reading->log.ptr, "record 1 is of no known type"));
	assert_non_null(strstr(reading->log.ptr, "record 3 is of no known type"));
	assert_int_equal(reading->faults, 1);
	reading_check(*state, "w", RU_S("WARC/1.0\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>b\r\n\r\n"),
	              "! damaged 0-60: record 1 is of no known type\n");
	ru_buf_release(&w);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(records_become_pages),
	    TEST(a_damaged_type_is_read_by_its_bytes),
	    TEST(codings_are_undone),
	    TEST(codings_that_cannot_be_undone_are_named),
	    TEST(a_cut_body_is_no_larger_than_a_page),
	    TEST(heads_may_be_odd),
	    TEST(a_wrong_length_is_mended),
	    TEST(large_records_are_read_over),
	    TEST(a_cut_loses_no_record_before_it),
	    TEST(a_cut_record_is_told_and_its_part_given),
	    TEST(a_changed_byte_loses_no_other_record),
	    TEST(damage_is_told_with_its_member),
	    TEST(a_type_that_nobody_knows_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
