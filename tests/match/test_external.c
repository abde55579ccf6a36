/* SPDX-License-Identifier: Apache-2.0 */
/* Copies in a pile of any size: the same pairs for any memory, threads and order; repeated ids; large groups; a full
 * disk; failing memory. */
#include "external_pile.h"

static void nothing_depends_on_memory_threads_or_order(void **state)
{
	static const struct {
		size_t memory;
		unsigned threads;
		uint32_t first, step;
	} ways[] = {{RU_EXTERNAL_LEAST, 1, 0, 1}, {MEMORY, 1, 0, 1}, {(size_t)MEMORY * 16, 2, 0, 1}, {MEMORY, 7, 0, 1},
	            {MEMORY, 1, 100, 1},          {MEMORY, 3, 5, 7}};
	struct pages pages;
	(void)state;
	make_pile(&pages, 120);
	struct told first = run_well(&pages, MEMORY, 1, 0, 1);
	assert_true(first.pairs > 120);
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct told told = run_well(&pages, ways[i].memory, ways[i].threads, ways[i].first, ways[i].step);
		assert_int_equal(told.text.len, first.text.len);
		assert_memory_equal(told.text.ptr, first.text.ptr, first.text.len);
		ru_buf_release(&told.text);
	}
	ru_buf_release(&first.text);
	pages_release(&pages);
}

/* What finds pairs in memory and what finds them on disk agree, kind by kind, direction by direction and byte by byte.
 */
static void a_pile_in_memory_gives_the_same_pairs(void **state)
{
	struct pages pages;
	(void)state;
	make_pile(&pages, 90);
	struct told memory = run_in_memory(&pages);
	assert_true(memory.directed > 10 && memory.directed < memory.pairs);
	struct told disk = run_well(&pages, MEMORY, 2, 0, 1);
	assert_int_equal(disk.text.len, memory.text.len);
	assert_memory_equal(disk.text.ptr, memory.text.ptr, memory.text.len);
	ru_buf_release(&disk.text);
	ru_buf_release(&memory.text);
	pages_release(&pages);
}

/* Pages that are too large to be kept from pair to pair, between others that take each other's places. */
static void large_pages_among_small_ones_give_the_same_pairs(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	for (uint32_t i = 0; i < 96; i++) {
		const char *own = page_text(&pages, 1000 + i, i % 8 < 2 ? 3600 : 30);
		page_add(&pages, "",
		         page_join(&pages, page_text(&pages, i / 8, 60), own, page_text(&pages, 600 + i % 12, 40)), "",
		         INT32_MIN);
		date_page(&pages, i);
	}
	struct told memory = run_in_memory(&pages);
	assert_true(memory.pairs > 96 && pages.docs[0].article->text.len > 1 << 14);
	for (unsigned threads = 1; threads <= 3; threads++) {
		struct told disk = run_well(&pages, RU_EXTERNAL_LEAST, threads, 0, 1);
		assert_int_equal(disk.text.len, memory.text.len);
		assert_memory_equal(disk.text.ptr, memory.text.ptr, memory.text.len);
		ru_buf_release(&disk.text);
	}
	ru_buf_release(&memory.text);
	pages_release(&pages);
}

/* A word pair is left out when two dozen pages of their own text and id had it; a page with a text or an id that was
 * there before neither counts nor has anything left out. */
static void a_common_word_pair_is_left_out_in_time(void **state)
{
	static const uint64_t key = UINT64_C(0x123456789ABCDEF0), other = key + (UINT64_C(1) << 63);
	struct ru_common *common;
	uint64_t page = 0;

	(void)state;
	assert_int_equal(ru_common_new(&common, 1 << 20, ru_alloc_default()), 0);
	for (; page < 23; page++) {
		ru_common_page(common, page, page);
		assert_false(ru_common_has(common, key));
		assert_false(ru_common_has(common, key));
	}
	for (uint64_t i = 0; i < 100; i++) {
		ru_common_page(common, i % 2 == 0 ? i % 23 : 1000 + i, i % 2 == 0 ? 1000 + i : i % 23);
		assert_false(ru_common_has(common, key));
	}
	ru_common_page(common, 50, 50);
	assert_false(ru_common_has(common, other)); /* of the same slot: it takes one away */
	assert_false(ru_common_has(common, key));
	ru_common_page(common, 51, 51);
	assert_false(ru_common_has(common, key));
	ru_common_page(common, 52, 52);
	assert_true(ru_common_has(common, key));
	assert_false(ru_common_has(common, other));
	assert_true(ru_common_has(common, key));
	ru_common_page(common, 52, 53);
	assert_false(ru_common_has(common, key));
	ru_common_free(common);
}

/* A family of pages may ask for what an earlier one asked for: it has to wait as well. */
static void what_is_asked_for_is_not_known_before_the_pile_is_read(void **state)
{
	struct ru_counts *counts;
	uint32_t pages;
	(void)state;
	assert_int_equal(ru_counts_new(&counts, ru_alloc_default()), 0);
	assert_int_equal(ru_counts_ask(counts, 4711), 0);
	assert_false(ru_counts_get(counts, 4711, &pages));
	ru_counts_free(counts);
}

enum { COUNTED = 40, ENOUGH_LOW = 7, ENOUGH_HIGH = 3 };

static const uint64_t high = UINT64_C(1) << 32;

/* Each number twice, as a page has repeats, and as a key of both kinds. */
static int numbers_as_keys(void *ctx, const uint32_t *wordings, uint32_t count, struct ru_vec *out)
{
	(void)ctx;
	for (uint32_t i = 0; i < 4 * count; i++) {
		uint64_t *key = ru_vec_push(out);
		assert_non_null(key);
		*key = wordings[i / 4] | (i % 2 > 0 ? high : 0);
	}
	return 0;
}

static void few_are_enough(uint32_t pages, uint32_t enough[2])
{
	assert_int_equal(pages, COUNTED);
	enough[0] = ENOUGH_LOW;
	enough[1] = ENOUGH_HIGH;
}

/* Number n stands on n pages; the first page's id is given again by another one, which does not count. */
static void count_pages(unsigned threads)
{
	static const struct ru_external_direct direct = {NULL, numbers_as_keys, few_are_enough, NULL};
	uint32_t rank[COUNTED + 1], pages;
	struct ru_external x = {.options = {.al = ru_alloc_default(), .threads = threads, .direct = &direct},
	                        .pages = COUNTED,
	                        .rank = rank};
	struct ru_counts *counts;
	struct ru_vec numbers;
	ru_vec_init(&numbers, x.options.al, sizeof(uint32_t), 0);
	assert_int_equal(ru_wordings_new(&x.wordings, "/tmp", x.options.al, NULL), 0);
	for (x.count = 0; x.count <= COUNTED; x.count++) {
		rank[x.count] = x.count < COUNTED ? x.count : RU_NONE;
		ru_vec_clear(&numbers);
		for (uint32_t n = x.count % COUNTED + 1; n <= COUNTED; n++)
			memcpy(ru_vec_push(&numbers), &n, sizeof(n));
		assert_int_equal(ru_wordings_put(x.wordings, &numbers, NULL), 0);
	}
	assert_int_equal(ru_wordings_flush(x.wordings, NULL), 0);
	assert_int_equal(ru_counts_new(&counts, x.options.al), 0);
	for (uint32_t n = 0; n < COUNTED; n++) {
		assert_int_equal(ru_counts_ask(counts, n), 0);
		assert_int_equal(ru_counts_ask(counts, n | high), 0);
	}
	assert_int_equal(ru_counts_fill(counts, &x, NULL), 0);
	for (uint32_t n = 0; n < COUNTED; n++) {
		assert_true(ru_counts_get(counts, n, &pages));
		assert_int_equal(pages, n < ENOUGH_LOW ? n : ENOUGH_LOW);
		assert_true(ru_counts_get(counts, n | high, &pages));
		assert_int_equal(pages, n < ENOUGH_HIGH ? n : ENOUGH_HIGH);
	}
	assert_false(ru_counts_get(counts, COUNTED, &pages));
	ru_counts_free(counts);
	ru_wordings_free(x.wordings);
	ru_vec_release(&numbers);
}

static void pages_with_a_wording_are_counted_until_they_are_enough(void **state)
{
	(void)state;
	count_pages(1);
	count_pages(3);
}

static void a_repeated_id_is_told_with_both_places(void **state)
{
	struct pages pages;
	(void)state;
	make_pile(&pages, 30);
	name_page(&pages, 20, 3);
	name_page(&pages, 25, 3);
	struct told told = run_well(&pages, MEMORY, 1, 0, 1);
	assert_int_equal(told.twins, 2);
	ru_buf_release(&told.text);
	pages_release(&pages);
}

/* Up to 50 equal pages make all pairs, more make a star, whatever stands around them; it is said that not all were
 * compared. */
static void many_equal_pages_make_a_star(void **state)
{
	static const uint32_t sizes[] = {50, 51, 300};
	(void)state;
	for (int i = 0; i < 3; i++) {
		struct pages pages;
		pages_init(&pages);
		const char *text = page_text(&pages, 1, 60);
		for (uint32_t k = 0; k < sizes[i]; k++) {
			page_add(&pages, "", text, "", INT32_MIN);
			name_page(&pages, k, k);
		}
		struct told told = run_well(&pages, MEMORY, 1, 0, 1);
		assert_int_equal(told.pairs, i == 0 ? 50 * 49 / 2 : sizes[i] - 1);
		assert_int_equal(told.large, i == 0 ? 0 : 1);
		struct told memory = run_in_memory(&pages);
		assert_int_equal(memory.large, told.large);
		ru_buf_release(&memory.text);
		ru_buf_release(&told.text);
		pages_release(&pages);
	}
}

/* A footer on all pages: no pairs of it, or one star at most, so that twice the pages make twice the pairs at most. */
static void a_footer_on_every_page_stays_linear(void **state)
{
	uint32_t pairs[2];
	(void)state;
	for (uint32_t k = 0; k < 2; k++) {
		struct pages pages;
		pages_init(&pages);
		const char *foot = page_text(&pages, 9, 60);
		for (uint32_t i = 0; i < 150u << k; i++) {
			page_add(&pages, "", page_join(&pages, page_text(&pages, 100 + i, 120), foot, ""), "",
			         INT32_MIN);
			name_page(&pages, i, i);
		}
		struct told told = run_well(&pages, MEMORY, 1, 0, 1);
		assert_int_equal(told.real, 0);
		assert_int_equal(told.large, 0); /* nothing is lost where only a footer is shared */
		pairs[k] = told.pairs;
		ru_buf_release(&told.text);
		pages_release(&pages);
	}
	assert_true(pairs[1] < 900);
	assert_true(pairs[1] <= 2 * pairs[0] + 20);
}

static void a_full_disk_is_an_error_and_tells_no_pair(void **state)
{
	struct pages pages;
	(void)state;
	make_pile(&pages, 90);
	fail_each_write(&pages);
	pages_release(&pages);
}

static void no_memory_is_reported_and_nothing_leaks(void **state)
{
	struct pages pages;
	(void)state;
	make_pile(&pages, 6);
	fail_each_allocation(&pages);
	pages_release(&pages);
}

static int take_in_order(void *ctx, uint32_t number, uint32_t first, struct ru_error *err)
{
	uint32_t *next = ctx;

	(void)err;
	assert_int_equal(first, number);
	assert_int_equal((uint64_t)number * 7919 % 50021, (*next)++);
	return 0;
}

static void ids_are_merged_from_disk_in_their_order(void **state)
{
	struct ru_ids *ids;
	uint32_t next = 0;
	(void)state;
	assert_int_equal(ru_ids_new(&ids, "/tmp", 1 << 18, ru_alloc_default(), NULL), 0);
	for (uint32_t i = 0; i < 50021; i++) {
		char id[32];
		int n = snprintf(id, sizeof(id), "https://kabar.example/%06u", (unsigned)((uint64_t)i * 7919 % 50021));
		assert_int_equal(ru_ids_put(ids, (struct ru_str){id, (size_t)n}, i, NULL), 0);
	}
	assert_int_equal(ru_ids_each(ids, take_in_order, &next, NULL), 0);
	assert_int_equal(next, 50021);
	ru_ids_free(ids);
}

/* Rewritten throughout: no five words in a row are left, but pairs of rare words are. */
static void a_rewritten_page_is_found(void **state)
{
	struct pages pages;
	(void)state;
	make_pile(&pages, 60);
	struct ru_buf first, second;
	ru_buf_init(&first, ru_alloc_default(), 0);
	ru_buf_init(&second, ru_alloc_default(), 0);
	for (unsigned i = 0; i < 40; i++) {
		ru_buf_print(&first, "purbawisesa%u tanggulangin%u dan%u ", i, i, i);
		ru_buf_print(&second, "purbawisesa%u tanggulangin%u lalu%u ", i, i, i);
	}
	page_add(&pages, "", first.ptr, "", INT32_MIN);
	page_add(&pages, "", second.ptr, "", INT32_MIN);
	struct told memory = run_in_memory(&pages);
	assert_non_null(strstr(memory.text.ptr, "p060 ? p061"));
	struct told disk = run_well(&pages, MEMORY, 2, 0, 1);
	assert_string_equal(disk.text.ptr, memory.text.ptr);
	ru_buf_release(&disk.text);
	ru_buf_release(&memory.text);
	ru_buf_release(&first);
	ru_buf_release(&second);
	pages_release(&pages);
}

static void too_little_memory_is_refused(void **state)
{
	struct ru_external *external;
	struct ru_external_options o = options(ru_alloc_default(), 1 << 20, 1, NULL);
	(void)state;
	assert_int_equal(ru_external_new(&external, &o, NULL), RU_EUSAGE);
	assert_null(external);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_depends_on_memory_threads_or_order),
	    cmocka_unit_test(a_pile_in_memory_gives_the_same_pairs),
	    cmocka_unit_test(large_pages_among_small_ones_give_the_same_pairs),
	    cmocka_unit_test(a_rewritten_page_is_found),
	    cmocka_unit_test(a_common_word_pair_is_left_out_in_time),
	    cmocka_unit_test(what_is_asked_for_is_not_known_before_the_pile_is_read),
	    cmocka_unit_test(pages_with_a_wording_are_counted_until_they_are_enough),
	    cmocka_unit_test(a_repeated_id_is_told_with_both_places),
	    cmocka_unit_test(many_equal_pages_make_a_star),
	    cmocka_unit_test(a_footer_on_every_page_stays_linear),
	    cmocka_unit_test(a_full_disk_is_an_error_and_tells_no_pair),
	    cmocka_unit_test(no_memory_is_reported_and_nothing_leaks),
	    cmocka_unit_test(ids_are_merged_from_disk_in_their_order),
	    cmocka_unit_test(too_little_memory_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
