/* SPDX-License-Identifier: Apache-2.0 */
/* Days since 1970-01-01 to year, month and day of the Gregorian calendar, for printing only. */
#ifndef RU_SHOW_DAY_H
#define RU_SHOW_DAY_H

#include <stdbool.h>
#include <stdint.h>

struct ru_civil {
	int32_t year;
	int month;   /* 1..12 */
	int day;     /* 1..31 */
	int weekday; /* 1 Monday .. 7 Sunday (ISO 8601) */
};

/* False outside the years 0000 to 9999. O(1). */
bool ru_civil_from_day(int64_t day, struct ru_civil *out);
/* The day of a date; month and day must be in range. */
int64_t ru_civil_to_day(int32_t year, int month, int day);

#endif
