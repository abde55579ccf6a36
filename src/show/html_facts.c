/* SPDX-License-Identifier: Apache-2.0 */
/* Sections of a story in the report: who and what is named, under all its spellings, and dates that one page leaves
 * open and another completes. Fed a trace, gives tables. */
#include "show/html.h"
#include "show/names.h"

#include "base/sort.h"

enum { ENTITIES = 40, VARIANTS = 12, PAGES = 40, DATES = 200, NAME_BYTES = 160 };

static void put_label(struct ru_html *html, uint32_t page)
{
	RU_HTML(html, " <span class=\"page\">");
	ru_html_page(html, html->tell.label[page]);
	RU_HTML(html, "</span>");
}

/* ---- who is who ---- */

struct named {
	uint32_t entity;
	uint32_t mentions; /* on the pages of the story */
};

static int by_entity(const void *a, const void *b, void *ctx)
{
	const struct named *x = a, *y = b;

	(void)ctx;
	return x->entity < y->entity ? -1 : x->entity > y->entity;
}

static int by_mentions(const void *a, const void *b, void *ctx)
{
	const struct named *x = a, *y = b;
	const struct ru_trace *trace = ctx;

	if (x->mentions != y->mentions)
		return x->mentions > y->mentions ? -1 : 1;
	return strcmp(trace->entities[x->entity].id, trace->entities[y->entity].id);
}

static int gather(const struct ru_html *html, const struct ru_story *story, struct ru_vec *out)
{
	const struct ru_trace *trace = html->tell.trace;

	for (uint32_t i = 0; i < story->event_count; i++) {
		const struct ru_event *event = &trace->events[story->events[i]];
		for (uint32_t k = 0; k < event->page_count; k++) {
			const struct ru_facts *facts = html->tell.all->docs[event->pages[k]].facts;
			for (uint32_t e = 0; facts != NULL && e < facts->entity_count; e++) {
				struct named *named = ru_vec_push(out);
				if (named == NULL)
					return RU_ENOMEM;
				*named =
				    (struct named){trace->entity_of[event->pages[k]][e], facts->entities[e].mentions};
			}
		}
	}
	return RU_OK;
}

/* Each entity once, the most named first. */
static int join(struct ru_html *html, struct ru_vec *list)
{
	struct named *items = list->ptr;
	size_t kept = 0;
	int status = ru_sort(items, list->len, sizeof *items, by_entity, NULL, html->show->al);

	for (size_t i = 0; status == RU_OK && i < list->len; i++) {
		if (items[i].entity == RU_NONE)
			continue;
		if (kept > 0 && items[kept - 1].entity == items[i].entity)
			items[kept - 1].mentions += items[i].mentions;
		else
			items[kept++] = items[i];
	}
	list->len = status == RU_OK ? kept : 0;
	if (status != RU_OK)
		return status;
	return ru_sort(items, kept, sizeof *items, by_mentions, (void *)(uintptr_t)html->tell.trace, html->show->al);
}

static void put_words(struct ru_html *html, const struct ru_str *words, uint32_t count, struct ru_str but)
{
	uint32_t put = 0;

	for (uint32_t i = 0; i < count && put < VARIANTS; i++) {
		if (ru_str_eq(words[i], but))
			continue;
		if (put++ > 0)
			RU_HTML(html, ", ");
		ru_html_page_clip(html, words[i], NAME_BYTES);
	}
}

static void put_entity(struct ru_html *html, const struct ru_trace_entity *entity)
{
	RU_HTML(html, "<tr><th scope=\"row\">");
	ru_html_page_clip(html, entity->name, NAME_BYTES);
	RU_HTML(html, "<br><small>");
	ru_say_named(&html->voice, "type", ru_show_name_type_name(entity->type));
	RU_HTML(html, "</small></th><td>");
	put_words(html, entity->variants, entity->variant_count, entity->name);
	RU_HTML(html, "</td><td>");
	put_words(html, entity->titles, entity->title_count, (struct ru_str){NULL, 0});
	RU_HTML(html, "</td><td>");
	for (uint32_t i = 0; i < entity->page_count && i < PAGES; i++)
		put_label(html, entity->pages[i]);
	if (entity->variant_count > 1) /* why several spellings are one */
		ru_html_evidence(html, entity->evidence, entity->evidence_count);
	RU_HTML(html, "</td></tr>\n");
}

void ru_html_entities(struct ru_html *html, const struct ru_story *story)
{
	struct ru_vec list;
	int status;

	ru_vec_init(&list, html->show->al, sizeof(struct named), 0);
	status = gather(html, story, &list);
	if (status == RU_OK)
		status = join(html, &list);
	ru_out_fail(&html->out, status);
	if (status == RU_OK && list.len > 0) {
		ru_html_heading(html, 3, "who_is_who");
		ru_html_scroll_open(html, "who_is_who");
		RU_HTML(html, "<table>\n<caption>");
		ru_html_say(html, "who_is_who_caption");
		RU_HTML(html, "</caption>\n<thead><tr><th scope=\"col\">");
		ru_html_say(html, "column_name");
		RU_HTML(html, "</th><th scope=\"col\">");
		ru_html_say(html, "column_variants");
		RU_HTML(html, "</th><th scope=\"col\">");
		ru_html_say(html, "column_titles");
		RU_HTML(html, "</th><th scope=\"col\">");
		ru_html_say(html, "column_pages");
		RU_HTML(html, "</th></tr></thead>\n<tbody>\n");
		for (size_t i = 0; i < list.len && i < ENTITIES; i++)
			put_entity(html, &html->tell.trace->entities[RU_VEC_AT(&list, struct named, i)->entity]);
		RU_HTML(html, "</tbody>\n</table>\n</div>\n");
		if (list.len > ENTITIES) {
			RU_HTML(html, "<p class=\"soft\">");
			ru_say_count(&html->voice, "more_names", (int64_t)(list.len - ENTITIES));
			RU_HTML(html, "</p>\n");
		}
	}
	ru_vec_release(&list);
}

/* ---- dates that another page completes ---- */

static void put_date(struct ru_html *html, const struct ru_pile_date *added)
{
	const struct ru_date *date = &html->tell.all->docs[added->page].facts->dates[added->date];

	RU_HTML(html, "<li>");
	put_label(html, added->page);
	RU_HTML(html, " ");
	RU_SAY(&html->voice, "date_completed", RU_WHEN(date->value), RU_WHEN(added->value));
	ru_html_quote(html, added->page, date->place.span, date->text);
	RU_HTML(html, "<small>");
	ru_html_say(html, "completed_by");
	put_label(html, added->from.page);
	RU_HTML(html, "</small>");
	ru_html_quote(html, added->from.page, added->from.span, (struct ru_str){NULL, 0});
	RU_HTML(html, "</li>\n");
}

/* First item of the page: the list is in order of page. O(log n). */
static uint32_t first_of_page(const struct ru_trace *trace, uint32_t page)
{
	uint32_t low = 0, high = trace->pile_date_count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (trace->pile_dates[mid].page < page)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void ru_html_pile_dates(struct ru_html *html, const struct ru_story *story)
{
	const struct ru_trace *trace = html->tell.trace;
	uint32_t put = 0;

	for (uint32_t i = 0; i < story->event_count; i++) {
		const struct ru_event *event = &trace->events[story->events[i]];
		for (uint32_t k = 0; k < event->page_count; k++) {
			uint32_t page = event->pages[k], at = first_of_page(trace, page);
			for (; at < trace->pile_date_count && trace->pile_dates[at].page == page && put < DATES; at++) {
				if (put++ == 0) {
					ru_html_heading(html, 3, "dates_completed");
					RU_HTML(html, "<ul class=\"said\">\n");
				}
				put_date(html, &trace->pile_dates[at]);
			}
		}
	}
	if (put > 0)
		RU_HTML(html, "</ul>\n");
}
