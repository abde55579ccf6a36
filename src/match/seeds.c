/* SPDX-License-Identifier: Apache-2.0 */
/* Equal runs of two pages: pairs of words, and long words alone, as seeds on diagonals, each grown to the whole equal
 * run and cut where a line begins on both pages. */
#include "base/hash.h"
#include "match/align.h"

enum {
	SEED_PLACES = 24, /* places of one seed in the left page that are looked at */
	LONE_BYTES = 7,   /* a word of so many bytes may be a run by itself, */
	LONE_PLACES = 12, /* if it stands in no more places of the left page */
	MARKS_MOST = 16,  /* bytes of marks before the first and behind the last word of a run */
	WORK_A_WORD = 64  /* comparisons a word of both pages */
};

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
	struct align_slot *fresh = ru_alloc_zero(aligner->al, need, sizeof(*fresh));
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

/* There is room for it. */
static void push_seed(struct ru_aligner *aligner, uint64_t key, uint32_t at)
{
	struct align_slot *slot = &aligner->slots[slot_of(aligner, key)];
	uint32_t next = slot->stamp == aligner->left ? slot->first : RU_NONE;

	*slot = (struct align_slot){aligner->left, (uint32_t)aligner->seeds.len};
	*RU_VEC_AT(&aligner->seeds, struct align_seed, aligner->seeds.len++) = (struct align_seed){key, at, next};
}

int ru_align_index(struct ru_aligner *aligner)
{
	const struct ru_shared_page *a = aligner->a;
	size_t most = 2 * (size_t)a->count;
	ru_vec_clear(&aligner->seeds);
	if (room_for_slots(aligner, most) != 0 || ru_vec_reserve(&aligner->seeds, most) != 0 ||
	    aligner->seeds.cap < most)
		return RU_ENOMEM;
	/* from the end, so that the first place stands first in each list */
	for (uint32_t i = a->count; i-- > 0;) {
		if (i + 1 < a->count)
			push_seed(aligner, seed_key(&a->words[i]), i);
		if (is_lone(&a->words[i]))
			push_seed(aligner, lone_key(&a->words[i]), i);
	}
	return 0;
}

/* The first place of the seed in the left page at `at` or behind it in its list, or RU_NONE. */
static uint32_t place_from(const struct ru_aligner *aligner, uint64_t key, uint32_t at, uint64_t *work)
{
	for (; at != RU_NONE; at = RU_VEC_AT(&aligner->seeds, struct align_seed, at)->next, (*work)++) {
		if (RU_VEC_AT(&aligner->seeds, struct align_seed, at)->key == key)
			break;
	}
	return at;
}

static int room_for_diagonals(struct ru_aligner *aligner, size_t need)
{
	if (need <= aligner->diagonal_count)
		return 0;
	size_t count = need + need / 2;
	struct align_diagonal *fresh = ru_alloc_zero(aligner->al, count, sizeof(*fresh));
	if (fresh == NULL)
		return RU_ENOMEM;
	ru_alloc_free(aligner->al, aligner->diagonals);
	aligner->diagonals = fresh;
	aligner->diagonal_count = count;
	aligner->stamp = 0;
	return 0;
}

/* The whole equal run around word i of a and j of b. */
static struct align_run grow(const struct ru_shared_page *a, const struct ru_shared_page *b, uint32_t i, uint32_t j,
                             uint32_t floor_b, uint64_t *work)
{
	uint32_t back = 0, len = 1;
	while (i > back && j > back + floor_b && a->words[i - back - 1].hash == b->words[j - back - 1].hash)
		back++;
	while (i + len < a->count && j + len < b->count && a->words[i + len].hash == b->words[j + len].hash)
		len++;
	*work += back + len;
	return (struct align_run){i - back, j - back, len + back};
}

uint32_t ru_align_back(const struct ru_shared_page *a, const struct ru_shared_page *b, const struct align_run *run)
{
	size_t at_a = a->words[run->a].begin, at_b = b->words[run->b].begin;
	size_t least_a = run->a > 0 ? ru_align_word_end(&a->words[run->a - 1]) : 0;
	size_t least_b = run->b > 0 ? ru_align_word_end(&b->words[run->b - 1]) : 0;
	uint32_t n = 0;

	while (n < MARKS_MOST && at_a > least_a + n && at_b > least_b + n && a->text.ptr[at_a - n - 1] != '\n' &&
	       a->text.ptr[at_a - n - 1] == b->text.ptr[at_b - n - 1])
		n++;
	return n;
}

uint32_t ru_align_on(const struct ru_shared_page *a, const struct ru_shared_page *b, const struct align_run *run)
{
	uint32_t next_a = run->a + run->words, next_b = run->b + run->words;
	size_t at_a = ru_align_word_end(&a->words[next_a - 1]), at_b = ru_align_word_end(&b->words[next_b - 1]);
	size_t most_a = next_a < a->count ? a->words[next_a].begin : a->text.len;
	size_t most_b = next_b < b->count ? b->words[next_b].begin : b->text.len;
	uint32_t n = 0;

	while (n < MARKS_MOST && at_a + n < most_a && at_b + n < most_b && a->text.ptr[at_a + n] != '\n' &&
	       a->text.ptr[at_a + n] == b->text.ptr[at_b + n])
		n++;
	return n;
}

bool ru_align_is_long(const struct ru_shared_page *a, const struct ru_shared_page *b, const struct align_run *run)
{
	uint32_t at = a->words[run->a].begin - ru_align_back(a, b, run), chars = 0;
	uint32_t end = ru_align_word_end(&a->words[run->a + run->words - 1]) + ru_align_on(a, b, run);

	for (; at < end && chars < ALIGN_RUN_CHARS; at++)
		chars += ((unsigned char)a->text.ptr[at] & 0xC0) != 0x80;
	return chars >= ALIGN_RUN_CHARS;
}

/* Whether the run is a whole line of both pages: "Baik." */
static bool is_line(const struct ru_shared_page *a, const struct ru_shared_page *b, const struct align_run *run)
{
	return ru_align_breaks(a, run->a) && ru_align_breaks(b, run->b) && ru_align_breaks(a, run->a + run->words) &&
	       ru_align_breaks(b, run->b + run->words);
}

/* Keep the run, cut where a line begins on both pages; of its pieces those that say enough. */
static int keep_run(struct ru_aligner *aligner, const struct ru_shared_page *b, struct align_run run)
{
	const struct ru_shared_page *a = aligner->a;

	while (run.words > 0) {
		uint32_t n = 1;
		while (n < run.words && !(ru_align_breaks(a, run.a + n) && ru_align_breaks(b, run.b + n)))
			n++;
		struct align_run piece = {run.a, run.b, n};
		run = (struct align_run){run.a + n, run.b + n, run.words - n};
		if (!ru_align_is_long(a, b, &piece) && !is_line(a, b, &piece))
			continue;
		struct align_run *item = ru_vec_push_raw(&aligner->runs);
		if (item == NULL)
			return RU_ENOMEM;
		*item = piece;
	}
	return 0;
}

/* The run around the seed at word i of a and j of b, where it is new. */
static int take_seed(struct ru_aligner *aligner, const struct ru_shared_page *b, uint32_t i, uint32_t j, uint64_t *work)
{
	struct align_diagonal *diagonal = &aligner->diagonals[(size_t)b->count + i - j];
	uint32_t covered = diagonal->stamp == aligner->stamp ? diagonal->end : 0;
	if (covered > j)
		return 0;
	struct align_run run = grow(aligner->a, b, i, j, covered, work);
	*diagonal = (struct align_diagonal){aligner->stamp, run.b + run.words};
	return ru_align_is_long(aligner->a, b, &run) || is_line(aligner->a, b, &run) ? keep_run(aligner, b, run) : 0;
}

/* The runs around all places of one seed, `most` of them; of a seed with more, none where `few` is asked for. */
static int take_places(struct ru_aligner *aligner, const struct ru_shared_page *b, uint64_t key, uint32_t j,
                       uint32_t most, bool few, uint64_t *work)
{
	const struct align_slot *slot = &aligner->slots[slot_of(aligner, key)];
	uint32_t first = slot->stamp == aligner->left ? slot->first : RU_NONE, places = 0;
	const struct align_seed *seed = aligner->seeds.ptr;
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

int ru_align_find(struct ru_aligner *aligner, const struct ru_shared_page *b)
{
	uint64_t work = 0, most = WORK_A_WORD * ((uint64_t)aligner->a->count + b->count);
	int status = room_for_diagonals(aligner, (size_t)aligner->a->count + b->count + 1);
	ru_vec_clear(&aligner->runs);
	aligner->stamp++;
	for (uint32_t j = 0; j < b->count && work < most && status == 0; j++) {
		work++;
		if (j + 1 < b->count)
			status = take_places(aligner, b, seed_key(&b->words[j]), j, SEED_PLACES, false, &work);
		if (status == 0 && is_lone(&b->words[j]))
			status = take_places(aligner, b, lone_key(&b->words[j]), j, LONE_PLACES, true, &work);
	}
	return status;
}
