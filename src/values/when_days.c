/* SPDX-License-Identifier: Apache-2.0 */
/* Days as pages write them in words: weekdays, "30 November 2024", "Nov. 30, 2024", "28-30 November", "Juni 2024".
 *
 * Fed atoms, fills the day part of a struct ru_when. */
#include "values/values.h"
#include "values/when.h"

bool ru_when_sentence_start(const struct ru_value_text *t, size_t i)
{
	if (i == 0 || (t->atoms.words[i].flags & RU_WORD_BREAK) != 0)
		return true;
	if (t->atoms.words[i - 1].kind == RU_WORD_LETTERS || t->atoms.words[i - 1].kind == RU_WORD_NUMBER)
		return false;
	char c = ru_value_char_at(t, i - 1);

	return c != ',' && c != '(' && c != '-' && c != '/';
}

bool ru_when_chained(const struct ru_value_text *t, size_t i)
{
	if (!ru_value_glued(t, i))
		return false;
	char c = ru_value_char_at(t, i - 1);

	/* "mid-2030", "post-1989" */
	if (c == '-' && i >= 2 &&
	    (ru_when_role(t, i - 2, RU_ROLE_MID) > 0 || ru_when_role(t, i - 2, RU_ROLE_PREFIX) > 0))
		return false;
	return c != '(' && c != '[' && c != '"' && c != '\'' && t->atoms.words[i - 1].kind != RU_WORD_OTHER &&
	       !(c == 0 && t->atoms.words[i - 1].kind == RU_WORD_PUNCT);
}

/* Whether a digit or a separator with a digit is glued to the end of atom i: "30/5", "30-4". */
static bool continues(const struct ru_value_text *t, size_t i)
{
	char c = ru_value_char_at(t, i + 1);

	return ru_value_glued(t, i + 1) && (c == '/' || c == ':' || c == '%') && ru_value_glued(t, i + 2);
}

int ru_when_year_digits(const struct ru_value_text *t, size_t i)
{
	unsigned width;
	int32_t year = ru_value_integer_at(t, i, 4, &width);

	return year >= 1000 && year < 2200 && width == 4 ? (int)year : 0;
}

int ru_when_month_name(const struct ru_value_text *t, size_t i, size_t *used, struct ru_str *kind)
{
	struct ru_value_hit hit = ru_value_hit_at(t, i, RU_VALUE_MONTHS);
	int64_t month;

	if (hit.entry == NULL || !ru_str_to_i64(hit.entry->col[1], &month) || month < 1 || month > 12)
		return 0;
	*kind = hit.entry->col[2];
	*used = hit.used;
	/* a word that is also something else ("may", "march") is a month only with a capital */
	if (ru_str_eq(*kind, RU_S("weak")) && (t->atoms.words[i].flags & RU_WORD_CAPITAL) == 0)
		return 0;
	if (ru_str_eq(*kind, RU_S("abbr")) && ru_value_char_at(t, i + hit.used) == '.' &&
	    ru_value_glued(t, i + hit.used))
		(*used)++;
	return (int)month;
}

size_t ru_when_range_word(const struct ru_value_text *t, size_t i, bool between)
{
	size_t used = ru_when_role(t, i, RU_ROLE_TO);

	if (used == 0 && ru_value_char_at(t, i) == '-')
		used = 1;
	if (used == 0 && between)
		used = ru_when_role(t, i, RU_ROLE_AND);
	return used;
}

/* "Sabtu-Minggu", "from Monday to Wednesday": the last day of a range of weekdays; i stands behind the first. */
static size_t weekday_end(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t word = ru_when_range_word(t, i, false);
	struct ru_value_hit hit = ru_value_hit_at(t, i + word, RU_VALUE_WEEKDAYS);
	int64_t last;

	if (word == 0 || hit.entry == NULL || ru_str_eq(hit.entry->col[2], RU_S("abbr")) ||
	    (t->atoms.words[i + word].flags & (RU_WORD_CAPITAL | RU_WORD_BREAK)) != RU_WORD_CAPITAL ||
	    !ru_str_to_i64(hit.entry->col[1], &last) || last == w->weekday)
		return 0;
	w->to_weekday = (int8_t)last;
	return word + hit.used;
}

/* "from Monday to Wednesday", "antara Senin dan Rabu". */
static size_t weekdays_from(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t from = ru_when_role(t, i, RU_ROLE_FROM), used;
	struct ru_when found = *w;

	if (from == 0 || w->weekday != 0 || ru_when_role(t, i + from, RU_ROLE_FROM) > 0 ||
	    (used = ru_when_weekday(t, i + from, &found)) == 0 || found.to_weekday == 0)
		return 0;
	*w = found;
	return from + used;
}

size_t ru_when_weekday(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t head = ru_when_role(t, i, RU_ROLE_DAY_HEAD);
	struct ru_value_hit hit = ru_value_hit_at(t, i + head, RU_VALUE_WEEKDAYS);
	int64_t weekday;

	if (head == 0 && hit.entry == NULL)
		return weekdays_from(t, i, w);
	if (hit.entry == NULL || w->weekday != 0 || !ru_str_to_i64(hit.entry->col[1], &weekday))
		return 0;
	size_t used = head + hit.used;
	bool capital = (t->atoms.words[i + head].flags & RU_WORD_CAPITAL) != 0;

	if (ru_str_eq(hit.entry->col[2], RU_S("upper")) && head == 0) {
		/* "Minggu" is Sunday, "dua minggu" and "Minggu lalu" at the head of a sentence are weeks */
		if (!capital || (i > 0 && t->atoms.words[i - 1].kind == RU_WORD_NUMBER) ||
		    (ru_when_sentence_start(t, i) && ru_value_hit_at(t, i, RU_VALUE_RELATIVE).entry != NULL))
			return 0;
	}
	if (ru_str_eq(hit.entry->col[2], RU_S("abbr"))) {
		struct ru_when probe = RU_WHEN_EMPTY;
		size_t at = i + used;

		if (!capital)
			return 0;
		while (ru_value_char_at(t, at) == '.' || ru_value_char_at(t, at) == ',' ||
		       ru_value_char_at(t, at) == '(')
			at++;
		if (at > i + used + 3 || (ru_when_written(t, at, &probe) == 0 && ru_when_numeric(t, at, &probe) == 0))
			return 0;
		if (ru_value_char_at(t, i + used) == '.')
			used++;
	}
	if (ru_str_eq(hit.entry->col[2], RU_S("every")))
		w->every = true;
	w->weekday = (int8_t)weekday;
	w->shape = RU_WHEN_DAY;
	return used + weekday_end(t, i + used, w);
}

/* The stop behind a day where the language writes one, "3. Juni", "vom 3. bis 5. Juni": a month or another day follows.
 */
static size_t day_stop(const struct ru_value_text *t, size_t i)
{
	size_t used;
	struct ru_str kind;

	if (ru_value_char_at(t, i) != '.' || !ru_value_glued(t, i) || ru_when_role(t, i, RU_ROLE_DAY_STOP) == 0)
		return 0;
	return ru_when_month_name(t, i + 1, &used, &kind) != 0 || ru_when_range_word(t, i + 1, true) > 0 ||
	               ru_when_role(t, i + 1, RU_ROLE_AND) > 0
	           ? 1
	           : 0;
}

/* A day of the month: "30", "28th", "the 28th of", "3."; behind_dash: it ends a range ("28 Februari-2 Maret"). */
static size_t day_number(const struct ru_value_text *t, size_t i, bool behind_dash, int *day)
{
	unsigned width;
	size_t at = i + ru_when_role(t, i, RU_ROLE_THE), used;
	int32_t number = ru_value_integer_at(t, at, 2, &width);

	if (number < 1 || number > 31 || (!behind_dash && ru_when_chained(t, at)) || continues(t, at))
		return 0;
	*day = (int)number;
	if (ru_value_glued(t, at + 1) && ru_value_number_word(t, at + 1, RU_S("ordinal_suffix"), &used) != NULL) {
		at++;
		at += ru_when_role(t, at + 1, RU_ROLE_OF);
	} else {
		used = day_stop(t, at + 1);
		if (at != i && used == 0)
			return 0;
		at += used;
	}
	return at + 1 - i;
}

/* "2024" behind a month, a comma before it where one may stand; "'24" too. */
static size_t year_behind(const struct ru_value_text *t, size_t i, bool comma, int16_t *year)
{
	size_t at = i;

	if (comma && ru_value_char_at(t, at) == ',')
		at++;
	int y = ru_when_year_digits(t, at);

	if (y == 0 || (ru_value_glued(t, at) && at == i) || continues(t, at))
		return 0;
	*year = (int16_t)y;
	return at + 1 - i;
}

/* "27 dan 30 Maret": the first is a day of the month that the second names; the second is read on its own. behind: the
 * atom behind the joining word. Returns the atoms from i to the joining word. */
static size_t paired_day(const struct ru_value_text *t, size_t i, size_t dan, size_t behind, struct ru_when *w)
{
	int first, second, month;
	size_t at = behind, used;
	struct ru_str kind;
	int16_t year = 0;

	if (day_number(t, i, true, &first) == 0 || (used = day_number(t, at, false, &second)) == 0)
		return 0;
	at += used;
	at += ru_when_role(t, at, RU_ROLE_MONTH_HEAD);
	month = ru_when_month_name(t, at, &used, &kind);
	if (month == 0 || first > ru_month_days(2000, month))
		return 0;
	(void)year_behind(t, at + used, t->month_first, &year);
	w->at = (struct ru_when_date){year, (int8_t)month, (int8_t)first};
	w->shape = RU_WHEN_DAY;
	return dan - i;
}

/* "30 November 2024", "28 - 30 November", "28th of February"; i stands on the first day. */
static size_t day_month(const struct ru_value_text *t, size_t i, bool between, bool behind_dash, struct ru_when *w)
{
	int first, last = 0, month;
	size_t at = i, used = day_number(t, i, behind_dash, &first), word, month_used;
	struct ru_str kind;

	if (used == 0)
		return 0;
	at += used;
	word = ru_when_range_word(t, at, between);
	size_t pair = word == 0 ? ru_when_role(t, at, RU_ROLE_AND) : 0;

	/* "27 dan 28 Maret": neighbours are a range, others two days */
	if (pair > 0 && (used = day_number(t, at + pair, false, &last)) > 0) {
		if (last != first + 1)
			return paired_day(t, i, at, at + pair, w);
		word = pair;
	}
	if (word > 0 && pair == 0 && (used = day_number(t, at + word, false, &last)) == 0 && ru_value_glued(t, at) &&
	    ru_value_glued(t, at + 1)) {
		unsigned width;
		int32_t number = ru_value_integer_at(t, at + 1, 2, &width);

		if (number >= 1 && number <= 31) {
			last = (int)number;
			used = 1;
		}
	}
	if (word > 0 && used > 0 && last > 0)
		at += word + used;
	at += ru_when_role(t, at, RU_ROLE_MONTH_HEAD);
	/* "8. März 2031": a stop behind the day, where a month and a year follow */
	if (ru_value_char_at(t, at) == '.' && ru_value_glued(t, at) &&
	    ru_when_month_name(t, at + 1, &month_used, &kind) != 0 && ru_when_year_digits(t, at + 1 + month_used) != 0)
		at++;
	month = ru_when_month_name(t, at, &month_used, &kind);
	if (month == 0 || first > ru_month_days(2000, month) || (last > 0 && last > ru_month_days(2000, month)))
		return 0;
	at += month_used;
	w->at = (struct ru_when_date){0, (int8_t)month, (int8_t)first};
	at += year_behind(t, at, t->month_first, &w->at.year);
	if (last > first) {
		w->range = true;
		w->to = (struct ru_when_date){w->at.year, (int8_t)month, (int8_t)last};
	}
	w->shape = RU_WHEN_DAY;
	return at - i;
}

/* "November 30, 2024", "July 8", "Juni 2024", "bulan Juni"; i stands on the month. */
static size_t month_day(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t head = ru_when_role(t, i, RU_ROLE_MONTH_HEAD), used = 0, at;
	struct ru_str kind;
	int month = ru_when_month_name(t, i + head, &used, &kind), day = 0, last = 0;

	if (month == 0)
		return 0;
	at = i + head + used;
	w->at = (struct ru_when_date){0, (int8_t)month, 0};
	w->shape = RU_WHEN_MONTH;
	if ((used = year_behind(t, at, false, &w->at.year)) > 0)
		return at + used - i;
	used = day_number(t, at, false, &day);
	if (used > 0 && day <= ru_month_days(2000, month)) {
		int16_t year = 0;
		size_t more = year_behind(t, at + used, true, &year);
		bool counts = more == 0 && !t->month_first && at + used < t->atoms.count &&
		              t->atoms.words[at + used].kind == RU_WORD_LETTERS;

		/* "pada Mei 20 orang tewas" is no twentieth of May */
		if (!counts) {
			size_t word = more == 0 ? ru_when_range_word(t, at + used, false) : 0, second, pair;

			w->shape = RU_WHEN_DAY;
			w->at.day = (int8_t)day;
			w->at.year = year;
			at += used + more;
			pair = more == 0 && word == 0 ? ru_when_role(t, at, RU_ROLE_AND) : 0;
			/* "April 24 and 25": neighbours */
			if (pair > 0 && day_number(t, at + pair, false, &last) > 0 && last == day + 1)
				word = pair;
			if (word > 0 && (second = day_number(t, at + word, true, &last)) > 0 && last > day) {
				at += word + second;
				at += year_behind(t, at, true, &w->at.year);
				w->range = true;
				w->to = (struct ru_when_date){w->at.year, (int8_t)month, (int8_t)last};
			}
			return at - i;
		}
	}
	if (kind.len > 0 && head == 0)
		return 0; /* an abbreviation or a weak word needs its day or year; callers allow a weak one behind a
		             preposition */
	return at - i;
}

/* The second half of a range over months: "28 November - 2 Desember 2024", "Januari-Maret 2024". */
static size_t range_end(const struct ru_value_text *t, size_t i, bool between, struct ru_when *w)
{
	size_t word = ru_when_range_word(t, i, between), used;
	struct ru_when end = RU_WHEN_EMPTY;

	if (word == 0 || w->range)
		return 0;
	used = w->shape == RU_WHEN_DAY && !t->month_first ? day_month(t, i + word, false, true, &end)
	                                                  : month_day(t, i + word, &end);
	if (used == 0 || end.range || end.shape != w->shape)
		return 0;
	if (w->at.year == 0)
		w->at.year =
		    (int16_t)(end.at.year != 0 && (w->at.month > end.at.month) ? end.at.year - 1 : end.at.year);
	w->to = end.at;
	w->range = true;
	return word + used;
}

/* "tanggal 3 bulan ini", "tgl 15": a day of the month that is not named, behind a word for just that. */
static size_t day_of_month(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t head = ru_when_role(t, i, RU_ROLE_DATE_HEAD), used;
	int day;

	if (head == 0 || w->relative || (used = day_number(t, i + head, false, &day)) == 0)
		return 0;
	/* "tanggal 3/12", "tanggal 30 persen": something else */
	if (i + head + used < t->atoms.count &&
	    (ru_value_glued(t, i + head + used) ? ru_value_char_at(t, i + head + used) == '/' ||
	                                              t->atoms.words[i + head + used].kind == RU_WORD_LETTERS
	                                        : ru_value_char_at(t, i + head + used) == '/'))
		return 0;
	w->at.day = (int8_t)day;
	w->shape = RU_WHEN_DAY;
	return head + used;
}

/* "Friday the 13th": a day of the month without the month, only behind a weekday. */
static size_t day_alone(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	int day;
	size_t used = ru_when_role(t, i, RU_ROLE_THE) > 0 ? day_number(t, i, false, &day) : 0;

	if (used == 0 || w->weekday == 0 || w->relative)
		return 0;
	w->at.day = (int8_t)day;
	return used;
}

size_t ru_when_written(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_when found = *w;
	size_t from = ru_when_role(t, i, RU_ROLE_FROM), head = ru_when_role(t, i + from, RU_ROLE_DAY_HEAD), used, end;

	if (w->at.day != 0 || w->at.month != 0)
		return 0;
	used = day_month(t, i + from + head, from > 0, false, &found);
	if (used == 0) {
		head = 0;
		used = month_day(t, i + from, &found);
	}
	if (used == 0 && (used = day_of_month(t, i, w)) > 0)
		return used;
	if (used == 0)
		return day_alone(t, i, w);
	used += from + head;
	end = range_end(t, i + used, from > 0, &found);
	if (from > 0 && !found.range)
		return 0;
	*w = found;
	return used + end;
}
