/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences told in other words and translations in a pile of any size: the same as in memory, for any memory, threads
 * and order; a full disk; failing memory. */
#include "external_pile.h"

enum { SENTENCE = 10 }; /* words of one */

/* So many words to a sentence, in place of one sentence a block. */
static void cut_sentences(struct pages *pages, uint32_t page)
{
	struct ru_facts *facts = ru_arena_get(&pages->arena, 1, sizeof(*facts));

	assert_non_null(facts);
	*facts = *pages->docs[page].facts;
	uint32_t block = facts->sentences[0].block;
	facts->sentence_count = facts->token_count / SENTENCE;
	facts->sentences = ru_arena_get(&pages->arena, facts->sentence_count, sizeof(*facts->sentences));
	assert_non_null(facts->sentences);
	for (uint32_t i = 0; i < facts->sentence_count; i++) {
		uint32_t first = i * SENTENCE, last = first + SENTENCE;
		facts->sentences[i] = (struct ru_sentence){
		    {facts->tokens[first].begin, facts->tokens[last - 1].end}, first, last, block, false};
	}
	pages->docs[page].facts = facts;
}

/* Three names in each sentence, the other words the page's own. */
static void put_names(struct ru_buf *out, uint32_t group, uint32_t page, uint32_t sentences)
{
	for (uint32_t i = 0; i < sentences * SENTENCE; i++) {
		ru_buf_putc(out, ' ');
		if (i % 3 == 1) {
			ru_buf_print(out, "N%uama%u", (unsigned)group, (unsigned)(i / SENTENCE * 3 + i % SENTENCE / 3));
			continue;
		}
		page_babble(out, 90000 + page * 1000 + i, 1);
	}
}

/* Ten words of the group, in an order of the page's own. */
static void put_turned(struct ru_buf *out, uint32_t group, uint32_t page, uint32_t sentences)
{
	static const uint32_t strides[] = {3, 7, 9};

	for (uint32_t i = 0; i < sentences * SENTENCE; i++) {
		uint32_t word = (i % SENTENCE * strides[page % 3] + page) % SENTENCE;
		ru_buf_putc(out, ' ');
		page_babble(out, 50000 + group * 1000 + i / SENTENCE * SENTENCE + word, 1);
	}
}

/* Of each four pages three share a passage and tell the next sentences in words of another order; the last names the
 * same people sentence by sentence, in another language where the pile is in two. */
static void make_retold(struct pages *pages, uint32_t count, bool languages)
{
	pages_init(pages);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t group = i / 4;
		bool other = i % 4 == 3;
		struct ru_buf text;
		ru_buf_init(&text, ru_alloc_default(), 0);
		page_babble(&text, other ? 7000 + i : group, 8 * SENTENCE);
		put_turned(&text, other ? 500 + i : group, i, 3);
		put_names(&text, group, i, 6);
		assert_int_equal(ru_buf_status(&text), 0);
		page_add(pages, "", text.ptr, "", INT32_MIN);
		ru_buf_release(&text);
		cut_sentences(pages, i);
		name_page(pages, i, i);
		date_page(pages, i);
		((struct ru_facts *)(uintptr_t)pages->docs[i].facts)->language = languages && other ? RU_S("en")
		                                                                 : i % 8 == 6       ? RU_S("und")
		                                                                                    : RU_S("id");
	}
}

static bool has_kind(const struct told *told, enum ru_copy_kind kind)
{
	char text[16];

	snprintf(text, sizeof(text), " %d ", (int)kind);
	return strstr(told->text.ptr, text) != NULL;
}

static void the_same_as_in_memory_whatever_the_way(void **state)
{
	static const struct {
		size_t memory;
		unsigned threads;
		uint32_t first, step;
	} ways[] = {
	    {RU_EXTERNAL_LEAST, 1, 0, 1}, {MEMORY, 2, 0, 1}, {(size_t)MEMORY * 16, 7, 100, 1}, {MEMORY, 3, 5, 7}};

	(void)state;
	for (int languages = 0; languages < 2; languages++) {
		struct pages pages;
		make_retold(&pages, 120, languages != 0);
		struct told memory = run_in_memory(&pages);
		assert_true(memory.retold > 60);
		assert_true(has_kind(&memory, RU_COPY_TRANSLATION) == (languages != 0));
		for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
			struct told told =
			    run_well(&pages, ways[i].memory, ways[i].threads, ways[i].first, ways[i].step);
			assert_string_equal(told.text.ptr, memory.text.ptr);
			ru_buf_release(&told.text);
		}
		ru_buf_release(&memory.text);
		pages_release(&pages);
	}
}

/* In a pile in one language only pages that share words, but not all of them, are asked what they say. */
static void facts_are_read_where_they_can_matter(void **state)
{
	struct pages pages;

	(void)state;
	make_retold(&pages, 40, false);
	facts_read = 0;
	struct told told = run_well(&pages, MEMORY, 1, 0, 1);
	assert_int_equal(facts_read, 30);
	ru_buf_release(&told.text);
	pages_release(&pages);
	make_retold(&pages, 40, true);
	facts_read = 0;
	told = run_well(&pages, MEMORY, 1, 0, 1);
	assert_int_equal(facts_read, 40);
	ru_buf_release(&told.text);
	pages_release(&pages);
}

static void a_full_disk_is_an_error_and_tells_no_pair(void **state)
{
	struct pages pages;

	(void)state;
	make_retold(&pages, 24, true);
	fail_each_write(&pages);
	pages_release(&pages);
}

static void no_memory_is_reported_and_nothing_leaks(void **state)
{
	struct pages pages;

	(void)state;
	make_retold(&pages, 4, true);
	fail_each_allocation(&pages);
	pages_release(&pages);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_same_as_in_memory_whatever_the_way),
	    cmocka_unit_test(facts_are_read_where_they_can_matter),
	    cmocka_unit_test(a_full_disk_is_an_error_and_tells_no_pair),
	    cmocka_unit_test(no_memory_is_reported_and_nothing_leaks),
	};

	with_facts = true;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
