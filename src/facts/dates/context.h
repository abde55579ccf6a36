/* SPDX-License-Identifier: Apache-2.0 */
/* The finder of expressions of time, and what becomes of them. Private to facts/. */
#ifndef RU_FACTS_DATES_CONTEXT_H
#define RU_FACTS_DATES_CONTEXT_H

#include "facts/dates/dates.h"

/* Append all expressions of time of the segment (struct ru_dated) up to the cap of found. O(atoms). */
int ru_dates_find(const struct ru_segment *s, struct ru_vec *found) RU_MUST_CHECK;
/* Resolve all that were found on the page, in its order: fills facts->dates and the flag of the tokens. */
int ru_dates_record(struct ru_reading *r, const struct ru_vec *found) RU_MUST_CHECK;

#endif
