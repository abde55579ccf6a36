/* SPDX-License-Identifier: Apache-2.0 */
/* The state in which the parts of article/ read one page. Private to article/.
 *
 * A draft is the page text in the making: lines (candidate blocks) in page order, each a range of the text, with what
 * the markup and the words say about it. plain_lines.c or html_lines.c fill it, labels.c and content.c give every line
 * its kind, then the readers in about/ take what the page says about itself, and blocks.c makes the
 * blocks of the record. */
#ifndef RU_ARTICLE_DRAFT_H
#define RU_ARTICLE_DRAFT_H

#include "article/article.h"

enum ru_shape {
	RU_SHAPE_TEXT,
	RU_SHAPE_HEADING,
	RU_SHAPE_ITEM,
	RU_SHAPE_QUOTE,
	RU_SHAPE_CELL,
	RU_SHAPE_CODE,
	RU_SHAPE_CAPTION
};

/* No kind yet; also: the markup says nothing. */
#define RU_KIND_NONE ((uint8_t)RU_BLOCK_KINDS)

enum {
	RU_LINE_HIDDEN = 1, /* not shown: hidden attribute, display:none */
	RU_LINE_PROSE = 2,  /* reads like sentences */
	RU_LINE_SMALL = 4,  /* all of it in <small> */
	RU_LINE_FIELD = 8,  /* the record's title, not a part of the page's bytes */
	RU_LINE_END = 16,   /* ends with a stop or a closing quotation mark */
	RU_LINE_CARD = 64,  /* the summary of another story, under its link */
	RU_LINE_HOST = 32   /* is nothing but a host name */
};

struct ru_line {
	uint32_t begin, end;  /* page text */
	uint32_t first, last; /* words [first, last) */
	uint32_t node;        /* innermost block element; 0 in plain text */
	uint32_t text_node;   /* node of its first text; goes up from line to line */
	uint32_t linked;      /* bytes inside links */
	uint32_t strong;      /* bytes in bold type */
	uint32_t slanted;     /* bytes in italics */
	uint8_t shape;        /* enum ru_shape */
	uint8_t level;        /* of a heading, 1..6 */
	uint8_t context;      /* kind that the markup around it names, or RU_KIND_NONE */
	uint8_t kind;         /* enum ru_block_kind once decided, else RU_KIND_NONE */
	uint8_t flags;
	uint8_t stops;  /* HTML: share of function words, percent */
	int32_t weight; /* for the text (+) or against it (-) */
};

/* An inline element that says something: a link, a <time>, class="author". */
struct ru_mark {
	uint32_t begin, end; /* page text */
	uint32_t node;
	uint8_t kind; /* enum ru_markup */
};

/* What class words, rel, itemprop and tags name beyond block kinds. */
enum ru_markup {
	RU_MARKUP_NONE = RU_BLOCK_KINDS,
	RU_MARKUP_TITLE,
	RU_MARKUP_SITE,
	RU_MARKUP_TIME,
	RU_MARKUP_LINK,
	RU_MARKUP_TEXT /* the article's text */
};

/* What the page states in places that are not shown: meta, <title>, JSON-LD, links in the head. */
enum ru_stated_key {
	RU_STATED_TITLE,
	RU_STATED_PAGE_TITLE,
	RU_STATED_SITE,
	RU_STATED_PUBLISHER,
	RU_STATED_PUBLISHER_ID, /* JSON-LD: the name stands in the object of that id */
	RU_STATED_AUTHOR,
	RU_STATED_AUTHOR_TYPE,
	RU_STATED_AUTHOR_ID, /* JSON-LD: the name stands in the object of that id */
	RU_STATED_CREATOR,   /* JSON-LD: for objects without an author */
	RU_STATED_EDITOR,
	RU_STATED_GIVEN_NAME, /* JSON-LD: of an author without a whole name */
	RU_STATED_FAMILY_NAME,
	RU_STATED_TYPE, /* JSON-LD: of an object, its id and name */
	RU_STATED_ID,
	RU_STATED_NAME,
	RU_STATED_PUBLISHED,
	RU_STATED_MODIFIED,
	RU_STATED_CANONICAL,
	RU_STATED_URL,
	RU_STATED_BASED_ON,
	RU_STATED_SOURCE,
	RU_STATED_DESCRIPTION,
	RU_STATED_LANGUAGE,
	RU_STATED_SECTION,
	RU_STATED_CRUMB, /* JSON-LD: a step of a BreadcrumbList */
	RU_STATED_AMP,   /* <link rel=amphtml> */
	RU_STATED_NEXT,  /* <link rel=next> */
	RU_STATED_BODY   /* the article's text in JSON-LD */
};

struct ru_stated {
	uint8_t key;     /* enum ru_stated_key */
	bool exact;      /* the value stands in the source byte by byte */
	bool json;       /* from JSON-LD, else from a tag */
	uint32_t object; /* JSON-LD: which object */
	uint32_t parent; /* JSON-LD: the one that it belongs to: the article of an author */
	struct ru_str value;
	struct ru_str cue;   /* "isBasedOn", ... */
	uint32_t begin, end; /* UTF-8 source; both RU_NONE: unknown */
};

struct ru_features;

struct ru_draft {
	const struct ru_raw_page *page;
	const struct ru_article_options *options;
	struct ru_arena *arena;
	struct ru_article *article;
	const struct ru_pack **packs;
	size_t pack_count;
	uint32_t furniture; /* that table of theirs, asked for at every line */

	struct ru_str title;           /* the record's or the feed item's, as a reader sees it */
	struct ru_str source;          /* UTF-8 */
	struct ru_map_view source_map; /* source -> raw bytes */
	struct ru_html html;
	bool is_html;
	uint8_t *node_kind;   /* per node: enum ru_markup / block kind that its own markup names */
	uint32_t *node_class; /* per node: the number of its class attribute's value, 0: it has none */
	uint32_t *attr_value; /* per attribute that names something: the number of its value, the same for equal ones;
	                         else 0 */
	uint32_t value_count; /* one more than the highest such number */
	uint32_t *line_at; /* per node, and one behind the last: the first line whose text begins in it or behind it */
	uint32_t *holder;  /* the elements in which lines stand, the root first: most nodes are none */
	uint32_t holder_count;
	bool has_rules;               /* there is an <hr> */
	uint8_t *node_context;        /* per holder: kind inherited and trusted */
	struct ru_features *features; /* HTML: a row for each line (features.h) */
	uint32_t
	    *line_group; /* HTML, per line: equal for lines whose element and the one above it are marked up alike */

	struct ru_buf text;  /* the page text so far */
	struct ru_map map;   /* page text -> html.text, or -> source in plain text */
	struct ru_vec lines; /* struct ru_line */
	struct ru_vec marks; /* struct ru_mark, in order of their beginnings */
	struct ru_vec words; /* struct ru_word */
	struct ru_lookup lookup;
	struct ru_word_uses *uses; /* per word, of all packs; NULL without packs */
	struct ru_vec stated;      /* struct ru_stated */
	uint32_t json_objects;     /* JSON-LD objects read so far */
	struct ru_vec notices;     /* struct ru_notice */

	uint32_t headline; /* line, or RU_NONE */
	uint32_t
	    trail_head;     /* the heading that closes a trail of links and names the page in other words, or RU_NONE */
	uint32_t next_page; /* HTML: the first line that leads to the article's next page, or RU_NONE */
	uint32_t dateline;  /* line that begins with one, or RU_NONE */
	bool foreign_canonical;         /* <link rel=canonical> names another site */
	uint32_t body_node;             /* HTML: the element that holds the text */
	uint32_t body_first, body_last; /* lines [first, last) between which the text stands; equal: no article */
	struct ru_vec parts;            /* struct ru_part */
	struct ru_vec authors, credits, links;
};

/* A range inside a line with a kind of its own: dateline, sign-off. */
struct ru_part {
	uint32_t line;
	uint32_t begin, end; /* page text */
	uint8_t kind;
};

static inline uint32_t ru_draft_line_count(const struct ru_draft *d) { return (uint32_t)d->lines.len; }
static inline struct ru_line *ru_draft_line(const struct ru_draft *d, uint32_t i)
{
	return RU_VEC_AT(&d->lines, struct ru_line, i);
}
static inline struct ru_word *ru_draft_word(const struct ru_draft *d, uint32_t i)
{
	return RU_VEC_AT(&d->words, struct ru_word, i);
}
static inline struct ru_str ru_draft_cut(const struct ru_draft *d, uint32_t begin, uint32_t end)
{
	return ru_str_cut(ru_buf_str(&d->text), begin, end);
}
static inline struct ru_str ru_draft_line_text(const struct ru_draft *d, uint32_t i)
{
	return ru_draft_cut(d, ru_draft_line(d, i)->begin, ru_draft_line(d, i)->end);
}
static inline struct ru_str ru_draft_word_text(const struct ru_draft *d, uint32_t i)
{
	return ru_draft_cut(d, ru_draft_word(d, i)->begin, ru_draft_word(d, i)->end);
}

/* ---- draft.c ---- */
int ru_draft_init(struct ru_draft *d, const struct ru_raw_page *page, const struct ru_article_options *options,
                  struct ru_arena *arena, struct ru_article *article) RU_MUST_CHECK;
void ru_draft_release(struct ru_draft *d);
/* Start a line behind the others ("\n\n" first). NULL with *status 0 at the cap on blocks, else with the failure. */
struct ru_line *ru_draft_open(struct ru_draft *d, int *status);
/* Append bytes to the text; they stand for src_len bytes at src of what the draft's map counts in. */
int ru_draft_put(struct ru_draft *d, struct ru_str s, uint32_t src, uint32_t src_len) RU_MUST_CHECK;
/* Close the last line: white space at its end goes, an empty line goes altogether. */
void ru_draft_close(struct ru_draft *d);
/* Whether s is nothing but white space and zero-width characters. */
bool ru_draft_blank(struct ru_str s);
/* The line that holds a byte of page text, or the next one; the number of lines behind the last. O(log n). */
uint32_t ru_draft_line_at(const struct ru_draft *d, uint32_t at);
/* Cut the text into words and fill in first, last and flags of the lines. */
int ru_draft_words(struct ru_draft *d) RU_MUST_CHECK;
/* A place outside the page text: bytes [begin, end) of the UTF-8 source. */
struct ru_place ru_draft_source_place(const struct ru_draft *d, uint32_t begin, uint32_t end);
int ru_draft_notice(struct ru_draft *d, struct ru_str kind, struct ru_str detail, struct ru_span span) RU_MUST_CHECK;

/* ---- reading the page ---- */
int ru_plain_lines(struct ru_draft *d) RU_MUST_CHECK;
int ru_html_lines(struct ru_draft *d) RU_MUST_CHECK;
int ru_markup_read(struct ru_draft *d) RU_MUST_CHECK; /* node_kind of every element */
/* Whether an attribute of this name says what its element is: class, id, rel, itemprop, role. */
bool ru_markup_names(struct ru_str attr);
/* All of the above and below for a page of HTML, up to the kind of each line; d->source is set (article.c). */
int ru_article_lines(struct ru_draft *d, struct ru_error *err) RU_MUST_CHECK;
int ru_stated_read(struct ru_draft *d) RU_MUST_CHECK; /* meta, <title>, link, JSON-LD */
int ru_stated_json(struct ru_draft *d, uint32_t text_begin, uint32_t text_len) RU_MUST_CHECK;
/* The first stated value of a key, or NULL. */
const struct ru_stated *ru_stated_get(const struct ru_draft *d, enum ru_stated_key key);
/* The name of the JSON-LD object of that id, or NULL. */
const struct ru_stated *ru_stated_name_of(const struct ru_draft *d, struct ru_str id);
/* The first value of a key of one JSON-LD object, or NULL. */
const struct ru_stated *ru_stated_of_object(const struct ru_draft *d, enum ru_stated_key key, uint32_t object);
/* Whether JSON-LD says it of something else on the page than its article: a picture, a video, a comment. */
bool ru_stated_beside(const struct ru_draft *d, const struct ru_stated *stated);
/* The source range of bytes [begin, end) of its value; false where the value was escaped. */
bool ru_stated_range(const struct ru_stated *stated, size_t begin, size_t end, uint32_t *src_begin, uint32_t *src_end);

/* ---- what each line is ---- */
int ru_content_find(struct ru_draft *d) RU_MUST_CHECK; /* HTML: where the text is, kinds of all lines */
int ru_plain_find(struct ru_draft *d) RU_MUST_CHECK;   /* plain text: the same */
int ru_kinds_decide(struct ru_draft *d) RU_MUST_CHECK; /* the kind of each line, where the text is known to stand */
/* The kind that its shape gives to a line of the text; in_table: a cell of a table that is no frame of the page. */
uint8_t ru_kind_of_shape(uint8_t shape, bool in_table);
/* Whether a date is the better part of line i. */
bool ru_is_date_line(const struct ru_draft *d, uint32_t i);
/* The kind of a line that tells who made the page or when and nothing else; RU_KIND_NONE for others. */
uint8_t ru_maker_kind(const struct ru_draft *d, uint32_t i);
/* Take such lines out of the edges of the text. */
void ru_maker_lines_take(struct ru_draft *d);
int ru_title_find(struct ru_draft *d) RU_MUST_CHECK; /* the headline's line, before content is decided */
int ru_title_read(struct ru_draft *d) RU_MUST_CHECK;
int ru_outlet_read(struct ru_draft *d) RU_MUST_CHECK;
int ru_datelines_read(struct ru_draft *d) RU_MUST_CHECK;
int ru_authors_read(struct ru_draft *d) RU_MUST_CHECK;
int ru_times_read(struct ru_draft *d) RU_MUST_CHECK;
int ru_credits_read(struct ru_draft *d) RU_MUST_CHECK;
int ru_links_read(struct ru_draft *d) RU_MUST_CHECK;
/* Whether a link leads to the article's next page by its number alone; its line, or RU_NONE (about/next_page.c). */
bool ru_next_page_find(const struct ru_draft *d, uint32_t *line);
void ru_section_read(struct ru_draft *d); /* the section and the address for mobile readers */
int ru_blocks_make(struct ru_draft *d) RU_MUST_CHECK;

/* ---- furniture words (labels.c) ---- */
enum ru_position {
	RU_AT_NONE,
	RU_AT_START,
	RU_AT_WHOLE,
	RU_AT_SECTION,
	RU_AT_HEAD,
	RU_AT_BELOW,
	RU_AT_ANY,
	RU_AT_PAGE,
	RU_AT_NAME,
	RU_AT_END,
	RU_AT_OPENS
};
/* What the words of line i say it is, by the furniture tables: a kind, or RU_KIND_NONE. */
uint8_t ru_label_line(const struct ru_draft *d, uint32_t i, enum ru_position *position);
/* The block kind of a name in a table, or RU_KIND_NONE. */
uint8_t ru_label_kind(struct ru_str name);

/* ---- phrases.c ---- */
/* The longest phrase of a table at a word of the page, over all packs. NULL where there is none. */
const struct ru_entry *ru_phrase_at(const struct ru_draft *d, uint32_t table, uint32_t word, uint32_t *used,
                                    const struct ru_pack **pack);
/* The same at a word of any text. */
const struct ru_entry *ru_phrase_in(const struct ru_draft *d, uint32_t table, const struct ru_lookup *text,
                                    uint32_t word, uint32_t *used, const struct ru_pack **pack);
/* An entry of a table for a whole string, over all packs. */
const struct ru_entry *ru_phrase_get(const struct ru_draft *d, uint32_t table, struct ru_str phrase,
                                     const struct ru_pack **pack);
/* Share of function words among the words [first, last), in percent: of the pack that has most. */
uint32_t ru_phrase_stop_share(const struct ru_draft *d, uint32_t first, uint32_t last);
bool ru_has_letter(struct ru_str s);
/* Whether a and b are equal once everything but letters and digits is left out and folded. Bounded to 400 bytes. */
bool ru_same_letters(struct ru_str a, struct ru_str b);
/* Whether one of the two, letters and digits only, starts with five or more letters of the other or holds it whole. */
bool ru_letters_share(struct ru_str a, struct ru_str b);
/* Host of an absolute URL in lower case without www., in the arena; empty for others. */
int ru_host_of(struct ru_draft *d, struct ru_str url, struct ru_str *out) RU_MUST_CHECK;
/* Whether s is nothing but a host name: "kabar.example", "www.kabar.example". */
bool ru_is_host(struct ru_str s);

#endif
