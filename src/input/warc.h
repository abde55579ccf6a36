/* SPDX-License-Identifier: Apache-2.0 */
/* WARC 1.0 and 1.1 (ISO 28500:2017, IIPC) to raw pages: records of type response, resource and conversion.
 *
 * Fed a stream, unpacked or not. A record whose length is wrong ends where the next one begins; a damaged one is told
 * with its number and the bytes of the file, and the rest goes on; of one that is cut, the part that is there is given.
 * Revisits hold no page, segmented records are not put together. */
#ifndef RU_INPUT_WARC_H
#define RU_INPUT_WARC_H

#include "input/stream.h"
#include "input/tell.h"

struct ru_warc {
	struct ru_stream *stream;
	struct ru_teller *teller;
	uint64_t record;    /* number of the record last read, from 1 */
	uint64_t passed;    /* responses and resources that hold no page: pictures, redirects */
	uint64_t bad_begin; /* of a record without a usable head, not told yet; UINT64_MAX: none */
	uint64_t place;     /* where in the file the record last read begins */
	bool break_told;
	struct ru_buf decoded[2];
};

/* stream stands at the beginning of the file. */
void ru_warc_init(struct ru_warc *warc, struct ru_stream *stream, struct ru_teller *teller);
void ru_warc_release(struct ru_warc *warc);
/* The next page: 1, 0 at the end, RU_INPUT_TOLD after a complaint. Strings go to the arena; the page's bytes live until
 * the next call. The id is empty where the record has none. */
int ru_warc_next(struct ru_warc *warc, struct ru_arena *arena, struct ru_raw_page *page,
                 struct ru_error *err) RU_MUST_CHECK;

#endif
