/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as the text of a page, in each language of the packs: nothing crashes, every fact lies in the page, parents
 * stand before their children. Corpus: fuzz/corpus/facts. */
#include "../tests/facts/row_article.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(bool holds)
{
	if (!holds)
		abort();
}

static void check_places(struct ru_places places, uint32_t size)
{
	for (uint32_t i = 0; i < places.count; i++)
		check(places.items[i].at.begin <= places.items[i].at.end && places.items[i].at.end <= size);
}

static void check_facts(const struct ru_facts *facts, uint32_t size)
{
	for (uint32_t i = 0; i < facts->name_count; i++)
		check(facts->names[i].entity < facts->entity_count && facts->names[i].place.at.end <= size);
	for (uint32_t i = 0; i < facts->statement_count; i++) {
		const struct ru_statement *st = &facts->statements[i];
		check(st->parent == RU_NONE || st->parent < i);
		check(st->entity == RU_NONE || st->entity < facts->entity_count);
		check_places(st->source, size);
		check_places(st->cue, size);
		check_places(st->content, size);
		check_places(st->addressee, size);
		for (uint32_t k = 0; k < st->relay_count; k++)
			check(st->relays[k].place.at.end <= size && st->relays[k].cue.at.end <= size);
	}
	for (uint32_t i = 0; i < facts->figure_count; i++)
		check(facts->figures[i].by == RU_NONE || facts->figures[i].by < facts->statement_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const tags[] = {"id", "en", "ms", "xx"};
	static struct ru_packs *packs;
	const struct ru_limits limits = RU_LIMITS_DEFAULT;

	if (packs == NULL)
		check(ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) == 0);
	for (size_t k = 0; k < sizeof(tags) / sizeof(tags[0]) && size < UINT32_MAX / 2; k++) {
		struct ru_facts_options options = {packs, ru_packs_find(packs, ru_str_from(tags[k])), &limits,
		                                   ru_alloc_default()};
		struct ru_str text = {(const char *)bytes, size};
		struct ru_article article;
		struct ru_facts facts;
		struct ru_arena arena;
		ru_arena_init(&arena, ru_alloc_default());
		check(row_article(&article, text, RU_S("2031-02-13"), &arena) == 0);
		check(ru_facts_read(&facts, &article, &options, &arena, NULL) == 0);
		check_facts(&facts, (uint32_t)size);
		ru_arena_release(&arena);
	}
	return 0;
}
