/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as what a page says, in each way that packs read statements (by cues, by verbs, verb second): nothing
 * crashes, every part of a statement lies in the page, what is said holds something, and the same bytes give the same
 * statements again. Corpus: fuzz/corpus/statements. */
#include "read_facts.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static uint64_t look(const struct ru_facts *facts, uint32_t size)
{
	for (uint32_t i = 0; i < facts->statement_count; i++)
		check(facts->statements[i].content.count > 0 || facts->statements[i].polarity != RU_SAID);
	return check_statements(facts, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const tags[] = {"id", "en", "de", "ms"};

	read_facts(tags, sizeof(tags) / sizeof(tags[0]), bytes, size, look);
	return 0;
}
