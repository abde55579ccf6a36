/* SPDX-License-Identifier: Apache-2.0 */
/* The trace of the example pile: the same bytes for any order of the pages and any number of threads. Also run under
 * ThreadSanitizer.
 *
 * usage: test_determinism FOLDER */
#include <runut.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MOST = 64, PATH_MOST = 512 };

struct text {
	char *ptr;
	size_t len;
};

static int append(void *user, const char *bytes, size_t len)
{
	struct text *text = user;
	char *grown = realloc(text->ptr, text->len + len);

	if (grown == NULL)
		return RUNUT_ENOMEM;
	memcpy(grown + text->len, bytes, len);
	text->ptr = grown;
	text->len += len;
	return 0;
}

static int trace(struct text *out, const char *const *paths, size_t count, unsigned threads)
{
	runut_ctx *ctx = NULL;
	runut_run *run = NULL;
	runut_pile *pile = NULL;
	runut_run_options options = {.threads = threads};
	runut_error err = {.message = ""};
	int status = runut_ctx_new(&ctx, NULL, &err);

	*out = (struct text){NULL, 0};
	if (status == 0)
		status = runut_run_new(&run, ctx, &options, &err);
	if (status == 0)
		status = runut_pile_new(&pile, run, &err);
	if (status == 0)
		status = runut_pile_read(pile, paths, count, &err);
	if (status == 0)
		status = runut_pile_find(pile, RUNUT_TRACE, &err);
	if (status == 0)
		status = runut_pile_write(pile, RUNUT_TRACE, NULL, append, out, &err);
	if (status != 0)
		fprintf(stderr, "%d %s %s\n", status, err.input, err.message);
	runut_pile_free(pile);
	runut_run_free(run);
	runut_ctx_free(ctx);
	return status;
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static size_t list(const char *folder, char names[FILES_MOST][PATH_MOST], const char **paths)
{
	size_t count = 0;
	DIR *dir = opendir(folder);

	for (struct dirent *entry = dir != NULL ? readdir(dir) : NULL; entry != NULL && count < FILES_MOST;
	     entry = readdir(dir)) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(names[count], PATH_MOST, "%s/%s", folder, entry->d_name);
		paths[count] = names[count];
		count++;
	}
	if (dir != NULL)
		closedir(dir);
	qsort(paths, count, sizeof(*paths), by_name);
	return count;
}

/* 0: as listed, 1: turned round, 2: every third page first. */
static void reorder(const char **to, const char *const *from, size_t count, int order)
{
	for (size_t i = 0; i < count; i++)
		to[i] = order == 1 ? from[count - 1 - i] : from[i];
	if (order != 2)
		return;
	size_t n = 0;
	for (size_t start = 0; start < 3; start++) {
		for (size_t i = start; i < count; i += 3)
			to[n++] = from[i];
	}
}

int main(int argc, char **argv)
{
	static char names[FILES_MOST][PATH_MOST];
	static const unsigned threads[] = {1, 2, 7};
	const char *paths[FILES_MOST], *ordered[FILES_MOST];
	struct text first = {NULL, 0};
	int failed = 0;
	size_t count = argc > 1 ? list(argv[1], names, paths) : 0;

	if (count < 2) {
		fprintf(stderr, "no pages\n");
		return 1;
	}
	for (int order = 0; order < 3; order++) {
		for (size_t t = 0; t < sizeof(threads) / sizeof(*threads); t++) {
			struct text got;

			reorder(ordered, paths, count, order);
			failed |= trace(&got, ordered, count, threads[t]) != 0;
			if (first.ptr == NULL) {
				first = got;
				continue;
			}
			if (got.len != first.len || memcmp(got.ptr, first.ptr, got.len) != 0) {
				fprintf(stderr, "order %d with %u threads gives other bytes\n", order, threads[t]);
				failed = 1;
			}
			free(got.ptr);
		}
	}
	printf("%zu pages, %zu bytes of trace, nine times\n", count, first.len);
	free(first.ptr);
	return failed || count == 0;
}
