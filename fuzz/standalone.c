/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a fuzz target over files and folders without libFuzzer, so that the tests try every seed with any compiler. */
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static int run_file(const char *path)
{
	struct ru_buf buf;
	struct ru_error err;

	ru_buf_init(&buf, ru_alloc_default(), 64 << 20);
	int status = ru_file_read(path, &buf, &err);
	if (status == 0)
		(void)LLVMFuzzerTestOneInput((const uint8_t *)buf.ptr, buf.len);
	else
		fprintf(stderr, "%s: %s\n", path, err.message);
	ru_buf_release(&buf);
	return status;
}

static int run_folder(const char *path, struct ru_arena *arena)
{
	char **names;
	bool *is_folder;
	size_t count;
	struct ru_str file;
	int status = ru_file_list(path, arena, ru_alloc_default(), &names, &is_folder, &count, NULL);

	for (size_t i = 0; status == 0 && i < count; i++) {
		if (is_folder[i])
			continue;
		status = ru_arena_print(arena, &file, "%s/%s", path, names[i]);
		if (status == 0)
			status = run_file(file.ptr);
	}
	return status;
}

int main(int argc, char **argv)
{
	int failed = 0;

	for (int i = 1; i < argc; i++) {
		struct ru_arena arena;

		ru_arena_init(&arena, ru_alloc_default());
		failed |=
		    ru_file_look(argv[i], NULL) == RU_FILE_FOLDER ? run_folder(argv[i], &arena) : run_file(argv[i]);
		ru_arena_release(&arena);
	}
	return failed != 0;
}
