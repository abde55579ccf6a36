/* SPDX-License-Identifier: Apache-2.0 */
/* Hostile pages: linear growth, caps that are notices, cuts at every byte, random bytes, memory that runs out. */
#include "check_tree.h"

#include "../support/alloc_fail.h"
#include "../support/growth.h"
#include "families.h"

static void read_page(struct ru_str input, const struct ru_alloc *al, void *ctx)
{
	struct ru_arena arena;
	struct ru_html html;

	(void)ctx;
	ru_arena_init(&arena, al);
	assert_int_equal(ru_html_read(&html, input, &RU_LIMITS_DEFAULT, &arena, al, NULL), RU_OK);
	ru_arena_release(&arena);
}

static void hostile_pages_grow_no_faster_than_their_bytes(void **unused)
{
	(void)unused;
	growth_check(html_families, sizeof html_families / sizeof *html_families, 1 << 18, read_page, NULL);
}

/* Read with these limits and check what holds for all trees. */
static void read_checked(struct ru_html *html, struct ru_str source, const struct ru_limits *limits,
                         struct ru_arena *arena)
{
	const char *fault;

	ru_arena_init(arena, ru_alloc_default());
	assert_int_equal(ru_html_read(html, source, limits, arena, ru_alloc_default(), NULL), RU_OK);
	fault = check_tree(html, limits);
	if (fault != NULL)
		fail_msg("%s", fault);
}

static void every_family_gives_a_sound_tree(void **unused)
{
	struct ru_limits tight = RU_LIMITS_DEFAULT;
	struct ru_buf input;

	(void)unused;
	tight.html_depth = 5;
	tight.html_nodes = 300;
	tight.html_attrs = 20;
	ru_buf_init(&input, ru_alloc_default(), 0);
	for (size_t i = 0; i < sizeof html_families / sizeof *html_families; i++) {
		struct ru_arena arena;
		struct ru_html html;

		assert_int_equal(growth_make(&input, &html_families[i], 5000), RU_OK);
		read_checked(&html, ru_buf_str(&input), &RU_LIMITS_DEFAULT, &arena);
		ru_arena_release(&arena);
		read_checked(&html, ru_buf_str(&input), &tight, &arena);
		ru_arena_release(&arena);
	}
	ru_buf_release(&input);
}

static void a_cap_is_a_notice_with_a_span(void **unused)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_arena arena;
	struct ru_html html;

	(void)unused;
	limits.html_depth = 2;
	read_checked(&html, RU_S("<div><div><div>x</div><p>y</div></div>z"), &limits, &arena);
	assert_int_equal(html.notice_count, 1);
	assert_string_equal(html.notices[0].kind, "depth");
	assert_int_equal(html.notices[0].begin, 10);
	assert_int_equal(html.notices[0].end, 25);
	/* What is too deep stays, as a child of the deepest; the end tags still fit. */
	assert_int_equal(html.node_count, 8);
	assert_int_equal(html.nodes[3].parent, 2);
	assert_int_equal(html.nodes[4].parent, 2);
	assert_int_equal(html.nodes[7].parent, 0);
	ru_arena_release(&arena);

	limits = RU_LIMITS_DEFAULT;
	limits.html_attrs = 2;
	read_checked(&html, RU_S("<p a b c>x"), &limits, &arena);
	assert_int_equal(html.notice_count, 1);
	assert_string_equal(html.notices[0].kind, "attributes");
	assert_int_equal(html.nodes[1].attr_count, 2);
	ru_arena_release(&arena);

	limits = RU_LIMITS_DEFAULT;
	limits.html_nodes = 3;
	read_checked(&html, RU_S("<p>x</p><p>y</p>"), &limits, &arena);
	assert_int_equal(html.notice_count, 1);
	assert_string_equal(html.notices[0].kind, "nodes");
	assert_int_equal(html.notices[0].begin, 11);
	assert_int_equal(html.notices[0].end, 16);
	assert_int_equal(html.node_count, 4);
	ru_arena_release(&arena);
}

/* A page with a bit of everything. */
static const char page[] =
    "\xEF\xBB\xBF<!DOCTYPE html>\r\n<html lang=\"en\"><head><meta charset=utf-8><title>Flood &amp; rain &#8212; Daily "
    "Lamp</title>\n<style>p > a { color: red }</style><script>if (1 < 2) { x = \"</p>\"; } <!-- <script> </script> -->"
    "</script></head>\n<body class='a b' data-x=1 data-X=\"2\"><nav><ul><li><a href=\"/?a=1&amp;b=2&copy=3\">One</a>"
    "<li>Two</ul></nav><!-- a -- comment --><article><h1>Water &lt; 3 m</h1><p>First <b>bold <i>both</b> late</i> "
    "line\x00zero<p>Caf\xC3\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D \xF0\x9F\x8C\xA7 bad \xC3( \x80 bytes<br/>"
    "<img src=x.jpg alt='a \"picture\"'><svg viewBox=\"0 0 1 1\"><title>t</title><path d=\"M0\"/></svg>"
    "<table><tr><td>1<td>2<tr><th>3</table><x-card><slot>in</slot></x-card><FB:LIKE></fb:like>"
    "<textarea>\n<p>raw &notin; &notit;</textarea></article></body></html>\n<!-- last -->tail &am";

static void a_page_cut_at_every_byte_is_read(void **unused)
{
	(void)unused;
	for (size_t len = 0; len < sizeof page; len++) {
		char *copy = malloc(len + 1); /* so that a read past the cut is seen */
		struct ru_arena arena;
		struct ru_html html;

		memcpy(copy, page, len);
		copy = realloc(copy, len > 0 ? len : 1);
		read_checked(&html, (struct ru_str){copy, len}, &RU_LIMITS_DEFAULT, &arena);
		ru_arena_release(&arena);
		free(copy);
	}
}

static uint64_t step(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void random_bytes_give_a_sound_tree(void **unused)
{
	static const char *const words[] = {
	    "<",    ">",     "</",  "/",    "=",      "\"",    "'",    "<!--",    "-->", "p",   "div",
	    "td",   "table", "a",   "b",    "script", "title", "svg",  " ",       "x",   "&",   "amp;",
	    "#",    "12",    "<p>", "</p>", "<a ",    "<li>",  "</b>", "<b>",     "\n",  "\r",  "\xC3",
	    "\xA9", "<!",    "?",   "<td>", "head",   "body",  "html", "<table>", "-",   "]]>", "<math>"};
	uint64_t state = 88172645463325252u;
	struct ru_buf input;

	(void)unused;
	ru_buf_init(&input, ru_alloc_default(), 0);
	for (int round = 0; round < 400; round++) {
		struct ru_limits limits = RU_LIMITS_DEFAULT;
		size_t want = step(&state) % 2000;
		struct ru_arena arena;
		struct ru_html html;

		if (round % 3 == 0)
			limits.html_depth = 6;
		ru_buf_clear(&input);
		while (input.len < want) {
			if (round % 4 == 0)
				ru_buf_putc(&input, (char)(step(&state) & 0xFF));
			else
				ru_buf_put(&input, ru_str_from(words[step(&state) % (sizeof words / sizeof *words)]));
		}
		read_checked(&html, ru_buf_str(&input), &limits, &arena);
		ru_arena_release(&arena);
	}
	ru_buf_release(&input);
}

static void a_failed_allocation_is_told(void **unused)
{
	(void)unused;
	for (size_t n = 0;; n++) {
		struct alloc_fail fail;
		struct ru_arena arena;
		struct ru_html html;
		int status;

		alloc_fail_init(&fail, n);
		ru_arena_init(&arena, &fail.al);
		status = ru_html_read(&html, (struct ru_str){page, sizeof page - 1}, &RU_LIMITS_DEFAULT, &arena,
		                      &fail.al, NULL);
		ru_arena_release(&arena);
		assert_int_equal(fail.live, 0);
		if (!fail.failed) {
			assert_int_equal(status, RU_OK);
			assert_true(n > 20);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hostile_pages_grow_no_faster_than_their_bytes),
	    cmocka_unit_test(every_family_gives_a_sound_tree),
	    cmocka_unit_test(a_cap_is_a_notice_with_a_span),
	    cmocka_unit_test(a_page_cut_at_every_byte_is_read),
	    cmocka_unit_test(random_bytes_give_a_sound_tree),
	    cmocka_unit_test(a_failed_allocation_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
