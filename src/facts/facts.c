/* SPDX-License-Identifier: Apache-2.0 */
/* The order in which one page is read.
 *
 * Fed an article and the pack of its language; gives words, sentences, names, entities, dates, figures and statements.
 * Each part sees what the parts before it found. Nothing here looks at another page. */
#include "facts/reading.h"

/* A page that no pack reads has what needs no words: it should not look as if it said nothing. */
static int tell_no_pack(struct ru_reading *r)
{
	struct ru_notice *notice;

	if (r->options->pack != NULL || r->facts->token_count == 0)
		return RU_OK;
	notice = ru_arena_get(r->arena, 1, sizeof(*notice));
	if (notice == NULL)
		return RU_ENOMEM;
	*notice = (struct ru_notice){RU_S("no_pack"),
	                             RU_S("no language pack reads this page: what needs words is not found"),
	                             {RU_NONE, RU_NONE, 0}};
	r->facts->notices = notice;
	r->facts->notice_count = 1;
	return RU_OK;
}

int ru_facts_read(struct ru_facts *out, const struct ru_article *article, const struct ru_facts_options *options,
                  struct ru_arena *arena, struct ru_error *err)
{
	struct ru_facts facts = {0};
	struct ru_reading r = {0};
	int (*const parts[])(struct ru_reading *) = {ru_facts_words, ru_facts_values, ru_facts_names,
	                                             ru_facts_statements, tell_no_pack};

	r.article = article;
	r.options = options;
	r.arena = arena;
	r.facts = &facts;
	r.all = ru_packs_find(options->packs, RU_S("all"));
	r.pack = options->pack != NULL ? options->pack : r.all;
	if (r.all == NULL)
		r.all = r.pack;
	if (r.pack == NULL)
		return ru_fail(err, RU_EUSAGE, NULL, UINT64_MAX, "no language pack is loaded");
	facts.language = options->pack != NULL ? ru_pack_tag(options->pack) : RU_S("und");

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		int status = parts[i](&r);
		if (status != RU_OK)
			return ru_fail(err, status, NULL, UINT64_MAX, "%s", ru_status_name(status));
	}
	ru_facts_figures_by(&r);
	*out = facts;
	return RU_OK;
}

struct ru_place ru_reading_place(const struct ru_reading *r, uint32_t first, uint32_t last)
{
	return ru_article_place(r->article, (struct ru_range){r->words[first].begin, r->words[last - 1].end});
}
