/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the one-file report: its one escape, quoted words in place, and the sections. */
#ifndef RU_SHOW_HTML_H
#define RU_SHOW_HTML_H

#include "show/out.h"
#include "show/say.h"
#include "show/tell.h"

struct ru_html {
	struct ru_out out;
	struct ru_voice voice;
	struct ru_tell tell;
	const struct ru_show *show;
	unsigned regions;    /* numbers the boxes that scroll, so that each has a name of its own */
	uint32_t texts_left; /* pages whose whole text may still be shown */
};

/* Markup of ours, as it is. */
#define RU_HTML(html, literal) ru_out_put(&(html)->out, RU_S(literal))
/* Our own words and a page's, escaped; a page's in <bdi>, its control and bidi characters written out ("<U+202E>"). */
void ru_html_ours(struct ru_html *html, struct ru_str text);
void ru_html_page(struct ru_html *html, struct ru_str text);
/* A page's words cut behind about `most` bytes, with an ellipsis then. */
void ru_html_page_clip(struct ru_html *html, struct ru_str text, size_t most);
/* A page's words as they stand, without <bdi>: in attributes and in SVG text. */
void ru_html_bare(struct ru_html *html, struct ru_str text);
/* A message, plain. */
void ru_html_say(struct ru_html *html, const char *key);
/* <h3>message</h3> and the like. */
void ru_html_heading(struct ru_html *html, int level, const char *key);
/* Open a box that scrolls sideways on narrow screens; it can be reached with the keyboard and has a name. */
void ru_html_scroll_open(struct ru_html *html, const char *key);

/* The range of page text that a raw span was read from; false where it stands outside the text (meta, JSON-LD). O(log
 * n). */
bool ru_quote_find(const struct ru_article *article, struct ru_span span, struct ru_range *out);
/* The words of a span in place: what stands around it, the words marked. Where they stand outside the text, `words`
 * alone. */
void ru_html_quote(struct ru_html *html, uint32_t page, struct ru_span span, struct ru_str words);
void ru_html_quote_range(struct ru_html *html, uint32_t page, struct ru_range at);
/* The evidence of a finding as a folded list of quotations. */
void ru_html_evidence(struct ru_html *html, const struct ru_evidence *evidence, uint32_t count);

/* The page up to <body>: title is a message, more is added to the style sheet. */
void ru_html_head(struct ru_html *html, const char *title, struct ru_str more);
/* The style sheet, and the sections of a story. */
int ru_html_style(struct ru_buf *buf) RU_MUST_CHECK;
void ru_html_differences(struct ru_html *html, uint32_t story);
void ru_html_timeline(struct ru_html *html, const struct ru_story *story);
void ru_html_derivation(struct ru_html *html, const struct ru_story *story);
void ru_html_independent(struct ru_html *html, const struct ru_story *story);
void ru_html_tellings(struct ru_html *html, const struct ru_story *story);
void ru_html_speakers(struct ru_html *html, const struct ru_story *story);
void ru_html_entities(struct ru_html *html, const struct ru_story *story);
void ru_html_pile_dates(struct ru_html *html, const struct ru_story *story);
/* The text of one page with its findings marked. */
void ru_html_text(struct ru_html *html, uint32_t page);
/* The derivation as a picture; nothing where it would hold too many nodes or no line. Gives whether it was drawn. */
bool ru_html_graph(struct ru_html *html, const struct ru_story *story);

#endif
