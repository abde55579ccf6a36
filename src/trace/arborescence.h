/* SPDX-License-Identifier: Apache-2.0 */
/* A maximum arborescence with a virtual root: for each node the one arc into it, or none, so that nothing goes in a
 * circle and the weights add up to the most. Private to trace/. */
#ifndef RU_TRACE_ARBORESCENCE_H
#define RU_TRACE_ARBORESCENCE_H

#include "trace/tracing.h"

struct arc {
	uint32_t from, to; /* nodes; different */
	int32_t weight;    /* one of 0 or less is never taken: the virtual root has an arc of 0 to each node */
};

/* Set into[node] to the arc taken into it, or RU_NONE where it stands right below the root. Of equal weights the arc
 * that comes first is taken. Method: Chu and Liu 1965, Edmonds 1967; a few rounds over all arcs. Where circles lie in
 * circles more than 32 deep, the innermost are cut at their weakest arc. On failure into is not to be used. */
int ru_arborescence(uint32_t *into, const struct arc *arcs, size_t arc_count, uint32_t nodes,
                    const struct ru_alloc *al) RU_MUST_CHECK;

#endif
