/* SPDX-License-Identifier: Apache-2.0 */
/* Charsets and the map between texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/charset.h"
#include "text/utf8.h"

/* The bytes are read as the named charset; what is declared and not followed, or NULL. */
static void decodes_in_spite(struct ru_str bytes, const char *stated, const char *expected, const char *name,
                             const char *passed_over)
{
	struct ru_arena arena;
	struct ru_charset seen;
	struct ru_str out;
	struct ru_map_view map;
	struct ru_error err;
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(
	    ru_charset_decode(bytes, ru_str_from(stated), true, &arena, ru_alloc_default(), &out, &map, &seen, &err),
	    0);
	assert_true(ru_str_eq(seen.name, ru_str_from(name)));
	assert_true(ru_str_eq(seen.passed_over, ru_str_from(passed_over)));
	assert_int_equal(out.len, strlen(expected));
	assert_memory_equal(out.ptr, expected, out.len);
	uint32_t begin, end;
	if (out.len > 0) {
		assert_true(ru_map_find(&map, 0, (uint32_t)out.len, &begin, &end));
		assert_int_equal(end, bytes.len);
	}
	ru_arena_release(&arena);
}

static void decodes(struct ru_str bytes, const char *stated, const char *expected, const char *name)
{
	decodes_in_spite(bytes, stated, expected, name, NULL);
}

static void utf8_is_taken_as_it_is(void **state)
{
	(void)state;
	decodes(RU_S("caf\xC3\xA9"), "", "caf\xC3\xA9", "UTF-8");
	decodes(RU_S("\xEF\xBB\xBF"
	             "caf\xC3\xA9"),
	        "latin1", "caf\xC3\xA9", "UTF-8");
}

static void stated_beats_meta_beats_guess(void **state)
{
	(void)state;
	decodes(RU_S("caf\xE9"), "", "caf\xC3\xA9", "windows-1252");
	decodes_in_spite(RU_S("caf\xE9"), "utf-8", "caf\xC3\xA9", "windows-1252", "UTF-8");
	decodes(RU_S("\xE9"), "windows-1251", "\xD0\xB9", "windows-1251");
	decodes(RU_S("<meta charset=\"koi8-r\">\xC1"), "", "<meta charset=\"koi8-r\">\xD0\xB0", "KOI8-R");
	decodes(RU_S("<!-- <meta charset=koi8-r> -->\xE9"), "", "<!-- <meta charset=koi8-r> -->\xC3\xA9",
	        "windows-1252");
}

static void enough_utf8_outweighs_what_is_declared(void **state)
{
	(void)state;
	decodes_in_spite(RU_S("<meta charset=latin1>gr\xC3\xBC\xC3\x9F"), "", "<meta charset=latin1>gr\xC3\xBC\xC3\x9F",
	                 "UTF-8", "windows-1252");
	decodes_in_spite(RU_S("\xD0\xB9\xD0\xB0"), "windows-1251", "\xD0\xB9\xD0\xB0", "UTF-8", "windows-1251");
	/* one character may be chance; so may a few in pairs of bytes */
	decodes(RU_S("caf\xC3\xA9"), "latin1", "caf\xC3\x83\xC2\xA9", "windows-1252");
	decodes(RU_S("\xC1\xAA\xCD\xA8"), "gbk", "\xE8\x81\x94\xE9\x80\x9A", "GBK");
	/* a byte order mark outweighs all */
	decodes(RU_S("\xFF\xFE\xC3\xA9\xC3\xA9"), "utf-8", "\xEA\xA7\x83\xEA\xA7\x83", "UTF-16LE");
}

static void a_denied_utf8_leaves_the_word_to_the_next(void **state)
{
	(void)state;
	decodes_in_spite(RU_S("<meta charset=koi8-r>\xC1\xC2"), "utf-8", "<meta charset=koi8-r>\xD0\xB0\xD0\xB1",
	                 "KOI8-R", "UTF-8");
	decodes_in_spite(RU_S("<meta charset=utf-8>\xE9"), "", "<meta charset=utf-8>\xC3\xA9", "windows-1252", "UTF-8");
	decodes(RU_S("<meta charset=utf-8>\xE9"), "koi8-r", "<meta charset=utf-8>\xD0\x98", "KOI8-R");
}

static void a_cut_character_is_no_other_charset(void **state)
{
	(void)state;
	decodes(RU_S("\xE2\x80\x9Cya\xE2\x80"), "", "\xE2\x80\x9Cya\xEF\xBF\xBD\xEF\xBF\xBD", "UTF-8");
}

static void east_asian_and_utf16(void **state)
{
	(void)state;
	decodes(RU_S("a\xC4\xE3"), "gbk", "a\xE4\xBD\xA0", "GBK");
	decodes(RU_S("\x93\xFA\x96{"), "shift_jis", "\xE6\x97\xA5\xE6\x9C\xAC", "Shift_JIS");
	decodes(RU_S("\xFE\xFF\0a\x20\xAC"), "", "a\xE2\x82\xAC", "UTF-16BE");
	decodes(RU_S("\xFF\xFE"
	             "a\0\xAC\x20x"),
	        "", "a\xE2\x82\xAC\xEF\xBF\xBD", "UTF-16LE");
}

static void labels_have_canonical_names(void **state)
{
	(void)state;
	assert_true(ru_str_eq(ru_charset_name(RU_S(" Latin1 ")), RU_S("windows-1252")));
	assert_true(ru_str_eq(ru_charset_name(RU_S("sjis")), RU_S("Shift_JIS")));
	assert_int_equal(ru_charset_name(RU_S("tiada")).len, 0);
}

static void map_gives_the_source_of_each_range(void **state)
{
	(void)state;
	struct ru_map map;
	struct ru_arena arena;
	struct ru_map_view view;
	uint32_t begin, end;
	ru_arena_init(&arena, ru_alloc_default());
	ru_map_init(&map, ru_alloc_default());
	assert_int_equal(ru_map_add(&map, 0, 4, 10, 4), 0);
	assert_int_equal(ru_map_add(&map, 4, 2, 14, 2), 0); /* joined */
	assert_int_equal(ru_map_add(&map, 6, 1, 16, 5), 0); /* "&amp;" */
	assert_int_equal(ru_map_add(&map, 9, 3, 30, 3), 0); /* behind an inserted "\n\n" */
	assert_int_equal(ru_map_add(&map, 8, 3, 40, 3), RU_EUSAGE);
	assert_int_equal(map.piece.len, 3);
	assert_int_equal(ru_map_freeze(&map, &arena, &view), 0);
	assert_true(ru_map_find(&view, 1, 3, &begin, &end) && begin == 11 && end == 13);
	assert_true(ru_map_find(&view, 5, 7, &begin, &end) && begin == 15 && end == 21);
	assert_true(ru_map_find(&view, 6, 8, &begin, &end) && begin == 16 && end == 21);
	assert_false(ru_map_find(&view, 7, 9, &begin, &end));
	assert_true(ru_map_find(&view, 7, 10, &begin, &end) && begin == 30 && end == 31);
	assert_true(ru_map_find(&view, 0, 12, &begin, &end) && begin == 10 && end == 33);
	assert_false(ru_map_find(&view, 12, 20, &begin, &end));
	ru_map_release(&map);
	ru_arena_release(&arena);
}

/* a -> b -> c by the composed map equals finding twice. */
static void composed_map_equals_two_steps(void **state)
{
	(void)state;
	struct ru_map one, two, both;
	struct ru_arena arena;
	struct ru_map_view a, b, c;
	ru_arena_init(&arena, ru_alloc_default());
	ru_map_init(&one, ru_alloc_default());
	ru_map_init(&two, ru_alloc_default());
	ru_map_init(&both, ru_alloc_default());
	assert_int_equal(ru_map_add(&one, 0, 10, 5, 10), 0);
	assert_int_equal(ru_map_add(&one, 10, 1, 15, 4), 0);
	assert_int_equal(ru_map_add(&one, 13, 20, 20, 20), 0);
	assert_int_equal(ru_map_add(&two, 0, 8, 100, 8), 0);
	assert_int_equal(ru_map_add(&two, 8, 2, 108, 1), 0);
	assert_int_equal(ru_map_add(&two, 10, 40, 109, 40), 0);
	assert_int_equal(ru_map_freeze(&one, &arena, &a), 0);
	assert_int_equal(ru_map_freeze(&two, &arena, &b), 0);
	assert_int_equal(ru_map_compose(&a, &b, &both), 0);
	assert_int_equal(ru_map_freeze(&both, &arena, &c), 0);
	for (uint32_t from = 0; from < 34; from++)
		for (uint32_t to = from + 1; to < 36; to++) {
			uint32_t x, y, p = 0, q = 0, r = 0, s = 0;
			bool steps = ru_map_find(&a, from, to, &x, &y) && ru_map_find(&b, x, y, &p, &q);
			assert_int_equal(ru_map_find(&c, from, to, &r, &s), steps);
			if (steps) {
				assert_int_equal(p, r);
				assert_int_equal(q, s);
			}
		}
	ru_map_release(&both);
	ru_map_release(&two);
	ru_map_release(&one);
	ru_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(utf8_is_taken_as_it_is),
	    cmocka_unit_test(stated_beats_meta_beats_guess),
	    cmocka_unit_test(enough_utf8_outweighs_what_is_declared),
	    cmocka_unit_test(a_denied_utf8_leaves_the_word_to_the_next),
	    cmocka_unit_test(a_cut_character_is_no_other_charset),
	    cmocka_unit_test(east_asian_and_utf16),
	    cmocka_unit_test(labels_have_canonical_names),
	    cmocka_unit_test(map_gives_the_source_of_each_range),
	    cmocka_unit_test(composed_map_equals_two_steps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
