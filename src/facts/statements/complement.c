/* SPDX-License-Identifier: Apache-2.0 */
/* What stands behind a reporting verb, and where it ends: "told reporters on Monday that the dam was safe, but ...".
 *
 * Fed parts of speech; gives the addressee, the first word of the content and the word behind it. A clause ends where
 * another begins; what is put in between two commas does not end it. Bounded work a verb, but for the end of the
 * content, which is looked for once in the words that no verb before has covered. */
#include "facts/statements/predicates.h"

enum { CLAUSE_LOOK = 20, CLOSING_WORDS = 8 };

static const struct ru_clause_word *word(const struct ru_clause *c, uint32_t i) { return ru_predicate_word(c, i); }
static bool is_adverb(const struct ru_clause *c, uint32_t i) { return ru_predicate_adverb(c, i); }
static bool has(const struct ru_clause *c, uint32_t i, uint32_t class) { return ru_predicate_has(c, i, class); }
static bool is_verb(const struct ru_clause *c, uint32_t i) { return ru_predicate_verb(c, i); }

/* The mark that closes what is put in behind the mark at word i: "the fee, which he paid, was", "Brown, the mayor,
 * was"; RU_NONE where nothing is. */
static uint32_t inserted_end(const struct ru_clause *c, uint32_t i)
{
	uint32_t close = i + 1 < c->last ? c->s->segment_last[i + 1] : c->last, next = close + 1;

	if (ru_word_byte(c->s, i) != ',' || close >= c->last || ru_word_byte(c->s, close) != ',')
		return RU_NONE;
	while (next < c->last && is_adverb(c, next))
		next++;
	return is_verb(c, next) ? close : RU_NONE;
}

/* A clause stands from word i on: a verb comes before the next mark. */
static bool is_clause(const struct ru_clause *c, uint32_t i)
{
	uint32_t end = i + CLAUSE_LOOK;

	for (uint32_t k = i; k < c->last && k < end; k++) {
		if (is_verb(c, k))
			return true;
		if (k > i && ru_is_separator(c->s, k)) {
			uint32_t close = inserted_end(c, k);
			return close != RU_NONE && close < end + CLAUSE_LOOK;
		}
		if (k > i && has(c, k, RU_CLAUSE_REL))
			return false;
	}
	return false;
}

/* Somebody who is told: "told reporters on Monday that". Gives the word behind, or i. */
static uint32_t read_addressee(const struct ru_clause *c, uint32_t i, struct ru_predicate *p)
{
	for (uint32_t k = i; k < c->last && k < i + 12; k++) {
		bool ends = has(c, k, RU_CLAUSE_THAT | RU_CLAUSE_INF | RU_CLAUSE_ASK) || word(c, k)->date ||
		            (c->s->r->words[k].kind == RU_WORD_PUNCT && word(c, k)->name == RU_NONE) ||
		            (k > i && has(c, k, RU_CLAUSE_PRONOUN | RU_CLAUSE_PREP | RU_CLAUSE_ART));
		if (!ends)
			continue;
		if (k > i)
			p->addressee = (struct ru_words_range){i, k};
		return k;
	}
	return i;
}

/* A verb like the cue's own, behind "and": it has the same subject. */
bool ru_predicate_second(const struct ru_clause *c, const struct ru_predicate *p, uint32_t i)
{
	while (i < c->last && is_adverb(c, i))
		i++;
	if (i >= c->last)
		return false;
	if (p->part == RU_PART_FINITE)
		return (word(c, i)->part == RU_PART_FINITE || word(c, i)->part == RU_PART_AUX) &&
		       (word(c, i)->forms & word(c, p->verb)->forms & 6) != 0;
	return word(c, i)->part == p->part && p->part == RU_PART_GERUND && word(c, i)->takes != 0;
}

/* A comma or colon stands behind the verb at word i: "said: ...", "said, “...”", "said, among other things, that ...".
 */
static bool read_behind_mark(const struct ru_clause *c, uint32_t i, struct ru_predicate *p)
{
	uint32_t next = i + 1, close;
	bool colon = ru_word_byte(c->s, i) == ':';

	if (!ru_is_separator(c->s, i) || next >= c->last ||
	    (p->takes & (RU_TAKES_CLAUSE | RU_TAKES_QUOTE | RU_TAKES_ADDRESSEE)) == 0)
		return false;
	close = c->s->segment_last[next];
	if (close + 1 < c->last && ru_is_separator(c->s, close) && has(c, close + 1, RU_CLAUSE_THAT | RU_CLAUSE_ASK)) {
		p->content = close + 1;
		return p->that = true;
	}
	p->quote = c->s->quotation_at[next] != RU_NONE;
	p->that = colon;
	p->content = next;
	return p->quote || colon;
}

/* "about 40 houses", "at least half": a preposition that begins a noun phrase. */
static bool is_amount(const struct ru_clause *c, uint32_t i)
{
	for (uint32_t k = i + 1; k < c->last && k < i + 3; k++) {
		if (c->s->r->words[k].kind == RU_WORD_NUMBER && !word(c, k)->date)
			return is_clause(c, k);
	}
	return false;
}

/* "to mend the road", "to be told", "to quickly leave" */
bool ru_predicate_infinitive(const struct ru_clause *c, uint32_t i)
{
	uint32_t next = i + 1;

	if (!has(c, i, RU_CLAUSE_INF))
		return false;
	while (next < c->last && is_adverb(c, next))
		next++;
	return next < c->last && (word(c, next)->part == RU_PART_INFINITIVE || word(c, next)->part == RU_PART_AUX);
}

/* What stands behind the verb. False where nothing fits what the verb takes. */
bool ru_predicate_complement(const struct ru_clause *c, struct ru_predicate *p)
{
	uint32_t i = p->verb + word(c, p->verb)->verb_length;

	while (i < c->last && is_adverb(c, i) && i + 1 < c->last)
		p->last = ++i;
	/* "would not confirm or deny", "did not deny or confirm" */
	if (p->negated && i + 2 < c->last && has(c, i, RU_CLAUSE_CONJ) &&
	    (((p->takes & RU_TAKES_ANSWER) != 0 && (word(c, i + 1)->takes & RU_TAKES_DENIES) != 0) ||
	     ((p->takes & RU_TAKES_DENIES) != 0 && (word(c, i + 1)->takes & RU_TAKES_ANSWER) != 0))) {
		p->neither = true;
		p->last = i = i + 1 + word(c, i + 1)->verb_length;
	}
	/* "has encouraged and applauded" */
	if (i + 2 < c->last && has(c, i, RU_CLAUSE_CONJ) && word(c, i + 1)->takes != 0 &&
	    ru_predicate_second(c, p, i + 1))
		p->last = i = i + 1 + word(c, i + 1)->verb_length;
	while (i + 1 < c->last && word(c, i)->date && (p->takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE)) != 0)
		i++; /* "announced Sunday that" */
	if (i >= c->last)
		return false;
	if ((p->takes & RU_TAKES_ADDRESSEE) != 0 && !has(c, i, RU_CLAUSE_THAT | RU_CLAUSE_PREP | RU_CLAUSE_INF))
		i = read_addressee(c, i, p);
	if (c->s->r->words[i].kind == RU_WORD_PUNCT && c->s->quotation_at[i] == RU_NONE)
		return read_behind_mark(c, i, p);
	p->content = i;
	p->quote = c->s->quotation_at[i] != RU_NONE;
	p->that = has(c, i, RU_CLAUSE_THAT | RU_CLAUSE_ASK);
	if (p->quote && (p->takes & RU_TAKES_QUOTE) != 0)
		return true;
	if (p->quote || p->that)
		return (p->takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE | RU_TAKES_NOUN | RU_TAKES_BE)) != 0;
	if (ru_predicate_infinitive(c, i))
		return (p->takes & (RU_TAKES_INFINITIVE | RU_TAKES_SEEMS | RU_TAKES_OBJECT | RU_TAKES_BE)) != 0;
	if ((has(c, i, RU_CLAUSE_PREP | RU_CLAUSE_ADDR) || word(c, i)->date) && !is_amount(c, i)) {
		uint32_t that = ru_clause_find_that(c, i);
		if (that != RU_NONE && (p->takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE)) != 0) {
			p->content = that;
			if (ru_word_byte(c->s, that) == ':')
				p->content++;
			p->that = true;
			return p->content < c->last;
		}
		if ((p->takes & (RU_TAKES_PREPOSITION | RU_TAKES_BE)) != 0 && has(c, i, RU_CLAUSE_TOPIC) &&
		    !word(c, i)->date && i + 1 < c->last && !word(c, i + 1)->date &&
		    (word(c, i)->single & RU_CLAUSE_SUB) == 0) {
			p->last = i + 1;
			p->content = i + 1;
			p->noun = !has(c, i + 1, RU_CLAUSE_THAT | RU_CLAUSE_ASK);
			return true;
		}
		return false;
	}
	if ((p->takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE)) != 0 && is_clause(c, i))
		return p->clause = true;
	p->noun = true;
	return (p->takes & (RU_TAKES_NOUN | RU_TAKES_OBJECT)) != 0;
}

/* ---- where content ends ---- */

static bool begins_phrase(const struct ru_clause *c, uint32_t i)
{
	return i < c->last && (word(c, i)->name != RU_NONE || word(c, i)->part == RU_PART_OTHER) &&
	       !has(c, i, RU_CLAUSE_PREP | RU_CLAUSE_REL | RU_CLAUSE_SUB | RU_CLAUSE_CONJ);
}

/* "..., KCNA reported on Thursday.": a report that closes what stands before it, from word i on. */
static bool is_closing_report(const struct ru_clause *c, uint32_t i)
{
	uint32_t k = i;

	while (k < c->last && k < i + CLOSING_WORDS && word(c, k)->depth == 0 && !is_verb(c, k) &&
	       !ru_is_separator(c->s, k) &&
	       !has(c, k, RU_CLAUSE_REL | RU_CLAUSE_SUB | RU_CLAUSE_CONJ | RU_CLAUSE_THAT | RU_CLAUSE_PREP))
		k++;
	if (k == i || k >= c->last || word(c, k)->part != RU_PART_FINITE || (word(c, k)->takes & RU_TAKES_CLAUSE) == 0)
		return false;
	for (k += word(c, k)->verb_length; k < c->last; k++) {
		if (!word(c, k)->date && !is_adverb(c, k) &&
		    !(has(c, k, RU_CLAUSE_PREP) && k + 1 < c->last && word(c, k + 1)->date))
			break;
	}
	return k >= c->last || (c->s->r->words[k].kind == RU_WORD_PUNCT && c->s->quotation_at[k] == RU_NONE &&
	                        ru_word_byte(c->s, k) != ':');
}

/* Whether what follows the separator at word i is no part of the content before it. */
static bool ends_content(const struct ru_clause *c, const struct ru_predicate *p, uint32_t i)
{
	uint32_t next = i + 1;

	if (next >= c->last)
		return true;
	if (ru_word_byte(c->s, i) != ',' && (p->noun || ru_word_byte(c->s, i) != ':'))
		return p->noun || ru_word_byte(c->s, i) != ';';
	if (has(c, next, RU_CLAUSE_CONJ) && next + 1 < c->last) {
		if (ru_predicate_second(c, p, next + 1))
			return true;
		return !p->that && (word(c, next + 1)->single & (RU_CLAUSE_PRONOUN | RU_CLAUSE_THAT)) == 0 &&
		       is_clause(c, next + 1);
	}
	if (word(c, next)->part == RU_PART_GERUND || word(c, next)->part == RU_PART_PARTICIPLE)
		return true;
	if (has(c, next, RU_CLAUSE_REL) || word(c, next)->cue != 0 || is_closing_report(c, next))
		return true;
	if (has(c, next, RU_CLAUSE_SUB))
		return p->noun;
	if ((p->noun || p->subordinate) && begins_phrase(c, next) && is_clause(c, next))
		return true;
	return has(c, next, RU_CLAUSE_ART) && p->noun;
}

uint32_t ru_predicate_content_end(const struct ru_clause *c, const struct ru_predicate *p)
{
	bool complete = p->noun || p->quote || has(c, p->content, RU_CLAUSE_INF);

	for (uint32_t i = p->content + 1; i < c->last; i++) {
		if (word(c, i)->depth > 0 || word(c, i)->bracket)
			continue;
		complete = complete || is_verb(c, i);
		/* "that, according to the mayor, the dam leaks" */
		if (p->that && i == p->content + 1 && ru_word_byte(c->s, i) == ',' && i + 1 < c->last &&
		    ru_is_separator(c->s, i) && ru_word_byte(c->s, c->s->segment_last[i + 1]) == ',') {
			i = c->s->segment_last[i + 1];
			continue;
		}
		if (ru_is_separator(c->s, i) && (complete || inserted_end(c, i) == RU_NONE) && ends_content(c, p, i))
			return i;
		if (!has(c, i, RU_CLAUSE_CONJ) || i == p->content + 1)
			continue;
		if (ru_predicate_second(c, p, i + 1) || (p->noun && begins_phrase(c, i + 1) && is_clause(c, i + 1)))
			return i;
	}
	return c->last;
}
