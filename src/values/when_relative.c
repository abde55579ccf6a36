/* SPDX-License-Identifier: Apache-2.0 */
/* Time told from somewhere else, and lengths of time: "kemarin", "pekan lalu", "tiga tahun lalu", "dua pekan kemudian",
 * "two weeks ago", "dua tahun terakhir", "three-day", "lebih dari sepuluh tahun", "3 tahun 6 bulan".
 *
 * Fed atoms, fills unit, offset, amount of a struct ru_when. Where it counts from is not decided here. */
#include "values/when.h"

size_t ru_when_relative(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_value_hit hit = ru_value_hit_at(t, i, RU_VALUE_RELATIVE);
	int64_t offset;

	if (hit.entry == NULL || w->relative || w->reference.len > 0 || hit.entry->col[1].len == 0)
		return 0;
	char unit = hit.entry->col[1].ptr[0];

	if (unit == 'R') {
		if (w->shape != RU_WHEN_NONE)
			return 0;
		w->reference = hit.entry->col[2];
		w->shape = RU_WHEN_REFERENCE;
		return hit.used;
	}
	if (!ru_str_to_i64(hit.entry->col[2], &offset) || offset < -1000 || offset > 1000)
		return 0;
	/* "Rabu pekan lalu", "30 November tahun lalu", "Mei tahun lalu"; "Selasa bulan lalu" stays two */
	if (w->shape == RU_WHEN_DAY && !((unit == 'W' && w->at.day == 0) ||
	                                 (unit == 'Y' && w->at.year == 0 && (w->at.day != 0 || w->holiday.len > 0)) ||
	                                 (unit == 'M' && w->at.month == 0 && w->at.day != 0)))
		return 0;
	if (w->shape == RU_WHEN_MONTH && (unit != 'Y' || w->at.year != 0))
		return 0;
	if (w->shape == RU_WHEN_CLOCK && unit != 'D')
		return 0;
	/* "kuartal keempat tahun lalu" */
	if (w->shape == RU_WHEN_PERIOD && (unit != 'Y' || w->at.year != 0 || w->period == 'X' || w->period == 'C'))
		return 0;
	if (w->shape != RU_WHEN_NONE && w->shape != RU_WHEN_DAY && w->shape != RU_WHEN_MONTH &&
	    w->shape != RU_WHEN_CLOCK && w->shape != RU_WHEN_PERIOD)
		return 0;
	w->unit = hit.entry->col[1].len == 2 ? 'E' : unit;
	w->offset = (int32_t)offset;
	w->relative = true;
	w->from_focus = ru_str_eq(hit.entry->col[4], RU_S("focus"));
	if (hit.entry->col[3].len > 0)
		w->part = hit.entry->col[3];
	if (w->shape == RU_WHEN_NONE || w->shape == RU_WHEN_CLOCK)
		w->shape = RU_WHEN_RELATIVE;
	return hit.used;
}

/* A plural: "weeks". */
static bool is_many(const struct ru_entry *unit) { return unit != NULL && ru_str_eq(unit->col[2], RU_S("many")); }

/* "for weeks", "a weeks-long strike": a plural without a number. */
static bool unnumbered(const struct ru_value_text *t, size_t i)
{
	struct ru_value_hit unit = ru_value_hit_at(t, i, RU_VALUE_TIME_UNITS);
	size_t behind = i + unit.used;

	return i > 0 && is_many(unit.entry) &&
	       (ru_when_role(t, i - 1, RU_ROLE_FOR) > 0 ||
	        (ru_value_char_at(t, behind) == '-' && ru_value_glued(t, behind) && ru_value_glued(t, behind + 1)));
}

/* Number and unit: "dua tahun", "three-day", "setahun", "a year"; fills amount and unit. */
static size_t number_and_unit(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_value_hit unit = ru_value_hit_at(t, i, RU_VALUE_TIME_UNITS);
	struct ru_value_number n = {.mantissa = 1, .denominator = 1};
	size_t at = i, one;

	bool some_in_it = unit.entry != NULL && ru_str_eq(unit.entry->col[2], RU_S("some"));

	if (some_in_it || (unit.entry != NULL && ru_str_eq(unit.entry->col[2], RU_S("one")))) {
		n.vague = some_in_it; /* "berhari-hari" */
		w->amount = n;
		w->time_unit = unit.entry->col[1];
		return unit.used;
	}
	one = ru_when_role(t, i, RU_ROLE_ONE);
	size_t some = one == 0 ? ru_when_role(t, i, RU_ROLE_SOME) : 0;

	if (one + some > 0) {
		at += one + some;
		n.vague = some > 0;
	} else {
		if (ru_when_chained(t, i) || !ru_value_number_at(t, i, false, &n) || n.ordinal || n.vague ||
		    n.denominator != 1)
			return 0;
		at += n.used;
	}
	if (ru_value_char_at(t, at) == '-' && ru_value_glued(t, at) && ru_value_glued(t, at + 1))
		at++;
	/* "two more weeks", "11 straight days" */
	at += ru_when_role(t, at, RU_ROLE_FILL);
	unit = ru_value_hit_at(t, at, RU_VALUE_TIME_UNITS);
	if (!ru_when_plain_unit(unit.entry) && !(unit.entry != NULL && ru_str_eq(unit.entry->col[2], RU_S("alone"))))
		return 0;
	/* "a second betrayal", "a decades-long battle" */
	if (one > 0 && (ru_str_eq(unit.entry->col[1], RU_S("s")) || is_many(unit.entry)))
		return 0;
	/* "jam 9" is a clock time, "9 jam" a length */
	w->amount = n;
	w->time_unit = unit.entry->col[1];
	return at + unit.used - i;
}

/* The place of a unit among those that a length of time is told in, the largest first; 7 for others ("dekade"). */
static size_t unit_place(struct ru_str unit)
{
	static const char places[] = "YMWDhms";
	const char *at = unit.len == 1 ? memchr(places, unit.ptr[0], sizeof(places) - 1) : NULL;

	return at == NULL ? sizeof(places) - 1 : (size_t)(at - places);
}

/* "an hour and a half": half of the unit more. */
static size_t and_half(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t used = ru_when_role(t, i, RU_ROLE_AND), kind;

	if (used == 0 || w->amount.scale != 0 || w->amount.mantissa > 1000 ||
	    ru_value_number_word(t, i + used, RU_S("half_more"), &kind) == NULL ||
	    ru_value_hit_at(t, i + used + kind, RU_VALUE_NUMBERS).entry != NULL ||
	    ru_value_hit_at(t, i + used + kind, RU_VALUE_TIME_UNITS).entry != NULL)
		return 0;
	w->amount.mantissa = w->amount.mantissa * 10 + 5;
	w->amount.scale = -1;
	return used + kind;
}

/* What stands behind a number and its unit in smaller ones: "3 tahun 6 bulan", "two hours and fifteen minutes",
 * "1 jam, 5 menit dan 20 detik"; fills smaller. */
static size_t smaller_units(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t at = i, place = unit_place(w->time_unit);
	int32_t whole;

	if (w->amount.vague || !ru_value_number_whole(&w->amount, &whole))
		return 0;
	for (size_t k = 0; k < RU_WHEN_SMALLER; k++) {
		struct ru_when part = RU_WHEN_EMPTY;
		size_t joined = at + (ru_value_char_at(t, at) == ','), next;

		joined += ru_when_role(t, joined, RU_ROLE_AND);
		size_t used = number_and_unit(t, joined, &part);

		next = unit_place(part.time_unit);
		if (used == 0 || part.amount.used == 0 || next <= place || part.time_unit.len != 1 ||
		    !ru_value_number_whole(&part.amount, &whole) || next == sizeof("YMWDhms") - 1)
			break;
		w->smaller[k] = (struct ru_when_smaller){.count = whole, .unit = part.time_unit.ptr[0]};
		place = next;
		at = joined + used;
	}
	return at - i + (at == i ? and_half(t, at, w) : 0);
}

/* "tiga tahun enam bulan lalu": counted in months where the page counts back from a day. */
static size_t years_and_months_ago(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_when found = *w;
	int32_t years;
	size_t used = smaller_units(t, i, &found);

	if (used == 0 || !ru_str_eq(found.time_unit, RU_S("Y")) || found.smaller[0].unit != 'M' ||
	    found.smaller[1].unit != 0 || ru_when_role(t, i + used, RU_ROLE_AGO) == 0 ||
	    !ru_value_number_whole(&found.amount, &years) || years > 200 || found.smaller[0].count > 2400)
		return 0;
	found.amount.mantissa = 12 * years + found.smaller[0].count;
	found.amount.scale = 0;
	found.time_unit = RU_S("M");
	found.smaller[0].unit = 0;
	*w = found;
	return used;
}

/* "the past decade": one of them. */
static size_t bare_unit(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_value_hit unit = ru_value_hit_at(t, i, RU_VALUE_TIME_UNITS);

	if (!ru_when_plain_unit(unit.entry) || ru_str_eq(unit.entry->col[1], RU_S("s")))
		return 0;
	w->amount = (struct ru_value_number){
	    .mantissa = 1, .denominator = 1, .vague = ru_str_eq(unit.entry->col[2], RU_S("many"))};
	w->time_unit = unit.entry->col[1];
	return unit.used;
}

/* The unit of a relative date for a unit of length: years back are told as a year, days as a day. */
static bool relative_unit(struct ru_when *w, int32_t sign)
{
	int32_t amount;
	char unit = w->time_unit.len > 0 ? w->time_unit.ptr[0] : 0;
	int32_t times = 1;

	if (w->amount.vague || !ru_value_number_whole(&w->amount, &amount) || amount > 10000)
		return false;
	if (unit == 'X') {
		times = ru_str_eq(w->time_unit, RU_S("X10Y")) ? 10 : ru_str_eq(w->time_unit, RU_S("X100Y")) ? 100 : 2;
		unit = times == 2 ? 'W' : 'Y';
	}
	if (unit != 'D' && unit != 'W' && unit != 'M' && unit != 'Y')
		return false;
	w->unit = unit;
	w->offset = sign * amount * times;
	w->relative = true;
	w->shape = RU_WHEN_RELATIVE;
	return true;
}

/* A bound before the length: "lebih dari sepuluh tahun", "at least 72 hours". */
static size_t bound(const struct ru_value_text *t, size_t i, struct ru_str *mod)
{
	static const struct {
		enum ru_role role;
		struct ru_str mod;
	} bounds[] = {
	    {RU_ROLE_MORE, RU_S_INIT("MORE_THAN")},
	    {RU_ROLE_LESS, RU_S_INIT("LESS_THAN")},
	    {RU_ROLE_AT_LEAST, RU_S_INIT("EQUAL_OR_MORE")},
	    {RU_ROLE_AT_MOST, RU_S_INIT("EQUAL_OR_LESS")},
	};

	for (size_t k = 0; k < sizeof(bounds) / sizeof(bounds[0]); k++) {
		size_t used = ru_when_role(t, i, bounds[k].role);

		if (used > 0) {
			*mod = bounds[k].mod;
			return used;
		}
	}
	return 0;
}

size_t ru_when_duration(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_when found = *w;
	struct ru_str mod = {NULL, 0};
	size_t at = i, used, recent, before, coming;

	if (w->shape != RU_WHEN_NONE)
		return 0;
	size_t ago = ru_when_role(t, at, RU_ROLE_AGO_BEFORE);

	at += ago;
	before = bound(t, at, &mod);
	at += before;
	recent = before == 0 ? ru_when_role(t, at, RU_ROLE_RECENT) : 0;
	coming = before == 0 && recent == 0 ? ru_when_role(t, at, RU_ROLE_COMING) : 0;
	used = number_and_unit(t, at + recent + coming, &found);
	bool many = used == 0 && recent + before + coming == 0 && unnumbered(t, i);

	if (used == 0 && (recent > 0 || many))
		used = bare_unit(t, at + recent, &found);
	if (used == 0)
		return 0;
	at += recent + coming + used;
	at += years_and_months_ago(t, at, &found);
	/* "vor drei Jahren" */
	if (ago > 0) {
		if (!relative_unit(&found, -1))
			return 0;
	} else if ((used = ru_when_role(t, at, RU_ROLE_AGO)) > 0 && relative_unit(&found, -1))
		at += used;
	else if (used > 0 && found.amount.vague && ru_when_role(t, at, RU_ROLE_BEFORE) == 0) {
		/* "a few weeks ago", "beberapa hari lalu" */
		found.shape = RU_WHEN_REFERENCE;
		found.reference = RU_S("PAST_REF");
		at += used;
	} else if ((used = ru_when_role(t, at, RU_ROLE_BEFORE)) > 0 && relative_unit(&found, -1)) {
		found.from_focus = true;
		at += used;
	} else if ((used = ru_when_role(t, at, RU_ROLE_AFTER)) > 0 && relative_unit(&found, 1)) {
		found.from_focus = true;
		at += used;
	} else if ((used = ru_when_role(t, at, RU_ROLE_HENCE)) > 0 && relative_unit(&found, 1)) {
		at += used;
	} else {
		found.shape = RU_WHEN_DURATION;
		at += smaller_units(t, at, &found);
		/* "dua tahun terakhir" */
		at += ru_when_role(t, at, RU_ROLE_RECENT_BEHIND);
		found.mod = mod;
	}
	*w = found;
	return at - i;
}
