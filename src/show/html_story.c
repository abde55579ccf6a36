/* SPDX-License-Identifier: Apache-2.0 */
/* Sections of a story in the report: where the tellings differ, its timeline, who took it from whom, how many tellings
 * stand on their own. Fed what trace found about the story, gives markup. */
#include "show/html.h"

#include "base/sort.h"

enum { TELLINGS = 60, LISTED = 300, TITLE_BYTES = 200, ROWS = 2000 };

static void put_label(struct ru_html *html, uint32_t page)
{
	RU_HTML(html, "<span class=\"page\">");
	ru_html_page(html, html->tell.label[page]);
	RU_HTML(html, "</span>");
}

static void put_node(struct ru_html *html, const struct ru_node *node)
{
	if (node->page != RU_NONE)
		put_label(html, node->page);
	else
		ru_tell_node(&html->tell, &html->voice, node);
}

/* ---- differences ---- */

static void put_telling(struct ru_html *html, const struct ru_difference *difference, const struct ru_telling *telling)
{
	RU_HTML(html, "<li>");
	put_label(html, telling->page);
	RU_HTML(html, " <span class=\"value\">");
	if (telling->span.begin == RU_NONE || telling->span.begin >= telling->span.end)
		ru_html_say(html, "left_out");
	else
		ru_tell_value(&html->voice, difference, telling);
	RU_HTML(html, "</span>");
	ru_html_quote(html, telling->page, telling->span, telling->text);
	if (telling->source.len > 0 || telling->when.len > 0) {
		RU_HTML(html, "<small>");
		if (telling->source.len > 0)
			RU_SAY(&html->voice, "by_source", RU_PAGE_WORDS(telling->source));
		if (telling->source.len > 0 && telling->when.len > 0)
			RU_HTML(html, " \xc2\xb7 ");
		if (telling->when.len > 0)
			RU_SAY(&html->voice, "published_on", RU_WHEN(telling->when));
		RU_HTML(html, "</small>");
	}
	RU_HTML(html, "</li>\n");
}

static void put_difference(struct ru_html *html, const struct ru_difference *difference)
{
	struct ru_str relation = ru_relation_name(difference->relation);
	struct ru_str kind = ru_message_named(html->show, "kind", ru_difference_kind_name(difference->kind));

	RU_HTML(html, "<div class=\"card ");
	ru_html_bare(html, relation);
	RU_HTML(html, "\">\n<h4><span class=\"badge\">");
	ru_say_named(&html->voice, "relation", relation);
	RU_HTML(html, "</span> ");
	if (difference->about.len > 0)
		RU_SAY(&html->voice, "kind_about", RU_OUR_WORDS(kind), RU_PAGE_WORDS(difference->about));
	else
		ru_html_ours(html, kind);
	RU_HTML(html, "</h4>\n");
	if (difference->why.len > 0) {
		RU_HTML(html, "<p class=\"soft\">");
		ru_say_named(&html->voice, "why", difference->why);
		RU_HTML(html, "</p>\n");
	}
	RU_HTML(html, "<ul class=\"values\">\n");
	for (uint32_t i = 0; i < difference->telling_count && i < TELLINGS; i++)
		put_telling(html, difference, &difference->tellings[i]);
	RU_HTML(html, "</ul>\n");
	if (difference->telling_count > TELLINGS) {
		RU_HTML(html, "<p class=\"soft\">");
		ru_say_count(&html->voice, "more_pages", difference->telling_count - TELLINGS);
		RU_HTML(html, "</p>\n");
	}
	RU_HTML(html, "</div>\n");
}

void ru_html_differences(struct ru_html *html, uint32_t story)
{
	const struct ru_tell *tell = &html->tell;
	uint32_t first = tell->difference_first[story], end = tell->difference_first[story + 1];
	uint32_t at = first, conflicts = 0;

	ru_html_heading(html, 3, "where_they_differ");
	for (; at < end; at++) {
		const struct ru_difference *difference = &tell->trace->differences[tell->difference_order[at]];
		if (difference->relation != RU_REL_DIFFER)
			break;
		if (conflicts++ < LISTED)
			put_difference(html, difference);
	}
	if (conflicts == 0) {
		RU_HTML(html, "<p>");
		ru_html_say(html, "no_conflicts");
		RU_HTML(html, "</p>\n");
	}
	if (at == end)
		return;
	RU_HTML(html, "<details><summary>");
	ru_say_count(&html->voice, "not_conflicts", end - at);
	RU_HTML(html, "</summary>\n");
	for (uint32_t i = at; i < end && i - at < LISTED; i++)
		put_difference(html, &tell->trace->differences[tell->difference_order[i]]);
	RU_HTML(html, "</details>\n");
}

/* ---- timeline ---- */

struct moment {
	struct ru_str when;
	uint32_t event; /* or RU_NONE */
	uint32_t page;  /* or RU_NONE */
};

/* ISO 8601 values sort as bytes; an event comes before the pages of its day. */
static int compare_moments(const void *a, const void *b, void *ctx)
{
	const struct moment *x = a, *y = b;
	int order;

	(void)ctx;
	order = ru_str_cmp(ru_str_cut(x->when, 0, 10), ru_str_cut(y->when, 0, 10));
	if (order != 0)
		return order;
	if ((x->event == RU_NONE) != (y->event == RU_NONE))
		return x->event == RU_NONE ? 1 : -1;
	order = ru_str_cmp(x->when, y->when);
	if (order != 0)
		return order;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	return x->event < y->event ? -1 : x->event > y->event;
}

static int gather_moments(struct ru_html *html, const struct ru_story *story, struct ru_vec *moments, uint32_t *undated)
{
	*undated = 0;
	for (uint32_t i = 0; i < story->event_count; i++) {
		const struct ru_event *event = &html->tell.trace->events[story->events[i]];
		for (uint32_t k = 0; k <= event->page_count; k++) {
			bool is_event = k == event->page_count;
			const struct ru_time *published =
			    is_event ? NULL : &html->tell.all->docs[event->pages[k]].article->published;
			if (is_event ? event->when.len == 0 : !published->known) {
				*undated += is_event ? 0 : 1;
				continue;
			}
			struct moment *moment = ru_vec_push(moments);
			if (moment == NULL)
				return RU_ENOMEM;
			moment->when = is_event ? event->when : published->value;
			moment->event = is_event ? story->events[i] : RU_NONE;
			moment->page = is_event ? RU_NONE : event->pages[k];
		}
	}
	return ru_sort(moments->ptr, moments->len, sizeof(struct moment), compare_moments, NULL, html->show->al);
}

static void put_moment(struct ru_html *html, const struct moment *moment)
{
	if (moment->event != RU_NONE) {
		RU_HTML(html, "<li class=\"event\"><span class=\"dot\"></span><span class=\"when\">");
		ru_say_when(&html->voice, moment->when);
		RU_HTML(html, "</span>");
		RU_HTML(html, "<b>");
		ru_html_say(html, "it_happens");
		RU_HTML(html, "</b> ");
		const struct ru_event *event = &html->tell.trace->events[moment->event];
		if (event->title.len > 0)
			ru_html_page_clip(html, event->title, TITLE_BYTES);
		else
			ru_tell_event(&html->tell, &html->voice, event);
	} else {
		const struct ru_article *article = html->tell.all->docs[moment->page].article;
		RU_HTML(html, "<li><span class=\"dot\"></span><span class=\"when\">");
		ru_say_when(&html->voice, moment->when);
		RU_HTML(html, "</span>");
		put_label(html, moment->page);
		RU_HTML(html, " ");
		ru_html_page_clip(html, article->title, TITLE_BYTES);
		RU_HTML(html, " <small>");
		ru_tell_outlet(&html->tell, &html->voice, moment->page);
		RU_HTML(html, "</small>");
		if (article->published.place.at.begin != RU_NONE) /* a meta element has no words to show in place */
			ru_html_quote_range(html, moment->page, article->published.place.at);
	}
	RU_HTML(html, "</li>\n");
}

void ru_html_timeline(struct ru_html *html, const struct ru_story *story)
{
	struct ru_vec moments;
	uint32_t undated;

	ru_vec_init(&moments, html->show->al, sizeof(struct moment), 0);
	int status = gather_moments(html, story, &moments, &undated);
	ru_out_fail(&html->out, status);
	if (status == RU_OK) {
		ru_html_heading(html, 3, "timeline");
		if (moments.len > 0) {
			RU_HTML(html, "<ol class=\"timeline\">\n");
			for (size_t i = 0; i < moments.len && i < LISTED; i++)
				put_moment(html, RU_VEC_AT(&moments, struct moment, i));
			RU_HTML(html, "</ol>\n");
		}
		if (undated > 0) {
			RU_HTML(html, "<p class=\"soft\">");
			ru_say_count(&html->voice, "undated", undated);
			RU_HTML(html, "</p>\n");
		}
	}
	ru_vec_release(&moments);
}

/* ---- derivation ---- */

static void put_parent(struct ru_html *html, const struct ru_node *node, const struct ru_parent *parent)
{
	RU_HTML(html, "<tr><th scope=\"row\">");
	put_node(html, node);
	RU_HTML(html, "</th><td>");
	put_node(html, &parent->node);
	RU_HTML(html, "</td><td>");
	ru_say_named(&html->voice, "copy", ru_copy_kind_name(parent->kind));
	RU_HTML(html, "</td><td>");
	if (parent->kind != RU_COPY_SAME_SOURCE)
		ru_html_say(html, parent->direct ? "step_direct" : "step_indirect");
	RU_HTML(html, "</td><td class=\"wide\">");
	ru_html_evidence(html, parent->evidence, parent->evidence_count);
	RU_HTML(html, "</td></tr>\n");
}

/* Rows of one node; gives how many. */
static uint32_t put_rows(struct ru_html *html, uint32_t derivation)
{
	const struct ru_derivation *item;

	if (derivation == RU_NONE)
		return 0;
	item = &html->tell.trace->derivation[derivation];
	for (uint32_t i = 0; i < item->parent_count; i++)
		put_parent(html, &item->node, &item->parents[i]);
	return item->parent_count;
}

static bool has_parents(const struct ru_html *html, uint32_t derivation)
{
	return derivation != RU_NONE && html->tell.trace->derivation[derivation].parent_count > 0;
}

static bool story_has_derivation(const struct ru_html *html, const struct ru_story *story)
{
	for (uint32_t i = 0; i < story->event_count; i++) {
		const struct ru_event *event = &html->tell.trace->events[story->events[i]];
		for (uint32_t k = 0; k < event->page_count; k++)
			if (has_parents(html, html->tell.page_derivation[event->pages[k]]))
				return true;
	}
	return false;
}

/* Unseen sources that have a source of their own and stand behind a page of the story: each once. */
static void put_source_rows(struct ru_html *html, const struct ru_story *story)
{
	const struct ru_trace *trace = html->tell.trace;
	bool *seen = ru_alloc_zero(html->show->al, (size_t)trace->source_count + 1, sizeof *seen);

	if (seen == NULL) {
		ru_out_fail(&html->out, RU_ENOMEM);
		return;
	}
	for (uint32_t i = 0; i < story->event_count; i++) {
		const struct ru_event *event = &trace->events[story->events[i]];
		for (uint32_t k = 0; k < event->page_count; k++) {
			struct ru_chain chain;
			ru_tell_chain(&html->tell, (struct ru_node){event->pages[k], RU_NONE}, &chain);
			for (uint32_t c = 0; c < chain.count; c++) {
				uint32_t source = chain.link[c].source;
				if (chain.link[c].page != RU_NONE || source == RU_NONE || seen[source])
					continue;
				seen[source] = true;
				put_rows(html, html->tell.source_derivation[source]);
			}
		}
	}
	ru_alloc_free(html->show->al, seen);
}

void ru_html_derivation(struct ru_html *html, const struct ru_story *story)
{
	uint32_t rows = 0;

	ru_html_heading(html, 3, "who_from_whom");
	if (!story_has_derivation(html, story)) {
		RU_HTML(html, "<p>");
		ru_html_say(html, "no_derivation");
		RU_HTML(html, "</p>\n");
		return;
	}
	if (!ru_html_graph(html, story)) {
		RU_HTML(html, "<p class=\"soft\">");
		ru_html_say(html, "graph_too_big");
		RU_HTML(html, "</p>\n");
	}
	ru_html_scroll_open(html, "derivation_table");
	RU_HTML(html, "<table>\n<caption>");
	ru_html_say(html, "derivation_caption");
	RU_HTML(html, "</caption>\n<thead><tr><th scope=\"col\">");
	ru_html_say(html, "column_telling");
	RU_HTML(html, "</th><th scope=\"col\">");
	ru_html_say(html, "column_from");
	RU_HTML(html, "</th><th scope=\"col\">");
	ru_html_say(html, "column_how");
	RU_HTML(html, "</th><th scope=\"col\">");
	ru_html_say(html, "column_step");
	RU_HTML(html, "</th><th scope=\"col\">");
	ru_html_say(html, "column_evidence");
	RU_HTML(html, "</th></tr></thead>\n<tbody>\n");
	for (uint32_t i = 0; i < story->event_count; i++) {
		const struct ru_event *event = &html->tell.trace->events[story->events[i]];
		for (uint32_t k = 0; k < event->page_count && rows < ROWS; k++)
			rows += put_rows(html, html->tell.page_derivation[event->pages[k]]);
	}
	put_source_rows(html, story);
	RU_HTML(html, "</tbody>\n</table>\n</div>\n");
}

/* ---- independent tellings ---- */

static void put_labels(struct ru_html *html, const uint32_t *pages, uint32_t count)
{
	for (uint32_t i = 0; i < count && i < LISTED; i++) {
		RU_HTML(html, " ");
		put_label(html, pages[i]);
	}
}

static void put_groups(struct ru_html *html, const struct ru_event *event)
{
	RU_HTML(html, "<ol>\n");
	for (uint32_t i = 0; i < event->group_count && i < LISTED; i++) {
		const struct ru_group *group = &event->groups[i];
		RU_HTML(html, "<li><b>");
		put_node(html, &group->root);
		RU_HTML(html, "</b>:");
		put_labels(html, group->pages, group->page_count);
		ru_html_evidence(html, group->evidence, group->evidence_count);
		RU_HTML(html, "</li>\n");
	}
	RU_HTML(html, "</ol>\n");
}

void ru_html_independent(struct ru_html *html, const struct ru_story *story)
{
	ru_html_heading(html, 3, "independent_tellings");
	for (uint32_t i = 0; i < story->event_count && i < LISTED; i++) {
		const struct ru_event *event = &html->tell.trace->events[story->events[i]];
		RU_HTML(html, "<h4>");
		ru_tell_event(&html->tell, &html->voice, event);
		RU_HTML(html, "</h4>\n<p>");
		if (event->max > event->count)
			RU_SAY(&html->voice, "independent_range", RU_NUMBER(event->count), RU_NUMBER(event->max));
		else
			ru_say_count(&html->voice, "independent", event->count);
		if (event->origin.page != RU_NONE || event->origin.source != RU_NONE) {
			RU_HTML(html, " \xc2\xb7 ");
			ru_html_say(html, "first_teller");
			RU_HTML(html, " ");
			put_node(html, &event->origin);
		}
		RU_HTML(html, "</p>\n");
		ru_html_evidence(html, event->origin_evidence, event->origin_evidence_count);
		put_groups(html, event);
		if (event->unplaced_count > 0) {
			RU_HTML(html, "<p class=\"soft\">");
			ru_html_say(html, "unplaced");
			put_labels(html, event->unplaced, event->unplaced_count);
			RU_HTML(html, "</p>\n");
		}
	}
}
