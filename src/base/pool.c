/* SPDX-License-Identifier: Apache-2.0 */
/* Pieces of some sizes cut from blocks; see pool.h. */
#include "base/pool.h"

#include <stddef.h>

/* Sizes are multiples of STEP up to eight of it, and then four between a power of two and the next. */
enum { STEP = 32, BLOCK = 256 << 10, PIECE = 64 << 10, LARGE = RU_POOL_SIZES };

struct ru_pool_block {
	struct ru_pool_block *older;
	max_align_t bytes[];
};

struct ru_pool_piece {
	struct ru_pool_piece *next, *prev; /* of those freed, or of the large ones */
	size_t room;                       /* bytes behind this */
	size_t size;                       /* its number, or LARGE */
	max_align_t bytes[];
};

static struct ru_pool_piece *piece_of(void *ptr)
{
	return (struct ru_pool_piece *)(void *)((char *)ptr - offsetof(struct ru_pool_piece, bytes));
}

/* The number of the smallest size that holds so many bytes, and its bytes. */
static size_t size_for(size_t bytes, size_t *room)
{
	size_t step = STEP, number = 0;

	for (; bytes > 8 * step; step *= 2)
		number += 4;
	size_t steps = bytes > 0 ? (bytes - 1) / step : 0;
	*room = (steps + 1) * step;
	return number + steps;
}

void ru_pool_clear(struct ru_pool *pool)
{
	while (pool->large != NULL) {
		struct ru_pool_piece *next = pool->large->next;

		ru_alloc_free(pool->from, pool->large);
		pool->large = next;
	}
	while (pool->block != NULL && pool->block->older != NULL) {
		struct ru_pool_block *older = pool->block->older;

		ru_alloc_free(pool->from, pool->block);
		pool->block = older;
	}
	memset(pool->freed, 0, sizeof(pool->freed));
	pool->last = NULL;
	pool->used = 0;
}

void ru_pool_release(struct ru_pool *pool)
{
	ru_pool_clear(pool);
	ru_alloc_free(pool->from, pool->block);
	pool->block = NULL;
}

static void link_large(struct ru_pool *pool, struct ru_pool_piece *piece)
{
	piece->prev = NULL;
	piece->next = pool->large;
	if (piece->next != NULL)
		piece->next->prev = piece;
	pool->large = piece;
}

static void unlink_large(struct ru_pool *pool, const struct ru_pool_piece *piece)
{
	if (piece->prev != NULL)
		piece->prev->next = piece->next;
	else
		pool->large = piece->next;
	if (piece->next != NULL)
		piece->next->prev = piece->prev;
}

static void *get_large(struct ru_pool *pool, size_t bytes)
{
	struct ru_pool_piece *piece =
	    bytes <= SIZE_MAX / 2 ? ru_alloc_get(pool->from, 1, sizeof(*piece) + bytes) : NULL;

	if (piece == NULL)
		return NULL;
	piece->room = bytes;
	piece->size = LARGE;
	link_large(pool, piece);
	return piece->bytes;
}

static void *grow_large(struct ru_pool *pool, struct ru_pool_piece *piece, size_t bytes)
{
	struct ru_pool_piece *grown = NULL;

	unlink_large(pool, piece);
	if (bytes <= SIZE_MAX / 2)
		grown = ru_alloc_grow(pool->from, piece, 1, sizeof(*piece) + bytes);
	if (grown != NULL)
		grown->room = bytes;
	link_large(pool, grown != NULL ? grown : piece);
	return grown != NULL ? grown->bytes : NULL;
}

static struct ru_pool_piece *cut(struct ru_pool *pool, size_t room)
{
	size_t whole = sizeof(struct ru_pool_piece) + room;

	if (pool->block == NULL || BLOCK - pool->used < whole) {
		struct ru_pool_block *block = ru_alloc_get(pool->from, 1, sizeof(*block) + BLOCK);

		if (block == NULL)
			return NULL;
		block->older = pool->block;
		pool->block = block;
		pool->used = 0;
	}
	struct ru_pool_piece *piece = (struct ru_pool_piece *)(void *)((char *)pool->block->bytes + pool->used);
	pool->used += whole;
	pool->last = piece;
	return piece;
}

static void *pool_alloc(void *user, size_t bytes)
{
	struct ru_pool *pool = user;
	size_t room;

	if (bytes > PIECE)
		return get_large(pool, bytes);
	size_t size = size_for(bytes, &room);
	struct ru_pool_piece *piece = pool->freed[size];
	if (piece != NULL) {
		pool->freed[size] = piece->next;
		return piece->bytes;
	}
	piece = cut(pool, room);
	if (piece == NULL)
		return NULL;
	piece->room = room;
	piece->size = size;
	return piece->bytes;
}

static void pool_free(void *user, void *ptr)
{
	struct ru_pool *pool = user;

	if (ptr == NULL)
		return;
	struct ru_pool_piece *piece = piece_of(ptr);
	if (piece->size == LARGE) {
		unlink_large(pool, piece);
		ru_alloc_free(pool->from, piece);
		return;
	}
	piece->next = pool->freed[piece->size];
	pool->freed[piece->size] = piece;
}

/* Make the piece that was cut last a larger one where it stands. */
static bool stretch(struct ru_pool *pool, struct ru_pool_piece *piece, size_t bytes)
{
	size_t room, size = size_for(bytes, &room);

	if (piece != pool->last || room - piece->room > BLOCK - pool->used)
		return false;
	pool->used += room - piece->room;
	piece->room = room;
	piece->size = size;
	return true;
}

static void *pool_realloc(void *user, void *ptr, size_t bytes)
{
	struct ru_pool *pool = user;

	if (ptr == NULL)
		return pool_alloc(pool, bytes);
	struct ru_pool_piece *piece = piece_of(ptr);
	if (bytes <= piece->room)
		return ptr;
	if (piece->size == LARGE)
		return grow_large(pool, piece, bytes);
	if (bytes <= PIECE && stretch(pool, piece, bytes))
		return ptr;
	void *grown = pool_alloc(pool, bytes);
	if (grown == NULL)
		return NULL;
	memcpy(grown, ptr, piece->room);
	pool_free(pool, ptr);
	return grown;
}

void ru_pool_init(struct ru_pool *pool, const struct ru_alloc *from)
{
	memset(pool, 0, sizeof(*pool));
	pool->al = (struct ru_alloc){pool_alloc, pool_realloc, pool_free, pool};
	pool->from = from;
}
