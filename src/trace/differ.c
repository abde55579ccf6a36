/* SPDX-License-Identifier: Apache-2.0 */
/* Differences of a pile: which pages are compared, and how linked tellings become one record. Says nothing rather than
 * accuse wrongly: a set is a difference only where two of its tellings were themselves found to conflict. */
#include "trace/differ.h"

struct ru_str ru_differ_speaker(const struct ru_doc *doc, uint32_t by)
{
	if (by == RU_NONE || by >= doc->facts->statement_count)
		return (struct ru_str){NULL, 0};
	return doc->facts->statements[by].speaker;
}

struct ru_str ru_differ_about(const struct ru_doc *doc, uint32_t sentence, const struct context *a,
                              const struct context *b)
{
	const struct ru_facts *facts = doc->facts;
	uint64_t best = 0;
	uint32_t most = 0;

	for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
		if (a->word[i].stem < b->word[j].stem) {
			i++;
		} else if (a->word[i].stem > b->word[j].stem) {
			j++;
		} else {
			if (a->word[i].weight > most) {
				most = a->word[i].weight;
				best = a->word[i].stem;
			}
			i++;
			j++;
		}
	}
	if (most == 0 || sentence >= facts->sentence_count)
		return (struct ru_str){NULL, 0};
	for (uint32_t i = facts->sentences[sentence].first; i < facts->sentences[sentence].last; i++) {
		if (facts->tokens[i].stem == best)
			return ru_str_cut(doc->article->text, facts->tokens[i].begin, facts->tokens[i].end);
	}
	return (struct ru_str){NULL, 0};
}

struct member {
	uint32_t root, told;
};

struct member_order {
	const struct told *told;
};

static int by_root(const void *a, const void *b, void *ctx)
{
	const struct member_order *order = ctx;
	const struct member *x = a, *y = b;
	const struct told *p = &order->told[x->told], *q = &order->told[y->told];

	if (x->root != y->root)
		return x->root < y->root ? -1 : 1;
	if (p->page != q->page)
		return p->page < q->page ? -1 : 1;
	return p->span.begin < q->span.begin ? -1 : p->span.begin > q->span.begin;
}

/* The gravest relation wins: one true conflict makes the set a difference. */
static int gravity(enum ru_relation relation)
{
	switch (relation) {
	case RU_REL_DIFFER:
		return 5;
	case RU_REL_UPDATE:
		return 4;
	case RU_REL_COMPATIBLE:
		return 3;
	case RU_REL_WORDING:
		return 2;
	default:
		return 0;
	}
}

static int write_set(const struct scope *scope, enum ru_difference_kind kind, const struct told *told,
                     const struct member *member, uint32_t count, const struct link *gravest)
{
	struct ru_tracing *t = scope->t;
	struct ru_difference *item = ru_trace_push(t->arena, &t->difference, sizeof(*item));
	struct ru_str name;
	int status;

	if (item == NULL)
		return RU_ENOMEM;
	*item = (struct ru_difference){.story = scope->story,
	                               .event = scope->event,
	                               .kind = kind,
	                               .relation = gravest->relation,
	                               .why = gravest->why,
	                               .about = gravest->about};
	item->tellings = ru_arena_get(t->arena, count, sizeof(*item->tellings));
	if (item->tellings == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < count; i++) {
		const struct told *from = &told[member[i].told];
		struct ru_telling *to = &item->tellings[item->telling_count];

		if (i > 0 && told[member[i - 1].told].page == from->page &&
		    told[member[i - 1].told].span.begin == from->span.begin)
			continue;
		*to = (struct ru_telling){from->page, from->span, from->value, from->text, from->source, {NULL, 0}};
		if (ru_arena_copy(t->arena, from->value, &to->value) !=
		    0) /* it may be a folded form, kept in scratch */
			return RU_ENOMEM;
		if (t->docs[from->page].article->published.known)
			to->when = t->docs[from->page].article->published.value;
		item->telling_count++;
	}
	status = ru_arena_print(t->scratch, &name, "%d %s %u", (int)kind,
	                        t->docs[told[member[0].told].page].article->sha256, told[member[0].told].span.begin);
	if (status == 0)
		ru_trace_id(item->id, 'd', name);
	return status;
}

int ru_differ_write(const struct scope *scope, enum ru_difference_kind kind, const struct told *told, uint32_t count,
                    const struct link *link, uint32_t link_count)
{
	struct ru_tracing *t = scope->t;
	uint32_t *set = ru_trace_sets(t->scratch, count);
	uint32_t *gravest = ru_arena_get(t->scratch, count, sizeof(*gravest));
	struct member *member = ru_arena_get(t->scratch, count, sizeof(*member));
	struct member_order order = {told};
	int status;

	if (set == NULL || gravest == NULL || member == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < link_count; i++)
		ru_trace_join(set, link[i].a, link[i].b);
	for (uint32_t i = 0; i < count; i++) {
		member[i] = (struct member){ru_trace_root(set, i), i};
		gravest[i] = RU_NONE;
	}
	for (uint32_t i = 0; i < link_count; i++) {
		uint32_t *best = &gravest[ru_trace_root(set, link[i].a)];
		int g = gravity(link[i].relation);

		if (g > 0 && (*best == RU_NONE || g > gravity(link[*best].relation) ||
		              (g == gravity(link[*best].relation) && link[i].score > link[*best].score)))
			*best = i;
	}
	status = ru_sort(member, count, sizeof(*member), by_root, &order, t->al);
	for (uint32_t i = 0, end; status == 0 && i < count; i = end) {
		for (end = i + 1; end < count && member[end].root == member[i].root; end++)
			;
		if (gravest[member[i].root] != RU_NONE)
			status = write_set(scope, kind, told, member + i, end - i, &link[gravest[member[i].root]]);
	}
	return status;
}

/* ---- scopes ---- */

/* The pages whose words are compared: an event's earliest ones, copies of one text after another standing for
 * themselves. */
static int compare_event(struct ru_tracing *t, uint32_t e)
{
	const struct ru_event *event = &t->out->events[e];
	struct scope scope = {t, event->story, e, event->pages, event->page_count};
	int status;

	if (scope.page_count < 2)
		return 0;
	if (scope.page_count > TRACE_TELLINGS)
		scope.page_count = TRACE_TELLINGS;
	status = ru_differ_values(&scope);
	if (status == 0)
		status = ru_differ_claims(&scope);
	return status;
}

static int compare_story(struct ru_tracing *t, uint32_t s)
{
	const struct ru_story *story = &t->out->stories[s];
	uint32_t *pages = ru_arena_get(t->scratch, TRACE_TELLINGS, sizeof(*pages));
	struct scope scope = {t, s, RU_NONE, pages, 0};
	int status;

	if (pages == NULL)
		return RU_ENOMEM;
	for (uint32_t round = 0; round < TRACE_TELLINGS && scope.page_count < TRACE_TELLINGS; round++) {
		for (uint32_t i = 0; i < story->event_count && scope.page_count < TRACE_TELLINGS; i++) {
			const struct ru_event *event = &t->out->events[story->events[i]];

			if (round < event->page_count)
				pages[scope.page_count++] = event->pages[round];
		}
	}
	status = ru_differ_names(&scope);
	if (status == 0 && story->event_count > 1)
		status = ru_differ_values(&scope);
	if (status == 0 && story->event_count > 1)
		status = ru_differ_claims(&scope);
	return status;
}

static uint64_t telling_key(const struct ru_difference *d, const struct ru_telling *telling)
{
	uint64_t key = ru_hash_mix((uint64_t)d->kind, (uint64_t)d->relation);

	return ru_hash_mix(ru_hash_mix(key, telling->page), ((uint64_t)telling->span.begin << 32) | telling->span.end);
}

/* A difference within an event all of whose tellings stand in one over the events of the story is told once. */
static int drop_contained(struct ru_tracing *t)
{
	struct ru_difference *d = t->difference.ptr;
	struct ru_index index;
	uint32_t kept = 0;
	int status = 0;

	ru_index_init(&index, t->al);
	for (uint32_t i = 0; status == 0 && i < t->difference.len; i++) {
		for (uint32_t k = 0; status == 0 && d[i].event == RU_NONE && k < d[i].telling_count; k++)
			status = ru_index_put(&index, telling_key(&d[i], &d[i].tellings[k]), i);
	}
	for (uint32_t i = 0; status == 0 && i < t->difference.len; i++) {
		uint32_t whole = RU_NONE, other;
		bool inside = d[i].event != RU_NONE;

		for (uint32_t k = 0; inside && k < d[i].telling_count; k++) {
			inside = ru_index_get(&index, telling_key(&d[i], &d[i].tellings[k]), &other) &&
			         (k == 0 || other == whole);
			whole = other;
		}
		if (!inside)
			d[kept++] = d[i];
	}
	ru_index_release(&index);
	if (status == 0)
		t->difference.len = kept;
	return status;
}

/* Conflicts first, then by the first page that tells, then by place. */
static int gravest_first(const void *a, const void *b, void *ctx)
{
	const struct ru_difference *x = a, *y = b;
	int gx = gravity(x->relation), gy = gravity(y->relation);

	(void)ctx;
	if (gx != gy)
		return gx > gy ? -1 : 1;
	if (x->story != y->story)
		return x->story < y->story ? -1 : 1;
	if (x->tellings[0].page != y->tellings[0].page)
		return x->tellings[0].page < y->tellings[0].page ? -1 : 1;
	if (x->tellings[0].span.begin != y->tellings[0].span.begin)
		return x->tellings[0].span.begin < y->tellings[0].span.begin ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* Run compare for each of count scopes, with scratch memory that goes with its scope. */
static int compare_each(struct ru_tracing *t, uint32_t count, int (*compare)(struct ru_tracing *, uint32_t))
{
	struct ru_arena own, *outer = t->scratch;
	int status = 0;

	ru_arena_init(&own, t->al);
	t->scratch = &own;
	for (uint32_t i = 0; status == 0 && i < count; i++) {
		status = trace_cancelled(t->options) ? RU_ECANCEL : compare(t, i);
		ru_arena_release(&own);
	}
	t->scratch = outer;
	return status;
}

int ru_trace_differences(struct ru_tracing *t)
{
	int status = compare_each(t, t->out->event_count, compare_event);

	if (status == 0)
		status = compare_each(t, t->out->story_count, compare_story);
	if (status == 0)
		status = drop_contained(t);
	if (status == 0)
		status = ru_sort(t->difference.ptr, t->difference.len, sizeof(struct ru_difference), gravest_first,
		                 NULL, t->al);
	t->out->differences = t->difference.ptr;
	t->out->difference_count = t->difference.len;
	return status;
}
