/* SPDX-License-Identifier: Apache-2.0 */
/* One page through the stages: article -> language -> facts. */
#include "engine/compact.h"
#include "engine/engine.h"

enum { SENTENCE_BYTES = 400 };

const struct ru_pack *ru_engine_pack(const runut_ctx *ctx, const struct ru_article *article,
                                     const struct ru_language *language)
{
	const struct ru_packs *packs = ctx->packs;
	const struct ru_pack *pack = NULL;

	if (article->clean.len <= SENTENCE_BYTES && article->language_stated.len > 0)
		pack = ru_packs_find(packs, article->language_stated);
	if (pack == NULL)
		pack = ru_packs_find(packs, language->tag);

	for (uint32_t i = 0; pack == NULL && i < language->passage_count; i++)
		pack = ru_packs_find(packs, language->passages[i].language);
	return pack;
}

static int read_stages(runut_page *page, const runut_run *run, const struct ru_raw_page *raw, unsigned stage,
                       struct ru_lexicon *lexicon, struct ru_arena *scratch, struct ru_error *err)
{
	const runut_ctx *ctx = page->ctx;
	struct ru_article_options article = {ctx->packs, &ctx->limits, &ctx->al, &run->repeats, .sieve = &ctx->sieve};
	int status = ru_article_read(&page->article, raw, &article, scratch, err);

	if (status != 0 || stage <= RUNUT_STAGE_ARTICLE)
		return status;
	status = ru_language_read(&page->language, &page->article, ctx->packs, lexicon, scratch, &ctx->al);
	if (status != 0 || stage <= RUNUT_STAGE_LANGUAGE)
		return status;
	struct ru_facts_options facts = {ctx->packs, ru_engine_pack(ctx, &page->article, &page->language), &ctx->limits,
	                                 &ctx->al, lexicon};
	return ru_facts_read(&page->facts, &page->article, &facts, scratch, err);
}

/* Read the page in scratch memory, then keep what stays of it. */
static int read_page(runut_page *page, const runut_run *run, const struct ru_raw_page *raw, unsigned stage,
                     struct ru_lexicon *lexicon, struct ru_error *err)
{
	struct ru_arena scratch;

	ru_arena_init(&scratch, &page->ctx->al);
	int status = read_stages(page, run, raw, stage, lexicon, &scratch, err);
	page->source = raw->source;
	if (status == 0)
		status = ru_engine_compact(&page->article, &page->language, &page->facts, &page->source, &page->arena);
	ru_arena_release(&scratch);
	return status;
}

int ru_engine_page(runut_page **out, const runut_run *run, const struct ru_raw_page *raw, unsigned stage,
                   struct ru_lexicon *lexicon, struct ru_error *err)
{
	const runut_ctx *ctx = run->ctx;

	*out = NULL;
	if (raw->bytes.len > ctx->limits.page_bytes)
		return ru_fail(err, RU_ELIMIT, NULL, UINT64_MAX, "the page is larger than %llu bytes",
		               (unsigned long long)ctx->limits.page_bytes);
	runut_page *page = ru_alloc_zero(&ctx->al, 1, sizeof(*page));
	if (page == NULL)
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
	page->ctx = ctx;
	page->stage = stage;
	page->offset = raw->offset;
	ru_arena_init(&page->arena, &ctx->al);
	int status = read_page(page, run, raw, stage, lexicon, err);
	if (status != 0) {
		runut_page_free(page);
		return status;
	}
	*out = page;
	return 0;
}

int runut_page_new(runut_page **out, runut_run *run, const runut_source *source, unsigned stage, runut_error *err)
{
	static const enum ru_page_kind kinds[] = {RU_PAGE_HTML, RU_PAGE_PLAIN, RU_PAGE_ARTICLE};
	struct ru_error detail = {0};

	*out = NULL;
	if (source->id.len == 0 || (unsigned)source->kind > RUNUT_ARTICLE)
		return ru_engine_fail(err, RU_EUSAGE, NULL);
	struct ru_raw_page raw = {.kind = kinds[source->kind],
	                          .id = str_in(source->id),
	                          .bytes = str_in(source->bytes),
	                          .charset = str_in(source->charset),
	                          .url = str_in(source->url),
	                          .title = str_in(source->title),
	                          .outlet = str_in(source->outlet),
	                          .date = str_in(source->date),
	                          .language = str_in(source->language),
	                          .author = str_in(source->author),
	                          .fetched = str_in(source->fetched)};
	int status = ru_engine_page(out, run, &raw, stage, NULL, &detail);
	return ru_engine_fail(err, status, &detail);
}

void runut_page_free(runut_page *page)
{
	if (page == NULL)
		return;
	const struct ru_alloc *al = &page->ctx->al;
	ru_arena_release(&page->arena);
	ru_alloc_free(al, page);
}

runut_str runut_page_id(const runut_page *page) { return str_out(page->article.id); }
runut_str runut_page_title(const runut_page *page) { return str_out(page->article.title); }
runut_str runut_page_outlet(const runut_page *page) { return str_out(page->article.outlet); }
runut_str runut_page_text(const runut_page *page) { return str_out(page->article.clean); }
runut_str runut_page_language(const runut_page *page) { return str_out(page->language.tag); }
