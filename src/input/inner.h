/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of input/, from path to page: walk (paths to files), stream (a file's bytes), content (what they are),
 * record (a line of JSON Lines). input.c puts them together. */
#ifndef RU_INPUT_INNER_H
#define RU_INPUT_INNER_H

#include "base/sort.h"
#include "input/input.h"

/* ---- walk.c: the files of the paths given, in order: folders in byte order of the relative path ---- */

struct ru_walk_level {
	struct ru_arena arena;
	char **names;
	bool *is_folder;
	uint32_t *order;
	size_t count, at;
	size_t prefix; /* bytes of the path that name the folder */
};

struct ru_walk {
	const char *const *paths;
	size_t count, at;
	uint32_t depth_max;
	struct ru_vec level; /* struct ru_walk_level */
	struct ru_buf path;  /* of the current file */
	uint64_t passed_over;
	uint64_t bytes;          /* of the files in the folders entered so far */
	struct ru_buf passed_in; /* the folder of the first name passed over */
	const struct ru_alloc *al;
};

enum ru_walk_status { RU_WALK_END, RU_WALK_FILE, RU_WALK_UNREADABLE, RU_WALK_TOO_DEEP };

void ru_walk_init(struct ru_walk *walk, const char *const *paths, size_t count, uint32_t depth_max,
                  const struct ru_alloc *al);
void ru_walk_release(struct ru_walk *walk);
/* An enum ru_walk_status, or RU_ENOMEM. FILE: walk->path is a file or "-"; *found tells that it was met in a folder and
 * not named. UNREADABLE and TOO_DEEP: walk->path is what is left out, *err says why. */
int ru_walk_next(struct ru_walk *walk, bool *found, struct ru_error *err) RU_MUST_CHECK;
/* Count the current file among the names passed over. */
int ru_walk_pass_over(struct ru_walk *walk) RU_MUST_CHECK;

/* ---- stream.c: the bytes of one file or of standard input ---- */

struct ru_stream {
	int fd; /* -1: none open */
	bool end;
	struct ru_buf buf; /* [pos, len) is not used up */
	size_t pos;
	size_t scanned;  /* no line break in [pos, scanned) */
	uint64_t offset; /* of buf[0] in the file */
	uint64_t read;   /* bytes of all files so far */
};

void ru_stream_init(struct ru_stream *stream, const struct ru_alloc *al);
/* Open path ("-": standard input); RU_EIO with the reason. */
int ru_stream_open(struct ru_stream *stream, const char *path, struct ru_error *err) RU_MUST_CHECK;
void ru_stream_close(struct ru_stream *stream);
void ru_stream_release(struct ru_stream *stream);
/* Read until `want` bytes are there or the end. */
int ru_stream_fill(struct ru_stream *stream, size_t want, struct ru_error *err) RU_MUST_CHECK;
static inline struct ru_str ru_stream_rest(const struct ru_stream *stream)
{
	return (struct ru_str){stream->buf.ptr != NULL ? stream->buf.ptr + stream->pos : "",
	                       stream->buf.len - stream->pos};
}
/* The next line, without its line break: 1, or 0 at the end. A line of more than max bytes is RU_ELIMIT, *line empty;
 * it is read over. *begin and *end are its bytes in the file. The line may be written to; it lives until the next call.
 */
int ru_stream_line(struct ru_stream *stream, size_t max, struct ru_str *line, uint64_t *begin, uint64_t *end,
                   struct ru_error *err) RU_MUST_CHECK;

/* ---- content.c: what bytes are ---- */

enum ru_content {
	RU_CONTENT_EMPTY,
	RU_CONTENT_HTML,
	RU_CONTENT_PLAIN,
	RU_CONTENT_JSON_LINES,
	RU_CONTENT_BINARY,
	/* recognised, not read yet */
	RU_CONTENT_JSON,
	RU_CONTENT_JSON_FEED,
	RU_CONTENT_XML,
	RU_CONTENT_FEED,
	RU_CONTENT_WARC,
	RU_CONTENT_GZIP,
	RU_CONTENT_ZSTD
};

enum { RU_CONTENT_WINDOW = 4096 };

/* Tell by the first RU_CONTENT_WINDOW bytes; the name only helps where they leave it open. *charset is "utf-16le" or
 * "utf-16be" for UTF-16 without a byte order mark, else empty. O(window). */
enum ru_content ru_content_tell(struct ru_str head, struct ru_str name, struct ru_str *charset);
/* Whether a file of this name is read in a folder walk. */
bool ru_content_name_is_read(struct ru_str name);
bool ru_content_name_is_json(struct ru_str name);

/* ---- record.c: one line of JSON Lines ---- */

enum ru_record_fault {
	RU_RECORD_GOOD,
	RU_RECORD_NOT_JSON,   /* no JSON object */
	RU_RECORD_TOO_DEEP,   /* or too many values */
	RU_RECORD_NO_CONTENT, /* none of the members that hold a page */
	RU_RECORD_BAD_BASE64,
	RU_RECORD_EMPTY
};

/* Read a page out of the line, which is written to. Strings go to the arena; id is empty where the record has none.
 * enum ru_record_fault, or RU_ENOMEM. */
int ru_record_page(char *line, size_t len, struct ru_arena *arena, struct ru_raw_page *page) RU_MUST_CHECK;
int ru_record_pair(char *line, size_t len, struct ru_arena *arena, struct ru_input_pair *pair) RU_MUST_CHECK;

#endif
