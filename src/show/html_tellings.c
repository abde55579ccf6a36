/* SPDX-License-Identifier: Apache-2.0 */
/* Sections of a story in the report that show the pages' own words: their texts side by side with every finding marked,
 * and who says what through whom. Fed articles and facts, gives markup. */
#include "show/html.h"
#include "show/marks.h"

enum { TEXT_BYTES = 24000, SIDE = 24, SPEAKERS = 60, STATEMENTS = 40, NAME_BYTES = 120 };

/* A paragraph with the marks that lie in it; *next is the first mark not yet passed. */
static void put_marked(struct ru_html *html, struct ru_str text, struct ru_range block, const struct ru_vec *marks,
                       size_t *next)
{
	static const char *const class[] = {
	    [RU_MARK_NAME] = "name", [RU_MARK_DATE] = "date", [RU_MARK_FIGURE] = "figure"};
	uint32_t at = block.begin;

	for (const struct ru_mark *mark; (mark = ru_marks_next(marks, next, at, block.end)) != NULL;
	     at = mark->at.end) {
		ru_html_bare(html, ru_str_cut(text, at, mark->at.begin));
		RU_HTML(html, "<mark class=\"");
		ru_out_put(&html->out, ru_str_from(class[mark->kind]));
		RU_HTML(html, "\" title=\"");
		ru_html_bare(html, ru_str_cut(mark->value, 0, NAME_BYTES));
		RU_HTML(html, "\">");
		ru_html_bare(html, ru_str_cut(text, mark->at.begin, mark->at.end));
		RU_HTML(html, "</mark>");
	}
	ru_html_bare(html, ru_str_cut(text, at, block.end));
}

static void put_block(struct ru_html *html, const struct ru_article *article, const struct ru_block *block,
                      const struct ru_vec *marks, size_t *next, size_t *left)
{
	struct ru_range at = block->at;
	bool cut = at.end - at.begin > *left;

	if (cut)
		at.end = at.begin + (uint32_t)*left;
	if (block->kind == RU_BLOCK_HEADLINE || block->kind == RU_BLOCK_SUBHEAD)
		RU_HTML(html, "<p class=\"head\" dir=\"auto\">");
	else if (block->clean.begin == RU_NONE)
		RU_HTML(html, "<p class=\"out\" dir=\"auto\">");
	else
		RU_HTML(html, "<p dir=\"auto\">");
	put_marked(html, article->text, at, marks, next);
	if (cut)
		RU_HTML(html, "\xe2\x80\xa6");
	RU_HTML(html, "</p>\n");
	*left -= at.end - at.begin;
}

void ru_html_text(struct ru_html *html, uint32_t page)
{
	const struct ru_doc *doc = &html->tell.all->docs[page];
	struct ru_vec marks;
	size_t next = 0, left = TEXT_BYTES;

	ru_vec_init(&marks, html->show->al, sizeof(struct ru_mark), 0);
	if (doc->facts != NULL)
		ru_out_fail(&html->out, ru_marks_gather(&marks, doc->facts, html->show->al));
	RU_HTML(html, "<div class=\"text\">\n");
	for (uint32_t i = 0; i < doc->article->block_count && left > 0 && html->out.status == RU_OK; i++) {
		const struct ru_block *block = &doc->article->blocks[i];
		if (block->parent == RU_NONE && block->at.begin != RU_NONE && block->at.begin < block->at.end &&
		    (ru_block_kind_is_read(block->kind) || block->kind == RU_BLOCK_CREDIT))
			put_block(html, doc->article, block, &marks, &next, &left);
	}
	if (left == 0) {
		RU_HTML(html, "<p class=\"out\">");
		ru_html_say(html, "text_cut");
		RU_HTML(html, "</p>\n");
	}
	RU_HTML(html, "</div>\n");
	ru_vec_release(&marks);
}

static void put_telling(struct ru_html *html, uint32_t page)
{
	const struct ru_article *article = html->tell.all->docs[page].article;

	RU_HTML(html, "<article>\n<h4><span class=\"page\">");
	ru_html_page(html, html->tell.label[page]);
	RU_HTML(html, "</span> ");
	ru_tell_outlet(&html->tell, &html->voice, page);
	RU_HTML(html, "</h4>\n<p class=\"soft\">");
	ru_tell_from(&html->tell, &html->voice, page);
	if (article->published.known) {
		RU_HTML(html, "<br>");
		RU_SAY(&html->voice, "published_on", RU_WHEN(article->published.value));
	}
	RU_HTML(html, "</p>\n");
	ru_html_text(html, page);
	RU_HTML(html, "</article>\n");
}

void ru_html_tellings(struct ru_html *html, const struct ru_story *story)
{
	uint32_t left_out = 0;

	ru_html_heading(html, 3, "side_by_side");
	RU_HTML(html, "<p class=\"soft\">");
	RU_SAY_PLAIN(&html->voice, "legend_intro");
	RU_HTML(html, " <mark class=\"name\">");
	ru_html_say(html, "list_names");
	RU_HTML(html, "</mark> <mark class=\"date\">");
	ru_html_say(html, "list_dates");
	RU_HTML(html, "</mark> <mark class=\"figure\">");
	ru_html_say(html, "list_figures");
	RU_HTML(html, "</mark></p>\n");
	for (uint32_t i = 0; i < story->event_count; i++) {
		const struct ru_event *event = &html->tell.trace->events[story->events[i]];
		uint32_t most = event->page_count < SIDE ? event->page_count : SIDE;
		if (html->texts_left < most)
			most = html->texts_left;
		left_out += event->page_count - most;
		if (most == 0)
			continue;
		html->texts_left -= most;
		ru_html_scroll_open(html, "side_by_side");
		RU_HTML(html, "<div class=\"side\">\n");
		for (uint32_t k = 0; k < most; k++)
			put_telling(html, event->pages[k]);
		RU_HTML(html, "</div>\n</div>\n");
	}
	if (left_out > 0) {
		RU_HTML(html, "<p class=\"soft\">");
		ru_say_count(&html->voice, "texts_left_out", left_out);
		RU_HTML(html, "</p>\n");
	}
}

/* ---- who says what ---- */

/* "Rina Wulan -> Kantor Berita -> page": the words' way to the page. */
static void put_chain(struct ru_html *html, const struct ru_said *said)
{
	const struct ru_relay *relay;

	for (uint32_t i = 0; (relay = ru_tell_relay(&html->tell, said->page, said->statement, i)) != NULL && i < 8;
	     i++) {
		RU_HTML(html, " \xe2\x86\x92 ");
		ru_html_page_clip(html, relay->who, NAME_BYTES);
		RU_HTML(html, " <small>(");
		const struct ru_str basis[] = {RU_S("stated"), RU_S("carried"), RU_S("page")};
		ru_say_named(&html->voice, "basis", basis[(unsigned)relay->basis < 3 ? relay->basis : 0]);
		RU_HTML(html, ")</small>");
	}
	RU_HTML(html, " \xe2\x86\x92 <span class=\"page\">");
	ru_html_page(html, html->tell.label[said->page]);
	RU_HTML(html, "</span>");
}

static void put_said(struct ru_html *html, const struct ru_speaker *speaker, const struct ru_said *said)
{
	const struct ru_statement *statement = &html->tell.all->docs[said->page].facts->statements[said->statement];
	static const char *const polarity[] = {"said", "not_said", "denied", "neither"};
	struct ru_range at;

	RU_HTML(html, "<li><small>");
	if (speaker->name.len > 0)
		ru_html_page_clip(html, speaker->name, NAME_BYTES);
	else
		ru_html_say(html, "speaker_unknown");
	if (statement->polarity != RU_SAID) {
		RU_HTML(html, " <b>");
		ru_say_named(&html->voice, "polarity",
		             ru_str_from(polarity[(unsigned)statement->polarity < 4 ? statement->polarity : 0]));
		RU_HTML(html, "</b>");
	}
	put_chain(html, said);
	RU_HTML(html, "</small>");
	if (ru_tell_content(statement, &at))
		ru_html_quote_range(html, said->page, at);
	else if (statement->cue.count > 0)
		ru_html_quote(html, said->page, statement->cue.items[0].span, (struct ru_str){NULL, 0});
	RU_HTML(html, "</li>\n");
}

static void put_speaker(struct ru_html *html, const struct ru_speaker *speaker, const struct ru_said *said)
{
	RU_HTML(html, "<details class=\"card\"");
	if (speaker->name.len > 0)
		RU_HTML(html, " open");
	RU_HTML(html, "><summary><b>");
	if (speaker->name.len > 0)
		ru_html_page_clip(html, speaker->name, NAME_BYTES);
	else
		ru_html_say(html, "speaker_unknown");
	RU_HTML(html, "</b> <small>");
	ru_say_count(&html->voice, "statements", speaker->count);
	RU_HTML(html, " ");
	ru_say_count(&html->voice, "on_pages", speaker->pages);
	RU_HTML(html, "</small></summary>\n<ul class=\"said\">\n");
	for (uint32_t i = 0; i < speaker->count && i < STATEMENTS; i++)
		put_said(html, speaker, &said[speaker->first + i]);
	RU_HTML(html, "</ul>\n");
	if (speaker->count > STATEMENTS) {
		RU_HTML(html, "<p class=\"soft\">");
		ru_say_count(&html->voice, "more_statements", speaker->count - STATEMENTS);
		RU_HTML(html, "</p>\n");
	}
	RU_HTML(html, "</details>\n");
}

void ru_html_speakers(struct ru_html *html, const struct ru_story *story)
{
	ru_html_heading(html, 3, "who_says_what");
	for (uint32_t i = 0; i < story->event_count; i++) {
		const struct ru_event *event = &html->tell.trace->events[story->events[i]];
		struct ru_said *said = NULL;
		struct ru_speaker *speakers = NULL;
		uint32_t count = 0;
		int status = ru_tell_speakers(&html->tell, event, html->show->al, &said, &speakers, &count);
		ru_out_fail(&html->out, status);
		if (status != RU_OK)
			return;
		if (story->event_count > 1 && count > 0) {
			RU_HTML(html, "<h4>");
			ru_tell_event(&html->tell, &html->voice, event);
			RU_HTML(html, "</h4>\n");
		}
		for (uint32_t k = 0; k < count && k < SPEAKERS; k++)
			put_speaker(html, &speakers[k], said);
		if (count > SPEAKERS) {
			RU_HTML(html, "<p class=\"soft\">");
			ru_say_count(&html->voice, "more_speakers", count - SPEAKERS);
			RU_HTML(html, "</p>\n");
		}
	}
}
