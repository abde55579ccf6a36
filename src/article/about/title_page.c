/* SPDX-License-Identifier: Apache-2.0 */
/* The number of a page that titles of long articles end with: "Jembatan Lirang Retak Halaman all", "Zwei Siege -
 * Seite 2 - Kabar Lereng". It belongs to neither title nor outlet. Fed a short text, takes no memory; linear in its
 * words. */
#include "article/about/title.h"

enum { WORDS = 80, TAIL_WORDS = 5, TITLE_WORDS = 2 };

struct words {
	struct ru_word word[WORDS];
	uint64_t hash[WORDS];
	uint32_t count;
};

static void cut(struct words *w, struct ru_str s)
{
	struct ru_word_cursor cursor;

	w->count = 0;
	ru_word_cursor_init(&cursor, s);
	while (w->count < WORDS && ru_word_cursor_next(&cursor, &w->word[w->count])) {
		w->hash[w->count] = ru_fold_hash(ru_str_cut(s, w->word[w->count].begin, w->word[w->count].end));
		w->count++;
	}
}

/* Whether the words from at on are a word for a page and its number ("Halaman 2", "Seite 2/3"), or a phrase that needs
 * none ("Halaman all"). */
static bool is_page(const struct ru_draft *d, struct ru_str s, const struct words *w, uint32_t at)
{
	struct ru_lookup text = {s, w->word, w->hash, w->count};
	uint32_t used = 0, numbers = 0, table = ru_table_find(RU_S("page_words"));

	if (ru_phrase_in(d, table, &text, at, &used, NULL) == NULL)
		return false;
	if (at + used == w->count)
		return used > 1;
	for (at += used; at < w->count; at++) {
		if (w->word[at].kind == RU_WORD_LETTERS)
			return false;
		numbers += w->word[at].kind == RU_WORD_NUMBER ? 1 : 0;
	}
	return numbers > 0;
}

bool ru_title_is_page(const struct ru_draft *d, struct ru_str part)
{
	struct words w;

	cut(&w, part);
	return w.count > 0 && w.count < WORDS && is_page(d, part, &w, 0);
}

struct ru_str ru_title_behind_page(const struct ru_draft *d, struct ru_str rest)
{
	size_t bar = ru_str_find(rest, RU_S(" - "), 0), other = ru_str_find(rest, RU_S(" | "), 0);
	size_t end = other < bar ? other : bar;

	return end != SIZE_MAX && ru_title_is_page(d, ru_str_trim(ru_str_cut(rest, 0, end)))
	           ? ru_str_cut(rest, end, rest.len)
	           : rest;
}

struct ru_str ru_title_without_page(const struct ru_draft *d, struct ru_str title)
{
	struct words w;

	cut(&w, title);
	if (w.count == WORDS)
		return title;
	for (uint32_t k = 1; k <= TAIL_WORDS && k + TITLE_WORDS <= w.count; k++) {
		uint32_t at = w.count - k;

		if (w.word[at].kind != RU_WORD_LETTERS || !is_page(d, title, &w, at))
			continue;
		while (at > 0 && w.word[at - 1].kind != RU_WORD_LETTERS && w.word[at - 1].kind != RU_WORD_NUMBER &&
		       (w.word[at - 1].flags & RU_WORD_SPACE) != 0)
			at--;
		return at >= TITLE_WORDS ? ru_str_cut(title, 0, w.word[at - 1].end) : title;
	}
	return title;
}
