/* SPDX-License-Identifier: Apache-2.0 */
/* Pages in cases/ and what is read from them: name.html, name.txt (a whole page as text), name.art (an article as it
 * is), each with name.expect.
 *
 * An .expect holds one finding a line: "title<TAB>...", "body<TAB>...". "test_article_cases --write" writes them anew,
 * to be read by eye. */
#include "check_article.h"
#include "packs.h"

#include "base/file.h"
#include "html/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

struct reading {
	struct ru_packs *packs;
	struct ru_arena arena;
	struct ru_buf bytes;
	struct ru_raw_page page;
	struct ru_article article;
};

static const struct ru_sieve *sieve; /* pages are read with and without */

static bool read_case(struct reading *r, struct ru_packs *packs, const char *path)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {packs, &limits, ru_alloc_default(), NULL, .sieve = sieve};
	struct ru_str name = ru_str_from(path);
	int status;

	memset(r, 0, sizeof(*r));
	r->packs = packs;
	ru_arena_init(&r->arena, ru_alloc_default());
	ru_buf_init(&r->bytes, ru_alloc_default(), 0);
	status = ru_file_read(path, &r->bytes, NULL);
	r->page.bytes = ru_buf_str(&r->bytes);
	r->page.id = name;
	r->page.kind = ru_str_ends(name, RU_S(".txt"))   ? RU_PAGE_PLAIN
	               : ru_str_ends(name, RU_S(".art")) ? RU_PAGE_ARTICLE
	                                                 : RU_PAGE_HTML;
	if (status == 0)
		status = ru_article_read(&r->article, &r->page, &options, &r->arena, NULL);
	return status == 0;
}

static void release_case(struct reading *r)
{
	ru_arena_release(&r->arena);
	ru_buf_release(&r->bytes);
}

static void put(struct ru_buf *out, const char *key, struct ru_str value)
{
	if (value.len == 0)
		return;
	ru_buf_print(out, "%s\t", key);
	ru_buf_put(out, value);
	ru_buf_putc(out, '\n');
}

static void dump(const struct ru_article *a, struct ru_buf *out)
{
	static const char *const role[] = {"writer", "editor", "reporter", "agency"};

	put(out, "title", a->title);
	for (uint32_t i = 0; i < a->other_title_count; i++) {
		ru_buf_print(out, "titled\t%.*s: ", (int)a->other_titles[i].basis.len, a->other_titles[i].basis.ptr);
		ru_buf_put(out, a->other_titles[i].text);
		ru_buf_putc(out, '\n');
	}
	put(out, "outlet", a->outlet);
	put(out, "section", a->section);
	put(out, "amp", a->amp);
	put(out, "host", a->host);
	put(out, "published", a->published.value);
	put(out, "modified", a->modified.value);
	for (uint32_t i = 0; i < a->author_count; i++) {
		ru_buf_print(out, "%s\t", role[a->authors[i].role]);
		ru_buf_put(out, a->authors[i].name);
		ru_buf_putc(out, '\n');
	}
	for (uint32_t i = 0; i < a->credit_count; i++) {
		const struct ru_credit *c = &a->credits[i];

		ru_buf_print(out, "source\t");
		ru_buf_put(out, c->who);
		ru_buf_print(out, " | ");
		ru_buf_put(out, c->cue);
		ru_buf_print(out, " | ");
		ru_buf_put(out, c->url);
		ru_buf_print(out, c->translated ? " | translated\n" : "\n");
	}
	for (uint32_t i = 0; i < a->block_count; i++) {
		struct ru_str kind = ru_block_kind_name(a->blocks[i].kind);

		if (a->blocks[i].parent != RU_NONE)
			ru_buf_put(out, RU_S("+"));
		ru_buf_put(out, kind);
		ru_buf_putc(out, '\t');
		ru_buf_put(out, ru_str_cut(a->text, a->blocks[i].at.begin, a->blocks[i].at.end));
		ru_buf_putc(out, '\n');
	}
	for (uint32_t i = 0; i < a->notice_count; i++)
		put(out, "notice", a->notices[i].kind);
}

static bool is_case(struct ru_str name)
{
	return ru_str_ends(name, RU_S(".html")) || ru_str_ends(name, RU_S(".txt")) || ru_str_ends(name, RU_S(".art"));
}

typedef void case_fn(struct reading *r, const char *path);

static uint32_t each_case(struct ru_packs *packs, case_fn *fn)
{
	struct ru_arena arena;
	char **names = NULL, path[1000];
	bool *folders = NULL;
	size_t count = 0;
	uint32_t seen = 0;

	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_file_list(CASES_DIR, &arena, ru_alloc_default(), &names, &folders, &count, NULL), 0);
	for (size_t i = 0; i < count; i++) {
		struct reading r;

		if (!is_case(ru_str_from(names[i])))
			continue;
		snprintf(path, sizeof(path), "%s/%s", CASES_DIR, names[i]);
		assert_true(read_case(&r, packs, path));
		fn(&r, path);
		release_case(&r);
		seen++;
	}
	ru_arena_release(&arena);
	return seen;
}

static void expect_path(const char *path, char *out, size_t size)
{
	const char *dot = strrchr(path, '.');

	snprintf(out, size, "%.*s.expect", (int)(dot - path), path);
}

static void compare_case(struct reading *r, const char *path)
{
	struct ru_buf got, want;
	char expect[1100];

	expect_path(path, expect, sizeof(expect));
	ru_buf_init(&got, ru_alloc_default(), 0);
	ru_buf_init(&want, ru_alloc_default(), 0);
	dump(&r->article, &got);
	assert_int_equal(ru_file_read(expect, &want, NULL), 0);
	if (!ru_str_eq(ru_buf_str(&got), ru_buf_str(&want)))
		fail_msg("%s\n--- expected\n%.*s--- got\n%.*s", path, (int)want.len, want.ptr, (int)got.len, got.ptr);
	ru_buf_release(&got);
	ru_buf_release(&want);
}

static void pages_are_read_as_expected(void **state) { assert_true(each_case(*state, compare_case) >= 9); }

static void a_sieve_changes_nothing(void **state)
{
	static struct ru_sieve made;

	ru_sieve_make(&made, *state);
	sieve = &made;
	assert_true(each_case(*state, compare_case) >= 9);
	sieve = NULL;
}

static void check_case(struct reading *r, const char *path)
{
	const char *fault = check_article(&r->article, &r->page);

	if (fault != NULL)
		fail_msg("%s: %s", path, fault);
}

static void spans_cut_nothing(void **state) { assert_true(each_case(*state, check_case) >= 9); }

/* The decoded text of raw bytes, read as HTML once more, without white space. */
static void bare_text(struct reading *r, struct ru_span span, struct ru_buf *out)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_str raw = ru_str_cut(r->page.bytes, span.begin, span.end);
	struct ru_html html;

	if (r->page.kind != RU_PAGE_HTML) {
		ru_buf_put(out, raw);
		return;
	}
	assert_int_equal(ru_html_read(&html, raw, &limits, &r->arena, ru_alloc_default(), NULL), 0);
	for (uint32_t i = 0; i < html.node_count; i++)
		if (html.nodes[i].kind == RU_NODE_TEXT)
			ru_buf_put(out, ru_str_cut(html.text, html.nodes[i].text,
			                           (size_t)html.nodes[i].text + html.nodes[i].text_len));
}

static void without_space(struct ru_buf *buf)
{
	size_t len = 0;

	for (size_t i = 0; i < buf->len; i++)
		if (strchr(" \n\r\t", buf->ptr[i]) == NULL)
			buf->ptr[len++] = buf->ptr[i];
	buf->len = len;
}

static void re_read(struct reading *r, struct ru_span span, struct ru_str text, const char *path)
{
	struct ru_buf got, want;

	if (span.begin == RU_NONE)
		return;
	ru_buf_init(&got, ru_alloc_default(), 0);
	ru_buf_init(&want, ru_alloc_default(), 0);
	bare_text(r, span, &got);
	ru_buf_put(&want, text);
	without_space(&got);
	without_space(&want);
	if (!ru_str_eq(ru_buf_str(&got), ru_buf_str(&want)))
		fail_msg("%s: [%u,%u) gives '%.*s', not '%.*s'", path, span.begin, span.end, (int)got.len, got.ptr,
		         (int)want.len, want.ptr);
	ru_buf_release(&got);
	ru_buf_release(&want);
}

static void re_read_case(struct reading *r, const char *path)
{
	const struct ru_article *a = &r->article;

	if (!ru_str_eq_nocase(a->charset, RU_S("utf-8")))
		return;
	for (uint32_t i = 0; i < a->block_count; i++)
		re_read(r, a->blocks[i].raw, ru_str_cut(a->text, a->blocks[i].at.begin, a->blocks[i].at.end), path);
	re_read(r, a->title_place.span, a->title, path);
	for (uint32_t i = 0; i < a->other_title_count; i++)
		re_read(r, a->other_titles[i].place.span, a->other_titles[i].text, path);
	re_read(r, a->outlet_place.span, a->outlet, path);
	for (uint32_t i = 0; i < a->author_count; i++)
		re_read(r, a->authors[i].place.span, a->authors[i].name, path);
	for (uint32_t i = 0; i < a->credit_count; i++) {
		re_read(r, a->credits[i].place.span, a->credits[i].who, path);
		re_read(r, a->credits[i].cue_place.span, a->credits[i].cue, path);
	}
}

static void spans_re_read_to_their_text(void **state) { assert_true(each_case(*state, re_read_case) >= 9); }

static void write_case(struct reading *r, const char *path)
{
	struct ru_buf got;
	char expect[1100];
	FILE *file;

	expect_path(path, expect, sizeof(expect));
	ru_buf_init(&got, ru_alloc_default(), 0);
	dump(&r->article, &got);
	file = fopen(expect, "wb");
	if (file != NULL) {
		fwrite(got.ptr, 1, got.len, file);
		fclose(file);
	}
	ru_buf_release(&got);
}

static void write_all(void **state) { (void)each_case(*state, write_case); }

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages_are_read_as_expected),
	    cmocka_unit_test(a_sieve_changes_nothing),
	    cmocka_unit_test(spans_cut_nothing),
	    cmocka_unit_test(spans_re_read_to_their_text),
	};
	const struct CMUnitTest writing[] = {cmocka_unit_test(write_all)};

	if (argc > 1 && strcmp(argv[1], "--write") == 0)
		return cmocka_run_group_tests(writing, open_packs, close_packs);
	return cmocka_run_group_tests(tests, open_packs, close_packs);
}
