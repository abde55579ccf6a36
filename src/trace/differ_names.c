/* SPDX-License-Identifier: Apache-2.0 */
/* One person, spelled in several ways: "Hasan Bakti Malik", "Hassan Bakti Malik". A difference of wording, never a
 * conflict. */
#include "trace/differ.h"

enum { NAME_TELLINGS = 32 };

struct spelled {
	uint32_t entity, page, name;
	struct ru_str bare;
};

static int by_entity(const void *a, const void *b, void *ctx)
{
	const struct spelled *x = a, *y = b;

	(void)ctx;
	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	return x->name < y->name ? -1 : x->name > y->name;
}

/* The fullest way each page writes each person. */
static int read_names(const struct scope *scope, struct trace_list *list)
{
	struct ru_tracing *t = scope->t;

	for (uint32_t i = 0; i < scope->page_count; i++) {
		uint32_t page = scope->pages[i];
		const struct ru_facts *facts = t->docs[page].facts;

		for (uint32_t k = 0; k < facts->name_count && k < 1000; k++) {
			const struct ru_name *name = &facts->names[k];
			struct spelled *item;
			struct ru_str bare;
			int status;

			if (name->type != RU_NAME_PERSON || name->entity >= facts->entity_count ||
			    name->place.span.begin == RU_NONE)
				continue;
			status = ru_trace_bare(t->scratch, name->text, &bare);
			if (status != 0)
				return status;
			if (ru_trace_word_count(bare) < 2)
				continue;
			item = ru_trace_push(t->scratch, list, sizeof(*item));
			if (item == NULL)
				return RU_ENOMEM;
			*item = (struct spelled){t->out->entity_of[page][name->entity], page, k, bare};
		}
	}
	return ru_sort(list->ptr, list->len, sizeof(struct spelled), by_entity, NULL, t->al);
}

/* Two forms with as many words, all but one of them the same letter by letter. */
static bool other_spelling(struct ru_str a, struct ru_str b)
{
	return !ru_str_eq(a, b) && ru_trace_word_count(a) == ru_trace_word_count(b) && ru_trace_edits(a, b, 3) <= 3;
}

static int write_person(const struct scope *scope, const struct spelled *item, uint32_t count)
{
	struct ru_tracing *t = scope->t;
	struct told told[NAME_TELLINGS];
	struct ru_str bare[NAME_TELLINGS];
	struct link link[NAME_TELLINGS];
	uint32_t n = 0, links = 0;

	for (uint32_t i = 0; i < count && n < NAME_TELLINGS; i++) {
		const struct ru_name *name = &t->docs[item[i].page].facts->names[item[i].name];

		if (n > 0 && told[n - 1].page == item[i].page)
			continue;
		bare[n] = item[i].bare;
		told[n++] =
		    (struct told){item[i].page, name->place.at, name->place.span, name->text, item[i].bare, {NULL, 0}};
	}
	for (uint32_t i = 1; i < n; i++) {
		for (uint32_t k = 0; k < i; k++) {
			bool other = other_spelling(bare[k], bare[i]);

			if (!other && !ru_str_eq(bare[k], bare[i]))
				continue;
			link[links++] = (struct link){k,
			                              i,
			                              other ? RU_REL_WORDING : RU_REL_AGREE,
			                              other ? RU_S("spelling") : (struct ru_str){NULL, 0},
			                              100,
			                              t->out->entities[item[0].entity].name};
			break;
		}
	}
	return links == 0 ? 0 : ru_differ_write(scope, RU_DIFF_NAME, told, n, link, links);
}

int ru_differ_names(const struct scope *scope)
{
	struct trace_list list = {NULL, 0, 0};
	int status = read_names(scope, &list);

	for (uint32_t i = 0, end; status == 0 && i < list.len; i = end) {
		const struct spelled *item = TRACE_AT(&list, struct spelled, i);

		for (end = i + 1; end < list.len && TRACE_AT(&list, struct spelled, end)->entity == item->entity; end++)
			;
		status = write_person(scope, item, end - i);
	}
	return status;
}
