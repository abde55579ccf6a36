/* SPDX-License-Identifier: Apache-2.0 */
/* What facts/ gives: what one page says, read alone. All strings live in the page's arena. */
#ifndef RU_RECORD_FACTS_H
#define RU_RECORD_FACTS_H

#include "record/span.h"

/* ---- words, as later stages see them: no language, only classes ---- */

enum {
	RU_TOKEN_STOP = 1,     /* function word of the pack */
	RU_TOKEN_NEGATION = 2, /* "tidak", "not", "belum", "bukan" */
	RU_TOKEN_NUMBER = 4,
	RU_TOKEN_NAME = 8, /* part of a name */
	RU_TOKEN_PUNCT = 16,
	RU_TOKEN_DATE = 32,   /* part of a date finding */
	RU_TOKEN_FIGURE = 64, /* part of a figure finding */
	RU_TOKEN_CUE = 128,   /* part of a reporting cue */
	RU_TOKEN_CAPITAL = 256,
	RU_TOKEN_GLUED = 512,  /* one word with the token before it, as treebanks cut: the stops of "U.S." */
	RU_TOKEN_PARTED = 1024 /* several words, parted by its hyphens */
};

struct ru_token {
	uint32_t begin, end; /* page text */
	uint64_t stem; /* hash of the folded stem (of the folded word where no stem is known); 0 for punctuation */
	uint16_t flags;
	uint16_t weight; /* background rarity, hundredths of a nat; 0 for stop words */
};

struct ru_sentence {
	struct ru_range at;
	uint32_t first, last; /* tokens [first, last) */
	uint32_t block;
	bool goes_on; /* a quotation that is open at its end is closed in the next: one sentence, as treebanks cut */
};

/* ---- names and page-local entities ---- */

enum ru_name_type { RU_NAME_PERSON, RU_NAME_ORG, RU_NAME_PLACE, RU_NAME_OTHER };

struct ru_name {
	struct ru_place place;
	struct ru_str text;  /* decoded text of the span, titles not in it */
	struct ru_str title; /* "Menteri Pertahanan Rusia" before or after it; empty */
	struct ru_place title_place;
	enum ru_name_type type;
	struct ru_str role; /* "agency" or empty */
	uint32_t entity;    /* index in entities */
	bool located;       /* a town or smaller behind a word of place: "di Moskow", "in the coastal town of Wonsan" */
};

struct ru_entity {
	struct ru_str name; /* fullest variant on the page; canonical for a known agency or place */
	enum ru_name_type type;
	struct ru_str role;
	struct ru_str canon;  /* the pack's canonical name (agencies, places), else empty */
	struct ru_str reason; /* why its variants were joined, in short: "abbreviation", "surname", ... */
	uint32_t first;       /* first mention: index in names */
	uint32_t mentions;
};

/* ---- dates ---- */

enum ru_date_type { RU_DATE_DATE, RU_DATE_TIME, RU_DATE_DURATION, RU_DATE_SET };
enum ru_conflict { RU_CONFLICT_NONE, RU_CONFLICT_ORDER, RU_CONFLICT_WEEKDAY, RU_CONFLICT_YEAR };

/* day..last: the days a value covers (since 1970-01-01), for comparing; INT32_MIN / INT32_MAX where none. */
struct ru_days {
	int32_t first, last;
	int16_t minute; /* of first, -1 where none */
	int16_t offset; /* minutes east of UTC, INT16_MIN where none */
};

struct ru_date {
	struct ru_place place;
	struct ru_str text;
	enum ru_date_type type;
	struct ru_str value; /* TIMEX3 */
	struct ru_str grain; /* "minute","hour","daypart","day","week","month","quarter","year","decade","century","" */
	struct ru_str mod;   /* TIMEX3 mod: "START","END","APPROX","BEFORE",... or empty */
	struct ru_str alt[3];
	uint32_t alt_count;
	enum ru_conflict conflict;
	struct ru_str anchor; /* "none","published","dateline","text","modified" */
	struct ru_days days;  /* of value; first INT32_MIN for durations, sets and XXXX values */
	bool year_given;      /* the year stands on the page */
	bool relative;        /* resolved against the anchor ("kemarin", "Juni lalu") */
};

/* ---- figures ---- */

enum ru_change {
	RU_CHANGE_EQ,
	RU_CHANGE_GT,
	RU_CHANGE_GE,
	RU_CHANGE_LT,
	RU_CHANGE_LE,
	RU_CHANGE_ABOUT,
	RU_CHANGE_RANGE,
	RU_CHANGE_UP,
	RU_CHANGE_DOWN,
	RU_CHANGE_ORDINAL,
	RU_CHANGE_VAGUE
};

struct ru_figure {
	struct ru_place place;
	struct ru_str text;
	struct ru_str value; /* exact decimal ("10000", "3.5") or fraction ("2/3") */
	struct ru_str high;  /* range: upper end; else empty */
	enum ru_change change;
	struct ru_str unit; /* ISO 4217, UCUM, "{person}" or empty */
	struct ru_str noun; /* head noun as written; may be empty */
	uint64_t noun_stem; /* hash as in tokens, 0 where none */
	struct ru_str fate; /* of people: what became of them, a class of the pack ("dead", "missing"), or empty */
	uint32_t by;        /* innermost statement whose content holds it: index, or RU_NONE */
	int64_t milli;      /* value * 1000, saturated: for comparing only */
	int64_t milli_high; /* of high; = milli where there is none */
};

/* ---- statements ---- */

enum ru_statement_type { RU_STATEMENT_DIRECT, RU_STATEMENT_INDIRECT, RU_STATEMENT_MIXED };
enum ru_polarity { RU_SAID, RU_NOT_SAID, RU_DENIED, RU_NEITHER };
enum ru_basis { RU_BASIS_STATED, RU_BASIS_CARRIED, RU_BASIS_PAGE };

struct ru_relay {
	struct ru_str who; /* canonical where known, else as worded */
	uint32_t entity;   /* page-local entity or RU_NONE */
	struct ru_place place;
	struct ru_place cue;
	struct ru_str cue_text;
	enum ru_basis basis;
};

struct ru_places {
	struct ru_place *items;
	uint32_t count;
};

struct ru_statement {
	struct ru_str speaker; /* normal name; may be empty where nobody is named */
	uint32_t entity;       /* page-local or RU_NONE */
	struct ru_places source, cue, content, addressee;
	enum ru_statement_type type;
	enum ru_polarity polarity;
	enum ru_basis
	    basis; /* carried: the content stands before the sentence of the report ("Hal itu dikatakan X.") */
	struct ru_relay *relays;
	uint32_t relay_count; /* nearest to the speaker first */
	uint32_t parent;      /* index or RU_NONE */
	bool agency_report;   /* the speaker is an agency or outlet that only relays */
};

struct ru_facts {
	struct ru_str language; /* BCP 47, "und", "mul" */
	struct ru_token *tokens;
	uint32_t token_count; /* of the blocks that are read, in order */
	struct ru_sentence *sentences;
	uint32_t sentence_count;
	struct ru_name *names;
	uint32_t name_count;
	struct ru_entity *entities;
	uint32_t entity_count;
	struct ru_date *dates;
	uint32_t date_count;
	struct ru_figure *figures;
	uint32_t figure_count;
	struct ru_statement *statements;
	uint32_t statement_count;
	struct ru_notice *notices;
	uint32_t notice_count;
};

/* Walk the words as treebanks cut them: "U.S." is one, "two-state" may be three. Start from zero; text is the page's.
 * False at the end. O(1) a word but for the search of a hyphen in it. */
struct ru_word_walk {
	uint32_t token, at, part_end;
	bool parted;
};
bool ru_facts_next_word(const struct ru_facts *facts, struct ru_str text, struct ru_word_walk *walk,
                        struct ru_range *out);
/* The same for sentences, those that one quotation holds together as one. */
bool ru_facts_next_sentence(const struct ru_facts *facts, uint32_t *next, struct ru_range *out);

/* The first sentence that ends behind a byte of the page text; sentence_count where none does. O(log sentences). */
uint32_t ru_facts_sentence_from(const struct ru_facts *facts, uint32_t at);
/* The sentence that holds the byte, or RU_NONE. */
uint32_t ru_facts_sentence(const struct ru_facts *facts, uint32_t at);

#endif
