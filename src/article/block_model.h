/* SPDX-License-Identifier: Apache-2.0 */
/* The block model (packs/all/blocks.model): is a line part of the article's text?
 *
 * Two sums of small trees that ask the same question of a row of features at each level (oblivious trees; Kohavi 1994,
 * Prokhorenkova et al. 2018), the second with the scores of the first for the line and those around (stacking in the
 * manner of Kou & Cohen 2007; the second decides), and two tables of weights: words in class names, and words of the
 * line. Trained by tools/train_blocks.py, which also tells the layout of the file. Integers only. Private to article/.
 */
#ifndef RU_ARTICLE_BLOCK_MODEL_H
#define RU_ARTICLE_BLOCK_MODEL_H

#include "article/features.h"
#include "base/fetch.h"

/* A tree of a damaged file may ask for any feature that a byte can name: those that there are none of are 0. */
enum { RU_TREE_DEPTH = 4, RU_TREE_ROWS = 32, RU_TREE_FEATURES = 256, RU_NO_TERM = 99 };

struct ru_tree {
	uint8_t feature[RU_TREE_DEPTH];
	int16_t above[RU_TREE_DEPTH]; /* the answer is yes where the feature is greater */
	int16_t leaf[1 << RU_TREE_DEPTH];
};

/* Weights by the hash of a term: open addressing, 16 bits of the hash to tell. */
struct ru_term_table {
	const char *print, *weight;
	uint32_t mask;
};

struct ru_block_model {
	struct ru_term_table classes, words;
	const struct ru_tree *tree;
	uint32_t first, second; /* trees of each look */
	int32_t base[2];
};

/* Read the model out of the packs, into the arena. *found is false where there is none or it was made for other
 * features; then the rules of kinds.c stand alone. */
int ru_block_model_open(struct ru_block_model *out, bool *found, const struct ru_draft *d) RU_MUST_CHECK;
/* The term will be asked for: its place in the table is fetched meanwhile. */
static inline void ru_term_expect(const struct ru_term_table *table, uint32_t term)
{
	ru_fetch(table->print + 2 * (size_t)(term & table->mask));
	ru_fetch(table->weight + (term & table->mask));
}
/* The weight of a term; false, and anything in *weight, where the table does not know it. */
bool ru_term_weight(const struct ru_term_table *table, uint32_t term, int *weight);
/* Add the sums of the trees of a look (0, 1) to the scores of the rows, in 1/256 of a nat. */
void ru_block_scores(const struct ru_block_model *model, int look, const struct ru_features *rows, uint32_t count,
                     int32_t *score);

/* ---- trees.c ---- */
/* Turn count rows, RU_TREE_ROWS at most, feature by feature; the first stands in for those that there are not. */
void ru_rows_turn(const struct ru_features *rows, uint32_t count, int16_t out[][RU_TREE_ROWS]);
/* Add to each row's sum those of its leaves; row[f][r] is feature f of row r. */
void ru_trees_add(const struct ru_tree *tree, uint32_t count, int16_t row[][RU_TREE_ROWS], int32_t sum[RU_TREE_ROWS]);
/* The same without the processor's own instructions, for the tests. */
void ru_trees_add_plain(const struct ru_tree *tree, uint32_t count, int16_t row[][RU_TREE_ROWS],
                        int32_t sum[RU_TREE_ROWS]);

/* ---- terms.c ---- */
enum { RU_LINE_TERMS = 48, RU_VALUE_TERMS = 40 };
/* The terms of a line: its first words, alone and in pairs, as hashes. Returns how many. */
uint32_t ru_line_terms(const struct ru_draft *d, uint32_t line, uint32_t out[RU_LINE_TERMS]);
/* The terms of the value of a class, id, itemprop, rel or role. */
uint32_t ru_value_terms(struct ru_str value, uint32_t out[RU_VALUE_TERMS]);
/* Fill in the features class_own to class_high and term_mean to term_high. */
int ru_terms_read(struct ru_draft *d, const struct ru_block_model *model) RU_MUST_CHECK;

/* ---- scores.c ---- */
/* Fill in the features score to sure_to from the scores of the first look. */
int ru_scores_read(struct ru_draft *d, const int32_t *score) RU_MUST_CHECK;

#endif
