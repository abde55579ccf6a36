/* SPDX-License-Identifier: Apache-2.0 */
/* The terminal's one escape and its line breaking. Fed our words and pages' words, gives lines of at most the width of
 * the terminal; nothing a page holds can move the cursor, colour the screen or turn the text around. */
#include "show/terminal.h"

#include "show/hostile.h"
#include "text/utf8.h"

/* First strong isolate and pop directional isolate (UAX #9). */
#define ISOLATE RU_S("\xe2\x81\xa8")
#define POP RU_S("\xe2\x81\xa9")
#define ELLIPSIS RU_S("\xe2\x80\xa6")

static void voice_ours(void *ctx, struct ru_str text) { ru_terminal_ours(ctx, text); }
static void voice_page(void *ctx, struct ru_str text) { ru_terminal_page(ctx, text); }

void ru_terminal_init(struct ru_terminal *terminal, const struct ru_show *show)
{
	enum { NARROWEST = 20, USUAL = 80 };

	memset(terminal, 0, sizeof *terminal);
	ru_out_init(&terminal->out, show);
	ru_buf_init(&terminal->line, show->al, 0);
	terminal->width = show->width == 0 ? USUAL : show->width < NARROWEST ? NARROWEST : show->width;
	terminal->color = show->color;
	terminal->voice = (struct ru_voice){show, voice_ours, voice_page, terminal};
}

int ru_terminal_finish(struct ru_terminal *terminal)
{
	if (terminal->line.len > 0)
		ru_terminal_end(terminal, 0);
	ru_buf_release(&terminal->line);
	return ru_out_finish(&terminal->out);
}

void ru_terminal_style(struct ru_terminal *terminal, enum ru_style style)
{
	ru_buf_putc(&terminal->line, (char)(style + 1));
}

/* Scripts that run right to left: Hebrew to Arabic Extended, presentation forms, and the right-to-left planes. */
static bool is_right_to_left(uint32_t cp)
{
	return (cp >= 0x590 && cp <= 0x8ff) || (cp >= 0xfb1d && cp <= 0xfdff) || (cp >= 0xfe70 && cp <= 0xfeff) ||
	       (cp >= 0x10800 && cp <= 0x10fff) || (cp >= 0x1e800 && cp <= 0x1efff);
}

static bool needs_isolate(struct ru_str text)
{
	size_t pos = 0;

	while (pos < text.len) {
		uint32_t cp = ru_utf8_next(text, &pos);
		if (is_right_to_left(cp) || ru_char_is_reordering(cp))
			return true;
	}
	return false;
}

/* One character as it may be shown, and the columns it takes. */
static unsigned shown(uint32_t cp, char out[16], size_t *len)
{
	if (ru_char_is_space(cp)) {
		out[0] = ' ';
		*len = 1;
		return 1;
	}
	if (ru_char_is_hostile(cp)) {
		int n = snprintf(out, 16, "<U+%04X>", (unsigned)cp);
		*len = (size_t)n;
		return (unsigned)n;
	}
	*len = ru_utf8_put(cp, out);
	return (unsigned)ru_char_width(cp);
}

/* Walk the text as shown; where buf is given, write it there. Stops before `most` columns are passed. */
static unsigned walk(struct ru_str text, unsigned most, struct ru_buf *buf, bool *cut)
{
	unsigned columns = 0;
	size_t pos = 0;
	bool space = true; /* white space at the start is dropped by whoever cut the text */

	*cut = false;
	while (pos < text.len) {
		char bytes[16];
		size_t len = 0;
		uint32_t cp = ru_utf8_next(text, &pos);
		bool is_space = ru_char_is_space(cp);
		if (is_space && space && columns > 0)
			continue;
		unsigned width = shown(cp, bytes, &len);
		if (most > 0 && columns + width > most) {
			*cut = true;
			break;
		}
		columns += width;
		space = is_space;
		if (buf != NULL)
			ru_buf_put(buf, (struct ru_str){bytes, len});
	}
	return columns;
}

static void put(struct ru_terminal *terminal, struct ru_str text, unsigned most)
{
	bool cut;

	terminal->column += walk(text, most, &terminal->line, &cut);
	if (cut) {
		ru_buf_put(&terminal->line, ELLIPSIS);
		terminal->column++;
	}
}

void ru_terminal_ours(struct ru_terminal *terminal, struct ru_str text) { put(terminal, text, 0); }

void ru_terminal_page(struct ru_terminal *terminal, struct ru_str text)
{
	bool isolate = needs_isolate(text);

	if (isolate)
		ru_buf_put(&terminal->line, ISOLATE);
	put(terminal, text, terminal->clip);
	if (isolate)
		ru_buf_put(&terminal->line, POP);
}

void ru_terminal_id(struct ru_terminal *terminal, struct ru_str id)
{
	enum { ID_COLUMNS = 40 };

	terminal->clip = ID_COLUMNS;
	ru_terminal_style(terminal, RU_STYLE_NAME);
	ru_terminal_page(terminal, id);
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	terminal->clip = 0;
}

unsigned ru_terminal_columns(struct ru_str text)
{
	bool cut;

	return walk(text, 0, NULL, &cut);
}

void ru_terminal_tab(struct ru_terminal *terminal, unsigned column)
{
	unsigned least = terminal->column > 0 ? 2 : 0; /* between two columns; none before the first */

	for (; least > 0 || terminal->column < column; terminal->column++) {
		ru_buf_putc(&terminal->line, ' ');
		least -= least > 0 ? 1 : 0;
	}
}

static struct ru_str style_code(enum ru_style style)
{
	static const struct ru_str code[RU_STYLES] = {
	    [RU_STYLE_PLAIN] = RU_S_INIT("\033[0m"),     [RU_STYLE_HEAD] = RU_S_INIT("\033[0;1m"),
	    [RU_STYLE_FAINT] = RU_S_INIT("\033[0;2m"),   [RU_STYLE_DIFFER] = RU_S_INIT("\033[0;1;31m"),
	    [RU_STYLE_UPDATE] = RU_S_INIT("\033[0;33m"), [RU_STYLE_NAME] = RU_S_INIT("\033[0;36m"),
	    [RU_STYLE_DATE] = RU_S_INIT("\033[0;32m"),   [RU_STYLE_FIGURE] = RU_S_INIT("\033[0;35m"),
	    [RU_STYLE_SAID] = RU_S_INIT("\033[0;34m")};

	return style < RU_STYLES ? code[style] : code[RU_STYLE_PLAIN];
}

/* Where the line that begins at `from` ends, so that it takes at most `room` columns: behind the last space that fits,
 * else in the middle of the word. *next is where the next line begins. */
static size_t break_at(struct ru_str line, size_t from, unsigned room, size_t *next)
{
	size_t pos = from, last_space = SIZE_MAX, behind_space = from;
	unsigned columns = 0;

	while (pos < line.len) {
		size_t here = pos;
		unsigned char c = (unsigned char)line.ptr[pos];
		if (c < 0x20) {
			pos++;
			continue;
		}
		uint32_t cp = ru_utf8_next(line, &pos);
		unsigned width = (unsigned)ru_char_width(cp);
		if (cp == ' ') {
			if (last_space == SIZE_MAX || behind_space != here)
				last_space = here; /* the first of a run of spaces */
			behind_space = pos;
		}
		if (columns + width > room && cp != ' ' && columns > 0) {
			bool at_space = last_space != SIZE_MAX && last_space > from;
			*next = at_space ? behind_space : here;
			return at_space ? last_space : here;
		}
		columns += width;
	}
	*next = line.len;
	return line.len;
}

/* The bytes of a line with its styles as codes, or left out. */
static void put_styled(struct ru_terminal *terminal, struct ru_str bytes, enum ru_style *style)
{
	size_t from = 0;

	for (size_t i = 0; i <= bytes.len; i++) {
		if (i < bytes.len && (unsigned char)bytes.ptr[i] >= 0x20)
			continue;
		ru_out_put(&terminal->out, ru_str_cut(bytes, from, i));
		if (i < bytes.len) {
			*style = (enum ru_style)(bytes.ptr[i] - 1);
			if (terminal->color)
				ru_out_put(&terminal->out, style_code(*style));
		}
		from = i + 1;
	}
}

static void put_spaces(struct ru_terminal *terminal, unsigned count)
{
	while (count-- > 0)
		ru_out_putc(&terminal->out, ' ');
}

void ru_terminal_end(struct ru_terminal *terminal, unsigned hang)
{
	struct ru_str line = ru_buf_str(&terminal->line);
	enum ru_style style = RU_STYLE_PLAIN;
	size_t pos = 0;
	bool first = true;

	ru_out_fail(&terminal->out, ru_buf_status(&terminal->line));
	if (hang + 10 > terminal->width)
		hang = 2;
	do {
		size_t next = line.len;
		unsigned indent = first ? 0 : hang;
		size_t end = break_at(line, pos, terminal->width - indent, &next);
		put_spaces(terminal, indent);
		if (terminal->color && style != RU_STYLE_PLAIN)
			ru_out_put(&terminal->out, style_code(style));
		put_styled(terminal, ru_str_cut(line, pos, end), &style);
		if (terminal->color && style != RU_STYLE_PLAIN)
			ru_out_put(&terminal->out, style_code(RU_STYLE_PLAIN));
		ru_out_putc(&terminal->out, '\n');
		pos = next;
		first = false;
	} while (pos < line.len && terminal->out.status == RU_OK);
	ru_out_flush(&terminal->out);
	ru_buf_clear(&terminal->line);
	terminal->column = 0;
}
