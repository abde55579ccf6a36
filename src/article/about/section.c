/* SPDX-License-Identifier: Apache-2.0 */
/* The section that a page stands in ("Olahraga") and the address of its copy for mobile readers.
 *
 * The section is what JSON-LD or a meta element calls so; else the last link of the page's breadcrumb over its own, or
 * the last step of the one in JSON-LD;
 * else the words of the link (a breadcrumb, a menu) whose address is the longest beginning of the page's own: "<a
 * href=/olahraga>Olahraga</a>" on /olahraga/2031/gol-di-menit-akhir. The path alone names nothing. Linear in the links;
 * takes no memory. */
#include "article/about/title.h"

enum { SECTION_BYTES = 60, PATH_BYTES = 400, HEAD_LINES = 400, MARKS = 8000, CRUMB_UP = 4 };

/* The path of an address, from its first slash on, without query and slashes at its end. */
static struct ru_str path_of(struct ru_str url)
{
	struct ru_str host = ru_host_slice(url);
	size_t begin = host.len > 0 ? (size_t)(host.ptr - url.ptr) + host.len : 0, end;

	url = ru_str_cut(url, 0, PATH_BYTES);
	while (begin < url.len && url.ptr[begin] != '/')
		begin++;
	for (end = begin; end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#'; end++)
		;
	while (end > begin && url.ptr[end - 1] == '/')
		end--;
	return ru_str_cut(url, begin, end);
}

/* Whether the last step of a path is more than a number: "/2031/06" is an archive, no section. */
static bool ends_in_word(struct ru_str path)
{
	size_t at = path.len;

	while (at > 0 && path.ptr[at - 1] != '/')
		at--;
	return ru_has_letter(ru_str_cut(path, at, path.len));
}

/* Whether a link leads to a place over the page: its path is a beginning of the page's, up to a slash. */
static bool leads_above(struct ru_str url, struct ru_str own, struct ru_str href, struct ru_str path)
{
	struct ru_str host = ru_host_slice(href);

	return memchr(href.ptr, '#', href.len) == NULL && ends_in_word(path) && path.len < own.len &&
	       own.ptr[path.len] == '/' && ru_str_starts(own, path) &&
	       (host.len == 0 || ru_str_eq_nocase(host, ru_host_slice(url)));
}

/* A link whose words could name a section. */
static bool is_short_link(const struct ru_draft *d, const struct ru_mark *mark, struct ru_str *href)
{
	return d->html.nodes[mark->node].tag == RU_TAG_A && mark->end - mark->begin <= 2 * SECTION_BYTES &&
	       ru_html_attr(&d->html, mark->node, RU_S("href"), href, NULL);
}

/* The words of the link that leads to the nearest place over the page; the first among equals. */
static bool find_link(const struct ru_draft *d, struct ru_range *at)
{
	struct ru_str url = d->page->url.len > 0 ? d->page->url : d->article->canonical, own = path_of(url);
	size_t longest = 0;

	for (size_t i = 0; i < d->marks.len && i < MARKS && own.len > 0; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);
		struct ru_str href, path, text, shown;

		if (!is_short_link(d, mark, &href))
			continue;
		path = path_of(href);
		if (path.len <= longest || !leads_above(url, own, href, path))
			continue;
		text = ru_draft_cut(d, mark->begin, mark->end);
		shown = ru_str_trim(text);
		if (shown.len > SECTION_BYTES || !ru_has_letter(shown) || memchr(shown.ptr, '\n', shown.len) != NULL)
			continue;
		longest = path.len;
		at->begin = mark->begin + (uint32_t)(shown.ptr - text.ptr);
		at->end = at->begin + (uint32_t)shown.len;
	}
	return longest > 0;
}

bool ru_in_breadcrumb(const struct ru_draft *d, uint32_t node, int up)
{
	static const struct ru_str names[] = {RU_S_INIT("class"), RU_S_INIT("id"), RU_S_INIT("aria-label"),
	                                      RU_S_INIT("itemtype")};
	struct ru_str value;

	for (; up > 0 && node != 0; up--, node = d->html.nodes[node].parent)
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (ru_html_attr(&d->html, node, names[i], &value, NULL) && value.len <= PATH_BYTES &&
			    ru_str_find_nocase(value, RU_S("breadcrumb"), 0) != SIZE_MAX)
				return true;
	return false;
}

/* "Beranda > Olahraga > Gol di menit akhir": the words of the last link that leads neither home nor here. */
static bool find_crumb(const struct ru_draft *d, struct ru_range *at)
{
	struct ru_str own = path_of(d->page->url.len > 0 ? d->page->url : d->article->canonical);
	bool found = false;

	for (size_t i = 0; i < d->marks.len && i < MARKS; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);
		struct ru_str href, path, text, shown;

		if (!is_short_link(d, mark, &href))
			continue;
		path = path_of(href);
		text = ru_draft_cut(d, mark->begin, mark->end);
		shown = ru_str_trim(text);
		if (path.len < 2 || (own.len > 0 && ru_str_eq(path, own)) || shown.len > SECTION_BYTES ||
		    !ru_has_letter(shown) || memchr(shown.ptr, '\n', shown.len) != NULL ||
		    ru_same_letters(shown, d->article->title) || !ru_in_breadcrumb(d, mark->node, CRUMB_UP))
			continue;
		at->begin = mark->begin + (uint32_t)(shown.ptr - text.ptr);
		at->end = at->begin + (uint32_t)shown.len;
		found = true;
	}
	return found;
}

/* The last step of a breadcrumb in JSON-LD that is neither its first, which is home, nor the page itself; NULL without.
 */
static const struct ru_stated *stated_crumb(const struct ru_draft *d)
{
	const struct ru_stated *found = NULL;
	uint32_t list = 0;

	for (size_t i = 0; i < d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);
		struct ru_str name = ru_str_trim(stated->value);
		bool first = stated->parent != list;

		if (stated->key != RU_STATED_CRUMB)
			continue;
		list = stated->parent;
		if (!first && name.len <= SECTION_BYTES && ru_has_letter(name) &&
		    !ru_same_letters(name, d->article->title))
			found = stated;
	}
	return found;
}

/* A line at the head of the page that is nothing but the section's name; the one nearest to the headline. */
static bool find_line(const struct ru_draft *d, struct ru_str name, struct ru_range *at)
{
	uint32_t last = d->headline != RU_NONE ? d->headline : d->body_first;

	for (uint32_t i = last, k = 0; i > 0 && k < HEAD_LINES; i--, k++) {
		const struct ru_line *line = ru_draft_line(d, i - 1);

		if (line->end - line->begin == name.len && ru_str_eq(ru_draft_line_text(d, i - 1), name)) {
			*at = (struct ru_range){line->begin, line->end};
			return true;
		}
	}
	return false;
}

static void take_visible(struct ru_draft *d, struct ru_range at)
{
	d->article->section = ru_str_cut(d->article->text, at.begin, at.end);
	d->article->section_place = ru_article_place(d->article, at);
}

static void take_stated(const struct ru_draft *d, const struct ru_stated *stated, struct ru_str *value,
                        struct ru_place *place)
{
	size_t skip;
	uint32_t begin, end;

	*value = ru_str_trim(stated->value);
	skip = (size_t)(value->ptr - stated->value.ptr);
	if (ru_stated_range(stated, skip, skip + value->len, &begin, &end))
		*place = ru_draft_source_place(d, begin, end);
}

void ru_section_read(struct ru_draft *d)
{
	struct ru_article *a = d->article;
	const struct ru_stated *section = ru_stated_get(d, RU_STATED_SECTION), *crumb,
	                       *amp = ru_stated_get(d, RU_STATED_AMP);
	struct ru_range at;

	if (amp != NULL)
		take_stated(d, amp, &a->amp, &a->amp_place);
	if (section != NULL && ru_str_trim(section->value).len <= SECTION_BYTES) {
		if (find_line(d, ru_str_trim(section->value), &at))
			take_visible(d, at);
		else
			take_stated(d, section, &a->section, &a->section_place);
	} else if (d->is_html && find_crumb(d, &at)) {
		take_visible(d, at);
	} else if (d->is_html && (crumb = stated_crumb(d)) != NULL) {
		take_stated(d, crumb, &a->section, &a->section_place);
	} else if (d->is_html && find_link(d, &at)) {
		take_visible(d, at);
	}
}
