/* SPDX-License-Identifier: Apache-2.0 */
/* Words to sentences: stops, the closing quotation marks and brackets behind them, blank lines. What an abbreviation
 * is, the caller tells; what a capital letter is, Unicode tells. One pass, looking at two words on either side. */
#include "text/words.h"

#include "text/utf8.h"

static uint32_t first_char(struct ru_str text, const struct ru_word *word)
{
	size_t at = word->begin;
	return ru_utf8_next(text, &at);
}

static bool is_stop(uint32_t cp)
{
	return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F ||
	       cp == 0x061F || cp == 0x06D4 || cp == 0x0964 || cp == 0xFF0E;
}

static bool is_wide_stop(uint32_t cp) { return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F; }

static bool is_closing(uint32_t cp)
{
	return cp == ')' || cp == ']' || cp == '"' || cp == '\'' || cp == 0x201D || cp == 0x2019 || cp == 0xBB ||
	       cp == 0x203A || cp == 0x300D || cp == 0x300F;
}

static bool is_opening(uint32_t cp)
{
	return cp == '(' || cp == '[' || cp == '"' || cp == '\'' || cp == 0x201C || cp == 0x2018 || cp == 0xAB ||
	       cp == 0x201E || cp == 0x300C || cp == 0x300E;
}

/* A mark that opens quotations in one language and closes them in another („Ja.“, »Ja.«): it closes where it clings to
 * what stands before it and a space follows. */
static bool closes_here(struct ru_str text, const struct ru_word *words, size_t count, size_t i)
{
	uint32_t cp = first_char(text, &words[i]);
	return (cp == 0x201C || cp == 0x2018 || cp == 0xAB || cp == 0x2039) &&
	       (i + 1 >= count || (words[i + 1].flags & (RU_WORD_SPACE | RU_WORD_BREAK)) != 0);
}

/* Whether a blank line stands between two words. */
static bool blank_line_between(struct ru_str text, const struct ru_word *a, const struct ru_word *b)
{
	if ((b->flags & RU_WORD_BREAK) == 0)
		return false;
	int breaks = 0;
	for (size_t i = a->end; i < b->begin; i++) {
		breaks +=
		    text.ptr[i] == '\n' || (text.ptr[i] == '\r' && (i + 1 >= b->begin || text.ptr[i + 1] != '\n'));
		if ((unsigned char)text.ptr[i] == 0xE2 && i + 2 < b->begin && (unsigned char)text.ptr[i + 1] == 0x80 &&
		    (unsigned char)text.ptr[i + 2] == 0xA9)
			breaks += 2; /* paragraph separator */
	}
	return breaks > 1;
}

/* "J. K. Santoso": a single capital letter, which a full stop shortens. */
static bool is_initial(struct ru_str text, const struct ru_word *word)
{
	if (word->kind != RU_WORD_LETTERS || (word->flags & RU_WORD_CAPITAL) == 0)
		return false;
	size_t at = word->begin;
	(void)ru_utf8_next(text, &at);
	return at == word->end;
}

struct cutter {
	struct ru_str text;
	const struct ru_word *words;
	size_t count;
	const struct ru_sentence_rules *rules;
};

/* Whether the sentence may go on in lower case at word i ("\"Pergi!\" kata dia"): the first letter behind opening marks
 * decides. */
static bool goes_on(const struct cutter *cut, size_t i)
{
	for (size_t steps = 0; i < cut->count && steps < 3; i++, steps++) {
		uint32_t cp = first_char(cut->text, &cut->words[i]);
		if (cut->words[i].kind == RU_WORD_LETTERS)
			return ru_char_is_lower(cp);
		if (cut->words[i].kind != RU_WORD_PUNCT)
			return false;
		if (!is_opening(cp)) /* a comma, a dash, a semicolon */
			return cp == ',' || cp == ';' || cp == ':';
	}
	return false;
}

/* Whether the stop at word i, with no space behind it, parts two sentences: "selesai.Bupati pergi". */
static bool parts_glued(const struct cutter *cut, size_t i)
{
	const struct ru_word *before = i > 0 ? &cut->words[i - 1] : NULL, *behind = &cut->words[i + 1];

	return before != NULL && cut->rules != NULL && cut->rules->parts != NULL &&
	       before->end == cut->words[i].begin && cut->words[i].end - cut->words[i].begin == 1 &&
	       behind->kind == RU_WORD_LETTERS &&
	       (behind->flags & (RU_WORD_CAPITAL | RU_WORD_ALL_CAPS)) == RU_WORD_CAPITAL &&
	       cut->rules->parts(cut->rules->ctx, cut->text, before, behind);
}

/* Whether the mark at word i ends the sentence that began at word first. *last is the word behind the closing marks. */
static bool ends_at(const struct cutter *cut, size_t first, size_t i, size_t *last)
{
	const struct ru_word *words = cut->words;
	if (words[i].kind != RU_WORD_PUNCT)
		return false;
	uint32_t cp = first_char(cut->text, &words[i]);
	if (!is_stop(cp))
		return false;
	size_t next = i + 1;
	while (next < cut->count && next - i < 8 && words[next].kind == RU_WORD_PUNCT &&
	       (words[next].flags & RU_WORD_SPACE) == 0) {
		uint32_t mark = first_char(cut->text, &words[next]);
		if (!is_stop(mark) && !is_closing(mark) && !closes_here(cut->text, words, cut->count, next))
			break;
		next++;
	}
	*last = next;
	if (next >= cut->count)
		return true;
	if ((words[next].flags & RU_WORD_SPACE) == 0 && !is_wide_stop(cp) && (next > i + 1 || !parts_glued(cut, i)))
		return false;
	if ((words[next].flags & RU_WORD_BREAK) == 0 && goes_on(cut, next))
		return false;
	bool shortens = cp == '.' && words[i].end - words[i].begin == 1 && i > first &&
	                words[i - 1].end == words[i].begin && next == i + 1;
	if (!shortens)
		return true;
	if (words[i - 1].kind == RU_WORD_NUMBER && i - 1 == first && words[i - 1].end - words[i - 1].begin < 4)
		return false; /* "1. Warga mengungsi": a number of a list */
	if (cut->rules == NULL || cut->rules->is_abbreviation == NULL)
		return !is_initial(cut->text, &words[i - 1]);
	return !cut->rules->is_abbreviation(cut->rules->ctx, cut->text, words, cut->count, i - 1);
}

/* Whether a sentence begins at word i without a stop before it. */
static bool begins_at(const struct cutter *cut, size_t first, size_t i)
{
	const struct ru_word *word = &cut->words[i];
	if (cut->rules == NULL || cut->rules->begins == NULL || i <= first || (word->flags & RU_WORD_SPACE) == 0)
		return false;
	if ((word->flags & RU_WORD_CAPITAL) == 0 && !is_opening(first_char(cut->text, word)))
		return false;
	return cut->rules->begins(cut->rules->ctx, cut->text, cut->words, cut->count, first, i);
}

int ru_sentences(struct ru_str text, struct ru_word *words, size_t count, const struct ru_sentence_rules *rules,
                 struct ru_vec *out)
{
	struct cutter cut = {text, words, count, rules};
	size_t first = 0;
	for (size_t i = 0; i < count; i++)
		words[i].sentence_start = 0;
	while (first < count) {
		size_t last = count;
		for (size_t i = first; i < count; i++) {
			if (i > first &&
			    (blank_line_between(text, &words[i - 1], &words[i]) || begins_at(&cut, first, i))) {
				last = i;
				break;
			}
			size_t behind;
			if (ends_at(&cut, first, i, &behind)) {
				last = behind;
				break;
			}
		}
		struct ru_sentence_range *range = ru_vec_push(out);
		if (range == NULL)
			return ru_vec_full(out) ? RU_ELIMIT : RU_ENOMEM;
		*range = (struct ru_sentence_range){words[first].begin, words[last - 1].end, (uint32_t)first,
		                                    (uint32_t)last};
		words[first].sentence_start = 1;
		first = last;
	}
	return 0;
}
