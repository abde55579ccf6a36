/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers in words and in digits with words: "dua ratus lima puluh", "3,5 juta", "two-thirds", "puluhan ribu", "ke-19".
 *
 * One left-to-right pass over the number words of the pack (kinds: see packs' numbers.tsv); stops at the first atom
 * that cannot go on. Fed atoms, gives struct ru_value_number. Knows no word itself. */
#include "values/memory.h"
#include "values/values.h"

struct spelled {
	int64_t total, group, unit; /* total + group + unit; a group is below its scale */
	int64_t last_scale;
	bool any, half, has_unit, teen;
};

const struct ru_entry *ru_value_number_find(const struct ru_value_text *t, struct ru_value_hit hit, struct ru_str kind,
                                            size_t *used)
{
	for (const struct ru_entry *e = hit.entry; e != NULL; e = ru_pack_entry(t->pack, e->next)) {
		if (ru_str_eq(e->col[2], kind)) {
			*used = hit.used;
			return e;
		}
	}
	return NULL;
}

static int64_t entry_value(const struct ru_entry *entry)
{
	int64_t value;

	return ru_str_to_i64(entry->col[1], &value) && value >= 0 && value <= INT64_C(1000000000000000) ? value : 0;
}

static bool add_unit(struct spelled *s, int64_t value)
{
	/* "twenty five": the unit goes on a ten; "dua tiga" are two numbers */
	if (s->has_unit || (s->unit != 0 && (s->unit % 10 != 0 || value >= 10)))
		return false;
	s->teen = false;
	if (value == 100)
		s->group += value;
	else
		s->unit += value;
	s->has_unit = value != 100;
	return true;
}

static bool add_scale(struct spelled *s, int64_t value, bool one)
{
	int64_t group = s->group + s->unit;

	if (one && group != 0)
		return false;
	if (one)
		group = 1;
	if (group == 0 || value <= 0 || value >= s->last_scale || group > INT64_C(1000000000000000) / value)
		return false;
	s->total += group * value;
	s->group = s->unit = 0;
	s->has_unit = false;
	s->last_scale = value;
	return true;
}

/* Take the number word at atom i; atoms used, or 0 where it does not go on from here. */
static size_t take_word(const struct ru_value_text *t, size_t i, struct spelled *s)
{
	const struct ru_entry *e;
	size_t used = 0;
	bool ok = false;

	if ((e = ru_value_number_word(t, i, RU_S("unit"), &used)) != NULL)
		ok = add_unit(s, entry_value(e));
	else if ((e = ru_value_number_word(t, i, RU_S("ten"), &used)) != NULL && s->unit == 0 && !s->has_unit) {
		s->unit = entry_value(e);
		ok = true;
	} else if (ru_value_number_word(t, i, RU_S("teen"), &used) != NULL && s->has_unit && s->unit < 10 && !s->teen) {
		s->unit += 10;
		s->teen = ok = true;
	} else if (ru_value_number_word(t, i, RU_S("tens"), &used) != NULL && s->has_unit && s->unit < 10) {
		s->group += s->unit * 10;
		s->unit = 0;
		s->has_unit = false;
		ok = true;
	} else if (ru_value_number_word(t, i, RU_S("hundred"), &used) != NULL && s->has_unit && s->group % 1000 == 0 &&
	           s->unit < 100) {
		s->group += s->unit * 100;
		s->unit = 0;
		s->has_unit = false;
		ok = true;
	} else if ((e = ru_value_number_word(t, i, RU_S("dozen"), &used)) != NULL && s->has_unit) {
		s->unit *= entry_value(e);
		ok = true;
	} else if ((e = ru_value_number_word(t, i, RU_S("scale"), &used)) != NULL)
		ok = add_scale(s, entry_value(e), false);
	else if ((e = ru_value_number_word(t, i, RU_S("scale_one"), &used)) != NULL)
		ok = add_scale(s, entry_value(e), true);
	return ok ? used : 0;
}

/* A hyphen or a joining word between two number words: "twenty-five", "one hundred and six". */
static size_t joiner(const struct ru_value_text *t, size_t i, const struct spelled *s)
{
	size_t used;

	if (ru_value_char_at(t, i) == '-' && ru_value_glued(t, i) && ru_value_glued(t, i + 1))
		return 1;
	if (s->total + s->group > 0 && ru_value_number_word(t, i, RU_S("and"), &used) != NULL)
		return used;
	return 0;
}

/* "two-thirds", "dua pertiga", "sepertiga", "tiga perempat". */
static bool take_fraction(const struct ru_value_text *t, size_t i, int64_t numerator, struct ru_value_number *out)
{
	size_t used, skip = ru_value_char_at(t, i) == '-' ? 1 : 0;
	const struct ru_entry *e = numerator > 0 ? ru_value_number_word(t, i + skip, RU_S("fraction"), &used)
	                                         : ru_value_number_word(t, i, RU_S("fraction_one"), &used);

	if (e == NULL || numerator > 1000)
		return false;
	int64_t parts = entry_value(e);

	if (numerator == 0)
		numerator = 1;
	else
		used += skip;
	if (parts < 2 || parts > 1000 || numerator >= parts)
		return false;
	*out = (struct ru_value_number){.mantissa = numerator, .denominator = (int16_t)parts, .spelled = true};
	if (1000 % parts == 0) {
		out->mantissa = numerator * (1000 / parts);
		out->scale = -3;
		out->denominator = 1;
	}
	out->used = (uint32_t)used;
	return true;
}

/* "satu setengah", "two and a half": one half more; 0 where none follows. */
static size_t take_half(const struct ru_value_text *t, size_t i)
{
	size_t used, skip = 0;

	if (ru_value_number_word(t, i, RU_S("and"), &used) != NULL)
		skip = used;
	return ru_value_number_word(t, i + skip, RU_S("half"), &used) != NULL ? skip + used : 0;
}

static int zeros_of(int64_t scale)
{
	int zeros = 0;

	for (; scale >= 10; scale /= 10)
		zeros++;
	return zeros;
}

static bool spelled_at(const struct ru_value_text *t, size_t i, struct ru_value_number *out)
{
	struct spelled s = {.last_scale = INT64_MAX};
	size_t at = i, used;

	for (;;) {
		size_t skip = s.any ? joiner(t, at, &s) : 0;

		used = take_word(t, at + skip, &s);
		if (used == 0)
			break;
		at += skip + used;
		s.any = true;
	}
	if (!s.any)
		return take_fraction(t, i, 0, out);
	int64_t value = s.total + s.group + s.unit;

	if (take_fraction(t, at, value, out)) {
		out->used += (uint32_t)(at - i);
		return true;
	}
	*out = (struct ru_value_number){.mantissa = value, .denominator = 1, .spelled = true};
	used = s.total == 0 && value < 100 ? take_half(t, at) : 0;
	if (used > 0) {
		out->mantissa = value * 10 + 5;
		out->scale = -1;
		at += used;
	}
	out->scaled = s.total > 0;
	/* "empat ribu": one scale and nothing behind it */
	if (s.total > 0 && s.group + s.unit == 0)
		out->zeros = (uint8_t)zeros_of(s.last_scale);
	out->used = (uint32_t)(at - i);
	return true;
}

/* A short scale: "4.3M", "54bn", "8 B people". "12.3m tonnes" counts millions, "a 100m race" and "5m deep" do not. */
static const struct ru_entry *short_scale(const struct ru_value_text *t, size_t at, bool money, size_t *used)
{
	const struct ru_entry *e = ru_value_number_word(t, at, RU_S("short"), used);

	/* "Rp 4,5 M": letters that count money only */
	if (e == NULL && money)
		e = ru_value_number_word(t, at, RU_S("short_money"), used);
	if (e == NULL)
		return NULL;
	bool letter = e->phrase.len == 1, glued = ru_value_glued(t, at);

	if (!glued && letter && (t->atoms.words[at].flags & RU_WORD_CAPITAL) == 0)
		return NULL;
	if (money || !letter || (glued && entry_value(e) == 1000))
		return glued || money || e->phrase.len >= 2 ? e : NULL;
	size_t next = at + *used;
	bool word = next < t->atoms.count && t->atoms.words[next].kind == RU_WORD_LETTERS &&
	            (t->atoms.words[next].flags & RU_WORD_CAPITAL) == 0 &&
	            !ru_pack_is_stop(t->pack, t->atoms.hash[next]);

	return word ? e : NULL;
}

/* A scale behind digits, a half or a vague number: "3,5 juta", "setengah juta", "puluhan ribu", "1.8 billion-mile", "4
 * hundred million". */
static void take_scale(const struct ru_value_text *t, size_t i, bool money, struct ru_value_number *out)
{
	size_t at = i + out->used, used = 0, hundred = 0;
	int zeros = 0;
	const struct ru_entry *e;

	if (!out->spelled && ru_value_number_word(t, at, RU_S("hundred"), &hundred) != NULL)
		zeros = 2;
	at += hundred;
	bool hyphen = ru_value_char_at(t, at) == '-' && ru_value_glued(t, at);

	e = ru_value_number_word(t, at + (hyphen ? 1 : 0), RU_S("scale"), &used);
	/* "half a million", "a quarter of a million" */
	if (e == NULL && out->spelled && out->scale < 0)
		e = ru_value_number_word(t, at, RU_S("scale_of"), &used);
	if (e == NULL && (e = ru_value_number_word(t, at, RU_S("scale_about"), &used)) != NULL)
		out->about = true;
	if (e == NULL) {
		hyphen = false;
		e = out->spelled || hundred > 0 ? NULL : short_scale(t, at, money, &used);
	}
	zeros += e != NULL ? zeros_of(entry_value(e)) : 0;
	if (zeros == 0 || out->denominator != 1 || !ru_value_number_shift(out, zeros))
		return;
	out->used += (uint32_t)(hundred + (e != NULL ? used : 0) + (hyphen ? 1 : 0));
	out->zeros = (uint8_t)zeros;
	out->scaled = true;
}

/* "1/2", and "5 1/2" with a whole number before it. */
static bool slash_fraction(const struct ru_value_text *t, size_t i, int64_t *above, int64_t *below)
{
	unsigned w1, w2;
	int32_t a = ru_value_integer_at(t, i, 2, &w1), b = ru_value_integer_at(t, i + 2, 3, &w2);

	bool slash = ru_value_char_at(t, i + 1) == '/',
	     fraction_slash = ru_str_eq(ru_value_atom(t, i + 1), RU_S("\xe2\x81\x84"));

	/* "1/16 of a pint": a large denominator with a slash that also makes dates */
	if (slash && b > 10 && (a != 1 || ru_value_role(t, i + 3, RU_ROLE_OF) == 0))
		return false;
	if (a <= 0 || b <= 1 || a >= b || !(slash || fraction_slash) || !ru_value_glued(t, i + 1) ||
	    !ru_value_glued(t, i + 2) || (ru_value_char_at(t, i + 3) == '/' && ru_value_glued(t, i + 3)))
		return false;
	*above = a;
	*below = b;
	return true;
}

/* ".001 per cent": decimals without their zero. */
static bool point_decimal(const struct ru_value_text *t, size_t i, struct ru_value_number *out)
{
	struct ru_str digits = ru_value_atom(t, i + 1);
	uint64_t value;

	if (t->decimal != '.' || ru_value_char_at(t, i) != '.' || ru_value_glued(t, i) || !ru_value_glued(t, i + 1) ||
	    digits.len > 9 || !ru_str_to_u64(digits, &value))
		return false;
	*out = (struct ru_value_number){
	    .mantissa = (int64_t)value, .scale = (int16_t)(-(int)digits.len), .denominator = 1, .used = 2};
	return true;
}

/* One half is 0.5; a third stays a fraction. */
static void in_thousandths(struct ru_value_number *n)
{
	if (n->denominator <= 1 || 1000 % n->denominator != 0)
		return;
	n->mantissa *= 1000 / n->denominator;
	n->denominator = 1;
	n->scale = -3;
}

/* "Â½", and "2Â½" behind a whole number: the pack gives the sign in thousandths. */
static bool fraction_sign(const struct ru_value_text *t, size_t i, struct ru_value_number *out)
{
	size_t used;
	const struct ru_entry *e = ru_value_number_word(t, i, RU_S("thousandths"), &used);

	if (e == NULL)
		return false;
	out->mantissa = out->mantissa * 1000 + entry_value(e);
	out->scale = -3;
	out->denominator = 1;
	out->used += (uint32_t)used;
	return true;
}

/* "one in five voters", "three out of ten": a share. A bare "in" joins only with one, or two words of numbers, or with
 * 10; "dari" only one with all who live somewhere: "satu dari lima warga", not "satu dari tiga pelaku". */
static void take_share(const struct ru_value_text *t, size_t i, struct ru_value_number *n)
{
	struct ru_value_number whole;
	size_t used = 0, at = i + n->used;
	bool out_of = ru_value_number_word(t, at, RU_S("out_of"), &used) != NULL,
	     of_all = !out_of && ru_value_number_word(t, at, RU_S("share_of_all"), &used) != NULL;

	if (n->denominator != 1 || n->scale != 0 || n->zeros > 0 || n->mantissa < 1 || n->mantissa > 100 ||
	    (!out_of && !of_all && ru_value_number_word(t, at, RU_S("share"), &used) == NULL))
		return;
	if (!spelled_at(t, at + used, &whole) && !ru_value_digits(t, at + used, &whole))
		return;
	if (whole.scale != 0 || whole.denominator != 1 || whole.mantissa <= n->mantissa || whole.mantissa > 1000 ||
	    (!out_of && n->mantissa != 1 &&
	     !(n->spelled && (whole.spelled || whole.mantissa == 10) && whole.mantissa <= 10)))
		return;
	/* "two in five days" */
	if (!out_of && ru_value_hit_at(t, at + used + whole.used, RU_VALUE_TIME_UNITS).entry != NULL)
		return;
	if (of_all && (n->mantissa != 1 || ru_value_role(t, at + used + whole.used, RU_COUNT_ALL) == 0))
		return;
	n->denominator = (int16_t)whole.mantissa;
	n->used += (uint32_t)used + whole.used;
	n->scaled = true;
	in_thousandths(n);
}

static bool in_digits(const struct ru_value_text *t, size_t i, struct ru_value_number *out)
{
	int64_t above, below, whole;

	if (point_decimal(t, i, out))
		return true;
	*out = (struct ru_value_number){0};
	if (fraction_sign(t, i, out))
		return true;
	if (slash_fraction(t, i, &above, &below)) {
		*out = (struct ru_value_number){.mantissa = above, .denominator = (int16_t)below, .used = 3};
	} else if (!ru_value_digits(t, i, out)) {
		return false;
	} else if (out->scale == 0 && out->mantissa < 1000 && fraction_sign(t, i + 1, out)) {
		return true;
	} else if (out->scale == 0 && out->mantissa < 1000 && slash_fraction(t, i + 1, &above, &below) &&
	           !ru_value_glued(t, i + 1)) {
		whole = out->mantissa;
		*out = (struct ru_value_number){
		    .mantissa = whole * below + above, .denominator = (int16_t)below, .used = 4};
	}
	in_thousandths(out);
	out->used += out->scaled ? 0 : (uint32_t)ru_value_power_of_ten(t, i + out->used, out);
	return true;
}

/* "ke-19", "19th", "ketiga", "third". */
static bool ordinal_at(const struct ru_value_text *t, size_t i, struct ru_value_number *out)
{
	size_t used = ru_value_role(t, i, RU_ROLE_ORDINAL);
	const struct ru_entry *e;

	if (used > 0 && ru_value_char_at(t, i + used) == '-' && ru_value_digits(t, i + used + 1, out)) {
		out->used = (uint32_t)used + 2;
		out->ordinal = true;
		return true;
	}
	if (ru_value_glued(t, i + 1) && ru_value_number_word(t, i + 1, RU_S("ordinal_suffix"), &used) != NULL &&
	    ru_value_digits(t, i, out)) {
		out->used = 2;
		out->ordinal = true;
		return true;
	}
	bool collective = false;

	e = ru_value_number_word(t, i, RU_S("ordinal"), &used);
	if (e == NULL) {
		e = ru_value_number_word(t, i, RU_S("collective"), &used);
		collective = e != NULL;
	}
	if (e == NULL)
		return false;
	*out = (struct ru_value_number){
	    .mantissa = entry_value(e), .denominator = 1, .used = (uint32_t)used, .spelled = true};
	out->ordinal = true;
	out->collective = collective;
	return true;
}

static bool number_at(const struct ru_value_text *t, size_t i, bool money, struct ru_value_number *out)
{
	const struct ru_entry *e;
	size_t used;

	if (ordinal_at(t, i, out))
		return true;
	if ((e = ru_value_number_word(t, i, RU_S("vague"), &used)) != NULL) {
		*out = (struct ru_value_number){.mantissa = entry_value(e),
		                                .denominator = 1,
		                                .used = (uint32_t)used,
		                                .spelled = true,
		                                .vague = true};
	} else if (ru_value_number_word(t, i, RU_S("half"), &used) != NULL) {
		*out = (struct ru_value_number){
		    .mantissa = 5, .scale = -1, .denominator = 1, .used = (uint32_t)used, .spelled = true};
	} else if (!in_digits(t, i, out) && !spelled_at(t, i, out)) {
		return false;
	}
	if (!out->vague && !money)
		take_share(t, i, out);
	if (!out->scaled)
		take_scale(t, i, money, out);
	return true;
}

bool ru_value_number_at(const struct ru_value_text *t, size_t i, bool money, struct ru_value_number *out)
{
	if (i >= t->atoms.count || !ru_value_number_begins(t, i))
		return false;
	if (money || t->memory == NULL)
		return number_at(t, i, money, out);
	/* readers of dates and of figures ask for it in turn */
	struct ru_value_asked *asked = &t->memory->asked[i];

	if (asked->text != t->memory->texts) {
		asked->text = t->memory->texts;
		asked->found = number_at(t, i, money, &asked->number);
	}
	if (asked->found)
		*out = asked->number;
	return asked->found;
}

int ru_number_at(const struct ru_pack *pack, const struct ru_lookup *text, size_t i, struct ru_arena *arena,
                 struct ru_number *out)
{
	enum { WINDOW = 24 };
	struct ru_word atoms[WINDOW];
	uint64_t hash[WINDOW];
	struct ru_value_hit hits[(WINDOW + 1) * RU_VALUE_TABLES];
	uint16_t row[WINDOW];
	uint64_t sets[RU_VALUE_SETS * (WINDOW + 1)];
	struct ru_value_room room = {hits, row, sets, NULL, NULL, NULL};
	struct ru_value_tables tables;
	struct ru_value_text t;
	struct ru_value_number n;

	*out = (struct ru_number){0};
	if (i >= text->count)
		return 0;
	size_t last = i + WINDOW < text->count ? i + WINDOW : text->count;
	size_t count = ru_atoms_cut(text->text, text->words[i].begin, text->words[last - 1].end, atoms, hash, WINDOW);

	ru_value_tables_find(&tables, pack, RU_VALUE_DATE_TABLES);
	ru_value_text_fill(&t, &tables, text->text, atoms, hash, count, &room);
	if (!ru_value_number_at(&t, 0, false, &n))
		return 0;
	int status = ru_value_number_print(&n, arena, &out->value);

	if (status < 0)
		return status;
	out->milli = ru_value_number_milli(&n);
	out->spelled = n.spelled;
	out->vague = n.vague;
	out->ordinal = n.ordinal;
	while (i + out->used < text->count && text->words[i + out->used].begin < atoms[n.used - 1].end)
		out->used++;
	return 0;
}
