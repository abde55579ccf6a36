/* SPDX-License-Identifier: Apache-2.0 */
/* The classes of the words of a page for the reading of names, and the evidence that the page itself gives: a word that
 * also stands in lower case is no name ("Warga"), one that follows "Kabupaten" or "di" is a place.
 *
 * Fed the words and the pack; gives struct ru_name_class for each word. Linear in the words. */
#include "facts/names/names.h"
#include "text/utf8.h"

enum { TITLE_LEAST = 4, COMPOUND_MOST = 40 };

struct tables {
	uint32_t titles, org_heads, place_heads, places, agencies, given, joiners, org_joiners, locatives, media, cues,
	    known, not_names, things, lexicon;
	uint64_t listed; /* bits of the tables of what is a name or stands in one; most words begin no phrase of any */
	uint64_t heads;  /* bits of those of heads and titles */
	bool nouns;      /* as in struct ru_name_reader */
	bool nouns_last; /* its noun_last */
};

static void find_tables(struct tables *t)
{
	t->titles = ru_table_find(RU_S("titles"));
	t->org_heads = ru_table_find(RU_S("org_heads"));
	t->place_heads = ru_table_find(RU_S("place_heads"));
	t->places = ru_table_find(RU_S("places"));
	t->agencies = ru_table_find(RU_S("agencies"));
	t->given = ru_table_find(RU_S("given_names"));
	t->joiners = ru_table_find(RU_S("name_joiners"));
	t->org_joiners = ru_table_find(RU_S("org_joiners"));
	t->locatives = ru_table_find(RU_S("locatives"));
	t->media = ru_table_find(RU_S("media_heads"));
	t->cues = ru_table_find(RU_S("cues"));
	t->known = ru_table_find(RU_S("organisations"));
	t->not_names = ru_table_find(RU_S("not_names"));
	t->things = ru_table_find(RU_S("thing_heads"));
	const uint32_t listed[] = {t->places,      t->agencies,  t->known,   t->not_names, t->given,
	                           t->org_joiners, t->locatives, t->joiners, t->cues};
	t->listed = 0;
	for (size_t i = 0; i < sizeof(listed) / sizeof(listed[0]); i++)
		t->listed |= ru_pack_table_bit(listed[i]);
	t->heads = ru_pack_table_bit(t->titles) | ru_pack_table_bit(t->org_heads) | ru_pack_table_bit(t->place_heads) |
	           ru_pack_table_bit(t->media);
	t->lexicon = ru_table_find(RU_S("name_words"));
}

static struct ru_str word_text(const struct ru_reading *r, uint32_t i)
{
	return ru_str_cut(r->article->text, r->words[i].begin, r->words[i].end);
}

static const struct ru_entry *at(const struct ru_pack *pack, uint32_t table, const struct ru_reading *r, uint32_t i,
                                 size_t *used)
{
	*used = 0;
	return table == RU_TABLE_NONE ? NULL : ru_pack_at(pack, table, &r->text, i, used);
}

static bool has_upper(struct ru_str s)
{
	size_t pos = 0;

	while (pos < s.len) {
		if (ru_char_is_upper(ru_utf8_next(s, &pos)))
			return true;
	}
	return false;
}

static bool has_lower(struct ru_str s)
{
	size_t pos = 0;

	while (pos < s.len) {
		if (ru_char_is_lower(ru_utf8_next(s, &pos)))
			return true;
	}
	return false;
}

/* A phrase that the pack writes with capitals is a name only where the text has them too: "AS" is not "as", "Antara"
 * not "antara". A short phrase all in capitals wants all of them. */
static bool same_case(const struct ru_entry *entry, struct ru_str text)
{
	if (!has_upper(entry->phrase))
		return true;
	if (!has_lower(entry->phrase) && entry->phrase.len < 4)
		return !has_lower(text);
	return has_upper(text);
}

static const struct ru_entry *name_opened_at(const struct ru_reading *r, uint32_t table, uint32_t i, uint8_t *len)
{
	const struct ru_pack *packs[2] = {r->pack, r->all};

	for (size_t p = 0; p < 2; p++) {
		size_t used = 0;
		const struct ru_entry *e = at(packs[p], table, r, i, &used);
		struct ru_str text;
		if (e == NULL || (p == 1 && r->all == r->pack))
			continue;
		text = ru_str_cut(r->article->text, r->words[i].begin, r->words[i + used - 1].end);
		for (const struct ru_entry *k = e;;) {
			if (same_case(k, text)) {
				*len = (uint8_t)used;
				return k;
			}
			if (k->next == UINT32_MAX)
				break;
			k = ru_pack_entry(packs[p], k->next);
		}
	}
	return NULL;
}

static inline const struct ru_entry *name_at(const struct ru_reading *r, uint32_t table, uint32_t i, uint8_t *len)
{
	*len = 0;
	return (r->text.opening[i] & ru_pack_table_bit(table)) != 0 ? name_opened_at(r, table, i, len) : NULL;
}

static bool marked(const struct ru_pack *pack, const struct ru_entry *e, struct ru_str mark)
{
	for (; e != NULL; e = e->next == UINT32_MAX ? NULL : ru_pack_entry(pack, e->next)) {
		if (ru_str_eq(e->col[1], mark))
			return true;
	}
	return false;
}

/* "Verkehrsminister": a word that ends in a title of the pack is one. */
static const struct ru_entry *title_at_end(const struct ru_reading *r, const struct tables *t, struct ru_str word)
{
	if (t->titles == RU_TABLE_NONE || word.len > COMPOUND_MOST)
		return NULL;
	for (size_t cut = 3; cut + TITLE_LEAST <= word.len; cut++) {
		const struct ru_entry *e = ((unsigned char)word.ptr[cut] & 0xC0) == 0x80
		                               ? NULL
		                               : ru_pack_get(r->pack, t->titles, ru_str_cut(word, cut, word.len));
		if (e != NULL)
			return e;
	}
	return NULL;
}

/* Heads and titles at word i. */
static void class_heads(const struct ru_reading *r, const struct tables *t, uint32_t i, struct ru_name_class *c)
{
	size_t used = 0;
	const struct ru_entry *e = at(r->pack, t->titles, r, i, &used);
	if (e == NULL && t->nouns && (c->flags & RU_NAMEWORD_CAPITAL) != 0) {
		e = title_at_end(r, t, word_text(r, i));
		used = 1;
	}
	if (e != NULL) {
		c->title = (uint8_t)used;
		if (marked(r->pack, e, RU_S("honour")))
			c->flags |= RU_NAMEWORD_HONOUR;
		c->area = marked(r->pack, e, RU_S("area"));
		if (marked(r->pack, e, RU_S("people")))
			c->flags |= RU_NAMEWORD_PEOPLE;
	}
	e = at(r->pack, t->org_heads, r, i, &used);
	if (e != NULL && marked(r->pack, e, RU_S("front")))
		c->org = (uint8_t)used;
	if (e != NULL && used == 1 && marked(r->pack, e, RU_S("back")))
		c->flags |= RU_NAMEWORD_BACK;
	e = at(r->pack, t->place_heads, r, i, &used);
	if (e != NULL && marked(r->pack, e, RU_S("front")))
		c->place_head = (uint8_t)used;
	if (e != NULL && used == 1 && marked(r->pack, e, RU_S("back")))
		c->flags |= RU_NAMEWORD_PLACE_BACK;
	if (at(r->pack, t->media, r, i, &used) != NULL)
		c->media = (uint8_t)used;
}

static bool begins_with_joiner(const struct ru_reading *r, const struct tables *t, struct ru_str text)
{
	size_t hyphen = ru_str_find(text, RU_S("-"), 0);

	return hyphen != SIZE_MAX && hyphen <= 4 && t->joiners != RU_TABLE_NONE &&
	       has_upper(ru_str_cut(text, hyphen, text.len)) &&
	       ru_pack_get(r->all, t->joiners, ru_str_cut(text, 0, hyphen)) != NULL;
}

/* "Jakarta-Moskow": two capitals joined, one of them a place: a line or a bond between them, nobody's name; nor is
 * "US-led", where the noun stands last. */
static bool joins_places(const struct ru_reading *r, const struct tables *t, struct ru_str text)
{
	size_t hyphen = ru_str_find(text, RU_S("-"), 0);

	if (hyphen == SIZE_MAX || t->places == RU_TABLE_NONE)
		return false;
	struct ru_str head = ru_str_cut(text, 0, hyphen), tail = ru_str_cut(text, hyphen + 1, text.len);
	if (!has_upper(tail) && t->nouns_last)
		return ru_pack_get(r->pack, t->places, head) != NULL || ru_pack_get(r->pack, t->known, head) != NULL;
	return has_upper(tail) && r->pack != NULL &&
	       (ru_pack_get(r->pack, t->places, head) != NULL || ru_pack_get(r->pack, t->places, tail) != NULL);
}

static bool is_other(const struct ru_reading *r, const struct tables *t, struct ru_str word)
{
	const struct ru_entry *e = ru_pack_get(r->pack, t->not_names, word);

	return e != NULL && has_upper(word) && marked(r->pack, e, RU_S("other"));
}

/* "British-born", "Canadian-Israeli", "US-led": made of the name of a people or place; nobody's name. */
static bool is_folk_joined(const struct ru_reading *r, const struct tables *t, struct ru_str text)
{
	size_t hyphen = ru_str_find(text, RU_S("-"), 0);

	if (hyphen == SIZE_MAX || t->not_names == RU_TABLE_NONE)
		return false;
	struct ru_str head = ru_str_cut(text, 0, hyphen), tail = ru_str_cut(text, hyphen + 1, text.len);
	return is_other(r, t, head) || is_other(r, t, tail);
}

/* What the pack lists of given names, joiners, words of place and reporting cues. */
static void class_listed(const struct ru_reading *r, const struct tables *t, uint32_t i, struct ru_name_class *c)
{
	size_t used = 0;

	if (at(r->pack, t->given, r, i, &used) != NULL || at(r->all, t->given, r, i, &used) != NULL)
		c->flags |= RU_NAMEWORD_GIVEN;
	if (at(r->pack, t->org_joiners, r, i, &used) != NULL)
		c->flags |= RU_NAMEWORD_ORG_JOINER;
	const struct ru_entry *locative = at(r->pack, t->locatives, r, i, &used);
	if (locative != NULL) {
		c->flags |= RU_NAMEWORD_LOCATIVE;
		c->at = marked(r->pack, locative, RU_S("at"));
	}
	/* "di", "ter" inside a name of another country, never a preposition of this language */
	if ((c->flags & RU_NAMEWORD_LOCATIVE) == 0 && (r->facts->tokens[i].flags & RU_TOKEN_STOP) == 0 &&
	    at(r->all, t->joiners, r, i, &used) != NULL)
		c->flags |= RU_NAMEWORD_JOINER;
	bool capital = (c->flags & RU_NAMEWORD_CAPITAL) != 0 && i > 0 && r->sentence_of[i - 1] == r->sentence_of[i];
	if (!capital && at(r->pack, t->cues, r, i, &used) != NULL && used == 1)
		c->flags |= RU_NAMEWORD_CUE;
}

/* What names nobody by itself, though it has a capital. */
static void class_nobody(const struct ru_reading *r, const struct tables *t, uint32_t i, struct ru_name_class *c)
{
	const struct ru_word *w = &r->words[i];
	struct ru_str text = word_text(r, i);
	size_t used = 0;
	const struct ru_entry *nobody = at(r->pack, t->not_names, r, i, &used);
	if (nobody != NULL && (w->flags & RU_WORD_CAPITAL) != 0 && marked(r->pack, nobody, RU_S("other")))
		c->folk = c->known == 0 && same_case(nobody, text) ? (uint8_t)used : 0;
	else if (nobody != NULL && used == 1 && (w->flags & RU_WORD_CAPITAL) != 0 && c->known == 0 &&
	         same_case(nobody, text))
		c->flags |= RU_NAMEWORD_NOT | RU_NAMEWORD_COMMON;
	if ((w->flags & RU_WORD_JOINED) == 0 || (c->flags & RU_NAMEWORD_CAPITAL) == 0 || c->known != 0 || c->place != 0)
		return;
	if (is_folk_joined(r, t, text))
		c->folk = 1;
	else if (joins_places(r, t, text))
		c->flags |= RU_NAMEWORD_NOT | RU_NAMEWORD_COMMON;
}

/* Whether word i is one of the language as far as the pack knows. */
static bool is_common(const struct ru_reading *r, uint32_t i)
{
	return (r->facts->tokens[i].flags & RU_TOKEN_STOP) != 0 || r->known[i].is_root ||
	       (r->facts->tokens[i].stem != r->text.hash[i] && r->facts->tokens[i].stem != 0);
}

/* Whether word i has no capital and begins nothing that is listed, as most have: then nothing else is asked of it. */
static bool is_plain(const struct ru_reading *r, const struct tables *t, uint32_t i)
{
	return (r->words[i].flags & (RU_WORD_CAPITAL | RU_WORD_ALL_CAPS | RU_WORD_JOINED)) == 0 &&
	       (r->text.opening[i] & (t->listed | t->heads)) == 0;
}

static void class_word(const struct ru_reading *r, const struct tables *t, uint32_t i, struct ru_name_class *c)
{
	const struct ru_word *w = &r->words[i];
	struct ru_str text = word_text(r, i);
	bool listed = (r->text.opening[i] & t->listed) != 0;
	size_t used = 0, pos = 0;

	if ((w->flags & RU_WORD_CAPITAL) != 0)
		c->flags |= RU_NAMEWORD_CAPITAL;
	else if ((w->flags & RU_WORD_JOINED) != 0 && begins_with_joiner(r, t, text))
		c->flags |= RU_NAMEWORD_CAPITAL; /* "al-Sisi" */
	if ((w->flags & RU_WORD_ALL_CAPS) != 0)
		c->flags |= RU_NAMEWORD_CAPS;
	if (listed) {
		c->place_entry = name_at(r, t->places, i, &c->place);
		c->agency_entry = name_at(r, t->agencies, i, &c->agency);
		(void)name_at(r, t->known, i, &c->known);
	}
	class_nobody(r, t, i, c);
	if ((r->text.opening[i] & t->heads) != 0 || (t->nouns && (c->flags & RU_NAMEWORD_CAPITAL) != 0))
		class_heads(r, t, i, c);
	if ((w->flags & RU_WORD_ALL_CAPS) != 0 && at(r->pack, t->things, r, i, &used) != NULL)
		c->thing = true;
	if (listed)
		class_listed(r, t, i, c);
	if ((c->flags & RU_NAMEWORD_CAPITAL) != 0 && i + 1 < r->word_count) {
		(void)ru_utf8_next(text, &pos);
		if (pos == text.len && r->article->text.ptr[r->words[i + 1].begin] == '.')
			c->flags |= RU_NAMEWORD_INITIAL;
	}
	if (is_common(r, i))
		c->flags |= RU_NAMEWORD_COMMON;
}

/* "Karla Wendt": where nouns have capitals, a word that is a given name somewhere, and a word with a capital behind it
 * that is nothing else. */
static void class_given(struct ru_name_reader *n, const struct tables *t, uint32_t i)
{
	const struct ru_reading *r = n->r;
	struct ru_name_class *c = &n->class[i];
	const struct ru_name_class *behind = &n->class[i + 1];

	if ((c->flags & (RU_NAMEWORD_CAPITAL | RU_NAMEWORD_CAPS | RU_NAMEWORD_COMMON)) != RU_NAMEWORD_CAPITAL ||
	    c->title != 0 || c->org != 0 || c->place != 0 || c->place_head != 0 || c->agency != 0)
		return;
	if ((behind->flags & (RU_NAMEWORD_CAPITAL | RU_NAMEWORD_COMMON)) != RU_NAMEWORD_CAPITAL || behind->title != 0 ||
	    behind->org != 0 || behind->place_head != 0 || r->words[i + 1].kind != RU_WORD_LETTERS ||
	    (r->facts->tokens[i + 1].flags & RU_TOKEN_DATE) != 0)
		return;
	if ((ru_pack_number(r->all, t->lexicon, r->text.hash[i]) & 1) != 0)
		c->flags |= RU_NAMEWORD_GIVEN;
}

/* Whether a reporting cue follows word i, with no second thing beside it and no clause between: "Antara pada Senin
 * (3/3) melaporkan", not "Antara warga dan polisi". */
static bool reports(const struct ru_name_reader *n, uint32_t i)
{
	const struct ru_reading *r = n->r;
	bool bracket = false;

	for (uint32_t k = i + 1; k < r->word_count && k < i + 12 && r->sentence_of[k] == r->sentence_of[i]; k++) {
		char c = r->article->text.ptr[r->words[k].begin];
		if (r->words[k].kind == RU_WORD_PUNCT && (c == '(' || c == ')'))
			bracket = c == '(';
		else if (bracket)
			continue;
		else if (r->words[k].kind == RU_WORD_PUNCT)
			return c == ',' && k == i + 1;
		else if ((n->class[k].flags & RU_NAMEWORD_CUE) != 0)
			return true;
		else if ((n->class[k].flags & RU_NAMEWORD_ORG_JOINER) != 0)
			return false;
	}
	return false;
}

/* "Antara warga dan polisi": a function word with the capital of its sentence is an agency only where it reports. */
static void class_agencies(struct ru_name_reader *n)
{
	for (uint32_t i = 0; i < n->r->word_count; i++) {
		struct ru_name_class *c = &n->class[i];
		if (c->agency == 1 && (c->flags & RU_NAMEWORD_STARTS) != 0 &&
		    (n->r->facts->tokens[i].flags & RU_TOKEN_STOP) != 0 && !reports(n, i)) {
			c->agency = 0;
			c->agency_entry = NULL;
		}
	}
}

/* First words of sentences and of quotations, and the words of headings in title case. */
static void class_sentences(struct ru_name_reader *n)
{
	const struct ru_reading *r = n->r;

	for (uint32_t s = 0; s < r->facts->sentence_count; s++) {
		const struct ru_sentence *sentence = &r->facts->sentences[s];
		uint32_t letters = 0, capitals = 0, shouted = 0;
		bool starts = true;
		for (uint32_t i = sentence->first; i < sentence->last; i++) {
			char c = r->article->text.ptr[r->words[i].begin];
			if (r->words[i].kind == RU_WORD_PUNCT) {
				if (c != ',' && c != '(' && c != ')' && c != '-' && c != '/' && c != '.')
					starts = true;
				continue;
			}
			if (starts)
				n->class[i].flags |= RU_NAMEWORD_STARTS;
			starts = false;
			letters += r->words[i].kind == RU_WORD_LETTERS && r->words[i].end - r->words[i].begin > 3;
			capitals +=
			    (n->class[i].flags & RU_NAMEWORD_CAPITAL) != 0 && r->words[i].end - r->words[i].begin > 3;
			shouted +=
			    (n->class[i].flags & RU_NAMEWORD_CAPS) != 0 && r->words[i].end - r->words[i].begin > 3;
		}
		if (letters < 3 || capitals * 10 < letters * 8)
			continue;
		if (r->article->blocks[sentence->block].kind != RU_BLOCK_HEADLINE &&
		    r->article->blocks[sentence->block].kind != RU_BLOCK_SUBHEAD &&
		    (letters < 10 || capitals * 100 < letters * 95) && (letters < 4 || shouted < letters))
			continue;
		for (uint32_t i = sentence->first; i < sentence->last; i++)
			n->class[i].flags |= RU_NAMEWORD_HEADING;
	}
}

static void count(uint16_t *counter)
{
	if (*counter < UINT16_MAX)
		(*counter)++;
}

/* "ujar Ratna", "Ratna mengatakan", "Ratna (58)": a word that is nothing else is a person. */
static bool is_speaking(const struct ru_name_reader *n, uint32_t i)
{
	const struct ru_reading *r = n->r;
	const struct ru_name_class *c = &n->class[i];

	if ((c->flags & (RU_NAMEWORD_COMMON | RU_NAMEWORD_CAPS | RU_NAMEWORD_HEADING | RU_NAMEWORD_BACK)) != 0 ||
	    c->place != 0 || c->org != 0 || c->title != 0 || c->agency != 0 || c->place_head != 0 ||
	    (r->facts->tokens[i].flags & RU_TOKEN_DATE) != 0)
		return false;
	if (i > 0 && (n->class[i - 1].flags & RU_NAMEWORD_CUE) != 0 &&
	    (!n->nouns || (i > 1 && r->words[i - 2].kind == RU_WORD_PUNCT)))
		return true; /* but not "sie forderte Auskunft" where nouns have capitals */
	if (n->nouns)
		return false; /* "Anwohner sagten" */
	if (i + 1 < r->word_count && (n->class[i + 1].flags & RU_NAMEWORD_CUE) != 0 &&
	    (i == 0 || (c->flags & RU_NAMEWORD_STARTS) != 0 ||
	     (n->class[i - 1].flags & (RU_NAMEWORD_CAPITAL | RU_NAMEWORD_ORG_JOINER | RU_NAMEWORD_LOCATIVE)) == 0))
		return true;
	return i + 3 < r->word_count && r->article->text.ptr[r->words[i + 1].begin] == '(' &&
	       r->words[i + 2].kind == RU_WORD_NUMBER && r->words[i + 2].end - r->words[i + 2].begin <= 2 &&
	       r->article->text.ptr[r->words[i + 3].begin] == ')';
}

/* One vote a word: what its neighbours make of it. */
static void vote(struct ru_name_reader *n, uint32_t i, uint32_t *place_run)
{
	const struct ru_name_class *c = &n->class[i];
	const struct ru_name_class *before = i > 0 ? &n->class[i - 1] : NULL;
	struct ru_name_votes *v = &n->votes[n->r->same[i]];

	if (before != NULL &&
	    (before->place_head != 0 || (before->flags & (RU_NAMEWORD_LOCATIVE | RU_NAMEWORD_PEOPLE)) != 0))
		*place_run = 0; /* the capitals that follow "Kabupaten", "di" or "warga" */
	else if ((c->flags & RU_NAMEWORD_CAPITAL) == 0)
		*place_run = UINT32_MAX;
	if (n->r->words[i].kind != RU_WORD_LETTERS)
		return;
	if ((c->flags & RU_NAMEWORD_CAPITAL) == 0) {
		count(&v->lower);
		return;
	}
	if ((c->flags & RU_NAMEWORD_HEADING) != 0)
		return;
	if ((c->flags & RU_NAMEWORD_STARTS) == 0)
		count(&v->inside);
	if (is_speaking(n, i)) {
		count(&v->inside);
		count(&v->person);
	}
	if (before == NULL || c->title != 0 || c->org != 0) {
		*place_run = UINT32_MAX;
		return;
	}
	if (*place_run < 3 && (c->flags & (RU_NAMEWORD_GIVEN | RU_NAMEWORD_CAPS)) == 0) {
		(*place_run)++;
		count(&v->place);
	}
	if (before->title == 1 && (before->flags & RU_NAMEWORD_HONOUR) != 0 && c->place == 0)
		count(&v->person);
}

void ru_names_vote_person(struct ru_name_reader *n, uint32_t i)
{
	if (n->r->words[i].kind == RU_WORD_LETTERS)
		count(&n->votes[n->r->same[i]].person);
}

void ru_names_classes(struct ru_name_reader *n)
{
	struct tables t;
	uint32_t place_run = UINT32_MAX;

	find_tables(&t);
	t.nouns = n->nouns;
	t.nouns_last = n->noun_last;
	for (uint32_t i = 0; i < n->r->word_count; i++) {
		if (n->r->words[i].kind != RU_WORD_LETTERS && n->r->words[i].kind != RU_WORD_OTHER)
			continue;
		if (!is_plain(n->r, &t, i))
			class_word(n->r, &t, i, &n->class[i]);
		else if (is_common(n->r, i))
			n->class[i].flags = RU_NAMEWORD_COMMON;
	}
	for (uint32_t i = 0; n->nouns && i + 1 < n->r->word_count; i++)
		class_given(n, &t, i);
	class_sentences(n);
	class_agencies(n);
	for (uint32_t i = 0; i < n->r->word_count; i++)
		vote(n, i, &place_run);
	for (uint32_t i = 0; i < n->r->word_count; i++) {
		if (n->r->words[i].kind == RU_WORD_LETTERS && ru_names_votes(n, i)->lower > 0)
			n->class[i].flags |= RU_NAMEWORD_COMMON;
	}
}
