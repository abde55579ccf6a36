/* SPDX-License-Identifier: Apache-2.0 */
/* What became of the people that a figure counts: "tiga orang meninggal", "menewaskan tiga orang", "lima jenazah". Two
 * tellings of one event use other words and other nouns for the same count; this is what they have in common.
 *
 * Fed a figure as read from a segment; gives the class that the pack has for the word, or nothing. */
#include "facts/figures/figures.h"

enum { FATE_ATOMS = 10, FATE_WORDS = 3 };

static struct ru_str fate_at(const struct ru_segment *s, size_t i)
{
	struct ru_value_hit hit = ru_value_hit_at(&s->text, i, RU_VALUE_FIGURE_WORDS);

	for (const struct ru_entry *e = hit.entry; e != NULL; e = ru_pack_entry(s->text.pack, e->next)) {
		if (ru_str_eq(e->col[1], RU_S("fate")))
			return e->col[2];
	}
	return (struct ru_str){NULL, 0};
}

/* Another count, "dan", or a mark that ends the clause. A comma before a capital does not: "sembilan warga Desa Serai,
 * Lohari, tewas". */
static bool ends_clause(const struct ru_segment *s, size_t i)
{
	char c = ru_value_char_at(&s->text, i);

	if (s->atoms[i].kind == RU_WORD_NUMBER || ru_when_role(&s->text, i, RU_ROLE_AND) > 0 ||
	    ru_value_hit_at(&s->text, i, RU_VALUE_NUMBERS).entry != NULL)
		return true;
	return s->atoms[i].kind == RU_WORD_PUNCT && c != ',' && c != '-';
}

static bool plain_word(const struct ru_segment *s, size_t i)
{
	return s->atoms[i].kind == RU_WORD_LETTERS && (s->atoms[i].flags & RU_WORD_CAPITAL) == 0;
}

/* The nearest such word in words [from, from + step * FATE_ATOMS) of the sentence, with few others between. */
static struct ru_str look(const struct ru_segment *s, size_t from, int step, uint32_t sentence)
{
	struct ru_str fate = {NULL, 0};
	unsigned words = 0, commas = 0;
	size_t i = from;

	for (unsigned k = 0; k < FATE_ATOMS && words <= FATE_WORDS && i < s->text.atoms.count; k++) {
		fate = fate_at(s, i);
		if (ru_segment_sentence(s, i) != sentence || fate.len > 0 || ends_clause(s, i))
			break;
		words += plain_word(s, i);
		commas += ru_value_char_at(&s->text, i) == ',';
		if ((commas > 0 && plain_word(s, i)) || (step < 0 && (i == 0 || commas > 0)))
			break;
		i = step > 0 ? i + 1 : i - 1;
	}
	return fate;
}

struct ru_str ru_figure_fate(const struct ru_segment *s, const struct ru_counted *c)
{
	uint32_t sentence = ru_segment_sentence(s, c->first);
	struct ru_str fate = {NULL, 0};

	if (c->noun < c->noun_end)
		fate = fate_at(s, c->noun);
	if (fate.len == 0)
		fate = look(s, c->last, 1, sentence);
	if (fate.len == 0 && c->first > 0)
		fate = look(s, c->first - 1, -1, sentence);
	return fate;
}
