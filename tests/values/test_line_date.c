/* SPDX-License-Identifier: Apache-2.0 */
/* Dates in bylines, by all packs at once, and numbers in words and digits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "support/packs.h"
#include "values/values.h"

static const struct {
	const char *line, *stamp, *text;
} byline[] = {
    {"Sabtu, 8 Mar 2031 08:12 WIB", "2031-03-08T08:12+07:00", "Sabtu, 8 Mar 2031 08:12 WIB"},
    {"Oleh Wulan Kertapati - Sabtu, 8 Maret 2031 | 21.15 WITA", "2031-03-08T21:15+08:00",
     "Sabtu, 8 Maret 2031 | 21.15 WITA"},
    {"14/01/2031, 21:15 WIB", "2031-01-14T21:15+07:00", "14/01/2031, 21:15 WIB"},
    {"Mar. 8, 2031 8:12 a.m.", "2031-03-08T08:12", "Mar. 8, 2031 8:12 a.m."},
    {"Published: March 8, 2031 at 8:12 p.m.", "2031-03-08T20:12", "March 8, 2031 at 8:12 p.m."},
    {"Sabtu (3/8/2031)", "2031-03-08", "Sabtu (3/8/2031)"},
    {"3/8/2031", "2031-08-03", "3/8/2031"},
    {"2031-03-08 08:12", "2031-03-08T08:12", "2031-03-08 08:12"},
    {"08.03.2031", "2031-03-08", "08.03.2031"},
    {"Rabu 09 Julai 2031", "2031-07-09", "Rabu 09 Julai 2031"},
    {"samedi 8 mars 2031", "2031-03-08", "samedi 8 mars 2031"},
    {"8 марта 2031", "2031-03-08", "8 марта 2031"},
    {"Samstag, 8. März 2031", "2031-03-08", "Samstag, 8. März 2031"},
    {"kontributor, 27-07-2031", "2031-07-27", "27-07-2031"},
    {"Jumat 15 Agustus 2031 06.30 WIT", "2031-08-15T06:30+09:00", "Jumat 15 Agustus 2031 06.30 WIT"},
    {"Updated 4:05 p.m. ZT, March 8, 2031", "2031-03-08T16:05", "4:05 p.m. ZT, March 8, 2031"},
    {"Seen by 405 IN March 8, 2031", "2031-03-08", "March 8, 2031"},
    {"on December 20, 2031 September 26, 2032", "2031-12-20", "December 20, 2031"},
    {"veröffentlicht am 14 Feb ’32 von", "2032-02-14", "14 Feb ’32"},
    {"12-Sep-32", "2032-09-12", "12-Sep-32"},
    {"Datum: 03.Mär.32", "2032-03-03", "03.Mär.32"},
    {"24 نيسان / أبريل 2031", "2031-04-24", "24 نيسان / أبريل 2031"},
    {"4.\xE2\x80\x89"
     "2.\xE2\x80\x89"
     "2031",
     "2031-02-04",
     "4.\xE2\x80\x89"
     "2.\xE2\x80\x89"
     "2031"},
    {"8 mars 2031 à 10h15", "2031-03-08T10:15", "8 mars 2031 à 10h15"},
    {"8 de marzo de 2031 - 10:15 CET", "2031-03-08T10:15", "8 de marzo de 2031 - 10:15"},
    {"8 de março de 2031 às 22h05", "2031-03-08T22:05", "8 de março de 2031 às 22h05"},
    {"8, Abril, 2031 7:43 p. m.", "2031-04-08T19:43", "8, Abril, 2031 7:43"},
    {"24 نيسان / أبريل 2031 09:22 مساءً", "2031-04-24", "24 نيسان / أبريل 2031"},
    {"8 mars 2031: 3:1", "2031-03-08", "8 mars 2031"},
    {"9. Jänner 2031", "2031-01-09", "9. Jänner 2031"},
    {"( Lirang, 14 gennaio 32 )", "2032-01-14", "14 gennaio 32"},
    {"am 14. Februar 20 Boote", NULL, NULL},
    {"14 gennaio, 20", NULL, NULL},
    {"5 hari yang lalu", NULL, NULL},
    {"12 foto, 14 video, 2031 komentar", NULL, NULL},
    {"Maret 2031: 14 foto", NULL, NULL},
    {"1. 2031", NULL, NULL},
    {"Dibaca 1.204 kali", NULL, NULL},
    {"31/02/2031", NULL, NULL},
    {"", NULL, NULL},
};

static void bylines_give_their_first_full_date(void **state)
{
	struct ru_arena arena;

	(void)state;
	ru_arena_init(&arena, ru_alloc_default());
	for (size_t i = 0; i < sizeof(byline) / sizeof(byline[0]); i++) {
		struct ru_str line = ru_str_from(byline[i].line), out;
		struct ru_line_date date;
		bool found = ru_line_date_find(packs, line, &date);

		if (byline[i].stamp == NULL) {
			if (found)
				fail_msg("%s", byline[i].line);
			continue;
		}
		if (!found)
			fail_msg("nothing in %s", byline[i].line);
		assert_int_equal(ru_stamp_print(&date.stamp, &arena, &out), 0);
		assert_string_equal(out.ptr, byline[i].stamp);
		if (!ru_str_eq(ru_str_cut(line, date.begin, date.end), ru_str_from(byline[i].text)))
			fail_msg("%s: %.*s", byline[i].line, (int)(date.end - date.begin), line.ptr + date.begin);
	}
	ru_arena_release(&arena);
}

static void numbers_are_exact(void **state)
{
	static const struct {
		const char *lang, *text, *value;
		size_t used;
	} row[] = {
	    {"id", "10.000", "10000", 1},
	    {"id", "3,5 juta", "3500000", 2},
	    {"id", "dua ratus lima puluh", "250", 4},
	    {"id", "dua ratus dua puluh ribu lima belas", "220015", 7},
	    {"id", "64,5 miliar", "64500000000", 2},
	    {"id", "2/3", "2/3", 3},
	    {"id", "setengah", "0.5", 1},
	    {"id", "seperempat", "0.25", 1},
	    {"id", "dua setengah", "2.5", 2},
	    {"id", "puluhan ribu", "10000", 2},
	    {"id", "7.4", "7.4", 1},
	    {"id", "10,000 tentara", "10000", 1},
	    {"id", "1,234 juta", "1234000", 2},
	    {"id", "seribu dua", "1002", 2},
	    {"en", "10,000", "10000", 1},
	    {"en", "3.5 million", "3500000", 2},
	    {"en", "one hundred and six", "106", 4},
	    {"en", "1,234.50", "1234.5", 1},
	    {"en", "three hundred thousand", "300000", 3},
	    {"en", "0.125", "0.125", 1},
	    {"id", "14.01.2031", NULL, 0},
	    {"id", "007", NULL, 0},
	    {"id", "rumah", NULL, 0},
	    {"id", "123456789012345678901234567890", NULL, 0},
	};
	struct ru_arena arena;
	struct ru_vec words;

	(void)state;
	ru_arena_init(&arena, ru_alloc_default());
	ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct ru_lookup lookup;
		struct ru_number number;

		ru_vec_clear(&words);
		assert_int_equal(ru_words(ru_str_from(row[i].text), &words), 0);
		assert_int_equal(ru_lookup_make(&lookup, ru_str_from(row[i].text), words.ptr, words.len, &arena), 0);
		assert_int_equal(
		    ru_number_at(ru_packs_find(packs, ru_str_from(row[i].lang)), &lookup, 0, &arena, &number), 0);
		if (number.used != row[i].used ||
		    (row[i].value != NULL && !ru_str_eq(number.value, ru_str_from(row[i].value))))
			fail_msg("%s: %.*s, %zu words", row[i].text, (int)number.value.len, number.value.ptr,
			         number.used);
	}
	ru_vec_release(&words);
	ru_arena_release(&arena);
}

static void hostile_lines_are_survived(void **state)
{
	static const char *const bits[] = {"1/", "Sabtu, ", "8 Mar ", "2031-", ":", "12:", "\xf0\x9f", "8 Maret 2031 "};
	struct ru_line_date date;
	char line[4096];

	(void)state;
	for (size_t k = 0; k < sizeof(bits) / sizeof(bits[0]); k++) {
		size_t len = 0, bit = strlen(bits[k]);

		while (len + bit < sizeof(line)) {
			memcpy(line + len, bits[k], bit);
			len += bit;
		}
		for (size_t n = 0; n <= len; n += 61) {
			if (ru_line_date_find(packs, (struct ru_str){line, n}, &date))
				assert_true(date.begin < date.end && date.end <= n);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(bylines_give_their_first_full_date),
	    cmocka_unit_test(numbers_are_exact),
	    cmocka_unit_test(hostile_lines_are_survived),
	};

	return cmocka_run_group_tests(tests, packs_load, packs_unload);
}
