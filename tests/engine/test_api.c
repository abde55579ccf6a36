/* SPDX-License-Identifier: Apache-2.0 */
/* runut.h as a program that holds its pages in memory uses it: what is read can be asked for, and broken rules are
 * refused. */
#include <runut.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define STR(literal) ((runut_str){"" literal, sizeof(literal) - 1})

struct fixture {
	runut_ctx *ctx;
	runut_run *run;
};

static int set_up(void **state)
{
	static struct fixture f;

	*state = &f;
	return runut_ctx_new(&f.ctx, NULL, NULL) != 0 || runut_run_new(&f.run, f.ctx, NULL, NULL) != 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	runut_run_free(f->run);
	runut_ctx_free(f->ctx);
	return 0;
}

static void assert_str(runut_str got, const char *wanted)
{
	assert_int_equal(got.len, strlen(wanted));
	assert_memory_equal(got.ptr, wanted, got.len);
}

static runut_page *read_page(struct fixture *f, runut_str id, unsigned stage)
{
	runut_source source = {.kind = RUNUT_ARTICLE,
	                       .id = id,
	                       .bytes = STR("Bupati Sulastri Wardani mengatakan jembatan itu dibuka pada 3 Mei 2025."),
	                       .charset = STR("utf-8"),
	                       .title = STR("Jembatan Ranu dibuka"),
	                       .outlet = STR("Kabar Ranu"),
	                       .language = STR("id")};
	runut_page *page = NULL;

	assert_int_equal(runut_page_new(&page, f->run, &source, stage, NULL), RUNUT_OK);
	return page;
}

static int count_bytes(void *user, const char *bytes, size_t len)
{
	*(size_t *)user += len;
	return bytes == NULL;
}

static void a_page_in_memory_gives_what_was_read(void **state)
{
	runut_page *page = read_page(*state, STR("a"), RUNUT_STAGE_FACTS);
	size_t written = 0;

	assert_str(runut_page_id(page), "a");
	assert_str(runut_page_title(page), "Jembatan Ranu dibuka");
	assert_str(runut_page_outlet(page), "Kabar Ranu");
	assert_str(runut_page_language(page), "id");
	assert_str(runut_page_text(page), "Bupati Sulastri Wardani mengatakan jembatan itu dibuka pada 3 Mei 2025.");
	assert_int_equal(runut_page_write(page, RUNUT_RECORD_FACTS, NULL, count_bytes, &written, NULL), RUNUT_OK);
	assert_true(written > 100);
	runut_page_free(page);
}

static void a_page_read_too_little_is_refused(void **state)
{
	struct fixture *f = *state;
	runut_page *page = read_page(f, STR("a"), RUNUT_STAGE_ARTICLE);
	runut_pile *pile = NULL;
	runut_error err;
	size_t written = 0;

	assert_int_equal(runut_page_write(page, RUNUT_RECORD_FACTS, NULL, count_bytes, &written, &err), RUNUT_EUSAGE);
	assert_int_equal(err.status, RUNUT_EUSAGE);
	assert_int_equal(written, 0);
	assert_int_equal(runut_pile_new(&pile, f->run, NULL), RUNUT_OK);
	assert_int_equal(runut_pile_add(pile, page, NULL), RUNUT_EUSAGE);
	runut_pile_free(pile);
	runut_page_free(page);
}

static void a_pile_refuses_a_second_page_of_one_id(void **state)
{
	struct fixture *f = *state;
	runut_page *twin = read_page(f, STR("b"), RUNUT_STAGE_FACTS);
	runut_pile *pile = NULL;
	runut_event event;

	assert_int_equal(runut_pile_new(&pile, f->run, NULL), RUNUT_OK);
	assert_int_equal(runut_pile_add(pile, read_page(f, STR("b"), RUNUT_STAGE_FACTS), NULL), RUNUT_OK);
	assert_int_equal(runut_pile_add(pile, twin, NULL), RUNUT_EDUP);
	runut_page_free(twin);
	assert_int_equal(runut_pile_add(pile, read_page(f, STR("a"), RUNUT_STAGE_FACTS), NULL), RUNUT_OK);
	assert_int_equal(runut_pile_event(pile, 0, &event), RUNUT_EUSAGE);
	assert_int_equal(runut_pile_find(pile, RUNUT_TRACE, NULL), RUNUT_OK);
	assert_int_equal(runut_pile_page_count(pile), 2);
	assert_str(runut_page_id(runut_pile_page(pile, 0)), "a");
	assert_int_equal(runut_pile_count(pile, RUNUT_TRACE), 1);
	assert_int_equal(runut_pile_event(pile, 0, &event), RUNUT_OK);
	assert_int_equal(event.page_count, 2);
	assert_int_equal(runut_pile_event_page(pile, 0, 2), SIZE_MAX);
	runut_pile_free(pile);
}

static void freeing_nothing_does_nothing(void **state)
{
	(void)state;
	runut_page_free(NULL);
	runut_pile_free(NULL);
	runut_run_free(NULL);
	runut_ctx_free(NULL);
}

/* Words of a failure in Indonesian: what is filled in is looked up too, what nobody worded stays, and no character is
 * cut. */
static void failures_are_worded(void **state)
{
	static const struct {
		const char *english, *worded;
		size_t size;
		int found;
	} cases[] = {
	    {"out of memory", "memori tidak cukup", 100, 1},
	    {"the least memory to work in is 24 MiB", "memori paling sedikit untuk bekerja adalah 24 MiB", 100, 1},
	    {"copies: out of memory", "salinan: memori tidak cukup", 100, 1},
	    {"the temporary file of word pairs cannot be written: No space left on device",
	     "berkas sementara untuk pasangan kata tidak dapat ditulis: tidak ada ruang lagi di diska", 100, 1},
	    {"the temporary file of ids is damaged or cut short", "berkas sementara untuk id rusak atau terpotong", 100,
	     1},
	    {"the id {0} was given before, in out of memory",
	     "id {0} sudah dipakai halaman lain, di memori tidak cukup", 100, 1},
	    {"cannot be opened: Perahu “Ranu” karam", "tidak dapat dibuka: Perahu “Ranu” karam", 100, 1},
	    {"cannot be opened: Perahu “Ranu” karam", "tidak dapat dibuka: Perahu ", 30, 1},
	    {"perahu karam", "perahu karam", 100, 0},
	    {"", "", 100, 0},
	    {"out of memory", "memo", 5, 1},
	    {"out of memory", "", 1, 1},
	};
	const runut_options options = {.messages = "id"};
	runut_ctx *ctx = NULL;
	char out[100];

	(void)state;
	assert_int_equal(runut_ctx_new(&ctx, &options, NULL), RUNUT_OK);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		memset(out, 'x', sizeof(out));
		assert_int_equal(runut_ctx_worded(ctx, cases[i].english, out, cases[i].size), cases[i].found);
		assert_string_equal(out, cases[i].worded);
	}
	assert_int_equal(runut_ctx_worded(ctx, "out of memory", out, 0), 0);
	runut_ctx_free(ctx);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_page_in_memory_gives_what_was_read),
	    cmocka_unit_test(a_page_read_too_little_is_refused),
	    cmocka_unit_test(a_pile_refuses_a_second_page_of_one_id),
	    cmocka_unit_test(freeing_nothing_does_nothing),
	    cmocka_unit_test(failures_are_worded),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
