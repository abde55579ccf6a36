/* SPDX-License-Identifier: Apache-2.0 */
/* Years and what is made of them: "tahun 2019", "2019-2024", "1990-an", "kuartal IV-2024", "the first half of 2025",
 * "abad ke-19".
 *
 * Fed atoms, fills the year or period of a struct ru_when. A number of four digits that counts something is no year. */
#include "values/when.h"

#include <string.h>

/* "1990-an", "1980s": the suffix of a decade, glued or behind a hyphen. */
static size_t decade_suffix(const struct ru_value_text *t, size_t i)
{
	size_t at = i;

	if (!ru_value_glued(t, i))
		return 0;
	if (ru_value_char_at(t, at) == '-' || ru_value_char_at(t, at) == '\'')
		at++;
	size_t used = ru_when_role(t, at, RU_ROLE_TENS);

	return used > 0 && ru_value_glued(t, at) ? at + used - i : 0;
}

/* Whether the atom behind a four-digit number makes it a count: "2000 orang", "1500 meter", "2000%". */
static bool counts(const struct ru_value_text *t, size_t i)
{
	size_t used;

	if (i >= t->atoms.count)
		return false;
	if (ru_value_hit_at(t, i, RU_VALUE_UNITS).entry != NULL ||
	    ru_value_hit_at(t, i, RU_VALUE_CURRENCIES).entry != NULL ||
	    ru_value_hit_at(t, i, RU_VALUE_TIME_UNITS).entry != NULL ||
	    ru_value_number_word(t, i, RU_S("scale"), &used) != NULL || ru_value_role(t, i, RU_COUNT_PERSON) > 0)
		return true;
	char c = ru_value_char_at(t, i);

	/* "1998:1", but "in 1998: it was red" */
	return c == '%' || (c == '/' && ru_value_glued(t, i)) ||
	       (c == ':' && ru_value_glued(t, i) && ru_value_glued(t, i + 1));
}

/* A lower-case word that is no function word: without a preposition before it, "1200 rumah" is a count. */
static bool plain_word(const struct ru_value_text *t, size_t i)
{
	return i < t->atoms.count && t->atoms.words[i].kind == RU_WORD_LETTERS &&
	       (t->atoms.words[i].flags & (RU_WORD_CAPITAL | RU_WORD_BREAK)) == 0 &&
	       !ru_pack_is_stop(t->pack, t->atoms.hash[i]);
}

/* Whether a word that takes a year stands before atom i: "pada 2019", "since 1990". */
static bool led(const struct ru_value_text *t, size_t i)
{
	for (size_t back = 1; back <= 3 && back <= i; back++) {
		size_t used = ru_when_role(t, i - back, RU_ROLE_IN);

		if (used == back)
			return true;
	}
	return false;
}

/* "post-1989": the word before the hyphen takes a year. */
static bool prefixed(const struct ru_value_text *t, size_t i)
{
	return i >= 2 && ru_value_char_at(t, i - 1) == '-' && ru_when_role(t, i - 2, RU_ROLE_PREFIX) > 0;
}

/* "a 1996 law": one thing of that year, since an article goes with no count. */
static bool of_one_thing(const struct ru_value_text *t, size_t i, size_t behind)
{
	return i > 0 && ru_when_role(t, i - 1, RU_ROLE_ONE) == 1 && (t->atoms.words[i].flags & RU_WORD_BREAK) == 0 &&
	       ((t->atoms.words[i - 1].flags & RU_WORD_CAPITAL) == 0 || ru_when_sentence_start(t, i - 1)) &&
	       plain_word(t, behind);
}

/* "going from 1500 to 2500 seats": the number before the joining word is no year either. */
static bool counted_range(const struct ru_value_text *t, size_t i)
{
	int before = i >= 2 && t->atoms.words[i - 2].kind == RU_WORD_NUMBER ? ru_when_year_digits(t, i - 2) : 1900;

	return before < 1800 || before > 2100;
}

/* "APBD 2031 disahkan", "sejumlah Pemilu 2034 digelar": a name before the year, not the first word of a sentence
 * ("Ada 2000 rumah") unless it is an abbreviation. */
static bool named(const struct ru_value_text *t, size_t i)
{
	struct ru_str word = i > 0 ? ru_value_atom(t, i - 1) : (struct ru_str){NULL, 0};
	bool upper = word.len > 1;

	if (i == 0 || (t->atoms.words[i].flags & RU_WORD_BREAK) != 0 ||
	    (t->atoms.words[i - 1].flags & RU_WORD_CAPITAL) == 0)
		return false;
	for (size_t k = 0; k < word.len; k++)
		upper = upper && word.ptr[k] >= 'A' && word.ptr[k] <= 'Z';
	return upper || !ru_when_sentence_start(t, i - 1);
}

/* "B 2031 KX", "2031 Elm Street": a number plate, a house. */
static bool plate_or_house(const struct ru_value_text *t, size_t i)
{
	size_t at = i + 1;

	if (i > 0 && t->atoms.words[i - 1].kind == RU_WORD_LETTERS &&
	    t->atoms.words[i - 1].end - t->atoms.words[i - 1].begin == 1 &&
	    (t->atoms.words[i - 1].flags & RU_WORD_CAPITAL) != 0)
		return true;
	while (at < i + 4 && at < t->atoms.count && t->atoms.words[at].kind == RU_WORD_LETTERS &&
	       (t->atoms.words[at].flags & RU_WORD_CAPITAL) != 0) {
		if (at > i + 1 && ru_value_role(t, at, RU_COUNT_STREET_BEHIND) > 0)
			return true;
		at++;
	}
	return false;
}

static bool is_year(const struct ru_value_text *t, size_t i, size_t behind, bool sure)
{
	int year = ru_when_year_digits(t, i);

	if (year == 0 || (i > 0 && ru_when_chained(t, i)) || counts(t, behind))
		return false;
	if (i > 0 && (ru_value_hit_at(t, i - 1, RU_VALUE_CURRENCIES).entry != NULL ||
	              ru_value_role(t, i - 1, RU_COUNT_CODE) > 0))
		return false;
	if (sure)
		return true;
	if (year < 1800 || year > 2100)
		return false;
	if (of_one_thing(t, i, behind))
		return true;
	if (plate_or_house(t, i))
		return false;
	/* "lebih dari 2000" is a count though "dari 2000" might be a year */
	if (i > 0 && ru_value_hit_at(t, i - 1, RU_VALUE_COMPARATORS).entry != NULL)
		return false;
	if (prefixed(t, i))
		return true;
	if (led(t, i))
		return !plain_word(t, behind) || !counted_range(t, i);
	return !plain_word(t, behind) || named(t, i);
}

/* The last year of "2019-2024", "2019 hingga 2024", "2024/2025"; i stands behind the first. */
static size_t year_end(const struct ru_value_text *t, size_t i, int first, bool between, int *last)
{
	size_t used = ru_when_role(t, i, RU_ROLE_TO);
	unsigned width;

	if (used == 0 && between)
		used = ru_when_role(t, i, RU_ROLE_AND);
	if (used == 0 && (ru_value_char_at(t, i) == '-' || (ru_value_char_at(t, i) == '/' && ru_value_glued(t, i))))
		used = 1;
	if (used == 0)
		return 0;
	*last = ru_when_year_digits(t, i + used);
	if (*last == 0 && ru_value_glued(t, i) && ru_value_glued(t, i + 1)) {
		int32_t end = ru_value_integer_at(t, i + 1, 2, &width);

		if (end >= 0 && width == 2)
			*last = first / 100 * 100 + (int)end;
	}
	return *last > first && *last < first + 300 && !counts(t, i + used + 1) ? used + 1 : 0;
}

/* "the '90s" */
static bool is_apostrophe(const struct ru_value_text *t, size_t i)
{
	return ru_value_char_at(t, i) == '\'' || ru_str_eq(ru_value_atom(t, i), RU_S("\xe2\x80\x99")) ||
	       ru_str_eq(ru_value_atom(t, i), RU_S("\xe2\x80\x98"));
}

/* "era 80-an", "tahun 90-an": a decade of the last century by its two digits, behind a word that says it is one. */
static size_t short_decade(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t head = ru_when_role(t, i, RU_ROLE_ERA), used;
	unsigned width;

	if (head == 0)
		head = ru_when_role(t, i, RU_ROLE_YEAR_HEAD);
	size_t mark = head > 0 && is_apostrophe(t, i + head) ? 1 : 0;
	int32_t number = head == 0 ? -1 : ru_value_integer_at(t, i + head + mark, 2, &width);

	head += mark;

	if (number < 30 || width != 2 || number % 10 != 0 || (used = decade_suffix(t, i + head + 1)) == 0)
		return 0;
	w->shape = RU_WHEN_PERIOD;
	w->period = 'X';
	w->period_number = (int16_t)(190 + number / 10);
	return head + 1 + used;
}

size_t ru_when_year(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t from = ru_when_role(t, i, RU_ROLE_FROM), at = i + from, head, used;
	int last = 0;

	if (w->shape != RU_WHEN_NONE)
		return 0;
	if ((used = short_decade(t, at, w)) > 0)
		return from + used;
	head = ru_when_role(t, at, RU_ROLE_ERA);
	if (head == 0 || ru_when_year_digits(t, at + head) == 0)
		head = ru_when_role(t, at, RU_ROLE_YEAR_HEAD);
	at += head;
	int first = ru_when_year_digits(t, at);

	if (first == 0)
		return 0;
	used = first % 10 == 0 ? decade_suffix(t, at + 1) : 0;
	/* "the 1990s", but "the 2024 budget" is the year alone */
	if (used == 0 && ru_when_role(t, i + from, RU_ROLE_THE) > 0)
		return 0;
	if (used > 0 && from == 0 && !ru_when_chained(t, at)) {
		w->shape = RU_WHEN_PERIOD;
		w->period = 'X';
		w->period_number = (int16_t)(first / 10);
		return at + 1 + used - i;
	}
	/* "1/1/2019" was read before; a slash in front belongs to a code */
	used = year_end(t, at + 1, first, from > 0, &last);
	if (from > 0 && used == 0)
		return 0;
	if (!is_year(t, at, used > 0 ? at + 1 + used : at + 1, head > 0) &&
	    !(used > 0 && !ru_when_chained(t, at) && first >= (from > 0 ? 1500 : 1800) && last <= 2100))
		return 0;
	w->shape = RU_WHEN_YEAR;
	w->at.year = (int16_t)first;
	if (used > 0) {
		w->range = true;
		w->to.year = (int16_t)last;
	}
	return at + 1 + used - i;
}

/* 1..4 in Roman digits, digits or as an ordinal: "IV", "2", "ketiga", "first", "Q3". */
static size_t quarter_number(const struct ru_value_text *t, size_t i, int *number)
{
	static const enum ru_role roles[] = {RU_ROLE_ROMAN1, RU_ROLE_ROMAN2, RU_ROLE_ROMAN3, RU_ROLE_ROMAN4};
	struct ru_value_number n;
	int32_t whole;

	for (int k = 0; k < 4; k++) {
		size_t used = ru_when_role(t, i, roles[k]);

		if (used > 0) {
			*number = k + 1;
			return used;
		}
	}
	if (!ru_value_number_at(t, i, false, &n) || !ru_value_number_whole(&n, &whole) || whole < 1 || whole > 4 ||
	    n.scaled || (!n.ordinal && n.spelled))
		return 0;
	*number = (int)whole;
	return n.used;
}

/* The year of a quarter, half or century: "IV-2024", "II 2024", "of 2025", "tahun 2025". */
static size_t period_year(const struct ru_value_text *t, size_t i, int16_t *year)
{
	size_t at = i;

	if (ru_value_char_at(t, at) == '-' || ru_value_char_at(t, at) == '/')
		at++;
	else
		at += ru_when_role(t, at, RU_ROLE_OF);
	at += ru_when_role(t, at, RU_ROLE_YEAR_HEAD);
	*year = (int16_t)ru_when_year_digits(t, at);
	return *year != 0 ? at + 1 - i : 0;
}

/* The number of a Roman numeral in capitals ("XVI"), 0 where the atom is none. */
static int32_t roman(struct ru_str s)
{
	static const char letters[] = "IVXLC";
	static const int32_t values[] = {1, 5, 10, 50, 100};
	int32_t sum = 0, before = 0;

	if (s.len == 0 || s.len > 6)
		return 0;
	for (size_t k = s.len; k-- > 0;) {
		const char *letter = memchr(letters, s.ptr[k], sizeof(letters) - 1);
		int32_t value = letter != NULL ? values[letter - letters] : 0;

		if (value == 0)
			return 0;
		sum += value < before ? -value : value;
		before = value > before ? value : before;
	}
	return sum;
}

static size_t century(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_value_number n;
	size_t head = ru_when_role(t, i, RU_ROLE_CENTURY), at = i + head, tail = 0;
	int32_t number;

	if (head == 0)
		at += ru_when_role(t, at, RU_ROLE_THE);
	number = head > 0 ? roman(ru_value_atom(t, at)) : 0;
	if (number > 0)
		n.used = 1;
	else if (!ru_value_number_at(t, at, false, &n) || !ru_value_number_whole(&n, &number))
		return 0;
	if (number < 1 || number > 30)
		return 0;
	at += n.used;
	if (head == 0) {
		tail = ru_when_role(t, at, RU_ROLE_CENTURY);
		if (tail == 0 || !n.ordinal)
			return 0;
	}
	w->shape = RU_WHEN_PERIOD;
	w->period = 'C';
	w->period_number = (int16_t)(number - 1);
	return at + tail - i;
}

/* "the summer of 2030", "musim gugur 2030", "last fall": a season is read with its year, a word that takes a time
 * before it, or one that says which; "fall" alone is no season. last, next: read by the caller. */
static size_t season(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	static const enum ru_role roles[] = {RU_ROLE_SEASON1, RU_ROLE_SEASON2, RU_ROLE_SEASON3, RU_ROLE_SEASON4};
	size_t at = i + ru_when_role(t, i, RU_ROLE_THE), used = 0, more;
	int16_t year = 0;
	int number = 0;

	while (number < 4 && used == 0)
		used = ru_when_role(t, at, roles[number++]);
	if (used == 0)
		return 0;
	at += used;
	more = period_year(t, at, &year);
	/* "in the spring", "last summer"; the caller has seen what stands before i */
	bool before = i > 0 && (led(t, i) || ru_when_role(t, i - 1, RU_ROLE_PAST_BEFORE) > 0 ||
	                        ru_when_role(t, i - 1, RU_ROLE_FUTURE_BEFORE) > 0 ||
	                        ru_when_role(t, i - 1, RU_ROLE_THIS_BEFORE) > 0);
	bool behind = ru_when_role(t, at, RU_ROLE_PAST) + ru_when_role(t, at, RU_ROLE_FUTURE) +
	                  ru_when_role(t, at, RU_ROLE_THIS) >
	              0;

	if (more == 0 && !before && !behind)
		return 0;
	w->shape = RU_WHEN_PERIOD;
	w->period = 'S';
	w->period_number = (int16_t)number;
	w->at.year = year;
	return at + more - i;
}

/* "the first half of last year", "the fourth quarter of this year". */
static size_t of_relative_year(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t of = ru_when_role(t, i, RU_ROLE_OF), used;
	struct ru_when year = RU_WHEN_EMPTY;

	if (of == 0 || (used = ru_when_relative(t, i + of, &year)) == 0 || !year.relative || year.unit != 'Y' ||
	    year.from_focus)
		return 0;
	w->relative = true;
	w->unit = 'Y';
	w->offset = year.offset;
	return of + used;
}

size_t ru_when_period(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	int number = 0;
	int16_t year = 0;
	size_t used, head, at = i;
	char period = 0;

	if (w->shape != RU_WHEN_NONE)
		return 0;
	if ((used = century(t, i, w)) > 0 || (used = season(t, i, w)) > 0)
		return used;
	if ((head = ru_when_role(t, at, RU_ROLE_QUARTER)) > 0)
		period = 'Q';
	else if ((head = ru_when_role(t, at, RU_ROLE_HALF)) > 0)
		period = 'H';
	if (head > 0 && (used = quarter_number(t, at + head, &number)) > 0) {
		at += head + used;
	} else {
		at = i + ru_when_role(t, i, RU_ROLE_THE);
		bool code = ru_value_glued(t, at + 1) && t->atoms.words[at].kind == RU_WORD_LETTERS;

		used = quarter_number(t, at, &number);
		at += used;
		if (used == 0)
			return 0;
		/* "third-quarter earnings" */
		if (ru_value_char_at(t, at) == '-' && ru_value_glued(t, at) && ru_value_glued(t, at + 1))
			at++;
		if ((head = ru_when_role(t, at, RU_ROLE_QUARTER)) > 0)
			period = 'Q';
		else if ((head = ru_when_role(t, at, RU_ROLE_HALF)) > 0)
			period = 'H';
		else if (code && used == 2)
			period = 'Q';
		else
			return 0;
		at += head;
	}
	used = period_year(t, at, &year);
	if (used == 0)
		used = of_relative_year(t, at, w);
	/* "the second half" of a match: a half without its year is none */
	if (number > (period == 'H' ? 2 : 4) || (used == 0 && period == 'H'))
		return 0;
	w->shape = RU_WHEN_PERIOD;
	w->period = period;
	w->period_number = (int16_t)number;
	w->at.year = year;
	return at + used - i;
}
