/* SPDX-License-Identifier: Apache-2.0 */
/* Clean text to facts: MB/s and pages of 4 kB a second on one core, and the share of each layer.
 *
 *     bench_facts [PATH...]    JSON Lines with "text"; without PATH, the news texts of ../shared/data/stories where
 * they are, else pages made of the sentences in tests/facts
 *
 * Processor time, so that a busy machine does not show. All pages are read ROUNDS times; the best round of each layer
 * counts; loading the packs does not. Memory is that of the largest page. Dates and figures are found in one walk; what
 * dates alone cost, from the text on, is told beside them. */
#include "article/article.h"
#include "base/file.h"
#include "facts/reading.h"
#include "input/input.h"
#include "language/language.h"

#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5, PAGE_BYTES = 4096, LEXICON_WORDS = 16384 /* as in engine/ */ };
enum layer { ARTICLE, LANGUAGE, WORDS, VALUES, NAMES, STATEMENTS, LAYERS, DATES_ALONE = LAYERS, TIMES };

static const char *const layer_name[LAYERS] = {"article", "language", "words", "dates+figures", "names", "statements"};

struct pages {
	struct ru_arena arena;
	struct ru_vec page; /* struct ru_raw_page */
	size_t bytes;
};

static uint64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static int keep_page(struct pages *pages, const struct ru_raw_page *raw)
{
	struct ru_raw_page *page = ru_vec_push(&pages->page);
	int status = page != NULL ? RU_OK : RU_ENOMEM;

	if (status != RU_OK)
		return status;
	*page = (struct ru_raw_page){.kind = RU_PAGE_ARTICLE, .charset = RU_S("utf-8")};
	if ((status = ru_arena_copy(&pages->arena, raw->bytes, &page->bytes)) == RU_OK)
		status = ru_arena_copy(&pages->arena, raw->date, &page->date);
	pages->bytes += raw->bytes.len;
	return status;
}

static int read_pages(struct pages *pages, const char *const *paths, size_t count)
{
	struct ru_input_options options = {.al = ru_alloc_default(), .limits = &RU_LIMITS_DEFAULT};
	struct ru_input *input;
	struct ru_raw_page raw;
	int status = ru_input_open(&input, paths, count, &options, NULL);

	while (status == RU_OK && (status = ru_input_next(input, &raw, NULL)) == 1)
		status = keep_page(pages, &raw);
	ru_input_close(input);
	return status;
}

/* The sentences of a file of test rows, put together to pages. */
static int make_pages(struct pages *pages, const char *path, int column)
{
	struct ru_buf file, page;
	struct ru_str rest, line, cell;
	int status;

	ru_buf_init(&file, ru_alloc_default(), 0);
	ru_buf_init(&page, ru_alloc_default(), 0);
	status = ru_file_read(path, &file, NULL);
	rest = ru_buf_str(&file);
	while (status == RU_OK && ru_str_split(&rest, '\n', &line)) {
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		for (int k = 0; k <= column; k++)
			(void)ru_str_split(&line, '\t', &cell);
		ru_buf_put(&page, cell);
		ru_buf_put(&page, RU_S("\n"));
		if (page.len < PAGE_BYTES)
			continue;
		struct ru_raw_page raw = {.bytes = ru_buf_str(&page), .date = RU_S("2031-04-17")};

		status = keep_page(pages, &raw);
		ru_buf_clear(&page);
	}
	ru_buf_release(&file);
	ru_buf_release(&page);
	return status;
}

static int find_pages(struct pages *pages, int argc, char **argv)
{
	static const char *const standard_input[] = {"-"};
	static const char stories[] = SHARED_DIR "/data/stories/id_detik_2025.jsonl.gz";
	int status;

	if (argc > 1)
		return read_pages(pages, (const char *const *)argv + 1, (size_t)argc - 1);
	if (ru_file_look(stories, NULL) == RU_FILE_REGULAR) {
		FILE *pipe = popen("gzip -dc '" SHARED_DIR "'/data/stories/id_*_2025.jsonl.gz '" SHARED_DIR
		                   "'/data/stories/en_wikinews.jsonl.gz",
		                   "r");

		if (pipe == NULL || dup2(fileno(pipe), STDIN_FILENO) < 0)
			return RU_EIO;
		status = read_pages(pages, standard_input, 1);
		return pclose(pipe) == 0 ? status : RU_EIO;
	}
	if ((status = make_pages(pages, TEST_ROWS "/dates_id.tsv", 2)) == RU_OK)
		status = make_pages(pages, TEST_ROWS "/dates_en.tsv", 2);
	return status == RU_OK ? make_pages(pages, TEST_ROWS "/figures_id.tsv", 1) : status;
}

/* Read the dates of one page and nothing else: its words are cut for them, as far as dates need them; blocks and
 * language are known. The lexicon is one that no other reading has filled. */
static int read_dates(struct ru_reading *r, uint64_t took[TIMES])
{
	struct ru_article article = *r->article;
	uint64_t begin = now_ns();

	article.words = NULL;
	article.word_count = 0;
	r->article = &article;
	int status = ru_facts_plain_words(r);
	if (status == RU_OK)
		status = ru_facts_dates(r);
	took[DATES_ALONE] += now_ns() - begin;
	return status;
}

/* Read all layers from the words on. */
static int read_layers(struct ru_reading *r, uint64_t took[TIMES])
{
	static int (*const parts[])(struct ru_reading *) = {ru_facts_words, ru_facts_values, ru_facts_names,
	                                                    ru_facts_statements};
	uint64_t begin = now_ns();
	int status = RU_OK;

	for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]) && status == RU_OK; k++) {
		status = parts[k](r);
		uint64_t end = now_ns();
		took[WORDS + k] += end - begin;
		begin = end;
	}
	return status;
}

/* Read one page; adds the nanoseconds of each layer, or of dates alone. Gives the bytes of memory held. */
static size_t read_page(const struct ru_packs *packs, struct ru_lexicon *lexicon, const struct ru_raw_page *raw,
                        bool dates_alone, uint64_t took[TIMES], int *failed)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options article_options = {packs, &limits, ru_alloc_default(), NULL};
	struct ru_facts_options options = {packs, NULL, &limits, ru_alloc_default(), lexicon};
	struct ru_article article;
	struct ru_language language = {0};
	struct ru_facts facts = {0};
	struct ru_arena arena;
	struct ru_reading r = {.article = &article, .options = &options, .arena = &arena, .facts = &facts};
	uint64_t begin = now_ns(), cut, end;

	ru_arena_init(&arena, ru_alloc_default());
	int status = ru_article_read(&article, raw, &article_options, &arena, NULL);
	cut = now_ns();
	if (status == RU_OK)
		status = ru_language_read(&language, &article, packs, lexicon, &arena, ru_alloc_default());
	end = now_ns();
	took[ARTICLE] += cut - begin;
	took[LANGUAGE] += end - cut;
	options.pack = ru_packs_find(packs, language.tag);
	r.all = ru_packs_find(packs, RU_S("all"));
	r.pack = options.pack != NULL ? options.pack : r.all;
	if (status == RU_OK)
		status = dates_alone ? read_dates(&r, took) : read_layers(&r, took);
	*failed += status != RU_OK;
	size_t held = arena.held;
	ru_arena_release(&arena);
	return held;
}

static void tell(const struct pages *pages, const uint64_t took[TIMES], size_t memory, int failed)
{
	uint64_t all = 0;

	for (int k = 0; k < LAYERS; k++)
		all += took[k];
	uint64_t speed = (uint64_t)pages->bytes * 10000 / (all > 0 ? all : 1);

	printf("%zu pages, %zu KB\n", pages->page.len, pages->bytes / 1024);
	for (int k = 0; k < LAYERS; k++) {
		uint64_t own = (uint64_t)pages->bytes * 10000 / (took[k] > 0 ? took[k] : 1);

		printf("%-13s %5.1f %%  %6llu.%llu MB/s\n", layer_name[k], (double)took[k] * 100 / (double)all,
		       (unsigned long long)(own / 10), (unsigned long long)(own % 10));
	}
	uint64_t dates = (uint64_t)pages->bytes * 10000 / (took[DATES_ALONE] > 0 ? took[DATES_ALONE] : 1);

	printf("dates alone: %llu.%llu MB/s\n", (unsigned long long)(dates / 10), (unsigned long long)(dates % 10));
	printf("all layers    %llu.%llu MB/s, %llu pages of 4 kB a second, largest page %zu KB of memory\n",
	       (unsigned long long)(speed / 10), (unsigned long long)(speed % 10),
	       (unsigned long long)(speed * 100000 / PAGE_BYTES), memory / 1024);
	if (failed > 0)
		printf("%d pages not read\n", failed);
}

int main(int argc, char **argv)
{
	struct pages pages = {0};
	struct ru_packs *packs = NULL;
	struct ru_lexicon *lexicon[2] = {NULL, NULL};
	uint64_t best[TIMES] = {0};
	size_t memory = 0;
	int failed = 0;

	ru_arena_init(&pages.arena, ru_alloc_default());
	ru_vec_init(&pages.page, ru_alloc_default(), sizeof(struct ru_raw_page), 0);
	if (ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) != RU_OK ||
	    ru_lexicon_new(&lexicon[0], LEXICON_WORDS, ru_packs_find(packs, RU_S("all")), ru_alloc_default()) !=
	        RU_OK ||
	    ru_lexicon_new(&lexicon[1], LEXICON_WORDS, ru_packs_find(packs, RU_S("all")), ru_alloc_default()) !=
	        RU_OK ||
	    find_pages(&pages, argc, argv) < 0 || pages.page.len == 0) {
		fprintf(stderr, "bench_facts: no pages\n");
		return 1;
	}
	/* dates alone behind all else, so that what they put into the processor's caches takes nothing from the layers
	 */
	for (int round = 0; round < 2 * ROUNDS; round++) {
		uint64_t took[TIMES] = {0};
		bool alone = round >= ROUNDS;

		for (size_t i = 0; i < pages.page.len; i++) {
			size_t held = read_page(packs, lexicon[alone], RU_VEC_AT(&pages.page, struct ru_raw_page, i),
			                        alone, took, &failed);

			memory = held > memory ? held : memory;
		}
		for (int k = alone ? DATES_ALONE : 0; k < (alone ? TIMES : LAYERS); k++)
			best[k] = round % ROUNDS == 0 || took[k] < best[k] ? took[k] : best[k];
	}
	tell(&pages, best, memory, failed);
	ru_lexicon_free(lexicon[0]);
	ru_lexicon_free(lexicon[1]);
	ru_packs_free(packs);
	ru_vec_release(&pages.page);
	ru_arena_release(&pages.arena);
	return 0;
}
