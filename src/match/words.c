/* SPDX-License-Identifier: Apache-2.0 */
/* An article to normalised words and winnowed fingerprints.
 *
 * Winnowing: Schleimer, Wilkerson, Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003. */
#include "base/hash.h"
#include "base/sort.h"
#include "match/copy_pair.h"
#include "text/fold.h"
#include "text/utf8.h"

static uint32_t block_flags(enum ru_block_kind kind)
{
	if (kind == RU_BLOCK_HEADLINE || kind == RU_BLOCK_CAPTION)
		return RU_SHARED_TEXT;
	return kind < RU_BLOCK_CAPTION ? RU_SHARED_TEXT | RU_SHARED_CLEAN : 0;
}

/* Quotation marks that open and close; a straight one does both. Single ones are left out: most of them are
 * apostrophes. */
static void quote_step(uint32_t cp, bool *quoted)
{
	if (cp == 0x22)
		*quoted = !*quoted;
	else if (cp == 0x201C || cp == 0x201E || cp == 0xAB || cp == 0x300C)
		*quoted = true;
	else if (cp == 0x201D || cp == 0xBB || cp == 0x300D || cp == '\n')
		*quoted = false;
}

static int push_word(struct ru_vec *out, struct ru_str text, size_t begin, size_t end, uint32_t flags)
{
	struct ru_shared_word *word = ru_vec_push(out);
	if (word == NULL)
		return ru_vec_full(out) ? RU_ELIMIT : RU_ENOMEM;
	if (end - begin > 0xFFFF)
		end = begin + 0xFFFF;
	uint64_t hash = ru_fold_hash(ru_str_cut(text, begin, end));
	word->hash = (uint32_t)(hash ^ (hash >> 32));
	word->begin = (uint32_t)begin;
	word->len = (uint32_t)(end - begin) & 0xFFFFFFu;
	word->flags = flags & 0xFFu;
	return 0;
}

/* The words of text[begin, end), all with the same block flags. */
static int range_words(struct ru_str text, size_t begin, size_t end, uint32_t flags, struct ru_vec *out)
{
	size_t pos = begin, from = 0, to = 0;
	bool open = false, quoted = false;
	uint32_t broken = RU_SHARED_BREAK;
	int status = 0;
	while (pos < end && status == 0) {
		size_t at = pos;
		uint32_t cp = ru_utf8_next(text, &pos);
		if (ru_char_is_zero_width(cp))
			continue;
		bool alone = ru_char_is_unspaced(cp);
		bool inner = !alone && (ru_char_is_letter(cp) || ru_char_is_digit(cp));
		if (open && !inner) {
			status = push_word(out, text, from, to, flags | broken | (quoted ? RU_SHARED_QUOTED : 0));
			open = false;
			broken = 0;
		}
		if (inner && !open)
			from = at;
		open = inner;
		to = pos;
		if (alone && status == 0) {
			status = push_word(out, text, at, pos, flags | broken | (quoted ? RU_SHARED_QUOTED : 0));
			broken = 0;
		}
		if (cp == '\n')
			broken = RU_SHARED_BREAK;
		quote_step(cp, &quoted);
	}
	if (open && status == 0)
		status = push_word(out, text, from, to, flags | broken | (quoted ? RU_SHARED_QUOTED : 0));
	return status;
}

int ru_shared_words(const struct ru_article *article, struct ru_vec *out)
{
	uint32_t done = 0;
	for (uint32_t i = 0; i < article->block_count; i++) {
		const struct ru_block *block = &article->blocks[i];
		if (block->parent != RU_NONE || block->at.begin < done)
			continue; /* a dateline lies inside its block */
		int status = range_words(article->text, block->at.begin, block->at.end, block_flags(block->kind), out);
		if (status != 0)
			return status;
		done = block->at.end;
	}
	return 0;
}

uint64_t ru_gram(const struct ru_shared_word *words, uint32_t n)
{
	uint64_t hash = n;
	for (uint32_t i = 0; i < n; i++)
		hash = ru_hash_mix(hash, words[i].hash);
	return hash;
}

static int push_u64(struct ru_vec *out, uint64_t value)
{
	uint64_t *item = ru_vec_push(out);
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

/* Keeps the smallest shingle of each window, the last of equal ones. The window's candidates stand in a ring, values
 * rising, so that each shingle enters and leaves once. */
int ru_winnow(const struct ru_shared_word *words, uint32_t count, struct ru_vec *out, const struct ru_alloc *al)
{
	if (count < RU_GRAM)
		return 0;
	uint64_t value[RU_WINDOW] = {0};
	uint32_t where[RU_WINDOW] = {0}, head = 0, len = 0, last = RU_NONE;
	uint32_t grams = count - RU_GRAM + 1, first = grams < RU_WINDOW ? grams : RU_WINDOW;
	for (uint32_t i = 0; i < grams; i++) {
		uint64_t hash = ru_gram(words + i, RU_GRAM);
		while (len > 0 && value[(head + len - 1) % RU_WINDOW] >= hash)
			len--;
		if (len > 0 && where[head] + RU_WINDOW <= i) {
			head = (head + 1) % RU_WINDOW;
			len--;
		}
		value[(head + len) % RU_WINDOW] = hash;
		where[(head + len) % RU_WINDOW] = i;
		len++;
		if (i + 1 < first || where[head] == last)
			continue;
		last = where[head];
		int status = push_u64(out, value[head]);
		if (status != 0)
			return status;
	}
	return unique_u64(out, al);
}

static int word_pairs(const struct ru_shared_page *page, struct ru_vec *out, const struct ru_alloc *al)
{
	for (uint32_t i = 0; i + 1 < page->count; i++) {
		const struct ru_shared_word *w = &page->words[i];
		/* short words are common ones: "di rumah" says little, and leaving them out saves half of the memory */
		if ((w[0].flags & w[1].flags & RU_SHARED_CLEAN) == 0 || w[0].len + w[1].len < 10)
			continue;
		int status = push_u64(out, ru_gram(w, 2));
		if (status != 0)
			return status;
	}
	return unique_u64(out, al);
}

struct reader {
	struct ru_pile *pile;
	struct ru_vec *words, *numbers; /* one a worker */
};

/* The page's own address. A mirror that kept the original's <link rel=canonical> names another site by it: the article
 * holds that as a credit, and the page's own address is the one it was fetched from, where that is known. */
static uint64_t url_hash(const struct ru_article *article)
{
	struct ru_str url = article->canonical.len > 0 ? article->canonical : article->url;
	for (uint32_t i = 0; i < article->credit_count; i++) {
		if (ru_str_eq(article->credits[i].cue, RU_S("canonical")))
			url = article->url;
	}
	return url.len > 0 ? ru_hash64(url) : 0;
}

static int fill_page(struct ru_shared_page *page, const struct ru_article *article, struct ru_vec *words,
                     struct ru_vec *numbers, struct ru_arena *arena, const struct ru_alloc *al)
{
	void *copy = NULL;
	int status = ru_shared_words(article, words);
	if (status == 0)
		status = ru_vec_copy(words, arena, &copy);
	if (status != 0)
		return status;
	page->words = copy;
	page->count = (uint32_t)words->len;
	page->url = url_hash(article);
	for (uint32_t i = 0; i < page->count; i++) {
		if ((page->words[i].flags & RU_SHARED_CLEAN) == 0)
			continue;
		uint32_t hash = page->words[i].hash;
		page->clean++;
		status = push_u64(numbers, hash);
		if (status != 0)
			return status;
	}
	page->all = ru_hash128((struct ru_str){numbers->ptr, numbers->len * sizeof(uint64_t)});
	ru_vec_clear(numbers);
	status = ru_winnow(page->words, page->count, numbers, al);
	if (status == 0)
		status = ru_vec_copy(numbers, arena, &copy);
	if (status != 0)
		return status;
	page->prints = copy;
	page->print_count = (uint32_t)numbers->len;
	ru_vec_clear(numbers);
	status = word_pairs(page, numbers, al);
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
	if (options->cancel != NULL && *options->cancel != 0)
		return RU_ECANCEL;
	ru_vec_clear(&r->words[worker]);
	ru_vec_clear(&r->numbers[worker]);
	return fill_page(&r->pile->pages[index], r->pile->docs[index].article, &r->words[worker], &r->numbers[worker],
	                 &r->pile->arenas[worker], options->al);
}

int ru_pile_init(struct ru_pile *pile, const struct ru_doc *docs, uint32_t count,
                 const struct ru_match_options *options)
{
	const struct ru_alloc *al = options->al;
	unsigned workers = options->threads > 1 ? options->threads : 1;
	struct reader r = {pile, NULL, NULL};
	int status = RU_ENOMEM;
	*pile = (struct ru_pile){docs, NULL, count, NULL, workers, options};
	pile->pages = ru_alloc_zero(al, (size_t)count + 1, sizeof(*pile->pages));
	pile->arenas = ru_alloc_zero(al, workers, sizeof(*pile->arenas));
	r.words = ru_alloc_zero(al, workers, sizeof(*r.words));
	r.numbers = ru_alloc_zero(al, workers, sizeof(*r.numbers));
	for (unsigned i = 0; i < workers && pile->arenas != NULL; i++)
		ru_arena_init(&pile->arenas[i], al);
	if (pile->pages == NULL || pile->arenas == NULL || r.words == NULL || r.numbers == NULL)
		goto err1;
	for (unsigned i = 0; i < workers; i++) {
		ru_vec_init(&r.words[i], al, sizeof(struct ru_shared_word), 0);
		ru_vec_init(&r.numbers[i], al, sizeof(uint64_t), 0);
	}
	status = ru_parallel(workers, count, read_page, &r, al);
	for (unsigned i = 0; i < workers; i++) {
		ru_vec_release(&r.words[i]);
		ru_vec_release(&r.numbers[i]);
	}
err1:
	ru_alloc_free(al, r.words);
	ru_alloc_free(al, r.numbers);
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
