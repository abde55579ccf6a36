/* SPDX-License-Identifier: Apache-2.0 */
/* Whom the words of a source name: the person it is about, not those whom it only mentions.
 *
 * "Ratna Wirasti, kuasa hukum Hasan Darmono": Ratna; "juru bicara Presiden Hasan, Ratna Wirasti": Ratna; "a spokesman
 * for Hannah Brown", "istri Hasan Darmono", "Brown's lawyer": nobody whom the page names. One pass over the source. */
#include "facts/statements/resolver.h"

enum { OF_WORDS = 3, CAPITAL_WORDS = 4 };

static const struct ru_clause_word *word(const struct resolver *v, uint32_t i) { return &v->s->word[i]; }

static const struct ru_name *name_at(const struct resolver *v, uint32_t i)
{
	return word(v, i)->name == RU_NONE ? NULL : &v->s->r->facts->names[word(v, i)->name];
}

static bool has_class(const struct resolver *v, uint32_t i, uint32_t class)
{
	return word(v, i)->name == RU_NONE && (word(v, i)->single & class) != 0;
}

/* The first word of the title of the name that begins at word i, not before word from. */
static uint32_t title_first(const struct resolver *v, uint32_t i, uint32_t from)
{
	uint32_t begin = name_at(v, i)->title_place.at.begin;

	while (begin != RU_NONE && i > from && v->s->r->words[i - 1].begin >= begin)
		i--;
	return i;
}

/* A phrase like "kuasa hukum" or "istri" that ends before word i, not before word from. */
static bool behind_of(const struct resolver *v, uint32_t from, uint32_t i)
{
	for (uint32_t k = 1; k <= OF_WORDS && i >= from + k; k++) {
		if ((word(v, i - k)->more & RU_MORE_OF) != 0 && word(v, i - k)->length == k &&
		    word(v, i - k)->name == RU_NONE)
			return true;
	}
	return false;
}

/* The person at [name, end), whose title begins at `first`, only tells whose somebody the source is. */
static bool is_owner(const struct resolver *v, uint32_t from, uint32_t first, uint32_t name, uint32_t end)
{
	uint32_t i = first;

	if (ru_is_possessive(v->s, end - 1) || ru_title_is_of(v->s, first, name))
		return true;
	while (i > from && has_class(v, i - 1, RU_CLAUSE_ART) && !has_class(v, i - 1, RU_CLAUSE_GEN))
		i--;
	if (i > from && (has_class(v, i - 1, RU_CLAUSE_BY) || (word(v, i - 1)->more & RU_MORE_BY_WAY) != 0))
		return false; /* "a report by Brown", "Dinas Air melalui Ratna" */
	return (i > from && has_class(v, i - 1, RU_CLAUSE_PREP | RU_CLAUSE_GEN)) || behind_of(v, from, i);
}

bool ru_title_is_of(const struct ru_statement_reader *s, uint32_t first, uint32_t name)
{
	for (uint32_t i = first; i < name; i++) {
		if ((s->word[i].more & RU_MORE_OF) != 0 && s->word[i].name == RU_NONE)
			return true;
	}
	return false;
}

/* What one stretch between commas says. */
struct stretch {
	uint32_t person; /* entity of the last one who is no owner, or RU_NONE */
	bool bare;       /* it is that name alone, or the name and what a preposition adds to it */
	bool titled;     /* with a title before it */
	bool owner;      /* somebody is only the owner */
};

static struct stretch read_stretch(const struct resolver *v, uint32_t first, uint32_t last)
{
	struct stretch out = {RU_NONE, false, false, false};
	uint32_t owner_end = RU_NONE;

	for (uint32_t i = first; i < last; i++) {
		const struct ru_name *name = name_at(v, i);
		uint32_t end = i + 1, begin;
		if (name == NULL || name->type != RU_NAME_PERSON || word(v, i)->bracket)
			continue; /* "Saifullah Yusuf (Gus Ipul)" */
		while (end < last && word(v, end)->name == word(v, i)->name)
			end++;
		begin = title_first(v, i, first);
		if (is_owner(v, first, begin, i, end) ||
		    (owner_end != RU_NONE && begin == owner_end + 1 && has_class(v, owner_end, RU_CLAUSE_CONJ))) {
			out.owner = true;
			owner_end = end;
		} else if (!out.bare) {
			out.person = name->entity;
			uint32_t next = end;
			while (next < last && word(v, next)->bracket)
				next++;
			out.titled = begin < i;
			out.bare = begin == first && (next >= last || has_class(v, next, RU_CLAUSE_PREP));
		}
		i = end - 1;
	}
	return out;
}

/* Words with capitals alone: "Titik S. Ariyanto", where the name was read from its second word on. */
static bool is_capital(const struct resolver *v, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++) {
		if (v->s->r->words[i].kind == RU_WORD_LETTERS && (v->s->r->words[i].flags & RU_WORD_CAPITAL) == 0)
			return false;
	}
	return last - first <= CAPITAL_WORDS;
}

/* The person of the source. *owner: only somebody whom its speaker belongs to is named. */
static uint32_t named_person(const struct resolver *v, struct ru_words_range source, bool *owner)
{
	uint32_t person = RU_NONE;
	bool relative = false;

	*owner = false;
	for (uint32_t first = source.first, last; first < source.last; first = last + 1) {
		struct stretch found;
		uint32_t end;
		for (last = first; last < source.last && !ru_is_separator(v->s, last);)
			last++;
		for (end = first; end < last && (end == source.first || !has_class(v, end, RU_CLAUSE_REL) ||
		                                 has_class(v, end, RU_CLAUSE_ART));)
			end++;
		found = read_stretch(v, first, end);
		*owner = *owner || found.owner;
		/* "Juru bicara Presiden Hasan, Ratna Wirasti": the title is hers */
		if (found.person != RU_NONE && (!relative || person == RU_NONE) &&
		    ((found.bare && (!found.titled || first > source.first)) ||
		     (first > source.first && is_capital(v, first, last))))
			return found.person;
		if (person == RU_NONE && !relative)
			person = found.person;
		relative = relative || end < last;
	}
	*owner = *owner && person == RU_NONE;
	return person;
}

uint32_t ru_resolved_name(const struct resolver *v, struct ru_words_range source, bool *owner)
{
	const struct ru_facts *f = v->s->r->facts;
	uint32_t org = RU_NONE, all = RU_NONE, person = named_person(v, source, owner);

	if (person != RU_NONE || *owner)
		return person;
	for (uint32_t i = source.last; i > source.first; i--) {
		uint32_t n = word(v, i - 1)->name;
		if (n == RU_NONE || f->names[n].type == RU_NAME_PERSON)
			continue;
		if (f->names[n].type == RU_NAME_ORG && (org == RU_NONE || f->entities[org].role.len == 0))
			org = f->names[n].entity;
		if (i == source.last && word(v, source.first)->name == n)
			all = f->names[n].entity;
	}
	if ((word(v, source.first)->single & (RU_CLAUSE_ONE | RU_CLAUSE_TITLE)) != 0 && all == RU_NONE)
		return RU_NONE;
	return org != RU_NONE ? org : all;
}
