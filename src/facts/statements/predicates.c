/* SPDX-License-Identifier: Apache-2.0 */
/* Reports told by a verb, in languages whose pack tells verbs from nouns: "The mayor has repeatedly said that ...",
 * "She wants to go", "..., adding that ...", "He was told that ...".
 *
 * Fed a hit at a reporting verb; gives a frame. The cue is the verb with its auxiliaries and adverbs and with the
 * preposition it takes; the source its subject, that of the main clause for "adding that ..." and for a second verb;
 * the content begins with its complementizer and ends where the clause does. Bounded work a hit. */
#include "facts/statements/predicates.h"

enum { GROUP_WORDS = 8, SUBJECT_LOOK = 60, OPENERS = 3 /* words before a subject */ };

static const struct ru_clause_word *word(const struct ru_clause *c, uint32_t i) { return ru_predicate_word(c, i); }
static bool is_adverb(const struct ru_clause *c, uint32_t i) { return ru_predicate_adverb(c, i); }
static bool has(const struct ru_clause *c, uint32_t i, uint32_t class) { return ru_predicate_has(c, i, class); }

/* "has since apologized": a small word behind an auxiliary. */
static bool is_inside_group(const struct ru_clause *c, uint32_t from, uint32_t i)
{
	return i > from && has(c, i, RU_CLAUSE_SUB) && !has(c, i, RU_CLAUSE_ART) && word(c, i - 1)->part == RU_PART_AUX;
}

/* Words of the auxiliary phrase that ends before word end: "went on to"; 0 where none does. */
static uint32_t phrase_length(const struct ru_clause *c, uint32_t from, uint32_t end)
{
	for (uint32_t k = 2; k <= 4 && end >= from + k; k++) {
		const struct ru_clause_word *w = word(c, end - k);
		if (w->length == k && (w->class & RU_CLAUSE_AUX) != 0 && w->name == RU_NONE)
			return k;
	}
	return 0;
}

/* The verb group to the left: "has repeatedly", "went on to", "did not". */
static void read_group(const struct ru_clause *c, struct ru_predicate *p)
{
	uint32_t i = p->verb, from = c->s->segment_first[i] > c->begin ? c->s->segment_first[i] : c->begin;

	for (uint32_t steps = 0; i > from && steps < GROUP_WORDS; steps++) {
		const struct ru_clause_word *w = word(c, i - 1);
		if (w->depth > 0 || w->name != RU_NONE)
			break;
		if (w->part == RU_PART_AUX) {
			p->passive = p->passive || (p->part == RU_PART_PARTICIPLE && (w->single & RU_CLAUSE_BE) != 0);
		} else if ((w->single & RU_CLAUSE_INF) != 0 && p->part == RU_PART_INFINITIVE && i == p->verb) {
			uint32_t k = phrase_length(c, from, i);
			p->first = i - 1;
			if (k > 0) { /* "went on to say" */
				p->part = RU_PART_FINITE;
				i -= k;
				continue;
			}
			if (i < from + 2 || word(c, i - 2)->part == RU_PART_OTHER)
				break;
			if (word(c, i - 2)->part == RU_PART_FINITE || word(c, i - 2)->part == RU_PART_PARTICIPLE) {
				p->passive = false;
				i--;
				p->part = word(c, i - 1)->part;
			}
		} else if (!is_adverb(c, i - 1) && !is_inside_group(c, from, i - 1)) {
			uint32_t k = phrase_length(c, from, i);
			if (k == 0)
				break;
			i -= k - 1;
		}
		p->negated = p->negated || (w->single & RU_CLAUSE_NEG) != 0;
		i--;
	}
	p->first = i < p->first ? i : p->first;
	if ((p->part == RU_PART_INFINITIVE || p->part == RU_PART_GERUND) && p->first < p->verb &&
	    word(c, p->first)->part == RU_PART_AUX)
		p->part = RU_PART_FINITE;             /* "has yet to say", "was quoted as saying" */
	for (uint32_t k = p->first; k < p->verb; k++) /* "has yet to respond" */
		p->negated = p->negated || (word(c, k)->length > 1 && (word(c, k)->class & RU_CLAUSE_NEG) != 0);
	p->joined = i > from && has(c, i - 1, RU_CLAUSE_CONJ);
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

/* "who in the past has voiced": the relative word before an adverbial that stands before the verb; RU_NONE where none
 * does. */
static uint32_t relative_subject(const struct ru_clause *c, const struct ru_predicate *p)
{
	uint32_t from = c->s->segment_first[p->first] > c->begin ? c->s->segment_first[p->first] : c->begin;

	for (uint32_t i = p->first; i > from && p->first - i < SUBJECT_LOOK; i--) {
		if (ru_predicate_verb(c, i - 1) || word(c, i - 1)->depth > 0 || has(c, i - 1, RU_CLAUSE_PRONOUN))
			return RU_NONE;
		if (has(c, i - 1, RU_CLAUSE_REL))
			return !has(c, i - 1, RU_CLAUSE_THAT | RU_CLAUSE_ART) &&
			               (has(c, i, RU_CLAUSE_PREP) || word(c, i)->date)
			           ? i - 1
			           : RU_NONE;
	}
	return RU_NONE;
}

static bool find_source(const struct ru_clause *c, struct ru_predicate *p, struct ru_words_range *source)
{
	bool finite = p->part == RU_PART_FINITE || p->part == RU_PART_AUX || p->part == RU_PART_PARTICIPLE;
	uint32_t main = c->main;

	if (finite && p->first > c->begin && has(c, p->first - 1, RU_CLAUSE_REL)) {
		*source = (struct ru_words_range){p->first - 1, p->first};
		return (word(c, p->first - 1)->single & RU_CLAUSE_THAT) == 0;
	}
	uint32_t relative = finite && !p->joined ? relative_subject(c, p) : RU_NONE;
	if (relative != RU_NONE) {
		*source = (struct ru_words_range){relative, relative + 1};
		return true;
	}
	if (finite && !p->joined && ru_subject_before(c->s, c->begin, p->first, source))
		return p->own = true;
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

/* "Neither side would say ...", "No official would say ...": the subject tells that nobody did. */
static void read_none_of_them(const struct ru_clause *c, struct ru_predicate *p, struct ru_words_range *source)
{
	uint32_t i = source->first;

	if (!p->own)
		return;
	if (i > c->begin && has(c, i - 1, RU_CLAUSE_NEG) && (i - 1 == c->begin || ru_is_separator(c->s, i - 2)))
		source->first = i - 1;
	p->negated = p->negated || has(c, source->first, RU_CLAUSE_NEG);
}

/* ---- frames ---- */

/* "did not respond to ...", "declined to comment". */
static bool is_silent(const struct ru_clause *c, const struct ru_predicate *p)
{
	if ((p->takes & RU_TAKES_REFUSES) != 0)
		return p->content + 1 < c->last && (word(c, p->content + 1)->takes & RU_TAKES_ANSWER) != 0;
	return p->negated && (p->takes & RU_TAKES_ANSWER) != 0;
}

/* The clause of the verb is opened as a subordinate one before the main clause: "After he left, ...". */
static bool is_subordinate(const struct ru_clause *c, const struct ru_predicate *p, struct ru_words_range source)
{
	uint32_t i = p->own ? source.first : p->first;

	if (i > c->first && has(c, i - 1, RU_CLAUSE_SUB))
		i--;
	else if (!(p->part == RU_PART_GERUND && !p->own))
		return false;
	while (i > c->first && ((word(c, i - 1)->class & RU_CLAUSE_OPEN) != 0 || has(c, i - 1, RU_CLAUSE_CONJ)))
		i--;
	return i == c->first;
}

/* "declined to confirm or deny": the content begins with both. */
static bool is_neither(const struct ru_clause *c, const struct ru_predicate *p)
{
	uint32_t i = p->content;

	return p->neither ||
	       ((p->takes & RU_TAKES_REFUSES) != 0 && i + 3 < c->last && has(c, i + 2, RU_CLAUSE_CONJ) &&
	        (word(c, i + 1)->takes & RU_TAKES_ANSWER) != 0 && (word(c, i + 3)->takes & RU_TAKES_DENIES) != 0);
}

static enum ru_polarity polarity_of(const struct ru_clause *c, const struct ru_predicate *p)
{
	if (is_neither(c, p))
		return RU_NEITHER;
	if ((p->takes & RU_TAKES_DENIES) != 0)
		return p->negated ? RU_NOT_SAID : RU_DENIED;
	return is_silent(c, p) ? RU_NOT_SAID : RU_SAID;
}

/* ", who asked not to be named, told the BBC": a clause between commas, that ends with the second. */
static bool is_aside(const struct ru_clause *c, struct ru_words_range source)
{
	return source.first != RU_NONE && source.last == source.first + 1 && has(c, source.first, RU_CLAUSE_REL) &&
	       source.first > c->first && ru_is_separator(c->s, source.first - 1);
}

/* "A man who asked not to be named said ...": the verb of the main clause, behind a relative one without commas that
 * begins the clause; `end` where there is none. A noun before it may be its own subject only where the relative clause
 * tells no clause. */
static uint32_t relative_end(const struct ru_clause *c, const struct ru_predicate *p, struct ru_words_range source,
                             uint32_t end)
{
	uint32_t last = c->s->segment_last[p->content] < end ? c->s->segment_last[p->content] : end;
	struct ru_words_range subject;

	if (source.first == RU_NONE || source.last != source.first + 1 || !has(c, source.first, RU_CLAUSE_REL) ||
	    source.first <= c->begin || ru_is_separator(c->s, source.first - 1) || p->quote ||
	    !ru_subject_before(c->s, c->begin, source.first, &subject) || subject.first > c->begin + OPENERS)
		return end;
	for (uint32_t i = p->content + 1; i < last && i < p->content + SUBJECT_LOOK; i++) {
		const struct ru_clause_word *w = word(c, i), *before = word(c, i - 1);
		if (w->depth > 0 || has(c, i, RU_CLAUSE_REL | RU_CLAUSE_SUB | RU_CLAUSE_THAT | RU_CLAUSE_CONJ))
			return end;
		if (w->part == RU_PART_FINITE && (w->takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE)) != 0 &&
		    (before->single & (RU_CLAUSE_PRONOUN | RU_CLAUSE_FIRST)) == 0 &&
		    (before->part != RU_PART_OTHER || !(p->that || p->clause)))
			return i;
	}
	return end;
}

static int open_frame(struct ru_clause *c, const struct ru_predicate *p, struct ru_words_range source, uint32_t subject)
{
	uint32_t index, main = c->main, end = ru_predicate_content_end(c, p);
	struct ru_frame *f = ru_clause_new_frame(c, source, (struct ru_words_range){p->first, p->last}, &index);
	bool aside;

	if (f == NULL)
		return ru_clause_no_frame(c);
	if (p->addressee.first != RU_NONE)
		f->addressee = p->addressee;
	f->polarity = polarity_of(c, p);
	if (subject != RU_NONE)
		ru_frame_add_content(f, subject, p->first);
	aside = is_aside(c, source) && !p->quote && c->s->segment_last[p->content] <= end &&
	        c->s->segment_last[p->content] + 1 < c->last;
	if (aside)
		end = c->s->segment_last[p->content];
	uint32_t clause = relative_end(c, p, source, end);
	aside = aside || clause < end;
	end = clause;
	ru_frame_add_content(f, p->content, end);
	f->open = end == c->last;
	f->attitude = !p->that && !p->quote && !p->clause;
	if (main != RU_NONE && ru_clause_frame(c, main)->leading)
		f->parent = main;
	c->main = index;
	if (!aside) /* "asked for a photo and Brown said": nothing before "and" is in the next subject */
		c->begin = p->noun && has(c, end, RU_CLAUSE_CONJ) ? end : p->content;
	c->covered = end;
	return RU_OK;
}

/* "“...,” Brown was quoted by Reuters as saying": what was said stands before. */
static bool close_quoted(struct ru_clause *c, const struct ru_predicate *said, struct ru_words_range subject,
                         int *status)
{
	struct ru_cue_hit h = {.first = said->first, .last = said->last};
	struct ru_cue_behind b = {.content = said->last, .addressee = {RU_NONE, RU_NONE}};

	if (c->main != RU_NONE || subject.first <= c->begin || !ru_clause_is_closing(c, subject, &b, c->begin))
		return false;
	*status = ru_clause_close_with_source(c, &h, subject, &b);
	return true;
}

/* "was quoted by Reuters as saying that ...": a report of the subject's, through Reuters. Gives false where it is none.
 */
static bool read_quoted(struct ru_clause *c, const struct ru_predicate *p, struct ru_words_range subject,
                        struct ru_words_range agent, int *status)
{
	uint32_t verb = (agent.last > subject.last ? agent.last : subject.last) + 1, main = c->main;
	struct ru_predicate said = {
	    .verb = verb, .first = verb, .part = RU_PART_GERUND, .addressee = {RU_NONE, RU_NONE}};

	if (verb >= c->last || !has(c, verb - 1, RU_CLAUSE_AS) || word(c, verb)->part != RU_PART_GERUND ||
	    word(c, verb)->takes == 0)
		return false;
	said.last = verb + word(c, verb)->verb_length;
	said.takes = word(c, verb)->takes;
	if (ru_predicate_complement(c, &said))
		*status = open_frame(c, &said, subject, RU_NONE);
	else if (!close_quoted(c, &said, subject, status))
		return false;
	if (*status == RU_OK && c->main != main)
		ru_frame_add_relay(ru_clause_frame(c, c->main),
		                   ru_relay_of(agent, p->first, agent.last > subject.last ? p->last + 1 : p->last, 0),
		                   false);
	return true;
}

/* "was praised by Brown", "a plan backed by Brown", "was told by Brown that ...": the source stands behind. */
static int read_agent(struct ru_clause *c, const struct ru_predicate *p, struct ru_words_range subject)
{
	struct ru_words_range source;
	struct ru_predicate rest = *p;
	struct ru_frame *f;
	uint32_t index;
	int status = RU_OK;

	if (!ru_source_after(c->s, p->last + 1, c->last, false, &source))
		return RU_OK;
	if (read_quoted(c, p, subject, source, &status))
		return status;
	rest.content = source.last;
	rest.that = has(c, source.last, RU_CLAUSE_THAT | RU_CLAUSE_ASK);
	f = ru_clause_new_frame(c, source, (struct ru_words_range){p->first, p->last + 1}, &index);
	if (f == NULL)
		return ru_clause_no_frame(c);
	if ((p->takes & RU_TAKES_ADDRESSEE) != 0)
		f->addressee = subject;
	else
		ru_frame_add_content(f, subject.first, subject.last);
	if (rest.that || has(c, source.last, RU_CLAUSE_INF))
		ru_frame_add_content(f, source.last, ru_predicate_content_end(c, &rest));
	c->covered = source.last;
	/* "The report, published by Braun, said ...": the clause goes on behind it */
	if (!p->passive && p->first > c->first && ru_is_separator(c->s, p->first - 1) && source.last < c->last &&
	    ru_is_separator(c->s, source.last))
		return RU_OK;
	c->main = index;
	c->begin = source.last;
	return RU_OK;
}

/* "could not be reached for comment": silence. */
static int read_silence(struct ru_clause *c, const struct ru_predicate *p, struct ru_words_range subject)
{
	uint32_t index;
	struct ru_frame *f = ru_clause_new_frame(c, subject, (struct ru_words_range){p->first, p->last}, &index);

	if (f == NULL)
		return ru_clause_no_frame(c);
	f->polarity = RU_NOT_SAID;
	c->main = index;
	return RU_OK;
}

/* "The fee is expected to rise", "He was told that ...", "is known as ...": nobody is named. */
static int read_passive(struct ru_clause *c, struct ru_predicate *p)
{
	struct ru_words_range source = {RU_NONE, RU_NONE}, subject = {RU_NONE, RU_NONE};
	uint32_t end = p->first;

	while (end > c->begin && !p->passive && ru_is_separator(c->s, end - 1))
		end--;
	if (!ru_subject_before(c->s, c->begin, end, &subject))
		return RU_OK;
	if (has(c, p->last, RU_CLAUSE_BY))
		return read_agent(c, p, subject);
	if ((p->takes & RU_TAKES_ANSWER) != 0 && p->negated)
		return read_silence(c, p, subject);
	if (!ru_predicate_complement(c, p)) {
		if ((p->takes & (RU_TAKES_NOUN | RU_TAKES_OBJECT)) == 0 || !has(c, p->last, RU_CLAUSE_TOPIC) ||
		    p->last + 1 >= c->last || word(c, p->last)->date)
			return RU_OK;
		p->content = ++p->last;
		p->noun = true;
	}
	if ((p->takes & RU_TAKES_ADDRESSEE) != 0 && p->that) {
		p->addressee = subject;
		subject.first = RU_NONE;
	}
	return open_frame(c, p, source, subject.first);
}

/* "As Brown said, the fee is low", "The fee, as Brown said, is low": the content around the clause of the verb. */
static bool read_as_clause(struct ru_clause *c, const struct ru_predicate *p, struct ru_words_range source, int *status)
{
	uint32_t as = source.first > c->begin ? source.first - 1 : c->last, close, index;
	struct ru_frame *f;

	if (as >= c->last || !has(c, as, RU_CLAUSE_AS) || c->main != RU_NONE)
		return false;
	close = c->s->segment_last[p->last - 1];
	if (as > c->begin && !ru_is_separator(c->s, as - 1) && (word(c, c->begin)->class & RU_CLAUSE_OPEN) == 0)
		return false;
	if (as <= c->begin + 1 && close + 1 >= c->last)
		return false;
	f = ru_clause_new_frame(c, source, (struct ru_words_range){p->first, p->last}, &index);
	if (f == NULL) {
		*status = ru_clause_no_frame(c);
		return true;
	}
	if (as > c->begin + 1)
		ru_frame_add_content(f, c->begin, as - 1);
	ru_frame_add_content(f, close + 1, c->last);
	f->open = close + 1 < c->last;
	c->main = index;
	c->begin = close < c->last ? close + 1 : c->last;
	return true;
}

/* A verb form that mostly tells a purpose or describes a noun is a report only with a clause or a quotation: "ads
 * attacking the mayor", "a trip to promote the book" are none. */
static bool is_loose(const struct ru_clause *c, const struct ru_predicate *p)
{
	uint32_t before = p->first > c->begin ? p->first - 1 : RU_NONE;

	if (p->that || p->quote || p->clause)
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
	struct ru_predicate p = {.verb = i,
	                         .first = i,
	                         .last = i + word(c, i)->verb_length,
	                         .takes = word(c, i)->takes,
	                         .part = (enum ru_part)word(c, i)->part,
	                         .addressee = {RU_NONE, RU_NONE}};
	struct ru_words_range source, told;
	struct ru_cue_behind b = {.addressee = {RU_NONE, RU_NONE}};
	bool fits;
	int status = RU_OK;

	if (p.part == RU_PART_OTHER)
		return ru_noun_read(c, h);
	/* "was quoted as saying" is read at "saying" */
	if (p.part == RU_PART_ADVERB || i < c->covered ||
	    ((word(c, i)->class & RU_CLAUSE_AUX) != 0 && word(c, i)->length > 1))
		return RU_OK;
	read_group(c, &p);
	if ((p.takes & RU_TAKES_ANSWER) != 0 && (p.takes & (RU_TAKES_CLAUSE | RU_TAKES_PREPOSITION)) == 0 && !p.negated)
		return RU_OK;
	if (p.part == RU_PART_PARTICIPLE)
		return p.passive || has(c, p.last, RU_CLAUSE_BY) ? read_passive(c, &p) : RU_OK;
	fits = ru_predicate_complement(c, &p);
	if (!find_source(c, &p, &source) || (fits && is_loose(c, &p)))
		return RU_OK;
	read_none_of_them(c, &p, &source);
	b.content = fits ? p.content : p.addressee.first != RU_NONE ? p.addressee.last : p.last;
	b.that = p.that;
	b.quote = p.quote;
	if (p.addressee.first != RU_NONE)
		b.addressee = p.addressee;
	h->first = p.first;
	h->last = p.last;
	if ((p.takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE | RU_TAKES_QUOTE)) != 0 && p.own &&
	    ru_clause_is_closing(c, source, &b, c->begin))
		return ru_clause_close_with_source(c, h, source, &b);
	if (!fits && p.own && (p.takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE)) != 0 &&
	    read_as_clause(c, &p, source, &status))
		return status;
	if (!fits)
		return is_silent(c, &p) && p.own ? read_silence(c, &p, source) : RU_OK;
	/* "State media quoted Brown as saying ..." */
	if (p.own && ru_source_after(c->s, p.content, c->last, false, &told) &&
	    read_quoted(c, &p, told, source, &status))
		return status;
	p.subordinate = is_subordinate(c, &p, source);
	if ((p.takes & RU_TAKES_SEEMS) != 0)
		return open_frame(c, &p, (struct ru_words_range){RU_NONE, RU_NONE}, source.first);
	return open_frame(c, &p, source, RU_NONE);
}
