/* SPDX-License-Identifier: Apache-2.0 */
/* Hostile pages: linear growth, sound spans on every cut and on random bytes, memory that runs out. */
#include "check_article.h"
#include "packs.h"

#include "../support/alloc_fail.h"
#include "../support/growth.h"

static const struct growth_family families[] = {
    {"harmless paragraphs", "<h1>Air naik di hulu</h1>", "<p>Air sungai naik sejak pagi, kata warga di hulu.</p>\n",
     ""},
    {"nested div", "", "<div>", ""},
    {"nested div with text", "", "<div>Air naik, kata warga di hulu sungai itu. ", ""},
    {"formatting", "", "<b><i><a>", ""},
    {"links", "", "<a href=/x>x</a>", ""},
    {"class names", "<p class='", "ad-x% ", "'>x"},
    {"elements with classes", "", "<p class='post-%'>x</p>", ""},
    {"one long line", "<p>", "air ", ""},
    {"digits", "", "1234567890", ""},
    {"breaks", "<p>", "x<br>", ""},
    {"one long word", "", "x", ""},
    {"see also", "", "<p>Baca juga: %</p>", ""},
    {"sections", "", "<h3>Berita Terkait</h3><p>Air naik.</p>", ""},
    {"table cells", "<table>", "<td>x", ""},
    {"nested tables", "", "<table><tr><td>Air naik, kata warga di hulu sungai itu pada hari Rabu.", ""},
    {"list items", "<ul>", "<li>Air naik", ""},
    {"JSON of open arrays", "<script type='application/ld+json'>", "[", "</script>"},
    {"JSON of authors", "<script type='application/ld+json'>{\"author\":[", "{\"name\":\"A %\"},", "</script>"},
    {"JSON of escapes", "<script type='application/ld+json'>{\"author\":\"", "\\\\", "\"}</script>"},
    {"meta", "", "<meta property=og:title content='Air %'>", ""},
    {"title of separators", "<title>", "a - ", "</title><h1>a</h1>"},
    {"brackets", "<p>Air naik. ", "(", "</p>"},
    {"dashes", "<p>", "KOTA - ", "</p>"},
    {"quotation marks", "<p>", "&ldquo;", "</p>"},
    {"times", "<h1>Air</h1>", "<time datetime=2023-01-02>2 Jan</time>", ""},
    {"authors", "<h1>Air</h1>", "<p class=author>Oleh Sari Lestari dan Umar Said</p>", ""},
    {"credits", "", "<p>Sumber: Kabar Hulu</p>", ""},
    {"white space", "<p>", " \n\t", "x"},
    {"titles and headings", "", "<meta property=og:title content='Air naik di hulu sungai %'><h1>Air naik %</h1>", ""},
    {"sign-offs", "<p>Air sungai naik sejak pagi, kata warga di hulu sungai itu pada hari Rabu.</p>",
     "<p>(ABC/DEF)</p>", ""},
    {"cards", "",
     "<div><a href=/x>Air naik di hulu</a><p>Air sungai naik sejak pagi, kata warga di hulu sungai.</p></div>", ""},
    {"boxes of links in a paragraph", "<p>Air naik. ",
     "<span><a href=/x>Air</a><a href=/y>naik</a><a href=/z>lagi</a></span> di hulu ", ""},
    {"nested spans", "<p>Air naik. ", "<span>", ""},
    {"rules", "<h1>Air naik di hulu</h1>", "<hr><p>Air naik</p>", ""},
    {"hidden", "", "<div style='display:none'>Air naik, kata warga.</div>", ""},
    {"captions", "", "<figure><figcaption>Air (Foto: X)</figcaption></figure>", ""},
};

static const struct growth_family plain_families[] = {
    {"lines", "Judul\n\n", "Air sungai naik sejak pagi, kata warga.\n", ""},
    {"blank lines", "", "\n", ""},
    {"one long line", "", "air ", ""},
    {"wrapped lines", "", "Air sungai naik sejak pagi, kata warga di hulu sungai itu,\n", "\n\nx"},
    {"see also", "", "Baca juga: Air naik\n", ""},
    {"hosts", "", "kabar.example\n", ""},
};

static struct ru_packs *packs;

static int start(void **state)
{
	int status = open_packs(state);

	packs = *state;
	return status;
}

static int read_with(struct ru_str input, enum ru_page_kind kind, const struct ru_limits *limits,
                     const struct ru_alloc *al, const char **fault)
{
	struct ru_article_options options = {packs, limits, al, NULL};
	struct ru_raw_page page = {.kind = kind, .bytes = input};
	struct ru_article article;
	struct ru_arena arena;
	int status;

	page.id = RU_S("page");
	ru_arena_init(&arena, al);
	status = ru_article_read(&article, &page, &options, &arena, NULL);
	*fault = status == 0 ? check_article(&article, &page) : NULL;
	ru_arena_release(&arena);
	return status;
}

static void run_kind(struct ru_str input, const struct ru_alloc *al, void *ctx)
{
	const enum ru_page_kind *kind = ctx;
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	const char *fault;

	assert_int_equal(read_with(input, *kind, &limits, al, &fault), 0);
	if (fault != NULL)
		fail_msg("%.60s...: %s", input.ptr, fault);
}

static void hostile_pages_grow_no_faster_than_their_bytes(void **state)
{
	enum ru_page_kind kind = RU_PAGE_HTML;

	(void)state;
	growth_check(families, sizeof(families) / sizeof(families[0]), 1 << 15, run_kind, &kind);
	kind = RU_PAGE_PLAIN;
	growth_check(plain_families, sizeof(plain_families) / sizeof(plain_families[0]), 1 << 15, run_kind, &kind);
}

static const char sample[] =
    "<!DOCTYPE html><html lang=id><head><meta charset=utf-8><title>Air Naik di Hulu &amp; Hilir | Kabar Hulu</title>"
    "<meta property=\"article:published_time\" content=\"2023-05-04T08:00:00+07:00\">"
    "<script type=\"application/ld+json\">{\"author\":{\"name\":\"Sari "
    "\\u0041yu\"},\"isBasedOn\":\"https://a.example/x\"}</script>"
    "</head><body><nav><a href=\"/\">Kabar Hulu</a></nav><article><h1>Air Naik di Hulu &amp; Hilir</h1>"
    "<div class=meta>Oleh Sari Ayu, Kamis 4 Mei 2023 08.00 WIB</div>"
    "<p><b>HULU (Pelita) -</b> Air sungai naik sejak pagi&hellip; kata warga di hulu sungai itu pada hari Rabu.</p>"
    "<p>&ldquo;Kami mengungsi ke balai desa,&rdquo; kata Lurah \xC3\x89mil kepada wartawan yang datang.</p>"
    "<p>Baca juga: <a href=/b>Banjir lama</a></p><p>Hujan belum berhenti sampai malam di seluruh kecamatan itu. "
    "(plt/sa)</p>"
    "</article><footer>&copy; Kabar Hulu</footer></body></html>";

static const struct ru_str sample_page = {sample, sizeof(sample) - 1};

static void a_page_cut_at_every_byte_has_sound_spans(void **state)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;

	(void)state;
	for (size_t end = 0; end < sizeof(sample); end++) {
		const char *fault;

		assert_int_equal(
		    read_with((struct ru_str){sample, end}, RU_PAGE_HTML, &limits, ru_alloc_default(), &fault), 0);
		if (fault != NULL)
			fail_msg("cut at %zu: %s", end, fault);
		assert_int_equal(
		    read_with((struct ru_str){sample, end}, RU_PAGE_PLAIN, &limits, ru_alloc_default(), &fault), 0);
		if (fault != NULL)
			fail_msg("as plain text cut at %zu: %s", end, fault);
	}
}

/* Bytes changed, doubled and left out at random; a fixed sequence (xorshift). */
static void a_damaged_page_has_sound_spans(void **state)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	uint32_t x = 2463534242u;
	char bytes[sizeof(sample)];

	(void)state;
	for (int round = 0; round < 400; round++) {
		const char *fault;

		memcpy(bytes, sample, sizeof(sample));
		for (int change = 0; change < 12; change++) {
			x ^= x << 13;
			x ^= x >> 17;
			x ^= x << 5;
			bytes[x % (sizeof(sample) - 1)] = (x & 1) != 0 ? (char)(x >> 8) : "<>&;\"'/= "[(x >> 8) % 9];
		}
		assert_int_equal(read_with((struct ru_str){bytes, sizeof(sample) - 1}, RU_PAGE_HTML, &limits,
		                           ru_alloc_default(), &fault),
		                 0);
		if (fault != NULL)
			fail_msg("round %d: %s", round, fault);
	}
}

static void caps_are_notices(void **state)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	const char *fault;

	(void)state;
	limits.blocks = 3;
	limits.links = 1;
	limits.notices = 2;
	limits.html_nodes = 40;
	assert_int_equal(read_with(sample_page, RU_PAGE_HTML, &limits, ru_alloc_default(), &fault), 0);
	assert_null(fault);
	assert_int_equal(read_with(RU_S("a\n\nb\n\nc\n\nd\n\ne"), RU_PAGE_PLAIN, &limits, ru_alloc_default(), &fault),
	                 0);
	assert_null(fault);
}

static void running_out_of_memory_is_told_and_leaks_nothing(void **state)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;

	(void)state;
	for (size_t n = 0;; n++) {
		struct alloc_fail f;
		const char *fault;
		int status;

		alloc_fail_init(&f, n);
		status = read_with(sample_page, RU_PAGE_HTML, &limits, &f.al, &fault);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hostile_pages_grow_no_faster_than_their_bytes),
	    cmocka_unit_test(a_page_cut_at_every_byte_has_sound_spans),
	    cmocka_unit_test(a_damaged_page_has_sound_spans),
	    cmocka_unit_test(caps_are_notices),
	    cmocka_unit_test(running_out_of_memory_is_told_and_leaks_nothing),
	};

	return cmocka_run_group_tests(tests, start, close_packs);
}
