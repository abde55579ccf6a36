/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes in: files, folders and standard input, told apart by content, cut into raw pages in a fixed order.
 *
 * HTML, plain text, JSON Lines, WARC, RSS, Atom and JSON Feed, each also as gzip or zstd. A bad file or record is
 * reported through the callback and passed over; the rest goes on. */
#ifndef RU_INPUT_INPUT_H
#define RU_INPUT_INPUT_H

#include "base/file.h"
#include "base/limits.h"
#include "record/raw_page.h"

struct ru_input;

/* A complaint about some input: unreadable, empty, binary, too large, a bad record, a damaged stretch. failed is false
 * for mere remarks (names passed over in a folder). begin..end is the byte range in source, or UINT64_MAX: bytes of the
 * file (of a packed WARC the members), but of unpacked bytes where a packed file is one long member. */
struct ru_input_complaint {
	struct ru_str source;
	struct ru_str message; /* plain English without a final stop */
	struct ru_str key;     /* "empty", "binary", "too_large" (also what unpacks to too many times its size),
	                        * "unreadable", "bad_record", "damaged", "truncated" (the part that is there is read),
	                        * "unsupported" (a format or coding that is recognised and not read), "passed_over" (names
	                        * in a folder), "passed_records" (of an archive, that hold no page) */
	uint64_t begin, end;
	uint64_t count; /* of names passed over; else 1 */
	bool failed;
	uint64_t record; /* number of the record or item, from 1; 0 where it is the whole file */
	struct ru_str
	    detail; /* unsupported: what it is ("zip"); repeated_id: where the id was given first; else empty */
};
typedef void ru_input_complain_fn(void *ctx, const struct ru_input_complaint *complaint);

struct ru_input_options {
	const struct ru_alloc *al;
	const struct ru_limits *limits;
	ru_input_complain_fn *complain; /* may be NULL */
	void *ctx;
	bool may_pause; /* ru_input_next() may return RU_INPUT_TOLD */
};

/* Nothing to give yet, but something was told: a caller who keeps what is told can pass it on. */
enum { RU_INPUT_TOLD = 2 };

/* paths: files, folders, "-". Nothing is read yet. paths must live as long as the input. */
int ru_input_open(struct ru_input **out, const char *const *paths, size_t count, const struct ru_input_options *options,
                  struct ru_error *err) RU_MUST_CHECK;
/* The same for one file that is in memory; bytes must live as long as the input. name stands for its path. */
int ru_input_open_bytes(struct ru_input **out, struct ru_str name, struct ru_str bytes,
                        const struct ru_input_options *options, struct ru_error *err) RU_MUST_CHECK;
void ru_input_close(struct ru_input *input);

/* The next page: 1 and *page filled (valid until the next call), 0 at the end, RU_INPUT_TOLD where that is allowed, < 0
 * only where nothing can go on (memory, cancel). Ids are as in docs: the record's, else the path, with "#n" for the
 * n-th record of a file. Repeated ids are not noticed here. */
int ru_input_next(struct ru_input *input, struct ru_raw_page *page, struct ru_error *err) RU_MUST_CHECK;

/* Bytes read so far and bytes in all, for progress. The total grows as folders are entered; it is 0 where it is unknown
 * (standard input, a pipe). */
void ru_input_progress(const struct ru_input *input, uint64_t *done, uint64_t *total);

/* One record of a pairs file. */
struct ru_input_pair {
	struct ru_str id, a, b, language;
};
/* Like ru_input_next, for files of pairs. */
int ru_input_pair_next(struct ru_input *input, struct ru_input_pair *pair, struct ru_error *err) RU_MUST_CHECK;

#endif
