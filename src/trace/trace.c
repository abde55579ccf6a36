/* SPDX-License-Identifier: Apache-2.0 */
/* Tracing a pile, part after part. Fed by pages whose facts, copies and stories are known; gives who took it from whom,
 * how many tellings are independent, where they differ. Adds to what pages say, never changes it. */
#include "trace/tracing.h"

struct page_order {
	const struct ru_doc *docs;
};

static int earliest_first(const void *a, const void *b, void *ctx)
{
	const struct page_order *order = ctx;

	return ru_trace_page_order(order->docs, *(const uint32_t *)a, *(const uint32_t *)b);
}

static int list_pages(struct ru_tracing *t)
{
	const struct ru_stories *s = t->stories;
	struct page_order order = {t->docs};

	t->event_pages = ru_arena_get(t->arena, s->event_count, sizeof(*t->event_pages));
	t->event_page_count = ru_arena_get(t->arena, s->event_count, sizeof(*t->event_page_count));
	t->place = ru_arena_get(t->scratch, t->count, sizeof(*t->place));
	if (t->event_pages == NULL || t->event_page_count == NULL || t->place == NULL)
		return RU_ENOMEM;
	for (uint32_t page = 0; page < t->count; page++) {
		if (s->event_of[page] != RU_NONE)
			t->event_page_count[s->event_of[page]]++;
	}
	for (uint32_t e = 0; e < s->event_count; e++) {
		t->event_pages[e] = ru_arena_get(t->arena, t->event_page_count[e], sizeof(uint32_t));
		if (t->event_pages[e] == NULL)
			return RU_ENOMEM;
		t->event_page_count[e] = 0;
	}
	for (uint32_t page = 0; page < t->count; page++) {
		uint32_t e = s->event_of[page];

		if (e != RU_NONE)
			t->event_pages[e][t->event_page_count[e]++] = page;
	}
	for (uint32_t e = 0; e < s->event_count; e++) {
		int status =
		    ru_sort(t->event_pages[e], t->event_page_count[e], sizeof(uint32_t), earliest_first, &order, t->al);

		if (status != 0)
			return status;
		for (uint32_t i = 0; i < t->event_page_count[e]; i++)
			t->place[t->event_pages[e][i]] = i;
	}
	return 0;
}

static int list_events(struct ru_tracing *t)
{
	const struct ru_stories *s = t->stories;

	t->story_events = ru_arena_get(t->scratch, s->story_count, sizeof(*t->story_events));
	t->story_event_count = ru_arena_get(t->scratch, s->story_count, sizeof(*t->story_event_count));
	if (t->story_events == NULL || t->story_event_count == NULL)
		return RU_ENOMEM;
	for (uint32_t e = 0; e < s->event_count; e++)
		t->story_event_count[s->story_of[e]]++;
	for (uint32_t i = 0; i < s->story_count; i++) {
		t->story_events[i] = ru_arena_get(t->scratch, t->story_event_count[i], sizeof(uint32_t));
		if (t->story_events[i] == NULL)
			return RU_ENOMEM;
		t->story_event_count[i] = 0;
	}
	for (uint32_t e = 0; e < s->event_count; e++) {
		uint32_t story = s->story_of[e];

		t->story_events[story][t->story_event_count[story]++] = e;
	}
	return 0;
}

static void source_ids(struct ru_tracing *t)
{
	for (uint32_t i = 0; i < t->source.len; i++) {
		struct ru_source *source = TRACE_AT(&t->source, struct ru_source, i);

		ru_trace_id(source->id, 'u', source->name);
	}
	t->out->sources = t->source.ptr;
	t->out->source_count = t->source.len;
}

/* Run a part that leaves nothing in scratch with scratch memory of its own, so that the parts do not add up. */
static int run_alone(struct ru_tracing *t, int (*part)(struct ru_tracing *))
{
	struct ru_arena own, *shared = t->scratch;

	ru_arena_init(&own, t->al);
	t->scratch = &own;
	int status = part(t);
	t->scratch = shared;
	ru_arena_release(&own);
	return status;
}

static int run(struct ru_tracing *t)
{
	static const struct {
		int (*run)(struct ru_tracing *);
		bool alone;
	} part[] = {{list_pages, false},          {list_events, false},      {ru_trace_neighbours, false},
	            {ru_trace_entities, true},    {ru_trace_sources, false}, {ru_trace_directions, true},
	            {ru_trace_derive, false},     {ru_trace_events, true},   {ru_trace_groups, true},
	            {ru_trace_differences, true}, {ru_trace_pile, true}};

	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		int status = trace_cancelled(t->options) ? RU_ECANCEL
		             : part[i].alone             ? run_alone(t, part[i].run)
		                                         : part[i].run(t);

		if (status != 0)
			return status;
	}
	source_ids(t);
	return 0;
}

int ru_trace_read(struct ru_trace *out, const struct ru_doc *docs, uint32_t count, struct ru_copies *copies,
                  const struct ru_stories *stories, const struct ru_trace_options *options, struct ru_arena *arena,
                  struct ru_error *err)
{
	struct ru_arena scratch;
	struct ru_trace result = {0};
	struct ru_tracing t = {.docs = docs,
	                       .count = count,
	                       .copies = copies,
	                       .stories = stories,
	                       .options = options,
	                       .al = options->al,
	                       .arena = arena,
	                       .scratch = &scratch,
	                       .out = &result};
	int status;

	ru_arena_init(&scratch, options->al);
	ru_trace_forms_init(&t.forms, &scratch);
	status = run(&t);
	ru_trace_forms_release(&t.forms);
	ru_arena_release(&scratch);
	if (status != 0)
		return ru_fail(err, status, NULL, UINT64_MAX, "tracing the pile: %s", ru_status_name(status));
	*out = result;
	return 0;
}
