/* SPDX-License-Identifier: Apache-2.0 */
/* Look-up in a pack: phrases along the words of a text, keys, rarity. Every step is one look into a hash table. */
#include "pack/image.h"
#include "base/fetch.h"

int ru_lookup_make(struct ru_lookup *out, struct ru_str text, const struct ru_word *words, size_t count,
                   struct ru_arena *arena)
{
	uint64_t *hash = ru_arena_get_raw(arena, count, sizeof(*hash));
	if (hash == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < count; i++)
		hash[i] = ru_fold_hash(ru_str_cut(text, words[i].begin, words[i].end));
	*out = (struct ru_lookup){.text = text, .words = words, .hash = hash, .count = count};
	return 0;
}

uint32_t ru_pack_opening_at(const struct ru_pack *pack, uint64_t word_hash)
{
	uint32_t at;
	return pack != NULL && ru_index_get(&pack->opening, word_hash, &at) ? at : RU_PACK_NOTHING;
}

uint64_t ru_pack_opening_tables(const struct ru_pack *pack, uint32_t at)
{
	return at != RU_PACK_NOTHING ? RU_VEC_AT(&pack->openings, struct ru_pack_opening, at)->tables : 0;
}

uint64_t ru_pack_opening_longer(const struct ru_pack *pack, uint32_t at)
{
	uint64_t rest = ru_pack_opening_tables(pack, at), longer = 0;

	for (uint32_t k = 0; rest != 0; k++, rest &= rest - 1)
		if (pack->firsts[RU_VEC_AT(&pack->openings, struct ru_pack_opening, at)->at + k].more != 0)
			longer |= rest & (~rest + 1);
	return longer;
}

void ru_pack_expect(const struct ru_pack *pack, uint32_t at, bool steps)
{
	if (at != RU_PACK_NOTHING && !steps)
		ru_fetch(RU_VEC_AT(&pack->openings, struct ru_pack_opening, at));
	else if (at != RU_PACK_NOTHING)
		ru_fetch(&pack->firsts[RU_VEC_AT(&pack->openings, struct ru_pack_opening, at)->at]);
}

uint64_t ru_pack_opening(const struct ru_pack *pack, uint64_t word_hash)
{
	return ru_pack_opening_tables(pack, ru_pack_opening_at(pack, word_hash));
}

static const struct ru_pack_node *node_find(const struct ru_pack *pack, uint64_t step)
{
	uint32_t at;
	return ru_index_get(&pack->step, step, &at) ? RU_VEC_AT(&pack->node, struct ru_pack_node, at) : NULL;
}

const struct ru_entry *ru_pack_entry(const struct ru_pack *pack, uint32_t index)
{
	return index < pack->entry.len ? RU_VEC_AT(&pack->entry, struct ru_entry, index) : NULL;
}

static const struct ru_entry *entry_of(const struct ru_pack *pack, uint32_t table, uint32_t index)
{
	if (index >= pack->entry.len)
		return NULL;
	ru_pack_need(pack, table);
	return RU_VEC_AT(&pack->entry, struct ru_entry, index);
}

const struct ru_entry *ru_pack_entries(const struct ru_pack *pack, uint32_t table, size_t *count)
{
	*count = 0;
	if (pack == NULL || table >= ru_table_count || pack->count[table] == 0 ||
	    ru_tables[table].kind == RU_TABLE_WORDS)
		return NULL;
	*count = pack->count[table];
	ru_pack_need(pack, table);
	return ru_pack_entry(pack, pack->first[table]);
}

/* Where the first word of a phrase leads to; at once, where the text tells the number of its opening. */
static bool first_find(const struct ru_pack *pack, uint32_t table, const struct ru_lookup *text, size_t i,
                       struct ru_pack_first *out)
{
	for (unsigned p = 0; p < 2; p++) {
		if (text->first[p] == NULL || text->opened[p] != pack)
			continue;
		uint32_t number = text->first[p][i];
		if (number == RU_PACK_NOTHING)
			return false;
		const struct ru_pack_opening *opening = RU_VEC_AT(&pack->openings, struct ru_pack_opening, number);
		if ((opening->tables & ru_pack_table_bit(table)) == 0)
			return false;
		*out = pack->firsts[opening->at + ru_pack_rank(opening->tables, table)];
		return true;
	}
	const struct ru_pack_node *node = node_find(pack, ru_pack_step(ru_pack_start(table), text->hash[i]));
	if (node != NULL)
		*out = (struct ru_pack_first){node->entry, node->more};
	return node != NULL;
}

const struct ru_entry *ru_pack_find_at(const struct ru_pack *pack, uint32_t table, const struct ru_lookup *text,
                                       size_t i, size_t *used)
{
	struct ru_pack_first here;
	*used = 0;
	if (pack == NULL || table >= ru_table_count || pack->count[table] == 0 || i >= text->count)
		return NULL;
	if (!first_find(pack, table, text, i, &here))
		return NULL;
	uint32_t best = here.entry;
	*used = best != UINT32_MAX;
	if (!here.more || i + 1 == text->count)
		return entry_of(pack, table, best);
	uint64_t step = ru_pack_step(ru_pack_start(table), text->hash[i]);
	for (size_t at = i + 1; here.more && at < text->count; at++) {
		step = ru_pack_step(step, text->hash[at]);
		const struct ru_pack_node *node = ru_pack_maybe(pack->maybe_next, step) ? node_find(pack, step) : NULL;
		if (node == NULL)
			break;
		if (node->entry != UINT32_MAX) {
			best = node->entry;
			*used = at + 1 - i;
		}
		here.more = node->more;
	}
	return entry_of(pack, table, best);
}

const struct ru_entry *ru_pack_get(const struct ru_pack *pack, uint32_t table, struct ru_str phrase)
{
	if (pack == NULL || table >= ru_table_count || pack->count[table] == 0)
		return NULL;
	uint64_t step = ru_pack_start(table);
	const struct ru_pack_node *node = NULL;
	if (ru_tables[table].kind == RU_TABLE_KEYS || (ru_pack_letters(phrase) == phrase.len && phrase.len > 0)) {
		node = node_find(pack, ru_pack_step(step, ru_fold_hash(phrase)));
		return node != NULL ? entry_of(pack, table, node->entry) : NULL;
	}
	struct ru_word_cursor cursor;
	struct ru_word word;
	ru_word_cursor_init(&cursor, phrase);
	while (ru_word_cursor_next(&cursor, &word)) {
		step = ru_pack_step(step, ru_fold_hash(ru_str_cut(phrase, word.begin, word.end)));
		if ((node = node_find(pack, step)) == NULL)
			return NULL;
	}
	return node != NULL ? entry_of(pack, table, node->entry) : NULL;
}

uint16_t ru_pack_number(const struct ru_pack *pack, uint32_t table, uint64_t folded_hash)
{
	uint32_t value;
	if (pack == NULL || table >= ru_table_count || pack->count[table] == 0)
		return 0;
	return ru_index_get(&pack->word, ru_pack_step(ru_pack_start(table), folded_hash), &value) ? (uint16_t)value : 0;
}

bool ru_pack_is_stop(const struct ru_pack *pack, uint64_t folded_hash)
{
	if (pack == NULL)
		return false;
	const struct ru_pack_node *node = node_find(pack, ru_pack_step(pack->stops, folded_hash));
	return node != NULL && node->entry != UINT32_MAX;
}

enum { WEIGHT_DEFAULT = 900 }; /* a word in some 8,000: what a pack without the setting gets */

uint16_t ru_pack_weight(const struct ru_pack *pack, uint64_t folded_hash)
{
	if (pack == NULL)
		return WEIGHT_DEFAULT;
	return ru_pack_is_stop(pack, folded_hash) ? 0 : ru_pack_weight_of(pack, folded_hash);
}

uint16_t ru_pack_weight_of(const struct ru_pack *pack, uint64_t folded_hash)
{
	uint32_t value;
	if (ru_index_get(&pack->word, ru_pack_step(pack->weights, folded_hash), &value))
		return (uint16_t)value;
	return pack->weight_default != 0 ? pack->weight_default : WEIGHT_DEFAULT;
}
