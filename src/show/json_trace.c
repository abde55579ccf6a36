/* SPDX-License-Identifier: Apache-2.0 */
/* The trace document as JSON: pages with their facts, entities, sources, events, stories, derivation, differences.
 * Fed all that trace knows; one object, streamed. */
#include "show/json_parts.h"
#include "show/names.h"

static void put_page(struct ru_json *json, const struct ru_show_trace *all, uint32_t page)
{
	const struct ru_show_page shown = {all->docs[page].article, all->docs[page].facts,
	                                   all->languages != NULL ? &all->languages[page] : NULL};
	const struct ru_json_pile pile = {all->trace, all->docs, page};
	const struct ru_stories *stories = all->stories;
	uint32_t event = stories->event_of[page];

	ru_json_open(json, '{');
	ru_json_page_fields(json, &shown, false);
	ru_json_key(json, "event");
	if (event != RU_NONE)
		ru_json_str(json, ru_str_from(stories->event_id[event]));
	else
		ru_json_null(json);
	ru_json_key(json, "story");
	if (event != RU_NONE)
		ru_json_str(json, ru_str_from(stories->story_id[stories->story_of[event]]));
	else
		ru_json_null(json);
	ru_json_key_open(json, "also", '[');
	for (uint32_t i = 0; i < stories->also_count[page]; i++)
		ru_json_str(json, ru_str_from(stories->event_id[stories->also[page][i]]));
	ru_json_close(json, ']');
	ru_json_key_open(json, "facts", '{');
	ru_json_facts_fields(json, &shown, &pile);
	ru_json_close(json, '}');
	ru_json_close(json, '}');
}

static void put_entities(struct ru_json *json, const struct ru_show_trace *all)
{
	ru_json_key_open(json, "entities", '[');
	for (uint32_t i = 0; i < all->trace->entity_count; i++) {
		const struct ru_trace_entity *entity = &all->trace->entities[i];
		ru_json_open(json, '{');
		ru_json_key_str(json, "id", ru_str_from(entity->id));
		ru_json_key_str(json, "type", ru_show_name_type_name(entity->type));
		ru_json_key_str(json, "name", entity->name);
		ru_json_strs(json, "variants", entity->variants, entity->variant_count);
		ru_json_strs(json, "titles", entity->titles, entity->title_count);
		ru_json_pages(json, "pages", entity->pages, entity->page_count, all->docs);
		ru_json_evidence(json, entity->evidence, entity->evidence_count, all->docs);
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

static void put_sources(struct ru_json *json, const struct ru_show_trace *all)
{
	ru_json_key_open(json, "sources", '[');
	for (uint32_t i = 0; i < all->trace->source_count; i++) {
		const struct ru_source *source = &all->trace->sources[i];
		ru_json_open(json, '{');
		ru_json_key_str(json, "id", ru_str_from(source->id));
		ru_json_key_str(json, "name", source->name);
		ru_json_key_str(json, "kind", ru_source_kind_name(source->kind));
		ru_json_key_str(json, "url", source->url);
		ru_json_evidence(json, source->evidence, source->evidence_count, all->docs);
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

/* An object around a node, or null where it is neither a page nor a source. */
static void put_node(struct ru_json *json, const char *key, const struct ru_node *node, const struct ru_show_trace *all)
{
	ru_json_key(json, key);
	if (node->page == RU_NONE && node->source == RU_NONE) {
		ru_json_null(json);
		return;
	}
	ru_json_open(json, '{');
	ru_json_node(json, node, all->docs, all->trace);
	ru_json_close(json, '}');
}

static void put_independent(struct ru_json *json, const struct ru_event *event, const struct ru_show_trace *all)
{
	ru_json_key_open(json, "independent", '{');
	ru_json_key_int(json, "count", event->count);
	ru_json_key_int(json, "max", event->max);
	ru_json_key_open(json, "groups", '[');
	for (uint32_t i = 0; i < event->group_count; i++) {
		const struct ru_group *group = &event->groups[i];
		ru_json_open(json, '{');
		ru_json_pages(json, "pages", group->pages, group->page_count, all->docs);
		put_node(json, "root", &group->root, all);
		ru_json_evidence(json, group->evidence, group->evidence_count, all->docs);
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
	ru_json_pages(json, "unplaced", event->unplaced, event->unplaced_count, all->docs);
	ru_json_close(json, '}');
}

static void put_event(struct ru_json *json, const struct ru_event *event, const struct ru_show_trace *all)
{
	ru_json_open(json, '{');
	ru_json_key_str(json, "id", ru_str_from(event->id));
	ru_json_key_str(json, "story", ru_str_from(all->trace->stories[event->story].id));
	ru_json_key_str(json, "title", event->title);
	ru_json_key_str(json, "when", event->when);
	ru_json_key_str(json, "where", event->where);
	ru_json_strs(json, "who", event->who, event->who_count);
	ru_json_pages(json, "pages", event->pages, event->page_count, all->docs);
	ru_json_key(json, "origin");
	if (event->origin.page == RU_NONE && event->origin.source == RU_NONE) {
		ru_json_null(json);
	} else {
		ru_json_open(json, '{');
		ru_json_node(json, &event->origin, all->docs, all->trace);
		ru_json_evidence(json, event->origin_evidence, event->origin_evidence_count, all->docs);
		ru_json_close(json, '}');
	}
	put_independent(json, event, all);
	ru_json_evidence(json, event->evidence, event->evidence_count, all->docs);
	ru_json_close(json, '}');
}

static void put_stories(struct ru_json *json, const struct ru_show_trace *all)
{
	ru_json_key_open(json, "stories", '[');
	for (uint32_t i = 0; i < all->trace->story_count; i++) {
		const struct ru_story *story = &all->trace->stories[i];
		ru_json_open(json, '{');
		ru_json_key_str(json, "id", ru_str_from(story->id));
		ru_json_key_open(json, "events", '[');
		for (uint32_t k = 0; k < story->event_count; k++)
			ru_json_str(json, ru_str_from(all->trace->events[story->events[k]].id));
		ru_json_close(json, ']');
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

static void put_derivation(struct ru_json *json, const struct ru_show_trace *all)
{
	ru_json_key_open(json, "derivation", '[');
	for (uint32_t i = 0; i < all->trace->derivation_count; i++) {
		const struct ru_derivation *derivation = &all->trace->derivation[i];
		ru_json_open(json, '{');
		ru_json_node(json, &derivation->node, all->docs, all->trace);
		ru_json_key_open(json, "parents", '[');
		for (uint32_t k = 0; k < derivation->parent_count; k++) {
			const struct ru_parent *parent = &derivation->parents[k];
			ru_json_open(json, '{');
			ru_json_node(json, &parent->node, all->docs, all->trace);
			ru_json_key_str(json, "kind", ru_copy_kind_name(parent->kind));
			ru_json_key(json, "direct");
			ru_json_bool(json, parent->direct);
			ru_json_key_int(json, "score", parent->score);
			ru_json_evidence(json, parent->evidence, parent->evidence_count, all->docs);
			ru_json_close(json, '}');
		}
		ru_json_close(json, ']');
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

int ru_show_trace_json(const struct ru_show *show, const struct ru_show_trace *trace)
{
	struct ru_json json;

	ru_json_init(&json, show);
	ru_json_open(&json, '{');
	ru_json_key_int(&json, "schema", 1);
	ru_json_key_open(&json, "pages", '[');
	for (uint32_t i = 0; i < trace->count && json.out.status == RU_OK; i++)
		put_page(&json, trace, i);
	ru_json_close(&json, ']');
	put_entities(&json, trace);
	put_sources(&json, trace);
	ru_json_key_open(&json, "events", '[');
	for (uint32_t i = 0; i < trace->trace->event_count; i++)
		put_event(&json, &trace->trace->events[i], trace);
	ru_json_close(&json, ']');
	put_stories(&json, trace);
	put_derivation(&json, trace);
	ru_json_key_open(&json, "differences", '[');
	for (uint32_t i = 0; i < trace->trace->difference_count; i++)
		ru_json_difference(&json, &trace->trace->differences[i], trace->docs, trace->trace);
	ru_json_close(&json, ']');
	ru_json_close(&json, '}');
	return ru_json_finish(&json);
}
