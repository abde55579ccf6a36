/* SPDX-License-Identifier: Apache-2.0 */
/* The records of copies, stories and compare as JSON: one line a pair, a page, a comparison. */
#include "show/json_parts.h"

/* Passages whose both ends are bytes of the pages. Shared furniture is listed for pairs that share nothing else. */
static void put_passages(struct ru_json *json, const struct ru_copy *copy)
{
	ru_json_key_open(json, "spans", '[');
	for (uint32_t i = 0; i < copy->passage_count; i++) {
		const struct ru_passage *passage = &copy->passages[i];
		if (!ru_span_known(passage->raw_a) || !ru_span_known(passage->raw_b) ||
		    passage->raw_a.field != RU_FIELD_PAGE || passage->raw_b.field != RU_FIELD_PAGE ||
		    (passage->furniture && copy->kind != RU_COPY_FURNITURE))
			continue;
		ru_json_open(json, '[');
		ru_json_int(json, passage->raw_a.begin);
		ru_json_int(json, passage->raw_a.end);
		ru_json_int(json, passage->raw_b.begin);
		ru_json_int(json, passage->raw_b.end);
		ru_json_close(json, ']');
	}
	ru_json_close(json, ']');
}

/* Sentences told in other words: never among the passages. */
static void put_retold(struct ru_json *json, const struct ru_copy *copy)
{
	if (copy->retold_count == 0)
		return;
	ru_json_key_open(json, "rewritten", '[');
	for (uint32_t i = 0; i < copy->retold_count; i++) {
		const struct ru_retold *retold = &copy->retold[i];
		if (retold->raw_a.field != RU_FIELD_PAGE || retold->raw_b.field != RU_FIELD_PAGE)
			continue;
		ru_json_open(json, '[');
		ru_json_int(json, retold->raw_a.begin);
		ru_json_int(json, retold->raw_a.end);
		ru_json_int(json, retold->raw_b.begin);
		ru_json_int(json, retold->raw_b.end);
		ru_json_close(json, ']');
	}
	ru_json_close(json, ']');
}

int ru_show_copy_json(const struct ru_show *show, const struct ru_copy *copy, const struct ru_doc *docs)
{
	struct ru_json json;
	char dir = copy->dir == '>' || copy->dir == '<' ? copy->dir : '?';

	ru_json_init(&json, show);
	ru_json_open(&json, '{');
	ru_json_key_int(&json, "schema", 1);
	ru_json_key_str(&json, "a", docs[copy->a].article->id);
	ru_json_key_str(&json, "b", docs[copy->b].article->id);
	ru_json_key_int(&json, "score", copy->score);
	ru_json_key_str(&json, "dir", (struct ru_str){&dir, 1});
	ru_json_key_str(&json, "kind", ru_copy_kind_name(copy->kind));
	put_passages(&json, copy);
	put_retold(&json, copy);
	ru_json_evidence(&json, copy->evidence, copy->evidence_count, docs);
	ru_json_close(&json, '}');
	return ru_json_finish(&json);
}

int ru_show_seen_json(const struct ru_show *show, struct ru_str id, struct ru_str answer)
{
	struct ru_json json;

	ru_json_init(&json, show);
	ru_json_open(&json, '{');
	ru_json_key_int(&json, "schema", 1);
	ru_json_key_str(&json, "id", id);
	ru_json_key_str(&json, "seen", answer);
	ru_json_close(&json, '}');
	return ru_json_finish(&json);
}

int ru_show_story_json(const struct ru_show *show, const struct ru_stories *stories, const struct ru_doc *docs,
                       uint32_t page)
{
	struct ru_json json;
	uint32_t event = stories->event_of[page];

	ru_json_init(&json, show);
	ru_json_open(&json, '{');
	ru_json_key_int(&json, "schema", 1);
	ru_json_key_str(&json, "id", docs[page].article->id);
	if (event != RU_NONE) {
		ru_json_key_str(&json, "event", ru_str_from(stories->event_id[event]));
		ru_json_key_str(&json, "story", ru_str_from(stories->story_id[stories->story_of[event]]));
	} else {
		ru_json_key(&json, "event");
		ru_json_null(&json);
		ru_json_key(&json, "story");
		ru_json_null(&json);
	}
	ru_json_key_open(&json, "also", '[');
	for (uint32_t i = 0; i < stories->also_count[page]; i++)
		ru_json_str(&json, ru_str_from(stories->event_id[stories->also[page][i]]));
	ru_json_close(&json, ']');
	ru_json_close(&json, '}');
	return ru_json_finish(&json);
}

int ru_show_compare_json(const struct ru_show *show, struct ru_str id, bool conflict, enum ru_difference_kind kind,
                         const struct ru_difference *differences, uint32_t count, const struct ru_doc docs[2])
{
	struct ru_json json;

	ru_json_init(&json, show);
	ru_json_open(&json, '{');
	ru_json_key_int(&json, "schema", 1);
	if (id.len > 0) {
		ru_json_key_str(&json, "id", id);
		ru_json_key(&json, "conflict");
		ru_json_bool(&json, conflict);
		ru_json_key_str(&json, "kind", conflict ? ru_difference_kind_name(kind) : RU_S(""));
	}
	ru_json_key_open(&json, "differences", '[');
	for (uint32_t i = 0; i < count; i++)
		ru_json_difference(&json, &differences[i], docs, NULL);
	ru_json_close(&json, ']');
	ru_json_close(&json, '}');
	return ru_json_finish(&json);
}
