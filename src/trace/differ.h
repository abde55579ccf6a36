/* SPDX-License-Identifier: Apache-2.0 */
/* From pairs of words that tell the same thing to differences. Private to trace/. */
#ifndef RU_TRACE_DIFFER_H
#define RU_TRACE_DIFFER_H

#include "trace/slots.h"

/* Words of a page that carry a value. */
struct told {
	uint32_t page;
	struct ru_range at;
	struct ru_span span;
	struct ru_str text, value, source;
};

/* Two of them that tell the same thing. */
struct link {
	uint32_t a, b; /* indices of told */
	enum ru_relation relation;
	struct ru_str why;
	uint32_t score;
	struct ru_str about;
};

struct scope {
	struct ru_tracing *t;
	uint32_t story, event; /* event RU_NONE: over the events of the story */
	const uint32_t *pages;
	uint32_t page_count;
};

/* Join linked tellings and write one difference for each set in which not all agree. Sets hold every telling that is
 * linked, also those that agree with one side. */
int ru_differ_write(const struct scope *scope, enum ru_difference_kind kind, const struct told *told, uint32_t count,
                    const struct link *link, uint32_t link_count) RU_MUST_CHECK;

/* Figures, durations and dates of the scope. */
int ru_differ_values(const struct scope *scope) RU_MUST_CHECK;
/* Counts of what became of people, appended to link; slots by page of the scope, page_at their page's place in it. */
int ru_differ_fates(const struct scope *scope, const struct slot *slot, uint32_t count, const uint32_t *page_at,
                    struct trace_list *link) RU_MUST_CHECK;
/* Sentences that say the opposite, quotations given to two speakers. */
int ru_differ_claims(const struct scope *scope) RU_MUST_CHECK;
/* Names spelled in several ways. */
int ru_differ_names(const struct scope *scope) RU_MUST_CHECK;

/* The words of the heaviest stem two contexts share, as a page writes them. */
struct ru_str ru_differ_about(const struct ru_doc *doc, uint32_t sentence, const struct context *a,
                              const struct context *b);
/* Who says statement `by` of the page, or empty. */
struct ru_str ru_differ_speaker(const struct ru_doc *doc, uint32_t by);

/* Two slots of different pages: how well their words agree (0: not the same slot). */
uint32_t ru_slots_score(const struct slot *a, const struct slot *b);

#endif
