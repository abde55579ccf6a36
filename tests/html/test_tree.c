/* SPDX-License-Identifier: Apache-2.0 */
/* The flat tree: which elements are open where, spans, text and its map. Each case is a page and its tree in one line:
 * tag(children), text in quotation marks, "#" for a comment, "!" for a doctype. */
#include "html/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

struct page {
	struct ru_arena arena;
	struct ru_html html;
};

static void read_page(struct page *page, struct ru_str source)
{
	ru_arena_init(&page->arena, ru_alloc_default());
	assert_int_equal(ru_html_read(&page->html, source, &RU_LIMITS_DEFAULT, &page->arena, ru_alloc_default(), NULL),
	                 RU_OK);
}

static void put_node(struct ru_buf *out, const struct ru_html *html, uint32_t at)
{
	const struct ru_html_node *node = &html->nodes[at];

	if (node->kind == RU_NODE_ELEMENT) {
		ru_buf_put(out, ru_html_tag_name(html, at));
	} else if (node->kind == RU_NODE_DOCTYPE) {
		ru_buf_putc(out, '!');
	} else {
		ru_buf_putc(out, node->kind == RU_NODE_COMMENT ? '#' : '"');
		ru_buf_put(out, ru_str_cut(html->text, node->text, node->text + node->text_len));
		if (node->kind == RU_NODE_TEXT)
			ru_buf_putc(out, '"');
	}
	if (node->next == at + 1)
		return;
	ru_buf_putc(out, '(');
	for (uint32_t child = at + 1; child < node->next; child = html->nodes[child].next) {
		assert_int_equal(html->nodes[child].parent, at);
		assert_int_equal(html->nodes[child].depth, node->depth + 1);
		if (child > at + 1)
			ru_buf_putc(out, ' ');
		put_node(out, html, child);
	}
	ru_buf_putc(out, ')');
}

static void check(const char *source, const char *expected)
{
	struct page page;
	struct ru_buf out;

	read_page(&page, ru_str_from(source));
	ru_buf_init(&out, ru_alloc_default(), 0);
	put_node(&out, &page.html, 0);
	assert_string_equal(out.ptr, expected);
	ru_buf_release(&out);
	ru_arena_release(&page.arena);
}

static void a_plain_page_is_read_as_written(void **unused)
{
	(void)unused;
	check("<!DOCTYPE html><html><head><title>a &amp; b</title></head><body><p>x</p></body></html>",
	      "(! html(head(title(\"a & b\")) body(p(\"x\"))))");
	check("<p>x<!-- y --><br>z", "(p(\"x\" # y  br \"z\"))");
}

static void start_tags_end_what_cannot_hold_them(void **unused)
{
	(void)unused;
	check("<p>a<p>b<div>c</div>d", "(p(\"a\") p(\"b\") div(\"c\") \"d\")");
	check("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "(ul(li(\"a\") li(\"b\" ul(li(\"c\"))) li(\"d\")))");
	check("<li><div><p>a<li>b", "(li(div(p(\"a\"))) li(\"b\"))");
	check("<dl><dt>a<dd>b<dt>c</dl>", "(dl(dt(\"a\") dd(\"b\") dt(\"c\")))");
	check("<select><option>a<option>b<optgroup><option>c</select>d",
	      "(select(option(\"a\") option(\"b\") optgroup(option(\"c\"))) \"d\")");
	check("<table><tr><td>a<td>b<tr><th>c</table>d", "(table(tr(td(\"a\") td(\"b\")) tr(th(\"c\"))) \"d\")");
	check("<table><thead><tr><th>a<tbody><tr><td>b<tfoot><tr><td>c</table>",
	      "(table(thead(tr(th(\"a\"))) tbody(tr(td(\"b\"))) tfoot(tr(td(\"c\")))))");
	check("<table><caption>a<tr><td><div>b<td>c</table>", "(table(caption(\"a\") tr(td(div(\"b\")) td(\"c\"))))");
	check("<table><tr><td><table><tr><td>a</table>b<td>c</table>",
	      "(table(tr(td(table(tr(td(\"a\"))) \"b\") td(\"c\"))))");
	check("<h1>a<h2>b</h2>", "(h1(\"a\") h2(\"b\"))");
	check("<head><title>a</title><meta><p>b", "(head(title(\"a\") meta) p(\"b\"))");
	check("<head><title>a</title>b", "(head(title(\"a\")) \"b\")");
	check("<head><script>a</script></head><body>b<body>c", "(head(script(\"a\")) body(\"b\" \"c\"))");
	check("<button>a<button>b", "(button(\"a\") button(\"b\"))");
}

static void end_tags_close_only_what_is_in_scope(void **unused)
{
	(void)unused;
	check("<p>a</div>b</p>c", "(p(\"a\" \"b\") \"c\")");
	check("<table><tr><td>a</p></div>b</table>", "(table(tr(td(\"a\" p \"b\"))))");
	check("<div><span>a</div>b</span>c", "(div(span(\"a\")) \"b\" \"c\")");
	check("<span><div>a</span>b</div>c", "(span(div(\"a\" \"b\") \"c\"))");
	check("a</p>b</br>c", "(\"a\" p \"b\" br \"c\")");
	check("<h2>a</h3>b", "(h2(\"a\") \"b\")");
	check("<ul><li>a<ol></li>b</ol></ul>", "(ul(li(\"a\" ol(\"b\"))))");
	check("<html><body>a</body></html>b<p>c", "(html(body(\"a\" \"b\" p(\"c\"))))");
}

static void text_of_script_style_and_title_is_not_markup(void **unused)
{
	(void)unused;
	check("<title><b>a</b> &lt;</title>b", "(title(\"<b>a</b> <\") \"b\")");
	check("<style>p > b { } &lt;</style>b", "(style(\"p > b { } &lt;\") \"b\")");
	check("<script>if (a < b) \"</p>\"; <!-- <script> </script> --></script>b",
	      "(script(\"if (a < b) \"</p>\"; <!-- <script> </script> -->\") \"b\")");
	check("<SCRIPT>a</ScRiPt >b", "(script(\"a\") \"b\")");
	check("<textarea>\n<p>a</textarea>", "(textarea(\"<p>a\"))");
	check("<pre>\n\na</pre>", "(pre(\"\na\"))");
	check("<noscript><img><p>a</noscript>b", "(noscript(img p(\"a\")) \"b\")");
	check("<template><li>a</template>b", "(template(li(\"a\")) \"b\")");
}

static void drawings_are_one_node(void **unused)
{
	(void)unused;
	check("a<svg><title>t</title><path d='x'/><g><text>no</text></g></svg>b", "(\"a\" svg \"b\")");
	check("a<svg/>b", "(\"a\" svg \"b\")");
	check("<div>a<svg><path></div>b", "(div(\"a\" svg) \"b\")");
	check("a<svg><p>b", "(\"a\" svg p(\"b\"))");
	check("a<svg><foreignObject><div>no</div></foreignObject></svg>b", "(\"a\" svg \"b\")");
	check("a<svg><![CDATA[</svg>]]></svg>b", "(\"a\" svg \"b\")");
	check("<math><mi>x</mi></math>b", "(math \"b\")");
	check("<a>x<svg><a>no</a></svg>y</a>z", "(a(\"x\" svg \"y\") \"z\")");
}

static void unknown_elements_keep_their_name(void **unused)
{
	(void)unused;
	check("<amp-img></amp-img><O:P>a</o:p>b", "(amp-img o:p(\"a\") \"b\")");
	check("<x-a><x-b>a</x-a>b", "(x-a(x-b(\"a\")) \"b\")");
}

static void a_link_ends_where_the_next_begins(void **unused)
{
	struct page page;

	(void)unused;
	check("<a>x<b>y<a>z", "(a(\"x\" b(\"y\")) a(\"z\"))");
	read_page(&page, RU_S("<a><div>x<a>y</a>z</div>"));
	assert_int_equal(page.html.nodes[1].tag, RU_TAG_A);
	assert_int_equal(page.html.nodes[1].flags & RU_NODE_CUT, RU_NODE_CUT);
	assert_int_equal(page.html.nodes[1].close_end, 9);
	ru_arena_release(&page.arena);
}

static void an_inline_end_tag_does_not_close_a_block(void **unused)
{
	struct page page;

	(void)unused;
	check("<b><p>x</b>y</p>z", "(b(p(\"x\" \"y\") \"z\"))");
	read_page(&page, RU_S("<b><p>x</b>y</p>z"));
	assert_int_equal(page.html.nodes[1].flags, RU_NODE_CUT);
	assert_int_equal(page.html.nodes[1].close_end, 11);
	ru_arena_release(&page.arena);
}

static void spans_give_back_the_source(void **unused)
{
	const char *source = "<div id=x class='a b'>one &amp; <i>two</i></div>\r\nend";
	struct page page;
	struct ru_str value;
	const struct ru_html_attr *attr;
	uint32_t begin, end;

	(void)unused;
	read_page(&page, ru_str_from(source));
	assert_int_equal(page.html.nodes[1].begin, 0);
	assert_int_equal(page.html.nodes[1].end, 22);
	assert_int_equal(page.html.nodes[1].close_end, 48);
	assert_true(ru_html_attr(&page.html, 1, RU_S("class"), &value, &attr));
	assert_true(ru_str_eq(value, RU_S("a b")));
	assert_true(attr->plain && attr->begin == 17 && attr->end == 20);
	assert_false(ru_html_attr(&page.html, 1, RU_S("title"), &value, &attr));
	assert_true(ru_str_eq(page.html.text, RU_S("one & two\nend")));
	assert_true(ru_map_find(&page.html.map, 4, 5, &begin, &end));
	assert_int_equal(begin, 26);
	assert_int_equal(end, 31);
	assert_true(ru_map_find(&page.html.map, 6, 9, &begin, &end));
	assert_int_equal(begin, 35);
	assert_int_equal(end, 38);
	assert_true(ru_map_find(&page.html.map, 9, 10, &begin, &end));
	assert_int_equal(begin, 48);
	assert_int_equal(end, 50);
	ru_arena_release(&page.arena);
}

/* A value is looked through some bytes at a time. */
static void a_reference_in_a_value_is_seen_at_any_place(void **unused)
{
	char source[120];

	(void)unused;
	for (int before = 0; before < 40; before++) {
		for (int behind = 0; behind < 3; behind++) {
			struct page page;
			struct ru_str value;
			const struct ru_html_attr *attr;
			int amp = before - behind,
			    len = snprintf(source, sizeof source, "<a x='%0*d' y='&amp;'>", before + 1, 0);

			if (amp >= 0)
				source[6 + amp] = '&';
			read_page(&page, (struct ru_str){source, (size_t)len});
			assert_true(ru_html_attr(&page.html, 1, RU_S("x"), &value, &attr));
			assert_int_equal(value.len, before + 1);
			assert_true(attr->plain && memcmp(value.ptr, source + 6, value.len) == 0);
			assert_true(ru_html_attr(&page.html, 1, RU_S("y"), &value, &attr));
			assert_true(!attr->plain && ru_str_eq(value, RU_S("&")));
			ru_arena_release(&page.arena);
			read_page(&page,
			          (struct ru_str){source, (size_t)(7 + before)}); /* the source ends in the value */
			assert_int_equal(page.html.node_count, 1);
			ru_arena_release(&page.arena);
		}
	}
}

static void attribute_values_are_decoded_once(void **unused)
{
	struct page page;
	struct ru_str value;
	const struct ru_html_attr *attr;

	(void)unused;
	read_page(&page, RU_S("<a HREF='/?a=1&amp;b=2&copy=3' x x=2 href=no>"));
	assert_int_equal(page.html.nodes[1].attr_count, 2);
	assert_true(ru_html_attr(&page.html, 1, RU_S("href"), &value, &attr));
	assert_true(ru_str_eq(value, RU_S("/?a=1&b=2&copy=3")));
	assert_false(attr->plain);
	assert_true(ru_html_attr(&page.html, 1, RU_S("x"), &value, NULL));
	assert_int_equal(value.len, 0);
	ru_arena_release(&page.arena);
}

/* Names that are told apart by number stand among others; of each name the first counts. */
static void each_attribute_name_counts_once_among_many(void **unused)
{
	(void)unused;
	for (int others = 0; others < 24; others++) {
		struct ru_str value;
		struct page page;
		struct ru_buf source;

		ru_buf_init(&source, ru_alloc_default(), 0);
		ru_buf_put(&source, RU_S("<p"));
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < others; i++) {
				if (i == others / 2)
					ru_buf_print(&source, " CLASS=c%d role=r%d", round, round);
				ru_buf_print(&source, " x%d=v%d", i, round);
			}
			ru_buf_print(&source, " id=i%d", round);
		}
		ru_buf_putc(&source, '>');
		read_page(&page, ru_buf_str(&source));
		assert_int_equal(page.html.nodes[1].attr_count, others + (others > 0 ? 3 : 1));
		assert_true(ru_html_attr(&page.html, 1, RU_S("id"), &value, NULL) && ru_str_eq(value, RU_S("i0")));
		assert_int_equal(ru_html_attr(&page.html, 1, RU_S("class"), &value, NULL), others > 0);
		assert_true(others == 0 || ru_str_eq(value, RU_S("c0")));
		assert_false(ru_html_attr(&page.html, 1, RU_S("style"), &value, NULL));
		assert_true(others == 0 ||
		            (ru_html_attr(&page.html, 1, RU_S("x0"), &value, NULL) && ru_str_eq(value, RU_S("v0"))));
		ru_arena_release(&page.arena);
		ru_buf_release(&source);
	}
}

/* Text and names are looked through some bytes at a time. */
static void white_space_and_capitals_are_seen_at_any_place(void **unused)
{
	static const char marks[] = "x\v\x1f&<\xc2";
	char source[128];

	(void)unused;
	for (size_t len = 1; len < 40; len++) {
		struct page page;

		for (size_t i = 0; i < len; i++)
			source[i] = " \t\n\f\r"[i % 5];
		read_page(&page, (struct ru_str){source, len});
		assert_int_equal(page.html.nodes[1].flags & RU_NODE_BLANK, RU_NODE_BLANK);
		ru_arena_release(&page.arena);
		for (size_t i = 0; i < len * (sizeof(marks) - 1); i++) {
			char kept = source[i % len];

			source[i % len] = marks[i / len];
			read_page(&page, (struct ru_str){source, len});
			assert_int_equal(page.html.nodes[1].flags & RU_NODE_BLANK, 0);
			ru_arena_release(&page.arena);
			source[i % len] = kept;
		}
		(void)snprintf(source, sizeof source, "<b%0*d data-%0*d=1>", (int)len, 0, (int)len, 0);
		source[1 + len] = 'K';
		source[len + 8 + len / 2] = 'Q';
		read_page(&page, ru_str_from(source));
		assert_int_equal(ru_html_tag_name(&page.html, 1).ptr[len], 'k');
		assert_int_equal(page.html.attrs[0].name.len, len + 5);
		assert_int_equal(page.html.attrs[0].name.ptr[5 + len / 2], 'q');
		ru_arena_release(&page.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_plain_page_is_read_as_written),
	    cmocka_unit_test(start_tags_end_what_cannot_hold_them),
	    cmocka_unit_test(end_tags_close_only_what_is_in_scope),
	    cmocka_unit_test(text_of_script_style_and_title_is_not_markup),
	    cmocka_unit_test(drawings_are_one_node),
	    cmocka_unit_test(unknown_elements_keep_their_name),
	    cmocka_unit_test(a_link_ends_where_the_next_begins),
	    cmocka_unit_test(an_inline_end_tag_does_not_close_a_block),
	    cmocka_unit_test(spans_give_back_the_source),
	    cmocka_unit_test(a_reference_in_a_value_is_seen_at_any_place),
	    cmocka_unit_test(attribute_values_are_decoded_once),
	    cmocka_unit_test(each_attribute_name_counts_once_among_many),
	    cmocka_unit_test(white_space_and_capitals_are_seen_at_any_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
