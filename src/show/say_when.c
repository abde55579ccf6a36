/* SPDX-License-Identifier: Apache-2.0 */
/* TIMEX3 values in words: "2024-11-29" as "Fri 29 Nov 2024", "XXXX-11-30" as "30 Nov (year not given)". The names of
 * months and weekdays and their order are messages; this file knows numbers only. */
#include "base/calendar.h"
#include "show/say.h"

/* n digits at pos, or -1. */
static int digits(struct ru_str s, size_t pos, size_t n)
{
	int value = 0;

	if (pos + n > s.len)
		return -1;
	for (size_t i = pos; i < pos + n; i++) {
		if (!ru_is_digit(s.ptr[i]))
			return -1;
		value = value * 10 + (s.ptr[i] - '0');
	}
	return value;
}

static bool is_at(struct ru_str s, size_t pos, char c) { return pos < s.len && s.ptr[pos] == c; }

static struct ru_str numbered(const struct ru_voice *voice, const char *group, int number)
{
	char name[8];
	int len = snprintf(name, sizeof name, "%d", number);

	return ru_message_named(voice->show, group, (struct ru_str){name, (size_t)len});
}

/* "T08:12", "T08:12+07:00", "T08:12Z", "TMO" behind a date. */
static void say_clock(const struct ru_voice *voice, struct ru_str clock)
{
	if (digits(clock, 0, 2) >= 0 && is_at(clock, 2, ':') && digits(clock, 3, 2) >= 0) {
		struct ru_str time = ru_str_cut(clock, 0, 5);
		size_t zone = is_at(clock, 5, ':') && digits(clock, 6, 2) >= 0 ? 8 : 5; /* seconds are not told */
		struct ru_str rest = ru_str_cut(clock, zone, clock.len);
		if (ru_str_eq(rest, RU_S("Z")))
			rest = RU_S("UTC");
		if (rest.len > 0)
			RU_SAY(voice, "when_clock_zone", RU_OUR_WORDS(time), RU_PAGE_WORDS(rest));
		else
			RU_SAY(voice, "when_clock", RU_OUR_WORDS(time));
	} else if (clock.len == 2 && ru_is_upper(clock.ptr[0]) && ru_is_upper(clock.ptr[1])) {
		RU_SAY(voice, "when_clock", RU_OUR_WORDS(ru_message_named(voice->show, "daypart", clock)));
	} else {
		RU_SAY(voice, "when_clock", RU_PAGE_WORDS(clock));
	}
}

/* "XXXX-11-30", "XXXX-11", "XXXX-WXX-5": parts that the page leaves open. */
static bool say_open(const struct ru_voice *voice, struct ru_str value)
{
	int weekday = value.len == 10 && ru_str_starts(value, RU_S("XXXX-WXX-")) ? digits(value, 9, 1) : -1;
	if (weekday >= 1 && weekday <= 7) {
		voice->ours(voice->ctx, numbered(voice, "weekday", weekday));
		return true;
	}
	int month = ru_str_starts(value, RU_S("XXXX-")) ? digits(value, 5, 2) : -1;
	if (month < 1 || month > 12)
		return false;
	int day = is_at(value, 7, '-') ? digits(value, 8, 2) : -1;
	if (value.len == 7)
		RU_SAY(voice, "when_month_no_year", RU_OUR_WORDS(numbered(voice, "month", month)));
	else if (value.len == 10 && day >= 1)
		RU_SAY(voice, "when_day_no_year", RU_NUMBER(day), RU_OUR_WORDS(numbered(voice, "month", month)));
	else
		return false;
	return true;
}

static bool say_date(const struct ru_voice *voice, struct ru_str value)
{
	int year = digits(value, 0, 4);
	int month = is_at(value, 4, '-') ? digits(value, 5, 2) : -1;
	int day = is_at(value, 7, '-') ? digits(value, 8, 2) : -1;

	if (year < 0)
		return false;
	struct ru_str year_text = ru_str_cut(value, 0, 4);
	if (value.len == 8 && is_at(value, 5, 'W') && digits(value, 6, 2) > 0) {
		RU_SAY(voice, "when_week", RU_NUMBER(digits(value, 6, 2)), RU_OUR_WORDS(year_text));
		return true;
	}
	if (value.len == 4) {
		voice->ours(voice->ctx, value);
		return true;
	}
	if (month < 1 || month > 12)
		return false;
	struct ru_str month_name = numbered(voice, "month", month);
	if (value.len == 7) {
		RU_SAY(voice, "when_month", RU_OUR_WORDS(month_name), RU_OUR_WORDS(year_text));
		return true;
	}
	if (value.len != 10 || day < 1 || day > ru_month_days(year, month))
		return false;
	int weekday = ru_day_weekday(ru_day_from(year, month, day));
	RU_SAY(voice, "when_day", RU_OUR_WORDS(numbered(voice, "weekday", weekday)), RU_NUMBER(day),
	       RU_OUR_WORDS(month_name), RU_OUR_WORDS(year_text));
	return true;
}

static void say_point(const struct ru_voice *voice, struct ru_str value)
{
	size_t clock = ru_str_find(value, RU_S("T"), 0);
	struct ru_str date = ru_str_cut(value, 0, clock == SIZE_MAX ? value.len : clock);

	if (ru_str_eq(value, RU_S("PRESENT_REF"))) {
		RU_SAY_PLAIN(voice, "when_now");
		return;
	}
	if (ru_str_eq(value, RU_S("PAST_REF"))) {
		RU_SAY_PLAIN(voice, "when_past");
		return;
	}
	if (ru_str_eq(value, RU_S("FUTURE_REF"))) {
		RU_SAY_PLAIN(voice, "when_future");
		return;
	}
	if (date.len > 0 && (say_date(voice, date) || say_open(voice, date))) {
		if (clock != SIZE_MAX)
			say_clock(voice, ru_str_cut(value, clock + 1, value.len));
		return;
	}
	voice->page(voice->ctx, value);
}

/* "A/B": the parts hold no '/', so this goes one level deep (a further '/' stays in the words of the second part). */
static void say_range(const struct ru_voice *voice, struct ru_str first, struct ru_str last)
{
	bool whole = ru_str_find(last, RU_S("/"), 0) == SIZE_MAX;

	RU_SAY(voice, "when_range", RU_WHEN(first), whole ? RU_WHEN(last) : RU_PAGE_WORDS(last));
}

void ru_say_when(const struct ru_voice *voice, struct ru_str value)
{
	size_t slash = ru_str_find(value, RU_S("/"), 0);

	if (slash == SIZE_MAX || slash == 0 || slash + 1 == value.len) {
		say_point(voice, value);
		return;
	}
	say_range(voice, ru_str_cut(value, 0, slash), ru_str_cut(value, slash + 1, value.len));
}
