/* SPDX-License-Identifier: Apache-2.0 */
/* Findings out through show/, and pairs of sentences. */
#include "engine/engine.h"

static int pass_bytes(void *ctx, struct ru_str bytes)
{
	const struct ru_engine_sink *sink = ctx;

	return bytes.len > 0 ? sink->write(sink->user, bytes.ptr, bytes.len) : 0;
}

static struct ru_str pass_message(void *ctx, struct ru_str key)
{
	const struct ru_engine_sink *sink = ctx;

	return ru_packs_message(sink->ctx->packs, sink->ctx->messages, key);
}

void ru_engine_show(struct ru_show *show, struct ru_engine_sink *sink, const runut_ctx *ctx, const runut_style *style,
                    runut_write_fn *write, void *user)
{
	*sink = (struct ru_engine_sink){write, user, ctx};
	*show = (struct ru_show){.write = pass_bytes,
	                         .write_ctx = sink,
	                         .message = pass_message,
	                         .message_ctx = sink,
	                         .message_language = ctx->messages,
	                         .al = &ctx->al,
	                         .width = style != NULL ? style->width : 0,
	                         .color = style != NULL && style->color};
}

static int write_page(const struct ru_show *show, const struct ru_show_page *view, enum runut_record record,
                      const runut_style *style)
{
	bool text = style != NULL && style->format == RUNUT_TEXT;

	switch (record) {
	case RUNUT_RECORD_CLEAN:
		return text ? ru_show_clean_text(show, view) : ru_show_clean_json(show, view);
	case RUNUT_RECORD_LANGUAGE:
		return text ? ru_show_language_text(show, view) : ru_show_language_json(show, view);
	case RUNUT_RECORD_FACTS:
		return text ? ru_show_facts_text(show, view)
		            : ru_show_facts_json(show, view, style != NULL && style->words);
	}
	return RU_EUSAGE;
}

int runut_page_write(const runut_page *page, enum runut_record record, const runut_style *style, runut_write_fn *write,
                     void *user, runut_error *err)
{
	static const unsigned needs[] = {RUNUT_STAGE_ARTICLE, RUNUT_STAGE_LANGUAGE, RUNUT_STAGE_FACTS};
	struct ru_engine_sink sink;
	struct ru_show show;
	struct ru_show_page view = {&page->article, &page->facts, &page->language};

	if ((unsigned)record > RUNUT_RECORD_FACTS || page->stage < needs[record] ||
	    (style != NULL && style->format == RUNUT_REPORT))
		return ru_engine_fail(err, RU_EUSAGE, NULL);
	ru_engine_show(&show, &sink, page->ctx, style, write, user);
	return ru_engine_fail(err, write_page(&show, &view, record, style), NULL);
}

static int write_copies(const struct ru_show *show, const runut_pile *pile, bool text)
{
	int status = 0;

	if (text)
		return ru_show_copies_text(show, &pile->copies, pile->docs);
	for (uint32_t i = 0; status == 0 && i < pile->copies.count; i++)
		status = ru_show_copy_json(show, &pile->copies.items[i], pile->docs);
	return status;
}

static int write_stories(const struct ru_show *show, const runut_pile *pile, bool text)
{
	uint32_t count = (uint32_t)pile->pages.len;
	int status = 0;

	if (text)
		return ru_show_stories_text(show, &pile->stories, pile->docs, count);
	for (uint32_t i = 0; status == 0 && i < count; i++)
		status = ru_show_story_json(show, &pile->stories, pile->docs, i);
	return status;
}

static int write_trace(const struct ru_show *show, const runut_pile *pile, enum runut_format format)
{
	struct ru_show_trace view = {.docs = pile->docs,
	                             .languages = pile->languages,
	                             .count = (uint32_t)pile->pages.len,
	                             .stories = &pile->stories,
	                             .trace = &pile->trace,
	                             .copies = &pile->shared};

	switch (format) {
	case RUNUT_JSON:
		return ru_show_trace_json(show, &view);
	case RUNUT_TEXT:
		return ru_show_trace_text(show, &view);
	case RUNUT_REPORT:
		return ru_show_trace_html(show, &view);
	}
	return RU_EUSAGE;
}

static int write_compare(const struct ru_show *show, const runut_pile *pile, enum runut_format format)
{
	struct ru_show_compare view = {pile->differences, pile->difference_count, pile->docs, &pile->copies};

	switch (format) {
	case RUNUT_TEXT:
		return ru_show_compare_text(show, &view);
	case RUNUT_REPORT:
		return ru_show_compare_html(show, &view);
	case RUNUT_JSON:
		break;
	}
	return ru_show_compare_json(show, (struct ru_str){NULL, 0}, pile->conflict, pile->conflict_kind,
	                            pile->differences, pile->difference_count, pile->docs);
}

int runut_pile_write(const runut_pile *pile, enum runut_finding what, const runut_style *style, runut_write_fn *write,
                     void *user, runut_error *err)
{
	struct ru_engine_sink sink;
	struct ru_show show;
	enum runut_format format = style != NULL ? style->format : RUNUT_JSON;
	int status = RU_EUSAGE;

	if ((unsigned)what > RUNUT_COMPARE || (pile->found & 1u << what) == 0 ||
	    (format == RUNUT_REPORT && what != RUNUT_TRACE && what != RUNUT_COMPARE))
		return ru_engine_fail(err, RU_EUSAGE, NULL);
	ru_engine_show(&show, &sink, pile->run->ctx, style, write, user);
	if (what == RUNUT_COPIES)
		status = write_copies(&show, pile, format == RUNUT_TEXT);
	else if (what == RUNUT_STORIES)
		status = write_stories(&show, pile, format == RUNUT_TEXT);
	else if (what == RUNUT_TRACE)
		status = write_trace(&show, pile, format);
	else
		status = write_compare(&show, pile, format);
	return ru_engine_fail(err, status, NULL);
}
