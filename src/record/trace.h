/* SPDX-License-Identifier: Apache-2.0 */
/* What trace/ gives: entities across pages, sources, events, derivation, independent tellings, differences. */
#ifndef RU_RECORD_TRACE_H
#define RU_RECORD_TRACE_H

#include "record/match.h"

/* A page or an unseen source, never both. */
struct ru_node {
	uint32_t page;   /* or RU_NONE */
	uint32_t source; /* index in sources, or RU_NONE */
};

struct ru_trace_entity {
	char id[20]; /* "n" and 16 hex digits: a pure function of type and name */
	enum ru_name_type type;
	struct ru_str name, role;
	struct ru_str *variants;
	uint32_t variant_count; /* byte order */
	struct ru_str *titles;
	uint32_t title_count;
	uint32_t *pages;
	uint32_t page_count;
	struct ru_evidence *evidence;
	uint32_t evidence_count;
};

enum ru_source_kind {
	RU_SOURCE_AGENCY,
	RU_SOURCE_OUTLET,
	RU_SOURCE_PAGE,
	RU_SOURCE_RELEASE,
	RU_SOURCE_PERSON,
	RU_SOURCE_UNKNOWN
};

struct ru_source {
	char id[20]; /* "u" and 16 hex digits */
	struct ru_str name, url;
	enum ru_source_kind kind;
	struct ru_evidence *evidence;
	uint32_t evidence_count;
};

struct ru_parent {
	struct ru_node node;
	enum ru_copy_kind kind;
	bool direct;
	int32_t score;
	struct ru_evidence *evidence;
	uint32_t evidence_count;
};

struct ru_derivation {
	struct ru_node node;
	struct ru_parent *parents;
	uint32_t parent_count; /* best first, then by id */
};

struct ru_group { /* pages that rest on one telling */
	uint32_t *pages;
	uint32_t page_count;
	struct ru_node root;
	struct ru_evidence *evidence;
	uint32_t evidence_count;
};

struct ru_event {
	char id[20];
	uint32_t story;
	struct ru_str title, when, where;
	struct ru_str *who;
	uint32_t who_count;
	uint32_t *pages;
	uint32_t page_count; /* earliest first, then by id */
	struct ru_node origin;
	struct ru_evidence *origin_evidence;
	uint32_t origin_evidence_count;
	struct ru_group *groups;
	uint32_t group_count;
	uint32_t count, max;
	uint32_t *unplaced;
	uint32_t unplaced_count;
	struct ru_evidence *evidence;
	uint32_t evidence_count;
};

struct ru_story {
	char id[20];
	uint32_t *events;
	uint32_t event_count; /* in time order */
};

enum ru_difference_kind {
	RU_DIFF_DATE,
	RU_DIFF_FIGURE,
	RU_DIFF_NAME,
	RU_DIFF_PLACE,
	RU_DIFF_ATTRIBUTION,
	RU_DIFF_NEGATION,
	RU_DIFF_ORDER,
	RU_DIFF_OTHER
};
enum ru_relation { RU_REL_DIFFER, RU_REL_COMPATIBLE, RU_REL_UPDATE, RU_REL_AGREE, RU_REL_WORDING, RU_REL_MISSING };

struct ru_telling {
	uint32_t page;
	struct ru_span span;  /* RU_NONE where missing */
	struct ru_str value;  /* normalised */
	struct ru_str text;   /* the words of the span */
	struct ru_str source; /* who says it, or empty */
	struct ru_str when;   /* the page's published value, or empty */
};

struct ru_difference {
	char id[20];
	uint32_t story, event; /* event RU_NONE where it runs over events */
	enum ru_difference_kind kind;
	enum ru_relation relation;
	struct ru_str why;   /* rounding, part_of_whole, precision, time_zone, later_count, spelling, translation, "" */
	struct ru_str about; /* a few words of the text that say what it is about: a noun, a name */
	struct ru_telling *tellings;
	uint32_t telling_count;
};

/* A date of a page completed or corrected by another page. */
struct ru_pile_date {
	uint32_t page, date; /* index in that page's facts.dates */
	struct ru_str value;
	struct ru_page_span from;
};

/* A relay that the page's credit line adds to a statement (basis page). */
struct ru_pile_relay {
	uint32_t page, statement;
	struct ru_relay relay;
};

struct ru_trace {
	struct ru_trace_entity *entities;
	uint32_t entity_count;
	uint32_t **entity_of; /* per page: page-local entity -> index in entities */
	struct ru_source *sources;
	uint32_t source_count;
	struct ru_event *events;
	uint32_t event_count;
	struct ru_story *stories;
	uint32_t story_count;
	struct ru_derivation *derivation;
	uint32_t derivation_count;
	struct ru_difference *differences;
	uint32_t difference_count;
	struct ru_pile_date *pile_dates;
	uint32_t pile_date_count; /* by page, then date */
	struct ru_pile_relay *pile_relays;
	uint32_t pile_relay_count; /* by page, then statement */
};

struct ru_str ru_difference_kind_name(enum ru_difference_kind kind);
struct ru_str ru_relation_name(enum ru_relation relation);
struct ru_str ru_source_kind_name(enum ru_source_kind kind);

#endif
