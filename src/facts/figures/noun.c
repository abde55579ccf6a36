/* SPDX-License-Identifier: Apache-2.0 */
/* What a figure counts: "486 rumah", "two Norwegian brothers", "700,000 retired farmers", "dua pertiga anggota",
 * and what a price or a rate is per: "$62 per share", "40 hours a week".
 *
 * Fed the atoms behind a number, fills noun and, for people, unit of a struct ru_counted. A verb behind the number is
 * none. */
#include "facts/figures/figures.h"

enum { PLURAL_REACH = 4 };

/* "rose", "turun", "roughly": a word of change or of how near a number is, is not what is counted. */
static bool is_change(const struct ru_segment *s, size_t i)
{
	struct ru_value_hit hit = ru_value_hit_at(&s->text, i, RU_VALUE_COMPARATORS);

	return hit.entry != NULL &&
	       (ru_str_eq(hit.entry->col[2], RU_S("verb")) || ru_str_eq(hit.entry->col[2], RU_S("before")));
}

bool ru_figure_can_count(const struct ru_segment *s, size_t i)
{
	return i < s->text.atoms.count && s->atoms[i].kind == RU_WORD_LETTERS &&
	       (s->atoms[i].flags & RU_WORD_BREAK) == 0 && ru_figure_role(s, i, RU_COUNT_NOT_NOUN) == 0 &&
	       !ru_pack_is_stop(s->text.pack, s->hash[i]) && !is_change(s, i) &&
	       ru_value_hit_at(&s->text, i, RU_VALUE_NUMBERS).entry == NULL &&
	       ru_value_hit_at(&s->text, i, RU_VALUE_TIME_UNITS).entry == NULL &&
	       ru_value_hit_at(&s->text, i, RU_VALUE_MONTHS).entry == NULL &&
	       ru_value_hit_at(&s->text, i, RU_VALUE_WEEKDAYS).entry == NULL &&
	       (s->atoms[i].end - s->atoms[i].begin) > 1;
}

bool ru_figure_noun_last(const struct ru_segment *s)
{
	const struct ru_entry *e = ru_pack_get(s->text.pack, ru_table_find(RU_S("pack")), RU_S("noun_last"));

	return e != NULL && ru_str_eq(e->col[1], RU_S("yes"));
}

/* A word that the pack calls a plural, or with an ending of plurals: "models", "children", but not "bus". */
bool ru_figure_is_plural(const struct ru_segment *s, size_t i)
{
	struct ru_str word = ru_value_atom(&s->text, i);
	bool plural = false;

	if (ru_figure_role(s, i, RU_COUNT_PLURAL) > 0 || ru_figure_role(s, i, RU_COUNT_PERSON) > 0)
		return true;
	for (size_t k = 0; k < s->ending_count; k++) {
		struct ru_str end = s->ending[k].folded;

		if (word.len <= end.len + 1 || !ru_str_eq_nocase(ru_str_cut(word, word.len - end.len, word.len), end))
			continue;
		if (ru_str_eq(s->ending[k].col[1], RU_S("not_plural_ending")))
			return false;
		plural = plural || ru_str_eq(s->ending[k].col[1], RU_S("plural_ending"));
	}
	return plural;
}

/* "first-team" before "players": whatever stands before the hyphen. */
static bool describes(const struct ru_segment *s, size_t i)
{
	return ru_figure_can_count(s, i) ||
	       (i + 2 < s->text.atoms.count && s->atoms[i].kind == RU_WORD_LETTERS &&
	        (s->atoms[i].flags & RU_WORD_BREAK) == 0 && ru_value_char_at(&s->text, i + 1) == '-' &&
	        ru_value_glued(&s->text, i + 1) && ru_value_glued(&s->text, i + 2) &&
	        s->atoms[i + 2].kind == RU_WORD_LETTERS);
}

size_t ru_figure_plural(const struct ru_segment *s, size_t i)
{
	size_t at = i;

	for (int k = 0; k < PLURAL_REACH && describes(s, at); k++) {
		if (ru_figure_is_plural(s, at))
			return at;
		at++;
		/* "first-class rowers" */
		if (ru_value_char_at(&s->text, at) == '-' && ru_value_glued(&s->text, at) &&
		    ru_value_glued(&s->text, at + 1))
			at++;
	}
	return i;
}

/* A derived word with one of the pack's prefixes of verbs. */
static bool is_verb(const struct ru_segment *s, size_t i)
{
	struct ru_str word = ru_value_atom(&s->text, i);

	for (size_t k = 0; k < s->ending_count; k++) {
		if (ru_str_eq(s->ending[k].col[1], RU_S("verb_prefix")) &&
		    ru_str_eq_nocase(ru_str_cut(word, 0, s->ending[k].folded.len), s->ending[k].folded))
			return true;
	}
	return false;
}

/* "juara ketiga lomba lari", "anak kedua": an ordinal that stands behind its noun has none behind it. */
static bool behind_its_noun(const struct ru_segment *s, const struct ru_counted *c)
{
	return c->low.collective && c->first > 0 && (s->atoms[c->first].flags & RU_WORD_BREAK) == 0 &&
	       ru_figure_can_count(s, c->first - 1) && !is_verb(s, c->first - 1);
}

/* Past the words that only describe: "two new", "half of the". *described becomes where those that tell which begin. */
static size_t pass_adjectives(const struct ru_segment *s, size_t i, const struct ru_counted *c, size_t *described)
{
	size_t at = i, used;

	*described = i;
	for (int k = 0; k < 4; k++) {
		used = ru_figure_role(s, at, RU_COUNT_ADJECTIVE);
		/* "half the condos" */
		if (used == 0 && k == 0 && (c->low.denominator > 1 || c->low.scale < 0))
			used = ru_when_role(&s->text, at, RU_ROLE_THE);
		if (used == 0)
			break;
		if (ru_pack_is_stop(s->text.pack, s->hash[at]))
			*described = at + used;
		at += used;
		/* "1/16 of a pint" */
		if (k == 0 && c->low.denominator > 1 && ru_when_role(&s->text, at, RU_ROLE_ONE) > 0) {
			at += ru_when_role(&s->text, at, RU_ROLE_ONE);
			*described = at;
		}
	}
	if (ru_value_char_at(&s->text, at) == '-' && ru_value_glued(&s->text, at)) {
		at++;
		*described = at;
	}
	return at;
}

/* "US" is no pronoun. */
static bool initials(const struct ru_segment *s, size_t i)
{
	struct ru_str word = ru_value_atom(&s->text, i);

	for (size_t k = 0; k < word.len; k++) {
		if (word.ptr[k] < 'A' || word.ptr[k] > 'Z')
			return false;
	}
	return word.len > 1 && (s->atoms[i].flags & RU_WORD_BREAK) == 0;
}

/* "two Norwegian brothers", "a third of the US harvest": the word behind a capital one is the head. */
static bool capital_describes(const struct ru_segment *s, size_t i)
{
	return i + 1 < s->text.atoms.count && (ru_figure_can_count(s, i) || initials(s, i)) &&
	       ru_figure_can_count(s, i + 1) && (s->atoms[i].flags & RU_WORD_CAPITAL) != 0 &&
	       (s->atoms[i + 1].flags & RU_WORD_CAPITAL) == 0;
}

/* The head among words that describe it: "14 first-class rowers", "four different bosses" end with the plural, "One
 * proposal asks" stands before what only looks like one. */
static size_t head_behind(const struct ru_segment *s, size_t i, const struct ru_counted *c, bool of)
{
	size_t plural = ru_figure_plural(s, i);
	bool one = c->low.mantissa == 1 && c->low.scale == 0 && c->low.denominator == 1 && !c->range;

	if (one && !of && plural == i + 1 && !ru_value_glued(&s->text, plural))
		return i;
	return plural;
}

/* What is counted: people make the unit; a classifier is passed over ("10.000 kontainer amunisi" counts containers of
 * ammunition). */
size_t ru_figure_noun(const struct ru_segment *s, size_t i, struct ru_counted *c)
{
	bool last = ru_figure_noun_last(s);
	size_t used, described;

	if (behind_its_noun(s, c))
		return 0;
	size_t at = pass_adjectives(s, i, c, &described);

	if (!last)
		described = at;
	if (last && capital_describes(s, at))
		at++;
	if (last && !c->low.ordinal)
		at = head_behind(s, at, c, described > i);
	used = ru_figure_role(s, at, RU_COUNT_PERSON);
	if (used > 0 && c->unit.len == 0 && (s->atoms[at].flags & RU_WORD_BREAK) == 0) {
		c->unit = RU_S("{person}");
		c->noun = at;
		c->noun_end = at + used;
		c->described = described;
		return at + used - i;
	}
	if (!ru_figure_can_count(s, at))
		return 0;
	/* "11,5 hektare disiapkan", "magnitudo 5,6 mengguncang" */
	if (ru_figure_is_derived(s, at) && (c->unit.len > 0 || is_verb(s, at)))
		return 0;
	c->noun = at;
	c->noun_end = at + 1;
	c->described = described;
	return c->unit.len == 0 ? at + 1 - i : 0;
}

/* "$62 per share", "$3,500 a month", "Rp5.000/kg": what the amount is for one of. A bare article is enough only before
 * a unit or a word of the pack, "he paid $500 a source said" is none. */
void ru_figure_per(const struct ru_segment *s, size_t i, struct ru_counted *c)
{
	const struct ru_value_text *t = &s->text;
	bool slash = ru_value_char_at(t, i) == '/' && ru_value_glued(t, i) && ru_value_glued(t, i + 1);
	size_t used = slash ? 1 : ru_figure_role(s, i, RU_COUNT_PER);

	if (used == 0 || i + used >= t->atoms.count)
		return;
	size_t at = i + used;
	struct ru_value_hit unit = ru_value_hit_at(t, at, RU_VALUE_UNITS),
	                    time = ru_value_hit_at(t, at, RU_VALUE_TIME_UNITS);
	size_t length = unit.entry != NULL ? unit.used : ru_when_plain_unit(time.entry) ? time.used : 0;

	if (length == 0 && ru_figure_role(s, at, RU_COUNT_EACH) > 0)
		length = ru_figure_role(s, at, RU_COUNT_EACH);
	if (length == 0 &&
	    (slash || !ru_pack_is_stop(t->pack, s->hash[i]) || s->atoms[i].end - s->atoms[i].begin > 2) &&
	    ru_figure_can_count(s, at))
		length = 1;
	/* "from $1.25bn a year earlier" */
	if (length == 0 || ru_when_role(t, at + length, RU_ROLE_AGO) > 0)
		return;
	c->noun = c->described = at;
	c->noun_end = at + length;
}
