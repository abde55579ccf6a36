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

static int read_words(struct ru_vec *words, const struct ru_article *article)
{
	for (uint32_t i = 0; i < article->block_count; i++) {
		struct ru_range at = article->blocks[i].at;
		struct ru_word_cursor cursor;
		struct ru_word word;

		if (!is_text(article->blocks[i].kind) || article->blocks[i].parent != RU_NONE)
			continue;
		ru_word_cursor_init(&cursor, ru_str_cut(article->text, at.begin, at.end));
		while (ru_word_cursor_next(&cursor, &word)) {
			struct ru_reading_word *place;
			uint64_t hash;

			if (word.kind != RU_WORD_LETTERS && word.kind != RU_WORD_NUMBER)
				continue;
			place = ru_vec_push(words);
			if (place == NULL)
				return ru_vec_full(words) ? RU_ELIMIT : RU_ENOMEM;
			hash = ru_fold_hash(ru_str_cut(article->text, at.begin + word.begin, at.begin + word.end));
			*place = (struct ru_reading_word){(uint32_t)(hash ^ hash >> 32), at.begin + word.begin,
			                                  at.begin + word.end};
		}
	}
	return RU_OK;
}

/* The hashes of all runs of len words, upwards, without repeats. */
static int runs_of(const struct ru_readings *r, const struct ru_reading_page *page, uint32_t len, uint64_t *scratch,
                   uint32_t **out, uint32_t *count)
{
	uint32_t n = page->count >= len ? page->count - len + 1 : 0, kept = 0;
	int status;

	for (uint32_t i = 0; i < n; i++)
		scratch[i] = ru_reading_hash(page->words + i, len);
	status = ru_sort_u64(scratch, n, r->t->al);
	*out = ru_arena_get(r->t->scratch, n, sizeof(**out));
	if (status != RU_OK || *out == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < n; i++) {
		if (kept == 0 || (*out)[kept - 1] != (uint32_t)scratch[i])
			(*out)[kept++] = (uint32_t)scratch[i];
	}
	*count = kept;
	return RU_OK;
}

static int read_page(struct ru_readings *r, uint32_t p, struct ru_vec *words)
{
	struct ru_reading_page *page = &r->pages[p];
	uint64_t *scratch;
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
	if (r->t->near_count[p] == 0)
		return RU_OK;
	scratch = ru_alloc_get(r->t->al, (size_t)page->count + 1, sizeof(*scratch));
	if (scratch == NULL)
		return RU_ENOMEM;
	status = runs_of(r, page, 1, scratch, &page->lexicon, &page->lexicon_count);
	if (status == RU_OK)
		status = runs_of(r, page, 2, scratch, &page->pairs, &page->pair_count);
	if (status == RU_OK)
		status = runs_of(r, page, RU_READING_GRAM, scratch, &page->grams, &page->gram_count);
	ru_alloc_free(r->t->al, scratch);
	return status;
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
	r->changed = ru_arena_get(r->t->scratch, RU_READING_CHANGED, sizeof(*r->changed));
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

bool ru_reading_has(const uint32_t *sorted, uint32_t count, uint32_t value)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (sorted[middle] < value)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && sorted[low] == value;
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

int ru_trace_keys(const struct ru_article *article, struct ru_vec *out)
{
	struct ru_vec words;
	int status;

	ru_vec_init(&words, out->al, sizeof(struct ru_reading_word), UINT32_MAX / 2);
	status = read_words(&words, article);
	for (size_t i = 0; i < 2 * words.len && status == RU_OK; i++) {
		const struct ru_reading_word *word = RU_VEC_AT(&words, struct ru_reading_word, i / 2);
		uint64_t *key;

		if (i % 2 == 1 && i / 2 + 1 == words.len)
			break;
		key = ru_vec_push(out);
		if (key == NULL)
			status = ru_vec_full(out) ? RU_ELIMIT : RU_ENOMEM;
		else
			*key = i % 2 == 0 ? ru_reading_word_key(word->hash)
			                  : ru_reading_pair_key(ru_reading_hash(word, 2));
	}
	ru_vec_release(&words);
	return status;
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
