/* SPDX-License-Identifier: Apache-2.0 */
/* Between mentions.c, which reads what pages say about their sources, and sources.c, which decides who is meant.
 * Private to trace/. */
#ifndef RU_TRACE_SOURCES_H
#define RU_TRACE_SOURCES_H

#include "trace/identity.h"

struct sources {
	struct identities ids;
	struct ru_arena room;      /* the mentions, until it is known which of them matter */
	struct trace_list mention; /* struct mention, by page */
	uint32_t *first;           /* per page and one more */
	uint32_t *outlet_form;     /* per page, or RU_NONE */
	uint32_t *host_form;       /* per page: of its host where that is its own, or RU_NONE */
	uint32_t *page_next;       /* pages of one identity, as chains */
	uint32_t *page_head;       /* per form that is a set */
	uint32_t *with_url;        /* per mention: the next one from it on that has an address */
	struct ru_index urls;      /* hash of an address without its trimmings -> page */
};

/* Read all mentions of all pages and the forms of their names. */
int ru_trace_mentions(struct sources *s) RU_MUST_CHECK;

#endif
