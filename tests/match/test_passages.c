/* SPDX-License-Identifier: Apache-2.0 */
/* Where a shared passage begins and ends. */
#include "pages.h"

/* Two pages of the given texts, as one pair; the texts hold \n where a line ends. */
static struct ru_copies find(struct pages *pages, const char *a, const char *b)
{
	struct ru_match_options options = {ru_alloc_default(), 1, NULL};
	struct ru_copies out;

	page_add(pages, "", a, "", INT32_MIN);
	page_add(pages, "", b, "", INT32_MIN);
	assert_int_equal(ru_match_copies(&out, pages->docs, pages->count, &options, &pages->arena, NULL), 0);
	assert_int_equal(out.count, 1);
	return out;
}

static struct ru_str left(const struct pages *pages, const struct ru_copies *copies, uint32_t i)
{
	struct ru_span at = copies->items[0].passages[i].raw_a;
	return ru_str_cut(pages->docs[0].article->text, at.begin, at.end);
}

static const char *print(struct pages *pages, const char *x, const char *between, const char *y)
{
	struct ru_str out;
	assert_int_equal(ru_arena_print(&pages->arena, &out, "%s%s%s", x, between, y), 0);
	return out.ptr;
}

/* The link lines begin alike ("See also") and say different things: nothing of them is equal by more than chance, and
 * what stands around them is two passages. */
static void the_first_words_of_a_link_line_bridge_nothing(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *x = page_text(&pages, 21, 30), *y = page_text(&pages, 22, 30);
	struct ru_copies copies = find(
	    &pages,
	    print(&pages, x, "\n\nSee also: Ferry that left Port Anju at dawn comes home empty of all cargo\n\n", y),
	    print(&pages, x, "\n\nSee also: Seven orchards of the upper valley are to be felled by next winter\n\n",
	          y));
	assert_int_equal(copies.items[0].passage_count, 2);
	assert_true(ru_str_eq(left(&pages, &copies, 0), ru_str_from(x)));
	assert_true(ru_str_eq(left(&pages, &copies, 1), ru_str_from(y)));
	pages_release(&pages);
}

/* How many passages two pages have that differ by one word of so many bytes. */
static uint32_t passages_around(int bytes)
{
	struct pages pages;
	char word[2][100];

	pages_init(&pages);
	const char *x = page_text(&pages, 23, 30), *y = page_text(&pages, 24, 30);
	for (int i = 0; i < 2; i++) {
		memset(word[i], i == 0 ? 'o' : 'e', sizeof(word[i]));
		memcpy(word[i], ", \"", 3);
		memcpy(word[i] + 3 + bytes, "\", ", 4);
		word[i][3 + bytes + 3] = '\0';
	}
	struct ru_copies copies = find(&pages, print(&pages, x, word[0], y), print(&pages, x, word[1], y));
	uint32_t count = copies.items[0].passage_count;
	pages_release(&pages);
	return count;
}

/* The space and the quotation mark beside a changed word are equal and no part of the gap. */
static void a_gap_is_what_differs(void **state)
{
	(void)state;
	assert_int_equal(passages_around(64), 1);
	assert_int_equal(passages_around(65), 2);
}

/* The changed words stand before the last word of a line; that word still belongs to the passage behind it. */
static void the_last_word_of_a_line_begins_a_passage(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *x = page_text(&pages, 25, 40);
	struct ru_copies copies = find(&pages, print(&pages, "Nobody had seen the harbourmaster.\n\nThen ", "", x),
	                               print(&pages, "They asked for a harbourmaster.\n\nAfter that ", "", x));
	assert_int_equal(copies.items[0].passage_count, 1);
	assert_true(ru_str_starts(left(&pages, &copies, 0), RU_S("harbourmaster.")));
	pages_release(&pages);
}

/* Few words in the middle of different lines are equal by chance. */
static void a_word_inside_another_line_is_chance(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *x = page_text(&pages, 25, 40);
	struct ru_copies copies = find(&pages, print(&pages, x, "\n\n", "A harbourmaster, whom nobody knew, came."),
	                               print(&pages, x, "\n\n", "Our old harbourmaster would not have said so."));
	assert_int_equal(copies.items[0].passage_count, 1);
	assert_true(ru_str_eq(left(&pages, &copies, 0), ru_str_from(x)));
	pages_release(&pages);
}

/* The bytes of the first passage on page a, less x, where both pages go on after x. */
static size_t told_after(const char *x, const char *on_a, const char *on_b)
{
	struct pages pages;

	pages_init(&pages);
	struct ru_copies copies = find(&pages, print(&pages, x, "\n\n", on_a), print(&pages, x, "\n\n", on_b));
	assert_int_equal(copies.items[0].passage_count, 1);
	size_t more = left(&pages, &copies, 0).len - strlen(x);
	pages_release(&pages);
	return more;
}

/* Both pages go on after a line that is equal: with other lines that name the same council, or with lines that were
 * edited. */
static void a_name_in_the_next_lines_is_chance(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *x = page_text(&pages, 25, 40);
	assert_int_equal(told_after(x, "Later that week the council of Port Anju met twice over the bread.",
	                            "Of all who came nobody from the council of Port Anju had a ticket."),
	                 0);
	assert_int_equal(told_after(x, "Baker: seven loaves were sold.", "Baker: our oven would not burn."), 0);
	assert_true(told_after(x, "Later that week the council of Port Anju met twice over the bread.",
	                       "Earlier that week the council of Port Anju met once over the fish.") > 0);
	pages_release(&pages);
}

/* "UPDATE:" on a line of its own is too short to say where it is from, */
static void a_short_line_ends_no_passage(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *x = page_text(&pages, 25, 40);
	struct ru_copies copies =
	    find(&pages, print(&pages, x, "\n\nUPDATE:\n\n", "A harbourmaster, whom nobody knew, came at last."),
	         print(&pages, x, "\n\nUPDATE:\n\n", "Our old port would never again have said so much."));
	assert_int_equal(copies.items[0].passage_count, 1);
	assert_true(ru_str_eq(left(&pages, &copies, 0), ru_str_from(x)));
	pages_release(&pages);
}

/* but between two shared lines it belongs to them. */
static void a_short_line_stands_within_a_passage(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *text = print(&pages, page_text(&pages, 25, 40), "\n\nUPDATE:\n\n", page_text(&pages, 29, 40));
	struct ru_copies copies = find(&pages, print(&pages, text, "\n\n", "A harbourmaster came at last."),
	                               print(&pages, text, "\n\n", "Nobody else would have said so."));
	assert_int_equal(copies.items[0].passage_count, 1);
	assert_true(ru_str_eq(left(&pages, &copies, 0), ru_str_from(text)));
	pages_release(&pages);
}

/* In a long line that says the same words again and again many short runs begin; the line behind it still follows. */
static void a_line_that_repeats_itself_parts_nothing(void **state)
{
	char line[4000];
	size_t len = 0;
	struct pages pages;
	(void)state;
	pages_init(&pages);
	for (int i = 0; i < 60; i++)
		len += (size_t)snprintf(line + len, sizeof(line) - len, "upper valley orchards w%dx%d ", i, i * i);
	const char *text = print(&pages, line, "are felled.\n\n", page_text(&pages, 30, 40));
	struct ru_copies copies = find(&pages, print(&pages, text, "\n\n", "A harbourmaster came at last."),
	                               print(&pages, text, "\n\n", "Nobody else would have said so."));
	assert_int_equal(copies.items[0].passage_count, 1);
	assert_true(ru_str_eq(left(&pages, &copies, 0), ru_str_from(text)));
	pages_release(&pages);
}

/* Where much else is shared, four long words in a row are told too; they prove nothing by themselves. */
static void a_short_passage_is_told_beside_a_long_one(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *few = "Harbourmaster Wulandari Prasetyaningrum apologises";
	const char *x = page_text(&pages, 26, 40), *y = page_text(&pages, 27, 40), *z = page_text(&pages, 28, 40);
	struct ru_copies copies = find(&pages, page_join(&pages, x, y, few), page_join(&pages, few, z, x));
	assert_int_equal(copies.items[0].passage_count, 2);
	assert_int_equal(copies.items[0].words, 40);
	assert_true(ru_str_eq(left(&pages, &copies, 1), ru_str_from(few)));
	pages_release(&pages);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_first_words_of_a_link_line_bridge_nothing),
	    cmocka_unit_test(a_gap_is_what_differs),
	    cmocka_unit_test(the_last_word_of_a_line_begins_a_passage),
	    cmocka_unit_test(a_word_inside_another_line_is_chance),
	    cmocka_unit_test(a_name_in_the_next_lines_is_chance),
	    cmocka_unit_test(a_short_line_ends_no_passage),
	    cmocka_unit_test(a_short_line_stands_within_a_passage),
	    cmocka_unit_test(a_line_that_repeats_itself_parts_nothing),
	    cmocka_unit_test(a_short_passage_is_told_beside_a_long_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
