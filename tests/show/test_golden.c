/* SPDX-License-Identifier: Apache-2.0 */
/* Every format over the invented pile against the files of golden/, which were read by eye. A first argument "--write"
 * makes them new instead. */
#include "sample.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static bool writing;

static void compare(struct sample *sample, const char *name)
{
	char path[512];
	struct ru_buf golden;

	(void)snprintf(path, sizeof path, "%s/%s", GOLDEN, name);
	if (writing) {
		FILE *file = fopen(path, "wb");
		assert_non_null(file);
		assert_int_equal(fwrite(sample->out.ptr, 1, sample->out.len, file), sample->out.len);
		assert_int_equal(fclose(file), 0);
	} else {
		ru_buf_init(&golden, ru_alloc_default(), 0);
		assert_int_equal(ru_file_read(path, &golden, NULL), RU_OK);
		ru_buf_putc(&golden, 0);
		ru_buf_putc(&sample->out, 0);
		assert_string_equal(sample->out.ptr, golden.ptr);
		ru_buf_release(&golden);
	}
	sample_clear(sample);
}

static void records_of_one_page(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "en");
	for (uint32_t i = 0; i < SAMPLE_PAGES; i++) {
		struct ru_show_page page = sample_page(&sample, i);
		assert_int_equal(ru_show_clean_json(&sample.show, &page), RU_OK);
	}
	compare(&sample, "clean.jsonl");
	for (uint32_t i = 0; i < SAMPLE_PAGES; i++) {
		struct ru_show_page page = sample_page(&sample, i);
		assert_int_equal(ru_show_facts_json(&sample.show, &page, false), RU_OK);
	}
	compare(&sample, "facts.jsonl");
	struct ru_show_page page = sample_page(&sample, 0);
	assert_int_equal(ru_show_language_json(&sample.show, &page), RU_OK);
	compare(&sample, "language.jsonl");
	sample_release(&sample);
}

static void records_of_the_pile(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "en");
	assert_int_equal(ru_show_copy_json(&sample.show, &sample.copies.items[0], sample.docs), RU_OK);
	compare(&sample, "copies.jsonl");
	for (uint32_t i = 0; i < SAMPLE_PAGES; i++)
		assert_int_equal(ru_show_story_json(&sample.show, &sample.stories, sample.docs, i), RU_OK);
	compare(&sample, "stories.jsonl");
	assert_int_equal(ru_show_compare_json(&sample.show, RU_S("pair-1"), true, RU_DIFF_FIGURE,
	                                      &sample.trace.differences[2], 1, sample.docs),
	                 RU_OK);
	assert_int_equal(ru_show_compare_json(&sample.show, RU_S(""), false, RU_DIFF_OTHER, NULL, 0, sample.docs),
	                 RU_OK);
	compare(&sample, "compare.jsonl");
	assert_int_equal(ru_show_trace_json(&sample.show, &sample.all), RU_OK);
	compare(&sample, "trace.json");
	sample_release(&sample);
}

static void tell(const char *language, unsigned width, bool color, const char *name)
{
	struct sample sample;

	sample_init(&sample, language);
	sample.show.width = width;
	sample.show.color = color;
	assert_int_equal(ru_show_trace_text(&sample.show, &sample.all), RU_OK);
	compare(&sample, name);
	sample_release(&sample);
}

static void story_on_a_terminal(void **state)
{
	(void)state;
	tell("en", 110, false, "trace.en.txt");
	tell("id", 60, false, "trace.id.txt");
	tell("en", 80, true, "trace.color.txt");
}

static void other_verbs_on_a_terminal(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "en");
	struct ru_show_compare compared = {sample.trace.differences, 3, sample.docs, &sample.copies};
	struct ru_show_page page = sample_page(&sample, 1);
	assert_int_equal(ru_show_clean_text(&sample.show, &page), RU_OK);
	compare(&sample, "clean.txt");
	page = sample_page(&sample, 0);
	assert_int_equal(ru_show_facts_text(&sample.show, &page), RU_OK);
	compare(&sample, "facts.txt");
	assert_int_equal(ru_show_language_text(&sample.show, &page), RU_OK);
	assert_int_equal(ru_show_copies_text(&sample.show, &sample.copies, sample.docs), RU_OK);
	assert_int_equal(ru_show_stories_text(&sample.show, &sample.stories, sample.docs, SAMPLE_PAGES), RU_OK);
	assert_int_equal(ru_show_compare_text(&sample.show, &compared), RU_OK);
	compare(&sample, "pile.txt");
	sample_release(&sample);
}

static void report(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "en");
	assert_int_equal(ru_show_trace_html(&sample.show, &sample.all), RU_OK);
	compare(&sample, "report.en.html");
	sample_release(&sample);
	sample_init(&sample, "id");
	assert_int_equal(ru_show_trace_html(&sample.show, &sample.all), RU_OK);
	compare(&sample, "report.id.html");
	struct ru_show_compare compared = {sample.trace.differences, 3, sample.docs, &sample.copies};
	assert_int_equal(ru_show_compare_html(&sample.show, &compared), RU_OK);
	compare(&sample, "compare.id.html");
	sample_release(&sample);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(records_of_one_page), cmocka_unit_test(records_of_the_pile),
	                                   cmocka_unit_test(story_on_a_terminal),
	                                   cmocka_unit_test(other_verbs_on_a_terminal), cmocka_unit_test(report)};

	writing = argc > 1 && strcmp(argv[1], "--write") == 0;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
