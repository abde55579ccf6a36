/* SPDX-License-Identifier: Apache-2.0 */
/* Which page was first, read from all pairs together. */
#include "pile_builder.h"

#include "text/words.h"

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

/* What the times of pages 1 and 2 say of them, beside a third page of the same words. */
static char by_times(const char *third)
{
	struct pile pile;
	char dir;

	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", third, words);
	pile_page(&pile, "Warta Dua", "2026-03-04", words);
	pile_page(&pile, "Portal Lima", "2026-03-06", words);
	check_directions(&pile, "");
	dir = pile.copy[2].dir;
	pile_release(&pile);
	return dir;
}

/* Times alone are silent where a third page may be the source of both; one that came later is none. */
static void times_say_nothing_beside_a_third_page_that_may_be_the_source(void **state)
{
	(void)state;
	assert_int_equal(by_times(NULL), '?');
	assert_int_equal(by_times("2026-03-01"), '?');
	assert_int_equal(by_times("2026-03-09"), '>');
}

/* All of the second page stands in the first, which has as much again: the evidence is what they share. */
static void a_part_is_shown_where_it_stands_on_both(void **state)
{
	struct ru_trace_options options = {ru_alloc_default(), 1, NULL, NULL};
	struct pile pile;
	struct ru_str text;
	const struct ru_evidence *item;

	(void)state;
	pile_init(&pile);
	assert_int_equal(ru_arena_print(&pile.arena, &text, "%s\n\n%s", words,
	                                "Warga desa menyeberang dengan rakit sampai tukang datang membawa tali baru."),
	                 0);
	pile_page(&pile, "Harian Telaga", NULL, text.ptr);
	pile_page(&pile, "Warta Dua", NULL, words);
	pile_copy(&pile, 0, 1, RU_COPY_VERBATIM, 9900, words);
	assert_int_equal(ru_trace_direct(&pile.copies, pile.docs, pile.count, &options, &pile.arena, &pile.err), 0);
	assert_int_equal(pile.copy[0].evidence_count, 1);
	item = &pile.copy[0].evidence[0];
	assert_int_equal(item->kind, RU_EVIDENCE_PASSAGE);
	assert_true(item->weight > 0);
	assert_int_equal(item->span_count, 2);
	assert_int_equal(item->spans[0].page, 0);
	assert_int_equal(item->spans[1].page, 1);
	assert_int_equal(item->spans[1].span.end, sizeof(words) - 1);
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

/* A credit's address names its outlet by the host's letters, or is the host that the other page stands on. */
static void an_address_names_the_outlet_that_it_spells(void **state)
{
	static const char *const who[] = {"kabarsiangini.example", "kabar-siang.co.id", "siang.example",
	                                  "warta.example"};
	static const char *const expected[] = {">", "?", ">", "?"};
	struct pile pile;

	(void)state;
	for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++) {
		struct built *page;

		pile_init(&pile);
		page = pile_page(&pile, "Kabar Siang Ini", NULL, words);
		page->article.host = RU_S("siang.example");
		page = pile_page(&pile, "Warta Dua", NULL, words);
		page->article.host = RU_S("warta.example");
		pile_credit(&pile, page, who[i], "", "Sumber");
		(void)pile_page(&pile, "Portal Lima", NULL, words);
		check_directions(&pile, expected[i]);
		assert_true(has_evidence(&pile.copy[0], RU_EVIDENCE_CREDIT) == (expected[i][0] == '>'));
		pile_release(&pile);
	}
}

/* Two mirrors keep the original's address in their heads: neither is the original, whose host it is. */
static void a_mirror_has_no_host_of_its_own(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "", NULL, words)->article.host = RU_S("telaga.example");
	for (int i = 0; i < 2; i++) {
		struct built *page = pile_page(&pile, i == 0 ? "Warta Dua" : "Portal Lima", NULL, words);

		page->article.host = RU_S("telaga.example");
		pile_credit(&pile, page, "telaga.example", "", "canonical");
	}
	check_directions(&pile, ">>?");
	pile_release(&pile);
}

/* A picture's credit tells where the picture is from. */
static void the_credit_of_a_picture_gives_no_direction(void **state)
{
	struct pile pile;
	struct built *page;

	(void)state;
	pile_init(&pile);
	pile_page(&pile, "Harian Telaga", NULL, words);
	page = pile_page(&pile, "Warta Dua", NULL, words);
	pile_credit(&pile, page, "Harian Telaga", "", "Foto");
	page->article.block_count = 1;
	page->blocks[0].kind = RU_BLOCK_CAPTION;
	page->credits[0].place.block = 0;
	pile_page(&pile, "Portal Lima", NULL, words);
	check_directions(&pile, "?");
	pile_release(&pile);
}

/* Words that the article was cut into are those that its blocks are cut into, also where a block begins inside one. */
static void words_taken_over_are_the_same(void **state)
{
	static const char text[] = "Lembah 12.500,7 warga ke-3 www.lembah.example/a \"Jong-un\" Rp10.000 x@y.example\n"
	                           "Desa\xC3\xA9 \xE4\xB8\xAD\xE6\x96\x87 Raya";
	struct ru_vec cut, over, known, hashes;

	(void)state;
	ru_vec_init(&known, ru_alloc_default(), sizeof(struct ru_word), 0);
	ru_vec_init(&hashes, ru_alloc_default(), sizeof(uint64_t), 0);
	ru_vec_init(&cut, ru_alloc_default(), sizeof(uint32_t), 0);
	ru_vec_init(&over, ru_alloc_default(), sizeof(uint32_t), 0);
	assert_int_equal(ru_words_folded(ru_str_from(text), &known, &hashes), 0);
	for (uint32_t at = 0; at < sizeof(text); at++) {
		struct ru_block blocks[3] = {{.kind = RU_BLOCK_BODY, .at = {0, at}, .parent = RU_NONE},
		                             {.kind = RU_BLOCK_NAV, .at = {at, at}, .parent = RU_NONE},
		                             {.kind = RU_BLOCK_BODY, .at = {at, sizeof(text) - 1}, .parent = RU_NONE}};
		struct ru_article article = {.text = ru_str_from(text), .blocks = blocks, .block_count = 3};
		ru_vec_clear(&cut);
		ru_vec_clear(&over);
		assert_int_equal(ru_trace_words(&article, &cut), 0);
		article.words = known.ptr;
		article.word_hash = hashes.ptr;
		article.word_count = (uint32_t)known.len;
		assert_int_equal(ru_trace_words(&article, &over), 0);
		assert_true(cut.len > 8);
		assert_int_equal(cut.len, over.len);
		assert_memory_equal(cut.ptr, over.ptr, cut.len * cut.item);
	}
	ru_vec_release(&known);
	ru_vec_release(&hashes);
	ru_vec_release(&cut);
	ru_vec_release(&over);
}

/* A chain of names joins two whose own signs, told because a page that shares more stands beside them, speak against it
 * clearly: nothing is said. */
static void a_third_page_does_not_outvote_the_two(void **state)
{
	static const char *const first[] = {NULL, "2026-03-08"};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct ru_trace_options options = {ru_alloc_default(), 1, NULL, NULL};
		struct pile pile;
		struct ru_str text;

		pile_init(&pile);
		assert_int_equal(
		    ru_arena_print(&pile.arena, &text, "%s\n\n%s Demikian Warta Dua.", words,
		                   "Warga desa menyeberang dengan rakit sampai tukang datang membawa tali baru."),
		    0);
		pile_page(&pile, "Harian Telaga", first[i], words);
		pile_page(&pile, "Portal Lima", i == 0 ? NULL : "2026-03-01", text.ptr);
		page_after(&pile, "Warta Dua", "Harian Telaga");
		pile_page(&pile, "Suara Bukit", NULL, words);
		pile_copy(&pile, 0, 1, RU_COPY_VERBATIM, 9900, words);
		pile_copy(&pile, 0, 2, RU_COPY_VERBATIM, 9900, words);
		pile_copy(&pile, 1, 2, RU_COPY_VERBATIM, 9900, words);
		pile_copy(&pile, 0, 3, RU_COPY_VERBATIM, 9900, words)->words = 30;
		pile_copy(&pile, 1, 3, RU_COPY_VERBATIM, 9900, words)->words = 30;
		assert_int_equal(ru_trace_direct(&pile.copies, pile.docs, pile.count, &options, &pile.arena, &pile.err),
		                 0);
		assert_int_equal(pile.copy[1].dir, '>');
		assert_int_equal(pile.copy[2].dir, '<');
		assert_int_equal(pile.copy[0].dir, i == 0 ? '>' : '?');
		pile_release(&pile);
	}
}

/* The weight of the times alone, b so many minutes after a, which is of that day; *dir: what is said. */
static int32_t time_weight(int32_t day, int64_t minutes, char *dir)
{
	struct ru_trace_options options = {ru_alloc_default(), 1, NULL, NULL};
	struct pile pile;
	int32_t weight = 0;

	pile_init(&pile);
	for (int i = 0; i < 2; i++) {
		int64_t at = (int64_t)day * 1440 + 600 + i * minutes;
		struct ru_time *time =
		    &pile_page(&pile, i == 0 ? "Harian Telaga" : "Warta Dua", "2026-03-04", words)->article.published;

		time->day = (int32_t)(at / 1440);
		time->precision = RU_PRECISION_MINUTE;
		time->zone = RU_ZONE_STATED;
		time->not_before = time->not_after = at;
	}
	pile_copy(&pile, 0, 1, RU_COPY_VERBATIM, 9900, words);
	assert_int_equal(ru_trace_direct(&pile.copies, pile.docs, pile.count, &options, &pile.arena, &pile.err), 0);
	for (uint32_t i = 0; i < pile.copy[0].evidence_count; i++) {
		if (pile.copy[0].evidence[i].kind == RU_EVIDENCE_TIME)
			weight = pile.copy[0].evidence[i].weight;
	}
	*dir = pile.copy[0].dir;
	pile_release(&pile);
	return weight;
}

static void times_weigh_more_the_further_apart_they_are(void **state)
{
	static const int64_t minutes[] = {1, 14, 15, 60, 600, 1440, 14400};
	int32_t last = 0;
	char dir;

	(void)state;
	for (size_t i = 0; i < sizeof(minutes) / sizeof(minutes[0]); i++) {
		int32_t weight = time_weight(20000, minutes[i], &dir);

		assert_true(weight > last);
		assert_int_equal(dir, minutes[i] < 15 ? '?' : '>');
		last = weight;
	}
}

static void times_that_cannot_be_weigh_nothing(void **state)
{
	static const int32_t before_pages[] = {-719162, 0, 9130}; /* the year 1, 1970-01-01, the end of 1994 */
	char dir;

	(void)state;
	for (size_t i = 0; i < sizeof(before_pages) / sizeof(before_pages[0]); i++) {
		assert_int_equal(time_weight(before_pages[i], (int64_t)(20000 - before_pages[i]) * 1440, &dir), 0);
		assert_int_equal(dir, '?');
	}
	assert_int_equal(time_weight(20000, (int64_t)74 * 365 * 1440, &dir), 0); /* 2024 and 2098 */
	assert_int_equal(dir, '?');
	assert_true(time_weight(9131, 1440, &dir) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_third_page_joins_two_that_name_nobody),
	    cmocka_unit_test(a_third_page_does_not_outvote_the_two),
	    cmocka_unit_test(times_weigh_more_the_further_apart_they_are),
	    cmocka_unit_test(times_that_cannot_be_weigh_nothing),
	    cmocka_unit_test(two_pages_of_one_source_stay_siblings),
	    cmocka_unit_test(a_named_outlet_with_two_pages_is_its_first),
	    cmocka_unit_test(times_say_nothing_beside_a_third_page_that_may_be_the_source),
	    cmocka_unit_test(a_part_is_shown_where_it_stands_on_both),
	    cmocka_unit_test(directions_never_go_in_a_circle),
	    cmocka_unit_test(an_address_names_the_outlet_that_it_spells),
	    cmocka_unit_test(a_mirror_has_no_host_of_its_own),
	    cmocka_unit_test(the_credit_of_a_picture_gives_no_direction),
	    cmocka_unit_test(a_page_made_from_one_of_two_does_not_silence_their_times),
	    cmocka_unit_test(words_taken_over_are_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
