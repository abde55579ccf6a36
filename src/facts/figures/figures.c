/* SPDX-License-Identifier: Apache-2.0 */
/* The figures of a page: exact value, comparator, unit, noun. Passes over what the dates took, lengths of time aside,
 * which are both.
 *
 * Fed segments whose dates are found; fills facts->figures and the figure flag of the tokens; later, from the
 * statements, who claims each.
 */
#include "facts/figures/figures.h"

static const struct ru_dated *dated_at(const struct ru_figure_reader *f, size_t k)
{
	return k < f->dated->len ? RU_VEC_AT(f->dated, struct ru_dated, k) : NULL;
}

/* A length of time or a frequency covers nothing: it is both. */
static bool is_duration(const struct ru_dated *d)
{
	return d->when.shape == RU_WHEN_DURATION && (!d->when.every || d->when.counted);
}

/* The end of the date that covers byte `at`, or 0. at must not go back between calls. */
static uint32_t covered_until(struct ru_figure_reader *f, uint32_t at)
{
	const struct ru_dated *d;

	while ((d = dated_at(f, f->next)) != NULL && d->at.end <= at)
		f->next++;
	return d != NULL && !is_duration(d) && d->at.begin <= at ? d->at.end : 0;
}

/* A date that begins inside [begin, end) and is no length of time: the figure would eat it. */
static bool runs_into_date(const struct ru_figure_reader *f, struct ru_range at)
{
	const struct ru_dated *d;

	for (size_t k = f->next; (d = dated_at(f, k)) != NULL && d->at.begin < at.end; k++) {
		if (!is_duration(d) && d->at.end > at.begin)
			return true;
	}
	return false;
}

static int record(struct ru_reading *r, const struct ru_segment *s, const struct ru_counted *c, struct ru_figure *out)
{
	struct ru_range at = ru_segment_range(s, c->first, c->last);

	out->place = ru_article_place(r->article, at);
	out->text = ru_reading_text(r, at);
	out->change = c->change;
	out->unit = c->unit;
	out->by = RU_NONE;
	if (ru_str_eq(c->unit, RU_S("{person}")))
		out->fate = ru_figure_fate(s, c);
	out->milli = ru_value_number_milli(&c->low);
	out->milli_high = c->range ? ru_value_number_milli(&c->high) : out->milli;
	if (c->noun < c->noun_end) {
		struct ru_str head = ru_reading_text(r, ru_segment_range(s, c->noun, c->noun_end));

		out->noun = ru_reading_text(r, ru_segment_range(s, c->described, c->noun_end));
		out->noun_stem = ru_pack_stem_hash(r->pack, head);
	}
	ru_facts_flag(r, at, RU_TOKEN_FIGURE);
	int status = ru_value_number_print(&c->low, r->arena, &out->value);

	if (status == RU_OK && c->range)
		status = ru_value_number_print(&c->high, r->arena, &out->high);
	return status;
}

/* "enam bulan kemudian", "17 bulan sebelum tanggul jebol": a date, and a length that is claimed. */
static bool is_length(const struct ru_segment *s, size_t i)
{
	struct ru_when w = RU_WHEN_EMPTY;

	return ru_when_duration(&s->text, i, &w) > 0 && w.relative && w.from_focus;
}

/* "turun 190 poin, atau 0,6 persen", "naik 12 poin (0,2 persen)", "more than 50 miles (80 km)": the same move or bound
 * told again. A bound goes over to another unit of the same thing, not to a share of it. last: the figure before it in
 * this segment. */
static void told_again(const struct ru_segment *s, const struct ru_counted *last, struct ru_counted *c)
{
	bool move = last->change == RU_CHANGE_UP || last->change == RU_CHANGE_DOWN, again = false;
	bool bound = last->change >= RU_CHANGE_GT && last->change <= RU_CHANGE_ABOUT;

	if (!(move || bound) || c->change != RU_CHANGE_EQ || c->first > last->last + 3 || c->unit.len == 0 ||
	    (bound && (last->unit.len == 0 || c->noun < c->noun_end || ru_str_eq(c->unit, RU_S("%")) ||
	               ru_str_eq(c->unit, RU_S("a")))))
		return;
	for (size_t i = last->last; i < c->first; i++) {
		char mark = ru_value_char_at(&s->text, i);
		bool joins = mark == '(' || ru_figure_role(s, i, RU_COUNT_OR) > 0;

		if (!joins && mark != ',')
			return;
		again = again || joins;
	}
	if (again)
		c->change = last->change;
}

#define DATE_ROLE(role) (UINT64_C(1) << RU_ROLE_##role)
#define FIGURE_ROLE(role) (UINT64_C(1) << (RU_COUNT_##role - RU_ROLES_A_TABLE))
#define TABLE(table) (UINT64_C(1) << RU_VALUE_##table)

/* Whether a figure, a length of time or a word to pass over can begin at atom i at all: ".5" and "-3" begin with a
 * mark. "in", "the" and "dan" are in most sentences and begin none. */
static bool can_begin(const struct ru_segment *s, size_t i)
{
	static const uint64_t date_roles = DATE_ROLE(AGO_BEFORE) | DATE_ROLE(MORE) | DATE_ROLE(LESS) |
	                                   DATE_ROLE(AT_LEAST) | DATE_ROLE(AT_MOST) | DATE_ROLE(RECENT) |
	                                   DATE_ROLE(COMING) | DATE_ROLE(ONE) | DATE_ROLE(SOME) | DATE_ROLE(ORDINAL) |
	                                   DATE_ROLE(FROM),
	                      figure_roles = FIGURE_ROLE(SKIP) | FIGURE_ROLE(MINUS),
	                      tables = TABLE(TIME_UNITS) | TABLE(NUMBERS) | TABLE(CURRENCIES) | TABLE(COMPARATORS);
	const struct ru_value_text *t = &s->text;

	if (s->atoms[i].kind == RU_WORD_NUMBER || ru_value_char_at(t, i) == '.' || ru_value_char_at(t, i) == '-')
		return true;
	return !ru_value_plain(t, i) && ((ru_value_set_at(t, i, RU_VALUE_DATE_ROLES) & date_roles) != 0 ||
	                                 (ru_value_set_at(t, i, RU_VALUE_FIGURE_ROLES) & figure_roles) != 0 ||
	                                 (ru_value_set_at(t, i, RU_VALUE_HIT_TABLES) & tables) != 0);
}

int ru_figures_find(struct ru_figure_reader *f, struct ru_reading *r, const struct ru_segment *s)
{
	struct ru_counted last = {0};
	struct ru_carry carry = {.sentence = RU_NONE};
	size_t i = 0;

	while (i < s->text.atoms.count) {
		bool begins = can_begin(s, i);

		if (!begins && ru_value_plain(&s->text, i)) {
			i++;
			continue;
		}
		bool length = begins && is_length(s, i);
		uint32_t until = length ? 0 : covered_until(f, s->atoms[i].begin);
		struct ru_counted c;

		if (until > 0 || !begins) {
			i++;
			while (i < s->text.atoms.count && s->atoms[i].begin < until)
				i++;
			continue;
		}
		size_t skip = ru_figure_role(s, i, RU_COUNT_SKIP);

		if (skip > 0) {
			i += skip;
			continue;
		}
		/* "dalam sehari"; of "dua kali seminggu" it is the rate */
		bool one = (last.last == 0 || last.last != i) && ru_figure_one_unit(s, i, &c);

		if ((!one && !ru_figure_at(s, i, &c)) ||
		    (!length && runs_into_date(f, ru_segment_range(s, c.first, c.last)))) {
			i++;
			continue;
		}
		struct ru_figure *figure = ru_vec_push(&f->found);

		if (figure == NULL)
			return ru_vec_full(&f->found) ? RU_OK : RU_ENOMEM;
		told_again(s, &last, &c);
		last = c;
		int status = record(r, s, &c, figure);

		if (status < 0)
			return status;
		ru_figure_carry(s, &carry, &c, f->found.ptr, f->found.len);
		i = c.last;
	}
	return RU_OK;
}

void ru_figures_begin(struct ru_figure_reader *f, const struct ru_reading *r, const struct ru_vec *dated)
{
	*f = (struct ru_figure_reader){.dated = dated};
	ru_vec_init(&f->found, r->options->al, sizeof(struct ru_figure), r->options->limits->facts);
}

void ru_figures_end(struct ru_figure_reader *f) { ru_vec_release(&f->found); }

int ru_figures_record(const struct ru_figure_reader *f, struct ru_reading *r)
{
	void *copy = NULL;
	int status = ru_vec_copy(&f->found, r->arena, &copy);

	if (status != RU_OK)
		return status;
	r->facts->figures = copy;
	r->facts->figure_count = (uint32_t)f->found.len;
	return RU_OK;
}

/* The figure whose first byte is at or behind `at`. */
static uint32_t first_behind(const struct ru_facts *facts, uint32_t at)
{
	uint32_t low = 0, high = facts->figure_count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (facts->figures[mid].place.at.begin < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Length of the whole content of a statement: the innermost that holds a figure is the shortest. */
static uint32_t content_length(const struct ru_statement *statement)
{
	uint32_t length = 0;

	for (uint32_t k = 0; k < statement->content.count; k++)
		length += statement->content.items[k].at.end - statement->content.items[k].at.begin;
	return length;
}

void ru_facts_figures_by(struct ru_reading *r)
{
	struct ru_facts *facts = r->facts;

	for (uint32_t s = 0; s < facts->statement_count; s++) {
		const struct ru_statement *statement = &facts->statements[s];

		for (uint32_t k = 0; k < statement->content.count; k++) {
			struct ru_range at = statement->content.items[k].at;

			if (at.begin == RU_NONE)
				continue;
			for (uint32_t f = first_behind(facts, at.begin);
			     f < facts->figure_count && facts->figures[f].place.at.begin < at.end; f++) {
				struct ru_figure *figure = &facts->figures[f];

				if (figure->by == RU_NONE ||
				    content_length(statement) < content_length(&facts->statements[figure->by]))
					figure->by = s;
			}
		}
	}
}
