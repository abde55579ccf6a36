/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the blocks: taken over from those that article/ has cut they are what they are when cut anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "facts/row_article.h"

static struct ru_packs *packs;

static int load(void **state)
{
	(void)state;
	return ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL);
}

static int unload(void **state)
{
	(void)state;
	ru_packs_free(packs);
	return 0;
}

static void read_words(struct ru_reading *r, struct ru_facts *facts)
{
	*facts = (struct ru_facts){0};
	r->facts = facts;
	r->all = r->pack = r->options->pack;
	assert_int_equal(ru_facts_words(r), 0);
}

/* Read one text with the words of the whole page and without, its only block being text[begin, end). Gives how many
 * words it has. */
static uint32_t check(struct ru_str text, uint32_t begin, uint32_t end)
{
	const struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_facts_options options = {packs, ru_packs_find(packs, RU_S("id")), &limits, ru_alloc_default()};
	struct ru_article article;
	struct ru_arena arena;
	struct ru_vec words, hashes;
	struct ru_facts facts[2];
	struct ru_reading r[2];

	ru_arena_init(&arena, ru_alloc_default());
	ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
	ru_vec_init(&hashes, ru_alloc_default(), sizeof(uint64_t), 0);
	assert_int_equal(row_article(&article, text, RU_S(""), &arena), 0);
	article.blocks[0].at = (struct ru_range){begin, end};
	article.block_count = 1;
	r[0] = r[1] = (struct ru_reading){.article = &article, .options = &options, .arena = &arena};
	read_words(&r[0], &facts[0]);
	assert_int_equal(ru_words_folded(text, &words, &hashes), 0);
	article.words = words.ptr;
	article.word_hash = hashes.ptr;
	article.word_count = (uint32_t)words.len;
	read_words(&r[1], &facts[1]);
	assert_int_equal(r[0].word_count, r[1].word_count);
	assert_int_equal(facts[0].sentence_count, facts[1].sentence_count);
	for (uint32_t i = 0; i < r[0].word_count; i++) {
		const struct ru_word a = r[0].words[i], b = r[1].words[i];
		assert_true(a.begin == b.begin && a.end == b.end && a.kind == b.kind && a.flags == b.flags);
		assert_true(r[0].text.hash[i] == r[1].text.hash[i] && r[0].sentence_of[i] == r[1].sentence_of[i]);
	}
	ru_vec_release(&hashes);
	ru_vec_release(&words);
	ru_arena_release(&arena);
	return r[0].word_count;
}

/* Wherever the block begins and ends, also within a word, a number or an address. */
static void words_of_the_page_are_taken_over(void **state)
{
	static const char text[] = "Pasar Lohari. \"Rp10.000 saja...\" kata Ratna-Sari\n\n(lihat www.pelita.example/a, "
	                           "redaksi@pelita.example) 5-an";
	struct ru_str page = ru_str_from(text);

	(void)state;
	for (uint32_t begin = 0; begin < page.len; begin++) {
		for (uint32_t end = begin + 1; end <= page.len; end++) {
			(void)check(page, begin, end);
		}
	}
	assert_int_equal(check(page, 0, (uint32_t)page.len), 18);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(words_of_the_page_are_taken_over)};

	return cmocka_run_group_tests(tests, load, unload);
}
