/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences told again without their words, in a pile of any size: the same pairs of pages compared in the same way as
 * in memory (match/rewritten.c), by sheets that stand on disk.
 *
 * Facts are read for the pages of copies that may have rewritten sentences; for all pages only where the pile is in
 * several languages, since any two of those may be translations. */
#include "base/threads.h"
#include "match/external/inner.h"

enum { BATCH_PAIRS = 256, BATCH_BYTES = 1 << 20 };

#define NO_PAIR UINT64_MAX

/* One pair of pages: a copy that was found, or two that may be translations, or both. */
struct job {
	struct ru_told told; /* of no pages where none was found */
	uint32_t rank[2];
	bool candidate;       /* may be a translation */
	struct ru_buf record; /* what came of it; empty: nothing is told */
	struct ru_error error;
};

struct worker {
	struct ru_reteller *reteller;
	struct ru_spill_window window; /* of sheets */
	struct ru_arena arena;
	struct ru_vec seen;
};

struct teller {
	struct ru_external *x;
	struct ru_sorter *candidates; /* (pair of ranks shifted up, number of a mark of both); NULL: one language */
	struct ru_spill *out;         /* takes the place of x->told */
	struct job job[BATCH_PAIRS];
	size_t jobs;
	struct ru_arena arena;         /* of their copies */
	struct ru_spill_window window; /* of x->told */
	uint64_t at;                   /* of the next copy there */
	struct ru_sort_item item;      /* of candidates: read and not counted yet */
	bool has_item;
	uint64_t candidate; /* the next pair that shares enough marks */
	struct worker *workers;
	unsigned worker_count;
};

/* ---- which pages and pairs ---- */

/* Whether pages of the pile are in two languages. */
static bool is_in_languages(const struct ru_external *x)
{
	uint32_t first = 0;

	for (uint32_t i = 0; i < x->pages; i++) {
		uint32_t language = *RU_VEC_AT(&x->languages, uint32_t, x->number[i]);
		if (language != 0 && first != 0 && language != first)
			return true;
		first = first != 0 ? first : language;
	}
	return false;
}

static int want_page(struct ru_external *x, const struct ru_told *told, uint64_t place, void *to, struct ru_error *err)
{
	bool *wanted = to;

	(void)x;
	(void)place;
	(void)err;
	if (ru_retell_asks(told->copy.kind))
		wanted[told->rank[0]] = wanted[told->rank[1]] = true;
	return 0;
}

/* The pairs that one mark brings together, while the budget lasts. */
static int mark_pairs(const struct ru_external *x, const struct ru_vec *members, uint32_t mark, uint64_t *budget,
                      struct ru_sorter *out, struct ru_error *err)
{
	const uint32_t *rank = members->ptr;
	int status = 0;

	for (size_t i = 0; i < members->len && status == 0; i++) {
		uint32_t language = *RU_VEC_AT(&x->languages, uint32_t, x->number[rank[i]]);
		for (size_t k = i + 1; *budget > 0 && k < members->len && status == 0; k++) {
			uint32_t other = *RU_VEC_AT(&x->languages, uint32_t, x->number[rank[k]]);
			if (language == 0 || other == 0 || language == other)
				continue;
			status = ru_sorter_put(out, ((uint64_t)rank[i] << 32 | rank[k]) << x->shift, mark, err);
			(*budget)--;
		}
	}
	return status;
}

/* Pairs of pages in two languages that share a mark, out of (mark, page), into t->candidates. */
static int find_candidates(struct teller *t, struct ru_sorter *marks, struct ru_error *err)
{
	const struct ru_external *x = t->x;
	uint64_t budget = ru_marks_budget(x->pages), key = 0;
	struct ru_vec members;
	struct ru_sort_item item;
	uint32_t number = 0;
	bool more = true;
	int status = ru_external_sorter(&t->candidates, x, "pairs in two languages", err);

	ru_vec_init(&members, x->options.al, sizeof(uint32_t), 0);
	if (status == 0)
		status = ru_sorter_start(marks, NULL, NULL, err);
	while (status == 0 && more) {
		status = ru_sorter_next(marks, &item, err);
		more = status == 1;
		if (status >= 0)
			status = ru_external_cancelled(x) ? RU_ECANCEL : 0;
		if (status == 0 && (!more || item.key != key)) {
			if (members.len <= RU_MARK_PAGES)
				status = mark_pairs(x, &members, number, &budget, t->candidates, err);
			ru_vec_clear(&members);
			number++;
		}
		key = item.key;
		if (status != 0 || !more || members.len > RU_MARK_PAGES)
			continue;
		uint32_t *member = ru_vec_push(&members);
		status = member == NULL ? ru_external_no_memory(err) : 0;
		if (member != NULL)
			*member = item.value;
	}
	ru_vec_release(&members);
	return status == 0 ? ru_sorter_start(t->candidates, NULL, NULL, err) : status;
}

/* ---- one pair ---- */

static int read_sheet(const struct ru_external *x, struct worker *w, uint32_t rank, struct ru_sheet *out,
                      struct ru_str *id, struct ru_error *err)
{
	struct ru_str record;
	int status = ru_spill_see(x->sheets, &w->window, x->sheet[rank], 0, &record, NULL, err);

	if (status == 0)
		status = ru_arena_copy(&w->arena, record, &record);
	if (status == 0)
		status = ru_sheet_get(out, id, record, &w->arena);
	return status == RU_EIO
	           ? ru_fail(err, RU_EIO, NULL, x->sheet[rank], "the temporary file of sentences is damaged")
	           : status;
}

static int retell(struct job *job, struct worker *w, const struct ru_sheet *a, const struct ru_sheet *b)
{
	struct ru_copy *copy = &job->told.copy, translation = {.a = 0, .b = 1};
	int status = 0;

	if (job->candidate)
		status = ru_retell_translation(w->reteller, &translation, a, b, &w->arena);
	if (status == 0 && translation.retold_count > 0) {
		if (job->told.pages > 0)
			ru_retell_join(copy, &translation);
		else
			*copy = translation;
	}
	if (status == 0 && job->told.pages > 0 && ru_retell_asks(copy->kind))
		status = ru_retell_rewritten(w->reteller, copy, a, b, &w->arena);
	return status;
}

static int retell_pair(void *ctx, size_t index, unsigned worker)
{
	struct teller *t = ctx;
	struct worker *w = &t->workers[worker];
	struct job *job = &t->job[index];
	const struct ru_copy *copy = &job->told.copy;
	struct ru_article articles[2] = {{.bytes = 0}};
	struct ru_doc docs[2] = {{.article = &articles[0]}, {.article = &articles[1]}};
	bool found = job->told.pages > 0;
	int status = ru_external_cancelled(t->x) ? RU_ECANCEL : 0;

	for (uint32_t i = 0; i < 2 && found; i++)
		articles[i].id = job->told.id[i];
	if (status == 0 && (job->candidate || ru_retell_asks(copy->kind))) {
		struct ru_sheet sheet[2];
		for (uint32_t i = 0; i < 2 && status == 0; i++)
			status = read_sheet(t->x, w, job->rank[i], &sheet[i], &articles[i].id, &job->error);
		if (status == 0)
			status = retell(job, w, &sheet[0], &sheet[1]);
	}
	if (status == 0 && (found || copy->retold_count > 0))
		status = ru_told_write(&job->record, copy, docs, job->rank, &w->seen);
	ru_arena_release(&w->arena);
	return status;
}

/* ---- all pairs, by a, then b ---- */

static int next_item(struct teller *t, struct ru_error *err)
{
	int status = ru_sorter_next(t->candidates, &t->item, err);

	t->has_item = status == 1;
	return status < 0 ? status : 0;
}

/* The next pair that shares enough marks, into t->candidate. */
static int next_candidate(struct teller *t, struct ru_error *err)
{
	int status = 0;

	t->candidate = NO_PAIR;
	while (t->has_item && t->candidate == NO_PAIR && status == 0) {
		uint64_t key = t->item.key;
		uint32_t shared = 0;
		for (; t->has_item && t->item.key == key && status == 0; shared++)
			status = next_item(t, err);
		if (shared >= RU_MARK_SHARED)
			t->candidate = key >> t->x->shift;
	}
	return status;
}

/* The next pairs: 1, or 0 when there are none left. */
static int fill(struct teller *t, struct ru_error *err)
{
	const struct ru_external *x = t->x;
	int status = 0;

	ru_arena_release(&t->arena);
	for (t->jobs = 0; t->jobs < BATCH_PAIRS && t->arena.used < BATCH_BYTES && status == 0;) {
		struct job *job = &t->job[t->jobs];
		uint64_t pair = NO_PAIR, next = t->at;
		job->told = (struct ru_told){.pages = 0};
		if (t->at < ru_spill_end(x->told))
			status = ru_told_get(&job->told, x->told, t->at, &next, &t->window, &t->arena, err);
		if (status == 0 && job->told.pages > 0)
			pair = (uint64_t)job->told.rank[0] << 32 | job->told.rank[1];
		if (status != 0 || (pair == NO_PAIR && t->candidate == NO_PAIR))
			break;
		job->candidate = t->candidate <= pair;
		if (t->candidate < pair) { /* the copy is read again when it is its turn */
			job->told = (struct ru_told){.pages = 0};
			pair = t->candidate;
		} else {
			t->at = next;
		}
		job->rank[0] = (uint32_t)(pair >> 32);
		job->rank[1] = (uint32_t)pair;
		ru_buf_clear(&job->record);
		job->error.status = 0;
		t->jobs++;
		if (job->candidate)
			status = next_candidate(t, err);
	}
	return status != 0 ? status : t->jobs > 0;
}

static int work(struct teller *t, struct ru_error *err)
{
	for (;;) {
		int status = fill(t, err);
		if (status <= 0)
			return status;
		status = ru_parallel(t->worker_count, t->jobs, retell_pair, t, t->x->options.al);
		for (size_t i = 0; i < t->jobs && status != 0; i++) {
			if (t->job[i].error.status != status)
				continue;
			if (err != NULL)
				*err = t->job[i].error;
			return status;
		}
		for (size_t i = 0; i < t->jobs && status == 0; i++) {
			if (t->job[i].record.len > 0)
				status = ru_spill_put(t->out, ru_buf_str(&t->job[i].record), NULL, err);
		}
		if (status != 0)
			return status;
	}
}

static int open_all(struct teller *t, const struct ru_alloc *al)
{
	unsigned n = t->x->options.threads > 1 ? t->x->options.threads : 1;
	int status = 0;

	t->at = ru_spill_begin(t->x->told);
	t->candidate = NO_PAIR;
	ru_arena_init(&t->arena, al);
	ru_spill_window_init(&t->window, al);
	for (size_t i = 0; i < BATCH_PAIRS; i++)
		ru_buf_init(&t->job[i].record, al, 0);
	t->workers = ru_alloc_zero(al, n, sizeof(*t->workers));
	if (t->workers == NULL)
		return RU_ENOMEM;
	for (; t->worker_count < n && status == 0; t->worker_count++) {
		struct worker *w = &t->workers[t->worker_count];
		ru_spill_window_init(&w->window, al);
		ru_arena_init(&w->arena, al);
		ru_vec_init(&w->seen, al, sizeof(uint32_t), 0);
		status = ru_reteller_new(&w->reteller, al);
	}
	return status;
}

static void close_all(struct teller *t, const struct ru_alloc *al)
{
	for (unsigned i = 0; i < t->worker_count; i++) {
		ru_reteller_free(t->workers[i].reteller);
		ru_spill_window_release(&t->workers[i].window);
		ru_arena_release(&t->workers[i].arena);
		ru_vec_release(&t->workers[i].seen);
	}
	for (size_t i = 0; i < BATCH_PAIRS; i++)
		ru_buf_release(&t->job[i].record);
	ru_arena_release(&t->arena);
	ru_spill_window_release(&t->window);
	ru_alloc_free(al, t->workers);
	ru_sorter_free(t->candidates);
	ru_spill_close(t->out);
}

/* The sheets of all pages that may matter, and the candidates. */
static int prepare(struct teller *t, struct ru_error *err)
{
	struct ru_external *x = t->x;
	struct ru_sorter *marks = NULL;
	bool *wanted = NULL;
	int status = 0;

	if (is_in_languages(x)) {
		status = ru_external_sorter(&marks, x, "names and numbers", err);
	} else {
		wanted = ru_alloc_zero(x->options.al, (size_t)x->pages + 1, sizeof(*wanted));
		status = wanted == NULL ? ru_external_no_memory(err) : ru_told_each(x, want_page, wanted, err);
	}
	if (status == 0)
		status = ru_external_sheets(x, wanted, marks, err);
	if (status == 0 && marks != NULL)
		status = find_candidates(t, marks, err);
	ru_sorter_free(marks);
	ru_alloc_free(x->options.al, wanted);
	if (status == 0 && t->candidates != NULL)
		status = next_item(t, err);
	return status == 0 && t->candidates != NULL ? next_candidate(t, err) : status;
}

int ru_external_retell(struct ru_external *x, struct ru_error *err)
{
	const struct ru_alloc *al = x->options.al;
	struct teller *t = ru_alloc_zero(al, 1, sizeof(*t));

	if (t == NULL)
		return ru_external_no_memory(err);
	t->x = x;
	ru_alloc_free(al, x->stars); /* nobody asks for it any more */
	x->stars = NULL;
	int status = open_all(t, al);
	if (status != 0)
		status = ru_external_no_memory(err);
	if (status == 0)
		status = ru_spill_open(&t->out, x->options.folder, "copies", al, err);
	if (status == 0)
		status = prepare(t, err);
	if (status == 0)
		status = work(t, err);
	if (status == 0)
		status = ru_spill_flush(t->out, err);
	if (status == 0) {
		struct ru_spill *told = x->told;
		x->told = t->out;
		t->out = told;
	}
	close_all(t, al);
	ru_alloc_free(al, t);
	ru_spill_close(x->sheets);
	x->sheets = NULL;
	ru_alloc_free(al, x->sheet);
	x->sheet = NULL;
	return status == RU_ENOMEM ? ru_external_no_memory(err) : status;
}
