/* SPDX-License-Identifier: Apache-2.0 */
/* The tokenizer: source to tags, text, comments and doctypes, after WHATWG HTML 13.2.5.
 *
 * It pulls one token at a time out of a source that lies in memory; text and comments are ranges of the source, decoded
 * by whoever wants them. It never builds a tree and never chooses a mode: the tree does. Each source byte is looked at
 * a bounded number of times. */
#ifndef RU_HTML_TOKEN_H
#define RU_HTML_TOKEN_H

#include "html/html.h"
#include "html/reference.h"
#include "html/spaces.h"

enum ru_token_kind { RU_TOKEN_TEXT, RU_TOKEN_START, RU_TOKEN_END, RU_TOKEN_COMMENT, RU_TOKEN_DOCTYPE };

/* How the bytes ahead are read. RCDATA, RAWTEXT and SCRIPT end with the end tag of `last`, which brings back HTML. */
enum ru_token_mode {
	RU_TOKENS_HTML,
	RU_TOKENS_RCDATA,
	RU_TOKENS_RAWTEXT,
	RU_TOKENS_SCRIPT,
	RU_TOKENS_PLAINTEXT,
	RU_TOKENS_CDATA
};

/* What may stand in a text: where a flag is not set, none does. */
enum ru_text_looks {
	RU_TEXT_AMPERSAND = 1,
	RU_TEXT_SHOWN = 2 /* a byte that is no white space of HTML */
};

struct ru_token {
	uint8_t kind; /* enum ru_token_kind */
	bool self_closing;
	bool closed;               /* a comment or doctype that its ">" ended */
	uint8_t looks;             /* TEXT: enum ru_text_looks */
	unsigned decode;           /* TEXT: enum ru_html_decode_flags */
	uint16_t tag;              /* START, END */
	uint8_t name_classes;      /* START, END: enum ru_html_byte of the name's bytes */
	uint32_t begin, end;       /* all of it */
	uint32_t inner, inner_end; /* the tag's name, the comment's content; TEXT: the text */
	uint32_t attr, attr_count; /* START: in ru_tokens.attrs */
	uint32_t attrs_dropped;    /* beyond the cap */
	uint32_t attr_numbers;     /* bit n: one of enum ru_attr_number n */
	uint32_t attrs_other;      /* how many are RU_ATTR_OTHER */
};

/* A slot of the table of attribute names: valid where tag is the tag being read, so that it need not be cleared. */
struct ru_token_seen {
	uint32_t tag;
	uint32_t attr;
};

struct ru_tokens {
	struct ru_html_source source;
	uint32_t pos;
	enum ru_token_mode mode;
	struct ru_str last;  /* name of the start tag whose text is read, any case */
	bool foreign;        /* inside svg or math: "<![CDATA[" is text */
	uint32_t attrs_max;  /* of one tag */
	struct ru_vec attrs; /* struct ru_html_attr, of all start tags so far */
	struct ru_vec seen;  /* struct ru_token_seen; see attribute.c */
	uint32_t seen_tag;
	struct ru_buf scratch;
	struct ru_arena *arena;
};

/* source.len must be below UINT32_MAX. attrs_max at most 65535. */
void ru_tokens_init(struct ru_tokens *tokens, struct ru_str source, uint32_t attrs_max, struct ru_arena *arena,
                    const struct ru_alloc *al);
void ru_tokens_release(struct ru_tokens *tokens);

/* The next token: 1 and *token, 0 at the end, or a negative status. Text may come in several tokens, one after the
 * other. */
int ru_tokens_next(struct ru_tokens *tokens, struct ru_token *token) RU_MUST_CHECK;

/* attribute.c: the attributes from tokens->pos to behind the ">" of a tag, kept where keep is set. 1, or 0 where the
 * source ends in the tag, or a negative status. */
int ru_tokens_attributes(struct ru_tokens *tokens, struct ru_token *token, bool keep) RU_MUST_CHECK;

/* rawtext.c: where the text of RCDATA, RAWTEXT or SCRIPT from pos ends: at the "<" of its end tag, or at the end of the
 * source. */
size_t ru_tokens_raw_end(const struct ru_tokens *tokens, size_t pos);

/* What a byte is inside a tag. */
enum ru_html_byte {
	RU_BYTE_SPACE = 1, /* white space between attributes */
	RU_BYTE_CLOSE = 2, /* ">" and "/" */
	RU_BYTE_EQUALS = 4,
	RU_BYTE_UPPER = 8,
	RU_BYTE_ODD = 16 /* zero, and all outside ASCII: a name with one is decoded with care */
};
extern const uint8_t ru_html_bytes[256];

static inline unsigned ru_html_byte(char c) { return ru_html_bytes[(unsigned char)c]; }
static inline bool ru_html_is_space(char c) { return ru_html_byte(c) & RU_BYTE_SPACE; }

/* The end of a name from pos: before a byte of the stop classes. *classes: those of all its bytes. */
static inline uint32_t ru_html_name_end(struct ru_str text, uint32_t pos, unsigned stop, unsigned *classes)
{
	*classes = 0;
#ifdef __SSE2__
	if (text.len - pos >= sizeof(__m128i)) {
		__m128i bytes = _mm_loadu_si128((const void *)(text.ptr + pos));
		unsigned end = ru_html_spaces(bytes) | ru_html_of(bytes, '>') | ru_html_of(bytes, '/');
		unsigned upper, odd, before;

		if (stop & RU_BYTE_EQUALS)
			end |= ru_html_of(bytes, '=');
		if (end != 0) {
			before = (end & (0 - end)) - 1;
			upper = ru_html_within(bytes, 'A', 'Z') & before;
			odd = ((unsigned)_mm_movemask_epi8(bytes) | ru_html_of(bytes, '\0')) & before;
			*classes = (upper != 0 ? RU_BYTE_UPPER : 0u) | (odd != 0 ? RU_BYTE_ODD : 0u);
			return pos + (uint32_t)__builtin_ctz(end);
		}
	}
#endif
	for (; pos < text.len; pos++) {
		unsigned here = ru_html_byte(text.ptr[pos]);

		if (here & stop)
			break;
		*classes |= here;
	}
	return pos;
}

#endif
