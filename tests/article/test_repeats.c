/* SPDX-License-Identifier: Apache-2.0 */
/* Lines that a site repeats: how sites, lines and pages are told apart, and what a page does with such lines. */
#include "article/repeats.h"

#include "check_article.h"
#include "packs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define SITE RU_S("https://kabar-ranu.example/a")

static const char html[] =
    "<h1>Jembatan Lirang dibuka kembali</h1><div class=isi>"
    "<p>KABAR RANU - Jembatan yang menghubungkan dua desa itu kembali dibuka untuk warga pada Senin pagi, kata kepala "
    "dinas.</p>"
    "<p>Kabar dari kota ini terbit setiap pagi bagi warga yang mengikuti perkembangan desa dan kecamatan di "
    "sekitarnya.</p>"
    "<h3>Perbaikan</h3>"
    "<p>Perbaikan memakan waktu dua bulan dan menelan biaya yang tidak sedikit, ujarnya kepada warga desa.</p></div>";
#define LEAD                                                                                                           \
	"KABAR RANU - Jembatan yang menghubungkan dua desa itu kembali dibuka untuk warga pada Senin pagi, kata "      \
	"kepala "                                                                                                      \
	"dinas."
#define PROMPT                                                                                                         \
	"Kabar dari kota ini terbit setiap pagi bagi warga yang mengikuti perkembangan desa dan kecamatan di "         \
	"sekitarnya."
#define REST "Perbaikan memakan waktu dua bulan dan menelan biaya yang tidak sedikit, ujarnya kepada warga desa."
#define HEADLINE "Jembatan Lirang dibuka kembali"

static uint64_t site_of(const char *url) { return ru_repeats_site(ru_str_from(url), (struct ru_str){NULL, 0}); }

static void hosts_of_one_domain_are_one_site(void **state)
{
	(void)state;
	assert_true(site_of("https://www.ranu.example/a") == site_of("http://m.Ranu.Example:80/b?c"));
	assert_true(site_of("https://a.b.ranu.example/") == site_of("https://ranu.example/"));
	assert_true(site_of("https://kota.ranu.co.id/") == site_of("https://www.ranu.co.id/"));
	assert_false(site_of("https://ranu.co.id/") == site_of("https://lirang.co.id/"));
	assert_false(site_of("https://ranu.example/") == site_of("https://lirang.example/"));
	assert_true(site_of("") == 0 && site_of("halaman.html") == 0 && site_of("http://") == 0);
	assert_true(ru_repeats_site((struct ru_str){NULL, 0}, SITE) == site_of("//www.kabar-ranu.example"));
}

static void blanks_do_not_tell_lines_apart(void **state)
{
	(void)state;
	assert_true(ru_repeats_line(9, RU_S("Baca  juga")) == ru_repeats_line(9, RU_S(" Baca\n juga ")));
	assert_false(ru_repeats_line(9, RU_S("Baca juga")) == ru_repeats_line(9, RU_S("Bacajuga")));
	assert_false(ru_repeats_line(9, RU_S("Baca juga")) == ru_repeats_line(8, RU_S("Baca juga")));
	assert_true(ru_repeats_line(9, RU_S("12 - 34 |")) == 0 && ru_repeats_line(9, RU_S("")) == 0);
	assert_true((ru_repeats_line(9, RU_S("Baca")) & RU_REPEATS_LOW) == 0);
}

static void parts_of_an_article_are_one_page(void **state)
{
	struct ru_str text = RU_S("x"), none = {NULL, 0};

	(void)state;
	assert_true(ru_repeats_page(RU_S("Tiga jalan ditutup (2)"), text) ==
	            ru_repeats_page(RU_S("tiga jalan ditutup"), RU_S("y")));
	assert_false(ru_repeats_page(RU_S("Tiga jalan"), text) == ru_repeats_page(RU_S("Dua jalan"), text));
	assert_false(ru_repeats_page(none, text) == ru_repeats_page(RU_S("7"), RU_S("y")));
}

/* Clean text of the page where one line is known to repeat. */
static void assert_left(struct ru_packs *packs, const char *line, enum ru_repeated how, const char *wanted,
                        const char *url)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	uint64_t sum = ru_repeats_line(ru_repeats_site(SITE, SITE), ru_str_from(line)) | how;
	struct ru_repeats repeats = {&sum, 1};
	struct ru_article_options options = {packs, &limits, ru_alloc_default(), &repeats};
	struct ru_raw_page page = {.kind = RU_PAGE_HTML, .bytes = {html, sizeof(html) - 1}, .url = ru_str_from(url)};
	struct ru_article article;
	struct ru_arena arena;

	page.id = RU_S("page");
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_article_read(&article, &page, &options, &arena, NULL), 0);
	assert_true(ru_str_eq(article.clean, ru_str_from(wanted)));
	assert_true(ru_str_eq(article.title, RU_S(HEADLINE)));
	ru_arena_release(&arena);
}

static void only_what_is_sure_leaves_the_text(void **state)
{
	static const char url[] = "https://m.kabar-ranu.example/b", all[] = LEAD "\n\n" PROMPT "\n\nPerbaikan\n\n" REST,
	                  without[] = LEAD "\n\nPerbaikan\n\n" REST, headless[] = LEAD "\n\n" PROMPT "\n\n" REST;

	assert_left(*state, PROMPT, RU_REPEATED_ALWAYS, without, url);
	assert_left(*state, PROMPT, RU_REPEATED_MOST, without, url);
	assert_left(*state, PROMPT, RU_REPEATED_ONCE, all, url);
	assert_left(*state, PROMPT, RU_REPEATED_NOT, all, url);
	assert_left(*state, PROMPT, RU_REPEATED_ALWAYS, all, "https://kabar-lirang.example/b");
	assert_left(*state, PROMPT, RU_REPEATED_ALWAYS, all, "");
	assert_left(*state, "Perbaikan", RU_REPEATED_ONCE, headless, url);
	assert_left(*state, HEADLINE, RU_REPEATED_ALWAYS, all, url);
	/* the first sentence stands below links to the article, too */
	assert_left(*state, LEAD, RU_REPEATED_MOST, all, url);
}

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void some_sentence_is_always_left(void **state)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	uint64_t site = ru_repeats_site(SITE, SITE);
	uint64_t sums[] = {ru_repeats_line(site, RU_S(LEAD)) | RU_REPEATED_ALWAYS,
	                   ru_repeats_line(site, RU_S(PROMPT)) | RU_REPEATED_ALWAYS,
	                   ru_repeats_line(site, RU_S(REST)) | RU_REPEATED_ALWAYS};
	struct ru_repeats repeats = {sums, 3};
	struct ru_article_options options = {*state, &limits, ru_alloc_default(), &repeats};
	struct ru_raw_page page = {.kind = RU_PAGE_HTML, .bytes = {html, sizeof(html) - 1}};
	struct ru_article article;
	struct ru_arena arena;

	page.id = RU_S("page");
	page.url = SITE;
	qsort(sums, 3, sizeof(*sums), compare);
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_article_read(&article, &page, &options, &arena, NULL), 0);
	assert_true(article.clean.len > sizeof(LEAD));
	ru_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hosts_of_one_domain_are_one_site), cmocka_unit_test(blanks_do_not_tell_lines_apart),
	    cmocka_unit_test(parts_of_an_article_are_one_page), cmocka_unit_test(only_what_is_sure_leaves_the_text),
	    cmocka_unit_test(some_sentence_is_always_left)};

	return cmocka_run_group_tests(tests, open_packs, close_packs);
}
