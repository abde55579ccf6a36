/* SPDX-License-Identifier: Apache-2.0 */
/* Pages in the byte order of their ids: sorted runs in memory, written out where they do not fit, and merged. */
#include "base/sort.h"
#include "match/external/inner.h"

enum { FRAME_BYTES = 1 << 16, ENTRY_COST = 24 };

struct entry {
	struct ru_str id;
	uint32_t number;
};

/* A sorted run on disk, frame after frame. */
struct run {
	uint64_t at, end; /* frames not read yet */
	struct ru_buf frame;
	struct ru_str rest; /* of the frame */
	struct entry entry; /* the first that is not taken */
};

struct ru_ids {
	const struct ru_alloc *al;
	const char *folder;
	size_t memory, used;
	struct ru_arena arena; /* the ids in memory */
	struct ru_vec entries; /* struct entry */
	struct ru_spill *spill;
	struct ru_vec runs;  /* struct run */
	struct ru_vec heap;  /* uint32_t: runs, the smallest first */
	struct ru_buf first; /* the id that was given last, and the first page that has it */
	uint32_t first_number;
	bool any;
};

static int no_memory(struct ru_error *err)
{
	return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "%s", ru_status_name(RU_ENOMEM));
}

int ru_ids_new(struct ru_ids **out, const char *folder, size_t memory, const struct ru_alloc *al, struct ru_error *err)
{
	struct ru_ids *ids = ru_alloc_zero(al, 1, sizeof(*ids));

	*out = ids;
	if (ids == NULL)
		return no_memory(err);
	ids->al = al;
	ids->folder = folder;
	ids->memory = memory;
	ru_arena_init(&ids->arena, al);
	ru_vec_init(&ids->entries, al, sizeof(struct entry), 0);
	ru_vec_init(&ids->runs, al, sizeof(struct run), 0);
	ru_vec_init(&ids->heap, al, sizeof(uint32_t), 0);
	ru_buf_init(&ids->first, al, 0);
	return 0;
}

void ru_ids_free(struct ru_ids *ids)
{
	if (ids == NULL)
		return;
	for (size_t i = 0; i < ids->runs.len; i++)
		ru_buf_release(&RU_VEC_AT(&ids->runs, struct run, i)->frame);
	ru_arena_release(&ids->arena);
	ru_vec_release(&ids->entries);
	ru_vec_release(&ids->runs);
	ru_vec_release(&ids->heap);
	ru_buf_release(&ids->first);
	ru_spill_close(ids->spill);
	ru_alloc_free(ids->al, ids);
}

static int compare(const struct entry *a, const struct entry *b)
{
	int order = ru_str_cmp(a->id, b->id);

	return order != 0 ? order : a->number < b->number ? -1 : a->number > b->number;
}

static int by_id(const void *a, const void *b, void *ctx)
{
	(void)ctx;
	return compare(a, b);
}

static int sort_entries(struct ru_ids *ids, struct ru_error *err)
{
	if (ru_sort(ids->entries.ptr, ids->entries.len, sizeof(struct entry), by_id, NULL, ids->al) != 0)
		return no_memory(err);
	return 0;
}

/* What is in memory becomes a run on disk. */
static int write_run(struct ru_ids *ids, struct ru_error *err)
{
	struct ru_buf frame;
	int status = sort_entries(ids, err);

	if (status == 0 && ids->spill == NULL)
		status = ru_spill_open(&ids->spill, ids->folder, "ids", ids->al, err);
	if (status != 0)
		return status;
	struct run *run = ru_vec_push(&ids->runs);
	if (run == NULL)
		return no_memory(err);
	run->at = ru_spill_end(ids->spill);
	ru_buf_init(&run->frame, ids->al, 0);
	ru_buf_init(&frame, ids->al, 0);
	for (size_t i = 0; i < ids->entries.len && status == 0; i++) {
		const struct entry *entry = RU_VEC_AT(&ids->entries, struct entry, i);
		ru_bytes_put(&frame, entry->number);
		ru_bytes_put_str(&frame, entry->id);
		if (frame.len < FRAME_BYTES && i + 1 < ids->entries.len)
			continue;
		status = ru_buf_status(&frame) != 0 ? no_memory(err)
		                                    : ru_spill_put(ids->spill, ru_buf_str(&frame), NULL, err);
		ru_buf_clear(&frame);
	}
	ru_buf_release(&frame);
	run->end = ru_spill_end(ids->spill);
	ru_arena_release(&ids->arena);
	ru_vec_clear(&ids->entries);
	ids->used = 0;
	return status;
}

int ru_ids_put(struct ru_ids *ids, struct ru_str id, uint32_t number, struct ru_error *err)
{
	/* sorting takes the entries once more */
	size_t cost = id.len + 2 * sizeof(struct entry) + ENTRY_COST;

	if (ids->used + cost > ids->memory && ids->entries.len > 0) {
		int status = write_run(ids, err);
		if (status != 0)
			return status;
	}
	struct entry *entry = ru_vec_push(&ids->entries);
	if (entry == NULL || ru_arena_copy(&ids->arena, id, &entry->id) != 0)
		return no_memory(err);
	entry->number = number;
	ids->used += cost;
	return 0;
}

/* The run's next entry: 1, or 0 at its end. */
static int advance(struct ru_ids *ids, struct run *run, struct ru_error *err)
{
	if (run->rest.len == 0) {
		if (run->at >= run->end)
			return 0;
		int status = ru_spill_get(ids->spill, run->at, &run->frame, &run->at, err);
		if (status != 0)
			return status;
		run->rest = ru_buf_str(&run->frame);
	}
	if (!ru_bytes_get_u32(&run->rest, &run->entry.number) || !ru_bytes_get_str(&run->rest, &run->entry.id))
		return ru_fail(err, RU_EIO, NULL, UINT64_MAX, "the temporary file of ids is damaged");
	return 1;
}

static bool is_before(const struct ru_ids *ids, uint32_t a, uint32_t b)
{
	return compare(&RU_VEC_AT(&ids->runs, struct run, a)->entry, &RU_VEC_AT(&ids->runs, struct run, b)->entry) < 0;
}

static void sift_down(struct ru_ids *ids, size_t at)
{
	uint32_t *heap = ids->heap.ptr;

	for (;;) {
		size_t least = at;
		for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < ids->heap.len; child++) {
			if (is_before(ids, heap[child], heap[least]))
				least = child;
		}
		if (least == at)
			return;
		uint32_t swap = heap[at];
		heap[at] = heap[least];
		heap[least] = swap;
		at = least;
	}
}

static int give(struct ru_ids *ids, const struct entry *entry, ru_ids_take_fn *take, void *ctx, struct ru_error *err)
{
	if (!ids->any || !ru_str_eq(ru_buf_str(&ids->first), entry->id)) {
		ru_buf_clear(&ids->first);
		ru_buf_put(&ids->first, entry->id);
		if (ru_buf_status(&ids->first) != 0)
			return no_memory(err);
		ids->first_number = entry->number;
		ids->any = true;
	}
	return take(ctx, entry->number, ids->first_number, err);
}

static int merge(struct ru_ids *ids, ru_ids_take_fn *take, void *ctx, struct ru_error *err)
{
	int status = ru_spill_flush(ids->spill, err);

	for (uint32_t i = 0; i < ids->runs.len && status == 0; i++) {
		uint32_t *slot = ru_vec_push(&ids->heap);
		if (slot == NULL)
			return no_memory(err);
		*slot = i;
		status = advance(ids, RU_VEC_AT(&ids->runs, struct run, i), err);
		if (status == 0)
			ids->heap.len--;
		status = status < 0 ? status : 0;
	}
	for (size_t i = ids->heap.len; i-- > 0 && status == 0;)
		sift_down(ids, i);
	while (ids->heap.len > 0 && status == 0) {
		uint32_t *heap = ids->heap.ptr;
		struct run *run = RU_VEC_AT(&ids->runs, struct run, heap[0]);
		status = give(ids, &run->entry, take, ctx, err);
		if (status != 0)
			break;
		status = advance(ids, run, err);
		if (status < 0)
			break;
		if (status == 0)
			heap[0] = heap[--ids->heap.len];
		sift_down(ids, 0);
		status = 0;
	}
	return status;
}

int ru_ids_each(struct ru_ids *ids, ru_ids_take_fn *take, void *ctx, struct ru_error *err)
{
	int status = 0;

	if (ids->spill != NULL) {
		if (ids->entries.len > 0)
			status = write_run(ids, err);
		return status == 0 ? merge(ids, take, ctx, err) : status;
	}
	status = sort_entries(ids, err);
	for (size_t i = 0; i < ids->entries.len && status == 0; i++)
		status = give(ids, RU_VEC_AT(&ids->entries, struct entry, i), take, ctx, err);
	return status;
}
