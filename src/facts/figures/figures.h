/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the figure reader share. Private to facts/. */
#ifndef RU_FACTS_FIGURES_FIGURES_H
#define RU_FACTS_FIGURES_FIGURES_H

#include "facts/dates/dates.h"

/* The figures of a page while they are read, a segment after the other. */
struct ru_figure_reader {
	const struct ru_vec *dated; /* struct ru_dated: the page's expressions of time, those of the segment too */
	size_t next;                /* the first of them that ends behind what was read */
	struct ru_vec found;        /* struct ru_figure */
};
void ru_figures_begin(struct ru_figure_reader *f, const struct ru_reading *r, const struct ru_vec *dated);
void ru_figures_end(struct ru_figure_reader *f);
/* Append the figures of the segment, up to the cap. O(atoms). */
int ru_figures_find(struct ru_figure_reader *f, struct ru_reading *r, const struct ru_segment *s) RU_MUST_CHECK;
/* Fills facts->figures. */
int ru_figures_record(const struct ru_figure_reader *f, struct ru_reading *r) RU_MUST_CHECK;

/* One figure as read from a segment; first .. last are atoms. */
struct ru_counted {
	size_t first, last;
	struct ru_value_number low, high;
	bool range;
	enum ru_change change;
	struct ru_str unit;
	size_t noun, noun_end; /* atoms of the head noun; equal: none */
	size_t described;      /* where the words that describe it begin: at the noun or before it */
};

/* The figure that begins at atom i (comparator, currency, number, range, unit, noun); false where there is none. Looks
 * at most 40 atoms ahead and 12 behind. */
bool ru_figure_at(const struct ru_segment *s, size_t i, struct ru_counted *out);

/* "sehari": a length with the number one in it, at atom i. */
bool ru_figure_one_unit(const struct ru_segment *s, size_t i, struct ru_counted *out);

/* Whether the number at atoms [i, end) is no count: a code, a score, part of a name, a list mark (figures/context.c).
 * plain: no currency, unit or comparator stands with it; led: a comparator or currency stands before it. */
bool ru_figure_misleads(const struct ru_segment *s, size_t i, size_t end, const struct ru_value_number *n, bool plain,
                        bool led);

/* The noun behind a number, from atom i on; returns the atoms that belong to the figure (figures/noun.c). */
size_t ru_figure_noun(const struct ru_segment *s, size_t i, struct ru_counted *c);

/* Whether the atom may be what a number counts. */
bool ru_figure_can_count(const struct ru_segment *s, size_t i);

/* What a measured amount is per, from atom i on, as its noun (figures/noun.c). */
void ru_figure_per(const struct ru_segment *s, size_t i, struct ru_counted *c);

/* What became of the people counted: the class of a word of role fate in the noun, behind it or before it, or empty
 * (figures/fate.c). Looks at most 10 atoms to each side. */
struct ru_str ru_figure_fate(const struct ru_segment *s, const struct ru_counted *c);

/* The figures of a segment that go on without their unit or noun (figures/carry.c). */
struct ru_carry {
	struct ru_counted last; /* the figure before */
	size_t hanging;         /* how many before the next one wait for its unit */
	uint32_t sentence;
	struct ru_str unit, noun; /* of the last figure that had one of them */
	uint64_t noun_stem;
};
/* c was read and recorded as the last of count figures; completes it, or those before it. */
void ru_figure_carry(const struct ru_segment *s, struct ru_carry *carry, const struct ru_counted *c,
                     struct ru_figure *figures, size_t count);

/* Whether the language puts what describes a noun before it. */
bool ru_figure_noun_last(const struct ru_segment *s);
/* The first plural among the words that can be nouns from atom i on; i where there is none near. */
size_t ru_figure_plural(const struct ru_segment *s, size_t i);
/* Whether the word at atom i is a plural or a word for people. */
bool ru_figure_is_plural(const struct ru_segment *s, size_t i);

/* Whether a word before atom i makes the number a name: "Pasal 5". */
bool ru_figure_behind_code(const struct ru_segment *s, size_t i);

/* Whether the word at atom i is made with a prefix or circumfix of the pack. */
bool ru_figure_is_derived(const struct ru_segment *s, size_t i);

/* Atoms used by a word of the role in figure_words.tsv at atom i. */
static inline size_t ru_figure_role(const struct ru_segment *s, size_t i, enum ru_role role)
{
	return ru_value_role(&s->text, i, role);
}

#endif
