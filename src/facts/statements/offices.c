/* SPDX-License-Identifier: Apache-2.0 */
/* Offices that stand for who holds them: behind "Presiden Valdoria Anton Belaru" or "Anton Belaru, presiden Valdoria,"
 * the words "Presiden Valdoria" mean Belaru, anywhere on the page.
 *
 * Fed the names with their titles; gives an index from the words of an office to its person. A title alone says too
 * little ("Presiden"), and an office that the page gives to two people means neither. Linear in the words. */
#include "base/hash.h"
#include "facts/statements/statements.h"

enum { OFFICE_WORDS = 8 };

static uint64_t key(const struct ru_statement_reader *s, uint32_t first, uint32_t last)
{
	uint64_t hash = last - first;

	for (uint32_t i = first; i < last; i++)
		hash = ru_hash_mix(hash, s->r->text.hash[i]);
	return hash;
}

/* A title and at least one word that tells of what. */
static bool is_office(const struct ru_statement_reader *s, uint32_t first, uint32_t last)
{
	return last >= first + 2 && last - first <= OFFICE_WORDS && (s->word[first].single & RU_CLAUSE_TITLE) != 0;
}

/* The title is held by one: there are many "warga Lohari". */
static bool held_by_one(const struct ru_statement_reader *s, uint32_t first)
{
	size_t used;
	const struct ru_entry *e = ru_pack_at(s->r->pack, ru_table_find(RU_S("titles")), &s->r->text, first, &used);

	for (; e != NULL; e = e->next == UINT32_MAX ? NULL : ru_pack_entry(s->r->pack, e->next)) {
		if (ru_str_eq(e->col[1], RU_S("office")))
			return true;
	}
	return false;
}

static int put(const struct ru_statement_reader *s, struct ru_index *offices, uint32_t first, uint32_t last,
               uint32_t entity)
{
	uint32_t held;
	uint64_t hash;

	if (!is_office(s, first, last) || !held_by_one(s, first) || ru_title_is_of(s, first, last))
		return RU_OK;
	hash = key(s, first, last);
	if (ru_index_get(offices, hash, &held) && held != entity)
		entity = RU_NONE;
	return ru_index_put(offices, hash, entity);
}

/* The words of the title before the name that begins at word i: [first, i). */
static uint32_t title_first(const struct ru_statement_reader *s, const struct ru_name *name, uint32_t i)
{
	uint32_t first = i, begin = name->title_place.at.begin;

	while (begin != RU_NONE && first > 0 && i - first <= OFFICE_WORDS && s->r->words[first - 1].begin >= begin)
		first--;
	return first;
}

/* "Anton Belaru, presiden Valdoria,": the words between the commas; an empty range where none close. */
static struct ru_words_range behind(const struct ru_statement_reader *s, uint32_t comma)
{
	uint32_t last = comma + 1;

	if (ru_word_byte(s, comma) != ',')
		return (struct ru_words_range){comma, comma};
	while (last < s->r->word_count && last - comma <= OFFICE_WORDS + 1 && s->r->words[last].kind != RU_WORD_PUNCT &&
	       s->r->sentence_of[last] == s->r->sentence_of[comma])
		last++;
	if (last >= s->r->word_count || (ru_word_byte(s, last) != ',' && ru_word_byte(s, last) != '.'))
		return (struct ru_words_range){comma, comma};
	return (struct ru_words_range){comma + 1, last};
}

int ru_offices_learn(const struct ru_statement_reader *s, struct ru_index *offices)
{
	const struct ru_facts *f = s->r->facts;

	for (uint32_t i = 0; i < s->r->word_count; i++) {
		uint32_t n = s->word[i].name, end = i + 1, first;
		struct ru_words_range after;
		int status;
		if (n == RU_NONE || f->names[n].type != RU_NAME_PERSON)
			continue;
		while (end < s->r->word_count && s->word[end].name == n)
			end++;
		first = title_first(s, &f->names[n], i);
		status =
		    put(s, offices, first, i > first && ru_word_byte(s, i - 1) == ',' ? i - 1 : i, f->names[n].entity);
		after = behind(s, end);
		if (status == RU_OK)
			status = put(s, offices, after.first, after.last, f->names[n].entity);
		if (status != RU_OK)
			return status;
		i = end - 1;
	}
	return RU_OK;
}

uint32_t ru_office_holder(const struct ru_statement_reader *s, const struct ru_index *offices,
                          struct ru_words_range source)
{
	uint32_t entity;

	if (!is_office(s, source.first, source.last) ||
	    !ru_index_get(offices, key(s, source.first, source.last), &entity))
		return RU_NONE;
	return entity;
}
