/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as what a page says, in each way that packs read statements (by cues, by verbs, verb second): nothing
 * crashes, every part of a statement lies in the page and holds something, parents stand before their children, and the
 * same bytes give the same statements again. Corpus: fuzz/corpus/statements. */
#include "../tests/facts/row_article.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(bool holds)
{
	if (!holds)
		abort();
}

static uint64_t check_places(struct ru_places places, uint32_t size, uint64_t sum)
{
	for (uint32_t i = 0; i < places.count; i++) {
		struct ru_range at = places.items[i].at;
		check(at.begin < at.end && at.end <= size);
		sum = sum * 31 + at.begin * 7u + at.end;
	}
	return sum;
}

static uint64_t check_statements(const struct ru_facts *facts, uint32_t size)
{
	uint64_t sum = facts->statement_count;

	for (uint32_t i = 0; i < facts->statement_count; i++) {
		const struct ru_statement *st = &facts->statements[i];
		check(st->parent == RU_NONE || st->parent < i);
		check(st->entity == RU_NONE || st->entity < facts->entity_count);
		check(st->content.count > 0 || st->polarity != RU_SAID);
		sum = check_places(st->source, size, sum);
		sum = check_places(st->cue, size, sum);
		sum = check_places(st->content, size, sum);
		sum = check_places(st->addressee, size, sum);
		for (uint32_t k = 0; k < st->relay_count; k++)
			check(st->relays[k].entity == RU_NONE || st->relays[k].entity < facts->entity_count);
	}
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const tags[] = {"id", "en", "de", "ms"};
	static struct ru_packs *packs;
	const struct ru_limits limits = RU_LIMITS_DEFAULT;

	if (packs == NULL)
		check(ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) == 0);
	for (size_t k = 0; k < sizeof(tags) / sizeof(tags[0]) && size < UINT32_MAX / 2; k++) {
		struct ru_facts_options options = {packs, ru_packs_find(packs, ru_str_from(tags[k])), &limits,
		                                   ru_alloc_default()};
		struct ru_str text = {(const char *)bytes, size};
		uint64_t sum[2];
		for (int again = 0; again < 2; again++) {
			struct ru_article article;
			struct ru_facts facts;
			struct ru_arena arena;
			ru_arena_init(&arena, ru_alloc_default());
			check(row_article(&article, text, RU_S("2031-02-13"), &arena) == 0);
			check(ru_facts_read(&facts, &article, &options, &arena, NULL) == 0);
			sum[again] = check_statements(&facts, (uint32_t)size);
			ru_arena_release(&arena);
		}
		check(sum[0] == sum[1]);
	}
	return 0;
}
