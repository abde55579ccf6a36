/* SPDX-License-Identifier: Apache-2.0 */
/* Reports told by a verb, in languages whose pack tells verbs from nouns: "The mayor has repeatedly said that ...",
 * "She wants to go", "..., adding that ...", "He was told that ...".
 *
 * Fed a hit at a reporting verb; gives a frame. The cue is the verb with its auxiliaries and adverbs and with the
 * preposition it takes; the source its subject, that of the main clause for "adding that ..." and for a second verb;
 * the content begins with its complementizer and ends where the clause does. Bounded work a hit. */
#include "facts/statements/clauses.h"

enum { GROUP_WORDS = 8, SUBJECT_LOOK = 60 };

struct predicate {
	uint32_t verb;        /* word */
	uint32_t first, last; /* of the cue */
	uint16_t takes;
	enum ru_part part;
	bool passive, joined; /* joined to a verb before it: "... and said" */
	bool negated;
	uint32_t content;
	bool that, quote, noun; /* what the content begins with */
	struct ru_words_range addressee;
};

static const struct ru_clause_word *word(const struct ru_clause *c, uint32_t i) { return &c->s->word[i]; }

static bool is_adverb(const struct ru_clause *c, uint32_t i)
{
	return word(c, i)->part == RU_PART_ADVERB && word(c, i)->name == RU_NONE && !word(c, i)->date;
}

static bool has(const struct ru_clause *c, uint32_t i, uint32_t class)
{
	return i < c->last && word(c, i)->name == RU_NONE && (word(c, i)->single & class) != 0;
}

/* The verb group to the left: "has repeatedly", "went on to", "did not". */
static void read_group(const struct ru_clause *c, struct predicate *p)
{
	uint32_t i = p->verb, from = c->s->segment_first[i] > c->begin ? c->s->segment_first[i] : c->begin;

	for (uint32_t steps = 0; i > from && steps < GROUP_WORDS; steps++) {
		const struct ru_clause_word *w = word(c, i - 1);
		if (w->depth > 0 || w->name != RU_NONE)
			break;
		if (w->part == RU_PART_AUX) {
			p->passive = p->passive || (p->part == RU_PART_PARTICIPLE && (w->single & RU_CLAUSE_BE) != 0);
		} else if ((w->single & RU_CLAUSE_INF) != 0 && p->part == RU_PART_INFINITIVE && i == p->verb) {
			p->first = i - 1;
			if (i < from + 2 || word(c, i - 2)->part == RU_PART_OTHER)
				break;
			if (word(c, i - 2)->part == RU_PART_FINITE || word(c, i - 2)->part == RU_PART_PARTICIPLE) {
				p->passive = false;
				i--;
				p->part = word(c, i - 1)->part;
			}
		} else if (!is_adverb(c, i - 1)) {
			break;
		}
		p->negated = p->negated || (w->single & RU_CLAUSE_NEG) != 0;
		i--;
	}
	p->first = i < p->first ? i : p->first;
	p->joined = i > from && has(c, i - 1, RU_CLAUSE_CONJ);
}

/* A clause stands from word i on: a verb comes before the next mark. */
static bool is_clause(const struct ru_clause *c, uint32_t i)
{
	for (uint32_t k = i; k < c->last && k < i + 20; k++) {
		if (word(c, k)->part == RU_PART_FINITE || word(c, k)->part == RU_PART_AUX)
			return true;
		if (k > i && (has(c, k, RU_CLAUSE_REL) || (ru_is_separator(c->s, k))))
			return false;
	}
	return false;
}

/* Somebody who is told: "told reporters on Monday that". Gives the word behind, or i. */
static uint32_t read_addressee(const struct ru_clause *c, uint32_t i, struct predicate *p)
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
static bool is_second_verb(const struct ru_clause *c, const struct predicate *p, uint32_t i)
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
static bool read_behind_mark(const struct ru_clause *c, uint32_t i, struct predicate *p)
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

/* What stands behind the verb. False where nothing fits what the verb takes. */
static bool read_complement(const struct ru_clause *c, struct predicate *p)
{
	uint32_t i = p->verb + word(c, p->verb)->verb_length;

	while (i < c->last && is_adverb(c, i) && i + 1 < c->last)
		p->last = ++i;
	/* "has encouraged and applauded" */
	if (i + 2 < c->last && has(c, i, RU_CLAUSE_CONJ) && word(c, i + 1)->takes != 0 && is_second_verb(c, p, i + 1))
		p->last = i = i + 1 + word(c, i + 1)->verb_length;
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
	if (has(c, i, RU_CLAUSE_INF) && i + 1 < c->last && word(c, i + 1)->part == RU_PART_INFINITIVE)
		return (p->takes & (RU_TAKES_INFINITIVE | RU_TAKES_SEEMS | RU_TAKES_OBJECT | RU_TAKES_BE)) != 0;
	if (has(c, i, RU_CLAUSE_PREP | RU_CLAUSE_ADDR) || word(c, i)->date) {
		uint32_t that = ru_clause_find_that(c, i);
		if (that != RU_NONE && (p->takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE)) != 0) {
			p->content = that;
			if (ru_word_byte(c->s, that) == ':')
				p->content++;
			p->that = true;
			return p->content < c->last;
		}
		if ((p->takes & (RU_TAKES_PREPOSITION | RU_TAKES_BE)) != 0 && has(c, i, RU_CLAUSE_TOPIC) &&
		    !word(c, i)->date && i + 1 < c->last && (word(c, i)->single & RU_CLAUSE_SUB) == 0) {
			p->last = i + 1;
			p->content = i + 1;
			return true;
		}
		return false;
	}
	p->noun = !is_clause(c, i);
	if (!p->noun && (p->takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE)) != 0)
		return true;
	return (p->takes & (RU_TAKES_NOUN | RU_TAKES_OBJECT)) != 0;
}

/* The subject of the first verb of the unit that is no subordinate one. */
static bool main_subject(const struct ru_clause *c, uint32_t before, struct ru_words_range *source)
{
	uint32_t end = c->first + SUBJECT_LOOK < before ? c->first + SUBJECT_LOOK : before;

	for (uint32_t i = c->first; i < end; i++) {
		uint32_t part = word(c, i)->part;
		if (word(c, i)->depth > 0 || (part != RU_PART_FINITE && part != RU_PART_AUX))
			continue;
		if (ru_subject_before(c->s, c->first, i, source)) {
			uint32_t left = source->first;
			if (left == c->first || !has(c, left - 1, RU_CLAUSE_SUB | RU_CLAUSE_THAT))
				return !has(c, source->first, RU_CLAUSE_REL);
		}
	}
	return false;
}

static bool find_source(const struct ru_clause *c, const struct predicate *p, struct ru_words_range *source)
{
	bool finite = p->part == RU_PART_FINITE || p->part == RU_PART_AUX || p->part == RU_PART_PARTICIPLE;
	uint32_t main = c->main;

	if (finite && p->first > c->begin && has(c, p->first - 1, RU_CLAUSE_REL)) {
		*source = (struct ru_words_range){p->first - 1, p->first};
		return (word(c, p->first - 1)->single & RU_CLAUSE_THAT) == 0;
	}
	if (finite && !p->joined && ru_subject_before(c->s, c->begin, p->first, source))
		return true;
	/* "has mocked a reporter, called for ... and left" */
	if (finite && !p->joined &&
	    (main == RU_NONE || p->first == c->first || p->part != RU_PART_FINITE ||
	     !ru_is_separator(c->s, p->first - 1) || ru_clause_frame(c, main)->cue.first == RU_NONE ||
	     (word(c, ru_clause_frame(c, main)->cue.last - 1)->forms & word(c, p->verb)->forms) == 0))
		return false;
	/* "officials saying that ..." */
	if (p->part == RU_PART_GERUND && p->first > c->begin && !p->joined && word(c, p->first - 1)->depth == 0 &&
	    word(c, p->first - 1)->part == RU_PART_OTHER && c->s->r->words[p->first - 1].kind != RU_WORD_PUNCT &&
	    !has(c, p->first - 1, RU_CLAUSE_PREP | RU_CLAUSE_SUB | RU_CLAUSE_CONJ) &&
	    ru_subject_before(c->s, c->begin, p->first, source))
		return true;
	if (main != RU_NONE && !ru_clause_frame(c, main)->leading &&
	    ru_clause_frame(c, main)->source.first != RU_NONE) {
		*source = ru_clause_frame(c, main)->source;
		return true;
	}
	return main_subject(c, p->first, source);
}

/* ---- where content ends ---- */

/* Whether what follows the separator at word i is no part of the content before it. */
static bool ends_content(const struct ru_clause *c, const struct predicate *p, uint32_t i)
{
	uint32_t next = i + 1;

	if (next >= c->last)
		return true;
	if (ru_word_byte(c->s, i) != ',' && (p->noun || ru_word_byte(c->s, i) != ':'))
		return p->noun || ru_word_byte(c->s, i) != ';';
	if (has(c, next, RU_CLAUSE_CONJ) && next + 1 < c->last) {
		if (is_second_verb(c, p, next + 1))
			return true;
		return !p->that && (word(c, next + 1)->single & (RU_CLAUSE_PRONOUN | RU_CLAUSE_THAT)) == 0 &&
		       is_clause(c, next + 1);
	}
	if (word(c, next)->part == RU_PART_GERUND || word(c, next)->part == RU_PART_PARTICIPLE)
		return true;
	if (has(c, next, RU_CLAUSE_REL) || word(c, next)->cue != 0)
		return true;
	if (has(c, next, RU_CLAUSE_SUB))
		return true;
	return has(c, next, RU_CLAUSE_ART) && p->noun;
}

static uint32_t content_end(const struct ru_clause *c, const struct predicate *p)
{
	for (uint32_t i = p->content + 1; i < c->last; i++) {
		if (word(c, i)->depth > 0 || word(c, i)->bracket)
			continue;
		if (ru_is_separator(c->s, i) && ends_content(c, p, i))
			return i;
		if (has(c, i, RU_CLAUSE_CONJ) && i > p->content + 1 && is_second_verb(c, p, i + 1))
			return i;
	}
	return c->last;
}

/* ---- frames ---- */

/* "did not respond to ...", "declined to comment". */
static bool is_silent(const struct ru_clause *c, const struct predicate *p)
{
	if ((p->takes & RU_TAKES_REFUSES) != 0)
		return p->content + 1 < c->last && (word(c, p->content + 1)->takes & RU_TAKES_ANSWER) != 0;
	return p->negated && (p->takes & RU_TAKES_ANSWER) != 0;
}

static int open_frame(struct ru_clause *c, const struct predicate *p, struct ru_words_range source, uint32_t subject)
{
	uint32_t index, main = c->main, end = content_end(c, p);
	struct ru_frame *f = ru_clause_new_frame(c, &index);

	if (f == NULL)
		return ru_clause_no_frame(c);
	f->source = source;
	f->cue = (struct ru_words_range){p->first, p->last};
	if (p->addressee.first != RU_NONE)
		f->addressee = p->addressee;
	f->polarity = (p->takes & RU_TAKES_DENIES) != 0 ? (p->negated ? RU_SAID : RU_DENIED)
	              : is_silent(c, p)                 ? RU_NOT_SAID
	                                                : RU_SAID;
	if (subject != RU_NONE)
		ru_frame_add_content(f, subject, p->first);
	ru_frame_add_content(f, p->content, end);
	f->open = end == c->last;
	if (main != RU_NONE && ru_clause_frame(c, main)->leading)
		f->parent = main;
	c->main = index;
	c->begin = p->content;
	c->covered = end;
	return RU_OK;
}

/* "The fee is expected to rise": nobody is named; "was praised by Brown": the source stands behind. */
static int read_passive(struct ru_clause *c, struct predicate *p)
{
	struct ru_words_range source = {RU_NONE, RU_NONE}, subject = {RU_NONE, RU_NONE};

	if (!ru_subject_before(c->s, c->begin, p->first, &subject))
		return RU_OK;
	if (has(c, p->last, RU_CLAUSE_BY)) {
		if (!ru_source_after(c->s, p->last + 1, c->last, false, &source))
			return RU_OK;
		p->content = source.last;
		p->last++;
		uint32_t index;
		struct ru_frame *f = ru_clause_new_frame(c, &index);
		if (f == NULL)
			return ru_clause_no_frame(c);
		f->source = source;
		f->cue = (struct ru_words_range){p->first, p->last};
		ru_frame_add_content(f, subject.first, subject.last);
		c->main = index;
		c->begin = source.last;
		c->covered = source.last;
		return RU_OK;
	}
	if (!read_complement(c, p))
		return RU_OK;
	return open_frame(c, p, source, subject.first);
}

/* A verb form that mostly tells a purpose or describes a noun is a report only with a clause or a quotation: "ads
 * attacking the mayor", "a trip to promote the book" are none. */
static bool is_loose(const struct ru_clause *c, const struct predicate *p)
{
	uint32_t before = p->first > c->begin ? p->first - 1 : RU_NONE;

	if (p->that || p->quote)
		return false;
	if (p->part == RU_PART_INFINITIVE)
		return true;
	if (p->part != RU_PART_GERUND || before == RU_NONE || ru_is_separator(c->s, before) || p->joined)
		return false;
	return !has(c, before, RU_CLAUSE_BY);
}

int ru_predicate_read(struct ru_clause *c, struct ru_cue_hit *h)
{
	uint32_t i = h->verb;
	struct predicate p = {.verb = i,
	                      .first = i,
	                      .last = i + word(c, i)->verb_length,
	                      .takes = word(c, i)->takes,
	                      .part = (enum ru_part)word(c, i)->part,
	                      .addressee = {RU_NONE, RU_NONE}};
	struct ru_words_range source;
	struct ru_cue_behind b = {.addressee = {RU_NONE, RU_NONE}};
	bool fits;

	if (p.part == RU_PART_OTHER || p.part == RU_PART_ADVERB || i < c->covered)
		return RU_OK;
	read_group(c, &p);
	if ((p.takes & RU_TAKES_ANSWER) != 0 && (p.takes & (RU_TAKES_CLAUSE | RU_TAKES_PREPOSITION)) == 0 && !p.negated)
		return RU_OK;
	if (p.passive && p.part == RU_PART_PARTICIPLE)
		return read_passive(c, &p);
	if (p.part == RU_PART_PARTICIPLE)
		return RU_OK;
	fits = read_complement(c, &p);
	if (!find_source(c, &p, &source) || (fits && is_loose(c, &p)))
		return RU_OK;
	b.content = fits ? p.content : p.addressee.first != RU_NONE ? p.addressee.last : p.last;
	b.that = p.that;
	b.quote = p.quote;
	if (p.addressee.first != RU_NONE)
		b.addressee = p.addressee;
	h->first = p.first;
	h->last = p.last;
	if ((p.takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE | RU_TAKES_QUOTE)) != 0 &&
	    ru_clause_is_closing(c, source, &b, c->begin))
		return ru_clause_close_with_source(c, h, source, &b);
	if (!fits)
		return RU_OK;
	if ((p.takes & RU_TAKES_SEEMS) != 0)
		return open_frame(c, &p, (struct ru_words_range){RU_NONE, RU_NONE}, source.first);
	return open_frame(c, &p, source, RU_NONE);
}
