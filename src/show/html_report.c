/* SPDX-License-Identifier: Apache-2.0 */
/* The one-file report of a trace: one HTML page that needs no script and asks for nothing from outside (its own content
 * security policy says so). Fed all of a trace, gives the page: what differs first, then the rest of each story. */
#include "show/html.h"

enum { TEXTS = 60, ALONE = 500, LISTED = 5000, TITLE_BYTES = 300, REPORT_BYTES = 16 << 20 };

static void voice_ours(void *ctx, struct ru_str text) { ru_html_ours(ctx, text); }
/* Within our sentences a page's words are names and values: what is longer is cut. */
static void voice_page(void *ctx, struct ru_str text) { ru_html_page_clip(ctx, text, TITLE_BYTES); }

static uint32_t count_relation(const struct ru_trace *trace, enum ru_relation relation)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < trace->difference_count; i++)
		count += trace->differences[i].relation == relation;
	return count;
}

static void put_summary(struct ru_html *html)
{
	const struct ru_trace *trace = html->tell.trace;

	RU_HTML(html, "<header>\n<h1>");
	ru_html_say(html, "report_title");
	RU_HTML(html, "</h1>\n<p class=\"lead\">");
	ru_say_count(&html->voice, "pages", html->tell.all->count);
	RU_HTML(html, ", ");
	ru_say_count(&html->voice, "events", trace->event_count);
	RU_HTML(html, ", ");
	ru_say_count(&html->voice, "stories", trace->story_count);
	RU_HTML(html, ", ");
	ru_say_count(&html->voice, "conflicts", count_relation(trace, RU_REL_DIFFER));
	RU_HTML(html, "</p>\n</header>\n");
}

/* The title of the earliest page of the story, else its event in words. */
static void put_story_title(struct ru_html *html, const struct ru_story *story)
{
	const struct ru_trace *trace = html->tell.trace;

	for (uint32_t i = 0; i < story->event_count; i++) {
		const struct ru_event *event = &trace->events[story->events[i]];
		if (event->title.len > 0) {
			ru_html_page_clip(html, event->title, TITLE_BYTES);
			return;
		}
	}
	if (story->event_count > 0)
		ru_tell_event(&html->tell, &html->voice, &trace->events[story->events[0]]);
}

static void put_anchor(struct ru_html *html, const char *before, uint32_t number, const char *after)
{
	ru_out_put(&html->out, ru_str_from(before));
	ru_out_int(&html->out, number);
	ru_out_put(&html->out, ru_str_from(after));
}

static void put_contents(struct ru_html *html)
{
	const struct ru_trace *trace = html->tell.trace;
	uint32_t listed = 0;

	if (trace->story_count < 2)
		return;
	RU_HTML(html, "<nav aria-label=\"");
	ru_html_say(html, "contents");
	RU_HTML(html, "\">\n<ol>\n");
	for (uint32_t i = 0; i < trace->story_count && listed < 100; i++) {
		uint32_t index = html->tell.story_order[i];
		if (html->tell.story_pages[index] < 2)
			break;
		put_anchor(html, "<li><a href=\"#s", i + 1, "\">");
		put_story_title(html, &trace->stories[index]);
		RU_HTML(html, "</a> <small>");
		ru_say_count(&html->voice, "pages", html->tell.story_pages[index]);
		RU_HTML(html, "</small></li>\n");
		listed++;
	}
	RU_HTML(html, "<li><a href=\"#pages\">");
	ru_html_say(html, "all_pages");
	RU_HTML(html, "</a></li>\n</ol>\n</nav>\n");
}

static void put_events(struct ru_html *html, const struct ru_story *story)
{
	RU_HTML(html, "<ul class=\"events\">\n");
	for (uint32_t i = 0; i < story->event_count; i++) {
		const struct ru_event *event = &html->tell.trace->events[story->events[i]];
		RU_HTML(html, "<li><b>");
		ru_tell_event(&html->tell, &html->voice, event);
		RU_HTML(html, "</b><br>");
		ru_tell_counts(&html->tell, &html->voice, event);
		ru_html_evidence(html, event->evidence, event->evidence_count);
		RU_HTML(html, "</li>\n");
	}
	RU_HTML(html, "</ul>\n");
}

/* A report has to open in a browser: beyond its size, stories are named only. */
static void put_story_briefly(struct ru_html *html, uint32_t number, uint32_t index)
{
	const struct ru_story *story = &html->tell.trace->stories[index];

	put_anchor(html, "<section id=\"s", number, "\" aria-labelledby=\"h");
	put_anchor(html, "", number, "\">\n<h2 id=\"h");
	put_anchor(html, "", number, "\">");
	put_story_title(html, story);
	RU_HTML(html, "</h2>\n<p>");
	ru_say_count(&html->voice, "pages", html->tell.story_pages[index]);
	RU_HTML(html, ". ");
	ru_html_say(html, "story_left_out");
	RU_HTML(html, "</p>\n</section>\n");
}

static void put_story(struct ru_html *html, uint32_t number, uint32_t index)
{
	const struct ru_story *story = &html->tell.trace->stories[index];

	put_anchor(html, "<section id=\"s", number, "\" aria-labelledby=\"h");
	put_anchor(html, "", number, "\">\n<h2 id=\"h");
	put_anchor(html, "", number, "\">");
	put_story_title(html, story);
	RU_HTML(html, "</h2>\n");
	put_events(html, story);
	ru_html_differences(html, index);
	ru_html_timeline(html, story);
	ru_html_derivation(html, story);
	ru_html_independent(html, story);
	ru_html_tellings(html, story);
	ru_html_speakers(html, story);
	ru_html_pile_dates(html, story);
	ru_html_entities(html, story);
	RU_HTML(html, "</section>\n");
	ru_out_flush(&html->out);
}

/* Stories that one page tells: its title, and its text folded away. */
static void put_alone(struct ru_html *html, uint32_t first)
{
	const struct ru_trace *trace = html->tell.trace;
	uint32_t shown = 0;

	if (first >= trace->story_count)
		return;
	RU_HTML(html, "<section aria-labelledby=\"alone\">\n<h2 id=\"alone\">");
	ru_html_say(html, "alone_head");
	RU_HTML(html, "</h2>\n<ul>\n");
	for (uint32_t i = first; i < trace->story_count && shown < ALONE; i++, shown++) {
		const struct ru_story *story = &trace->stories[html->tell.story_order[i]];
		if (story->event_count == 0 || trace->events[story->events[0]].page_count == 0)
			continue;
		uint32_t page = trace->events[story->events[0]].pages[0];
		RU_HTML(html, "<li><span class=\"page\">");
		ru_html_page(html, html->tell.label[page]);
		RU_HTML(html, "</span> ");
		put_story_title(html, story);
		if (html->texts_left > 0) {
			html->texts_left--;
			RU_HTML(html, "<details><summary>");
			ru_html_say(html, "show_text");
			RU_HTML(html, "</summary>");
			ru_html_text(html, page);
			RU_HTML(html, "</details>");
		}
		RU_HTML(html, "</li>\n");
	}
	RU_HTML(html, "</ul>\n");
	if (first + shown < trace->story_count) {
		RU_HTML(html, "<p>");
		ru_say_count(&html->voice, "more_pages", trace->story_count - first - shown);
		RU_HTML(html, "</p>\n");
	}
	RU_HTML(html, "</section>\n");
}

static void put_page_row(struct ru_html *html, uint32_t page)
{
	const struct ru_article *article = html->tell.all->docs[page].article;

	RU_HTML(html, "<tr><th scope=\"row\"><span class=\"page\">");
	ru_html_page(html, html->tell.label[page]);
	RU_HTML(html, "</span></th><td class=\"wide\">");
	ru_html_page_clip(html, article->title, TITLE_BYTES);
	RU_HTML(html, "<br><small>");
	ru_html_page_clip(html, article->id, TITLE_BYTES);
	RU_HTML(html, "</small></td><td>");
	ru_tell_outlet(&html->tell, &html->voice, page);
	RU_HTML(html, "</td><td>");
	if (article->published.known)
		ru_say_when(&html->voice, article->published.value);
	else
		ru_html_say(html, "not_stated");
	RU_HTML(html, "</td><td class=\"wide\"><span class=\"hash\">");
	ru_html_bare(html, ru_str_from(article->sha256));
	RU_HTML(html, "</span><br><small>");
	ru_say_count(&html->voice, "bytes", (int64_t)(article->bytes & INT64_MAX));
	RU_HTML(html, "</small></td></tr>\n");
}

/* Every page with what it is and the hash of its bytes, so that anyone can check later. */
static void put_pages(struct ru_html *html)
{
	uint32_t count = html->tell.all->count;

	RU_HTML(html, "<section aria-labelledby=\"pages\">\n<h2 id=\"pages\">");
	ru_html_say(html, "all_pages");
	RU_HTML(html, "</h2>\n");
	ru_html_scroll_open(html, "all_pages");
	RU_HTML(html, "<table>\n<caption>");
	ru_html_say(html, "all_pages_caption");
	RU_HTML(html, "</caption>\n<thead><tr><th scope=\"col\">");
	ru_html_say(html, "column_page");
	RU_HTML(html, "</th><th scope=\"col\">");
	ru_html_say(html, "column_title");
	RU_HTML(html, "</th><th scope=\"col\">");
	ru_html_say(html, "column_outlet");
	RU_HTML(html, "</th><th scope=\"col\">");
	ru_html_say(html, "column_published");
	RU_HTML(html, "</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
	for (uint32_t i = 0; i < count && i < LISTED; i++)
		put_page_row(html, i);
	RU_HTML(html, "</tbody>\n</table>\n</div>\n");
	if (count > LISTED) {
		RU_HTML(html, "<p>");
		ru_say_count(&html->voice, "more_pages", count - LISTED);
		RU_HTML(html, "</p>\n");
	}
	RU_HTML(html, "</section>\n");
}

int ru_show_trace_html(const struct ru_show *show, const struct ru_show_trace *trace)
{
	struct ru_html html = {.show = show, .texts_left = TEXTS};
	uint32_t i = 0;
	int status = ru_tell_init(&html.tell, show, trace);

	if (status != RU_OK)
		return status;
	ru_out_init(&html.out, show);
	html.voice = (struct ru_voice){show, voice_ours, voice_page, &html};
	ru_html_head(&html, "report_title", (struct ru_str){NULL, 0});
	put_summary(&html);
	put_contents(&html);
	RU_HTML(&html, "<main>\n");
	for (; i < trace->trace->story_count && html.out.status == RU_OK; i++) {
		uint32_t index = html.tell.story_order[i];
		if (html.tell.story_pages[index] < 2 && trace->trace->story_count > 1)
			break;
		if (html.out.written < REPORT_BYTES)
			put_story(&html, i + 1, index);
		else
			put_story_briefly(&html, i + 1, index);
	}
	put_alone(&html, i);
	put_pages(&html);
	RU_HTML(&html, "</main>\n<footer>\n<p>");
	ru_html_say(&html, "report_footer");
	RU_HTML(&html, "</p>\n</footer>\n</body>\n</html>\n");
	ru_tell_release(&html.tell);
	return ru_out_finish(&html.out);
}
