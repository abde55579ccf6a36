/* SPDX-License-Identifier: Apache-2.0 */
/* Equal runs chained across small edits: the best chain that ends in each run, then the chains as passages, best first.
 */
#include "base/sort.h"
#include "match/align.h"

enum {
	GAP_BYTES = 64,    /* runs closer than this in both pages are one passage */
	OVERLAP_WORDS = 3, /* runs may overlap by this much (a word doubled by an edit) */
	TWICE_WORDS = 16,  /* equal words of a passage that may stand twice on a page */
	LOOK_BACK = 48     /* runs before one that may go before it in a chain */
};

static int by_place(const void *x, const void *y, void *ctx)
{
	const struct align_run *p = x, *q = y;
	(void)ctx;
	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return p->b < q->b ? -1 : p->b > q->b;
}

/* Words by which `next` begins inside `before`, on the side where it is more; RU_NONE where it cannot follow it. */
static uint32_t overlap(const struct align_run *before, const struct align_run *next)
{
	uint32_t end_a = before->a + before->words, end_b = before->b + before->words;
	uint32_t over_a = end_a > next->a ? end_a - next->a : 0, over_b = end_b > next->b ? end_b - next->b : 0;
	uint32_t over = over_a > over_b ? over_a : over_b;
	if (over > OVERLAP_WORDS || over + 1 > next->words || next->a <= before->a || next->b <= before->b)
		return RU_NONE;
	return over;
}

static uint32_t gap_bytes(const struct ru_shared_page *page, uint32_t last, uint32_t first)
{
	uint32_t end = ru_align_word_end(&page->words[last]), begin = page->words[first].begin;
	return begin > end ? begin - end : 0;
}

/* What a chain gains by `next` after `before`: its words less a price for unequal gaps; <= 0 where it cannot follow. A
 * gap is what is not equal: the marks that both runs share with it are taken off. */
static int32_t gain(const struct ru_aligner *aligner, const struct ru_shared_page *b, const struct align_run *before,
                    const struct align_run *next)
{
	uint32_t over = overlap(before, next);
	if (over == RU_NONE)
		return 0;
	struct align_run rest = {next->a + over, next->b + over, next->words - over};
	uint32_t gap_a = gap_bytes(aligner->a, before->a + before->words - 1, rest.a);
	uint32_t gap_b = gap_bytes(b, before->b + before->words - 1, rest.b);
	if (gap_a > GAP_BYTES + 32 || gap_b > GAP_BYTES + 32)
		return 0;
	uint32_t equal = ru_align_on(aligner->a, b, before) + ru_align_back(aligner->a, b, &rest);
	gap_a = gap_a > equal ? gap_a - equal : 0;
	gap_b = gap_b > equal ? gap_b - equal : 0;
	if (gap_a > GAP_BYTES || gap_b > GAP_BYTES)
		return 0;
	uint32_t slant = gap_a > gap_b ? gap_a - gap_b : gap_b - gap_a;
	return (int32_t)rest.words * 16 - (int32_t)(slant / 4) - (int32_t)(gap_a + gap_b) / 16;
}

/* Let the chain of run k go before run i where it is the best so far; one that is not better than the run alone is
 * none. */
static void try_before(struct ru_aligner *aligner, const struct ru_shared_page *b, size_t k, size_t i)
{
	const struct align_run *run = aligner->runs.ptr;
	struct align_link *link = RU_VEC_AT(&aligner->links, struct align_link, i);
	int32_t more = gain(aligner, b, &run[k], &run[i]);
	int32_t score = RU_VEC_AT(&aligner->links, struct align_link, k)->score + more;

	if (more > 0 && score > link->score) {
		link->score = score;
		link->before = (uint32_t)k;
	}
}

/* The run before each is looked for among those that begin shortly before it, and on its own diagonal: between two
 * lines of one list many short runs may begin. */
static int chain_runs(struct ru_aligner *aligner, const struct ru_shared_page *b)
{
	const struct align_run *run = aligner->runs.ptr;
	aligner->stamp++;
	for (size_t i = 0; i < aligner->runs.len; i++) {
		struct align_diagonal *diagonal = &aligner->diagonals[(size_t)b->count + run[i].a - run[i].b];
		struct align_link *link = ru_vec_push(&aligner->links);
		uint32_t *order = ru_vec_push(&aligner->order);
		if (link == NULL || order == NULL)
			return RU_ENOMEM;
		*order = (uint32_t)i;
		*link = (struct align_link){(int32_t)(run[i].words < 1000000 ? run[i].words : 1000000) * 16, RU_NONE,
		                            false};
		if (diagonal->stamp == aligner->stamp && diagonal->end < i)
			try_before(aligner, b, diagonal->end, i);
		*diagonal = (struct align_diagonal){aligner->stamp, (uint32_t)i};
		for (size_t k = i; k-- > 0 && i - k <= LOOK_BACK;)
			try_before(aligner, b, k, i);
	}
	return 0;
}

static int by_score(const void *x, const void *y, void *ctx)
{
	const struct ru_aligner *aligner = ctx;
	uint32_t p = *(const uint32_t *)x, q = *(const uint32_t *)y;
	int32_t sp = RU_VEC_AT(&aligner->links, struct align_link, p)->score,
	        sq = RU_VEC_AT(&aligner->links, struct align_link, q)->score;
	if (sp != sq)
		return sp > sq ? -1 : 1;
	return p < q ? -1 : p > q;
}

static bool overlaps(uint32_t x0, uint32_t x1, uint32_t y0, uint32_t y1)
{
	uint32_t begin = x0 > y0 ? x0 : y0, end = x1 < y1 ? x1 : y1;
	return end > begin && 2 * (end - begin) > x1 - x0;
}

/* Whether more than half of x lies in a passage found already: on either side, or, for a passage long enough that a
 * page may well have it twice, on both. */
static bool is_covered(const struct ru_vec *found, const struct align_whole *x, uint32_t words)
{
	for (size_t i = found->len; i-- > 0 && found->len - i <= 256;) {
		const struct align_whole *y = RU_VEC_AT(found, struct align_whole, i);
		bool a = overlaps(x->a0, x->a1, y->a0, y->a1), b = overlaps(x->b0, x->b1, y->b0, y->b1);
		if (words >= TWICE_WORDS ? a && b : a || b)
			return true;
	}
	return false;
}

/* The runs of the chain that ends in run `last`, up to the first run that another chain has taken, without overlaps,
 * into aligner->parts from `first` on. */
static int take_chain(struct ru_aligner *aligner, uint32_t last)
{
	uint32_t end_a = RU_NONE, end_b = RU_NONE;
	size_t first = aligner->parts.len;
	for (uint32_t i = last; i != RU_NONE;) {
		struct align_link *link = RU_VEC_AT(&aligner->links, struct align_link, i);
		const struct align_run *run = RU_VEC_AT(&aligner->runs, struct align_run, i);
		struct align_run *part = link->used ? NULL : ru_vec_push(&aligner->parts);
		if (link->used)
			break;
		if (part == NULL)
			return RU_ENOMEM;
		link->used = true;
		*part = *run;
		if (end_a - run->a < part->words)
			part->words = end_a - run->a;
		if (end_b - run->b < part->words)
			part->words = end_b - run->b;
		end_a = run->a;
		end_b = run->b;
		i = link->before;
	}
	struct align_run *part = RU_VEC_AT(&aligner->parts, struct align_run, first);
	for (size_t i = 0, k = aligner->parts.len - first; i + 1 < k; i++, k--) {
		struct align_run swap = part[i];
		part[i] = part[k - 1];
		part[k - 1] = swap;
	}
	return 0;
}

/* The chains, best first, as passages into aligner->wholes; what they are made of stays in aligner->parts. */
static int take_chains(struct ru_aligner *aligner, const struct ru_shared_page *b)
{
	for (size_t i = 0; i < aligner->order.len; i++) {
		uint32_t last = *RU_VEC_AT(&aligner->order, uint32_t, i), words = 0;
		size_t first = aligner->parts.len;
		if (RU_VEC_AT(&aligner->links, struct align_link, last)->used)
			continue;
		int status = take_chain(aligner, last);
		if (status != 0)
			return status;
		ru_align_trim(aligner, b, first);
		const struct align_run *run = RU_VEC_AT(&aligner->parts, struct align_run, first);
		size_t count = aligner->parts.len - first;
		for (size_t k = 0; k < count; k++)
			words += run[k].words;
		const struct align_run *end = run + count - 1;
		struct align_whole x = {first,  aligner->parts.len, run->a, end->a + end->words,
		                        run->b, end->b + end->words};
		if (is_covered(&aligner->wholes, &x, words)) {
			aligner->parts.len = first;
			continue;
		}
		struct align_whole *item = ru_vec_push(&aligner->wholes);
		if (item == NULL)
			return RU_ENOMEM;
		*item = x;
	}
	return 0;
}

static int by_left(const void *x, const void *y, void *ctx)
{
	const struct align_whole *p = x, *q = y;
	(void)ctx;
	if (p->a0 != q->a0)
		return p->a0 < q->a0 ? -1 : 1;
	return p->b0 < q->b0 ? -1 : p->b0 > q->b0;
}

int ru_align_chain(struct ru_aligner *aligner, const struct ru_shared_page *b)
{
	ru_vec_clear(&aligner->links);
	ru_vec_clear(&aligner->order);
	ru_vec_clear(&aligner->parts);
	ru_vec_clear(&aligner->wholes);
	int status =
	    ru_sort(aligner->runs.ptr, aligner->runs.len, sizeof(struct align_run), by_place, NULL, aligner->al);
	if (status == 0)
		status = chain_runs(aligner, b);
	if (status == 0)
		status =
		    ru_sort(aligner->order.ptr, aligner->order.len, sizeof(uint32_t), by_score, aligner, aligner->al);
	if (status == 0)
		status = take_chains(aligner, b);
	if (status == 0)
		status = ru_sort(aligner->wholes.ptr, aligner->wholes.len, sizeof(struct align_whole), by_left, NULL,
		                 aligner->al);
	return status;
}
