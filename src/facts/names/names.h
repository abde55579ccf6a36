/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts that read names share: the classes of each word, and the marks that the page itself gives.
 * Private to facts/. */
#ifndef RU_FACTS_NAMES_NAMES_H
#define RU_FACTS_NAMES_NAMES_H

#include "base/hash.h"
#include "facts/reading.h"

enum {
	RU_NAMEWORD_CAPITAL = 1,       /* begins with a capital letter */
	RU_NAMEWORD_CAPS = 2,          /* all capitals, two letters and more */
	RU_NAMEWORD_COMMON = 4,        /* a word of the language: seen in lower case, a known root, a function word */
	RU_NAMEWORD_GIVEN = 8,         /* a given name of the pack */
	RU_NAMEWORD_INITIAL = 16,      /* "A." */
	RU_NAMEWORD_JOINER = 32,       /* "van", "bin" */
	RU_NAMEWORD_STARTS = 64,       /* first of a sentence or of a quotation: its capital says nothing */
	RU_NAMEWORD_HEADING = 128,     /* stands in a heading where most words have capitals */
	RU_NAMEWORD_LOCATIVE = 256,    /* "di", "in" */
	RU_NAMEWORD_ORG_JOINER = 512,  /* "dan", "of" */
	RU_NAMEWORD_BACK = 1024,       /* ends the name of an organisation ("FC", "University") */
	RU_NAMEWORD_HONOUR = 2048,     /* the title at this word is one of courtesy */
	RU_NAMEWORD_PLACE_BACK = 4096, /* ends the name of a place ("Island") */
	RU_NAMEWORD_NOT = 32768,       /* capitals that name nobody: "KTP", "II" */
	RU_NAMEWORD_CUE = 16384,       /* a reporting cue: who stands beside it speaks */
	RU_NAMEWORD_PEOPLE = 8192      /* people of a place rather than one person: "warga" */
};

/* What one word can begin; lengths in words, 0: nothing. */
struct ru_name_class {
	uint16_t flags;
	uint8_t title, org, place_head, place, agency, media;
	uint8_t folk;  /* a people, a faith, a party, a thing with a capital: "British", "Muslims", "Internet" */
	uint8_t known; /* an organisation that the pack lists, with nothing more to its name */
	bool thing;    /* makes what follows the name of a thing: "KMP" */
	bool area;     /* an office that is named by its place: "lurah" */
	bool at;       /* says where something is: "di", "in"; not "ke", "to" */
	const struct ru_entry *place_entry, *agency_entry;
};

/* What the page says about a word, by its folded hash. */
struct ru_name_votes {
	uint16_t lower, inside, place, person;
};

/* A name as found: words [first, last), and the title in front of it or behind it, words [title, title_end), none where
 * both are equal. */
struct ru_found_name {
	uint32_t first, last, title, title_end;
	uint8_t type; /* enum ru_name_type */
	bool agency;
};

struct ru_name_reader {
	struct ru_reading *r;
	struct ru_name_class *class;      /* per word */
	struct ru_name_votes *votes;      /* per word; those of the first of its kind count, r->same */
	struct ru_vec found;              /* struct ru_found_name */
	bool knows_roots;                 /* the pack tells words of the language from others */
	bool nouns;                       /* nouns have capitals too, so that a capital says nothing: "der Hafen" */
	bool noun_last;                   /* a noun stands behind what describes it: "Defense Department" */
	const struct ru_pack *model_pack; /* whose names.model and name_words are read: its own, or a near language's */
};

/* Make *n ready for the words of r, and give back what it holds. */
int ru_names_begin(struct ru_name_reader *n, struct ru_reading *r) RU_MUST_CHECK;
void ru_names_end(struct ru_name_reader *n);
/* Find names by rules: fills found, in the order of the page; a name inside a longer one comes behind it. */
int ru_names_rules(struct ru_name_reader *n) RU_MUST_CHECK;
/* Whether a word of place stands before word i, at once or before the kind of place that it is: "di Moskow", "di kota
 * pantai timur Wonsan". */
bool ru_names_is_located(const struct ru_name_reader *n, uint32_t i);
/* Where the pack has a model, put what it finds in the place of what the rules found. */
int ru_names_tag(struct ru_name_reader *n) RU_MUST_CHECK;
/* The value of a key in the table pack of a language, NULL where it has none. */
const struct ru_entry *ru_names_setting(const struct ru_pack *pack, struct ru_str key);
/* Fill class and votes. */
void ru_names_classes(struct ru_name_reader *n);
/* The votes of word i. */
static inline const struct ru_name_votes *ru_names_votes(const struct ru_name_reader *n, uint32_t i)
{
	return &n->votes[n->r->same[i]];
}
/* Count the page's word for it that word i, of letters, names a person. */
void ru_names_vote_person(struct ru_name_reader *n, uint32_t i);
/* Join the mentions in facts->names to entities: sets names[].entity and facts->entities. */
int ru_facts_entities(struct ru_reading *r) RU_MUST_CHECK;

#endif
