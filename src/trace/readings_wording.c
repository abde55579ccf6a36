/* SPDX-License-Identifier: Apache-2.0 */
/* Joins of words that one side of a copy has and the other has not: whose are known elsewhere; see readings.h. */
#include "trace/readings.h"

enum { CHANGED_MIN = 6, HOLDERS = 8, WORDING_MIN = 120 };

/* The pages that have a word pair, as far as they are needed. */
struct holders {
	uint32_t page[HOLDERS];
	uint32_t count; /* HOLDERS + 1: more */
};

static int32_t odds_of(uint64_t hundredths)
{
	return hundredths > RU_READING_ODDS ? RU_READING_ODDS : (int32_t)hundredths;
}

/* Word pairs inside the passages of one side that the other page has nowhere, into r->changed; *first: the word where
 * the first begins. */
static uint32_t changed_pairs(struct ru_readings *r, const struct ru_copy *copy, bool of_a, uint32_t *first)
{
	const struct ru_reading_page *page = &r->pages[of_a ? copy->a : copy->b];
	const struct ru_reading_page *other = &r->pages[of_a ? copy->b : copy->a];
	uint32_t count = 0;

	*first = RU_NONE;
	(void)ru_reading_mark(r, copy, of_a);
	for (uint32_t i = 0; i + 1 < page->count && count < RU_READING_CHANGED; i++) {
		uint32_t pair = ru_reading_hash(page->words + i, 2);

		if (!r->inside[i] || !r->inside[i + 1] || ru_reading_has(other->pairs, other->pair_count, pair))
			continue;
		*first = *first == RU_NONE ? i : *first;
		r->changed[count++] = pair;
	}
	return count;
}

static int ask_all(struct ru_readings *r)
{
	for (uint32_t i = 0; i < r->t->copies->count; i++) {
		const struct ru_copy *copy = &r->t->copies->items[i];

		for (int turn = 0; turn < 2 && copy->kind != RU_COPY_FURNITURE; turn++) {
			uint32_t first, count = changed_pairs(r, copy, turn == 0, &first);

			for (uint32_t k = 0; k < count; k++) {
				uint32_t slot;
				int status = ru_index_add(&r->asked, r->changed[k], r->held.len, &slot);

				if (status == 0 &&
				    ru_trace_push(r->t->scratch, &r->held, sizeof(struct holders)) == NULL)
					status = RU_ENOMEM;
				if (status < 0)
					return status;
			}
		}
	}
	return RU_OK;
}

static void answer(struct ru_readings *r)
{
	for (uint32_t p = 0; p < r->t->count; p++) {
		const struct ru_reading_page *page = &r->pages[p];

		for (uint32_t i = 0; i + 1 < page->count; i++) {
			struct holders *held;
			uint32_t slot;

			if (!ru_index_get(&r->asked, ru_reading_hash(page->words + i, 2), &slot))
				continue;
			held = TRACE_AT(&r->held, struct holders, slot);
			if (held->count > HOLDERS || (held->count > 0 && held->page[held->count - 1] == p))
				continue;
			if (held->count < HOLDERS)
				held->page[held->count] = p;
			held->count++;
		}
	}
}

static bool is_kin(const struct ru_tracing *t, uint32_t p, uint32_t of)
{
	for (uint32_t i = 0; i < t->near_count[of] && i < TRACE_NEIGHBOURS; i++) {
		if (t->near[of][i].page == p)
			return true;
	}
	return p == of;
}

/* How many of r->changed stand on a page that is no kin of the two. */
static uint32_t supported(const struct ru_readings *r, const struct ru_copy *copy, uint32_t count)
{
	const struct ru_world *world = r->t->options->world;
	uint32_t found = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct holders *held;
		bool other;
		uint32_t slot;

		if (!ru_index_get(&r->asked, r->changed[i], &slot))
			continue;
		held = TRACE_AT(&r->held, const struct holders, slot);
		other = held->count > HOLDERS;
		for (uint32_t k = 0; !other && k < held->count; k++)
			other = !is_kin(r->t, held->page[k], copy->a) && !is_kin(r->t, held->page[k], copy->b);
		/* pages that are not among these share no words with either */
		if (!other && world != NULL)
			other = world->pages_with(world->ctx, ru_reading_pair_key(r->changed[i])) > held->count;
		found += other;
	}
	return found;
}

struct ru_reading ru_reading_wording(struct ru_readings *r, const struct ru_copy *copy)
{
	struct ru_reading none = {0, trace_span(RU_NONE, TRACE_NO_SPAN), trace_span(RU_NONE, TRACE_NO_SPAN)};
	struct ru_reading found = none;
	uint32_t first_a, first_b, of_a, of_b, in_a, in_b, all, both;
	uint64_t cross_a, cross_b, apart;

	of_a = changed_pairs(r, copy, true, &first_a);
	if (of_a < CHANGED_MIN)
		return none;
	of_b = changed_pairs(r, copy, false, &first_b);
	if (of_b < CHANGED_MIN)
		return none;
	in_b = supported(r, copy, of_b);
	(void)changed_pairs(r, copy, true, &first_a);
	in_a = supported(r, copy, of_a);
	all = of_a + of_b;
	both = in_a + in_b;
	if (both == 0 || both == all)
		return none;
	/* the chi-squared test of two shares */
	cross_a = (uint64_t)in_a * of_b;
	cross_b = (uint64_t)in_b * of_a;
	apart = cross_a > cross_b ? cross_a - cross_b : cross_b - cross_a;
	found.odds = odds_of(apart * apart * all * 30 / ((uint64_t)of_a * of_b * both * (all - both)));
	if (found.odds < WORDING_MIN)
		return none;
	if (cross_a < cross_b)
		found.odds = -found.odds;
	found.a = ru_reading_span(r, copy->a, &r->pages[copy->a].words[first_a], &r->pages[copy->a].words[first_a + 1]);
	found.b = ru_reading_span(r, copy->b, &r->pages[copy->b].words[first_b], &r->pages[copy->b].words[first_b + 1]);
	return found;
}

int ru_reading_ask(struct ru_readings *r)
{
	int status = ask_all(r);

	if (status == RU_OK)
		answer(r);
	return status;
}
