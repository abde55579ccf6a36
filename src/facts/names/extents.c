/* SPDX-License-Identifier: Apache-2.0 */
/* How far names go: the end of the person, organisation or place that begins at a word. Private to facts/; each look is
 * bounded. */
#include "facts/names/extents.h"

enum { RUN_WORDS = 7, ORG_WORDS = 12 };

uint16_t ru_names_flags(const struct ru_name_reader *n, uint32_t i)
{
	return i < n->r->word_count ? n->class[i].flags : 0;
}

char ru_names_byte(const struct ru_name_reader *n, uint32_t i)
{
	return i < n->r->word_count ? n->r->article->text.ptr[n->r->words[i].begin] : '\0';
}

bool ru_names_is_capital(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	return i < last && (n->class[i].flags & RU_NAMEWORD_CAPITAL) != 0 && n->r->words[i].kind == RU_WORD_LETTERS &&
	       (n->r->facts->tokens[i].flags & RU_TOKEN_DATE) == 0;
}

/* "King Charles III": a Roman numeral. */
static bool is_numeral(const struct ru_name_reader *n, uint32_t i)
{
	struct ru_str word = ru_str_cut(n->r->article->text, n->r->words[i].begin, n->r->words[i].end);
	size_t k = 0;

	while (k < word.len && (word.ptr[k] == 'I' || word.ptr[k] == 'V' || word.ptr[k] == 'X'))
		k++;
	return k == word.len && k > 1;
}

/* The word behind i where the name goes on: steps over the stop of an initial or of "Hj.". */
static uint32_t after(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	if (i + 2 < last && ru_names_byte(n, i + 1) == '.' && n->r->words[i + 1].kind == RU_WORD_PUNCT &&
	    ru_names_is_capital(n, i + 2, last) &&
	    ((n->class[i].flags & RU_NAMEWORD_INITIAL) != 0 || n->class[i].title == 1 ||
	     n->r->words[i].end - n->r->words[i].begin <= 3) &&
	    n->r->sentence_of[i] == n->r->sentence_of[i + 2])
		return i + 2;
	return i + 1;
}

bool ru_names_is_personal(const struct ru_name_reader *n, uint32_t i, uint32_t last, bool begun)
{
	const struct ru_name_class *c = &n->class[i];

	if (!ru_names_is_capital(n, i, last))
		return false;
	if (begun && is_numeral(n, i))
		return (c->flags & RU_NAMEWORD_HEADING) == 0;
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
	if (c->folk != 0)
		return false;
	if (n->nouns && ru_names_votes(n, i)->person == 0)
		return false;
	return c->place == 0 && c->org == 0 && c->place_head == 0 && (c->flags & RU_NAMEWORD_COMMON) == 0;
}

uint32_t ru_names_run_end(const struct ru_name_reader *n, uint32_t i, uint32_t last, bool expected)
{
	uint32_t end = i, words = 0;

	while (i < last && words < RUN_WORDS) {
		uint32_t next;
		if (ru_names_is_personal(n, i, last, words > 0 || expected)) {
			next = after(n, i, last);
			end = i + 1;
			words++;
		} else if (words > 0 && (n->class[i].flags & RU_NAMEWORD_JOINER) != 0 &&
		           ru_names_is_personal(n, i + 1, last, true)) {
			next = i + 1;
		} else if (words > 0 && i + 3 < last && ru_names_byte(n, i) == '"' &&
		           ru_names_is_capital(n, i + 1, last) && (n->class[i + 1].flags & RU_NAMEWORD_HEADING) == 0 &&
		           ru_names_byte(n, i + 2) == '"' && ru_names_is_personal(n, i + 3, last, true)) {
			/* Tono "Gimbal" Nugroho; but not the heading: Tono Nugroho "Buka" Pasar Malam */
			next = i + 3;
		} else {
			break;
		}
		i = next;
	}
	return end;
}

uint32_t ru_names_org_end(const struct ru_name_reader *n, uint32_t i, uint32_t head, uint32_t last, bool in_title)
{
	uint32_t j = i + head, end = j, limit = i + ORG_WORDS;

	while (j < last && j < limit) {
		const struct ru_name_class *c = &n->class[j];
		if (ru_names_is_capital(n, j, last)) {
			bool known = c->place != 0 || c->org != 0 ||
			             (c->flags & (RU_NAMEWORD_COMMON | RU_NAMEWORD_CAPS | RU_NAMEWORD_BACK)) != 0 ||
			             ru_names_votes(n, j)->place > 0;
			if (in_title && ((c->flags & RU_NAMEWORD_GIVEN) != 0 ||
			                 (!known && (j > i + head || ru_names_run_end(n, j, last, false) > j + 1))))
				break;
			if (c->title != 0 && (c->flags & (RU_NAMEWORD_COMMON | RU_NAMEWORD_HONOUR)) == 0)
				break;
			j += c->place > 1 ? c->place : 1u;
			end = j;
		} else if ((c->flags & RU_NAMEWORD_ORG_JOINER) != 0 && ru_names_is_capital(n, j + 1, last) && j > i &&
		           (ru_names_flags(n, j + 1) & RU_NAMEWORD_GIVEN) == 0 && n->class[j + 1].org == 0 &&
		           n->class[j + 1].place == 0) {
			j++;
		} else if (ru_names_byte(n, j) == '&' && ru_names_is_capital(n, j + 1, last)) {
			j++;
		} else {
			break;
		}
	}
	return end;
}

uint32_t ru_names_place_end(const struct ru_name_reader *n, uint32_t i, uint32_t head, uint32_t last, bool in_title)
{
	uint32_t j = i + head, end = j;

	for (uint32_t words = 0; words < (n->nouns ? 1 : 3) && ru_names_is_capital(n, j, last); words++) {
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

uint32_t ru_names_back_end(const struct ru_name_reader *n, uint32_t i, uint32_t last)
{
	uint32_t end = i;

	for (uint32_t k = i; k < last && k < i + 6 && ru_names_is_capital(n, k, last); k = after(n, k, last)) {
		if (k > i && (n->class[k].flags & RU_NAMEWORD_BACK) != 0)
			end = k + 1;
		if ((n->class[k].flags & RU_NAMEWORD_GIVEN) != 0)
			break;
	}
	return end;
}
