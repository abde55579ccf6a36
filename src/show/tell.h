/* SPDX-License-Identifier: Apache-2.0 */
/* A trace made ready for telling, the same for terminal and report: short labels of the pages, the order of stories and
 * differences, who is behind whom, who speaks. Fed what trace found; adds no finding of its own. */
#ifndef RU_SHOW_TELL_H
#define RU_SHOW_TELL_H

#include "show/say.h"

enum { RU_CHAIN_LINKS = 8, RU_SPEAKER_RELAYS = 3 };

struct ru_tell {
	const struct ru_show_trace *all;
	const struct ru_trace *trace;
	struct ru_arena arena;
	struct ru_str *label;        /* per page: short and different from all others */
	uint32_t *page_derivation;   /* per page: index in derivation, or RU_NONE */
	uint32_t *source_derivation; /* per source: the same */
	const struct ru_group *
	    *page_group;            /* per page: the telling that it rests on; NULL where it could not be placed */
	uint32_t *story_order;      /* stories, those of most pages first */
	uint32_t *story_pages;      /* per story: how many pages its events hold */
	uint32_t *difference_order; /* differences by story, then what matters most first */
	uint32_t *difference_first; /* per story: first in difference_order; one more at the end */
};

/* On failure nothing needs release. */
int ru_tell_init(struct ru_tell *tell, const struct ru_show *show, const struct ru_show_trace *all) RU_MUST_CHECK;
void ru_tell_release(struct ru_tell *tell);

/* Whom a page (or an unseen source) has it from: its nearest source first, the first teller last. */
struct ru_chain {
	struct ru_node link[RU_CHAIN_LINKS];
	uint32_t count;
	enum ru_copy_kind kind;         /* of the first step */
	const struct ru_parent *parent; /* of the first step, NULL where there is none */
};
void ru_tell_chain(const struct ru_tell *tell, struct ru_node node, struct ru_chain *out);

/* Everything one speaker says in one event. */
struct ru_said {
	uint32_t page, statement;
	uint32_t entity; /* in the trace, or RU_NONE */
	struct ru_str name;
};
struct ru_speaker {
	struct ru_str name;
	uint32_t first, count; /* in the list of struct ru_said */
	uint32_t pages;
	struct ru_str relay[RU_SPEAKER_RELAYS];
	uint32_t relay_count;
};
/* Both lists lie in the arena of tell. Speakers on most pages first. A report that only hands on another's words is not
 * listed apart: it is the relay of those words. O(n log n) in the statements of the event. */
int ru_tell_speakers(struct ru_tell *tell, const struct ru_event *event, const struct ru_alloc *al,
                     struct ru_said **said, struct ru_speaker **speakers, uint32_t *speaker_count) RU_MUST_CHECK;

/* The relays of a statement, the pile's own added: item i, or NULL behind the last. O(log n). */
const struct ru_relay *ru_tell_relay(const struct ru_tell *tell, uint32_t page, uint32_t statement, uint32_t i);
/* The decoded words of a statement: where its content begins and ends in the page text; false where nothing was said.
 */
bool ru_tell_content(const struct ru_statement *said, struct ru_range *out);

/* Name a page by its label, a source by its name and that it is not in the pile. */
void ru_tell_node(const struct ru_tell *tell, const struct ru_voice *voice, const struct ru_node *node);
/* The name alone. */
struct ru_str ru_tell_node_name(const struct ru_tell *tell, const struct ru_node *node);
/* "from KCNA, through vtcnews.vn"; how the page came about, in words. */
void ru_tell_from(const struct ru_tell *tell, const struct ru_voice *voice, uint32_t page);
/* "outlet unknown, says it comes from vtcnews.vn": what the page is, by its own word. */
void ru_tell_outlet(const struct ru_tell *tell, const struct ru_voice *voice, uint32_t page);
/* "3 pages, 1 independent source: KCNA (not in the pile)". */
void ru_tell_counts(const struct ru_tell *tell, const struct ru_voice *voice, const struct ru_event *event);
/* "Kim Jong Un · Pyongyang · Fri 29 Nov 2024", or its title where nothing is known. */
void ru_tell_event(const struct ru_tell *tell, const struct ru_voice *voice, const struct ru_event *event);
/* The value of a telling as a reader wants it: worded date, or the words of the page. */
void ru_tell_value(const struct ru_voice *voice, const struct ru_difference *difference,
                   const struct ru_telling *telling);

#endif
