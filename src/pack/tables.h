/* SPDX-License-Identifier: Apache-2.0 */
/* Every table that a pack may have, with its columns. Private to pack/. */
#ifndef RU_PACK_TABLES_H
#define RU_PACK_TABLES_H

#include "pack/pack.h"

enum ru_table_kind {
	RU_TABLE_PHRASES, /* column 0 is cut into words and found in texts */
	RU_TABLE_KEYS,    /* column 0 is one key, found as a whole */
	RU_TABLE_WORDS    /* one word and at most one number a line; only asked for by hash, no entries are kept */
};

enum { RU_TABLE_NAME = 16 };

struct ru_table {
	char name[RU_TABLE_NAME]; /* 0 behind it */
	enum ru_table_kind kind;
	const char *column[RU_PACK_COLUMNS + 1]; /* column[0] names the phrase; NULL behind the last */
};

extern const struct ru_table ru_tables[];
extern const uint32_t ru_table_count;
uint32_t ru_table_columns(const struct ru_table *table);

#endif
