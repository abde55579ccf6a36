/* SPDX-License-Identifier: Apache-2.0 */
/* The tokenizer; see token.h. The states of the standard that lead to the same token are read by one function here. */
#include "html/token.h"

#include "html/spaces.h"
#include "html/tag.h"

#define UPPER(c) [c] = RU_BYTE_UPPER
#define ODD8(c)                                                                                                        \
	[c] = RU_BYTE_ODD, [(c) + 1] = RU_BYTE_ODD, [(c) + 2] = RU_BYTE_ODD, [(c) + 3] = RU_BYTE_ODD,                  \
	[(c) + 4] = RU_BYTE_ODD, [(c) + 5] = RU_BYTE_ODD, [(c) + 6] = RU_BYTE_ODD, [(c) + 7] = RU_BYTE_ODD

const uint8_t ru_html_bytes[256] = {
    [' '] = RU_BYTE_SPACE,
    ['\n'] = RU_BYTE_SPACE,
    ['\t'] = RU_BYTE_SPACE,
    ['\r'] = RU_BYTE_SPACE,
    ['\f'] = RU_BYTE_SPACE,
    ['>'] = RU_BYTE_CLOSE,
    ['/'] = RU_BYTE_CLOSE,
    ['='] = RU_BYTE_EQUALS,
    [0] = RU_BYTE_ODD,
    UPPER('A'),
    UPPER('B'),
    UPPER('C'),
    UPPER('D'),
    UPPER('E'),
    UPPER('F'),
    UPPER('G'),
    UPPER('H'),
    UPPER('I'),
    UPPER('J'),
    UPPER('K'),
    UPPER('L'),
    UPPER('M'),
    UPPER('N'),
    UPPER('O'),
    UPPER('P'),
    UPPER('Q'),
    UPPER('R'),
    UPPER('S'),
    UPPER('T'),
    UPPER('U'),
    UPPER('V'),
    UPPER('W'),
    UPPER('X'),
    UPPER('Y'),
    UPPER('Z'),
    ODD8(128),
    ODD8(136),
    ODD8(144),
    ODD8(152),
    ODD8(160),
    ODD8(168),
    ODD8(176),
    ODD8(184),
    ODD8(192),
    ODD8(200),
    ODD8(208),
    ODD8(216),
    ODD8(224),
    ODD8(232),
    ODD8(240),
    ODD8(248),
};

void ru_tokens_init(struct ru_tokens *tokens, struct ru_str source, uint32_t attrs_max, struct ru_arena *arena,
                    const struct ru_alloc *al)
{
	*tokens = (struct ru_tokens){.source = ru_html_source_look(source), .attrs_max = attrs_max, .arena = arena};
	ru_vec_init(&tokens->attrs, al, sizeof(struct ru_html_attr), 0);
	ru_vec_init(&tokens->seen, al, sizeof(struct ru_token_seen), 0);
	ru_buf_init(&tokens->scratch, al, 0);
}

void ru_tokens_release(struct ru_tokens *tokens)
{
	ru_vec_release(&tokens->attrs);
	ru_vec_release(&tokens->seen);
	ru_buf_release(&tokens->scratch);
}

static int give_text(struct ru_tokens *tokens, struct ru_token *token, size_t end, unsigned decode)
{
	*token = (struct ru_token){.kind = RU_TOKEN_TEXT,
	                           .looks = RU_TEXT_AMPERSAND | RU_TEXT_SHOWN,
	                           .decode = decode,
	                           .begin = tokens->pos,
	                           .inner = tokens->pos};
	token->end = token->inner_end = tokens->pos = (uint32_t)end;
	return 1;
}

/* Whether the "<" at pos begins markup and is not just a character. */
static bool is_markup(struct ru_str text, size_t pos)
{
	int next = pos + 1 < text.len ? (unsigned char)text.ptr[pos + 1] : 0;

	return ru_is_alpha(next) || next == '!' || next == '?' || (next == '/' && pos + 2 < text.len);
}

/* From the "<" at pos; the tag itself is dropped where the source ends in it. */
static int give_tag(struct ru_tokens *tokens, struct ru_token *token)
{
	struct ru_str text = tokens->source.text;
	uint32_t begin = tokens->pos;
	bool is_end = text.ptr[begin + 1] == '/';
	unsigned name_classes;
	int status;

	*token = (struct ru_token){.kind = is_end ? RU_TOKEN_END : RU_TOKEN_START, .begin = begin};
	token->inner = begin + (is_end ? 2 : 1);
	token->inner_end = tokens->pos =
	    ru_html_name_end(text, token->inner, RU_BYTE_SPACE | RU_BYTE_CLOSE, &name_classes);
	token->name_classes = (uint8_t)name_classes;
	status = ru_tokens_attributes(tokens, token, !is_end);
	if (status == 0)
		tokens->pos = (uint32_t)text.len;
	if (status != 1)
		return status;
	token->tag = ru_tag_find(ru_str_cut(text, token->inner, token->inner_end));
	token->end = tokens->pos;
	return 1;
}

/* The content of a comment from inner: up to "-->" or "--!>" or the end of the source, less a "--!", "--" or "-" there.
 */
static void find_comment_end(struct ru_str text, struct ru_token *token)
{
	size_t pos = token->inner, end = text.len;
	const char *gt;

	while (pos < end && (gt = memchr(text.ptr + pos, '>', end - pos)) != NULL) {
		size_t at = (size_t)(gt - text.ptr), len = at - token->inner;

		pos = at + 1;
		if (len >= 2 && gt[-1] == '-' && gt[-2] == '-')
			token->inner_end = (uint32_t)(at - 2);
		else if (len >= 3 && gt[-1] == '!' && gt[-2] == '-' && gt[-3] == '-')
			token->inner_end = (uint32_t)(at - 3);
		else
			continue;
		token->end = (uint32_t)pos;
		token->closed = true;
		return;
	}
	token->end = (uint32_t)end;
	if (end - token->inner >= 3 && memcmp(text.ptr + end - 3, "--!", 3) == 0)
		end -= 3;
	else if (end - token->inner >= 2 && memcmp(text.ptr + end - 2, "--", 2) == 0)
		end -= 2;
	else if (end > token->inner && text.ptr[end - 1] == '-')
		end -= 1;
	token->inner_end = (uint32_t)end;
}

static int give_comment(struct ru_tokens *tokens, struct ru_token *token)
{
	struct ru_str text = tokens->source.text;
	struct ru_str rest = ru_str_cut(text, tokens->pos + 4, text.len);

	*token = (struct ru_token){.kind = RU_TOKEN_COMMENT, .begin = tokens->pos, .inner = tokens->pos + 4};
	token->inner_end = token->inner;
	token->closed = true;
	if (ru_str_starts(rest, RU_S(">"))) {
		token->end = token->inner + 1;
	} else if (ru_str_starts(rest, RU_S("->"))) {
		token->end = token->inner + 2;
	} else {
		token->closed = false;
		find_comment_end(text, token);
	}
	tokens->pos = token->end;
	return 1;
}

/* "<?php ... >", "</ x>", "<!x>" and the doctype: up to the next ">". */
static int give_bogus(struct ru_tokens *tokens, struct ru_token *token, uint8_t kind, uint32_t skip)
{
	struct ru_str text = tokens->source.text;
	uint32_t inner = tokens->pos + skip;
	const char *gt = memchr(text.ptr + inner, '>', text.len - inner);

	*token = (struct ru_token){.kind = kind, .begin = tokens->pos, .inner = inner};
	token->closed = gt != NULL;
	token->inner_end = gt != NULL ? (uint32_t)(gt - text.ptr) : (uint32_t)text.len;
	token->end = tokens->pos = gt != NULL ? token->inner_end + 1 : token->inner_end;
	return 1;
}

static int give_cdata(struct ru_tokens *tokens, struct ru_token *token)
{
	size_t end = ru_str_find(tokens->source.text, RU_S("]]>"), tokens->pos);
	size_t len = tokens->source.text.len;

	tokens->mode = RU_TOKENS_HTML;
	(void)give_text(tokens, token, end != SIZE_MAX ? end : len, RU_DECODE_KEEP_NUL);
	if (end != SIZE_MAX)
		token->end = tokens->pos = (uint32_t)end + 3;
	return 1;
}

/* "<!": comment, doctype, CDATA section. */
static int give_declaration(struct ru_tokens *tokens, struct ru_token *token)
{
	struct ru_str text = tokens->source.text;
	struct ru_str rest = ru_str_cut(text, tokens->pos + 2, text.len);

	if (ru_str_starts(rest, RU_S("--")))
		return give_comment(tokens, token);
	if (ru_str_eq_nocase(ru_str_cut(rest, 0, 7), RU_S("doctype")))
		return give_bogus(tokens, token, RU_TOKEN_DOCTYPE, 9);
	if (tokens->foreign && ru_str_starts(rest, RU_S("[CDATA["))) {
		uint32_t begin = tokens->pos;

		tokens->pos += 9;
		(void)give_cdata(tokens, token);
		token->begin = begin;
		return 1;
	}
	return give_bogus(tokens, token, RU_TOKEN_COMMENT, 2);
}

/* Markup at tokens->pos. 2: it gave nothing ("</>"). */
static int give_markup(struct ru_tokens *tokens, struct ru_token *token)
{
	const char *p = tokens->source.text.ptr + tokens->pos;

	if (p[1] == '!')
		return give_declaration(tokens, token);
	if (p[1] == '?')
		return give_bogus(tokens, token, RU_TOKEN_COMMENT, 1);
	if (p[1] != '/' || ru_is_alpha((unsigned char)p[2]))
		return give_tag(tokens, token);
	if (p[2] != '>')
		return give_bogus(tokens, token, RU_TOKEN_COMMENT, 2);
	tokens->pos += 3;
	return 2;
}

/* The first "<" from pos on, or the end; *looks tells of the bytes before it. */
static size_t find_less(struct ru_str text, size_t pos, unsigned *looks)
{
#ifdef __SSE2__
	const __m128i less = _mm_set1_epi8('<'), ampersand = _mm_set1_epi8('&');

	for (; text.len - pos >= sizeof(__m128i); pos += sizeof(__m128i)) {
		__m128i bytes = _mm_loadu_si128((const void *)(text.ptr + pos));
		unsigned end = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, less));
		unsigned references = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, ampersand));
		unsigned shown = ~ru_html_spaces(bytes);
		unsigned before = end != 0 ? (end & (0 - end)) - 1 : 0xFFFF;

		*looks |= ((references & before) != 0 ? RU_TEXT_AMPERSAND : 0u) |
		          ((shown & before) != 0 ? RU_TEXT_SHOWN : 0u);
		if (end != 0)
			return pos + (size_t)__builtin_ctz(end);
	}
#endif
	for (; pos < text.len && text.ptr[pos] != '<'; pos++)
		*looks |= (text.ptr[pos] == '&' ? RU_TEXT_AMPERSAND : 0u) |
		          (ru_html_is_space(text.ptr[pos]) ? 0u : RU_TEXT_SHOWN);
	return pos;
}

static int next_html(struct ru_tokens *tokens, struct ru_token *token)
{
	struct ru_str text = tokens->source.text;
	int status = 2;

	while (status == 2) {
		size_t pos = tokens->pos;
		unsigned looks = 0;

		if (pos >= text.len)
			return 0;
		while ((pos = find_less(text, pos, &looks)) < text.len && !is_markup(text, pos)) {
			looks |= RU_TEXT_SHOWN;
			pos++;
		}
		if (pos > tokens->pos) {
			(void)give_text(tokens, token, pos, RU_DECODE_REFERENCES | RU_DECODE_KEEP_NUL);
			token->looks = (uint8_t)looks;
			return 1;
		}
		status = give_markup(tokens, token);
	}
	return status;
}

int ru_tokens_next(struct ru_tokens *tokens, struct ru_token *token)
{
	struct ru_str text = tokens->source.text;
	size_t end;

	if (tokens->pos >= text.len)
		return 0;
	switch (tokens->mode) {
	case RU_TOKENS_HTML:
		return next_html(tokens, token);
	case RU_TOKENS_PLAINTEXT:
		return give_text(tokens, token, text.len, 0);
	case RU_TOKENS_CDATA:
		return give_cdata(tokens, token);
	default:
		end = ru_tokens_raw_end(tokens, tokens->pos);
		if (end > tokens->pos)
			return give_text(tokens, token, end,
			                 tokens->mode == RU_TOKENS_RCDATA ? RU_DECODE_REFERENCES : 0);
		tokens->mode = RU_TOKENS_HTML;
		return next_html(tokens, token);
	}
}
