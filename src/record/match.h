/* SPDX-License-Identifier: Apache-2.0 */
/* What match/ is fed and gives: pages with anchors; copies and stories. Pages are numbers 0..n-1
 * in the order of their ids (byte order), so that nothing depends on the order of the input. */
#ifndef RU_RECORD_MATCH_H
#define RU_RECORD_MATCH_H

#include "record/article.h"
#include "record/facts.h"

/* ---- evidence, used by match and trace ---- */

enum ru_evidence_kind {
	RU_EVIDENCE_CREDIT,
	RU_EVIDENCE_RELAY,
	RU_EVIDENCE_LINK,
	RU_EVIDENCE_PASSAGE,
	RU_EVIDENCE_TIME,
	RU_EVIDENCE_DATELINE,
	RU_EVIDENCE_FURNITURE,
	RU_EVIDENCE_CORRECTION,
	RU_EVIDENCE_THIRD_PAGE,
	RU_EVIDENCE_SAME_ERROR,
	RU_EVIDENCE_NAMES,
	RU_EVIDENCE_DATE,
	RU_EVIDENCE_PLACE,
	RU_EVIDENCE_TITLE
};

struct ru_page_span {
	uint32_t page;
	struct ru_span span;
};

struct ru_evidence {
	enum ru_evidence_kind kind;
	int32_t weight; /* hundredths of log-odds */
	struct ru_page_span *spans;
	uint32_t span_count;
};

/* ---- anchors ---- */

enum ru_anchor_kind {
	RU_ANCHOR_WORD,
	RU_ANCHOR_PERSON,
	RU_ANCHOR_ORG,
	RU_ANCHOR_PLACE,
	RU_ANCHOR_OTHER,
	RU_ANCHOR_NUMBER,
	RU_ANCHOR_DATE
};
enum {
	RU_ANCHOR_TITLE = 1,
	RU_ANCHOR_LEAD = 2,
	RU_ANCHOR_BODY = 4,
	RU_ANCHOR_LOCATED = 8
}; /* behind a word of place in the first sentences: "in Kotabaya" */

struct ru_anchor {
	uint64_t key;   /* hash of kind and folded form */
	int32_t day;    /* RU_ANCHOR_DATE: day since 1970, else 0 */
	uint32_t begin; /* first time it stands: page text [begin, begin + length) */
	uint16_t length;
	uint16_t weight; /* rarity, hundredths of a nat */
	uint16_t count;  /* times in the page */
	uint8_t kind;
	uint8_t where; /* RU_ANCHOR_TITLE | ... : all the parts it stands in */
};

/* One page as match and trace see it. All pointers are borrowed from the page. */
struct ru_doc {
	const struct ru_article *article;
	const struct ru_facts *facts;
	const struct ru_anchor *anchors; /* by key, upwards */
	uint32_t anchor_count;
};

/* The pile that some docs are a part of: in how many of its pages a word stands, or two words in a row. What a key is
 * the asker knows. */
struct ru_world {
	uint32_t pages;
	uint32_t (*pages_with)(void *ctx, uint64_t key);
	/* Whether it did not know a key yet: it will be asked again for all, and nothing that is found now counts. */
	bool (*waits)(void *ctx);
	void *ctx;
};

/* ---- copies ---- */

enum ru_copy_kind {
	RU_COPY_VERBATIM,
	RU_COPY_LIGHT,
	RU_COPY_HEAVY,
	RU_COPY_TRANSLATION,
	RU_COPY_QUOTES_ONLY,
	RU_COPY_SAME_SOURCE,
	RU_COPY_VERSION,
	RU_COPY_FURNITURE
};

struct ru_passage {
	struct ru_range a, b; /* page text */
	struct ru_span raw_a, raw_b;
	uint32_t words; /* of a */
	bool furniture; /* lies in blocks outside the text */
};

/* A sentence of each page that tell the same in other words, or in two languages; no word of it counts as shared. */
struct ru_retold {
	struct ru_range a, b; /* page text */
	struct ru_span raw_a, raw_b;
	uint32_t marks; /* equal names, numbers, dates and rare stems */
};

struct ru_copy {
	uint32_t a, b; /* pages, a < b */
	int32_t score; /* hundredths: share of the shorter article that is shared, 0..10000; of a translation, of its
	                  marks */
	char dir;      /* '>' b was made from a, '<' a from b, '?' not known */
	enum ru_copy_kind kind;
	struct ru_passage *passages;
	uint32_t passage_count;
	uint32_t words;            /* shared words */
	uint32_t words_a, words_b; /* words of each article */
	struct ru_retold *retold;  /* by a */
	uint32_t retold_count;
	struct ru_evidence *evidence;
	uint32_t evidence_count;
};

struct ru_copies {
	struct ru_copy *items; /* by a, then b */
	uint32_t count;
	uint32_t large_groups; /* of pages that share text, too large to compare every two of them, */
	uint32_t large_group;  /* and the first page of one */
};

/* ---- stories ---- */

struct ru_event_join { /* why a page is in its event: the strongest link to another page of it */
	uint32_t a, b;
	struct ru_evidence *evidence;
	uint32_t evidence_count;
};

struct ru_stories {
	uint32_t event_count, story_count;
	uint32_t *event_of; /* per page: event, or RU_NONE for a page without article */
	uint32_t *story_of; /* per event */
	uint32_t **also;    /* per page: events told as background */
	uint32_t *also_count;
	struct ru_event_join *joins; /* by a, then b */
	uint32_t join_count;
	char (*event_id)[18]; /* "e" and 16 hex digits */
	char (*story_id)[18]; /* "s" and 16 hex digits */
};

struct ru_str ru_evidence_kind_name(enum ru_evidence_kind kind);
struct ru_str ru_copy_kind_name(enum ru_copy_kind kind);

#endif
