/* SPDX-License-Identifier: Apache-2.0 */
/* Hostile pages of any size, by family: for growth.h and for the benchmarks. */
#ifndef TESTS_SUPPORT_GROWTH_FAMILY_H
#define TESTS_SUPPORT_GROWTH_FAMILY_H

#include "base/buf.h"

/* head, then unit over and over, then tail. A "%" in unit is the number of the repetition. */
struct growth_family {
	const char *name;
	const char *head;
	const char *unit;
	const char *tail;
};

/* A page of the family, of so many bytes or a few more. RU_OK or RU_ENOMEM. */
static inline int growth_make(struct ru_buf *out, const struct growth_family *family, size_t bytes)
{
	ru_buf_clear(out);
	ru_buf_put(out, ru_str_from(family->head));
	for (unsigned i = 0; out->len < bytes; i++) {
		for (const char *c = family->unit; *c != '\0'; c++) {
			if (*c == '%')
				ru_buf_print(out, "%u", i);
			else
				ru_buf_putc(out, *c);
		}
	}
	ru_buf_put(out, ru_str_from(family->tail));
	return ru_buf_status(out);
}

#endif
