/* SPDX-License-Identifier: Apache-2.0 */
/* Stems, as a list of word and stem for each language; a word that nothing explains stays as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "support/packs.h"
#include "base/hash.h"
#include "facts/row_file.h"
#include "pack/pack.h"

struct row {
	const char *word, *stem;
};

static void check(const char *tag, const struct row *rows, size_t count)
{
	const struct ru_pack *pack = ru_packs_find(packs, ru_str_from(tag));
	for (size_t i = 0; i < count; i++) {
		struct ru_buf buf;
		ru_buf_init(&buf, ru_alloc_default(), 0);
		ru_pack_stem(pack, ru_str_from(rows[i].word), &buf);
		if (!ru_str_eq(ru_buf_str(&buf), ru_str_from(rows[i].stem)))
			fail_msg("%s: %s, not %s", rows[i].word, buf.ptr, rows[i].stem);
		assert_true(ru_pack_stem_hash(pack, ru_str_from(rows[i].word)) == ru_hash64(ru_buf_str(&buf)));
		ru_buf_release(&buf);
	}
}
#define CHECK(tag, rows) check(tag, rows, sizeof(rows) / sizeof(rows[0]))

static void roots_stay(void **state)
{
	(void)state;
	static const struct row rows[] = {{"menteri", "menteri"},       {"berita", "berita"},
	                                  {"perempuan", "perempuan"},   {"sekolah", "sekolah"},
	                                  {"Pemerintah", "pemerintah"}, {"beruang", "beruang"}};
	CHECK("id", rows);
}

static void affixes_come_off(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"mengatakan", "kata"},     {"dikatakan", "kata"},       {"perkataan", "kata"},
	    {"memukul", "pukul"},       {"penyelidikan", "selidik"}, {"kerusakan", "rusak"},
	    {"kementerian", "menteri"}, {"ditemukan", "temu"},       {"pertemuan", "temu"},
	    {"menulis", "tulis"},       {"mengirimkan", "kirim"},    {"keberhasilan", "hasil"},
	    {"serangan", "serang"},     {"menyerang", "serang"},     {"mempertimbangkan", "timbang"},
	    {"rumahnya", "rumah"}};
	CHECK("id", rows);
}

static void doubled_words_have_the_stem_of_a_half(void **state)
{
	(void)state;
	static const struct row rows[] = {{"anak-anaknya", "anak"},
	                                  {"berlari-lari", "lari"},
	                                  {"tolong-menolong", "tolong"},
	                                  {"Al-Fatah", "al-fatah"}};
	CHECK("id", rows);
}

static uint32_t check_row(struct ru_str row)
{
	struct ru_str word, stem = row;
	struct ru_buf buf;
	assert_true(ru_str_split(&stem, '\t', &word));
	ru_buf_init(&buf, ru_alloc_default(), 0);
	ru_pack_stem(ru_packs_find(packs, RU_S("id")), word, &buf);
	bool same = ru_str_eq(ru_buf_str(&buf), stem);
	if (!same)
		print_error("%.*s: %.*s, not %.*s\n", (int)word.len, word.ptr, (int)buf.len, buf.ptr, (int)stem.len,
		            stem.ptr);
	ru_buf_release(&buf);
	return !same;
}

static void indonesian_words_have_their_stems(void **state)
{
	(void)state;
	row_file_check(TEST_ROWS "/stems_id.tsv", check_row, 400);
}

static void unknown_words_stay(void **state)
{
	(void)state;
	static const struct row rows[] = {{"Wirasena", "wirasena"}, {"blorkan", "blorkan"}, {"", ""}, {"di", "di"}};
	CHECK("id", rows);
}

static void english_endings_come_off(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"killed", "kill"},    {"planning", "plan"},      {"countries", "country"},   {"said", "say"},
	    {"making", "make"},    {"ministers", "minister"}, {"minister's", "minister"}, {"thing", "thing"},
	    {"Zorbing", "zorbing"}};
	CHECK("en", rows);
}

static void long_and_broken_words_are_harmless(void **state)
{
	(void)state;
	char word[4096];
	memset(word, 'a', sizeof(word));
	const struct ru_pack *pack = ru_packs_find(packs, RU_S("id"));
	for (size_t len = 0; len < sizeof(word); len = len * 2 + 1)
		assert_true(ru_pack_stem_hash(pack, (struct ru_str){word, len}) ==
		            ru_hash64((struct ru_str){word, len}));
	for (size_t i = 0; i + 6 < sizeof(word); i += 6)
		memcpy(word + i, "memper", 6);
	assert_true(ru_pack_stem_hash(pack, (struct ru_str){word, 60}) != 0);
	(void)ru_pack_stem_hash(pack, RU_S("\xFF\xC3-\xE2\x80"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(roots_stay),
	    cmocka_unit_test(affixes_come_off),
	    cmocka_unit_test(doubled_words_have_the_stem_of_a_half),
	    cmocka_unit_test(indonesian_words_have_their_stems),
	    cmocka_unit_test(unknown_words_stay),
	    cmocka_unit_test(english_endings_come_off),
	    cmocka_unit_test(long_and_broken_words_are_harmless),
	};
	return cmocka_run_group_tests(tests, packs_load, packs_unload);
}
