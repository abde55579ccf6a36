/* SPDX-License-Identifier: Apache-2.0 */
/* Hostile bytes through everything, by runut.h alone: each is read and traced beside a harmless twin, comes out as
 * JSON, and takes no more than linear time and memory. An example page is cut at every place.
 *
 * usage: test_hostile FOLDER */
#include <runut.h>

#include "support/growth.h"

#include <stdio.h>

enum { BYTES = 48 << 10, PAGE_MOST = 1 << 17, CUT_FACTS = 7, CUT_TRACE = 97 };

static const char *folder;

struct json {
	size_t len;
	int deep; /* open brackets outside strings */
	bool quoted, escaped;
};

/* Is it one JSON value a record? Brackets and strings must close. */
static int scan(void *user, const char *bytes, size_t len)
{
	struct json *json = user;

	json->len += len;
	for (size_t i = 0; i < len; i++) {
		char c = bytes[i];

		if (json->escaped) {
			json->escaped = false;
		} else if (json->quoted) {
			json->escaped = c == '\\';
			json->quoted = c != '"';
			assert_true((unsigned char)c >= 0x20);
		} else {
			json->quoted = c == '"';
			json->deep += (c == '{' || c == '[') - (c == '}' || c == ']');
			assert_true(json->deep >= 0);
		}
	}
	return 0;
}

static void check_json(const struct json *json)
{
	assert_true(json->len > 2);
	assert_int_equal(json->deep, 0);
	assert_false(json->quoted);
}

static runut_page *read_page(runut_run *run, enum runut_kind kind, const char *id, struct ru_str bytes)
{
	runut_source source = {.kind = kind, .id = {id, strlen(id)}, .bytes = {bytes.ptr, bytes.len}};
	runut_page *page = NULL;

	assert_int_equal(runut_page_new(&page, run, &source, RUNUT_STAGE_FACTS, NULL), 0);
	return page;
}

static void write_facts(const runut_page *page)
{
	struct json json = {.len = 0};

	assert_int_equal(runut_page_write(page, RUNUT_RECORD_FACTS, NULL, scan, &json, NULL), 0);
	check_json(&json);
}

/* The hostile page beside a harmless one. */
static void trace_beside(runut_run *run, runut_page *page)
{
	static const char twin[] = "<h1>Harga cabai di Kota Lembayung naik</h1>\n<p>Lembayung - Harga cabai naik 12 "
	                           "persen pada 3 Mei 2024, kata "
	                           "Kepala Dinas Pasar Suryo Wiratama kepada wartawan.</p>\n<p>\"Pasokan datang "
	                           "terlambat,\" ujar Suryo.</p>\n";
	struct json json = {.len = 0};
	runut_pile *pile = NULL;

	assert_int_equal(runut_pile_new(&pile, run, NULL), 0);
	assert_int_equal(runut_pile_add(pile, page, NULL), 0);
	assert_int_equal(runut_pile_add(pile, read_page(run, RUNUT_HTML, "twin", ru_str_from(twin)), NULL), 0);
	assert_int_equal(runut_pile_find(pile, RUNUT_TRACE, NULL), 0);
	assert_int_equal(runut_pile_write(pile, RUNUT_TRACE, NULL, scan, &json, NULL), 0);
	check_json(&json);
	runut_pile_free(pile);
}

struct session {
	enum runut_kind kind;
};

static void read_and_trace(struct ru_str input, const struct ru_alloc *al, void *user)
{
	const struct session *session = user;
	runut_allocator allocator = {al->alloc, al->realloc, al->free, al->user};
	runut_options options = {.allocator = &allocator};
	runut_ctx *ctx = NULL;
	runut_run *run = NULL;

	assert_int_equal(runut_ctx_new(&ctx, &options, NULL), 0);
	assert_int_equal(runut_run_new(&run, ctx, NULL, NULL), 0);
	runut_page *page = read_page(run, session->kind, "hostile", input);
	write_facts(page);
	trace_beside(run, page);
	runut_run_free(run);
	runut_ctx_free(ctx);
}

static void hostile_html_takes_linear_work(void **state)
{
	static const struct growth_family families[] = {
	    {"nested div", "", "<div>", "teks"},
	    {"unclosed inline tags", "", "<b><i><a>", "teks"},
	    {"one tag of many attributes", "<p ", "a%=1 ", ">teks</p>"},
	    {"paragraphs of one letter", "", "<p>a", ""},
	    {"comments that never close", "", "<!--", ""},
	    {"links", "", "<a href=https://a%.example/b>Kabar %</a> ", ""},
	    {"tables in tables", "", "<table><tr><td>", ""},
	    {"meta", "", "<meta property=article:published_time content=2024-05-03T10:00>", "<p>teks"},
	    {"JSON-LD brackets", "<script type=application/ld+json>", "[{\"a\":", "</script>"},
	};
	struct session session = {RUNUT_HTML};

	(void)state;
	growth_check(families, sizeof(families) / sizeof(*families), BYTES, read_and_trace, &session);
}

static void hostile_text_takes_linear_work(void **state)
{
	static const struct growth_family families[] = {
	    {"digits", "", "7", ""},
	    {"one word", "", "a", ""},
	    {"quotation marks", "", "\"", ""},
	    {"opening quotation marks", "", "\xE2\x80\x9C", ""},
	    {"brackets", "", "(", ""},
	    {"commas between digits", "", "1,", ""},
	    {"capital words", "", "Kata% ", ""},
	    {"names in a row", "", "Wira Suta%, ", ""},
	    {"one line", "", "harga beras di pasar naik lagi ", ""},
	    {"dates", "", "3 Mei 2024 ", ""},
	    {"amounts", "", "Rp %.000 ", ""},
	    {"reported words", "", "\"Naik,\" kata Wira. ", ""},
	    {"relays", "", "kata Wira kepada Suta, dikutip dari Harian Rawa, ", ""},
	    {"zero bytes", "", "\xEF\xBF\xBD ", ""},
	    {"combining marks", "e", "\xCC\x81", ""},
	    {"line breaks", "", "\n", "teks"},
	    {"paragraphs", "", "Kata%\n\n", ""},
	};
	struct session session = {RUNUT_PLAIN};

	(void)state;
	growth_check(families, sizeof(families) / sizeof(*families), BYTES, read_and_trace, &session);
}

/* Bytes without a pattern, always the same. */
static void random_bytes_and_wide_text_are_pages(void **state)
{
	static const enum runut_kind kinds[] = {RUNUT_HTML, RUNUT_PLAIN, RUNUT_ARTICLE};
	struct ru_buf buf;
	uint64_t seed = 1;

	(void)state;
	ru_buf_init(&buf, ru_alloc_default(), 0);
	for (int wide = 0; wide < 2; wide++) {
		ru_buf_clear(&buf);
		if (wide)
			ru_buf_put(&buf, RU_S("\xFF\xFE"));
		for (size_t i = 0; i < 8 * (size_t)BYTES; i++) {
			seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			if (wide && i % 2 == 1)
				ru_buf_putc(&buf, '\0');
			else
				ru_buf_putc(&buf, wide ? (char)('a' + (seed >> 60)) : (char)(seed >> 56));
		}
		assert_int_equal(ru_buf_status(&buf), 0);
		for (size_t k = 0; k < 3; k++) {
			struct session session = {kinds[k]};

			read_and_trace(ru_buf_str(&buf), ru_alloc_default(), &session);
		}
	}
	ru_buf_release(&buf);
}

static void a_page_may_end_anywhere(void **state)
{
	static char page[PAGE_MOST];
	char path[512];
	runut_ctx *ctx = NULL;
	runut_run *run = NULL;

	(void)state;
	snprintf(path, sizeof path, "%s/%s", folder, "08-serune-pos.html");
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	size_t len = fread(page, 1, sizeof page, file);
	fclose(file);
	assert_true(len > 1000);
	assert_int_equal(runut_ctx_new(&ctx, NULL, NULL), 0);
	assert_int_equal(runut_run_new(&run, ctx, NULL, NULL), 0);
	for (size_t cut = 0; cut < len; cut++) {
		if (cut % CUT_FACTS != 0 && cut % CUT_TRACE != 0)
			continue;
		/* a copy of just that size: reading behind its end is seen by the sanitizer */
		char *bytes = malloc(cut + 1);
		assert_non_null(bytes);
		memcpy(bytes, page, cut);
		runut_page *got = read_page(run, RUNUT_HTML, "cut", (struct ru_str){bytes, cut});
		free(bytes);
		write_facts(got);
		if (cut % CUT_TRACE == 0)
			trace_beside(run, got);
		else
			runut_page_free(got);
	}
	runut_run_free(run);
	runut_ctx_free(ctx);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hostile_html_takes_linear_work),
	    cmocka_unit_test(hostile_text_takes_linear_work),
	    cmocka_unit_test(random_bytes_and_wide_text_are_pages),
	    cmocka_unit_test(a_page_may_end_anywhere),
	};

	if (argc < 2)
		return 1;
	folder = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
