/* SPDX-License-Identifier: Apache-2.0 */
/* The tagger of names: a linear-chain conditional random field (Lafferty, McCallum and Pereira, ICML 2001) with
 * fixed-point weights, over the labels B, I, L and U (begin, inside, last, only word) of three types and O (no name).
 * The best labels of a stretch are found by Viterbi's algorithm.
 *
 * Fed the words with their features; gives spans, which names/join.c brings together with what the rules found. The
 * weights are a file of the pack, names.model: tools/train_names.py writes it and documents its layout. Linear in the
 * words. */
#include "facts/names/tagger.h"

#include "base/wide.h"

/* The labels before which a name may stand open, and those that close it: before "inside" and "last" of a type stand
 * its "begin" and "inside", before all others O, or "last" or "only" of any type. */
enum { TYPES = 3, ENDS = 1 + 2 * TYPES, WIDTH = 8 /* ENDS, and one to make them even */ };
static const uint8_t ends[ENDS] = {0, 3, 4, 7, 8, 11, 12}, begins[ENDS] = {0, 1, 4, 5, 8, 9, 12};

/* What a way is worth, times WIDTH: the bits below tell where the last step came from, so that one comparison finds
 * the best way and its step. Of two as good the first counts, which has the higher bits. 2000 words of three 16-bit
 * numbers each stay within 31 bits. */
typedef int32_t way;
enum { NO_WAY = -(1 << 30) /* no stretch of one or two words is worth as little */ };
_Static_assert(3 * (int64_t)RU_NAME_STRETCH * INT16_MAX * WIDTH < INT32_MAX, "a way does not overflow");

/* Ways to the labels, at the places that their scores have (struct ru_name_score); those before the first mean nothing.
 */
struct ways {
	way to[RU_NAME_SCORES];
};

/* The model's steps as they are walked. */
struct steps {
	way over[ENDS][WIDTH]; /* from each of ends to each of begins */
	way on[TYPES][4];      /* begin to inside, inside to inside, begin to last, inside to last */
	struct ways bias;
	struct ways begun, inside; /* on, at the labels that they lead to: from begin, from inside */
};

static void sort_steps(const struct ru_name_model *model, struct steps *out)
{
	memset(out, 0, sizeof(*out));
	for (uint32_t k = 0; k < ENDS; k++)
		for (uint32_t j = 0; j < ENDS; j++)
			out->over[k][j] = model->step[ends[k]][begins[j]] * WIDTH + (way)(WIDTH - 1 - k);
	for (uint32_t t = 0; t < TYPES; t++) {
		const uint32_t begin = 1 + 4 * t;
		for (uint32_t k = 0; k < 4; k++)
			out->on[t][k] = model->step[begin + k % 2][begin + 1 + k / 2] * WIDTH + (way)(1 - k % 2);
	}
	for (uint32_t t = 0; t < TYPES; t++) {
		for (uint32_t k = 0; k < 2; k++) {
			out->begun.to[RU_NAME_FIRST + 2 + 4 * t + k] = out->on[t][2 * k];
			out->inside.to[RU_NAME_FIRST + 2 + 4 * t + k] = out->on[t][2 * k + 1];
		}
	}
	for (uint32_t k = 0; k < RU_NAME_LABELS; k++)
		out->bias.to[RU_NAME_FIRST + k] = model->bias[k] * WIDTH;
}

/* One step of Viterbi's algorithm: the best way to each label of the word, with where it comes from. */
static inline void walk(const struct steps *steps, const way before[RU_NAME_LABELS], way best[RU_NAME_LABELS])
{
	way top[WIDTH];

	for (uint32_t j = 0; j < WIDTH; j++)
		top[j] = before[0] + steps->over[0][j];
	for (uint32_t k = 1; k < ENDS; k++) {
		const way start = before[ends[k]];
		for (uint32_t j = 0; j < WIDTH; j++) {
			way next = start + steps->over[k][j];
			top[j] = next > top[j] ? next : top[j];
		}
	}
	for (uint32_t j = 0; j < ENDS; j++)
		best[begins[j]] = top[j];
	for (uint32_t t = 0; t < TYPES; t++) {
		const uint32_t begin = 1 + 4 * t;
		for (uint32_t k = 0; k < 2; k++) {
			way first = before[begin] + steps->on[t][2 * k],
			    second = before[begin + 1] + steps->on[t][2 * k + 1];
			best[begin + 1 + k] = second > first ? second : first;
		}
	}
}

/* The label before this one on the best way, by the bits of the step to it. */
static uint8_t label_before(uint32_t label, uint32_t from)
{
	const uint32_t part = (label + 3) % 4; /* begin, inside, last, only */

	if (label != 0 && (part == 1 || part == 2))
		return (uint8_t)(label - part + 1 - from);
	return ends[WIDTH - 1 - from];
}

struct path {
	struct ru_name_score score[RU_NAME_STRETCH];
	uint8_t from[RU_NAME_STRETCH][RU_NAME_SCORES];
	uint8_t label[RU_NAME_STRETCH];
};

/* The best ways to the labels of the last of count words that are scored; path->from tells the steps. */
static inline void walk_all(const struct steps *steps, uint32_t count, struct path *path, struct ways *best)
{
	struct ways next = {{0}};

	for (uint32_t i = 0; i < count; i++) {
		walk(steps, best->to + RU_NAME_FIRST, next.to + RU_NAME_FIRST);
		for (uint32_t k = 0; k < RU_NAME_SCORES; k++) {
			path->from[i][k] = (uint8_t)(next.to[k] & (WIDTH - 1));
			best->to[k] = (next.to[k] & ~(WIDTH - 1)) + path->score[i].of[k] * WIDTH + steps->bias.to[k];
		}
	}
}

#if RU_HAVE_AVX2

/* The halves of struct ways, each a register: nothing and O, B, I, L, U; B, I, L, U, B, I, L, U. */
struct halves {
	__m256i low, high;
};

RU_AVX2 static inline __m256i load(const way *from) { return _mm256_loadu_si256((const void *)from); }

RU_AVX2 static inline __m256i spread(__m256i half, int place)
{
	return _mm256_permutevar8x32_epi32(half, _mm256_set1_epi32(place));
}

/* As walk(). */
RU_AVX2 static inline struct halves walk_halves(const struct steps *steps, struct halves before)
{
	/* the places of ends in the halves */
	const __m256i starts[ENDS] = {spread(before.low, 3),  spread(before.low, 6),  spread(before.low, 7),
	                              spread(before.high, 2), spread(before.high, 3), spread(before.high, 6),
	                              spread(before.high, 7)};
	__m256i top = _mm256_add_epi32(starts[0], load(steps->over[0]));

	for (uint32_t k = 1; k < ENDS; k++)
		top = _mm256_max_epi32(top, _mm256_add_epi32(starts[k], load(steps->over[k])));
	/* B twice and I twice, below I and L */
	const __m256i begun = _mm256_setr_epi32(0, 0, 0, 0, 0, 4, 4, 0),
	              inside = _mm256_setr_epi32(0, 1, 1, 0, 0, 5, 5, 0);
	const __m256i low =
	    _mm256_max_epi32(_mm256_add_epi32(_mm256_permutevar8x32_epi32(before.low, begun), load(steps->begun.to)),
	                     _mm256_add_epi32(_mm256_permutevar8x32_epi32(before.low, inside), load(steps->inside.to)));
	const __m256i high = _mm256_max_epi32(
	    _mm256_add_epi32(_mm256_permutevar8x32_epi32(before.high, begun), load(steps->begun.to + 8)),
	    _mm256_add_epi32(_mm256_permutevar8x32_epi32(before.high, inside), load(steps->inside.to + 8)));
	/* begins, and between them what goes on */
	return (struct halves){
	    _mm256_blend_epi32(_mm256_permutevar8x32_epi32(top, _mm256_setr_epi32(7, 7, 7, 0, 1, 7, 7, 2)), low, 0x60),
	    _mm256_blend_epi32(_mm256_permutevar8x32_epi32(top, _mm256_setr_epi32(3, 7, 7, 4, 5, 7, 7, 6)), high,
	                       0x66)};
}

/* As walk_all(). */
RU_AVX2 static void walk_wide(const struct steps *steps, uint32_t count, struct path *path, struct ways *best)
{
	const __m256i bits = _mm256_set1_epi32(WIDTH - 1);
	struct halves now = {load(best->to), load(best->to + 8)};

	for (uint32_t i = 0; i < count; i++) {
		const struct halves next = walk_halves(steps, now);
		const __m256i score = _mm256_loadu_si256((const void *)path->score[i].of);
		const __m256i from = _mm256_permute4x64_epi64(
		    _mm256_packs_epi32(_mm256_and_si256(next.low, bits), _mm256_and_si256(next.high, bits)), 0xD8);
		_mm_storeu_si128((void *)path->from[i],
		                 _mm_packus_epi16(_mm256_castsi256_si128(from), _mm256_extracti128_si256(from, 1)));
		const __m256i low = _mm256_cvtepi16_epi32(_mm256_castsi256_si128(score)),
		              high = _mm256_cvtepi16_epi32(_mm256_extracti128_si256(score, 1));
		now.low = _mm256_add_epi32(_mm256_andnot_si256(bits, next.low),
		                           _mm256_add_epi32(_mm256_slli_epi32(low, 3), load(steps->bias.to)));
		now.high = _mm256_add_epi32(_mm256_andnot_si256(bits, next.high),
		                            _mm256_add_epi32(_mm256_slli_epi32(high, 3), load(steps->bias.to + 8)));
	}
	_mm256_storeu_si256((void *)best->to, now.low);
	_mm256_storeu_si256((void *)(best->to + 8), now.high);
}
_Static_assert(WIDTH == 1 << 3 && RU_NAME_SCORES == 16 && RU_NAME_FIRST == 3, "as walk_wide() has it");
#endif

/* The best labels of count words that are scored. */
static void best_labels(const struct ru_name_model *model, const struct steps *steps, uint32_t count, bool plain,
                        struct path *path)
{
	struct ways ways = {{0}};
	const way *best = ways.to + RU_NAME_FIRST;
	uint32_t top = 0;

	for (uint32_t k = 1; k < RU_NAME_LABELS; k++)
		ways.to[RU_NAME_FIRST + k] = NO_WAY;
#if RU_HAVE_AVX2
	plain = plain || !ru_has_avx2();
	if (!plain)
		walk_wide(steps, count, path, &ways);
#else
	plain = true;
#endif
	if (plain)
		walk_all(steps, count, path, &ways);
	for (uint32_t k = 1; k < RU_NAME_LABELS; k++) {
		if (best[k] + model->step[k][0] * WIDTH > best[top] + model->step[top][0] * WIDTH)
			top = k;
	}
	for (uint32_t i = count; i-- > 0;) {
		path->label[i] = (uint8_t)top;
		top = label_before(top, path->from[i][RU_NAME_FIRST + top]);
	}
}

/* The spans of the labels of a stretch. */
static int read_labels(const struct path *path, uint32_t first, uint32_t last, uint64_t most, struct ru_vec *out)
{
	static const uint8_t type[3] = {RU_NAME_PERSON, RU_NAME_ORG, RU_NAME_PLACE};
	uint32_t begin = first;

	for (uint32_t i = first; i < last; i++) {
		uint32_t label = path->label[i - first], part = (label + 3) % 4;
		struct ru_found_name *found;
		if (label == 0)
			continue;
		if (part == 0 || part == 3)
			begin = i;
		if (part < 2 || out->len >= most)
			continue;
		found = ru_vec_push(out);
		if (found == NULL)
			return RU_ENOMEM;
		*found = (struct ru_found_name){.first = begin, .last = i + 1, .type = type[(label - 1) / 4]};
	}
	return RU_OK;
}

int ru_names_label(const struct ru_name_model *model, const struct ru_name_score *score, uint32_t count, bool plain,
                   uint8_t *label, const struct ru_alloc *al)
{
	struct path *path = ru_alloc_get(al, 1, sizeof(*path));
	struct steps steps;

	if (path == NULL)
		return RU_ENOMEM;
	sort_steps(model, &steps);
	memcpy(path->score, score, count * sizeof(*score));
	best_labels(model, &steps, count, plain, path);
	memcpy(label, path->label, count);
	ru_alloc_free(al, path);
	return RU_OK;
}

int ru_names_read_tags(const struct ru_name_reader *n, const struct ru_name_model *model, struct ru_vec *out)
{
	const struct ru_alloc *al = n->r->options->al;
	struct ru_name_signs signs;
	struct steps steps;
	struct path *path = ru_alloc_get(al, 1, sizeof(*path));
	uint32_t first, last;
	int status = path != NULL ? ru_name_signs_make(&signs, n) : RU_ENOMEM;

	sort_steps(model, &steps);
	for (uint32_t at = 0; status == RU_OK && ru_name_stretch(&signs, at, &first, &last); at = last) {
		ru_name_scores(n->r->memory.names, model, &signs, first, last, path->score);
		best_labels(model, &steps, last - first, false, path);
		status = read_labels(path, first, last, n->r->options->limits->facts, out);
	}
	ru_alloc_free(al, path);
	return status;
}
