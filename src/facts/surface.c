/* SPDX-License-Identifier: Apache-2.0 */
/* Words as treebanks cut them (Universal Dependencies, surface tokens), for those who ask for the list of words.
 *
 * The readers of facts/ cut finer: "U.S." is four tokens to them, "08/16/2000" five. Here each token is marked that
 * belongs to the one before it, and each that is several words ("two-state", where the pack says that hyphens part
 * words). Nothing else looks at these marks. One pass; each token looks at most four others around it. */
#include "facts/reading.h"
#include "text/utf8.h"

struct surface {
	const struct ru_reading *r;
	uint32_t abbreviations, months, weekdays;
	bool parts_hyphens, parts_names; /* what the pack says of hyphens */
	bool initials;                   /* the stop behind an initial is part of it */
	struct ru_str keeps;             /* beginnings whose hyphen stays ("non-", "e-"), blanks between */
};

static struct ru_str word_at(const struct surface *s, uint32_t i)
{
	return ru_reading_text(s->r, (struct ru_range){s->r->words[i].begin, s->r->words[i].end});
}

/* Whether words i - 1 and i touch; word i exists. */
static bool touches(const struct surface *s, uint32_t i)
{
	return i > 0 && i < s->r->word_count && s->r->words[i - 1].end == s->r->words[i].begin &&
	       (s->r->words[i].flags & (RU_WORD_SPACE | RU_WORD_BREAK)) == 0;
}

static bool is_mark(const struct surface *s, uint32_t i, char mark)
{
	struct ru_str word = word_at(s, i);
	return word.len == 1 && word.ptr[0] == mark;
}

static bool is_kind(const struct surface *s, uint32_t i, enum ru_word_kind kind) { return s->r->words[i].kind == kind; }

static bool is_letter(const struct surface *s, uint32_t i)
{
	struct ru_str word = word_at(s, i);
	size_t at = 0;
	return is_kind(s, i, RU_WORD_LETTERS) && ru_utf8_next(word, &at) != 0 && at == word.len;
}

static bool is_lower(const struct surface *s, uint32_t i)
{
	size_t at = 0;
	return is_kind(s, i, RU_WORD_LETTERS) && ru_char_is_lower(ru_utf8_next(word_at(s, i), &at));
}

/* "II", "XIV": a number in Roman letters. */
static bool is_roman(struct ru_str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (memchr("IVXLC", word.ptr[i], 5) == NULL)
			return false;
	return word.len > 0;
}

/* "Inc." + ".", "U.S" + ".": a stop that belongs to the word before it. */
static bool takes_stop(const struct surface *s, uint32_t i)
{
	if (!is_mark(s, i, '.') || !is_kind(s, i - 1, RU_WORD_LETTERS))
		return false;
	if (is_letter(s, i - 1)) {
		bool before =
		    i > 2 && touches(s, i - 1) && is_mark(s, i - 2, '.') && touches(s, i - 2) && is_letter(s, i - 3);
		bool behind = touches(s, i + 1) && is_letter(s, i + 1);
		bool initial = s->initials && (s->r->words[i - 1].flags & RU_WORD_CAPITAL) != 0;
		return before || behind || initial;
	}
	if (touches(s, i + 1) && is_lower(s, i + 1)) /* "pelita.example", "laporan.pdf" */
		return true;
	if ((s->r->words[i - 1].flags & RU_WORD_PLAIN) != 0 &&
	    (s->r->text.opening[i - 1] & ru_pack_table_bit(s->abbreviations)) == 0)
		return false; /* most words before a stop end a sentence */
	for (const struct ru_entry *entry = ru_pack_get(s->r->pack, s->abbreviations, word_at(s, i - 1)); entry != NULL;
	     entry = ru_pack_entry(s->r->pack, entry->next))
		if (ru_str_eq(entry->col[2], RU_S("part")) || ru_str_eq(entry->col[2], RU_S("firm")))
			return true;
	return false;
}

/* The word behind a stop that belongs to the one before: the S of "U.S.", "pdf" of "laporan.pdf". */
static bool goes_on_behind_stop(const struct surface *s, uint32_t i)
{
	if (i < 2 || !is_mark(s, i - 1, '.') || !touches(s, i - 1) || !is_kind(s, i, RU_WORD_LETTERS) ||
	    !is_kind(s, i - 2, RU_WORD_LETTERS))
		return false;
	return is_letter(s, i - 2) ? is_letter(s, i) : is_lower(s, i);
}

static bool is_digits(struct ru_str word, size_t most)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] < '0' || word.ptr[i] > '9')
			return false;
	return word.len > 0 && word.len <= most;
}

/* The slash at word i stands in a word: "08/16/2000", "II/2007", "b/c". */
static bool is_inner_slash(const struct surface *s, uint32_t i)
{
	if (i == 0 || !is_mark(s, i, '/') || !touches(s, i) || !touches(s, i + 1))
		return false;
	struct ru_str left = word_at(s, i - 1), right = word_at(s, i + 1);
	if (is_letter(s, i - 1) && is_letter(s, i + 1))
		return true;
	if (is_digits(right, 4) && right.len == 4 && is_roman(left))
		return true;
	if (!is_digits(left, 2) || !is_digits(right, 4))
		return false;
	bool first =
	    touches(s, i + 2) && is_mark(s, i + 2, '/') && touches(s, i + 3) && is_digits(word_at(s, i + 3), 4);
	bool second = i > 2 && touches(s, i - 1) && is_mark(s, i - 2, '/') && touches(s, i - 2) &&
	              is_digits(word_at(s, i - 3), 2);
	return first || second;
}

/* The hyphen at word i stands in a telephone number: "555-0134", "212-555-0134". */
static bool is_phone_hyphen(const struct surface *s, uint32_t i)
{
	if (i == 0 || !is_mark(s, i, '-') || !touches(s, i) || !touches(s, i + 1))
		return false;
	struct ru_str left = word_at(s, i - 1), right = word_at(s, i + 1);
	if (!is_digits(left, 3) || left.len != 3 || !is_digits(right, 4))
		return false;
	return right.len == 4 || (right.len == 3 && touches(s, i + 2) && is_mark(s, i + 2, '-'));
}

static bool is_one_of(struct ru_str word, const char *marks)
{
	return word.len == 1 && strchr(marks, word.ptr[0]) != NULL;
}

/* ":)", ";-(", ":D" between blanks. True for the words behind its first. */
static bool is_emoticon(const struct surface *s, uint32_t i)
{
	uint32_t eyes = i - 1, mouth = i;
	if (i > 1 && is_one_of(word_at(s, i - 1), "-'") && touches(s, i - 1))
		eyes = i - 2;
	else if (is_one_of(word_at(s, i), "-'") && touches(s, i + 1))
		mouth = i + 1;
	if (!is_one_of(word_at(s, eyes), ":;=") || touches(s, eyes) || touches(s, mouth + 1))
		return false;
	return is_one_of(word_at(s, mouth), ")(DPp|]");
}

static bool is_stops(struct ru_str word) { return word.len > 0 && is_one_of(ru_str_cut(word, 0, 1), ".!?"); }

/* Whether word i belongs to the one before it, which it touches. */
static bool belongs(const struct surface *s, uint32_t i)
{
	struct ru_str word = word_at(s, i), before = word_at(s, i - 1);
	if (is_kind(s, i, RU_WORD_PUNCT) || is_kind(s, i, RU_WORD_OTHER)) {
		if (takes_stop(s, i) || is_inner_slash(s, i) || is_phone_hyphen(s, i) || is_emoticon(s, i))
			return true;
		if (is_kind(s, i, RU_WORD_PUNCT) && is_stops(word) && is_stops(before))
			return true; /* "?!" */
		bool power = ru_str_eq(word, RU_S("\xC2\xB2")) || ru_str_eq(word, RU_S("\xC2\xB3"));
		return (power && is_kind(s, i - 1, RU_WORD_LETTERS)) ||
		       (is_mark(s, i, '_') && is_kind(s, i - 1, RU_WORD_LETTERS) && touches(s, i + 1));
	}
	if (is_emoticon(s, i) || goes_on_behind_stop(s, i) || is_mark(s, i - 1, '_'))
		return true;
	if (is_inner_slash(s, i - 1) || is_phone_hyphen(s, i - 1))
		return true;
	return is_kind(s, i, RU_WORD_LETTERS) && (is_mark(s, i - 1, '#') || is_mark(s, i - 1, '@')) &&
	       !touches(s, i - 1);
}

static bool in_table(const struct surface *s, uint32_t table, struct ru_str word)
{
	return ru_pack_get(s->r->pack, table, word) != NULL;
}

static unsigned capitals(struct ru_str word, unsigned *letters)
{
	unsigned upper = 0;
	*letters = 0;
	for (size_t at = 0; at < word.len; ++*letters)
		upper += ru_char_is_upper(ru_utf8_next(word, &at));
	return upper;
}

/* "Januari-September", "RI-Jepang": a hyphen between two names, where other hyphens are inside a word. */
static bool is_between_names(const struct surface *s, struct ru_str left, struct ru_str right)
{
	unsigned letters[2], upper[2];
	if (in_table(s, s->months, left) || in_table(s, s->weekdays, left))
		return in_table(s, s->months, right) || in_table(s, s->weekdays, right);
	upper[0] = capitals(left, &letters[0]);
	upper[1] = capitals(right, &letters[1]);
	bool all[2] = {letters[0] > 1 && upper[0] == letters[0], letters[1] > 1 && upper[1] == letters[1]};
	return (all[0] && !all[1] && upper[1] == 1 && letters[1] > 2) ||
	       (all[1] && !all[0] && upper[0] == 1 && letters[0] > 2);
}

/* Whether the word is several, parted by its hyphens. */
static bool is_parted(const struct surface *s, uint32_t i)
{
	if (!is_kind(s, i, RU_WORD_LETTERS) || (s->r->words[i].flags & RU_WORD_JOINED) == 0)
		return false;
	struct ru_str word = word_at(s, i), right = word, left, keep, keeps = s->keeps;
	if (memchr(word.ptr, '-', word.len) == NULL)
		return false;
	(void)ru_str_split(&right, '-', &left);
	while (keeps.len > 0 && ru_str_split(&keeps, ' ', &keep))
		if (ru_str_eq_nocase(keep, left))
			return false;
	if (s->parts_hyphens)
		return true;
	return s->parts_names && memchr(right.ptr, '-', right.len) == NULL && is_between_names(s, left, right);
}

/* Straight marks alone: curved ones are left open too often, and tell direction anyway. */
static uint32_t quotes_in(const struct surface *s, const struct ru_sentence *sentence)
{
	uint32_t count = 0;
	for (uint32_t i = sentence->first; i < sentence->last; i++)
		count += is_mark(s, i, '"');
	return count;
}

enum { QUOTATION_MOST = 8 }; /* sentences that one quotation may hold together */

/* "\"Ini target. Itu harus dicapai,\" kata dia.": from the first to the last are one sentence. */
static void join_quotations(const struct surface *s)
{
	struct ru_facts *facts = s->r->facts;
	for (uint32_t i = 0, next; i < facts->sentence_count; i = next) {
		next = i + 1;
		if (quotes_in(s, &facts->sentences[i]) % 2 == 0)
			continue;
		uint32_t last = next;
		while (last < facts->sentence_count && last - i < QUOTATION_MOST &&
		       facts->sentences[last].block == facts->sentences[i].block &&
		       quotes_in(s, &facts->sentences[last]) % 2 == 0)
			last++;
		if (last >= facts->sentence_count || last - i >= QUOTATION_MOST ||
		    facts->sentences[last].block != facts->sentences[i].block)
			continue;
		for (uint32_t k = i; k < last; k++)
			facts->sentences[k].goes_on = true;
		next = last + 1;
	}
}

static struct ru_str setting(const struct ru_reading *r, struct ru_str key)
{
	const struct ru_entry *entry = ru_pack_get(r->pack, ru_table_find(RU_S("pack")), key);
	return entry != NULL ? entry->col[1] : (struct ru_str){NULL, 0};
}

void ru_facts_quotations(struct ru_reading *r)
{
	const struct surface s = {.r = r};

	if (ru_str_eq(setting(r, RU_S("quotation")), RU_S("one_sentence")))
		join_quotations(&s);
}

void ru_facts_surface(struct ru_reading *r)
{
	struct ru_str hyphen = setting(r, RU_S("hyphen"));
	struct surface s = {.r = r,
	                    .abbreviations = ru_table_find(RU_S("abbreviations")),
	                    .months = ru_table_find(RU_S("months")),
	                    .weekdays = ru_table_find(RU_S("weekdays")),
	                    .parts_hyphens = ru_str_eq(hyphen, RU_S("parts")),
	                    .parts_names = ru_str_eq(hyphen, RU_S("parts_names")),
	                    .initials = ru_str_eq(setting(r, RU_S("initial_stop")), RU_S("part")),
	                    .keeps = setting(r, RU_S("hyphen_keeps"))};
	for (uint32_t i = 0; i < r->word_count; i++) {
		uint8_t flags = r->words[i].flags;

		if ((flags & (RU_WORD_SPACE | RU_WORD_BREAK)) != 0 && (flags & RU_WORD_JOINED) == 0)
			continue; /* it neither touches the word before it nor has a hyphen */
		if (touches(&s, i) && r->sentence_of[i] == r->sentence_of[i - 1] && belongs(&s, i))
			r->facts->tokens[i].flags |= RU_TOKEN_GLUED;
		else if (is_parted(&s, i))
			r->facts->tokens[i].flags |= RU_TOKEN_PARTED;
	}
}
