/* SPDX-License-Identifier: Apache-2.0 */
/* The first full date in a short line, by any of the packs: "Sabtu, 30 Nov 2024 08:12 WIB", "Nov. 30, 2024 8:12 a.m.",
 * "09/04/2026 | 17:05".
 *
 * For bylines, where the language is not known yet. Fed one line, gives a stamp and its byte range. A weekday decides
 * the order of day and month; else the pack's order does, day first where packs disagree. Reads the first 96 atoms;
 * never allocates. */
#include "values/values.h"
#include "values/when.h"

enum { MAX_ATOMS = 96, MAX_BYTES = 2000, DIGITS_LEAST = 3 };

/* The digits of a line, as far as they matter: a date has three at least, for day and year. */
static unsigned few_digits(struct ru_str s)
{
	unsigned n = 0;

	for (size_t i = 0; i < s.len && n < DIGITS_LEAST; i++)
		n += ru_is_digit((unsigned char)s.ptr[i]);
	return n;
}

/* Day number of the date as read, or with day and month swapped where only that falls on the weekday given. */
static int32_t decide(const struct ru_when *w)
{
	int32_t day = ru_day_from(w->at.year, w->at.month, w->at.day);

	if (w->weekday == 0 || !w->swappable || ru_day_weekday(day) == w->weekday)
		return day;
	int32_t swapped = ru_day_from(w->at.year, w->at.day, w->at.month);

	return ru_day_weekday(swapped) == w->weekday ? swapped : day;
}

/* A clock time behind the date with a bar, a dash or a bullet between: "09/04/2026 | 17:05 WIB". */
static size_t clock_behind(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t at = i;

	while (at < t->atoms.count && at < i + 3 && t->atoms.words[at].kind != RU_WORD_LETTERS &&
	       t->atoms.words[at].kind != RU_WORD_NUMBER && ru_value_char_at(t, at) != '.')
		at++;
	size_t used = ru_when_clock(t, at, w);

	return used > 0 ? at + used - i : 0;
}

/* Capitals alone, as zones are abbreviated. */
static bool is_sign(struct ru_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!ru_is_upper((unsigned char)s.ptr[i]))
			return false;
	return true;
}

/* Whether nothing but marks and one short sign of a zone stands between two atoms: "4:05 p.m. ET, March 1, 2031". */
static bool is_zone_gap(const struct ru_value_text *t, size_t from, size_t to)
{
	size_t signs = 0;

	for (size_t i = from; i < to; i++) {
		const struct ru_word *word = &t->atoms.words[i];

		if (word->kind == RU_WORD_NUMBER)
			return false;
		if (word->kind != RU_WORD_LETTERS)
			continue;
		if (word->end - word->begin > 4 || !is_sign(ru_str_cut(t->atoms.text, word->begin, word->end)))
			return false;
		signs++;
	}
	return signs == 1;
}

/* A clock time before the date with a zone's sign behind it that no pack knows; the atom it begins at, or i. */
static size_t clock_before(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	for (size_t at = i > 10 ? i - 10 : 0; at < i; at++) {
		struct ru_when clock = RU_WHEN_EMPTY;
		size_t used = ru_when_clock(t, at, &clock);

		if (used == 0 || clock.minute < 0 || at + used >= i || !is_zone_gap(t, at + used, i))
			continue;
		w->minute = clock.minute;
		w->zone = INT16_MIN;
		return at;
	}
	return i;
}

static bool find_in_pack(const struct ru_value_text *t, struct ru_line_date *out)
{
	for (size_t i = 0; i < t->atoms.count; i++) {
		struct ru_when w;

		if (!ru_when_at(t, i, &w))
			continue;
		if (w.shape != RU_WHEN_DAY || w.at.day == 0 || w.at.year == 0 || w.range ||
		    !ru_day_valid(w.at.year, w.at.month, w.at.day)) {
			/* the date may begin inside: "2 menit lalu 30/11/2024" */
			continue;
		}
		size_t end = i + w.used;

		if (w.minute < 0)
			end += clock_behind(t, end, &w);
		size_t begin = w.minute < 0 ? clock_before(t, i, &w) : i;
		out->stamp = (struct ru_stamp){decide(&w), w.minute, w.minute >= 0 ? w.zone : INT16_MIN};
		out->begin = t->atoms.words[begin].begin;
		out->end = t->atoms.words[end - 1].end;
		return true;
	}
	return false;
}

/* The packs that have a word of the line in one of their date tables, one bit each as ru_packs_beginning tells them. */
static uint64_t packs_of(const struct ru_packs *packs, const struct ru_value_numbers *numbers, const uint64_t *hash,
                         size_t count)
{
	uint64_t found = 0, any = 0;

	for (unsigned t = 0; t <= RU_VALUE_ZONES; t++)
		any |= ru_pack_table_bit(numbers->table[t]);
	for (size_t i = 0; i < count; i++)
		if ((ru_packs_uses(packs, hash[i]).opens & any) != 0)
			for (unsigned t = 0; t <= RU_VALUE_ZONES; t++)
				found |= ru_packs_beginning(packs, numbers->table[t], hash[i]);
	return found;
}

/* ---- dates that the careful reader passes over ---- */

/* Whether atom i may stand between the parts of a date: a mark, or a word of up to three bytes ("de", "of", "den"). */
static bool is_filler(const struct ru_value_text *t, size_t i)
{
	const struct ru_word *w = &t->atoms.words[i];

	return w->kind == RU_WORD_PUNCT || ru_str_eq(ru_value_atom(t, i), RU_S("\xE2\x80\x99")) ||
	       (w->kind == RU_WORD_LETTERS && w->end - w->begin <= 3);
}

/* The next atom from i on (step 1) or back (step -1) that is no filler, at most three away; SIZE_MAX where none is. */
static size_t beside(const struct ru_value_text *t, size_t i, int step)
{
	for (int k = 0; k < 3; k++) {
		if ((step < 0 && i == 0) || (step > 0 && i + 1 >= t->atoms.count))
			return SIZE_MAX;
		i = step > 0 ? i + 1 : i - 1;
		if (!is_filler(t, i))
			return i;
	}
	return SIZE_MAX;
}

static int number_at(const struct ru_value_text *t, size_t i, int low, int high)
{
	unsigned width;
	int32_t number = i < t->atoms.count ? ru_value_integer_at(t, i, 4, &width) : -1;

	return number >= low && number <= high ? (int)number : 0;
}

/* Whether nothing but marks stands behind an atom. */
static bool is_last(const struct ru_value_text *t, size_t i)
{
	while (++i < t->atoms.count)
		if (t->atoms.words[i].kind == RU_WORD_LETTERS || t->atoms.words[i].kind == RU_WORD_NUMBER)
			return false;
	return true;
}

/* The year at an atom: of four figures, or of two where a mark but no blank stands before them ("14 Feb '20",
 * "12-Sep-22"), or where they follow the month's name and end the line ("(Lirang, 14 gennaio 20)"); 0 where it is
 * none. */
static int year_at(const struct ru_value_text *t, size_t i)
{
	unsigned width;
	int year = number_at(t, i, 1970, 2100);
	const struct ru_word *mark = i > 0 && i < t->atoms.count ? &t->atoms.words[i - 1] : NULL;

	if (year != 0 || mark == NULL || mark->kind == RU_WORD_NUMBER ||
	    (mark->kind == RU_WORD_LETTERS && !is_last(t, i)) ||
	    (mark->kind != RU_WORD_LETTERS &&
	     (mark->end != mark[1].begin || (i > 1 && mark[-1].kind == RU_WORD_NUMBER))))
		return year;
	year = ru_value_integer_at(t, i, 2, &width);
	return year >= 0 && width == 2 ? 2000 + year : 0;
}

/* The last atom of the name of a month, and of a second name of the same month behind a slash: "نيسان / أبريل". */
static size_t month_end(const struct ru_value_text *t, size_t i, size_t used, int month)
{
	size_t last = i + used - 1, other = beside(t, last, 1);
	struct ru_str kind;

	if (other != SIZE_MAX && ru_value_char_at(t, last + 1) == '/' &&
	    ru_when_month_name(t, other, &used, &kind) == month)
		return other + used - 1;
	return last;
}

/* "2 de abril de 2020", "26 Mai, 2008", "2020. március 4.": day, month's name and year with little between, in the
 * orders day month year, month day year, year month day. */
static bool loose_written(const struct ru_value_text *t, struct ru_line_date *out)
{
	for (size_t i = 0; i < t->atoms.count; i++) {
		size_t used = 0, first, last, left = beside(t, i, -1), right;
		struct ru_str kind;
		int month = ru_when_month_name(t, i, &used, &kind), day, year;

		if (month == 0)
			continue;
		right = beside(t, month_end(t, i, used, month), 1);
		first = left != SIZE_MAX ? left : i;
		last = right;
		day = left != SIZE_MAX ? number_at(t, left, 1, 31) : 0;
		year = right != SIZE_MAX ? year_at(t, right) : 0;
		if (day == 0 && right != SIZE_MAX && number_at(t, right, 1, 31) != 0) {
			day = number_at(t, right, 1, 31);
			if (left != SIZE_MAX && (year = number_at(t, left, 1970, 2100)) == 0) {
				last = beside(t, right, 1);
				year = last != SIZE_MAX ? number_at(t, last, 1970, 2100) : 0;
				first = i;
			} else if (left == SIZE_MAX) {
				last = beside(t, right, 1);
				year = last != SIZE_MAX ? number_at(t, last, 1970, 2100) : 0;
			}
		}
		if (day == 0 || year == 0 || last == SIZE_MAX || !ru_day_valid(year, month, day))
			continue;
		out->stamp = (struct ru_stamp){ru_day_from(year, month, day), -1, INT16_MIN};
		out->begin = t->atoms.words[first].begin;
		out->end = t->atoms.words[last].end;
		return true;
	}
	return false;
}

static bool digit_at(struct ru_str s, size_t i) { return i < s.len && ru_is_digit((unsigned char)s.ptr[i]); }

/* Up to max digits at *pos. */
static int take_digits(struct ru_str s, size_t *pos, size_t max, size_t *width)
{
	int value = 0;

	for (*width = 0; *width < max && digit_at(s, *pos); ++*width, ++*pos)
		value = value * 10 + (s.ptr[*pos] - '0');
	return value;
}

/* One separator of a date in figures at *pos: ".", "/", "-", a blank behind it, or the sign for year or month of
 * Chinese, Japanese and Korean. */
static bool take_separator(struct ru_str s, size_t *pos)
{
	/* a blank, one that does not break, a thin one, a narrow one */
	static const struct ru_str blanks[] = {RU_S_INIT(" "), RU_S_INIT("\xC2\xA0"), RU_S_INIT("\xE2\x80\x89"),
	                                       RU_S_INIT("\xE2\x80\xAF")};
	static const struct ru_str signs[] = {RU_S_INIT("\xE5\xB9\xB4"),
	                                      RU_S_INIT("\xE6\x9C\x88"),
	                                      RU_S_INIT("\xEB\x85\x84"),
	                                      RU_S_INIT("\xEC\x9B\x94"),
	                                      RU_S_INIT("."),
	                                      RU_S_INIT("/"),
	                                      RU_S_INIT("-")};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (!ru_str_starts(ru_str_cut(s, *pos, s.len), signs[i]))
			continue;
		*pos += signs[i].len;
		for (size_t k = 0; k < sizeof(blanks) / sizeof(blanks[0]); k++) {
			if (ru_str_starts(ru_str_cut(s, *pos, s.len), blanks[k])) {
				*pos += blanks[k].len;
				break;
			}
		}
		return true;
	}
	return false;
}

/* Whether three numbers stand in the line with nothing but a separator between: no date in figures does without. */
static bool has_figures(struct ru_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		size_t pos = i + 1;

		if (!digit_at(s, i) || digit_at(s, pos) || !take_separator(s, &pos) || !digit_at(s, pos))
			continue;
		while (digit_at(s, pos))
			pos++;
		if (take_separator(s, &pos) && digit_at(s, pos))
			return true;
	}
	return false;
}

/* Whether a month or a holiday is named: no date in words does without. */
static bool names_month(const struct ru_value_text *t)
{
	static const uint64_t names = UINT64_C(1) << RU_VALUE_MONTHS | UINT64_C(1) << RU_VALUE_HOLIDAYS;

	for (size_t i = 0; i < t->atoms.count; i++)
		if ((ru_value_set_at(t, i, RU_VALUE_HIT_TABLES) & names) != 0)
			return true;
	return false;
}

/* "31.10.23", "Name3.11.2023", "2020. 3. 4", "2020\xE5\xB9\xB43\xE6\x9C\x884\xE6\x97\xA5": three numbers with signs
 * between, no digit before or behind. */
static bool loose_figures(struct ru_str line, struct ru_line_date *out)
{
	for (size_t i = 0; i < line.len; i++) {
		size_t pos = i, w1, w2, w3;
		int a, b, c, year, month, day;

		if (!digit_at(line, i) ||
		    (i > 0 && (digit_at(line, i - 1) || line.ptr[i - 1] == '.' || line.ptr[i - 1] == '/')))
			continue;
		a = take_digits(line, &pos, 4, &w1);
		if (!take_separator(line, &pos))
			continue;
		b = take_digits(line, &pos, 2, &w2);
		if (w2 == 0 || !take_separator(line, &pos))
			continue;
		c = take_digits(line, &pos, 4, &w3);
		if (w3 == 0 || digit_at(line, pos) || (pos < line.len && memchr("/:%", line.ptr[pos], 3) != NULL))
			continue;
		year = w1 == 4 ? a : w3 == 4 ? c : w3 == 2 && c < 70 ? 2000 + c : 0;
		month = b;
		day = w1 == 4 ? c : a;
		if (year < 1970 || year > 2100 || w1 == 3 || w3 == 3 || (w1 == 4 && w3 > 2) || month < 1 || day < 1 ||
		    !ru_day_valid(year, month, day) ||
		    (w3 == 2 && w1 != 4 && memchr(line.ptr + i, '.', pos - i) == NULL))
			continue;
		out->stamp = (struct ru_stamp){ru_day_from(year, month, day), -1, INT16_MIN};
		out->begin = i;
		out->end = pos;
		return true;
	}
	return false;
}

/* What may stand between a date and its clock time: blanks, marks, words of up to three letters ("à", "um", "a las").
 */
static size_t clock_at(struct ru_str line, size_t end)
{
	enum { FAR = 14, LETTERS = 3 };
	size_t letters = 0, pos = end;

	for (; pos < line.len && pos < end + FAR && !digit_at(line, pos); pos++) {
		unsigned char c = (unsigned char)line.ptr[pos];

		letters = c >= 0x80 || ru_is_alpha(c) ? letters + 1 : 0;
		if (letters > LETTERS + 1 || memchr(".;()", c, 4) != NULL)
			return line.len;
	}
	return pos > end ? pos : line.len;
}

/* The hour of the day of a clock time with what stands behind it: "7:43 p.m." is 19; -1 where it may be one of twelve
 * in words that nobody here knows ("9:22 مساء"). A zone is in capitals. */
static int hour_of_day(struct ru_str line, size_t pos, int hour)
{
	static const char half[] = "aApP";
	struct ru_str rest;
	const char *sign;
	size_t at = 1;

	while (pos < line.len && (line.ptr[pos] == ' ' || line.ptr[pos] == 'h'))
		pos++;
	rest = ru_str_cut(line, pos, pos + 6);
	sign = rest.len > 1 ? memchr(half, rest.ptr[0], 4) : NULL;
	while (sign != NULL && at < rest.len && (rest.ptr[at] == '.' || rest.ptr[at] == ' '))
		at++;
	if (sign != NULL && hour <= 12 && at < rest.len && (rest.ptr[at] == 'm' || rest.ptr[at] == 'M'))
		return hour % 12 + (sign >= half + 2 ? 12 : 0);
	if (hour > 12 || rest.len == 0 || (rest.len > 1 && is_sign(ru_str_cut(rest, 0, 2))))
		return hour;
	return (unsigned char)rest.ptr[0] >= 0x80 || ru_is_alpha((unsigned char)rest.ptr[0]) ? -1 : hour;
}

/* "3 février 2031 à 10h15", "3 de febrero de 2031 - 10:15 CET": a clock time behind a date that no pack reads one of.
 * A colon or an "h" parts it. */
static void loose_clock(struct ru_str line, struct ru_line_date *date)
{
	size_t pos = clock_at(line, date->end), hours, minutes = 0;
	int hour = pos < line.len ? take_digits(line, &pos, 2, &hours) : 24, minute = 0;
	bool letter = pos < line.len && (line.ptr[pos] == 'h' || line.ptr[pos] == 'H');

	if (hour > 23 || pos + 2 >= line.len || (!letter && line.ptr[pos] != ':'))
		return;
	pos++;
	minute = take_digits(line, &pos, 2, &minutes);
	if (minutes != 2 || minute > 59 || digit_at(line, pos) || (pos < line.len && memchr("%,:", line.ptr[pos], 3)))
		return;
	hour = hour_of_day(line, pos, hour);
	if (hour < 0)
		return;
	date->stamp.minute = (int16_t)(60 * hour + minute);
	date->end = pos;
}

bool ru_line_date_find(const struct ru_packs *packs, struct ru_str line, struct ru_line_date *out)
{
	struct ru_word atoms[MAX_ATOMS];
	uint64_t hash[MAX_ATOMS];
	struct ru_value_hit hits[(MAX_ATOMS + 1) * RU_VALUE_TABLES];
	uint16_t row[MAX_ATOMS];
	uint64_t sets[RU_VALUE_SETS * (MAX_ATOMS + 1)];
	struct ru_value_room room = {hits, row, sets, NULL, NULL, NULL};
	struct ru_value_numbers numbers;
	struct ru_line_date loose;
	bool found = false, found_month_first = false, tried[2] = {false, false}, loosely = false;

	line = ru_str_cut(line, 0, MAX_BYTES);
	if (few_digits(line) < DIGITS_LEAST)
		return false;
	ru_value_numbers_find(&numbers, RU_VALUE_DATE_TABLES);
	size_t count = ru_atoms_cut(line, 0, line.len, atoms, hash, MAX_ATOMS);
	uint64_t with_words = packs_of(packs, &numbers, hash, count);

	for (size_t p = 0; p < ru_packs_count(packs); p++) {
		struct ru_value_text t;
		struct ru_line_date candidate;
		struct ru_value_tables tables;
		bool words = (with_words >> (p < 63 ? p : 63) & 1) != 0;

		/* figures alone read alike in all packs of one order */
		if (!words &&
		    ((tried[false] && tried[true]) || tried[ru_value_month_first(ru_packs_at(packs, p), &numbers)]))
			continue;
		ru_value_tables_take(&tables, ru_packs_at(packs, p), &numbers);
		tried[tables.month_first] = true;
		ru_value_text_fill(&t, &tables, line, atoms, hash, count, &room);
		if (!has_figures(line) && !names_month(&t))
			continue;
		if (!find_in_pack(&t, &candidate)) {
			if (!loosely)
				loosely = loose_written(&t, &loose);
			continue;
		}
		bool inside = found && candidate.begin >= out->begin && candidate.end <= out->end;
		bool around = found && candidate.begin <= out->begin && candidate.end >= out->end;
		bool first = found && !inside && !around && candidate.begin < out->begin;
		bool longer = around && !inside;
		bool same = around && inside;

		/* the weekday's name, the zone and the month are what makes a reading long; of two dates the first */
		if (!found || first || longer || (same && found_month_first && !t.month_first)) {
			*out = candidate;
			found = true;
			found_month_first = t.month_first;
		}
	}
	if (!found && !loosely)
		loosely = loose_figures(line, &loose);
	if (!found && loosely)
		*out = loose;
	if ((found || loosely) && out->stamp.minute < 0)
		loose_clock(line, out);
	return found || loosely;
}
