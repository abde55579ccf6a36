/* SPDX-License-Identifier: Apache-2.0 */
/* Borrowed strings; see str.h. */
#include "base/str.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

int ru_str_cmp(struct ru_str a, struct ru_str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n > 0 ? memcmp(a.ptr, b.ptr, n) : 0;

	if (order != 0)
		return order;
	return a.len < b.len ? -1 : a.len > b.len;
}

bool ru_str_eq_nocase(struct ru_str a, struct ru_str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		if (ru_to_lower(a.ptr[i]) != ru_to_lower(b.ptr[i]))
			return false;
	}
	return true;
}

bool ru_str_starts(struct ru_str s, struct ru_str prefix)
{
	return s.len >= prefix.len && ru_str_eq(ru_str_cut(s, 0, prefix.len), prefix);
}

bool ru_str_ends(struct ru_str s, struct ru_str suffix)
{
	return s.len >= suffix.len && ru_str_eq(ru_str_cut(s, s.len - suffix.len, s.len), suffix);
}

/* Needles are nearly always short constants: looking for the first byte and comparing is then linear in s.len times a
 * small constant; longer ones roll a hash. */
enum { NEEDLE_MAX = 64 };

static size_t find_long(struct ru_str s, struct ru_str needle, size_t from)
{
	/* Rabin-Karp (Karp and Rabin 1987) with verification; the weight of the verifications is bounded by skipping
	 * behind each false hit only one byte, and false hits need a 64-bit collision. */
	const uint64_t base = UINT64_C(0x100000001b3);
	uint64_t want = 0, have = 0, top = 1;

	if (s.len < needle.len || from > s.len - needle.len)
		return SIZE_MAX;
	for (size_t i = 0; i < needle.len; i++) {
		want = want * base + (unsigned char)needle.ptr[i] + 1;
		have = have * base + (unsigned char)s.ptr[from + i] + 1;
		if (i > 0)
			top *= base;
	}
	for (size_t i = from;; i++) {
		if (have == want && memcmp(s.ptr + i, needle.ptr, needle.len) == 0)
			return i;
		if (i + needle.len >= s.len)
			return SIZE_MAX;
		have -= ((unsigned char)s.ptr[i] + UINT64_C(1)) * top;
		have = have * base + (unsigned char)s.ptr[i + needle.len] + 1;
	}
}

#ifdef __SSE2__
/* Which of sixteen bytes are c. */
static unsigned same(const char *at, char c)
{
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const void *)at), _mm_set1_epi8(c)));
}
#endif

size_t ru_str_find(struct ru_str s, struct ru_str needle, size_t from)
{
	if (needle.len == 0)
		return from <= s.len ? from : SIZE_MAX;
	if (needle.len > NEEDLE_MAX)
		return find_long(s, needle, from);
#ifdef __SSE2__
	size_t last = needle.len - 1;

	/* places where both the first and the last byte are right are few */
	for (; from < s.len && s.len - from >= last + sizeof(__m128i); from += sizeof(__m128i)) {
		unsigned hits = same(s.ptr + from, needle.ptr[0]) & same(s.ptr + from + last, needle.ptr[last]);

		for (; hits != 0; hits &= hits - 1) {
			size_t at = from + (size_t)__builtin_ctz(hits);

			if (memcmp(s.ptr + at, needle.ptr, needle.len) == 0)
				return at;
		}
	}
#endif
	while (from < s.len && s.len - from >= needle.len) {
		const char *hit = memchr(s.ptr + from, needle.ptr[0], s.len - from - needle.len + 1);

		if (hit == NULL)
			return SIZE_MAX;
		if (memcmp(hit, needle.ptr, needle.len) == 0)
			return (size_t)(hit - s.ptr);
		from = (size_t)(hit - s.ptr) + 1;
	}
	return SIZE_MAX;
}

#ifdef __SSE2__
/* Which of sixteen bytes are c, whatever the case of both. */
static unsigned same_nocase(const char *at, char c)
{
	char other = ru_is_lower((unsigned char)c) ? (char)(c - 'a' + 'A') : ru_to_lower(c);
	__m128i bytes = _mm_loadu_si128((const void *)at);
	__m128i same =
	    _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(other)));

	return (unsigned)_mm_movemask_epi8(same);
}
#endif

size_t ru_str_find_nocase(struct ru_str s, struct ru_str needle, size_t from)
{
	if (needle.len == 0)
		return from <= s.len ? from : SIZE_MAX;
	if (needle.len > s.len)
		return SIZE_MAX;
	size_t last = needle.len - 1, i = from;
#ifdef __SSE2__
	/* places where both the first and the last byte are right are few */
	for (; i < s.len - last && s.len - last - i >= sizeof(__m128i); i += sizeof(__m128i)) {
		unsigned hits = same_nocase(s.ptr + i, needle.ptr[0]) & same_nocase(s.ptr + i + last, needle.ptr[last]);

		for (; hits != 0; hits &= hits - 1) {
			size_t at = i + (size_t)__builtin_ctz(hits);

			if (ru_str_eq_nocase(ru_str_cut(s, at, at + needle.len), needle))
				return at;
		}
	}
#endif
	for (; i <= s.len - needle.len; i++) {
		if (ru_to_lower(s.ptr[i]) == ru_to_lower(needle.ptr[0]) &&
		    ru_str_eq_nocase(ru_str_cut(s, i, i + needle.len), needle))
			return i;
	}
	return SIZE_MAX;
}

struct ru_str ru_str_trim(struct ru_str s)
{
	while (s.len > 0 && ru_is_space((unsigned char)s.ptr[0]))
		s.ptr++, s.len--;
	while (s.len > 0 && ru_is_space((unsigned char)s.ptr[s.len - 1]))
		s.len--;
	return s;
}

bool ru_str_split(struct ru_str *rest, char sep, struct ru_str *part)
{
	if (rest->ptr == NULL)
		return false;
	const char *hit = rest->len > 0 ? memchr(rest->ptr, sep, rest->len) : NULL;

	if (hit == NULL) {
		*part = *rest;
		*rest = (struct ru_str){NULL, 0};
		return true;
	}
	*part = (struct ru_str){rest->ptr, (size_t)(hit - rest->ptr)};
	rest->len -= part->len + 1;
	rest->ptr = hit + 1;
	return true;
}

bool ru_str_to_u64(struct ru_str s, uint64_t *out)
{
	uint64_t value = 0;

	if (s.len == 0)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!ru_is_digit((unsigned char)s.ptr[i]))
			return false;
		uint64_t digit = (uint64_t)(s.ptr[i] - '0');
		if (value > (UINT64_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}

bool ru_str_to_i64(struct ru_str s, int64_t *out)
{
	bool minus = s.len > 0 && s.ptr[0] == '-';
	uint64_t value;

	if (!ru_str_to_u64(minus ? ru_str_cut(s, 1, s.len) : s, &value) || value > (uint64_t)INT64_MAX)
		return false;
	*out = minus ? -(int64_t)value : (int64_t)value;
	return true;
}
