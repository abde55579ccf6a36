/* SPDX-License-Identifier: Apache-2.0 */
/* The packs as the build has loaded them, once for all starts of the program: one block of bytes in which the hash
 * tables lie as they are looked into (tools/pack_image.c writes it, for this program and this machine only). Entries
 * hold addresses; those of a table are made when somebody first finds something in it. Private to pack/.
 *
 * "at" is everywhere a place in the block, from its begin. */
#ifndef RU_PACK_IMAGE_H
#define RU_PACK_IMAGE_H

#include "pack/inner.h"

struct ru_image_array {
	uint32_t at, count;
};

struct ru_image_index {
	uint32_t slots, tags, len, cap;
};

struct ru_image_entry {
	uint32_t text; /* the cells, one behind the other */
	uint32_t line, next, folded;
	uint16_t len[RU_PACK_COLUMNS], folded_len;
	uint8_t table, words;
};

struct ru_image_affix {
	struct ru_image_array text, restore, begins; /* count: bytes */
	uint8_t level, suffix, undouble;
};

struct ru_image_blob {
	struct ru_image_array name, bytes;
};

struct ru_image_pack {
	struct ru_image_array tag, entries, nodes, openings, firsts, affixes, blobs;
	struct ru_image_index step, opening, word;
	uint32_t first, count, maybe_root, maybe_next; /* arrays */
	uint16_t affix_at[2][257], weight_default;
	uint8_t affix_levels, has_roots, reduplication;
};

struct ru_image {
	struct ru_image_array packs, sets, uses;
	struct ru_image_index first, used;
	uint32_t indexed, maybe; /* arrays */
	uint64_t unknown;
};

/* Set up the packs as the block has them; *packs is as ru_packs_new() begins. What is not in the block - entries,
 * affixes - comes from its allocator. On failure what was set up is for ru_packs_free(). */
int ru_pack_image_open(struct ru_packs *packs) RU_MUST_CHECK;
/* What all packs together know of words, where they are those of the block and no others. */
void ru_packs_image_words(struct ru_packs *packs);
/* ctx: the pack. For ru_pack_need(). */
void ru_pack_image_fill(const void *pack, uint32_t table);

/* The entries of the table are in place from here on. */
static inline void ru_pack_need(const struct ru_pack *pack, uint32_t table)
{
	if (pack->filled != NULL)
		ru_once_do(&pack->filled[table], ru_pack_image_fill, pack, table);
}

#endif
