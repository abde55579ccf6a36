/* SPDX-License-Identifier: Apache-2.0 */
/* Content codings of a value that is in memory: gzip (RFC 1952), deflate (RFC 1950, and bare RFC 1951 as some servers
 * send it), zstd (RFC 8878); and the allocator hook for zlib and zstd.
 *
 * What comes out is capped by bytes and by ratio. libdeflate, twice as fast as zlib on whole values, is tried first;
 * zlib tells how far damaged bytes are good. */
#ifndef RU_INPUT_ENCODING_H
#define RU_INPUT_ENCODING_H

#include "base/buf.h"
#include "base/limits.h"

#define ZSTD_STATIC_LINKING_ONLY /* the allocator hook */
#include <zlib.h>
#include <zstd.h>

enum ru_encoding { RU_ENCODING_GZIP, RU_ENCODING_DEFLATE, RU_ENCODING_ZSTD };

enum ru_encoding_fault {
	RU_ENCODING_GOOD,
	RU_ENCODING_CUT,      /* the value ends too early; what came out is good */
	RU_ENCODING_DAMAGED,  /* what came out may be wrong */
	RU_ENCODING_BOMB,     /* it grows beyond the ratio */
	RU_ENCODING_TOO_LARGE /* more than max bytes */
};

/* Append what `in` stands for to out: an enum ru_encoding_fault, or RU_ENOMEM. O(len of in and out). */
int ru_encoding_undo(enum ru_encoding encoding, struct ru_str in, size_t max, const struct ru_limits *limits,
                     struct ru_buf *out) RU_MUST_CHECK;

/* Whether so many bytes in may become so many bytes out. */
bool ru_encoding_grows_too_much(const struct ru_limits *limits, uint64_t in, uint64_t out);

/* Windows of zstd frames: at most 32 MiB (level 20). */
enum { RU_ZSTD_WINDOW_LOG = 25 };

/* zlib and zstd take their memory from al, which must live as long as they do. */
void ru_zlib_hook(z_stream *z, const struct ru_alloc *al);
ZSTD_customMem ru_zstd_hook(const struct ru_alloc *al);

#endif
