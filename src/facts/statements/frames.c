/* SPDX-License-Identifier: Apache-2.0 */
/* Frames of one unit: made, filled with content and relays, cut where a report behind them ends them.
 *
 * A frame holds word ranges only; statements/speakers.c makes statements of frames. */
#include "facts/statements/clauses.h"

struct ru_frame *ru_clause_frame(const struct ru_clause *c, uint32_t i)
{
	return RU_VEC_AT(&c->s->frames, struct ru_frame, i);
}

struct ru_frame *ru_clause_new_frame(struct ru_clause *c, struct ru_words_range source, struct ru_words_range cue,
                                     uint32_t *index)
{
	struct ru_frame *f;

	if (c->s->frames.len >= c->s->r->options->limits->facts)
		return NULL;
	f = ru_vec_push(&c->s->frames);
	if (f == NULL)
		return NULL;
	*index = (uint32_t)c->s->frames.len - 1;
	f->source = source;
	f->cue = cue;
	f->addressee = (struct ru_words_range){RU_NONE, RU_NONE};
	f->parent = RU_NONE;
	f->unit = c->unit;
	for (uint32_t i = 0; i < c->pending_count; i++)
		f->relay[f->relay_count++] = c->pending[i];
	return f;
}

int ru_clause_no_frame(const struct ru_clause *c)
{
	return c->s->frames.len >= c->s->r->options->limits->facts ? RU_OK : RU_ENOMEM;
}

void ru_frame_add_content(struct ru_frame *f, uint32_t first, uint32_t last)
{
	if (first < last && f->content_count < RU_FRAME_CONTENTS)
		f->content[f->content_count++] = (struct ru_words_range){first, last};
}

/* A relay; nearer: before those that are there. */
void ru_frame_add_relay(struct ru_frame *f, struct ru_frame_relay relay, bool nearer)
{
	if (f->relay_count >= RU_FRAME_RELAYS)
		return;
	for (uint32_t i = f->relay_count; nearer && i > 0; i--)
		f->relay[i] = f->relay[i - 1];
	f->relay[nearer ? 0 : f->relay_count] = relay;
	f->relay_count++;
}

struct ru_frame_relay ru_relay_of(struct ru_words_range source, uint32_t first, uint32_t last, uint8_t clitic)
{
	return (struct ru_frame_relay){source, {first, last}, RU_NONE, {NULL, 0}, RU_BASIS_STATED, clitic};
}

void ru_clause_hold(struct ru_clause *c, uint32_t index)
{
	struct ru_frame *f = ru_clause_frame(c, index), *main = ru_clause_frame(c, c->main), held = *main;

	for (size_t k = c->base; k < c->s->frames.len; k++) {
		if (ru_clause_frame(c, (uint32_t)k)->parent == c->main)
			ru_clause_frame(c, (uint32_t)k)->parent = index;
	}
	*main = *f;
	*f = held;
	f->parent = c->main;
}

/* Cut what is still open at a separator before word i. */
void ru_clause_cut_open(struct ru_clause *c, uint32_t i)
{
	while (i > c->first && ru_is_separator(c->s, i - 1))
		i--;
	for (size_t k = c->base; k < c->s->frames.len; k++) {
		struct ru_frame *f = ru_clause_frame(c, (uint32_t)k);
		struct ru_words_range *content = f->content_count > 0 ? &f->content[f->content_count - 1] : NULL;
		if (f->open && content != NULL && content->first < i && content->last > i)
			content->last = i;
	}
}

/* The word before i is a comma, a stop or a closing quotation mark: what stands left of it is complete. */
bool ru_clause_closes_left(const struct ru_clause *c, uint32_t i)
{
	if (i <= c->first)
		return false;
	return ru_is_separator(c->s, i - 1) || (c->s->word[i - 1].depth > 0 && c->s->word[i].depth == 0);
}

uint32_t ru_clause_report_first(const struct ru_clause *c, uint32_t i)
{
	return i > c->first && (c->s->word[i - 1].single & RU_CLAUSE_AS) != 0 && c->s->word[i - 1].depth == 0 ? i - 1
	                                                                                                      : i;
}

bool ru_clause_is_medium(const struct ru_clause *c, struct ru_words_range source)
{
	const struct ru_facts *facts = c->s->r->facts;

	for (uint32_t i = source.first; i < source.last; i++) {
		uint32_t n = c->s->word[i].name;
		if ((ru_clause_single(c, i) & RU_CLAUSE_MEDIA) != 0 || (n != RU_NONE && facts->names[n].role.len > 0))
			return true;
	}
	return false;
}

/* Content that stands before word end: a quotation alone, or all from begin on. */
void ru_clause_left_content(const struct ru_clause *c, struct ru_frame *f, uint32_t begin, uint32_t end)
{
	const struct ru_statement_reader *s = c->s;
	uint32_t quote = RU_NONE;

	while (end > begin && ru_is_separator(s, end - 1))
		end--;
	while (begin < end && (ru_is_separator(s, begin) || s->r->words[begin].kind == RU_WORD_PUNCT) &&
	       s->quotation_at[begin] == RU_NONE)
		begin++;
	for (uint32_t i = begin; i < end && i < begin + 8; i++) {
		if (s->quotation_at[i] != RU_NONE &&
		    RU_VEC_AT(&s->quotations, struct ru_quotation, s->quotation_at[i])->close >= end) {
			quote = i;
			break;
		}
	}
	/* "Sementara itu, "..." kata Ratna": the opener is no content */
	if (quote != RU_NONE && (s->word[begin].class & RU_CLAUSE_OPEN) != 0)
		begin = quote;
	ru_frame_add_content(f, begin, end);
}

/* "“We wait,” she said of the mayor's party, “and hope.”": the quotation that goes on with the one before the report,
 * in the same sentence; else word next as it is. */
static uint32_t going_on(const struct ru_clause *c, const struct ru_frame *f, uint32_t next)
{
	const struct ru_statement_reader *s = c->s;

	if (next >= c->last || f->content_count == 0 || s->word[f->content[0].last - 1].depth == 0)
		return next;
	for (uint32_t i = next; i + 1 < c->last && i < next + RU_CLAUSE_LOOK; i++) {
		if (s->r->sentence_of[i] != s->r->sentence_of[next] || s->word[i].depth > 0)
			return next;
		if (ru_is_separator(s, i) && s->quotation_at[i + 1] != RU_NONE &&
		    s->r->sentence_of[i + 1] == s->r->sentence_of[next])
			return i + 1;
	}
	return next;
}

/* What may follow a closing report and be more of the same statement. */
uint32_t ru_clause_ends_content(const struct ru_clause *c, uint32_t before, uint32_t next)
{
	enum { FEW = 3, MANY = 6 };
	bool goes_on = before <= FEW + 1 /* a comma */ && next + MANY <= c->last;

	return goes_on ? RU_CLAUSE_AS : RU_CLAUSE_AS | RU_CLAUSE_PREP | RU_CLAUSE_CONJ;
}

void ru_clause_right_content(struct ru_clause *c, struct ru_frame *f, uint32_t next)
{
	uint32_t ends;

	if ((ru_clause_single(c, next) & RU_CLAUSE_PARTICLE) != 0)
		next += next + 1 < c->last && ru_is_separator(c->s, next + 1) ? 2 : 1;
	next = going_on(c, f, next);
	if (next >= c->last || f->content_count == 0)
		return;
	if (c->s->quotation_at[next] != RU_NONE) {
		const struct ru_quotation *q =
		    RU_VEC_AT(&c->s->quotations, struct ru_quotation, c->s->quotation_at[next]);
		if (c->s->word[f->content[0].last - 1].depth > 0)
			ru_frame_add_content(f, next, q->close < c->last ? q->close : c->last);
		return;
	}
	if (next == 0 || !ru_is_separator(c->s, next - 1) || ru_word_byte(c->s, next - 1) != ',' ||
	    c->s->word[f->content[0].last - 1].depth > 0)
		return;
	ends =
	    ru_clause_ends_content(c, f->content[0].last - f->content[0].first, next) | RU_CLAUSE_REL | RU_CLAUSE_TITLE;
	if ((ru_clause_single(c, next) & (c->s->verb_second ? ends & ~(uint32_t)RU_CLAUSE_PREP : ends)) != 0 ||
	    c->s->word[next].cue != 0 || c->s->word[next].date || ru_opens_relative(c->s, next, c->last) ||
	    ((ends & RU_CLAUSE_CONJ) != 0 && c->s->word[next].name != RU_NONE && c->s->segment_last[next] == c->last))
		return;
	ru_frame_add_content(f, next, c->last);
	f->open = true;
}
