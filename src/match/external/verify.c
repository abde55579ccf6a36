/* SPDX-License-Identifier: Apache-2.0 */
/* Each candidate pair looked at: both articles are read again from disk and aligned. Candidates come by their left
 * page; a batch of them is worked on by all threads, and what was found is put down in their order. */
#include "match/external/inner.h"

enum {
	CHUNK_PAIRS = 32,  /* candidates of one left page that are one job */
	BATCH_CHUNKS = 512 /* jobs of a batch */
};

/* Candidates (a, rights[first .. first + count)), and what came of them. */
struct chunk {
	uint32_t a, first, count;
	struct ru_buf bytes;   /* records, one after the other */
	struct ru_vec lengths; /* uint32_t: of each record */
	struct ru_vec pairs;   /* struct ru_pair, without passages */
	struct ru_error error;
};

struct worker {
	struct ru_aligner *aligner;
	struct ru_kept left, right;
	struct ru_vec aligned;
	struct ru_arena arena;
};

struct verifier {
	struct ru_external *x;
	struct ru_vec rights; /* uint32_t: right pages of a batch */
	struct chunk chunk[BATCH_CHUNKS];
	size_t chunks;
	struct worker *workers;
	unsigned worker_count;
	struct ru_sort_item ahead; /* a candidate read and not in a batch yet */
	bool has_ahead;
};

static int read_page(const struct ru_external *x, struct ru_kept *kept, uint32_t rank, struct ru_error *err)
{
	int status = ru_external_article(x, kept, rank, 0, err);

	return status == 0 ? ru_kept_words(kept) : status;
}

static struct ru_side side_of(const struct ru_kept *kept, uint32_t rank)
{
	return (struct ru_side){rank, &kept->page, &kept->article, kept->outlet};
}

static int put_found(struct chunk *chunk, const struct ru_pair *pair, const struct worker *w)
{
	size_t begin = chunk->bytes.len;
	uint32_t *length = ru_vec_push(&chunk->lengths);
	struct ru_pair *item = ru_vec_push(&chunk->pairs);

	if (length == NULL || item == NULL)
		return RU_ENOMEM;
	ru_found_write(&chunk->bytes, pair, w->left.article.id, w->right.article.id);
	*length = (uint32_t)(chunk->bytes.len - begin);
	*item = *pair;
	item->found = NULL;
	return ru_buf_status(&chunk->bytes);
}

static int verify_chunk(void *ctx, size_t index, unsigned worker)
{
	struct verifier *v = ctx;
	struct worker *w = &v->workers[worker];
	struct chunk *chunk = &v->chunk[index];
	int status = ru_external_cancelled(v->x) ? RU_ECANCEL : read_page(v->x, &w->left, chunk->a, &chunk->error);
	struct ru_side left = side_of(&w->left, chunk->a);

	if (status == 0)
		status = ru_aligner_left(w->aligner, &w->left.page);
	for (uint32_t i = 0; i < chunk->count && status == 0; i++) {
		uint32_t b = *RU_VEC_AT(&v->rights, uint32_t, chunk->first + i);
		struct ru_pair pair = {0};
		status = read_page(v->x, &w->right, b, &chunk->error);
		struct ru_side right = side_of(&w->right, b);
		if (status == 0)
			status = ru_pair_align(&pair, &left, &right, w->aligner, &w->aligned, &w->arena);
		if (status == 0 && pair.count > 0)
			status = put_found(chunk, &pair, w);
		ru_arena_release(&w->arena);
	}
	return status;
}

/* The next candidates: 1, or 0 when there are none left. */
static int fill(struct verifier *v, struct ru_error *err)
{
	int status = 1;

	ru_vec_clear(&v->rights);
	v->chunks = 0;
	for (;;) {
		struct chunk *last = v->chunks > 0 ? &v->chunk[v->chunks - 1] : NULL;
		if (!v->has_ahead) {
			status = ru_sorter_next(v->x->candidates, &v->ahead, err);
			if (status <= 0)
				break;
			v->has_ahead = true;
		}
		uint64_t pair = v->ahead.key >> v->x->shift;
		if (last == NULL || last->a != pair >> 32 || last->count == CHUNK_PAIRS) {
			if (v->chunks == BATCH_CHUNKS)
				break;
			last = &v->chunk[v->chunks++];
			last->a = (uint32_t)(pair >> 32);
			last->first = (uint32_t)v->rights.len;
			last->count = 0;
			ru_buf_clear(&last->bytes);
			ru_vec_clear(&last->lengths);
			ru_vec_clear(&last->pairs);
			last->error.status = 0;
		}
		uint32_t *right = ru_vec_push(&v->rights);
		if (right == NULL)
			return RU_ENOMEM;
		*right = (uint32_t)pair;
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
			status = ru_spill_put(v->x->found, record, NULL, err);
			ru_family_join(v->x->parent, RU_VEC_AT(&chunk->pairs, struct ru_pair, k));
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
		status = ru_parallel(v->worker_count, v->chunks, verify_chunk, v, al);
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

static int open_all(struct verifier *v, const struct ru_alloc *al)
{
	unsigned n = v->x->options.threads > 1 ? v->x->options.threads : 1;
	int status = 0;

	ru_vec_init(&v->rights, al, sizeof(uint32_t), 0);
	for (size_t i = 0; i < BATCH_CHUNKS; i++) {
		ru_buf_init(&v->chunk[i].bytes, al, 0);
		ru_vec_init(&v->chunk[i].lengths, al, sizeof(uint32_t), 0);
		ru_vec_init(&v->chunk[i].pairs, al, sizeof(struct ru_pair), 0);
	}
	v->workers = ru_alloc_zero(al, n, sizeof(*v->workers));
	if (v->workers == NULL)
		return RU_ENOMEM;
	for (; v->worker_count < n && status == 0; v->worker_count++) {
		struct worker *w = &v->workers[v->worker_count];
		ru_kept_init(&w->left, al);
		ru_kept_init(&w->right, al);
		ru_vec_init(&w->aligned, al, sizeof(struct ru_aligned), 0);
		ru_arena_init(&w->arena, al);
		status = ru_aligner_new(&w->aligner, al);
	}
	return status;
}

static void close_all(struct verifier *v, const struct ru_alloc *al)
{
	for (unsigned i = 0; i < v->worker_count; i++) {
		struct worker *w = &v->workers[i];
		ru_kept_release(&w->left);
		ru_kept_release(&w->right);
		ru_vec_release(&w->aligned);
		ru_arena_release(&w->arena);
		ru_aligner_free(w->aligner);
	}
	for (size_t i = 0; i < BATCH_CHUNKS; i++) {
		ru_buf_release(&v->chunk[i].bytes);
		ru_vec_release(&v->chunk[i].lengths);
		ru_vec_release(&v->chunk[i].pairs);
	}
	ru_alloc_free(al, v->workers);
	ru_vec_release(&v->rights);
}

int ru_external_verify(struct ru_external *x, struct ru_error *err)
{
	const struct ru_alloc *al = x->options.al;
	struct verifier *v = ru_alloc_zero(al, 1, sizeof(*v));

	if (v == NULL)
		return RU_ENOMEM;
	v->x = x;
	int status = open_all(v, al);
	if (status == 0)
		status = ru_sorter_start(x->candidates, NULL, NULL, err);
	if (status == 0)
		status = work(v, err);
	close_all(v, al);
	ru_alloc_free(al, v);
	ru_sorter_free(x->candidates);
	x->candidates = NULL;
	return status;
}
