/* SPDX-License-Identifier: Apache-2.0 */
/* The record's blocks, page text, map and clean text out of a finished draft. Linear. */
#include "article/draft.h"

/* Kinds whose words make the clean text. */
static bool in_clean(uint8_t kind)
{
	return kind == RU_BLOCK_STANDFIRST || kind == RU_BLOCK_BODY || kind == RU_BLOCK_SUBHEAD ||
	       kind == RU_BLOCK_LIST || kind == RU_BLOCK_QUOTE || kind == RU_BLOCK_TABLE || kind == RU_BLOCK_CODE;
}

/* first -> second, into a map of the arena. */
static int compose(const struct ru_draft *d, const struct ru_map_view *first, const struct ru_map_view *second,
                   struct ru_map_view *out)
{
	struct ru_map map;
	int status;

	if (second->identity) {
		*out = *first;
		return 0;
	}
	ru_map_init(&map, d->options->al);
	status = ru_map_compose(first, second, &map);
	if (status == 0)
		status = ru_map_freeze(&map, d->arena, out);
	ru_map_release(&map);
	return status;
}

static int make_map(struct ru_draft *d)
{
	struct ru_map_view own, source;
	int status = ru_map_freeze(&d->map, d->arena, &own);

	if (status == 0 && d->is_html) {
		status = compose(d, &own, &d->html.map, &source);
		own = source;
	}
	if (status == 0)
		status = compose(d, &own, &d->source_map, &d->article->map);
	return status;
}

/* Append the line to the clean text, for blocks that belong there. */
static void put_clean(struct ru_draft *d, const struct ru_line *line, struct ru_buf *clean, struct ru_block *block)
{
	block->clean = (struct ru_range){RU_NONE, RU_NONE};
	if (!in_clean(line->kind))
		return;
	if (clean->len > 0)
		ru_buf_put(clean, RU_S("\n\n"));
	block->clean.begin = (uint32_t)clean->len;
	ru_buf_put(clean, ru_draft_cut(d, line->begin, line->end));
	block->clean.end = (uint32_t)clean->len;
}

/* The parts of line i as blocks behind its own; *part goes up with the lines. */
static void put_parts(const struct ru_draft *d, uint32_t i, uint32_t *part)
{
	struct ru_article *a = d->article;
	uint32_t parent = a->block_count - 1;
	const struct ru_block *whole = &a->blocks[parent];

	while (*part < d->parts.len && RU_VEC_AT(&d->parts, struct ru_part, *part)->line < i)
		(*part)++;
	for (; *part < d->parts.len && RU_VEC_AT(&d->parts, struct ru_part, *part)->line == i; (*part)++) {
		const struct ru_part *p = RU_VEC_AT(&d->parts, struct ru_part, *part);
		struct ru_block *block = &a->blocks[a->block_count++];

		block->kind = (enum ru_block_kind)p->kind;
		block->at = (struct ru_range){p->begin, p->end};
		block->clean = (struct ru_range){RU_NONE, RU_NONE};
		if (whole->clean.begin != RU_NONE)
			block->clean = (struct ru_range){whole->clean.begin + (p->begin - whole->at.begin),
			                                 whole->clean.begin + (p->end - whole->at.begin)};
		block->parent = parent;
	}
}

static void put_raw(struct ru_draft *d)
{
	struct ru_article *a = d->article;

	for (uint32_t i = 0; i < a->block_count; i++) {
		struct ru_block *block = &a->blocks[i];

		block->raw = (struct ru_span){RU_NONE, RU_NONE, RU_FIELD_PAGE};
	}
	if (a->block_count > 0 && (ru_draft_line(d, 0)->flags & RU_LINE_FIELD) != 0) {
		struct ru_str title = ru_str_trim(d->page->title);
		uint32_t skip = (uint32_t)(title.ptr - d->page->title.ptr);

		a->blocks[0].raw = (struct ru_span){skip, skip + (uint32_t)title.len, RU_FIELD_TITLE};
	}
	for (uint32_t i = 0; i < a->block_count; i++) {
		struct ru_block *block = &a->blocks[i];
		struct ru_span span;

		if (block->raw.begin == RU_NONE && ru_article_span(a, block->at, &span))
			block->raw = span;
	}
}

int ru_blocks_make(struct ru_draft *d)
{
	struct ru_article *a = d->article;
	uint32_t count = ru_draft_line_count(d), part = 0;
	struct ru_buf clean;
	int status = ru_arena_copy(d->arena, ru_buf_str(&d->text), &a->text);

	if (status == 0)
		status = make_map(d);
	a->blocks = ru_arena_get(d->arena, (size_t)count + d->parts.len, sizeof(*a->blocks));
	a->block_count = 0;
	if (status != 0 || a->blocks == NULL)
		return status != 0 ? status : RU_ENOMEM;
	ru_buf_init(&clean, d->options->al, 0);
	for (uint32_t i = 0; i < count; i++) {
		struct ru_line *line = ru_draft_line(d, i);
		struct ru_block *block = &a->blocks[a->block_count++];

		block->kind = (enum ru_block_kind)line->kind;
		block->at = (struct ru_range){line->begin, line->end};
		block->parent = RU_NONE;
		put_clean(d, line, &clean, block);
		put_parts(d, i, &part);
	}
	status = ru_buf_status(&clean);
	if (status == 0)
		status = ru_arena_copy(d->arena, ru_buf_str(&clean), &a->clean);
	ru_buf_release(&clean);
	if (status == 0)
		put_raw(d);
	return status;
}
