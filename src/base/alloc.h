/* SPDX-License-Identifier: Apache-2.0 */
/* The allocator hook and the arena.
 *
 * All heap memory of the library comes from a struct ru_alloc.  An arena hands out memory that is
 * freed all at once; a page, a pile and a pack own one each.  Neither is safe for two threads at
 * a time; give each thread its own arena.  The allocator hook itself must be thread-safe. */
#ifndef RU_BASE_ALLOC_H
#define RU_BASE_ALLOC_H

#include "base/status.h"
#include "base/str.h"

/* Same layout as struct runut_allocator. realloc(user, NULL, n) allocates; free(user, NULL) does
 * nothing; a NULL return means out of memory and leaves the old block as it was. */
struct ru_alloc {
	void *(*alloc)(void *user, size_t size);
	void *(*realloc)(void *user, void *ptr, size_t size);
	void (*free)(void *user, void *ptr);
	void *user;
};

/* The C library's malloc, realloc and free. */
const struct ru_alloc *ru_alloc_default(void);

/* count * size bytes, not cleared; NULL on overflow, on size 0 or when there is none left. */
void *ru_alloc_get(const struct ru_alloc *al, size_t count, size_t size) RU_MUST_CHECK;
/* As above, cleared to zero. */
void *ru_alloc_zero(const struct ru_alloc *al, size_t count, size_t size) RU_MUST_CHECK;
/* Resize; NULL on failure, and ptr is still valid then. */
void *ru_alloc_grow(const struct ru_alloc *al, void *ptr, size_t count, size_t size) RU_MUST_CHECK;
void ru_alloc_free(const struct ru_alloc *al, void *ptr);

struct ru_arena_chunk;
struct ru_arena_taken;

struct ru_arena {
	const struct ru_alloc *al;
	struct ru_arena_chunk *chunk; /* newest first */
	struct ru_arena_taken *taken; /* newest first */
	size_t used;                  /* bytes handed out */
	size_t held;                  /* bytes taken from the allocator */
};

void ru_arena_init(struct ru_arena *arena, const struct ru_alloc *al);
/* Free all that was handed out; the arena is as after init. */
void ru_arena_release(struct ru_arena *arena);
/* The same, but the largest block of at most so many bytes stays, for what is handed out next. */
void ru_arena_clear(struct ru_arena *arena, size_t most);

/* count * size bytes, cleared to zero, aligned for any type; NULL when out of memory or on overflow.
 * A count or size of 0 gives a valid pointer to nothing. */
void *ru_arena_get(struct ru_arena *arena, size_t count, size_t size) RU_MUST_CHECK;
/* The same, not cleared: for what is written over at once. */
void *ru_arena_get_raw(struct ru_arena *arena, size_t count, size_t size) RU_MUST_CHECK;

/* Room for the next bytes in one block: what is handed out until they are used up takes no other. */
int ru_arena_reserve(struct ru_arena *arena, size_t bytes) RU_MUST_CHECK;

/* Make ptr, bytes of the arena's own allocator, a part of the arena: it is freed with it. On failure it stays yours. */
int ru_arena_take(struct ru_arena *arena, void *ptr, size_t bytes) RU_MUST_CHECK;

/* Copy s into the arena, with a zero byte behind it. On failure *out is unmodified. */
int ru_arena_copy(struct ru_arena *arena, struct ru_str s, struct ru_str *out) RU_MUST_CHECK;

/* printf into the arena. On failure *out is unmodified. */
int ru_arena_print(struct ru_arena *arena, struct ru_str *out, const char *fmt, ...) RU_PRINTF(3, 4) RU_MUST_CHECK;

#endif
