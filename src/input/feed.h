/* SPDX-License-Identifier: Apache-2.0 */
/* Feeds to raw pages, an item each: RSS 0.9x, 1.0 and 2.0 (with content:encoded and dc:*), Atom (RFC 4287), JSON
 * Feed 1.x.
 *
 * The raw bytes of an item are its content as UTF-8 after XML or JSON unescaping: content:encoded or content, else the
 * description or summary. Prefixes count as written ("content:encoded"), so a feed that forgets to declare one is read
 * too. Entities that a feed declares are not expanded. Behind damage the next item is looked for. */
#ifndef RU_INPUT_FEED_H
#define RU_INPUT_FEED_H

#include "input/tell.h"

struct ru_feed;

/* text: the whole feed as UTF-8; it must live as long. Offsets in complaints count in it. */
int ru_feed_new(struct ru_feed **out, struct ru_str text, struct ru_teller *teller,
                const struct ru_alloc *al) RU_MUST_CHECK;
void ru_feed_free(struct ru_feed *feed);
/* The next item with content: 1, 0 at the end, RU_INPUT_TOLD after a complaint. Strings go to the arena; *number is the
 * item's, from 1. id is empty where the item has none. */
int ru_feed_next(struct ru_feed *feed, struct ru_arena *arena, struct ru_raw_page *page, uint64_t *number,
                 struct ru_error *err) RU_MUST_CHECK;

/* The same for a JSON Feed; the text is written to. */
struct ru_json_feed {
	char *text;
	size_t len, at;          /* at: the next item, 0: not begun */
	size_t title, title_end; /* the feed's title, a string of JSON; both 0 without */
	uint64_t number;
	uint32_t resumed;
	struct ru_teller *teller;
};
void ru_json_feed_init(struct ru_json_feed *feed, char *text, size_t len, struct ru_teller *teller);
int ru_json_feed_next(struct ru_json_feed *feed, struct ru_arena *arena, struct ru_raw_page *page, uint64_t *number,
                      struct ru_error *err) RU_MUST_CHECK;

/* The encoding that an XML declaration states, or an empty string. */
struct ru_str ru_feed_charset(struct ru_str bytes);

#endif
