/* SPDX-License-Identifier: Apache-2.0 */
/* The tagger of names reads the same labels with the processor's own instructions and without. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "facts/names/tagger.h"

enum { ROUNDS = 200, WORDS = 300, LINES = 64, LINE = 64 };

static uint64_t draw(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 24;
}

static int16_t draw16(uint64_t *state, int most)
{
	return (int16_t)((int)(draw(state) % (2u * (unsigned)most + 1)) - most);
}

static void labels_are_the_same_on_any_processor(void **state)
{
	static struct ru_name_score score[WORDS];
	uint64_t seed = 1;
	unsigned names = 0;
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct ru_name_model model = {0};
		const int most = round % 4 == 0 ? INT16_MAX : round % 4 == 1 ? 2 : 300;
		const uint32_t count = 1 + (uint32_t)(draw(&seed) % WORDS);
		uint8_t plain[WORDS], wide[WORDS];
		for (int k = 0; k < RU_NAME_LABELS; k++) {
			model.bias[k] = draw16(&seed, most);
			for (int j = 0; j < RU_NAME_LABELS; j++)
				model.step[k][j] = draw16(&seed, most);
		}
		for (uint32_t i = 0; i < count; i++)
			for (int k = 0; k < RU_NAME_SCORES; k++)
				score[i].of[k] = draw16(&seed, most);
		assert_int_equal(ru_names_label(&model, score, count, true, plain, ru_alloc_default()), 0);
		assert_int_equal(ru_names_label(&model, score, count, false, wide, ru_alloc_default()), 0);
		assert_memory_equal(plain, wide, count);
		for (uint32_t i = 0; i < count; i++)
			names += plain[i] != 0;
	}
	assert_true(names > ROUNDS);
}

static void sums_are_the_same_on_any_processor(void **state)
{
	static char bytes[LINES * LINE];
	static struct ru_name_marks marks;
	uint64_t seed = 7;
	unsigned found = 0, dropped = 0;
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct ru_name_model model = {.slots = {bytes, sizeof(bytes)}, .lines = LINES};
		struct ru_name_list list = {.count = (uint32_t)(draw(&seed) % 30)};
		struct ru_name_score plain = {{0}}, wide = {{0}}, marked = {{0}};
		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = (char)draw(&seed);
		for (uint32_t k = 0; k < list.count; k++) {
			/* half of the features stand in the model, some of them twice in their line */
			uint64_t feature = draw(&seed) & ((UINT64_C(1) << RU_NAME_FEATURE_BITS) - 1);
			char *line = bytes + feature % LINES * LINE;
			const char check[3] = {(char)(feature >> 14), (char)(feature >> 22), (char)(feature >> 30)};
			for (int i = 0; k % 2 == 0 && i < 1 + (k % 8 == 0); i++)
				memcpy(line + draw(&seed) % 4 * 16, check, sizeof(check));
			list.feature[k] = feature;
		}
		ru_name_add_features(&model, &list, true, &plain);
		ru_name_add_features(&model, &list, false, &wide);
		assert_memory_equal(&plain.of[RU_NAME_FIRST], &wide.of[RU_NAME_FIRST],
		                    RU_NAME_LABELS * sizeof(plain.of[0]));
		/* and without those features that the model has not */
		const uint32_t all = list.count;
		ru_name_marks_make(&marks, &model);
		model.marks = &marks;
		ru_name_expect(&model, &list);
		dropped += all - list.count;
		ru_name_add_features(&model, &list, false, &marked);
		assert_memory_equal(&plain.of[RU_NAME_FIRST], &marked.of[RU_NAME_FIRST],
		                    RU_NAME_LABELS * sizeof(plain.of[0]));
		for (int k = RU_NAME_FIRST; k < RU_NAME_SCORES; k++)
			found += plain.of[k] != 0;
	}
	assert_true(found > ROUNDS);
	assert_true(dropped > ROUNDS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(labels_are_the_same_on_any_processor),
	    cmocka_unit_test(sums_are_the_same_on_any_processor),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
