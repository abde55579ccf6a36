/* SPDX-License-Identifier: Apache-2.0 */
/* Places in an article: from a range of the page text to the raw bytes it was read from.
 *
 * Fed the blocks and the map that article/ made; gives spans and places. Never looks at the raw bytes themselves: a
 * range that starts and ends at characters of the page text gives a span that starts and ends at characters, references
 * and tags. */
#include "record/article.h"

#include "text/utf8.h"

static const struct ru_str kind_name[RU_BLOCK_KINDS] = {
    [RU_BLOCK_HEADLINE] = RU_S_INIT("headline"), [RU_BLOCK_STANDFIRST] = RU_S_INIT("standfirst"),
    [RU_BLOCK_DATELINE] = RU_S_INIT("dateline"), [RU_BLOCK_BODY] = RU_S_INIT("body"),
    [RU_BLOCK_SUBHEAD] = RU_S_INIT("subhead"),   [RU_BLOCK_LIST] = RU_S_INIT("list"),
    [RU_BLOCK_QUOTE] = RU_S_INIT("quote"),       [RU_BLOCK_TABLE] = RU_S_INIT("table"),
    [RU_BLOCK_CODE] = RU_S_INIT("code"),         [RU_BLOCK_CAPTION] = RU_S_INIT("caption"),
    [RU_BLOCK_SEE_ALSO] = RU_S_INIT("see_also"), [RU_BLOCK_AD] = RU_S_INIT("ad"),
    [RU_BLOCK_NAV] = RU_S_INIT("nav"),           [RU_BLOCK_SHARE] = RU_S_INIT("share"),
    [RU_BLOCK_COMMENTS] = RU_S_INIT("comments"), [RU_BLOCK_AUTHOR_BOX] = RU_S_INIT("author_box"),
    [RU_BLOCK_BLURB] = RU_S_INIT("blurb"),       [RU_BLOCK_DISCLAIMER] = RU_S_INIT("disclaimer"),
    [RU_BLOCK_RELATED] = RU_S_INIT("related"),   [RU_BLOCK_CREDIT] = RU_S_INIT("credit"),
    [RU_BLOCK_FOOTER] = RU_S_INIT("footer"),     [RU_BLOCK_OTHER] = RU_S_INIT("other"),
};

struct ru_str ru_block_kind_name(enum ru_block_kind kind)
{
	return kind >= 0 && kind < RU_BLOCK_KINDS ? kind_name[kind] : kind_name[RU_BLOCK_OTHER];
}

bool ru_block_kind_is_read(enum ru_block_kind kind)
{
	switch (kind) {
	case RU_BLOCK_HEADLINE:
	case RU_BLOCK_STANDFIRST:
	case RU_BLOCK_SUBHEAD:
	case RU_BLOCK_BODY:
	case RU_BLOCK_LIST:
	case RU_BLOCK_QUOTE:
	case RU_BLOCK_TABLE:
	case RU_BLOCK_CAPTION:
		return true;
	default:
		return false;
	}
}

/* Last block that begins at or before at, or RU_NONE. Which half it is in cannot be guessed: no branch asks. */
static uint32_t last_begun(const struct ru_article *article, uint32_t at)
{
	uint32_t low = 0, count = article->block_count;

	for (; count > 0; count /= 2) {
		uint32_t half = count - count / 2;

		low += half & -(uint32_t)(article->blocks[low + half - 1].at.begin <= at);
	}
	return low == 0 ? RU_NONE : low - 1;
}

uint32_t ru_article_block(const struct ru_article *article, uint32_t at)
{
	uint32_t i = last_begun(article, at);

	/* A sub-block that ends before at hands over to the block it is part of; there is one level of them. */
	for (int level = 0; i != RU_NONE && level < 4; level++) {
		const struct ru_block *block = &article->blocks[i];

		if (at < block->at.end)
			return i;
		if (block->at.begin == block->at.end && block->parent == RU_NONE)
			return RU_NONE;
		i = block->parent;
	}
	return RU_NONE;
}

/* The range without white space and zero-width characters at its ends, on character boundaries. */
static struct ru_range trimmed(struct ru_str text, struct ru_range at)
{
	size_t begin = at.begin, end = at.end < text.len ? at.end : text.len;

	while (begin < end && !ru_utf8_boundary(text, begin))
		begin++;
	while (end > begin && !ru_utf8_boundary(text, end))
		end--;
	while (begin < end) {
		size_t pos = begin;
		uint32_t cp = ru_utf8_next(text, &pos);

		if (!ru_char_is_space(cp) && !ru_char_is_zero_width(cp))
			break;
		begin = pos;
	}
	while (end > begin) {
		size_t pos = end;
		uint32_t cp = ru_utf8_prev(text, &pos);

		if (!ru_char_is_space(cp) && !ru_char_is_zero_width(cp))
			break;
		end = pos > begin ? pos : begin;
	}
	return (struct ru_range){(uint32_t)begin, (uint32_t)end};
}

/* A block that another field of the record gave (its title) holds that field's bytes one to one. */
static bool field_span(const struct ru_block *block, struct ru_range at, struct ru_span *out)
{
	uint32_t end = at.end < block->at.end ? at.end : block->at.end;

	if (block->raw.begin == RU_NONE || at.begin >= end)
		return false;
	*out = (struct ru_span){block->raw.begin + (at.begin - block->at.begin),
	                        block->raw.begin + (end - block->at.begin), block->raw.field};
	return true;
}

/* The span of a range whose first byte is in a block. */
static bool span_in(const struct ru_article *article, uint32_t block, struct ru_range range, struct ru_span *out)
{
	uint32_t begin, end;

	if (block != RU_NONE && article->blocks[block].raw.field != RU_FIELD_PAGE)
		return field_span(&article->blocks[block], range, out);
	if (!ru_map_find(&article->map, range.begin, range.end, &begin, &end))
		return false;
	*out = (struct ru_span){begin, end, RU_FIELD_PAGE};
	return true;
}

bool ru_article_span(const struct ru_article *article, struct ru_range at, struct ru_span *out)
{
	struct ru_range range;

	if (at.begin == RU_NONE || at.begin >= at.end)
		return false;
	range = trimmed(article->text, at);
	if (range.begin >= range.end)
		return false;
	return span_in(article, ru_article_block(article, range.begin), range, out);
}

struct ru_place ru_article_place(const struct ru_article *article, struct ru_range at)
{
	struct ru_place place = {at, {RU_NONE, RU_NONE, RU_FIELD_PAGE}, RU_NONE};

	if (at.begin == RU_NONE || at.begin >= at.end)
		return place;
	place.block = ru_article_block(article, at.begin);

	struct ru_range range = trimmed(article->text, at);
	uint32_t block = range.begin == at.begin ? place.block : ru_article_block(article, range.begin);

	if (range.begin >= range.end || !span_in(article, block, range, &place.span))
		place.span = (struct ru_span){RU_NONE, RU_NONE, RU_FIELD_PAGE};
	return place;
}
