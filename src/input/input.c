/* SPDX-License-Identifier: Apache-2.0 */
/* Paths to raw pages, one at a time; see input.h. A file is told by its content, read, and handed over; of a JSON Lines
 * file one line is in memory at a time. What cannot be read is one complaint, and the next file or record follows. */
#include "input/inner.h"

#include <stdarg.h>

struct ru_input {
	struct ru_input_options options;
	struct ru_walk walk;
	struct ru_stream stream;
	struct ru_arena arena; /* strings of the current page */
	uint64_t total;        /* bytes of the files named */
	bool total_unknown;
	uint64_t record; /* number of the line last read, from 1; lines of white space do not count */
	bool in_records; /* the stream is a JSON Lines file */
	bool done;
	uint64_t bad_begin, bad_end, bad_count; /* a stretch of lines that are no JSON, not told yet */
};

static struct ru_str source_of(const struct ru_input *input) { return ru_buf_str(&input->walk.path); }

static void tell(const struct ru_input *input, struct ru_input_complaint *complaint, const char *fmt, ...)
    RU_PRINTF(3, 4);

/* Hand a complaint over with its message. */
static void tell(const struct ru_input *input, struct ru_input_complaint *complaint, const char *fmt, ...)
{
	char message[400];
	va_list args;

	if (input->options.complain == NULL)
		return;
	va_start(args, fmt);
	(void)vsnprintf(message, sizeof message, fmt, args);
	va_end(args);
	complaint->message = ru_str_from(message);
	input->options.complain(input->options.ctx, complaint);
}

/* A complaint about the current file as a whole. */
static struct ru_input_complaint file_fault(const struct ru_input *input, struct ru_str key)
{
	return (struct ru_input_complaint){
	    .source = source_of(input), .key = key, .begin = UINT64_MAX, .end = UINT64_MAX, .count = 1, .failed = true};
}

/* A complaint about bytes of the current file. */
static struct ru_input_complaint span_fault(const struct ru_input *input, struct ru_str key, uint64_t begin,
                                            uint64_t end)
{
	struct ru_input_complaint complaint = file_fault(input, key);

	complaint.begin = begin;
	complaint.end = end;
	return complaint;
}

int ru_input_open(struct ru_input **out, const char *const *paths, size_t count, const struct ru_input_options *options,
                  struct ru_error *err)
{
	struct ru_input *input = ru_alloc_zero(options->al, 1, sizeof *input);

	*out = NULL;
	if (input == NULL)
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
	input->options = *options;
	ru_walk_init(&input->walk, paths, count, options->limits->walk_depth, options->al);
	ru_stream_init(&input->stream, options->al);
	ru_arena_init(&input->arena, options->al);
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

void ru_input_close(struct ru_input *input)
{
	if (input == NULL)
		return;
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

/* ---- one file that is one page ---- */

/* Why a file of this content is not read; NULL for those that are. */
static const char *unsupported(enum ru_content content)
{
	switch (content) {
	case RU_CONTENT_GZIP:
		return "gzip is not read yet";
	case RU_CONTENT_ZSTD:
		return "zstd is not read yet";
	case RU_CONTENT_WARC:
		return "WARC is not read yet";
	case RU_CONTENT_FEED:
		return "RSS and Atom feeds are not read yet";
	case RU_CONTENT_JSON_FEED:
		return "JSON Feed is not read yet";
	case RU_CONTENT_XML:
		return "XML that is neither a page nor a feed is not read";
	case RU_CONTENT_JSON:
		return "JSON is read as JSON Lines only: one object a line";
	default:
		return NULL;
	}
}

/* The stream failed: memory ends the run, anything else only the file. */
static int stream_failed(struct ru_input *input, int status, const struct ru_error *detail, struct ru_error *err)
{
	struct ru_input_complaint complaint = file_fault(input, RU_S("unreadable"));

	if (status == RU_ENOMEM)
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
	complaint.begin = detail->offset;
	tell(input, &complaint, "%s", detail->message);
	ru_stream_close(&input->stream);
	return 0;
}

/* The whole file is the page: 1, or 0 where it was complained about. */
static int whole_page(struct ru_input *input, enum ru_content content, struct ru_str charset, struct ru_raw_page *page,
                      struct ru_error *err)
{
	uint64_t max = input->options.limits->page_bytes;
	struct ru_error detail = {0};
	struct ru_input_complaint complaint;
	int status = ru_stream_fill(&input->stream, (size_t)max + 1, &detail);

	if (status != RU_OK)
		return stream_failed(input, status, &detail, err);
	*page = (struct ru_raw_page){.kind = content == RU_CONTENT_HTML ? RU_PAGE_HTML : RU_PAGE_PLAIN,
	                             .id = source_of(input),
	                             .source = source_of(input),
	                             .charset = charset,
	                             .bytes = ru_stream_rest(&input->stream)};
	if (page->bytes.len > max) {
		complaint = file_fault(input, RU_S("too_large"));
		tell(input, &complaint, "larger than the %llu bytes allowed for a page", (unsigned long long)max);
	} else if (content == RU_CONTENT_EMPTY) {
		complaint = file_fault(input, RU_S("empty"));
		tell(input, &complaint, page->bytes.len == 0 ? "is empty" : "holds nothing but white space");
	} else if (content == RU_CONTENT_PLAIN && charset.len == 0 && !ru_str_starts(page->bytes, RU_S("\xFF\xFE")) &&
	           !ru_str_starts(page->bytes, RU_S("\xFE\xFF")) &&
	           memchr(page->bytes.ptr, '\0', page->bytes.len) != NULL) {
		complaint = file_fault(input, RU_S("binary"));
		tell(input, &complaint, "is binary: it holds zero bytes and is not UTF-16");
	} else {
		return 1;
	}
	ru_stream_close(&input->stream);
	return 0;
}

/* The beginning of the file, and what it is. Where it begins with a lot of white space, what follows decides. */
static int look(struct ru_input *input, enum ru_content *content, struct ru_str *charset, struct ru_error *err)
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

/* Whether a file met in a folder is passed over for what it holds: a .json that is no feed, XML that is no page. */
static bool is_passed_over(const struct ru_input *input, enum ru_content content)
{
	if (ru_content_name_is_json(source_of(input)))
		return content != RU_CONTENT_JSON_FEED;
	return content == RU_CONTENT_XML;
}

/* Open the current file: 1 and *page, 0 where there is none (it was complained about, passed over, or is JSON Lines).
 */
static int open_file(struct ru_input *input, bool found, struct ru_raw_page *page, struct ru_error *err)
{
	struct ru_error detail = {0};
	enum ru_content content;
	struct ru_input_complaint complaint;
	struct ru_str charset;
	int status = ru_stream_open(&input->stream, input->walk.path.ptr, &detail);

	if (status == RU_OK)
		status = look(input, &content, &charset, &detail);
	if (status != RU_OK)
		return stream_failed(input, status, &detail, err);
	if (found && is_passed_over(input, content)) {
		ru_stream_close(&input->stream);
		return ru_walk_pass_over(&input->walk);
	}
	if (content == RU_CONTENT_JSON_LINES) {
		input->in_records = true;
		input->record = 0;
		return 0;
	}
	if (unsupported(content) != NULL) {
		complaint = file_fault(input, RU_S("unsupported"));
		tell(input, &complaint, "%s", unsupported(content));
	} else if (content == RU_CONTENT_BINARY) {
		complaint = file_fault(input, RU_S("binary"));
		tell(input, &complaint, "is binary, not text");
	} else if (page == NULL) {
		complaint = file_fault(input, content == RU_CONTENT_EMPTY ? RU_S("empty") : RU_S("bad_record"));
		tell(input, &complaint, content == RU_CONTENT_EMPTY ? "is empty" : "is not JSON Lines");
	} else {
		return whole_page(input, content, charset, page, err);
	}
	ru_stream_close(&input->stream);
	return 0;
}

/* ---- JSON Lines ---- */

/* Tell of the lines that were no JSON, one complaint for a stretch of them. */
static void tell_bad_stretch(struct ru_input *input)
{
	struct ru_input_complaint complaint = span_fault(input, RU_S("bad_record"), input->bad_begin, input->bad_end);

	if (input->bad_count == 0)
		return;
	complaint.count = input->bad_count;
	if (input->bad_count == 1)
		tell(input, &complaint, "record %llu is not a JSON object", (unsigned long long)input->record);
	else
		tell(input, &complaint, "%llu records up to record %llu are not JSON objects",
		     (unsigned long long)input->bad_count, (unsigned long long)input->record);
	input->bad_count = 0;
}

static void note_bad_line(struct ru_input *input, uint64_t begin, uint64_t end)
{
	if (input->bad_count++ == 0)
		input->bad_begin = begin;
	input->bad_end = end;
}

static void tell_fault(struct ru_input *input, int fault, bool pair, uint64_t begin, uint64_t end)
{
	struct ru_input_complaint complaint = span_fault(input, RU_S("bad_record"), begin, end);
	unsigned long long record = input->record;

	switch (fault) {
	case RU_RECORD_TOO_DEEP:
		tell(input, &complaint, "record %llu nests too deep or holds too many values", record);
		break;
	case RU_RECORD_BAD_BASE64:
		tell(input, &complaint, "record %llu: html_b64 is not base64", record);
		break;
	case RU_RECORD_EMPTY:
		complaint.key = RU_S("empty");
		tell(input, &complaint, "record %llu is empty", record);
		break;
	default:
		tell(input, &complaint, "record %llu has %s", record,
		     pair ? "no a and b" : "none of html, html_b64, text and plain");
		break;
	}
}

/* The next line that is not white space: 1, 0 at the end. Lines over the cap are told here. */
static int next_line(struct ru_input *input, struct ru_str *line, uint64_t *begin, uint64_t *end, struct ru_error *err)
{
	size_t max = (size_t)input->options.limits->page_bytes * 2;

	for (;;) {
		int status = ru_stream_line(&input->stream, max, line, begin, end, err);

		if (status == RU_ELIMIT) {
			struct ru_input_complaint complaint = span_fault(input, RU_S("too_large"), *begin, *end);

			tell_bad_stretch(input);
			input->record++;
			tell(input, &complaint, "record %llu is longer than the %zu bytes allowed for a line",
			     (unsigned long long)input->record, max);
			continue;
		}
		if (status != 1 || ru_str_trim(*line).len > 0)
			return status;
	}
}

/* The record of the line: 1, 0 where it was complained about. */
static int read_record(struct ru_input *input, struct ru_str line, struct ru_raw_page *page, struct ru_input_pair *pair)
{
	char *bytes = (char *)(uintptr_t)line.ptr; /* the stream's own buffer */

	ru_arena_release(&input->arena);
	if (pair != NULL) {
		*pair = (struct ru_input_pair){0};
		return ru_record_pair(bytes, line.len, &input->arena, pair);
	}
	*page = (struct ru_raw_page){.source = source_of(input)};
	return ru_record_page(bytes, line.len, &input->arena, page);
}

/* The next good record of the open file: 1, 0 at its end. */
static int next_record(struct ru_input *input, struct ru_raw_page *page, struct ru_input_pair *pair,
                       struct ru_error *err)
{
	struct ru_error detail = {0};
	struct ru_str line, *id = pair != NULL ? &pair->id : &page->id;
	uint64_t begin, end, max = input->options.limits->page_bytes;
	int status;

	while ((status = next_line(input, &line, &begin, &end, &detail)) == 1) {
		int fault = read_record(input, line, page, pair);

		if (fault < 0)
			return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
		if (fault != RU_RECORD_NOT_JSON)
			tell_bad_stretch(input);
		input->record++;
		if (fault == RU_RECORD_NOT_JSON) {
			note_bad_line(input, begin, end);
		} else if (fault != RU_RECORD_GOOD) {
			tell_fault(input, fault, pair != NULL, begin, end);
		} else if (pair == NULL && page->bytes.len > max) {
			struct ru_input_complaint complaint = span_fault(input, RU_S("too_large"), begin, end);

			tell(input, &complaint, "record %llu is larger than the %llu bytes allowed for a page",
			     (unsigned long long)input->record, (unsigned long long)max);
		} else {
			if (pair == NULL)
				page->offset = begin;
			if (id->len == 0 && ru_arena_print(&input->arena, id, "%s#%llu", input->walk.path.ptr,
			                                   (unsigned long long)input->record) != RU_OK)
				return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
			return 1;
		}
	}
	tell_bad_stretch(input);
	input->in_records = false;
	if (status < 0)
		return stream_failed(input, status, &detail, err);
	ru_stream_close(&input->stream);
	return 0;
}

/* ---- all of it ---- */

static void tell_passed_over(struct ru_input *input)
{
	struct ru_input_complaint complaint = file_fault(input, RU_S("passed_over"));

	if (input->done || input->walk.passed_over == 0)
		return;
	complaint.source = ru_buf_str(&input->walk.passed_in);
	complaint.count = input->walk.passed_over;
	complaint.failed = false;
	tell(input, &complaint,
	     "%llu name%s passed over: in a folder only .html .htm .txt .jsonl .warc .xml .rss .atom and JSON feeds "
	     "are read",
	     (unsigned long long)complaint.count, complaint.count == 1 ? "" : "s");
}

static int next(struct ru_input *input, struct ru_raw_page *page, struct ru_input_pair *pair, struct ru_error *err)
{
	struct ru_error detail = {0};
	struct ru_input_complaint complaint;
	bool found;

	for (;;) {
		int status = input->in_records ? next_record(input, page, pair, err) : 0;

		if (status != 0)
			return status;
		status = ru_walk_next(&input->walk, &found, &detail);
		switch (status) {
		case RU_WALK_END:
			tell_passed_over(input);
			input->done = true;
			return 0;
		case RU_WALK_FILE:
			status = open_file(input, found, page, err);
			break;
		case RU_WALK_UNREADABLE:
		case RU_WALK_TOO_DEEP:
			complaint =
			    file_fault(input, status == RU_WALK_TOO_DEEP ? RU_S("too_large") : RU_S("unreadable"));
			tell(input, &complaint, "%s", detail.message);
			continue;
		default:
			break;
		}
		if (status < 0)
			return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
		if (status == 1)
			return 1;
	}
}

int ru_input_next(struct ru_input *input, struct ru_raw_page *page, struct ru_error *err)
{
	*page = (struct ru_raw_page){0};
	ru_arena_release(&input->arena);
	return next(input, page, NULL, err);
}

int ru_input_pair_next(struct ru_input *input, struct ru_input_pair *pair, struct ru_error *err)
{
	*pair = (struct ru_input_pair){0};
	return next(input, NULL, pair, err);
}
