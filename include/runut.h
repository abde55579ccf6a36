/* SPDX-License-Identifier: Apache-2.0 */
/* runut: trace the stories in a pile of news pages.
 *
 *     ctx   what is set up once and then shared by all threads: allocator, limits, language packs
 *     run   one piece of work: threads, cancel flag, progress, complaints; one thread at a time
 *     page  one page with all that was read from it; freed with one call
 *     pile  many pages and what is found across them
 *
 * Every function that can fail returns 0 or a negative enum runut_status; a positive return says so in its comment. The
 * out-parameter comes first and is NULL after a failure. *err, always last, may be NULL. Strings are UTF-8 with a
 * length; those handed out live as long as the object they come from. free(NULL) does nothing. Nothing here prints,
 * exits, uses the network, the locale or the clock, or keeps state between calls outside these objects.
 *
 * The records written by runut_page_write() and runut_pile_write() are described in docs/schema/. */
#ifndef RUNUT_H
#define RUNUT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RUNUT_VERSION "0.1.0"
/* The number in the field "schema" of every record. */
#define RUNUT_SCHEMA 1

#if defined(__GNUC__)
#define RUNUT_API __attribute__((visibility("default")))
#define RUNUT_CHECKED __attribute__((visibility("default"), warn_unused_result))
#else
#define RUNUT_API
#define RUNUT_CHECKED
#endif

enum runut_status {
	RUNUT_OK = 0,
	RUNUT_ENOMEM = -1,    /* the allocator said no */
	RUNUT_EINPUT = -2,    /* the bytes given are not what they should be */
	RUNUT_ELIMIT = -3,    /* a cap was reached and the work cannot go on */
	RUNUT_EIO = -4,       /* the operating system, or the caller's writer, said no */
	RUNUT_EUSAGE = -5,    /* the call breaks the rules stated here */
	RUNUT_ECANCEL = -6,   /* the cancel flag was raised */
	RUNUT_ESTORE = -7,    /* the store is damaged */
	RUNUT_EINTERNAL = -8, /* a bug of the library, noticed */
	RUNUT_EDUP = -9       /* a page id was given twice */
};

/* Borrowed bytes; ptr may be NULL where len is 0. */
typedef struct runut_str {
	const char *ptr;
	size_t len;
} runut_str;

/* Detail of a failure, in the caller's storage. message: plain English without a final stop. input: the file or page,
 * or "". offset: the byte in it, or UINT64_MAX. */
typedef struct runut_error {
	int status;
	uint64_t offset;
	char message[240];
	char input[240];
} runut_error;

/* The version of the library that is linked, "0.1.0". Never NULL. */
RUNUT_API const char *runut_version(void);
/* A few English words for a status. Never NULL. */
RUNUT_API const char *runut_status_name(int status);

/* ---- set-up ---- */

/* Where all memory comes from. Must be thread-safe. realloc(user, NULL, n) allocates; free(user, NULL) does nothing;
 * NULL means out of memory and leaves the old block valid. */
typedef struct runut_allocator {
	void *(*alloc)(void *user, size_t size);
	void *(*realloc)(void *user, void *ptr, size_t size);
	void (*free)(void *user, void *ptr);
	void *user;
} runut_allocator;

/* Caps. Reaching one is a notice on the page, not a failure. Start from runut_limits_default(). */
typedef struct runut_limits {
	uint64_t page_bytes; /* largest raw page, below 4 GiB */
	uint64_t pile_bytes; /* raw bytes of a whole pile; 0: no cap */
	uint32_t html_nodes;
	uint32_t html_depth;
	uint32_t html_attrs; /* of one tag */
	uint32_t blocks;     /* of one page */
	uint32_t links;
	uint32_t facts; /* findings of one kind on one page */
	uint32_t notices;
	uint32_t walk_depth;   /* folders inside folders */
	uint32_t unpack_ratio; /* bytes that one packed byte may become, beyond unpack_free */
	uint32_t unpack_free;  /* bytes that packed input may become whatever its size */
	uint32_t unpack_depth; /* content encodings of one archived page */
	/* Pages of the largest pile in which copies look for translations and sentences told in other words, since what
	 * the pages say is read for it, which takes several times as long; 0: never, UINT32_MAX: in any. */
	uint32_t retold_pages;
} runut_limits;
RUNUT_API runut_limits runut_limits_default(void);

typedef struct runut_options {
	const runut_allocator *allocator; /* NULL: malloc, realloc, free */
	const runut_limits *limits;       /* NULL: the defaults */
	const char *const *pack_dirs;     /* folders of language packs beside the built-in ones */
	size_t pack_dir_count;
	const char *messages; /* language of messages and reports, "en" or "id"; NULL: "en" */
} runut_options;

typedef struct runut_ctx runut_ctx;
/* options may be NULL; what it points to is copied. Free after every run, page and pile made with it. */
RUNUT_CHECKED int runut_ctx_new(runut_ctx **out, const runut_options *options, runut_error *err);
RUNUT_API void runut_ctx_free(runut_ctx *ctx);

/* What the program says under a key ("page_one"), in the language of the ctx. Thread-safe. */
RUNUT_API runut_str runut_ctx_message(const runut_ctx *ctx, const char *key);
/* The English words of a failure (runut_error.message, runut_complaint.message, runut_status_name(), strerror()) in the
 * language of the ctx. out: size bytes, filled up to a 0, cut at a character where there is no room. Returns 1, or 0
 * where the packs do not have these words: out then is the English. Thread-safe. */
RUNUT_API int runut_ctx_worded(const runut_ctx *ctx, const char *english, char *out, size_t size);

/* Check a folder with one language pack. Each fault goes to report(); *failures counts them. Returns 0 also where there
 * are faults. */
typedef void runut_pack_report_fn(void *user, runut_str file, uint32_t line, runut_str message);
RUNUT_CHECKED int runut_pack_check(const runut_ctx *ctx, const char *dir, runut_pack_report_fn *report, void *user,
                                   uint32_t *failures, runut_error *err);

/* ---- a run ---- */

/* Something about the input that a person should know: an unreadable, empty, binary or oversized file, a bad record,
 * names passed over in a folder (failed is 0 then). begin..end: the byte range in source, or UINT64_MAX. key is stable,
 * message is English. */
typedef struct runut_complaint {
	runut_str source, key, message;
	uint64_t begin, end;
	uint64_t count; /* of names passed over; else 1 */
	int failed;
	uint64_t record; /* number of the record or item that it is about, from 1; 0 for the whole source */
	/* "unsupported": the format, as "zip"; "repeated_id": where the id was given first; else empty */
	runut_str detail;
} runut_complaint;

typedef struct runut_progress {
	uint64_t pages;       /* done */
	uint64_t bytes;       /* read */
	uint64_t bytes_total; /* 0: not known */
	const char *stage;    /* "read", "copies", "stories", "trace" */
} runut_progress;

typedef struct runut_run_options {
	unsigned threads;           /* 0 or 1: the caller's alone */
	const volatile int *cancel; /* raise to stop: the call under way returns RUNUT_ECANCEL soon */
	void (*progress)(void *user, const runut_progress *progress);
	void (*complain)(void *user, const runut_complaint *complaint);
	int64_t (*clock)(
	    void *user); /* milliseconds of any steady clock; with it progress() comes at most ten times a second */
	void *user;
} runut_run_options;

typedef struct runut_run runut_run;
/* options may be NULL. ctx must outlive the run. */
RUNUT_CHECKED int runut_run_new(runut_run **out, runut_ctx *ctx, const runut_run_options *options, runut_error *err);
RUNUT_API void runut_run_free(runut_run *run);
/* Complaints so far with failed set. */
RUNUT_API uint64_t runut_run_failures(const runut_run *run);

/* ---- pages ---- */

enum runut_kind {
	RUNUT_HTML,   /* an HTML page */
	RUNUT_PLAIN,  /* a whole page as plain text, searched for title, captions and furniture */
	RUNUT_ARTICLE /* an article as it is */
};

/* The bytes of a page and what is known of them; only id and bytes must be given. */
typedef struct runut_source {
	enum runut_kind kind;
	runut_str id, bytes;
	runut_str charset; /* as a header stated it; "utf-8" for text that was Unicode already */
	runut_str url, title, outlet, date, language;
	runut_str author;
	runut_str fetched; /* when an archive fetched the page, ISO 8601; dates count from it where the page has none */
} runut_source;

/* Stages of reading; each takes those before it along. */
enum { RUNUT_STAGE_ARTICLE = 1, RUNUT_STAGE_LANGUAGE = 2, RUNUT_STAGE_FACTS = 4 };

typedef struct runut_page runut_page;
/* Read one page up to a stage. The bytes are copied. Any bytes are a page: damage is a notice on it. */
RUNUT_CHECKED int runut_page_new(runut_page **out, runut_run *run, const runut_source *source, unsigned stage,
                                 runut_error *err);
RUNUT_API void runut_page_free(runut_page *page);

RUNUT_API runut_str runut_page_id(const runut_page *page);
RUNUT_API runut_str runut_page_title(const runut_page *page);
RUNUT_API runut_str runut_page_outlet(const runut_page *page);
/* Clean text of the article; empty where the page has none. */
RUNUT_API runut_str runut_page_text(const runut_page *page);
RUNUT_API runut_str runut_page_language(const runut_page *page);

/* Raw bytes of the page. */
RUNUT_API uint64_t runut_page_bytes(const runut_page *page);

/* A remark on a page: a cap that was reached, a charset that was wrong, no article found. kind is stable, detail is
 * English, begin..end are raw bytes or UINT32_MAX. */
typedef struct runut_notice {
	runut_str kind, detail;
	uint32_t begin, end;
} runut_notice;
RUNUT_API size_t runut_page_notice_count(const runut_page *page);
/* i < runut_page_notice_count(page); RUNUT_EUSAGE otherwise. */
RUNUT_CHECKED int runut_page_notice(const runut_page *page, size_t i, runut_notice *out);

/* Read every page of files, folders and "-" in order and hand each to got(), which takes it (free it, or give it to a
 * pile). Files may be HTML, text, JSON Lines, WARC, RSS, Atom or JSON Feed, each also packed with gzip or zstd; they
 * are told apart by content. Pages are read on the run's threads and handed over one at a time in input order, in the
 * caller's thread; complaints come there too, each before the page behind it. Memory is that of the pages under way: a
 * few for each thread. A negative return of got() ends the walk with it. An id that a page before it has is a complaint
 * "repeated_id" (failed is 1), and the page is handed over all the same; 262,144 ids are kept for that, and a complaint
 * "many_ids" (failed is 0) tells where they are full. */
typedef int runut_got_page_fn(void *user, runut_page *page);
RUNUT_CHECKED int runut_read_pages(runut_run *run, const char *const *paths, size_t count, unsigned stage,
                                   runut_got_page_fn *got, void *user, runut_error *err);

/* Read all pages of files and folders once, to know by repetition what is furniture: lines that stand on several pages
 * of one site, where the other pages have them outside the text, or where nearly every page has them (five or more).
 * From then on HTML pages read in this run (runut_page_new(), runut_read_pages(), runut_pile_read()) leave such lines
 * out of their text, as blocks of a kind of furniture; never the headline. So what is read of a page then depends on
 * the pages learned from, but not on their order and not on threads. Complaints are left to the reading that follows.
 * Memory is bounded, 200 MB at most: where there are very many sites or pages, a sample chosen by their content
 * stands for them, with a complaint "sampled" (failed is 0). What an earlier call learned is forgotten. RUNUT_EUSAGE
 * where a path is
 * "-", which cannot be read twice. Not while other calls of the run are under way. */
RUNUT_CHECKED int runut_learn_sites(runut_run *run, const char *const *paths, size_t count, runut_error *err);

/* ---- writing ---- */

/* Takes the next bytes; a negative return stops the writing and is passed on. */
typedef int runut_write_fn(void *user, const char *bytes, size_t len);

enum runut_format { RUNUT_JSON, RUNUT_TEXT, RUNUT_REPORT };
enum runut_record { RUNUT_RECORD_CLEAN, RUNUT_RECORD_LANGUAGE, RUNUT_RECORD_FACTS };

typedef struct runut_style {
	enum runut_format format; /* RUNUT_REPORT: trace and compare, one HTML file */
	unsigned width;           /* RUNUT_TEXT: terminal columns, 0: 80 */
	int color;                /* RUNUT_TEXT: with terminal colours */
	int words;                /* facts: also words and sentences */
} runut_style;

/* What runut_read_pages() and runut_pile_read() have read in this run: pages, articles, bytes, notices and complaints
 * by kind; one record. style may be NULL: JSON. */
RUNUT_CHECKED int runut_run_write(const runut_run *run, const runut_style *style, runut_write_fn *write, void *user,
                                  runut_error *err);

/* One record of the page; it must have been read up to the stage that the record needs. style may be NULL: JSON. */
RUNUT_CHECKED int runut_page_write(const runut_page *page, enum runut_record record, const runut_style *style,
                                   runut_write_fn *write, void *user, runut_error *err);

/* ---- piles ---- */

typedef struct runut_pile runut_pile;
RUNUT_CHECKED int runut_pile_new(runut_pile **out, runut_run *run, runut_error *err);
/* Frees its pages too. */
RUNUT_API void runut_pile_free(runut_pile *pile);

/* Give a page, read up to RUNUT_STAGE_FACTS, to the pile. On success the pile owns it; on failure the caller still
 * does. RUNUT_EDUP: its id is there already. Not after runut_pile_find(). */
RUNUT_CHECKED int runut_pile_add(runut_pile *pile, runut_page *page, runut_error *err);
/* Read files, folders and "-" into the pile. A repeated id is a complaint that names both places, and the later page is
 * left out. */
RUNUT_CHECKED int runut_pile_read(runut_pile *pile, const char *const *paths, size_t count, runut_error *err);

enum runut_finding { RUNUT_COPIES, RUNUT_STORIES, RUNUT_TRACE, RUNUT_COMPARE };
/* Find copies, stories (with copies) or the whole trace. The answer depends on the pages alone, not on their order or
 * on threads. RUNUT_COMPARE: the pile must hold two pages. */
RUNUT_CHECKED int runut_pile_find(runut_pile *pile, enum runut_finding what, runut_error *err);
/* Write what was found. style may be NULL: JSON. */
RUNUT_CHECKED int runut_pile_write(const runut_pile *pile, enum runut_finding what, const runut_style *style,
                                   runut_write_fn *write, void *user, runut_error *err);

/* Pages in the pile; after runut_pile_find() in the order of their ids. */
RUNUT_API size_t runut_pile_page_count(const runut_pile *pile);
RUNUT_API const runut_page *runut_pile_page(const runut_pile *pile, size_t i);
/* What was found: pairs, events, events, differences; 0 before runut_pile_find(). */
RUNUT_API size_t runut_pile_count(const runut_pile *pile, enum runut_finding what);

/* An event of a traced pile. */
typedef struct runut_event {
	runut_str id, story, title, when, where;
	runut_str origin; /* page id or name of a source that is not in the pile */
	int origin_unseen;
	size_t page_count;
	size_t independent;     /* independent tellings: at least so many, */
	size_t independent_max; /* at most so many */
} runut_event;
/* After RUNUT_TRACE; i < runut_pile_count(pile, RUNUT_TRACE). RUNUT_EUSAGE otherwise. */
RUNUT_CHECKED int runut_pile_event(const runut_pile *pile, size_t i, runut_event *out);
/* Page number j of event i, as an index for runut_pile_page(); SIZE_MAX where there is none. */
RUNUT_API size_t runut_pile_event_page(const runut_pile *pile, size_t i, size_t j);

/* ---- piles of any size ---- */

typedef struct runut_copies_options {
	uint64_t
	    memory; /* bytes to work in, 24 MiB at least; 0: 512 MiB. One page larger than a 16th of it takes more. */
	const char *folder; /* of temporary files, which take about 2.2 times the room of the text; NULL: "/tmp" */
} runut_copies_options;

/* Find the copies among the pages of files, folders and "-" in a fixed amount of memory, and write a record of each
 * pair, by a, then b. The same bytes whatever the memory, the threads and the order of the pages; the same as of a
 * pile, but for groups of some 2,000 pages and more (see docs/guide.md). Temporary files have no name: nothing is left
 * of them however the run ends. A repeated id is a complaint, as in runut_pile_read(). options may be NULL. */
RUNUT_CHECKED int runut_copies_write(runut_run *run, const char *const *paths, size_t count,
                                     const runut_copies_options *options, runut_write_fn *write, void *user,
                                     runut_error *err);

/* Write of each page, in input order, whether its text was seen before: by this call, or by earlier ones with the same
 * filter, a file of 25 bytes a page (33 in memory at most) that is made where there is none and replaced when all is
 * read. A text not seen before is taken for one that was with a chance below 1 in 10,000 while the filter holds fewer
 * than 100 million pages. A filter that is damaged or of another version is RUNUT_ESTORE, one that cannot be read or
 * written RUNUT_EIO; both are told before a page is read. A repeated id is a complaint, its record is written. */
RUNUT_CHECKED int runut_seen_write(runut_run *run, const char *const *paths, size_t count, const char *filter,
                                   runut_write_fn *write, void *user, runut_error *err);

/* ---- pairs of sentences ---- */

/* Compare two short texts and write the record of `compare --pairs`. language may be empty. *conflict (may be NULL) is
 * 1 where they contradict each other. */
RUNUT_CHECKED int runut_compare_texts(runut_run *run, runut_str id, runut_str a, runut_str b, runut_str language,
                                      runut_write_fn *write, void *user, int *conflict, runut_error *err);
/* All pairs of JSON Lines files {id, a, b, lang}. *conflicts (may be NULL) counts. */
RUNUT_CHECKED int runut_compare_pairs(runut_run *run, const char *const *paths, size_t count, runut_write_fn *write,
                                      void *user, uint64_t *conflicts, runut_error *err);

#ifdef __cplusplus
}
#endif

#endif
