/* SPDX-License-Identifier: Apache-2.0 */
/* Names: persons, organisations, places, agencies, with the titles that stand before them.
 *
 * Fed the words with their classes (names/words.c); gives facts->names in page order and the flag RU_TOKEN_NAME. Runs
 * of capitals are cut by what stands in them: "Menteri Pertahanan Malaysia Hafiz Rahimi" is a title up to the last word
 * that is no personal name, and a name. Each word is looked at a bounded number of times. */
#include "base/sort.h"
#include "facts/names/extents.h"

enum { RUN_WORDS = 7, THING_WORDS = 12, LOCATED_WORDS = 5 };

bool ru_names_is_located(const struct ru_name_reader *n, uint32_t i)
{
	uint32_t k = i, limit = i > LOCATED_WORDS ? i - LOCATED_WORDS : 0;

	while (k > limit && n->r->words[k - 1].kind == RU_WORD_LETTERS &&
	       n->r->sentence_of[k - 1] == n->r->sentence_of[i]) {
		k--;
		if (n->class[k].at)
			return k + 1 == i || n->class[k + 1].place_head != 0;
		if ((ru_names_flags(n, k) & (RU_NAMEWORD_CAPITAL | RU_NAMEWORD_LOCATIVE)) != 0)
			return false;
	}
	return false;
}

/* A country is where everything of a story is. */
static bool is_country(const struct ru_entry *place)
{
	return place != NULL && ru_str_eq(place->col[2], RU_S("country"));
}

/* A country or a part of one. */
static bool is_area(const struct ru_entry *place)
{
	return is_country(place) || ru_str_eq(place->col[2], RU_S("region")) ||
	       ru_str_eq(place->col[2], RU_S("province")) || ru_str_eq(place->col[2], RU_S("regency"));
}

/* "Ithaca, N.Y.", "Lohari, Indonesia,": what holds the place stands behind a comma, and closes with a mark. */
static bool is_held(const struct ru_name_reader *n, uint32_t end)
{
	const struct ru_name_class *c = end + 1 < n->r->word_count ? &n->class[end + 1] : NULL;
	char close;

	if (c == NULL || c->place_entry == NULL || ru_names_byte(n, end) != ',' ||
	    n->r->sentence_of[end] != n->r->sentence_of[end + 1] || !is_area(c->place_entry))
		return false;
	close = ru_names_byte(n, end + 1 + c->place);
	return close == ',' || close == '.' || close == ')';
}

/* What a run of capitals without title is. */
static enum ru_name_type run_type(const struct ru_name_reader *n, uint32_t i, uint32_t end)
{
	const struct ru_name_votes *v = ru_names_votes(n, i);

	if ((ru_names_flags(n, i) & (RU_NAMEWORD_GIVEN | RU_NAMEWORD_INITIAL)) != 0)
		return RU_NAME_PERSON;
	if ((ru_names_flags(n, end - 1) & RU_NAMEWORD_PLACE_BACK) != 0 && end > i + 1)
		return RU_NAME_PLACE;
	bool behind = i > 0 && (ru_names_flags(n, i - 1) & RU_NAMEWORD_LOCATIVE) != 0;
	if (!behind && ru_names_is_located(n, i))
		return RU_NAME_PLACE; /* "di kota pantai timur Lohari" */
	if (v->person == 0 && is_held(n, end))
		return RU_NAME_PLACE;
	if (v->person > 0)
		return RU_NAME_PERSON;
	if (v->place > 0 || behind)
		return RU_NAME_PLACE;
	if (end - i >= 2 && end - i <= 4) {
		for (uint32_t k = i; k < end; k++) {
			if ((ru_names_flags(n, k) & RU_NAMEWORD_COMMON) != 0)
				return RU_NAME_OTHER;
		}
		return RU_NAME_PERSON;
	}
	/* one unknown word inside a sentence is a surname more often than anything else */
	if (end == i + 1 && (ru_names_flags(n, i) & (RU_NAMEWORD_COMMON | RU_NAMEWORD_HEADING | RU_NAMEWORD_CAPS)) == 0)
		return RU_NAME_PERSON;
	return RU_NAME_OTHER;
}

/* "Investors": the ending of a plural. */
static bool is_plural(const struct ru_name_reader *n, uint32_t i)
{
	size_t count;
	const struct ru_entry *ending = ru_pack_entries(n->r->pack, ru_table_find(RU_S("word_ends")), &count);
	struct ru_str word = ru_str_cut(n->r->article->text, n->r->words[i].begin, n->r->words[i].end);
	bool plural = false;

	for (size_t k = 0; k < count; k++) {
		if (!ru_str_ends(word, ending[k].phrase))
			continue;
		plural |= ru_str_eq(ending[k].col[1], RU_S("plural_ending"));
		if (ru_str_eq(ending[k].col[1], RU_S("not_plural_ending")))
			return false;
	}
	return plural;
}

/* The first word of a sentence is a name where the pack knows the roots of its language, does not know the word, and a
 * plain word follows: "Romadona menolak hadir". */
static bool is_unknown(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	uint32_t len = n->r->words[i].end - n->r->words[i].begin;

	return n->knows_roots && len >= 4 && !is_plural(n, i) && i + 1 < last &&
	       n->r->words[i + 1].kind == RU_WORD_LETTERS && (ru_names_flags(n, i + 1) & RU_NAMEWORD_CAPITAL) == 0 &&
	       (ru_names_flags(n, i) & (RU_NAMEWORD_HEADING | RU_NAMEWORD_CAPS)) == 0;
}

/* Whether the words [i, stop), which end as organisations do, are the name of one from their first word on. */
static bool has_tail(const struct ru_name_reader *n, uint32_t i, uint32_t stop)
{
	uint16_t flags = ru_names_flags(n, i);

	if ((flags & RU_NAMEWORD_COMMON) == 0)
		return true;
	if (n->noun_last && (flags & (RU_NAMEWORD_STARTS | RU_NAMEWORD_HEADING | RU_NAMEWORD_NOT)) == 0)
		return true;
	return stop == i + 2 && (ru_names_flags(n, i + 1) & RU_NAMEWORD_CAPS) != 0;
}

/* "British", "Republican Carla Wendt": what is nobody's name, alone or before a name of its own; false where it begins
 * a longer one: "American Spring". */
static bool is_folk(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	uint32_t j = i + n->class[i].folk;
	const struct ru_name_class *c = j < last ? &n->class[j] : NULL;

	if (j == i)
		return false;
	return !ru_names_is_capital(n, j, last) || c->folk != 0 || c->title != 0 || c->org != 0 || c->agency != 0 ||
	       c->known != 0 || c->place != 0 || ru_names_is_personal(n, j, last, false);
}

/* A run of capitals of no known kind. */
static int read_run(struct ru_name_reader *n, uint32_t i, uint32_t last, uint32_t *end)
{
	uint32_t stop = ru_names_back_end(n, i, last);
	uint16_t flags = ru_names_flags(n, i);

	*end = i + 1;
	if (stop > i && has_tail(n, i, stop)) {
		*end = stop;
		return ru_names_push(n, i, stop, RU_NAME_ORG);
	}
	if (is_folk(n, i, last)) {
		*end = i + n->class[i].folk;
		return ru_names_push(n, i, *end, RU_NAME_OTHER);
	}
	if ((flags & RU_NAMEWORD_COMMON) != 0 && (flags & (RU_NAMEWORD_STARTS | RU_NAMEWORD_HEADING)) != 0 &&
	    (flags & RU_NAMEWORD_GIVEN) == 0)
		return RU_OK;
	if ((flags & RU_NAMEWORD_NOT) != 0)
		return RU_OK;
	if (n->class[i].thing) {
		/* "KMP Sagara Wening": a ship */
		for (stop = i + 1; stop < last && stop < i + RUN_WORDS && ru_names_is_capital(n, stop, last) &&
		                   n->class[stop].title == 0 && n->class[stop].org == 0;)
			stop++;
		*end = stop;
		return stop > i + 1 ? ru_names_push(n, i, stop, RU_NAME_OTHER) : RU_OK;
	}
	if ((flags & RU_NAMEWORD_CAPS) != 0 && (flags & RU_NAMEWORD_HEADING) == 0)
		return ru_names_push(n, i, i + 1, RU_NAME_ORG);
	stop = ru_names_run_end(n, i, last, false);
	if (n->nouns) {
		*end = stop > i ? stop : i + 1;
		return stop > i ? ru_names_push(n, i, stop, RU_NAME_PERSON) : RU_OK;
	}
	if (stop == i) {
		/* common words with capitals inside a sentence: the name of a thing ("Perjanjian Kemitraan") */
		while (stop < last && stop < i + THING_WORDS && ru_names_is_capital(n, stop, last) &&
		       n->class[stop].title == 0)
			stop++;
		*end = stop > i ? stop : i + 1;
		if (stop < i + 2 || (flags & (RU_NAMEWORD_STARTS | RU_NAMEWORD_HEADING)) != 0)
			return RU_OK;
		bool place = n->noun_last && (ru_names_flags(n, stop - 1) & RU_NAMEWORD_PLACE_BACK) != 0;
		return ru_names_push(n, i, stop, place ? RU_NAME_PLACE : RU_NAME_OTHER);
	}
	*end = stop;
	if (stop == i + 1 && (flags & RU_NAMEWORD_STARTS) != 0 && (flags & RU_NAMEWORD_GIVEN) == 0 &&
	    ru_names_votes(n, i)->inside == 0 && !is_unknown(n, i, last))
		return RU_OK;
	return ru_names_push(n, i, stop, run_type(n, i, stop));
}

/* "Women's Union", "Patrolmen's Association": the ending belongs to the name. */
static bool is_whose(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	if ((ru_names_flags(n, i) & RU_NAMEWORD_COMMON) != 0)
		return true;
	return (ru_names_flags(n, i) & RU_NAMEWORD_CAPS) == 0 && ru_names_is_capital(n, i + 1, last) &&
	       (ru_names_flags(n, i + 1) & RU_NAMEWORD_BACK) != 0 && !ru_names_is_capital(n, i + 2, last);
}

/* No name goes on behind a possessive: "President Brown's Finance Minister". */
static uint32_t owner_end(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	if (n->r->ending == NULL)
		return last;
	while (i < last && (n->r->ending[i] == 0 || is_whose(n, i, last)))
		i++;
	return i < last ? i + 1 : last;
}

/* All names of the words [i, last) of one sentence. */
static int read_words(struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	while (i < last) {
		const struct ru_name_class *c = &n->class[i];
		uint32_t end = i;
		int status = RU_OK;
		if ((c->flags & RU_NAMEWORD_CAPITAL) == 0 && c->title == 0 && c->agency == 0) {
			i++; /* nothing begins here */
			continue;
		}
		if (n->class[i].title != 0 && (n->r->facts->tokens[i].flags & RU_TOKEN_DATE) == 0 &&
		    (ru_names_flags(n, i) & RU_NAMEWORD_GIVEN) == 0 && n->class[i].org <= n->class[i].title &&
		    n->class[i].place_head <= n->class[i].title)
			status = ru_names_title(n, i, last, &end);
		if (status == RU_OK && end == i)
			status = ru_names_known(n, i, last, false, &end);
		if (status == RU_OK && end == i && ru_names_is_capital(n, i, last))
			status = read_run(n, i, last, &end);
		if (status != RU_OK)
			return status;
		i = end > i ? end : i + 1;
	}
	return RU_OK;
}

static int read_sentence(struct ru_name_reader *n, const struct ru_sentence *sentence)
{
	int status = RU_OK;

	for (uint32_t i = sentence->first, end; i < sentence->last && status == RU_OK; i = end) {
		end = owner_end(n, i, sentence->last);
		status = read_words(n, i, end);
	}
	return status;
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
		name->place =
		    ru_article_place(n->r->article, (struct ru_range){n->r->words[found->first].begin,
		                                                      ru_reading_word_end(n->r, found->last - 1)});
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

static int read_sentences(struct ru_name_reader *n)
{
	int status = RU_OK;

	for (uint32_t s = 0; s < n->r->facts->sentence_count && status == RU_OK; s++)
		status = read_sentence(n, &n->r->facts->sentences[s]);
	return status;
}

/* Where nouns have capitals, "Wendt" alone is known for a person by "Karla Wendt" elsewhere on the page: read it twice.
 */
static int read_again(struct ru_name_reader *n)
{
	for (size_t k = 0; k < n->found.len; k++) {
		const struct ru_found_name *found = RU_VEC_AT(&n->found, struct ru_found_name, k);
		if (found->type == RU_NAME_PERSON)
			ru_names_vote_person(n, found->last - 1);
	}
	ru_vec_clear(&n->found);
	return read_sentences(n);
}

/* What the rules find. */
int ru_names_rules(struct ru_name_reader *n)
{
	ru_names_classes(n);
	int status = read_sentences(n);

	if (status == RU_OK && n->nouns)
		status = read_again(n);
	if (status == RU_OK)
		status = ru_sort(n->found.ptr, n->found.len, sizeof(struct ru_found_name), by_place, NULL,
		                 n->r->options->al);
	return status;
}

const struct ru_entry *ru_names_setting(const struct ru_pack *pack, struct ru_str key)
{
	return ru_pack_get(pack, ru_table_find(RU_S("pack")), key);
}

/* "names id" in the table pack of ms: the model of a near language. */
static const struct ru_pack *find_model_pack(const struct ru_reading *r)
{
	const struct ru_entry *e = ru_names_setting(r->pack, RU_S("names"));
	const struct ru_pack *near = e != NULL ? ru_packs_find(r->options->packs, e->col[1]) : NULL;

	return near != NULL ? near : r->pack;
}

int ru_names_begin(struct ru_name_reader *n, struct ru_reading *r)
{
	*n = (struct ru_name_reader){.r = r};
	n->model_pack = find_model_pack(r);
	n->knows_roots = ru_pack_knows_roots(r->pack);
	n->noun_last = ru_names_setting(r->pack, RU_S("noun_last")) != NULL;
	const struct ru_entry *capitals = ru_names_setting(r->pack, RU_S("capitals"));
	n->nouns = capitals != NULL && ru_str_eq(capitals->col[1], RU_S("nouns"));
	ru_vec_init(&n->found, r->options->al, sizeof(struct ru_found_name), 0);
	n->class = ru_arena_get(r->arena, r->word_count, sizeof(*n->class));
	n->votes = ru_arena_get(r->arena, r->word_count, sizeof(*n->votes));
	return n->class != NULL && n->votes != NULL ? RU_OK : RU_ENOMEM;
}

void ru_names_end(struct ru_name_reader *n) { ru_vec_release(&n->found); }

/* "Ratna Wirasti, S.H.": what looks like a name in the degrees of a person is none. */
static void drop_degrees(struct ru_name_reader *n)
{
	size_t kept = 0;
	uint32_t end = 0;

	for (size_t i = 0; i < n->found.len; i++) {
		struct ru_found_name found = *RU_VEC_AT(&n->found, struct ru_found_name, i);
		if (found.last <= end)
			continue;
		for (uint32_t k = found.first + 1; found.type == RU_NAME_PERSON && k < found.last; k++) {
			if (ru_names_byte(n, k) == ',' && ru_degrees_end(n->r, k) >= found.last)
				found.last = k;
		}
		if (found.type == RU_NAME_PERSON)
			end = ru_degrees_end(n->r, found.last);
		*RU_VEC_AT(&n->found, struct ru_found_name, kept++) = found;
	}
	n->found.len = kept;
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
		drop_degrees(&n);
	if (status == RU_OK)
		status = make_names(&n);
	if (status == RU_OK)
		status = ru_facts_entities(r);
	ru_names_end(&n);
	return status;
}
