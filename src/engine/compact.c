/* SPDX-License-Identifier: Apache-2.0 */
/* Facts are read with generous scratch memory; what stays of them for the life of a pile is copied here into just the
 * room it needs. Strings that are slices of the page text stay slices of it. */
#include "engine/compact.h"
#include "text/fold.h"

#include <stddef.h>

struct compacting {
	struct ru_arena *arena;
	struct ru_str from; /* page text in scratch memory: slices of it become */
	struct ru_str to;   /* slices of its copy */
	bool weigh;         /* only add up how much room the copies will need, and change nothing */
	size_t room;
	int status;
};

static void weigh(struct compacting *c, size_t bytes)
{
	const size_t align = _Alignof(max_align_t);

	c->room += (bytes + align - 1) / align * align;
}

static void move_str(struct compacting *c, struct ru_str *s)
{
	uintptr_t at = (uintptr_t)s->ptr, base = (uintptr_t)c->from.ptr;

	if (c->status != 0)
		return;
	if (c->weigh) {
		if (s->len > 0 && !(at >= base && at + s->len <= base + c->from.len))
			weigh(c, s->len + 1);
		return;
	}
	if (s->len == 0)
		*s = (struct ru_str){NULL, 0};
	else if (at >= base && at + s->len <= base + c->from.len)
		s->ptr = c->to.ptr + (at - base);
	else
		c->status = ru_arena_copy(c->arena, *s, s);
}

int ru_engine_compact_word(struct ru_str *word, struct ru_arena *arena)
{
	struct ru_buf seen;

	if (!ru_fold_seen(NULL, *word))
		return 0;
	ru_buf_init(&seen, arena->al, 0);
	(void)ru_fold_seen(&seen, *word);
	int status = ru_buf_status(&seen);
	if (status == 0)
		status = ru_arena_copy(arena, ru_buf_str(&seen), word);
	ru_buf_release(&seen);
	return status;
}

/* The same for words that are printed and compared: "Raka&nbsp;Wisesa" and "Ra&shy;ka  Wisesa" are one name. Most words
 * are plain and stay slices. */
static void move_words(struct compacting *c, struct ru_str *s)
{
	if (c->status != 0)
		return;
	if (!ru_fold_seen(NULL, *s))
		move_str(c, s);
	else if (c->weigh)
		weigh(c, s->len + 1);
	else
		c->status = ru_engine_compact_word(s, c->arena);
}

/* A copy of count items; NULL for none. */
static void *move_items(struct compacting *c, const void *items, size_t count, size_t size)
{
	if (c->weigh) {
		weigh(c, count * size);
		return NULL;
	}
	if (c->status != 0 || count == 0)
		return NULL;
	void *copy = ru_arena_get(c->arena, count, size);
	if (copy == NULL)
		c->status = RU_ENOMEM;
	else
		memcpy(copy, items, count * size);
	return copy;
}

#define MOVE_ITEMS(c, items, count)                                                                                    \
	do {                                                                                                           \
		void *moved = move_items(c, items, count, sizeof(*(items)));                                           \
		if (!(c)->weigh)                                                                                       \
			(items) = moved;                                                                               \
	} while (0)

static void move_places(struct compacting *c, struct ru_places *places) { MOVE_ITEMS(c, places->items, places->count); }

static void move_names(struct compacting *c, struct ru_facts *f)
{
	MOVE_ITEMS(c, f->names, f->name_count);
	for (uint32_t i = 0; c->status == 0 && i < f->name_count; i++) {
		move_words(c, &f->names[i].text);
		move_words(c, &f->names[i].title);
		move_words(c, &f->names[i].role);
	}
	MOVE_ITEMS(c, f->entities, f->entity_count);
	for (uint32_t i = 0; c->status == 0 && i < f->entity_count; i++) {
		move_words(c, &f->entities[i].name);
		move_words(c, &f->entities[i].role);
		move_str(c, &f->entities[i].canon);
		move_str(c, &f->entities[i].reason);
	}
}

static void move_values(struct compacting *c, struct ru_facts *f)
{
	MOVE_ITEMS(c, f->dates, f->date_count);
	for (uint32_t i = 0; c->status == 0 && i < f->date_count; i++) {
		struct ru_date *date = &f->dates[i];

		move_words(c, &date->text);
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

		move_words(c, &figure->text);
		move_str(c, &figure->value);
		move_str(c, &figure->high);
		move_str(c, &figure->unit);
		move_words(c, &figure->noun);
	}
}

static void move_statements(struct compacting *c, struct ru_facts *f)
{
	MOVE_ITEMS(c, f->statements, f->statement_count);
	for (uint32_t i = 0; c->status == 0 && i < f->statement_count; i++) {
		struct ru_statement *s = &f->statements[i];

		move_words(c, &s->speaker);
		move_places(c, &s->source);
		move_places(c, &s->cue);
		move_places(c, &s->content);
		move_places(c, &s->addressee);
		MOVE_ITEMS(c, s->relays, s->relay_count);
		for (uint32_t j = 0; c->status == 0 && j < s->relay_count; j++) {
			move_words(c, &s->relays[j].who);
			move_words(c, &s->relays[j].cue_text);
		}
	}
}

static void move_time(struct compacting *c, struct ru_time *time)
{
	move_str(c, &time->value);
	move_str(c, &time->basis);
}

static void move_notices(struct compacting *c, struct ru_notice **notices, uint32_t count)
{
	MOVE_ITEMS(c, *notices, count);
	for (uint32_t i = 0; c->status == 0 && i < count; i++) {
		move_str(c, &(*notices)[i].kind);
		move_str(c, &(*notices)[i].detail);
	}
}

/* The clean text of most plain pages is one stretch of the page text; then it needs no copy of its own. */
static void move_clean(struct compacting *c, struct ru_article *article)
{
	for (uint32_t i = 0; i < article->block_count; i++) {
		const struct ru_block *block = &article->blocks[i];

		if (block->clean.begin != 0 || block->at.begin == RU_NONE)
			continue;
		struct ru_str same = ru_str_cut(c->to, block->at.begin, block->at.begin + article->clean.len);
		if (ru_str_eq(same, article->clean)) {
			article->clean = same;
			return;
		}
		break;
	}
	move_str(c, &article->clean);
}

static void move_lists(struct compacting *c, struct ru_article *article)
{
	MOVE_ITEMS(c, article->other_titles, article->other_title_count);
	for (uint32_t i = 0; c->status == 0 && i < article->other_title_count; i++) {
		move_words(c, &article->other_titles[i].text);
		move_str(c, &article->other_titles[i].basis);
	}
	MOVE_ITEMS(c, article->authors, article->author_count);
	for (uint32_t i = 0; c->status == 0 && i < article->author_count; i++)
		move_words(c, &article->authors[i].name);
	MOVE_ITEMS(c, article->credits, article->credit_count);
	for (uint32_t i = 0; c->status == 0 && i < article->credit_count; i++) {
		struct ru_credit *credit = &article->credits[i];

		move_words(c, &credit->who);
		move_str(c, &credit->canon);
		move_str(c, &credit->url);
		move_words(c, &credit->cue);
		move_str(c, &credit->kind);
	}
	MOVE_ITEMS(c, article->links, article->link_count);
	for (uint32_t i = 0; c->status == 0 && i < article->link_count; i++) {
		move_str(c, &article->links[i].url);
		move_str(c, &article->links[i].host);
	}
	move_notices(c, &article->notices, article->notice_count);
}

static void move_article(struct compacting *c, struct ru_article *article)
{
	struct ru_str *const strings[] = {
	    &article->id,      &article->url,  &article->canonical, &article->language_stated,
	    &article->charset, &article->host, &article->amp};
	struct ru_str *const words[] = {&article->title, &article->outlet, &article->section};

	c->from = article->text;
	if (c->weigh)
		weigh(c, article->text.len + 1);
	else
		c->status = ru_arena_copy(c->arena, article->text, &article->text);
	c->to = article->text;
	MOVE_ITEMS(c, article->map.piece, article->map.count);
	MOVE_ITEMS(c, article->blocks, article->block_count);
	if (!c->weigh) {
		article->words = NULL;
		article->word_hash = NULL;
		article->word_count = 0;
	}
	if (c->status == 0)
		move_clean(c, article);
	for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++)
		move_str(c, strings[i]);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		move_words(c, words[i]);
	move_time(c, &article->published);
	move_time(c, &article->modified);
	move_lists(c, article);
}

static void move_language(struct compacting *c, struct ru_language *language)
{
	move_str(c, &language->tag);
	MOVE_ITEMS(c, language->passages, language->passage_count);
	for (uint32_t i = 0; c->status == 0 && i < language->passage_count; i++)
		move_str(c, &language->passages[i].language);
}

static void move_all(struct compacting *c, struct ru_article *article, struct ru_language *language,
                     struct ru_facts *facts, struct ru_str *source)
{
	move_article(c, article);
	move_str(c, source);
	move_language(c, language);
	MOVE_ITEMS(c, facts->tokens, facts->token_count);
	MOVE_ITEMS(c, facts->sentences, facts->sentence_count);
	move_names(c, facts);
	move_values(c, facts);
	move_statements(c, facts);
	move_notices(c, &facts->notices, facts->notice_count);
	facts->language = language->tag;
}

int ru_engine_compact(struct ru_article *article, struct ru_language *language, struct ru_facts *facts,
                      struct ru_str *source, struct ru_arena *arena)
{
	struct compacting weighed = {.weigh = true}, c = {.arena = arena};

	move_all(&weighed, article, language, facts, source);
	c.status = ru_arena_reserve(arena, weighed.room);
	if (c.status == 0)
		move_all(&c, article, language, facts, source);
	return c.status;
}
