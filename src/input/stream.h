/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of one file, of standard input or of a string, unpacked where they are packed.
 *
 * stream.c reads bytes and lines; unpack.c turns gzip members and zstd frames into bytes. Where packed bytes are
 * damaged the stream breaks: it ends, ru_stream_resume() goes on behind the damage. Memory is that of the longest thing
 * asked for. Offsets count unpacked bytes; ru_stream_place() tells where in the file they come from. Not for two
 * threads at a time. */
#ifndef RU_INPUT_STREAM_H
#define RU_INPUT_STREAM_H

#include "base/buf.h"
#include "base/limits.h"

enum ru_packing { RU_PACKING_NONE, RU_PACKING_GZIP, RU_PACKING_ZSTD };

/* Damage in the packed bytes. */
struct ru_break {
	const char *reason;  /* what is wrong, plain English; NULL: no break */
	uint64_t begin, end; /* bytes of the file: from the member that is damaged to the next good one */
	bool cut;            /* the file ends within a member; what was unpacked of it is good */
	bool bomb;           /* the member grows beyond the caps */
};

struct ru_unpack; /* see unpack.c */

/* Unpacked offset -> offset in the file of the member that it comes from. */
struct ru_mark {
	uint64_t out, in;
};

struct ru_stream {
	const struct ru_alloc *al;
	const struct ru_limits *limits;
	int fd;              /* -1: none */
	struct ru_str bytes; /* what is read where there is no fd */
	bool end;            /* nothing more to come before a break or the end */
	struct ru_buf buf;   /* unpacked; [pos, len) is not used up */
	size_t pos;
	size_t scanned;  /* no line break in [pos, scanned) */
	uint64_t offset; /* of buf[0] */
	uint64_t read;   /* bytes of all files so far, packed */
	struct ru_break broken;
	struct ru_unpack *unpack; /* NULL: not packed */
	struct ru_vec mark;       /* struct ru_mark, in rising order */
};

void ru_stream_init(struct ru_stream *stream, const struct ru_limits *limits, const struct ru_alloc *al);
/* Open path ("-": standard input); RU_EIO with the reason. */
int ru_stream_open(struct ru_stream *stream, const char *path, struct ru_error *err) RU_MUST_CHECK;
/* Read bytes instead of a file; they must live until the stream is closed. */
void ru_stream_open_bytes(struct ru_stream *stream, struct ru_str bytes);
void ru_stream_close(struct ru_stream *stream);
void ru_stream_release(struct ru_stream *stream);

/* From here on the bytes are packed: what was filled and not used up is unpacked too. Call before anything is used up.
 */
int ru_stream_unpack(struct ru_stream *stream, enum ru_packing packing, struct ru_error *err) RU_MUST_CHECK;
/* After damage, only members that begin with this are taken for good ones. A constant. */
void ru_stream_seek(struct ru_stream *stream, struct ru_str begin);

/* Read until `want` bytes are there, or the end, or a break. */
int ru_stream_fill(struct ru_stream *stream, size_t want, struct ru_error *err) RU_MUST_CHECK;
static inline struct ru_str ru_stream_rest(const struct ru_stream *stream)
{
	return (struct ru_str){stream->buf.ptr != NULL ? stream->buf.ptr + stream->pos : "",
	                       stream->buf.len - stream->pos};
}
/* After a break: drop what is not used up and go on behind the damage. */
void ru_stream_resume(struct ru_stream *stream);

/* Where in the file the byte at pos comes from: the byte itself, or the beginning of its member. */
uint64_t ru_stream_place(const struct ru_stream *stream, size_t pos);
/* Where in the file the bytes before pos end: the byte itself, or the end of the member. */
uint64_t ru_stream_place_end(const struct ru_stream *stream, size_t pos);

/* The next line, without its line break: 1, or 0 at the end or a break. A line of more than max bytes is RU_ELIMIT,
 * *line empty; it is read over. *begin and *end are its unpacked offsets. The line may be written to; it lives until
 * the next call. */
int ru_stream_line(struct ru_stream *stream, size_t max, struct ru_str *line, uint64_t *begin, uint64_t *end,
                   struct ru_error *err) RU_MUST_CHECK;

/* ---- between stream.c and unpack.c ---- */

/* At most size bytes of the file to room, *got of them; 0 at its end. */
int ru_stream_read(struct ru_stream *stream, char *room, size_t size, size_t *got, struct ru_error *err) RU_MUST_CHECK;
int ru_unpack_new(struct ru_stream *stream, enum ru_packing packing) RU_MUST_CHECK;
void ru_unpack_free(struct ru_stream *stream);
void ru_unpack_seek(struct ru_stream *stream, struct ru_str begin);
/* Append some bytes to stream->buf, or set stream->end, with a break where there is damage. */
int ru_unpack_step(struct ru_stream *stream, struct ru_error *err) RU_MUST_CHECK;
/* Bytes of the file unpacked so far. */
uint64_t ru_unpack_place(const struct ru_stream *stream);

#endif
