/* SPDX-License-Identifier: Apache-2.0 */
/* Verbs known by their form, where the pack has no table of verbs: "me-" begins what somebody does.
 *
 * Narrows a source that was read up to its cue, where a verb stands in it: to who acts ("Putin membuka forum itu |
 * dengan menegaskan ...") or to whom the relative clause is about ("Haaretz mengutip juru bicara militer | yang
 * mengatakan ..."). A form is a verb where its stem is another word that the pack knows. At most as many words are
 * looked at as a source has. */
#include "facts/statements/statements.h"

bool ru_is_action(const struct ru_statement_reader *s, uint32_t i)
{
	const struct ru_word *word = &s->r->words[i];
	struct ru_str text = ru_str_cut(s->r->article->text, word->begin, word->end);

	if (word->kind != RU_WORD_LETTERS || (word->flags & RU_WORD_CAPITAL) != 0 || s->word[i].name != RU_NONE ||
	    s->word[i].depth != 0 || s->r->facts->tokens[i].stem == s->r->text.hash[i])
		return false;
	for (size_t k = 0; k < s->word_end_count; k++) {
		if (ru_str_eq(s->word_end[k].col[1], RU_S("action_prefix")) &&
		    ru_str_starts(text, s->word_end[k].folded))
			return true;
	}
	return false;
}

bool ru_reports_at(const struct ru_statement_reader *s, uint32_t i)
{
	return (s->word[i].cue & (RU_CUE_BEFORE | RU_CUE_ACT)) != 0 && s->word[i].name == RU_NONE &&
	       (s->r->words[i].flags & RU_WORD_CAPITAL) == 0;
}

/* "Truman menjadi pemimpin pertama yang ...": the noun behind is the one before. */
static bool is_copula(const struct ru_statement_reader *s, uint32_t i)
{
	return (s->word[i].single & RU_CLAUSE_BE) != 0;
}

/* What stands before a verb and belongs to it: "telah membuka", "untuk menggeser". */
static bool goes_with_verb(const struct ru_statement_reader *s, uint32_t i)
{
	return s->word[i].name == RU_NONE &&
	       (s->word[i].single & (RU_CLAUSE_AUX | RU_CLAUSE_NEG | RU_CLAUSE_PREP)) != 0 &&
	       (s->word[i].single & RU_CLAUSE_DET) == 0;
}

struct ru_words_range ru_source_who_acts(const struct ru_statement_reader *s, struct ru_words_range source)
{
	uint32_t end = source.first + 1;

	while (end < source.last && !ru_is_action(s, end) && !is_copula(s, end))
		end++;
	while (end > source.first + 1 && end < source.last && goes_with_verb(s, end - 1))
		end--;
	return (struct ru_words_range){source.first, end < source.last ? end : source.last};
}

struct ru_words_range ru_source_acted_on(const struct ru_statement_reader *s, struct ru_words_range source)
{
	uint32_t i = source.last;

	while (i > source.first + 1 && !ru_is_action(s, i - 1) && !is_copula(s, i - 1))
		i--;
	if (i == source.first + 1 || i == source.last || (s->word[i].single & (RU_CLAUSE_PREP | RU_CLAUSE_THAT)) != 0)
		return source;
	return is_copula(s, i - 1) ? ru_source_who_acts(s, (struct ru_words_range){source.first, i})
	                           : (struct ru_words_range){i, source.last};
}
