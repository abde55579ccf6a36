/* SPDX-License-Identifier: Apache-2.0 */
/* Where the places of a page contradict each other: which of them gives the publication.
 *
 * Fed all offers, changes the best one in place. A stamp that is the last change's under another name, a day and month
 * that stand the other way round, a stamp in universal time beside the day that readers see, a machine's stamp that the
 * line under the headline denies. Makes no date up: every answer is one of the offers, or its own day and month
 * swapped. */
#include "article/about/times.h"

enum { NEAR = 60, CLEAR = 52, SHOWN = 45, CLOSE = 42, DAY = 1440, ZONES = 10 * 60 };

static bool is_visible(const struct ru_time_offer *with) { return ru_str_eq(with->basis, RU_S("visible")); }

/* Whether a machine wrote it for machines: meta, JSON-LD, a <time> near the headline. */
static bool is_machine(const struct ru_time_offer *with)
{
	return ru_str_eq(with->basis, RU_S("meta")) || ru_str_eq(with->basis, RU_S("json-ld")) ||
	       (ru_str_eq(with->basis, RU_S("time")) && with->score > 30);
}

/* Whether some offer of a role that satisfies the test gives the day. */
static bool says_day(const struct ru_times *t, enum ru_time_role role, bool (*test)(const struct ru_time_offer *),
                     int32_t day)
{
	for (uint32_t i = 0; i < t->offers; i++)
		if (t->role[i] == role && test(&t->offer[i]) && t->offer[i].stamp.day == day)
			return true;
	return false;
}

/* Whether a machine's stamp of a change is this one to the minute. */
static bool is_change(const struct ru_times *t, const struct ru_stamp *stamp)
{
	for (uint32_t i = 0; i < t->offers; i++)
		if (t->role[i] == RU_TIME_MODIFIED && is_machine(&t->offer[i]) && t->offer[i].stamp.day == stamp->day &&
		    t->offer[i].stamp.minute == stamp->minute)
			return true;
	return false;
}

/* Systems that write the moment of the last change into every field: an earlier day that another of their places gives
 * for the publication is the publication, unless readers see the later one near the headline. */
static void set_apart(struct ru_times *t)
{
	struct ru_time_offer *best = &t->best[RU_TIME_PUBLISHED];
	const struct ru_time_offer *other = NULL;

	if (!is_machine(best) || best->stamp.minute < 0 || !is_change(t, &best->stamp) ||
	    (t->seen.score >= CLEAR && t->seen.stamp.day == best->stamp.day))
		return;
	for (uint32_t i = 0; i < t->offers; i++) {
		const struct ru_time_offer *with = &t->offer[i];

		if (t->role[i] == RU_TIME_PUBLISHED && with->stamp.day < best->stamp.day && is_machine(with) &&
		    with->score >= CLOSE && (other == NULL || with->score > other->score))
			other = with;
	}
	if (other != NULL)
		*best = *other;
}

/* The day with day and month the other way round; the same day where that is none. */
static int32_t swapped(int32_t of)
{
	int year, month, day;

	ru_day_split(of, &year, &month, &day);
	return day <= 12 ? ru_day_from(year, day, month) : of;
}

static bool is_url(const struct ru_time_offer *with) { return ru_str_eq(with->basis, RU_S("url")); }

/* "10/12/2023" on a page whose <time> says 2023-10-12, or "2023-01-11" in meta where readers see "1.11.2023": day and
 * month stand the other way round. */
static void set_order(struct ru_times *t)
{
	struct ru_time_offer *best = &t->best[RU_TIME_PUBLISHED];
	int32_t day = best->stamp.day, other = swapped(day);

	if (best->score <= 0 || other == day)
		return;
	if (is_visible(best)) {
		if (!t->certain && !says_day(t, RU_TIME_PUBLISHED, is_machine, day) &&
		    (says_day(t, RU_TIME_PUBLISHED, is_machine, other) ||
		     says_day(t, RU_TIME_PUBLISHED, is_url, other)))
			best->stamp.day = other;
	} else if (t->seen.score >= 40 && t->certain && t->seen.stamp.day == other) {
		*best = t->seen;
	}
}

/* Whether readers see one day near the headline and no other: the cards of other stories show several. */
static bool one_day_near(const struct ru_times *t)
{
	for (uint32_t i = 0; i < t->offers; i++)
		if (t->role[i] == RU_TIME_PUBLISHED && is_visible(&t->offer[i]) && t->offer[i].score > CLEAR &&
		    t->offer[i].stamp.day != t->seen.stamp.day)
			return false;
	return true;
}

/* Whether the last change that machines know of was on that day or before it. */
static bool not_before_change(const struct ru_times *t, int32_t day)
{
	int32_t last = INT32_MIN;

	for (uint32_t i = 0; i < t->offers; i++)
		if (t->role[i] == RU_TIME_MODIFIED && is_machine(&t->offer[i]) && t->offer[i].stamp.day > last)
			last = t->offer[i].stamp.day;
	return last != INT32_MIN && day >= last;
}

static bool is_element(const struct ru_time_offer *with)
{
	return ru_str_eq(with->basis, RU_S("time")) && with->score > 45;
}

/* What stands in the line under the headline is the page's date, whatever was left in its meta elements; but no day on
 * or behind the last change, which is the change's, today's or another story's, unless its element is called the
 * publication's, and not where a <time> there says what the meta elements say. */
static void set_shown(struct ru_times *t)
{
	struct ru_time_offer *best = &t->best[RU_TIME_PUBLISHED];

	if (is_machine(best) && t->seen.score >= NEAR && t->certain && t->seen.stamp.day != best->stamp.day &&
	    one_day_near(t) && !says_day(t, RU_TIME_PUBLISHED, is_element, best->stamp.day) &&
	    (t->named || !not_before_change(t, t->seen.stamp.day)))
		*best = t->seen;
}

/* A stamp in universal time one day beside the day that readers see, and a zone in which it is that day: theirs is the
 * page's day. */
static void set_day(struct ru_times *t)
{
	struct ru_time_offer *best = &t->best[RU_TIME_PUBLISHED];
	int32_t away = t->seen.stamp.day - best->stamp.day;
	bool later = away == 1 && best->stamp.minute + ZONES >= DAY, earlier = away == -1 && best->stamp.minute < ZONES;

	if (t->seen.score >= SHOWN && !is_visible(best) && best->stamp.minute >= 0 && best->stamp.offset == 0 &&
	    (later || earlier) && !says_day(t, RU_TIME_PUBLISHED, is_visible, best->stamp.day))
		*best = t->seen;
}

void ru_times_settle(struct ru_times *t)
{
	set_apart(t);
	set_order(t);
	set_shown(t);
	set_day(t);
}
