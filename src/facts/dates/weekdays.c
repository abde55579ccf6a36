/* SPDX-License-Identifier: Apache-2.0 */
/* Days without a date of their own: a weekday alone or in a week told beside it, a day of a month that is not named,
 * and holidays that fall on another day every year.
 *
 * Fed a struct ru_dated and what is known so far, gives a struct ru_meaning with the other reading beside it. */
#include "facts/dates/dates.h"

/* "Friday the 13th": the nearest month, back or ahead, in which the day falls on the weekday; else the nearest such
 * day. */
static void month_walk(int32_t from, const struct ru_when *w, bool ahead, struct ru_meaning *m)
{
	bool any = false;

	m->conflict = RU_CONFLICT_WEEKDAY;
	for (int k = 0; k < 12; k++) {
		struct ru_date_value month = ru_date_month_of(from, ahead ? k : -k);

		if (!ru_day_valid(month.year, month.month, w->at.day))
			continue;
		int32_t day = ru_day_from(month.year, month.month, w->at.day);
		bool fits = ru_day_weekday(day) == w->weekday;

		if ((ahead ? day < from : day > from) || (any && !fits))
			continue;
		m->value = ru_date_value_day(day);
		any = true;
		if (fits) {
			m->conflict = RU_CONFLICT_NONE;
			return;
		}
	}
}

/* "tanggal 15", "tanggal 5 bulan depan": a day of a month that is told from here. */
static void month_day_value(int32_t from, const struct ru_dated *d, struct ru_meaning *m)
{
	const struct ru_when *w = &d->when;
	bool named = w->relative && w->unit == 'M', ahead = ru_date_forward(d);
	struct ru_date_value other;
	int year, month, mday;

	ru_day_split(from, &year, &month, &mday);
	int by = named ? w->offset : ahead ? (w->at.day < mday ? 1 : 0) : (w->at.day > mday ? -1 : 0);

	m->value = ru_date_month_of(from, by);
	if (ru_day_valid(m->value.year, m->value.month, w->at.day)) {
		m->value.form = RU_FORM_DAY;
		m->value.day = w->at.day;
	}
	if (named)
		return;
	other = ru_date_month_of(from, ahead ? by - 1 : by + 1);
	if (ru_day_valid(other.year, other.month, w->at.day)) {
		other.form = RU_FORM_DAY;
		other.day = w->at.day;
		ru_meaning_alt(m, other);
	}
}

void ru_date_weekday_range(const struct ru_dated *d, struct ru_meaning *m)
{
	int back = (d->when.to_weekday - d->when.weekday + 7) % 7;
	int32_t last, end;

	if (!ru_date_value_days(&m->value, &last, &end))
		return;
	m->to = m->value;
	m->value = ru_date_value_day(last - back);
	m->range = true;
	m->alt_count = 0;
}

/* A headline's weekday whose day the text tells, near the day that the page counts from. */
static bool is_told(const struct ru_dating *dating, const struct ru_dated *d, int32_t from)
{
	enum { NEAR_DAYS = 14 };
	int w = d->when.weekday;

	return d->heads && d->when.to_weekday == 0 && dating->weekday_told[w] && !dating->weekday_twice[w] &&
	       dating->weekday_day[w] >= from - NEAR_DAYS && dating->weekday_day[w] <= from + NEAR_DAYS;
}

void ru_date_weekday_value(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m)
{
	const struct ru_when *w = &d->when;
	int32_t day;

	if (!ru_date_base(dating, d, false, m, &day)) {
		m->relative = false;
		m->value = RU_NO_DATE;
		m->value.form = RU_FORM_WEEKDAY;
		m->value.day = w->weekday;
		/* "tanggal 15" of no month */
		if (w->weekday == 0)
			m->value.form = RU_FORM_DAY;
		return;
	}
	if (w->at.day != 0 && w->weekday == 0) {
		month_day_value(day, d, m);
		return;
	}
	if (w->at.day != 0) {
		month_walk(day, w, ru_date_forward(d), m);
		return;
	}
	int weekday = w->to_weekday != 0 ? w->to_weekday : w->weekday;
	int32_t monday = day - (ru_day_weekday(day) - 1);
	int back = (ru_day_weekday(day) - weekday + 7) % 7;

	if (w->relative && w->unit == 'W') {
		m->value = ru_date_value_day(monday + w->offset * 7 + weekday - 1);
		return;
	}
	if (w->soon) {
		m->value = ru_date_value_day(day + (back == 0 ? 7 : 7 - back));
		ru_meaning_alt(m, ru_date_value_day(monday + 7 + weekday - 1));
	} else if (w->direction > 0) {
		m->value = ru_date_value_day(monday + 7 + weekday - 1);
		ru_meaning_alt(m, ru_date_value_day(day + (back == 0 ? 7 : 7 - back)));
	} else if (w->direction < 0) {
		m->value = ru_date_value_day(day - (back == 0 ? 7 : back));
		ru_meaning_alt(m, ru_date_value_day(monday - 7 + weekday - 1));
	} else if (is_told(dating, d, day)) {
		m->value = ru_date_value_day(dating->weekday_day[w->weekday]);
		ru_meaning_alt(m, ru_date_value_day(day - back));
	} else if (d->future) {
		m->value = ru_date_value_day(back == 0 ? day : day + 7 - back);
		ru_meaning_alt(m, ru_date_value_day(back == 0 ? day + 7 : day - back));
	} else {
		m->value = ru_date_value_day(day - back);
		ru_meaning_alt(m, ru_date_value_day(day - back + 7));
	}
}

/* The last such day not after (ahead: the first not before) the anchor. */
static bool holiday_near(struct ru_str rule, int32_t from, bool ahead, int32_t *out)
{
	int year, month, mday;

	ru_day_split(from, &year, &month, &mday);
	for (int k = 0; k < 2; k++) {
		if (!ru_when_holiday_day(rule, ahead ? year + k : year - k, out))
			return false;
		if (ahead ? *out >= from : *out <= from)
			return true;
	}
	return false;
}

bool ru_date_holiday_value(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m)
{
	enum { SOON_DAYS = 60, LONG_AGO_DAYS = 240 };
	const struct ru_when *w = &d->when;
	int32_t from, past, future;
	int year, month, mday;

	if (!ru_date_base(dating, d, false, m, &from))
		return false;
	ru_day_split(from, &year, &month, &mday);
	if (w->relative && w->unit == 'Y') {
		if (!ru_when_holiday_day(w->holiday, year + w->offset, &past))
			return false;
		m->value = ru_date_value_day(past);
		return true;
	}
	if (!holiday_near(w->holiday, from, false, &past) || !holiday_near(w->holiday, from, true, &future))
		return false;
	bool ahead = ru_date_forward(d);

	/* as with a day and month: past is the rule, what comes soon the exception */
	if (w->direction == 0 && !ahead)
		ahead = future - from <= SOON_DAYS && from - past > LONG_AGO_DAYS;
	m->value = ru_date_value_day(ahead ? future : past);
	if (w->direction == 0)
		ru_meaning_alt(m, ru_date_value_day(ahead ? past : future));
	return true;
}
