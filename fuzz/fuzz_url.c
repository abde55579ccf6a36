/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an address: as the page's own, as those that it states of itself and as its links. The host is a piece
 * of the address, and the host of what was taken for a host is the same; blocks and spans of the page are sound.
 * Corpus: fuzz/corpus/url. */
#include "../tests/article/check_article.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void fail(const char *what)
{
	fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

static void check_host(struct ru_str url)
{
	struct ru_str host = ru_host_slice(url), again;
	struct ru_buf buf;

	if (host.len == 0)
		return;
	if (host.ptr < url.ptr || host.ptr + host.len > url.ptr + url.len || host.len > 253)
		fail("the host is a piece of the address");
	if (host.len > 4 && ru_str_eq_nocase(ru_str_cut(host, 0, 4), RU_S("www.")))
		return; /* "www.www.": one is cut off each time */
	ru_buf_init(&buf, ru_alloc_default(), 0);
	ru_buf_put(&buf, RU_S("https://"));
	ru_buf_put(&buf, host);
	again = ru_host_slice(ru_buf_str(&buf));
	if (ru_buf_status(&buf) == RU_OK && !ru_str_eq(again, host))
		fail("the host of a host is itself");
	ru_buf_release(&buf);
}

static void put_attribute(struct ru_buf *html, const char *before, struct ru_str url, const char *after)
{
	ru_buf_print(html, "%s", before);
	for (size_t i = 0; i < url.len; i++) {
		if (url.ptr[i] == '"')
			ru_buf_put(html, RU_S("&quot;"));
		else
			ru_buf_putc(html, url.ptr[i]);
	}
	ru_buf_print(html, "%s", after);
}

static void put_page(struct ru_buf *html, struct ru_str url)
{
	put_attribute(html, "<title>Jembatan dibuka</title><link rel=canonical href=\"", url, "\">");
	put_attribute(html, "<link rel=amphtml href=\"", url, "\">");
	put_attribute(html, "<meta property=og:url content=\"", url, "\">");
	put_attribute(html, "<p><a href=\"", url, "\">Halaman lain</a> <a href=\"/2031/05/03/berita\">");
	put_attribute(html, "Berita</a><p>Jembatan itu dibuka lagi pada Senin, kata wali kota, lihat <a href=\"", url,
	              "\">di sini</a> dan pada ");
	ru_buf_put(html, url);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct ru_packs *packs;
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_str url = {(const char *)bytes, size};
	struct ru_article article;
	struct ru_arena arena;
	struct ru_buf html;
	const char *fault = NULL;

	if (packs == NULL && ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) != 0)
		abort();
	struct ru_article_options options = {packs, &limits, ru_alloc_default(), NULL};

	check_host(url);
	ru_buf_init(&html, ru_alloc_default(), 0);
	put_page(&html, url);
	struct ru_raw_page page = {.kind = RU_PAGE_HTML, .id = RU_S("page"), .url = url, .bytes = ru_buf_str(&html)};
	ru_arena_init(&arena, ru_alloc_default());
	if (ru_article_read(&article, &page, &options, &arena, NULL) == 0)
		fault = check_article(&article, &page);
	ru_arena_release(&arena);
	ru_buf_release(&html);
	if (fault != NULL)
		fail(fault);
	return 0;
}
