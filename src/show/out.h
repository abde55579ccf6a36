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
/* As ru_out_room(), where there may be none yet; a failure is noted. */
char *ru_out_more_room(struct ru_out *out, size_t n);
/* Note a failure that happened elsewhere; the first one stays. */
static inline void ru_out_fail(struct ru_out *out, int status)
{
	if (out->status == RU_OK)
		out->status = status;
}

/* Room for n more bytes, or NULL where writing has failed; to be given back with ru_out_wrote(). */
static inline char *ru_out_room(struct ru_out *out, size_t n)
{
	if (out->status != RU_OK)
		return NULL;
	if (out->buf.status == RU_OK && out->buf.cap - out->buf.len > n)
		return out->buf.ptr + out->buf.len;
	return ru_out_more_room(out, n);
}

/* So many bytes of the room have been written. */
static inline void ru_out_wrote(struct ru_out *out, size_t n)
{
	out->buf.len += n;
	if (out->buf.len >= RU_OUT_PIECE)
		ru_out_flush(out);
}

static inline void ru_out_put(struct ru_out *out, struct ru_str s)
{
	char *room = ru_out_room(out, s.len);

	if (room == NULL || s.len == 0)
		return;
	memcpy(room, s.ptr, s.len);
	ru_out_wrote(out, s.len);
}

static inline void ru_out_putc(struct ru_out *out, char c)
{
	char *room = ru_out_room(out, 1);

	if (room == NULL)
		return;
	*room = c;
	ru_out_wrote(out, 1);
}

enum { RU_OUT_INT = 20 }; /* bytes of the longest number */

/* A number in decimal digits, to room for RU_OUT_INT bytes, all of which may be written; the place behind it. */
char *ru_out_digits(char *to, int64_t value);
/* The same as output. */
void ru_out_int(struct ru_out *out, int64_t value);

#endif
