/* SPDX-License-Identifier: Apache-2.0 */
/* The entities of the pile as the trace holds them, from sets of entities of single pages. */
#include "trace/entities.h"

enum { ENTITY_VARIANTS = 24, ENTITY_EVIDENCE = 12 };

static const int32_t reason_weight[] = {[REASON_NAME] = 400,  [REASON_CANON] = 400,        [REASON_SPELLING] = 200,
                                        [REASON_TITLE] = 250, [REASON_ABBREVIATION] = 250, [REASON_SURNAME] = 150};

struct member {
	uint32_t root, local;
};

static int by_root(const void *a, const void *b, void *ctx)
{
	const struct member *x = a, *y = b;

	(void)ctx;
	if (x->root != y->root)
		return x->root < y->root ? -1 : 1;
	return x->local < y->local ? -1 : x->local > y->local;
}

static int by_text(const void *a, const void *b, void *ctx)
{
	(void)ctx;
	return ru_str_cmp(*(const struct ru_str *)a, *(const struct ru_str *)b);
}

/* Sort and drop equal ones; at most the cap is kept. */
static int settle(struct ru_tracing *t, struct trace_list *list, uint32_t cap, struct ru_str **out, uint32_t *count)
{
	struct ru_str *text = list->ptr;
	uint32_t n = 0;
	int status = ru_sort(text, list->len, sizeof(*text), by_text, NULL, t->al);

	if (status != 0)
		return status;
	for (uint32_t i = 0; i < list->len && n < cap; i++) {
		if (n == 0 || !ru_str_eq(text[n - 1], text[i]))
			text[n++] = text[i];
	}
	*out = ru_arena_get(t->arena, n, sizeof(*text));
	if (*out == NULL)
		return RU_ENOMEM;
	if (n > 0)
		memcpy(*out, text, n * sizeof(*text));
	*count = n;
	return 0;
}

static int put_text(struct ru_arena *arena, struct trace_list *list, struct ru_str s)
{
	struct ru_str *item;

	if (s.len == 0 || list->len >= 4096)
		return 0;
	item = ru_trace_push(arena, list, sizeof(*item));
	if (item == NULL)
		return RU_ENOMEM;
	*item = s;
	return 0;
}

/* The name of an entity: a pack's canonical one; else the one on most pages, then the longest, then in byte order. */
static struct ru_str choose_name(const struct joining *j, const struct member *member, uint32_t count)
{
	struct ru_str best = {NULL, 0};
	uint32_t best_pages = 0, best_words = 0;

	for (uint32_t i = 0; i < count && i < 256; i++) {
		const struct local *local = local_at(j, member[i].local);
		const struct ru_entity *entity = &j->t->docs[local->page].facts->entities[local->entity];
		uint32_t pages = 0;

		if (entity->canon.len > 0)
			return entity->canon;
		for (uint32_t k = 0; k < count && k < 256; k++)
			pages += ru_str_eq(local_at(j, member[k].local)->bare, local->bare);
		/* a lone surname is never the name where a fuller one is known */
		if (best.len == 0 || (local->words > 1) > (best_words > 1) ||
		    ((local->words > 1) == (best_words > 1) &&
		     (pages > best_pages || (pages == best_pages &&
		                             (entity->name.len > best.len || (entity->name.len == best.len &&
		                                                              ru_str_cmp(entity->name, best) < 0)))))) {
			best = entity->name;
			best_pages = pages;
			best_words = local->words;
		}
	}
	return best;
}

static int entity_id(struct ru_tracing *t, struct ru_trace_entity *entity)
{
	struct ru_str text;
	bool alone = entity->type == RU_NAME_PERSON && ru_str_find(entity->name, RU_S(" "), 0) == SIZE_MAX;
	uint32_t event = t->stories->event_of[entity->pages[0]];
	const char *story = alone && event != RU_NONE ? t->stories->story_id[t->stories->story_of[event]] : "";
	int status = ru_arena_print(t->scratch, &text, "%d %s %.*s", (int)entity->type, story, (int)entity->name.len,
	                            entity->name.ptr);

	if (status == 0)
		ru_trace_id(entity->id, 'n', text);
	return status;
}

struct gathered {
	struct trace_list variants, titles, evidence;
};

static int gather_local(struct joining *j, struct ru_trace_entity *entity, uint32_t index, uint32_t **names_of,
                        struct gathered *g)
{
	struct ru_tracing *t = j->t;
	const struct local *local = local_at(j, index);
	const struct ru_facts *facts = t->docs[local->page].facts;
	const struct ru_entity *own = &facts->entities[local->entity];
	int status = 0;

	if (entity->page_count == 0 || entity->pages[entity->page_count - 1] != local->page)
		entity->pages[entity->page_count++] = local->page;
	if (entity->role.len == 0)
		entity->role = own->role;
	if (g->evidence.len < ENTITY_EVIDENCE && own->first < facts->name_count) {
		struct ru_page_span span = trace_span(local->page, facts->names[own->first].place.span);

		status = ru_trace_evidence(t->arena, &g->evidence, RU_EVIDENCE_NAMES, reason_weight[j->reason[index]],
		                           &span, 1);
	}
	for (uint32_t i = names_of[local->page][local->entity]; status == 0 && i != RU_NONE;
	     i = names_of[local->page][facts->entity_count + i]) {
		status = put_text(t->scratch, &g->variants, facts->names[i].text);
		if (status == 0)
			status = put_text(t->scratch, &g->titles, facts->names[i].title);
	}
	return status;
}

/* Per page: for each entity its first name, then for each name the next of its entity. */
static int first_names(struct ru_tracing *t, uint32_t ***out)
{
	uint32_t **names_of = ru_arena_get(t->scratch, t->count, sizeof(*names_of));

	if (names_of == NULL)
		return RU_ENOMEM;
	for (uint32_t page = 0; page < t->count; page++) {
		const struct ru_facts *facts = t->docs[page].facts;

		names_of[page] =
		    ru_arena_get(t->scratch, (size_t)facts->entity_count + facts->name_count, sizeof(**names_of));
		if (names_of[page] == NULL)
			return RU_ENOMEM;
		for (uint32_t i = 0; i < facts->entity_count; i++)
			names_of[page][i] = RU_NONE;
		for (uint32_t i = facts->name_count; i-- > 0;) {
			uint32_t *head;

			if (facts->names[i].entity >= facts->entity_count)
				continue;
			head = &names_of[page][facts->names[i].entity];
			names_of[page][facts->entity_count + i] = *head;
			*head = i;
		}
	}
	*out = names_of;
	return 0;
}

static int write_one(struct joining *j, const struct member *member, uint32_t count, uint32_t **names_of)
{
	struct ru_tracing *t = j->t;
	uint32_t index = t->out->entity_count++;
	struct ru_trace_entity *entity = &t->out->entities[index];
	struct gathered g = {{NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}};
	int status = 0;

	entity->type = local_at(j, member[0].local)->type;
	entity->name = choose_name(j, member, count);
	entity->pages = ru_arena_get(t->arena, count, sizeof(*entity->pages));
	if (entity->pages == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; status == 0 && i < count; i++) {
		const struct local *local = local_at(j, member[i].local);

		t->out->entity_of[local->page][local->entity] = index;
		if (entity->type == RU_NAME_OTHER)
			entity->type = local->type;
		status = gather_local(j, entity, member[i].local, names_of, &g);
	}
	if (status == 0)
		status = settle(t, &g.variants, ENTITY_VARIANTS, &entity->variants, &entity->variant_count);
	if (status == 0)
		status = settle(t, &g.titles, ENTITY_VARIANTS, &entity->titles, &entity->title_count);
	entity->evidence = g.evidence.ptr;
	entity->evidence_count = g.evidence.len;
	return status == 0 ? entity_id(t, entity) : status;
}

int ru_trace_write_entities(struct joining *j)
{
	struct ru_tracing *t = j->t;
	struct member *member = ru_arena_get(t->scratch, j->local.len, sizeof(*member));
	uint32_t **names_of;
	int status = first_names(t, &names_of);

	if (status != 0 || member == NULL)
		return status != 0 ? status : RU_ENOMEM;
	uint32_t count = 0;
	for (uint32_t i = 0; i < j->local.len; i++) {
		uint32_t root = ru_trace_root(j->set, i);

		member[i] = (struct member){root, i};
		count += root == i;
	}
	t->out->entities = ru_arena_get(t->arena, count, sizeof(*t->out->entities));
	t->out->entity_of = ru_arena_get(t->arena, t->count, sizeof(*t->out->entity_of));
	if (t->out->entities == NULL || t->out->entity_of == NULL)
		return RU_ENOMEM;
	for (uint32_t page = 0; page < t->count; page++) {
		t->out->entity_of[page] = ru_arena_get(t->arena, t->docs[page].facts->entity_count, sizeof(uint32_t));
		if (t->out->entity_of[page] == NULL)
			return RU_ENOMEM;
	}
	status = ru_sort(member, j->local.len, sizeof(*member), by_root, NULL, t->al);
	for (uint32_t i = 0, end; status == 0 && i < j->local.len; i = end) {
		for (end = i + 1; end < j->local.len && member[end].root == member[i].root; end++)
			;
		status = write_one(j, member + i, end - i, names_of);
	}
	return status;
}
