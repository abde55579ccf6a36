/* SPDX-License-Identifier: Apache-2.0 */
/* One call of the program: the library set up as the flags say, the output opened and finished. */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_LEAST = 40, WIDTH_MOST = 200 };

static unsigned terminal_width(void)
{
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	unsigned width = 80;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
		width = size.ws_col;
	} else if (columns != NULL) {
		width = 0;
		for (const char *p = columns; *p >= '0' && *p <= '9' && width < 10000; p++)
			width = width * 10 + (unsigned)(*p - '0');
	}
	return width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
}

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

static runut_style choose_style(const struct args *args)
{
	bool terminal = isatty(STDOUT_FILENO) && !args->given[FLAG_OUTPUT];
	const char *no_color = getenv("NO_COLOR"), *color = args->value[FLAG_COLOR];
	const char *file = args->value[FLAG_OUTPUT];
	runut_style style = {.format = terminal ? RUNUT_TEXT : RUNUT_JSON, .width = terminal_width()};

	if (file != NULL && (ends_with(file, ".html") || ends_with(file, ".htm")))
		style.format = RUNUT_REPORT;
	else if (file != NULL && ends_with(file, ".txt"))
		style.format = RUNUT_TEXT;
	if (args->given[FLAG_TEXT])
		style.format = RUNUT_TEXT;
	if (args->given[FLAG_HTML])
		style.format = RUNUT_REPORT;
	if (args->given[FLAG_JSON])
		style.format = RUNUT_JSON;
	style.color = terminal && (no_color == NULL || no_color[0] == '\0');
	if (color != NULL && strcmp(color, "auto") != 0)
		style.color = strcmp(color, "always") == 0;
	style.words = args->given[FLAG_WORDS];
	return style;
}

int session_write(void *user, const char *bytes, size_t len)
{
	struct session *session = user;
	struct output *output = &session->output;

	talk_end_bar(session);
	if (fwrite(bytes, 1, len, output->stream) == len)
		return 0;
	output->failure = errno != 0 ? errno : EIO;
	output->closed_pipe = output->failure == EPIPE;
	return RUNUT_EIO;
}

/* The system said no to the file that is written. */
static void talk_failure(const struct session *session, const char *path, int failure)
{
	const char *reason = strerror(failure);

	talk("runut: %s: ", path);
	talk_english(session, reason, strlen(reason));
	talk("\n");
}

int session_open(struct session *session, const struct args *args, const volatile int *stop)
{
	runut_limits limits = runut_limits_default();
	runut_error err;
	char language[LANGUAGE_MOST];
	runut_options options = {.limits = &limits,
	                         .pack_dirs = args->pack_dirs,
	                         .pack_dir_count = args->pack_dir_count,
	                         .messages = language};
	long online = sysconf(_SC_NPROCESSORS_ONLN);
	runut_run_options run = {.threads = args->threads != 0 ? args->threads
	                                    : online > 1       ? (unsigned)online
	                                                       : 1,
	                         .cancel = stop,
	                         .progress = talk_progress,
	                         .complain = talk_complaint,
	                         .clock = talk_clock,
	                         .user = session};

	talk_language(args, language);
	*session = (struct session){.args = args, .style = choose_style(args), .started = talk_clock(NULL)};
	session->bar = isatty(STDERR_FILENO) && !args->given[FLAG_QUIET];
	if (args->max_page != 0)
		limits.page_bytes = args->max_page;
	if (args->given[FLAG_REWRITTEN] || args->given[FLAG_NO_REWRITTEN])
		limits.retold_pages = args->given[FLAG_REWRITTEN] ? UINT32_MAX : 0;
	int status = runut_ctx_new(&session->ctx, &options, &err);
	if (status == 0)
		status = runut_run_new(&session->run, session->ctx, &run, &err);
	if (status != 0)
		return session_close(session, session_fail(session, status, &err));
	int failure = output_open(&session->output, args->value[FLAG_OUTPUT]);
	if (failure == 0)
		return EXIT_DONE;
	talk_failure(session, args->value[FLAG_OUTPUT], failure);
	return session_close(session, EXIT_TROUBLE);
}

int session_fail(struct session *session, int status, const runut_error *err)
{
	talk_end_bar(session);
	session->broken = true;
	if (session->output.closed_pipe)
		return EXIT_DONE;
	if (status == RUNUT_ECANCEL)
		return EXIT_STOPPED;
	if (session->output.failure != 0)
		return EXIT_TROUBLE; /* told when the output is finished */
	const char *message = err->message[0] != '\0' ? err->message : runut_status_name(status);

	talk("runut: %s%s", err->input, err->input[0] != '\0' ? ": " : "");
	talk_english(session, message, strlen(message));
	if (err->offset != UINT64_MAX)
		talk(" [%llu]", (unsigned long long)err->offset);
	talk("\n");
	switch (status) {
	case RUNUT_EUSAGE: /* "two pages are compared, not 1", where one could not be read */
		return session->run != NULL && runut_run_failures(session->run) > 0 ? EXIT_SOME_FAILED : EXIT_USAGE;
	case RUNUT_EINPUT:
	case RUNUT_ELIMIT:
	case RUNUT_EDUP:
		return EXIT_SOME_FAILED;
	case RUNUT_ESTORE:
		return EXIT_STORE;
	default:
		return EXIT_TROUBLE;
	}
}

int session_close(struct session *session, int code)
{
	bool closed_pipe = session->output.closed_pipe;
	bool some_failed = session->run != NULL && runut_run_failures(session->run) > 0;
	bool whole = !session->broken && (code == EXIT_DONE || code == EXIT_NOTHING || code == EXIT_SOME_FAILED);
	const char *path = session->args->value[FLAG_OUTPUT];

	talk_end_bar(session);
	int failure = output_finish(&session->output, whole);
	if (failure != 0 && failure != EPIPE && !closed_pipe) {
		talk_failure(session, path != NULL ? path : "-", failure);
		code = EXIT_TROUBLE;
	}
	runut_run_free(session->run);
	runut_ctx_free(session->ctx);
	session->run = NULL;
	session->ctx = NULL;
	return some_failed && (code == EXIT_DONE || code == EXIT_NOTHING) ? EXIT_SOME_FAILED : code;
}
