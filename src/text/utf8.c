/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8 (RFC 3629) one character at a time, and character classes from utf8proc's Unicode tables with a short way
 * for ASCII. Any bytes are safe: what begins no valid sequence is U+FFFD and one byte long. */
#include "text/utf8.h"

#include "base/wide.h"

#include <utf8proc.h>

/* Length of the valid sequence at p (n bytes left) and its value; 0 where there is none. Overlong forms, surrogates
 * and values over 10FFFF are refused by the bounds of the second byte. */
static size_t decode(const unsigned char *p, size_t n, uint32_t *cp)
{
	unsigned char a = p[0], low = 0x80, high = 0xBF;
	size_t len;
	if (a < 0x80) {
		*cp = a;
		return 1;
	}
	if (a < 0xC2 || a > 0xF4)
		return 0;
	len = a < 0xE0 ? 2 : a < 0xF0 ? 3 : 4;
	if (n < len)
		return 0;
	if (a == 0xE0)
		low = 0xA0;
	else if (a == 0xED)
		high = 0x9F;
	else if (a == 0xF0)
		low = 0x90;
	else if (a == 0xF4)
		high = 0x8F;
	if (p[1] < low || p[1] > high)
		return 0;
	uint32_t value = len == 2 ? a & 0x1Fu : len == 3 ? a & 0x0Fu : a & 0x07u;
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (p[i] & 0x3Fu);
	}
	*cp = value;
	return len;
}

uint32_t ru_utf8_next_wide(struct ru_str s, size_t *pos)
{
	uint32_t cp = RU_UTF8_BAD;
	size_t len = decode((const unsigned char *)s.ptr + *pos, s.len - *pos, &cp);
	if (len == 0) {
		*pos += 1;
		return RU_UTF8_BAD;
	}
	*pos += len;
	return cp;
}

uint32_t ru_utf8_prev(struct ru_str s, size_t *pos)
{
	size_t end = *pos, begin = end - 1;
	while (begin > 0 && end - begin < 4 && ((unsigned char)s.ptr[begin] & 0xC0) == 0x80)
		begin--;
	uint32_t cp = RU_UTF8_BAD;
	if (decode((const unsigned char *)s.ptr + begin, end - begin, &cp) == end - begin) {
		*pos = begin;
		return cp;
	}
	*pos = end - 1;
	return RU_UTF8_BAD;
}

size_t ru_utf8_put(uint32_t cp, char out[4])
{
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = RU_UTF8_BAD;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

void ru_utf8_append(struct ru_buf *buf, uint32_t cp)
{
	char bytes[4];
	ru_buf_put(buf, (struct ru_str){bytes, ru_utf8_put(cp, bytes)});
}

/* Behind the ASCII bytes from i on. */
static size_t skip_ascii(struct ru_str s, size_t i)
{
	const uint64_t tops = UINT64_C(0x8080808080808080);
	uint64_t word[8];
	for (; i < s.len && s.len - i >= sizeof(word); i += sizeof(word)) {
		memcpy(word, s.ptr + i, sizeof(word));
		uint64_t any = word[0] | word[1] | word[2] | word[3] | word[4] | word[5] | word[6] | word[7];
		if ((any & tops) != 0)
			break;
	}
	for (; i < s.len && s.len - i >= sizeof(word[0]); i += sizeof(word[0])) {
		memcpy(word, s.ptr + i, sizeof(word[0]));
		if ((word[0] & tops) != 0)
			break;
	}
	while (i < s.len && (unsigned char)s.ptr[i] < 0x80)
		i++;
	return i;
}

#if RU_HAVE_AVX2
/* What may be wrong with two bytes in a row, told by the halves of the first and the upper half of the second: all
 * three must agree. Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte", 2021. */
enum {
	SHORT = 1,  /* a lead, and no continuation behind it */
	LONG = 2,   /* ASCII, and a continuation behind it */
	OVER3 = 4,  /* E0 80..9F */
	LARGE = 8,  /* F4 90..BF, F5..FF 90.. */
	HALF = 16,  /* ED A0..BF, a surrogate */
	OVER2 = 32, /* C0, C1 */
	OVER4 = 64, /* F0 80..8F; also F5..FF 80..8F */
	TWO = 128,  /* two continuations: right behind a longer lead only */
	ANY = SHORT | LONG | TWO
};

#define TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)
#define BITS(x) (char)(x)

RU_AVX2 static inline __m256i high_halves(__m256i bytes)
{
	return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

/* The bytes that stand n places before those of now. */
#define BEFORE(now, last, n) _mm256_alignr_epi8(now, _mm256_permute2x128_si256(last, now, 0x21), 16 - (n))

/* Nonzero where 32 bytes that stand behind those of last hold an error, or show one in those. */
RU_AVX2 static inline __m256i wide_errors(__m256i now, __m256i last)
{
	const __m256i first_high =
	    TWICE(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, BITS(TWO), BITS(TWO), BITS(TWO), BITS(TWO),
	          SHORT | OVER2, SHORT, SHORT | OVER3 | HALF, SHORT | LARGE | OVER4);
	const __m256i first_low = TWICE(
	    BITS(ANY | OVER3 | OVER2 | OVER4), BITS(ANY | OVER2), BITS(ANY), BITS(ANY), BITS(ANY | LARGE),
	    BITS(ANY | LARGE | OVER4), BITS(ANY | LARGE | OVER4), BITS(ANY | LARGE | OVER4), BITS(ANY | LARGE | OVER4),
	    BITS(ANY | LARGE | OVER4), BITS(ANY | LARGE | OVER4), BITS(ANY | LARGE | OVER4), BITS(ANY | LARGE | OVER4),
	    BITS(ANY | LARGE | OVER4 | HALF), BITS(ANY | LARGE | OVER4), BITS(ANY | LARGE | OVER4));
	const __m256i second_high =
	    TWICE(SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, BITS(LONG | OVER2 | TWO | OVER3 | OVER4),
	          BITS(LONG | OVER2 | TWO | OVER3 | LARGE), BITS(LONG | OVER2 | TWO | HALF | LARGE),
	          BITS(LONG | OVER2 | TWO | HALF | LARGE), SHORT, SHORT, SHORT, SHORT);
	__m256i one = BEFORE(now, last, 1);
	__m256i wrong = _mm256_and_si256(_mm256_shuffle_epi8(first_high, high_halves(one)),
	                                 _mm256_shuffle_epi8(first_low, _mm256_and_si256(one, _mm256_set1_epi8(0x0F))));
	wrong = _mm256_and_si256(wrong, _mm256_shuffle_epi8(second_high, high_halves(now)));
	/* two continuations in a row are right where a lead of three stands two before, or one of four three before */
	__m256i three = _mm256_subs_epu8(BEFORE(now, last, 2), _mm256_set1_epi8(0xE0 - 0x80));
	__m256i four = _mm256_subs_epu8(BEFORE(now, last, 3), _mm256_set1_epi8(0xF0 - 0x80));
	__m256i must = _mm256_and_si256(_mm256_or_si256(three, four), _mm256_set1_epi8(BITS(0x80)));
	return _mm256_xor_si256(must, wrong);
}

RU_AVX2 static bool valid_wide(struct ru_str s)
{
	__m256i last = _mm256_setzero_si256(), errors = last;
	char rest[32] = {0};
	size_t at = 0;

	/* the rest is followed by zeros, before which every sequence must have ended */
	for (bool more = true; more; at += sizeof(rest)) {
		more = s.len - at >= sizeof(rest);
		if (!more && s.len > at)
			memcpy(rest, s.ptr + at, s.len - at);
		__m256i now = _mm256_loadu_si256((const void *)(more ? s.ptr + at : rest));
		if (_mm256_movemask_epi8(_mm256_or_si256(now, last)) != 0)
			errors = _mm256_or_si256(errors, wide_errors(now, last));
		last = now;
	}
	return _mm256_testz_si256(errors, errors) != 0;
}
#endif

bool ru_utf8_valid(struct ru_str s)
{
#if RU_HAVE_AVX2
	if (s.len >= 64 && ru_has_avx2())
		return valid_wide(s);
#endif
	return ru_utf8_valid_plain(s);
}

bool ru_utf8_valid_plain(struct ru_str s)
{
	size_t i = skip_ascii(s, 0);
	while (i < s.len) {
		uint32_t cp;
		size_t len = decode((const unsigned char *)s.ptr + i, s.len - i, &cp);
		if (len == 0)
			return false;
		i = skip_ascii(s, i + len);
	}
	return true;
}

static bool in(uint32_t cp, uint32_t first, uint32_t last) { return cp - first <= last - first; }

/* Quotation marks, dashes and the like from U+2010 on are most of what is no letter and no ASCII. */
static utf8proc_category_t category(uint32_t cp)
{
	enum {
		PD = UTF8PROC_CATEGORY_PD,
		PO = UTF8PROC_CATEGORY_PO,
		PI = UTF8PROC_CATEGORY_PI,
		PF = UTF8PROC_CATEGORY_PF,
		PS = UTF8PROC_CATEGORY_PS
	};
	static const unsigned char marks[] = {PD, PD, PD, PD, PD, PD, PO, PO, PI, PF, PS, PI,
	                                      PI, PF, PS, PI, PO, PO, PO, PO, PO, PO, PO, PO};

	if (cp - 0x2010 < sizeof(marks))
		return (utf8proc_category_t)marks[cp - 0x2010];
	return utf8proc_category((utf8proc_int32_t)cp);
}

bool ru_wide_is_letter(uint32_t cp)
{
	utf8proc_category_t c = category(cp);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

bool ru_char_is_mark(uint32_t cp)
{
	if (cp < 0x300)
		return false;
	utf8proc_category_t c = category(cp);
	return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

bool ru_char_is_punctuation(uint32_t cp)
{
	utf8proc_category_t c = category(cp);
	return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_PO;
}

bool ru_wide_is_digit(uint32_t cp) { return category(cp) == UTF8PROC_CATEGORY_ND; }

bool ru_wide_is_upper(uint32_t cp)
{
	utf8proc_category_t c = category(cp);
	return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool ru_wide_is_lower(uint32_t cp) { return category(cp) == UTF8PROC_CATEGORY_LL; }

bool ru_wide_is_space(uint32_t cp)
{
	if (cp == 0x85 || cp == 0xFEFF)
		return true;
	utf8proc_category_t c = category(cp);
	return c >= UTF8PROC_CATEGORY_ZS && c <= UTF8PROC_CATEGORY_ZP;
}

bool ru_wide_is_zero_width(uint32_t cp)
{
	return cp == 0xAD || in(cp, 0x200B, 0x200F) || in(cp, 0x202A, 0x202E) || in(cp, 0x2060, 0x2069) || cp == 0xFEFF;
}

bool ru_wide_is_ignored(uint32_t cp)
{
	return ru_wide_is_zero_width(cp) || in(cp, 0xFE00, 0xFE0F) || in(cp, 0xE0000, 0xE0FFF);
}

bool ru_wide_is_dash(uint32_t cp) { return cp == 0x2212 || category(cp) == UTF8PROC_CATEGORY_PD; }

bool ru_char_is_unspaced(uint32_t cp)
{
	static const uint32_t range[][2] = {
	    {0x0E00, 0x0EFF},   {0x1000, 0x109F},   {0x1780, 0x17FF}, {0x2E80, 0x2FDF}, {0x3005, 0x3007},
	    {0x3021, 0x3029},   {0x3038, 0x303B},   {0x3041, 0x30FF}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF},
	    {0x4E00, 0x9FFF},   {0xA9E0, 0xA9FF},   {0xAA60, 0xAA7F}, {0xF900, 0xFAFF}, {0xFF66, 0xFF9F},
	    {0x1AFF0, 0x1B16F}, {0x20000, 0x3FFFD},
	};
	if (cp < 0xE00)
		return false;
	for (size_t i = 0; i < sizeof(range) / sizeof(range[0]); i++)
		if (in(cp, range[i][0], range[i][1]))
			return ru_char_is_letter(cp) || category(cp) == UTF8PROC_CATEGORY_NL;
	return false;
}

uint32_t ru_wide_lower(uint32_t cp) { return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp); }

int ru_char_width(uint32_t cp)
{
	if (cp < 0x7F)
		return cp >= 0x20 ? 1 : 0;
	int width = utf8proc_charwidth((utf8proc_int32_t)cp);
	return width < 0 ? 0 : width > 2 ? 2 : width;
}
