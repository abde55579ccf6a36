/* SPDX-License-Identifier: Apache-2.0 */
/* Words and sentences of clean UTF-8 text, without any knowledge of a language; facts/ adds the
 * pack's abbreviations through the callback. */
#ifndef RU_TEXT_WORDS_H
#define RU_TEXT_WORDS_H

#include "base/buf.h"

enum ru_word_kind {
	RU_WORD_LETTERS, /* letters, or letters and digits ("B2B") */
	RU_WORD_NUMBER,  /* digits with inner separators: "10.000", "3,5", "11/1/2024" is five words */
	RU_WORD_PUNCT,   /* one mark, or one run of the same mark ("...", "--") */
	RU_WORD_OTHER    /* symbols, emoji, U+FFFD */
};

enum {
	RU_WORD_CAPITAL = 1,  /* first letter upper case */
	RU_WORD_ALL_CAPS = 2, /* two or more letters, all upper case */
	RU_WORD_SPACE = 4,    /* white space stands before it */
	RU_WORD_BREAK = 8,    /* a line break or blank line stands before it */
	/* letters or digits, hyphen, letters in one word ("Jong-un", "kupu-kupu") or an inner apostrophe */
	RU_WORD_JOINED = 16,
	/* ASCII letters alone, a number of ASCII digits or one ASCII mark, with nothing or one space between it and the
	 * word before: any reader cuts it alike */
	RU_WORD_PLAIN = 32
};

struct ru_word {
	uint32_t begin, end; /* bytes in the text */
	uint8_t kind;        /* enum ru_word_kind */
	uint8_t flags;
	uint16_t sentence_start; /* 1 where a sentence starts here, after ru_sentences() */
};

/* The first of the words, which stand in the order of the text, that begins at byte `at` or behind; count where none
 * does. O(log count). */
static inline uint32_t ru_words_from(const struct ru_word *words, uint32_t count, uint32_t at)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (words[mid].begin < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Cuts one word at a time, for short strings that need no list: same words as ru_words(). No memory is taken. */
struct ru_word_cursor {
	struct ru_str text;
	size_t at;
	bool has_mail, has_web; /* an address may stand somewhere */
	/* of the bytes from seen on, a bit each: letters, and what makes a word behind them no plain one */
	size_t seen, seen_end;
	uint64_t letters, clinging;
};
void ru_word_cursor_init(struct ru_word_cursor *cursor, struct ru_str text);
/* False at the end. Texts of 4 GiB or more have no words. */
bool ru_word_cursor_next(struct ru_word_cursor *cursor, struct ru_word *word);
/* The next one that is of letters or a number, and ru_fold_hash() of it. */
bool ru_word_cursor_folded(struct ru_word_cursor *cursor, struct ru_word *word, uint64_t *hash);

/* Whether what ends here is no beginning of an address, as next to all words of a page that has one somewhere. */
static inline bool ru_word_cursor_alone(const struct ru_word_cursor *cursor, size_t end)
{
	return (!cursor->has_web && !cursor->has_mail) || end >= cursor->text.len || cursor->text.ptr[end] == ' ' ||
	       cursor->text.ptr[end] == '\n' || cursor->text.ptr[end] == ',';
}

/* Cut text into words, punctuation included, white space not. A letters word is a maximal run of letters and digits in
 * which an inner hyphen or apostrophe between two letters stays ("Jong-un", "don't" is one word, facts/ may split it);
 * So does a hyphen between a
 * letter and a digit ("ke-5", "1960-an"). "Rp10.000" and "Rp10" are a word and a number, "G20" is one word.
 * URLs and e-mail addresses are one word of kind OTHER. Offsets are those of text. Appends struct ru_word to *out. */
int ru_words(struct ru_str text, struct ru_vec *out) RU_MUST_CHECK;
/* The same, and the ru_fold_hash() of each word, uint64_t, appended to *hashes: cheaper than one after the other. */
int ru_words_folded(struct ru_str text, struct ru_vec *out, struct ru_vec *hashes) RU_MUST_CHECK;

/* What a language knows of its sentences; each may be NULL. */
struct ru_sentence_rules {
	void *ctx;
	/* Whether words[i], followed by a full stop, is an abbreviation that does not end the sentence. Without it an
	 * initial ("J. Santoso") is one. */
	bool (*is_abbreviation)(void *ctx, struct ru_str text, const struct ru_word *words, size_t count, size_t i);
	/* Whether a sentence begins at words[i], a capitalised word or the opening mark before one, though no stop
	 * stands before it: a headline run into the text. first: where the sentence so far begins. */
	bool (*begins)(void *ctx, struct ru_str text, const struct ru_word *words, size_t count, size_t first,
	               size_t i);
	/* Whether a stop without a space behind it ends a sentence between the two words: "selesai.Bupati pergi", not
	 * "Kabar.Example". Without it none does. */
	bool (*parts)(void *ctx, struct ru_str text, const struct ru_word *before, const struct ru_word *behind);
};

struct ru_sentence_range {
	uint32_t begin, end;  /* bytes */
	uint32_t first, last; /* words [first, last) */
};

/* Cut into sentences: stops, closing quotation marks behind them, blank lines (a break of two newlines always ends
 * one). Appends struct ru_sentence_range to *out and sets sentence_start. rules may be NULL. */
int ru_sentences(struct ru_str text, struct ru_word *words, size_t count, const struct ru_sentence_rules *rules,
                 struct ru_vec *out) RU_MUST_CHECK;

#endif
