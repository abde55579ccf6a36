/* SPDX-License-Identifier: Apache-2.0 */
/* Which page was first, read from all pairs together. */
#include "pile_builder.h"

static const char words[] = "Jembatan gantung ambruk pada malam hari setelah hujan lebat mengguyur lembah itu.";

/* All three pages share the words: the directions of 0-1, 0-2 and 1-2, as many as are expected. */
static void check_directions(struct pile *pile, const char *expected)
{
	struct ru_trace_options options = {ru_alloc_default(), 1, NULL, NULL};

	pile_copy(pile, 0, 1, RU_COPY_VERBATIM, 9900, words);
	pile_copy(pile, 0, 2, RU_COPY_VERBATIM, 9900, words);
	pile_copy(pile, 1, 2, RU_COPY_VERBATIM, 9900, words);
	assert_int_equal(ru_trace_direct(&pile->copies, pile->docs, pile->count, &options, &pile->arena, &pile->err),
	                 0);
	for (size_t i = 0; expected[i] != '\0'; i++)
		assert_int_equal(pile->copy[i].dir, expected[i]);
}

/* A page that names an outlet. */
static void page_after(struct pile *pile, const char *outlet, const char *names)
{
	struct ru_str text;

	assert_int_equal(ru_arena_print(&pile->arena, &text, "%s\n\nDemikian %s.", words, names), 0);
	pile_page(pile, outlet, NULL, text.ptr);
}

static bool has_evidence(const struct ru_copy *copy, enum ru_evidence_kind kind)
{
	for (uint32_t i = 0; i < copy->evidence_count; i++) {
		if (copy->evidence[i].kind == kind)
			return true;
	}
	return false;
}

/* Warta Dua has it from Harian Telaga, Portal Lima from Warta Dua: then Portal Lima has it from Harian Telaga too. */
static void a_third_page_joins_two_that_name_nobody(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", NULL, words);
	page_after(&pile, "Warta Dua", "Harian Telaga");
	page_after(&pile, "Portal Lima", "Warta Dua");
	check_directions(&pile, ">>>");
	assert_true(has_evidence(&pile.copy[1], RU_EVIDENCE_THIRD_PAGE));
	pile_release(&pile);
}

/* Both name Harian Telaga: nothing is said of the two. */
static void two_pages_of_one_source_stay_siblings(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", NULL, words);
	page_after(&pile, "Warta Dua", "Harian Telaga");
	page_after(&pile, "Portal Lima", "Harian Telaga");
	check_directions(&pile, ">>?");
	pile_release(&pile);
}

/* Harian Telaga has two pages of the words, the second made from the first; who names it need not have seen the second.
 */
static void a_named_outlet_with_two_pages_is_its_first(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", "2026-03-04", words);
	pile_page(&pile, "Harian Telaga", "2026-03-06", words);
	page_after(&pile, "Portal Lima", "Harian Telaga");
	check_directions(&pile, ">>?");
	pile_release(&pile);
}

/* Warta Dua names Harian Telaga: it is no source of it, so the times of the other two speak. */
static void a_page_made_from_one_of_two_does_not_silence_their_times(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", "2026-03-04", words);
	page_after(&pile, "Warta Dua", "Harian Telaga");
	pile_page(&pile, "Portal Lima", "2026-03-06", words);
	check_directions(&pile, ">>");
	pile_release(&pile);
}

/* Each names the next one's outlet: not all of it can be, and what is said leads nowhere back. */
static void directions_never_go_in_a_circle(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	page_after(&pile, "Harian Telaga", "Portal Lima");
	page_after(&pile, "Warta Dua", "Harian Telaga");
	page_after(&pile, "Portal Lima", "Warta Dua");
	check_directions(&pile, "");
	assert_false(pile.copy[0].dir == '>' && pile.copy[2].dir == '>' && pile.copy[1].dir == '<');
	assert_true(pile.copy[0].dir != '?' || pile.copy[1].dir != '?' || pile.copy[2].dir != '?');
	pile_release(&pile);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_third_page_joins_two_that_name_nobody),
	    cmocka_unit_test(two_pages_of_one_source_stay_siblings),
	    cmocka_unit_test(a_named_outlet_with_two_pages_is_its_first),
	    cmocka_unit_test(directions_never_go_in_a_circle),
	    cmocka_unit_test(a_page_made_from_one_of_two_does_not_silence_their_times),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
