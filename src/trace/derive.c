/* SPDX-License-Identifier: Apache-2.0 */
/* Who took it from whom. Fed by mentions (what pages say) and copies (what was observed, with their direction); gives
 * edges child -> parent, best first, without circles (edges.c lays them).
 *
 * "B took it from A" needs named evidence: B names A, or they share words and the direction is known. */
#include "trace/derive.h"

enum {
	ODDS_CREDIT = 400, /* "Sumber: Harian Telaga", "(KBKS/RIN)" */
	ODDS_CANONICAL = 450,
	ODDS_RELAY = 300, /* "sebagaimana dikutip dari Arena Pagi" */
	ODDS_REPORT = 250,
	ODDS_LINK = 150,
	ODDS_NAMED = 200, /* named and words shared */
	ODDS_AGAIN = 40,  /* each further mention, at most four */
	ODDS_DIRECTION = 150,
	DERIVE_WHOLE =
	    2000, /* share of the shorter page (hundredths of percent) below which only parts were taken over */
	DERIVE_QUOTED = 60, /* percent of the copied words in quotations: only the quotations were */
	DERIVE_REWRITTEN = 3000,
	MENTIONS_SHOWN = 8,
	SHOWN_NAMED = 50
};

/* What speaks for "p was made from node". */
struct draft {
	struct edge edge;
	int32_t best; /* strongest mention */
	uint32_t times;
	bool credit, relay, link, named, lead, translated;
	bool inherited; /* all its mentions stand in words that were copied from another page */
	int direction;  /* 1 towards p, -1 away, 0 not known */
	const struct mention *mention;
};

static struct draft *draft_of(struct deriving *d, uint32_t page, uint32_t node)
{
	struct draft *draft;

	for (uint32_t i = 0; i < d->draft.len; i++) {
		draft = TRACE_AT(&d->draft, struct draft, i);
		if (draft->edge.parent == node)
			return draft;
	}
	draft = ru_trace_push(d->t->scratch, &d->draft, sizeof(*draft));
	if (draft != NULL) {
		*draft = (struct draft){.inherited = true};
		draft->edge = (struct edge){.child = page, .parent = node, .copy = RU_NONE, .direct = true};
	}
	return draft;
}

static int add_mention(struct deriving *d, const struct mention *m)
{
	static const int32_t odds[] = {
	    [MENTION_CREDIT] = ODDS_CREDIT, [MENTION_CANONICAL] = ODDS_CANONICAL, [MENTION_RELAY] = ODDS_RELAY,
	    [MENTION_REPORT] = ODDS_REPORT, [MENTION_LINK] = ODDS_LINK,           [MENTION_NAMED] = 0};
	static const enum ru_evidence_kind kind[] = {
	    [MENTION_CREDIT] = RU_EVIDENCE_CREDIT, [MENTION_CANONICAL] = RU_EVIDENCE_LINK,
	    [MENTION_RELAY] = RU_EVIDENCE_RELAY,   [MENTION_REPORT] = RU_EVIDENCE_RELAY,
	    [MENTION_LINK] = RU_EVIDENCE_LINK,     [MENTION_NAMED] = RU_EVIDENCE_NAMES};
	struct draft *draft;

	if (m->node == RU_NONE)
		return 0;
	draft = draft_of(d, m->page, m->node);
	if (draft == NULL)
		return RU_ENOMEM;
	draft->credit = draft->credit || m->kind == MENTION_CREDIT || m->kind == MENTION_CANONICAL;
	draft->relay = draft->relay || m->kind == MENTION_RELAY || m->kind == MENTION_REPORT;
	draft->link = draft->link || m->kind == MENTION_LINK;
	draft->named = draft->named || m->kind == MENTION_NAMED;
	draft->lead = draft->lead || (m->lead && m->kind != MENTION_NAMED);
	draft->translated = draft->translated || m->translated;
	draft->times += m->kind == MENTION_RELAY || m->kind == MENTION_REPORT;
	if (draft->mention == NULL || odds[m->kind] > draft->best)
		draft->mention = m;
	if (odds[m->kind] > draft->best)
		draft->best = odds[m->kind];
	return ru_trace_mention(d->t->arena, &draft->edge.evidence, MENTIONS_SHOWN, kind[m->kind],
	                        m->kind == MENTION_NAMED ? SHOWN_NAMED : odds[m->kind], m->span);
}

static int add_copies(struct deriving *d, uint32_t page)
{
	struct ru_tracing *t = d->t;
	uint32_t event = t->stories->event_of[page];

	for (uint32_t i = 0; i < t->near_count[page] && i < TRACE_NEIGHBOURS; i++) {
		uint32_t q = t->near[page][i].page;
		const struct ru_copy *copy = &t->copies->items[t->near[page][i].copy];
		struct draft *draft;

		if (copy->kind == RU_COPY_FURNITURE || copy->passage_count == 0 ||
		    ((event == RU_NONE || t->stories->event_of[q] != event) && copy->score < DERIVE_REWRITTEN))
			continue;
		draft = draft_of(d, page, q);
		if (draft == NULL)
			return RU_ENOMEM;
		draft->edge.copy = t->near[page][i].copy;
		if (copy->dir == '>' || copy->dir == '<')
			draft->direction = (copy->dir == '>') == (copy->b == page) ? 1 : -1;
	}
	return 0;
}

static int passage_evidence(struct deriving *d, struct draft *draft)
{
	const struct ru_copy *copy = &d->t->copies->items[draft->edge.copy];
	const struct ru_passage *longest = &copy->passages[0];
	struct ru_page_span spans[2];
	int status;

	for (uint32_t i = 1; i < copy->passage_count; i++) {
		if (copy->passages[i].words > longest->words)
			longest = &copy->passages[i];
	}
	spans[0] = trace_span(copy->a, longest->raw_a);
	spans[1] = trace_span(copy->b, longest->raw_b);
	status = ru_trace_evidence(d->t->arena, &draft->edge.evidence, RU_EVIDENCE_PASSAGE,
	                           DERIVE_COPY + copy->score / 100, spans, 2);
	for (uint32_t i = 0; status == 0 && i < copy->evidence_count; i++) {
		const struct ru_evidence *e = &copy->evidence[i];
		int32_t weight = copy->b == draft->edge.child ? e->weight : -e->weight;

		if (i == 0 && e->kind == RU_EVIDENCE_PASSAGE)
			continue;
		status = e->span_count == 1 ? ru_trace_mention(d->t->arena, &draft->edge.evidence, UINT32_MAX, e->kind,
		                                               weight, e->spans[0])
		                            : ru_trace_evidence(d->t->arena, &draft->edge.evidence, e->kind, weight,
		                                                e->spans, e->span_count);
	}
	return status;
}

/* Whether the words of the mention lie in a passage that the page shares with the copy's other side. */
static bool in_passage(const struct ru_copy *copy, uint32_t page, struct ru_range at)
{
	for (uint32_t i = 0; at.begin != RU_NONE && i < copy->passage_count; i++) {
		struct ru_range mine = copy->a == page ? copy->passages[i].a : copy->passages[i].b;

		if (at.begin >= mine.begin && at.end <= mine.end)
			return true;
	}
	return false;
}

/* True where the page names the node in words of its own, as the source of more than a remark. */
static bool own_account(const struct mention *m, const struct ru_copy *copy)
{
	if (m->node == RU_NONE || m->kind == MENTION_NAMED || m->kind == MENTION_LINK)
		return false;
	return m->kind == MENTION_CREDIT || (m->lead && !in_passage(copy, m->page, m->at));
}

bool ru_derive_share_credit(const struct ru_tracing *t, uint32_t p, uint32_t q, const struct ru_copy *copy)
{
	for (uint32_t i = 0; i < t->mention_count[p]; i++) {
		const struct mention *m = &t->mentions[p][i];

		if (!own_account(m, copy) || m->node == q)
			continue;
		for (uint32_t k = 0; k < t->mention_count[q]; k++) {
			const struct mention *n = &t->mentions[q][k];

			if (n->node == m->node && n->kind != MENTION_NAMED && n->kind != MENTION_LINK)
				return true;
		}
	}
	return false;
}

/* Share (percent) of the copied words that stand in quotations on the page. */
static uint32_t quoted_share(const struct ru_tracing *t, const struct ru_copy *copy, uint32_t page)
{
	const struct ru_facts *facts = t->docs[page].facts;
	uint64_t all = 0, quoted = 0;

	for (uint32_t i = 0; i < copy->passage_count && i < 64; i++) {
		struct ru_range mine = copy->a == page ? copy->passages[i].a : copy->passages[i].b;

		all += mine.end - mine.begin;
		for (uint32_t k = 0; k < facts->statement_count && k < 200; k++) {
			const struct ru_statement *st = &facts->statements[k];

			for (uint32_t n = 0;
			     st->type == RU_STATEMENT_DIRECT && st->parent == RU_NONE && n < st->content.count; n++) {
				struct ru_range at = st->content.items[n].at;
				uint32_t begin = at.begin > mine.begin ? at.begin : mine.begin,
				         end = at.end < mine.end ? at.end : mine.end;

				if (at.begin != RU_NONE && begin < end)
					quoted += end - begin;
			}
		}
	}
	return all == 0 ? 0 : (uint32_t)(quoted * 100 / all);
}

/* The page says of itself that a machine or a person translated it. */
static bool is_translated(const struct ru_article *article)
{
	bool translated = false;

	for (uint32_t i = 0; i < article->credit_count; i++)
		translated = translated || article->credits[i].translated;
	return translated;
}

static enum ru_copy_kind kind_of(const struct ru_tracing *t, const struct draft *draft)
{
	enum ru_copy_kind kind =
	    draft->edge.copy != RU_NONE ? t->copies->items[draft->edge.copy].kind : RU_COPY_FURNITURE;

	/* words in common are names and borrowed words where the page says that its account is a translation */
	if ((kind == RU_COPY_HEAVY || kind == RU_COPY_QUOTES_ONLY) && draft->edge.said && draft->edge.account &&
	    (draft->translated || is_translated(t->docs[draft->edge.child].article)))
		return RU_COPY_TRANSLATION;
	if (kind == RU_COPY_QUOTES_ONLY && draft->edge.account)
		return RU_COPY_HEAVY;
	if (kind == RU_COPY_HEAVY && !draft->edge.account && draft->edge.copy != RU_NONE) {
		const struct ru_copy *copy = &t->copies->items[draft->edge.copy];

		/* a remark or a quotation taken over, while the account is the page's own */
		if (copy->score < DERIVE_WHOLE || quoted_share(t, copy, draft->edge.child) >= DERIVE_QUOTED)
			return RU_COPY_QUOTES_ONLY;
	}
	if (kind != RU_COPY_FURNITURE && kind != RU_COPY_SAME_SOURCE)
		return kind;
	if (draft->translated || is_translated(t->docs[draft->edge.child].article))
		return RU_COPY_TRANSLATION;
	if (draft->edge.parent < t->count &&
	    !ru_str_eq(t->docs[draft->edge.parent].facts->language, t->docs[draft->edge.child].facts->language))
		return RU_COPY_TRANSLATION;
	if (!draft->edge.account)
		return RU_COPY_QUOTES_ONLY;
	return draft->edge.parent >= t->count && draft->credit ? RU_COPY_LIGHT : RU_COPY_HEAVY;
}

/* Weigh a draft; false where it is not to be stated. */
static bool weigh(const struct ru_tracing *t, struct draft *draft)
{
	struct edge *edge = &draft->edge;
	const struct ru_copy *copy = edge->copy != RU_NONE ? &t->copies->items[edge->copy] : NULL;
	bool said = draft->credit || draft->relay || (draft->link && (draft->named || copy != NULL));
	bool page = edge->parent < t->count;
	bool rewritten = copy != NULL && copy->kind != RU_COPY_QUOTES_ONLY && copy->score >= DERIVE_REWRITTEN;

	edge->account = draft->credit || (draft->relay && (draft->lead || draft->times >= 2)) || rewritten ||
	                (draft->link && draft->lead && draft->relay);
	edge->said = said;
	edge->score = draft->best + (int32_t)(draft->times > 5   ? 4
	                                      : draft->times > 1 ? draft->times - 1
	                                                         : 0) *
	                                ODDS_AGAIN;
	if (!said && draft->named && copy != NULL)
		edge->score += ODDS_NAMED;
	if (copy != NULL)
		edge->score += DERIVE_COPY + copy->score / 100 + draft->direction * ODDS_DIRECTION;
	edge->kind = kind_of(t, draft);
	if (edge->kind == RU_COPY_QUOTES_ONLY)
		edge->score -= 100;
	if (page && ru_trace_before(t->docs, edge->child, edge->parent))
		return false;
	if (!page)
		return edge->account;
	if (said)
		return true;
	if (copy == NULL || draft->direction < 0 || edge->kind == RU_COPY_QUOTES_ONLY)
		return copy != NULL && draft->named && draft->direction >= 0;
	if (draft->named)
		return true;
	/* nobody is named: then much has to be shared */
	return draft->direction > 0 && rewritten && !ru_derive_share_credit(t, edge->child, edge->parent, copy);
}

/* The page that the page at hand was copied from almost whole, or NULL. */
static const struct draft *copied_from(const struct deriving *d)
{
	const struct draft *best = NULL;

	for (uint32_t i = 0; i < d->draft.len; i++) {
		const struct draft *draft = TRACE_AT(&d->draft, struct draft, i);

		if (draft->edge.copy == RU_NONE || draft->edge.score <= 0)
			continue;
		if ((draft->edge.kind == RU_COPY_VERBATIM || draft->edge.kind == RU_COPY_LIGHT) &&
		    (best == NULL || draft->edge.score > best->edge.score))
			best = draft;
	}
	return best;
}

/* A source that the page names only in words it copied stands behind the page that it copied them from. */
static void mark_inherited(const struct deriving *d, uint32_t page)
{
	const struct ru_tracing *t = d->t;
	const struct draft *from = copied_from(d);

	if (from == NULL)
		return;
	for (uint32_t i = 0; i < t->mention_count[page]; i++) {
		const struct mention *m = &t->mentions[page][i];

		for (uint32_t k = 0; m->node != RU_NONE && k < d->draft.len; k++) {
			struct draft *draft = TRACE_AT(&d->draft, struct draft, k);

			if (draft->edge.parent == m->node && m->kind != MENTION_NAMED && m->kind != MENTION_LINK &&
			    !in_passage(&t->copies->items[from->edge.copy], page, m->at))
				draft->inherited = false;
		}
	}
	for (uint32_t k = 0; k < d->draft.len; k++) {
		struct draft *draft = TRACE_AT(&d->draft, struct draft, k);

		if (draft != from && draft->inherited && draft->edge.said)
			draft->edge.behind = true;
	}
}

static int lay(struct deriving *d, const struct edge *edge)
{
	struct edge *item = ru_trace_push(d->t->scratch, &d->all, sizeof(*item));

	if (item == NULL)
		return RU_ENOMEM;
	*item = *edge;
	return 0;
}

/* An unseen source that itself rests on another: "Sumber: portal.example" at the foot, "lapor Reuters" in the text. */
static int lay_behind(struct deriving *d, uint32_t outer, const struct draft *inner)
{
	struct edge edge = {.child = outer,
	                    .parent = inner->edge.parent,
	                    .score = 200,
	                    .kind = RU_COPY_HEAVY,
	                    .direct = true,
	                    .account = true,
	                    .said = true,
	                    .copy = RU_NONE};

	if (outer < d->t->count || outer == inner->edge.parent)
		return 0;
	edge.evidence = (struct trace_list){NULL, 0, 0};
	if (inner->mention != NULL) {
		int status =
		    ru_trace_evidence(d->t->arena, &edge.evidence, RU_EVIDENCE_RELAY, 200, &inner->mention->span, 1);

		if (status != 0)
			return status;
	}
	return lay(d, &edge);
}

/* Relays in the text stand behind the credit of the whole page; an inner relay behind the outer one. */
static int order_chain(struct deriving *d, uint32_t page)
{
	const struct ru_tracing *t = d->t;

	for (uint32_t i = 0; i < d->draft.len; i++) {
		struct draft *inner = TRACE_AT(&d->draft, struct draft, i);
		uint32_t outer = inner->mention != NULL ? inner->mention->outer : RU_NONE;

		if (!inner->edge.said || inner->credit || !inner->relay)
			continue;
		for (uint32_t k = 0; k < d->draft.len; k++) {
			const struct draft *whole = TRACE_AT(&d->draft, struct draft, k);
			bool quoted = outer != RU_NONE && outer < t->mention_count[page] &&
			              t->mentions[page][outer].node == whole->edge.parent;

			if (k == i || (!whole->credit && !quoted))
				continue;
			inner->edge.behind = true;
			if (inner->edge.account || quoted) {
				int status = lay_behind(d, whole->edge.parent, inner);

				if (status != 0)
					return status;
			}
		}
	}
	return 0;
}

static int derive_page(struct deriving *d, uint32_t page)
{
	struct ru_tracing *t = d->t;
	int status = 0;
	uint32_t kept = 0;

	d->draft.len = 0;
	for (uint32_t i = 0; status == 0 && i < t->mention_count[page] && d->draft.len < 64; i++)
		status = add_mention(d, &t->mentions[page][i]);
	if (status == 0)
		status = add_copies(d, page);
	for (uint32_t i = 0; status == 0 && i < d->draft.len; i++) {
		struct draft *draft = TRACE_AT(&d->draft, struct draft, i);

		if (!weigh(t, draft))
			continue;
		if (draft->edge.copy != RU_NONE)
			status = passage_evidence(d, draft);
		*TRACE_AT(&d->draft, struct draft, kept++) = *draft;
	}
	d->draft.len = kept;
	if (status == 0) {
		mark_inherited(d, page);
		status = order_chain(d, page);
	}
	for (uint32_t i = 0; status == 0 && i < d->draft.len; i++)
		status = lay(d, &TRACE_AT(&d->draft, struct draft, i)->edge);
	return status;
}

int ru_trace_derive(struct ru_tracing *t)
{
	struct deriving d = {.t = t};
	int status = 0;

	t->node_count = t->count + t->source.len;
	d.accepted = ru_arena_get(t->scratch, t->node_count, sizeof(*d.accepted));
	d.accepted_count = ru_arena_get(t->scratch, t->node_count, sizeof(*d.accepted_count));
	d.seen = ru_arena_get(t->scratch, t->node_count, sizeof(*d.seen));
	d.walk = ru_arena_get(t->scratch, TRACE_STEPS, sizeof(*d.walk));
	if (d.accepted == NULL || d.accepted_count == NULL || d.seen == NULL || d.walk == NULL)
		return RU_ENOMEM;
	for (uint32_t page = 0; status == 0 && page < t->count; page++)
		status = trace_cancelled(t->options) ? RU_ECANCEL : derive_page(&d, page);
	if (status == 0)
		status = ru_derive_lay(&d);
	return status == 0 ? ru_derive_write(&d) : status;
}
