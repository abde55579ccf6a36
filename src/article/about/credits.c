/* SPDX-License-Identifier: Apache-2.0 */
/* The page's own word on where its text comes from: "Sumber: ..." lines, datelines and sign-offs with an agency in
 * brackets, "dilansir dari ...", JSON-LD isBasedOn and sourceOrganization, a canonical address on another site, notices
 * of machine translation.
 *
 * Only what is worded on the page: a page's own name is no credit, and nothing is guessed from likeness. */
#include "article/about/credits.h"

#include "article/about/times.h"
#include "text/utf8.h"

enum { NAME_WORDS = 7, INLINE_MAX = 12 };

/* The first part of a host name: "kabarlereng" of "kabarlereng.example". */
static struct ru_str host_label(struct ru_str host)
{
	size_t dot = ru_str_find(host, RU_S("."), 0);

	return ru_str_cut(host, 0, dot == SIZE_MAX ? host.len : dot);
}

/* Whether the name is this page's own. */
static bool is_own(const struct ru_draft *d, struct ru_str who)
{
	const struct ru_article *a = d->article;

	if (a->outlet.len > 0 && ((ru_is_host(who) && ru_same_letters(host_label(who), a->outlet)) ||
	                          (ru_is_host(a->outlet) && ru_same_letters(host_label(a->outlet), who))))
		return true;
	return (a->outlet.len > 0 && (ru_same_letters(who, a->outlet) ||
	                              (who.len >= 4 && ru_str_find_nocase(a->outlet, who, 0) != SIZE_MAX) ||
	                              (a->outlet.len >= 4 && ru_str_find_nocase(who, a->outlet, 0) != SIZE_MAX))) ||
	       (a->host.len > 0 && ru_str_eq_nocase(who, a->host));
}

/* The credit that names the same: by name, by the agency that it is, by address, or by a host that is the name written
 * in one ("Kabar Lereng", "kabarlereng.example"). */
static struct ru_credit *find(const struct ru_draft *d, const struct ru_credit *with, const struct ru_entry *agency)
{
	for (size_t i = 0; i < d->credits.len; i++) {
		struct ru_credit *credit = RU_VEC_AT(&d->credits, struct ru_credit, i);

		if (ru_same_letters(credit->who, with->who) ||
		    (agency != NULL && credit->canon.len > 0 && ru_str_eq(credit->canon, agency->col[1])) ||
		    (with->url.len > 0 && ru_str_eq(credit->url, with->url) && credit->who.len > 0) ||
		    (ru_is_host(with->who) && ru_same_letters(credit->who, host_label(with->who))))
			return credit;
	}
	return NULL;
}

/* Add a credit, where the name is not the page's own and not there yet. */
int ru_credit_put(const struct ru_credit_reader *r, const struct ru_credit *with)
{
	const struct ru_entry *agency = ru_phrase_get(r->d, r->agencies, with->who, NULL);
	struct ru_credit *credit = with->who.len > 0 ? find(r->d, with, agency) : NULL;

	if (with->who.len > 0 && is_own(r->d, with->who))
		return 0;
	/* an agency's own page, at "en.kabar.example" too */
	if (agency != NULL && agency->col[3].len > 0 && ru_str_ends(r->d->article->host, agency->col[3]))
		return 0;
	if (credit != NULL) {
		if (credit->url.len == 0)
			credit->url = with->url;
		return 0;
	}
	if (ru_vec_full(&r->d->credits))
		return 0;
	credit = ru_vec_push(&r->d->credits);
	if (credit == NULL)
		return RU_ENOMEM;
	*credit = *with;
	if (credit->kind.len == 0)
		credit->kind = RU_S("unknown");
	if (agency == NULL || credit->canon.len > 0)
		return 0;
	credit->canon = agency->col[1];
	credit->kind = ru_str_eq(agency->col[2], RU_S("distributor")) ? RU_S("release") : agency->col[2];
	return 0;
}

struct ru_place ru_credit_no_place(void)
{
	return (struct ru_place){{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, RU_FIELD_PAGE}, RU_NONE};
}

struct ru_place ru_credit_place(const struct ru_credit_reader *r, uint32_t begin, uint32_t end)
{
	return ru_article_place(r->d->article, (struct ru_range){begin, end});
}

/* The address of a link whose words overlap the range, or an empty string. */
static struct ru_str link_at(const struct ru_draft *d, uint32_t begin, uint32_t end)
{
	size_t low = 0, high = d->links.len;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (RU_VEC_AT(&d->links, struct ru_link, mid)->place.at.end <= begin)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < d->links.len && RU_VEC_AT(&d->links, struct ru_link, low)->place.at.begin < end)
		return RU_VEC_AT(&d->links, struct ru_link, low)->url;
	return (struct ru_str){NULL, 0};
}

uint32_t ru_credit_first_char(struct ru_str s)
{
	size_t pos = 0;

	return s.len > 0 ? ru_utf8_next(s, &pos) : 0;
}

static bool is_capital(const struct ru_draft *d, uint32_t w)
{
	const struct ru_word *word = ru_draft_word(d, w);
	uint32_t cp = ru_credit_first_char(ru_draft_word_text(d, w));

	return word->kind == RU_WORD_LETTERS && ((word->flags & RU_WORD_CAPITAL) != 0 || !ru_char_is_lower(cp));
}

/* The capitalised words from w on, with host names ("Kabar.example") in one; the word behind them. */
static uint32_t name_end(const struct ru_draft *d, uint32_t w, uint32_t last)
{
	uint32_t at = w;

	while (at < last && at < w + NAME_WORDS) {
		bool joined = (ru_draft_word(d, at)->flags & RU_WORD_SPACE) == 0;
		struct ru_str text = ru_draft_word_text(d, at);

		if (is_capital(d, at) || (at > w && joined && ru_draft_word(d, at)->kind == RU_WORD_LETTERS)) {
			at++;
		} else if (at > w && joined && text.len == 1 && (text.ptr[0] == '.' || text.ptr[0] == '&') &&
		           at + 1 < last && (ru_draft_word(d, at + 1)->flags & RU_WORD_SPACE) == 0 &&
		           ru_draft_word(d, at + 1)->kind == RU_WORD_LETTERS) {
			at++;
		} else {
			break;
		}
	}
	return at;
}

/* "Sumber: https://kabar.example/a/b": the host in it is the name. */
static int put_address(const struct ru_credit_reader *r, uint32_t w, struct ru_credit with)
{
	const struct ru_word *word = ru_draft_word(r->d, w);
	struct ru_str url = ru_str_cut(r->d->article->text, word->begin, word->end), host = ru_host_slice(url);
	uint32_t begin = word->begin + (uint32_t)(host.ptr - url.ptr);

	with.who = host;
	with.url = url;
	with.kind = RU_S("outlet");
	with.place = ru_credit_place(r, begin, begin + (uint32_t)host.len);
	return ru_credit_put(r, &with);
}

/* Whether the words [w, end) are known to name an outlet: by table, a word such as "Kantor Berita" in front, a host or
 * a link. */
static bool names_medium(const struct ru_credit_reader *r, uint32_t w, uint32_t end, struct ru_str who,
                         struct ru_str url)
{
	uint32_t used;

	for (uint32_t at = w; at < end; at++)
		if (ru_phrase_at(r->d, r->media, at, &used, NULL) != NULL)
			return true;
	return url.len > 0 || ru_is_host(who) || ru_phrase_get(r->d, r->agencies, who, NULL) != NULL;
}

enum how { HOW_WHOLE, HOW_NAME, HOW_KNOWN, HOW_AGENCY };

static bool has_role(const struct ru_credit_reader *r, uint32_t w, struct ru_str role)
{
	uint32_t used;
	const struct ru_entry *entry = ru_phrase_at(r->d, r->credits, w, &used, NULL);

	return entry != NULL && ru_str_eq(entry->col[1], role);
}

/* Whether the words name a stock of pictures ("Uta Berg from Kabar Gambar"), nobody ("various sources") or a day
 * ("First published on May 3"). */
static bool names_no_source(const struct ru_credit_reader *r, uint32_t w, uint32_t end)
{
	const struct ru_draft *d = r->d;
	struct ru_line_date found;

	if (has_role(r, w, RU_S("nobody")))
		return true;
	for (uint32_t at = w; at < end; at++)
		if (has_role(r, at, RU_S("pictures")))
			return true;
	return ru_line_date_find(d->options->packs,
	                         ru_draft_cut(d, ru_draft_word(d, w)->begin,
	                                      ru_draft_line(d, ru_draft_line_at(d, ru_draft_word(d, w)->begin))->end),
	                         &found) &&
	       found.begin == 0;
}

/* The words [w, end) as the name of a source. */
static int put_words(const struct ru_credit_reader *r, uint32_t w, uint32_t end, struct ru_credit with, enum how how)
{
	const struct ru_draft *d = r->d;

	with.who = ru_str_cut(d->article->text, ru_draft_word(d, w)->begin, ru_draft_word(d, end - 1)->end);
	with.place = ru_credit_place(r, ru_draft_word(d, w)->begin, ru_draft_word(d, end - 1)->end);
	with.url = link_at(d, with.place.at.begin, with.place.at.end);
	with.kind = with.url.len > 0 ? RU_S("outlet") : RU_S("unknown");
	if (names_no_source(r, w, end) || (how == HOW_KNOWN && !names_medium(r, w, end, with.who, with.url)))
		return 0;
	return with.who.len <= 80 ? ru_credit_put(r, &with) : 0;
}

/* The word behind the agency that stands at w, or w. */
static uint32_t agency_end(const struct ru_credit_reader *r, uint32_t w, uint32_t last)
{
	uint32_t used = 0;
	const struct ru_entry *entry = w < last ? ru_phrase_at(r->d, r->agencies, w, &used, NULL) : NULL;

	return entry != NULL && w + used <= last && ru_str_eq(entry->col[2], RU_S("agency")) ? w + used : w;
}

static bool parts_names(const struct ru_draft *d, uint32_t w)
{
	struct ru_str text = ru_draft_word_text(d, w);

	return ru_str_eq(text, RU_S("/")) || ru_str_eq(text, RU_S(","));
}

/* "AFP/Reuters", "AFP and Reuters", in a line of its own "Warta Selat, AFP" too: the word behind the first name, where
 * it and those behind it, an agency among them, are each a source; else w. */
static uint32_t listed_end(const struct ru_credit_reader *r, uint32_t w, uint32_t last, bool whole)
{
	const struct ru_draft *d = r->d;
	uint32_t first = agency_end(r, w, last), end;

	if (first > w && first + 1 < last && agency_end(r, first + 1, last) > first + 1)
		return first;
	end = first > w ? first : name_end(d, w, last);
	if (!whole || end == w || end + 1 >= last || !parts_names(d, end))
		return w;
	for (uint32_t at = end; first == w && at + 1 < last && parts_names(d, at);) {
		first = agency_end(r, at + 1, last) > at + 1 ? at : w;
		at = name_end(d, at + 1, last);
	}
	return first > w ? end : w;
}

/* The names of such a list; *none where there is none. */
static int put_list(const struct ru_credit_reader *r, uint32_t w, uint32_t last, struct ru_credit with, enum how how,
                    bool *none)
{
	uint32_t end = listed_end(r, w, last, how == HOW_WHOLE);
	int status = 0;

	*none = end == w;
	while (status == 0 && end > w) {
		status = put_words(r, w, end, with, how);
		w = end < last ? end + 1 : last;
		end = agency_end(r, w, last);
		if (end == w && how == HOW_WHOLE && w < last && parts_names(r->d, w - 1))
			end = name_end(r->d, w, last);
	}
	return status;
}

/* The end of a line's first sentence: "The Lereng Review. Read the original." */
static uint32_t stop_in(const struct ru_draft *d, uint32_t w, uint32_t last)
{
	for (uint32_t at = w + 1; at + 1 < last; at++)
		if (ru_str_eq(ru_draft_word_text(d, at), RU_S(".")) &&
		    ru_draft_word(d, at - 1)->kind == RU_WORD_LETTERS &&
		    ru_draft_word(d, at - 1)->end - ru_draft_word(d, at - 1)->begin > 3 &&
		    (ru_draft_word(d, at + 1)->flags & RU_WORD_SPACE) != 0)
			return at;
	return last;
}

/* The name in the words [w, last) behind a credit phrase. */
static int put_name(const struct ru_credit_reader *r, uint32_t w, uint32_t last, struct ru_credit with, enum how how)
{
	bool whole = how == HOW_WHOLE;
	struct ru_draft *d = r->d;
	uint32_t end;
	bool none;
	int status;

	while (w < last && (ru_draft_word(d, w)->kind == RU_WORD_PUNCT ||
	                    (how == HOW_AGENCY && ru_draft_word(d, w)->kind != RU_WORD_LETTERS)))
		w++;
	if (w >= last)
		return 0;
	if (how == HOW_AGENCY)
		return agency_end(r, w, last) > w ? put_words(r, w, agency_end(r, w, last), with, how) : 0;
	if (ru_draft_word(d, w)->kind == RU_WORD_OTHER && ru_host_slice(ru_draft_word_text(d, w)).len > 0)
		return put_address(r, w, with);
	status = put_list(r, w, last, with, how, &none);
	if (!none)
		return status;
	/* "Dieser Text erschien zuerst in der ..." */
	if (whole && w + 1 < last && !is_capital(d, w) && is_capital(d, w + 1) && d->uses != NULL &&
	    d->uses[w].stops != 0)
		w++;
	end = stop_in(d, w, last);
	end = whole && end - w <= NAME_WORDS ? end : name_end(d, w, last);
	while (end > w && ru_draft_word(d, end - 1)->kind == RU_WORD_PUNCT)
		end--;
	if (end == w && !whole)
		end = agency_end(r, w, last); /* "mit Material von dpa" */
	if (end == w)
		return 0;
	return put_words(r, w, end, with, how);
}

/* Whether a line is one that may name a source for the page: no advertisement, no list of other stories. */
static bool may_credit(const struct ru_line *line)
{
	return line->kind != RU_BLOCK_RELATED && line->kind != RU_BLOCK_SEE_ALSO && line->kind != RU_BLOCK_AD &&
	       line->kind != RU_BLOCK_COMMENTS && line->kind != RU_BLOCK_NAV && line->kind != RU_BLOCK_CAPTION &&
	       line->kind != RU_BLOCK_HEADLINE;
}

static int put_translated(const struct ru_credit_reader *r, uint32_t first, uint32_t last)
{
	struct ru_credit with = {.translated = true, .kind = RU_S("unknown")};

	with.cue_place = ru_credit_place(r, ru_draft_word(r->d, first)->begin, ru_draft_word(r->d, last - 1)->end);
	with.cue = ru_str_cut(r->d->article->text, with.cue_place.at.begin, with.cue_place.at.end);
	with.place = ru_credit_no_place();
	return ru_credit_put(r, &with);
}

/* Credit phrases of one line: at its start a source line, inside a sentence one with a name behind. */
static int read_line(const struct ru_credit_reader *r, uint32_t i, bool *translated)
{
	const struct ru_line *line = ru_draft_line(r->d, i);
	int status = 0;
	uint32_t used, found = 0;

	for (uint32_t w = line->first; w < line->last && status == 0 && found<INLINE_MAX; w += used> 0 ? used : 1) {
		const struct ru_entry *entry = ru_phrase_at(r->d, r->credits, w, &used, NULL);
		struct ru_credit with = {.kind = {NULL, 0}};
		bool starts = w <= line->first + 1;

		if (entry == NULL)
			continue;
		with.cue_place =
		    ru_credit_place(r, ru_draft_word(r->d, w)->begin, ru_draft_word(r->d, w + used - 1)->end);
		with.cue = ru_str_cut(r->d->article->text, with.cue_place.at.begin, with.cue_place.at.end);
		found++;
		if (ru_str_eq(entry->col[1], RU_S("translated"))) {
			if (!*translated && line->kind >= RU_BLOCK_CAPTION)
				status = put_translated(r, w, w + used);
			*translated = true;
		} else if (ru_str_eq(entry->col[1], RU_S("line")) && starts && line->kind >= RU_BLOCK_CAPTION) {
			status = put_name(r, w + used, line->last, with, HOW_WHOLE);
			break;
		} else if (ru_str_eq(entry->col[1], RU_S("inline"))) {
			status = put_name(r, w + used, line->last, with, HOW_NAME);
		} else if (ru_str_eq(entry->col[1], RU_S("known")) &&
		           (line->kind < RU_BLOCK_CAPTION || line->kind == RU_BLOCK_CREDIT)) {
			/* "via Kabar Lereng" in a line of its own needs no other word for it */
			status = put_name(r, w + used, line->last, with,
			                  w == line->first && line->kind == RU_BLOCK_CREDIT ? HOW_WHOLE : HOW_KNOWN);
		} else if (ru_str_eq(entry->col[1], RU_S("agency")) && starts && i >= r->d->body_last) {
			status = put_name(r, w + used, line->last, with, HOW_AGENCY);
		}
	}
	return status;
}

static int read_lines(const struct ru_credit_reader *r, bool *translated)
{
	uint32_t count = ru_draft_line_count(r->d);
	int status = 0;

	for (uint32_t i = 0; i < count && status == 0; i++) {
		const struct ru_line *line = ru_draft_line(r->d, i);

		/* Between the headline and a few lines behind the text; what stands in a footer speaks of translation
		 * only. */
		if (may_credit(line) && (line->last - line->first <= 60 || line->kind < RU_BLOCK_CAPTION))
			status = read_line(r, i, translated);
	}
	return status;
}

/* isBasedOn, citation, sourceOrganization, and a canonical address on another site. */
static int read_stated(const struct ru_credit_reader *r)
{
	struct ru_draft *d = r->d;
	int status = 0;

	for (size_t i = 0; i < d->stated.len && status == 0; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);
		bool canonical = stated->key == RU_STATED_CANONICAL && d->foreign_canonical;
		struct ru_credit with = {
		    .cue = stated->cue, .cue_place = ru_credit_no_place(), .place = ru_credit_no_place()};
		struct ru_str value = ru_str_trim(stated->value), host = ru_host_slice(value);
		uint32_t begin, end;

		if ((stated->key != RU_STATED_BASED_ON && stated->key != RU_STATED_SOURCE && !canonical) ||
		    value.len == 0)
			continue;
		with.who = host.len > 0 ? host : value;
		with.url = host.len > 0 ? value : (struct ru_str){NULL, 0};
		with.kind = host.len > 0 ? RU_S("outlet") : RU_S("unknown");
		if (ru_stated_range(stated, (size_t)(with.who.ptr - stated->value.ptr),
		                    (size_t)(with.who.ptr - stated->value.ptr) + with.who.len, &begin, &end))
			with.place = ru_draft_source_place(d, begin, end);
		status = ru_credit_put(r, &with);
	}
	return status;
}

/* "TRIBUNKOTA.COM - ...": papers put their own host name into the dateline. On a page of no known outlet it names the
 * outlet, and naming that again in the sign-off ("(Tribunkota.com/Ani)") is no credit either. */
static void take_outlet(struct ru_draft *d)
{
	struct ru_article *a = d->article;
	size_t kept = 0;

	for (size_t i = 0; a->outlet.len == 0 && i < d->credits.len; i++) {
		const struct ru_credit *credit = RU_VEC_AT(&d->credits, struct ru_credit, i);

		if (!ru_str_eq(credit->cue, RU_S("dateline")) || !ru_is_host(credit->who))
			continue;
		a->outlet = credit->who;
		a->outlet_place = credit->place;
	}
	for (size_t i = 0; i < d->credits.len; i++) {
		const struct ru_credit *credit = RU_VEC_AT(&d->credits, struct ru_credit, i);

		if (credit->who.len == 0 || !is_own(d, credit->who))
			*RU_VEC_AT(&d->credits, struct ru_credit, kept++) = *credit;
	}
	d->credits.len = kept;
}

int ru_credits_read(struct ru_draft *d)
{
	struct ru_credit_reader r = {.d = d,
	                             .credits = ru_table_find(RU_S("credits")),
	                             .agencies = ru_table_find(RU_S("agencies")),
	                             .media = ru_table_find(RU_S("media_heads"))};
	bool translated = false;
	int status = ru_credits_in_brackets(&r);

	if (status == 0)
		take_outlet(d);
	if (status == 0)
		status = read_lines(&r, &translated);
	if (status == 0)
		status = read_stated(&r);
	for (size_t i = 0; i < d->credits.len && translated; i++)
		RU_VEC_AT(&d->credits, struct ru_credit, i)->translated = true;
	return status;
}
