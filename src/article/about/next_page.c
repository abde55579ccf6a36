/* SPDX-License-Identifier: Apache-2.0 */
/* Whether the article goes on on another page, where no word says so: a link near the text whose words are a number,
 * "2", and whose address is the page's own with that number added, "/kota/jembatan?page=2", "/kota/jembatan/2"; or
 * <link rel=next> with such an address.
 *
 * Pages of comments are none. Linear in the links; takes no memory. */
#include "article/draft.h"

enum { LINES_BEHIND = 16, LINKS = 4000, URL_BYTES = 400, WORD_BYTES = 8, EXTENSION = 6 };

/* The path and query of an address on this page's host; false for other hosts, for parts of a page and for long ones.
 */
static bool own_part(struct ru_str url, struct ru_str host, struct ru_str *part)
{
	struct ru_str other = ru_host_slice(url = ru_str_trim(url));

	if (url.len == 0 || url.len > URL_BYTES || memchr(url.ptr, '#', url.len) != NULL)
		return false;
	*part = url;
	if (other.len == 0)
		return url.ptr[0] == '/' || url.ptr[0] == '?';
	*part = ru_str_cut(url, (size_t)(other.ptr - url.ptr) + other.len, url.len);
	return ru_str_eq_nocase(other, host);
}

/* The path without slashes at its end, and without ".html". */
static struct ru_str stem(struct ru_str path)
{
	const char *query = path.len > 0 ? memchr(path.ptr, '?', path.len) : NULL;
	size_t end = query != NULL ? (size_t)(query - path.ptr) : path.len, dot;

	while (end > 0 && path.ptr[end - 1] == '/')
		end--;
	for (dot = end; dot > 0 && end - dot < EXTENSION && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != '/';)
		dot--;
	if (dot > 0 && dot < end && path.ptr[dot - 1] == '.' && ru_is_alpha((unsigned char)path.ptr[dot]))
		end = dot - 1;
	return ru_str_cut(path, 0, end);
}

/* Whether what stands behind the page's own address is a number of two and more: "?page=2", "/2", "/page/2", "-2",
 * "_2", a word of few letters before it. *number is set. */
static bool adds_number(struct ru_str added, uint64_t *number)
{
	size_t at = 0, from;

	if (added.len < 2 || memchr("?/-_,", added.ptr[0], 5) == NULL)
		return false;
	for (from = ++at; at < added.len && ru_is_alpha((unsigned char)added.ptr[at]);)
		at++;
	if (at > from && (at - from > WORD_BYTES || at >= added.len || memchr("=/-_", added.ptr[at++], 4) == NULL))
		return false;
	for (from = at; at < added.len && at < from + 2 && ru_is_digit((unsigned char)added.ptr[at]);)
		at++;
	return at > from && at == added.len && ru_str_to_u64(ru_str_cut(added, from, at), number) && *number >= 2;
}

static bool is_next(struct ru_str own, struct ru_str host, struct ru_str href, uint64_t *number)
{
	struct ru_str part, rest, path = stem(own);

	if (!own_part(href, host, &part))
		return false;
	if (part.ptr[0] == '?')
		return adds_number(part, number);
	if (path.len < 2 || !ru_str_starts(part, path))
		return false;
	rest = ru_str_cut(part, path.len, part.len);
	if (memchr(rest.ptr, '?', rest.len) != NULL) /* "/jembatan.html?page=2", "/jembatan/?page=2" */
		rest = ru_str_cut(rest, (size_t)((const char *)memchr(rest.ptr, '?', rest.len) - rest.ptr), rest.len);
	else
		rest = stem(rest);
	return adds_number(rest, number);
}

bool ru_next_page_find(const struct ru_draft *d, uint32_t *line)
{
	struct ru_str url = d->page->url.len > 0 ? d->page->url : d->article->canonical, host = ru_host_slice(url), own;
	const struct ru_stated *next = ru_stated_get(d, RU_STATED_NEXT);
	uint64_t number, said;
	uint32_t from = d->headline != RU_NONE && d->headline < d->body_first ? d->headline : d->body_first;

	*line = RU_NONE;
	if (!own_part(url, host, &own))
		own = (struct ru_str){"", 0};
	if (next != NULL && is_next(own, host, next->value, &number))
		return true;
	for (size_t i = 0; i < d->marks.len && i < LINKS; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);
		struct ru_str href, words = ru_str_trim(ru_draft_cut(d, mark->begin, mark->end));
		uint32_t at;

		if (words.len == 0 || words.len > 2 || !ru_str_to_u64(words, &said) ||
		    !ru_html_attr(&d->html, mark->node, RU_S("href"), &href, NULL) ||
		    !is_next(own, host, href, &number) || said != number)
			continue;
		at = ru_draft_line_at(d, mark->end - 1);
		if (at < from || at > d->body_last + LINES_BEHIND || at >= ru_draft_line_count(d) ||
		    ru_draft_line(d, at)->kind == RU_BLOCK_COMMENTS)
			continue;
		*line = at;
		return true;
	}
	return false;
}
