/* SPDX-License-Identifier: Apache-2.0 */
/* Days known by name: "Hari Natal 2030", "Thanksgiving Day", "Jumat Agung lalu".
 *
 * The pack gives the rule: "12-25" a day of every year, "easter+39" so many days from Easter Sunday, "11:4#4" the
 * fourth Thursday of November, "5:1#-1" the last Monday of May. Holidays that begin with the sight of the moon have no
 * rule and are not read. Fed atoms, fills the day of a struct ru_when, or the rule where it needs a year that is not
 * told. */
#include "base/calendar.h"
#include "values/when.h"

/* "12-25": a day of every year. */
static bool fixed_day(struct ru_str rule, int *month, int *day)
{
	int64_t m, d;

	if (rule.len != 5 || rule.ptr[2] != '-' || !ru_str_to_i64(ru_str_cut(rule, 0, 2), &m) ||
	    !ru_str_to_i64(ru_str_cut(rule, 3, 5), &d))
		return false;
	*month = (int)m;
	*day = (int)d;
	return ru_day_valid(2000, *month, *day);
}

/* "11:4#4": month, weekday, which of them; from the end where negative. */
static bool weekday_of_month(struct ru_str rule, int year, int32_t *out)
{
	size_t colon = 0, hash = 0;
	int64_t month, weekday, nth;

	for (size_t k = 0; k < rule.len; k++) {
		if (rule.ptr[k] == ':')
			colon = k;
		if (rule.ptr[k] == '#')
			hash = k;
	}
	if (colon == 0 || hash <= colon || !ru_str_to_i64(ru_str_cut(rule, 0, colon), &month) ||
	    !ru_str_to_i64(ru_str_cut(rule, colon + 1, hash), &weekday) ||
	    !ru_str_to_i64(ru_str_cut(rule, hash + 1, rule.len), &nth) || month < 1 || month > 12 || weekday < 1 ||
	    weekday > 7 || nth < -5 || nth > 5 || nth == 0)
		return false;
	int32_t edge = nth > 0 ? ru_day_from(year, (int)month, 1)
	                       : ru_day_from(year, (int)month, ru_month_days(year, (int)month)) - 6;
	int32_t first = edge + ((int)weekday - ru_day_weekday(edge) + 7) % 7;

	*out = first + 7 * (int32_t)(nth > 0 ? nth - 1 : nth + 1);
	return true;
}

bool ru_when_holiday_day(struct ru_str rule, int year, int32_t *out)
{
	struct ru_str easter = RU_S("easter");
	int64_t days = 0;
	int month, day;

	if (year < 1 || year > 9999)
		return false;
	if (fixed_day(rule, &month, &day)) {
		*out = ru_day_from(year, month, day);
		return ru_day_valid(year, month, day);
	}
	if (rule.len < easter.len || !ru_str_eq(ru_str_cut(rule, 0, easter.len), easter))
		return weekday_of_month(rule, year, out);
	size_t sign = easter.len + (rule.len > easter.len && rule.ptr[easter.len] == '+');

	if (sign < rule.len && (!ru_str_to_i64(ru_str_cut(rule, sign, rule.len), &days) || days < -100 || days > 100))
		return false;
	*out = ru_day_easter(year) + (int32_t)days;
	return true;
}

/* Whether a word stands before atom i that a day's name follows: "pada Natal", "last Thanksgiving", "by Easter". */
static bool led(const struct ru_value_text *t, size_t i)
{
	static const enum ru_role before[] = {
	    RU_ROLE_IN, RU_ROLE_JOIN, RU_ROLE_PAST_BEFORE, RU_ROLE_FUTURE_BEFORE, RU_ROLE_CUE_PAST, RU_ROLE_CUE_LIMIT};

	if (i == 0 || ru_when_sentence_start(t, i))
		return false;
	for (size_t k = 0; k < sizeof(before) / sizeof(before[0]); k++) {
		if (ru_when_role(t, i - 1, before[k]) == 1)
			return true;
	}
	return false;
}

/* A name before a lower-case word that is no function word describes it: "Christmas trees". */
static bool describes(const struct ru_value_text *t, size_t i)
{
	return i < t->atoms.count && t->atoms.words[i].kind == RU_WORD_LETTERS &&
	       (t->atoms.words[i].flags & RU_WORD_BREAK) == 0 && !ru_pack_is_stop(t->pack, t->atoms.hash[i]) &&
	       ru_value_hit_at(t, i, RU_VALUE_RELATIVE).entry == NULL && ru_when_role(t, i, RU_ROLE_PAST) == 0 &&
	       ru_when_role(t, i, RU_ROLE_FUTURE) == 0 && ru_when_role(t, i, RU_ROLE_SOON) == 0;
}

size_t ru_when_holiday(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_value_hit hit = ru_value_hit_at(t, i, RU_VALUE_HOLIDAYS);
	int month, day;
	int32_t number;

	if (hit.entry == NULL || (w->shape != RU_WHEN_NONE && w->shape != RU_WHEN_CLOCK) ||
	    (t->atoms.words[i + hit.used - 1].flags & RU_WORD_CAPITAL) == 0)
		return 0;
	size_t at = i + hit.used, comma = ru_value_char_at(t, at) == ',' ? 1 : 0;
	int year = ru_when_year_digits(t, at + comma);

	if (year == 0)
		comma = 0;
	/* "Natal" is a man too; behind a preposition, with a year or a word for which it is a day */
	if (ru_str_eq(hit.entry->col[2], RU_S("led")) && year == 0 &&
	    ((!led(t, i) && ru_value_hit_at(t, at, RU_VALUE_RELATIVE).entry == NULL) || describes(t, at)))
		return 0;
	if (fixed_day(hit.entry->col[1], &month, &day)) {
		w->at = (struct ru_when_date){(int16_t)year, (int8_t)month, (int8_t)day};
	} else if (year != 0) {
		int y;

		if (!ru_when_holiday_day(hit.entry->col[1], year, &number))
			return 0;
		ru_day_split(number, &y, &month, &day);
		w->at = (struct ru_when_date){(int16_t)y, (int8_t)month, (int8_t)day};
	} else {
		w->holiday = hit.entry->col[1];
	}
	w->shape = RU_WHEN_DAY;
	return hit.used + (year != 0 ? comma + 1 : 0);
}
