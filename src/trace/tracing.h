/* SPDX-License-Identifier: Apache-2.0 */
/* The state in which the parts of trace/ work on one pile. Private to trace/.
 *
 * Temporary memory comes from scratch and goes with it; results come from arena. Pages are numbers in the order of
 * their ids; a node is a page (< count) or an unseen source (count + index in sources). Every list is in an order
 * that follows from the pages alone, so that nothing depends on threads or on the order of the input. */
#ifndef RU_TRACE_TRACING_H
#define RU_TRACE_TRACING_H

#include "base/calendar.h"
#include "base/hash.h"
#include "base/sort.h"
#include "base/threads.h"
#include "text/fold.h"
#include "trace/trace.h"

enum {
	TRACE_NEIGHBOURS = 32,  /* copies looked at per page when third pages are asked */
	TRACE_PARENTS = 8,      /* parents kept per page */
	TRACE_BUCKET = 64,      /* names compared within one bucket of like names */
	TRACE_TELLINGS = 48,    /* pages of one event whose words are compared slot by slot */
	TRACE_SLOTS = 4000,     /* slots of one event or story that are compared */
	TRACE_CANDIDATES = 160, /* slots one slot is compared with */
	TRACE_STEPS = 1024      /* steps of one walk up the chain of sources */
};

/* ---- growing lists in an arena ---- */

struct trace_list {
	void *ptr;
	uint32_t len, cap;
};

/* A new last item of size bytes, cleared; NULL when out of memory. Older item pointers are no longer valid. */
void *ru_trace_push(struct ru_arena *arena, struct trace_list *list, size_t size) RU_MUST_CHECK;
#define TRACE_AT(list, type, i) (&((type *)(list)->ptr)[i])

/* ---- a set of disjoint sets ---- */

uint32_t ru_trace_root(uint32_t *parent, uint32_t i);
/* The smaller root stays, so that the result does not depend on the order of joining. */
void ru_trace_join(uint32_t *parent, uint32_t a, uint32_t b);
/* 0..n-1, each alone; NULL when out of memory. */
uint32_t *ru_trace_sets(struct ru_arena *arena, uint32_t n) RU_MUST_CHECK;

/* ---- forms of names ---- */

/* Strings, each known by a number. */
struct trace_forms {
	struct ru_index index;
	struct trace_list text; /* struct ru_str */
	struct ru_arena *arena;
};

void ru_trace_forms_init(struct trace_forms *forms, struct ru_arena *arena);
void ru_trace_forms_release(struct trace_forms *forms);
/* The number of s, added where it is new. */
int ru_trace_form(struct trace_forms *forms, struct ru_str s, uint32_t *out) RU_MUST_CHECK;
/* The number of s, or RU_NONE. */
uint32_t ru_trace_form_find(const struct trace_forms *forms, struct ru_str s);

/* Folded, without accents, every run of other characters than letters and digits one space: "H. Umar Sidiq" gives
 * "h umar sidiq". */
int ru_trace_bare(struct ru_arena *arena, struct ru_str s, struct ru_str *out) RU_MUST_CHECK;
/* The same without spaces: "Harian Telaga" gives "hariantelaga", as in a host name. */
int ru_trace_squeeze(struct ru_arena *arena, struct ru_str s, struct ru_str *out) RU_MUST_CHECK;
/* Words of a bare string. */
uint32_t ru_trace_word_count(struct ru_str bare);
/* True where the words of part stand in whole as a run of whole words. Both bare. */
bool ru_trace_words_in(struct ru_str part, struct ru_str whole);
/* Edits (insert, delete, replace, swap of neighbours) between two strings, or limit + 1 where there are more. At most
 * 64 bytes each are compared. */
uint32_t ru_trace_edits(struct ru_str a, struct ru_str b, uint32_t limit);
/* True where part is the first letters of the words of whole, in order, short words allowed to be skipped. Both bare.
 */
bool ru_trace_initials(struct ru_str part, struct ru_str whole);

/* ---- what a page says about where it comes from ---- */

enum mention_kind {
	MENTION_CREDIT,    /* a credit line, a dateline's agency, isBasedOn */
	MENTION_CANONICAL, /* rel=canonical to another site */
	MENTION_RELAY,     /* "..., sebagaimana dilansir Reuters" */
	MENTION_REPORT,    /* "Reuters melaporkan ..." */
	MENTION_LINK,      /* a link in the text to a page of the pile */
	MENTION_NAMED      /* the outlet of another page is named in the text, no more */
};

struct mention {
	uint32_t page;
	uint32_t node;     /* page or count + source; RU_NONE where it is neither */
	uint32_t identity; /* set of names the source is known by */
	enum mention_kind kind;
	bool lead; /* in the first sentences */
	bool translated;
	bool source_like;  /* an agency, or something that is credited or is an outlet elsewhere */
	bool own_mark;     /* stands where outlets put their own name: in the dateline or at the foot */
	bool doubtful;     /* a speaker that is only a source where some page credits it */
	struct ru_str who; /* as worded */
	struct ru_str canon, host, url;
	struct ru_str type; /* of the credit */
	uint32_t outer;     /* the mention it was quoted through ("KBKS" in "Harian Telaga yang mengutip KBKS"), counted
	                     * from     the page's first, or RU_NONE */
	struct ru_range at;
	struct ru_page_span span;
};

/* An edge "child was made from parent". */
struct edge {
	uint32_t child;  /* node */
	uint32_t parent; /* node */
	int32_t score;
	enum ru_copy_kind kind;
	bool direct;
	bool account;               /* the child's account of the event rests on it, not a remark alone */
	bool behind;                /* known to stand behind another parent */
	bool said;                  /* the child names it; else only shared words and times speak */
	uint32_t copy;              /* index in copies, or RU_NONE */
	struct trace_list evidence; /* struct ru_evidence */
};

struct neighbour {
	uint32_t page, copy;
};

struct ru_tracing {
	const struct ru_doc *docs;
	uint32_t count;
	struct ru_copies *copies;
	const struct ru_stories *stories;
	const struct ru_trace_options *options;
	const struct ru_alloc *al;
	struct ru_arena *arena, *scratch;
	struct ru_trace *out;

	uint32_t **event_pages; /* per event: earliest first, then by hash */
	uint32_t *place;        /* per page: its place among the pages of its event */
	int32_t *event_day;     /* per event: the day it is told to have been on, INT32_MIN where none */
	struct ru_page_span *event_day_from;
	uint32_t *event_page_count;
	uint32_t **story_events;
	uint32_t *story_event_count;
	struct neighbour **near; /* per page: its copies, furniture left out, best first */
	uint32_t *near_count;

	struct trace_list source;  /* struct ru_source */
	struct trace_forms forms;  /* squeezed names of outlets and sources */
	uint32_t *identity;        /* per form: set */
	uint32_t *self;            /* per page: set of its outlet, or RU_NONE */
	struct mention **mentions; /* per page */
	uint32_t *mention_count;
	struct ru_page_span *witness; /* per page: words that show its own reporting; page RU_NONE where none */
	bool *release;                /* per page: sent out by a paid distributor */

	struct trace_list difference; /* struct ru_difference */
	struct trace_list edges;      /* struct edge, by child, then best first */
	uint32_t *edge_first;         /* per node (pages, then sources) and one more */
	uint32_t node_count;
};

/* In this order. */
int ru_trace_neighbours(struct ru_tracing *t) RU_MUST_CHECK;
int ru_trace_entities(struct ru_tracing *t) RU_MUST_CHECK;
int ru_trace_sources(struct ru_tracing *t) RU_MUST_CHECK;
int ru_trace_directions(struct ru_tracing *t) RU_MUST_CHECK;
int ru_trace_derive(struct ru_tracing *t) RU_MUST_CHECK;
int ru_trace_events(struct ru_tracing *t) RU_MUST_CHECK;
int ru_trace_groups(struct ru_tracing *t) RU_MUST_CHECK;
int ru_trace_differences(struct ru_tracing *t) RU_MUST_CHECK;
int ru_trace_pile(struct ru_tracing *t) RU_MUST_CHECK;

/* ---- small things shared ---- */

/* Append an evidence item with up to three spans; those without a range are left out. */
int ru_trace_evidence(struct ru_arena *arena, struct trace_list *list, enum ru_evidence_kind kind, int32_t weight,
                      const struct ru_page_span *spans, uint32_t count) RU_MUST_CHECK;
/* The same for a place where a page names its source: once, at its greatest weight, though several statements there
 * come through that source. Nothing once the list holds `most`. */
int ru_trace_mention(struct ru_arena *arena, struct trace_list *list, uint32_t most, enum ru_evidence_kind kind,
                     int32_t weight, struct ru_page_span span) RU_MUST_CHECK;
static inline struct ru_page_span trace_span(uint32_t page, struct ru_span span)
{
	return (struct ru_page_span){page, span};
}
#define TRACE_NO_SPAN ((struct ru_span){RU_NONE, RU_NONE, RU_FIELD_PAGE})

/* The moments (minutes since 1970, UTC) between which the page first stood: INT64_MIN and INT64_MAX where open. A
 * time of change is an upper bound only: a page that was changed then stood already. */
void ru_trace_time(const struct ru_article *article, int64_t *earliest, int64_t *latest);
/* Whether a moment is known and no earlier than there were news pages to read: 1970-01-01 is a field left empty. */
bool ru_trace_is_moment(const struct ru_time *time);
/* True where page a is sure to have stood before b was published. */
bool ru_trace_before(const struct ru_doc *docs, uint32_t a, uint32_t b);
/* Compare two pages by earliest known publication, then by SHA-256: the contract's order of an event's pages. */
int ru_trace_page_order(const struct ru_doc *docs, uint32_t a, uint32_t b);
/* "x" and 16 hex digits of the SHA-256 of s. */
void ru_trace_id(char out[20], char letter, struct ru_str s);
/* True where the node is an ancestor of the child along accepted edges. */
bool ru_trace_rests_on(const struct ru_tracing *t, uint32_t child, uint32_t node);
/* The days that a value without a year ("XXXX-11-30", "XXXX-09") means when told about the given day: the last ones
 * that began by then. False for other values. */
bool ru_trace_complete(struct ru_str value, int32_t about, struct ru_days *out);
/* Edges of a node. */
static inline struct edge *trace_edges(const struct ru_tracing *t, uint32_t node, uint32_t *count)
{
	*count = t->edge_first[node + 1] - t->edge_first[node];
	return (struct edge *)t->edges.ptr + t->edge_first[node];
}
static inline bool trace_cancelled(const struct ru_trace_options *options) { return ru_cancelled(options->cancel); }

#endif
