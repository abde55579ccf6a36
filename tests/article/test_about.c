/* SPDX-License-Identifier: Apache-2.0 */
/* What a page says about itself, on hostile input: linear growth beside harmless twins, and memory that runs out on
 * five pages of cases/. */
#include "about_families.h"
#include "check_article.h"
#include "packs.h"

#include "../support/alloc_fail.h"
#include "../support/growth.h"
#include "base/file.h"

static struct ru_packs *packs;

static int start(void **state)
{
	int status = open_packs(state);

	packs = *state;
	return status;
}

static int read_with(struct ru_str input, const struct ru_alloc *al, const char **fault)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {packs, &limits, al, NULL};
	struct ru_raw_page page = {.kind = RU_PAGE_HTML, .bytes = input, .id = RU_S("page")};
	struct ru_article article;
	struct ru_arena arena;
	int status;

	ru_arena_init(&arena, al);
	status = ru_article_read(&article, &page, &options, &arena, NULL);
	*fault = status == 0 ? check_article(&article, &page) : NULL;
	ru_arena_release(&arena);
	return status;
}

static void run(struct ru_str input, const struct ru_alloc *al, void *ctx)
{
	const char *fault;

	(void)ctx;
	assert_int_equal(read_with(input, al, &fault), 0);
	if (fault != NULL)
		fail_msg("%.60s...: %s", input.ptr, fault);
}

static void readers_grow_no_faster_than_the_page(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(about_pairs) / sizeof(about_pairs[0]); i++) {
		growth_check(&about_pairs[i].hostile, 1, 1 << 15, run, NULL);
		growth_check(&about_pairs[i].harmless, 1, 1 << 15, run, NULL);
	}
}

static void hostile_pages_need_little_more_memory_than_their_twins(void **state)
{
	enum { BYTES = 1 << 17, TIMES = 8 };
	struct ru_buf input;
	size_t hostile, harmless;

	(void)state;
	ru_buf_init(&input, ru_alloc_default(), 0);
	for (size_t i = 0; i < sizeof(about_pairs) / sizeof(about_pairs[0]); i++) {
		assert_int_equal(growth_make(&input, &about_pairs[i].hostile, BYTES), RU_OK);
		growth_measure(ru_buf_str(&input), run, NULL, &hostile);
		assert_int_equal(growth_make(&input, &about_pairs[i].harmless, BYTES), RU_OK);
		growth_measure(ru_buf_str(&input), run, NULL, &harmless);
		if (hostile > TIMES * harmless)
			fail_msg("%s: %zu bytes of memory, its twin %zu", about_pairs[i].hostile.name, hostile,
			         harmless);
	}
	ru_buf_release(&input);
}

/* Every allocation that reading the page makes fails once, and all after it. */
static void fail_each(struct ru_str input)
{
	for (size_t n = 0;; n++) {
		struct alloc_fail f;
		const char *fault;
		int status;

		alloc_fail_init(&f, n);
		status = read_with(input, &f.al, &fault);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, 0);
			assert_null(fault);
			return;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
}

static void five_pages_survive_each_allocation_that_fails(void **state)
{
	static const char *const names[] = {"about_cards", "about_heading", "about_section", "about_stamps", "agency"};
	struct ru_buf bytes;
	char path[1000];

	(void)state;
	ru_buf_init(&bytes, ru_alloc_default(), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s.html", CASES_DIR, names[i]);
		ru_buf_clear(&bytes);
		assert_int_equal(ru_file_read(path, &bytes, NULL), 0);
		fail_each(ru_buf_str(&bytes));
	}
	ru_buf_release(&bytes);
}

/* A feed gives its titles as HTML: shown without, but the span counts in what the feed gave. */
static void a_title_of_a_feed_is_shown_without_its_markup(void **state)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {*state, &limits, ru_alloc_default(), NULL};
	struct ru_raw_page page = {.kind = RU_PAGE_HTML, .title_is_html = true};
	struct ru_article article;
	struct ru_arena arena;

	page.id = RU_S("page");
	page.title = RU_S("Pasar &amp; <b>Jalan</b> Lirang");
	page.date = RU_S("2031-05-03T10:00:00+07:00");
	page.modified = RU_S("2031-05-04T10:00:00+07:00");
	page.bytes = RU_S("<p>Pasar itu dibuka lagi pada Senin pagi, kata kepala dinas.</p>");
	ru_arena_init(&arena, ru_alloc_default());
	for (int kind = 0; kind < 2; kind++) {
		page.kind = kind == 0 ? RU_PAGE_HTML : RU_PAGE_ARTICLE;
		assert_int_equal(ru_article_read(&article, &page, &options, &arena, NULL), 0);
		assert_true(ru_str_eq(article.title, RU_S("Pasar & Jalan Lirang")));
		assert_int_equal(article.published.day + 1, article.modified.day);
		assert_int_equal(article.modified.place.span.field, RU_FIELD_MODIFIED);
	}
	assert_int_equal(article.blocks[0].raw.end, page.title.len);
	ru_arena_release(&arena);
}

/* What a feed gives is the article: short lines at its end and lists stay in it, what is mostly links does not. */
static void the_content_of_a_feed_is_kept_whole(void **state)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {*state, &limits, ru_alloc_default(), NULL};
	struct ru_raw_page page = {.kind = RU_PAGE_HTML, .is_content = true};
	struct ru_article article;
	struct ru_arena arena;

	page.id = RU_S("page");
	page.bytes =
	    RU_S("<p>The island ferry sailed again on Monday morning after three weeks in the dock, the harbour "
	         "office of Linde said.</p><p>About forty cars waited at the ramp.</p><ul><li>Morning: 8</li>"
	         "<li>Evening: 18</li></ul><p>Story <a href=\"http://a.example/1\">Ferry</a> of <a "
	         "href=\"http://a.example/\">Harbour News</a></p>");
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_article_read(&article, &page, &options, &arena, NULL), 0);
	assert_int_equal(article.block_count, 5);
	for (uint32_t i = 0; i < article.block_count; i++)
		assert_int_equal(article.blocks[i].kind, i < 2   ? RU_BLOCK_BODY
		                                         : i < 4 ? RU_BLOCK_LIST
		                                                 : RU_BLOCK_OTHER);
	ru_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_title_of_a_feed_is_shown_without_its_markup),
	    cmocka_unit_test(the_content_of_a_feed_is_kept_whole),
	    cmocka_unit_test(readers_grow_no_faster_than_the_page),
	    cmocka_unit_test(hostile_pages_need_little_more_memory_than_their_twins),
	    cmocka_unit_test(five_pages_survive_each_allocation_that_fails),
	};

	return cmocka_run_group_tests(tests, start, close_packs);
}
