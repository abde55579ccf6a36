/* SPDX-License-Identifier: Apache-2.0 */
/* The items of a JSON Feed (jsonfeed.org, version 1.1), one at a time; see feed.h.
 *
 * The text is not parsed as a whole: the array "items" is found, and each of its objects is cut out by its brackets and
 * parsed alone. So memory is that of an item, and damage in one does not reach the next. */
#include "input/feed.h"

#include "input/inner.h"

enum { RESUME_MOST = 64 };

void ru_json_feed_init(struct ru_json_feed *feed, char *text, size_t len, struct ru_teller *teller)
{
	*feed = (struct ru_json_feed){.text = text, .len = len, .teller = teller};
}

static size_t skip_space(const struct ru_json_feed *feed, size_t at)
{
	while (at < feed->len && (ru_is_space((unsigned char)feed->text[at]) || feed->text[at] == ','))
		at++;
	return at;
}

/* Behind the string that begins at `at`. */
static size_t skip_string(const struct ru_json_feed *feed, size_t at)
{
	for (at++; at < feed->len && feed->text[at] != '"'; at++)
		at += feed->text[at] == '\\';
	return at < feed->len ? at + 1 : feed->len;
}

/* Whether the string that ends at `at` is the name of a member; *value is where its value begins. */
static bool is_member(const struct ru_json_feed *feed, size_t at, size_t *value)
{
	*value = skip_space(feed, at);
	if (*value >= feed->len || feed->text[*value] != ':')
		return false;
	*value = skip_space(feed, *value + 1);
	return *value < feed->len;
}

/* Behind the "[" of the member "items" of the outermost object, with the feed's title where it stands before it; the
 * end where there is none. */
static size_t find_items(struct ru_json_feed *feed)
{
	static const struct ru_str items = RU_S_INIT("\"items\""), title = RU_S_INIT("\"title\"");
	size_t depth = 0, value;

	for (size_t at = 0; at < feed->len;) {
		char c = feed->text[at];

		if (c == '"') {
			size_t end = skip_string(feed, at);
			struct ru_str key = {feed->text + at, end - at};

			at = end;
			if (depth != 1 || !is_member(feed, at, &value))
				continue;
			if (ru_str_eq(key, items) && feed->text[value] == '[')
				return value + 1;
			if (ru_str_eq(key, title) && feed->text[value] == '"') {
				feed->title = value;
				feed->title_end = skip_string(feed, value);
			}
			at = feed->text[value] == '"' ? skip_string(feed, value) : value;
			continue;
		}
		depth += c == '{' || c == '[';
		depth -= (c == '}' || c == ']') && depth > 0;
		at++;
	}
	return feed->len;
}

/* Behind the object that begins at `at`; SIZE_MAX where it does not end. */
static size_t object_end(const struct ru_json_feed *feed, size_t at)
{
	size_t depth = 0;

	while (at < feed->len) {
		char c = feed->text[at];

		if (c == '"') {
			at = skip_string(feed, at);
			continue;
		}
		at++;
		depth += c == '{' || c == '[';
		if ((c == '}' || c == ']') && --depth == 0)
			return at;
	}
	return SIZE_MAX;
}

/* The next place that looks like the beginning of an item: "{", white space, "\"id\"" or "\"url\"". */
static size_t find_item(const struct ru_json_feed *feed, size_t from)
{
	for (size_t at = from; at < feed->len; at++) {
		if (feed->text[at] != '{')
			continue;
		size_t next = skip_space(feed, at + 1);
		struct ru_str rest = {feed->text + next, feed->len - next};

		if (ru_str_starts(rest, RU_S("\"id\"")) || ru_str_starts(rest, RU_S("\"url\"")))
			return at;
	}
	return feed->len;
}

static void tell_fault(const struct ru_json_feed *feed, int fault, size_t begin, size_t end)
{
	struct ru_input_complaint complaint =
	    ru_complaint_at(feed->teller, fault == RU_RECORD_EMPTY ? RU_S("empty") : RU_S("damaged"), begin, end);

	complaint.failed = fault != RU_RECORD_EMPTY; /* many a feed lists headlines only */
	ru_tell(feed->teller, &complaint, "item %llu %s", (unsigned long long)feed->number,
	        fault == RU_RECORD_EMPTY      ? "holds no content"
	        : fault == RU_RECORD_TOO_DEEP ? "nests too deep or holds too many values"
	                                      : "is not a JSON object");
}

/* Cut out the next item: 1, 0 at the end. Damage is told. */
static int next_object(struct ru_json_feed *feed, size_t *begin, size_t *end)
{
	if (feed->at == 0)
		feed->at = find_items(feed);
	for (;;) {
		*begin = skip_space(feed, feed->at);
		if (*begin >= feed->len || feed->text[*begin] == ']') {
			feed->at = feed->len;
			return 0;
		}
		feed->teller->record = ++feed->number;
		*end = feed->text[*begin] == '{' ? object_end(feed, *begin) : SIZE_MAX;
		if (*end != SIZE_MAX) {
			feed->at = *end;
			return 1;
		}
		bool again = feed->resumed++ < RESUME_MOST;
		feed->at = again ? find_item(feed, *begin + 1) : feed->len;
		tell_fault(feed, RU_RECORD_NOT_JSON, *begin, feed->at);
	}
}

int ru_json_feed_next(struct ru_json_feed *feed, struct ru_arena *arena, struct ru_raw_page *page, uint64_t *number,
                      struct ru_error *err)
{
	size_t begin, end;

	if (next_object(feed, &begin, &end) == 1) {
		*page = (struct ru_raw_page){.source = feed->teller->source, .offset = begin};
		int fault = ru_record_feed_item(feed->text + begin, end - begin, arena, page);

		*number = feed->number;
		if (fault == RU_RECORD_GOOD && page->outlet.len == 0 && feed->title_end > feed->title &&
		    ru_record_string(feed->text + feed->title, feed->title_end - feed->title, arena, &page->outlet) !=
		        RU_OK)
			fault = RU_ENOMEM;
		if (fault < 0)
			return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
		if (fault == RU_RECORD_GOOD)
			return 1;
		tell_fault(feed, fault, begin, end);
		return RU_INPUT_TOLD;
	}
	*number = feed->number;
	return 0;
}
