/* SPDX-License-Identifier: Apache-2.0 */
/* Who took it from whom: what a page names, what it shares, and when silence is right. */
#include "pile_builder.h"

#include "../support/alloc_fail.h"

static void expect_page(const struct ru_parent *parent, uint32_t page, bool direct)
{
	assert_int_equal(parent->node.page, page);
	assert_int_equal(parent->direct, direct);
	assert_true(parent->evidence_count > 0);
}

static void expect_unseen(const struct pile *pile, const struct ru_parent *parent, const char *name, bool direct)
{
	assert_int_equal(parent->node.page, RU_NONE);
	assert_true(parent->node.source < pile->trace.source_count);
	assert_true(ru_str_eq(pile->trace.sources[parent->node.source].name, ru_str_from(name)));
	assert_int_equal(parent->direct, direct);
}

static void credited_outlet_with_a_page_of_the_event_is_the_parent(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", "2026-03-04", "Jembatan di [L:Palu] ambruk.");
	pile_credit(&pile, pile_page(&pile, "Portal Lima", "2026-03-05", "Ambruk sudah jembatan [L:Palu]."),
	            "Harian Telaga", "", "Sumber");
	pile_trace(&pile);
	assert_int_equal(pile_derivation(&pile, 0)->parent_count, 0);
	assert_int_equal(pile_derivation(&pile, 1)->parent_count, 1);
	expect_page(&pile_derivation(&pile, 1)->parents[0], 0, true);
	pile_release(&pile);
}

static void credited_host_is_matched_with_the_outlet_it_spells(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", "2026-03-04", "Jembatan di [L:Palu] ambruk.");
	pile_credit(&pile, pile_page(&pile, "Portal Lima", NULL, "Ambruk sudah jembatan [L:Palu]."),
	            "hariantelaga.example", "https://www.hariantelaga.example/jembatan", "canonical");
	pile_trace(&pile);
	assert_int_equal(pile_derivation(&pile, 1)->parent_count, 1);
	expect_page(&pile_derivation(&pile, 1)->parents[0], 0, true);
	pile_release(&pile);
}

static void credit_to_a_source_outside_the_pile_is_unseen(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_credit(&pile, pile_page(&pile, "Portal Lima", NULL, "Ambruk sudah jembatan [L:Palu]."), "Warta Rimba", "",
	            "Sumber");
	pile_trace(&pile);
	assert_int_equal(pile_derivation(&pile, 0)->parent_count, 1);
	expect_unseen(&pile, &pile_derivation(&pile, 0)->parents[0], "Warta Rimba", true);
	pile_release(&pile);
}

static void initials_at_the_foot_are_a_credit_where_the_pile_knows_them(void **state)
{
	struct pile pile;
	struct built *page;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "KBTL", "2026-03-04", "Jembatan di [L:Palu] ambruk.");
	page = pile_page(&pile, "Portal Lima", "2026-03-05", "Ambruk sudah jembatan [L:Palu].\n\n(KBTL/RIN)");
	page->blocks[1].kind = RU_BLOCK_CREDIT;
	page = pile_page(&pile, "Portal Enam", "2026-03-05", "Jembatan [L:Palu] sudah ambruk kemarin.\n\n(WIR/RIN)");
	page->blocks[1].kind = RU_BLOCK_CREDIT;
	pile_trace(&pile);
	assert_int_equal(pile_derivation(&pile, 1)->parent_count, 1);
	expect_page(&pile_derivation(&pile, 1)->parents[0], 0, true);
	assert_int_equal(pile_derivation(&pile, 2)->parent_count, 0);
	pile_release(&pile);
}

static void a_page_that_calls_itself_a_translation_derives_by_translation(void **state)
{
	struct pile pile;
	struct built *page;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", "2026-03-04", "Jembatan di [L:Palu] ambruk dan empat truk jatuh.");
	page = pile_page(&pile, "Portal Lima", "2026-03-05", "Sudah roboh jembatan di [L:Palu] ambruk itu.");
	pile_credit(&pile, page, "Harian Telaga", "", "Sumber");
	page->credits[0].translated = true;
	pile_copy(&pile, 0, 1, RU_COPY_HEAVY, 1500, "ambruk");
	pile_trace(&pile);
	assert_int_equal(pile_derivation(&pile, 1)->parent_count, 1);
	assert_int_equal(pile_derivation(&pile, 1)->parents[0].kind, RU_COPY_TRANSLATION);
	pile_release(&pile);
}

static void own_outlet_is_no_source(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_credit(&pile, pile_page(&pile, "Portal Lima", NULL, "Ambruk sudah jembatan [L:Palu]."), "PORTAL LIMA", "",
	            "dateline");
	pile_trace(&pile);
	assert_int_equal(pile_derivation(&pile, 0)->parent_count, 0);
	pile_release(&pile);
}

static void a_later_page_of_the_named_outlet_is_not_the_source(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", "2026-03-09", "Jembatan di [L:Palu] ambruk.");
	pile_credit(&pile, pile_page(&pile, "Portal Lima", "2026-03-05", "Ambruk sudah jembatan [L:Palu]."),
	            "Harian Telaga", "", "Sumber");
	pile_trace(&pile);
	assert_int_equal(pile_derivation(&pile, 1)->parent_count, 1);
	expect_unseen(&pile, &pile_derivation(&pile, 1)->parents[0], "Harian Telaga", true);
	pile_release(&pile);
}

static void agency_in_the_text_stands_behind_the_credit_of_the_page(void **state)
{
	struct pile pile;
	struct built *page;

	(void)state;
	pile_init(&pile);
	page = pile_page(&pile, "Portal Lima", NULL, "Jembatan ambruk, kata [P:Umar Sidiq], lapor [A:KBKS].");
	pile_said(page, "Umar Sidiq", "Jembatan ambruk", "KBKS");
	pile_credit(&pile, page, "wartarimba.example", "https://wartarimba.example/1", "Sumber");
	pile_trace(&pile);
	assert_int_equal(pile_derivation(&pile, 0)->parent_count, 2);
	expect_unseen(&pile, &pile_derivation(&pile, 0)->parents[0], "wartarimba.example", true);
	expect_unseen(&pile, &pile_derivation(&pile, 0)->parents[1], "KBKS", false);
	/* and the credited site itself rests on the agency */
	assert_int_equal(pile.trace.derivation_count, 2);
	assert_int_equal(pile.trace.derivation[1].node.page, RU_NONE);
	expect_unseen(&pile, &pile.trace.derivation[1].parents[0], "KBKS", true);
	pile_release(&pile);
}

static const char *const long_words =
    "Jembatan gantung ambruk ketika warga melintas menuju pasar, kata petugas pos, menurut [O:Harian Telaga].";
static const char *const plain_words =
    "Jembatan gantung ambruk ketika warga melintas menuju pasar, kata petugas pos, menurut Harian Telaga.";

static void a_source_named_in_copied_words_stands_behind_the_copy(void **state)
{
	struct pile pile;
	struct built *first, *second;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", "2026-03-04", "Pasar sepi setelah [L:Palu] berduka.");
	first = pile_page(&pile, "Portal Lima", "2026-03-05", long_words);
	second = pile_page(&pile, "Kumpul Kabar", "2026-03-07", long_words);
	pile_said(first, "petugas pos", "Jembatan gantung ambruk", "Harian Telaga");
	pile_said(second, "petugas pos", "Jembatan gantung ambruk", "Harian Telaga");
	pile_copy(&pile, 1, 2, RU_COPY_VERBATIM, 9900, plain_words);
	pile_trace(&pile);
	assert_int_equal(pile_derivation(&pile, 2)->parent_count, 2);
	for (uint32_t i = 0; i < 2; i++) {
		const struct ru_parent *parent = &pile_derivation(&pile, 2)->parents[i];

		expect_page(parent, parent->node.page, parent->node.page == 1);
	}
	expect_page(&pile_derivation(&pile, 1)->parents[0], 0, true);
	pile_release(&pile);
}

static void shared_words_without_dates_or_names_charge_nobody(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Portal Lima", NULL, plain_words);
	pile_page(&pile, "Kumpul Kabar", NULL, plain_words);
	pile_copy(&pile, 0, 1, RU_COPY_VERBATIM, 9900, plain_words);
	pile_trace(&pile);
	assert_int_equal(pile.copy[0].dir, '?');
	assert_int_equal(pile_derivation(&pile, 0)->parent_count, 0);
	assert_int_equal(pile_derivation(&pile, 1)->parent_count, 0);
	assert_int_equal(pile.trace.events[0].count, 1);
	pile_release(&pile);
}

static void two_pages_with_one_agency_credit_are_siblings(void **state)
{
	struct pile pile;
	struct built *a, *b;

	(void)state;
	pile_init(&pile);
	a = pile_page(&pile, "Portal Lima", "2026-03-04", plain_words);
	b = pile_page(&pile, "Kumpul Kabar", "2026-03-05", plain_words);
	pile_credit(&pile, a, "KBKS", "", "dateline");
	pile_credit(&pile, b, "KBKS", "", "dateline");
	pile_copy(&pile, 0, 1, RU_COPY_VERBATIM, 9900, plain_words);
	pile_trace(&pile);
	for (uint32_t page = 0; page < 2; page++) {
		const struct ru_derivation *d = pile_derivation(&pile, page);

		expect_unseen(&pile, &d->parents[0], "KBKS", true);
		for (uint32_t i = 1; i < d->parent_count; i++)
			assert_int_equal(d->parents[i].kind, RU_COPY_SAME_SOURCE);
	}
	assert_int_equal(pile.trace.events[0].count, 1);
	assert_int_equal(pile.trace.events[0].origin.page, RU_NONE);
	pile_release(&pile);
}

static void of_credits_that_go_round_those_stay_that_weigh_most(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_credit(&pile, pile_page(&pile, "Harian Telaga", NULL, "Jembatan di [L:Palu] ambruk."), "Kumpul Kabar", "",
	            "Sumber");
	pile_credit(&pile, pile_page(&pile, "Portal Lima", NULL, "Ambruk sudah jembatan [L:Palu]."), "Harian Telaga",
	            "", "canonical");
	pile_credit(&pile, pile_page(&pile, "Kumpul Kabar", NULL, "Di [L:Palu] satu jembatan ambruk."), "Portal Lima",
	            "", "canonical");
	pile_credit(&pile, pile_page(&pile, "Warta Bukit", NULL, "Satu jembatan di [L:Palu] ambruk."), "Kumpul Kabar",
	            "", "Sumber");
	pile_trace(&pile);
	assert_int_equal(pile_derivation(&pile, 0)->parent_count, 0);
	expect_page(&pile_derivation(&pile, 1)->parents[0], 0, true);
	expect_page(&pile_derivation(&pile, 2)->parents[0], 1, true);
	expect_page(&pile_derivation(&pile, 3)->parents[0], 2, true);
	pile_release(&pile);
}

/* Each page credits the four before it: there are thousands of ways from the last to the first. */
static void many_ways_to_one_source_leave_no_parent_out(void **state)
{
	static const char *const outlet[PILE_PAGES] = {"Harian Telaga", "Portal Lima",   "Kumpul Kabar", "Warta Bukit",
	                                               "Suara Lembah",  "Kabar Dermaga", "Arena Sungai", "Berita Rawa",
	                                               "Pos Tanjung",   "Media Ladang",  "Radar Muara",  "Sinar Kebun",
	                                               "Lentera Desa",  "Gema Pulau"};
	struct pile pile;

	(void)state;
	pile_init(&pile);
	for (uint32_t i = 0; i < PILE_PAGES; i++) {
		struct built *page = pile_page(&pile, outlet[i], NULL, "Jembatan di [L:Palu] ambruk.");

		for (uint32_t k = i > 4 ? i - 4 : 0; k < i; k++)
			pile_credit(&pile, page, outlet[k], "", "Sumber");
	}
	pile_trace(&pile);
	for (uint32_t i = 0; i < PILE_PAGES; i++)
		assert_int_equal(pile_derivation(&pile, i)->parent_count, i > 4 ? 4 : i);
	pile_release(&pile);
}

static void own_words_to_the_outlet_make_a_telling_of_its_own(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_credit(&pile, pile_page(&pile, "Portal Lima", "2026-03-05", "Jembatan di [L:Palu] ambruk."), "KBKS", "",
	            "dateline");
	pile_page(&pile, "Harian Telaga", "2026-03-04", "Kepada Harian Telaga ia bercerita di tepi sungai.");
	pile_page(&pile, "Tanpa Asal", "2026-03-06", "Jembatan ambruk, begitu kabarnya.");
	pile_trace(&pile);
	assert_int_equal(pile.trace.events[0].count, 2);
	assert_int_equal(pile.trace.events[0].max, 3);
	assert_int_equal(pile.trace.events[0].unplaced_count, 1);
	assert_int_equal(pile.trace.events[0].unplaced[0], 2);
	assert_int_equal(pile.trace.events[0].origin.page, 1);
	pile_release(&pile);
}

static void a_failed_allocation_anywhere_is_reported_and_leaks_nothing(void **state)
{
	struct pile *pile = test_malloc(sizeof(*pile));

	(void)state;
	for (size_t n = 0;; n++) {
		struct alloc_fail f;
		struct ru_arena arena;
		int status;

		pile_init(pile);
		pile_page(pile, "Harian Telaga", "2026-03-04", long_words);
		pile_credit(pile, pile_page(pile, "Portal Lima", "2026-03-05", long_words), "Harian Telaga", "",
		            "Sumber");
		pile_copy(pile, 0, 1, RU_COPY_VERBATIM, 9900, plain_words);
		alloc_fail_init(&f, n);
		ru_arena_init(&arena, &f.al);
		status = pile_trace_with(pile, &f.al, &arena);
		ru_arena_release(&arena);
		pile_release(pile);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
	test_free(pile);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(credited_outlet_with_a_page_of_the_event_is_the_parent),
	    cmocka_unit_test(credited_host_is_matched_with_the_outlet_it_spells),
	    cmocka_unit_test(initials_at_the_foot_are_a_credit_where_the_pile_knows_them),
	    cmocka_unit_test(a_page_that_calls_itself_a_translation_derives_by_translation),
	    cmocka_unit_test(credit_to_a_source_outside_the_pile_is_unseen),
	    cmocka_unit_test(own_outlet_is_no_source),
	    cmocka_unit_test(a_later_page_of_the_named_outlet_is_not_the_source),
	    cmocka_unit_test(agency_in_the_text_stands_behind_the_credit_of_the_page),
	    cmocka_unit_test(a_source_named_in_copied_words_stands_behind_the_copy),
	    cmocka_unit_test(shared_words_without_dates_or_names_charge_nobody),
	    cmocka_unit_test(two_pages_with_one_agency_credit_are_siblings),
	    cmocka_unit_test(of_credits_that_go_round_those_stay_that_weigh_most),
	    cmocka_unit_test(many_ways_to_one_source_leave_no_parent_out),
	    cmocka_unit_test(own_words_to_the_outlet_make_a_telling_of_its_own),
	    cmocka_unit_test(a_failed_allocation_anywhere_is_reported_and_leaks_nothing),
	};

	return cmocka_run_group_tests_name("derive", tests, NULL, NULL);
}
