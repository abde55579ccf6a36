/* SPDX-License-Identifier: Apache-2.0 */
/* Status codes and error detail, shared by every folder.
 *
 * A function that can fail returns 0 or a negative enum ru_status; where it also tells "found" from
 * "end", a positive value says so in its comment.  The detail goes into *err, the caller's storage,
 * always the last parameter, which may be NULL.  Nothing here prints, aborts or keeps state. */
#ifndef RU_BASE_STATUS_H
#define RU_BASE_STATUS_H

#include <stdint.h>

#if defined(__GNUC__)
#define RU_MUST_CHECK __attribute__((warn_unused_result))
#define RU_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define RU_MUST_CHECK
#define RU_PRINTF(fmt, args)
#endif

/* Same values as enum runut_status in runut.h (asserted in engine/). */
enum ru_status {
	RU_OK = 0,
	RU_ENOMEM = -1,    /* the allocator said no */
	RU_EINPUT = -2,    /* the bytes given are not what they should be */
	RU_ELIMIT = -3,    /* a cap was reached and the work cannot go on */
	RU_EIO = -4,       /* the operating system said no */
	RU_EUSAGE = -5,    /* the caller broke the contract of the function */
	RU_ECANCEL = -6,   /* the cancel flag was raised */
	RU_ESTORE = -7,    /* the store is damaged */
	RU_EINTERNAL = -8, /* a bug of ours, noticed */
	RU_EDUP = -9       /* a page id was given twice */
};

/* Detail of a failure. message is plain English without a final stop; input names the file or page
 * ("" where none); offset is the byte in it, or UINT64_MAX where there is none. */
struct ru_error {
	int status;
	uint64_t offset;
	char message[240];
	char input[240];
};

/* Fill *err (may be NULL) and return status, so that a caller writes: return ru_fail(err, RU_EIO, ...).
 * input may be NULL. Text that does not fit is cut at a character. */
int ru_fail(struct ru_error *err, int status, const char *input, uint64_t offset, const char *fmt, ...) RU_PRINTF(5, 6);

/* The short name of a status: "out of memory", "bad input", ... Never NULL. */
const char *ru_status_name(int status);

#endif
