/* SPDX-License-Identifier: Apache-2.0 */
/* Normalised words to winnowed fingerprints, and the pages of a pile with both.
 *
 * Winnowing: Schleimer, Wilkerson, Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003. */
#include "base/hash.h"
#include "base/sort.h"
#include "match/copy_pair.h"

enum { SHORT_PAGE = 240 }; /* shingles below which a page is short */

/* A word's share of the shingles it stands in. */
static uint64_t spread(uint32_t hash) { return (hash + UINT64_C(1)) * UINT64_C(0x9E3779B97F4A7C15); }

static uint64_t turn(uint64_t value, unsigned bits) { return bits == 0 ? value : value << bits | value >> (64 - bits); }

/* Words in their order: each share turned by its place, then mixed. */
static uint64_t finish_gram(uint64_t sum)
{
	sum = (sum ^ sum >> 32) * UINT64_C(0xD6E8FEB86659FD93);
	sum = (sum ^ sum >> 32) * UINT64_C(0xFF51AFD7ED558CCD);
	return sum ^ sum >> 29;
}

uint64_t ru_gram(const struct ru_shared_word *words, uint32_t n)
{
	uint64_t sum = n;

	for (uint32_t i = 0; i < n; i++)
		sum += turn(spread(words[i].hash), 11 * i % 64);
	return finish_gram(sum);
}

static int push_u64(struct ru_vec *out, uint64_t value)
{
	uint64_t *item = ru_vec_push_raw(out);
	if (item == NULL)
		return RU_ENOMEM;
	*item = value;
	return 0;
}

/* Sort the numbers of *vec upwards and drop repeats. */
static int unique_u64(struct ru_vec *vec, const struct ru_alloc *al)
{
	uint64_t *item = vec->ptr;
	if (vec->len == 0)
		return 0;
	int status = ru_sort_u64(item, vec->len, al);
	if (status != 0)
		return status;
	size_t kept = 1;
	for (size_t i = 1; i < vec->len; i++) {
		if (item[i] != item[kept - 1])
			item[kept++] = item[i];
	}
	vec->len = kept;
	return 0;
}

/* Shingles of a window: short pages get smaller windows, since an edit or two leaves no long run in them. What a larger
 * window picks a smaller one picks as well, so that pages with different windows still meet. */
static uint32_t window_of(uint32_t grams)
{
	return grams >= SHORT_PAGE ? RU_WINDOW : grams >= SHORT_PAGE / 2 ? RU_WINDOW / 2 : RU_WINDOW / 4;
}

/* The place of the smallest of the last `window` values, the last of equal ones. */
static uint32_t least_of(const uint64_t value[RU_WINDOW], uint32_t last, uint32_t window)
{
	uint32_t at = last - window + 1;

	for (uint32_t i = at + 1; i <= last; i++)
		at = value[i % RU_WINDOW] <= value[at % RU_WINDOW] ? i : at;
	return at;
}

/* Keeps the smallest shingle of each window, the last of equal ones. Mostly it stays the same one from window to
 * window; when it leaves, the window is gone through for the next. */
int ru_winnow_raw(const struct ru_shared_word *words, uint32_t count, struct ru_vec *out)
{
	if (count < RU_GRAM)
		return 0;
	uint64_t value[RU_WINDOW], share[RU_GRAM], least = UINT64_MAX;
	uint32_t grams = count - RU_GRAM + 1, window = window_of(grams), first = grams < window ? grams : window;
	uint32_t at = 0, last = RU_NONE;
	for (uint32_t i = 0; i < RU_GRAM - 1; i++)
		share[i + 1] = spread(words[i].hash);
	for (uint32_t i = 0; i < grams; i++) {
		for (uint32_t k = 0; k + 1 < RU_GRAM; k++)
			share[k] = share[k + 1];
		share[4] = spread(words[i + 4].hash);
		uint64_t hash = finish_gram(RU_GRAM + share[0] + turn(share[1], 11) + turn(share[2], 22) +
		                            turn(share[3], 33) + turn(share[4], 44));
		value[i % RU_WINDOW] = hash;
		if (hash <= least) {
			least = hash;
			at = i;
		} else if (i - at >= window) {
			at = least_of(value, i, window);
			least = value[at % RU_WINDOW];
		}
		if (i + 1 < first || at == last)
			continue;
		last = at;
		int status = push_u64(out, least);
		if (status != 0)
			return status;
	}
	return 0;
}
_Static_assert(RU_GRAM == 5 && RU_WINDOW % 4 == 0, "ru_winnow() unrolls a shingle of five words");

int ru_winnow(const struct ru_shared_word *words, uint32_t count, struct ru_vec *out, const struct ru_alloc *al)
{
	int status = ru_winnow_raw(words, count, out);

	return status == 0 ? unique_u64(out, al) : status;
}

int ru_word_pairs(const struct ru_shared_word *words, uint32_t count, struct ru_vec *out)
{
	for (uint32_t i = 0; i + 1 < count; i++) {
		const struct ru_shared_word *w = &words[i];
		/* short words are common ones: "di rumah" says little, and leaving them out saves half of the memory */
		if ((w[0].flags & w[1].flags & RU_SHARED_CLEAN) == 0 || w[0].len + w[1].len < 10)
			continue;
		int status = push_u64(out, ru_gram(w, 2));
		if (status != 0)
			return status;
	}
	return 0;
}

struct reader {
	struct ru_pile *pile;
	struct ru_vec *words, *numbers, *hashes; /* one a worker */
};

/* The page's own address. A mirror that kept the original's <link rel=canonical> names another site by it: the article
 * holds that as a credit, and the page's own address is the one it was fetched from, where that is known. */
uint64_t ru_url_key(const struct ru_article *article)
{
	struct ru_str url = article->canonical.len > 0 ? article->canonical : article->url;
	for (uint32_t i = 0; i < article->credit_count; i++) {
		if (ru_str_eq(article->credits[i].cue, RU_S("canonical")))
			url = article->url;
	}
	return url.len > 0 ? ru_hash64(url) : 0;
}

int ru_text_key(const struct ru_shared_word *words, uint32_t count, struct ru_vec *numbers, uint32_t *clean,
                struct ru_hash128 *key)
{
	ru_vec_clear(numbers);
	for (uint32_t i = 0; i < count; i++) {
		if ((words[i].flags & RU_SHARED_CLEAN) == 0)
			continue;
		uint32_t *number = ru_vec_push_raw(numbers);
		if (number == NULL)
			return RU_ENOMEM;
		*number = words[i].hash;
	}
	*clean = (uint32_t)numbers->len;
	*key = ru_hash128((struct ru_str){numbers->ptr, numbers->len * sizeof(uint32_t)});
	return 0;
}

static int fill_page(struct ru_shared_page *page, const struct ru_article *article, struct ru_vec *words,
                     struct ru_vec *numbers, struct ru_vec *hashes, struct ru_arena *arena, const struct ru_alloc *al)
{
	void *copy = NULL;
	int status = ru_shared_words(article, words);
	if (status == 0)
		status = ru_vec_copy(words, arena, &copy);
	if (status != 0)
		return status;
	page->text = article->text;
	page->words = copy;
	page->count = (uint32_t)words->len;
	page->url = ru_url_key(article);
	status = ru_text_key(page->words, page->count, hashes, &page->clean, &page->all);
	if (status != 0)
		return status;
	ru_vec_clear(numbers);
	status = ru_winnow(page->words, page->count, numbers, al);
	if (status == 0)
		status = ru_vec_copy(numbers, arena, &copy);
	if (status != 0)
		return status;
	page->prints = copy;
	page->print_count = (uint32_t)numbers->len;
	ru_vec_clear(numbers);
	status = ru_word_pairs(page->words, page->count, numbers);
	if (status == 0)
		status = unique_u64(numbers, al);
	if (status == 0)
		status = ru_vec_copy(numbers, arena, &copy);
	if (status != 0)
		return status;
	page->pairs = copy;
	page->pair_count = (uint32_t)numbers->len;
	return 0;
}

static int read_page(void *ctx, size_t index, unsigned worker)
{
	struct reader *r = ctx;
	const struct ru_match_options *options = r->pile->options;
	if (ru_cancelled(options->cancel))
		return RU_ECANCEL;
	ru_vec_clear(&r->words[worker]);
	ru_vec_clear(&r->numbers[worker]);
	return fill_page(&r->pile->pages[index], r->pile->docs[index].article, &r->words[worker], &r->numbers[worker],
	                 &r->hashes[worker], &r->pile->arenas[worker], options->al);
}

int ru_pile_init(struct ru_pile *pile, const struct ru_doc *docs, uint32_t count,
                 const struct ru_match_options *options)
{
	const struct ru_alloc *al = options->al;
	unsigned workers = options->threads > 1 ? options->threads : 1;
	int status = RU_ENOMEM;
	*pile = (struct ru_pile){docs, NULL, count, NULL, workers, options};
	struct reader r = {pile, NULL, NULL, NULL};
	pile->pages = ru_alloc_zero(al, (size_t)count + 1, sizeof(*pile->pages));
	pile->arenas = ru_alloc_zero(al, workers, sizeof(*pile->arenas));
	r.words = ru_alloc_zero(al, workers, sizeof(*r.words));
	r.numbers = ru_alloc_zero(al, workers, sizeof(*r.numbers));
	r.hashes = ru_alloc_zero(al, workers, sizeof(*r.hashes));
	for (unsigned i = 0; i < workers && pile->arenas != NULL; i++)
		ru_arena_init(&pile->arenas[i], al);
	if (pile->pages == NULL || pile->arenas == NULL || r.words == NULL || r.numbers == NULL || r.hashes == NULL)
		goto err1;
	for (unsigned i = 0; i < workers; i++) {
		ru_vec_init(&r.words[i], al, sizeof(struct ru_shared_word), 0);
		ru_vec_init(&r.numbers[i], al, sizeof(uint64_t), 0);
		ru_vec_init(&r.hashes[i], al, sizeof(uint32_t), 0);
	}
	status = ru_parallel(workers, count, read_page, &r, al);
	for (unsigned i = 0; i < workers; i++) {
		ru_vec_release(&r.words[i]);
		ru_vec_release(&r.numbers[i]);
		ru_vec_release(&r.hashes[i]);
	}
err1:
	ru_alloc_free(al, r.words);
	ru_alloc_free(al, r.numbers);
	ru_alloc_free(al, r.hashes);
	if (status != 0)
		ru_pile_release(pile);
	return status;
}

void ru_pile_release(struct ru_pile *pile)
{
	if (pile->arenas != NULL) {
		for (unsigned i = 0; i < pile->arena_count; i++)
			ru_arena_release(&pile->arenas[i]);
	}
	ru_alloc_free(pile->options->al, pile->arenas);
	ru_alloc_free(pile->options->al, pile->pages);
	pile->pages = NULL;
	pile->arenas = NULL;
	pile->count = 0;
}
