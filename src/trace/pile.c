/* SPDX-License-Identifier: Apache-2.0 */
/* What the pile adds to a page's own facts, which never change: dates whose year or day another page of the event
 * gives, and the relay that the page's credit line puts behind its statements ("(KBKS/rin)" at the foot: all of it came
 * through KBKS). */
#include "trace/tracing.h"

enum { PILE_LOOK = 48 };

struct completing {
	struct ru_tracing *t;
	struct trace_list date;  /* struct ru_pile_date */
	struct trace_list relay; /* struct ru_pile_relay */
};

/* "XXXX-11-30" and "2024-11-30". */
static bool completes(struct ru_str open, struct ru_str full)
{
	return open.len == 10 && full.len >= 10 && full.ptr[4] == '-' && full.ptr[7] == '-' &&
	       ru_is_digit(full.ptr[0]) && ru_str_starts(open, RU_S("XXXX-")) && ru_is_digit(open.ptr[5]) &&
	       ru_str_eq(ru_str_cut(open, 4, 10), ru_str_cut(full, 4, 10));
}

/* 1 Monday .. 7 Sunday; 1970-01-01 was a Thursday. */
static int weekday_of(int32_t day) { return (int)(((((int64_t)day + 3) % 7) + 7) % 7) + 1; }

/* "XXXX-WXX-5" and a day that is a Friday. */
static bool falls_on(struct ru_str open, const struct ru_date *full)
{
	return open.len == 10 && ru_str_starts(open, RU_S("XXXX-WXX-")) && full->days.first != INT32_MIN &&
	       full->days.first == full->days.last && full->value.len >= 10 && full->year_given &&
	       weekday_of(full->days.first) == open.ptr[9] - '0';
}

/* The date of another page of the event that this one means: the earliest such page decides. A bare weekday is only
 * taken for the day the event is told to have been on. */
static int complete(struct completing *c, const struct ru_event *event, uint32_t page, uint32_t index)
{
	const struct ru_tracing *t = c->t;
	const struct ru_date *open = &t->docs[page].facts->dates[index];

	for (uint32_t i = 0; i < event->page_count && i < PILE_LOOK; i++) {
		uint32_t q = event->pages[i];
		const struct ru_facts *facts = t->docs[q].facts;

		for (uint32_t k = 0; q != page && k < facts->date_count && k < 400; k++) {
			const struct ru_date *full = &facts->dates[k];
			bool day = completes(open->value, full->value);
			struct ru_pile_date *item;

			if (!day && !(falls_on(open->value, full) && event->when.len >= 10 &&
			              ru_str_eq(ru_str_cut(full->value, 0, 10), ru_str_cut(event->when, 0, 10))))
				continue;
			item = ru_trace_push(t->arena, &c->date, sizeof(*item));
			if (item == NULL)
				return RU_ENOMEM;
			*item = (struct ru_pile_date){page, index, ru_str_cut(full->value, 0, 10),
			                              trace_span(q, full->place.span)};
			return 0;
		}
	}
	return 0;
}

/* "September lalu" on a page without any date: the year follows from the day that another page gives the event. */
static int complete_year(struct completing *c, uint32_t e, uint32_t page, uint32_t index)
{
	const struct ru_tracing *t = c->t;
	struct ru_str open = t->docs[page].facts->dates[index].value, value;
	struct ru_pile_date *item;
	struct ru_days days;
	int year, month, of_month, status;

	if (t->event_day_from[e].page == page || !ru_trace_complete(open, t->event_day[e], &days))
		return 0;
	ru_day_split(days.first, &year, &month, &of_month);
	status = ru_arena_print(t->arena, &value, "%04d%.*s", year, (int)(open.len - 4), open.ptr + 4);
	if (status != 0)
		return status;
	item = ru_trace_push(t->arena, &c->date, sizeof(*item));
	if (item == NULL)
		return RU_ENOMEM;
	*item = (struct ru_pile_date){page, index, value, t->event_day_from[e]};
	return 0;
}

/* A weekday that contradicts its date, where another page of the event gives the same weekday's day or the same date
 * without contradiction: that page's date stands. */
static int correct(struct completing *c, const struct ru_event *event, uint32_t page, uint32_t index)
{
	const struct ru_tracing *t = c->t;
	const struct ru_date *odd = &t->docs[page].facts->dates[index];

	for (uint32_t i = 0; i < event->page_count && i < PILE_LOOK; i++) {
		uint32_t q = event->pages[i];
		const struct ru_facts *facts = t->docs[q].facts;

		for (uint32_t k = 0; q != page && k < facts->date_count && k < 400; k++) {
			const struct ru_date *sound = &facts->dates[k];
			bool same = sound->conflict == RU_CONFLICT_NONE && sound->days.first != INT32_MIN;
			struct ru_pile_date *item;

			same =
			    same && sound->days.first == odd->days.first && sound->year_given && sound->value.len >= 10;
			if (!same)
				continue;
			item = ru_trace_push(t->arena, &c->date, sizeof(*item));
			if (item == NULL)
				return RU_ENOMEM;
			*item = (struct ru_pile_date){page, index, ru_str_cut(sound->value, 0, 10),
			                              trace_span(q, sound->place.span)};
			return 0;
		}
	}
	return 0;
}

static int complete_dates(struct completing *c, uint32_t page)
{
	const struct ru_facts *facts = c->t->docs[page].facts;
	uint32_t e = c->t->stories->event_of[page];
	int status = 0;

	for (uint32_t i = 0; status == 0 && e != RU_NONE && i < facts->date_count && i < 400; i++) {
		if (ru_str_starts(facts->dates[i].value, RU_S("XXXX-"))) {
			uint32_t before = c->date.len;

			status = complete(c, &c->t->out->events[e], page, i);
			if (status == 0 && c->date.len == before)
				status = complete_year(c, e, page, i);
		}
		if (facts->dates[i].conflict == RU_CONFLICT_WEEKDAY)
			status = correct(c, &c->t->out->events[e], page, i);
	}
	return status;
}

/* The source that the page as a whole is credited to, or NULL. */
static const struct mention *page_credit(const struct ru_tracing *t, uint32_t page)
{
	for (uint32_t i = 0; i < t->mention_count[page]; i++) {
		const struct mention *m = &t->mentions[page][i];

		if (m->kind == MENTION_CREDIT && m->node != RU_NONE && m->span.span.begin != RU_NONE)
			return m;
	}
	return NULL;
}

static int add_relays(struct completing *c, uint32_t page)
{
	const struct ru_tracing *t = c->t;
	const struct ru_facts *facts = t->docs[page].facts;
	const struct mention *credit = page_credit(t, page);

	for (uint32_t i = 0; credit != NULL && i < facts->statement_count; i++) {
		const struct ru_statement *statement = &facts->statements[i];
		struct ru_pile_relay *item;

		if (statement->relay_count > 0 || statement->agency_report || statement->parent != RU_NONE ||
		    ru_str_eq_nocase(statement->speaker, credit->who))
			continue;
		item = ru_trace_push(t->arena, &c->relay, sizeof(*item));
		if (item == NULL)
			return RU_ENOMEM;
		*item = (struct ru_pile_relay){.page = page, .statement = i};
		item->relay.who = credit->canon.len > 0 ? credit->canon : credit->who;
		item->relay.entity = RU_NONE;
		item->relay.place = (struct ru_place){credit->at, credit->span.span, RU_NONE};
		item->relay.cue = (struct ru_place){{RU_NONE, RU_NONE}, TRACE_NO_SPAN, RU_NONE};
		item->relay.basis = RU_BASIS_PAGE;
	}
	return 0;
}

/* The first completed date of a page or a later one: pile_dates are in the order of pages. */
static uint32_t first_completed(const struct ru_trace *out, uint32_t page)
{
	uint32_t low = 0, high = out->pile_date_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (out->pile_dates[middle].page < page)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A difference tells "September lalu" with the year that the pile has found for it. */
static void tell_completed(struct ru_tracing *t)
{
	struct ru_trace *out = t->out;

	for (uint32_t i = 0; i < out->difference_count; i++) {
		struct ru_difference *difference = &out->differences[i];

		for (uint32_t k = 0; difference->kind == RU_DIFF_DATE && k < difference->telling_count; k++) {
			struct ru_telling *telling = &difference->tellings[k];
			const struct ru_facts *facts = t->docs[telling->page].facts;

			if (!ru_str_starts(telling->value, RU_S("XX")))
				continue;
			for (uint32_t n = first_completed(out, telling->page);
			     n < out->pile_date_count && out->pile_dates[n].page == telling->page; n++) {
				struct ru_span span = facts->dates[out->pile_dates[n].date].place.span;

				if (span.begin == telling->span.begin && span.end == telling->span.end)
					telling->value = out->pile_dates[n].value;
			}
		}
	}
}

int ru_trace_pile(struct ru_tracing *t)
{
	struct completing c = {.t = t};
	int status = 0;

	for (uint32_t page = 0; status == 0 && page < t->count; page++) {
		status = complete_dates(&c, page);
		if (status == 0)
			status = add_relays(&c, page);
	}
	t->out->pile_dates = c.date.ptr;
	t->out->pile_date_count = c.date.len;
	t->out->pile_relays = c.relay.ptr;
	t->out->pile_relay_count = c.relay.len;
	if (status == 0)
		tell_completed(t);
	return status;
}
