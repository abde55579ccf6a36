/* SPDX-License-Identifier: Apache-2.0 */
/* An allocator for one thread whose memory is all given back at once: what one page is read in.
 *
 * The next page is read in the same memory, which stands in the processor's cache then. Pieces are cut from
 * blocks, and one that is freed is used again for one of its size; large ones come from the allocator behind the pool.
 */
#ifndef RU_BASE_POOL_H
#define RU_BASE_POOL_H

#include "base/alloc.h"

enum { RU_POOL_SIZES = 48 };

struct ru_pool_block;
struct ru_pool_piece;

struct ru_pool {
	struct ru_alloc al; /* the pool as an allocator */
	const struct ru_alloc *from;
	struct ru_pool_block *block; /* newest first */
	struct ru_pool_piece *large; /* pieces of their own, newest first */
	struct ru_pool_piece *last;  /* the last one cut */
	struct ru_pool_piece *freed[RU_POOL_SIZES];
	size_t used; /* bytes of the newest block */
};

/* A pool must stay where it is: it is what its allocator works on. */
void ru_pool_init(struct ru_pool *pool, const struct ru_alloc *from);
/* All that was taken from it is gone; the first block stays. */
void ru_pool_clear(struct ru_pool *pool);
/* As after init. */
void ru_pool_release(struct ru_pool *pool);

#endif
