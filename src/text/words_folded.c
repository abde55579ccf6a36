/* SPDX-License-Identifier: Apache-2.0 */
/* Words and the hashes of their folded forms in one go: most are of a few ASCII letters, found and hashed without a
 * look at each byte. */
#include "text/fold.h"
#include "text/stretch.h"
#include "text/words.h"

enum { MEAN_BYTES = 5 /* of a word and what stands before it, or less */ };

/* Look at the bytes from `at` on: words of up to 15 letters that begin in all but the last ones end among them. */
static void see(struct ru_word_cursor *cursor, size_t at)
{
	char tail[RU_STRETCH];
	const char *from = cursor->text.ptr + at;
	size_t left = cursor->text.len - at;

	if (left < RU_STRETCH) {
		memset(tail, 0, sizeof(tail));
		memcpy(tail, from, left);
		from = tail;
	}
	struct ru_stretch s = ru_stretch_of(from);
	cursor->seen = at;
	cursor->seen_end = at + RU_STRETCH - 16;
	cursor->letters = s.letters;
	cursor->clinging = s.high | s.digits | ru_stretch_equal(from, '-') | ru_stretch_equal(from, '\'');
}

/* The next word, where it is of 1 to 15 ASCII letters, nothing or a blank stands before it, and it ends as
 * ru_word_cursor_next() would have it, as most do; false for any other, and then nothing is taken. */
static inline bool plain_folded(struct ru_word_cursor *cursor, struct ru_word *word, uint64_t *hash)
{
	const char *text = cursor->text.ptr;
	size_t begin = cursor->at, left = cursor->text.len - begin;

	if (left < 18 || begin > UINT32_MAX - 18)
		return false;
	uint8_t flags = RU_WORD_PLAIN | (text[begin] == ' ' ? RU_WORD_SPACE : 0);
	begin += text[begin] == ' ';
	if (begin >= cursor->seen_end)
		see(cursor, begin);
	uint64_t from_here = ~(cursor->letters >> (begin - cursor->seen)), small = RU_EIGHT_EVERY(0x20);
	size_t len = ru_stretch_first(from_here);
	if (len == 0 || len > 15 || (cursor->clinging >> (begin - cursor->seen + len) & 1) != 0 ||
	    !ru_word_cursor_alone(cursor, begin + len))
		return false;
	uint64_t first = ru_eight(text + begin) & ru_sixteen_low[len][0];
	uint64_t second = ru_eight(text + begin + 8) & ru_sixteen_low[len][1];
	if ((first & 0x20) == 0)
		flags |=
		    len > 1 && ((first | second) & small) == 0 ? RU_WORD_CAPITAL | RU_WORD_ALL_CAPS : RU_WORD_CAPITAL;
	*word = (struct ru_word){(uint32_t)begin, (uint32_t)(begin + len), RU_WORD_LETTERS, flags, 0};
	*hash = ru_fold_hash_letters(first, second, len);
	cursor->at = begin + len;
	return true;
}

bool ru_word_cursor_folded(struct ru_word_cursor *cursor, struct ru_word *word, uint64_t *hash)
{
	if (plain_folded(cursor, word, hash))
		return true;
	while (ru_word_cursor_next(cursor, word)) {
		if (word->kind != RU_WORD_LETTERS && word->kind != RU_WORD_NUMBER)
			continue;
		*hash = ru_fold_hash(ru_str_cut(cursor->text, word->begin, word->end));
		return true;
	}
	return false;
}

/* The next word, where it is one visible ASCII character that is neither letter nor digit, nothing or a blank stands
 * before it, and what stands behind is another one; false for any other, and then nothing is taken. */
static inline bool plain_mark(struct ru_word_cursor *cursor, struct ru_word *word, uint64_t *hash)
{
	/* "$+<=>^`|~" */
	static const uint64_t symbols[2] = {UINT64_C(1) << '$' | UINT64_C(1) << '+' | UINT64_C(7) << '<',
	                                    UINT64_C(1) << ('^' & 63) | UINT64_C(1) << ('`' & 63) |
	                                        UINT64_C(1) << ('|' & 63) | UINT64_C(1) << ('~' & 63)};
	const char *text = cursor->text.ptr;
	size_t begin = cursor->at, left = cursor->text.len - begin;

	if (left < 3 || begin > UINT32_MAX - 3)
		return false;
	uint8_t flags = RU_WORD_PLAIN | (text[begin] == ' ' ? RU_WORD_SPACE : 0);
	begin += text[begin] == ' ';
	unsigned char mark = (unsigned char)text[begin], letter = mark | 0x20;
	if (mark <= ' ' || mark >= 0x7F || (letter >= 'a' && letter <= 'z') || (mark >= '0' && mark <= '9') ||
	    text[begin + 1] == text[begin] || !ru_word_cursor_alone(cursor, begin + 1))
		return false;
	bool symbol = (symbols[mark >> 6] >> (mark & 63) & 1) != 0;
	*word =
	    (struct ru_word){(uint32_t)begin, (uint32_t)(begin + 1), symbol ? RU_WORD_OTHER : RU_WORD_PUNCT, flags, 0};
	*hash = ru_fold_hash_mark(text[begin]);
	cursor->at = begin + 1;
	return true;
}

int ru_words_folded(struct ru_str text, struct ru_vec *out, struct ru_vec *hashes)
{
	if (text.len >= UINT32_MAX)
		return RU_ELIMIT;
	struct ru_word_cursor cursor;
	struct ru_word word;
	uint64_t hash;
	ru_word_cursor_init(&cursor, text);
	if (out->len == 0 && hashes->len == 0 &&
	    (ru_vec_reserve(out, text.len / MEAN_BYTES + 1) != 0 ||
	     ru_vec_reserve(hashes, text.len / MEAN_BYTES + 1) != 0))
		return RU_ENOMEM;
	while (cursor.at < text.len) {
		if (!plain_folded(&cursor, &word, &hash) && !plain_mark(&cursor, &word, &hash)) {
			if (!ru_word_cursor_next(&cursor, &word))
				break;
			hash = ru_fold_hash(ru_str_cut(text, word.begin, word.end));
		}
		struct ru_word *place = ru_vec_push_raw(out);
		uint64_t *hash_place = place != NULL ? ru_vec_push_raw(hashes) : NULL;
		if (hash_place == NULL)
			return ru_vec_full(out) ? RU_ELIMIT : RU_ENOMEM;
		*place = word;
		*hash_place = hash;
	}
	return 0;
}
