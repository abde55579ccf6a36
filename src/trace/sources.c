/* SPDX-License-Identifier: Apache-2.0 */
/* Who is meant by what a page says about its source: a page of the pile (by address, by outlet or agency), the page's
 * own outlet (then it is a witness), or a source that is not in the pile.
 * Never takes a page of another event for the source unless its very address is named. */
#include "trace/sources.h"

enum { SISTER_DAYS = 3, MENTIONS_SHOWN = 100 };

/* An address without scheme, www., query, fragment and closing slash. */
static struct ru_str trim_url(struct ru_str url)
{
	size_t at = ru_str_find(url, RU_S("//"), 0), end;

	if (at == SIZE_MAX)
		return (struct ru_str){NULL, 0};
	url = ru_str_cut(url, at + 2, url.len);
	if (ru_str_starts(url, RU_S("www.")))
		url = ru_str_cut(url, 4, url.len);
	for (end = 0; end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#'; end++)
		;
	while (end > 0 && url.ptr[end - 1] == '/')
		end--;
	return ru_str_cut(url, 0, end);
}

/* A path is needed: the address of a front page is no page. */
static bool has_path(struct ru_str trimmed) { return ru_str_find(trimmed, RU_S("/"), 0) != SIZE_MAX; }

static int index_urls(struct sources *s)
{
	struct ru_tracing *t = s->ids.t;

	for (uint32_t page = 0; page < t->count; page++) {
		struct ru_str url = trim_url(t->docs[page].article->url);
		uint32_t taken;
		int status;

		if (!has_path(url))
			url = s->host_form[page] != RU_NONE ? trim_url(t->docs[page].article->canonical) : url;
		if (!has_path(url))
			continue;
		status = ru_index_add(&s->urls, ru_hash64(url), page, &taken);
		if (status < 0)
			return status;
	}
	return 0;
}

/* A page whose canonical address is on a host that is another page's outlet says that it was taken from there,
 * also where nobody called it a credit. */
static void disown_hosts(struct sources *s)
{
	struct ru_tracing *t = s->ids.t;

	for (uint32_t page = 0; page < t->count; page++) {
		uint32_t host = s->host_form[page], outlet = s->outlet_form[page];

		if (host != RU_NONE && outlet != RU_NONE && host != outlet && t->docs[page].article->url.len == 0 &&
		    TRACE_AT(&s->ids.form, struct identity_form, host)->source_like)
			s->host_form[page] = RU_NONE;
	}
}

static int know_selves(struct sources *s)
{
	struct ru_tracing *t = s->ids.t;
	int status = 0;

	disown_hosts(s);
	for (uint32_t page = 0; status == 0 && page < t->count; page++)
		status = ru_identity_same(&s->ids, s->outlet_form[page], s->host_form[page]);
	if (status == 0)
		status = ru_identity_close(&s->ids);
	if (status != 0)
		return status;
	s->page_head = ru_arena_get(t->scratch, t->forms.text.len, sizeof(*s->page_head));
	if (s->page_head == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < t->forms.text.len; i++)
		s->page_head[i] = RU_NONE;
	for (uint32_t i = t->count; i-- > 0;) {
		uint32_t form = s->outlet_form[i] != RU_NONE ? s->outlet_form[i] : s->host_form[i];

		t->self[i] = ru_identity_of(&s->ids, form);
		if (t->self[i] == RU_NONE)
			continue;
		s->page_next[i] = s->page_head[t->self[i]];
		s->page_head[t->self[i]] = i;
	}
	return 0;
}

static int32_t shared_score(const struct ru_tracing *t, uint32_t a, uint32_t b)
{
	for (uint32_t i = 0; i < t->near_count[a] && i < TRACE_NEIGHBOURS; i++) {
		if (t->near[a][i].page == b)
			return t->copies->items[t->near[a][i].copy].score;
	}
	return 0;
}

/* A translation may have been taken for an event of its own: a page of the same story, in another language, of the days
 * before. */
static bool sister(const struct ru_tracing *t, uint32_t page, uint32_t q)
{
	const struct ru_time *mine = &t->docs[page].article->published, *theirs = &t->docs[q].article->published;
	uint32_t event = t->stories->event_of[q];

	return event != RU_NONE && t->stories->story_of[event] == t->stories->story_of[t->stories->event_of[page]] &&
	       !ru_str_eq(t->docs[page].facts->language, t->docs[q].facts->language) && mine->known && theirs->known &&
	       theirs->day <= mine->day && mine->day - theirs->day <= SISTER_DAYS;
}

/* The page of the event that is meant: of the identity's pages the one that shares most words, then the earliest. A
 * page that is sure to be later cannot be it. */
static uint32_t meant_page(const struct sources *s, const struct mention *m)
{
	const struct ru_tracing *t = s->ids.t;
	uint32_t event = t->stories->event_of[m->page], best = RU_NONE, looked = 0;
	int32_t best_score = -1;

	for (uint32_t q = s->page_head[m->identity]; q != RU_NONE && looked < 256; q = s->page_next[q]) {
		int32_t score;

		if (q == m->page || event == RU_NONE || (t->stories->event_of[q] != event && !sister(t, m->page, q)))
			continue;
		looked++;
		if (ru_trace_before(t->docs, m->page, q))
			continue;
		score = shared_score(t, m->page, q);
		if (best == RU_NONE || score > best_score ||
		    (score == best_score && ru_trace_page_order(t->docs, q, best) < 0)) {
			best = q;
			best_score = score;
		}
	}
	return best;
}

static uint32_t page_of_url(const struct sources *s, const struct mention *m)
{
	struct ru_str url = trim_url(m->url);
	uint32_t page;

	if (has_path(url) && ru_index_get(&s->urls, ru_hash64(url), &page) && page != m->page)
		return page;
	return RU_NONE;
}

/* Where the page links the name of its source to a page of the pile, that page is meant wherever the name stands. */
static uint32_t linked_page(const struct sources *s, const struct mention *m)
{
	uint32_t looked = 0;

	for (uint32_t i = s->with_url[s->first[m->page]]; i < s->first[m->page + 1] && looked < 256;
	     i = s->with_url[i + 1], looked++) {
		const struct mention *other = TRACE_AT(&s->mention, struct mention, i);

		if (other->identity == m->identity) {
			uint32_t page = page_of_url(s, other);

			if (page != RU_NONE && !ru_trace_before(s->ids.t->docs, m->page, page))
				return page;
		}
	}
	return RU_NONE;
}

static enum ru_source_kind source_kind(const struct mention *m)
{
	if (ru_str_eq(m->type, RU_S("agency")) || (m->canon.len > 0 && !ru_str_eq(m->type, RU_S("outlet"))))
		return RU_SOURCE_AGENCY;
	if (ru_str_eq(m->type, RU_S("release")))
		return RU_SOURCE_RELEASE;
	if (m->host.len > 0 || ru_str_eq(m->type, RU_S("outlet")))
		return RU_SOURCE_OUTLET;
	return m->kind == MENTION_RELAY || m->kind == MENTION_REPORT ? RU_SOURCE_AGENCY : RU_SOURCE_UNKNOWN;
}

/* The unseen source of the mention's identity, made where it is new. */
static int unseen(struct sources *s, struct mention *m, uint32_t *source_of)
{
	struct ru_tracing *t = s->ids.t;
	uint32_t *index = &source_of[m->identity];
	struct trace_list evidence;
	struct ru_source *source;
	int status;

	if (*index == RU_NONE) {
		source = ru_trace_push(t->arena, &t->source, sizeof(*source));
		if (source == NULL)
			return RU_ENOMEM;
		*source = (struct ru_source){.kind = source_kind(m), .url = m->url};
		*index = t->source.len - 1;
	}
	source = TRACE_AT(&t->source, struct ru_source, *index);
	if (source->kind == RU_SOURCE_UNKNOWN || (source->kind == RU_SOURCE_OUTLET && m->canon.len > 0))
		source->kind = source_kind(m);
	if (source->url.len == 0)
		source->url = m->url;
	m->node = t->count + *index;
	evidence = (struct trace_list){source->evidence, source->evidence_count, source->evidence_count};
	status = ru_trace_mention(t->arena, &evidence, MENTIONS_SHOWN,
	                          m->kind == MENTION_RELAY || m->kind == MENTION_REPORT ? RU_EVIDENCE_RELAY
	                                                                                : RU_EVIDENCE_CREDIT,
	                          m->kind == MENTION_CREDIT ? 400 : 300, m->span);
	source->evidence = evidence.ptr;
	source->evidence_count = evidence.len;
	return status;
}

/* A page without any outlet that a distributor's or an outlet's mark opens ("TRIBUN.EXAMPLE -") or closes is theirs. */
static void adopt(struct sources *s, uint32_t page, const struct mention *m)
{
	struct ru_tracing *t = s->ids.t;

	bool mark = ru_str_eq(m->type, RU_S("release")) || (ru_str_eq(m->type, RU_S("outlet")) && m->own_mark);

	if (t->self[page] == RU_NONE && mark) {
		t->self[page] = m->identity;
		s->page_next[page] = s->page_head[m->identity];
		s->page_head[m->identity] = page;
	}
}

static int resolve(struct sources *s, struct mention *m, uint32_t *source_of)
{
	struct ru_tracing *t = s->ids.t;

	m->node = page_of_url(s, m);
	if (m->node == RU_NONE && m->identity != RU_NONE)
		m->node = linked_page(s, m);
	if (m->node != RU_NONE || m->identity == RU_NONE)
		return 0;
	if (m->doubtful && !ru_identity_credited(&s->ids, m->identity))
		return 0;
	if (m->identity == t->self[m->page]) {
		bool said = m->kind == MENTION_RELAY || m->kind == MENTION_REPORT || m->kind == MENTION_NAMED;

		if (said && t->witness[m->page].page == RU_NONE)
			t->witness[m->page] = m->span;
		return 0;
	}
	m->node = meant_page(s, m);
	if (m->node != RU_NONE || m->kind == MENTION_LINK || m->kind == MENTION_NAMED)
		return 0;
	m->source_like = m->source_like || ru_identity_known(&s->ids, m->identity);
	return m->source_like ? unseen(s, m, source_of) : 0;
}

/* "the pack's canonical agency name, else the host without www, else as worded": most often, then shortest, then in
 * byte order. */
struct naming {
	uint32_t node, rank, times;
	struct ru_str name;
};

static int naming_order(const void *a, const void *b, void *ctx)
{
	const struct naming *x = a, *y = b;

	(void)ctx;
	if (x->node != y->node)
		return x->node < y->node ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return ru_str_cmp(x->name, y->name);
}

static int name_sources(struct sources *s)
{
	struct ru_tracing *t = s->ids.t;
	struct trace_list list = {NULL, 0, 0};
	struct naming *item, *best = NULL;
	int status;

	for (uint32_t i = 0; i < s->mention.len; i++) {
		const struct mention *m = TRACE_AT(&s->mention, struct mention, i);

		if (m->node == RU_NONE || m->node < t->count)
			continue;
		item = ru_trace_push(t->scratch, &list, sizeof(*item));
		if (item == NULL)
			return RU_ENOMEM;
		*item = (struct naming){m->node, m->kind == MENTION_CREDIT && m->who.len > 0 ? 2 : 3, 1, m->who};
		if (m->canon.len > 0 && !ru_str_eq(m->type, RU_S("outlet")))
			*item = (struct naming){m->node, 0, 1, m->canon};
		else if (m->host.len > 0)
			*item = (struct naming){m->node, 1, 1, m->host};
	}
	status = ru_sort(list.ptr, list.len, sizeof(struct naming), naming_order, NULL, t->al);
	if (status != 0)
		return status;
	item = list.ptr;
	for (uint32_t i = 0; i < list.len; i++) {
		if (i > 0 && item[i - 1].node == item[i].node && item[i - 1].rank == item[i].rank &&
		    ru_str_eq(item[i - 1].name, item[i].name))
			item[i].times = item[i - 1].times + 1;
		if (best == NULL || best->node != item[i].node)
			best = &item[i];
		else if (best->rank == item[i].rank &&
		         (item[i].times > best->times ||
		          (item[i].times == best->times && item[i].name.len < best->name.len)))
			best = &item[i];
		TRACE_AT(&t->source, struct ru_source, item[i].node - t->count)->name = best->name;
	}
	return 0;
}

/* Does the text of the page itself name the outlet ("kepada Kabar Samudra", "ditemui Warta Rimba")? That is
 * how a reporter shows that the words were said to the outlet. */
static void find_witness(struct ru_tracing *t, uint32_t page)
{
	const struct ru_article *article = t->docs[page].article;

	for (uint32_t i = 0; t->witness[page].page == RU_NONE && i < article->block_count; i++) {
		const struct ru_block *block = &article->blocks[i];
		size_t at = SIZE_MAX;
		struct ru_str text;

		if (article->outlet.len < 4 || (block->kind != RU_BLOCK_BODY && block->kind != RU_BLOCK_STANDFIRST))
			continue;
		text = ru_str_cut(article->text, block->at.begin, block->at.end);
		while ((at = ru_str_find_nocase(text, article->outlet, at == SIZE_MAX ? 0 : at + 1)) != SIZE_MAX) {
			struct ru_range range = {block->at.begin + (uint32_t)at,
			                         block->at.begin + (uint32_t)(at + article->outlet.len)};
			uint32_t inner = ru_article_block(article, range.begin);
			struct ru_span span;

			if (inner != RU_NONE && article->blocks[inner].kind == RU_BLOCK_DATELINE)
				continue;
			if (ru_article_span(article, range, &span)) {
				t->witness[page] = trace_span(page, span);
				return;
			}
		}
	}
}

static int prepare(struct ru_tracing *t, struct sources *s)
{
	*s = (struct sources){.ids = {.t = t}};
	ru_arena_init(&s->room, t->al);
	ru_index_init(&s->urls, t->al);
	s->first = ru_arena_get(t->scratch, (size_t)t->count + 1, sizeof(*s->first));
	s->outlet_form = ru_arena_get(t->scratch, t->count, sizeof(uint32_t));
	s->host_form = ru_arena_get(t->scratch, t->count, sizeof(uint32_t));
	s->page_next = ru_arena_get(t->scratch, t->count, sizeof(uint32_t));
	t->self = ru_arena_get(t->scratch, t->count, sizeof(uint32_t));
	t->mentions = ru_arena_get(t->scratch, t->count, sizeof(struct mention *));
	t->mention_count = ru_arena_get(t->scratch, t->count, sizeof(uint32_t));
	t->witness = ru_arena_get(t->scratch, t->count, sizeof(*t->witness));
	t->release = ru_arena_get(t->scratch, t->count, sizeof(bool));
	if (s->first == NULL || s->outlet_form == NULL || s->host_form == NULL || s->page_next == NULL ||
	    t->self == NULL || t->mentions == NULL || t->mention_count == NULL || t->witness == NULL ||
	    t->release == NULL)
		return RU_ENOMEM;
	for (uint32_t page = 0; page < t->count; page++) {
		t->witness[page] = trace_span(RU_NONE, TRACE_NO_SPAN);
		s->page_next[page] = RU_NONE;
	}
	return 0;
}

/* Sent out by a paid distributor: its own mark says so, or the page disclaims its contents. */
static void know_releases(struct sources *s)
{
	struct ru_tracing *t = s->ids.t;

	for (uint32_t page = 0; page < t->count; page++) {
		const struct ru_article *article = t->docs[page].article;

		for (uint32_t i = s->first[page]; i < s->first[page + 1]; i++) {
			const struct mention *m = TRACE_AT(&s->mention, struct mention, i);

			if (ru_str_eq(m->type, RU_S("release")) && m->identity == t->self[page])
				t->release[page] = true;
		}
		for (uint32_t i = 0; i < article->block_count; i++) {
			if (article->blocks[i].kind == RU_BLOCK_BLURB || article->blocks[i].kind == RU_BLOCK_DISCLAIMER)
				t->release[page] = true;
		}
	}
}

/* Most mentions have no address: a page of many of them is not looked through for each. */
static int chain_urls(struct sources *s)
{
	uint32_t count = (uint32_t)s->mention.len, next = count;

	s->with_url = ru_arena_get(s->ids.t->scratch, (size_t)count + 1, sizeof(*s->with_url));
	if (s->with_url == NULL)
		return RU_ENOMEM;
	s->with_url[count] = count;
	for (uint32_t i = count; i-- > 0;) {
		if (TRACE_AT(&s->mention, struct mention, i)->url.len > 0)
			next = i;
		s->with_url[i] = next;
	}
	return 0;
}

static int resolve_all(struct sources *s)
{
	struct ru_tracing *t = s->ids.t;
	uint32_t *source_of = ru_arena_get(t->scratch, t->forms.text.len, sizeof(*source_of));
	int status = chain_urls(s);

	if (source_of == NULL || status != 0)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < t->forms.text.len; i++)
		source_of[i] = RU_NONE;
	for (uint32_t i = 0; i < s->mention.len; i++) {
		struct mention *m = TRACE_AT(&s->mention, struct mention, i);

		m->identity = ru_identity_of(&s->ids, m->identity);
		if (m->identity != RU_NONE)
			adopt(s, m->page, m);
	}
	know_releases(s);
	for (uint32_t i = 0; status == 0 && i < s->mention.len; i++)
		status = resolve(s, TRACE_AT(&s->mention, struct mention, i), source_of);
	return status == 0 ? name_sources(s) : status;
}

/* Mentions that stay: not the names that turned out to be no source at all, which stand last and are most of them. */
static int keep_mentions(struct sources *s, uint32_t page)
{
	struct ru_tracing *t = s->ids.t;
	const struct mention *from = TRACE_AT(&s->mention, struct mention, s->first[page]);
	uint32_t count = s->first[page + 1] - s->first[page], kept = 0;

	for (uint32_t i = 0; i < count; i++)
		kept += from[i].kind != MENTION_NAMED || from[i].node != RU_NONE;
	t->mentions[page] = ru_arena_get(t->scratch, kept, sizeof(*from));
	if (t->mentions[page] == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < count; i++) {
		if (from[i].kind != MENTION_NAMED || from[i].node != RU_NONE)
			t->mentions[page][t->mention_count[page]++] = from[i];
	}
	return 0;
}

int ru_trace_sources(struct ru_tracing *t)
{
	struct sources s;
	int status = prepare(t, &s);

	if (status == 0)
		status = ru_trace_mentions(&s);
	if (status == 0)
		status = know_selves(&s);
	if (status == 0)
		status = index_urls(&s);
	if (status == 0)
		status = resolve_all(&s);
	for (uint32_t page = 0; status == 0 && page < t->count; page++) {
		status = keep_mentions(&s, page);
		find_witness(t, page);
	}
	ru_arena_release(&s.room);
	ru_index_release(&s.urls);
	return status;
}
