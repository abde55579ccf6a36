/* SPDX-License-Identifier: Apache-2.0 */
/* The outlet: the record's word, og:site_name, the publisher of JSON-LD, the site's logo, what stands beside the
 * headline in <title>, or the first words of the page where they come again. A visible place is preferred to an
 * invisible one. */
#include "article/about/title.h"

#include "text/utf8.h"

enum { NAME_BYTES = 60, HEAD_LINES = 60 };

static bool is_bar(uint32_t cp)
{
	return cp == '|' || cp == ':' || cp == '/' || cp == '>' || cp == 0xBB || cp == 0x2022 || cp == 0xB7 ||
	       cp == 0xAB;
}

/* Trimmed range of page text; false where nothing is left. */
static bool trim_range(const struct ru_draft *d, struct ru_range *at)
{
	struct ru_str s = ru_draft_cut(d, at->begin, at->end), t = ru_str_trim(s);

	if (t.len == 0)
		return false;
	at->begin += (uint32_t)(t.ptr - s.ptr);
	at->end = at->begin + (uint32_t)t.len;
	return true;
}

static bool take_visible(struct ru_draft *d, struct ru_range at)
{
	struct ru_article *a = d->article;
	struct ru_str name;

	if (!trim_range(d, &at))
		return false;
	name = ru_str_cut(a->text, at.begin, at.end);
	if (name.len < 2 || name.len > NAME_BYTES)
		return false;
	a->outlet = name;
	a->outlet_place = ru_article_place(a, at);
	return true;
}

/* Where a name stands as a line, a marked element or the start of a line outside the text; else false. */
static bool find_visible(const struct ru_draft *d, struct ru_str name, struct ru_range *at)
{
	for (size_t i = 0; i < d->marks.len; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);

		*at = (struct ru_range){mark->begin, mark->end};
		if (mark->kind == RU_MARKUP_SITE && ru_str_eq(ru_str_trim(ru_draft_cut(d, at->begin, at->end)), name))
			return true;
	}
	for (uint32_t i = 0; i < ru_draft_line_count(d); i++) {
		const struct ru_line *line = ru_draft_line(d, i);

		if (line->kind < RU_BLOCK_CAPTION || line->kind == RU_BLOCK_RELATED || line->kind == RU_BLOCK_COMMENTS)
			continue;
		*at = (struct ru_range){line->begin, line->begin + (uint32_t)name.len};
		if (line->end - line->begin >= name.len && ru_str_eq(ru_draft_cut(d, at->begin, at->end), name) &&
		    (at->end == line->end || !ru_char_is_letter((unsigned char)d->text.ptr[at->end])))
			return true;
	}
	return false;
}

static bool take_stated(struct ru_draft *d, enum ru_stated_key key)
{
	const struct ru_stated *id = key == RU_STATED_PUBLISHER ? ru_stated_get(d, RU_STATED_PUBLISHER_ID) : NULL;
	const struct ru_stated *stated = ru_stated_get(d, key);
	struct ru_str name;
	struct ru_range at;
	uint32_t begin, end;
	size_t skip;

	if (stated == NULL && id != NULL)
		stated = ru_stated_name_of(d, id->value);
	if (stated == NULL)
		return false;
	name = ru_str_trim(stated->value);
	/* "{$site.name}": a template that nobody filled in */
	if (name.len < 2 || name.len > 100 || ru_host_slice(name).len > 0 || !ru_has_letter(name) ||
	    memchr(name.ptr, '{', name.len) != NULL)
		return false;
	if (find_visible(d, name, &at) && take_visible(d, at))
		return true;
	skip = (size_t)(name.ptr - stated->value.ptr);
	d->article->outlet = name;
	if (ru_stated_range(stated, skip, skip + name.len, &begin, &end))
		d->article->outlet_place = ru_draft_source_place(d, begin, end);
	return true;
}

/* Length of the first text of an element as the page text holds it, white space folded. */
static uint32_t first_text(const struct ru_draft *d, uint32_t node, uint32_t max)
{
	const struct ru_html *html = &d->html;
	uint32_t len = 0;
	bool space = true;

	for (uint32_t i = node; i < html->nodes[node].next && i < node + 40; i++) {
		struct ru_str text;

		if (html->nodes[i].kind != RU_NODE_TEXT)
			continue;
		text =
		    ru_str_cut(html->text, html->nodes[i].text, (size_t)html->nodes[i].text + html->nodes[i].text_len);
		for (size_t j = 0; j < text.len && j < 4096 && len < max; j++) {
			bool white = memchr(" \t\n\r\f", text.ptr[j], 5) != NULL;

			len += white && space ? 0 : 1;
			space = white;
		}
		if (len > 0)
			return len;
	}
	return 0;
}

/* The range cut at the first mark that separates a name from what follows: "Kabar Lereng - koran pagi", "Kabar Lereng:
 * Kota". */
static void cut_name(const struct ru_draft *d, struct ru_range *at)
{
	struct ru_str s = ru_draft_cut(d, at->begin, at->end);
	size_t pos = 0;

	while (pos < s.len) {
		size_t begin = pos;
		uint32_t cp = ru_utf8_next(s, &pos);
		bool spaced = begin > 0 && s.ptr[begin - 1] == ' ';

		if (cp == '|' || cp == 0xBB || cp == 0x2022 || cp == 0xB7 || cp == ':' ||
		    (spaced && ru_char_is_dash(cp)) || (spaced && (cp == '/' || cp == '>'))) {
			at->end = at->begin + (uint32_t)begin;
			return;
		}
	}
}

static bool take_logo(struct ru_draft *d)
{
	for (size_t i = 0; i < d->marks.len && i < 400; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);
		struct ru_range at = {mark->begin, mark->end};
		uint32_t len;

		if (mark->kind != RU_MARKUP_SITE || !trim_range(d, &at))
			continue;
		len = first_text(d, mark->node, at.end - at.begin);
		if (len > 0)
			at.end = at.begin + len;
		cut_name(d, &at);
		if (d->headline != RU_NONE && at.begin >= ru_draft_line(d, d->headline)->begin &&
		    at.begin < ru_draft_line(d, d->headline)->end)
			continue;
		if (ru_outlet_fits(d, ru_draft_cut(d, at.begin, at.end)) && take_visible(d, at))
			return true;
	}
	return false;
}

/* s without separators and white space at its ends. */
static struct ru_str bare_name(struct ru_str s)
{
	size_t begin = 0, end = s.len, pos;
	uint32_t cp;

	for (pos = begin; pos < end; begin = pos) {
		cp = ru_utf8_next(s, &pos);
		if (!ru_char_is_space(cp) && !ru_char_is_dash(cp) && !is_bar(cp) && cp != '(')
			break;
	}
	for (pos = end; pos > begin; end = pos) {
		cp = ru_utf8_prev(s, &pos);
		if (!ru_char_is_space(cp) && !ru_char_is_dash(cp) && !is_bar(cp) && (cp != ')' || begin == 0))
			break;
	}
	return ru_str_cut(s, begin, end);
}

/* "Kabar Lereng - koran pagi": the piece before the first dash, or the one behind the last, where it could be the
 * site's name alone; else the part as it is. */
static struct ru_str without_motto(const struct ru_draft *d, struct ru_str part)
{
	size_t first = 0, last = 0;

	for (size_t pos = 0; pos < part.len;) {
		size_t at = pos;
		uint32_t cp = ru_utf8_next(part, &pos);

		if (!ru_char_is_dash(cp) || at == 0 || part.ptr[at - 1] != ' ' || pos >= part.len ||
		    part.ptr[pos] != ' ')
			continue;
		first = first == 0 ? at : first;
		last = pos;
	}
	if (first == 0)
		return part;
	if (ru_outlet_fits(d, bare_name(ru_str_cut(part, 0, first))))
		return bare_name(ru_str_cut(part, 0, first));
	return ru_outlet_fits(d, bare_name(ru_str_cut(part, last, part.len)))
	           ? bare_name(ru_str_cut(part, last, part.len))
	           : part;
}

/* Of "Daerah | Kabar Lereng" behind a headline the last part, of "Kabar Lereng | Daerah" before it the first, of those
 * that could name the site; numbers of pages aside. */
static struct ru_str site_part(const struct ru_draft *d, struct ru_str rest, bool last)
{
	struct ru_str best = {NULL, 0};

	for (size_t begin = 0, end; begin < rest.len; begin = end + 1) {
		struct ru_str part;

		end = ru_str_find(rest, RU_S("|"), begin);
		end = end == SIZE_MAX ? rest.len : end;
		part = bare_name(ru_title_without_page(d, bare_name(ru_str_cut(rest, begin, end))));
		if (part.len >= 2 && part.len <= NAME_BYTES && (best.len == 0 || last) && !ru_title_is_page(d, part) &&
		    ru_utf8_valid(part) && ru_outlet_fits(d, part))
			best = part;
	}
	return without_motto(d, best);
}

/* "Headline - Kabar Lereng", "Kabar Lereng :: Headline": what is beside the headline in <title>. */
static bool take_title(struct ru_draft *d)
{
	const struct ru_stated *stated = ru_stated_get(d, RU_STATED_PAGE_TITLE);
	struct ru_str headline, rest = {NULL, 0};
	size_t at, begin;
	uint32_t src_begin, src_end;
	struct ru_range visible;

	if (stated == NULL || d->headline == RU_NONE)
		return false;
	headline = ru_title_without_page(d, ru_draft_line_text(d, d->headline));
	at = ru_str_find(stated->value, headline, 0);
	if (at == SIZE_MAX && d->trail_head != RU_NONE) {
		headline = ru_title_without_page(d, ru_draft_line_text(d, d->trail_head));
		at = ru_str_find(stated->value, headline, 0);
	}
	if (at == SIZE_MAX)
		return false;
	if (at > 2)
		rest = site_part(d, bare_name(ru_str_cut(stated->value, 0, at)), false);
	if (rest.len == 0) {
		rest = bare_name(ru_str_cut(stated->value, at + headline.len, stated->value.len));
		rest = site_part(d, bare_name(ru_title_behind_page(d, rest)), true);
	}
	if (rest.len == 0)
		return false;
	if (find_visible(d, rest, &visible) && take_visible(d, visible))
		return true;
	begin = (size_t)(rest.ptr - stated->value.ptr);
	d->article->outlet = rest;
	if (ru_stated_range(stated, begin, begin + rest.len, &src_begin, &src_end))
		d->article->outlet_place = ru_draft_source_place(d, src_begin, src_end);
	return true;
}

/* The first words of the page, where they stand on it once more: a masthead. */
static bool take_masthead(struct ru_draft *d)
{
	uint32_t limit = d->headline != RU_NONE ? d->headline : d->body_first;

	for (uint32_t i = 0; i < limit && i < 4; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		struct ru_range at = {line->begin, line->end};
		uint32_t len = first_text(d, d->html.nodes[line->text_node].parent, at.end - at.begin);
		struct ru_str name;

		if (len > 0 && len < at.end - at.begin && d->html.nodes[line->text_node].kind == RU_NODE_TEXT)
			at.end = at.begin + len;
		cut_name(d, &at);
		if (!trim_range(d, &at))
			continue;
		name = ru_draft_cut(d, at.begin, at.end);
		if (name.len < 4 || name.len > 40 || memchr(name.ptr, '@', name.len) != NULL || !ru_utf8_valid(name) ||
		    !ru_outlet_fits(d, name))
			continue;
		if (ru_str_find_nocase(ru_buf_str(&d->text), name, line->end) != SIZE_MAX && take_visible(d, at))
			return true;
	}
	return false;
}

/* Plain text: a host name alone on the first line. */
static bool take_host_line(struct ru_draft *d)
{
	for (uint32_t i = 0; i < ru_draft_line_count(d) && i < 3; i++) {
		const struct ru_line *line = ru_draft_line(d, i);

		if ((line->flags & RU_LINE_HOST) != 0)
			return take_visible(d, (struct ru_range){line->begin, line->end});
	}
	return false;
}

/* Plain text: what stands behind the last dash or bar of the headline and once more outside the text, as in "© 2031
 * Harian Lereng". */
static bool take_tail(struct ru_draft *d)
{
	struct ru_str line, name;
	struct ru_range at;
	size_t pos;

	if (d->headline == RU_NONE)
		return false;
	line = ru_draft_line_text(d, d->headline);
	for (pos = line.len; pos > 0;) {
		size_t end = pos;
		uint32_t cp = ru_utf8_prev(line, &pos);

		if ((cp != '|' && !ru_char_is_dash(cp)) || pos == 0 || line.ptr[pos - 1] != ' ' || end >= line.len ||
		    line.ptr[end] != ' ')
			continue;
		name = ru_str_trim(ru_str_cut(line, end, line.len));
		for (uint32_t i = d->headline + 1; i < ru_draft_line_count(d) && name.len >= 4; i++) {
			const struct ru_line *other = ru_draft_line(d, i);
			size_t found = ru_str_find(ru_draft_line_text(d, i), name, 0);

			if (other->kind < RU_BLOCK_CAPTION || found == SIZE_MAX)
				continue;
			at = (struct ru_range){other->begin + (uint32_t)found,
			                       other->begin + (uint32_t)(found + name.len)};
			return take_visible(d, at);
		}
		return false;
	}
	return false;
}

/* Whether two hosts are of one site: "kabar.example" and "en.kabar.example", "www1.kabar.example". */
static bool is_one_site(struct ru_str a, struct ru_str b)
{
	struct ru_str longer = a.len >= b.len ? a : b, shorter = a.len >= b.len ? b : a;

	if (ru_str_starts(shorter, RU_S("ww")) && ru_str_find(shorter, RU_S("."), 0) <= 4)
		shorter = ru_str_cut(shorter, ru_str_find(shorter, RU_S("."), 0) + 1, shorter.len);
	return memchr(shorter.ptr, '.', shorter.len) != NULL && longer.len >= shorter.len &&
	       ru_str_eq_nocase(ru_str_cut(longer, longer.len - shorter.len, longer.len), shorter) &&
	       (longer.len == shorter.len || longer.ptr[longer.len - shorter.len - 1] == '.');
}

/* Whether an address is of the canonical's site, or a way to it: a feed's or an archive's address, on a page whose
 * outlet is at home at the canonical one alone. */
static bool leads_to(const struct ru_draft *d, struct ru_str host, struct ru_str canonical)
{
	struct ru_str outlet = d->article->outlet;

	return is_one_site(host, canonical) ||
	       (outlet.len > 0 && !ru_outlet_fits_host(outlet, host) && ru_outlet_fits_host(outlet, canonical));
}

/* Whether the canonical address names this page's own site: its host, or the first part of it, stands elsewhere in the
 * page or is the outlet's name. A mirror that kept the original's <link rel=canonical> holds the host there alone. */
static bool canonical_is_own(const struct ru_draft *d, const struct ru_stated *canonical, struct ru_str host)
{
	const struct ru_stated *url = ru_stated_get(d, RU_STATED_URL);
	struct ru_str outlet = d->article->outlet, label = host;
	size_t from = 0, dot = ru_str_find(host, RU_S("."), 0);

	if (dot != SIZE_MAX)
		label = ru_str_cut(host, 0, dot);
	if (ru_host_slice(d->page->url).len > 0)
		return leads_to(d, ru_host_slice(d->page->url), host);
	if (url != NULL && ru_host_slice(url->value).len > 0)
		return leads_to(d, ru_host_slice(url->value), host);
	if (outlet.len == 0 || label.len < 3)
		return true;
	for (;;) {
		from = ru_str_find_nocase(d->source, label, from);
		if (from == SIZE_MAX)
			break;
		if (from < canonical->begin || from >= canonical->end)
			return true;
		from = canonical->end;
	}
	return ru_letters_share(outlet, label);
}

static int read_canonical(struct ru_draft *d)
{
	struct ru_article *a = d->article;
	const struct ru_stated *canonical = ru_stated_get(d, RU_STATED_CANONICAL);
	struct ru_str host = {NULL, 0};
	int status = 0;

	if (canonical == NULL)
		canonical = ru_stated_get(d, RU_STATED_URL);
	if (canonical != NULL) {
		a->canonical = ru_str_trim(canonical->value);
		status = ru_host_of(d, a->canonical, &host);
		d->foreign_canonical = status == 0 && host.len > 0 && !canonical_is_own(d, canonical, host);
	}
	if (status == 0 && host.len > 0 && !d->foreign_canonical)
		a->host = host;
	else if (status == 0)
		status = ru_host_of(d, d->page->url, &a->host);
	return status;
}

int ru_outlet_read(struct ru_draft *d)
{
	struct ru_article *a = d->article;
	const struct ru_stated *language = ru_stated_get(d, RU_STATED_LANGUAGE);

	if (a->language_stated.len == 0 && language != NULL)
		a->language_stated = ru_str_trim(language->value);
	if (ru_str_trim(d->page->outlet).len > 0) {
		a->outlet = ru_str_trim(d->page->outlet);
		a->outlet_place.span.field = RU_FIELD_OUTLET;
		a->outlet_place.span.begin = (uint32_t)(a->outlet.ptr - d->page->outlet.ptr);
		a->outlet_place.span.end = a->outlet_place.span.begin + (uint32_t)a->outlet.len;
	} else if (!d->is_html) {
		if (d->page->kind == RU_PAGE_PLAIN && !take_host_line(d))
			(void)take_tail(d);
	} else if (!take_stated(d, RU_STATED_SITE) && !take_stated(d, RU_STATED_PUBLISHER) && !take_title(d) &&
	           !take_logo(d)) {
		(void)take_masthead(d);
	}
	return read_canonical(d);
}
