/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as JSON Lines: what they are, then each line as a record and as a pair. Corpus: fuzz/corpus/jsonl. */
#include "input/inner.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The line is written to by the reader, so each gets a copy of its own. */
static void read_line(struct ru_str line)
{
	struct ru_input_pair pair = {0};
	struct ru_raw_page page = {0};
	struct ru_arena arena;
	char *copy = malloc(line.len > 0 ? line.len : 1);

	if (copy == NULL)
		return;
	ru_arena_init(&arena, ru_alloc_default());
	if (line.len > 0)
		memcpy(copy, line.ptr, line.len);
	if (ru_record_page(copy, line.len, &arena, &page) == RU_RECORD_GOOD && ru_str_trim(page.bytes).len == 0)
		abort();
	if (line.len > 0)
		memcpy(copy, line.ptr, line.len);
	(void)!ru_record_pair(copy, line.len, &arena, &pair);
	ru_arena_release(&arena);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct ru_str rest = {(const char *)bytes, size}, line, charset;

	if (size == 0)
		return 0;
	(void)ru_content_tell(rest, RU_S("-"), &charset);
	while (ru_str_split(&rest, '\n', &line))
		read_line(line);
	return 0;
}
