/* SPDX-License-Identifier: Apache-2.0 */
/* Two short texts compared: each is read as a page of its own, then trace compares the two. */
#include "engine/engine.h"

static int read_text(runut_page **out, runut_run *run, const char *id, runut_str text, runut_str language,
                     struct ru_error *err)
{
	struct ru_raw_page raw = {.kind = RU_PAGE_ARTICLE,
	                          .id = ru_str_from(id),
	                          .bytes = str_in(text),
	                          .charset = RU_S("utf-8"),
	                          .language = str_in(language)};

	return ru_engine_page(out, run, &raw, RUNUT_STAGE_FACTS, NULL, err);
}

static int compare(runut_run *run, runut_page *const pages[2], struct ru_str id, const struct ru_show *show,
                   int *conflict, struct ru_error *err)
{
	const runut_ctx *ctx = run->ctx;
	struct ru_trace_options options = {&ctx->al, 1, run->options.cancel, NULL};
	struct ru_doc docs[2];
	struct ru_difference *differences;
	struct ru_arena arena;
	enum ru_difference_kind kind = RU_DIFF_OTHER;
	uint32_t count;
	bool differs = false;
	int status = 0;

	ru_arena_init(&arena, &ctx->al);
	for (int i = 0; status == 0 && i < 2; i++) {
		docs[i] = (struct ru_doc){.article = &pages[i]->article, .facts = &pages[i]->facts};
		status = ru_engine_anchors(&docs[i], &arena, &ctx->al);
	}
	if (status == 0)
		status = ru_trace_compare(&differences, &count, &differs, &kind, docs, &options, &arena, err);
	if (status == 0)
		status = ru_show_compare_json(show, id, differs, kind, differences, count, docs);
	if (conflict != NULL)
		*conflict = differs;
	ru_arena_release(&arena);
	return status;
}

int runut_compare_texts(runut_run *run, runut_str id, runut_str a, runut_str b, runut_str language,
                        runut_write_fn *write, void *user, int *conflict, runut_error *err)
{
	struct ru_error detail = {0};
	struct ru_engine_sink sink;
	struct ru_show show;
	runut_page *pages[2] = {NULL, NULL};

	if (conflict != NULL)
		*conflict = 0;
	ru_engine_show(&show, &sink, run->ctx, NULL, write, user);
	int status = read_text(&pages[0], run, "a", a, language, &detail);
	if (status == 0)
		status = read_text(&pages[1], run, "b", b, language, &detail);
	if (status == 0)
		status = compare(run, pages, str_in(id), &show, conflict, &detail);
	runut_page_free(pages[0]);
	runut_page_free(pages[1]);
	return ru_engine_fail(err, status, &detail);
}

int runut_compare_pairs(runut_run *run, const char *const *paths, size_t count, runut_write_fn *write, void *user,
                        uint64_t *conflicts, runut_error *err)
{
	struct ru_error detail = {0};
	struct ru_input *input;
	struct ru_input_pair pair;
	int conflict, status = ru_engine_input(&input, run, paths, count, &detail);

	if (conflicts != NULL)
		*conflicts = 0;
	if (status != 0)
		return ru_engine_fail(err, status, &detail);
	for (;;) {
		status = ru_engine_cancelled(run) ? RU_ECANCEL : ru_input_pair_next(input, &pair, &detail);
		if (status <= 0)
			break;
		status = runut_compare_texts(run, str_out(pair.id), str_out(pair.a), str_out(pair.b),
		                             str_out(pair.language), write, user, &conflict, err);
		if (status != 0)
			goto done;
		if (conflicts != NULL)
			*conflicts += (uint64_t)conflict;
		run->progress.pages++;
		ru_engine_progress(run, "read", false);
	}
	status = ru_engine_fail(err, status, &detail);
done:
	ru_input_close(input);
	return status;
}
