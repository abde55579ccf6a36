/* SPDX-License-Identifier: Apache-2.0 */
/* The words of pages, read for evidence of who was first; see readings.h. */
#include "trace/readings.h"

#include "text/words.h"

static bool is_text(enum ru_block_kind kind)
{
	return kind == RU_BLOCK_STANDFIRST || kind == RU_BLOCK_BODY || kind == RU_BLOCK_SUBHEAD ||
	       kind == RU_BLOCK_LIST || kind == RU_BLOCK_QUOTE || kind == RU_BLOCK_TABLE;
}

/* ---- the words of a page ---- */

/* The words of one article, one after the other. */
struct reader {
	const struct ru_article *article;
	struct ru_word_cursor cursor;
	uint32_t block, begin; /* the next block; where the text of this one begins */
};

static uint32_t short_hash(uint64_t hash) { return (uint32_t)(hash ^ hash >> 32); }

/* The next block of running text: it is the one before reader's; false where there is none. */
static bool next_block(struct reader *from)
{
	while (from->block < from->article->block_count) {
		const struct ru_block *block = &from->article->blocks[from->block++];

		if (is_text(block->kind) && block->parent == RU_NONE)
			return true;
	}
	return false;
}

static void open_block(struct reader *from)
{
	const struct ru_block *block = &from->article->blocks[from->block - 1];

	from->begin = block->at.begin;
	ru_word_cursor_init(&from->cursor, ru_str_cut(from->article->text, block->at.begin, block->at.end));
}

static bool next_word(struct reader *from, struct ru_reading_word *out)
{
	struct ru_word word;
	uint64_t hash;

	while (!ru_word_cursor_folded(&from->cursor, &word, &hash)) {
		if (!next_block(from))
			return false;
		open_block(from);
	}
	*out = (struct ru_reading_word){short_hash(hash), from->begin + word.begin, from->begin + word.end};
	return true;
}

static int read_words(struct ru_vec *words, const struct ru_article *article)
{
	struct reader reader = {.article = article};
	struct ru_reading_word word;

	while (next_word(&reader, &word)) {
		struct ru_reading_word *place = ru_vec_push_raw(words);
		if (place == NULL)
			return ru_vec_full(words) ? RU_ELIMIT : RU_ENOMEM;
		*place = word;
	}
	return RU_OK;
}

static int read_page(struct ru_readings *r, uint32_t p, struct ru_vec *words)
{
	struct ru_reading_page *page = &r->pages[p];
	void *copy;
	int status;

	words->len = 0;
	status = read_words(words, r->t->docs[p].article);
	if (status == RU_OK)
		status = ru_vec_copy(words, r->t->scratch, &copy);
	if (status != RU_OK)
		return status;
	page->words = copy;
	page->count = (uint32_t)words->len;
	return RU_OK;
}

/* Count the page once for each of its words. */
static int count_words(struct ru_readings *r, uint32_t p, struct ru_index *seen)
{
	const struct ru_reading_page *page = &r->pages[p];

	for (uint32_t i = 0; i < page->count; i++) {
		uint32_t last, pages = 0;
		int status = ru_index_add(seen, page->words[i].hash, p, &last);

		if (status == 1 && last == p)
			continue;
		if (status == 1)
			status = ru_index_put(seen, page->words[i].hash, p);
		if (status == RU_OK && ru_index_get(&r->word_pages, page->words[i].hash, &pages))
			status = ru_index_put(&r->word_pages, page->words[i].hash, pages + 1);
		else if (status == RU_OK)
			status = ru_index_put(&r->word_pages, page->words[i].hash, 1);
		if (status < 0)
			return status;
	}
	return RU_OK;
}

static int read_pages(struct ru_readings *r)
{
	struct ru_index seen;
	struct ru_vec words;
	int status = RU_OK;
	uint32_t most = 0;

	ru_index_init(&seen, r->t->al);
	ru_vec_init(&words, r->t->al, sizeof(struct ru_reading_word), UINT32_MAX / 2);
	for (uint32_t p = 0; status == RU_OK && p < r->t->count; p++) {
		status = trace_cancelled(r->t->options) ? RU_ECANCEL : read_page(r, p, &words);
		if (status == RU_OK && r->t->options->world == NULL)
			status = count_words(r, p, &seen);
		most = r->pages[p].count > most ? r->pages[p].count : most;
	}
	ru_vec_release(&words);
	ru_index_release(&seen);
	if (status != RU_OK)
		return status;
	r->inside = ru_arena_get(r->t->scratch, most, 1);
	r->changed = ru_arena_get(r->t->scratch, 2 * RU_READING_CHANGED, sizeof(*r->changed));
	return r->inside != NULL && r->changed != NULL ? RU_OK : RU_ENOMEM;
}

/* ---- words inside and outside of passages ---- */

static struct ru_range side(const struct ru_passage *passage, bool of_a) { return of_a ? passage->a : passage->b; }

uint32_t ru_reading_mark(struct ru_readings *r, const struct ru_copy *copy, bool of_a)
{
	const struct ru_reading_page *page = &r->pages[of_a ? copy->a : copy->b];
	uint32_t marked = 0;

	if (page->count > 0)
		memset(r->inside, 0, page->count);
	for (uint32_t i = 0; i < copy->passage_count; i++) {
		struct ru_range at = side(&copy->passages[i], of_a);
		uint32_t low = 0, high = page->count;

		while (low < high) {
			uint32_t middle = low + (high - low) / 2;

			if (page->words[middle].begin < at.begin)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < page->count && page->words[low].end <= at.end; low++) {
			marked += !r->inside[low];
			r->inside[low] = 1;
		}
	}
	return marked;
}

struct ru_page_span ru_reading_span(const struct ru_readings *r, uint32_t p, const struct ru_reading_word *first,
                                    const struct ru_reading_word *last)
{
	struct ru_range at = {first->begin, last->end};
	struct ru_span span;

	if (!ru_article_span(r->t->docs[p].article, at, &span))
		return trace_span(RU_NONE, TRACE_NO_SPAN);
	return trace_span(p, span);
}

/* ---- runs of words ---- */

bool ru_reading_has(const struct ru_reading_runs *runs, uint32_t value)
{
	uint32_t low = 0, high = runs->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (runs->hash[middle] < value)
			low = middle + 1;
		else
			high = middle;
	}
	return low < runs->count && runs->hash[low] == value;
}

uint32_t ru_reading_hash(const struct ru_reading_word *words, uint32_t len)
{
	uint64_t hash = len;

	if (len == 1)
		return words[0].hash;
	for (uint32_t i = 0; i < len; i++)
		hash = ru_hash_mix(hash, words[i].hash);
	return (uint32_t)hash;
}

static int make_runs(struct ru_readings *r, const struct ru_reading_page *page, uint32_t len,
                     struct ru_reading_runs *out)
{
	uint32_t n = page->count >= len ? page->count - len + 1 : 0;
	uint64_t *scratch = ru_alloc_get(r->t->al, (size_t)n + 1, sizeof(*scratch));
	int status;

	out->made = true;
	out->hash = ru_arena_get(r->t->scratch, n, sizeof(*out->hash));
	if (scratch == NULL || out->hash == NULL) {
		ru_alloc_free(r->t->al, scratch);
		return RU_ENOMEM;
	}
	for (uint32_t i = 0; i < n; i++)
		scratch[i] = ru_reading_hash(page->words + i, len);
	status = ru_sort_u64(scratch, n, r->t->al);
	for (uint32_t i = 0; i < n && status == RU_OK; i++) {
		if (out->count == 0 || out->hash[out->count - 1] != (uint32_t)scratch[i])
			out->hash[out->count++] = (uint32_t)scratch[i];
	}
	ru_alloc_free(r->t->al, scratch);
	return status;
}

static const struct ru_reading_runs *runs_of(struct ru_readings *r, uint32_t p, uint32_t len,
                                             struct ru_reading_runs *runs)
{
	if (!runs->made && r->t->near_count[p] > 0) {
		int status = make_runs(r, &r->pages[p], len, runs);
		r->status = status != RU_OK ? status : r->status;
	}
	return runs;
}

const struct ru_reading_runs *ru_reading_lexicon(struct ru_readings *r, uint32_t p)
{
	return runs_of(r, p, 1, &r->pages[p].lexicon);
}

const struct ru_reading_runs *ru_reading_grams(struct ru_readings *r, uint32_t p)
{
	return runs_of(r, p, RU_READING_GRAM, &r->pages[p].grams);
}

/* The slot of a pair of words, or the free one where it belongs. There is a free one always. */
static uint32_t *pair_slot(const struct ru_reading_page *page, uint32_t pair)
{
	uint32_t at = pair & page->pairs.mask;

	while (page->pairs.slot[at] != 0 && ru_reading_pair(page->words + page->pairs.slot[at] - 1) != pair)
		at = (at + 1) & page->pairs.mask;
	return &page->pairs.slot[at];
}

static int make_pairs(struct ru_readings *r, struct ru_reading_page *page)
{
	size_t slots = 4;

	while (slots / 2 < page->count)
		slots *= 2;
	page->pairs.mask = (uint32_t)(slots - 1);
	page->pairs.slot = ru_arena_get(r->t->scratch, slots, sizeof(*page->pairs.slot));
	if (page->pairs.slot == NULL)
		return RU_ENOMEM;
	for (uint32_t i = page->count - 1; i-- > 0;)
		*pair_slot(page, ru_reading_pair(page->words + i)) = i + 1;
	return RU_OK;
}

uint32_t ru_reading_pair_at(struct ru_readings *r, uint32_t p, uint32_t pair)
{
	struct ru_reading_page *page = &r->pages[p];
	uint32_t at = 0;

	if (page->count < 2 || r->t->near_count[p] == 0)
		return RU_NONE;
	if (page->pairs.slot == NULL && make_pairs(r, page) != RU_OK)
		r->status = RU_ENOMEM;
	if (page->pairs.slot != NULL)
		at = *pair_slot(page, pair);
	return at > 0 ? at - 1 : RU_NONE;
}

/* The words of a block out of those of the page: they are the same, unless it begins within one or something clings to
 * its end; then false. */
static bool take_over(const struct ru_article *article, struct ru_range at, struct ru_vec *out, int *status)
{
	uint32_t first, last;

	if (article->words == NULL ||
	    (at.end < article->text.len && article->text.ptr[at.end] != '\n' && article->text.ptr[at.end] != ' '))
		return false;
	first = ru_words_from(article->words, article->word_count, at.begin);
	last = ru_words_from(article->words, article->word_count, at.end);
	if (first > 0 && article->words[first - 1].end > at.begin)
		return false;
	for (uint32_t i = first; i < last; i++) {
		uint64_t hash = article->word_hash[i];
		uint32_t *place;

		if (article->words[i].kind != RU_WORD_LETTERS && article->words[i].kind != RU_WORD_NUMBER)
			continue;
		place = ru_vec_push_raw(out);
		if (place == NULL) {
			*status = ru_vec_full(out) ? RU_ELIMIT : RU_ENOMEM;
			break;
		}
		*place = short_hash(hash);
	}
	return true;
}

int ru_trace_words(const struct ru_article *article, struct ru_vec *out)
{
	struct reader reader = {.article = article};
	int status = RU_OK;

	while (status == RU_OK && next_block(&reader)) {
		struct ru_word word;
		uint64_t hash;

		if (take_over(article, article->blocks[reader.block - 1].at, out, &status))
			continue;
		open_block(&reader);
		while (status == RU_OK && ru_word_cursor_folded(&reader.cursor, &word, &hash)) {
			uint32_t *place = ru_vec_push_raw(out);

			if (place == NULL)
				return ru_vec_full(out) ? RU_ELIMIT : RU_ENOMEM;
			*place = short_hash(hash);
		}
	}
	return status;
}

int ru_trace_keys(const uint32_t *words, uint32_t count, struct ru_vec *out)
{
	int status = RU_OK;

	if (out->cap - out->len < 2 * (size_t)count)
		status = ru_vec_reserve(out, out->len + 2 * (size_t)count);
	if (status != RU_OK || out->cap - out->len < 2 * (size_t)count)
		return status != RU_OK ? status : RU_ELIMIT;
	uint64_t *key = RU_VEC_AT(out, uint64_t, out->len);
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			*key++ = ru_reading_pair_key(ru_reading_two(words[i - 1], words[i]));
		*key++ = ru_reading_word_key(words[i]);
	}
	out->len += count > 0 ? 2 * (size_t)count - 1 : 0;
	return RU_OK;
}

void ru_trace_enough(uint32_t pages, uint32_t enough[2])
{
	enough[0] = ru_reading_word_enough(pages);
	enough[1] = ru_reading_pair_enough();
}

int ru_readings_init(struct ru_readings *r, const struct ru_tracing *t)
{
	int status;

	*r = (struct ru_readings){.t = t};
	ru_index_init(&r->word_pages, t->al);
	ru_index_init(&r->asked, t->al);
	r->pages = ru_arena_get(t->scratch, t->count, sizeof(*r->pages));
	status = r->pages != NULL ? read_pages(r) : RU_ENOMEM;
	if (status == RU_OK)
		status = ru_reading_ask(r);
	if (status != RU_OK)
		ru_readings_release(r);
	return status;
}

void ru_readings_release(struct ru_readings *r)
{
	ru_index_release(&r->word_pages);
	ru_index_release(&r->asked);
}
