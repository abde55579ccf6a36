/* SPDX-License-Identifier: Apache-2.0 */
/* The record of facts as JSON: names, dates, figures, statements; also as a part of trace, where the pile adds to it.
 * Fed what facts/ found on one page. Numbers of entities are page-local alone and ids inside a trace. */
#include "show/json_parts.h"
#include "text/fold.h"
#include "show/names.h"

static void put_entity(struct ru_json *json, uint32_t entity, const struct ru_json_pile *pile)
{
	ru_json_key(json, "entity");
	if (entity == RU_NONE)
		ru_json_null(json);
	else if (pile != NULL)
		ru_json_str(json, ru_str_from(pile->trace->entities[pile->trace->entity_of[pile->page][entity]].id));
	else
		ru_json_int(json, entity);
}

static void put_names(struct ru_json *json, const struct ru_show_page *page, const struct ru_json_pile *pile)
{
	const struct ru_facts *facts = page->facts;

	ru_json_key_open(json, "names", '[');
	for (uint32_t i = 0; facts != NULL && i < facts->name_count; i++) {
		const struct ru_name *name = &facts->names[i];
		bool joined = name->entity < facts->entity_count;
		ru_json_open(json, '{');
		ru_json_place(json, page->article, &name->place);
		ru_json_key_str(json, "text", name->text);
		ru_json_key_str(json, "type", ru_show_name_type_name(name->type));
		ru_json_key_str(json, "name", joined ? facts->entities[name->entity].name : name->text);
		put_entity(json, joined ? name->entity : RU_NONE, pile);
		ru_json_key_str(json, "role", name->role);
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

/* What another page completes or corrects, first item at or after `from` that belongs to (page, date). */
static const struct ru_pile_date *pile_date(const struct ru_json_pile *pile, uint32_t date, uint32_t *from)
{
	if (pile == NULL)
		return NULL;
	const struct ru_trace *trace = pile->trace;
	while (*from < trace->pile_date_count &&
	       (trace->pile_dates[*from].page < pile->page ||
	        (trace->pile_dates[*from].page == pile->page && trace->pile_dates[*from].date < date)))
		(*from)++;
	if (*from < trace->pile_date_count && trace->pile_dates[*from].page == pile->page &&
	    trace->pile_dates[*from].date == date)
		return &trace->pile_dates[*from];
	return NULL;
}

/* First pile date of the page: the list is in order of page, then date. O(log n). */
static uint32_t first_pile_date(const struct ru_json_pile *pile)
{
	uint32_t low = 0, high = pile != NULL ? pile->trace->pile_date_count : 0;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (pile->trace->pile_dates[mid].page < pile->page)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static uint32_t first_pile_relay(const struct ru_json_pile *pile)
{
	uint32_t low = 0, high = pile != NULL ? pile->trace->pile_relay_count : 0;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (pile->trace->pile_relays[mid].page < pile->page)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void put_date(struct ru_json *json, const struct ru_article *article, const struct ru_date *date,
                     const struct ru_pile_date *added, const struct ru_doc *docs)
{
	ru_json_open(json, '{');
	ru_json_place(json, article, &date->place);
	ru_json_key_str(json, "text", date->text);
	ru_json_key_str(json, "type", ru_show_date_type_name(date->type));
	ru_json_key_str(json, "value", date->value);
	ru_json_key_str(json, "grain", date->grain);
	ru_json_key_str(json, "mod", date->mod);
	ru_json_strs(json, "alt", date->alt, date->alt_count < 3 ? date->alt_count : 3);
	ru_json_key_str(json, "conflict", ru_show_conflict_name(date->conflict));
	ru_json_key_str(json, "anchor", date->anchor);
	if (added != NULL) {
		ru_json_key_open(json, "pile", '{');
		ru_json_key_str(json, "value", added->value);
		ru_json_key_str(json, "page", docs[added->from.page].article->id);
		ru_json_key(json, "span");
		ru_json_span(json, added->from.span);
		ru_json_field(json, added->from.span);
		ru_json_close(json, '}');
	}
	ru_json_close(json, '}');
}

static void put_dates(struct ru_json *json, const struct ru_show_page *page, const struct ru_json_pile *pile)
{
	const struct ru_facts *facts = page->facts;
	uint32_t from = first_pile_date(pile);

	ru_json_key_open(json, "dates", '[');
	for (uint32_t i = 0; facts != NULL && i < facts->date_count; i++)
		put_date(json, page->article, &facts->dates[i], pile_date(pile, i, &from),
		         pile != NULL ? pile->docs : NULL);
	ru_json_close(json, ']');
}

static void put_figures(struct ru_json *json, const struct ru_show_page *page)
{
	const struct ru_facts *facts = page->facts;

	ru_json_key_open(json, "figures", '[');
	for (uint32_t i = 0; facts != NULL && i < facts->figure_count; i++) {
		const struct ru_figure *figure = &facts->figures[i];
		ru_json_open(json, '{');
		ru_json_place(json, page->article, &figure->place);
		ru_json_key_str(json, "text", figure->text);
		ru_json_key_str(json, "value", figure->value);
		ru_json_key_str(json, "high", figure->high);
		ru_json_key_str(json, "change", ru_show_change_name(figure->change));
		ru_json_key_str(json, "unit", figure->unit);
		ru_json_key_str(json, "noun", figure->noun);
		ru_json_key(json, "by");
		if (figure->by == RU_NONE)
			ru_json_null(json);
		else
			ru_json_int(json, figure->by);
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

/* The place that says where a statement stands: its content, else its cue, else its source. */
static const struct ru_place *statement_place(const struct ru_statement *statement)
{
	if (statement->content.count > 0)
		return &statement->content.items[0];
	if (statement->cue.count > 0)
		return &statement->cue.items[0];
	return statement->source.count > 0 ? &statement->source.items[0] : NULL;
}

/* Ranges of one statement count in one field, the one its "in" names; a range of another field has no place here. */
static void put_ranges(struct ru_json *json, const char *key, const struct ru_places *places, uint32_t field)
{
	ru_json_key_open(json, key, '[');
	for (uint32_t i = 0; i < places->count; i++)
		if (ru_span_known(places->items[i].span) && places->items[i].span.field == field)
			ru_json_span(json, places->items[i].span);
	ru_json_close(json, ']');
}

static void put_relay(struct ru_json *json, const struct ru_article *article, const struct ru_relay *relay,
                      const struct ru_json_pile *pile)
{
	ru_json_open(json, '{');
	ru_json_key_str(json, "who", relay->who);
	put_entity(json, relay->entity, pile);
	ru_json_place(json, article, &relay->place);
	ru_json_key(json, "cue");
	ru_json_span(json, relay->cue.span);
	ru_json_key_str(json, "basis", ru_show_basis_name(relay->basis));
	ru_json_close(json, '}');
}

static void put_relays(struct ru_json *json, const struct ru_show_page *page, uint32_t statement,
                       const struct ru_json_pile *pile, uint32_t *from)
{
	const struct ru_statement *said = &page->facts->statements[statement];

	ru_json_key_open(json, "relay", '[');
	for (uint32_t i = 0; i < said->relay_count; i++)
		put_relay(json, page->article, &said->relays[i], pile);
	for (; pile != NULL && *from < pile->trace->pile_relay_count; (*from)++) {
		const struct ru_pile_relay *added = &pile->trace->pile_relays[*from];
		if (added->page != pile->page || added->statement > statement)
			break;
		if (added->statement == statement)
			put_relay(json, page->article, &added->relay, pile);
	}
	ru_json_close(json, ']');
}

/* The decoded text of the content, range after range, one space between; of the cue where nothing was said. */
static void put_text(struct ru_json *json, const struct ru_article *article, const struct ru_statement *said)
{
	const struct ru_places *places = said->content.count > 0 ? &said->content : &said->cue;
	struct ru_buf text;

	ru_buf_init(&text, json->out.buf.al, 0);
	for (uint32_t i = 0; i < places->count; i++) {
		if (places->items[i].at.begin == RU_NONE)
			continue;
		if (text.len > 0)
			ru_buf_putc(&text, ' ');
		(void)ru_fold_seen(&text,
		                   ru_str_cut(article->text, places->items[i].at.begin, places->items[i].at.end));
	}
	ru_out_fail(&json->out, ru_buf_status(&text));
	ru_json_key_str(json, "text", ru_buf_str(&text));
	ru_buf_release(&text);
}

static void put_statement(struct ru_json *json, const struct ru_show_page *page, uint32_t i,
                          const struct ru_json_pile *pile, uint32_t *from)
{
	const struct ru_statement *said = &page->facts->statements[i];
	const struct ru_place *place = statement_place(said);
	uint32_t field = place != NULL ? place->span.field : RU_FIELD_PAGE;

	ru_json_open(json, '{');
	ru_json_key_int(json, "id", i);
	ru_json_key_str(json, "speaker", said->speaker);
	put_entity(json, said->entity, pile);
	put_ranges(json, "source", &said->source, field);
	put_ranges(json, "cue", &said->cue, field);
	put_ranges(json, "content", &said->content, field);
	put_ranges(json, "addressee", &said->addressee, field);
	put_text(json, page->article, said);
	if (place != NULL)
		ru_json_in(json, page->article, place);
	ru_json_key_str(json, "type", ru_show_statement_type_name(said->type));
	ru_json_key_str(json, "polarity", ru_show_polarity_name(said->polarity));
	if (said->basis != RU_BASIS_STATED)
		ru_json_key_str(json, "basis", ru_show_basis_name(said->basis));
	put_relays(json, page, i, pile, from);
	ru_json_key(json, "parent");
	if (said->parent == RU_NONE)
		ru_json_null(json);
	else
		ru_json_int(json, said->parent);
	ru_json_close(json, '}');
}

void ru_json_facts_fields(struct ru_json *json, const struct ru_show_page *page, const struct ru_json_pile *pile)
{
	const struct ru_facts *facts = page->facts;
	uint32_t from = first_pile_relay(pile);

	ru_json_key_str(json, "language", facts != NULL ? facts->language : RU_S("und"));
	put_names(json, page, pile);
	put_dates(json, page, pile);
	put_figures(json, page);
	ru_json_key_open(json, "statements", '[');
	for (uint32_t i = 0; facts != NULL && i < facts->statement_count; i++)
		put_statement(json, page, i, pile, &from);
	ru_json_close(json, ']');
	if (facts != NULL && facts->notice_count > 0)
		ru_json_notices(json, facts->notices, facts->notice_count);
}

/* Words and sentences as bare spans of the page; those of another field (a record's title) have no place in such a
 * list. */
static void put_bare(struct ru_json *json, const struct ru_article *article, struct ru_range at)
{
	struct ru_span span;

	if (ru_article_span(article, at, &span) && span.field == RU_FIELD_PAGE)
		ru_json_span(json, span);
}

int ru_show_facts_json(const struct ru_show *show, const struct ru_show_page *page, bool words)
{
	const struct ru_facts *facts = page->facts;
	struct ru_json json;

	ru_json_init(&json, show);
	ru_json_open(&json, '{');
	ru_json_key_int(&json, "schema", 1);
	ru_json_key_str(&json, "id", page->article->id);
	ru_json_facts_fields(&json, page, NULL);
	if (words) {
		ru_json_key_open(&json, "words", '[');
		struct ru_word_walk walk = {0};
		struct ru_range at;
		while (facts != NULL && ru_facts_next_word(facts, page->article->text, &walk, &at))
			put_bare(&json, page->article, at);
		ru_json_close(&json, ']');
		ru_json_key_open(&json, "sentences", '[');
		uint32_t next = 0;
		while (facts != NULL && ru_facts_next_sentence(facts, &next, &at))
			put_bare(&json, page->article, at);
		ru_json_close(&json, ']');
	}
	ru_json_close(&json, '}');
	return ru_json_finish(&json);
}
