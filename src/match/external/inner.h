/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of external/: kept (articles as records on disk), ids (their order), common (word pairs that are not rare),
 * groups (candidate pairs), found (pairs as records on disk), verify (each candidate looked at), judge (what is
 * furniture, and what is told), told (copies as records on disk), sheets (what sentences told again are found by, on
 * disk), retold (those sentences), families (pages that hang together), wordings (what is counted of each page, on
 * disk), counts (the same counted over the pile), direct (families given their direction), external (the order of
 * things). */
#ifndef RU_MATCH_EXTERNAL_INNER_H
#define RU_MATCH_EXTERNAL_INNER_H

#include "base/sorter.h"
#include "base/spill.h"
#include "match/copy_pair.h"
#include "match/external/external.h"
#include "match/sheet.h"

/* ---- bytes.c: numbers in records, 7 bits a byte, low ones first (LEB128) ---- */

void ru_bytes_put(struct ru_buf *buf, uint64_t value);
void ru_bytes_put_str(struct ru_buf *buf, struct ru_str s);
/* Read and move on; false at the end or on a number too large. */
bool ru_bytes_get(struct ru_str *from, uint64_t *value);
bool ru_bytes_get_u32(struct ru_str *from, uint32_t *value);
bool ru_bytes_get_str(struct ru_str *from, struct ru_str *out);

/* ---- kept.c: an article as a record ---- */

struct ru_kept {
	struct ru_article article; /* id, text, blocks, map */
	struct ru_shared_page page;
	uint64_t outlet;
	struct ru_str source;
	uint64_t offset;
	struct ru_str reader;          /* what its facts are read with */
	struct ru_spill_window window; /* where the record lies */
	struct ru_vec blocks, pieces, words, credits;
};
void ru_kept_init(struct ru_kept *kept, const struct ru_alloc *al);
void ru_kept_release(struct ru_kept *kept);
/* reader may be NULL: then its facts will not be read. */
void ru_kept_write(struct ru_buf *out, const struct ru_article *article, uint64_t outlet, uint64_t url,
                   struct ru_str source, uint64_t offset, const struct ru_str *reader);
/* Read a record, which must live as long: article and where it came from; RU_EIO where it is no such record. */
int ru_kept_read(struct ru_kept *kept, struct ru_str record) RU_MUST_CHECK;
/* And the words of it. */
int ru_kept_words(struct ru_kept *kept) RU_MUST_CHECK;

/* ---- ids.c: pages in the byte order of their ids ---- */

struct ru_ids;
int ru_ids_new(struct ru_ids **out, const char *folder, size_t memory, const struct ru_alloc *al,
               struct ru_error *err) RU_MUST_CHECK;
void ru_ids_free(struct ru_ids *ids);
int ru_ids_put(struct ru_ids *ids, struct ru_str id, uint32_t number, struct ru_error *err) RU_MUST_CHECK;
/* One page in order; first is the number of the earliest page with the same id, number itself where it is the first. */
typedef int ru_ids_take_fn(void *ctx, uint32_t number, uint32_t first, struct ru_error *err);
int ru_ids_each(struct ru_ids *ids, ru_ids_take_fn *take, void *ctx, struct ru_error *err) RU_MUST_CHECK;

/* ---- common.c: word pairs that are known to be no rare ones ---- */

struct ru_common;
int ru_common_new(struct ru_common **out, size_t memory, const struct ru_alloc *al) RU_MUST_CHECK;
void ru_common_free(struct ru_common *common);
/* The next page: hashes of its text and its id. */
void ru_common_page(struct ru_common *common, uint64_t text, uint64_t id);
/* Whether a word pair of it need not be put; it counts. */
bool ru_common_has(struct ru_common *common, uint64_t key);
/* Begin to fetch what is needed for that. */
void ru_common_fetch(const struct ru_common *common, uint64_t key);

/* ---- wordings.c: what the keys of each page's wordings are made of, in the order of the pages' numbers ---- */

struct ru_wordings;
/* On failure *out is to be freed too. */
int ru_wordings_new(struct ru_wordings **out, const char *folder, const struct ru_alloc *al,
                    struct ru_error *err) RU_MUST_CHECK;
void ru_wordings_free(struct ru_wordings *wordings);
/* The next page (uint32_t). */
int ru_wordings_put(struct ru_wordings *wordings, const struct ru_vec *numbers, struct ru_error *err) RU_MUST_CHECK;
/* The end of putting. */
int ru_wordings_flush(struct ru_wordings *wordings, struct ru_error *err) RU_MUST_CHECK;
/* They are read back in so many pieces, */
size_t ru_wordings_frames(const struct ru_wordings *wordings);
/* one into bytes, with the number of its first page; on any thread. */
int ru_wordings_get(const struct ru_wordings *wordings, size_t frame, struct ru_buf *bytes, uint32_t *first,
                    struct ru_error *err) RU_MUST_CHECK;
/* The next page of a piece; false at its end. */
bool ru_wordings_next(struct ru_str *frame, const uint32_t **numbers, uint32_t *count);

/* ---- found.c: a pair as a record ---- */

void ru_found_write(struct ru_buf *out, const struct ru_pair *pair, struct ru_str id_a, struct ru_str id_b);
/* The pair and its ids out of bytes, which must live as long; arrays in the arena. */
int ru_found_read(struct ru_pair *out, struct ru_str *id_a, struct ru_str *id_b, struct ru_str bytes,
                  struct ru_arena *arena) RU_MUST_CHECK;

/* ---- sheets.c: a sheet as a record ---- */

void ru_sheet_write(struct ru_buf *out, const struct ru_sheet *sheet, struct ru_str id);
/* Out of bytes, which must live as long; arrays in the arena. RU_EIO where they are no such record. */
int ru_sheet_get(struct ru_sheet *out, struct ru_str *id, struct ru_str bytes, struct ru_arena *arena) RU_MUST_CHECK;

/* ---- told.c: a copy as a record ---- */

struct ru_told {
	struct ru_copy copy;  /* its pages, and those of its evidence, count in: */
	const uint32_t *rank; /* a, b, then other pages that the evidence names */
	const struct ru_str *id;
	uint32_t pages;
};
/* docs give the ids of the copy's pages and rank their ranks; seen is scratch memory (uint32_t). */
int ru_told_write(struct ru_buf *out, const struct ru_copy *copy, const struct ru_doc *docs, const uint32_t *rank,
                  struct ru_vec *seen) RU_MUST_CHECK;
/* Out of bytes, which must live as long; arrays in the arena. RU_EIO where they are no such record. */
int ru_told_read(struct ru_told *out, struct ru_str bytes, struct ru_arena *arena) RU_MUST_CHECK;
/* The copy at this place of a file of them, all in the arena; *next as in ru_spill_get(). */
int ru_told_get(struct ru_told *out, const struct ru_spill *spill, uint64_t place, uint64_t *next,
                struct ru_spill_window *window, struct ru_arena *arena, struct ru_error *err) RU_MUST_CHECK;
/* What is to be done with each copy that is told; it is gone when this returns. place: where it stands. */
typedef int ru_told_fn(struct ru_external *x, const struct ru_told *told, uint64_t place, void *to,
                       struct ru_error *err);
int ru_told_each(struct ru_external *x, ru_told_fn *take, void *to, struct ru_error *err) RU_MUST_CHECK;

/* Bytes that are read at a time where records are read in the order of the file. */
enum { RU_EXTERNAL_AHEAD = 1 << 16 };

/* Where a record stands in a file of copies, below 2^40, beside where it stands in the other one, in 96 bits. */
enum { RU_PLACE_SHIFT = 24 };

/* ---- external.c ---- */

struct ru_external {
	struct ru_external_options options;
	struct ru_spill *articles;
	struct ru_ids *ids;
	struct ru_common *common;
	struct ru_sorter *texts, *urls, *prints, *rare; /* (hash, number of the page) */
	struct ru_sorter *candidates;                   /* (pair of ranks shifted up, 0) */
	struct ru_wordings *wordings;                   /* where directions are asked */
	struct ru_spill *found;                         /* pairs that share enough, */
	struct ru_sorter *order;                        /* and the order of their pages */
	struct ru_spill *told;                          /* copies, by a, then b */
	struct ru_spill *directed;                      /* those of them that have got a direction or evidence for it */
	struct ru_sorter *families;                     /* (family and where a copy of it stands in told) */
	struct ru_sorter *replaced;                     /* (where a copy stands in told, where in directed) */
	struct ru_vec places;                           /* uint64_t: where the page's record stands, by number */
	struct ru_vec outlets;                          /* uint32_t: hash of its outlet, by number; 0 unknown */
	struct ru_vec weights;                          /* uint16_t: KiB of its article, by number */
	struct ru_vec
	    languages;    /* uint32_t: hash of its language, by number; 0 none or several; where facts are asked */
	uint32_t count;   /* numbers */
	uint32_t pages;   /* ranks: pages without repeated ids */
	uint32_t *rank;   /* by number; RU_NONE for a repeated id */
	uint32_t *number; /* by rank */
	uint32_t *parent; /* by rank: families */
	uint8_t *stars;   /* by rank: RU_STAR_CENTRE, _POINT */
	struct ru_spill *sheets; /* of pages that sentences told again are looked for in */
	uint64_t *sheet;         /* by rank: where the page's stands, if there is one */
	unsigned shift;          /* of pairs as keys */
};

static inline bool ru_external_cancelled(const struct ru_external *x) { return ru_cancelled(x->options.cancel); }

static inline int ru_external_no_memory(struct ru_error *err)
{
	return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "%s", ru_status_name(RU_ENOMEM));
}
/* found.c: a record into x->found and x->order; where the next one stands by a, then b: 1, or 0 at the end. */
int ru_found_put(struct ru_external *x, uint32_t a, uint32_t b, struct ru_str record,
                 struct ru_error *err) RU_MUST_CHECK;
int ru_found_next(struct ru_external *x, uint64_t *place, struct ru_error *err) RU_MUST_CHECK;
/* Where the page's record begins, and the one before it ends. */
uint64_t ru_external_place(const struct ru_external *x, uint32_t number);
/* A sorter with the share of memory of one that is large, at a time when no other is. */
int ru_external_sorter(struct ru_sorter **out, const struct ru_external *x, const char *what,
                       struct ru_error *err) RU_MUST_CHECK;
/* The article of a page into *kept, without its words; on any thread. So many bytes are read at a time, or the
 * record's. */
int ru_external_article(const struct ru_external *x, struct ru_kept *kept, uint32_t rank, size_t ahead,
                        struct ru_error *err) RU_MUST_CHECK;

/* groups.c: candidate pairs into x->candidates. */
int ru_external_candidates(struct ru_external *x, struct ru_error *err) RU_MUST_CHECK;
/* verify.c: the pairs that share enough into x->found, families into x->parent. */
int ru_external_verify(struct ru_external *x, struct ru_error *err) RU_MUST_CHECK;
/* judge.c: what is left to tell of the pairs found, into x->told. */
int ru_external_judge(struct ru_external *x, struct ru_error *err) RU_MUST_CHECK;
/* sheets.c: the sheets of the pages that are wanted, by rank (NULL: all), into x->sheets; the marks of each that a
 * translation keeps into marks, with its rank (NULL: not asked). */
int ru_external_sheets(struct ru_external *x, const bool *wanted, struct ru_sorter *marks,
                       struct ru_error *err) RU_MUST_CHECK;
/* retold.c: translations and sentences told in other words, into x->told. */
int ru_external_retell(struct ru_external *x, struct ru_error *err) RU_MUST_CHECK;
/* families.c: the copies of each family, into x->families. */
int ru_external_families(struct ru_external *x, struct ru_error *err) RU_MUST_CHECK;
/* direct.c: family by family, into x->directed and x->replaced. */
int ru_external_directions(struct ru_external *x, struct ru_error *err) RU_MUST_CHECK;
/* told.c: hand over all copies, by a, then b. */
int ru_external_tell(struct ru_external *x, ru_external_emit_fn *emit, void *ctx, struct ru_error *err) RU_MUST_CHECK;

/* ---- counts.c: in how many pages of the pile certain wordings stand ---- */

struct ru_counts;
int ru_counts_new(struct ru_counts **out, const struct ru_alloc *al) RU_MUST_CHECK;
void ru_counts_free(struct ru_counts *counts);
/* Ask for a key below 2^33; once more is the same. */
int ru_counts_ask(struct ru_counts *counts, uint64_t key) RU_MUST_CHECK;
/* Memory that is taken, and while more is asked for will be. */
size_t ru_counts_bytes(const struct ru_counts *counts);
/* Read the whole pile on all threads; nothing can be asked for then until all is cleared. */
int ru_counts_fill(struct ru_counts *counts, const struct ru_external *x, struct ru_error *err) RU_MUST_CHECK;
/* False where the key was not asked for, or the pile has not been read for it yet. */
bool ru_counts_get(const struct ru_counts *counts, uint64_t key, uint32_t *pages);
void ru_counts_clear(struct ru_counts *counts);

#endif
