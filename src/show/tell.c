/* SPDX-License-Identifier: Apache-2.0 */
/* Makes a trace ready for telling: labels, orders, who is behind whom. Fed all of a trace, gives tables; never changes
 * or adds a finding. */
#include "show/tell.h"

#include "base/hash.h"
#include "base/sort.h"

/* ---- labels: "pile/000_695ac8.txt" is told as "000" where that is enough to tell it from the others ---- */

enum { LABEL_PIECES = 6 };

static bool is_label_break(char c) { return c == '_' || c == '-' || c == '.' || c == ' '; }

/* The first `pieces` pieces of an id; the whole where it has no more. */
static struct ru_str label_of(struct ru_str id, size_t skip, int pieces)
{
	struct ru_str rest = ru_str_cut(id, skip, id.len);

	for (size_t i = 1; i < rest.len; i++) {
		if (is_label_break(rest.ptr[i]) && !is_label_break(rest.ptr[i - 1]) && --pieces == 0)
			return ru_str_cut(rest, 0, i);
	}
	return rest;
}

/* Bytes up to and with the last '/' that all ids begin with. Ids are in byte order: the first and the last decide. */
static size_t common_folder(const struct ru_show_trace *all)
{
	size_t folder = 0;

	if (all->count == 0)
		return 0;
	struct ru_str a = all->docs[0].article->id;
	struct ru_str b = all->docs[all->count - 1].article->id;
	for (size_t i = 0; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++)
		if (a.ptr[i] == '/')
			folder = i + 1;
	return folder;
}

/* 1 where all labels of that many pieces differ, 0 where not, negative when out of memory. */
static int labels_differ(const struct ru_show_trace *all, size_t skip, int pieces, const struct ru_alloc *al)
{
	struct ru_index seen;
	int differ = 1;

	ru_index_init(&seen, al);
	for (uint32_t i = 0; i < all->count && differ == 1; i++) {
		uint32_t other;
		int status =
		    ru_index_add(&seen, ru_hash64(label_of(all->docs[i].article->id, skip, pieces)), i, &other);
		differ = status < 0 ? status : status == 0 ? 1 : 0; /* equal hashes: taken for equal labels, safe */
	}
	ru_index_release(&seen);
	return differ;
}

static int make_labels(struct ru_tell *tell, const struct ru_alloc *al)
{
	const struct ru_show_trace *all = tell->all;
	size_t skip = common_folder(all);
	int pieces = 1, differ = 0;

	for (; pieces <= LABEL_PIECES && differ == 0; pieces++) {
		differ = labels_differ(all, skip, pieces, al);
		if (differ < 0)
			return differ;
	}
	tell->label = ru_arena_get(&tell->arena, all->count, sizeof *tell->label);
	if (tell->label == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < all->count; i++) {
		struct ru_str id = all->docs[i].article->id;
		tell->label[i] = differ == 1 ? label_of(id, skip, pieces - 1) : ru_str_cut(id, skip, id.len);
	}
	return RU_OK;
}

/* ---- orders ---- */

static int compare_stories(const void *a, const void *b, void *ctx)
{
	const struct ru_tell *tell = ctx;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	if (tell->story_pages[x] != tell->story_pages[y])
		return tell->story_pages[x] > tell->story_pages[y] ? -1 : 1;
	return strcmp(tell->trace->stories[x].id, tell->trace->stories[y].id);
}

/* Conflicts first, then what grew, then what only looks different. */
static int relation_rank(enum ru_relation relation)
{
	static const int rank[] = {[RU_REL_DIFFER] = 0,  [RU_REL_UPDATE] = 1, [RU_REL_COMPATIBLE] = 2,
	                           [RU_REL_WORDING] = 3, [RU_REL_AGREE] = 4,  [RU_REL_MISSING] = 5};

	return (size_t)relation < sizeof rank / sizeof *rank ? rank[relation] : 6;
}

static int compare_differences(const void *a, const void *b, void *ctx)
{
	const struct ru_difference *all = ctx;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	int x = relation_rank(all[i].relation), y = relation_rank(all[k].relation);

	if (all[i].story != all[k].story)
		return all[i].story < all[k].story ? -1 : 1;
	if (x != y)
		return x < y ? -1 : 1;
	return i < k ? -1 : i > k; /* the order of trace */
}

static int order_stories(struct ru_tell *tell, const struct ru_alloc *al)
{
	const struct ru_trace *trace = tell->trace;

	tell->story_order = ru_arena_get(&tell->arena, trace->story_count, sizeof(uint32_t));
	tell->story_pages = ru_arena_get(&tell->arena, trace->story_count, sizeof(uint32_t));
	if (tell->story_order == NULL || tell->story_pages == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < trace->story_count; i++)
		tell->story_order[i] = i;
	for (uint32_t i = 0; i < trace->event_count; i++)
		tell->story_pages[trace->events[i].story] += trace->events[i].page_count;
	return ru_sort(tell->story_order, trace->story_count, sizeof(uint32_t), compare_stories, tell, al);
}

static int order_differences(struct ru_tell *tell, const struct ru_alloc *al)
{
	const struct ru_trace *trace = tell->trace;
	uint32_t next = 0;

	tell->difference_order = ru_arena_get(&tell->arena, trace->difference_count, sizeof(uint32_t));
	tell->difference_first = ru_arena_get(&tell->arena, (size_t)trace->story_count + 1, sizeof(uint32_t));
	if (tell->difference_order == NULL || tell->difference_first == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < trace->difference_count; i++)
		tell->difference_order[i] = i;
	int status = ru_sort(tell->difference_order, trace->difference_count, sizeof(uint32_t), compare_differences,
	                     trace->differences, al);
	if (status != RU_OK)
		return status;
	for (uint32_t story = 0; story <= trace->story_count; story++) {
		while (next < trace->difference_count && trace->differences[tell->difference_order[next]].story < story)
			next++;
		tell->difference_first[story] = next;
	}
	return RU_OK;
}

static int find_derivations(struct ru_tell *tell)
{
	const struct ru_trace *trace = tell->trace;

	tell->page_derivation = ru_arena_get(&tell->arena, tell->all->count, sizeof(uint32_t));
	tell->source_derivation = ru_arena_get(&tell->arena, trace->source_count, sizeof(uint32_t));
	if (tell->page_derivation == NULL || tell->source_derivation == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < tell->all->count; i++)
		tell->page_derivation[i] = RU_NONE;
	for (uint32_t i = 0; i < trace->source_count; i++)
		tell->source_derivation[i] = RU_NONE;
	for (uint32_t i = 0; i < trace->derivation_count; i++) {
		const struct ru_node *node = &trace->derivation[i].node;
		if (node->page != RU_NONE)
			tell->page_derivation[node->page] = i;
		else if (node->source != RU_NONE)
			tell->source_derivation[node->source] = i;
	}
	return RU_OK;
}

static int find_groups(struct ru_tell *tell)
{
	const struct ru_trace *trace = tell->trace;

	tell->page_group = ru_arena_get(&tell->arena, tell->all->count, sizeof(const struct ru_group *));
	if (tell->page_group == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < tell->all->count; i++)
		tell->page_group[i] = NULL;
	for (uint32_t i = 0; i < trace->event_count; i++) {
		const struct ru_event *event = &trace->events[i];

		for (uint32_t k = 0; k < event->group_count; k++)
			for (uint32_t m = 0; m < event->groups[k].page_count; m++)
				tell->page_group[event->groups[k].pages[m]] = &event->groups[k];
	}
	return RU_OK;
}

int ru_tell_init(struct ru_tell *tell, const struct ru_show *show, const struct ru_show_trace *all)
{
	int status;

	memset(tell, 0, sizeof *tell);
	tell->all = all;
	tell->trace = all->trace;
	ru_arena_init(&tell->arena, show->al);
	status = make_labels(tell, show->al);
	if (status == RU_OK)
		status = find_derivations(tell);
	if (status == RU_OK)
		status = find_groups(tell);
	if (status == RU_OK)
		status = order_stories(tell, show->al);
	if (status == RU_OK)
		status = order_differences(tell, show->al);
	if (status != RU_OK)
		ru_arena_release(&tell->arena);
	return status;
}

void ru_tell_release(struct ru_tell *tell) { ru_arena_release(&tell->arena); }

/* ---- chains ---- */

static const struct ru_parent *direct_parent(const struct ru_tell *tell, const struct ru_node *node)
{
	uint32_t at = node->page != RU_NONE     ? tell->page_derivation[node->page]
	              : node->source != RU_NONE ? tell->source_derivation[node->source]
	                                        : RU_NONE;

	if (at == RU_NONE)
		return NULL;
	const struct ru_derivation *derivation = &tell->trace->derivation[at];
	for (uint32_t i = 0; i < derivation->parent_count; i++)
		if (derivation->parents[i].direct)
			return &derivation->parents[i];
	return NULL;
}

void ru_tell_chain(const struct ru_tell *tell, struct ru_node node, struct ru_chain *out)
{
	memset(out, 0, sizeof *out);
	out->parent = direct_parent(tell, &node);
	if (out->parent == NULL)
		return;
	out->kind = out->parent->kind;
	for (const struct ru_parent *up = out->parent; up != NULL && out->count < RU_CHAIN_LINKS;) {
		out->link[out->count++] = up->node;
		if (up->kind == RU_COPY_SAME_SOURCE) /* a sibling is no step up */
			break;
		up = direct_parent(tell, &up->node);
		if (up != NULL && up->kind == RU_COPY_SAME_SOURCE)
			break;
	}
}
