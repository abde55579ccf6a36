/* SPDX-License-Identifier: Apache-2.0 */
/* From frames to statements: places, speakers, relays.
 *
 * Fed the frames in page order; gives facts->statements. A pronoun or clitic stands for the person who spoke or acted
 * last; "Bupati" for the person who was named with that title; a relay named once for a speaker is carried to what he
 * says later on the page. One pass over frames and names. */
#include "base/hash.h"
#include "facts/statements/resolver.h"
#include "text/fold.h"

enum { CUE_WORDS = 24 }; /* as far as marks.c looks for the second part of a cue */

static const struct ru_clause_word *word(const struct resolver *v, uint32_t i) { return &v->s->word[i]; }
static struct ru_str no_text(void) { return (struct ru_str){"", 0}; }

/* ---- places ---- */

static struct ru_words_range trimmed(const struct ru_statement_reader *s, struct ru_words_range range)
{
	while (range.last > range.first) {
		uint32_t i = range.last - 1;
		char c = ru_word_byte(s, i);
		bool stop =
		    s->r->words[i].kind == RU_WORD_PUNCT && c == '.' && s->r->words[i].end - s->r->words[i].begin == 1;
		/* of a bracket that a whole sentence stands in */
		stop = stop || (c == ')' && s->word[i].bracket == 0 && ru_word_byte(s, range.first) != '(');
		if (s->word[i].depth > 0 || !(stop || ru_is_separator(s, i)))
			break;
		range.last--;
	}
	while (range.first < range.last && ru_is_separator(s, range.first))
		range.first++;
	/* a mark that closes a quotation begun before the range */
	if (range.first < range.last && s->word[range.first].depth > 0 && s->quotation_at[range.first] == RU_NONE &&
	    s->r->words[range.last - 1].kind == RU_WORD_PUNCT && s->word[range.last - 1].depth > 0 &&
	    range.last < s->r->word_count && s->word[range.last].depth < s->word[range.first].depth)
		range.last--;
	return range;
}

static int set_places(struct ru_statement_reader *s, struct ru_places *out, const struct ru_words_range *range,
                      uint32_t count)
{
	struct ru_place *items = ru_arena_get(s->r->arena, count, sizeof(*items));

	if (items == NULL)
		return RU_ENOMEM;
	out->items = items;
	out->count = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (range[i].first != RU_NONE && range[i].first < range[i].last)
			items[out->count++] = ru_reading_place(s->r, range[i].first, range[i].last);
	}
	return RU_OK;
}

/* A range of page text that is no whole words: a clitic, or a cue without its clitic. */
struct ru_place ru_resolved_place(const struct ru_statement_reader *s, uint32_t begin, uint32_t end)
{
	return ru_article_place(s->r->article, (struct ru_range){begin, end});
}

/* The rest of a cue in two parts: "mit" of "teilte die Polizei mit"; an empty range where it has none, as a preposition
 * ("laut Behörde ist der Damm sicher"). */
static struct ru_words_range second_part(const struct ru_statement_reader *s, const struct ru_frame *f)
{
	if ((s->word[f->cue.first].cue & (RU_CUE_PER | RU_CUE_POST)) != 0)
		return (struct ru_words_range){0, 0};
	for (uint32_t i = f->cue.last; s->verb_second && i < f->cue.last + CUE_WORDS && i < s->r->word_count; i++) {
		if ((s->word[i].single & RU_CLAUSE_PARTICLE) != 0)
			/* in "sagte, ..., und fügte hinzu" it belongs to the second cue */
			return i - s->word[i].rest_of > f->cue.last ? (struct ru_words_range){0, 0}
			                                            : (struct ru_words_range){i, i + 1};
		if ((s->r->words[i].kind == RU_WORD_PUNCT && ru_word_byte(s, i) != ',') || s->word[i].depth > 0 ||
		    (s->word[i].single & RU_CLAUSE_ASK) != 0)
			break;
	}
	return (struct ru_words_range){0, 0};
}

static int set_source_and_cue(struct ru_statement_reader *s, const struct ru_frame *f, struct ru_statement *out)
{
	int status = RU_OK;

	if (f->cue.first == RU_NONE) /* goes on in the mood of reported speech: the source named before */
		return f->source.first == RU_NONE ? RU_OK : set_places(s, &out->source, &f->source, 1);
	if (f->clitic == 0) {
		struct ru_words_range cue[2] = {f->cue, second_part(s, f)};
		status = set_places(s, &out->source, &f->source, 1);
		return status == RU_OK ? set_places(s, &out->cue, cue, 2) : status;
	}
	status = set_places(s, &out->source, &f->cue, 1);
	if (status == RU_OK)
		status = set_places(s, &out->cue, &f->cue, 1);
	if (status == RU_OK) {
		uint32_t end = s->r->words[f->cue.last - 1].end;
		out->source.items[0] = ru_resolved_place(s, end - f->clitic, end);
		out->cue.items[0] = ru_resolved_place(s, s->r->words[f->cue.first].begin, end - f->clitic);
	}
	return status;
}

static enum ru_statement_type type_of(const struct ru_statement_reader *s, const struct ru_words_range *content,
                                      uint32_t count)
{
	bool inside = false, outside = false;

	for (uint32_t k = 0; k < count; k++) {
		uint32_t q = content[k].first < content[k].last ? s->quotation_at[content[k].first] : RU_NONE;
		uint32_t close = q == RU_NONE ? 0 : RU_VEC_AT(&s->quotations, struct ru_quotation, q)->close;
		if (close >= content[k].last) {
			inside = true;
			continue;
		}
		for (uint32_t i = content[k].first; i < content[k].last; i++) {
			inside = inside || s->word[i].depth > 0;
			outside = outside || s->word[i].depth == 0;
		}
	}
	return inside ? (outside ? RU_STATEMENT_MIXED : RU_STATEMENT_DIRECT) : RU_STATEMENT_INDIRECT;
}

/* ---- who ---- */

/* "kuasa hukum Hasan": the words before the name are no title of his. */
static bool is_of(const struct resolver *v, const struct ru_name *name)
{
	const struct ru_reading *r = v->s->r;
	struct ru_range title = name->title_place.at;

	return name->title.len > 0 && ru_title_is_of(v->s, ru_words_from(r->words, r->word_count, title.begin),
	                                             ru_words_from(r->words, r->word_count, title.end));
}

/* Names up to page offset `end` become known by the words of their titles and of their own. */
static int learn_names(struct resolver *v, uint32_t end)
{
	const struct ru_facts *f = v->s->r->facts;

	for (; v->name_next < f->name_count && f->names[v->name_next].place.at.begin < end; v->name_next++) {
		const struct ru_name *name = &f->names[v->name_next];
		if (is_of(v, name))
			continue;
		struct ru_str text = name->type == RU_NAME_PERSON ? name->title
		                     : name->type == RU_NAME_ORG  ? name->text
		                                                  : no_text();
		size_t pos = 0;
		while (pos < text.len) {
			size_t begin = pos;
			int status;
			while (pos < text.len && text.ptr[pos] != ' ')
				pos++;
			status = pos - begin < 3 ? RU_OK
			                         : ru_index_put(&v->by_word, ru_fold_hash(ru_str_cut(text, begin, pos)),
			                                        name->entity);
			if (status != RU_OK)
				return status;
			pos++;
		}
	}
	return RU_OK;
}

/* "Bupati", "Dinas itu", "sang penyerang", "the mayor of the town": the last one named with the noun that the source is
 * about; but "solar equipment manufacturers" are no Solar Ltd. */
uint32_t ru_resolved_office(const struct resolver *v, struct ru_words_range source)
{
	uint32_t e, last = source.first + 1;

	if (source.last - source.first > 4)
		return RU_NONE;
	if (v->noun_last) {
		while (last < source.last && (word(v, last)->single & (RU_CLAUSE_PREP | RU_CLAUSE_GEN)) == 0)
			last++;
		source = (struct ru_words_range){last - 1, last};
	}
	for (uint32_t i = source.first; i < source.last; i++) {
		if ((word(v, i)->single & (RU_CLAUSE_DET | RU_CLAUSE_PREP | RU_CLAUSE_FIRST)) != 0 ||
		    word(v, i)->name != RU_NONE)
			continue;
		if (ru_index_get(&v->by_word, v->s->r->text.hash[i], &e))
			return e;
	}
	return RU_NONE;
}

/* How a source is called that no name stands for: its words, where nouns have capitals without "Angaben" and an article
 * before them ("Angaben der Polizei": "Polizei"). */
static struct ru_str wording(const struct resolver *v, struct ru_words_range source)
{
	const struct ru_reading *r = v->s->r;
	uint32_t first = source.first;

	while (v->s->verb_second && first + 1 < source.last &&
	       ((word(v, first)->single & (RU_CLAUSE_ART | RU_CLAUSE_BY)) != 0 ||
	        (word(v, first)->class & RU_CLAUSE_NOUN) != 0))
		first++;
	return ru_reading_text(r, (struct ru_range){r->words[first].begin, r->words[source.last - 1].end});
}

/* "Badan itu" behind "badan intelijen Negara A": a source that no name stands for is known again by its head noun, the
 * first or the last word, with a word like "itu" or "the" on the other side. Gives the earlier source's words, or else
 * keeps this one's for later. */
static int resolve_worded(struct resolver *v, struct ru_words_range source, struct ru_statement *out)
{
	const struct ru_reading *r = v->s->r;
	uint32_t first = source.first, last = source.last - 1, statement;
	bool behind = (word(v, last)->class & RU_CLAUSE_DET) != 0,
	     before = (word(v, first)->class & RU_CLAUSE_DET) != 0;

	out->speaker = wording(v, source);
	if (first == last)
		return RU_OK;
	if (behind || before) {
		if (ru_index_get(&v->by_head, r->text.hash[behind ? first : last], &statement))
			out->speaker = v->out[statement].speaker;
		return RU_OK;
	}
	int status = ru_index_put(&v->by_head, r->text.hash[first], v->count);
	return status == RU_OK ? ru_index_put(&v->by_head, r->text.hash[last], v->count) : status;
}

/* "Brown's claim": the name that word i begins with; its ending belongs to no name. */
static uint32_t owner(const struct resolver *v, uint32_t i)
{
	const struct ru_facts *f = v->s->r->facts;

	for (uint32_t n = v->name_next; n > 0 && n + 3 > v->name_next; n--) {
		const struct ru_range at = f->names[n - 1].place.at;
		if (at.begin <= v->s->r->words[i].begin && at.end > v->s->r->words[i].begin)
			return f->names[n - 1].entity;
	}
	return RU_NONE;
}

/* "Brown, who denied the charges": whom a relative word stands for, where a name is right before it. */
static uint32_t antecedent(const struct resolver *v, struct ru_words_range source)
{
	uint32_t i = source.first, n;

	if (source.last != i + 1 || ((word(v, i)->single | word(v, i)->class) & RU_CLAUSE_REL) == 0 || i < 2)
		return RU_NONE;
	n = word(v, ru_is_separator(v->s, i - 1) ? i - 2 : i - 1)->name;
	return n != RU_NONE ? v->s->r->facts->names[n].entity : RU_NONE;
}

static int resolve_speaker(struct resolver *v, const struct ru_frame *f, struct ru_statement *out)
{
	const struct ru_facts *facts = v->s->r->facts;
	struct ru_words_range source = f->source;
	uint32_t e = RU_NONE;
	int status = RU_OK;
	bool belongs = false,
	     pronoun = f->clitic != 0 || source.first == RU_NONE || source.first == f->cue.first; /* "demnach" */

	if (!pronoun && source.last == source.first + 1 &&
	    (word(v, source.first)->single & (RU_CLAUSE_PRONOUN | RU_CLAUSE_POSSESSIVE)) != 0)
		pronoun = true; /* "he", "his claim" */
	if (!pronoun && ru_is_possessive(v->s, source.last - 1))
		e = owner(v, source.last - 1);
	if (pronoun)
		e = v->person != RU_NONE ? v->person : v->subject;
	else if (e == RU_NONE)
		e = ru_office_holder(v->s, &v->offices, source);
	if (!pronoun && e == RU_NONE)
		e = ru_resolved_name(v, source, &belongs);
	if (!pronoun && e == RU_NONE)
		e = antecedent(v, source);
	if (!pronoun && !belongs && e == RU_NONE && (word(v, source.first)->single & RU_CLAUSE_ONE) == 0)
		e = ru_resolved_office(v, source);
	if (!pronoun && e == RU_NONE &&
	    (word(v, source.first)->single & (RU_CLAUSE_TITLE | RU_CLAUSE_PREP)) == RU_CLAUSE_TITLE &&
	    (word(v, source.last - 1)->class & RU_CLAUSE_DET) != 0)
		e = v->person; /* "Petani asal Desa Sukajaya itu": the one told of before */
	out->entity = e;
	if (e != RU_NONE)
		out->speaker = facts->entities[e].name;
	else if (pronoun)
		out->speaker = v->last_worded;
	else
		status = resolve_worded(v, source, out);
	if (e != RU_NONE && facts->entities[e].role.len != 0)
		out->agency_report = true;
	if (!pronoun && (word(v, source.first)->single & RU_CLAUSE_MEDIA) != 0)
		out->agency_report = true;
	return status;
}

/* The person a unit begins with acts in it: "Rina masih menunggu. "..." katanya." */
static void note_subject(struct resolver *v, const struct ru_unit *u)
{
	const struct ru_facts *f = v->s->r->facts;

	uint32_t first = u->first;

	while (first + 1 < u->last && (word(v, first)->class & RU_CLAUSE_OPEN) != 0 && word(v, first)->length > 0) {
		first += word(v, first)->length;
		if (first < u->last && ru_is_separator(v->s, first))
			first++;
	}
	for (uint32_t i = first; i < u->last && i < first + 10; i++) {
		uint32_t n = word(v, i)->name;
		if (word(v, i)->depth > 0)
			return;
		if (i > first && ru_is_separator(v->s, i) && (i + 1 >= u->last || word(v, i + 1)->name == RU_NONE))
			return; /* "Ketua klub, Rina Wulan, meminta maaf" goes on */
		if (n != RU_NONE && f->names[n].type == RU_NAME_PERSON) {
			v->person = v->subject = f->names[n].entity;
			return;
		}
	}
}

static void note_speaker(struct resolver *v, const struct ru_statement *st)
{
	if (st->parent != RU_NONE || st->agency_report)
		return;
	v->last_worded = st->speaker;
	if (st->entity == RU_NONE) {
		v->person = v->subject = RU_NONE;
		return;
	}
	v->subject = st->entity;
	if (v->s->r->facts->entities[st->entity].type == RU_NAME_PERSON)
		v->person = st->entity;
	else
		v->person = RU_NONE;
}

/* "Tidak ada yang membantah", "Siapa yang mengatakan itu?", "Nobody said so": no report. */
static bool is_nobody(const struct resolver *v, const struct ru_frame *f)
{
	for (uint32_t i = f->source.first; f->clitic == 0 && f->source.first != RU_NONE && i < f->source.last; i++) {
		if ((word(v, i)->more & RU_MORE_NOBODY) != 0 && word(v, i)->name == RU_NONE)
			return true;
	}
	return false;
}

static int make_statement(struct resolver *v, uint32_t k)
{
	struct ru_statement_reader *s = v->s;
	const struct ru_frame *f = RU_VEC_AT(&s->frames, struct ru_frame, k);
	struct ru_words_range content[RU_FRAME_CONTENTS];
	struct ru_statement *st = &v->out[v->count];
	uint32_t count = 0;
	int status;

	for (uint32_t i = 0; i < f->content_count; i++) {
		content[count] = trimmed(s, f->content[i]);
		count += content[count].first < content[count].last;
	}
	v->index[k] = RU_NONE;
	if ((count == 0 && f->polarity == RU_SAID) || is_nobody(v, f))
		return RU_OK;
	st->entity = RU_NONE;
	st->parent = f->parent == RU_NONE ? RU_NONE : v->index[f->parent];
	st->polarity = f->polarity;
	st->basis = f->carried ? RU_BASIS_CARRIED : RU_BASIS_STATED;
	st->type = type_of(s, content, count);
	status = learn_names(v, f->source.first == RU_NONE                ? 0
	                        : ru_is_possessive(s, f->source.last - 1) ? s->r->words[f->source.last - 1].end
	                                                                  : s->r->words[f->source.first].begin);
	if (status == RU_OK)
		status = set_source_and_cue(s, f, st);
	if (status == RU_OK)
		status = set_places(s, &st->content, content, count);
	if (status == RU_OK)
		status = set_places(s, &st->addressee, &f->addressee, 1);
	if (status != RU_OK)
		return status;
	status = resolve_speaker(v, f, st);
	if (status != RU_OK)
		return status;
	status = ru_relays_set(v, f, st);
	for (uint32_t i = f->cue.first; f->cue.first != RU_NONE && i < f->cue.last; i++)
		s->r->facts->tokens[i].flags |= RU_TOKEN_CUE;
	v->index[k] = v->count++;
	return status;
}

static int resolve_units(struct resolver *v)
{
	struct ru_statement_reader *s = v->s;
	uint32_t k = 0;

	for (uint32_t u = 0; u < s->units.len; u++) {
		uint32_t first = v->count;
		bool spoke = false;
		while (k < s->frames.len && RU_VEC_AT(&s->frames, struct ru_frame, k)->unit <= u) {
			int status = make_statement(v, k++);
			if (status != RU_OK)
				return status;
		}
		for (uint32_t i = first; i < v->count; i++) {
			spoke = spoke || (v->out[i].parent == RU_NONE && !v->out[i].agency_report);
			note_speaker(v, &v->out[i]);
		}
		if (!spoke)
			note_subject(v, RU_VEC_AT(&s->units, struct ru_unit, u));
	}
	return RU_OK;
}

int ru_speakers_resolve(struct ru_statement_reader *s)
{
	struct resolver v = {.s = s, .subject = RU_NONE, .person = RU_NONE};
	int status = RU_OK;

	v.noun_last = s->verb_second || ru_statement_setting(s, RU_S("noun_last")).len > 0;
	v.last_worded = no_text();
	v.out = ru_arena_get(s->r->arena, s->frames.len, sizeof(*v.out));
	v.index = ru_arena_get(s->r->arena, s->frames.len, sizeof(*v.index));
	if (v.out == NULL || v.index == NULL)
		return RU_ENOMEM;
	ru_index_init(&v.by_word, s->r->options->al);
	ru_index_init(&v.by_head, s->r->options->al);
	ru_index_init(&v.carried, s->r->options->al);
	ru_index_init(&v.offices, s->r->options->al);
	ru_vec_init(&v.carriers, s->r->options->al, sizeof(struct ru_relay), 0);
	if (s->frames.len > 0)
		status = ru_offices_learn(s, &v.offices);
	if (status == RU_OK)
		status = resolve_units(&v);
	if (status == RU_OK) {
		s->r->facts->statements = v.out;
		s->r->facts->statement_count = v.count;
	}
	ru_index_release(&v.by_word);
	ru_index_release(&v.by_head);
	ru_index_release(&v.carried);
	ru_index_release(&v.offices);
	ru_vec_release(&v.carriers);
	return status;
}
