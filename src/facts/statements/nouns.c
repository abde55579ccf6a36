/* SPDX-License-Identifier: Apache-2.0 */
/* Reports told by a noun: "her claim that the dam is safe", "Brown's criticism of the dam", "a promise by the mayor to
 * mend the road", "there is a widespread belief that ...".
 *
 * Fed a hit at a word of the table report_nouns; gives a frame with the noun and its adjectives as the cue. The source
 * is a possessive before the noun or stands behind "by"; without one only a clause with "there is" before or "is"
 * behind the noun is a report. The content ends where the clause goes on with its own verb. Bounded work a hit, as in
 * predicates.c. */
#include "facts/statements/predicates.h"

enum { ADJECTIVES = 3 };

struct noun {
	uint32_t first, last; /* words of the cue */
	uint32_t content;
	uint32_t takes;
	bool that, is_denied;
	struct ru_words_range source;
};

static bool has(const struct ru_clause *c, uint32_t i, uint32_t class) { return ru_predicate_has(c, i, class); }

static bool is_verb(const struct ru_clause *c, uint32_t i) { return ru_predicate_verb(c, i); }

/* What the noun takes, in the letters of the table verbs. */
static uint32_t takes_of(const struct ru_pack *pack, const struct ru_entry *e, bool *is_denied)
{
	uint32_t takes = 0;

	for (; e != NULL; e = e->next == UINT32_MAX ? NULL : ru_pack_entry(pack, e->next)) {
		for (size_t i = 0; i < e->col[1].len; i++)
			takes |= e->col[1].ptr[i] == 'c'   ? RU_TAKES_CLAUSE
			         : e->col[1].ptr[i] == 'n' ? RU_TAKES_NOUN
			         : e->col[1].ptr[i] == 'i' ? RU_TAKES_INFINITIVE
			                                   : 0u;
		*is_denied = ru_str_eq(e->col[2], RU_S("denied"));
	}
	return takes;
}

/* The possessive before the noun, over its adjectives: "his", "the mayor's". */
static bool read_owner(const struct ru_clause *c, struct noun *n)
{
	uint32_t i = n->first;

	for (uint32_t steps = 0; steps <= ADJECTIVES && i > c->begin; steps++, i--) {
		const struct ru_clause_word *w = ru_predicate_word(c, i - 1);
		if (w->depth > 0 || c->s->r->words[i - 1].kind == RU_WORD_PUNCT)
			return false;
		if (has(c, i - 1, RU_CLAUSE_POSSESSIVE)) {
			n->source = (struct ru_words_range){i - 1, i};
			n->first = i;
			return true;
		}
		if (ru_is_possessive(c->s, i - 1)) {
			n->first = i;
			return ru_subject_before(c->s, c->begin, i, &n->source);
		}
		if (is_verb(c, i - 1) ||
		    has(c, i - 1, RU_CLAUSE_PREP | RU_CLAUSE_CONJ | RU_CLAUSE_ART | RU_CLAUSE_THAT))
			return false;
	}
	return false;
}

/* "There is a belief that": gives the word before the verb. "The hope is that": the verb belongs to the cue. */
static bool read_nobody(const struct ru_clause *c, struct noun *n)
{
	uint32_t i = n->first;

	if (!n->that)
		return false;
	for (uint32_t steps = 0; steps <= ADJECTIVES && i > c->begin; steps++, i--) {
		if (has(c, i - 1, RU_CLAUSE_BE) && i > c->begin + 1 && i <= c->first + ADJECTIVES + 3 &&
		    c->s->r->words[i - 2].kind == RU_WORD_LETTERS &&
		    !has(c, i - 2, RU_CLAUSE_PRONOUN | RU_CLAUSE_MODAL)) {
			n->first = i - 2;
			return true;
		}
		if (is_verb(c, i - 1) || has(c, i - 1, RU_CLAUSE_PREP | RU_CLAUSE_CONJ))
			return false;
	}
	return false;
}

/* What stands behind the noun: a clause, "to" and a verb, a noun phrase; before it perhaps "by" and the source. */
static bool read_content(const struct ru_clause *c, struct noun *n)
{
	uint32_t i = n->last;

	if (has(c, i, RU_CLAUSE_BY) && ru_phrase_after(c->s, i + 1, c->last, false, &n->source))
		i = n->source.last;
	n->content = i;
	n->that = has(c, i, RU_CLAUSE_THAT | RU_CLAUSE_ASK);
	if (n->that)
		return (n->takes & RU_TAKES_CLAUSE) != 0;
	if (ru_predicate_infinitive(c, i))
		return (n->takes & RU_TAKES_INFINITIVE) != 0;
	if (i >= c->last || (n->takes & RU_TAKES_NOUN) == 0 || n->source.first != RU_NONE)
		return false;
	return c->s->quotation_at[i] != RU_NONE ||
	       (c->s->r->words[i].kind != RU_WORD_PUNCT && !has(c, i, RU_CLAUSE_PREP | RU_CLAUSE_CONJ));
}

/* "The hope is that ..." */
static bool read_equation(const struct ru_clause *c, struct noun *n)
{
	uint32_t i = n->last;

	while (i < c->last && ru_predicate_word(c, i)->part == RU_PART_AUX)
		i++;
	if (i == n->last || !has(c, i - 1, RU_CLAUSE_BE) || !has(c, i, RU_CLAUSE_THAT | RU_CLAUSE_ASK) ||
	    (n->takes & RU_TAKES_CLAUSE) == 0)
		return false;
	n->last = n->content = i;
	n->that = true;
	if (!read_owner(c, n) && n->first > c->begin && has(c, n->first - 1, RU_CLAUSE_ART))
		n->first--;
	return true;
}

/* Where the clause that the noun is a part of goes on with its verb: "criticism of the dam | drew fire". */
static uint32_t content_end(const struct ru_clause *c, const struct noun *n)
{
	struct ru_predicate p = {.content = n->content, .that = n->that, .noun = !n->that, .subordinate = true};
	uint32_t end = ru_predicate_content_end(c, &p), groups = n->that ? 0 : 1;
	bool open = false; /* a clause inside the content may have a verb of its own */

	for (uint32_t i = n->content + 1; i < end; i++) {
		bool goes_on = is_verb(c, i - 1) || ru_predicate_adverb(c, i - 1);
		open =
		    open || has(c, i, RU_CLAUSE_REL | RU_CLAUSE_THAT | RU_CLAUSE_SUB | RU_CLAUSE_ASK | RU_CLAUSE_CONJ);
		if (!is_verb(c, i) || (goes_on && groups > 0 && i > n->content + 1))
			continue;
		if (groups > 0 && !open)
			return i;
		open = false;
		groups++;
	}
	return end;
}

static int put_frame(struct ru_clause *c, const struct noun *n)
{
	uint32_t index, end = content_end(c, n);
	struct ru_frame *f = ru_clause_new_frame(c, n->source, (struct ru_words_range){n->first, n->last}, &index);

	if (f == NULL)
		return ru_clause_no_frame(c);
	f->polarity = n->is_denied ? RU_DENIED : RU_SAID;
	ru_frame_add_content(f, n->content, end);
	f->open = end == c->last;
	c->covered = end;
	return RU_OK;
}

int ru_noun_read(struct ru_clause *c, const struct ru_cue_hit *h)
{
	const struct ru_reading *r = c->s->r;
	size_t used = 0;
	uint32_t table = ru_table_find(RU_S("report_nouns"));
	const struct ru_entry *e = table == RU_TABLE_NONE ? NULL : ru_pack_at(r->pack, table, &r->text, h->verb, &used);
	struct noun n = {.first = h->verb, .last = h->verb + (uint32_t)used, .source = {RU_NONE, RU_NONE}};

	if (e == NULL || h->verb < c->covered || n.last >= c->last || ru_predicate_word(c, h->verb)->name != RU_NONE)
		return RU_OK;
	n.takes = takes_of(r->pack, e, &n.is_denied);
	if (read_equation(c, &n))
		return put_frame(c, &n);
	if (!read_content(c, &n))
		return RU_OK;
	if (n.source.first == RU_NONE && !read_owner(c, &n) && !read_nobody(c, &n))
		return RU_OK;
	return put_frame(c, &n);
}
