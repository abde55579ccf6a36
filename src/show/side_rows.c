/* SPDX-License-Identifier: Apache-2.0 */
/* Puts the paragraphs of two pages into rows: those that belong together beside each other, in the order of both pages;
 * a paragraph that was moved stands alone. The order is the longest that both pages keep (longest increasing
 * subsequence by patience sorting, O(n log n)). */
#include "show/side.h"

/* keep[i] is set for the blocks of page 0 whose partner keeps the order. */
static int choose_order(struct ru_side *side, bool *keep)
{
	const struct ru_side_page *a = &side->page[0], *b = &side->page[1];
	uint32_t *top = ru_arena_get(&side->arena, a->block_count, sizeof *top); /* block on top of each heap */
	uint32_t *before = ru_arena_get(&side->arena, a->block_count, sizeof *before);
	uint32_t heaps = 0;

	if (top == NULL || before == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < a->block_count; i++) {
		uint32_t beside = a->blocks[i].beside, low = 0, high = heaps;
		if (beside == RU_NONE || b->blocks[beside].beside != i)
			continue;
		while (low < high) {
			uint32_t mid = low + (high - low) / 2;
			if (a->blocks[top[mid]].beside < beside)
				low = mid + 1;
			else
				high = mid;
		}
		before[i] = low > 0 ? top[low - 1] : RU_NONE;
		top[low] = i;
		heaps += low == heaps;
	}
	for (uint32_t i = heaps > 0 ? top[heaps - 1] : RU_NONE; i != RU_NONE; i = before[i])
		keep[i] = true;
	return RU_OK;
}

static enum ru_side_row_kind loudest(const struct ru_side *side, const struct ru_side_row *row)
{
	enum ru_side_row_kind kind = RU_SIDE_ROW_SAME;

	for (int s = 0; s < 2; s++) {
		if (row->block[s] == RU_NONE)
			continue;
		const struct ru_side_block *block = &side->page[s].blocks[row->block[s]];
		for (uint32_t i = block->first; i < block->last; i++) {
			const struct ru_side_word *word = &side->page[s].words[i];
			enum ru_side_row_kind own = word->mark == RU_SIDE_FACT                    ? RU_SIDE_ROW_FACT
			                            : word->mark == RU_SIDE_CHANGED               ? RU_SIDE_ROW_CHANGED
			                            : word->mark == RU_SIDE_OWN && !word->is_mark ? RU_SIDE_ROW_OWN
			                                                                          : RU_SIDE_ROW_SAME;
			if (own > kind)
				kind = own;
		}
	}
	return kind;
}

/* Beside a paragraph that has much of it, a page's own words are changed words. */
static void mark_changed(struct ru_side_page *page, const struct ru_side_block *block)
{
	uint32_t shared = 0, words = 0;

	for (uint32_t i = block->first; i < block->last; i++) {
		words += !page->words[i].is_mark;
		shared += !page->words[i].is_mark && page->words[i].mark == RU_SIDE_SHARED;
	}
	if (shared < 1 + words / 3)
		return;
	for (uint32_t i = block->first; i < block->last; i++) {
		struct ru_side_word *word = &page->words[i];
		bool inner = i > block->first && word[-1].mark == RU_SIDE_CHANGED && i + 1 < block->last &&
		             word[1].mark == RU_SIDE_OWN;
		if (word->mark == RU_SIDE_OWN && (!word->is_mark || inner))
			word->mark = RU_SIDE_CHANGED;
	}
}

static void put_row(struct ru_side *side, uint32_t a, uint32_t b, bool paired)
{
	struct ru_side_row *row = &side->rows[side->row_count++];

	*row = (struct ru_side_row){.block = {a, b}, .paired = paired};
	if (paired) {
		mark_changed(&side->page[0], &side->page[0].blocks[a]);
		mark_changed(&side->page[1], &side->page[1].blocks[b]);
	}
	row->kind = loudest(side, row);
}

/* Blocks without a partner: beside each other for want of room, but not as a pair. */
static void put_gap(struct ru_side *side, uint32_t from[2], const uint32_t to[2])
{
	while (from[0] < to[0] || from[1] < to[1]) {
		uint32_t a = from[0] < to[0] ? from[0]++ : RU_NONE;
		uint32_t b = from[1] < to[1] ? from[1]++ : RU_NONE;
		put_row(side, a, b, false);
	}
}

int ru_side_make_rows(struct ru_side *side)
{
	uint32_t counts[2] = {side->page[0].block_count, side->page[1].block_count};
	bool *keep = ru_arena_get(&side->arena, (size_t)counts[0] + 1, sizeof *keep);
	uint32_t at[2] = {0, 0};

	side->rows = ru_arena_get(&side->arena, (size_t)counts[0] + counts[1] + 1, sizeof *side->rows);
	if (keep == NULL || side->rows == NULL || choose_order(side, keep) != RU_OK)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < counts[0]; i++) {
		uint32_t to[2] = {i, side->page[0].blocks[i].beside};
		if (!keep[i])
			continue;
		put_gap(side, at, to);
		put_row(side, i, to[1], true);
		at[0] = i + 1;
		at[1] = to[1] + 1;
	}
	put_gap(side, at, counts);
	return RU_OK;
}
