/* SPDX-License-Identifier: Apache-2.0 */
/* Orders of a report in languages whose verb stands second, as German, Dutch and the Scandinavian languages have them.
 *
 * Fed a hit of statements/hits.c; gives a frame. "Am Montag sagte Braun, die Lage sei gut": the source behind the verb;
 * "Braun hat gesagt, ...": a participle; "wie Braun mitteilte": the verb last; "Angaben der Polizei zufolge": behind
 * its source; "Die Lage ist laut Braun gut": in the middle of what is said. The plain order and the report that closes
 * are those of every language (opening.c, trailing.c). Bounded work a hit. */
#include "facts/statements/verb_second.h"

static const struct ru_words_range nothing = {0, 0};

/* Where the stretch of the hit begins, inside what is not yet read. */
uint32_t ru_second_stretch(const struct ru_clause *c, uint32_t i)
{
	uint32_t first = c->s->segment_first[i];

	return first < c->begin ? c->begin : first;
}

bool ru_second_begins_source(const struct ru_clause *c, uint32_t i)
{
	if (i >= c->last || c->s->r->words[i].kind != RU_WORD_LETTERS || c->s->word[i].depth > 0 ||
	    (c->s->word[i].date && c->s->word[i].name == RU_NONE))
		return false;
	return c->s->word[i].name != RU_NONE || (c->s->r->words[i].flags & RU_WORD_CAPITAL) != 0 ||
	       ru_second_has(c, i, RU_CLAUSE_TITLE | RU_CLAUSE_PRONOUN | RU_CLAUSE_ONE | RU_CLAUSE_DET | RU_CLAUSE_ART);
}

/* A semicolon outside quotations ends what is said. */
static uint32_t before_semicolon(const struct ru_clause *c, struct ru_words_range content)
{
	for (uint32_t i = content.first; i < content.last; i++) {
		if (c->s->word[i].depth == 0 && ru_word_byte(c->s, i) == ';')
			return i;
	}
	return content.last;
}

/* "wies die Vorwürfe zurück": the second part of the cue at the end is no content. */
static uint32_t before_second_part(const struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range content)
{
	uint32_t last = content.last;

	if ((h->cue & (RU_CUE_PER | RU_CUE_POST)) != 0 || content.first < h->first)
		return content.last; /* "laut", and a clause that is content as a whole: "Braun rief zur Ruhe auf" */
	if (last > content.first + 1 && c->s->r->words[last - 1].kind == RU_WORD_PUNCT &&
	    c->s->word[last - 1].depth == 0)
		last--;
	return last > content.first && ru_second_has(c, last - 1, RU_CLAUSE_PARTICLE) ? last - 1 : content.last;
}

int ru_second_frame(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source,
                    struct ru_words_range left, struct ru_words_range right)
{
	uint32_t index, main = c->main;
	struct ru_frame *f = ru_clause_new_frame(c, source, (struct ru_words_range){h->first, h->last}, &index);

	if (f == NULL)
		return ru_clause_no_frame(c);
	f->polarity = ru_clause_polarity(h);
	right.last = before_second_part(c, h, (struct ru_words_range){right.first, before_semicolon(c, right)});
	ru_frame_add_content(f, left.first, left.last);
	ru_frame_add_content(f, right.first, right.last);
	f->open = right.last == c->last;
	if (main != RU_NONE && ru_clause_frame(c, main)->leading)
		f->parent = main;
	c->main = index;
	c->begin = right.first < right.last ? right.first : h->last;
	return RU_OK;
}

int ru_second_act(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source)
{
	size_t index = c->s->frames.len;
	int status;

	if (c->main != RU_NONE && index > c->base)
		return RU_OK; /* the sentence is told already */
	status = ru_second_frame(c, h, source, nothing, (struct ru_words_range){c->begin, c->last});
	if (status == RU_OK && c->s->frames.len > index)
		ru_clause_frame(c, (uint32_t)index)->cue = (struct ru_words_range){RU_NONE, RU_NONE};
	return status;
}

/* Where the clause of word i begins: at its stretch, or before what is put in between two commas:
 * "Braun, die Trainerin, ist laut ..." */
uint32_t ru_second_clause(const struct ru_clause *c, uint32_t i)
{
	uint32_t begin = ru_second_stretch(c, i);
	bool goes_on = ru_second_has(c, begin, RU_CLAUSE_BE | RU_CLAUSE_HAVE | RU_CLAUSE_MODAL | RU_CLAUSE_SUBJUNCTIVE);

	return goes_on || begin >= i ? c->begin : begin;
}

/* "Die Lage ist laut Braun gut." */
static bool read_middle(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	uint32_t begin = ru_second_stretch(c, h->first), i = h->last;
	struct ru_words_range source;

	if (h->first < begin + 2 || c->main != RU_NONE || ru_is_separator(c->s, h->first - 1) ||
	    c->s->word[h->first - 1].depth > 0)
		return false;
	if (!ru_source_after(c->s, i, c->last, true, &source))
		return false;
	h->last = i;
	ru_second_whose(c, &source);
	*status = ru_second_frame(c, h, source, (struct ru_words_range){ru_second_clause(c, h->first), h->first},
	                          (struct ru_words_range){source.last, c->last});
	return true;
}

/* Where the clause begins that the verb at word i closes: "denn wie die Trainerin, Hannah Braun, mitteilte" has an
 * apposition between its commas and a small word before it. */
static uint32_t leads_as(const struct ru_clause *c, uint32_t i)
{
	uint32_t as = c->s->segment_first[i];

	for (uint32_t back = 0; back < 2 && as > c->first + 1 && ru_is_separator(c->s, as - 1); back++) {
		if (ru_second_has(c, as, RU_CLAUSE_AS) || (back == 0 && as < i))
			break;
		as = c->s->segment_first[as - 2];
	}
	if (as + 1 < i && (c->s->word[as].class & (RU_CLAUSE_CONJ | RU_CLAUSE_OPEN)) != 0 &&
	    ru_second_has(c, as + 1, RU_CLAUSE_AS))
		as++;
	return as;
}

/* "wie Braun am Montag mitteilte". */
static bool read_last(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	uint32_t as = leads_as(c, h->first), close = c->s->segment_last[h->first];
	struct ru_words_range source, left = nothing, right = nothing;

	if (!ru_second_has(c, as, RU_CLAUSE_AS) || as + 1 >= h->first || as < c->first ||
	    !ru_source_after(c->s, as + 1 + ru_second_has(c, as + 1, RU_CLAUSE_PREP), h->first, true, &source))
		return false;
	if (as > c->begin + 1)
		left = (struct ru_words_range){c->begin, as - 1};
	if (h->last < close && ru_second_has(c, h->last, RU_CLAUSE_HAVE | RU_CLAUSE_BE))
		h->last++;       /* "bekanntgegeben hat" */
	if (h->last + 1 < close) /* "Wie Braun berichtet sind ...": without its comma */
		close = h->last - 1;
	if (close + 1 < c->last)
		right = (struct ru_words_range){close + 1, c->last};
	*status = ru_second_frame(c, h, source, left, right);
	return true;
}

/* Whether the stretch before the verb is no subject: "Am Montag", "Dazu", a whole clause. */
bool ru_second_adverbial(const struct ru_clause *c, uint32_t first, uint32_t last)
{
	if (first >= last)
		return true;
	if (first + 1 < last && ru_second_has(c, first, RU_CLAUSE_OBLIQUE))
		return true; /* "Den Gästen sagte Braun" */
	if (first + 1 < last && ru_second_has(c, first, RU_CLAUSE_ART))
		return false; /* "Das sagte Braun", but "Das Amt sagte" */
	/* "Auch Braun sagte" */
	if (last - first > 1 && last - first < 6 && !c->s->word[first].date &&
	    !ru_second_has(c, first, RU_CLAUSE_PREP) && c->s->word[first].length == 1 &&
	    ru_second_begins_source(c, first + 1) &&
	    (c->s->word[first].class & (RU_CLAUSE_OPEN | RU_CLAUSE_AUX | RU_CLAUSE_CONJ)) != 0)
		return false;
	/* "Ähnlich äußerte sich Braun": one word that names nobody */
	if (first + 1 == last && first == c->first && c->s->word[first].name == RU_NONE &&
	    !ru_second_has(c, first,
	                   RU_CLAUSE_PRONOUN | RU_CLAUSE_TITLE | RU_CLAUSE_FIRST | RU_CLAUSE_DET | RU_CLAUSE_ONE))
		return true;
	return c->s->word[first].date || ru_second_has(c, first, RU_CLAUSE_PREP | RU_CLAUSE_AUX) ||
	       (c->s->word[first].class & (RU_CLAUSE_OPEN | RU_CLAUSE_AUX)) != 0;
}

/* A subordinate clause or adverbial with its comma stands before the verb: "Als er kam, sagte Braun". */
static bool is_behind_clause(const struct ru_clause *c, uint32_t first)
{
	uint32_t before;

	if (first <= c->begin + 1 || !ru_is_separator(c->s, first - 1) || c->s->word[first - 2].depth > 0)
		return false;
	before = c->begin;
	/* "Vor dem Brand wurde kein Notruf gesendet, teilte ... mit": a whole clause is what was said */
	for (uint32_t i = before; i < first && !ru_second_has(c, before, RU_CLAUSE_SUB); i++) {
		if (ru_second_has(c, i, RU_CLAUSE_BE | RU_CLAUSE_HAVE | RU_CLAUSE_MODAL | RU_CLAUSE_SUBJUNCTIVE))
			return false;
	}
	return ru_second_adverbial(c, before, first) || ru_second_has(c, before, RU_CLAUSE_SUB);
}

/* "Die Brücke ist gesperrt. Das bestätigte die Stadt.", "Die Brücke ist gesperrt, das bestätigte die Stadt.": the word
 * before the verb stands for what was told right before. */
static bool read_back(struct ru_clause *c, const struct ru_cue_hit *h, struct ru_words_range source, int *status)
{
	uint32_t begin = ru_second_stretch(c, h->first);
	struct ru_words_range told = nothing;
	size_t frames = c->s->frames.len;

	if (begin >= h->first || !ru_second_has(c, begin, RU_CLAUSE_BACK) ||
	    (begin + 1 < h->first && !ru_second_has(c, begin + 1, RU_CLAUSE_AUX | RU_CLAUSE_HAVE)))
		return false;
	if (begin > c->begin + 1) {
		told = (struct ru_words_range){c->begin, begin - 1};
	} else if (begin == c->first && c->unit > 0) {
		const struct ru_unit *u = RU_VEC_AT(&c->s->units, struct ru_unit, c->unit - 1);
		if (u->block == RU_VEC_AT(&c->s->units, struct ru_unit, c->unit)->block)
			told = (struct ru_words_range){u->first, u->last};
	}
	if (told.last <= told.first)
		return false;
	*status = ru_second_frame(c, h, source, told, (struct ru_words_range){begin, begin + 1});
	if (c->s->frames.len > frames)
		ru_clause_frame(c, (uint32_t)frames)->carried = told.first < c->first;
	return true;
}

/* "Als „großen Fehler“ bezeichnete Braun den Bau": the quotation before the verb; RU_NONE where none stands there. */
static uint32_t quotation_before(const struct ru_clause *c, uint32_t begin, uint32_t end)
{
	if (begin >= end || !ru_second_has(c, begin, RU_CLAUSE_PREP | RU_CLAUSE_AS | RU_CLAUSE_BY))
		return RU_NONE;
	for (uint32_t i = begin; i < end && i < begin + 5; i++) {
		if (c->s->quotation_at[i] != RU_NONE)
			return i;
	}
	return RU_NONE;
}

/* "Auf die Frage, ob sie bleibe, antwortete Braun: „Ja.“" */
static bool leads_to_quotation(const struct ru_clause *c, uint32_t i)
{
	uint32_t content = ru_second_content(c, i);

	return content != RU_NONE && content > i && c->s->quotation_at[content] != RU_NONE &&
	       ru_word_byte(c->s, content - 1) == ':' && c->s->word[c->begin].depth == 0;
}

/* "Am Montag sagte Braun, ...": the source behind the verb. */
static bool read_inverted(struct ru_clause *c, const struct ru_cue_hit *h, int *status)
{
	uint32_t begin = ru_second_stretch(c, h->first), content, quote, next = h->last;
	struct ru_words_range source, quoted;

	while (next < c->last && !ru_second_mark(c, next) && c->s->word[next].name == RU_NONE &&
	       (c->s->word[next].date || ru_second_has(c, next, RU_CLAUSE_AUX)))
		next++;
	if (!ru_second_begins_source(c, next) || ru_second_has(c, next, RU_CLAUSE_OBLIQUE))
		return false;
	if (!ru_source_after(c->s, next, c->last, true, &source))
		return false;
	if (begin < h->first && ru_second_has(c, next, RU_CLAUSE_PRONOUN) && next + 1 < c->last &&
	    !ru_second_mark(c, next + 1))
		source = (struct ru_words_range){next, next + 1}; /* "Den Bau nannte sie einen Fehler" */
	else if (begin == h->first
	             ? h->first > c->first && !is_behind_clause(c, begin) && !leads_to_quotation(c, source.last)
	             : !ru_second_adverbial(c, begin, h->first))
		return false;
	quote = quotation_before(c, begin, h->first);
	if (quote != RU_NONE) {
		const struct ru_quotation *q =
		    RU_VEC_AT(&c->s->quotations, struct ru_quotation, c->s->quotation_at[quote]);
		*status = q->close > h->first
		              ? RU_OK
		              : ru_second_frame(c, h, source, (struct ru_words_range){quote, q->close}, nothing);
		return true;
	}
	content = ru_second_content(c, source.last);
	if (content != RU_NONE && !ru_second_opens(c, h, content))
		content = RU_NONE;
	if (content == RU_NONE && read_back(c, h, source, status))
		return true;
	if (content == RU_NONE && (h->cue & RU_CUE_DENY) != 0 && source.last < c->last &&
	    !ru_second_mark(c, source.last))
		content = source.last;
	/* the object stands behind the source, or behind the comma of its apposition */
	if ((h->cue & RU_CUE_STANCE) != 0 &&
	    ru_second_called(c, source.last + ru_is_separator(c->s, source.last), &quoted)) {
		*status = ru_second_frame(c, h, source, nothing, quoted);
		return true;
	}
	if (content == RU_NONE && !h->silent && (h->cue & RU_CUE_ACT) != 0 &&
	    !(begin == h->first && ru_clause_closes_left(c, begin) && source.last + 1 >= c->last)) {
		*status = ru_second_act(c, h, source);
		return true;
	}
	if (content == RU_NONE && !h->silent)
		return false;
	*status = ru_second_frame(c, h, source, nothing,
	                          content == RU_NONE ? nothing : (struct ru_words_range){content, c->last});
	return true;
}

/* "Braun kam am Montag an und sagte, ...": what the sentence begins with. */
static bool shares_subject(const struct ru_clause *c, uint32_t cue, struct ru_words_range *source)
{
	return ru_second_begins_source(c, c->first) && c->s->segment_first[cue] == c->first &&
	       !ru_second_has(c, c->first, RU_CLAUSE_OBLIQUE | RU_CLAUSE_PREP) &&
	       ru_source_after(c->s, c->first, cue, false, source) && source->last < cue;
}

/* "Braun äußerte sich gegenüber dem Sender erleichtert: ..." */
static bool read_plain(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	uint32_t content = ru_second_content(c, h->last), main = c->main, begin = ru_second_stretch(c, h->first);
	uint32_t last = c->last;
	struct ru_words_range source, quoted;
	struct ru_cue_behind b = ru_clause_behind(c, h);
	bool shared = false;

	if (content != RU_NONE && !ru_second_opens(c, h, content))
		content = RU_NONE;
	if (content == RU_NONE && (h->cue & RU_CUE_DENY) != 0 && h->last < c->last && !ru_second_mark(c, h->last))
		content = h->last;
	if ((h->cue & RU_CUE_STANCE) != 0 && ru_second_called(c, h->last, &quoted)) {
		content = quoted.first;
		last = quoted.last;
	}
	if (content == RU_NONE && (h->cue & RU_CUE_ACT) == 0)
		return true;
	if (begin > c->first && ru_is_separator(c->s, begin - 1) && begin + 1 < h->first &&
	    ru_opens_relative(c->s, begin, c->last)) {
		source = (struct ru_words_range){begin, begin + 1}; /* "Braun, der im Rat betonte, ..." */
	} else if (!ru_source_before(c->s, c->begin, h->first, &source, &shared)) {
		if (content != RU_NONE && shared && main == RU_NONE && shares_subject(c, h->first, &source)) {
			*status = content == RU_NONE ? ru_second_act(c, h, source)
			                             : ru_second_frame(c, h, source, nothing,
			                                               (struct ru_words_range){content, c->last});
			return true;
		}
		if (!shared || main == RU_NONE || ru_clause_frame(c, main)->source.first == RU_NONE)
			return true;
		source = ru_clause_frame(c, main)->source;
		/* "sagte, ..., und fügte hinzu": the small word before the verb is no content */
		ru_clause_cut_open(c, h->first - ru_second_has(c, h->first - 1, RU_CLAUSE_CONJ));
	} else if (main != RU_NONE && begin > c->begin && begin < source.first &&
	           ru_second_has(c, begin, RU_CLAUSE_CONJ)) {
		ru_clause_cut_open(c, begin); /* "Braun sagte, ..., doch Weller erklärte, ..." */
	}
	if (content == RU_NONE) {
		*status = ru_second_act(c, h, source);
		return true;
	}
	*status = ru_second_frame(c, h, source, nothing, (struct ru_words_range){content, last});
	if (*status == RU_OK && c->main != main && b.addressee.first != RU_NONE)
		ru_clause_frame(c, c->main)->addressee = b.addressee;
	return true;
}

static bool is_behind_quotation(const struct ru_clause *c, uint32_t i)
{
	return i > c->first + 1 && (c->s->word[i - 1].depth > 0 || c->s->word[i - 2].depth > 0);
}

/* "Die Trainerin des Vereins, Hannah Braun, lobte die Lage": what stands before the verb is its subject, and nothing
 * that was said. */
static bool is_behind_apposition(const struct ru_clause *c, uint32_t verb)
{
	uint32_t first, name;

	if (verb < c->first + 4 || !ru_is_separator(c->s, verb - 1) || c->s->word[verb - 2].depth > 0)
		return false;
	first = c->s->segment_first[verb - 2];
	name = c->s->word[verb - 2].name;
	if (first <= c->first + 1 || !ru_is_separator(c->s, first - 1) || name == RU_NONE ||
	    c->s->word[first].name != name || c->s->segment_first[first - 2] > c->begin ||
	    !ru_second_begins_source(c, c->begin))
		return false;
	for (uint32_t i = c->begin; i < first; i++) {
		if (c->s->word[i].depth > 0 ||
		    ru_second_has(c, i, RU_CLAUSE_BE | RU_CLAUSE_HAVE | RU_CLAUSE_MODAL | RU_CLAUSE_SUBJUNCTIVE))
			return false;
	}
	return true;
}

/* "Eine Sprecherin der „Neuen Welle“ lobte den Bau": the quotation before the verb is a name, with no comma behind it.
 */
static bool is_behind_title(const struct ru_clause *c, uint32_t verb)
{
	uint32_t open = verb - 1;

	if (verb <= c->first || c->s->word[verb - 1].depth == 0)
		return false;
	while (open > c->first && verb - open <= RU_SECOND_TITLE && c->s->quotation_at[open] == RU_NONE)
		open--;
	return open > c->first && c->s->quotation_at[open] != RU_NONE && c->s->word[open - 1].depth == 0 &&
	       !ru_quotation_is_worded(c->s,
	                               RU_VEC_AT(&c->s->quotations, struct ru_quotation, c->s->quotation_at[open]));
}

/* A finite verb: one of the orders above, or the plain one where what follows can be content. */
static bool read_finite(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	uint32_t begin = ru_second_stretch(c, h->first);
	bool closes =
	    ru_clause_closes_left(c, h->first) && !is_behind_apposition(c, h->first) && !is_behind_title(c, h->first);

	if (read_last(c, h, status) || read_inverted(c, h, status))
		return true;
	if (h->silent)
		return false;
	if (closes && ((h->cue & (RU_CUE_QUOTE | RU_CUE_BOTH)) != 0 || is_behind_quotation(c, h->first)) &&
	    ru_clause_read_closing(c, h, status))
		return true;
	/* "wollte das nicht kritisieren": an infinitive */
	for (uint32_t i = begin; i < h->first && ru_second_mark(c, h->last); i++) {
		if (ru_second_has(c, i, RU_CLAUSE_MODAL))
			return true;
	}
	/* "zum Katastrophengebiet erklärt wurde": no finite verb */
	if (ru_second_has(c, h->last, RU_CLAUSE_BE | RU_CLAUSE_HAVE))
		return true;
	/* but "sagte, ..., und fügte hinzu: ..." has its subject before the first verb */
	if (!closes && begin < h->first && ru_second_adverbial(c, begin, h->first) &&
	    (begin + 1 < h->first || c->s->word[begin].length > 0 || c->s->word[begin].date) &&
	    !(begin + 1 == h->first && ru_second_has(c, begin, RU_CLAUSE_CONJ)))
		return true;
	return read_plain(c, h, status);
}

/* "Demnach ist die Lage gut.", "Die Lage ist demnach gut." */
static int read_self(struct ru_clause *c, const struct ru_cue_hit *h)
{
	struct ru_words_range left = nothing;

	if (h->first > ru_second_stretch(c, h->first))
		left = (struct ru_words_range){ru_second_clause(c, h->first), h->first};
	return ru_second_frame(c, h, (struct ru_words_range){h->first, h->last}, left,
	                       (struct ru_words_range){h->last, c->last});
}

bool ru_verb_second_read(struct ru_clause *c, struct ru_cue_hit *h, int *status)
{
	*status = RU_OK;
	if ((h->cue & RU_CUE_NOBODY) != 0) {
		*status = ru_second_nobody(c, h);
		return true;
	}
	if ((h->cue & RU_CUE_SELF) != 0) {
		*status = read_self(c, h);
		return true;
	}
	if ((h->cue & RU_CUE_POST) != 0) {
		if ((h->cue & RU_CUE_PER) == 0 || !ru_second_noun(c, h, status))
			*status = ru_second_post(c, h);
		return true;
	}
	if ((h->cue & RU_CUE_PER) != 0)
		return read_middle(c, h, status);
	if ((h->cue & RU_CUE_PERFECT) != 0 && ru_second_has(c, h->last, RU_CLAUSE_HAVE | RU_CLAUSE_BE) &&
	    read_last(c, h, status))
		return true;
	if ((h->cue & RU_CUE_PERFECT) != 0 && ru_second_perfect(c, h, status))
		return true;
	if ((h->cue & (RU_CUE_BEFORE | RU_CUE_ACT)) == 0)
		return (h->cue & RU_CUE_QUOTE) != 0 ? !ru_second_begins_source(c, h->last) : h->cue == RU_CUE_PERFECT;
	return read_finite(c, h, status);
}
