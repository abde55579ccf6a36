/* SPDX-License-Identifier: Apache-2.0 */
/* A stored HTTP response (RFC 9112) to the bytes of the page: head, chunked transfer coding, content codings.
 *
 * Archives differ: some store a response as it came, some store it decoded under its old head. So a coding that the
 * body plainly does not have is passed over. */
#ifndef RU_INPUT_HTTP_H
#define RU_INPUT_HTTP_H

#include "base/buf.h"
#include "base/limits.h"

struct ru_http {
	unsigned status;       /* 0: no head; all of the block is the body */
	struct ru_str type;    /* media type, without parameters; empty where not stated */
	struct ru_str charset; /* its parameter */
	struct ru_str coding;  /* Content-Encoding */
	bool chunked;
	struct ru_str body;
};

enum ru_http_fault {
	RU_HTTP_GOOD,
	RU_HTTP_CUT,     /* the body ends too early; what is there is good */
	RU_HTTP_DAMAGED, /* it cannot be decoded */
	RU_HTTP_BOMB,
	RU_HTTP_TOO_LARGE,
	RU_HTTP_UNSUPPORTED /* a coding that is not read: br, compress */
};

/* What a block may be, by its media type. */
enum ru_page_type { RU_NO_PAGE, RU_HTML_PAGE, RU_TEXT_PAGE, RU_ANY_PAGE };

/* Split a block. Strings point into it. */
void ru_http_read(struct ru_http *out, struct ru_str block);
/* "text/html; charset=utf-8" to its parts. */
void ru_http_media_type(struct ru_str value, struct ru_str *type, struct ru_str *charset);
/* What a media type may be a page of; robots.txt is none. A damaged one may be any: the bytes tell. */
enum ru_page_type ru_http_page_type(struct ru_str type, struct ru_str url);
/* Decode the body: an enum ru_http_fault, or RU_ENOMEM. http->body is written to (chunks are joined in place), so it
 * must lie in memory of ours; afterwards it points into it or into one of the two buffers. */
int ru_http_decode(struct ru_http *http, const struct ru_limits *limits, struct ru_buf decoded[2]) RU_MUST_CHECK;

/* The next line of a head: false at its end. Folded lines are given as they are. */
bool ru_http_field(struct ru_str *rest, struct ru_str *name, struct ru_str *value);

#endif
