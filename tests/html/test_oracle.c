/* SPDX-License-Identifier: Apache-2.0 */
/* The reader beside libgumbo on the real pages of ../shared/data/extract: the text of a page in order, and the same cut
 * into blocks, with its links. Skipped without the pages or without gzip.
 *
 * They need not agree everywhere: libgumbo reads noscript as if scripts were on (and shows what stands in one in the
 * head), moves text out of tables, and lets an unclosed link run on. So a share of the
 * pages is asked for. */
#include "html/html.h"
#include "html/tag.h"
#include "input/input.h"
#include "text/charset.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>
#include <cmocka.h>
#include <gumbo.h>

/* The text so far. With layout: white space is one space, a block or line break one "\n", each character inside a link
 * is followed by "~". Without: nothing but the characters that are not white space. */
struct shown {
	struct ru_buf text;
	bool layout;
	bool in_link;
};

static void put_break(struct shown *shown)
{
	struct ru_buf *text = &shown->text;

	if (!shown->layout)
		return;
	while (text->len > 0 && text->ptr[text->len - 1] == ' ')
		text->len--;
	if (text->len > 0 && text->ptr[text->len - 1] != '\n')
		ru_buf_putc(text, '\n');
}

/* Bytes of a U+FFFD or of a control character U+0080 to U+009F at i, else 0: libgumbo turns the second into the first,
 * and how many stand for bad bytes is a matter of taste. */
static size_t odd_at(struct ru_str s, size_t i)
{
	size_t next = i;
	uint32_t cp = ru_utf8_next(s, &next);

	return cp == RU_UTF8_BAD || (cp >= 0x80 && cp < 0xA0) ? next - i : 0;
}

static void put_text(struct shown *shown, struct ru_str s)
{
	struct ru_buf *text = &shown->text;

	for (size_t i = 0; i < s.len; i++) {
		bool space = ru_is_space((unsigned char)s.ptr[i]);
		size_t odd = odd_at(s, i);

		if (odd > 0) {
			i += odd - 1;
			continue;
		}
		if (!space)
			ru_buf_putc(text, s.ptr[i]);
		else if (shown->layout && text->len > 0 && text->ptr[text->len - 1] != ' ' &&
		         text->ptr[text->len - 1] != '\n')
			ru_buf_putc(text, ' ');
		if (!space && shown->layout && shown->in_link)
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

static bool show_equal(const struct ru_html *html, const GumboOutput *output, bool layout)
{
	struct shown own = {.layout = layout}, other = {.layout = layout};
	bool equal;

	ru_buf_init(&own.text, ru_alloc_default(), 0);
	ru_buf_init(&other.text, ru_alloc_default(), 0);
	show_own(&own, html, 0);
	put_break(&own);
	show_gumbo(&other, output->document);
	put_break(&other);
	equal = ru_str_eq(ru_buf_str(&own.text), ru_buf_str(&other.text));
	ru_buf_release(&own.text);
	ru_buf_release(&other.text);
	return equal;
}

struct counts {
	unsigned pages, same_text, same_layout;
};

static void compare(struct ru_str source, struct counts *counts)
{
	GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, source.ptr, source.len);
	struct ru_arena arena;
	struct ru_html html;

	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(ru_html_read(&html, source, &RU_LIMITS_DEFAULT, &arena, ru_alloc_default(), NULL), RU_OK);
	counts->pages++;
	counts->same_text += show_equal(&html, output, false);
	counts->same_layout += show_equal(&html, output, true);
	gumbo_destroy_output(&kGumboDefaultOptions, output);
	ru_arena_release(&arena);
}

static void compare_all(struct ru_input *input, struct counts *counts)
{
	struct ru_raw_page page;
	int status;

	while ((status = ru_input_next(input, &page, NULL)) == 1) {
		struct ru_arena arena;
		struct ru_map_view map;
		struct ru_charset charset;
		struct ru_str utf8;

		ru_arena_init(&arena, ru_alloc_default());
		assert_int_equal(ru_charset_decode(page.bytes, page.charset, true, &arena, ru_alloc_default(), &utf8,
		                                   &map, &charset, NULL),
		                 RU_OK);
		compare(utf8, counts);
		ru_arena_release(&arena);
	}
	assert_int_equal(status, 0);
}

#define PAGES SHARED_DIR "/data/extract/"

static void compare_file(const char *name, struct counts *counts)
{
	static const char *const standard_input[] = {"-"};
	struct ru_input_options options = {.al = ru_alloc_default(), .limits = &RU_LIMITS_DEFAULT};
	struct ru_input *input;
	char command[1200];
	FILE *pipe;

	snprintf(command, sizeof command, "gzip -dc '" PAGES "%s'", name);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	assert_true(dup2(fileno(pipe), STDIN_FILENO) >= 0);
	clearerr(stdin);
	assert_int_equal(ru_input_open(&input, standard_input, 1, &options, NULL), RU_OK);
	compare_all(input, counts);
	ru_input_close(input);
	assert_int_equal(pclose(pipe), 0);
}

static void real_pages_read_as_libgumbo_reads_them(void **unused)
{
	struct counts counts = {0};

	(void)unused;
	compare_file("dev.jsonl.gz", &counts);
	compare_file("fundus_dev.jsonl.gz", &counts);
	compare_file("idnews_dev.jsonl.gz", &counts);
	print_message("libgumbo: of %u pages %u with the same text, %u with the same blocks and links too\n",
	              counts.pages, counts.same_text, counts.same_layout);
	assert_true(counts.pages > 900);
	assert_true(counts.same_text * 1000 >= counts.pages * 995);
	assert_true(counts.same_layout * 100 >= counts.pages * 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(real_pages_read_as_libgumbo_reads_them)};

	if (ru_file_look(PAGES "dev.jsonl.gz", NULL) != RU_FILE_REGULAR) {
		puts("skip: the real pages are not here");
		return 77;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
