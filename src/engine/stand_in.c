/* SPDX-License-Identifier: Apache-2.0 */
/* Until article/ and language/ stand: every line a body block. Weak, so that the real ones win; goes with them. */
#include "engine/engine.h"
#include "text/charset.h"
__attribute__((weak)) int ru_article_read(struct ru_article *out, const struct ru_raw_page *page,
                                          const struct ru_article_options *options, struct ru_arena *arena,
                                          struct ru_error *err)
{
	(void)options;
	(void)err;
	memset(out, 0, sizeof *out);
	out->id = page->id;
	out->text = page->bytes;
	out->map = RU_MAP_IDENTITY;
	out->clean = page->bytes;
	out->bytes = page->bytes.len;
	out->title = page->title;
	struct ru_sha256 s;
	ru_sha256(page->bytes, &s);
	ru_sha256_hex(&s, 32, out->sha256);
	out->blocks = ru_arena_get(arena, 1000, sizeof *out->blocks);
	size_t b = 0;
	while (b < page->bytes.len && out->block_count < 1000) {
		size_t e = ru_str_find(page->bytes, RU_S("\n"), b);
		if (e == SIZE_MAX)
			e = page->bytes.len;
		if (e > b) {
			struct ru_block *k = &out->blocks[out->block_count++];
			k->kind = RU_BLOCK_BODY;
			k->at = (struct ru_range){(uint32_t)b, (uint32_t)e};
			k->clean = k->at;
			k->raw = (struct ru_span){(uint32_t)b, (uint32_t)e, 0};
			k->parent = RU_NONE;
		}
		b = e + 1;
	}
	return 0;
}
__attribute__((weak)) int ru_language_read(struct ru_language *out, const struct ru_article *article,
                                           const struct ru_packs *packs, struct ru_arena *arena,
                                           const struct ru_alloc *al)
{
	(void)article;
	(void)packs;
	(void)arena;
	(void)al;
	memset(out, 0, sizeof *out);
	out->tag = RU_S("id");
	out->confidence = 50;
	return 0;
}
