/* SPDX-License-Identifier: Apache-2.0 */
/* What a page states where readers do not see it: <meta>, <title>, <link rel=canonical>, <html lang>, and its JSON-LD.
 */
#include "article/draft.h"

enum { SCRIPT_BYTES = 1 << 20, SCOPES_UP = 12 };

/* What a value of the table of meta names makes of it. */
static const struct {
	struct ru_str name;
	uint8_t key;
} keys[] = {
    {RU_S_INIT("author"), RU_STATED_AUTHOR},       {RU_S_INIT("description"), RU_STATED_DESCRIPTION},
    {RU_S_INIT("modified"), RU_STATED_MODIFIED},   {RU_S_INIT("published"), RU_STATED_PUBLISHED},
    {RU_S_INIT("publisher"), RU_STATED_PUBLISHER}, {RU_S_INIT("section"), RU_STATED_SECTION},
    {RU_S_INIT("site"), RU_STATED_SITE},           {RU_S_INIT("source"), RU_STATED_SOURCE},
    {RU_S_INIT("title"), RU_STATED_TITLE},         {RU_S_INIT("url"), RU_STATED_URL},
};

/* Whether a type of schema.org is that of something else on the page than its article: a picture, a video, a comment,
 * a product. */
static bool is_side_type(struct ru_str type)
{
	static const struct ru_str side[] = {
	    RU_S_INIT("imageobject"), RU_S_INIT("videoobject"), RU_S_INIT("audioobject"),
	    RU_S_INIT("comment"),     RU_S_INIT("product"),     RU_S_INIT("website"),
	    RU_S_INIT("book"),        RU_S_INIT("movie"),       RU_S_INIT("quotation")};

	for (size_t i = 0; i < sizeof(side) / sizeof(side[0]); i++)
		if (ru_str_eq_nocase(type, side[i]))
			return true;
	return false;
}

/* Whether the innermost itemscope around a meta element is a picture's, a video's, a comment's. */
static bool in_side_scope(const struct ru_draft *d, uint32_t node)
{
	struct ru_str value;

	node = d->html.nodes[node].parent;
	for (int up = 0; up < SCOPES_UP && node != 0; up++, node = d->html.nodes[node].parent) {
		if (!ru_html_attr(&d->html, node, RU_S("itemscope"), &value, NULL))
			continue;
		if (!ru_html_attr(&d->html, node, RU_S("itemtype"), &value, NULL))
			return false;
		value = ru_str_trim(value);
		for (size_t at = value.len; at > 0; at--)
			if (value.ptr[at - 1] == '/')
				return is_side_type(ru_str_cut(value, at, value.len));
		return is_side_type(value);
	}
	return false;
}

static int put(struct ru_draft *d, uint8_t key, const struct ru_html_attr *attr, struct ru_str cue)
{
	struct ru_stated *stated;

	if (ru_str_trim(attr->value).len == 0 || ru_vec_full(&d->stated))
		return 0;
	stated = ru_vec_push(&d->stated);
	if (stated == NULL)
		return RU_ENOMEM;
	*stated = (struct ru_stated){
	    .key = key, .exact = attr->plain, .value = attr->value, .cue = cue, .begin = attr->begin, .end = attr->end};
	return 0;
}

/* "twitter:label1" with "Written by" in it says what "twitter:data1" holds. */
static int read_card(struct ru_draft *d, struct ru_str name, const struct ru_html_attr *content, struct ru_str *label)
{
	const struct ru_entry *entry;

	if (ru_str_starts(name, RU_S("twitter:label"))) {
		entry = ru_phrase_get(d, ru_table_find(RU_S("bylines")), ru_str_trim(content->value), NULL);
		*label = entry != NULL && ru_str_eq(entry->col[1], RU_S("writer")) ? ru_str_cut(name, 13, name.len)
		                                                                   : (struct ru_str){NULL, 0};
		return 0;
	}
	if (label->len == 0 || !ru_str_starts(name, RU_S("twitter:data")) ||
	    !ru_str_eq(ru_str_cut(name, 12, name.len), *label))
		return 0;
	return put(d, RU_STATED_AUTHOR, content, RU_S("twitter:data"));
}

static int read_meta(struct ru_draft *d, uint32_t node, struct ru_str *label)
{
	enum { BY_ITEMPROP = 2 };
	static const struct ru_str by[] = {RU_S_INIT("property"), RU_S_INIT("name"), RU_S_INIT("itemprop")};
	const struct ru_html_attr *content;
	uint32_t table = ru_table_find(RU_S("meta_names"));
	struct ru_str value, name;

	if (!ru_html_attr(&d->html, node, RU_S("content"), &value, &content))
		return 0;
	for (size_t i = 0; i < sizeof(by) / sizeof(by[0]); i++) {
		const struct ru_entry *entry;

		if (!ru_html_attr(&d->html, node, by[i], &name, NULL) || name.len > 80)
			continue;
		name = ru_str_trim(name);
		if (ru_str_starts(name, RU_S("twitter:")) && !ru_str_eq_nocase(name, RU_S("twitter:title")))
			return read_card(d, name, content, label);
		entry = ru_phrase_get(d, table, name, NULL);
		if (entry != NULL && i == BY_ITEMPROP && in_side_scope(d, node))
			return 0;
		for (size_t k = 0; entry != NULL && k < sizeof(keys) / sizeof(keys[0]); k++)
			if (ru_str_eq(entry->col[1], keys[k].name))
				return put(d, keys[k].key, content, entry->phrase);
	}
	return 0;
}

static int read_link(struct ru_draft *d, uint32_t node)
{
	const struct ru_html_attr *href;
	struct ru_str rel, value;

	if (!ru_html_attr(&d->html, node, RU_S("rel"), &rel, NULL) ||
	    !ru_html_attr(&d->html, node, RU_S("href"), &value, &href))
		return 0;
	rel = ru_str_trim(rel);
	if (ru_str_eq_nocase(rel, RU_S("canonical")))
		return put(d, RU_STATED_CANONICAL, href, RU_S("canonical"));
	if (ru_str_eq_nocase(rel, RU_S("next")))
		return put(d, RU_STATED_NEXT, href, RU_S("next"));
	return ru_str_eq_nocase(rel, RU_S("amphtml")) ? put(d, RU_STATED_AMP, href, RU_S("amphtml")) : 0;
}

/* The text of an element that holds text only. */
static struct ru_range only_text(const struct ru_html *html, uint32_t node)
{
	uint32_t child = node + 1;

	if (child >= html->nodes[node].next || html->nodes[child].kind != RU_NODE_TEXT)
		return (struct ru_range){0, 0};
	return (struct ru_range){html->nodes[child].text, html->nodes[child].text + html->nodes[child].text_len};
}

static int read_title(struct ru_draft *d, uint32_t node)
{
	struct ru_range at = only_text(&d->html, node);
	struct ru_str text = ru_str_trim(ru_str_cut(d->html.text, at.begin, at.end));
	struct ru_stated *stated;
	uint32_t begin, end, from;

	if (text.len == 0 || ru_vec_full(&d->stated))
		return 0;
	from = (uint32_t)(text.ptr - d->html.text.ptr);
	if (!ru_map_find(&d->html.map, from, from + (uint32_t)text.len, &begin, &end))
		return 0;
	stated = ru_vec_push(&d->stated);
	if (stated == NULL)
		return RU_ENOMEM;
	*stated = (struct ru_stated){.key = RU_STATED_PAGE_TITLE,
	                             .value = text,
	                             .cue = RU_S("title"),
	                             .begin = begin,
	                             .end = end,
	                             .exact = end - begin == text.len};
	return 0;
}

static int read_script(struct ru_draft *d, uint32_t node)
{
	static const struct ru_str json = RU_S_INIT("application/ld+json");
	struct ru_range at = only_text(&d->html, node);
	struct ru_str type;

	if (!ru_html_attr(&d->html, node, RU_S("type"), &type, NULL))
		return 0;
	type = ru_str_trim(type);
	if (type.len > json.len && (type.ptr[json.len] == ';' || type.ptr[json.len] == ' '))
		type.len = json.len; /* "application/ld+json; charset=utf-8" */
	if (!ru_str_eq_nocase(type, json))
		return 0;
	if (at.end - at.begin > SCRIPT_BYTES)
		at.end = at.begin + SCRIPT_BYTES;
	return ru_stated_json(d, at.begin, at.end - at.begin);
}

int ru_stated_read(struct ru_draft *d)
{
	const struct ru_html *html = &d->html;
	const struct ru_html_attr *lang;
	struct ru_str value, label = {NULL, 0};
	bool titled = false;
	int status = 0;

	for (uint32_t i = 1; i < html->node_count && status == 0; i++) {
		if (html->nodes[i].kind != RU_NODE_ELEMENT)
			continue;
		switch (html->nodes[i].tag) {
		case RU_TAG_HTML:
			if (ru_html_attr(html, i, RU_S("lang"), &value, &lang))
				status = put(d, RU_STATED_LANGUAGE, lang, RU_S("lang"));
			break;
		case RU_TAG_META:
			status = read_meta(d, i, &label);
			break;
		case RU_TAG_LINK:
			status = read_link(d, i);
			break;
		case RU_TAG_TITLE:
			if (!titled)
				status = read_title(d, i);
			titled = true;
			break;
		case RU_TAG_SCRIPT:
			status = read_script(d, i);
			break;
		default:
			break;
		}
	}
	return status;
}

const struct ru_stated *ru_stated_get(const struct ru_draft *d, enum ru_stated_key key)
{
	for (size_t i = 0; i < d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);

		if (stated->key == key && ru_str_trim(stated->value).len > 0)
			return stated;
	}
	return NULL;
}

/* "author": {"@id": "#/schema/person/1"} */
const struct ru_stated *ru_stated_name_of(const struct ru_draft *d, struct ru_str id)
{
	for (size_t i = 0; i < d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);

		if (stated->key == RU_STATED_ID && ru_str_eq(stated->value, id))
			return ru_stated_of_object(d, RU_STATED_NAME, stated->object);
	}
	return NULL;
}

const struct ru_stated *ru_stated_of_object(const struct ru_draft *d, enum ru_stated_key key, uint32_t object)
{
	for (size_t i = 0; i < d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);

		if (stated->json && stated->key == key && stated->object == object)
			return stated;
	}
	return NULL;
}

bool ru_stated_beside(const struct ru_draft *d, const struct ru_stated *stated)
{
	const struct ru_stated *type = stated->json ? ru_stated_of_object(d, RU_STATED_TYPE, stated->parent) : NULL;

	return type != NULL && is_side_type(ru_str_trim(type->value));
}

bool ru_stated_range(const struct ru_stated *stated, size_t begin, size_t end, uint32_t *src_begin, uint32_t *src_end)
{
	bool whole = begin == 0 && end == stated->value.len;

	if (stated->begin == RU_NONE || (!stated->exact && !whole) || begin >= end)
		return false;
	*src_begin = whole ? stated->begin : stated->begin + (uint32_t)begin;
	*src_end = whole ? stated->end : stated->begin + (uint32_t)end;
	return true;
}
