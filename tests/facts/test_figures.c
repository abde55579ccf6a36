/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of figures.tsv, span by span; who claims them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "row_article.h"
#include "row_file.h"
#include "support/packs.h"
#include "support/alloc_fail.h"
#include "support/growth.h"

static void print_figure(const struct ru_figure *figure, char *out, size_t size)
{
	static const char *const changes[] = {"=",     ">",  ">=",   "<",       "<=",   "~",
	                                      "range", "up", "down", "ordinal", "vague"};
	struct ru_str unit = figure->unit.len > 0 ? figure->unit : RU_S("_");
	struct ru_str noun = figure->noun.len > 0 ? figure->noun : RU_S("_");

	(void)snprintf(out, size, "%.*s=%.*s%s%.*s %s %.*s %.*s", (int)figure->text.len, figure->text.ptr,
	               (int)figure->value.len, figure->value.ptr, figure->high.len > 0 ? ".." : "",
	               (int)figure->high.len, figure->high.len > 0 ? figure->high.ptr : "", changes[figure->change],
	               (int)unit.len, unit.ptr, (int)noun.len, noun.ptr);
}

static uint32_t check_row(struct ru_str line)
{
	struct ru_str cell[3] = {{NULL, 0}}, part;
	struct ru_arena arena;
	struct ru_article article;
	struct ru_facts facts;
	uint32_t wrong = 0, n = 0;

	for (size_t k = 0; k < 3; k++)
		assert_true(ru_str_split(&line, '\t', &cell[k]));
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(
	    row_read(packs, cell[0], RU_S("2031-03-08"), cell[1], ru_alloc_default(), &arena, &article, &facts), 0);
	struct ru_str rest = cell[2];

	while (!ru_str_eq(cell[2], RU_S("-")) && ru_str_split(&rest, '|', &part)) {
		char got[400] = "nothing";

		part = ru_str_trim(part);
		if (n < facts.figure_count)
			print_figure(&facts.figures[n], got, sizeof(got));
		n++;
		if (ru_str_eq(part, ru_str_from(got)))
			continue;
		print_error("got  %s\nwant %.*s\n", got, (int)part.len, part.ptr);
		wrong++;
	}
	wrong += n != facts.figure_count;
	for (uint32_t k = 0; k < facts.figure_count; k++) {
		struct ru_span span = facts.figures[k].place.span;

		assert_true(ru_str_eq(ru_str_cut(cell[1], span.begin, span.end), facts.figures[k].text));
		if (k >= n)
			print_error("more %.*s\n", (int)facts.figures[k].text.len, facts.figures[k].text.ptr);
	}
	if (wrong > 0)
		print_error("in   %.*s\n", (int)cell[1].len, cell[1].ptr);
	ru_arena_release(&arena);
	return wrong;
}

static void rows_are_read_as_written(void **state)
{
	(void)state;
	row_file_check(TEST_ROWS "/figures.tsv", check_row, 50);
}

static void indonesian_news_rows_are_read_as_written(void **state)
{
	(void)state;
	row_file_check(TEST_ROWS "/figures_id.tsv", check_row, 200);
}

static void english_news_rows_are_read_as_written(void **state)
{
	(void)state;
	row_file_check(TEST_ROWS "/figures_en.tsv", check_row, 45);
}

static void people_counted_have_a_fate_where_the_words_beside_them_say_so(void **state)
{
	static const struct {
		const char *language, *text, *fates; /* of the figures in turn */
	} row[] = {
	    {"id", "Tiga orang meninggal dunia dan 187 penumpang dievakuasi.", "dead safe "},
	    {"id", "Banjir itu menewaskan sedikitnya 12 orang.", "dead "},
	    {"id", "Rumah sakit menerima lima jenazah sejak pagi.", "dead "},
	    {"id", "Sembilan warga Desa Serai, Lohari, tewas, sedangkan 17 orang hilang.", "dead missing "},
	    {"id", "Kapal itu mengangkut 214 orang, termasuk 27 awak.", "- - "},
	    {"en", "The storm killed 14 people and 30 people were injured.", "dead hurt "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct ru_arena arena;
		struct ru_article article;
		struct ru_facts facts;
		char got[200] = "";
		size_t len = 0;

		ru_arena_init(&arena, ru_alloc_default());
		assert_int_equal(row_read(packs, ru_str_from(row[i].language), RU_S("2031-03-08"),
		                          ru_str_from(row[i].text), ru_alloc_default(), &arena, &article, &facts),
		                 0);
		for (uint32_t k = 0; k < facts.figure_count; k++) {
			struct ru_str fate = facts.figures[k].fate.len > 0 ? facts.figures[k].fate : RU_S("-");

			len += (size_t)snprintf(got + len, sizeof(got) - len, "%.*s ", (int)fate.len, fate.ptr);
		}
		assert_string_equal(got, row[i].fates);
		ru_arena_release(&arena);
	}
}

static void innermost_statement_claims_a_figure(void **state)
{
	struct ru_figure figures[2] = {{.place = {.at = {10, 14}}, .by = RU_NONE},
	                               {.place = {.at = {40, 44}}, .by = RU_NONE}};
	struct ru_place outer = {.at = {0, 60}}, inner = {.at = {30, 50}};
	struct ru_statement statements[2] = {{.content = {&outer, 1}}, {.content = {&inner, 1}, .parent = 0}};
	struct ru_facts facts = {.figures = figures, .figure_count = 2, .statements = statements, .statement_count = 2};
	struct ru_reading r = {.facts = &facts};

	(void)state;
	ru_facts_figures_by(&r);
	assert_int_equal(figures[0].by, 0);
	assert_int_equal(figures[1].by, 1);
}

static void memory_that_runs_out_is_told(void **state)
{
	static const struct {
		const char *language, *text;
	} row[] = {
	    {"id", "Sedikitnya 2.300 warga mengungsi, Rp 2-3 miliar hilang, naik 12 poin (0,2 persen)."},
	    {"en", "Two-thirds of the 412 homes and 163 flats cost $62 to $68 a week; a 5- or 6-inch screen."},
	};

	(void)state;
	for (size_t k = 0; k < sizeof(row) / sizeof(row[0]); k++) {
		bool done = false;

		for (size_t n = 0; n < 10000 && !done; n++) {
			struct alloc_fail fail;
			struct ru_arena arena;
			struct ru_article article;
			struct ru_facts facts;

			alloc_fail_init(&fail, n);
			ru_arena_init(&arena, &fail.al);
			int status = row_read(packs, ru_str_from(row[k].language), RU_S("2031-02-13"),
			                      ru_str_from(row[k].text), &fail.al, &arena, &article, &facts);

			assert_int_equal(status, fail.failed ? RU_ENOMEM : RU_OK);
			done = !fail.failed;
			ru_arena_release(&arena);
			assert_int_equal(fail.live, 0);
		}
		assert_true(done);
	}
}

static void read_page(struct ru_str input, const struct ru_alloc *al, void *ctx)
{
	struct ru_arena arena;
	struct ru_article article;
	struct ru_facts facts;

	ru_arena_init(&arena, al);
	assert_int_equal(
	    row_read(packs, *(const struct ru_str *)ctx, RU_S("2031-02-13"), input, al, &arena, &article, &facts), 0);
	ru_arena_release(&arena);
}

static void work_grows_with_the_page_only(void **state)
{
	static const struct growth_family families[] = {
	    {"plain words", "", "rumah ", ""},
	    {"digits", "", "9", ""},
	    {"numbers", "", "12.345 ", ""},
	    {"groups", "", "1.", ""},
	    {"units", "", "km ", ""},
	    {"numbers and units", "", "5 km ", ""},
	    {"signs", "", "-", ""},
	    {"signs and digits", "", "-1", ""},
	    {"currency marks", "", "$", ""},
	    {"currencies", "", "Rp ", ""},
	    {"ranges", "", "1-2 ", ""},
	    {"scales", "", "juta ", ""},
	    {"number words", "", "dua ", ""},
	    {"comparators", "", "lebih dari ", ""},
	    {"brackets", "", "(1) ", ""},
	    {"fractions", "", "1/2 ", ""},
	};
	static const struct growth_family english[] = {
	    {"number words", "", "two and ", ""},   {"adjectives", "12 ", "new ", "homes"},
	    {"modifiers", "12 ", "a-b-", "homes"},  {"hanging", "", "7-, ", "8-inch"},
	    {"carried", "4 homes", " and 5", ""},   {"per", "", "$5 a ", ""},
	    {"powers", "", "3 x 10^", ""},          {"shares", "", "one in ", "five"},
	    {"moved by", "rose ", "its by ", "5%"},
	};
	struct ru_str tags[] = {RU_S("id"), RU_S("en")};

	(void)state;
	growth_check(families, sizeof(families) / sizeof(families[0]), 12000, read_page, &tags[0]);
	growth_check(english, sizeof(english) / sizeof(english[0]), 12000, read_page, &tags[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_are_read_as_written),
	    cmocka_unit_test(indonesian_news_rows_are_read_as_written),
	    cmocka_unit_test(english_news_rows_are_read_as_written),
	    cmocka_unit_test(people_counted_have_a_fate_where_the_words_beside_them_say_so),
	    cmocka_unit_test(innermost_statement_claims_a_figure),
	    cmocka_unit_test(memory_that_runs_out_is_told),
	    cmocka_unit_test(work_grows_with_the_page_only),
	};

	return cmocka_run_group_tests(tests, packs_load, packs_unload);
}
