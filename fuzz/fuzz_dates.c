/* SPDX-License-Identifier: Apache-2.0 */
/* Dates, figures and bylines out of any bytes: no crash, spans inside the text, caps kept. The first byte picks the
 * language, the rest is the text of one block. */
#include "facts/reading.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static struct ru_packs *packs;

static void read_page(struct ru_str text, struct ru_str language)
{
	const struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_facts_options options = {packs, ru_packs_find(packs, language), &limits, ru_alloc_default()};
	struct ru_block block = {.kind = RU_BLOCK_BODY, .at = {0, (uint32_t)text.len}, .parent = RU_NONE};
	struct ru_article article = {
	    .text = text, .clean = text, .map = RU_MAP_IDENTITY, .blocks = &block, .block_count = 1};
	struct ru_facts facts = {0};
	struct ru_arena arena;
	struct ru_reading r = {.article = &article, .options = &options, .facts = &facts, .arena = &arena};

	ru_arena_init(&arena, ru_alloc_default());
	r.all = ru_packs_find(packs, RU_S("all"));
	r.pack = options.pack != NULL ? options.pack : r.all;
	block.clean = block.at;
	block.raw = (struct ru_span){0, (uint32_t)text.len, RU_FIELD_PAGE};
	if (ru_facts_words(&r) != RU_OK || ru_facts_dates(&r) != RU_OK || ru_facts_figures(&r) != RU_OK)
		abort();
	for (uint32_t i = 0; i < facts.date_count; i++) {
		if (facts.dates[i].place.at.begin >= facts.dates[i].place.at.end ||
		    facts.dates[i].place.at.end > text.len)
			abort();
	}
	for (uint32_t i = 0; i < facts.figure_count; i++) {
		if (facts.figures[i].place.at.begin >= facts.figures[i].place.at.end ||
		    facts.figures[i].place.at.end > text.len)
			abort();
	}
	ru_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct ru_str languages[] = {RU_S_INIT("id"), RU_S_INIT("en"), RU_S_INIT("ms"), RU_S_INIT("xx")};
	struct ru_line_date date;

	if (packs == NULL && ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) != RU_OK)
		abort();
	if (size == 0 || size > 1 << 16)
		return 0;
	struct ru_str text = {(const char *)bytes + 1, size - 1};

	read_page(text, languages[bytes[0] % 4]);
	(void)ru_line_date_find(packs, text, &date);
	struct ru_stamp stamp;

	(void)ru_stamp_parse(text, &stamp);
	return 0;
}
