/* SPDX-License-Identifier: Apache-2.0 */
/* The one growable buffer (bytes) and the one growable array (items of one size), both capped.
 *
 * ru_buf keeps its first failure: after it every call does nothing, and ru_buf_status() tells. So a
 * writer may append a hundred times and check once. */
#ifndef RU_BASE_BUF_H
#define RU_BASE_BUF_H

#include "base/alloc.h"

struct ru_buf {
	char *ptr; /* always zero-terminated once something was appended */
	size_t len;
	size_t cap;
	size_t max; /* RU_ELIMIT beyond */
	int status;
	const struct ru_alloc *al;
};

/* max 0 means no cap but SIZE_MAX / 2. */
void ru_buf_init(struct ru_buf *buf, const struct ru_alloc *al, size_t max);
void ru_buf_release(struct ru_buf *buf);
/* Length to 0 and status to 0; the memory stays. */
void ru_buf_clear(struct ru_buf *buf);

void ru_buf_put(struct ru_buf *buf, struct ru_str s);
void ru_buf_putc(struct ru_buf *buf, char c);
void ru_buf_print(struct ru_buf *buf, const char *fmt, ...) RU_PRINTF(2, 3);
/* Make room for n more bytes and give the place; NULL on failure. Add to len what you wrote. */
char *ru_buf_room(struct ru_buf *buf, size_t n);
static inline int ru_buf_status(const struct ru_buf *buf) { return buf->status; }
static inline struct ru_str ru_buf_str(const struct ru_buf *buf) { return (struct ru_str){buf->ptr, buf->len}; }

/* A growable array. Declare struct ru_vec v; ru_vec_init(&v, al, sizeof(struct thing), cap). */
struct ru_vec {
	void *ptr;
	size_t len; /* items */
	size_t cap;
	size_t max; /* items; a push beyond gives NULL */
	size_t item;
	const struct ru_alloc *al;
};

/* max 0 means UINT32_MAX items. */
void ru_vec_init(struct ru_vec *vec, const struct ru_alloc *al, size_t item, size_t max);
void ru_vec_release(struct ru_vec *vec);
static inline void ru_vec_clear(struct ru_vec *vec) { vec->len = 0; }
/* A new last item, cleared to zero; NULL when out of memory or at the cap (ask ru_vec_full). Older item
 * pointers are no longer valid. */
void *ru_vec_push(struct ru_vec *vec) RU_MUST_CHECK;
/* Make room for one item more; RU_ENOMEM, or RU_ELIMIT at the cap. */
int ru_vec_grow(struct ru_vec *vec) RU_MUST_CHECK;
/* As ru_vec_push(), not cleared: for an item that is written over at once. */
static inline void *ru_vec_push_raw(struct ru_vec *vec)
{
	if (vec->len == vec->cap && ru_vec_grow(vec) != 0)
		return NULL;
	return (char *)vec->ptr + vec->len++ * vec->item;
}
/* Room for so many items in all, or for as many as the cap allows. */
int ru_vec_reserve(struct ru_vec *vec, size_t count) RU_MUST_CHECK;
static inline bool ru_vec_full(const struct ru_vec *vec) { return vec->len >= vec->max; }
/* Copy the items into the arena; *out is NULL for an empty array. On failure *out is unmodified. */
int ru_vec_copy(const struct ru_vec *vec, struct ru_arena *arena, void **out) RU_MUST_CHECK;
/* As ru_vec_copy(), but where the allocator is one the memory itself goes over, and vec is as after init. */
int ru_vec_hand_over(struct ru_vec *vec, struct ru_arena *arena, void **out) RU_MUST_CHECK;
int ru_buf_hand_over(struct ru_buf *buf, struct ru_arena *arena, struct ru_str *out) RU_MUST_CHECK;
/* Item i of vec as a pointer to type. */
#define RU_VEC_AT(vec, type, i) (&((type *)(vec)->ptr)[i])

#endif
