/* SPDX-License-Identifier: Apache-2.0 */
/* The files behind the paths given: folders are walked in byte order of the relative path ("a-b.html", "a.html",
 * "a/b.html"). Links to folders are not followed, and names that do not look like pages are counted, not read. */
#include "input/inner.h"

void ru_walk_init(struct ru_walk *walk, const char *const *paths, size_t count, uint32_t depth_max,
                  const struct ru_alloc *al)
{
	*walk = (struct ru_walk){.paths = paths, .count = count, .depth_max = depth_max, .al = al};
	ru_vec_init(&walk->level, al, sizeof(struct ru_walk_level), 0);
	ru_buf_init(&walk->path, al, 0);
	ru_buf_init(&walk->passed_in, al, 0);
}

static void leave_folder(struct ru_walk *walk)
{
	struct ru_walk_level *level = RU_VEC_AT(&walk->level, struct ru_walk_level, walk->level.len - 1);

	ru_arena_release(&level->arena);
	walk->level.len--;
}

void ru_walk_release(struct ru_walk *walk)
{
	while (walk->level.len > 0)
		leave_folder(walk);
	ru_vec_release(&walk->level);
	ru_buf_release(&walk->path);
	ru_buf_release(&walk->passed_in);
}

/* A folder stands where its name and "/" would. */
static int by_path(const void *a, const void *b, void *ctx)
{
	const struct ru_walk_level *level = ctx;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	struct ru_str x = ru_str_from(level->names[i]), y = ru_str_from(level->names[j]);
	size_t both = x.len < y.len ? x.len : y.len;
	int order = memcmp(x.ptr, y.ptr, both);
	unsigned char next_x, next_y;

	if (order != 0)
		return order;
	next_x = both < x.len ? (unsigned char)x.ptr[both] : level->is_folder[i] ? '/' : 0;
	next_y = both < y.len ? (unsigned char)y.ptr[both] : level->is_folder[j] ? '/' : 0;
	return (next_x > next_y) - (next_x < next_y);
}

/* The path of name i of the innermost folder. */
static int set_path(struct ru_walk *walk, uint32_t i)
{
	const struct ru_walk_level *level = RU_VEC_AT(&walk->level, struct ru_walk_level, walk->level.len - 1);

	walk->path.len = level->prefix;
	if (walk->path.len == 0 || walk->path.ptr[walk->path.len - 1] != '/')
		ru_buf_putc(&walk->path, '/');
	ru_buf_put(&walk->path, ru_str_from(level->names[i]));
	return ru_buf_status(&walk->path) != RU_OK ? RU_ENOMEM : RU_OK;
}

/* Add up the files of the innermost folder, for progress. */
static int count_bytes(struct ru_walk *walk)
{
	const struct ru_walk_level *level = RU_VEC_AT(&walk->level, struct ru_walk_level, walk->level.len - 1);

	for (uint32_t i = 0; i < level->count; i++) {
		uint64_t size = 0;

		if (level->is_folder[i] || !ru_content_name_is_read(ru_str_from(level->names[i])))
			continue;
		if (set_path(walk, i) != RU_OK)
			return RU_ENOMEM;
		if (ru_file_look(walk->path.ptr, &size) == RU_FILE_REGULAR)
			walk->bytes += size;
	}
	walk->path.len = level->prefix;
	walk->path.ptr[walk->path.len] = '\0';
	return RU_OK;
}

/* Enter the folder at walk->path. */
static int enter_folder(struct ru_walk *walk, struct ru_error *err)
{
	struct ru_walk_level *level;
	int status;

	while (walk->path.len > 1 && walk->path.ptr[walk->path.len - 1] == '/')
		walk->path.ptr[--walk->path.len] = '\0';
	if (walk->level.len >= walk->depth_max) {
		(void)ru_fail(err, RU_ELIMIT, walk->path.ptr, UINT64_MAX, "folders nest deeper than %u",
		              (unsigned)walk->depth_max);
		return RU_WALK_TOO_DEEP;
	}
	level = ru_vec_push(&walk->level);
	if (level == NULL)
		return RU_ENOMEM;
	ru_arena_init(&level->arena, walk->al);
	level->prefix = walk->path.len;
	status =
	    ru_file_list(walk->path.ptr, &level->arena, walk->al, &level->names, &level->is_folder, &level->count, err);
	if (status == RU_OK) {
		level->order = ru_arena_get(&level->arena, level->count, sizeof *level->order);
		status = level->order != NULL ? RU_OK : RU_ENOMEM;
	}
	for (size_t i = 0; status == RU_OK && i < level->count; i++)
		level->order[i] = (uint32_t)i;
	if (status == RU_OK)
		status = ru_sort(level->order, level->count, sizeof *level->order, by_path, level, walk->al);
	if (status == RU_OK)
		status = count_bytes(walk);
	if (status == RU_OK)
		return RU_OK;
	leave_folder(walk);
	return status == RU_ENOMEM ? RU_ENOMEM : RU_WALK_UNREADABLE;
}

int ru_walk_pass_over(struct ru_walk *walk)
{
	const struct ru_walk_level *level = RU_VEC_AT(&walk->level, struct ru_walk_level, walk->level.len - 1);

	if (walk->passed_over++ == 0)
		ru_buf_put(&walk->passed_in, ru_str_cut(ru_buf_str(&walk->path), 0, level->prefix));
	return ru_buf_status(&walk->passed_in);
}

/* The next name of the innermost folder. RU_WALK_END: nothing to tell of it, go on. */
static int next_name(struct ru_walk *walk, struct ru_error *err)
{
	struct ru_walk_level *level = RU_VEC_AT(&walk->level, struct ru_walk_level, walk->level.len - 1);
	uint32_t i;

	if (level->at == level->count) {
		leave_folder(walk);
		return RU_WALK_END;
	}
	i = level->order[level->at++];
	if (set_path(walk, i) != RU_OK)
		return RU_ENOMEM;
	if (level->is_folder[i])
		return enter_folder(walk, err);
	/* A link to a folder, a pipe or a socket is no page either, and opening a pipe could wait for ever. */
	if (!ru_content_name_is_read(ru_str_from(level->names[i])) ||
	    (ru_file_look(walk->path.ptr, NULL) != RU_FILE_REGULAR &&
	     ru_file_look(walk->path.ptr, NULL) != RU_FILE_NONE))
		return ru_walk_pass_over(walk);
	return RU_WALK_FILE;
}

int ru_walk_next(struct ru_walk *walk, bool *found, struct ru_error *err)
{
	int status = RU_WALK_END;

	while (status == RU_WALK_END) {
		*found = walk->level.len > 0;
		if (*found) {
			status = next_name(walk, err);
			continue;
		}
		if (walk->at == walk->count)
			return RU_WALK_END;
		ru_buf_clear(&walk->path);
		ru_buf_put(&walk->path, ru_str_from(walk->paths[walk->at++]));
		if (ru_buf_status(&walk->path) != RU_OK)
			return RU_ENOMEM;
		if (ru_file_look(walk->path.ptr, NULL) == RU_FILE_FOLDER)
			status = enter_folder(walk, err);
		else
			status = RU_WALK_FILE;
	}
	return status;
}
