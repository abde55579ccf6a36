/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes to tree: MB/s of the HTML reader beside libgumbo and libxml2, where the build found them.
 *
 *     bench_html [PATH...]    pages as the program reads them; without PATH, those of ../shared/data/extract where they
 * are, else pages made here
 *
 * The parsers take turns, ROUNDS times over all pages; processor time is measured, and medians are printed, so that
 * what else the machine does counts little. */
#include "html/html.h"
#include "input/input.h"
#include "text/charset.h"

#include <unistd.h>
#if RU_HAVE_GUMBO
#include <gumbo.h>
#endif
#if RU_HAVE_LIBXML2
#include <libxml/HTMLparser.h>
#endif

enum { ROUNDS = 5, READERS_MAX = 3 };

struct pages {
	struct ru_arena arena;
	struct ru_vec page; /* struct ru_str, UTF-8 */
	size_t bytes;
};

/* Processor time of this program so far, in microseconds. */
static uint64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

static int keep_page(struct pages *pages, struct ru_str utf8)
{
	struct ru_str *place = ru_vec_push(&pages->page);

	if (place == NULL || ru_arena_copy(&pages->arena, utf8, place) != RU_OK)
		return RU_ENOMEM;
	pages->bytes += utf8.len;
	return RU_OK;
}

static int read_pages(struct pages *pages, const char *const *paths, size_t count)
{
	struct ru_input_options options = {.al = ru_alloc_default(), .limits = &RU_LIMITS_DEFAULT};
	struct ru_input *input;
	struct ru_raw_page raw;
	int status = ru_input_open(&input, paths, count, &options, NULL);

	while (status == RU_OK && (status = ru_input_next(input, &raw, NULL)) == 1) {
		struct ru_charset charset;
		struct ru_str utf8;
		struct ru_map_view map;

		status = raw.kind == RU_PAGE_HTML ? ru_charset_decode(raw.bytes, raw.charset, true, &pages->arena,
		                                                      ru_alloc_default(), &utf8, &map, &charset, NULL)
		                                  : 1;
		if (status == RU_OK)
			status = keep_page(pages, utf8);
		status = status == 1 ? RU_OK : status;
	}
	ru_input_close(input);
	return status;
}

/* The pages of a gzipped JSON Lines file, through gzip and standard input. */
static int read_compressed(struct pages *pages, const char *path)
{
	static const char *const standard_input[] = {"-"};
	char command[1200];
	FILE *pipe;
	int status;

	if (ru_file_look(path, NULL) != RU_FILE_REGULAR)
		return RU_EIO;
	snprintf(command, sizeof command, "gzip -dc '%s'", path);
	pipe = popen(command, "r");
	if (pipe == NULL || dup2(fileno(pipe), STDIN_FILENO) < 0)
		return RU_EIO;
	status = read_pages(pages, standard_input, 1);
	return pclose(pipe) == 0 ? status : RU_EIO;
}

/* 200 pages of 60 KB with the usual furniture around the text. */
static int make_pages(struct pages *pages)
{
	struct ru_buf buf;
	int status = RU_OK;

	ru_buf_init(&buf, ru_alloc_default(), 0);
	for (unsigned page = 0; page < 200 && status == RU_OK; page++) {
		ru_buf_clear(&buf);
		ru_buf_print(&buf,
		             "<!DOCTYPE html><html><head><title>Page %u &amp; more</title><style>p{color:red}</style>"
		             "<script>var x = %u < 3;</script></head><body class=\"page news\">",
		             page, page);
		for (unsigned i = 0; i < 60; i++)
			ru_buf_print(
			    &buf, "<li class=\"item n%u\"><a href=\"/news/%u?a=1&amp;b=2\">Some heading %u</a></li>\n",
			    i, i * page, i);
		for (unsigned i = 0; buf.len < 60000; i++)
			ru_buf_print(
			    &buf,
			    "<p id=\"p%u\">The lamp was lit at %u &ndash; as <b>every</b> evening, said the keeper of "
			    "the tower, who has counted the ships for %u years.</p>\n",
			    i, i % 24, i);
		status = ru_buf_status(&buf) != RU_OK ? RU_ENOMEM : keep_page(pages, ru_buf_str(&buf));
	}
	ru_buf_release(&buf);
	return status;
}

typedef bool read_fn(struct ru_str page, size_t *memory);

static bool read_own(struct ru_str page, size_t *memory)
{
	struct ru_arena arena;
	struct ru_html html;
	int status;

	ru_arena_init(&arena, ru_alloc_default());
	status = ru_html_read(&html, page, &RU_LIMITS_DEFAULT, &arena, ru_alloc_default(), NULL);
	*memory = arena.held;
	ru_arena_release(&arena);
	return status == RU_OK;
}

#if RU_HAVE_GUMBO
static bool read_gumbo(struct ru_str page, size_t *memory)
{
	GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, page.ptr, page.len);

	*memory = 0;
	if (output == NULL)
		return false;
	gumbo_destroy_output(&kGumboDefaultOptions, output);
	return true;
}
#endif

#if RU_HAVE_LIBXML2
static bool read_libxml2(struct ru_str page, size_t *memory)
{
	htmlDocPtr document =
	    htmlReadMemory(page.ptr, (int)page.len, NULL, "UTF-8",
	                   HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER | HTML_PARSE_NONET);

	*memory = 0;
	xmlFreeDoc(document);
	return document != NULL;
}
#endif

struct reader {
	const char *name;
	read_fn *read;
	uint64_t us[ROUNDS];
	size_t memory, failed;
};

static void measure(const struct pages *pages, struct reader *reader, int round)
{
	uint64_t begin = now_us();

	for (size_t i = 0; i < pages->page.len; i++) {
		size_t memory;

		reader->failed += !reader->read(*RU_VEC_AT(&pages->page, struct ru_str, i), &memory);
		reader->memory = memory > reader->memory ? memory : reader->memory;
	}
	reader->us[round] = now_us() - begin + 1;
}

static int by_size(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static uint64_t median(uint64_t values[ROUNDS])
{
	qsort(values, ROUNDS, sizeof *values, by_size);
	return values[ROUNDS / 2];
}

/* Speed in bytes a microsecond (MB/s), and how often the first reader is as fast, round by round. */
static void tell(const struct pages *pages, const struct reader *first, const struct reader *reader)
{
	uint64_t speed[ROUNDS], times[ROUNDS], middle;

	for (int i = 0; i < ROUNDS; i++) {
		speed[i] = (uint64_t)pages->bytes * 10 / reader->us[i];
		times[i] = reader->us[i] * 10 / first->us[i];
	}
	middle = median(speed);
	printf("%-9s %6llu.%llu MB/s %8llu pages/s", reader->name, (unsigned long long)(middle / 10),
	       (unsigned long long)(middle % 10),
	       (unsigned long long)(middle * pages->page.len * 100000 / pages->bytes));
	middle = median(times);
	if (reader != first)
		printf("  runut is %llu.%llu times as fast", (unsigned long long)(middle / 10),
		       (unsigned long long)(middle % 10));
	if (reader->memory > 0)
		printf("  largest tree %zu KB", reader->memory / 1024);
	if (reader->failed > 0)
		printf("  %zu pages not read", reader->failed / ROUNDS);
	printf("\n");
}

static void measure_all(const struct pages *pages)
{
	struct reader readers[READERS_MAX] = {{.name = "runut", .read = read_own}};
	size_t count = 1;

#if RU_HAVE_GUMBO
	readers[count++] = (struct reader){.name = "libgumbo", .read = read_gumbo};
#endif
#if RU_HAVE_LIBXML2
	readers[count++] = (struct reader){.name = "libxml2", .read = read_libxml2};
#endif
	printf("%zu pages, %zu KB, medians of %d rounds\n", pages->page.len, pages->bytes / 1024, (int)ROUNDS);
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < count; i++)
			measure(pages, &readers[i], round);
	}
	for (size_t i = 0; i < count; i++)
		tell(pages, &readers[0], &readers[i]);
}

int main(int argc, char **argv)
{
	struct pages pages = {0};
	int status;

	ru_arena_init(&pages.arena, ru_alloc_default());
	ru_vec_init(&pages.page, ru_alloc_default(), sizeof(struct ru_str), 0);
	if (argc > 1)
		status = read_pages(&pages, (const char *const *)argv + 1, (size_t)argc - 1);
	else if ((status = read_compressed(&pages, SHARED_DIR "/data/extract/dev.jsonl.gz")) == RU_EIO)
		status = make_pages(&pages);
	if (status != RU_OK || pages.page.len == 0) {
		fprintf(stderr, "bench_html: no pages\n");
		return 1;
	}
	measure_all(&pages);
	ru_vec_release(&pages.page);
	ru_arena_release(&pages.arena);
	return 0;
}
