/* SPDX-License-Identifier: Apache-2.0 */
/* What third pages say of who was first: who stands in the middle, who has it from the same source, who has it through
 * another. A third page that was itself made from one of the two is no source of both. */
#include "trace/direct.h"

#define NO_PLACE trace_span(RU_NONE, TRACE_NO_SPAN)

enum {
	THIRD_PAGES = 6,  /* looked at for each copy */
	SHARED_TENTHS = 9 /* of the words of two pages that a third page must share to explain them */
};

/* Odds that page `to` was made from page `from`, by what the two alone say. */
static int32_t alone_odds(const struct direction *d, uint32_t copy, uint32_t from)
{
	const struct alone *alone = &d->alone[copy];
	int32_t odds = alone->named + alone->words + alone->time;

	return d->copies->items[copy].a == from ? odds : -odds;
}

/* Whether the pages of a copy share words of their texts. */
static bool shares_words(const struct direction *d, uint32_t copy)
{
	const struct ru_copy *c = &d->copies->items[copy];

	return c->kind != RU_COPY_FURNITURE && c->passage_count > 0;
}

/* The copy that pages p and q share words by, or RU_NONE. */
static uint32_t copy_of(const struct direction *d, uint32_t p, uint32_t q)
{
	for (uint32_t i = 0; i < d->near_count[p] && i < TRACE_NEIGHBOURS; i++) {
		if (d->near[p][i].page == q && shares_words(d, d->near[p][i].copy))
			return d->near[p][i].copy;
	}
	return RU_NONE;
}

/* Whether two pages can have what they share from a third, that shares so many words with each. */
static bool is_enough(const struct direction *d, const struct ru_copy *copy, uint32_t with_a, uint32_t with_b)
{
	uint32_t words_a = d->copies->items[with_a].words, words_b = d->copies->items[with_b].words;

	return (words_a < words_b ? words_a : words_b) * 10 >= copy->words * SHARED_TENTHS;
}

bool ru_direct_third_between(const struct direction *d, const struct ru_copy *copy)
{
	for (uint32_t i = 0; i < d->near_count[copy->a] && i < TRACE_NEIGHBOURS; i++) {
		uint32_t q = d->near[copy->a][i].page;
		uint32_t words = d->copies->items[d->near[copy->a][i].copy].words;

		if (q == copy->b || words < copy->words)
			continue;
		if (ru_trace_before(d->docs, copy->a, q) && ru_trace_before(d->docs, copy->b, q))
			continue; /* later than both: it is no source of theirs */
		if (alone_odds(d, d->near[copy->a][i].copy, copy->a) >= DIRECT_SAID)
			continue;
		for (uint32_t k = 0; k < d->near_count[q] && k < TRACE_NEIGHBOURS; k++) {
			uint32_t others = d->copies->items[d->near[q][k].copy].words;

			if (d->near[q][k].page == copy->b && others >= copy->words &&
			    others + words > copy->words * 2 &&
			    alone_odds(d, d->near[q][k].copy, copy->b) < DIRECT_SAID)
				return true;
		}
	}
	return false;
}

static int32_t stronger(int32_t x, int32_t y) { return (x < 0 ? -x : x) >= (y < 0 ? -y : y) ? x : y; }

/* One third page z that shares words with both. The middle of the three tells how they hang together:
 * z in the middle: the two are siblings, or one has it from the other through z;
 * a in the middle, and z the source of a: then b stands behind a. So with b. */
static void hear(const struct direction *d, const struct ru_copy *copy, uint32_t with_a, uint32_t with_b, uint32_t z,
                 struct heard *heard)
{
	uint32_t middle = ru_reading_middle(d->readings, copy->a, copy->b, z);
	bool enough = is_enough(d, copy, with_a, with_b);
	int32_t to_a = alone_odds(d, with_a, z), to_b = alone_odds(d, with_b, z), odds = 0;

	/* made from one of the two, it is no source of them */
	heard->asked += enough && to_a > -DIRECT_SAID && to_b > -DIRECT_SAID;
	if (middle == z) {
		heard->between = true;
		if (-to_a >= DIRECT_SAID && to_b >= DIRECT_SAID)
			odds = -to_a < to_b ? -to_a : to_b;
		else if (to_a >= DIRECT_SAID && -to_b >= DIRECT_SAID)
			odds = to_a < -to_b ? -to_a : to_b;
	} else if (middle == RU_NONE && enough && to_a >= DIRECT_SAID && to_b >= DIRECT_SAID) {
		heard->between = true; /* both have it from z, as far as anyone can tell */
	} else if (middle == copy->a && to_a >= DIRECT_SAID) {
		odds = to_a;
	} else if (middle == copy->b && to_b >= DIRECT_SAID) {
		odds = -to_b;
	}
	if (stronger(odds, heard->odds) == odds && odds != 0) {
		heard->odds = odds;
		heard->page = z;
		heard->copy = middle == copy->b ? with_b : with_a;
	}
}

struct heard ru_direct_hear(const struct direction *d, const struct ru_copy *copy)
{
	struct heard heard = {.page = RU_NONE};
	uint32_t looked = 0;

	for (uint32_t i = 0; i < d->near_count[copy->a] && i < TRACE_NEIGHBOURS && looked < THIRD_PAGES; i++) {
		uint32_t z = d->near[copy->a][i].page, with_b;

		if (z == copy->b || !shares_words(d, d->near[copy->a][i].copy))
			continue;
		with_b = copy_of(d, z, copy->b);
		if (with_b == RU_NONE)
			continue;
		looked++;
		hear(d, copy, d->near[copy->a][i].copy, with_b, z, &heard);
	}
	return heard;
}

/* ---- all directions read together ---- */

/* Whether the other page of a copy was made from this one, as far as is said. */
static bool is_from(const struct direction *d, uint32_t copy, uint32_t page)
{
	const struct ru_copy *c = &d->copies->items[copy];

	return c->a == page ? c->dir == '>' : c->dir == '<';
}

static bool same_outlet(const struct direction *d, uint32_t p, uint32_t q)
{
	return ru_str_eq_nocase(d->docs[p].article->outlet, d->docs[q].article->outlet);
}

/* Whether z, that shares words with both pages of a copy, is a source of both: said of both, or, where `from` is taken
 * for the source of the other, said of one and not denied of the other. */
static bool is_source(const struct direction *d, uint32_t z, uint32_t with_a, uint32_t with_b, uint32_t from)
{
	bool of_a = is_from(d, with_a, z), of_b = is_from(d, with_b, z);

	if (from == RU_NONE || (of_a && of_b))
		return of_a && of_b;
	return (of_a && d->copies->items[with_b].dir == '?') || (of_b && d->copies->items[with_a].dir == '?');
}

/* A page that both pages of a copy come from, that has what they share; RU_NONE where there is none. `from` is what one
 * of them is taken for the source by: it must have nothing of its own in the other. RU_NONE asks that of both. *shared
 * is the copy of that page with copy->a. An outlet that is named is the third page's where both are of one outlet, else
 * it stands. */
static uint32_t common_source(const struct direction *d, uint32_t index, uint32_t from, uint32_t *shared)
{
	const struct ru_copy *copy = &d->copies->items[index];
	bool named = from != RU_NONE && (d->alone[index].named >= DIRECT_SAID || d->alone[index].named <= -DIRECT_SAID);

	for (uint32_t i = 0; i < d->near_count[copy->a] && i < TRACE_NEIGHBOURS; i++) {
		uint32_t z = d->near[copy->a][i].page, with_a = d->near[copy->a][i].copy, with_b, middle;

		if (z == copy->b || !shares_words(d, with_a) || (named && !same_outlet(d, z, from)))
			continue;
		with_b = copy_of(d, z, copy->b);
		if (with_b == RU_NONE || !is_source(d, z, with_a, with_b, from) || !is_enough(d, copy, with_a, with_b))
			continue;
		middle = ru_reading_middle(d->readings, copy->a, copy->b, z);
		*shared = with_a;
		if (from != RU_NONE ? middle != from : middle != copy->a && middle != copy->b)
			return z;
	}
	return RU_NONE;
}

/* The direction of a pair that a third page joins: one has it from the third, the third from the other. *shared is the
 * copy that shows it, *third that page. */
static char joined_by_third(const struct direction *d, const struct ru_copy *copy, uint32_t *shared, uint32_t *third)
{
	char found = '?';

	for (uint32_t i = 0; i < d->near_count[copy->a] && i < TRACE_NEIGHBOURS; i++) {
		uint32_t z = d->near[copy->a][i].page, with_a = d->near[copy->a][i].copy, with_b;
		char dir = '?';

		if (z == copy->b || !shares_words(d, with_a) || d->copies->items[with_a].dir == '?')
			continue;
		with_b = copy_of(d, z, copy->b);
		if (with_b == RU_NONE || !is_enough(d, copy, with_a, with_b))
			continue;
		if (is_from(d, with_a, copy->a) && is_from(d, with_b, z))
			dir = '>';
		else if (is_from(d, with_a, z) && is_from(d, with_b, copy->b))
			dir = '<';
		if (dir != '?' && found != '?' && dir != found)
			return '?';
		if (dir == '?' || found != '?')
			continue;
		found = dir;
		*shared = with_a;
		*third = z;
	}
	return found;
}

/* Where page p holds the first words that a copy shares. */
static struct ru_page_span first_passage(const struct ru_copy *copy, uint32_t p)
{
	return trace_span(p, copy->a == p ? copy->passages[0].raw_a : copy->passages[0].raw_b);
}

/* Silence between pages that both come from a third. */
static void unsay(const struct direction *d, char *scratch)
{
	struct ru_copy *copies = d->copies->items;

	for (uint32_t i = 0; i < d->copies->count; i++) {
		uint32_t from = copies[i].dir == '>' ? copies[i].a : copies[i].b, shared;

		scratch[i] = copies[i].dir;
		if (copies[i].dir != '?' && shares_words(d, i) && common_source(d, i, from, &shared) != RU_NONE)
			scratch[i] = '?';
	}
	for (uint32_t i = 0; i < d->copies->count; i++)
		copies[i].dir = scratch[i];
}

/* Whether what the two pages alone say still speaks clearly against a direction that a third page gives. */
static bool denies(const struct alone *alone, char dir)
{
	int32_t odds = alone->named + alone->words + alone->time;

	return (dir == '>' ? odds : -odds) + DIRECT_SAID <= -DIRECT_SAID;
}

int ru_direct_settle(const struct direction *d, char *scratch)
{
	struct ru_copy *copies = d->copies->items;
	int status = RU_OK;

	unsay(d, scratch);
	for (uint32_t i = 0; i < d->copies->count && status == RU_OK; i++) {
		uint32_t shared = RU_NONE, third = RU_NONE;

		if (copies[i].dir != '?' || !shares_words(d, i))
			continue;
		scratch[i] = joined_by_third(d, &copies[i], &shared, &third);
		if (scratch[i] != '?' && denies(&d->alone[i], scratch[i]))
			scratch[i] = '?';
		if (scratch[i] == '?')
			continue;
		d->alone[i].said = DIRECT_SAID;
		status =
		    ru_direct_put(d, &copies[i], RU_EVIDENCE_THIRD_PAGE, scratch[i] == '>' ? DIRECT_SAID : -DIRECT_SAID,
		                  first_passage(&copies[shared], third), NO_PLACE);
	}
	for (uint32_t i = 0; i < d->copies->count; i++)
		copies[i].dir = scratch[i];
	return status;
}

int ru_direct_siblings(const struct direction *d)
{
	int status = RU_OK;

	for (uint32_t i = 0; i < d->copies->count && status == RU_OK; i++) {
		struct ru_copy *copy = &d->copies->items[i];
		uint32_t shared, third;

		if (copy->dir != '?' || !shares_words(d, i) || copy->kind == RU_COPY_VERSION)
			continue;
		third = common_source(d, i, RU_NONE, &shared);
		if (third == RU_NONE)
			continue;
		copy->kind = RU_COPY_SAME_SOURCE;
		status = ru_direct_put(d, copy, RU_EVIDENCE_THIRD_PAGE, DIRECT_SAID,
		                       first_passage(&d->copies->items[shared], third), NO_PLACE);
	}
	return status;
}
