/* SPDX-License-Identifier: Apache-2.0 */
/* WARC records to raw pages; see warc.h.
 *
 * The stream stays at the beginning of the record until all of it is there, so that offsets from it hold. */
#include "input/warc.h"

#include "input/content.h"
#include "input/http.h"

enum {
	HEAD_MOST = 1 << 16,    /* bytes of a record's head */
	BLOCK_MORE = 256 << 10, /* a block may be larger than a page by its HTTP head */
	AHEAD = 16,             /* bytes behind a record that show whether it ends well */
	SKIP = 1 << 16          /* bytes of an oversized record at a time */
};

/* The named fields that count. Strings point into the stream. */
struct head {
	struct ru_str type, id, url, date, media;
	uint64_t len;
	bool has_len, is_truncated, known; /* known: the type is one of the standard */
};

/* A record as it lies in the stream, in bytes from its beginning. */
struct record {
	struct head head;
	size_t head_len, end; /* the block is [head_len, end) */
	size_t next;          /* where the next record is looked for */
	bool cut;             /* the data ends within it */
	bool mended;          /* its length was wrong */
};

void ru_warc_init(struct ru_warc *warc, struct ru_stream *stream, struct ru_teller *teller)
{
	*warc = (struct ru_warc){.stream = stream, .teller = teller, .bad_begin = UINT64_MAX};
	ru_stream_seek(stream, RU_S("WARC/"));
	for (int i = 0; i < 2; i++)
		ru_buf_init(&warc->decoded[i], stream->al, 0);
}

void ru_warc_release(struct ru_warc *warc)
{
	for (int i = 0; i < 2; i++)
		ru_buf_release(&warc->decoded[i]);
}

/* ---- complaints ---- */

/* About the record at the stream's position, of so many bytes. */
static struct ru_input_complaint fault(const struct ru_warc *warc, struct ru_str key, size_t len)
{
	const struct ru_stream *stream = warc->stream;

	return ru_complaint_at(warc->teller, key, ru_stream_place(stream, stream->pos),
	                       ru_stream_place_end(stream, stream->pos + len));
}

static unsigned long long number(const struct ru_warc *warc) { return (unsigned long long)warc->record; }

/* The stream broke within the record that begins at `begin` in the file. */
static void tell_break(struct ru_warc *warc, uint64_t begin)
{
	const struct ru_break *broken = &warc->stream->broken;
	struct ru_str key = broken->bomb ? RU_S("too_large") : broken->cut ? RU_S("truncated") : RU_S("damaged");
	struct ru_input_complaint complaint =
	    ru_complaint_at(warc->teller, key, begin < broken->begin ? begin : broken->begin, broken->end);

	ru_tell(warc->teller, &complaint, "record %llu is %s: %s", number(warc), broken->cut ? "cut" : "damaged",
	        broken->reason);
	warc->break_told = true;
}

/* ---- where records begin ---- */

/* The next beginning of a record, with the first of its fields: "WARC/1.1\r\nWARC-..."; SIZE_MAX: none. The line break
 * before it may be what is damaged. */
static size_t find_marker(struct ru_str s, size_t from)
{
	for (size_t at = ru_str_find(s, RU_S("WARC/"), from); at != SIZE_MAX;
	     at = ru_str_find(s, RU_S("WARC/"), at + 1)) {
		struct ru_str rest = ru_str_cut(s, at + 5, at + 64), field;
		const char *newline = rest.len > 0 ? memchr(rest.ptr, '\n', rest.len) : NULL;

		if (rest.len < 3 || !ru_is_digit((unsigned char)rest.ptr[0]) || newline == NULL ||
		    newline - rest.ptr > 8)
			continue;
		field = ru_str_cut(rest, (size_t)(newline - rest.ptr) + 1, rest.len);
		if (field.len >= 5 && (ru_str_eq_nocase(ru_str_cut(field, 0, 5), RU_S("warc-")) ||
		                       ru_str_eq_nocase(ru_str_cut(field, 0, 5), RU_S("conte"))))
			return at;
	}
	return SIZE_MAX;
}

/* Skip bytes that belong to no record, and tell. */
static int skip_junk(struct ru_warc *warc, struct ru_error *err)
{
	struct ru_stream *stream = warc->stream;
	struct ru_input_complaint complaint = fault(warc, RU_S("damaged"), 0);
	bool numbered = warc->bad_begin != UINT64_MAX;

	if (numbered)
		complaint.begin = warc->bad_begin;
	warc->bad_begin = UINT64_MAX;
	for (;;) {
		int status = ru_stream_fill(stream, SKIP, err);
		if (status != RU_OK)
			return status;
		struct ru_str rest = ru_stream_rest(stream);
		size_t at = find_marker(rest, 0);
		if (at != SIZE_MAX || stream->end) {
			stream->pos += at != SIZE_MAX ? at : rest.len;
			break;
		}
		stream->pos += rest.len > 64 ? rest.len - 64 : 0;
	}
	complaint.end = ru_stream_place_end(stream, stream->pos);
	if (stream->broken.reason != NULL)
		return RU_OK; /* the break tells of it */
	if (numbered)
		ru_tell(warc->teller, &complaint, "record %llu is damaged: its head cannot be read", number(warc));
	else
		ru_tell(warc->teller, &complaint, "bytes behind record %llu that belong to no record", number(warc));
	return RU_OK;
}

/* Go to the next record: 1, 0 at the end, RU_INPUT_TOLD behind damage. */
static int find_record(struct ru_warc *warc, struct ru_error *err)
{
	struct ru_stream *stream = warc->stream;

	for (;;) {
		int status = ru_stream_fill(stream, AHEAD, err);
		if (status != RU_OK)
			return status;
		struct ru_str rest = ru_stream_rest(stream);
		size_t breaks = 0;

		while (breaks < rest.len && (rest.ptr[breaks] == '\r' || rest.ptr[breaks] == '\n'))
			breaks++;
		stream->pos += breaks;
		if (breaks == rest.len && stream->end) {
			if (stream->broken.reason == NULL)
				return 0;
			/* the member of the last record, or one that gave none */
			warc->record += stream->broken.begin > warc->place && !warc->break_told;
			if (!warc->break_told)
				tell_break(warc, stream->broken.begin);
			warc->break_told = false;
			ru_stream_resume(stream);
			return RU_INPUT_TOLD;
		}
		rest = ru_stream_rest(stream);
		if (rest.len < 5 && !stream->end)
			continue;
		if (ru_str_starts(rest, RU_S("WARC/")) && warc->bad_begin == UINT64_MAX)
			return 1;
		status = skip_junk(warc, err);
		return status == RU_OK ? RU_INPUT_TOLD : status;
	}
}

/* ---- one record ---- */

static struct ru_str without_angles(struct ru_str s)
{
	return s.len >= 2 && s.ptr[0] == '<' && s.ptr[s.len - 1] == '>' ? ru_str_cut(s, 1, s.len - 1) : s;
}

/* Whether a type is one of the standard; another one is a damaged word, or somebody's own. */
static bool is_known(struct ru_str type)
{
	const struct ru_str all = RU_S(" response resource conversion warcinfo request metadata revisit continuation ");
	size_t at = type.len > 0 ? ru_str_find_nocase(all, type, 0) : SIZE_MAX;

	return at != SIZE_MAX && at > 0 && all.ptr[at - 1] == ' ' && all.ptr[at + type.len] == ' ';
}

static void read_head(struct ru_str text, struct head *out)
{
	struct ru_str name, value;

	*out = (struct head){.len = 0};
	size_t line = ru_str_find(text, RU_S("\n"), 0);
	text = ru_str_cut(text, line + 1, text.len);
	while (ru_http_field(&text, &name, &value)) {
		if (ru_str_eq_nocase(name, RU_S("warc-type"))) {
			out->type = value;
			out->known = is_known(value);
		} else if (ru_str_eq_nocase(name, RU_S("warc-record-id")))
			out->id = without_angles(value);
		else if (ru_str_eq_nocase(name, RU_S("warc-target-uri")))
			out->url = without_angles(value);
		else if (ru_str_eq_nocase(name, RU_S("warc-date")))
			out->date = value;
		else if (ru_str_eq_nocase(name, RU_S("content-type")))
			out->media = value;
		else if (ru_str_eq_nocase(name, RU_S("warc-truncated")))
			out->is_truncated = true;
		else if (ru_str_eq_nocase(name, RU_S("content-length")))
			out->has_len = ru_str_to_u64(value, &out->len) && out->len < UINT64_C(1) << 60;
	}
}

/* Bytes of the head with the empty line that ends it: 1; 0 where there is no such line. */
static int fill_head(struct ru_warc *warc, size_t *len, struct ru_error *err)
{
	size_t from = 0;

	for (;;) {
		struct ru_str rest = ru_stream_rest(warc->stream);

		while (from < rest.len) {
			const char *newline = memchr(rest.ptr + from, '\n', rest.len - from);
			size_t at = newline != NULL ? (size_t)(newline - rest.ptr) + 1 : rest.len;

			if (newline == NULL || at + 2 > rest.len)
				break;
			from = at;
			if (rest.ptr[at] != '\n' && (rest.ptr[at] != '\r' || rest.ptr[at + 1] != '\n'))
				continue;
			*len = at + (rest.ptr[at] == '\n' ? 1 : 2);
			return 1;
		}
		if (warc->stream->end || rest.len > HEAD_MOST)
			return 0;
		int status = ru_stream_fill(warc->stream, rest.len + 2048, err);
		if (status != RU_OK)
			return status;
	}
}

/* Whether what stands behind a record is the next one, or nothing. */
static bool ends_well(struct ru_str rest, size_t end, bool is_last)
{
	size_t at = end;

	while (at < rest.len && at < end + 8 && (rest.ptr[at] == '\r' || rest.ptr[at] == '\n'))
		at++;
	struct ru_str next = ru_str_cut(rest, at, at + 5);
	return ru_str_starts(RU_S("WARC/"), next) && (next.len == 5 || is_last);
}

/* All of the record into the stream, and where it ends: 1; 0 where it is damaged (told). */
static int fill_record(struct ru_warc *warc, struct record *r, struct ru_error *err)
{
	struct ru_stream *stream = warc->stream;
	size_t stated = r->head_len + (size_t)r->head.len;
	int status = ru_stream_fill(stream, stated + AHEAD, err);

	if (status != RU_OK)
		return status;
	struct ru_str rest = ru_stream_rest(stream);
	uint64_t place = ru_stream_place(stream, stream->pos);
	/* the member of the record is damaged, and not one behind it */
	bool is_broken = stream->broken.reason != NULL && !stream->broken.cut && place >= stream->broken.begin;
	r->end = r->next = stated;
	if (rest.len >= stated && ends_well(rest, stated, stream->end) && !(is_broken && rest.len < stated + 5))
		return 1;
	size_t marker = find_marker(rest, r->head_len);
	if (marker != SIZE_MAX && (rest.len < stated || marker < stated)) {
		r->mended = true;
		r->next = r->end = marker;
		while (r->end > r->head_len && r->end + 4 > marker && strchr("\r\n", rest.ptr[r->end - 1]) != NULL)
			r->end--;
		return 1;
	}
	if (is_broken) {
		tell_break(warc, place);
		stream->pos += rest.len;
		return 0;
	}
	r->cut = rest.len < stated;
	if (r->cut)
		r->end = r->next = rest.len;
	return 1;
}

static bool is_type(const struct head *head, struct ru_str type) { return ru_str_eq_nocase(head->type, type); }

/* Whether the record may hold a page; one of no type that the standard knows may where a response is in it. */
static bool holds_page(const struct head *head, struct ru_str block)
{
	return is_type(head, RU_S("response")) || is_type(head, RU_S("resource")) ||
	       is_type(head, RU_S("conversion")) || (!head->known && ru_str_starts(block, RU_S("HTTP/")));
}

/* The block of a record as an HTTP response, and what it may be. */
static enum ru_page_type read_block(const struct head *head, struct ru_str block, struct ru_http *http)
{
	struct ru_str type, charset;

	ru_http_media_type(head->media, &type, &charset);
	if (ru_str_eq_nocase(type, RU_S("application/http")) ||
	    ((is_type(head, RU_S("response")) || !head->known) && ru_str_starts(block, RU_S("HTTP/")))) {
		ru_http_read(http, block);
		if (http->status != 0 && (http->status < 200 || http->status > 299))
			return RU_NO_PAGE;
	} else {
		*http = (struct ru_http){.type = type, .charset = charset, .body = block};
	}
	return ru_http_page_type(http->type, head->url);
}

/* What the bytes are in the end; false for what is no page after all. */
static bool choose_kind(enum ru_page_type type, const struct ru_http *http, struct ru_raw_page *page)
{
	struct ru_str charset;
	enum ru_content content = ru_content_tell(http->body, (struct ru_str){NULL, 0}, &charset);
	bool html = content == RU_CONTENT_HTML, text = content == RU_CONTENT_PLAIN;

	page->kind = html || type == RU_HTML_PAGE ? RU_PAGE_HTML : RU_PAGE_PLAIN;
	page->charset = http->charset.len > 0 ? http->charset : charset;
	page->bytes = http->body;
	return html || (text && type != RU_ANY_PAGE);
}

/* The body cannot be used as it is: false where nothing of it can. */
static bool tell_body(const struct ru_warc *warc, const struct record *r, const struct ru_http *http, int what)
{
	static const struct {
		struct ru_str key;
		const char *text;
	} rows[] = {[RU_HTTP_CUT] = {RU_S_INIT("truncated"), "its body is cut"},
	            [RU_HTTP_DAMAGED] = {RU_S_INIT("damaged"), "its body cannot be unpacked"},
	            [RU_HTTP_BOMB] = {RU_S_INIT("too_large"), "its body unpacks to too many times its size"},
	            [RU_HTTP_TOO_LARGE] = {RU_S_INIT("too_large"), "its body is larger than allowed for a page"},
	            [RU_HTTP_UNSUPPORTED] = {RU_S_INIT("unsupported"), "its body is in a coding that is not read"}};
	struct ru_input_complaint complaint = fault(warc, rows[what].key, r->next);

	ru_tell(warc->teller, &complaint, "record %llu: %s%s%.*s", number(warc), rows[what].text,
	        what == RU_HTTP_UNSUPPORTED ? ": " : "",
	        what == RU_HTTP_UNSUPPORTED ? (int)(http->coding.len < 40 ? http->coding.len : 40) : 0,
	        http->coding.ptr != NULL ? http->coding.ptr : "");
	return what == RU_HTTP_CUT;
}

/* The page of the record: 1, 0 where there is none. */
static int read_page(struct ru_warc *warc, const struct record *r, struct ru_arena *arena, struct ru_raw_page *page)
{
	struct ru_str block = ru_str_cut(ru_stream_rest(warc->stream), r->head_len, r->end);
	const struct head *head = &r->head;
	struct ru_http http;
	enum ru_page_type type = read_block(head, block, &http);

	if (!holds_page(head, block))
		return 0;
	if (type == RU_NO_PAGE || http.body.len == 0) {
		warc->passed += !r->cut;
		return 0;
	}
	int what = ru_http_decode(&http, warc->stream->limits, warc->decoded);
	if (what < 0)
		return what;
	if (what != RU_HTTP_GOOD && !(what == RU_HTTP_CUT && r->cut) && !tell_body(warc, r, &http, what))
		return 0;
	*page = (struct ru_raw_page){.source = warc->teller->source,
	                             .offset = ru_stream_place(warc->stream, warc->stream->pos)};
	if (!choose_kind(type, &http, page) || ru_str_trim(page->bytes).len == 0) {
		warc->passed++;
		return 0;
	}
	if (ru_arena_copy(arena, head->id, &page->id) != RU_OK ||
	    ru_arena_copy(arena, head->url, &page->url) != RU_OK ||
	    ru_arena_copy(arena, head->date, &page->fetched) != RU_OK ||
	    ru_arena_copy(arena, page->charset, &page->charset) != RU_OK)
		return RU_ENOMEM;
	return 1;
}

/* A record larger than any page: read over it. It ends early where another one begins. */
static int skip_large(struct ru_warc *warc, const struct record *r, struct ru_error *err)
{
	struct ru_stream *stream = warc->stream;
	struct ru_http http;
	struct ru_input_complaint complaint = fault(warc, RU_S("too_large"), 0);
	uint64_t left = r->head_len + r->head.len;
	int status = ru_stream_fill(stream, SKIP, err);
	struct head head;

	if (status != RU_OK)
		return status;
	read_head(ru_str_cut(ru_stream_rest(stream), 0, r->head_len), &head);
	struct ru_str block = ru_str_cut(ru_stream_rest(stream), r->head_len, SKIP);
	bool page = read_block(&head, block, &http) != RU_NO_PAGE && holds_page(&head, block);
	stream->pos += 5;
	for (left -= 5; left > 0;) {
		status = ru_stream_fill(stream, SKIP, err);
		if (status != RU_OK)
			return status;
		struct ru_str rest = ru_stream_rest(stream);
		rest.len = rest.len < left ? rest.len : (size_t)left;
		size_t at = find_marker(rest, 0);
		size_t step = at != SIZE_MAX ? at : rest.len > 64 && !stream->end ? rest.len - 64 : rest.len;
		stream->pos += step;
		left = at != SIZE_MAX ? 0 : left - step;
		if (step == 0 && stream->end)
			break;
	}
	complaint.end = ru_stream_place_end(stream, stream->pos);
	if (page)
		ru_tell(warc->teller, &complaint, "record %llu is larger than the %llu bytes allowed for a page",
		        number(warc), (unsigned long long)stream->limits->page_bytes);
	warc->passed += !page;
	return 0;
}

/* No head can be read at the stream's position. */
static int bad_head(struct ru_warc *warc)
{
	struct ru_stream *stream = warc->stream;
	uint64_t begin = ru_stream_place(stream, stream->pos);

	if (stream->broken.reason != NULL && stream->end && ru_stream_rest(stream).len < HEAD_MOST) {
		tell_break(warc, begin);
		stream->pos = stream->buf.len;
		return 0;
	}
	warc->bad_begin = begin;
	stream->pos += 5;
	return 0;
}

/* The file, not packed, ends within the record. */
static void tell_cut(struct ru_warc *warc, const struct record *r)
{
	struct ru_input_complaint complaint = fault(warc, RU_S("truncated"), r->next);

	if (warc->stream->broken.reason != NULL) {
		tell_break(warc, complaint.begin);
		return;
	}
	ru_tell(warc->teller, &complaint, "record %llu is cut: %llu of its %llu bytes are there", number(warc),
	        (unsigned long long)(r->end - r->head_len), (unsigned long long)r->head.len);
}

/* The record at the stream's position: 1 and its page, 0 where it has none. */
static int read_record(struct ru_warc *warc, struct ru_arena *arena, struct ru_raw_page *page, struct ru_error *err)
{
	struct ru_stream *stream = warc->stream;
	struct record r = {.head_len = 0};
	int status = fill_head(warc, &r.head_len, err);

	warc->teller->record = ++warc->record;
	warc->place = ru_stream_place(stream, stream->pos);
	if (status < 0)
		return status;
	if (status == 1)
		read_head(ru_str_cut(ru_stream_rest(stream), 0, r.head_len), &r.head);
	if (status == 0 || !r.head.has_len)
		return bad_head(warc);
	if (r.head.len > stream->limits->page_bytes + BLOCK_MORE)
		return skip_large(warc, &r, err);
	status = fill_record(warc, &r, err);
	if (status != 1)
		return status;
	/* the stream may have moved its bytes */
	read_head(ru_str_cut(ru_stream_rest(stream), 0, r.head_len), &r.head);
	struct ru_input_complaint complaint = fault(warc, RU_S("damaged"), r.next);
	if (r.mended)
		ru_tell(warc->teller, &complaint,
		        "record %llu states a wrong length; it ends where the next one begins", number(warc));
	else if (r.cut)
		tell_cut(warc, &r);
	if (is_type(&r.head, RU_S("continuation"))) {
		complaint.key = RU_S("unsupported");
		ru_tell(warc->teller, &complaint, "record %llu continues another; segments are not put together",
		        number(warc));
	}
	if (!r.head.known) {
		complaint.failed = r.head.type.len == 0 ||
		                   ru_str_starts(ru_str_cut(ru_stream_rest(stream), r.head_len, r.end), RU_S("HTTP/"));
		ru_tell(warc->teller, &complaint, "record %llu is of no known type", number(warc));
	}
	status = read_page(warc, &r, arena, page);
	if (status == 1 && r.head.is_truncated) {
		complaint.key = RU_S("truncated");
		complaint.failed = false;
		ru_tell(warc->teller, &complaint, "record %llu was cut when it was archived", number(warc));
	}
	stream->pos += r.next;
	return status;
}

int ru_warc_next(struct ru_warc *warc, struct ru_arena *arena, struct ru_raw_page *page, struct ru_error *err)
{
	int status = 0;

	uint64_t told = warc->teller->told;

	while (status == 0) {
		status = find_record(warc, err);
		if (status != 1)
			break;
		status = read_record(warc, arena, page, err);
		if (status == 0 && warc->teller->told != told)
			status = RU_INPUT_TOLD;
	}
	return status == RU_ENOMEM ? ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory") : status;
}
