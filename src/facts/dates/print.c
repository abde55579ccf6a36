/* SPDX-License-Identifier: Apache-2.0 */
/* Values of dates as TIMEX3 (ISO 8601 with its X for what is not fixed) and as the days that they cover.
 *
 * Fed a struct ru_date_value; gives "2024-11-29", "2024-W48", "XXXX-11-30", "2024-12-04TNI", "2019/2024", "P2Y".
 * Decides nothing. */
#include "facts/dates/dates.h"
#include "values/pen.h"

struct ru_date_value ru_date_value_day(int32_t day)
{
	struct ru_date_value v = {.form = RU_FORM_DAY, .minute = -1, .zone = INT16_MIN};

	ru_day_split(day, &v.year, &v.month, &v.day);
	return v;
}

static void put_year(struct ru_pen *pen, int year)
{
	if (year > 0)
		ru_pen_number(pen, year, 4);
	else
		ru_pen_put(pen, RU_S("XXXX"));
}

static void put_two(struct ru_pen *pen, char before, int number)
{
	ru_pen_char(pen, before);
	ru_pen_number(pen, number, 2);
}

static void put_clock(struct ru_pen *pen, const struct ru_date_value *v)
{
	int away = v->zone < 0 ? -v->zone : v->zone;

	if (v->minute < 0) {
		ru_pen_put(pen, ru_str_cut(v->part, 0, v->part.len < 8 ? v->part.len : 8));
		return;
	}
	put_two(pen, 'T', v->minute / 60);
	put_two(pen, ':', v->minute % 60);
	if (v->zone == 0)
		ru_pen_char(pen, 'Z');
	else if (v->zone != INT16_MIN) {
		put_two(pen, v->zone < 0 ? '-' : '+', away / 60);
		put_two(pen, ':', away % 60);
	}
}

static void put_part(struct ru_pen *pen, const struct ru_date_value *v)
{
	static const char seasons[][3] = {"SP", "SU", "FA", "WI"};

	switch (v->form) {
	case RU_FORM_WEEK:
	case RU_FORM_WEEKEND:
		ru_pen_char(pen, '-');
		put_two(pen, 'W', v->month);
		if (v->form == RU_FORM_WEEKEND)
			ru_pen_put(pen, RU_S("-WE"));
		break;
	case RU_FORM_MONTH:
		put_two(pen, '-', v->month);
		break;
	case RU_FORM_QUARTER:
	case RU_FORM_HALF:
		ru_pen_put(pen, v->form == RU_FORM_HALF ? RU_S("-H") : RU_S("-Q"));
		ru_pen_number(pen, v->month, 1);
		break;
	case RU_FORM_SEASON:
		ru_pen_char(pen, '-');
		ru_pen_put(pen, ru_str_from(seasons[(v->month - 1) & 3]));
		break;
	default:
		break;
	}
}

static void put_value(struct ru_pen *pen, const struct ru_date_value *v)
{
	if (v->form == RU_FORM_DAY && v->month == 0) {
		ru_pen_put(pen, RU_S("XXXX-XX-XX"));
		put_clock(pen, v);
	} else if (v->form == RU_FORM_DAY) {
		put_year(pen, v->year);
		put_two(pen, '-', v->month);
		put_two(pen, '-', v->day);
		put_clock(pen, v);
	} else if (v->form == RU_FORM_WEEKDAY) {
		ru_pen_put(pen, RU_S("XXXX-WXX-"));
		ru_pen_number(pen, v->day, 1);
		put_clock(pen, v);
	} else if (v->form == RU_FORM_DECADE) {
		ru_pen_number(pen, v->year, 3);
		ru_pen_char(pen, 'X');
	} else if (v->form == RU_FORM_CENTURY) {
		ru_pen_number(pen, v->year, 2);
	} else {
		put_year(pen, v->year);
		put_part(pen, v);
	}
}

int ru_date_value_print(const struct ru_date_value *v, const struct ru_date_value *to, struct ru_arena *arena,
                        struct ru_str *out)
{
	struct ru_pen pen;

	pen.len = 0;
	put_value(&pen, v);
	if (to != NULL) {
		ru_pen_char(&pen, '/');
		put_value(&pen, to);
	}
	return ru_arena_copy(arena, ru_pen_str(&pen), out);
}

static char iso_letter(char unit) { return (char)(ru_is_lower(unit) ? unit - 'a' + 'A' : unit); }

static bool is_clock(char unit) { return unit == 'h' || unit == 'm' || unit == 's'; }

/* "half an hour", "5 1/2 hours": whole hours and minutes instead of a part of an hour. */
static bool split_hour(struct ru_value_number *amount, int32_t *minutes)
{
	enum { MOST = 100000 };
	int64_t parts = amount->denominator > 1 ? amount->denominator : 1, times = amount->mantissa;

	for (int scale = amount->scale; scale < 0 && parts < MOST; scale++)
		parts *= 10;
	if (amount->vague || amount->scale > 0 || parts == 1 || parts >= MOST || times <= 0 || times >= INT32_MAX ||
	    times % parts * 60 % parts != 0 || times % parts == 0)
		return false;
	*minutes = (int32_t)(times % parts * 60 / parts);
	amount->mantissa = times / parts;
	return true;
}

static void put_count(struct ru_pen *pen, int64_t count, char unit)
{
	if (count == 0)
		return;
	ru_pen_number(pen, count, 1);
	ru_pen_char(pen, unit);
}

int ru_duration_print(const struct ru_when *w, struct ru_arena *arena, struct ru_str *out)
{
	struct ru_value_number amount = w->amount;
	struct ru_str unit = w->time_unit;
	char letter = unit.len > 0 ? unit.ptr[unit.len - 1] : 'D';

	if (unit.len > 2 && unit.ptr[0] == 'X') {
		for (size_t k = 1; k + 1 < unit.len; k++) {
			if (unit.ptr[k] == '0')
				(void)ru_value_number_shift(&amount, 1);
			else if (unit.ptr[k] != '1')
				amount.mantissa *= unit.ptr[k] - '0';
		}
	}
	bool clock = is_clock(letter), told = clock;
	int32_t minutes = 0;
	struct ru_pen pen;

	pen.len = 0;
	ru_pen_put(&pen, clock ? RU_S("PT") : RU_S("P"));
	if (letter == 'h' && w->smaller[0].unit == 0 && split_hour(&amount, &minutes)) {
		put_count(&pen, amount.mantissa, 'H');
		put_count(&pen, minutes, 'M');
		return ru_arena_copy(arena, ru_pen_str(&pen), out);
	}
	if (w->amount.vague) /* "beberapa hari": X of them */
		ru_pen_char(&pen, 'X');
	else
		ru_value_number_put(&amount, &pen);
	ru_pen_char(&pen, iso_letter(letter));
	for (size_t k = 0; k < RU_WHEN_SMALLER && w->smaller[k].unit != 0; k++) {
		bool turns = !told && is_clock(w->smaller[k].unit); /* P3Y6M, PT1H30M, P1DT2H */

		if (turns)
			ru_pen_char(&pen, 'T');
		ru_pen_number(&pen, w->smaller[k].count, 1);
		ru_pen_char(&pen, iso_letter(w->smaller[k].unit));
		told = told || turns;
	}
	return ru_arena_copy(arena, ru_pen_str(&pen), out);
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
