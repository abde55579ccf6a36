/* SPDX-License-Identifier: Apache-2.0 */
/* JSON Lines: a stream to pages or pairs, a record a line. One line is in memory at a time. */
#ifndef RU_INPUT_LINES_H
#define RU_INPUT_LINES_H

#include "input/stream.h"
#include "input/tell.h"

struct ru_lines {
	struct ru_stream *stream;
	struct ru_teller *teller;
	uint64_t record; /* number of the line last read, from 1; lines of white space do not count */
	uint64_t bad_begin, bad_end, bad_count; /* a stretch of lines that are no JSON, not told yet */
	bool resumed;                           /* the next line may have lost its beginning */
};

void ru_lines_init(struct ru_lines *lines, struct ru_stream *stream, struct ru_teller *teller);
/* The next good record, as a page or, where pair is not NULL, as a pair: 1, 0 at the end, RU_INPUT_TOLD after a
 * complaint. Strings go to the arena, which is released before; id is empty where the record has none. */
int ru_lines_next(struct ru_lines *lines, struct ru_arena *arena, struct ru_raw_page *page, struct ru_input_pair *pair,
                  struct ru_error *err) RU_MUST_CHECK;

#endif
