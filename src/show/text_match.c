/* SPDX-License-Identifier: Apache-2.0 */
/* stories on a terminal. Fed whole-pile findings, gives lines. */
#include "show/terminal.h"

static void put_event_pages(struct ru_terminal *terminal, const struct ru_doc *docs, const uint32_t *pages,
                            size_t count)
{
	for (size_t i = 0; i < count; i++) {
		ru_terminal_tab(terminal, 4);
		ru_terminal_id(terminal, docs[pages[i]].article->id);
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
