/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as the one block of a page, and the words, dates and figures in it. */
#ifndef FUZZ_ONE_BLOCK_H
#define FUZZ_ONE_BLOCK_H

#include "facts/reading.h"

#include <stdlib.h>

/* Read the text in the language (of no pack: what all share), and show what was found. */
static inline void fuzz_one_block(const struct ru_packs *packs, struct ru_str text, struct ru_str language,
                                  void (*show)(const struct ru_facts *facts, struct ru_str text, void *ctx), void *ctx)
{
	const struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_facts_options options = {packs, ru_packs_find(packs, language), &limits, ru_alloc_default(), NULL};
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
	if (ru_facts_words(&r) != RU_OK || ru_facts_values(&r) != RU_OK)
		abort();
	show(&facts, text, ctx);
	ru_arena_release(&arena);
}

#endif
