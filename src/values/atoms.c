/* SPDX-License-Identifier: Apache-2.0 */
/* Cuts a text into atoms (see text.h): numbers with their separators, runs of letters, single marks.
 *
 * One pass, no look-ahead beyond one character behind a separator. Never allocates. */
#include "text/utf8.h"
#include "values/text.h"

struct scan {
	struct ru_str text;
	size_t pos, end;
};

static uint32_t peek(const struct scan *s, size_t *after)
{
	*after = s->pos;
	if (s->pos >= s->end)
		return 0;
	return ru_utf8_next(s->text, after);
}

static bool digit_at(const struct scan *s, size_t pos)
{
	return pos < s->end && ru_is_digit((unsigned char)s->text.ptr[pos]);
}

/* "10.000", "3,5", "14.01.2025": a separator stays where a digit follows. */
static void take_number(struct scan *s)
{
	while (s->pos < s->end) {
		char c = s->text.ptr[s->pos];

		if (!ru_is_digit((unsigned char)c) && !((c == '.' || c == ',') && digit_at(s, s->pos + 1)))
			return;
		s->pos++;
	}
}

static bool letter_at(const struct scan *s, size_t pos)
{
	if (pos >= s->end)
		return false;
	uint32_t cp = ru_utf8_next(s->text, &pos);

	return ru_char_is_letter(cp);
}

/* Letters; an inner apostrophe stays where more than one letter follows it ("o'clock"; "week's" is cut in front of it).
 */
static void take_letters(struct scan *s)
{
	size_t after;

	while (s->pos < s->end) {
		unsigned char c = (unsigned char)(s->text.ptr[s->pos] | 0x20);

		if (c >= 'a' && c <= 'z') {
			s->pos++;
			continue;
		}
		uint32_t cp = peek(s, &after);

		if (!ru_char_is_letter(cp) && !ru_char_is_zero_width(cp)) {
			bool apostrophe = cp == '\'' || cp == 0x2019;

			if (!apostrophe || !letter_at(s, after))
				return;
			size_t second = after;

			(void)ru_utf8_next(s->text, &second);
			if (!letter_at(s, second))
				return;
		}
		s->pos = after;
	}
}

/* After the letters [begin, pos): a hyphen and the same letters once more ("kira-kira") belong to them. */
static void take_doubled(struct scan *s, size_t begin)
{
	size_t len = s->pos - begin, again = s->pos + 1;

	if (s->pos >= s->end || s->text.ptr[s->pos] != '-' || again + len > s->end ||
	    !ru_str_eq_nocase(ru_str_cut(s->text, begin, s->pos), ru_str_cut(s->text, again, again + len)) ||
	    letter_at(s, again + len))
		return;
	s->pos = again + len;
}

static uint8_t take_one(struct scan *s)
{
	size_t begin = s->pos, after;
	uint32_t cp = peek(s, &after);

	if (digit_at(s, s->pos)) {
		take_number(s);
		return RU_WORD_NUMBER;
	}
	if (ru_char_is_letter(cp)) {
		take_letters(s);
		take_doubled(s, begin);
		return RU_WORD_LETTERS;
	}
	s->pos = after;
	return cp < 0x80 || ru_char_is_dash(cp) ? RU_WORD_PUNCT : RU_WORD_OTHER;
}

/* The next atom; false at the end. */
static bool next_atom(struct scan *s, struct ru_word *atom)
{
	uint8_t flags = 0;

	while (s->pos < s->end) {
		size_t after, start = s->pos;
		uint32_t cp = peek(s, &after);

		if (ru_char_is_space(cp) || ru_char_is_zero_width(cp)) {
			flags |= RU_WORD_SPACE;
			if (cp == '\n')
				flags |= RU_WORD_BREAK;
			s->pos = after;
			continue;
		}
		*atom = (struct ru_word){0};
		atom->kind = take_one(s);
		atom->begin = (uint32_t)start;
		atom->end = (uint32_t)s->pos;
		if (atom->kind == RU_WORD_LETTERS && ru_char_is_upper(cp))
			flags |= RU_WORD_CAPITAL;
		atom->flags = flags;
		return true;
	}
	return false;
}

size_t ru_atoms_cut(struct ru_str text, size_t begin, size_t end, struct ru_word *atoms, uint64_t *hash, size_t max)
{
	struct scan s = {text, begin, end};
	size_t count = 0;

	while (count < max && next_atom(&s, &atoms[count])) {
		hash[count] = ru_fold_hash(ru_str_cut(text, atoms[count].begin, atoms[count].end));
		count++;
	}
	return count;
}

/* The atom that a plain word is, where it is the next one; false for any other word. */
static bool take_plain(struct scan *s, const struct ru_word *word, struct ru_word *atom)
{
	if ((word->flags & RU_WORD_PLAIN) == 0 || word->begin < s->pos)
		return false;
	*atom = (struct ru_word){
	    .begin = word->begin,
	    .end = word->end,
	    .kind = word->kind == RU_WORD_OTHER ? RU_WORD_PUNCT : word->kind,
	    .flags = (uint8_t)((word->flags & RU_WORD_CAPITAL) | (word->begin > s->pos ? RU_WORD_SPACE : 0))};
	s->pos = word->end;
	return true;
}

size_t ru_atoms_of_words(const struct ru_lookup *words, size_t first, size_t last, const struct ru_pack *pack,
                         struct ru_word *atoms, uint64_t *hash, const struct ru_value_room *room, size_t max)
{
	struct scan s = {words->text, words->words[first].begin, words->words[last - 1].end};
	size_t count = 0, word = first;

	while (count < max) {
		struct ru_word *atom = &atoms[count];

		while (word < last && words->words[word].end <= s.pos)
			word++;
		if ((word >= last || !take_plain(&s, &words->words[word], atom)) && !next_atom(&s, atom))
			break;
		while (word < last && words->words[word].end <= atom->begin)
			word++;
		if (word < last && words->words[word].begin == atom->begin && words->words[word].end == atom->end) {
			hash[count] = words->hash[word];
			room->first[count] = words->first[0][word];
			room->opening[count] = words->opening[word];
		} else {
			hash[count] = ru_fold_hash(ru_str_cut(words->text, atom->begin, atom->end));
			room->first[count] = ru_pack_opening_at(pack, hash[count]);
			room->opening[count] = ru_pack_opening_tables(pack, room->first[count]);
		}
		count++;
	}
	return count;
}
