/* SPDX-License-Identifier: Apache-2.0 */
/* Temporary files of checked frames; see spill.h.
 *
 *     file    "runutspl", version (4 bytes), zero (4)
 *     frame   length (4), zero (4), checksum (8): XXH3 of the bytes, mixed with the frame's offset; then the bytes */
#include "base/spill.h"

#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 16, VERSION = 1, WRITE_BUFFER = 1 << 20, LONG_FRAME = 1 << 15, FIRST_READ = 6 << 10, PATH_MOST = 4096 };

static const char magic[] = "runutspl";

struct ru_spill {
	const struct ru_alloc *al;
	const char *what;
	int fd;
	uint64_t written; /* bytes in the file */
	size_t pending;   /* bytes in buf, not in the file yet */
	char *buf;
};

static const char *reason(char *buf, size_t size) { return strerror_r(errno, buf, size) == 0 ? buf : "unknown reason"; }

static void put_number(char *out, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		out[i] = (char)(value >> (8 * i) & 0xFF);
}

static uint64_t get_number(const char *in, size_t bytes)
{
	uint64_t value = 0;

	for (size_t i = bytes; i-- > 0;)
		value = value << 8 | (unsigned char)in[i];
	return value;
}

static uint64_t checksum(struct ru_str frame, uint64_t offset) { return ru_hash_mix(ru_hash64(frame), offset); }

static int write_all(struct ru_spill *spill, const char *ptr, size_t len, struct ru_error *err)
{
	char why[128];

	while (len > 0) {
		ssize_t n = pwrite(spill->fd, ptr, len, (off_t)spill->written);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return ru_fail(err, RU_EIO, NULL, UINT64_MAX, "the temporary file of %s cannot be written: %s",
			               spill->what, n == 0 ? "no room" : reason(why, sizeof(why)));
		ptr += n;
		len -= (size_t)n;
		spill->written += (uint64_t)n;
	}
	return 0;
}

/* Read up to len bytes at offset; *got tells how many there were. */
static int read_some(const struct ru_spill *spill, uint64_t offset, char *ptr, size_t len, size_t *got,
                     struct ru_error *err)
{
	char why[128];

	for (*got = 0; *got < len;) {
		ssize_t n = pread(spill->fd, ptr + *got, len - *got, (off_t)(offset + *got));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ru_fail(err, RU_EIO, NULL, offset, "the temporary file of %s cannot be read: %s",
			               spill->what, reason(why, sizeof(why)));
		if (n == 0)
			break;
		*got += (size_t)n;
	}
	return 0;
}

/* A new file without a name, or -1 and errno. */
static int nameless(const char *folder)
{
	char path[PATH_MOST];
	size_t len = 0;
	int fd = -1, n = snprintf(path, sizeof(path), "%s/runut-XXXXXX", folder);

	if (n < 0 || (size_t)n + 6 > sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	len = (size_t)n;
	if (mkdtemp(path) == NULL)
		return -1;
	memcpy(path + len, "/file", 6);
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
	int failure = errno;
	if (fd >= 0)
		(void)unlink(path);
	path[len] = '\0';
	(void)rmdir(path);
	errno = failure;
	return fd;
}

int ru_spill_take(struct ru_spill **out, int fd, const char *what, const struct ru_alloc *al, struct ru_error *err)
{
	struct stat st;
	struct ru_spill *spill = ru_alloc_zero(al, 1, sizeof(*spill));
	char *buf = ru_alloc_get(al, WRITE_BUFFER, 1);

	*out = NULL;
	if (spill == NULL || buf == NULL || fstat(fd, &st) != 0) {
		int status = spill == NULL || buf == NULL ? RU_ENOMEM : RU_EIO;
		ru_alloc_free(al, spill);
		ru_alloc_free(al, buf);
		(void)close(fd);
		return ru_fail(err, status, NULL, UINT64_MAX, "%s", ru_status_name(status));
	}
	*spill = (struct ru_spill){al, what, fd, (uint64_t)st.st_size, 0, buf};
	if (spill->written == 0) {
		memset(buf, 0, HEAD);
		memcpy(buf, magic, 8);
		put_number(buf + 8, VERSION, 4);
		spill->pending = HEAD;
	} else {
		char head[HEAD];
		size_t got = 0;
		int status = read_some(spill, 0, head, HEAD, &got, err);
		if (status == 0 && (got < HEAD || memcmp(head, magic, 8) != 0 || get_number(head + 8, 4) != VERSION))
			status = ru_fail(err, RU_EIO, NULL, 0, "the temporary file of %s is damaged", what);
		if (status != 0) {
			ru_spill_close(spill);
			return status;
		}
	}
	*out = spill;
	return 0;
}

int ru_spill_open(struct ru_spill **out, const char *folder, const char *what, const struct ru_alloc *al,
                  struct ru_error *err)
{
	char why[128];
	int fd = nameless(folder);

	*out = NULL;
	if (fd < 0)
		return ru_fail(err, RU_EIO, folder, UINT64_MAX, "no temporary file of %s can be made here: %s", what,
		               reason(why, sizeof(why)));
	return ru_spill_take(out, fd, what, al, err);
}

void ru_spill_close(struct ru_spill *spill)
{
	if (spill == NULL)
		return;
	(void)close(spill->fd);
	ru_alloc_free(spill->al, spill->buf);
	ru_alloc_free(spill->al, spill);
}

int ru_spill_flush(struct ru_spill *spill, struct ru_error *err)
{
	int status = write_all(spill, spill->buf, spill->pending, err);

	if (status == 0)
		spill->pending = 0;
	return status;
}

int ru_spill_put(struct ru_spill *spill, struct ru_str frame, uint64_t *offset, struct ru_error *err)
{
	char head[HEAD] = {0};
	uint64_t at = ru_spill_end(spill);
	int status = 0;

	if (frame.len > UINT32_MAX)
		return ru_fail(err, RU_ELIMIT, NULL, UINT64_MAX, "a record of %s is too large", spill->what);
	put_number(head, frame.len, 4);
	put_number(head + 8, checksum(frame, at), 8);
	if (spill->pending + HEAD + frame.len > WRITE_BUFFER)
		status = ru_spill_flush(spill, err);
	if (status != 0)
		return status;
	memcpy(spill->buf + spill->pending, head, HEAD);
	spill->pending += HEAD;
	/* a long one is not worth a copy */
	if (frame.len >= LONG_FRAME || spill->pending + frame.len > WRITE_BUFFER) {
		status = ru_spill_flush(spill, err);
		if (status == 0)
			status = write_all(spill, frame.ptr, frame.len, err);
	} else if (frame.len > 0) {
		memcpy(spill->buf + spill->pending, frame.ptr, frame.len);
		spill->pending += frame.len;
	}
	if (status == 0 && offset != NULL)
		*offset = at;
	return status;
}

static int damaged(const struct ru_spill *spill, uint64_t offset, struct ru_error *err)
{
	return ru_fail(err, RU_EIO, NULL, offset, "the temporary file of %s is damaged or cut short", spill->what);
}

int ru_spill_get(const struct ru_spill *spill, uint64_t offset, struct ru_buf *out, uint64_t *next,
                 struct ru_error *err)
{
	size_t got = 0, more = 0;

	ru_buf_clear(out);
	if (offset < HEAD || offset >= spill->written)
		return damaged(spill, offset, err);
	/* most records fit into the first read */
	char *room = ru_buf_room(out, FIRST_READ);
	if (room == NULL)
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
	int status = read_some(spill, offset, room, FIRST_READ, &got, err);
	if (status != 0)
		return status;
	if (got < HEAD)
		return damaged(spill, offset, err);
	size_t len = (size_t)get_number(room, 4);
	uint64_t sum = get_number(room + 8, 8);
	if (len > spill->written - offset - HEAD)
		return damaged(spill, offset, err);
	got -= HEAD;
	memmove(room, room + HEAD, got);
	out->len = got < len ? got : len;
	if (got < len) {
		room = ru_buf_room(out, len - got);
		if (room == NULL)
			return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
		status = read_some(spill, offset + HEAD + got, room, len - got, &more, err);
		out->len += more;
	}
	if (status == 0 && (out->len < len || checksum(ru_buf_str(out), offset) != sum))
		status = damaged(spill, offset, err);
	if (status == 0 && next != NULL)
		*next = offset + HEAD + len;
	return status;
}

void ru_spill_window_init(struct ru_spill_window *window, const struct ru_alloc *al)
{
	*window = (struct ru_spill_window){.spill = NULL};
	ru_buf_init(&window->bytes, al, 0);
}

void ru_spill_window_release(struct ru_spill_window *window)
{
	ru_buf_release(&window->bytes);
	window->spill = NULL;
}

/* Whether the window holds so many bytes of the file from offset on. */
static bool holds(const struct ru_spill_window *window, const struct ru_spill *spill, uint64_t offset, size_t len)
{
	return window->spill == spill && offset >= window->begin && len <= window->bytes.len &&
	       offset - window->begin <= window->bytes.len - len;
}

static int move_window(const struct ru_spill *spill, struct ru_spill_window *window, uint64_t offset, size_t len,
                       struct ru_error *err)
{
	size_t got = 0;

	window->spill = NULL;
	ru_buf_clear(&window->bytes);
	char *room = ru_buf_room(&window->bytes, len);
	if (room == NULL)
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
	int status = read_some(spill, offset, room, len, &got, err);
	if (status != 0)
		return status;
	window->bytes.len = got;
	window->spill = spill;
	window->begin = offset;
	return 0;
}

int ru_spill_see(const struct ru_spill *spill, struct ru_spill_window *window, uint64_t offset, size_t ahead,
                 struct ru_str *frame, uint64_t *next, struct ru_error *err)
{
	if (offset < HEAD || offset >= spill->written || spill->written - offset < HEAD)
		return damaged(spill, offset, err);
	if (!holds(window, spill, offset, HEAD)) {
		int status = move_window(spill, window, offset, ahead > HEAD ? ahead : HEAD, err);
		if (status != 0)
			return status;
		if (!holds(window, spill, offset, HEAD))
			return damaged(spill, offset, err);
	}
	const char *head = window->bytes.ptr + (offset - window->begin);
	size_t len = (size_t)get_number(head, 4);
	uint64_t sum = get_number(head + 8, 8);
	if (len > spill->written - offset - HEAD)
		return damaged(spill, offset, err);
	if (!holds(window, spill, offset, HEAD + len)) {
		int status = move_window(spill, window, offset, ahead > HEAD + len ? ahead : HEAD + len, err);
		if (status != 0)
			return status;
		if (!holds(window, spill, offset, HEAD + len))
			return damaged(spill, offset, err);
	}
	*frame = (struct ru_str){window->bytes.ptr + (offset - window->begin) + HEAD, len};
	if (checksum(*frame, offset) != sum)
		return damaged(spill, offset, err);
	if (next != NULL)
		*next = offset + HEAD + len;
	return 0;
}

uint64_t ru_spill_begin(const struct ru_spill *spill)
{
	(void)spill;
	return HEAD;
}

uint64_t ru_spill_end(const struct ru_spill *spill) { return spill->written + spill->pending; }
