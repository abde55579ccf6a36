/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of a JSON string, 64 at a time. */
#ifndef RU_INPUT_BLOCK_H
#define RU_INPUT_BLOCK_H

#ifdef __SSE2__
#include <emmintrin.h>
#include <stddef.h>
#include <stdint.h>

/* Read ahead in a block: so many bytes are there to look at and to copy, and as many to write in out. */
enum { RU_BLOCK = 64, RU_BLOCK_ROOM = RU_BLOCK + 32 };

/* A bit for each byte of a block that is a quotation mark or a backslash. */
static inline uint64_t ru_block_marks(const char *block)
{
	const __m128i quote = _mm_set1_epi8('"'), escape = _mm_set1_epi8('\\');
	uint64_t marks = 0;

	for (unsigned at = 0; at < RU_BLOCK; at += sizeof(__m128i)) {
		__m128i bytes = _mm_loadu_si128((const void *)(block + at));
		int hit = _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, escape)));

		marks |= (uint64_t)(unsigned)hit << at;
	}
	return marks;
}

/* Copy len bytes of a block, and some behind them. */
static inline void ru_block_copy(const char *from, size_t len, char *to)
{
	for (size_t at = 0; at == 0 || at < len; at += 2 * sizeof(__m128i)) {
		__m128i low = _mm_loadu_si128((const void *)(from + at));
		__m128i high = _mm_loadu_si128((const void *)(from + at + sizeof(__m128i)));

		_mm_storeu_si128((void *)(to + at), low);
		_mm_storeu_si128((void *)(to + at + sizeof(__m128i)), high);
	}
}
#endif

#endif
