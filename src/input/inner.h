/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of input/, from path to page: walk (paths to files), stream and unpack (a file's bytes), content (what they
 * are), then a reader for each kind: lines and record (JSON Lines), warc and http, feed and json_feed. input.c puts
 * them together. */
#ifndef RU_INPUT_INNER_H
#define RU_INPUT_INNER_H

#include "base/sort.h"
#include "input/content.h"
#include "input/input.h"
#include "input/stream.h"
#include "input/tell.h"

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
/* The same for an item of a JSON Feed. */
/* What a string of JSON says, its quotation marks included, into the arena; empty where it is not sound. */
int ru_record_string(char *ptr, size_t len, struct ru_arena *arena, struct ru_str *out) RU_MUST_CHECK;
int ru_record_feed_item(char *item, size_t len, struct ru_arena *arena, struct ru_raw_page *page) RU_MUST_CHECK;

#endif
