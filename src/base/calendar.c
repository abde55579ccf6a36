/* SPDX-License-Identifier: Apache-2.0 */
/* The proleptic Gregorian calendar and ISO 8601 weeks, in integers.
 *
 * Fed years, months and days, gives day numbers since 1970-01-01 and back. Method: H. Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms" (civil years that begin in March, eras of 400 years). Never looks at a clock or a zone. */
#include "base/calendar.h"

enum { ERA_DAYS = 146097, EPOCH_SHIFT = 719468 };

int ru_month_days(int year, int month)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12)
		return 0;
	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return 29;
	return days[month - 1];
}

bool ru_day_valid(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && day >= 1 && day <= ru_month_days(year, month);
}

int32_t ru_day_from(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

	return (int32_t)(era * ERA_DAYS + day_of_era - EPOCH_SHIFT);
}

void ru_day_split(int32_t day, int *year, int *month, int *mday)
{
	int64_t z = (int64_t)day + EPOCH_SHIFT;
	int64_t era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
	int doe = (int)(z - era * ERA_DAYS);
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*mday = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = (int)(yoe + era * 400) + (*month <= 2 ? 1 : 0);
}

int32_t ru_day_easter(int year)
{
	/* the anonymous computus, as in J. Meeus, "Astronomical Algorithms", ch. 8 */
	int a = year % 19, b = year / 100, c = year % 100;
	int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;

	return ru_day_from(year, n / 31, n % 31 + 1);
}

int ru_day_weekday(int32_t day)
{
	/* 1970-01-01 was a Thursday */
	int64_t w = ((int64_t)day + 3) % 7;

	return (int)(w < 0 ? w + 7 : w) + 1;
}

void ru_day_week(int32_t day, int *year, int *week)
{
	/* the week belongs to the year of its Thursday */
	int32_t thursday = day - ru_day_weekday(day) + 4;
	int month, mday;

	ru_day_split(thursday, year, &month, &mday);
	*week = (thursday - ru_day_from(*year, 1, 1)) / 7 + 1;
}
