/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of one file at a time, as much as is asked for; lines out of them; see stream.h. */
#include "input/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { STEP = 1 << 16, KEEP = 4 << 20 };

static const char *reason(char *buf, size_t size) { return strerror_r(errno, buf, size) == 0 ? buf : "unknown reason"; }

void ru_stream_init(struct ru_stream *stream, const struct ru_limits *limits, const struct ru_alloc *al)
{
	*stream = (struct ru_stream){.al = al, .limits = limits, .fd = -1};
	ru_buf_init(&stream->buf, al, 0);
	ru_vec_init(&stream->mark, al, sizeof(struct ru_mark), 0);
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

void ru_stream_open_bytes(struct ru_stream *stream, struct ru_str bytes)
{
	ru_stream_close(stream);
	stream->bytes = bytes;
}

void ru_stream_close(struct ru_stream *stream)
{
	if (stream->fd >= 0 && stream->fd != STDIN_FILENO)
		close(stream->fd);
	stream->fd = -1;
	stream->bytes = (struct ru_str){NULL, 0};
	stream->end = false;
	stream->pos = stream->scanned = 0;
	stream->offset = 0;
	stream->broken = (struct ru_break){0};
	ru_unpack_free(stream);
	ru_vec_clear(&stream->mark);
	/* One huge line must not hold its memory for the whole run. */
	if (stream->buf.cap > KEEP)
		ru_buf_release(&stream->buf);
	ru_buf_clear(&stream->buf);
}

void ru_stream_release(struct ru_stream *stream)
{
	ru_stream_close(stream);
	ru_buf_release(&stream->buf);
	ru_vec_release(&stream->mark);
}

int ru_stream_read(struct ru_stream *stream, char *room, size_t size, size_t *got, struct ru_error *err)
{
	char why[128];
	ssize_t n;

	if (stream->fd < 0) {
		*got = size < stream->bytes.len ? size : stream->bytes.len;
		if (*got > 0)
			memcpy(room, stream->bytes.ptr, *got);
		stream->bytes = ru_str_cut(stream->bytes, *got, stream->bytes.len);
		stream->read += *got;
		return RU_OK;
	}
	do
		n = read(stream->fd, room, size);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return ru_fail(err, RU_EIO, NULL, UINT64_MAX, "cannot be read: %s", reason(why, sizeof why));
	*got = (size_t)n;
	stream->read += (uint64_t)n;
	return RU_OK;
}

int ru_stream_unpack(struct ru_stream *stream, enum ru_packing packing, struct ru_error *err)
{
	int status = ru_unpack_new(stream, packing);

	return status == RU_OK ? RU_OK : ru_fail(err, status, NULL, UINT64_MAX, "out of memory");
}

void ru_stream_seek(struct ru_stream *stream, struct ru_str begin)
{
	if (stream->unpack != NULL)
		ru_unpack_seek(stream, begin);
}

/* The last mark at or before an unpacked offset, or SIZE_MAX. */
static size_t mark_before(const struct ru_stream *stream, uint64_t out)
{
	size_t low = 0, high = stream->mark.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (RU_VEC_AT(&stream->mark, struct ru_mark, middle)->out <= out)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : SIZE_MAX;
}

/* Forget the marks of members that are used up: at most once a doubling. */
static void drop_marks(struct ru_stream *stream)
{
	size_t first = mark_before(stream, stream->offset + stream->pos);

	if (first == SIZE_MAX || first == 0 || first < stream->mark.len - first)
		return;
	memmove(stream->mark.ptr, RU_VEC_AT(&stream->mark, struct ru_mark, first),
	        (stream->mark.len - first) * sizeof(struct ru_mark));
	stream->mark.len -= first;
}

/* Move what is not used up to the front, where at least as much is used up: each byte moves at most once. */
static void drop_used(struct ru_stream *stream)
{
	size_t left = stream->buf.len - stream->pos;

	drop_marks(stream);
	if (stream->pos == 0 || stream->pos < left)
		return;
	memmove(stream->buf.ptr, stream->buf.ptr + stream->pos, left);
	stream->buf.len = left;
	stream->offset += stream->pos;
	stream->scanned -= stream->scanned < stream->pos ? stream->scanned : stream->pos;
	stream->pos = 0;
}

/* One more piece of a file that is not packed. */
static int read_piece(struct ru_stream *stream, struct ru_error *err)
{
	char *room = ru_buf_room(&stream->buf, STEP);
	size_t got = 0;

	if (room == NULL)
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
	int status = ru_stream_read(stream, room, STEP, &got, err);
	if (status != RU_OK) {
		if (err != NULL)
			err->offset = stream->offset + stream->buf.len;
		return status;
	}
	stream->buf.len += got;
	stream->end = got == 0;
	return RU_OK;
}

int ru_stream_fill(struct ru_stream *stream, size_t want, struct ru_error *err)
{
	int status = RU_OK;

	if (stream->buf.len - stream->pos < want && !stream->end)
		drop_used(stream);
	while (status == RU_OK && stream->buf.len - stream->pos < want && !stream->end)
		status = stream->unpack != NULL ? ru_unpack_step(stream, err) : read_piece(stream, err);
	return status;
}

void ru_stream_resume(struct ru_stream *stream)
{
	stream->offset += stream->buf.len;
	ru_buf_clear(&stream->buf);
	stream->pos = stream->scanned = 0;
	stream->broken = (struct ru_break){0};
	stream->end = false;
}

uint64_t ru_stream_place(const struct ru_stream *stream, size_t pos)
{
	uint64_t out = stream->offset + pos;
	size_t i = mark_before(stream, out);

	if (stream->unpack == NULL)
		return out;
	return i == SIZE_MAX ? 0 : RU_VEC_AT(&stream->mark, struct ru_mark, i)->in;
}

uint64_t ru_stream_place_end(const struct ru_stream *stream, size_t pos)
{
	uint64_t out = stream->offset + pos;
	size_t i = mark_before(stream, out > 0 ? out - 1 : 0);

	if (stream->unpack == NULL)
		return out;
	i = i == SIZE_MAX ? 0 : i + 1;
	return i < stream->mark.len ? RU_VEC_AT(&stream->mark, struct ru_mark, i)->in : ru_unpack_place(stream);
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
