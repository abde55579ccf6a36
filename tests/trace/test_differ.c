/* SPDX-License-Identifier: Apache-2.0 */
/* Where tellings differ, and where they only seem to; entities over pages. */
#include "pile_builder.h"

static const struct ru_difference *only(const struct pile *pile, enum ru_difference_kind kind)
{
	const struct ru_difference *found = NULL;

	for (uint32_t i = 0; i < pile->trace.difference_count; i++) {
		if (pile->trace.differences[i].kind == kind) {
			assert_null(found);
			found = &pile->trace.differences[i];
		}
	}
	return found;
}

static void trace_two(struct pile *pile, const char *a, const char *b)
{
	pile_init(pile);
	pile_page(pile, "Harian Telaga", "2026-03-04", a);
	pile_page(pile, "Portal Lima", "2026-03-05", b);
	pile_trace(pile);
}

static void two_figures_for_one_slot_differ(void **state)
{
	struct pile pile;
	const struct ru_difference *d;

	(void)state;
	trace_two(&pile, "Pengadilan menjatuhkan denda sebesar {750|IDR|} kepada pabrik gula.",
	          "Denda sebesar {700|IDR|} harus dibayar pabrik gula, kata pengadilan.");
	d = only(&pile, RU_DIFF_FIGURE);
	assert_non_null(d);
	assert_int_equal(d->relation, RU_REL_DIFFER);
	assert_int_equal(d->telling_count, 2);
	assert_true(ru_str_eq(d->tellings[0].text, RU_S("750")));
	assert_true(ru_str_eq(d->tellings[1].text, RU_S("700")));
	pile_release(&pile);
}

/* The page with the smaller sum tells the greater one as well: it knows both, so they are of two things. */
static void values_that_a_page_tells_both_are_no_conflict(void **state)
{
	struct pile pile;

	(void)state;
	trace_two(&pile, "Pengadilan menjatuhkan denda sebesar {750|IDR|} kepada pabrik gula.",
	          "Denda sebesar {700|IDR|} harus dibayar pabrik gula, kata pengadilan. Semua tagihan {750|IDR|}.");
	assert_null(only(&pile, RU_DIFF_FIGURE));
	pile_release(&pile);
}

static void a_rounded_figure_is_compatible(void **state)
{
	struct pile pile;
	const struct ru_difference *d;

	(void)state;
	trace_two(&pile, "Sebanyak {2340|p|warga} warga mengungsi ke lapangan kecamatan.",
	          "Warga yang mengungsi ke lapangan kecamatan {2300|p|warga} jumlahnya.");
	d = only(&pile, RU_DIFF_FIGURE);
	assert_non_null(d);
	assert_int_equal(d->relation, RU_REL_COMPATIBLE);
	assert_true(ru_str_eq(d->why, RU_S("rounding")));
	pile_release(&pile);
}

static void figures_of_other_things_are_not_held_against_each_other(void **state)
{
	struct pile pile;

	(void)state;
	trace_two(&pile, "Sebanyak {2340||warga} mengungsi ke lapangan.",
	          "Harga beras naik menjadi {14||ribu} di pasar induk.");
	assert_null(only(&pile, RU_DIFF_FIGURE));
	pile_release(&pile);
}

static void equal_figures_are_no_difference(void **state)
{
	struct pile pile;

	(void)state;
	trace_two(&pile, "Sebanyak {2340||warga} mengungsi ke lapangan kecamatan.",
	          "Ke lapangan kecamatan mengungsi {2340||warga} sejak pagi.");
	assert_int_equal(pile.trace.difference_count, 0);
	pile_release(&pile);
}

static void two_days_for_one_meeting_differ(void **state)
{
	struct pile pile;
	const struct ru_difference *d;

	(void)state;
	trace_two(&pile, "Menteri [P:Umar Sidiq] bertemu pengusaha tambang pada <2026-03-02>, lapor kantor berita.",
	          "Menteri [P:Umar Sidiq] bertemu pengusaha tambang pada <2026-03-03>.");
	d = only(&pile, RU_DIFF_DATE);
	assert_non_null(d);
	assert_int_equal(d->relation, RU_REL_DIFFER);
	pile_release(&pile);
}

static void a_lost_negation_is_a_difference(void **state)
{
	struct pile pile;
	const struct ru_difference *d;

	(void)state;
	trace_two(&pile, "Kebakaran gudang itu bukan disebabkan petir.", "Kebakaran gudang itu disebabkan petir.");
	d = only(&pile, RU_DIFF_NEGATION);
	assert_non_null(d);
	assert_int_equal(d->relation, RU_REL_DIFFER);
	pile_release(&pile);
}

static void the_one_who_says_it_does_not_hide_a_lost_negation(void **state)
{
	struct pile pile;
	const struct ru_difference *d;

	(void)state;
	trace_two(&pile, "Dia bilang muatan itu tidak tercatat dalam dokumen.",
	          "[P:Wirasti] menyatakan muatan itu tercatat dalam dokumen.");
	d = only(&pile, RU_DIFF_NEGATION);
	assert_non_null(d);
	assert_true(ru_str_eq(d->tellings[0].text, RU_S("muatan itu tidak tercatat dalam dokumen")));
	assert_true(ru_str_eq(d->tellings[1].text, RU_S("muatan itu tercatat dalam dokumen")));
	pile_release(&pile);
}

static void a_negation_of_what_only_one_says_is_no_difference(void **state)
{
	struct pile pile;

	(void)state;
	trace_two(&pile, "Perahu nelayan tidak berlabuh ke pelabuhan Lohari.",
	          "Perahu nelayan pulang ke pelabuhan Lohari.");
	assert_null(only(&pile, RU_DIFF_NEGATION));
	pile_release(&pile);
}

static void a_weekday_whose_other_reading_fits_is_no_conflict(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", "2026-03-04",
	          "Wali kota meminta pelayaran di teluk dihentikan sampai <2026-03-08>.");
	pile_page(&pile, "Portal Lima", "2026-03-04",
	          "Wali kota meminta pelayaran di teluk dihentikan sampai <2026-03-01>.");
	pile.page[1].dates[0].relative = true;
	pile.page[1].dates[0].alt[0] = RU_S("2026-03-08");
	pile.page[1].dates[0].alt_count = 1;
	pile_trace(&pile);
	for (uint32_t i = 0; i < pile.trace.difference_count; i++)
		assert_int_not_equal(pile.trace.differences[i].relation, RU_REL_DIFFER);
	pile_release(&pile);
}

static void count_the_dead(struct pile *pile)
{
	for (uint32_t i = 0; i < pile->count; i++) {
		for (uint32_t k = 0; k < pile->page[i].facts.figure_count; k++)
			pile->page[i].figures[k].fate = RU_S("dead");
	}
}

static void two_counts_of_the_dead_from_two_mouths_differ(void **state)
{
	struct pile pile;
	const struct ru_difference *d;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", "2026-03-04", "Kapal itu terbakar dan {3|p|orang} meninggal dunia.");
	pile_page(&pile, "Portal Lima", "2026-03-04",
	          "[P:Wirasti] bilang rumah sakit menerima {5|p|jenazah} sore ini.\n\n"
	          "[P:Darmono] pagi tadi menyebut {3|p|orang} meninggal.");
	pile_said(&pile.page[1], "Wirasti", "rumah sakit menerima 5 sore ini", NULL);
	pile_said(&pile.page[1], "Darmono", "3 meninggal", NULL);
	pile.page[1].figures[0].by = 0;
	pile.page[1].figures[1].by = 1;
	count_the_dead(&pile);
	pile_trace(&pile);
	d = only(&pile, RU_DIFF_FIGURE);
	assert_non_null(d);
	assert_int_equal(d->relation, RU_REL_DIFFER);
	assert_int_equal(d->telling_count, 3);
	pile_release(&pile);
}

static void a_greater_count_told_later_is_an_update(void **state)
{
	struct pile pile;
	const struct ru_difference *d;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", "2026-03-04", "Kapal itu terbakar dan {3|p|orang} meninggal dunia.");
	pile_page(&pile, "Portal Lima", "2026-03-06", "Jumlah korban kebakaran menjadi {6|p|jenazah} kemarin.");
	count_the_dead(&pile);
	pile_trace(&pile);
	d = only(&pile, RU_DIFF_FIGURE);
	assert_non_null(d);
	assert_int_equal(d->relation, RU_REL_UPDATE);
	assert_true(ru_str_eq(d->why, RU_S("later_count")));
	pile_release(&pile);
}

static void the_dead_and_the_missing_are_two_counts(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", "2026-03-04", "Banjir di lembah itu membuat {9|p|orang} tewas.");
	pile_page(&pile, "Portal Lima", "2026-03-05", "Banjir di lembah itu membuat {17|p|orang} hilang.");
	count_the_dead(&pile);
	pile.page[1].figures[0].fate = RU_S("missing");
	pile_trace(&pile);
	assert_null(only(&pile, RU_DIFF_FIGURE));
	pile_release(&pile);
}

static void one_quotation_given_to_two_people_differs(void **state)
{
	struct pile pile;
	const struct ru_difference *d;

	(void)state;
	pile_init(&pile);
	pile_said(
	    pile_page(&pile, "Harian Telaga", NULL, "\"Gudang terbakar sejak petang kemarin,\" kata [P:Umar Sidiq]."),
	    "Umar Sidiq", "Gudang terbakar sejak petang kemarin", NULL);
	pile_said(
	    pile_page(&pile, "Portal Lima", NULL, "\"Gudang terbakar sejak petang kemarin,\" kata [P:Rina Hapsari]."),
	    "Rina Hapsari", "Gudang terbakar sejak petang kemarin", NULL);
	pile_trace(&pile);
	d = only(&pile, RU_DIFF_ATTRIBUTION);
	assert_non_null(d);
	assert_int_equal(d->relation, RU_REL_DIFFER);
	pile_release(&pile);
}

static void one_person_spelled_in_two_ways_is_one_entity(void **state)
{
	struct pile pile;
	const struct ru_difference *d;

	(void)state;
	trace_two(&pile, "Camat [P:Hasan Bakti Malik] datang.",
	          "Camat [P:Hassan Bakti Malik] datang, kata [P:H. Bakti Malik].");
	assert_int_equal(pile.trace.entity_of[0][0], pile.trace.entity_of[1][0]);
	assert_int_equal(pile.trace.entity_of[0][0], pile.trace.entity_of[1][1]);
	d = only(&pile, RU_DIFF_NAME);
	assert_non_null(d);
	assert_int_equal(d->relation, RU_REL_WORDING);
	assert_true(ru_str_eq(d->why, RU_S("spelling")));
	pile_release(&pile);
}

static void people_with_one_word_in_common_stay_two(void **state)
{
	struct pile pile;

	(void)state;
	trace_two(&pile, "Camat [P:Hasan Bakti] datang.", "Camat [P:Rina Bakti] datang.");
	assert_int_not_equal(pile.trace.entity_of[0][0], pile.trace.entity_of[1][0]);
	pile_release(&pile);
}

static void a_lone_surname_of_the_story_joins_the_only_full_name(void **state)
{
	struct pile pile;

	(void)state;
	trace_two(&pile, "Camat [P:Umar Sidiq] datang.", "Camat [P:Sidiq] datang.");
	assert_int_equal(pile.trace.entity_of[0][0], pile.trace.entity_of[1][0]);
	assert_true(ru_str_eq(pile.trace.entities[pile.trace.entity_of[0][0]].name, RU_S("Umar Sidiq")));
	pile_release(&pile);
}

static void a_lone_first_name_of_the_story_joins_the_only_full_name(void **state)
{
	struct pile pile;

	(void)state;
	trace_two(&pile, "Camat [P:Umar Sidiq] datang bersama [P:Rina Bakti].", "Camat [P:Umar] datang.");
	assert_int_equal(pile.trace.entity_of[0][0], pile.trace.entity_of[1][0]);
	pile_release(&pile);
	trace_two(&pile, "Camat [P:Umar Sidiq] datang bersama [P:Umar Bakti].", "Camat [P:Umar] datang.");
	assert_int_not_equal(pile.trace.entity_of[0][0], pile.trace.entity_of[1][0]);
	assert_int_not_equal(pile.trace.entity_of[0][1], pile.trace.entity_of[1][0]);
	pile_release(&pile);
}

static void compare_pair(const char *a, const char *b, bool *conflict, enum ru_difference_kind *kind)
{
	struct pile pile;
	struct ru_difference *out;
	uint32_t count;
	struct ru_trace_options options = {ru_alloc_default(), 1, NULL, NULL};

	pile_init(&pile);
	pile_page(&pile, "", NULL, a);
	pile_page(&pile, "", NULL, b);
	assert_int_equal(ru_trace_compare(&out, &count, conflict, kind, pile.docs, &options, &pile.arena, &pile.err),
	                 0);
	pile_release(&pile);
}

static void sentences_conflict_in_what_is_left_over_on_both_sides(void **state)
{
	static const struct {
		const char *a, *b;
		bool conflict;
		enum ru_difference_kind kind;
	} rows[] = {
	    {"Sebanyak {8000||orang} dari {10000||orang} pulang.", "Dari {10000||orang} yang pulang {3000||orang}.",
	     true, RU_DIFF_FIGURE},
	    {"Sebanyak {8000||orang} dari {10000||orang} pulang.", "Yang pulang {8000||orang}.", false, RU_DIFF_OTHER},
	    {"Pasar dibuka pada <2026-03-02>.", "Pasar mulai dibuka <2026-03-05>.", true, RU_DIFF_DATE},
	    {"Pasar dibuka pada <2026-03-02>.", "Pasar mulai dibuka <2026-03-02>.", false, RU_DIFF_OTHER},
	    {"Pasar tidak dibuka untuk pedagang kecil.", "Pasar dibuka untuk pedagang kecil.", true, RU_DIFF_NEGATION},
	    {"Pasar dibuka di [L:Palu].", "Pembukaan pasar berlangsung di [L:Poso].", true, RU_DIFF_PLACE},
	    {"Pasar dibuka di [L:Palu].", "Pembukaan pasar berlangsung di [L:Kota Palu].", false, RU_DIFF_OTHER},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool conflict;
		enum ru_difference_kind kind;

		compare_pair(rows[i].a, rows[i].b, &conflict, &kind);
		if (conflict != rows[i].conflict || kind != rows[i].kind)
			print_message("row %zu: %s / %s\n", i, rows[i].a, rows[i].b);
		assert_int_equal(conflict, rows[i].conflict);
		assert_int_equal(kind, rows[i].kind);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(two_figures_for_one_slot_differ),
	    cmocka_unit_test(values_that_a_page_tells_both_are_no_conflict),
	    cmocka_unit_test(a_rounded_figure_is_compatible),
	    cmocka_unit_test(figures_of_other_things_are_not_held_against_each_other),
	    cmocka_unit_test(equal_figures_are_no_difference),
	    cmocka_unit_test(two_days_for_one_meeting_differ),
	    cmocka_unit_test(a_lost_negation_is_a_difference),
	    cmocka_unit_test(the_one_who_says_it_does_not_hide_a_lost_negation),
	    cmocka_unit_test(a_negation_of_what_only_one_says_is_no_difference),
	    cmocka_unit_test(two_counts_of_the_dead_from_two_mouths_differ),
	    cmocka_unit_test(a_greater_count_told_later_is_an_update),
	    cmocka_unit_test(the_dead_and_the_missing_are_two_counts),
	    cmocka_unit_test(a_weekday_whose_other_reading_fits_is_no_conflict),
	    cmocka_unit_test(one_quotation_given_to_two_people_differs),
	    cmocka_unit_test(one_person_spelled_in_two_ways_is_one_entity),
	    cmocka_unit_test(people_with_one_word_in_common_stay_two),
	    cmocka_unit_test(a_lone_surname_of_the_story_joins_the_only_full_name),
	    cmocka_unit_test(a_lone_first_name_of_the_story_joins_the_only_full_name),
	    cmocka_unit_test(sentences_conflict_in_what_is_left_over_on_both_sides),
	};

	return cmocka_run_group_tests_name("differ", tests, NULL, NULL);
}
