/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as the text of a page, in each language of the packs and in one that has none: nothing crashes, every fact
 * lies in the page, what points at another fact points at one, and the same bytes give the same facts again. Corpus:
 * fuzz/corpus/facts. */
#include "read_facts.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static uint64_t look(const struct ru_facts *facts, uint32_t size)
{
	for (uint32_t i = 0; i < facts->name_count; i++)
		check(facts->names[i].entity < facts->entity_count && facts->names[i].place.at.end <= size);
	for (uint32_t i = 0; i < facts->figure_count; i++)
		check(facts->figures[i].by == RU_NONE || facts->figures[i].by < facts->statement_count);
	return check_statements(facts, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const tags[] = {"id", "en", "ms", "xx"};

	read_facts(tags, sizeof(tags) / sizeof(tags[0]), bytes, size, look);
	return 0;
}
