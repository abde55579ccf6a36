/* SPDX-License-Identifier: Apache-2.0 */
/* What two pages say of when and where their event was and who took part: the same day and the same participant make
 * one event although the words differ (a reporter on the spot, a company's statement); days apart make two, however
 * much background they share. */
#include "match/story.h"

/* Per cent that is left by days between the days that two leads name. */
static const int32_t keep_by_days[] = {100, 95, 45, 35, 30, 25};
enum { DAYS = sizeof(keep_by_days) / sizeof(keep_by_days[0]) };

/* Per cent of a likeness as one story where each page tells in front of somebody that the other's title names, and
 * where neither does. */
enum { SAME_NAMES = 150, OTHER_NAMES = 60 };

enum { ELSEWHERE = 40 /* per cent that is left where the leads put it in different towns and a day is not known */ };

static bool have_common(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count)
{
	for (uint32_t i = 0, k = 0; i < a_count && k < b_count;) {
		if (a[i] == b[k])
			return true;
		if (a[i] < b[k])
			i++;
		else
			k++;
	}
	return false;
}

/* Whether the page tells of one of the names in its title or lead. */
static bool tells_in_front(const struct ru_doc *doc, const uint64_t *names, uint32_t count)
{
	for (uint32_t i = 0, k = 0; i < doc->anchor_count && k < count;) {
		const struct ru_anchor *anchor = &doc->anchors[i];
		if (anchor->key == names[k] && (anchor->where & (RU_ANCHOR_TITLE | RU_ANCHOR_LEAD)) != 0)
			return true;
		if (anchor->key < names[k])
			i++;
		else
			k++;
	}
	return false;
}

/* What the towns say where the days do not. */
static int32_t towns_share(const struct ru_term_page *a, const struct ru_term_page *b)
{
	if (a->located_count == 0 || b->located_count == 0 ||
	    have_common(a->located, a->located_count, b->located, b->located_count))
		return 100;
	return ELSEWHERE;
}

struct ru_meeting ru_meeting_of(const struct ru_term_pile *pile, uint32_t a, uint32_t b)
{
	const struct ru_term_page *x = &pile->pages[a], *y = &pile->pages[b];
	struct ru_meeting out = {100, 100, false};
	if (pile->count >= RU_PILE_ENOUGH) /* the same name does many things on one day */
		return out;
	bool there = tells_in_front(&pile->docs[b], x->names, x->name_count),
	     back = tells_in_front(&pile->docs[a], y->names, y->name_count);
	bool both = there && back && (x->named_in_title || y->named_in_title);
	if (both)
		out.story = SAME_NAMES;
	else if (!there && !back && x->named_in_title && y->named_in_title)
		out.story = OTHER_NAMES;
	if (x->event_day == INT32_MIN || y->event_day == INT32_MIN) {
		out.event = towns_share(x, y);
		return out;
	}
	int64_t days = (int64_t)x->event_day - y->event_day;
	days = days < 0 ? -days : days;
	out.event = keep_by_days[days < DAYS ? days : DAYS - 1];
	out.same = days == 0 && both;
	return out;
}
