/* SPDX-License-Identifier: Apache-2.0 */
/* Pages a second of finding copies, over piles that double, beside the plain reading of the same words: the ratio stays
 * about the same where the work grows with the pile and not with its square.
 *
 *     bench_match [PAGES]     largest pile; 20,000 without PAGES. One page in five is a copy of an earlier one, one
 * word in thirty changed. */
#include "match/match.h"
#include "match/pile.h"

#include "base/hash.h"

enum { WORDS = 300 };

static uint64_t now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

static void write_page(struct ru_buf *buf, uint64_t page)
{
	bool copy = page > 10 && page % 5 == 0;
	uint64_t seed = copy ? ru_hash_mix(7, page) % page : page;
	for (uint64_t i = 0; i < WORDS; i++) {
		uint64_t word = ru_hash_mix(ru_hash_mix(1, seed), i);
		if (copy && ru_hash_mix(page, i) % 30 == 0)
			word = ru_hash_mix(page, i);
		/* a few words are common, most are not */
		uint64_t rank = word % 3 == 0 ? word >> 8 & 63 : word >> 8 & 0xFFFF;
		ru_buf_print(buf, "%c%c%c%c%s ", 'a' + (char)(rank & 15), 'e' + (char)(rank >> 4 & 3),
		             'k' + (char)(rank >> 6 & 7), 'a' + (char)(rank >> 9 & 15),
		             rank >> 13 & 1   ? "nya"
		             : rank >> 14 & 1 ? "kan"
		                              : "an");
	}
}

static int make_page(struct ru_doc *doc, uint64_t page, struct ru_arena *arena)
{
	struct ru_buf buf;
	struct ru_article *article = ru_arena_get(arena, 1, sizeof(*article));
	struct ru_block *block = ru_arena_get(arena, 1, sizeof(*block));
	if (article == NULL || block == NULL)
		return RU_ENOMEM;
	ru_buf_init(&buf, ru_alloc_default(), 0);
	write_page(&buf, page);
	int status = ru_buf_status(&buf);
	if (status == 0)
		status = ru_arena_copy(arena, ru_buf_str(&buf), &article->text);
	ru_buf_release(&buf);
	uint32_t end = (uint32_t)article->text.len;
	*block = (struct ru_block){RU_BLOCK_BODY, {0, end}, {0, end}, {0, end, 0}, RU_NONE};
	article->blocks = block;
	article->block_count = 1;
	article->clean = article->text;
	article->map = RU_MAP_IDENTITY;
	doc->article = article;
	return status;
}

static int measure(const struct ru_doc *docs, uint32_t count)
{
	struct ru_match_options options = {ru_alloc_default(), 1, NULL};
	struct ru_copies copies;
	struct ru_pile pile;
	struct ru_arena arena;
	ru_arena_init(&arena, options.al);
	uint64_t start = now_us();
	int status = ru_pile_init(&pile, docs, count, &options);
	if (status != 0)
		return status;
	ru_pile_release(&pile);
	uint64_t read = now_us() - start;
	start = now_us();
	status = ru_match_copies(&copies, docs, count, &options, &arena, NULL);
	uint64_t found = now_us() - start;
	if (status == 0)
		printf("%8u pages  %8u copies  %7.0f pages/s  %5.2f times reading the words  %zu MB held\n", count,
		       copies.count, count * 1e6 / (double)(found + 1), (double)found / (double)(read + 1),
		       arena.held >> 20);
	ru_arena_release(&arena);
	return status;
}

int main(int argc, char **argv)
{
	uint64_t most = 20000;
	struct ru_arena arena;
	if (argc > 1 && (!ru_str_to_u64(ru_str_from(argv[1]), &most) || most < 10 || most > 2000000))
		return 2;
	ru_arena_init(&arena, ru_alloc_default());
	struct ru_doc *docs = ru_arena_get(&arena, most, sizeof(*docs));
	int status = docs == NULL ? RU_ENOMEM : 0;
	for (uint64_t i = 0; i < most && status == 0; i++)
		status = make_page(&docs[i], i, &arena);
	for (uint64_t n = most / 8 > 0 ? most / 8 : 1; n <= most && status == 0; n *= 2)
		status = measure(docs, (uint32_t)n);
	ru_arena_release(&arena);
	return status == 0 ? 0 : 1;
}
