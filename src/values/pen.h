/* SPDX-License-Identifier: Apache-2.0 */
/* Writes a short value piece by piece into storage of its own: printf would cost more than all the reading before it.
 * What does not fit is dropped; callers know how long their values get. Private to values/ and facts/. */
#ifndef RU_VALUES_PEN_H
#define RU_VALUES_PEN_H

#include "base/str.h"

enum { RU_PEN_BYTES = 256 };

struct ru_pen {
	size_t len;
	char text[RU_PEN_BYTES];
};

static inline void ru_pen_char(struct ru_pen *pen, char c)
{
	if (pen->len < RU_PEN_BYTES)
		pen->text[pen->len++] = c;
}

static inline void ru_pen_put(struct ru_pen *pen, struct ru_str s)
{
	for (size_t i = 0; i < s.len; i++)
		ru_pen_char(pen, s.ptr[i]);
}

/* The number with zeros in front up to width digits, the sign counted, as "%0*lld" writes it. */
static inline void ru_pen_number(struct ru_pen *pen, int64_t number, unsigned width)
{
	uint64_t rest = number < 0 ? UINT64_C(0) - (uint64_t)number : (uint64_t)number;
	char digits[24];
	unsigned count = 0;

	do
		digits[count++] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (number < 0)
		ru_pen_char(pen, '-');
	for (unsigned k = count + (number < 0); k < width; k++)
		ru_pen_char(pen, '0');
	while (count > 0)
		ru_pen_char(pen, digits[--count]);
}

static inline struct ru_str ru_pen_str(const struct ru_pen *pen) { return (struct ru_str){pen->text, pen->len}; }

#endif
