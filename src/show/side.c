/* SPDX-License-Identifier: Apache-2.0 */
/* Marks the words of two pages for showing them side by side; see side.h.
 *
 * Passages come from match and hold small changes: within one the words of both pages are walked together, and where
 * they part the nearest place is sought where two words in a row agree again. The window bounds the work, so that it
 * stays linear on any text. */
#include "show/side.h"

#include "show/html.h"
#include "show/marks.h"

#include "base/hash.h"
#include "text/fold.h"

enum { WINDOW = 24 };

struct marking {
	struct ru_side *side;
	const struct ru_show_compare *compare;
	uint64_t *hash[2];     /* per word, folded */
	uint32_t *block_of[2]; /* per word: block, or RU_NONE */
	uint32_t *best[2];     /* per block: words shared with `beside` */
	uint32_t run[2], run_words;
};

/* ---- words and blocks ---- */

static bool is_shown(const struct ru_block *block)
{
	return block->parent == RU_NONE && block->at.begin != RU_NONE && block->at.begin < block->at.end &&
	       (ru_block_kind_is_read(block->kind) || block->kind == RU_BLOCK_CREDIT);
}

/* First word that ends behind the byte. */
static uint32_t word_at(const struct ru_side_page *page, uint32_t at)
{
	uint32_t low = 0, high = page->word_count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (page->words[mid].end <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static int take_words(struct marking *m, int s)
{
	struct ru_side_page *page = &m->side->page[s];
	struct ru_str text = m->compare->docs[s].article->text;
	struct ru_vec words;

	ru_vec_init(&words, m->side->al, sizeof(struct ru_word), 0);
	int status = ru_words(text, &words);
	if (status == RU_OK) {
		page->word_count = (uint32_t)words.len;
		page->words = ru_arena_get(&m->side->arena, words.len, sizeof *page->words);
		m->hash[s] = ru_arena_get(&m->side->arena, words.len, sizeof(uint64_t));
		m->block_of[s] = ru_arena_get(&m->side->arena, words.len, sizeof(uint32_t));
		if (page->words == NULL || m->hash[s] == NULL || m->block_of[s] == NULL)
			status = RU_ENOMEM;
	}
	for (uint32_t i = 0; status == RU_OK && i < page->word_count; i++) {
		const struct ru_word *word = RU_VEC_AT(&words, struct ru_word, i);
		page->words[i] = (struct ru_side_word){.begin = word->begin,
		                                       .end = word->end,
		                                       .mark = RU_SIDE_OWN,
		                                       .is_mark = word->kind == RU_WORD_PUNCT};
		m->hash[s][i] = ru_fold_hash(ru_str_cut(text, word->begin, word->end));
		m->block_of[s][i] = RU_NONE;
	}
	ru_vec_release(&words);
	return status;
}

static int take_blocks(struct marking *m, int s)
{
	struct ru_side_page *page = &m->side->page[s];
	const struct ru_article *article = m->compare->docs[s].article;

	page->blocks = ru_arena_get(&m->side->arena, article->block_count, sizeof *page->blocks);
	m->best[s] = ru_arena_get(&m->side->arena, article->block_count, sizeof(uint32_t));
	if (page->blocks == NULL || m->best[s] == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < article->block_count; i++) {
		const struct ru_block *block = &article->blocks[i];
		if (!is_shown(block))
			continue;
		uint32_t first = word_at(page, block->at.begin), last = first;
		for (; last < page->word_count && page->words[last].begin < block->at.end; last++)
			m->block_of[s][last] = page->block_count;
		if (first < last)
			page->blocks[page->block_count++] = (struct ru_side_block){first, last, block->kind, RU_NONE};
	}
	return RU_OK;
}

/* ---- which block stands beside which ---- */

static void end_run(struct marking *m)
{
	if (m->run_words > 0 && m->run[0] != RU_NONE && m->run[1] != RU_NONE) {
		for (int s = 0; s < 2; s++) {
			if (m->run_words <= m->best[s][m->run[s]])
				continue;
			m->best[s][m->run[s]] = m->run_words;
			m->side->page[s].blocks[m->run[s]].beside = m->run[1 - s];
		}
	}
	m->run_words = 0;
}

static void note_pair(struct marking *m, uint32_t i, uint32_t j)
{
	uint32_t a = m->block_of[0][i], b = m->block_of[1][j];

	if (m->run_words > 0 && (m->run[0] != a || m->run[1] != b))
		end_run(m);
	m->run[0] = a;
	m->run[1] = b;
	m->run_words++;
}

/* ---- passages ---- */

static void mark_changed(struct ru_side_page *page, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		if (page->words[from].mark == RU_SIDE_OWN)
			page->words[from].mark = page->words[from].is_mark ? RU_SIDE_SHARED : RU_SIDE_CHANGED;
}

static bool same(const struct marking *m, uint32_t i, uint32_t j) { return m->hash[0][i] == m->hash[1][j]; }

/* How many words to pass over on either side until two in a row agree; false where the window holds no such place. */
static bool meet_again(const struct marking *m, const uint32_t at[2], const uint32_t end[2], uint32_t skip[2])
{
	for (uint32_t sum = 1; sum <= WINDOW; sum++) {
		for (uint32_t i = 0; i <= sum; i++) {
			uint32_t a = at[0] + i, b = at[1] + (sum - i);
			if (a >= end[0] || b >= end[1] || !same(m, a, b))
				continue;
			bool last = a + 1 == end[0] && b + 1 == end[1];
			if (!last && (a + 1 >= end[0] || b + 1 >= end[1] || !same(m, a + 1, b + 1)))
				continue;
			skip[0] = i;
			skip[1] = sum - i;
			return true;
		}
	}
	return false;
}

static void mark_passage(struct marking *m, const struct ru_passage *passage)
{
	struct ru_side_page *a = &m->side->page[0], *b = &m->side->page[1];
	uint32_t at[2] = {word_at(a, passage->a.begin), word_at(b, passage->b.begin)};
	uint32_t end[2] = {at[0], at[1]}, skip[2];

	while (end[0] < a->word_count && a->words[end[0]].begin < passage->a.end)
		end[0]++;
	while (end[1] < b->word_count && b->words[end[1]].begin < passage->b.end)
		end[1]++;
	while (at[0] < end[0] && at[1] < end[1]) {
		if (same(m, at[0], at[1])) {
			a->words[at[0]].mark = b->words[at[1]].mark = RU_SIDE_SHARED;
			note_pair(m, at[0]++, at[1]++);
			continue;
		}
		if (!meet_again(m, at, end, skip)) {
			skip[0] = end[0] - at[0] < WINDOW ? end[0] - at[0] : WINDOW;
			skip[1] = end[1] - at[1] < WINDOW ? end[1] - at[1] : WINDOW;
		}
		mark_changed(a, at[0], at[0] + skip[0]);
		mark_changed(b, at[1], at[1] + skip[1]);
		at[0] += skip[0];
		at[1] += skip[1];
	}
	mark_changed(a, at[0], end[0]);
	mark_changed(b, at[1], end[1]);
	end_run(m);
}

static void mark_passages(struct marking *m)
{
	const struct ru_copies *copies = m->compare->copies;

	for (uint32_t i = 0; copies != NULL && i < copies->count; i++) {
		const struct ru_copy *copy = &copies->items[i];
		for (uint32_t k = 0; copy->a == 0 && copy->b == 1 && k < copy->passage_count; k++)
			if (!copy->passages[k].furniture && copy->passages[k].a.begin != RU_NONE)
				mark_passage(m, &copy->passages[k]);
	}
}

/* ---- facts ---- */

static void mark_fact(struct ru_side_page *page, struct ru_range at)
{
	for (uint32_t i = word_at(page, at.begin); i < page->word_count && page->words[i].begin < at.end; i++)
		page->words[i].mark = RU_SIDE_FACT;
}

static uint64_t fact_key(const struct ru_mark *mark)
{
	return ru_hash_mix(ru_hash64(mark->value), (uint64_t)mark->kind);
}

/* A name, date or figure of which a word was changed was changed as a whole, unless the other page tells it elsewhere.
 */
static void mark_changed_facts(struct marking *m, int s, const struct ru_vec *marks, const struct ru_index *others)
{
	struct ru_side_page *page = &m->side->page[s];
	uint32_t number;

	for (size_t i = 0; i < marks->len; i++) {
		const struct ru_mark *mark = RU_VEC_AT(marks, struct ru_mark, i);
		uint32_t end = mark->at.end;
		bool changed = false;
		for (uint32_t k = word_at(page, mark->at.begin); k < page->word_count && page->words[k].begin < end;
		     k++)
			changed |= page->words[k].mark == RU_SIDE_CHANGED;
		if (changed && !ru_index_get(others, fact_key(mark), &number))
			mark_fact(page, mark->at);
	}
}

static int mark_all_facts(struct marking *m)
{
	struct ru_vec marks[2];
	struct ru_index known[2];
	int status = RU_OK;

	for (int s = 0; s < 2; s++) {
		ru_vec_init(&marks[s], m->side->al, sizeof(struct ru_mark), 0);
		ru_index_init(&known[s], m->side->al);
	}
	for (int s = 0; s < 2 && status == RU_OK; s++) {
		if (m->compare->docs[s].facts != NULL)
			status = ru_marks_gather(&marks[s], m->compare->docs[s].facts, m->side->al);
		for (size_t i = 0; status == RU_OK && i < marks[s].len; i++)
			status = ru_index_put(&known[s], fact_key(RU_VEC_AT(&marks[s], struct ru_mark, i)), 0);
	}
	for (int s = 0; s < 2 && status == RU_OK; s++)
		mark_changed_facts(m, s, &marks[s], &known[1 - s]);
	for (int s = 0; s < 2; s++) {
		ru_vec_release(&marks[s]);
		ru_index_release(&known[s]);
	}
	return status;
}

/* What only looks different is no louder than changed words. */
static void soften(struct ru_side_page *page, struct ru_range at)
{
	for (uint32_t i = word_at(page, at.begin); i < page->word_count && page->words[i].begin < at.end; i++)
		if (page->words[i].mark == RU_SIDE_FACT)
			page->words[i].mark = RU_SIDE_CHANGED;
}

/* Where a difference tells of both pages, the paragraphs that tell it belong together, unless shared text says other.
 */
static void mark_difference(struct marking *m, const struct ru_difference *difference, bool differs)
{
	uint32_t at[2] = {RU_NONE, RU_NONE};

	for (uint32_t k = 0; k < difference->telling_count; k++) {
		const struct ru_telling *telling = &difference->tellings[k];
		struct ru_range range;
		if (telling->page > 1 || !ru_quote_find(m->compare->docs[telling->page].article, telling->span, &range))
			continue;
		if (differs)
			mark_fact(&m->side->page[telling->page], range);
		else if (difference->relation == RU_REL_COMPATIBLE || difference->relation == RU_REL_AGREE)
			soften(&m->side->page[telling->page], range);
		uint32_t word = word_at(&m->side->page[telling->page], range.begin);
		if (word < m->side->page[telling->page].word_count)
			at[telling->page] = word;
	}
	if (at[0] != RU_NONE && at[1] != RU_NONE) {
		note_pair(m, at[0], at[1]);
		end_run(m);
	}
}

/* Headlines stand beside each other whatever their words. */
static void pair_headlines(struct marking *m)
{
	const struct ru_side_page *a = &m->side->page[0], *b = &m->side->page[1];

	if (a->block_count == 0 || b->block_count == 0 || a->blocks[0].kind != RU_BLOCK_HEADLINE ||
	    b->blocks[0].kind != RU_BLOCK_HEADLINE)
		return;
	m->run[0] = m->run[1] = 0;
	m->run_words = UINT32_MAX;
	end_run(m);
}

int ru_side_init(struct ru_side *side, const struct ru_show_compare *compare, const struct ru_alloc *al)
{
	struct marking m = {.side = side, .compare = compare};
	int status = RU_OK;

	memset(side, 0, sizeof *side);
	side->al = al;
	ru_arena_init(&side->arena, al);
	for (int s = 0; s < 2 && status == RU_OK; s++) {
		status = take_words(&m, s);
		if (status == RU_OK)
			status = take_blocks(&m, s);
	}
	if (status == RU_OK) {
		pair_headlines(&m);
		mark_passages(&m);
		status = mark_all_facts(&m);
	}
	for (int pass = 0; pass < 2; pass++) { /* what differs last: it is the loudest */
		for (uint32_t i = 0; status == RU_OK && i < compare->count; i++) {
			enum ru_relation relation = compare->differences[i].relation;
			bool differs = relation == RU_REL_DIFFER || relation == RU_REL_UPDATE;
			if (differs == (pass == 1))
				mark_difference(&m, &compare->differences[i], differs);
		}
	}
	if (status == RU_OK)
		status = ru_side_make_rows(side);
	if (status != RU_OK)
		ru_arena_release(&side->arena);
	return status;
}

void ru_side_release(struct ru_side *side) { ru_arena_release(&side->arena); }
