/* SPDX-License-Identifier: Apache-2.0 */
/* Hand-made piles through match/external, as the engine feeds it, and through memory; what was told as text, to be
 * compared. */
#ifndef TESTS_MATCH_EXTERNAL_PILE_H
#define TESTS_MATCH_EXTERNAL_PILE_H

#include "pages.h"

#include "match/external/inner.h"
#include "support/alloc_fail.h"
#include "trace/trace.h"

#include <signal.h>
#include <sys/resource.h>

enum { MEMORY = 64 << 20 };

static bool with_facts;        /* sentences told in other words are asked */
static _Atomic int facts_read; /* of so many pages */

struct told {
	struct ru_buf text; /* a line a pair */
	uint32_t pairs, twins, real, directed, retold, large;
};

static inline void print_evidence(struct told *told, const struct ru_evidence *e, const struct ru_doc *docs)
{
	ru_buf_print(&told->text, " %d:%d", (int)e->kind, e->weight);
	for (uint32_t i = 0; i < e->span_count; i++) {
		struct ru_str id = docs[e->spans[i].page].article->id;
		ru_buf_print(&told->text, "@%.*s:%u-%u", (int)id.len, id.ptr, e->spans[i].span.begin,
		             e->spans[i].span.end);
	}
}

static inline int emit(void *ctx, const struct ru_copy *copy, const struct ru_doc *docs)
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
	told->retold += copy->retold_count;
	for (uint32_t i = 0; i < copy->retold_count; i++) {
		const struct ru_retold *r = &copy->retold[i];
		ru_buf_print(&told->text, " ~%u-%u:%u-%u", r->raw_a.begin, r->raw_a.end, r->raw_b.begin, r->raw_b.end);
	}
	for (uint32_t i = 0; i < copy->evidence_count; i++)
		print_evidence(told, &copy->evidence[i], docs);
	ru_buf_print(&told->text, "\n");
	return ru_buf_status(&told->text);
}

static inline void twin(void *ctx, const struct ru_external_twin *twin)
{
	struct told *told = ctx;

	assert_true(twin->offset > twin->first_offset);
	assert_true(ru_str_eq(twin->first_source, RU_S("pile.jsonl")));
	told->twins++;
}

static inline void large(void *ctx, struct ru_str id, uint32_t groups)
{
	struct told *told = ctx;

	assert_true(id.len > 0);
	told->large += groups;
}

/* As the engine does. */
static inline int set_directions(void *ctx, struct ru_copies *copies, const struct ru_doc *docs, uint32_t count,
                                 const struct ru_world *world, struct ru_arena *arena, struct ru_error *err)
{
	const struct ru_alloc *const *al = ctx;
	struct ru_trace_options o = {*al, 1, NULL, world};

	return ru_trace_direct(copies, docs, count, &o, arena, err);
}

static inline int direction_keys(void *ctx, const uint32_t *wordings, uint32_t count, struct ru_vec *out)
{
	(void)ctx;
	return ru_trace_keys(wordings, count, out);
}

/* What the page was made with, by its id. */
static inline int read_facts(void *ctx, unsigned worker, const struct ru_article *article, struct ru_str reader,
                             struct ru_facts *out, struct ru_arena *arena, struct ru_error *err)
{
	const struct pages *pages = ctx;

	(void)worker;
	(void)err;
	assert_true(ru_str_eq(reader, RU_S("reader")));
	for (uint32_t i = 0; i < pages->count; i++) {
		const struct ru_article *from = pages->docs[i].article;
		if (!ru_str_eq(from->id, article->id))
			continue;
		assert_true(ru_str_eq(article->host, from->host) && article->credit_count == from->credit_count);
		assert_true(article->published.day == from->published.day &&
		            article->modified.day == from->modified.day);
		assert_true(article->fetched_known == from->fetched_known && article->fetched_day == from->fetched_day);
		assert_true(from->credit_count == 0 || ru_str_eq(article->credits[0].who, from->credits[0].who));
		*out = *pages->docs[i].facts;
		facts_read++;
		return ru_arena_get(arena, 1, 64) != NULL ? 0 : RU_ENOMEM;
	}
	return RU_EIO;
}

static inline struct ru_external_options options(const struct ru_alloc *al, size_t memory, unsigned threads,
                                                 struct told *told)
{
	return (struct ru_external_options){.al = al,
	                                    .threads = threads,
	                                    .folder = "/tmp",
	                                    .memory = memory,
	                                    .twin = twin,
	                                    .large = large,
	                                    .ctx = told};
}

/* The pages of the pile from `first` on, and round to it again, each `step` places further. */
static inline int run(struct told *told, const struct pages *pages, const struct ru_external_options *o, uint32_t first,
                      uint32_t step, struct ru_error *err)
{
	struct ru_external *external;
	struct ru_external_page page;
	const struct ru_alloc *al = o->al;
	struct ru_external_direct direct = {set_directions, direction_keys, ru_trace_enough, &al};
	struct ru_external_facts facts = {read_facts, (void *)(uintptr_t)pages};
	struct ru_external_options with = *o;
	with.direct = &direct;
	with.facts = with_facts ? &facts : NULL;
	with.facts_pages = UINT32_MAX;
	int status = ru_external_new(&external, &with, err);

	ru_external_page_init(&page, o->al);
	for (uint32_t i = 0; i < pages->count && status == 0; i++) {
		const struct ru_doc *doc = &pages->docs[(first + i * step) % pages->count];
		struct ru_external_reader reader = {doc->facts->language, RU_S("reader")};
		status =
		    ru_external_read(&page, doc->article, RU_S("pile.jsonl"), i * 100, with_facts ? &reader : NULL);
		if (status == 0)
			status = ru_trace_words(doc->article, &page.wordings);
		if (status == 0)
			status = ru_external_take(external, &page, err);
	}
	if (status == 0)
		status = ru_external_find(external, emit, told, err);
	ru_external_page_release(&page);
	ru_external_free(external);
	return status;
}

static inline struct told run_well(const struct pages *pages, size_t memory, unsigned threads, uint32_t first,
                                   uint32_t step)
{
	struct told told = {.pairs = 0};
	struct ru_external_options o = options(ru_alloc_default(), memory, threads, &told);

	ru_buf_init(&told.text, ru_alloc_default(), 0);
	assert_int_equal(run(&told, pages, &o, first, step, NULL), 0);
	return told;
}

/* Give page i an id; page numbers stand in no order of ids. */
static inline void name_page(struct pages *pages, uint32_t i, uint64_t number)
{
	struct ru_article *article = page_article(pages, "", "", "");

	*article = *pages->docs[i].article;
	assert_int_equal(
	    ru_arena_print(&pages->arena, &article->id, "p%llu", (unsigned long long)(number * 7919 % 100003)), 0);
	pages->docs[i].article = article;
}

/* When the page came out, and where; pages of some outlets name another one. */
static inline void date_page(struct pages *pages, uint32_t i)
{
	static const char *const outlets[] = {"Kabar Lereng", "Telaga Pos", "Warta Rilis"};
	struct ru_article *article = page_article(pages, "", "", "");
	int64_t from = 20000 * 1440 + 1000 * (int64_t)(i * 31 % 17);

	*article = *pages->docs[i].article;
	article->outlet = ru_str_from(outlets[i % 3]);
	article->published = (struct ru_time){.known = i % 4 != 0,
	                                      .precision = RU_PRECISION_DAY,
	                                      .not_before = from,
	                                      .not_after = from + 999,
	                                      .place.span = {0, 5, RU_FIELD_PAGE}};
	article->modified.not_before = INT64_MIN;
	article->modified.not_after = INT64_MAX;
	article->host = RU_S("lereng.example");
	article->fetched_known = i % 2 == 0;
	article->fetched_day = -(int32_t)i;
	article->published.day = 20000 + (int32_t)i * 31 % 17 - 4;
	pages->docs[i].article = article;
}

static inline void make_pile(struct pages *pages, uint32_t count)
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

/* The pile's copies as they are found with all of it in memory; its pages get the ids that the external way sees. */
static inline struct told run_in_memory(struct pages *pages)
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
	if (with_facts)
		assert_int_equal(ru_match_rewritten(&copies, pages->docs, pages->count, &o, &pages->arena, NULL), 0);
	assert_int_equal(ru_trace_direct(&copies, pages->docs, pages->count, &t, &pages->arena, NULL), 0);
	ru_buf_init(&told.text, ru_alloc_default(), 0);
	told.large = copies.large_groups;
	for (uint32_t i = 0; i < copies.count; i++)
		assert_int_equal(emit(&told, &copies.items[i], pages->docs), 0);
	return told;
}

/* Each write fails once: no pair may be told then. */
static inline void fail_each_write(const struct pages *pages)
{
	struct rlimit limit;
	struct ru_error err;
	int failures = 0;
	(void)signal(SIGXFSZ, SIG_IGN);
	struct told whole = run_well(pages, MEMORY, 1, 0, 1);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	rlim_t most = limit.rlim_max;
	for (rlim_t size = 0;; size += size < 40 ? 1 : 999) {
		struct told told = {.pairs = 0};
		struct ru_external_options o = options(ru_alloc_default(), MEMORY, 1, &told);
		ru_buf_init(&told.text, ru_alloc_default(), 0);
		limit.rlim_cur = size;
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
		int status = run(&told, pages, &o, 0, 1, &err);
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
}

/* So does each allocation. */
static inline void fail_each_allocation(const struct pages *pages)
{
	for (size_t n = 0;; n += 1 + n / 40) {
		struct alloc_fail f;
		struct told told = {.pairs = 0};
		alloc_fail_init(&f, n);
		struct ru_external_options o = options(&f.al, MEMORY, 1, &told);
		ru_buf_init(&told.text, ru_alloc_default(), 0);
		int status = run(&told, pages, &o, 0, 1, NULL);
		ru_buf_release(&told.text);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
}

#endif
