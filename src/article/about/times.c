/* SPDX-License-Identifier: Apache-2.0 */
/* When the page was published and modified, kept apart: lines near the headline, meta, JSON-LD, <time>, the dateline,
 * the address.
 *
 * Each place gives an offer with a score; the best of a role wins, the earlier one among equals. A time that the page
 * calls a change is never taken for the publication, unless it is all there is: then the publication is known to lie
 * before it, and its basis says so. "5 hari yang lalu" is no date. */
#include "article/about/times.h"

enum { MINUTES_DAY = 1440, ENOUGH = 26, EPOCH_DIGITS = 10, SECONDS_DAY = 86400, YEAR_FIRST = 1600, YEAR_LAST = 2200 };

static const int64_t SECONDS_MOST = 4102444800; /* the year 2100 */

void ru_times_offer(struct ru_times *t, enum ru_time_role role, const struct ru_time_offer *with)
{
	if (role == RU_TIME_NEITHER)
		return;
	if (with->score > t->best[role].score)
		t->best[role] = *with;
	if (role == RU_TIME_PUBLISHED && ru_str_eq(with->basis, RU_S("visible")) && with->score > t->seen.score)
		t->seen = *with;
	if (t->offers < RU_TIME_OFFERS) {
		t->role[t->offers] = (uint8_t)role;
		t->offer[t->offers++] = *with;
	}
}

struct ru_place ru_times_no_place(void)
{
	return (struct ru_place){{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, RU_FIELD_PAGE}, RU_NONE};
}

/* "1930381200", "1930381200000": seconds or milliseconds since 1970, from the year 2001 on. */
static bool read_epoch(struct ru_str value, struct ru_stamp *stamp)
{
	int64_t seconds = 0;

	if ((value.len != EPOCH_DIGITS && value.len != EPOCH_DIGITS + 3) || value.ptr[0] == '0')
		return false;
	for (size_t i = 0; i < value.len; i++) {
		if (!ru_is_digit((unsigned char)value.ptr[i]))
			return false;
		if (i < EPOCH_DIGITS)
			seconds = seconds * 10 + (value.ptr[i] - '0');
	}
	stamp->day = (int32_t)(seconds / SECONDS_DAY) + ru_day_from(1970, 1, 1);
	stamp->minute = (int16_t)(seconds % SECONDS_DAY / 60);
	stamp->offset = 0;
	return seconds < SECONDS_MOST;
}

/* "0001-01-01", "1970-01-01T01:00+01:00": the first day of a calendar, or one that is far away. */
bool ru_times_is_null(const struct ru_stamp *stamp)
{
	int32_t day = stamp->day, epoch = ru_day_from(1970, 1, 1);

	return day < ru_day_from(YEAR_FIRST, 1, 1) || day > ru_day_from(YEAR_LAST, 1, 1) || day == epoch ||
	       day == epoch - 1 || day == ru_day_from(1900, 1, 1) || day == ru_day_from(1899, 12, 30);
}

bool ru_times_stamp(struct ru_str value, struct ru_stamp *stamp, int *score)
{
	if (!ru_stamp_parse(ru_str_trim(value), stamp) && !read_epoch(ru_str_trim(value), stamp))
		return false;
	if (ru_times_is_null(stamp))
		return false;
	*score = stamp->minute < 0 ? 55 : 80;
	if (stamp->minute == 0 && ru_str_find(value, RU_S("00:00:00"), 0) != SIZE_MAX) {
		stamp->minute = -1;
		*score = 38;
	}
	return true;
}

/* The moments between which the time must lie, for every zone that is still possible (UTC-12 to UTC+14). */
static void bounds(struct ru_time *time)
{
	int64_t first = (int64_t)time->day * MINUTES_DAY, last = first + MINUTES_DAY - 1;

	if (time->precision == RU_PRECISION_MINUTE)
		first = last = first + time->minute;
	if (time->zone != RU_ZONE_UNKNOWN) {
		time->not_before = first - time->offset;
		time->not_after = last - time->offset;
	} else {
		time->not_before = first - 14 * 60;
		time->not_after = last + 12 * 60;
	}
}

static int set(struct ru_draft *d, const struct ru_time_offer *from, struct ru_time *time)
{
	struct ru_stamp stamp = from->stamp;

	if (from->score <= 0)
		return 0;
	time->known = true;
	time->precision = stamp.minute < 0 ? RU_PRECISION_DAY : RU_PRECISION_MINUTE;
	time->zone = from->zone;
	time->day = stamp.day;
	time->minute = stamp.minute;
	time->offset = stamp.offset == INT16_MIN ? 0 : stamp.offset;
	time->basis = from->basis;
	time->place = from->place;
	bounds(time);
	return ru_stamp_print(&stamp, d->arena, &time->value);
}

/* A page that tells of a change alone came out no later. */
static void from_change(struct ru_article *a)
{
	a->published = a->modified;
	a->published.basis = RU_S("modified");
	a->published.not_before = INT64_MIN;
}

int ru_times_read(struct ru_draft *d)
{
	struct ru_times t = {.d = d};
	struct ru_article *a = d->article;
	int status;

	ru_times_record(&t);
	ru_times_visible(&t);
	ru_times_stated(&t);
	if (d->is_html)
		ru_times_elements(&t);
	ru_times_dateline(&t);
	ru_times_url(&t);
	if (d->is_html && t.best[RU_TIME_PUBLISHED].score < ENOUGH) {
		ru_times_scripts(&t);
		if (t.best[RU_TIME_PUBLISHED].score < ENOUGH)
			ru_times_anywhere(&t);
	}
	ru_times_settle(&t);
	status = set(d, &t.best[RU_TIME_PUBLISHED], &a->published);
	if (status == 0)
		status = set(d, &t.best[RU_TIME_MODIFIED], &a->modified);
	if (!a->published.known && a->modified.known)
		from_change(a);
	return status;
}
