/* SPDX-License-Identifier: Apache-2.0 */
/* copies, stories and compare on a terminal. Fed whole-pile findings, gives lines. */
#include "show/terminal.h"
#include "text/utf8.h"

enum { ID_COLUMNS = 40, VALUE_COLUMNS = 60 };

static void put_id(struct ru_terminal *terminal, const struct ru_doc *docs, uint32_t page)
{
	terminal->clip = ID_COLUMNS;
	ru_terminal_style(terminal, RU_STYLE_NAME);
	ru_terminal_page(terminal, docs[page].article->id);
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	terminal->clip = 0;
}

static void put_copy(struct ru_terminal *terminal, const struct ru_copy *copy, const struct ru_doc *docs)
{
	struct ru_str kind = ru_message_named(terminal->voice.show, "copy", ru_copy_kind_name(copy->kind));

	put_id(terminal, docs, copy->dir == '<' ? copy->b : copy->a);
	ru_terminal_ours(terminal, copy->dir == '?' ? RU_S(" - ") : RU_S(" -> "));
	put_id(terminal, docs, copy->dir == '<' ? copy->a : copy->b);
	ru_terminal_ours(terminal, RU_S("  "));
	RU_SAY(&terminal->voice, "copy_share", RU_OUR_WORDS(kind), RU_NUMBER(copy->score / 100),
	       RU_NUMBER(copy->words));
	if (copy->dir == '?') {
		ru_terminal_ours(terminal, RU_S(", "));
		RU_SAY_PLAIN(&terminal->voice, "direction_unknown");
	}
	ru_terminal_end(terminal, 4);
}

/* The excerpt without what is left of the sentence before it: ", kata Rina ..." is shown from "kata" on. An opening
 * quotation mark or bracket stays. */
static struct ru_str from_word(struct ru_str s)
{
	size_t at = 0, next = 0;

	while (next < s.len) {
		uint32_t cp = ru_utf8_next(s, &next);
		if (!ru_char_is_space(cp) && !ru_char_is_dash(cp) && cp != ',' && cp != '.' && cp != ';' && cp != ':' &&
		    cp != ')')
			break;
		at = next;
	}
	return ru_str_cut(s, at, s.len);
}

/* The longest passage, so that a reader sees what is shared. */
static void put_longest(struct ru_terminal *terminal, const struct ru_copy *copy, const struct ru_doc *docs)
{
	const struct ru_passage *longest = NULL;

	for (uint32_t i = 0; i < copy->passage_count; i++)
		if (longest == NULL || copy->passages[i].words > longest->words)
			longest = &copy->passages[i];
	if (longest == NULL || longest->a.begin == RU_NONE)
		return;
	ru_terminal_tab(terminal, 4);
	ru_terminal_style(terminal, RU_STYLE_FAINT);
	terminal->clip = 2 * terminal->width;
	RU_SAY(&terminal->voice, "quoted",
	       RU_PAGE_WORDS(from_word(ru_str_cut(docs[copy->a].article->text, longest->a.begin, longest->a.end))));
	terminal->clip = 0;
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_end(terminal, 4);
}

int ru_show_copies_text(const struct ru_show *show, const struct ru_copies *copies, const struct ru_doc *docs)
{
	struct ru_terminal terminal;

	ru_terminal_init(&terminal, show);
	ru_say_count(&terminal.voice, "copies", copies->count);
	ru_terminal_end(&terminal, 0);
	for (uint32_t i = 0; i < copies->count && terminal.out.status == RU_OK; i++) {
		put_copy(&terminal, &copies->items[i], docs);
		put_longest(&terminal, &copies->items[i], docs);
	}
	return ru_terminal_finish(&terminal);
}

static void put_event_pages(struct ru_terminal *terminal, const struct ru_doc *docs, const uint32_t *pages,
                            size_t count)
{
	for (size_t i = 0; i < count; i++) {
		ru_terminal_tab(terminal, 4);
		put_id(terminal, docs, pages[i]);
		ru_terminal_ours(terminal, RU_S("  "));
		ru_terminal_page(terminal, docs[pages[i]].article->title);
		ru_terminal_end(terminal, 6);
	}
}

/* Pages put together by story and event: first[e] .. first[e + 1] in list are the pages of event e. */
static int sort_pages(const struct ru_stories *stories, uint32_t count, struct ru_arena *arena, uint32_t **first,
                      uint32_t **list)
{
	*first = ru_arena_get(arena, (size_t)stories->event_count + 2, sizeof(uint32_t));
	*list = ru_arena_get(arena, count, sizeof(uint32_t));
	if (*first == NULL || *list == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < count; i++)
		if (stories->event_of[i] != RU_NONE)
			(*first)[stories->event_of[i] + 2]++;
	for (uint32_t e = 2; e < stories->event_count + 2; e++)
		(*first)[e] += (*first)[e - 1];
	for (uint32_t i = 0; i < count; i++)
		if (stories->event_of[i] != RU_NONE)
			(*list)[(*first)[stories->event_of[i] + 1]++] = i;
	return RU_OK;
}

/* The events of each story, likewise. */
static int sort_events(const struct ru_stories *stories, struct ru_arena *arena, uint32_t **first, uint32_t **list)
{
	*first = ru_arena_get(arena, (size_t)stories->story_count + 2, sizeof(uint32_t));
	*list = ru_arena_get(arena, stories->event_count, sizeof(uint32_t));
	if (*first == NULL || *list == NULL)
		return RU_ENOMEM;
	for (uint32_t e = 0; e < stories->event_count; e++)
		(*first)[stories->story_of[e] + 2]++;
	for (uint32_t s = 2; s < stories->story_count + 2; s++)
		(*first)[s] += (*first)[s - 1];
	for (uint32_t e = 0; e < stories->event_count; e++)
		(*list)[(*first)[stories->story_of[e] + 1]++] = e;
	return RU_OK;
}

int ru_show_stories_text(const struct ru_show *show, const struct ru_stories *stories, const struct ru_doc *docs,
                         uint32_t count)
{
	struct ru_terminal terminal;
	struct ru_arena arena;
	uint32_t *first_page, *pages, *first_event, *events;
	int status;

	ru_terminal_init(&terminal, show);
	ru_arena_init(&arena, show->al);
	status = sort_pages(stories, count, &arena, &first_page, &pages);
	if (status == RU_OK)
		status = sort_events(stories, &arena, &first_event, &events);
	ru_out_fail(&terminal.out, status);
	for (uint32_t s = 0; status == RU_OK && s < stories->story_count; s++) {
		ru_terminal_style(&terminal, RU_STYLE_HEAD);
		RU_SAY(&terminal.voice, "story_head", RU_OUR_WORDS(ru_str_from(stories->story_id[s])));
		ru_terminal_style(&terminal, RU_STYLE_PLAIN);
		ru_terminal_end(&terminal, 0);
		for (uint32_t i = first_event[s]; i < first_event[s + 1]; i++) {
			uint32_t e = events[i];
			ru_terminal_tab(&terminal, 2);
			RU_SAY(&terminal.voice, "event_head", RU_OUR_WORDS(ru_str_from(stories->event_id[e])));
			ru_terminal_end(&terminal, 2);
			put_event_pages(&terminal, docs, pages + first_page[e], first_page[e + 1] - first_page[e]);
		}
	}
	ru_arena_release(&arena);
	return ru_terminal_finish(&terminal);
}

static void put_telling(struct ru_terminal *terminal, const struct ru_difference *difference,
                        const struct ru_telling *telling, const struct ru_doc docs[2])
{
	bool counted = difference->kind == RU_DIFF_DATE || difference->kind == RU_DIFF_FIGURE;

	ru_terminal_tab(terminal, 4);
	put_id(terminal, docs, telling->page);
	ru_terminal_ours(terminal, RU_S("  "));
	terminal->clip = VALUE_COLUMNS;
	if (telling->text.len > 0)
		RU_SAY(&terminal->voice, "quoted", RU_PAGE_WORDS(telling->text));
	else
		RU_SAY_PLAIN(&terminal->voice, "left_out");
	if (counted && telling->value.len > 0 && !ru_str_eq(telling->value, telling->text)) {
		ru_terminal_ours(terminal, RU_S(" = "));
		ru_say_when(&terminal->voice, telling->value);
	}
	terminal->clip = 0;
	ru_terminal_end(terminal, 6);
}

int ru_show_compare_text(const struct ru_show *show, const struct ru_difference *differences, uint32_t count,
                         const struct ru_doc docs[2])
{
	struct ru_terminal terminal;

	ru_terminal_init(&terminal, show);
	if (count == 0) {
		RU_SAY_PLAIN(&terminal.voice, "no_differences");
		ru_terminal_end(&terminal, 0);
	}
	for (uint32_t i = 0; i < count; i++) {
		const struct ru_difference *difference = &differences[i];
		bool differ = difference->relation == RU_REL_DIFFER;
		ru_terminal_style(&terminal, differ ? RU_STYLE_DIFFER : RU_STYLE_UPDATE);
		ru_say_named(&terminal.voice, "relation", ru_relation_name(difference->relation));
		ru_terminal_style(&terminal, RU_STYLE_PLAIN);
		ru_terminal_ours(&terminal, RU_S("  "));
		ru_say_named(&terminal.voice, "kind", ru_difference_kind_name(difference->kind));
		if (difference->about.len > 0) {
			ru_terminal_ours(&terminal, RU_S(": "));
			ru_terminal_page(&terminal, difference->about);
		}
		if (difference->why.len > 0) {
			ru_terminal_ours(&terminal, RU_S(" ("));
			ru_say_named(&terminal.voice, "why", difference->why);
			ru_terminal_ours(&terminal, RU_S(")"));
		}
		ru_terminal_end(&terminal, 2);
		for (uint32_t k = 0; k < difference->telling_count; k++)
			put_telling(&terminal, difference, &difference->tellings[k], docs);
	}
	return ru_terminal_finish(&terminal);
}
