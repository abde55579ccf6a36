/* SPDX-License-Identifier: Apache-2.0 */
/* A pile: pages put in the order of their ids, then match -> trace over all of them. */
#include "engine/engine.h"
#include "base/sort.h"

int runut_pile_new(runut_pile **out, runut_run *run, runut_error *err)
{
	*out = NULL;
	runut_pile *pile = ru_alloc_zero(&run->ctx->al, 1, sizeof(*pile));
	if (pile == NULL)
		return ru_engine_fail(err, RU_ENOMEM, NULL);
	pile->run = run;
	ru_vec_init(&pile->pages, &run->ctx->al, sizeof(runut_page *), 0);
	ru_index_init(&pile->ids, &run->ctx->al);
	ru_arena_init(&pile->arena, &run->ctx->al);
	*out = pile;
	return 0;
}

void runut_pile_free(runut_pile *pile)
{
	if (pile == NULL)
		return;
	const struct ru_alloc *al = &pile->run->ctx->al;
	for (size_t i = 0; i < pile->pages.len; i++)
		runut_page_free(*RU_VEC_AT(&pile->pages, runut_page *, i));
	ru_vec_release(&pile->pages);
	ru_index_release(&pile->ids);
	ru_arena_release(&pile->arena);
	ru_alloc_free(al, pile);
}

/* The page of the pile with this id, or NULL; *key is where it belongs in the table of ids. */
static runut_page *page_with_id(const runut_pile *pile, struct ru_str id, uint64_t *key)
{
	uint32_t number;

	/* probe further keys where two ids have one hash */
	for (*key = ru_hash64(id); ru_index_get(&pile->ids, *key, &number); *key = ru_hash_mix(*key, 1)) {
		runut_page *page = *RU_VEC_AT(&pile->pages, runut_page *, number);

		if (ru_str_eq(page->article.id, id))
			return page;
	}
	return NULL;
}

static int add(runut_pile *pile, runut_page *page, struct ru_error *err)
{
	uint64_t key;
	uint64_t most = pile->run->ctx->limits.pile_bytes;

	if (pile->found != 0 || page->stage < RUNUT_STAGE_FACTS)
		return ru_fail(err, RU_EUSAGE, NULL, UINT64_MAX,
		               "the page must be read up to its facts, before anything is found");
	if (most != 0 && page->article.bytes > most - pile->bytes)
		return ru_fail(err, RU_ELIMIT, NULL, UINT64_MAX, "the pile is larger than %llu bytes",
		               (unsigned long long)most);
	const runut_page *twin = page_with_id(pile, page->article.id, &key);
	if (twin != NULL) {
		pile->repeated++;
		return ru_fail(err, RU_EDUP, page->source.ptr, page->offset, "the id %.80s was given before, in %.80s",
		               page->article.id.ptr, twin->source.len > 0 ? twin->source.ptr : "-");
	}
	runut_page **slot = ru_vec_push(&pile->pages);
	if (slot == NULL)
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
	*slot = page;
	if (ru_index_put(&pile->ids, key, (uint32_t)(pile->pages.len - 1)) != 0) {
		pile->pages.len--;
		return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
	}
	pile->bytes += page->article.bytes;
	return 0;
}

int runut_pile_add(runut_pile *pile, runut_page *page, runut_error *err)
{
	struct ru_error detail = {0};

	return ru_engine_fail(err, add(pile, page, &detail), &detail);
}

static int got_page(void *user, runut_page *page)
{
	runut_pile *pile = user;
	uint64_t key;
	int status = add(pile, page, NULL);

	if (status == 0)
		return 0;
	if (status == RU_EDUP) {
		const runut_page *first = page_with_id(pile, page->article.id, &key);

		ru_engine_repeated(pile->run, page->article.id, (struct ru_place_in){page->source, page->offset},
		                   (struct ru_place_in){first->source, first->offset});
	}
	runut_page_free(page);
	return status == RU_EDUP ? 0 : status;
}

int runut_pile_read(runut_pile *pile, const char *const *paths, size_t count, runut_error *err)
{
	return ru_engine_read(pile->run, paths, count, RUNUT_STAGE_FACTS, NULL, got_page, pile, err);
}

static int by_id(const void *a, const void *b, void *ctx)
{
	const runut_page *const *x = a, *const *y = b;

	(void)ctx;
	return ru_str_cmp((*x)->article.id, (*y)->article.id);
}

/* Anchors go straight into the page's own arena: no two jobs share a page. */
static int make_anchors(void *ctx, size_t index, unsigned worker)
{
	runut_pile *pile = ctx;
	runut_page *page = *RU_VEC_AT(&pile->pages, runut_page *, index);

	(void)worker;
	return ru_engine_anchors(&pile->docs[index], &page->arena, &pile->run->ctx->al);
}

/* Pages in the order of their ids, as match and trace see them. */
static int make_docs(runut_pile *pile)
{
	const struct ru_alloc *al = &pile->run->ctx->al;
	size_t count = pile->pages.len;

	if (pile->docs != NULL)
		return 0;
	int status = ru_sort(pile->pages.ptr, count, sizeof(runut_page *), by_id, NULL, al);
	struct ru_doc *docs = ru_arena_get(&pile->arena, count, sizeof(*docs));
	pile->languages = ru_arena_get(&pile->arena, count, sizeof(*pile->languages));
	if (status != 0 || docs == NULL || pile->languages == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < count; i++) {
		runut_page *page = *RU_VEC_AT(&pile->pages, runut_page *, i);

		docs[i] = (struct ru_doc){.article = &page->article, .facts = &page->facts};
		pile->languages[i] = page->language;
	}
	pile->docs = docs;
	status = ru_parallel(pile->run->options.threads, count, make_anchors, pile, al);
	if (status != 0)
		pile->docs = NULL;
	return status;
}

/* Whether the pile is small enough to look for what was told in other words; counted as where it is read from disk. */
static bool is_retold(const runut_pile *pile)
{
	uint32_t most = pile->run->ctx->limits.retold_pages;

	if (pile->pages.len + pile->repeated <= most)
		return true;
	if (most > 0)
		ru_engine_not_retold(pile->run);
	return false;
}

/* The copies of the pile as they are told: with direction, translations and siblings. Nothing where they are known. */
static int tell_copies(runut_pile *pile, const struct ru_match_options *match, const struct ru_trace_options *trace,
                       struct ru_error *err)
{
	uint32_t count = (uint32_t)pile->pages.len;

	if (pile->told)
		return 0;
	int status = ru_match_copies(&pile->copies, pile->docs, count, match, &pile->arena, err);
	if (status == 0 && is_retold(pile))
		status = ru_match_rewritten(&pile->copies, pile->docs, count, match, &pile->arena, err);
	if (status == 0)
		status = ru_trace_direct(&pile->copies, pile->docs, count, trace, &pile->arena, err);
	pile->told = status == 0;
	if (status == 0 && pile->copies.large_groups > 0)
		ru_engine_large_groups(pile->run, pile->docs[pile->copies.large_group].article->id,
		                       pile->copies.large_groups);
	return status;
}

/* The copies that stories and trace are fed with. They are told too where nobody asked for more. */
static int feed_copies(runut_pile *pile, const struct ru_match_options *match, struct ru_error *err)
{
	if (pile->fed)
		return 0;
	int status = ru_match_copies(&pile->shared, pile->docs, (uint32_t)pile->pages.len, match, &pile->arena, err);
	pile->fed = status == 0;
	if (status == 0 && !pile->told)
		pile->copies = pile->shared;
	return status;
}

static int find(runut_pile *pile, enum runut_finding what, struct ru_error *err)
{
	runut_run *run = pile->run;
	uint32_t count = (uint32_t)pile->pages.len;
	struct ru_match_options match = {&run->ctx->al, run->options.threads, run->options.cancel};
	struct ru_trace_options trace = {&run->ctx->al, run->options.threads, run->options.cancel, NULL};
	int status = make_docs(pile);

	if (status != 0)
		return status;
	if (what == RUNUT_COMPARE) {
		if (count != 2)
			return ru_fail(err, RU_EUSAGE, NULL, UINT64_MAX, "two pages are compared, not %u", count);
		status = ru_trace_compare(&pile->differences, &pile->difference_count, &pile->conflict,
		                          &pile->conflict_kind, pile->docs, &trace, &pile->arena, err);
		if (status == 0) /* what they share, for a reader who wants both pages side by side */
			status = tell_copies(pile, &match, &trace, err);
		return status;
	}
	ru_engine_progress(run, "copies", true);
	status = what == RUNUT_COPIES ? tell_copies(pile, &match, &trace, err) : feed_copies(pile, &match, err);
	if (status != 0 || what == RUNUT_COPIES)
		return status;
	pile->found |= 1u << RUNUT_COPIES;
	ru_engine_progress(run, "stories", true);
	if ((pile->found & 1u << RUNUT_STORIES) == 0)
		status = ru_match_stories(&pile->stories, pile->docs, count, &pile->shared, &match, &pile->arena, err);
	if (status != 0 || what == RUNUT_STORIES)
		return status;
	pile->found |= 1u << RUNUT_STORIES;
	ru_engine_progress(run, "trace", true);
	return ru_trace_read(&pile->trace, pile->docs, count, &pile->shared, &pile->stories, &trace, &pile->arena, err);
}

int runut_pile_find(runut_pile *pile, enum runut_finding what, runut_error *err)
{
	struct ru_error detail = {0};

	if ((unsigned)what > RUNUT_COMPARE)
		return ru_engine_fail(err, RU_EUSAGE, NULL);
	if ((pile->found & 1u << what) != 0 && (what != RUNUT_COPIES || pile->told))
		return 0;
	if (ru_engine_cancelled(pile->run))
		return ru_engine_fail(err, RU_ECANCEL, NULL);
	int status = find(pile, what, &detail);
	if (status == 0)
		pile->found |= 1u << what;
	return ru_engine_fail(err, status, &detail);
}

size_t runut_pile_page_count(const runut_pile *pile) { return pile->pages.len; }

const runut_page *runut_pile_page(const runut_pile *pile, size_t i)
{
	return i < pile->pages.len ? *RU_VEC_AT(&pile->pages, runut_page *, i) : NULL;
}

size_t runut_pile_count(const runut_pile *pile, enum runut_finding what)
{
	if ((pile->found & 1u << what) == 0)
		return 0;
	switch (what) {
	case RUNUT_COPIES:
		return pile->copies.count;
	case RUNUT_STORIES:
		return pile->stories.event_count;
	case RUNUT_TRACE:
		return pile->trace.event_count;
	default:
		return pile->difference_count;
	}
}

int runut_pile_event(const runut_pile *pile, size_t i, runut_event *out)
{
	*out = (runut_event){0};
	if (i >= runut_pile_count(pile, RUNUT_TRACE))
		return RU_EUSAGE;
	const struct ru_event *event = &pile->trace.events[i];
	*out = (runut_event){.id = str_out(ru_str_from(event->id)),
	                     .story = str_out(ru_str_from(pile->trace.stories[event->story].id)),
	                     .title = str_out(event->title),
	                     .when = str_out(event->when),
	                     .where = str_out(event->where),
	                     .page_count = event->page_count,
	                     .independent = event->count,
	                     .independent_max = event->max};
	if (event->origin.page != RU_NONE) {
		out->origin = str_out(pile->docs[event->origin.page].article->id);
	} else if (event->origin.source != RU_NONE) {
		out->origin = str_out(pile->trace.sources[event->origin.source].name);
		out->origin_unseen = 1;
	}
	return 0;
}

size_t runut_pile_event_page(const runut_pile *pile, size_t i, size_t j)
{
	if (i >= runut_pile_count(pile, RUNUT_TRACE) || j >= pile->trace.events[i].page_count)
		return SIZE_MAX;
	return pile->trace.events[i].pages[j];
}
