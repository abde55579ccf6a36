/* SPDX-License-Identifier: Apache-2.0 */
/* How every page of ours begins: its style sheet, and a content security policy that lets nothing else in - no script,
 * no font, no picture, nothing from outside. */
#include "show/html.h"

#include "base/hash.h"

/* Base64 (RFC 4648) of a SHA-256, as a content security policy wants it. */
static void base64(const struct ru_sha256 *sum, char out[45])
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t n = 0;

	for (size_t i = 0; i < 32; i += 3) {
		uint32_t bits = (uint32_t)sum->byte[i] << 16;
		bits |= i + 1 < 32 ? (uint32_t)sum->byte[i + 1] << 8 : 0;
		bits |= i + 2 < 32 ? (uint32_t)sum->byte[i + 2] : 0;
		out[n++] = digit[bits >> 18 & 63];
		out[n++] = digit[bits >> 12 & 63];
		out[n++] = digit[bits >> 6 & 63];
		out[n++] = i + 2 < 32 ? digit[bits & 63] : '=';
	}
	out[n] = 0;
}

void ru_html_head(struct ru_html *html, const char *title, struct ru_str more)
{
	struct ru_buf style;
	struct ru_sha256 sum;
	char digest[45];

	ru_buf_init(&style, html->show->al, 0);
	ru_out_fail(&html->out, ru_html_style(&style));
	ru_buf_put(&style, more);
	ru_sha256(ru_buf_str(&style), &sum);
	base64(&sum, digest);
	RU_HTML(html, "<!DOCTYPE html>\n<html lang=\"");
	ru_html_bare(html, html->show->message_language.len > 0 ? html->show->message_language : RU_S("en"));
	RU_HTML(html, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
	              "content=\"default-src 'none'; style-src 'sha256-");
	ru_out_put(&html->out, ru_str_from(digest));
	RU_HTML(html, "'; base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
	              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
	ru_html_say(html, title);
	RU_HTML(html, "</title>\n<style>");
	ru_out_put(&html->out, ru_buf_str(&style));
	RU_HTML(html, "</style>\n</head>\n<body>\n");
	ru_buf_release(&style);
}
