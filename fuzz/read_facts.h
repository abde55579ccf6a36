/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as the text of a page, read with one pack after the other: what the fuzz targets of facts/ share. */
#ifndef RU_FUZZ_READ_FACTS_H
#define RU_FUZZ_READ_FACTS_H

#include "../tests/facts/row_article.h"

#include <stdlib.h>

static inline void check(bool holds)
{
	if (!holds)
		abort();
}

/* Every place lies in the page; the sum with theirs. */
static inline uint64_t check_places(struct ru_places places, uint32_t size, uint64_t sum)
{
	for (uint32_t i = 0; i < places.count; i++) {
		struct ru_range at = places.items[i].at;
		check(at.begin < at.end && at.end <= size);
		sum = sum * 31 + at.begin * 7u + at.end;
	}
	return sum;
}

/* Parents stand before their children, every part lies in the page; a sum of all parts. */
static inline uint64_t check_statements(const struct ru_facts *facts, uint32_t size)
{
	uint64_t sum = facts->statement_count;

	for (uint32_t i = 0; i < facts->statement_count; i++) {
		const struct ru_statement *st = &facts->statements[i];
		check(st->parent == RU_NONE || st->parent < i);
		check(st->entity == RU_NONE || st->entity < facts->entity_count);
		sum = check_places(st->source, size, sum);
		sum = check_places(st->cue, size, sum);
		sum = check_places(st->content, size, sum);
		sum = check_places(st->addressee, size, sum);
		for (uint32_t k = 0; k < st->relay_count; k++) {
			check(st->relays[k].entity == RU_NONE || st->relays[k].entity < facts->entity_count);
			check(st->relays[k].place.at.end <= size && st->relays[k].cue.at.end <= size);
		}
	}
	return sum;
}

/* Read the text with the packs of the tags, twice each; look() checks what was found, and its sum is the same again. */
static inline void read_facts(const char *const *tags, size_t count, const uint8_t *bytes, size_t size,
                              uint64_t (*look)(const struct ru_facts *facts, uint32_t size))
{
	static struct ru_packs *packs;
	const struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_str text = {(const char *)bytes, size};

	if (packs == NULL)
		check(ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) == 0);
	for (size_t k = 0; k < count && size < UINT32_MAX / 2; k++) {
		struct ru_facts_options options = {packs, ru_packs_find(packs, ru_str_from(tags[k])), &limits,
		                                   ru_alloc_default()};
		uint64_t sum[2];
		for (int again = 0; again < 2; again++) {
			struct ru_article article;
			struct ru_facts facts;
			struct ru_arena arena;
			ru_arena_init(&arena, ru_alloc_default());
			check(row_article(&article, text, RU_S("2031-02-13"), &arena) == 0);
			check(ru_facts_read(&facts, &article, &options, &arena, NULL) == 0);
			sum[again] = look(&facts, (uint32_t)size);
			ru_arena_release(&arena);
		}
		check(sum[0] == sum[1]);
	}
}

#endif
