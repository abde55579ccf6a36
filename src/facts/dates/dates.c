/* SPDX-License-Identifier: Apache-2.0 */
/* The dates of a page: picks what its expressions of time count from, resolves them in page order and records them.
 *
 * Fed the expressions; fills facts->dates and the date flag of the tokens. The anchor is the day of publication, else
 * the page's dateline, else the latest full date with a weekday that the text tells, else none. Conflicts are facts of
 * the page alone. */
#include "facts/dates/context.h"
#include "text/utf8.h"

enum { NEAR_MODIFIED_DAYS = 45, TELLING_DAYS = 7, QUOTED_BYTES = 2000, QUOTED_SENTENCES = 8 };

static bool full_date(const struct ru_dated *d)
{
	return d->when.shape == RU_WHEN_DAY && d->when.at.day != 0 && d->when.at.year != 0 && !d->when.range &&
	       !d->when.every && ru_day_valid(d->when.at.year, d->when.at.month, d->when.at.day);
}

static bool in_dateline(const struct ru_reading *r, const struct ru_dated *d)
{
	uint32_t block = ru_article_block(r->article, d->at.begin);

	return block != RU_NONE && r->article->blocks[block].kind == RU_BLOCK_DATELINE;
}

static int32_t settled_day(const struct ru_dated *d)
{
	struct ru_dating nothing = {.zone = INT16_MIN};
	struct ru_meaning m = {0};

	ru_date_settle_day(&nothing, d, &m);
	return ru_day_from(m.value.year, m.value.month, m.value.day);
}

static void set_anchor(struct ru_dating *dating, int32_t day, struct ru_str name)
{
	dating->anchored = true;
	dating->anchor = day;
	dating->anchor_name = name;
}

/* What relative dates of the page count from. */
static void find_anchor(const struct ru_reading *r, const struct ru_vec *found, struct ru_dating *dating)
{
	const struct ru_article *article = r->article;
	bool told = false;
	int32_t latest = 0;

	*dating = (struct ru_dating){.zone = INT16_MIN, .anchor_name = RU_S("none")};
	if (article->published.known) {
		set_anchor(dating, article->published.day, RU_S("published"));
		return;
	}
	for (size_t i = 0; i < found->len; i++) {
		const struct ru_dated *d = RU_VEC_AT(found, struct ru_dated, i);

		if (!full_date(d))
			continue;
		if (in_dateline(r, d)) {
			set_anchor(dating, settled_day(d), RU_S("dateline"));
			return;
		}
		if (d->when.weekday == 0)
			continue;
		int32_t day = settled_day(d);

		/* "akan digelar Senin (14/7/2025)" is no day of telling */
		if (!d->future && (!told || day > latest)) {
			latest = day;
			told = true;
		}
	}
	bool modified = article->modified.known;
	int32_t changed = article->modified.day;

	/* a page is changed soon after its news; a change long after says nothing, one before it is wrong */
	if (modified && (!told || (changed >= latest && changed - latest <= NEAR_MODIFIED_DAYS)))
		set_anchor(dating, changed, RU_S("modified"));
	else if (told)
		set_anchor(dating, latest, RU_S("text"));
	else if (article->fetched_known)
		set_anchor(dating, article->fetched_day, RU_S("archive"));
}

/* "Rabu (5/3/2025)" in the text tells which Wednesday the headline means. */
static void note_weekdays(const struct ru_vec *found, struct ru_dating *dating)
{
	for (size_t i = 0; i < found->len; i++) {
		const struct ru_dated *d = RU_VEC_AT(found, struct ru_dated, i);
		struct ru_meaning m = {0};
		int32_t day, last;
		int w = d->when.weekday;

		if (d->heads || w == 0 || d->when.shape != RU_WHEN_DAY || d->when.at.day == 0 ||
		    d->when.at.month == 0 || d->when.range || d->when.every)
			continue;
		ru_date_settle_day(dating, d, &m);
		if (m.conflict != RU_CONFLICT_NONE || m.value.form != RU_FORM_DAY ||
		    !ru_date_value_days(&m.value, &day, &last))
			continue;
		if (dating->weekday_told[w] && dating->weekday_day[w] != day)
			dating->weekday_twice[w] = true;
		dating->weekday_told[w] = true;
		dating->weekday_day[w] = day;
	}
}

static void move_focus(struct ru_dating *dating, const struct ru_dated *d, const struct ru_meaning *m)
{
	int32_t first, last;

	if (d->when.zone != INT16_MIN && d->when.minute >= 0)
		dating->zone = d->when.zone;
	if (m->range)
		return;
	if (m->value.form == RU_FORM_QUARTER && !d->when.from_focus && ru_date_value_days(&m->value, &first, &last)) {
		dating->quarter_known = true;
		dating->quarter = first;
	}
	if ((m->value.form == RU_FORM_DAY || m->value.form == RU_FORM_MONTH || m->value.form == RU_FORM_YEAR) &&
	    ru_date_value_days(&m->value, &first, &last)) {
		dating->wide_known = true;
		dating->wide = first;
		dating->wide_sentence = d->sentence;
	}
	if (m->value.form != RU_FORM_DAY || !ru_date_value_days(&m->value, &first, &last))
		return;
	dating->focused = true;
	dating->focus = first;
	dating->focus_sentence = d->sentence;
}

static void set_days(const struct ru_meaning *m, struct ru_date *date)
{
	int32_t first, last;

	if (!ru_date_value_days(&m->value, &first, &last))
		return;
	date->days = (struct ru_days){first, last, -1, INT16_MIN};
	if (m->range && ru_date_value_days(&m->to, &first, &last))
		date->days.last = last;
	if (m->value.minute >= 0) {
		date->days.minute = (int16_t)m->value.minute;
		date->days.offset = (int16_t)m->value.zone;
	}
}

static struct ru_str anchor_name(const struct ru_dating *dating, const struct ru_meaning *m)
{
	if (m->focused)
		return RU_S("text");
	return m->relative && dating->anchored ? dating->anchor_name : RU_S("none");
}

/* "setiap Jumat", "setiap 17 Agustus", "setiap pekan", "setiap malam". */
static int set_value(struct ru_reading *r, const struct ru_when *w, struct ru_date *date)
{
	struct ru_date_value v = {
	    .form = RU_FORM_DAY, .month = w->at.month, .day = w->at.day, .minute = w->minute, .zone = w->zone};

	date->type = RU_DATE_SET;
	if (w->shape == RU_WHEN_DURATION)
		return ru_duration_print(w, r->arena, &date->value);
	v.part = w->part;
	if (w->shape == RU_WHEN_MONTH)
		v.form = RU_FORM_MONTH;
	else if (w->shape == RU_WHEN_DAY && w->at.month == 0) {
		v.form = RU_FORM_WEEKDAY;
		v.day = w->weekday;
	}
	return ru_date_value_print(&v, NULL, r->arena, &date->value);
}

/* What "kemarin" and "pekan lalu" are on a page without any day. */
static struct ru_str unresolved(char unit)
{
	switch (unit) {
	case 'W':
		return RU_S("XXXX-WXX");
	case 'E':
		return RU_S("XXXX-WXX-WE");
	case 'M':
		return RU_S("XXXX-XX");
	case 'Q':
		return RU_S("XXXX-QX");
	case 'Y':
		return RU_S("XXXX");
	case 'X':
		return RU_S("XXX");
	case 'C':
		return RU_S("XX");
	default:
		return RU_S("XXXX-XX-XX");
	}
}

static int resolved_value(struct ru_reading *r, struct ru_dating *dating, const struct ru_dated *d,
                          struct ru_date *date)
{
	struct ru_meaning m;
	int status;

	if (!ru_date_resolve(dating, d, &m)) {
		date->value = unresolved(d->when.unit);
		date->relative = true;
		return RU_OK;
	}
	status = ru_date_value_print(&m.value, m.range ? &m.to : NULL, r->arena, &date->value);
	for (uint32_t k = 0; k < m.alt_count && status == RU_OK; k++)
		status = ru_date_value_print(&m.alt[k], NULL, r->arena, &date->alt[k]);
	if (status < 0)
		return status;
	date->alt_count = m.alt_count;
	date->type = m.value.minute >= 0 || m.value.part.len > 0 ? RU_DATE_TIME : RU_DATE_DATE;
	date->grain = ru_date_value_grain(&m.value);
	date->conflict = m.conflict;
	date->anchor = anchor_name(dating, &m);
	date->relative = m.relative || m.focused;
	date->year_given =
	    d->when.at.year != 0 || d->when.shape == RU_WHEN_YEAR || d->when.period == 'X' || d->when.period == 'C';
	set_days(&m, date);
	move_focus(dating, d, &m);
	return RU_OK;
}

static int record(struct ru_reading *r, struct ru_dating *dating, const struct ru_dated *d, struct ru_date *date)
{
	const struct ru_when *w = &d->when;

	date->place = ru_article_place(r->article, d->at);
	date->text = ru_reading_text(r, d->at);
	date->mod = w->mod;
	date->anchor = RU_S("none");
	date->days = (struct ru_days){INT32_MIN, INT32_MIN, -1, INT16_MIN};
	ru_facts_flag(r, d->at, RU_TOKEN_DATE);
	if (w->every)
		return set_value(r, w, date);
	if (w->shape == RU_WHEN_DURATION) {
		date->type = RU_DATE_DURATION;
		return ru_duration_print(w, r->arena, &date->value);
	}
	if (w->shape == RU_WHEN_REFERENCE) {
		date->value = w->reference;
		date->relative = true;
		return RU_OK;
	}
	return resolved_value(r, dating, d, date);
}

/* ---- days told in a quotation ---- */

/* How many quotation marks of the pack stand in [begin, end) of the page text. */
static uint32_t count_marks(const struct ru_reading *r, struct ru_str quotes, uint32_t begin, uint32_t end)
{
	struct ru_str text = ru_str_cut(r->article->text, 0, end);
	uint32_t count = 0;

	for (size_t at = begin; at < end;) {
		uint32_t c = ru_utf8_next(text, &at);

		if (c == ' ' || (c < 0x80 && ru_is_alnum((unsigned char)c)))
			continue;
		for (size_t k = 0; k < quotes.len;) {
			if (ru_utf8_next(quotes, &k) == c) {
				count++;
				break;
			}
		}
	}
	return count;
}

/* Where the sentence begins, with those that one quotation holds together with it. */
static uint32_t telling_begin(const struct ru_reading *r, uint32_t sentence)
{
	const struct ru_sentence *all = r->facts->sentences;

	for (int k = 0; k < QUOTED_SENTENCES && sentence > 0 && all[sentence - 1].goes_on; k++)
		sentence--;
	return all[sentence].at.begin;
}

/* "..., besok pagi," kata Ratna, Kamis (14/8/2025): on the day of the report, tomorrow is the day after it. d is quoted
 * and told stands outside in the same sentence. */
static bool quoted_beside(const struct ru_reading *r, struct ru_str quotes, const struct ru_dated *d,
                          const struct ru_dated *told)
{
	uint32_t begin = telling_begin(r, d->sentence);
	bool behind = told->at.begin > d->at.begin;
	uint32_t from = behind ? d->at.end : told->at.end, to = behind ? told->at.begin : d->at.begin;

	return to - begin <= QUOTED_BYTES && count_marks(r, quotes, from, to) == 1 &&
	       count_marks(r, quotes, begin, behind ? from : told->at.begin) % 2 == (behind ? 1 : 0);
}

/* The day that the report of a quotation names beside it: what "besok" in the quotation counts from. */
static bool day_of_telling(const struct ru_reading *r, const struct ru_dating *dating, const struct ru_vec *found,
                           size_t at, int32_t *day)
{
	const struct ru_dated *d = RU_VEC_AT(found, struct ru_dated, at);

	if (d->when.shape != RU_WHEN_RELATIVE || d->when.unit != 'D' || d->when.from_focus)
		return false;
	const struct ru_entry *quotes = ru_pack_get(r->pack, ru_table_find(RU_S("pack")), RU_S("quotes"));
	if (quotes == NULL)
		return false;
	for (size_t k = at > 0 ? at - 1 : 1; k < found->len && k <= at + 2; k++) {
		const struct ru_dated *told = RU_VEC_AT(found, struct ru_dated, k);
		struct ru_meaning m;
		int32_t last;

		if (k == at || told->block != d->block ||
		    telling_begin(r, told->sentence) != telling_begin(r, d->sentence) ||
		    told->when.shape != RU_WHEN_DAY || told->when.at.day == 0 || told->when.range || told->when.every ||
		    !quoted_beside(r, quotes->col[1], d, told) || !ru_date_resolve(dating, told, &m) ||
		    m.value.form != RU_FORM_DAY || !ru_date_value_days(&m.value, day, &last))
			continue;
		return !dating->anchored || (*day <= dating->anchor && dating->anchor - *day <= TELLING_DAYS);
	}
	return false;
}

int ru_dates_record(struct ru_reading *r, const struct ru_vec *found)
{
	struct ru_dating dating;
	struct ru_date *dates = ru_arena_get(r->arena, found->len, sizeof(*dates));
	uint32_t count = 0;
	int status = dates != NULL ? RU_OK : RU_ENOMEM;

	find_anchor(r, found, &dating);
	note_weekdays(found, &dating);
	for (size_t i = 0; i < found->len && status == RU_OK; i++) {
		const struct ru_dating page = dating;
		int32_t day;

		if (day_of_telling(r, &dating, found, i, &day))
			set_anchor(&dating, day, RU_S("text"));
		status = record(r, &dating, RU_VEC_AT(found, struct ru_dated, i), &dates[count++]);
		dating.anchored = page.anchored;
		dating.anchor = page.anchor;
		dating.anchor_name = page.anchor_name;
	}
	if (status == RU_OK) {
		r->facts->dates = dates;
		r->facts->date_count = count;
	}
	return status;
}
