/* SPDX-License-Identifier: Apache-2.0 */
/* Many pages: the input is cut into raw pages in one thread, batches of them are read on all threads, and the pages are
 * handed over in input order. Memory is that of one batch. */
#include "engine/engine.h"

/* A batch ends at so many pages or bytes: enough to keep threads busy, little enough to stay small. */
enum { BATCH_PAGES = 64, BATCH_BYTES = 8 << 20 };

struct batch {
	const runut_ctx *ctx;
	unsigned stage;
	struct ru_arena arena; /* the raw pages of the batch */
	struct ru_raw_page raw[BATCH_PAGES];
	runut_page *page[BATCH_PAGES];
	struct ru_error error[BATCH_PAGES];
	int status[BATCH_PAGES];
	size_t count;
};

static int keep(struct batch *batch, const struct ru_raw_page *raw)
{
	struct ru_raw_page *to = &batch->raw[batch->count];
	struct ru_str *const strings[] = {&to->id,     &to->bytes, &to->charset,  &to->url,   &to->title,
	                                  &to->outlet, &to->date,  &to->language, &to->source};

	*to = *raw;
	for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++) {
		if (ru_arena_copy(&batch->arena, *strings[i], strings[i]) != 0)
			return RU_ENOMEM;
	}
	batch->count++;
	return 0;
}

/* Fill the batch; 1 while there may be more, 0 at the end. */
static int fill(struct batch *batch, struct ru_input *input, struct ru_error *err)
{
	size_t bytes = 0;

	ru_arena_release(&batch->arena);
	batch->count = 0;
	while (batch->count < BATCH_PAGES && bytes < BATCH_BYTES) {
		struct ru_raw_page raw;
		int status = ru_input_next(input, &raw, err);

		if (status <= 0)
			return status;
		bytes += raw.bytes.len;
		if (keep(batch, &raw) != 0)
			return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
	}
	return 1;
}

static int read_one(void *ctx, size_t index, unsigned worker)
{
	struct batch *batch = ctx;

	(void)worker;
	batch->status[index] =
	    ru_engine_page(&batch->page[index], batch->ctx, &batch->raw[index], batch->stage, &batch->error[index]);
	/* one page that fails does not stop the others; only memory does */
	return batch->status[index] == RU_ENOMEM ? RU_ENOMEM : 0;
}

/* A page that could not be read is a complaint that names its place, and the rest goes on. */
static void complain(runut_run *run, const struct batch *batch, size_t i)
{
	const struct ru_raw_page *raw = &batch->raw[i];
	struct ru_input_complaint complaint = {.source = raw->source,
	                                       .message = ru_str_from(batch->error[i].message),
	                                       .key = RU_S("bad_page"),
	                                       .begin = raw->offset,
	                                       .end = UINT64_MAX,
	                                       .count = 1,
	                                       .failed = true};

	ru_engine_complain(run, &complaint);
}

static int hand_over(runut_run *run, struct batch *batch, runut_got_page_fn *got, void *user)
{
	for (size_t i = 0; i < batch->count; i++) {
		runut_page *page = batch->page[i];

		batch->page[i] = NULL;
		if (page == NULL) {
			complain(run, batch, i);
			continue;
		}
		run->progress.pages++;
		int status = got(user, page);
		if (status < 0)
			return status;
	}
	return 0;
}

static int read_batches(runut_run *run, struct batch *batch, struct ru_input *input, runut_got_page_fn *got, void *user,
                        struct ru_error *err)
{
	for (int more = 1; more > 0;) {
		if (ru_engine_cancelled(run))
			return RU_ECANCEL;
		more = fill(batch, input, err);
		if (more < 0)
			return more;
		memset(batch->page, 0, sizeof(batch->page));
		int status = ru_parallel(run->options.threads, batch->count, read_one, batch, &run->ctx->al);
		if (status == 0)
			status = hand_over(run, batch, got, user);
		for (size_t i = 0; i < batch->count; i++)
			runut_page_free(batch->page[i]);
		if (status != 0)
			return status;
		ru_input_progress(input, &run->progress.bytes, &run->progress.bytes_total);
		ru_engine_progress(run, "read", false);
	}
	return 0;
}

int runut_read_pages(runut_run *run, const char *const *paths, size_t count, unsigned stage, runut_got_page_fn *got,
                     void *user, runut_error *err)
{
	struct ru_error detail = {0};
	struct ru_input *input;
	int status = ru_engine_input(&input, run, paths, count, &detail);

	if (status != 0)
		return ru_engine_fail(err, status, &detail);
	struct batch *batch = ru_alloc_zero(&run->ctx->al, 1, sizeof(*batch));
	if (batch == NULL) {
		ru_input_close(input);
		return ru_engine_fail(err, RU_ENOMEM, NULL);
	}
	batch->ctx = run->ctx;
	batch->stage = stage;
	ru_arena_init(&batch->arena, &run->ctx->al);
	status = read_batches(run, batch, input, got, user, &detail);
	ru_arena_release(&batch->arena);
	ru_alloc_free(&run->ctx->al, batch);
	ru_input_close(input);
	return ru_engine_fail(err, status, &detail);
}
