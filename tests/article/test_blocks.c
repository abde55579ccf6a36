/* SPDX-License-Identifier: Apache-2.0 */
/* The block model: it opens, a term is found again, and what hangs on the lines it is given. */
#include "article/block_model.h"
#include "article/sieve.h"
#include "check_article.h"
#include "packs.h"

#include "text/fold.h"
#include "text/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* The sum of a look's trees for one row, as block_model.h defines it. */
static int32_t one_score(const struct ru_block_model *model, int look, const struct ru_features *row)
{
	uint32_t first = look == 0 ? 0 : model->first, count = look == 0 ? model->first : model->second;
	int32_t sum = model->base[look];

	for (uint32_t i = first; i < first + count; i++) {
		uint32_t leaf = 0;

		for (int k = 0; k < RU_TREE_DEPTH; k++)
			leaf |= (row->f[model->tree[i].feature[k]] > model->tree[i].above[k] ? 1U : 0U) << k;
		sum += model->tree[i].leaf[leaf];
	}
	return sum;
}

static void rows_scored_together_get_what_each_gets_alone(void **state)
{
	enum { ROWS = 37 };
	static struct ru_features row[ROWS];
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {*state, &limits, ru_alloc_default(), NULL};
	struct ru_block_model model;
	struct ru_arena arena;
	struct ru_draft d = {.options = &options, .arena = &arena};
	int32_t score[ROWS] = {0};
	bool found;

	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_block_model_open(&model, &found, &d), 0);
	assert_true(found);
	for (int i = 0; i < ROWS; i++)
		for (int f = 0; f < RU_FEATURE_COUNT; f++)
			row[i].f[f] = (int16_t)((i * 31 + f * 17) % 113 - 20);
	ru_block_scores(&model, 0, row, ROWS, score);
	for (int i = 0; i < ROWS; i++)
		assert_int_equal(score[i], one_score(&model, 0, &row[i]));
	ru_block_scores(&model, 1, row, ROWS, score);
	for (int i = 0; i < ROWS; i++)
		assert_int_equal(score[i], one_score(&model, 0, &row[i]) + one_score(&model, 1, &row[i]));
	ru_arena_release(&arena);
}

static void trees_add_up_alike_with_and_without_the_processors_help(void **state)
{
	static int16_t row[RU_FEATURE_COUNT][RU_TREE_ROWS];
	struct ru_tree tree[30] = {0};
	int32_t sum[2][RU_TREE_ROWS] = {{0}, {0}};
	uint32_t seed = 1;

	(void)state;
	for (int f = 0; f < RU_FEATURE_COUNT; f++)
		for (int r = 0; r < RU_TREE_ROWS; r++)
			row[f][r] = (int16_t)((seed = seed * 1103515245u + 12345u) >> 16);
	for (int i = 0; i < 30; i++) {
		for (int k = 0; k < RU_TREE_DEPTH; k++) {
			tree[i].feature[k] = (uint8_t)((seed = seed * 1103515245u + 12345u) % RU_FEATURE_COUNT);
			tree[i].above[k] = row[tree[i].feature[k]][(i + k) % RU_TREE_ROWS];
		}
		for (int k = 0; k < 1 << RU_TREE_DEPTH; k++)
			tree[i].leaf[k] = (int16_t)((seed = seed * 1103515245u + 12345u) >> 16);
	}
	ru_trees_add(tree, 30, row, sum[0]);
	ru_trees_add_plain(tree, 30, row, sum[1]);
	for (int r = 0; r < RU_TREE_ROWS; r++)
		assert_int_equal(sum[0][r], sum[1][r]);
}

static void a_tree_that_asks_for_what_there_is_not_finds_nothing(void **state)
{
	struct ru_tree tree = {{255, RU_FEATURE_COUNT, 0, 0}, {-1, 0, 10, 10}, {[1] = 7, [5] = 70}};
	struct ru_block_model model = {.tree = &tree, .first = 1};
	struct ru_features row[2] = {{{3}}, {{4}}};
	int32_t score[2] = {0, 0};

	(void)state;
	ru_block_scores(&model, 0, row, 2, score);
	assert_int_equal(score[0], 7);
	assert_int_equal(score[1], 7);
}

static void no_packs_no_model(void **state)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {NULL, &limits, ru_alloc_default(), NULL};
	struct ru_block_model model;
	struct ru_draft d = {.options = &options};
	bool found = true;

	(void)state;
	assert_int_equal(ru_block_model_open(&model, &found, &d), 0);
	assert_false(found);
}

static void a_term_is_found_behind_a_taken_slot(void **state)
{
	/* two terms for slot 1 of four: the second stands in slot 2 */
	static const char print[] = "\0\0\x05\0\x07\0\0", weight[] = "\0\x0A\xF6\0";
	struct ru_term_table table = {print, weight, 3};
	int value = 0;

	(void)state;
	assert_true(ru_term_weight(&table, 0x00050001, &value));
	assert_int_equal(value, 10);
	assert_true(ru_term_weight(&table, 0x00070001, &value));
	assert_int_equal(value, -10);
	assert_false(ru_term_weight(&table, 0x00090001, &value));
}

static void class_names_are_cut_into_words(void **state)
{
	uint32_t a[RU_VALUE_TERMS], b[RU_VALUE_TERMS];

	(void)state;
	assert_int_equal(ru_value_terms(RU_S("related-Posts x"), a), 2);
	assert_int_equal(ru_value_terms(RU_S("relatedPosts"), b), 2);
	assert_true(a[0] == b[0] && a[1] == b[1]);
}

static void a_link_to_the_next_page_is_a_notice(void **state)
{
	static const char html[] =
	    "<h1>Jembatan Lirang dibuka</h1><div class=isi><p>Jembatan yang menghubungkan dua desa itu "
	    "kembali dibuka untuk warga pada Senin pagi, kata kepala dinas.</p><p>Perbaikan "
	    "memakan waktu dua bulan dan menelan biaya yang tidak sedikit, ujarnya.</p>"
	    "<a href=2>Halaman selanjutnya</a></div>";
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {*state, &limits, ru_alloc_default(), NULL};
	struct ru_raw_page page = {.kind = RU_PAGE_HTML, .bytes = {html, sizeof(html) - 1}};
	struct ru_article article;
	struct ru_arena arena;
	bool told = false;

	page.id = RU_S("page");
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_article_read(&article, &page, &options, &arena, NULL), 0);
	for (uint32_t i = 0; i < article.notice_count; i++)
		told = told || ru_str_eq(article.notices[i].kind, RU_S("more_pages"));
	assert_true(told);
	ru_arena_release(&arena);
}

/* Text is looked through some bytes at a time. */
static void white_space_folds_at_any_place(void **state)
{
	static const char *const white[] = {"  ", "\n", " \t ", "\f", " \r\n "};
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {*state, &limits, ru_alloc_default(), NULL};

	for (int i = 0; i < 300; i++) {
		char html[200], text[200];
		struct ru_article article;
		struct ru_arena arena;
		struct ru_raw_page page = {.kind = RU_PAGE_HTML};

		(void)snprintf(html, sizeof html, "<p> %0*d b%sc d %0*d%s </p>", 1 + i % 40, 1, white[i % 5],
		               1 + i / 40, 2, white[i % 4]);
		(void)snprintf(text, sizeof text, "%0*d b c d %0*d", 1 + i % 40, 1, 1 + i / 40, 2);
		page.bytes = ru_str_from(html);
		page.id = RU_S("page");
		ru_arena_init(&arena, ru_alloc_default());
		assert_int_equal(ru_article_read(&article, &page, &options, &arena, NULL), 0);
		assert_int_equal(article.text.len, strlen(text));
		assert_memory_equal(article.text.ptr, text, article.text.len);
		ru_arena_release(&arena);
	}
}

/* The features of the first line that begins with these words. */
static const int16_t *row_of(const struct ru_draft *d, struct ru_str begins)
{
	for (uint32_t i = 0; i < ru_draft_line_count(d); i++)
		if (ru_str_starts(ru_draft_line_text(d, i), begins))
			return d->features[i].f;
	fail_msg("no line begins with %.*s", (int)begins.len, begins.ptr);
	return NULL;
}

static void boxes_in_a_row_rules_and_italics_are_seen(void **state)
{
	static const char html[] =
	    "<h1>Jembatan Lirang dibuka</h1><div><p>Jembatan itu dibuka lagi.</p><hr><p><i>Ditulis di <b>Lirang</b></i>"
	    "</p></div><div><div class=k><h4><a href=1>Pasar pindah ke tepi</a></h4><div>Pasar lama "
	    "ditutup.</div></div>"
	    "<div class=k><h4><a href=2>Perahu ditambah dua buah</a></h4><div>Perahu baru datang.</div></div>"
	    "<div class=k><h4>Sekolah</h4><div>Buku baru tiba.</div></div></div>";
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {*state, &limits, ru_alloc_default(), NULL};
	struct ru_raw_page page = {.kind = RU_PAGE_HTML, .bytes = {html, sizeof(html) - 1}};
	struct ru_article article = {0};
	struct ru_arena arena;
	struct ru_draft d;

	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_draft_init(&d, &page, &options, &arena, &article), 0);
	d.source = page.bytes;
	d.source_map.identity = true;
	assert_int_equal(ru_article_lines(&d, NULL), 0);
	assert_int_equal(row_of(&d, RU_S("Perahu baru"))[RU_F_CARDS], 3);
	assert_int_equal(row_of(&d, RU_S("Perahu baru"))[RU_F_CARDS_LINKED], 66);
	assert_int_equal(row_of(&d, RU_S("Perahu baru"))[RU_F_CARDS_UP], 1);
	assert_int_equal(row_of(&d, RU_S("Perahu baru"))[RU_F_HEADING_LINKED], 100);
	assert_int_equal(row_of(&d, RU_S("Buku baru"))[RU_F_HEADING_LINKED], 0);
	assert_int_equal(row_of(&d, RU_S("Jembatan itu"))[RU_F_CARDS], 0);
	assert_int_equal(row_of(&d, RU_S("Jembatan itu"))[RU_F_RULES], 0);
	assert_int_equal(row_of(&d, RU_S("Ditulis"))[RU_F_RULES], 1);
	assert_int_equal(row_of(&d, RU_S("Ditulis"))[RU_F_SLANTED], 100);
	assert_int_equal(row_of(&d, RU_S("Jembatan itu"))[RU_F_SLANTED], 0);
	ru_draft_release(&d);
	ru_arena_release(&arena);
}

/* Comments are sentences like those of the text, and may be more than it. */
static void what_readers_write_behind_the_text_stays_out(void **state)
{
	static const char *const open[] = {"<div class=comments>", "<ol class=commentlist>"};
	static const char head[] = "<h1>The ferry stays</h1><div class=post><p>The council of Lohari has voted to keep "
	                           "the old ferry on the river "
	                           "for one more year, after the mayor found the money for its repair in the "
	                           "budget.</p><p>Those who work on the "
	                           "far bank had asked for a bridge, which would cost forty times as much and could "
	                           "not stand before the floods of "
	                           "next spring.</p></div>";
	static const char *const comment[] = {
	    "<div class='comment-body'><b>Bagas</b> <p>I took that boat every morning for eleven years, and nobody who "
	    "has "
	    "stood there in the rain would call a bridge a waste of money. There was a plan for a cable ferry, which "
	    "needs no "
	    "fuel and two men less, and it was dropped without a word.</p><p>Nobody has counted the trucks that go "
	    "round by "
	    "the old road, number %d of them.</p></div>",
	    "<li><p>I took that boat every morning for eleven years, and nobody who has stood there in the rain would "
	    "call a "
	    "bridge a waste of money.</p></li><li><p>There was a plan for a cable ferry, which needs no fuel and two "
	    "men less, "
	    "and it was dropped %d times. Nobody has counted the trucks that go round by the old road.</p></li>"};
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {*state, &limits, ru_alloc_default(), NULL};

	for (int i = 0; i < 12; i++) {
		char html[8000];
		int len = snprintf(html, sizeof html, "%s%s", head, open[i % 2]);
		struct ru_article article;
		struct ru_arena arena;
		struct ru_raw_page page = {.kind = RU_PAGE_HTML, .id = RU_S("page")};

		for (int k = 0; k < 3 + i; k++)
			len += snprintf(html + len, sizeof html - (size_t)len, comment[i % 2], k);
		page.bytes = (struct ru_str){html, (size_t)len};
		ru_arena_init(&arena, ru_alloc_default());
		assert_int_equal(ru_article_read(&article, &page, &options, &arena, NULL), 0);
		assert_true(ru_str_ends(article.clean, RU_S("next spring.")));
		ru_arena_release(&arena);
	}
}

/* All furniture phrases go through, and hardly a pair of other words. */
static void a_sieve_lets_every_furniture_phrase_through(void **state)
{
	static struct ru_sieve sieve;
	uint32_t passed = 0;
	size_t count;

	ru_sieve_make(&sieve, *state);
	for (size_t p = 0; p < ru_packs_count(*state); p++) {
		const struct ru_entry *entry =
		    ru_pack_entries(ru_packs_at(*state, p), ru_table_find(RU_S("furniture")), &count);

		for (size_t k = 0; k < count; k++) {
			struct ru_word_cursor cursor;
			struct ru_word word;
			uint64_t hash[2] = {0, 0};

			ru_word_cursor_init(&cursor, entry[k].phrase);
			for (size_t n = 0; n < 2 && ru_word_cursor_next(&cursor, &word); n++)
				hash[n] = ru_fold_hash(ru_str_cut(entry[k].phrase, word.begin, word.end));
			assert_true(ru_sieve_passes(&sieve, hash[0], hash[1]));
		}
	}
	for (uint64_t i = 0; i < 1000; i++)
		passed += ru_sieve_passes(&sieve, ru_hash_mix(1, i), ru_hash_mix(2, i));
	assert_true(passed < 250);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(rows_scored_together_get_what_each_gets_alone),
	                                   cmocka_unit_test(trees_add_up_alike_with_and_without_the_processors_help),
	                                   cmocka_unit_test(a_tree_that_asks_for_what_there_is_not_finds_nothing),
	                                   cmocka_unit_test(no_packs_no_model),
	                                   cmocka_unit_test(a_term_is_found_behind_a_taken_slot),
	                                   cmocka_unit_test(class_names_are_cut_into_words),
	                                   cmocka_unit_test(what_readers_write_behind_the_text_stays_out),
	                                   cmocka_unit_test(white_space_folds_at_any_place),
	                                   cmocka_unit_test(boxes_in_a_row_rules_and_italics_are_seen),
	                                   cmocka_unit_test(a_sieve_lets_every_furniture_phrase_through),
	                                   cmocka_unit_test(a_link_to_the_next_page_is_a_notice)};

	return cmocka_run_group_tests(tests, open_packs, close_packs);
}
