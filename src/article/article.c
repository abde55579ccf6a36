/* SPDX-License-Identifier: Apache-2.0 */
/* One page, from raw bytes to an article: the order of the parts. */
#include "article/choice.h"

#include "base/hash.h"
#include "text/charset.h"
#include "values/values.h"

static struct ru_place no_place(void)
{
	return (struct ru_place){{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, RU_FIELD_PAGE}, RU_NONE};
}

static void start(struct ru_article *a, const struct ru_raw_page *page, bool unsummed)
{
	struct ru_sha256 sum;
	struct ru_stamp fetched;

	memset(a, 0, sizeof(*a));
	a->id = page->id;
	a->url = page->url;
	a->language_stated = page->language;
	a->bytes = page->bytes.len;
	if (!unsummed) {
		ru_sha256(page->bytes, &sum);
		ru_sha256_hex(&sum, 32, a->sha256);
	}
	a->title_place = a->outlet_place = a->section_place = a->amp_place = no_place();
	a->published.place = a->modified.place = no_place();
	a->published.not_before = a->modified.not_before = INT64_MIN;
	a->published.not_after = a->modified.not_after = INT64_MAX;
	a->fetched_known = ru_stamp_parse(ru_str_trim(page->fetched), &fetched);
	a->fetched_day = a->fetched_known ? fetched.day : 0;
}

static int html_notices(struct ru_draft *d)
{
	int status = 0;

	for (uint32_t i = 0; i < d->html.notice_count && status == 0; i++) {
		const struct ru_html_notice *n = &d->html.notices[i];

		status = ru_draft_notice(d, RU_S("cap"), ru_str_from(n->kind),
		                         ru_draft_source_place(d, n->begin, n->end).span);
	}
	return status;
}

int ru_article_lines(struct ru_draft *d, struct ru_error *err)
{
	int status = ru_html_read(&d->html, d->source, d->options->limits, d->arena, d->options->al, err);

	if (status == 0)
		status = html_notices(d);
	if (status == 0)
		status = ru_markup_read(d);
	if (status == 0)
		status = ru_stated_read(d);
	if (status == 0)
		status = ru_html_lines(d);
	if (status == 0)
		status = ru_draft_words(d);
	if (status == 0)
		status = ru_title_find(d);
	return status == 0 ? ru_content_find(d) : status;
}

static int read_plain(struct ru_draft *d)
{
	int status = ru_plain_lines(d);

	if (status == 0)
		status = ru_draft_words(d);
	return status == 0 ? ru_plain_find(d) : status;
}

/* What the page says about itself; in this order, since each may look at those before it. */
static int read_about(struct ru_draft *d)
{
	int status = ru_outlet_read(d);

	if (status == 0)
		status = ru_title_read(d);
	if (status == 0)
		status = ru_links_read(d);
	if (status == 0)
		ru_section_read(d);
	if (status == 0)
		status = ru_times_read(d);
	if (status == 0)
		status = ru_authors_read(d);
	return status == 0 ? ru_credits_read(d) : status;
}

/* The title of a feed's item without its tags and character references: "Jembatan &amp;amp; <b>Jalan</b>". */
static int read_title(struct ru_draft *d, struct ru_error *err)
{
	struct ru_html html;
	int status;

	if (!d->page->title_is_html || d->title.len == 0 ||
	    (memchr(d->title.ptr, '<', d->title.len) == NULL && memchr(d->title.ptr, '&', d->title.len) == NULL))
		return 0;
	status = ru_html_read(&html, d->title, d->options->limits, d->arena, d->options->al, err);
	if (status == 0)
		d->title = ru_str_trim(html.text);
	return status;
}

/* The page as UTF-8; a notice where the bytes deny what it declares, or nothing fits. */
static int decode(struct ru_draft *d, struct ru_error *err)
{
	struct ru_charset found;
	struct ru_str detail;
	int status = ru_charset_decode(d->page->bytes, d->page->charset, d->is_html, d->arena, d->options->al,
	                               &d->source, &d->source_map, &found, err);

	if (status != 0)
		return status;
	d->article->charset = found.name;
	if (found.passed_over.len > 0)
		status = ru_arena_print(d->arena, &detail, "the page declares %.*s but its bytes are not that; %s %.*s",
		                        (int)found.passed_over.len, found.passed_over.ptr,
		                        found.by_letters ? "its letters are those of" : "read as", (int)found.name.len,
		                        found.name.ptr);
	else if (found.by_letters)
		status = ru_arena_print(d->arena, &detail,
		                        "the page declares no charset and is not UTF-8; its letters are those of %.*s",
		                        (int)found.name.len, found.name.ptr);
	else if (found.guessed)
		status =
		    ru_arena_print(d->arena, &detail, "the page declares no charset and is not UTF-8; read as %.*s",
		                   (int)found.name.len, found.name.ptr);
	else
		return 0;
	return status == 0
	           ? ru_draft_notice(d, RU_S("charset"), detail, (struct ru_span){RU_NONE, RU_NONE, RU_FIELD_PAGE})
	           : status;
}

/* The article goes on on another page, which is a page of its own in the pile, if it is there at all. */
static int more_pages(struct ru_draft *d)
{
	struct ru_span span = {RU_NONE, RU_NONE, RU_FIELD_PAGE};
	uint32_t at = d->next_page;
	const struct ru_line *line;

	if (d->article->clean.len == 0 || (at == RU_NONE && !(d->is_html && ru_next_page_find(d, &at))))
		return 0;
	line = at != RU_NONE ? ru_draft_line(d, at) : NULL;
	if (line != NULL && !ru_article_span(d->article, (struct ru_range){line->begin, line->end}, &span))
		span = (struct ru_span){RU_NONE, RU_NONE, RU_FIELD_PAGE};
	return ru_draft_notice(d, RU_S("more_pages"), RU_S("the article goes on on another page"), span);
}

static int finish(struct ru_draft *d)
{
	struct ru_article *a = d->article;
	void *authors = NULL, *credits = NULL, *links = NULL, *notices = NULL, *words = NULL;
	int status = 0;

	if (a->clean.len == 0)
		status = ru_draft_notice(d, RU_S("no_article"), RU_S("no element of the page holds sentences"),
		                         (struct ru_span){RU_NONE, RU_NONE, RU_FIELD_PAGE});
	if (status == 0)
		status = more_pages(d);
	if (status == 0)
		status = ru_vec_copy(&d->authors, d->arena, &authors);
	if (status == 0)
		status = ru_vec_copy(&d->credits, d->arena, &credits);
	if (status == 0)
		status = ru_vec_copy(&d->links, d->arena, &links);
	if (status == 0)
		status = ru_vec_copy(&d->notices, d->arena, &notices);
	if (status == 0 && d->lookup.text.len == a->text.len) {
		a->word_count = (uint32_t)d->words.len;
		status = ru_vec_hand_over(&d->words, d->arena, &words);
	}
	if (status != 0)
		return status;
	a->words = words;
	a->word_hash = d->lookup.hash;
	a->authors = authors;
	a->author_count = (uint32_t)d->authors.len;
	a->credits = credits;
	a->credit_count = (uint32_t)d->credits.len;
	a->links = links;
	a->link_count = (uint32_t)d->links.len;
	a->notices = notices;
	a->notice_count = (uint32_t)d->notices.len;
	return 0;
}

int ru_article_read(struct ru_article *out, const struct ru_raw_page *page, const struct ru_article_options *options,
                    struct ru_arena *arena, struct ru_error *err)
{
	struct ru_article article;
	struct ru_draft d;
	int status;

	start(&article, page, options->unsummed);
	status = ru_draft_init(&d, page, options, arena, &article);
	if (status == 0)
		status = decode(&d, err);
	if (status == 0)
		status = read_title(&d, err);
	if (status == 0)
		status = d.is_html ? ru_article_lines(&d, err) : read_plain(&d);
	if (status == 0 && page->kind != RU_PAGE_ARTICLE)
		ru_maker_lines_take(&d);
	if (status == 0)
		status = ru_datelines_read(&d);
	if (status == 0)
		status = ru_repeats_apply(&d);
	if (status == 0)
		status = ru_blocks_make(&d);
	if (status == 0)
		status = read_about(&d);
	if (status == 0)
		status = finish(&d);
	ru_draft_release(&d);
	if (status != 0)
		return ru_fail(err, status, "", UINT64_MAX, "the page could not be read");
	*out = article;
	return 0;
}
