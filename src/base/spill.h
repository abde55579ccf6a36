/* SPDX-License-Identifier: Apache-2.0 */
/* Temporary files for what does not fit into memory: frames of bytes, each with its length and a checksum.
 *
 * A file has no name from the moment it is there, so that nothing is left behind however the program ends. A frame that
 * was damaged, cut short or stands in the wrong place is noticed when it is read and named in the error. A header of
 * little-endian numbers makes the bytes the same on every machine. */
#ifndef RU_BASE_SPILL_H
#define RU_BASE_SPILL_H

#include "base/buf.h"

struct ru_spill;

/* A new empty file in a folder of its own in `folder`, both removed from the file system at once. what: what it holds
 * ("fingerprints"), for messages; both strings must live as long. RU_EIO with the system's reason. */
int ru_spill_open(struct ru_spill **out, const char *folder, const char *what, const struct ru_alloc *al,
                  struct ru_error *err) RU_MUST_CHECK;
/* Take the open file descriptor fd, which may hold frames already; closed with the spill. On failure it is closed too.
 */
int ru_spill_take(struct ru_spill **out, int fd, const char *what, const struct ru_alloc *al,
                  struct ru_error *err) RU_MUST_CHECK;
void ru_spill_close(struct ru_spill *spill);

/* Append a frame; *offset (may be NULL) is where to read it. RU_EIO where the disk is full. */
int ru_spill_put(struct ru_spill *spill, struct ru_str frame, uint64_t *offset, struct ru_error *err) RU_MUST_CHECK;
/* Write out what is still in memory: before the first ru_spill_get() after a put. */
int ru_spill_flush(struct ru_spill *spill, struct ru_error *err) RU_MUST_CHECK;
/* The frame at offset into *out, cleared first. RU_EIO where the file is damaged or too short. Safe on several threads
 * with a buffer each. *next (may be NULL) is the offset behind the frame. */
int ru_spill_get(const struct ru_spill *spill, uint64_t offset, struct ru_buf *out, uint64_t *next,
                 struct ru_error *err) RU_MUST_CHECK;
/* A stretch of a file in memory, for reading frames that lie near each other without a call of the system for each. */
struct ru_spill_window {
	struct ru_buf bytes;
	const struct ru_spill *spill; /* that they are of, from begin on */
	uint64_t begin;
};
void ru_spill_window_init(struct ru_spill_window *window, const struct ru_alloc *al);
void ru_spill_window_release(struct ru_spill_window *window);
/* As ru_spill_get(), but *frame lies in the window, until the next call for it; `ahead` bytes at least are read at a
 * time where so many stand in the file. */
int ru_spill_see(const struct ru_spill *spill, struct ru_spill_window *window, uint64_t offset, size_t ahead,
                 struct ru_str *frame, uint64_t *next, struct ru_error *err) RU_MUST_CHECK;
/* The first frame's offset and the offset behind the last. */
uint64_t ru_spill_begin(const struct ru_spill *spill);
uint64_t ru_spill_end(const struct ru_spill *spill);

#endif
