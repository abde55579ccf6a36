/* SPDX-License-Identifier: Apache-2.0 */
/* Call for a line of memory before it is looked at, where tables are larger than the processor's caches. */
#ifndef RU_BASE_FETCH_H
#define RU_BASE_FETCH_H

/* Any address will do, a wrong one costs time only. Nothing where the compiler knows no such thing. */
static inline void ru_fetch(const void *from)
{
#if defined(__GNUC__)
	__builtin_prefetch(from);
#else
	(void)from;
#endif
}

#endif
