/* SPDX-License-Identifier: Apache-2.0 */
/* Where every format's bytes go: a piece at a time to the caller's write function. It keeps its first failure; after it
 * every call does nothing and ru_out_finish() tells. */
#ifndef RU_SHOW_OUT_H
#define RU_SHOW_OUT_H

#include "base/buf.h"
#include "show/show.h"

struct ru_out {
	struct ru_buf buf;
	ru_write_fn *write;
	void *write_ctx;
	int status;
	uint64_t written; /* bytes handed over so far */
};

enum { RU_OUT_PIECE = 65536 };

void ru_out_init(struct ru_out *out, const struct ru_show *show);
/* Write what is left, free the buffer. Returns the first failure, or 0. */
int ru_out_finish(struct ru_out *out) RU_MUST_CHECK;
void ru_out_flush(struct ru_out *out);
/* Note a failure that happened elsewhere; the first one stays. */
static inline void ru_out_fail(struct ru_out *out, int status)
{
	if (out->status == RU_OK)
		out->status = status;
}

static inline void ru_out_put(struct ru_out *out, struct ru_str s)
{
	if (out->status != RU_OK)
		return;
	ru_buf_put(&out->buf, s);
	if (out->buf.len >= RU_OUT_PIECE || out->buf.status != RU_OK)
		ru_out_flush(out);
}

static inline void ru_out_putc(struct ru_out *out, char c)
{
	if (out->status == RU_OK)
		ru_buf_putc(&out->buf, c);
}

/* A number in decimal digits. */
void ru_out_int(struct ru_out *out, int64_t value);

#endif
