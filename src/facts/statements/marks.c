/* SPDX-License-Identifier: Apache-2.0 */
/* The marks that statements are read by: classes and cues of the words, brackets, units, segments; quotations are found
 * by quotations.c.
 *
 * A unit is one sentence, or several that one quotation holds together: "Gempa lagi. Kami pulang," kata Ratna. Linear
 * in the words. */
#include "base/hash.h"
#include "facts/statements/statements.h"
#include "text/utf8.h"

enum { BRACKET_WORDS = 40, UNIT_WORDS = 1200, REST_WORDS = 24 };

/* ---- classes ---- */

struct naming {
	struct ru_str name;
	uint64_t bit;
};

/* Bits of `more` stand above those of `class`. */
#define MORE(bit) ((uint64_t)(bit) << 32)

static const struct naming class_names[] = {
    {RU_S_INIT("that"), RU_CLAUSE_THAT},
    {RU_S_INIT("aux"), RU_CLAUSE_AUX},
    {RU_S_INIT("neg"), RU_CLAUSE_NEG},
    {RU_S_INIT("prep"), RU_CLAUSE_PREP},
    {RU_S_INIT("rel"), RU_CLAUSE_REL},
    {RU_S_INIT("conj"), RU_CLAUSE_CONJ},
    {RU_S_INIT("addr"), RU_CLAUSE_ADDR},
    {RU_S_INIT("by"), RU_CLAUSE_BY},
    {RU_S_INIT("open"), RU_CLAUSE_OPEN},
    {RU_S_INIT("det"), RU_CLAUSE_DET},
    {RU_S_INIT("one"), RU_CLAUSE_ONE},
    {RU_S_INIT("topic"), RU_CLAUSE_TOPIC},
    {RU_S_INIT("as"), RU_CLAUSE_AS},
    {RU_S_INIT("from"), RU_CLAUSE_FROM},
    {RU_S_INIT("ask"), RU_CLAUSE_ASK},
    {RU_S_INIT("many"), RU_CLAUSE_PRONOUN},
    {RU_S_INIT("first"), RU_CLAUSE_FIRST},
    {RU_S_INIT("be"), RU_CLAUSE_BE},
    {RU_S_INIT("have"), RU_CLAUSE_HAVE},
    {RU_S_INIT("modal"), RU_CLAUSE_MODAL},
    {RU_S_INIT("art"), RU_CLAUSE_ART},
    {RU_S_INIT("inf"), RU_CLAUSE_INF},
    {RU_S_INIT("sub"), RU_CLAUSE_SUB},
    {RU_S_INIT("gen"), RU_CLAUSE_GEN},
    {RU_S_INIT("subj"), RU_CLAUSE_SUBJUNCTIVE},
    {RU_S_INIT("poss"), RU_CLAUSE_POSSESSIVE},
    {RU_S_INIT("back"), RU_CLAUSE_BACK},
    {RU_S_INIT("obl"), RU_CLAUSE_OBLIQUE},
    {RU_S_INIT("nobody"), MORE(RU_MORE_NOBODY)},
    {RU_S_INIT("by_way"), MORE(RU_MORE_BY_WAY)},
    {RU_S_INIT("of"), MORE(RU_MORE_OF)},
};

static const struct naming cue_names[] = {
    {RU_S_INIT("say"), RU_CUE_SAY},       {RU_S_INIT("that"), RU_CUE_THAT},
    {RU_S_INIT("stance"), RU_CUE_STANCE}, {RU_S_INIT("quote"), RU_CUE_QUOTE},
    {RU_S_INIT("both"), RU_CUE_BOTH},     {RU_S_INIT("tell"), RU_CUE_TELL},
    {RU_S_INIT("per"), RU_CUE_PER},       {RU_S_INIT("relay"), RU_CUE_RELAY},
    {RU_S_INIT("deny"), RU_CUE_DENY},     {RU_S_INIT("answer"), RU_CUE_ANSWER},
    {RU_S_INIT("refuse"), RU_CUE_REFUSE}, {RU_S_INIT("named"), RU_CUE_NAMED},
    {RU_S_INIT("post"), RU_CUE_POST},     {RU_S_INIT("perfect"), RU_CUE_PERFECT},
    {RU_S_INIT("nobody"), RU_CUE_NOBODY}, {RU_S_INIT("with_be"), RU_CUE_WITH_BE},
    {RU_S_INIT("act"), RU_CUE_ACT},       {RU_S_INIT("self"), RU_CUE_SELF},
    {RU_S_INIT("silent"), RU_CUE_SILENT},
};

struct tables {
	uint32_t clause, pronouns, nouns, titles, media, cues;
	uint64_t listed; /* bits of all of these; most words begin no phrase of any */
	const struct ru_entry *clitic;
	size_t clitic_count;
	uint64_t clitic_ends; /* bits by their last bytes: most words end in none of these */
};

/* The bits of the entry and those of the same phrase. */
static uint64_t bits(const struct ru_pack *pack, const struct ru_entry *e, const struct naming *names, size_t count)
{
	uint64_t found = 0;

	for (; e != NULL; e = e->next == UINT32_MAX ? NULL : ru_pack_entry(pack, e->next)) {
		struct ru_str name = e->col[1];
		for (size_t i = 0; i < count && name.len > 0; i++) {
			if (names[i].name.ptr[0] == name.ptr[0] && ru_str_eq(name, names[i].name))
				found |= names[i].bit;
		}
	}
	return found;
}

#define BITS(pack, e, names) bits(pack, e, names, sizeof(names) / sizeof(names[0]))

/* The classes of an entry of clause_words and those of the same phrase; NULL has none. */
static uint64_t class_of(const struct ru_reading *r, const struct ru_entry *e)
{
	struct ru_known_classes *known = &r->memory.classes[(uintptr_t)e / sizeof(*e) % RU_KNOWN_CLASSES];

	if (e == NULL)
		return 0;
	if (known->entry != e)
		*known = (struct ru_known_classes){e, BITS(r->pack, e, class_names)};
	return known->classes;
}

static const struct ru_entry *at(const struct ru_reading *r, uint32_t table, uint32_t i, size_t *used)
{
	*used = 0;
	return table == RU_TABLE_NONE ? NULL : ru_pack_at(r->pack, table, &r->text, i, used);
}

static void class_pronoun(const struct ru_reading *r, const struct tables *t, uint32_t i, struct ru_clause_word *w)
{
	size_t used;
	const struct ru_entry *e = at(r, t->pronouns, i, &used);

	if (e == NULL)
		return;
	w->class |= ru_str_eq(e->col[1], RU_S("first")) ? RU_CLAUSE_FIRST : RU_CLAUSE_PRONOUN;
	w->single |= w->class & (RU_CLAUSE_FIRST | RU_CLAUSE_PRONOUN);
	if (used > w->length)
		w->length = (uint8_t)used;
}

/* Whether word i ends with a byte that a clitic ends with. */
static bool ends_as_clitic(const struct ru_reading *r, const struct tables *t, uint32_t i)
{
	return (t->clitic_ends >> ((unsigned char)r->article->text.ptr[r->words[i].end - 1] % 64) & 1) != 0;
}

/* A cue with a clitic: "katanya", "menurutnya". */
static void class_clitic(const struct ru_reading *r, const struct tables *t, uint32_t i, struct ru_clause_word *w)
{
	struct ru_str text = ru_str_cut(r->article->text, r->words[i].begin, r->words[i].end);
	const struct ru_entry *clitic = t->clitic;

	if (t->cues == RU_TABLE_NONE || text.len > 40 || !ends_as_clitic(r, t, i))
		return;
	for (size_t k = 0; k < t->clitic_count; k++) {
		const struct ru_entry *e;
		uint32_t cue;
		struct ru_str end = clitic[k].phrase;
		if (text.len <= end.len + 2 || text.ptr[text.len - 1] != end.ptr[end.len - 1] ||
		    !ru_str_ends(text, end))
			continue;
		e = ru_pack_get(r->pack, t->cues, ru_str_cut(text, 0, text.len - clitic[k].phrase.len));
		cue = (uint32_t)BITS(r->pack, e, cue_names) & (RU_CUE_QUOTE | RU_CUE_PER | RU_CUE_TELL | RU_CUE_NAMED);
		if (cue == 0)
			continue;
		w->cue = cue;
		w->cue_length = 1;
		if (cue == RU_CUE_TELL) { /* "memberitahunya bahwa": the clitic is whom it was said to */
			w->cue = RU_CUE_THAT;
			return;
		}
		w->clitic = (uint8_t)clitic[k].phrase.len;
		return;
	}
}

static uint32_t order_of(const struct ru_entry *e)
{
	for (size_t i = 0; i < sizeof(cue_names) / sizeof(cue_names[0]) && e->col[1].len > 0; i++) {
		if (e->col[1].ptr[0] == cue_names[i].name.ptr[0] && ru_str_eq(e->col[1], cue_names[i].name))
			return (uint32_t)cue_names[i].bit;
	}
	return 0;
}

/* A word behind i goes on with it: "mit der Lage" is no particle, "mit, dass" is. */
static bool goes_on_with_noun(const struct ru_reading *r, uint32_t i)
{
	return i + 1 < r->word_count && r->words[i + 1].kind != RU_WORD_PUNCT &&
	       r->sentence_of[i] == r->sentence_of[i + 1];
}

/* Whether the second part of a cue, where it has one, follows in the clause: "teilte die Polizei mit", "teilte der
 * Leiter, Bernd Weller, mit". Marks it. */
static bool has_rest(const struct ru_reading *r, struct ru_clause_word *w, uint32_t i, struct ru_str rest)
{
	uint64_t hash = ru_fold_hash(rest);
	bool comma = false;

	if (rest.len == 0)
		return true;
	for (uint32_t k = 1; k < REST_WORDS && i + k < r->word_count; k++) {
		char c = r->article->text.ptr[r->words[i + k].begin];
		if (r->words[i + k].kind == RU_WORD_PUNCT && (c == ':' || c == '.'))
			return false;
		comma = comma || (r->words[i + k].kind == RU_WORD_PUNCT && c == ',');
		if (comma && r->words[i + k - 1].kind != RU_WORD_PUNCT)
			continue;
		if (r->text.hash[i + k] == hash && !goes_on_with_noun(r, i + k)) {
			w[k].single |= RU_CLAUSE_PARTICLE;
			if (w[k].rest_of == 0)
				w[k].rest_of = (uint8_t)k;
			return true;
		}
	}
	return false;
}

/* What is listed of word i, but for cues. */
static void class_listed(const struct ru_reading *r, const struct tables *t, uint32_t i, struct ru_clause_word *w)
{
	struct ru_str text = ru_str_cut(r->article->text, r->words[i].begin, r->words[i].end);
	size_t used;
	const struct ru_entry *e = at(r, t->clause, i, &used);

	if (e != NULL) {
		uint64_t class = class_of(r, e);
		w->class = (uint32_t) class;
		w->more = (uint8_t)(class >> 32);
		w->length = (uint8_t)used;
		w->single |=
		    (uint32_t)(used == 1 ? class
		                         : class_of(r, text.len < 64 ? ru_pack_get(r->pack, t->clause, text) : NULL));
	}
	/* "die Suche" is no verb: where nouns have capitals, a verb has one only at the begin of a sentence */
	if ((w->single & RU_CLAUSE_SUBJUNCTIVE) != 0 && (r->words[i].flags & RU_WORD_CAPITAL) != 0 && i > 0 &&
	    r->sentence_of[i] == r->sentence_of[i - 1])
		w->single &= ~(uint32_t)RU_CLAUSE_SUBJUNCTIVE;
	class_pronoun(r, t, i, w);
	if (at(r, t->nouns, i, &used) != NULL) {
		w->class |= RU_CLAUSE_NOUN;
		if (w->length == 0)
			w->length = (uint8_t)used;
	}
	if (at(r, t->titles, i, &used) != NULL)
		w->single |= RU_CLAUSE_TITLE;
	if (at(r, t->media, i, &used) != NULL)
		w->single |= RU_CLAUSE_MEDIA;
}

/* The cue at word i. */
static void class_cue(const struct ru_reading *r, const struct tables *t, uint32_t i, struct ru_clause_word *w)
{
	size_t used;

	for (const struct ru_entry *e = at(r, t->cues, i, &used); e != NULL;
	     e = e->next == UINT32_MAX ? NULL : ru_pack_entry(r->pack, e->next)) {
		if (!has_rest(r, w, i, e->col[3]))
			continue;
		if (ru_str_eq(e->col[2], RU_S("cites")))
			w->more |= RU_MORE_CITES;
		w->cue |= order_of(e);
		w->cue_length = (uint8_t)used;
	}
}

/* Whether a cue of the word at hand wants a second part of the words behind it. */
static bool has_second_part(const struct ru_reading *r, const struct tables *t, uint32_t i)
{
	size_t used;
	const struct ru_entry *e = at(r, t->cues, i, &used);

	while (e != NULL && e->col[3].len == 0)
		e = e->next == UINT32_MAX ? NULL : ru_pack_entry(r->pack, e->next);
	return e != NULL;
}

/* What is kept of the word of i, or NULL where the words around it decide. */
static const struct ru_known_marks *marks_of(const struct ru_reading *r, const struct tables *t, uint32_t i)
{
	const uint32_t first = r->text.first[0][i];
	struct ru_known_marks *known = &r->memory.marks[(first ^ first >> 10) % RU_KNOWN_MARKS];

	if (known->pack != r->pack || known->first != first) {
		struct ru_clause_word alone = {0}, cue = {0};
		*known = (struct ru_known_marks){.pack = r->pack, .first = first, .apart = true};
		if ((ru_pack_opening_longer(r->pack, first) & t->listed) != 0 || has_second_part(r, t, i))
			return NULL;
		class_listed(r, t, i, &alone);
		class_cue(r, t, i, &cue);
		bool apart = ((alone.class | alone.single) & RU_CLAUSE_SUBJUNCTIVE) != 0;
		*known = (struct ru_known_marks){r->pack,  first,          apart,       alone.more,   alone.length,
		                                 cue.more, cue.cue_length, alone.class, alone.single, cue.cue};
	}
	return known->apart ? NULL : known;
}

static void class_word(const struct ru_reading *r, const struct tables *t, uint32_t i, struct ru_clause_word *w)
{
	const struct ru_known_marks *known = marks_of(r, t, i);

	if (known == NULL) {
		class_listed(r, t, i, w);
	} else {
		w->class = known->class;
		w->single |= known->single;
		w->more = known->more;
		w->length = known->length;
	}
	class_clitic(r, t, i, w);
	if (w->clitic != 0)
		return;
	if (known == NULL) {
		class_cue(r, t, i, w);
	} else if (known->cue_length != 0) {
		w->cue |= known->cue;
		w->more |= known->cue_more;
		w->cue_length = known->cue_length;
	}
}

static void class_words(struct ru_statement_reader *s)
{
	struct tables t = {0};
	const struct ru_reading *r = s->r;
	uint32_t i = 0;

	t.clause = ru_table_find(RU_S("clause_words"));
	t.pronouns = ru_table_find(RU_S("pronouns"));
	t.nouns = ru_table_find(RU_S("cue_nouns"));
	t.titles = ru_table_find(RU_S("titles"));
	t.media = ru_table_find(RU_S("media_heads"));
	t.cues = ru_table_find(RU_S("cues"));
	t.listed = ru_pack_table_bit(t.clause) | ru_pack_table_bit(t.pronouns) | ru_pack_table_bit(t.nouns) |
	           ru_pack_table_bit(t.titles) | ru_pack_table_bit(t.media) | ru_pack_table_bit(t.cues);
	t.clitic = ru_pack_entries(r->pack, ru_table_find(RU_S("clitics")), &t.clitic_count);
	for (size_t k = 0; k < t.clitic_count; k++)
		t.clitic_ends |= UINT64_C(1) << (unsigned char)t.clitic[k].phrase.ptr[t.clitic[k].phrase.len - 1] % 64;
	for (i = 0; i < r->word_count; i++) {
		s->word[i].name = RU_NONE;
		s->word[i].single &= RU_CLAUSE_PARTICLE;
		s->word[i].date = (r->facts->tokens[i].flags & RU_TOKEN_DATE) != 0;
		if (r->words[i].kind != RU_WORD_LETTERS)
			continue;
		if ((r->text.opening[i] & t.listed) != 0)
			class_word(r, &t, i, &s->word[i]);
		else if (t.clitic_count > 0 && ends_as_clitic(r, &t, i))
			class_clitic(r, &t, i, &s->word[i]);
	}
	i = 0;
	for (uint32_t n = 0; n < r->facts->name_count; n++) {
		struct ru_range range = r->facts->names[n].place.at;
		while (i < r->word_count && r->words[i].begin < range.begin)
			i++;
		uint32_t k = i;
		for (; k < r->word_count && r->words[k].begin < range.end; k++)
			s->word[k].name = n;
		uint32_t degrees = r->facts->names[n].type == RU_NAME_PERSON ? ru_degrees_end(r, k) : k;
		for (; k < degrees; k++)
			s->word[k].name = n;
	}
}

/* ---- brackets, segments, units ---- */

static bool space_before(const struct ru_reading *r, uint32_t i)
{
	return (r->words[i].flags & (RU_WORD_SPACE | RU_WORD_BREAK)) != 0;
}

/* "(The show goes on, Brown said.)": a sentence of its own, no word put into another. */
static bool holds_sentence(const struct ru_statement_reader *s, uint32_t open, uint32_t close)
{
	char stop = ru_word_byte(s, close - 1);

	return close > open + 2 && (stop == '.' || stop == '!' || stop == '?') &&
	       (open == 0 || s->r->sentence_of[open - 1] != s->r->sentence_of[open]);
}

static void block_brackets(struct ru_statement_reader *s, uint32_t first, uint32_t last)
{
	uint32_t open = RU_NONE;

	for (uint32_t i = first; i < last; i++) {
		char c = ru_word_byte(s, i);
		if (open != RU_NONE && (i - open > BRACKET_WORDS || c == ')')) {
			if (c == ')' && !holds_sentence(s, open, i)) {
				for (uint32_t k = open; k <= i; k++)
					s->word[k].bracket = 1;
			}
			open = RU_NONE;
		} else if (c == '(') {
			open = i;
		}
	}
}

char ru_word_byte(const struct ru_statement_reader *s, uint32_t i)
{
	return i < s->r->word_count ? s->r->article->text.ptr[s->r->words[i].begin] : '\0';
}

bool ru_is_separator(const struct ru_statement_reader *s, uint32_t i)
{
	size_t pos;
	uint32_t cp;

	if (i >= s->r->word_count || s->r->words[i].kind != RU_WORD_PUNCT || s->word[i].depth != 0 ||
	    s->word[i].bracket != 0 || s->word[i].name != RU_NONE)
		return false;
	pos = s->r->words[i].begin;
	cp = ru_utf8_next(s->r->article->text, &pos);
	if (ru_char_is_dash(cp))
		return space_before(s->r, i);
	return cp == ',' || cp == ';' || cp == ':' || cp == 0xFF0C || cp == 0x3001;
}

static void unit_segments(struct ru_statement_reader *s, const struct ru_unit *unit)
{
	uint32_t first = unit->first;

	for (uint32_t i = unit->first; i <= unit->last; i++) {
		if (i < unit->last && (s->r->words[i].kind != RU_WORD_PUNCT || !ru_is_separator(s, i)))
			continue;
		for (uint32_t k = first; k < i; k++) {
			s->segment_first[k] = first;
			s->segment_last[k] = i;
		}
		if (i < unit->last) {
			s->segment_first[i] = i;
			s->segment_last[i] = i + 1;
		}
		first = i + 1;
	}
}

/* "“Why wait?” Brown said.": a question or call that the sentence behind it belongs to. */
static bool closes_question(const struct ru_statement_reader *s, uint32_t i)
{
	char mark = i >= 2 ? ru_word_byte(s, i - 2) : '\0';

	if (s->word[i - 1].depth == 0 || s->word[i].depth > 0 || (mark != '?' && mark != '!'))
		return false;
	for (uint32_t k = i; k < s->r->word_count && k < i + 6 && s->r->words[k].kind == RU_WORD_LETTERS; k++) {
		if ((s->word[k].cue & RU_CUE_QUOTE) != 0)
			return k > i;
	}
	return false;
}

/* Whether the sentence that begins at word i goes on with the unit before it. */
static bool goes_on(const struct ru_statement_reader *s, const struct ru_unit *unit, uint32_t i)
{
	if (i - unit->first > UNIT_WORDS)
		return false;
	if ((s->word[i].depth > 0 && s->quotation_at[i] == RU_NONE) || closes_question(s, i))
		return true;
	return s->r->words[i].kind == RU_WORD_LETTERS && (s->r->words[i].flags & RU_WORD_CAPITAL) == 0 &&
	       s->word[i - 1].depth > 0 && s->word[i].cue != 0;
}

static int block_units(struct ru_statement_reader *s, uint32_t from, uint32_t to)
{
	const struct ru_sentence *sentence = s->r->facts->sentences;
	struct ru_unit *unit = NULL;

	for (uint32_t k = from; k < to; k++) {
		if (unit == NULL || !goes_on(s, unit, sentence[k].first)) {
			unit = ru_vec_push(&s->units);
			if (unit == NULL)
				return RU_ENOMEM;
			unit->first = sentence[k].first;
			unit->block = sentence[k].block;
		}
		unit->last = sentence[k].last;
	}
	return RU_OK;
}

int ru_statement_marks(struct ru_statement_reader *s)
{
	const struct ru_facts *f = s->r->facts;
	uint32_t count = s->r->word_count;

	s->word = ru_arena_get(s->r->arena, count, sizeof(*s->word));
	s->segment_first = ru_arena_get(s->r->arena, count, sizeof(*s->segment_first));
	s->segment_last = ru_arena_get(s->r->arena, count, sizeof(*s->segment_last));
	s->quotation_at = ru_arena_get(s->r->arena, count, sizeof(*s->quotation_at));
	if (s->word == NULL || s->segment_first == NULL || s->segment_last == NULL || s->quotation_at == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < count; i++)
		s->quotation_at[i] = RU_NONE;
	s->quotes = ru_statement_setting(s, RU_S("quotes"));
	class_words(s);
	for (uint32_t from = 0; from < f->sentence_count;) {
		uint32_t to = from + 1;
		int status;
		while (to < f->sentence_count && f->sentences[to].block == f->sentences[from].block)
			to++;
		block_brackets(s, f->sentences[from].first, f->sentences[to - 1].last);
		status = ru_quotations_mark(s, f->sentences[from].first, f->sentences[to - 1].last);
		if (status == RU_OK)
			status = block_units(s, from, to);
		if (status != RU_OK)
			return status;
		from = to;
	}
	for (size_t u = 0; u < s->units.len; u++)
		unit_segments(s, RU_VEC_AT(&s->units, struct ru_unit, u));
	return ru_verbs_mark(s);
}
