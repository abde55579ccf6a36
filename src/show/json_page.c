/* SPDX-License-Identifier: Apache-2.0 */
/* The records of clean and language: what a page is and says about itself, as JSON. Fed an article, gives one line.
 * Strings that are not known are empty; spans and times that are not known are null. */
#include "base/calendar.h"
#include "show/json_parts.h"
#include "show/names.h"

/* A moment as "2024-11-30T01:12Z"; null where the bound is open. */
static void put_moment(struct ru_json *json, const char *key, int64_t minutes)
{
	int64_t day = minutes / 1440 - (minutes % 1440 < 0 ? 1 : 0);
	int year, month, of_month;
	char text[40];

	ru_json_key(json, key);
	if (day < ru_day_from(0, 1, 1) || day > ru_day_from(9999, 12, 31)) {
		ru_json_null(json);
		return;
	}
	ru_day_split((int32_t)day, &year, &month, &of_month);
	int minute = (int)(minutes - day * 1440);
	int len =
	    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02dZ", year, month, of_month, minute / 60, minute % 60);
	ru_json_str(json, (struct ru_str){text, (size_t)len});
}

static void put_time(struct ru_json *json, const char *key, const struct ru_time *time)
{
	ru_json_key(json, key);
	if (!time->known) {
		ru_json_null(json);
		return;
	}
	ru_json_open(json, '{');
	ru_json_key_str(json, "value", time->value);
	ru_json_key_str(json, "precision", ru_show_precision_name(time->precision));
	ru_json_key_str(json, "zone", ru_show_zone_name(time->zone));
	ru_json_key_str(json, "basis", time->basis);
	ru_json_key(json, "span");
	ru_json_span(json, time->place.span);
	ru_json_field(json, time->place.span);
	put_moment(json, "not_before", time->not_before);
	put_moment(json, "not_after", time->not_after);
	ru_json_close(json, '}');
}

static void put_blocks(struct ru_json *json, const struct ru_article *article)
{
	ru_json_key_open(json, "blocks", '[');
	for (uint32_t i = 0; i < article->block_count; i++) {
		const struct ru_block *block = &article->blocks[i];
		ru_json_open(json, '{');
		ru_json_key_str(json, "kind", ru_block_kind_name(block->kind));
		ru_json_key(json, "text");
		if (block->clean.begin == RU_NONE)
			ru_json_null(json);
		else
			ru_json_pair(json, block->clean.begin, block->clean.end);
		ru_json_key(json, "raw");
		ru_json_span(json, block->raw);
		ru_json_field(json, block->raw);
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

static void put_credits(struct ru_json *json, const struct ru_article *article)
{
	ru_json_key_open(json, "credits", '[');
	for (uint32_t i = 0; i < article->credit_count; i++) {
		const struct ru_credit *credit = &article->credits[i];
		ru_json_open(json, '{');
		ru_json_key_str(json, "who", credit->who);
		ru_json_key_str(json, "url", credit->url);
		ru_json_key_str(json, "cue", credit->cue);
		/* "Translated automatically" names nobody: the words that say so are its place */
		ru_json_place(json, article, credit->place.span.begin == RU_NONE ? &credit->cue_place : &credit->place);
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

static void put_links(struct ru_json *json, const struct ru_article *article)
{
	ru_json_key_open(json, "links", '[');
	for (uint32_t i = 0; i < article->link_count; i++) {
		const struct ru_link *link = &article->links[i];
		ru_json_open(json, '{');
		ru_json_key_str(json, "url", link->url);
		ru_json_place(json, article, &link->place);
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

static void put_at_value(struct ru_json *json, const struct ru_place *place)
{
	if (!ru_span_known(place->span)) {
		ru_json_null(json);
		return;
	}
	ru_json_open(json, '{');
	ru_json_key(json, "span");
	ru_json_span(json, place->span);
	ru_json_field(json, place->span);
	ru_json_close(json, '}');
}

/* Where the page says it: one place each, for authors one an author. */
static void put_at(struct ru_json *json, const struct ru_article *article)
{
	static const struct ru_place none = {{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, RU_FIELD_PAGE}, RU_NONE};

	ru_json_key_open(json, "at", '{');
	ru_json_key(json, "title");
	put_at_value(json, &article->title_place);
	ru_json_key(json, "outlet");
	put_at_value(json, &article->outlet_place);
	ru_json_key(json, "section");
	put_at_value(json, &article->section_place);
	ru_json_key(json, "amp");
	put_at_value(json, &article->amp_place);
	ru_json_key_open(json, "authors", '[');
	for (uint32_t i = 0; i < article->author_count; i++)
		put_at_value(json, &article->authors[i].place);
	ru_json_close(json, ']');
	ru_json_key(json, "published");
	put_at_value(json, article->published.known ? &article->published.place : &none);
	ru_json_key(json, "modified");
	put_at_value(json, article->modified.known ? &article->modified.place : &none);
	ru_json_close(json, '}');
}

static void put_other_titles(struct ru_json *json, const struct ru_article *article)
{
	ru_json_key_open(json, "other_titles", '[');
	for (uint32_t i = 0; i < article->other_title_count; i++) {
		const struct ru_other_title *other = &article->other_titles[i];

		ru_json_open(json, '{');
		ru_json_key_str(json, "title", other->text);
		ru_json_key_str(json, "basis", other->basis);
		ru_json_key(json, "at");
		put_at_value(json, &other->place);
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

static void put_authors(struct ru_json *json, const struct ru_article *article)
{
	ru_json_key_open(json, "authors", '[');
	for (uint32_t i = 0; i < article->author_count; i++) {
		ru_json_open(json, '{');
		ru_json_key_str(json, "name", article->authors[i].name);
		ru_json_key_str(json, "role", ru_show_author_role_name(article->authors[i].role));
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

void ru_json_page_fields(struct ru_json *json, const struct ru_show_page *page, bool blocks)
{
	const struct ru_article *article = page->article;

	ru_json_key_str(json, "id", article->id);
	ru_json_key_str(json, "url", article->url);
	ru_json_key_str(json, "canonical", article->canonical);
	ru_json_key_str(json, "amp", article->amp);
	ru_json_key_str(json, "outlet", article->outlet);
	ru_json_key_str(json, "section", article->section);
	ru_json_key_str(json, "title", article->title);
	put_other_titles(json, article);
	put_authors(json, article);
	put_time(json, "published", &article->published);
	put_time(json, "modified", &article->modified);
	ru_json_key_str(json, "language", page->language != NULL ? page->language->tag : article->language_stated);
	ru_json_key_str(json, "text", article->clean);
	if (blocks)
		put_blocks(json, article);
	put_credits(json, article);
	put_links(json, article);
	ru_json_key_int(json, "bytes", article->bytes > INT64_MAX ? INT64_MAX : (int64_t)article->bytes);
	ru_json_key_str(json, "sha256", ru_str_from(article->sha256));
	ru_json_key_str(json, "charset", article->charset);
	put_at(json, article);
	ru_json_notices(json, article->notices, article->notice_count);
}

int ru_show_clean_json(const struct ru_show *show, const struct ru_show_page *page)
{
	struct ru_json json;

	ru_json_init(&json, show);
	ru_json_open(&json, '{');
	ru_json_key_int(&json, "schema", 1);
	ru_json_page_fields(&json, page, true);
	ru_json_close(&json, '}');
	return ru_json_finish(&json);
}

int ru_show_language_json(const struct ru_show *show, const struct ru_show_page *page)
{
	const struct ru_language *language = page->language;
	struct ru_json json;

	ru_json_init(&json, show);
	ru_json_open(&json, '{');
	ru_json_key_int(&json, "schema", 1);
	ru_json_key_str(&json, "id", page->article->id);
	ru_json_key_str(&json, "language", language != NULL ? language->tag : RU_S("und"));
	ru_json_key_int(&json, "confidence", language != NULL ? language->confidence : 0);
	ru_json_key_open(&json, "passages", '[');
	for (uint32_t i = 0; language != NULL && i < language->passage_count; i++) {
		ru_json_open(&json, '{');
		ru_json_place(&json, page->article, &language->passages[i].place);
		ru_json_key_str(&json, "language", language->passages[i].language);
		ru_json_close(&json, '}');
	}
	ru_json_close(&json, ']');
	ru_json_close(&json, '}');
	return ru_json_finish(&json);
}
