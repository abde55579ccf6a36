/* SPDX-License-Identifier: Apache-2.0 */
/* Exact numbers read from atoms. Private to values/ and facts/; the word-level entrance is ru_number_at in values.h. */
#ifndef RU_VALUES_NUMBER_H
#define RU_VALUES_NUMBER_H

#include "base/alloc.h"
#include "values/text.h"

/* mantissa * 10^scale / denominator. */
struct ru_value_number {
	int64_t mantissa;
	int16_t scale;
	int16_t denominator; /* 1 unless a fraction without a finite decimal */
	uint32_t used;       /* atoms */
	bool spelled, vague, ordinal, collective;
	uint8_t zeros; /* of the scale behind digits: 9 for "miliar" */
	bool about;    /* its scale says that it is about so many: "180 jutaan" */
	bool scaled;   /* a scale word or letter belongs to it: "3,5 juta" */
};

/* The number that begins at atom i. money: a currency stands before it ("$5m" is five million). False where there is
 * none. */
bool ru_value_number_at(const struct ru_value_text *t, size_t i, bool money, struct ru_value_number *out);
/* The digits of atom i alone, by the separators; false for "14.01.2025", "007" and the like. */
bool ru_value_digits(const struct ru_value_text *t, size_t i, struct ru_value_number *out);
/* "x 10^8", "x 10-3" behind n, from atom i on: shifts n; the atoms used, 0 where there is none. */
size_t ru_value_power_of_ten(const struct ru_value_text *t, size_t i, struct ru_value_number *n);
/* Multiply by 10^by; false on overflow of the scale. */
bool ru_value_number_shift(struct ru_value_number *n, int by);

/* "10000", "3.5", "2/3". */
int ru_value_number_print(const struct ru_value_number *n, struct ru_arena *arena, struct ru_str *out) RU_MUST_CHECK;
/* The same, behind what the pen has written; at most 100 bytes. */
struct ru_pen;
void ru_value_number_put(const struct ru_value_number *n, struct ru_pen *pen);
/* value * 1000, saturated, towards zero. */
int64_t ru_value_number_milli(const struct ru_value_number *n);
/* Whether it is a whole number that fits, and which. */
bool ru_value_number_whole(const struct ru_value_number *n, int32_t *out);

/* The row of the numbers table at atom i that is of this kind, or NULL: most atoms have none of any kind. */
const struct ru_entry *ru_value_number_find(const struct ru_value_text *t, struct ru_value_hit hit, struct ru_str kind,
                                            size_t *used);
static inline const struct ru_entry *ru_value_number_word(const struct ru_value_text *t, size_t i, struct ru_str kind,
                                                          size_t *used)
{
	struct ru_value_hit hit = ru_value_hit_at(t, i, RU_VALUE_NUMBERS);

	return hit.entry != NULL ? ru_value_number_find(t, hit, kind, used) : NULL;
}
/* Whether a number can begin at atom i at all: with digits, a full stop before them, a number word, or a word that
 * makes an ordinal of the digits behind it. */
static inline bool ru_value_number_begins(const struct ru_value_text *t, size_t i)
{
	if (t->atoms.words[i].kind == RU_WORD_NUMBER || ru_value_hit_at(t, i, RU_VALUE_NUMBERS).entry != NULL)
		return true;
	return ru_value_char_at(t, i) == '.' || ru_value_role(t, i, RU_ROLE_ORDINAL) > 0;
}

#endif
