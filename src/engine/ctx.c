/* SPDX-License-Identifier: Apache-2.0 */
/* Set-up: the ctx (allocator, limits, packs), the run (cancel, progress, complaints), errors on their way out. */
#include "engine/engine.h"
#include "engine/examples.h"

#include <stdio.h>

_Static_assert((int)RU_ENOMEM == (int)RUNUT_ENOMEM && (int)RU_EINPUT == (int)RUNUT_EINPUT &&
                   (int)RU_ELIMIT == (int)RUNUT_ELIMIT && (int)RU_EIO == (int)RUNUT_EIO &&
                   (int)RU_EUSAGE == (int)RUNUT_EUSAGE && (int)RU_ECANCEL == (int)RUNUT_ECANCEL &&
                   (int)RU_ESTORE == (int)RUNUT_ESTORE && (int)RU_EINTERNAL == (int)RUNUT_EINTERNAL &&
                   (int)RU_EDUP == (int)RUNUT_EDUP,
               "inner and public status codes are the same");

/* progress() comes at most once in so many milliseconds where there is a clock. */
enum { PROGRESS_EVERY = 100 };

const char *runut_version(void) { return RUNUT_VERSION; }

const char *runut_status_name(int status) { return ru_status_name(status); }

int ru_engine_fail(runut_error *out, int status, const struct ru_error *err)
{
	if (out == NULL || status >= 0)
		return status;
	_Static_assert(sizeof(out->message) == sizeof(err->message) && sizeof(out->input) == sizeof(err->input),
	               "inner and public errors are of one size");
	*out = (runut_error){.status = status, .offset = UINT64_MAX};
	if (err != NULL && err->status == status) {
		out->offset = err->offset;
		memcpy(out->message, err->message, sizeof(out->message));
		memcpy(out->input, err->input, sizeof(out->input));
	} else {
		snprintf(out->message, sizeof(out->message), "%s", ru_status_name(status));
	}
	return status;
}

runut_limits runut_limits_default(void)
{
	struct ru_limits l = RU_LIMITS_DEFAULT;

	return (runut_limits){l.page_bytes,   l.pile_bytes,  l.html_nodes,   l.html_depth,  l.html_attrs,
	                      l.blocks,       l.links,       l.facts,        l.notices,     l.walk_depth,
	                      l.unpack_ratio, l.unpack_free, l.unpack_depth, l.retold_pages};
}

/* Spans are 32 bits wide and RU_NONE is no offset. */
static const uint64_t page_bytes_most = UINT32_MAX - 16;

static void take_limits(struct ru_limits *to, const runut_limits *from)
{
	*to = RU_LIMITS_DEFAULT;
	if (from == NULL)
		return;
	*to = (struct ru_limits){from->page_bytes,   from->pile_bytes,  from->html_nodes,   from->html_depth,
	                         from->html_attrs,   from->blocks,      from->links,        from->facts,
	                         from->notices,      from->walk_depth,  from->unpack_ratio, from->unpack_free,
	                         from->unpack_depth, from->retold_pages};
	if (to->page_bytes > page_bytes_most)
		to->page_bytes = page_bytes_most;
}

int runut_ctx_new(runut_ctx **out, const runut_options *options, runut_error *err)
{
	static const runut_options none;
	struct ru_error detail = {0};
	struct ru_alloc al = *ru_alloc_default();

	*out = NULL;
	if (options == NULL)
		options = &none;
	if (options->allocator != NULL)
		al = (struct ru_alloc){options->allocator->alloc, options->allocator->realloc, options->allocator->free,
		                       options->allocator->user};
	runut_ctx *ctx = ru_alloc_zero(&al, 1, sizeof(*ctx));
	if (ctx == NULL)
		return ru_engine_fail(err, RU_ENOMEM, NULL);
	ctx->al = al;
	take_limits(&ctx->limits, options->limits);
	int status = ru_packs_new(&ctx->packs, options->pack_dirs, options->pack_dir_count, &ctx->al, &detail);
	if (status != 0) {
		ru_alloc_free(&al, ctx);
		return ru_engine_fail(err, status, &detail);
	}
	ru_sieve_make(&ctx->sieve, ctx->packs);
	const struct ru_pack *pack = ru_packs_find(ctx->packs, ru_str_from(options->messages));
	ctx->messages = pack != NULL ? ru_pack_tag(pack) : RU_S("en");
	*out = ctx;
	return 0;
}

void runut_ctx_free(runut_ctx *ctx)
{
	if (ctx == NULL)
		return;
	struct ru_alloc al = ctx->al;
	ru_packs_free(ctx->packs);
	ru_alloc_free(&al, ctx);
}

runut_str runut_ctx_message(const runut_ctx *ctx, const char *key)
{
	return str_out(ru_packs_message(ctx->packs, ctx->messages, ru_str_from(key)));
}

struct pack_reporter {
	runut_pack_report_fn *report;
	void *user;
};

static void pass_report(void *ctx, struct ru_str file, uint32_t line, struct ru_str message)
{
	const struct pack_reporter *reporter = ctx;

	if (reporter->report != NULL)
		reporter->report(reporter->user, str_out(file), line, str_out(message));
}

int runut_pack_check(const runut_ctx *ctx, const char *dir, runut_pack_report_fn *report, void *user,
                     uint32_t *failures, runut_error *err)
{
	struct ru_error detail = {0};
	struct pack_reporter reporter = {report, user};
	uint32_t wrong = 0;
	int status = ru_pack_check(dir, pass_report, &reporter, failures, &ctx->al, &detail);

	if (status == 0 && *failures == 0) /* a broken pack cannot be read with */
		status = ru_engine_examples(ctx, dir, ru_pack_folder_tag(dir), pass_report, &reporter, &wrong, &detail);
	*failures += status == 0 ? wrong : 0;

	return ru_engine_fail(err, status, &detail);
}

int runut_run_new(runut_run **out, runut_ctx *ctx, const runut_run_options *options, runut_error *err)
{
	*out = NULL;
	runut_run *run = ru_alloc_zero(&ctx->al, 1, sizeof(*run));
	if (run == NULL)
		return ru_engine_fail(err, RU_ENOMEM, NULL);
	run->ctx = ctx;
	if (options != NULL)
		run->options = *options;
	run->told = INT64_MIN;
	*out = run;
	return 0;
}

void runut_run_free(runut_run *run)
{
	if (run == NULL)
		return;
	ru_alloc_free(&run->ctx->al, (void *)run->repeats.sums);
	ru_alloc_free(&run->ctx->al, run);
}

uint64_t runut_run_failures(const runut_run *run) { return run->failures; }

bool ru_engine_cancelled(const runut_run *run) { return ru_cancelled(run->options.cancel); }

void ru_engine_progress(runut_run *run, const char *stage, bool always)
{
	if (run->options.progress == NULL)
		return;
	if (run->options.clock != NULL) {
		int64_t now = run->options.clock(run->options.user);

		if (!always && run->told != INT64_MIN && now - run->told < PROGRESS_EVERY)
			return;
		run->told = now;
	}
	run->progress.stage = stage;
	run->options.progress(run->options.user, &run->progress);
}

void ru_engine_complain(runut_run *run, const struct ru_input_complaint *complaint)
{
	run->failures += complaint->failed;
	ru_engine_count_complaint(run, complaint);
	if (run->options.complain == NULL)
		return;
	runut_complaint told = {str_out(complaint->source), str_out(complaint->key), str_out(complaint->message),
	                        complaint->begin,           complaint->end,          complaint->count,
	                        complaint->failed,          complaint->record,       str_out(complaint->detail)};
	run->options.complain(run->options.user, &told);
}

void ru_engine_repeated(runut_run *run, struct ru_str id, struct ru_place_in second, struct ru_place_in first)
{
	enum { MOST = 80 }; /* bytes of an id or a name that are told */
	char place[MOST + 32];
	struct ru_error message = {0};

	if (first.source.len == 0)
		first.source = RU_S("-");
	(void)snprintf(place, sizeof(place), "%.*s [%llu]", first.source.len < MOST ? (int)first.source.len : MOST,
	               first.source.ptr, (unsigned long long)first.offset);
	(void)ru_fail(&message, RU_EDUP, NULL, second.offset, "the id %.*s was given before, in %s",
	              id.len < MOST ? (int)id.len : MOST, id.ptr, place);
	struct ru_input_complaint complaint = {.source = second.source,
	                                       .message = ru_str_from(message.message),
	                                       .key = RU_S("repeated_id"),
	                                       .begin = second.offset,
	                                       .end = UINT64_MAX,
	                                       .count = 1,
	                                       .failed = true,
	                                       .detail = ru_str_from(place)};
	ru_engine_complain(run, &complaint);
}

void ru_engine_large_groups(runut_run *run, struct ru_str id, uint32_t groups)
{
	enum { MOST = 80 }; /* bytes of an id that are told */
	struct ru_str front = ru_str_cut(id, 0, id.len < MOST ? id.len : MOST);
	struct ru_error message = {0};

	(void)ru_fail(&message, RU_ELIMIT, NULL, UINT64_MAX,
	              "so many pages share text with %.*s that not every two of them were compared", (int)front.len,
	              front.ptr);
	struct ru_input_complaint complaint = {.message = ru_str_from(message.message),
	                                       .key = RU_S("large_group"),
	                                       .detail = front,
	                                       .begin = UINT64_MAX,
	                                       .end = UINT64_MAX,
	                                       .count = groups};

	ru_engine_complain(run, &complaint);
}

void ru_engine_not_retold(runut_run *run)
{
	struct ru_error message = {0};
	char most[16];

	(void)snprintf(most, sizeof(most), "%u", run->ctx->limits.retold_pages);
	(void)ru_fail(&message, RU_ELIMIT, NULL, UINT64_MAX,
	              "more than %s pages: sentences told in other words and translations were not looked for", most);
	struct ru_input_complaint complaint = {.message = ru_str_from(message.message),
	                                       .key = RU_S("not_retold"),
	                                       .detail = ru_str_from(most),
	                                       .begin = UINT64_MAX,
	                                       .end = UINT64_MAX,
	                                       .count = 1};

	ru_engine_complain(run, &complaint);
}

static void pass_complaint(void *ctx, const struct ru_input_complaint *complaint)
{
	ru_engine_complain(ctx, complaint);
}

int ru_engine_input(struct ru_input **out, runut_run *run, const char *const *paths, size_t count, struct ru_error *err)
{
	struct ru_input_options options = {
	    .al = &run->ctx->al, .limits = &run->ctx->limits, .complain = pass_complaint, .ctx = run};

	return ru_input_open(out, paths, count, &options, err);
}
