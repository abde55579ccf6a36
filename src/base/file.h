/* SPDX-License-Identifier: Apache-2.0 */
/* Files and folders. With input/ the only place that calls POSIX. */
#ifndef RU_BASE_FILE_H
#define RU_BASE_FILE_H

#include "base/buf.h"

enum ru_file_kind { RU_FILE_NONE, RU_FILE_REGULAR, RU_FILE_FOLDER, RU_FILE_OTHER };

/* What stands at path (links are followed). RU_FILE_NONE where nothing does; never fails. */
enum ru_file_kind ru_file_look(const char *path, uint64_t *size);

/* Append the whole of path to buf ("-" is standard input). RU_ELIMIT beyond buf->max, RU_EIO with the system's reason
 * otherwise; buf then holds what was read. */
int ru_file_read(const char *path, struct ru_buf *buf, struct ru_error *err) RU_MUST_CHECK;

/* The names in a folder, in byte order, without "." and "..", zero-terminated strings in the arena.
 * is_folder[i] tells a folder that is not a symbolic link; *is_folder may not be NULL. */
int ru_file_list(const char *path, struct ru_arena *arena, const struct ru_alloc *al, char ***names, bool **is_folder,
                 size_t *count, struct ru_error *err) RU_MUST_CHECK;

/* Read path from its begin to its end in pieces; a status other than 0 of take ends it. */
typedef int ru_file_take_fn(void *ctx, struct ru_str piece, struct ru_error *err);
int ru_file_each(const char *path, ru_file_take_fn *take, void *ctx, struct ru_error *err) RU_MUST_CHECK;

/* A file that takes the place of another only when it is whole: written as path with ".unfinished" behind it, brought
 * to the disk, then renamed. path must live as long. */
struct ru_file_writer;
int ru_file_writer_open(struct ru_file_writer **out, const char *path, const struct ru_alloc *al,
                        struct ru_error *err) RU_MUST_CHECK;
/* Whether path can be written so, told before the work is done: RU_EIO with the reason. A file that is there and may
 * not be written is not replaced either. */
int ru_file_writer_try(const char *path, const struct ru_alloc *al, struct ru_error *err) RU_MUST_CHECK;
int ru_file_writer_put(struct ru_file_writer *writer, struct ru_str bytes, struct ru_error *err) RU_MUST_CHECK;
/* Close and free; without whole, or after a failure, the unfinished file is removed and path is as it was. */
int ru_file_writer_close(struct ru_file_writer *writer, bool whole, struct ru_error *err) RU_MUST_CHECK;

#endif
