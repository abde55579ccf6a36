/* SPDX-License-Identifier: Apache-2.0 */
/* clean, language and facts on a terminal: a page's text with its findings marked, and the findings as a list. Fed one
 * page, gives lines. */
#include "show/marks.h"
#include "show/names.h"
#include "show/terminal.h"

static void field(struct ru_terminal *terminal, const char *key, struct ru_str value)
{
	if (value.len == 0)
		return;
	ru_terminal_style(terminal, RU_STYLE_FAINT);
	ru_terminal_ours(terminal, ru_message(terminal->voice.show, ru_str_from(key)));
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_tab(terminal, 13);
	ru_terminal_page(terminal, value);
	ru_terminal_end(terminal, 13);
}

static void field_when(struct ru_terminal *terminal, const char *key, const struct ru_time *time)
{
	if (!time->known)
		return;
	ru_terminal_style(terminal, RU_STYLE_FAINT);
	ru_terminal_ours(terminal, ru_message(terminal->voice.show, ru_str_from(key)));
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_tab(terminal, 13);
	ru_say_when(&terminal->voice, time->value);
	ru_terminal_end(terminal, 13);
}

static void put_id(struct ru_terminal *terminal, const struct ru_show_page *page)
{
	ru_terminal_style(terminal, RU_STYLE_FAINT);
	ru_terminal_page(terminal, page->article->id);
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_end(terminal, 2);
}

static void put_head(struct ru_terminal *terminal, const struct ru_show_page *page)
{
	const struct ru_article *article = page->article;

	put_id(terminal, page);
	if (article->title.len > 0) {
		ru_terminal_style(terminal, RU_STYLE_HEAD);
		ru_terminal_page(terminal, article->title);
		ru_terminal_style(terminal, RU_STYLE_PLAIN);
		ru_terminal_end(terminal, 0);
	}
}

static void put_about(struct ru_terminal *terminal, const struct ru_show_page *page)
{
	const struct ru_article *article = page->article;

	field(terminal, "field_outlet", article->outlet);
	for (uint32_t i = 0; i < article->author_count && i < 8; i++)
		field(terminal, "field_author", article->authors[i].name);
	field_when(terminal, "field_published", &article->published);
	field_when(terminal, "field_modified", &article->modified);
	field(terminal, "field_url", article->url);
	for (uint32_t i = 0; i < article->credit_count && i < 8; i++)
		field(terminal, "field_credit", article->credits[i].who);
	if (page->language != NULL)
		field(terminal, "field_language", page->language->tag);
	for (uint32_t i = 0; i < article->notice_count && i < 8; i++)
		field(terminal, "field_notice", article->notices[i].detail);
}

/* Paragraph after paragraph, a blank line between. */
static void put_paragraphs(struct ru_terminal *terminal, struct ru_str text)
{
	while (text.len > 0 && terminal->out.status == RU_OK) {
		size_t end = ru_str_find(text, RU_S("\n"), 0);
		struct ru_str line = ru_str_cut(text, 0, end == SIZE_MAX ? text.len : end);
		ru_terminal_page(terminal, line);
		ru_terminal_end(terminal, 0);
		text = ru_str_cut(text, line.len + 1, text.len);
	}
}

int ru_show_clean_text(const struct ru_show *show, const struct ru_show_page *page)
{
	struct ru_terminal terminal;

	ru_terminal_init(&terminal, show);
	put_head(&terminal, page);
	put_about(&terminal, page);
	ru_terminal_end(&terminal, 0);
	put_paragraphs(&terminal, page->article->clean);
	ru_terminal_end(&terminal, 0);
	return ru_terminal_finish(&terminal);
}

int ru_show_language_text(const struct ru_show *show, const struct ru_show_page *page)
{
	const struct ru_language *language = page->language;
	struct ru_terminal terminal;

	ru_terminal_init(&terminal, show);
	ru_terminal_page(&terminal, page->article->id);
	ru_terminal_ours(&terminal, RU_S("  "));
	ru_terminal_style(&terminal, RU_STYLE_HEAD);
	ru_terminal_page(&terminal, language != NULL ? language->tag : RU_S("und"));
	ru_terminal_style(&terminal, RU_STYLE_PLAIN);
	ru_terminal_ours(&terminal, RU_S("  "));
	RU_SAY(&terminal.voice, "percent_sure", RU_NUMBER(language != NULL ? language->confidence : 0));
	ru_terminal_end(&terminal, 2);
	for (uint32_t i = 0; language != NULL && language->passage_count > 1 && i < language->passage_count; i++) {
		struct ru_range at = language->passages[i].place.at;
		ru_terminal_tab(&terminal, 2);
		ru_terminal_page(&terminal, language->passages[i].language);
		ru_terminal_tab(&terminal, 8);
		terminal.clip = terminal.width > 20 ? terminal.width - 10 : 10;
		if (at.begin != RU_NONE)
			ru_terminal_page(&terminal, ru_str_cut(page->article->text, at.begin, at.end));
		terminal.clip = 0;
		ru_terminal_end(&terminal, 8);
	}
	return ru_terminal_finish(&terminal);
}

/* ---- facts ---- */

/* How each kind of finding stands out: a colour, or brackets of its own where there is no colour. */
static const struct {
	enum ru_style style;
	struct ru_str open, close;
	const char *title;
} looks[] = {
    [RU_MARK_NAME] = {RU_STYLE_NAME, RU_S_INIT("["), RU_S_INIT("]"), "list_names"},
    [RU_MARK_DATE] = {RU_STYLE_DATE, RU_S_INIT("{"), RU_S_INIT("}"), "list_dates"},
    [RU_MARK_FIGURE] = {RU_STYLE_FIGURE, RU_S_INIT("<"), RU_S_INIT(">"), "list_figures"},
};

static void put_looking(struct ru_terminal *terminal, enum ru_mark_kind kind, struct ru_str text, bool ours)
{
	ru_terminal_style(terminal, looks[kind].style);
	if (!terminal->color)
		ru_terminal_ours(terminal, looks[kind].open);
	if (ours)
		ru_terminal_ours(terminal, text);
	else
		ru_terminal_page(terminal, text);
	if (!terminal->color)
		ru_terminal_ours(terminal, looks[kind].close);
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
}

/* "(1:" before and ":1)" behind what the first statement of the list says. */
static void put_edge(struct ru_terminal *terminal, uint32_t statement, bool close)
{
	char mark[24];
	int len = snprintf(mark, sizeof(mark), close ? ":%u)" : "(%u:", (unsigned)statement + 1);

	ru_terminal_style(terminal, RU_STYLE_SAID);
	ru_terminal_ours(terminal, (struct ru_str){mark, (size_t)len});
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
}

/* "[Names] {Dates} <Figures> (1:Statements:1)", each as it is marked below, with how many there are. */
static void put_legend(struct ru_terminal *terminal, const struct ru_facts *facts)
{
	static const enum ru_mark_kind kinds[] = {RU_MARK_NAME, RU_MARK_DATE, RU_MARK_FIGURE};
	const uint32_t count[] = {facts->name_count, facts->date_count, facts->figure_count};
	char number[16];
	int len;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		len = snprintf(number, sizeof(number), " %u  ", (unsigned)count[i]);
		put_looking(terminal, kinds[i], ru_message(terminal->voice.show, ru_str_from(looks[kinds[i]].title)),
		            true);
		ru_terminal_ours(terminal, (struct ru_str){number, (size_t)len});
	}
	put_edge(terminal, 0, false);
	ru_terminal_ours(terminal, ru_message(terminal->voice.show, RU_S("list_statements")));
	put_edge(terminal, 0, true);
	len = snprintf(number, sizeof(number), " %u", (unsigned)facts->statement_count);
	ru_terminal_ours(terminal, (struct ru_str){number, (size_t)len});
	ru_terminal_end(terminal, 0);
	ru_terminal_end(terminal, 0);
}

/* Page text that no name, date or figure covers, [at.begin, at.end), with the edges of statements in it and at its
 * ends; one inside a finding before it stands at its begin. */
static void put_between(struct ru_terminal *terminal, struct ru_str text, struct ru_range at,
                        const struct ru_vec *edges, size_t *next, uint32_t block_end)
{
	for (; *next < edges->len; (*next)++) {
		const struct ru_said_edge *edge = RU_VEC_AT(edges, struct ru_said_edge, *next);

		if (edge->at > at.end || (!edge->close && edge->at >= block_end))
			break;
		if (edge->at > at.begin) {
			ru_terminal_page(terminal, ru_str_cut(text, at.begin, edge->at));
			at.begin = edge->at;
		}
		put_edge(terminal, edge->statement, edge->close);
	}
	ru_terminal_page(terminal, ru_str_cut(text, at.begin, at.end));
}

/* The marks of a page, and how far they are put out. */
struct page_marks {
	struct ru_vec marks, edges;
	size_t next_mark, next_edge;
};

/* One block of the page with its marks. */
static void put_marked(struct ru_terminal *terminal, struct ru_str text, struct ru_range block, struct page_marks *of)
{
	uint32_t at = block.begin;

	while (of->next_edge < of->edges.len &&
	       RU_VEC_AT(&of->edges, struct ru_said_edge, of->next_edge)->at < block.begin)
		of->next_edge++;
	for (const struct ru_mark *mark; (mark = ru_marks_next(&of->marks, &of->next_mark, at, block.end)) != NULL;
	     at = mark->at.end) {
		put_between(terminal, text, (struct ru_range){at, mark->at.begin}, &of->edges, &of->next_edge,
		            block.end);
		put_looking(terminal, mark->kind, ru_str_cut(text, mark->at.begin, mark->at.end), false);
	}
	put_between(terminal, text, (struct ru_range){at, block.end}, &of->edges, &of->next_edge, block.end);
	ru_terminal_end(terminal, 0);
	ru_terminal_end(terminal, 0);
}

static void list_head(struct ru_terminal *terminal, const char *key)
{
	ru_terminal_style(terminal, RU_STYLE_HEAD);
	ru_terminal_ours(terminal, ru_message(terminal->voice.show, ru_str_from(key)));
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_end(terminal, 0);
}

static void list_names(struct ru_terminal *terminal, const struct ru_facts *facts)
{
	if (facts->entity_count == 0)
		return;
	list_head(terminal, "list_names");
	for (uint32_t i = 0; i < facts->entity_count; i++) {
		const struct ru_entity *entity = &facts->entities[i];
		ru_terminal_tab(terminal, 2);
		ru_terminal_style(terminal, RU_STYLE_NAME);
		ru_terminal_page(terminal, entity->name);
		ru_terminal_style(terminal, RU_STYLE_FAINT);
		ru_terminal_ours(terminal, RU_S("  "));
		ru_say_named(&terminal->voice, "type", ru_show_name_type_name(entity->type));
		ru_terminal_ours(terminal, RU_S(", "));
		ru_say_count(&terminal->voice, "times", entity->mentions);
		ru_terminal_style(terminal, RU_STYLE_PLAIN);
		ru_terminal_end(terminal, 4);
	}
}

/* What a date was counted from, where it was counted. */
static void put_anchor(struct ru_terminal *terminal, struct ru_str anchor)
{
	if (anchor.len == 0 || ru_str_eq(anchor, RU_S("none")))
		return;
	ru_terminal_style(terminal, RU_STYLE_FAINT);
	ru_terminal_ours(terminal, RU_S(" "));
	ru_say_named(&terminal->voice, "anchor", anchor);
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
}

static void list_dates(struct ru_terminal *terminal, const struct ru_facts *facts)
{
	if (facts->date_count == 0)
		return;
	list_head(terminal, "list_dates");
	for (uint32_t i = 0; i < facts->date_count; i++) {
		const struct ru_date *date = &facts->dates[i];
		ru_terminal_tab(terminal, 2);
		ru_terminal_style(terminal, RU_STYLE_DATE);
		ru_terminal_page(terminal, date->text);
		ru_terminal_style(terminal, RU_STYLE_PLAIN);
		ru_terminal_ours(terminal, RU_S(" = "));
		ru_say_when(&terminal->voice, date->value);
		if (date->conflict != RU_CONFLICT_NONE) {
			ru_terminal_ours(terminal, RU_S(" "));
			ru_terminal_style(terminal, RU_STYLE_DIFFER);
			ru_say_named(&terminal->voice, "conflict", ru_show_conflict_name(date->conflict));
			ru_terminal_style(terminal, RU_STYLE_PLAIN);
		}
		put_anchor(terminal, date->anchor);
		for (uint32_t k = 0; k < date->alt_count && k < 3; k++) {
			ru_terminal_style(terminal, RU_STYLE_FAINT);
			RU_SAY(&terminal->voice, "or_else", RU_WHEN(date->alt[k]));
			ru_terminal_style(terminal, RU_STYLE_PLAIN);
		}
		ru_terminal_end(terminal, 4);
	}
}

/* "18750000000" as "18 750 000 000": a person checks zeros by threes. Other values as they are. */
static void put_value(struct ru_terminal *terminal, struct ru_str value)
{
	char grouped[128];
	size_t whole = 0, len = 0;

	while (whole < value.len && (ru_is_digit((unsigned char)value.ptr[whole]) || value.ptr[whole] == '-'))
		whole++;
	if (whole < 5 || value.len > 80 || (whole < value.len && value.ptr[whole] != '.')) {
		ru_terminal_page(terminal, value);
		return;
	}
	for (size_t i = 0; i < value.len; i++) {
		if (i > 0 && i < whole && (whole - i) % 3 == 0 && value.ptr[i - 1] != '-')
			grouped[len++] = ' ';
		grouped[len++] = value.ptr[i];
	}
	ru_terminal_page(terminal, (struct ru_str){grouped, len});
}

static void list_figures(struct ru_terminal *terminal, const struct ru_facts *facts)
{
	if (facts->figure_count == 0)
		return;
	list_head(terminal, "list_figures");
	for (uint32_t i = 0; i < facts->figure_count; i++) {
		const struct ru_figure *figure = &facts->figures[i];
		ru_terminal_tab(terminal, 2);
		ru_terminal_style(terminal, RU_STYLE_FIGURE);
		ru_terminal_page(terminal, figure->text);
		ru_terminal_style(terminal, RU_STYLE_PLAIN);
		ru_terminal_ours(terminal, RU_S(" = "));
		if (figure->change != RU_CHANGE_EQ) {
			ru_say_named(&terminal->voice, "change", ru_show_change_name(figure->change));
			ru_terminal_ours(terminal, RU_S(" "));
		}
		put_value(terminal, figure->value);
		if (figure->high.len > 0) {
			ru_terminal_ours(terminal, RU_S(" - "));
			put_value(terminal, figure->high);
		}
		if (figure->unit.len > 0 && !ru_str_eq(figure->unit, RU_S("{person}"))) {
			ru_terminal_ours(terminal, RU_S(" "));
			ru_terminal_page(terminal, figure->unit);
		}
		if (figure->noun.len > 0) {
			ru_terminal_ours(terminal, RU_S(" "));
			ru_terminal_page(terminal, figure->noun);
		}
		if (figure->by != RU_NONE && facts->statements[figure->by].speaker.len > 0)
			RU_SAY(&terminal->voice, "figure_by", RU_PAGE_WORDS(facts->statements[figure->by].speaker));
		ru_terminal_end(terminal, 4);
	}
}

static void list_statements(struct ru_terminal *terminal, const struct ru_show_page *page)
{
	const struct ru_facts *facts = page->facts;

	if (facts->statement_count == 0)
		return;
	list_head(terminal, "list_statements");
	for (uint32_t i = 0; i < facts->statement_count; i++) {
		const struct ru_statement *said = &facts->statements[i];
		char number[16];
		int len = snprintf(number, sizeof(number), "%u ", (unsigned)i + 1);

		ru_terminal_tab(terminal, 2);
		ru_terminal_style(terminal, RU_STYLE_SAID);
		ru_terminal_ours(terminal, (struct ru_str){number, (size_t)len});
		if (said->speaker.len > 0)
			ru_terminal_page(terminal, said->speaker);
		else
			RU_SAY_PLAIN(&terminal->voice, "speaker_unknown");
		ru_terminal_style(terminal, RU_STYLE_PLAIN);
		for (uint32_t k = 0; k < said->relay_count; k++)
			RU_SAY(&terminal->voice, "from_through", RU_PAGE_WORDS(said->relays[k].who));
		ru_terminal_ours(terminal, RU_S(" ("));
		ru_say_named(&terminal->voice, "polarity", ru_show_polarity_name(said->polarity));
		ru_terminal_ours(terminal, RU_S("):"));
		for (uint32_t k = 0; k < said->content.count; k++) {
			struct ru_range at = said->content.items[k].at;
			ru_terminal_ours(terminal, RU_S(" "));
			if (at.begin != RU_NONE)
				ru_terminal_page(terminal, ru_str_cut(page->article->text, at.begin, at.end));
		}
		ru_terminal_end(terminal, 4);
	}
}

int ru_show_facts_text(const struct ru_show *show, const struct ru_show_page *page)
{
	const struct ru_article *article = page->article;
	struct ru_terminal terminal;
	struct page_marks of = {.next_mark = 0};

	ru_terminal_init(&terminal, show);
	ru_vec_init(&of.marks, show->al, sizeof(struct ru_mark), 0);
	ru_vec_init(&of.edges, show->al, sizeof(struct ru_said_edge), 0);
	put_id(&terminal, page);
	if (page->facts != NULL) {
		int status = ru_marks_gather(&of.marks, page->facts, show->al);
		if (status == RU_OK)
			status = ru_said_gather(&of.edges, page->facts, show->al);
		ru_out_fail(&terminal.out, status);
		put_legend(&terminal, page->facts);
		for (uint32_t i = 0; status == RU_OK && i < article->block_count; i++) {
			const struct ru_block *block = &article->blocks[i];
			if (block->parent == RU_NONE && block->at.begin != RU_NONE &&
			    ru_block_kind_is_read(block->kind))
				put_marked(&terminal, article->text, block->at, &of);
		}
		list_names(&terminal, page->facts);
		list_dates(&terminal, page->facts);
		list_figures(&terminal, page->facts);
		list_statements(&terminal, page);
		ru_terminal_end(&terminal, 0);
	}
	ru_vec_release(&of.marks);
	ru_vec_release(&of.edges);
	return ru_terminal_finish(&terminal);
}
