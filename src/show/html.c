/* SPDX-License-Identifier: Apache-2.0 */
/* HTML's one escape and the small parts of the report: quotations in place, evidence, headings, boxes. Fed strings and
 * spans, gives markup; no character of a page ever stands in it unescaped. */
#include "show/html.h"

#include "show/hostile.h"
#include "text/utf8.h"

enum { AROUND = 90, WORDS_MOST = 360, EVIDENCE_MOST = 12, SPANS_MOST = 4 };

/* ---- escape ---- */

static void put_char(struct ru_out *out, uint32_t cp)
{
	char bytes[16];

	switch (cp) {
	case '&':
		ru_out_put(out, RU_S("&amp;"));
		return;
	case '<':
		ru_out_put(out, RU_S("&lt;"));
		return;
	case '>':
		ru_out_put(out, RU_S("&gt;"));
		return;
	case '"':
		ru_out_put(out, RU_S("&quot;"));
		return;
	case '\'':
		ru_out_put(out, RU_S("&#39;"));
		return;
	default:
		break;
	}
	if (cp == '\n' || cp == '\t' || cp == '\r') {
		ru_out_putc(out, ' ');
	} else if (ru_char_is_hostile(cp)) {
		int len = snprintf(bytes, sizeof bytes, "&lt;U+%04X&gt;", (unsigned)cp);
		ru_out_put(out, (struct ru_str){bytes, (size_t)len});
	} else {
		ru_out_put(out, (struct ru_str){bytes, ru_utf8_put(cp, bytes)});
	}
}

static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
}

void ru_html_bare(struct ru_html *html, struct ru_str text)
{
	size_t pos = 0;

	while (pos < text.len && html->out.status == RU_OK) {
		size_t end = pos;
		while (end < text.len && is_plain((unsigned char)text.ptr[end]))
			end++;
		if (end > pos)
			ru_out_put(&html->out, ru_str_cut(text, pos, end));
		pos = end;
		if (pos < text.len)
			put_char(&html->out, ru_utf8_next(text, &pos));
	}
}

void ru_html_ours(struct ru_html *html, struct ru_str text) { ru_html_bare(html, text); }

void ru_html_page(struct ru_html *html, struct ru_str text)
{
	RU_HTML(html, "<bdi>");
	ru_html_bare(html, text);
	RU_HTML(html, "</bdi>");
}

/* The last place at or before `at` where a word ends; never more than a word's length back. */
static size_t word_break(struct ru_str text, size_t at)
{
	enum { LONGEST = 40 };
	size_t pos = at;

	while (pos > 0 && at - pos < LONGEST && text.ptr[pos - 1] != ' ')
		pos--;
	if (pos == 0 || at - pos >= LONGEST)
		pos = at;
	while (pos > 0 && !ru_utf8_boundary(text, pos))
		pos--;
	return pos;
}

void ru_html_page_clip(struct ru_html *html, struct ru_str text, size_t most)
{
	if (text.len <= most) {
		ru_html_page(html, text);
		return;
	}
	RU_HTML(html, "<bdi>");
	ru_html_bare(html, ru_str_cut(text, 0, word_break(text, most)));
	RU_HTML(html, "\xe2\x80\xa6</bdi>");
}

void ru_html_say(struct ru_html *html, const char *key)
{
	ru_html_ours(html, ru_message(html->show, ru_str_from(key)));
}

void ru_html_heading(struct ru_html *html, int level, const char *key)
{
	char tag[8];
	int len = snprintf(tag, sizeof tag, "<h%d>", level);

	ru_out_put(&html->out, (struct ru_str){tag, (size_t)len});
	ru_html_say(html, key);
	len = snprintf(tag, sizeof tag, "</h%d>\n", level);
	ru_out_put(&html->out, (struct ru_str){tag, (size_t)len});
}

void ru_html_scroll_open(struct ru_html *html, const char *key)
{
	RU_HTML(html, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
	ru_html_say(html, key);
	RU_HTML(html, " ");
	ru_out_int(&html->out, ++html->regions);
	RU_HTML(html, "\">\n");
}

/* ---- words in place ---- */

/* Page text of raw bytes [begin, end) by the map's pieces, whose sources go up. */
static bool find_by_map(const struct ru_map_view *map, uint32_t begin, uint32_t end, struct ru_range *out)
{
	size_t low = 0, high = map->count;

	if (map->identity) {
		*out = (struct ru_range){begin, end};
		return true;
	}
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (map->piece[mid].src + map->piece[mid].src_len <= begin)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == map->count || map->piece[low].src >= end)
		return false;
	const struct ru_map_piece *first = &map->piece[low];
	out->begin = first->out;
	if (first->out_len == first->src_len && begin > first->src)
		out->begin += begin - first->src;
	high = map->count;
	while (low < high) { /* the last piece that begins before end */
		size_t mid = low + (high - low) / 2;
		if (map->piece[mid].src < end)
			low = mid + 1;
		else
			high = mid;
	}
	const struct ru_map_piece *last = &map->piece[low - 1];
	out->end = last->out + last->out_len;
	if (last->out_len == last->src_len && end - last->src < last->out_len)
		out->end = last->out + (end - last->src);
	return out->begin < out->end;
}

bool ru_quote_find(const struct ru_article *article, struct ru_span span, struct ru_range *out)
{
	enum { LOOKED_AT = 16 }; /* blocks of other fields stand first */

	if (span.begin == RU_NONE || span.begin >= span.end)
		return false;
	if (span.field == RU_FIELD_PAGE) {
		struct ru_range at;
		if (!find_by_map(&article->map, span.begin, span.end, &at) || at.end > article->text.len)
			return false;
		*out = at;
		return true;
	}
	for (uint32_t i = 0; i < article->block_count && i < LOOKED_AT; i++) {
		const struct ru_block *block = &article->blocks[i];
		if (block->raw.field != span.field || block->raw.begin > span.begin || span.end > block->raw.end)
			continue;
		*out = (struct ru_range){block->at.begin + (span.begin - block->raw.begin),
		                         block->at.begin + (span.end - block->raw.begin)};
		return out->end <= block->at.end;
	}
	return false;
}

/* The block that a range stands in bounds what is shown around it. */
static struct ru_range frame(const struct ru_article *article, struct ru_range at)
{
	struct ru_range frame = {0, (uint32_t)article->text.len};
	uint32_t block = ru_article_block(article, at.begin);

	while (block != RU_NONE && block < article->block_count && article->blocks[block].parent != RU_NONE)
		block = article->blocks[block].parent;
	if (block != RU_NONE && block < article->block_count && article->blocks[block].at.end >= at.end)
		frame = article->blocks[block].at;
	return frame;
}

void ru_html_quote_range(struct ru_html *html, uint32_t page, struct ru_range at)
{
	const struct ru_article *article = html->tell.all->docs[page].article;
	struct ru_str text = article->text;
	struct ru_range around = frame(article, at);
	size_t begin = around.begin, end = around.end;

	RU_HTML(html, "<span class=\"quote\"><bdi>");
	if (at.begin > begin + AROUND) {
		begin = at.begin - AROUND;
		while (begin < at.begin && text.ptr[begin] != ' ')
			begin++;
		while (begin < at.begin && (text.ptr[begin] == ' ' || !ru_utf8_boundary(text, begin)))
			begin++;
		RU_HTML(html, "\xe2\x80\xa6 ");
	}
	ru_html_bare(html, ru_str_cut(text, begin, at.begin));
	RU_HTML(html, "<mark>");
	if (at.end - at.begin > WORDS_MOST) {
		ru_html_bare(html, ru_str_cut(text, at.begin, word_break(text, at.begin + WORDS_MOST)));
		RU_HTML(html, "\xe2\x80\xa6</mark></bdi></span>");
		return;
	}
	ru_html_bare(html, ru_str_cut(text, at.begin, at.end));
	RU_HTML(html, "</mark>");
	bool cut = end > (size_t)at.end + AROUND;
	if (cut)
		end = word_break(text, (size_t)at.end + AROUND);
	ru_html_bare(html, ru_str_cut(text, at.end, end));
	if (cut)
		RU_HTML(html, "\xe2\x80\xa6");
	RU_HTML(html, "</bdi></span>");
}

void ru_html_quote(struct ru_html *html, uint32_t page, struct ru_span span, struct ru_str words)
{
	struct ru_range at;

	if (ru_quote_find(html->tell.all->docs[page].article, span, &at)) {
		ru_html_quote_range(html, page, at);
		return;
	}
	RU_HTML(html, "<span class=\"quote\">");
	if (words.len > 0) {
		RU_HTML(html, "<mark>");
		ru_html_page_clip(html, words, WORDS_MOST);
		RU_HTML(html, "</mark>");
	} else if (span.begin != RU_NONE && span.begin < span.end) {
		RU_SAY(&html->voice, "bytes_outside", RU_NUMBER(span.begin), RU_NUMBER(span.end));
	}
	RU_HTML(html, "</span>");
}

static void put_weight(struct ru_html *html, int32_t weight)
{
	char text[32];
	uint32_t size = weight < 0 ? 0u - (uint32_t)weight : (uint32_t)weight;
	int len = snprintf(text, sizeof text, "%s%u.%02u", weight < 0 ? "-" : "+", (unsigned)(size / 100),
	                   (unsigned)(size % 100));

	RU_HTML(html, " <span class=\"weight\">");
	ru_out_put(&html->out, (struct ru_str){text, (size_t)len});
	RU_HTML(html, "</span>");
}

void ru_html_evidence(struct ru_html *html, const struct ru_evidence *evidence, uint32_t count)
{
	if (count == 0)
		return;
	RU_HTML(html, "<details class=\"evidence\"><summary>");
	ru_say_count(&html->voice, "evidence", count);
	RU_HTML(html, "</summary><ul>\n");
	for (uint32_t i = 0; i < count && i < EVIDENCE_MOST; i++) {
		RU_HTML(html, "<li><b>");
		ru_say_named(&html->voice, "evidence_kind", ru_evidence_kind_name(evidence[i].kind));
		RU_HTML(html, "</b>");
		put_weight(html, evidence[i].weight);
		for (uint32_t k = 0; k < evidence[i].span_count && k < SPANS_MOST; k++) {
			const struct ru_page_span *at = &evidence[i].spans[k];
			RU_HTML(html, "<br><span class=\"page\">");
			ru_html_page(html, html->tell.label[at->page]);
			RU_HTML(html, "</span> ");
			ru_html_quote(html, at->page, at->span, (struct ru_str){NULL, 0});
		}
		RU_HTML(html, "</li>\n");
	}
	RU_HTML(html, "</ul>\n");
	if (count > EVIDENCE_MOST) {
		RU_HTML(html, "<p class=\"soft\">");
		ru_say_count(&html->voice, "more_evidence", count - EVIDENCE_MOST);
		RU_HTML(html, "</p>\n");
	}
	RU_HTML(html, "</details>\n");
}
