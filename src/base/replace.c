/* SPDX-License-Identifier: Apache-2.0 */
/* Files read piece by piece, and files that take another's place when they are whole; see file.h. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct ru_file_writer {
	const struct ru_alloc *al;
	const char *path;     /* as given, for messages */
	char place[PATH_MAX]; /* the file that is replaced: behind all links */
	char unfinished[PATH_MAX];
	int fd;
};

static const char *reason(char *buf, size_t size) { return strerror_r(errno, buf, size) == 0 ? buf : "unknown reason"; }

int ru_file_each(const char *path, ru_file_take_fn *take, void *ctx, struct ru_error *err)
{
	char piece[1 << 14], why[128];
	int status = 0, fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return ru_fail(err, RU_EIO, path, UINT64_MAX, "cannot be opened: %s", reason(why, sizeof(why)));
	while (status == 0) {
		ssize_t n = read(fd, piece, sizeof(piece));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			status = ru_fail(err, RU_EIO, path, UINT64_MAX, "cannot be read: %s", reason(why, sizeof(why)));
		if (n <= 0)
			break;
		status = take(ctx, (struct ru_str){piece, (size_t)n}, err);
	}
	(void)close(fd);
	return status;
}

static int fail(const struct ru_file_writer *writer, struct ru_error *err)
{
	char why[128];

	return ru_fail(err, RU_EIO, writer->path, UINT64_MAX, "cannot be written: %s", reason(why, sizeof(why)));
}

static const char suffix[] = ".unfinished";

/* The names of the file that is replaced and of the one that will. Sets errno. */
static int name_files(struct ru_file_writer *writer, mode_t *permissions)
{
	struct stat old;
	bool stands = stat(writer->path, &old) == 0;
	size_t len = strlen(writer->path);

	if (stands && !S_ISREG(old.st_mode)) {
		errno = EINVAL; /* a device or a pipe cannot be replaced */
		return -1;
	}
	if (stands)
		*permissions = old.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
	if (stands && realpath(writer->path, writer->place) == NULL)
		return -1;
	if (!stands && len < sizeof(writer->place))
		memcpy(writer->place, writer->path, len + 1);
	len = stands ? strlen(writer->place) : len;
	if (len + sizeof(suffix) > sizeof(writer->unfinished)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(writer->unfinished, writer->place, len);
	memcpy(writer->unfinished + len, suffix, sizeof(suffix));
	return stands;
}

/* What stands at the name of the unfinished file is left over from a run that was killed, or a trap: it is removed,
 * never followed. */
static int open_unfinished(struct ru_file_writer *writer)
{
	mode_t permissions = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
	int stands = name_files(writer, &permissions);

	if (stands < 0 || (unlink(writer->unfinished) != 0 && errno != ENOENT))
		return -1;
	writer->fd = open(writer->unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions);
	if (writer->fd >= 0 && stands > 0)
		(void)fchmod(writer->fd, permissions);
	return writer->fd;
}

int ru_file_writer_open(struct ru_file_writer **out, const char *path, const struct ru_alloc *al, struct ru_error *err)
{
	struct ru_file_writer *writer = ru_alloc_zero(al, 1, sizeof(*writer));

	*out = NULL;
	if (writer == NULL)
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "%s", ru_status_name(RU_ENOMEM));
	writer->al = al;
	writer->path = path;
	if (open_unfinished(writer) < 0) {
		int status = fail(writer, err);

		ru_alloc_free(al, writer);
		return status;
	}
	*out = writer;
	return 0;
}

int ru_file_writer_try(const char *path, const struct ru_alloc *al, struct ru_error *err)
{
	struct ru_file_writer *writer;
	char why[128];

	if (access(path, W_OK) != 0 && errno != ENOENT)
		return ru_fail(err, RU_EIO, path, UINT64_MAX, "cannot be written: %s", reason(why, sizeof(why)));
	int status = ru_file_writer_open(&writer, path, al, err);
	return status == 0 ? ru_file_writer_close(writer, false, err) : status;
}

int ru_file_writer_put(struct ru_file_writer *writer, struct ru_str bytes, struct ru_error *err)
{
	while (bytes.len > 0) {
		ssize_t n = write(writer->fd, bytes.ptr, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return fail(writer, err);
		bytes = ru_str_cut(bytes, (size_t)n, bytes.len);
	}
	return 0;
}

int ru_file_writer_close(struct ru_file_writer *writer, bool whole, struct ru_error *err)
{
	int status = 0;

	if (whole && fsync(writer->fd) != 0 && errno != EINVAL && errno != EROFS)
		status = fail(writer, err);
	if (close(writer->fd) != 0 && whole && status == 0)
		status = fail(writer, err);
	if (whole && status == 0 && rename(writer->unfinished, writer->place) != 0)
		status = fail(writer, err);
	if (!whole || status != 0)
		(void)unlink(writer->unfinished);
	ru_alloc_free(writer->al, writer);
	return status;
}
