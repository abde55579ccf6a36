/* SPDX-License-Identifier: Apache-2.0 */
/* RSS and Atom to raw pages; see feed.h. Expat parses; it stops at the end of each item and goes on when the next is
 * asked for. */
#include "input/feed.h"

#include "base/buf.h"
#include "input/xhtml.h"

#include <expat.h>

enum { DEPTH_MOST = 256, RESUME_MOST = 64, TITLE_DEPTH = 3, TITLE_BYTES = 200 };

/* What of an item is being read. */
enum part {
	PART_NONE,
	PART_TITLE,
	PART_URL,
	PART_ID,
	PART_CONTENT,
	PART_SUMMARY,
	PART_PUBLISHED,
	PART_UPDATED,
	PART_AUTHOR,
	PART_OUTLET, /* the feed that an item was taken from */
	PART_COUNT
};

struct ru_feed {
	const struct ru_alloc *al;
	struct ru_teller *teller;
	struct ru_str text;
	XML_Parser parser;
	size_t base;      /* byte of text that the parser began at, less the bytes put in front */
	uint32_t resumed; /* parsers started behind damage */
	uint32_t depth;
	uint32_t item_depth;   /* of the item under way, 0: none */
	uint32_t part_depth;   /* of the part under way, 0: none */
	uint32_t markup_depth; /* of XHTML content, 0: none */
	enum part part;
	bool is_atom, has_url, has_item, is_plain[PART_COUNT];
	bool in_name;         /* of an Atom author only <name> counts, not <uri> and <email>; of a source its <title> */
	uint32_t title_depth; /* of the feed's own title under way, 0: none */
	const char *stopped;  /* why the handlers gave up */
	size_t item_begin;
	uint64_t number;
	struct ru_buf value[PART_COUNT];
	struct ru_buf title; /* of the feed: its items' outlet */
};

static void stop(struct ru_feed *feed, const char *reason)
{
	if (feed->stopped == NULL)
		feed->stopped = reason;
	(void)XML_StopParser(feed->parser, XML_FALSE);
}

static size_t place(const struct ru_feed *feed)
{
	XML_Index at = XML_GetCurrentByteIndex(feed->parser);

	return at < 0 ? feed->text.len : feed->base + (size_t)at;
}

/* ---- elements ---- */

static enum part part_of(const char *name)
{
	static const struct {
		const char *name;
		enum part part;
	} rows[] = {{"title", PART_TITLE},
	            {"link", PART_URL},
	            {"id", PART_ID},
	            {"guid", PART_ID},
	            {"content:encoded", PART_CONTENT},
	            {"content", PART_CONTENT},
	            {"description", PART_SUMMARY},
	            {"summary", PART_SUMMARY},
	            {"pubDate", PART_PUBLISHED},
	            {"dc:date", PART_PUBLISHED},
	            {"published", PART_PUBLISHED},
	            {"issued", PART_PUBLISHED},
	            {"updated", PART_UPDATED},
	            {"dc:creator", PART_AUTHOR},
	            {"author", PART_AUTHOR},
	            {"source", PART_OUTLET}};

	if (strncmp(name, "atom:", 5) == 0)
		name += 5;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (strcmp(rows[i].name, name) == 0)
			return rows[i].part;
	}
	return PART_NONE;
}

static const char *attribute(const char **attributes, const char *name)
{
	for (; attributes[0] != NULL; attributes += 2) {
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	}
	return NULL;
}

/* Atom: <link rel="alternate" href="...">; the first one counts. */
static void take_link(struct ru_feed *feed, const char **attributes)
{
	const char *href = attribute(attributes, "href"), *rel = attribute(attributes, "rel");

	if (href == NULL || feed->value[PART_URL].len > 0 || (rel != NULL && strcmp(rel, "alternate") != 0))
		return;
	ru_buf_put(&feed->value[PART_URL], ru_str_from(href));
	feed->has_url = true;
}

static void begin_item(struct ru_feed *feed, bool atom)
{
	for (int i = 0; i < PART_COUNT; i++) {
		ru_buf_clear(&feed->value[i]);
		feed->is_plain[i] = false;
	}
	feed->is_atom = atom;
	feed->has_url = false;
	feed->item_depth = feed->depth;
	feed->item_begin = place(feed);
	feed->teller->record = ++feed->number;
}

static void begin_part(struct ru_feed *feed, const char *name, const char **attributes)
{
	enum part part = part_of(name);
	const char *type = attribute(attributes, "type");

	if (part == PART_URL && attribute(attributes, "href") != NULL) {
		take_link(feed, attributes);
		return;
	}
	if (part == PART_NONE || (part == PART_URL && feed->has_url))
		return;
	if (feed->value[part].len > 0) /* the first one counts */
		return;
	feed->part = part;
	feed->part_depth = feed->depth;
	feed->is_plain[part] = feed->is_atom && (type == NULL || strcmp(type, "text") == 0);
	if (feed->is_atom && type != NULL && strstr(type, "xhtml") != NULL)
		feed->markup_depth = feed->depth;
}

/* "<rss><channel><title>", "<feed><title>": the first one counts; that of a picture stands deeper or behind. */
static void begin_title(struct ru_feed *feed, const char *name)
{
	if (strncmp(name, "atom:", 5) == 0)
		name += 5;
	if (strcmp(name, "title") == 0 && feed->depth <= TITLE_DEPTH && feed->title.len == 0)
		feed->title_depth = feed->depth;
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
	struct ru_feed *feed = user;
	bool entry = strcmp(name, "entry") == 0 || strcmp(name, "atom:entry") == 0;

	if (++feed->depth > DEPTH_MOST) {
		stop(feed, "it nests too deep");
		return;
	}
	if (feed->item_depth == 0) {
		if (entry || strcmp(name, "item") == 0)
			begin_item(feed, entry);
		else
			begin_title(feed, name);
		return;
	}
	feed->in_name = (feed->part == PART_AUTHOR && strcmp(name, "name") == 0) ||
	                (feed->part == PART_OUTLET && strcmp(name, "title") == 0);
	if (feed->markup_depth != 0)
		ru_xhtml_begin(&feed->value[feed->part], name, attributes);
	else if (feed->part_depth == 0 && feed->depth == feed->item_depth + 1)
		begin_part(feed, name, attributes);
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
	struct ru_feed *feed = user;

	if (feed->title_depth == feed->depth)
		feed->title_depth = 0;
	if (feed->part_depth == feed->depth) {
		feed->part = PART_NONE;
		feed->part_depth = feed->markup_depth = 0;
	} else if (feed->markup_depth != 0) {
		ru_xhtml_end(&feed->value[feed->part], name);
	} else if (feed->item_depth == feed->depth) {
		feed->item_depth = 0;
		feed->has_item = true;
		(void)XML_StopParser(feed->parser, XML_TRUE);
	}
	feed->in_name = false;
	feed->depth--;
}

static void XMLCALL on_text(void *user, const XML_Char *text, int len)
{
	struct ru_feed *feed = user;
	struct ru_str s = {text, (size_t)len};

	if (feed->title_depth != 0 && feed->title.len + s.len <= TITLE_BYTES)
		ru_buf_put(&feed->title, s);
	if (feed->part_depth == 0)
		return;
	if ((feed->part == PART_AUTHOR || feed->part == PART_OUTLET) && feed->is_atom && !feed->in_name)
		return;
	if (feed->markup_depth != 0)
		ru_xhtml_text(&feed->value[feed->part], s);
	else
		ru_buf_put(&feed->value[feed->part], s);
}

/* "&nbsp;" of a feed that declares nothing: content is HTML and decodes it later. */
static void XMLCALL on_skipped(void *user, const XML_Char *name, int is_parameter)
{
	struct ru_feed *feed = user;

	if (!is_parameter && feed->part_depth != 0)
		ru_buf_print(&feed->value[feed->part], "&%s;", name);
}

static void XMLCALL on_entity(void *user, const XML_Char *name, int is_parameter, const XML_Char *value, int len,
                              const XML_Char *base, const XML_Char *system, const XML_Char *public,
                              const XML_Char *notation)
{
	(void)name, (void)is_parameter, (void)value, (void)len, (void)base, (void)system, (void)public, (void)notation;
	stop(user, "it declares entities of its own");
}

/* ---- the parser ---- */

/* Start a parser at a byte of the text; behind damage as if within the root. Expat takes a copy. */
static int start_parser(struct ru_feed *feed, size_t from)
{
	static const char root[] = "<root>";
	bool inside = from > 0;

	XML_ParserFree(feed->parser);
	feed->parser = XML_ParserCreate("UTF-8");
	if (feed->parser == NULL)
		return RU_ENOMEM;
	feed->depth = feed->item_depth = feed->part_depth = feed->markup_depth = feed->title_depth = 0;
	feed->part = PART_NONE;
	feed->stopped = NULL;
	feed->base = from - (inside ? sizeof root - 1 : 0);
	XML_SetUserData(feed->parser, feed);
	XML_SetElementHandler(feed->parser, on_start, on_end);
	XML_SetCharacterDataHandler(feed->parser, on_text);
	XML_SetSkippedEntityHandler(feed->parser, on_skipped);
	XML_SetEntityDeclHandler(feed->parser, on_entity);
	(void)XML_UseForeignDTD(feed->parser, XML_TRUE);
	if (inside && XML_Parse(feed->parser, root, (int)sizeof root - 1, XML_FALSE) != XML_STATUS_OK)
		return RU_ENOMEM;
	return RU_OK;
}

int ru_feed_new(struct ru_feed **out, struct ru_str text, struct ru_teller *teller, const struct ru_alloc *al)
{
	struct ru_feed *feed = ru_alloc_zero(al, 1, sizeof *feed);

	*out = NULL;
	if (feed == NULL || text.len > INT32_MAX / 2) {
		ru_alloc_free(al, feed);
		return RU_ENOMEM;
	}
	feed->al = al;
	feed->teller = teller;
	feed->text = text;
	for (int i = 0; i < PART_COUNT; i++)
		ru_buf_init(&feed->value[i], al, 0);
	ru_buf_init(&feed->title, al, 0);
	*out = feed;
	return RU_OK;
}

void ru_feed_free(struct ru_feed *feed)
{
	if (feed == NULL)
		return;
	XML_ParserFree(feed->parser);
	for (int i = 0; i < PART_COUNT; i++)
		ru_buf_release(&feed->value[i]);
	ru_buf_release(&feed->title);
	ru_alloc_free(feed->al, feed);
}

/* The next "<item" or "<entry" from a byte on. */
static size_t find_item(struct ru_str text, size_t from)
{
	size_t item = ru_str_find(text, RU_S("<item"), from), entry = ru_str_find(text, RU_S("<entry"), from);

	return item < entry ? item : entry;
}

/* The parser gave up: tell, and start again at the next item. 1, or 0 where there is none. */
static int step_over(struct ru_feed *feed)
{
	enum XML_Error code = XML_GetErrorCode(feed->parser);
	const char *reason = feed->stopped != NULL ? feed->stopped : XML_ErrorString(code);
	size_t at = place(feed), begin = feed->item_depth != 0 ? feed->item_begin : at;
	bool again = feed->resumed++ < RESUME_MOST;
	size_t next = again ? find_item(feed->text, at > begin ? at : begin + 1) : SIZE_MAX;
	struct ru_input_complaint complaint =
	    ru_complaint_at(feed->teller, RU_S("damaged"), begin, next != SIZE_MAX ? next : feed->text.len);

	if (code == XML_ERROR_NO_MEMORY)
		return RU_ENOMEM;
	/* the end tags of the real root, behind the last item */
	if (feed->resumed > 1 && code == XML_ERROR_TAG_MISMATCH && feed->item_depth == 0 && next == SIZE_MAX)
		return 0;
	ru_tell(feed->teller, &complaint, "%s %llu: %s", feed->item_depth != 0 ? "item" : "behind item",
	        (unsigned long long)feed->number, reason);
	if (next == SIZE_MAX)
		return 0;
	int status = start_parser(feed, next);
	return status == RU_OK ? 1 : status;
}

/* Parse up to the end of the next item: 1, 0 at the end of the feed. */
static int parse_item(struct ru_feed *feed)
{
	enum XML_Status rc;

	feed->has_item = false;
	for (int status = 1; status == 1;) {
		XML_ParsingStatus now;

		if (feed->parser == NULL && start_parser(feed, 0) != RU_OK)
			return RU_ENOMEM;
		XML_GetParsingStatus(feed->parser, &now);
		size_t from = feed->resumed > 0 ? feed->base + sizeof "<root>" - 1 : 0;
		if (now.parsing == XML_SUSPENDED)
			rc = XML_ResumeParser(feed->parser);
		else if (now.parsing == XML_FINISHED)
			return 0;
		else
			rc = XML_Parse(feed->parser, feed->text.ptr + from, (int)(feed->text.len - from), XML_TRUE);
		if (feed->has_item)
			return 1;
		if (rc == XML_STATUS_OK)
			return 0;
		status = step_over(feed);
		if (status != 1)
			return status;
	}
	return 0;
}

/* RSS 2.0 gives an author as an address with the name behind it: "sari@kabar.example (Sari Lestari)". */
static struct ru_str author_name(struct ru_str author)
{
	size_t open = ru_str_find(author, RU_S("("), 0);

	if (ru_str_find(author, RU_S("@"), 0) == SIZE_MAX)
		return author;
	if (open == SIZE_MAX || !ru_str_ends(author, RU_S(")")))
		return (struct ru_str){NULL, 0};
	return ru_str_trim(ru_str_cut(author, open + 1, author.len - 1));
}

static int buffers_status(const struct ru_feed *feed)
{
	for (int i = 0; i < PART_COUNT; i++) {
		if (ru_buf_status(&feed->value[i]) != RU_OK)
			return RU_ENOMEM;
	}
	return ru_buf_status(&feed->title);
}

/* A part of the item, as it is given to the page. */
static struct ru_str part_value(const struct ru_feed *feed, enum part part)
{
	struct ru_str value = ru_str_trim(ru_buf_str(&feed->value[part]));

	if (part == PART_AUTHOR)
		return author_name(value);
	if (part == PART_OUTLET && value.len == 0)
		return ru_str_trim(ru_buf_str(&feed->title));
	return value;
}

/* The item under way as a page: 1, 0 where it has no content. */
static int take_item(struct ru_feed *feed, struct ru_arena *arena, struct ru_raw_page *page)
{
	enum part content = feed->value[PART_CONTENT].len > 0 ? PART_CONTENT : PART_SUMMARY;
	bool dated = feed->value[PART_PUBLISHED].len > 0;
	const struct {
		enum part part;
		struct ru_str *to;
	} rows[] = {{PART_ID, &page->id},         {PART_URL, &page->url},
	            {PART_TITLE, &page->title},   {dated ? PART_PUBLISHED : PART_UPDATED, &page->date},
	            {PART_AUTHOR, &page->author}, {dated ? PART_UPDATED : PART_COUNT, &page->modified},
	            {PART_OUTLET, &page->outlet}};

	if (buffers_status(feed) != RU_OK)
		return RU_ENOMEM;
	*page =
	    (struct ru_raw_page){.source = feed->teller->source, .charset = RU_S("utf-8"), .offset = feed->item_begin};
	page->kind = feed->is_plain[content] ? RU_PAGE_ARTICLE : RU_PAGE_HTML;
	page->is_content = true;
	/* RSS never says whether its titles are HTML; readers take them for it */
	page->title_is_html = !feed->is_plain[PART_TITLE];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].part != PART_COUNT &&
		    ru_arena_copy(arena, part_value(feed, rows[i].part), rows[i].to) != RU_OK)
			return RU_ENOMEM;
	if (ru_arena_copy(arena, ru_buf_str(&feed->value[content]), &page->bytes) != RU_OK)
		return RU_ENOMEM;
	if (ru_str_trim(page->bytes).len > 0)
		return 1;
	struct ru_input_complaint complaint =
	    ru_complaint_at(feed->teller, RU_S("empty"), feed->item_begin, place(feed));
	complaint.failed = false; /* many a feed lists headlines only */
	ru_tell(feed->teller, &complaint, "item %llu holds no content", (unsigned long long)feed->number);
	return 0;
}

int ru_feed_next(struct ru_feed *feed, struct ru_arena *arena, struct ru_raw_page *page, uint64_t *number,
                 struct ru_error *err)
{
	int status = 0;

	while (status == 0) {
		status = parse_item(feed);
		if (status != 1)
			break;
		status = take_item(feed, arena, page);
		if (status == 0)
			status = RU_INPUT_TOLD;
	}
	*number = status != 0 ? feed->number : feed->number + feed->resumed;
	return status == RU_ENOMEM ? ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory") : status;
}

struct ru_str ru_feed_charset(struct ru_str bytes)
{
	struct ru_str head = ru_str_cut(bytes, 0, 256);
	size_t end = ru_str_find(head, RU_S("?>"), 0), at;

	if (ru_str_starts(head, RU_S("\xEF\xBB\xBF")))
		return RU_S("utf-8");
	if (!ru_str_starts(ru_str_trim(head), RU_S("<?xml")) || end == SIZE_MAX)
		return (struct ru_str){NULL, 0};
	head = ru_str_cut(head, 0, end);
	at = ru_str_find(head, RU_S("encoding"), 0);
	if (at == SIZE_MAX)
		return (struct ru_str){NULL, 0};
	head = ru_str_trim(ru_str_cut(head, at + 8, head.len));
	if (head.len < 3 || head.ptr[0] != '=')
		return (struct ru_str){NULL, 0};
	head = ru_str_trim(ru_str_cut(head, 1, head.len));
	if (head.len < 2 || (head.ptr[0] != '"' && head.ptr[0] != '\''))
		return (struct ru_str){NULL, 0};
	const char *close = memchr(head.ptr + 1, head.ptr[0], head.len - 1);
	return close != NULL ? ru_str_cut(head, 1, (size_t)(close - head.ptr)) : (struct ru_str){NULL, 0};
}
