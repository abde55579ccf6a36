/* SPDX-License-Identifier: Apache-2.0 */
/* Which of two pages that share words was made from the other: log-odds of named evidence, silence when weak.
 *
 * Evidence: one names the other's outlet; stated times (with an error model: dates are false now and then, and a time
 * of change says only that the page stood by then); words of a page that is pieced together from several others; a
 * third page that stands between. Never from length or looks alone. */
#include "trace/direct.h"

#include "trace/arborescence.h"
#include "trace/identity.h"

enum {
	DIRECT_NAMED = 330,                /* one text names the other's outlet, which does not name it back */
	DIRECT_TIME = 170,                 /* at most: about one page in seven carries a false date: ln(0.85 / 0.15) */
	DIRECT_LATER = 10,                 /* for each time that the difference doubles, */
	DIRECT_NOISE = 15,                 /* from this many minutes on, within which an outlet's clock says little */
	DIRECT_APART = 30 * 366 * 24 * 60, /* minutes: so far apart, one of the two is false */
	DIRECT_CLOCK = 60,                 /* earlier by clocks that name no zone: never enough alone */
	DIRECT_STOOD = 110,                /* changed before the other was published */
	OUTLET_MIN = 4                     /* bytes: shorter names stand for other things too */
};

/* "kabarsiangini" of an address spells "Kabar Siang Ini". */
static bool spells(struct ru_str label, struct ru_str outlet)
{
	size_t k = 0, letters = 0;

	for (size_t i = 0; i < outlet.len; i++) {
		unsigned char letter = (unsigned char)outlet.ptr[i];

		if (letter < 0x80 && !ru_is_alnum(letter))
			continue;
		while (k < label.len && label.ptr[k] == '-')
			k++;
		if (k == label.len || ru_to_lower(label.ptr[k++]) != ru_to_lower(outlet.ptr[i]))
			return false;
		letters++;
	}
	return k == label.len && letters >= OUTLET_MIN;
}

/* A mirror that keeps the original's address in its head has no host of its own. */
static bool owns_host(const struct ru_article *article)
{
	for (uint32_t i = 0; i < article->credit_count; i++) {
		if (ru_str_eq(article->credits[i].cue, RU_S("canonical")))
			return false;
	}
	return article->host.len > 0;
}

/* Where page b credits the host or the outlet of page a, not for a picture; page RU_NONE where it does not. */
static struct ru_page_span credits_outlet(const struct ru_doc *docs, uint32_t b, uint32_t a)
{
	const struct ru_article *from = docs[a].article, *in = docs[b].article;
	bool by_outlet = from->outlet.len >= OUTLET_MIN && !ru_str_eq_nocase(from->outlet, in->outlet);
	bool by_host = in->credit_count > 0 && owns_host(from), one_host = ru_str_eq(from->host, in->host);

	for (uint32_t i = 0; i < in->credit_count; i++) {
		const struct ru_credit *credit = &in->credits[i];
		uint32_t block = credit->place.block;
		bool canonical = ru_str_eq(credit->cue, RU_S("canonical"));

		if (credit->place.span.begin == RU_NONE ||
		    (block != RU_NONE && in->blocks[block].kind == RU_BLOCK_CAPTION))
			continue;
		if ((by_outlet && (ru_str_eq_nocase(credit->who, from->outlet) ||
		                   spells(ru_identity_host_label(credit->who), from->outlet))) ||
		    (by_host && (canonical || !one_host) && ru_str_eq_nocase(credit->who, from->host)))
			return trace_span(b, credit->place.span);
	}
	return trace_span(RU_NONE, TRACE_NO_SPAN);
}

/* Where page b names the outlet of page a in its text; page RU_NONE where it does not. */
static struct ru_page_span names_outlet(const struct ru_doc *docs, uint32_t b, uint32_t a)
{
	const struct ru_article *from = docs[a].article, *in = docs[b].article;
	struct ru_page_span none = trace_span(RU_NONE, TRACE_NO_SPAN);
	size_t at = SIZE_MAX;
	struct ru_span span;

	if (from->outlet.len < OUTLET_MIN || ru_str_eq_nocase(from->outlet, in->outlet))
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

	if (ru_trace_is_moment(&article->published))
		return trace_span(p, article->published.place.span);
	return ru_trace_is_moment(&article->modified) ? trace_span(p, article->modified.place.span)
	                                              : trace_span(p, TRACE_NO_SPAN);
}

/* What a difference of so many minutes weighs. Alone it is enough only where it is beyond what clocks are good for. */
static int32_t gap_odds(int64_t minutes, int32_t most)
{
	int32_t odds = DIRECT_SAID;

	if (minutes > DIRECT_APART)
		return 0;
	if (minutes < DIRECT_NOISE)
		odds = (int32_t)minutes * DIRECT_CLOCK / DIRECT_NOISE;
	for (; minutes >= 2 * DIRECT_NOISE && odds < most; minutes /= 2)
		odds += DIRECT_LATER;
	return odds < most ? odds : most;
}

/* Minutes from page a to page b, the earlier: between the middles of what their stamps leave open, or from a's change
 * to b. */
static int64_t gap_between(const struct ru_time *a, const struct ru_time *b, int64_t a_to, int64_t b_from)
{
	if (!ru_trace_is_moment(a) || a->not_before == INT64_MIN || b->not_after == INT64_MAX)
		return b_from - a_to;
	return b_from - a_to + (a_to - a->not_before) / 2 + (b->not_after - b_from) / 2;
}

/* Log-odds that b was made from a, the earlier by its times. */
static int32_t earlier_odds(const struct ru_article *a, const struct ru_article *b)
{
	bool both = ru_trace_is_moment(&a->published) && ru_trace_is_moment(&b->published);
	int64_t open, a_to, b_from;

	ru_trace_time(a, &open, &a_to);
	ru_trace_time(b, &b_from, &open);
	return gap_odds(gap_between(&a->published, &b->published, a_to, b_from), both ? DIRECT_TIME : DIRECT_STOOD);
}

/* Earlier by clocks that name no zone: that both mean the same one is likely, but no more. */
static int32_t clock_odds(const struct ru_time *a, const struct ru_time *b)
{
	if (!ru_trace_is_moment(a) || !ru_trace_is_moment(b) || a->zone != RU_ZONE_UNKNOWN ||
	    b->zone != RU_ZONE_UNKNOWN || a->not_before == INT64_MIN || b->not_before == INT64_MIN ||
	    a->precision != RU_PRECISION_MINUTE || b->precision != RU_PRECISION_MINUTE)
		return 0;
	return a->not_before < b->not_before ? gap_odds(b->not_before - a->not_before, DIRECT_CLOCK)
	                                     : -gap_odds(a->not_before - b->not_before, DIRECT_CLOCK);
}

/* Log-odds that b was made from a, from their times. */
static int32_t time_odds(const struct ru_doc *docs, uint32_t a, uint32_t b)
{
	if (ru_trace_before(docs, a, b))
		return earlier_odds(docs[a].article, docs[b].article);
	if (ru_trace_before(docs, b, a))
		return -earlier_odds(docs[b].article, docs[a].article);
	return clock_odds(&docs[a].article->published, &docs[b].article->published);
}

int ru_direct_put(const struct direction *d, struct ru_copy *copy, enum ru_evidence_kind kind, int32_t weight,
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

static struct ru_page_span names(const struct ru_doc *docs, uint32_t b, uint32_t a)
{
	struct ru_page_span found = credits_outlet(docs, b, a);

	return found.page != RU_NONE ? found : names_outlet(docs, b, a);
}

static int by_name(const struct direction *d, struct ru_copy *copy, int32_t *odds)
{
	struct ru_page_span by_b = names(d->docs, copy->b, copy->a), by_a = names(d->docs, copy->a, copy->b);

	if ((by_b.page != RU_NONE) == (by_a.page != RU_NONE))
		return RU_OK;
	*odds = by_b.page != RU_NONE ? DIRECT_NAMED : -DIRECT_NAMED;
	return ru_direct_put(d, copy, RU_EVIDENCE_CREDIT, *odds, by_b.page != RU_NONE ? by_b : by_a,
	                     trace_span(RU_NONE, TRACE_NO_SPAN));
}

static int by_words(const struct direction *d, struct ru_copy *copy, int32_t *odds)
{
	struct ru_reading home = ru_reading_home(d->readings, copy), wording = ru_reading_wording(d->readings, copy),
	                  part = ru_reading_part(d->readings, copy);
	int status = d->readings->status;

	if (status == RU_OK)
		status = ru_direct_put(d, copy, RU_EVIDENCE_NAMES, home.odds, home.a, home.b);
	if (status == RU_OK)
		status = ru_direct_put(d, copy, RU_EVIDENCE_CORRECTION, wording.odds, wording.a, wording.b);
	if (status == RU_OK)
		status = ru_direct_put(d, copy, RU_EVIDENCE_PASSAGE, part.odds, part.a, part.b);
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
		status = ru_direct_put(d, copy, RU_EVIDENCE_TIME, alone->time, time_span(d->docs, copy->a),
		                       time_span(d->docs, copy->b));
	return status;
}

static int direct_one(const struct direction *d, uint32_t index)
{
	struct ru_copy *copy = &d->copies->items[index];
	struct alone *alone = &d->alone[index];
	struct ru_page_span on_third = trace_span(RU_NONE, TRACE_NO_SPAN);
	struct heard heard;
	int32_t odds;

	if (copy->kind == RU_COPY_FURNITURE)
		return RU_OK;
	if (copy->passage_count == 0) { /* a translation: no words to ask third pages about */
		odds = alone->named + alone->time;
		alone->said = odds;
		copy->dir = odds >= DIRECT_SAID ? '>' : odds <= -DIRECT_SAID ? '<' : '?';
		return RU_OK;
	}
	heard = ru_direct_hear(d, copy);
	odds = alone->named + heard.odds;
	if (!heard.between && !ru_direct_third_between(d, copy)) {
		odds += alone->words;
		/* with a third page about that has it all, the times of two tell little */
		if (heard.asked == 0 || odds != 0)
			odds += alone->time;
	}
	alone->said = odds;
	copy->dir = odds >= DIRECT_SAID ? '>' : odds <= -DIRECT_SAID ? '<' : '?';
	if (heard.page != RU_NONE) {
		const struct ru_copy *with = &d->copies->items[heard.copy];
		bool of_a = with->a == heard.page;

		on_third = trace_span(heard.page, of_a ? with->passages[0].raw_a : with->passages[0].raw_b);
	}
	return ru_direct_put(d, copy, heard.between ? RU_EVIDENCE_THIRD_PAGE : RU_EVIDENCE_SAME_ERROR, heard.odds,
	                     on_third, trace_span(RU_NONE, TRACE_NO_SPAN));
}

/* Leave unsaid what makes a page come from itself. */
static int cut_circles(const struct direction *d, const struct ru_alloc *al)
{
	struct arc *arcs = ru_alloc_get(al, (size_t)d->copies->count + 1, sizeof(*arcs));
	uint32_t *copy_of = ru_alloc_get(al, (size_t)d->copies->count + 1, sizeof(*copy_of)), count = 0;
	uint8_t *keep = ru_alloc_get(al, (size_t)d->copies->count + 1, sizeof(*keep));
	int status = arcs != NULL && copy_of != NULL && keep != NULL ? RU_OK : RU_ENOMEM;

	for (uint32_t i = 0; status == RU_OK && i < d->copies->count; i++) {
		const struct ru_copy *copy = &d->copies->items[i];
		int32_t odds = d->alone[i].said;

		if (copy->dir == '?')
			continue;
		arcs[count] = (struct arc){copy->dir == '>' ? copy->a : copy->b, copy->dir == '>' ? copy->b : copy->a,
		                           odds < 0 ? -odds : odds};
		copy_of[count++] = i;
	}
	if (status == RU_OK)
		status = ru_circles_cut(keep, arcs, count, d->readings->t->count, al);
	for (uint32_t i = 0; status == RU_OK && i < count; i++) {
		if (!keep[i])
			d->copies->items[copy_of[i]].dir = '?';
	}
	ru_alloc_free(al, arcs);
	ru_alloc_free(al, copy_of);
	ru_alloc_free(al, keep);
	return status;
}

static int direct_all(const struct direction *d, const struct ru_trace_options *options)
{
	int status = RU_OK;

	for (uint32_t i = 0; status == RU_OK && i < d->copies->count; i++)
		status = trace_cancelled(options) ? RU_ECANCEL : look_alone(d, i);
	if (status == RU_OK && options->world != NULL && options->world->waits(options->world->ctx))
		return RU_OK;
	for (uint32_t i = 0; status == RU_OK && i < d->copies->count; i++)
		status = trace_cancelled(options) ? RU_ECANCEL : direct_one(d, i);
	if (status != RU_OK || d->copies->count == 0)
		return status;
	char *scratch = ru_alloc_get(options->al, d->copies->count, 1);
	if (scratch == NULL)
		return RU_ENOMEM;
	status = ru_direct_settle(d, scratch);
	ru_alloc_free(options->al, scratch);
	return status == RU_OK ? cut_circles(d, options->al) : status;
}

static int find_directions(struct ru_tracing *t, bool siblings)
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
	if (status == RU_OK && siblings)
		status = ru_direct_siblings(&d);
	if (status == RU_OK)
		status = readings.status;
	ru_readings_release(&readings);
	return status;
}

int ru_trace_directions(struct ru_tracing *t) { return find_directions(t, false); }

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
		status = find_directions(&t, true);
	ru_arena_release(&scratch);
	return status == 0
	           ? 0
	           : ru_fail(err, status, NULL, UINT64_MAX, "the direction of copies: %s", ru_status_name(status));
}
