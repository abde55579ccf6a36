/* SPDX-License-Identifier: Apache-2.0 */
/* A text as the value readers see it: atoms and, for each, the entries of the value tables that begin there.
 *
 * Atoms are finer than words: "Rp65" is two, "three-day" three, "28th" two, "2,5" one, "14.01.2025" one; a doubled word
 * ("kira-kira") stays whole. Phrases of the value tables that hold a hyphen or an apostrophe are therefore written with
 * blanks around it. Private to values/ and facts/. */
#ifndef RU_VALUES_TEXT_H
#define RU_VALUES_TEXT_H

#include "values/roles.h"

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
	RU_VALUE_HOLIDAYS,
	RU_VALUE_DATE_TABLES, /* those before this are all that dates need */
	RU_VALUE_UNITS = RU_VALUE_DATE_TABLES,
	RU_VALUE_CURRENCIES,
	RU_VALUE_COMPARATORS,
	RU_VALUE_FIGURE_WORDS,
	RU_VALUE_TABLES
};

/* What is known of a row of hits at once, a bit each. */
enum ru_value_set {
	RU_VALUE_DATE_ROLES,
	RU_VALUE_FIGURE_ROLES,
	RU_VALUE_HIT_TABLES, /* enum ru_value_table: those that have an entry there */
	RU_VALUE_SETS
};

struct ru_value_hit {
	const struct ru_entry *entry; /* NULL: none */
	uint32_t used;                /* atoms */
};

struct ru_value_memory;

struct ru_value_text {
	const struct ru_pack *pack;
	struct ru_lookup atoms;          /* kinds and flags as in text/words.h */
	const struct ru_value_hit *hits; /* [row[atom] * RU_VALUE_TABLES + table]; row 0 is that of atoms without any */
	const uint16_t *row;
	const uint64_t *sets;           /* RU_VALUE_SETS for each row */
	char decimal, group;            /* "," and "." in Indonesian */
	bool month_first;               /* 11/1/2024 is November first */
	struct ru_value_memory *memory; /* or NULL */
};

/* Cut text[begin, end) into at most max atoms, hashes included; returns how many. A stretch beyond max is not read. */
size_t ru_atoms_cut(struct ru_str text, size_t begin, size_t end, struct ru_word *atoms, uint64_t *hash, size_t max);

/* The same for words [first, last) of a text that was looked up before, with first and opening of room: atoms that are
 * such words take over hash and opening, the others get theirs from the pack, which is opened[0] of the text. */
struct ru_value_room;
size_t ru_atoms_of_words(const struct ru_lookup *words, size_t first, size_t last, const struct ru_pack *pack,
                         struct ru_word *atoms, uint64_t *hash, const struct ru_value_room *room, size_t max);

/* Caller's storage for the hits of count atoms: rows of RU_VALUE_TABLES hits, one more than atoms, and a row number for
 * each atom. count is below 65535. */
struct ru_value_room {
	struct ru_value_hit *hits;
	uint16_t *row;
	uint64_t *sets;    /* RU_VALUE_SETS for each row of hits */
	uint32_t *first;   /* per atom as in struct ru_lookup, or NULL: then it is looked up */
	uint64_t *opening; /* with first: tables that may have a phrase which begins with the atom */
	/* Kept from text to text, where the same words come again; or NULL. Then hits and sets are its own, and no
	 * text has more than RU_VALUE_ATOMS. */
	struct ru_value_memory *memory;
};

enum { RU_VALUE_ATOMS = 512 };

/* What texts leave for those after them; packs stay as they are for as long. Zeros at first but for hits and sets,
 * which may hold anything. One thread at a time. */
size_t ru_value_memory_bytes(void);
size_t ru_value_memory_zeros(void); /* the bytes in front that are to be zeros */
void ru_value_memory_use(struct ru_value_memory *memory, struct ru_value_room *room);

/* The numbers of the tables, the same in every pack: the first `tables` of them, RU_TABLE_NONE for others. */
struct ru_value_numbers {
	uint32_t table[RU_VALUE_TABLES];
	uint32_t settings;
};
void ru_value_numbers_find(struct ru_value_numbers *out, unsigned tables);
/* Whether the pack writes the month before the day in figures. */
bool ru_value_month_first(const struct ru_pack *pack, const struct ru_value_numbers *numbers);

/* What the readers of values ask a pack for, the same for all its texts. */
struct ru_value_tables {
	const struct ru_pack *pack;
	uint32_t table[RU_VALUE_TABLES]; /* RU_TABLE_NONE behind the first `tables` */
	uint64_t bit[RU_VALUE_TABLES];   /* of each as in ru_pack_table_bit(), 0 for none */
	uint64_t wanted;                 /* all of them */
	char decimal, group;
	bool month_first;
};
/* The first `tables` tables of the pack, its separators and date order. */
void ru_value_tables_find(struct ru_value_tables *out, const struct ru_pack *pack, unsigned tables);
/* The same, where the numbers are known. */
void ru_value_tables_take(struct ru_value_tables *out, const struct ru_pack *pack,
                          const struct ru_value_numbers *numbers);
/* The same, as they are kept from text to text. */
const struct ru_value_tables *ru_value_tables_kept(struct ru_value_memory *memory, const struct ru_pack *pack,
                                                   unsigned tables);

/* Set pack, separators and date order, and find the hits of count atoms. */
void ru_value_text_fill(struct ru_value_text *out, const struct ru_value_tables *tables, struct ru_str text,
                        const struct ru_word *atoms, const uint64_t *hash, size_t count,
                        const struct ru_value_room *room);

/* The hit of the table at atom i; entry NULL beyond the end. */
static inline struct ru_value_hit ru_value_hit_at(const struct ru_value_text *t, size_t i, enum ru_value_table table)
{
	if (i >= t->atoms.count)
		return (struct ru_value_hit){NULL, 0};
	return t->hits[(size_t)t->row[i] * RU_VALUE_TABLES + table];
}

/* A set of atom i; 0 where no entry begins there. */
static inline uint64_t ru_value_set_at(const struct ru_value_text *t, size_t i, enum ru_value_set set)
{
	return t->row[i] != 0 ? t->sets[RU_VALUE_SETS * (size_t)t->row[i] + set] : 0;
}

/* Whether no entry of any table begins at atom i. */
static inline bool ru_value_plain(const struct ru_value_text *t, size_t i) { return t->row[i] == 0; }

/* Atoms used by the phrase of date_words or figure_words that begins at atom i, if it has the role; else 0. */
static inline size_t ru_value_role(const struct ru_value_text *t, size_t i, enum ru_role role)
{
	if (i >= t->atoms.count || t->row[i] == 0)
		return 0;
	unsigned figures = (unsigned)role >= RU_ROLES_A_TABLE;
	size_t row = t->row[i];

	if ((t->sets[RU_VALUE_SETS * row + figures] >> (role % RU_ROLES_A_TABLE) & 1) == 0)
		return 0;
	return t->hits[row * RU_VALUE_TABLES + (figures ? RU_VALUE_FIGURE_WORDS : RU_VALUE_DATE_WORDS)].used;
}

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
