/* SPDX-License-Identifier: Apache-2.0 */
/* Dates that readers see: in the lines around the headline, behind the text, at the head of its first paragraph
 * ("29.11.2032 – Die Stadt ..."), in the dateline. Lines of other stories, comments and captions are never asked. */
#include "article/about/times.h"

enum {
	NEAR_LINES = 14,
	LEAD_LINES = 2, /* paragraphs that may stand over the date */
	BEFORE_LINES = 4,
	BEHIND_LINES = 10,
	HEAD_LINES = 5, /* of the text */
	SHORT_BYTES = 110,
	ALL_LINES = 1000,
	KICKER_LINES = 2, /* from a date to the headline under it */
	KICKER_BYTES = 24,
	PLACE_WORDS = 3
};

/* A line right under the headline that the markup takes for something else than a byline. */
static void offer_doubtful(struct ru_times *t, uint32_t i, uint32_t away)
{
	const struct ru_line *line = ru_draft_line(t->d, i);
	bool other = line->kind == RU_BLOCK_RELATED, small = line->end - line->begin <= 2 * RU_TIMES_ALONE_BYTES;
	bool begun = line->kind == RU_BLOCK_CAPTION || line->kind == RU_BLOCK_COMMENTS;

	if ((other && (ru_times_is_date(t, i) || (away < 3 && small))) ||
	    (begun && ((away < 3 && ru_times_begins(t, i)) || ru_times_is_date(t, i))))
		ru_times_offer_line(t, i, 86, 56);
}

/* Whether nothing but a place stands before the date at the head of a paragraph, and a stop behind it: "Lirang
 * (12.11.2031). Die Brücke ...", "Lirang, 12. November 2031. Die Brücke ..."; not "Anna Berg (12.11.1931) wuchs ...".
 */
static bool is_behind_place(const struct ru_draft *d, const struct ru_line *line, const struct ru_line_date *found)
{
	struct ru_str text = ru_draft_cut(d, line->begin, line->end), rest = ru_str_cut(text, found->end, text.len);
	uint32_t names = 0;

	for (uint32_t w = line->first; w < line->last && ru_draft_word(d, w)->begin < line->begin + found->begin; w++) {
		const struct ru_word *word = ru_draft_word(d, w);

		if (word->kind == RU_WORD_NUMBER ||
		    (word->kind == RU_WORD_LETTERS && ((word->flags & RU_WORD_CAPITAL) == 0 || ++names > PLACE_WORDS)))
			return false;
	}
	return names > 0 && (ru_str_starts(rest, RU_S("). ")) ||
	                     (ru_str_starts(rest, RU_S(". ")) && memchr(text.ptr, ',', found->begin) != NULL));
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
		if (ru_times_is_date(t, i)) {
			ru_times_offer_line(t, i, 60, 48);
			continue;
		}
		if (!ru_line_date_find(d->options->packs,
		                       ru_draft_cut(d, line->begin, line->begin + RU_TIMES_ALONE_BYTES), &found))
			continue;
		/* at the head of a paragraph, or a short line that ends with it or says what it is */
		if (found.begin > 2) {
			if (seen == 1 && is_behind_place(d, line, &found)) {
				ru_times_fill(t, &found, line->begin, &with);
				with.score = 40;
				ru_times_offer(t, RU_TIME_PUBLISHED, &with);
			} else if (line->end - line->begin <= SHORT_BYTES &&
			           (line->begin + found.end + 2 >= line->end || ru_times_tells_role(d, i) ||
			            ru_times_is_byline(d, i)))
				ru_times_offer_line(t, i, 60, 48);
			continue;
		}
		ru_times_fill(t, &found, line->begin, &with);
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
	return ru_draft_line(t->d, i)->kind == RU_BLOCK_FOOTER && !ru_times_begins(t, i) &&
	       !ru_times_tells_role(t->d, i);
}

static void offer_near(struct ru_times *t, struct ru_range lines)
{
	const struct ru_draft *d = t->d;

	for (uint32_t i = lines.begin; i < lines.end; i++) {
		if (is_foot(t, i))
			continue;
		if (ru_times_may_stand(d, i))
			ru_times_offer_line(t, i, 90, ru_times_begins(t, i) || ru_times_tells_role(d, i) ? 60 : 53);
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
		    mark->begin + 2 < begin || mark->end > end || mark->end - mark->begin > RU_TIMES_ALONE_BYTES ||
		    !ru_line_date_find(d->options->packs, ru_draft_cut(d, mark->begin, mark->end), &found))
			continue;
		ru_times_fill(t, &found, mark->begin, &with);
		line = ru_draft_line_at(d, mark->begin + (uint32_t)found.begin);
		if (mark->begin >= head_end || mark->begin + 2 < head) {
			if (!ru_times_may_stand(d, line) || is_foot(t, line) || ru_times_is_card(d, line))
				continue;
			with.score = mark->begin < head             ? 53
			             : with.stamp.minute < 0        ? 60
			             : with.zone == RU_ZONE_UNKNOWN ? 78
			                                            : 90;
			role = ru_times_element_role(d, mark->node);
			if (role == RU_TIME_PUBLISHED)
				role =
				    ru_times_role_before(d, ru_draft_line(d, line)->first, ru_draft_line(d, line)->last,
				                         mark->begin + (uint32_t)found.begin);
			if (ru_times_is_change(d, ru_draft_line(d, line), mark->begin + (uint32_t)found.begin))
				role = RU_TIME_MODIFIED;
		}
		if (with.score > t->seen.score && role == RU_TIME_PUBLISHED) {
			t->certain = ru_times_is_certain(d, mark->begin, &found);
			t->named = mark->begin >= head_end && ru_times_named_published(d, mark->node);
		}
		ru_times_offer(t, role, &with);
	}
}

/* Whether a line right over the headline is nothing but a date, with no more than a clock time or a name between: "4.
 * Mai 2032", "5:50" over "Die neue Brücke" in elements that the markup calls anything. */
static bool is_kicker_date(struct ru_times *t, uint32_t i)
{
	const struct ru_draft *d = t->d;

	if (ru_draft_line(d, i)->kind != RU_BLOCK_RELATED || i + KICKER_LINES < d->headline || !ru_times_is_date(t, i))
		return false;
	for (uint32_t k = i + 1; k < d->headline; k++)
		if (ru_draft_line(d, k)->end - ru_draft_line(d, k)->begin > KICKER_BYTES)
			return false;
	return true;
}

/* The last lines over the headline; a menu only where nothing but a date stands in it, or where it is the last of them
 * and ends with one. */
static void offer_above(struct ru_times *t)
{
	const struct ru_draft *d = t->d;
	uint32_t head = d->headline;

	for (uint32_t i = head != RU_NONE && head > BEFORE_LINES ? head - BEFORE_LINES : 0; head != RU_NONE && i < head;
	     i++) {
		bool alone = ru_times_is_date(t, i), menu = ru_draft_line(d, i)->kind == RU_BLOCK_NAV;

		if (ru_times_may_stand(d, i) && (!menu || alone || (i + 1 == head && ru_times_ends(t, i))))
			ru_times_offer_line(t, i, alone ? 70 : 52, alone ? 54 : 32);
		else if (is_kicker_date(t, i))
			ru_times_offer_line(t, i, 52, 48);
	}
}

/* The two lines over the text where the headline is far from it, or is that of the whole site; a date alone there,
 * whatever the markup calls it. */
static void offer_over_text(struct ru_times *t, struct ru_range near)
{
	uint32_t first = t->d->body_first;

	if (first >= ru_draft_line_count(t->d) || t->d->body_last == 0)
		return;
	for (uint32_t i = first; i > near.begin && i + 2 > first; i--)
		if (ru_draft_line(t->d, i - 1)->kind == RU_BLOCK_RELATED && ru_times_is_date(t, i - 1))
			ru_times_offer_line(t, i - 1, 51, 47);
	if (first > near.begin && first <= near.end)
		return;
	for (uint32_t i = first; i > 0 && i + 2 > first; i--)
		if (ru_draft_line(t->d, i - 1)->kind >= RU_BLOCK_CAPTION &&
		    (ru_times_begins(t, i - 1) || (ru_times_may_stand(t->d, i - 1) &&
		                                   (ru_times_tells_role(t->d, i - 1) ||
		                                    (ru_times_is_byline(t->d, i - 1) && ru_times_ends(t, i - 1))))))
			ru_times_offer_line(t, i - 1, 51, 46);
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

		if ((ru_times_may_stand(d, i) && (line->kind != RU_BLOCK_NAV || ru_times_is_date(t, i))) ||
		    (last && (ru_times_is_date(t, i) || ru_times_tells_role(d, i))))
			ru_times_offer_line(t, i, 50, 45);
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
		ru_times_fill(t, &found, part->begin, &with);
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

		if (!ru_times_is_date(t, i) || !ru_times_line_date(t, i, &found) || found.stamp.day == seen[0] ||
		    found.stamp.day == seen[1])
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

		if (line->end - line->begin > 2 * RU_TIMES_ALONE_BYTES)
			continue;
		if (line->end - line->begin <= RU_TIMES_ALONE_BYTES && ru_times_is_labelled(d, i) &&
		    ru_times_is_date(t, i)) {
			ru_times_offer_line(t, i, 27, 25);
			continue;
		}
		if (!(ru_times_may_stand(d, i) || in_text))
			continue;
		if (line->kind != RU_BLOCK_FOOTER && ru_times_is_date(t, i)) {
			if (!many)
				ru_times_offer_line(t, i, 22, 20);
		} else if (ru_times_tells_role(d, i)) {
			ru_times_offer_line(t, i, 26, 24);
		}
	}
}
