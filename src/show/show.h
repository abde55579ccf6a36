/* SPDX-License-Identifier: Apache-2.0 */
/* Findings to bytes: JSON, terminal, one-file HTML report. The only place where anything is escaped. */
#ifndef RU_SHOW_SHOW_H
#define RU_SHOW_SHOW_H

#include "record/language.h"
#include "record/trace.h"

/* Where the bytes go. Returns 0, or a negative status (then nothing more is written). */
typedef int ru_write_fn(void *ctx, struct ru_str bytes);

/* What the program says, in the reader's language: the engine hands packs' messages in. */
typedef struct ru_str ru_message_fn(void *ctx, struct ru_str key);

struct ru_show {
	ru_write_fn *write;
	void *write_ctx;
	ru_message_fn *message; /* terminal and HTML only */
	void *message_ctx;
	struct ru_str message_language; /* "en" or "id": for <html lang> and date wording */
	const struct ru_alloc *al;
	unsigned width; /* terminal columns; 0 means 80 */
	bool color;
};

/* One page with what is known of it; facts and language may be NULL. */
struct ru_show_page {
	const struct ru_article *article;
	const struct ru_facts *facts;
	const struct ru_language *language;
};

/* One JSON line each, as docs/CONTRACT says. */
int ru_show_clean_json(const struct ru_show *show, const struct ru_show_page *page) RU_MUST_CHECK;
int ru_show_language_json(const struct ru_show *show, const struct ru_show_page *page) RU_MUST_CHECK;
int ru_show_facts_json(const struct ru_show *show, const struct ru_show_page *page, bool words) RU_MUST_CHECK;
int ru_show_copy_json(const struct ru_show *show, const struct ru_copy *copy, const struct ru_doc *docs) RU_MUST_CHECK;
/* Whether the text of the page with this id was seen before: "whole", "near" or "no". */
int ru_show_seen_json(const struct ru_show *show, struct ru_str id, struct ru_str answer) RU_MUST_CHECK;
int ru_show_story_json(const struct ru_show *show, const struct ru_stories *stories, const struct ru_doc *docs,
                       uint32_t page) RU_MUST_CHECK;
/* compare: id may be empty ("compare A B"): then no id. */
int ru_show_compare_json(const struct ru_show *show, struct ru_str id, bool conflict, enum ru_difference_kind kind,
                         const struct ru_difference *differences, uint32_t count,
                         const struct ru_doc docs[2]) RU_MUST_CHECK;

/* Everything trace knows. languages[i] belongs to docs[i]. */
struct ru_show_trace {
	const struct ru_doc *docs;
	const struct ru_language *languages;
	uint32_t count;
	const struct ru_stories *stories;
	const struct ru_trace *trace;
	const struct ru_copies *copies;
};
int ru_show_trace_json(const struct ru_show *show, const struct ru_show_trace *trace) RU_MUST_CHECK;
/* The story told on a terminal. */
int ru_show_trace_text(const struct ru_show *show, const struct ru_show_trace *trace) RU_MUST_CHECK;
/* The one-file report. */
int ru_show_trace_html(const struct ru_show *show, const struct ru_show_trace *trace) RU_MUST_CHECK;

/* What was read, counted. */
struct ru_show_count {
	struct ru_str kind;
	uint64_t count;
	bool failed; /* of complaints */
};
struct ru_show_stats {
	uint64_t pages, articles; /* pages; those with an article */
	uint64_t bytes, text;     /* raw bytes; bytes of clean text */
	const struct ru_show_count *notices, *complaints;
	size_t notice_count, complaint_count;
};
int ru_show_stats_json(const struct ru_show *show, const struct ru_show_stats *stats) RU_MUST_CHECK;
int ru_show_stats_text(const struct ru_show *show, const struct ru_show_stats *stats) RU_MUST_CHECK;

/* The other verbs on a terminal. */
int ru_show_clean_text(const struct ru_show *show, const struct ru_show_page *page) RU_MUST_CHECK;
int ru_show_language_text(const struct ru_show *show, const struct ru_show_page *page) RU_MUST_CHECK;
int ru_show_facts_text(const struct ru_show *show, const struct ru_show_page *page) RU_MUST_CHECK;
int ru_show_copies_text(const struct ru_show *show, const struct ru_copies *copies,
                        const struct ru_doc *docs) RU_MUST_CHECK;
int ru_show_stories_text(const struct ru_show *show, const struct ru_stories *stories, const struct ru_doc *docs,
                         uint32_t count) RU_MUST_CHECK;
/* Two pages: where they differ, and what they share (at most one copy; NULL or none: nothing). */
struct ru_show_compare {
	const struct ru_difference *differences;
	uint32_t count;
	const struct ru_doc *docs; /* two */
	const struct ru_copies *copies;
};
int ru_show_compare_text(const struct ru_show *show, const struct ru_show_compare *compare) RU_MUST_CHECK;
/* The same as a page for a browser. */
int ru_show_compare_html(const struct ru_show *show, const struct ru_show_compare *compare) RU_MUST_CHECK;

#endif
