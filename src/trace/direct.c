/* SPDX-License-Identifier: Apache-2.0 */
/* Which of two pages that share words was made from the other: log-odds of named evidence, silence when weak.
 *
 * Evidence: one names the other's outlet; stated times (with an error model: dates are false now and then, and a time
 * of change says only that the page stood by then); words of a page that is pieced together from several others; a
 * third page that stands between. Never from length or looks alone. */
#include "trace/tracing.h"

enum {
	DIRECT_NAMED = 330,  /* one text names the other's outlet, which does not name it back */
	DIRECT_TIME = 170,   /* about one page in seven carries a false date: ln(0.85 / 0.15) */
	DIRECT_STOOD = 110,  /* changed before the other was published */
	DIRECT_PIECED = 190, /* the rest of one page comes from another page, the rest of the other does not */
	DIRECT_SAID = 100    /* below this: silence */
};

struct direction {
	const struct ru_doc *docs;
	struct ru_copies *copies;
	struct neighbour **near;
	const uint32_t *near_count;
	struct ru_arena *arena;
};

/* Where page b names the outlet of page a, in its text or among its credits; page RU_NONE where it does not. */
static struct ru_page_span names_outlet(const struct ru_doc *docs, uint32_t b, uint32_t a)
{
	const struct ru_article *from = docs[a].article, *in = docs[b].article;
	struct ru_page_span none = trace_span(RU_NONE, TRACE_NO_SPAN);
	size_t at = SIZE_MAX;
	struct ru_span span;

	if (from->outlet.len < 4 || ru_str_eq_nocase(from->outlet, in->outlet))
		return none;
	while ((at = ru_str_find_nocase(in->text, from->outlet, at == SIZE_MAX ? 0 : at + 1)) != SIZE_MAX) {
		struct ru_range range = {(uint32_t)at, (uint32_t)(at + from->outlet.len)};
		uint32_t block = ru_article_block(in, range.begin);
		bool edge_before = range.begin == 0 || !ru_is_alnum((unsigned char)in->text.ptr[range.begin - 1]);
		bool edge_after = range.end >= in->text.len || !ru_is_alnum((unsigned char)in->text.ptr[range.end]);

		if (!edge_before || !edge_after)
			continue;
		if (block != RU_NONE &&
		    (in->blocks[block].kind == RU_BLOCK_NAV || in->blocks[block].kind == RU_BLOCK_COMMENTS))
			continue;
		if (ru_article_span(in, range, &span))
			return trace_span(b, span);
	}
	return none;
}

/* How many words of page p, outside what it shares in copy, some other page has too that shares nothing with the
 * other page of the copy: "this page is pieced together". Hundredths of its words. */
static uint32_t pieced(const struct direction *d, uint32_t p, uint32_t other, uint32_t copy, uint32_t *third)
{
	uint32_t best = 0;

	*third = RU_NONE;
	for (uint32_t i = 0; i < d->near_count[p] && i < TRACE_NEIGHBOURS; i++) {
		uint32_t q = d->near[p][i].page;
		const struct ru_copy *with = &d->copies->items[d->near[p][i].copy];
		uint32_t words = with->a == p ? with->words_a : with->words_b, share;
		bool shares = false;

		if (q == other || d->near[p][i].copy == copy || with->kind == RU_COPY_FURNITURE || words == 0)
			continue;
		for (uint32_t k = 0; !shares && k < d->near_count[q] && k < TRACE_NEIGHBOURS; k++)
			shares = d->near[q][k].page == other;
		share = (uint32_t)((uint64_t)with->words * 100 / words);
		if (!shares && share > best) {
			best = share;
			*third = q;
		}
	}
	return best;
}

static struct ru_page_span time_span(const struct ru_doc *docs, uint32_t p)
{
	const struct ru_article *article = docs[p].article;

	if (article->published.known)
		return trace_span(p, article->published.place.span);
	return article->modified.known ? trace_span(p, article->modified.place.span) : trace_span(p, TRACE_NO_SPAN);
}

/* Log-odds that b was made from a, from their times. */
static int32_t time_odds(const struct ru_doc *docs, uint32_t a, uint32_t b)
{
	bool both = docs[a].article->published.known && docs[b].article->published.known;

	if (ru_trace_before(docs, a, b))
		return both ? DIRECT_TIME : DIRECT_STOOD;
	if (ru_trace_before(docs, b, a))
		return both ? -DIRECT_TIME : -DIRECT_STOOD;
	return 0;
}

/* True where some third page shares more with both than they with each other: then they are siblings, or one has
 * it from the other through the third; times alone cannot tell. */
static bool third_between(const struct direction *d, const struct ru_copy *copy)
{
	for (uint32_t i = 0; i < d->near_count[copy->a] && i < TRACE_NEIGHBOURS; i++) {
		uint32_t q = d->near[copy->a][i].page;
		uint32_t words = d->copies->items[d->near[copy->a][i].copy].words;

		if (q == copy->b || words < copy->words)
			continue;
		if (ru_trace_before(d->docs, copy->a, q) && ru_trace_before(d->docs, copy->b, q))
			continue; /* later than both: it is no source of theirs */
		for (uint32_t k = 0; k < d->near_count[q] && k < TRACE_NEIGHBOURS; k++) {
			uint32_t others = d->copies->items[d->near[q][k].copy].words;

			if (d->near[q][k].page == copy->b && others >= copy->words && others + words > copy->words * 2)
				return true;
		}
	}
	return false;
}

static int put(const struct direction *d, struct ru_copy *copy, enum ru_evidence_kind kind, int32_t weight,
               struct ru_page_span x, struct ru_page_span y)
{
	struct trace_list list = {copy->evidence, copy->evidence_count, copy->evidence_count};
	struct ru_page_span spans[2] = {x, y};
	int status = ru_trace_evidence(d->arena, &list, kind, weight, spans, 2);

	if (status == 0) {
		copy->evidence = list.ptr;
		copy->evidence_count = list.len;
	}
	return status;
}

static int direct_one(const struct direction *d, uint32_t index)
{
	struct ru_copy *copy = &d->copies->items[index];
	struct ru_page_span none = trace_span(RU_NONE, TRACE_NO_SPAN);
	struct ru_page_span by_b = names_outlet(d->docs, copy->b, copy->a),
	                    by_a = names_outlet(d->docs, copy->a, copy->b);
	uint32_t third_a, third_b;
	uint32_t pieced_a = pieced(d, copy->a, copy->b, index, &third_a);
	uint32_t pieced_b = pieced(d, copy->b, copy->a, index, &third_b);
	int32_t odds = 0, time = time_odds(d->docs, copy->a, copy->b);
	bool between = third_between(d, copy);
	int status = 0;

	if (copy->kind == RU_COPY_FURNITURE)
		return 0;
	if ((by_b.page != RU_NONE) != (by_a.page != RU_NONE)) {
		int32_t weight = by_b.page != RU_NONE ? DIRECT_NAMED : -DIRECT_NAMED;

		odds += weight;
		status = put(d, copy, RU_EVIDENCE_CREDIT, weight, by_b.page != RU_NONE ? by_b : by_a, none);
	}
	if (status == 0 && !between && (pieced_a >= 20) != (pieced_b >= 20)) {
		int32_t weight = pieced_b >= 20 ? DIRECT_PIECED : -DIRECT_PIECED;

		odds += weight;
		status = put(d, copy, RU_EVIDENCE_THIRD_PAGE, weight, none, none);
	}
	if (status == 0 && time != 0) {
		if (!between || odds != 0)
			odds += time;
		status = put(d, copy, RU_EVIDENCE_TIME, time, time_span(d->docs, copy->a), time_span(d->docs, copy->b));
	}
	copy->dir = odds >= DIRECT_SAID ? '>' : odds <= -DIRECT_SAID ? '<' : '?';
	return status;
}

int ru_trace_directions(struct ru_tracing *t)
{
	struct direction d = {t->docs, t->copies, t->near, t->near_count, t->arena};

	for (uint32_t i = 0; i < t->copies->count; i++) {
		int status = trace_cancelled(t->options) ? RU_ECANCEL : direct_one(&d, i);

		if (status != 0)
			return status;
	}
	return 0;
}

int ru_trace_direct(struct ru_copies *copies, const struct ru_doc *docs, uint32_t count,
                    const struct ru_trace_options *options, struct ru_arena *arena, struct ru_error *err)
{
	struct ru_arena scratch;
	struct ru_tracing t = {.docs = docs,
	                       .count = count,
	                       .copies = copies,
	                       .options = options,
	                       .al = options->al,
	                       .arena = arena,
	                       .scratch = &scratch};
	int status;

	ru_arena_init(&scratch, options->al);
	status = ru_trace_neighbours(&t);
	if (status == 0)
		status = ru_trace_directions(&t);
	ru_arena_release(&scratch);
	return status == 0
	           ? 0
	           : ru_fail(err, status, NULL, UINT64_MAX, "the direction of copies: %s", ru_status_name(status));
}
