/* SPDX-License-Identifier: Apache-2.0 */
/* compare as a page for a browser: what one page has of the other, where they differ, then both side by side, shared
 * text quiet and what differs loud. One column on narrow screens. It needs no script and asks for nothing from outside.
 */
#include "show/html.h"
#include "show/share.h"
#include "show/side.h"

enum { TITLE_BYTES = 300, VALUE_BYTES = 200, TEXT_BYTES = 4 << 20 };

static const char style[] =
    ".pair,.heads{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem}.heads{position:sticky;top:0;"
    "background:var(--bg);border-bottom:2px solid var(--line);padding:.4rem 0;z-index:1}.heads>div{min-width:0}"
    ".pair{border-bottom:1px solid var(--line);padding:.3rem 0 .3rem .6rem;border-left:.35rem solid transparent}"
    ".card h3{margin:.2rem 0}.own{color:var(--fg)}.pair>div{min-width:0}.pair p{margin:.2rem 0}.pair "
    ".head{font-weight:600}.pair .which{display:none}"
    ".pair.fact{border-left-color:var(--differ)}.pair.changed{border-left-color:var(--update)}"
    ".same{color:var(--soft)}mark.changed{background:var(--updatebg);color:var(--update);"
    "text-decoration:underline;text-decoration-style:dotted}"
    "mark.fact{background:var(--differbg);color:var(--differ);font-weight:700;outline:2px solid var(--differ)}"
    "@media (max-width:40rem){.pair,.heads{grid-template-columns:1fr}.heads{position:static}"
    ".pair{padding-bottom:.6rem}.pair .which{display:inline;margin-right:.4rem}.pair>div.none{display:none}}";

static void voice_ours(void *ctx, struct ru_str text) { ru_html_ours(ctx, text); }
static void voice_page(void *ctx, struct ru_str text) { ru_html_page_clip(ctx, text, TITLE_BYTES); }

static void put_which(struct ru_html *html, int s)
{
	if (s == 0)
		RU_HTML(html, "<span class=\"page which\">A</span>");
	else
		RU_HTML(html, "<span class=\"page which\">B</span>");
}

static void put_id(struct ru_html *html, int s, const struct ru_article *article)
{
	RU_HTML(html, "<span class=\"page\">");
	ru_html_bare(html, s == 0 ? RU_S("A ") : RU_S("B "));
	ru_html_page_clip(html, article->id, TITLE_BYTES);
	RU_HTML(html, "</span>");
}

static void put_share(struct ru_html *html, const struct ru_show_compare *compare)
{
	const struct ru_copy *copy =
	    compare->copies != NULL && compare->copies->count > 0 ? compare->copies->items : NULL;

	RU_HTML(html, "<header>\n<h1>");
	ru_html_say(html, "compare_title");
	RU_HTML(html, "</h1>\n<p class=\"lead\">");
	if (copy == NULL || copy->a != 0 || copy->b != 1) {
		ru_html_say(html, "nothing_shared");
		RU_HTML(html, "</p>\n</header>\n");
		return;
	}
	int page = copy->dir == '<' ? 0 : 1;
	put_id(html, page, compare->docs[page].article);
	RU_HTML(html, " ");
	ru_say_share(&html->voice, copy, (uint32_t)page, compare->docs[1 - page].article->id);
	RU_HTML(html, "</p>\n");
	if (ru_copy_has_proof(copy)) {
		RU_HTML(html, "<p class=\"lead\">");
		ru_say_proof(&html->voice, copy);
		RU_HTML(html, "</p>\n");
	}
	RU_HTML(html, "</header>\n");
}

static void put_telling(struct ru_html *html, const struct ru_difference *difference, const struct ru_telling *telling,
                        const struct ru_doc *docs)
{
	bool counted = difference->kind == RU_DIFF_DATE || difference->kind == RU_DIFF_FIGURE;

	RU_HTML(html, "<li>");
	put_id(html, telling->page == 0 ? 0 : 1, docs[telling->page].article);
	RU_HTML(html, "<br><span class=\"value\">");
	if (telling->text.len > 0)
		ru_html_page_clip(html, telling->text, VALUE_BYTES);
	else
		ru_html_say(html, "left_out");
	if (counted && telling->value.len > 0 && !ru_str_eq(telling->value, telling->text)) {
		RU_HTML(html, " = ");
		ru_say_when(&html->voice, telling->value);
	}
	RU_HTML(html, "</span></li>\n");
}

static void put_difference(struct ru_html *html, const struct ru_difference *difference, const struct ru_doc *docs)
{
	if (difference->relation == RU_REL_DIFFER)
		RU_HTML(html, "<div class=\"card differ\"><h3>");
	else if (difference->relation == RU_REL_UPDATE)
		RU_HTML(html, "<div class=\"card update\"><h3>");
	else
		RU_HTML(html, "<div class=\"card\"><h3>");
	RU_HTML(html, "<span class=\"badge\">");
	ru_say_named(&html->voice, "relation", ru_relation_name(difference->relation));
	RU_HTML(html, "</span> ");
	ru_say_named(&html->voice, "kind", ru_difference_kind_name(difference->kind));
	if (difference->about.len > 0) {
		RU_HTML(html, ": ");
		ru_html_page_clip(html, difference->about, VALUE_BYTES);
	}
	if (difference->why.len > 0) {
		RU_HTML(html, " (");
		ru_say_named(&html->voice, "why", difference->why);
		RU_HTML(html, ")");
	}
	RU_HTML(html, "</h3>\n<ul class=\"values\">\n");
	for (uint32_t k = 0; k < difference->telling_count; k++)
		put_telling(html, difference, &difference->tellings[k], docs);
	RU_HTML(html, "</ul></div>\n");
}

static void put_differences(struct ru_html *html, const struct ru_show_compare *compare)
{
	RU_HTML(html, "<section aria-labelledby=\"differ\">\n<h2 id=\"differ\">");
	ru_html_say(html, "where_they_differ");
	RU_HTML(html, "</h2>\n");
	if (compare->count == 0) {
		RU_HTML(html, "<p>");
		ru_html_say(html, "no_differences");
		RU_HTML(html, "</p>\n");
	}
	for (uint32_t i = 0; i < compare->count && html->out.status == RU_OK; i++)
		put_difference(html, &compare->differences[i], compare->docs);
	RU_HTML(html, "</section>\n");
}

static void put_legend(struct ru_html *html)
{
	RU_HTML(html, "<p class=\"soft\">");
	ru_html_say(html, "legend_intro");
	RU_HTML(html, " <span class=\"same\">");
	ru_html_say(html, "legend_shared");
	RU_HTML(html, "</span> \xc2\xb7 <span class=\"own\">");
	ru_html_say(html, "legend_own");
	RU_HTML(html, "</span> \xc2\xb7 <mark class=\"changed\">");
	ru_html_say(html, "legend_changed");
	RU_HTML(html, "</mark> \xc2\xb7 <mark class=\"fact\">");
	ru_html_say(html, "legend_fact");
	RU_HTML(html, "</mark></p>\n");
}

static void put_heads(struct ru_html *html, const struct ru_show_compare *compare)
{
	RU_HTML(html, "<div class=\"heads\">\n");
	for (int s = 0; s < 2; s++) {
		const struct ru_article *article = compare->docs[s].article;
		RU_HTML(html, "<div>");
		put_id(html, s, article);
		RU_HTML(html, "<br><small>");
		if (article->outlet.len > 0)
			ru_html_page_clip(html, article->outlet, VALUE_BYTES);
		else
			ru_html_say(html, "outlet_unknown");
		if (article->published.known) {
			RU_HTML(html, " \xc2\xb7 ");
			ru_say_when(&html->voice, article->published.value);
		}
		RU_HTML(html, "</small></div>\n");
	}
	RU_HTML(html, "</div>\n");
}

static void open_run(struct ru_html *html, uint8_t mark)
{
	if (mark == RU_SIDE_SHARED)
		RU_HTML(html, "<span class=\"same\">");
	else if (mark == RU_SIDE_CHANGED)
		RU_HTML(html, "<mark class=\"changed\">");
	else if (mark == RU_SIDE_FACT)
		RU_HTML(html, "<mark class=\"fact\">");
}

static void close_run(struct ru_html *html, uint8_t mark)
{
	if (mark == RU_SIDE_SHARED)
		RU_HTML(html, "</span>");
	else if (mark != RU_SIDE_OWN)
		RU_HTML(html, "</mark>");
}

static void put_cell(struct ru_html *html, const struct ru_side *side, int s, uint32_t number, struct ru_str text)
{
	if (number == RU_NONE) {
		RU_HTML(html, "<div class=\"none\"></div>\n");
		return;
	}
	const struct ru_side_page *page = &side->page[s];
	const struct ru_side_block *block = &page->blocks[number];
	RU_HTML(html, "<div>");
	if (block->kind == RU_BLOCK_HEADLINE || block->kind == RU_BLOCK_SUBHEAD)
		RU_HTML(html, "<p class=\"head\">");
	else
		RU_HTML(html, "<p>");
	put_which(html, s);
	RU_HTML(html, "<bdi>");
	for (uint32_t i = block->first; i < block->last && html->out.status == RU_OK;) {
		uint32_t next = i + 1;
		while (next < block->last && page->words[next].mark == page->words[i].mark)
			next++;
		open_run(html, page->words[i].mark);
		ru_html_bare(html, ru_str_cut(text, page->words[i].begin, page->words[next - 1].end));
		close_run(html, page->words[i].mark);
		if (next < block->last && page->words[next].begin > page->words[next - 1].end)
			RU_HTML(html, " ");
		i = next;
	}
	RU_HTML(html, "</bdi></p></div>\n");
}

static void put_rows(struct ru_html *html, const struct ru_side *side, const struct ru_show_compare *compare)
{
	uint64_t from = html->out.written;
	uint32_t i = 0;

	for (; i < side->row_count && html->out.status == RU_OK && html->out.written - from < TEXT_BYTES; i++) {
		const struct ru_side_row *row = &side->rows[i];
		if (row->kind == RU_SIDE_ROW_FACT)
			RU_HTML(html, "<div class=\"pair fact\">\n");
		else if (row->kind == RU_SIDE_ROW_CHANGED)
			RU_HTML(html, "<div class=\"pair changed\">\n");
		else
			RU_HTML(html, "<div class=\"pair\">\n");
		for (int s = 0; s < 2; s++)
			put_cell(html, side, s, row->block[s], compare->docs[s].article->text);
		RU_HTML(html, "</div>\n");
	}
	if (i < side->row_count) {
		RU_HTML(html, "<p class=\"out\">");
		ru_html_say(html, "text_cut");
		RU_HTML(html, "</p>\n");
	}
}

int ru_show_compare_html(const struct ru_show *show, const struct ru_show_compare *compare)
{
	struct ru_html html = {.show = show};
	struct ru_side side;
	int status = ru_side_init(&side, compare, show->al);

	if (status != RU_OK)
		return status;
	ru_out_init(&html.out, show);
	html.voice = (struct ru_voice){show, voice_ours, voice_page, &html};
	ru_html_head(&html, "compare_title", ru_str_from(style));
	put_share(&html, compare);
	RU_HTML(&html, "<main>\n");
	put_differences(&html, compare);
	RU_HTML(&html, "<section aria-labelledby=\"side\">\n<h2 id=\"side\">");
	ru_html_say(&html, "side_by_side_two");
	RU_HTML(&html, "</h2>\n");
	put_legend(&html);
	put_heads(&html, compare);
	put_rows(&html, &side, compare);
	RU_HTML(&html, "</section>\n</main>\n<footer>\n<p>");
	ru_html_say(&html, "report_footer");
	RU_HTML(&html, "</p>\n</footer>\n</body>\n</html>\n");
	ru_side_release(&side);
	return ru_out_finish(&html.out);
}
