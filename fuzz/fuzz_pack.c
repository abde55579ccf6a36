/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a table of a pack: read or refused, never more; what was read can be found again. The first byte picks
 * the table. */
#include "pack/inner.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void note(void *ctx, struct ru_str file, uint32_t line, struct ru_str message)
{
	(void)ctx;
	(void)file;
	(void)line;
	(void)message;
}

static void read_table(struct ru_str name, struct ru_str bytes, ru_pack_report_fn *report)
{
	struct ru_arena arena;
	struct ru_pack pack;
	ru_arena_init(&arena, ru_alloc_default());
	struct ru_pack_reader reader = {.pack = &pack, .arena = &arena, .file = "fuzz", .report = report};
	if (ru_pack_init(&pack, RU_S("xx"), &arena, ru_alloc_default()) == 0 &&
	    ru_pack_read(&reader, name, bytes) == 0 && ru_pack_settle(&reader) == 0) {
		for (uint32_t i = 0; i < pack.entry.len; i++) {
			const struct ru_entry *entry = ru_pack_entry(&pack, i);
			if (ru_pack_get(&pack, entry->table, entry->phrase) == NULL)
				abort();
		}
		struct ru_buf buf;
		ru_buf_init(&buf, ru_alloc_default(), 0);
		ru_pack_stem(&pack, ru_str_cut(bytes, 0, 24), &buf);
		ru_buf_release(&buf);
	}
	ru_pack_release(&pack);
	ru_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const names[] = {"abbreviations.tsv", "affixes.tsv", "messages.tsv", "pack.tsv",
	                                    "roots.tsv",         "weights.tsv", "agencies.tsv", "none.tsv"};
	if (size == 0)
		return 0;
	struct ru_str name = ru_str_from(names[bytes[0] % (sizeof(names) / sizeof(names[0]))]);
	struct ru_str rest = {(const char *)bytes + 1, size - 1};
	read_table(name, rest, NULL);
	read_table(name, rest, note);
	return 0;
}
