/* SPDX-License-Identifier: Apache-2.0 */
/* Which of two pages that share words was made from the other: log-odds of named evidence, silence when weak.
 *
 * Evidence: one names the other's outlet; stated times (with an error model: dates are false now and then, and a time
 * of change says only that the page stood by then); words of a page that is pieced together from several others; a
 * third page that stands between. Never from length or looks alone. */
#include "trace/readings.h"

enum {
	DIRECT_NAMED = 330, /* one text names the other's outlet, which does not name it back */
	DIRECT_TIME = 170,  /* about one page in seven carries a false date: ln(0.85 / 0.15) */
	DIRECT_CLOCK = 60,  /* earlier by clocks that name no zone: never enough alone */
	DIRECT_STOOD = 110, /* changed before the other was published */
	DIRECT_SAID = 100,  /* below this: silence */
	THIRD_PAGES = 6     /* looked at for each copy */
};

/* Log-odds that b was made from a, by what the two pages of a copy alone say. */
struct alone {
	int32_t named, words, time;
};

/* What third pages say. */
struct heard {
	bool between; /* one stands between the two */
	uint32_t asked;
	int32_t odds;
	uint32_t page, copy; /* the page that says it, and the copy that it shares */
};

struct direction {
	const struct ru_doc *docs;
	struct ru_copies *copies;
	struct neighbour **near;
	const uint32_t *near_count;
	struct ru_arena *arena;
	struct ru_readings *readings;
	struct alone *alone; /* per copy */
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
	/* the same convention of a zone that nobody names is likely, but no more */
	if (both && docs[a].article->published.zone == RU_ZONE_UNKNOWN &&
	    docs[b].article->published.zone == RU_ZONE_UNKNOWN &&
	    docs[a].article->published.precision == RU_PRECISION_MINUTE &&
	    docs[b].article->published.precision == RU_PRECISION_MINUTE) {
		int64_t at_a = docs[a].article->published.not_before, at_b = docs[b].article->published.not_before;

		return at_a < at_b ? DIRECT_CLOCK : at_b < at_a ? -DIRECT_CLOCK : 0;
	}
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
	int status = weight != 0 ? ru_trace_evidence(d->arena, &list, kind, weight, spans, 2) : RU_OK;

	if (status == 0) {
		copy->evidence = list.ptr;
		copy->evidence_count = list.len;
	}
	return status;
}

/* ---- what the two pages alone say ---- */

static int by_name(const struct direction *d, struct ru_copy *copy, int32_t *odds)
{
	struct ru_page_span by_b = names_outlet(d->docs, copy->b, copy->a),
	                    by_a = names_outlet(d->docs, copy->a, copy->b);

	if ((by_b.page != RU_NONE) == (by_a.page != RU_NONE))
		return RU_OK;
	*odds = by_b.page != RU_NONE ? DIRECT_NAMED : -DIRECT_NAMED;
	return put(d, copy, RU_EVIDENCE_CREDIT, *odds, by_b.page != RU_NONE ? by_b : by_a,
	           trace_span(RU_NONE, TRACE_NO_SPAN));
}

static int by_words(const struct direction *d, struct ru_copy *copy, int32_t *odds)
{
	struct ru_reading home = ru_reading_home(d->readings, copy), wording = ru_reading_wording(d->readings, copy),
	                  part = ru_reading_part(d->readings, copy);
	int status = d->readings->status;

	if (status == RU_OK)
		status = put(d, copy, RU_EVIDENCE_NAMES, home.odds, home.a, home.b);

	if (status == RU_OK)
		status = put(d, copy, RU_EVIDENCE_CORRECTION, wording.odds, wording.a, wording.b);
	if (status == RU_OK)
		status = put(d, copy, RU_EVIDENCE_FURNITURE, part.odds, part.a, part.b);
	*odds = home.odds + wording.odds + part.odds;
	return status;
}

static int look_alone(const struct direction *d, uint32_t index)
{
	struct ru_copy *copy = &d->copies->items[index];
	struct alone *alone = &d->alone[index];
	int status;

	if (copy->kind == RU_COPY_FURNITURE)
		return RU_OK;
	alone->time = time_odds(d->docs, copy->a, copy->b);
	status = by_name(d, copy, &alone->named);
	if (status == RU_OK)
		status = by_words(d, copy, &alone->words);
	if (status == RU_OK)
		status = put(d, copy, RU_EVIDENCE_TIME, alone->time, time_span(d->docs, copy->a),
		             time_span(d->docs, copy->b));
	return status;
}

/* ---- what third pages say ---- */

/* Odds that page `to` was made from page `from`, by what the two alone say. */
static int32_t alone_odds(const struct direction *d, uint32_t copy, uint32_t from)
{
	const struct alone *alone = &d->alone[copy];
	int32_t odds = alone->named + alone->words + alone->time;

	return d->copies->items[copy].a == from ? odds : -odds;
}

/* The copy that pages p and q share, or RU_NONE. */
static uint32_t copy_of(const struct direction *d, uint32_t p, uint32_t q)
{
	for (uint32_t i = 0; i < d->near_count[p] && i < TRACE_NEIGHBOURS; i++) {
		if (d->near[p][i].page == q && d->copies->items[d->near[p][i].copy].kind != RU_COPY_FURNITURE)
			return d->near[p][i].copy;
	}
	return RU_NONE;
}

static int32_t stronger(int32_t x, int32_t y) { return (x < 0 ? -x : x) >= (y < 0 ? -y : y) ? x : y; }

/* One third page z that shares words with both. The middle of the three tells how they hang together:
 * z in the middle: the two are siblings, or one has it from the other through z;
 * a in the middle, and z the source of a: then b stands behind a. So with b. */
static void hear(const struct direction *d, const struct ru_copy *copy, uint32_t with_a, uint32_t with_b, uint32_t z,
                 struct heard *heard)
{
	uint32_t middle = ru_reading_middle(d->readings, copy->a, copy->b, z);
	uint32_t words_a = d->copies->items[with_a].words, words_b = d->copies->items[with_b].words;
	/* what the two share they can have from z */
	bool enough = (words_a < words_b ? words_a : words_b) * 10 >= copy->words * 9;
	int32_t to_a = alone_odds(d, with_a, z), to_b = alone_odds(d, with_b, z), odds = 0;

	heard->asked += enough;
	if (middle == z) {
		heard->between = true;
		if (-to_a >= DIRECT_SAID && to_b >= DIRECT_SAID)
			odds = -to_a < to_b ? -to_a : to_b;
		else if (to_a >= DIRECT_SAID && -to_b >= DIRECT_SAID)
			odds = to_a < -to_b ? -to_a : to_b;
	} else if (middle == RU_NONE && enough && to_a >= DIRECT_SAID && to_b >= DIRECT_SAID) {
		heard->between = true; /* both have it from z, as far as anyone can tell */
	} else if (middle == copy->a && to_a >= DIRECT_SAID) {
		odds = to_a;
	} else if (middle == copy->b && to_b >= DIRECT_SAID) {
		odds = -to_b;
	}
	if (stronger(odds, heard->odds) == odds && odds != 0) {
		heard->odds = odds;
		heard->page = z;
		heard->copy = middle == copy->b ? with_b : with_a;
	}
}

static struct heard hear_all(const struct direction *d, const struct ru_copy *copy)
{
	struct heard heard = {.page = RU_NONE};
	uint32_t looked = 0;

	for (uint32_t i = 0; i < d->near_count[copy->a] && i < TRACE_NEIGHBOURS && looked < THIRD_PAGES; i++) {
		uint32_t z = d->near[copy->a][i].page, with_b;

		if (z == copy->b || d->copies->items[d->near[copy->a][i].copy].kind == RU_COPY_FURNITURE)
			continue;
		with_b = copy_of(d, z, copy->b);
		if (with_b == RU_NONE)
			continue;
		looked++;
		hear(d, copy, d->near[copy->a][i].copy, with_b, z, &heard);
	}
	return heard;
}

static int direct_one(const struct direction *d, uint32_t index)
{
	struct ru_copy *copy = &d->copies->items[index];
	const struct alone *alone = &d->alone[index];
	struct ru_page_span on_third = trace_span(RU_NONE, TRACE_NO_SPAN);
	struct heard heard;
	int32_t odds;

	if (copy->kind == RU_COPY_FURNITURE)
		return RU_OK;
	heard = hear_all(d, copy);
	odds = alone->named + heard.odds;
	if (!heard.between && !third_between(d, copy)) {
		odds += alone->words;
		/* with a third page about that has it all, the times of two tell little */
		if (heard.asked == 0 || odds != 0)
			odds += alone->time;
	}
	copy->dir = odds >= DIRECT_SAID ? '>' : odds <= -DIRECT_SAID ? '<' : '?';
	if (heard.page != RU_NONE) {
		const struct ru_copy *with = &d->copies->items[heard.copy];
		bool of_a = with->a == heard.page;

		on_third = trace_span(heard.page, of_a ? with->passages[0].raw_a : with->passages[0].raw_b);
	}
	return put(d, copy, heard.between ? RU_EVIDENCE_THIRD_PAGE : RU_EVIDENCE_SAME_ERROR, heard.odds, on_third,
	           trace_span(RU_NONE, TRACE_NO_SPAN));
}

static int direct_all(const struct direction *d, const struct ru_trace_options *options)
{
	int status = RU_OK;

	for (uint32_t i = 0; status == RU_OK && i < d->copies->count; i++)
		status = trace_cancelled(options) ? RU_ECANCEL : look_alone(d, i);
	for (uint32_t i = 0; status == RU_OK && i < d->copies->count; i++)
		status = trace_cancelled(options) ? RU_ECANCEL : direct_one(d, i);
	return status;
}

int ru_trace_directions(struct ru_tracing *t)
{
	struct ru_readings readings;
	struct direction d = {t->docs, t->copies, t->near, t->near_count, t->arena, &readings, NULL};
	int status;

	d.alone = ru_arena_get(t->scratch, t->copies->count, sizeof(*d.alone));
	if (d.alone == NULL)
		return RU_ENOMEM;
	status = ru_readings_init(&readings, t);
	if (status != RU_OK)
		return status;
	status = direct_all(&d, t->options);
	ru_readings_release(&readings);
	return status;
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
