/* SPDX-License-Identifier: Apache-2.0 */
/* The day in the page's address: ".../2025/02/06/...", ".../2023/october/03/...". Reads the first 400 bytes; a step of
 * the path that is no date costs constant work. */
#include "article/about/times.h"

enum { MONTH_BYTES = 24 };

/* n digits at a byte, or -1. */
static int digits(struct ru_str s, size_t at, size_t n)
{
	int value = 0;

	for (size_t i = at; i < at + n; i++) {
		if (i >= s.len || s.ptr[i] < '0' || s.ptr[i] > '9')
			return -1;
		value = value * 10 + (s.ptr[i] - '0');
	}
	return value;
}

static bool is_step(struct ru_str s, size_t at)
{
	return at < s.len && (s.ptr[at] == '/' || s.ptr[at] == '-' || s.ptr[at] == '_' || s.ptr[at] == '.');
}

/* The day that figures of an address give; false where they are none. */
static bool take_day(struct ru_str url, size_t behind, int y, int m, int d, int32_t *day)
{
	if (digits(url, behind, 1) >= 0 || y < 1990 || y > 2100 || m < 1 || d < 1 || !ru_day_valid(y, m, d))
		return false;
	*day = ru_day_from(y, m, d);
	return true;
}

/* "2023/october/03" at a byte of an address; its length, or 0. */
static size_t worded_date_at(const struct ru_draft *draft, struct ru_str url, size_t at, int32_t *day)
{
	size_t slash = at + 5, len;
	const struct ru_entry *month;

	if (digits(url, at, 4) < 0 || !is_step(url, at + 4))
		return 0;
	while (slash < url.len && slash < at + 5 + MONTH_BYTES && !is_step(url, slash))
		slash++;
	len = digits(url, slash + 1, 2) >= 0 ? 2 : 1;
	if (slash < at + 8 || !is_step(url, slash) || digits(url, slash + 1, len) < 0)
		return 0;
	month = ru_phrase_get(draft, ru_table_find(RU_S("months")), ru_str_cut(url, at + 5, slash), NULL);
	if (month == NULL || !take_day(url, slash + 1 + len, digits(url, at, 4),
	                               digits(month->col[1], 0, month->col[1].len), digits(url, slash + 1, len), day))
		return 0;
	return slash + 1 + len - at;
}

/* "2025/02/06", "2012-06/04", "20170207" or "29-10-2021" at a byte of an address; its length, or 0. */
static size_t date_at(struct ru_str url, size_t at, int32_t *day)
{
	int y = digits(url, at, 4), m = digits(url, at + 5, 2), d = digits(url, at + 8, 2);
	size_t len = 10;

	if (y < 0 || m < 0 || d < 0 || !is_step(url, at + 4) || !is_step(url, at + 7)) {
		y = digits(url, at, 4);
		m = digits(url, at + 4, 2);
		d = digits(url, at + 6, 2);
		len = 8;
		if (y < 0 || m < 0 || d < 0) {
			d = digits(url, at, 2);
			m = digits(url, at + 3, 2);
			y = digits(url, at + 6, 4);
			len = 10;
			if (!is_step(url, at + 2) || !is_step(url, at + 5))
				return 0;
		}
	}
	return take_day(url, at + len, y, m, d, day) ? len : 0;
}

/* ".../2025/02/06/..." in the page's address. */
void ru_times_url(struct ru_times *t)
{
	const struct ru_draft *d = t->d;
	const struct ru_stated *canonical = ru_stated_get(d, RU_STATED_CANONICAL);
	struct ru_str url = d->page->url;
	bool from_page = url.len == 0 && canonical != NULL && !d->foreign_canonical;

	if (from_page)
		url = canonical->value;
	for (size_t i = 0; i + 8 < url.len && i < 400; i++) {
		struct ru_time_offer with = {.basis = RU_S("url"), .score = 30};
		uint32_t begin, end;
		int32_t day;
		size_t len = url.ptr[i] == '/' ? date_at(url, i + 1, &day) : 0;

		if (len == 0 && url.ptr[i] == '/')
			len = worded_date_at(d, url, i + 1, &day);
		if (len == 0)
			continue;
		with.stamp = (struct ru_stamp){day, -1, INT16_MIN};
		with.place = ru_times_no_place();
		if (!from_page)
			with.place.span = (struct ru_span){(uint32_t)i + 1, (uint32_t)(i + 1 + len), RU_FIELD_URL};
		else if (ru_stated_range(canonical, i + 1, i + 1 + len, &begin, &end))
			with.place = ru_draft_source_place(d, begin, end);
		ru_times_offer(t, RU_TIME_PUBLISHED, &with);
		return;
	}
}
