/* SPDX-License-Identifier: Apache-2.0 */
/* Walking the words of a page as treebanks cut them, out of the finer tokens and their marks; finding its sentences. */
#include "record/facts.h"

bool ru_facts_next_word(const struct ru_facts *facts, struct ru_str text, struct ru_word_walk *walk,
                        struct ru_range *out)
{
	if (walk->at >= walk->part_end) { /* the next token, and those that belong to it */
		if (walk->token >= facts->token_count)
			return false;
		const struct ru_token *token = &facts->tokens[walk->token++];
		walk->parted = (token->flags & RU_TOKEN_PARTED) != 0;
		walk->at = token->begin;
		walk->part_end = token->end;
		while (walk->token < facts->token_count && (facts->tokens[walk->token].flags & RU_TOKEN_GLUED) != 0)
			walk->part_end = facts->tokens[walk->token++].end;
	}
	*out = (struct ru_range){walk->at, walk->part_end};
	if (walk->parted && walk->part_end <= text.len) {
		uint32_t end = walk->at;
		while (end < walk->part_end && text.ptr[end] != '-')
			end++;
		out->end = end > walk->at ? end : walk->at + 1; /* a part, or the hyphen itself */
	}
	walk->at = out->end;
	return true;
}

bool ru_facts_next_sentence(const struct ru_facts *facts, uint32_t *next, struct ru_range *out)
{
	if (*next >= facts->sentence_count)
		return false;
	*out = facts->sentences[*next].at;
	while (facts->sentences[*next].goes_on && *next + 1 < facts->sentence_count)
		out->end = facts->sentences[++*next].at.end;
	++*next;
	return true;
}

uint32_t ru_facts_sentence_from(const struct ru_facts *facts, uint32_t at)
{
	uint32_t low = 0, high = facts->sentence_count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (facts->sentences[mid].at.end <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

uint32_t ru_facts_sentence(const struct ru_facts *facts, uint32_t at)
{
	uint32_t i = ru_facts_sentence_from(facts, at);

	return i < facts->sentence_count && facts->sentences[i].at.begin <= at ? i : RU_NONE;
}
