/* SPDX-License-Identifier: Apache-2.0 */
/* The story told on a terminal: events with their pages, where they come from, where they differ, who speaks. Fed a
 * trace, gives lines; what is long is cut and said to be. */
#include "show/tell.h"
#include "show/terminal.h"

enum {
	WORDS_MOST = 160,
	INDENT = 2,
	LABEL_MOST = 24,
	VALUES = 6,
	LABELS = 6,
	SPEAKERS = 6,
	ALONE = 200,
	VALUE_COLUMNS = 40,
	OUTLET_COLUMNS = 48
};

struct story_text {
	struct ru_tell tell;
	struct ru_terminal terminal;
	const struct ru_show *show;
	unsigned label_columns;
};

static unsigned widest_label(const struct story_text *text, const struct ru_event *event)
{
	unsigned widest = 3;

	for (uint32_t i = 0; i < event->page_count; i++) {
		unsigned columns = ru_terminal_columns(text->tell.label[event->pages[i]]);
		if (columns > widest)
			widest = columns;
	}
	return widest < LABEL_MOST ? widest : LABEL_MOST;
}

static void put_label(struct story_text *text, uint32_t page)
{
	text->terminal.clip = LABEL_MOST;
	ru_terminal_page(&text->terminal, text->tell.label[page]);
	text->terminal.clip = WORDS_MOST;
}

/* A voice that is not heard: it counts the columns of what it is given. */
struct count {
	unsigned columns;
};

static void count_words(void *ctx, struct ru_str words)
{
	unsigned columns = ru_terminal_columns(words);

	((struct count *)ctx)->columns += columns < OUTLET_COLUMNS ? columns : OUTLET_COLUMNS + 1;
}

/* Where "from ..." begins: behind the widest outlet, as far as there is room. */
static unsigned from_column(const struct story_text *text, const struct ru_event *event)
{
	unsigned begin = INDENT + text->label_columns + 2, widest = 0, most = text->terminal.width * 2 / 3;

	for (uint32_t i = 0; i < event->page_count; i++) {
		struct count count = {0};
		const struct ru_voice voice = {text->show, count_words, count_words, &count};
		ru_tell_outlet(&text->tell, &voice, event->pages[i]);
		if (count.columns > widest && begin + count.columns + 3 <= most)
			widest = count.columns;
	}
	return begin + widest + 3;
}

/* Head line: the event on the left, its counts on the right or, where there is no room, below. */
static void put_event_head(struct story_text *text, const struct ru_event *event)
{
	struct ru_terminal *terminal = &text->terminal;

	ru_terminal_style(terminal, RU_STYLE_HEAD);
	terminal->clip = terminal->width;
	ru_tell_event(&text->tell, &terminal->voice, event);
	terminal->clip = WORDS_MOST;
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_end(terminal, INDENT);
	if (event->title.len > 0 && (event->who_count > 0 || event->where.len > 0 || event->when.len > 0)) {
		ru_terminal_tab(terminal, INDENT);
		terminal->clip = terminal->width - 2 * INDENT;
		ru_terminal_page(terminal, event->title);
		terminal->clip = WORDS_MOST;
		ru_terminal_end(terminal, INDENT);
	}
	ru_terminal_tab(terminal, INDENT);
	ru_tell_counts(&text->tell, &terminal->voice, event);
	ru_terminal_end(terminal, INDENT);
}

static void put_event_page(struct story_text *text, uint32_t page, unsigned from)
{
	struct ru_terminal *terminal = &text->terminal;
	unsigned outlet_column = INDENT + text->label_columns + 2;

	ru_terminal_tab(terminal, INDENT);
	ru_terminal_style(terminal, RU_STYLE_NAME);
	put_label(text, page);
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_tab(terminal, outlet_column);
	terminal->clip = OUTLET_COLUMNS;
	ru_tell_outlet(&text->tell, &terminal->voice, page);
	ru_terminal_tab(terminal, from);
	ru_terminal_style(terminal, RU_STYLE_FAINT);
	ru_tell_from(&text->tell, &terminal->voice, page);
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	terminal->clip = WORDS_MOST;
	ru_terminal_end(terminal, outlet_column);
}

/* One value and the pages that give it. */
static void put_value(struct story_text *text, const struct ru_difference *difference, uint32_t first)
{
	struct ru_terminal *terminal = &text->terminal;
	const struct ru_telling *telling = &difference->tellings[first];
	uint32_t pages = 0;

	terminal->clip = VALUE_COLUMNS;
	ru_tell_value(&terminal->voice, difference, telling);
	terminal->clip = WORDS_MOST;
	ru_terminal_ours(terminal, RU_S(" ("));
	for (uint32_t i = first; i < difference->telling_count; i++) {
		/* one page may tell the same twice, in its headline and in its text */
		if (i > first && difference->tellings[i].page == difference->tellings[i - 1].page &&
		    ru_str_eq(difference->tellings[i].value, difference->tellings[i - 1].value))
			continue;
		if (!ru_str_eq(difference->tellings[i].value, telling->value))
			continue;
		if (++pages > LABELS)
			break;
		if (pages > 1)
			ru_terminal_ours(terminal, RU_S(", "));
		put_label(text, difference->tellings[i].page);
	}
	ru_terminal_ours(terminal, pages > LABELS ? RU_S(", ...)") : RU_S(")"));
}

static void put_difference(struct story_text *text, const struct ru_difference *difference)
{
	struct ru_terminal *terminal = &text->terminal;
	uint32_t shown[VALUES], count = 0;
	struct ru_str kind = ru_message_named(text->show, "kind", ru_difference_kind_name(difference->kind));

	ru_terminal_tab(terminal, INDENT);
	ru_terminal_style(terminal, difference->relation == RU_REL_DIFFER ? RU_STYLE_DIFFER : RU_STYLE_UPDATE);
	ru_say_named(&terminal->voice, "relation", ru_relation_name(difference->relation));
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_ours(terminal, RU_S("  "));
	terminal->clip = VALUE_COLUMNS;
	if (difference->about.len > 0)
		RU_SAY(&terminal->voice, "kind_about", RU_OUR_WORDS(kind), RU_PAGE_WORDS(difference->about));
	else
		ru_terminal_ours(terminal, kind);
	terminal->clip = WORDS_MOST;
	if (difference->why.len > 0) {
		ru_terminal_ours(terminal, RU_S(" ("));
		ru_say_named(&terminal->voice, "why", difference->why);
		ru_terminal_ours(terminal, RU_S(")"));
	}
	for (uint32_t i = 0; i < difference->telling_count; i++) {
		bool again = false;
		for (uint32_t k = 0; k < count; k++)
			again = again || ru_str_eq(difference->tellings[shown[k]].value, difference->tellings[i].value);
		if (again)
			continue;
		if (count == VALUES) {
			ru_terminal_ours(terminal, RU_S("   ..."));
			break;
		}
		shown[count++] = i;
		ru_terminal_tab(terminal, terminal->column + 3);
		put_value(text, difference, i);
	}
	ru_terminal_end(terminal, INDENT + 8);
}

static void put_line(struct story_text *text, const char *key)
{
	ru_terminal_end(&text->terminal, 0);
	ru_terminal_style(&text->terminal, RU_STYLE_HEAD);
	ru_terminal_ours(&text->terminal, ru_message(text->show, ru_str_from(key)));
	ru_terminal_style(&text->terminal, RU_STYLE_PLAIN);
	ru_terminal_end(&text->terminal, 0);
}

/* Those of one event, or of the story as a whole (event RU_NONE). What only looks different is counted, not listed. */
static void put_differences(struct story_text *text, uint32_t story, uint32_t event)
{
	struct ru_terminal *terminal = &text->terminal;
	uint32_t same = 0;
	bool headed = event != RU_NONE;

	for (uint32_t i = text->tell.difference_first[story]; i < text->tell.difference_first[story + 1]; i++) {
		const struct ru_difference *difference = &text->tell.trace->differences[text->tell.difference_order[i]];
		if (difference->event != event)
			continue;
		bool told = difference->relation == RU_REL_DIFFER || difference->relation == RU_REL_UPDATE;
		same += difference->relation == RU_REL_COMPATIBLE ? 1 : 0;
		if (!headed && (told || same > 0)) {
			put_line(text, "across_events");
			headed = true;
		}
		if (told)
			put_difference(text, difference);
	}
	if (same > 0) {
		ru_terminal_tab(terminal, INDENT);
		ru_terminal_style(terminal, RU_STYLE_FAINT);
		ru_say_count(&terminal->voice, "compatible", same);
		ru_terminal_style(terminal, RU_STYLE_PLAIN);
		ru_terminal_end(terminal, INDENT + 8);
	}
}

static void put_speaker(struct story_text *text, const struct ru_speaker *speaker)
{
	struct ru_terminal *terminal = &text->terminal;

	ru_terminal_tab(terminal, INDENT);
	ru_terminal_style(terminal, RU_STYLE_SAID);
	RU_SAY_PLAIN(&terminal->voice, "said");
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_ours(terminal, RU_S("  "));
	terminal->clip = VALUE_COLUMNS;
	if (speaker->name.len > 0)
		ru_terminal_page(terminal, speaker->name);
	else
		RU_SAY_PLAIN(&terminal->voice, "speaker_unknown");
	ru_terminal_ours(terminal, RU_S(": "));
	ru_say_count(&terminal->voice, "statements", speaker->count);
	ru_terminal_ours(terminal, RU_S(" "));
	ru_say_count(&terminal->voice, "on_pages", speaker->pages);
	for (uint32_t i = 0; i < speaker->relay_count; i++)
		ru_say(&terminal->voice, i == 0 ? RU_S("from_through") : RU_S("says_also"),
		       &RU_PAGE_WORDS(speaker->relay[i]), 1);
	terminal->clip = WORDS_MOST;
	ru_terminal_end(terminal, INDENT + 8);
}

static int put_speakers(struct story_text *text, const struct ru_event *event)
{
	struct ru_said *said = NULL;
	struct ru_speaker *speakers = NULL;
	uint32_t count = 0;
	int status = ru_tell_speakers(&text->tell, event, text->show->al, &said, &speakers, &count);

	if (status != RU_OK)
		return status;
	for (uint32_t i = 0; i < count && i < SPEAKERS; i++)
		put_speaker(text, &speakers[i]);
	if (count > SPEAKERS) {
		ru_terminal_tab(&text->terminal, INDENT);
		ru_terminal_style(&text->terminal, RU_STYLE_FAINT);
		ru_say_count(&text->terminal.voice, "more_speakers", count - SPEAKERS);
		ru_terminal_style(&text->terminal, RU_STYLE_PLAIN);
		ru_terminal_end(&text->terminal, INDENT);
	}
	return RU_OK;
}

static int put_event(struct story_text *text, uint32_t index)
{
	const struct ru_event *event = &text->tell.trace->events[index];
	unsigned from;

	text->label_columns = widest_label(text, event);
	from = from_column(text, event);
	ru_terminal_end(&text->terminal, 0);
	put_event_head(text, event);
	for (uint32_t i = 0; i < event->page_count && text->terminal.out.status == RU_OK; i++)
		put_event_page(text, event->pages[i], from);
	put_differences(text, event->story, index);
	return put_speakers(text, event);
}

/* A story that one page tells: a line. */
static void put_alone(struct story_text *text, const struct ru_event *event)
{
	struct ru_terminal *terminal = &text->terminal;
	uint32_t page = event->pages[0];

	ru_terminal_tab(terminal, INDENT);
	ru_terminal_style(terminal, RU_STYLE_NAME);
	put_label(text, page);
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_ours(terminal, RU_S("  "));
	terminal->clip = terminal->width > 30 ? terminal->width - 20 : 10;
	if (text->tell.all->docs[page].article->title.len > 0)
		ru_terminal_page(terminal, text->tell.all->docs[page].article->title);
	else
		ru_tell_event(&text->tell, &terminal->voice, event);
	terminal->clip = WORDS_MOST;
	ru_terminal_end(terminal, INDENT + 2);
}

/* Events of one story follow each other under one line. */
static void put_story_head(struct story_text *text, uint32_t story)
{
	struct ru_terminal *terminal = &text->terminal;

	ru_terminal_end(terminal, 0);
	ru_terminal_style(terminal, RU_STYLE_FAINT);
	RU_SAY(&terminal->voice, "one_story", RU_NUMBER(text->tell.trace->stories[story].event_count),
	       RU_NUMBER(text->tell.story_pages[story]));
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_end(terminal, 0);
}

static int put_stories(struct story_text *text)
{
	const struct ru_trace *trace = text->tell.trace;
	struct ru_terminal *terminal = &text->terminal;
	uint32_t alone = 0;
	int status = RU_OK;

	for (uint32_t i = 0; i < trace->story_count && status == RU_OK; i++) {
		uint32_t index = text->tell.story_order[i];
		const struct ru_story *story = &trace->stories[index];
		if (text->tell.story_pages[index] == 1 && trace->story_count > 1) {
			if (alone++ == 0)
				put_line(text, "alone_head");
			if (alone <= ALONE && story->event_count > 0)
				put_alone(text, &trace->events[story->events[0]]);
			continue;
		}
		if (story->event_count > 1 && trace->story_count > 1)
			put_story_head(text, index);
		for (uint32_t k = 0; k < story->event_count && status == RU_OK; k++)
			status = put_event(text, story->events[k]);
		put_differences(text, index, RU_NONE);
	}
	if (alone > ALONE) {
		ru_terminal_tab(terminal, INDENT);
		ru_say_count(&terminal->voice, "more_pages", alone - ALONE);
		ru_terminal_end(terminal, INDENT);
	}
	return status;
}

int ru_show_trace_text(const struct ru_show *show, const struct ru_show_trace *trace)
{
	struct story_text text = {.show = show};
	int status = ru_tell_init(&text.tell, show, trace);

	if (status != RU_OK)
		return status;
	ru_terminal_init(&text.terminal, show);
	text.terminal.clip = WORDS_MOST;
	ru_say_count(&text.terminal.voice, "pages", trace->count);
	ru_terminal_ours(&text.terminal, RU_S(", "));
	ru_say_count(&text.terminal.voice, "events", trace->trace->event_count);
	ru_terminal_ours(&text.terminal, RU_S(", "));
	ru_say_count(&text.terminal.voice, "stories", trace->trace->story_count);
	ru_terminal_end(&text.terminal, 0);
	ru_out_fail(&text.terminal.out, put_stories(&text));
	ru_tell_release(&text.tell);
	return ru_terminal_finish(&text.terminal);
}
