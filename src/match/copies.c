/* SPDX-License-Identifier: Apache-2.0 */
/* Copies: words and fingerprints of all pages, candidate pairs, and each pair judged; on some threads, with the same
 * result for any number of them. */
#include "base/hash.h"
#include "match/copy_pair.h"

enum { CROWD = 10 /* outlets from which a short shared passage is furniture */ };

struct found { /* of one left page */
	const struct ru_copy *copies;
	uint32_t count;
};

struct finder {
	const struct ru_pile *pile;
	const uint64_t *pairs;
	const size_t *starts; /* pairs [starts[i], starts[i + 1]) have one left page */
	struct found *found;
	struct ru_pair_judge *judges; /* one a worker */
};

/* All pairs with one left page. */
static int judge_left(void *ctx, size_t index, unsigned worker)
{
	struct finder *finder = ctx;
	struct ru_pair_judge *judge = &finder->judges[worker];
	const struct ru_match_options *options = finder->pile->options;
	size_t first = finder->starts[index], last = finder->starts[index + 1];
	if (options->cancel != NULL && *options->cancel != 0)
		return RU_ECANCEL;
	ru_vec_clear(&judge->copies);
	int status = ru_aligner_left(judge->aligner, &finder->pile->pages[finder->pairs[first] >> 32]);
	for (size_t i = first; i < last && status == 0; i++)
		status = ru_judge_pair(judge, finder->pairs[i]);
	void *copied = NULL;
	if (status == 0)
		status = ru_vec_copy(&judge->copies, &judge->arena, &copied);
	if (status == 0)
		finder->found[index] = (struct found){copied, (uint32_t)judge->copies.len};
	return status;
}

/* Count one outlet more for the fingerprint, unless it was counted. */
static int count_outlet(struct ru_index *seen, struct ru_index *outlets, uint64_t print, uint64_t who)
{
	uint32_t n = 0;
	int status = ru_index_add(seen, ru_hash_mix(print, who), 1, &n);
	if (status != 0)
		return status < 0 ? status : 0;
	n = 0;
	(void)ru_index_get(outlets, print, &n);
	return ru_index_put(outlets, print, n + 1);
}

/* Fingerprints that stand on pages of CROWD outlets or more (pages, where no outlet is known). */
static int find_crowd(const struct ru_pile *pile, struct ru_index *crowd)
{
	struct ru_index outlets, seen;
	int status = 0;
	ru_index_init(&outlets, pile->options->al);
	ru_index_init(&seen, pile->options->al);
	for (uint32_t i = 0; i < pile->count && status == 0; i++) {
		const struct ru_article *article = pile->docs[i].article;
		struct ru_str outlet = article->host.len > 0 ? article->host : article->outlet;
		uint64_t who = outlet.len > 0 ? ru_hash64(outlet) : i;
		for (uint32_t k = 0; k < pile->pages[i].print_count && status == 0; k++)
			status = count_outlet(&seen, &outlets, pile->pages[i].prints[k], who);
	}
	for (uint32_t i = 0; i < pile->count && status == 0; i++) {
		for (uint32_t k = 0; k < pile->pages[i].print_count && status == 0; k++) {
			uint32_t n = 0;
			if (ru_index_get(&outlets, pile->pages[i].prints[k], &n) && n >= CROWD)
				status = ru_index_put(crowd, pile->pages[i].prints[k], n);
		}
	}
	ru_index_release(&seen);
	ru_index_release(&outlets);
	return status;
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

static int gather(struct ru_copies *out, const struct finder *finder, size_t lefts, struct ru_arena *arena)
{
	size_t total = 0, n = 0;
	for (size_t i = 0; i < lefts; i++)
		total += finder->found[i].count;
	struct ru_copy *items = ru_arena_get(arena, total, sizeof(*items));
	if (items == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < lefts; i++) {
		for (uint32_t k = 0; k < finder->found[i].count; k++) {
			int status = move_copy(&items[n++], &finder->found[i].copies[k], arena);
			if (status != 0)
				return status;
		}
	}
	out->items = items;
	out->count = (uint32_t)total;
	return 0;
}

static int judge_all(struct finder *finder, struct ru_copies *out, struct ru_vec *pairs, const struct ru_index *crowd,
                     struct ru_arena *arena)
{
	const struct ru_alloc *al = finder->pile->options->al;
	unsigned workers = finder->pile->options->threads > 1 ? finder->pile->options->threads : 1;
	size_t lefts = 0, ready = 0;
	int status = RU_ENOMEM;
	size_t *starts = ru_alloc_zero(al, pairs->len + 1, sizeof(*starts));
	finder->found = ru_alloc_zero(al, pairs->len + 1, sizeof(*finder->found));
	finder->judges = ru_alloc_zero(al, workers, sizeof(*finder->judges));
	if (starts == NULL || finder->found == NULL || finder->judges == NULL)
		goto err1;
	for (size_t i = 0; i < pairs->len; i++) {
		if (i == 0 || finder->pairs[i] >> 32 != finder->pairs[i - 1] >> 32)
			starts[lefts++] = i;
	}
	starts[lefts] = pairs->len;
	finder->starts = starts;
	for (status = 0; ready < workers && status == 0; ready++)
		status = ru_pair_judge_init(&finder->judges[ready], finder->pile, crowd);
	if (status == 0)
		status = ru_parallel(workers, lefts, judge_left, finder, al);
	if (status == 0)
		status = gather(out, finder, lefts, arena);
err1:
	for (size_t i = 0; i < ready; i++)
		ru_pair_judge_release(&finder->judges[i]);
	ru_alloc_free(al, finder->judges);
	ru_alloc_free(al, finder->found);
	ru_alloc_free(al, starts);
	return status;
}

int ru_match_copies(struct ru_copies *out, const struct ru_doc *docs, uint32_t count,
                    const struct ru_match_options *options, struct ru_arena *arena, struct ru_error *err)
{
	struct ru_pile pile;
	struct ru_vec pairs;
	struct ru_index crowd;
	struct ru_copies result = {NULL, 0};
	*out = result;
	int status = ru_pile_init(&pile, docs, count, options);
	if (status != 0)
		return ru_fail(err, status, NULL, UINT64_MAX, "copies: %s", ru_status_name(status));
	ru_vec_init(&pairs, options->al, sizeof(uint64_t), SIZE_MAX / 64);
	ru_index_init(&crowd, options->al);
	status = ru_pile_candidates(&pile, &pairs);
	if (status == 0)
		status = find_crowd(&pile, &crowd);
	if (status == 0) {
		struct finder finder = {&pile, pairs.ptr, NULL, NULL, NULL};
		status = judge_all(&finder, &result, &pairs, &crowd, arena);
	}
	ru_index_release(&crowd);
	ru_vec_release(&pairs);
	ru_pile_release(&pile);
	if (status != 0)
		return ru_fail(err, status, NULL, UINT64_MAX, "copies: %s", ru_status_name(status));
	*out = result;
	return 0;
}
