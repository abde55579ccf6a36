/* SPDX-License-Identifier: Apache-2.0 */
/* The passages that two pages share: equal word pairs as seeds on diagonals, extended to the whole equal run, runs
 * chained across small edits.
 *
 * Fed the words of two pages; gives passages as ranges of words. Never decides whether a pair of pages counts as a
 * copy. */
#include "base/hash.h"
#include "base/sort.h"
#include "match/pile.h"

enum {
	SEED = 2, /* words of a seed */
	SEED_BYTES =
	    12, /* a run with the spaces around it must reach over this many bytes: "di sana" alone says nothing */
	SEED_PLACES = 24,  /* places of one seed in the left page that are looked at */
	GAP_BYTES = 64,    /* runs closer than this in both pages are one passage */
	OVERLAP_WORDS = 3, /* runs may overlap by this much (a word doubled by an edit) */
	TAIL_WORDS = 3,    /* words of a neighbouring paragraph that are equal by chance: "The" */
	LOOK_BACK = 48,    /* runs before one that may go before it in a chain */
	WORK_A_WORD = 64   /* comparisons a word of both pages */
};

struct seed {
	uint64_t key;
	uint32_t next; /* the next seed of the same slot, or RU_NONE */
};

struct slot {
	uint32_t stamp; /* of the left page it was written for */
	uint32_t first; /* seed */
};

struct link {
	int32_t score;
	uint32_t before;
	bool used;
};

struct diagonal {
	uint32_t stamp; /* of the pair it was written for */
	uint32_t end;   /* words of b before this are covered */
};

struct ru_aligner {
	const struct ru_alloc *al;
	const struct ru_shared_page *a;
	struct slot *slots;  /* hash of a seed -> its first place in the left page */
	size_t slot_count;   /* a power of two, */
	size_t slot_mask;    /* of which the left page uses so many */
	uint32_t left;       /* stamp */
	struct ru_vec seeds; /* struct seed, one a word of the left page */
	struct ru_vec runs;  /* struct ru_run */
	struct ru_vec links; /* struct link */
	struct ru_vec order; /* uint32_t */
	struct diagonal *diagonals;
	size_t diagonal_count;
	uint32_t stamp;
};

int ru_aligner_new(struct ru_aligner **out, const struct ru_alloc *al)
{
	struct ru_aligner *aligner = ru_alloc_zero(al, 1, sizeof(*aligner));
	*out = aligner;
	if (aligner == NULL)
		return RU_ENOMEM;
	aligner->al = al;
	ru_vec_init(&aligner->seeds, al, sizeof(struct seed), 0);
	ru_vec_init(&aligner->runs, al, sizeof(struct ru_run), 0);
	ru_vec_init(&aligner->links, al, sizeof(struct link), 0);
	ru_vec_init(&aligner->order, al, sizeof(uint32_t), 0);
	return 0;
}

void ru_aligner_free(struct ru_aligner *aligner)
{
	if (aligner == NULL)
		return;
	ru_alloc_free(aligner->al, aligner->slots);
	ru_vec_release(&aligner->seeds);
	ru_vec_release(&aligner->runs);
	ru_vec_release(&aligner->links);
	ru_vec_release(&aligner->order);
	ru_alloc_free(aligner->al, aligner->diagonals);
	ru_alloc_free(aligner->al, aligner);
}

static uint64_t seed_key(const struct ru_shared_word *words) { return (uint64_t)words[0].hash << 32 | words[1].hash; }

static size_t slot_of(const struct ru_aligner *aligner, uint64_t key)
{
	key *= UINT64_C(0x9E3779B97F4A7C15);
	return (size_t)(key >> 32) & aligner->slot_mask;
}

static int room_for_slots(struct ru_aligner *aligner, size_t words)
{
	size_t need = 64;
	while (need < 2 * words)
		need *= 2;
	aligner->slot_mask = need - 1;
	aligner->left++;
	if (need <= aligner->slot_count && aligner->left != 0)
		return 0;
	struct slot *fresh = ru_alloc_zero(aligner->al, need, sizeof(*fresh));
	if (fresh == NULL)
		return RU_ENOMEM;
	ru_alloc_free(aligner->al, aligner->slots);
	aligner->slots = fresh;
	aligner->slot_count = need;
	aligner->left = 1;
	return 0;
}

int ru_aligner_left(struct ru_aligner *aligner, const struct ru_shared_page *a)
{
	aligner->a = a;
	ru_vec_clear(&aligner->seeds);
	if (room_for_slots(aligner, a->count) != 0)
		return RU_ENOMEM;
	for (uint32_t i = 0; i + 1 < a->count; i++) {
		if (ru_vec_push(&aligner->seeds) == NULL)
			return RU_ENOMEM;
	}
	/* from the end, so that the first place stands first in each list */
	for (size_t i = aligner->seeds.len; i-- > 0;) {
		struct seed *seed = RU_VEC_AT(&aligner->seeds, struct seed, i);
		seed->key = seed_key(&a->words[i]);
		struct slot *slot = &aligner->slots[slot_of(aligner, seed->key)];
		seed->next = slot->stamp == aligner->left ? slot->first : RU_NONE;
		*slot = (struct slot){aligner->left, (uint32_t)i};
	}
	return 0;
}

/* The first place of the seed in the left page at `at` or behind it in its list, or RU_NONE. */
static uint32_t place_from(const struct ru_aligner *aligner, uint64_t key, uint32_t at, uint64_t *work)
{
	for (; at != RU_NONE; at = RU_VEC_AT(&aligner->seeds, struct seed, at)->next, (*work)++) {
		if (RU_VEC_AT(&aligner->seeds, struct seed, at)->key == key)
			break;
	}
	return at;
}

static int room_for_diagonals(struct ru_aligner *aligner, size_t need)
{
	if (need <= aligner->diagonal_count)
		return 0;
	size_t count = need + need / 2;
	struct diagonal *fresh = ru_alloc_zero(aligner->al, count, sizeof(*fresh));
	if (fresh == NULL)
		return RU_ENOMEM;
	ru_alloc_free(aligner->al, aligner->diagonals);
	aligner->diagonals = fresh;
	aligner->diagonal_count = count;
	aligner->stamp = 0;
	return 0;
}

/* The whole equal run around word i of a and j of b. */
static struct ru_run grow(const struct ru_shared_page *a, const struct ru_shared_page *b, uint32_t i, uint32_t j,
                          uint32_t floor_b, uint64_t *work)
{
	uint32_t back = 0, len = SEED;
	while (i > back && j > back + floor_b && a->words[i - back - 1].hash == b->words[j - back - 1].hash)
		back++;
	while (i + len < a->count && j + len < b->count && a->words[i + len].hash == b->words[j + len].hash)
		len++;
	*work += back + len;
	return (struct ru_run){i - back, j - back, len + back};
}

static uint32_t word_end(const struct ru_shared_word *word) { return word->begin + word->len; }

/* Bytes of a run with the marks and spaces around it, up to the words beside it or a line break. */
static uint32_t reach(const struct ru_shared_page *page, uint32_t first, uint32_t words)
{
	const struct ru_shared_word *from = &page->words[first], *to = from + words - 1;
	uint32_t begin = from->begin, end = word_end(to);
	if (first > 0 && (from->flags & RU_SHARED_BREAK) == 0)
		begin = word_end(from - 1);
	if (first + words < page->count && (to[1].flags & RU_SHARED_BREAK) == 0)
		end = to[1].begin;
	return end - begin;
}

/* The run around the seed at word i of a and j of b, where it is new and says enough. */
static int take_seed(struct ru_aligner *aligner, const struct ru_shared_page *b, uint32_t i, uint32_t j, uint64_t *work)
{
	const struct ru_shared_page *a = aligner->a;
	struct diagonal *diagonal = &aligner->diagonals[(size_t)b->count + i - j];
	uint32_t covered = diagonal->stamp == aligner->stamp ? diagonal->end : 0;
	if (covered > j)
		return 0;
	struct ru_run run = grow(a, b, i, j, covered, work);
	*diagonal = (struct diagonal){aligner->stamp, run.b + run.words};
	if (reach(a, run.a, run.words) < SEED_BYTES || reach(b, run.b, run.words) < SEED_BYTES)
		return 0;
	struct ru_run *item = ru_vec_push(&aligner->runs);
	if (item == NULL)
		return RU_ENOMEM;
	*item = run;
	return 0;
}

static int find_runs(struct ru_aligner *aligner, const struct ru_shared_page *b)
{
	uint64_t work = 0, most = WORK_A_WORD * ((uint64_t)aligner->a->count + b->count);
	for (uint32_t j = 0; j + 1 < b->count && work < most; j++) {
		uint64_t key = seed_key(&b->words[j]);
		const struct slot *slot = &aligner->slots[slot_of(aligner, key)];
		uint32_t i = slot->stamp == aligner->left ? slot->first : RU_NONE, places = 0;
		work++;
		for (i = place_from(aligner, key, i, &work); i != RU_NONE && places < SEED_PLACES; places++) {
			work++;
			int status = take_seed(aligner, b, i, j, &work);
			if (status != 0)
				return status;
			i = place_from(aligner, key, RU_VEC_AT(&aligner->seeds, struct seed, i)->next, &work);
		}
	}
	return 0;
}

static int by_place(const void *x, const void *y, void *ctx)
{
	const struct ru_run *p = x, *q = y;
	(void)ctx;
	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return p->b < q->b ? -1 : p->b > q->b;
}

/* Words by which `next` begins inside `before`, on the side where it is more; RU_NONE where it cannot follow it. */
static uint32_t overlap(const struct ru_run *before, const struct ru_run *next)
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
	uint32_t end = word_end(&page->words[last]), begin = page->words[first].begin;
	return begin > end ? begin - end : 0;
}

/* What a chain gains by `next` after `before`: its words less a price for unequal gaps; <= 0 where it cannot follow. */
static int32_t gain(const struct ru_aligner *aligner, const struct ru_shared_page *b, const struct ru_run *before,
                    const struct ru_run *next)
{
	uint32_t over = overlap(before, next);
	if (over == RU_NONE)
		return 0;
	uint32_t gap_a = gap_bytes(aligner->a, before->a + before->words - 1, next->a + over);
	uint32_t gap_b = gap_bytes(b, before->b + before->words - 1, next->b + over);
	if (gap_a > GAP_BYTES || gap_b > GAP_BYTES)
		return 0;
	uint32_t slant = gap_a > gap_b ? gap_a - gap_b : gap_b - gap_a;
	return (int32_t)(next->words - over) * 16 - (int32_t)(slant / 4) - (int32_t)(gap_a + gap_b) / 16;
}

static int chain_runs(struct ru_aligner *aligner, const struct ru_shared_page *b)
{
	const struct ru_run *run = aligner->runs.ptr;
	for (size_t i = 0; i < aligner->runs.len; i++) {
		struct link *link = ru_vec_push(&aligner->links);
		uint32_t *order = ru_vec_push(&aligner->order);
		if (link == NULL || order == NULL)
			return RU_ENOMEM;
		*order = (uint32_t)i;
		*link = (struct link){(int32_t)(run[i].words < 1000000 ? run[i].words : 1000000) * 16, RU_NONE, false};
		int32_t alone = link->score;
		for (size_t k = i; k-- > 0 && i - k <= LOOK_BACK;) {
			int32_t more = gain(aligner, b, &run[k], &run[i]);
			int32_t score = RU_VEC_AT(&aligner->links, struct link, k)->score + more;
			if (more > 0 && score > link->score && score > alone) {
				link->score = score;
				link->before = (uint32_t)k;
			}
		}
	}
	return 0;
}

static int by_score(const void *x, const void *y, void *ctx)
{
	const struct ru_aligner *aligner = ctx;
	uint32_t p = *(const uint32_t *)x, q = *(const uint32_t *)y;
	int32_t sp = RU_VEC_AT(&aligner->links, struct link, p)->score,
	        sq = RU_VEC_AT(&aligner->links, struct link, q)->score;
	if (sp != sq)
		return sp > sq ? -1 : 1;
	return p < q ? -1 : p > q;
}

/* Whether more than half of x lies in a passage found already, on either side. */
static bool is_covered(const struct ru_vec *found, const struct ru_aligned *x)
{
	for (size_t i = found->len; i-- > 0 && found->len - i <= 256;) {
		const struct ru_aligned *y = RU_VEC_AT(found, struct ru_aligned, i);
		uint32_t a0 = x->a0 > y->a0 ? x->a0 : y->a0, a1 = x->a1 < y->a1 ? x->a1 : y->a1;
		uint32_t b0 = x->b0 > y->b0 ? x->b0 : y->b0, b1 = x->b1 < y->b1 ? x->b1 : y->b1;
		if ((a1 > a0 && 2 * (a1 - a0) > x->a1 - x->a0) || (b1 > b0 && 2 * (b1 - b0) > x->b1 - x->b0))
			return true;
	}
	return false;
}

/* Let a passage not reach a word or two into a neighbouring paragraph: "... the jury said. / The ..." beside "... / The
 * ...". */
static void trim_tails(struct ru_aligned *x, const struct ru_shared_page *a, const struct ru_shared_page *b,
                       uint32_t first, uint32_t last)
{
	for (uint32_t n = 1; n <= TAIL_WORDS && n < last && x->words > n; n++) {
		if (((a->words[x->a1 - n].flags | b->words[x->b1 - n].flags) & RU_SHARED_BREAK) == 0)
			continue;
		x->a1 -= n;
		x->b1 -= n;
		x->words -= n;
		break;
	}
	for (uint32_t n = 1; n <= TAIL_WORDS && n < first && x->words > n; n++) {
		if (((a->words[x->a0 + n].flags | b->words[x->b0 + n].flags) & RU_SHARED_BREAK) == 0)
			continue;
		x->a0 += n;
		x->b0 += n;
		x->words -= n;
		break;
	}
}

/* The chain that ends in run `last`, up to the first run that another chain has taken. */
static struct ru_aligned take_chain(struct ru_aligner *aligner, uint32_t last, const struct ru_shared_page *b)
{
	struct ru_aligned out = {0, 0, 0, 0, 0, 0};
	uint32_t first_words = 0;
	uint32_t begin_a = RU_NONE, begin_b = RU_NONE;
	for (uint32_t i = last; i != RU_NONE;) {
		struct link *link = RU_VEC_AT(&aligner->links, struct link, i);
		const struct ru_run *run = RU_VEC_AT(&aligner->runs, struct ru_run, i);
		if (link->used)
			break;
		link->used = true;
		if (i == last) {
			out.a1 = run->a + run->words;
			out.b1 = run->b + run->words;
			begin_a = out.a1;
			begin_b = out.b1;
		}
		uint32_t words = run->words;
		if (begin_a - run->a < words)
			words = begin_a - run->a;
		if (begin_b - run->b < words)
			words = begin_b - run->b;
		out.words += words;
		first_words = words;
		if (run->words > out.longest)
			out.longest = run->words;
		begin_a = run->a;
		begin_b = run->b;
		i = link->before;
	}
	out.a0 = begin_a;
	out.b0 = begin_b;
	trim_tails(&out, aligner->a, b, first_words, RU_VEC_AT(&aligner->runs, struct ru_run, last)->words);
	return out;
}

static int by_left(const void *x, const void *y, void *ctx)
{
	const struct ru_aligned *p = x, *q = y;
	(void)ctx;
	if (p->a0 != q->a0)
		return p->a0 < q->a0 ? -1 : 1;
	return p->b0 < q->b0 ? -1 : p->b0 > q->b0;
}

static int take_passages(struct ru_aligner *aligner, const struct ru_shared_page *b, struct ru_vec *out)
{
	int status = ru_sort(aligner->order.ptr, aligner->order.len, sizeof(uint32_t), by_score, aligner, aligner->al);
	if (status != 0)
		return status;
	for (size_t i = 0; i < aligner->order.len; i++) {
		uint32_t last = *RU_VEC_AT(&aligner->order, uint32_t, i);
		if (RU_VEC_AT(&aligner->links, struct link, last)->used)
			continue;
		struct ru_aligned passage = take_chain(aligner, last, b);
		if (is_covered(out, &passage))
			continue;
		struct ru_aligned *item = ru_vec_push(out);
		if (item == NULL)
			return RU_ENOMEM;
		*item = passage;
	}
	return ru_sort(out->ptr, out->len, sizeof(struct ru_aligned), by_left, NULL, aligner->al);
}

int ru_aligner_pair(struct ru_aligner *aligner, const struct ru_shared_page *b, struct ru_vec *out)
{
	ru_vec_clear(out);
	ru_vec_clear(&aligner->runs);
	ru_vec_clear(&aligner->links);
	ru_vec_clear(&aligner->order);
	int status = room_for_diagonals(aligner, (size_t)aligner->a->count + b->count + 1);
	if (status != 0)
		return status;
	aligner->stamp++;
	status = find_runs(aligner, b);
	if (status == 0)
		status =
		    ru_sort(aligner->runs.ptr, aligner->runs.len, sizeof(struct ru_run), by_place, NULL, aligner->al);
	if (status == 0)
		status = chain_runs(aligner, b);
	if (status == 0)
		status = take_passages(aligner, b, out);
	return status;
}
