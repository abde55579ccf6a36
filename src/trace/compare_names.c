/* SPDX-License-Identifier: Apache-2.0 */
/* Speakers and places of two sentences. A name equals another when it is a variant of it: the same words, some of its
 * words ("Umar" of "Umar Sidiq"), its initials ("NTT"), a spelling. Only names of one class are held against each
 * other, and a title alone names nobody. */
#include "trace/compare.h"

enum { SIDE_NAMES = 32 };

struct side_name {
	struct ru_str bare, canon;
	struct told told;
	bool agency;
};

static bool same_name(const struct side_name *a, const struct side_name *b)
{
	if (a->canon.len > 0 && ru_str_eq(a->canon, b->canon))
		return true;
	if (ru_str_eq(a->bare, b->bare) || ru_trace_words_in(a->bare, b->bare) || ru_trace_words_in(b->bare, a->bare))
		return true;
	if (ru_trace_initials(a->bare, b->bare) || ru_trace_initials(b->bare, a->bare))
		return true;
	return a->bare.len >= 5 && b->bare.len >= 5 && ru_trace_edits(a->bare, b->bare, 2) <= 2;
}

static int push_name(struct pair *p, uint32_t side, struct ru_str text, struct ru_str canon,
                     const struct ru_place *place, bool agency, struct side_name *names, uint32_t *n)
{
	struct side_name *item = &names[*n];
	int status;

	if (*n == SIDE_NAMES || text.len == 0)
		return 0;
	*item = (struct side_name){.canon = canon, .agency = agency};
	item->told = (struct told){side, place->at, place->span, text, canon.len > 0 ? canon : text, text};
	status = ru_trace_bare(p->scratch, text, &item->bare);
	if (status == 0)
		(*n)++;
	return status;
}

static int push_entity(struct pair *p, uint32_t side, uint32_t entity, const struct ru_place *place,
                       struct side_name *names, uint32_t *n)
{
	const struct ru_facts *facts = p->docs[side].facts;
	const struct ru_entity *e;
	bool agency;

	if (entity >= facts->entity_count)
		return 0;
	e = &facts->entities[entity];
	agency = ru_str_eq(e->role, RU_S("agency"));
	if (!agency && e->type != RU_NAME_PERSON)
		return 0;
	return push_name(p, side, e->name, e->canon, place, agency, names, n);
}

static int read_speakers(struct pair *p, uint32_t side, struct side_name *names, uint32_t *n)
{
	const struct ru_facts *facts = p->docs[side].facts;
	int status = 0;

	*n = 0;
	for (uint32_t i = 0; status == 0 && i < facts->statement_count; i++) {
		const struct ru_statement *s = &facts->statements[i];

		if (s->source.count > 0)
			status = push_entity(p, side, s->entity, &s->source.items[0], names, n);
		for (uint32_t k = 0; status == 0 && k < s->relay_count; k++)
			status = push_entity(p, side, s->relays[k].entity, &s->relays[k].place, names, n);
	}
	return status;
}

/* Left over on both sides among names of one class: the first such pair. */
static bool left_over(const struct side_name *a, uint32_t na, const struct side_name *b, uint32_t nb, bool agency,
                      bool none_shared, uint32_t *x, uint32_t *y)
{
	bool shared = false;

	*x = *y = RU_NONE;
	for (uint32_t i = 0; i < na; i++) {
		bool met = false;

		for (uint32_t k = 0; a[i].agency == agency && k < nb; k++)
			met = met || same_name(&a[i], &b[k]);
		shared = shared || met;
		if (!met && a[i].agency == agency && *x == RU_NONE)
			*x = i;
	}
	for (uint32_t k = 0; k < nb; k++) {
		bool met = false;

		for (uint32_t i = 0; b[k].agency == agency && i < na; i++)
			met = met || same_name(&a[i], &b[k]);
		if (!met && b[k].agency == agency && *y == RU_NONE)
			*y = k;
	}
	return *x != RU_NONE && *y != RU_NONE && !(none_shared && shared);
}

int ru_pair_speakers(struct pair *p)
{
	struct side_name a[SIDE_NAMES], b[SIDE_NAMES];
	uint32_t na, nb, x, y;
	int status = read_speakers(p, 0, a, &na);

	if (status == 0)
		status = read_speakers(p, 1, b, &nb);
	if (status != 0)
		return status;
	if (left_over(a, na, b, nb, false, true, &x, &y) || left_over(a, na, b, nb, true, true, &x, &y))
		return ru_pair_put(p, RU_DIFF_ATTRIBUTION, RU_REL_DIFFER, (struct ru_str){NULL, 0}, a[x].told,
		                   b[y].told);
	return 0;
}

static int read_places(struct pair *p, uint32_t side, struct side_name *names, uint32_t *n)
{
	const struct ru_facts *facts = p->docs[side].facts;
	int status = 0;

	*n = 0;
	for (uint32_t i = 0; status == 0 && i < facts->name_count; i++) {
		const struct ru_name *name = &facts->names[i];
		struct ru_str canon =
		    name->entity < facts->entity_count ? facts->entities[name->entity].canon : (struct ru_str){NULL, 0};

		if (name->type == RU_NAME_PLACE)
			status = push_name(p, side, name->text, canon, &name->place, false, names, n);
	}
	return status;
}

int ru_pair_places(struct pair *p)
{
	struct side_name a[SIDE_NAMES], b[SIDE_NAMES];
	uint32_t na, nb, x, y;
	int status = read_places(p, 0, a, &na);

	if (status == 0)
		status = read_places(p, 1, b, &nb);
	if (status == 0 && left_over(a, na, b, nb, false, false, &x, &y))
		status = ru_pair_put(p, RU_DIFF_PLACE, RU_REL_DIFFER, (struct ru_str){NULL, 0}, a[x].told, b[y].told);
	return status;
}
