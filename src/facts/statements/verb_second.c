/* SPDX-License-Identifier: Apache-2.0 */
/* Orders of a report in languages whose verb stands second, as German, Dutch and the Scandinavian languages have them.
 *
 * Fed a hit of statements/hits.c; gives a frame. "Am Montag sagte Braun, die Lage sei gut": the source behind the verb;
 * "Braun hat gesagt, ...": a participle; "wie Braun mitteilte": the verb last; "Angaben der Polizei zufolge": behind
 * its source; "Die Lage ist laut Braun gut": in the middle of what is said. The plain order and the report that closes
 * are those of every language (opening.c, trailing.c). Bounded work a hit. */
#include "facts/statements/clauses.h"

enum { POST_WORDS = 8, PERFECT_WORDS = 30, LOOK = 40 };

#define FINITE_CUE (RU_CUE_SAY | RU_CUE_THAT | RU_CUE_STANCE | RU_CUE_BOTH | RU_CUE_TELL | RU_CUE_DENY | RU_CUE_ANSWER)

static bool has(const struct ru_clause *c, uint32_t i, uint32_t class)
{
	return i < c->last && (c->s->word[i].single & class) != 0;
}

static bool is_mark(const struct ru_clause *c, uint32_t i)
{
	return i >= c->last || ru_is_separator(c->s, i) || c->s->quotation_at[i] != RU_NONE ||
	       (c->s->r->words[i].kind == RU_WORD_PUNCT && c->s->word[i].bracket == 0);
}

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

/* Where the stretch of the hit begins, inside what is not yet read. */
static uint32_t stretch_first(const struct ru_clause *c, uint32_t i)
{
	uint32_t first = c->s->segment_first[i];

	return first < c->begin ? c->begin : first;
}

static bool may_begin_source(const struct ru_clause *c, uint32_t i)
{
	if (i >= c->last || c->s->r->words[i].kind != RU_WORD_LETTERS || c->s->word[i].depth > 0 ||
	    (c->s->word[i].date && c->s->word[i].name == RU_NONE))
		return false;
	return c->s->word[i].name != RU_NONE || (c->s->r->words[i].flags & RU_WORD_CAPITAL) != 0 ||
	       has(c, i, RU_CLAUSE_TITLE | RU_CLAUSE_PRONOUN | RU_CLAUSE_ONE | RU_CLAUSE_DET | RU_CLAUSE_ART);
}

static int put_frame(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source,
                     struct ru_words_range left, struct ru_words_range right)
{
	uint32_t index, main = c->main;
	struct ru_frame *f = ru_clause_new_frame(c, &index);

	if (f == NULL)
		return ru_clause_no_frame(c);
	f->source = source;
	f->cue = (struct ru_words_range){h->first, h->last};
	f->polarity = h->neither                    ? RU_NEITHER
	              : h->silent                   ? RU_NOT_SAID
	              : (h->cue & RU_CUE_DENY) != 0 ? RU_DENIED
	                                            : RU_SAID;
	ru_frame_add_content(f, left.first, left.last);
	ru_frame_add_content(f, right.first, right.last);
	f->open = right.last == c->last;
	if (main != RU_NONE && ru_clause_frame(c, main)->leading)
		f->parent = main;
	c->main = index;
	c->begin = right.first < right.last ? right.first : h->last;
	return RU_OK;
}

static const struct ru_words_range nothing = {0, 0};

/* The first word of the content behind word i: behind the next mark, at the next quotation; RU_NONE where there is
 * none. */
static uint32_t content_behind(const struct ru_clause *c, uint32_t i)
{
	for (uint32_t k = i; k < c->last && k < i + LOOK; k++) {
		if (c->s->word[k].bracket)
			continue;
		if (c->s->quotation_at[k] != RU_NONE || has(c, k, RU_CLAUSE_ASK | RU_CLAUSE_THAT))
			return k;
		if (ru_is_separator(c->s, k) && k + 1 < c->last) {
			/* "sagte Braun, der Trainer, die Lage": over an apposition is not looked; a relative clause is
			 * left */
			return k + 1;
		}
		if (is_mark(c, k))
			return RU_NONE;
	}
	return RU_NONE;
}

/* A comma opens a clause of what is said, and no relative clause or reason: the mood of reported speech, or "zu" with
 * an infinitive, shows it; behind a verb of saying any clause does that is not opened as another kind. */
static bool opens_clause(const struct ru_clause *c, const struct ru_cue_hit *h, uint32_t content)
{
	bool plain = ru_is_separator(c->s, content - 1) && ru_word_byte(c->s, content - 1) == ',' &&
	             c->s->quotation_at[content] == RU_NONE && !has(c, content, RU_CLAUSE_ASK | RU_CLAUSE_THAT);

	if (!plain)
		return true;
	for (uint32_t i = content; i < c->last && i < content + LOOK; i++) {
		if (c->s->word[i].depth == 0 && has(c, i, RU_CLAUSE_SUBJUNCTIVE | RU_CLAUSE_INF))
			return true;
	}
	return (h->cue & (RU_CUE_BOTH | RU_CUE_SAY)) != 0 &&
	       !has(c, content, RU_CLAUSE_SUB | RU_CLAUSE_CONJ | RU_CLAUSE_OPEN);
}

/* "es heißt, ...", "„...“, heißt es in der Erklärung" */
static int read_nobody(struct ru_clause *c, const struct ru_cue_hit *h)
{
	struct ru_words_range source = {RU_NONE, RU_NONE};
	uint32_t content;

	if (!has(c, h->last, RU_CLAUSE_PREP) || !ru_source_after(c->s, h->last + 1, c->last, true, &source))
		source = (struct ru_words_range){RU_NONE, RU_NONE};
	content = content_behind(c, source.first == RU_NONE ? h->last : source.last);
	if (ru_clause_closes_left(c, h->first) && h->first > c->begin + 1 &&
	    (content == RU_NONE || c->s->word[h->first - 1].depth > 0 || c->s->word[h->first - 2].depth > 0))
		return put_frame(c, h, source, (struct ru_words_range){c->begin, h->first}, nothing);
	if (content == RU_NONE)
		return RU_OK;
	return put_frame(c, h, source, nothing, (struct ru_words_range){content, c->last});
}

/* "Angaben der Polizei zufolge", "seiner Meinung nach". */
static int read_post(struct ru_clause *c, const struct ru_cue_hit *h)
{
	uint32_t begin = stretch_first(c, h->first), first = h->first, k = h->first;
	struct ru_words_range left = nothing;
	bool noun = false;

	while (k > begin && h->first - k < POST_WORDS && !noun) {
		k--;
		if (c->s->word[k].depth > 0 || is_mark(c, k))
			break;
		noun = is_report_noun(c, k);
		if (noun || c->s->word[k].name != RU_NONE || (c->s->r->words[k].flags & RU_WORD_CAPITAL) != 0)
			first = k;
	}
	if (first == h->first)
		return RU_OK;
	while (first > begin &&
	       (has(c, first - 1, RU_CLAUSE_ART | RU_CLAUSE_DET | RU_CLAUSE_ONE) || first - 1 == begin))
		first--;
	if ((h->cue & RU_CUE_PER) != 0 && !noun)
		return RU_OK; /* "nach" alone is no cue */
	if (first > begin)
		left = (struct ru_words_range){begin, first};
	return put_frame(c, h, (struct ru_words_range){first, h->first}, left,
	                 (struct ru_words_range){h->last, c->last});
}

/* "Nach ersten Angaben der Polizei ...", "... nach Ansicht Brauns ...": the noun belongs to the source. */
static bool read_noun(struct ru_clause *c, const struct ru_cue_hit *h, int *status)
{
	uint32_t begin = stretch_first(c, h->first), noun = h->last;
	struct ru_words_range source, left = nothing;

	while (noun < c->last && noun < h->last + 4 && !is_mark(c, noun) &&
	       (c->s->word[noun].class & RU_CLAUSE_NOUN) == 0)
		noun++;
	if (noun >= c->last || (c->s->word[noun].class & RU_CLAUSE_NOUN) == 0 ||
	    !ru_source_after(c->s, noun, c->last, true, &source))
		return false;
	source.first = h->last;
	if (h->first > begin)
		left = (struct ru_words_range){c->begin, h->first};
	if (source.last < c->last && ru_is_separator(c->s, source.last) && source.last + 1 < c->last)
		source.last++;
	*status = put_frame(c, h, (struct ru_words_range){source.first, source.last}, left,
	                    (struct ru_words_range){source.last, c->last});
	return true;
}

/* "Die Lage ist laut Braun gut." */
static bool read_middle(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	uint32_t begin = stretch_first(c, h->first), i = h->last;
	struct ru_words_range source;

	if (h->first < begin + 2 || c->main != RU_NONE || ru_is_separator(c->s, h->first - 1) ||
	    c->s->word[h->first - 1].depth > 0)
		return false;
	if (!ru_source_after(c->s, i, c->last, true, &source))
		return false;
	h->last = i;
	*status = put_frame(c, h, source, (struct ru_words_range){c->begin, h->first},
	                    (struct ru_words_range){source.last, c->last});
	return true;
}

/* "wie Braun am Montag mitteilte". */
static bool read_last(struct ru_clause *c, const struct ru_cue_hit *h, int *status)
{
	uint32_t as = c->s->segment_first[h->first], close = c->s->segment_last[h->first];
	struct ru_words_range source, left = nothing, right = nothing;

	if (!has(c, as, RU_CLAUSE_AS) || as + 1 >= h->first || as < c->first ||
	    !ru_source_after(c->s, as + 1, h->first, true, &source))
		return false;
	if (as > c->begin + 1)
		left = (struct ru_words_range){c->begin, as - 1};
	if (h->last + 1 < close) /* "Wie Braun berichtet sind ...": without its comma */
		close = h->last - 1;
	if (close + 1 < c->last)
		right = (struct ru_words_range){close + 1, c->last};
	*status = put_frame(c, h, source, left, right);
	return true;
}

/* Whether the stretch before the verb is no subject: "Am Montag", "Dazu", a whole clause. */
static bool is_adverbial(const struct ru_clause *c, uint32_t first, uint32_t last)
{
	if (first >= last)
		return true;
	if (first + 1 < last && has(c, first, RU_CLAUSE_ART))
		return false; /* "Das sagte Braun", but "Das Amt sagte" */
	/* "Ähnlich äußerte sich Braun": one word that names nobody */
	if (first + 1 == last && first == c->first && c->s->word[first].name == RU_NONE &&
	    !has(c, first, RU_CLAUSE_PRONOUN | RU_CLAUSE_TITLE | RU_CLAUSE_FIRST | RU_CLAUSE_DET | RU_CLAUSE_ONE))
		return true;
	return c->s->word[first].date || has(c, first, RU_CLAUSE_PREP | RU_CLAUSE_AUX) ||
	       (c->s->word[first].class & (RU_CLAUSE_OPEN | RU_CLAUSE_AUX)) != 0;
}

/* A subordinate clause or adverbial with its comma stands before the verb: "Als er kam, sagte Braun". */
static bool is_behind_clause(const struct ru_clause *c, uint32_t first)
{
	uint32_t before;

	if (first <= c->begin + 1 || !ru_is_separator(c->s, first - 1) || c->s->word[first - 2].depth > 0)
		return false;
	before = c->begin;
	return is_adverbial(c, before, first) || has(c, before, RU_CLAUSE_SUB);
}

/* "Am Montag sagte Braun, ...": the source behind the verb. */
static bool read_inverted(struct ru_clause *c, const struct ru_cue_hit *h, int *status)
{
	uint32_t begin = stretch_first(c, h->first), content, next = h->last;
	struct ru_words_range source;

	while (next < c->last && !is_mark(c, next) && c->s->word[next].name == RU_NONE &&
	       (c->s->word[next].date || has(c, next, RU_CLAUSE_AUX)))
		next++;
	if (!may_begin_source(c, next))
		return false;
	if (begin == h->first ? h->first > c->first && !is_behind_clause(c, begin) : !is_adverbial(c, begin, h->first))
		return false;
	if (!ru_source_after(c->s, next, c->last, true, &source))
		return false;
	content = content_behind(c, source.last);
	if (content != RU_NONE && !opens_clause(c, h, content))
		content = RU_NONE;
	if (content == RU_NONE && (h->cue & RU_CUE_STANCE) != 0 && source.last < c->last && !is_mark(c, source.last))
		content = source.last;
	if (content == RU_NONE && !h->silent)
		return false;
	*status =
	    put_frame(c, h, source, nothing, content == RU_NONE ? nothing : (struct ru_words_range){content, c->last});
	return true;
}

/* "Ihm wurde von der Polizei vorgeworfen, ...": the source behind "von", or nobody. */
static int read_passive(struct ru_clause *c, const struct ru_cue_hit *h, uint32_t i, uint32_t content)
{
	struct ru_words_range source = {RU_NONE, RU_NONE};

	for (; i < h->first; i++) {
		if (has(c, i, RU_CLAUSE_BY) && ru_source_after(c->s, i + 1, h->first, false, &source))
			break;
	}
	return put_frame(c, h, source, nothing, (struct ru_words_range){content, c->last});
}

/* "Braun hat am Montag gesagt, ...", "Am Montag hat Braun gesagt, ...". */
static bool read_perfect(struct ru_clause *c, const struct ru_cue_hit *h, int *status)
{
	uint32_t begin = stretch_first(c, h->first), content = content_behind(c, h->last), i = h->first;
	struct ru_words_range source;
	bool shared, found;

	if (content != RU_NONE && !opens_clause(c, h, content))
		content = RU_NONE;
	while (i > begin && h->first - i < PERFECT_WORDS && !has(c, i - 1, RU_CLAUSE_HAVE | RU_CLAUSE_BE))
		i--;
	if (i <= begin || !has(c, i - 1, RU_CLAUSE_HAVE | RU_CLAUSE_BE))
		return false;
	if (has(c, i - 1, RU_CLAUSE_BE)) {
		*status = content == RU_NONE ? RU_OK : read_passive(c, h, i, content);
		return true;
	}
	if (content == RU_NONE && h->last < c->last && !is_mark(c, h->last) && may_begin_source(c, h->last))
		content = h->last; /* without its comma: "hat angekündigt die Preise zu erhöhen" */
	found = i - 1 > begin && is_adverbial(c, begin, i - 1)
	            ? ru_source_after(c->s, i, h->first, false, &source)
	            : ru_source_before(c->s, c->begin, i - 1, &source, &shared);
	if (!found)
		return false;
	if (content == RU_NONE) {
		*status = RU_OK;
		return true;
	}
	*status = put_frame(c, h, source, nothing, (struct ru_words_range){content, c->last});
	return true;
}

/* "Braun äußerte sich gegenüber dem Sender erleichtert: ..." */
static bool read_plain(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	uint32_t content = content_behind(c, h->last), main = c->main;
	struct ru_words_range source;
	struct ru_cue_behind b = ru_clause_behind(c, h);
	bool shared = false;

	if (content != RU_NONE && !opens_clause(c, h, content))
		content = RU_NONE;
	if (content == RU_NONE && (h->cue & RU_CUE_STANCE) != 0 && h->last < c->last && !is_mark(c, h->last))
		content = h->last;
	if (content == RU_NONE)
		return true;
	if (!ru_source_before(c->s, c->begin, h->first, &source, &shared)) {
		if (!shared || main == RU_NONE || ru_clause_frame(c, main)->source.first == RU_NONE)
			return true;
		source = ru_clause_frame(c, main)->source;
		ru_clause_cut_open(c, h->first);
	}
	*status = put_frame(c, h, source, nothing, (struct ru_words_range){content, c->last});
	if (*status == RU_OK && c->main != main && b.addressee.first != RU_NONE)
		ru_clause_frame(c, c->main)->addressee = b.addressee;
	return true;
}

/* A finite verb: one of the orders above, or the plain one where what follows can be content. */
static bool read_finite(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	uint32_t begin = stretch_first(c, h->first);
	bool closes = ru_clause_closes_left(c, h->first);

	if (read_last(c, h, status) || read_inverted(c, h, status))
		return true;
	if (h->silent)
		return false;
	if (closes && (h->cue & (RU_CUE_QUOTE | RU_CUE_BOTH)) != 0 && ru_clause_read_closing(c, h, status))
		return true;
	/* "wollte das nicht kritisieren": an infinitive */
	for (uint32_t i = begin; i < h->first && is_mark(c, h->last); i++) {
		if (has(c, i, RU_CLAUSE_MODAL))
			return true;
	}
	/* "zum Katastrophengebiet erklärt wurde": no finite verb */
	if (has(c, h->last, RU_CLAUSE_BE | RU_CLAUSE_HAVE))
		return true;
	if (!closes && begin < h->first && is_adverbial(c, begin, h->first))
		return true;
	return read_plain(c, h, status);
}

bool ru_verb_second_read(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	*status = RU_OK;
	if ((h->cue & RU_CUE_NOBODY) != 0) {
		*status = read_nobody(c, h);
		return true;
	}
	if ((h->cue & RU_CUE_POST) != 0) {
		if ((h->cue & RU_CUE_PER) == 0 || !read_noun(c, h, status))
			*status = read_post(c, h);
		return true;
	}
	if ((h->cue & RU_CUE_PER) != 0)
		return read_middle(c, h, status);
	if ((h->cue & RU_CUE_PERFECT) != 0 && read_perfect(c, h, status))
		return true;
	if ((h->cue & FINITE_CUE) == 0)
		return (h->cue & RU_CUE_QUOTE) != 0 ? !may_begin_source(c, h->last) : h->cue == RU_CUE_PERFECT;
	return read_finite(c, h, status);
}
