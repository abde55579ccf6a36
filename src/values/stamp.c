/* SPDX-License-Identifier: Apache-2.0 */
/* Times as machines write them: ISO 8601, RFC 3339 and RFC 2822 (with the obsolete zone names of RFC 822).
 *
 * Fed the value of a meta element, of JSON-LD, of <time datetime> or of a record; gives day, minute and offset. The
 * English month names here are part of RFC 2822, not of a language. Never guesses: what does not parse is no stamp. */
#include "values/values.h"

#include <inttypes.h>

struct cursor {
	struct ru_str s;
	size_t pos;
};

static int peek(const struct cursor *c) { return c->pos < c->s.len ? (unsigned char)c->s.ptr[c->pos] : -1; }

static bool accept(struct cursor *c, char wanted)
{
	if (peek(c) != (unsigned char)wanted)
		return false;
	c->pos++;
	return true;
}

static void skip_space(struct cursor *c)
{
	while (ru_is_space(peek(c)))
		c->pos++;
}

/* The next min to max digits; false without moving where there are fewer. */
static bool digits(struct cursor *c, int min, int max, int *out)
{
	size_t begin = c->pos;
	int value = 0, n = 0;

	while (n < max && ru_is_digit(peek(c))) {
		value = value * 10 + (peek(c) - '0');
		c->pos++;
		n++;
	}
	if (n < min) {
		c->pos = begin;
		return false;
	}
	*out = value;
	return true;
}

/* "Z", "+07:00", "+0700", "+07", "GMT", "EST"; nothing is fine too. False for what is no zone. */
static bool zone(struct cursor *c, struct ru_stamp *out)
{
	static const struct {
		struct ru_str name;
		int16_t minutes;
	} names[] = {
	    {RU_S_INIT("GMT"), 0},    {RU_S_INIT("UTC"), 0},    {RU_S_INIT("UT"), 0},     {RU_S_INIT("EST"), -300},
	    {RU_S_INIT("EDT"), -240}, {RU_S_INIT("CST"), -360}, {RU_S_INIT("CDT"), -300}, {RU_S_INIT("MST"), -420},
	    {RU_S_INIT("MDT"), -360}, {RU_S_INIT("PST"), -480}, {RU_S_INIT("PDT"), -420}, {RU_S_INIT("Z"), 0},
	    {RU_S_INIT("z"), 0},
	};
	int hours, minutes = 0;

	skip_space(c);
	if (peek(c) == '+' || peek(c) == '-') {
		int sign = peek(c) == '-' ? -1 : 1;

		c->pos++;
		if (!digits(c, 2, 2, &hours))
			return false;
		accept(c, ':');
		if (ru_is_digit(peek(c)) && !digits(c, 2, 2, &minutes))
			return false;
		if (hours > 14 || minutes > 59)
			return false;
		out->offset = (int16_t)(sign * (hours * 60 + minutes));
		return true;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct ru_str rest = ru_str_cut(c->s, c->pos, c->s.len);

		if (ru_str_starts(rest, names[i].name) &&
		    (rest.len == names[i].name.len || !ru_is_alnum((unsigned char)rest.ptr[names[i].name.len]))) {
			out->offset = names[i].minutes;
			c->pos += names[i].name.len;
			return true;
		}
	}
	return true;
}

/* "08:12", "08:12:30", "08:12:30.123", "0812", "081230", with the zone behind. */
static bool clock_and_zone(struct cursor *c, struct ru_stamp *out)
{
	int hour, minute = 0, second = 0;

	if (!digits(c, 1, 2, &hour))
		return false;
	if (accept(c, ':')) {
		if (!digits(c, 2, 2, &minute))
			return false;
		if (accept(c, ':') && !digits(c, 2, 2, &second))
			return false;
	} else if (digits(c, 2, 2, &minute)) {
		if (ru_is_digit(peek(c)) && !digits(c, 2, 2, &second))
			return false;
	}
	/* a colon before the fraction is wrong and happens: "22:06:08:684Z" */
	if (peek(c) == '.' || peek(c) == ',' || peek(c) == ':') {
		c->pos++;
		if (!ru_is_digit(peek(c)))
			return false;
		while (ru_is_digit(peek(c)))
			c->pos++;
	}
	if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute != 0 || second != 0)))
		return false;
	if (hour == 24) {
		hour = 0;
		out->day++;
	}
	out->minute = (int16_t)(hour * 60 + minute);
	return zone(c, out);
}

static bool finish(struct cursor *c)
{
	skip_space(c);
	/* RFC 2822 allows a comment behind: "+0700 (WIB)"; JavaScript's Date puts the zone's name there */
	if (peek(c) == '(')
		return true;
	return c->pos >= c->s.len;
}

/* "2024-11-30T08:12:00+07:00", "2024-11-30 08:12", "2024/11/30", "20241130", "20241130T0812Z". */
static bool parse_iso(struct ru_str s, struct ru_stamp *out)
{
	struct cursor c = {s, 0};
	int year, month, day;
	char sep = 0;

	if (!digits(&c, 4, 4, &year))
		return false;
	if (peek(&c) == '-' || peek(&c) == '/')
		sep = (char)peek(&c);
	if (sep != 0)
		c.pos++;
	if (!digits(&c, 2, 2, &month) && (sep == 0 || !digits(&c, 1, 1, &month)))
		return false;
	if (sep != 0 && !accept(&c, sep))
		return false;
	if (!digits(&c, 2, 2, &day) && (sep == 0 || !digits(&c, 1, 1, &day)))
		return false;
	if (ru_is_digit(peek(&c)) || !ru_day_valid(year, month, day))
		return false;
	out->day = ru_day_from(year, month, day);
	if (finish(&c) && peek(&c) != '(')
		return true;
	if (!accept(&c, 'T') && !accept(&c, 't')) {
		if (sep == 0 && !ru_is_space(s.ptr[c.pos - 1]))
			return false;
		accept(&c, ',');
		skip_space(&c);
	}
	return clock_and_zone(&c, out) && finish(&c);
}

/* The English month abbreviation of RFC 2822 at the cursor (a full name goes too); 0 where there is none. */
static int rfc_month(struct cursor *c)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	char word[3];
	int n = 0;

	for (size_t i = c->pos; i < c->s.len && n < 3 && ru_is_alpha((unsigned char)c->s.ptr[i]); i++)
		word[n++] = ru_to_lower(c->s.ptr[i]);
	if (n < 3)
		return 0;
	for (int m = 0; m < 12; m++) {
		if (memcmp(word, names + (ptrdiff_t)m * 3, 3) == 0) {
			while (ru_is_alpha(peek(c)))
				c->pos++;
			accept(c, '.');
			return m + 1;
		}
	}
	return 0;
}

/* "Sat, 30 Nov 2024 08:12:00 +0700", "30 Nov 2024", "Sat Nov 30 2024 08:12:00 GMT+0700 (WIB)". */
static bool parse_rfc(struct ru_str s, struct ru_stamp *out)
{
	struct cursor c = {s, 0};
	int year, month, day;
	bool month_first = false;

	if (ru_is_alpha(peek(&c)) && rfc_month(&(struct cursor){s, 0}) == 0) {
		while (ru_is_alpha(peek(&c)))
			c.pos++;
		accept(&c, ',');
		skip_space(&c);
	}
	month = rfc_month(&c);
	month_first = month != 0;
	skip_space(&c);
	if (!digits(&c, 1, 2, &day))
		return false;
	accept(&c, ',');
	skip_space(&c);
	if (!month_first) {
		accept(&c, '-');
		month = rfc_month(&c);
		accept(&c, '-');
		skip_space(&c);
	}
	if (month == 0 || !digits(&c, 4, 4, &year) || !ru_day_valid(year, month, day))
		return false;
	out->day = ru_day_from(year, month, day);
	if (finish(&c))
		return true;
	accept(&c, ',');
	skip_space(&c);
	if (!clock_and_zone(&c, out))
		return false;
	/* "GMT+0700": the offset corrects the name */
	if ((peek(&c) == '+' || peek(&c) == '-') && !zone(&c, out))
		return false;
	return finish(&c);
}

bool ru_stamp_parse(struct ru_str s, struct ru_stamp *out)
{
	struct ru_stamp stamp = {0, -1, INT16_MIN};

	s = ru_str_trim(s);
	if (s.len < 8 || s.len > 80)
		return false;
	if (!parse_iso(s, &stamp)) {
		stamp = (struct ru_stamp){0, -1, INT16_MIN};
		if (!parse_rfc(s, &stamp))
			return false;
	}
	*out = stamp;
	return true;
}

int ru_stamp_print(const struct ru_stamp *stamp, struct ru_arena *arena, struct ru_str *out)
{
	int year, month, day;

	ru_day_split(stamp->day, &year, &month, &day);
	if (stamp->minute < 0)
		return ru_arena_print(arena, out, "%04d-%02d-%02d", year, month, day);
	if (stamp->offset == INT16_MIN)
		return ru_arena_print(arena, out, "%04d-%02d-%02dT%02d:%02d", year, month, day, stamp->minute / 60,
		                      stamp->minute % 60);
	if (stamp->offset == 0)
		return ru_arena_print(arena, out, "%04d-%02d-%02dT%02d:%02dZ", year, month, day, stamp->minute / 60,
		                      stamp->minute % 60);
	int away = stamp->offset < 0 ? -stamp->offset : stamp->offset;

	return ru_arena_print(arena, out, "%04d-%02d-%02dT%02d:%02d%c%02d:%02d", year, month, day, stamp->minute / 60,
	                      stamp->minute % 60, stamp->offset < 0 ? '-' : '+', away / 60, away % 60);
}
