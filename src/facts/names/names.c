/* SPDX-License-Identifier: Apache-2.0 */
/* Names: persons, organisations, places, agencies, with the titles that stand before them.
 *
 * Fed the words with their classes (names/words.c); gives facts->names in page order and the flag RU_TOKEN_NAME. Runs
 * of capitals are cut by what stands in them: "Menteri Pertahanan Rusia Andrei Belousov" is a title up to the last word
 * that is no personal name, and a name. Each word is looked at a bounded number of times. */
#include "facts/names/names.h"
#include "base/sort.h"

enum { RUN_WORDS = 7, ORG_WORDS = 12, TITLE_WORDS = 14, LOCATED_WORDS = 5 };

static uint16_t flags_at(const struct ru_name_reader *n, uint32_t i)
{
	return i < n->r->word_count ? n->class[i].flags : 0;
}

static char first_byte(const struct ru_name_reader *n, uint32_t i)
{
	return i < n->r->word_count ? n->r->article->text.ptr[n->r->words[i].begin] : '\0';
}

static bool is_capital(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	return i < last && (n->class[i].flags & RU_NAMEWORD_CAPITAL) != 0 && n->r->words[i].kind == RU_WORD_LETTERS &&
	       (n->r->facts->tokens[i].flags & RU_TOKEN_DATE) == 0;
}

/* The word behind i where the name goes on: steps over the stop of an initial or of "Hj.". */
static uint32_t after(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	if (i + 2 < last && first_byte(n, i + 1) == '.' && n->r->words[i + 1].kind == RU_WORD_PUNCT &&
	    is_capital(n, i + 2, last) &&
	    ((n->class[i].flags & RU_NAMEWORD_INITIAL) != 0 || n->class[i].title == 1 ||
	     n->r->words[i].end - n->r->words[i].begin <= 3) &&
	    n->r->sentence_of[i] == n->r->sentence_of[i + 2])
		return i + 2;
	return i + 1;
}

/* Whether word i can be part of a personal name. */
static bool is_personal(const struct ru_name_reader *n, uint32_t i, uint32_t last, bool begun)
{
	const struct ru_name_class *c = &n->class[i];

	if (!is_capital(n, i, last))
		return false;
	if ((c->flags & (RU_NAMEWORD_GIVEN | RU_NAMEWORD_INITIAL)) != 0)
		return true;
	if (c->agency != 0 || c->known != 0 || (c->flags & RU_NAMEWORD_NOT) != 0 ||
	    (c->title != 0 && (c->flags & RU_NAMEWORD_HONOUR) == 0))
		return false;
	if ((c->flags & RU_NAMEWORD_HEADING) != 0 && ru_names_votes(n, i)->inside == 0)
		return false;
	if ((c->flags & RU_NAMEWORD_CAPS) != 0 && (c->flags & RU_NAMEWORD_HEADING) == 0)
		return false;
	if (begun)
		return c->org == 0 || c->place != 0;
	return c->place == 0 && c->org == 0 && c->place_head == 0 && (c->flags & RU_NAMEWORD_COMMON) == 0;
}

/* End of the personal name that begins at i. */
static uint32_t run_end(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	uint32_t end = i, words = 0;

	while (i < last && words < RUN_WORDS) {
		uint32_t next;
		if (is_personal(n, i, last, words > 0)) {
			next = after(n, i, last);
			end = i + 1;
			words++;
		} else if (words > 0 && (n->class[i].flags & RU_NAMEWORD_JOINER) != 0 &&
		           is_personal(n, i + 1, last, true)) {
			next = i + 1;
		} else if (words > 0 && i + 3 < last && first_byte(n, i) == '"' && is_capital(n, i + 1, last) &&
		           (n->class[i + 1].flags & RU_NAMEWORD_HEADING) == 0 && first_byte(n, i + 2) == '"' &&
		           is_personal(n, i + 3, last, true)) {
			/* Tono "Gimbal" Nugroho; but not the heading: Tono Nugroho "Buka" Pasar Malam */
			next = i + 3;
		} else {
			break;
		}
		i = next;
	}
	return end;
}

/* End of the organisation whose head of `head` words begins at i. In a title it stops before what looks like a person.
 */
static uint32_t org_end(const struct ru_name_reader *n, uint32_t i, uint32_t head, uint32_t last, bool in_title)
{
	uint32_t j = i + head, end = j, limit = i + ORG_WORDS;

	while (j < last && j < limit) {
		const struct ru_name_class *c = &n->class[j];
		if (is_capital(n, j, last)) {
			bool known = c->place != 0 || c->org != 0 ||
			             (c->flags & (RU_NAMEWORD_COMMON | RU_NAMEWORD_CAPS | RU_NAMEWORD_BACK)) != 0 ||
			             ru_names_votes(n, j)->place > 0;
			if (in_title && ((c->flags & RU_NAMEWORD_GIVEN) != 0 ||
			                 (!known && (j > i + head || run_end(n, j, last) > j + 1))))
				break;
			if (c->title != 0 && (c->flags & (RU_NAMEWORD_COMMON | RU_NAMEWORD_HONOUR)) == 0)
				break;
			j += c->place > 1 ? c->place : 1u;
			end = j;
		} else if ((c->flags & RU_NAMEWORD_ORG_JOINER) != 0 && is_capital(n, j + 1, last) && j > i &&
		           (flags_at(n, j + 1) & RU_NAMEWORD_GIVEN) == 0 && n->class[j + 1].org == 0 &&
		           n->class[j + 1].place == 0) {
			j++;
		} else if (first_byte(n, j) == '&' && is_capital(n, j + 1, last)) {
			j++;
		} else {
			break;
		}
	}
	return end;
}

/* End of the place whose head begins at i ("Kabupaten Way Kanan"). */
static uint32_t place_end(const struct ru_name_reader *n, uint32_t i, uint32_t head, uint32_t last, bool in_title)
{
	uint32_t j = i + head, end = j;

	for (uint32_t words = 0; words < 3 && is_capital(n, j, last); words++) {
		const struct ru_name_class *c = &n->class[j];
		if (c->place != 0) {
			end = j + c->place;
			break;
		}
		if (c->title != 0 || (words > 0 && c->org != 0))
			break;
		if (in_title && words > 0 && ru_names_votes(n, j)->place == 0 && (c->flags & RU_NAMEWORD_COMMON) == 0)
			break;
		if (words > 0 && (c->flags & RU_NAMEWORD_GIVEN) != 0)
			break;
		end = ++j;
	}
	return end;
}

bool ru_names_is_located(const struct ru_name_reader *n, uint32_t i)
{
	uint32_t k = i, limit = i > LOCATED_WORDS ? i - LOCATED_WORDS : 0;

	while (k > limit && n->r->words[k - 1].kind == RU_WORD_LETTERS &&
	       n->r->sentence_of[k - 1] == n->r->sentence_of[i]) {
		k--;
		if (n->class[k].at)
			return k + 1 == i || n->class[k + 1].place_head != 0;
		if ((flags_at(n, k) & (RU_NAMEWORD_CAPITAL | RU_NAMEWORD_LOCATIVE)) != 0)
			return false;
	}
	return false;
}

/* A country is where everything of a story is. */
static bool is_country(const struct ru_entry *place)
{
	return place != NULL && ru_str_eq(place->col[2], RU_S("country"));
}

static struct ru_found_name *push(struct ru_name_reader *n, uint32_t first, uint32_t last, enum ru_name_type type)
{
	struct ru_found_name *found = ru_vec_push(&n->found);

	if (found != NULL)
		*found = (struct ru_found_name){.first = first, .last = last, .type = (uint8_t)type};
	return found;
}

static int push_plain(struct ru_name_reader *n, uint32_t first, uint32_t last, enum ru_name_type type)
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

/* One known thing at word i, in a title or outside: agency, place, place with head, organisation. *end is i where there
 * is none. */
static int known_thing(struct ru_name_reader *n, uint32_t i, uint32_t last, bool in_title, uint32_t *end)
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
	if (!is_capital(n, i, last))
		return RU_OK;
	if (c->known != 0 && c->known >= c->org && c->known >= c->place && i + c->known <= last) {
		*end = i + c->known;
		return push_plain(n, i, *end, RU_NAME_ORG);
	}
	if (c->org != 0 && c->org >= c->place) {
		stop = org_end(n, i, c->org, last, in_title);
		if (stop > i + c->org || (c->flags & RU_NAMEWORD_CAPS) != 0) {
			*end = stop;
			return c->media != 0 && c->media <= stop - i ? push_agency(n, i, stop)
			                                             : push_plain(n, i, stop, RU_NAME_ORG);
		}
	}
	if (c->place_head != 0 && c->place_head >= c->place) {
		stop = place_end(n, i, c->place_head, last, in_title);
		if (stop > i + c->place_head) {
			*end = stop;
			return push_plain(n, i, stop, RU_NAME_PLACE);
		}
	}
	if (c->place != 0 && i + c->place <= last) {
		*end = i + c->place;
		/* "Bengkulu Hilir": a place and a common word make one place */
		if (is_capital(n, *end, last) && n->class[*end].title == 0 && n->class[*end].org == 0 &&
		    (flags_at(n, *end) & (RU_NAMEWORD_COMMON | RU_NAMEWORD_GIVEN | RU_NAMEWORD_HEADING)) ==
		        RU_NAMEWORD_COMMON)
			(*end)++;
		return push_plain(n, i, *end, RU_NAME_PLACE);
	}
	return RU_OK;
}

/* Whether words [i, end) close with the tail of an organisation ("Pelita FC"). */
static uint32_t back_end(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	uint32_t end = i;

	for (uint32_t k = i; k < last && k < i + 6 && is_capital(n, k, last); k++) {
		if (k > i && (n->class[k].flags & RU_NAMEWORD_BACK) != 0)
			end = k + 1;
		if ((n->class[k].flags & RU_NAMEWORD_GIVEN) != 0)
			break;
	}
	return end;
}

/* One step through the words that belong to a title. *stop is behind the step, or j where the title ends. */
static int title_step(struct ru_name_reader *n, uint32_t j, uint32_t last, uint32_t *stop)
{
	uint16_t flags = flags_at(n, j), next = flags_at(n, j + 1);
	int status;

	*stop = back_end(n, j, last);
	if (*stop > j)
		return push_plain(n, j, *stop, RU_NAME_ORG);
	*stop = j;
	if ((flags & RU_NAMEWORD_GIVEN) != 0 && is_capital(n, j, last)) {
		/* "Direktur Budi Daya Kementerian Kelautan Rina Kusnadi": an office goes on behind what looks like a
		 * name */
		uint32_t behind = run_end(n, j, last);
		if (is_capital(n, behind, last) && n->class[behind].org != 0)
			*stop = behind;
		return RU_OK;
	}
	if (n->class[j].title != 0 && (is_capital(n, j, last) || n->class[j - 1].title != 0)) {
		*stop = j + n->class[j].title;
		return RU_OK;
	}
	status = known_thing(n, j, last, true, stop);
	if (status != RU_OK || *stop > j)
		return status;
	if (is_capital(n, j, last)) {
		/* a common word; "Bupati Sukajaya Hj. Rina", "Ketua Panwas Ratna": the given name comes later; a
		 * river or a dam that gives an office its name: "Balai Citaraya" */
		if (!is_personal(n, j, last, false) ||
		    (is_capital(n, j + 1, last) && ((next & (RU_NAMEWORD_HONOUR | RU_NAMEWORD_GIVEN)) != 0 ||
		                                    n->class[j + 1].title != 0 || ru_names_votes(n, j)->place > 0)))
			*stop = j + 1;
		return RU_OK;
	}
	if ((flags & RU_NAMEWORD_ORG_JOINER) != 0 && is_capital(n, j + 1, last) && is_capital(n, j - 1, last)) {
		*stop = j + 1;
		return RU_OK;
	}
	if (first_byte(n, j) == '(' && j + 2 < last && first_byte(n, j + 2) == ')' && (next & RU_NAMEWORD_CAPS) != 0) {
		*stop = j + 3;
		return push_plain(n, j + 1, j + 2, RU_NAME_ORG);
	}
	return RU_OK;
}

/* The person behind a title [i, j): *end is behind the name, or j where none stands there. */
static int title_person(struct ru_name_reader *n, uint32_t i, uint32_t j, uint32_t last, uint32_t *end)
{
	uint32_t name = j, stop;

	*end = j;
	if (first_byte(n, j) == ',' && j + 1 < last &&
	    (n->class[j + 1].flags & (RU_NAMEWORD_STARTS | RU_NAMEWORD_COMMON)) != RU_NAMEWORD_COMMON)
		name = j + 1;
	stop = run_end(n, name, last);
	/* "Kepala Desa Sukamaju, Tanto Rasdi, ...": one unknown word, then a name between commas */
	if (name == j && stop == j + 1 && (flags_at(n, j) & RU_NAMEWORD_GIVEN) == 0 && first_byte(n, stop) == ',') {
		uint32_t behind = run_end(n, stop + 1, last);
		if (behind > stop + 1 && (behind > stop + 2 || (flags_at(n, stop + 1) & RU_NAMEWORD_GIVEN) != 0) &&
		    (first_byte(n, behind) == ',' || first_byte(n, behind) == '.' ||
		     (flags_at(n, behind) & RU_NAMEWORD_CUE) != 0)) {
			*end = behind;
			return push_person(n, stop + 1, behind, i, stop);
		}
	}
	if (name == j && j == i + n->class[i].title && (n->class[i].flags & RU_NAMEWORD_PEOPLE) != 0 &&
	    (flags_at(n, name) & RU_NAMEWORD_GIVEN) == 0 && stop > name) {
		*end = stop;
		return push_plain(n, name, stop, RU_NAME_PLACE); /* "warga Sukajaya" */
	}
	if (stop == name || (name > j && stop == name + 1 && first_byte(n, stop) != ',' && first_byte(n, stop) != '.' &&
	                     (flags_at(n, name) & RU_NAMEWORD_GIVEN) == 0))
		return RU_OK;
	*end = stop;
	return push_person(n, name, stop, i, j);
}

/* A title and what it belongs to. *end is where the reading goes on. */
static int read_title(struct ru_name_reader *n, uint32_t i, uint32_t last, uint32_t *end)
{
	uint32_t j = i + n->class[i].title, limit = i + TITLE_WORDS, stop;

	/* "Tuan Putra": what follows a title of courtesy is a name, whatever else it means */
	if (first_byte(n, j) == '.' && is_capital(n, j + 1, last) && n->class[i].title == 1)
		j++;
	if ((flags_at(n, i) & RU_NAMEWORD_HONOUR) != 0 && is_capital(n, j, last) && n->class[j].title == 0 &&
	    n->class[j].place == 0 && n->class[j].org == 0) {
		*end = run_end(n, j + 1, last) > j + 1 ? run_end(n, j + 1, last) : j + 1;
		return push_person(n, j, *end, i, j);
	}
	while (j < last && j < limit) {
		int status;
		if (first_byte(n, j) == '.' && n->class[j - 1].title == 1 && is_capital(n, j + 1, last)) {
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

/* What a run of capitals without title is. */
static enum ru_name_type run_type(const struct ru_name_reader *n, uint32_t i, uint32_t end)
{
	const struct ru_name_votes *v = ru_names_votes(n, i);

	if ((flags_at(n, i) & (RU_NAMEWORD_GIVEN | RU_NAMEWORD_INITIAL)) != 0)
		return RU_NAME_PERSON;
	if ((flags_at(n, end - 1) & RU_NAMEWORD_PLACE_BACK) != 0 && end > i + 1)
		return RU_NAME_PLACE;
	bool behind = i > 0 && (flags_at(n, i - 1) & RU_NAMEWORD_LOCATIVE) != 0;
	if (!behind && ru_names_is_located(n, i))
		return RU_NAME_PLACE; /* "di kota pantai timur Wonsan" */
	if (v->person > 0)
		return RU_NAME_PERSON;
	if (v->place > 0 || behind)
		return RU_NAME_PLACE;
	if (end - i >= 2 && end - i <= 4) {
		for (uint32_t k = i; k < end; k++) {
			if ((flags_at(n, k) & RU_NAMEWORD_COMMON) != 0)
				return RU_NAME_OTHER;
		}
		return RU_NAME_PERSON;
	}
	/* one unknown word inside a sentence is a surname more often than anything else */
	if (end == i + 1 && (flags_at(n, i) & (RU_NAMEWORD_COMMON | RU_NAMEWORD_HEADING | RU_NAMEWORD_CAPS)) == 0)
		return RU_NAME_PERSON;
	return RU_NAME_OTHER;
}

/* The first word of a sentence is a name where the pack knows the roots of its language, does not know the word, and a
 * plain word follows: "Romadona menolak hadir". */
static bool is_unknown(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	uint32_t len = n->r->words[i].end - n->r->words[i].begin;

	return n->knows_roots && len >= 4 && i + 1 < last && n->r->words[i + 1].kind == RU_WORD_LETTERS &&
	       (flags_at(n, i + 1) & RU_NAMEWORD_CAPITAL) == 0 &&
	       (flags_at(n, i) & (RU_NAMEWORD_HEADING | RU_NAMEWORD_CAPS)) == 0;
}

/* A run of capitals of no known kind. */
static int read_run(struct ru_name_reader *n, uint32_t i, uint32_t last, uint32_t *end)
{
	uint32_t stop = back_end(n, i, last);
	uint16_t flags = flags_at(n, i);

	*end = i + 1;
	if (stop > i &&
	    ((flags & RU_NAMEWORD_COMMON) == 0 || (stop == i + 2 && (flags_at(n, i + 1) & RU_NAMEWORD_CAPS) != 0))) {
		*end = stop;
		return push_plain(n, i, stop, RU_NAME_ORG);
	}
	if ((flags & RU_NAMEWORD_COMMON) != 0 && (flags & (RU_NAMEWORD_STARTS | RU_NAMEWORD_HEADING)) != 0 &&
	    (flags & RU_NAMEWORD_GIVEN) == 0)
		return RU_OK;
	if ((flags & RU_NAMEWORD_NOT) != 0)
		return RU_OK;
	if (n->class[i].thing) {
		/* "KMP Sagara Wening": a ship */
		for (stop = i + 1; stop < last && stop < i + RUN_WORDS && is_capital(n, stop, last) &&
		                   n->class[stop].title == 0 && n->class[stop].org == 0;)
			stop++;
		*end = stop;
		return stop > i + 1 ? push_plain(n, i, stop, RU_NAME_OTHER) : RU_OK;
	}
	if ((flags & RU_NAMEWORD_CAPS) != 0 && (flags & RU_NAMEWORD_HEADING) == 0)
		return push_plain(n, i, i + 1, RU_NAME_ORG);
	stop = run_end(n, i, last);
	if (stop == i) {
		/* common words with capitals inside a sentence: the name of a thing ("Perjanjian Kemitraan") */
		while (stop < last && stop < i + ORG_WORDS && is_capital(n, stop, last) && n->class[stop].title == 0)
			stop++;
		*end = stop > i ? stop : i + 1;
		if (stop < i + 2 || (flags & (RU_NAMEWORD_STARTS | RU_NAMEWORD_HEADING)) != 0)
			return RU_OK;
		return push_plain(n, i, stop, RU_NAME_OTHER);
	}
	*end = stop;
	if (stop == i + 1 && (flags & RU_NAMEWORD_STARTS) != 0 && (flags & RU_NAMEWORD_GIVEN) == 0 &&
	    ru_names_votes(n, i)->inside == 0 && !is_unknown(n, i, last))
		return RU_OK;
	return push_plain(n, i, stop, run_type(n, i, stop));
}

/* All names of one sentence. */
static int read_sentence(struct ru_name_reader *n, const struct ru_sentence *sentence)
{
	uint32_t i = sentence->first;

	while (i < sentence->last) {
		uint32_t end = i;
		int status = RU_OK;
		if (n->class[i].title != 0 && (n->r->facts->tokens[i].flags & RU_TOKEN_DATE) == 0 &&
		    (flags_at(n, i) & RU_NAMEWORD_GIVEN) == 0 && n->class[i].org <= n->class[i].title &&
		    n->class[i].place_head <= n->class[i].title)
			status = read_title(n, i, sentence->last, &end);
		if (status == RU_OK && end == i)
			status = known_thing(n, i, sentence->last, false, &end);
		if (status == RU_OK && end == i && is_capital(n, i, sentence->last))
			status = read_run(n, i, sentence->last, &end);
		if (status != RU_OK)
			return status;
		i = end > i ? end : i + 1;
	}
	return RU_OK;
}

static int by_place(const void *a, const void *b, void *ctx)
{
	const struct ru_found_name *x = a, *y = b;

	(void)ctx;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last != y->last)
		return x->last > y->last ? -1 : 1;
	return 0;
}

/* The findings as they leave the reader. */
static int make_names(struct ru_name_reader *n)
{
	struct ru_facts *facts = n->r->facts;

	facts->names = ru_arena_get(n->r->arena, n->found.len, sizeof(*facts->names));
	if (facts->names == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < n->found.len; i++) {
		const struct ru_found_name *found = RU_VEC_AT(&n->found, struct ru_found_name, i);
		struct ru_name *name = &facts->names[facts->name_count++];
		name->place = ru_reading_place(n->r, found->first, found->last);
		name->text = ru_reading_text(n->r, name->place.at);
		name->type = found->type;
		name->role = found->agency ? RU_S("agency") : RU_S("");
		name->title_place = (struct ru_place){{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, 0}, RU_NONE};
		if (found->title < found->title_end) {
			name->title_place = ru_reading_place(n->r, found->title, found->title_end);
			name->title = ru_reading_text(n->r, name->title_place.at);
		}
		name->entity = RU_NONE;
		name->located = name->type == RU_NAME_PLACE && ru_names_is_located(n, found->first) &&
		                !is_country(n->class[found->first].place_entry);
		for (uint32_t k = found->first; k < found->last; k++)
			facts->tokens[k].flags |= RU_TOKEN_NAME;
	}
	return RU_OK;
}

/* What the rules find. */
int ru_names_rules(struct ru_name_reader *n)
{
	int status = ru_names_classes(n);

	for (uint32_t s = 0; s < n->r->facts->sentence_count && status == RU_OK; s++)
		status = read_sentence(n, &n->r->facts->sentences[s]);
	if (status == RU_OK)
		status = ru_sort(n->found.ptr, n->found.len, sizeof(struct ru_found_name), by_place, NULL,
		                 n->r->options->al);
	return status;
}

/* "names id" in the table pack of ms: the model of a near language. */
static const struct ru_pack *find_model_pack(const struct ru_reading *r)
{
	const struct ru_entry *e = ru_pack_get(r->pack, ru_table_find(RU_S("pack")), RU_S("names"));
	const struct ru_pack *near = e != NULL ? ru_packs_find(r->options->packs, e->col[1]) : NULL;

	return near != NULL ? near : r->pack;
}

int ru_names_begin(struct ru_name_reader *n, struct ru_reading *r)
{
	*n = (struct ru_name_reader){.r = r};
	n->model_pack = find_model_pack(r);
	n->knows_roots = ru_pack_knows_roots(r->pack);
	ru_index_init(&n->index, r->options->al);
	ru_vec_init(&n->votes, r->options->al, sizeof(struct ru_name_votes), 0);
	ru_vec_init(&n->found, r->options->al, sizeof(struct ru_found_name), 0);
	n->class = ru_arena_get(r->arena, r->word_count, sizeof(*n->class));
	return n->class != NULL ? RU_OK : RU_ENOMEM;
}

void ru_names_end(struct ru_name_reader *n)
{
	ru_index_release(&n->index);
	ru_vec_release(&n->votes);
	ru_vec_release(&n->found);
}

int ru_facts_names(struct ru_reading *r)
{
	struct ru_name_reader n;
	int status = ru_names_begin(&n, r);

	if (status == RU_OK)
		status = ru_names_rules(&n);
	if (status == RU_OK)
		status = ru_names_tag(&n);
	if (status == RU_OK)
		status =
		    ru_sort(n.found.ptr, n.found.len, sizeof(struct ru_found_name), by_place, NULL, r->options->al);
	if (status == RU_OK)
		status = make_names(&n);
	if (status == RU_OK)
		status = ru_facts_entities(r);
	ru_names_end(&n);
	return status;
}
