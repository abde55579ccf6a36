/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers that count nothing: codes ("Nomor 11", "Pasal 5"), scores ("menang 3-1"), parts of names ("Boeing 737",
 * "COVID-19"), addresses, marks of a list, clock times without a word for them.
 *
 * Fed a segment and a number in it; looks at the atoms around it only. */
#include "facts/figures/figures.h"

static bool capital_word(const struct ru_segment *s, size_t i)
{
	return i < s->text.atoms.count && s->atoms[i].kind == RU_WORD_LETTERS &&
	       (s->atoms[i].flags & RU_WORD_CAPITAL) != 0;
}

/* A word that makes the number behind it a name: "Pasal 5", "No. 12", "Jalan Merdeka 17". */
bool ru_figure_behind_code(const struct ru_segment *s, size_t i)
{
	size_t at = i;

	char before = at > 0 ? ru_value_char_at(&s->text, at - 1) : 0;

	/* "No. 5", "RT-05", "ayat (1)" */
	if (before == '.' || before == '-' || before == '(')
		at--;
	if (at == 0 || (s->atoms[at].flags & RU_WORD_BREAK) != 0)
		return false;
	for (size_t back = 1; back <= 3 && back <= at; back++) {
		if (ru_figure_role(s, at - back, RU_COUNT_CODE) == back)
			return true;
	}
	/* "nomor punggung 10", "nomor urut 2" */
	if (at >= 2 && s->atoms[at - 1].kind == RU_WORD_LETTERS && ru_figure_role(s, at - 2, RU_COUNT_CODE_HEAD) == 1 &&
	    !ru_pack_is_stop(s->text.pack, s->hash[at - 1]))
		return true;
	for (size_t back = 1; back <= 4 && back <= at && capital_word(s, at - back); back++) {
		if (ru_figure_role(s, at - back, RU_COUNT_STREET) > 0)
			return true;
	}
	return false;
}

/* "3-1", "2-0", "89-89": two whole numbers around a dash that do not go up, or near a word of winning and losing. */
static bool is_score(const struct ru_segment *s, size_t i)
{
	unsigned width;
	const struct ru_value_text *t = &s->text;
	size_t left = i;

	if (i >= 2 && ru_value_char_at(t, i - 1) == '-' && ru_value_glued(t, i) &&
	    ru_value_integer_at(t, i - 2, 3, &width) >= 0)
		left = i - 2;
	int32_t a = ru_value_integer_at(t, left, 3, &width), b = ru_value_integer_at(t, left + 2, 3, &width);

	if (a < 0 || b < 0 || ru_value_char_at(t, left + 1) != '-' || !ru_value_glued(t, left + 1) ||
	    !ru_value_glued(t, left + 2))
		return false;
	if (a >= b)
		return true;
	for (size_t back = 1; back <= 5 && back <= left; back++) {
		if (ru_figure_role(s, left - back, RU_COUNT_SCORE) > 0)
			return true;
	}
	return false;
}

/* "1. Beras", "2) Gula" at the head of a block. */
static bool list_mark(const struct ru_segment *s, size_t i, size_t end)
{
	char c = ru_value_char_at(&s->text, end);

	return (s->atoms[i].flags & RU_WORD_BREAK) != 0 && (c == '.' || c == ')') && ru_value_glued(&s->text, end) &&
	       end + 1 < s->text.atoms.count && !ru_value_glued(&s->text, end + 1);
}

/* A word with a prefix or circumfix on its stem ("mendarat", "disiapkan"): likelier what is done than what is counted.
 */
bool ru_figure_is_derived(const struct ru_segment *s, size_t i)
{
	struct ru_str word = ru_value_atom(&s->text, i);

	if (word.len > 64)
		return false;
	ru_buf_clear(s->stem);
	ru_pack_stem(s->text.pack, word, s->stem);
	return ru_buf_status(s->stem) == RU_OK && s->stem->len > 0 &&
	       !ru_str_eq_nocase(ru_str_cut(word, 0, s->stem->len), ru_buf_str(s->stem));
}

/* "Boeing 737.", "Liga 1,": short plain digits behind a capital that is no head of a sentence, nothing counted behind
 * them. */
static bool part_of_name(const struct ru_segment *s, size_t i, size_t end, const struct ru_value_number *n)
{
	if (n->spelled || n->scaled || n->scale != 0 || n->mantissa > 9999 || i == 0 || !capital_word(s, i - 1) ||
	    (s->atoms[i].flags & RU_WORD_BREAK) != 0)
		return false;
	if (ru_when_sentence_start(&s->text, i - 1) && (i < 2 || !capital_word(s, i - 2)))
		return false;
	if (end >= s->text.atoms.count || (s->atoms[end].flags & RU_WORD_BREAK) != 0)
		return true;
	/* "Planet 9 citizen science", "HIV 2 drug": in a language with plurals more than one is counted in the plural
	 */
	if (ru_figure_noun_last(s) && n->mantissa != 1 && s->atoms[end].kind == RU_WORD_LETTERS &&
	    !ru_figure_is_plural(s, ru_figure_plural(s, end)))
		return true;
	return s->atoms[end].kind != RU_WORD_LETTERS || (s->atoms[end].flags & RU_WORD_CAPITAL) != 0 ||
	       ru_pack_is_stop(s->text.pack, s->hash[end]) || ru_figure_role(s, end, RU_COUNT_NOT_NOUN) > 0 ||
	       ru_figure_is_derived(s, end);
}

/* "16-18 Industrial Avenue": a house. */
static bool house_number(const struct ru_segment *s, size_t end)
{
	/* the end of "16-18" stands behind it */
	if (ru_value_char_at(&s->text, end) == '-' && ru_value_glued(&s->text, end) &&
	    ru_value_glued(&s->text, end + 1))
		end += 2;
	for (size_t at = end; at < end + 4 && capital_word(s, at) && (s->atoms[at].flags & RU_WORD_BREAK) == 0; at++) {
		if (at > end && ru_figure_role(s, at, RU_COUNT_STREET_BEHIND) > 0)
			return true;
	}
	return false;
}

/* "2019 review": four digits as a year has them, with nothing that measures. */
static bool like_year(const struct ru_segment *s, size_t i)
{
	int year = ru_when_year_digits(&s->text, i);

	return year >= 1900 && year < 2100;
}

/* "Kick Six": a number word with a capital behind another capital, outside headlines. */
static bool spelled_in_name(const struct ru_segment *s, size_t i, const struct ru_value_number *n)
{
	enum ru_block_kind kind = s->r->article->blocks[s->block].kind;

	return n->spelled && i > 0 && capital_word(s, i) && capital_word(s, i - 1) && kind != RU_BLOCK_HEADLINE &&
	       kind != RU_BLOCK_SUBHEAD && kind != RU_BLOCK_STANDFIRST && (s->atoms[i].flags & RU_WORD_BREAK) == 0;
}

bool ru_figure_misleads(const struct ru_segment *s, size_t i, size_t end, const struct ru_value_number *n, bool plain,
                        bool led)
{
	const struct ru_value_text *t = &s->text;
	char after = ru_value_char_at(t, end);

	if (!n->spelled && !led && ru_when_chained(t, i) &&
	    ru_value_hit_at(t, i - 1, RU_VALUE_CURRENCIES).entry == NULL && ru_value_char_at(t, i - 1) != '-' &&
	    ru_value_hit_at(t, i - 1, RU_VALUE_COMPARATORS).entry == NULL)
		return true;
	/* "COVID-19", "F-16": a letter before the hyphen; "Rp 400-450" and "28-30" have none */
	if (i >= 2 && ru_value_char_at(t, i - 1) == '-' && ru_value_glued(t, i) && ru_value_glued(t, i - 1) &&
	    s->atoms[i - 2].kind == RU_WORD_LETTERS && !n->ordinal && !led)
		return true;
	/* "12:30", "7/8"; "Rp5.000/kg" is a price */
	if (end + 1 < t->atoms.count && ru_value_glued(t, end) && (after == ':' || after == '/') &&
	    ru_value_glued(t, end + 1) && s->atoms[end + 1].kind == RU_WORD_NUMBER)
		return true;
	/* "0812-3456-7890": a range was read from its left end */
	if (i >= 2 && !n->spelled && ru_value_char_at(t, i - 1) == '-' && ru_value_glued(t, i) &&
	    ru_value_glued(t, i - 1) && s->atoms[i - 2].kind == RU_WORD_NUMBER)
		return true;
	if (i > 0 && ru_value_glued(t, i) &&
	    (ru_value_char_at(t, i - 1) == ':' || ru_value_char_at(t, i - 1) == '/' ||
	     ru_value_char_at(t, i - 1) == '#'))
		return true;
	/* "half-staff", "third-party" */
	if ((n->denominator > 1 || n->ordinal || (n->mantissa == 5 && n->scale == -1)) && n->spelled && after == '-' &&
	    ru_value_glued(t, end) && ru_value_glued(t, end + 1) && plain)
		return true;
	if (is_score(s, i))
		return true;
	return plain && (ru_figure_behind_code(s, i) || (!n->spelled && house_number(s, end)) || like_year(s, i) ||
	                 spelled_in_name(s, i, n) || list_mark(s, i, end) || part_of_name(s, i, end, n));
}
