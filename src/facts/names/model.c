/* SPDX-License-Identifier: Apache-2.0 */
/* The model of the tagger of names as it lies in its file, and what it says of a list of features.
 *
 * A feature is looked up in one line of the processor's cache. Most features that a text has are not in the model; a
 * table of one byte for each that is, small enough for the nearer caches, tells so of nearly all of them without the
 * model. */
#include "facts/names/emission.h"
#include "base/fetch.h"

#include "base/wide.h"

/* Vectors as GCC 12 and Clang write them, where a number's first byte is its lowest. */
#if defined(__has_builtin) && defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define HAVE_VECTORS __has_builtin(__builtin_shufflevector)
#else
#define HAVE_VECTORS 0
#endif

enum { SLOTS = RU_NAME_SLOTS, CHECK = RU_NAME_FIRST };
enum { CHECK_BITS = (1 << 8 * CHECK) - 1, CHECK_AT = 14 };
/* A slot that a feature may have: its check, the number of the slot above it. Where several slots of the line may be
 * it, all are to be looked at. */
enum { SEVERAL = CHECK_BITS + 1, PLACE_AT = 32 };

static int16_t get16(struct ru_str s, size_t at)
{
	return (int16_t)((unsigned char)s.ptr[at] | (unsigned)(unsigned char)s.ptr[at + 1] << 8);
}

static uint32_t get32(struct ru_str s, size_t at)
{
	return (uint32_t)(uint16_t)get16(s, at) | (uint32_t)(uint16_t)get16(s, at + 2) << 16;
}

bool ru_name_model_open(struct ru_name_model *out, struct ru_str bytes)
{
	size_t at = ru_str_find(bytes, RU_S("\n\n"), 0);
	const size_t numbers = RU_NAME_LABELS + (size_t)RU_NAME_LABELS * RU_NAME_LABELS;
	struct ru_name_model model;

	model.marks = NULL;
	if (at == SIZE_MAX)
		return false;
	at += 2;
	if (bytes.len - at < 8 + 2 * numbers + 4 || get32(bytes, at + 4) != RU_NAME_LABELS)
		return false;
	model.lines = get32(bytes, at);
	if (model.lines == 0 || (model.lines & (model.lines - 1)) != 0 || model.lines > 1u << 20)
		return false;
	at += 8;
	for (uint32_t k = 0; k < RU_NAME_LABELS; k++, at += 2)
		model.bias[k] = get16(bytes, at);
	for (uint32_t k = 0; k < RU_NAME_LABELS * RU_NAME_LABELS; k++, at += 2)
		model.step[k / RU_NAME_LABELS][k % RU_NAME_LABELS] = get16(bytes, at);
	at += 2 * (numbers % 2);
	if (bytes.len - at != (size_t)model.lines * SLOTS * RU_NAME_SCORES)
		return false;
	model.slots = ru_str_cut(bytes, at, bytes.len);
	*out = model;
	return true;
}

static const unsigned char *line_of(const struct ru_name_model *model, uint64_t feature)
{
	return (const unsigned char *)model->slots.ptr +
	       (size_t)(feature & (model->lines - 1)) * SLOTS * RU_NAME_SCORES;
}

static uint32_t check_of(uint64_t feature) { return (uint32_t)(feature >> CHECK_AT) & CHECK_BITS; }

void ru_name_marks_make(struct ru_name_marks *out, const struct ru_name_model *model)
{
	out->model = model->slots.ptr;
	for (size_t line = 0; line < model->lines; line++) {
		for (size_t k = 0; k < SLOTS; k++)
			out->of[line][k] = (unsigned char)model->slots.ptr[(line * SLOTS + k) * RU_NAME_SCORES];
	}
}

/* The top bit of the first of the four bytes that is the lowest of the check, perhaps others above it; 0 where none is
 * (Bit Twiddling Hacks, "Determine if a word has a zero byte"). */
static uint32_t marked_slots(const struct ru_name_marks *marks, uint32_t line, uint32_t check)
{
	const uint32_t ones = 0x01010101;
	const unsigned char *of = marks->of[line];
	uint32_t bytes = of[0] | (uint32_t)of[1] << 8 | (uint32_t)of[2] << 16 | (uint32_t)of[3] << 24;

	bytes ^= ones * (check & 0xFF);
	return (bytes - ones) & ~bytes & (ones << 7);
}

/* Those that the model may have, with their lines. */
static void expect_plain(const struct ru_name_model *model, struct ru_name_list *list)
{
	uint32_t kept = 0;

	for (uint32_t k = 0; k < list->count; k++) {
		const uint64_t feature = list->feature[k];
		const uint32_t line = (uint32_t)feature & (model->lines - 1);
		list->feature[kept] = feature;
		kept += model->marks == NULL || marked_slots(model->marks, line, check_of(feature)) != 0;
	}
	list->count = kept;
	for (uint32_t k = 0; k < kept; k++)
		ru_fetch(line_of(model, list->feature[k]));
}

#if HAVE_VECTORS && RU_HAVE_AVX2
/* The same, but in place of the features stand the slots that they may have. */
static void expect_slots(const struct ru_name_model *model, const struct ru_name_marks *marks,
                         struct ru_name_list *list)
{
	const uint32_t lines = model->lines - 1, count = list->count;
	const char *slots = model->slots.ptr;
	uint32_t kept = 0;

	for (uint32_t k = 0; k < count; k++) {
		const uint64_t feature = list->feature[k];
		const uint32_t line = (uint32_t)feature & lines, check = check_of(feature);
		const uint32_t same = marked_slots(marks, line, check);
		if (same == 0)
			continue;
		const uint32_t place = line * SLOTS + (uint32_t)__builtin_ctz(same) / 8;
		ru_fetch(slots + (size_t)place * RU_NAME_SCORES);
		list->feature[kept++] = (uint64_t)place << PLACE_AT | check | ((same & (same - 1)) != 0 ? SEVERAL : 0);
	}
	list->count = kept;
	list->slots = true;
}
#endif

void ru_name_expect(const struct ru_name_model *model, struct ru_name_list *list)
{
#if HAVE_VECTORS && RU_HAVE_AVX2
	if (model->marks != NULL && ru_has_avx2()) {
		expect_slots(model, model->marks, list);
		return;
	}
#endif
	expect_plain(model, list);
}

/* Add what the model says of the features of the list. The first CHECK bytes of a slot are those of the check; slots
 * are summed up as a whole, so that the first CHECK numbers of the sum mean nothing. A line is one line of the
 * processor's cache; all of its slots are compared, and what a slot says is added or not by a mask: nobody can guess
 * whether a feature has one and which it is. Compilers do not see by themselves that a slot can be taken at once. */
#if HAVE_VECTORS
typedef uint32_t four __attribute__((vector_size(RU_NAME_SCORES)));
typedef int16_t half __attribute__((vector_size(RU_NAME_SCORES)));
typedef uint16_t sums __attribute__((vector_size(RU_NAME_SCORES)));

/* Add the numbers of every second byte of what was found, with their signs. */
static inline void add_bytes(struct ru_name_score *sum, sums even, sums odd)
{
	const sums low = __builtin_shufflevector(even, odd, 0, 8, 1, 9, 2, 10, 3, 11);
	const sums high = __builtin_shufflevector(even, odd, 4, 12, 5, 13, 6, 14, 7, 15);
	sums all[2];
	memcpy(all, sum, sizeof(all));
	all[0] += low;
	all[1] += high;
	memcpy(sum, all, sizeof(all));
}

static void add_plain(const struct ru_name_model *model, const struct ru_name_list *list, struct ru_name_score *sum)
{
	const four bits = {CHECK_BITS, CHECK_BITS, CHECK_BITS, CHECK_BITS};
	sums even = {0}, odd = {0}; /* every second byte of a slot, with its sign */

	for (uint32_t k = 0; k < list->count; k++) {
		const unsigned char *line = line_of(model, list->feature[k]);
		const uint32_t check = check_of(list->feature[k]);
		const four checks = {check, check, check, check};
		four found = {0};
		for (uint32_t i = 0; i < SLOTS; i++) {
			four slot;
			memcpy(&slot, line + (size_t)i * RU_NAME_SCORES, sizeof(slot));
			const four same = (four)((slot & bits) == checks);
			found |= slot & (four){same[0], same[0], same[0], same[0]};
		}
		even += (sums)((half)((sums)found << 8) >> 8);
		odd += (sums)((half)found >> 8);
	}
	add_bytes(sum, even, odd);
}

#if RU_HAVE_AVX2
/* Two slots at once. */
typedef uint32_t eight __attribute__((vector_size(2 * RU_NAME_SCORES)));

RU_AVX2 static inline four find_wide(const unsigned char *line, uint32_t check)
{
	const eight bits = (eight){0} + CHECK_BITS, checks = (eight){0} + check;
	eight slot[2], same[2];

	memcpy(slot, line, sizeof(slot));
	for (uint32_t i = 0; i < 2; i++) {
		same[i] = (eight)((slot[i] & bits) == checks);
		same[i] = __builtin_shufflevector(same[i], same[i], 0, 0, 0, 0, 4, 4, 4, 4) & slot[i];
	}
	const eight both = same[0] | same[1];
	return __builtin_shufflevector(both, both, 0, 1, 2, 3) | __builtin_shufflevector(both, both, 4, 5, 6, 7);
}

RU_AVX2 static void add_wide(const struct ru_name_model *model, const struct ru_name_list *list,
                             struct ru_name_score *sum)
{
	__m256i all = _mm256_loadu_si256((const void *)sum);

	for (uint32_t k = 0; k < list->count; k++) {
		const four found = find_wide(line_of(model, list->feature[k]), check_of(list->feature[k]));
		all = _mm256_add_epi16(all, _mm256_cvtepi8_epi16((__m128i)found));
	}
	_mm256_storeu_si256((void *)sum, all);
}

/* The same where it is known which slot it must be: its check is nearly always the feature's. */
RU_AVX2 static void add_slots(const struct ru_name_model *model, const struct ru_name_list *list,
                              struct ru_name_score *sum)
{
	const unsigned char *slots = (const unsigned char *)model->slots.ptr;
	__m256i all = _mm256_loadu_si256((const void *)sum);

	for (uint32_t k = 0; k < list->count; k++) {
		const uint32_t check = (uint32_t)list->feature[k];
		const uint64_t place = list->feature[k] >> PLACE_AT;
		__m128i slot = _mm_loadu_si128((const void *)(slots + place * RU_NAME_SCORES));
		if (((uint32_t)_mm_cvtsi128_si32(slot) & CHECK_BITS) != check) {
			if ((check & SEVERAL) == 0)
				continue;
			slot = (__m128i)find_wide(slots + place / SLOTS * SLOTS * RU_NAME_SCORES, check & CHECK_BITS);
		}
		all = _mm256_add_epi16(all, _mm256_cvtepi8_epi16(slot));
	}
	_mm256_storeu_si256((void *)sum, all);
}
#endif
#else
static void add_plain(const struct ru_name_model *model, const struct ru_name_list *list, struct ru_name_score *sum)
{
	for (uint32_t k = 0; k < list->count; k++) {
		const unsigned char *slot = line_of(model, list->feature[k]);
		unsigned char found[RU_NAME_SCORES] = {0};
		for (uint32_t i = 0; i < SLOTS; i++, slot += RU_NAME_SCORES) {
			uint32_t check = (uint32_t)slot[0] | (uint32_t)slot[1] << 8 | (uint32_t)slot[2] << 16;
			for (uint32_t j = 0; check == check_of(list->feature[k]) && j < RU_NAME_SCORES; j++)
				found[j] |= slot[j];
		}
		for (uint32_t j = 0; j < RU_NAME_SCORES; j++)
			sum->of[j] = (int16_t)(sum->of[j] + (signed char)found[j]);
	}
}
#endif

void ru_name_add_features(const struct ru_name_model *model, const struct ru_name_list *list, bool plain,
                          struct ru_name_score *sum)
{
#if HAVE_VECTORS && RU_HAVE_AVX2
	if (list->slots) {
		add_slots(model, list, sum);
		return;
	}
	if (!plain && ru_has_avx2()) {
		add_wide(model, list, sum);
		return;
	}
#else
	(void)plain;
#endif
	add_plain(model, list, sum);
}
