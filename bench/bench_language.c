/* SPDX-License-Identifier: Apache-2.0 */
/* Text to language: MB/s beside CLD2, where the build found it.
 *
 *     bench_language [FILE]    texts of a JSON Lines file; without FILE, pages of some 4 kB made here of words of
 * several languages
 *
 * Both read the same texts in turns, ROUNDS times; processor time is measured, and medians are printed, so that what
 * else the machine does counts little. */
#include "input/input.h"
#include "language/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#if RU_HAVE_CLD2
/* libcld2 is C++: bench_cld2.cc calls it */
int bench_cld2(const char *text, int length);
#endif

enum { ROUNDS = 5, READERS_MAX = 2, PAGES = 400, PAGE = 4096 };

struct texts {
	struct ru_arena arena;
	struct ru_vec text; /* struct ru_str */
	size_t bytes;
};

static uint64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

static int keep(struct texts *texts, struct ru_str text)
{
	struct ru_str *place = ru_vec_push(&texts->text);

	if (place == NULL || ru_arena_copy(&texts->arena, text, place) != RU_OK)
		return RU_ENOMEM;
	texts->bytes += text.len;
	return RU_OK;
}

/* Pages of sentences in one language each, so that words and their order are those of real text. */
static int make_texts(struct texts *texts)
{
	static const char *const sentences[] = {
	    "Warga tiga desa mengungsi karena air sungai naik sejak malam, kata kepala desa kepada wartawan. ",
	    "Penduduk kampung berpindah kerana air sungai naik sejak petang semalam, kata ketua kampung itu. ",
	    "Villagers left their homes because the river has been rising since yesterday, officials said. ",
	    "Die Bewohner verlassen das Dorf, weil der Fluss seit gestern steigt, sagte der Bürgermeister. ",
	    "Les habitants quittent le village parce que la rivière monte depuis hier, a dit le maire. ",
	    "Жители покидают деревню, потому что река поднимается со вчерашнего дня, сказал глава района. "};
	struct ru_buf page;
	int status = RU_OK;

	ru_buf_init(&page, ru_alloc_default(), 0);
	for (uint32_t i = 0; i < PAGES && status == RU_OK; i++) {
		ru_buf_clear(&page);
		while (page.len < PAGE)
			ru_buf_put(&page, ru_str_from(sentences[i % (sizeof(sentences) / sizeof(sentences[0]))]));
		status = ru_buf_status(&page) == 0 ? keep(texts, ru_buf_str(&page)) : RU_ENOMEM;
	}
	ru_buf_release(&page);
	return status;
}

static int read_texts(struct texts *texts, const char *path)
{
	struct ru_input_options options = {.al = ru_alloc_default(), .limits = &RU_LIMITS_DEFAULT};
	struct ru_input *input;
	struct ru_raw_page raw;
	int status = ru_input_open(&input, &path, 1, &options, NULL);

	while (status == RU_OK && (status = ru_input_next(input, &raw, NULL)) == 1)
		status = keep(texts, raw.bytes);
	ru_input_close(input);
	return status;
}

static uint64_t read_all(const struct texts *texts, const struct ru_packs *packs, int reader)
{
	uint64_t begin = now_us(), sum = 0;

	for (size_t i = 0; i < texts->text.len; i++) {
		struct ru_str text = *RU_VEC_AT(&texts->text, struct ru_str, i);
		uint32_t confidence = 0;
		if (reader == 0)
			(void)ru_language_guess(packs, text, &confidence);
#if RU_HAVE_CLD2
		else
			confidence = (uint32_t)bench_cld2(text.ptr, (int)text.len);
#endif
		sum += confidence;
	}
	return sum == UINT64_MAX ? 0 : now_us() - begin;
}

static int by_time(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
	static const char *const names[READERS_MAX] = {"runut", "CLD2"};
	uint64_t time[READERS_MAX][ROUNDS];
	struct texts texts = {.bytes = 0};
	struct ru_packs *packs;
	int readers = RU_HAVE_CLD2 ? 2 : 1;

	ru_arena_init(&texts.arena, ru_alloc_default());
	ru_vec_init(&texts.text, ru_alloc_default(), sizeof(struct ru_str), 0);
	int status = argc > 1 ? read_texts(&texts, argv[1]) : make_texts(&texts);
	if (status == RU_OK)
		status = ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL);
	if (status != RU_OK) {
		fprintf(stderr, "bench_language: no texts (%d)\n", status);
		return EXIT_FAILURE;
	}
	for (int round = 0; round < ROUNDS; round++)
		for (int reader = 0; reader < readers; reader++)
			time[reader][round] = read_all(&texts, packs, reader);
	printf("language: %zu texts, %zu bytes\n", texts.text.len, texts.bytes);
	for (int reader = 0; reader < readers; reader++) {
		qsort(time[reader], ROUNDS, sizeof(time[reader][0]), by_time);
		printf("  %-6s %8.1f MB/s\n", names[reader], (double)texts.bytes / (double)time[reader][ROUNDS / 2]);
	}
	ru_packs_free(packs);
	ru_vec_release(&texts.text);
	ru_arena_release(&texts.arena);
	return EXIT_SUCCESS;
}
