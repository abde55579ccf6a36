/* SPDX-License-Identifier: Apache-2.0 */
/* Words for a reader: dates in both languages, lines that fit the terminal, a picture without overlaps. */
#include "sample.h"

#include "show/graph.h"
#include "show/html.h"
#include "show/terminal.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

struct worded {
	const char *value, *en, *id;
};

static const struct worded dates[] = {
    {"2024-11-29", "Fri 29 Nov 2024", "Jum, 29 Nov 2024"},
    {"2024-02-29", "Thu 29 Feb 2024", "Kam, 29 Feb 2024"},
    {"2023-02-29", "2023-02-29", "2023-02-29"}, /* no such day: told as it is */
    {"2024-08", "Aug 2024", "Agu 2024"},
    {"2024", "2024", "2024"},
    {"2024-W48", "week 48 of 2024", "minggu ke-48 tahun 2024"},
    {"XXXX-11-30", "30 Nov (year not given)", "30 Nov (tanpa tahun)"},
    {"XXXX-11", "Nov (year not given)", "Nov (tanpa tahun)"},
    {"XXXX-WXX-5", "Fri", "Jum"},
    {"2025-01-14T08:12", "Tue 14 Jan 2025, 08:12", "Sel, 14 Jan 2025, 08:12"},
    {"2025-01-14T08:12+08:00", "Tue 14 Jan 2025, 08:12 +08:00", "Sel, 14 Jan 2025, 08:12 +08:00"},
    {"2025-01-14T08:12:30Z", "Tue 14 Jan 2025, 08:12 UTC", "Sel, 14 Jan 2025, 08:12 UTC"},
    {"2025-01-14TNI", "Tue 14 Jan 2025, night", "Sel, 14 Jan 2025, malam"},
    {"2025-01-14/2025-01-16", "Tue 14 Jan 2025 to Thu 16 Jan 2025", "Sel, 14 Jan 2025 sampai Kam, 16 Jan 2025"},
    {"PRESENT_REF", "now", "sekarang"},
    {"P3D", "P3D", "P3D"},
    {"", "", ""},
    {"/", "/", "/"},
    {"T", "T", "T"},
};

static void check_date(struct sample *sample, const char *language, const char *value, const char *expected)
{
	struct ru_terminal terminal;

	sample->language = ru_str_from(language);
	sample->show.width = 200;
	ru_terminal_init(&terminal, &sample->show);
	ru_say_when(&terminal.voice, ru_str_from(value));
	assert_int_equal(ru_terminal_finish(&terminal), RU_OK);
	ru_buf_putc(&sample->out, 0);
	if (sample->out.len > 1 && sample->out.ptr[sample->out.len - 2] == '\n')
		sample->out.ptr[sample->out.len - 2] = 0;
	assert_string_equal(sample->out.ptr, expected);
	sample_clear(sample);
}

static void dates_are_worded_in_the_readers_language(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "en");
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		check_date(&sample, "en", dates[i].value, dates[i].en);
		check_date(&sample, "id", dates[i].value, dates[i].id);
	}
	sample_release(&sample);
}

static void no_line_is_wider_than_the_terminal(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "id");
	for (unsigned width = 20; width <= 140; width++) {
		sample.show.width = width;
		sample.show.color = width % 2 == 0;
		assert_int_equal(ru_show_trace_text(&sample.show, &sample.all), RU_OK);
		struct ru_str rest = ru_buf_str(&sample.out), line;
		while (ru_str_split(&rest, '\n', &line)) {
			unsigned columns = 0;
			size_t pos = 0;
			while (pos < line.len) {
				uint32_t cp = ru_utf8_next(line, &pos);
				while (cp == 0x1b && pos < line.len && line.ptr[pos++] != 'm')
					;
				columns += (unsigned)ru_char_width(cp);
			}
			assert_true(columns <= width);
		}
		sample_clear(&sample);
	}
	sample_release(&sample);
}

/* Every message that one language has, the other has too. */
static void both_languages_say_the_same_things(void **state)
{
	struct sample sample;
	uint32_t table = ru_table_find(RU_S("messages"));
	size_t en_count, id_count;

	(void)state;
	sample_init(&sample, "en");
	const struct ru_pack *en = ru_packs_find(sample.packs, RU_S("en")),
	                     *id = ru_packs_find(sample.packs, RU_S("id"));
	const struct ru_entry *entries = ru_pack_entries(en, table, &en_count);
	assert_true(en_count > 200);
	for (size_t i = 0; i < en_count; i++)
		assert_non_null(ru_pack_get(id, table, entries[i].phrase));
	entries = ru_pack_entries(id, table, &id_count);
	for (size_t i = 0; i < id_count; i++)
		if (!ru_str_starts(entries[i].phrase,
		                   RU_S("complaint_"))) /* the library words these in English itself */
			assert_non_null(ru_pack_get(en, table, entries[i].phrase));
	sample_release(&sample);
}

/* Pages in one group whose order nobody knows are not each called a telling of their own. */
static void a_page_says_what_its_group_knows(void **state)
{
	struct sample sample;
	struct ru_event *event;

	(void)state;
	sample_init(&sample, "en");
	event = &sample.trace.events[0];
	sample.trace.derivation_count = 0;
	event->groups[0].page_count = 2; /* the third is unplaced */
	event->groups[0].root = (struct ru_node){event->pages[0], RU_NONE};
	assert_int_equal(ru_show_trace_text(&sample.show, &sample.all), RU_OK);
	assert_non_null(strstr(sample.out.ptr, "  own telling\n  b "));
	assert_non_null(strstr(sample.out.ptr, "  same account as a,\n       direction not known\n  c "));
	assert_non_null(strstr(sample.out.ptr, "  source not clear\n"));
	sample_release(&sample);
}

/* Raw bytes back to the words of the page, also where the text stands further on in the bytes (page 2). */
static void quotes_are_found_by_their_bytes(void **state)
{
	struct sample sample;
	struct ru_range at;

	(void)state;
	sample_init(&sample, "en");
	for (uint32_t page = 0; page < SAMPLE_PAGES; page++) {
		const struct ru_article *article = &sample.articles[page];
		for (uint32_t i = 0; i < sample.facts[page].date_count; i++) {
			const struct ru_date *date = &sample.facts[page].dates[i];
			assert_true(ru_quote_find(article, date->place.span, &at));
			assert_true(ru_str_eq(ru_str_cut(article->text, at.begin, at.end), date->text));
		}
	}
	const struct ru_span outside = {0, 50, RU_FIELD_PAGE}, behind = {99990, 99999, RU_FIELD_PAGE},
	                     none = {RU_NONE, RU_NONE, RU_FIELD_PAGE}, title = {0, 5, RU_FIELD_TITLE};
	assert_false(ru_quote_find(&sample.articles[2], outside, &at));
	assert_false(ru_quote_find(&sample.articles[2], behind, &at));
	assert_false(ru_quote_find(&sample.articles[0], behind, &at));
	assert_false(ru_quote_find(&sample.articles[0], none, &at));
	assert_false(ru_quote_find(&sample.articles[0], title, &at));
	sample_release(&sample);
}

/* ---- the picture ---- */

static uint32_t add_node(struct ru_graph *graph, int width)
{
	struct ru_graph_node *node = ru_vec_push(&graph->nodes);

	assert_non_null(node);
	*node = (struct ru_graph_node){.width = width, .height = 48};
	return (uint32_t)graph->nodes.len - 1;
}

static void add_edge(struct ru_graph *graph, uint32_t from, uint32_t to)
{
	struct ru_graph_edge *edge = ru_vec_push(&graph->edges);

	assert_non_null(edge);
	*edge = (struct ru_graph_edge){from, to, 0, 0, true};
}

static void check_boxes(const struct ru_graph *graph)
{
	for (size_t i = 0; i < graph->nodes.len; i++) {
		const struct ru_graph_node *a = RU_VEC_AT(&graph->nodes, struct ru_graph_node, i);
		assert_true(a->x >= 0 && a->y >= 0 && a->x + a->width <= graph->width &&
		            a->y + a->height <= graph->height);
		for (size_t k = i + 1; k < graph->nodes.len; k++) {
			const struct ru_graph_node *b = RU_VEC_AT(&graph->nodes, struct ru_graph_node, k);
			assert_false(a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
			             b->y < a->y + a->height);
		}
	}
}

/* Each graph is made by a rule from a number, so that many shapes are met; loops are among them. */
static void boxes_and_bends_never_overlap(void **state)
{
	(void)state;
	for (uint32_t seed = 0; seed < 200; seed++) {
		struct ru_graph graph;
		uint32_t count = 2 + seed % 17, x = seed;
		ru_graph_init(&graph, ru_alloc_default());
		for (uint32_t i = 0; i < count; i++)
			(void)add_node(&graph, 40 + (int)(i * 37 % 200));
		for (uint32_t i = 0; i < count + seed % 5; i++) {
			x = x * 1664525u + 1013904223u;
			uint32_t from = (x >> 8) % count, to = (x >> 20) % count;
			if (seed % 4 != 0 && from > to) { /* three in four have no loop */
				uint32_t t = from;
				from = to;
				to = t;
			}
			if (from != to)
				add_edge(&graph, from, to);
		}
		assert_int_equal(ru_graph_layout(&graph, ru_alloc_default()), RU_OK);
		check_boxes(&graph);
		for (size_t i = 0; i < graph.edges.len; i++) {
			const struct ru_graph_edge *edge = RU_VEC_AT(&graph.edges, struct ru_graph_edge, i);
			assert_int_equal(RU_VEC_AT(&graph.nodes, struct ru_graph_node, edge->from)->layer + 1,
			                 RU_VEC_AT(&graph.nodes, struct ru_graph_node, edge->to)->layer);
		}
		ru_graph_release(&graph);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(dates_are_worded_in_the_readers_language),
	                                   cmocka_unit_test(no_line_is_wider_than_the_terminal),
	                                   cmocka_unit_test(both_languages_say_the_same_things),
	                                   cmocka_unit_test(a_page_says_what_its_group_knows),
	                                   cmocka_unit_test(quotes_are_found_by_their_bytes),
	                                   cmocka_unit_test(boxes_and_bends_never_overlap)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
