/* SPDX-License-Identifier: Apache-2.0 */
/* When the page was published and modified, kept apart: lines near the headline, meta, JSON-LD, <time>, the dateline,
 * the address.
 *
 * Each place gives a candidate with a score; the best of a role wins, the earlier one among equals. A time that the
 * page calls a change is never taken for the publication. "5 hari yang lalu" is no date. */
#include "article/draft.h"

enum { MINUTES_DAY = 1440, NEAR_LINES = 14, BEHIND_LINES = 8, LINE_BYTES = 260, DATES_A_LINE = 3 };

enum role { ROLE_PUBLISHED, ROLE_MODIFIED, ROLE_NONE };

struct candidate {
	struct ru_stamp stamp;
	enum ru_zone zone;
	int score;
	struct ru_str basis;
	struct ru_place place;
};

struct chooser {
	struct ru_draft *d;
	struct candidate best[2];
};

static void offer(struct chooser *c, enum role role, const struct candidate *with)
{
	if (role != ROLE_NONE && with->score > c->best[role].score)
		c->best[role] = *with;
}

/* The role that the last phrase among the words before byte end gives; published without one. */
static enum role role_before(const struct ru_draft *d, uint32_t first, uint32_t last, uint32_t end)
{
	uint32_t table = ru_table_find(RU_S("stamp_words")), used;
	enum role role = ROLE_PUBLISHED;

	for (uint32_t w = first; w < last && ru_draft_word(d, w)->begin<end; w += used> 0 ? used : 1) {
		const struct ru_entry *entry = ru_phrase_at(d, table, w, &used, NULL);

		if (entry == NULL)
			continue;
		if (ru_str_eq(entry->col[1], RU_S("modified")))
			role = ROLE_MODIFIED;
		else
			role = ru_str_eq(entry->col[1], RU_S("none")) ? ROLE_NONE : ROLE_PUBLISHED;
	}
	return role;
}

/* All dates of a visible line. */
static void offer_line(struct chooser *c, uint32_t i, int with_minute, int day_only)
{
	const struct ru_draft *d = c->d;
	const struct ru_line *line = ru_draft_line(d, i);
	uint32_t from = line->begin;

	for (int k = 0; k < DATES_A_LINE && from < line->end; k++) {
		struct ru_line_date found;
		struct candidate with = {.basis = RU_S("visible")};
		uint32_t begin, first = line->first;

		if (!ru_line_date_find(d->options->packs, ru_draft_cut(d, from, line->end), &found))
			return;
		begin = from + (uint32_t)found.begin;
		while (first < line->last && ru_draft_word(d, first)->begin < from)
			first++;
		with.stamp = found.stamp;
		with.zone = found.stamp.offset == INT16_MIN ? RU_ZONE_UNKNOWN
		            : found.zone_from_pack          ? RU_ZONE_PACK
		                                            : RU_ZONE_STATED;
		with.score = found.stamp.minute < 0 ? day_only : with_minute - (with.zone == RU_ZONE_UNKNOWN ? 12 : 0);
		with.score -= 2 * k;
		with.place = ru_article_place(d->article, (struct ru_range){begin, from + (uint32_t)found.end});
		offer(c, role_before(d, first, line->last, begin), &with);
		from += found.end > 0 ? (uint32_t)found.end : 1;
	}
}

static bool may_hold_time(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);

	if (line->end - line->begin > LINE_BYTES || (line->flags & RU_LINE_FIELD) != 0)
		return false;
	switch (line->kind) {
	case RU_BLOCK_CAPTION:
	case RU_BLOCK_SEE_ALSO:
	case RU_BLOCK_AD:
	case RU_BLOCK_COMMENTS:
	case RU_BLOCK_RELATED:
	case RU_BLOCK_HEADLINE:
		return false;
	default:
		return line->kind >= RU_BLOCK_CAPTION;
	}
}

static void offer_visible(struct chooser *c)
{
	const struct ru_draft *d = c->d;
	uint32_t count = ru_draft_line_count(d), head = d->headline, near, stop;

	near = head != RU_NONE ? head + 1 : 0;
	stop = d->body_first > near ? d->body_first : near;
	for (uint32_t i = near; i < stop && i < near + NEAR_LINES; i++)
		if (may_hold_time(d, i))
			offer_line(c, i, 90, 60);
	for (uint32_t i = head != RU_NONE && head > 3 ? head - 3 : 0; head != RU_NONE && i < head; i++)
		if (may_hold_time(d, i) && ru_draft_line(d, i)->kind != RU_BLOCK_NAV)
			offer_line(c, i, 52, 32);
	for (uint32_t i = d->body_first; i < count && i < d->body_last + BEHIND_LINES && d->body_last > 0; i++)
		if (may_hold_time(d, i))
			offer_line(c, i, 50, 45);
}

static void offer_dateline(struct chooser *c)
{
	for (size_t i = 0; i < c->d->parts.len; i++) {
		const struct ru_part *part = RU_VEC_AT(&c->d->parts, struct ru_part, i);
		struct candidate with = {.basis = RU_S("dateline"), .score = 40};
		struct ru_line_date found;

		if (part->kind != RU_BLOCK_DATELINE ||
		    !ru_line_date_find(c->d->options->packs, ru_draft_cut(c->d, part->begin, part->end), &found))
			continue;
		with.stamp = found.stamp;
		with.stamp.minute = -1;
		with.stamp.offset = INT16_MIN;
		with.place = ru_article_place(c->d->article, (struct ru_range){part->begin + (uint32_t)found.begin,
		                                                               part->begin + (uint32_t)found.end});
		offer(c, ROLE_PUBLISHED, &with);
	}
}

/* A machine's stamp: midnight to the second is a day that was written as a moment. */
static bool stamp_of(struct ru_str value, struct ru_stamp *stamp, int *score)
{
	if (!ru_stamp_parse(ru_str_trim(value), stamp))
		return false;
	*score = stamp->minute < 0 ? 55 : 80;
	if (stamp->minute == 0 && ru_str_find(value, RU_S("00:00:00"), 0) != SIZE_MAX) {
		stamp->minute = -1;
		*score = 38;
	}
	return true;
}

static void offer_stated(struct chooser *c)
{
	for (size_t i = 0; i < c->d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&c->d->stated, struct ru_stated, i);
		struct candidate with = {.basis = stated->json ? RU_S("json-ld") : RU_S("meta")};
		struct ru_str value = ru_str_trim(stated->value);
		size_t skip = (size_t)(value.ptr - stated->value.ptr);
		uint32_t begin, end;

		if ((stated->key != RU_STATED_PUBLISHED && stated->key != RU_STATED_MODIFIED) ||
		    !stamp_of(value, &with.stamp, &with.score))
			continue;
		with.zone = with.stamp.offset == INT16_MIN ? RU_ZONE_UNKNOWN : RU_ZONE_STATED;
		with.place.at = (struct ru_range){RU_NONE, RU_NONE};
		with.place.span = (struct ru_span){RU_NONE, RU_NONE, RU_FIELD_PAGE};
		with.place.block = RU_NONE;
		if (ru_stated_range(stated, skip, skip + value.len, &begin, &end))
			with.place = ru_draft_source_place(c->d, begin, end);
		offer(c, stated->key == RU_STATED_PUBLISHED ? ROLE_PUBLISHED : ROLE_MODIFIED, &with);
	}
}

/* <time datetime="..."> between headline and text. */
static void offer_elements(struct chooser *c)
{
	const struct ru_draft *d = c->d;
	uint32_t from = d->headline != RU_NONE ? ru_draft_line(d, d->headline)->begin : 0;
	uint32_t to = d->body_first < ru_draft_line_count(d) ? ru_draft_line(d, d->body_first)->begin : 0;

	for (size_t i = 0; i < d->marks.len; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);
		struct candidate with = {.basis = RU_S("time")};
		const struct ru_html_attr *attr;
		struct ru_str value;

		if (d->html.nodes[mark->node].tag != RU_TAG_TIME || mark->end < from || mark->begin > to ||
		    !ru_html_attr(&d->html, mark->node, RU_S("datetime"), &value, &attr) ||
		    !stamp_of(value, &with.stamp, &with.score))
			continue;
		with.score -= 4;
		with.zone = with.stamp.offset == INT16_MIN ? RU_ZONE_UNKNOWN : RU_ZONE_STATED;
		with.place = ru_draft_source_place(d, attr->begin, attr->end);
		offer(c, ROLE_PUBLISHED, &with);
	}
}

/* The record's own date. */
static void offer_record(struct chooser *c)
{
	struct ru_str value = ru_str_trim(c->d->page->date);
	struct candidate with = {.basis = RU_S("record")};

	if (value.len == 0 || !stamp_of(value, &with.stamp, &with.score))
		return;
	with.score = c->d->is_html ? 33 : 95;
	with.zone = with.stamp.offset == INT16_MIN ? RU_ZONE_UNKNOWN : RU_ZONE_STATED;
	with.place.at = (struct ru_range){RU_NONE, RU_NONE};
	with.place.block = RU_NONE;
	with.place.span.begin = (uint32_t)(value.ptr - c->d->page->date.ptr);
	with.place.span.end = with.place.span.begin + (uint32_t)value.len;
	with.place.span.field = RU_FIELD_DATE;
	offer(c, ROLE_PUBLISHED, &with);
}

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

/* ".../2025/02/06/..." in the page's address. */
static void offer_url(struct chooser *c)
{
	const struct ru_stated *canonical = ru_stated_get(c->d, RU_STATED_CANONICAL);
	struct ru_str url = c->d->page->url;
	bool from_page = url.len == 0 && canonical != NULL && !c->d->foreign_canonical;

	if (from_page)
		url = canonical->value;
	for (size_t i = 0; i + 11 < url.len && i < 400; i++) {
		struct candidate with = {.basis = RU_S("url"), .score = 30};
		int year = digits(url, i + 1, 4), month = digits(url, i + 6, 2), day = digits(url, i + 9, 2);
		uint32_t begin, end;

		if (url.ptr[i] != '/' || (url.ptr[i + 5] != '/' && url.ptr[i + 5] != '-') ||
		    url.ptr[i + 8] != url.ptr[i + 5] || year < 1990 || year > 2100 || !ru_day_valid(year, month, day))
			continue;
		with.stamp = (struct ru_stamp){ru_day_from(year, month, day), -1, INT16_MIN};
		with.place.at = (struct ru_range){RU_NONE, RU_NONE};
		with.place.block = RU_NONE;
		with.place.span = (struct ru_span){(uint32_t)i + 1, (uint32_t)i + 11, RU_FIELD_URL};
		if (from_page)
			with.place.span = (struct ru_span){RU_NONE, RU_NONE, RU_FIELD_PAGE};
		if (from_page && ru_stated_range(canonical, i + 1, i + 11, &begin, &end))
			with.place = ru_draft_source_place(c->d, begin, end);
		offer(c, ROLE_PUBLISHED, &with);
		return;
	}
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

static int set(struct ru_draft *d, const struct candidate *from, struct ru_time *time)
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

int ru_times_read(struct ru_draft *d)
{
	struct chooser c = {.d = d};
	struct ru_article *a = d->article;
	int status;

	offer_record(&c);
	offer_visible(&c);
	offer_stated(&c);
	if (d->is_html)
		offer_elements(&c);
	offer_dateline(&c);
	offer_url(&c);
	status = set(d, &c.best[ROLE_PUBLISHED], &a->published);
	if (status == 0)
		status = set(d, &c.best[ROLE_MODIFIED], &a->modified);
	/* A page cannot have come out after it was changed. */
	if (!a->published.known && a->modified.known)
		a->published.not_after = a->modified.not_after;
	return status;
}
