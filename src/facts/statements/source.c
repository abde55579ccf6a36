/* SPDX-License-Identifier: Apache-2.0 */
/* Where the source of a statement begins and ends, before or behind its cue.
 *
 * Fed the marks of the words; gives word ranges. "Kepala Desa Sukamaju, Ahmad Rifai, mengatakan": the source runs over
 * its apposition; "Dalam rapat itu Rifai mengatakan": it does not take the adverbial in. Looks at no more than a few
 * segments. */
#include "facts/statements/statements.h"

enum { SEGMENTS_BACK = 4, SOURCE_WORDS = 24, LEADING_WORDS = 5, TITLE_WORDS = 7 };

static bool is_stop(const struct ru_statement_reader *s, uint32_t i)
{
	char c = ru_word_byte(s, i);

	return s->r->words[i].kind == RU_WORD_PUNCT && (c == '.' || c == '!' || c == '?');
}

bool ru_source_is_named(const struct ru_statement_reader *s, struct ru_words_range source)
{
	for (uint32_t i = source.first; i < source.last; i++) {
		if (s->word[i].name != RU_NONE || (s->word[i].single & (RU_CLAUSE_PRONOUN | RU_CLAUSE_TITLE)) != 0)
			return true;
	}
	return false;
}

static const struct ru_name *name_at(const struct ru_statement_reader *s, uint32_t i)
{
	return s->word[i].name == RU_NONE ? NULL : &s->r->facts->names[s->word[i].name];
}

/* First word of the name that covers word i, with its title. */
static uint32_t name_first(const struct ru_statement_reader *s, uint32_t i, uint32_t from)
{
	const struct ru_name *name = name_at(s, i);
	uint32_t begin = name->place.at.begin;

	if (name->title_place.at.begin != RU_NONE && name->title_place.at.begin < begin)
		begin = name->title_place.at.begin;
	while (i > from && s->r->words[i - 1].begin >= begin)
		i--;
	return i;
}

static bool is_person(const struct ru_statement_reader *s, uint32_t i)
{
	const struct ru_name *name = name_at(s, i);

	return name != NULL && name->type == RU_NAME_PERSON;
}

/* Words between source and cue: "juga", "pada Sabtu (4/8/2029)". Gives the end of what stands before them. */
static uint32_t strip_before(const struct ru_statement_reader *s, uint32_t first, uint32_t end, bool *conj)
{
	bool moved = true;

	*conj = false;
	while (moved && end > first) {
		moved = false;
		if (s->word[end - 1].date || (s->word[end - 1].bracket && end >= first + 3 && s->word[end - 2].date)) {
			while (end > first && (s->word[end - 1].date || s->word[end - 1].bracket))
				end--;
			if (end > first && (s->word[end - 1].single & RU_CLAUSE_PREP) != 0)
				end--;
			moved = true;
			continue;
		}
		for (uint32_t k = 4; k > 0; k--) {
			const struct ru_clause_word *w = &s->word[end >= first + k ? end - k : first];
			if (end < first + k || w->length != k ||
			    (w->class & (RU_CLAUSE_AUX | RU_CLAUSE_NEG | RU_CLAUSE_CONJ)) == 0 || w->name != RU_NONE)
				continue;
			if ((w->class & RU_CLAUSE_CONJ) != 0 && (w->class & RU_CLAUSE_AUX) == 0)
				*conj = true;
			end -= k;
			moved = !*conj;
			break;
		}
	}
	return end;
}

/* A segment that tells when or where, or what the source does besides: no part of its name. */
static bool is_adverbial(const struct ru_statement_reader *s, uint32_t first, uint32_t last)
{
	const struct ru_clause_word *w = &s->word[first];

	if (w->name != RU_NONE && !w->date)
		return false;
	return w->date || ((w->single | w->class) & (RU_CLAUSE_PREP | RU_CLAUSE_REL | RU_CLAUSE_OPEN)) != 0 ||
	       (w->cue != 0 && first + w->cue_length <= last && (w->single & RU_CLAUSE_TITLE) == 0);
}

static bool is_bare_name(const struct ru_statement_reader *s, uint32_t first, uint32_t last)
{
	uint32_t i = first;

	while (i < last && (s->word[i].name == s->word[first].name || s->word[i].bracket))
		i++;
	return s->word[first].name != RU_NONE && i == last;
}

/* Words of a clause before the source: "Adapun", "Sementara itu". */
static uint32_t skip_openers(const struct ru_statement_reader *s, uint32_t first, uint32_t last)
{
	while (first < last && s->word[first].length != 0 && first + s->word[first].length < last &&
	       (s->word[first].class & (RU_CLAUSE_OPEN | RU_CLAUSE_CONJ)) != 0 && s->word[first].name == RU_NONE)
		first += s->word[first].length;
	return first;
}

/* "Hal itu mencuat setelah Menteri Hasan menegaskan": where the source begins behind what opens a clause of its own,
 * and names somebody; RU_NONE where nothing does. */
static uint32_t behind_subordinate(const struct ru_statement_reader *s, uint32_t first, uint32_t end)
{
	for (uint32_t k = end; k > first + 1 && end - k < SOURCE_WORDS && !s->verb_second; k--) {
		if ((s->word[k - 1].single & RU_CLAUSE_SUB) == 0 || s->word[k - 1].name != RU_NONE)
			continue;
		if (k >= end || !((s->word[k].single & RU_CLAUSE_ONE) != 0 || is_person(s, end - 1) ||
		                  (s->word[end - 1].class & RU_CLAUSE_DET) != 0))
			return RU_NONE;
		for (uint32_t i = k; i < end && is_person(s, end - 1); i++) {
			if (s->word[i].name == RU_NONE && s->word[i].bracket == 0 &&
			    (s->r->words[i].flags & RU_WORD_CAPITAL) == 0)
				return name_first(s, end - 1, k);
		}
		return k;
	}
	return RU_NONE;
}

/* Where the source that ends at `end` begins inside [first, end): the last name with its title where the clause begins
 * with an adverbial or a relative clause stands between, else the first word. RU_NONE where nothing names a source. */
static uint32_t phrase_first(const struct ru_statement_reader *s, uint32_t first, uint32_t end)
{
	uint32_t i = skip_openers(s, first, end), name = RU_NONE, clause = behind_subordinate(s, i, end);

	if (clause != RU_NONE)
		return clause;
	if (s->word[end - 1].name != RU_NONE)
		name = name_first(s, end - 1, first);
	if (i >= end)
		return RU_NONE;
	if ((s->word[i].single & (RU_CLAUSE_PREP | RU_CLAUSE_THAT)) != 0 && s->word[i].name == RU_NONE) {
		if (name != RU_NONE)
			return name;
		if ((s->word[end - 1].single & RU_CLAUSE_PRONOUN) != 0)
			return end - 1;
		if ((s->word[end - 1].class & RU_CLAUSE_DET) != 0 && end >= i + 3)
			return end - 2;
		return RU_NONE;
	}
	if ((s->word[end - 1].single & RU_CLAUSE_PRONOUN) != 0)
		return end - 1;
	if (name != RU_NONE && name > i + LEADING_WORDS)
		return name;
	if (name != RU_NONE) {
		for (uint32_t k = i; k < name; k++) {
			if ((s->word[k].single & (RU_CLAUSE_CONJ | RU_CLAUSE_THAT | RU_CLAUSE_REL)) != 0 ||
			    s->word[k].cue != 0)
				return name;
		}
	}
	return end - i > SOURCE_WORDS ? RU_NONE : i;
}

/* The relative word nearest before the cue, in its segment; RU_NONE where there is none. */
static uint32_t relative_in(const struct ru_statement_reader *s, uint32_t first, uint32_t end)
{
	uint32_t stop = end > first + SOURCE_WORDS ? end - SOURCE_WORDS : first;

	for (uint32_t i = end; i > stop; i--) {
		if ((s->word[i - 1].single & RU_CLAUSE_REL) != 0)
			return i - 1;
	}
	return RU_NONE;
}

/* A segment that can stand behind a name and belong to it: a name, a title, "seorang ...". */
static bool may_append(const struct ru_statement_reader *s, uint32_t first)
{
	return s->word[first].name != RU_NONE || (s->word[first].single & (RU_CLAUSE_TITLE | RU_CLAUSE_ONE)) != 0;
}

/* The first word that can be no part of a noun phrase: "Hasan lalu menutup rapat" ends behind "Hasan". */
static uint32_t noun_end(const struct ru_statement_reader *s, uint32_t first, uint32_t end)
{
	for (uint32_t i = first + 1; i < end; i++) {
		if (s->word[i].name == RU_NONE && s->word[i].bracket == 0 &&
		    (s->word[i].single & (RU_CLAUSE_AUX | RU_CLAUSE_NEG)) != 0 &&
		    (s->word[i].single & (RU_CLAUSE_DET | RU_CLAUSE_PREP)) == 0)
			return i;
	}
	return end;
}

/* "Die Stadt wollte den Bericht nicht kommentieren": where the verb stands second, it ends the source. */
static uint32_t before_auxiliary(const struct ru_statement_reader *s, uint32_t first, uint32_t end)
{
	for (uint32_t i = first + 1; s->verb_second && i < end; i++) {
		if (s->word[i].name == RU_NONE &&
		    ((s->word[i].single & (RU_CLAUSE_MODAL | RU_CLAUSE_HAVE)) != 0 || ru_reports_at(s, i)))
			return i;
	}
	return end;
}

/* The source stands in the segments before the one of the cue, whose own words are used up. */
static bool source_in_segments(const struct ru_statement_reader *s, uint32_t from, uint32_t segment,
                               struct ru_words_range *source)
{
	uint32_t end = RU_NONE, first = RU_NONE;

	for (uint32_t k = 0; k < SEGMENTS_BACK && segment > from + 1 && ru_is_separator(s, segment - 1); k++) {
		uint32_t last = segment - 1,
		         begin = s->segment_first[last - 1] < from ? from : s->segment_first[last - 1], quote = last;
		if (ru_is_separator(s, last - 1) || s->word[last - 1].depth != 0)
			break;
		while (quote > begin && s->word[quote - 1].depth == 0)
			quote--;
		begin = quote;
		segment = s->segment_first[last - 1];
		if (is_adverbial(s, begin, last) ||
		    (begin > from && !may_append(s, begin) && ru_is_separator(s, begin - 1))) {
			if (end != RU_NONE)
				break;
			continue;
		}
		if (end == RU_NONE)
			end = last;
		first = begin;
		/* an apposition needs its head; a head that begins the clause needs nothing more */
		if ((is_person(s, begin) && !is_bare_name(s, begin, last)) || quote > segment)
			break;
	}
	if (end == RU_NONE)
		return false;
	first = skip_openers(s, first, end);
	if (relative_in(s, first, end) != RU_NONE && relative_in(s, first, end) > first)
		end = relative_in(s, first, end);
	end = before_auxiliary(s, first, noun_end(s, first, end));
	*source = (struct ru_words_range){first, end};
	return end > first && end - first <= SOURCE_WORDS;
}

/* "nannte Braun den Bau „zu teuer“": the quotation behind the person at word first is what she says; but "Braun von der
 * „Aktion Deich jetzt“" is named so. */
static bool calls(const struct ru_statement_reader *s, uint32_t first, const struct ru_quotation *q)
{
	bool of = false;

	for (uint32_t i = first; i < q->open; i++)
		of = of || (s->word[i].name == RU_NONE && (s->word[i].single & RU_CLAUSE_PREP) != 0);
	return s->verb_second && !of && q->open > first && is_person(s, first) && ru_quotation_is_worded(s, q);
}

/* A name between marks: "laut „Welt“", "die „Lohari-Zeitung“". */
static bool is_titled(const struct ru_statement_reader *s, uint32_t i, uint32_t last, struct ru_words_range *source)
{
	uint32_t first = i;
	const struct ru_quotation *q;

	for (; i < last && i < first + 4 && s->quotation_at[i] == RU_NONE; i++) {
		if (s->word[i].depth > 0 || ru_is_separator(s, i))
			return false;
	}
	q = i < last && s->quotation_at[i] != RU_NONE
	        ? RU_VEC_AT(&s->quotations, struct ru_quotation, s->quotation_at[i])
	        : NULL;
	if (q == NULL || !q->closed || q->close - q->open > TITLE_WORDS || q->close > last || calls(s, first, q))
		return false;
	if (i > first && (s->r->words[i - 1].flags & RU_WORD_CAPITAL) == 0 &&
	    (s->word[i - 1].single & RU_CLAUSE_ART) == 0)
		return false;
	*source = (struct ru_words_range){first, q->close};
	return true;
}

/* The same before a cue: "Die „Lohari-Zeitung“ berichtet". */
static bool is_titled_before(const struct ru_statement_reader *s, uint32_t begin, uint32_t end, uint32_t cue,
                             struct ru_words_range *source)
{
	uint32_t i = end;

	if (end <= begin || s->word[end - 1].depth == 0)
		return false;
	while (i > begin && end - i < TITLE_WORDS && s->quotation_at[i - 1] == RU_NONE)
		i--;
	return i > begin + 1 && s->quotation_at[i - 1] != RU_NONE && end - begin <= TITLE_WORDS + 2 &&
	       is_titled(s, begin, cue, source);
}

/* "Dinas Air melalui akun resminya mengatakan": by what way it speaks is no part of the source; but whom it speaks by
 * is the source. */
static uint32_t before_way(const struct ru_statement_reader *s, uint32_t first, uint32_t end)
{
	for (uint32_t i = end > first + SOURCE_WORDS ? end - SOURCE_WORDS : first + 1; i < end; i++) {
		if (s->word[i].name == RU_NONE && s->word[i].depth == 0 && (s->word[i].more & RU_MORE_BY_WAY) != 0 &&
		    i > first && !is_person(s, i + 1) && (s->word[i + 1].single & RU_CLAUSE_TITLE) == 0)
			return i;
	}
	return end;
}

/* "Juru bicara klub, Anna Braun menyatakan": where the name at [begin, end) begins with its title. */
static uint32_t title_before(const struct ru_statement_reader *s, uint32_t from, uint32_t begin, uint32_t end)
{
	uint32_t before;

	if (!is_bare_name(s, begin, end) || !is_person(s, begin) || begin <= from + 1 ||
	    !ru_is_separator(s, begin - 1) || ru_word_byte(s, begin - 1) != ',')
		return begin;
	before = s->segment_first[begin - 2] < from ? from : s->segment_first[begin - 2];
	bool titled = (s->word[before].single & RU_CLAUSE_TITLE) != 0 && s->word[before].depth == 0;
	return titled && begin - before < SOURCE_WORDS ? before : begin;
}

/* Where the source is read up to a verb of its own. */
enum lead {
	LEAD_NONE,
	LEAD_WAY,     /* "Putin membuka forum itu dengan menegaskan ..." */
	LEAD_RELATIVE /* "Haaretz mengutip juru bicara yang mengatakan ..." */
};

static bool find_before(const struct ru_statement_reader *s, uint32_t from, uint32_t cue, struct ru_words_range *source,
                        bool *shared, enum lead *lead)
{
	uint32_t begin = s->segment_first[cue] < from ? from : s->segment_first[cue], end, first, rel;

	*shared = false;
	*lead = LEAD_NONE;
	/* the cue may open a quotation that goes on from its source: Hasan "berharap ..." */
	end = strip_before(s, begin,
	                   cue > begin && s->word[cue].depth > 0 && s->quotation_at[cue - 1] != RU_NONE ? cue - 1 : cue,
	                   shared);
	if (*shared)
		return false;
	if (end < cue && (s->word[end].single & RU_CLAUSE_PREP) != 0 && s->word[end].name == RU_NONE &&
	    !s->word[end].date)
		*lead = LEAD_WAY;
	/* "untuk menyatakan", "after finding": no report of its own */
	if (end > begin && (s->word[end - 1].single & RU_CLAUSE_PREP) != 0 && s->word[end - 1].name == RU_NONE &&
	    !s->word[end - 1].date)
		return false;
	if (s->verb_second && is_titled_before(s, begin, end, cue, source))
		return true;
	while (end > begin && s->word[end - 1].depth != 0)
		begin = end; /* a quotation is no source */
	if (end > begin && (s->word[end - 1].class & RU_CLAUSE_DET) != 0 && end - begin == 1)
		begin = end;
	if (end == begin) {
		if (begin <= from || s->word[begin - (begin > 0)].depth != 0)
			return false;
		if (!source_in_segments(s, from, s->segment_first[cue], source))
			return false;
		if (cue > 0 && (s->word[cue - 1].class & RU_CLAUSE_DET) != 0)
			source->last = cue;
		return true;
	}
	for (uint32_t i = end; i > begin; i--) {
		if (s->word[i - 1].depth != 0) {
			begin = i;
			break;
		}
	}
	rel = relative_in(s, begin, end);
	if (rel != RU_NONE) {
		*lead = LEAD_RELATIVE;
		if (rel == begin) /* ", yang pagi harinya menyebut": what stands before the comma */
			return source_in_segments(s, from, begin, source);
		end = rel;
	}
	end = before_way(s, begin, end);
	first = phrase_first(s, begin, end);
	if (first == RU_NONE || first >= end)
		return false;
	end = before_auxiliary(s, first, end);
	if (first == begin)
		first = title_before(s, from, begin, end);
	*source = (struct ru_words_range){first, end};
	return true;
}

bool ru_source_before(const struct ru_statement_reader *s, uint32_t from, uint32_t cue, struct ru_words_range *source,
                      bool *shared)
{
	enum lead lead;

	if (!find_before(s, from, cue, source, shared, &lead))
		return false;
	if (lead == LEAD_RELATIVE)
		*source = ru_source_acted_on(s, *source);
	else if (lead == LEAD_WAY)
		*source = ru_source_who_acts(s, *source);
	return true;
}

/* ---- behind the cue ---- */

/* End of the bracket that begins at i where it belongs to a source: "(58)", "(PJL)". */
static uint32_t bracket_end(const struct ru_statement_reader *s, uint32_t i, uint32_t last)
{
	uint32_t k = i;

	while (k < last && k < i + 5 && s->word[k].bracket && !s->word[k].date) {
		if (ru_word_byte(s, k) == ')')
			return k + 1;
		k++;
	}
	return i;
}

static bool ends_source(const struct ru_statement_reader *s, uint32_t i, uint32_t first)
{
	const struct ru_clause_word *w = &s->word[i];

	if (ru_is_separator(s, i) || w->depth != 0 || w->date || w->clitic != 0)
		return true;
	if (w->name != RU_NONE)
		return false;
	if (is_stop(s, i)) /* "Prof. Dr. Braun" */
		return !(i + 1 < s->r->word_count && (s->verb_second || s->word[i + 1].name != RU_NONE) &&
		         s->r->sentence_of[i] == s->r->sentence_of[i + 1]);
	if ((w->single & (RU_CLAUSE_PREP | RU_CLAUSE_REL | RU_CLAUSE_THAT | RU_CLAUSE_PARTICLE)) != 0 ||
	    (i > first && (w->single & RU_CLAUSE_ADDR) != 0))
		return true;
	if (i > first && (w->single & (RU_CLAUSE_AUX | RU_CLAUSE_NEG)) != 0 && (w->single & RU_CLAUSE_DET) == 0)
		return true;
	return i > first && (w->single & RU_CLAUSE_CONJ) != 0 && i + 1 < s->r->word_count && s->word[i + 1].cue != 0;
}

static uint32_t phrase_end(const struct ru_statement_reader *s, uint32_t i, uint32_t last)
{
	uint32_t first = i;

	while (i < last && i - first < SOURCE_WORDS) {
		if (s->word[i].bracket) {
			uint32_t end = bracket_end(s, i, last);
			if (end == i || i == first)
				break;
			i = end;
			continue;
		}
		if (ends_source(s, i, first))
			break;
		/* where nouns are capital and the verb stands second, a small word behind a noun goes on with something
		 * else */
		if (s->verb_second && i > first && s->r->words[i].kind == RU_WORD_NUMBER)
			break;
		if (s->verb_second && i > first && s->r->words[i].kind == RU_WORD_LETTERS &&
		    (s->r->words[i].flags & RU_WORD_CAPITAL) == 0 && s->word[i].name == RU_NONE &&
		    (s->r->words[i - 1].flags & RU_WORD_CAPITAL) != 0 &&
		    (s->word[i].single & (RU_CLAUSE_GEN | RU_CLAUSE_CONJ)) == 0)
			break;
		if (i > first && is_person(s, i - 1) && s->word[i].name != s->word[i - 1].name &&
		    (s->word[i].class & (RU_CLAUSE_DET | RU_CLAUSE_GEN)) == 0)
			break; /* a person's name ends a source: what follows is something else */
		i++;
	}
	return i;
}

/* "Menurut pengacara klub, Ratna Dewi, ...": the name behind the comma belongs to the description before it, where it
 * closes with a comma of its own; "Menurut Hasan, Ratna ..." are two people. */
static bool is_apposition(const struct ru_statement_reader *s, uint32_t first, uint32_t next, uint32_t last,
                          bool leading)
{
	uint32_t end;

	if (s->word[next].name == RU_NONE || (s->word[first].single & RU_CLAUSE_PRONOUN) != 0)
		return false;
	if (is_bare_name(s, first, next - 1) || name_at(s, next)->type == RU_NAME_PLACE)
		return false;
	if (!is_person(s, next) && !is_bare_name(s, next, s->segment_last[next] < last ? s->segment_last[next] : last))
		return false;
	end = phrase_end(s, next, last);
	return !leading || (end < last && ru_is_separator(s, end));
}

/* "Braun, die den Bau leitet": where nouns are capital, what an article and another small word begin is no apposition.
 */
bool ru_opens_relative(const struct ru_statement_reader *s, uint32_t i, uint32_t last)
{
	return s->verb_second && i + 1 < last && (s->word[i].single & RU_CLAUSE_ART) != 0 &&
	       (s->word[i + 1].single & (RU_CLAUSE_ART | RU_CLAUSE_PREP | RU_CLAUSE_PRONOUN | RU_CLAUSE_AUX)) != 0 &&
	       (s->r->words[i + 1].flags & RU_WORD_CAPITAL) == 0;
}

bool ru_source_after(const struct ru_statement_reader *s, uint32_t i, uint32_t last, bool leading,
                     struct ru_words_range *source)
{
	uint32_t end, next;
	bool person = false;

	if (s->has_verbs)
		return ru_phrase_after(s, i, last, leading, source);
	if (s->verb_second && is_titled(s, i, last, source))
		return true;
	while (i < last && (s->word[i].single & (RU_CLAUSE_BY | RU_CLAUSE_AUX)) != 0 && s->word[i].name == RU_NONE)
		i++;
	end = phrase_end(s, i, last);
	if (end == i || s->r->words[i].kind == RU_WORD_NUMBER || s->word[i].depth != 0 || s->word[i].clitic != 0)
		return false;
	if (ru_is_action(s, i)) /* "dikabarkan memiliki ..." */
		return false;
	for (uint32_t k = i; k < end; k++)
		person = person || (is_person(s, k) && !ru_title_is_of(s, i, k));
	if (end + 1 < last && ru_word_byte(s, end) == ',' && s->word[end + 1].depth == 0) {
		next = end + 1;
		if (!person && is_apposition(s, i, next, last, leading))
			end = phrase_end(s, next, last);
		else if (person && (s->word[next].single & (RU_CLAUSE_TITLE | RU_CLAUSE_ONE)) != 0 &&
		         s->word[next].name == RU_NONE && (s->word[next].single & RU_CLAUSE_PREP) == 0 &&
		         !ru_opens_relative(s, next, last) &&
		         (!leading ||
		          (phrase_end(s, next, last) < last && ru_is_separator(s, phrase_end(s, next, last)))))
			end = phrase_end(s, next, last);
	}
	*source = (struct ru_words_range){i, end};
	return true;
}
