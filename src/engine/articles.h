/* SPDX-License-Identifier: Apache-2.0 */
/* Articles of many pages for verbs that look at nothing else. Private to engine/. */
#ifndef RU_ENGINE_ARTICLES_H
#define RU_ENGINE_ARTICLES_H

#include "engine/engine.h"

struct ru_articles {
	runut_run *run;
	size_t batch_bytes; /* raw bytes under way at a time */
	/* Look at one article, on any thread; slot is its place among those under way, below RU_ARTICLES_BATCH. */
	int (*look)(void *ctx, size_t slot, const struct ru_article *article, const struct ru_raw_page *raw);
	/* Then take them, one after the other in input order, in the caller's thread. */
	int (*take)(void *ctx, size_t slot, const struct ru_raw_page *raw, struct ru_error *err);
	void *ctx;
	bool as_is; /* a record's "text" is body from its first byte to its last: no line is told from another */
};

enum { RU_ARTICLES_BATCH = 256 };

int ru_engine_articles(const struct ru_articles *articles, const char *const *paths, size_t count,
                       struct ru_error *err) RU_MUST_CHECK;

#endif
