/* SPDX-License-Identifier: Apache-2.0 */
/* Title, date and authors of one page in the layouts of about_variants.h. */
#include "about_houses.h"
#include "about_variants.h"
#include "check_article.h"
#include "packs.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static const char text[] =
    "<p>The town is building a new bridge over the river because the old one has cracks and has been closed since the "
    "spring of this year.</p><p>The council set aside twelve million crowns and hopes for help from the state. Work "
    "will begin in the summer when the water is low.</p><p>Residents had long asked for a timetable. Now it is there, "
    "and it foresees three years of work on both banks.</p>";

static void put_names(struct ru_buf *out, const struct ru_article *article)
{
	ru_buf_clear(out);
	for (uint32_t i = 0; i < article->author_count; i++) {
		ru_buf_print(out, "%s", i > 0 ? "; " : "");
		ru_buf_put(out, article->authors[i].name);
	}
}

static void put_sources(struct ru_buf *out, const struct ru_article *article)
{
	ru_buf_clear(out);
	for (uint32_t i = 0; i < article->credit_count; i++) {
		ru_buf_print(out, "%s", i > 0 ? "; " : "");
		ru_buf_put(out, article->credits[i].who);
	}
}

static void check(const struct ru_packs *packs, const struct variant *v)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {packs, &limits, ru_alloc_default(), NULL};
	struct ru_raw_page page = {.kind = RU_PAGE_HTML, .id = RU_S("page")};
	struct ru_article article;
	struct ru_buf input, names;
	struct ru_arena arena;
	const char *head = v->head != NULL ? v->head : "", *under = v->under != NULL ? v->under : "";
	const char *behind = v->behind != NULL ? v->behind : "", *fault;

	ru_arena_init(&arena, ru_alloc_default());
	ru_buf_init(&input, ru_alloc_default(), 0);
	ru_buf_init(&names, ru_alloc_default(), 0);
	ru_buf_print(
	    &input,
	    "<!DOCTYPE html><html lang=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title>%s</head><body><header>"
	    "%s</header><main><article>%s%s%s%s</article></main></body></html>",
	    v->language != NULL ? v->language : "en",
	    v->page_title != NULL ? v->page_title : PAGE_TITLE " - Kabar Lereng", head,
	    v->over != NULL ? v->over : "<a href=\"/\">Kabar Lereng</a>",
	    v->heading != NULL ? v->heading : "<h1>" PAGE_TITLE "</h1>", under, text, behind);
	page.bytes = ru_buf_str(&input);
	page.url = v->url != NULL ? ru_str_from(v->url) : (struct ru_str){NULL, 0};
	assert_int_equal(ru_article_read(&article, &page, &options, &arena, NULL), 0);
	fault = check_article(&article, &page);
	if (fault != NULL)
		fail_msg("%s%s%s: %s", head, under, behind, fault);
	put_names(&names, &article);
	if (v->authors != NULL && !ru_str_eq(ru_buf_str(&names), ru_str_from(v->authors)))
		fail_msg("%s%s%s: authors %.*s", head, under, behind, (int)names.len, names.ptr);
	if (v->published != NULL && !ru_str_eq(article.published.value, ru_str_from(v->published)))
		fail_msg("%s%s%s: published %.*s", head, under, behind, (int)article.published.value.len,
		         article.published.value.ptr);
	if (v->title != NULL && !ru_str_eq(article.title, ru_str_from(v->title)))
		fail_msg("%s%s: title %.*s", v->page_title, v->heading, (int)article.title.len, article.title.ptr);
	if (v->outlet != NULL && !ru_str_eq(article.outlet, ru_str_from(v->outlet)))
		fail_msg("%s%s: outlet %.*s", v->page_title, v->over, (int)article.outlet.len, article.outlet.ptr);
	put_sources(&names, &article);
	if (v->sources != NULL && !ru_str_eq(ru_buf_str(&names), ru_str_from(v->sources)))
		fail_msg("%s%s%s: sources %.*s", head, under, behind, (int)names.len, names.ptr);
	if (v->body != NULL && !ru_str_starts(article.clean, ru_str_from(v->body)))
		fail_msg("%s%s: text %.*s", under, behind, (int)article.clean.len, article.clean.ptr);
	if (v->notice != NULL &&
	    !ru_str_eq(article.notice_count > 0 ? article.notices[0].kind : RU_S(""), ru_str_from(v->notice)))
		fail_msg("%s%s%s: notice", head, under, behind);
	ru_buf_release(&names);
	ru_buf_release(&input);
	ru_arena_release(&arena);
}

static void what_a_page_states_is_read_however_it_is_written(void **state)
{
	for (size_t i = 0; i < sizeof(stated_variants) / sizeof(stated_variants[0]); i++)
		check(*state, &stated_variants[i]);
}

static void bylines_give_names_and_nothing_else(void **state)
{
	for (size_t i = 0; i < sizeof(byline_variants) / sizeof(byline_variants[0]); i++)
		check(*state, &byline_variants[i]);
}

static void a_last_line_signs_where_it_is_somebodys_name(void **state)
{
	for (size_t i = 0; i < sizeof(last_line_variants) / sizeof(last_line_variants[0]); i++)
		check(*state, &last_line_variants[i]);
}

static void titles_are_headlines_alone(void **state)
{
	for (size_t i = 0; i < sizeof(title_variants) / sizeof(title_variants[0]); i++)
		check(*state, &title_variants[i]);
}

static void outlets_are_names_that_fit_the_address(void **state)
{
	for (size_t i = 0; i < sizeof(outlet_variants) / sizeof(outlet_variants[0]); i++)
		check(*state, &outlet_variants[i]);
}

static void sources_are_those_that_the_page_names(void **state)
{
	for (size_t i = 0; i < sizeof(source_variants) / sizeof(source_variants[0]); i++)
		check(*state, &source_variants[i]);
}

static void marks_tell_of_the_page_and_of_no_other_story(void **state)
{
	for (size_t i = 0; i < sizeof(mark_variants) / sizeof(mark_variants[0]); i++)
		check(*state, &mark_variants[i]);
}

static void layouts_lose_nothing_and_hint_at_more(void **state)
{
	for (size_t i = 0; i < sizeof(layout_variants) / sizeof(layout_variants[0]); i++)
		check(*state, &layout_variants[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_a_page_states_is_read_however_it_is_written),
	    cmocka_unit_test(bylines_give_names_and_nothing_else),
	    cmocka_unit_test(titles_are_headlines_alone),
	    cmocka_unit_test(outlets_are_names_that_fit_the_address),
	    cmocka_unit_test(sources_are_those_that_the_page_names),
	    cmocka_unit_test(marks_tell_of_the_page_and_of_no_other_story),
	    cmocka_unit_test(layouts_lose_nothing_and_hint_at_more),
	    cmocka_unit_test(a_last_line_signs_where_it_is_somebodys_name),
	};

	return cmocka_run_group_tests(tests, open_packs, close_packs);
}
