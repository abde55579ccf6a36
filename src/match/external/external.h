/* SPDX-License-Identifier: Apache-2.0 */
/* Copies in a pile of any size, in a fixed amount of memory.
 *
 * Fed one article at a time; gives every pair that shares text, with its passages, by a, then b, in the order of the
 * ids. The same pairs whatever the memory, the threads and the order of the pages. On disk stand the articles, their
 * fingerprints and rare word pairs, the candidate pairs and the pairs found; in memory some bytes a page and what is
 * under way. The disk is read in order but for the articles of candidate pairs.
 *
 * Direction is asked of the caller, a family at a time: pages that hang together by copies. A family has its fixed
 * limits (see families.c); where they part two pages, dir stays '?'. */
#ifndef RU_MATCH_EXTERNAL_EXTERNAL_H
#define RU_MATCH_EXTERNAL_EXTERNAL_H

#include "base/hash.h"
#include "match/match.h"

enum {
	RU_EXTERNAL_PAGE = 32,             /* bytes of memory that each page takes, */
	RU_EXTERNAL_PAGE_FACTS = 40,       /* and where facts are asked, */
	RU_EXTERNAL_LEAST = 24 * (1 << 20) /* beside this much for the rest */
};

struct ru_external;

/* A page whose id was given before: both places, for a message. The earlier one stays. */
struct ru_external_twin {
	struct ru_str id;
	struct ru_str source, first_source;
	uint64_t offset, first_offset;
};

/* How directions are found; both on any thread. */
struct ru_external_direct {
	/* Set copies' dir and evidence; docs are the pages of one family in the order of ids, world the whole pile.
	 * What is added lives in the arena. Called again where world did not know a key. */
	int (*set)(void *ctx, struct ru_copies *copies, const struct ru_doc *docs, uint32_t count,
	           const struct ru_world *world, struct ru_arena *arena, struct ru_error *err);
	/* Append the keys of a page that world may be asked for (uint64_t, below 2^33) to *out, with repeats: made of
	 * what was put into ru_external_page.wordings. */
	int (*keys)(void *ctx, const uint32_t *wordings, uint32_t count, struct ru_vec *out);
	/* In a pile of so many pages, more pages with a key than this are the same to set() as this many: [0] for keys
	 * below 2^32, [1] for the others. Such a key need not be counted further. */
	void (*enough)(uint32_t pages, uint32_t enough[2]);
	void *ctx;
};

/* How facts are read, for sentences told in other words. What is needed of the article beyond its text and its outlet
 * is kept with it: host, the days it was published, changed and fetched, and whom its credits name. */
struct ru_external_facts {
	/* The facts of an article into the arena; worker is below options.threads, or 0. */
	int (*read)(void *ctx, unsigned worker, const struct ru_article *article, struct ru_str reader,
	            struct ru_facts *out, struct ru_arena *arena, struct ru_error *err);
	void *ctx;
};

struct ru_external_options {
	const struct ru_alloc *al;
	unsigned threads;
	const volatile int *cancel;              /* may be NULL */
	const char *folder;                      /* of temporary files */
	size_t memory;                           /* bytes, RU_EXTERNAL_LEAST at least */
	const struct ru_external_direct *direct; /* may be NULL: dir stays '?' */
	/* May be NULL: no translations, no sentences told in other words; nor where more pages are taken than */
	const struct ru_external_facts *facts;
	uint32_t facts_pages;
	void (*twin)(void *ctx, const struct ru_external_twin *twin); /* may be NULL */
	/* So many groups of pages that share text are too large to compare every two of them; the first page of one.
	 * May be NULL. */
	void (*large)(void *ctx, struct ru_str id, uint32_t groups);
	void *ctx;
};

/* What is kept of one page between reading and taking it; used again for the next one. */
struct ru_external_page {
	struct ru_buf record; /* as it goes to disk */
	struct ru_vec words, prints, rare, numbers;
	struct ru_vec wordings; /* uint32_t: put there by the caller after reading, where directions are asked */
	struct ru_hash128 all;
	struct ru_str id; /* borrowed from the article */
	uint64_t url, outlet;
	uint32_t clean;
	uint32_t language; /* hash of it; 0: in none, or in several */
	uint16_t weight;   /* KiB that it takes to hold the article, wherever it came from */
};
void ru_external_page_init(struct ru_external_page *page, const struct ru_alloc *al);
void ru_external_page_release(struct ru_external_page *page);
/* What its facts will be read with. */
struct ru_external_reader {
	struct ru_str language; /* BCP 47 */
	struct ru_str reader;   /* as it is handed to ru_external_facts.read() */
};
/* Read an article into page; source and offset say where it came from; reader may be NULL where no facts are asked.
 * Safe on several threads, a page each. */
int ru_external_read(struct ru_external_page *page, const struct ru_article *article, struct ru_str source,
                     uint64_t offset, const struct ru_external_reader *reader) RU_MUST_CHECK;

/* options' strings must live as long. */
int ru_external_new(struct ru_external **out, const struct ru_external_options *options,
                    struct ru_error *err) RU_MUST_CHECK;
void ru_external_free(struct ru_external *external);
/* Add a page that was read; its article may go then. Not for two threads at a time. */
int ru_external_take(struct ru_external *external, const struct ru_external_page *page,
                     struct ru_error *err) RU_MUST_CHECK;

/* Whether facts will be asked: false as soon as too many pages were taken. */
bool ru_external_has_facts(const struct ru_external *external);

/* One pair: docs are pages of which the article's id is known; copy->a is 0 and copy->b 1, others stand in the
 * evidence. All of it is gone when this returns. A status other than 0 ends the search with it. */
typedef int ru_external_emit_fn(void *ctx, const struct ru_copy *copy, const struct ru_doc *docs);
/* The end of taking: find all pairs. */
int ru_external_find(struct ru_external *external, ru_external_emit_fn *emit, void *ctx,
                     struct ru_error *err) RU_MUST_CHECK;

#endif
