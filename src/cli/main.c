/* SPDX-License-Identifier: Apache-2.0 */
/* The program: reads the command line, sets up the library and hands over to the verb. Data on standard
 * output, talk on standard error, exit codes with meaning (cli.h). */
#include "cli/cli.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static volatile sig_atomic_t stop_asked;
static volatile int stop;

static void on_stop(int signal)
{
	(void)signal;
	if (stop_asked) { /* asked twice: at once */
		output_abandon();
		_Exit(EXIT_STOPPED);
	}
	stop_asked = 1;
	stop = 1;
}

/* A run that was started with the signal ignored (nohup, a job in the background) goes on ignoring it. */
static void stop_on(int signal)
{
	struct sigaction action, old;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_stop;
	sigemptyset(&action.sa_mask);
	if (sigaction(signal, NULL, &old) != 0 || old.sa_handler != SIG_IGN)
		(void)sigaction(signal, &action, NULL);
}

static void set_signals(void)
{
	stop_on(SIGINT);
	stop_on(SIGTERM);
	stop_on(SIGHUP);
	(void)signal(SIGPIPE, SIG_IGN); /* a closed pipe, and a file grown too large, are seen where we write */
	(void)signal(SIGXFSZ, SIG_IGN);
}

/* The memory of a page serves the next one: the C library would give it back after each page, and ask for it anew. */
static void keep_memory(void)
{
#ifdef __GLIBC__
	(void)mallopt(M_MMAP_THRESHOLD, 8 << 20);
	(void)mallopt(M_TRIM_THRESHOLD, 8 << 20);
#endif
}

static int usage(const struct session *session, const char *key, const char *culprit)
{
	runut_str text = runut_ctx_message(session->ctx, key), hint = runut_ctx_message(session->ctx, "usage_hint");

	talk("runut: %.*s%s%s\n%.*s\n", (int)text.len, text.ptr, culprit[0] != '\0' ? ": " : "", culprit, (int)hint.len,
	     hint.ptr);
	return EXIT_USAGE;
}

/* What a verb wants behind its name; NULL where that is what was given. */
static const char *wrong_paths(const struct args *args)
{
	switch (args->verb) {
	case VERB_COMPARE:
		return args->given[FLAG_PAIRS] ? args->path_count > 0 ? "usage_too_many" : NULL
		       : args->path_count != 2 ? "usage_two_pages"
		                               : NULL;
	case VERB_PACK:
		return args->path_count < 2 || strcmp(args->paths[0], "check") != 0 ? "usage_pack" : NULL;
	case VERB_COMPLETIONS:
		return args->path_count != 1 ? "usage_shell" : NULL;
	case VERB_HELP:
	case VERB_VERSION:
		return NULL;
	default:
		return args->path_count == 0 ? "usage_no_path" : NULL;
	}
}

/* The first path that cannot be read twice: standard input, a pipe. What is not there is told when it is read. */
static const char *read_once(const struct args *args)
{
	for (size_t i = 0; i < args->path_count; i++) {
		struct stat state;

		if (strcmp(args->paths[i], "-") == 0 ||
		    (stat(args->paths[i], &state) == 0 && !S_ISREG(state.st_mode) && !S_ISDIR(state.st_mode)))
			return args->paths[i];
	}
	return NULL;
}

/* The option of copies that gives records only, where text to be read is asked for. */
static const char *records_only(const struct session *session)
{
	const struct args *args = session->args;
	bool asked = args->given[FLAG_TEXT] || args->given[FLAG_OUTPUT];

	if (args->verb != VERB_COPIES || session->style.format != RUNUT_TEXT || !asked)
		return NULL;
	return args->given[FLAG_SEEN] ? "--seen" : args->given[FLAG_MEMORY] ? "--memory" : NULL;
}

static int do_verb(struct session *session)
{
	const struct args *args = session->args;
	const char *fault = wrong_paths(args);

	if (fault != NULL)
		return usage(session, fault, "");
	if (session->style.format == RUNUT_REPORT && args->verb != VERB_TRACE &&
	    (args->verb != VERB_COMPARE || args->given[FLAG_PAIRS]))
		return usage(session, "usage_report", "");
	if (records_only(session) != NULL)
		return usage(session, "usage_records", records_only(session));
	if (args->given[FLAG_PILE] && read_once(args) != NULL)
		return usage(session, "usage_twice", read_once(args));
	switch (args->verb) {
	case VERB_CLEAN:
	case VERB_LANGUAGE:
	case VERB_FACTS:
		return cmd_page(session);
	case VERB_PACK:
		return cmd_pack(session);
	case VERB_COMPLETIONS:
		return help_completions(session->ctx, args->paths[0]) == EXIT_DONE ? EXIT_DONE
		                                                                   : usage(session, "usage_shell", "");
	case VERB_COPIES:
		return cmd_copies(session);
	default:
		return cmd_pile(session);
	}
}

static int act(struct session *session, enum args_fault fault, const char *culprit)
{
	static const char *const keys[] = {[ARGS_NO_VERB] = "usage_no_verb",     [ARGS_BAD_VERB] = "usage_bad_verb",
	                                   [ARGS_BAD_FLAG] = "usage_bad_flag",   [ARGS_NO_VALUE] = "usage_no_value",
	                                   [ARGS_BAD_VALUE] = "usage_bad_value", [ARGS_BAD_SIZE] = "usage_bad_size",
	                                   [ARGS_NOT_HERE] = "usage_not_here"};
	const struct args *args = session->args;
	char option[32];

	if (fault == ARGS_NOT_HERE) {
		snprintf(option, sizeof(option), "--%s", culprit);
		culprit = option;
	}
	if (fault != ARGS_OK)
		return usage(session, keys[fault], fault == ARGS_NO_VERB ? "" : culprit);
	if (args->given[FLAG_VERSION] || (args->has_verb && args->verb == VERB_VERSION)) {
		printf("runut %s\n", runut_version());
		return EXIT_DONE;
	}
	if (args->given[FLAG_MAN])
		return help_man(session->ctx);
	if (args->given[FLAG_HELP] || !args->has_verb || args->verb == VERB_HELP)
		return help_print(session->ctx, args);
	return do_verb(session);
}

int main(int argc, char **argv)
{
	struct args args;
	struct session session;
	const char *culprit;
	const char **paths = calloc((size_t)argc + 1, sizeof(*paths));

	if (paths == NULL)
		return EXIT_TROUBLE;
	keep_memory();
	set_signals();
	enum args_fault fault = args_read(&args, argc, argv, paths, &culprit);
	int code = session_open(&session, &args, &stop);
	if (code == EXIT_DONE)
		code = session_close(&session, act(&session, fault, culprit));
	free(paths);
	return code;
}
