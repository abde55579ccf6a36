/* SPDX-License-Identifier: Apache-2.0 */
/* A page made of one text, for tests of facts/: every line is a block of body, the map is the identity. */
#ifndef RU_TESTS_FACTS_ROW_ARTICLE_H
#define RU_TESTS_FACTS_ROW_ARTICLE_H

#include "facts/facts.h"
#include "facts/reading.h"

/* published: ISO 8601 or empty. All of *out lives in the arena and borrows text. */
static inline int row_article(struct ru_article *out, struct ru_str text, struct ru_str published,
                              struct ru_arena *arena)
{
	struct ru_stamp stamp;
	uint32_t lines = 1, n = 0;

	*out = (struct ru_article){.text = text, .clean = text, .map = RU_MAP_IDENTITY, .bytes = text.len};
	for (size_t i = 0; i < text.len; i++)
		lines += text.ptr[i] == '\n';
	out->blocks = ru_arena_get(arena, lines, sizeof(*out->blocks));
	if (out->blocks == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < text.len;) {
		size_t end = i;

		while (end < text.len && text.ptr[end] != '\n')
			end++;
		if (end > i) {
			struct ru_block *block = &out->blocks[n++];

			block->kind = RU_BLOCK_BODY;
			block->at = block->clean = (struct ru_range){(uint32_t)i, (uint32_t)end};
			block->raw = (struct ru_span){(uint32_t)i, (uint32_t)end, RU_FIELD_PAGE};
			block->parent = RU_NONE;
		}
		i = end + 1;
	}
	out->block_count = n;
	if (ru_stamp_parse(published, &stamp)) {
		out->published.known = true;
		out->published.day = stamp.day;
		out->published.minute = stamp.minute;
		out->published.precision = stamp.minute < 0 ? RU_PRECISION_DAY : RU_PRECISION_MINUTE;
	}
	return RU_OK;
}

/* Words, dates and figures of one text, into r, of which article, options, arena and facts are set. */
static inline int row_begin(struct ru_reading *r, struct ru_article *article, struct ru_str published,
                            struct ru_str text)
{
	int status = row_article(article, text, published, r->arena);

	*r->facts = (struct ru_facts){0};
	r->all = ru_packs_find(r->options->packs, RU_S("all"));
	r->pack = r->options->pack != NULL ? r->options->pack : r->all;
	if (status == RU_OK)
		status = ru_facts_words(r);
	if (status == RU_OK)
		status = ru_facts_values(r);
	return status;
}

static inline int row_read(const struct ru_packs *packs, struct ru_str lang, struct ru_str published,
                           struct ru_str text, const struct ru_alloc *al, struct ru_arena *arena,
                           struct ru_article *article, struct ru_facts *facts)
{
	const struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_facts_options options = {packs, ru_packs_find(packs, lang), &limits, al};
	struct ru_reading r = {.article = article, .options = &options, .arena = arena, .facts = facts};

	return row_begin(&r, article, published, text);
}

#endif
