/* SPDX-License-Identifier: Apache-2.0 */
/* The subject of a verb, in languages whose pack tells verbs from nouns: the noun phrase that ends before it.
 *
 * Fed parts of speech; gives a word range. "Friends of Brown who saw her on the trail say": over the relative clause;
 * "In Lohari, Ratna Brown, a teacher, said": over the apposition, not over the adverbial; "She won and critics said":
 * not over the clause before. Looks at no more than a few stretches between commas. */
#include "facts/statements/statements.h"
#include "text/utf8.h"

enum { PHRASE_WORDS = 40, RELATIVE_WORDS = 14, STRETCHES = 4 };

static bool is_verb(const struct ru_statement_reader *s, uint32_t i)
{
	return s->word[i].part == RU_PART_FINITE || s->word[i].part == RU_PART_AUX;
}

static bool has_class(const struct ru_statement_reader *s, uint32_t i, uint32_t class)
{
	return s->word[i].name == RU_NONE && (s->word[i].single & class) != 0;
}

static bool is_title(const struct ru_statement_reader *s, uint32_t i)
{
	return (s->word[i].single & RU_CLAUSE_TITLE) != 0;
}

/* The relative word of the clause whose verb is word i: "who have seen"; RU_NONE where it is no relative clause. */
static uint32_t relative_of(const struct ru_statement_reader *s, uint32_t first, uint32_t i)
{
	for (uint32_t steps = 0; i > first + 1 && steps < RELATIVE_WORDS; steps++) {
		i--;
		if (has_class(s, i, RU_CLAUSE_REL) && (s->word[i - 1].single & RU_CLAUSE_CONJ) == 0 &&
		    !is_verb(s, i - 1))
			return i;
		if (s->word[i].depth > 0 || ru_is_separator(s, i) || has_class(s, i, RU_CLAUSE_SUB))
			return RU_NONE;
	}
	return RU_NONE;
}

/* Words before a subject that do not belong to it: "But", "Still", "Now". */
static uint32_t skip_openers(const struct ru_statement_reader *s, uint32_t first, uint32_t end)
{
	while (first + 1 < end && s->word[first].name == RU_NONE && (s->word[first].single & RU_CLAUSE_ART) == 0 &&
	       ((s->word[first].single & (RU_CLAUSE_CONJ | RU_CLAUSE_THAT)) != 0 ||
	        (s->word[first].class & RU_CLAUSE_OPEN) != 0 || s->word[first].part == RU_PART_ADVERB ||
	        s->word[first].date || s->r->words[first].kind == RU_WORD_PUNCT))
		first++;
	return first;
}

/* The subject behind an adverbial without a comma: "In his speech the mayor said", "In May he said". */
static uint32_t behind_adverbial(const struct ru_statement_reader *s, uint32_t first, uint32_t end)
{
	for (uint32_t i = end; i > first + 2; i--) {
		uint32_t before = s->word[i - 2].single;
		bool begins = has_class(s, i - 1, RU_CLAUSE_ART) ||
		              (s->word[i - 1].name != RU_NONE && s->word[i - 2].name != s->word[i - 1].name);
		if (begins && (before & (RU_CLAUSE_PREP | RU_CLAUSE_ART | RU_CLAUSE_CONJ | RU_CLAUSE_TITLE)) == 0 &&
		    !ru_is_possessive(s, i - 2))
			return i - 1;
		if (begins && (before & RU_CLAUSE_TITLE) != 0 && i > first + 3 &&
		    (s->word[i - 3].single & (RU_CLAUSE_PREP | RU_CLAUSE_ART)) == 0)
			return i - 2;
	}
	return RU_NONE;
}

/* Where the noun phrase that ends at `end` begins, inside one stretch; RU_NONE where there is none. */
static uint32_t phrase_begin(const struct ru_statement_reader *s, uint32_t first, uint32_t end)
{
	uint32_t k = end, conj = RU_NONE;
	bool cut = false;

	if (has_class(s, end - 1, RU_CLAUSE_PRONOUN | RU_CLAUSE_FIRST) && !is_title(s, end - 1) &&
	    !(end > first + 2 && has_class(s, end - 2, RU_CLAUSE_GEN)))
		return end - 1;
	while (k > first && !cut && end - k < PHRASE_WORDS) {
		uint32_t i = k - 1;
		if (s->word[i].depth > 0)
			break;
		if (is_verb(s, i)) {
			uint32_t relative = relative_of(s, first, i);
			if (relative == RU_NONE) {
				cut = true;
				break;
			}
			k = relative;
			continue;
		}
		if (has_class(s, i, RU_CLAUSE_THAT | RU_CLAUSE_SUB | RU_CLAUSE_ASK) &&
		    (s->word[i].single & RU_CLAUSE_ART) == 0)
			break;
		if (has_class(s, i, RU_CLAUSE_CONJ) && conj == RU_NONE)
			conj = i;
		k = i;
	}
	if (cut && conj != RU_NONE)
		k = conj + 1;
	while (k < end && has_class(s, k, RU_CLAUSE_REL) && !has_class(s, k, RU_CLAUSE_ART))
		k++;
	if (k >= end)
		return RU_NONE;
	k = skip_openers(s, k, end);
	/* "about 9 percent", not "in Lohari" */
	if (has_class(s, k, RU_CLAUSE_PREP) && (s->word[k].single & RU_CLAUSE_ART) == 0 &&
	    !(k + 2 < end && k == first && s->r->words[k + 1].kind == RU_WORD_NUMBER && !s->word[k + 1].date))
		k = behind_adverbial(s, k, end);
	return k != RU_NONE && k < end &&
	               (s->r->words[end - 1].kind != RU_WORD_PUNCT || s->word[end - 1].bracket ||
	                s->word[end - 1].name != RU_NONE)
	           ? k
	           : RU_NONE;
}

/* Words between the subject and its verb: "also", "on Monday", "(58)". Gives the end of what stands before. */
static uint32_t strip(const struct ru_statement_reader *s, uint32_t first, uint32_t end)
{
	while (end > first) {
		const struct ru_clause_word *w = &s->word[end - 1];
		if (w->date || (w->bracket && end >= first + 3 && s->word[end - 2].date)) {
			while (end > first && (s->word[end - 1].date || s->word[end - 1].bracket))
				end--;
			if (end > first && has_class(s, end - 1, RU_CLAUSE_PREP))
				end--;
			continue;
		}
		if (w->part != RU_PART_ADVERB || w->name != RU_NONE)
			break;
		end--;
	}
	return end;
}

/* Where the stretch that ends before word end begins, not before word from: behind a mark or a quotation. */
static uint32_t stretch_first(const struct ru_statement_reader *s, uint32_t from, uint32_t end)
{
	uint32_t first = s->segment_first[end - 1] < from ? from : s->segment_first[end - 1];

	for (uint32_t i = end; i > first && end - i < PHRASE_WORDS; i--) {
		if (s->word[i - 1].depth > 0)
			return i;
	}
	return first;
}

/* Whether the stretch can be no part of a subject: "in Lohari", "speaking on Monday", "however". */
static bool is_adverbial(const struct ru_statement_reader *s, uint32_t first, uint32_t last)
{
	if (s->word[first].date && s->word[first].name == RU_NONE)
		return true;
	if (has_class(s, first, RU_CLAUSE_PREP | RU_CLAUSE_SUB) && !has_class(s, first, RU_CLAUSE_REL | RU_CLAUSE_ART))
		return true;
	/* "managing editor of the paper", not "quoting Mayor Brown" */
	if (s->word[first].part == RU_PART_GERUND && first + 1 < last && is_title(s, first + 1) &&
	    (first + 2 >= last || s->word[first + 2].name == RU_NONE))
		return false;
	if (s->word[first].part == RU_PART_GERUND || s->word[first].part == RU_PART_INFINITIVE ||
	    s->word[first].part == RU_PART_ADVERB)
		return true;
	return (s->word[first].class & RU_CLAUSE_OPEN) != 0 && first + s->word[first].length >= last;
}

static bool has_verb(const struct ru_statement_reader *s, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++) {
		if (is_verb(s, i) && relative_of(s, first, i) == RU_NONE)
			return true;
	}
	return false;
}

/* A stretch that stands behind its head: "a teacher", "Brown's lawyer", "58", "mayor of Lohari". */
static bool is_apposition(const struct ru_statement_reader *s, uint32_t first, uint32_t last)
{
	if (s->r->words[first].kind == RU_WORD_NUMBER || has_class(s, first, RU_CLAUSE_ART) || is_title(s, first))
		return true;
	if ((s->r->words[first].flags & RU_WORD_CAPITAL) == 0 && s->r->words[first].kind == RU_WORD_LETTERS)
		return true;
	for (uint32_t i = first; i < last; i++) {
		if (ru_is_possessive(s, i) || has_class(s, i, RU_CLAUSE_PREP))
			return true;
		if (has_class(s, i, RU_CLAUSE_CONJ))
			return s->word[first].name != RU_NONE;
	}
	return false;
}

static bool is_stop(const struct ru_statement_reader *s, uint32_t i, uint32_t last)
{
	char c = ru_word_byte(s, i);

	return s->r->words[i].kind == RU_WORD_PUNCT && (c == '.' || c == '!' || c == '?') &&
	       (i + 1 >= last || s->r->sentence_of[i] != s->r->sentence_of[i + 1]);
}

/* "According to the head of public works, Rendi Sapta, ...", "Brown's lawyer, Rendi Sapta, said": the name behind an
 * office, or behind what tells of somebody without his name. */
static bool names_holder(const struct ru_statement_reader *s, uint32_t first, uint32_t end, uint32_t next,
                         uint32_t last)
{
	uint32_t n = s->word[next].name, close = s->segment_last[next] < last ? s->segment_last[next] : last;
	bool title = false, owned = false;

	if (n == RU_NONE || s->r->facts->names[n].type != RU_NAME_PERSON)
		return false;
	for (uint32_t i = first; i < end; i++) {
		bool owner = i + 1 < end && ru_is_possessive(s, i),
		     goes_on = i + 1 < end && s->word[i].name != RU_NONE && s->word[i + 1].name == s->word[i].name;
		title = title || is_title(s, i);
		owned = owned || owner;
		if (s->word[i].name != RU_NONE && s->r->facts->names[s->word[i].name].type == RU_NAME_PERSON &&
		    !owner && !goes_on)
			return false;
	}
	title = title && has_class(s, first, RU_CLAUSE_ART);
	for (uint32_t i = next; i < close; i++) {
		if (s->word[i].name != n && !is_stop(s, i, last))
			return false;
	}
	return title || owned;
}

/* "Brown's lawyer, Rendi Sapta, said": the stretch [left, first - 1) tells of whom the stretch behind it names. */
static bool tells_of(const struct ru_statement_reader *s, uint32_t left, uint32_t first, uint32_t last)
{
	uint32_t i = skip_openers(s, left, first - 1);

	return i < first - 1 &&
	       (has_class(s, i, RU_CLAUSE_ART) || is_title(s, i) || s->word[i].name != RU_NONE ||
	        ru_is_possessive(s, i)) &&
	       names_holder(s, i, first - 1, first, last);
}

/* "Brown, 43, a teacher, said": the stretch [left, end) is an age; gives the end of the name before it, and where that
 * stretch begins. */
static uint32_t over_age(const struct ru_statement_reader *s, uint32_t from, uint32_t *left, uint32_t end)
{
	if (*left + 1 != end || s->r->words[*left].kind != RU_WORD_NUMBER || *left < from + 2 ||
	    ru_word_byte(s, *left - 1) != ',' || s->word[*left - 2].name == RU_NONE)
		return end;
	end = *left - 1;
	*left = stretch_first(s, from, end);
	return end;
}

/* "a woman in Lohari, Norland, said": a place alone behind a place. */
static bool is_wider_place(const struct ru_statement_reader *s, uint32_t first, uint32_t last)
{
	uint32_t n = s->word[first].name, before = s->word[first - 2].name;

	return n != RU_NONE && before != RU_NONE && n != before && s->word[last - 1].name == n &&
	       s->r->facts->names[n].type == RU_NAME_PLACE && s->r->facts->names[before].type == RU_NAME_PLACE;
}

/* The subject ends with a comma: "Brown, a teacher, said", "Brown, speaking in Lohari, said". */
static bool subject_in_stretches(const struct ru_statement_reader *s, uint32_t from, uint32_t end,
                                 struct ru_words_range *source)
{
	uint32_t last = end - 1;
	bool relative = false;

	for (uint32_t n = 0; n < STRETCHES && last > from; n++) {
		uint32_t first = stretch_first(s, from, last), head;
		bool joined = first > from + 1 && ru_word_byte(s, first - 1) == ',' && ru_is_separator(s, first - 1);
		if (ru_is_separator(s, last - 1) || s->word[last - 1].depth > 0)
			return false;
		if (has_class(s, first, RU_CLAUSE_REL) || s->word[first].part == RU_PART_PARTICIPLE ||
		    (joined && is_wider_place(s, first, last))) {
			relative = true;
		} else if (is_adverbial(s, first, last)) {
			if (relative)
				return false;
			end = first > from ? first - 1 : from;
		} else {
			uint32_t left = joined ? stretch_first(s, from, first - 1) : from;
			uint32_t close = joined ? over_age(s, from, &left, first - 1) : first;
			head = RU_NONE;
			if (joined && !ru_is_separator(s, close - 1) && s->word[close - 1].depth == 0 &&
			    (is_apposition(s, first, last) || tells_of(s, left, first, last)) &&
			    !is_adverbial(s, left, close) && !has_verb(s, left, close) && !has_verb(s, first, last))
				head = phrase_begin(s, left, close);
			if (head == RU_NONE)
				head = phrase_begin(s, first, last);
			if (head == RU_NONE)
				return false;
			*source = (struct ru_words_range){head, end};
			return end > head;
		}
		if (!joined)
			return false;
		last = first - 1;
	}
	return false;
}

/* ---- behind a cue ---- */

/* End of the noun phrase that begins at word i: over "of Lohari" behind a name, over any preposition behind a common
 * noun, over a relative clause. */
static uint32_t phrase_end(const struct ru_statement_reader *s, uint32_t i, uint32_t last)
{
	uint32_t first = i;
	bool relative = has_class(s, i, RU_CLAUSE_REL);

	for (; i < last && i - first < PHRASE_WORDS; i++) {
		const struct ru_clause_word *w = &s->word[i];
		if (ru_is_separator(s, i) || w->depth > 0 || is_stop(s, i, last) || w->cue != 0)
			break;
		if (i > first && has_class(s, i, RU_CLAUSE_REL))
			relative = true;
		if (relative)
			continue;
		if (w->date && i > first && w->name == RU_NONE)
			break;
		if (is_verb(s, i) || has_class(s, i, RU_CLAUSE_THAT | RU_CLAUSE_ASK) ||
		    (i > first && i + 1 < last && has_class(s, i, RU_CLAUSE_INF) &&
		     s->word[i + 1].part == RU_PART_INFINITIVE) ||
		    (has_class(s, i, RU_CLAUSE_SUB) && !has_class(s, i, RU_CLAUSE_GEN)))
			break;
		if (has_class(s, i, RU_CLAUSE_PREP | RU_CLAUSE_ADDR) && !has_class(s, i, RU_CLAUSE_GEN) && i > first &&
		    (s->word[i - 1].name != RU_NONE || s->word[first].part != RU_PART_OTHER ||
		     has_class(s, i - 1, RU_CLAUSE_PRONOUN) || (i + 1 < last && s->word[i + 1].date)))
			break;
		if (has_class(s, i, RU_CLAUSE_CONJ) && i + 1 < last && s->word[i + 1].takes != 0 && is_verb(s, i + 1))
			break;
		if (i > first && has_class(s, i, RU_CLAUSE_PRONOUN))
			break;
		if (has_class(s, first, RU_CLAUSE_PRONOUN) && i > first)
			break;
	}
	return i;
}

/* "According to a poll released Monday, ...": the form may be a participle, and the comma comes only behind it. */
static uint32_t over_participle(const struct ru_statement_reader *s, uint32_t first, uint32_t end, uint32_t last)
{
	uint32_t i = end;

	while (i < last && i - first < PHRASE_WORDS && s->word[i].depth == 0 && s->word[i].part != RU_PART_AUX &&
	       !ru_is_separator(s, i) && !is_stop(s, i, last))
		i++;
	return i < last && ru_word_byte(s, i) == ',' ? i : end;
}

bool ru_phrase_after(const struct ru_statement_reader *s, uint32_t i, uint32_t last, bool leading,
                     struct ru_words_range *source)
{
	uint32_t end;

	while (i < last && (has_class(s, i, RU_CLAUSE_BY)))
		i++;
	if (i >= last || s->word[i].depth > 0)
		return false;
	end = phrase_end(s, i, last);
	if (end == i || is_verb(s, i) || s->word[i].part == RU_PART_ADVERB ||
	    (has_class(s, i, RU_CLAUSE_PREP | RU_CLAUSE_THAT | RU_CLAUSE_ASK | RU_CLAUSE_SUB) &&
	     !has_class(s, i, RU_CLAUSE_ART)))
		return false;
	if (leading && end < last && s->word[end].part == RU_PART_FINITE)
		end = over_participle(s, i, end, last);
	for (uint32_t n = 0; n < STRETCHES && end + 1 < last && ru_word_byte(s, end) == ',' && ru_is_separator(s, end);
	     n++) {
		uint32_t next = end + 1, close;
		if (s->word[next].depth > 0 || has_class(s, next, RU_CLAUSE_PRONOUN | RU_CLAUSE_PREP | RU_CLAUSE_SUB) ||
		    s->word[next].part == RU_PART_GERUND || s->word[next].part == RU_PART_ADVERB ||
		    s->word[next].date || has_class(s, next, RU_CLAUSE_CONJ))
			if (!has_class(s, next, RU_CLAUSE_REL))
				break;
		if (!has_class(s, next, RU_CLAUSE_REL) &&
		    !(is_apposition(s, next, s->segment_last[next] < last ? s->segment_last[next] : last)) &&
		    !names_holder(s, i, end, next, last))
			break;
		close = phrase_end(s, next, last);
		if (close == next || (close < last && is_verb(s, close)))
			break;
		if (leading && !(close < last && ru_is_separator(s, close)))
			break;
		end = close;
	}
	*source = (struct ru_words_range){i, end};
	return true;
}

static bool is_dash(const struct ru_statement_reader *s, uint32_t i)
{
	size_t pos = s->r->words[i].begin;

	return ru_char_is_dash(ru_utf8_next(s->r->article->text, &pos));
}

/* "Brown - who saw it - said": where the words end before what stands between the dash at word i and the one before it;
 * RU_NONE where there is no other or a sentence ends between. */
static uint32_t before_dashes(const struct ru_statement_reader *s, uint32_t from, uint32_t i)
{
	for (uint32_t k = i; k > from + 1 && i - k < PHRASE_WORDS; k--) {
		if (s->word[k - 1].depth > 0 || s->r->sentence_of[k - 1] != s->r->sentence_of[i])
			return RU_NONE;
		if (ru_is_separator(s, k - 1) && is_dash(s, k - 1))
			return k - 1;
	}
	return RU_NONE;
}

bool ru_subject_before(const struct ru_statement_reader *s, uint32_t from, uint32_t end, struct ru_words_range *source)
{
	uint32_t begin, first;

	end = strip(s, from, end);
	if (end <= from || s->word[end - 1].depth > 0)
		return false;
	if (ru_is_separator(s, end - 1) && is_dash(s, end - 1)) {
		end = before_dashes(s, from, end - 1);
		if (end == RU_NONE)
			return false;
	}
	if (ru_is_separator(s, end - 1)) {
		if (end < from + 2 || !subject_in_stretches(s, from, end, source))
			return false;
		if (source->last > source->first && ru_is_separator(s, source->last - 1)) {
			bool inner = false;
			for (uint32_t i = source->first; i + 1 < source->last; i++)
				inner = inner || ru_is_separator(s, i);
			if (!inner)
				source->last--;
		}
		return source->last > source->first;
	}
	begin = stretch_first(s, from, end);
	first = phrase_begin(s, begin, end);
	if (first == RU_NONE)
		return false;
	*source = (struct ru_words_range){first, end};
	return true;
}
