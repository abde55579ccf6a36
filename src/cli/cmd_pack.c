/* SPDX-License-Identifier: Apache-2.0 */
/* pack check DIR: every fault of a language pack with file and line. */
#include "cli/cli.h"

#include <string.h>

static void print_fault(void *user, runut_str file, uint32_t line, runut_str message)
{
	struct session *session = user;

	talk_end_bar(session);
	talk("%.*s:%u: ", (int)file.len, file.ptr, line);
	talk_english(session, message.ptr, message.len);
	talk("\n");
}

int cmd_pack(struct session *session)
{
	const struct args *args = session->args;
	runut_error err = {.offset = UINT64_MAX};
	uint32_t all = 0;
	bool unread = false;

	for (size_t i = 1; i < args->path_count; i++) {
		uint32_t failures = 0;
		int status = runut_pack_check(session->ctx, args->paths[i], print_fault, session, &failures, &err);

		if (status == RUNUT_EIO) { /* the others are checked */
			(void)session_fail(session, status, &err);
			unread = true;
			continue;
		}
		if (status != 0)
			return session_fail(session, status, &err);
		all += failures;
	}
	if (unread && all == 0)
		return EXIT_SOME_FAILED;
	runut_str text = runut_ctx_message(session->ctx, all == 0 ? "pack_good" : "pack_bad");
	talk("%.*s%s", (int)text.len, text.ptr, all == 0 ? "\n" : "");
	if (all > 0)
		talk(" %u\n", all);
	return all == 0 ? EXIT_DONE : EXIT_SOME_FAILED;
}
