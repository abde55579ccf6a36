/* SPDX-License-Identifier: Apache-2.0 */
/* The proleptic Gregorian calendar by eras of 400 years (H. Hinnant, "chrono-compatible low-level date algorithms"). */
#include "show/day.h"

enum { ERA_DAYS = 146097, EPOCH = 719468 /* from 0000-03-01 to 1970-01-01 */ };

bool ru_civil_from_day(int64_t day, struct ru_civil *out)
{
	if (day < -719528 || day > 2932896) /* 0000-01-01 .. 9999-12-31 */
		return false;
	int64_t shifted = day + EPOCH;
	int64_t era = (shifted >= 0 ? shifted : shifted - (ERA_DAYS - 1)) / ERA_DAYS;
	int64_t doe = shifted - era * ERA_DAYS;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	out->day = (int)(doy - (153 * mp + 2) / 5 + 1);
	out->month = (int)(mp < 10 ? mp + 3 : mp - 9);
	out->year = (int32_t)(yoe + era * 400 + (out->month <= 2 ? 1 : 0));
	out->weekday = (int)(((day + 3) % 7 + 7) % 7) + 1; /* 1970-01-01 was a Thursday */
	return true;
}

int64_t ru_civil_to_day(int32_t year, int month, int day)
{
	int64_t y = (int64_t)year - (month <= 2 ? 1 : 0);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * ERA_DAYS + doe - EPOCH;
}
