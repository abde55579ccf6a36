/* SPDX-License-Identifier: Apache-2.0 */
/* What is kept from text to text of the values asked for, since the same words come again. Private to values/. */
#ifndef RU_VALUES_MEMORY_H
#define RU_VALUES_MEMORY_H

#include "values/number.h"

enum { RU_KNOWN_ROLES = 1024, RU_KNOWN_WORDS = 512 };

struct ru_known_roles {
	const struct ru_entry *entry;
	uint64_t roles;
};

/* A word with a row that stays: its phrases of one word. */
struct ru_known_word {
	const struct ru_pack *pack; /* NULL: none */
	uint64_t wanted, longer;    /* tables; longer: those where phrases of several words begin with it */
	uint64_t text;              /* the last that has it: its row is not given to another word meanwhile */
	uint32_t first;
	bool hits; /* the row is not empty */
};

/* The number at an atom of a text. */
struct ru_value_asked {
	uint64_t text;
	bool found;
	struct ru_value_number number;
};

/* Rows are: that of atoms without any hit, those of the words known, those of the text at hand. */
struct ru_value_memory {
	uint64_t texts;
	struct ru_value_tables tables; /* those that were asked for last, and how many they are */
	unsigned table_count;
	struct ru_known_roles roles[RU_KNOWN_ROLES];
	struct ru_known_word words[RU_KNOWN_WORDS];
	struct ru_value_asked asked[RU_VALUE_ATOMS];
	uint64_t sets[RU_VALUE_SETS * (1 + RU_KNOWN_WORDS + RU_VALUE_ATOMS)];
	struct ru_value_hit hits[RU_VALUE_TABLES * (1 + RU_KNOWN_WORDS + RU_VALUE_ATOMS)];
};

#endif
