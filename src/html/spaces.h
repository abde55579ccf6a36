/* SPDX-License-Identifier: Apache-2.0 */
/* White space of HTML - space, tab, line feed, form feed, carriage return - in sixteen bytes at once. */
#ifndef RU_HTML_SPACES_H
#define RU_HTML_SPACES_H

#ifdef __SSE2__
#include <emmintrin.h>

/* Bit i is set where byte i is white space. */
static inline unsigned ru_html_spaces(__m128i bytes)
{
	/* tab to carriage return are 0 to 4 from the tab on, all else is more; the vertical tab among them is none */
	__m128i from_tab = _mm_sub_epi8(bytes, _mm_set1_epi8('\t'));
	__m128i control = _mm_cmpeq_epi8(_mm_min_epu8(from_tab, _mm_set1_epi8(4)), from_tab);
	__m128i blank = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '));

	control = _mm_andnot_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\v')), control);
	return (unsigned)_mm_movemask_epi8(_mm_or_si128(control, blank));
}

/* Where byte i is that character. */
static inline unsigned ru_html_of(__m128i bytes, char c)
{
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)));
}

/* Where byte i is one from first to last. */
static inline unsigned ru_html_within(__m128i bytes, char first, char last)
{
	__m128i from = _mm_sub_epi8(bytes, _mm_set1_epi8(first));

	return (unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8((char)(last - first))), from));
}
#endif

#endif
