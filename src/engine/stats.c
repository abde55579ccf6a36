/* SPDX-License-Identifier: Apache-2.0 */
/* What a run has read, counted: pages, bytes, and remarks by kind. */
#include "engine/engine.h"

/* Kinds are a few names of our own; where there were more than fit, the last row would hold the rest. */
static void count_kind(struct ru_tally *tally, struct ru_str kind, uint64_t count, bool failed)
{
	struct ru_tally_row *row = tally->rows;

	kind = ru_str_cut(kind, 0, sizeof row->kind - 1);
	while (row < tally->rows + tally->len && (!ru_str_eq(ru_str_from(row->kind), kind) || row->failed != failed))
		row++;
	if (row == tally->rows + RU_TALLY_KINDS)
		row--;
	if (row == tally->rows + tally->len) {
		memcpy(row->kind, kind.ptr, kind.len);
		row->kind[kind.len] = '\0';
		row->failed = failed;
		tally->len++;
	}
	row->count += count;
}

void ru_engine_count_complaint(runut_run *run, const struct ru_input_complaint *complaint)
{
	count_kind(&run->complaints, complaint->key, complaint->count, complaint->failed);
}

void ru_engine_count_page(runut_run *run, const runut_page *page)
{
	const struct ru_article *article = &page->article;

	run->articles += article->clean.len > 0;
	run->bytes += article->bytes;
	run->text += article->clean.len;
	for (uint32_t i = 0; i < article->notice_count; i++)
		count_kind(&run->notices, article->notices[i].kind, 1, false);
}

/* The rows by name, so that their order does not depend on what came first. */
static size_t sort_rows(const struct ru_tally *tally, struct ru_show_count out[RU_TALLY_KINDS])
{
	for (size_t i = 0; i < tally->len; i++) {
		const struct ru_tally_row *row = &tally->rows[i];
		struct ru_show_count count = {ru_str_from(row->kind), row->count, row->failed};
		size_t at = i;

		for (; at > 0 && ru_str_cmp(out[at - 1].kind, count.kind) > 0; at--)
			out[at] = out[at - 1];
		out[at] = count;
	}
	return tally->len;
}

int runut_run_write(const runut_run *run, const runut_style *style, runut_write_fn *write, void *user, runut_error *err)
{
	struct ru_show_count notices[RU_TALLY_KINDS], complaints[RU_TALLY_KINDS];
	struct ru_engine_sink sink;
	struct ru_show show;
	struct ru_show_stats stats = {.pages = run->progress.pages,
	                              .articles = run->articles,
	                              .bytes = run->bytes,
	                              .text = run->text,
	                              .notices = notices,
	                              .complaints = complaints};

	if (style != NULL && style->format == RUNUT_REPORT)
		return ru_engine_fail(err, RU_EUSAGE, NULL);
	stats.notice_count = sort_rows(&run->notices, notices);
	stats.complaint_count = sort_rows(&run->complaints, complaints);
	ru_engine_show(&show, &sink, run->ctx, style, write, user);
	int status = style != NULL && style->format == RUNUT_TEXT ? ru_show_stats_text(&show, &stats)
	                                                          : ru_show_stats_json(&show, &stats);
	return ru_engine_fail(err, status, NULL);
}

uint64_t runut_page_bytes(const runut_page *page) { return page->article.bytes; }

size_t runut_page_notice_count(const runut_page *page) { return page->article.notice_count; }

int runut_page_notice(const runut_page *page, size_t i, runut_notice *out)
{
	*out = (runut_notice){.begin = UINT32_MAX, .end = UINT32_MAX};
	if (i >= page->article.notice_count)
		return RU_EUSAGE;
	const struct ru_notice *notice = &page->article.notices[i];
	*out = (runut_notice){str_out(notice->kind), str_out(notice->detail), notice->span.begin, notice->span.end};
	return 0;
}
