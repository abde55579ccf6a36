/* SPDX-License-Identifier: Apache-2.0 */
/* Reports whose source stands before the cue: "Ratna mengatakan bahwa ...", and "..., he said" at the end of what was
 * said.
 *
 * Fed a hit of statements/hits.c; gives a frame whose content is open: what stands behind may cut it. */
#include "facts/statements/clauses.h"

/* A source at the begin of the unit for a cue joined to another one: "Ratna datang dan mengatakan ...". */
static bool first_source(const struct ru_clause *c, uint32_t end, struct ru_words_range *source)
{
	uint32_t i = c->begin;

	/* "Lewat akun X miliknya, ia mengunggah foto dan menulis ..." */
	if (i < end && (ru_clause_single(c, i) & RU_CLAUSE_PREP) != 0 && c->s->word[i].name == RU_NONE &&
	    c->s->segment_last[i] + 1 < end && ru_is_separator(c->s, c->s->segment_last[i]))
		i = c->s->segment_last[i] + 1;
	const uint32_t stop = i + 6;

	while (i < end && i < stop && c->s->word[i].name == RU_NONE &&
	       (ru_clause_single(c, i) & (RU_CLAUSE_PRONOUN | RU_CLAUSE_TITLE)) == 0)
		i++;
	if (i >= end || i >= stop || c->s->word[i].depth != 0)
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
bool ru_clause_is_closing(const struct ru_clause *c, struct ru_words_range source, const struct ru_cue_behind *b,
                          uint32_t from)
{
	bool empty = b->content >= c->last ||
	             (c->s->r->words[b->content].kind == RU_WORD_PUNCT && c->s->quotation_at[b->content] == RU_NONE);
	bool quoted =
	    source.first > c->first && (c->s->word[source.first - 1].depth > 0 ||
	                                (source.first > c->first + 1 && ru_is_separator(c->s, source.first - 1) &&
	                                 c->s->word[source.first - 2].depth > 0));

	if (b->content < c->last && c->s->word[b->content].date && !b->quote && !b->that)
		empty = true; /* "..., the company said Thursday" */
	if (source.first <= from || !ru_clause_closes_left(c, ru_clause_report_first(c, source.first)))
		return false;
	/* "“We wait,” she said on Monday, “and hope.”": one sentence */
	if (c->s->has_verbs && quoted && c->s->r->sentence_of[source.first - 1] == c->s->r->sentence_of[source.first])
		return true;
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

/* "..., Brown was quoted as saying by Reuters." */
static void quoted_by(const struct ru_clause *c, const struct ru_cue_hit *h, struct ru_frame *f)
{
	struct ru_words_range agent;
	bool quoted = false;

	for (uint32_t i = h->first; i < h->last; i++)
		quoted = quoted || (ru_clause_single(c, i) & RU_CLAUSE_AS) != 0;
	if (quoted && (ru_clause_single(c, h->last) & RU_CLAUSE_BY) != 0 &&
	    ru_source_after(c->s, h->last + 1, c->last, false, &agent))
		ru_frame_add_relay(f, ru_relay_of(agent, h->first, h->last, 0), false);
}

int ru_clause_close_with_source(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source,
                                const struct ru_cue_behind *b)
{
	uint32_t index, begin = ru_clause_report_first(c, source.first);
	struct ru_frame *f;
	bool attitude = c->main != RU_NONE && c->main != c->lead && ru_clause_frame(c, c->main)->attitude &&
	                ru_clause_frame(c, c->main)->cue.last < begin && !ru_clause_is_medium(c, source);

	/* "Most residents oppose the dam, the poll found": all of the clause is what the poll found */
	if (attitude)
		ru_clause_cut_open(c, begin);
	/* "“...,” a neighbour, who asked not to be named, told the BBC": what stands in the source is none of its own
	 */
	bool inside = c->main != RU_NONE && ru_clause_frame(c, c->main)->cue.first >= source.first &&
	              ru_clause_frame(c, c->main)->cue.first < source.last;

	if (c->main != RU_NONE && c->main != c->lead && !attitude && !inside) {
		struct ru_cue_hit relay = *h;
		if (b->content < c->last && c->s->word[b->content].name != RU_NONE &&
		    (ru_clause_single(c, b->content) & RU_CLAUSE_PREP) == 0)
			source = (struct ru_words_range){b->content, ru_clause_name_end(c, b->content)};
		ru_frame_add_relay(ru_clause_frame(c, c->main), ru_relay_of(source, relay.first, relay.last, 0), false);
		ru_clause_cut_open(c, begin);
		return RU_OK;
	}
	f = ru_clause_new_frame(c, source, (struct ru_words_range){h->first, h->last}, &index);
	if (f == NULL)
		return ru_clause_no_frame(c);
	f->addressee = b->addressee;
	ru_clause_left_content(c, f, attitude ? c->first : c->begin, begin);
	f->parent = c->lead;
	quoted_by(c, h, f);
	if (b->quote && b->content < c->last)
		ru_clause_right_content(c, f, b->content);
	else if (c->s->has_verbs && h->last + 1 < c->last)
		ru_clause_right_content(c, f, ru_is_separator(c->s, h->last) ? h->last + 1 : h->last);
	if (attitude)
		ru_clause_hold(c, index);
	else
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
		ru_frame_add_content(f, i + c->s->word[i].length, end);
}

static int open_content(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source, bool shared,
                        const struct ru_cue_behind *b)
{
	uint32_t index, main = c->main;
	struct ru_frame *f = ru_clause_new_frame(c, source, (struct ru_words_range){h->first, h->last}, &index);

	if (f == NULL)
		return ru_clause_no_frame(c);
	f->shared = shared;
	if (!h->silent)
		f->addressee = b->addressee;
	f->polarity = ru_clause_polarity(h);
	if (!h->silent || b->that)
		ru_frame_add_content(f, b->content, c->last);
	else if (h->last < c->last && c->s->r->words[h->last].kind != RU_WORD_PUNCT &&
	         (c->s->word[h->last].class & RU_CLAUSE_OPEN) == 0 && !c->s->word[h->last].date)
		ru_frame_add_content(f, h->last, c->last);
	f->open = true;
	if (f->polarity == RU_NOT_SAID)
		topic_before(c, f);
	if (shared && main != RU_NONE) {
		f->parent = ru_clause_frame(c, main)->parent;
	} else if (main != RU_NONE && ru_clause_frame(c, main)->open) {
		f->parent = main;
	}
	if (f->parent == RU_NONE || shared)
		c->main = index;
	else if (c->main == c->lead)
		c->main = index;
	c->begin = b->content;
	return RU_OK;
}

/* "Ketua DPRD meminta Ratna menjelaskan anggaran itu": she is asked to, she did not. */
static bool is_wanted(const struct ru_clause *c, const struct ru_cue_hit *h)
{
	const struct ru_frame *main = ru_clause_frame(c, c->main);
	uint32_t cue = 0;

	for (uint32_t i = main->cue.first; main->cue.first != RU_NONE && i < main->cue.last; i++)
		cue |= c->s->word[i].cue;
	if ((cue & RU_CUE_STANCE) == 0 || main->content_count == 0)
		return false;
	for (uint32_t i = main->content[0].first; i < h->first; i++) {
		if ((ru_clause_single(c, i) & RU_CLAUSE_REL) != 0 || ru_is_separator(c->s, i))
			return false;
	}
	return true;
}

/* Whether a cue inside reported content may make a statement of its own. */
static bool may_nest(const struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source,
                     const struct ru_cue_behind *b)
{
	if (!b->that && !b->quote && (!ru_source_is_named(c->s, source) || is_wanted(c, h)))
		return false;
	return (h->cue & (RU_CUE_STANCE | RU_CUE_ANSWER)) == 0 || ru_source_is_named(c->s, source);
}

int ru_clause_read_opening(struct ru_clause *c, struct ru_cue_hit *h)
{
	struct ru_words_range source = {RU_NONE, RU_NONE};
	struct ru_cue_behind b = ru_clause_behind(c, h);
	bool shared = false, found = ru_source_before(c->s, c->begin, h->first, &source, &shared), inside;

	if ((h->cue & RU_CUE_ANSWER) != 0 && !h->silent && (h->cue & (RU_CUE_BEFORE & ~RU_CUE_ANSWER)) == 0)
		return RU_OK;
	inside = c->main != RU_NONE && ru_clause_frame(c, c->main)->open;
	if (c->main != RU_NONE && !ru_clause_frame(c, c->main)->leading && (b.that || b.quote) && h->first > c->first &&
	    ru_is_separator(c->s, h->first - 1) && (!found || !inside)) {
		shared = true; /* "..., kata dia, menambahkan bahwa ..." */
		found = false;
	}
	if (!found && shared) {
		if (c->main != RU_NONE && !ru_clause_frame(c, c->main)->leading) {
			source = ru_clause_frame(c, c->main)->source;
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
			ru_clause_cut_open(c, cut);
		}
		return open_content(c, h, source, c->main != RU_NONE && !ru_clause_frame(c, c->main)->leading, &b);
	}
	if (!found)
		return RU_OK;
	/* "aksi bungkam para guru" */
	if ((h->cue & RU_CUE_SILENT) != 0 && !ru_source_is_named(c->s, source) &&
	    (ru_clause_single(c, source.first) & RU_CLAUSE_ONE) == 0)
		return RU_OK;
	if (!h->silent && (h->cue & RU_CUE_DENY) == 0 && ru_clause_is_closing(c, source, &b, c->begin))
		return ru_clause_close_with_source(c, h, source, &b);
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
	if (inside && c->main != c->lead && ru_clause_closes_left(c, source.first) && !b.that && !b.quote)
		return RU_OK;
	return open_content(c, h, source, false, &b);
}
