/* SPDX-License-Identifier: Apache-2.0 */
/* What 64 bytes of text are, a bit each in numbers of 64 bits, the first byte in the lowest one: for loops that find
 * ASCII words. */
#ifndef RU_TEXT_STRETCH_H
#define RU_TEXT_STRETCH_H

#include "text/eight.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { RU_STRETCH = 64 };

struct ru_stretch {
	uint64_t letters, digits; /* of ASCII */
	uint64_t high;            /* no ASCII */
};

#ifdef __SSE2__

/* Bytes of `most` and the `count` - 1 before it; all are below 0x80, so that the others do not come to stand there. */
static inline uint64_t ru_stretch_within(__m128i bytes, int most, int count)
{
	__m128i up = _mm_add_epi8(bytes, _mm_set1_epi8((char)(0x7F - most)));

	return (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpgt_epi8(up, _mm_set1_epi8((char)(0x7F - count))));
}

static inline struct ru_stretch ru_stretch_of(const char *from)
{
	struct ru_stretch s = {0, 0, 0};

	for (int i = 0; i < RU_STRETCH; i += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(from + i));
		s.letters |= ru_stretch_within(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'z', 26) << i;
		s.digits |= ru_stretch_within(bytes, '9', 10) << i;
		s.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << i;
	}
	return s;
}

/* The bytes that are `byte`. */
static inline uint64_t ru_stretch_equal(const char *from, char byte)
{
	uint64_t equal = 0;

	for (int i = 0; i < RU_STRETCH; i += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(from + i));
		equal |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte))) << i;
	}
	return equal;
}

#else

/* The top bits of eight bytes, side by side. */
static inline uint64_t ru_stretch_bits(uint64_t tops)
{
	return (tops >> 7 & RU_EIGHT_EVERY(1)) * UINT64_C(0x0102040810204080) >> 56;
}

static inline struct ru_stretch ru_stretch_of(const char *from)
{
	struct ru_stretch s = {0, 0, 0};

	for (int i = 0; i < RU_STRETCH; i += 8) {
		uint64_t bytes = ru_eight(from + i), letters = ru_eight_letters(bytes);
		s.letters |= ru_stretch_bits(letters) << i;
		s.digits |= ru_stretch_bits(ru_eight_alnum(bytes) & ~letters) << i;
		s.high |= ru_stretch_bits(bytes) << i;
	}
	return s;
}

/* The bytes that are `byte`. */
static inline uint64_t ru_stretch_equal(const char *from, char byte)
{
	uint64_t equal = 0;

	for (int i = 0; i < RU_STRETCH; i += 8) {
		uint64_t other = ru_eight(from + i) ^ RU_EIGHT_EVERY((unsigned char)byte);
		uint64_t low = (other & RU_EIGHT_EVERY(0x7F)) + RU_EIGHT_EVERY(0x7F);
		equal |= ru_stretch_bits(~(low | other)) << i;
	}
	return equal;
}

#endif

/* Sixteen bytes as two numbers of eight: which bits are those of the lowest so many bytes. */
#define RU_EIGHT_LOW(n) ((UINT64_C(1) << 8 * (n)) - 1)
static const uint64_t ru_sixteen_low[17][2] = {{0, 0},
                                               {RU_EIGHT_LOW(1), 0},
                                               {RU_EIGHT_LOW(2), 0},
                                               {RU_EIGHT_LOW(3), 0},
                                               {RU_EIGHT_LOW(4), 0},
                                               {RU_EIGHT_LOW(5), 0},
                                               {RU_EIGHT_LOW(6), 0},
                                               {RU_EIGHT_LOW(7), 0},
                                               {UINT64_MAX, 0},
                                               {UINT64_MAX, RU_EIGHT_LOW(1)},
                                               {UINT64_MAX, RU_EIGHT_LOW(2)},
                                               {UINT64_MAX, RU_EIGHT_LOW(3)},
                                               {UINT64_MAX, RU_EIGHT_LOW(4)},
                                               {UINT64_MAX, RU_EIGHT_LOW(5)},
                                               {UINT64_MAX, RU_EIGHT_LOW(6)},
                                               {UINT64_MAX, RU_EIGHT_LOW(7)},
                                               {UINT64_MAX, UINT64_MAX}};

/* The number of the first bit that is set; 64 where none is. */
static inline unsigned ru_stretch_first(uint64_t bits)
{
	if (bits == 0)
		return 64;
#if defined(__GNUC__)
	return (unsigned)__builtin_ctzll(bits);
#else
	unsigned at = 0;
	for (; (bits & 1) == 0; bits >>= 1)
		at++;
	return at;
#endif
}

#endif
