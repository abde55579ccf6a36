/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences told again without their words: in another language, or rewritten. */
#include "trace/pile_builder.h"

#include "match/match.h"
#include "support/alloc_fail.h"

static const char telaga[] =
    "[P:Rina Halim] meresmikan jembatan [L:Kali Sawo] pada <2026-03-04>. Panjangnya {310|m|jembatan} dan biayanya "
    "{92|IDR|biaya} miliar.\n\nWarga [L:Lembayung] menunggu {14|a|tahun} lamanya, kata [P:Rina Halim]. Ia bersama "
    "[P:Suryo Wirya] dari [O:Bina Marga].\n\nKata [P:Suryo Wirya] ada {8500|k|kendaraan} lewat. [O:Karya "
    "Tirta] membangunnya {26|mo|bulan}.";
static const char anju[] =
    "On <2026-03-04> [P:Rina Halim] opened the [L:Kali Sawo] bridge. It is {310|m|bridge} long and cost "
    "{92|IDR|cost} billion.\n\nPeople of [L:Lembayung] waited {14|a|years} for it, [P:Rina Halim] said. With her was "
    "[P:Suryo Wirya] of [O:Bina Marga].\n\nSome {8500|k|vehicles} pass, [P:Suryo Wirya] said. [O:Karya Tirta] "
    "built it in {26|mo|months}.";
/* the same event, by a reporter who was there: some of the names, in an order of its own */
static const char own[] =
    "Traffic stopped in [L:Lembayung] as thousands came. A band played while [P:Rina Halim] cut a ribbon.\n\n[P:Dewi "
    "Marsudi] lost {40|%|sales} of her sales. The council calls {92|IDR|price} billion too much.\n\n[P:Bram Tanoto] "
    "wants an audit. [O:Karya Tirta] says that [L:Kali Sawo] floods each winter, and {8500|k|cars} cars wait.";

static struct built *add(struct pile *pile, const char *outlet, const char *language, const char *text)
{
	struct built *page = pile_page(pile, outlet, NULL, text);

	page->facts.language = ru_str_from(language);
	return page;
}

static int rewrite(struct pile *pile, const struct ru_alloc *al, struct ru_arena *arena)
{
	struct ru_match_options options = {al, 1, NULL};

	return ru_match_rewritten(&pile->copies, pile->docs, pile->count, &options, arena, &pile->err);
}

static struct ru_str left(const struct pile *pile, const struct ru_retold *retold)
{
	return ru_str_cut(pile->page[0].article.text, retold->a.begin, retold->a.end);
}

static void a_translation_is_told_sentence_by_sentence(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	add(&pile, "Harian Telaga", "id", telaga);
	add(&pile, "Port Anju Post", "en", anju);
	assert_int_equal(rewrite(&pile, ru_alloc_default(), &pile.arena), 0);
	assert_int_equal(pile.copies.count, 1);
	const struct ru_copy *copy = &pile.copies.items[0];
	assert_int_equal(copy->kind, RU_COPY_TRANSLATION);
	assert_int_equal(copy->dir, '?');
	assert_int_equal(copy->passage_count, 0);
	assert_int_equal(copy->words, 0);
	assert_int_equal(copy->retold_count, 6);
	assert_true(ru_str_starts(left(&pile, &copy->retold[1]), RU_S("Panjangnya 310")));
	assert_int_equal(copy->evidence[0].kind, RU_EVIDENCE_NAMES);
	pile_release(&pile);
}

static void two_reports_of_one_event_are_no_translation(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	add(&pile, "Harian Telaga", "id", telaga);
	add(&pile, "The Anju Herald", "en", own);
	assert_int_equal(rewrite(&pile, ru_alloc_default(), &pile.arena), 0);
	assert_int_equal(pile.copies.count, 0);
	pile_release(&pile);
}

static void pages_in_one_language_are_no_translation(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	add(&pile, "Harian Telaga", "id", telaga);
	add(&pile, "Port Anju Post", "id", anju);
	add(&pile, "Kumpul Kabar", "und", anju);
	assert_int_equal(rewrite(&pile, ru_alloc_default(), &pile.arena), 0);
	assert_int_equal(pile.copies.count, 0);
	pile_release(&pile);
}

/* What both have word for word stays a passage; the sentence beside it is told in other words. */
static void a_rewritten_sentence_stands_beside_the_passages(void **state)
{
	static const char equal[] = "Jembatan gantung ambruk pada malam hari setelah hujan lebat mengguyur lembah.";
	struct pile pile;

	(void)state;
	pile_init(&pile);
	add(&pile, "Harian Telaga", "id",
	    "Jembatan gantung ambruk pada malam hari setelah hujan lebat mengguyur lembah. Puluhan penumpang kapal "
	    "terdampar semalaman tanpa selimut hangat.");
	add(&pile, "Portal Lima", "id",
	    "Tanpa selimut, semalaman terdampar puluhan penumpang sebuah kapal. Jembatan gantung ambruk pada malam "
	    "hari "
	    "setelah hujan lebat mengguyur lembah.");
	pile_copy(&pile, 0, 1, RU_COPY_HEAVY, 4000, equal);
	assert_int_equal(rewrite(&pile, ru_alloc_default(), &pile.arena), 0);
	const struct ru_copy *copy = &pile.copies.items[0];
	assert_int_equal(copy->kind, RU_COPY_HEAVY);
	assert_int_equal(copy->passage_count, 1);
	assert_int_equal(copy->retold_count, 1);
	assert_true(ru_str_starts(left(&pile, &copy->retold[0]), RU_S("Puluhan penumpang")));
	assert_false(ru_range_overlap(copy->retold[0].a, copy->passages[0].a));
	assert_false(ru_range_overlap(copy->retold[0].b, copy->passages[0].b));
	pile_release(&pile);
}

static void a_failed_allocation_anywhere_is_reported_and_leaks_nothing(void **state)
{
	struct pile pile;

	(void)state;
	pile_init(&pile);
	add(&pile, "Harian Telaga", "id", telaga);
	add(&pile, "Port Anju Post", "en", anju);
	for (size_t n = 0;; n++) {
		struct alloc_fail f;
		struct ru_arena arena;
		int status;

		alloc_fail_init(&f, n);
		ru_arena_init(&arena, &f.al);
		pile.copies = (struct ru_copies){NULL, 0};
		status = rewrite(&pile, &f.al, &arena);
		ru_arena_release(&arena);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
	pile_release(&pile);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_translation_is_told_sentence_by_sentence),
	    cmocka_unit_test(two_reports_of_one_event_are_no_translation),
	    cmocka_unit_test(pages_in_one_language_are_no_translation),
	    cmocka_unit_test(a_rewritten_sentence_stands_beside_the_passages),
	    cmocka_unit_test(a_failed_allocation_anywhere_is_reported_and_leaks_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
