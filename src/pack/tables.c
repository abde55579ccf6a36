/* SPDX-License-Identifier: Apache-2.0 */
/* Every table that a pack may have: name, kind, columns (the first is the phrase). One row a line, in byte order of
 * the name; what the columns mean stands in docs/packs.md. The build reads this file too (tools/embed_packs.py). */
#include "pack/tables.h"

/* clang-format off */
const struct ru_table ru_tables[] = {
	{"abbreviations", RU_TABLE_PHRASES, {"phrase", "meaning"}},
	{"affixes", RU_TABLE_KEYS, {"affix", "restore", "level", "change"}},
	{"messages", RU_TABLE_KEYS, {"key", "text"}},
	{"pack", RU_TABLE_KEYS, {"key", "value"}},
	{"roots", RU_TABLE_WORDS, {"word"}},
	{"stems", RU_TABLE_KEYS, {"word", "stem"}},
	{"stopwords", RU_TABLE_PHRASES, {"phrase"}},
	{"weights", RU_TABLE_WORDS, {"word", "weight"}},
};
/* clang-format on */
const uint32_t ru_table_count = sizeof(ru_tables) / sizeof(ru_tables[0]);

uint32_t ru_table_find(struct ru_str name)
{
	uint32_t low = 0, high = ru_table_count;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		int order = ru_str_cmp(ru_str_from(ru_tables[mid].name), name);
		if (order == 0)
			return mid;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return RU_TABLE_NONE;
}

uint32_t ru_table_columns(const struct ru_table *table)
{
	uint32_t count = 0;
	while (count < RU_PACK_COLUMNS && table->column[count] != NULL)
		count++;
	return count;
}
