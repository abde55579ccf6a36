/* SPDX-License-Identifier: Apache-2.0 */
/* Across pages, any language: copies (fingerprints, verified passages) and stories (events, chains of events). */
#ifndef RU_MATCH_MATCH_H
#define RU_MATCH_MATCH_H

#include "base/threads.h"
#include "record/match.h"

struct ru_match_options {
	const struct ru_alloc *al;
	unsigned threads;
	const volatile int *cancel; /* may be NULL */
};

/* Every verified shared passage between two pages; docs in id order. Deterministic for any thread count. */
int ru_match_copies(struct ru_copies *out, const struct ru_doc *docs, uint32_t count,
                    const struct ru_match_options *options, struct ru_arena *arena, struct ru_error *err) RU_MUST_CHECK;

/* Add to copies the pairs of pages that tell each other in two languages (kind translation, no passages), and to those
 * that were rewritten their sentences told in other words. docs need their facts. */
int ru_match_rewritten(struct ru_copies *copies, const struct ru_doc *docs, uint32_t count,
                       const struct ru_match_options *options, struct ru_arena *arena,
                       struct ru_error *err) RU_MUST_CHECK;

/* Events and stories. copies may be NULL (then found from anchors alone). */
int ru_match_stories(struct ru_stories *out, const struct ru_doc *docs, uint32_t count, const struct ru_copies *copies,
                     const struct ru_match_options *options, struct ru_arena *arena,
                     struct ru_error *err) RU_MUST_CHECK;

#endif
