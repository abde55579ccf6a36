/* SPDX-License-Identifier: Apache-2.0 */
/* Loading packs, built in and from folders; phrases; settings; what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pack/lexicon.h"
#include "pack/tables.h"
#include "support/alloc_fail.h"

#define HEAD "#! format 1\n#! language xx\n#! licence Apache-2.0\n#! origin written for this test\n"

/* A folder of packs in the temporary directory with one pack "xx" of one file. */
struct folder {
	char dir[64], pack[80], file[120];
};

static void folder_make(struct folder *f, const char *name, const char *text)
{
	snprintf(f->dir, sizeof(f->dir), "/tmp/runut-test-pack-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->pack, sizeof(f->pack), "%s/xx", f->dir);
	assert_int_equal(mkdir(f->pack, 0700), 0);
	snprintf(f->file, sizeof(f->file), "%s/%s", f->pack, name);
	FILE *out = fopen(f->file, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(text, 1, strlen(text), out), strlen(text));
	assert_int_equal(fclose(out), 0);
}

static void folder_remove(const struct folder *f)
{
	(void)unlink(f->file);
	(void)rmdir(f->pack);
	(void)rmdir(f->dir);
}

static struct ru_packs *load(const struct folder *f)
{
	struct ru_packs *packs;
	struct ru_error err = {0};
	const char *dirs[] = {f->dir};
	if (ru_packs_new(&packs, dirs, 1, ru_alloc_default(), &err) != 0)
		fail_msg("%s: %s", err.input, err.message);
	return packs;
}

static void built_in_packs_load(void **state)
{
	(void)state;
	struct ru_packs *packs;
	struct ru_error err = {0};
	if (ru_packs_new(&packs, NULL, 0, ru_alloc_default(), &err) != 0)
		fail_msg("%s: %s", err.input, err.message);
	static const char *const tags[] = {"all", "en", "id", "ms"};
	assert_true(ru_packs_count(packs) >= 4);
	for (size_t i = 0; i < 4; i++)
		assert_non_null(ru_packs_find(packs, ru_str_from(tags[i])));
	assert_ptr_equal(ru_packs_find(packs, RU_S("id-ID")), ru_packs_find(packs, RU_S("id")));
	assert_null(ru_packs_find(packs, RU_S("zz")));
	for (size_t i = 1; i < ru_packs_count(packs); i++)
		assert_true(ru_str_cmp(ru_pack_tag(ru_packs_at(packs, i - 1)), ru_pack_tag(ru_packs_at(packs, i))) < 0);
	const struct ru_entry *decimal =
	    ru_pack_get(ru_packs_find(packs, RU_S("id")), ru_table_find(RU_S("pack")), RU_S("decimal"));
	assert_non_null(decimal);
	assert_true(ru_str_eq(decimal->col[1], RU_S(",")));
	ru_packs_free(packs);
}

static void look_up(const struct ru_packs *packs, const char *text, size_t at, const char *expected, size_t words)
{
	struct ru_arena arena;
	struct ru_vec list;
	struct ru_lookup lookup;
	size_t used;
	ru_arena_init(&arena, ru_alloc_default());
	ru_vec_init(&list, ru_alloc_default(), sizeof(struct ru_word), 0);
	assert_int_equal(ru_words(ru_str_from(text), &list), 0);
	assert_int_equal(ru_lookup_make(&lookup, ru_str_from(text), list.ptr, list.len, &arena), 0);
	const struct ru_pack *pack = ru_packs_find(packs, RU_S("xx"));
	const struct ru_entry *entry = ru_pack_at(pack, ru_table_find(RU_S("abbreviations")), &lookup, at, &used);
	if (expected == NULL) {
		assert_null(entry);
	} else {
		assert_non_null(entry);
		assert_true(ru_str_eq(entry->col[1], ru_str_from(expected)));
	}
	assert_int_equal(used, words);
	ru_vec_release(&list);
	ru_arena_release(&arena);
}

static void longest_phrase_wins(void **state)
{
	(void)state;
	struct folder f;
	folder_make(&f, "abbreviations.tsv",
	            HEAD "# comment\nkali\ta\nkali ini saja\tb\nKali Ini\tc\nS.H.\td\nrumah\te\nrumah\tf\n");
	struct ru_packs *packs = load(&f);
	look_up(packs, "Kali ini juga", 0, "c", 2);
	look_up(packs, "KALI  INI\nsaja", 0, "b", 3);
	look_up(packs, "kali itu", 0, "a", 1);
	look_up(packs, "sekali ini", 0, NULL, 0);
	look_up(packs, "Rini, S.H., hadir", 2, "d", 4);
	look_up(packs, "Rini, S H, hadir", 2, NULL, 0);
	const struct ru_pack *pack = ru_packs_find(packs, RU_S("xx"));
	uint32_t table = ru_table_find(RU_S("abbreviations"));
	const struct ru_entry *entry = ru_pack_get(pack, table, RU_S("RUMAH"));
	assert_true(ru_str_eq(entry->col[1], RU_S("e")));
	entry = ru_pack_entry(pack, entry->next);
	assert_true(ru_str_eq(entry->col[1], RU_S("f")));
	assert_null(ru_pack_entry(pack, entry->next));
	assert_null(ru_pack_get(pack, table, RU_S("kali ini saja dulu")));
	size_t count;
	assert_int_equal(ru_pack_entries(pack, table, &count)->line, 6);
	assert_int_equal(count, 6);
	ru_packs_free(packs);
	folder_remove(&f);
}

static void tables_are_found_by_their_whole_name(void **state)
{
	static const char *const none[] = {
	    "", "a", "cue", "cuess", "zz", "language_word", "language_wordss", "language_words_of_all"};
	(void)state;
	for (uint32_t k = 0; k < ru_table_count; k++) {
		assert_int_equal(ru_table_find(ru_str_from(ru_tables[k].name)), k);
		if (k > 0)
			assert_true(strcmp(ru_tables[k - 1].name, ru_tables[k].name) < 0);
	}
	for (size_t k = 0; k < sizeof(none) / sizeof(none[0]); k++)
		assert_int_equal(ru_table_find(ru_str_from(none[k])), RU_TABLE_NONE);
}

static void first_words_tell_the_packs(void **state)
{
	(void)state;
	struct folder f;
	folder_make(&f, "months.tsv", HEAD "floréal an\t4\n");
	struct ru_packs *packs = load(&f);
	uint32_t months = ru_table_find(RU_S("months")), places = ru_table_find(RU_S("places"));
	size_t at = 0;
	while (!ru_str_eq(ru_pack_tag(ru_packs_at(packs, at)), RU_S("xx")))
		at++;
	assert_int_equal(ru_packs_beginning(packs, months, ru_fold_hash(RU_S("Floréal"))), UINT64_C(1) << at);
	assert_int_equal(ru_packs_beginning(packs, months, ru_fold_hash(RU_S("an"))), 0);
	assert_int_equal(ru_packs_beginning(packs, places, ru_fold_hash(RU_S("an"))), UINT64_MAX);
	assert_int_equal(ru_packs_beginning(packs, RU_TABLE_NONE, 1), 0);
	ru_packs_free(packs);
	folder_remove(&f);
}

static void one_look_tells_the_uses_of_a_word(void **state)
{
	(void)state;
	struct folder f;
	folder_make(&f, "stopwords.tsv", HEAD "zeug\nzeug fein\nfloréal an\n");
	struct ru_packs *packs = load(&f);
	uint64_t months = ru_pack_table_bit(ru_table_find(RU_S("months")));
	uint64_t places = ru_pack_table_bit(ru_table_find(RU_S("places")));
	size_t at = 0;
	while (!ru_str_eq(ru_pack_tag(ru_packs_at(packs, at)), RU_S("xx")))
		at++;
	struct ru_word_uses zeug = ru_packs_uses(packs, ru_fold_hash(RU_S("Zeug")));
	assert_int_equal(zeug.stops, UINT64_C(1) << at);
	assert_int_equal(zeug.opens & months, 0);
	assert_int_equal(ru_packs_uses(packs, ru_fold_hash(RU_S("floréal"))).stops, 0);
	assert_int_equal(ru_packs_uses(packs, ru_fold_hash(RU_S("zzyzx"))).stops, 0);
	struct ru_word_uses march = ru_packs_uses(packs, ru_fold_hash(RU_S("Maret")));
	assert_int_equal(march.opens & months, months);
	assert_int_equal(march.opens & places, places);
	ru_packs_free(packs);
	folder_remove(&f);
}

static void escapes_are_resolved_and_keys_found_whole(void **state)
{
	(void)state;
	struct folder f;
	folder_make(&f, "messages.tsv", HEAD "two_lines_of_a_very_long_key\tone\\ntwo\\\\\n");
	struct ru_packs *packs = load(&f);
	assert_true(
	    ru_str_eq(ru_packs_message(packs, RU_S("xx"), RU_S("two_lines_of_a_very_long_key")), RU_S("one\ntwo\\")));
	assert_true(ru_str_eq(ru_packs_message(packs, RU_S("xx"), RU_S("no_such_key")), RU_S("no_such_key")));
	ru_packs_free(packs);
	folder_remove(&f);
}

static void refused(const char *name, const char *text, const char *message)
{
	struct folder f;
	struct ru_packs *packs = (void *)1;
	struct ru_error err = {0};
	folder_make(&f, name, text);
	const char *dirs[] = {f.dir};
	assert_int_equal(ru_packs_new(&packs, dirs, 1, ru_alloc_default(), &err), RU_EINPUT);
	assert_null(packs);
	assert_non_null(strstr(err.message, message));
	folder_remove(&f);
}

static void broken_lines_are_told_by_number(void **state)
{
	(void)state;
	refused("abbreviations.tsv", HEAD "a\tb\tc\td\n", "line 5: more columns");
	refused("abbreviations.tsv", HEAD "a\n\ta\n", "line 6: no phrase");
	refused("abbreviations.tsv", HEAD "a\\x\n", "line 5: unknown escape");
	refused("abbreviations.tsv", HEAD "a\xFF\n", "not UTF-8");
	refused("abbreviations.tsv", "a\n", "the header needs");
	refused("abbreviations.tsv", "#! format 2\n", "this format is not known");
	refused("nonsense.tsv", HEAD, "no table of this name");
	refused("weights.tsv", HEAD "a\t70000\n", "not a number");
	refused("affixes.tsv", HEAD "x\n", "not an affix");
	refused("abbreviations.tsv", HEAD "a a a a a a a a a a a a a a a a a\n", "too many words");
}

struct seen {
	uint32_t count, line;
};

static void note(void *ctx, struct ru_str file, uint32_t line, struct ru_str message)
{
	struct seen *seen = ctx;
	(void)file;
	(void)message;
	seen->count++;
	seen->line = line;
}

static void check_tells_every_broken_line(void **state)
{
	(void)state;
	struct folder f;
	struct seen seen = {0, 0};
	struct ru_error err = {0};
	uint32_t failures = 99;
	folder_make(&f, "abbreviations.tsv", HEAD "a\tb\tc\td\nfine\nb\\q\nfine\n");
	assert_int_equal(ru_pack_check(f.pack, note, &seen, &failures, ru_alloc_default(), &err), 0);
	assert_int_equal(failures, 3);
	assert_int_equal(seen.count, 3);
	assert_int_equal(seen.line, 8);
	assert_int_equal(ru_pack_check("/nonexistent/xx", note, &seen, &failures, ru_alloc_default(), &err), RU_EIO);
	folder_remove(&f);
}

static void weights_and_stop_words(void **state)
{
	(void)state;
	struct folder f;
	folder_make(&f, "weights.tsv", HEAD "rumah\t420\n");
	struct ru_packs *packs = load(&f);
	const struct ru_pack *pack = ru_packs_find(packs, RU_S("xx"));
	assert_int_equal(ru_pack_weight(pack, ru_fold_hash(RU_S("Rumah"))), 420);
	assert_true(ru_pack_weight(pack, ru_fold_hash(RU_S("tangga"))) > 420);
	assert_false(ru_pack_is_stop(pack, ru_fold_hash(RU_S("rumah"))));
	ru_packs_free(packs);
	folder_remove(&f);
}

/* A lexicon of two places, so that words take each other's place, says what the packs say. */
static void lexicon_says_what_the_packs_say(void **state)
{
	(void)state;
	static const struct ru_str words[] = {RU_S_INIT("mengatakan"),
	                                      RU_S_INIT("Presiden"),
	                                      RU_S_INIT("the"),
	                                      RU_S_INIT("yang"),
	                                      RU_S_INIT("Rabu"),
	                                      RU_S_INIT("1.000"),
	                                      RU_S_INIT("kesinambungannya-kesinambungannya")};
	struct ru_packs *packs;
	struct ru_lexicon *lexicon;
	uint32_t names = ru_table_find(RU_S("name_words"));
	assert_int_equal(ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL), 0);
	const struct ru_pack *all = ru_packs_find(packs, RU_S("all"));
	assert_int_equal(ru_lexicon_new(&lexicon, 3, all, ru_alloc_default()), RU_EUSAGE);
	assert_int_equal(ru_lexicon_new(&lexicon, 2, all, ru_alloc_default()), 0);
	for (size_t k = 0; k < 8 * sizeof(words) / sizeof(words[0]); k++) {
		struct ru_str word = words[(k + k / 7) % 7];
		const struct ru_pack *pack = ru_packs_find(packs, k / 14 % 2 != 0 ? RU_S("en") : RU_S("id"));
		uint64_t hash = ru_fold_hash(word);
		unsigned ask = k % 3 != 0 ? RU_LEXICON_LETTERS | RU_LEXICON_NAMES : k % 2;
		const struct ru_lexeme *got = ru_lexicon_get(lexicon, pack, ask, word, hash);
		assert_true(got->hash == hash && got->pack == pack);
		assert_true(got->opening == (ru_pack_opening(pack, hash) | ru_pack_opening(all, hash)));
		assert_true(got->stem == ((ask & RU_LEXICON_LETTERS) != 0 ? ru_pack_stem_hash(pack, word) : hash));
		assert_int_equal(got->weight, ru_pack_weight(pack, hash));
		assert_int_equal(got->is_stop, ru_pack_is_stop(pack, hash));
		assert_int_equal(got->is_root, ru_pack_is_root(pack, hash));
		if ((ask & RU_LEXICON_NAMES) != 0)
			assert_int_equal(got->names, ru_pack_number(pack, names, hash));
	}
	ru_lexicon_free(lexicon);
	ru_lexicon_free(NULL);
	ru_packs_free(packs);
}

/* What tells that a word is in no table is made for speed alone: no stop word, stem or root may get lost by it. */
static void lexicon_says_of_the_packs_own_words_what_the_pack_says(void **state)
{
	(void)state;
	static const char *const tables[] = {"stopwords", "stems", "cues", "months"};
	struct ru_packs *packs;
	struct ru_lexicon *lexicon;
	assert_int_equal(ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL), 0);
	assert_int_equal(ru_lexicon_new(&lexicon, 16, ru_packs_find(packs, RU_S("all")), ru_alloc_default()), 0);
	for (size_t p = 0; p < ru_packs_count(packs); p++) {
		const struct ru_pack *pack = ru_packs_at(packs, p);
		for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++) {
			size_t count;
			const struct ru_entry *entry =
			    ru_pack_entries(pack, ru_table_find(ru_str_from(tables[t])), &count);
			for (size_t k = 0; k < count; k++) {
				struct ru_str word = entry[k].phrase;
				uint64_t hash = ru_fold_hash(word);
				const struct ru_lexeme *got =
				    ru_lexicon_get(lexicon, pack, RU_LEXICON_LETTERS, word, hash);
				assert_true(got->stem == ru_pack_stem_hash(pack, word));
				assert_int_equal(got->is_stop, ru_pack_is_stop(pack, hash));
				assert_int_equal(got->weight, ru_pack_weight(pack, hash));
			}
		}
	}
	assert_true(ru_pack_is_root(ru_packs_find(packs, RU_S("id")), ru_fold_hash(RU_S("kata"))));
	ru_lexicon_free(lexicon);
	ru_packs_free(packs);
}

static void failed_allocations_leave_nothing_behind(void **state)
{
	(void)state;
	struct folder f;
	folder_make(&f, "messages.tsv", HEAD "key\ta\\tb\n");
	const char *dirs[] = {f.dir};
	size_t step = 1;
	for (size_t n = 0;; n += step) {
		struct alloc_fail fail;
		struct ru_packs *packs;
		alloc_fail_init(&fail, n);
		int status = ru_packs_new(&packs, dirs, 1, &fail.al, NULL);
		ru_packs_free(packs);
		assert_int_equal(fail.live, 0);
		if (!fail.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
		step = n < 200 ? 1 : 1 + n / 16; /* the built-in packs take many: thin out */
	}
	folder_remove(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(built_in_packs_load),
	    cmocka_unit_test(longest_phrase_wins),
	    cmocka_unit_test(tables_are_found_by_their_whole_name),
	    cmocka_unit_test(first_words_tell_the_packs),
	    cmocka_unit_test(one_look_tells_the_uses_of_a_word),
	    cmocka_unit_test(escapes_are_resolved_and_keys_found_whole),
	    cmocka_unit_test(broken_lines_are_told_by_number),
	    cmocka_unit_test(check_tells_every_broken_line),
	    cmocka_unit_test(weights_and_stop_words),
	    cmocka_unit_test(lexicon_says_what_the_packs_say),
	    cmocka_unit_test(lexicon_says_of_the_packs_own_words_what_the_pack_says),
	    cmocka_unit_test(failed_allocations_leave_nothing_behind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
