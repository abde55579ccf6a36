/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a page, as HTML and as plain text: nothing crashes, and blocks and spans are sound. Corpus:
 * fuzz/corpus/article. */
#include "../tests/article/check_article.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void read_once(const struct ru_packs *packs, struct ru_str source, enum ru_page_kind kind)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {packs, &limits, ru_alloc_default(), NULL};
	struct ru_raw_page page = {.kind = kind, .bytes = source};
	struct ru_article article;
	struct ru_arena arena;
	const char *fault = NULL;

	page.id = RU_S("page");
	ru_arena_init(&arena, ru_alloc_default());
	if (ru_article_read(&article, &page, &options, &arena, NULL) == 0)
		fault = check_article(&article, &page);
	ru_arena_release(&arena);
	if (fault != NULL) {
		fprintf(stderr, "does not hold: %s\n", fault);
		abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct ru_packs *packs;
	struct ru_str source = {(const char *)bytes, size};

	if (packs == NULL && ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) != 0)
		abort();
	read_once(packs, source, RU_PAGE_HTML);
	read_once(packs, source, RU_PAGE_PLAIN);
	read_once(packs, source, RU_PAGE_ARTICLE);
	return 0;
}
