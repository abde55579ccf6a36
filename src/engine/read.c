/* SPDX-License-Identifier: Apache-2.0 */
/* Many pages: one thread at a time cuts the input into raw pages, all threads read them, and the pages are handed over
 * in input order, in the caller's thread, with the complaints that came before each. Memory is that of the pages under
 * way, whatever their number. */
#include "engine/complaints.h"

#include "base/pipeline.h"
#include "engine/ids.h"

/* Pages under way, for each thread and at most; raw bytes of them. */
enum { PER_THREAD = 8, SLOTS_MOST = 256, BYTES_MOST = 24 << 20, KEEP = 1 << 20 };

/* One page under way, or only complaints. */
struct slot {
	struct ru_arena arena; /* strings of raw, complaints */
	struct ru_buf bytes;   /* of the raw page; the memory serves the next one */
	struct ru_raw_page raw;
	struct ru_complaints complaints;
	bool has_raw;
	runut_page *page;
	int status;
	struct ru_error error;
	uint64_t bytes_done, bytes_total;
};

struct reading {
	runut_run *run;
	struct ru_input *input;
	unsigned stage;
	runut_got_page_fn *got;
	void *user;
	struct ru_error *err;
	struct slot *slots, *taking; /* taking: where complaints go now */
	size_t count;
	struct ru_lexicon **lexicon; /* per thread, made with its first page */
	int told;                    /* RU_ENOMEM where a complaint could not be kept */
	struct ru_ids *ids;          /* of the pages handed over, or NULL where the caller minds them */
};

/* ---- taking: input to slot ---- */

static void keep_complaint(void *ctx, const struct ru_input_complaint *complaint)
{
	struct reading *reading = ctx;
	struct slot *slot = reading->taking;

	if (ru_complaints_keep(&slot->complaints, complaint, &slot->arena) != RU_OK)
		reading->told = RU_ENOMEM;
}

/* The raw page lives until the next one is read: keep it, where that is before it has been handed over. */
static int keep_raw(struct slot *slot, const struct ru_raw_page *raw, bool alone)
{
	struct ru_raw_page *to = &slot->raw;

	slot->has_raw = true;
	if (alone) {
		*to = *raw;
		return RU_OK;
	}
	if (ru_raw_page_keep(to, raw, &slot->arena) != RU_OK)
		return RU_ENOMEM;
	ru_buf_clear(&slot->bytes);
	ru_buf_put(&slot->bytes, raw->bytes);
	to->bytes = ru_buf_str(&slot->bytes);
	return ru_buf_status(&slot->bytes);
}

static void clear_slot(struct slot *slot)
{
	runut_page_free(slot->page);
	ru_arena_release(&slot->arena);
	if (slot->bytes.cap > KEEP)
		ru_buf_release(&slot->bytes);
	slot->page = NULL;
	ru_complaints_clear(&slot->complaints);
	slot->has_raw = false;
	slot->status = RU_OK;
}

static int take(void *ctx, size_t index, size_t *weight)
{
	struct reading *reading = ctx;
	struct slot *slot = &reading->slots[index];
	struct ru_raw_page raw;

	if (ru_engine_cancelled(reading->run))
		return RU_ECANCEL;
	reading->taking = slot;
	int status = ru_input_next(reading->input, &raw, reading->err);
	if (status == 1 && keep_raw(slot, &raw, reading->count == 1) != RU_OK)
		status = RU_ENOMEM;
	if (reading->told != RU_OK)
		status = RU_ENOMEM;
	if (status == RU_ENOMEM)
		return ru_fail(reading->err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
	ru_input_progress(reading->input, &slot->bytes_done, &slot->bytes_total);
	*weight = slot->has_raw ? raw.bytes.len : 0;
	/* complaints behind the last page have a slot of their own */
	return status == 0 && slot->complaints.first != NULL ? 1 : status == RU_INPUT_TOLD ? 1 : status;
}

/* ---- working: slot to page ---- */

static int make_lexicon(const struct reading *reading, struct ru_lexicon **lexicon)
{
	const runut_ctx *ctx = reading->run->ctx;

	if (*lexicon != NULL || reading->stage < RUNUT_STAGE_FACTS)
		return RU_OK;
	return ru_lexicon_new(lexicon, RU_ENGINE_LEXICON, ru_packs_find(ctx->packs, RU_S("all")), &ctx->al);
}

static void work(void *ctx, size_t index, unsigned worker)
{
	struct reading *reading = ctx;
	struct slot *slot = &reading->slots[index];

	if (!slot->has_raw)
		return;
	slot->status = make_lexicon(reading, &reading->lexicon[worker]);
	if (slot->status == RU_OK)
		slot->status = ru_engine_page(&slot->page, reading->run, &slot->raw, reading->stage,
		                              reading->lexicon[worker], &slot->error);
}

/* ---- giving: page to caller ---- */

/* A page that could not be read is a complaint that names its place, and the rest goes on. */
static void complain(runut_run *run, const struct slot *slot)
{
	struct ru_input_complaint complaint = {.source = slot->raw.source,
	                                       .message = ru_str_from(slot->error.message),
	                                       .key = RU_S("bad_page"),
	                                       .begin = slot->raw.offset,
	                                       .end = UINT64_MAX,
	                                       .count = 1,
	                                       .failed = true};

	ru_engine_complain(run, &complaint);
}

/* The page is handed over all the same, for each record depends on its page alone. */
static int check_id(struct reading *reading, const runut_page *page)
{
	struct ru_place_in at = {page->source, page->offset};

	return reading->ids == NULL ? RU_OK : ru_ids_check(reading->ids, reading->run, page->article.id, at);
}

static int give(void *ctx, size_t index)
{
	struct reading *reading = ctx;
	struct slot *slot = &reading->slots[index];
	runut_run *run = reading->run;
	runut_page *page = slot->page;
	int status = slot->status == RU_ENOMEM ? RU_ENOMEM : RU_OK;

	ru_complaints_tell(&slot->complaints, run);
	slot->page = NULL;
	if (page != NULL) {
		run->progress.pages++;
		ru_engine_count_page(run, page);
		status = check_id(reading, page);
		if (status == RU_OK)
			status = reading->got(reading->user, page);
		else
			runut_page_free(page);
	} else if (slot->has_raw && status == RU_OK) {
		complain(run, slot);
	}
	run->progress.bytes = slot->bytes_done;
	run->progress.bytes_total = slot->bytes_total;
	ru_engine_progress(run, "read", false);
	clear_slot(slot);
	if (status < 0)
		return status;
	return ru_engine_cancelled(run) ? RU_ECANCEL : 0;
}

/* ---- all of it ---- */

static int make_slots(struct reading *reading)
{
	const struct ru_alloc *al = &reading->run->ctx->al;
	unsigned threads = reading->run->options.threads;

	reading->count = threads <= 1 ? 1 : (size_t)threads * PER_THREAD;
	if (reading->count > SLOTS_MOST)
		reading->count = SLOTS_MOST;
	reading->slots = ru_alloc_zero(al, reading->count, sizeof(*reading->slots));
	reading->lexicon = ru_alloc_zero(al, threads < 1 ? 1 : threads, sizeof(*reading->lexicon));
	if (reading->slots == NULL || reading->lexicon == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < reading->count; i++) {
		ru_arena_init(&reading->slots[i].arena, al);
		ru_buf_init(&reading->slots[i].bytes, al, 0);
		clear_slot(&reading->slots[i]);
	}
	return RU_OK;
}

static void free_slots(struct reading *reading)
{
	unsigned threads = reading->run->options.threads;

	for (unsigned i = 0; reading->lexicon != NULL && i < (threads < 1 ? 1 : threads); i++)
		ru_lexicon_free(reading->lexicon[i]);
	ru_alloc_free(&reading->run->ctx->al, reading->lexicon);
	for (size_t i = 0; reading->slots != NULL && i < reading->count; i++) {
		clear_slot(&reading->slots[i]);
		ru_buf_release(&reading->slots[i].bytes);
	}
	ru_alloc_free(&reading->run->ctx->al, reading->slots);
}

int ru_engine_read(runut_run *run, const char *const *paths, size_t count, unsigned stage, struct ru_ids *ids,
                   runut_got_page_fn *got, void *user, runut_error *err)
{
	struct ru_error detail = {0};
	struct reading reading = {.run = run, .stage = stage, .got = got, .user = user, .err = &detail, .ids = ids};
	struct ru_input_options options = {.al = &run->ctx->al,
	                                   .limits = &run->ctx->limits,
	                                   .complain = keep_complaint,
	                                   .ctx = &reading,
	                                   .may_pause = true};
	int status = make_slots(&reading);

	reading.taking = reading.slots;
	if (status == RU_OK)
		status = ru_input_open(&reading.input, paths, count, &options, &detail);
	if (status == RU_OK) {
		struct ru_pipeline pipeline = {
		    run->options.threads, reading.count, BYTES_MOST, &reading, take, work, give};

		status = ru_pipeline_run(&pipeline, &run->ctx->al);
	}
	ru_input_close(reading.input);
	free_slots(&reading);
	return ru_engine_fail(err, status, &detail);
}

int runut_read_pages(runut_run *run, const char *const *paths, size_t count, unsigned stage, runut_got_page_fn *got,
                     void *user, runut_error *err)
{
	struct ru_ids ids;
	int status;

	ru_ids_init(&ids, &run->ctx->al);
	status = ru_engine_read(run, paths, count, stage, &ids, got, user, err);
	ru_ids_release(&ids);
	return status;
}
