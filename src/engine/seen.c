/* SPDX-License-Identifier: Apache-2.0 */
/* Was a text seen before: pages in input order against a filter that lives in a file from one run to the next. */
#include "match/seen.h"

#include "base/file.h"
#include "engine/articles.h"
#include "engine/ids.h"

enum { BATCH_BYTES = 4 << 20 };

struct asker {
	runut_run *run;
	struct ru_seen *seen;
	struct ru_ids ids;
	struct ru_show show;
	struct ru_engine_sink sink;
	struct ru_seen_keys keys[RU_ARTICLES_BATCH];
};

static int look(void *ctx, size_t slot, const struct ru_article *article, const struct ru_raw_page *raw)
{
	struct asker *a = ctx;

	(void)raw;
	return ru_seen_keys(&a->keys[slot], article, &a->run->ctx->al);
}

static int take(void *ctx, size_t slot, const struct ru_raw_page *raw, struct ru_error *err)
{
	struct asker *a = ctx;
	enum ru_seen_answer answer = ru_seen_ask(a->seen, &a->keys[slot]);
	int status = ru_seen_add(a->seen, &a->keys[slot]);

	(void)err;
	if (status == 0)
		status = ru_ids_check(&a->ids, a->run, raw->id, (struct ru_place_in){raw->source, raw->offset});
	return status == 0 ? ru_show_seen_json(&a->show, raw->id, ru_seen_name(answer)) : status;
}

int runut_seen_write(runut_run *run, const char *const *paths, size_t count, const char *filter, runut_write_fn *write,
                     void *user, runut_error *err)
{
	struct ru_error detail = {0};
	const struct ru_alloc *al = &run->ctx->al;
	struct asker *a = ru_alloc_zero(al, 1, sizeof(*a));
	struct ru_articles articles = {run, BATCH_BYTES, look, take, a, true};

	if (a == NULL)
		return ru_engine_fail(err, RU_ENOMEM, NULL);
	a->run = run;
	ru_ids_init(&a->ids, al);
	ru_engine_show(&a->show, &a->sink, run->ctx, NULL, write, user);
	int status = ru_seen_load(&a->seen, filter, al, &detail);
	if (status == 0)
		status = ru_file_writer_try(filter, al, &detail);
	if (status == 0)
		status = ru_engine_articles(&articles, paths, count, &detail);
	if (status == 0)
		status = ru_seen_save(a->seen, filter, &detail);
	ru_seen_free(a->seen);
	ru_ids_release(&a->ids);
	ru_alloc_free(al, a);
	return ru_engine_fail(err, status, &detail);
}
