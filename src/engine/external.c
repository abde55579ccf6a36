/* SPDX-License-Identifier: Apache-2.0 */
/* Copies in a pile of any size: articles go from the input to match/external and pairs from there to the writer; trace
 * is asked for their directions, a family of pages at a time, and facts for what pages say, where sentences told in
 * other words are asked. */
#include "match/external/external.h"

#include "engine/articles.h"
#include "engine/compact.h"

#include <stdatomic.h>

enum { MEMORY = 512 << 20, BATCH_SHARE = 64, SLOT_KEEPS = 1 << 18 };

struct finder {
	runut_run *run;
	struct ru_external *external;
	struct ru_show show;
	struct ru_engine_sink sink;
	atomic_bool with_facts;
	struct ru_lexicon **lexicon; /* per thread, made with its first page */
	struct ru_external_page page[RU_ARTICLES_BATCH];
};

/* What the facts of the article will be read with; it lives in the arena and the packs. */
static int choose_reader(struct ru_external_reader *out, const runut_ctx *with, const struct ru_article *article,
                         struct ru_arena *arena)
{
	struct ru_language language;
	const struct ru_pack *pack;
	int status = ru_language_read(&language, article, with->packs, NULL, arena, &with->al);

	if (status != 0)
		return status;
	pack = ru_engine_pack(with, article, &language);
	*out = (struct ru_external_reader){language.tag, pack != NULL ? ru_pack_tag(pack) : (struct ru_str){NULL, 0}};
	return 0;
}

static int look(void *ctx, size_t slot, const struct ru_article *article, const struct ru_raw_page *raw)
{
	struct finder *f = ctx;
	const runut_ctx *with = f->run->ctx;
	struct ru_external_reader reader;
	struct ru_arena arena;
	bool with_facts = atomic_load_explicit(&f->with_facts, memory_order_relaxed);
	int status = 0;

	ru_arena_init(&arena, &with->al);
	if (with_facts)
		status = choose_reader(&reader, with, article, &arena);
	if (status == 0)
		status =
		    ru_external_read(&f->page[slot], article, raw->source, raw->offset, with_facts ? &reader : NULL);
	ru_arena_release(&arena);
	return status == 0 ? ru_trace_words(article, &f->page[slot].wordings) : status;
}

/* As for a page in a pile: the pack that was chosen with all of the page at hand reads what is kept of its article. */
static int read_facts(void *ctx, unsigned worker, const struct ru_article *article, struct ru_str reader,
                      struct ru_facts *out, struct ru_arena *arena, struct ru_error *err)
{
	struct finder *f = ctx;
	const runut_ctx *with = f->run->ctx;
	int status = 0;

	if (f->lexicon[worker] == NULL)
		status = ru_lexicon_new(&f->lexicon[worker], RU_ENGINE_LEXICON, ru_packs_find(with->packs, RU_S("all")),
		                        &with->al);
	if (status != 0)
		return status;
	struct ru_facts_options options = {with->packs, reader.len > 0 ? ru_packs_find(with->packs, reader) : NULL,
	                                   &with->limits, &with->al, f->lexicon[worker]};
	status = ru_facts_read(out, article, &options, arena, err);
	for (uint32_t i = 0; i < out->name_count && status == 0; i++)
		status = ru_engine_compact_word(&out->names[i].text, arena);
	return status;
}

static int take(void *ctx, size_t slot, const struct ru_raw_page *raw, struct ru_error *err)
{
	struct finder *f = ctx;
	struct ru_external_page *page = &f->page[slot];

	page->id = raw->id;
	int status = ru_external_take(f->external, page, err);
	if (status == 0 && !ru_external_has_facts(f->external)) /* the pages to come are read without */
		atomic_store_explicit(&f->with_facts, false, memory_order_relaxed);
	/* a page that was very large leaves no such buffers behind */
	if (page->record.cap > SLOT_KEEPS || page->words.cap * page->words.item > 2 * SLOT_KEEPS) {
		ru_external_page_release(page);
		ru_external_page_init(page, &f->run->ctx->al);
	}
	return status;
}

static void tell_twin(void *ctx, const struct ru_external_twin *twin)
{
	struct finder *f = ctx;

	ru_engine_repeated(f->run, twin->id, (struct ru_place_in){twin->source, twin->offset},
	                   (struct ru_place_in){twin->first_source, twin->first_offset});
}

static void tell_large(void *ctx, struct ru_str id, uint32_t groups)
{
	struct finder *f = ctx;

	ru_engine_large_groups(f->run, id, groups);
}

static int set_directions(void *ctx, struct ru_copies *copies, const struct ru_doc *docs, uint32_t count,
                          const struct ru_world *world, struct ru_arena *arena, struct ru_error *err)
{
	const struct finder *f = ctx;
	struct ru_trace_options options = {&f->run->ctx->al, 1, f->run->options.cancel, world};

	return ru_trace_direct(copies, docs, count, &options, arena, err);
}

static int direction_keys(void *ctx, const uint32_t *wordings, uint32_t count, struct ru_vec *out)
{
	(void)ctx;
	return ru_trace_keys(wordings, count, out);
}

static int emit(void *ctx, const struct ru_copy *copy, const struct ru_doc *docs)
{
	struct finder *f = ctx;

	return ru_show_copy_json(&f->show, copy, docs);
}

static int find(struct finder *f, const char *const *paths, size_t count, const runut_copies_options *options,
                struct ru_error *err)
{
	uint32_t most = f->run->ctx->limits.retold_pages;
	uint64_t memory = options != NULL && options->memory != 0 ? options->memory : MEMORY;
	struct ru_external_direct direct = {set_directions, direction_keys, ru_trace_enough, f};
	struct ru_external_facts facts = {read_facts, f};
	struct ru_external_options external = {.al = &f->run->ctx->al,
	                                       .threads = f->run->options.threads,
	                                       .cancel = f->run->options.cancel,
	                                       .folder = options != NULL && options->folder != NULL ? options->folder
	                                                                                            : "/tmp",
	                                       .memory = memory < SIZE_MAX ? (size_t)memory : SIZE_MAX,
	                                       .direct = &direct,
	                                       .facts = most > 0 ? &facts : NULL,
	                                       .facts_pages = most,
	                                       .twin = tell_twin,
	                                       .large = tell_large,
	                                       .ctx = f};
	struct ru_articles articles = {f->run, (size_t)(memory / BATCH_SHARE), look, take, f, false};
	int status = ru_external_new(&f->external, &external, err);

	if (status == 0)
		status = ru_engine_articles(&articles, paths, count, err);
	if (status == 0) {
		if (most > 0 && !ru_external_has_facts(f->external))
			ru_engine_not_retold(f->run);
		ru_engine_progress(f->run, "copies", true);
		status = ru_external_find(f->external, emit, f, err);
	}
	ru_external_free(f->external);
	return status;
}

int runut_copies_write(runut_run *run, const char *const *paths, size_t count, const runut_copies_options *options,
                       runut_write_fn *write, void *user, runut_error *err)
{
	struct ru_error detail = {0};
	struct finder *f = ru_alloc_zero(&run->ctx->al, 1, sizeof(*f));

	if (f == NULL)
		return ru_engine_fail(err, RU_ENOMEM, NULL);
	unsigned threads = run->options.threads > 1 ? run->options.threads : 1;
	f->run = run;
	f->with_facts = run->ctx->limits.retold_pages > 0;
	f->lexicon = ru_alloc_zero(&run->ctx->al, threads, sizeof(*f->lexicon));
	ru_engine_show(&f->show, &f->sink, run->ctx, NULL, write, user);
	for (size_t i = 0; i < RU_ARTICLES_BATCH; i++)
		ru_external_page_init(&f->page[i], &run->ctx->al);
	int status = f->lexicon != NULL ? find(f, paths, count, options, &detail) : RU_ENOMEM;
	for (size_t i = 0; i < RU_ARTICLES_BATCH; i++)
		ru_external_page_release(&f->page[i]);
	for (unsigned i = 0; i < threads && f->lexicon != NULL; i++)
		ru_lexicon_free(f->lexicon[i]);
	ru_alloc_free(&run->ctx->al, f->lexicon);
	ru_alloc_free(&run->ctx->al, f);
	return ru_engine_fail(err, status, &detail);
}
