/* SPDX-License-Identifier: Apache-2.0 */
/* Puts the parts of an expression of time together: "Selasa (7/8/2029) pukul 06.20 WITA", "0015 GMT on Wednesday",
 * "akhir tahun lalu", "setiap 17 Agustus", "Jumat pekan lalu", "19 Juni lalu".
 *
 * Parts follow each other, with a comma, a bracket or a joining word between at most; no part is read twice. A bounded
 * number of parts and joiners keeps the work per atom constant. */
#include "values/when.h"

enum { MAX_PARTS = 6, MAX_JOINERS = 3, REACH = 40 };

typedef size_t part_fn(const struct ru_value_text *t, size_t i, struct ru_when *w);

#define ROLE(role) (UINT64_C(1) << (RU_ROLE_##role))
#define TABLE(table) (UINT64_C(1) << (RU_VALUE_##table))

/* What a part can begin with: a word of date_words with one of these roles, a phrase of one of these tables, digits, or
 * whatever a number begins with. None of the others need be asked for it. */
struct part {
	part_fn *read;
	uint64_t roles, tables;
	bool digits, number;
};

#define SEASONS (ROLE(SEASON1) | ROLE(SEASON2) | ROLE(SEASON3) | ROLE(SEASON4))
#define ROMANS (ROLE(ROMAN1) | ROLE(ROMAN2) | ROLE(ROMAN3) | ROLE(ROMAN4))
#define BOUNDS (ROLE(MORE) | ROLE(LESS) | ROLE(AT_LEAST) | ROLE(AT_MOST))

/* Longest reading first: a day before its month, a month before its year. */
static const struct part parts[] = {
    {ru_when_holiday, 0, TABLE(HOLIDAYS), false, false},
    {ru_when_numeric, 0, 0, true, false},
    {ru_when_written, ROLE(FROM) | ROLE(DAY_HEAD) | ROLE(THE) | ROLE(MONTH_HEAD) | ROLE(DATE_HEAD), TABLE(MONTHS), true,
     false},
    {ru_when_weekday, ROLE(DAY_HEAD) | ROLE(FROM), TABLE(WEEKDAYS), false, false},
    {ru_when_relative, 0, TABLE(RELATIVE), false, false},
    {ru_when_duration, ROLE(AGO_BEFORE) | BOUNDS | ROLE(RECENT) | ROLE(COMING) | ROLE(ONE) | ROLE(SOME),
     TABLE(TIME_UNITS), true, true},
    {ru_when_period, ROLE(CENTURY) | ROLE(THE) | SEASONS | ROLE(QUARTER) | ROLE(HALF) | ROMANS, 0, true, true},
    {ru_when_clock, ROLE(CLOCK_HEAD) | ROLE(JOIN) | ROLE(FROM), 0, true, false},
    {ru_when_year, ROLE(FROM) | ROLE(ERA) | ROLE(YEAR_HEAD), 0, true, false},
    {ru_when_daypart, 0, TABLE(DAYPARTS), false, false}};

/* Whether a part found behind a comma or bracket may join what stands before it. */
static bool joins(const struct ru_when *before, const struct ru_when *after, bool bracket)
{
	/* "Dua hari sebelumnya, Selasa" are two */
	if (before->shape == RU_WHEN_RELATIVE && before->time_unit.len > 0)
		return after->minute >= 0;
	if (before->shape == RU_WHEN_DAY || (before->shape == RU_WHEN_RELATIVE && before->unit == 'D'))
		return after->shape == before->shape || after->shape == RU_WHEN_DAY;
	/* "0015 GMT on Wednesday", "pukul 14.00, Selasa (5/8)" */
	if (before->shape == RU_WHEN_CLOCK)
		return !bracket && !after->range && (after->shape == RU_WHEN_DAY || after->shape == RU_WHEN_RELATIVE);
	return false;
}

/* "dua hari sebelum Natal", "two days after May 3": so many days from the day that stands behind. w holds the count; it
 * becomes that day. */
static size_t counted_from(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_when day = RU_WHEN_EMPTY;
	size_t used;

	if (w->shape != RU_WHEN_RELATIVE || !w->from_focus || (w->unit != 'D' && w->unit != 'W') ||
	    (t->atoms.words[i].flags & RU_WORD_BREAK) != 0)
		return 0;
	/* "the day after Christmas", but not "the following day, Christmas" */
	if (w->time_unit.len == 0 &&
	    (i == 0 || w->unit != 'D' || w->part.len > 0 ||
	     ru_when_role(t, i - 1, RU_ROLE_BEFORE) + ru_when_role(t, i - 1, RU_ROLE_AFTER) != 1))
		return 0;
	day.first = (uint32_t)i;
	if ((used = ru_when_holiday(t, i, &day)) == 0 && (used = ru_when_numeric(t, i, &day)) == 0)
		used = ru_when_written(t, i, &day);
	if (used == 0 || day.shape != RU_WHEN_DAY || day.range || (day.at.month == 0 && day.holiday.len == 0))
		return 0;
	day.first = w->first;
	day.shift = w->offset * (w->unit == 'W' ? 7 : 1);
	*w = day;
	return used;
}

static bool has_digit(const struct ru_value_text *t, size_t i)
{
	return ru_is_digit((unsigned char)t->atoms.text.ptr[t->atoms.words[i].begin]);
}

static size_t next_part(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	if (i >= t->atoms.count)
		return 0;
	const uint64_t roles = ru_value_set_at(t, i, RU_VALUE_DATE_ROLES),
	               tables = ru_value_set_at(t, i, RU_VALUE_HIT_TABLES);
	const bool digits = has_digit(t, i), number = ru_value_number_begins(t, i);

	if (roles == 0 && tables == 0 && !digits && !number)
		return 0;
	for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++) {
		const struct part *part = &parts[k];

		if ((roles & part->roles) == 0 && (tables & part->tables) == 0 && !(digits && part->digits) &&
		    !(number && part->number))
			continue;
		size_t used = part->read(t, i, w);

		if (used > 0)
			return used;
	}
	return 0;
}

/* Atoms between two parts; *bracket tells an opened one. */
static size_t joiners(const struct ru_value_text *t, size_t i, bool *bracket, bool *comma)
{
	size_t at = i;

	*bracket = *comma = false;
	for (int k = 0; k < MAX_JOINERS && at < t->atoms.count; k++) {
		char c = ru_value_char_at(t, at);
		size_t used;

		if ((t->atoms.words[at].flags & RU_WORD_BREAK) != 0)
			break;
		if (c == ',' && !*comma && !*bracket)
			used = *comma = 1;
		else if (c == '(' && !*bracket)
			used = *bracket = 1;
		else
			used = ru_when_role(t, at, RU_ROLE_JOIN);
		if (used == 0)
			break;
		at += used;
	}
	return at - i;
}

/* "lalu", "depan", "ini" behind a day or month: "19 Juni lalu", "Jumat depan"; not where "pekan" or "tahun" is still to
 * come. */
static size_t direction_behind(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t used;

	/* "Rabu pekan lalu", "Tuesday last week": a phrase of its own comes */
	if (ru_value_hit_at(t, i, RU_VALUE_RELATIVE).used > 1)
		return 0;
	if (w->direction != 0 || w->relative || w->range ||
	    (w->shape != RU_WHEN_DAY && w->shape != RU_WHEN_MONTH && w->period != 'S'))
		return 0;
	if ((used = ru_when_role(t, i, RU_ROLE_PAST)) > 0) {
		w->direction = -1;
		return used;
	}
	w->soon = (used = ru_when_role(t, i, RU_ROLE_SOON)) > 0;
	if (w->soon || (used = ru_when_role(t, i, RU_ROLE_FUTURE)) > 0) {
		w->direction = 1;
		return used;
	}
	return ru_when_role(t, i, RU_ROLE_THIS);
}

/* "3 to 5 p.m. last Friday": the weekday that a clock time belongs to, with the word before it. */
static size_t weekday_of_clock(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t back = ru_when_role(t, i, RU_ROLE_PAST_BEFORE), ahead = ru_when_role(t, i, RU_ROLE_FUTURE_BEFORE), used,
	       word = back > 0    ? back
	              : ahead > 0 ? ahead
	                          : ru_when_role(t, i, RU_ROLE_THIS_BEFORE);

	if (w->shape != RU_WHEN_CLOCK || w->minute < 0 || word == 0 || w->relative || w->direction != 0 ||
	    (used = ru_when_weekday(t, i + word, w)) == 0)
		return 0;
	w->direction = (int8_t)(back > 0 ? -1 : ahead > 0 ? 1 : 0);
	return word + used;
}

/* From atom i on, as many parts as belong together. Returns atoms used. */
static size_t compose(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t at = i + next_part(t, i, w);
	bool open = false;

	if (at == i)
		return 0;
	at += at < t->atoms.count ? counted_from(t, at, w) : 0;
	for (int k = 0; k < MAX_PARTS && at < t->atoms.count && at < i + REACH; k++) {
		bool bracket, comma;
		struct ru_when with = *w;
		size_t word = open ? 0 : direction_behind(t, at, &with);

		if (word > 0 && (t->atoms.words[at].flags & RU_WORD_BREAK) == 0) {
			*w = with;
			at += word;
			continue;
		}
		if (open && ru_value_char_at(t, at) == ')') {
			open = false;
			at++;
			continue;
		}
		size_t between = 0, used = 0;

		bracket = comma = false;
		if ((t->atoms.words[at].flags & RU_WORD_BREAK) == 0)
			used = next_part(t, at, &with);
		if (used == 0 && (t->atoms.words[at].flags & RU_WORD_BREAK) == 0)
			used = weekday_of_clock(t, at, &with);
		if (used == 0) {
			between = joiners(t, at, &bracket, &comma);
			if (between > 0 && at + between < t->atoms.count && !(bracket && open) &&
			    (t->atoms.words[at + between].flags & RU_WORD_BREAK) == 0)
				used = next_part(t, at + between, &with);
		}
		if (used == 0 || (between > 0 && !joins(w, &with, bracket)))
			break;
		if (bracket && with.at.day == w->at.day && with.at.month == w->at.month)
			break;
		/* "Senin (6/8/2029), Fajar memimpin rapat" names a man */
		if (comma && with.part.len > 0 && w->part.len == 0 && with.minute < 0 && !with.relative)
			break;
		*w = with;
		open = open || bracket;
		at += between + used;
	}
	return at - i;
}

/* "awal", "akhir", "mid-" before a month, year, period or relative week and longer. */
static size_t mod_before(const struct ru_value_text *t, size_t i, struct ru_str *mod)
{
	static const struct {
		enum ru_role role;
		struct ru_str mod;
	} mods[] = {
	    {RU_ROLE_START, RU_S_INIT("START")},
	    {RU_ROLE_END, RU_S_INIT("END")},
	    {RU_ROLE_MID, RU_S_INIT("MID")},
	    {RU_ROLE_LATER, RU_S_INIT("")},
	};

	for (size_t k = 0; k < sizeof(mods) / sizeof(mods[0]); k++) {
		size_t used = ru_when_role(t, i, mods[k].role);

		if (used > 0) {
			*mod = mods[k].mod;
			return used + (ru_value_char_at(t, i + used) == '-' ? 1 : 0);
		}
	}
	return 0;
}

static bool takes_mod(const struct ru_when *w)
{
	return w->shape == RU_WHEN_MONTH || w->shape == RU_WHEN_YEAR || w->shape == RU_WHEN_PERIOD ||
	       (w->shape == RU_WHEN_RELATIVE && w->unit != 'D' && w->unit != 'E');
}

/* A month by its name alone, also one that may be another word ("May", "March"). */
static size_t bare_month(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t used;
	struct ru_str kind;
	int month = ru_when_month_name(t, i, &used, &kind);

	if (month == 0 || ru_str_eq(kind, RU_S("abbr")))
		return 0;
	w->at.month = (int8_t)month;
	w->shape = RU_WHEN_MONTH;
	return used;
}

/* A weak month alone: only behind a word that takes a month. */
static size_t weak_month(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	/* "in May", "mid-March" */
	bool led = i > 0 && !ru_when_sentence_start(t, i) &&
	           (ru_when_role(t, i - 1, RU_ROLE_IN) == 1 ||
	            (i >= 2 && ru_value_char_at(t, i - 1) == '-' && ru_when_role(t, i - 2, RU_ROLE_MID) == 1));

	return led ? bare_month(t, i, w) : 0;
}

/* "last", "next", "this" before a weekday or month: "last September", "next Friday". */
static size_t direction_before(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t used;

	if ((used = ru_when_role(t, i, RU_ROLE_PAST_BEFORE)) > 0)
		w->direction = -1;
	else if ((used = ru_when_role(t, i, RU_ROLE_FUTURE_BEFORE)) > 0)
		w->direction = 1;
	else
		used = ru_when_role(t, i, RU_ROLE_THIS_BEFORE);
	if (used == 0)
		return 0;
	size_t more = compose(t, i + used, w);

	if (more == 0)
		more = bare_month(t, i + used, w); /* "last August" */
	/* "last 5 May" is nobody's, "last Christmas" is */
	if (more == 0 || (w->shape != RU_WHEN_DAY && w->shape != RU_WHEN_MONTH && w->period != 'S') ||
	    (w->at.day != 0 && w->weekday == 0 && ru_value_hit_at(t, i + used, RU_VALUE_HOLIDAYS).entry == NULL))
		return 0;
	return used + more;
}

/* "setiap pagi": a part of the day that is no time by itself. */
static size_t every_part(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_value_hit hit = ru_value_hit_at(t, i, RU_VALUE_DAYPARTS);

	if (hit.entry == NULL)
		return 0;
	w->part = hit.entry->col[1];
	w->shape = RU_WHEN_CLOCK;
	return hit.used;
}

/* "the daily Lohari Post", "weekly Berita Serai": a paper's name stands behind the word. */
static bool names_paper(const struct ru_value_text *t, size_t i)
{
	return i + 1 < t->atoms.count && t->atoms.words[i].kind == RU_WORD_LETTERS &&
	       (t->atoms.words[i].flags & (RU_WORD_CAPITAL | RU_WORD_BREAK)) == RU_WORD_CAPITAL &&
	       (t->atoms.words[i + 1].flags & (RU_WORD_CAPITAL | RU_WORD_BREAK)) == RU_WORD_CAPITAL &&
	       ru_value_plain(t, i);
}

/* "setiap pekan", "every Friday", "setiap 17 Agustus", "daily". */
static size_t every(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t used = ru_when_role(t, i, RU_ROLE_EVERY), more;
	struct ru_value_hit unit = ru_value_hit_at(t, i + used, RU_VALUE_TIME_UNITS);

	struct ru_when day = *w;

	/* "setiap hari Senin", "setiap Hari Natal" are no "setiap hari" */
	if (used > 0 && (ru_when_weekday(t, i + used, &day) > 0 || ru_when_holiday(t, i + used, &day) > 0))
		unit.entry = NULL;
	if (used == 0 && unit.entry != NULL && names_paper(t, i + unit.used))
		return 0;
	if (unit.entry != NULL && (used > 0 || ru_str_eq(unit.entry->col[2], RU_S("every")))) {
		struct ru_value_number times;

		w->every = true;
		w->counted = ru_value_number_at(t, i, false, &times);
		w->shape = RU_WHEN_DURATION;
		w->amount = (struct ru_value_number){.mantissa = 1, .denominator = 1};
		w->time_unit = unit.entry->col[1];
		return used + unit.used;
	}
	if (used == 0)
		return 0;
	if ((more = compose(t, i + used, w)) == 0)
		more = every_part(t, i + used, w);
	if (w->shape != RU_WHEN_DAY && w->shape != RU_WHEN_DURATION &&
	    !(w->shape == RU_WHEN_MONTH && w->at.year == 0) && w->shape != RU_WHEN_CLOCK)
		return 0;
	w->every = true;
	return used + more;
}

/* "petang Khamis", "pagi Isnin lalu": the part of the day before a weekday, in languages that say it so. */
static size_t part_ahead(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	struct ru_value_hit hit = ru_value_hit_at(t, i, RU_VALUE_DAYPARTS);
	const struct ru_entry *e = hit.entry;
	size_t more;

	while (e != NULL && !ru_str_eq(e->col[4], RU_S("ahead")))
		e = ru_pack_entry(t->pack, e->next);
	if (e == NULL || (more = compose(t, i + hit.used, w)) == 0)
		return 0;
	if (w->part.len > 0 || w->minute >= 0 ||
	    !((w->shape == RU_WHEN_DAY && w->weekday != 0) || (w->shape == RU_WHEN_RELATIVE && w->unit == 'D')))
		return 0;
	w->part = e->col[1];
	w->part_is_day = w->shape == RU_WHEN_DAY && ru_str_eq(e->col[5], RU_S("day"));
	return hit.used + more;
}

/* Whether an expression of time can begin at atom i at all: with digits, a word of a table of its own, or a word of
 * date_words that may stand in front. "in", "the" and "dan" are in most sentences; only some of them may. */
static bool can_begin(const struct ru_value_text *t, size_t i)
{
	static const uint64_t front = ROLE(DAY_HEAD) | ROLE(DATE_HEAD) | ROLE(MONTH_HEAD) | ROLE(YEAR_HEAD) |
	                              ROLE(CLOCK_HEAD) | ROLE(PAST_BEFORE) | ROLE(FUTURE_BEFORE) | ROLE(THIS_BEFORE) |
	                              ROLE(RECENT) | ROLE(COMING) | ROLE(START) | ROLE(END) | ROLE(MID) | ROLE(LATER) |
	                              ROLE(EVERY) | ROLE(FROM) | ROLE(ONE) | ROLE(SOME) | ROLE(ERA) | ROLE(CENTURY) |
	                              ROLE(QUARTER) | ROLE(HALF) | ROMANS | SEASONS | ROLE(ORDINAL) | ROLE(THE) |
	                              BOUNDS | ROLE(AGO_BEFORE);
	static const uint64_t own = (UINT64_C(1) << RU_VALUE_DATE_TABLES) - 1 - TABLE(DATE_WORDS);

	return t->atoms.words[i].kind == RU_WORD_NUMBER ||
	       (t->row[i] != 0 && ((ru_value_set_at(t, i, RU_VALUE_DATE_ROLES) & front) != 0 ||
	                           (ru_value_set_at(t, i, RU_VALUE_HIT_TABLES) & own) != 0));
}

static bool when_at(const struct ru_value_text *t, size_t i, struct ru_when *out)
{
	struct ru_when w = RU_WHEN_EMPTY;
	struct ru_str mod = {NULL, 0};
	size_t used, before;

	w.first = (uint32_t)i;
	const struct ru_when empty = w;
	const uint64_t roles = ru_value_set_at(t, i, RU_VALUE_DATE_ROLES),
	               tables = ru_value_set_at(t, i, RU_VALUE_HIT_TABLES);

	/* "akhir pekan lalu" is a weekend, no end of a week */
	before = (roles & (ROLE(START) | ROLE(END) | ROLE(MID) | ROLE(LATER))) != 0 ? mod_before(t, i, &mod) : 0;
	if (ru_value_hit_at(t, i, RU_VALUE_RELATIVE).used > before)
		before = 0;
	used = before > 0 ? compose(t, i + before, &w) : 0;
	if (before > 0 && used == 0)
		used = weak_month(t, i + before, &w);
	if (used > 0 && takes_mod(&w)) {
		w.mod = mod;
		w.used = (uint32_t)(before + used);
		*out = w;
		return true;
	}
	static const struct part whole[] = {
	    {part_ahead, 0, TABLE(DAYPARTS), false, false},
	    {every, ROLE(EVERY), TABLE(TIME_UNITS), false, false},
	    {compose, UINT64_MAX, UINT64_MAX, true, true},
	    {direction_before, ROLE(PAST_BEFORE) | ROLE(FUTURE_BEFORE) | ROLE(THIS_BEFORE), 0, false, false},
	    {weak_month, 0, TABLE(MONTHS), false, false}};

	for (size_t k = 0; k < sizeof(whole) / sizeof(whole[0]); k++) {
		if ((roles & whole[k].roles) == 0 && (tables & whole[k].tables) == 0 && !whole[k].digits)
			continue;
		w = empty;
		used = whole[k].read(t, i, &w);
		if (used > 0 && w.shape != RU_WHEN_NONE) {
			w.used = (uint32_t)used;
			*out = w;
			return true;
		}
	}
	return false;
}

bool ru_when_at(const struct ru_value_text *t, size_t i, struct ru_when *out)
{
	return can_begin(t, i) && when_at(t, i, out);
}
