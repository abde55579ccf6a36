/* SPDX-License-Identifier: Apache-2.0 */
/* Gathers the findings of a page into one list for the writers that show its text, on the terminal and in the report.
 * Fed facts, gives marks in the order of the text. */
#include "show/marks.h"

#include "base/sort.h"

static int compare_marks(const void *a, const void *b, void *ctx)
{
	const struct ru_mark *x = a, *y = b;

	(void)ctx;
	if (x->at.begin != y->at.begin)
		return x->at.begin < y->at.begin ? -1 : 1;
	if (x->at.end != y->at.end) /* the longer one first: it stays, what lies inside is listed only */
		return x->at.end > y->at.end ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

static int add_mark(struct ru_vec *marks, struct ru_range at, enum ru_mark_kind kind, struct ru_str value)
{
	if (at.begin == RU_NONE || at.begin >= at.end)
		return RU_OK;
	struct ru_mark *mark = ru_vec_push(marks);
	if (mark == NULL)
		return RU_ENOMEM;
	*mark = (struct ru_mark){at, kind, value};
	return RU_OK;
}

int ru_marks_gather(struct ru_vec *marks, const struct ru_facts *facts, const struct ru_alloc *al)
{
	int status = RU_OK;

	for (uint32_t i = 0; status == RU_OK && i < facts->name_count; i++) {
		const struct ru_name *name = &facts->names[i];
		status = add_mark(marks, name->place.at, RU_MARK_NAME,
		                  name->entity < facts->entity_count ? facts->entities[name->entity].name : name->text);
	}
	for (uint32_t i = 0; status == RU_OK && i < facts->date_count; i++)
		status = add_mark(marks, facts->dates[i].place.at, RU_MARK_DATE, facts->dates[i].value);
	for (uint32_t i = 0; status == RU_OK && i < facts->figure_count; i++)
		status = add_mark(marks, facts->figures[i].place.at, RU_MARK_FIGURE, facts->figures[i].value);
	return status == RU_OK ? ru_sort(marks->ptr, marks->len, sizeof(struct ru_mark), compare_marks, NULL, al)
	                       : status;
}

const struct ru_mark *ru_marks_next(const struct ru_vec *marks, size_t *next, uint32_t at, uint32_t end)
{
	while (*next < marks->len && RU_VEC_AT(marks, struct ru_mark, *next)->at.begin < at)
		(*next)++;
	if (*next >= marks->len)
		return NULL;
	const struct ru_mark *mark = RU_VEC_AT(marks, struct ru_mark, *next);
	if (mark->at.begin >= end || mark->at.end > end)
		return NULL;
	(*next)++;
	return mark;
}

static int compare_edges(const void *a, const void *b, void *ctx)
{
	const struct ru_said_edge *x = a, *y = b;

	(void)ctx;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->close != y->close)
		return x->close ? -1 : 1;
	if (x->statement == y->statement)
		return 0;
	return (x->statement < y->statement) == x->close ? 1 : -1;
}

int ru_said_gather(struct ru_vec *edges, const struct ru_facts *facts, const struct ru_alloc *al)
{
	for (uint32_t i = 0; i < facts->statement_count; i++) {
		const struct ru_places *content = &facts->statements[i].content;

		for (uint32_t k = 0; k < 2 * content->count; k++) {
			const struct ru_range at = content->items[k / 2].at;
			if (at.begin == RU_NONE || at.begin >= at.end)
				continue;
			struct ru_said_edge *edge = ru_vec_push(edges);
			if (edge == NULL)
				return RU_ENOMEM;
			*edge = (struct ru_said_edge){k % 2 == 0 ? at.begin : at.end, i, k % 2 != 0};
		}
	}
	return ru_sort(edges->ptr, edges->len, sizeof(struct ru_said_edge), compare_edges, NULL, al);
}
