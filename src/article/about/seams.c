/* SPDX-License-Identifier: Apache-2.0 */
/* Where elements meet inside a word of the page text: "<b>Anna Berg</b><i>Reporter</i>" is read as "Anna BergReporter",
 * since a page sets its parts apart by style alone.
 *
 * Asked for the words of bylines and titles. A seam is where the letters change as they do between two words, and a tag
 * stands between them in the page; a change alone is none ("McDonald"). Linear in the word. */
#include "article/about/authors.h"
#include "article/about/title.h"

#include "text/utf8.h"

/* Whether the letters before and at a byte can belong to two words. */
static bool may_part(struct ru_str word, size_t at, uint32_t before, uint32_t cp)
{
	size_t pos = at;
	uint32_t next;

	if (ru_char_is_digit(before) != ru_char_is_digit(cp))
		return true;
	if (ru_char_lower(cp) == cp)
		return false;
	(void)ru_utf8_next(word, &pos);
	next = pos < word.len ? ru_utf8_next(word, &pos) : 0;
	return ru_char_is_lower(before) || (ru_char_is_letter(before) && next != 0 && ru_char_is_lower(next));
}

bool ru_has_tag(const struct ru_draft *d, uint32_t begin, uint32_t end)
{
	struct ru_span span = ru_article_place(d->article, (struct ru_range){begin, end}).span;

	return span.begin != RU_NONE && span.field == RU_FIELD_PAGE && span.end <= d->page->bytes.len &&
	       memchr(d->page->bytes.ptr + span.begin, '<', span.end - span.begin) != NULL;
}

size_t ru_word_seam(const struct ru_draft *d, struct ru_str word)
{
	struct ru_str text = ru_buf_str(&d->text);
	uint32_t before = 0;
	size_t last = 0;

	if (!d->is_html || word.ptr < text.ptr || word.ptr + word.len > text.ptr + text.len)
		return 0;
	for (size_t pos = 0; pos < word.len;) {
		size_t at = pos;
		uint32_t cp = ru_utf8_next(word, &pos), begin = (uint32_t)(word.ptr - text.ptr);

		if (at > 0 && may_part(word, at, before, cp) &&
		    ru_has_tag(d, begin + (uint32_t)last, begin + (uint32_t)pos))
			return at;
		last = at;
		before = cp;
	}
	return 0;
}
