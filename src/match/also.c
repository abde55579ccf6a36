/* SPDX-License-Identifier: Apache-2.0 */
/* Events that a page tells as background: what most pages of an earlier event of the same story have in their title or
 * lead, and few pages of other events have, stands in the page's body too; or the day of that event does, and a name.
 */
#include "match/story.h"

#include "base/sort.h"

enum {
	ALSO_LEAST = 900, /* weight of an event's own terms that a page must have, hundredths of a nat, */
	ALSO_SHARE = 30,  /* and per cent of all of them */
	ALSO_TERMS = 3,   /* and how many */
	ALSO_EVENTS = 8,  /* events told on one page at most */
	CORE_MOST = 24,   /* own terms of one event */
	NEIGHBOURS = 8    /* other uses of a term that are looked at on either side */
};

struct term_use { /* one term in one event */
	uint64_t key;
	uint32_t event;
	uint32_t front; /* pages of the event with it in title or lead, or as a name anywhere */
	int32_t weight;
};

struct core { /* terms [first, first + count) of the cores are the event's own */
	uint32_t first, count;
	int64_t weight;
	int32_t day; /* earliest known, or INT32_MIN */
	uint32_t pages;
	int32_t when;  /* the day that most leads give it, or INT32_MIN */
	uint32_t page; /* one that gives it that day */
	uint32_t votes;
};

static int by_key_event(const void *x, const void *y, void *ctx)
{
	const struct term_use *p = x, *q = y;
	(void)ctx;
	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	return p->event < q->event ? -1 : p->event > q->event;
}

/* By event, weightiest first. */
static int by_event_weight(const void *x, const void *y, void *ctx)
{
	const struct term_use *p = x, *q = y;
	(void)ctx;
	if (p->event != q->event)
		return p->event < q->event ? -1 : 1;
	if (p->weight != q->weight)
		return p->weight > q->weight ? -1 : 1;
	return p->key < q->key ? -1 : p->key > q->key;
}

static bool is_front(const struct ru_anchor *anchor)
{
	return (anchor->where & (RU_ANCHOR_TITLE | RU_ANCHOR_LEAD)) != 0;
}

/* Join equal (key, event); then drop terms that stand in front of several events of one story, or on few pages of
 * theirs. */
static void keep_own(struct ru_vec *uses, const struct ru_stories *stories, const struct core *cores)
{
	struct term_use *use = uses->ptr;
	size_t n = 0, kept = 0;
	for (size_t i = 0; i < uses->len; i++) {
		if (n > 0 && use[n - 1].key == use[i].key && use[n - 1].event == use[i].event)
			use[n - 1].front++;
		else
			use[n++] = use[i];
	}
	for (size_t i = 0; i < n; i++) {
		bool shared = false;
		for (size_t k = i > NEIGHBOURS ? i - NEIGHBOURS : 0; k < n && k <= i + NEIGHBOURS; k++)
			shared = shared || (k != i && use[k].key == use[i].key &&
			                    stories->story_of[use[k].event] == stories->story_of[use[i].event]);
		if (shared || use[i].front * 2 < cores[use[i].event].pages)
			use[i].front = 0;
	}
	for (size_t i = 0; i < n; i++) {
		if (use[i].front > 0)
			use[kept++] = use[i];
	}
	uses->len = kept;
}

static void fill_cores(struct core *cores, struct ru_vec *uses)
{
	struct term_use *use = uses->ptr;
	for (size_t i = 0, j = 0; i < uses->len; i = j) {
		struct core *core = &cores[use[i].event];
		core->first = (uint32_t)i;
		for (; j < uses->len && use[j].event == use[i].event; j++) {
			if (core->count < CORE_MOST) {
				core->weight += use[j].weight;
				core->count++;
			}
		}
	}
}

static const struct ru_term *find_term(const struct ru_term_page *page, uint64_t key)
{
	uint32_t low = 0, high = page->count;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (page->terms[mid].key < key)
			low = mid + 1;
		else
			high = mid;
	}
	return low < page->count && page->terms[low].key == key ? &page->terms[low] : NULL;
}

static bool tells(const struct ru_term_page *page, const struct core *core, const struct term_use *uses)
{
	int64_t weight = 0;
	uint32_t terms = 0;
	for (uint32_t i = 0; i < core->count; i++) {
		if (find_term(page, uses[core->first + i].key) == NULL)
			continue;
		weight += uses[core->first + i].weight;
		terms++;
	}
	return terms >= ALSO_TERMS && weight >= ALSO_LEAST && weight * 100 >= core->weight * ALSO_SHARE;
}

/* Whether the page gives, outside its own event, the day of the event and a name of it: "the dam broke on 14 May". */
static bool dates_it(const struct ru_term_pile *pile, uint32_t page, const struct core *core)
{
	const struct ru_term_page *p = &pile->pages[page];
	const struct ru_doc *doc = &pile->docs[page];
	if (core->when == INT32_MIN || p->event_day == INT32_MIN || core->when >= p->event_day)
		return false;
	bool dated = false, named = false;
	for (uint32_t i = 0; i < doc->anchor_count && !dated; i++)
		dated = doc->anchors[i].kind == RU_ANCHOR_DATE && doc->anchors[i].day == core->when;
	const struct ru_term_page *told = &pile->pages[core->page];
	for (uint32_t i = 0; dated && i < told->name_count && !named; i++)
		named = find_term(p, told->names[i]) != NULL;
	return named;
}

struct story_event {
	uint32_t story, event;
};

static int by_story(const void *x, const void *y, void *ctx)
{
	const struct story_event *p = x, *q = y;
	(void)ctx;
	if (p->story != q->story)
		return p->story < q->story ? -1 : 1;
	return p->event < q->event ? -1 : p->event > q->event;
}

struct teller {
	struct ru_stories *out;
	const struct ru_term_pile *pile;
	struct core *cores;
	const struct term_use *uses;
	const struct story_event *order; /* events by story */
	uint32_t *first;                 /* story -> its first in order; one more at the end */
	struct ru_arena *arena;
};

/* At most this many events of a story are tried for each page: those nearest before its own in number. */
enum { TRIED = 64 };

static int tell_page(struct teller *t, uint32_t page)
{
	uint32_t own = t->out->event_of[page], story = t->out->story_of[own], n = 0;
	uint32_t found[ALSO_EVENTS];
	uint32_t begin = t->first[story], end = t->first[story + 1];
	if (end - begin > TRIED)
		end = begin + TRIED;
	for (uint32_t i = begin; i < end && n < ALSO_EVENTS; i++) {
		uint32_t event = t->order[i].event;
		int32_t day = t->cores[event].day, mine = t->cores[own].day;
		if (event == own || (day != INT32_MIN && mine != INT32_MIN && day > mine))
			continue;
		if (tells(&t->pile->pages[page], &t->cores[event], t->uses) ||
		    dates_it(t->pile, page, &t->cores[event]))
			found[n++] = event;
	}
	if (n == 0)
		return 0;
	t->out->also[page] = ru_arena_get(t->arena, n, sizeof(**t->out->also));
	if (t->out->also[page] == NULL)
		return RU_ENOMEM;
	memcpy(t->out->also[page], found, n * sizeof(*found));
	t->out->also_count[page] = n;
	return 0;
}

static int order_events(struct teller *t, struct story_event *order)
{
	uint32_t events = t->out->event_count;
	for (uint32_t i = 0; i < events; i++)
		order[i] = (struct story_event){t->out->story_of[i], i};
	int status = ru_sort(order, events, sizeof(*order), by_story, NULL, t->pile->options->al);
	for (uint32_t i = 0; i < events && status == 0; i++)
		t->first[order[i].story + 1] = i + 1;
	t->order = order;
	return status;
}

/* What most pages say survives all that is said against it. */
static void vote(struct core *core, int32_t day, uint32_t page)
{
	if (day == INT32_MIN)
		return;
	if (core->votes == 0) {
		core->when = day;
		core->page = page;
	}
	core->votes = core->when == day ? core->votes + 1 : core->votes - 1;
}

/* The terms in front of the pages of each event that has another beside it in its story; nothing else can be
 * background. */
static int collect_uses(struct ru_vec *uses, const struct teller *t)
{
	for (uint32_t i = 0; i < t->pile->count; i++) {
		const struct ru_term_page *page = &t->pile->pages[i];
		uint32_t event = t->out->event_of[i];
		uint32_t story = event != RU_NONE ? t->out->story_of[event] : RU_NONE;

		if (event == RU_NONE || t->first[story + 1] - t->first[story] < 2)
			continue;
		for (uint32_t k = 0; k < page->count; k++) {
			const struct ru_term *term = &page->terms[k];

			if (!is_front(&t->pile->docs[i].anchors[term->anchor]))
				continue;
			struct term_use *use = ru_vec_push(uses);
			if (use == NULL)
				return RU_ENOMEM;
			*use = (struct term_use){term->key, event, 1, term->weight};
		}
	}
	return 0;
}

static void read_events(struct teller *t)
{
	for (uint32_t i = 0; i < t->out->event_count; i++) {
		t->cores[i].day = INT32_MIN;
		t->cores[i].when = INT32_MIN;
	}
	for (uint32_t i = 0; i < t->pile->count; i++) {
		uint32_t event = t->out->event_of[i];
		int32_t day = t->pile->pages[i].day;
		if (event == RU_NONE)
			continue;
		t->cores[event].pages++;
		vote(&t->cores[event], t->pile->pages[i].event_day, i);
		if (day != INT32_MIN && (t->cores[event].day == INT32_MIN || day < t->cores[event].day))
			t->cores[event].day = day;
	}
}

int ru_story_also(struct ru_stories *out, const struct ru_term_pile *pile, struct ru_arena *arena)
{
	const struct ru_alloc *al = pile->options->al;
	struct ru_vec uses;
	struct teller t = {.out = out, .pile = pile, .arena = arena};
	int status = RU_ENOMEM;
	ru_vec_init(&uses, al, sizeof(struct term_use), SIZE_MAX / 64);
	out->also = ru_arena_get(arena, pile->count, sizeof(*out->also));
	out->also_count = ru_arena_get(arena, pile->count, sizeof(*out->also_count));
	t.cores = ru_alloc_zero(al, (size_t)out->event_count + 1, sizeof(*t.cores));
	t.first = ru_alloc_zero(al, (size_t)out->story_count + 2, sizeof(*t.first));
	struct story_event *order = ru_alloc_zero(al, (size_t)out->event_count + 1, sizeof(*order));
	if (out->also == NULL || out->also_count == NULL || t.cores == NULL || t.first == NULL || order == NULL)
		goto err1;
	read_events(&t);
	status = order_events(&t, order);
	if (status == 0)
		status = collect_uses(&uses, &t);
	if (status == 0)
		status = ru_sort(uses.ptr, uses.len, sizeof(struct term_use), by_key_event, NULL, al);
	if (status != 0)
		goto err1;
	keep_own(&uses, out, t.cores);
	status = ru_sort(uses.ptr, uses.len, sizeof(struct term_use), by_event_weight, NULL, al);
	if (status != 0)
		goto err1;
	fill_cores(t.cores, &uses);
	t.uses = uses.ptr;
	for (uint32_t i = 0; i < pile->count && status == 0; i++) {
		if (out->event_of[i] != RU_NONE)
			status = tell_page(&t, i);
	}
err1:
	ru_alloc_free(al, order);
	ru_alloc_free(al, t.first);
	ru_alloc_free(al, t.cores);
	ru_vec_release(&uses);
	return status;
}
