/* SPDX-License-Identifier: Apache-2.0 */
/* The order of things: articles and fingerprints to disk as they come; then the order of the ids, candidate pairs, each
 * of them verified, what is furniture, and the pairs told. */
#include "match/external/external.h"

#include "match/external/inner.h"

/* Shares of the memory that is not bound to pages. */
enum { PRINTS_SHARE = 5, CANDIDATES_SHARE = 5, IDS_SHARE = 8, SMALL_SHARE = 24 };

void ru_external_page_init(struct ru_external_page *page, const struct ru_alloc *al)
{
	memset(page, 0, sizeof(*page));
	ru_buf_init(&page->record, al, 0);
	ru_vec_init(&page->words, al, sizeof(struct ru_shared_word), 0);
	ru_vec_init(&page->prints, al, sizeof(uint64_t), 0);
	ru_vec_init(&page->numbers, al, sizeof(uint32_t), 0);
}

void ru_external_page_release(struct ru_external_page *page)
{
	ru_buf_release(&page->record);
	ru_vec_release(&page->words);
	ru_vec_release(&page->prints);
	ru_vec_release(&page->numbers);
}

int ru_external_read(struct ru_external_page *page, const struct ru_article *article, struct ru_str source,
                     uint64_t offset)
{
	ru_buf_clear(&page->record);
	ru_vec_clear(&page->words);
	ru_vec_clear(&page->prints);
	page->id = article->id;
	page->outlet = ru_outlet_key(article);
	page->url = ru_url_key(article);
	int status = ru_shared_words(article, &page->words);
	if (status == 0)
		status =
		    ru_text_key(page->words.ptr, (uint32_t)page->words.len, &page->numbers, &page->clean, &page->all);
	if (status == 0)
		status = ru_winnow(page->words.ptr, (uint32_t)page->words.len, &page->prints, page->prints.al);
	ru_kept_write(&page->record, article, page->outlet, page->url, source, offset);
	return status == 0 ? ru_buf_status(&page->record) : status;
}

static int open_sorter(struct ru_sorter **out, const struct ru_external *x, const char *what, size_t memory,
                       struct ru_error *err)
{
	struct ru_sorter_options options = {x->options.al, x->options.folder, what, memory};

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
	int status = memory >= RU_EXTERNAL_LEAST
	                 ? 0
	                 : ru_fail(err, RU_EUSAGE, NULL, UINT64_MAX, "the least memory to work in is %d MiB",
	                           RU_EXTERNAL_LEAST >> 20);
	if (status == 0)
		status = ru_spill_open(&x->articles, options->folder, "articles", al, err);
	if (status == 0)
		status = ru_spill_open(&x->found, options->folder, "pairs", al, err);
	if (status == 0)
		status = ru_ids_new(&x->ids, options->folder, memory / IDS_SHARE, al, err);
	if (status == 0)
		status = open_sorter(&x->texts, x, "texts", memory / SMALL_SHARE, err);
	if (status == 0)
		status = open_sorter(&x->urls, x, "addresses", memory / SMALL_SHARE, err);
	if (status == 0)
		status = open_sorter(&x->prints, x, "fingerprints", memory / PRINTS_SHARE, err);
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
	ru_ids_free(x->ids);
	ru_sorter_free(x->texts);
	ru_sorter_free(x->urls);
	ru_sorter_free(x->prints);
	ru_sorter_free(x->candidates);
	ru_vec_release(&x->places);
	ru_vec_release(&x->outlets);
	ru_alloc_free(al, x->rank);
	ru_alloc_free(al, x->number);
	ru_alloc_free(al, x->parent);
	ru_alloc_free(al, x->crowded);
	ru_alloc_free(al, x);
}

static int no_memory(struct ru_error *err)
{
	return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "%s", ru_status_name(RU_ENOMEM));
}

int ru_external_take(struct ru_external *x, const struct ru_external_page *page, struct ru_error *err)
{
	uint32_t number = x->count;
	size_t most = x->options.memory / 2 / RU_EXTERNAL_PAGE;

	if (number >= most)
		return ru_fail(err, RU_ELIMIT, NULL, UINT64_MAX,
		               "more than %zu pages do not fit into this memory; give more", most);
	uint64_t *place = ru_vec_push(&x->places);
	uint32_t *outlet = ru_vec_push(&x->outlets);
	if (place == NULL || outlet == NULL)
		return no_memory(err);
	*outlet = (uint32_t)(page->outlet ^ page->outlet >> 32);
	int status = ru_spill_put(x->articles, ru_buf_str(&page->record), place, err);
	if (status == 0)
		status = ru_ids_put(x->ids, page->id, number, err);
	if (status == 0 && page->clean > 0)
		status = ru_sorter_put(x->texts, page->all.lo ^ ru_hash_mix(page->all.hi, 1), number, err);
	if (status == 0 && page->url != 0)
		status = ru_sorter_put(x->urls, page->url, number, err);
	for (size_t i = 0; i < page->prints.len && status == 0; i++)
		status = ru_sorter_put(x->prints, *RU_VEC_AT(&page->prints, uint64_t, i), number, err);
	x->count++;
	return status;
}

/* ---- the order of the ids ---- */

static int tell_twin(struct ru_external *x, uint32_t number, uint32_t first, struct ru_error *err)
{
	struct ru_kept here, there;
	int status = 0;

	if (x->options.twin == NULL)
		return 0;
	ru_kept_init(&here, x->options.al);
	ru_kept_init(&there, x->options.al);
	status = ru_spill_get(x->articles, *RU_VEC_AT(&x->places, uint64_t, number), &here.bytes, NULL, err);
	if (status == 0)
		status = ru_spill_get(x->articles, *RU_VEC_AT(&x->places, uint64_t, first), &there.bytes, NULL, err);
	if (status == 0)
		status = ru_kept_read(&here);
	if (status == 0)
		status = ru_kept_read(&there);
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
	x->crowded = ru_alloc_zero(al, n, sizeof(*x->crowded));
	if (x->rank == NULL || x->number == NULL || x->parent == NULL || x->crowded == NULL)
		return no_memory(err);
	int status = ru_spill_flush(x->articles, err);
	if (status == 0)
		status = ru_ids_each(x->ids, take_id, x, err);
	ru_ids_free(x->ids);
	x->ids = NULL;
	for (uint32_t i = 0; i < x->pages; i++)
		x->parent[i] = i;
	/* as pairs of ranks fill their high bits, they are dealt into bins evenly */
	while (x->shift < 31 && (uint64_t)x->pages << (x->shift + 1) <= UINT64_C(1) << 32)
		x->shift++;
	return status;
}

/* ---- pairs found, out of their file ---- */

typedef int pair_fn(void *ctx, const struct ru_pair *pair, struct ru_str id_a, struct ru_str id_b,
                    struct ru_arena *arena, struct ru_error *err);

static int each_pair(struct ru_external *x, pair_fn *take, void *ctx, struct ru_error *err)
{
	struct ru_buf bytes;
	struct ru_arena arena;
	uint64_t at = ru_spill_begin(x->found), end = ru_spill_end(x->found);
	int status = 0;

	ru_buf_init(&bytes, x->options.al, 0);
	ru_arena_init(&arena, x->options.al);
	while (at < end && status == 0) {
		struct ru_pair pair;
		struct ru_str id_a, id_b;
		uint64_t here = at;
		status = ru_external_cancelled(x) ? RU_ECANCEL : ru_spill_get(x->found, at, &bytes, &at, err);
		if (status != 0)
			break;
		status = ru_found_read(&pair, &id_a, &id_b, ru_buf_str(&bytes), &arena);
		if (status == RU_EIO)
			status = ru_fail(err, RU_EIO, NULL, here, "the temporary file of pairs is damaged");
		if (status == 0)
			status = take(ctx, &pair, id_a, id_b, &arena, err);
		ru_arena_release(&arena);
	}
	ru_buf_release(&bytes);
	ru_arena_release(&arena);
	return status;
}

struct crowder {
	struct ru_external *x;
	struct ru_sorter *members;
	struct ru_error *err;
};

static int put_member(void *ctx, uint64_t key, uint32_t value)
{
	struct crowder *c = ctx;

	return ru_sorter_put(c->members, key, value, c->err);
}

static int pair_members(void *ctx, const struct ru_pair *pair, struct ru_str id_a, struct ru_str id_b,
                        struct ru_arena *arena, struct ru_error *err)
{
	struct crowder *c = ctx;
	uint32_t *parent = c->x->parent;

	(void)id_a;
	(void)id_b;
	(void)arena;
	(void)err;
	return ru_crowd_members(pair, ru_family_root(parent, pair->a), ru_family_root(parent, pair->b), put_member, c);
}

static int find_crowd(struct ru_external *x, struct ru_crowd *crowd, struct ru_error *err)
{
	struct crowder c = {x, NULL, err};
	struct ru_sort_item item;
	int status = open_sorter(&c.members, x, "furniture", x->options.memory / PRINTS_SHARE, err);

	if (status == 0)
		status = each_pair(x, pair_members, &c, err);
	if (status == 0)
		status = ru_sorter_start(c.members, NULL, NULL, err);
	while (status == 0) {
		status = ru_sorter_next(c.members, &item, err);
		if (status <= 0)
			break;
		status = ru_crowd_take(crowd, item.key, item.value);
	}
	if (status == 0)
		status = ru_crowd_finish(crowd);
	ru_sorter_free(c.members);
	return status;
}

struct teller {
	const struct ru_crowd *crowd;
	ru_external_emit_fn *emit;
	void *ctx;
};

static int tell_pair(void *ctx, const struct ru_pair *pair, struct ru_str id_a, struct ru_str id_b,
                     struct ru_arena *arena, struct ru_error *err)
{
	const struct teller *t = ctx;
	struct ru_article articles[2] = {{.id = id_a}, {.id = id_b}};
	struct ru_doc docs[2] = {{.article = &articles[0]}, {.article = &articles[1]}};
	struct ru_pair local = *pair;
	struct ru_copy copy;

	(void)err;
	local.a = 0;
	local.b = 1;
	int status = ru_pair_judge(&copy, &local, t->crowd, arena);
	return status == 0 && copy.passage_count > 0 ? t->emit(t->ctx, &copy, docs) : status;
}

int ru_external_find(struct ru_external *x, ru_external_emit_fn *emit, void *ctx, struct ru_error *err)
{
	struct ru_crowd crowd;
	struct teller teller = {&crowd, emit, ctx};
	int status = order_pages(x, err);

	ru_crowd_init(&crowd, x->options.al);
	if (status == 0)
		status = open_sorter(&x->candidates, x, "candidate pairs", x->options.memory / CANDIDATES_SHARE, err);
	if (status == 0)
		status = ru_external_candidates(x, err);
	if (status == 0)
		status = ru_external_verify(x, err);
	if (status == 0)
		status = ru_spill_flush(x->found, err);
	if (status == 0)
		status = find_crowd(x, &crowd, err);
	if (status == 0)
		status = each_pair(x, tell_pair, &teller, err);
	ru_crowd_release(&crowd);
	return status;
}
