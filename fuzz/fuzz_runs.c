/* SPDX-License-Identifier: Apache-2.0 */
/* What large piles keep on disk: files of frames, records of articles, of pairs, of copies and of what sentences told
 * again are found by, the filter of texts. Any
 * bytes: no crash, and what is read has its ranges inside the text. Also fingerprints: a run of words that two pages
 * share leaves one in both. */
#include "base/file.h"
#include "match/external/inner.h"
#include "match/seen.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(bool good)
{
	if (!good)
		abort();
}

static void article_record(struct ru_str bytes)
{
	struct ru_kept kept;

	ru_kept_init(&kept, ru_alloc_default());
	if (bytes.len > 0 && ru_kept_read(&kept, bytes) == 0 && ru_kept_words(&kept) == 0) {
		for (uint32_t i = 0; i < kept.page.count; i++) {
			const struct ru_shared_word *word = &kept.page.words[i];
			struct ru_span span;
			check((size_t)word->begin + word->len <= kept.article.text.len);
			(void)ru_article_span(&kept.article, (struct ru_range){word->begin, word->begin + word->len},
			                      &span);
		}
	}
	ru_kept_release(&kept);
}

static void pair_record(struct ru_str bytes)
{
	struct ru_pair pair;
	struct ru_str id_a, id_b;
	struct ru_crowd crowd;
	struct ru_copy copy;
	struct ru_arena arena;

	ru_arena_init(&arena, ru_alloc_default());
	ru_crowd_init(&crowd, ru_alloc_default());
	if (ru_found_read(&pair, &id_a, &id_b, bytes, &arena) == 0)
		check(ru_pair_judge(&copy, &pair, &crowd, &arena) == 0);
	ru_crowd_release(&crowd);
	ru_arena_release(&arena);
}

/* What is read and written again is the same. */
static void copy_record(struct ru_str bytes)
{
	struct ru_told told, again;
	struct ru_arena arena;
	struct ru_buf out;
	struct ru_vec seen;

	ru_arena_init(&arena, ru_alloc_default());
	ru_buf_init(&out, ru_alloc_default(), 0);
	ru_vec_init(&seen, ru_alloc_default(), sizeof(uint32_t), 0);
	if (ru_told_read(&told, bytes, &arena) == 0) {
		struct ru_article *articles = ru_arena_get(&arena, told.pages, sizeof(*articles));
		struct ru_doc *docs = ru_arena_get(&arena, told.pages, sizeof(*docs));
		for (uint32_t i = 0; i < told.pages; i++) {
			articles[i].id = told.id[i];
			docs[i].article = &articles[i];
		}
		check(ru_told_write(&out, &told.copy, docs, told.rank, &seen) == 0);
		check(ru_told_read(&again, ru_buf_str(&out), &arena) == 0);
		check(again.copy.words == told.copy.words && again.copy.passage_count == told.copy.passage_count &&
		      again.copy.evidence_count == told.copy.evidence_count && again.rank[1] == told.rank[1]);
	}
	ru_vec_release(&seen);
	ru_buf_release(&out);
	ru_arena_release(&arena);
}

/* Two pages with this sheet are compared; what is read and written again is the same. */
static void sheet_record(struct ru_str bytes)
{
	struct ru_copy copy = {.a = 0, .b = 1}, translation = copy;
	struct ru_reteller *reteller;
	struct ru_sheet sheet, again;
	struct ru_arena arena;
	struct ru_buf out;
	struct ru_str id;

	ru_arena_init(&arena, ru_alloc_default());
	ru_buf_init(&out, ru_alloc_default(), 0);
	if (ru_sheet_get(&sheet, &id, bytes, &arena) == 0) {
		ru_sheet_write(&out, &sheet, id);
		check(ru_sheet_get(&again, &id, ru_buf_str(&out), &arena) == 0);
		check(again.count == sheet.count && again.mark_count == sheet.mark_count);
		check(ru_reteller_new(&reteller, ru_alloc_default()) == 0);
		check(ru_retell_translation(reteller, &translation, &sheet, &again, &arena) == 0);
		check(ru_retell_rewritten(reteller, &copy, &sheet, &again, &arena) == 0);
		ru_reteller_free(reteller);
	}
	ru_buf_release(&out);
	ru_arena_release(&arena);
}

/* The bytes as a file of frames and as a filter. */
static void files(struct ru_str bytes)
{
	char path[] = "/tmp/runut-fuzz-XXXXXX";
	struct ru_spill *spill;
	struct ru_seen *seen;
	struct ru_buf frame;
	int fd = mkstemp(path);

	if (fd < 0)
		return;
	check(write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
	if (ru_seen_load(&seen, path, ru_alloc_default(), NULL) == 0)
		ru_seen_free(seen);
	(void)unlink(path);
	if (ru_spill_take(&spill, fd, "bytes", ru_alloc_default(), NULL) != 0)
		return;
	ru_buf_init(&frame, ru_alloc_default(), 0);
	for (uint64_t at = ru_spill_begin(spill); ru_spill_get(spill, at, &frame, &at, NULL) == 0;) {
		article_record(ru_buf_str(&frame));
		pair_record(ru_buf_str(&frame));
		copy_record(ru_buf_str(&frame));
		sheet_record(ru_buf_str(&frame));
	}
	ru_buf_release(&frame);
	ru_spill_close(spill);
}

/* The words as one page, and all but the first third of them as another. */
static void fingerprints(struct ru_str text)
{
	struct ru_block block = {RU_BLOCK_BODY, {0, (uint32_t)text.len}, {0, (uint32_t)text.len}, {0, 0, 0}, RU_NONE};
	struct ru_article article = {.text = text, .map = RU_MAP_IDENTITY, .blocks = &block, .block_count = 1};
	struct ru_vec words, one, two;
	size_t shared = 0;

	ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_shared_word), 0);
	ru_vec_init(&one, ru_alloc_default(), sizeof(uint64_t), 0);
	ru_vec_init(&two, ru_alloc_default(), sizeof(uint64_t), 0);
	check(ru_shared_words(&article, &words) == 0);
	uint32_t count = (uint32_t)words.len, from = count / 3;
	for (uint32_t i = 0; i < count; i++) {
		const struct ru_shared_word *word = RU_VEC_AT(&words, struct ru_shared_word, i);
		check(word->len > 0 && (size_t)word->begin + word->len <= text.len);
		check(i == 0 || word->begin >= word[-1].begin + word[-1].len);
	}
	if (count - from >= RU_GRAM + RU_WINDOW - 1) {
		const struct ru_shared_word *first = words.ptr;
		check(ru_winnow(first, count, &one, ru_alloc_default()) == 0);
		check(ru_winnow(first + from, count - from, &two, ru_alloc_default()) == 0);
		for (size_t i = 0, k = 0; i < one.len && k < two.len;) {
			uint64_t x = *RU_VEC_AT(&one, uint64_t, i), y = *RU_VEC_AT(&two, uint64_t, k);
			shared += x == y;
			i += x <= y;
			k += y <= x;
		}
		check(shared > 0);
	}
	ru_vec_release(&words);
	ru_vec_release(&one);
	ru_vec_release(&two);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct ru_str rest = {(const char *)bytes + 1, len - 1};

	if (len == 0 || len > 1 << 16)
		return 0;
	switch (bytes[0] % 5) {
	case 0:
		files(rest);
		break;
	case 1:
		article_record(rest);
		break;
	case 2:
		pair_record(rest);
		break;
	case 3:
		fingerprints(rest);
		break;
	default:
		copy_record(rest);
		sheet_record(rest);
	}
	return 0;
}
