/* SPDX-License-Identifier: Apache-2.0 */
/* What article/ gives: the blocks of a page with their kind, and what the page says about itself. */
#ifndef RU_RECORD_ARTICLE_H
#define RU_RECORD_ARTICLE_H

#include "record/span.h"
#include "text/map.h"
#include "text/words.h"

enum ru_block_kind {
	/* inside: facts are read from headline, standfirst, subhead, body, list, quote, table and caption */
	RU_BLOCK_HEADLINE,
	RU_BLOCK_STANDFIRST,
	RU_BLOCK_DATELINE,
	RU_BLOCK_BODY,
	RU_BLOCK_SUBHEAD,
	RU_BLOCK_LIST,
	RU_BLOCK_QUOTE,
	RU_BLOCK_TABLE,
	RU_BLOCK_CODE,
	/* outside: furniture */
	RU_BLOCK_CAPTION,
	RU_BLOCK_SEE_ALSO,
	RU_BLOCK_AD,
	RU_BLOCK_NAV,
	RU_BLOCK_SHARE,
	RU_BLOCK_COMMENTS,
	RU_BLOCK_AUTHOR_BOX,
	RU_BLOCK_BLURB,
	RU_BLOCK_DISCLAIMER,
	RU_BLOCK_RELATED,
	RU_BLOCK_CREDIT,
	RU_BLOCK_FOOTER,
	RU_BLOCK_OTHER,
	RU_BLOCK_KINDS
};

/* "headline", ... as in the contract. */
struct ru_str ru_block_kind_name(enum ru_block_kind kind);
/* Whether facts are read from it. */
bool ru_block_kind_is_read(enum ru_block_kind kind);

struct ru_block {
	enum ru_block_kind kind;
	struct ru_range at;    /* page text */
	struct ru_range clean; /* clean text; begin RU_NONE for blocks outside it (the headline is outside too) */
	struct ru_span raw;
	uint32_t
	    parent; /* a dateline names the block it is a sub-range of; else RU_NONE. Sub-blocks follow their block. */
};

enum ru_precision { RU_PRECISION_DAY, RU_PRECISION_MINUTE };
enum ru_zone { RU_ZONE_UNKNOWN, RU_ZONE_STATED, RU_ZONE_PACK };

/* When a page was published or modified. */
struct ru_time {
	bool known;
	enum ru_precision precision;
	enum ru_zone zone;
	int32_t day;         /* days since 1970-01-01, local to the zone */
	int16_t minute;      /* minute of that day, where precision is minute */
	int16_t offset;      /* minutes east of UTC, where zone is not unknown */
	int64_t not_before;  /* minutes since 1970-01-01T00:00Z within which the moment must lie, */
	int64_t not_after;   /* given all zones still possible; INT64_MIN / INT64_MAX: open */
	struct ru_str value; /* ISO 8601 to the day or minute: "2024-11-30", "2024-11-30T08:12+07:00", "...Z" */
	struct ru_str basis; /* "visible", "meta", "time", "json-ld", "url", "record", "dateline", "script"; published
	                        only: "modified", where the page tells of its last change alone */
	struct ru_place place;
};

enum ru_author_role { RU_AUTHOR_WRITER, RU_AUTHOR_EDITOR, RU_AUTHOR_REPORTER, RU_AUTHOR_AGENCY };

struct ru_author {
	struct ru_str name;
	enum ru_author_role role;
	struct ru_place place;
};

/* What another place of the page calls it, in other words than its title. */
struct ru_other_title {
	struct ru_str text;  /* without the outlet */
	struct ru_str basis; /* "visible", "meta", "json-ld", "title" (the element) */
	struct ru_place place;
};

/* "Sumber: vtcnews.vn", "(ANTARA)", "(SeaPRwire) -", JSON-LD isBasedOn: the page's own word on where it comes from. */
struct ru_credit {
	struct ru_str who;   /* as worded, or the host of the link */
	struct ru_str canon; /* the pack's canonical name where it is a known agency or distributor; else empty */
	struct ru_str url;
	struct ru_str cue;     /* the words that make it a credit: "Sumber", "dateline", "isBasedOn", "canonical" */
	struct ru_str kind;    /* "agency", "outlet", "release" (paid distribution), "unknown" */
	struct ru_place place; /* who */
	struct ru_place cue_place;
	bool translated; /* the page says that it is a (machine) translation */
};

struct ru_link {
	struct ru_str url;  /* as written, references decoded */
	struct ru_str host; /* lower case without www.; empty for relative ones */
	struct ru_place place;
	bool in_article; /* stands in a block of the text */
};

struct ru_notice {
	struct ru_str kind;   /* "cap", "charset", "no_article", "binary", ... */
	struct ru_str detail; /* plain English */
	struct ru_span span;
};

struct ru_article {
	struct ru_str id, url, canonical, language_stated;
	struct ru_str charset;
	uint64_t bytes;
	char sha256[65];

	struct ru_str text;     /* page text: all blocks, decoded */
	struct ru_map_view map; /* page text -> raw bytes of RU_FIELD_PAGE; a block of another field has its own base:
	                           see ru_article_span */
	struct ru_str clean;    /* clean text: standfirst, subheads, body, lists, quotes; "\n\n" between */
	struct ru_block *blocks;
	uint32_t block_count;
	/* The words of the page text and the ru_fold_hash() of each, as they were cut to find the article; NULL where
	 * they are no longer kept. */
	const struct ru_word *words;
	const uint64_t *word_hash;
	uint32_t word_count;

	struct ru_str title;
	struct ru_place title_place;
	struct ru_other_title *other_titles; /* no two of the same letters */
	uint32_t other_title_count;
	struct ru_str outlet;
	struct ru_place outlet_place;
	struct ru_str section; /* "Olahraga", as the page words it */
	struct ru_place section_place;
	struct ru_str amp; /* address of the page's copy for mobile readers, as written */
	struct ru_place amp_place;
	struct ru_str host; /* of canonical or url, without www. */
	struct ru_time published, modified;
	struct ru_author *authors;
	uint32_t author_count;
	struct ru_credit *credits;
	uint32_t credit_count;
	struct ru_link *links;
	uint32_t link_count;
	struct ru_notice *notices;
	uint32_t notice_count;
	bool fetched_known;  /* an archive states when it fetched the page: */
	int32_t fetched_day; /* what the page tells was published by then */
};

/* The raw span of a range of the page text that lies in one block (or, where it runs over several, from the
 * first byte to the last), white space at its ends left out. False where nothing of it has a source. */
bool ru_article_span(const struct ru_article *article, struct ru_range at, struct ru_span *out);
/* at, span and block in one. span is {RU_NONE, RU_NONE} where there is none. */
struct ru_place ru_article_place(const struct ru_article *article, struct ru_range at);
/* Index of the innermost block that holds the byte of page text, or RU_NONE. O(log n). */
uint32_t ru_article_block(const struct ru_article *article, uint32_t at);

#endif
