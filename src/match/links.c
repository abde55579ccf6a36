/* SPDX-License-Identifier: Apache-2.0 */
/* Likeness of two pages as one event and as one story, for the pairs worth asking.
 *
 * A pair is asked where the pages share several of their weightiest terms, or where one is a copy of the other. */
#include "match/story.h"

#include "base/sort.h"

enum {
	SMALL_PILE = 48,    /* up to this many pages all pairs are asked */
	PASSES = 8,         /* shares of the pages whose pairs are looked at one after the other */
	KEYS_A_PAGE = 64,   /* weightiest terms by which a page is looked up */
	KEY_PAGES = 160,    /* pages beyond which a term makes no pair */
	PAIRS_A_PAGE = 400, /* the budget */
	KEYS_SHARED = 3,    /* terms that a pair must share */
	KEPT_A_PAGE = 96,   /* pairs a page asks at most: those with most terms in common */
	LIKE_LEAST = 300    /* a link below this is none */
};

/* What a likeness as one event and as one story is made of, per cent; parts that either page lacks are left out. */
static const int32_t share_in_event[RU_PARTS] = {15, 25, 40, 20, 0};
static const int32_t share_in_story[RU_PARTS] = {5, 15, 40, 0, 40};

/* Pages far apart in time are less likely to tell one event: per cent by days. */
static const int32_t keep_by_days[] = {100, 100, 95, 92, 88, 85, 83, 81, 79, 77, 74, 72, 70};
enum { DAYS = sizeof(keep_by_days) / sizeof(keep_by_days[0]) };

/* A likeness counts by how it stands beside the best that its two pages have: the tenth reaction to a ruling is like
 * the other nine, an event of its own is like nothing else. Pages that are like nothing in the pile stand beside what
 * tellings of one event usually have. */
enum { USUAL_BEST = 4000 };

/* Passages shared by pages of different outlets add to the likeness as one event: words up to a cap, times. */
enum { PASSAGE_WORDS = 20, PASSAGE_WORDS_MOST = 60, PASSAGE_TIMES = 12 };

/* Names, numbers and dates alone carry a pair of pages in two languages. */
enum { OTHER_LANGUAGE = 90 };

/* Likeness as one event of pages that tell of the same day and the same participant, whatever their words, and how
 * much they must have in common as one story for it. */
enum { MET_LEAST = 1200, MET_STORY_LEAST = 600 };

struct finder {
	const struct ru_term_pile *pile;
	const struct ru_copies *copies;
	struct ru_tie *links;
};

static bool other_language(const struct ru_doc *a, const struct ru_doc *b)
{
	return a->facts != NULL && b->facts != NULL && !ru_str_eq(a->facts->language, b->facts->language);
}

static int32_t time_share(const struct ru_term_page *a, const struct ru_term_page *b)
{
	if (a->day == INT32_MIN || b->day == INT32_MIN)
		return 100;
	int64_t days = (int64_t)a->day - b->day;
	days = days < 0 ? -days : days;
	int32_t share = keep_by_days[days < DAYS ? days : DAYS - 1];
	return a->dated && b->dated ? share : 100 - (100 - share) / 2;
}

/* Cosines of the parts, 1/10000. */
static void cosines(int32_t out[RU_PARTS], const struct ru_term_page *a, const struct ru_term_page *b)
{
	int64_t dot[RU_PARTS] = {0};
	for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
		if (a->terms[i].key != b->terms[k].key) {
			if (a->terms[i].key < b->terms[k].key)
				i++;
			else
				k++;
			continue;
		}
		for (int part = 0; part < RU_PARTS; part++)
			dot[part] += (int64_t)a->terms[i].part[part] * b->terms[k].part[part];
		i++;
		k++;
	}
	for (int part = 0; part < RU_PARTS; part++)
		out[part] = (int32_t)(dot[part] * 10000 >> 24);
}

/* Weighted mean of the cosines of the parts that both pages have; of names and actors alone where the languages differ.
 */
static int32_t mean(const int32_t cosine[RU_PARTS], const int32_t share[RU_PARTS], const struct ru_term_page *a,
                    const struct ru_term_page *b, bool names_only)
{
	int64_t sum = 0, shares = 0;
	for (int part = 0; part < RU_PARTS; part++) {
		if (!a->has[part] || !b->has[part] || (names_only && part < RU_PART_NAMES))
			continue;
		sum += (int64_t)cosine[part] * share[part];
		shares += share[part];
	}
	if (shares == 0)
		return 0;
	return (int32_t)(names_only ? sum * OTHER_LANGUAGE / (shares * 100) : sum / shares);
}

static struct ru_str outlet_of(const struct ru_article *article)
{
	return article->host.len > 0 ? article->host : article->outlet;
}

/* What shared passages add. An outlet repeats its own background paragraphs in story after story, so its own do not
 * count. */
static int32_t passage_bonus(const struct ru_copy *copy, const struct ru_doc *docs)
{
	struct ru_str a = outlet_of(docs[copy->a].article), b = outlet_of(docs[copy->b].article);
	if (copy->kind == RU_COPY_FURNITURE || copy->words < PASSAGE_WORDS || (a.len > 0 && ru_str_eq(a, b)))
		return 0;
	uint32_t words = copy->words < PASSAGE_WORDS_MOST ? copy->words : PASSAGE_WORDS_MOST;
	return (int32_t)words * PASSAGE_TIMES;
}

/* A copy tells what its source tells, unless little of it is shared. */
static int32_t copy_likeness(const struct ru_copy *copy)
{
	if (copy->kind == RU_COPY_FURNITURE || copy->kind == RU_COPY_QUOTES_ONLY)
		return 0;
	if (copy->kind == RU_COPY_HEAVY)
		return copy->score < 1500 ? 0 : copy->score;
	return 10000;
}

static int measure(void *ctx, size_t index, unsigned worker)
{
	struct finder *f = ctx;
	struct ru_tie *link = &f->links[index];
	const struct ru_term_page *a = &f->pile->pages[link->a], *b = &f->pile->pages[link->b];
	(void)worker;
	bool apart = other_language(&f->pile->docs[link->a], &f->pile->docs[link->b]);
	int32_t cosine[RU_PARTS];
	cosines(cosine, a, b);
	link->story = mean(cosine, share_in_story, a, b, false);
	link->event = mean(cosine, share_in_event, a, b, false);
	if (apart) { /* related languages share words, others only names */
		int32_t story = mean(cosine, share_in_story, a, b, true),
		        event = mean(cosine, share_in_event, a, b, true);
		link->story = story > link->story ? story : link->story;
		link->event = event > link->event ? event : link->event;
	}
	struct ru_meeting meeting = ru_meeting_of(f->pile, link->a, link->b);
	link->same = meeting.same && link->story >= MET_STORY_LEAST;
	link->story = (int32_t)((int64_t)link->story * meeting.story / 100);
	link->story = link->story < 10000 ? link->story : 10000;
	link->event = (int32_t)((int64_t)link->event * time_share(a, b) * meeting.event / 10000);
	if (link->copy != RU_NONE)
		link->event += passage_bonus(&f->copies->items[link->copy], f->pile->docs);
	return 0;
}

/* Set each likeness beside the best of its two pages; then let copies have their say. */
static int finish(struct finder *f, size_t count)
{
	int32_t *best = ru_alloc_zero(f->pile->options->al, (size_t)f->pile->count + 1, sizeof(*best));
	if (best == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < count; i++) {
		const struct ru_tie *link = &f->links[i];
		best[link->a] = link->event > best[link->a] ? link->event : best[link->a];
		best[link->b] = link->event > best[link->b] ? link->event : best[link->b];
	}
	for (size_t i = 0; i < count; i++) {
		struct ru_tie *link = &f->links[i];
		int64_t beside = ((int64_t)best[link->a] + best[link->b]) / 2;
		beside = beside > USUAL_BEST ? beside : USUAL_BEST;
		link->event = (int32_t)((int64_t)link->event * link->event / beside);
		if (link->same && link->event < MET_LEAST)
			link->event = MET_LEAST;
		if (link->copy == RU_NONE)
			continue;
		int32_t copied = copy_likeness(&f->copies->items[link->copy]);
		link->story = copied > link->story ? copied : link->story;
		link->event = copied > link->event ? copied : link->event;
	}
	ru_alloc_free(f->pile->options->al, best);
	return 0;
}

/* ---- which pairs ---- */

struct posting {
	uint64_t key;
	uint32_t page;
	uint32_t spare;
};

struct list {
	uint32_t pages;
	uint32_t spare;
	uint64_t first;
};

struct near {
	uint32_t page, other, shared;
};

static int by_key(const void *x, const void *y, void *ctx)
{
	const struct posting *p = x, *q = y;
	(void)ctx;
	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	return p->page < q->page ? -1 : p->page > q->page;
}

static int by_pages(const void *x, const void *y, void *ctx)
{
	const struct list *p = x, *q = y;
	(void)ctx;
	if (p->pages != q->pages)
		return p->pages < q->pages ? -1 : 1;
	return p->first < q->first ? -1 : p->first > q->first;
}

/* By page, most shared first. */
static int by_shared(const void *x, const void *y, void *ctx)
{
	const struct near *p = x, *q = y;
	(void)ctx;
	if (p->page != q->page)
		return p->page < q->page ? -1 : 1;
	if (p->shared != q->shared)
		return p->shared > q->shared ? -1 : 1;
	return p->other < q->other ? -1 : p->other > q->other;
}

struct heavy {
	int64_t weight;
	uint64_t key;
};

static int by_weight(const void *x, const void *y, void *ctx)
{
	const struct heavy *p = x, *q = y;
	(void)ctx;
	if (p->weight != q->weight)
		return p->weight > q->weight ? -1 : 1;
	return p->key < q->key ? -1 : p->key > q->key;
}

/* The keys by which one page is looked up. */
static int page_postings(struct ru_vec *out, struct ru_vec *heavies, const struct ru_term_page *page, uint32_t index,
                         const struct ru_alloc *al)
{
	ru_vec_clear(heavies);
	for (uint32_t i = 0; i < page->count; i++) {
		const struct ru_term *term = &page->terms[i];
		struct heavy *item = ru_vec_push(heavies);
		if (item == NULL)
			return RU_ENOMEM;
		int64_t weight = 0;
		for (int part = 0; part < RU_PARTS; part++)
			weight += (int64_t)term->part[part] * share_in_event[part];
		*item = (struct heavy){weight, term->key};
	}
	int status = ru_sort(heavies->ptr, heavies->len, sizeof(struct heavy), by_weight, NULL, al);
	for (size_t i = 0; i < heavies->len && i < KEYS_A_PAGE && status == 0; i++) {
		struct posting *posting = ru_vec_push(out);
		if (posting == NULL)
			return RU_ENOMEM;
		*posting = (struct posting){RU_VEC_AT(heavies, struct heavy, i)->key, index, 0};
	}
	return status;
}

static int push_u64(struct ru_vec *out, uint64_t value)
{
	uint64_t *item = ru_vec_push(out);
	if (item == NULL)
		return RU_ENOMEM;
	*item = value;
	return 0;
}

/* The lists of at most KEY_PAGES pages in the sorted postings, shortest first, as many as the budget of pairs lasts
 * for. */
static int collect_lists(struct ru_vec *lists, struct ru_vec *postings, uint64_t budget, const struct ru_alloc *al)
{
	int status = ru_sort(postings->ptr, postings->len, sizeof(struct posting), by_key, NULL, al);
	const struct posting *item = postings->ptr;
	for (size_t i = 0, j = 0; i < postings->len && status == 0; i = j) {
		while (j < postings->len && item[j].key == item[i].key)
			j++;
		if (j - i < 2 || j - i > KEY_PAGES)
			continue;
		struct list *list = ru_vec_push(lists);
		status = list == NULL ? RU_ENOMEM : 0;
		if (list != NULL)
			*list = (struct list){(uint32_t)(j - i), 0, i};
	}
	if (status == 0)
		status = ru_sort(lists->ptr, lists->len, sizeof(struct list), by_pages, NULL, al);
	for (size_t k = 0; k < lists->len && status == 0; k++) {
		uint64_t pages = RU_VEC_AT(lists, struct list, k)->pages, cost = pages * (pages - 1) / 2;
		if (cost > budget)
			lists->len = k;
		budget -= cost <= budget ? cost : 0;
	}
	return status;
}

/* All pairs within each list whose first page is one of this pass. */
static int list_pairs(struct ru_vec *pairs, const struct ru_vec *lists, const struct ru_vec *postings, unsigned pass)
{
	const struct posting *item = postings->ptr;
	int status = 0;
	for (size_t k = 0; k < lists->len && status == 0; k++) {
		const struct list *list = RU_VEC_AT(lists, struct list, k);
		for (uint64_t i = list->first; i < list->first + list->pages && status == 0; i++) {
			if (item[i].page % PASSES != pass)
				continue;
			for (uint64_t j = i + 1; j < list->first + list->pages && status == 0; j++)
				status = push_u64(pairs, (uint64_t)item[i].page << 32 | item[j].page);
		}
	}
	return status;
}

/* The sorted pairs that share enough keys, seen from both pages. */
static int collect_near(struct ru_vec *nears, const struct ru_vec *pairs)
{
	const uint64_t *pair = pairs->ptr;
	for (size_t i = 0, j = 0; i < pairs->len; i = j) {
		while (j < pairs->len && pair[j] == pair[i])
			j++;
		if (j - i < KEYS_SHARED)
			continue;
		uint32_t a = (uint32_t)(pair[i] >> 32), b = (uint32_t)pair[i];
		for (int side = 0; side < 2; side++) {
			struct near *near = ru_vec_push(nears);
			if (near == NULL)
				return RU_ENOMEM;
			*near = (struct near){side == 0 ? a : b, side == 0 ? b : a, (uint32_t)(j - i)};
		}
	}
	return 0;
}

/* At most KEPT_A_PAGE of each page's best (a pair stays when one of its pages keeps it). */
static int keep_best(struct ru_vec *out, struct ru_vec *nears, const struct ru_alloc *al)
{
	int status = ru_sort(nears->ptr, nears->len, sizeof(struct near), by_shared, NULL, al);
	uint32_t kept = 0;
	for (size_t i = 0; i < nears->len && status == 0; i++) {
		const struct near *near = RU_VEC_AT(nears, struct near, i);
		kept = i > 0 && near[-1].page == near->page ? kept + 1 : 0;
		if (kept < KEPT_A_PAGE) {
			uint32_t a = near->page < near->other ? near->page : near->other;
			status = push_u64(out, (uint64_t)a << 32 | (near->page + near->other - a));
		}
	}
	return status;
}

/* Pairs of pages by shared terms, through lists of pages by term. */
static int listed_pairs(struct ru_vec *out, const struct ru_term_pile *pile)
{
	const struct ru_alloc *al = pile->options->al;
	struct ru_vec postings, heavies, lists, pairs, nears;
	int status = 0;
	ru_vec_init(&postings, al, sizeof(struct posting), 0);
	ru_vec_init(&heavies, al, sizeof(struct heavy), 0);
	ru_vec_init(&lists, al, sizeof(struct list), 0);
	ru_vec_init(&pairs, al, sizeof(uint64_t), SIZE_MAX / 64);
	ru_vec_init(&nears, al, sizeof(struct near), SIZE_MAX / 64);
	for (uint32_t i = 0; i < pile->count && status == 0; i++)
		status = page_postings(&postings, &heavies, &pile->pages[i], i, al);
	if (status == 0)
		status = collect_lists(&lists, &postings, (uint64_t)PAIRS_A_PAGE * pile->count + 1000000, al);
	/* a share of the pages at a time, so that memory holds only the pairs of one share */
	for (unsigned pass = 0; pass < PASSES && status == 0; pass++) {
		ru_vec_clear(&pairs);
		status = list_pairs(&pairs, &lists, &postings, pass);
		if (status == 0)
			status = ru_sort_u64(pairs.ptr, pairs.len, al);
		if (status == 0)
			status = collect_near(&nears, &pairs);
	}
	ru_vec_release(&pairs);
	ru_vec_release(&lists);
	ru_vec_release(&heavies);
	ru_vec_release(&postings);
	if (status == 0)
		status = keep_best(out, &nears, al);
	ru_vec_release(&nears);
	return status;
}

static int likely_pairs(struct ru_vec *out, const struct ru_term_pile *pile)
{
	int status = 0;
	if (pile->count > SMALL_PILE)
		return listed_pairs(out, pile);
	for (uint32_t a = 0; a < pile->count && status == 0; a++) {
		for (uint32_t b = a + 1; b < pile->count && status == 0; b++)
			status = push_u64(out, (uint64_t)a << 32 | b);
	}
	return status;
}

static int copy_pairs(struct ru_vec *out, const struct ru_copies *copies)
{
	int status = 0;
	for (uint32_t i = 0; copies != NULL && i < copies->count && status == 0; i++) {
		if (copy_likeness(&copies->items[i]) > 0)
			status = push_u64(out, (uint64_t)copies->items[i].a << 32 | copies->items[i].b);
	}
	return status;
}

/* Sorted pairs to links, each with its copy. */
static int make_links(struct ru_vec *out, const struct ru_vec *pairs, const struct ru_term_pile *pile,
                      const struct ru_copies *copies)
{
	const uint64_t *pair = pairs->ptr;
	uint32_t copy = 0, copy_count = copies != NULL ? copies->count : 0;
	for (size_t i = 0; i < pairs->len; i++) {
		uint32_t a = (uint32_t)(pair[i] >> 32), b = (uint32_t)pair[i];
		if ((i > 0 && pair[i] == pair[i - 1]) || !pile->pages[a].told || !pile->pages[b].told)
			continue;
		struct ru_tie *link = ru_vec_push(out);
		if (link == NULL)
			return RU_ENOMEM;
		while (copy < copy_count && ((uint64_t)copies->items[copy].a << 32 | copies->items[copy].b) < pair[i])
			copy++;
		bool copied = copy < copy_count && copies->items[copy].a == a && copies->items[copy].b == b;
		*link = (struct ru_tie){a, b, 0, 0, copied ? copy : RU_NONE, false};
	}
	return 0;
}

int ru_ties_find(struct ru_vec *out, const struct ru_term_pile *pile, const struct ru_copies *copies)
{
	const struct ru_match_options *options = pile->options;
	struct ru_vec pairs;
	ru_vec_init(&pairs, options->al, sizeof(uint64_t), SIZE_MAX / 64);
	int status = likely_pairs(&pairs, pile);
	if (status == 0)
		status = copy_pairs(&pairs, copies);
	if (status == 0)
		status = ru_sort_u64(pairs.ptr, pairs.len, options->al);
	if (status == 0)
		status = make_links(out, &pairs, pile, copies);
	ru_vec_release(&pairs);
	struct finder f = {pile, copies, out->ptr};
	if (status == 0)
		status = ru_parallel(options->threads, out->len, measure, &f, options->al);
	if (status == 0)
		status = finish(&f, out->len);
	size_t kept = 0;
	for (size_t i = 0; i < out->len && status == 0; i++) {
		if (f.links[i].story >= LIKE_LEAST || f.links[i].event >= LIKE_LEAST)
			f.links[kept++] = f.links[i];
	}
	if (status == 0)
		out->len = kept;
	return status;
}
