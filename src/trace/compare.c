/* SPDX-License-Identifier: Apache-2.0 */
/* Two pages, or two sentences, compared alone. Whole pages go the way of a pile of two. Two sentences are taken to be
 * about one thing, as their asker does: what equals or fits is crossed out first, and what is left over on both sides
 * in one class - figures, dates, negation, who says it, places - is the conflict. Left over on one side only is no
 * conflict: the other says less. */
#include "trace/compare.h"

enum { SENTENCES_SHORT = 3, PAIR_CAP = 64 };

/* ---- values ---- */

static bool month_day_differ(const struct ru_date *a, const struct ru_date *b)
{
	return a->value.len >= 10 && b->value.len >= 10 && ru_is_digit(a->value.ptr[5]) &&
	       ru_is_digit(b->value.ptr[5]) && !ru_str_eq(ru_str_cut(a->value, 5, 10), ru_str_cut(b->value, 5, 10));
}

static int read_side(struct pair *p, uint32_t side, struct trace_list *slots)
{
	const struct ru_facts *facts = p->docs[side].facts;
	int status = ru_slots_read(&p->docs[side], side, INT32_MIN, p->scratch, p->al, PAIR_CAP, slots);

	/* dates without a year have no days, and still can be told apart by month and day */
	for (uint32_t i = 0; status == 0 && i < facts->date_count && slots->len < PAIR_CAP; i++) {
		const struct ru_date *date = &facts->dates[i];
		struct slot *slot;

		if (date->days.first != INT32_MIN || !ru_str_starts(date->value, RU_S("XXXX-")) ||
		    date->value.len < 10 || !ru_is_digit(date->value.ptr[5]))
			continue;
		slot = ru_trace_push(p->scratch, slots, sizeof(*slot));
		if (slot == NULL)
			return RU_ENOMEM;
		*slot = (struct slot){.kind = SLOT_DATE,
		                      .page = side,
		                      .index = i,
		                      .by = RU_NONE,
		                      .date = date,
		                      .at = date->place.at,
		                      .span = date->place.span,
		                      .text = date->text,
		                      .value = date->value};
	}
	return status;
}

static bool may_meet(const struct slot *a, const struct slot *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == SLOT_DATE)
		return true;
	return a->unit == b->unit || (a->kind == SLOT_FIGURE && (a->unit == 0 || b->unit == 0));
}

static enum ru_relation relate(const struct slot *a, const struct slot *b, struct ru_str *why)
{
	*why = (struct ru_str){NULL, 0};
	if (a->kind == SLOT_DATE && (a->date->days.first == INT32_MIN || b->date->days.first == INT32_MIN))
		return month_day_differ(a->date, b->date) ? RU_REL_DIFFER : RU_REL_COMPATIBLE;
	return ru_relate(a, b, why);
}

static struct told told_of(const struct pair *p, uint32_t side, const struct slot *slot)
{
	return (struct told){side,       slot->at,    slot->span,
	                     slot->text, slot->value, ru_differ_speaker(&p->docs[side], slot->by)};
}

static int cross_out(struct pair *p, struct trace_list slots[2], bool *used[2])
{
	for (uint32_t round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < slots[0].len; i++) {
			const struct slot *a = TRACE_AT(&slots[0], struct slot, i);

			for (uint32_t k = 0; !used[0][i] && k < slots[1].len; k++) {
				const struct slot *b = TRACE_AT(&slots[1], struct slot, k);
				struct ru_str why;
				enum ru_relation relation;

				if (used[1][k] || !may_meet(a, b))
					continue;
				relation = relate(a, b, &why);
				/* equal values first, then those that fit */
				if (relation == RU_REL_DIFFER || (round == 0 && relation != RU_REL_AGREE))
					continue;
				used[0][i] = used[1][k] = true;
				if (relation == RU_REL_COMPATIBLE) {
					int status =
					    ru_pair_put(p, a->kind == SLOT_DATE ? RU_DIFF_DATE : RU_DIFF_FIGURE,
					                relation, why, told_of(p, 0, a), told_of(p, 1, b));

					if (status != 0)
						return status;
				}
			}
		}
	}
	return 0;
}

static int compare_values(struct pair *p)
{
	struct trace_list slots[2] = {{NULL, 0, 0}, {NULL, 0, 0}};
	bool *used[2];
	int status = 0;

	for (uint32_t side = 0; status == 0 && side < 2; side++) {
		status = read_side(p, side, &slots[side]);
		used[side] = ru_arena_get(p->scratch, slots[side].len, sizeof(bool));
		if (status == 0 && used[side] == NULL)
			status = RU_ENOMEM;
	}
	if (status == 0)
		status = cross_out(p, slots, used);
	for (uint32_t i = 0; status == 0 && i < slots[0].len; i++) {
		const struct slot *a = TRACE_AT(&slots[0], struct slot, i);

		for (uint32_t k = 0; status == 0 && !used[0][i] && k < slots[1].len; k++) {
			const struct slot *b = TRACE_AT(&slots[1], struct slot, k);

			if (used[1][k] || !may_meet(a, b))
				continue;
			used[0][i] = used[1][k] = true;
			status = ru_pair_put(p, a->kind == SLOT_DATE ? RU_DIFF_DATE : RU_DIFF_FIGURE, RU_REL_DIFFER,
			                     (struct ru_str){NULL, 0}, told_of(p, 0, a), told_of(p, 1, b));
		}
	}
	return status;
}

/* ---- negation ---- */

static struct told sentence_told(const struct pair *p, uint32_t side, bool negated)
{
	const struct ru_doc *doc = &p->docs[side];
	struct ru_range at = {0, 0};
	struct ru_span span = TRACE_NO_SPAN;

	if (doc->facts->sentence_count > 0)
		at = doc->facts->sentences[doc->facts->sentence_count - 1].at;
	if (doc->facts->sentence_count > 0 && !ru_article_span(doc->article, at, &span))
		span = TRACE_NO_SPAN;
	return (struct told){
	    side,     at, span, ru_str_cut(doc->article->text, at.begin, at.end), negated ? RU_S("not") : RU_S(""),
	    {NULL, 0}};
}

/* Odd where the sentence turns its matter over: negations and denials counted. */
static bool negated(const struct ru_doc *doc)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < doc->facts->token_count; i++)
		n += (doc->facts->tokens[i].flags & RU_TOKEN_NEGATION) != 0;
	for (uint32_t i = 0; i < doc->facts->statement_count; i++)
		n += doc->facts->statements[i].polarity == RU_DENIED;
	return n % 2 == 1;
}

static int compare_negation(struct pair *p)
{
	struct context words[2];
	uint32_t common;
	bool not_a = negated(&p->docs[0]), not_b = negated(&p->docs[1]);

	for (uint32_t side = 0; side < 2; side++) {
		int status = ru_context_read(&p->docs[side], 0, p->docs[side].facts->token_count,
		                             (struct ru_range){0, 0}, p->scratch, p->al, &words[side]);

		if (status != 0)
			return status;
	}
	if (not_a == not_b)
		return 0;
	(void)ru_context_common(&words[0], &words[1], &common);
	if (common < 2)
		return 0;
	return ru_pair_put(p, RU_DIFF_NEGATION, RU_REL_DIFFER, (struct ru_str){NULL, 0}, sentence_told(p, 0, not_a),
	                   sentence_told(p, 1, not_b));
}

int ru_pair_put(struct pair *p, enum ru_difference_kind kind, enum ru_relation relation, struct ru_str why,
                struct told a, struct told b)
{
	struct ru_difference *item = ru_trace_push(p->arena, &p->difference, sizeof(*item));
	struct ru_str name;
	int status;

	if (item == NULL)
		return RU_ENOMEM;
	*item =
	    (struct ru_difference){.story = RU_NONE, .event = RU_NONE, .kind = kind, .relation = relation, .why = why};
	item->tellings = ru_arena_get(p->arena, 2, sizeof(*item->tellings));
	if (item->tellings == NULL)
		return RU_ENOMEM;
	item->telling_count = 2;
	item->tellings[0] = (struct ru_telling){0, a.span, a.value, a.text, a.source, {NULL, 0}};
	item->tellings[1] = (struct ru_telling){1, b.span, b.value, b.text, b.source, {NULL, 0}};
	status = ru_arena_print(p->scratch, &name, "%d %s %u %s %u", (int)kind, p->docs[0].article->sha256,
	                        a.span.begin, p->docs[1].article->sha256, b.span.begin);
	if (status == 0)
		ru_trace_id(item->id, 'd', name);
	if (relation == RU_REL_DIFFER && !p->conflict) {
		p->conflict = true;
		p->kind = kind;
	}
	return status;
}

static int compare_sentences(struct pair *p)
{
	int status = compare_values(p);

	if (status == 0)
		status = compare_negation(p);
	if (status == 0)
		status = ru_pair_speakers(p);
	if (status == 0)
		status = ru_pair_places(p);
	return status;
}

/* ---- whole pages ---- */

/* A pile of two pages that tell one event. */
static int compare_pages(struct pair *p, const struct ru_trace_options *options, struct ru_error *err)
{
	uint32_t event_of[2] = {0, 0}, story_of[1] = {0}, also_count[2] = {0, 0};
	uint32_t *also[2] = {NULL, NULL};
	char event_id[1][18] = {"e"}, story_id[1][18] = {"s"};
	struct ru_copies copies = {.items = NULL};
	struct ru_stories stories = {.event_count = 1,
	                             .story_count = 1,
	                             .event_of = event_of,
	                             .story_of = story_of,
	                             .also = also,
	                             .also_count = also_count,
	                             .event_id = event_id,
	                             .story_id = story_id};
	struct ru_trace trace;
	int status = ru_trace_read(&trace, p->docs, 2, &copies, &stories, options, p->arena, err);

	if (status != 0)
		return status;
	p->difference = (struct trace_list){trace.differences, trace.difference_count, trace.difference_count};
	for (uint32_t i = 0; i < trace.difference_count && !p->conflict; i++) {
		p->conflict = trace.differences[i].relation == RU_REL_DIFFER;
		p->kind = trace.differences[i].kind;
	}
	return 0;
}

int ru_trace_compare(struct ru_difference **out, uint32_t *count, bool *conflict, enum ru_difference_kind *kind,
                     const struct ru_doc docs[2], const struct ru_trace_options *options, struct ru_arena *arena,
                     struct ru_error *err)
{
	struct ru_arena scratch;
	struct pair p = {.docs = docs, .arena = arena, .scratch = &scratch, .al = options->al, .kind = RU_DIFF_OTHER};
	int status;

	ru_arena_init(&scratch, options->al);
	if (docs[0].facts->sentence_count <= SENTENCES_SHORT && docs[1].facts->sentence_count <= SENTENCES_SHORT) {
		status = compare_sentences(&p);
		if (status != 0)
			(void)ru_fail(err, status, NULL, UINT64_MAX, "comparing two sentences: %s",
			              ru_status_name(status));
	} else {
		status = compare_pages(&p, options, err);
	}
	ru_arena_release(&scratch);
	if (status != 0)
		return status;
	*out = p.difference.ptr;
	*count = p.difference.len;
	*conflict = p.conflict;
	*kind = p.kind;
	return 0;
}
