/* SPDX-License-Identifier: Apache-2.0 */
/* Memory: arena, capped buffer, capped array, failing allocations. */
#include "base/buf.h"
#include "base/pool.h"
#include "support/alloc_fail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void arena_gives_cleared_aligned_memory(void **state)
{
	struct ru_arena arena;

	(void)state;
	ru_arena_init(&arena, ru_alloc_default());
	for (size_t n = 0; n < 2000; n++) {
		unsigned char *p = ru_arena_get(&arena, n, 1);
		assert_non_null(p);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(p[i], 0);
			p[i] = 0xFF;
		}
	}
	assert_null(ru_arena_get(&arena, SIZE_MAX / 2, 16));
	ru_arena_release(&arena);
}

static void large_pieces_leave_the_current_chunk_in_use(void **state)
{
	struct ru_arena arena;

	(void)state;
	ru_arena_init(&arena, ru_alloc_default());
	char *small = ru_arena_get(&arena, 16, 1);
	assert_non_null(ru_arena_get(&arena, 1 << 20, 1));
	char *next = ru_arena_get(&arena, 16, 1);
	assert_ptr_equal(next, small + 16);
	ru_arena_release(&arena);
}

static void buffer_stops_at_its_cap_and_keeps_the_first_failure(void **state)
{
	struct ru_buf buf;

	(void)state;
	ru_buf_init(&buf, ru_alloc_default(), 10);
	ru_buf_put(&buf, RU_S("0123456789"));
	assert_int_equal(ru_buf_status(&buf), 0);
	ru_buf_putc(&buf, 'x');
	assert_int_equal(ru_buf_status(&buf), RU_ELIMIT);
	ru_buf_put(&buf, RU_S(""));
	assert_int_equal(ru_buf_status(&buf), RU_ELIMIT);
	assert_int_equal(buf.len, 10);
	ru_buf_clear(&buf);
	ru_buf_print(&buf, "%d-%s", 7, "ab");
	assert_string_equal(buf.ptr, "7-ab");
	ru_buf_release(&buf);
}

static void array_stops_at_its_cap(void **state)
{
	struct ru_vec vec;

	(void)state;
	ru_vec_init(&vec, ru_alloc_default(), sizeof(int), 3);
	for (int i = 0; i < 3; i++)
		assert_non_null(ru_vec_push(&vec));
	assert_true(ru_vec_full(&vec));
	assert_null(ru_vec_push(&vec));
	assert_int_equal(vec.len, 3);
	ru_vec_release(&vec);
}

static void array_makes_room_ahead_within_its_cap(void **state)
{
	struct ru_vec vec;
	void *first;

	(void)state;
	ru_vec_init(&vec, ru_alloc_default(), sizeof(int), 100);
	assert_int_equal(ru_vec_reserve(&vec, 50), 0);
	first = vec.ptr;
	for (int i = 0; i < 50; i++)
		assert_non_null(ru_vec_push_raw(&vec));
	assert_ptr_equal(vec.ptr, first);
	assert_int_equal(ru_vec_reserve(&vec, 10000), 0);
	for (int i = 50; i < 100; i++)
		assert_non_null(ru_vec_push(&vec));
	assert_null(ru_vec_push_raw(&vec));
	assert_int_equal(ru_vec_grow(&vec), RU_ELIMIT);
	ru_vec_release(&vec);
}

static void what_is_handed_over_lives_as_long_as_the_arena(void **state)
{
	struct ru_alloc other = *ru_alloc_default();
	struct ru_arena arena;
	struct ru_buf buf;
	struct ru_str s;

	(void)state;
	ru_arena_init(&arena, ru_alloc_default());
	for (int i = 0; i < 2; i++) { /* of another allocator it is a copy */
		ru_buf_init(&buf, i == 0 ? ru_alloc_default() : &other, 0);
		ru_buf_put(&buf, RU_S("lantern"));
		const char *before = buf.ptr;
		assert_int_equal(ru_buf_hand_over(&buf, &arena, &s), 0);
		assert_true((s.ptr == before) == (i == 0));
		assert_int_equal(buf.len, i == 0 ? 0 : 7);
		ru_buf_put(&buf, RU_S("xx"));
		assert_true(ru_str_eq(s, RU_S("lantern")));
		ru_buf_release(&buf);
	}
	ru_arena_release(&arena);
}

static int hand_numbers_over(struct ru_arena *arena)
{
	struct ru_vec vec;
	void *numbers = NULL;
	int status = RU_OK;

	ru_vec_init(&vec, arena->al, sizeof(int), 0);
	for (int i = 0; i < 40 && status == RU_OK; i++)
		status = ru_vec_push(&vec) != NULL ? RU_OK : RU_ENOMEM;
	if (status == RU_OK)
		status = ru_vec_hand_over(&vec, arena, &numbers);
	assert_true((status == RU_OK) == (numbers != NULL));
	ru_vec_release(&vec);
	return status;
}

static int build_things(const struct ru_alloc *al)
{
	struct ru_arena arena;
	struct ru_buf buf;
	struct ru_str s;
	int status = RU_ENOMEM;

	ru_arena_init(&arena, al);
	ru_buf_init(&buf, al, 0);
	for (int i = 0; i < 300; i++)
		ru_buf_print(&buf, "item %d ", i);
	if (ru_buf_status(&buf) == 0)
		status = ru_arena_copy(&arena, ru_buf_str(&buf), &s);
	if (status == 0)
		status = ru_arena_print(&arena, &s, "%d", 5);
	if (status == 0)
		status = hand_numbers_over(&arena);
	ru_buf_release(&buf);
	ru_arena_release(&arena);
	return status;
}

static void each_failing_allocation_is_reported_and_leaks_nothing(void **state)
{
	(void)state;
	for (size_t n = 0;; n++) {
		struct alloc_fail f;

		alloc_fail_init(&f, n);
		int status = build_things(&f.al);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
}

static void a_cleared_arena_hands_its_largest_small_block_out_again(void **state)
{
	struct alloc_fail f;
	struct ru_arena arena;

	(void)state;
	alloc_fail_init(&f, SIZE_MAX);
	ru_arena_init(&arena, &f.al);
	assert_non_null(ru_arena_get(&arena, 100, 1));
	char *kept = ru_arena_get(&arena, 9000, 1);
	assert_non_null(kept);
	assert_non_null(ru_arena_get(&arena, 1 << 20, 1));
	ru_arena_clear(&arena, 10000);
	assert_int_equal(f.live, 1);
	assert_ptr_equal(ru_arena_get(&arena, 9000, 1), kept);
	ru_arena_clear(&arena, 8000);
	assert_int_equal(f.live, 0);
	ru_arena_release(&arena);
}

enum { POOL_PIECES = 300 };

/* Sizes from one byte to some that come from the allocator behind the pool. */
static size_t pool_size(size_t i) { return i % 7 == 6 ? 5000 * (i % 40) + 1 : i % 90 + 1; }

static void fill_pool(struct ru_pool *pool, unsigned char *piece[POOL_PIECES])
{
	for (size_t i = 0; i < POOL_PIECES; i++) {
		piece[i] = ru_alloc_get(&pool->al, pool_size(i), 1);
		assert_non_null(piece[i]);
		assert_int_equal((uintptr_t)piece[i] % _Alignof(max_align_t), 0);
		memset(piece[i], (int)(i % 251), pool_size(i));
	}
	for (size_t i = 0; i < POOL_PIECES; i += 3) {
		piece[i] = ru_alloc_grow(&pool->al, piece[i], 3 * pool_size(i), 1);
		assert_non_null(piece[i]);
		memset(piece[i] + pool_size(i), (int)(i % 251), 2 * pool_size(i));
	}
	for (size_t i = 1; i < POOL_PIECES; i += 3) {
		ru_alloc_free(&pool->al, piece[i]);
		piece[i] = ru_alloc_get(&pool->al, pool_size(i), 1);
		assert_non_null(piece[i]);
		memset(piece[i], (int)(i % 251), pool_size(i));
	}
}

static void a_pool_keeps_its_pieces_apart_and_gives_all_back(void **state)
{
	static unsigned char *piece[POOL_PIECES];
	struct alloc_fail f;
	struct ru_pool pool;

	(void)state;
	alloc_fail_init(&f, SIZE_MAX);
	ru_pool_init(&pool, &f.al);
	for (int times = 0; times < 2; times++) {
		fill_pool(&pool, piece);
		for (size_t i = 0; i < POOL_PIECES; i++) {
			size_t bytes = i % 3 == 0 ? 3 * pool_size(i) : pool_size(i);
			for (size_t k = 0; k < bytes; k++)
				assert_int_equal(piece[i][k], i % 251);
		}
		ru_pool_clear(&pool);
		assert_int_equal(f.live, 1);
	}
	ru_pool_release(&pool);
	assert_int_equal(f.live, 0);
}

static void a_pool_uses_what_is_freed_again(void **state)
{
	struct alloc_fail f;
	struct ru_pool pool;

	(void)state;
	alloc_fail_init(&f, SIZE_MAX);
	ru_pool_init(&pool, &f.al);
	for (size_t i = 0; i < 100000; i++) {
		void *piece = ru_alloc_get(&pool.al, 4000 + i % 60000, 1);
		assert_non_null(piece);
		ru_alloc_free(&pool.al, piece);
	}
	/* each size once, not each piece */
	assert_in_range(f.live, 1, 10);
	ru_pool_release(&pool);
}

static void a_pool_without_memory_gives_none_and_leaves_the_piece(void **state)
{
	(void)state;
	for (size_t n = 0;; n++) {
		struct alloc_fail f;
		struct ru_pool pool;
		char *large = NULL;

		alloc_fail_init(&f, n);
		ru_pool_init(&pool, &f.al);
		char *small = ru_alloc_get(&pool.al, 10, 1);
		if (small != NULL) {
			memcpy(small, "runut", 6);
			large = ru_alloc_grow(&pool.al, small, 1 << 20, 1);
			assert_string_equal(large != NULL ? large : small, "runut");
		}
		char *larger = large != NULL ? ru_alloc_grow(&pool.al, large, 1 << 21, 1) : NULL;
		if (large != NULL)
			assert_string_equal(larger != NULL ? larger : large, "runut");
		assert_int_equal(larger == NULL, f.failed);
		ru_pool_release(&pool);
		assert_int_equal(f.live, 0);
		if (!f.failed)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(arena_gives_cleared_aligned_memory),
	    cmocka_unit_test(large_pieces_leave_the_current_chunk_in_use),
	    cmocka_unit_test(buffer_stops_at_its_cap_and_keeps_the_first_failure),
	    cmocka_unit_test(array_stops_at_its_cap),
	    cmocka_unit_test(array_makes_room_ahead_within_its_cap),
	    cmocka_unit_test(what_is_handed_over_lives_as_long_as_the_arena),
	    cmocka_unit_test(each_failing_allocation_is_reported_and_leaks_nothing),
	    cmocka_unit_test(a_cleared_arena_hands_its_largest_small_block_out_again),
	    cmocka_unit_test(a_pool_keeps_its_pieces_apart_and_gives_all_back),
	    cmocka_unit_test(a_pool_uses_what_is_freed_again),
	    cmocka_unit_test(a_pool_without_memory_gives_none_and_leaves_the_piece),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
