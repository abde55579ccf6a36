/* SPDX-License-Identifier: Apache-2.0 */
/* One figure out of atoms: "lebih dari 12.000 karung", "Rp 300 juta-Rp 350 juta", "naik 0,8 persen", "dua atau tiga
 * pemain", "between $62 and $68", "puluhan halaman", "(47)".
 *
 * Order: comparator, currency, number, range, unit or currency, noun. Fed a segment, gives struct ru_counted. */
#include "facts/figures/figures.h"

struct lead {
	bool negative; /* "minus-5" */
	size_t used;   /* atoms before the number, comparator and currency */
	enum ru_change change;
	struct ru_str unit; /* of a currency before the number */
	bool said;          /* a comparator is there */
};

static const struct {
	struct ru_str name;
	enum ru_change change;
} changes[] = {
    {RU_S_INIT("="), RU_CHANGE_EQ},  {RU_S_INIT(">"), RU_CHANGE_GT},      {RU_S_INIT(">="), RU_CHANGE_GE},
    {RU_S_INIT("<"), RU_CHANGE_LT},  {RU_S_INIT("<="), RU_CHANGE_LE},     {RU_S_INIT("~"), RU_CHANGE_ABOUT},
    {RU_S_INIT("up"), RU_CHANGE_UP}, {RU_S_INIT("down"), RU_CHANGE_DOWN},
};

static enum ru_change change_of(struct ru_str name)
{
	for (size_t k = 0; k < sizeof(changes) / sizeof(changes[0]); k++) {
		if (ru_str_eq(changes[k].name, name))
			return changes[k].change;
	}
	return RU_CHANGE_EQ;
}

/* A row of the comparators at atom i that stands in this place. */
static const struct ru_entry *comparator(const struct ru_segment *s, size_t i, struct ru_str place, size_t *used)
{
	struct ru_value_hit hit = ru_value_hit_at(&s->text, i, RU_VALUE_COMPARATORS);

	for (const struct ru_entry *e = hit.entry; e != NULL; e = ru_pack_entry(s->text.pack, e->next)) {
		if (ru_str_eq(e->col[2], place)) {
			*used = hit.used;
			return e;
		}
	}
	return NULL;
}

/* "PS2.7m": letters that are a currency only where they are glued to a number with a scale. */
static bool glued_scale(const struct ru_segment *s, size_t i)
{
	struct ru_value_number n;

	return ru_value_glued(&s->text, i) && ru_value_number_at(&s->text, i, true, &n) && n.scaled && !n.spelled;
}

static size_t currency(const struct ru_segment *s, size_t i, bool before, struct ru_str *code)
{
	struct ru_value_hit hit = ru_value_hit_at(&s->text, i, RU_VALUE_CURRENCIES);

	for (const struct ru_entry *e = hit.entry; e != NULL; e = ru_pack_entry(s->text.pack, e->next)) {
		if (ru_str_eq(e->col[2], RU_S("scaled")) && before && glued_scale(s, i + hit.used)) {
			*code = e->col[1];
			return hit.used;
		}
		if (ru_str_eq(e->col[2], before ? RU_S("before") : RU_S("after")) ||
		    ru_str_eq(e->col[2], RU_S("both"))) {
			size_t used = hit.used;

			/* "A$5" is Australian, "a $5 note" is not */
			if (used > 1 && before && s->atoms[i].end - s->atoms[i].begin == 1 &&
			    s->atoms[i].kind == RU_WORD_LETTERS && (s->atoms[i].flags & RU_WORD_CAPITAL) == 0)
				return 0;
			*code = e->col[1];

			/* "Rp. 5.000" */
			if (before && ru_value_char_at(&s->text, i + used) == '.' && ru_value_glued(&s->text, i + used))
				used++;
			return used;
		}
	}
	return 0;
}

/* Comparators and currency before the number: at most three comparators ("naik sekitar Rp 12.000"). */
static struct lead read_lead(const struct ru_segment *s, size_t i)
{
	struct lead lead = {0};
	size_t at = i, used;
	bool moved = false, bound = false;

	for (int k = 0; k < 4; k++) {
		const struct ru_entry *e = comparator(s, at, RU_S("verb"), &used);

		if (e != NULL && k == 0 && !lead.said) {
			moved = lead.said = true;
			lead.change = change_of(e->col[1]);
			at += used;
			continue;
		}
		if ((e = comparator(s, at, RU_S("before"), &used)) != NULL) {
			enum ru_change change = change_of(e->col[1]);

			/* "naik lebih dari 3 persen": the bound is nearer to the number than the way it went */
			if (!bound && change != RU_CHANGE_EQ) {
				lead.change = change;
				bound = true;
			}
			lead.said = true;
			at += used;
			continue;
		}
		used = moved ? ru_figure_role(s, at, RU_COUNT_FILLER) : 0;
		if (used == 0)
			break;
		/* "by a fifth" */
		size_t one;
		used -= used > 1 && ru_value_number_word(&s->text, at + used - 1, RU_S("fraction_one"), &one) != NULL;
		at += used;
	}
	at += currency(s, at, true, &lead.unit);
	used = ru_figure_role(s, at, RU_COUNT_MINUS);
	bool sign = ru_value_char_at(&s->text, at) == '-' && ru_value_glued(&s->text, at + 1);

	/* "$-50.8bn", "sebelumnya -0,3 persen"; "28 -30" has a number before it */
	if (used > 0 || (sign && ((lead.unit.len > 0 && ru_value_glued(&s->text, at)) ||
	                          (at > 0 && !ru_value_glued(&s->text, at) && s->atoms[at - 1].kind != RU_WORD_NUMBER &&
	                           (s->atoms[at].flags & RU_WORD_BREAK) == 0)))) {
		lead.negative = true;
		at += used + (ru_value_char_at(&s->text, at + used) == '-' ? 1 : 0);
		at += lead.unit.len == 0 ? currency(s, at, true, &lead.unit) : 0;
	}
	lead.used = at - i;
	return lead;
}

/* The word or mark between the ends of a range; *strict: only with an opening "antara", "between". */
static size_t range_word(const struct ru_segment *s, size_t i, bool between)
{
	size_t used = ru_when_role(&s->text, i, RU_ROLE_TO);

	if (used == 0)
		used = ru_figure_role(s, i, RU_COUNT_OR);
	if (used == 0 && between)
		used = ru_when_role(&s->text, i, RU_ROLE_AND);
	if (used == 0 && ru_value_char_at(&s->text, i) == '-')
		used = 1;
	return used;
}

static int compare(const struct ru_value_number *a, const struct ru_value_number *b)
{
	int64_t x = ru_value_number_milli(a), y = ru_value_number_milli(b);

	return x < y ? -1 : x > y;
}

/* "2-3 miliar": the scale behind the second counts for the first too. */
static void share_scale(struct ru_value_number *low, const struct ru_value_number *high)
{
	struct ru_value_number bare = *high;

	if (!high->scaled || high->zeros == 0 || low->scaled || low->denominator != 1)
		return;
	/* "$200 to $4 million" is as it stands */
	int zeros = (int)high->zeros;

	if (ru_value_number_shift(&bare, -zeros) && compare(low, &bare) < 0)
		(void)ru_value_number_shift(low, zeros);
}

/* "fell 3p to 120p", "fell by a fifth to 120": behind the amount of a change stands what was reached. */
static bool tells_level(const struct ru_segment *s, size_t i, const struct ru_counted *c)
{
	bool part = c->low.spelled && (c->low.denominator > 1 || c->low.scale < 0);

	return (c->change == RU_CHANGE_UP || c->change == RU_CHANGE_DOWN) && (c->unit.len > 0 || part) &&
	       ru_figure_role(s, i, RU_COUNT_LEVEL) > 0;
}

static size_t read_range(const struct ru_segment *s, size_t i, bool between, struct ru_counted *c)
{
	size_t word = range_word(s, i, between), at = i + word;
	struct ru_value_number high, low = c->low;
	struct ru_str code = {NULL, 0};

	if (word == 0 || c->low.vague || c->low.ordinal)
		return 0;
	at += currency(s, at, true, &code);
	if (!between && (code.len > 0 || c->unit.len == 0) && tells_level(s, i, c))
		return 0;
	if (!ru_value_number_at(&s->text, at, c->unit.len > 0, &high) || high.vague || high.ordinal)
		return 0;
	share_scale(&low, &high);
	/* "naik dari 5 menjadi 7" is told elsewhere; a range goes up */
	if (compare(&low, &high) >= 0 || (c->unit.len == 0 && code.len > 0) ||
	    (c->unit.len > 0 && code.len > 0 && !ru_str_eq(c->unit, code)))
		return 0;
	c->low = low;
	c->high = high;
	c->range = true;
	return at + high.used - i;
}

/* The UCUM code of a unit of time_units.tsv. */
static struct ru_str time_code(struct ru_str name)
{
	static const struct {
		char letter;
		struct ru_str code;
	} codes[] = {{'Y', RU_S_INIT("a")}, {'M', RU_S_INIT("mo")},  {'W', RU_S_INIT("wk")}, {'D', RU_S_INIT("d")},
	             {'h', RU_S_INIT("h")}, {'m', RU_S_INIT("min")}, {'s', RU_S_INIT("s")}};

	if (name.ptr[0] == 'X')
		return ru_str_eq(name, RU_S("X10Y"))    ? RU_S("10.a")
		       : ru_str_eq(name, RU_S("X100Y")) ? RU_S("100.a")
		                                        : RU_S("2.wk");
	for (size_t k = 0; k < sizeof(codes) / sizeof(codes[0]); k++) {
		if (codes[k].letter == name.ptr[0])
			return codes[k].code;
	}
	return (struct ru_str){NULL, 0};
}

bool ru_figure_one_unit(const struct ru_segment *s, size_t i, struct ru_counted *out)
{
	struct ru_value_hit time = ru_value_hit_at(&s->text, i, RU_VALUE_TIME_UNITS);

	if (time.entry == NULL || !ru_str_eq(time.entry->col[2], RU_S("one")) || time.entry->col[1].len == 0 ||
	    (ru_value_char_at(&s->text, i + time.used) == '-' && ru_value_glued(&s->text, i + time.used)))
		return false; /* "sehari-hari" */
	*out = (struct ru_counted){.first = i,
	                           .last = i + time.used,
	                           .low = {.mantissa = 1, .denominator = 1, .spelled = true},
	                           .unit = time_code(time.entry->col[1])};
	return true;
}

/* A unit, a currency or a percent sign behind the number. */
static size_t read_unit(const struct ru_segment *s, size_t i, struct ru_counted *c)
{
	const struct ru_value_text *t = &s->text;
	bool hyphen = ru_value_char_at(t, i) == '-' && ru_value_glued(t, i) && ru_value_glued(t, i + 1);
	size_t at = i + (hyphen ? 1 : 0);
	struct ru_value_hit unit = ru_value_hit_at(t, at, RU_VALUE_UNITS),
	                    time = ru_value_hit_at(t, at, RU_VALUE_TIME_UNITS);
	size_t money = c->unit.len == 0 ? currency(s, at, false, &c->unit) : 0;

	if (money > 0 && (unit.entry == NULL || unit.used <= money))
		return at + money - i;
	/* "5G" is no gram: a letter is a unit only as the table writes it */
	if (unit.entry != NULL && unit.entry->phrase.len == 1 && !ru_str_eq(unit.entry->phrase, ru_value_atom(t, at)))
		unit.entry = NULL;
	if (unit.entry != NULL && ru_str_eq(unit.entry->col[2], RU_S("abbr")) &&
	    (c->low.spelled || (hyphen && unit.entry->phrase.len == 1)))
		unit.entry = NULL;
	if (unit.entry != NULL && c->unit.len == 0) {
		c->unit = unit.entry->col[1];
		return at + unit.used - i;
	}
	if (c->unit.len == 0 && ru_when_plain_unit(time.entry)) {
		c->unit = time_code(time.entry->col[1]);
		return at + time.used - i;
	}
	return 0;
}

/* The upper end and the unit in any order: "15 hingga 20 persen", "between 5% and 6%", "hundreds of miles". */
static size_t read_ends(const struct ru_segment *s, size_t i, bool between, struct ru_counted *c)
{
	size_t at = i + read_range(s, i, between, c);
	size_t of = c->low.vague ? ru_figure_role(s, at, RU_COUNT_OF) : 0, unit = read_unit(s, at + of, c);

	if (unit == 0)
		return at - i;
	at += of + unit;
	if (c->range)
		return at - i;
	struct ru_counted end = *c;
	size_t more = !between && tells_level(s, at, c) ? 0 : read_range(s, at, between, &end), unit_more;

	if (more == 0)
		return at - i;
	end.unit = (struct ru_str){NULL, 0};
	unit_more = read_unit(s, at + more, &end);
	/* "by 0.5 percentage points to 2.1%": no range, its ends would be told in the same unit */
	if (unit_more == 0 || !ru_str_eq(end.unit, c->unit) ||
	    ru_value_hit_at(&s->text, at - unit, RU_VALUE_UNITS).used !=
	        ru_value_hit_at(&s->text, at + more, RU_VALUE_UNITS).used)
		return at - i;
	*c = end;
	return at + more + unit_more - i;
}

/* "Tanti (29)": an age. */
static bool is_age(const struct ru_segment *s, size_t i, size_t end, const struct ru_value_number *n)
{
	const struct ru_value_text *t = &s->text;

	bool brackets = i >= 2 && ru_value_char_at(t, i - 1) == '(' && ru_value_char_at(t, end) == ')';
	bool commas = i >= 2 && ru_value_char_at(t, i - 1) == ',' && ru_value_char_at(t, end) == ',';

	return (brackets || commas) && !n->spelled && n->scale == 0 && n->mantissa > 0 && n->mantissa < 120 &&
	       s->atoms[i - 2].kind == RU_WORD_LETTERS && (s->atoms[i - 2].flags & RU_WORD_CAPITAL) != 0;
}

/* "women aged 25 to 39", "over the age of 57". */
static bool behind_age(const struct ru_segment *s, size_t number)
{
	size_t at = number;

	if (at > 1 && ru_figure_role(s, at - 1, RU_COUNT_OF) == 1)
		at--;
	return at > 0 && ru_figure_role(s, at - 1, RU_COUNT_AGE) > 0;
}

/* A lone number word such as "satu" or "one" is a count only with its noun. */
static bool too_bare(const struct ru_segment *s, const struct ru_counted *c, const struct lead *lead)
{
	(void)s;
	return c->low.spelled && c->unit.len == 0 && c->noun == c->noun_end &&
	       (!lead->said || lead->change == RU_CHANGE_EQ) && !c->range && c->low.denominator == 1 &&
	       c->low.scale >= 0 && c->low.mantissa <= 1;
}

/* A dash alone before the number: below zero only where something is measured. */
static bool dash_alone(const struct ru_segment *s, size_t i, size_t number)
{
	return number == i + 1 && ru_value_char_at(&s->text, i) == '-';
}

/* "2 (dua) tahun", "tiga (3) orang": the same number once more, in words or in digits. */
static size_t doubled(const struct ru_segment *s, size_t i, const struct ru_value_number *low)
{
	struct ru_value_number again;

	if (ru_value_char_at(&s->text, i) != '(' || !ru_value_number_at(&s->text, i + 1, false, &again) ||
	    again.spelled == low->spelled || compare(low, &again) != 0 ||
	    ru_value_char_at(&s->text, i + 1 + again.used) != ')')
		return 0;
	return again.used + 2;
}

/* "20-an orang": some twenty. */
static size_t about_tens(const struct ru_segment *s, size_t i)
{
	size_t used = ru_value_char_at(&s->text, i) == '-' && ru_value_glued(&s->text, i)
	                  ? ru_when_role(&s->text, i + 1, RU_ROLE_TENS)
	                  : 0;

	return used > 0 && ru_value_glued(&s->text, i + 1) ? used + 1 : 0;
}

/* The figure is none after all. number: its first atom behind comparator and currency. */
static bool refused(const struct ru_segment *s, size_t number, const struct ru_counted *c, const struct lead *lead,
                    bool measured)
{
	size_t end = number + c->low.used;

	if (ru_figure_misleads(s, number, end, &c->low, !measured && !lead->said, lead->used > 0))
		return true;
	/* "3G", "737MAX": letters glued behind that are no unit */
	if (!measured && !c->range && ru_value_glued(&s->text, end) && s->atoms[end].kind == RU_WORD_LETTERS)
		return true;
	/* "Nomor 7 Tahun 2017" */
	if (ru_str_eq(c->unit, RU_S("a")) && lead->used == 0 && ru_figure_behind_code(s, number))
		return true;
	/* "for the first time" counts nothing */
	if (c->low.ordinal && c->low.spelled && !c->low.collective && c->low.mantissa == 1)
		return true;
	return too_bare(s, c, lead);
}

/* "tiga kali lebih mahal": the comparator belongs to what follows; "12 orang lebih" has more than twelve. */
static bool compares_quality(const struct ru_segment *s, size_t i, size_t used)
{
	size_t next = i + used;

	return i > 0 && ru_figure_role(s, i - 1, RU_COUNT_TIMES) > 0 && next < s->text.atoms.count &&
	       s->atoms[next].kind == RU_WORD_LETTERS && (s->atoms[next].flags & RU_WORD_BREAK) == 0 &&
	       !ru_pack_is_stop(s->text.pack, s->hash[next]);
}

/* The change of the whole figure; takes a comparator behind it ("40 or more"). Returns its atoms. */
static size_t settle_change(const struct ru_segment *s, size_t i, struct ru_counted *c)
{
	size_t used;
	const struct ru_entry *after = comparator(s, i, RU_S("after"), &used);

	if (c->low.ordinal)
		c->change = RU_CHANGE_ORDINAL;
	else if (c->range)
		c->change = RU_CHANGE_RANGE;
	else if (c->low.vague)
		c->change = RU_CHANGE_VAGUE;
	if (after == NULL || c->change != RU_CHANGE_EQ || compares_quality(s, i, used))
		return 0;
	c->change = change_of(after->col[1]);
	return used;
}

/* "lift exports by 45 per cent": the verb of change with its object before it. */
static enum ru_change moved_by(const struct ru_segment *s, size_t i)
{
	enum { REACH = 5 };
	size_t used, at = i;

	if (i == 0 || ru_figure_role(s, i - 1, RU_COUNT_BY) == 0)
		return RU_CHANGE_EQ;
	for (at = i - 1; at > 0 && i - at < REACH && (s->atoms[at].flags & RU_WORD_BREAK) == 0; at--) {
		const struct ru_entry *e = comparator(s, at - 1, RU_S("verb"), &used);

		if (e == NULL)
			e = comparator(s, at - 1, RU_S("by"), &used);
		if (e != NULL)
			return change_of(e->col[1]);
		if (s->atoms[at - 1].kind != RU_WORD_LETTERS)
			break;
	}
	return RU_CHANGE_EQ;
}

/* "a fifth title", not "a fifth of the votes", "by a fifth": the fraction at atom i is an ordinal before its noun. */
static void settle_ordinal(const struct ru_segment *s, size_t i, struct ru_value_number *n)
{
	struct ru_value_number last;
	size_t used;

	if (ru_value_number_word(&s->text, i, RU_S("fraction_one"), &used) == NULL || used < 2 || used != n->used ||
	    !ru_figure_can_count(s, i + used))
		return;
	if (!ru_value_number_at(&s->text, i + used - 1, false, &last) || !last.ordinal)
		return;
	last.used = n->used;
	*n = last;
}

bool ru_figure_at(const struct ru_segment *s, size_t i, struct ru_counted *out)
{
	struct lead lead = read_lead(s, i);
	size_t between = 0, number, at;
	struct ru_counted c = {.first = i, .unit = lead.unit, .change = lead.change};

	/* "rose between 5% and 6%"; with a currency or a bound before it "from" is none */
	if (lead.unit.len == 0 && !lead.negative)
		between = ru_when_role(&s->text, i + lead.used, RU_ROLE_FROM);
	number = i + lead.used + between;
	if (between > 0)
		number += currency(s, number, true, &c.unit);
	if (number >= s->text.atoms.count || ru_figure_role(s, number, RU_COUNT_SKIP) > 0 ||
	    !ru_value_number_at(&s->text, number, c.unit.len > 0, &c.low))
		return false;
	if (lead.used == 0)
		settle_ordinal(s, number, &c.low);
	at = number + c.low.used;
	size_t tens = about_tens(s, at);

	if ((tens > 0 || c.low.about) && c.change == RU_CHANGE_EQ)
		c.change = RU_CHANGE_ABOUT;
	at += tens;
	at += doubled(s, at, &c.low);
	bool money = c.unit.len > 0;

	at += read_ends(s, at, between > 0, &c);
	if (between > 0 && !c.range)
		return false;
	bool measured = c.unit.len > 0;
	size_t behind = at;

	if (measured && c.change == RU_CHANGE_EQ)
		c.change = moved_by(s, i);
	if (c.low.ordinal || !money)
		at += ru_figure_noun(s, at, &c);
	if (measured && c.noun == c.noun_end)
		ru_figure_per(s, at, &c);
	if (refused(s, number, &c, &lead, measured))
		return false;
	if (c.unit.len == 0 && behind_age(s, number)) {
		c.unit = RU_S("a");
		c.noun_end = c.noun;
		at = behind;
	}
	if (c.unit.len == 0 && is_age(s, number, number + c.low.used, &c.low))
		c.unit = RU_S("a");
	at += settle_change(s, at, &c);
	c.last = at;
	if (lead.negative && dash_alone(s, i, number) && c.unit.len == 0)
		return false;
	if (lead.negative && !c.range)
		c.low.mantissa = -c.low.mantissa;
	*out = c;
	return true;
}
