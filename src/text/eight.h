/* SPDX-License-Identifier: Apache-2.0 */
/* Eight bytes of text as one number, for loops over ASCII words. The first byte is the lowest one, on any machine. What
 * is told of each byte stands in its top bit. */
#ifndef RU_TEXT_EIGHT_H
#define RU_TEXT_EIGHT_H

#include "base/str.h"

#define RU_EIGHT_EVERY(byte) (UINT64_C(0x0101010101010101) * (byte))

static inline uint64_t ru_eight(const char *from)
{
	const unsigned char *p = (const unsigned char *)from;

	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	       (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

static inline uint64_t ru_four(const char *from)
{
	const unsigned char *p = (const unsigned char *)from;

	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

/* The lowest len bytes. */
static inline uint64_t ru_eight_low(size_t len) { return len < 8 ? (UINT64_C(1) << (8 * len)) - 1 : UINT64_MAX; }

/* At most eight bytes of a string of len, the others 0; none behind its end is read. */
static inline uint64_t ru_eight_of(const char *from, size_t len)
{
	if (len >= 8)
		return ru_eight(from);
	if (len >= 4)
		return ru_four(from) | ru_four(from + len - 4) << 8 * (len - 4);
	if (len == 0)
		return 0;
	return (uint64_t)(unsigned char)from[0] | (uint64_t)(unsigned char)from[len / 2] << 8 * (len / 2) |
	       (uint64_t)(unsigned char)from[len - 1] << 8 * (len - 1);
}

/* Bytes in [low, high], both below 0x80; all bytes are. */
static inline uint64_t ru_eight_within(uint64_t bytes, unsigned char low, unsigned char high)
{
	return (bytes + RU_EIGHT_EVERY(0x80u - low)) & ~(bytes + RU_EIGHT_EVERY(0x7Fu - high)) & RU_EIGHT_EVERY(0x80);
}

/* ASCII letters. */
static inline uint64_t ru_eight_letters(uint64_t bytes)
{
	uint64_t low = bytes & RU_EIGHT_EVERY(0x7F);

	return ru_eight_within(low | RU_EIGHT_EVERY(0x20), 'a', 'z') & ~bytes;
}

/* ASCII letters and digits. */
static inline uint64_t ru_eight_alnum(uint64_t bytes)
{
	uint64_t low = bytes & RU_EIGHT_EVERY(0x7F);

	return (ru_eight_within(low | RU_EIGHT_EVERY(0x20), 'a', 'z') | ru_eight_within(low, '0', '9')) & ~bytes;
}

/* The number of the first byte that is not told; 8 where all are. */
static inline size_t ru_eight_run(uint64_t told)
{
	uint64_t other = ~told & RU_EIGHT_EVERY(0x80);

	if (other == 0)
		return 8;
#if defined(__GNUC__)
	return (size_t)__builtin_ctzll(other) / 8;
#else
	size_t at = 0;
	for (; (other & 0x80) == 0; other >>= 8)
		at++;
	return at;
#endif
}

#endif
