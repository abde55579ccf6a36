/* SPDX-License-Identifier: Apache-2.0 */
/* The block model: read its file, look terms up, score rows. */
#include "article/block_model.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define IS_LITTLE_ENDIAN true
#else
#define IS_LITTLE_ENDIAN false
#endif

enum {
	HEAD_BYTES = 32,
	TREE_BYTES = RU_TREE_DEPTH * 3 + (2 << RU_TREE_DEPTH),
	TREES_MOST = 1000,
	SLOTS_MOST = 1 << 16
};

static const char *const names[] = {
#define X(upper, lower) lower,
    RU_FEATURES(X)
#undef X
};

static uint32_t u16_at(const char *p) { return (uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8; }
static uint32_t u32_at(const char *p) { return u16_at(p) | u16_at(p + 2) << 16; }
static int16_t i16_at(const char *p)
{
	uint32_t v = u16_at(p);

	return (int16_t)(v >= 0x8000 ? (int32_t)v - 0x10000 : (int32_t)v);
}

/* FNV-1a (Fowler, Noll, Vo) of the names, each with a newline: tells a model of other features. */
static uint32_t names_hash(void)
{
	uint32_t h = 2166136261u;

	for (int f = 0; f < RU_FEATURE_COUNT; f++)
		for (const char *p = names[f];; p++) {
			h = (h ^ (uint32_t)(unsigned char)(*p != '\0' ? *p : '\n')) * 16777619u;
			if (*p == '\0')
				break;
		}
	return h;
}

_Static_assert(sizeof(struct ru_tree) == TREE_BYTES, "a tree lies in memory as in the file");

/* Each page opens the model anew: where numbers lie in memory as in the file, the trees are read where they are. */
static bool lies_as_read(const char *p) { return IS_LITTLE_ENDIAN && (uintptr_t)p % _Alignof(struct ru_tree) == 0; }

static void read_trees(struct ru_tree *tree, const char *p, uint32_t count)
{
	memcpy(tree, p, (size_t)count * TREE_BYTES);
	if (IS_LITTLE_ENDIAN)
		return;
	for (uint32_t t = 0; t < count; t++, p += TREE_BYTES) {
		for (int i = 0; i < RU_TREE_DEPTH; i++)
			tree[t].above[i] = i16_at(p + RU_TREE_DEPTH + 2 * i);
		for (int i = 0; i < 1 << RU_TREE_DEPTH; i++)
			tree[t].leaf[i] = i16_at(p + RU_TREE_DEPTH * 3 + 2 * i);
	}
}

static bool is_size(uint32_t slots) { return slots > 0 && slots <= SLOTS_MOST && (slots & (slots - 1)) == 0; }

int ru_block_model_open(struct ru_block_model *out, bool *found, const struct ru_draft *d)
{
	const struct ru_pack *all = d->options->packs != NULL ? ru_packs_find(d->options->packs, RU_S("all")) : NULL;
	struct ru_str blob = all != NULL ? ru_pack_blob(all, RU_S("blocks.model")) : (struct ru_str){NULL, 0};
	size_t at = blob.len > 0 ? ru_str_find(blob, RU_S("\n\n"), 0) : SIZE_MAX;
	uint32_t classes, words;
	const char *p;

	*found = false;
	if (at == SIZE_MAX || at + 2 + HEAD_BYTES > blob.len)
		return 0;
	p = blob.ptr + at + 2;
	classes = u32_at(p + 4);
	words = u32_at(p + 8);
	out->first = u32_at(p + 12);
	out->second = u32_at(p + 16);
	out->base[0] = (int32_t)u32_at(p + 20);
	out->base[1] = (int32_t)u32_at(p + 24);
	if (u32_at(p) != names_hash() || !is_size(classes) || !is_size(words) || out->first > TREES_MOST ||
	    out->second > TREES_MOST ||
	    blob.len - at - 2 <
	        HEAD_BYTES + ((size_t)classes + words) * 3 + ((size_t)out->first + out->second) * TREE_BYTES)
		return 0;
	p += HEAD_BYTES;
	out->classes = (struct ru_term_table){p, p + (size_t)classes * 2, classes - 1};
	p += (size_t)classes * 3;
	out->words = (struct ru_term_table){p, p + (size_t)words * 2, words - 1};
	p += (size_t)words * 3;
	out->tree = (const void *)p;
	if (!lies_as_read(p)) {
		struct ru_tree *tree = ru_arena_get_raw(d->arena, (size_t)out->first + out->second, sizeof(*tree));

		if (tree == NULL)
			return RU_ENOMEM;
		read_trees(tree, p, out->first + out->second);
		out->tree = tree;
	}
	*found = true;
	return 0;
}

static int weight_at(const struct ru_term_table *table, uint32_t slot)
{
	unsigned char byte = (unsigned char)table->weight[slot];

	return byte >= 128 ? (int)byte - 256 : (int)byte;
}

/* One slot after the other. */
static bool seek_weight(const struct ru_term_table *table, uint32_t slot, uint32_t print, int *weight)
{
	for (uint32_t tries = 0; tries <= table->mask; tries++, slot = (slot + 1) & table->mask) {
		uint32_t there = u16_at(table->print + 2 * (size_t)slot);

		if (there == 0)
			return false;
		if (there == print) {
			*weight = weight_at(table, slot);
			return true;
		}
	}
	return false;
}

bool ru_term_weight(const struct ru_term_table *table, uint32_t term, int *weight)
{
	uint32_t print = term >> 16 != 0 ? term >> 16 : 1, slot = term & table->mask;

#ifdef __SSE2__
	/* Which of the next slots is the term's or free cannot be guessed: eight are looked at together. */
	if (table->mask - slot >= 7) {
		__m128i there = _mm_loadu_si128((const void *)(table->print + 2 * (size_t)slot));
		unsigned same = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi16(there, _mm_set1_epi16((short)print)));
		unsigned free = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi16(there, _mm_setzero_si128()));

		if ((same | free) != 0) {
			unsigned first = (unsigned)__builtin_ctz(same | free);

			*weight = weight_at(table, slot + first / 2);
			return (same >> first & 1) != 0;
		}
	}
#endif
	return seek_weight(table, slot, print, weight);
}

void ru_block_scores(const struct ru_block_model *model, int look, const struct ru_features *rows, uint32_t count,
                     int32_t *score)
{
	const struct ru_tree *tree = model->tree + (look == 0 ? 0 : model->first);
	uint32_t trees = look == 0 ? model->first : model->second;
	int16_t turned[RU_TREE_FEATURES][RU_TREE_ROWS];

	memset(turned[RU_FEATURE_COUNT], 0, sizeof(turned) - RU_FEATURE_COUNT * sizeof(turned[0]));
	for (uint32_t i = 0; i < count; i += RU_TREE_ROWS) {
		uint32_t some = count - i < RU_TREE_ROWS ? count - i : RU_TREE_ROWS;
		int32_t sum[RU_TREE_ROWS];

		for (uint32_t r = 0; r < RU_TREE_ROWS; r++)
			sum[r] = model->base[look];
		ru_rows_turn(rows + i, some, turned);
		ru_trees_add(tree, trees, turned, sum);
		for (uint32_t r = 0; r < some; r++)
			score[i + r] += sum[r];
	}
}
