/* SPDX-License-Identifier: Apache-2.0 */
/* Between speakers.c, which makes statements of frames in page order, and relays.c. */
#ifndef RU_FACTS_STATEMENTS_RESOLVER_H
#define RU_FACTS_STATEMENTS_RESOLVER_H

#include "base/hash.h"
#include "facts/statements/statements.h"

struct resolver {
	struct ru_statement_reader *s;
	struct ru_statement *out;
	uint32_t *index; /* frame -> statement or RU_NONE */
	uint32_t count;
	bool noun_last;            /* the noun stands behind what describes it */
	uint32_t subject, person;  /* entity that spoke or acted last; the same, persons only */
	uint32_t name_next;        /* names before this one are in by_word */
	struct ru_index by_word;   /* folded hash of a word of a title or organisation -> entity */
	struct ru_index by_head;   /* folded hash of the first and last word of a worded source -> statement */
	struct ru_index offices;   /* words of an office -> entity */
	struct ru_index carried;   /* entity -> relay in carriers */
	struct ru_vec carriers;    /* struct ru_relay */
	struct ru_str last_worded; /* how the last speaker was called, where no entity is known */
};

/* A range of page text that is no whole words: a clitic, or a cue without its clitic. */
struct ru_place ru_resolved_place(const struct ru_statement_reader *s, uint32_t begin, uint32_t end);
/* The entity that the source names (statements/named.c), or that is known by the words of its office; RU_NONE where
 * there is none. *owner: the source belongs to somebody whom it names, and has no name itself. */
uint32_t ru_resolved_name(const struct resolver *v, struct ru_words_range source, bool *owner);
uint32_t ru_resolved_office(const struct resolver *v, struct ru_words_range source);

/* The relays of the statement that is made of a frame, the nearest first; its speaker is known. */
int ru_relays_set(struct resolver *v, const struct ru_frame *f, struct ru_statement *st) RU_MUST_CHECK;

#endif
