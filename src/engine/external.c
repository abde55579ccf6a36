/* SPDX-License-Identifier: Apache-2.0 */
/* Copies in a pile of any size: articles go from the input to match/external and pairs from there to the writer; trace
 * is asked for their directions, a family of pages at a time. */
#include "match/external/external.h"

#include "engine/articles.h"

enum { MEMORY = 512 << 20, BATCH_SHARE = 64, SLOT_KEEPS = 1 << 18 };

struct finder {
	runut_run *run;
	struct ru_external *external;
	struct ru_show show;
	struct ru_engine_sink sink;
	struct ru_external_page page[RU_ARTICLES_BATCH];
};

static int look(void *ctx, size_t slot, const struct ru_article *article, const struct ru_raw_page *raw)
{
	struct finder *f = ctx;

	return ru_external_read(&f->page[slot], article, raw->source, raw->offset);
}

static int take(void *ctx, size_t slot, const struct ru_raw_page *raw, struct ru_error *err)
{
	struct finder *f = ctx;
	struct ru_external_page *page = &f->page[slot];

	page->id = raw->id;
	int status = ru_external_take(f->external, page, err);
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

static int set_directions(void *ctx, struct ru_copies *copies, const struct ru_doc *docs, uint32_t count,
                          const struct ru_world *world, struct ru_arena *arena, struct ru_error *err)
{
	const struct finder *f = ctx;
	struct ru_trace_options options = {&f->run->ctx->al, 1, f->run->options.cancel, world};

	return ru_trace_direct(copies, docs, count, &options, arena, err);
}

static int direction_keys(void *ctx, const struct ru_article *article, struct ru_vec *out)
{
	(void)ctx;
	return ru_trace_keys(article, out);
}

static int emit(void *ctx, const struct ru_copy *copy, const struct ru_doc *docs)
{
	struct finder *f = ctx;

	return ru_show_copy_json(&f->show, copy, docs);
}

static int find(struct finder *f, const char *const *paths, size_t count, const runut_copies_options *options,
                struct ru_error *err)
{
	uint64_t memory = options != NULL && options->memory != 0 ? options->memory : MEMORY;
	struct ru_external_direct direct = {set_directions, direction_keys, f};
	struct ru_external_options external = {.al = &f->run->ctx->al,
	                                       .threads = f->run->options.threads,
	                                       .cancel = f->run->options.cancel,
	                                       .folder = options != NULL && options->folder != NULL ? options->folder
	                                                                                            : "/tmp",
	                                       .memory = memory < SIZE_MAX ? (size_t)memory : SIZE_MAX,
	                                       .direct = &direct,
	                                       .twin = tell_twin,
	                                       .ctx = f};
	struct ru_articles articles = {f->run, (size_t)(memory / BATCH_SHARE), look, take, f, false};
	int status = ru_external_new(&f->external, &external, err);

	if (status == 0)
		status = ru_engine_articles(&articles, paths, count, err);
	if (status == 0) {
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
	f->run = run;
	ru_engine_show(&f->show, &f->sink, run->ctx, NULL, write, user);
	for (size_t i = 0; i < RU_ARTICLES_BATCH; i++)
		ru_external_page_init(&f->page[i], &run->ctx->al);
	int status = find(f, paths, count, options, &detail);
	for (size_t i = 0; i < RU_ARTICLES_BATCH; i++)
		ru_external_page_release(&f->page[i]);
	ru_alloc_free(&run->ctx->al, f);
	return ru_engine_fail(err, status, &detail);
}
