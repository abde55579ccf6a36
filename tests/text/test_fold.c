/* SPDX-License-Identifier: Apache-2.0 */
/* Folding, UTF-8 and character classes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/hash.h"
#include "text/fold.h"
#include "text/utf8.h"

static void folds_to(const char *text, const char *expected)
{
	struct ru_buf buf;
	ru_buf_init(&buf, ru_alloc_default(), 0);
	ru_fold(&buf, ru_str_from(text));
	ru_buf_putc(&buf, '\0');
	assert_string_equal(buf.ptr, expected);
	assert_true(ru_fold_hash(ru_str_from(text)) == ru_hash64(ru_str_from(expected)));
	ru_buf_release(&buf);
}

static void letters_become_lower_case(void **state)
{
	(void)state;
	folds_to("MENTERI Luar Negeri", "menteri luar negeri");
	folds_to("\xC3\x89lys\xC3\xA9"
	         "e",
	         "\xC3\xA9lys\xC3\xA9"
	         "e");
	folds_to("e\xCC\x81", "\xC3\xA9");
	folds_to("E\xCC\x81", "\xC3\xA9");
	folds_to("\xEF\xBC\xA1\xEF\xBC\xA2", "ab");
	folds_to("", "");
}

static void typography_is_made_one(void **state)
{
	(void)state;
	folds_to("\xE2\x80\x9Cya\xE2\x80\x9D \xE2\x80\x98ya\xE2\x80\x99 `x\xC2\xB4", "\"ya\" 'ya' 'x'");
	folds_to("a\xE2\x80\x93"
	         "b\xE2\x88\x92"
	         "c\xE2\x80\xA6",
	         "a-b-c...");
	folds_to("  dua \xC2\xA0\n kata\t", "dua kata");
	folds_to("pe\xC2\xADkan\xE2\x80\x8B", "pekan");
	folds_to("pe\xEF\xB8\x8Fkan\xF3\xA0\x81\xA7\xF3\xA0\x84\x80", "pekan");
	folds_to("e\xEF\xB8\x8F\xCC\x81", "\xC3\xA9");
}

static void bare_form_has_no_accents(void **state)
{
	(void)state;
	struct ru_buf buf;
	ru_buf_init(&buf, ru_alloc_default(), 0);
	ru_fold_bare(&buf, RU_S("Jos\xC3\xA9 e\xCC\x81"));
	assert_true(ru_str_eq(ru_buf_str(&buf), RU_S("jose e")));
	ru_buf_release(&buf);
}

static void bad_bytes_become_replacement_characters(void **state)
{
	(void)state;
	folds_to("a\xFF\xC3", "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void fold_is_bounded_stable_and_equal_to_its_hash(void **state)
{
	(void)state;
	char bytes[600];
	uint32_t seed = 7;
	for (int round = 0; round < 2000; round++) {
		size_t len = 0;
		while (len < 500) {
			seed = seed * 1664525u + 1013904223u;
			uint32_t pick = seed >> 28;
			uint32_t cp = seed >> 8 & 0xFFFF;
			if (pick < 4)
				cp &= 0x7F;
			else if (pick < 8)
				cp = 0x300 + (cp & 0x3F);
			else if (pick == 8)
				cp = 0x1D000 + (cp & 0x7FFF);
			if (pick == 9)
				bytes[len++] = (char)(cp | 0x80);
			else
				len += ru_utf8_put(cp, bytes + len);
		}
		struct ru_str s = {bytes, len};
		struct ru_buf once, twice;
		ru_buf_init(&once, ru_alloc_default(), 0);
		ru_buf_init(&twice, ru_alloc_default(), 0);
		ru_fold(&once, s);
		assert_true(once.len <= 3 * len + 16);
		assert_true(ru_utf8_valid(ru_buf_str(&once)));
		assert_true(ru_fold_hash(s) == ru_hash64(ru_buf_str(&once)));
		ru_buf_release(&twice);
		ru_buf_release(&once);
	}
}

static void utf8_reads_forward_and_back_alike(void **state)
{
	(void)state;
	char bytes[400];
	size_t len = 0, at = 0, count = 0;
	static const uint32_t cps[] = {0x41, 0xE9, 0x20AC, 0x1F600, 0x10FFFF, 0xD7FF, 0xE000, 0x7F, 0x80, 0x7FF, 0x800};
	for (size_t i = 0; i < sizeof(cps) / sizeof(cps[0]); i++)
		len += ru_utf8_put(cps[i], bytes + len);
	struct ru_str s = {bytes, len};
	while (at < len)
		assert_int_equal(ru_utf8_next(s, &at), cps[count++]);
	while (at > 0)
		assert_int_equal(ru_utf8_prev(s, &at), cps[--count]);
	assert_true(ru_utf8_valid(s));
	assert_false(ru_utf8_valid(RU_S("\xC0\x80")));
	assert_false(ru_utf8_valid(RU_S("\xED\xA0\x80")));
	assert_false(ru_utf8_valid(RU_S("\xF4\x90\x80\x80")));
	assert_false(ru_utf8_valid(RU_S("12345678\xE2\x82")));
}

/* Wherever in a long text a sequence stands, right or wrong, all ways of checking say the same. */
static void utf8_is_checked_alike_at_every_place(void **state)
{
	static const struct ru_str part[] = {
	    RU_S_INIT("\xC3\xA9"),
	    RU_S_INIT("\xE2\x82\xAC"),
	    RU_S_INIT("\xF0\x9F\x98\x80"),
	    RU_S_INIT("\xED\x9F\xBF"),
	    RU_S_INIT("\xF4\x8F\xBF\xBF"),
	    RU_S_INIT("\xEE\x80\x80"),
	    RU_S_INIT("\xC0\x80"),
	    RU_S_INIT("\xC1\xBF"),
	    RU_S_INIT("\xE0\x9F\xBF"),
	    RU_S_INIT("\xED\xA0\x80"),
	    RU_S_INIT("\xF0\x8F\xBF\xBF"),
	    RU_S_INIT("\xF4\x90\x80\x80"),
	    RU_S_INIT("\xF5\x80\x80\x80"),
	    RU_S_INIT("\xFF"),
	    RU_S_INIT("\x80"),
	    RU_S_INIT("\xC3"),
	    RU_S_INIT("\xE2\x82"),
	    RU_S_INIT("\xF0\x9F\x98"),
	    RU_S_INIT("\xC3\xA9\xA9"),
	    RU_S_INIT("\xE2\x82\xAC\xAC"),
	    RU_S_INIT("\xF0\x9F\x98\x80\x80"),
	};
	enum { PARTS = sizeof(part) / sizeof(part[0]), GOOD = 6 };
	char bytes[120];

	(void)state;
	for (size_t i = 0; i < PARTS; i++) {
		for (size_t at = 0; at + part[i].len <= sizeof(bytes); at++) {
			memset(bytes, 'a', sizeof(bytes));
			memcpy(bytes + at, part[i].ptr, part[i].len);
			for (size_t len = at + part[i].len; len <= sizeof(bytes); len++) {
				assert_int_equal(ru_utf8_valid((struct ru_str){bytes, len}), i < GOOD);
				assert_int_equal(ru_utf8_valid_plain((struct ru_str){bytes, len}), i < GOOD);
			}
			for (size_t k = 0; k < PARTS && at + part[i].len + part[k].len <= sizeof(bytes); k++) {
				memcpy(bytes + at + part[i].len, part[k].ptr, part[k].len);
				assert_int_equal(ru_utf8_valid((struct ru_str){bytes, sizeof(bytes)}),
				                 ru_utf8_valid_plain((struct ru_str){bytes, sizeof(bytes)}));
				memset(bytes + at + part[i].len, 'a', part[k].len);
			}
		}
	}
}

/* Letters that go a short way give what the long one gives, beside others and alone. */
static void short_ways_fold_alike(void **state)
{
	(void)state;
	struct ru_buf word, folded;
	struct ru_arena arena;
	ru_buf_init(&word, ru_alloc_default(), 0);
	ru_buf_init(&folded, ru_alloc_default(), 0);
	ru_arena_init(&arena, ru_alloc_default());
	for (uint32_t cp = '!'; cp < 0xFFFF; cp += cp < 0x700 || (cp >= 0x2000 && cp < 0x3200) ? 1 : 13) {
		for (int shape = 0; shape < 6; shape++) {
			struct ru_str copy;
			ru_buf_clear(&word);
			ru_buf_clear(&folded);
			ru_buf_put(&word, shape == 1   ? RU_S("Kap")
			                  : shape == 2 ? RU_S("Pelabuhan Kuala ")
			                  : shape == 4 ? RU_S("\xEA\xB0\x80\xD7\x90\xC3\x89")
			                               : RU_S(""));
			ru_utf8_append(&word, cp);
			ru_buf_put(&word, shape == 3   ? RU_S("\xCC\x81 Timur")
			                  : shape == 4 ? RU_S("\xCE\xA3\xD9\x8A\xE2\x80\x99s")
			                  : shape == 5 ? RU_S("")
			                               : RU_S("l"));
			ru_fold(&folded, ru_buf_str(&word));
			assert_true(ru_fold_hash(ru_buf_str(&word)) == ru_hash64(ru_buf_str(&folded)));
			assert_int_equal(ru_fold_copy(&arena, ru_buf_str(&word), &copy), 0);
			assert_true(ru_str_eq(copy, ru_buf_str(&folded)));
		}
	}
	ru_arena_release(&arena);
	ru_buf_release(&word);
	ru_buf_release(&folded);
}

/* What a reader sees, a character at a time: white space is one space, none at the ends; other ASCII stays. */
static bool seen_slowly(struct ru_str s, struct ru_buf *out)
{
	for (size_t i = 0; i < s.len; i++) {
		const char c = s.ptr[i];
		if (c != ' ' && c != '\t' && c != '\n')
			ru_buf_putc(out, c);
		else if (out->len > 0 && out->ptr[out->len - 1] != ' ')
			ru_buf_putc(out, ' ');
	}
	if (out->len > 0 && out->ptr[out->len - 1] == ' ')
		out->len--;
	return !ru_str_eq(ru_buf_str(out), s);
}

static void seen_text_has_single_spaces_wherever_they_stand(void **state)
{
	struct ru_buf seen, slow;
	uint64_t seed = 3;
	(void)state;
	ru_buf_init(&seen, ru_alloc_default(), 0);
	ru_buf_init(&slow, ru_alloc_default(), 0);
	for (int round = 0; round < 20000; round++) {
		static const char letters[] = "ab!~ \n\t0Z ";
		char text[40];
		size_t len = 0, most = (size_t)round % sizeof(text);
		const uint64_t plain = (uint64_t)round % 16; /* of 16 letters */
		for (; len < most; len++) {
			seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
			text[len] = seed >> 60 < plain ? 'x' : letters[(seed >> 33) % (sizeof(letters) - 1)];
		}
		struct ru_str s = {text, len};
		ru_buf_clear(&seen);
		ru_buf_clear(&slow);
		bool differs = ru_fold_seen(&seen, s);
		assert_int_equal(differs, seen_slowly(s, &slow));
		assert_int_equal(differs, ru_fold_seen(NULL, s));
		assert_true(ru_str_eq(ru_buf_str(&seen), ru_buf_str(&slow)));
	}
	ru_buf_release(&seen);
	ru_buf_release(&slow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(utf8_is_checked_alike_at_every_place),
	    cmocka_unit_test(short_ways_fold_alike),
	    cmocka_unit_test(letters_become_lower_case),
	    cmocka_unit_test(typography_is_made_one),
	    cmocka_unit_test(bare_form_has_no_accents),
	    cmocka_unit_test(bad_bytes_become_replacement_characters),
	    cmocka_unit_test(fold_is_bounded_stable_and_equal_to_its_hash),
	    cmocka_unit_test(utf8_reads_forward_and_back_alike),
	    cmocka_unit_test(seen_text_has_single_spaces_wherever_they_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
