/* SPDX-License-Identifier: Apache-2.0 */
/* The links of a page: address, host, and the place of their words. In plain text: the addresses that stand in it. */
#include "article/draft.h"

static bool in_text(const struct ru_article *a, uint32_t block)
{
	return block != RU_NONE && a->blocks[block].clean.begin != RU_NONE;
}

static int put(struct ru_draft *d, struct ru_str url, struct ru_range at)
{
	struct ru_link *link;

	if (ru_vec_full(&d->links))
		return 0;
	link = ru_vec_push(&d->links);
	if (link == NULL)
		return RU_ENOMEM;
	link->url = url;
	link->place = ru_article_place(d->article, at);
	link->in_article = in_text(d->article, link->place.block);
	return ru_host_of(d, url, &link->host);
}

static int from_marks(struct ru_draft *d)
{
	int status = 0;

	for (size_t i = 0; i < d->marks.len && status == 0; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);
		struct ru_str text = ru_draft_cut(d, mark->begin, mark->end), shown = ru_str_trim(text), url;
		uint32_t begin = mark->begin + (uint32_t)(shown.len > 0 ? shown.ptr - text.ptr : 0);

		if (shown.len == 0 || d->html.nodes[mark->node].tag != RU_TAG_A ||
		    !ru_html_attr(&d->html, mark->node, RU_S("href"), &url, NULL))
			continue;
		url = ru_str_trim(url);
		if (url.len == 0 || url.len > 4000 || url.ptr[0] == '#' || ru_str_starts(url, RU_S("javascript:")))
			continue;
		status = put(d, url, (struct ru_range){begin, begin + (uint32_t)shown.len});
	}
	return status;
}

int ru_links_read(struct ru_draft *d)
{
	int status = 0;

	if (d->is_html)
		return from_marks(d);
	for (uint32_t w = 0; w < d->words.len && status == 0; w++) {
		const struct ru_word *word = ru_draft_word(d, w);
		struct ru_str text;

		if (word->kind != RU_WORD_OTHER || word->end - word->begin <= 8)
			continue;
		text = ru_str_cut(d->article->text, word->begin, word->end);
		if (text.len > 8 && ru_host_slice(text).len > 0)
			status = put(d, text, (struct ru_range){word->begin, word->end});
	}
	return status;
}
