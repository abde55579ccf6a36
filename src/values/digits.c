/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers written in digits: which separator groups and which begins the decimals; printing and scaling of exact
 * numbers.
 *
 * "10.000 tentara" and "3,5 juta" are Indonesian, "10,000 troops" and "3.5 million" English; pages made by translation
 * mix them, so the shape of the number decides where it can. Fed atoms, gives struct ru_value_number. Never rounds. */
#include "values/number.h"
#include "values/pen.h"

enum { MAX_DIGITS = 18, MAX_GROUPS = 8, MAX_SCALE = 60 };

struct groups {
	unsigned len[MAX_GROUPS];
	char sep[MAX_GROUPS]; /* sep[k] stands behind group k */
	unsigned count;
};

static bool split_groups(struct ru_str s, struct groups *g)
{
	*g = (struct groups){.count = 1};
	for (size_t k = 0; k < s.len; k++) {
		if (ru_is_digit((unsigned char)s.ptr[k])) {
			g->len[g->count - 1]++;
			continue;
		}
		if (g->count == MAX_GROUPS)
			return false;
		g->sep[g->count - 1] = s.ptr[k];
		g->count++;
	}
	return true;
}

/* Groups 1 .. last - 1 are thousands of three digits behind the same separator, or, as in India, hundreds of two digits
 * above a last group of three: "12,34,567". */
static bool thousands(const struct groups *g, unsigned last)
{
	bool pairs = last > 2 && g->len[1] == 2;

	if (g->len[0] == 0 || g->len[0] > (pairs ? 2 : 3))
		return last <= 1;
	for (unsigned k = 1; k < last; k++) {
		if (g->len[k] != (pairs && k + 1 < last ? 2 : 3) || g->sep[k - 1] != g->sep[0])
			return false;
	}
	return true;
}

/* A scale word or "%" behind the number: three decimals are likelier than thousands ("1,234 juta"). */
static bool scale_follows(const struct ru_value_text *t, size_t i)
{
	size_t used;

	return ru_value_number_word(t, i + 1, RU_S("scale"), &used) != NULL || ru_value_char_at(t, i + 1) == '%';
}

/* How many trailing groups (0 or 1) are decimals; -1 where it is no number. */
static int decimal_groups(const struct ru_value_text *t, size_t i, struct ru_str s, const struct groups *g)
{
	unsigned last = g->count - 1;

	if (g->count == 1)
		return 0;
	if (g->count > 2) {
		if (g->sep[last - 1] != g->sep[0])
			return thousands(g, last) ? 1 : -1;
		return thousands(g, g->count) ? 0 : -1;
	}
	if (g->sep[0] == t->decimal) {
		/* "10,000 tentara" in a translated Indonesian page */
		bool foreign = t->decimal == ',' && g->len[1] == 3 && g->len[0] <= 3 && s.ptr[0] != '0';

		return foreign && !scale_follows(t, i) ? 0 : 1;
	}
	if (g->len[1] == 3 && g->len[0] <= 3 && s.ptr[0] != '0')
		return 0;
	return g->len[1] <= 2 ? 1 : -1;
}

bool ru_value_digits(const struct ru_value_text *t, size_t i, struct ru_value_number *out)
{
	struct ru_str s = ru_value_atom(t, i);
	struct groups g;
	int64_t value = 0;
	unsigned digits = 0;

	if (s.len == 0 || s.len > 40 || t->atoms.words[i].kind != RU_WORD_NUMBER || !split_groups(s, &g))
		return false;
	int decimals = decimal_groups(t, i, s, &g);

	/* "007" is a code, "0,5" is not */
	if (decimals < 0 || (s.ptr[0] == '0' && g.len[0] > 1))
		return false;
	for (size_t k = 0; k < s.len; k++) {
		if (!ru_is_digit((unsigned char)s.ptr[k]))
			continue;
		if (++digits > MAX_DIGITS)
			return false;
		value = value * 10 + (s.ptr[k] - '0');
	}
	*out = (struct ru_value_number){.mantissa = value, .denominator = 1, .used = 1};
	out->scale = (int16_t)(decimals == 1 ? -(int)g.len[g.count - 1] : 0);
	return true;
}

/* The digits at atom i behind a minus sign, as a power of ten: "8", "-8", "\xe2\x88\x928" (U+2212). *used atoms. */
static bool exponent(const struct ru_value_text *t, size_t i, int *power, size_t *used)
{
	struct ru_str sign = ru_value_atom(t, i);
	bool minus = ru_str_eq(sign, RU_S("-")) || ru_str_eq(sign, RU_S("\xe2\x88\x92"));
	unsigned width;
	int32_t value = ru_value_integer_at(t, i + minus, 2, &width);

	if (value < 0 || !ru_value_glued(t, i) || (minus && !ru_value_glued(t, i + 1)))
		return false;
	*power = minus ? -value : value;
	*used = (size_t)minus + 1;
	return true;
}

size_t ru_value_power_of_ten(const struct ru_value_text *t, size_t i, struct ru_value_number *n)
{
	struct ru_str times = ru_value_atom(t, i);
	size_t at = i + 2, used;
	int power;

	if (!(ru_str_eq(times, RU_S("\xc3\x97")) || ru_str_eq(times, RU_S("x"))) ||
	    !ru_str_eq(ru_value_atom(t, i + 1), RU_S("10")) || n->denominator != 1)
		return 0;
	bool caret = ru_value_char_at(t, at) == '^' && ru_value_glued(t, at);

	at += caret;
	if (!exponent(t, at, &power, &used) || (!caret && used == 1) || !ru_value_number_shift(n, power))
		return 0;
	n->scaled = true;
	return at + used - i;
}

bool ru_value_number_shift(struct ru_value_number *n, int by)
{
	if (n->scale + by > MAX_SCALE || n->scale + by < -MAX_SCALE)
		return false;
	n->scale = (int16_t)(n->scale + by);
	return true;
}

/* Drop zeros behind the decimal point: 2.50 is 2.5. */
static void trim(int64_t *mantissa, int *scale)
{
	while (*scale < 0 && *mantissa % 10 == 0) {
		*mantissa /= 10;
		(*scale)++;
	}
}

static void put_zeros(struct ru_pen *pen, int count)
{
	for (; count > 0; count--)
		ru_pen_char(pen, '0');
}

void ru_value_number_put(const struct ru_value_number *n, struct ru_pen *pen)
{
	int64_t mantissa = n->mantissa < 0 ? -n->mantissa : n->mantissa;
	int scale = n->scale;
	struct ru_pen digits;

	if (n->mantissa < 0)
		ru_pen_char(pen, '-');
	if (n->denominator > 1 || mantissa == 0) {
		ru_pen_number(pen, mantissa, 1);
		if (n->denominator > 1) {
			ru_pen_char(pen, '/');
			ru_pen_number(pen, n->denominator, 1);
		}
		return;
	}
	trim(&mantissa, &scale);
	digits.len = 0;
	ru_pen_number(&digits, mantissa, 1);
	int whole = (int)digits.len + scale; /* digits before the point */

	if (scale < 0 && whole <= 0) {
		ru_pen_put(pen, RU_S("0."));
		put_zeros(pen, -whole);
	}
	for (size_t k = 0; k < digits.len; k++) {
		if (scale < 0 && k > 0 && (int)k == whole)
			ru_pen_char(pen, '.');
		ru_pen_char(pen, digits.text[k]);
	}
	put_zeros(pen, scale);
}

int ru_value_number_print(const struct ru_value_number *n, struct ru_arena *arena, struct ru_str *out)
{
	struct ru_pen pen;

	pen.len = 0;
	ru_value_number_put(n, &pen);
	return ru_arena_copy(arena, ru_pen_str(&pen), out);
}

int64_t ru_value_number_milli(const struct ru_value_number *n)
{
	int64_t value = n->mantissa;
	int scale = n->scale + 3;

	for (; scale > 0; scale--) {
		if (value > INT64_MAX / 10 || value < -(INT64_MAX / 10))
			return value < 0 ? -INT64_MAX : INT64_MAX;
		value *= 10;
	}
	for (; scale < 0 && value != 0; scale++)
		value /= 10;
	return n->denominator > 1 ? value / n->denominator : value;
}

bool ru_value_number_whole(const struct ru_value_number *n, int32_t *out)
{
	int64_t mantissa = n->mantissa;
	int scale = n->scale;

	if (n->denominator != 1)
		return false;
	trim(&mantissa, &scale);
	for (; scale > 0 && mantissa <= INT32_MAX; scale--)
		mantissa *= 10;
	if (scale != 0 || mantissa > INT32_MAX)
		return false;
	*out = (int32_t)mantissa;
	return true;
}
