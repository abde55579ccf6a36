/* SPDX-License-Identifier: Apache-2.0 */
/* Cuts the words that are read into segments of atoms for the date and figure readers.
 *
 * A segment is some whole sentences of one block, up to a fixed count of words, so that memory does not grow with the
 * page; a sentence longer than that is cut. Fed the reading, gives one struct ru_value_text after the other. */
#include "facts/dates/dates.h"

int ru_segment_init(struct ru_segment *s, const struct ru_reading *r, unsigned tables)
{
	const struct ru_alloc *al = r->options->al;

	*s = (struct ru_segment){.r = r};
	s->tables = ru_value_tables_kept(r->memory.values, r->pack, tables);
	s->atoms = ru_alloc_get(al, RU_SEGMENT_ATOMS, sizeof(*s->atoms));
	s->hash = ru_alloc_get(al, RU_SEGMENT_ATOMS, sizeof(*s->hash));
	s->room.row = ru_alloc_get(al, RU_SEGMENT_ATOMS, sizeof(*s->room.row));
	ru_value_memory_use(r->memory.values, &s->room);
	s->room.first = ru_alloc_get(al, RU_SEGMENT_ATOMS, sizeof(*s->room.first));
	s->room.opening = ru_alloc_get(al, RU_SEGMENT_ATOMS, sizeof(*s->room.opening));
	s->stem = ru_alloc_zero(al, 1, sizeof(*s->stem));
	if (s->stem != NULL)
		ru_buf_init(s->stem, al, RU_SEGMENT_STEM);
	if (s->stem == NULL || ru_buf_room(s->stem, RU_SEGMENT_STEM) == NULL || s->atoms == NULL || s->hash == NULL ||
	    s->room.row == NULL || s->room.first == NULL || s->room.opening == NULL) {
		ru_segment_release(s);
		return RU_ENOMEM;
	}
	s->ending = ru_pack_entries(r->pack, ru_table_find(RU_S("word_ends")), &s->ending_count);
	return RU_OK;
}

void ru_segment_release(struct ru_segment *s)
{
	const struct ru_alloc *al = s->r->options->al;

	if (s->stem != NULL)
		ru_buf_release(s->stem);
	ru_alloc_free(al, s->stem);
	ru_alloc_free(al, s->atoms);
	ru_alloc_free(al, s->hash);
	ru_alloc_free(al, s->room.row);
	ru_alloc_free(al, s->room.first);
	ru_alloc_free(al, s->room.opening);
	s->stem = NULL;
	s->atoms = NULL;
	s->hash = NULL;
	s->room = (struct ru_value_room){0};
}

bool ru_segment_next(struct ru_segment *s)
{
	const struct ru_reading *r = s->r;
	const struct ru_facts *facts = r->facts;

	if (s->next_word >= r->word_count)
		return false;
	uint32_t first = s->next_word, sentence = r->sentence_of[first], last = first;

	s->sentence = sentence;
	s->block = facts->sentences[sentence].block;
	while (sentence < facts->sentence_count && facts->sentences[sentence].block == s->block &&
	       (last == first || facts->sentences[sentence].last - first <= RU_SEGMENT_WORDS)) {
		last = facts->sentences[sentence].last;
		sentence++;
	}
	if (last - first > RU_SEGMENT_WORDS)
		last = first + RU_SEGMENT_WORDS;
	s->last_sentence = sentence;
	size_t count = ru_atoms_of_words(&r->text, first, last, r->pack, s->atoms, s->hash, &s->room, RU_SEGMENT_ATOMS);

	/* atoms are finer than words; go on with the first word that was not read whole */
	s->next_word = last;
	while (count == RU_SEGMENT_ATOMS && s->next_word > first + 1 &&
	       r->words[s->next_word - 1].end > s->atoms[count - 1].end)
		s->next_word--;
	if (count > 0)
		s->atoms[0].flags |= RU_WORD_BREAK;
	ru_value_text_fill(&s->text, s->tables, r->article->text, s->atoms, s->hash, count, &s->room);
	return true;
}

uint32_t ru_segment_sentence(const struct ru_segment *s, size_t i)
{
	uint32_t low = s->sentence, high = s->last_sentence;

	while (low + 1 < high) {
		uint32_t mid = low + (high - low) / 2;

		if (s->r->facts->sentences[mid].at.begin <= s->atoms[i].begin)
			low = mid;
		else
			high = mid;
	}
	return low;
}

struct ru_range ru_segment_range(const struct ru_segment *s, size_t first, size_t last)
{
	return (struct ru_range){s->atoms[first].begin, s->atoms[last - 1].end};
}

void ru_facts_flag(struct ru_reading *r, struct ru_range at, uint16_t flag)
{
	uint32_t low = 0, high = r->facts->token_count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (r->facts->tokens[mid].end <= at.begin)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < r->facts->token_count && r->facts->tokens[low].begin < at.end; low++)
		r->facts->tokens[low].flags |= flag;
}
