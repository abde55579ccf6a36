/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold for the article of any page: blocks in order, clean text a part of the page text, every span inside
 * the page and at the border of a character, a tag and a reference. Gives NULL or what does not hold. */
#ifndef TESTS_ARTICLE_CHECK_ARTICLE_H
#define TESTS_ARTICLE_CHECK_ARTICLE_H

#include "article/article.h"
#include "text/utf8.h"

static inline bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
}

/* Whether byte at lies inside a character reference that ends in ";". */
static inline bool cuts_reference(struct ru_str s, size_t at)
{
	size_t begin = at, end = at;

	while (begin > 0 && at - begin < 32 && is_name_char(s.ptr[begin - 1]))
		begin--;
	while (end < s.len && end - at < 32 && is_name_char(s.ptr[end]))
		end++;
	return begin > 0 && s.ptr[begin - 1] == '&' && end < s.len && s.ptr[end] == ';' && end > begin &&
	       s.ptr[begin] != ';';
}

/* Whether byte at lies inside a valid UTF-8 character. */
static inline bool cuts_character(struct ru_str s, size_t at)
{
	size_t pos = at;

	for (int back = 0; back < 3 && pos > 0 && !ru_utf8_boundary(s, pos); back++)
		pos--;
	if (pos == at || ru_utf8_next(s, &pos) == RU_UTF8_BAD)
		return false;
	return pos > at;
}

static inline const char *check_span(const struct ru_article *a, const struct ru_raw_page *page, struct ru_span span)
{
	/* in windows-1252 the bytes E2 A8 A0 are three characters, the last of them a space */
	bool html = page->kind == RU_PAGE_HTML,
	     utf8 = span.field != RU_FIELD_PAGE || ru_str_eq_nocase(a->charset, RU_S("utf-8"));
	struct ru_str in = page->bytes;

	if (span.begin == RU_NONE)
		return span.end == RU_NONE ? NULL : "half a span";
	if (span.field == RU_FIELD_TITLE)
		in = page->title;
	else if (span.field == RU_FIELD_OUTLET)
		in = page->outlet;
	else if (span.field == RU_FIELD_DATE)
		in = page->date;
	else if (span.field == RU_FIELD_URL)
		in = page->url;
	else if (span.field == RU_FIELD_AUTHOR)
		in = page->author;
	else if (span.field == RU_FIELD_MODIFIED)
		in = page->modified;
	if (span.begin >= span.end || span.end > in.len)
		return "a span outside the page";
	if (utf8 && (cuts_character(in, span.begin) || cuts_character(in, span.end)))
		return "a span that cuts a character";
	if (html && span.field == RU_FIELD_PAGE && (cuts_reference(in, span.begin) || cuts_reference(in, span.end)))
		return "a span that cuts a reference";
	return NULL;
}

static inline const char *check_block(const struct ru_article *a, uint32_t i)
{
	const struct ru_block *block = &a->blocks[i];
	struct ru_str at = ru_str_cut(a->text, block->at.begin, block->at.end);

	if (block->at.begin >= block->at.end || block->at.end > a->text.len)
		return "an empty block, or one outside the text";
	if (i > 0 && block->at.begin < a->blocks[i - 1].at.begin)
		return "blocks out of order";
	if (block->parent != RU_NONE && (block->parent >= i || a->blocks[block->parent].at.end < block->at.end))
		return "a part outside its block";
	if (block->parent == RU_NONE && i > 0 && block->at.begin < a->blocks[i - 1].at.end)
		return "blocks that overlap";
	if (block->clean.begin != RU_NONE && !ru_str_eq(at, ru_str_cut(a->clean, block->clean.begin, block->clean.end)))
		return "clean text that is not the block's";
	return NULL;
}

static inline const char *check_article(const struct ru_article *a, const struct ru_raw_page *page)
{
	const char *fault = check_span(a, page, a->title_place.span);

	for (uint32_t i = 0; i < a->block_count && fault == NULL; i++) {
		fault = check_block(a, i);
		if (fault == NULL)
			fault = check_span(a, page, a->blocks[i].raw);
	}
	if (fault == NULL)
		fault = check_span(a, page, a->outlet_place.span);
	if (fault == NULL)
		fault = check_span(a, page, a->published.place.span);
	if (fault == NULL)
		fault = check_span(a, page, a->modified.place.span);
	for (uint32_t i = 0; i < a->author_count && fault == NULL; i++)
		fault = check_span(a, page, a->authors[i].place.span);
	for (uint32_t i = 0; i < a->credit_count && fault == NULL; i++) {
		fault = check_span(a, page, a->credits[i].place.span);
		if (fault == NULL)
			fault = check_span(a, page, a->credits[i].cue_place.span);
	}
	for (uint32_t i = 0; i < a->link_count && fault == NULL; i++)
		fault = check_span(a, page, a->links[i].place.span);
	if (!ru_utf8_valid(a->text) || !ru_utf8_valid(a->clean))
		fault = "text that is not UTF-8";
	return fault;
}

#endif
