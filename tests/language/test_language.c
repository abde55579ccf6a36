/* SPDX-License-Identifier: Apache-2.0 */
/* Naming languages: bare texts, then pages with passages. All sentences are invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "language/language.h"
#include "language/model.h"
#include "support/alloc_fail.h"
#include "support/growth.h"
#include "support/packs.h"

static void is(const char *text, const char *tag)
{
	uint32_t confidence;
	struct ru_str found = ru_language_guess(packs, ru_str_from(text), &confidence);
	if (!ru_str_eq(found, ru_str_from(tag)))
		fail_msg("\"%s\" was taken for %.*s", text, (int)found.len, found.ptr);
	assert_true(confidence <= 100);
}

static void sentences_are_named(void **state)
{
	(void)state;
	is("Warga desa mengungsi karena air sungai naik sejak kemarin sore.", "id");
	is("Polisi mengatakan bahwa dua korban masih dirawat di rumah sakit.", "id");
	is("Penduduk kampung berpindah kerana air sungai naik sejak petang semalam.", "ms");
	is("Polis berkata bahawa dua mangsa masih dirawat di hospital.", "ms");
	is("Villagers left their homes because the river has been rising since yesterday.", "en");
	is("Die Bewohner verlassen das Dorf, weil der Fluss seit gestern steigt.", "de");
	is("Les habitants quittent le village parce que la rivière monte depuis hier.", "fr");
	is("Người dân rời làng vì nước sông dâng cao từ hôm qua.", "vi");
	is("Жители покидают деревню, потому что река поднимается со вчерашнего дня.", "ru");
}

/* what Indonesian and Malay share leaves their everyday words to tell them apart, and no regional relative is guessed
 */
static void a_few_everyday_words_tell_near_relatives_apart(void **state)
{
	(void)state;
	is("Aku mau membeli sepatu baru besok.", "id");
	is("Mobilnya rusak karena jatuh.", "id");
	is("Kapan kalian menikah?", "id");
	is("Temanku sering terlambat.", "id");
	is("Aku belum mengerti.", "id");
	is("Awak hendak beli kasut baru esok?", "ms");
	is("Keretanya rosak kerana jatuh.", "ms");
	is("Bilakah mereka berkahwin?", "ms");
	is("Jiran saya bercakap terlalu laju.", "ms");
	is("Budak itu berjumpa doktor.", "ms");
	is("Ayah pulang telat.", "id");
	is("Longkang itu tersumbat.", "ms");
	is("Ayah kena saman.", "ms");
}

static void a_script_of_its_own_is_enough(void **state)
{
	(void)state;
	is("川の水が昨日から上がっている", "ja");
	is("河水從昨天開始上漲", "zh");
	is("강물이 어제부터 오르고 있다", "ko");
	is("น้ำในแม่น้ำขึ้นตั้งแต่เมื่อวาน", "th");
	is("Το ποτάμι ανεβαίνει από χθες", "el");
}

static void what_is_no_language_has_none(void **state)
{
	(void)state;
	is("", "und");
	is("12.345 / 67 % --- !!!", "und");
	is("\xFF\xFE\x00\x01", "und");
	is("xkqzvw ptrwqx zzqxjk qqwxz vvkjx zqxwv", "und");
}

/* A page of blocks with text as given. */
struct page {
	struct ru_article article;
	struct ru_block blocks[8];
	struct ru_map_piece all;
};

static void page_make(struct page *page, const char *text, const char *const *parts, uint32_t count)
{
	memset(page, 0, sizeof(*page));
	page->article.text = ru_str_from(text);
	page->article.map = RU_MAP_IDENTITY;
	page->article.blocks = page->blocks;
	page->article.block_count = count;
	for (uint32_t i = 0; i < count; i++) {
		const char *at = strstr(text, parts[i]);
		assert_non_null(at);
		page->blocks[i].kind = i == 0 ? RU_BLOCK_HEADLINE : RU_BLOCK_BODY;
		page->blocks[i].at =
		    (struct ru_range){(uint32_t)(at - text), (uint32_t)(at - text + (long)strlen(parts[i]))};
		page->blocks[i].raw = (struct ru_span){page->blocks[i].at.begin, page->blocks[i].at.end, RU_FIELD_PAGE};
		page->blocks[i].clean.begin = RU_NONE;
		page->blocks[i].parent = RU_NONE;
	}
}

static const char *const headline = "Sungai meluap di tiga desa";
static const char *const first =
    "Warga tiga desa mengungsi karena air sungai naik sejak Senin malam, kata kepala desa.";
static const char *const english =
    "We have never seen the river rise so fast, and nobody here knows what will happen to "
    "the houses on the other bank when the rain comes back tonight.";
static const char *const last = "Pemerintah kabupaten mengirim bantuan makanan dan selimut untuk para pengungsi.";

static void a_foreign_paragraph_is_a_passage(void **state)
{
	(void)state;
	char text[1024];
	const char *parts[] = {headline, first, english, last};
	snprintf(text, sizeof(text), "%s\n\n%s\n\n%s\n\n%s", headline, first, english, last);
	struct page page;
	struct ru_arena arena;
	struct ru_language language;
	page_make(&page, text, parts, 4);
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_language_read(&language, &page.article, packs, NULL, &arena, ru_alloc_default()), 0);
	assert_int_equal(language.passage_count, 3);
	assert_true(ru_str_eq(language.passages[0].language, RU_S("id")));
	assert_true(ru_str_eq(language.passages[1].language, RU_S("en")));
	assert_true(ru_str_eq(language.passages[2].language, RU_S("id")));
	struct ru_span span = language.passages[1].place.span;
	assert_int_equal(span.end - span.begin, strlen(english));
	assert_memory_equal(text + span.begin, english, strlen(english));
	ru_arena_release(&arena);
}

static void a_page_without_text_is_und(void **state)
{
	(void)state;
	struct page page;
	struct ru_arena arena;
	struct ru_language language;
	page_make(&page, "", NULL, 0);
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_language_read(&language, &page.article, packs, NULL, &arena, ru_alloc_default()), 0);
	assert_true(ru_str_eq(language.tag, RU_S("und")));
	assert_int_equal(language.passage_count, 0);
	ru_arena_release(&arena);
}

static void failed_allocations_give_no_memory(void **state)
{
	(void)state;
	char text[1024];
	const char *parts[] = {headline, first};
	snprintf(text, sizeof(text), "%s\n\n%s", headline, first);
	struct page page;
	page_make(&page, text, parts, 2);
	for (size_t n = 0;; n++) {
		struct alloc_fail fail;
		struct ru_arena arena;
		struct ru_language language;
		alloc_fail_init(&fail, n);
		ru_arena_init(&arena, &fail.al);
		int status = ru_language_read(&language, &page.article, packs, NULL, &arena, &fail.al);
		ru_arena_release(&arena);
		assert_int_equal(fail.live, 0);
		if (!fail.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
}

static void a_damaged_model_is_refused_or_harmless(void **state)
{
	(void)state;
	struct ru_model model;
	struct ru_str good = ru_pack_blob(ru_packs_find(packs, RU_S("all")), RU_S("language.model"));
	assert_true(ru_model_open(&model, good));
	for (size_t len = 0; len < good.len; len += 4099)
		assert_false(ru_model_open(&model, ru_str_cut(good, 0, len)));
	char *copy = malloc(good.len);
	assert_non_null(copy);
	struct ru_model_memory *memory = calloc(1, sizeof(*memory));
	assert_non_null(memory);
	uint32_t seed = 99;
	for (int round = 0; round < 20; round++) {
		struct ru_model_score score = {{0}, {0}, 0, 0, 0}, kept = score;
		memcpy(copy, good.ptr, good.len);
		for (int i = 0; i < 20000; i++) {
			seed = seed * 1664525u + 1013904223u;
			copy[1024 + seed % (good.len - 1024)] = (char)(seed >> 24);
		}
		if (!ru_model_open(&model, (struct ru_str){copy, good.len}))
			continue;
		(void)ru_model_feed(&model, NULL, ru_str_from(english), 500, &score);
		ru_model_forget(memory);
		for (int again = 0; again < 3; again++) { /* words are kept from the second time on */
			kept = (struct ru_model_score){{0}, {0}, 0, 0, 0};
			(void)ru_model_feed(&model, memory, ru_str_from(english), 500, &kept);
		}
		/* a damaged record may speak of languages that there are not */
		assert_memory_equal(score.sum, kept.sum, model.languages * sizeof(score.sum[0]));
		assert_memory_equal(score.pair, kept.pair, model.pairs * sizeof(score.pair[0]));
		assert_int_equal(score.known, kept.known);
	}
	free(memory);
	free(copy);
}

static void the_processors_wider_instructions_change_nothing(void **state)
{
	const char *const text[] = {english, "Angin laut, kata warga Tanjung Sirih, tak sekencang kemarin.",
	                            "\xd0\x92\xd0\xb5\xd1\x82\xd0\xb5\xd1\x80 7 km\xc3\xa9", "x", ""};
	struct ru_model model;
	(void)state;
	assert_true(ru_model_open(&model, ru_pack_blob(ru_packs_find(packs, RU_S("all")), RU_S("language.model"))));
	for (uint32_t languages = model.languages; languages > model.languages - 40; languages--) {
		model.languages =
		    languages; /* other lengths of what is summed up; the records are those of the model */
		for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
			struct ru_model_score with = {{0}, {0}, 0, 0, 0}, without = with;
			size_t read = ru_model_feed(&model, NULL, ru_str_from(text[i]), 500, &with);
			assert_int_equal(ru_model_feed_plain(&model, ru_str_from(text[i]), 500, &without), read);
			assert_memory_equal(&with, &without, sizeof(with));
		}
	}
}

/* Words of every length, in capitals, at both ends of a text, beside other letters; more than there is room for, so
 * that they take each other's places; and all of it again. */
static void words_met_before_change_nothing(void **state)
{
	const char *const text[] = {
	    english,
	    "a ab abc abcd abcde A AB Abc aBCD in di ke",
	    "di",
	    "di ",
	    " x",
	    "abcdefghijklmnop abcdefghijklmnopq abcdefghijklmno",
	    "caf\xc3\xa9 cafe \xc3\xa9tat etat\xe2\x80\x94 the\xe2\x80\x94the, the\xc3\xa9 \xd0\x92\xd0\xb5 the",
	    "0x0 a1b2 ab'cd ab-cd ab  cd\tab\ncd@[`{the",
	    ""};
	struct ru_model model;
	struct ru_model_memory *memory = calloc(1, sizeof(*memory));
	(void)state;
	assert_non_null(memory);
	assert_true(ru_model_open(&model, ru_pack_blob(ru_packs_find(packs, RU_S("all")), RU_S("language.model"))));
	for (unsigned n = 0; n < 60; n++) {
		char other[2048];
		size_t len = 0;
		for (unsigned k = 0; k < 200; k++)
			len += (size_t)snprintf(other + len, sizeof(other) - len, "%c%c%c%c ", 'a' + n % 26,
			                        'a' + (n + k) % 26, 'a' + k % 7, 'a' + k / 7 % 26);
		for (size_t i = 0; i <= sizeof(text) / sizeof(text[0]); i++) {
			struct ru_str whole = ru_str_from(i > 0 ? text[i - 1] : other);
			for (uint32_t most = 1; most < 700; most = most * 2 + n % 3) {
				struct ru_model_score with = {{0}, {0}, 0, 0, 0}, without = with;
				size_t read = ru_model_feed_plain(&model, whole, most, &without);
				assert_int_equal(ru_model_feed(&model, memory, whole, most, &with), read);
				assert_memory_equal(&with, &without, sizeof(with));
			}
		}
	}
	free(memory);
}

static void pages_read_before_change_nothing(void **state)
{
	const char *const text[] = {headline, first, english, last,
	                            "Kerajaan negeri berkata bahawa beliau boleh datang kerana banjir telah surut."};
	struct ru_lexicon *lexicon;
	(void)state;
	assert_int_equal(ru_lexicon_new(&lexicon, 16, ru_packs_find(packs, RU_S("all")), ru_alloc_default()), 0);
	for (int k = 0; k < 20; k++) {
		struct page page;
		struct ru_arena arena;
		struct ru_language alone, after;
		page_make(&page, text[k * 3 % 5], &text[k * 3 % 5], 1);
		ru_arena_init(&arena, ru_alloc_default());
		assert_int_equal(ru_language_read(&alone, &page.article, packs, NULL, &arena, ru_alloc_default()), 0);
		assert_int_equal(ru_language_read(&after, &page.article, packs, lexicon, &arena, ru_alloc_default()),
		                 0);
		assert_true(ru_str_eq(alone.tag, after.tag));
		assert_int_equal(alone.confidence, after.confidence);
		assert_int_equal(alone.passage_count, after.passage_count);
		ru_arena_release(&arena);
	}
	ru_lexicon_free(lexicon);
}

static void guess(struct ru_str input, const struct ru_alloc *al, void *user)
{
	uint32_t confidence;
	(void)al;
	(void)user;
	(void)ru_language_guess(packs, input, &confidence);
	assert_true(confidence <= 100);
}

static void hostile_texts_take_linear_work(void **state)
{
	static const struct growth_family families[] = {
	    {"digits", "", "7", ""},
	    {"quotation marks", "", "\"", ""},
	    {"capitals", "", "K", ""},
	    {"one word", "", "rumah ", ""},
	    {"one word without an end", "", "rumah", ""},
	    {"one letter", "", "a ", ""},
	    {"letters of two scripts", "", "a\xD0\xB6", ""},
	    {"bytes that are no character", "", "\xFF\xC0", ""},
	    {"combining marks", "e", "\xCC\x81", ""},
	};
	(void)state;
	growth_check(families, sizeof(families) / sizeof(*families), 1 << 18, guess, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sentences_are_named),
	    cmocka_unit_test(a_few_everyday_words_tell_near_relatives_apart),
	    cmocka_unit_test(a_script_of_its_own_is_enough),
	    cmocka_unit_test(what_is_no_language_has_none),
	    cmocka_unit_test(a_foreign_paragraph_is_a_passage),
	    cmocka_unit_test(a_page_without_text_is_und),
	    cmocka_unit_test(failed_allocations_give_no_memory),
	    cmocka_unit_test(a_damaged_model_is_refused_or_harmless),
	    cmocka_unit_test(the_processors_wider_instructions_change_nothing),
	    cmocka_unit_test(words_met_before_change_nothing),
	    cmocka_unit_test(pages_read_before_change_nothing),
	    cmocka_unit_test(hostile_texts_take_linear_work),
	};
	return cmocka_run_group_tests(tests, packs_load, packs_unload);
}
