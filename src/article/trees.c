/* SPDX-License-Identifier: Apache-2.0 */
/* The trees of the block model for several rows at once: one instruction asks a question of all of them.
 *
 * Fed rows turned over, feature by feature, gives each row the sum of the leaves that it falls on. Where the processor
 * has AVX2 a leaf is looked up for all rows at once too; both ways give the same sums. */
#include "article/block_model.h"

#include "base/wide.h"

enum { LANES_BYTES = RU_TREE_ROWS * sizeof(int16_t) };

/* A number for each row. */
typedef int16_t lanes __attribute__((vector_size(LANES_BYTES)));

void ru_trees_add_plain(const struct ru_tree *tree, uint32_t count, int16_t row[][RU_TREE_ROWS],
                        int32_t sum[RU_TREE_ROWS])
{
	for (; count > 0; count--, tree++) {
		lanes leaf = {0}, value;

		for (int k = 0; k < RU_TREE_DEPTH; k++) {
			memcpy(&value, row[tree->feature[k]], sizeof(value));
			leaf |= (value > tree->above[k]) & (int16_t)(1 << k);
		}
		for (int r = 0; r < RU_TREE_ROWS; r++)
			sum[r] += tree->leaf[leaf[r]];
	}
}

#if RU_HAVE_AVX2
enum { BLOCK = 8 };

/* Eight features from f on of eight rows, from row r on. */
static void turn_block(const struct ru_features *const row[RU_TREE_ROWS], int r, int f, int16_t out[][RU_TREE_ROWS])
{
	__m128i a[BLOCK], b[BLOCK];

	for (int k = 0; k < BLOCK; k++)
		a[k] = _mm_loadu_si128((const void *)(row[r + k]->f + f));
	for (int k = 0; k < BLOCK; k += 2) {
		b[k] = _mm_unpacklo_epi16(a[k], a[k + 1]);
		b[k + 1] = _mm_unpackhi_epi16(a[k], a[k + 1]);
	}
	for (int k = 0; k < BLOCK; k += 4)
		for (int half = 0; half < 2; half++) {
			a[k + 2 * half] = _mm_unpacklo_epi32(b[k + half], b[k + half + 2]);
			a[k + 2 * half + 1] = _mm_unpackhi_epi32(b[k + half], b[k + half + 2]);
		}
	for (int k = 0; k < BLOCK / 2; k++) {
		_mm_storeu_si128((void *)(out[f + 2 * k] + r), _mm_unpacklo_epi64(a[k], a[k + 4]));
		_mm_storeu_si128((void *)(out[f + 2 * k + 1] + r), _mm_unpackhi_epi64(a[k], a[k + 4]));
	}
}

void ru_rows_turn(const struct ru_features *rows, uint32_t count, int16_t out[][RU_TREE_ROWS])
{
	const struct ru_features *row[RU_TREE_ROWS];

	for (uint32_t r = 0; r < RU_TREE_ROWS; r++)
		row[r] = rows + (r < count ? r : 0);
	for (int r = 0; r < RU_TREE_ROWS; r += BLOCK) {
		for (int f = 0; f + BLOCK <= RU_FEATURE_COUNT; f += BLOCK)
			turn_block(row, r, f, out);
		turn_block(row, r, RU_FEATURE_COUNT - BLOCK, out);
	}
}

/* Half of the leaves, in both halves of a register. */
RU_AVX2 static inline __m256i leaves(const int16_t *leaf)
{
	return _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)leaf));
}

/* What a tree adds to the rows from r on: of 16 leaves of two bytes, which are two tables of 16 bytes, the questions
 * build the places of both bytes of a leaf, and the last one says in which of the tables. */
RU_AVX2 static inline __m256i leaf_of(const __m256i above[RU_TREE_DEPTH], const int16_t *const row[RU_TREE_DEPTH],
                                      int r, __m256i low, __m256i high)
{
	__m256i place = _mm256_set1_epi16(0x0100), yes = place;

	for (int k = 0; k < RU_TREE_DEPTH; k++) {
		yes = _mm256_cmpgt_epi16(_mm256_loadu_si256((const void *)(row[k] + r)), above[k]);
		if (k < 3)
			place =
			    _mm256_or_si256(place, _mm256_and_si256(yes, _mm256_set1_epi16((int16_t)(0x0202 << k))));
	}
	return _mm256_blendv_epi8(_mm256_shuffle_epi8(low, place), _mm256_shuffle_epi8(high, place), yes);
}

RU_AVX2 static void add_avx2(const struct ru_tree *tree, uint32_t count, int16_t row[][RU_TREE_ROWS],
                             int32_t sum[RU_TREE_ROWS])
{
	__m256i total[4];

	for (int i = 0; i < 4; i++)
		total[i] = _mm256_loadu_si256((const void *)(sum + 8 * i));
	for (; count > 0; count--, tree++) {
		__m256i above[RU_TREE_DEPTH], low = leaves(tree->leaf), high = leaves(tree->leaf + 8);
		const int16_t *asked[RU_TREE_DEPTH];

		for (int k = 0; k < RU_TREE_DEPTH; k++) {
			above[k] = _mm256_set1_epi16(tree->above[k]);
			asked[k] = row[tree->feature[k]];
		}
		for (int i = 0; i < 2; i++) {
			__m256i leaf = leaf_of(above, asked, 16 * i, low, high);

			total[2 * i] =
			    _mm256_add_epi32(total[2 * i], _mm256_cvtepi16_epi32(_mm256_castsi256_si128(leaf)));
			total[2 * i + 1] = _mm256_add_epi32(total[2 * i + 1],
			                                    _mm256_cvtepi16_epi32(_mm256_extracti128_si256(leaf, 1)));
		}
	}
	for (int i = 0; i < 4; i++)
		_mm256_storeu_si256((void *)(sum + 8 * i), total[i]);
}
#else
void ru_rows_turn(const struct ru_features *rows, uint32_t count, int16_t out[][RU_TREE_ROWS])
{
	for (uint32_t r = 0; r < RU_TREE_ROWS; r++)
		for (int f = 0; f < RU_FEATURE_COUNT; f++)
			out[f][r] = rows[r < count ? r : 0].f[f];
}
#endif

void ru_trees_add(const struct ru_tree *tree, uint32_t count, int16_t row[][RU_TREE_ROWS], int32_t sum[RU_TREE_ROWS])
{
#if RU_HAVE_AVX2
	if (RU_TREE_DEPTH == 4 && RU_TREE_ROWS == 32 && ru_has_avx2()) {
		add_avx2(tree, count, row, sum);
		return;
	}
#endif
	ru_trees_add_plain(tree, count, row, sum);
}
