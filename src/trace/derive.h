/* SPDX-License-Identifier: Apache-2.0 */
/* What derive.c and edges.c share: derive.c weighs what speaks for "p was made from q", edges.c lays it without
 * circles. Private to them. */
#ifndef RU_TRACE_DERIVE_H
#define RU_TRACE_DERIVE_H

#include "trace/tracing.h"

enum { DERIVE_COPY = 100 }; /* odds of shared words, and up to as much again by their share */

struct deriving {
	struct ru_tracing *t;
	struct trace_list draft; /* of the page at hand: struct draft */
	struct trace_list all;   /* struct edge: what is stated of all pages */
	struct edge **accepted;  /* per node */
	uint32_t *accepted_count;
	uint32_t *seen; /* per node: the last walk that came by */
	uint32_t *walk; /* room for one walk */
	uint32_t turn;  /* walks so far */
};

/* True where both pages name one third source, the first in words of its own: then neither has to have it from the
 * other. */
bool ru_derive_share_credit(const struct ru_tracing *t, uint32_t p, uint32_t q, const struct ru_copy *copy);

/* Lay d->all, strongest first, less what goes in a circle; then say which parents are direct, and add siblings. */
int ru_derive_lay(struct deriving *d) RU_MUST_CHECK;
/* The laid edges into the state and into the answer. */
int ru_derive_write(struct deriving *d) RU_MUST_CHECK;

#endif
