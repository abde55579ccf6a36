/* SPDX-License-Identifier: Apache-2.0 */
/* Where what is found goes: standard output, or a file that takes its name when it is whole. What stands at the name
 * already decides: a regular file is replaced and keeps its permissions, the file behind a link is, not the link; into
 * a pipe or a device is written as it is. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The name of the file that is not whole, for a program that is told to end at once. */
static char *volatile standing;

void output_abandon(void)
{
	if (standing != NULL)
		(void)unlink(standing);
}

/* A new file beside the one that it will replace. Whatever stands at its name is left over from a run that was killed,
 * or a trap: it is removed, never followed. */
static int open_unfinished(struct output *output, const struct stat *old)
{
	const mode_t permissions = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
	int fd;

	if (unlink(output->unfinished) != 0 && errno != ENOENT)
		return errno;
	fd = open(output->unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions);
	if (fd < 0)
		return errno;
	standing = output->unfinished;
	if (old != NULL)
		(void)fchmod(fd, old->st_mode & (permissions | S_IXUSR | S_IXGRP | S_IXOTH));
	output->stream = fdopen(fd, "wb");
	if (output->stream == NULL) {
		(void)close(fd);
		(void)unlink(output->unfinished);
		return ENOMEM;
	}
	return 0;
}

static int name_unfinished(struct output *output)
{
	static const char suffix[] = ".unfinished";
	size_t len = strlen(output->path);

	output->unfinished = malloc(len + sizeof(suffix));
	if (output->unfinished == NULL)
		return ENOMEM;
	memcpy(output->unfinished, output->path, len);
	memcpy(output->unfinished + len, suffix, sizeof(suffix));
	return 0;
}

int output_open(struct output *output, const char *path)
{
	struct stat old;
	bool stands;
	int failure;

	*output = (struct output){.stream = stdout};
	if (path == NULL)
		return 0;
	output->stream = NULL;
	stands = stat(path, &old) == 0;
	output->path = stands ? realpath(path, NULL) : strdup(path);
	if (output->path == NULL)
		return errno != 0 ? errno : ENOMEM;
	if (stands && !S_ISREG(old.st_mode)) {
		int fd = open(output->path, O_WRONLY | O_CLOEXEC);

		output->stream = fd >= 0 ? fdopen(fd, "wb") : NULL;
		if (output->stream == NULL && fd >= 0)
			(void)close(fd);
		return output->stream == NULL ? errno : 0;
	}
	failure = name_unfinished(output);
	return failure == 0 ? open_unfinished(output, stands ? &old : NULL) : failure;
}

int output_finish(struct output *output, bool whole)
{
	int failure = output->failure;

	if (output->stream != NULL && fflush(output->stream) != 0 && failure == 0)
		failure = errno;
	if (output->stream != NULL && output->path != NULL) {
		if (fclose(output->stream) != 0 && failure == 0)
			failure = errno;
		if (output->unfinished != NULL) {
			if (failure == 0 && whole && rename(output->unfinished, output->path) != 0)
				failure = errno;
			if (failure != 0 || !whole)
				(void)unlink(output->unfinished);
		}
	}
	standing = NULL;
	free(output->unfinished);
	free(output->path);
	*output = (struct output){.closed_pipe = output->closed_pipe};
	return failure;
}
