/* SPDX-License-Identifier: Apache-2.0 */
/* Tests as rows of a file, one a line; lines that begin with # are comments. */
#ifndef RU_TESTS_FACTS_ROW_FILE_H
#define RU_TESTS_FACTS_ROW_FILE_H

#include "base/file.h"

/* Every row of a file passes check, which gives the number of its faults; at least so many rows are there. */
static inline void row_file_check(const char *path, uint32_t (*check)(struct ru_str row), uint32_t least)
{
	struct ru_buf buf;
	struct ru_str rest, line;
	uint32_t wrong = 0, rows = 0;

	ru_buf_init(&buf, ru_alloc_default(), 0);
	assert_int_equal(ru_file_read(path, &buf, NULL), 0);
	rest = ru_buf_str(&buf);
	while (ru_str_split(&rest, '\n', &line)) {
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		wrong += check(line) > 0;
		rows++;
	}
	ru_buf_release(&buf);
	assert_true(rows >= least);
	if (wrong > 0)
		fail_msg("%u of %u rows", wrong, rows);
}

#endif
