/* SPDX-License-Identifier: Apache-2.0 */
/* Clean text to words: one pass, no language. Each word is found from its first character; the only look ahead is one
 * character behind a hyphen, apostrophe or separator, and a bounded one for addresses. Most words are plain ASCII
 * between blanks: those go a short way, by a table of the 128 characters. */
#include "text/words.h"

#include "text/eight.h"
#include "text/utf8.h"

enum { ADDRESS_LOCAL = 64, ADDRESS = 2048 };

enum { UPPER = 1, LOWER = 2, DIGIT = 4, MARK = 8, BLANK = 16, NEWLINE = 32, JOINS = 64 };

/* What each ASCII character is. MARK is punctuation by Unicode; "$+<=>^`|~" are symbols and in no class. */
#define MARKS(c) ((c) == '-' || (c) == '\'' ? MARK | JOINS : MARK)
#define CLASS(c)                                                                                                       \
	((c) >= 'A' && (c) <= 'Z'                                  ? UPPER                                             \
	 : (c) >= 'a' && (c) <= 'z'                                ? LOWER                                             \
	 : (c) >= '0' && (c) <= '9'                                ? DIGIT                                             \
	 : (c) == '\n' || (c) == '\r'                              ? BLANK | NEWLINE                                   \
	 : (c) == ' ' || (c) == '\t' || (c) == '\v' || (c) == '\f' ? BLANK                                             \
	 : (c) <= ' ' || (c) == 0x7F || (c) == '$' || (c) == '+' || (c) == '^' || (c) == '`' || (c) == '|' ||          \
	         (c) == '~' || ((c) >= '<' && (c) <= '>')                                                              \
	     ? 0                                                                                                       \
	     : MARKS(c))
#define FOUR(c) CLASS(c), CLASS((c) + 1), CLASS((c) + 2), CLASS((c) + 3)
#define SIXTEEN(c) FOUR(c), FOUR((c) + 4), FOUR((c) + 8), FOUR((c) + 12)
static const uint8_t ascii[128] = {SIXTEEN(0),  SIXTEEN(16), SIXTEEN(32), SIXTEEN(48),
                                   SIXTEEN(64), SIXTEEN(80), SIXTEEN(96), SIXTEEN(112)};

static bool is_ascii_letter(unsigned char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
static bool is_ascii_digit(unsigned char c) { return c >= '0' && c <= '9'; }
static bool is_apostrophe(uint32_t cp) { return cp == '\'' || cp == 0x2019; }
static bool is_hyphen(uint32_t cp) { return cp == '-' || cp == 0x2010 || cp == 0x2011; }

static uint32_t peek(const struct ru_word_cursor *cut, size_t at, size_t *next)
{
	*next = at;
	return at < cut->text.len ? ru_utf8_next(cut->text, next) : 0;
}

/* Characters that an address may hold after its beginning. */
static bool in_address(unsigned char c)
{
	return c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^' && c != '`' &&
	       c != '{' && c != '|' && c != '}';
}

/* The end of an address that began at begin, without the marks of the sentence behind it. */
static size_t address_end(struct ru_str text, size_t begin, size_t from)
{
	size_t end = from;
	while (end < text.len && end - begin < ADDRESS && in_address((unsigned char)text.ptr[end]))
		end++;
	while (end > from) {
		unsigned char c = (unsigned char)text.ptr[end - 1];
		if (is_ascii_letter(c) || is_ascii_digit(c) || c == '/' || c == '=' || c == '&' || c == '#' ||
		    c == '_' || c == '-')
			break;
		end--;
	}
	return end;
}

/* "https://pelita.example/a", "www.pelita.example": its end, or 0. */
static size_t web_end(const struct ru_word_cursor *cut, size_t begin)
{
	struct ru_str text = cut->text;
	if (ru_str_eq_nocase(ru_str_cut(text, begin, begin + 4), RU_S("www.")) && begin + 4 < text.len &&
	    is_ascii_letter((unsigned char)text.ptr[begin + 4]))
		return address_end(text, begin, begin + 5);
	size_t at = begin;
	while (at < text.len && at - begin < 10 && is_ascii_letter((unsigned char)text.ptr[at]))
		at++;
	if (at - begin >= 3 && ru_str_eq(ru_str_cut(text, at, at + 3), RU_S("://")) && at + 3 < text.len &&
	    in_address((unsigned char)text.ptr[at + 3]))
		return address_end(text, begin, at + 4);
	return 0;
}

/* "redaksi@pelita.example": its end, or 0. */
static size_t mail_end(const struct ru_word_cursor *cut, size_t begin)
{
	struct ru_str text = cut->text;
	size_t at = begin;
	for (; at < text.len && at - begin < ADDRESS_LOCAL; at++) {
		unsigned char c = (unsigned char)text.ptr[at];
		if (!is_ascii_letter(c) && !is_ascii_digit(c) && c != '.' && c != '_' && c != '%' && c != '+' &&
		    c != '-')
			break;
	}
	if (at == begin || at >= text.len || text.ptr[at] != '@')
		return 0;
	size_t domain = at + 1, end = domain, dot = 0;
	for (; end < text.len && end - domain < ADDRESS_LOCAL; end++) {
		unsigned char c = (unsigned char)text.ptr[end];
		if (c == '.' && end > domain && end + 1 < text.len && is_ascii_letter((unsigned char)text.ptr[end + 1]))
			dot = end;
		else if (!is_ascii_letter(c) && !is_ascii_digit(c) && c != '-')
			break;
	}
	return dot > 0 ? end : 0;
}

/* "1.234", "3,5": the end of a run of digits with single separators inside. */
static size_t number_end(const struct ru_word_cursor *cut, size_t at)
{
	for (;;) {
		size_t next, behind;
		uint32_t cp = peek(cut, at, &next);
		if (next > at && ru_char_is_digit(cp)) {
			at = next;
			continue;
		}
		if (next > at && (cp == '.' || cp == ',' || cp == 0x066B || cp == 0x066C)) {
			cp = peek(cut, next, &behind);
			if (behind > next && ru_char_is_digit(cp)) {
				at = behind;
				continue;
			}
		}
		return at;
	}
}

/* Whether a separator and a digit stand at at: "Rp10" + ".000". */
static bool number_goes_on(const struct ru_word_cursor *cut, size_t at)
{
	size_t next, behind;
	uint32_t cp = peek(cut, at, &next);
	if (next == at || (cp != '.' && cp != ','))
		return false;
	cp = peek(cut, next, &behind);
	return behind > next && ru_char_is_digit(cp);
}

struct run {
	size_t end;
	size_t digits; /* where the digits at the end of the run begin, or SIZE_MAX */
	size_t letters, capitals;
	bool number;        /* all digits */
	bool joined_digits; /* digits stand behind a hyphen */
	uint8_t flags;
};

/* A run of letters and digits from at on, with hyphens and apostrophes between two letters. */
static void take_run(const struct ru_word_cursor *cut, size_t at, struct run *run)
{
	bool after_letter = false, first = true;
	*run = (struct run){.end = at, .digits = SIZE_MAX, .number = true};
	for (;;) {
		size_t next, behind;
		uint32_t cp = peek(cut, run->end, &next);
		if (next == run->end)
			break;
		if (ru_char_is_letter(cp) && !ru_char_is_unspaced(cp) && !ru_char_is_ignored(cp)) {
			bool upper = ru_char_is_upper(cp);
			run->letters++;
			run->capitals += upper;
			if (first && upper)
				run->flags |= RU_WORD_CAPITAL;
			run->number = false;
			run->digits = SIZE_MAX;
			after_letter = true;
		} else if (ru_char_is_digit(cp)) {
			if (run->digits == SIZE_MAX)
				run->digits = run->end;
			after_letter = false;
		} else if (!first && (is_hyphen(cp) || (after_letter && is_apostrophe(cp)))) {
			bool hyphen = is_hyphen(cp);
			cp = peek(cut, next, &behind);
			bool letter = behind > next && ru_char_is_letter(cp) && !ru_char_is_unspaced(cp);
			/* "Jong-un", "ke-5", "1960-an"; "10-20" are two numbers */
			if (!letter && !(hyphen && after_letter && behind > next && ru_char_is_digit(cp)))
				break;
			run->flags |= RU_WORD_JOINED;
			run->number = false;
			run->digits = SIZE_MAX;
			run->joined_digits = !letter;
			after_letter = false;
		} else if (first || !ru_char_is_ignored(cp)) {
			break;
		}
		run->end = next;
		first = false;
	}
	if (run->letters > 1 && run->letters == run->capitals)
		run->flags |= RU_WORD_ALL_CAPS;
}

/* "Rp500", "Rs20": a capital and a small letter before digits, where "G20" and "B2B" are names. */
static bool is_money(const struct run *run)
{
	return run->letters == 2 && run->capitals == 1 && (run->flags & RU_WORD_CAPITAL);
}

/* The end of a run of one mark. */
static size_t take_marks(const struct ru_word_cursor *cut, size_t next, uint32_t mark)
{
	for (;;) {
		size_t behind;
		if (peek(cut, next, &behind) != mark || behind == next)
			return next;
		next = behind;
	}
}

static bool is_ascii(struct ru_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	return true;
}

/* The end of the run of ASCII letters from at on; *all_capitals becomes false where one of them is small. */
static size_t letters_end(struct ru_str text, size_t at, bool *all_capitals)
{
	while (text.len - at >= 8) {
		uint64_t bytes = ru_eight(text.ptr + at), letters = ru_eight_letters(bytes);
		size_t count = ru_eight_run(letters);
		uint64_t small = letters & bytes << 2; /* the bit that makes a letter small goes to the top */

		*all_capitals = *all_capitals && (small & ru_eight_low(count)) == 0;
		at += count;
		if (count < 8)
			return at;
	}
	for (; at < text.len && is_ascii_letter((unsigned char)text.ptr[at]); at++)
		*all_capitals = *all_capitals && (text.ptr[at] & 0x20) == 0;
	return at;
}

/* A word of ASCII letters and digits, as below. */
static bool take_mixed(const struct ru_word_cursor *cut, size_t begin, struct ru_word *word)
{
	const unsigned char *text = (const unsigned char *)cut->text.ptr;
	size_t at = begin, len = cut->text.len, digits = SIZE_MAX;
	uint32_t capitals = 0, letters = 0;

	for (; at < len; at++) {
		if (text[at] >= 0x80)
			return false;
		unsigned now = ascii[text[at]];
		if ((now & (UPPER | LOWER)) != 0) {
			letters++;
			capitals += now & UPPER;
			digits = SIZE_MAX;
		} else if ((now & DIGIT) != 0) {
			digits = digits == SIZE_MAX ? at : digits;
		} else if ((now & JOINS) != 0) {
			return false;
		} else {
			break;
		}
	}
	if (letters == 0) {
		word->kind = RU_WORD_NUMBER;
		word->end = (uint32_t)number_end(cut, at);
		word->flags |= is_ascii(ru_str_cut(cut->text, at, word->end)) ? RU_WORD_PLAIN : 0;
		return true;
	}
	if (digits != SIZE_MAX) /* "Rp500", "G20": a separator may go on with it */
		return false;
	word->kind = RU_WORD_LETTERS;
	word->flags |= (ascii[text[begin]] & UPPER) != 0 ? RU_WORD_CAPITAL : 0;
	word->flags |= letters > 1 && letters == capitals ? RU_WORD_ALL_CAPS : 0;
	word->flags |= letters == at - begin ? RU_WORD_PLAIN : 0;
	word->end = (uint32_t)at;
	return true;
}

/* A word that begins with an ASCII character, where nothing but ASCII makes it up and no hyphen or apostrophe goes on
 * with it; false for all others, then *word is as it was. Addresses have been looked for. */
static bool take_plain(const struct ru_word_cursor *cut, size_t begin, struct ru_word *word)
{
	const unsigned char *text = (const unsigned char *)cut->text.ptr;
	size_t at = begin, len = cut->text.len;
	unsigned class = ascii[text[at]];

	if ((class & (UPPER | LOWER)) != 0) {
		bool all_capitals = true;

		at = letters_end(cut->text, at, &all_capitals);
		if (at < len && (text[at] >= 0x80 || (ascii[text[at]] & JOINS) != 0))
			return false;
		if (at == len || (ascii[text[at]] & DIGIT) == 0) {
			word->kind = RU_WORD_LETTERS;
			word->flags |= (class & UPPER) != 0 ? RU_WORD_CAPITAL | RU_WORD_PLAIN : RU_WORD_PLAIN;
			word->flags |= at - begin > 1 && all_capitals ? RU_WORD_ALL_CAPS : 0;
			word->end = (uint32_t)at;
			return true;
		}
		return take_mixed(cut, begin, word);
	}
	if ((class & DIGIT) == 0) {
		unsigned char mark = text[at];
		while (at < len && text[at] == mark)
			at++;
		word->kind = (class & MARK) != 0 ? RU_WORD_PUNCT : RU_WORD_OTHER;
		word->flags |= at == begin + 1 ? RU_WORD_PLAIN : 0;
		word->end = (uint32_t)at;
		return true;
	}
	return take_mixed(cut, begin, word);
}

/* The word that begins at begin. */
static void take_word(struct ru_word_cursor *cut, size_t begin, struct ru_word *word)
{
	size_t next, end = 0;
	uint32_t cp = peek(cut, begin, &next);
	word->kind = RU_WORD_OTHER;
	if (cut->has_web && cp < 0x80 && is_ascii_letter((unsigned char)cp))
		end = web_end(cut, begin);
	if (end == 0 && cut->has_mail && cp < 0x80)
		end = mail_end(cut, begin);
	if (end > 0) {
		word->end = (uint32_t)end;
	} else if (cp < 0x80 && take_plain(cut, begin, word)) {
		return;
	} else if (ru_char_is_unspaced(cp)) {
		word->kind = RU_WORD_LETTERS;
		for (end = next; end < cut->text.len; end = next) {
			cp = peek(cut, end, &next);
			if (cp < 0x300 || !ru_char_is_mark(cp))
				break;
		}
		word->end = (uint32_t)end;
	} else if (ru_char_is_letter(cp) || ru_char_is_digit(cp)) {
		struct run run;
		take_run(cut, begin, &run);
		word->kind = run.number ? RU_WORD_NUMBER : RU_WORD_LETTERS;
		word->flags |= run.flags;
		word->end = (uint32_t)run.end;
		if (run.number)
			word->end = (uint32_t)number_end(cut, run.end);
		else if (run.digits != SIZE_MAX && !run.joined_digits &&
		         (number_goes_on(cut, run.end) || is_money(&run)))
			word->end = (uint32_t)run.digits; /* "Rp10.000", "Rp500": a word and a number */
	} else {
		bool mark = ru_char_is_punctuation(cp);
		word->kind = mark ? RU_WORD_PUNCT : RU_WORD_OTHER;
		word->end = (uint32_t)(mark || cp < 0x80 ? take_marks(cut, next, cp) : next);
	}
}

/* Whether "www." stands somewhere; full stops are rarer than the letter. */
static bool has_www(struct ru_str text)
{
	for (size_t at = 0; at < text.len; at++) {
		const char *stop = memchr(text.ptr + at, '.', text.len - at);
		if (stop == NULL)
			return false;
		at = (size_t)(stop - text.ptr);
		if (at >= 3 && ru_str_eq_nocase(ru_str_cut(text, at - 3, at), RU_S("www")))
			return true;
	}
	return false;
}

void ru_word_cursor_init(struct ru_word_cursor *cursor, struct ru_str text)
{
	*cursor = (struct ru_word_cursor){.text = text};
	if (text.len == 0)
		return;
	cursor->has_mail = memchr(text.ptr, '@', text.len) != NULL;
	cursor->has_web = ru_str_find(text, RU_S("://"), 0) != SIZE_MAX || has_www(text);
}

static inline bool next_word(struct ru_word_cursor *cursor, struct ru_word *word)
{
	size_t from = cursor->at;
	uint8_t before = 0;
	while (cursor->at < cursor->text.len && cursor->at < UINT32_MAX) {
		size_t next = cursor->at + 1;
		uint32_t cp = (unsigned char)cursor->text.ptr[cursor->at];
		if (cp >= 0x80)
			cp = peek(cursor, cursor->at, &next);
		if (cp < 0x80) {
			if ((ascii[cp] & BLANK) != 0) {
				before |= (ascii[cp] & NEWLINE) != 0 ? RU_WORD_SPACE | RU_WORD_BREAK : RU_WORD_SPACE;
				cursor->at = next;
				continue;
			}
		} else if (ru_char_is_space(cp) && cp != 0xFEFF) {
			before |= RU_WORD_SPACE;
			if (cp == 0x2028 || cp == 0x2029 || cp == 0x85)
				before |= RU_WORD_BREAK;
			cursor->at = next;
			continue;
		} else if (ru_char_is_ignored(cp)) {
			cursor->at = next;
			continue;
		}
		const struct ru_word none = {.begin = (uint32_t)cursor->at, .flags = before};
		*word = none;
		if (cp >= 0x80 || !take_plain(cursor, cursor->at, word) || !ru_word_cursor_alone(cursor, word->end)) {
			*word = none;
			take_word(cursor, cursor->at, word);
		}
		if (word->begin - from > 1 || (word->begin - from == 1 && cursor->text.ptr[from] != ' '))
			word->flags &= (uint8_t)~RU_WORD_PLAIN;
		cursor->at = word->end;
		return true;
	}
	return false;
}

bool ru_word_cursor_next(struct ru_word_cursor *cursor, struct ru_word *word) { return next_word(cursor, word); }

int ru_words(struct ru_str text, struct ru_vec *out)
{
	if (text.len >= UINT32_MAX)
		return RU_ELIMIT;
	struct ru_word_cursor cursor;
	struct ru_word word;
	ru_word_cursor_init(&cursor, text);
	while (next_word(&cursor, &word)) {
		struct ru_word *place = ru_vec_push_raw(out);
		if (place == NULL)
			return ru_vec_full(out) ? RU_ELIMIT : RU_ENOMEM;
		*place = word;
	}
	return 0;
}
