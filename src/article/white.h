/* SPDX-License-Identifier: Apache-2.0 */
/* Runs of white space and of words in the text of a page of HTML; html_lines.c folds them. */
#ifndef RU_ARTICLE_WHITE_H
#define RU_ARTICLE_WHITE_H

#include "base/str.h"
#include "html/spaces.h"

/* White space of HTML is ASCII; a no-break space stays in the text and only ends it. */
static inline bool ru_is_white(char c) { return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v'); }

static inline size_t ru_white_end(struct ru_str text, size_t pos, size_t end)
{
	while (pos < end && ru_is_white(text.ptr[pos])) {
		pos++;
#ifdef __SSE2__
		for (; text.len - pos >= sizeof(__m128i) && pos < end; pos += sizeof(__m128i)) {
			unsigned other = ru_html_spaces(_mm_loadu_si128((const void *)(text.ptr + pos))) ^ 0xFFFF;

			if (other != 0) {
				pos += (size_t)__builtin_ctz(other);
				break;
			}
		}
#endif
	}
	return pos < end ? pos : end;
}

static inline size_t ru_word_end(struct ru_str text, size_t pos, size_t end)
{
	while (pos < end && !ru_is_white(text.ptr[pos]))
		pos++;
	return pos;
}

/* Where the words from pos on end that have one space each between them: they stand in the text as they are. */
static inline size_t ru_words_end(struct ru_str text, size_t pos, size_t end)
{
#ifdef __SSE2__
	while (text.len - pos > sizeof(__m128i)) {
		__m128i bytes = _mm_loadu_si128((const void *)(text.ptr + pos));
		unsigned white = ru_html_spaces(bytes);
		unsigned single = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '))) &
		                  ~ru_html_spaces(_mm_loadu_si128((const void *)(text.ptr + pos + 1)));

		if (end - pos <=
		    sizeof(__m128i)) { /* what is behind the end does not count; nothing follows the last */
			unsigned within = (1u << (end - pos)) - 1;

			white &= within & ~(single & within >> 1);
			return white != 0 ? pos + (size_t)__builtin_ctz(white) : end;
		}
		if ((white & ~single) != 0)
			return pos + (size_t)__builtin_ctz(white & ~single);
		pos += sizeof(__m128i);
	}
#endif
	pos = ru_word_end(text, pos, end);
	while (end - pos > 1 && text.ptr[pos] == ' ' && !ru_is_white(text.ptr[pos + 1]))
		pos = ru_word_end(text, pos + 1, end);
	return pos;
}

#endif
