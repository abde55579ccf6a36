/* SPDX-License-Identifier: Apache-2.0 */
/* Clock times and parts of the day: "pukul 03.40 WITA", "9.12am Jakarta time", "0015 GMT", "21:15 WIB", "dini hari".
 *
 * Fed atoms, fills minute, zone and part of a struct ru_when. A bare "3.40" or "2:1" is none. */
#include "values/when.h"

struct clock {
	int hour, minute;
	bool colon, minutes_said;
	unsigned width; /* digits of the hour */
};

/* Digits that can be a clock time: "03.40", "21:15", "0015", "9". */
static size_t clock_digits(const struct ru_value_text *t, size_t i, bool behind_dash, bool military, struct clock *out)
{
	struct ru_str s = ru_value_atom(t, i);
	unsigned width, minute_width;
	int32_t hour = ru_value_integer_at(t, i, 4, &width), minute;

	*out = (struct clock){0};
	if (!behind_dash && ru_when_chained(t, i))
		return 0;
	if (hour >= 0 && width == 4 && military) {
		*out = (struct clock){.hour = hour / 100, .minute = hour % 100, .minutes_said = true, .width = 2};
		return out->hour <= 24 && out->minute < 60 ? 1 : 0;
	}
	if (hour >= 0 && width <= 2 && hour <= 24) {
		*out = (struct clock){.hour = hour, .width = width};
		minute = ru_value_integer_at(t, i + 2, 2, &minute_width);
		if (ru_value_char_at(t, i + 1) != ':' || !ru_value_glued(t, i + 1) || !ru_value_glued(t, i + 2) ||
		    minute < 0)
			return 1;
		if (minute_width != 2 || minute > 59)
			return 0;
		out->minute = minute;
		out->colon = out->minutes_said = true;
		/* seconds are passed over */
		if (ru_value_char_at(t, i + 3) == ':' && ru_value_glued(t, i + 3) &&
		    ru_value_integer_at(t, i + 4, 2, &minute_width) >= 0 && minute_width == 2)
			return 5;
		return 3;
	}
	size_t dot = 0;

	while (dot < s.len && s.ptr[dot] != '.')
		dot++;
	uint64_t h, m;

	if (dot == 0 || dot > 2 || dot + 3 != s.len || !ru_str_to_u64(ru_str_cut(s, 0, dot), &h) ||
	    !ru_str_to_u64(ru_str_cut(s, dot + 1, s.len), &m) || h > 24 || m > 59)
		return 0;
	*out = (struct clock){.hour = (int)h, .minute = (int)m, .minutes_said = true, .width = (unsigned)dot};
	return 1;
}

/* Whether an hour is of a part of the day. */
static bool within(const struct ru_entry *part, int hour)
{
	int64_t from, to;

	return ru_str_to_i64(part->col[2], &from) && ru_str_to_i64(part->col[3], &to) && hour >= from && hour <= to;
}

/* The part of the day beside a clock moves a twelve-hour time: "9 malam" is 21:00, "1 malam" stays. */
static void apply_part(const struct ru_entry *part, struct clock *c)
{
	int64_t from, to;

	if (!ru_str_to_i64(part->col[2], &from) || !ru_str_to_i64(part->col[3], &to))
		return;
	if (c->hour <= 12 && (c->hour < from || c->hour > to) && c->hour + 12 >= from && c->hour + 12 <= to)
		c->hour += 12;
}

static size_t half_day(const struct ru_value_text *t, size_t i, struct clock *c)
{
	size_t used = ru_when_role(t, i, RU_ROLE_AM);

	if (used > 0) {
		if (c->hour == 12)
			c->hour = 0;
		return c->hour < 12 ? used : 0;
	}
	used = ru_when_role(t, i, RU_ROLE_PM);
	if (used > 0 && c->hour < 12)
		c->hour += 12;
	return used;
}

/* "pukul lima", "at three o'clock": the hour in words. */
static size_t clock_words(const struct ru_value_text *t, size_t i, struct clock *out)
{
	struct ru_value_number n;
	int32_t hour;

	if (!ru_value_number_at(t, i, true, &n) || !n.spelled || n.ordinal || n.vague || n.scaled ||
	    !ru_value_number_whole(&n, &hour) || hour < 1 || hour > 24)
		return 0;
	*out = (struct clock){.hour = hour, .width = 1};
	return n.used;
}

/* What may stand before the digits: "sekitar pukul", "at", "pada". Returns atoms; *sure tells a word for the clock
 * itself. */
static size_t clock_head(const struct ru_value_text *t, size_t i, bool *sure)
{
	size_t at = i, used;

	*sure = false;
	for (int k = 0; k < 2; k++) {
		used = ru_when_role(t, at, RU_ROLE_CLOCK_HEAD);
		if (used > 0) {
			*sure = true;
			at += used;
			/* "pukul sekitar 02.30" */
			return at + ru_when_role(t, at, RU_ROLE_APPROX) - i;
		}
		used = ru_when_role(t, at, RU_ROLE_JOIN);
		if (used == 0)
			break;
		at += used;
	}
	return at - i;
}

static bool weak_head(const struct ru_value_text *t, size_t i)
{
	/* "at 30" says nothing: a word that is also a plain joiner does not make a clock */
	return ru_when_role(t, i, RU_ROLE_JOIN) > 0;
}

static size_t zone_behind(const struct ru_value_text *t, size_t i, int16_t *zone)
{
	struct ru_value_hit hit = ru_value_hit_at(t, i, RU_VALUE_ZONES);
	int64_t minutes;

	if (hit.entry == NULL || !ru_str_to_i64(hit.entry->col[1], &minutes) || minutes < -900 || minutes > 900)
		return 0;
	*zone = (int16_t)minutes;
	return hit.used;
}

/* "7 p.m. ET": a zone whose distance the season tells; a sign only in capitals and not before a name. */
static size_t zone_of_season(const struct ru_value_text *t, size_t i)
{
	struct ru_value_hit hit = ru_value_hit_at(t, i, RU_VALUE_ZONES);
	struct ru_str sign = ru_value_atom(t, i);

	if (hit.entry == NULL || !ru_str_eq(hit.entry->col[1], RU_S("season")))
		return 0;
	if (hit.used > 1)
		return hit.used;
	for (size_t k = 0; k < sign.len; k++)
		if (!ru_is_upper((unsigned char)sign.ptr[k]))
			return 0;
	/* "at 9 a.m. PT Serai Jaya said": a name begins; "7 p.m. ET Friday" goes on with a word of time */
	bool name = i + 1 < t->atoms.count && ru_value_plain(t, i + 1) &&
	            (t->atoms.words[i + 1].flags & (RU_WORD_CAPITAL | RU_WORD_BREAK)) == RU_WORD_CAPITAL;

	return name ? 0 : 1;
}

/* Behind a clock time without an offset: whether its zone is another than the page's ("local time", "ET"); the atoms
 * that belong to it. */
static size_t zone_unsaid(const struct ru_value_text *t, size_t i, int16_t zone, struct ru_when *w)
{
	size_t used = zone == INT16_MIN ? zone_of_season(t, i) : 0;

	w->elsewhere = used > 0 || (zone == INT16_MIN && ru_when_role(t, i, RU_ROLE_LOCAL) > 0);
	return used;
}

/* "at 4 in the morning", "at about 3 in the afternoon": the phrase takes the bare hour before it, which a word for the
 * clock leads. */
static bool led_hour(const struct ru_value_text *t, size_t i, struct ru_value_hit part)
{
	if (part.used < 2 || i == 0)
		return false;
	size_t before = i - (i > 1 && ru_when_role(t, i - 1, RU_ROLE_APPROX) == 1 ? 2 : 1);

	return ru_when_role(t, before, RU_ROLE_CLOCK_HEAD) == 1;
}

/* The hour and minute at atom i; sure: behind a word for the clock. */
static size_t clock_hour(const struct ru_value_text *t, size_t i, bool sure, struct clock *out)
{
	int16_t zone;
	/* "0015" is a clock time only with a zone behind it */
	size_t used = clock_digits(t, i, false, zone_behind(t, i + 1, &zone) > 0, out);

	return used == 0 && sure ? clock_words(t, i, out) : used;
}

/* "-10.00 WIB", "hingga pukul 18.00", "to 8 p.m.": the end of a stretch of hours. */
static size_t clock_end(const struct ru_value_text *t, size_t i, int *minute, int16_t *zone)
{
	size_t word = ru_when_role(t, i, RU_ROLE_TO), at, used;
	bool glued = word == 1 && ru_value_char_at(t, i) == '-';
	struct clock c;

	if (word == 0)
		return 0;
	at = i + word + ru_when_role(t, i + word, RU_ROLE_CLOCK_HEAD);
	used = clock_digits(t, at, glued, false, &c);
	if (used == 0)
		return 0;
	at += used;
	used = half_day(t, at, &c);
	at += used;
	if ((!c.minutes_said && used == 0) || c.hour * 60 + c.minute > 24 * 60)
		return 0;
	*minute = c.hour * 60 + c.minute;
	return at + zone_behind(t, at, zone) - i;
}

/* "Rabu malam pukul 9": the part that stands before the clock. */
static void part_before(const struct ru_value_text *t, size_t i, const struct ru_when *w, struct clock *c)
{
	for (size_t k = i; k > w->first && i - k < 8; k--) {
		struct ru_value_hit before = ru_value_hit_at(t, k - 1, RU_VALUE_DAYPARTS);

		if (before.entry != NULL) {
			apply_part(before.entry, c);
			return;
		}
	}
}

/* "from 7 a.m. to 8 p.m.", "antara pukul 09.00 dan 12.00"; the end must be there. */
static size_t clock_from(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t from = ru_when_role(t, i, RU_ROLE_FROM), used;
	struct ru_when found = *w;

	if (from == 0 || ru_when_role(t, i + from, RU_ROLE_FROM) > 0 ||
	    (used = ru_when_clock(t, i + from, &found)) == 0 || found.end_minute < 0)
		return 0;
	*w = found;
	return from + used;
}

/* "3 to 5 p.m.": the half of the day is told at the end only; "11 to 2 p.m." begins in the morning. */
static size_t clock_shared(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct clock first, last;
	size_t used = clock_digits(t, i, false, false, &first), at = i + used, word, more, half;
	int16_t zone = INT16_MIN;

	if (used == 0 || first.hour > 12 || w->minute >= 0 || (word = ru_when_role(t, at, RU_ROLE_TO)) == 0)
		return 0;
	at += word;
	more = clock_digits(t, at, word == 1 && ru_value_char_at(t, at - 1) == '-', false, &last);
	if (more == 0 || (half = half_day(t, at + more, &last)) == 0)
		return 0;
	at += more + half;
	at += zone_behind(t, at, &zone);
	at += zone_unsaid(t, at, zone, w);
	if (last.hour >= 12 && first.hour + 12 <= last.hour)
		first.hour += 12;
	if (first.hour * 60 + first.minute >= last.hour * 60 + last.minute)
		return 0;
	w->minute = (int16_t)(first.hour % 24 * 60 + first.minute);
	w->end_minute = (int16_t)(last.hour % 24 * 60 + last.minute);
	w->zone = zone;
	if (w->shape == RU_WHEN_NONE)
		w->shape = RU_WHEN_CLOCK;
	return at - i;
}

size_t ru_when_clock(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	bool sure, dated = w->shape == RU_WHEN_DAY || w->shape == RU_WHEN_RELATIVE;
	size_t head = clock_head(t, i, &sure), at = i + head, used, extra;
	int16_t zone = INT16_MIN;
	struct clock c;

	/* a joining word at the very front stays outside: "at 9.12am", "sekitar pukul 03.40" */
	if (w->minute >= 0 || at >= t->atoms.count ||
	    (w->shape == RU_WHEN_NONE && ru_when_role(t, i, RU_ROLE_JOIN) > 0))
		return 0;
	if (sure && weak_head(t, i))
		sure = false;
	if (head == 0 && (used = clock_shared(t, i, w)) > 0)
		return used;
	if ((used = clock_hour(t, at, sure, &c)) == 0)
		return head == 0 ? clock_from(t, i, w) : 0;
	at += used;
	extra = half_day(t, at, &c);
	if (extra > 0)
		sure = true;
	at += extra;
	struct ru_value_hit part = ru_value_hit_at(t, at, RU_VALUE_DAYPARTS);

	if (part.entry != NULL && (sure || c.minutes_said || (c.hour <= 12 && led_hour(t, i, part)))) {
		apply_part(part.entry, &c);
		at += part.used;
		sure = true;
	} else if (extra == 0 && w->part.len > 0) {
		part_before(t, i, w, &c);
	}
	extra = ru_when_role(t, at, RU_ROLE_OCLOCK);
	/* "um 15 Uhr": the word for the clock behind it */
	sure = sure || extra > 0;
	at += extra;
	zone = INT16_MIN;
	extra = zone_behind(t, at, &zone);
	at += extra;
	int end = -1;
	size_t more = extra == 0 ? clock_end(t, at, &end, &zone) : 0;

	if (more > 0 && zone != INT16_MIN)
		extra = more;
	if (more > 0 && (sure || extra > 0))
		at += more;
	else
		end = -1;
	if (!sure && extra == 0 && !(c.colon && (dated || c.width == 2)))
		return 0;
	if (c.hour > 24 || (c.hour == 24 && c.minute > 0))
		return 0;
	at += zone_unsaid(t, at, zone, w);
	/* 24:00 is the end of the day (ISO 8601); "24.00-05.00" begins with the next one */
	w->minute = (int16_t)((end < 0 ? c.hour : c.hour % 24) * 60 + c.minute);
	w->zone = zone;
	w->end_minute = (int16_t)end;
	if (w->shape == RU_WHEN_NONE)
		w->shape = RU_WHEN_CLOCK;
	return at - i;
}

size_t ru_when_daypart(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_value_hit hit = ru_value_hit_at(t, i, RU_VALUE_DAYPARTS);
	bool dated = w->shape == RU_WHEN_DAY || w->shape == RU_WHEN_RELATIVE;

	/* "pukul 05.27, Selasa (11/6) dini hari" */
	if (hit.entry != NULL && w->part.len == 0 && w->minute >= 0 && dated && within(hit.entry, w->minute / 60))
		return hit.used;
	if (hit.entry == NULL || w->part.len > 0 || w->minute >= 0)
		return 0;
	if (!dated && !ru_str_eq(hit.entry->col[4], RU_S("alone")))
		return 0;
	/* "night" of a day; of a month or a week there is none */
	if (dated && w->shape == RU_WHEN_RELATIVE && w->unit != 'D')
		return 0;
	w->part = hit.entry->col[1];
	w->part_is_day = w->shape == RU_WHEN_DAY && ru_str_eq(hit.entry->col[5], RU_S("day"));
	if (w->shape == RU_WHEN_NONE)
		w->shape = RU_WHEN_CLOCK;
	return hit.used;
}
