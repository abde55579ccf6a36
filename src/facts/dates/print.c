/* SPDX-License-Identifier: Apache-2.0 */
/* Values of dates as TIMEX3 (ISO 8601 with its X for what is not fixed) and as the days that they cover.
 *
 * Fed a struct ru_date_value; gives "2024-11-29", "2024-W48", "XXXX-11-30", "2024-12-04TNI", "2019/2024", "P2Y".
 * Decides nothing. */
#include "facts/dates/dates.h"

#include <stdio.h>

struct ru_date_value ru_date_value_day(int32_t day)
{
	struct ru_date_value v = {.form = RU_FORM_DAY, .minute = -1, .zone = INT16_MIN};

	ru_day_split(day, &v.year, &v.month, &v.day);
	return v;
}

static void put_year(char *out, size_t size, int year)
{
	if (year > 0)
		(void)snprintf(out, size, "%04d", year);
	else
		(void)snprintf(out, size, "XXXX");
}

static void put_clock(char *out, size_t size, const struct ru_date_value *v)
{
	int away = v->zone < 0 ? -v->zone : v->zone;

	out[0] = 0;
	if (v->minute < 0) {
		if (v->part.len > 0)
			(void)snprintf(out, size, "%.*s", (int)(v->part.len < 8 ? v->part.len : 8), v->part.ptr);
		return;
	}
	if (v->zone == INT16_MIN)
		(void)snprintf(out, size, "T%02d:%02d", v->minute / 60, v->minute % 60);
	else if (v->zone == 0)
		(void)snprintf(out, size, "T%02d:%02dZ", v->minute / 60, v->minute % 60);
	else
		(void)snprintf(out, size, "T%02d:%02d%c%02d:%02d", v->minute / 60, v->minute % 60,
		               v->zone < 0 ? '-' : '+', away / 60, away % 60);
}

static void put_value(char *out, size_t size, const struct ru_date_value *v)
{
	static const char seasons[][3] = {"SP", "SU", "FA", "WI"};
	char year[16], clock[48];

	put_year(year, sizeof(year), v->year);
	put_clock(clock, sizeof(clock), v);
	switch (v->form) {
	case RU_FORM_DAY:
		if (v->month == 0)
			(void)snprintf(out, size, "XXXX-XX-XX%s", clock);
		else
			(void)snprintf(out, size, "%s-%02d-%02d%s", year, v->month, v->day, clock);
		break;
	case RU_FORM_WEEK:
		(void)snprintf(out, size, "%s-W%02d", year, v->month);
		break;
	case RU_FORM_WEEKEND:
		(void)snprintf(out, size, "%s-W%02d-WE", year, v->month);
		break;
	case RU_FORM_MONTH:
		(void)snprintf(out, size, "%s-%02d", year, v->month);
		break;
	case RU_FORM_QUARTER:
		(void)snprintf(out, size, "%s-Q%d", year, v->month);
		break;
	case RU_FORM_HALF:
		(void)snprintf(out, size, "%s-H%d", year, v->month);
		break;
	case RU_FORM_SEASON:
		(void)snprintf(out, size, "%s-%s", year, seasons[(v->month - 1) & 3]);
		break;
	case RU_FORM_YEAR:
		(void)snprintf(out, size, "%s", year);
		break;
	case RU_FORM_DECADE:
		(void)snprintf(out, size, "%03dX", v->year);
		break;
	case RU_FORM_CENTURY:
		(void)snprintf(out, size, "%02d", v->year);
		break;
	case RU_FORM_WEEKDAY:
		(void)snprintf(out, size, "XXXX-WXX-%d%s", v->day, clock);
		break;
	}
}

int ru_date_value_print(const struct ru_date_value *v, const struct ru_date_value *to, struct ru_arena *arena,
                        struct ru_str *out)
{
	char first[96], last[96];

	put_value(first, sizeof(first), v);
	if (to == NULL)
		return ru_arena_print(arena, out, "%s", first);
	put_value(last, sizeof(last), to);
	return ru_arena_print(arena, out, "%s/%s", first, last);
}

static char iso_letter(char unit) { return (char)(ru_is_lower(unit) ? unit - 'a' + 'A' : unit); }

static bool is_clock(char unit) { return unit == 'h' || unit == 'm' || unit == 's'; }

int ru_duration_print(const struct ru_when *w, struct ru_arena *arena, struct ru_str *out)
{
	struct ru_value_number amount = w->amount;
	struct ru_str unit = w->time_unit, number;
	char letter = unit.len > 0 ? unit.ptr[unit.len - 1] : 'D';

	if (unit.len > 2 && unit.ptr[0] == 'X') {
		for (size_t k = 1; k + 1 < unit.len; k++) {
			if (unit.ptr[k] == '0')
				(void)ru_value_number_shift(&amount, 1);
			else if (unit.ptr[k] != '1')
				amount.mantissa *= unit.ptr[k] - '0';
		}
	}
	/* "beberapa hari": X of them */
	number = RU_S("X");
	int status = w->amount.vague ? RU_OK : ru_value_number_print(&amount, arena, &number);

	if (status < 0)
		return status;
	char more[40] = "";
	int used = 0;
	bool clock = is_clock(letter), told = clock;

	for (size_t k = 0; k < RU_WHEN_SMALLER && w->smaller[k].unit != 0; k++) {
		bool turns = !told && is_clock(w->smaller[k].unit); /* P3Y6M, PT1H30M, P1DT2H */

		used += snprintf(more + used, sizeof(more) - (size_t)used, "%s%d%c", turns ? "T" : "",
		                 w->smaller[k].count, iso_letter(w->smaller[k].unit));
		told = told || turns;
	}
	return ru_arena_print(arena, out, "P%s%.*s%c%s", clock ? "T" : "", (int)number.len, number.ptr,
	                      iso_letter(letter), more);
}

/* Monday of an ISO week. */
static int32_t week_start(int year, int week)
{
	int32_t fourth = ru_day_from(year, 1, 4);

	return fourth - (ru_day_weekday(fourth) - 1) + (week - 1) * 7;
}

bool ru_date_value_days(const struct ru_date_value *v, int32_t *first, int32_t *last)
{
	int from = v->month;
	int to = from;

	if (v->year <= 0 || v->form == RU_FORM_WEEKDAY || (v->form == RU_FORM_DAY && v->month == 0))
		return false;
	switch (v->form) {
	case RU_FORM_DAY:
		*first = *last = ru_day_from(v->year, v->month, v->day);
		return true;
	case RU_FORM_WEEK:
	case RU_FORM_WEEKEND:
		*first = week_start(v->year, v->month) + (v->form == RU_FORM_WEEKEND ? 5 : 0);
		*last = week_start(v->year, v->month) + 6;
		return true;
	case RU_FORM_DECADE:
		*first = ru_day_from(v->year * 10, 1, 1);
		*last = ru_day_from(v->year * 10 + 9, 12, 31);
		return true;
	case RU_FORM_CENTURY:
		*first = ru_day_from(v->year * 100 + 1, 1, 1);
		*last = ru_day_from(v->year * 100 + 100, 12, 31);
		return true;
	case RU_FORM_QUARTER:
		from = v->month * 3 - 2;
		to = v->month * 3;
		break;
	case RU_FORM_HALF:
		from = v->month * 6 - 5;
		to = v->month * 6;
		break;
	case RU_FORM_SEASON: /* of the northern half; a winter ends in the year after */
		*first = ru_day_from(v->year, v->month * 3, 1);
		*last = ru_day_from(v->year + (v->month == 4), v->month == 4 ? 3 : v->month * 3 + 3, 1) - 1;
		return true;
	case RU_FORM_YEAR:
		from = 1;
		to = 12;
		break;
	case RU_FORM_MONTH:
	case RU_FORM_WEEKDAY:
		break;
	}
	*first = ru_day_from(v->year, from, 1);
	*last = ru_day_from(v->year, to, ru_month_days(v->year, to));
	return true;
}

struct ru_str ru_date_value_grain(const struct ru_date_value *v)
{
	static const struct ru_str names[] = {RU_S_INIT("day"),     RU_S_INIT("week"),    RU_S_INIT("week"),
	                                      RU_S_INIT("month"),   RU_S_INIT("quarter"), RU_S_INIT("year"),
	                                      RU_S_INIT("quarter"), RU_S_INIT("year"),    RU_S_INIT("decade"),
	                                      RU_S_INIT("century"), RU_S_INIT("day")};

	if (v->minute >= 0)
		return RU_S("minute");
	return v->part.len > 0 ? RU_S("daypart") : names[v->form];
}
