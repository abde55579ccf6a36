/* SPDX-License-Identifier: Apache-2.0 */
/* The packs that the build has loaded are those that the program reads from their folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pack/inner.h"

struct both {
	struct ru_packs *built, *read;
	const struct ru_pack *a, *b; /* one of each */
};

static void open_both(struct both *both)
{
	const char *dirs[] = {PACKS};
	assert_int_equal(ru_packs_new(&both->built, NULL, 0, ru_alloc_default(), NULL), 0);
	assert_int_equal(ru_packs_new(&both->read, dirs, 1, ru_alloc_default(), NULL), 0);
	assert_int_equal(ru_packs_count(both->built), ru_packs_count(both->read));
}

static void close_both(const struct both *both)
{
	ru_packs_free(both->built);
	ru_packs_free(both->read);
}

static bool same_entry(const struct ru_entry *a, const struct ru_entry *b)
{
	for (int k = 0; k < RU_PACK_COLUMNS; k++)
		if (!ru_str_eq(a->col[k], b->col[k]))
			return false;
	return ru_str_eq(a->phrase, b->phrase) && ru_str_eq(a->folded, b->folded) && a->table == b->table &&
	       a->line == b->line && a->words == b->words;
}

static void entries_are_the_same(void **state)
{
	struct both both;
	const uint32_t examples = ru_table_find(RU_S("examples")); /* are not in the program */
	(void)state;
	open_both(&both);
	for (size_t p = 0; p < ru_packs_count(both.built); p++) {
		both.a = ru_packs_at(both.built, p);
		both.b = ru_packs_at(both.read, p);
		assert_true(ru_str_eq(ru_pack_tag(both.a), ru_pack_tag(both.b)));
		for (uint32_t table = 0; table < ru_table_count; table++) {
			size_t count, other;
			const struct ru_entry *a = ru_pack_entries(both.a, table, &count);
			const struct ru_entry *b = ru_pack_entries(both.b, table, &other);
			for (size_t i = 0; i < count && table != examples; i++) {
				const struct ru_entry *x = ru_pack_get(both.a, table, a[i].phrase);
				const struct ru_entry *y = ru_pack_get(both.b, table, a[i].phrase);
				assert_true(same_entry(&a[i], &b[i]));
				for (; x != NULL && y != NULL;
				     x = ru_pack_entry(both.a, x->next), y = ru_pack_entry(both.b, y->next))
					assert_true(same_entry(x, y));
				assert_true(x == NULL && y == NULL);
			}
			assert_true(table == examples || count == other);
		}
	}
	close_both(&both);
}

static void words_weigh_the_same(void **state)
{
	struct both both;
	(void)state;
	open_both(&both);
	for (size_t p = 0; p < ru_packs_count(both.built); p++) {
		both.a = ru_packs_at(both.built, p);
		both.b = ru_packs_at(both.read, p);
		const struct ru_index *index = &both.b->word;
		assert_int_equal(both.a->word.len, index->len);
		for (size_t i = 0; i < index->cap; i++) {
			uint32_t value;
			if (index->tag[i] == 0)
				continue;
			assert_true(ru_index_get(&both.a->word, ru_index_key(&index->slot[i]), &value));
			assert_int_equal(value, index->slot[i].value);
		}
		size_t count;
		const struct ru_entry *word = ru_pack_entries(both.a, ru_table_find(RU_S("language_words")), &count);
		for (size_t i = 0; i < count; i++) {
			uint64_t hash = ru_fold_hash(word[i].phrase);
			struct ru_word_uses a = ru_packs_uses(both.built, hash), b = ru_packs_uses(both.read, hash);
			assert_true(a.opens == b.opens && a.stops == b.stops);
			assert_true(ru_pack_stem_hash(both.a, word[i].phrase) ==
			            ru_pack_stem_hash(both.b, word[i].phrase));
			assert_int_equal(ru_pack_weight(both.a, hash), ru_pack_weight(both.b, hash));
		}
	}
	close_both(&both);
}

static void models_and_messages_are_the_same(void **state)
{
	struct both both;
	static const char *const models[] = {"names.model", "language.model", "blocks.model"};
	(void)state;
	open_both(&both);
	for (size_t p = 0; p < ru_packs_count(both.built); p++)
		for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++)
			assert_true(ru_str_eq(ru_pack_blob(ru_packs_at(both.built, p), ru_str_from(models[i])),
			                      ru_pack_blob(ru_packs_at(both.read, p), ru_str_from(models[i]))));
	assert_true(ru_str_eq(ru_packs_message(both.built, RU_S("id"), RU_S("usage")),
	                      ru_packs_message(both.read, RU_S("id"), RU_S("usage"))));
	close_both(&both);
}

struct asking {
	const struct ru_pack *pack;
	size_t found[64];
};

static int ask(void *ctx, size_t index, unsigned worker)
{
	struct asking *asking = ctx;
	(void)worker;
	for (uint32_t table = 0; table < ru_table_count; table++) {
		size_t count;
		const struct ru_entry *entry = ru_pack_entries(asking->pack, table, &count);
		for (size_t i = 0; i < count; i++)
			asking->found[index] += entry[i].phrase.len;
	}
	return 0;
}

static void many_may_ask_first(void **state)
{
	struct both both;
	(void)state;
	open_both(&both);
	struct asking asking = {.pack = ru_packs_find(both.built, RU_S("id"))};
	assert_int_equal(ru_parallel(8, 64, ask, &asking, ru_alloc_default()), 0);
	for (int i = 1; i < 64; i++)
		assert_true(asking.found[i] == asking.found[0] && asking.found[i] > 0);
	close_both(&both);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(entries_are_the_same),
	    cmocka_unit_test(words_weigh_the_same),
	    cmocka_unit_test(models_and_messages_are_the_same),
	    cmocka_unit_test(many_may_ask_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
