/* SPDX-License-Identifier: Apache-2.0 */
/* Content codings of a value that is in memory; see encoding.h. */
#include "input/encoding.h"

#include <libdeflate.h>
#include <zstd_errors.h>

enum { STEP = 1 << 17, WHOLE_MOST = 8 << 20 };

static void *zlib_alloc(void *al, unsigned count, unsigned size) { return ru_alloc_get(al, count, size); }

static void zlib_free(void *al, void *ptr) { ru_alloc_free(al, ptr); }

static void *zstd_alloc(void *al, size_t size) { return ru_alloc_get(al, size, 1); }

void ru_zlib_hook(z_stream *z, const struct ru_alloc *al)
{
	*z = (z_stream){.zalloc = zlib_alloc, .zfree = zlib_free, .opaque = (void *)(uintptr_t)al};
}

ZSTD_customMem ru_zstd_hook(const struct ru_alloc *al)
{
	return (ZSTD_customMem){zstd_alloc, zlib_free, (void *)(uintptr_t)al};
}

bool ru_encoding_grows_too_much(const struct ru_limits *limits, uint64_t in, uint64_t out)
{
	uint64_t extra = out > limits->unpack_free ? out - limits->unpack_free : 0;

	return limits->unpack_ratio != 0 && extra / limits->unpack_ratio > in;
}

/* What a step of a decoder did to the caps: GOOD, BOMB or TOO_LARGE. */
static int check_caps(const struct ru_limits *limits, size_t in, size_t out, size_t max)
{
	if (ru_encoding_grows_too_much(limits, in, out))
		return RU_ENCODING_BOMB;
	return out > max ? RU_ENCODING_TOO_LARGE : RU_ENCODING_GOOD;
}

/* ---- gzip and deflate ---- */

/* Try the value as a whole: true where that went well. Fails also where the value is larger than the room tried. */
static bool undo_whole(enum ru_encoding encoding, struct ru_str in, size_t max, struct ru_buf *out)
{
	size_t room_len = in.len > WHOLE_MOST / 8 ? WHOLE_MOST : in.len * 8 + 4096, len = 0, used = 0;
	struct libdeflate_decompressor *whole = libdeflate_alloc_decompressor();
	char *room = whole != NULL ? ru_buf_room(out, room_len) : NULL;
	enum libdeflate_result result = LIBDEFLATE_BAD_DATA;

	if (room != NULL && encoding == RU_ENCODING_GZIP)
		result = libdeflate_gzip_decompress_ex(whole, in.ptr, in.len, room, room_len, &used, &len);
	else if (room != NULL)
		result = libdeflate_zlib_decompress_ex(whole, in.ptr, in.len, room, room_len, &used, &len);
	libdeflate_free_decompressor(whole);
	/* a second member may follow */
	if (result != LIBDEFLATE_SUCCESS || len > max || (encoding == RU_ENCODING_GZIP && used + 18 <= in.len))
		return false;
	out->len += len;
	return true;
}

/* Window bits for zlib: a zlib header is a multiple of 31 with method 8; without one the bytes are bare. */
static int window_bits(enum ru_encoding encoding, struct ru_str in)
{
	unsigned head = in.len >= 2 ? (unsigned)(unsigned char)in.ptr[0] << 8 | (unsigned char)in.ptr[1] : 0;

	if (encoding == RU_ENCODING_GZIP)
		return 15 + 16;
	return (head >> 8 & 15) == 8 && head % 31 == 0 ? 15 : -15;
}

static int inflate_all(z_stream *z, enum ru_encoding encoding, struct ru_str in, size_t max,
                       const struct ru_limits *limits, struct ru_buf *out)
{
	size_t start = out->len;
	int fault = RU_ENCODING_GOOD;

	z->next_in = (Bytef *)(uintptr_t)in.ptr;
	z->avail_in = (uInt)in.len;
	while (fault == RU_ENCODING_GOOD) {
		char *room = ru_buf_room(out, STEP);

		if (room == NULL)
			return RU_ENOMEM;
		z->next_out = (Bytef *)room;
		z->avail_out = STEP;
		int rc = inflate(z, Z_NO_FLUSH);
		out->len += STEP - z->avail_out;
		fault = check_caps(limits, in.len - z->avail_in, out->len - start, max);
		if (rc == Z_MEM_ERROR)
			return RU_ENOMEM;
		if (rc == Z_STREAM_END && encoding == RU_ENCODING_GZIP && z->avail_in >= 18 && z->next_in[0] == 0x1F) {
			if (inflateReset(z) != Z_OK)
				return RU_ENCODING_DAMAGED;
		} else if (rc == Z_STREAM_END) {
			return fault;
		} else if (rc == Z_BUF_ERROR) {
			return fault != RU_ENCODING_GOOD ? fault : RU_ENCODING_CUT;
		} else if (rc != Z_OK) {
			return RU_ENCODING_DAMAGED;
		}
	}
	return fault;
}

static int undo_deflate(enum ru_encoding encoding, struct ru_str in, size_t max, const struct ru_limits *limits,
                        struct ru_buf *out)
{
	z_stream z;
	int bits = window_bits(encoding, in);

	if (bits > 0 && undo_whole(encoding, in, max, out))
		return RU_ENCODING_GOOD;
	if (ru_buf_status(out) != RU_OK)
		return RU_ENOMEM;
	ru_zlib_hook(&z, out->al);
	if (inflateInit2(&z, bits) != Z_OK)
		return RU_ENOMEM;
	int fault = inflate_all(&z, encoding, in, max, limits, out);
	(void)inflateEnd(&z);
	return fault;
}

/* ---- zstd ---- */

static int undo_zstd(ZSTD_DCtx *zstd, struct ru_str in, size_t max, const struct ru_limits *limits, struct ru_buf *out)
{
	ZSTD_inBuffer from = {in.ptr, in.len, 0};
	size_t start = out->len;
	int fault = RU_ENCODING_GOOD;

	while (fault == RU_ENCODING_GOOD) {
		char *room = ru_buf_room(out, STEP);
		ZSTD_outBuffer to = {room, STEP, 0};

		if (room == NULL)
			return RU_ENOMEM;
		size_t left = ZSTD_decompressStream(zstd, &to, &from);
		out->len += to.pos;
		if (ZSTD_isError(left))
			return ZSTD_getErrorCode(left) == ZSTD_error_memory_allocation ? RU_ENOMEM
			                                                               : RU_ENCODING_DAMAGED;
		fault = check_caps(limits, from.pos, out->len - start, max);
		if (from.pos == from.size && to.pos < STEP)
			return left == 0 || fault != RU_ENCODING_GOOD ? fault : RU_ENCODING_CUT;
	}
	return fault;
}

int ru_encoding_undo(enum ru_encoding encoding, struct ru_str in, size_t max, const struct ru_limits *limits,
                     struct ru_buf *out)
{
	ZSTD_DCtx *zstd;
	int fault = RU_ENOMEM;

	if (in.len > UINT32_MAX / 2)
		return RU_ENCODING_TOO_LARGE;
	if (encoding != RU_ENCODING_ZSTD)
		return undo_deflate(encoding, in, max, limits, out);
	zstd = ZSTD_createDCtx_advanced(ru_zstd_hook(out->al));
	if (zstd != NULL && !ZSTD_isError(ZSTD_DCtx_setParameter(zstd, ZSTD_d_windowLogMax, RU_ZSTD_WINDOW_LOG)))
		fault = undo_zstd(zstd, in, max, limits, out);
	(void)ZSTD_freeDCtx(zstd);
	return fault;
}
