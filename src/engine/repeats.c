/* SPDX-License-Identifier: Apache-2.0 */
/* Which lines repeat on the pages of a site: every page is read once, and what is kept of it is a sum of each line.
 *
 * The answer is a function of the set of pages. Of each site a number of pages is kept, those with the smallest sums,
 * and of each page the lines with the smallest sums; where there are more pages than fit, fewer of each site, then
 * fewer sites, by their sums again. How many are too many is asked of a count that only grows as pages come, so the
 * order in which they come does not matter. */
#include "base/sort.h"
#include "engine/engine.h"

enum {
	PAGES_MOST = 8192,    /* kept in all */
	SITE_PAGES = 64,      /* kept of a site, */
	SITE_PAGES_LEAST = 8, /* and where there are too many */
	PAGE_LINES = 256,     /* kept of a page */
	TIDY_FIRST = 1 << 16, /* lines */
	PAGES_SOME = 3,       /* a line repeats on that many pages of a site */
	SHARE_SOME = 30,      /* and on that share of them, percent */
	PAGES_ALWAYS = 5,
	SHARE_ALWAYS = 80
};

struct seen {
	uint64_t site, page;
	uint64_t line; /* ru_repeats_line(), | 1 where the page took it for its text */
};

struct learning {
	runut_run *run; /* a run of its own, which tells nobody what is wrong with the input */
	struct ru_vec seen;
	size_t tidy_at;      /* lines at which to tidy again */
	uint32_t site_pages; /* now */
	uint32_t site_bits;  /* sites are kept whose sum begins with that many zeros */
};

#define SUM(line) ((line) & ~(uint64_t)RU_REPEATS_LOW)

static int by_number(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

static int by_page(const void *a, const void *b, void *ctx)
{
	const struct seen *x = a, *y = b;
	int order = by_number(x->site, y->site);

	(void)ctx;
	if (order == 0)
		order = by_number(x->page, y->page);
	return order != 0 ? order : by_number(x->line, y->line);
}

static int by_line(const void *a, const void *b, void *ctx)
{
	(void)ctx;
	return by_number(((const struct seen *)a)->line, ((const struct seen *)b)->line);
}

/* Keep what the level allows; the items are sorted by_page. The count of pages kept. */
static size_t keep_some(struct learning *l)
{
	struct seen *items = l->seen.ptr;
	size_t len = 0, pages = 0, of_site = 0, of_page = 0;
	uint64_t site = 0, page = 0;

	for (size_t i = 0; i < l->seen.len; i++) {
		struct seen item = items[i];
		bool new_site = i == 0 || item.site != site, new_page = new_site || item.page != page;

		of_site = new_site ? 1 : of_site + new_page;
		of_page = new_page ? 0 : of_page;
		site = item.site;
		page = item.page;
		if (of_site > l->site_pages || (l->site_bits > 0 && item.site >> (64 - l->site_bits) != 0))
			continue;
		pages += new_page;
		if (of_page > 0 && SUM(items[len - 1].line) == SUM(item.line))
			items[len - 1].line |= item.line;
		else if (of_page < PAGE_LINES) {
			items[len++] = item;
			of_page++;
		}
	}
	l->seen.len = len;
	return pages;
}

static int tidy(struct learning *l)
{
	int status = ru_sort(l->seen.ptr, l->seen.len, sizeof(struct seen), by_page, NULL, &l->run->ctx->al);

	while (status == 0 && keep_some(l) > PAGES_MOST) {
		if (l->site_pages > SITE_PAGES_LEAST)
			l->site_pages /= 2;
		else
			l->site_bits++;
	}
	l->tidy_at = l->seen.len * 2 > TIDY_FIRST ? l->seen.len * 2 : TIDY_FIRST;
	return status;
}

static int take_lines(struct learning *l, const struct ru_article *article, uint64_t site)
{
	uint64_t page = ru_repeats_page(article->title, article->clean);

	for (uint32_t i = 0; i < article->block_count; i++) {
		const struct ru_block *block = &article->blocks[i];
		uint64_t line = ru_repeats_line(site, ru_str_cut(article->text, block->at.begin, block->at.end));

		if (block->parent != RU_NONE || line == 0)
			continue;
		struct seen *item = ru_vec_push(&l->seen);
		if (item == NULL)
			return RU_ENOMEM;
		*item = (struct seen){site, page, line | (block->clean.begin != RU_NONE)};
	}
	return l->seen.len >= l->tidy_at ? tidy(l) : RU_OK;
}

static int take_page(void *user, runut_page *page)
{
	const struct ru_article *article = &page->article;
	uint64_t site = article->clean.len > 0 ? ru_repeats_site(article->url, article->canonical) : 0;
	int status = site != 0 ? take_lines(user, article, site) : RU_OK;

	runut_page_free(page);
	return status;
}

/* Each item's page becomes the number of pages of its site; the items are sorted by_page. */
static void count_pages(struct learning *l)
{
	struct seen *items = l->seen.ptr;

	for (size_t i = 0, end; i < l->seen.len; i = end) {
		uint64_t pages = 0;

		for (end = i; end < l->seen.len && items[end].site == items[i].site; end++)
			pages += end == i || items[end].page != items[end - 1].page;
		for (size_t k = i; k < end; k++)
			items[k].page = pages;
	}
}

static enum ru_repeated judge(uint64_t on, uint64_t in_text, uint64_t pages)
{
	if (on >= PAGES_ALWAYS && on * 100 >= pages * SHARE_ALWAYS)
		return RU_REPEATED_ALWAYS;
	if (on < PAGES_SOME || on * 100 < pages * SHARE_SOME || in_text * 2 > on)
		return RU_REPEATED_NOT;
	return in_text <= 1 ? RU_REPEATED_ONCE : RU_REPEATED_MOST;
}

/* The repeated lines as the run keeps them. Lines that are never in the text need not be known. */
static int answer(const struct learning *l, struct ru_repeats *out)
{
	const struct seen *items = l->seen.ptr;
	uint64_t *sums = ru_alloc_get(&l->run->ctx->al, l->seen.len + 1, sizeof(*sums));
	size_t count = 0;

	if (sums == NULL)
		return RU_ENOMEM;
	for (size_t i = 0, end; i < l->seen.len; i = end) {
		uint64_t in_text = 0;

		for (end = i; end < l->seen.len && SUM(items[end].line) == SUM(items[i].line); end++)
			in_text += items[end].line & 1;
		enum ru_repeated how = judge(end - i, in_text, items[i].page);
		if (how != RU_REPEATED_NOT && in_text > 0)
			sums[count++] = SUM(items[i].line) | how;
	}
	*out = (struct ru_repeats){sums, count};
	return RU_OK;
}

static void tell_sampled(runut_run *run, const struct learning *l)
{
	struct ru_input_complaint complaint = {
	    .source = RU_S(""),
	    .message = RU_S("there are more sites or pages than repetition is looked for on; a sample stands for them"),
	    .key = RU_S("sampled"),
	    .begin = UINT64_MAX,
	    .end = UINT64_MAX,
	    .count = 1};

	if (l->site_pages < SITE_PAGES || l->site_bits > 0)
		ru_engine_complain(run, &complaint);
}

static int learn(struct learning *l, runut_run *run, const char *const *paths, size_t count, runut_error *err)
{
	int status = ru_engine_read(l->run, paths, count, RUNUT_STAGE_ARTICLE, NULL, take_page, l, err);
	struct ru_repeats repeats;

	if (status != 0)
		return status;
	status = tidy(l);
	if (status == 0) {
		count_pages(l);
		status = ru_sort(l->seen.ptr, l->seen.len, sizeof(struct seen), by_line, NULL, &run->ctx->al);
	}
	if (status == 0)
		status = answer(l, &repeats);
	if (status == 0) {
		run->repeats = repeats;
		tell_sampled(run, l);
	}
	return ru_engine_fail(err, status, NULL);
}

int runut_learn_sites(runut_run *run, const char *const *paths, size_t count, runut_error *err)
{
	struct learning l = {.tidy_at = TIDY_FIRST, .site_pages = SITE_PAGES};
	runut_run_options options = run->options;
	struct ru_error detail = {0};

	for (size_t i = 0; i < count; i++) {
		if (strcmp(paths[i], "-") == 0)
			return ru_engine_fail(
			    err, ru_fail(&detail, RU_EUSAGE, NULL, UINT64_MAX, "standard input cannot be read twice"),
			    &detail);
	}
	ru_alloc_free(&run->ctx->al, (void *)run->repeats.sums);
	run->repeats = (struct ru_repeats){NULL, 0};
	options.complain = NULL;
	int status = runut_run_new(&l.run, run->ctx, &options, err);
	if (status != 0)
		return status;
	ru_vec_init(&l.seen, &run->ctx->al, sizeof(struct seen), SIZE_MAX / sizeof(struct seen));
	status = learn(&l, run, paths, count, err);
	ru_vec_release(&l.seen);
	runut_run_free(l.run);
	return status;
}
