/* SPDX-License-Identifier: Apache-2.0 */
/* Reports without a finite verb of saying, in languages whose verb stands second: participles ("hat gesagt", "wurde
 * vorgeworfen"), prepositions behind their noun ("Angaben der Polizei zufolge"), reports that name nobody ("es heißt").
 *
 * Fed a hit of statements/hits.c; gives a frame. Bounded work a hit. */
#include "facts/statements/verb_second.h"

enum { POST_WORDS = 8, PERFECT_WORDS = 30 };

static const struct ru_words_range nothing = {0, 0};

/* A noun of the table cue_nouns, alone or at the end of a compound: "Angaben", "UN-Angaben", "Polizeiangaben". */
static bool is_report_noun(const struct ru_clause *c, uint32_t i)
{
	const struct ru_reading *r = c->s->r;
	struct ru_str word = ru_str_cut(r->article->text, r->words[i].begin, r->words[i].end);
	size_t count = 0;
	const struct ru_entry *e;

	if ((c->s->word[i].class & RU_CLAUSE_NOUN) != 0)
		return true;
	if ((r->words[i].flags & RU_WORD_CAPITAL) == 0)
		return false;
	e = ru_pack_entries(r->pack, ru_table_find(RU_S("cue_nouns")), &count);
	for (size_t k = 0; k < count; k++) {
		struct ru_str end = e[k].folded;
		if (end.len > 4 && word.len > end.len && ru_str_ends(word, ru_str_cut(end, 1, end.len)) &&
		    ru_to_lower(word.ptr[word.len - end.len]) == end.ptr[0])
			return true;
	}
	return false;
}

/* "In dem Papier heißt es, ...", "In der Erklärung wurde verkündet, ...": the noun behind the preposition. */
static struct ru_words_range source_in_place(const struct ru_clause *c, uint32_t begin, uint32_t verb)
{
	struct ru_words_range source = {RU_NONE, RU_NONE};

	if (begin == c->first && begin + 1 < verb && ru_second_has(c, begin, RU_CLAUSE_PREP) &&
	    !ru_second_has(c, begin, RU_CLAUSE_SUB) && !c->s->word[begin + 1].date && !c->s->word[begin].date &&
	    ru_source_after(c->s, begin + 1, verb, false, &source))
		return source;
	return (struct ru_words_range){RU_NONE, RU_NONE};
}

/* "es heißt, ...", "„...“, heißt es in der Erklärung" */
int ru_second_nobody(struct ru_clause *c, const struct ru_cue_hit *h)
{
	struct ru_words_range source = {RU_NONE, RU_NONE};
	uint32_t content;

	if (!ru_second_has(c, h->last, RU_CLAUSE_PREP) || !ru_source_after(c->s, h->last + 1, c->last, true, &source))
		source = source_in_place(c, ru_second_stretch(c, h->first), h->first);
	content = ru_second_content(c, source.first == RU_NONE || source.last <= h->first ? h->last : source.last);
	if (ru_clause_closes_left(c, h->first) && h->first > c->begin + 1 &&
	    (content == RU_NONE || c->s->word[h->first - 1].depth > 0 || c->s->word[h->first - 2].depth > 0))
		return ru_second_frame(c, h, source, (struct ru_words_range){c->begin, h->first}, nothing);
	if (content == RU_NONE)
		return RU_OK;
	return ru_second_frame(c, h, source, nothing, (struct ru_words_range){content, c->last});
}

/* "Angaben der Polizei zufolge", "seiner Meinung nach". */
int ru_second_post(struct ru_clause *c, const struct ru_cue_hit *h)
{
	uint32_t begin = ru_second_stretch(c, h->first), first = h->first, k = h->first;
	struct ru_words_range left = nothing;
	bool noun = false;

	while (k > begin && h->first - k < POST_WORDS && !noun) {
		k--;
		if (c->s->word[k].depth > 0) { /* "dem „Lohfelder Blatt“ zufolge" */
			first = k;
			continue;
		}
		if (ru_second_mark(c, k) && c->s->quotation_at[k] == RU_NONE)
			break;
		noun = is_report_noun(c, k);
		if (noun || c->s->word[k].name != RU_NONE || (c->s->r->words[k].flags & RU_WORD_CAPITAL) != 0)
			first = k;
	}
	if (first == h->first)
		return RU_OK;
	while (first > begin &&
	       (ru_second_has(c, first - 1, RU_CLAUSE_ART | RU_CLAUSE_DET | RU_CLAUSE_ONE) || first - 1 == begin) &&
	       !ru_second_has(c, first, RU_CLAUSE_ART | RU_CLAUSE_GEN))
		first--;
	if ((h->cue & RU_CUE_PER) != 0 && !noun)
		return RU_OK; /* "nach" alone is no cue */
	if (first > begin)
		left = (struct ru_words_range){begin, first};
	return ru_second_frame(c, h, (struct ru_words_range){first, h->first}, left,
	                       (struct ru_words_range){h->last, c->last});
}

void ru_second_whose(const struct ru_clause *c, struct ru_words_range *source)
{
	struct ru_words_range whose;
	bool noun = false;

	for (uint32_t i = source->first; i < source->last; i++)
		noun = noun || (c->s->word[i].class & RU_CLAUSE_NOUN) != 0;
	if (noun && ru_second_has(c, source->last, RU_CLAUSE_BY) &&
	    ru_source_after(c->s, source->last + 1, c->last, true, &whose))
		source->last = whose.last;
}

/* "Nach ersten Angaben der Polizei ...", "... nach Ansicht Brauns ...": the noun belongs to the source. */
bool ru_second_noun(struct ru_clause *c, const struct ru_cue_hit *h, int *status)
{
	uint32_t begin = ru_second_stretch(c, h->first), noun = h->last;
	struct ru_words_range source, left = nothing, right = {0, c->last};

	while (noun < c->last && noun < h->last + 4 && !ru_second_mark(c, noun) &&
	       (c->s->word[noun].class & RU_CLAUSE_NOUN) == 0)
		noun++;
	if (noun >= c->last || (c->s->word[noun].class & RU_CLAUSE_NOUN) == 0 ||
	    !ru_source_after(c->s, noun, c->last, true, &source))
		return false;
	source.first = h->last;
	ru_second_whose(c, &source);
	if (h->first > begin)
		left = (struct ru_words_range){ru_second_clause(c, h->first), h->first};
	right.first = source.last;
	if (right.first + 1 < c->last && ru_is_separator(c->s, right.first)) {
		right.first++;
		/* "nach Ansicht einer Trainerin, die dabei war, sei ...": what tells of the source is not said by it */
		if (ru_opens_relative(c->s, right.first, c->last) && c->s->segment_last[right.first] + 1 < c->last)
			right.first = c->s->segment_last[right.first] + 1;
	}
	*status = ru_second_frame(c, h, source, left, right);
	return true;
}

/* "So wird in einer Mitteilung der Stadt gefordert, ...": the report that the preposition at word i leads to. */
static struct ru_words_range source_in_report(const struct ru_clause *c, uint32_t i, uint32_t verb)
{
	struct ru_words_range source;

	if (ru_second_has(c, i, RU_CLAUSE_PREP) && i + 1 < verb && ru_source_after(c->s, i + 1, verb, false, &source)) {
		for (uint32_t k = source.first; k < source.last; k++) {
			if ((c->s->word[k].class & RU_CLAUSE_NOUN) != 0)
				return source;
		}
	}
	return (struct ru_words_range){RU_NONE, RU_NONE};
}

/* "Ihm wurde von der Polizei vorgeworfen, ...": the source behind "von"; or where it was said; or nobody. */
static int read_passive(struct ru_clause *c, const struct ru_cue_hit *h, uint32_t i, uint32_t content)
{
	struct ru_words_range source = {RU_NONE, RU_NONE};
	uint32_t begin = ru_second_stretch(c, h->first);

	for (uint32_t k = begin; k < h->first && source.first == RU_NONE; k++) {
		if (ru_second_has(c, k, RU_CLAUSE_BY) &&
		    !ru_source_after(c->s, k + 1, k < i ? i - 1 : h->first, false, &source))
			source.first = RU_NONE;
	}
	if (source.first == RU_NONE)
		source = source_in_place(c, begin, i - 1);
	if (source.first == RU_NONE)
		source = source_in_report(c, i, h->first);
	return ru_second_frame(c, h, source, nothing, (struct ru_words_range){content, c->last});
}

/* "„Wir bleiben“, hat Braun gesagt.", "„Wir bleiben“, wird Braun in der Zeitung zitiert.": the auxiliary at word
 * i - 1 stands first behind what was said. */
static bool read_closing_perfect(struct ru_clause *c, struct ru_cue_hit *h, uint32_t i, int *status)
{
	struct ru_words_range source;

	if (i < 1 || !ru_clause_closes_left(c, i - 1) || i - 1 <= c->begin ||
	    !ru_source_after(c->s, i, h->first, false, &source))
		return false;
	*status = ru_second_frame(c, h, source, (struct ru_words_range){c->begin, i - 1}, nothing);
	return true;
}

/* "hat sich bislang nicht geäußert": silence. */
static bool is_silent(const struct ru_clause *c, const struct ru_cue_hit *h, uint32_t i)
{
	bool negated = false;

	for (; i < h->first; i++)
		negated = negated || (c->s->word[i].class & RU_CLAUSE_NEG) != 0;
	return negated && (h->cue & RU_CUE_ANSWER) != 0;
}

/* Where the auxiliary of the participle stands, one word behind it: "hat | am Montag gesagt"; the begin where none
 * does. */
static uint32_t auxiliary(const struct ru_clause *c, const struct ru_cue_hit *h, uint32_t begin)
{
	uint32_t i = h->first;

	while (i > begin && h->first - i < PERFECT_WORDS && !ru_second_has(c, i - 1, RU_CLAUSE_HAVE | RU_CLAUSE_BE))
		i--;
	return i;
}

/* "Braun hat am Montag gesagt, ...", "Am Montag hat Braun gesagt, ...". */
bool ru_second_perfect(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	uint32_t begin = ru_second_stretch(c, h->first), content = ru_second_content(c, h->last),
	         i = auxiliary(c, h, begin);
	struct ru_words_range source;
	bool shared, found;

	if (content != RU_NONE && !ru_second_opens(c, h, content))
		content = RU_NONE;
	if (i <= begin || !ru_second_has(c, i - 1, RU_CLAUSE_HAVE | RU_CLAUSE_BE))
		return false;
	if (i - 1 == begin && (content == RU_NONE || c->s->word[c->begin].depth > 0) &&
	    read_closing_perfect(c, h, i, status))
		return true;
	if (ru_second_has(c, i - 1, RU_CLAUSE_BE) && (h->cue & RU_CUE_WITH_BE) == 0) {
		*status = content == RU_NONE ? RU_OK : read_passive(c, h, i, content);
		return true;
	}
	if (content == RU_NONE && h->last < c->last && !ru_second_mark(c, h->last) &&
	    ru_second_begins_source(c, h->last))
		content = h->last; /* without its comma: "hat angekündigt die Preise zu erhöhen" */
	found = (i - 1 == begin && i < h->first && ru_second_begins_source(c, i) &&
	         !ru_second_has(c, i, RU_CLAUSE_OBLIQUE)) ||
	                (i - 1 > begin && ru_second_adverbial(c, begin, i - 1))
	            ? ru_source_after(c->s, i, h->first, false, &source)
	            : ru_source_before(c->s, c->begin, i - 1, &source, &shared);
	if (!found)
		return false;
	h->silent = content == RU_NONE && (h->silent || is_silent(c, h, i));
	if (content == RU_NONE && !h->silent && (h->cue & RU_CUE_ACT) != 0) {
		*status = ru_second_act(c, h, source);
		return true;
	}
	*status = content == RU_NONE && !h->silent
	              ? RU_OK
	              : ru_second_frame(c, h, source, nothing,
	                                content == RU_NONE ? nothing : (struct ru_words_range){content, c->last});
	return true;
}
