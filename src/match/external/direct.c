/* SPDX-License-Identifier: Apache-2.0 */
/* Directions, family by family: its copies and articles are read back and handed to the caller with the pile around
 * them.
 *
 * How rare a wording is in the pile is not known before it is asked. So a family whose caller asks for something waits;
 * when enough is asked for, the pile is read once for all of it, and the families that wait get their turn. */
#include "base/sort.h"
#include "base/threads.h"
#include "match/external/inner.h"

enum {
	BATCH = 256,       /* families that are one piece of work for all threads */
	ASKED_EIGHTHS = 3, /* of the memory: what is counted in one reading of the pile; */
	WAITING_SHARE = 16 /* which families wait for it */
};

/* One family: the copies at places [first, first + count) of the batch. */
struct family {
	size_t first, count;
	struct ru_vec asked; /* uint64_t: keys that were not known */
	struct ru_buf bytes; /* records of the copies that have changed, one after the other, */
	struct ru_vec ends;  /* uint64_t: where each ends, */
	struct ru_vec of;    /* uint64_t: and where its copy stands in told */
	struct ru_error error;
};

struct worker {
	struct ru_spill_window window; /* of told */
	struct ru_arena arena;
	struct ru_vec ranks, seen; /* uint32_t */
};

struct director {
	struct ru_external *x;
	struct ru_counts *counts;
	struct ru_vec places;  /* uint64_t: copies of the batch */
	struct ru_vec waiting; /* uint64_t: copies of the families that wait, family_end behind each family */
	struct family family[BATCH];
	size_t families;
	struct worker *workers;
	unsigned worker_count;
	struct ru_sort_item ahead; /* a copy read and not in a batch yet */
	bool has_ahead;
};

static const uint64_t family_end = UINT64_MAX;

/* ---- one family ---- */

/* What a family's caller sees of the pile. */
struct view {
	const struct ru_counts *counts;
	struct family *family;
	int status;
};

static uint32_t pages_with(void *ctx, uint64_t key)
{
	struct view *view = ctx;
	uint32_t pages = 0;

	if (ru_counts_get(view->counts, key, &pages))
		return pages;
	uint64_t *asked = ru_vec_push(&view->family->asked);
	if (asked == NULL)
		view->status = RU_ENOMEM;
	else
		*asked = key;
	return 0;
}

static bool waits(void *ctx)
{
	const struct view *view = ctx;

	return view->family->asked.len > 0;
}

/* The family in memory. */
struct loaded {
	struct ru_told *told;
	struct ru_copy *copies;
	struct ru_kept *kept;
	struct ru_doc *docs;
	uint32_t *rank; /* of docs, upwards */
	uint32_t count, opened;
};

static uint32_t local_of(const struct loaded *l, uint32_t rank)
{
	uint32_t low = 0, high = l->count;

	while (low + 1 < high) {
		uint32_t middle = low + (high - low) / 2;
		if (l->rank[middle] <= rank)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static int by_rank(const void *a, const void *b, void *ctx)
{
	const uint32_t *x = a, *y = b;

	(void)ctx;
	return *x < *y ? -1 : *x > *y;
}

/* The ranks of all pages of the copies, upwards, once each. */
static int list_ranks(struct loaded *l, size_t copies, struct worker *w, const struct ru_alloc *al)
{
	void *out = NULL;
	size_t kept = 0;

	ru_vec_clear(&w->ranks);
	for (size_t i = 0; i < 2 * copies; i++) {
		uint32_t *rank = ru_vec_push(&w->ranks);
		if (rank == NULL)
			return RU_ENOMEM;
		*rank = l->told[i / 2].rank[i % 2];
	}
	int status = ru_sort(w->ranks.ptr, w->ranks.len, sizeof(uint32_t), by_rank, NULL, al);
	uint32_t *rank = w->ranks.ptr;
	for (size_t i = 0; i < w->ranks.len; i++) {
		if (kept == 0 || rank[kept - 1] != rank[i])
			rank[kept++] = rank[i];
	}
	w->ranks.len = kept;
	if (status == 0)
		status = ru_vec_copy(&w->ranks, &w->arena, &out);
	l->rank = out;
	l->count = (uint32_t)kept;
	return status;
}

static int load_copies(struct loaded *l, const struct director *d, struct family *family, struct worker *w)
{
	int status = 0;

	l->told = ru_arena_get(&w->arena, family->count, sizeof(*l->told));
	l->copies = ru_arena_get(&w->arena, family->count, sizeof(*l->copies));
	if (l->told == NULL || l->copies == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < family->count && status == 0; i++) {
		uint64_t place = *RU_VEC_AT(&d->places, uint64_t, family->first + i);
		status = ru_told_get(&l->told[i], d->x->told, place, NULL, &w->window, &w->arena, &family->error);
	}
	if (status == 0)
		status = list_ranks(l, family->count, w, d->x->options.al);
	for (size_t i = 0; i < family->count && status == 0; i++) {
		struct ru_copy *copy = &l->copies[i];
		*copy = l->told[i].copy;
		for (uint32_t k = 0; k < copy->evidence_count; k++) {
			for (uint32_t s = 0; s < copy->evidence[k].span_count; s++) {
				struct ru_page_span *span = &copy->evidence[k].spans[s];
				span->page = local_of(l, l->told[i].rank[span->page]);
			}
		}
		copy->a = local_of(l, l->told[i].rank[0]);
		copy->b = local_of(l, l->told[i].rank[1]);
	}
	return status;
}

static int load_pages(struct loaded *l, const struct director *d, struct family *family, struct worker *w)
{
	int status = 0;

	l->kept = ru_arena_get(&w->arena, l->count, sizeof(*l->kept));
	l->docs = ru_arena_get(&w->arena, l->count, sizeof(*l->docs));
	if (l->kept == NULL || l->docs == NULL)
		return RU_ENOMEM;
	for (; l->opened < l->count && status == 0; l->opened++) {
		ru_kept_init(&l->kept[l->opened], d->x->options.al);
		l->docs[l->opened].article = &l->kept[l->opened].article;
		status = ru_external_article(d->x, &l->kept[l->opened], l->rank[l->opened], 0, &family->error);
	}
	return status;
}

/* The copies that have changed, as records. */
static int put_changed(const struct loaded *l, const struct director *d, struct family *family, struct worker *w)
{
	int status = 0;

	for (size_t i = 0; i < family->count && status == 0; i++) {
		const struct ru_copy *copy = &l->copies[i], *before = &l->told[i].copy;
		if (copy->dir == before->dir && copy->evidence_count == before->evidence_count)
			continue;
		uint64_t *end = ru_vec_push(&family->ends), *of = ru_vec_push(&family->of);
		if (end == NULL || of == NULL)
			return RU_ENOMEM;
		status = ru_told_write(&family->bytes, copy, l->docs, l->rank, &w->seen);
		*end = family->bytes.len;
		*of = *RU_VEC_AT(&d->places, uint64_t, family->first + i);
	}
	return status;
}

static int direct_family(void *ctx, size_t index, unsigned worker)
{
	struct director *d = ctx;
	struct worker *w = &d->workers[worker];
	struct family *family = &d->family[index];
	const struct ru_external_direct *direct = d->x->options.direct;
	struct loaded l = {.count = 0};
	struct view view = {d->counts, family, 0};
	struct ru_world world = {d->x->pages, pages_with, waits, &view};
	int status = ru_external_cancelled(d->x) ? RU_ECANCEL : load_copies(&l, d, family, w);

	if (status == 0)
		status = load_pages(&l, d, family, w);
	struct ru_copies copies = {.items = l.copies, .count = (uint32_t)family->count};
	if (status == 0)
		status = direct->set(direct->ctx, &copies, l.docs, l.count, &world, &w->arena, &family->error);
	if (status == 0)
		status = view.status;
	if (status == 0 && family->asked.len == 0)
		status = put_changed(&l, d, family, w);
	for (uint32_t i = 0; i < l.opened; i++)
		ru_kept_release(&l.kept[i]);
	ru_arena_release(&w->arena);
	return status;
}

/* ---- batches ---- */

static int push_place(struct ru_vec *places, uint64_t place)
{
	uint64_t *item = ru_vec_push(places);

	if (item == NULL)
		return RU_ENOMEM;
	*item = place;
	return 0;
}

static void start_batch(struct director *d)
{
	ru_vec_clear(&d->places);
	d->families = 0;
}

static struct family *add_family(struct director *d)
{
	struct family *family = &d->family[d->families++];

	family->first = d->places.len;
	family->count = 0;
	ru_vec_clear(&family->asked);
	ru_buf_clear(&family->bytes);
	ru_vec_clear(&family->ends);
	ru_vec_clear(&family->of);
	family->error = (struct ru_error){.status = 0};
	return family;
}

/* The next families out of the sorter: 1, or 0 when there are none left. */
static int fill(struct director *d, struct ru_error *err)
{
	struct family *family = NULL;
	uint32_t root = 0;
	int status = 1;

	start_batch(d);
	for (;;) {
		if (!d->has_ahead) {
			status = ru_sorter_next(d->x->families, &d->ahead, err);
			if (status <= 0)
				break;
			d->has_ahead = true;
		}
		if (family == NULL || root != d->ahead.key >> 32) {
			if (d->families == BATCH)
				break;
			family = add_family(d);
			root = (uint32_t)(d->ahead.key >> 32);
		}
		if (push_place(&d->places, d->ahead.key << 32 | d->ahead.value) != 0)
			return ru_external_no_memory(err);
		family->count++;
		d->has_ahead = false;
	}
	return status < 0 ? status : d->families > 0;
}

/* The same out of those that wait, from *at on. */
static int fill_waiting(struct director *d, size_t *at, struct ru_error *err)
{
	start_batch(d);
	while (*at < d->waiting.len && d->families < BATCH) {
		struct family *family = add_family(d);
		uint64_t place;
		while ((place = *RU_VEC_AT(&d->waiting, uint64_t, (*at)++)) != family_end) {
			if (push_place(&d->places, place) != 0)
				return ru_external_no_memory(err);
			family->count++;
		}
	}
	return d->families > 0;
}

static int keep_changed(struct director *d, const struct family *family, struct ru_error *err)
{
	uint64_t at = 0, place;
	int status = 0;

	for (size_t i = 0; i < family->ends.len && status == 0; i++) {
		uint64_t end = *RU_VEC_AT(&family->ends, uint64_t, i), of = *RU_VEC_AT(&family->of, uint64_t, i);
		struct ru_str record = ru_str_cut(ru_buf_str(&family->bytes), (size_t)at, (size_t)end);
		status = ru_spill_put(d->x->directed, record, &place, err);
		if (status == 0)
			status =
			    ru_sorter_put(d->x->replaced, of << RU_PLACE_SHIFT | place >> 32, (uint32_t)place, err);
		at = end;
	}
	return status;
}

static int keep_waiting(struct director *d, const struct family *family)
{
	int status = 0;

	for (size_t i = 0; i < family->asked.len && status == 0; i++)
		status = ru_counts_ask(d->counts, *RU_VEC_AT(&family->asked, uint64_t, i));
	for (size_t i = 0; i < family->count && status == 0; i++)
		status = push_place(&d->waiting, *RU_VEC_AT(&d->places, uint64_t, family->first + i));
	return status == 0 ? push_place(&d->waiting, family_end) : status;
}

static int work(struct director *d, struct ru_error *err)
{
	int status = ru_parallel(d->worker_count, d->families, direct_family, d, d->x->options.al);

	for (size_t i = 0; i < d->families && status != 0; i++) {
		if (d->family[i].error.status != status)
			continue;
		if (err != NULL)
			*err = d->family[i].error;
		return status;
	}
	for (size_t i = 0; i < d->families && status == 0; i++) {
		const struct family *family = &d->family[i];
		status = family->asked.len == 0 ? keep_changed(d, family, err) : keep_waiting(d, family);
	}
	return status == RU_ENOMEM ? ru_external_no_memory(err) : status;
}

/* Read the pile for what was asked, and direct the families that wait for it. */
static int serve_waiting(struct director *d, struct ru_error *err)
{
	size_t at = 0;
	int status = ru_counts_fill(d->counts, d->x, err);

	while (status == 0) {
		status = fill_waiting(d, &at, err);
		if (status <= 0)
			break;
		size_t before = d->waiting.len;
		status = work(d, err);
		/* all that can be asked was asked */
		if (status == 0 && d->waiting.len != before)
			status = ru_fail(err, RU_EIO, NULL, UINT64_MAX, "the temporary file of articles has changed");
	}
	ru_vec_clear(&d->waiting);
	ru_counts_clear(d->counts);
	return status;
}

static int direct_all(struct director *d, struct ru_error *err)
{
	size_t memory = d->x->options.memory;

	for (;;) {
		int more = fill(d, err), status = more > 0 ? work(d, err) : more;
		if (status != 0)
			return status;
		bool full = ru_counts_bytes(d->counts) > memory / 8 * ASKED_EIGHTHS ||
		            d->waiting.len * sizeof(uint64_t) > memory / WAITING_SHARE;
		if (d->waiting.len > 0 && (full || more == 0)) {
			status = serve_waiting(d, err);
			if (status != 0)
				return status;
		}
		if (more == 0)
			return 0;
	}
}

static int open_all(struct director *d)
{
	const struct ru_alloc *al = d->x->options.al;
	unsigned n = d->x->options.threads > 1 ? d->x->options.threads : 1;

	ru_vec_init(&d->places, al, sizeof(uint64_t), SIZE_MAX / 64);
	ru_vec_init(&d->waiting, al, sizeof(uint64_t), SIZE_MAX / 64);
	for (size_t i = 0; i < BATCH; i++) {
		ru_vec_init(&d->family[i].asked, al, sizeof(uint64_t), 0);
		ru_buf_init(&d->family[i].bytes, al, 0);
		ru_vec_init(&d->family[i].ends, al, sizeof(uint64_t), 0);
		ru_vec_init(&d->family[i].of, al, sizeof(uint64_t), 0);
	}
	d->workers = ru_alloc_zero(al, n, sizeof(*d->workers));
	if (d->workers == NULL)
		return RU_ENOMEM;
	for (; d->worker_count < n; d->worker_count++) {
		struct worker *w = &d->workers[d->worker_count];
		ru_spill_window_init(&w->window, al);
		ru_arena_init(&w->arena, al);
		ru_vec_init(&w->ranks, al, sizeof(uint32_t), 0);
		ru_vec_init(&w->seen, al, sizeof(uint32_t), 0);
	}
	return ru_counts_new(&d->counts, al);
}

static void close_all(struct director *d)
{
	for (unsigned i = 0; i < d->worker_count; i++) {
		ru_spill_window_release(&d->workers[i].window);
		ru_arena_release(&d->workers[i].arena);
		ru_vec_release(&d->workers[i].ranks);
		ru_vec_release(&d->workers[i].seen);
	}
	ru_alloc_free(d->x->options.al, d->workers);
	for (size_t i = 0; i < BATCH; i++) {
		ru_vec_release(&d->family[i].asked);
		ru_buf_release(&d->family[i].bytes);
		ru_vec_release(&d->family[i].ends);
		ru_vec_release(&d->family[i].of);
	}
	ru_vec_release(&d->places);
	ru_vec_release(&d->waiting);
	ru_counts_free(d->counts);
}

int ru_external_directions(struct ru_external *x, struct ru_error *err)
{
	struct director *d = ru_alloc_zero(x->options.al, 1, sizeof(*d));

	if (d == NULL)
		return ru_external_no_memory(err);
	d->x = x;
	int status = open_all(d);
	if (status != 0)
		status = ru_external_no_memory(err);
	if (status == 0)
		status = ru_spill_open(&x->directed, x->options.folder, "directions", x->options.al, err);
	if (status == 0)
		status = ru_external_sorter(&x->replaced, x, "directions", err);
	if (status == 0)
		status = ru_sorter_start(x->families, NULL, NULL, err);
	if (status == 0)
		status = direct_all(d, err);
	if (status == 0)
		status = ru_spill_flush(x->directed, err);
	close_all(d);
	ru_alloc_free(x->options.al, d);
	ru_sorter_free(x->families);
	x->families = NULL;
	return status;
}
