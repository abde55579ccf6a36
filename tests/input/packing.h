/* SPDX-License-Identifier: Apache-2.0 */
/* gzip members, zlib streams and zstd frames for the tests. */
#ifndef TESTS_INPUT_PACKING_H
#define TESTS_INPUT_PACKING_H

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <zlib.h>
#include <zstd.h>

/* bits: 31 gzip, 15 zlib, -15 bare deflate */
static inline void pack_deflate(struct ru_buf *out, struct ru_str bytes, int bits)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)bytes.ptr, .avail_in = (uInt)bytes.len};

	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
	size_t bound = deflateBound(&z, (uLong)bytes.len) + 64;
	z.next_out = (Bytef *)ru_buf_room(out, bound);
	z.avail_out = (uInt)bound;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	out->len += bound - z.avail_out;
	assert_int_equal(deflateEnd(&z), Z_OK);
}

static inline void pack_zstd(struct ru_buf *out, struct ru_str bytes)
{
	size_t bound = ZSTD_compressBound(bytes.len);
	char *room = ru_buf_room(out, bound);
	ZSTD_CCtx *context = ZSTD_createCCtx();

	(void)ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
	size_t len = ZSTD_compress2(context, room, bound, bytes.ptr, bytes.len);
	assert_false(ZSTD_isError(len));
	out->len += len;
	(void)ZSTD_freeCCtx(context);
}

#endif
