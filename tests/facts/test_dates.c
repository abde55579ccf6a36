/* SPDX-License-Identifier: Apache-2.0 */
/* Dates of dates.tsv, span by span; no crash and no leak when memory runs out; hostile pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "row_article.h"
#include "row_file.h"
#include "support/packs.h"
#include "support/alloc_fail.h"

static const struct ru_limits limits = {UINT64_C(32) << 20, 0, 250000, 512, 256, 20000, 20000, 50000, 100, 64};

static const char *conflict_name(enum ru_conflict conflict)
{
	static const char *const names[] = {"", "!order", "!weekday", "!year"};

	return names[conflict];
}

/* Compare one finding with "surface=value!conflict~alt"; the alt is only looked for where it is given. */
static bool same(const struct ru_date *date, struct ru_str want)
{
	char got[300];
	struct ru_str alt = {NULL, 0}, head = want;
	size_t tilde = ru_str_find(want, RU_S("~"), 0);
	bool found = tilde == SIZE_MAX;

	if (tilde != SIZE_MAX) {
		alt = ru_str_cut(want, tilde + 1, want.len);
		head = ru_str_cut(want, 0, tilde);
	}
	(void)snprintf(got, sizeof(got), "%.*s=%.*s%s", (int)date->text.len, date->text.ptr, (int)date->value.len,
	               date->value.ptr, conflict_name(date->conflict));
	for (uint32_t k = 0; k < date->alt_count; k++)
		found = found || ru_str_eq(date->alt[k], alt);
	if (ru_str_eq(head, ru_str_from(got)) && found)
		return true;
	print_error("got  %s", got);
	for (uint32_t k = 0; k < date->alt_count; k++)
		print_error(" ~%.*s", (int)date->alt[k].len, date->alt[k].ptr);
	print_error("\nwant %.*s\n", (int)want.len, want.ptr);
	return false;
}

static struct ru_lexicon *lexicon; /* or NULL */

/* Dates that are read alone, from the words on, are the same. */
static void check_alone(const struct ru_reading *all, struct ru_article article)
{
	struct ru_facts facts = {0};
	struct ru_reading r = {.article = &article,
	                       .options = all->options,
	                       .arena = all->arena,
	                       .facts = &facts,
	                       .all = all->all,
	                       .pack = all->pack};

	article.words = NULL;
	article.word_count = 0;
	assert_int_equal(ru_facts_plain_words(&r), 0);
	assert_int_equal(ru_facts_dates(&r), 0);
	assert_int_equal(facts.date_count, all->facts->date_count);
	for (uint32_t k = 0; k < facts.date_count; k++) {
		assert_true(ru_str_eq(facts.dates[k].value, all->facts->dates[k].value));
		assert_true(ru_str_eq(facts.dates[k].text, all->facts->dates[k].text));
	}
	assert_int_equal(facts.token_count, all->facts->token_count);
	for (uint32_t k = 0; k < facts.token_count; k++)
		assert_int_equal(facts.tokens[k].flags & RU_TOKEN_DATE, all->facts->tokens[k].flags & RU_TOKEN_DATE);
}

static uint32_t check_row(struct ru_str line)
{
	struct ru_str cell[4] = {{NULL, 0}}, part;
	struct ru_arena arena;
	struct ru_article article;
	struct ru_facts facts;
	uint32_t wrong = 0, n = 0;

	for (size_t k = 0; k < 4; k++)
		assert_true(ru_str_split(&line, '\t', &cell[k]));
	ru_arena_init(&arena, ru_alloc_default());
	struct ru_facts_options options = {packs, ru_packs_find(packs, cell[0]), &limits, ru_alloc_default(), lexicon};
	struct ru_reading r = {.article = &article, .options = &options, .arena = &arena, .facts = &facts};

	assert_int_equal(row_begin(&r, &article, cell[1], cell[2]), 0);
	struct ru_str rest = cell[3];

	while (!ru_str_eq(cell[3], RU_S("-")) && ru_str_split(&rest, '|', &part)) {
		part = ru_str_trim(part);
		if (n < facts.date_count)
			wrong += !same(&facts.dates[n], part);
		else
			wrong++;
		n++;
	}
	wrong += n != facts.date_count;
	if (wrong > 0)
		print_error("in   %.*s (%u found)\n", (int)cell[2].len, cell[2].ptr, facts.date_count);
	for (uint32_t k = 0; k < facts.date_count; k++) {
		struct ru_span span = facts.dates[k].place.span;

		assert_true(ru_str_eq(ru_str_cut(cell[2], span.begin, span.end), facts.dates[k].text));
	}
	check_alone(&r, article);
	ru_arena_release(&arena);
	return wrong;
}

static void rows_are_read_as_written(void **state)
{
	(void)state;
	row_file_check(TEST_ROWS "/dates.tsv", check_row, 60);
}

static void indonesian_news_rows_are_read_as_written(void **state)
{
	(void)state;
	row_file_check(TEST_ROWS "/dates_id.tsv", check_row, 200);
}

static void english_news_rows_are_read_as_written(void **state)
{
	(void)state;
	row_file_check(TEST_ROWS "/dates_en.tsv", check_row, 120);
}

static void rows_leave_nothing_that_the_next_are_read_by(void **state)
{
	(void)state;
	assert_int_equal(ru_lexicon_new(&lexicon, 16, ru_packs_find(packs, RU_S("all")), ru_alloc_default()), RU_OK);
	for (int round = 0; round < 2; round++) {
		row_file_check(TEST_ROWS "/dates_en.tsv", check_row, 120);
		row_file_check(TEST_ROWS "/dates_id.tsv", check_row, 200);
		row_file_check(TEST_ROWS "/dates.tsv", check_row, 60);
	}
	ru_lexicon_free(lexicon);
	lexicon = NULL;
}

static void dateline_anchors_a_page_without_publication(void **state)
{
	static const char text[] = "LOHARI, 6 Maret 2031 - Pasar terbakar kemarin.";
	struct ru_arena arena;
	struct ru_article article;
	struct ru_facts facts = {0};
	struct ru_facts_options options = {packs, ru_packs_find(packs, RU_S("id")), &limits, ru_alloc_default()};
	struct ru_reading r = {.article = &article, .options = &options, .facts = &facts, .arena = &arena};
	struct ru_block blocks[2];

	(void)state;
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(row_article(&article, ru_str_from(text), RU_S(""), &arena), 0);
	blocks[0] = blocks[1] = article.blocks[0];
	blocks[1].kind = RU_BLOCK_DATELINE;
	blocks[1].parent = 0;
	blocks[1].at.end = 20;
	article.blocks = blocks;
	article.block_count = 2;
	r.all = r.pack = options.pack;
	assert_int_equal(ru_facts_plain_words(&r), 0);
	assert_int_equal(ru_facts_dates(&r), 0);
	assert_int_equal(facts.date_count, 2);
	assert_true(ru_str_eq(facts.dates[1].value, RU_S("2031-03-05")));
	assert_true(ru_str_eq(facts.dates[1].anchor, RU_S("dateline")));
	ru_arena_release(&arena);
}

static void weekday_of_a_headline_is_the_day_that_the_text_tells(void **state)
{
	static const char text[] = "Pasar Dibuka Rabu\nWali kota membuka pasar itu pada Rabu (5/3/2031), kata Ratna.";
	struct ru_arena arena;
	struct ru_article article;
	struct ru_facts facts = {0};
	struct ru_facts_options options = {packs, ru_packs_find(packs, RU_S("id")), &limits, ru_alloc_default()};
	struct ru_reading r = {.article = &article, .options = &options, .facts = &facts, .arena = &arena};

	(void)state;
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(row_article(&article, ru_str_from(text), RU_S("2031-03-01"), &arena), 0);
	article.blocks[0].kind = RU_BLOCK_HEADLINE;
	r.all = r.pack = options.pack;
	assert_int_equal(ru_facts_words(&r), 0);
	assert_int_equal(ru_facts_dates(&r), 0);
	assert_int_equal(facts.date_count, 2);
	assert_true(ru_str_eq(facts.dates[0].value, RU_S("2031-03-05")));
	assert_true(ru_str_eq(facts.dates[1].value, RU_S("2031-03-05")));
	ru_arena_release(&arena);
}

static void memory_that_runs_out_is_told(void **state)
{
	static const char text[] =
	    "Rabu (12/2/2031) pukul 03.40 WITA, sekitar 2.300 warga mengungsi; pekan lalu Rp 2-3 miliar hilang.";
	bool done = false;

	(void)state;
	for (size_t n = 0; n < 10000 && !done; n++) {
		struct alloc_fail fail;
		struct ru_arena arena;
		struct ru_article article;
		struct ru_facts facts;

		alloc_fail_init(&fail, n);
		ru_arena_init(&arena, &fail.al);
		int status = row_read(packs, RU_S("id"), RU_S("2031-02-13"), ru_str_from(text), &fail.al, &arena,
		                      &article, &facts);

		assert_int_equal(status, fail.failed ? RU_ENOMEM : RU_OK);
		done = !fail.failed;
		ru_arena_release(&arena);
		assert_int_equal(fail.live, 0);
	}
	assert_true(done);
}

static void hostile_pages_stay_within_the_cap(void **state)
{
	static const char *const bits[] = {
	    "1/", "1-", "Rabu (", "pukul ",   "30 November ", "dua ",    "ribu ",  "antara 1 dan ",
	    "1.", "$",  "(1)",    "\xff\xfe", "dari ",        "27 dan ", "Senin-", "9",
	    "\"", "A",  "kata "};

	(void)state;
	for (size_t k = 0; k < sizeof(bits) / sizeof(bits[0]); k++) {
		struct ru_buf buf;
		struct ru_arena arena;
		struct ru_article article;
		struct ru_facts facts;

		ru_buf_init(&buf, ru_alloc_default(), 0);
		while (buf.len < 200000)
			ru_buf_put(&buf, ru_str_from(bits[k]));
		ru_arena_init(&arena, ru_alloc_default());
		assert_int_equal(row_read(packs, RU_S("id"), RU_S("2031-02-13"), ru_buf_str(&buf), ru_alloc_default(),
		                          &arena, &article, &facts),
		                 0);
		assert_true(facts.date_count <= limits.facts && facts.figure_count <= limits.facts);
		for (uint32_t i = 0; i < facts.date_count; i++)
			assert_true(facts.dates[i].place.span.begin < facts.dates[i].place.span.end &&
			            facts.dates[i].place.span.end <= buf.len);
		ru_arena_release(&arena);
		ru_buf_release(&buf);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_are_read_as_written),
	    cmocka_unit_test(indonesian_news_rows_are_read_as_written),
	    cmocka_unit_test(english_news_rows_are_read_as_written),
	    cmocka_unit_test(rows_leave_nothing_that_the_next_are_read_by),
	    cmocka_unit_test(dateline_anchors_a_page_without_publication),
	    cmocka_unit_test(weekday_of_a_headline_is_the_day_that_the_text_tells),
	    cmocka_unit_test(memory_that_runs_out_is_told),
	    cmocka_unit_test(hostile_pages_stay_within_the_cap),
	};

	return cmocka_run_group_tests(tests, packs_load, packs_unload);
}
