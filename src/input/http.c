/* SPDX-License-Identifier: Apache-2.0 */
/* A stored HTTP response to the bytes of the page; see http.h. */
#include "input/http.h"

#include "input/content.h"
#include "input/encoding.h"

/* The next line without its line break; false where nothing is left. */
static bool next_line(struct ru_str *rest, struct ru_str *line)
{
	const char *newline = rest->len > 0 ? memchr(rest->ptr, '\n', rest->len) : NULL;
	size_t len = newline != NULL ? (size_t)(newline - rest->ptr) : rest->len;

	if (rest->len == 0)
		return false;
	*line = ru_str_cut(*rest, 0, len > 0 && rest->ptr[len - 1] == '\r' ? len - 1 : len);
	*rest = ru_str_cut(*rest, len + 1, rest->len);
	return true;
}

bool ru_http_field(struct ru_str *rest, struct ru_str *name, struct ru_str *value)
{
	struct ru_str line;

	for (;;) {
		if (!next_line(rest, &line) || line.len == 0)
			return false;
		size_t colon = ru_str_find(line, RU_S(":"), 0);
		if (colon == SIZE_MAX || line.ptr[0] == ' ' || line.ptr[0] == '\t')
			continue;
		*name = ru_str_trim(ru_str_cut(line, 0, colon));
		*value = ru_str_trim(ru_str_cut(line, colon + 1, line.len));
		return true;
	}
}

void ru_http_media_type(struct ru_str value, struct ru_str *type, struct ru_str *charset)
{
	struct ru_str rest = value, part;

	*type = *charset = (struct ru_str){NULL, 0};
	if (value.len == 0 || !ru_str_split(&rest, ';', &part))
		return;
	*type = ru_str_trim(part);
	while (rest.ptr != NULL && ru_str_split(&rest, ';', &part)) {
		part = ru_str_trim(part);
		if (part.len < 8 || !ru_str_eq_nocase(ru_str_cut(part, 0, 8), RU_S("charset=")))
			continue;
		part = ru_str_trim(ru_str_cut(part, 8, part.len));
		if (part.len >= 2 && part.ptr[0] == '"' && part.ptr[part.len - 1] == '"')
			part = ru_str_cut(part, 1, part.len - 1);
		*charset = part;
		return;
	}
}

/* "HTTP/1.1 200 OK" -> 200. */
static unsigned status_of(struct ru_str line)
{
	size_t at = ru_str_find(line, RU_S(" "), 0);
	unsigned value = 0;

	for (size_t i = at; at != SIZE_MAX && i < line.len && i <= at + 3; i++) {
		if (ru_is_digit((unsigned char)line.ptr[i]))
			value = value * 10 + (unsigned)(line.ptr[i] - '0');
		else if (i > at)
			return 0;
	}
	return value;
}

void ru_http_read(struct ru_http *out, struct ru_str block)
{
	struct ru_str rest = block, line, name, value;

	*out = (struct ru_http){.body = block};
	if (!ru_str_starts(block, RU_S("HTTP/")) || !next_line(&rest, &line))
		return;
	out->status = status_of(line);
	while (ru_http_field(&rest, &name, &value)) {
		if (ru_str_eq_nocase(name, RU_S("content-type")))
			ru_http_media_type(value, &out->type, &out->charset);
		else if (ru_str_eq_nocase(name, RU_S("content-encoding")))
			out->coding = value;
		else if (ru_str_eq_nocase(name, RU_S("transfer-encoding")))
			out->chunked = ru_str_find_nocase(value, RU_S("chunked"), 0) != SIZE_MAX;
	}
	out->body = rest;
}

/* ---- chunks ---- */

static int hex_value(char c)
{
	c = ru_to_lower(c);
	if (ru_is_digit((unsigned char)c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "1a2b;name=value": the size; false where the line is no size. */
static bool chunk_size(struct ru_str line, uint64_t *size)
{
	size_t digits = 0;

	for (*size = 0; digits < line.len && hex_value(line.ptr[digits]) >= 0; digits++) {
		if (digits == 12)
			return false;
		*size = *size << 4 | (unsigned)hex_value(line.ptr[digits]);
	}
	line = ru_str_trim(ru_str_cut(line, digits, line.len));
	return digits > 0 && (line.len == 0 || line.ptr[0] == ';');
}

/* Join the chunks in place. A body that does not begin with a size was stored without chunks. */
static int join_chunks(struct ru_str *body)
{
	char *to = (char *)(uintptr_t)body->ptr; /* our own memory, as the caller promises */
	struct ru_str rest = *body, line;
	uint64_t size;
	size_t len = 0;
	int fault = RU_HTTP_CUT;

	if (!next_line(&rest, &line) || line.len > 300 || !chunk_size(line, &size))
		return RU_HTTP_GOOD;
	for (;;) {
		size_t part = size < rest.len ? (size_t)size : rest.len;

		if (size == 0) {
			fault = RU_HTTP_GOOD;
			break;
		}
		memmove(to + len, rest.ptr, part);
		len += part;
		if (part < size)
			break;
		rest = ru_str_cut(rest, part, rest.len);
		if (!next_line(&rest, &line) || (line.len == 0 && !next_line(&rest, &line)))
			break;
		if (!chunk_size(line, &size)) {
			fault = RU_HTTP_DAMAGED;
			break;
		}
	}
	body->len = len;
	return fault;
}

/* ---- content codings ---- */

/* Whether the body may be in the coding; archives that store it decoded keep the field. */
static bool may_be_coded(enum ru_encoding encoding, struct ru_str body)
{
	struct ru_str charset;

	switch (encoding) {
	case RU_ENCODING_GZIP:
		return ru_str_starts(body, ru_str_cut(RU_S("\x1F\x8B\x08"), 0, body.len));
	case RU_ENCODING_ZSTD:
		return ru_str_starts(body, ru_str_cut(RU_S("\x28\xB5\x2F\xFD"), 0, body.len));
	default:
		return ru_content_tell(body, (struct ru_str){NULL, 0}, &charset) == RU_CONTENT_BINARY;
	}
}

static bool encoding_named(struct ru_str name, enum ru_encoding *out)
{
	bool gzip = ru_str_eq_nocase(name, RU_S("gzip")) || ru_str_eq_nocase(name, RU_S("x-gzip"));
	bool zstd = ru_str_eq_nocase(name, RU_S("zstd"));

	*out = gzip ? RU_ENCODING_GZIP : zstd ? RU_ENCODING_ZSTD : RU_ENCODING_DEFLATE;
	return gzip || zstd || ru_str_eq_nocase(name, RU_S("deflate"));
}

/* Undo the coding named; *changed tells that the body is in *to now. */
static int undo_one(struct ru_http *http, struct ru_str name, const struct ru_limits *limits, struct ru_buf *to,
                    bool *changed)
{
	static const int faults[] = {RU_HTTP_GOOD, RU_HTTP_CUT, RU_HTTP_DAMAGED, RU_HTTP_BOMB, RU_HTTP_TOO_LARGE};
	enum ru_encoding encoding;
	struct ru_str charset;

	*changed = false;
	if (name.len == 0 || ru_str_eq_nocase(name, RU_S("identity")) || ru_str_eq_nocase(name, RU_S("utf-8")))
		return RU_HTTP_GOOD;
	if (!encoding_named(name, &encoding))
		return ru_content_tell(http->body, (struct ru_str){NULL, 0}, &charset) == RU_CONTENT_HTML
		           ? RU_HTTP_GOOD
		           : RU_HTTP_UNSUPPORTED;
	if (!may_be_coded(encoding, http->body))
		return RU_HTTP_GOOD;
	ru_buf_clear(to);
	int fault = ru_encoding_undo(encoding, http->body, (size_t)limits->page_bytes, limits, to);
	if (fault < 0)
		return fault;
	http->body = ru_buf_str(to);
	*changed = true;
	return faults[fault];
}

/* Whether a media type says nothing: none of the form "text/html", or one half of it no type that there is while the
 * other may be a page's ("text/htnl", "tezt/html"). */
static bool is_damaged_type(struct ru_str type)
{
	static const struct ru_str others[] = {
	    RU_S_INIT("css"),         RU_S_INIT("javascript"), RU_S_INIT("x-javascript"),
	    RU_S_INIT("ecmascript"),  RU_S_INIT("json"),       RU_S_INIT("xml"),
	    RU_S_INIT("csv"),         RU_S_INIT("calendar"),   RU_S_INIT("tab-separated-values"),
	    RU_S_INIT("vcard"),       RU_S_INIT("x-vcard"),    RU_S_INIT("vtt"),
	    RU_S_INIT("x-component"), RU_S_INIT("rtf"),        RU_S_INIT("cache-manifest"),
	    RU_S_INIT("markdown"),    RU_S_INIT("richtext"),   RU_S_INIT("event-stream")};
	size_t slash = ru_str_find(type, RU_S("/"), 0);
	struct ru_str kind, of;

	if (slash == SIZE_MAX)
		return true;
	of = ru_str_cut(type, 0, slash);
	kind = ru_str_cut(type, slash + 1, type.len);
	for (size_t i = 0; i < type.len; i++)
		if (i != slash && (type.ptr[i] <= ' ' || type.ptr[i] > '~' || type.ptr[i] == '/'))
			return true;
	if (of.len == 0 || kind.len == 0 || ru_str_eq_nocase(kind, RU_S("html")))
		return true;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (ru_str_eq_nocase(kind, others[i]))
			return false;
	return ru_str_eq_nocase(of, RU_S("text"));
}

enum ru_page_type ru_http_page_type(struct ru_str type, struct ru_str url)
{
	if (ru_str_eq_nocase(type, RU_S("text/html")) || ru_str_eq_nocase(type, RU_S("application/xhtml+xml")))
		return RU_HTML_PAGE;
	if (ru_str_eq_nocase(type, RU_S("text/plain")))
		return ru_str_ends(url, RU_S("/robots.txt")) ? RU_NO_PAGE : RU_TEXT_PAGE;
	return ru_str_eq_nocase(type, RU_S("application/octet-stream")) || is_damaged_type(type) ? RU_ANY_PAGE
	                                                                                         : RU_NO_PAGE;
}

int ru_http_decode(struct ru_http *http, const struct ru_limits *limits, struct ru_buf decoded[2])
{
	struct ru_str rest = http->coding;
	int fault = http->chunked ? join_chunks(&http->body) : RU_HTTP_GOOD;
	unsigned to = 0;

	/* the last coding named was put on last */
	for (uint32_t depth = 0; rest.len > 0 && (fault == RU_HTTP_GOOD || fault == RU_HTTP_CUT); depth++) {
		size_t comma = rest.len;
		bool changed;
		int before = fault;

		while (comma > 0 && rest.ptr[comma - 1] != ',')
			comma--;
		if (depth == limits->unpack_depth)
			return RU_HTTP_BOMB;
		fault = undo_one(http, ru_str_trim(ru_str_cut(rest, comma, rest.len)), limits, &decoded[to], &changed);
		if (fault == RU_HTTP_GOOD)
			fault = before;
		to ^= changed;
		rest = ru_str_cut(rest, 0, comma > 0 ? comma - 1 : 0);
	}
	if ((fault == RU_HTTP_GOOD || fault == RU_HTTP_CUT || fault == RU_HTTP_DAMAGED) &&
	    http->body.len >
	        limits->page_bytes) /* what is there of a cut body is read, but no more than of a whole one */
		return RU_HTTP_TOO_LARGE;
	return fault;
}
