/* SPDX-License-Identifier: Apache-2.0 */
/* The packs out of the program's own block of bytes; see image.h. */
#include "pack/image.h"

static const void *at(uint32_t place) { return ru_pack_image + place; }

/* For what is only read, but is written to where a pack is read from files. */
static void *bare(uint32_t place) { return (void *)(uintptr_t)at(place); }

static struct ru_str text_at(struct ru_image_array text)
{
	return (struct ru_str){text.count > 0 ? ru_pack_image + text.at : NULL, text.count};
}

static struct ru_vec vec_at(struct ru_image_array array, size_t item, const struct ru_alloc *al)
{
	return (struct ru_vec){.ptr = bare(array.at), .len = array.count, .cap = array.count, .item = item, .al = al};
}

static struct ru_index index_at(struct ru_image_index index, const struct ru_alloc *al)
{
	return (struct ru_index){
	    .slot = bare(index.slots), .tag = bare(index.tags), .len = index.len, .cap = index.cap, .al = al};
}

void ru_pack_image_fill(const void *ctx, uint32_t table)
{
	const struct ru_pack *pack = ctx;
	const struct ru_image_entry *from = at(pack->image->entries.at);
	struct ru_entry *to = pack->entry.ptr;

	for (uint32_t i = pack->first[table], end = i + pack->count[table]; i < end; i++) {
		const char *text = at(from[i].text);
		for (int k = 0; k < RU_PACK_COLUMNS; text += from[i].len[k++])
			to[i].col[k] = (struct ru_str){from[i].len[k] > 0 ? text : NULL, from[i].len[k]};
		to[i].folded = (struct ru_str){at(from[i].folded), from[i].folded_len};
		to[i].table = table;
		to[i].line = from[i].line;
		to[i].words = from[i].words;
		to[i].next = from[i].next;
	}
}

/* What is made anew for each start: small, but for the room of the entries, which nobody touches before its time. */
static int make_own(struct ru_pack *pack, struct ru_arena *arena, const struct ru_alloc *al)
{
	const struct ru_image_pack *image = pack->image;
	const struct ru_image_affix *affix = at(image->affixes.at);
	const struct ru_image_blob *blob = at(image->blobs.at);

	pack->filled = ru_arena_get(arena, ru_table_count, sizeof(*pack->filled));
	pack->affix = ru_arena_get_raw(arena, image->affixes.count, sizeof(*pack->affix));
	struct ru_pack_blob *blobs = ru_arena_get_raw(arena, image->blobs.count, sizeof(*blobs));
	pack->entry.ptr =
	    ru_alloc_get(al, image->entries.count > 0 ? image->entries.count : 1, sizeof(struct ru_entry));
	if (pack->filled == NULL || pack->affix == NULL || blobs == NULL || pack->entry.ptr == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < image->affixes.count; i++, affix++)
		pack->affix[i] =
		    (struct ru_affix){text_at(affix->text), text_at(affix->restore), text_at(affix->begins),
		                      affix->level,         affix->suffix != 0,      affix->undouble != 0};
	for (uint32_t i = 0; i < image->blobs.count; i++, blob++)
		blobs[i] = (struct ru_pack_blob){text_at(blob->name), text_at(blob->bytes)};
	pack->blob.ptr = blobs;
	pack->affix_count = image->affixes.count;
	return 0;
}

static int open_pack(struct ru_pack *pack, const struct ru_image_pack *image, struct ru_arena *arena,
                     const struct ru_alloc *al)
{
	ru_pack_init_tables(pack, text_at(image->tag));
	pack->image = image;
	pack->entry = vec_at(image->entries, sizeof(struct ru_entry), al);
	pack->entry.ptr = NULL;
	pack->node = vec_at(image->nodes, sizeof(struct ru_pack_node), al);
	pack->openings = vec_at(image->openings, sizeof(struct ru_pack_opening), al);
	pack->blob = vec_at(image->blobs, sizeof(struct ru_pack_blob), al);
	pack->firsts = bare(image->firsts.at);
	pack->step = index_at(image->step, al);
	pack->opening = index_at(image->opening, al);
	pack->word = index_at(image->word, al);
	pack->first = bare(image->first);
	pack->count = bare(image->count);
	pack->maybe_root = bare(image->maybe_root);
	pack->maybe_next = bare(image->maybe_next);
	memcpy(pack->affix_at, image->affix_at, sizeof(pack->affix_at));
	pack->affix_levels = image->affix_levels;
	pack->has_roots = image->has_roots != 0;
	pack->reduplication = image->reduplication != 0;
	pack->weight_default = image->weight_default;
	return make_own(pack, arena, al);
}

int ru_pack_image_open(struct ru_packs *packs)
{
	const struct ru_image *image = at(0);
	const struct ru_image_pack *pack = at(image->packs.at);

	packs->packs = ru_alloc_zero(packs->al, image->packs.count, sizeof(*packs->packs));
	if (packs->packs == NULL)
		return RU_ENOMEM;
	while (packs->count < image->packs.count) {
		struct ru_pack *place = &packs->packs[packs->count++];
		int rc = open_pack(place, pack++, &packs->arena, packs->al);
		if (rc != 0)
			return rc;
	}
	return 0;
}

void ru_packs_image_words(struct ru_packs *packs)
{
	const struct ru_image *image = at(0);

	packs->image = true;
	packs->first = index_at(image->first, packs->al);
	packs->used = index_at(image->used, packs->al);
	packs->sets = vec_at(image->sets, sizeof(uint64_t), packs->al);
	packs->uses = vec_at(image->uses, sizeof(struct ru_word_uses), packs->al);
	packs->indexed = bare(image->indexed);
	memcpy(packs->maybe, at(image->maybe), sizeof(packs->maybe));
	packs->unknown = image->unknown;
}
