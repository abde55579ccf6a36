/* SPDX-License-Identifier: Apache-2.0 */
/* What each page says about where its words come from: credit lines, canonical links, relays, reports of agencies,
 * links. Fed by article and facts; gives mentions with the forms of their names. Decides nothing. */
#include "trace/identity.h"
#include "trace/sources.h"

enum { LINKS_MOST = 64, SIGNOFFS = 2, SIGNOFF_BYTES = 60 };

static struct mention *new_mention(struct sources *s, uint32_t page, enum mention_kind kind, struct ru_str who)
{
	struct mention *m = ru_trace_push(&s->room, &s->mention, sizeof(*m));

	if (m == NULL)
		return NULL;
	*m = (struct mention){.page = page, .node = RU_NONE, .identity = RU_NONE, .kind = kind, .who = who};
	m->outer = RU_NONE;
	m->at = (struct ru_range){RU_NONE, RU_NONE};
	m->span = trace_span(page, TRACE_NO_SPAN);
	return m;
}

static void put_place(struct mention *m, const struct ru_place *place)
{
	m->at = place->at;
	m->span.span = place->span;
}

/* The forms a mention's source can be known by, all joined. The first is kept as its identity until the sets are built.
 */
static int forms_of(struct sources *s, struct mention *m, bool mark)
{
	struct ru_str name[6] = {m->canon, m->who, m->host, ru_identity_host_label(m->host)};
	size_t open = ru_str_find(m->who, RU_S("("), 0), close = ru_str_find(m->who, RU_S(")"), 0);
	uint32_t first = RU_NONE;

	/* "Kabar Samudra (KBKS)" is both names */
	if (open != SIZE_MAX && open > 0 && close != SIZE_MAX && close > open + 1) {
		name[1] = ru_str_trim(ru_str_cut(m->who, 0, open));
		name[4] = ru_str_cut(m->who, open + 1, close);
	}
	for (uint32_t i = 0; i < 6; i++) {
		uint32_t form;
		int status;

		if (name[i].len == 0)
			continue;
		status = ru_identity_form(&s->ids, name[i], &form);
		if (status == 0)
			status = ru_identity_same(&s->ids, first, form);
		if (status != 0)
			return status;
		if (mark)
			ru_identity_mark(&s->ids, form);
		if (first == RU_NONE)
			first = form;
	}
	m->identity = first;
	return 0;
}

/* The host of an address as written, without www.; empty where there is none. */
static struct ru_str host_of(struct ru_str url)
{
	size_t at = ru_str_find(url, RU_S("//"), 0), end;
	struct ru_str host;

	if (at == SIZE_MAX)
		return (struct ru_str){NULL, 0};
	host = ru_str_cut(url, at + 2, url.len);
	for (end = 0; end < host.len && host.ptr[end] != '/' && host.ptr[end] != '?' && host.ptr[end] != '#' &&
	              host.ptr[end] != ':';
	     end++)
		;
	host = ru_str_cut(host, 0, end);
	return ru_str_starts(host, RU_S("www.")) ? ru_str_cut(host, 4, host.len) : host;
}

static int read_credits(struct sources *s, uint32_t page)
{
	const struct ru_article *article = s->ids.t->docs[page].article;

	for (uint32_t i = 0; i < article->credit_count; i++) {
		const struct ru_credit *credit = &article->credits[i];
		bool canonical = ru_str_eq(credit->cue, RU_S("canonical"));
		struct mention *m;
		int status;

		if (credit->place.block != RU_NONE && credit->place.block < article->block_count &&
		    article->blocks[credit->place.block].kind == RU_BLOCK_CAPTION)
			continue; /* the source of a photograph, not of the account */
		m = new_mention(s, page, canonical ? MENTION_CANONICAL : MENTION_CREDIT, credit->who);
		if (m == NULL)
			return RU_ENOMEM;
		m->canon = credit->canon;
		m->url = credit->url;
		m->host = host_of(credit->url);
		m->type = credit->kind;
		m->translated = credit->translated;
		m->lead = m->source_like = true;
		m->own_mark = ru_str_eq(credit->cue, RU_S("dateline")) || ru_str_eq(credit->cue, RU_S("signoff"));
		put_place(m, &credit->place);
		status = forms_of(s, m, true);
		if (status != 0)
			return status;
		if (m->identity != RU_NONE)
			TRACE_AT(&s->ids.form, struct identity_form, m->identity)->credited = true;
	}
	return 0;
}

/* "(KBTL/RIN)" at the foot, where nothing on the page says what KBTL is: a credit if the pile knows it, as the outlet
 * of another page or from another page's credit; else initials of an editor. */
static int read_signoffs(struct sources *s, uint32_t page)
{
	const struct ru_article *article = s->ids.t->docs[page].article;

	for (uint32_t i = 0, seen = 0; i < article->block_count && seen < SIGNOFFS; i++) {
		const struct ru_block *block = &article->blocks[i];
		struct ru_str text = ru_str_cut(article->text, block->at.begin, block->at.end);
		uint32_t end = 1;
		struct ru_place place;
		struct mention *m;
		int status;

		if (block->kind != RU_BLOCK_CREDIT || text.len < 4 || text.len > SIGNOFF_BYTES || text.ptr[0] != '(')
			continue;
		while (end < text.len && text.ptr[end] != '/' && text.ptr[end] != ')')
			end++;
		place = ru_article_place(article, (struct ru_range){block->at.begin + 1, block->at.begin + end});
		seen++;
		if (end < 4 || end == text.len)
			continue;
		m = new_mention(s, page, MENTION_CREDIT, ru_str_cut(text, 1, end));
		if (m == NULL)
			return RU_ENOMEM;
		put_place(m, &place);
		m->lead = m->own_mark = true;
		status = forms_of(s, m, false);
		if (status != 0)
			return status;
	}
	return 0;
}

/* Offset in the page text behind which a statement is no longer in the lead: the end of the third sentence of body. */
static uint32_t lead_end(const struct ru_doc *doc)
{
	uint32_t seen = 0;

	for (uint32_t i = 0; i < doc->facts->sentence_count; i++) {
		const struct ru_sentence *sentence = &doc->facts->sentences[i];
		enum ru_block_kind kind = sentence->block < doc->article->block_count
		                              ? doc->article->blocks[sentence->block].kind
		                              : RU_BLOCK_BODY;

		if (kind == RU_BLOCK_BODY && ++seen == 3)
			return sentence->at.end;
	}
	return UINT32_MAX;
}

static bool is_agency(const struct ru_facts *facts, uint32_t entity)
{
	return entity != RU_NONE && entity < facts->entity_count &&
	       ru_str_eq(facts->entities[entity].role, RU_S("agency"));
}

/* Add a relay or report; its entity's other names are the same source. */
static int add_said(struct sources *s, uint32_t page, enum mention_kind kind, struct ru_str who, uint32_t entity,
                    const struct ru_place *place, uint32_t lead)
{
	const struct ru_facts *facts = s->ids.t->docs[page].facts;
	struct mention *m = new_mention(s, page, kind, who);
	int status;

	if (m == NULL)
		return RU_ENOMEM;
	put_place(m, place);
	m->lead = place->at.begin != RU_NONE && place->at.begin < lead;
	m->source_like = is_agency(facts, entity);
	if (entity != RU_NONE && entity < facts->entity_count)
		m->canon = facts->entities[entity].canon;
	m->source_like = m->source_like || m->canon.len > 0;
	status = forms_of(s, m, m->source_like);
	if (status != 0)
		return status;
	if (entity != RU_NONE && entity < facts->entity_count) {
		uint32_t form;

		status = ru_identity_form(&s->ids, facts->entities[entity].name, &form);
		if (status == 0)
			status = ru_identity_same(&s->ids, m->identity, form);
		if (status != 0)
			return status;
		if (m->identity == RU_NONE)
			m->identity = form;
		if (m->source_like)
			ru_identity_mark(&s->ids, form);
	}
	return 0;
}

static int read_statements(struct sources *s, uint32_t page)
{
	const struct ru_doc *doc = &s->ids.t->docs[page];
	uint32_t lead = lead_end(doc);

	for (uint32_t i = 0; i < doc->facts->statement_count; i++) {
		const struct ru_statement *statement = &doc->facts->statements[i];

		for (uint32_t k = 0; k < statement->relay_count; k++) {
			const struct ru_relay *relay = &statement->relays[k];
			int status;

			if (relay->basis == RU_BASIS_PAGE)
				continue;
			status = add_said(s, page, MENTION_RELAY, relay->who, relay->entity, &relay->place, lead);
			if (status != 0)
				return status;
			if (k + 1 < statement->relay_count && statement->relays[k + 1].basis != RU_BASIS_PAGE)
				TRACE_AT(&s->mention, struct mention, s->mention.len - 1)->outer =
				    s->mention.len - s->first[page];
		}
		if (statement->source.count > 0) {
			bool agency = statement->agency_report || is_agency(doc->facts, statement->entity);
			int status = add_said(s, page, MENTION_REPORT, statement->speaker, statement->entity,
			                      &statement->source.items[0], lead);

			if (status != 0)
				return status;
			TRACE_AT(&s->mention, struct mention, s->mention.len - 1)->doubtful = !agency;
		}
	}
	return 0;
}

static int read_links(struct sources *s, uint32_t page)
{
	const struct ru_article *article = s->ids.t->docs[page].article;
	uint32_t taken = 0;

	for (uint32_t i = 0; i < article->link_count && taken < LINKS_MOST; i++) {
		const struct ru_link *link = &article->links[i];
		struct mention *m;
		int status;

		if (!link->in_article || link->host.len == 0)
			continue;
		taken++;
		m = new_mention(s, page, MENTION_LINK, link->host);
		if (m == NULL)
			return RU_ENOMEM;
		m->url = link->url;
		m->host = link->host;
		put_place(m, &link->place);
		status = forms_of(s, m, false);
		if (status != 0)
			return status;
	}
	return 0;
}

/* Names of organisations and agencies in the text: where one of them turns out to be the outlet of another page of
 * the event, it has been named. All names of one entity of the page mean one source. */
static int read_names(struct sources *s, uint32_t page)
{
	const struct ru_facts *facts = s->ids.t->docs[page].facts;
	uint32_t *first = ru_arena_get(s->ids.t->scratch, facts->entity_count, sizeof(*first));

	if (first == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < facts->entity_count; i++)
		first[i] = RU_NONE;
	for (uint32_t i = 0; i < facts->name_count; i++) {
		const struct ru_name *name = &facts->names[i];
		bool agency = ru_str_eq(name->role, RU_S("agency")) || is_agency(facts, name->entity);
		struct mention *m;
		int status;

		if (!agency && name->type == RU_NAME_PLACE)
			continue;
		m = new_mention(s, page, MENTION_NAMED, name->text);
		if (m == NULL)
			return RU_ENOMEM;
		put_place(m, &name->place);
		status = forms_of(s, m, agency);
		if (status == 0 && name->entity < facts->entity_count) {
			/* "Kantor Berita Kabar Samudra (KBKS) ... KBKS": only agencies, lest a wrong joining of the
			 * page spreads */
			if (agency)
				status = ru_identity_same(&s->ids, first[name->entity], m->identity);
			if (first[name->entity] == RU_NONE)
				first[name->entity] = m->identity;
		}
		if (status != 0)
			return status;
	}
	return 0;
}

static int read_outlet(struct sources *s, uint32_t page)
{
	const struct ru_article *article = s->ids.t->docs[page].article;
	uint32_t form, host;
	bool foreign = false;
	int status;

	s->outlet_form[page] = s->host_form[page] = RU_NONE;
	if (article->outlet.len > 0) {
		status = ru_identity_form(&s->ids, article->outlet, &form);
		if (status != 0)
			return status;
		ru_identity_mark(&s->ids, form);
		s->outlet_form[page] = form;
	}
	for (uint32_t i = 0; i < article->credit_count; i++)
		foreign = foreign || ru_str_eq(article->credits[i].cue, RU_S("canonical"));
	if (article->host.len == 0 || (foreign && article->url.len == 0))
		return 0;
	status = ru_identity_form(&s->ids, ru_identity_host_label(article->host), &host);
	if (status == 0)
		s->host_form[page] = host;
	return status;
}

/* The most mentions that the pages can have. */
static uint32_t count_most(const struct ru_tracing *t)
{
	uint64_t most = 0;

	for (uint32_t page = 0; page < t->count; page++) {
		const struct ru_facts *facts = t->docs[page].facts;
		const struct ru_article *article = t->docs[page].article;

		most += SIGNOFFS + (uint64_t)article->credit_count + facts->name_count + facts->statement_count;
		most += article->link_count < LINKS_MOST ? article->link_count : LINKS_MOST;
		for (uint32_t i = 0; i < facts->statement_count; i++)
			most += facts->statements[i].relay_count;
	}
	return most < UINT32_MAX ? (uint32_t)most : UINT32_MAX - 1;
}

int ru_trace_mentions(struct sources *s)
{
	struct ru_tracing *t = s->ids.t;

	s->mention.cap = count_most(t);
	s->mention.ptr = ru_arena_get(&s->room, s->mention.cap, sizeof(struct mention));
	if (s->mention.ptr == NULL)
		return RU_ENOMEM;

	for (uint32_t page = 0; page < t->count; page++) {
		int status = read_outlet(s, page);

		s->first[page] = s->mention.len;
		if (status == 0)
			status = read_credits(s, page);
		if (status == 0 && t->docs[page].article->credit_count == 0)
			status = read_signoffs(s, page);
		if (status == 0)
			status = read_statements(s, page);
		if (status == 0)
			status = read_links(s, page);
		if (status == 0)
			status = read_names(s, page);
		if (status != 0)
			return status;
	}
	s->first[t->count] = s->mention.len;
	return 0;
}
