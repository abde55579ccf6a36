/* SPDX-License-Identifier: Apache-2.0 */
/* What other places of the page call it in other words than its title: the heading that closes a trail of links,
 * og:title, JSON-LD, <title>. Sites word them for search engines and for social networks.
 *
 * Fed the draft once title and outlet are read. Leaves out what has the title's letters or holds it whole, beside a
 * section or a name; the outlet's name; and what was given before. At most OTHERS of the first TITLES that are stated;
 * linear in their bytes. */
#include "article/about/title.h"

enum { OTHERS = 8, TITLES = 16, LEAST_BYTES = 8 };

struct others {
	struct ru_draft *d;
	struct ru_other_title item[OTHERS];
	uint32_t count;
};

static bool is_new(const struct others *o, struct ru_str text)
{
	const struct ru_article *a = o->d->article;

	if (o->count == OTHERS || text.len < LEAST_BYTES || text.len > RU_TITLE_BYTES ||
	    ru_same_letters(text, a->title) || ru_same_letters(text, a->outlet) ||
	    (a->title.len > 0 && ru_str_find(text, a->title, 0) != SIZE_MAX))
		return false;
	for (uint32_t i = 0; i < o->count; i++)
		if (ru_same_letters(text, o->item[i].text))
			return false;
	return true;
}

static void take_stated(struct others *o, const struct ru_stated *stated)
{
	struct ru_str text = ru_str_trim(stated->value);
	struct ru_other_title *item;
	uint32_t begin, end;
	size_t skip;

	text = ru_title_without_page(o->d, ru_str_trim(ru_title_without_site(o->d, text)));
	if (!is_new(o, text))
		return;
	item = &o->item[o->count++];
	item->text = text;
	item->basis = stated->key == RU_STATED_PAGE_TITLE ? RU_S("title")
	              : stated->json                      ? RU_S("json-ld")
	                                                  : RU_S("meta");
	item->place = (struct ru_place){{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, RU_FIELD_PAGE}, RU_NONE};
	skip = (size_t)(text.ptr - stated->value.ptr);
	if (ru_stated_range(stated, skip, skip + text.len, &begin, &end))
		item->place = ru_draft_source_place(o->d, begin, end);
}

static void take_line(struct others *o, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(o->d, i);
	struct ru_str text = ru_str_cut(o->d->article->text, line->begin, line->end);

	if (!is_new(o, text))
		return;
	o->item[o->count++] = (struct ru_other_title){
	    .text = text,
	    .basis = RU_S("visible"),
	    .place = ru_article_place(o->d->article, (struct ru_range){line->begin, line->end})};
}

int ru_title_read_others(struct ru_draft *d)
{
	struct others o = {.d = d};
	struct ru_article *a = d->article;

	if (!d->is_html)
		return 0;
	if (d->trail_head != RU_NONE)
		take_line(&o, d->trail_head);
	for (size_t i = 0, titles = 0; i < d->stated.len && titles < TITLES; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);

		if ((stated->key != RU_STATED_TITLE && stated->key != RU_STATED_PAGE_TITLE) ||
		    ru_stated_beside(d, stated))
			continue;
		titles++;
		take_stated(&o, stated);
	}
	if (o.count == 0)
		return 0;
	a->other_titles = ru_arena_get(d->arena, o.count, sizeof(o.item[0]));
	if (a->other_titles == NULL)
		return RU_ENOMEM;
	memcpy(a->other_titles, o.item, o.count * sizeof(o.item[0]));
	a->other_title_count = o.count;
	return 0;
}
