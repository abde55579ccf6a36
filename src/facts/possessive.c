/* SPDX-License-Identifier: Apache-2.0 */
/* Possessive endings: "Brown's" is known by the hash of "Brown", and its ending belongs to no name.
 *
 * Fed the words with their hashes, before a pack is asked about them; gives r->ending and changes the hashes. A word
 * that the pack knows as it stands ("McDonald's") or whose rest is a word of grammar ("It's") stays whole. Linear. */
#include "facts/reading.h"
#include "text/fold.h"

/* Bytes of the ending of the word, 0 where it has none. */
static uint8_t ending_of(struct ru_str word, struct ru_str endings)
{
	struct ru_str ending;

	while (endings.len > 0 && ru_str_split(&endings, ' ', &ending)) {
		if (word.len > ending.len + 1 && ru_str_ends(word, ending))
			return (uint8_t)ending.len;
	}
	return 0;
}

int ru_facts_possessives(struct ru_reading *r, uint64_t *hash)
{
	const struct ru_entry *e = ru_pack_get(r->pack, ru_table_find(RU_S("pack")), RU_S("possessive"));

	if (e == NULL || e->col[1].len == 0)
		return RU_OK;
	r->ending = ru_arena_get(r->arena, r->word_count, sizeof(*r->ending));
	if (r->ending == NULL)
		return RU_ENOMEM;
	char last = e->col[1].ptr[e->col[1].len - 1];
	for (uint32_t i = 0; i < r->word_count; i++) {
		const struct ru_word *w = &r->words[i];
		if (r->article->text.ptr[w->end - 1] != last || w->kind != RU_WORD_LETTERS ||
		    (w->flags & RU_WORD_CAPITAL) == 0)
			continue;
		struct ru_str word = ru_str_cut(r->article->text, w->begin, w->end);
		uint8_t cut = ending_of(word, e->col[1]);
		if (cut == 0 || ru_pack_opening(r->pack, hash[i]) != 0)
			continue;
		uint64_t rest = ru_fold_hash(ru_str_cut(word, 0, word.len - cut));
		if (ru_pack_is_stop(r->pack, rest))
			continue;
		r->ending[i] = cut;
		hash[i] = rest;
	}
	return RU_OK;
}
