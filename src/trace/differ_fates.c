/* SPDX-License-Identifier: Apache-2.0 */
/* How many died, were hurt, are missing: the count that every telling of a disaster has, each in words of its own
 * ("tiga orang meninggal", "lima jenazah"), so that the words around it do not show that it is one count.
 *
 * Fed the slots of a scope; of each page the greatest figure of a fate is its count, lesser ones can be parts. Two
 * counts differ where a page tells both from two mouths, or where no later one can have grown out of the other. */
#include "trace/differ.h"

enum { FATE_FIGURES = 16, NEAR_DAYS = 1 };

/* The figures of one fate on one page. */
struct tally {
	uint32_t most; /* slot */
	uint32_t other[FATE_FIGURES];
	uint32_t other_count;
};

struct tallying {
	const struct scope *scope;
	const struct slot *slot;
	struct trace_list tally; /* by page, then first figure */
	struct trace_list *link;
};

static bool is_count(const struct slot *slot)
{
	return slot->kind == SLOT_FIGURE && slot->fate != 0 && slot->change != RU_CHANGE_VAGUE &&
	       slot->change != RU_CHANGE_UP && slot->change != RU_CHANGE_DOWN;
}

static int tally_up(struct tallying *t, uint32_t count, const uint32_t *page_at)
{
	struct ru_tracing *tracing = t->scope->t;
	uint32_t first = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct slot *slot = &t->slot[i];
		struct tally *tally = NULL;

		if (i > 0 && page_at[i] != page_at[i - 1])
			first = t->tally.len;
		if (!is_count(slot))
			continue;
		for (uint32_t k = first; k < t->tally.len && tally == NULL; k++) {
			if (t->slot[TRACE_AT(&t->tally, struct tally, k)->most].fate == slot->fate)
				tally = TRACE_AT(&t->tally, struct tally, k);
		}
		if (tally == NULL) {
			tally = ru_trace_push(tracing->scratch, &t->tally, sizeof(*tally));
			if (tally == NULL)
				return RU_ENOMEM;
			*tally = (struct tally){.most = i};
			continue;
		}
		if (tally->other_count < FATE_FIGURES)
			tally->other[tally->other_count++] = slot->low > t->slot[tally->most].low ? tally->most : i;
		if (slot->low > t->slot[tally->most].low)
			tally->most = i;
	}
	return 0;
}

static int put(struct tallying *t, uint32_t a, uint32_t b, enum ru_relation relation, struct ru_str why)
{
	const struct slot *x = &t->slot[a];
	struct link *link = ru_trace_push(t->scope->t->scratch, t->link, sizeof(*link));

	if (link == NULL)
		return RU_ENOMEM;
	*link = (struct link){a, b, relation, why, 100, x->figure->noun};
	return 0;
}

/* The page tells the other's count too, and gives it to another speaker: "rumah sakit menerima lima jenazah; posko
 * pada pagi hari menyebut tiga orang meninggal". */
static bool tells_both(const struct tallying *t, const struct tally *a, const struct slot *b)
{
	const struct slot *most = &t->slot[a->most];
	const struct ru_doc *doc = &t->scope->t->docs[most->page];
	struct ru_str why;

	for (uint32_t i = 0; i < a->other_count; i++) {
		const struct slot *other = &t->slot[a->other[i]];

		if (other->by != RU_NONE && most->by != RU_NONE && other->by != most->by &&
		    !ru_str_eq_nocase(ru_differ_speaker(doc, other->by), ru_differ_speaker(doc, most->by)) &&
		    ru_relate_figures(other, b, &why) != RU_REL_DIFFER)
			return true;
	}
	return false;
}

/* Both pages are of one event, or of events of one day, and told within a day of each other as far as is known. */
static bool one_day(const struct ru_tracing *t, uint32_t a, uint32_t b)
{
	const struct ru_time *x = &t->docs[a].article->published, *y = &t->docs[b].article->published;
	uint32_t e = t->stories->event_of[a], f = t->stories->event_of[b];

	if (e == RU_NONE || f == RU_NONE ||
	    (e != f && (t->event_day[e] == INT32_MIN || t->event_day[e] != t->event_day[f])))
		return false;
	if (!x->known || !y->known)
		return true;
	return x->day - y->day <= NEAR_DAYS && y->day - x->day <= NEAR_DAYS;
}

/* Which of two counts that are not the same was told first decides: a greater one told later has grown. */
static int link_counts(struct tallying *t, const struct tally *x, const struct tally *y)
{
	struct ru_tracing *tracing = t->scope->t;
	const struct slot *a = &t->slot[x->most], *b = &t->slot[y->most];
	bool same_event = t->scope->event != RU_NONE, near = one_day(tracing, a->page, b->page);
	struct ru_str why;
	enum ru_relation relation = ru_relate_figures(a, b, &why);

	if (!same_event && !near)
		return 0;
	if (relation == RU_REL_DIFFER && !(near && (tells_both(t, x, b) || tells_both(t, y, a)))) {
		const struct slot *less = a->low < b->low ? a : b, *more = less == a ? b : a;

		if (ru_trace_rests_on(tracing, less->page, more->page)) {
			relation = RU_REL_DIFFER; /* miswritten on the way */
		} else if (ru_trace_before(tracing->docs, less->page, more->page)) {
			relation = RU_REL_UPDATE;
			why = RU_S("later_count");
		} else {
			return 0; /* an older count, told again */
		}
	}
	return put(t, x->most, y->most, relation, why);
}

/* Lesser figures of a page that are another's count stand with it. */
static int link_others(struct tallying *t, const struct tally *x, const struct tally *y)
{
	int status = 0;

	for (uint32_t i = 0; status == 0 && i < x->other_count; i++) {
		struct ru_str why;
		enum ru_relation relation = ru_relate_figures(&t->slot[x->other[i]], &t->slot[y->most], &why);

		if (relation == RU_REL_AGREE)
			status = put(t, x->other[i], y->most, relation, why);
	}
	return status;
}

int ru_differ_fates(const struct scope *scope, const struct slot *slot, uint32_t count, const uint32_t *page_at,
                    struct trace_list *link)
{
	struct tallying t = {.scope = scope, .slot = slot, .link = link};
	int status = tally_up(&t, count, page_at);

	for (uint32_t i = 0; status == 0 && i < t.tally.len; i++) {
		const struct tally *x = TRACE_AT(&t.tally, struct tally, i);
		const struct slot *a = &slot[x->most];

		for (uint32_t k = i + 1; status == 0 && k < t.tally.len; k++) {
			const struct tally *y = TRACE_AT(&t.tally, struct tally, k);
			const struct slot *b = &slot[y->most];

			if (a->page == b->page || a->fate != b->fate || a->unit != b->unit)
				continue;
			if (scope->event == RU_NONE &&
			    scope->t->stories->event_of[a->page] == scope->t->stories->event_of[b->page])
				continue;
			status = link_counts(&t, x, y);
			if (status == 0 && (scope->event != RU_NONE || one_day(scope->t, a->page, b->page)))
				status = link_others(&t, x, y);
			if (status == 0 && (scope->event != RU_NONE || one_day(scope->t, a->page, b->page)))
				status = link_others(&t, y, x);
		}
	}
	return status;
}
