/* SPDX-License-Identifier: Apache-2.0 */
/* The one table of verbs and flags: the parser, --help, the man page and the shell completions are made from it. */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum verb {
	VERB_CLEAN,
	VERB_LANGUAGE,
	VERB_FACTS,
	VERB_COPIES,
	VERB_STORIES,
	VERB_COMPARE,
	VERB_TRACE,
	VERB_PACK,
	VERB_COMPLETIONS,
	VERB_HELP,
	VERB_VERSION,
	VERB_COUNT
};

struct verb_row {
	const char *name;
	const char *arguments; /* "PATH..." */
	const char *message;   /* key of what it does */
};

enum flag {
	FLAG_JSON,
	FLAG_TEXT,
	FLAG_HTML,
	FLAG_OUTPUT,
	FLAG_WORDS,
	FLAG_STATS,
	FLAG_PILE,
	FLAG_PAIRS,
	FLAG_THREADS,
	FLAG_PACKS,
	FLAG_MESSAGES,
	FLAG_COLOR,
	FLAG_MAX_PAGE,
	FLAG_MEMORY,
	FLAG_REWRITTEN,
	FLAG_NO_REWRITTEN,
	FLAG_SEEN,
	FLAG_QUIET,
	FLAG_MAN,
	FLAG_HELP,
	FLAG_VERSION,
	FLAG_COUNT
};

struct flag_row {
	const char *name;     /* without "--" */
	char letter;          /* or 0 */
	const char *argument; /* placeholder of its value, or NULL */
	unsigned verbs;       /* bits 1 << enum verb */
	const char *message;  /* key of what it does */
	bool hidden;          /* not in --help and completions */
};

extern const struct verb_row verb_rows[VERB_COUNT];
extern const struct flag_row flag_rows[FLAG_COUNT];

enum { PACK_DIRS_MOST = 16 };

struct args {
	enum verb verb;
	bool has_verb;
	bool given[FLAG_COUNT];
	const char *value[FLAG_COUNT]; /* of the last one given */
	const char *pack_dirs[PACK_DIRS_MOST];
	size_t pack_dir_count;
	const char *
	    *paths; /* what stands behind the flags; borrowed from argv, in the caller's array of argc entries */
	size_t path_count;
	unsigned threads;
	uint64_t max_page; /* bytes, 0: not given */
	uint64_t memory;   /* likewise */
};

enum args_fault {
	ARGS_OK,
	ARGS_NO_VERB,
	ARGS_BAD_VERB,
	ARGS_BAD_FLAG,
	ARGS_NO_VALUE,
	ARGS_BAD_VALUE,
	ARGS_BAD_SIZE,
	ARGS_NOT_HERE
};

/* Read the command line. paths must hold argc entries. On a fault *culprit is the word at fault. */
enum args_fault args_read(struct args *out, int argc, char **argv, const char **paths, const char **culprit);

#endif
