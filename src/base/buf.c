/* SPDX-License-Identifier: Apache-2.0 */
/* The growable buffer and the growable array; see buf.h. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

void ru_buf_init(struct ru_buf *buf, const struct ru_alloc *al, size_t max)
{
	*buf = (struct ru_buf){.max = max != 0 ? max : SIZE_MAX / 2, .al = al};
}

void ru_buf_release(struct ru_buf *buf)
{
	ru_alloc_free(buf->al, buf->ptr);
	ru_buf_init(buf, buf->al, buf->max);
}

void ru_buf_clear(struct ru_buf *buf)
{
	buf->len = 0;
	buf->status = 0;
}

char *ru_buf_room(struct ru_buf *buf, size_t n)
{
	if (buf->status != 0)
		return NULL;
	if (n > buf->max || buf->len > buf->max - n) {
		buf->status = RU_ELIMIT;
		return NULL;
	}
	size_t need = buf->len + n + 1;
	if (need > buf->cap) {
		size_t cap = buf->cap < 64 ? 64 : buf->cap + buf->cap / 2;
		if (cap < need)
			cap = need;
		char *grown = ru_alloc_grow(buf->al, buf->ptr, cap, 1);
		if (grown == NULL) {
			buf->status = RU_ENOMEM;
			return NULL;
		}
		buf->ptr = grown;
		buf->cap = cap;
	}
	return buf->ptr + buf->len;
}

void ru_buf_put(struct ru_buf *buf, struct ru_str s)
{
	char *room = ru_buf_room(buf, s.len);

	if (room == NULL)
		return;
	if (s.len > 0)
		memcpy(room, s.ptr, s.len);
	buf->len += s.len;
	buf->ptr[buf->len] = '\0';
}

void ru_buf_putc(struct ru_buf *buf, char c)
{
	char *room = ru_buf_room(buf, 1);

	if (room == NULL)
		return;
	room[0] = c;
	room[1] = '\0';
	buf->len++;
}

void ru_buf_print(struct ru_buf *buf, const char *fmt, ...)
{
	va_list args, again;

	va_start(args, fmt);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, fmt, args);
	char *room = len >= 0 ? ru_buf_room(buf, (size_t)len) : NULL;
	if (room != NULL) {
		vsnprintf(room, (size_t)len + 1, fmt, again);
		buf->len += (size_t)len;
	}
	va_end(again);
	va_end(args);
}

/* ---- arrays ---- */

void ru_vec_init(struct ru_vec *vec, const struct ru_alloc *al, size_t item, size_t max)
{
	*vec = (struct ru_vec){.max = max != 0 ? max : UINT32_MAX, .item = item, .al = al};
}

void ru_vec_release(struct ru_vec *vec)
{
	ru_alloc_free(vec->al, vec->ptr);
	ru_vec_init(vec, vec->al, vec->item, vec->max);
}

int ru_vec_reserve(struct ru_vec *vec, size_t count)
{
	if (count > vec->max)
		count = vec->max;
	if (count <= vec->cap)
		return 0;
	void *grown = ru_alloc_grow(vec->al, vec->ptr, count, vec->item);
	if (grown == NULL)
		return RU_ENOMEM;
	vec->ptr = grown;
	vec->cap = count;
	return 0;
}

int ru_vec_grow(struct ru_vec *vec)
{
	if (vec->len >= vec->max)
		return RU_ELIMIT;
	return ru_vec_reserve(vec, vec->cap < 8 ? 8 : vec->cap + vec->cap / 2);
}

void *ru_vec_push(struct ru_vec *vec)
{
	void *place = ru_vec_push_raw(vec);

	if (place != NULL)
		memset(place, 0, vec->item);
	return place;
}

int ru_vec_copy(const struct ru_vec *vec, struct ru_arena *arena, void **out)
{
	if (vec->len == 0) {
		*out = NULL;
		return 0;
	}
	void *copy = ru_arena_get_raw(arena, vec->len, vec->item);
	if (copy == NULL)
		return RU_ENOMEM;
	memcpy(copy, vec->ptr, vec->len * vec->item);
	*out = copy;
	return 0;
}

int ru_vec_hand_over(struct ru_vec *vec, struct ru_arena *arena, void **out)
{
	if (vec->len == 0 || vec->al != arena->al)
		return ru_vec_copy(vec, arena, out);
	int status = ru_arena_take(arena, vec->ptr, vec->cap * vec->item);
	if (status != 0)
		return status;
	*out = vec->ptr;
	ru_vec_init(vec, vec->al, vec->item, vec->max);
	return 0;
}

int ru_buf_hand_over(struct ru_buf *buf, struct ru_arena *arena, struct ru_str *out)
{
	if (buf->len == 0 || buf->al != arena->al)
		return ru_arena_copy(arena, ru_buf_str(buf), out);
	int status = ru_arena_take(arena, buf->ptr, buf->cap);
	if (status != 0)
		return status;
	*out = ru_buf_str(buf);
	ru_buf_init(buf, buf->al, buf->max);
	return 0;
}
