/* SPDX-License-Identifier: Apache-2.0 */
/* Where raw text ends: title and textarea, style and iframe, and script with its escapes (WHATWG HTML 13.2.5.9
 * to 13.2.5.31).
 *
 * Fed with a position behind a start tag; goes forward once, never back. */
#include "html/token.h"

/* Whether the name stands at pos, followed by white space, "/" or ">". */
static bool name_at(struct ru_str text, size_t pos, struct ru_str name)
{
	char next;

	if (text.len - pos <= name.len || !ru_str_eq_nocase(ru_str_cut(text, pos, pos + name.len), name))
		return false;
	next = text.ptr[pos + name.len];
	return ru_html_is_space(next) || next == '/' || next == '>';
}

static bool end_tag_at(struct ru_str text, size_t pos, struct ru_str name)
{
	return name.len > 0 && text.len - pos > 2 && text.ptr[pos + 1] == '/' && name_at(text, pos + 2, name);
}

static size_t simple_end(struct ru_str text, size_t pos, struct ru_str name)
{
	while (pos < text.len) {
		const char *lt = memchr(text.ptr + pos, '<', text.len - pos);

		if (lt == NULL)
			break;
		pos = (size_t)(lt - text.ptr);
		if (end_tag_at(text, pos, name))
			return pos;
		pos++;
	}
	return text.len;
}

enum escape { PLAIN, ESCAPED, DOUBLE };

/* One "<" or "-" of a script at *pos; true where the script ends there. */
static bool script_step(struct ru_str text, size_t *pos, struct ru_str name, enum escape *escape)
{
	size_t at = *pos;

	*pos = at + 1;
	if (text.ptr[at] == '-') {
		if (text.len - at > 2 && text.ptr[at + 1] == '-' && text.ptr[at + 2] == '>')
			*escape = PLAIN;
		return false;
	}
	if (*escape == DOUBLE) {
		if (end_tag_at(text, at, RU_S("script")))
			*escape = ESCAPED;
	} else if (end_tag_at(text, at, name)) {
		return true;
	} else if (*escape == PLAIN && ru_str_starts(ru_str_cut(text, at, text.len), RU_S("<!--"))) {
		*escape = ESCAPED;
		*pos = at + 2; /* its dashes count: "<!-->" is over at once */
	} else if (*escape == ESCAPED && name_at(text, at + 1, RU_S("script"))) {
		*escape = DOUBLE;
	}
	return false;
}

static size_t script_end(struct ru_str text, size_t pos, struct ru_str name)
{
	enum escape escape = PLAIN;

	while (pos < text.len) {
		if (escape == PLAIN) {
			const char *lt = memchr(text.ptr + pos, '<', text.len - pos);

			if (lt == NULL)
				break;
			pos = (size_t)(lt - text.ptr);
		} else if (text.ptr[pos] != '<' && text.ptr[pos] != '-') {
			pos++;
			continue;
		}
		size_t at = pos;
		if (script_step(text, &pos, name, &escape))
			return at;
	}
	return text.len;
}

size_t ru_tokens_raw_end(const struct ru_tokens *tokens, size_t pos)
{
	if (tokens->mode == RU_TOKENS_SCRIPT)
		return script_end(tokens->source.text, pos, tokens->last);
	return simple_end(tokens->source.text, pos, tokens->last);
}
