/* SPDX-License-Identifier: Apache-2.0 */
/* Names of those who made a page, on their way from where they stand to the article. Private to about/. */
#ifndef RU_ARTICLE_ABOUT_AUTHORS_H
#define RU_ARTICLE_ABOUT_AUTHORS_H

#include "article/draft.h"

enum { RU_NAMES = 12, RU_NAME_BYTES = 60 };

/* One name in a short text. */
struct ru_name {
	size_t begin, end; /* bytes of the text */
	uint8_t role;      /* enum ru_author_role */
	uint8_t words;
	bool person; /* else an office, a company, an agency or the outlet itself */
	bool listed; /* some word of it is one that people are called by */
};

struct ru_names {
	struct ru_name name[RU_NAMES];
	uint32_t count;
	bool whole; /* nothing but names, byline words, jobs and a date stands in the text */
	bool led;   /* a byline word stands before the first name */
};

/* Tables that are asked for again and again. */
struct ru_byline_tables {
	uint32_t bylines, paths, agencies, stamps, joiners, weekdays, months, heads, degrees, names;
	const struct ru_pack *own; /* of the language that the page states; NULL without */
};
struct ru_byline_tables ru_byline_tables(const struct ru_draft *d);
/* The byline phrase at a word: the longest, and among equals the one of the page's own language. */
const struct ru_entry *ru_byline_at(const struct ru_draft *d, const struct ru_byline_tables *tables,
                                    const struct ru_lookup *text, uint32_t word, uint32_t *used);
/* The role that a byline word gives whoever is named behind it; false where it gives none. */
bool ru_byline_role(struct ru_str name, uint8_t *role);
/* Whether a name is an agency, the outlet itself or a host. */
bool ru_name_is_house(const struct ru_draft *d, const struct ru_byline_tables *tables, struct ru_str name);

/* Whether people are called by one of the words of these hashes. */
bool ru_name_is_listed(const struct ru_draft *d, const struct ru_byline_tables *tables, const uint64_t *hash,
                       uint32_t count);

/* Cut the names out of a short text: "Von Anna Berg und Jan Kos (Text), Redakteure". trusted: the page itself says that
 * the text is a name, so that small letters and single words count too. Reads the first 80 words; takes no memory. */
void ru_names_cut(const struct ru_draft *d, const struct ru_byline_tables *tables, struct ru_str text, bool trusted,
                  struct ru_names *out);

/* seams.c: the byte of a word of page text where a tag parts two words ("BergReporter"); 0 where none does. */
size_t ru_word_seam(const struct ru_draft *d, struct ru_str word);

/* Where a group of names was found, best first among equals. */
enum ru_author_source {
	RU_FROM_PHRASE, /* "Von Anna Berg" */
	RU_FROM_JSON,
	RU_FROM_META,
	RU_FROM_MARK,    /* class, rel or itemprop of an element */
	RU_FROM_ADDRESS, /* a link to /author/... */
	RU_FROM_DATE,    /* beside the date */
	RU_FROM_SIGNOFF
};

/* A name found, as a string and where it stands. */
struct ru_author_find {
	struct ru_str text;
	const struct ru_stated *stated; /* NULL: page text [begin, end) */
	uint32_t begin, end;
	uint8_t role;
	bool person;
};

struct ru_author_group {
	uint32_t first, count; /* finds */
	uint8_t source;        /* enum ru_author_source */
	uint32_t persons;
	int score; /* before what other groups say */
};

struct ru_authors {
	struct ru_draft *d;
	struct ru_byline_tables tables;
	struct ru_vec finds;  /* struct ru_author_find */
	struct ru_vec groups; /* struct ru_author_group; the last one is open */
};

/* Open a group; names put behind it belong to it. At the cap the names are passed over. */
int ru_authors_open(struct ru_authors *a, enum ru_author_source source, int score) RU_MUST_CHECK;
int ru_authors_put(struct ru_authors *a, const struct ru_author_find *find) RU_MUST_CHECK;
/* All names of a range of page text into the open group; *count how many. */
int ru_authors_put_names(struct ru_authors *a, uint32_t begin, const struct ru_names *names) RU_MUST_CHECK;

/* author_stated.c: JSON-LD, the record, meta elements. */
int ru_authors_stated(struct ru_authors *a) RU_MUST_CHECK;
/* bylines.c: lines with byline words, names beside the date, sign-offs. */
int ru_bylines_lines(struct ru_authors *a) RU_MUST_CHECK;
/* author_marks.c: elements and links that the markup calls the author. */
int ru_bylines_marks(struct ru_authors *a) RU_MUST_CHECK;

#endif
