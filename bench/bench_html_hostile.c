/* SPDX-License-Identifier: Apache-2.0 */
/* Hostile pages of the HTML reader: how long 1 MB of each family takes, beside 1 MB of plain paragraphs, and the
 * exponent k of time ~ bytes^k between 1 and 8 MB, or more where 1 MB takes less than a millisecond. Medians of
 * processor time; memory is kept between rounds, so that k is not the kernel's. */
#include "../tests/html/families.h"
#include "html/html.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <math.h>
#include <time.h>

enum { ROUNDS = 5, SMALL = 1 << 20, SMALL_MOST = 16 << 20, TIMES = 8, LEAST_US = 1000 };

static int by_size(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Processor time of one reading, in microseconds; 0 where it failed. */
static uint64_t read_once(struct ru_str source)
{
	struct timespec before, after;
	struct ru_arena arena;
	struct ru_html html;
	int status;

	ru_arena_init(&arena, ru_alloc_default());
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	status = ru_html_read(&html, source, &RU_LIMITS_DEFAULT, &arena, ru_alloc_default(), NULL);
	ru_arena_release(&arena);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	if (status != RU_OK)
		return 0;
	return (uint64_t)((after.tv_sec - before.tv_sec) * 1000000 + (after.tv_nsec - before.tv_nsec) / 1000) + 1;
}

static uint64_t measure(struct ru_buf *page, const struct growth_family *family, size_t bytes)
{
	uint64_t took[ROUNDS];

	if (growth_make(page, family, bytes) != RU_OK)
		return 0;
	for (int round = 0; round < ROUNDS; round++)
		took[round] = read_once(ru_buf_str(page));
	qsort(took, ROUNDS, sizeof *took, by_size);
	return took[ROUNDS / 2];
}

int main(void)
{
	struct ru_buf page;
	uint64_t plain = 0;
	int failed = 0;

#ifdef __GLIBC__
	(void)mallopt(M_MMAP_MAX, 0);
	(void)mallopt(M_TRIM_THRESHOLD, INT32_MAX);
#endif
	ru_buf_init(&page, ru_alloc_default(), 0);
	printf("%-42s %8s %8s %6s\n", "family, 1 MB", "ms", "to plain", "k");
	for (size_t i = 0; i < sizeof html_families / sizeof *html_families; i++) {
		size_t bytes = SMALL;
		uint64_t first = measure(&page, &html_families[i], bytes), small = first, large;

		for (; small > 0 && small < LEAST_US && bytes < SMALL_MOST; bytes *= 2)
			small = measure(&page, &html_families[i], 2 * bytes);
		large = measure(&page, &html_families[i], TIMES * bytes);
		if (small == 0 || large == 0) {
			fprintf(stderr, "bench_html_hostile: %s was not read\n", html_families[i].name);
			failed = 1;
			continue;
		}
		plain = i == 0 ? first : plain;
		printf("%-42s %8.2f %8.1f %6.2f\n", html_families[i].name, (double)first / 1000,
		       (double)first / (double)(plain > 0 ? plain : 1),
		       log((double)large / (double)small) / log(TIMES));
	}
	ru_buf_release(&page);
	return failed;
}
