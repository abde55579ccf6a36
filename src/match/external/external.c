/* SPDX-License-Identifier: Apache-2.0 */
/* The order of things: articles and fingerprints to disk as they come; then the order of the ids, candidate pairs, each
 * of them verified, what is furniture, who took it from whom, and the pairs told. */
#include "match/external/external.h"

#include "match/external/inner.h"

/* Shares of the memory that is not bound to pages. */
enum { LARGE_SHARE = 5, RARE_SHARE = 6, IDS_SHARE = 8, COMMON_SHARE = 16, SMALL_SHARE = 24, AHEAD = 16 };

void ru_external_page_init(struct ru_external_page *page, const struct ru_alloc *al)
{
	memset(page, 0, sizeof(*page));
	ru_buf_init(&page->record, al, 0);
	ru_vec_init(&page->words, al, sizeof(struct ru_shared_word), 0);
	ru_vec_init(&page->prints, al, sizeof(uint64_t), 0);
	ru_vec_init(&page->rare, al, sizeof(uint64_t), 0);
	ru_vec_init(&page->numbers, al, sizeof(uint32_t), 0);
	ru_vec_init(&page->wordings, al, sizeof(uint32_t), 0);
}

void ru_external_page_release(struct ru_external_page *page)
{
	ru_buf_release(&page->record);
	ru_vec_release(&page->words);
	ru_vec_release(&page->prints);
	ru_vec_release(&page->rare);
	ru_vec_release(&page->numbers);
	ru_vec_release(&page->wordings);
}

/* Not by its record, which also says where it came from: the same in any order and from any file. */
static uint16_t weight_of(const struct ru_article *article)
{
	uint64_t bytes = article->text.len + (uint64_t)article->block_count * sizeof(struct ru_block);

	if (!article->map.identity)
		bytes += (uint64_t)article->map.count * sizeof(struct ru_map_piece);
	return bytes >> 10 < UINT16_MAX ? (uint16_t)(bytes >> 10) : UINT16_MAX;
}

int ru_external_read(struct ru_external_page *page, const struct ru_article *article, struct ru_str source,
                     uint64_t offset, const struct ru_external_reader *reader)
{
	ru_buf_clear(&page->record);
	ru_vec_clear(&page->words);
	ru_vec_clear(&page->prints);
	ru_vec_clear(&page->rare);
	ru_vec_clear(&page->wordings);
	page->id = article->id;
	page->outlet = ru_outlet_key(article);
	page->url = ru_url_key(article);
	page->weight = weight_of(article);
	/* a page in no language, or in several, is no translation of another */
	page->language =
	    reader != NULL && ru_is_one_language(reader->language) ? (uint32_t)ru_hash64(reader->language) | 1 : 0;
	int status = ru_shared_words(article, &page->words);
	if (status == 0)
		status =
		    ru_text_key(page->words.ptr, (uint32_t)page->words.len, &page->numbers, &page->clean, &page->all);
	if (status == 0)
		status = ru_winnow_raw(page->words.ptr, (uint32_t)page->words.len, &page->prints);
	if (status == 0)
		status = ru_word_pairs(page->words.ptr, (uint32_t)page->words.len, &page->rare);
	ru_kept_write(&page->record, article, page->outlet, page->url, source, offset,
	              reader != NULL ? &reader->reader : NULL);
	return status == 0 ? ru_buf_status(&page->record) : status;
}

static int open_sorter(struct ru_sorter **out, const struct ru_external *x, const char *what, size_t memory,
                       struct ru_error *err)
{
	struct ru_sorter_options options = {x->options.al, x->options.folder, what, memory, x->options.threads > 1};

	return ru_sorter_new(out, &options, err);
}

int ru_external_new(struct ru_external **out, const struct ru_external_options *options, struct ru_error *err)
{
	const struct ru_alloc *al = options->al;
	struct ru_external *x = ru_alloc_zero(al, 1, sizeof(*x));
	size_t memory = options->memory;

	*out = NULL;
	if (x == NULL)
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "%s", ru_status_name(RU_ENOMEM));
	x->options = *options;
	ru_vec_init(&x->places, al, sizeof(uint64_t), 0);
	ru_vec_init(&x->outlets, al, sizeof(uint32_t), 0);
	ru_vec_init(&x->weights, al, sizeof(uint16_t), 0);
	ru_vec_init(&x->languages, al, sizeof(uint32_t), 0);
	int status = memory >= RU_EXTERNAL_LEAST
	                 ? 0
	                 : ru_fail(err, RU_EUSAGE, NULL, UINT64_MAX, "the least memory to work in is %d MiB",
	                           RU_EXTERNAL_LEAST >> 20);
	if (status == 0)
		status = ru_spill_open(&x->articles, options->folder, "articles", al, err);
	if (status == 0)
		status = ru_spill_open(&x->found, options->folder, "pairs", al, err);
	if (status == 0 && options->direct != NULL)
		status = ru_wordings_new(&x->wordings, options->folder, al, err);
	if (status == 0)
		status = ru_ids_new(&x->ids, options->folder, memory / IDS_SHARE, al, err);
	if (status == 0 && ru_common_new(&x->common, memory / COMMON_SHARE, al) != 0)
		status = ru_external_no_memory(err);
	if (status == 0)
		status = open_sorter(&x->texts, x, "texts", memory / SMALL_SHARE, err);
	if (status == 0)
		status = open_sorter(&x->urls, x, "addresses", memory / SMALL_SHARE, err);
	if (status == 0)
		status = open_sorter(&x->prints, x, "fingerprints", memory / LARGE_SHARE, err);
	if (status == 0)
		status = open_sorter(&x->rare, x, "word pairs", memory / RARE_SHARE, err);
	if (status != 0) {
		ru_external_free(x);
		return status;
	}
	*out = x;
	return 0;
}

void ru_external_free(struct ru_external *x)
{
	if (x == NULL)
		return;
	const struct ru_alloc *al = x->options.al;
	ru_spill_close(x->articles);
	ru_spill_close(x->found);
	ru_wordings_free(x->wordings);
	ru_ids_free(x->ids);
	ru_common_free(x->common);
	ru_sorter_free(x->texts);
	ru_sorter_free(x->urls);
	ru_sorter_free(x->prints);
	ru_sorter_free(x->rare);
	ru_sorter_free(x->candidates);
	ru_sorter_free(x->order);
	ru_sorter_free(x->families);
	ru_sorter_free(x->replaced);
	ru_spill_close(x->told);
	ru_spill_close(x->directed);
	ru_spill_close(x->sheets);
	ru_vec_release(&x->places);
	ru_vec_release(&x->outlets);
	ru_vec_release(&x->weights);
	ru_vec_release(&x->languages);
	ru_alloc_free(al, x->rank);
	ru_alloc_free(al, x->number);
	ru_alloc_free(al, x->parent);
	ru_alloc_free(al, x->stars);
	ru_alloc_free(al, x->sheet);
	ru_alloc_free(al, x);
}

static int put_rare(struct ru_external *x, const struct ru_external_page *page, uint32_t number, struct ru_error *err)
{
	const uint64_t *key = page->rare.ptr;
	int status = 0;

	ru_common_page(x->common, page->all.lo, ru_hash64(page->id));
	for (size_t i = 0; i < page->rare.len && status == 0; i++) {
		if (i + AHEAD < page->rare.len)
			ru_common_fetch(x->common, key[i + AHEAD]);
		if (!ru_common_has(x->common, key[i]))
			status = ru_sorter_put(x->rare, key[i], number, err);
	}
	return status;
}

bool ru_external_has_facts(const struct ru_external *x) { return x->options.facts != NULL; }

int ru_external_take(struct ru_external *x, const struct ru_external_page *page, struct ru_error *err)
{
	uint32_t number = x->count;

	if (x->options.facts != NULL && number >= x->options.facts_pages) {
		x->options.facts = NULL;
		ru_vec_release(&x->languages);
	}
	bool facts = x->options.facts != NULL;
	size_t most = x->options.memory / 2 / (facts ? RU_EXTERNAL_PAGE_FACTS : RU_EXTERNAL_PAGE);

	if (number >= most)
		return ru_fail(err, RU_ELIMIT, NULL, UINT64_MAX,
		               "more than %zu pages do not fit into this memory; give more", most);
	uint64_t *place = ru_vec_push(&x->places);
	uint32_t *outlet = ru_vec_push(&x->outlets), *language = facts ? ru_vec_push(&x->languages) : NULL;
	uint16_t *weight = ru_vec_push(&x->weights);
	if (place == NULL || outlet == NULL || weight == NULL || (facts && language == NULL))
		return ru_external_no_memory(err);
	*outlet = (uint32_t)(page->outlet ^ page->outlet >> 32);
	*weight = page->weight;
	if (language != NULL)
		*language = page->language;
	int status = ru_spill_put(x->articles, ru_buf_str(&page->record), place, err);
	if (status == 0 && x->wordings != NULL)
		status = ru_wordings_put(x->wordings, &page->wordings, err);
	if (status == 0)
		status = ru_ids_put(x->ids, page->id, number, err);
	if (status == 0 && page->clean > 0)
		status = ru_sorter_put(x->texts, page->all.lo ^ ru_hash_mix(page->all.hi, 1), number, err);
	if (status == 0 && page->url != 0)
		status = ru_sorter_put(x->urls, page->url, number, err);
	for (size_t i = 0; i < page->prints.len && status == 0; i++)
		status = ru_sorter_put(x->prints, *RU_VEC_AT(&page->prints, uint64_t, i), number, err);
	x->count++;
	return status == 0 ? put_rare(x, page, number, err) : status;
}

uint64_t ru_external_place(const struct ru_external *x, uint32_t number)
{
	return number < x->count ? *RU_VEC_AT(&x->places, uint64_t, number) : ru_spill_end(x->articles);
}

/* ---- the order of the ids ---- */

static int read_article(const struct ru_external *x, struct ru_kept *kept, uint32_t number, size_t ahead,
                        struct ru_error *err)
{
	uint64_t place = *RU_VEC_AT(&x->places, uint64_t, number);
	size_t size = (size_t)(ru_external_place(x, number + 1) - place);
	struct ru_str record;
	int status = ru_spill_see(x->articles, &kept->window, place, size > ahead ? size : ahead, &record, NULL, err);

	if (status != 0)
		return status;
	status = ru_kept_read(kept, record);
	if (status == RU_EIO)
		return ru_fail(err, RU_EIO, NULL, place, "the temporary file of articles is damaged");
	return status;
}

static int tell_twin(struct ru_external *x, uint32_t number, uint32_t first, struct ru_error *err)
{
	struct ru_kept here, there;
	int status = 0;

	if (x->options.twin == NULL)
		return 0;
	ru_kept_init(&here, x->options.al);
	ru_kept_init(&there, x->options.al);
	status = read_article(x, &here, number, 0, err);
	if (status == 0)
		status = read_article(x, &there, first, 0, err);
	if (status == 0) {
		struct ru_external_twin twin = {here.article.id, here.source, there.source, here.offset, there.offset};
		x->options.twin(x->options.ctx, &twin);
	}
	ru_kept_release(&here);
	ru_kept_release(&there);
	return status;
}

static int take_id(void *ctx, uint32_t number, uint32_t first, struct ru_error *err)
{
	struct ru_external *x = ctx;

	if (number != first) {
		x->rank[number] = RU_NONE;
		return tell_twin(x, number, first, err);
	}
	x->rank[number] = x->pages;
	x->number[x->pages++] = number;
	return 0;
}

static int order_pages(struct ru_external *x, struct ru_error *err)
{
	const struct ru_alloc *al = x->options.al;
	size_t n = (size_t)x->count + 1;

	x->rank = ru_alloc_get(al, n, sizeof(*x->rank));
	x->number = ru_alloc_get(al, n, sizeof(*x->number));
	x->parent = ru_alloc_get(al, n, sizeof(*x->parent));
	x->stars = ru_alloc_zero(al, n, sizeof(*x->stars));
	if (x->rank == NULL || x->number == NULL || x->parent == NULL || x->stars == NULL)
		return ru_external_no_memory(err);
	int status = ru_spill_flush(x->articles, err);
	if (status == 0 && x->wordings != NULL)
		status = ru_wordings_flush(x->wordings, err);
	if (status == 0)
		status = ru_ids_each(x->ids, take_id, x, err);
	ru_ids_free(x->ids);
	x->ids = NULL;
	ru_common_free(x->common);
	x->common = NULL;
	for (uint32_t i = 0; i < x->pages; i++)
		x->parent[i] = i;
	/* as pairs of ranks fill their high bits, they are dealt into bins evenly */
	while (x->shift < 31 && (uint64_t)x->pages << (x->shift + 1) <= UINT64_C(1) << 32)
		x->shift++;
	return status;
}

int ru_external_sorter(struct ru_sorter **out, const struct ru_external *x, const char *what, struct ru_error *err)
{
	return open_sorter(out, x, what, x->options.memory / LARGE_SHARE, err);
}

int ru_external_article(const struct ru_external *x, struct ru_kept *kept, uint32_t rank, size_t ahead,
                        struct ru_error *err)
{
	return read_article(x, kept, x->number[rank], ahead, err);
}

int ru_external_find(struct ru_external *x, ru_external_emit_fn *emit, void *ctx, struct ru_error *err)
{
	int status = order_pages(x, err);

	if (status == 0)
		status = ru_external_sorter(&x->candidates, x, "candidate pairs", err);
	if (status == 0)
		status = ru_external_candidates(x, err);
	if (status == 0)
		status = ru_external_verify(x, err);
	if (status == 0)
		status = ru_external_judge(x, err);
	if (status == 0 && x->options.facts != NULL)
		status = ru_external_retell(x, err);
	if (status == 0 && x->options.direct != NULL)
		status = ru_external_families(x, err);
	if (status == 0 && x->options.direct != NULL)
		status = ru_external_directions(x, err);
	return status == 0 ? ru_external_tell(x, emit, ctx, err) : status;
}
