/* SPDX-License-Identifier: Apache-2.0 */
/* Articles of many pages; see articles.h. One thread at a time cuts the input into pieces of some pages, all threads
 * look at them, and the caller's takes them in input order, with the complaints that came before each piece. */
#include "engine/articles.h"

#include "base/pipeline.h"
#include "base/pool.h"
#include "engine/complaints.h"

#include "text/utf8.h"

enum { PIECES = 8, PIECE_PAGES = RU_ARTICLES_BATCH / PIECES };

struct piece {
	struct ru_arena arena; /* the raw pages, complaints */
	struct ru_raw_page raw[PIECE_PAGES];
	struct ru_error error[PIECE_PAGES];
	int status[PIECE_PAGES];
	size_t count;
	struct ru_complaints complaints;
	uint64_t bytes_done, bytes_total;
};

struct reading {
	const struct ru_articles *job;
	struct ru_input *input;
	struct ru_error *err, input_error;
	struct ru_pool *pool;                /* one a worker, what a page is read in */
	struct piece piece[PIECES], *taking; /* taking: where complaints go now */
	int told, taken; /* where a complaint could not be kept, or a page could not be taken: why */
};

static void keep_complaint(void *ctx, const struct ru_input_complaint *complaint)
{
	struct reading *reading = ctx;
	struct piece *piece = reading->taking;

	if (ru_complaints_keep(&piece->complaints, complaint, &piece->arena) != 0)
		reading->told = RU_ENOMEM;
}

/* Of the memory of the raw pages a block of at most so many bytes stays. */
static void clear_piece(struct piece *piece, size_t most)
{
	ru_arena_clear(&piece->arena, most);
	ru_complaints_clear(&piece->complaints);
	piece->count = 0;
}

static int keep(struct piece *piece, const struct ru_raw_page *raw)
{
	struct ru_raw_page *to = &piece->raw[piece->count];

	if (ru_raw_page_keep(to, raw, &piece->arena) != 0 || ru_arena_copy(&piece->arena, raw->bytes, &to->bytes) != 0)
		return RU_ENOMEM;
	piece->count++;
	return 0;
}

static size_t piece_bytes(const struct ru_articles *job) { return job->batch_bytes / PIECES; }

/* The bytes of its pages and their names. */
static size_t piece_room(const struct ru_articles *job) { return piece_bytes(job) + piece_bytes(job) / 4; }

static int fill(void *ctx, size_t slot, size_t *weight)
{
	struct reading *reading = ctx;
	struct piece *piece = &reading->piece[slot];
	size_t most = piece_bytes(reading->job);
	int status = ru_engine_cancelled(reading->job->run) ? RU_ECANCEL : 1;

	reading->taking = piece;
	if (status == 1 && ru_arena_reserve(&piece->arena, piece_room(reading->job)) != 0)
		status = RU_ENOMEM;
	while (status == 1 && piece->count < PIECE_PAGES && *weight < most) {
		struct ru_raw_page raw;

		status = ru_input_next(reading->input, &raw, &reading->input_error);
		if (status == 1 && keep(piece, &raw) != 0)
			status = RU_ENOMEM;
		if (status == 1)
			*weight += raw.bytes.len;
		if (reading->told != 0)
			status = reading->told;
	}
	ru_input_progress(reading->input, &piece->bytes_done, &piece->bytes_total);
	if (status == RU_ENOMEM)
		return ru_fail(&reading->input_error, RU_ENOMEM, NULL, UINT64_MAX, "%s", ru_status_name(RU_ENOMEM));
	return status == 0 && (piece->count > 0 || piece->complaints.first != NULL) ? 1 : status;
}

/* Whether the article is the page as it is: no charset to be guessed, no line to be told from another. */
static bool is_plain_article(const struct ru_raw_page *raw)
{
	return raw->kind == RU_PAGE_ARTICLE && raw->bytes.len < RU_NONE && ru_utf8_valid(raw->bytes) &&
	       !ru_str_starts(raw->bytes, RU_S("\xEF\xBB\xBF"));
}

static int look_plain(const struct ru_articles *job, size_t slot, const struct ru_raw_page *raw)
{
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

	return job->look(job->ctx, slot, &article, raw);
}

static int look_read(const struct ru_articles *job, size_t slot, const struct ru_raw_page *raw, struct ru_pool *pool,
                     struct ru_error *err)
{
	const runut_ctx *ctx = job->run->ctx;
	struct ru_article_options options = {ctx->packs, &ctx->limits,     &pool->al,
	                                     NULL,       .unsummed = true, .sieve = &ctx->sieve};
	struct ru_article article;
	struct ru_arena arena;

	ru_arena_init(&arena, &pool->al);
	int status = ru_article_read(&article, raw, &options, &arena, err);
	if (status == 0)
		status = job->look(job->ctx, slot, &article, raw);
	ru_pool_clear(pool);
	return status;
}

static int look_one(const struct ru_articles *job, size_t slot, const struct ru_raw_page *raw, struct ru_pool *pool,
                    struct ru_error *err)
{
	uint64_t most = job->run->ctx->limits.page_bytes;

	*err = (struct ru_error){.offset = UINT64_MAX};
	if (raw->bytes.len > most)
		return ru_fail(err, RU_ELIMIT, NULL, UINT64_MAX, "the page is larger than %llu bytes",
		               (unsigned long long)most);
	return job->as_is && is_plain_article(raw) ? look_plain(job, slot, raw) : look_read(job, slot, raw, pool, err);
}

static void look(void *ctx, size_t slot, unsigned worker)
{
	struct reading *reading = ctx;
	struct piece *piece = &reading->piece[slot];

	for (size_t i = 0; i < piece->count; i++)
		piece->status[i] = look_one(reading->job, slot * PIECE_PAGES + i, &piece->raw[i],
		                            &reading->pool[worker], &piece->error[i]);
}

/* A page that could not be read is a complaint that names its place, and the rest goes on. */
static void complain(runut_run *run, const struct piece *piece, size_t i)
{
	struct ru_input_complaint complaint = {.source = piece->raw[i].source,
	                                       .message = ru_str_from(piece->error[i].message),
	                                       .key = RU_S("bad_page"),
	                                       .begin = piece->raw[i].offset,
	                                       .end = UINT64_MAX,
	                                       .count = 1,
	                                       .failed = true};

	ru_engine_complain(run, &complaint);
}

static int take(void *ctx, size_t slot)
{
	struct reading *reading = ctx;
	const struct ru_articles *job = reading->job;
	struct piece *piece = &reading->piece[slot];
	int status = 0;

	ru_complaints_tell(&piece->complaints, job->run);
	for (size_t i = 0; i < piece->count && status == 0; i++) {
		/* one page that fails does not stop the others; only memory does */
		if (piece->status[i] == RU_ENOMEM) {
			status = RU_ENOMEM;
		} else if (piece->status[i] != 0) {
			complain(job->run, piece, i);
		} else {
			job->run->progress.pages++;
			status = job->take(job->ctx, slot * PIECE_PAGES + i, &piece->raw[i], reading->err);
		}
	}
	job->run->progress.bytes = piece->bytes_done;
	job->run->progress.bytes_total = piece->bytes_total;
	ru_engine_progress(job->run, "read", false);
	clear_piece(piece, piece_room(job));
	reading->taken = status;
	return status;
}

static unsigned workers_of(const struct ru_articles *articles)
{
	unsigned threads = articles->run->options.threads;

	return threads > RU_PIPELINE_THREADS ? RU_PIPELINE_THREADS : threads > 1 ? threads : 1;
}

static void free_reading(struct reading *reading, const struct ru_alloc *al)
{
	for (size_t i = 0; i < PIECES; i++)
		clear_piece(&reading->piece[i], 0);
	for (unsigned i = 0; reading->pool != NULL && i < workers_of(reading->job); i++)
		ru_pool_release(&reading->pool[i]);
	ru_alloc_free(al, reading->pool);
	ru_alloc_free(al, reading);
}

static struct reading *new_reading(const struct ru_articles *articles, struct ru_error *err, const struct ru_alloc *al)
{
	struct reading *reading = ru_alloc_zero(al, 1, sizeof(*reading));

	if (reading == NULL)
		return NULL;
	reading->job = articles;
	reading->err = err;
	reading->taking = reading->piece;
	for (size_t i = 0; i < PIECES; i++)
		ru_arena_init(&reading->piece[i].arena, al);
	reading->pool = ru_alloc_zero(al, workers_of(articles), sizeof(*reading->pool));
	if (reading->pool == NULL) {
		free_reading(reading, al);
		return NULL;
	}
	for (unsigned i = 0; i < workers_of(articles); i++)
		ru_pool_init(&reading->pool[i], al);
	return reading;
}

int ru_engine_articles(const struct ru_articles *articles, const char *const *paths, size_t count, struct ru_error *err)
{
	const runut_ctx *ctx = articles->run->ctx;
	struct reading *reading = new_reading(articles, err, &ctx->al);
	struct ru_input_options options = {
	    .al = &ctx->al, .limits = &ctx->limits, .complain = keep_complaint, .ctx = reading};

	if (reading == NULL)
		return RU_ENOMEM;
	int status = ru_input_open(&reading->input, paths, count, &options, &reading->input_error);
	if (status == 0) {
		struct ru_pipeline pipeline = {
		    workers_of(articles), PIECES, articles->batch_bytes, reading, fill, look, take};
		status = ru_pipeline_run(&pipeline, &ctx->al);
	}
	if (status != 0 && reading->taken == 0 && err != NULL)
		*err = reading->input_error;
	ru_input_close(reading->input);
	free_reading(reading, &ctx->al);
	return status;
}
