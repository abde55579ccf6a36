/* SPDX-License-Identifier: Apache-2.0 */
/* Which pages tell one event, which events make one story, and that the answer is a function of the pile alone. */
#include "pages.h"

#include "match/story.h"
#include "support/alloc_fail.h"

static struct ru_stories tell(struct pages *pages, unsigned threads)
{
	struct ru_match_options o = {ru_alloc_default(), threads, NULL};
	struct ru_stories out;
	struct ru_copies copies;
	assert_int_equal(ru_match_copies(&copies, pages->docs, pages->count, &o, &pages->arena, NULL), 0);
	assert_int_equal(ru_match_stories(&out, pages->docs, pages->count, &copies, &o, &pages->arena, NULL), 0);
	return out;
}

static const char *fire_a = "A fire broke out in the Tanjung Sari market of Kotabaya before dawn on Monday and burned "
                            "140 stalls. Mayor Ratna Wibisana came to the market at noon and promised new stalls. The "
                            "fire brigade sent eleven engines, said its chief, Harun Setya.";
static const char *fire_b =
    "Mayor Ratna Wibisana promised the traders of Tanjung Sari new stalls after flames had eaten 140 of them on "
    "Monday. Eleven engines came, brigade chief Harun Setya told reporters at the Kotabaya market.";
static const char *fire_c = "Police in Kotabaya arrested a night guard of the Tanjung Sari market on Friday. A "
                            "cigarette is said to have started the blaze that destroyed 140 stalls, inspector Laksmi "
                            "Prawira said. Mayor Ratna Wibisana welcomed the arrest of the guard, named Joko Tirta.";
static const char *football =
    "Garuda Selatan beat Persada Timur by three goals to nil in Bandarlaut on Sunday. Striker Yoga Mahendra scored "
    "twice in the second half, and coach Emilio Duarte praised the young side after the whistle.";

static void tellings_of_one_event_meet_and_others_do_not(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	page_add(&pages, "Fire burns Tanjung Sari market", fire_a, "", 20000);
	page_add(&pages, "Ratna Wibisana promises market traders new stalls", fire_b, "", 20000);
	page_add(&pages, "Garuda Selatan beat Persada Timur", football, "", 20000);
	struct ru_stories s = tell(&pages, 1);
	assert_int_equal(s.event_of[0], s.event_of[1]);
	assert_int_not_equal(s.event_of[0], s.event_of[2]);
	assert_int_not_equal(s.story_of[s.event_of[0]], s.story_of[s.event_of[2]]);
	pages_release(&pages);
}

static void a_later_turn_is_another_event_of_the_same_story(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	page_add(&pages, "Fire burns Tanjung Sari market", fire_a, "", 20000);
	page_add(&pages, "Ratna Wibisana promises market traders new stalls", fire_b, "", 20000);
	page_add(&pages, "Guard arrested over market blaze", fire_c, "", 20011);
	page_add(&pages, "Garuda Selatan beat Persada Timur", football, "", 20000);
	struct ru_stories s = tell(&pages, 1);
	assert_int_equal(s.event_of[0], s.event_of[1]);
	assert_int_not_equal(s.event_of[0], s.event_of[2]);
	assert_int_equal(s.story_of[s.event_of[0]], s.story_of[s.event_of[2]]);
	pages_release(&pages);
}

static const char *inquiry =
    "A committee in Ambara published its findings on the Tanjung Sari market on 12 May. The fire of "
    "6 April had begun in a cable, engineer Surya Paloma said, and Mayor Ratna Wibisana promised new "
    "cables. The brigade of Harun Setya had sent eleven engines to the 140 stalls.";
static const char *witness =
    "Dewi Lestarini still holds the keys of her shop. On 6 April she ran barefoot through smoke, she recalled beside "
    "the "
    "ashes in Jalan Melur, and heard nobody shout any warning at all. Doctor Benyamin Loho of the Harapan clinic "
    "counted "
    "nineteen people with burned hands, among them her nephew Ilham Prasaja, who sells spices near the mosque.";

static void set_dates(struct pages *pages)
{
	pages->dates[0] = (struct page_date){"6 April", "2025-04-06", 20184};
	pages->dates[1] = (struct page_date){"12 May", "2025-05-12", 20220};
	pages->dates[2] = (struct page_date){"Monday", "2025-04-06", 20184};
}

static void the_same_day_and_place_make_one_event_whatever_the_words(void **state)
{
	struct pages pages;
	struct ru_term_pile pile;
	struct ru_match_options o = {ru_alloc_default(), 1, NULL};
	(void)state;
	for (int dated = 0; dated < 2; dated++) {
		pages_init(&pages);
		if (dated)
			set_dates(&pages);
		page_add(&pages, "Fire burns Tanjung Sari market", fire_a, "", 20184);
		page_add(&pages, "Barefoot through Tanjung Sari", witness, "", 20184);
		page_add(&pages, "Garuda Selatan beat Persada Timur", football, "", 20184);
		assert_int_equal(ru_terms_init(&pile, pages.docs, pages.count, &o), 0);
		assert_int_equal(ru_meeting_of(&pile, 0, 1).same, dated);
		assert_false(ru_meeting_of(&pile, 0, 2).same);
		ru_terms_release(&pile);
		struct ru_stories s = tell(&pages, 1);
		assert_true(!dated || s.event_of[0] == s.event_of[1]);
		assert_int_not_equal(s.event_of[0], s.event_of[2]);
		pages_release(&pages);
	}
}

static void a_day_far_off_keeps_an_inquiry_apart_and_tells_the_first_event_as_background(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	set_dates(&pages);
	page_add(&pages, "Fire burns Tanjung Sari market", fire_a, "", INT32_MIN);
	page_add(&pages, "Ratna Wibisana promises Tanjung Sari traders new stalls", fire_b, "", INT32_MIN);
	page_add(&pages, "Cable burned Tanjung Sari market", inquiry, "", INT32_MIN);
	struct ru_stories s = tell(&pages, 1);
	assert_int_equal(s.event_of[0], s.event_of[1]);
	assert_int_not_equal(s.event_of[0], s.event_of[2]);
	assert_int_equal(s.story_of[s.event_of[0]], s.story_of[s.event_of[2]]);
	assert_int_equal(s.also_count[2], 1);
	assert_int_equal(s.also[2][0], s.event_of[0]);
	assert_int_equal(s.also_count[0], 0);
	pages_release(&pages);
}

static void towns_tell_apart_where_days_do_not(void **state)
{
	static const char *there =
	    "Minister Ratna Wibisana met her colleague Harun Setya in Kotabaya for talks on rice.";
	static const char *here =
	    "Minister Ratna Wibisana met her colleague Harun Setya in Bandarlaut for talks on fish.";
	int32_t likeness[2];
	(void)state;
	for (int told = 0; told < 2; told++) {
		struct pages pages;
		struct ru_term_pile pile;
		struct ru_match_options o = {ru_alloc_default(), 1, NULL};
		pages_init(&pages);
		pages.located = told ? "Kotabaya" : NULL;
		page_add(&pages, "Talks on rice", there, "", INT32_MIN);
		pages.located = told ? "Bandarlaut" : NULL;
		page_add(&pages, "Talks on fish", here, "", INT32_MIN);
		assert_int_equal(ru_terms_init(&pile, pages.docs, pages.count, &o), 0);
		likeness[told] = ru_meeting_of(&pile, 0, 1).event;
		ru_terms_release(&pile);
		pages_release(&pages);
	}
	assert_int_equal(likeness[0], 100);
	assert_true(likeness[1] < 50);
}

static void a_join_shows_names_in_both_pages(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	page_add(&pages, "Fire burns Tanjung Sari market", fire_a, "", 20000);
	page_add(&pages, "Ratna Wibisana promises market traders new stalls", fire_b, "", 20000);
	struct ru_stories s = tell(&pages, 1);
	assert_int_equal(s.join_count, 1);
	bool names = false;
	for (uint32_t i = 0; i < s.joins[0].evidence_count; i++) {
		const struct ru_evidence *e = &s.joins[0].evidence[i];
		assert_true(e->span_count >= 2 && e->span_count % 2 == 0);
		for (uint32_t k = 0; k + 1 < e->span_count; k += 2) {
			struct ru_str a = ru_str_cut(pages.docs[e->spans[k].page].article->text, e->spans[k].span.begin,
			                             e->spans[k].span.end);
			struct ru_str b = ru_str_cut(pages.docs[e->spans[k + 1].page].article->text,
			                             e->spans[k + 1].span.begin, e->spans[k + 1].span.end);
			assert_true(a.len > 0 && ru_str_eq_nocase(a, b));
		}
		names = names || e->kind == RU_EVIDENCE_NAMES;
	}
	assert_true(names);
	pages_release(&pages);
}

static void an_event_is_named_after_its_earliest_page(void **state)
{
	struct pages pages;
	char want[18];
	(void)state;
	pages_init(&pages);
	page_add(&pages, "Fire burns Tanjung Sari market", fire_a, "", 20001);
	page_add(&pages, "Ratna Wibisana promises market traders new stalls", fire_b, "", 20000);
	struct ru_stories s = tell(&pages, 1);
	want[0] = 'e';
	memcpy(want + 1, pages.docs[1].article->sha256, 16);
	want[17] = '\0';
	assert_string_equal(s.event_id[s.event_of[0]], want);
	assert_int_equal(s.story_id[s.story_of[s.event_of[0]]][0], 's');
	pages_release(&pages);
}

static void a_page_without_text_has_no_event(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	page_add(&pages, "", "", page_text(&pages, 3, 40), 20000);
	page_add(&pages, "Fire burns Tanjung Sari market", fire_a, "", 20000);
	struct ru_stories s = tell(&pages, 1);
	assert_int_equal(s.event_of[0], RU_NONE);
	assert_int_equal(s.event_of[1], 0);
	assert_int_equal(s.event_count, 1);
	pages_release(&pages);
}

/* 120 pages of 40 events, some of them near each other; also more than a small pile. */
static void fill(struct pages *pages)
{
	for (uint32_t i = 0; i < 120; i++)
		page_add(pages, page_text(pages, 500 + i / 3, 6),
		         page_join(pages, page_text(pages, 900 + i / 3, 30), page_text(pages, 2000 + i, 25),
		                   page_text(pages, 40 + i / 12, 10)),
		         "", 20000 + (int32_t)(i / 3));
}

static void the_number_of_threads_changes_nothing(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	fill(&pages);
	struct ru_stories one = tell(&pages, 1), seven = tell(&pages, 7);
	assert_int_equal(one.event_count, 40);
	assert_int_equal(one.event_count, seven.event_count);
	assert_memory_equal(one.event_of, seven.event_of, pages.count * sizeof(*one.event_of));
	assert_memory_equal(one.event_id, seven.event_id, one.event_count * sizeof(*one.event_id));
	for (uint32_t i = 0; i < 120; i++)
		assert_int_equal(one.event_of[i], one.event_of[i - i % 3]);
	pages_release(&pages);
}

static void no_memory_is_reported_and_nothing_leaks(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	page_add(&pages, "Fire burns Tanjung Sari market", fire_a, "", 20000);
	page_add(&pages, "Ratna Wibisana promises market traders new stalls", fire_b, "", 20000);
	page_add(&pages, "Guard arrested over market blaze", fire_c, "", 20011);
	for (size_t n = 0;; n++) {
		struct alloc_fail f;
		struct ru_stories out;
		struct ru_arena arena;
		alloc_fail_init(&f, n);
		ru_arena_init(&arena, &f.al);
		struct ru_match_options o = {&f.al, 1, NULL};
		int status = ru_match_stories(&out, pages.docs, pages.count, NULL, &o, &arena, NULL);
		ru_arena_release(&arena);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
		assert_null(out.event_of);
	}
	pages_release(&pages);
}

static void average_linkage_does_not_chain(void **state)
{
	/* 0-1 and 2-3 are close, 1-2 fairly; 0-3, 0-2 and 1-3 are not linked at all */
	const struct ru_weighted links[] = {{0, 1, 9000}, {1, 2, 5000}, {2, 3, 9000}};
	uint32_t of[4];
	(void)state;
	assert_int_equal(ru_cluster(of, NULL, 4, links, 3, 2000, ru_alloc_default()), 0);
	assert_int_equal(of[1], 0);
	assert_int_equal(of[2], 2);
	assert_int_equal(of[3], 2);
	assert_int_equal(ru_cluster(of, NULL, 4, links, 3, 1000, ru_alloc_default()), 0);
	assert_int_equal(of[3], 0);
}

static void logarithms_are_right_to_a_hundredth(void **state)
{
	(void)state;
	assert_int_equal(ru_ln_hundredths(1), 0);
	assert_int_equal(ru_ln_hundredths(2), 69);
	assert_int_equal(ru_ln_hundredths(10), 230);
	assert_int_equal(ru_ln_hundredths(1000000), 1382);
	assert_int_equal(ru_ln_hundredths(UINT64_C(1) << 63), 4367);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tellings_of_one_event_meet_and_others_do_not),
	    cmocka_unit_test(a_later_turn_is_another_event_of_the_same_story),
	    cmocka_unit_test(the_same_day_and_place_make_one_event_whatever_the_words),
	    cmocka_unit_test(a_day_far_off_keeps_an_inquiry_apart_and_tells_the_first_event_as_background),
	    cmocka_unit_test(towns_tell_apart_where_days_do_not),
	    cmocka_unit_test(a_join_shows_names_in_both_pages),
	    cmocka_unit_test(an_event_is_named_after_its_earliest_page),
	    cmocka_unit_test(a_page_without_text_has_no_event),
	    cmocka_unit_test(the_number_of_threads_changes_nothing),
	    cmocka_unit_test(no_memory_is_reported_and_nothing_leaks),
	    cmocka_unit_test(average_linkage_does_not_chain),
	    cmocka_unit_test(logarithms_are_right_to_a_hundredth),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
