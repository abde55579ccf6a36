/* SPDX-License-Identifier: Apache-2.0 */
/* Stories: pages to events, events to stories, and the ids of both.
 *
 * The result is a pure function of the pile: pages come in the order of their ids, and every tie is broken by them. */
#include "match/story.h"

#include "base/sort.h"

enum {
	EVENT_LEAST = 1000,    /* average likeness from which pages tell one event, */
	EVENT_LEAST_FEW = 500, /* in a pile of FEW to MANY pages, where what the pile shares counts little and only that
	                          tells pages apart */
	FEW = 5,
	MANY = 50,
	STORY_LEAST = 1600, /* and from which events are of one story */
	FINE = 1000         /* parts of a likeness, for averages over the pages of two events */
};

struct teller {
	const struct ru_term_pile *pile;
	const struct ru_tie *links;
	size_t link_count;
	const struct ru_alloc *al;
	struct ru_arena *arena;
	struct ru_stories *out;
};

/* Number clusters by their smallest page; pages that tell nothing get RU_NONE. */
static uint32_t number_clusters(uint32_t *number, const uint32_t *of, uint32_t count, const struct ru_term_pile *pile)
{
	uint32_t next = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (pile != NULL && !pile->pages[i].told)
			number[i] = RU_NONE;
		else
			number[i] = of[i] == i ? next++ : number[of[i]];
	}
	return next;
}

static int find_events(struct teller *t)
{
	uint32_t count = t->pile->count;
	int status = RU_ENOMEM;
	uint32_t *of = ru_alloc_zero(t->al, (size_t)count + 1, sizeof(*of));
	struct ru_weighted *links = ru_alloc_zero(t->al, t->link_count + 1, sizeof(*links));
	if (of == NULL || links == NULL)
		goto err1;
	for (size_t i = 0; i < t->link_count; i++)
		links[i] = (struct ru_weighted){t->links[i].a, t->links[i].b, t->links[i].event};
	int32_t least = count < FEW || count >= MANY ? EVENT_LEAST : EVENT_LEAST_FEW;
	status = ru_cluster(of, NULL, count, links, t->link_count, least, t->al);
	if (status == 0)
		t->out->event_count = number_clusters(t->out->event_of, of, count, t->pile);
err1:
	ru_alloc_free(t->al, links);
	ru_alloc_free(t->al, of);
	return status;
}

static int find_stories(struct teller *t)
{
	uint32_t events = t->out->event_count;
	const uint32_t *event_of = t->out->event_of;
	int status = RU_ENOMEM;
	uint32_t *of = ru_alloc_zero(t->al, (size_t)events + 1, sizeof(*of));
	uint32_t *size = ru_alloc_zero(t->al, (size_t)events + 1, sizeof(*size));
	struct ru_weighted *links = ru_alloc_zero(t->al, t->link_count + 1, sizeof(*links));
	size_t n = 0;
	if (of == NULL || size == NULL || links == NULL)
		goto err1;
	for (uint32_t i = 0; i < t->pile->count; i++) {
		if (event_of[i] != RU_NONE)
			size[event_of[i]]++;
	}
	for (size_t i = 0; i < t->link_count; i++) {
		uint32_t a = event_of[t->links[i].a], b = event_of[t->links[i].b];
		if (a != b)
			links[n++] =
			    (struct ru_weighted){a < b ? a : b, a < b ? b : a,
			                         (int64_t)t->links[i].story * FINE / ((int64_t)size[a] * size[b])};
	}
	status = ru_cluster(of, NULL, events, links, n, STORY_LEAST * FINE, t->al);
	if (status == 0)
		t->out->story_count = number_clusters(t->out->story_of, of, events, NULL);
err1:
	ru_alloc_free(t->al, links);
	ru_alloc_free(t->al, size);
	ru_alloc_free(t->al, of);
	return status;
}

/* The minute from which a page can have been published; pages without a known time come last. */
static int64_t first_minute(const struct ru_article *article)
{
	const struct ru_time *time = &article->published;
	if (!time->known)
		return INT64_MAX;
	return time->not_before != INT64_MIN ? time->not_before : (int64_t)time->day * 1440;
}

static bool is_earlier(const struct ru_article *a, const struct ru_article *b)
{
	int64_t x = first_minute(a), y = first_minute(b);
	return x != y ? x < y : memcmp(a->sha256, b->sha256, sizeof(a->sha256)) < 0;
}

/* "e" or "s" and the first 16 hex digits of the SHA-256 of the group's first page. */
static int make_ids(char (**out)[18], char letter, const struct teller *t, uint32_t groups, bool stories)
{
	char(*ids)[18] = ru_arena_get(t->arena, groups, sizeof(*ids));
	uint32_t *first = ru_alloc_zero(t->al, (size_t)groups + 1, sizeof(*first));
	int status = ids == NULL || first == NULL ? RU_ENOMEM : 0;
	for (uint32_t g = 0; g < groups && status == 0; g++)
		first[g] = RU_NONE;
	for (uint32_t i = 0; i < t->pile->count && status == 0; i++) {
		uint32_t event = t->out->event_of[i];
		if (event == RU_NONE)
			continue;
		uint32_t g = stories ? t->out->story_of[event] : event;
		if (first[g] == RU_NONE || is_earlier(t->pile->docs[i].article, t->pile->docs[first[g]].article))
			first[g] = i;
	}
	for (uint32_t g = 0; g < groups && status == 0; g++) {
		ids[g][0] = letter;
		memcpy(ids[g] + 1, t->pile->docs[first[g]].article->sha256, 16);
		ids[g][17] = '\0';
	}
	ru_alloc_free(t->al, first);
	if (status == 0)
		*out = ids;
	return status;
}

static int tell(struct teller *t, const struct ru_copies *copies)
{
	int status = find_events(t);
	if (status != 0)
		return status;
	t->out->story_of = ru_arena_get(t->arena, t->out->event_count, sizeof(*t->out->story_of));
	if (t->out->story_of == NULL)
		return RU_ENOMEM;
	status = find_stories(t);
	if (status == 0)
		status = make_ids(&t->out->event_id, 'e', t, t->out->event_count, false);
	if (status == 0)
		status = make_ids(&t->out->story_id, 's', t, t->out->story_count, true);
	if (status == 0)
		status = ru_story_joins(t->out, t->pile, t->links, t->link_count, copies, t->arena);
	if (status == 0)
		status = ru_story_also(t->out, t->pile, t->arena);
	return status;
}

int ru_match_stories(struct ru_stories *out, const struct ru_doc *docs, uint32_t count, const struct ru_copies *copies,
                     const struct ru_match_options *options, struct ru_arena *arena, struct ru_error *err)
{
	struct ru_term_pile pile;
	struct ru_vec links;
	struct ru_stories result = {0};
	*out = result;
	result.event_of = ru_arena_get(arena, count, sizeof(*result.event_of));
	if (result.event_of == NULL)
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "stories: %s", ru_status_name(RU_ENOMEM));
	int status = ru_terms_init(&pile, docs, count, options);
	if (status != 0)
		return ru_fail(err, status, NULL, UINT64_MAX, "stories: %s", ru_status_name(status));
	ru_vec_init(&links, options->al, sizeof(struct ru_tie), SIZE_MAX / 64);
	status = ru_ties_find(&links, &pile, copies);
	if (status == 0 && ru_cancelled(options->cancel))
		status = RU_ECANCEL;
	struct teller t = {&pile, links.ptr, links.len, options->al, arena, &result};
	if (status == 0)
		status = tell(&t, copies);
	ru_vec_release(&links);
	ru_terms_release(&pile);
	if (status != 0)
		return ru_fail(err, status, NULL, UINT64_MAX, "stories: %s", ru_status_name(status));
	*out = result;
	return 0;
}
