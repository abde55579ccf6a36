/* SPDX-License-Identifier: Apache-2.0 */
/* The maximum arborescence against all there are, on small graphs. */
#include "trace/arborescence.h"

#include "base/hash.h"
#include "support/alloc_fail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { NODES = 5, ARCS = 14, GRAPHS = 20000 };

static uint32_t draw(uint64_t *state, uint32_t below)
{
	*state = ru_hash_mix(*state, UINT64_C(0x9E3779B97F4A7C15));
	return (uint32_t)((*state >> 20) % below);
}

/* Whether every node comes to the root, and what the arcs weigh. */
static bool add_up(const uint32_t *into, const struct arc *arcs, uint32_t nodes, int64_t *sum)
{
	*sum = 0;
	for (uint32_t i = 0; i < nodes; i++) {
		uint32_t at = i, steps = 0;

		if (into[i] != RU_NONE)
			*sum += arcs[into[i]].weight;
		for (; into[at] != RU_NONE; at = arcs[into[at]].from) {
			if (steps++ > nodes)
				return false;
		}
	}
	return true;
}

/* The most that any choice of one arc or none into each node from `node` on weighs. */
static int64_t best_of_all(uint32_t *into, const struct arc *arcs, uint32_t count, uint32_t nodes, uint32_t node)
{
	int64_t best = INT64_MIN, sum;

	if (node == nodes)
		return add_up(into, arcs, nodes, &sum) ? sum : INT64_MIN;
	for (uint32_t i = 0; i <= count; i++) {
		if (i < count && arcs[i].to != node)
			continue;
		into[node] = i < count ? i : RU_NONE;
		sum = best_of_all(into, arcs, count, nodes, node + 1);
		best = sum > best ? sum : best;
	}
	return best;
}

static void no_choice_of_arcs_weighs_more(void **state)
{
	uint64_t seed = 11;
	(void)state;

	for (uint32_t turn = 0; turn < GRAPHS; turn++) {
		struct arc arcs[ARCS];
		uint32_t into[NODES], all[NODES], nodes = 1 + draw(&seed, NODES);
		uint32_t count = nodes > 1 ? draw(&seed, ARCS + 1) : 0, most = 1 + draw(&seed, 40);
		int64_t sum;

		for (uint32_t i = 0; i < count; i++) {
			uint32_t from = draw(&seed, nodes), to = draw(&seed, nodes - 1);

			arcs[i] = (struct arc){from, to >= from ? to + 1 : to, (int32_t)draw(&seed, most) - 3};
		}
		assert_int_equal(ru_arborescence(into, arcs, count, nodes, ru_alloc_default()), 0);
		for (uint32_t i = 0; i < nodes; i++)
			assert_true(into[i] == RU_NONE || (into[i] < count && arcs[into[i]].to == i));
		assert_true(add_up(into, arcs, nodes, &sum));
		assert_int_equal(sum, best_of_all(all, arcs, count, nodes, 0));
	}
}

/* A circle of two, entered from the next, which lies in a circle with it, and so on. */
static void circles_in_circles_end_in_a_tree(void **state)
{
	enum { MANY = 400 };
	static struct arc arcs[2 * MANY];
	static uint32_t into[MANY + 1];
	uint32_t count = 0;
	int64_t sum;
	(void)state;

	for (uint32_t i = 0; i < MANY; i++) {
		arcs[count++] = (struct arc){i, i + 1, 1000 - (int32_t)i};
		arcs[count++] = (struct arc){i + 1, i, 1000 - (int32_t)i};
	}
	assert_int_equal(ru_arborescence(into, arcs, count, MANY + 1, ru_alloc_default()), 0);
	assert_true(add_up(into, arcs, MANY + 1, &sum));
}

static void nothing_pays_where_all_arcs_weigh_nothing(void **state)
{
	const struct arc arcs[] = {{0, 1, 0}, {1, 2, -5}};
	uint32_t into[3];
	(void)state;

	assert_int_equal(ru_arborescence(into, arcs, 2, 3, ru_alloc_default()), 0);
	for (uint32_t i = 0; i < 3; i++)
		assert_int_equal(into[i], RU_NONE);
}

static void a_failed_allocation_leaves_nothing_behind(void **state)
{
	const struct arc arcs[] = {{0, 1, 5}, {1, 2, 5}, {2, 0, 5}, {2, 3, 4}, {3, 1, 9}};
	uint32_t into[4];
	(void)state;

	for (size_t n = 0;; n++) {
		struct alloc_fail fail;
		int status;

		alloc_fail_init(&fail, n);
		status = ru_arborescence(into, arcs, 5, 4, &fail.al);
		assert_int_equal(fail.live, 0);
		if (!fail.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_choice_of_arcs_weighs_more),
	    cmocka_unit_test(circles_in_circles_end_in_a_tree),
	    cmocka_unit_test(a_failed_allocation_leaves_nothing_behind),
	    cmocka_unit_test(nothing_pays_where_all_arcs_weigh_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
