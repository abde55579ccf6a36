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

#endif
