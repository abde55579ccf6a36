/* SPDX-License-Identifier: Apache-2.0 */
/* A small invented pile as records, built by hand: five pages, two stories, one unseen agency, a conflict that is one
 * and one that is none. What the formats must show is known here without any stage before them. */
#ifndef TESTS_SHOW_SAMPLE_H
#define TESTS_SHOW_SAMPLE_H

#include "pack/pack.h"
#include "show/show.h"

enum { SAMPLE_PAGES = 5 };

struct sample {
	struct ru_arena arena;
	struct ru_packs *packs;
	struct ru_article articles[SAMPLE_PAGES];
	struct ru_facts facts[SAMPLE_PAGES];
	struct ru_language languages[SAMPLE_PAGES];
	struct ru_doc docs[SAMPLE_PAGES];
	struct ru_copies copies;
	struct ru_stories stories;
	struct ru_trace trace;
	struct ru_show_trace all;
	struct ru_buf out; /* what was written last */
	struct ru_show show;
	struct ru_str language; /* of messages */
};

/* Ends the test program where it cannot be built. */
void sample_init(struct sample *sample, const char *language);
void sample_release(struct sample *sample);
/* Forget what was written. */
void sample_clear(struct sample *sample);

/* The page with its findings. */
struct ru_show_page sample_page(const struct sample *sample, uint32_t page);

/* Where words stand in a page, from the n-th time on (0 the first). */
struct ru_place sample_place(const struct ru_article *article, const char *words, unsigned nth);
/* An article of one body block with these bytes; identity map. */
void sample_article(struct sample *sample, struct ru_article *article, struct ru_str id, struct ru_str text);

#endif
