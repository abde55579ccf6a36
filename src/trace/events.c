/* SPDX-License-Identifier: Apache-2.0 */
/* What an event is called, when and where it was, who is in it: out of the pages that tell it. A value counts by the
 * pages that carry it, above all in their title and first sentences; ties go to the earlier page. */
#include "trace/tracing.h"

enum {
	EVENT_LOOK = 64,   /* pages of an event that are asked */
	LOCATED_VOTE = 14, /* a town that a page puts itself in: more than a place named often and early */
	EVENT_WHO = 5,
	EVENT_EVIDENCE = 24
};

struct vote {
	uint64_t key;
	uint32_t weight, page, index;
};

static struct vote *vote_for(struct ru_arena *arena, struct trace_list *votes, struct ru_index *index, uint64_t key,
                             uint32_t page, uint32_t item)
{
	uint32_t at;
	int known = ru_index_add(index, key, votes->len, &at);
	struct vote *vote;

	if (known < 0)
		return NULL;
	if (known == 1)
		return TRACE_AT(votes, struct vote, at);
	vote = ru_trace_push(arena, votes, sizeof(*vote));
	if (vote != NULL)
		*vote = (struct vote){key, 0, page, item};
	return vote;
}

/* Most weight first; what was seen first goes before. */
static const struct vote *winner(const struct trace_list *votes)
{
	const struct vote *best = NULL;

	for (uint32_t i = 0; i < votes->len; i++) {
		const struct vote *vote = TRACE_AT(votes, struct vote, i);

		if (best == NULL || vote->weight > best->weight)
			best = vote;
	}
	return best;
}

/* Places of the first sentences of the text: an event is told there. */
static uint32_t lead_of(const struct ru_doc *doc)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < doc->facts->sentence_count; i++) {
		const struct ru_sentence *s = &doc->facts->sentences[i];

		if (s->block < doc->article->block_count && doc->article->blocks[s->block].kind == RU_BLOCK_BODY &&
		    ++n == 3)
			return s->at.end;
	}
	return UINT32_MAX;
}

/* A photograph may be of another day. */
static bool in_caption(const struct ru_article *article, uint32_t block)
{
	return block < article->block_count && article->blocks[block].kind == RU_BLOCK_CAPTION;
}

/* "KBKS, pada Sabtu (30/11), melaporkan ...": the day of the report, not of what it reports. */
static bool when_reported(const struct ru_doc *doc, const struct ru_date *date)
{
	for (uint32_t i = 0; i < doc->facts->statement_count && i < 40; i++) {
		const struct ru_statement *s = &doc->facts->statements[i];
		struct ru_range a, b;

		if (s->source.count == 0 || s->cue.count == 0)
			continue;
		a = s->source.items[0].at;
		b = s->cue.items[0].at;
		if (a.begin != RU_NONE && b.begin != RU_NONE &&
		    ((a.end <= date->place.at.begin && date->place.at.end <= b.begin) ||
		     (b.end <= date->place.at.begin && date->place.at.end <= a.begin)))
			return true;
	}
	return false;
}

static int find_when(struct ru_tracing *t, struct ru_event *event, struct trace_list *evidence)
{
	struct trace_list votes = {NULL, 0, 0};
	struct ru_index index;
	const struct vote *best;
	int status = 0;

	ru_index_init(&index, t->al);
	for (uint32_t i = 0; status == 0 && i < event->page_count && i < EVENT_LOOK; i++) {
		const struct ru_doc *doc = &t->docs[event->pages[i]];
		uint32_t lead = lead_of(doc);
		bool first = true;

		for (uint32_t k = 0; status == 0 && k < doc->facts->date_count; k++) {
			const struct ru_date *date = &doc->facts->dates[k];
			struct vote *vote;

			if (date->days.first == INT32_MIN || date->days.first != date->days.last ||
			    date->place.at.begin > lead || in_caption(doc->article, date->place.block))
				continue;
			vote = vote_for(t->scratch, &votes, &index, (uint64_t)(int64_t)date->days.first,
			                event->pages[i], k);
			if (vote == NULL) {
				status = RU_ENOMEM;
				break;
			}
			vote->weight += when_reported(doc, date) ? 1 : first ? 4 : 2;
			first = false;
		}
	}
	ru_index_release(&index);
	best = winner(&votes);
	if (status != 0)
		return status;
	if (best != NULL) {
		const struct ru_date *date = &t->docs[best->page].facts->dates[best->index];
		struct ru_page_span span = trace_span(best->page, date->place.span);

		event->when = date->value;
		t->event_day[event - t->out->events] = date->days.first;
		t->event_day_from[event - t->out->events] = span;
		return ru_trace_evidence(t->arena, evidence, RU_EVIDENCE_DATE, (int32_t)best->weight * 20, &span, 1);
	}
	if (event->page_count > 0 && t->docs[event->pages[0]].article->published.known)
		event->when = ru_str_cut(t->docs[event->pages[0]].article->published.value, 0, 10);
	return 0;
}

static int by_weight(const void *a, const void *b, void *ctx)
{
	const struct vote *x = a, *y = b;

	(void)ctx;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->key < y->key ? -1 : x->key > y->key;
}

/* "bertemu di Pyongyang": the first town that a page puts itself in says more than the countries it names throughout.
 */
static int vote_located(struct ru_tracing *t, uint32_t page, struct trace_list *votes, struct ru_index *index)
{
	const struct ru_doc *doc = &t->docs[page];
	uint32_t near = 2 * lead_of(doc);

	for (uint32_t k = 0; k < doc->facts->name_count; k++) {
		const struct ru_name *name = &doc->facts->names[k];

		if (!name->located || name->entity == RU_NONE || name->place.at.begin > near)
			continue;
		struct vote *vote = vote_for(t->scratch, votes, index, t->out->entity_of[page][name->entity], page, k);
		if (vote == NULL)
			return RU_ENOMEM;
		vote->weight += LOCATED_VOTE;
		return 0;
	}
	return 0;
}

/* The entities of one type, by the pages that name them; keys are entities of the pile. */
static int count_entities(struct ru_tracing *t, const struct ru_event *event, enum ru_name_type type,
                          struct trace_list *votes)
{
	struct ru_index index;
	int status = 0;

	ru_index_init(&index, t->al);
	for (uint32_t i = 0; status == 0 && i < event->page_count && i < EVENT_LOOK; i++) {
		const struct ru_doc *doc = &t->docs[event->pages[i]];
		uint32_t lead = lead_of(doc);

		for (uint32_t k = 0; status == 0 && k < doc->facts->entity_count; k++) {
			const struct ru_entity *entity = &doc->facts->entities[k];
			const struct ru_name *name;
			struct vote *vote;

			if (entity->type != type || entity->first >= doc->facts->name_count)
				continue;
			name = &doc->facts->names[entity->first];
			vote = vote_for(t->scratch, votes, &index, t->out->entity_of[event->pages[i]][k],
			                event->pages[i], entity->first);
			if (vote == NULL)
				status = RU_ENOMEM;
			else
				vote->weight += 4 + (name->place.at.begin < lead ? 4u : 0u) +
				                (entity->mentions > 4 ? 4 : entity->mentions);
		}
		if (status == 0 && type == RU_NAME_PLACE)
			status = vote_located(t, event->pages[i], votes, &index);
	}
	ru_index_release(&index);
	if (status == 0)
		status = ru_sort(votes->ptr, votes->len, sizeof(struct vote), by_weight, NULL, t->al);
	return status;
}

static int find_where_who(struct ru_tracing *t, struct ru_event *event, struct trace_list *evidence)
{
	struct trace_list places = {NULL, 0, 0}, people = {NULL, 0, 0};
	int status = count_entities(t, event, RU_NAME_PLACE, &places);

	if (status == 0)
		status = count_entities(t, event, RU_NAME_PERSON, &people);
	if (status == 0 && places.len > 0) {
		const struct vote *vote = places.ptr;
		struct ru_page_span span =
		    trace_span(vote->page, t->docs[vote->page].facts->names[vote->index].place.span);

		event->where = t->out->entities[vote->key].name;
		status = ru_trace_evidence(t->arena, evidence, RU_EVIDENCE_PLACE, (int32_t)vote->weight * 10, &span, 1);
	}
	if (status != 0)
		return status;
	event->who = ru_arena_get(t->arena, EVENT_WHO, sizeof(*event->who));
	if (event->who == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; status == 0 && i < people.len && event->who_count < EVENT_WHO; i++) {
		const struct vote *vote = TRACE_AT(&people, struct vote, i);

		if (ru_str_eq_nocase(t->out->entities[vote->key].name, event->where))
			continue; /* a place that one page took for a person */
		struct ru_page_span span =
		    trace_span(vote->page, t->docs[vote->page].facts->names[vote->index].place.span);

		event->who[event->who_count++] = t->out->entities[vote->key].name;
		status = ru_trace_evidence(t->arena, evidence, RU_EVIDENCE_NAMES, (int32_t)vote->weight * 10, &span, 1);
	}
	return status;
}

static int take_joins(struct ru_tracing *t)
{
	for (uint32_t i = 0; i < t->stories->join_count; i++) {
		const struct ru_event_join *j = &t->stories->joins[i];
		uint32_t e = t->stories->event_of[j->a];
		struct ru_event *event;
		struct trace_list list;

		if (e == RU_NONE || e >= t->out->event_count || t->stories->event_of[j->b] != e)
			continue;
		event = &t->out->events[e];
		if (event->evidence_count >= EVENT_EVIDENCE)
			continue;
		list = (struct trace_list){event->evidence, event->evidence_count, event->evidence_count};
		for (uint32_t k = 0; k < j->evidence_count && list.len < EVENT_EVIDENCE; k++) {
			struct ru_evidence *item = ru_trace_push(t->arena, &list, sizeof(*item));

			if (item == NULL)
				return RU_ENOMEM;
			*item = j->evidence[k];
		}
		event->evidence = list.ptr;
		event->evidence_count = list.len;
	}
	return 0;
}

struct story_order {
	const struct ru_tracing *t;
};

/* Events of a story in time order: by their first page. */
static int by_first_page(const void *a, const void *b, void *ctx)
{
	const struct story_order *order = ctx;
	const struct ru_event *x = &order->t->out->events[*(const uint32_t *)a];
	const struct ru_event *y = &order->t->out->events[*(const uint32_t *)b];

	if (x->page_count == 0 || y->page_count == 0)
		return x->page_count == y->page_count ? 0 : x->page_count == 0 ? 1 : -1;
	return ru_trace_page_order(order->t->docs, x->pages[0], y->pages[0]);
}

static int write_stories(struct ru_tracing *t)
{
	struct story_order order = {t};

	t->out->story_count = t->stories->story_count;
	t->out->stories = ru_arena_get(t->arena, t->out->story_count, sizeof(*t->out->stories));
	if (t->out->stories == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < t->out->story_count; i++) {
		struct ru_story *story = &t->out->stories[i];
		int status;

		memcpy(story->id, t->stories->story_id[i], sizeof(t->stories->story_id[i]));
		story->events = ru_arena_get(t->arena, t->story_event_count[i], sizeof(*story->events));
		if (story->events == NULL)
			return RU_ENOMEM;
		story->event_count = t->story_event_count[i];
		if (story->event_count > 0)
			memcpy(story->events, t->story_events[i], story->event_count * sizeof(*story->events));
		status =
		    ru_sort(story->events, story->event_count, sizeof(*story->events), by_first_page, &order, t->al);
		if (status != 0)
			return status;
	}
	return 0;
}

static int write_event(struct ru_tracing *t, uint32_t e)
{
	struct ru_event *event = &t->out->events[e];
	struct trace_list evidence = {NULL, 0, 0};
	struct ru_page_span span;
	int status;

	memcpy(event->id, t->stories->event_id[e], sizeof(t->stories->event_id[e]));
	event->story = t->stories->story_of[e];
	event->pages = t->event_pages[e];
	event->page_count = t->event_page_count[e];
	if (event->page_count == 0)
		return 0;
	for (uint32_t i = 0; i < event->page_count && event->title.len == 0; i++) {
		const struct ru_article *first = t->docs[event->pages[i]].article;

		event->title = first->title;
		span = trace_span(event->pages[i], first->title_place.span);
	}
	if (event->title.len > 0) {
		status = ru_trace_evidence(t->arena, &evidence, RU_EVIDENCE_TITLE, 50, &span, 1);
		if (status != 0)
			return status;
	}
	status = find_when(t, event, &evidence);
	if (status == 0)
		status = find_where_who(t, event, &evidence);
	event->evidence = evidence.ptr;
	event->evidence_count = evidence.len;
	return status;
}

int ru_trace_events(struct ru_tracing *t)
{
	int status = 0;

	t->out->event_count = t->stories->event_count;
	t->out->events = ru_arena_get(t->arena, t->out->event_count, sizeof(*t->out->events));
	t->event_day = ru_arena_get(t->arena, t->out->event_count, sizeof(*t->event_day));
	t->event_day_from = ru_arena_get(t->arena, t->out->event_count, sizeof(*t->event_day_from));
	if (t->out->events == NULL || t->event_day == NULL || t->event_day_from == NULL)
		return RU_ENOMEM;
	for (uint32_t e = 0; e < t->out->event_count; e++)
		t->event_day[e] = INT32_MIN;
	for (uint32_t e = 0; status == 0 && e < t->out->event_count; e++)
		status = trace_cancelled(t->options) ? RU_ECANCEL : write_event(t, e);
	if (status == 0)
		status = take_joins(t);
	return status == 0 ? write_stories(t) : status;
}
