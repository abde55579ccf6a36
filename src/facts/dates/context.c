/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the expressions of time of a page, and what stands around them that decides: words of the future before them,
 * and names, codes and addresses that only look like dates ("Jalan 17 Agustus", "Undang-Undang Nomor 11 Tahun 2020").
 *
 * Fed one segment after the other, gives struct ru_dated in page order. Resolves nothing. */
#include "facts/dates/context.h"

enum { CUE_REACH = 10 };

/* A word of the future before atom i in its sentence: "akan dibacakan Jumat". */
static bool future_before(const struct ru_segment *s, size_t i)
{
	uint32_t sentence = ru_segment_sentence(s, i);
	uint32_t begin = s->r->facts->sentences[sentence].at.begin;

	/* "would not sell, the firm said Friday" */
	if (i > 0 && ru_when_role(&s->text, i - 1, RU_ROLE_CUE_PAST) == 1)
		return false;
	for (size_t back = 1; back <= CUE_REACH && back <= i && s->atoms[i - back].begin >= begin; back++) {
		char c = ru_value_char_at(&s->text, i - back);

		if (ru_when_role(&s->text, i - back, RU_ROLE_CUE_FUTURE) > 0)
			return true;
		/* "will reopen the bridge, closed Wednesday"; but "akan digelar di Lohari, Rabu" */
		if ((c == ',' && back > 1) || c == ';' || c == ':' || c == '"')
			return false;
	}
	return false;
}

/* "semua pelayaran dihentikan sampai Minggu.": a bare weekday behind a word of limit is still to come where the limit
 * closes its clause. "Hingga Minggu malam, api belum padam" and "korban sampai Minggu tercatat lima" look back. */
static bool limit_before(const struct ru_segment *s, const struct ru_when *w)
{
	size_t i = w->first, after = w->first + w->used, used = 1;
	uint32_t begin = s->r->facts->sentences[ru_segment_sentence(s, i)].at.begin;

	if (w->shape != RU_WHEN_DAY || w->weekday == 0 || w->at.month != 0 || w->at.day != 0 || w->direction != 0 ||
	    w->relative || (w->minute < 0 && w->part.len > 0))
		return false;
	/* "until 9 a.m. Tuesday to answer" */
	bool to_do = w->minute >= 0 && ru_when_role(&s->text, after, RU_ROLE_TO) == 1;

	if (after < s->text.atoms.count && s->atoms[after].kind != RU_WORD_PUNCT && !to_do &&
	    ru_segment_sentence(s, after) == ru_segment_sentence(s, after - 1))
		return false;
	while (used < 3 && used < i && ru_when_role(&s->text, i - used, RU_ROLE_CUE_LIMIT) != used)
		used++;
	return used < 3 && used < i && s->atoms[i - used - 1].begin >= begin &&
	       s->atoms[i - used - 1].kind == RU_WORD_LETTERS;
}

/* "Jl. 17 Agustus 1945", "Universitas 17 Agustus": the date is a name. */
static bool names_a_place(const struct ru_segment *s, size_t i)
{
	size_t at = i;

	if (at > 0 && ru_value_char_at(&s->text, at - 1) == '.')
		at--;
	return at > 0 && ru_value_role(&s->text, at - 1, RU_COUNT_STREET) > 0;
}

/* "Nomor 11 Tahun 2020": a code, its number, its year. */
static bool is_code(const struct ru_segment *s, size_t i, const struct ru_when *w)
{
	size_t at = i;

	if (w->shape != RU_WHEN_YEAR && w->shape != RU_WHEN_DURATION)
		return false;
	for (int k = 0; k < 4 && at > 0; k++) {
		at--;
		if (ru_value_role(&s->text, at, RU_COUNT_CODE) > 0)
			return true;
		if (s->atoms[at].kind != RU_WORD_NUMBER && ru_value_char_at(&s->text, at) != '.' &&
		    ru_value_char_at(&s->text, at) != '/')
			return false;
	}
	return false;
}

/* "Mei Lestari", "April Wulandari": a month before a capital is likelier a given name. */
static bool is_given_name(const struct ru_segment *s, const struct ru_when *w)
{
	size_t after = w->first + w->used;

	if (w->shape != RU_WHEN_MONTH || w->used != 1 || w->at.year != 0 || w->direction != 0 ||
	    after >= s->text.atoms.count)
		return false;
	return s->atoms[after].kind == RU_WORD_LETTERS && (s->atoms[after].flags & RU_WORD_CAPITAL) != 0 &&
	       (s->atoms[after].flags & RU_WORD_BREAK) == 0;
}

/* "berusia 21 tahun", "Wulan, 21 tahun,", "21-year-old": an age is a figure, no length of time. */
static bool is_age(const struct ru_segment *s, const struct ru_when *w)
{
	size_t i = w->first, after = w->first + w->used;

	if (w->shape != RU_WHEN_DURATION)
		return false;
	/* "6-month-old" */
	if (ru_value_role(&s->text, after + (ru_value_char_at(&s->text, after) == '-'), RU_COUNT_OLD) > 0)
		return true;
	if (!ru_str_eq(w->time_unit, RU_S("Y")))
		return false;
	if (i > 0 && ru_value_role(&s->text, i - 1, RU_COUNT_AGE) > 0)
		return true;
	if (ru_value_char_at(&s->text, after) == '-')
		after++;
	return i >= 2 && ru_value_char_at(&s->text, i - 1) == ',' && ru_value_char_at(&s->text, after) == ',' &&
	       s->atoms[i - 2].kind == RU_WORD_LETTERS && (s->atoms[i - 2].flags & RU_WORD_CAPITAL) != 0;
}

/* "24 hours a day", "4,000 barrels a day", "$5 a week": what the figure before it is per. */
static bool is_rate(const struct ru_segment *s, const struct ru_when *w)
{
	size_t i = w->first;

	if (w->shape != RU_WHEN_DURATION || w->amount.used != 0 || w->amount.vague || w->used != 2 || i == 0 ||
	    ru_when_role(&s->text, i, RU_ROLE_ONE) != 1 || ru_value_char_at(&s->text, i + 2) == '-' ||
	    (s->atoms[i].flags & RU_WORD_BREAK) != 0)
		return false;
	if (s->atoms[i - 1].kind == RU_WORD_NUMBER || ru_value_char_at(&s->text, i - 1) == '%')
		return true;
	/* "in a day" is no inch */
	return ru_value_set_at(&s->text, i - 1, RU_VALUE_DATE_ROLES) == 0 &&
	       (ru_value_hit_at(&s->text, i - 1, RU_VALUE_UNITS).entry != NULL ||
	        ru_value_hit_at(&s->text, i - 1, RU_VALUE_CURRENCIES).entry != NULL ||
	        ru_value_hit_at(&s->text, i - 1, RU_VALUE_TIME_UNITS).entry != NULL ||
	        ru_value_role(&s->text, i - 1, RU_COUNT_PERSON) > 0);
}

/* "12 March Street": a house. */
static bool names_a_house(const struct ru_segment *s, const struct ru_when *w)
{
	size_t after = w->first + w->used;

	return (w->shape == RU_WHEN_DAY || w->shape == RU_WHEN_MONTH) && w->weekday == 0 &&
	       after < s->text.atoms.count &&
	       (s->atoms[after].flags & (RU_WORD_CAPITAL | RU_WORD_BREAK)) == RU_WORD_CAPITAL &&
	       ru_value_role(&s->text, after, RU_COUNT_STREET_BEHIND) > 0;
}

static bool misleads(const struct ru_segment *s, const struct ru_when *w)
{
	return (w->every && w->holiday.len > 0) || names_a_house(s, w) || names_a_place(s, w->first) ||
	       is_code(s, w->first, w) || is_given_name(s, w) || is_age(s, w) || is_rate(s, w);
}

/* "setiap Selasa dan Kamis": the second day is of the set too. */
static bool goes_on(const struct ru_vec *found, const struct ru_segment *s, const struct ru_when *w)
{
	const struct ru_dated *last = found->len > 0 ? RU_VEC_AT(found, struct ru_dated, found->len - 1) : NULL;
	size_t i = w->first, back = 1;

	if (last == NULL || !last->when.every || last->when.weekday == 0 || w->weekday == 0 || w->at.month != 0 ||
	    w->shape != RU_WHEN_DAY || w->relative || w->direction != 0 || i < 2 ||
	    last->sentence != ru_segment_sentence(s, i))
		return false;
	while (back < 3 && ru_value_char_at(&s->text, i - back) != ',' &&
	       ru_when_role(&s->text, i - back, RU_ROLE_AND) == 0)
		back++;
	if (back < i && ru_value_char_at(&s->text, i - back - 1) == ',')
		back++;
	return back < i && s->atoms[i - back - 1].end == last->at.end;
}

static int keep(struct ru_vec *found, const struct ru_segment *s, const struct ru_when *w)
{
	bool of_set = goes_on(found, s, w);
	struct ru_dated *d = ru_vec_push(found);

	if (d == NULL)
		return ru_vec_full(found) ? RU_OK : RU_ENOMEM;
	d->when = *w;
	d->when.every = w->every || of_set;
	d->at = ru_segment_range(s, w->first, w->first + w->used);
	d->sentence = ru_segment_sentence(s, w->first);
	d->block = s->block;
	d->future = future_before(s, w->first) || limit_before(s, w);
	d->heads = s->r->article->blocks[s->block].kind == RU_BLOCK_HEADLINE;
	d->past = w->first > 0 && ru_when_role(&s->text, w->first - 1, RU_ROLE_CUE_PAST) == 1;
	return RU_OK;
}

int ru_dates_find(const struct ru_segment *s, struct ru_vec *found)
{
	int status = RU_OK;
	size_t i = 0;

	while (i < s->text.atoms.count && status == RU_OK) {
		struct ru_when w;

		bool plain = s->text.row[i] == 0 && s->atoms[i].kind != RU_WORD_NUMBER; /* as most are */

		if (plain || !ru_when_at(&s->text, i, &w)) {
			i++;
			continue;
		}
		bool wrong = misleads(s, &w);

		if (!wrong)
			status = keep(found, s, &w);
		/* of "Nomor 11 Tahun 2020" the year still follows "11 Tahun" */
		i += wrong && w.shape == RU_WHEN_DURATION && is_code(s, i, &w) ? 1 : w.used;
	}
	return status;
}
