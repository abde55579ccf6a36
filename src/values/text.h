/* SPDX-License-Identifier: Apache-2.0 */
/* A text as the value readers see it: atoms and, for each, the entries of the value tables that begin there.
 *
 * Atoms are finer than words: "Rp65" is two, "three-day" three, "28th" two, "2,5" one, "14.01.2025" one; a doubled word
 * ("kira-kira") stays whole. Phrases of the value tables that hold a hyphen or an apostrophe are therefore written with
 * blanks around it. Private to values/ and facts/. */
#ifndef RU_VALUES_TEXT_H
#define RU_VALUES_TEXT_H

#include "pack/pack.h"

/* The tables of a pack that dates and figures read. Order of enum and of the names in text.c is the same. */
enum ru_value_table {
	RU_VALUE_MONTHS,
	RU_VALUE_WEEKDAYS,
	RU_VALUE_DAYPARTS,
	RU_VALUE_RELATIVE,
	RU_VALUE_DATE_WORDS,
	RU_VALUE_TIME_UNITS,
	RU_VALUE_ZONES,
	RU_VALUE_NUMBERS,
	RU_VALUE_DATE_TABLES, /* those before this are all that dates need */
	RU_VALUE_UNITS = RU_VALUE_DATE_TABLES,
	RU_VALUE_CURRENCIES,
	RU_VALUE_COMPARATORS,
	RU_VALUE_FIGURE_WORDS,
	RU_VALUE_TABLES
};

struct ru_value_hit {
	const struct ru_entry *entry; /* NULL: none */
	uint32_t used;                /* atoms */
};

struct ru_value_text {
	const struct ru_pack *pack;
	struct ru_lookup atoms;          /* kinds and flags as in text/words.h */
	const struct ru_value_hit *hits; /* [atom * RU_VALUE_TABLES + table] */
	char decimal, group;             /* "," and "." in Indonesian */
	bool month_first;                /* 11/1/2024 is November first */
};

/* Cut text[begin, end) into at most max atoms, hashes included; returns how many. A stretch beyond max is not read. */
size_t ru_atoms_cut(struct ru_str text, size_t begin, size_t end, struct ru_word *atoms, uint64_t *hash, size_t max);

/* Whether the pack writes the month before the day in figures. */
bool ru_value_month_first(const struct ru_pack *pack);
/* Set pack, separators and date order, and find the hits of count atoms for the first `tables` tables. hits has room
 * for count * RU_VALUE_TABLES. */
void ru_value_text_fill(struct ru_value_text *out, const struct ru_pack *pack, struct ru_str text,
                        const struct ru_word *atoms, const uint64_t *hash, size_t count, struct ru_value_hit *hits,
                        unsigned tables);

/* The hit of the table at atom i; entry NULL beyond the end. */
static inline struct ru_value_hit ru_value_hit_at(const struct ru_value_text *t, size_t i, enum ru_value_table table)
{
	if (i >= t->atoms.count)
		return (struct ru_value_hit){NULL, 0};
	return t->hits[i * RU_VALUE_TABLES + table];
}

/* Atoms used by a phrase of the table whose column 1 is role, at atom i; 0 where there is none. */
size_t ru_value_role_at(const struct ru_value_text *t, size_t i, enum ru_value_table table, struct ru_str role);

/* The one ASCII character at atom i, or 0 where the atom is longer or none. */
static inline char ru_value_char_at(const struct ru_value_text *t, size_t i)
{
	if (i >= t->atoms.count || t->atoms.words[i].end - t->atoms.words[i].begin != 1)
		return 0;
	return t->atoms.text.ptr[t->atoms.words[i].begin];
}

static inline struct ru_str ru_value_atom(const struct ru_value_text *t, size_t i)
{
	if (i >= t->atoms.count)
		return (struct ru_str){NULL, 0};
	return ru_str_cut(t->atoms.text, t->atoms.words[i].begin, t->atoms.words[i].end);
}

/* True where nothing stands between atoms i - 1 and i. */
static inline bool ru_value_glued(const struct ru_value_text *t, size_t i)
{
	return i > 0 && i < t->atoms.count && t->atoms.words[i - 1].end == t->atoms.words[i].begin;
}

/* The whole number of 1 to max digits that is atom i; -1 where it is none. *width is the count of digits. */
int32_t ru_value_integer_at(const struct ru_value_text *t, size_t i, unsigned max, unsigned *width);

#endif
