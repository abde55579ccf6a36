/* SPDX-License-Identifier: Apache-2.0 */
/* Every table that a pack may have: name, kind, columns (the first is the phrase). One row a line, in byte order of
 * the name; what the columns mean stands in docs/packs.md. The build reads this file too (tools/embed_packs.py). */
#include "pack/inner.h"

/* clang-format off */
const struct ru_table ru_tables[] = {
	{"abbreviations", RU_TABLE_PHRASES, {"phrase", "meaning", "stop"}},
	{"affixes", RU_TABLE_KEYS, {"affix", "restore", "level", "change", "begins"}},
	{"agencies", RU_TABLE_PHRASES, {"phrase", "canonical", "kind", "host"}},
	{"author_paths", RU_TABLE_PHRASES, {"word", "kind"}},
	{"bylines", RU_TABLE_PHRASES, {"phrase", "role"}},
	{"clause_words", RU_TABLE_PHRASES, {"phrase", "class"}},
	{"clitics", RU_TABLE_PHRASES, {"phrase"}},
	{"comparators", RU_TABLE_PHRASES, {"phrase", "change", "place"}},
	{"credits", RU_TABLE_PHRASES, {"phrase", "role", "name"}},
	{"cue_nouns", RU_TABLE_PHRASES, {"phrase"}},
	{"cues", RU_TABLE_PHRASES, {"phrase", "order", "polarity", "rest"}},
	{"currencies", RU_TABLE_PHRASES, {"phrase", "code", "place"}},
	{"date_words", RU_TABLE_PHRASES, {"phrase", "role"}},
	{"dayparts", RU_TABLE_PHRASES, {"phrase", "part", "first", "last", "kind", "value"}},
	{"degrees", RU_TABLE_PHRASES, {"phrase"}},
	{"errors", RU_TABLE_KEYS, {"form", "text"}},
	{"examples", RU_TABLE_KEYS, {"kind", "text", "expected", "published"}},
	{"figure_words", RU_TABLE_PHRASES, {"phrase", "role", "value"}},
	{"furniture", RU_TABLE_PHRASES, {"phrase", "kind", "position"}},
	{"given_names", RU_TABLE_PHRASES, {"phrase"}},
	{"holidays", RU_TABLE_PHRASES, {"phrase", "rule", "kind"}},
	{"language_words", RU_TABLE_PHRASES, {"phrase", "votes"}},
	{"locatives", RU_TABLE_PHRASES, {"phrase", "kind"}},
	{"markup", RU_TABLE_PHRASES, {"words", "kind"}},
	{"media_heads", RU_TABLE_PHRASES, {"phrase", "kind", "place"}},
	{"messages", RU_TABLE_KEYS, {"key", "text"}},
	{"meta_names", RU_TABLE_KEYS, {"name", "key"}},
	{"months", RU_TABLE_PHRASES, {"phrase", "month", "kind"}},
	{"name_joiners", RU_TABLE_PHRASES, {"phrase"}},
	{"name_variants", RU_TABLE_PHRASES, {"phrase", "form"}},
	{"name_words", RU_TABLE_WORDS, {"word", "number"}},
	{"negation", RU_TABLE_PHRASES, {"phrase"}},
	{"not_names", RU_TABLE_PHRASES, {"phrase", "kind"}},
	{"numbers", RU_TABLE_PHRASES, {"phrase", "value", "kind"}},
	{"org_heads", RU_TABLE_PHRASES, {"phrase", "place"}},
	{"org_joiners", RU_TABLE_PHRASES, {"phrase"}},
	{"organisations", RU_TABLE_PHRASES, {"phrase"}},
	{"pack", RU_TABLE_KEYS, {"key", "value"}},
	{"page_words", RU_TABLE_PHRASES, {"phrase"}},
	{"place_heads", RU_TABLE_PHRASES, {"phrase", "place"}},
	{"places", RU_TABLE_PHRASES, {"phrase", "form", "kind"}},
	{"pronouns", RU_TABLE_PHRASES, {"phrase", "kind"}},
	{"relative", RU_TABLE_PHRASES, {"phrase", "unit", "offset", "part", "from"}},
	{"report_nouns", RU_TABLE_PHRASES, {"phrase", "takes", "polarity"}},
	{"roots", RU_TABLE_WORDS, {"word"}},
	{"scripts", RU_TABLE_KEYS, {"range", "language", "unless"}},
	{"stamp_words", RU_TABLE_PHRASES, {"phrase", "role"}},
	{"stems", RU_TABLE_KEYS, {"word", "stem"}},
	{"stopwords", RU_TABLE_PHRASES, {"phrase"}},
	{"thing_heads", RU_TABLE_PHRASES, {"phrase"}},
	{"time_units", RU_TABLE_PHRASES, {"phrase", "unit", "kind"}},
	{"titles", RU_TABLE_PHRASES, {"phrase", "kind"}},
	{"units", RU_TABLE_PHRASES, {"phrase", "code", "kind"}},
	{"verb_forms", RU_TABLE_KEYS, {"word", "base", "forms"}},
	{"verbs", RU_TABLE_PHRASES, {"phrase", "takes", "polarity"}},
	{"weekdays", RU_TABLE_PHRASES, {"phrase", "weekday", "kind"}},
	{"weights", RU_TABLE_WORDS, {"word", "weight"}},
	{"word_ends", RU_TABLE_KEYS, {"letters", "role"}},
	{"zones", RU_TABLE_PHRASES, {"phrase", "minutes"}},
};
/* clang-format on */
_Static_assert(sizeof(ru_tables) / sizeof(ru_tables[0]) <= RU_PACK_TABLES_MOST, "a table has a bit of its own");
const uint32_t ru_table_count = sizeof(ru_tables) / sizeof(ru_tables[0]);

/* Eight letters as a number that is larger where they stand behind in the order of bytes. */
static uint64_t order_of(const char *letters)
{
	const unsigned char *p = (const unsigned char *)letters;

	return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 | (uint64_t)p[3] << 32 |
	       (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 | (uint64_t)p[6] << 8 | (uint64_t)p[7];
}

/* Nobody can guess which half of the tables a name is in: no step depends on it by a branch. */
uint32_t ru_table_find(struct ru_str name)
{
	char letters[RU_TABLE_NAME] = {0};
	uint32_t at = 0;

	if (name.len >= sizeof(letters))
		return RU_TABLE_NONE;
	if (name.len > 0)
		memcpy(letters, name.ptr, name.len);
	const uint64_t first = order_of(letters), second = order_of(letters + 8);
	for (uint32_t left = ru_table_count, half; left > 1; left -= half) {
		half = left / 2;
		const char *other = ru_tables[at + half].name;
		const uint64_t other_first = order_of(other), other_second = order_of(other + 8);
		const bool behind = (first > other_first) | ((first == other_first) & (second >= other_second));
		at += half * behind;
	}
	return memcmp(ru_tables[at].name, letters, sizeof(letters)) == 0 ? at : RU_TABLE_NONE;
}

uint32_t ru_table_columns(const struct ru_table *table)
{
	uint32_t count = 0;
	while (count < RU_PACK_COLUMNS && table->column[count] != NULL)
		count++;
	return count;
}
