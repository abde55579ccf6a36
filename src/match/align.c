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
	SEED_BYTES =
	    12, /* a run with the spaces around it must reach over this many bytes: "di sana" alone says nothing */
	SEED_PLACES = 24,  /* places of one seed in the left page that are looked at */
	LONE_BYTES = 7,    /* a word of so many bytes may be a run by itself, */
	LONE_PLACES = 3,   /* if it stands in no more places of the left page */
	MARKS_MOST = 8,    /* bytes of marks before the first and behind the last word of a line */
	GAP_BYTES = 66,    /* runs closer than this in both pages are one passage */
	OVERLAP_WORDS = 3, /* runs may overlap by this much (a word doubled by an edit) */
	TWICE_WORDS = 16,  /* equal words of a passage that may stand twice on a page */
	CHANCE_WORDS = 2,  /* words of a neighbouring line that are equal by chance: "The" */
	LOOK_BACK = 48,    /* runs before one that may go before it in a chain */
	WORK_A_WORD = 64   /* comparisons a word of both pages */
};

struct seed {
	uint64_t key;
	uint32_t at;   /* word of the left page */
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

/* A passage: aligner->parts [first, last) are its runs. */
struct whole {
	size_t first, last;
	uint32_t a0, a1, b0, b1;
};

struct ru_aligner {
	const struct ru_alloc *al;
	const struct ru_shared_page *a;
	struct slot *slots;   /* hash of a seed -> its first place in the left page */
	size_t slot_count;    /* a power of two, */
	size_t slot_mask;     /* of which the left page uses so many */
	uint32_t left;        /* stamp */
	struct ru_vec seeds;  /* struct seed */
	struct ru_vec runs;   /* struct ru_run */
	struct ru_vec links;  /* struct link */
	struct ru_vec order;  /* uint32_t */
	struct ru_vec parts;  /* struct ru_run: runs of the passages taken */
	struct ru_vec cut;    /* struct ru_run: of one of them, cut at lines */
	struct ru_vec wholes; /* struct whole */
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
	ru_vec_init(&aligner->parts, al, sizeof(struct ru_run), 0);
	ru_vec_init(&aligner->cut, al, sizeof(struct ru_run), 0);
	ru_vec_init(&aligner->wholes, al, sizeof(struct whole), 0);
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
	ru_vec_release(&aligner->parts);
	ru_vec_release(&aligner->cut);
	ru_vec_release(&aligner->wholes);
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

/* A word that may be a run by itself. */
static bool is_lone(const struct ru_shared_word *word) { return word->len >= LONE_BYTES; }

static uint64_t lone_key(const struct ru_shared_word *word) { return ~(uint64_t)word->hash; }

static int push_seed(struct ru_aligner *aligner, uint64_t key, uint32_t at)
{
	struct slot *slot = &aligner->slots[slot_of(aligner, key)];
	struct seed *seed = ru_vec_push(&aligner->seeds);
	if (seed == NULL)
		return RU_ENOMEM;
	*seed = (struct seed){key, at, slot->stamp == aligner->left ? slot->first : RU_NONE};
	*slot = (struct slot){aligner->left, (uint32_t)(aligner->seeds.len - 1)};
	return 0;
}

int ru_aligner_left(struct ru_aligner *aligner, const struct ru_shared_page *a)
{
	int status = 0;
	aligner->a = a;
	ru_vec_clear(&aligner->seeds);
	if (room_for_slots(aligner, 2 * (size_t)a->count) != 0)
		return RU_ENOMEM;
	/* from the end, so that the first place stands first in each list */
	for (uint32_t i = a->count; i-- > 0 && status == 0;) {
		if (i + 1 < a->count)
			status = push_seed(aligner, seed_key(&a->words[i]), i);
		if (status == 0 && is_lone(&a->words[i]))
			status = push_seed(aligner, lone_key(&a->words[i]), i);
	}
	return status;
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
	uint32_t back = 0, len = 1;
	while (i > back && j > back + floor_b && a->words[i - back - 1].hash == b->words[j - back - 1].hash)
		back++;
	while (i + len < a->count && j + len < b->count && a->words[i + len].hash == b->words[j + len].hash)
		len++;
	*work += back + len;
	return (struct ru_run){i - back, j - back, len + back};
}

static uint32_t word_end(const struct ru_shared_word *word) { return word->begin + word->len; }

/* Where the line of the word begins, if the word is the first of it. */
static uint32_t line_begin(const struct ru_shared_page *page, const struct ru_shared_word *word)
{
	uint32_t at = word->begin;
	for (int i = 0; i < MARKS_MOST && at > 0 && page->text.ptr[at - 1] != '\n'; i++)
		at--;
	return at;
}

static uint32_t line_end(const struct ru_shared_page *page, const struct ru_shared_word *word)
{
	uint32_t at = word_end(word);
	for (int i = 0; i < MARKS_MOST && at < page->text.len && page->text.ptr[at] != '\n'; i++)
		at++;
	return at;
}

/* Bytes of a run with the marks and spaces around it, up to the words beside it or the line's ends. */
static uint32_t reach(const struct ru_shared_page *page, uint32_t first, uint32_t words)
{
	const struct ru_shared_word *from = &page->words[first], *to = from + words - 1;
	bool opens = first == 0 || (from->flags & RU_SHARED_BREAK) != 0;
	bool closes = first + words == page->count || (to[1].flags & RU_SHARED_BREAK) != 0;
	uint32_t begin = opens ? line_begin(page, from) : word_end(from - 1);
	uint32_t end = closes ? line_end(page, to) : to[1].begin;
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

/* The runs around all places of one seed, `most` of them; of a seed with more, none where `few` is asked for. */
static int take_places(struct ru_aligner *aligner, const struct ru_shared_page *b, uint64_t key, uint32_t j,
                       uint32_t most, bool few, uint64_t *work)
{
	const struct slot *slot = &aligner->slots[slot_of(aligner, key)];
	uint32_t first = slot->stamp == aligner->left ? slot->first : RU_NONE, places = 0;
	const struct seed *seed = aligner->seeds.ptr;
	first = place_from(aligner, key, first, work);
	for (uint32_t i = first; few && i != RU_NONE && places <= most; places++)
		i = place_from(aligner, key, seed[i].next, work);
	if (places > most)
		return 0;
	places = 0;
	for (uint32_t i = first; i != RU_NONE && places < most; places++) {
		(*work)++;
		int status = take_seed(aligner, b, seed[i].at, j, work);
		if (status != 0)
			return status;
		i = place_from(aligner, key, seed[i].next, work);
	}
	return 0;
}

static int find_runs(struct ru_aligner *aligner, const struct ru_shared_page *b)
{
	uint64_t work = 0, most = WORK_A_WORD * ((uint64_t)aligner->a->count + b->count);
	int status = 0;
	for (uint32_t j = 0; j < b->count && work < most && status == 0; j++) {
		work++;
		if (j + 1 < b->count)
			status = take_places(aligner, b, seed_key(&b->words[j]), j, SEED_PLACES, false, &work);
		if (status == 0 && is_lone(&b->words[j]))
			status = take_places(aligner, b, lone_key(&b->words[j]), j, LONE_PLACES, true, &work);
	}
	return status;
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

static bool overlaps(uint32_t x0, uint32_t x1, uint32_t y0, uint32_t y1)
{
	uint32_t begin = x0 > y0 ? x0 : y0, end = x1 < y1 ? x1 : y1;
	return end > begin && 2 * (end - begin) > x1 - x0;
}

/* Whether more than half of x lies in a passage found already: on either side, or, for a passage long enough that a
 * page may well have it twice, on both. */
static bool is_covered(const struct ru_vec *found, const struct whole *x, uint32_t words)
{
	for (size_t i = found->len; i-- > 0 && found->len - i <= 256;) {
		const struct whole *y = RU_VEC_AT(found, struct whole, i);
		bool a = overlaps(x->a0, x->a1, y->a0, y->a1), b = overlaps(x->b0, x->b1, y->b0, y->b1);
		if (words >= TWICE_WORDS ? a && b : a || b)
			return true;
	}
	return false;
}

static uint32_t sum_words(const struct ru_vec *runs)
{
	uint32_t words = 0;
	for (size_t i = 0; i < runs->len; i++)
		words += RU_VEC_AT(runs, struct ru_run, i)->words;
	return words;
}

/* The runs of the chain that ends in run `last`, up to the first run that another chain has taken, without overlaps,
 * into aligner->parts from `first` on. */
static int take_chain(struct ru_aligner *aligner, uint32_t last, struct whole *out)
{
	uint32_t end_a = RU_NONE, end_b = RU_NONE;
	size_t first = aligner->parts.len;
	for (uint32_t i = last; i != RU_NONE;) {
		struct link *link = RU_VEC_AT(&aligner->links, struct link, i);
		const struct ru_run *run = RU_VEC_AT(&aligner->runs, struct ru_run, i);
		struct ru_run *part = link->used ? NULL : ru_vec_push(&aligner->parts);
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
	struct ru_run *part = RU_VEC_AT(&aligner->parts, struct ru_run, first);
	for (size_t i = 0, k = aligner->parts.len - first; i + 1 < k; i++, k--) {
		struct ru_run swap = part[i];
		part[i] = part[k - 1];
		part[k - 1] = swap;
	}
	*out = (struct whole){.first = first, .last = aligner->parts.len};
	return 0;
}

static bool breaks(const struct ru_shared_page *page, uint32_t word)
{
	return word >= page->count || (page->words[word].flags & RU_SHARED_BREAK) != 0;
}

/* Cut the runs where a line begins on both pages: each run then lies within one line of one page at least. */
static int cut_runs(struct ru_aligner *aligner, const struct ru_shared_page *b, struct whole *x)
{
	const struct ru_shared_page *a = aligner->a;
	ru_vec_clear(&aligner->cut);
	for (size_t i = x->first; i < x->last; i++) {
		struct ru_run run = *RU_VEC_AT(&aligner->parts, struct ru_run, i);
		while (run.words > 0) {
			uint32_t n = 1;
			while (n < run.words && !(breaks(a, run.a + n) && breaks(b, run.b + n)))
				n++;
			struct ru_run *item = ru_vec_push(&aligner->cut);
			if (item == NULL)
				return RU_ENOMEM;
			*item = (struct ru_run){run.a, run.b, n};
			run = (struct ru_run){run.a + n, run.b + n, run.words - n};
		}
	}
	return 0;
}

/* A line begins somewhere in words [from, to]. */
static bool line_between(const struct ru_shared_page *page, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i <= to && i < page->count; i++) {
		if (breaks(page, i))
			return true;
	}
	return false;
}

/* Whether run and next stand on different lines of either page. */
static bool parted(const struct ru_aligner *aligner, const struct ru_shared_page *b, const struct ru_run *run,
                   const struct ru_run *next)
{
	return line_between(aligner->a, run->a + run->words, next->a) || line_between(b, run->b + run->words, next->b);
}

/* Few words at an end of a passage that stand on a line of their own there, and are not all of that line: equal by
 * chance ("... the jury said. / The ..." beside "... / The ..."). */
static bool is_chance(const struct ru_aligner *aligner, const struct ru_shared_page *b, const struct ru_run *from,
                      const struct ru_run *to)
{
	uint32_t words = 0;
	for (const struct ru_run *run = from; run <= to; run++)
		words += run->words;
	if (words > CHANCE_WORDS)
		return false;
	bool all = breaks(aligner->a, from->a) && breaks(b, from->b) && breaks(aligner->a, to->a + to->words) &&
	           breaks(b, to->b + to->words);
	return !all;
}

/* Drop what is there by chance from both ends of the cut runs. */
static void trim_ends(struct ru_aligner *aligner, const struct ru_shared_page *b)
{
	struct ru_run *run = aligner->cut.ptr;
	size_t first = 0, last = aligner->cut.len;
	while (last > first + 1) {
		size_t i = last - 1;
		while (i > first && !parted(aligner, b, &run[i - 1], &run[i]))
			i--;
		if (i == first || !is_chance(aligner, b, &run[i], &run[last - 1]))
			break;
		last = i;
	}
	while (last > first + 1) {
		size_t i = first + 1;
		while (i < last && !parted(aligner, b, &run[i - 1], &run[i]))
			i++;
		if (i == last || !is_chance(aligner, b, &run[first], &run[i - 1]))
			break;
		first = i;
	}
	if (first > 0)
		memmove(run, run + first, (last - first) * sizeof(*run));
	aligner->cut.len = last - first;
}

/* A passage as its parts: a new one where a line begins on both pages. */
static int put_parts(struct ru_aligner *aligner, const struct ru_shared_page *b, struct ru_vec *out)
{
	const struct ru_run *run = aligner->cut.ptr;
	struct ru_aligned *part = NULL;
	for (size_t i = 0; i < aligner->cut.len; i++, run++) {
		bool joined = i > 0 && run[-1].a + run[-1].words == run->a && run[-1].b + run[-1].words == run->b;
		bool fresh = i == 0 || (line_between(aligner->a, run[-1].a + run[-1].words, run->a) &&
		                        line_between(b, run[-1].b + run[-1].words, run->b));
		if (fresh) {
			part = ru_vec_push(out);
			if (part == NULL)
				return RU_ENOMEM;
			part->a0 = run->a;
			part->b0 = run->b;
			part->head = run->words;
			part->opens = i == 0;
			part->goes_on = joined;
		}
		part->a1 = run->a + run->words;
		part->b1 = run->b + run->words;
		part->words += run->words;
		part->runs += !joined;
		part->tail = run->words;
		if (run->words > part->longest)
			part->longest = run->words;
	}
	return 0;
}

static int by_left(const void *x, const void *y, void *ctx)
{
	const struct whole *p = x, *q = y;
	(void)ctx;
	if (p->a0 != q->a0)
		return p->a0 < q->a0 ? -1 : 1;
	return p->b0 < q->b0 ? -1 : p->b0 > q->b0;
}

/* The chains, best first, as whole passages into aligner->wholes; what they are made of stays in aligner->parts. */
static int take_chains(struct ru_aligner *aligner, const struct ru_shared_page *b)
{
	for (size_t i = 0; i < aligner->order.len; i++) {
		uint32_t last = *RU_VEC_AT(&aligner->order, uint32_t, i);
		struct whole x;
		if (RU_VEC_AT(&aligner->links, struct link, last)->used)
			continue;
		int status = take_chain(aligner, last, &x);
		if (status == 0)
			status = cut_runs(aligner, b, &x);
		if (status != 0)
			return status;
		trim_ends(aligner, b);
		/* what is left takes the place of the chain's runs */
		const struct ru_run *run = aligner->cut.ptr, *end = run + aligner->cut.len - 1;
		aligner->parts.len = x.first;
		for (size_t k = 0; k < aligner->cut.len; k++) {
			struct ru_run *part = ru_vec_push(&aligner->parts);
			if (part == NULL)
				return RU_ENOMEM;
			*part = run[k];
		}
		x = (struct whole){x.first, aligner->parts.len, run->a, end->a + end->words,
		                   run->b,  end->b + end->words};
		if (is_covered(&aligner->wholes, &x, sum_words(&aligner->cut))) {
			aligner->parts.len = x.first;
			continue;
		}
		struct whole *item = ru_vec_push(&aligner->wholes);
		if (item == NULL)
			return RU_ENOMEM;
		*item = x;
	}
	return 0;
}

static int take_passages(struct ru_aligner *aligner, const struct ru_shared_page *b, struct ru_vec *out)
{
	int status = ru_sort(aligner->order.ptr, aligner->order.len, sizeof(uint32_t), by_score, aligner, aligner->al);
	if (status == 0)
		status = take_chains(aligner, b);
	if (status == 0)
		status =
		    ru_sort(aligner->wholes.ptr, aligner->wholes.len, sizeof(struct whole), by_left, NULL, aligner->al);
	for (size_t i = 0; i < aligner->wholes.len && status == 0; i++) {
		struct whole *x = RU_VEC_AT(&aligner->wholes, struct whole, i);
		status = cut_runs(aligner, b, x);
		if (status == 0)
			status = put_parts(aligner, b, out);
	}
	return status;
}

int ru_aligner_pair(struct ru_aligner *aligner, const struct ru_shared_page *b, struct ru_vec *out)
{
	ru_vec_clear(out);
	ru_vec_clear(&aligner->runs);
	ru_vec_clear(&aligner->links);
	ru_vec_clear(&aligner->order);
	ru_vec_clear(&aligner->parts);
	ru_vec_clear(&aligner->wholes);
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
