/* SPDX-License-Identifier: Apache-2.0 */
/* The maximum arborescence against all there are, on small graphs. */
#include "trace/arborescence.h"

#include "base/hash.h"
#include "support/alloc_fail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

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

/* Circles in circles: two nodes go round, then the two with a third, and so on. */
static uint32_t nest(struct arc *arcs, uint32_t depth)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < depth; i++) {
		arcs[count++] = (struct arc){i, i + 1, (int32_t)(2 * depth - i)};
		arcs[count++] = (struct arc){i + 1, i, (int32_t)(2 * depth - i)};
	}
	return count;
}

static void circles_in_circles_end_in_the_best_tree(void **state)
{
	enum { MANY = 400 };
	static struct arc arcs[2 * MANY];
	static uint32_t into[MANY + 1];
	uint32_t count = nest(arcs, MANY);
	int64_t sum, most = 0;
	(void)state;

	for (uint32_t i = 0; i < MANY; i++) /* a path that is walked from one end to the other takes each pair once */
		most += 2 * MANY - (int64_t)i;
	assert_int_equal(ru_arborescence(into, arcs, count, MANY + 1, ru_alloc_default()), 0);
	assert_true(add_up(into, arcs, MANY + 1, &sum));
	assert_int_equal(sum, most);
}

/* The same pair of nodes in a circle inside some hundred thousand: more than could be kept a level each. */
static void very_many_circles_in_circles_are_no_harder(void **state)
{
	enum { MANY = 200000 };
	struct arc *arcs = calloc(2 * (size_t)MANY, sizeof(*arcs));
	uint32_t *into = calloc((size_t)MANY + 1, sizeof(*into)), count, roots = 0;
	(void)state;

	assert_non_null(arcs);
	assert_non_null(into);
	count = nest(arcs, MANY);
	assert_int_equal(ru_arborescence(into, arcs, count, MANY + 1, ru_alloc_default()), 0);
	for (uint32_t i = 0; i <= MANY; i++)
		roots += into[i] == RU_NONE;
	assert_int_equal(roots, 1);
	free(arcs);
	free(into);
}

static bool goes_round(const struct arc *arcs, const uint8_t *keep, uint32_t count, uint32_t nodes)
{
	uint8_t below[NODES] = {0}; /* nodes that nothing kept leads to, then those after them */

	for (uint32_t turn = 0; turn < nodes; turn++) {
		for (uint32_t i = 0; i < nodes; i++) {
			bool led_to = false;

			for (uint32_t k = 0; k < count; k++)
				led_to = led_to || (keep[k] && arcs[k].to == i && !below[arcs[k].from]);
			below[i] |= !led_to;
		}
	}
	for (uint32_t i = 0; i < nodes; i++) {
		if (!below[i])
			return true;
	}
	return false;
}

static bool leads_back(const struct arc *arcs, uint32_t count, uint32_t from, uint32_t to)
{
	uint32_t reached = 1u << from;

	for (uint32_t turn = 0; turn < NODES; turn++) {
		for (uint32_t k = 0; k < count; k++)
			reached |= (reached >> arcs[k].from & 1) << arcs[k].to;
	}
	return (reached >> to & 1) != 0;
}

/* What goes in no circle stays, but for arcs between one circle and another; nothing that stays goes round; and of a
 * circle of two the stronger arc stays. */
static void what_is_cut_goes_round(void **state)
{
	uint64_t seed = 29;
	(void)state;

	for (uint32_t turn = 0; turn < GRAPHS; turn++) {
		struct arc arcs[ARCS];
		uint8_t keep[ARCS];
		uint32_t nodes = 2 + draw(&seed, NODES - 1), count = draw(&seed, ARCS + 1);
		bool circle = false;

		for (uint32_t i = 0; i < count; i++) {
			uint32_t from = draw(&seed, nodes), to = draw(&seed, nodes - 1);

			arcs[i] = (struct arc){from, to >= from ? to + 1 : to, 1 + (int32_t)draw(&seed, 40)};
		}
		assert_int_equal(ru_circles_cut(keep, arcs, count, nodes, ru_alloc_default()), 0);
		assert_false(goes_round(arcs, keep, count, nodes));
		for (uint32_t i = 0; i < count; i++)
			circle = circle || leads_back(arcs, count, arcs[i].to, arcs[i].from);
		for (uint32_t i = 0; i < count && !circle; i++)
			assert_true(keep[i]);
	}
}

static void of_two_that_name_each_other_the_stronger_stays(void **state)
{
	const struct arc arcs[] = {{0, 1, 300}, {1, 0, 400}, {1, 2, 10}};
	uint8_t keep[3];
	(void)state;

	assert_int_equal(ru_circles_cut(keep, arcs, 3, 3, ru_alloc_default()), 0);
	assert_int_equal(keep[0], 0);
	assert_int_equal(keep[1], 1);
	assert_int_equal(keep[2], 1);
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
	uint8_t keep[5];
	(void)state;

	for (size_t n = 0;; n++) {
		struct alloc_fail fail;
		int status;

		alloc_fail_init(&fail, n);
		status = ru_arborescence(into, arcs, 5, 4, &fail.al);
		if (status == 0)
			status = ru_circles_cut(keep, arcs, 5, 4, &fail.al);
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
	    cmocka_unit_test(circles_in_circles_end_in_the_best_tree),
	    cmocka_unit_test(very_many_circles_in_circles_are_no_harder),
	    cmocka_unit_test(what_is_cut_goes_round),
	    cmocka_unit_test(of_two_that_name_each_other_the_stronger_stays),
	    cmocka_unit_test(a_failed_allocation_leaves_nothing_behind),
	    cmocka_unit_test(nothing_pays_where_all_arcs_weigh_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
