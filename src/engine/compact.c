/* SPDX-License-Identifier: Apache-2.0 */
/* Facts are read with generous scratch memory; what stays of them for the life of a pile is copied here into just the
 * room it needs. Strings that are slices of the page text stay slices of it. */
#include "engine/compact.h"

struct compacting {
	struct ru_arena *arena;
	struct ru_str text; /* page text: slices of it need no copy */
	int status;
};

static void move_str(struct compacting *c, struct ru_str *s)
{
	uintptr_t at = (uintptr_t)s->ptr, base = (uintptr_t)c->text.ptr;

	if (c->status != 0 || s->len == 0 || (at >= base && at + s->len <= base + c->text.len))
		return;
	c->status = ru_arena_copy(c->arena, *s, s);
}

/* A copy of count items; NULL for none. */
static void *move_items(struct compacting *c, const void *items, size_t count, size_t size)
{
	if (c->status != 0 || count == 0)
		return NULL;
	void *copy = ru_arena_get(c->arena, count, size);
	if (copy == NULL)
		c->status = RU_ENOMEM;
	else
		memcpy(copy, items, count * size);
	return copy;
}

#define MOVE_ITEMS(c, items, count) ((items) = move_items(c, items, count, sizeof(*(items))))

static void move_places(struct compacting *c, struct ru_places *places) { MOVE_ITEMS(c, places->items, places->count); }

static void move_names(struct compacting *c, struct ru_facts *f)
{
	MOVE_ITEMS(c, f->names, f->name_count);
	for (uint32_t i = 0; c->status == 0 && i < f->name_count; i++) {
		move_str(c, &f->names[i].text);
		move_str(c, &f->names[i].title);
		move_str(c, &f->names[i].role);
	}
	MOVE_ITEMS(c, f->entities, f->entity_count);
	for (uint32_t i = 0; c->status == 0 && i < f->entity_count; i++) {
		move_str(c, &f->entities[i].name);
		move_str(c, &f->entities[i].role);
		move_str(c, &f->entities[i].canon);
		move_str(c, &f->entities[i].reason);
	}
}

static void move_values(struct compacting *c, struct ru_facts *f)
{
	MOVE_ITEMS(c, f->dates, f->date_count);
	for (uint32_t i = 0; c->status == 0 && i < f->date_count; i++) {
		struct ru_date *date = &f->dates[i];

		move_str(c, &date->text);
		move_str(c, &date->value);
		move_str(c, &date->grain);
		move_str(c, &date->mod);
		move_str(c, &date->anchor);
		for (uint32_t j = 0; j < date->alt_count; j++)
			move_str(c, &date->alt[j]);
	}
	MOVE_ITEMS(c, f->figures, f->figure_count);
	for (uint32_t i = 0; c->status == 0 && i < f->figure_count; i++) {
		struct ru_figure *figure = &f->figures[i];

		move_str(c, &figure->text);
		move_str(c, &figure->value);
		move_str(c, &figure->high);
		move_str(c, &figure->unit);
		move_str(c, &figure->noun);
	}
}

static void move_statements(struct compacting *c, struct ru_facts *f)
{
	MOVE_ITEMS(c, f->statements, f->statement_count);
	for (uint32_t i = 0; c->status == 0 && i < f->statement_count; i++) {
		struct ru_statement *s = &f->statements[i];

		move_str(c, &s->speaker);
		move_places(c, &s->source);
		move_places(c, &s->cue);
		move_places(c, &s->content);
		move_places(c, &s->addressee);
		MOVE_ITEMS(c, s->relays, s->relay_count);
		for (uint32_t j = 0; c->status == 0 && j < s->relay_count; j++) {
			move_str(c, &s->relays[j].who);
			move_str(c, &s->relays[j].cue_text);
		}
	}
}

int ru_engine_compact(struct ru_facts *facts, struct ru_str text, struct ru_arena *arena)
{
	struct compacting c = {arena, text, 0};

	MOVE_ITEMS(&c, facts->tokens, facts->token_count);
	MOVE_ITEMS(&c, facts->sentences, facts->sentence_count);
	move_names(&c, facts);
	move_values(&c, facts);
	move_statements(&c, facts);
	MOVE_ITEMS(&c, facts->notices, facts->notice_count);
	for (uint32_t i = 0; c.status == 0 && i < facts->notice_count; i++) {
		move_str(&c, &facts->notices[i].kind);
		move_str(&c, &facts->notices[i].detail);
	}
	return c.status;
}
