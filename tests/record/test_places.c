/* SPDX-License-Identifier: Apache-2.0 */
/* From a range of page text to raw bytes: inside a block, over several, in the record's title, at white space. From a
 * byte to its sentence. */
#include "record/article.h"
#include "record/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* Page text:  0 "Judul" | 7 "KOTA - Air naik." with a dateline [7,13) | 25 "Ya &" where the last byte stands for
 * "&amp;". Raw bytes: the title is of another field; "<p>KOTA - Air naik.</p><p>Ya &amp;</p>". */
static struct ru_block blocks[] = {
    {RU_BLOCK_HEADLINE, {0, 5}, {RU_NONE, RU_NONE}, {2, 7, RU_FIELD_TITLE}, RU_NONE},
    {RU_BLOCK_BODY, {7, 23}, {0, 16}, {3, 19, RU_FIELD_PAGE}, RU_NONE},
    {RU_BLOCK_DATELINE, {7, 13}, {0, 6}, {3, 9, RU_FIELD_PAGE}, 1},
    {RU_BLOCK_BODY, {25, 29}, {18, 22}, {26, 34, RU_FIELD_PAGE}, RU_NONE},
};
static const struct ru_map_piece pieces[] = {{7, 16, 3, 16}, {25, 3, 26, 3}, {28, 1, 29, 5}};
static const struct ru_article article = {
    .text = RU_S_INIT("Judul\n\nKOTA - Air naik.\n\nYa &"),
    .map = {pieces, 3, false},
    .blocks = blocks,
    .block_count = 4,
};

static void assert_span(uint32_t begin, uint32_t end, uint32_t raw_begin, uint32_t raw_end, uint32_t field)
{
	struct ru_span span = {0, 0, 0};

	assert_true(ru_article_span(&article, (struct ru_range){begin, end}, &span));
	assert_int_equal(span.begin, raw_begin);
	assert_int_equal(span.end, raw_end);
	assert_int_equal(span.field, field);
}

static void a_range_in_a_block_is_its_raw_bytes(void **state)
{
	(void)state;
	assert_span(14, 17, 10, 13, RU_FIELD_PAGE);
	assert_span(25, 29, 26, 34, RU_FIELD_PAGE);
	assert_span(28, 29, 29, 34, RU_FIELD_PAGE);
}

static void a_range_over_blocks_runs_from_first_byte_to_last(void **state)
{
	(void)state;
	assert_span(18, 27, 14, 28, RU_FIELD_PAGE);
}

static void white_space_at_the_ends_is_left_out(void **state)
{
	(void)state;
	assert_span(13, 18, 10, 13, RU_FIELD_PAGE);
	assert_false(ru_article_span(&article, (struct ru_range){23, 25}, &(struct ru_span){0, 0, 0}));
	assert_false(ru_article_span(&article, (struct ru_range){9, 9}, &(struct ru_span){0, 0, 0}));
	assert_false(ru_article_span(&article, (struct ru_range){RU_NONE, RU_NONE}, &(struct ru_span){0, 0, 0}));
}

static void a_title_of_the_record_is_counted_in_its_own_bytes(void **state)
{
	(void)state;
	assert_span(0, 5, 2, 7, RU_FIELD_TITLE);
	assert_span(1, 3, 3, 5, RU_FIELD_TITLE);
}

static void the_innermost_block_is_found(void **state)
{
	(void)state;
	assert_int_equal(ru_article_block(&article, 0), 0);
	assert_int_equal(ru_article_block(&article, 5), RU_NONE);
	assert_int_equal(ru_article_block(&article, 8), 2);
	assert_int_equal(ru_article_block(&article, 14), 1);
	assert_int_equal(ru_article_block(&article, 24), RU_NONE);
	assert_int_equal(ru_article_block(&article, 28), 3);
	assert_int_equal(ru_article_block(&article, 400), RU_NONE);
}

static void a_place_holds_range_span_and_block(void **state)
{
	struct ru_place place = ru_article_place(&article, (struct ru_range){14, 17});

	(void)state;
	assert_int_equal(place.block, 1);
	assert_int_equal(place.span.begin, 10);
	place = ru_article_place(&article, (struct ru_range){RU_NONE, RU_NONE});
	assert_int_equal(place.block, RU_NONE);
	assert_int_equal(place.span.begin, RU_NONE);
}

static void kinds_have_the_names_of_the_contract(void **state)
{
	(void)state;
	for (int kind = 0; kind < RU_BLOCK_KINDS; kind++)
		assert_true(ru_block_kind_name((enum ru_block_kind)kind).len > 1);
	assert_true(ru_str_eq(ru_block_kind_name(RU_BLOCK_SEE_ALSO), RU_S("see_also")));
	assert_true(ru_block_kind_is_read(RU_BLOCK_CAPTION));
	assert_false(ru_block_kind_is_read(RU_BLOCK_SEE_ALSO));
	assert_false(ru_block_kind_is_read(RU_BLOCK_BLURB));
}

static void a_sentence_is_found_by_its_bytes_and_by_those_before_it(void **state)
{
	static struct ru_sentence sentences[] = {{.at = {2, 5}}, {.at = {7, 9}}, {.at = {9, 12}}};
	static const uint32_t holds[] = {RU_NONE, RU_NONE, 0, 0, 0, RU_NONE, RU_NONE, 1, 1, 2, 2, 2, RU_NONE};
	static const uint32_t from[] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3};
	const struct ru_facts facts = {.sentences = sentences, .sentence_count = 3}, none = {.sentence_count = 0};

	(void)state;
	for (uint32_t at = 0; at < sizeof(holds) / sizeof(*holds); at++) {
		assert_int_equal(ru_facts_sentence(&facts, at), holds[at]);
		assert_int_equal(ru_facts_sentence_from(&facts, at), from[at]);
	}
	assert_int_equal(ru_facts_sentence(&none, 0), RU_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_range_in_a_block_is_its_raw_bytes),
	    cmocka_unit_test(a_range_over_blocks_runs_from_first_byte_to_last),
	    cmocka_unit_test(white_space_at_the_ends_is_left_out),
	    cmocka_unit_test(a_title_of_the_record_is_counted_in_its_own_bytes),
	    cmocka_unit_test(the_innermost_block_is_found),
	    cmocka_unit_test(a_place_holds_range_span_and_block),
	    cmocka_unit_test(kinds_have_the_names_of_the_contract),
	    cmocka_unit_test(a_sentence_is_found_by_its_bytes_and_by_those_before_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
