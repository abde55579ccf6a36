/* SPDX-License-Identifier: Apache-2.0 */
/* Prints what the tagger of names sees, for tools/train_names.py: reads texts from standard input, one a line (without
 * line breaks in them), and writes for each, as little-endian numbers: u32 stretches; for each stretch u32 words; for
 * each word u32 begin, u32 end (bytes of the line), u8 what the rules made of it, u8 number of features, and u64 each.
 *
 *   name_features LANGUAGE < texts > features */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "facts/names/features.h"
#include "row_article.h"

static void put(uint64_t value, uint32_t bytes)
{
	for (uint32_t k = 0; k < bytes; k++)
		(void)putchar((int)(value >> (8 * k) & 0xFF));
}

static void put_stretch(const struct ru_name_signs *signs, const struct ru_reading *r, uint32_t first, uint32_t last)
{
	put(last - first, 4);
	for (uint32_t i = first; i < last; i++) {
		struct ru_name_list list;
		ru_name_features(&list, signs, i);
		put(r->words[i].begin, 4);
		put(r->words[i].end, 4);
		put(signs->sign[i].rule, 1);
		put(list.count, 1);
		for (uint32_t k = 0; k < list.count; k++)
			put(list.feature[k], 8);
	}
}

static int put_text(const struct ru_packs *packs, struct ru_str language, struct ru_str text)
{
	const struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article article;
	struct ru_facts facts;
	struct ru_arena arena;
	struct ru_name_reader n;
	struct ru_name_signs signs;
	struct ru_facts_options options = {packs, ru_packs_find(packs, language), &limits, ru_alloc_default()};
	struct ru_reading r = {.article = &article, .options = &options, .arena = &arena, .facts = &facts};
	uint32_t first, last, count = 0;
	int status;

	ru_arena_init(&arena, ru_alloc_default());
	status = row_begin(&r, &article, RU_S(""), text);
	if (status == RU_OK)
		status = ru_names_begin(&n, &r);
	if (status == RU_OK)
		status = ru_names_rules(&n);
	if (status == RU_OK)
		status = ru_name_signs_make(&signs, &n);
	if (status != RU_OK)
		return status;
	for (uint32_t at = 0; ru_name_stretch(&signs, at, &first, &last); at = last)
		count++;
	put(count, 4);
	for (uint32_t at = 0; ru_name_stretch(&signs, at, &first, &last); at = last)
		put_stretch(&signs, &r, first, last);
	ru_names_end(&n);
	ru_arena_release(&arena);
	return RU_OK;
}

int main(int argc, char **argv)
{
	struct ru_packs *packs = NULL;
	static char line[1 << 20];

	if (argc != 2 || ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) != RU_OK)
		return 2;
	while (fgets(line, sizeof(line), stdin) != NULL) {
		struct ru_str text = ru_str_from(line);
		if (text.len > 0 && text.ptr[text.len - 1] == '\n')
			text.len--;
		if (put_text(packs, ru_str_from(argv[1]), text) != RU_OK)
			return 5;
	}
	ru_packs_free(packs);
	return 0;
}
