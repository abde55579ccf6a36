/* SPDX-License-Identifier: Apache-2.0 */
/* The map from a derived text back to the bytes it was made from.
 *
 * A map is a list of pieces in the order of the derived text ("out"). A linear piece (out_len == src_len) maps
 * byte by byte; any other is atomic: all of its out bytes stand for all of its source bytes (a character
 * reference, folded white space, a decoded charset). Out bytes that no piece covers (an inserted "\n\n") map
 * to nothing. Source ranges go up, never back. */
#ifndef RU_TEXT_MAP_H
#define RU_TEXT_MAP_H

#include "base/buf.h"

struct ru_map_piece {
	uint32_t out, out_len;
	uint32_t src, src_len;
};

struct ru_map {
	struct ru_vec piece; /* struct ru_map_piece */
};

void ru_map_init(struct ru_map *map, const struct ru_alloc *al);
void ru_map_release(struct ru_map *map);

/* Append a piece; neighbours that continue linearly are joined. */
int ru_map_add(struct ru_map *map, uint32_t out, uint32_t out_len, uint32_t src, uint32_t src_len) RU_MUST_CHECK;

/* A frozen map: pieces in an arena. An empty view with linear set maps every offset to itself. */
struct ru_map_view {
	const struct ru_map_piece *piece;
	size_t count;
	bool identity;
};

int ru_map_freeze(const struct ru_map *map, struct ru_arena *arena, struct ru_map_view *out) RU_MUST_CHECK;
#define RU_MAP_IDENTITY ((struct ru_map_view){NULL, 0, true})

/* Source range of out bytes [begin, end): from the source of the first covered byte to the end of the source of the
 * last. False where no byte of the range is covered. O(log n). */
bool ru_map_find(const struct ru_map_view *map, uint32_t begin, uint32_t end, uint32_t *src_begin, uint32_t *src_end);

/* first: a -> b, second: b -> c. Gives a -> c. */
int ru_map_compose(const struct ru_map_view *first, const struct ru_map_view *second, struct ru_map *out) RU_MUST_CHECK;

#endif
