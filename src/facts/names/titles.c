/* SPDX-License-Identifier: Apache-2.0 */
/* Titles before names: "Menteri Pertahanan Malaysia Hafiz Rahimi" is a title up to the last word that is no personal
 * name, and a name; and the things that the pack knows, in a title or outside it. */
#include "facts/names/extents.h"

enum { TITLE_WORDS = 14 };

static struct ru_found_name *push(struct ru_name_reader *n, uint32_t first, uint32_t last, enum ru_name_type type)
{
	struct ru_found_name *found = ru_vec_push(&n->found);

	if (found != NULL)
		*found = (struct ru_found_name){.first = first, .last = last, .type = (uint8_t)type};
	return found;
}

int ru_names_push(struct ru_name_reader *n, uint32_t first, uint32_t last, enum ru_name_type type)
{
	if (n->found.len >= n->r->options->limits->facts)
		return RU_OK;
	return push(n, first, last, type) != NULL ? RU_OK : RU_ENOMEM;
}

static int push_agency(struct ru_name_reader *n, uint32_t first, uint32_t last)
{
	struct ru_found_name *found;

	if (n->found.len >= n->r->options->limits->facts)
		return RU_OK;
	found = push(n, first, last, RU_NAME_ORG);
	if (found == NULL)
		return RU_ENOMEM;
	found->agency = true;
	return RU_OK;
}

static int push_person(struct ru_name_reader *n, uint32_t first, uint32_t last, uint32_t title, uint32_t title_end)
{
	struct ru_found_name *found;

	if (n->found.len >= n->r->options->limits->facts)
		return RU_OK;
	found = push(n, first, last, RU_NAME_PERSON);
	if (found == NULL)
		return RU_ENOMEM;
	if (title < title_end) {
		found->title = title;
		found->title_end = title_end;
	}
	return RU_OK;
}

int ru_names_known(struct ru_name_reader *n, uint32_t i, uint32_t last, bool in_title, uint32_t *end)
{
	const struct ru_name_class *c = &n->class[i];
	uint32_t stop;

	*end = i;
	if (i >= last || (n->r->facts->tokens[i].flags & RU_TOKEN_DATE) != 0)
		return RU_OK;
	if (c->agency != 0 && i + c->agency <= last) {
		*end = i + c->agency;
		return push_agency(n, i, *end);
	}
	if (!ru_names_is_capital(n, i, last))
		return RU_OK;
	if (c->known != 0 && c->known >= c->org && c->known >= c->place && i + c->known <= last) {
		*end = i + c->known;
		if ((ru_names_flags(n, *end) & RU_NAMEWORD_BACK) != 0 && ru_names_is_capital(n, *end, last))
			(*end)++; /* "Siemens AG" */
		stop = ru_names_back_end(n, i, last);
		if (stop > *end)
			*end = stop; /* "U.N. Security Council" */
		return ru_names_push(n, i, *end, RU_NAME_ORG);
	}
	if (c->org != 0 && c->org >= c->place) {
		stop = ru_names_org_end(n, i, c->org, last, in_title);
		if (stop > i + c->org || (c->flags & RU_NAMEWORD_CAPS) != 0) {
			*end = stop;
			return c->media != 0 && c->media <= stop - i ? push_agency(n, i, stop)
			                                             : ru_names_push(n, i, stop, RU_NAME_ORG);
		}
	}
	if (c->place_head != 0 && c->place_head >= c->place) {
		stop = ru_names_place_end(n, i, c->place_head, last, in_title);
		if (stop > i + c->place_head) {
			*end = stop;
			return ru_names_push(n, i, stop, RU_NAME_PLACE);
		}
	}
	if (c->place != 0 && i + c->place <= last) {
		*end = i + c->place;
		/* "Bengkulu Hilir": a place and a common word make one place */
		if (ru_names_is_capital(n, *end, last) && n->class[*end].title == 0 && n->class[*end].org == 0 &&
		    (ru_names_flags(n, *end) & (RU_NAMEWORD_COMMON | RU_NAMEWORD_GIVEN | RU_NAMEWORD_HEADING)) ==
		        RU_NAMEWORD_COMMON)
			(*end)++;
		return ru_names_push(n, i, *end, RU_NAME_PLACE);
	}
	return RU_OK;
}

/* One step through the words that belong to a title. *stop is behind the step, or j where the title ends. */
static int title_step(struct ru_name_reader *n, uint32_t j, uint32_t last, uint32_t *stop)
{
	uint16_t flags = ru_names_flags(n, j), next = ru_names_flags(n, j + 1);
	int status;

	*stop = ru_names_back_end(n, j, last);
	if (*stop > j)
		return ru_names_push(n, j, *stop, RU_NAME_ORG);
	*stop = j;
	if ((flags & RU_NAMEWORD_GIVEN) != 0 && ru_names_is_capital(n, j, last)) {
		/* "Direktur Budi Daya Kementerian Kelautan Rina Kusnadi": an office goes on behind what looks like a
		 * name */
		uint32_t behind = ru_names_run_end(n, j, last, false);
		if (ru_names_is_capital(n, behind, last) && n->class[behind].org != 0)
			*stop = behind;
		return RU_OK;
	}
	if (n->class[j].title != 0 && (ru_names_is_capital(n, j, last) || n->class[j - 1].title != 0)) {
		*stop = j + n->class[j].title;
		return RU_OK;
	}
	status = ru_names_known(n, j, last, true, stop);
	if (status != RU_OK || *stop > j)
		return status;
	if (ru_names_is_capital(n, j, last)) {
		/* a common word; "Bupati Sukajaya Hj. Rina", "Ketua Panwas Ratna": the given name comes later; a
		 * river or a dam that gives an office its name: "Balai Citaraya" */
		if (!ru_names_is_personal(n, j, last, n->nouns && n->class[j - 1].title == 1) ||
		    (ru_names_is_capital(n, j + 1, last) &&
		     ((next & (RU_NAMEWORD_HONOUR | RU_NAMEWORD_GIVEN)) != 0 || n->class[j + 1].title != 0 ||
		      ru_names_votes(n, j)->place > 0)))
			*stop = j + 1;
		return RU_OK;
	}
	if ((flags & RU_NAMEWORD_ORG_JOINER) != 0 && ru_names_is_capital(n, j + 1, last) &&
	    ru_names_is_capital(n, j - 1, last)) {
		*stop = j + 1;
		return RU_OK;
	}
	if (ru_names_byte(n, j) == '(' && j + 2 < last && ru_names_byte(n, j + 2) == ')' &&
	    (next & RU_NAMEWORD_CAPS) != 0) {
		*stop = j + 3;
		return ru_names_push(n, j + 1, j + 2, RU_NAME_ORG);
	}
	return RU_OK;
}

/* The person behind a title [i, j): *end is behind the name, or j where none stands there. */
static int title_person(struct ru_name_reader *n, uint32_t i, uint32_t j, uint32_t last, uint32_t *end)
{
	uint32_t name = j, stop;

	*end = j;
	if (ru_names_byte(n, j) == ',' && j + 1 < last &&
	    (n->class[j + 1].flags & (RU_NAMEWORD_STARTS | RU_NAMEWORD_COMMON)) != RU_NAMEWORD_COMMON)
		name = j + 1;
	stop = ru_names_run_end(n, name, last, n->nouns && name == j && n->class[j - 1].title == 1);
	if (n->nouns && stop == name && ru_names_byte(n, name + 1) == ',' && ru_names_is_capital(n, name, last))
		stop = ru_names_run_end(n, name, last, true); /* "der Sprecher der Feuerwehr, Okken, ..." */
	/* "Kepala Desa Sukamaju, Tanto Rasdi, ...": one unknown word, then a name between commas */
	bool given = (ru_names_flags(n, j) & RU_NAMEWORD_GIVEN) != 0,
	     area = n->class[i].area && (stop == j + 1 || (stop == j + 2 && !given));
	if (name == j && (area || (stop == j + 1 && !given)) && ru_names_byte(n, stop) == ',') {
		uint32_t behind = ru_names_run_end(n, stop + 1, last, false);
		/* "Lurah Sumber Asri, Titin, ..." is one person, "Lurah Asri, Titin, dan Ratna" are three */
		bool listed =
		    ru_names_byte(n, behind) == ',' && (ru_names_flags(n, behind + 1) & RU_NAMEWORD_ORG_JOINER) != 0;
		if (behind > stop + 1 && !(area && listed) &&
		    (area || behind > stop + 2 || (ru_names_flags(n, stop + 1) & RU_NAMEWORD_GIVEN) != 0) &&
		    (ru_names_byte(n, behind) == ',' || ru_names_byte(n, behind) == '.' ||
		     (ru_names_flags(n, behind) & RU_NAMEWORD_CUE) != 0)) {
			*end = behind;
			return push_person(n, stop + 1, behind, i, stop);
		}
	}
	if (name == j && j == i + n->class[i].title && (n->class[i].flags & RU_NAMEWORD_PEOPLE) != 0 &&
	    ((ru_names_flags(n, name) & RU_NAMEWORD_GIVEN) == 0 || (stop == name + 1 && n->class[name].place == 1)) &&
	    stop > name) {
		*end = stop;
		return ru_names_push(n, name, stop, RU_NAME_PLACE); /* "warga Sukajaya" */
	}
	if (stop == name || (name > j && stop == name + 1 && ru_names_byte(n, stop) != ',' &&
	                     ru_names_byte(n, stop) != '.' && (ru_names_flags(n, name) & RU_NAMEWORD_GIVEN) == 0))
		return RU_OK;
	*end = stop;
	return push_person(n, name, stop, i, j);
}

int ru_names_title(struct ru_name_reader *n, uint32_t i, uint32_t last, uint32_t *end)
{
	uint32_t j = i + n->class[i].title, limit = i + TITLE_WORDS, stop;

	/* "Tuan Putra": what follows a title of courtesy is a name, whatever else it means */
	if (ru_names_byte(n, j) == '.' && ru_names_is_capital(n, j + 1, last) && n->class[i].title == 1)
		j++;
	if ((ru_names_flags(n, i) & RU_NAMEWORD_HONOUR) != 0 && ru_names_is_capital(n, j, last) &&
	    n->class[j].title == 0 && n->class[j].place == 0 && n->class[j].org == 0) {
		*end = ru_names_run_end(n, j + 1, last, n->nouns) > j + 1 ? ru_names_run_end(n, j + 1, last, n->nouns)
		                                                          : j + 1;
		return push_person(n, j, *end, i, j);
	}
	while (j < last && j < limit) {
		int status;
		if (ru_names_byte(n, j) == '.' && n->class[j - 1].title == 1 && ru_names_is_capital(n, j + 1, last)) {
			j++;
			continue;
		}
		status = title_step(n, j, last, &stop);
		if (status != RU_OK)
			return status;
		if (stop == j)
			break;
		j = stop;
	}
	return title_person(n, i, j, last, end);
}
