/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of one file at a time, as much as is asked for; lines out of them. Memory is that of the longest thing
 * asked for. */
#include "input/inner.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { STEP = 1 << 16, KEEP = 4 << 20 };

static const char *reason(char *buf, size_t size) { return strerror_r(errno, buf, size) == 0 ? buf : "unknown reason"; }

void ru_stream_init(struct ru_stream *stream, const struct ru_alloc *al)
{
	*stream = (struct ru_stream){.fd = -1};
	ru_buf_init(&stream->buf, al, 0);
}

int ru_stream_open(struct ru_stream *stream, const char *path, struct ru_error *err)
{
	char why[128];

	ru_stream_close(stream);
	stream->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (stream->fd < 0)
		return ru_fail(err, RU_EIO, path, UINT64_MAX, "cannot be opened: %s", reason(why, sizeof why));
	return RU_OK;
}

void ru_stream_close(struct ru_stream *stream)
{
	if (stream->fd >= 0 && stream->fd != STDIN_FILENO)
		close(stream->fd);
	stream->fd = -1;
	stream->end = false;
	stream->pos = stream->scanned = 0;
	stream->offset = 0;
	/* One huge line must not hold its memory for the whole run. */
	if (stream->buf.cap > KEEP)
		ru_buf_release(&stream->buf);
	ru_buf_clear(&stream->buf);
}

void ru_stream_release(struct ru_stream *stream)
{
	ru_stream_close(stream);
	ru_buf_release(&stream->buf);
}

/* Move what is not used up to the front. Done when more is to be read, so each byte moves at most once a doubling. */
static void drop_used(struct ru_stream *stream)
{
	if (stream->pos == 0)
		return;
	memmove(stream->buf.ptr, stream->buf.ptr + stream->pos, stream->buf.len - stream->pos);
	stream->buf.len -= stream->pos;
	stream->offset += stream->pos;
	stream->scanned -= stream->scanned < stream->pos ? stream->scanned : stream->pos;
	stream->pos = 0;
}

int ru_stream_fill(struct ru_stream *stream, size_t want, struct ru_error *err)
{
	char why[128];

	if (stream->buf.len - stream->pos < want && !stream->end)
		drop_used(stream);
	while (stream->buf.len - stream->pos < want && !stream->end) {
		char *room = ru_buf_room(&stream->buf, STEP);
		ssize_t n;

		if (room == NULL)
			return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
		n = read(stream->fd, room, STEP);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ru_fail(err, RU_EIO, NULL, stream->offset + stream->buf.len, "cannot be read: %s",
			               reason(why, sizeof why));
		stream->buf.len += (size_t)n;
		stream->read += (uint64_t)n;
		stream->end = n == 0;
	}
	return RU_OK;
}

/* Drop bytes up to and with the next line break. */
static int skip_line(struct ru_stream *stream, uint64_t *end, struct ru_error *err)
{
	for (;;) {
		struct ru_str rest = ru_stream_rest(stream);
		const char *newline = rest.len > 0 ? memchr(rest.ptr, '\n', rest.len) : NULL;
		int status;

		stream->pos += newline != NULL ? (size_t)(newline - rest.ptr) : rest.len;
		stream->scanned = stream->pos;
		*end = stream->offset + stream->pos;
		if (newline != NULL) {
			stream->pos++;
			return RU_ELIMIT;
		}
		if (stream->end)
			return RU_ELIMIT;
		status = ru_stream_fill(stream, 1, err);
		if (status != RU_OK)
			return status;
	}
}

int ru_stream_line(struct ru_stream *stream, size_t max, struct ru_str *line, uint64_t *begin, uint64_t *end,
                   struct ru_error *err)
{
	*line = (struct ru_str){NULL, 0};
	*begin = stream->offset + stream->pos;
	if (stream->scanned < stream->pos)
		stream->scanned = stream->pos;
	for (;;) {
		size_t len = stream->buf.len - stream->pos;
		const char *newline = NULL;
		int status;

		if (stream->scanned < stream->buf.len)
			newline = memchr(stream->buf.ptr + stream->scanned, '\n', stream->buf.len - stream->scanned);
		if (newline != NULL || stream->end) {
			if (newline != NULL)
				len = (size_t)(newline - stream->buf.ptr) - stream->pos;
			else if (len == 0)
				return 0;
			*line = (struct ru_str){stream->buf.ptr + stream->pos, len};
			*end = *begin + len;
			stream->pos += len + (newline != NULL);
			if (len > max)
				*line = (struct ru_str){NULL, 0};
			return len > max ? RU_ELIMIT : 1;
		}
		stream->scanned = stream->buf.len;
		if (len > max)
			return skip_line(stream, end, err);
		status = ru_stream_fill(stream, len + 1, err);
		if (status != RU_OK)
			return status;
	}
}
