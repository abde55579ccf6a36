/* SPDX-License-Identifier: Apache-2.0 */
/* What a figure counts: "486 rumah", "two Singaporean sisters", "800,000 eligible pensioners", "dua pertiga anggota".
 *
 * Fed the atoms behind a number, fills noun and, for people, unit of a struct ru_counted. A verb behind the number is
 * none. */
#include "facts/figures/figures.h"

enum { PLURAL_REACH = 4 };

/* "rose", "turun": a word of change is not what is counted. */
static bool is_change(const struct ru_segment *s, size_t i)
{
	struct ru_value_hit hit = ru_value_hit_at(&s->text, i, RU_VALUE_COMPARATORS);

	return hit.entry != NULL && ru_str_eq(hit.entry->col[2], RU_S("verb"));
}

static bool can_be_noun(const struct ru_segment *s, size_t i)
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

size_t ru_figure_plural(const struct ru_segment *s, size_t i)
{
	size_t at = i;

	for (int k = 0; k < PLURAL_REACH && can_be_noun(s, at); k++) {
		if (ru_figure_is_plural(s, at))
			return at;
		at++;
		/* "first-team players" */
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
	       can_be_noun(s, c->first - 1) && !is_verb(s, c->first - 1);
}

/* What is counted: people make the unit; a classifier is passed over ("10.000 kontainer amunisi" counts containers of
 * ammunition). */
size_t ru_figure_noun(const struct ru_segment *s, size_t i, struct ru_counted *c)
{
	size_t at = i, used;

	if (behind_its_noun(s, c))
		return 0;
	for (int k = 0; k < 4 && (used = ru_figure_role(s, at, RU_COUNT_ADJECTIVE)) > 0; k++)
		at += used;
	if (ru_value_char_at(&s->text, at) == '-' && ru_value_glued(&s->text, at))
		at++;
	/* "two Singaporean sisters" */
	if (can_be_noun(s, at) && can_be_noun(s, at + 1) && (s->atoms[at].flags & RU_WORD_CAPITAL) != 0 &&
	    (s->atoms[at + 1].flags & RU_WORD_CAPITAL) == 0 && ru_figure_noun_last(s))
		at++;
	/* "14 first-team players", "four different bosses": the plural is the head */
	if (ru_figure_noun_last(s) && !c->low.ordinal)
		at = ru_figure_plural(s, at);
	used = ru_figure_role(s, at, RU_COUNT_PERSON);
	if (used > 0 && c->unit.len == 0 && (s->atoms[at].flags & RU_WORD_BREAK) == 0) {
		c->unit = RU_S("{person}");
		c->noun = at;
		c->noun_end = at + used;
		return at + used - i;
	}
	if (!can_be_noun(s, at))
		return 0;
	/* "11,5 hektare disiapkan", "magnitudo 5,6 mengguncang" */
	if (ru_figure_is_derived(s, at) && (c->unit.len > 0 || is_verb(s, at)))
		return 0;
	c->noun = at;
	c->noun_end = at + 1;
	return c->unit.len == 0 ? at + 1 - i : 0;
}
