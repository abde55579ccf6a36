/* SPDX-License-Identifier: Apache-2.0 */
/* From what a stretch of words says about time to what it means on this page: counts from the anchor (the day of
 * publication, or the best the page has) or from the day told before.
 *
 * A bare weekday, day or month is the latest one not after the anchor; words of the future before it turn it round; the
 * other reading is kept. Without an anchor what is not said stays X. Fed a struct ru_dated, gives a struct ru_meaning.
 */
#include "facts/dates/dates.h"

#define NO_VALUE ((struct ru_date_value){.minute = -1, .zone = INT16_MIN})

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

static bool forward(const struct ru_dated *d) { return d->when.direction > 0 || (d->when.direction == 0 && d->future); }

static struct ru_date_value week_of(int32_t day, enum ru_value_form form)
{
	struct ru_date_value v = NO_VALUE;

	v.form = form;
	ru_day_week(day, &v.year, &v.month);
	return v;
}

/* Move a month by some months; the day of the month is dropped. */
static struct ru_date_value month_of(int32_t day, int32_t by)
{
	struct ru_date_value v = NO_VALUE;
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
	struct ru_date_value v = month_of(day, 0);

	v.form = RU_FORM_YEAR;
	v.year += by;
	v.month = 0;
	return v;
}

/* Where a relative expression counts from; false where the page gives nothing to count from. */
static bool base(const struct ru_dating *dating, const struct ru_dated *d, bool from_focus, struct ru_meaning *m,
                 int32_t *day)
{
	bool long_unit = d->when.unit == 'Y' || d->when.unit == 'M';

	if (from_focus && long_unit && dating->wide_known && d->sentence - dating->wide_sentence <= 3) {
		m->focused = true;
		*day = dating->wide;
		return true;
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
		m->value = month_of(from, w->offset);
		return m->value.year > 0;
	case 'Q':
		m->value = month_of(from, w->offset * 3);
		m->value.form = RU_FORM_QUARTER;
		m->value.month = (m->value.month + 2) / 3;
		return m->value.year > 0;
	case 'Y':
		m->value = year_of(from, w->offset);
		if (m->value.year <= 0)
			return false;
		if (w->amount.used > 0 || w->time_unit.len > 0)
			ru_meaning_alt(m, month_of(from, w->offset * 12));
		return true;
	default:
		return false;
	}
	if (ru_date_value_days(&m->value, &first, &last))
		ru_meaning_alt(m, ru_date_value_day(first));
	return true;
}

/* "Friday the 13th": the nearest month, back or ahead, in which the day falls on the weekday; else the nearest such
 * day. */
static void month_walk(int32_t from, const struct ru_when *w, bool ahead, struct ru_meaning *m)
{
	bool any = false;

	m->conflict = RU_CONFLICT_WEEKDAY;
	for (int k = 0; k < 12; k++) {
		struct ru_date_value month = month_of(from, ahead ? k : -k);

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
	bool named = w->relative && w->unit == 'M', ahead = forward(d);
	struct ru_date_value other;
	int year, month, mday;

	ru_day_split(from, &year, &month, &mday);
	int by = named ? w->offset : ahead ? (w->at.day < mday ? 1 : 0) : (w->at.day > mday ? -1 : 0);

	m->value = month_of(from, by);
	if (ru_day_valid(m->value.year, m->value.month, w->at.day)) {
		m->value.form = RU_FORM_DAY;
		m->value.day = w->at.day;
	}
	if (named)
		return;
	other = month_of(from, ahead ? by - 1 : by + 1);
	if (ru_day_valid(other.year, other.month, w->at.day)) {
		other.form = RU_FORM_DAY;
		other.day = w->at.day;
		ru_meaning_alt(m, other);
	}
}

/* "Sabtu-Minggu", "from Monday to Wednesday": the last day as a weekday alone, the first one before it. */
static void weekday_range(const struct ru_dated *d, struct ru_meaning *m)
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

/* A weekday alone, or in a week told beside it: "Rabu", "Jumat depan", "Rabu pekan lalu". */
static void weekday_value(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m)
{
	const struct ru_when *w = &d->when;
	int32_t day;

	if (!base(dating, d, false, m, &day)) {
		m->relative = false;
		m->value = NO_VALUE;
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
		month_walk(day, w, forward(d), m);
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
	} else if (d->future) {
		m->value = ru_date_value_day(back == 0 ? day : day + 7 - back);
		ru_meaning_alt(m, ru_date_value_day(back == 0 ? day + 7 : day - back));
	} else {
		m->value = ru_date_value_day(day - back);
		ru_meaning_alt(m, ru_date_value_day(day - back + 7));
	}
}

/* "Juni", "Juni lalu", "last September", "Oktober tahun lalu". */
static void month_value(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m)
{
	const struct ru_when *w = &d->when;
	int year, month, mday;
	int32_t day;

	m->value = NO_VALUE;
	m->value.form = RU_FORM_MONTH;
	m->value.month = w->at.month;
	m->value.year = w->at.year;
	if (w->at.year != 0)
		return;
	if (!base(dating, d, false, m, &day)) {
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
	} else if (forward(d)) {
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

	m->value = NO_VALUE;
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
	if (!base(dating, d, false, m, &day)) {
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
	m->value.year = forward(d) ? (behind && w->period == 'S' ? year + 1 : year) : behind ? year : year - 1;
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
		m->to = NO_VALUE;
		m->to.form = RU_FORM_YEAR;
		m->to.year = d->when.to.year;
	} else {
		if (end.when.at.year == 0)
			end.when.at.year =
			    (int16_t)(m->value.year == 0
			                  ? 0
			                  : m->value.year + (end.when.at.month < m->value.month ? 1 : 0));
		if (end.when.at.year == 0) {
			m->to = NO_VALUE;
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

	if (d->when.relative && d->when.unit == 'Y' && d->when.at.year == 0 && base(dating, d, false, m, &day))
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

bool ru_date_resolve(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *out)
{
	const struct ru_when *w = &d->when;
	struct ru_meaning m = {0};
	int32_t day;
	bool ok = true;

	m.value = NO_VALUE;
	switch (w->shape) {
	case RU_WHEN_DAY:
		if (w->at.month == 0) {
			weekday_value(dating, d, &m);
			if (w->to_weekday != 0)
				weekday_range(d, &m);
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
		ok = base(dating, d, w->from_focus, &m, &day) && relative_value(d, day, &m);
		break;
	case RU_WHEN_CLOCK:
		if (base(dating, d, true, &m, &day))
			m.value = ru_date_value_day(day);
		break;
	case RU_WHEN_NONE:
	case RU_WHEN_REFERENCE:
	case RU_WHEN_DURATION:
		return false;
	}
	if (ok && w->range)
		range_value(dating, d, &m);
	if (ok)
		add_clock(dating, d, &m);
	*out = m;
	return ok;
}
