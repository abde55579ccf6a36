/* SPDX-License-Identifier: Apache-2.0 */
/* XHTML that stands in a feed as elements, written back as the HTML of a page: prefixes of name spaces left out, text
 * and attributes escaped. */
#include "input/xhtml.h"

void ru_xhtml_text(struct ru_buf *out, struct ru_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '<')
			ru_buf_put(out, RU_S("&lt;"));
		else if (text.ptr[i] == '&')
			ru_buf_put(out, RU_S("&amp;"));
		else if (text.ptr[i] == '"')
			ru_buf_put(out, RU_S("&quot;"));
		else
			ru_buf_putc(out, text.ptr[i]);
	}
}

/* The start tag of XHTML content, as HTML. */
void ru_xhtml_begin(struct ru_buf *out, const char *name, const char **attributes)
{
	const char *colon = strchr(name, ':');

	ru_buf_putc(out, '<');
	ru_buf_put(out, ru_str_from(colon != NULL ? colon + 1 : name));
	for (; attributes[0] != NULL; attributes += 2) {
		ru_buf_putc(out, ' ');
		ru_buf_put(out, ru_str_from(attributes[0]));
		ru_buf_put(out, RU_S("=\""));
		ru_xhtml_text(out, ru_str_from(attributes[1]));
		ru_buf_putc(out, '"');
	}
	ru_buf_putc(out, '>');
}

/* The end tag of XHTML content, as HTML: void elements have none. */
void ru_xhtml_end(struct ru_buf *out, const char *name)
{
	static const char *const voids[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
	                                    "input", "link", "meta", "param", "source", "track", "wbr"};
	const char *colon = strchr(name, ':');

	name = colon != NULL ? colon + 1 : name;
	for (size_t i = 0; i < sizeof voids / sizeof *voids; i++) {
		if (strcmp(voids[i], name) == 0)
			return;
	}
	ru_buf_print(out, "</%s>", name);
}
