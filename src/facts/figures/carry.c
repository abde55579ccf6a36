/* SPDX-License-Identifier: Apache-2.0 */
/* Figures that leave out what another one says: "a 5- or 6-inch screen", "two 10-year contracts", "412 homes at
 * auction and 163 by lot", "91.25 cents, while the lowest is 80.5", "from 4.8 to 4.7 percent".
 *
 * Fed the figures of a segment one by one, in the order of the text; gives those without unit and noun the unit and the
 * noun of their neighbour. Only a neighbour of the same sentence, and only where the words between them join the two.
 */
#include "facts/figures/figures.h"

enum { NEAR = 4, HANGING_MAX = 4 };

static bool bare(const struct ru_counted *c)
{
	return c->unit.len == 0 && c->noun == c->noun_end && !c->low.ordinal && c->low.denominator == 1;
}

/* "three-, four- and seven-seat": a hyphen that nothing is glued to. */
static bool hangs(const struct ru_segment *s, const struct ru_counted *c)
{
	const struct ru_value_text *t = &s->text;

	return ru_value_char_at(t, c->last) == '-' && ru_value_glued(t, c->last) &&
	       (!ru_value_glued(t, c->last + 1) || ru_value_char_at(t, c->last + 1) == ',');
}

/* "and 163 by lot", "including 2.5 million in the hills": a joining word right before, and no noun behind because
 * what follows is another phrase. */
static bool goes_on(const struct ru_segment *s, const struct ru_counted *c)
{
	size_t before = c->first;

	if (before == 0 || c->low.spelled || c->change == RU_CHANGE_UP || c->change == RU_CHANGE_DOWN)
		return false;
	before--;
	if (ru_when_role(&s->text, before, RU_ROLE_AND) == 0 && ru_figure_role(s, before, RU_COUNT_OR) == 0 &&
	    ru_figure_role(s, before, RU_COUNT_AMONG) == 0)
		return false;
	return c->last >= s->text.atoms.count || s->atoms[c->last].kind != RU_WORD_LETTERS ||
	       ru_pack_is_stop(s->text.pack, s->hash[c->last]);
}

/* "dari 4,8 menjadi 4,7 persen", "from 208 pounds to 193": one thing before and after. */
static bool turns(const struct ru_segment *s, const struct ru_counted *from, const struct ru_counted *to)
{
	if (from->first == 0 || to->first <= from->last || to->first > from->last + NEAR ||
	    ru_figure_role(s, to->first - 1, RU_COUNT_TURNED) == 0 ||
	    ru_when_role(&s->text, from->first - 1, RU_ROLE_FROM) == 0)
		return false;
	for (size_t i = from->last; i < to->first; i++) {
		if (s->atoms[i].kind != RU_WORD_LETTERS)
			return false;
	}
	return true;
}

static void give(struct ru_figure *to, struct ru_str unit, struct ru_str noun, uint64_t stem)
{
	to->unit = unit;
	to->noun = noun;
	to->noun_stem = stem;
}

/* Those that wait take what the last figure has. */
static void settle_hanging(const struct ru_carry *carry, const struct ru_counted *c, struct ru_figure *figures,
                           size_t count)
{
	const struct ru_figure *from = &figures[count - 1];

	if (c->first > carry->last.last + NEAR)
		return;
	for (size_t k = 2; k <= carry->hanging + 1 && k <= count; k++)
		give(&figures[count - k], from->unit, from->noun, from->noun_stem);
}

/* The unit of time that the figure ends with, or NULL. */
static const struct ru_entry *time_behind(const struct ru_segment *s, const struct ru_counted *c)
{
	return c->unit.len > 0 && c->last > 0 ? ru_value_hit_at(&s->text, c->last - 1, RU_VALUE_TIME_UNITS).entry
	                                      : NULL;
}

void ru_figure_carry(const struct ru_segment *s, struct ru_carry *carry, const struct ru_counted *c,
                     struct ru_figure *figures, size_t count)
{
	struct ru_figure *figure = &figures[count - 1];
	uint32_t sentence = ru_segment_sentence(s, c->first);

	if (sentence != carry->sentence || count == 1)
		*carry = (struct ru_carry){.sentence = sentence};
	if (bare(c) && hangs(s, c) && carry->hanging < HANGING_MAX) {
		carry->hanging++;
		carry->last = *c;
		return;
	}
	if (carry->hanging > 0 && !bare(c))
		settle_hanging(carry, c, figures, count);
	else if (count > 1 && bare(&carry->last) && !bare(c) && c->low.scaled <= carry->last.low.scaled &&
	         turns(s, &carry->last, c))
		give(&figures[count - 2], figure->unit, figure->noun, figure->noun_stem);
	/* "nine million 330ml cans" counts cans */
	else if (count > 1 && bare(&carry->last) && carry->last.last == c->first && carry->last.last > 0 &&
	         c->unit.len > 0 && c->noun < c->noun_end)
		give(&figures[count - 2], figures[count - 2].unit, figure->noun, figure->noun_stem);
	else if (bare(c) && (carry->unit.len > 0 || carry->noun.len > 0) &&
	         (goes_on(s, c) || (!bare(&carry->last) && turns(s, &carry->last, c))))
		give(figure, carry->unit, carry->noun, carry->noun_stem);
	carry->hanging = 0;
	carry->last = *c;
	/* "3.6 billion crowns ($150 million) and 48 million": what stands in brackets is told once more, not told on;
	 * a length of time says how long, "52,300 people without a home for two years and 81,600 who" counts people */
	if (ru_when_plain_unit(time_behind(s, c)) || (c->first > 0 && ru_value_char_at(&s->text, c->first - 1) == '('))
		return;
	carry->unit = figure->unit;
	carry->noun = figure->noun;
	carry->noun_stem = figure->noun_stem;
}
