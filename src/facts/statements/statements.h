/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts that read statements share: the marks of each word (classes of the pack, quotation depth, segments),
 * the units in which a statement lives, and the frames that become statements. Private to facts/. */
#ifndef RU_FACTS_STATEMENTS_STATEMENTS_H
#define RU_FACTS_STATEMENTS_STATEMENTS_H

#include "facts/reading.h"

struct ru_index;

/* Classes of clause_words, pronouns and the like. */
enum {
	RU_CLAUSE_THAT = 1,
	RU_CLAUSE_AUX = 2,
	RU_CLAUSE_NEG = 4,
	RU_CLAUSE_PREP = 8,
	RU_CLAUSE_REL = 16,
	RU_CLAUSE_CONJ = 32,
	RU_CLAUSE_ADDR = 64,
	RU_CLAUSE_BY = 128,
	RU_CLAUSE_OPEN = 256,
	RU_CLAUSE_DET = 512,
	RU_CLAUSE_ONE = 1024,
	RU_CLAUSE_TOPIC = 2048,
	RU_CLAUSE_PRONOUN = 4096,
	RU_CLAUSE_FIRST = 8192, /* pronoun of the first person */
	RU_CLAUSE_NOUN = 16384, /* belongs to a cue: "menurut data" */
	RU_CLAUSE_TITLE = 32768,
	RU_CLAUSE_MEDIA = 65536,
	RU_CLAUSE_AS = 131072,   /* "demikian", "sebagaimana" */
	RU_CLAUSE_FROM = 524288, /* "dikutip A dari B" */
	RU_CLAUSE_ASK = 262144,  /* opens reported content and belongs to it: "apakah" */
	RU_CLAUSE_BE = 1 << 20,
	RU_CLAUSE_HAVE = 1 << 21,
	RU_CLAUSE_MODAL = 1 << 22,
	RU_CLAUSE_ART = 1 << 23,         /* a noun phrase begins: articles, possessives, quantifiers */
	RU_CLAUSE_INF = 1 << 24,         /* "to" before a verb */
	RU_CLAUSE_SUB = 1 << 25,         /* opens a subordinate clause: "because" */
	RU_CLAUSE_GEN = 1 << 26,         /* joins two parts of a noun phrase: "of" */
	RU_CLAUSE_PARTICLE = 1 << 27,    /* the rest of a cue in two parts: "teilte ... mit" */
	RU_CLAUSE_SUBJUNCTIVE = 1 << 28, /* a verb of reported speech: "sei" */
	RU_CLAUSE_POSSESSIVE = 1 << 29,  /* whose: "her" */
	RU_CLAUSE_BACK = 1 << 30         /* stands for what was told right before: "das" in "Das sagte Braun." */
};

#define RU_CLAUSE_OBLIQUE (UINT32_C(1) << 31) /* an article that no subject has: "dem" */

/* What part of speech a word is where it stands; only in packs with a table verb_forms. */
enum ru_part {
	RU_PART_OTHER, /* a noun or what goes with it, or not known */
	RU_PART_FINITE,
	RU_PART_INFINITIVE,
	RU_PART_GERUND,
	RU_PART_PARTICIPLE, /* passive, or behind its noun: "was told", "a poll released Monday" */
	RU_PART_AUX,
	RU_PART_ADVERB
};

/* What a reporting verb takes, as in the table verbs. */
enum {
	RU_TAKES_CLAUSE = 1,
	RU_TAKES_NOUN = 2,
	RU_TAKES_INFINITIVE = 4,
	RU_TAKES_PREPOSITION = 8,
	RU_TAKES_OBJECT = 16,    /* somebody to do something */
	RU_TAKES_ADDRESSEE = 32, /* somebody who is told */
	RU_TAKES_SEEMS = 64,
	RU_TAKES_BE = 128, /* an adjective: behind a form of "to be" */
	RU_TAKES_DENIES = 256,
	RU_TAKES_ANSWER = 512, /* silence where it is negated: "did not respond" */
	RU_TAKES_QUOTE = 1024, /* a quotation alone: "she continued: ..." */
	RU_TAKES_REFUSES = 2048,
	RU_TAKES_REPORT = 4096 /* no verb: a noun that reports, as in the table report_nouns */
};

/* Orders of a cue, as in the table cues. */
enum {
	RU_CUE_SAY = 1,
	RU_CUE_THAT = 2,
	RU_CUE_STANCE = 4,
	RU_CUE_QUOTE = 8,
	RU_CUE_BOTH = 16,
	RU_CUE_TELL = 32,
	RU_CUE_PER = 64,
	RU_CUE_RELAY = 128,
	RU_CUE_DENY = 256,
	RU_CUE_ANSWER = 512,
	RU_CUE_REFUSE = 1024,
	RU_CUE_NAMED = 2048,
	RU_CUE_POST = 4096,     /* SOURCE cue, without a verb: "Ratna zufolge" */
	RU_CUE_PERFECT = 8192,  /* a participle; "have" stands before it */
	RU_CUE_NOBODY = 16384,  /* names no source: "es heißt" */
	RU_CUE_WITH_BE = 32768, /* a participle; "be" stands before it, and it is no passive: "ist ausgegangen" */
	RU_CUE_ACT = 65536,     /* tells an act of speech without its words: "Braun fordert Geld" */
	RU_CUE_SILENT = 262144, /* tells that nothing was said: "bungkam" */
	RU_CUE_SELF = 131072    /* stands for its source itself: "demnach" */
};
#define RU_CUE_BEFORE                                                                                                  \
	(RU_CUE_SAY | RU_CUE_THAT | RU_CUE_STANCE | RU_CUE_BOTH | RU_CUE_TELL | RU_CUE_DENY | RU_CUE_ANSWER)

/* Classes of clause_words that stand in `more`. */
enum {
	RU_MORE_NOBODY = 1, /* names nobody: "siapa", "tidak ada", "nobody" */
	RU_MORE_BY_WAY = 2, /* by what way a source speaks: "melalui akun resmi" */
	RU_MORE_OF = 8,     /* somebody of him who is named behind it: "istri", "kuasa hukum" */
	RU_MORE_CITES = 4   /* a relay's cue whose source is nearer to the speaker: "mengutip", not "dikutip" */
};

struct ru_clause_word {
	uint32_t class;  /* of the longest phrase that begins here */
	uint32_t single; /* of the word alone */
	uint32_t cue;    /* RU_CUE_... of the cue that begins here */
	uint8_t more;    /* RU_MORE_... of the longest phrases that begin here */
	uint8_t length;  /* words of the phrase */
	uint8_t cue_length;
	uint8_t clitic; /* bytes at the end of the cue word that stand for the source */
	uint8_t depth;  /* quotations around the word; the marks themselves count as inside */
	uint8_t bracket;
	uint8_t date;
	uint8_t part;        /* enum ru_part */
	uint8_t forms;       /* what forms of a verb the word may be (verbs.c) */
	uint8_t verb_length; /* words of the reporting verb that begins here */
	uint8_t rest_of; /* the word is the second part of the cue that begins so many words before it; 0: of none */
	uint16_t takes;  /* RU_TAKES_... of that verb */
	uint32_t name;   /* index of the name that covers the word, or RU_NONE */
};

/* A quotation: words [open, close), marks included; close is the end of the block where the mark is missing. */
struct ru_quotation {
	uint32_t open, close;
	uint32_t parent; /* quotation around it, or RU_NONE */
	uint8_t depth;   /* 1 outermost */
	bool closed;
};

/* Sentences that one quotation holds together. */
struct ru_unit {
	uint32_t first, last; /* words */
	uint32_t block;
};

/* What will be one statement. Word ranges; RU_NONE where there is none. */
enum { RU_FRAME_CONTENTS = 4, RU_FRAME_RELAYS = 4 };

struct ru_words_range {
	uint32_t first, last;
};

struct ru_frame_relay {
	struct ru_words_range source, cue;
	uint32_t entity; /* where carried or from a parent: no words of its own sentence */
	struct ru_str who;
	enum ru_basis basis;
	uint8_t clitic;
};

struct ru_frame {
	struct ru_words_range source, cue;
	uint8_t clitic; /* source is the clitic of the last cue word */
	bool shared;    /* source is that of another frame, named before */
	struct ru_words_range content[RU_FRAME_CONTENTS];
	uint32_t content_count;
	struct ru_words_range addressee;
	uint8_t addressee_clitic;
	struct ru_frame_relay relay[RU_FRAME_RELAYS];
	uint32_t relay_count;
	uint32_t parent; /* frame or RU_NONE */
	enum ru_polarity polarity;
	uint32_t unit;
	bool open;     /* content reaches to the end of the unit: a trailing report may cut it */
	bool leading;  /* "Menurut X, ..." */
	bool carried;  /* content is what was told right before: "Hal itu dikatakan Ratna." */
	bool attitude; /* what a thing is called, wanted or shown, no clause: a closing report may hold it as its
	                  content */
};

struct ru_statement_reader {
	struct ru_reading *r;
	struct ru_clause_word *word;
	uint32_t *segment_first, *segment_last; /* per word: the stretch between commas */
	struct ru_vec quotations, units, frames;
	uint32_t *quotation_at;           /* per word: quotation that opens here, or RU_NONE */
	struct ru_str quotes;             /* pairs of marks, blanks between */
	struct ru_str possessive, plural; /* endings of words, blanks between */
	const struct ru_entry *word_end;  /* rows of word_ends */
	size_t word_end_count;
	bool verb_second; /* the source may stand behind any verb: verb_second.c */
	bool has_verbs;   /* the pack tells verbs from nouns: predicates.c reads the clauses */
};

/* Fill word, quotations, units and segments (statements/marks.c). */
int ru_statement_marks(struct ru_statement_reader *s) RU_MUST_CHECK;

/* Find the quotations of the words [first, last) of one block (statements/quotations.c). */
int ru_quotations_mark(struct ru_statement_reader *s, uint32_t first, uint32_t last) RU_MUST_CHECK;

/* Whether word i, in small letters and no part of a name, is a finite verb of reporting (statements/actions.c). */
bool ru_reports_at(const struct ru_statement_reader *s, uint32_t i);
/* The source before the cue at word cue, not before word from (statements/source.c). False where none stands there;
 * *shared where the cue is joined to one before it ("... dan menambahkan"). *begin is where the clause of the source
 * begins. */
bool ru_source_before(const struct ru_statement_reader *s, uint32_t from, uint32_t cue, struct ru_words_range *source,
                      bool *shared);
/* Whether word i is a verb by its form: "mengatakan" (statements/actions.c). */
bool ru_is_action(const struct ru_statement_reader *s, uint32_t i);
/* A source read up to its cue, narrowed where a verb known by its form stands in it: to who acts, where the cue tells
 * how
 * ("Putin membuka forum itu dengan menegaskan ..."); to whom the verb leads, where a relative clause follows ("Haaretz
 * mengutip juru bicara militer yang mengatakan ..."). statements/actions.c */
struct ru_words_range ru_source_who_acts(const struct ru_statement_reader *s, struct ru_words_range source);
struct ru_words_range ru_source_acted_on(const struct ru_statement_reader *s, struct ru_words_range source);
/* The source that begins at word i behind a cue, before last; leading: the clause goes on behind it. False where none
 * stands there. */
bool ru_source_after(const struct ru_statement_reader *s, uint32_t i, uint32_t last, bool leading,
                     struct ru_words_range *source);
/* "Braun, die den Bau leitet": in a language whose verb stands second, an article and a small word behind it open a
 * relative clause. */
bool ru_opens_relative(const struct ru_statement_reader *s, uint32_t i, uint32_t last);
/* Whether the words name somebody: a name, a pronoun, a title. */
bool ru_source_is_named(const struct ru_statement_reader *s, struct ru_words_range source);
/* A separator between segments: comma, colon, semicolon, dash. */
bool ru_is_separator(const struct ru_statement_reader *s, uint32_t i);
/* First byte of word i, '\0' behind the end. */
char ru_word_byte(const struct ru_statement_reader *s, uint32_t i);

/* Fill offices: the words of a title with its place -> the person of the page who holds it (statements/offices.c). */
int ru_offices_learn(const struct ru_statement_reader *s, struct ru_index *offices) RU_MUST_CHECK;
/* Whether the words [first, name) before a name tell of somebody else, who belongs to him: "kuasa hukum Presiden"
 * (statements/named.c). */
bool ru_title_is_of(const struct ru_statement_reader *s, uint32_t first, uint32_t name);
/* Whom a source names by an office alone; RU_NONE where the page does not tell. */
uint32_t ru_office_holder(const struct ru_statement_reader *s, const struct ru_index *offices,
                          struct ru_words_range source);

/* Frames of their own for quoted words inside what is told without marks, where the pack wants them
 * (statements/quoted.c). */
int ru_quoted_parts(struct ru_statement_reader *s) RU_MUST_CHECK;

/* Words that are no name alone: „Neue Welle“ is what a thing is called, and nothing anybody said. */
bool ru_quotation_is_worded(const struct ru_statement_reader *s, const struct ru_quotation *q);

/* Parts of speech and reporting verbs of all words, where the pack has the tables (statements/verbs.c). */
int ru_verbs_mark(struct ru_statement_reader *s) RU_MUST_CHECK;
/* A setting of the pack, empty where it has none. */
struct ru_str ru_statement_setting(const struct ru_statement_reader *s, struct ru_str key);
/* Word i ends in one of the pack's possessive endings: "Brown's". */
bool ru_is_possessive(const struct ru_statement_reader *s, uint32_t i);
/* The noun phrase that ends before word end, not before word from: the subject of a verb (statements/subject.c). */
bool ru_subject_before(const struct ru_statement_reader *s, uint32_t from, uint32_t end, struct ru_words_range *source);
/* The noun phrase that begins at word i behind a cue, with its appositions; leading: the clause goes on behind it. */
bool ru_phrase_after(const struct ru_statement_reader *s, uint32_t i, uint32_t last, bool leading,
                     struct ru_words_range *source);

/* Read the frames of unit u (statements/clauses.c). */
int ru_clauses_read(struct ru_statement_reader *s, uint32_t unit) RU_MUST_CHECK;
/* Frames to facts->statements: places, speakers, relays (statements/speakers.c). */
int ru_speakers_resolve(struct ru_statement_reader *s) RU_MUST_CHECK;

#endif
