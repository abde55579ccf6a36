/* SPDX-License-Identifier: Apache-2.0 */
/* gzip members (RFC 1952) and zstd frames (RFC 8878) of a file to bytes; see stream.h.
 *
 * A WARC has a member for each record, so members are first tried whole with libdeflate; what does not fit, and what is
 * damaged, goes through zlib piece by piece. After damage the next member is looked for from the byte behind the
 * beginning of the damaged one, since a flipped bit can make a decoder run on over good members. How often bytes may be
 * gone over again is capped, so that no file takes more than linear work.
 *
 * A .warc.zst may begin with a dictionary in a skippable frame 0x184D2A5D, itself packed or not (IIPC, "Zstandard
 * Compression for WARC", 2021). */
#include "input/encoding.h"
#include "input/stream.h"

#include <libdeflate.h>
#include <zstd_errors.h>

enum {
	READ = 512 << 10,      /* bytes of the file at a time, and those that a whole member is looked for in */
	RETAIN = 1 << 20,      /* of a member under way, for going back */
	STEP = 1 << 18,        /* bytes unpacked at a time */
	WHOLE_FIRST = 1 << 18, /* room for a whole member: at first, */
	WHOLE_MOST = 4 << 20,  /* and at most */
	LOOK = 640,            /* packed bytes by which a member is known */
	MARK_EVERY = 64,       /* unpacked bytes between marks */
	DICTIONARY = 16 << 20, /* bytes of a dictionary, packed and not */
	REDO_FREE = 16 << 20,  /* bytes gone over again in a file, */
	REDO_RATIO = 4         /* and so many for each byte of it */
};

struct ru_unpack {
	enum ru_packing packing;
	struct ru_str sought;
	struct ru_buf raw; /* bytes of the file */
	size_t pos;        /* the next one to unpack */
	uint64_t offset;   /* of raw.ptr[0] */
	bool raw_end;
	bool in_member;
	bool kept; /* raw holds the member under way from `member` on */
	size_t member;
	uint64_t member_at; /* the same in the file */
	uint64_t member_out, out, redone;
	size_t whole_room;
	struct libdeflate_decompressor *whole; /* NULL: do without */
	z_stream z;
	bool z_ready;
	ZSTD_DCtx *zstd;
};

static int no_memory(struct ru_error *err) { return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory"); }

static int start_decoder(struct ru_unpack *u, const struct ru_alloc *al)
{
	if (u->packing == RU_PACKING_GZIP) {
		u->whole = libdeflate_alloc_decompressor();
		ru_zlib_hook(&u->z, al);
		u->z_ready = inflateInit2(&u->z, 15 + 16) == Z_OK;
		return u->z_ready ? RU_OK : RU_ENOMEM;
	}
	u->zstd = ZSTD_createDCtx_advanced(ru_zstd_hook(al));
	return u->zstd != NULL &&
	               !ZSTD_isError(ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax, RU_ZSTD_WINDOW_LOG))
	           ? RU_OK
	           : RU_ENOMEM;
}

int ru_unpack_new(struct ru_stream *stream, enum ru_packing packing)
{
	struct ru_unpack *u = ru_alloc_zero(stream->al, 1, sizeof *u);

	if (u == NULL)
		return RU_ENOMEM;
	u->packing = packing;
	u->whole_room = WHOLE_FIRST;
	u->raw_end = stream->end;
	ru_buf_init(&u->raw, stream->al, 0);
	ru_buf_put(&u->raw, ru_stream_rest(stream));
	stream->unpack = u;
	if (ru_buf_status(&u->raw) != RU_OK || start_decoder(u, stream->al) != RU_OK)
		return RU_ENOMEM; /* freed with the stream */
	ru_buf_clear(&stream->buf);
	stream->pos = stream->scanned = 0;
	stream->end = false;
	return RU_OK;
}

void ru_unpack_free(struct ru_stream *stream)
{
	struct ru_unpack *u = stream->unpack;

	if (u == NULL)
		return;
	ru_buf_release(&u->raw);
	if (u->z_ready)
		(void)inflateEnd(&u->z);
	libdeflate_free_decompressor(u->whole);
	(void)ZSTD_freeDCtx(u->zstd);
	ru_alloc_free(stream->al, u);
	stream->unpack = NULL;
}

void ru_unpack_seek(struct ru_stream *stream, struct ru_str begin) { stream->unpack->sought = begin; }

uint64_t ru_unpack_place(const struct ru_stream *stream) { return stream->unpack->offset + stream->unpack->pos; }

/* ---- bytes of the file ---- */

static struct ru_str rest_of(const struct ru_unpack *u)
{
	return (struct ru_str){u->raw.ptr + u->pos, u->raw.len - u->pos};
}

/* Drop what nobody goes back to. */
static void drop_raw(struct ru_unpack *u)
{
	size_t from = u->pos;

	u->kept = u->in_member && u->kept && u->pos - u->member <= RETAIN;
	if (u->kept)
		from = u->member;
	if (from == 0)
		return;
	memmove(u->raw.ptr, u->raw.ptr + from, u->raw.len - from);
	u->raw.len -= from;
	u->offset += from;
	u->pos -= from;
	u->member = 0;
}

/* Read until `want` bytes are there, or the end. */
static int fill_raw(struct ru_stream *stream, size_t want, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	size_t got = 0;

	if (u->raw.len - u->pos >= want || u->raw_end)
		return RU_OK;
	drop_raw(u);
	while (u->raw.len - u->pos < want && !u->raw_end) {
		char *room = ru_buf_room(&u->raw, READ);

		if (room == NULL)
			return no_memory(err);
		int status = ru_stream_read(stream, room, READ, &got, err);
		if (status != RU_OK) {
			if (err != NULL)
				err->offset = u->offset + u->raw.len;
			return status;
		}
		u->raw.len += got;
		u->raw_end = got == 0;
	}
	return RU_OK;
}

/* ---- damage ---- */

/* Whether the bytes, which begin with the magic number, are the beginning of a gzip member. */
static bool is_gzip_member(struct ru_unpack *u, struct ru_str s)
{
	char out[64];

	if (s.len < 18 || (s.ptr[3] & 0xE0) != 0 || inflateReset(&u->z) != Z_OK)
		return false;
	u->z.next_in = (Bytef *)(uintptr_t)s.ptr;
	u->z.avail_in = s.len < LOOK ? (uInt)s.len : LOOK;
	u->z.next_out = (Bytef *)out;
	u->z.avail_out = sizeof out;
	int rc = inflate(&u->z, Z_SYNC_FLUSH);
	struct ru_str text = {out, sizeof out - u->z.avail_out};
	if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR)
		return false;
	return text.len > 0 && ru_str_starts(text, ru_str_cut(u->sought, 0, text.len));
}

static bool is_member(struct ru_unpack *u, struct ru_str s)
{
	ZSTD_frameHeader header;

	if (u->packing == RU_PACKING_GZIP)
		return ru_str_starts(s, RU_S("\x1F\x8B\x08")) && is_gzip_member(u, s);
	return ru_str_starts(s, RU_S("\x28\xB5\x2F\xFD")) && ZSTD_getFrameHeader(&header, s.ptr, s.len) == 0 &&
	       header.windowSize <= UINT64_C(1) << RU_ZSTD_WINDOW_LOG;
}

/* Move to the next beginning of a member, or to the end of the file. */
static int find_member(struct ru_stream *stream, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	int first = u->packing == RU_PACKING_GZIP ? 0x1F : 0x28;

	for (;;) {
		int status = fill_raw(stream, LOOK, err);
		if (status != RU_OK)
			return status;
		struct ru_str rest = rest_of(u);
		const char *at = rest.len > 0 ? memchr(rest.ptr, first, rest.len) : NULL;
		if (at == NULL && u->raw_end) {
			u->pos = u->raw.len;
			return RU_OK;
		}
		if (at == NULL) {
			u->pos = u->raw.len;
			continue;
		}
		u->pos += (size_t)(at - rest.ptr);
		status = fill_raw(stream, LOOK, err);
		if (status != RU_OK || is_member(u, rest_of(u)))
			return status;
		u->pos++;
	}
}

/* The member under way cannot be unpacked further: the stream breaks. */
static int break_off(struct ru_stream *stream, struct ru_break broken, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	int status = RU_OK;

	broken.begin = u->member_at;
	u->in_member = false;
	if (broken.cut) {
		u->pos = u->raw.len;
	} else {
		u->redone += u->member_out + (u->offset + u->pos - u->member_at);
		if (!broken.bomb && u->kept && u->redone <= REDO_FREE + REDO_RATIO * (u->offset + u->pos))
			u->pos = u->member + 1;
		status = find_member(stream, err);
	}
	broken.end = u->offset + u->pos;
	stream->broken = broken;
	stream->end = true;
	return status;
}

/* After a step: nothing may grow for ever. */
static int check_growth(struct ru_stream *stream, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	uint64_t in = u->offset + u->pos;
	struct ru_break bomb = {.reason = "it unpacks to too many times its size", .bomb = true};

	if (ru_encoding_grows_too_much(stream->limits, in - u->member_at, u->member_out))
		return break_off(stream, bomb, err);
	if (!ru_encoding_grows_too_much(stream->limits, in, u->out))
		return RU_OK;
	/* many members that each grow a little less: the file as a whole is left */
	u->raw_end = true;
	u->pos = u->raw.len;
	return break_off(stream, bomb, err);
}

/* ---- members ---- */

/* A member begins at pos: note where, unless the mark before is near. */
static int begin_member(struct ru_stream *stream, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	uint64_t out = stream->offset + stream->buf.len;
	struct ru_mark *last =
	    stream->mark.len > 0 ? RU_VEC_AT(&stream->mark, struct ru_mark, stream->mark.len - 1) : NULL;

	u->in_member = u->kept = true;
	u->member = u->pos;
	u->member_at = u->offset + u->pos;
	u->member_out = 0;
	if (last != NULL && last->out == out) {
		last->in = u->member_at;
	} else if (last == NULL || out - last->out >= MARK_EVERY) {
		last = ru_vec_push(&stream->mark);
		if (last == NULL)
			return no_memory(err);
		*last = (struct ru_mark){out, u->member_at};
	}
	return RU_OK;
}

static void count(struct ru_stream *stream, size_t in, size_t out)
{
	struct ru_unpack *u = stream->unpack;

	u->pos += in;
	u->member_out += out;
	u->out += out;
	stream->buf.len += out;
}

/* Where a member should begin: skip zero padding, as tapes leave it. False at the end of the file. */
static int at_member(struct ru_stream *stream, bool *more, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;

	for (;;) {
		int status = fill_raw(stream, READ, err);
		if (status != RU_OK)
			return status;
		while (u->pos < u->raw.len && u->raw.ptr[u->pos] == '\0')
			u->pos++;
		*more = u->pos < u->raw.len;
		if (*more || u->raw_end)
			return RU_OK;
	}
}

/* The next member is under way: 1; 0 at the end of the file. */
static int open_member(struct ru_stream *stream, struct ru_error *err)
{
	bool more;
	int status = at_member(stream, &more, err);

	if (status != RU_OK)
		return status;
	if (!more) {
		stream->end = true;
		return 0;
	}
	status = begin_member(stream, err);
	return status == RU_OK ? 1 : status;
}

/* A member is under way, with bytes of it and with room for STEP bytes more: 1; 0 where none is, and the step is done.
 */
static int make_ready(struct ru_stream *stream, int (*begin)(struct ru_stream *, struct ru_error *), char **room,
                      struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	int status = u->in_member ? RU_OK : begin(stream, err);

	if (status != RU_OK || !u->in_member)
		return status;
	status = fill_raw(stream, 1, err);
	if (status != RU_OK)
		return status;
	*room = ru_buf_room(&stream->buf, STEP);
	return *room != NULL ? 1 : no_memory(err);
}

/* The whole member at once: 1, 0 where it does not fit or is damaged. */
static int unpack_whole(struct ru_stream *stream, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	struct ru_str in = rest_of(u);
	size_t used, len;

	for (; u->whole != NULL; u->whole_room = WHOLE_MOST) {
		char *room = ru_buf_room(&stream->buf, u->whole_room);

		if (room == NULL)
			return no_memory(err);
		enum libdeflate_result result =
		    libdeflate_gzip_decompress_ex(u->whole, in.ptr, in.len, room, u->whole_room, &used, &len);
		if (result == LIBDEFLATE_SUCCESS) {
			count(stream, used, len);
			u->in_member = false;
			return 1;
		}
		if (result != LIBDEFLATE_INSUFFICIENT_SPACE || u->whole_room == WHOLE_MOST)
			return 0;
	}
	return 0;
}

static int begin_gzip(struct ru_stream *stream, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	int status = open_member(stream, err);

	if (status != 1)
		return status;
	/* a file that ends within the magic number is cut; other bytes are no member */
	if (!ru_str_starts(rest_of(u), ru_str_cut(RU_S("\x1F\x8B\x08"), 0, u->raw.len - u->pos)))
		return break_off(stream, (struct ru_break){.reason = "no gzip member begins here"}, err);
	status = unpack_whole(stream, err);
	if (status < 0)
		return status;
	if (status == 1)
		return check_growth(stream, err);
	return inflateReset(&u->z) == Z_OK ? RU_OK : no_memory(err);
}

static int step_gzip(struct ru_stream *stream, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	char *room = NULL;
	int status = make_ready(stream, begin_gzip, &room, err);

	if (status != 1)
		return status;
	struct ru_str in = rest_of(u);
	in.len = in.len < UINT32_MAX / 2 ? in.len : UINT32_MAX / 2;
	u->z.next_in = (Bytef *)(uintptr_t)in.ptr;
	u->z.avail_in = (uInt)in.len;
	u->z.next_out = (Bytef *)room;
	u->z.avail_out = STEP;
	int rc = inflate(&u->z, Z_NO_FLUSH);
	count(stream, in.len - u->z.avail_in, STEP - u->z.avail_out);
	if (rc == Z_MEM_ERROR)
		return no_memory(err);
	if (rc == Z_BUF_ERROR && in.len == 0 && u->raw_end)
		return break_off(stream, (struct ru_break){.reason = "it is cut short", .cut = true}, err);
	if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR)
		return break_off(stream, (struct ru_break){.reason = u->z.msg != NULL ? u->z.msg : "bad data"}, err);
	u->in_member = rc != Z_STREAM_END;
	return check_growth(stream, err);
}

/* ---- zstd ---- */

static uint32_t little32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}

/* A file that begins with a frame 0x184D2A5D has its dictionary there. */
static int load_dictionary(struct ru_stream *stream, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	struct ru_buf plain;
	int status = fill_raw(stream, 8, err), fault = RU_ENCODING_GOOD;

	if (status != RU_OK || u->raw.len < 8 || little32(u->raw.ptr) != 0x184D2A5D ||
	    little32(u->raw.ptr + 4) > DICTIONARY)
		return status;
	status = fill_raw(stream, 8 + (size_t)little32(u->raw.ptr + 4), err);
	if (status != RU_OK)
		return status;
	struct ru_str dictionary = ru_str_cut(rest_of(u), 8, 8 + (size_t)little32(u->raw.ptr + 4));
	u->pos += 8 + dictionary.len;
	ru_buf_init(&plain, stream->al, 0);
	if (ru_str_starts(dictionary, RU_S("\x28\xB5\x2F\xFD"))) {
		fault = ru_encoding_undo(RU_ENCODING_ZSTD, dictionary, DICTIONARY, stream->limits, &plain);
		dictionary = ru_buf_str(&plain);
	}
	size_t rc = fault == RU_ENCODING_GOOD ? ZSTD_DCtx_loadDictionary(u->zstd, dictionary.ptr, dictionary.len) : 0;
	bool no_room =
	    fault == RU_ENOMEM || (ZSTD_isError(rc) && ZSTD_getErrorCode(rc) == ZSTD_error_memory_allocation);
	ru_buf_release(&plain);
	if (no_room)
		return no_memory(err);
	if (fault == RU_ENCODING_GOOD && !ZSTD_isError(rc))
		return RU_OK;
	return break_off(stream, (struct ru_break){.reason = "its dictionary is damaged"}, err);
}

static int begin_zstd(struct ru_stream *stream, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	int status = u->offset + u->pos == 0 ? load_dictionary(stream, err) : RU_OK;

	if (status == RU_OK && !stream->end)
		status = open_member(stream, err);
	if (status != 1)
		return status;
	(void)ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
	struct ru_str rest = rest_of(u);
	bool frame = ru_str_starts(rest, ru_str_cut(RU_S("\x28\xB5\x2F\xFD"), 0, rest.len));
	bool skipped = rest.len >= 4 && (little32(rest.ptr) & 0xFFFFFFF0) == 0x184D2A50;
	if (!frame && !skipped)
		return break_off(stream, (struct ru_break){.reason = "no zstd frame begins here"}, err);
	return RU_OK;
}

static int step_zstd(struct ru_stream *stream, struct ru_error *err)
{
	struct ru_unpack *u = stream->unpack;
	char *room = NULL;
	int status = make_ready(stream, begin_zstd, &room, err);

	if (status != 1)
		return status;
	struct ru_str rest = rest_of(u);
	ZSTD_inBuffer in = {rest.ptr, rest.len, 0};
	ZSTD_outBuffer out = {room, STEP, 0};
	size_t left = ZSTD_decompressStream(u->zstd, &out, &in);
	count(stream, in.pos, out.pos);
	if (ZSTD_isError(left) && ZSTD_getErrorCode(left) == ZSTD_error_memory_allocation)
		return no_memory(err);
	if (ZSTD_isError(left))
		return break_off(stream, (struct ru_break){.reason = ZSTD_getErrorName(left)}, err);
	if (left != 0 && rest.len == 0 && out.pos == 0 && u->raw_end)
		return break_off(stream, (struct ru_break){.reason = "it is cut short", .cut = true}, err);
	u->in_member = left != 0;
	return check_growth(stream, err);
}

int ru_unpack_step(struct ru_stream *stream, struct ru_error *err)
{
	return stream->unpack->packing == RU_PACKING_GZIP ? step_gzip(stream, err) : step_zstd(stream, err);
}
