/* SPDX-License-Identifier: Apache-2.0 */
/* What the keys of each page's wordings are made of, on disk: some pages a frame, for each how many numbers it has, and
 * the numbers. */
#include "match/external/inner.h"

enum { FRAME_BYTES = 1 << 16 };

struct frame {
	uint64_t place;
	uint32_t first; /* number of its first page */
};

struct ru_wordings {
	const struct ru_alloc *al;
	struct ru_spill *spill;
	struct ru_buf open; /* the frame that pages are put into */
	struct ru_vec frames;
	uint32_t pages, first;
};

int ru_wordings_new(struct ru_wordings **out, const char *folder, const struct ru_alloc *al, struct ru_error *err)
{
	struct ru_wordings *w = ru_alloc_zero(al, 1, sizeof(*w));

	*out = w;
	if (w == NULL)
		return ru_external_no_memory(err);
	w->al = al;
	ru_buf_init(&w->open, al, 0);
	ru_vec_init(&w->frames, al, sizeof(struct frame), 0);
	return ru_spill_open(&w->spill, folder, "wordings", al, err);
}

void ru_wordings_free(struct ru_wordings *w)
{
	if (w == NULL)
		return;
	ru_spill_close(w->spill);
	ru_buf_release(&w->open);
	ru_vec_release(&w->frames);
	ru_alloc_free(w->al, w);
}

/* The pages put since the last time become a frame. */
static int write_frame(struct ru_wordings *w, struct ru_error *err)
{
	if (w->open.len == 0)
		return 0;
	struct frame *frame = ru_vec_push(&w->frames);
	if (frame == NULL)
		return ru_external_no_memory(err);
	frame->first = w->first;
	int status = ru_spill_put(w->spill, ru_buf_str(&w->open), &frame->place, err);
	ru_buf_clear(&w->open);
	w->first = w->pages;
	return status;
}

int ru_wordings_put(struct ru_wordings *w, const struct ru_vec *numbers, struct ru_error *err)
{
	uint32_t count = (uint32_t)numbers->len;

	ru_buf_put(&w->open, (struct ru_str){(const char *)&count, sizeof(count)});
	ru_buf_put(&w->open, (struct ru_str){numbers->ptr, numbers->len * sizeof(uint32_t)});
	w->pages++;
	if (ru_buf_status(&w->open) != 0)
		return ru_external_no_memory(err);
	return w->open.len < FRAME_BYTES ? 0 : write_frame(w, err);
}

int ru_wordings_flush(struct ru_wordings *w, struct ru_error *err)
{
	int status = write_frame(w, err);

	ru_buf_release(&w->open);
	return status == 0 ? ru_spill_flush(w->spill, err) : status;
}

size_t ru_wordings_frames(const struct ru_wordings *w) { return w->frames.len; }

int ru_wordings_get(const struct ru_wordings *w, size_t frame, struct ru_buf *bytes, uint32_t *first,
                    struct ru_error *err)
{
	const struct frame *f = RU_VEC_AT(&w->frames, const struct frame, frame);

	*first = f->first;
	return ru_spill_get(w->spill, f->place, bytes, NULL, err);
}

bool ru_wordings_next(struct ru_str *frame, const uint32_t **numbers, uint32_t *count)
{
	if (frame->len < sizeof(*count))
		return false;
	memcpy(count, frame->ptr, sizeof(*count));
	*frame = ru_str_cut(*frame, sizeof(*count), frame->len);
	if (*count > frame->len / sizeof(uint32_t))
		return false;
	*numbers = (const void *)frame->ptr;
	*frame = ru_str_cut(*frame, *count * sizeof(uint32_t), frame->len);
	return true;
}
