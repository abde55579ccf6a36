/* SPDX-License-Identifier: Apache-2.0 */
/* The map from a derived text back to its source: pieces in the order of the derived text, found by binary search. */
#include "text/map.h"

void ru_map_init(struct ru_map *map, const struct ru_alloc *al)
{
	ru_vec_init(&map->piece, al, sizeof(struct ru_map_piece), 0);
}

void ru_map_release(struct ru_map *map) { ru_vec_release(&map->piece); }

static bool is_linear(const struct ru_map_piece *piece) { return piece->out_len == piece->src_len; }

int ru_map_add(struct ru_map *map, uint32_t out, uint32_t out_len, uint32_t src, uint32_t src_len)
{
	if (out_len == 0 || src_len == 0) /* dropped source, or bytes without one: nothing to map */
		return 0;
	if (out_len > UINT32_MAX - out || src_len > UINT32_MAX - src)
		return RU_ELIMIT;
	if (map->piece.len > 0) {
		struct ru_map_piece *last = RU_VEC_AT(&map->piece, struct ru_map_piece, map->piece.len - 1);
		if (out < last->out + last->out_len || src < last->src)
			return RU_EUSAGE;
		if (is_linear(last) && out_len == src_len && out == last->out + last->out_len &&
		    src == last->src + last->src_len) {
			last->out_len += out_len;
			last->src_len += src_len;
			return 0;
		}
	}
	struct ru_map_piece *piece = ru_vec_push_raw(&map->piece);
	if (piece == NULL)
		return ru_vec_full(&map->piece) ? RU_ELIMIT : RU_ENOMEM;
	*piece = (struct ru_map_piece){out, out_len, src, src_len};
	return 0;
}

int ru_map_freeze(const struct ru_map *map, struct ru_arena *arena, struct ru_map_view *out)
{
	void *piece = NULL;
	int rc = ru_vec_copy(&map->piece, arena, &piece);
	if (rc != 0)
		return rc;
	*out = (struct ru_map_view){piece, map->piece.len, false};
	return 0;
}

/* The first piece from low on that ends behind out byte at. Which half it is in cannot be guessed: no branch asks. */
static size_t first_behind(const struct ru_map_view *map, size_t low, uint32_t at)
{
	size_t count = map->count - low;
	while (count > 0) {
		size_t half = count - count / 2;
		const struct ru_map_piece *before = &map->piece[low + half - 1];
		low += half & (size_t) - (before->out + before->out_len <= at);
		count /= 2;
	}
	return low;
}

bool ru_map_find(const struct ru_map_view *map, uint32_t begin, uint32_t end, uint32_t *src_begin, uint32_t *src_end)
{
	if (begin >= end)
		return false;
	if (map->identity) {
		*src_begin = begin;
		*src_end = end;
		return true;
	}
	size_t first = first_behind(map, 0, begin);
	if (first == map->count || map->piece[first].out >= end)
		return false;
	size_t last = first; /* the piece that holds the last byte, or the one behind it */
	if (map->piece[first].out + map->piece[first].out_len < end)
		last = first_behind(map, first, end - 1);
	if (last == map->count || map->piece[last].out >= end)
		last--;
	const struct ru_map_piece *a = &map->piece[first], *b = &map->piece[last];
	*src_begin = is_linear(a) && begin > a->out ? a->src + (begin - a->out) : a->src;
	*src_end = is_linear(b) && end < b->out + b->out_len ? b->src + (end - b->out) : b->src + b->src_len;
	return true;
}

static int add_all(struct ru_map *out, const struct ru_map_view *map)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct ru_map_piece *p = &map->piece[i];
		int rc = ru_map_add(out, p->out, p->out_len, p->src, p->src_len);
		if (rc != 0)
			return rc;
	}
	return 0;
}

/* A linear piece of the first map, cut along the pieces of the second from *at on. */
static int compose_linear(const struct ru_map_piece *p, const struct ru_map_view *second, size_t at, struct ru_map *out)
{
	uint32_t end = p->src + p->src_len;
	for (; at < second->count && second->piece[at].out < end; at++) {
		const struct ru_map_piece *q = &second->piece[at];
		uint32_t from = q->out > p->src ? q->out : p->src;
		uint32_t to = q->out + q->out_len < end ? q->out + q->out_len : end;
		uint32_t src = q->src, src_len = q->src_len;
		if (is_linear(q)) {
			src = q->src + (from - q->out);
			src_len = to - from;
		}
		int rc = ru_map_add(out, p->out + (from - p->src), to - from, src, src_len);
		if (rc != 0)
			return rc;
	}
	return 0;
}

int ru_map_compose(const struct ru_map_view *first, const struct ru_map_view *second, struct ru_map *out)
{
	if (first->identity && second->identity)
		return ru_map_add(out, 0, UINT32_MAX, 0, UINT32_MAX);
	if (first->identity)
		return add_all(out, second);
	if (second->identity)
		return add_all(out, first);
	size_t at = 0;
	for (size_t i = 0; i < first->count; i++) {
		const struct ru_map_piece *p = &first->piece[i];
		while (at < second->count && second->piece[at].out + second->piece[at].out_len <= p->src)
			at++;
		int rc = 0;
		uint32_t begin, end;
		if (is_linear(p))
			rc = compose_linear(p, second, at, out);
		else if (ru_map_find(second, p->src, p->src + p->src_len, &begin, &end))
			rc = ru_map_add(out, p->out, p->out_len, begin, end - begin);
		if (rc != 0)
			return rc;
	}
	return 0;
}
