/* SPDX-License-Identifier: Apache-2.0 */
/* Complaints on their way out, for all readers of input/. */
#ifndef RU_INPUT_TELL_H
#define RU_INPUT_TELL_H

#include "input/input.h"

/* Who is told, and of which file. complain may be NULL. */
struct ru_teller {
	ru_input_complain_fn *complain;
	void *ctx;
	struct ru_str source;
	uint64_t told;   /* complaints so far */
	uint64_t record; /* the record that is being read, from 1; 0 before the first */
};

/* A complaint about the whole file, or about bytes of it. Change what differs, then tell. */
struct ru_input_complaint ru_complaint(const struct ru_teller *teller, struct ru_str key);
struct ru_input_complaint ru_complaint_at(const struct ru_teller *teller, struct ru_str key, uint64_t begin,
                                          uint64_t end);
/* Hand the complaint over with its message (printf). */
void ru_tell(struct ru_teller *teller, struct ru_input_complaint *complaint, const char *fmt, ...) RU_PRINTF(3, 4);

#endif
