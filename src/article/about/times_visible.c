/* SPDX-License-Identifier: Apache-2.0 */
/* Dates that readers see: in the lines around the headline, behind the text, at the head of its first paragraph
 * ("29.11.2032 – Die Stadt ..."), in the dateline. Lines of other stories, comments and captions are never asked. */
#include "article/about/times.h"

enum {
	NEAR_LINES = 14,
	LEAD_LINES = 2, /* paragraphs that may stand over the date */
	BEFORE_LINES = 4,
	BEHIND_LINES = 10,
	LINE_BYTES = 260,
	DATES_A_LINE = 3,
	HEAD_LINES = 5,   /* of the text */
	ALONE_BYTES = 60, /* a line that is a date and little else */
	SHORT_BYTES = 110,
	ALL_LINES = 1000,
	MARKS_A_LINE = 16
};

/* The role that the last phrase among the words before byte end gives; published without one. */
static enum ru_time_role role_before(const struct ru_draft *d, uint32_t first, uint32_t last, uint32_t end)
{
	uint32_t table = ru_table_find(RU_S("stamp_words")), used;
	enum ru_time_role role = RU_TIME_PUBLISHED;

	for (uint32_t w = first; w < last && ru_draft_word(d, w)->begin<end; w += used> 0 ? used : 1) {
		const struct ru_entry *entry = ru_phrase_at(d, table, w, &used, NULL);

		if (entry == NULL)
			continue;
		if (ru_str_eq(entry->col[1], RU_S("modified")))
			role = RU_TIME_MODIFIED;
		else
			role = ru_str_eq(entry->col[1], RU_S("none")) ? RU_TIME_NEITHER : RU_TIME_PUBLISHED;
	}
	return role;
}

/* "3/4/2025" on a page that says it is in the English of the United States, or in English and no more. */
static bool month_first(const struct ru_times *t, struct ru_str text)
{
	const struct ru_str language = t->d->article->language_stated;

	return memchr(text.ptr, '/', text.len) != NULL && text.len >= 8 &&
	       (ru_str_eq_nocase(language, RU_S("en")) || ru_str_eq_nocase(language, RU_S("en-US")) ||
	        ru_str_eq_nocase(language, RU_S("en_US")));
}

static void fill(struct ru_times *t, const struct ru_line_date *found, uint32_t from, struct ru_time_offer *with)
{
	struct ru_str text = ru_draft_cut(t->d, from + (uint32_t)found->begin, from + (uint32_t)found->end);
	int year, month, day;

	with->stamp = found->stamp;
	ru_day_split(with->stamp.day, &year, &month, &day);
	if (day <= 12 && text.ptr[0] >= '0' && text.ptr[0] <= '9' && month_first(t, text) &&
	    !(text.len >= 4 && text.ptr[2] != '/' && text.ptr[1] != '/'))
		with->stamp.day = ru_day_from(year, day, month);
	with->zone = found->stamp.offset == INT16_MIN ? RU_ZONE_UNKNOWN : RU_ZONE_STATED; /* "WIB" states it too */
	with->place = ru_article_place(t->d->article,
	                               (struct ru_range){from + (uint32_t)found->begin, from + (uint32_t)found->end});
}

/* Whether day and month stand in an order that nobody can take for the other: "1.11.2023", a month's name. */
static bool is_certain(const struct ru_draft *d, uint32_t from, const struct ru_line_date *found)
{
	struct ru_str text = ru_draft_cut(d, from + (uint32_t)found->begin, from + (uint32_t)found->end);

	return memchr(text.ptr, '/', text.len) == NULL;
}

/* The first mark that begins at a byte of page text or behind it; one in front of a line begins before its blank. */
static size_t mark_from(const struct ru_draft *d, uint32_t at)
{
	size_t low = 0, high = d->marks.len;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (RU_VEC_AT(&d->marks, struct ru_mark, mid)->begin < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Whether the elements of a line tell the change from the publication, and the one that holds a byte is the change's:
 * <time class="updated"> beside <time class="published">. Alone, "updated" is what old templates call any date. */
static bool is_marked_change(const struct ru_draft *d, const struct ru_line *line, uint32_t at)
{
	bool change = false, publication = false;

	for (size_t i = mark_from(d, line->begin > 2 ? line->begin - 2 : 0), n = 0;
	     i < d->marks.len && n < MARKS_A_LINE; i++, n++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);

		if (mark->end > line->end ||
		    (mark->kind != RU_MARKUP_TIME && d->html.nodes[mark->node].tag != RU_TAG_TIME))
			continue;
		if (ru_times_element_role(d, mark->node) == RU_TIME_MODIFIED)
			change = change || (mark->begin <= at && at < mark->end);
		else
			publication = publication || ru_times_named_published(d, mark->node);
	}
	return change && publication;
}

/* The first date of a line. The line asked last is not searched again: several questions are asked of each in turn. */
static bool line_date(struct ru_times *t, uint32_t i, struct ru_line_date *found)
{
	if (t->line != i + 1) {
		t->line = i + 1;
		t->line_dated = ru_line_date_find(t->d->options->packs, ru_draft_line_text(t->d, i), &t->line_date);
	}
	if (t->line_dated)
		*found = t->line_date;
	return t->line_dated;
}

/* All dates of a visible line. */
static void offer_line(struct ru_times *t, uint32_t i, int with_minute, int day_only)
{
	const struct ru_draft *d = t->d;
	const struct ru_line *line = ru_draft_line(d, i);
	uint32_t from = line->begin;

	for (int k = 0; k < DATES_A_LINE && from < line->end; k++) {
		struct ru_line_date found;
		struct ru_time_offer with = {.basis = RU_S("visible")};
		enum ru_time_role role;
		uint32_t first = line->first;

		if (k == 0 ? !line_date(t, i, &found)
		           : !ru_line_date_find(d->options->packs, ru_draft_cut(d, from, line->end), &found))
			return;
		while (first < line->last && ru_draft_word(d, first)->begin < from)
			first++;
		fill(t, &found, from, &with);
		with.score = found.stamp.minute < 0 ? day_only : with_minute - (with.zone == RU_ZONE_UNKNOWN ? 12 : 0);
		with.score -= 2 * k;
		role = role_before(d, first, line->last, from + (uint32_t)found.begin);
		if (role == RU_TIME_PUBLISHED && is_marked_change(d, line, from + (uint32_t)found.begin))
			role = RU_TIME_MODIFIED;
		if (with.score > t->seen.score && role == RU_TIME_PUBLISHED) {
			t->certain = is_certain(d, from, &found);
			t->named = false;
		}
		ru_times_offer(t, role, &with);
		from += found.end > 0 ? (uint32_t)found.end : 1;
	}
}

/* Whether a stretch holds figures and marks alone: ", 18:56". */
static bool is_wordless(struct ru_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (ru_is_alpha((unsigned char)s.ptr[i]) || (unsigned char)s.ptr[i] >= 0x80)
			return false;
	return true;
}

/* Whether the line is a date and little else. */
static bool is_date_alone(struct ru_times *t, uint32_t i)
{
	struct ru_str text = ru_draft_line_text(t->d, i);
	struct ru_line_date found;

	return text.len <= ALONE_BYTES && line_date(t, i, &found) &&
	       ((found.end - found.begin) * 10 >= text.len * 6 ||
	        (is_wordless(ru_str_cut(text, 0, found.begin)) && is_wordless(ru_str_cut(text, found.end, text.len))));
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

/* Whether a short line begins with a date: "1. November 2032 | Natur". */
static bool begins_with_date(struct ru_times *t, uint32_t i)
{
	struct ru_str text = ru_draft_line_text(t->d, i);
	struct ru_line_date found;

	return text.len <= 2 * ALONE_BYTES && line_date(t, i, &found) && found.begin <= 2;
}

/* Whether a short line says with a word what its date is: "Erschienen am: 1.11.2032". */
static bool tells_role(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);
	uint32_t table = ru_table_find(RU_S("stamp_words")), used;

	for (uint32_t w = line->first; w < line->last && w < line->first + 12; w++) {
		const struct ru_entry *entry = ru_phrase_at(d, table, w, &used, NULL);

		if (entry != NULL)
			return !ru_str_eq(entry->col[1], RU_S("none"));
	}
	return false;
}

/* Whether the line before this one is nothing but a word for publication: "Mise en ligne" over "23 mai 2031". */
static bool is_under_label(const struct ru_draft *d, uint32_t i)
{
	struct ru_str above = i > 0 ? ru_draft_line_text(d, i - 1) : (struct ru_str){NULL, 0};
	const struct ru_entry *entry;

	if (above.len == 0 || above.len > ALONE_BYTES)
		return false;
	entry = ru_phrase_get(d, ru_table_find(RU_S("stamp_words")), above, NULL);
	return entry != NULL && ru_str_eq(entry->col[1], RU_S("published"));
}

/* Whether the line begins with a byline word: "Von Anna Berg, 3. Mai 2031". */
static bool begins_byline(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);
	uint32_t used;
	const struct ru_entry *entry =
	    line->first < line->last ? ru_phrase_at(d, ru_table_find(RU_S("bylines")), line->first, &used, NULL) : NULL;

	return entry != NULL &&
	       (ru_str_eq(entry->col[1], RU_S("writer")) || ru_str_starts(entry->col[1], RU_S("reporter")));
}

/* A line right under the headline that the markup takes for something else than a byline. */
static void offer_doubtful(struct ru_times *t, uint32_t i, uint32_t away)
{
	const struct ru_line *line = ru_draft_line(t->d, i);
	bool other = line->kind == RU_BLOCK_RELATED, small = line->end - line->begin <= 2 * ALONE_BYTES;
	bool begun = line->kind == RU_BLOCK_CAPTION || line->kind == RU_BLOCK_COMMENTS;

	if ((other && (is_date_alone(t, i) || (away < 3 && small))) ||
	    (begun && ((away < 3 && begins_with_date(t, i)) || is_date_alone(t, i))))
		offer_line(t, i, 86, 56);
}

/* The first lines of the text: nothing but a date, or a date with a dash behind it at the head of a paragraph. */
static void offer_head(struct ru_times *t)
{
	const struct ru_draft *d = t->d;
	uint32_t seen = 0;

	for (uint32_t i = d->body_first; i < d->body_last && seen < HEAD_LINES; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		struct ru_time_offer with = {.basis = RU_S("visible"), .score = 46};
		struct ru_line_date found;

		if (line->kind >= RU_BLOCK_CAPTION || line->kind == RU_BLOCK_HEADLINE)
			continue;
		seen++;
		if (is_date_alone(t, i)) {
			offer_line(t, i, 60, 48);
			continue;
		}
		if (!ru_line_date_find(d->options->packs, ru_draft_cut(d, line->begin, line->begin + ALONE_BYTES),
		                       &found))
			continue;
		/* at the head of a paragraph, or a short line that ends with it or says what it is */
		if (found.begin > 2) {
			if (line->end - line->begin <= SHORT_BYTES &&
			    (line->begin + found.end + 2 >= line->end || tells_role(d, i) || begins_byline(d, i)))
				offer_line(t, i, 60, 48);
			continue;
		}
		fill(t, &found, line->begin, &with);
		ru_times_offer(t, RU_TIME_PUBLISHED, &with);
	}
}

/* The lines under the headline, up to the text and past its first paragraphs: many a page sets its date under the
 * standfirst. Without a headline: the lines before the text. */
static struct ru_range near_lines(const struct ru_draft *d)
{
	uint32_t count = ru_draft_line_count(d), texts = 0, i;
	uint32_t from = d->headline != RU_NONE       ? d->headline + 1
	                : d->body_first > NEAR_LINES ? d->body_first - NEAR_LINES
	                                             : 0;

	for (i = from; i < count && i < from + NEAR_LINES && texts <= LEAD_LINES; i++)
		texts += i >= d->body_first && ru_draft_line(d, i)->kind < RU_BLOCK_CAPTION ? 1 : 0;
	return (struct ru_range){from, i};
}

/* A line of the page's foot that neither begins with a date nor says what it is: the card of another story. */
static bool is_foot(struct ru_times *t, uint32_t i)
{
	return ru_draft_line(t->d, i)->kind == RU_BLOCK_FOOTER && !begins_with_date(t, i) && !tells_role(t->d, i);
}

static void offer_near(struct ru_times *t, struct ru_range lines)
{
	const struct ru_draft *d = t->d;

	for (uint32_t i = lines.begin; i < lines.end; i++) {
		if (is_foot(t, i))
			continue;
		if (may_hold_time(d, i))
			offer_line(t, i, 90, begins_with_date(t, i) || tells_role(d, i) ? 60 : 53);
		else if (i < lines.begin + NEAR_LINES / 2 && ru_draft_line(d, i)->kind >= RU_BLOCK_CAPTION)
			offer_doubtful(t, i, i - lines.begin);
	}
}

/* Elements that the markup calls a time, in the headline's own line, right before it and in the lines near it:
 * "<h1><span class=date>27.1.2032</span>Headline</h1>", "<time>3 de mayo de 2032</time><time>21:25</time>". */
static void offer_marked(struct ru_times *t, struct ru_range lines)
{
	const struct ru_draft *d = t->d;
	bool headed = d->headline != RU_NONE;
	uint32_t first = headed ? d->headline : lines.begin, head, head_end, begin, end;

	if (first >= ru_draft_line_count(d) || lines.end == 0)
		return;
	head = ru_draft_line(d, first)->begin;
	begin = headed && first > BEFORE_LINES ? ru_draft_line(d, first - BEFORE_LINES)->begin : head;
	head_end = headed ? ru_draft_line(d, first)->end : head;
	end = ru_draft_line(d, lines.end - 1)->end;
	for (size_t i = 0; i < d->marks.len; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);
		struct ru_time_offer with = {.basis = RU_S("visible"), .score = 56};
		enum ru_time_role role = RU_TIME_PUBLISHED;
		struct ru_line_date found;
		uint32_t line;

		if ((mark->kind != RU_MARKUP_TIME && d->html.nodes[mark->node].tag != RU_TAG_TIME) ||
		    mark->begin + 2 < begin || mark->end > end || mark->end - mark->begin > ALONE_BYTES ||
		    !ru_line_date_find(d->options->packs, ru_draft_cut(d, mark->begin, mark->end), &found))
			continue;
		fill(t, &found, mark->begin, &with);
		line = ru_draft_line_at(d, mark->begin + (uint32_t)found.begin);
		if (mark->begin >= head_end || mark->begin + 2 < head) {
			if (!may_hold_time(d, line) || is_foot(t, line))
				continue;
			with.score = mark->begin < head             ? 53
			             : with.stamp.minute < 0        ? 60
			             : with.zone == RU_ZONE_UNKNOWN ? 78
			                                            : 90;
			role = ru_times_element_role(d, mark->node);
			if (role == RU_TIME_PUBLISHED)
				role = role_before(d, ru_draft_line(d, line)->first, ru_draft_line(d, line)->last,
				                   mark->begin + (uint32_t)found.begin);
			if (is_marked_change(d, ru_draft_line(d, line), mark->begin + (uint32_t)found.begin))
				role = RU_TIME_MODIFIED;
		}
		if (with.score > t->seen.score && role == RU_TIME_PUBLISHED) {
			t->certain = is_certain(d, mark->begin, &found);
			t->named = mark->begin >= head_end && ru_times_named_published(d, mark->node);
		}
		ru_times_offer(t, role, &with);
	}
}

/* Whether a short line ends with a date: "Home / Natur / 1. November 2032". */
static bool ends_with_date(struct ru_times *t, uint32_t i)
{
	struct ru_str text = ru_draft_line_text(t->d, i);
	struct ru_line_date found;

	return text.len <= 2 * ALONE_BYTES && line_date(t, i, &found) &&
	       found.end + 1 >= text.len;
}

/* The last lines over the headline; a menu only where nothing but a date stands in it, or where it is the last of them
 * and ends with one. */
static void offer_above(struct ru_times *t)
{
	const struct ru_draft *d = t->d;
	uint32_t head = d->headline;

	for (uint32_t i = head != RU_NONE && head > BEFORE_LINES ? head - BEFORE_LINES : 0; head != RU_NONE && i < head;
	     i++) {
		bool alone = is_date_alone(t, i), menu = ru_draft_line(d, i)->kind == RU_BLOCK_NAV;

		if (may_hold_time(d, i) && (!menu || alone || (i + 1 == head && ends_with_date(t, i))))
			offer_line(t, i, alone ? 70 : 52, alone ? 54 : 32);
	}
}

/* The two lines over the text where the headline is far from it, or is that of the whole site. */
static void offer_over_text(struct ru_times *t, struct ru_range near)
{
	uint32_t first = t->d->body_first;

	if (first >= ru_draft_line_count(t->d) || t->d->body_last == 0 || (first > near.begin && first <= near.end))
		return;
	for (uint32_t i = first; i > 0 && i + 2 > first; i--)
		if (ru_draft_line(t->d, i - 1)->kind >= RU_BLOCK_CAPTION &&
		    (begins_with_date(t, i - 1) || (may_hold_time(t->d, i - 1) && tells_role(t->d, i - 1))))
			offer_line(t, i - 1, 51, 46);
}

/* The lines between the paragraphs and behind the last of them. */
static void offer_behind(struct ru_times *t)
{
	const struct ru_draft *d = t->d;
	uint32_t count = ru_draft_line_count(d);

	for (uint32_t i = d->body_first; i < count && i < d->body_last + BEHIND_LINES && d->body_last > 0; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		bool last = line->kind < RU_BLOCK_CAPTION && i + HEAD_LINES > d->body_last &&
		            line->end - line->begin <= SHORT_BYTES;

		if ((may_hold_time(d, i) && (line->kind != RU_BLOCK_NAV || is_date_alone(t, i))) ||
		    (last && (is_date_alone(t, i) || tells_role(d, i))))
			offer_line(t, i, 50, 45);
	}
}

void ru_times_visible(struct ru_times *t)
{
	struct ru_range lines = near_lines(t->d);

	offer_marked(t, lines);
	offer_near(t, lines);
	offer_above(t);
	offer_over_text(t, lines);
	offer_head(t);
	offer_behind(t);
}

void ru_times_dateline(struct ru_times *t)
{
	for (size_t i = 0; i < t->d->parts.len; i++) {
		const struct ru_part *part = RU_VEC_AT(&t->d->parts, struct ru_part, i);
		struct ru_time_offer with = {.basis = RU_S("dateline"), .score = 40};
		struct ru_line_date found;

		if (part->kind != RU_BLOCK_DATELINE ||
		    !ru_line_date_find(t->d->options->packs, ru_draft_cut(t->d, part->begin, part->end), &found))
			continue;
		fill(t, &found, part->begin, &with);
		with.zone = RU_ZONE_UNKNOWN;
		with.stamp.minute = -1;
		with.stamp.offset = INT16_MIN;
		ru_times_offer(t, RU_TIME_PUBLISHED, &with);
	}
}

/* Whether the lines that are nothing but a date tell of three days or more: a list of stories, comments. */
static bool many_days(struct ru_times *t)
{
	int32_t seen[2] = {INT32_MIN, INT32_MIN};

	for (uint32_t i = 0; i < ru_draft_line_count(t->d) && i < ALL_LINES; i++) {
		struct ru_line_date found;

		if (!is_date_alone(t, i) || !line_date(t, i, &found) ||
		    found.stamp.day == seen[0] || found.stamp.day == seen[1])
			continue;
		if (seen[1] != INT32_MIN)
			return true;
		seen[seen[0] != INT32_MIN] = found.stamp.day;
	}
	return false;
}

void ru_times_anywhere(struct ru_times *t)
{
	const struct ru_draft *d = t->d;
	bool many = many_days(t);

	for (uint32_t i = 0; i < ru_draft_line_count(d) && i < ALL_LINES; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		bool in_text = line->kind < RU_BLOCK_CAPTION && line->kind != RU_BLOCK_HEADLINE;

		if (line->end - line->begin > 2 * ALONE_BYTES)
			continue;
		if (line->end - line->begin <= ALONE_BYTES && is_under_label(d, i) && is_date_alone(t, i)) {
			offer_line(t, i, 27, 25);
			continue;
		}
		if (!(may_hold_time(d, i) || in_text))
			continue;
		if (line->kind != RU_BLOCK_FOOTER && is_date_alone(t, i)) {
			if (!many)
				offer_line(t, i, 22, 20);
		} else if (tells_role(d, i)) {
			offer_line(t, i, 26, 24);
		}
	}
}
