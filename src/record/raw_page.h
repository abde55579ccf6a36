/* SPDX-License-Identifier: Apache-2.0 */
/* What input/ gives: the bytes of one page and what the archive or record says about it. */
#ifndef RU_RECORD_RAW_PAGE_H
#define RU_RECORD_RAW_PAGE_H

#include "base/alloc.h"
#include "record/span.h"

enum ru_page_kind {
	RU_PAGE_HTML,   /* an HTML page */
	RU_PAGE_PLAIN,  /* a whole page as plain text: searched for title, captions, furniture (.txt files, "plain") */
	RU_PAGE_ARTICLE /* an article as it is: every line is body but for known furniture (JSON Lines "text") */
};

/* Strings live as long as whoever made the page says (input/: until the next page). Empty: not given. */
struct ru_raw_page {
	enum ru_page_kind kind;
	struct ru_str id;
	struct ru_str bytes;   /* raw bytes, what spans count in */
	struct ru_str charset; /* stated by a header; "utf-8" where the value was Unicode (JSON) */
	struct ru_str url;
	struct ru_str title; /* field "title" of the record */
	struct ru_str outlet;
	struct ru_str date;
	struct ru_str language; /* BCP 47, stated */
	struct ru_str source;   /* the file it came from, for messages */
	uint64_t offset;        /* byte in that file where the record begins */
	struct ru_str author;   /* field "author" of the record, or a feed item's author */
	struct ru_str modified; /* a feed item's last change */
	bool title_is_html;     /* the title of a feed's item holds tags and character references */
	bool is_content;        /* HTML of a feed's item: the article and little else */
	struct ru_str fetched;  /* when an archive fetched the page: ISO 8601, as WARC-Date has it */
};

/* A copy whose strings live in the arena, but for its bytes, which stay where they are: large, and kept in other ways.
 */
int ru_raw_page_keep(struct ru_raw_page *out, const struct ru_raw_page *page, struct ru_arena *arena) RU_MUST_CHECK;

#endif
