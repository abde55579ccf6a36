/* SPDX-License-Identifier: Apache-2.0 */
/* Degrees behind a person's name: "Ratna Wirasti, S.H., M.Hum.", "Hannah Brown, Ph.D.". They belong to the name as a
 * title does, name nobody themselves, and their commas part nothing.
 *
 * Known by the table degrees, and by their shape: short parts with capitals and stops between them, with a mark or a
 * reporting cue behind. Looks at a bounded number of words. */
#include "facts/reading.h"

enum { DEGREES = 6, PARTS = 4, PART_BYTES = 5 };

static char byte_of(const struct ru_reading *r, uint32_t i) { return r->article->text.ptr[r->words[i].begin]; }

static bool is_stop(const struct ru_reading *r, uint32_t i)
{
	return i < r->word_count && r->words[i].kind == RU_WORD_PUNCT && byte_of(r, i) == '.' &&
	       r->words[i].end == r->words[i].begin + 1 && (r->words[i].flags & RU_WORD_SPACE) == 0;
}

/* The word behind what the packs list at word i, or i. */
static uint32_t listed(const struct ru_reading *r, uint32_t i)
{
	uint32_t table = ru_table_find(RU_S("degrees"));
	const struct ru_pack *packs[2] = {r->pack, r->all};

	for (size_t p = 0; p < 2 && table != RU_TABLE_NONE; p++) {
		size_t used = 0;
		if ((r->words[i].flags & RU_WORD_CAPITAL) != 0 &&
		    ru_pack_at(packs[p], table, &r->text, i, &used) != NULL)
			return i + (uint32_t)used + (is_stop(r, i + (uint32_t)used) ? 1u : 0u);
	}
	return i;
}

/* The word behind parts like those of "S.Sos." or "M.D.", or i: "U.N. envoy" is none. */
static uint32_t shaped(const struct ru_reading *r, uint32_t i)
{
	uint32_t k = i, parts = 0, cues = ru_table_find(RU_S("cues"));
	size_t used = 0;

	while (k < r->word_count && parts < PARTS && r->words[k].kind == RU_WORD_LETTERS &&
	       r->words[k].end - r->words[k].begin <= PART_BYTES && (r->words[k].flags & RU_WORD_CAPITAL) != 0 &&
	       (parts == 0 || (r->words[k].flags & (RU_WORD_SPACE | RU_WORD_BREAK)) == 0)) {
		parts++;
		k++;
		if (!is_stop(r, k))
			break;
		k++;
	}
	if (parts < 2)
		return i;
	if (k >= r->word_count || r->sentence_of[k] != r->sentence_of[i] || r->words[k].kind == RU_WORD_PUNCT)
		return k;
	return cues != RU_TABLE_NONE && ru_pack_at(r->pack, cues, &r->text, k, &used) != NULL ? k : i;
}

uint32_t ru_degrees_end(const struct ru_reading *r, uint32_t i)
{
	uint32_t end = i;

	for (uint32_t n = 0; n < DEGREES && i + 1 < r->word_count && i > 0; n++) {
		uint32_t k = i, next;
		if (byte_of(r, i) == ',' && r->words[i].kind == RU_WORD_PUNCT)
			k++;
		else if (n == 0)
			break;
		if (r->sentence_of[k] != r->sentence_of[i - 1])
			break;
		next = listed(r, k);
		if (next == k)
			next = shaped(r, k);
		if (next == k)
			break;
		end = i = next;
	}
	return end;
}
