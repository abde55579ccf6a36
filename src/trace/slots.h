/* SPDX-License-Identifier: Apache-2.0 */
/* Slots: a value that a page tells, with the words around it that say what it is the value of. Private to trace/. */
#ifndef RU_TRACE_SLOTS_H
#define RU_TRACE_SLOTS_H

#include "trace/tracing.h"

enum slot_kind { SLOT_FIGURE, SLOT_DATE, SLOT_DURATION, SLOT_SCORE };

/* A word of the context: its stem and how much it says. Sorted by stem. */
struct slot_word {
	uint64_t stem;
	uint32_t weight;
};

struct context {
	struct slot_word *word;
	uint32_t count;
	uint32_t weight; /* of all */
};

struct slot {
	enum slot_kind kind;
	uint32_t page, sentence;
	uint32_t index;      /* in the page's figures or dates */
	uint32_t by;         /* statement that claims it, or RU_NONE */
	uint64_t noun, unit; /* 0 where none */
	uint64_t fate;       /* of people counted, 0 where none */
	uint64_t left;       /* stem of the last content word before it in its clause */
	bool headline;
	uint64_t name[2];     /* stem of the nearest name before and behind it in its clause, 0 where none */
	struct context close; /* the nearest words of its clause that are no names */
	int64_t low, high;    /* figures: thousandths */
	enum ru_change change;
	const struct ru_date *date;
	struct ru_days days; /* of the date, its year completed by the event */
	const struct ru_figure *figure;
	struct context near; /* words of its clause */
	struct context far;  /* words of its sentence */
	struct ru_range at;
	struct ru_span span;
	struct ru_str text, value;
};

/* The slots of a page, at most cap of them, in the order of the text. about: the day of its event, for dates without a
 * year. */
int ru_slots_read(const struct ru_doc *doc, uint32_t page, int32_t about, struct ru_arena *scratch,
                  const struct ru_alloc *al, uint32_t cap, struct trace_list *out) RU_MUST_CHECK;
/* The content words of tokens [first, last), those in skip left out. */
int ru_context_read(const struct ru_doc *doc, uint32_t first, uint32_t last, struct ru_range skip,
                    struct ru_arena *scratch, const struct ru_alloc *al, struct context *out) RU_MUST_CHECK;
/* Weight of the words two contexts have in common; *words how many. */
uint32_t ru_context_common(const struct context *a, const struct context *b, uint32_t *words);
/* Share of the lighter context that is common, 0..100. */
uint32_t ru_context_share(const struct context *a, const struct context *b, uint32_t *words, uint32_t *weight);
/* First token at or after a place of the page text. */
uint32_t ru_token_at(const struct ru_facts *facts, uint32_t at);
/* True where a clause ends at this token: a comma, semicolon, colon, dash, bracket or quotation mark. */
bool ru_token_breaks(const struct ru_doc *doc, uint32_t token);

/* How two values of one slot stand to each other; *why is set for the compatible. */
enum ru_relation ru_relate_figures(const struct slot *a, const struct slot *b, struct ru_str *why);
enum ru_relation ru_relate_dates(const struct slot *a, const struct slot *b, struct ru_str *why);
enum ru_relation ru_relate(const struct slot *a, const struct slot *b, struct ru_str *why);

#endif
