/* SPDX-License-Identifier: Apache-2.0 */
/* Sheets of pages (match/sheet.h) on disk: the facts of the pages that sentences told again are looked for in are read
 * from their articles, on all threads, and what is asked of them is kept. */
#include "base/threads.h"
#include "match/external/inner.h"

enum {
	CHUNK_PAGES = 16, /* pages that are one job */
	CHUNKS_MOST = 32, /* jobs of a batch */
	CHUNKS_EACH = 4   /* and for each thread */
};

/* ---- records ---- */

void ru_sheet_write(struct ru_buf *out, const struct ru_sheet *sheet, struct ru_str id)
{
	ru_bytes_put_str(out, id);
	ru_bytes_put(out, sheet->count);
	for (uint32_t i = 0; i < sheet->count; i++) {
		const struct ru_sheet_sentence *s = &sheet->sentences[i];

		ru_bytes_put(out, s->at.begin);
		ru_bytes_put(out, s->at.end);
		ru_bytes_put(out, (unsigned)s->placed | (unsigned)s->aside << 1);
		if (s->placed) {
			ru_bytes_put(out, s->raw.begin);
			ru_bytes_put(out, s->raw.end);
			ru_bytes_put(out, s->raw.field);
		}
		ru_bytes_put(out, s->words_end - s->words);
	}
	ru_bytes_put(out, sheet->word_count);
	for (uint32_t i = 0; i < sheet->word_count; i++)
		ru_bytes_put(out, sheet->words[i]);
	ru_bytes_put(out, sheet->mark_count);
	for (uint32_t i = 0; i < sheet->mark_count; i++) {
		/* by key: the steps between them are smaller numbers */
		ru_bytes_put(out, sheet->marks[i].key - (i > 0 ? sheet->marks[i - 1].key : 0));
		ru_bytes_put(out, (uint64_t)sheet->marks[i].sentence << 1 | sheet->marks[i].kept);
	}
}

static int get_sentences(struct ru_sheet *sheet, struct ru_str *from, struct ru_arena *arena)
{
	uint64_t words = 0, flags, more;

	if (!ru_bytes_get_u32(from, &sheet->count) || sheet->count > RU_MARK_SENTENCES)
		return RU_EIO;
	sheet->sentences = ru_arena_get(arena, sheet->count, sizeof(*sheet->sentences));
	if (sheet->sentences == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < sheet->count; i++) {
		struct ru_sheet_sentence *s = &sheet->sentences[i];

		if (!ru_bytes_get_u32(from, &s->at.begin) || !ru_bytes_get_u32(from, &s->at.end) ||
		    !ru_bytes_get(from, &flags) || flags > 3)
			return RU_EIO;
		s->placed = (flags & 1) != 0;
		s->aside = (flags & 2) != 0;
		if (s->placed && (!ru_bytes_get_u32(from, &s->raw.begin) || !ru_bytes_get_u32(from, &s->raw.end) ||
		                  !ru_bytes_get_u32(from, &s->raw.field)))
			return RU_EIO;
		if (!ru_bytes_get(from, &more) || more > RU_SHEET_WORDS + RU_SHEET_RUN)
			return RU_EIO;
		s->words = (uint32_t)words;
		words += more;
		s->words_end = (uint32_t)words;
	}
	return ru_bytes_get_u32(from, &sheet->word_count) && sheet->word_count == words && words <= from->len ? 0
	                                                                                                      : RU_EIO;
}

static int get_marks(struct ru_sheet *sheet, struct ru_str *from, struct ru_arena *arena)
{
	uint64_t key = 0, step;
	uint32_t where;

	if (!ru_bytes_get_u32(from, &sheet->mark_count) || sheet->mark_count > RU_MARKS_MOST)
		return RU_EIO;
	sheet->marks = ru_arena_get(arena, sheet->mark_count, sizeof(*sheet->marks));
	if (sheet->marks == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < sheet->mark_count; i++) {
		if (!ru_bytes_get(from, &step) || !ru_bytes_get_u32(from, &where) || where >> 1 >= sheet->count)
			return RU_EIO;
		key += step;
		sheet->marks[i] = (struct ru_mark){key, where >> 1, (where & 1) != 0};
	}
	return 0;
}

int ru_sheet_get(struct ru_sheet *out, struct ru_str *id, struct ru_str from, struct ru_arena *arena)
{
	struct ru_sheet sheet = {.count = 0};

	if (!ru_bytes_get_str(&from, id))
		return RU_EIO;
	int status = get_sentences(&sheet, &from, arena);
	if (status != 0)
		return status;
	sheet.words = ru_arena_get(arena, sheet.word_count, sizeof(*sheet.words));
	if (sheet.words == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < sheet.word_count; i++) {
		if (!ru_bytes_get_u32(&from, &sheet.words[i]))
			return RU_EIO;
	}
	status = get_marks(&sheet, &from, arena);
	if (status == 0 && from.len > 0)
		status = RU_EIO;
	if (status == 0)
		*out = sheet;
	return status;
}

/* ---- reading facts ---- */

/* Some pages, in the order in which their articles stand on disk. */
struct chunk {
	uint32_t number[CHUNK_PAGES];
	uint32_t count;
	struct ru_buf bytes;   /* their records, one after the other */
	struct ru_vec lengths; /* uint32_t: of each record */
	struct ru_vec keys;    /* uint64_t: of the marks that a translation keeps, where those are asked, */
	struct ru_vec ends;    /* uint32_t: and where each page's end */
	struct ru_error error;
};

struct worker {
	struct ru_kept kept;
	struct ru_arena arena;
};

struct maker {
	struct ru_external *x;
	struct ru_sorter *marks; /* (mark, rank of a page that has it); NULL: not asked */
	struct chunk chunk[CHUNKS_MOST];
	size_t chunks, most;
	struct worker *workers;
	unsigned worker_count;
	uint32_t next; /* number of the first page that is in no batch yet */
};

static int put_sheet(struct chunk *chunk, const struct ru_sheet *sheet, struct ru_str id, bool keys)
{
	size_t begin = chunk->bytes.len;
	uint32_t *length = ru_vec_push(&chunk->lengths), *end = ru_vec_push(&chunk->ends);

	if (length == NULL || end == NULL)
		return RU_ENOMEM;
	ru_sheet_write(&chunk->bytes, sheet, id);
	*length = (uint32_t)(chunk->bytes.len - begin);
	uint64_t last = 0;
	bool any = false;
	for (uint32_t i = 0; keys && i < sheet->mark_count; i++) {
		const struct ru_mark *mark = &sheet->marks[i];
		if (!mark->kept || (any && mark->key == last))
			continue;
		uint64_t *key = ru_vec_push(&chunk->keys);
		if (key == NULL)
			return RU_ENOMEM;
		*key = last = mark->key;
		any = true;
	}
	*end = (uint32_t)chunk->keys.len;
	return ru_buf_status(&chunk->bytes);
}

static int read_chunk(void *ctx, size_t index, unsigned worker)
{
	struct maker *m = ctx;
	const struct ru_external_facts *facts = m->x->options.facts;
	struct worker *w = &m->workers[worker];
	struct chunk *chunk = &m->chunk[index];
	int status = 0;

	for (uint32_t i = 0; i < chunk->count && status == 0; i++) {
		uint32_t rank = m->x->rank[chunk->number[i]];
		struct ru_facts read = {.token_count = 0};
		struct ru_doc doc = {.article = &w->kept.article, .facts = &read};
		struct ru_sheet sheet;
		status = ru_external_cancelled(m->x)
		             ? RU_ECANCEL
		             : ru_external_article(m->x, &w->kept, rank, RU_EXTERNAL_AHEAD, &chunk->error);
		if (status == 0)
			status = facts->read(facts->ctx, worker, &w->kept.article, w->kept.reader, &read, &w->arena,
			                     &chunk->error);
		if (status == 0)
			status = ru_sheet_read(&sheet, &doc, &w->arena);
		if (status == 0)
			status = put_sheet(chunk, &sheet, w->kept.article.id, m->marks != NULL);
		ru_arena_release(&w->arena);
	}
	return status;
}

/* The next pages that are wanted: 1, or 0 when there are none left. */
static int fill(struct maker *m, const bool *wanted)
{
	const struct ru_external *x = m->x;

	m->chunks = 0;
	for (; m->next < x->count; m->next++) {
		struct chunk *last = m->chunks > 0 ? &m->chunk[m->chunks - 1] : NULL;
		uint32_t rank = x->rank[m->next];
		if (rank == RU_NONE || (wanted != NULL && !wanted[rank]))
			continue;
		if (last == NULL || last->count == CHUNK_PAGES) {
			if (m->chunks == m->most)
				break;
			last = &m->chunk[m->chunks++];
			last->count = 0;
			ru_buf_clear(&last->bytes);
			ru_vec_clear(&last->lengths);
			ru_vec_clear(&last->keys);
			ru_vec_clear(&last->ends);
			last->error.status = 0;
		}
		last->number[last->count++] = m->next;
	}
	return m->chunks > 0;
}

static int keep(struct maker *m, struct ru_error *err)
{
	struct ru_external *x = m->x;
	int status = 0;

	for (size_t i = 0; i < m->chunks; i++) {
		const struct chunk *chunk = &m->chunk[i];
		size_t at = 0, key = 0;
		for (uint32_t k = 0; k < chunk->count && status == 0; k++) {
			uint32_t length = *RU_VEC_AT(&chunk->lengths, uint32_t, k), rank = x->rank[chunk->number[k]];
			size_t end = *RU_VEC_AT(&chunk->ends, uint32_t, k);
			struct ru_str record = ru_str_cut(ru_buf_str(&chunk->bytes), at, at + length);
			status = ru_spill_put(x->sheets, record, &x->sheet[rank], err);
			for (; key < end && status == 0; key++)
				status = ru_sorter_put(m->marks, *RU_VEC_AT(&chunk->keys, uint64_t, key), rank, err);
			at += length;
		}
	}
	return status;
}

static int work(struct maker *m, const bool *wanted, struct ru_error *err)
{
	int status = 0;

	while (status == 0 && fill(m, wanted) > 0) {
		status = ru_parallel(m->worker_count, m->chunks, read_chunk, m, m->x->options.al);
		for (size_t i = 0; i < m->chunks && status != 0; i++) {
			if (m->chunk[i].error.status != status)
				continue;
			if (err != NULL)
				*err = m->chunk[i].error;
			return status;
		}
		if (status == 0)
			status = keep(m, err);
	}
	return status == RU_ENOMEM ? ru_external_no_memory(err) : status;
}

static int open_all(struct maker *m, const struct ru_alloc *al)
{
	unsigned n = m->x->options.threads > 1 ? m->x->options.threads : 1;

	for (size_t i = 0; i < CHUNKS_MOST; i++) {
		ru_buf_init(&m->chunk[i].bytes, al, 0);
		ru_vec_init(&m->chunk[i].lengths, al, sizeof(uint32_t), 0);
		ru_vec_init(&m->chunk[i].keys, al, sizeof(uint64_t), 0);
		ru_vec_init(&m->chunk[i].ends, al, sizeof(uint32_t), 0);
	}
	m->most = n < CHUNKS_MOST / CHUNKS_EACH ? (size_t)n * CHUNKS_EACH : CHUNKS_MOST;
	m->workers = ru_alloc_zero(al, n, sizeof(*m->workers));
	if (m->workers == NULL)
		return RU_ENOMEM;
	for (; m->worker_count < n; m->worker_count++) {
		ru_kept_init(&m->workers[m->worker_count].kept, al);
		ru_arena_init(&m->workers[m->worker_count].arena, al);
	}
	return 0;
}

static void close_all(struct maker *m, const struct ru_alloc *al)
{
	for (unsigned i = 0; i < m->worker_count; i++) {
		ru_kept_release(&m->workers[i].kept);
		ru_arena_release(&m->workers[i].arena);
	}
	for (size_t i = 0; i < CHUNKS_MOST; i++) {
		ru_buf_release(&m->chunk[i].bytes);
		ru_vec_release(&m->chunk[i].lengths);
		ru_vec_release(&m->chunk[i].keys);
		ru_vec_release(&m->chunk[i].ends);
	}
	ru_alloc_free(al, m->workers);
}

int ru_external_sheets(struct ru_external *x, const bool *wanted, struct ru_sorter *marks, struct ru_error *err)
{
	const struct ru_alloc *al = x->options.al;
	struct maker *m = ru_alloc_zero(al, 1, sizeof(*m));

	x->sheet = ru_alloc_get(al, (size_t)x->pages + 1, sizeof(*x->sheet));
	if (m == NULL || x->sheet == NULL) {
		ru_alloc_free(al, m);
		return ru_external_no_memory(err);
	}
	m->x = x;
	m->marks = marks;
	int status = open_all(m, al);
	if (status != 0)
		status = ru_external_no_memory(err);
	if (status == 0)
		status = ru_spill_open(&x->sheets, x->options.folder, "sentences", al, err);
	if (status == 0)
		status = work(m, wanted, err);
	if (status == 0)
		status = ru_spill_flush(x->sheets, err);
	close_all(m, al);
	ru_alloc_free(al, m);
	return status;
}
