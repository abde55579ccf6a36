/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a model of the tagger of names: it is refused, or what it finds in a text are names in order, none
 * within another. Corpus: fuzz/corpus/names. */
#include "../tests/facts/row_article.h"
#include "facts/names/tagger.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(bool holds)
{
	if (!holds)
		abort();
}

static void read_with(const struct ru_name_model *model, struct ru_name_reader *n)
{
	struct ru_vec found;
	uint32_t last = 0;

	ru_vec_init(&found, ru_alloc_default(), sizeof(struct ru_found_name), 0);
	check(ru_names_read_tags(n, model, &found) == RU_OK);
	for (size_t i = 0; i < found.len; i++) {
		const struct ru_found_name *name = RU_VEC_AT(&found, struct ru_found_name, i);
		check(last <= name->first && name->first < name->last && name->last <= n->r->word_count);
		last = name->last;
	}
	ru_vec_release(&found);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char text[] =
	    "Menteri Rina Wulan (58) menemui Komisi Perairan Nasional (KPN) di Kota Lohari, kata "
	    "Andrei Volkar dari PT Citra Laut Nusantara.";
	static struct ru_packs *packs;
	const struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_name_model model;
	struct ru_arena arena;
	struct ru_article article;
	struct ru_facts facts;
	struct ru_name_reader n;

	if (packs == NULL)
		check(ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) == RU_OK);
	if (!ru_name_model_open(&model, (struct ru_str){(const char *)bytes, size}))
		return 0;
	struct ru_facts_options options = {packs, ru_packs_find(packs, RU_S("id")), &limits, ru_alloc_default()};
	struct ru_reading r = {.options = &options, .arena = &arena, .facts = &facts};
	ru_arena_init(&arena, ru_alloc_default());
	r.article = &article;
	check(row_begin(&r, &article, RU_S(""), ru_str_from(text)) == RU_OK);
	check(ru_names_begin(&n, &r) == RU_OK && ru_names_rules(&n) == RU_OK);
	read_with(&model, &n);
	ru_names_end(&n);
	ru_arena_release(&arena);
	return 0;
}
