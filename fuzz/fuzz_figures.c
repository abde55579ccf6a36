/* SPDX-License-Identifier: Apache-2.0 */
/* Figures out of any bytes: spans in order and inside the text, values that are decimals or fractions, ranges that go
 * up, caps kept, and the same answer twice. The first byte picks the language, the rest is the text of one block. */
#include "one_block.h"

#include "values/values.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static struct ru_packs *packs;

static void check(bool ok)
{
	if (!ok)
		abort();
}

/* "-12.5", "2/3": digits with at most one mark inside. */
static void check_value(struct ru_str value)
{
	size_t i = value.len > 0 && value.ptr[0] == '-', digits = 0, marks = 0;

	for (; i < value.len; i++) {
		bool digit = value.ptr[i] >= '0' && value.ptr[i] <= '9';

		check(digit || value.ptr[i] == '.' || value.ptr[i] == '/');
		digits += digit;
		marks += !digit;
	}
	check(digits > 0 && marks <= 1);
}

static void check_figures(const struct ru_facts *facts, struct ru_str text)
{
	uint32_t end = 0;

	for (uint32_t i = 0; i < facts->figure_count; i++) {
		const struct ru_figure *f = &facts->figures[i];

		check(f->place.at.begin >= end && f->place.at.begin < f->place.at.end && f->place.at.end <= text.len);
		end = f->place.at.end;
		check_value(f->value);
		check((f->change == RU_CHANGE_RANGE) == (f->high.len > 0) || f->change == RU_CHANGE_ORDINAL);
		if (f->high.len > 0) {
			check_value(f->high);
			check(f->milli <= f->milli_high);
		}
		check(f->noun.len == 0 ||
		      (f->noun.ptr >= text.ptr && f->noun.ptr + f->noun.len <= text.ptr + text.len));
	}
}

static void see(const struct ru_facts *facts, struct ru_str text, void *ctx)
{
	uint32_t *sum = ctx;

	check_figures(facts, text);
	for (uint32_t i = 0; i < facts->figure_count; i++)
		*sum = *sum * 31 + (uint32_t)facts->figures[i].milli + facts->figures[i].place.at.end;
}

static uint32_t read_page(struct ru_str text, struct ru_str language)
{
	uint32_t sum = 0;

	fuzz_one_block(packs, text, language, see, &sum);
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct ru_str languages[] = {RU_S_INIT("id"), RU_S_INIT("en"), RU_S_INIT("ms"), RU_S_INIT("de")};

	if (packs == NULL && ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) != RU_OK)
		abort();
	if (size == 0 || size > 1 << 16)
		return 0;
	struct ru_str text = {(const char *)bytes + 1, size - 1}, language = languages[bytes[0] % 4];

	check(read_page(text, language) == read_page(text, language));
	return 0;
}
