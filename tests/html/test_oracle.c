/* SPDX-License-Identifier: Apache-2.0 */
/* The reader beside libgumbo on the real pages of ../shared/data/extract: the text of a page, cut into blocks, with its
 * links. Skipped without the pages or without gzip.
 *
 * They need not agree everywhere: libgumbo reads noscript as scripts are on, moves text out of tables, counts bad bytes
 * otherwise, and lets an unclosed link run on. So a share of the pages is asked for. */
#include "html/html.h"
#include "html/tag.h"
#include "input/input.h"
#include "text/charset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>
#include <cmocka.h>
#include <gumbo.h>

/* The text so far: white space is one space, a block or line break one "\n", each character inside a link is followed
 * by "~". */
struct shown {
	struct ru_buf text;
	bool in_link;
};

static void put_break(struct shown *shown)
{
	struct ru_buf *text = &shown->text;

	while (text->len > 0 && text->ptr[text->len - 1] == ' ')
		text->len--;
	if (text->len > 0 && text->ptr[text->len - 1] != '\n')
		ru_buf_putc(text, '\n');
}

static void put_text(struct shown *shown, struct ru_str s)
{
	struct ru_buf *text = &shown->text;

	for (size_t i = 0; i < s.len; i++) {
		bool space = ru_is_space((unsigned char)s.ptr[i]);

		if (!space)
			ru_buf_putc(text, s.ptr[i]);
		else if (text->len > 0 && text->ptr[text->len - 1] != ' ' && text->ptr[text->len - 1] != '\n')
			ru_buf_putc(text, ' ');
		if (!space && shown->in_link)
			ru_buf_putc(text, '~');
	}
}

static bool is_hidden(uint16_t tag)
{
	return ru_tag_is_raw(tag) || tag == RU_TAG_TITLE || tag == RU_TAG_SVG || tag == RU_TAG_MATH ||
	       tag == RU_TAG_NOSCRIPT || tag == RU_TAG_TEMPLATE || tag == RU_TAG_SELECT;
}

static bool breaks(uint16_t tag) { return ru_tag_is_block(tag) || tag == RU_TAG_BR; }

static void show_gumbo(struct shown *shown, const GumboNode *node)
{
	bool document = node->type == GUMBO_NODE_DOCUMENT, was = shown->in_link;
	const GumboVector *children = document ? &node->v.document.children : &node->v.element.children;
	uint16_t tag = RU_TAG_UNKNOWN;

	if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
		put_text(shown, ru_str_from(node->v.text.text));
		return;
	}
	if (!document && node->type != GUMBO_NODE_ELEMENT)
		return;
	if (!document)
		tag = ru_tag_find(ru_str_from(gumbo_normalized_tagname(node->v.element.tag)));
	if (is_hidden(tag))
		return;
	if (breaks(tag))
		put_break(shown);
	shown->in_link = was || tag == RU_TAG_A;
	for (unsigned i = 0; i < children->length; i++)
		show_gumbo(shown, children->data[i]);
	shown->in_link = was;
	if (breaks(tag))
		put_break(shown);
}

static bool is_in_link(const struct ru_html *html, uint32_t node)
{
	for (uint32_t at = html->nodes[node].parent; at != 0; at = html->nodes[at].parent) {
		if (html->nodes[at].tag == RU_TAG_A && ru_html_holds(html, at, node))
			return true;
	}
	return false;
}

static void show_own(struct shown *shown, const struct ru_html *html, uint32_t at)
{
	const struct ru_html_node *node = &html->nodes[at];

	if (node->kind == RU_NODE_TEXT) {
		shown->in_link = is_in_link(html, at);
		put_text(shown, ru_str_cut(html->text, node->text, (size_t)node->text + node->text_len));
	}
	if (node->kind != RU_NODE_ELEMENT || is_hidden(node->tag))
		return;
	if (breaks(node->tag))
		put_break(shown);
	for (uint32_t child = at + 1; child < node->next; child = html->nodes[child].next)
		show_own(shown, html, child);
	if (breaks(node->tag))
		put_break(shown);
}

static bool same(struct ru_str source)
{
	struct shown own = {.in_link = false}, other = {.in_link = false};
	GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, source.ptr, source.len);
	struct ru_arena arena;
	struct ru_html html;
	bool equal;

	ru_buf_init(&own.text, ru_alloc_default(), 0);
	ru_buf_init(&other.text, ru_alloc_default(), 0);
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_html_read(&html, source, &RU_LIMITS_DEFAULT, &arena, ru_alloc_default(), NULL), RU_OK);
	show_own(&own, &html, 0);
	put_break(&own);
	show_gumbo(&other, output->document);
	put_break(&other);
	equal = ru_str_eq(ru_buf_str(&own.text), ru_buf_str(&other.text));
	gumbo_destroy_output(&kGumboDefaultOptions, output);
	ru_arena_release(&arena);
	ru_buf_release(&own.text);
	ru_buf_release(&other.text);
	return equal;
}

static void compare_all(struct ru_input *input, unsigned *count, unsigned *equal)
{
	struct ru_raw_page page;
	int status;

	while ((status = ru_input_next(input, &page, NULL)) == 1) {
		struct ru_arena arena;
		struct ru_map_view map;
		struct ru_str utf8, name;

		ru_arena_init(&arena, ru_alloc_default());
		assert_int_equal(ru_charset_decode(page.bytes, page.charset, true, &arena, ru_alloc_default(), &utf8,
		                                   &map, &name, NULL),
		                 RU_OK);
		*equal += same(utf8);
		*count += 1;
		ru_arena_release(&arena);
	}
	assert_int_equal(status, 0);
}

#define PAGES SHARED_DIR "/data/extract/fundus_dev.jsonl.gz"

static void real_pages_read_as_libgumbo_reads_them(void **unused)
{
	static const char *const standard_input[] = {"-"};
	struct ru_input_options options = {.al = ru_alloc_default(), .limits = &RU_LIMITS_DEFAULT};
	unsigned count = 0, equal = 0;
	struct ru_input *input;
	FILE *pipe;

	(void)unused;
	pipe = popen("gzip -dc '" PAGES "'", "r");
	assert_non_null(pipe);
	assert_true(dup2(fileno(pipe), STDIN_FILENO) >= 0);
	assert_int_equal(ru_input_open(&input, standard_input, 1, &options, NULL), RU_OK);
	compare_all(input, &count, &equal);
	ru_input_close(input);
	assert_int_equal(pclose(pipe), 0);
	print_message("libgumbo: %u of %u pages equal\n", equal, count);
	assert_true(count > 100 && equal * 100 >= count * 97);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(real_pages_read_as_libgumbo_reads_them)};

	if (ru_file_look(PAGES, NULL) != RU_FILE_REGULAR) {
		puts("skip: the real pages are not here");
		return 77;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
