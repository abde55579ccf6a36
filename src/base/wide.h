/* SPDX-License-Identifier: Apache-2.0 */
/* The wider instructions of x86-64 (AVX2), for loops that are written both with them and without: both ways give the
 * same, and which is taken is asked when the program runs. */
#ifndef RU_BASE_WIDE_H
#define RU_BASE_WIDE_H

#include <stdbool.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define RU_HAVE_AVX2 1
/* Before a function that is written with them. */
#define RU_AVX2 __attribute__((target("avx2")))

static inline bool ru_has_avx2(void) { return __builtin_cpu_supports("avx2") != 0; }
#else
#define RU_HAVE_AVX2 0
#endif

#endif
