/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the program share: exit codes, the session, output and talk. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "cli/args.h"

#include <runut.h>
#include <stdio.h>

enum exit_code {
	EXIT_DONE = 0,
	EXIT_NOTHING = 1,
	EXIT_USAGE = 2,
	EXIT_SOME_FAILED = 3,
	EXIT_STORE = 4,
	EXIT_TROUBLE = 5,
	EXIT_STOPPED = 130
};

/* Where data goes: standard output, or a file that appears under its name only when it is whole. */
struct output {
	FILE *stream;
	char *path;       /* NULL: standard output */
	char *unfinished; /* name of the file while it is written; NULL where it is written as it is */
	bool closed_pipe; /* the reader has gone */
	int failure;      /* errno of the first write that failed */
};

struct session {
	const struct args *args;
	runut_ctx *ctx;
	runut_run *run;
	runut_style style;
	struct output output;
	bool broken;   /* the verb gave up: what is written is not whole */
	bool bar;      /* a progress bar is shown */
	bool bar_open; /* the line of the bar is not ended */
	int64_t started;
};

/* ---- output.c ---- */

/* Standard output where path is NULL. 0, or an errno; output_finish() is due in both cases. */
int output_open(struct output *output, const char *path);
/* Close it and give the file its name; one that is not whole is removed. 0, or the errno of what failed first. */
int output_finish(struct output *output, bool whole);
/* Remove a file that is not whole; safe in a signal handler, after which the program ends. */
void output_abandon(void);

/* ---- session.c ---- */

/* Set up ctx, run, style and output as the flags say; EXIT_DONE, or the code to leave with (told already). */
int session_open(struct session *session, const struct args *args, const volatile int *stop);
/* Finish the output, free all, and turn code and what happened into the exit code. */
int session_close(struct session *session, int code);
/* Code for a failure of the library, told on standard error; a closed pipe is told by nobody. */
int session_fail(struct session *session, int status, const runut_error *err);
/* runut_write_fn into session->output. */
int session_write(void *session, const char *bytes, size_t len);

/* ---- talk.c: standard error ---- */

/* Language of the messages ("id"): by the flag, RUNUT_MESSAGES, LC_ALL, LC_MESSAGES or LANG; empty where none is set.
 */
enum { LANGUAGE_MOST = 16 };
void talk_language(const struct args *args, char language[LANGUAGE_MOST]);
/* printf with hostile text made visible. */
void talk(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* What the library says in English (a failure), in the language of the messages where the packs have it. */
void talk_english(const struct session *session, const char *english, size_t len);
/* A message with {0} in it. */
void talk_filled(runut_str text, runut_str value);
void talk_complaint(void *session, const runut_complaint *complaint);
void talk_progress(void *session, const runut_progress *progress);
/* End the line of the progress bar, if there is one. */
void talk_end_bar(struct session *session);
int64_t talk_clock(void *user);

/* ---- help.c ---- */

int help_print(const runut_ctx *ctx, const struct args *args);
int help_man(const runut_ctx *ctx);
int help_completions(const runut_ctx *ctx, const char *shell);

/* ---- cmd_*.c ---- */

int cmd_page(struct session *session);
int cmd_pile(struct session *session);
int cmd_copies(struct session *session);
int cmd_pack(struct session *session);

#endif
