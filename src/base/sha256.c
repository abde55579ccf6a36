/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 after FIPS 180-4: names pages and events, so that anyone can check a finding later.
 *
 * Every page is hashed whole, so it counts: where the processor has the SHA instructions of x86-64 they are used. Both
 * ways give the same bytes. */
#include "base/hash.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_X86 1
#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>
#else
#define HAVE_X86 0
#endif

static const uint32_t round_constant[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, unsigned n) { return x >> n | x << (32 - n); }

/* The next 16 words of the schedule, in place. */
static void extend(uint32_t w[16])
{
	for (unsigned i = 0; i < 16; i++) {
		uint32_t a = w[(i + 1) & 15], b = w[(i + 14) & 15];

		w[i] += (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + w[(i + 9) & 15] +
		        (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
	}
}

static void add_block(uint32_t h[8], const unsigned char *p)
{
	uint32_t w[16], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], last = h[7];

	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 | (uint32_t)p[4 * i + 2] << 8 |
		       p[4 * i + 3];
	for (unsigned i = 0; i < 64; i++) {
		if (i > 0 && i % 16 == 0)
			extend(w);
		uint32_t t1 = last + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) +
		              round_constant[i] + w[i & 15];
		uint32_t t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
		last = g, g = f, f = e, e = d + t1;
		d = c, c = b, b = a, a = t1 + t2;
	}
	h[0] += a, h[1] += b, h[2] += c, h[3] += d;
	h[4] += e, h[5] += f, h[6] += g, h[7] += last;
}

static void add_blocks(uint32_t h[8], const unsigned char *p, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_block(h, p + 64 * i);
}

#if HAVE_X86
/* SSSE3, SSE4.1 and SHA. */
static bool find_instructions(void)
{
	unsigned a, b, c, d;

	if (!__get_cpuid(1, &a, &b, &c, &d) || (c & 1u << 9) == 0 || (c & 1u << 19) == 0)
		return false;
	return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & 1u << 29) != 0;
}

/* Asked once: on a virtual machine asking the processor takes longer than hashing a page. */
static bool has_instructions(void)
{
	static atomic_int known; /* 0 not asked yet, 1 no, 2 yes */
	int answer = atomic_load_explicit(&known, memory_order_relaxed);

	if (answer == 0) {
		answer = find_instructions() ? 2 : 1;
		atomic_store_explicit(&known, answer, memory_order_relaxed);
	}
	return answer == 2;
}

#define WITH_SHA __attribute__((target("sha,sse4.1")))

WITH_SHA static inline __m128i load(const void *p) { return _mm_loadu_si128(p); }

/* Four rounds: w are their words, k their constants. */
WITH_SHA static inline void rounds(__m128i state[2], __m128i w, const uint32_t *k)
{
	__m128i sum = _mm_add_epi32(w, load(k));

	state[1] = _mm_sha256rnds2_epu32(state[1], state[0], sum);
	state[0] = _mm_sha256rnds2_epu32(state[0], state[1], _mm_shuffle_epi32(sum, 0x0E));
}

/* Four words of the schedule from the 16 before them, oldest first. */
WITH_SHA static inline __m128i next_words(__m128i w0, __m128i w1, __m128i w2, __m128i w3)
{
	return _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4)), w3);
}

WITH_SHA static void add_blocks_x86(uint32_t h[8], const unsigned char *p, size_t count)
{
	const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	__m128i abcd = _mm_shuffle_epi32(load(h), 0xB1), efgh = _mm_shuffle_epi32(load(h + 4), 0x1B);
	/* the instructions want ABEF and CDGH */
	__m128i state[2] = {_mm_alignr_epi8(abcd, efgh, 8), _mm_blend_epi16(efgh, abcd, 0xF0)};

	for (; count > 0; count--, p += 64) {
		__m128i before0 = state[0], before1 = state[1];
		__m128i w0 = _mm_shuffle_epi8(load(p), swap), w1 = _mm_shuffle_epi8(load(p + 16), swap);
		__m128i w2 = _mm_shuffle_epi8(load(p + 32), swap), w3 = _mm_shuffle_epi8(load(p + 48), swap);

		for (unsigned i = 0;; i += 16) {
			rounds(state, w0, round_constant + i);
			rounds(state, w1, round_constant + i + 4);
			rounds(state, w2, round_constant + i + 8);
			rounds(state, w3, round_constant + i + 12);
			if (i == 48)
				break;
			w0 = next_words(w0, w1, w2, w3);
			w1 = next_words(w1, w2, w3, w0);
			w2 = next_words(w2, w3, w0, w1);
			w3 = next_words(w3, w0, w1, w2);
		}
		state[0] = _mm_add_epi32(state[0], before0);
		state[1] = _mm_add_epi32(state[1], before1);
	}
	abcd = _mm_shuffle_epi32(state[0], 0x1B); /* FEBA */
	efgh = _mm_shuffle_epi32(state[1], 0xB1); /* DCHG */
	_mm_storeu_si128((void *)h, _mm_blend_epi16(abcd, efgh, 0xF0));
	_mm_storeu_si128((void *)(h + 4), _mm_alignr_epi8(efgh, abcd, 8));
}
#endif

typedef void add_blocks_fn(uint32_t h[8], const unsigned char *p, size_t count);

static void sum_up(struct ru_str s, add_blocks_fn *add, struct ru_sha256 *out)
{
	uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
	                 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	unsigned char tail[128] = {0};
	size_t whole = s.len / 64 * 64, rest = s.len - whole, tail_len = rest < 56 ? 64 : 128;
	uint64_t bits = (uint64_t)s.len * 8;

	add(h, (const unsigned char *)s.ptr, whole / 64);
	if (rest > 0)
		memcpy(tail, s.ptr + whole, rest);
	tail[rest] = 0x80;
	for (unsigned i = 0; i < 8; i++)
		tail[tail_len - 1 - i] = (unsigned char)(bits >> (8 * i));
	add(h, tail, tail_len / 64);
	for (unsigned i = 0; i < 32; i++)
		out->byte[i] = (uint8_t)(h[i / 4] >> (24 - 8 * (i % 4)));
}

void ru_sha256(struct ru_str s, struct ru_sha256 *out)
{
#if HAVE_X86
	if (has_instructions()) {
		sum_up(s, add_blocks_x86, out);
		return;
	}
#endif
	sum_up(s, add_blocks, out);
}

void ru_sha256_plain(struct ru_str s, struct ru_sha256 *out) { sum_up(s, add_blocks, out); }

void ru_sha256_hex(const struct ru_sha256 *sum, size_t bytes, char *out)
{
	static const char digit[] = "0123456789abcdef";

	for (size_t i = 0; i < bytes; i++) {
		out[2 * i] = digit[sum->byte[i] >> 4];
		out[2 * i + 1] = digit[sum->byte[i] & 15];
	}
	out[2 * bytes] = '\0';
}
