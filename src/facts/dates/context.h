/* SPDX-License-Identifier: Apache-2.0 */
/* The finder of expressions of time. Private to facts/. */
#ifndef RU_FACTS_DATES_CONTEXT_H
#define RU_FACTS_DATES_CONTEXT_H

#include "facts/dates/dates.h"

/* Append all expressions of time of the page (struct ru_dated) up to the cap of found. O(words). */
int ru_dates_find(const struct ru_reading *r, struct ru_vec *found) RU_MUST_CHECK;

#endif
