/* SPDX-License-Identifier: Apache-2.0 */
/* Each candidate pair looked at: both articles are read again from disk and aligned.
 *
 * Pages that share something are mostly candidates with each other. So candidates are put in the order of the first
 * page that is one with their left page, then by their left page: what was read for one pair is wanted for the next
 * ones, and each thread keeps some pages. A batch of candidates is worked on by all threads, and what was found is put
 * down in their order. */
#include "match/external/inner.h"

enum {
	CHUNK_PAIRS = 32,      /* candidates of one left page at most that are worked on at once; */
	JOB_CHUNKS = 8,        /* so many times that are one job, */
	BATCH_CHUNKS = 512,    /* and so many a batch */
	RECORD_MOST = 1 << 14, /* bytes of a page that is kept; with its words it takes */
	PAGE_MEMORY = 1 << 16, /* so many; */
	PAGES_SHARE = 8,       /* all of them, of all threads, this part of the memory, */
	PAGES_MOST = 256       /* and these of each thread at most */
};

/* Candidates (a, rights[first .. first + count)), and what came of them. */
struct chunk {
	uint32_t a, first, count;
	struct ru_buf bytes;   /* records, one after the other */
	struct ru_vec lengths; /* uint32_t: of each record */
	struct ru_vec pairs;   /* struct ru_pair, without passages */
	struct ru_error error;
};

/* A page with its words; rank RU_NONE: none. */
struct page {
	struct ru_kept kept;
	uint32_t rank;
};

enum { LEFT, RIGHT, SPARE_PAGES };

struct worker {
	struct ru_aligner *aligner;
	struct page *pages;             /* by a hash of their rank: one place for each, whatever stood there goes */
	struct page spare[SPARE_PAGES]; /* for what is too large to be kept, or whose place is in use */
	struct ru_vec aligned;
	struct ru_arena arena;
};

struct verifier {
	struct ru_external *x;
	struct ru_sorter
	    *candidates;      /* (page whose candidates it is among << 32 | left page, shifted up; right page) */
	size_t pages;         /* of each worker; a power of two */
	struct ru_vec rights; /* uint32_t: right pages of a batch */
	struct chunk chunk[BATCH_CHUNKS];
	size_t chunks;
	struct worker *workers;
	unsigned worker_count;
	struct ru_sort_item ahead; /* a candidate read and not in a batch yet */
	bool has_ahead;
};

/* ---- the order of work ---- */

/* The first page that each is a candidate with, or itself, is known when its own candidates come: they are sorted. */
static int order_candidates(struct verifier *v, struct ru_error *err)
{
	struct ru_external *x = v->x;
	struct ru_sort_item item;
	uint32_t *lead = ru_alloc_get(x->options.al, (size_t)x->pages + 1, sizeof(*lead));
	int status = lead == NULL ? ru_external_no_memory(err) : ru_sorter_start(x->candidates, NULL, NULL, err);

	for (uint32_t i = 0; i < x->pages && lead != NULL; i++)
		lead[i] = i;
	while (status == 0) {
		status = ru_sorter_next(x->candidates, &item, err);
		if (status <= 0)
			break;
		uint32_t a = (uint32_t)(item.key >> x->shift >> 32), b = (uint32_t)(item.key >> x->shift);
		lead[b] = lead[b] == b ? a : lead[b];
		status = ru_external_cancelled(x)
		             ? RU_ECANCEL
		             : ru_sorter_put(v->candidates, ((uint64_t)lead[a] << 32 | a) << x->shift, b, err);
	}
	ru_alloc_free(x->options.al, lead);
	ru_sorter_free(x->candidates);
	x->candidates = NULL;
	return status == 0 ? ru_sorter_start(v->candidates, NULL, NULL, err) : status;
}

/* ---- one chunk ---- */

/* The page with its words, as it is kept or out of the file; in_use stays where it is. */
static int get_page(const struct verifier *v, struct worker *w, uint32_t rank, struct page *spare,
                    const struct page *in_use, struct page **out, struct ru_error *err)
{
	const struct ru_external *x = v->x;
	struct page *page = &w->pages[(size_t)ru_hash_mix(5, rank) & (v->pages - 1)];
	uint32_t number = x->number[rank];
	int status = 0;

	if (page == in_use || ru_external_place(x, number + 1) - ru_external_place(x, number) > RECORD_MOST)
		page = spare;
	*out = page;
	if (page->rank == rank)
		return 0;
	page->rank = RU_NONE;
	status = ru_external_article(x, &page->kept, rank, 0, err);
	if (status == 0)
		status = ru_kept_words(&page->kept);
	if (status == 0)
		page->rank = rank;
	return status;
}

static struct ru_side side_of(const struct page *page)
{
	return (struct ru_side){page->rank, &page->kept.page, &page->kept.article, page->kept.outlet};
}

static int put_found(struct chunk *chunk, const struct ru_pair *pair, const struct ru_side *a, const struct ru_side *b)
{
	size_t begin = chunk->bytes.len;
	uint32_t *length = ru_vec_push(&chunk->lengths);
	struct ru_pair *item = ru_vec_push(&chunk->pairs);

	if (length == NULL || item == NULL)
		return RU_ENOMEM;
	ru_found_write(&chunk->bytes, pair, a->article->id, b->article->id);
	*length = (uint32_t)(chunk->bytes.len - begin);
	*item = *pair;
	item->found = NULL;
	return ru_buf_status(&chunk->bytes);
}

static int verify_chunk(const struct verifier *v, struct worker *w, struct chunk *chunk)
{
	struct page *a, *b;
	int status = ru_external_cancelled(v->x) ? RU_ECANCEL : 0;

	if (status == 0)
		status = get_page(v, w, chunk->a, &w->spare[LEFT], NULL, &a, &chunk->error);
	if (status != 0)
		return status;
	struct ru_side left = side_of(a);
	status = ru_aligner_left(w->aligner, left.page);
	for (uint32_t i = 0; i < chunk->count && status == 0; i++) {
		uint32_t rank = *RU_VEC_AT(&v->rights, uint32_t, chunk->first + i);
		struct ru_pair pair = {0};
		status = get_page(v, w, rank, &w->spare[RIGHT], a, &b, &chunk->error);
		if (status != 0)
			break;
		struct ru_side right = side_of(b);
		status = ru_pair_align(&pair, &left, &right, w->aligner, &w->aligned, &w->arena);
		if (status == 0 && pair.count > 0)
			status = put_found(chunk, &pair, &left, &right);
		ru_arena_release(&w->arena);
	}
	return status;
}

static int verify_chunks(void *ctx, size_t index, unsigned worker)
{
	struct verifier *v = ctx;
	int status = 0;

	for (size_t i = index * JOB_CHUNKS; i < v->chunks && i < (index + 1) * JOB_CHUNKS && status == 0; i++)
		status = verify_chunk(v, &v->workers[worker], &v->chunk[i]);
	return status;
}

/* ---- batches ---- */

/* The next candidates: 1, or 0 when there are none left. */
static int fill(struct verifier *v, struct ru_error *err)
{
	int status = 1;

	ru_vec_clear(&v->rights);
	v->chunks = 0;
	for (;;) {
		struct chunk *last = v->chunks > 0 ? &v->chunk[v->chunks - 1] : NULL;
		if (!v->has_ahead) {
			status = ru_sorter_next(v->candidates, &v->ahead, err);
			if (status <= 0)
				break;
			v->has_ahead = true;
		}
		uint32_t left = (uint32_t)(v->ahead.key >> v->x->shift);
		if (last == NULL || last->a != left || last->count == CHUNK_PAIRS) {
			if (v->chunks == BATCH_CHUNKS)
				break;
			last = &v->chunk[v->chunks++];
			last->a = left;
			last->first = (uint32_t)v->rights.len;
			last->count = 0;
			ru_buf_clear(&last->bytes);
			ru_vec_clear(&last->lengths);
			ru_vec_clear(&last->pairs);
			last->error.status = 0;
		}
		uint32_t *right = ru_vec_push_raw(&v->rights);
		if (right == NULL)
			return RU_ENOMEM;
		*right = v->ahead.value;
		last->count++;
		v->has_ahead = false;
	}
	return status < 0 ? status : v->chunks > 0;
}

/* What a batch has found, in order: to disk, and into the families. */
static int keep(struct verifier *v, struct ru_error *err)
{
	int status = 0;

	for (size_t i = 0; i < v->chunks; i++) {
		const struct chunk *chunk = &v->chunk[i];
		size_t at = 0;
		for (size_t k = 0; k < chunk->pairs.len && status == 0; k++) {
			uint32_t length = *RU_VEC_AT(&chunk->lengths, uint32_t, k);
			struct ru_str record = ru_str_cut(ru_buf_str(&chunk->bytes), at, at + length);
			const struct ru_pair *pair = RU_VEC_AT(&chunk->pairs, struct ru_pair, k);
			status = ru_found_put(v->x, pair->a, pair->b, record, err);
			ru_family_join(v->x->parent, pair);
			at += length;
		}
	}
	return status;
}

static int work(struct verifier *v, struct ru_error *err)
{
	const struct ru_alloc *al = v->x->options.al;

	for (;;) {
		int status = fill(v, err);
		if (status <= 0)
			return status;
		status = ru_parallel(v->worker_count, (v->chunks + JOB_CHUNKS - 1) / JOB_CHUNKS, verify_chunks, v, al);
		for (size_t i = 0; i < v->chunks && status != 0; i++) {
			if (v->chunk[i].error.status != status)
				continue;
			if (err != NULL)
				*err = v->chunk[i].error;
			return status;
		}
		if (status == 0)
			status = keep(v, err);
		if (status != 0)
			return status;
	}
}

static int open_worker(struct worker *w, size_t pages, const struct ru_alloc *al)
{
	ru_vec_init(&w->aligned, al, sizeof(struct ru_aligned), 0);
	ru_arena_init(&w->arena, al);
	for (int i = 0; i < SPARE_PAGES; i++) {
		ru_kept_init(&w->spare[i].kept, al);
		w->spare[i].rank = RU_NONE;
	}
	w->pages = ru_alloc_get(al, pages, sizeof(*w->pages));
	if (w->pages == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < pages; i++) {
		ru_kept_init(&w->pages[i].kept, al);
		w->pages[i].rank = RU_NONE;
	}
	return ru_aligner_new(&w->aligner, al);
}

static void close_worker(struct worker *w, size_t pages, const struct ru_alloc *al)
{
	for (size_t i = 0; i < pages && w->pages != NULL; i++)
		ru_kept_release(&w->pages[i].kept);
	ru_alloc_free(al, w->pages);
	for (int i = 0; i < SPARE_PAGES; i++)
		ru_kept_release(&w->spare[i].kept);
	ru_vec_release(&w->aligned);
	ru_arena_release(&w->arena);
	ru_aligner_free(w->aligner);
}

static int open_all(struct verifier *v, const struct ru_alloc *al, struct ru_error *err)
{
	unsigned n = v->x->options.threads > 1 ? v->x->options.threads : 1;
	int status = 0;

	ru_vec_init(&v->rights, al, sizeof(uint32_t), 0);
	for (size_t i = 0; i < BATCH_CHUNKS; i++) {
		ru_buf_init(&v->chunk[i].bytes, al, 0);
		ru_vec_init(&v->chunk[i].lengths, al, sizeof(uint32_t), 0);
		ru_vec_init(&v->chunk[i].pairs, al, sizeof(struct ru_pair), 0);
	}
	for (v->pages = 1;
	     v->pages < PAGES_MOST && 2 * v->pages * PAGE_MEMORY * n <= v->x->options.memory / PAGES_SHARE;)
		v->pages *= 2;
	v->workers = ru_alloc_zero(al, n, sizeof(*v->workers));
	if (v->workers == NULL)
		return ru_external_no_memory(err);
	for (; v->worker_count < n && status == 0; v->worker_count++)
		status = open_worker(&v->workers[v->worker_count], v->pages, al);
	if (status != 0)
		return ru_external_no_memory(err);
	return ru_external_sorter(&v->candidates, v->x, "candidate pairs", err);
}

static void close_all(struct verifier *v, const struct ru_alloc *al)
{
	for (unsigned i = 0; i < v->worker_count; i++)
		close_worker(&v->workers[i], v->pages, al);
	for (size_t i = 0; i < BATCH_CHUNKS; i++) {
		ru_buf_release(&v->chunk[i].bytes);
		ru_vec_release(&v->chunk[i].lengths);
		ru_vec_release(&v->chunk[i].pairs);
	}
	ru_alloc_free(al, v->workers);
	ru_vec_release(&v->rights);
	ru_sorter_free(v->candidates);
}

int ru_external_verify(struct ru_external *x, struct ru_error *err)
{
	const struct ru_alloc *al = x->options.al;
	struct verifier *v = ru_alloc_zero(al, 1, sizeof(*v));

	if (v == NULL)
		return ru_external_no_memory(err);
	v->x = x;
	int status = open_all(v, al, err);
	if (status == 0)
		status = ru_external_sorter(&x->order, x, "pairs", err);
	if (status == 0)
		status = order_candidates(v, err);
	if (status == 0)
		status = work(v, err);
	close_all(v, al);
	ru_alloc_free(al, v);
	return status;
}
