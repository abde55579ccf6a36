/* SPDX-License-Identifier: Apache-2.0 */
/* Days in digits: "14/1/2025", "27.07.2025", "2031-04-12", "19-20/4/2031", "Jumat (8/8)", and ranges of them.
 *
 * Fed atoms, fills the day part of a struct ru_when. Either order of day and month is read; none is chosen here but the
 * pack's. */
#include "values/values.h"
#include "values/when.h"

/* Day, month and year from three numbers; false where no order of them is a date. */
static bool set_numeric(const struct ru_value_text *t, int a, int b, int year, struct ru_when *w)
{
	bool day_first = ru_day_valid(year == 0 ? 2000 : year, b, a),
	     month_first = ru_day_valid(year == 0 ? 2000 : year, a, b);

	if (!day_first && !month_first)
		return false;
	bool swap = !day_first || (t->month_first && month_first);

	w->at = (struct ru_when_date){(int16_t)year, (int8_t)(swap ? a : b), (int8_t)(swap ? b : a)};
	w->swappable = day_first && month_first && a != b;
	w->shape = RU_WHEN_DAY;
	return true;
}

/* "27.07.2025" is one atom. */
static bool dotted(struct ru_str s, int part[3])
{
	unsigned n = 0, digits = 0;

	part[0] = part[1] = part[2] = 0;
	if (s.len < 8 || s.len > 10)
		return false;
	for (size_t k = 0; k < s.len; k++) {
		if (s.ptr[k] == '.') {
			if (digits == 0 || ++n > 2)
				return false;
			digits = 0;
		} else if (ru_is_digit((unsigned char)s.ptr[k]) && ++digits <= 4) {
			part[n] = part[n] * 10 + (s.ptr[k] - '0');
		} else {
			return false;
		}
	}
	return n == 2 && digits == 4 && part[2] >= 1000;
}

/* "19-20/4/2031", "19-20/4" behind a weekday: days of one month. */
static size_t numeric_days(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	unsigned width;
	int32_t first = ru_value_integer_at(t, i, 2, &width), last = ru_value_integer_at(t, i + 2, 2, &width);
	int32_t month = ru_value_integer_at(t, i + 4, 2, &width);
	size_t used = 5;
	int year = 0;

	if (first < 1 || last <= first || ru_value_char_at(t, i + 1) != '-' || ru_value_char_at(t, i + 3) != '/')
		return 0;
	if (ru_value_char_at(t, i + 5) == '/' && (year = ru_when_year_digits(t, i + 6)) != 0)
		used = 7;
	for (size_t k = 1; k < used; k++) {
		if (!ru_value_glued(t, i + k))
			return 0;
	}
	if ((year == 0 && w->weekday == 0) || !ru_day_valid(year == 0 ? 2000 : year, month, last))
		return 0;
	w->at = (struct ru_when_date){(int16_t)year, (int8_t)month, (int8_t)first};
	w->to = (struct ru_when_date){(int16_t)year, (int8_t)month, (int8_t)last};
	w->range = true;
	w->shape = RU_WHEN_DAY;
	return used;
}

static size_t numeric_one(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	unsigned w1, w2, w3;
	int part[3];

	if (dotted(ru_value_atom(t, i), part)) {
		/* with stops the day stands first in every language that writes so */
		if (!ru_day_valid(part[2], part[1], part[0]))
			return set_numeric(t, part[0], part[1], part[2], w) ? 1 : 0;
		w->at = (struct ru_when_date){(int16_t)part[2], (int8_t)part[1], (int8_t)part[0]};
		w->swappable = part[0] <= 12 && part[0] != part[1];
		w->shape = RU_WHEN_DAY;
		return 1;
	}
	int32_t a = ru_value_integer_at(t, i, 4, &w1), b = ru_value_integer_at(t, i + 2, 2, &w2);
	int32_t c = ru_value_integer_at(t, i + 4, 4, &w3);
	char sep = ru_value_char_at(t, i + 1);

	if (a < 0 || b < 0 || (sep != '/' && sep != '-' && sep != '.') || !ru_value_glued(t, i + 1) ||
	    !ru_value_glued(t, i + 2))
		return 0;
	bool three =
	    ru_value_char_at(t, i + 3) == sep && ru_value_glued(t, i + 3) && ru_value_glued(t, i + 4) && c >= 0;

	if (three && ru_value_char_at(t, i + 5) == sep && ru_value_glued(t, i + 5))
		return 0;
	if (three && w1 == 4 && a >= 1000 && w3 <= 2 && ru_day_valid(a, b, c)) {
		w->at = (struct ru_when_date){(int16_t)a, (int8_t)b, (int8_t)c};
		w->shape = RU_WHEN_DAY;
		return 5;
	}
	if (w1 > 2)
		return 0;
	if (three && w3 == 4 && c >= 1000)
		return set_numeric(t, a, b, c, w) ? 5 : 0;
	if (three && w3 == 2 && sep == '/')
		return set_numeric(t, a, b, 2000 + c, w) ? 5 : 0;
	/* "Jumat (8/8)": without a year only behind a weekday, else it is a fraction or a score */
	if (!three && sep == '/' && w->weekday != 0)
		return set_numeric(t, a, b, 0, w) ? 3 : 0;
	return 0;
}

/* A date in digits, or a range of them: "2/5/2031 - 9/5/2031". */
size_t ru_when_numeric(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_when found = *w, end = RU_WHEN_EMPTY;
	size_t used, word, more = 0;

	if (w->at.day != 0 || w->at.month != 0 || ru_when_chained(t, i))
		return 0;
	used = numeric_days(t, i, &found);
	if (used == 0) {
		used = numeric_one(t, i, &found);
		word = used > 0 && found.at.year != 0 ? ru_when_range_word(t, i + used, false) : 0;
		more = word > 0 ? numeric_one(t, i + used + word, &end) : 0;
	}
	if (used == 0)
		return 0;
	if (more > 0 && end.at.year != 0) {
		found.to = end.at;
		found.range = true;
		used += word + more;
	}
	*w = found;
	return used;
}
