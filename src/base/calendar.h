/* SPDX-License-Identifier: Apache-2.0 */
/* The proleptic Gregorian calendar and ISO 8601 weeks: dates to day numbers since 1970-01-01 and back. All O(1). */
#ifndef RU_BASE_CALENDAR_H
#define RU_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

/* A date of the years 1 to 9999. */
bool ru_day_valid(int year, int month, int day);
/* Days since 1970-01-01; the year from 0 on, month and day in range. */
int32_t ru_day_from(int year, int month, int day);
/* The date of any day number. */
void ru_day_split(int32_t day, int *year, int *month, int *mday);
/* Easter Sunday of the Gregorian calendar. */
int32_t ru_day_easter(int year);
/* 1 Monday .. 7 Sunday. */
int ru_day_weekday(int32_t day);
/* ISO 8601 week. */
void ru_day_week(int32_t day, int *year, int *week);
/* 0 where month is none. */
int ru_month_days(int year, int month);

#endif
