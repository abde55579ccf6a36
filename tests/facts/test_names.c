/* SPDX-License-Identifier: Apache-2.0 */
/* The tagger of names: models of any bytes, and what tagger and rules make together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "row_article.h"

#include "../support/packs.h"
#include "facts/names/tagger.h"

static struct ru_str built_in(void) { return ru_pack_blob(ru_packs_find(packs, RU_S("id")), RU_S("names.model")); }

static void built_in_model_opens(void **state)
{
	struct ru_name_model model;

	(void)state;
	assert_true(ru_name_model_open(&model, built_in()));
	assert_int_equal(model.slots.len, (size_t)model.lines * 64);
}

static void model_cut_short_or_too_long_is_refused(void **state)
{
	struct ru_str whole = built_in();
	struct ru_name_model model;
	size_t head = ru_str_find(whole, RU_S("\n\n"), 0);

	(void)state;
	for (size_t len = 0; len < head + 400; len++)
		assert_false(ru_name_model_open(&model, ru_str_cut(whole, 0, len)));
	assert_false(ru_name_model_open(&model, ru_str_cut(whole, 0, whole.len - 1)));
	assert_false(ru_name_model_open(&model, ru_str_cut(whole, 1, whole.len - 1)));
}

static uint32_t names_with(struct ru_lexicon *lexicon, struct ru_str language, const char *text, struct ru_arena *arena,
                           struct ru_facts *facts)
{
	const struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_facts_options options = {packs, ru_packs_find(packs, language), &limits, ru_alloc_default(), lexicon};
	struct ru_article article;

	assert_int_equal(row_article(&article, ru_str_from(text), RU_S(""), arena), RU_OK);
	assert_int_equal(ru_facts_read(facts, &article, &options, arena, NULL), RU_OK);
	return facts->name_count;
}

static uint32_t names_of(struct ru_str language, const char *text, struct ru_arena *arena, struct ru_facts *facts)
{
	return names_with(NULL, language, text, arena, facts);
}

/* Words, shapes and languages that take each other's place, in both orders. */
static void what_is_kept_of_other_pages_changes_nothing(void **state)
{
	static const char *const text[] = {
	    "Kata Azlan Darmono, banjir itu surut di Muar.",
	    "AZLAN DARMONO: banjir surut, muar tenang. Azlan, azlan, AZLAN.",
	    "Menteri Sosial Ratna Wulan-Sari bertemu O'Hara di Teluk Sirih, kata Ren\xc3\xa9 dari PT Sagara Wening.",
	    "Ren\xe2\x80\x99\xc3\xa9 d'Arta \xe2\x80\x9cRatna\xe2\x80\x9d (58) ke-5 Mempertanggungjawabkannyalah.",
	};
	static const char *const language[] = {"id", "ms", "en"};
	struct ru_lexicon *lexicon;

	(void)state;
	assert_int_equal(ru_lexicon_new(&lexicon, 16, ru_packs_find(packs, RU_S("all")), ru_alloc_default()), RU_OK);
	for (size_t k = 0; k < 24; k++) {
		const size_t i = k < 12 ? k : 23 - k;
		struct ru_str tag = ru_str_from(language[i % 3]);
		struct ru_arena arena;
		struct ru_facts with, without;
		ru_arena_init(&arena, ru_alloc_default());
		uint32_t count = names_with(lexicon, tag, text[i % 4], &arena, &with);
		assert_int_equal(names_of(tag, text[i % 4], &arena, &without), count);
		for (uint32_t j = 0; j < count; j++) {
			assert_int_equal(with.names[j].place.at.begin, without.names[j].place.at.begin);
			assert_int_equal(with.names[j].place.at.end, without.names[j].place.at.end);
			assert_int_equal(with.names[j].type, without.names[j].type);
		}
		ru_arena_release(&arena);
	}
	ru_lexicon_free(lexicon);
}

static void near_language_reads_names_with_the_model(void **state)
{
	struct ru_arena arena;
	struct ru_facts facts;

	(void)state;
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(names_of(RU_S("ms"), "Kata Azlan Darmono, banjir itu surut di Muar.", &arena, &facts), 2);
	assert_int_equal(facts.names[0].type, RU_NAME_PERSON);
	assert_int_equal(facts.names[1].type, RU_NAME_PLACE);
	ru_arena_release(&arena);
}

static void names_stand_in_order_and_apart_or_within(void **state)
{
	static const char text[] =
	    "Menteri Perdagangan Jepang Kenta Morino menemui Bupati Serune Kepulauan Halimah Rumakat di "
	    "KMP Sagara Bening. Kantor Berita Lentera Timor (KBLT) mengutip Morino.";
	struct ru_arena arena;
	struct ru_facts facts;

	(void)state;
	ru_arena_init(&arena, ru_alloc_default());
	assert_true(names_of(RU_S("id"), text, &arena, &facts) >= 6);
	for (uint32_t i = 1; i < facts.name_count; i++)
		assert_true(facts.names[i - 1].place.at.end <= facts.names[i].place.at.begin);
	for (uint32_t i = 0; i < facts.name_count; i++)
		assert_true(facts.names[i].title_place.at.begin == RU_NONE ||
		            facts.names[i].title_place.at.end <= facts.names[i].place.at.begin);
	ru_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(built_in_model_opens),
	    cmocka_unit_test(model_cut_short_or_too_long_is_refused),
	    cmocka_unit_test(near_language_reads_names_with_the_model),
	    cmocka_unit_test(what_is_kept_of_other_pages_changes_nothing),
	    cmocka_unit_test(names_stand_in_order_and_apart_or_within),
	};

	return cmocka_run_group_tests(tests, packs_load, packs_unload);
}
