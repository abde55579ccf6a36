/* SPDX-License-Identifier: Apache-2.0 */
/* copies, stories, compare, trace: the whole pile is read, then what stands across its pages is told. */
#include "cli/cli.h"

static int compare_pairs(struct session *session)
{
	const char *path = session->args->value[FLAG_PAIRS];
	runut_error err = {.offset = UINT64_MAX};
	int status = runut_compare_pairs(session->run, &path, 1, session_write, session, NULL, &err);

	return status != 0 ? session_fail(session, status, &err) : EXIT_DONE;
}

static int find_and_write(struct session *session, runut_pile *pile, enum runut_finding what, runut_error *err)
{
	int status = runut_pile_read(pile, session->args->paths, session->args->path_count, err);

	if (status == 0)
		status = runut_pile_find(pile, what, err);
	if (status == 0)
		status = runut_pile_write(pile, what, &session->style, session_write, session, err);
	if (status != 0)
		return session_fail(session, status, err);
	return what == RUNUT_COMPARE && runut_pile_count(pile, what) == 0 ? EXIT_NOTHING : EXIT_DONE;
}

int cmd_pile(struct session *session)
{
	static const enum runut_finding findings[] = {[VERB_COPIES] = RUNUT_COPIES,
	                                              [VERB_STORIES] = RUNUT_STORIES,
	                                              [VERB_COMPARE] = RUNUT_COMPARE,
	                                              [VERB_TRACE] = RUNUT_TRACE};
	runut_error err = {.offset = UINT64_MAX};
	runut_pile *pile;

	if (session->args->given[FLAG_PAIRS])
		return compare_pairs(session);
	int status = runut_pile_new(&pile, session->run, &err);
	if (status != 0)
		return session_fail(session, status, &err);
	int code = find_and_write(session, pile, findings[session->args->verb], &err);
	runut_pile_free(pile);
	return code;
}
