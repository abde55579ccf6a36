/* SPDX-License-Identifier: Apache-2.0 */
/* Names where readers do not see them: JSON-LD, where an author may be named by the number of another object, the
 * record's or feed's own word, meta elements. */
#include "article/about/authors.h"

static bool type_is(const struct ru_stated *type, struct ru_str name)
{
	return ru_str_find_nocase(type->value, name, 0) != SIZE_MAX;
}

/* The names of one stated value into the open group. */
static int put_value(struct ru_authors *a, const struct ru_stated *stated, bool organisation)
{
	struct ru_names names;
	int status = 0;

	if (ru_host_slice(stated->value).len > 0 || stated->value.len > 400)
		return 0;
	ru_names_cut(a->d, &a->tables, stated->value, true, &names);
	for (uint32_t i = 0; i < names.count && status == 0; i++) {
		struct ru_author_find find = {.stated = stated, .role = names.name[i].role};

		find.text = ru_str_cut(stated->value, names.name[i].begin, names.name[i].end);
		find.person = names.name[i].person && !organisation;
		if (organisation)
			find.role = RU_AUTHOR_AGENCY;
		status = ru_authors_put(a, &find);
	}
	return status;
}

/* {"givenName": "Anna", "familyName": "Berg"}, where the family name stands at stated: put together where the object
 * has no whole name, else NULL. */
static int whole_name(const struct ru_draft *d, const struct ru_stated *family, struct ru_stated **name)
{
	const struct ru_stated *given = ru_stated_of_object(d, RU_STATED_GIVEN_NAME, family->object);
	struct ru_str first, last = ru_str_trim(family->value);
	struct ru_stated *whole;
	char *ptr;

	*name = NULL;
	if (given == NULL || ru_stated_of_object(d, RU_STATED_AUTHOR, family->object) != NULL)
		return 0;
	first = ru_str_trim(given->value);
	if (first.len + last.len > RU_NAME_BYTES)
		return 0;
	whole = ru_arena_get(d->arena, 1, sizeof *whole);
	ptr = ru_arena_get(d->arena, first.len + last.len + 1, 1);
	if (whole == NULL || ptr == NULL)
		return RU_ENOMEM;
	memcpy(ptr, first.ptr, first.len);
	ptr[first.len] = ' ';
	memcpy(ptr + first.len + 1, last.ptr, last.len);
	*whole = *family;
	whole->value = (struct ru_str){ptr, first.len + last.len + 1};
	whole->begin = given->begin < family->begin ? given->begin : family->begin;
	whole->end = given->end > family->end ? given->end : family->end;
	whole->exact = false;
	*name = whole;
	return 0;
}

static bool tells_author(uint8_t key)
{
	return key == RU_STATED_AUTHOR || key == RU_STATED_AUTHOR_ID || key == RU_STATED_FAMILY_NAME;
}

/* Whether some object of JSON-LD tells of an author: then those whom it calls creators are left aside. */
static bool has_author(const struct ru_draft *d)
{
	for (size_t i = 0; i < d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);

		if (stated->json && tells_author(stated->key) && !ru_stated_beside(d, stated))
			return true;
	}
	return false;
}

static int read_json(struct ru_authors *a)
{
	const struct ru_draft *d = a->d;
	uint32_t parent = RU_NONE;
	bool authored = has_author(d);
	int status = 0;

	for (size_t i = 0; i < d->stated.len && status == 0; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i), *type, *name = stated;
		struct ru_stated *whole = NULL;

		if (!stated->json || !(authored ? tells_author(stated->key) : stated->key == RU_STATED_CREATOR) ||
		    ru_stated_beside(d, stated))
			continue;
		if (stated->key == RU_STATED_FAMILY_NAME) {
			status = whole_name(d, stated, &whole);
			if (whole == NULL)
				continue;
			name = whole;
		}
		type = ru_stated_of_object(d, RU_STATED_AUTHOR_TYPE, stated->object);
		if (stated->key == RU_STATED_AUTHOR_ID) {
			name = ru_stated_name_of(d, stated->value);
			if (name == NULL)
				continue;
			type = ru_stated_of_object(d, RU_STATED_TYPE, name->object);
		}
		if (parent != stated->parent) {
			const struct ru_stated *of = ru_stated_of_object(d, RU_STATED_TYPE, stated->parent);
			bool article = of != NULL && (type_is(of, RU_S("article")) || type_is(of, RU_S("posting")));

			status = ru_authors_open(a, RU_FROM_JSON, article ? 62 : 56);
			parent = stated->parent;
		}
		if (status == 0)
			status = put_value(a, name, type != NULL && type_is(type, RU_S("organization")));
	}
	return status;
}

/* Persons that JSON-LD calls the editor: no group of their own, they join the one that is chosen. */
static int read_editors(struct ru_authors *a)
{
	const struct ru_draft *d = a->d;
	int status = 0;

	for (size_t i = 0; i < d->stated.len && status == 0; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);
		struct ru_author_find find = {.stated = stated, .role = RU_AUTHOR_EDITOR, .person = true};
		struct ru_names names;

		if (!stated->json || stated->key != RU_STATED_EDITOR || ru_stated_beside(d, stated) ||
		    stated->value.len > RU_NAME_BYTES)
			continue;
		ru_names_cut(d, &a->tables, stated->value, true, &names);
		if (names.count != 1 || !names.whole || !names.name[0].person || names.name[0].words < 2)
			continue;
		find.text = ru_str_cut(stated->value, names.name[0].begin, names.name[0].end);
		status = ru_authors_open(a, RU_FROM_PHRASE, 1);
		if (status == 0)
			status = ru_authors_put(a, &find);
	}
	return status;
}

/* The author that the record or the feed's item states. */
static int read_record(struct ru_authors *a)
{
	struct ru_str author = ru_str_trim(a->d->page->author);
	struct ru_stated *stated;
	int status;

	if (author.len == 0)
		return 0;
	stated = ru_arena_get(a->d->arena, 1, sizeof *stated);
	if (stated == NULL)
		return RU_ENOMEM;
	*stated = (struct ru_stated){.key = RU_STATED_AUTHOR, .value = author, .begin = RU_NONE, .end = RU_NONE};
	status = ru_authors_open(a, RU_FROM_META, 66);
	return status == 0 ? put_value(a, stated, false) : status;
}

/* Values of meta elements of one name are one group: a page that repeats "author" has several. */
static int read_meta(struct ru_authors *a)
{
	const struct ru_draft *d = a->d;
	struct ru_str cue = {NULL, 0};
	int status = 0;

	for (size_t i = 0; i < d->stated.len && status == 0; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);

		if (stated->json || stated->key != RU_STATED_AUTHOR)
			continue;
		if (!ru_str_eq(cue, stated->cue))
			status = ru_authors_open(a, RU_FROM_META, 52);
		cue = stated->cue;
		if (status == 0)
			status = put_value(a, stated, false);
	}
	return status;
}

int ru_authors_stated(struct ru_authors *a)
{
	int status = read_json(a);

	if (status == 0)
		status = read_editors(a);
	if (status == 0)
		status = read_record(a);
	return status == 0 ? read_meta(a) : status;
}
