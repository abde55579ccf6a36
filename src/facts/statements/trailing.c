/* SPDX-License-Identifier: Apache-2.0 */
/* Reports whose source stands behind the cue: "Menurut Ratna, ...", "..., kata Ratna", "..., dilansir Reuters".
 *
 * Fed a hit of statements/hits.c; gives a frame, or a relay of the frame that is there: a later "menurut ..." or
 * "dilansir ..." only tells through whom. */
#include "facts/statements/predicates.h"

enum { OPENERS = 2 /* words: "that," */ };

/* "Dinas Pasar, menurut lurah itu, menaikkan ...", "Dalam keterangan yang disebarkan Rilis, Rina mengatakan ...": the
 * report stands inside the clause of another cue, and only tells through whom. */
static bool is_inserted(const struct ru_clause *c, const struct ru_cue_hit *h, uint32_t next)
{
	uint32_t segment = c->s->segment_first[h->first];
	const struct ru_cue_hit *then = c->now + 1 < c->hits ? &c->hit[c->now + 1] : NULL;

	if (then == NULL || (then->cue & RU_CUE_BEFORE) == 0)
		return false;
	if ((h->cue & RU_CUE_RELAY) != 0 && segment == c->first &&
	    (ru_clause_single(c, segment) & (RU_CLAUSE_PREP | RU_CLAUSE_OPEN)) != 0)
		return true;
	while (segment < h->first && (c->s->word[segment].class & (RU_CLAUSE_OPEN | RU_CLAUSE_AUX)) != 0)
		segment++;
	if (segment != h->first || next >= c->last || segment < c->begin + 2 || segment - c->begin > 9)
		return false;
	return c->s->segment_first[then->first] == next && then->first <= next + 2 &&
	       (c->s->word[c->s->segment_first[h->first] - 2].name != RU_NONE ||
	        (ru_clause_single(c, c->begin) & RU_CLAUSE_TITLE) != 0);
}

/* "KCNA melaporkan ..., mengutip Tass", of a medium that speaks itself: Tass says it, through KCNA. */
static bool is_cited(const struct ru_clause *c, const struct ru_cue_hit *h)
{
	const struct ru_frame *f = ru_clause_frame(c, c->main);

	return (c->s->word[h->verb].more & RU_MORE_CITES) != 0 && f->relay_count == 0 && f->clitic == 0 &&
	       f->source.first != RU_NONE && f->cue.first != RU_NONE && ru_clause_is_medium(c, f->source);
}

static void cite(struct ru_frame *f, struct ru_words_range source, const struct ru_cue_hit *h)
{
	ru_frame_add_relay(f, ru_relay_of(f->source, f->cue.first, f->cue.last, 0), false);
	f->source = source;
	f->cue = (struct ru_words_range){h->first, h->last};
}

/* A report behind the main one: through whom it comes. */
static void trail_main(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source, uint8_t clitic)
{
	struct ru_frame *main = ru_clause_frame(c, c->main);
	uint32_t segment = c->s->segment_first[h->anchor];
	bool behind = h->first > c->first && (ru_clause_single(c, h->first - 1) & RU_CLAUSE_REL) != 0,
	     nearer = (behind || (c->s->word[h->verb].more & RU_MORE_CITES) != 0) && main->relay_count > 0;

	if (clitic != 0) { /* "..., katanya": nobody else */
		ru_clause_cut_open(c, h->anchor);
		return;
	}
	if (!behind && is_cited(c, h))
		cite(main, source, h);
	else
		ru_frame_add_relay(main, ru_relay_of(source, h->first, h->last, 0), nearer);
	/* "Brown said that, according to the mayor, the dam leaks": nothing is told before it */
	bool opens = main->content_count > 0 && main->content[main->content_count - 1].first + OPENERS >= segment &&
	             main->content[main->content_count - 1].first < segment;

	if ((!nearer || !behind) && !opens)
		ru_clause_cut_open(c, segment > c->first ? segment : h->anchor);
}

/* "Half of the voters view her badly, according to a poll": the main report is no more than what somebody wants, backs
 * or thinks of, or stands in a relative clause, so that all of the sentence is what the source behind it tells. */
static bool tells_whole(const struct ru_clause *c, const struct ru_cue_hit *h, uint8_t clitic)
{
	const struct ru_frame *f = ru_clause_frame(c, c->main);
	bool relative = f->source.first != RU_NONE && f->source.last == f->source.first + 1 &&
	                (ru_clause_single(c, f->source.first) & RU_CLAUSE_REL) != 0;

	return clitic == 0 && (h->cue & RU_CUE_PER) != 0 && (f->attitude || relative) && f->parent == RU_NONE &&
	       f->relay_count == 0 && f->source.first != RU_NONE && f->cue.first != RU_NONE &&
	       f->cue.last <= c->s->segment_first[h->anchor] && ru_clause_closes_left(c, h->anchor);
}

/* The source behind the main report tells all of the sentence so far, and that report within it. */
static int trail_whole(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source)
{
	uint32_t index, segment = c->s->segment_first[h->anchor];
	struct ru_frame *f = ru_clause_new_frame(c, source, (struct ru_words_range){h->first, h->last}, &index);

	if (f == NULL)
		return ru_clause_no_frame(c);
	ru_clause_cut_open(c, segment);
	ru_clause_left_content(c, f, c->first, segment);
	ru_clause_hold(c, index);
	return RU_OK;
}

int ru_clause_lead_or_trail(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source,
                            uint8_t clitic, uint32_t next)
{
	uint32_t index;
	struct ru_frame *f;
	bool at_start = true;

	for (uint32_t i = c->first; i < h->anchor; i++)
		at_start = at_start && (c->s->word[i].class & (RU_CLAUSE_OPEN | RU_CLAUSE_AUX)) != 0;
	if (c->main == RU_NONE && !at_start && is_inserted(c, h, next)) {
		if (c->pending_count < 2)
			c->pending[c->pending_count++] = ru_relay_of(source, h->first, h->last, clitic);
		return RU_OK;
	}
	if (at_start && (h->cue & (RU_CUE_RELAY | RU_CUE_NAMED)) != 0) {
		if (c->pending_count < 2)
			c->pending[c->pending_count++] = ru_relay_of(source, h->first, h->last, clitic);
		c->begin = next;
		return RU_OK;
	}
	if (c->main != RU_NONE && !at_start && tells_whole(c, h, clitic))
		return trail_whole(c, h, source);
	if (c->main != RU_NONE && !at_start) {
		trail_main(c, h, source, clitic);
		return RU_OK;
	}
	f = ru_clause_new_frame(c, source, (struct ru_words_range){h->first, h->last}, &index);
	if (f == NULL)
		return ru_clause_no_frame(c);
	f->clitic = clitic;
	if (at_start) {
		ru_frame_add_content(f, next, c->last);
		f->open = f->leading = true;
		c->lead = index;
		c->begin = next;
	} else {
		uint32_t end = c->s->segment_first[h->anchor] > c->begin ? c->s->segment_first[h->anchor] : h->anchor;
		ru_clause_left_content(c, f, c->begin, end);
		if (ru_clause_closes_left(c, end) && next < c->last && ru_is_separator(c->s, next > 0 ? next - 1 : 0) &&
		    ru_word_byte(c->s, next - 1) == ',' &&
		    (ru_clause_single(c, next) & (ru_clause_ends_content(c, end - c->begin, next) | RU_CLAUSE_REL)) ==
		        0 &&
		    c->s->word[next].cue == 0 && !c->s->word[next].date) {
			ru_frame_add_content(f, next, c->last);
			f->open = true;
		}
	}
	c->main = index;
	return RU_OK;
}

/* The source behind a cue, or its clitic. *next is the word behind both and their comma. */
static bool source_behind(const struct ru_clause *c, struct ru_cue_hit *h, struct ru_words_range *source,
                          uint8_t *clitic, uint32_t *next)
{
	const struct ru_clause_word *w = &c->s->word[h->verb];

	*clitic = 0;
	if (w->clitic != 0) {
		*clitic = w->clitic;
		*source = (struct ru_words_range){h->verb, h->verb + 1};
		*next = h->last;
	} else {
		while (!c->s->verb_second && h->last + 1 < c->last && (h->cue & (RU_CUE_PER | RU_CUE_RELAY)) != 0 &&
		       (c->s->word[h->last].class & RU_CLAUSE_NOUN) != 0 && c->s->word[h->last].name == RU_NONE &&
		       !ru_is_separator(c->s, h->last + c->s->word[h->last].length) &&
		       (c->s->word[h->last + c->s->word[h->last].length].class & RU_CLAUSE_DET) == 0 &&
		       c->s->r->words[h->last + c->s->word[h->last].length].kind == RU_WORD_LETTERS)
			h->last += c->s->word[h->last].length;
		/* "demikian dikutip dari Reuters" */
		if ((h->cue & RU_CUE_RELAY) != 0 && h->last + 1 < c->last && c->s->word[h->last].name == RU_NONE &&
		    ((ru_clause_single(c, h->last) & RU_CLAUSE_FROM) != 0 ||
		     (c->s->word[h->last].more & RU_MORE_BY_WAY) != 0))
			h->last++;
		if (!ru_source_after(c->s, h->last, c->last,
		                     (h->cue & (RU_CUE_PER | RU_CUE_RELAY)) != 0 && h->first < c->begin + 3, source))
			return false;
		*next = source->last;
	}
	if (*next < c->last && ru_is_separator(c->s, *next))
		(*next)++;
	return true;
}

/* "Menurut laporan A yang mengutip B, ...", "According to A, citing B, ...": B says it, through A. */
static bool inner_relay(struct ru_clause *c, uint32_t *next, struct ru_words_range *source, struct ru_cue_hit *inner)
{
	uint32_t i = *next, cue;
	uint8_t clitic;

	if (c->now + 1 >= c->hits || (c->hit[c->now + 1].cue & RU_CUE_RELAY) == 0)
		return false;
	cue = c->hit[c->now + 1].first;
	if ((cue != i + 1 || (ru_clause_single(c, i) & RU_CLAUSE_REL) == 0) &&
	    (cue != i || i == 0 || !ru_is_separator(c->s, i - 1)))
		return false;
	*inner = c->hit[c->now + 1];
	return source_behind(c, inner, source, &clitic, next);
}

int ru_clause_read_per(struct ru_clause *c, struct ru_cue_hit *h)
{
	struct ru_words_range source, near;
	struct ru_cue_hit inner;
	uint8_t clitic;
	uint32_t next;
	int status;

	if (!source_behind(c, h, &source, &clitic, &next))
		return RU_OK;
	if (inner_relay(c, &next, &near, &inner)) {
		c->now++;
		inner.anchor = h->anchor;
		inner.cue = RU_CUE_PER;
		status = ru_clause_lead_or_trail(c, &inner, near, 0, next);
		if (status == RU_OK && c->main != RU_NONE) {
			ru_frame_add_relay(ru_clause_frame(c, c->main), ru_relay_of(source, h->first, h->last, clitic),
			                   false);
		}
		return status;
	}
	while (next < c->last && (ru_clause_single(c, next) & RU_CLAUSE_REL) != 0 &&
	       c->s->segment_last[next] < c->last && h->first == c->first)
		next = c->s->segment_last[next] + 1; /* "Menurut Ratna, yang ditemui kemarin, ..." */
	return ru_clause_lead_or_trail(c, h, source, clitic, next);
}

/* "so Braun, zu teuer": where nouns are capital, a small word names nobody. */
static bool names_addressee(const struct ru_clause *c, uint32_t i)
{
	return !c->s->verb_second || i >= c->last || c->s->word[i].name != RU_NONE ||
	       (c->s->r->words[i].flags & RU_WORD_CAPITAL) != 0 ||
	       (ru_clause_single(c, i) & (RU_CLAUSE_ART | RU_CLAUSE_PRONOUN | RU_CLAUSE_FIRST)) != 0;
}

/* "Brown, who built it, said the dam, which is old, leaks": the verb at word i has its subject before it. */
static bool has_subject(const struct ru_clause *c, uint32_t i)
{
	struct ru_words_range subject;

	return ru_is_separator(c->s, i - 1) && ru_subject_before(c->s, c->first, i, &subject) &&
	       subject.first <= c->first + OPENERS && subject.last + 1 >= i;
}

/* "..., kata Ratna". Gives false where the pattern does not fit. */
bool ru_clause_read_closing(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	struct ru_words_range source;
	uint8_t clitic;
	uint32_t next, index;
	struct ru_frame *f;
	struct ru_cue_behind b = {0};

	*status = RU_OK;
	if (!ru_clause_closes_left(c, h->first) &&
	    (ru_clause_single(c, h->first - (h->first > c->first)) & RU_CLAUSE_AS) == 0)
		return false;
	if (h->first <= c->begin || !source_behind(c, h, &source, &clitic, &next))
		return false;
	/* "..., aku Ratna" reports; "..., aku berniat ..." is the speaker's own word for herself */
	if ((ru_clause_single(c, h->verb) & RU_CLAUSE_FIRST) != 0 && clitic == 0 && !ru_source_is_named(c->s, source))
		return false;
	/* "Brown, in a letter, said the dam leaks": no "said Brown" */
	if (c->s->has_verbs &&
	    (ru_predicate_verb(c, source.last) || (ru_predicate_verb(c, next) && has_subject(c, h->first))))
		return false;
	if (c->main != RU_NONE && ru_clause_frame(c, c->main)->open &&
	    c->s->word[h->first - 1 - (ru_is_separator(c->s, h->first - 1) ? 1u : 0u)].depth == 0 &&
	    c->main != c->lead) {
		*status = ru_clause_lead_or_trail(c, h, source, clitic, next);
		return true;
	}
	if (c->main != RU_NONE && !ru_clause_frame(c, c->main)->open && c->main != c->lead &&
	    ru_clause_frame(c, c->main)->content_count > 0 &&
	    h->first <= ru_clause_frame(c, c->main)->cue.last + RU_CLAUSE_LOOK) {
		*status = ru_clause_lead_or_trail(c, h, source, clitic, next);
		return true;
	}
	f = ru_clause_new_frame(c, source, (struct ru_words_range){h->first, h->last}, &index);
	if (f == NULL) {
		*status = ru_clause_no_frame(c);
		return true;
	}
	f->clitic = clitic;
	ru_clause_left_content(c, f, c->begin, ru_clause_report_first(c, h->first));
	if (next < c->last && (ru_clause_single(c, next) & RU_CLAUSE_ADDR) != 0 && c->s->word[next].name == RU_NONE &&
	    names_addressee(c, next + 1)) {
		next = ru_clause_addressee(c, next + 1, &b);
		if (b.addressee.last > b.addressee.first)
			f->addressee = b.addressee;
		if (next < c->last && ru_is_separator(c->s, next))
			next++;
	}
	if (c->lead != RU_NONE) {
		f->parent = c->lead;
		ru_clause_cut_open(c, h->first);
	}
	ru_clause_right_content(c, f, next);
	c->main = index;
	return true;
}

/* What the unit before tells, where no report stands in it: in the same paragraph, or at the end of the one before. */
static bool told_before(const struct ru_clause *c, struct ru_words_range *told)
{
	const struct ru_statement_reader *s = c->s;
	const struct ru_unit *u = RU_VEC_AT(&s->units, struct ru_unit, c->unit), *before = u - 1;

	if (c->unit == 0 || c->first != u->first || before->block + 1 < u->block ||
	    (before->block != u->block && s->r->article->blocks[before->block].kind != RU_BLOCK_BODY) ||
	    (c->base > 0 && RU_VEC_AT(&s->frames, struct ru_frame, c->base - 1)->unit == c->unit - 1))
		return false;
	*told = (struct ru_words_range){before->first, before->last};
	return true;
}

/* "Hal itu dikatakan Ratna, Senin (3/5).", "Demikian disampaikan Dinas Perairan.": what was told right before is
 * theirs.
 */
bool ru_clause_read_back(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	const struct ru_clause_word *w = &c->s->word[c->first];
	uint32_t i = c->first + w->length, next, index;
	struct ru_words_range source, told;
	struct ru_frame *f;
	uint8_t clitic;

	*status = RU_OK;
	if ((h->cue & (RU_CUE_NAMED | RU_CUE_QUOTE)) == 0 || h->predicate || (w->class & RU_CLAUSE_BACK) == 0)
		return false;
	while (i < h->first && c->s->word[i].length > 0 && c->s->word[i].name == RU_NONE &&
	       (c->s->word[i].class & RU_CLAUSE_AUX) != 0)
		i += c->s->word[i].length;
	if (i != h->first || !source_behind(c, h, &source, &clitic, &next) ||
	    (clitic == 0 && !ru_source_is_named(c->s, source)))
		return false;
	if (!told_before(c, &told)) { /* what is told has a report of its own: nothing new is said here */
		c->now = c->hits;
		return true;
	}
	f = ru_clause_new_frame(c, source, (struct ru_words_range){h->first, h->last}, &index);
	if (f == NULL) {
		*status = ru_clause_no_frame(c);
		return true;
	}
	f->clitic = clitic;
	f->carried = true;
	ru_frame_add_content(f, told.first, told.last);
	c->main = index;
	c->begin = next;
	return true;
}

/* "demikian hasil survei yang diumumkan Dinas ...", "tudingan ..., sebagaimana disampaikan Dinas ...". */
int ru_clause_read_named(struct ru_clause *c, struct ru_cue_hit *h)
{
	uint32_t segment = c->s->segment_first[h->first], next, index, that;
	struct ru_words_range source;
	struct ru_frame *f;
	uint8_t clitic;

	if (segment <= c->first || (ru_clause_single(c, segment) & RU_CLAUSE_AS) == 0 ||
	    !source_behind(c, h, &source, &clitic, &next))
		return RU_OK;
	ru_clause_cut_open(c, segment);
	that = c->main == RU_NONE ? RU_NONE : ru_clause_find_that(c, ru_clause_frame(c, c->main)->cue.last);
	f = ru_clause_new_frame(c, source, (struct ru_words_range){h->first, h->last}, &index);
	if (f == NULL)
		return ru_clause_no_frame(c);
	f->clitic = clitic;
	f->parent = c->main;
	ru_clause_left_content(c, f, that != RU_NONE ? that + 1 : c->begin, segment);
	if (c->main == RU_NONE)
		c->main = index;
	return RU_OK;
}

bool ru_clause_cites(const struct ru_clause *c, const struct ru_cue_hit *h)
{
	struct ru_words_range source;

	return c->main != RU_NONE && ru_clause_closes_left(c, h->first) &&
	       ru_source_after(c->s, h->last, c->last, false, &source) && ru_clause_is_medium(c, source);
}

/* A name, a medium, "a police report": not "citing a lack of money". */
static bool may_be_cited(const struct ru_clause *c, struct ru_words_range source)
{
	bool report = false;

	for (uint32_t i = source.first; i < source.last; i++)
		report = report || (c->s->word[i].class & RU_CLAUSE_NOUN) != 0;
	return report || ru_source_is_named(c->s, source) || ru_clause_is_medium(c, source);
}

/* "Brown, citing Reuters, said ...": a relay of the report that follows. False where it stands otherwise. */
bool ru_clause_cites_ahead(struct ru_clause *c, const struct ru_cue_hit *h)
{
	struct ru_words_range source;

	if (c->main != RU_NONE || c->pending_count > 0 || (c->s->word[h->verb].more & RU_MORE_CITES) == 0 ||
	    (h->first > c->first && !ru_is_separator(c->s, h->first - 1)) ||
	    !ru_source_after(c->s, h->last, c->last, true, &source) || source.last + 1 >= c->last ||
	    !ru_is_separator(c->s, source.last) || !may_be_cited(c, source))
		return false;
	c->pending[c->pending_count++] = ru_relay_of(source, h->first, h->last, 0);
	c->aside = true;
	return true;
}

int ru_clause_read_relay(struct ru_clause *c, struct ru_cue_hit *h)
{
	struct ru_words_range source, from;
	uint8_t clitic;
	uint32_t next, main = c->main;
	int status;

	/* "Lohari Pos mengutip Ratna Wirasti" tells what it did; "..., mengutip Ratna Wirasti" through whom it comes */
	if ((c->s->word[h->verb].more & RU_MORE_CITES) != 0 && main == RU_NONE && h->first > c->first &&
	    !ru_is_separator(c->s, h->first - 1))
		return RU_OK;
	if (!source_behind(c, h, &source, &clitic, &next) ||
	    (!ru_source_is_named(c->s, source) && (ru_clause_single(c, source.first) & RU_CLAUSE_MEDIA) == 0 &&
	     (c->s->word[source.last - 1].class & RU_CLAUSE_DET) == 0))
		return RU_OK;
	status = ru_clause_lead_or_trail(c, h, source, clitic, next);
	/* "dikutip A dari B": B is nearer to the speaker */
	if (status == RU_OK && main != RU_NONE && (ru_clause_single(c, source.last) & RU_CLAUSE_FROM) != 0 &&
	    ru_source_after(c->s, source.last + 1, c->last, false, &from) && ru_clause_frame(c, main)->relay_count > 0)
		ru_frame_add_relay(ru_clause_frame(c, main), ru_relay_of(from, source.last, source.last + 1, 0), true);
	return status;
}
