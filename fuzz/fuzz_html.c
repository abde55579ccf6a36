/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an HTML page: nothing crashes, and the tree is sound under two sets of limits. Corpus: fuzz/corpus/html.
 */
#include "../tests/html/check_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void read_once(struct ru_str source, const struct ru_limits *limits)
{
	struct ru_arena arena;
	struct ru_html html;
	const char *fault = NULL;

	ru_arena_init(&arena, ru_alloc_default());
	if (ru_html_read(&html, source, limits, &arena, ru_alloc_default(), NULL) == RU_OK)
		fault = check_tree(&html, limits);
	ru_arena_release(&arena);
	if (fault != NULL) {
		fprintf(stderr, "does not hold: %s\n", fault);
		abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct ru_str source = {(const char *)bytes, size};
	struct ru_limits tight = RU_LIMITS_DEFAULT;

	tight.html_depth = 4;
	tight.html_nodes = 40;
	tight.html_attrs = 3;
	read_once(source, &RU_LIMITS_DEFAULT);
	read_once(source, &tight);
	return 0;
}
