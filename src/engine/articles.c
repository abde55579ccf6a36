/* SPDX-License-Identifier: Apache-2.0 */
/* Articles of many pages, batch by batch; see articles.h. */
#include "engine/articles.h"

#include "text/utf8.h"

struct batch {
	const struct ru_articles *job;
	struct ru_arena arena; /* the raw pages */
	struct ru_raw_page raw[RU_ARTICLES_BATCH];
	struct ru_error error[RU_ARTICLES_BATCH];
	int status[RU_ARTICLES_BATCH];
	size_t count;
};

static int keep(struct batch *batch, const struct ru_raw_page *raw)
{
	struct ru_raw_page *to = &batch->raw[batch->count];
	struct ru_str *const strings[] = {&to->id,     &to->bytes, &to->charset,  &to->url,   &to->title,
	                                  &to->outlet, &to->date,  &to->language, &to->source};

	*to = *raw;
	for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++) {
		if (strings[i]->len > 0 && ru_arena_copy(&batch->arena, *strings[i], strings[i]) != 0)
			return RU_ENOMEM;
	}
	batch->count++;
	return 0;
}

/* Fill the batch; 1 while there may be more, 0 at the end. */
static int fill(struct batch *batch, struct ru_input *input, struct ru_error *err)
{
	size_t bytes = 0, most = batch->job->batch_bytes;

	ru_arena_release(&batch->arena);
	batch->count = 0;
	if (ru_arena_reserve(&batch->arena, most + most / 4) != 0)
		return RU_ENOMEM;
	while (batch->count < RU_ARTICLES_BATCH && bytes < most) {
		struct ru_raw_page raw;
		int status = ru_input_next(input, &raw, err);

		if (status <= 0)
			return status;
		bytes += raw.bytes.len;
		if (keep(batch, &raw) != 0)
			return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "%s", ru_status_name(RU_ENOMEM));
	}
	return 1;
}

/* Whether the article is the page as it is: no charset to be guessed, no line to be told from another. */
static bool is_plain_article(const struct ru_raw_page *raw)
{
	return raw->kind == RU_PAGE_ARTICLE && raw->bytes.len < RU_NONE && ru_utf8_valid(raw->bytes) &&
	       !ru_str_starts(raw->bytes, RU_S("\xEF\xBB\xBF"));
}

static int look_plain(struct batch *batch, size_t slot)
{
	const struct ru_raw_page *raw = &batch->raw[slot];
	uint32_t end = (uint32_t)raw->bytes.len;
	struct ru_block block = {RU_BLOCK_BODY, {0, end}, {0, end}, {0, end, RU_FIELD_PAGE}, RU_NONE};
	struct ru_article article = {.id = raw->id,
	                             .url = raw->url,
	                             .outlet = raw->outlet,
	                             .host = ru_host_slice(raw->url),
	                             .bytes = raw->bytes.len,
	                             .text = raw->bytes,
	                             .clean = raw->bytes,
	                             .map = RU_MAP_IDENTITY,
	                             .blocks = &block,
	                             .block_count = 1};

	return batch->job->look(batch->job->ctx, slot, &article, raw);
}

static int look_read(struct batch *batch, size_t slot)
{
	const runut_ctx *ctx = batch->job->run->ctx;
	const struct ru_raw_page *raw = &batch->raw[slot];
	struct ru_article_options options = {ctx->packs, &ctx->limits, &ctx->al, NULL};
	struct ru_article article;
	struct ru_arena arena;

	ru_arena_init(&arena, &ctx->al);
	int status = ru_article_read(&article, raw, &options, &arena, &batch->error[slot]);
	if (status == 0)
		status = batch->job->look(batch->job->ctx, slot, &article, raw);
	ru_arena_release(&arena);
	return status;
}

static int look(void *ctx, size_t slot, unsigned worker)
{
	struct batch *batch = ctx;
	const struct ru_raw_page *raw = &batch->raw[slot];
	uint64_t most = batch->job->run->ctx->limits.page_bytes;

	(void)worker;
	batch->error[slot] = (struct ru_error){.offset = UINT64_MAX};
	if (raw->bytes.len > most)
		batch->status[slot] = ru_fail(&batch->error[slot], RU_ELIMIT, NULL, UINT64_MAX,
		                              "the page is larger than %llu bytes", (unsigned long long)most);
	else
		batch->status[slot] =
		    batch->job->as_is && is_plain_article(raw) ? look_plain(batch, slot) : look_read(batch, slot);
	/* one page that fails does not stop the others; only memory does */
	return batch->status[slot] == RU_ENOMEM ? RU_ENOMEM : 0;
}

/* A page that could not be read is a complaint that names its place, and the rest goes on. */
static void complain(runut_run *run, const struct batch *batch, size_t i)
{
	struct ru_input_complaint complaint = {.source = batch->raw[i].source,
	                                       .message = ru_str_from(batch->error[i].message),
	                                       .key = RU_S("bad_page"),
	                                       .begin = batch->raw[i].offset,
	                                       .end = UINT64_MAX,
	                                       .count = 1,
	                                       .failed = true};

	ru_engine_complain(run, &complaint);
}

static int take_all(struct batch *batch, struct ru_error *err)
{
	const struct ru_articles *job = batch->job;
	int status = 0;

	for (size_t i = 0; i < batch->count && status == 0; i++) {
		if (batch->status[i] != 0) {
			complain(job->run, batch, i);
			continue;
		}
		job->run->progress.pages++;
		status = job->take(job->ctx, i, &batch->raw[i], err);
	}
	return status;
}

int ru_engine_articles(const struct ru_articles *articles, const char *const *paths, size_t count, struct ru_error *err)
{
	runut_run *run = articles->run;
	const struct ru_alloc *al = &run->ctx->al;
	struct ru_input *input;
	int status = ru_engine_input(&input, run, paths, count, err);

	if (status != 0)
		return status;
	struct batch *batch = ru_alloc_zero(al, 1, sizeof(*batch));
	if (batch == NULL) {
		ru_input_close(input);
		return RU_ENOMEM;
	}
	batch->job = articles;
	ru_arena_init(&batch->arena, al);
	for (int more = 1; more > 0 && status == 0;) {
		more = ru_engine_cancelled(run) ? RU_ECANCEL : fill(batch, input, err);
		if (more < 0)
			status = more;
		if (status == 0)
			status = ru_parallel(run->options.threads, batch->count, look, batch, al);
		if (status == 0)
			status = take_all(batch, err);
		ru_input_progress(input, &run->progress.bytes, &run->progress.bytes_total);
		ru_engine_progress(run, "read", false);
	}
	ru_arena_release(&batch->arena);
	ru_alloc_free(al, batch);
	ru_input_close(input);
	return status;
}
