/* SPDX-License-Identifier: Apache-2.0 */
/* Lines for a terminal: wrapped at its width, coloured only when asked, safe whatever a page holds. */
#ifndef RU_SHOW_TERMINAL_H
#define RU_SHOW_TERMINAL_H

#include "show/out.h"
#include "show/say.h"

enum ru_style {
	RU_STYLE_PLAIN,
	RU_STYLE_HEAD,
	RU_STYLE_FAINT,
	RU_STYLE_DIFFER,
	RU_STYLE_UPDATE,
	RU_STYLE_NAME,
	RU_STYLE_DATE,
	RU_STYLE_FIGURE,
	RU_STYLE_SAID,
	RU_STYLES
};

struct ru_terminal {
	struct ru_out out;
	struct ru_buf line; /* the line being made; a style is a byte below 0x20, which no text can hold */
	unsigned column;    /* columns in line */
	unsigned width;
	unsigned clip; /* columns that one piece of page text may take; 0 any */
	bool color;
	struct ru_voice voice;
};

void ru_terminal_init(struct ru_terminal *terminal, const struct ru_show *show);
int ru_terminal_finish(struct ru_terminal *terminal) RU_MUST_CHECK;

void ru_terminal_style(struct ru_terminal *terminal, enum ru_style style);
/* Our own words, and a page's: control and bidi characters are written out ("<U+202E>"), white space is one space, a
 * text that runs right to left stands in an isolate. */
void ru_terminal_ours(struct ru_terminal *terminal, struct ru_str text);
void ru_terminal_page(struct ru_terminal *terminal, struct ru_str text);
/* The id of a page in the style of names, cut to 40 columns. */
void ru_terminal_id(struct ru_terminal *terminal, struct ru_str id);
/* Spaces up to the column, at least two. */
void ru_terminal_tab(struct ru_terminal *terminal, unsigned column);
/* Write the line, what does not fit under it and hang columns in. An empty line is written as such. */
void ru_terminal_end(struct ru_terminal *terminal, unsigned hang);

/* Columns that the text takes when written by ru_terminal_page. */
unsigned ru_terminal_columns(struct ru_str text);

#endif
