/* SPDX-License-Identifier: Apache-2.0 */
/* The calendar and machine stamps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "values/values.h"

static void every_day_of_eight_centuries_splits_back(void **state)
{
	int weekday = ru_day_weekday(ru_day_from(1600, 1, 1));

	(void)state;
	for (int32_t day = ru_day_from(1600, 1, 1); day < ru_day_from(2400, 1, 1); day++) {
		int y, m, d, week_year, week;

		ru_day_split(day, &y, &m, &d);
		assert_true(ru_day_valid(y, m, d));
		assert_int_equal(ru_day_from(y, m, d), day);
		assert_int_equal(ru_day_weekday(day), weekday);
		weekday = weekday % 7 + 1;
		ru_day_week(day, &week_year, &week);
		assert_true(week >= 1 && week <= 53);
		assert_true(week_year >= y - 1 && week_year <= y + 1);
	}
}

static void known_days_fall_on_their_weekday_and_week(void **state)
{
	static const struct {
		int y, m, d, weekday, week_year, week;
	} row[] = {
	    {1970, 1, 1, 4, 1970, 1},  {2000, 2, 29, 2, 2000, 9},   {2004, 12, 26, 7, 2004, 52},
	    {2005, 1, 1, 6, 2004, 53}, {2008, 12, 29, 1, 2009, 1},  {2010, 1, 3, 7, 2009, 53},
	    {2021, 1, 4, 1, 2021, 1},  {1945, 8, 17, 5, 1945, 33},  {1900, 2, 28, 3, 1900, 9},
	    {1, 1, 1, 1, 1, 1},        {9999, 12, 31, 5, 9999, 52},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		int32_t day = ru_day_from(row[i].y, row[i].m, row[i].d);
		int year, week;

		assert_int_equal(ru_day_weekday(day), row[i].weekday);
		ru_day_week(day, &year, &week);
		assert_int_equal(year, row[i].week_year);
		assert_int_equal(week, row[i].week);
	}
	assert_false(ru_day_valid(2023, 2, 29));
	assert_false(ru_day_valid(1900, 2, 29));
	assert_false(ru_day_valid(2023, 13, 1));
	assert_false(ru_day_valid(0, 1, 1));
	assert_int_equal(ru_month_days(2024, 2), 29);
}

static void easter_falls_where_the_church_tables_say(void **state)
{
	static const struct {
		int y, m, d;
	} row[] = {{1818, 3, 22}, {1943, 4, 25}, {1954, 4, 18}, {1981, 4, 19}, {2000, 4, 23}, {2008, 3, 23},
	           {2011, 4, 24}, {2024, 3, 31}, {2025, 4, 20}, {2038, 4, 25}, {2049, 4, 18}, {2100, 3, 28}};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		assert_int_equal(ru_day_easter(row[i].y), ru_day_from(row[i].y, row[i].m, row[i].d));
	for (int year = 1600; year < 2400; year++)
		assert_int_equal(ru_day_weekday(ru_day_easter(year)), 7);
}

static void machine_stamps_print_back_as_iso(void **state)
{
	static const struct {
		const char *in, *out;
	} row[] = {
	    {"2031-05-09", "2031-05-09"},
	    {"20310509", "2031-05-09"},
	    {" 2031/5/9 ", "2031-05-09"},
	    {"2031-05-09T08:12:33+07:00", "2031-05-09T08:12+07:00"},
	    {"2031-05-09T08:12:33.120Z", "2031-05-09T08:12Z"},
	    {"2031-05-09 08:12:33", "2031-05-09T08:12"},
	    {"2031-05-09T0812-0330", "2031-05-09T08:12-03:30"},
	    {"20310509T081233Z", "2031-05-09T08:12Z"},
	    {"2031-05-09T24:00", "2031-05-10T00:00"},
	    {"Fri, 09 May 2031 08:12:33 +0700", "2031-05-09T08:12+07:00"},
	    {"9 May 2031 08:12 EST", "2031-05-09T08:12-05:00"},
	    {"Fri May 09 2031 08:12:33 GMT+0700 (Western Time)", "2031-05-09T08:12+07:00"},
	    {"May 9, 2031", "2031-05-09"},
	    {"", NULL},
	    {"2031", NULL},
	    {"2031-05", NULL},
	    {"2031-02-29", NULL},
	    {"2031-05-09T25:00", NULL},
	    {"2031-05-09 around noon", NULL},
	    {"203105091", NULL},
	    {"yesterday evening", NULL},
	    {"9 Mai 2031", NULL},
	};
	struct ru_arena arena;

	(void)state;
	ru_arena_init(&arena, ru_alloc_default());
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct ru_stamp stamp;
		struct ru_str out = {NULL, 0};
		bool found = ru_stamp_parse(ru_str_from(row[i].in), &stamp);

		if (found != (row[i].out != NULL))
			fail_msg("%s", row[i].in);
		if (!found)
			continue;
		assert_int_equal(ru_stamp_print(&stamp, &arena, &out), 0);
		assert_string_equal(out.ptr, row[i].out);
	}
	ru_arena_release(&arena);
}

static void stamp_survives_every_cut_and_byte(void **state)
{
	static const char line[] = "Fri May 09 2031 08:12:33 GMT+0700 (Western Time)";
	static const char iso[] = "2031-05-09T08:12:33.120+07:00";
	char copy[64];
	struct ru_stamp stamp;

	(void)state;
	for (size_t n = 0; n < sizeof(line); n++)
		(void)ru_stamp_parse((struct ru_str){line, n}, &stamp);
	for (size_t at = 0; at < sizeof(iso) - 1; at++) {
		for (int c = 0; c < 256; c++) {
			memcpy(copy, iso, sizeof(iso));
			copy[at] = (char)c;
			if (ru_stamp_parse((struct ru_str){copy, sizeof(iso) - 1}, &stamp)) {
				assert_true(stamp.minute >= -1 && stamp.minute < 1440);
				assert_true(stamp.offset == INT16_MIN || (stamp.offset >= -900 && stamp.offset <= 900));
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_day_of_eight_centuries_splits_back),
	    cmocka_unit_test(known_days_fall_on_their_weekday_and_week),
	    cmocka_unit_test(easter_falls_where_the_church_tables_say),
	    cmocka_unit_test(machine_stamps_print_back_as_iso),
	    cmocka_unit_test(stamp_survives_every_cut_and_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
