/* SPDX-License-Identifier: Apache-2.0 */
/* Names in a short text that tells who made the page: a byline, the text of an element of class author, the value of a
 * meta element.
 *
 * "Von Anna Berg und Jan Kos (Text), Redakteure bei Kabar | 3. Mai 2024" gives Anna Berg and Jan Kos. What a name is
 * comes from capitals, separators and the packs' byline words; no list of names is asked. Constant work a word. */
#include "article/about/authors.h"

#include "text/fold.h"
#include "text/utf8.h"

enum { WORDS = 80, NAME_WORDS = 7, FREE_WORDS = 5, SMALL_WORDS = 3 };

struct cutter {
	const struct ru_draft *d;
	const struct ru_byline_tables *tables;
	struct ru_word word[WORDS];
	uint64_t hash[WORDS];
	bool seam[WORDS]; /* a tag alone parts it from the word before */
	struct ru_lookup text;
	uint32_t at, count;
	bool trusted;
	bool of;         /* the byline word is one that an outlet or a place may follow */
	bool job, added; /* a word for a job was passed over; an "and" stands behind it */
	uint8_t role;
	struct ru_names *out;
};

static struct ru_str text_of(const struct cutter *c, uint32_t w)
{
	return ru_str_cut(c->text.text, c->word[w].begin, c->word[w].end);
}

static char mark_at(const struct cutter *c, uint32_t w)
{
	return w < c->count && c->word[w].end - c->word[w].begin == 1 ? c->text.text.ptr[c->word[w].begin] : '\0';
}

static bool glued(const struct cutter *c, uint32_t w)
{
	return w > 0 && w < c->count && !c->seam[w] && (c->word[w].flags & (RU_WORD_SPACE | RU_WORD_BREAK)) == 0;
}

static const struct ru_entry *phrase(const struct cutter *c, uint32_t table, uint32_t w, uint32_t *used)
{
	*used = 0;
	return w < c->count ? ru_phrase_in(c->d, table, &c->text, w, used, NULL) : NULL;
}

/* The byline phrase at w with its role; an empty role where there is none. */
static struct ru_str byline_role(const struct cutter *c, uint32_t w, uint32_t *used)
{
	const struct ru_entry *entry = w < c->count ? ru_byline_at(c->d, c->tables, &c->text, w, used) : NULL;

	*used = entry != NULL ? *used : 0;
	return entry != NULL ? entry->col[1] : (struct ru_str){NULL, 0};
}

/* Whether a byline word of the role ends a name; a word of firms ("GmbH", "Institute") is a part of one. */
static bool ends_name(struct ru_str role) { return role.len > 0 && !ru_str_eq(role, RU_S("firm")); }

static bool is_capital(const struct cutter *c, uint32_t w)
{
	struct ru_str text = text_of(c, w);
	size_t pos = 0;
	uint32_t cp = ru_utf8_next(text, &pos);

	return (c->word[w].flags & RU_WORD_CAPITAL) != 0 || !ru_char_is_lower(cp);
}

/* A word that may stand in a name; the date stands right behind many names. */
static bool is_name_word(const struct cutter *c, uint32_t w)
{
	uint32_t used;

	if (w >= c->count || c->word[w].kind != RU_WORD_LETTERS || (!c->trusted && !is_capital(c, w)))
		return false;
	if (phrase(c, c->tables->weekdays, w, &used) != NULL && w + used < c->count &&
	    (c->word[w + used].kind == RU_WORD_NUMBER || mark_at(c, w + used) == ','))
		return false;
	if (phrase(c, c->tables->months, w, &used) != NULL &&
	    ((w + used < c->count && c->word[w + used].kind == RU_WORD_NUMBER) ||
	     (w > 0 && c->word[w - 1].kind == RU_WORD_NUMBER)))
		return false;
	return phrase(c, c->tables->stamps, w, &used) == NULL;
}

/* A mark inside a name: the stop of an initial, what glues two parts of a pen name. */
static bool is_name_mark(const struct cutter *c, uint32_t w, uint32_t first)
{
	char mark = mark_at(c, w);
	uint32_t before;

	if (w == first || !glued(c, w) || mark == '\0')
		return false;
	before = c->word[w - 1].end - c->word[w - 1].begin;
	if (mark == '.')
		return (before <= 3 && is_name_word(c, w + 1)) || before == 1 ||
		       (c->trusted && glued(c, w + 1) && is_name_word(c, w + 1));
	return (c->trusted || mark == '_') && (mark == '_' || mark == '-' || mark == '\'') && glued(c, w + 1) &&
	       is_name_word(c, w + 1);
}

/* A small word inside a name ("van der", "de la"): a name word follows it, or another small word and then one. */
static bool is_joiner(const struct cutter *c, uint32_t w)
{
	uint32_t used;

	for (int k = 0; k < 3 && phrase(c, c->tables->joiners, w, &used) != NULL; k++, w++)
		if (is_name_word(c, w + 1) && (c->word[w + 1].flags & RU_WORD_BREAK) == 0 &&
		    phrase(c, c->tables->joiners, w + 1, &used) == NULL)
			return true;
	return false;
}

/* Whether a word for "and" is a given name: "Dan Berg", at the head of the text and with capitals. */
static bool is_given_and(const struct cutter *c, uint32_t w)
{
	uint32_t used;

	return c->at == w && c->out->count == 0 && ru_str_eq(byline_role(c, w, &used), RU_S("and")) && used == 1 &&
	       c->word[w].end - c->word[w].begin > 2 && is_capital(c, w) && w + 1 < c->count &&
	       c->word[w + 1].kind == RU_WORD_LETTERS && is_capital(c, w + 1);
}

/* "Anna Berg Associated Press", "ANNA BERG AP": the agency that a full name was written for. */
static bool is_agency(const struct cutter *c, uint32_t w)
{
	uint32_t used;
	const struct ru_entry *entry = phrase(c, c->tables->agencies, w, &used);

	return entry != NULL && ru_str_eq(entry->col[2], RU_S("agency")) &&
	       (used > 1 || (c->word[w].flags & RU_WORD_ALL_CAPS) != 0) &&
	       (w + used == c->count || c->word[w + used].kind != RU_WORD_LETTERS);
}

/* The name that begins at the cursor; the word behind it. */
static uint32_t name_end(const struct cutter *c, uint32_t *words)
{
	uint32_t w = c->at, used;

	for (*words = 0; w < c->count && *words < NAME_WORDS; w++) {
		if (w > c->at &&
		    ((c->word[w].flags & RU_WORD_BREAK) != 0 || c->seam[w] || (w > c->at + 1 && is_agency(c, w))))
			break;
		if (w > c->at && is_joiner(c, w)) {
			++*words;
			continue;
		}
		if (!(w > c->at && glued(c, w)) && ends_name(byline_role(c, w, &used)) && !is_given_and(c, w))
			break;
		if (is_name_word(c, w))
			*words += w == c->at || !glued(c, w) ? 1 : 0; /* scripts without blanks: each sign is a word */
		else if (!is_name_mark(c, w, c->at))
			break;
	}
	return w;
}

/* Whether some word of [first, last) begins or ends the names of organisations: "Universitas", "Institute". */
static bool names_organisation(const struct cutter *c, uint32_t first, uint32_t last)
{
	uint32_t used;

	for (uint32_t w = first; w < last; w++)
		if (last - first > 1 && (phrase(c, c->tables->heads, w, &used) != NULL ||
		                         ru_str_eq(byline_role(c, w, &used), RU_S("firm"))))
			return true;
	return false;
}

static void add(struct cutter *c, uint32_t first, uint32_t last, uint32_t words, bool office)
{
	struct ru_name *name = &c->out->name[c->out->count];
	struct ru_str text;
	uint32_t small = 0;

	if (c->out->count == RU_NAMES || last == first)
		return;
	*name = (struct ru_name){.begin = c->word[first].begin, .end = c->word[last - 1].end, .role = c->role};
	name->words = (uint8_t)words;
	text = ru_str_cut(c->text.text, name->begin, name->end);
	for (uint32_t w = first; w < last; w++)
		small += c->word[w].kind == RU_WORD_LETTERS && !is_capital(c, w) ? 1 : 0;
	name->listed = ru_name_is_listed(c->d, c->tables, c->hash + first, last - first);
	/* small letters are those of a sentence, where they are not all that stands and somebody's name */
	if (text.len < 2 || text.len > RU_NAME_BYTES ||
	    (small > 1 && small * 2 > words && memchr(text.ptr, ' ', text.len) != NULL &&
	     !(c->trusted && name->listed && first == 0 && last == c->count && words <= SMALL_WORDS)))
		return;
	name->person = !office && !ru_name_is_house(c->d, c->tables, text) && !names_organisation(c, first, last);
	if (!name->person && ru_phrase_get(c->d, c->tables->agencies, text, NULL) != NULL)
		name->role = RU_AUTHOR_AGENCY;
	c->out->count++;
}

/* Byline words before a name. False where what follows is no name of this page's. */
static bool read_lead(struct cutter *c)
{
	for (uint32_t used; c->at < c->count; c->at += used) {
		struct ru_str role = byline_role(c, c->at, &used);

		if (is_given_and(c, c->at))
			return true;
		if (!ends_name(role)) {
			used = 1;
			if (c->word[c->at].kind != RU_WORD_PUNCT || mark_at(c, c->at) == '(')
				return true;
			continue;
		}
		c->job = c->job || ru_str_eq(role, RU_S("job"));
		if (ru_byline_role(role, &c->role)) {
			c->job = false;
			c->out->led = c->out->led || c->out->count == 0;
			c->of = ru_str_eq(role, RU_S("reporter_of")) && mark_at(c, c->at + used) != ':';
		} else if (ru_str_eq(role, RU_S("none")) || ru_str_eq(role, RU_S("house")) ||
		           (!c->trusted && ru_str_eq(role, RU_S("lead"))))
			return false;
	}
	return true;
}

/* "Kabar Redaksi", "Gear Team": the word of an office ends the name of one; the word behind it, or w. */
static uint32_t office_end(const struct cutter *c, uint32_t w)
{
	uint32_t used;

	if (w == c->at || glued(c, w) || !ru_str_eq(byline_role(c, w, &used), RU_S("none")) || used != 1 ||
	    (w + 1 < c->count && c->word[w + 1].kind == RU_WORD_LETTERS) || mark_at(c, w + 1) == ':')
		return w;
	return w + 1;
}

/* Over what stands in brackets. */
static void skip_brackets(struct cutter *c)
{
	for (; mark_at(c, c->at) == '(' || mark_at(c, c->at) == '['; c->at += c->at < c->count ? 1 : 0)
		while (c->at < c->count && mark_at(c, c->at) != ')' && mark_at(c, c->at) != ']')
			c->at++;
}

/* On to the end of a degree behind a name and a comma: "Anna Berg, MD, PhD". */
static bool skip_degree(struct cutter *c)
{
	uint32_t used, behind;

	if (phrase(c, c->tables->degrees, c->at, &used) == NULL)
		return false;
	behind = c->at + used + (mark_at(c, c->at + used) == '.' ? 1 : 0);
	if (behind < c->count && c->word[behind].kind == RU_WORD_LETTERS && is_capital(c, behind) && !c->seam[behind])
		return false;
	c->at = behind - 1;
	return true;
}

/* "José Lima e Prado": an "and" of one letter and one word behind a full name belong to it; on to the
 * end of that word. */
static bool join_second(struct cutter *c, uint32_t used)
{
	struct ru_name *name = c->out->count > 0 ? &c->out->name[c->out->count - 1] : NULL;
	uint32_t words, at = c->at, end;

	if (name == NULL || used != 1 || c->word[at].kind != RU_WORD_LETTERS || name->words < 2 || !name->person ||
	    c->word[at].end - c->word[at].begin != 1 || c->word[at].begin != name->end + 1)
		return false;
	c->at = at + 1;
	end = name_end(c, &words);
	if (words == 1) {
		name->end = c->word[end - 1].end;
		name->words = (uint8_t)(name->words + 2);
		c->at = end - 1;
		return true;
	}
	c->at = at;
	return false;
}

/* Over a comma, a semicolon or a stroke; false where no name but a degree follows it, with the cursor at its end. */
static bool part_at_mark(struct cutter *c, char mark, bool *comma)
{
	uint32_t used;

	c->at++;
	if (mark == ',' && skip_degree(c))
		return false;
	*comma = mark == ',' && !ru_str_eq(byline_role(c, c->at, &used), RU_S("and"));
	if (ru_str_eq(byline_role(c, c->at, &used), RU_S("and")))
		c->at += used;
	return true;
}

/* Whether another name follows at the cursor, and the cursor on it. */
static bool next_name(struct cutter *c, bool *comma)
{
	uint32_t used, last;
	struct ru_str role;
	char mark;

	*comma = c->added = false;
	if (is_agency(c, c->at))
		return true;
	skip_brackets(c);
	for (; c->at < c->count; c->at++) {
		if ((c->word[c->at].flags & RU_WORD_BREAK) != 0)
			return false;
		if (c->seam[c->at]) {
			*comma = true;
			return true;
		}
		mark = mark_at(c, c->at);
		role = byline_role(c, c->at, &used);
		if (ru_str_eq(role, RU_S("and")) || mark == '&') {
			if (join_second(c, used))
				continue;
			c->added = true;
			c->at += used > 0 ? used : 1;
			return c->at < c->count;
		}
		c->job = c->job || ru_str_eq(role, RU_S("job"));
		if (ru_byline_role(role, &c->role))
			return true;
		/* "Reporter: Anna Berg | Editor: Jan Kos" */
		if (mark == '|' && ru_byline_role(byline_role(c, c->at + 1, &used), &c->role)) {
			c->at++;
			return true;
		}
		/* "Anna Berg Illustration von Jan Kos" */
		if (used > 1 && ru_str_eq(role, RU_S("none")) &&
		    ru_str_eq(byline_role(c, c->at + used - 1, &last), RU_S("writer")))
			return false;
		if (mark == ',' || mark == ';' || mark == '/') {
			if (!part_at_mark(c, mark, comma))
				continue;
			return c->at < c->count;
		}
		if (ru_str_eq(role, RU_S("house")))
			c->out->whole = false;
		if (role.len == 0) {
			/* "Anna Berg bei Kabar": the rest of the piece is no name */
			if (c->word[c->at].kind == RU_WORD_NUMBER || mark == '|' || mark == ':' ||
			    (c->word[c->at].kind == RU_WORD_PUNCT && mark != '.' && mark != '-' && mark != '\'')) {
				c->out->whole = c->out->whole && mark != ':';
				return false;
			}
			c->out->whole = false;
		}
	}
	return false;
}

static bool is_behind_seam(const struct cutter *c, const struct ru_name *name)
{
	uint32_t w = 0;

	while (w < c->count && c->word[w].begin < name->begin)
		w++;
	return w < c->count && c->seam[w];
}

/* "Anna Berg, Redakteurin, Hamburg": where one of them has two words, single words behind a comma are no names. */
static void drop_single(const struct cutter *c, uint32_t behind_comma)
{
	struct ru_names *out = c->out;
	uint32_t kept = 0, places = ru_table_find(RU_S("places"));
	bool full = false;

	for (uint32_t i = 0; i < out->count; i++)
		full = full || out->name[i].words >= 2 || !out->name[i].person;
	for (uint32_t i = 0; i < out->count; i++) {
		struct ru_str text = ru_str_cut(c->text.text, out->name[i].begin, out->name[i].end);

		if (!full || out->name[i].words >= 2 || (behind_comma >> i & 1) == 0 ||
		    out->name[i].role == RU_AUTHOR_AGENCY ||
		    (out->led && out->whole && !is_behind_seam(c, &out->name[i]) &&
		     ru_phrase_get(c->d, places, text, NULL) == NULL))
			out->name[kept++] = out->name[i];
	}
	out->count = kept;
}

/* "Laporan Wartawan Kabar Lereng, Sari Lestari", "Kontributor Ranu, Oki": the first is whom or where the second writes
 * for. */
static void drop_house(struct ru_names *out, uint32_t behind_comma)
{
	if (out->count != 2 || behind_comma != 2)
		return;
	out->name[0] = out->name[1];
	out->count = 1;
}

/* "AFP/Kabar", "det/dpa", "Kabar et AFP": short signs of houses stay together as the page writes them. */
static void join_houses(const struct cutter *c)
{
	struct ru_names *out = c->out;
	bool houses = out->count > 1, short_sign = c->trusted;
	struct ru_str text;

	if (!houses)
		return;
	text = ru_str_cut(c->text.text, out->name[0].begin, out->name[out->count - 1].end);
	for (uint32_t i = 0; i < out->count; i++) {
		houses = houses && !out->name[i].person;
		short_sign = short_sign && (!out->name[i].person || out->name[i].words == 1);
	}
	if (text.len > RU_NAME_BYTES || (!houses && !(short_sign && memchr(text.ptr, '/', text.len) != NULL)))
		return;
	out->name[0].end = out->name[out->count - 1].end;
	out->name[0].person = false;
	out->name[0].role = RU_AUTHOR_AGENCY;
	out->count = 1;
}

/* Whether from the cursor on nothing but a few words stand: "Redaksi Kabar", all of it the name of an office. */
static bool is_plain(const struct cutter *c)
{
	for (uint32_t w = c->at; w < c->count; w++)
		if (c->word[w].kind != RU_WORD_LETTERS || (w > c->at && (c->word[w].flags & RU_WORD_BREAK) != 0))
			return false;
	return c->at < c->count && c->count - c->at <= FREE_WORDS;
}

static void cut(struct cutter *c)
{
	uint32_t behind_comma = 0;
	bool comma = false;

	while (c->at < c->count && c->out->count < RU_NAMES) {
		uint32_t words, used, end, first, office;

		if (!read_lead(c)) {
			/* "Redaktion", "Newsdesk": an office signs; "Foto: Jan Kos": not the page */
			(void)byline_role(c, c->at, &used);
			if (c->trusted && c->out->count == 0 && is_plain(c))
				add(c, c->at, c->count, 1, true);
			c->out->whole = c->out->whole && c->at + used >= c->count;
			return;
		}
		first = c->at;
		end = name_end(c, &words);
		if (end == first)
			break;
		office = office_end(c, end);
		c->at = office;
		if (mark_at(c, end) == ':' && words <= 2) { /* "Interview: Anna Berg" */
			c->at++;
			continue;
		}
		if (comma)
			behind_comma |= UINT32_C(1) << c->out->count;
		/* "Anna Berg, News Reporter", "Anna Berg, Editor & Gardener": the rest of a job, no name */
		if ((!comma || !ru_str_eq(byline_role(c, c->at, &used), RU_S("job"))) &&
		    !(c->job && c->added && words < 2))
			add(c, first, office, words, office > end);
		if (!next_name(c, &comma))
			break;
	}
	if (c->at < c->count && c->word[c->at].kind == RU_WORD_LETTERS)
		c->out->whole = false;
	if (c->of)
		drop_house(c->out, behind_comma);
	drop_single(c, behind_comma);
	join_houses(c);
}

/* The word cut last as two where a tag parts it; the cursor's count is then on the second. */
static void split_word(struct cutter *c, struct ru_str text)
{
	struct ru_word *word = &c->word[c->count], behind = *word;
	size_t seam = ru_word_seam(c->d, ru_str_cut(text, word->begin, word->end)), pos = 0;
	struct ru_str rest;

	if (seam == 0 || c->count + 1 == WORDS)
		return;
	word->end = behind.begin += (uint32_t)seam;
	c->hash[c->count] = ru_fold_hash(ru_str_cut(text, word->begin, word->end));
	rest = ru_str_cut(text, behind.begin, behind.end);
	behind.kind = ru_char_is_digit(ru_utf8_next(rest, &pos)) ? RU_WORD_NUMBER : RU_WORD_LETTERS;
	behind.flags = behind.kind == RU_WORD_LETTERS ? RU_WORD_CAPITAL : 0;
	c->word[++c->count] = behind;
	c->seam[c->count] = true;
}

void ru_names_cut(const struct ru_draft *d, const struct ru_byline_tables *tables, struct ru_str text, bool trusted,
                  struct ru_names *out)
{
	struct cutter c = {.d = d, .tables = tables, .trusted = trusted, .role = RU_AUTHOR_WRITER, .out = out};
	struct ru_word_cursor cursor;

	*out = (struct ru_names){.whole = true};
	ru_word_cursor_init(&cursor, text);
	while (c.count < WORDS && ru_word_cursor_next(&cursor, &c.word[c.count])) {
		split_word(&c, text);
		c.hash[c.count] = ru_fold_hash(ru_str_cut(text, c.word[c.count].begin, c.word[c.count].end));
		c.count++;
	}
	c.text = (struct ru_lookup){text, c.word, c.hash, c.count};
	out->whole = c.count < WORDS;
	cut(&c);
}
