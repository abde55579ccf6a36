/* SPDX-License-Identifier: Apache-2.0 */
/* Paths to raw pages, one at a time; see input.h. A file is told by its content and given to the reader of that kind;
 * what cannot be read is one complaint, and the next file or record follows. */
#include "input/inner.h"

#include "input/feed.h"
#include "input/lines.h"
#include "input/warc.h"
#include "text/charset.h"

/* The reader of the open file. */
enum reader { READER_NONE, READER_LINES, READER_WARC, READER_FEED, READER_JSON_FEED };

struct ru_input {
	struct ru_input_options options;
	struct ru_teller teller;
	struct ru_walk walk;
	struct ru_stream stream;
	struct ru_arena arena; /* strings of the current page */
	struct ru_arena text;  /* a feed as UTF-8 */
	uint64_t total;        /* bytes of the files named */
	bool total_unknown;
	bool done;
	bool has_bytes; /* ru_input_open_bytes(): not read yet */
	struct ru_str bytes;
	enum reader reader;
	struct ru_lines lines;
	struct ru_warc warc;
	struct ru_feed *feed;
	struct ru_json_feed json_feed;
	bool told_break;
	bool has_items; /* the feed has given some, or a complaint */
};

static struct ru_str source_of(const struct ru_input *input) { return ru_buf_str(&input->walk.path); }

static int no_memory(struct ru_error *err) { return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory"); }

int ru_input_open(struct ru_input **out, const char *const *paths, size_t count, const struct ru_input_options *options,
                  struct ru_error *err)
{
	struct ru_input *input = ru_alloc_zero(options->al, 1, sizeof *input);

	*out = NULL;
	if (input == NULL)
		return no_memory(err);
	input->options = *options;
	input->teller = (struct ru_teller){options->complain, options->ctx, {NULL, 0}};
	ru_walk_init(&input->walk, paths, count, options->limits->walk_depth, options->al);
	ru_stream_init(&input->stream, options->limits, options->al);
	ru_arena_init(&input->arena, options->al);
	ru_arena_init(&input->text, options->al);
	for (size_t i = 0; i < count; i++) {
		uint64_t size = 0;
		enum ru_file_kind kind = ru_file_look(paths[i], &size);

		if (kind == RU_FILE_REGULAR)
			input->total += size;
		else if (kind != RU_FILE_FOLDER)
			input->total_unknown = true;
	}
	*out = input;
	return RU_OK;
}

int ru_input_open_bytes(struct ru_input **out, struct ru_str name, struct ru_str bytes,
                        const struct ru_input_options *options, struct ru_error *err)
{
	int status = ru_input_open(out, NULL, 0, options, err);

	if (status != RU_OK)
		return status;
	(*out)->has_bytes = true;
	(*out)->bytes = bytes;
	(*out)->total = bytes.len;
	ru_buf_put(&(*out)->walk.path, name);
	if (ru_buf_status(&(*out)->walk.path) == RU_OK)
		return RU_OK;
	ru_input_close(*out);
	*out = NULL;
	return no_memory(err);
}

/* The open file is done with. */
static void close_file(struct ru_input *input)
{
	input->teller.record = 0;
	struct ru_input_complaint complaint = ru_complaint(&input->teller, RU_S("passed_records"));

	if (input->reader == READER_WARC) {
		complaint.failed = false;
		complaint.count = input->warc.passed;
		if (complaint.count > 0)
			ru_tell(&input->teller, &complaint, "%llu record%s passed over: no pages (pictures, redirects)",
			        (unsigned long long)complaint.count, complaint.count == 1 ? "" : "s");
		ru_warc_release(&input->warc);
	}
	complaint = ru_complaint(&input->teller, RU_S("empty"));
	if ((input->reader == READER_FEED || input->reader == READER_JSON_FEED) && !input->has_items)
		ru_tell(&input->teller, &complaint, "holds no items");
	ru_feed_free(input->feed);
	input->feed = NULL;
	input->reader = READER_NONE;
	ru_arena_release(&input->text);
	ru_stream_close(&input->stream);
}

void ru_input_close(struct ru_input *input)
{
	if (input == NULL)
		return;
	input->teller.complain = NULL;
	close_file(input);
	ru_walk_release(&input->walk);
	ru_stream_release(&input->stream);
	ru_arena_release(&input->arena);
	ru_alloc_free(input->options.al, input);
}

void ru_input_progress(const struct ru_input *input, uint64_t *done, uint64_t *total)
{
	*done = input->stream.read;
	*total = input->total_unknown ? 0 : input->total + input->walk.bytes;
}

/* ---- a file that is read as a whole ---- */

/* The stream failed: memory ends the run, anything else only the file. */
static int stream_failed(struct ru_input *input, int status, const struct ru_error *detail, struct ru_error *err)
{
	struct ru_input_complaint complaint = ru_complaint(&input->teller, RU_S("unreadable"));

	if (status == RU_ENOMEM)
		return no_memory(err);
	complaint.begin = detail->offset;
	ru_tell(&input->teller, &complaint, "%s", detail->message);
	close_file(input);
	return 0;
}

/* Damage in the packed bytes of a file that is read as a whole: told; false where nothing of it can be used. */
static bool tell_break(struct ru_input *input)
{
	const struct ru_break *broken = &input->stream.broken;
	struct ru_str key = broken->bomb ? RU_S("too_large") : broken->cut ? RU_S("truncated") : RU_S("damaged");
	struct ru_input_complaint complaint = ru_complaint_at(&input->teller, key, broken->begin, broken->end);

	if (broken->reason == NULL)
		return true;
	ru_tell(&input->teller, &complaint, "its packed bytes are %s: %s", broken->cut ? "cut" : "damaged",
	        broken->reason);
	return broken->cut;
}

/* Read all of the file: 1, 0 where it was complained about. */
static int read_whole(struct ru_input *input, struct ru_error *err)
{
	uint64_t max = input->options.limits->page_bytes;
	struct ru_error detail = {0};
	struct ru_input_complaint complaint = ru_complaint(&input->teller, RU_S("too_large"));
	int status = ru_stream_fill(&input->stream, (size_t)max + 1, &detail);

	if (status != RU_OK)
		return stream_failed(input, status, &detail, err);
	if (ru_stream_rest(&input->stream).len > max)
		ru_tell(&input->teller, &complaint, "larger than the %llu bytes allowed for a page",
		        (unsigned long long)max);
	else if (tell_break(input))
		return 1;
	close_file(input);
	return 0;
}

/* The whole file is the page: 1, or 0 where it was complained about. */
static int whole_page(struct ru_input *input, enum ru_content content, struct ru_str charset, struct ru_raw_page *page,
                      struct ru_error *err)
{
	struct ru_input_complaint complaint;
	int status = read_whole(input, err);

	if (status != 1)
		return status;
	*page = (struct ru_raw_page){.kind = content == RU_CONTENT_HTML ? RU_PAGE_HTML : RU_PAGE_PLAIN,
	                             .id = source_of(input),
	                             .source = source_of(input),
	                             .charset = charset,
	                             .bytes = ru_stream_rest(&input->stream)};
	if (content == RU_CONTENT_EMPTY) {
		complaint = ru_complaint(&input->teller, RU_S("empty"));
		ru_tell(&input->teller, &complaint,
		        page->bytes.len == 0 ? "is empty" : "holds nothing but white space");
	} else if (content == RU_CONTENT_PLAIN && charset.len == 0 && !ru_str_starts(page->bytes, RU_S("\xFF\xFE")) &&
	           !ru_str_starts(page->bytes, RU_S("\xFE\xFF")) &&
	           memchr(page->bytes.ptr, '\0', page->bytes.len) != NULL) {
		complaint = ru_complaint(&input->teller, RU_S("binary"));
		ru_tell(&input->teller, &complaint, "is binary: it holds zero bytes and is not UTF-16");
	} else {
		return 1;
	}
	close_file(input);
	return 0;
}

/* The whole file is a feed: its text as UTF-8, and a reader for it. */
static int open_feed(struct ru_input *input, enum ru_content content, struct ru_error *err)
{
	const struct ru_alloc *al = input->options.al;
	struct ru_map_view map;
	struct ru_charset charset;
	struct ru_str bytes, text;
	int status = read_whole(input, err);

	if (status != 1)
		return status;
	bytes = ru_stream_rest(&input->stream);
	if (ru_charset_decode(bytes, ru_feed_charset(bytes), false, &input->text, al, &text, &map, &charset, err) !=
	    RU_OK)
		return no_memory(err);
	input->reader = content == RU_CONTENT_FEED ? READER_FEED : READER_JSON_FEED;
	if (input->reader == READER_FEED)
		return ru_feed_new(&input->feed, text, &input->teller, al) == RU_OK ? 0 : no_memory(err);
	/* our own memory: the stream's, or a copy in the arena */
	ru_json_feed_init(&input->json_feed, (char *)(uintptr_t)text.ptr, text.len, &input->teller);
	return 0;
}

/* ---- what a file is ---- */

/* What the bytes of the stream are. Where they begin with a lot of white space, what follows decides. */
static int tell_content(struct ru_input *input, enum ru_content *content, struct ru_str *charset, struct ru_error *err)
{
	uint64_t max = input->options.limits->page_bytes;
	int status = ru_stream_fill(&input->stream, RU_CONTENT_WINDOW, err);

	if (status != RU_OK)
		return status;
	*content = ru_content_tell(ru_stream_rest(&input->stream), source_of(input), charset);
	if (*content != RU_CONTENT_EMPTY || input->stream.end)
		return RU_OK;
	status = ru_stream_fill(&input->stream, (size_t)max + 1, err);
	if (status == RU_OK)
		*content = ru_content_tell(ru_str_trim(ru_stream_rest(&input->stream)), source_of(input), charset);
	return status;
}

/* The beginning of the file, unpacked where it is packed, and what it is. */
static int look(struct ru_input *input, enum ru_content *content, struct ru_str *charset, struct ru_error *err)
{
	int status = tell_content(input, content, charset, err);

	if (status != RU_OK || (*content != RU_CONTENT_GZIP && *content != RU_CONTENT_ZSTD))
		return status;
	status = ru_stream_unpack(&input->stream, *content == RU_CONTENT_GZIP ? RU_PACKING_GZIP : RU_PACKING_ZSTD, err);
	if (status == RU_OK)
		status = tell_content(input, content, charset, err);
	/* the first members may be so damaged that they do not tell what the file is */
	while (status == RU_OK && input->stream.broken.reason != NULL && !input->stream.broken.cut &&
	       *content != RU_CONTENT_WARC && *content != RU_CONTENT_JSON_LINES) {
		(void)tell_break(input);
		input->told_break = true;
		ru_stream_resume(&input->stream);
		status = tell_content(input, content, charset, err);
	}
	return status;
}

/* Whether a file met in a folder is passed over for what it holds: a .json that is no feed, XML that is no page. */
static bool is_passed_over(const struct ru_input *input, enum ru_content content)
{
	if (ru_content_name_is_json(source_of(input)))
		return content != RU_CONTENT_JSON_FEED;
	return content == RU_CONTENT_XML;
}

/* The file is none that is read. */
static int refuse(struct ru_input *input, enum ru_content content)
{
	struct ru_input_complaint complaint;

	if (ru_content_unsupported(content) != NULL) {
		complaint = ru_complaint(&input->teller, RU_S("unsupported"));
		complaint.detail = ru_str_from(ru_content_name(content));
		ru_tell(&input->teller, &complaint, "%s", ru_content_unsupported(content));
	} else if (content == RU_CONTENT_BINARY) {
		complaint = ru_complaint(&input->teller, RU_S("binary"));
		ru_tell(&input->teller, &complaint, "is binary, not text");
	} else {
		complaint =
		    ru_complaint(&input->teller, content == RU_CONTENT_EMPTY ? RU_S("empty") : RU_S("bad_record"));
		ru_tell(&input->teller, &complaint, content == RU_CONTENT_EMPTY ? "is empty" : "is not JSON Lines");
	}
	close_file(input);
	return 0;
}

/* The stream is open: 1 and *page, 0 where the file is no single page (it was complained about, passed over, or has a
 * reader now). page is NULL where pairs are read. */
static int read_file(struct ru_input *input, bool found, struct ru_raw_page *page, struct ru_error *err)
{
	struct ru_error detail = {0};
	enum ru_content content;
	struct ru_str charset;

	input->told_break = false;
	int status = look(input, &content, &charset, &detail);

	if (status != RU_OK)
		return stream_failed(input, status, &detail, err);
	if (found && is_passed_over(input, content)) {
		close_file(input);
		return ru_walk_pass_over(&input->walk);
	}
	switch (content) {
	case RU_CONTENT_JSON_LINES:
		input->reader = READER_LINES;
		ru_lines_init(&input->lines, &input->stream, &input->teller);
		return 0;
	case RU_CONTENT_WARC:
		if (page == NULL)
			return refuse(input, content);
		input->reader = READER_WARC;
		ru_warc_init(&input->warc, &input->stream, &input->teller);
		return 0;
	case RU_CONTENT_FEED:
	case RU_CONTENT_JSON_FEED:
		return page == NULL ? refuse(input, content) : open_feed(input, content, err);
	case RU_CONTENT_EMPTY:
		/* packed bytes may be damaged from the first one on */
		if (input->stream.broken.reason != NULL || input->told_break) {
			(void)tell_break(input);
			close_file(input);
			return 0;
		}
		return page == NULL ? refuse(input, content) : whole_page(input, content, charset, page, err);
	case RU_CONTENT_HTML:
	case RU_CONTENT_PLAIN:
		return page == NULL ? refuse(input, content) : whole_page(input, content, charset, page, err);
	default:
		return refuse(input, content);
	}
}

static int open_file(struct ru_input *input, bool found, struct ru_raw_page *page, struct ru_error *err)
{
	struct ru_error detail = {0};
	int status = ru_stream_open(&input->stream, input->walk.path.ptr, &detail);

	input->teller.source = source_of(input);
	input->teller.record = 0;
	return status == RU_OK ? read_file(input, found, page, err) : stream_failed(input, status, &detail, err);
}

/* ---- all of it ---- */

/* The next record of the open file: 1, 0 at its end, RU_INPUT_TOLD. */
static int next_record(struct ru_input *input, struct ru_raw_page *page, struct ru_input_pair *pair,
                       struct ru_error *err)
{
	struct ru_error detail = {0};
	struct ru_str *id = pair != NULL ? &pair->id : &page->id;
	uint64_t number = 0;
	int status = 0;

	switch (input->reader) {
	case READER_LINES:
		status = ru_lines_next(&input->lines, &input->arena, page, pair, &detail);
		number = input->lines.record;
		break;
	case READER_WARC:
		status = ru_warc_next(&input->warc, &input->arena, page, &detail);
		number = input->warc.record;
		break;
	case READER_FEED:
		status = ru_feed_next(input->feed, &input->arena, page, &number, &detail);
		break;
	case READER_JSON_FEED:
		status = ru_json_feed_next(&input->json_feed, &input->arena, page, &number, &detail);
		break;
	case READER_NONE:
		return 0;
	}
	if (status < 0)
		return stream_failed(input, status, &detail, err);
	input->has_items = number > 0;
	if (status == 0)
		close_file(input);
	else if (status == 1 && id->len == 0 &&
	         ru_arena_print(&input->arena, id, "%s#%llu", input->walk.path.ptr, (unsigned long long)number) !=
	             RU_OK)
		return no_memory(err);
	return status;
}

static void tell_passed_over(struct ru_input *input)
{
	struct ru_input_complaint complaint = ru_complaint(&input->teller, RU_S("passed_over"));

	if (input->done || input->walk.passed_over == 0)
		return;
	complaint.source = ru_buf_str(&input->walk.passed_in);
	complaint.count = input->walk.passed_over;
	complaint.failed = false;
	ru_tell(&input->teller, &complaint,
	        "%llu name%s passed over: in a folder only .html .htm .txt .jsonl .warc .xml .rss .atom and JSON feeds "
	        "are read, also with .gz and .zst",
	        (unsigned long long)complaint.count, complaint.count == 1 ? "" : "s");
}

/* The next file: as read_file(), or NO_FILE. */
enum { NO_FILE = 3 };

static int next_file(struct ru_input *input, struct ru_raw_page *page, struct ru_error *err)
{
	struct ru_error detail = {0};
	struct ru_input_complaint complaint;
	bool found;

	if (input->has_bytes) {
		input->has_bytes = false;
		input->teller.source = source_of(input);
		input->teller.record = 0;
		ru_stream_open_bytes(&input->stream, input->bytes);
		return read_file(input, false, page, err);
	}
	int status = ru_walk_next(&input->walk, &found, &detail);
	switch (status) {
	case RU_WALK_END:
		tell_passed_over(input);
		input->done = true;
		return NO_FILE;
	case RU_WALK_FILE:
		status = open_file(input, found, page, err);
		break;
	case RU_WALK_UNREADABLE:
	case RU_WALK_TOO_DEEP:
		input->teller.source = source_of(input);
		input->teller.record = 0;
		complaint =
		    ru_complaint(&input->teller, status == RU_WALK_TOO_DEEP ? RU_S("too_large") : RU_S("unreadable"));
		ru_tell(&input->teller, &complaint, "%s", detail.message);
		return 0;
	default:
		break;
	}
	return status < 0 ? no_memory(err) : status;
}

static int next(struct ru_input *input, struct ru_raw_page *page, struct ru_input_pair *pair, struct ru_error *err)
{
	for (;;) {
		uint64_t told = input->teller.told;

		ru_arena_release(&input->arena);
		int status =
		    input->reader != READER_NONE ? next_record(input, page, pair, err) : next_file(input, page, err);
		if (status == NO_FILE)
			return 0;
		if (status == 1 || status < 0)
			return status;
		if (input->options.may_pause && input->teller.told != told)
			return RU_INPUT_TOLD;
	}
}

int ru_input_next(struct ru_input *input, struct ru_raw_page *page, struct ru_error *err)
{
	*page = (struct ru_raw_page){0};
	return next(input, page, NULL, err);
}

int ru_input_pair_next(struct ru_input *input, struct ru_input_pair *pair, struct ru_error *err)
{
	*pair = (struct ru_input_pair){0};
	return next(input, NULL, pair, err);
}
