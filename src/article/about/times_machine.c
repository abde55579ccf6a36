/* SPDX-License-Identifier: Apache-2.0 */
/* Times as machines write them: meta and JSON-LD, attributes of elements (<time datetime>, <abbr title>), the record's
 * own date, values in scripts. */
#include "article/about/times.h"

enum { KEY_BYTES = 32, SCRIPT_BYTES = 1 << 19, NEAR_BYTES = 1200, MARKS = 6000 };

static void set_zone(struct ru_time_offer *with)
{
	with->zone = with->stamp.offset == INT16_MIN ? RU_ZONE_UNKNOWN : RU_ZONE_STATED;
}

/* A date that people wrote into a machine's place: "13. Januar 2032". */
static bool read_value(const struct ru_times *t, struct ru_str value, struct ru_time_offer *with)
{
	struct ru_line_date found;

	if (ru_times_stamp(value, &with->stamp, &with->score))
		return true;
	if (value.len > 60 || !ru_line_date_find(t->d->options->packs, value, &found) || ru_times_is_null(&found.stamp))
		return false;
	with->stamp = found.stamp;
	ru_times_set_order(t, ru_str_cut(value, found.begin, found.end), &with->stamp);
	with->score = found.stamp.minute < 0 ? 34 : 44;
	return true;
}

void ru_times_stated(struct ru_times *t)
{
	for (size_t i = 0; i < t->d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&t->d->stated, struct ru_stated, i);
		struct ru_time_offer with = {.basis = stated->json ? RU_S("json-ld") : RU_S("meta")};
		struct ru_str value = ru_str_trim(stated->value);
		size_t skip = (size_t)(value.ptr - stated->value.ptr);
		uint32_t begin, end;

		if ((stated->key != RU_STATED_PUBLISHED && stated->key != RU_STATED_MODIFIED) ||
		    ru_stated_beside(t->d, stated) || !read_value(t, value, &with))
			continue;
		set_zone(&with);
		with.place = ru_times_no_place();
		if (ru_stated_range(stated, skip, skip + value.len, &begin, &end))
			with.place = ru_draft_source_place(t->d, begin, end);
		ru_times_offer(t, stated->key == RU_STATED_PUBLISHED ? RU_TIME_PUBLISHED : RU_TIME_MODIFIED, &with);
	}
}

/* The first attribute of an element that holds a machine's stamp. */
static const struct ru_html_attr *stamp_attr(const struct ru_draft *d, uint32_t node, struct ru_time_offer *with)
{
	static const struct ru_str names[] = {
	    RU_S_INIT("datetime"),  RU_S_INIT("content"),   RU_S_INIT("title"),          RU_S_INIT("data-datetime"),
	    RU_S_INIT("data-date"), RU_S_INIT("data-time"), RU_S_INIT("data-published"), RU_S_INIT("data-timestamp")};
	const struct ru_html_attr *attr;
	struct ru_str value;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (ru_html_attr(&d->html, node, names[i], &value, &attr) &&
		    ru_times_stamp(value, &with->stamp, &with->score))
			return attr;
	return NULL;
}

enum ru_time_role ru_times_element_role(const struct ru_draft *d, uint32_t node)
{
	static const struct ru_str names[] = {RU_S_INIT("itemprop"), RU_S_INIT("property"), RU_S_INIT("class")};
	struct ru_str value;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!ru_html_attr(&d->html, node, names[i], &value, NULL))
			continue;
		if (ru_str_find_nocase(value, RU_S("published"), 0) != SIZE_MAX)
			return RU_TIME_PUBLISHED;
		if (ru_str_find_nocase(value, RU_S("modified"), 0) != SIZE_MAX ||
		    ru_str_find_nocase(value, RU_S("updated"), 0) != SIZE_MAX)
			return RU_TIME_MODIFIED;
	}
	return RU_TIME_PUBLISHED;
}

bool ru_times_named_published(const struct ru_draft *d, uint32_t node)
{
	struct ru_str value;

	return ru_html_attr(&d->html, node, RU_S("class"), &value, NULL) &&
	       ru_str_find_nocase(value, RU_S("publish"), 0) != SIZE_MAX;
}

/* What stands at a byte of page text: the kind of its line. */
static uint8_t kind_at(const struct ru_draft *d, uint32_t at)
{
	uint32_t line = ru_draft_line_at(d, at);

	return line < ru_draft_line_count(d) ? ru_draft_line(d, line)->kind : RU_BLOCK_OTHER;
}

/* Whether the line that a mark stands in is of another story's card. */
static bool is_in_card(const struct ru_draft *d, const struct ru_mark *mark)
{
	uint32_t at = ru_draft_line_at(d, mark->begin < mark->end ? mark->end - 1 : mark->begin);

	return at < ru_draft_line_count(d) && ru_times_is_card(d, at);
}

void ru_times_elements(struct ru_times *t)
{
	const struct ru_draft *d = t->d;
	uint32_t from = d->headline != RU_NONE ? ru_draft_line(d, d->headline)->begin : 0;
	uint32_t to = d->body_first < ru_draft_line_count(d) ? ru_draft_line(d, d->body_first)->begin : 0;

	for (size_t i = 0; i < d->marks.len && i < MARKS; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);
		struct ru_time_offer with = {.basis = RU_S("time")};
		const struct ru_html_attr *attr;
		uint8_t kind;

		if (mark->kind != RU_MARKUP_TIME && d->html.nodes[mark->node].tag != RU_TAG_TIME)
			continue;
		attr = stamp_attr(d, mark->node, &with);
		if (attr == NULL || is_in_card(d, mark))
			continue;
		kind = kind_at(d, mark->begin);
		if (mark->end >= from && mark->begin <= to)
			with.score -= 4;
		else if (kind == RU_BLOCK_COMMENTS || kind == RU_BLOCK_RELATED || kind == RU_BLOCK_SEE_ALSO ||
		         kind == RU_BLOCK_AD || kind == RU_BLOCK_CAPTION)
			continue;
		else
			with.score = mark->begin + NEAR_BYTES >= from && mark->begin <= to + NEAR_BYTES ? 42 : 27;
		set_zone(&with);
		with.place = ru_draft_source_place(d, attr->begin, attr->end);
		ru_times_offer(t, ru_times_element_role(d, mark->node), &with);
	}
}

static void offer_field(struct ru_times *t, struct ru_str field, enum ru_field name, enum ru_time_role role)
{
	struct ru_str value = ru_str_trim(field);
	struct ru_time_offer with = {.basis = RU_S("record")};

	if (value.len == 0 || !ru_times_stamp(value, &with.stamp, &with.score))
		return;
	with.score = t->d->is_html ? 33 : 95;
	set_zone(&with);
	with.place = ru_times_no_place();
	with.place.span.begin = (uint32_t)(value.ptr - field.ptr);
	with.place.span.end = with.place.span.begin + (uint32_t)value.len;
	with.place.span.field = name;
	ru_times_offer(t, role, &with);
}

void ru_times_record(struct ru_times *t)
{
	offer_field(t, t->d->page->date, RU_FIELD_DATE, RU_TIME_PUBLISHED);
	offer_field(t, t->d->page->modified, RU_FIELD_MODIFIED, RU_TIME_MODIFIED);
}

/* Whether a key of a script's object calls its value the publication, by the table of meta names. */
static bool is_published_key(const struct ru_draft *d, struct ru_str key)
{
	const struct ru_entry *entry;

	if (key.len < 6 || key.len > KEY_BYTES)
		return false;
	entry = ru_phrase_get(d, ru_table_find(RU_S("meta_names")), key, NULL);
	return entry != NULL && ru_str_eq(entry->col[1], RU_S("published"));
}

/* The first "publishedAt":"2025-02-06..." of a script. */
static bool read_script(struct ru_times *t, struct ru_str text, uint32_t base)
{
	for (size_t at = 0; at + 24 < text.len && at < SCRIPT_BYTES; at++) {
		struct ru_time_offer with = {.basis = RU_S("script")};
		const char *quote = memchr(text.ptr + at, ':', text.len - at);
		size_t colon, begin, key, key_end, end;
		uint32_t src_begin, src_end;

		if (quote == NULL)
			return false;
		colon = at = (size_t)(quote - text.ptr);
		begin = colon + 1;
		while (begin < text.len && begin < colon + 4 && memchr(" \\\"'", text.ptr[begin], 4) != NULL)
			begin++;
		if (begin + 10 > text.len || text.ptr[begin + 4] != '-')
			continue;
		for (key_end = colon; key_end > 0 && memchr(" \\\"'", text.ptr[key_end - 1], 4) != NULL; key_end--)
			;
		for (key = key_end;
		     key > 0 && key_end - key <= KEY_BYTES && memchr("\"'{,\\ ", text.ptr[key - 1], 6) == NULL; key--)
			;
		for (end = begin; end < text.len && end < begin + 40 && memchr("\"'\\,}", text.ptr[end], 5) == NULL;
		     end++)
			;
		if (!ru_times_stamp(ru_str_cut(text, begin, end), &with.stamp, &with.score) ||
		    !is_published_key(t->d, ru_str_cut(text, key, key_end)))
			continue;
		with.score = 28;
		set_zone(&with);
		with.place = ru_times_no_place();
		if (ru_map_find(&t->d->html.map, base + (uint32_t)begin, base + (uint32_t)end, &src_begin, &src_end))
			with.place = ru_draft_source_place(t->d, src_begin, src_end);
		ru_times_offer(t, RU_TIME_PUBLISHED, &with);
		return true;
	}
	return false;
}

void ru_times_scripts(struct ru_times *t)
{
	const struct ru_html *html = &t->d->html;

	for (uint32_t i = 1; i + 1 < html->node_count; i++) {
		const struct ru_html_node *text = &html->nodes[i + 1];

		if (html->nodes[i].kind != RU_NODE_ELEMENT || html->nodes[i].tag != RU_TAG_SCRIPT ||
		    text->kind != RU_NODE_TEXT || html->nodes[i].next <= i + 1)
			continue;
		if (read_script(t, ru_str_cut(html->text, text->text, (size_t)text->text + text->text_len), text->text))
			return;
	}
}
