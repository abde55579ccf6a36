/* SPDX-License-Identifier: Apache-2.0 */
/* Dates, figures and bylines out of any bytes: no crash, spans inside the text, caps kept. The first byte picks the
 * language, the rest is the text of one block. */
#include "one_block.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static struct ru_packs *packs;

static void check_place(const struct ru_place *place, struct ru_str text)
{
	if (place->at.begin >= place->at.end || place->at.end > text.len)
		abort();
}

static void see(const struct ru_facts *facts, struct ru_str text, void *ctx)
{
	(void)ctx;
	for (uint32_t i = 0; i < facts->date_count; i++)
		check_place(&facts->dates[i].place, text);
	for (uint32_t i = 0; i < facts->figure_count; i++)
		check_place(&facts->figures[i].place, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct ru_str languages[] = {RU_S_INIT("id"), RU_S_INIT("en"), RU_S_INIT("ms"), RU_S_INIT("xx")};
	struct ru_line_date date;

	if (packs == NULL && ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) != RU_OK)
		abort();
	if (size == 0 || size > 1 << 16)
		return 0;
	struct ru_str text = {(const char *)bytes + 1, size - 1};

	fuzz_one_block(packs, text, languages[bytes[0] % 4], see, NULL);
	(void)ru_line_date_find(packs, text, &date);
	struct ru_stamp stamp;

	(void)ru_stamp_parse(text, &stamp);
	return 0;
}
