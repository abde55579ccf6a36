/* SPDX-License-Identifier: Apache-2.0 */
/* Copies in a pile of any size: the same pairs for any memory, threads and order; repeated ids; large groups; a full
 * disk; failing memory. */
#include "pages.h"

#include "match/external/inner.h"
#include "trace/trace.h"
#include "support/alloc_fail.h"

#include <signal.h>
#include <sys/resource.h>

enum { MEMORY = 64 << 20 };

struct told {
	struct ru_buf text; /* a line a pair */
	uint32_t pairs, twins, real, directed;
};

static void print_evidence(struct told *told, const struct ru_evidence *e, const struct ru_doc *docs)
{
	ru_buf_print(&told->text, " %d:%d", (int)e->kind, e->weight);
	for (uint32_t i = 0; i < e->span_count; i++) {
		struct ru_str id = docs[e->spans[i].page].article->id;
		ru_buf_print(&told->text, "@%.*s:%u-%u", (int)id.len, id.ptr, e->spans[i].span.begin,
		             e->spans[i].span.end);
	}
}

static int emit(void *ctx, const struct ru_copy *copy, const struct ru_doc *docs)
{
	struct told *told = ctx;
	struct ru_str a = docs[copy->a].article->id, b = docs[copy->b].article->id;

	told->pairs++;
	told->real += copy->kind != RU_COPY_FURNITURE;
	told->directed += copy->dir != '?';
	ru_buf_print(&told->text, "%.*s %c %.*s %d %d", (int)a.len, a.ptr, copy->dir, (int)b.len, b.ptr,
	             (int)copy->kind, copy->score);
	for (uint32_t i = 0; i < copy->passage_count; i++) {
		const struct ru_passage *p = &copy->passages[i];
		ru_buf_print(&told->text, " %u-%u:%u-%u", p->raw_a.begin, p->raw_a.end, p->raw_b.begin, p->raw_b.end);
	}
	for (uint32_t i = 0; i < copy->evidence_count; i++)
		print_evidence(told, &copy->evidence[i], docs);
	ru_buf_print(&told->text, "\n");
	return ru_buf_status(&told->text);
}

static void twin(void *ctx, const struct ru_external_twin *twin)
{
	struct told *told = ctx;

	assert_true(twin->offset > twin->first_offset);
	assert_true(ru_str_eq(twin->first_source, RU_S("pile.jsonl")));
	told->twins++;
}

/* As the engine does. */
static int set_directions(void *ctx, struct ru_copies *copies, const struct ru_doc *docs, uint32_t count,
                          const struct ru_world *world, struct ru_arena *arena, struct ru_error *err)
{
	const struct ru_alloc *const *al = ctx;
	struct ru_trace_options o = {*al, 1, NULL, world};

	return ru_trace_direct(copies, docs, count, &o, arena, err);
}

static int direction_keys(void *ctx, const struct ru_article *article, struct ru_vec *out)
{
	(void)ctx;
	return ru_trace_keys(article, out);
}

static struct ru_external_options options(const struct ru_alloc *al, size_t memory, unsigned threads, struct told *told)
{
	return (struct ru_external_options){
	    .al = al, .threads = threads, .folder = "/tmp", .memory = memory, .twin = twin, .ctx = told};
}

/* The pages of the pile from `first` on, and round to it again, each `step` places further. */
static int run(struct told *told, const struct pages *pages, const struct ru_external_options *o, uint32_t first,
               uint32_t step, struct ru_error *err)
{
	struct ru_external *external;
	struct ru_external_page page;
	const struct ru_alloc *al = o->al;
	struct ru_external_direct direct = {set_directions, direction_keys, &al};
	struct ru_external_options with = *o;
	with.direct = &direct;
	int status = ru_external_new(&external, &with, err);

	ru_external_page_init(&page, o->al);
	for (uint32_t i = 0; i < pages->count && status == 0; i++) {
		const struct ru_article *article = pages->docs[(first + i * step) % pages->count].article;
		status = ru_external_read(&page, article, RU_S("pile.jsonl"), i * 100);
		if (status == 0)
			status = ru_external_take(external, &page, err);
	}
	if (status == 0)
		status = ru_external_find(external, emit, told, err);
	ru_external_page_release(&page);
	ru_external_free(external);
	return status;
}

static struct told run_well(const struct pages *pages, size_t memory, unsigned threads, uint32_t first, uint32_t step)
{
	struct told told = {.pairs = 0};
	struct ru_external_options o = options(ru_alloc_default(), memory, threads, &told);

	ru_buf_init(&told.text, ru_alloc_default(), 0);
	assert_int_equal(run(&told, pages, &o, first, step, NULL), 0);
	return told;
}

/* Give page i an id; page numbers stand in no order of ids. */
static void name_page(struct pages *pages, uint32_t i, uint64_t number)
{
	struct ru_article *article = page_article(pages, "", "", "");

	*article = *pages->docs[i].article;
	assert_int_equal(
	    ru_arena_print(&pages->arena, &article->id, "p%llu", (unsigned long long)(number * 7919 % 100003)), 0);
	pages->docs[i].article = article;
}

/* When the page came out, and where; pages of some outlets name another one. */
static void date_page(struct pages *pages, uint32_t i)
{
	static const char *const outlets[] = {"Kabar Lereng", "Telaga Pos", "Warta Rilis"};
	struct ru_article *article = page_article(pages, "", "", "");

	*article = *pages->docs[i].article;
	article->outlet = ru_str_from(outlets[i % 3]);
	article->published = (struct ru_time){.known = i % 4 != 0,
	                                      .precision = RU_PRECISION_DAY,
	                                      .not_before = 1000 * (int64_t)(i * 31 % 17),
	                                      .not_after = 1000 * (int64_t)(i * 31 % 17) + 999,
	                                      .place.span = {0, 5, RU_FIELD_PAGE}};
	article->modified.not_before = INT64_MIN;
	article->modified.not_after = INT64_MAX;
	pages->docs[i].article = article;
}

static void make_pile(struct pages *pages, uint32_t count)
{
	pages_init(pages);
	for (uint32_t i = 0; i < count; i++) {
		page_add(pages, "",
		         page_join(pages, page_text(pages, i / 3, 60), page_text(pages, 1000 + i, 40),
		                   page_text(pages, 500 + i % 7, 25)),
		         i % 2 == 0   ? "Follow us for the latest news on all of your phones and tablets today."
		         : i % 5 == 0 ? "That is what Kabar Lereng wrote on Monday."
		                      : "",
		         INT32_MIN);
		name_page(pages, i, i);
		date_page(pages, i);
	}
}

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

/* The pile's copies as they are found with all of it in memory; its pages get the ids that the external way sees. */
static struct told run_in_memory(struct pages *pages)
{
	struct ru_copies copies;
	struct told told = {.pairs = 0};
	struct ru_match_options o = {ru_alloc_default(), 1, NULL};
	struct ru_trace_options t = {ru_alloc_default(), 1, NULL, NULL};

	for (uint32_t i = 0; i < pages->count; i++) {
		struct ru_article *article = page_article(pages, "", "", "");
		*article = *pages->docs[i].article;
		assert_int_equal(ru_arena_print(&pages->arena, &article->id, "p%03u", i), 0);
		pages->docs[i].article = article;
	}
	assert_int_equal(ru_match_copies(&copies, pages->docs, pages->count, &o, &pages->arena, NULL), 0);
	assert_int_equal(ru_trace_direct(&copies, pages->docs, pages->count, &t, &pages->arena, NULL), 0);
	ru_buf_init(&told.text, ru_alloc_default(), 0);
	for (uint32_t i = 0; i < copies.count; i++)
		assert_int_equal(emit(&told, &copies.items[i], pages->docs), 0);
	return told;
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

/* Up to 50 equal pages make all pairs, more make a star, whatever stands around them. */
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
	struct rlimit limit;
	struct ru_error err;
	int failures = 0;
	(void)state;
	(void)signal(SIGXFSZ, SIG_IGN);
	make_pile(&pages, 90);
	struct told whole = run_well(&pages, MEMORY, 1, 0, 1);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	rlim_t most = limit.rlim_max;
	for (rlim_t size = 0;; size += size < 40 ? 1 : 999) {
		struct told told = {.pairs = 0};
		struct ru_external_options o = options(ru_alloc_default(), MEMORY, 1, &told);
		ru_buf_init(&told.text, ru_alloc_default(), 0);
		limit.rlim_cur = size;
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
		int status = run(&told, &pages, &o, 0, 1, &err);
		limit.rlim_cur = most;
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
		if (status == 0) {
			assert_int_equal(told.text.len, whole.text.len);
			ru_buf_release(&told.text);
			break;
		}
		assert_int_equal(status, RU_EIO);
		assert_int_equal(told.pairs, 0);
		assert_non_null(strstr(err.message, "temporary file of"));
		ru_buf_release(&told.text);
		failures++;
	}
	assert_true(failures > 40);
	ru_buf_release(&whole.text);
	pages_release(&pages);
}

static void no_memory_is_reported_and_nothing_leaks(void **state)
{
	struct pages pages;
	(void)state;
	make_pile(&pages, 6);
	for (size_t n = 0;; n += 1 + n / 40) {
		struct alloc_fail f;
		struct told told = {.pairs = 0};
		alloc_fail_init(&f, n);
		struct ru_external_options o = options(&f.al, MEMORY, 1, &told);
		ru_buf_init(&told.text, ru_alloc_default(), 0);
		int status = run(&told, &pages, &o, 0, 1, NULL);
		ru_buf_release(&told.text);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
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
