/* SPDX-License-Identifier: Apache-2.0 */
/* Between joining the entities of single pages (entities.c) and writing down what was joined (entity_records.c).
 * Private to trace/. */
#ifndef RU_TRACE_ENTITIES_H
#define RU_TRACE_ENTITIES_H

#include "trace/tracing.h"

/* One entity of one page. */
struct local {
	uint32_t page, entity;
	struct ru_str bare; /* its name */
	uint32_t words;
	uint32_t story; /* RU_NONE for a page outside all */
	enum ru_name_type type;
};

struct joining {
	struct ru_tracing *t;
	struct trace_list local; /* struct local */
	uint32_t *set;
	uint8_t *reason; /* per local: weight class of why it was joined to its set */
};

enum { REASON_NAME, REASON_CANON, REASON_SPELLING, REASON_TITLE, REASON_ABBREVIATION, REASON_SURNAME };

static inline const struct local *local_at(const struct joining *j, uint32_t i)
{
	return TRACE_AT(&j->local, struct local, i);
}

/* One record of the trace for each set: name, titles, pages, evidence; and for each entity of a page its record. */
int ru_trace_write_entities(struct joining *j) RU_MUST_CHECK;

#endif
