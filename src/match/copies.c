/* SPDX-License-Identifier: Apache-2.0 */
/* Copies: words and fingerprints of all pages, candidate pairs, and each pair judged; on some threads, with the same
 * result for any number of them. */
#include "base/sort.h"
#include "match/copy_pair.h"

struct found { /* of one left page */
	struct ru_pair *pairs;
	uint32_t count;
};

struct worker {
	struct ru_aligner *aligner;
	struct ru_vec aligned, pairs;
	struct ru_arena arena;
};

struct finder {
	const struct ru_pile *pile;
	const uint64_t *candidates;
	const size_t *starts; /* candidates [starts[i], starts[i + 1]) have one left page */
	struct found *found;  /* one a left page */
	struct worker *workers;
	unsigned worker_count;
	const struct ru_pair *pairs; /* all that were found */
	struct ru_copy *copies;      /* one a pair */
	struct ru_crowd crowd;
	uint8_t *stars; /* by page */
};

static bool is_cancelled(const struct finder *finder) { return ru_cancelled(finder->pile->options->cancel); }

static struct ru_side side_of(const struct ru_pile *pile, uint32_t page)
{
	const struct ru_article *article = pile->docs[page].article;

	return (struct ru_side){page, &pile->pages[page], article, ru_outlet_key(article)};
}

/* Step one for all candidates with one left page. */
static int align_left(void *ctx, size_t index, unsigned worker)
{
	struct finder *finder = ctx;
	struct worker *w = &finder->workers[worker];
	size_t first = finder->starts[index], last = finder->starts[index + 1];
	uint32_t a = (uint32_t)(finder->candidates[first] >> 32);
	if (is_cancelled(finder))
		return RU_ECANCEL;
	ru_vec_clear(&w->pairs);
	struct ru_side left = side_of(finder->pile, a);
	int status = ru_aligner_left(w->aligner, left.page);
	for (size_t i = first; i < last && status == 0; i++) {
		struct ru_pair pair = {0};
		struct ru_side right = side_of(finder->pile, (uint32_t)finder->candidates[i]);
		status = ru_pair_align(&pair, &left, &right, w->aligner, &w->aligned, &w->arena);
		if (status != 0 || pair.count == 0)
			continue;
		struct ru_pair *item = ru_vec_push(&w->pairs);
		if (item == NULL)
			return RU_ENOMEM;
		*item = pair;
	}
	void *copied = NULL;
	if (status == 0)
		status = ru_vec_copy(&w->pairs, &w->arena, &copied);
	if (status == 0)
		finder->found[index] = (struct found){copied, (uint32_t)w->pairs.len};
	return status;
}

/* Step two for one pair. */
static int judge_pair(void *ctx, size_t index, unsigned worker)
{
	struct finder *finder = ctx;
	if (is_cancelled(finder))
		return RU_ECANCEL;
	return ru_pair_judge(&finder->copies[index], &finder->pairs[index], &finder->crowd,
	                     &finder->workers[worker].arena);
}

static int open_workers(struct finder *finder, const struct ru_alloc *al)
{
	unsigned n = finder->pile->options->threads > 1 ? finder->pile->options->threads : 1;
	int status = 0;
	finder->workers = ru_alloc_zero(al, n, sizeof(*finder->workers));
	if (finder->workers == NULL)
		return RU_ENOMEM;
	for (; finder->worker_count < n && status == 0; finder->worker_count++) {
		struct worker *w = &finder->workers[finder->worker_count];
		ru_vec_init(&w->aligned, al, sizeof(struct ru_aligned), 0);
		ru_vec_init(&w->pairs, al, sizeof(struct ru_pair), 0);
		ru_arena_init(&w->arena, al);
		status = ru_aligner_new(&w->aligner, al);
	}
	return status;
}

static void close_workers(struct finder *finder, const struct ru_alloc *al)
{
	for (unsigned i = 0; i < finder->worker_count; i++) {
		struct worker *w = &finder->workers[i];
		ru_aligner_free(w->aligner);
		ru_vec_release(&w->aligned);
		ru_vec_release(&w->pairs);
		ru_arena_release(&w->arena);
	}
	ru_alloc_free(al, finder->workers);
}

static int copy_array(struct ru_arena *arena, const void *from, size_t count, size_t size, void **out)
{
	void *to = ru_arena_get(arena, count, size);
	if (to == NULL)
		return RU_ENOMEM;
	if (count > 0)
		memcpy(to, from, count * size);
	*out = to;
	return 0;
}

/* A copy with all of its arrays, out of a worker's arena into the caller's. */
static int move_copy(struct ru_copy *to, const struct ru_copy *from, struct ru_arena *arena)
{
	void *p = NULL;
	*to = *from;
	int status = copy_array(arena, from->passages, from->passage_count, sizeof(*from->passages), &p);
	if (status != 0)
		return status;
	to->passages = p;
	status = copy_array(arena, from->evidence, from->evidence_count, sizeof(*from->evidence), &p);
	if (status != 0)
		return status;
	to->evidence = p;
	for (uint32_t i = 0; i < to->evidence_count; i++) {
		struct ru_evidence *e = &to->evidence[i];
		status = copy_array(arena, e->spans, e->span_count, sizeof(*e->spans), &p);
		if (status != 0)
			return status;
		e->spans = p;
	}
	return 0;
}

/* The copies worth telling, in the order of their pairs. */
static int gather(struct ru_copies *out, const struct finder *finder, size_t count, struct ru_arena *arena)
{
	size_t total = 0, n = 0;
	for (size_t i = 0; i < count; i++)
		total += finder->copies[i].passage_count > 0;
	struct ru_copy *items = ru_arena_get(arena, total, sizeof(*items));
	if (items == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < count; i++) {
		if (finder->copies[i].passage_count == 0)
			continue;
		int status = move_copy(&items[n++], &finder->copies[i], arena);
		if (status != 0)
			return status;
	}
	out->items = items;
	out->count = (uint32_t)total;
	return 0;
}

/* Step one over all candidates, the found pairs of all left pages in one array. */
static int align_all(struct finder *finder, const struct ru_vec *candidates, struct ru_vec *pairs,
                     const struct ru_alloc *al)
{
	size_t lefts = 0;
	int status = RU_ENOMEM;
	size_t *starts = ru_alloc_zero(al, candidates->len + 1, sizeof(*starts));
	finder->found = ru_alloc_zero(al, candidates->len + 1, sizeof(*finder->found));
	if (starts == NULL || finder->found == NULL)
		goto err1;
	for (size_t i = 0; i < candidates->len; i++) {
		if (i == 0 || finder->candidates[i] >> 32 != finder->candidates[i - 1] >> 32)
			starts[lefts++] = i;
	}
	starts[lefts] = candidates->len;
	finder->starts = starts;
	status = ru_parallel(finder->worker_count, lefts, align_left, finder, al);
	for (size_t i = 0; i < lefts && status == 0; i++) {
		for (uint32_t k = 0; k < finder->found[i].count && status == 0; k++) {
			struct ru_pair *item = ru_vec_push(pairs);
			status = item == NULL ? RU_ENOMEM : 0;
			if (item != NULL)
				*item = finder->found[i].pairs[k];
		}
	}
err1:
	ru_alloc_free(al, finder->found);
	ru_alloc_free(al, starts);
	return status;
}

struct member {
	uint64_t key;
	uint32_t value;
};

static int by_member(const void *x, const void *y, void *ctx)
{
	const struct member *p = x, *q = y;
	(void)ctx;
	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	return p->value < q->value ? -1 : p->value > q->value;
}

static int push_member(void *ctx, uint64_t key, uint32_t value)
{
	struct member *item = ru_vec_push(ctx);
	if (item == NULL)
		return RU_ENOMEM;
	*item = (struct member){key, value};
	return 0;
}

static int find_crowd(struct finder *finder, size_t count, const struct ru_alloc *al)
{
	struct ru_vec members;
	uint32_t pages = finder->pile->count, *parent = ru_alloc_zero(al, (size_t)pages + 1, sizeof(*parent));
	int status = 0;
	if (parent == NULL)
		return RU_ENOMEM;
	ru_vec_init(&members, al, sizeof(struct member), SIZE_MAX / 64);
	for (uint32_t i = 0; i < pages; i++)
		parent[i] = i;
	for (size_t i = 0; i < count; i++)
		ru_family_join(parent, &finder->pairs[i]);
	for (size_t i = 0; i < count && status == 0; i++) {
		const struct ru_pair *pair = &finder->pairs[i];
		status = ru_crowd_members(pair, ru_family_root(parent, pair->a), ru_family_root(parent, pair->b),
		                          push_member, &members);
	}
	if (status == 0)
		status = ru_sort(members.ptr, members.len, sizeof(struct member), by_member, NULL, al);
	for (size_t i = 0; i < members.len && status == 0; i++) {
		const struct member *item = RU_VEC_AT(&members, struct member, i);
		status = ru_crowd_take(&finder->crowd, item->key, item->value);
	}
	if (status == 0)
		status = ru_crowd_finish(&finder->crowd);
	ru_vec_release(&members);
	ru_alloc_free(al, parent);
	return status;
}

/* Step two over all found pairs. */
static int judge_all(struct finder *finder, const struct ru_vec *pairs, struct ru_copies *out, struct ru_arena *arena,
                     const struct ru_alloc *al)
{
	ru_crowd_init(&finder->crowd, al);
	finder->pairs = pairs->ptr;
	finder->copies = ru_alloc_zero(al, pairs->len + 1, sizeof(*finder->copies));
	int status = finder->copies == NULL ? RU_ENOMEM : 0;
	if (status == 0)
		status = find_crowd(finder, pairs->len, al);
	if (status == 0)
		status = ru_parallel(finder->worker_count, pairs->len, judge_pair, finder, al);
	if (status == 0)
		status = gather(out, finder, pairs->len, arena);
	ru_alloc_free(al, finder->copies);
	ru_crowd_release(&finder->crowd);
	return status;
}

static void count_stars(struct ru_copies *out, const uint8_t *stars)
{
	struct ru_stars count = {.groups = 0};

	for (uint32_t i = 0; i < out->count; i++)
		(void)ru_stars_take(&count, out->items[i].a, stars[out->items[i].a], out->items[i].kind);
	out->large_groups = count.groups;
	out->large_group = count.first;
}

static int find_copies(struct ru_copies *out, const struct ru_pile *pile, struct ru_arena *arena)
{
	const struct ru_alloc *al = pile->options->al;
	struct ru_vec candidates, pairs;
	struct finder finder = {.pile = pile, .stars = ru_alloc_zero(al, (size_t)pile->count + 1, 1)};
	ru_vec_init(&candidates, al, sizeof(uint64_t), SIZE_MAX / 64);
	ru_vec_init(&pairs, al, sizeof(struct ru_pair), SIZE_MAX / 64);
	int status = finder.stars == NULL ? RU_ENOMEM : ru_pile_candidates(pile, finder.stars, &candidates);
	finder.candidates = candidates.ptr;
	if (status == 0)
		status = open_workers(&finder, al);
	if (status == 0)
		status = align_all(&finder, &candidates, &pairs, al);
	if (status == 0)
		status = judge_all(&finder, &pairs, out, arena, al);
	if (status == 0)
		count_stars(out, finder.stars);
	close_workers(&finder, al);
	ru_alloc_free(al, finder.stars);
	ru_vec_release(&pairs);
	ru_vec_release(&candidates);
	return status;
}

int ru_match_copies(struct ru_copies *out, const struct ru_doc *docs, uint32_t count,
                    const struct ru_match_options *options, struct ru_arena *arena, struct ru_error *err)
{
	struct ru_pile pile;
	struct ru_copies result = {.items = NULL};
	*out = result;
	int status = ru_pile_init(&pile, docs, count, options);
	if (status == 0) {
		status = find_copies(&result, &pile, arena);
		ru_pile_release(&pile);
	}
	if (status != 0)
		return ru_fail(err, status, NULL, UINT64_MAX, "copies: %s", ru_status_name(status));
	*out = result;
	return 0;
}
