/* SPDX-License-Identifier: Apache-2.0 */
/* What the tagger's model says of the labels of each word of a stretch: the sum of what it says of the word's features.
 *
 * Most features of a word are those of one word at a certain distance, by its form ("Jakarta" two words before) or by
 * its signs; words and signs come again, so the sums of what is said of them, for all five distances, are remembered
 * under the form and under the signs. The rest is looked up word by word. The lines of all features of a word that the
 * model may have are asked for before the first of them is read. */
#include "facts/names/emission.h"
#include "base/fetch.h"

enum { WORDS = 4096, SIGNS = 512, LOOKS = 1024, OWN = 16, SHORT = 16 };
enum {
	MODELS = 3, /* that a thread reads by turns; others do without marks */
	LINE = 64,
	AHEAD = 5 /* words; what is remembered of them comes from memory meanwhile */
};

static void add(struct ru_name_score *sum, const struct ru_name_score *more)
{
	for (uint32_t k = 0; k < RU_NAME_SCORES; k++)
		sum->of[k] = (int16_t)(sum->of[k] + more->of[k]);
}

static void add_features(const struct ru_name_model *model, const struct ru_name_list *list, struct ru_name_score *sum)
{
	if (list->count > 0)
		ru_name_add_features(model, list, false, sum);
}

/* ---- what was met before ---- */

/* The sums for a word whose k-th neighbour has this form. */
struct form_sums {
	const char *model; /* NULL: nothing stands here */
	uint64_t word;
	uint32_t shape, letters;
	struct ru_name_score at[RU_NAME_AROUND];
	char rest[8]; /* to the end of a line */
};

struct sign_sums {
	const char *model;
	uint64_t bits, rule;
	struct ru_name_score at[RU_NAME_AROUND];
};

struct look_sum {
	const char *model;
	uint64_t key[2];
	struct ru_name_score sum;
};

struct ru_name_memory {
	size_t words, signs, looks; /* powers of two */
	struct form_sums *form, spare;
	uint8_t *recent; /* of two places for forms, the one that was asked for last */
	struct sign_sums *sign;
	struct look_sum *look;
	struct ru_name_marks *marks;
	size_t models; /* of marks */
};

static size_t words_of(bool one_page) { return one_page ? WORDS / OWN : WORDS; }

static size_t signs_of(bool one_page) { return one_page ? SIGNS / OWN : SIGNS; }

static size_t looks_of(bool one_page) { return one_page ? LOOKS / OWN : LOOKS; }

static size_t models_of(bool one_page) { return one_page ? 0 : MODELS; }

size_t ru_name_memory_bytes(bool one_page)
{
	return sizeof(struct ru_name_memory) + LINE + words_of(one_page) * sizeof(struct form_sums) +
	       words_of(one_page) / 2 + signs_of(one_page) * sizeof(struct sign_sums) +
	       looks_of(one_page) * sizeof(struct look_sum) + models_of(one_page) * sizeof(struct ru_name_marks);
}

struct ru_name_memory *ru_name_memory_at(void *room, bool one_page)
{
	struct ru_name_memory *memory = room;

	memory->words = words_of(one_page);
	memory->signs = signs_of(one_page);
	memory->looks = looks_of(one_page);
	memory->form = (struct form_sums *)(memory + 1);
	memory->form = (void *)((char *)memory->form + (LINE - (uintptr_t)memory->form % LINE));
	memory->sign = (struct sign_sums *)(memory->form + memory->words);
	memory->look = (struct look_sum *)(memory->sign + memory->signs);
	memory->marks = (struct ru_name_marks *)(memory->look + memory->looks);
	memory->recent = (uint8_t *)(memory->marks + models_of(one_page));
	memory->models = models_of(one_page);
	return memory;
}

const struct ru_name_marks *ru_name_memory_marks(struct ru_name_memory *memory, const struct ru_name_model *model)
{
	for (size_t k = 0; k < memory->models && model->lines <= RU_NAME_MARKED; k++) {
		if (memory->marks[k].model == NULL)
			ru_name_marks_make(&memory->marks[k], model);
		if (memory->marks[k].model == model->slots.ptr)
			return &memory->marks[k];
	}
	return NULL;
}

static void sum_form(const struct ru_name_model *model, const struct ru_name_form *form, struct ru_name_score *at)
{
	struct ru_name_list list[RU_NAME_AROUND];

	memset(at, 0, RU_NAME_AROUND * sizeof(*at));
	for (uint32_t k = 0; k < RU_NAME_AROUND; k++) {
		ru_name_list_clear(&list[k]);
		ru_name_word_features(&list[k], k, form);
		ru_name_expect(model, &list[k]);
	}
	for (uint32_t k = 0; k < RU_NAME_AROUND; k++)
		add_features(model, &list[k], &at[k]);
}

static bool is_ascii(struct ru_str s)
{
	unsigned char all = 0;

	for (size_t k = 0; k < s.len; k++)
		all |= (unsigned char)s.ptr[k];
	return all < 0x80;
}

/* A form has two places; the number of them both. */
static size_t form_places(const struct ru_name_memory *memory, uint64_t word, uint32_t shape)
{
	return (word ^ word >> 32 ^ shape) & (memory->words / 2 - 1);
}

static void expect_form(const struct ru_name_memory *memory, const struct ru_name_signs *signs, uint32_t i)
{
	const size_t places = form_places(memory, signs->n->r->text.hash[i], signs->sign[i].shape);
	const char *place = (const char *)&memory->form[2 * places + memory->recent[places]];

	for (uint32_t k = 0; k < sizeof(struct form_sums); k += LINE)
		ru_fetch(place + k);
}

/* The sums of a form. Remembered are short ones only: of two long words somebody might make one that hashes like the
 * other (pack/lexicon.c); and of letters only those that stand for the hash as it stands for them. */
static const struct ru_name_score *form_at(struct ru_name_memory *memory, const struct ru_name_model *model,
                                           const struct ru_name_form *form, size_t len, bool plain)
{
	struct form_sums *place = &memory->spare;
	uint32_t letters = form->letters.len > 0;

	if (len > SHORT || (letters && !plain && !is_ascii(form->letters))) {
		sum_form(model, form, place->at);
		return place->at;
	}
	const size_t places = form_places(memory, form->word, form->shape);
	uint8_t *recent = &memory->recent[places];
	for (uint8_t k = 0; k < 2; k++) {
		place = &memory->form[2 * places + (*recent ^ k)];
		if (place->model != model->slots.ptr || place->word != form->word || place->shape != form->shape ||
		    place->letters != letters)
			continue;
		*recent ^= k;
		return place->at;
	}
	/* that which was not asked for last */
	place->model = model->slots.ptr;
	place->word = form->word;
	place->shape = form->shape;
	place->letters = letters;
	sum_form(model, form, place->at);
	return place->at;
}

static const struct ru_name_score *sign_at(struct ru_name_memory *memory, const struct ru_name_model *model,
                                           const struct ru_name_sign *sign)
{
	uint64_t mixed = ru_hash_mix(sign->rule, sign->bits);
	struct sign_sums *place = &memory->sign[mixed & (memory->signs - 1)];

	if (place->model == model->slots.ptr && place->bits == sign->bits && place->rule == sign->rule)
		return place->at;
	place->model = model->slots.ptr;
	place->bits = sign->bits;
	place->rule = sign->rule;
	memset(place->at, 0, sizeof(place->at));
	for (uint32_t k = 0; k < RU_NAME_AROUND; k++) {
		struct ru_name_list list;
		ru_name_list_clear(&list);
		ru_name_sign_features(&list, k, sign->bits, sign->rule);
		ru_name_expect(model, &list);
		add_features(model, &list, &place->at[k]);
	}
	return place->at;
}

static const struct ru_name_score *look_at(struct ru_name_memory *memory, const struct ru_name_model *model,
                                           const struct ru_name_look *look)
{
	uint64_t rest =
	    look->rule[0] | (uint32_t)look->rule[1] << 8 | (uint32_t)look->rule[2] << 16 | (uint32_t)look->len << 24;
	const uint64_t key[2] = {look->shape[0] | (uint64_t)look->shape[1] << 32,
	                         look->shape[2] | (rest ^ (uint64_t)look->at << 28) << 32};
	struct look_sum *place = &memory->look[ru_hash_mix(key[0], key[1]) & (memory->looks - 1)];
	struct ru_name_list list;

	if (place->model == model->slots.ptr && place->key[0] == key[0] && place->key[1] == key[1])
		return &place->sum;
	place->model = model->slots.ptr;
	memcpy(place->key, key, sizeof(key));
	memset(&place->sum, 0, sizeof(place->sum));
	ru_name_list_clear(&list);
	ru_name_look_features(&list, look);
	ru_name_expect(model, &list);
	add_features(model, &list, &place->sum);
	return &place->sum;
}

/* ---- a stretch ---- */

/* Add what is said of the words near word i because it is there: of that two words behind it, the sum for k = 0. */
static void add_neighbour(struct ru_name_memory *memory, const struct ru_name_model *model,
                          const struct ru_name_signs *signs, uint32_t i, uint32_t first, uint32_t last,
                          struct ru_name_score *score)
{
	const struct ru_name_form form = ru_name_form_of(signs, i);
	const struct ru_word *word = &signs->n->r->words[i];
	const struct ru_name_score *by_form =
	    form_at(memory, model, &form, word->end - word->begin, (word->flags & RU_WORD_PLAIN) != 0);
	const struct ru_name_score *by_sign = sign_at(memory, model, &signs->sign[i]);

	if (i >= first + RU_NAME_MIDDLE && i + RU_NAME_MIDDLE < last) {
		struct ru_name_score *to = score + (i - first) + RU_NAME_MIDDLE;
		for (uint32_t k = 0; k < RU_NAME_AROUND; k++) {
			add(to - k, &by_form[k]);
			add(to - k, &by_sign[k]);
		}
		return;
	}
	for (uint32_t k = 0; k < RU_NAME_AROUND; k++) {
		uint32_t at = i + RU_NAME_MIDDLE - k;
		if (i + RU_NAME_MIDDLE < k || at < first || at >= last)
			continue;
		add(&score[at - first], &by_form[k]);
		add(&score[at - first], &by_sign[k]);
	}
}

/* The same for what is outside the block. */
static void add_edges(struct ru_name_memory *memory, const struct ru_name_model *model,
                      const struct ru_name_signs *signs, uint32_t first, uint32_t last, struct ru_name_score *score)
{
	const struct ru_name_form edge = {0};
	const struct ru_name_score *by_form = NULL;

	for (uint32_t i = first; i < last; i++) {
		if (i == first + RU_NAME_MIDDLE && last > i + RU_NAME_MIDDLE)
			i = last - RU_NAME_MIDDLE; /* those between have all their neighbours in the stretch */
		for (uint32_t k = 0; k < RU_NAME_AROUND; k++) {
			uint32_t at;
			if (ru_name_beside(signs, i, k, &at))
				continue;
			if (by_form == NULL)
				by_form = form_at(memory, model, &edge, 0, true);
			add(&score[i - first], &by_form[k]);
		}
	}
}

/* The features of one word that are looked up word by word, and those of its run of capitals where that begins here. */
struct own_features {
	struct ru_name_list place, run;
};

static uint32_t run_of(const struct ru_name_signs *signs, uint32_t i)
{
	const struct ru_name_sign *sign = &signs->sign[i];

	return sign->run != sign->run_end ? sign->run : UINT32_MAX;
}

static void list_features(const struct ru_name_model *model, const struct ru_name_signs *signs, uint32_t i, bool begins,
                          struct own_features *own)
{
	ru_name_list_clear(&own->place);
	ru_name_list_clear(&own->run);
	if (begins)
		ru_name_run_features(&own->run, signs, i);
	ru_name_place_features(&own->place, signs, i);
	if (begins)
		ru_name_expect(model, &own->run);
	ru_name_expect(model, &own->place);
}

/* What is said of each word by itself. The features of the word behind it are listed before its own are looked up. */
static void add_own(struct ru_name_memory *memory, const struct ru_name_model *model, const struct ru_name_signs *signs,
                    uint32_t first, uint32_t last, struct ru_name_score *score)
{
	struct ru_name_score run = {{0}};
	struct own_features own[2];

	list_features(model, signs, first, true, &own[0]);
	for (uint32_t i = first; i < last; i++) {
		const struct own_features *now = &own[(i - first) % 2];
		const struct ru_name_look look = ru_name_look_of(signs, i);

		if (i + 1 < last)
			list_features(model, signs, i + 1, run_of(signs, i + 1) != run_of(signs, i),
			              &own[(i + 1 - first) % 2]);
		if (now->run.count > 0) {
			run = (struct ru_name_score){{0}};
			add_features(model, &now->run, &run);
		}
		add(&score[i - first], look_at(memory, model, &look));
		add(&score[i - first], &run);
		add_features(model, &now->place, &score[i - first]);
	}
}

void ru_name_scores(struct ru_name_memory *memory, const struct ru_name_model *model, const struct ru_name_signs *signs,
                    uint32_t first, uint32_t last, struct ru_name_score *score)
{
	uint32_t begin = first, end = last;

	memset(score, 0, (last - first) * sizeof(*score));
	for (uint32_t k = 0, at; k < RU_NAME_MIDDLE; k++) {
		begin -= ru_name_beside(signs, first, RU_NAME_MIDDLE - 1 - k, &at);
		end += ru_name_beside(signs, last - 1, RU_NAME_MIDDLE + 1 + k, &at);
	}
	for (uint32_t i = begin; i < end; i++) {
		if (i + AHEAD < signs->n->r->word_count)
			expect_form(memory, signs, i + AHEAD);
		add_neighbour(memory, model, signs, i, first, last, score);
	}
	add_edges(memory, model, signs, first, last, score);
	add_own(memory, model, signs, first, last, score);
}
