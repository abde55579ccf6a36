/* SPDX-License-Identifier: Apache-2.0 */
/* Copies as records on disk, from when it is known what they amount to until they are told. */
#include "match/external/inner.h"

enum { RECORD_AHEAD = 1 << 10 };

static void put_span(struct ru_buf *out, struct ru_span span)
{
	ru_bytes_put(out, span.begin);
	ru_bytes_put(out, span.end);
	ru_bytes_put(out, span.field);
}

static bool get_span(struct ru_str *from, struct ru_span *span)
{
	return ru_bytes_get_u32(from, &span->begin) && ru_bytes_get_u32(from, &span->end) &&
	       ru_bytes_get_u32(from, &span->field);
}

/* ---- write ---- */

/* The number of a page among those that the record names. */
static int page_number(struct ru_vec *seen, uint32_t page, uint32_t *number)
{
	const uint32_t *item = seen->ptr;

	for (uint32_t i = 0; i < seen->len; i++) {
		if (item[i] == page) {
			*number = i;
			return 0;
		}
	}
	uint32_t *slot = ru_vec_push(seen);
	if (slot == NULL)
		return RU_ENOMEM;
	*slot = page;
	*number = (uint32_t)seen->len - 1;
	return 0;
}

static int put_pages(struct ru_buf *out, const struct ru_copy *copy, const struct ru_doc *docs, const uint32_t *rank,
                     struct ru_vec *seen)
{
	uint32_t number;

	ru_vec_clear(seen);
	int status = page_number(seen, copy->a, &number);
	if (status == 0)
		status = page_number(seen, copy->b, &number);
	for (uint32_t i = 0; i < copy->evidence_count; i++) {
		for (uint32_t k = 0; k < copy->evidence[i].span_count && status == 0; k++)
			status = page_number(seen, copy->evidence[i].spans[k].page, &number);
	}
	ru_bytes_put(out, seen->len);
	for (size_t i = 0; i < seen->len && status == 0; i++) {
		uint32_t page = *RU_VEC_AT(seen, uint32_t, i);
		ru_bytes_put(out, rank[page]);
		ru_bytes_put_str(out, docs[page].article->id);
	}
	return status;
}

static void put_passage(struct ru_buf *out, const struct ru_passage *passage)
{
	ru_bytes_put(out, passage->a.begin);
	ru_bytes_put(out, passage->a.end);
	ru_bytes_put(out, passage->b.begin);
	ru_bytes_put(out, passage->b.end);
	put_span(out, passage->raw_a);
	put_span(out, passage->raw_b);
	ru_bytes_put(out, (uint64_t)passage->words << 1 | passage->furniture);
}

static void put_retold(struct ru_buf *out, const struct ru_retold *retold)
{
	ru_bytes_put(out, retold->a.begin);
	ru_bytes_put(out, retold->a.end);
	ru_bytes_put(out, retold->b.begin);
	ru_bytes_put(out, retold->b.end);
	put_span(out, retold->raw_a);
	put_span(out, retold->raw_b);
	ru_bytes_put(out, retold->marks);
}

int ru_told_write(struct ru_buf *out, const struct ru_copy *copy, const struct ru_doc *docs, const uint32_t *rank,
                  struct ru_vec *seen)
{
	int status = put_pages(out, copy, docs, rank, seen);

	ru_bytes_put(out, (uint64_t)copy->score);
	ru_buf_putc(out, copy->dir);
	ru_bytes_put(out, (uint64_t)copy->kind);
	ru_bytes_put(out, copy->words);
	ru_bytes_put(out, copy->words_a);
	ru_bytes_put(out, copy->words_b);
	ru_bytes_put(out, copy->passage_count);
	for (uint32_t i = 0; i < copy->passage_count; i++)
		put_passage(out, &copy->passages[i]);
	ru_bytes_put(out, copy->retold_count);
	for (uint32_t i = 0; i < copy->retold_count; i++)
		put_retold(out, &copy->retold[i]);
	ru_bytes_put(out, copy->evidence_count);
	for (uint32_t i = 0; i < copy->evidence_count; i++) {
		const struct ru_evidence *e = &copy->evidence[i];
		ru_bytes_put(out, (uint64_t)e->kind);
		ru_bytes_put(out, (uint32_t)e->weight);
		ru_bytes_put(out, e->span_count);
		for (uint32_t k = 0; k < e->span_count && status == 0; k++) {
			uint32_t number = 0;
			status = page_number(seen, e->spans[k].page, &number);
			ru_bytes_put(out, number);
			put_span(out, e->spans[k].span);
		}
	}
	return status == 0 ? ru_buf_status(out) : status;
}

/* ---- read ---- */

static int get_pages(struct ru_told *told, struct ru_str *from, struct ru_arena *arena)
{
	if (!ru_bytes_get_u32(from, &told->pages) || told->pages < 2 || told->pages > from->len)
		return RU_EIO;
	uint32_t *rank = ru_arena_get(arena, told->pages, sizeof(*rank));
	struct ru_str *id = ru_arena_get(arena, told->pages, sizeof(*id));
	if (rank == NULL || id == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < told->pages; i++) {
		if (!ru_bytes_get_u32(from, &rank[i]) || !ru_bytes_get_str(from, &id[i]))
			return RU_EIO;
	}
	told->rank = rank;
	told->id = id;
	return 0;
}

static int get_passages(struct ru_copy *copy, struct ru_str *from, struct ru_arena *arena)
{
	uint32_t words;

	if (!ru_bytes_get_u32(from, &copy->passage_count) || copy->passage_count > from->len)
		return RU_EIO;
	copy->passages = ru_arena_get(arena, copy->passage_count, sizeof(*copy->passages));
	if (copy->passages == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < copy->passage_count; i++) {
		struct ru_passage *p = &copy->passages[i];
		if (!ru_bytes_get_u32(from, &p->a.begin) || !ru_bytes_get_u32(from, &p->a.end) ||
		    !ru_bytes_get_u32(from, &p->b.begin) || !ru_bytes_get_u32(from, &p->b.end) ||
		    !get_span(from, &p->raw_a) || !get_span(from, &p->raw_b) || !ru_bytes_get_u32(from, &words))
			return RU_EIO;
		p->words = words >> 1;
		p->furniture = (words & 1) != 0;
	}
	return 0;
}

static int get_retold(struct ru_copy *copy, struct ru_str *from, struct ru_arena *arena)
{
	if (!ru_bytes_get_u32(from, &copy->retold_count) || copy->retold_count > from->len)
		return RU_EIO;
	copy->retold = ru_arena_get(arena, copy->retold_count, sizeof(*copy->retold));
	if (copy->retold == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < copy->retold_count; i++) {
		struct ru_retold *r = &copy->retold[i];
		if (!ru_bytes_get_u32(from, &r->a.begin) || !ru_bytes_get_u32(from, &r->a.end) ||
		    !ru_bytes_get_u32(from, &r->b.begin) || !ru_bytes_get_u32(from, &r->b.end) ||
		    !get_span(from, &r->raw_a) || !get_span(from, &r->raw_b) || !ru_bytes_get_u32(from, &r->marks))
			return RU_EIO;
	}
	return 0;
}

static int get_evidence(struct ru_evidence *e, uint32_t pages, struct ru_str *from, struct ru_arena *arena)
{
	uint32_t kind, weight;

	if (!ru_bytes_get_u32(from, &kind) || kind > RU_EVIDENCE_TITLE || !ru_bytes_get_u32(from, &weight) ||
	    !ru_bytes_get_u32(from, &e->span_count) || e->span_count > from->len)
		return RU_EIO;
	e->kind = (enum ru_evidence_kind)kind;
	e->weight = (int32_t)weight;
	e->spans = ru_arena_get(arena, e->span_count, sizeof(*e->spans));
	if (e->spans == NULL)
		return RU_ENOMEM;
	for (uint32_t k = 0; k < e->span_count; k++) {
		if (!ru_bytes_get_u32(from, &e->spans[k].page) || e->spans[k].page >= pages ||
		    !get_span(from, &e->spans[k].span))
			return RU_EIO;
	}
	return 0;
}

static bool get_head(struct ru_copy *copy, struct ru_str *from)
{
	uint32_t score, kind;

	if (!ru_bytes_get_u32(from, &score) || score > 10000 || from->len == 0)
		return false;
	copy->score = (int32_t)score;
	copy->dir = from->ptr[0];
	*from = ru_str_cut(*from, 1, from->len);
	if (!ru_bytes_get_u32(from, &kind) || kind > RU_COPY_FURNITURE)
		return false;
	copy->kind = (enum ru_copy_kind)kind;
	return ru_bytes_get_u32(from, &copy->words) && ru_bytes_get_u32(from, &copy->words_a) &&
	       ru_bytes_get_u32(from, &copy->words_b);
}

int ru_told_read(struct ru_told *out, struct ru_str bytes, struct ru_arena *arena)
{
	struct ru_told told = {.copy = {.a = 0, .b = 1}};
	struct ru_copy *copy = &told.copy;
	int status = get_pages(&told, &bytes, arena);

	if (status == 0 && !get_head(copy, &bytes))
		status = RU_EIO;
	if (status == 0)
		status = get_passages(copy, &bytes, arena);
	if (status == 0)
		status = get_retold(copy, &bytes, arena);
	if (status == 0 && (!ru_bytes_get_u32(&bytes, &copy->evidence_count) || copy->evidence_count > bytes.len))
		status = RU_EIO;
	if (status != 0)
		return status;
	copy->evidence = ru_arena_get(arena, copy->evidence_count, sizeof(*copy->evidence));
	if (copy->evidence == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < copy->evidence_count && status == 0; i++)
		status = get_evidence(&copy->evidence[i], told.pages, &bytes, arena);
	if (status == 0 && bytes.len > 0)
		status = RU_EIO;
	if (status == 0)
		*out = told;
	return status;
}

int ru_told_get(struct ru_told *out, const struct ru_spill *spill, uint64_t place, uint64_t *next,
                struct ru_spill_window *window, struct ru_arena *arena, struct ru_error *err)
{
	struct ru_str record;
	int status =
	    ru_spill_see(spill, window, place, next != NULL ? RU_EXTERNAL_AHEAD : RECORD_AHEAD, &record, next, err);

	*out = (struct ru_told){.pages = 0};
	if (status != 0)
		return status;
	status = ru_arena_copy(arena, record, &record);
	if (status == 0)
		status = ru_told_read(out, record, arena);
	if (status == RU_EIO)
		return ru_fail(err, RU_EIO, NULL, place, "the temporary file of copies is damaged");
	return status;
}

/* ---- tell ---- */

static int tell(const struct ru_told *told, struct ru_arena *arena, ru_external_emit_fn *emit, void *ctx)
{
	struct ru_doc *docs = ru_arena_get(arena, told->pages, sizeof(*docs));
	struct ru_article *articles = ru_arena_get(arena, told->pages, sizeof(*articles));

	if (docs == NULL || articles == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < told->pages; i++) {
		articles[i].id = told->id[i];
		docs[i].article = &articles[i];
	}
	return emit(ctx, &told->copy, docs);
}

/* The next copy that was given a direction: (its place in told << 24 | its place in directed >> 32, the rest of it). */
static int next_replaced(struct ru_external *x, struct ru_sort_item *item, bool *any, struct ru_error *err)
{
	int status = x->replaced != NULL ? ru_sorter_next(x->replaced, item, err) : 0;

	*any = status == 1;
	return status < 0 ? status : 0;
}

int ru_external_tell(struct ru_external *x, ru_external_emit_fn *emit, void *ctx, struct ru_error *err)
{
	struct ru_spill_window window, other;
	struct ru_arena arena;
	struct ru_sort_item item;
	uint64_t at = ru_spill_begin(x->told), end = ru_spill_end(x->told);
	bool any = false;
	int status = x->replaced != NULL ? ru_sorter_start(x->replaced, NULL, NULL, err) : 0;

	ru_spill_window_init(&window, x->options.al);
	ru_spill_window_init(&other, x->options.al);
	ru_arena_init(&arena, x->options.al);
	if (status == 0)
		status = next_replaced(x, &item, &any, err);
	while (at < end && status == 0) {
		struct ru_told told;
		uint64_t here = at;
		status = ru_external_cancelled(x) ? RU_ECANCEL
		                                  : ru_told_get(&told, x->told, here, &at, &window, &arena, err);
		if (status == 0 && any && item.key >> RU_PLACE_SHIFT == here) {
			uint64_t place = (item.key & ((UINT64_C(1) << RU_PLACE_SHIFT) - 1)) << 32 | item.value;
			status = ru_told_get(&told, x->directed, place, NULL, &other, &arena, err);
			if (status == 0)
				status = next_replaced(x, &item, &any, err);
		}
		if (status == 0)
			status = tell(&told, &arena, emit, ctx);
		ru_arena_release(&arena);
	}
	ru_spill_window_release(&window);
	ru_spill_window_release(&other);
	ru_arena_release(&arena);
	return status;
}

int ru_told_each(struct ru_external *x, ru_told_fn *take, void *to, struct ru_error *err)
{
	struct ru_spill_window window;
	struct ru_arena arena;
	uint64_t at = ru_spill_begin(x->told), end = ru_spill_end(x->told);
	int status = 0;

	ru_spill_window_init(&window, x->options.al);
	ru_arena_init(&arena, x->options.al);
	while (at < end && status == 0) {
		struct ru_told told;
		uint64_t here = at;
		status = ru_external_cancelled(x) ? RU_ECANCEL
		                                  : ru_told_get(&told, x->told, here, &at, &window, &arena, err);
		if (status == 0)
			status = take(x, &told, here, to, err);
		ru_arena_release(&arena);
	}
	ru_spill_window_release(&window);
	ru_arena_release(&arena);
	return status;
}
