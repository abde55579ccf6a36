/* SPDX-License-Identifier: Apache-2.0 */
/* From what a stretch of words says about time to what it means on this page: counts from the anchor (the day of
 * publication, or the best the page has) or from the day told before.
 *
 * A bare weekday, day or month is the latest one not after the anchor; words of the future before it turn it round; the
 * other reading is kept. Without an anchor what is not said stays X. Fed a struct ru_dated, gives a struct ru_meaning.
 */
#include "facts/dates/dates.h"

enum { SOON_MONTHS = 2 };

static bool same_value(const struct ru_date_value *a, const struct ru_date_value *b)
{
	return a->form == b->form && a->year == b->year && a->month == b->month && a->day == b->day &&
	       a->minute == b->minute && a->zone == b->zone && ru_str_eq(a->part, b->part);
}

void ru_meaning_alt(struct ru_meaning *m, struct ru_date_value v)
{
	if (same_value(&m->value, &v) && !m->range)
		return;
	for (uint32_t i = 0; i < m->alt_count; i++) {
		if (same_value(&m->alt[i], &v))
			return;
	}
	if (m->alt_count < 3)
		m->alt[m->alt_count++] = v;
}

bool ru_date_forward(const struct ru_dated *d)
{
	return d->when.direction > 0 || (d->when.direction == 0 && d->future);
}

static struct ru_date_value week_of(int32_t day, enum ru_value_form form)
{
	struct ru_date_value v = RU_NO_DATE;

	v.form = form;
	ru_day_week(day, &v.year, &v.month);
	return v;
}

struct ru_date_value ru_date_month_of(int32_t day, int32_t by)
{
	struct ru_date_value v = RU_NO_DATE;
	int mday;

	ru_day_split(day, &v.year, &v.month, &mday);
	int months = v.year * 12 + v.month - 1 + by;

	v.form = RU_FORM_MONTH;
	v.year = months / 12;
	v.month = months % 12 + 1;
	return v;
}

static struct ru_date_value year_of(int32_t day, int32_t by)
{
	struct ru_date_value v = ru_date_month_of(day, 0);

	v.form = RU_FORM_YEAR;
	v.year += by;
	v.month = 0;
	return v;
}

bool ru_date_base(const struct ru_dating *dating, const struct ru_dated *d, bool from_focus, struct ru_meaning *m,
                  int32_t *day)
{
	bool long_unit = d->when.unit == 'Y' || d->when.unit == 'M';

	if (from_focus && long_unit && dating->wide_known && d->sentence - dating->wide_sentence <= 3) {
		m->focused = true;
		*day = dating->wide;
		return true;
	}
	/* "net rose in the quarter": the one told before, else the last that is over */
	if (from_focus && d->when.unit == 'Q') {
		m->focused = dating->quarter_known;
		m->relative = !m->focused;
		struct ru_date_value over = ru_date_month_of(dating->anchor, -3);

		*day = m->focused ? dating->quarter : ru_day_from(over.year, over.month, 1);
		return m->focused || dating->anchored;
	}
	bool near = dating->focused && d->sentence - dating->focus_sentence <= 3;

	if (from_focus && (near || (dating->focused && !dating->anchored))) {
		m->focused = true;
		*day = dating->focus;
		return true;
	}
	m->relative = true;
	*day = dating->anchor;
	return dating->anchored;
}

/* "pekan lalu", "tiga tahun lalu", "dua pekan kemudian". */
static bool relative_value(const struct ru_dated *d, int32_t from, struct ru_meaning *m)
{
	const struct ru_when *w = &d->when;
	int32_t first, last;

	switch (w->unit) {
	case 'D':
		m->value = ru_date_value_day(from + w->offset);
		/* "dua hari setelah tanggul jebol" may count from what follows */
		if (w->from_focus && w->time_unit.len > 0)
			ru_meaning_alt(m, ru_date_value_day(from - w->offset));
		return true;
	case 'W':
	case 'E':
		m->value = week_of(from + w->offset * 7, w->unit == 'W' ? RU_FORM_WEEK : RU_FORM_WEEKEND);
		/* a count of weeks from a day that is told means a day about then */
		if (m->focused)
			ru_meaning_alt(m, ru_date_value_day(from + w->offset * 7));
		break;
	case 'M':
		m->value = ru_date_month_of(from, w->offset);
		return m->value.year > 0;
	case 'Q':
		m->value = ru_date_month_of(from, w->offset * 3);
		m->value.form = RU_FORM_QUARTER;
		m->value.month = (m->value.month + 2) / 3;
		return m->value.year > 0;
	case 'X':
	case 'C':
		m->value = year_of(from, 0);
		m->value.form = w->unit == 'X' ? RU_FORM_DECADE : RU_FORM_CENTURY;
		m->value.year = (w->unit == 'X' ? m->value.year / 10 : (m->value.year - 1) / 100) + w->offset;
		return m->value.year > 0;
	case 'Y':
		m->value = year_of(from, w->offset);
		if (m->value.year <= 0)
			return false;
		if (w->amount.used > 0 || w->time_unit.len > 0)
			ru_meaning_alt(m, ru_date_month_of(from, w->offset * 12));
		return true;
	default:
		return false;
	}
	if (ru_date_value_days(&m->value, &first, &last))
		ru_meaning_alt(m, ru_date_value_day(first));
	return true;
}

/* "Juni", "Juni lalu", "last September", "Oktober tahun lalu". */
static void month_value(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m)
{
	const struct ru_when *w = &d->when;
	int year, month, mday;
	int32_t day;

	m->value = RU_NO_DATE;
	m->value.form = RU_FORM_MONTH;
	m->value.month = w->at.month;
	m->value.year = w->at.year;
	if (w->at.year != 0)
		return;
	if (!ru_date_base(dating, d, false, m, &day)) {
		m->relative = false;
		return;
	}
	ru_day_split(day, &year, &month, &mday);
	struct ru_date_value other = m->value;

	if (w->relative && w->unit == 'Y') {
		m->value.year = year + w->offset;
		return;
	}
	if (w->direction < 0) {
		m->value.year = w->at.month < month ? year : year - 1;
		other.year = year - 1;
	} else if (ru_date_forward(d)) {
		m->value.year = w->at.month > month || (w->at.month == month && w->direction == 0) ? year : year + 1;
		other.year = m->value.year - 1;
	} else {
		/* "hingga pertengahan Mei" in April: what comes within two months, not what was ten months ago */
		bool near = !d->past && (w->at.month - month + 12) % 12 <= SOON_MONTHS;

		m->value.year = w->at.month <= month ? year : year - 1;
		other.year = m->value.year + 1;
		if (near && w->at.month != month) {
			other.year = m->value.year;
			m->value.year++;
		}
	}
	ru_meaning_alt(m, other);
}

static bool period_value(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m)
{
	const struct ru_when *w = &d->when;
	int year, month, mday;
	int32_t day;

	m->value = RU_NO_DATE;
	m->value.year = w->period_number;
	if (w->period == 'X' || w->period == 'C') {
		m->value.form = w->period == 'X' ? RU_FORM_DECADE : RU_FORM_CENTURY;
		return true;
	}
	m->value.form = w->period == 'Q' ? RU_FORM_QUARTER : w->period == 'S' ? RU_FORM_SEASON : RU_FORM_HALF;
	m->value.month = w->period_number;
	m->value.year = w->at.year;
	if (w->at.year != 0)
		return true;
	if (!ru_date_base(dating, d, false, m, &day)) {
		m->relative = false;
		return true;
	}
	ru_day_split(day, &year, &month, &mday);
	if (w->relative) {
		m->value.year = year + w->offset;
		return true;
	}
	int first = w->period == 'S' ? m->value.month * 3
	                             : m->value.month * (w->period == 'Q' ? 3 : 6) - (w->period == 'Q' ? 2 : 5);
	bool behind = first <= month;

	/* "last fall" in November is the one before; the fall of this year is not over */
	if (w->direction < 0 && w->period == 'S')
		behind = first + 2 < month;
	m->value.year = ru_date_forward(d) ? (behind && w->period == 'S' ? year + 1 : year) : behind ? year : year - 1;
	return true;
}

/* Both ends, years completed alike. */
static void range_value(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m)
{
	struct ru_dated end = *d;
	struct ru_meaning last = {0};

	end.when.at = d->when.to;
	end.when.weekday = 0;
	end.when.range = false;
	if (d->when.shape == RU_WHEN_YEAR) {
		m->to = RU_NO_DATE;
		m->to.form = RU_FORM_YEAR;
		m->to.year = d->when.to.year;
	} else {
		if (end.when.at.year == 0)
			end.when.at.year =
			    (int16_t)(m->value.year == 0
			                  ? 0
			                  : m->value.year + (end.when.at.month < m->value.month ? 1 : 0));
		if (end.when.at.year == 0) {
			m->to = RU_NO_DATE;
			m->to.form = m->value.form;
			m->to.month = end.when.at.month;
			m->to.day = end.when.at.day;
		} else {
			if (d->when.shape == RU_WHEN_DAY)
				ru_date_settle_day(dating, &end, &last);
			else
				month_value(dating, &end, &last);
			m->to = last.value;
		}
	}
	m->range = true;
	m->alt_count = 0;
	ru_meaning_alt(m, m->value);
}

/* Day and month, or weekday and day and month, with a year or month told beside it: "30 November tahun lalu", "tanggal
 * 5 bulan depan". */
static void day_value(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m)
{
	struct ru_dated fixed = *d;
	int32_t day;

	if (d->when.relative && d->when.unit == 'Y' && d->when.at.year == 0 && ru_date_base(dating, d, false, m, &day))
		fixed.when.at.year = (int16_t)year_of(day, d->when.offset).year;
	ru_date_settle_day(dating, &fixed, m);
}

/* Put the clock or part of the day on the value; a time alone takes the day told before. */
static void add_clock(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m)
{
	const struct ru_when *w = &d->when;
	int zone = w->zone;

	if (m->range || (m->value.form != RU_FORM_DAY && m->value.form != RU_FORM_WEEKDAY))
		return;
	if (w->minute >= 0) {
		struct ru_date_value bare = m->value, day = m->value;

		/* a page that told its zone once means it everywhere */
		if (zone == INT16_MIN && dating->zone != INT16_MIN && !w->elsewhere) {
			bare.minute = w->minute;
			zone = dating->zone;
			m->value.minute = w->minute;
			m->value.zone = zone;
			ru_meaning_alt(m, bare);
		}
		m->value.minute = w->minute;
		m->value.zone = zone;
		for (uint32_t i = 0; i < m->alt_count; i++) {
			if (m->alt[i].form == RU_FORM_DAY && m->alt[i].minute < 0) {
				m->alt[i].minute = w->minute;
				m->alt[i].zone = zone;
			}
		}
		if (w->shape == RU_WHEN_DAY)
			ru_meaning_alt(m, day);
		if (w->end_minute >= 0) {
			m->to = m->value;
			m->to.minute = w->end_minute;
			m->range = true;
			ru_meaning_alt(m, m->value);
		}
		return;
	}
	if (w->part.len == 0)
		return;
	struct ru_date_value other = m->value;

	/* "Selasa malam" is told as the day, "tadi malam" and "Tuesday evening" as a part of it; the other form is kept
	 */
	if (w->part_is_day)
		other.part = w->part;
	else
		m->value.part = w->part;
	ru_meaning_alt(m, other);
}

/* "dua hari sebelum Natal": value and other readings, so many days on. */
static void shift_days(int32_t days, struct ru_meaning *m)
{
	int32_t first, last;

	if (m->value.form == RU_FORM_DAY && ru_date_value_days(&m->value, &first, &last))
		m->value = ru_date_value_day(first + days);
	for (uint32_t k = 0; k < m->alt_count; k++) {
		if (m->alt[k].form == RU_FORM_DAY && ru_date_value_days(&m->alt[k], &first, &last))
			m->alt[k] = ru_date_value_day(first + days);
	}
}

bool ru_date_resolve(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *out)
{
	const struct ru_when *w = &d->when;
	struct ru_meaning m = {0};
	int32_t day;
	bool ok = true;

	m.value = RU_NO_DATE;
	switch (w->shape) {
	case RU_WHEN_DAY:
		if (w->holiday.len > 0) {
			ok = ru_date_holiday_value(dating, d, &m);
		} else if (w->at.month == 0) {
			ru_date_weekday_value(dating, d, &m);
			if (w->to_weekday != 0)
				ru_date_weekday_range(d, &m);
		} else
			day_value(dating, d, &m);
		break;
	case RU_WHEN_MONTH:
		month_value(dating, d, &m);
		break;
	case RU_WHEN_YEAR:
		m.value.form = RU_FORM_YEAR;
		m.value.year = w->at.year;
		break;
	case RU_WHEN_PERIOD:
		ok = period_value(dating, d, &m);
		break;
	case RU_WHEN_RELATIVE:
		ok = ru_date_base(dating, d, w->from_focus, &m, &day) && relative_value(d, day, &m);
		break;
	case RU_WHEN_CLOCK:
		if (ru_date_base(dating, d, true, &m, &day))
			m.value = ru_date_value_day(day);
		break;
	case RU_WHEN_NONE:
	case RU_WHEN_REFERENCE:
	case RU_WHEN_DURATION:
		return false;
	}
	if (ok && w->shift != 0)
		shift_days(w->shift, &m);
	if (ok && w->range)
		range_value(dating, d, &m);
	if (ok)
		add_clock(dating, d, &m);
	*out = m;
	return ok;
}
