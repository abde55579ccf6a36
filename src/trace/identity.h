/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of names that mean one outlet or agency. Private to trace/. */
#ifndef RU_TRACE_IDENTITY_H
#define RU_TRACE_IDENTITY_H

#include "trace/tracing.h"

struct identity_form {
	struct ru_str bare; /* with its words apart */
	bool source_like;   /* an agency, an outlet of a page, or credited somewhere */
	bool known;         /* of a set: one of its forms is source-like */
	bool credited;      /* some page credits it; of a set too, once the sets are built */
};

struct identities {
	struct ru_tracing *t;
	struct trace_list form; /* struct identity_form, beside t->forms */
	struct trace_list same; /* pairs of forms */
};

/* The number of a name's form, added where it is new; RU_NONE for a name without two letters. */
int ru_identity_form(struct identities *ids, struct ru_str name, uint32_t *out) RU_MUST_CHECK;
/* Two forms name the same source. RU_NONE is let pass. */
int ru_identity_same(struct identities *ids, uint32_t a, uint32_t b) RU_MUST_CHECK;
/* This form is used as the name of a source. */
void ru_identity_mark(struct identities *ids, uint32_t form);
/* Build the sets; no form may be added after it. */
int ru_identity_close(struct identities *ids) RU_MUST_CHECK;
bool ru_identity_known(const struct identities *ids, uint32_t form);
bool ru_identity_credited(const struct identities *ids, uint32_t form);
uint32_t ru_identity_of(const struct identities *ids, uint32_t form);
/* "hariantelaga" of hariantelaga.example, "detik" of news.detik.co.id. */
struct ru_str ru_identity_host_label(struct ru_str host);

#endif
