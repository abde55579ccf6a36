/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as text: folding keeps its bound and equals its hash, words and sentences cover the text in order, stems
 * and languages answer. */
#include "base/hash.h"
#include "pack/pack.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "text/words.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static struct ru_packs *packs;

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void fold(struct ru_str text)
{
	struct ru_buf once, bare;
	ru_buf_init(&once, ru_alloc_default(), 0);
	ru_buf_init(&bare, ru_alloc_default(), 0);
	ru_fold(&once, text);
	ru_fold_bare(&bare, text);
	require(once.len <= 3 * text.len + 16);
	require(ru_utf8_valid(ru_buf_str(&once)) && ru_utf8_valid(ru_buf_str(&bare)));
	require(ru_fold_hash(text) == ru_hash64(ru_buf_str(&once)));
	ru_buf_release(&bare);
	ru_buf_release(&once);
}

static void cut(struct ru_str text)
{
	const struct ru_pack *pack = ru_packs_find(packs, RU_S("id"));
	struct ru_vec words, ranges;
	uint32_t at = 0, next = 0;
	ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
	ru_vec_init(&ranges, ru_alloc_default(), sizeof(struct ru_sentence_range), 0);
	require(ru_words(text, &words) == 0);
	for (size_t i = 0; i < words.len; i++) {
		const struct ru_word *word = RU_VEC_AT(&words, struct ru_word, i);
		require(word->begin >= at && word->end > word->begin && word->end <= text.len);
		at = word->end;
		(void)ru_pack_stem_hash(pack, ru_str_cut(text, word->begin, word->end));
	}
	require(ru_sentences(text, words.ptr, words.len, NULL, &ranges) == 0);
	for (size_t i = 0; i < ranges.len; i++) {
		const struct ru_sentence_range *range = RU_VEC_AT(&ranges, struct ru_sentence_range, i);
		require(range->first == next && range->last > range->first);
		next = range->last;
	}
	require(next == words.len);
	ru_vec_release(&ranges);
	ru_vec_release(&words);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct ru_str text = {(const char *)bytes, size};
	if (packs == NULL && ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL) != 0)
		return 0;
	fold(text);
	cut(text);
	return 0;
}
