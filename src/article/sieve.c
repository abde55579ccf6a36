/* SPDX-License-Identifier: Apache-2.0 */
/* What the sieve is made of: furniture phrases by their first two words, or by the one they are; see sieve.h. */
#include "article/sieve.h"

#include "pack/pack.h"
#include "text/fold.h"
#include "text/words.h"

static void put_bit(uint64_t *bits, size_t count, uint64_t hash)
{
	bits[hash / 64 % count] |= UINT64_C(1) << hash % 64;
}

static void put_phrase(struct ru_sieve *sieve, struct ru_str phrase)
{
	struct ru_word_cursor cursor;
	struct ru_word word;
	uint64_t hash[2];
	size_t count = 0;

	ru_word_cursor_init(&cursor, phrase);
	while (count < 2 && ru_word_cursor_next(&cursor, &word))
		hash[count++] = ru_fold_hash(ru_str_cut(phrase, word.begin, word.end));
	if (count == 1)
		put_bit(sieve->alone, RU_SIEVE_ALONE, hash[0]);
	else if (count == 2)
		put_bit(sieve->pairs, RU_SIEVE_PAIRS, ru_hash_mix(hash[0], hash[1]));
}

void ru_sieve_make(struct ru_sieve *out, const struct ru_packs *packs)
{
	uint32_t table = ru_table_find(RU_S("furniture"));

	memset(out, 0, sizeof(*out));
	for (size_t p = 0; p < ru_packs_count(packs); p++) {
		size_t count;
		const struct ru_entry *entry = ru_pack_entries(ru_packs_at(packs, p), table, &count);

		for (size_t k = 0; k < count; k++)
			put_phrase(out, entry[k].phrase);
	}
}
