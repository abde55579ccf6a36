/* SPDX-License-Identifier: Apache-2.0 */
/* The allocator hook and the arena; see alloc.h. */
#include "base/alloc.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

/* Memory of so many bytes is a table that is looked into here and there, mostly. */
enum { LARGE = 4 << 20, HUGE_PAGE = 2 << 20 };

/* Ask for pages of 2 MiB: with those of 4 KiB the processor would have to look up where a page lies for nearly each
 * place of a large table. What comes of it does not matter. POSIX has no name for this; 14 is Linux's MADV_HUGEPAGE. */
static void ask_huge_pages(void *ptr, size_t bytes)
{
#if defined(__linux__)
	uintptr_t begin = ((uintptr_t)ptr + HUGE_PAGE - 1) & ~((uintptr_t)HUGE_PAGE - 1);
	uintptr_t end = ((uintptr_t)ptr + bytes) & ~((uintptr_t)HUGE_PAGE - 1);

	if (end > begin)
		(void)posix_madvise((char *)ptr + (begin - (uintptr_t)ptr), end - begin, 14);
#else
	(void)ptr;
	(void)bytes;
#endif
}

static void *default_alloc(void *user, size_t size)
{
	(void)user;
	void *ptr = malloc(size);

	if (size >= LARGE && ptr != NULL)
		ask_huge_pages(ptr, size);
	return ptr;
}

static void *default_realloc(void *user, void *ptr, size_t size)
{
	(void)user;
	return realloc(ptr, size);
}

static void default_free(void *user, void *ptr)
{
	(void)user;
	free(ptr);
}

const struct ru_alloc *ru_alloc_default(void)
{
	static const struct ru_alloc the_default = {default_alloc, default_realloc, default_free, NULL};

	return &the_default;
}

static bool multiply(size_t count, size_t size, size_t *bytes)
{
	if (size != 0 && count > SIZE_MAX / 2 / size)
		return false;
	*bytes = count * size;
	return true;
}

void *ru_alloc_get(const struct ru_alloc *al, size_t count, size_t size)
{
	size_t bytes;

	if (!multiply(count, size, &bytes) || bytes == 0)
		return NULL;
	return al->alloc(al->user, bytes);
}

void *ru_alloc_zero(const struct ru_alloc *al, size_t count, size_t size)
{
	size_t bytes;

	/* the system's fresh memory is zeros already */
	if (al->alloc == default_alloc && multiply(count, size, &bytes) && bytes > 0 && bytes < LARGE)
		return calloc(count, size);
	void *ptr = ru_alloc_get(al, count, size);

	if (ptr != NULL)
		memset(ptr, 0, count * size);
	return ptr;
}

void *ru_alloc_grow(const struct ru_alloc *al, void *ptr, size_t count, size_t size)
{
	size_t bytes;

	if (!multiply(count, size, &bytes) || bytes == 0)
		return NULL;
	return al->realloc(al->user, ptr, bytes);
}

void ru_alloc_free(const struct ru_alloc *al, void *ptr)
{
	if (ptr != NULL)
		al->free(al->user, ptr);
}

/* ---- arena ---- */

/* Chunks start small, for short pages, and grow by a quarter of what is held, up to CHUNK_MAX, so that little stays
 * unused; a larger piece gets a chunk of its own. */
enum { CHUNK_MIN = 4096, CHUNK_MAX = 1 << 20, ALIGN = _Alignof(max_align_t) };

struct ru_arena_chunk {
	struct ru_arena_chunk *older;
	size_t size; /* bytes behind the header */
	size_t used;
	max_align_t bytes[];
};

/* Memory that was allocated elsewhere. */
struct ru_arena_taken {
	struct ru_arena_taken *older;
	void *ptr;
};

void ru_arena_init(struct ru_arena *arena, const struct ru_alloc *al) { *arena = (struct ru_arena){.al = al}; }

void ru_arena_clear(struct ru_arena *arena, size_t most)
{
	struct ru_arena_chunk *kept = NULL;

	for (; arena->taken != NULL; arena->taken = arena->taken->older)
		ru_alloc_free(arena->al, arena->taken->ptr);
	while (arena->chunk != NULL) {
		struct ru_arena_chunk *chunk = arena->chunk, *unused = chunk;

		arena->chunk = chunk->older;
		if (chunk->size <= most && (kept == NULL || chunk->size > kept->size)) {
			unused = kept;
			kept = chunk;
		}
		ru_alloc_free(arena->al, unused);
	}
	ru_arena_init(arena, arena->al);
	if (kept == NULL)
		return;
	kept->older = NULL;
	kept->used = 0;
	arena->chunk = kept;
	arena->held = kept->size;
}

void ru_arena_release(struct ru_arena *arena) { ru_arena_clear(arena, 0); }

/* A chunk with room for at least bytes; a large piece goes behind the newest chunk, which stays in use. */
static struct ru_arena_chunk *add_chunk(struct ru_arena *arena, size_t bytes)
{
	size_t size = arena->held / 4 < CHUNK_MIN ? CHUNK_MIN : arena->held / 4;
	bool apart;

	if (size > CHUNK_MAX)
		size = CHUNK_MAX;
	apart = bytes > size / 2 && arena->chunk != NULL;
	if (bytes > size || apart)
		size = bytes;
	if (size > SIZE_MAX / 2 - sizeof(struct ru_arena_chunk))
		return NULL;
	struct ru_arena_chunk *chunk = ru_alloc_get(arena->al, 1, sizeof(*chunk) + size);
	if (chunk == NULL)
		return NULL;
	chunk->size = size;
	chunk->used = 0;
	arena->held += size;
	if (apart) {
		chunk->older = arena->chunk->older;
		arena->chunk->older = chunk;
	} else {
		chunk->older = arena->chunk;
		arena->chunk = chunk;
	}
	return chunk;
}

void *ru_arena_get_raw(struct ru_arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (!multiply(count, size, &bytes))
		return NULL;
	bytes = (bytes + ALIGN - 1) / ALIGN * ALIGN;
	if (bytes == 0)
		bytes = ALIGN;
	struct ru_arena_chunk *chunk = arena->chunk;
	if (chunk == NULL || chunk->size - chunk->used < bytes) {
		chunk = add_chunk(arena, bytes);
		if (chunk == NULL)
			return NULL;
	}
	void *place = (char *)chunk->bytes + chunk->used;
	chunk->used += bytes;
	arena->used += bytes;
	return place;
}

void *ru_arena_get(struct ru_arena *arena, size_t count, size_t size)
{
	void *place = ru_arena_get_raw(arena, count, size);

	if (place != NULL)
		memset(place, 0, count * size);
	return place;
}

int ru_arena_reserve(struct ru_arena *arena, size_t bytes)
{
	if (arena->chunk != NULL && arena->chunk->size - arena->chunk->used >= bytes)
		return 0;
	if (bytes > SIZE_MAX / 2 - sizeof(struct ru_arena_chunk))
		return RU_ENOMEM;
	struct ru_arena_chunk *chunk = ru_alloc_get(arena->al, 1, sizeof(*chunk) + bytes);
	if (chunk == NULL)
		return RU_ENOMEM;
	*chunk = (struct ru_arena_chunk){.older = arena->chunk, .size = bytes};
	arena->chunk = chunk;
	arena->held += bytes;
	return 0;
}

int ru_arena_take(struct ru_arena *arena, void *ptr, size_t bytes)
{
	struct ru_arena_taken *taken = ru_arena_get_raw(arena, 1, sizeof(*taken));

	if (taken == NULL)
		return RU_ENOMEM;
	*taken = (struct ru_arena_taken){arena->taken, ptr};
	arena->taken = taken;
	arena->used += bytes;
	arena->held += bytes;
	return 0;
}

int ru_arena_copy(struct ru_arena *arena, struct ru_str s, struct ru_str *out)
{
	if (s.len > SIZE_MAX / 4)
		return RU_ENOMEM;
	char *copy = ru_arena_get_raw(arena, s.len + 1, 1);

	if (copy == NULL)
		return RU_ENOMEM;
	if (s.len > 0)
		memcpy(copy, s.ptr, s.len);
	copy[s.len] = '\0';
	*out = (struct ru_str){copy, s.len};
	return 0;
}

int ru_arena_print(struct ru_arena *arena, struct ru_str *out, const char *fmt, ...)
{
	va_list args, again;
	int status = RU_ENOMEM;

	va_start(args, fmt);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, fmt, args);
	char *text = len >= 0 ? ru_arena_get(arena, (size_t)len + 1, 1) : NULL;
	if (text != NULL) {
		vsnprintf(text, (size_t)len + 1, fmt, again);
		*out = (struct ru_str){text, (size_t)len};
		status = 0;
	}
	va_end(again);
	va_end(args);
	return status;
}
