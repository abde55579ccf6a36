/* SPDX-License-Identifier: Apache-2.0 */
/* The day a page means where weekday, order of day and month, and year are in play.
 *
 * "Selasa (7/8/2025)": 7 August 2025 is a Thursday and 8 July a Tuesday, so month stands first (conflict order). "Rabu
 * (14/1/2025)": no order makes a Wednesday; the written date stays (conflict weekday). "Senin (6/1/2024)" on a page of
 * 7 January 2025: the year is one behind (conflict year). Fed one expression and the anchor; the pile is never asked.
 */
#include "facts/dates/dates.h"

enum { FAR_DAYS = 200, NEAR_DAYS = 60, SOON_DAYS = 60, LONG_AGO_DAYS = 240 };

static int32_t distance(int32_t a, int32_t b) { return a < b ? b - a : a - b; }

/* The last (or, with next, the first) such day and month not after (not before) the anchor; 29 February walks to a leap
 * year. */
static bool near_year(int32_t anchor, int month, int day, bool next, int32_t *out)
{
	int year, anchor_month, mday;

	ru_day_split(anchor, &year, &anchor_month, &mday);
	for (int k = 0; k < 9; k++) {
		int y = next ? year + k : year - k;

		if (!ru_day_valid(y, month, day))
			continue;
		int32_t candidate = ru_day_from(y, month, day);

		if (next ? candidate >= anchor : candidate <= anchor) {
			*out = candidate;
			return true;
		}
	}
	return false;
}

/* A day and month without year: past is the rule, what comes soon after the anchor the exception ("pada 1 September" in
 * July). */
static bool pick_year(const struct ru_dating *dating, const struct ru_dated *d, int month, int day, int32_t *best,
                      int32_t *other)
{
	int32_t past, future;

	if (!dating->anchored || !near_year(dating->anchor, month, day, false, &past) ||
	    !near_year(dating->anchor, month, day, true, &future))
		return false;
	bool forward = d->when.direction > 0 || (d->when.direction == 0 && d->future);

	/* "will mourn those killed on Aug. 7" of a page in August */
	if (d->when.direction == 0 && forward && future - dating->anchor > FAR_DAYS)
		forward = false;
	if (!forward && d->when.direction == 0)
		forward = future - dating->anchor <= SOON_DAYS && dating->anchor - past > LONG_AGO_DAYS;
	*best = forward ? future : past;
	*other = forward ? past : future;
	return true;
}

static void take(struct ru_meaning *m, int32_t day) { m->value = ru_date_value_day(day); }

/* Weekday, day and month, no year. */
static void settle_without_year(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m)
{
	const struct ru_when *w = &d->when;
	int32_t best, other, swap_best, swap_other;

	m->value = (struct ru_date_value){
	    .form = RU_FORM_DAY, .month = w->at.month, .day = w->at.day, .minute = -1, .zone = INT16_MIN};
	if (!pick_year(dating, d, w->at.month, w->at.day, &best, &other))
		return;
	m->relative = true;
	take(m, best);
	if (w->weekday == 0 || ru_day_weekday(best) == w->weekday) {
		if (other != best)
			ru_meaning_alt(m, ru_date_value_day(other));
		return;
	}
	if (ru_day_weekday(other) == w->weekday && other != best && distance(other, dating->anchor) < FAR_DAYS) {
		take(m, other);
		ru_meaning_alt(m, ru_date_value_day(best));
		return;
	}
	if (w->swappable && pick_year(dating, d, w->at.day, w->at.month, &swap_best, &swap_other)) {
		int32_t swapped = ru_day_weekday(swap_best) == w->weekday ? swap_best : swap_other;

		if (ru_day_weekday(swapped) == w->weekday && distance(swapped, dating->anchor) < FAR_DAYS) {
			take(m, swapped);
			m->conflict = RU_CONFLICT_ORDER;
			ru_meaning_alt(m, ru_date_value_day(best));
			return;
		}
	}
	m->conflict = RU_CONFLICT_WEEKDAY;
}

/* The nearest day to `day` that falls on the weekday. */
static int32_t nearest_weekday(int32_t day, int weekday)
{
	int ahead = (weekday - ru_day_weekday(day) + 7) % 7;

	return ahead <= 3 ? day + ahead : day + ahead - 7;
}

/* The same day of the year before or after, where that is near the anchor, falls on the weekday, and the written one is
 * far from it. */
static bool year_off_by_one(const struct ru_dating *dating, const struct ru_when *w, int32_t written, int32_t *out)
{
	if (!dating->anchored || distance(written, dating->anchor) < FAR_DAYS)
		return false;
	for (int step = 1; step >= -1; step -= 2) {
		if (!ru_day_valid(w->at.year + step, w->at.month, w->at.day))
			continue;
		*out = ru_day_from(w->at.year + step, w->at.month, w->at.day);
		if (ru_day_weekday(*out) == w->weekday && distance(*out, dating->anchor) <= NEAR_DAYS)
			return true;
	}
	return false;
}

static void settle_full(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *m)
{
	const struct ru_when *w = &d->when;
	int32_t written = ru_day_from(w->at.year, w->at.month, w->at.day), other = written, near;

	take(m, written);
	if (w->swappable)
		other = ru_day_from(w->at.year, w->at.day, w->at.month);
	if (w->weekday == 0) {
		/* no weekday to tell: the order of the language, the other kept */
		if (w->swappable)
			ru_meaning_alt(m, ru_date_value_day(other));
		return;
	}
	if (ru_day_weekday(written) == w->weekday) {
		if (w->swappable && ru_day_weekday(other) == w->weekday)
			ru_meaning_alt(m, ru_date_value_day(other));
		return;
	}
	bool swap = w->swappable && ru_day_weekday(other) == w->weekday;
	bool year = year_off_by_one(dating, w, written, &near);

	if (swap && !(year && distance(other, dating->anchor) > NEAR_DAYS)) {
		take(m, other);
		m->conflict = RU_CONFLICT_ORDER;
		ru_meaning_alt(m, ru_date_value_day(written));
	} else if (year) {
		take(m, near);
		m->conflict = RU_CONFLICT_YEAR;
		ru_meaning_alt(m, ru_date_value_day(written));
	} else {
		m->conflict = RU_CONFLICT_WEEKDAY;
		ru_meaning_alt(m, ru_date_value_day(nearest_weekday(written, w->weekday)));
	}
}

void ru_date_settle_day(const struct ru_dating *dating, const struct ru_dated *d, struct ru_meaning *out)
{
	const struct ru_when_date *at = &d->when.at;

	if (at->year != 0 && ru_day_valid(at->year, at->month, at->day))
		settle_full(dating, d, out);
	else if (at->year == 0 && at->month != 0)
		settle_without_year(dating, d, out);
	else
		out->value = (struct ru_date_value){
		    .form = RU_FORM_MONTH, .year = at->year, .month = at->month, .minute = -1, .zone = INT16_MIN};
}
