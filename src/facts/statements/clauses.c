/* SPDX-License-Identifier: Apache-2.0 */
/* The clause patterns of statements: from the cues of one unit to frames.
 *
 * Fed the marks of the words; gives frames (source, cue, content, addressee, relays, parent) as word ranges. Cues are
 * taken from left to right: "Menurut Ratna, ..." leads, "... mengatakan bahwa ..." opens content, "..., kata Ratna"
 * closes it, a later "menurut ..." or "dilansir ..." only tells through whom. Work is bounded by the cues of a unit
 * times its length, both capped. */
#include "facts/statements/clauses.h"

static struct ru_frame *frame(const struct ru_clause *c, uint32_t i)
{
	return RU_VEC_AT(&c->s->frames, struct ru_frame, i);
}

/* ---- hits ---- */

/* A cue inside a quotation counts where its source stands right before the mark: Hasan "berharap ...". */
static bool is_readable(const struct ru_clause *c, uint32_t i)
{
	const struct ru_clause_word *w = &c->s->word[i];

	if (w->cue == 0 || w->bracket || i + w->cue_length > c->last)
		return false;
	if (w->name != RU_NONE && (w->cue & (RU_CUE_PER | RU_CUE_RELAY | RU_CUE_QUOTE)) == 0)
		return false;
	if (w->depth == 0)
		return true;
	return w->depth == 1 && i >= c->first + 2 && c->s->quotation_at[i - 1] != RU_NONE &&
	       c->s->word[i - 2].depth == 0 &&
	       (c->s->word[i - 2].name != RU_NONE || (ru_clause_single(c, i - 2) & RU_CLAUSE_PRONOUN) != 0);
}

/* Negation before the cue: "belum bersedia menjelaskan", "did not say". */
static void take_negation(const struct ru_clause *c, struct ru_cue_hit *h)
{
	uint32_t i = h->first;

	for (uint32_t steps = 0; steps < 3 && i > c->first; steps++) {
		uint32_t k;
		for (k = 4; k > 0; k--) {
			const struct ru_clause_word *w = i >= c->first + k ? &c->s->word[i - k] : NULL;
			if (w != NULL && w->length == k && (w->class & (RU_CLAUSE_NEG | RU_CLAUSE_AUX)) != 0 &&
			    w->depth == 0 && w->name == RU_NONE)
				break;
		}
		if (k == 0)
			return;
		i -= k;
		if ((c->s->word[i].class & RU_CLAUSE_NEG) != 0) {
			h->silent = true;
			h->first = i;
		}
	}
}

static void collect(struct ru_clause *c)
{
	for (uint32_t i = c->first; i < c->last && c->hits < RU_CLAUSE_HITS; i++) {
		struct ru_cue_hit *h = &c->hit[c->hits], *before = c->hits > 0 ? h - 1 : NULL;
		if (!is_readable(c, i))
			continue;
		*h = (struct ru_cue_hit){i, i + c->s->word[i].cue_length, i, i, c->s->word[i].cue, false, false};
		if ((h->cue & (RU_CUE_BEFORE | RU_CUE_REFUSE)) != 0)
			take_negation(c, h);
		if (before != NULL && (before->cue & RU_CUE_REFUSE) != 0 && h->first <= before->last + 1 &&
		    (h->cue & RU_CUE_BEFORE) != 0) {
			before->last = h->last; /* "menolak berkomentar" */
			before->silent = true;
			before->cue = RU_CUE_ANSWER;
			i = h->last - 1;
			continue;
		}
		/* "belum mengonfirmasi atau membantah" */
		if (before != NULL && before->silent && (h->cue & RU_CUE_DENY) != 0 && h->first <= before->last + 1) {
			before->last = h->last;
			before->neither = true;
			i = h->last - 1;
			continue;
		}
		c->hits++;
		i = h->last - 1;
	}
}

/* ---- frames ---- */

static struct ru_frame *new_frame(struct ru_clause *c, uint32_t *index)
{
	struct ru_frame *f;

	if (c->s->frames.len >= c->s->r->options->limits->facts)
		return NULL;
	f = ru_vec_push(&c->s->frames);
	if (f == NULL)
		return NULL;
	*index = (uint32_t)c->s->frames.len - 1;
	f->source = f->cue = f->addressee = (struct ru_words_range){RU_NONE, RU_NONE};
	f->parent = RU_NONE;
	f->unit = c->unit;
	for (uint32_t i = 0; i < c->pending_count; i++)
		f->relay[f->relay_count++] = c->pending[i];
	return f;
}

static void add_content(struct ru_frame *f, uint32_t first, uint32_t last)
{
	if (first < last && f->content_count < RU_FRAME_CONTENTS)
		f->content[f->content_count++] = (struct ru_words_range){first, last};
}

/* A relay; nearer: before those that are there. */
static void add_relay(struct ru_frame *f, struct ru_frame_relay relay, bool nearer)
{
	if (f->relay_count >= RU_FRAME_RELAYS)
		return;
	for (uint32_t i = f->relay_count; nearer && i > 0; i--)
		f->relay[i] = f->relay[i - 1];
	f->relay[nearer ? 0 : f->relay_count] = relay;
	f->relay_count++;
}

static struct ru_frame_relay relay_of(struct ru_words_range source, uint32_t first, uint32_t last, uint8_t clitic)
{
	return (struct ru_frame_relay){source, {first, last}, RU_NONE, {NULL, 0}, RU_BASIS_STATED, clitic};
}

/* Cut what is still open at a separator before word i. */
static void cut_open(struct ru_clause *c, uint32_t i)
{
	while (i > c->first && ru_is_separator(c->s, i - 1))
		i--;
	for (size_t k = c->base; k < c->s->frames.len; k++) {
		struct ru_frame *f = frame(c, (uint32_t)k);
		struct ru_words_range *content = f->content_count > 0 ? &f->content[f->content_count - 1] : NULL;
		if (f->open && content != NULL && content->first < i && content->last > i)
			content->last = i;
	}
}

/* The word before i is a comma, a stop or a closing quotation mark: what stands left of it is complete. */
static bool closes_left(const struct ru_clause *c, uint32_t i)
{
	if (i <= c->first)
		return false;
	return ru_is_separator(c->s, i - 1) || (c->s->word[i - 1].depth > 0 && c->s->word[i].depth == 0);
}

/* Content that stands before word end: a quotation alone, or all from begin on. */
static void left_content(const struct ru_clause *c, struct ru_frame *f, uint32_t begin, uint32_t end)
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
	add_content(f, begin, end);
}

/* ---- the kinds of cues ---- */

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

static int lead_or_trail(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source, uint8_t clitic,
                         uint32_t next)
{
	uint32_t index;
	struct ru_frame *f;
	bool at_start = true;

	for (uint32_t i = c->first; i < h->anchor; i++)
		at_start = at_start && (c->s->word[i].class & (RU_CLAUSE_OPEN | RU_CLAUSE_AUX)) != 0;
	if (c->main == RU_NONE && !at_start && is_inserted(c, h, next)) {
		if (c->pending_count < 2)
			c->pending[c->pending_count++] = relay_of(source, h->first, h->last, clitic);
		return RU_OK;
	}
	if (at_start && (h->cue & (RU_CUE_RELAY | RU_CUE_NAMED)) != 0) {
		if (c->pending_count < 2)
			c->pending[c->pending_count++] = relay_of(source, h->first, h->last, clitic);
		c->begin = next;
		return RU_OK;
	}
	if (c->main != RU_NONE && !at_start) {
		bool nearer = h->first > c->first && (ru_clause_single(c, h->first - 1) & RU_CLAUSE_REL) != 0 &&
		              frame(c, c->main)->relay_count > 0;
		add_relay(frame(c, c->main), relay_of(source, h->first, h->last, clitic), nearer);
		if (!nearer)
			cut_open(c, c->s->segment_first[h->anchor] > c->first ? c->s->segment_first[h->anchor]
			                                                      : h->anchor);
		return RU_OK;
	}
	f = new_frame(c, &index);
	if (f == NULL)
		return c->s->frames.len >= c->s->r->options->limits->facts ? RU_OK : RU_ENOMEM;
	f->source = source;
	f->cue = (struct ru_words_range){h->first, h->last};
	f->clitic = clitic;
	if (at_start) {
		add_content(f, next, c->last);
		f->open = f->leading = true;
		c->lead = index;
		c->begin = next;
	} else {
		uint32_t end = c->s->segment_first[h->anchor] > c->begin ? c->s->segment_first[h->anchor] : h->anchor;
		left_content(c, f, c->begin, end);
		if (closes_left(c, end) && next < c->last && ru_is_separator(c->s, next > 0 ? next - 1 : 0) &&
		    ru_word_byte(c->s, next - 1) == ',' &&
		    (ru_clause_single(c, next) & (RU_CLAUSE_PREP | RU_CLAUSE_AS | RU_CLAUSE_REL | RU_CLAUSE_CONJ)) ==
		        0 &&
		    c->s->word[next].cue == 0) {
			add_content(f, next, c->last);
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
		while (h->last + 1 < c->last && (h->cue & (RU_CUE_PER | RU_CUE_RELAY)) != 0 &&
		       (c->s->word[h->last].class & RU_CLAUSE_NOUN) != 0 && c->s->word[h->last].name == RU_NONE &&
		       !ru_is_separator(c->s, h->last + c->s->word[h->last].length) &&
		       (c->s->word[h->last + c->s->word[h->last].length].class & RU_CLAUSE_DET) == 0 &&
		       c->s->r->words[h->last + c->s->word[h->last].length].kind == RU_WORD_LETTERS)
			h->last += c->s->word[h->last].length;
		if (!ru_source_after(c->s, h->last, c->last,
		                     (h->cue & (RU_CUE_PER | RU_CUE_RELAY)) != 0 && h->first < c->begin + 3, source))
			return false;
		*next = source->last;
	}
	if (*next < c->last && ru_is_separator(c->s, *next))
		(*next)++;
	return true;
}

/* "Menurut laporan A yang mengutip B, ...": B says it, through A. */
static bool inner_relay(struct ru_clause *c, uint32_t *next, struct ru_words_range *source, struct ru_cue_hit *inner)
{
	uint32_t i = *next;
	uint8_t clitic;

	if ((ru_clause_single(c, i) & RU_CLAUSE_REL) == 0 || c->now + 1 >= c->hits ||
	    c->hit[c->now + 1].first != i + 1 || (c->hit[c->now + 1].cue & RU_CUE_RELAY) == 0)
		return false;
	*inner = c->hit[c->now + 1];
	return source_behind(c, inner, source, &clitic, next);
}

static int read_per(struct ru_clause *c, struct ru_cue_hit *h)
{
	struct ru_words_range source, near;
	struct ru_cue_hit inner;
	uint8_t clitic;
	uint32_t next, before = c->main;
	int status;

	if (!source_behind(c, h, &source, &clitic, &next))
		return RU_OK;
	if (inner_relay(c, &next, &near, &inner)) {
		c->now++;
		inner.anchor = h->anchor;
		inner.cue = RU_CUE_PER;
		status = lead_or_trail(c, &inner, near, 0, next);
		if (status == RU_OK && c->main != RU_NONE && c->main != before) {
			add_relay(frame(c, c->main), relay_of(source, h->first, h->last, clitic), false);
		}
		return status;
	}
	while (next < c->last && (ru_clause_single(c, next) & RU_CLAUSE_REL) != 0 &&
	       c->s->segment_last[next] < c->last && h->first == c->first)
		next = c->s->segment_last[next] + 1; /* "Menurut Ratna, yang ditemui kemarin, ..." */
	return lead_or_trail(c, h, source, clitic, next);
}

/* What may follow a closing report and be more of the same statement. */
static void right_content(struct ru_clause *c, struct ru_frame *f, uint32_t next)
{
	if (next >= c->last || f->content_count == 0)
		return;
	if (c->s->quotation_at[next] != RU_NONE) {
		const struct ru_quotation *q =
		    RU_VEC_AT(&c->s->quotations, struct ru_quotation, c->s->quotation_at[next]);
		if (c->s->word[f->content[0].last - 1].depth > 0)
			add_content(f, next, q->close < c->last ? q->close : c->last);
		return;
	}
	if (next == 0 || !ru_is_separator(c->s, next - 1) || ru_word_byte(c->s, next - 1) != ',' ||
	    c->s->word[f->content[0].last - 1].depth > 0)
		return;
	if ((ru_clause_single(c, next) &
	     (RU_CLAUSE_PREP | RU_CLAUSE_AS | RU_CLAUSE_REL | RU_CLAUSE_CONJ | RU_CLAUSE_TITLE)) != 0 ||
	    c->s->word[next].cue != 0 || c->s->word[next].date ||
	    (c->s->word[next].name != RU_NONE && c->s->segment_last[next] == c->last))
		return;
	add_content(f, next, c->last);
	f->open = true;
}

/* "..., kata Ratna". Gives false where the pattern does not fit. */
static bool read_closing(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	struct ru_words_range source;
	uint8_t clitic;
	uint32_t next, index;
	struct ru_frame *f;
	struct ru_cue_behind b = {0};

	*status = RU_OK;
	if (!closes_left(c, h->first) && (ru_clause_single(c, h->first - (h->first > c->first)) & RU_CLAUSE_AS) == 0)
		return false;
	if (h->first <= c->begin || !source_behind(c, h, &source, &clitic, &next))
		return false;
	if (c->main != RU_NONE && frame(c, c->main)->open &&
	    c->s->word[h->first - 1 - (ru_is_separator(c->s, h->first - 1) ? 1u : 0u)].depth == 0 &&
	    c->main != c->lead) {
		*status = lead_or_trail(c, h, source, clitic, next);
		return true;
	}
	if (c->main != RU_NONE && !frame(c, c->main)->open && c->main != c->lead &&
	    frame(c, c->main)->content_count > 0 && h->first <= frame(c, c->main)->cue.last + RU_CLAUSE_LOOK) {
		*status = lead_or_trail(c, h, source, clitic, next);
		return true;
	}
	f = new_frame(c, &index);
	if (f == NULL) {
		*status = c->s->frames.len >= c->s->r->options->limits->facts ? RU_OK : RU_ENOMEM;
		return true;
	}
	f->source = source;
	f->cue = (struct ru_words_range){h->first, h->last};
	f->clitic = clitic;
	left_content(c, f, c->begin, h->first);
	if (next < c->last && (ru_clause_single(c, next) & RU_CLAUSE_ADDR) != 0 && c->s->word[next].name == RU_NONE) {
		next = ru_clause_addressee(c, next + 1, &b);
		if (b.addressee.last > b.addressee.first)
			f->addressee = b.addressee;
		if (next < c->last && ru_is_separator(c->s, next))
			next++;
	}
	if (c->lead != RU_NONE) {
		f->parent = c->lead;
		cut_open(c, h->first);
	}
	right_content(c, f, next);
	c->main = index;
	return true;
}

/* A source at the begin of the unit for a cue joined to another one: "Ratna datang dan mengatakan ...". */
static bool first_source(const struct ru_clause *c, uint32_t end, struct ru_words_range *source)
{
	uint32_t i = c->begin;

	while (i < end && i < c->begin + 6 && c->s->word[i].name == RU_NONE &&
	       (ru_clause_single(c, i) & (RU_CLAUSE_PRONOUN | RU_CLAUSE_TITLE)) == 0)
		i++;
	if (i >= end || i >= c->begin + 6 || c->s->word[i].depth != 0)
		return false;
	source->first = i;
	source->last = i + 1;
	while (source->last < end && source->last < i + 14 && c->s->word[source->last].name != RU_NONE &&
	       !ru_is_separator(c->s, source->last))
		source->last++;
	if ((ru_clause_single(c, i) & RU_CLAUSE_TITLE) != 0) {
		while (source->last < end && source->last < i + 14 && !ru_is_separator(c->s, source->last) &&
		       (ru_clause_single(c, source->last) & (RU_CLAUSE_AUX | RU_CLAUSE_PREP | RU_CLAUSE_REL)) == 0 &&
		       c->s->word[source->last].name == RU_NONE)
			source->last++;
		while (source->last < end && c->s->word[source->last].name != RU_NONE)
			source->last++;
	}
	return true;
}

/* "SOURCE cue" at the end of what was said: "..., he said", "..., the paper reported". */
static bool is_closing(const struct ru_clause *c, struct ru_words_range source, const struct ru_cue_behind *b,
                       uint32_t from)
{
	bool empty = b->content >= c->last ||
	             (c->s->r->words[b->content].kind == RU_WORD_PUNCT && c->s->quotation_at[b->content] == RU_NONE);
	bool quoted =
	    source.first > c->first && (c->s->word[source.first - 1].depth > 0 ||
	                                (source.first > c->first + 1 && ru_is_separator(c->s, source.first - 1) &&
	                                 c->s->word[source.first - 2].depth > 0));

	if (source.first <= from || !closes_left(c, source.first))
		return false;
	if (b->quote && quoted && b->content < c->last &&
	    c->s->r->sentence_of[b->content] != c->s->r->sentence_of[source.first])
		return true;
	if (b->that || b->quote)
		return false;
	if (empty)
		return true;
	if ((ru_clause_single(c, from) & (RU_CLAUSE_PREP | RU_CLAUSE_OPEN)) != 0 && !quoted)
		return false;
	if (b->content < c->last && c->s->word[b->content].depth == 0 &&
	    (ru_clause_single(c, b->content) & RU_CLAUSE_PREP) != 0)
		return true;
	if (b->content > 0 && ru_is_separator(c->s, b->content - 1) &&
	    (quoted || (b->content < c->last && c->s->word[b->content].cue != 0)))
		return true;
	/* "..., kantor berita itu melaporkan KCNA" */
	return b->content < c->last && c->s->word[b->content].name != RU_NONE &&
	       ru_clause_name_end(c, b->content) + 1 >= c->last &&
	       c->s->r->facts->names[c->s->word[b->content].name].role.len > 0;
}

static int close_with_source(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source,
                             const struct ru_cue_behind *b)
{
	uint32_t index, begin = source.first;
	struct ru_frame *f;

	if (c->main != RU_NONE && c->main != c->lead) {
		struct ru_cue_hit relay = *h;
		if (b->content < c->last && c->s->word[b->content].name != RU_NONE &&
		    (ru_clause_single(c, b->content) & RU_CLAUSE_PREP) == 0)
			source = (struct ru_words_range){b->content, ru_clause_name_end(c, b->content)};
		add_relay(frame(c, c->main), relay_of(source, relay.first, relay.last, 0), false);
		cut_open(c, begin);
		return RU_OK;
	}
	f = new_frame(c, &index);
	if (f == NULL)
		return c->s->frames.len >= c->s->r->options->limits->facts ? RU_OK : RU_ENOMEM;
	f->source = source;
	f->cue = (struct ru_words_range){h->first, h->last};
	f->addressee = b->addressee;
	left_content(c, f, c->begin, source.first);
	f->parent = c->lead;
	if (b->quote && b->content < c->last)
		right_content(c, f, b->content);
	c->main = index;
	return RU_OK;
}

/* Content that a refusal names before its source: "Soal gaji, Ratna menolak berkomentar." */
static void topic_before(const struct ru_clause *c, struct ru_frame *f)
{
	uint32_t i = c->first, end;

	if ((c->s->word[i].class & RU_CLAUSE_TOPIC) == 0 || f->content_count > 0)
		return;
	end = c->s->segment_last[i];
	if (end < f->source.first)
		add_content(f, i + c->s->word[i].length, end);
}

static int open_content(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source, bool shared,
                        const struct ru_cue_behind *b)
{
	uint32_t index, main = c->main;
	struct ru_frame *f = new_frame(c, &index);

	if (f == NULL)
		return c->s->frames.len >= c->s->r->options->limits->facts ? RU_OK : RU_ENOMEM;
	f->source = source;
	f->shared = shared;
	f->cue = (struct ru_words_range){h->first, h->last};
	if (!h->silent)
		f->addressee = b->addressee;
	f->polarity = h->neither                    ? RU_NEITHER
	              : h->silent                   ? RU_NOT_SAID
	              : (h->cue & RU_CUE_DENY) != 0 ? RU_DENIED
	                                            : RU_SAID;
	if (!h->silent || b->that)
		add_content(f, b->content, c->last);
	else if (h->last < c->last && c->s->r->words[h->last].kind != RU_WORD_PUNCT &&
	         (c->s->word[h->last].class & RU_CLAUSE_OPEN) == 0 && !c->s->word[h->last].date)
		add_content(f, h->last, c->last);
	f->open = true;
	if (f->polarity == RU_NOT_SAID)
		topic_before(c, f);
	if (shared && main != RU_NONE) {
		f->parent = frame(c, main)->parent;
	} else if (main != RU_NONE && frame(c, main)->open) {
		f->parent = main;
	}
	if (f->parent == RU_NONE || shared)
		c->main = index;
	else if (c->main == c->lead)
		c->main = index;
	c->begin = b->content;
	return RU_OK;
}

/* Whether a cue inside reported content may make a statement of its own. */
static bool may_nest(const struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source,
                     const struct ru_cue_behind *b)
{
	if (!ru_source_is_named(c->s, source) && !b->that && !b->quote)
		return false;
	return (h->cue & (RU_CUE_STANCE | RU_CUE_ANSWER)) == 0 || ru_source_is_named(c->s, source);
}

static int read_opening(struct ru_clause *c, struct ru_cue_hit *h)
{
	struct ru_words_range source = {RU_NONE, RU_NONE};
	struct ru_cue_behind b = ru_clause_behind(c, h);
	bool shared = false, found = ru_source_before(c->s, c->begin, h->first, &source, &shared), inside;

	if ((h->cue & RU_CUE_ANSWER) != 0 && !h->silent && (h->cue & (RU_CUE_BEFORE & ~RU_CUE_ANSWER)) == 0)
		return RU_OK;
	inside = c->main != RU_NONE && frame(c, c->main)->open;
	if (c->main != RU_NONE && !frame(c, c->main)->leading && (b.that || b.quote) && h->first > c->first &&
	    ru_is_separator(c->s, h->first - 1) && (!found || !inside)) {
		shared = true; /* "..., kata dia, menambahkan bahwa ..." */
		found = false;
	}
	if (!found && shared) {
		if (c->main != RU_NONE && !frame(c, c->main)->leading) {
			source = frame(c, c->main)->source;
			if ((h->cue & (RU_CUE_SAY | RU_CUE_STANCE | RU_CUE_BOTH | RU_CUE_DENY | RU_CUE_ANSWER)) == 0 &&
			    !b.that && !b.quote)
				return RU_OK;
		} else if (!first_source(c, h->first, &source) ||
		           (!b.that && !b.quote && (h->cue & (RU_CUE_SAY | RU_CUE_BOTH)) == 0)) {
			return RU_OK;
		}
		if (inside) {
			uint32_t cut = h->first;
			while (cut > c->first && (c->s->word[cut - 1].class & (RU_CLAUSE_AUX | RU_CLAUSE_CONJ)) != 0)
				cut--;
			cut_open(c, cut);
		}
		return open_content(c, h, source, c->main != RU_NONE && !frame(c, c->main)->leading, &b);
	}
	if (!found)
		return RU_OK;
	if (!h->silent && (h->cue & RU_CUE_DENY) == 0 && is_closing(c, source, &b, c->begin))
		return close_with_source(c, h, source, &b);
	/* "The fee, announced in July, was ...": no source */
	if (h->first > c->first && ru_is_separator(c->s, h->first - 1) && !ru_source_is_named(c->s, source) &&
	    !b.that && !b.quote)
		return RU_OK;
	if (b.content >= c->last && !h->silent && (h->cue & RU_CUE_DENY) == 0)
		return RU_OK;
	if ((h->cue & (RU_CUE_SAY | RU_CUE_BOTH | RU_CUE_TELL | RU_CUE_DENY | RU_CUE_ANSWER)) == 0 && !h->silent &&
	    !b.that && !b.quote && ((h->cue & RU_CUE_STANCE) == 0 || !ru_source_is_named(c->s, source)))
		return RU_OK;
	if (inside && c->main != c->lead && !may_nest(c, h, source, &b))
		return RU_OK;
	if (inside && c->main != c->lead && closes_left(c, source.first) && !b.that && !b.quote)
		return RU_OK;
	return open_content(c, h, source, false, &b);
}

/* "demikian hasil survei yang diumumkan Dinas ...", "tudingan ..., sebagaimana disampaikan Dinas ...". */
static int read_named(struct ru_clause *c, struct ru_cue_hit *h)
{
	uint32_t segment = c->s->segment_first[h->first], next, index, that;
	struct ru_words_range source;
	struct ru_frame *f;
	uint8_t clitic;

	if (segment <= c->first || (ru_clause_single(c, segment) & RU_CLAUSE_AS) == 0 ||
	    !source_behind(c, h, &source, &clitic, &next))
		return RU_OK;
	cut_open(c, segment);
	that = c->main == RU_NONE ? RU_NONE : ru_clause_find_that(c, frame(c, c->main)->cue.last);
	f = new_frame(c, &index);
	if (f == NULL)
		return c->s->frames.len >= c->s->r->options->limits->facts ? RU_OK : RU_ENOMEM;
	f->source = source;
	f->cue = (struct ru_words_range){h->first, h->last};
	f->clitic = clitic;
	f->parent = c->main;
	left_content(c, f, that != RU_NONE ? that + 1 : c->begin, segment);
	if (c->main == RU_NONE)
		c->main = index;
	return RU_OK;
}

static int read_relay(struct ru_clause *c, struct ru_cue_hit *h)
{
	struct ru_words_range source, from;
	uint8_t clitic;
	uint32_t next, main = c->main;
	int status;

	if (!source_behind(c, h, &source, &clitic, &next) ||
	    (!ru_source_is_named(c->s, source) && (ru_clause_single(c, source.first) & RU_CLAUSE_MEDIA) == 0 &&
	     (c->s->word[source.last - 1].class & RU_CLAUSE_DET) == 0))
		return RU_OK;
	status = lead_or_trail(c, h, source, clitic, next);
	/* "dikutip A dari B": B is nearer to the speaker */
	if (status == RU_OK && main != RU_NONE && (ru_clause_single(c, source.last) & RU_CLAUSE_FROM) != 0 &&
	    ru_source_after(c->s, source.last + 1, c->last, false, &from) && frame(c, main)->relay_count > 0)
		add_relay(frame(c, main), relay_of(from, source.last, source.last + 1, 0), true);
	return status;
}

static int read_hit(struct ru_clause *c, struct ru_cue_hit *h)
{
	int status = RU_OK;

	if ((h->cue & (RU_CUE_QUOTE | RU_CUE_BOTH)) != 0 && read_closing(c, h, &status))
		return status;
	if (h->cue == RU_CUE_QUOTE)
		return RU_OK;
	if ((h->cue & RU_CUE_PER) != 0)
		return read_per(c, h);
	if ((h->cue & RU_CUE_RELAY) != 0)
		return read_relay(c, h);
	if ((h->cue & RU_CUE_NAMED) != 0)
		return read_named(c, h);
	return read_opening(c, h);
}

/* ---- inside quotations ---- */

/* "Nenek bilang, 'Jangan lupa makan'": a cue inside a quotation right before an inner one. */
static int read_inner(struct ru_clause *c, uint32_t parent, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++) {
		const struct ru_quotation *q =
		    c->s->quotation_at[i] == RU_NONE
		        ? NULL
		        : RU_VEC_AT(&c->s->quotations, struct ru_quotation, c->s->quotation_at[i]);
		uint32_t cue = RU_NONE, begin, index;
		struct ru_frame *f;
		if (q == NULL || q->depth != 2)
			continue;
		for (uint32_t k = i; k > first && k + 8 > i && cue == RU_NONE; k--) {
			if ((c->s->word[k - 1].cue & (RU_CUE_BEFORE | RU_CUE_QUOTE)) != 0)
				cue = k - 1;
		}
		if (cue == RU_NONE)
			continue;
		begin = cue;
		while (begin > first && cue - begin < 8 && c->s->r->words[begin - 1].kind != RU_WORD_PUNCT)
			begin--;
		if (begin == cue)
			continue;
		f = new_frame(c, &index);
		if (f == NULL)
			return c->s->frames.len >= c->s->r->options->limits->facts ? RU_OK : RU_ENOMEM;
		f->source = (struct ru_words_range){begin, cue};
		f->cue = (struct ru_words_range){cue, cue + c->s->word[cue].cue_length};
		f->parent = parent;
		add_content(f, i, q->close < last ? q->close : last);
		if (f->cue.last + 1 < i && (ru_clause_single(c, f->cue.last) & RU_CLAUSE_ADDR) != 0 &&
		    (ru_clause_single(c, f->cue.last + 1) & RU_CLAUSE_FIRST) != 0)
			f->addressee = (struct ru_words_range){f->cue.last + 1, f->cue.last + 2};
		else if ((ru_clause_single(c, f->cue.last) & RU_CLAUSE_FIRST) != 0)
			f->addressee = (struct ru_words_range){f->cue.last, f->cue.last + 1};
	}
	return RU_OK;
}

static int read_inners(struct ru_clause *c)
{
	size_t end = c->s->frames.len;

	for (size_t k = c->base; k < end; k++) {
		for (uint32_t i = 0; i < frame(c, (uint32_t)k)->content_count; i++) {
			struct ru_words_range content = frame(c, (uint32_t)k)->content[i];
			int status;
			if (frame(c, (uint32_t)k)->parent != RU_NONE || c->s->word[content.first].depth == 0)
				continue;
			status = read_inner(c, (uint32_t)k, content.first, content.last);
			if (status != RU_OK)
				return status;
		}
	}
	return RU_OK;
}

/* A leading "Dilansir dari ..." with nothing else in the unit is itself the report. */
static int report_pending(struct ru_clause *c)
{
	uint32_t index;
	struct ru_frame *f;
	struct ru_frame_relay relay = c->pending[0];

	if (c->pending_count == 0 || c->s->frames.len > c->base || c->begin >= c->last)
		return RU_OK;
	c->pending_count = 0;
	f = new_frame(c, &index);
	if (f == NULL)
		return c->s->frames.len >= c->s->r->options->limits->facts ? RU_OK : RU_ENOMEM;
	f->source = relay.source;
	f->cue = relay.cue;
	f->clitic = relay.clitic;
	add_content(f, c->begin, c->last);
	return RU_OK;
}

int ru_clauses_read(struct ru_statement_reader *s, uint32_t unit)
{
	const struct ru_unit *u = RU_VEC_AT(&s->units, struct ru_unit, unit);
	struct ru_clause c = {.s = s,
	                      .unit = unit,
	                      .first = u->first,
	                      .last = u->last,
	                      .main = RU_NONE,
	                      .lead = RU_NONE,
	                      .begin = u->first,
	                      .base = s->frames.len};
	int status = RU_OK;

	collect(&c);
	for (c.now = 0; c.now < c.hits && status == RU_OK; c.now++)
		status = read_hit(&c, &c.hit[c.now]);
	if (status == RU_OK)
		status = report_pending(&c);
	return status == RU_OK ? read_inners(&c) : status;
}
