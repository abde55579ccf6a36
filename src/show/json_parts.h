/* SPDX-License-Identifier: Apache-2.0 */
/* Pieces of JSON that several records share: spans, places, evidence, nodes, a page's fields, its facts. */
#ifndef RU_SHOW_JSON_PARTS_H
#define RU_SHOW_JSON_PARTS_H

#include "show/json.h"

/* Whether there are bytes to point at: an empty range proves nothing. */
static inline bool ru_span_known(struct ru_span span) { return span.end != RU_NONE && span.begin < span.end; }

/* [begin,end] or null. */
void ru_json_span(struct ru_json *json, struct ru_span span);
/* "in":"field:title" where the span counts in another field of the input; else nothing. */
void ru_json_field(struct ru_json *json, struct ru_span span);
/* "in": the field, else the kind of the block where that is not body; else nothing. */
void ru_json_in(struct ru_json *json, const struct ru_article *article, const struct ru_place *place);
/* "span": and "in". */
void ru_json_place(struct ru_json *json, const struct ru_article *article, const struct ru_place *place);

/* "evidence":[...]. */
void ru_json_evidence(struct ru_json *json, const struct ru_evidence *evidence, uint32_t count,
                      const struct ru_doc *docs);
/* "key":[page ids]. */
void ru_json_pages(struct ru_json *json, const char *key, const uint32_t *pages, uint32_t count,
                   const struct ru_doc *docs);
/* "notices":[...]. */
void ru_json_notices(struct ru_json *json, const struct ru_notice *notices, uint32_t count);
/* "key":["..."]. */
void ru_json_strs(struct ru_json *json, const char *key, const struct ru_str *items, uint32_t count);
/* "page":"..." or "unseen":"...": members of an object that is open; nothing where the node is neither. */
void ru_json_node(struct ru_json *json, const struct ru_node *node, const struct ru_doc *docs,
                  const struct ru_trace *trace);

/* Members of clean's record, "id" first. */
void ru_json_page_fields(struct ru_json *json, const struct ru_show_page *page, bool blocks);

/* Where facts stand inside a trace: ids of its entities, what the pile adds. */
struct ru_json_pile {
	const struct ru_trace *trace;
	const struct ru_doc *docs;
	uint32_t page;
};
/* Members of facts' record from "language" on; pile may be NULL. */
void ru_json_facts_fields(struct ru_json *json, const struct ru_show_page *page, const struct ru_json_pile *pile);

/* One object of "differences"; trace may be NULL (compare: story and event are null then). */
void ru_json_difference(struct ru_json *json, const struct ru_difference *difference, const struct ru_doc *docs,
                        const struct ru_trace *trace);

#endif
