/* SPDX-License-Identifier: Apache-2.0 */
/* How two values of one slot stand to each other: the same, compatible (rounded, more exact, another time zone) or
 * different. Integers only; what a comparator leaves open is never called a difference. */
#include "trace/slots.h"

#include "base/calendar.h"

enum { NEAR_PERCENT = 5 };

static int64_t magnitude(int64_t v) { return v < 0 ? (v == INT64_MIN ? INT64_MAX : -v) : v; }

/* True where a, as written, is b cut down to a's own digits: 1,2 is 1,15; 65 is 64,5; but 700 is not 750. */
static bool rounds_to(int64_t a, int64_t b)
{
	int64_t step = 1, rest;

	a = magnitude(a);
	b = magnitude(b);
	if (a == 0 || b > INT64_MAX / 4)
		return false;
	while (a % (step * 10) == 0 && step < a)
		step *= 10;
	if (a / step < 10)
		return false; /* one digit alone is no rounding that one could know */
	rest = a > b ? a - b : b - a;
	return rest * 2 <= step;
}

static bool within_percent(int64_t a, int64_t b)
{
	int64_t gap = a > b ? a - b : b - a, most = magnitude(a) > magnitude(b) ? magnitude(a) : magnitude(b);

	return gap <= most / 100 * NEAR_PERCENT;
}

static bool open_above(enum ru_change c) { return c == RU_CHANGE_GT || c == RU_CHANGE_GE || c == RU_CHANGE_VAGUE; }
static bool open_below(enum ru_change c) { return c == RU_CHANGE_LT || c == RU_CHANGE_LE; }

/* What a vague word can mean at most: "puluhan" is 10 to 99. */
static bool vague_holds(const struct slot *vague, int64_t v) { return v >= vague->low && v / 10 < vague->low; }

enum ru_relation ru_relate_figures(const struct slot *a, const struct slot *b, struct ru_str *why)
{
	*why = (struct ru_str){NULL, 0};
	if (a->low == b->low && a->high == b->high)
		return (a->change == RU_CHANGE_VAGUE) == (b->change == RU_CHANGE_VAGUE) || open_above(a->change) ||
		               open_above(b->change)
		           ? RU_REL_AGREE
		           : RU_REL_DIFFER;
	if (a->change == RU_CHANGE_VAGUE || b->change == RU_CHANGE_VAGUE) {
		*why = RU_S("precision");
		if (a->change == b->change)
			return RU_REL_DIFFER;
		return (a->change == RU_CHANGE_VAGUE ? vague_holds(a, b->low) : vague_holds(b, a->low))
		           ? RU_REL_COMPATIBLE
		           : RU_REL_DIFFER;
	}
	if (rounds_to(a->low, b->low) || rounds_to(b->low, a->low) ||
	    ((a->change == RU_CHANGE_ABOUT || b->change == RU_CHANGE_ABOUT) && within_percent(a->low, b->low))) {
		*why = RU_S("rounding");
		return RU_REL_COMPATIBLE;
	}
	if ((a->low <= b->low && a->high >= b->high && a->low < a->high) ||
	    (b->low <= a->low && b->high >= a->high && b->low < b->high)) {
		*why = RU_S("precision");
		return RU_REL_COMPATIBLE;
	}
	/* "lebih dari 10.000" leaves 12.000 open, and 10.000 leaves nothing */
	if ((open_above(a->change) && !open_above(b->change) && a->low <= b->low && b->low < a->low * 2) ||
	    (open_above(b->change) && !open_above(a->change) && b->low <= a->low && a->low < b->low * 2) ||
	    (open_below(a->change) && a->low >= b->low) || (open_below(b->change) && b->low >= a->low)) {
		*why = RU_S("precision");
		return RU_REL_COMPATIBLE;
	}
	return RU_REL_DIFFER;
}

/* Minutes since 1970 of a date with a clock time and a zone. */
static int64_t instant(const struct ru_days *days) { return (int64_t)days->first * 1440 + days->minute - days->offset; }

static enum ru_relation relate_clock(const struct ru_days *a, const struct ru_days *b, struct ru_str *why)
{
	if (a->minute < 0 || b->minute < 0) {
		*why = RU_S("precision");
		return RU_REL_COMPATIBLE;
	}
	if (a->offset == INT16_MIN || b->offset == INT16_MIN) {
		if (a->minute == b->minute)
			return RU_REL_AGREE;
		/* without zones, whole hours apart can be one moment */
		*why = RU_S("time_zone");
		return a->offset != b->offset && (a->minute - b->minute) % 60 == 0 ? RU_REL_COMPATIBLE : RU_REL_DIFFER;
	}
	if (instant(a) != instant(b))
		return RU_REL_DIFFER;
	if (a->offset == b->offset)
		return RU_REL_AGREE;
	*why = RU_S("time_zone");
	return RU_REL_COMPATIBLE;
}

/* "17 bulan sebelumnya" is a month reckoned back: it can be one off. */
static bool reckoned(const struct slot *a, const struct slot *b)
{
	int64_t length = (int64_t)a->days.last - a->days.first + 1;
	int64_t gap = b->days.first > a->days.last ? (int64_t)b->days.first - a->days.last
	                                           : (int64_t)a->days.first - b->days.last;

	return a->date->relative && a->date->days.first != INT32_MIN && length > 1 && gap <= length;
}

/* The days of a reading written as a day or a month ("2025-04-06", "2025-04-06TNI", "2025-04"). */
static bool days_of(struct ru_str value, int32_t *first, int32_t *last)
{
	uint64_t part[3] = {0, 0, 1};
	size_t begin[3] = {0, 5, 8}, end[3] = {4, 7, 10};
	uint32_t n = value.len >= 10 ? 3 : 2;

	if (value.len != 7 && value.len != 10 && !(value.len > 10 && value.ptr[10] == 'T'))
		return false;
	if (value.ptr[4] != '-' || (n == 3 && value.ptr[7] != '-'))
		return false;
	for (uint32_t i = 0; i < n; i++) {
		if (!ru_str_to_u64(ru_str_cut(value, begin[i], end[i]), &part[i]))
			return false;
	}
	if (!ru_day_valid((int)part[0], (int)part[1], (int)part[2]))
		return false;
	*first = *last = ru_day_from((int)part[0], (int)part[1], (int)part[2]);
	if (n == 2)
		*last = ru_day_from((int)part[0] + (part[1] == 12), (int)part[1] % 12 + 1, 1) - 1;
	return true;
}

/* "Minggu" reckoned from the day of publication can be the one before or the one after: what another telling dates so
 * that it fits the other reading is no conflict. */
static bool reads_also(const struct slot *a, const struct slot *b)
{
	int32_t first, last;

	for (uint32_t i = 0; a->date->relative && i < a->date->alt_count; i++) {
		if (days_of(a->date->alt[i], &first, &last) && first <= b->days.last && b->days.first <= last)
			return true;
	}
	return false;
}

enum ru_relation ru_relate_dates(const struct slot *a, const struct slot *b, struct ru_str *why)
{
	const struct ru_days *x = &a->days, *y = &b->days;
	enum ru_relation relation;

	*why = (struct ru_str){NULL, 0};
	if (a->date->relative && b->date->relative && ru_str_eq_nocase(a->date->text, b->date->text))
		return RU_REL_AGREE; /* "besok pagi", copied a day later: the words are the same */
	if (x->minute >= 0 && y->minute >= 0 && x->offset != INT16_MIN && y->offset != INT16_MIN &&
	    instant(x) == instant(y))
		return relate_clock(x, y, why); /* 23.30 WIB and 00.30 WITA of the next day */
	if (x->first == y->first && x->last == y->last) {
		relation = relate_clock(x, y, why);
		if (relation != RU_REL_DIFFER &&
		    (a->date->conflict == RU_CONFLICT_WEEKDAY) != (b->date->conflict == RU_CONFLICT_WEEKDAY) &&
		    !a->date->relative && !b->date->relative) {
			*why = (struct ru_str){NULL, 0};
			return RU_REL_DIFFER; /* "Kamis (4/3/2026)" beside "Rabu (4/3/2026)" */
		}
		return relation == RU_REL_COMPATIBLE && x->minute < 0 && y->minute < 0 ? RU_REL_AGREE : relation;
	}
	if ((x->first <= y->first && x->last >= y->last) || (y->first <= x->first && y->last >= x->last)) {
		*why = RU_S("precision");
		return RU_REL_COMPATIBLE;
	}
	if ((x->first <= y->last && y->first <= x->last) || reckoned(a, b) || reckoned(b, a) || reads_also(a, b) ||
	    reads_also(b, a)) {
		*why = RU_S("precision");
		return RU_REL_COMPATIBLE;
	}
	return RU_REL_DIFFER;
}

enum ru_relation ru_relate(const struct slot *a, const struct slot *b, struct ru_str *why)
{
	if (a->kind == SLOT_SCORE) {
		*why = (struct ru_str){NULL, 0};
		return a->low == b->low && a->high == b->high ? RU_REL_AGREE : RU_REL_DIFFER;
	}
	return a->kind == SLOT_DATE ? ru_relate_dates(a, b, why) : ru_relate_figures(a, b, why);
}
