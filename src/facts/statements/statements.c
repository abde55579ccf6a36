/* SPDX-License-Identifier: Apache-2.0 */
/* Statements: who said what, through whom.
 *
 * Fed words, names and dates; gives facts->statements. First the marks (statements/marks.c), then the clauses unit by
 * unit (statements/clauses.c), here the quotations that run on in the next unit or paragraph, at last speakers and
 * relays (statements/speakers.c). Headlines are not read: a stance there is seldom a statement. */
#include "facts/statements/statements.h"

enum { PLAIN_QUOTE_WORDS = 5, PENDING = 3 };

struct run {
	struct ru_statement_reader *s;
	struct ru_words_range pending[PENDING]; /* quotations without closing mark that wait for their cue */
	uint32_t pending_count;
	uint32_t pending_block;
};

static bool is_read(const struct ru_reading *r, uint32_t block)
{
	enum ru_block_kind kind = r->article->blocks[block].kind;

	return kind != RU_BLOCK_HEADLINE && kind != RU_BLOCK_SUBHEAD && kind != RU_BLOCK_TABLE && kind != RU_BLOCK_CODE;
}

static const struct ru_quotation *opening(const struct ru_statement_reader *s, uint32_t word)
{
	uint32_t q = s->quotation_at[word];

	return q == RU_NONE ? NULL : RU_VEC_AT(&s->quotations, struct ru_quotation, q);
}

static void append(struct ru_frame *f, uint32_t first, uint32_t last)
{
	if (f->content_count < RU_FRAME_CONTENTS)
		f->content[f->content_count++] = (struct ru_words_range){first, last};
}

static void prepend(struct ru_frame *f, struct ru_words_range range)
{
	if (f->content_count >= RU_FRAME_CONTENTS)
		return;
	for (uint32_t i = f->content_count; i > 0; i--)
		f->content[i] = f->content[i - 1];
	f->content[0] = range;
	f->content_count++;
}

/* The last frame that no other holds, if it is of this unit. */
static struct ru_frame *frame_of(const struct ru_statement_reader *s, uint32_t unit)
{
	for (size_t k = s->frames.len; k > 0; k--) {
		struct ru_frame *f = RU_VEC_AT(&s->frames, struct ru_frame, k - 1);
		if (f->unit != unit)
			break;
		if (f->parent == RU_NONE && f->content_count > 0)
			return f;
	}
	return NULL;
}

static bool ends_quoted(const struct ru_statement_reader *s, const struct ru_frame *f)
{
	return s->word[f->content[f->content_count - 1].last - 1].depth > 0;
}

/* The same, but rather one that ends with a quotation: "..., said Brown, who thinks ... “..." goes on with the first.
 */
static struct ru_frame *quoted_frame_of(const struct ru_statement_reader *s, uint32_t unit)
{
	struct ru_frame *last = frame_of(s, unit);

	for (size_t k = s->frames.len; k > 0; k--) {
		struct ru_frame *f = RU_VEC_AT(&s->frames, struct ru_frame, k - 1);
		if (f->unit != unit)
			break;
		if (f->parent == RU_NONE && f->content_count > 0 && ends_quoted(s, f))
			return f;
	}
	return last;
}

/* Whether the quotation at the end of f has no closing mark: it may go on in the next paragraph. */
static bool ends_unclosed(const struct ru_statement_reader *s, const struct ru_frame *f)
{
	const struct ru_quotation *q = opening(s, f->content[f->content_count - 1].first);

	return q != NULL && !q->closed && q->close >= f->content[f->content_count - 1].last;
}

/* A frame of the source of another one, and of its cue too, for words of their own. */
static int repeat_source(struct ru_statement_reader *s, const struct ru_frame *from, uint32_t unit, uint32_t first,
                         uint32_t last, bool with_cue)
{
	struct ru_frame said = *from, *f = ru_vec_push(&s->frames);

	if (f == NULL)
		return RU_ENOMEM;
	f->source = said.source;
	f->cue = with_cue ? said.cue : (struct ru_words_range){RU_NONE, RU_NONE};
	f->clitic = with_cue ? said.clitic : 0;
	f->addressee = (struct ru_words_range){RU_NONE, RU_NONE};
	f->parent = RU_NONE;
	f->unit = unit;
	append(f, first, last);
	return RU_OK;
}

/* A unit that is a quotation without cue: more of the statement before it, the begin of the one behind it, or a
 * quotation whose speaker is the one who spoke before. */
static int bare_quotation(struct run *run, uint32_t unit, uint32_t source_unit)
{
	struct ru_statement_reader *s = run->s;
	const struct ru_unit *u = RU_VEC_AT(&s->units, struct ru_unit, unit);
	const struct ru_quotation *q = opening(s, u->first);
	uint32_t last = q->close < u->last ? q->close : u->last;
	struct ru_frame *before = source_unit == RU_NONE ? NULL : quoted_frame_of(s, source_unit);
	bool same_block = before != NULL && RU_VEC_AT(&s->units, struct ru_unit, source_unit)->block == u->block;

	if (before != NULL && ((same_block && ends_quoted(s, before)) || (!same_block && ends_unclosed(s, before)))) {
		append(before, u->first, last);
		before->unit = unit;
		return RU_OK;
	}
	if (!q->closed) {
		if (run->pending_count < PENDING)
			run->pending[run->pending_count++] = (struct ru_words_range){u->first, last};
		run->pending_block = u->block;
		return RU_OK;
	}
	if (before == NULL || last - u->first < PLAIN_QUOTE_WORDS || last + 1 < u->last || !same_block)
		return RU_OK;
	return repeat_source(s, before, unit, u->first, last, true);
}

/* Words of the unit are in the mood of reported speech: "Die Lage sei ernst." */
static bool is_reported(const struct ru_statement_reader *s, const struct ru_unit *u)
{
	for (uint32_t i = u->first; i < u->last; i++) {
		if (s->word[i].depth == 0 && s->word[i].name == RU_NONE &&
		    (s->word[i].single & RU_CLAUSE_SUBJUNCTIVE) != 0)
			return true;
	}
	return false;
}

/* A person, an organisation, somebody with a title: no thing and no place. */
static bool may_speak(const struct ru_statement_reader *s, struct ru_words_range source)
{
	for (uint32_t i = source.first; i < source.last; i++) {
		uint32_t n = s->word[i].name;
		if (n == RU_NONE
		        ? (s->word[i].single & (RU_CLAUSE_TITLE | RU_CLAUSE_PRONOUN)) != 0
		        : s->r->facts->names[n].type == RU_NAME_PERSON || s->r->facts->names[n].type == RU_NAME_ORG)
			return true;
	}
	return false;
}

/* Whom the unit is about, by its first words: "Braun verteidigte den Bau. Die Brücke sei nötig." */
static bool subject_of(const struct ru_statement_reader *s, const struct ru_unit *u, struct ru_words_range *source)
{
	uint32_t i = u->first;

	while (i + 1 < u->last && (s->word[i].class & RU_CLAUSE_OPEN) != 0 && s->word[i].length > 0 &&
	       (s->word[i].single & RU_CLAUSE_ART) == 0)
		i += s->word[i].length;
	return i < u->last && s->word[i].depth == 0 && (s->word[i].single & RU_CLAUSE_PREP) == 0 &&
	       ru_source_after(s, i, u->last, false, source) && may_speak(s, *source);
}

/* What is told in the mood of reported speech behind a report is the same source's; behind another sentence that of
 * whom it is about. */
static int free_indirect(struct run *run, uint32_t unit, uint32_t source_unit)
{
	struct ru_statement_reader *s = run->s;
	const struct ru_unit *u = RU_VEC_AT(&s->units, struct ru_unit, unit), *above = unit > 0 ? u - 1 : NULL;
	struct ru_frame *before = source_unit == RU_NONE || source_unit + 3 < unit ? NULL : frame_of(s, source_unit);
	struct ru_frame subject = {.source = {RU_NONE, RU_NONE}};

	if (above == NULL || above->block != u->block || !is_reported(s, u))
		return RU_OK;
	if (before != NULL && RU_VEC_AT(&s->units, struct ru_unit, source_unit)->block != u->block)
		before = NULL;
	if (before == NULL)
		return subject_of(s, above, &subject.source)
		           ? repeat_source(s, &subject, unit, u->first, u->last, false)
		           : RU_OK;
	if (before->clitic != 0 || before->source.first == RU_NONE)
		return RU_OK;
	/* one content over several sentences with nothing between them; that of an act of speech is its own clause */
	if (source_unit + 1 == unit &&
	    !(before->source.first >= before->content[0].first && before->source.first < before->content[0].last) &&
	    before->cue.first == RU_NONE && s->word[before->content[before->content_count - 1].first].depth == 0) {
		before->content[before->content_count - 1].last = u->last;
		before->unit = unit;
		return RU_OK;
	}
	return repeat_source(s, before, unit, u->first, u->last, false);
}

static int read_unit(struct run *run, uint32_t unit, uint32_t *source_unit)
{
	struct ru_statement_reader *s = run->s;
	const struct ru_unit *u = RU_VEC_AT(&s->units, struct ru_unit, unit);
	size_t before = s->frames.len;
	int status;

	if (!is_read(s->r, u->block))
		return RU_OK;
	status = ru_clauses_read(s, unit);
	if (status != RU_OK)
		return status;
	if (s->frames.len == before) {
		if (u->last > u->first + 2 && opening(s, u->first) != NULL &&
		    s->frames.len < s->r->options->limits->facts)
			status = bare_quotation(run, unit, *source_unit);
		if (status == RU_OK && s->verb_second && s->frames.len == before &&
		    s->frames.len < s->r->options->limits->facts)
			status = free_indirect(run, unit, *source_unit);
		if (s->frames.len > before || (*source_unit != RU_NONE && frame_of(s, unit) != NULL))
			*source_unit = unit;
		return status;
	}
	if (run->pending_count > 0) {
		struct ru_frame *f = RU_VEC_AT(&s->frames, struct ru_frame, before);
		if (f->content_count > 0 && opening(s, f->content[0].first) != NULL &&
		    f->content[0].first == u->first) {
			while (run->pending_count > 0)
				prepend(f, run->pending[--run->pending_count]);
		}
		run->pending_count = 0;
	}
	*source_unit = unit;
	return RU_OK;
}

int ru_facts_statements(struct ru_reading *r)
{
	struct ru_statement_reader s = {.r = r};
	struct run run = {.s = &s};
	uint32_t source_unit = RU_NONE;
	int status;

	ru_vec_init(&s.quotations, r->options->al, sizeof(struct ru_quotation), 0);
	ru_vec_init(&s.units, r->options->al, sizeof(struct ru_unit), 0);
	ru_vec_init(&s.frames, r->options->al, sizeof(struct ru_frame), 0);
	status = ru_statement_marks(&s);
	for (uint32_t u = 0; u < s.units.len && status == RU_OK; u++)
		status = read_unit(&run, u, &source_unit);
	if (status == RU_OK)
		status = ru_quoted_parts(&s);
	if (status == RU_OK)
		status = ru_speakers_resolve(&s);
	ru_vec_release(&s.quotations);
	ru_vec_release(&s.units);
	ru_vec_release(&s.frames);
	return status;
}
