/* SPDX-License-Identifier: Apache-2.0 */
/* What a visible line says of a time: its dates and their roles, and what else stands in it. Which lines are asked is
 * times_visible.c's matter. */
#include "article/about/times.h"

enum { LINE_BYTES = 260, DATES_A_LINE = 3, MARKS_A_LINE = 16 };

/* The role that the last phrase among the words before byte end gives; published without one. */
enum ru_time_role ru_times_role_before(const struct ru_draft *d, uint32_t first, uint32_t last, uint32_t end)
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

void ru_times_set_order(const struct ru_times *t, struct ru_str text, struct ru_stamp *stamp)
{
	int year, month, day;

	ru_day_split(stamp->day, &year, &month, &day);
	if (day <= 12 && text.len > 0 && text.ptr[0] >= '0' && text.ptr[0] <= '9' && month_first(t, text) &&
	    !(text.len >= 4 && text.ptr[2] != '/' && text.ptr[1] != '/'))
		stamp->day = ru_day_from(year, day, month);
}

void ru_times_fill(struct ru_times *t, const struct ru_line_date *found, uint32_t from, struct ru_time_offer *with)
{
	struct ru_str text = ru_draft_cut(t->d, from + (uint32_t)found->begin, from + (uint32_t)found->end);

	with->stamp = found->stamp;
	ru_times_set_order(t, text, &with->stamp);
	with->zone = found->stamp.offset == INT16_MIN ? RU_ZONE_UNKNOWN : RU_ZONE_STATED; /* "WIB" states it too */
	with->place = ru_article_place(t->d->article,
	                               (struct ru_range){from + (uint32_t)found->begin, from + (uint32_t)found->end});
}

/* Whether day and month stand in an order that nobody can take for the other: "1.11.2023", a month's name. */
bool ru_times_is_certain(const struct ru_draft *d, uint32_t from, const struct ru_line_date *found)
{
	struct ru_str text = ru_draft_cut(d, from + (uint32_t)found->begin, from + (uint32_t)found->end);

	return memchr(text.ptr, '/', text.len) == NULL;
}

size_t ru_times_mark_from(const struct ru_draft *d, uint32_t at)
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
bool ru_times_is_change(const struct ru_draft *d, const struct ru_line *line, uint32_t at)
{
	bool change = false, publication = false;

	for (size_t i = ru_times_mark_from(d, line->begin > 2 ? line->begin - 2 : 0), n = 0;
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
bool ru_times_line_date(struct ru_times *t, uint32_t i, struct ru_line_date *found)
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
void ru_times_offer_line(struct ru_times *t, uint32_t i, int with_minute, int day_only)
{
	const struct ru_draft *d = t->d;
	const struct ru_line *line = ru_draft_line(d, i);
	uint32_t from = line->begin;

	for (int k = 0; k < DATES_A_LINE && from < line->end; k++) {
		struct ru_line_date found;
		struct ru_time_offer with = {.basis = RU_S("visible")};
		enum ru_time_role role;
		uint32_t first = line->first;

		if (k == 0 ? !ru_times_line_date(t, i, &found)
		           : !ru_line_date_find(d->options->packs, ru_draft_cut(d, from, line->end), &found))
			return;
		if (k == 0 && ru_times_is_card(d, i))
			return;
		while (first < line->last && ru_draft_word(d, first)->begin < from)
			first++;
		ru_times_fill(t, &found, from, &with);
		with.score = found.stamp.minute < 0 ? day_only : with_minute - (with.zone == RU_ZONE_UNKNOWN ? 12 : 0);
		with.score -= 2 * k;
		role = ru_times_role_before(d, first, line->last, from + (uint32_t)found.begin);
		if (role == RU_TIME_PUBLISHED && ru_times_is_change(d, line, from + (uint32_t)found.begin))
			role = RU_TIME_MODIFIED;
		if (with.score > t->seen.score && role == RU_TIME_PUBLISHED) {
			t->certain = ru_times_is_certain(d, from, &found);
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
bool ru_times_is_date(struct ru_times *t, uint32_t i)
{
	struct ru_str text = ru_draft_line_text(t->d, i);
	struct ru_line_date found;

	return text.len <= RU_TIMES_ALONE_BYTES && ru_times_line_date(t, i, &found) &&
	       ((found.end - found.begin) * 10 >= text.len * 6 ||
	        (is_wordless(ru_str_cut(text, 0, found.begin)) && is_wordless(ru_str_cut(text, found.end, text.len))));
}

bool ru_times_may_stand(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);

	if (line->end - line->begin > LINE_BYTES || (line->flags & RU_LINE_FIELD) != 0 || line->context == RU_BLOCK_AD)
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
bool ru_times_begins(struct ru_times *t, uint32_t i)
{
	struct ru_str text = ru_draft_line_text(t->d, i);
	struct ru_line_date found;

	return text.len <= 2 * RU_TIMES_ALONE_BYTES && ru_times_line_date(t, i, &found) && found.begin <= 2;
}

/* Whether a short line ends with a date: "Home / Natur / 1. November 2032". */
bool ru_times_ends(struct ru_times *t, uint32_t i)
{
	struct ru_str text = ru_draft_line_text(t->d, i);
	struct ru_line_date found;

	return text.len <= 2 * RU_TIMES_ALONE_BYTES && ru_times_line_date(t, i, &found) && found.end + 1 >= text.len;
}

/* Whether a short line says with a word what its date is: "Erschienen am: 1.11.2032". */
bool ru_times_tells_role(const struct ru_draft *d, uint32_t i)
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
bool ru_times_is_labelled(const struct ru_draft *d, uint32_t i)
{
	struct ru_str above = i > 0 ? ru_draft_line_text(d, i - 1) : (struct ru_str){NULL, 0};
	const struct ru_entry *entry;

	if (above.len == 0 || above.len > RU_TIMES_ALONE_BYTES)
		return false;
	entry = ru_phrase_get(d, ru_table_find(RU_S("stamp_words")), above, NULL);
	return entry != NULL && ru_str_eq(entry->col[1], RU_S("published"));
}

/* Whether the line begins with a byline word: "Von Anna Berg, 3. Mai 2031". */
bool ru_times_is_byline(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);
	uint32_t used;
	const struct ru_entry *entry =
	    line->first < line->last ? ru_phrase_at(d, ru_table_find(RU_S("bylines")), line->first, &used, NULL) : NULL;

	return entry != NULL &&
	       (ru_str_eq(entry->col[1], RU_S("writer")) || ru_str_starts(entry->col[1], RU_S("reporter")));
}
