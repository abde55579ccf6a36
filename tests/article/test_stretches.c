/* SPDX-License-Identifier: Apache-2.0 */
/* The lines of the text are chosen together: where it begins, pauses, goes on and ends. */
#include "article/choice.h"
#include "check_article.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { MOST = 100 };

/* A page of lines with these scores; "c" in shapes is a line of code, "h" one of code that is hidden. */
static void check_page(uint32_t headline, const char *shapes, const int32_t *score, const char *expect)
{
	struct ru_arena arena;
	struct ru_draft d = {.arena = &arena, .headline = headline};
	uint32_t count = (uint32_t)strlen(expect);
	bool in[MOST] = {false};
	char got[MOST + 1] = {0};

	ru_arena_init(&arena, ru_alloc_default());
	ru_vec_init(&d.lines, ru_alloc_default(), sizeof(struct ru_line), 0);
	for (uint32_t i = 0; i < count; i++) {
		struct ru_line *line = ru_vec_push(&d.lines);

		assert_non_null(line);
		line->shape = shapes != NULL && shapes[i] != '.' ? RU_SHAPE_CODE : RU_SHAPE_TEXT;
		line->flags = shapes != NULL && shapes[i] == 'h' ? RU_LINE_HIDDEN : 0;
	}
	assert_int_equal(ru_stretches_find(&d, score, in), 0);
	if (shapes != NULL)
		ru_stretches_take_code(&d, in);
	for (uint32_t i = 0; i < count; i++)
		got[i] = in[i] ? '+' : '-';
	assert_string_equal(got, expect);
	ru_vec_release(&d.lines);
	ru_arena_release(&arena);
}

static void check(const char *shapes, const int32_t *score, const char *expect)
{
	check_page(RU_NONE, shapes, score, expect);
}

static void a_doubtful_line_behind_a_pause_is_left_out(void **state)
{
	static const int32_t near[] = {-400, 300, 300, -90, -90, 110, -400};
	static const int32_t strong[] = {-400, 300, 300, -90, -90, 130, -400};
	static const int32_t joined[] = {-400, 300, 300, 40, -90, -90, -400};

	(void)state;
	check(NULL, near, "-++----");
	check(NULL, strong, "-++--+-");
	check(NULL, joined, "-+++---");
}

static void the_longer_the_pause_the_surer_must_a_line_be(void **state)
{
	int32_t score[60];

	(void)state;
	for (int i = 0; i < 60; i++)
		score[i] = -200;
	score[0] = score[1] = 400;
	score[12] = 270;
	check(NULL, score, "++-----------");
	score[12] = 290;
	check(NULL, score, "++----------+");
	/* a pause has a most: what is sure comes in however far away it stands */
	score[12] = -200;
	score[58] = score[59] = 400;
	check(NULL, score, "++--------------------------------------------------------++");
}

static void a_summary_under_the_headline_is_taken_by_its_own_score(void **state)
{
	static const int32_t score[] = {30, -200, -200, 300, 300, -200, 30};

	(void)state;
	check(NULL, score, "+--++--");
	check_page(1, NULL, score, "---++--");
}

static void a_line_inside_that_its_score_speaks_against_stays_out(void **state)
{
	static const int32_t score[] = {300, -10, 300, RU_NEVER_TEXT, 300};

	(void)state;
	check(NULL, score, "+-+-+");
}

static void a_page_without_any_likely_line_has_no_text(void **state)
{
	static const int32_t score[] = {-1, -300, RU_NEVER_TEXT, INT32_MIN + 1, -2};

	(void)state;
	check(NULL, score, "-----");
	check(NULL, score, "");
}

static void scores_of_any_size_are_borne(void **state)
{
	static const int32_t score[] = {INT32_MAX, INT32_MIN + 1, INT32_MAX, INT32_MIN, INT32_MAX};

	(void)state;
	check(NULL, score, "+-+-+");
}

static void code_is_in_where_the_text_goes_on_around_it(void **state)
{
	static const int32_t inside[] = {300, -400, 100, -400, 300};
	static const int32_t behind[] = {300, 300, -400, 200, 200};
	static const int32_t hidden[] = {300, -400, -400, -400, 300};

	(void)state;
	check(".ccc.", inside, "+++++");
	check("...cc", behind, "++---");
	check(".chc.", hidden, "++-++");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_doubtful_line_behind_a_pause_is_left_out),
	    cmocka_unit_test(the_longer_the_pause_the_surer_must_a_line_be),
	    cmocka_unit_test(a_summary_under_the_headline_is_taken_by_its_own_score),
	    cmocka_unit_test(a_line_inside_that_its_score_speaks_against_stays_out),
	    cmocka_unit_test(a_page_without_any_likely_line_has_no_text),
	    cmocka_unit_test(scores_of_any_size_are_borne),
	    cmocka_unit_test(code_is_in_where_the_text_goes_on_around_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
