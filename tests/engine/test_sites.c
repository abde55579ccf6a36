/* SPDX-License-Identifier: Apache-2.0 */
/* What repeats on the pages of a site is learned from files: the same whatever the order and the threads, also where
 * there are more pages than are kept, and memory that runs out is a status. */
#include <runut.h>

#include "support/alloc_fail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { PAGES = 7, MANY = 8400, TEXT_MOST = 4096, STRIDE = 97, THREADS = 4 };

#define PROMPT                                                                                                         \
	"Kabar dari kota ini terbit setiap pagi bagi warga yang mengikuti perkembangan desa dan kecamatan di "         \
	"sekitarnya."
#define STR(literal) ((runut_str){"" literal, sizeof(literal) - 1})

static const char digits[] = "abcdefghij";

/* A word that is another for each number. */
static const char *word(int n, char out[8])
{
	char *at = out;

	for (; n > 0 || at == out; n /= 10)
		*at++ = digits[n % 10];
	*at = '\0';
	return out;
}

static int put_page(char *out, size_t most, int n)
{
	char w[8];

	word(n, w);
	return snprintf(
	    out, most,
	    "<h1>Jembatan %s dibuka kembali</h1><div><p>Jembatan %s yang menghubungkan dua desa itu kembali "
	    "dibuka untuk warga pada Senin pagi, kata kepala dinas.</p><p>" PROMPT
	    "</p><p>Perbaikan %s memakan waktu dua bulan dan menelan biaya yang tidak sedikit, "
	    "ujarnya.</p></div>",
	    w, w, w);
}

/* A file of pages from first on, in steps of step (modulo count). Sites: one, or one for PAGES of them. */
static void write_pages(char *path, int count, int step, bool many_sites)
{
	char html[TEXT_MOST];
	int fd = mkstemp(path);
	FILE *f = fdopen(fd, "w");

	assert_non_null(f);
	for (int i = 0, n = 0; i < count; i++, n = (n + step) % count) {
		put_page(html, sizeof(html), n);
		fprintf(f, "{\"id\":\"p%d\",\"url\":\"https://situs%d.example/%d\",\"html\":\"%s\"}\n", n,
		        many_sites ? n / PAGES : 0, n, html);
	}
	assert_int_equal(fclose(f), 0);
}

struct heard {
	int sampled;
};

static void hear(void *user, const runut_complaint *complaint)
{
	struct heard *heard = user;

	heard->sampled +=
	    complaint->key.len == 7 && memcmp(complaint->key.ptr, "sampled", 7) == 0 && !complaint->failed;
}

/* Text of page 0, read after learning; an empty string where a call failed. */
static int learn_with(runut_ctx *ctx, const char *path, unsigned threads, char text[TEXT_MOST], struct heard *heard)
{
	char html[TEXT_MOST];
	int len = put_page(html, sizeof(html), 0);
	runut_run_options how = {.threads = threads, .complain = hear, .user = heard};
	runut_source source = {.id = STR("p"), .url = STR("https://situs0.example/0"), .bytes = {html, (size_t)len}};
	runut_run *run = NULL;
	runut_page *page = NULL;
	runut_error err = {.message = ""};

	text[0] = '\0';
	int status = runut_run_new(&run, ctx, &how, &err);
	if (status == 0)
		status = runut_learn_sites(run, &path, 1, &err);
	if (status == 0)
		status = runut_page_new(&page, run, &source, RUNUT_STAGE_ARTICLE, &err);
	if (status == 0) {
		runut_str got = runut_page_text(page);
		snprintf(text, TEXT_MOST, "%.*s", (int)got.len, got.ptr);
	}
	assert_true(status == err.status || status == 0);
	runut_page_free(page);
	runut_run_free(run);
	return status;
}

static int learn(const char *path, unsigned threads, char text[TEXT_MOST], struct heard *heard)
{
	runut_ctx *ctx = NULL;

	assert_int_equal(runut_ctx_new(&ctx, NULL, NULL), 0);
	int status = learn_with(ctx, path, threads, text, heard);
	runut_ctx_free(ctx);
	return status;
}

static void order_and_threads_change_nothing(void **state)
{
	char a[] = "/tmp/sites-XXXXXX", b[] = "/tmp/sites-XXXXXX", text[TEXT_MOST], other[TEXT_MOST];
	struct heard heard = {0};

	(void)state;
	write_pages(a, PAGES, 1, false);
	write_pages(b, PAGES, 3, false);
	assert_int_equal(learn(a, 1, text, &heard), 0);
	assert_null(strstr(text, PROMPT));
	assert_non_null(strstr(text, "Perbaikan a "));
	assert_int_equal(learn(b, THREADS, other, &heard), 0);
	assert_string_equal(text, other);
	assert_int_equal(heard.sampled, 0);
	unlink(a);
	unlink(b);
}

static void a_few_pages_are_too_few(void **state)
{
	char a[] = "/tmp/sites-XXXXXX", text[TEXT_MOST];
	struct heard heard = {0};

	(void)state;
	write_pages(a, 4, 1, false);
	assert_int_equal(learn(a, 1, text, &heard), 0);
	assert_non_null(strstr(text, PROMPT));
	unlink(a);
}

static void pages_beyond_the_cap_are_sampled_and_told(void **state)
{
	char a[] = "/tmp/sites-XXXXXX", b[] = "/tmp/sites-XXXXXX", text[TEXT_MOST], other[TEXT_MOST];
	struct heard heard = {0};

	(void)state;
	write_pages(a, MANY, 1, true);
	write_pages(b, MANY, 11, true);
	assert_int_equal(learn(a, THREADS, text, &heard), 0);
	assert_int_equal(heard.sampled, 1);
	assert_int_equal(learn(b, 1, other, &heard), 0);
	assert_int_equal(heard.sampled, 2);
	assert_string_equal(text, other);
	unlink(a);
	unlink(b);
}

static void standard_input_is_refused(void **state)
{
	char text[TEXT_MOST];
	struct heard heard = {0};

	(void)state;
	assert_int_equal(learn("-", 1, text, &heard), RUNUT_EUSAGE);
}

static void memory_that_runs_out_is_a_status_and_no_leak(void **state)
{
	char a[] = "/tmp/sites-XXXXXX", text[TEXT_MOST];
	struct heard heard = {0};
	struct alloc_fail f;
	runut_ctx *ctx = NULL;

	(void)state;
	write_pages(a, PAGES, 1, false);
	alloc_fail_init(&f, SIZE_MAX);
	runut_allocator allocator = {f.al.alloc, f.al.realloc, f.al.free, f.al.user};
	runut_options options = {.allocator = &allocator};
	assert_int_equal(runut_ctx_new(&ctx, &options, NULL), 0);
	size_t start = SIZE_MAX - f.left, live = f.live;
	assert_int_equal(learn_with(ctx, a, 1, text, &heard), 0);
	assert_int_equal(f.live, live);
	size_t calls = SIZE_MAX - f.left - start;
	/* most calls are those of reading pages, which test_memory tries one by one; the last ones learn */
	for (size_t n = 0; n<calls; n += n + STRIDE * PAGES> calls ? 1 : STRIDE) {
		f.left = n;
		assert_int_equal(learn_with(ctx, a, 1, text, &heard), RUNUT_ENOMEM);
		assert_int_equal(f.live, live);
	}
	f.left = SIZE_MAX;
	runut_ctx_free(ctx);
	unlink(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(order_and_threads_change_nothing),
	    cmocka_unit_test(a_few_pages_are_too_few),
	    cmocka_unit_test(pages_beyond_the_cap_are_sampled_and_told),
	    cmocka_unit_test(standard_input_is_refused),
	    cmocka_unit_test(memory_that_runs_out_is_a_status_and_no_leak),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
