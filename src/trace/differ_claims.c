/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences of two tellings that use the same words but for a negation ("Kebakaran itu bukan dipicu oleh petir",
 * "Kebakaran itu dipicu oleh petir"), or deny what the other says; and one quotation given to two speakers. */
#include "trace/differ.h"

enum {
	CLAIM_SENTENCES = 60, /* of one page */
	CLAIM_WORDS = 3,      /* content words two claims share at least */
	CLAIM_WEIGHT = 1500,  /* and their weight */
	CLAIM_SHARE = 75,     /* of the stretch that holds them, percent, in both */
	QUOTE_WORDS = 4,
	QUOTE_SHARE = 80
};

struct claim {
	uint32_t page;
	uint32_t first, last; /* tokens */
	uint32_t sentence;
	uint32_t statement; /* innermost that holds it all, or RU_NONE */
	struct context words;
	uint64_t bloom;
};

struct claiming {
	const struct scope *scope;
	struct trace_list claim; /* struct claim */
	struct trace_list told;  /* struct told */
	struct trace_list link;  /* struct link */
};

static uint64_t bloom_of(const struct context *c)
{
	uint64_t bloom = 0;

	for (uint32_t i = 0; i < c->count; i++)
		bloom |= UINT64_C(1) << (c->word[i].stem % 64);
	return bloom;
}

static uint32_t bits(uint64_t v)
{
	uint32_t n = 0;

	for (; v != 0; v &= v - 1)
		n++;
	return n;
}

static int add_claim(struct claiming *c, uint32_t page, uint32_t first, uint32_t last, uint32_t sentence)
{
	struct ru_tracing *t = c->scope->t;
	struct claim *claim = ru_trace_push(t->scratch, &c->claim, sizeof(*claim));
	int status;

	if (claim == NULL)
		return RU_ENOMEM;
	*claim = (struct claim){.page = page, .first = first, .last = last, .sentence = sentence, .statement = RU_NONE};
	status =
	    ru_context_read(&t->docs[page], first, last, (struct ru_range){0, 0}, t->scratch, t->al, &claim->words);
	claim->bloom = bloom_of(&claim->words);
	if (status == 0 && claim->words.count < CLAIM_WORDS)
		c->claim.len--;
	return status;
}

/* Headlines leave half of it out, questions claim nothing. */
static bool is_claim(const struct ru_doc *doc, uint32_t sentence)
{
	const struct ru_sentence *s = &doc->facts->sentences[sentence];

	if (s->block < doc->article->block_count && doc->article->blocks[s->block].kind == RU_BLOCK_HEADLINE)
		return false;
	return s->at.end == s->at.begin || doc->article->text.ptr[s->at.end - 1] != '?';
}

static int read_claims(struct claiming *c)
{
	struct ru_tracing *t = c->scope->t;

	for (uint32_t i = 0; i < c->scope->page_count; i++) {
		uint32_t page = c->scope->pages[i];
		const struct ru_facts *facts = t->docs[page].facts;

		for (uint32_t k = 0; k < facts->sentence_count && k < CLAIM_SENTENCES; k++) {
			int status;

			if (!is_claim(&t->docs[page], k))
				continue;
			status = add_claim(c, page, facts->sentences[k].first, facts->sentences[k].last, k);
			if (status != 0)
				return status;
		}
	}
	return 0;
}

static bool shared(const struct context *other, uint64_t stem)
{
	uint32_t low = 0, high = other->count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (other->word[mid].stem < stem)
			low = mid + 1;
		else
			high = mid;
	}
	return low < other->count && other->word[low].stem == stem;
}

/* The stretch of a claim from the first to the last word it shares with the other. */
struct stretch {
	uint32_t first, last; /* tokens */
	uint32_t negations;
	bool beside; /* what a negation stands before is not what both say */
	uint32_t weight, shared_weight, shared_words, plain_words; /* plain: shared and no part of a name */
};

static bool plain(const struct ru_token *token)
{
	return token->stem != 0 && (token->flags & (RU_TOKEN_STOP | RU_TOKEN_PUNCT | RU_TOKEN_NUMBER | RU_TOKEN_DATE |
	                                            RU_TOKEN_NEGATION)) == 0;
}

static bool again(const struct ru_facts *facts, uint64_t stem, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++) {
		if (facts->tokens[i].stem == stem)
			return true;
	}
	return false;
}

/* Leave out shared words at the ends that stand inside once more: the shortest stretch with all of them. */
static void tighten(const struct ru_facts *facts, const struct context *other, struct stretch *s)
{
	for (uint32_t i = s->first; i < s->last; i++) {
		if (!plain(&facts->tokens[i]) || !shared(other, facts->tokens[i].stem))
			continue;
		s->first = i;
		if (!again(facts, facts->tokens[i].stem, i + 1, s->last))
			break;
	}
	for (uint32_t i = s->last; i > s->first; i--) {
		if (!plain(&facts->tokens[i - 1]) || !shared(other, facts->tokens[i - 1].stem))
			continue;
		s->last = i;
		if (!again(facts, facts->tokens[i - 1].stem, s->first, i - 1))
			break;
	}
}

/* "perahu belum bisa berlabuh di Teluk Serai" does not turn over "perahu pulang dari Teluk Serai": the word that is
 * negated has to be told by both. */
static bool negates_shared(const struct ru_facts *facts, uint32_t negation, uint32_t last, const struct context *other)
{
	for (uint32_t i = negation + 1; i < last && i < negation + 5; i++) {
		if (plain(&facts->tokens[i]))
			return shared(other, facts->tokens[i].stem);
	}
	return false;
}

/* A negation stands before what it negates, with a word between at most. The words beside it are no part of the claim:
 * in "Hatta menambahkan bahwa jembatan itu retak" the one who says it does not make it another claim. */
static uint32_t negation_before(const struct ru_doc *doc, uint32_t from, uint32_t first)
{
	uint32_t at = first;

	for (uint32_t reach = 0; reach < 2 && at > from && !ru_token_breaks(doc, at - 1); reach++) {
		at--;
		if ((doc->facts->tokens[at].flags & RU_TOKEN_NEGATION) != 0)
			return at;
	}
	return first;
}

static struct stretch stretch_of(const struct ru_doc *doc, const struct claim *claim, const struct context *other)
{
	const struct ru_facts *facts = doc->facts;
	struct stretch s = {.first = RU_NONE};
	uint32_t core;

	for (uint32_t i = claim->first; i < claim->last; i++) {
		if (plain(&facts->tokens[i]) && shared(other, facts->tokens[i].stem) &&
		    (s.first != RU_NONE || (facts->tokens[i].flags & RU_TOKEN_CUE) == 0)) {
			if (s.first == RU_NONE)
				s.first = i;
			s.last = i + 1;
		}
	}
	if (s.first == RU_NONE)
		return s;
	tighten(facts, other, &s);
	core = s.first;
	s.first = negation_before(doc, claim->first, core);
	for (uint32_t i = s.first; i < s.last; i++) {
		const struct ru_token *token = &facts->tokens[i];

		if ((token->flags & RU_TOKEN_NEGATION) != 0) {
			s.negations++;
			s.beside = s.beside || !negates_shared(facts, i, claim->last, other);
		}
		if (i < core || !plain(token) || (token->flags & RU_TOKEN_CUE) != 0)
			continue;
		s.weight += token->weight + 100u;
		if (shared(other, token->stem)) {
			s.shared_weight += token->weight + 100u;
			s.shared_words++;
			s.plain_words += (token->flags & RU_TOKEN_NAME) == 0;
		}
	}
	return s;
}

/* What a statement does to its content: a denial turns it over, silence does not. Of a long content that is denied a
 * few words ("gerbang kedua pelabuhan") say nothing. */
static bool turned_over(const struct ru_doc *doc, const struct stretch *s)
{
	const struct ru_facts *facts = doc->facts;
	uint32_t begin = facts->tokens[s->first].begin, end = facts->tokens[s->last - 1].end;

	for (uint32_t i = 0; i < facts->statement_count && i < 200; i++) {
		const struct ru_statement *st = &facts->statements[i];

		for (uint32_t k = 0; st->polarity == RU_DENIED && k < st->content.count; k++) {
			struct ru_range at = st->content.items[k].at;

			if (at.begin <= end && begin <= at.end && at.begin <= begin + 40 && end <= at.end + 2 &&
			    2 * (end - begin) >= at.end - at.begin)
				return true;
		}
	}
	return false;
}

static int add_told(struct claiming *c, const struct claim *claim, const struct stretch *s, bool negated, uint32_t *out)
{
	struct ru_tracing *t = c->scope->t;
	const struct ru_doc *doc = &t->docs[claim->page];
	struct ru_range at = {doc->facts->tokens[s->first].begin, doc->facts->tokens[s->last - 1].end};
	struct told *told;
	struct ru_span span;

	*out = RU_NONE;
	if (!ru_article_span(doc->article, at, &span))
		return 0;
	for (uint32_t i = c->told.len; i-- > 0 && i + 64 > c->told.len;) {
		told = TRACE_AT(&c->told, struct told, i);
		if (told->page == claim->page && told->at.begin == at.begin && told->at.end == at.end) {
			*out = i;
			return 0;
		}
	}
	told = ru_trace_push(t->scratch, &c->told, sizeof(*told));
	if (told == NULL)
		return RU_ENOMEM;
	*told = (struct told){
	    claim->page, at, span, ru_str_cut(doc->article->text, at.begin, at.end), negated ? RU_S("not") : RU_S(""),
	    {NULL, 0}};
	for (uint32_t i = 0; i < doc->facts->statement_count && i < 200 && told->source.len == 0; i++) {
		const struct ru_statement *st = &doc->facts->statements[i];

		for (uint32_t k = 0; k < st->content.count; k++) {
			if (ru_range_overlap(st->content.items[k].at, at))
				told->source = st->speaker;
		}
	}
	*out = c->told.len - 1;
	return 0;
}

static bool strong(const struct stretch *s)
{
	return s->first != RU_NONE && !s->beside && s->shared_words >= CLAIM_WORDS && s->plain_words >= 2 &&
	       s->shared_weight >= CLAIM_WEIGHT && s->shared_weight * 100 >= s->weight * CLAIM_SHARE;
}

static int compare_claims(struct claiming *c, uint32_t i, uint32_t k)
{
	struct ru_tracing *t = c->scope->t;
	const struct claim *a = TRACE_AT(&c->claim, struct claim, i), *b = TRACE_AT(&c->claim, struct claim, k);
	const struct ru_doc *da = &t->docs[a->page], *db = &t->docs[b->page];
	struct stretch sa = stretch_of(da, a, &b->words), sb;
	bool na, nb;
	uint32_t x, y;
	struct link *link;
	int status;

	if (!strong(&sa))
		return 0;
	sb = stretch_of(db, b, &a->words);
	if (!strong(&sb) || sa.negations > 1 || sb.negations > 1)
		return 0;
	na = (sa.negations % 2 == 1) != turned_over(da, &sa);
	nb = (sb.negations % 2 == 1) != turned_over(db, &sb);
	if (na == nb)
		return 0;
	status = add_told(c, a, &sa, na, &x);
	if (status == 0)
		status = add_told(c, b, &sb, nb, &y);
	if (status != 0 || x == RU_NONE || y == RU_NONE)
		return status;
	link = ru_trace_push(t->scratch, &c->link, sizeof(*link));
	if (link == NULL)
		return RU_ENOMEM;
	*link = (struct link){x, y, RU_REL_DIFFER, {NULL, 0}, sa.shared_weight, {NULL, 0}};
	link->about = ru_differ_about(da, a->sentence, &a->words, &b->words);
	return 0;
}

static int find_negations(struct claiming *c)
{
	struct ru_tracing *t = c->scope->t;

	for (uint32_t i = 0; i < c->claim.len; i++) {
		const struct claim *a = TRACE_AT(&c->claim, struct claim, i);

		for (uint32_t k = i + 1; k < c->claim.len; k++) {
			const struct claim *b = TRACE_AT(&c->claim, struct claim, k);
			uint32_t words;
			int status;

			if (a->page == b->page || bits(a->bloom & b->bloom) < CLAIM_WORDS)
				continue;
			if (c->scope->event == RU_NONE &&
			    t->stories->event_of[a->page] == t->stories->event_of[b->page])
				continue;
			if (ru_context_common(&a->words, &b->words, &words) < CLAIM_WEIGHT || words < CLAIM_WORDS)
				continue;
			status = compare_claims(c, i, k);
			if (status != 0)
				return status;
		}
	}
	return ru_differ_write(c->scope, RU_DIFF_NEGATION, c->told.ptr, c->told.len, c->link.ptr, c->link.len);
}

/* ---- one quotation, two speakers ---- */

struct quote {
	uint32_t page, statement;
	struct context words;
	uint32_t speaker;   /* entity of the pile */
	struct ru_str bare; /* its name */
};

static int read_quotes(struct claiming *c, struct trace_list *quotes)
{
	struct ru_tracing *t = c->scope->t;

	for (uint32_t i = 0; i < c->scope->page_count; i++) {
		uint32_t page = c->scope->pages[i];
		const struct ru_doc *doc = &t->docs[page];

		for (uint32_t k = 0; k < doc->facts->statement_count && k < CLAIM_SENTENCES; k++) {
			const struct ru_statement *s = &doc->facts->statements[k];
			struct quote *quote;
			int status;

			if (s->type != RU_STATEMENT_DIRECT || s->content.count == 0 || s->source.count == 0 ||
			    s->agency_report || s->entity >= doc->facts->entity_count ||
			    doc->facts->entities[s->entity].type != RU_NAME_PERSON ||
			    s->content.items[0].at.begin == RU_NONE)
				continue;
			quote = ru_trace_push(t->scratch, quotes, sizeof(*quote));
			if (quote == NULL)
				return RU_ENOMEM;
			*quote = (struct quote){.page = page, .statement = k};
			quote->speaker = t->out->entity_of[page][s->entity];
			status = ru_trace_bare(t->scratch, t->out->entities[quote->speaker].name, &quote->bare);
			if (status == 0)
				status = ru_context_read(doc, ru_token_at(doc->facts, s->content.items[0].at.begin),
				                         ru_token_at(doc->facts, s->content.items[0].at.end),
				                         (struct ru_range){0, 0}, t->scratch, t->al, &quote->words);
			if (status != 0)
				return status;
		}
	}
	return 0;
}

static struct told told_of_quote(const struct ru_tracing *t, const struct quote *quote)
{
	const struct ru_doc *doc = &t->docs[quote->page];
	const struct ru_statement *s = &doc->facts->statements[quote->statement];
	const struct ru_place *place = &s->source.items[0];

	return (struct told){quote->page,
	                     place->at,
	                     place->span,
	                     place->at.begin != RU_NONE ? ru_str_cut(doc->article->text, place->at.begin, place->at.end)
	                                                : s->speaker,
	                     t->out->entities[quote->speaker].name,
	                     s->speaker};
}

/* A word that a name has too, also with a word run into it ("Hafid", "Hafidsaat"). */
static bool has_word(struct ru_str name, struct ru_str word)
{
	enum { LEAST = 4 };
	struct ru_str other;

	while (ru_str_split(&name, ' ', &other)) {
		size_t shorter = other.len < word.len ? other.len : word.len;

		if (ru_str_eq(other, word) || (shorter >= LEAST && memcmp(other.ptr, word.ptr, shorter) == 0))
			return true;
	}
	return false;
}

static bool within(struct ru_str name, struct ru_str other)
{
	struct ru_str word;

	while (ru_str_split(&name, ' ', &word)) {
		if (!has_word(other, word))
			return false;
	}
	return true;
}

/* Two speakers whose names leave open that they are one ("Macron" and "Brigitte Macron") are no conflict. */
static bool may_be_one(const struct quote *a, const struct quote *b)
{
	return a->speaker == b->speaker || within(a->bare, b->bare) || within(b->bare, a->bare);
}

static int find_attributions(struct claiming *c)
{
	struct ru_tracing *t = c->scope->t;
	struct trace_list quotes = {NULL, 0, 0}, link = {NULL, 0, 0};
	struct told *told;
	int status = read_quotes(c, &quotes);

	if (status != 0)
		return status;
	told = ru_arena_get(t->scratch, quotes.len, sizeof(*told));
	if (told == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < quotes.len; i++) {
		const struct quote *a = TRACE_AT(&quotes, struct quote, i);

		told[i] = told_of_quote(t, a);
		for (uint32_t k = 0; k < i; k++) {
			const struct quote *b = TRACE_AT(&quotes, struct quote, k);
			uint32_t words, weight;
			struct link *item;

			if (a->page == b->page ||
			    ru_context_share(&a->words, &b->words, &words, &weight) < QUOTE_SHARE ||
			    words < QUOTE_WORDS)
				continue;
			item = ru_trace_push(t->scratch, &link, sizeof(*item));
			if (item == NULL)
				return RU_ENOMEM;
			*item = (struct link){k,         i,      may_be_one(a, b) ? RU_REL_AGREE : RU_REL_DIFFER,
			                      {NULL, 0}, weight, {NULL, 0}};
		}
	}
	return ru_differ_write(c->scope, RU_DIFF_ATTRIBUTION, told, quotes.len, link.ptr, link.len);
}

int ru_differ_claims(const struct scope *scope)
{
	struct claiming c = {.scope = scope};
	int status = read_claims(&c);

	if (status == 0)
		status = find_negations(&c);
	return status == 0 && scope->event != RU_NONE ? find_attributions(&c) : status;
}
