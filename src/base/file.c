/* SPDX-License-Identifier: Apache-2.0 */
/* Files and folders through POSIX; see file.h. */
#include "base/file.h"
#include "base/sort.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* strerror() is not thread-safe; the XSI strerror_r() fills our buffer. */
static const char *reason(char *buf, size_t size) { return strerror_r(errno, buf, size) == 0 ? buf : "unknown reason"; }

enum ru_file_kind ru_file_look(const char *path, uint64_t *size)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return RU_FILE_NONE;
	if (size != NULL)
		*size = st.st_size > 0 ? (uint64_t)st.st_size : 0;
	if (S_ISREG(st.st_mode))
		return RU_FILE_REGULAR;
	return S_ISDIR(st.st_mode) ? RU_FILE_FOLDER : RU_FILE_OTHER;
}

int ru_file_read(const char *path, struct ru_buf *buf, struct ru_error *err)
{
	enum { STEP = 1 << 16 };
	char why[128];
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	int status = 0;

	if (fd < 0)
		return ru_fail(err, RU_EIO, path, UINT64_MAX, "cannot be opened: %s", reason(why, sizeof(why)));
	for (;;) {
		size_t left = buf->max > buf->len ? buf->max - buf->len : 0;
		char *room = ru_buf_room(buf, left < STEP ? left : STEP);
		char over;

		if (room == NULL) {
			status =
			    ru_fail(err, ru_buf_status(buf), path, buf->len, "%s", ru_status_name(ru_buf_status(buf)));
			break;
		}
		ssize_t n = left > 0 ? read(fd, room, left < STEP ? left : STEP) : read(fd, &over, 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			status = ru_fail(err, RU_EIO, path, buf->len, "cannot be read: %s", reason(why, sizeof(why)));
		else if (n > 0 && left == 0)
			status = ru_fail(err, RU_ELIMIT, path, buf->len, "larger than %zu bytes", buf->max);
		if (n <= 0 || status != 0)
			break;
		buf->len += (size_t)n;
	}
	if (buf->ptr != NULL)
		buf->ptr[buf->len] = '\0';
	if (!is_stdin)
		close(fd);
	return status;
}

struct listed {
	struct ru_str name;
	bool is_folder;
};

static int by_name(const void *a, const void *b, void *ctx)
{
	(void)ctx;
	return ru_str_cmp(((const struct listed *)a)->name, ((const struct listed *)b)->name);
}

static int read_names(DIR *dir, struct ru_arena *arena, struct ru_vec *out)
{
	for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
		struct stat st;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		struct listed *item = ru_vec_push(out);
		if (item == NULL || ru_arena_copy(arena, ru_str_from(entry->d_name), &item->name) != 0)
			return RU_ENOMEM;
		item->is_folder =
		    fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
	}
	return 0;
}

int ru_file_list(const char *path, struct ru_arena *arena, const struct ru_alloc *al, char ***names, bool **is_folder,
                 size_t *count, struct ru_error *err)
{
	char why[128];
	struct ru_vec listed;
	int status;
	DIR *dir = opendir(path);

	*names = NULL;
	*is_folder = NULL;
	*count = 0;
	if (dir == NULL)
		return ru_fail(err, RU_EIO, path, UINT64_MAX, "cannot be opened: %s", reason(why, sizeof(why)));
	ru_vec_init(&listed, al, sizeof(struct listed), 0);
	status = read_names(dir, arena, &listed);
	closedir(dir);
	if (status == 0)
		status = ru_sort(listed.ptr, listed.len, sizeof(struct listed), by_name, NULL, al);
	char **list = status == 0 ? ru_arena_get(arena, listed.len, sizeof(*list)) : NULL;
	bool *folders = status == 0 ? ru_arena_get(arena, listed.len, sizeof(*folders)) : NULL;
	if (list == NULL || folders == NULL) {
		status = ru_fail(err, RU_ENOMEM, path, UINT64_MAX, "out of memory");
		goto done;
	}
	for (size_t i = 0; i < listed.len; i++) {
		const struct listed *item = RU_VEC_AT(&listed, struct listed, i);
		/* the arena's copy ends with a zero byte and is ours */
		list[i] = (char *)(uintptr_t)item->name.ptr;
		folders[i] = item->is_folder;
	}
	*names = list;
	*is_folder = folders;
	*count = listed.len;
done:
	ru_vec_release(&listed);
	return status;
}
