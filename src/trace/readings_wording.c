/* SPDX-License-Identifier: Apache-2.0 */
/* Joins of words that one side of a copy has and the other has not: whose are known elsewhere; see readings.h. */
#include "trace/readings.h"

enum { CHANGED_MIN = 6, HOLDERS = 8, WORDING_MIN = 120 };

/* The pages that have a word pair, as far as they are needed. */
struct holders {
	uint32_t page[HOLDERS];
	uint32_t count; /* HOLDERS + 1: more */
};

/* What changed on one side of a copy. */
struct changed {
	uint32_t *pair;
	uint32_t count, first;
};

static int32_t odds_of(uint64_t hundredths)
{
	return hundredths > RU_READING_ODDS ? RU_READING_ODDS : (int32_t)hundredths;
}

/* Whether the word pair at words[i] stands on page p. *shift is by how many words the last one stood further on there:
 * most pairs follow each other on both pages, and are found without a look at the table. */
static bool has_pair(struct ru_readings *r, uint32_t p, const struct ru_reading_word *words, uint32_t i,
                     uint32_t *shift)
{
	const struct ru_reading_page *page = &r->pages[p];
	uint32_t at = i + *shift, pair;

	if (at < page->count && page->count - at > 1 && page->words[at].hash == words[i].hash &&
	    page->words[at + 1].hash == words[i + 1].hash && r->t->near_count[p] > 0)
		return true;
	pair = ru_reading_pair(words + i);
	at = ru_reading_pair_at(r, p, pair);
	if (at != RU_NONE)
		*shift = at - i;
	return at != RU_NONE;
}

/* Word pairs inside the passages of one side that the other page has nowhere, into out; *first: the word where the
 * first begins. */
static uint32_t changed_pairs(struct ru_readings *r, const struct ru_copy *copy, bool of_a,
                              uint32_t out[RU_READING_CHANGED], uint32_t *first)
{
	const struct ru_reading_page *page = &r->pages[of_a ? copy->a : copy->b];
	uint32_t count = 0, shift = 0;

	*first = RU_NONE;
	(void)ru_reading_mark(r, copy, of_a);
	for (uint32_t i = 0; i + 1 < page->count && count < RU_READING_CHANGED; i++) {
		if (!r->inside[i] || !r->inside[i + 1] || has_pair(r, of_a ? copy->b : copy->a, page->words, i, &shift))
			continue;
		*first = *first == RU_NONE ? i : *first;
		out[count++] = ru_reading_pair(page->words + i);
	}
	return count;
}

/* The changed pairs of both sides; false where they are too few to tell anything. */
static bool find_changed(struct ru_readings *r, const struct ru_copy *copy, struct changed *a, struct changed *b)
{
	a->pair = r->changed;
	b->pair = r->changed + RU_READING_CHANGED;
	a->count = changed_pairs(r, copy, true, a->pair, &a->first);
	if (a->count < CHANGED_MIN)
		return false;
	b->count = changed_pairs(r, copy, false, b->pair, &b->first);
	return b->count >= CHANGED_MIN;
}

static int ask(struct ru_readings *r, const struct changed *changed)
{
	for (uint32_t k = 0; k < changed->count; k++) {
		uint32_t slot;
		int status = ru_index_add(&r->asked, changed->pair[k], r->held.len, &slot);

		if (status == 0 && ru_trace_push(r->t->scratch, &r->held, sizeof(struct holders)) == NULL)
			status = RU_ENOMEM;
		if (status < 0)
			return status;
	}
	return RU_OK;
}

static int ask_all(struct ru_readings *r)
{
	int status = RU_OK;

	for (uint32_t i = 0; i < r->t->copies->count && status == RU_OK; i++) {
		const struct ru_copy *copy = &r->t->copies->items[i];
		struct changed a, b;

		if (copy->kind == RU_COPY_FURNITURE || !find_changed(r, copy, &a, &b))
			continue;
		status = ask(r, &a);
		if (status == RU_OK)
			status = ask(r, &b);
	}
	return status;
}

static void answer(struct ru_readings *r)
{
	for (uint32_t p = 0; p < r->t->count && r->held.len > 0; p++) {
		const struct ru_reading_page *page = &r->pages[p];

		for (uint32_t i = 0; i + 1 < page->count; i++) {
			struct holders *held;
			uint32_t slot;

			if (!ru_index_get(&r->asked, ru_reading_pair(page->words + i), &slot))
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

/* How many of the changed pairs stand on a page that is no kin of the two. */
static uint32_t supported(const struct ru_readings *r, const struct ru_copy *copy, const struct changed *changed)
{
	const struct ru_world *world = r->t->options->world;
	uint32_t found = 0;

	for (uint32_t i = 0; i < changed->count; i++) {
		const struct holders *held;
		bool other;
		uint32_t slot;

		if (!ru_index_get(&r->asked, changed->pair[i], &slot))
			continue;
		held = TRACE_AT(&r->held, const struct holders, slot);
		other = held->count > HOLDERS;
		for (uint32_t k = 0; !other && k < held->count; k++)
			other = !is_kin(r->t, held->page[k], copy->a) && !is_kin(r->t, held->page[k], copy->b);
		/* pages that are not among these share no words with either */
		if (!other && world != NULL)
			other = world->pages_with(world->ctx, ru_reading_pair_key(changed->pair[i])) > held->count;
		found += other;
	}
	return found;
}

struct ru_reading ru_reading_wording(struct ru_readings *r, const struct ru_copy *copy)
{
	struct ru_reading none = {0, trace_span(RU_NONE, TRACE_NO_SPAN), trace_span(RU_NONE, TRACE_NO_SPAN)};
	struct ru_reading found = none;
	struct changed a, b;
	uint32_t in_a, in_b, all, both;
	uint64_t cross_a, cross_b, apart;

	if (!find_changed(r, copy, &a, &b))
		return none;
	in_a = supported(r, copy, &a);
	in_b = supported(r, copy, &b);
	all = a.count + b.count;
	both = in_a + in_b;
	if (both == 0 || both == all)
		return none;
	/* the chi-squared test of two shares */
	cross_a = (uint64_t)in_a * b.count;
	cross_b = (uint64_t)in_b * a.count;
	apart = cross_a > cross_b ? cross_a - cross_b : cross_b - cross_a;
	found.odds = odds_of(apart * apart * all * 30 / ((uint64_t)a.count * b.count * both * (all - both)));
	if (found.odds < WORDING_MIN)
		return none;
	if (cross_a < cross_b)
		found.odds = -found.odds;
	found.a = ru_reading_span(r, copy->a, &r->pages[copy->a].words[a.first], &r->pages[copy->a].words[a.first + 1]);
	found.b = ru_reading_span(r, copy->b, &r->pages[copy->b].words[b.first], &r->pages[copy->b].words[b.first + 1]);
	return found;
}

uint32_t ru_reading_pair_enough(void) { return HOLDERS + 1; }

int ru_reading_ask(struct ru_readings *r)
{
	int status = ask_all(r);

	if (status == RU_OK)
		status = r->status;
	if (status == RU_OK)
		answer(r);
	return status;
}
