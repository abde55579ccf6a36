/* SPDX-License-Identifier: Apache-2.0 */
/* copies: in memory; with -M a pile of any size in a fixed amount of memory; with --seen page by page against a filter.
 */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

static void say(const struct session *session, const char *key, const char *folder)
{
	talk_filled(runut_ctx_message(session->ctx, key), (runut_str){folder, strlen(folder)});
	talk("\n");
}

static const char *temporary_folder(void)
{
	const char *folder = getenv("TMPDIR");

	return folder != NULL && folder[0] != '\0' ? folder : "/tmp";
}

/* How to go on after a run that did not end: nothing is left of it. */
static int give_up(struct session *session, int status, const runut_error *err)
{
	const char *folder = temporary_folder();
	bool seen = session->args->given[FLAG_SEEN];
	int code = session_fail(session, status, err);
	const char *key = NULL;

	if (code == EXIT_STOPPED)
		key = seen ? "seen_stopped" : "copies_stopped";
	else if (status == RUNUT_EIO && code == EXIT_TROUBLE && session->output.failure == 0)
		key = seen ? "seen_disk" : "copies_disk";
	if (key != NULL)
		say(session, key, folder);
	return code;
}

static int pile_in_memory(struct session *session)
{
	int code = cmd_pile(session);

	if (code == EXIT_STOPPED)
		say(session, "copies_stopped", "");
	return code;
}

int cmd_copies(struct session *session)
{
	const struct args *args = session->args;
	runut_error err = {.offset = UINT64_MAX};
	runut_copies_options options = {args->memory, temporary_folder()};
	int status;

	if (args->given[FLAG_SEEN])
		status = runut_seen_write(session->run, args->paths, args->path_count, args->value[FLAG_SEEN],
		                          session_write, session, &err);
	else if (args->given[FLAG_MEMORY])
		status = runut_copies_write(session->run, args->paths, args->path_count, &options, session_write,
		                            session, &err);
	else
		return pile_in_memory(session);
	return status != 0 ? give_up(session, status, &err) : EXIT_DONE;
}
