/* SPDX-License-Identifier: Apache-2.0 */
/* Charsets and the map between texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "../support/alloc_fail.h"

#include "text/charset.h"
#include "text/utf8.h"

#include <iconv.h>

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
	if (!ru_str_eq(seen.name, ru_str_from(name)))
		fail_msg("%s: %.*s, not %s", expected, (int)seen.name.len, seen.name.ptr, name);
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

static void utf16_is_in_the_order_of_its_zero_bytes(void **state)
{
	(void)state;
	decodes_in_spite(RU_S("\0<\0p\0>\x20\xAC"), "utf-16", "<p>\xE2\x82\xAC", "UTF-16BE", "UTF-16LE");
	decodes(RU_S("<\0p\0>\0\xAC\x20"), "utf-16", "<p>\xE2\x82\xAC", "UTF-16LE");
	decodes(RU_S("\0<\0p\0>\0a"), "", "<p>a", "UTF-16BE");
	/* no character is without an ASCII byte here: what is declared */
	decodes(RU_S("\x4E\x2D\x65\x87"), "utf-16be", "\xE4\xB8\xAD\xE6\x96\x87", "UTF-16BE");
	/* "<p" is no character of UTF-16 */
	decodes_in_spite(RU_S("<p>kopi"), "utf-16", "<p>kopi", "UTF-8", "UTF-16LE");
	decodes_in_spite(RU_S("<meta charset=koi8-r>\xC1"), "utf-16be", "<meta charset=koi8-r>\xD0\xB0", "KOI8-R",
	                 "UTF-16BE");
}

static void japanese_in_seven_bits_is_read_from_its_escape(void **state)
{
	(void)state;
	struct ru_arena arena;
	struct ru_charset seen;
	struct ru_str out, bytes = RU_S("<p>\x1B$BF|K\\\x1B(B</p>");
	struct ru_map_view map;
	uint32_t begin, end;
	ru_arena_init(&arena, ru_alloc_default());
	decodes(bytes, "", "<p>\xE6\x97\xA5\xE6\x9C\xAC</p>", "ISO-2022-JP");
	decodes_in_spite(bytes, "utf-8", "<p>\xE6\x97\xA5\xE6\x9C\xAC</p>", "ISO-2022-JP", "UTF-8");
	assert_int_equal(ru_charset_decode(bytes, RU_S(""), true, &arena, ru_alloc_default(), &out, &map, &seen, NULL),
	                 0);
	assert_true(ru_map_find(&map, 3, 6, &begin, &end) && begin == 3 && end == 8);
	/* escapes with nothing between them */
	decodes(RU_S("a\x1B$B\x1B(B\x1B$B\x1B(B\x1B$B\x1B(B\x1B$B\x1B(B\x1B$B\x1B(B\x1B$B\x1B(Bb"), "iso-2022-jp", "ab",
	        "ISO-2022-JP");
	ru_arena_release(&arena);
}

static void labels_have_canonical_names(void **state)
{
	(void)state;
	assert_true(ru_str_eq(ru_charset_name(RU_S(" Latin1 ")), RU_S("windows-1252")));
	assert_true(ru_str_eq(ru_charset_name(RU_S("sjis")), RU_S("Shift_JIS")));
	assert_int_equal(ru_charset_name(RU_S("tiada")).len, 0);
}

/* Text in UTF-8 as bytes of another charset. */
static struct ru_str encoded(const char *utf8, const char *charset, char *buf, size_t size)
{
	iconv_t convert = iconv_open(charset, "UTF-8");
	char *from = (char *)(uintptr_t)utf8, *to = buf;
	size_t from_left = strlen(utf8), to_left = size;
	assert_true(convert != (iconv_t)-1);
	assert_int_equal(iconv(convert, &from, &from_left, &to, &to_left), 0);
	(void)iconv_close(convert);
	return (struct ru_str){buf, size - to_left};
}

/* Two invented sentences a language. */
static const struct {
	const char *charset, *iconv, *text;
} sentences[] = {
    {"windows-1251", "CP1251",
     "Новый мост через реку открыли в субботу утром. Жители ждали его двенадцать лет, сообщила мэрия города."},
    {"KOI8-R", "KOI8-R",
     "Новый мост через реку открыли в субботу утром. Жители ждали его двенадцать лет, сообщила мэрия города."},
    {"KOI8-U", "KOI8-U",
     "Новий міст через річку відкрили в суботу вранці. Її мешканці чекали на нього дванадцять років."},
    {"windows-1251", "CP1251",
     "Новият мост над реката беше открит в събота сутринта. Жителите го чакаха дванадесет години."},
    {"windows-1250", "CP1250",
     "Nový most přes řeku otevřeli v sobotu ráno. Lidé na něj čekali dvanáct let, řekla starostka města Žďáru."},
    {"ISO-8859-2", "ISO-8859-2",
     "W sobotę rano otwarto most na rzece. Mieszkańcy, którzy czekali na niego dwanaście lat, byli już szczęśliwi. "
     "Dziś jeździć będzie łatwiej, powiedział wójt."},
    {"windows-1253", "CP1253", "Η νέα γέφυρα άνοιξε το πρωί του Σαββάτου. Οι κάτοικοι την περίμεναν δώδεκα χρόνια."},
    {"windows-1254", "CP1254",
     "Nehrin üzerindeki yeni köprü cumartesi sabahı açıldı. Kasabalılar on iki yıldır bu köprüyü bekliyordu; şimdi "
     "karşı kıyıya beş dakikada geçilecek, dedi başkan."},
    {"windows-1255", "CP1255", "הגשר החדש מעל הנהר נפתח ביום שבת בבוקר. התושבים חיכו לו שתים עשרה שנים."},
    {"windows-1256", "CP1256", "افتتح الجسر الجديد فوق النهر صباح السبت. وقال السكان إنهم انتظروه اثني عشر عاما."},
    {"windows-874", "TIS-620", "สะพานใหม่ข้ามแม่น้ำเปิดเมื่อเช้าวันเสาร์ ชาวบ้านรอสะพานนี้มาสิบสองปี"},
    {"GBK", "GBK", "河上的新桥星期六早上通车。居民们等了十二年，市长说，现在去对岸只要五分钟。"},
    {"Big5", "BIG5",
     "河上的新橋星期六早上通車。居民們等了十二年，市長說，現在去對岸只要五分鐘。學生和老師也說，他們從此不用再坐船過河"
     "，船夫將在橋邊開一家小店。"},
    {"EUC-JP", "EUC-JP", "川にかかる新しい橋が土曜日の朝に開通した。住民は十二年も待っていたと市長は話した。"},
    {"Shift_JIS", "SHIFT_JIS", "川にかかる新しい橋が土曜日の朝に開通した。住民は十二年も待っていたと市長は話した。"},
    {"EUC-KR", "EUC-KR", "강 위의 새 다리가 토요일 아침에 열렸다. 주민들은 열두 해를 기다렸다고 시장이 말했다."},
};

static void letters_tell_the_charset_that_is_not_declared(void **state)
{
	char buf[512];
	(void)state;
	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++) {
		struct ru_str bytes = encoded(sentences[i].text, sentences[i].iconv, buf, sizeof(buf));
		decodes(bytes, "", sentences[i].text, sentences[i].charset);
		decodes_in_spite(bytes, "utf-8", sentences[i].text, sentences[i].charset, "UTF-8");
		decodes(bytes, sentences[i].charset, sentences[i].text, sentences[i].charset);
	}
}

static void a_denied_declaration_gives_way(void **state)
{
	char buf[2048], text[2048] = "";
	size_t len = strlen(sentences[0].text);
	(void)state;
	for (size_t i = 0; i < 5; i++)
		memcpy(text + i * len, sentences[0].text, len);
	decodes_in_spite(encoded(text, "CP1251", buf, sizeof(buf)), "latin1", text, "windows-1251", "windows-1252");
	decodes_in_spite(encoded(text, "KOI8-R", buf, sizeof(buf)), "gbk", text, "KOI8-R", "GBK");
}

/* Few letters, marks alone, or the letters of the west. */
static void doubt_is_windows_1252(void **state)
{
	char buf[512];
	static const char *const texts[] = {
	    "“Kopi darat” – kata dia – ’kan cuma sekali… © 2011",
	    "Die Brücke über den Fluss wurde am Samstag eröffnet. Die Bürger mußten zwölf Jahre dafür kämpfen, heißt "
	    "es.",
	    "Le pont a été ouvert à la circulation samedi matin ; les élus étaient présents, où l’on fêta ça.",
	    "Ný brú yfir ána var opnuð á laugardag. Íbúar höfðu beðið í tólf ár, sagði bæjarstjórinn, því þörfin var "
	    "mikil.",
	    "O'zapft is: Dvořák",
	};
	(void)state;
	for (size_t i = 0; i + 1 < sizeof(texts) / sizeof(texts[0]); i++)
		decodes(encoded(texts[i], "CP1252", buf, sizeof(buf)), "", texts[i], "windows-1252");
	decodes(encoded(texts[4], "CP1250", buf, sizeof(buf)), "", "O'zapft is: Dvo\xC3\xB8\xC3\xA1k", "windows-1252");
}

static void every_failed_allocation_is_reported(void **state)
{
	char buf[512];
	struct ru_str bytes = encoded(sentences[0].text, "CP1251", buf, sizeof(buf));
	(void)state;
	for (size_t n = 0;; n++) {
		struct alloc_fail fail;
		struct ru_arena arena;
		struct ru_charset seen;
		struct ru_str out;
		struct ru_map_view map;
		alloc_fail_init(&fail, n);
		ru_arena_init(&arena, &fail.al);
		int status = ru_charset_decode(bytes, RU_S(""), true, &arena, &fail.al, &out, &map, &seen, NULL);
		ru_arena_release(&arena);
		assert_int_equal(fail.live, 0);
		assert_int_equal(status, fail.failed ? RU_ENOMEM : 0);
		if (!fail.failed)
			break;
	}
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
	    cmocka_unit_test(utf16_is_in_the_order_of_its_zero_bytes),
	    cmocka_unit_test(japanese_in_seven_bits_is_read_from_its_escape),
	    cmocka_unit_test(letters_tell_the_charset_that_is_not_declared),
	    cmocka_unit_test(a_denied_declaration_gives_way),
	    cmocka_unit_test(doubt_is_windows_1252),
	    cmocka_unit_test(every_failed_allocation_is_reported),
	    cmocka_unit_test(labels_have_canonical_names),
	    cmocka_unit_test(map_gives_the_source_of_each_range),
	    cmocka_unit_test(composed_map_equals_two_steps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
