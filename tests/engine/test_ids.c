/* SPDX-License-Identifier: Apache-2.0 */
/* Ids that are given twice: told with the first place, also where that is the id itself, and with bounded memory. */
#include "engine/ids.h"
#include "support/alloc_fail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static int meet(struct ru_ids *ids, const char *id, const char *source, uint64_t offset, struct ru_place_in *first)
{
	return ru_ids_meet(ids, ru_str_from(id), (struct ru_place_in){ru_str_from(source), offset}, first);
}

static void a_repeated_id_is_met_at_its_first_place(void **state)
{
	struct ru_place_in first = {{NULL, 0}, 0};
	struct ru_ids ids;

	(void)state;
	ru_ids_init(&ids, ru_alloc_default());
	assert_int_equal(meet(&ids, "x", "a.jsonl", 10, &first), RU_ID_NEW);
	assert_int_equal(meet(&ids, "y", "a.jsonl", 20, &first), RU_ID_NEW);
	assert_int_equal(meet(&ids, "folder/z.html", "folder/z.html", 0, &first), RU_ID_NEW);
	assert_int_equal(meet(&ids, "w", "", 30, &first), RU_ID_NEW);
	assert_int_equal(meet(&ids, "x", "b.jsonl", 5, &first), RU_ID_REPEATED);
	assert_true(ru_str_eq(first.source, RU_S("a.jsonl")) && first.offset == 10);
	assert_int_equal(meet(&ids, "folder/z.html", "b.jsonl", 6, &first), RU_ID_REPEATED);
	assert_true(ru_str_eq(first.source, RU_S("folder/z.html")) && first.offset == 0);
	assert_int_equal(meet(&ids, "w", "b.jsonl", 7, &first), RU_ID_REPEATED);
	assert_true(ru_str_eq(first.source, RU_S("-")) && first.offset == 30);
	assert_int_equal(meet(&ids, "X", "b.jsonl", 8, &first), RU_ID_NEW);
	ru_ids_release(&ids);
}

static void what_is_full_is_told_once_and_still_knows_what_it_has(void **state)
{
	struct ru_place_in first;
	struct ru_ids ids;
	char id[16];

	(void)state;
	ru_ids_init(&ids, ru_alloc_default());
	for (unsigned i = 0; i < RU_IDS_MOST; i++) {
		(void)snprintf(id, sizeof(id), "%u", i);
		assert_int_equal(meet(&ids, id, "a.jsonl", i, &first), RU_ID_NEW);
	}
	assert_int_equal(meet(&ids, "more", "a.jsonl", 1, &first), RU_ID_NOT_KEPT);
	assert_int_equal(meet(&ids, "more", "a.jsonl", 2, &first), RU_ID_NEW);
	assert_int_equal(meet(&ids, "77", "a.jsonl", 3, &first), RU_ID_REPEATED);
	assert_int_equal(first.offset, 77);
	ru_ids_release(&ids);
}

/* Returns RU_OK or RU_ENOMEM; whatever fails, nothing is lost or leaked. */
static int meet_some(const struct ru_alloc *al)
{
	struct ru_place_in first;
	struct ru_ids ids;
	int status = RU_OK;
	char id[16];

	ru_ids_init(&ids, al);
	for (unsigned i = 0; i < 200 && status >= 0; i++) {
		(void)snprintf(id, sizeof(id), "%u", i);
		status = meet(&ids, id, i % 2 == 0 ? "a.jsonl" : "b.jsonl", i, &first);
	}
	ru_ids_release(&ids);
	return status < 0 ? status : RU_OK;
}

static void memory_that_runs_out_is_a_status(void **state)
{
	(void)state;
	for (size_t n = 0;; n++) {
		struct alloc_fail f;
		alloc_fail_init(&f, n);
		int status = meet_some(&f.al);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, RU_OK);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_repeated_id_is_met_at_its_first_place),
	    cmocka_unit_test(what_is_full_is_told_once_and_still_knows_what_it_has),
	    cmocka_unit_test(memory_that_runs_out_is_a_status),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
