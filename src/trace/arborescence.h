/* SPDX-License-Identifier: Apache-2.0 */
/* A maximum arborescence with a virtual root: for each node the one arc into it, or none, so that nothing goes in a
 * circle and the weights add up to the most. Private to trace/. */
#ifndef RU_TRACE_ARBORESCENCE_H
#define RU_TRACE_ARBORESCENCE_H

#include "trace/tracing.h"

struct arc {
	uint32_t from, to; /* nodes; one from a node to itself is never taken */
	int32_t weight;    /* one of 0 or less is never taken: the virtual root has an arc of 0 to each node */
};

/* Set into[node] to the arc taken into it, or RU_NONE where it stands right below the root. Of equal weights the root
 * goes first, then the arc that comes first. Method: Chu and Liu 1965, Edmonds 1967, with the heaps of Tarjan 1977 and
 * the path of Gabow, Galil, Spencer and Tarjan 1986; O((arcs + nodes) log arcs) on any graph. On failure `into` is as
 * it was. */
int ru_arborescence(uint32_t *into, const struct arc *arcs, size_t arc_count, uint32_t nodes,
                    const struct ru_alloc *al) RU_MUST_CHECK;

/* Leave out arcs so that nothing goes in a circle: keep[i] is set to 0 for an arc between nodes that stand in circles,
 * or between two of them, and that does not lead further away from the root of their maximum arborescence; else to 1.
 * As linear as ru_arborescence. On failure keep is not to be used. */
int ru_circles_cut(uint8_t *keep, const struct arc *arcs, size_t arc_count, uint32_t nodes,
                   const struct ru_alloc *al) RU_MUST_CHECK;

#endif
