/* SPDX-License-Identifier: Apache-2.0 */
/* Verbs told from nouns where they stand, and the verbs that report.
 *
 * Fed the classes of the words and the pack's tables verb_forms and verbs; gives each word its part of speech and,
 * where a reporting verb begins, what that verb takes. A form says what it may be ("reports" a verb or a noun), the
 * words before it decide ("she reports", "the reports"), as in the contextual rules of Brill (1992), here written by
 * hand over classes. One pass, one word back and one ahead. A pack without these tables is left as it is. */
#include "facts/statements/statements.h"

enum { BASE = 1, THIRD = 2, PAST = 4, PARTICIPLE = 8, GERUND = 16, ELSE = 32, MOSTLY_ELSE = 64, ADVERB = 128 };

static const char form_letters[] = "bsdngxXa"; /* in the order of the bits above */

struct verb_reader {
	struct ru_statement_reader *s;
	uint32_t forms, verbs, nouns;
	struct ru_lookup lemmas; /* the text with base forms in the place of forms */
};

static uint8_t forms_of(struct ru_str letters)
{
	uint8_t forms = 0;

	for (size_t i = 0; i < letters.len; i++) {
		for (uint32_t k = 0; k < 8; k++) {
			if (letters.ptr[i] == form_letters[k])
				forms |= (uint8_t)(1u << k);
		}
	}
	return forms;
}

static uint16_t takes_of(const struct ru_entry *e)
{
	static const char letters[] = "cnipoasA??q"; /* in the order of RU_TAKES_ */
	uint16_t takes = 0;

	for (size_t i = 0; i < e->col[1].len; i++) {
		for (uint32_t k = 0; k < sizeof(letters) - 1; k++) {
			if (e->col[1].ptr[i] == letters[k])
				takes |= (uint16_t)(1u << k);
		}
	}
	if (ru_str_eq(e->col[2], RU_S("denied")))
		takes |= RU_TAKES_DENIES;
	if (ru_str_eq(e->col[2], RU_S("answer")))
		takes |= RU_TAKES_ANSWER;
	return ru_str_eq(e->col[2], RU_S("refuse")) ? takes | RU_TAKES_REFUSES : takes;
}

static bool ends_in(const struct ru_statement_reader *s, uint32_t i, struct ru_str endings)
{
	struct ru_str word = ru_str_cut(s->r->article->text, s->r->words[i].begin, s->r->words[i].end), ending;

	while (endings.len > 0 && ru_str_split(&endings, ' ', &ending)) {
		if (word.len > ending.len && ru_str_ends(word, ending))
			return true;
	}
	return false;
}

bool ru_is_possessive(const struct ru_statement_reader *s, uint32_t i) { return ends_in(s, i, s->possessive); }

struct ru_str ru_statement_setting(const struct ru_statement_reader *s, struct ru_str key)
{
	const struct ru_entry *e = ru_pack_get(s->r->pack, ru_table_find(RU_S("pack")), key);

	return e != NULL ? e->col[1] : (struct ru_str){"", 0};
}

/* ---- forms and base forms ---- */

static int read_forms(struct verb_reader *v)
{
	struct ru_statement_reader *s = v->s;
	uint64_t *hash = ru_arena_get_raw(s->r->arena, s->r->word_count, sizeof(*hash));
	uint64_t *opening = ru_arena_get_raw(s->r->arena, s->r->word_count, sizeof(*opening));
	uint32_t *first = ru_arena_get_raw(s->r->arena, s->r->word_count, sizeof(*first));

	if (hash == NULL || opening == NULL || first == NULL)
		return RU_ENOMEM;
	v->lemmas = s->r->text;
	v->lemmas.hash = hash;
	v->lemmas.opening = opening;
	v->lemmas.opened[1] = s->r->pack;
	v->lemmas.first[0] = first;
	v->lemmas.first[1] = NULL;
	for (uint32_t i = 0; i < s->r->word_count; i++) {
		size_t used = 0;
		const struct ru_entry *e = s->r->words[i].kind != RU_WORD_LETTERS
		                               ? NULL
		                               : ru_pack_at(s->r->pack, v->forms, &s->r->text, i, &used);
		hash[i] = s->r->text.hash[i];
		opening[i] = s->r->text.opening[i];
		first[i] = s->r->text.first[0][i];
		if (e == NULL)
			continue;
		s->word[i].forms = forms_of(e->col[2]);
		if (e->col[1].len == 0)
			continue;
		hash[i] = ru_fold_hash(e->col[1]);
		first[i] = ru_pack_opening_at(s->r->pack, hash[i]);
		opening[i] = ru_pack_opening_tables(s->r->pack, first[i]);
	}
	return RU_OK;
}

/* What the verb takes whose base form stands at word i of the look-up. */
static void take_verb(const struct verb_reader *v, uint32_t i, const struct ru_lookup *text)
{
	size_t used = 0;
	const struct ru_entry *e = ru_pack_at(v->s->r->pack, v->verbs, text, i, &used);

	v->s->word[i].takes = e == NULL ? 0 : takes_of(e);
	v->s->word[i].verb_length = (uint8_t)used;
}

static void read_verbs(const struct verb_reader *v)
{
	struct ru_statement_reader *s = v->s;
	size_t used;

	for (uint32_t i = 0; i < s->r->word_count; i++) {
		if (s->r->words[i].kind != RU_WORD_LETTERS || (s->word[i].forms & ADVERB) != 0)
			continue;
		take_verb(v, i, &s->r->text);
		if ((s->word[i].takes & RU_TAKES_BE) == 0)
			take_verb(v, i, s->word[i].forms == 0 ? &s->r->text : &v->lemmas);
		if (s->word[i].takes == 0 && v->nouns != RU_TABLE_NONE &&
		    ru_pack_at(s->r->pack, v->nouns, &s->r->text, i, &used) != NULL) {
			s->word[i].takes = RU_TAKES_REPORT;
			s->word[i].verb_length = 1;
		}
	}
}

/* ---- parts of speech ---- */

#define AUXILIARY (RU_CLAUSE_BE | RU_CLAUSE_HAVE | RU_CLAUSE_MODAL)

static bool is_name_word(const struct ru_statement_reader *s, uint32_t i)
{
	return s->word[i].name != RU_NONE && (s->r->words[i].flags & RU_WORD_CAPITAL) != 0;
}

/* A noun phrase, a clause or an infinitive can begin with word i: what stands before it may be a verb. */
static bool begins_complement(const struct ru_statement_reader *s, uint32_t i)
{
	uint32_t w = i < s->r->word_count ? s->word[i].single : 0;

	if (i >= s->r->word_count)
		return false;
	return (w & (RU_CLAUSE_THAT | RU_CLAUSE_ASK | RU_CLAUSE_ART | RU_CLAUSE_PRONOUN | RU_CLAUSE_FIRST |
	             RU_CLAUSE_INF)) != 0 ||
	       s->quotation_at[i] != RU_NONE || is_name_word(s, i);
}

/* The word before i that decides about it, adverbs passed over; RU_NONE at the begin of a stretch. */
static uint32_t decider(const struct ru_statement_reader *s, uint32_t i)
{
	uint32_t first = s->segment_first[i];

	while (i > first) {
		i--;
		if (s->word[i].part == RU_PART_ADVERB || (s->word[i].single & RU_CLAUSE_NEG) == RU_CLAUSE_NEG)
			if ((s->word[i].single & AUXILIARY) == 0)
				continue;
		/* "has since said" */
		if (i > first && (s->word[i].single & RU_CLAUSE_SUB) != 0 && (s->word[i - 1].single & AUXILIARY) != 0)
			continue;
		return i;
	}
	return RU_NONE;
}

static enum ru_part part_at_begin(const struct ru_statement_reader *s, uint32_t i, uint8_t forms)
{
	bool behind_comma = i > 0 && ru_is_separator(s, i - 1);

	if ((forms & GERUND) != 0)
		return RU_PART_GERUND;
	if ((forms & PAST) != 0 && behind_comma &&
	    (i + 1 >= s->r->word_count || (s->word[i + 1].single & RU_CLAUSE_BY) == 0 ||
	     (s->word[i].takes & RU_TAKES_CLAUSE) != 0))
		return RU_PART_FINITE;
	if ((forms & (PAST | PARTICIPLE)) != 0)
		return (forms & MOSTLY_ELSE) != 0 ? RU_PART_OTHER : RU_PART_PARTICIPLE;
	if ((forms & (THIRD | BASE)) != 0 && behind_comma &&
	    ((forms & (ELSE | MOSTLY_ELSE)) == 0 || begins_complement(s, i + 1)))
		return RU_PART_FINITE;
	return RU_PART_OTHER;
}

/* "“We wait,” Brown notes.": what stands between a closing mark and word i names somebody. */
static bool is_behind_quotation(const struct ru_statement_reader *s, uint32_t i)
{
	for (uint32_t steps = 0; i > 0 && steps < 8; steps++) {
		i--;
		if (s->word[i].depth > 0)
			return steps > 0;
		if (s->word[i].part != RU_PART_OTHER || (s->word[i].single & (RU_CLAUSE_PREP | RU_CLAUSE_CONJ)) != 0)
			return false;
	}
	return false;
}

/* "Two men were held, the BBC reports.": a name alone stands between the comma and word i, and nothing behind it. */
static bool closes_report(const struct ru_statement_reader *s, uint32_t i)
{
	uint32_t first = s->segment_first[i], k = i;

	while (k > first && s->word[k - 1].name != RU_NONE && s->word[k - 1].name == s->word[i - 1].name)
		k--;
	if (k > first && (s->word[k - 1].single & RU_CLAUSE_ART) != 0)
		k--;
	return s->word[i - 1].name != RU_NONE && k == first && first > 0 && ru_word_byte(s, first - 1) == ',' &&
	       (i + 1 >= s->segment_last[i] || s->word[i + 1].date ||
	        s->r->sentence_of[i + 1] != s->r->sentence_of[i] ||
	        (s->r->words[i + 1].kind == RU_WORD_PUNCT && i + 2 >= s->segment_last[i]));
}

/* A plural noun stands a few words before: "officials", "supporters of the law". */
static bool has_plural(const struct ru_statement_reader *s, uint32_t i)
{
	uint32_t first = s->segment_first[i];

	for (uint32_t steps = 0; i > first && steps < 6; steps++) {
		i--;
		if (ends_in(s, i, s->plural) && (s->word[i].part == RU_PART_OTHER))
			return true;
		if (s->word[i].part == RU_PART_FINITE || s->word[i].part == RU_PART_AUX)
			return false;
	}
	return false;
}

/* Behind a noun: "officials say", "the poll shows", "a poll released Monday", "state reports". */
static enum ru_part part_behind_noun(const struct ru_statement_reader *s, uint32_t i, uint8_t forms)
{
	uint32_t next = i + 1 < s->r->word_count ? s->word[i + 1].single : 0;
	bool either = (forms & (ELSE | MOSTLY_ELSE)) != 0, goes_on = begins_complement(s, i + 1);

	if ((s->word[i].takes & RU_TAKES_CLAUSE) != 0 && (forms & (PAST | THIRD | BASE)) != 0 &&
	    (is_behind_quotation(s, i) || ((forms & THIRD) != 0 && closes_report(s, i))))
		return RU_PART_FINITE;
	goes_on = goes_on || s->word[i].verb_length > 1;

	if ((forms & GERUND) != 0)
		return (forms & MOSTLY_ELSE) != 0 ? RU_PART_OTHER : RU_PART_GERUND;
	if ((forms & PAST) != 0) {
		if ((next & RU_CLAUSE_BY) != 0 && (forms & PARTICIPLE) != 0)
			return RU_PART_PARTICIPLE;
		return (forms & MOSTLY_ELSE) != 0 && !goes_on ? RU_PART_OTHER : RU_PART_FINITE;
	}
	if ((forms & PARTICIPLE) != 0)
		return RU_PART_PARTICIPLE;
	if (!either && (forms & (THIRD | BASE)) != 0)
		return RU_PART_FINITE;
	/* "attacks that killed", "judges who serve" */
	if ((next & (RU_CLAUSE_REL | RU_CLAUSE_THAT)) != 0 && i + 2 < s->r->word_count &&
	    ((s->word[i + 2].single & AUXILIARY) != 0 || ((s->word[i + 2].forms & (PAST | THIRD | BASE)) != 0 &&
	                                                  (s->word[i + 2].forms & (ELSE | MOSTLY_ELSE)) == 0)))
		return RU_PART_OTHER;
	if ((forms & THIRD) != 0)
		return goes_on && (s->word[i - 1].name != RU_NONE || !ends_in(s, i - 1, s->plural)) ? RU_PART_FINITE
		                                                                                    : RU_PART_OTHER;
	return (forms & BASE) != 0 && goes_on && (s->r->words[i].flags & RU_WORD_CAPITAL) == 0 && has_plural(s, i)
	           ? RU_PART_FINITE
	           : RU_PART_OTHER;
}

static enum ru_part part_behind_conjunction(const struct ru_statement_reader *s, uint32_t i, uint8_t forms)
{
	if ((forms & GERUND) != 0)
		return RU_PART_GERUND;
	if ((forms & (PAST | PARTICIPLE)) != 0)
		return (forms & MOSTLY_ELSE) != 0 ? RU_PART_OTHER : RU_PART_FINITE;
	if ((forms & (THIRD | BASE)) != 0 && ((forms & (ELSE | MOSTLY_ELSE)) == 0 || begins_complement(s, i + 1)))
		return (forms & THIRD) != 0 ? RU_PART_FINITE : RU_PART_INFINITIVE;
	return RU_PART_OTHER;
}

static enum ru_part part_of(const struct ru_statement_reader *s, uint32_t i)
{
	uint8_t forms = s->word[i].forms;
	uint32_t before = decider(s, i), w;

	if (forms == 0 || is_name_word(s, i))
		return RU_PART_OTHER;
	if (before == RU_NONE && (s->word[i].single & RU_CLAUSE_PREP) != 0)
		return RU_PART_OTHER;
	if (before == RU_NONE)
		return part_at_begin(s, i, forms);
	w = s->word[before].single;
	if ((w & RU_CLAUSE_INF) != 0)
		return (forms & BASE) != 0     ? RU_PART_INFINITIVE
		       : (forms & GERUND) != 0 ? RU_PART_GERUND
		                               : RU_PART_OTHER;
	if ((w & RU_CLAUSE_BE) != 0)
		return (forms & GERUND) != 0       ? RU_PART_FINITE
		       : (forms & PARTICIPLE) != 0 ? RU_PART_PARTICIPLE
		                                   : RU_PART_OTHER;
	if ((w & RU_CLAUSE_HAVE) != 0 && (forms & (PARTICIPLE | PAST)) != 0)
		return RU_PART_FINITE;
	if ((w & RU_CLAUSE_MODAL) != 0 && (forms & BASE) != 0)
		return RU_PART_FINITE;
	/* "who in May", not "who like it" */
	bool preposition = (s->word[i].single & RU_CLAUSE_PREP) != 0 &&
	                   (s->word[i].takes == 0 || (s->word[i].takes & RU_TAKES_BE) != 0);
	if ((w & (RU_CLAUSE_PRONOUN | RU_CLAUSE_FIRST | RU_CLAUSE_REL)) != 0 && (w & RU_CLAUSE_ART) == 0 &&
	    !preposition)
		return (forms & GERUND) != 0 ? RU_PART_GERUND : RU_PART_FINITE;
	if (s->r->words[before].kind == RU_WORD_NUMBER && !s->word[before].date)
		return RU_PART_OTHER;
	if ((w & RU_CLAUSE_ART) != 0 || ru_is_possessive(s, before))
		return (w & RU_CLAUSE_REL) != 0 && begins_complement(s, i + 1) ? RU_PART_FINITE : RU_PART_OTHER;
	if ((s->word[i].single & RU_CLAUSE_PREP) != 0)
		return RU_PART_OTHER;
	if ((w & (RU_CLAUSE_PREP | RU_CLAUSE_ADDR)) != 0)
		return (forms & GERUND) != 0 ? RU_PART_GERUND : RU_PART_OTHER;
	if ((w & (RU_CLAUSE_CONJ | RU_CLAUSE_OPEN)) != 0)
		return part_behind_conjunction(s, i, forms);
	if (s->word[before].part == RU_PART_FINITE || s->word[before].part == RU_PART_INFINITIVE)
		return (forms & GERUND) != 0 ? RU_PART_GERUND : RU_PART_OTHER;
	return part_behind_noun(s, i, forms);
}

static void read_parts(struct ru_statement_reader *s)
{
	for (uint32_t i = 0; i < s->r->word_count; i++) {
		struct ru_clause_word *w = &s->word[i];
		if (s->r->words[i].kind != RU_WORD_LETTERS)
			continue;
		if ((w->single & AUXILIARY) != 0 && !is_name_word(s, i))
			w->part = RU_PART_AUX;
		else if ((w->forms & ADVERB) != 0 || ((w->single & (RU_CLAUSE_AUX | RU_CLAUSE_NEG)) != 0 &&
		                                      (w->single & (RU_CLAUSE_CONJ | RU_CLAUSE_ART)) == 0))
			w->part = RU_PART_ADVERB;
		else
			w->part = (uint8_t)part_of(s, i);
	}
}

/* ---- participles ---- */

enum { REDUCED_WORDS = 12 };

/* The word behind the noun at i - 1 is a form of a verb that may be a participle as well, and a preposition follows:
 * "a man accused of", "he walked to". */
static bool may_describe(const struct ru_statement_reader *s, uint32_t i)
{
	const struct ru_clause_word *w = &s->word[i];
	uint32_t first = s->segment_first[i];

	if (w->part != RU_PART_FINITE || (w->forms & PAST) == 0 || (w->forms & PARTICIPLE) == 0 || i == first ||
	    i - first > 2 * REDUCED_WORDS || i + 1 >= s->segment_last[i] ||
	    (s->word[i + 1].single & (RU_CLAUSE_PREP | RU_CLAUSE_ADDR)) == 0 || s->word[i - 1].part != RU_PART_OTHER ||
	    s->word[i - 1].name != RU_NONE ||
	    (s->word[i - 1].single & (RU_CLAUSE_PRONOUN | RU_CLAUSE_FIRST | RU_CLAUSE_REL)) != 0)
		return false;
	for (uint32_t k = first; k < i; k++) {
		if (s->word[k].part == RU_PART_FINITE || s->word[k].part == RU_PART_AUX || s->word[k].depth > 0)
			return false;
	}
	return true;
}

static bool is_finite(const struct ru_statement_reader *s, uint32_t i)
{
	while (i < s->r->word_count && s->word[i].part == RU_PART_ADVERB)
		i++;
	return i < s->r->word_count && (s->word[i].part == RU_PART_FINITE || s->word[i].part == RU_PART_AUX);
}

/* "Brown, a man accused of theft, said": between two commas behind a name, with the verb behind the second. */
static bool is_in_apposition(const struct ru_statement_reader *s, uint32_t i)
{
	uint32_t first = s->segment_first[i], last = s->segment_last[i];

	return first > 1 && ru_word_byte(s, first - 1) == ',' && s->word[first - 2].name != RU_NONE &&
	       last + 1 < s->r->word_count && ru_word_byte(s, last) == ',' && is_finite(s, last + 1);
}

/* "Brown, named last week as mayor, said": the same without a noun, where no verb stands before the name. */
static bool opens_apposition(const struct ru_statement_reader *s, uint32_t i)
{
	uint32_t first = s->segment_first[i];

	if (i != first || s->word[i].part != RU_PART_FINITE || (s->word[i].forms & PAST) == 0 ||
	    (s->word[i].forms & PARTICIPLE) == 0 || !is_in_apposition(s, i))
		return false;
	for (uint32_t k = first - 1, steps = 0; k > s->segment_first[first - 2]; k--, steps++) {
		uint32_t part = s->word[k - 1].part;
		if (steps > 2 * REDUCED_WORDS || part == RU_PART_FINITE || part == RU_PART_AUX)
			return false;
	}
	return true;
}

/* "Residents evacuated from the area said": a verb that reports follows in the same stretch, and no clause of its own
 * stands between. */
static bool is_reduced(const struct ru_statement_reader *s, uint32_t i)
{
	uint32_t last = s->segment_last[i];

	for (uint32_t k = i + 2; k < last && k < i + REDUCED_WORDS; k++) {
		const struct ru_clause_word *w = &s->word[k];
		if (w->depth > 0 ||
		    (w->name == RU_NONE && (w->single & (RU_CLAUSE_THAT | RU_CLAUSE_REL | RU_CLAUSE_SUB |
		                                         RU_CLAUSE_CONJ | RU_CLAUSE_ASK)) != 0))
			return false;
		if (w->part == RU_PART_FINITE || w->part == RU_PART_AUX)
			return w->part == RU_PART_FINITE && (w->takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE)) != 0 &&
			       (s->word[k - 1].single & (RU_CLAUSE_PRONOUN | RU_CLAUSE_FIRST)) == 0;
	}
	return false;
}

/* A form behind its noun that was taken for the verb of the clause and only describes the noun. */
static void settle_participles(struct ru_statement_reader *s)
{
	for (uint32_t i = 1; i < s->r->word_count; i++) {
		if (opens_apposition(s, i) || (may_describe(s, i) && (is_in_apposition(s, i) || is_reduced(s, i))))
			s->word[i].part = RU_PART_PARTICIPLE;
	}
}

/* ---- adjectives that report ---- */

/* "is still confident that": such an entry holds behind a form of "to be" only. */
static void settle_adjectives(const struct verb_reader *v)
{
	struct ru_statement_reader *s = v->s;

	for (uint32_t i = 0; i < s->r->word_count; i++) {
		struct ru_clause_word *w = &s->word[i];
		uint32_t before;
		if ((w->takes & RU_TAKES_BE) == 0)
			continue;
		before = decider(s, i);
		if (before != RU_NONE && (s->word[before].single & RU_CLAUSE_BE) != 0) {
			w->part = RU_PART_FINITE;
			continue;
		}
		take_verb(v, i, &v->lemmas);
		if ((w->takes & RU_TAKES_BE) != 0)
			w->takes = w->verb_length = 0;
	}
}

int ru_verbs_mark(struct ru_statement_reader *s)
{
	struct verb_reader v = {.s = s};
	size_t count = 0;
	int status;

	s->verb_second = ru_statement_setting(s, RU_S("verb_second")).len > 0;
	v.forms = ru_table_find(RU_S("verb_forms"));
	v.verbs = ru_table_find(RU_S("verbs"));
	v.nouns = ru_table_find(RU_S("report_nouns"));
	s->has_verbs = v.forms != RU_TABLE_NONE && ru_pack_entries(s->r->pack, v.forms, &count) != NULL;
	s->word_end = ru_pack_entries(s->r->pack, ru_table_find(RU_S("word_ends")), &s->word_end_count);
	if (!s->has_verbs)
		return RU_OK;
	s->possessive = ru_statement_setting(s, RU_S("possessive"));
	s->plural = ru_statement_setting(s, RU_S("plural"));
	status = read_forms(&v);
	if (status != RU_OK)
		return status;
	read_verbs(&v);
	read_parts(s);
	settle_participles(s);
	settle_adjectives(&v);
	return RU_OK;
}
