/* SPDX-License-Identifier: Apache-2.0 */
/* Plain text to lines: every line of the page that is not blank is a line of the draft.
 *
 * Text wrapped at a fixed width (no line much longer than the others, blank lines between paragraphs) is joined again:
 * the line break and the indentation behind it become one space that maps to all of them. */
#include "article/draft.h"

#include "text/stretch.h"
#include "text/utf8.h"

enum { WRAP_MIN = 45, WRAP_MAX = 110, WRAP_LINES = 6 };

/* The line at *pos without its break (\n, \r\n or \r), and *pos moved behind the break. */
static struct ru_range line_at(struct ru_str s, size_t *pos)
{
	struct ru_range at = {(uint32_t)*pos, 0};
	size_t end = *pos;

	while (end + RU_STRETCH <= s.len &&
	       (ru_stretch_equal(s.ptr + end, '\n') | ru_stretch_equal(s.ptr + end, '\r')) == 0)
		end += RU_STRETCH;
	while (end < s.len && s.ptr[end] != '\n' && s.ptr[end] != '\r')
		end++;
	at.end = (uint32_t)end;
	if (end < s.len)
		end += s.ptr[end] == '\r' && end + 1 < s.len && s.ptr[end + 1] == '\n' ? 2 : 1;
	*pos = end;
	return at;
}

/* Whether paragraphs are wrapped: most lines of nearly one length, none long, and most go on in the next one. */
static bool is_wrapped(struct ru_str s)
{
	size_t pos = 0, lines = 0, near_full = 0, followed = 0, blanks = 0;
	bool last_full = false;

	while (pos < s.len) {
		struct ru_range at = line_at(s, &pos);
		size_t len = at.end - at.begin;
		bool is_blank = ru_draft_blank(ru_str_cut(s, at.begin, at.end));

		if (len > WRAP_MAX)
			return false;
		blanks += is_blank ? 1 : 0;
		if (is_blank) {
			last_full = false;
			continue;
		}
		followed += last_full ? 1 : 0;
		last_full = len >= WRAP_MIN;
		near_full += last_full ? 1 : 0;
		lines++;
	}
	return lines >= WRAP_LINES && blanks > 0 && near_full * 10 >= lines * 6 && followed * 10 >= near_full * 6;
}

/* A range of the source as text, without white space at its start. */
static int put_range(struct ru_draft *d, struct ru_range at)
{
	struct ru_str s = ru_str_cut(d->source, at.begin, at.end);
	size_t pos = 0;

	while (pos < s.len) {
		size_t next = pos;
		uint32_t cp = ru_utf8_next(s, &next);

		if (!ru_char_is_space(cp) && !ru_char_is_zero_width(cp))
			break;
		pos = next;
	}
	return ru_draft_put(d, ru_str_cut(s, pos, s.len), at.begin + (uint32_t)pos, (uint32_t)(s.len - pos));
}

/* The lines behind a line of wrapped text that belong to its paragraph. */
static int put_rest(struct ru_draft *d, struct ru_range at, size_t *pos)
{
	while (*pos < d->source.len && at.end - at.begin >= WRAP_MIN) {
		size_t next = *pos;
		struct ru_range more = line_at(d->source, &next);
		uint32_t text_begin = more.begin;
		int status;

		if (ru_draft_blank(ru_str_cut(d->source, more.begin, more.end)))
			return 0;
		while (text_begin < more.end && (d->source.ptr[text_begin] == ' ' || d->source.ptr[text_begin] == '\t'))
			text_begin++;
		status = ru_draft_put(d, RU_S(" "), at.end, text_begin - at.end);
		if (status == 0)
			status = put_range(d, (struct ru_range){text_begin, more.end});
		if (status != 0)
			return status;
		*pos = next;
		at = more;
	}
	return 0;
}

/* The record's own title stands in front, as a line without source bytes in the page. */
static int put_title(struct ru_draft *d)
{
	struct ru_str title = d->title;
	struct ru_line *line;
	int status;

	if (title.len == 0)
		return 0;
	line = ru_draft_open(d, &status);
	if (line == NULL)
		return status;
	line->flags = RU_LINE_FIELD;
	status = ru_draft_put(d, title, 0, 0);
	if (status == 0)
		ru_draft_close(d);
	return status;
}

int ru_plain_lines(struct ru_draft *d)
{
	bool wrapped = is_wrapped(d->source);
	size_t pos = 0;
	int status = put_title(d);

	while (status == 0 && pos < d->source.len) {
		struct ru_range at = line_at(d->source, &pos);

		if (ru_draft_blank(ru_str_cut(d->source, at.begin, at.end)))
			continue;
		if (ru_draft_open(d, &status) == NULL) {
			if (status == 0)
				return ru_draft_notice(d, RU_S("cap"), RU_S("more lines than blocks are kept"),
				                       (struct ru_span){at.begin, at.end, RU_FIELD_PAGE});
			return status;
		}
		status = put_range(d, at);
		if (status == 0 && wrapped)
			status = put_rest(d, at, &pos);
		if (status == 0)
			ru_draft_close(d);
	}
	return status;
}
