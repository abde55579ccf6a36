/* SPDX-License-Identifier: Apache-2.0 */
/* Direction, chains, origin, independent count, differences - over pages whose facts, copies and stories are known. */
#ifndef RU_TRACE_TRACE_H
#define RU_TRACE_TRACE_H

#include "record/trace.h"

struct ru_trace_options {
	const struct ru_alloc *al;
	unsigned threads;
	const volatile int *cancel;   /* may be NULL */
	const struct ru_world *world; /* NULL: docs are the whole pile */
};

/* docs in id order. copies' dir and evidence may be completed (that is the only thing changed of what is given). */
int ru_trace_read(struct ru_trace *out, const struct ru_doc *docs, uint32_t count, struct ru_copies *copies,
                  const struct ru_stories *stories, const struct ru_trace_options *options, struct ru_arena *arena,
                  struct ru_error *err) RU_MUST_CHECK;

/* The differences between two pages (or two sentences) alone. *conflict is true where at least one is relation differ;
 * *kind its kind. */
int ru_trace_compare(struct ru_difference **out, uint32_t *count, bool *conflict, enum ru_difference_kind *kind,
                     const struct ru_doc docs[2], const struct ru_trace_options *options, struct ru_arena *arena,
                     struct ru_error *err) RU_MUST_CHECK;

/* Set copies' dir, and add the evidence for it. Also used for `copies` alone. Where docs are a part of options->world,
 * all pages that share words with one of them, directly or through others, must be among them. */
int ru_trace_direct(struct ru_copies *copies, const struct ru_doc *docs, uint32_t count,
                    const struct ru_trace_options *options, struct ru_arena *arena, struct ru_error *err) RU_MUST_CHECK;
/* Append the hashes of the words of an article that its keys are made of (uint32_t) to *out. Words that the article has
 * been cut into already are taken over. */
int ru_trace_words(const struct ru_article *article, struct ru_vec *out) RU_MUST_CHECK;
/* Append a key (uint64_t, below 2^33) for each of these words, and for each two in a row, to *out; with repeats. */
int ru_trace_keys(const uint32_t *words, uint32_t count, struct ru_vec *out) RU_MUST_CHECK;
/* In a world of so many pages, more pages with a word than enough[0], and with two in a row than enough[1], need not be
 * told from as many. */
void ru_trace_enough(uint32_t pages, uint32_t enough[2]);

#endif
