/* SPDX-License-Identifier: Apache-2.0 */
/* clean, language, facts: one record a page, in input order, memory flat in the number of pages; or,
 * with --stats, one record of counts. With --pile the files are read once before, to learn what a site repeats. */
#include "cli/cli.h"

struct page_work {
	struct session *session;
	enum runut_record record;
	runut_error *err;
};

static int write_and_free(void *user, runut_page *page)
{
	const struct page_work *work = user;
	int status =
	    runut_page_write(page, work->record, &work->session->style, session_write, work->session, work->err);

	runut_page_free(page);
	return status;
}

/* --stats: the library counts, nothing is written for a page. */
static int free_only(void *user, runut_page *page)
{
	(void)user;
	runut_page_free(page);
	return 0;
}

int cmd_page(struct session *session)
{
	static const enum runut_record records[] = {[VERB_CLEAN] = RUNUT_RECORD_CLEAN,
	                                            [VERB_LANGUAGE] = RUNUT_RECORD_LANGUAGE,
	                                            [VERB_FACTS] = RUNUT_RECORD_FACTS};
	static const unsigned stages[] = {RUNUT_STAGE_LANGUAGE, RUNUT_STAGE_LANGUAGE, RUNUT_STAGE_FACTS};
	runut_error err = {.offset = UINT64_MAX};
	struct page_work work = {session, records[session->args->verb], &err};
	const struct args *args = session->args;
	bool stats = args->given[FLAG_STATS];
	int status = 0;

	if (args->given[FLAG_PILE])
		status = runut_learn_sites(session->run, args->paths, args->path_count, &err);
	if (status == 0)
		status = runut_read_pages(session->run, args->paths, args->path_count, stages[work.record],
		                          stats ? free_only : write_and_free, &work, &err);

	if (status == 0 && stats)
		status = runut_run_write(session->run, &session->style, session_write, session, &err);

	return status != 0 ? session_fail(session, status, &err) : EXIT_DONE;
}
