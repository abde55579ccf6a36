/* SPDX-License-Identifier: Apache-2.0 */
/* What stands behind the handles of runut.h. Private to engine/. */
#ifndef RU_ENGINE_ENGINE_H
#define RU_ENGINE_ENGINE_H

#include "article/article.h"
#include "base/hash.h"
#include "engine/anchors.h"
#include "facts/facts.h"
#include "input/input.h"
#include "language/language.h"
#include "match/match.h"
#include "show/show.h"
#include "trace/trace.h"

#include <runut.h>

struct runut_ctx {
	struct ru_alloc al;
	struct ru_limits limits;
	struct ru_packs *packs;
	struct ru_sieve sieve;  /* of the packs */
	struct ru_str messages; /* "en", "id": a string of the packs or a constant */
};

/* Counts by kind of remark. */
enum { RU_TALLY_KINDS = 32 };
struct ru_tally_row {
	char kind[32];
	uint64_t count;
	bool failed;
};
struct ru_tally {
	struct ru_tally_row rows[RU_TALLY_KINDS];
	size_t len;
};

struct runut_run {
	runut_ctx *ctx;
	runut_run_options options;
	uint64_t failures;
	int64_t told; /* clock of the last progress() */
	runut_progress progress;
	uint64_t articles, bytes, text; /* of the pages handed over; see show/ */
	struct ru_tally notices, complaints;
	struct ru_repeats repeats; /* of runut_learn_sites(); its memory is the run's */
};

struct runut_page {
	const runut_ctx *ctx;
	struct ru_arena arena;
	struct ru_str source; /* the file it came from, for messages */
	uint64_t offset;      /* where in that file its record begins */
	struct ru_article article;
	struct ru_language language;
	struct ru_facts facts;
	unsigned stage;
};

struct runut_pile {
	runut_run *run;
	struct ru_vec pages; /* struct runut_page * */
	struct ru_index ids; /* hash of id -> page number */
	uint64_t bytes;
	size_t repeated;       /* pages with an id that was given before: they are not in it */
	unsigned found;        /* bits 1 << enum runut_finding */
	struct ru_arena arena; /* all below */
	struct ru_doc *docs;
	struct ru_language *languages;
	struct ru_copies copies; /* as they are told: with direction, translations and siblings */
	struct ru_copies shared; /* as stories and trace are fed with them */
	bool told, fed;          /* whether they are known */
	struct ru_stories stories;
	struct ru_trace trace;
	struct ru_difference *differences;
	uint32_t difference_count;
	bool conflict;
	enum ru_difference_kind conflict_kind;
};

/* Inner strings and errors to public ones and back. */
static inline struct ru_str str_in(runut_str s) { return (struct ru_str){s.ptr, s.len}; }
static inline runut_str str_out(struct ru_str s) { return (runut_str){s.ptr, s.len}; }
/* Copy the detail of status to *out (may be NULL); where the stage left none, its name stands in. Returns status. */
int ru_engine_fail(runut_error *out, int status, const struct ru_error *err);

/* Read raw into a new page: article, then language and facts as stage says. Thread-safe for one run; the lexicon is the
 * thread's own, or NULL. raw's strings are copied. */
int ru_engine_page(runut_page **out, const runut_run *run, const struct ru_raw_page *raw, unsigned stage,
                   struct ru_lexicon *lexicon, struct ru_error *err) RU_MUST_CHECK;

/* The pack that reads a page: that of its language; for a page in several languages, of the first one that has a pack.
 * A sentence or two are little to tell near languages by: there the stated language has the word. NULL: none. */
const struct ru_pack *ru_engine_pack(const runut_ctx *ctx, const struct ru_article *article,
                                     const struct ru_language *language);
/* Words that each thread keeps what is known of. */
enum { RU_ENGINE_LEXICON = 16384 };

bool ru_engine_cancelled(const runut_run *run);
/* Tell progress(), at most ten times a second where there is a clock. */
void ru_engine_progress(runut_run *run, const char *stage, bool always);
/* Open an input whose complaints go to the run. */
int ru_engine_input(struct ru_input **out, runut_run *run, const char *const *paths, size_t count,
                    struct ru_error *err) RU_MUST_CHECK;
/* As runut_read_pages(); ids: where ids are met, to tell repeated ones, or NULL where they are not told. */
struct ru_ids;
int ru_engine_read(runut_run *run, const char *const *paths, size_t count, unsigned stage, struct ru_ids *ids,
                   runut_got_page_fn *got, void *user, runut_error *err) RU_MUST_CHECK;
void ru_engine_complain(runut_run *run, const struct ru_input_complaint *complaint);
/* A repeated id is told with both places, and the first page of that id stays. */
struct ru_place_in {
	struct ru_str source;
	uint64_t offset;
};
void ru_engine_repeated(runut_run *run, struct ru_str id, struct ru_place_in second, struct ru_place_in first);
/* Groups of pages that share text, too large to compare every two of them; the id of the first page of one. */
void ru_engine_large_groups(runut_run *run, struct ru_str id, uint32_t groups);
/* More pages than translations and sentences told in other words are looked for in. */
void ru_engine_not_retold(runut_run *run);
void ru_engine_count_complaint(runut_run *run, const struct ru_input_complaint *complaint);
void ru_engine_count_page(runut_run *run, const runut_page *page);

/* A struct ru_show that writes through the public callback. sink must live as long. */
struct ru_engine_sink {
	runut_write_fn *write;
	void *user;
	const runut_ctx *ctx;
};
void ru_engine_show(struct ru_show *show, struct ru_engine_sink *sink, const runut_ctx *ctx, const runut_style *style,
                    runut_write_fn *write, void *user);

#endif
