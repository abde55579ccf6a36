/* SPDX-License-Identifier: Apache-2.0 */
/* The small pieces that every record is made of: spans, the "in" rule, evidence, pages by id, nodes, differences.
 * Fed records, gives members to an open JSON writer; knows nothing about verbs. */
#include "show/json_parts.h"

#include "show/names.h"

void ru_json_span(struct ru_json *json, struct ru_span span)
{
	if (!ru_span_known(span)) {
		ru_json_null(json);
		return;
	}
	ru_json_pair(json, span.begin, span.end);
}

void ru_json_field(struct ru_json *json, struct ru_span span)
{
	if (ru_span_known(span) && span.field != RU_FIELD_PAGE)
		ru_json_key_str(json, "in", ru_show_field_name(span.field));
}

void ru_json_in(struct ru_json *json, const struct ru_article *article, const struct ru_place *place)
{
	if (ru_span_known(place->span) && place->span.field != RU_FIELD_PAGE) {
		ru_json_field(json, place->span);
		return;
	}
	if (place->block == RU_NONE || place->block >= article->block_count)
		return;
	enum ru_block_kind kind = article->blocks[place->block].kind;
	if (kind != RU_BLOCK_BODY)
		ru_json_key_str(json, "in", ru_block_kind_name(kind));
}

void ru_json_place(struct ru_json *json, const struct ru_article *article, const struct ru_place *place)
{
	ru_json_key(json, "span");
	ru_json_span(json, place->span);
	ru_json_in(json, article, place);
}

void ru_json_evidence(struct ru_json *json, const struct ru_evidence *evidence, uint32_t count,
                      const struct ru_doc *docs)
{
	ru_json_key_open(json, "evidence", '[');
	for (uint32_t i = 0; i < count; i++) {
		const struct ru_evidence *item = &evidence[i];
		ru_json_open(json, '{');
		ru_json_key_str(json, "kind", ru_evidence_kind_name(item->kind));
		ru_json_key_int(json, "weight", item->weight);
		ru_json_key_open(json, "spans", '[');
		for (uint32_t k = 0; k < item->span_count; k++) {
			ru_json_open(json, '{');
			ru_json_key_str(json, "page", docs[item->spans[k].page].article->id);
			ru_json_key(json, "span");
			ru_json_span(json, item->spans[k].span);
			ru_json_field(json, item->spans[k].span);
			ru_json_close(json, '}');
		}
		ru_json_close(json, ']');
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

void ru_json_pages(struct ru_json *json, const char *key, const uint32_t *pages, uint32_t count,
                   const struct ru_doc *docs)
{
	ru_json_key_open(json, key, '[');
	for (uint32_t i = 0; i < count; i++)
		ru_json_str(json, docs[pages[i]].article->id);
	ru_json_close(json, ']');
}

void ru_json_strs(struct ru_json *json, const char *key, const struct ru_str *items, uint32_t count)
{
	ru_json_key_open(json, key, '[');
	for (uint32_t i = 0; i < count; i++)
		ru_json_str(json, items[i]);
	ru_json_close(json, ']');
}

void ru_json_node(struct ru_json *json, const struct ru_node *node, const struct ru_doc *docs,
                  const struct ru_trace *trace)
{
	if (node->page != RU_NONE)
		ru_json_key_str(json, "page", docs[node->page].article->id);
	else if (node->source != RU_NONE)
		ru_json_key_str(json, "unseen", ru_str_from(trace->sources[node->source].id));
}

void ru_json_notices(struct ru_json *json, const struct ru_notice *notices, uint32_t count)
{
	ru_json_key_open(json, "notices", '[');
	for (uint32_t i = 0; i < count; i++) {
		ru_json_open(json, '{');
		ru_json_key_str(json, "kind", notices[i].kind);
		ru_json_key(json, "span");
		ru_json_span(json, notices[i].span);
		ru_json_field(json, notices[i].span);
		ru_json_key_str(json, "detail", notices[i].detail);
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

static void put_telling(struct ru_json *json, const struct ru_telling *telling, const struct ru_doc *docs)
{
	ru_json_open(json, '{');
	ru_json_key_str(json, "page", docs[telling->page].article->id);
	ru_json_key(json, "span");
	ru_json_span(json, telling->span);
	ru_json_field(json, telling->span);
	ru_json_key_str(json, "value", telling->value);
	ru_json_key_str(json, "source", telling->source);
	ru_json_key_str(json, "when", telling->when);
	ru_json_close(json, '}');
}

void ru_json_difference(struct ru_json *json, const struct ru_difference *difference, const struct ru_doc *docs,
                        const struct ru_trace *trace)
{
	ru_json_open(json, '{');
	ru_json_key_str(json, "id", ru_str_from(difference->id));
	ru_json_key(json, "story");
	if (trace != NULL && difference->story != RU_NONE)
		ru_json_str(json, ru_str_from(trace->stories[difference->story].id));
	else
		ru_json_null(json);
	ru_json_key(json, "event");
	if (trace != NULL && difference->event != RU_NONE)
		ru_json_str(json, ru_str_from(trace->events[difference->event].id));
	else
		ru_json_null(json);
	ru_json_key_str(json, "kind", ru_difference_kind_name(difference->kind));
	ru_json_key_str(json, "relation", ru_relation_name(difference->relation));
	ru_json_key_str(json, "why", difference->why);
	ru_json_key_open(json, "tellings", '[');
	for (uint32_t i = 0; i < difference->telling_count; i++)
		put_telling(json, &difference->tellings[i], docs);
	ru_json_close(json, ']');
	ru_json_close(json, '}');
}
