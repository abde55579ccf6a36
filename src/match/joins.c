/* SPDX-License-Identifier: Apache-2.0 */
/* Why a page is in its event: its strongest link to another page of it, with the places that show it - a shared
 * passage, names, a date, a place, title words. */
#include "match/story.h"

#include "base/sort.h"

enum {
	SHOWN = 3, /* shared terms shown for one kind of evidence */
	TERM_WEIGHT_MOST = 400
};

struct shared_term {
	const struct ru_anchor *a, *b;
	int32_t weight;
};

struct shared { /* terms of one kind that both pages have, weightiest first */
	struct shared_term term[SHOWN];
	uint32_t count;
	int64_t total;
};

/* Where the same two places are shown already, count where they are not: a name is a term as a whole and by its
 * words. */
static uint32_t shown_at(const struct shared *shared, const struct shared_term *term)
{
	uint32_t i = 0;

	while (i < shared->count &&
	       (shared->term[i].a->begin != term->a->begin || shared->term[i].b->begin != term->b->begin))
		i++;
	return i;
}

static void keep_shared(struct shared *to, struct shared_term term)
{
	uint32_t at = shown_at(to, &term);

	to->total += term.weight;
	if (at == SHOWN)
		at--; /* the lightest makes room */
	else if (at == to->count)
		to->term[to->count++].weight = -1;
	if (to->term[at].weight >= term.weight)
		return;
	for (; at > 0 && to->term[at - 1].weight < term.weight; at--)
		to->term[at] = to->term[at - 1];
	to->term[at] = term;
}

/* The sort of evidence a shared anchor is; false for plain words outside titles and for numbers. */
static bool evidence_of(const struct ru_anchor *a, const struct ru_anchor *b, enum ru_evidence_kind *out)
{
	switch ((enum ru_anchor_kind)a->kind) {
	case RU_ANCHOR_WORD:
		*out = RU_EVIDENCE_TITLE;
		return (a->where & b->where & RU_ANCHOR_TITLE) != 0;
	case RU_ANCHOR_PERSON:
	case RU_ANCHOR_ORG:
	case RU_ANCHOR_OTHER:
		*out = RU_EVIDENCE_NAMES;
		return true;
	case RU_ANCHOR_PLACE:
		*out = RU_EVIDENCE_PLACE;
		return true;
	case RU_ANCHOR_DATE:
		*out = RU_EVIDENCE_DATE;
		return true;
	case RU_ANCHOR_NUMBER:
		break;
	}
	return false;
}

enum { KINDS = 4 };
static const enum ru_evidence_kind kinds[KINDS] = {RU_EVIDENCE_NAMES, RU_EVIDENCE_DATE, RU_EVIDENCE_PLACE,
                                                   RU_EVIDENCE_TITLE};

static struct ru_page_span anchor_span(const struct ru_doc *doc, uint32_t page, const struct ru_anchor *anchor)
{
	struct ru_range at = {anchor->begin, anchor->begin + anchor->length};
	return (struct ru_page_span){page, ru_article_place(doc->article, at).span};
}

static void find_shared(struct shared found[KINDS], const struct ru_term_pile *pile, uint32_t a, uint32_t b)
{
	const struct ru_term_page *x = &pile->pages[a], *y = &pile->pages[b];
	for (uint32_t i = 0, k = 0; i < x->count && k < y->count;) {
		const struct ru_term *p = &x->terms[i], *q = &y->terms[k];
		if (p->key != q->key) {
			i += p->key < q->key;
			k += p->key > q->key;
			continue;
		}
		i++;
		k++;
		const struct ru_anchor *left = &pile->docs[a].anchors[p->anchor],
		                       *right = &pile->docs[b].anchors[q->anchor];
		enum ru_evidence_kind kind;
		if (!evidence_of(left, right, &kind) || anchor_span(&pile->docs[a], a, left).span.begin == RU_NONE ||
		    anchor_span(&pile->docs[b], b, right).span.begin == RU_NONE)
			continue;
		for (int n = 0; n < KINDS; n++) {
			if (kinds[n] == kind)
				keep_shared(&found[n], (struct shared_term){
				                           left, right, p->weight < q->weight ? p->weight : q->weight});
		}
	}
}

static int fill_evidence(struct ru_evidence *to, enum ru_evidence_kind kind, const struct shared *shared,
                         const struct ru_term_pile *pile, uint32_t a, uint32_t b, struct ru_arena *arena)
{
	to->kind = kind;
	to->weight = (int32_t)(shared->total < TERM_WEIGHT_MOST ? shared->total : TERM_WEIGHT_MOST);
	to->span_count = 2 * shared->count;
	to->spans = ru_arena_get(arena, to->span_count, sizeof(*to->spans));
	if (to->spans == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < shared->count; i++) {
		to->spans[2 * i] = anchor_span(&pile->docs[a], a, shared->term[i].a);
		to->spans[2 * i + 1] = anchor_span(&pile->docs[b], b, shared->term[i].b);
	}
	return 0;
}

static int fill_join(struct ru_event_join *join, const struct ru_term_pile *pile, const struct ru_tie *link,
                     const struct ru_copies *copies, struct ru_arena *arena)
{
	struct shared found[KINDS];
	memset(found, 0, sizeof(found));
	*join = (struct ru_event_join){link->a, link->b, NULL, 0};
	join->evidence = ru_arena_get(arena, KINDS + 1, sizeof(*join->evidence));
	if (join->evidence == NULL)
		return RU_ENOMEM;
	if (link->copy != RU_NONE && copies->items[link->copy].evidence_count > 0)
		join->evidence[join->evidence_count++] = copies->items[link->copy].evidence[0];
	find_shared(found, pile, link->a, link->b);
	for (int n = 0; n < KINDS; n++) {
		if (found[n].count == 0)
			continue;
		int status = fill_evidence(&join->evidence[join->evidence_count], kinds[n], &found[n], pile, link->a,
		                           link->b, arena);
		if (status != 0)
			return status;
		join->evidence_count++;
	}
	return 0;
}

/* Mark the strongest link of each page within its event. */
static void mark_best(uint32_t *best, const struct ru_stories *stories, const struct ru_tie *links, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t side[2] = {links[i].a, links[i].b};
		if (stories->event_of[side[0]] != stories->event_of[side[1]])
			continue;
		for (int k = 0; k < 2; k++) {
			uint32_t *at = &best[side[k]];
			if (*at == RU_NONE || links[*at].event < links[i].event)
				*at = (uint32_t)i;
		}
	}
}

int ru_story_joins(struct ru_stories *out, const struct ru_term_pile *pile, const struct ru_tie *links,
                   size_t link_count, const struct ru_copies *copies, struct ru_arena *arena)
{
	const struct ru_alloc *al = pile->options->al;
	uint32_t n = 0;
	int status = RU_ENOMEM;
	uint32_t *best = ru_alloc_zero(al, (size_t)pile->count + 1, sizeof(*best));
	bool *used = ru_alloc_zero(al, link_count + 1, sizeof(*used));
	if (best == NULL || used == NULL)
		goto err1;
	for (uint32_t i = 0; i < pile->count; i++)
		best[i] = RU_NONE;
	mark_best(best, out, links, link_count);
	for (uint32_t i = 0; i < pile->count; i++) {
		if (best[i] != RU_NONE && !used[best[i]]) {
			used[best[i]] = true;
			n++;
		}
	}
	struct ru_event_join *joins = ru_arena_get(arena, n, sizeof(*joins));
	if (joins == NULL)
		goto err1;
	status = 0;
	n = 0;
	for (size_t i = 0; i < link_count && status == 0; i++) {
		if (used[i])
			status = fill_join(&joins[n++], pile, &links[i], copies, arena);
	}
	if (status == 0) {
		out->joins = joins;
		out->join_count = n;
	}
err1:
	ru_alloc_free(al, used);
	ru_alloc_free(al, best);
	return status;
}
