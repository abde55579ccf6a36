/* SPDX-License-Identifier: Apache-2.0 */
/* Authors with their roles: "Penulis: Sari Lestari | Editor: ...", "Oleh Bimo Santika", a name beside the date under
 * the headline, elements marked as author, meta and JSON-LD. Names of outlets, companies and offices are no persons. */
#include "article/draft.h"

#include "text/utf8.h"

enum { NAME_BYTES = 60, NAME_WORDS = 7, LINE_WORDS = 60, NEAR_LINES = 10, BEHIND_LINES = 10, FAR_LINES = 60 };

struct reader {
	struct ru_draft *d;
	uint32_t bylines, agencies, stops;
};

static bool known_author(const struct ru_draft *d, struct ru_str name)
{
	for (size_t i = 0; i < d->authors.len; i++)
		if (ru_same_letters(RU_VEC_AT(&d->authors, struct ru_author, i)->name, name))
			return true;
	return false;
}

/* Whether a word of the phrase names an office, a site or a firm: it stands in the byline table itself, or holds a dot,
 * an @ or digits. */
static bool no_person(const struct reader *r, struct ru_str name)
{
	const struct ru_str outlet = r->d->article->outlet;

	if (name.len < 3 || name.len > NAME_BYTES || ru_phrase_get(r->d, r->bylines, name, NULL) != NULL)
		return true;
	if (outlet.len > 0 && (ru_same_letters(name, outlet) || ru_str_find_nocase(name, outlet, 0) != SIZE_MAX ||
	                       (name.len >= 5 && ru_str_find_nocase(outlet, name, 0) != SIZE_MAX)))
		return true;
	for (size_t i = 0; i < name.len; i++)
		if (memchr("@/:_0123456789<>|", name.ptr[i], 17) != NULL)
			return true;
	return ru_is_host(name);
}

static int put(const struct reader *r, struct ru_str name, enum ru_author_role role, struct ru_place place)
{
	const struct ru_entry *agency = ru_phrase_get(r->d, r->agencies, name, NULL);
	struct ru_author *author;

	if (agency != NULL)
		role = RU_AUTHOR_AGENCY;
	else if (no_person(r, name))
		return 0;
	if (known_author(r->d, name) || ru_vec_full(&r->d->authors))
		return 0;
	author = ru_vec_push(&r->d->authors);
	if (author == NULL)
		return RU_ENOMEM;
	*author = (struct ru_author){name, role, place};
	return 0;
}

/* The bytes of page text as an author, and their block as one that tells who wrote. */
static int put_visible(const struct reader *r, uint32_t begin, uint32_t end, enum ru_author_role role)
{
	struct ru_article *a = r->d->article;
	struct ru_str name = ru_str_cut(a->text, begin, end);
	struct ru_place place = ru_article_place(a, (struct ru_range){begin, end});
	size_t before = r->d->authors.len;
	int status = put(r, name, role, place);

	if (status == 0 && r->d->authors.len > before && place.block != RU_NONE &&
	    a->blocks[place.block].kind == RU_BLOCK_OTHER)
		a->blocks[place.block].kind = RU_BLOCK_AUTHOR_BOX;
	return status;
}

/* A capitalised word that is neither a weekday nor a month: the date stands right behind many names. */
static bool is_name_word(const struct ru_draft *d, uint32_t w)
{
	const struct ru_word *word = ru_draft_word(d, w);
	uint32_t used;
	struct ru_str text = ru_draft_word_text(d, w);
	size_t pos = 0;
	uint32_t cp = ru_utf8_next(text, &pos);

	if (word->kind != RU_WORD_LETTERS || ((word->flags & RU_WORD_CAPITAL) == 0 && ru_char_is_lower(cp)))
		return false;
	return ru_phrase_at(d, ru_table_find(RU_S("weekdays")), w, &used, NULL) == NULL &&
	       (ru_phrase_at(d, ru_table_find(RU_S("months")), w, &used, NULL) == NULL ||
	        !(w + 1 < d->words.len && ru_draft_word(d, w + 1)->kind == RU_WORD_NUMBER));
}

/* The name that starts at word w: capitalised words, with full stops behind initials and titles. Particles in lower
 * case ("van", "bin") may stand between two of them. Gives the word behind it. */
static uint32_t name_end(const struct ru_draft *d, uint32_t w, uint32_t last, uint32_t *words)
{
	uint32_t at = w, end = w, joiners = ru_table_find(RU_S("name_joiners")), used;

	*words = 0;
	while (at < last && at < w + 2 * NAME_WORDS) {
		struct ru_str text = ru_draft_word_text(d, at);

		if (at > w && (ru_draft_word(d, at)->flags & RU_WORD_BREAK) != 0)
			break;
		if (is_name_word(d, at)) {
			end = ++at;
			++*words;
		} else if (text.len == 1 && text.ptr[0] == '.' && at > w && at == end &&
		           (ru_draft_word(d, at)->flags & RU_WORD_SPACE) == 0 && at + 1 < last &&
		           is_name_word(d, at + 1)) {
			end = ++at;
		} else if (at > w && at == end && at + 1 < last && ru_phrase_at(d, joiners, at, &used, NULL) != NULL &&
		           is_name_word(d, at + 1)) {
			at++;
		} else {
			break;
		}
	}
	return end;
}

/* "dan", "and", "&": another name follows. */
static bool joins_names(const struct ru_draft *d, uint32_t bylines, uint32_t w)
{
	uint32_t used;
	const struct ru_entry *entry = ru_phrase_at(d, bylines, w, &used, NULL);

	return entry != NULL ? ru_str_eq(entry->col[1], RU_S("and")) : ru_str_eq(ru_draft_word_text(d, w), RU_S("&"));
}

static bool role_of(struct ru_str name, enum ru_author_role *role)
{
	*role = RU_AUTHOR_WRITER;
	if (ru_str_eq(name, RU_S("editor")))
		*role = RU_AUTHOR_EDITOR;
	else if (ru_str_eq(name, RU_S("reporter")))
		*role = RU_AUTHOR_REPORTER;
	return !ru_str_eq(name, RU_S("none"));
}

/* Names behind a byline phrase: one, or several with commas, "/" or "dan" between. */
static int names_behind(const struct reader *r, uint32_t w, uint32_t last, enum ru_author_role role, uint32_t *next)
{
	const struct ru_draft *d = r->d;
	int status = 0;

	while (w < last && ru_draft_word(d, w)->kind == RU_WORD_PUNCT && ru_draft_word_text(d, w).ptr[0] != '(')
		w++;
	for (int n = 0; n < 8 && w < last && status == 0; n++) {
		uint32_t words, used, end = name_end(d, w, last, &words);

		if (end == w || words > NAME_WORDS || (n > 0 && ru_phrase_at(d, r->bylines, w, &used, NULL) != NULL))
			break;
		status = put_visible(r, ru_draft_word(d, w)->begin, ru_draft_word(d, end - 1)->end, role);
		w = end;
		if (w < last && ru_draft_word_text(d, w).len == 1 &&
		    memchr(",/", ru_draft_word_text(d, w).ptr[0], 2) != NULL)
			w++;
		if (w < last && joins_names(d, r->bylines, w))
			w++;
		else if (w == end)
			break;
	}
	*next = w;
	return status;
}

/* A byline phrase at the start of the line or behind a separator, and the names behind it. */
static int read_phrases(const struct reader *r, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(r->d, i);
	bool free = true;
	int status = 0;

	for (uint32_t w = line->first; w < line->last && status == 0;) {
		uint32_t used = 0;
		const struct ru_entry *entry = free ? ru_phrase_at(r->d, r->bylines, w, &used, NULL) : NULL;
		enum ru_author_role role;

		if (entry != NULL && role_of(entry->col[1], &role)) {
			uint32_t next = w + used;

			status = names_behind(r, next, line->last, role, &next);
			w = next > w ? next : w + 1;
			free = true;
			continue;
		}
		free = ru_draft_word(r->d, w)->kind != RU_WORD_LETTERS || entry != NULL;
		w += entry != NULL && used > 0 ? used : 1;
	}
	return status;
}

/* "Sekar Pratiwi - Kamis, 16 Januari 2025": the line starts with a name, and what is left of it before the date is
 * nothing. */
static int read_beside_date(const struct reader *r, uint32_t i)
{
	struct ru_draft *d = r->d;
	const struct ru_line *line = ru_draft_line(d, i);
	struct ru_line_date found;
	uint32_t words, end, used;

	if (!ru_line_date_find(d->options->packs, ru_draft_line_text(d, i), &found) || line->first == line->last ||
	    ru_phrase_at(d, ru_table_find(RU_S("stamp_words")), line->first, &used, NULL) != NULL)
		return 0;
	end = name_end(d, line->first, line->last, &words);
	while (end > line->first && ru_draft_word(d, end - 1)->end > line->begin + (uint32_t)found.begin) {
		end--;
		words--;
	}
	if (words < 2 || words > 5)
		return 0;
	return put_visible(r, ru_draft_word(d, line->first)->begin, ru_draft_word(d, end - 1)->end, RU_AUTHOR_WRITER);
}

/* "(Kabar.example/Sari Lestari)": a name of two or more words behind the slash of a sign-off. */
static int read_signoff(const struct reader *r, uint32_t i)
{
	const struct ru_draft *d = r->d;
	const struct ru_line *line = ru_draft_line(d, i);

	if (line->kind != RU_BLOCK_CREDIT || d->text.ptr[line->begin] != '(')
		return 0;
	for (uint32_t w = line->first; w + 1 < line->last; w++) {
		uint32_t words, end;

		if (!ru_str_eq(ru_draft_word_text(d, w), RU_S("/")))
			continue;
		end = name_end(d, w + 1, line->last, &words);
		if (words >= 2 && end + 1 == line->last)
			return put_visible(r, ru_draft_word(d, w + 1)->begin, ru_draft_word(d, end - 1)->end,
			                   RU_AUTHOR_WRITER);
	}
	return 0;
}

static bool may_hold_byline(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);

	return line->last - line->first <= LINE_WORDS && line->kind >= RU_BLOCK_CAPTION &&
	       line->kind != RU_BLOCK_RELATED && line->kind != RU_BLOCK_COMMENTS && line->kind != RU_BLOCK_CAPTION &&
	       line->kind != RU_BLOCK_AD && line->kind != RU_BLOCK_SEE_ALSO;
}

/* Lines between headline and text, then those behind the text. */
static int read_lines(const struct reader *r, bool beside_date)
{
	const struct ru_draft *d = r->d;
	uint32_t from = d->headline != RU_NONE ? d->headline + 1 : 0, count = ru_draft_line_count(d);
	int status = 0;

	for (uint32_t i = from; i < d->body_first && i < from + NEAR_LINES && status == 0; i++)
		if (may_hold_byline(d, i))
			status = beside_date ? read_beside_date(r, i) : read_phrases(r, i);
	for (uint32_t i = d->body_first; i < count && i < d->body_last + BEHIND_LINES && !beside_date && status == 0;
	     i++)
		if (may_hold_byline(d, i))
			status =
			    d->text.ptr[ru_draft_line(d, i)->begin] == '(' ? read_signoff(r, i) : read_phrases(r, i);
	return status;
}

/* The same name in a line near the headline or behind the text. */
static bool find_visible(const struct ru_draft *d, struct ru_str name, struct ru_range *at)
{
	uint32_t from = d->headline != RU_NONE ? d->headline + 1 : 0;

	for (uint32_t i = from; i < ru_draft_line_count(d) && i < d->body_last + BEHIND_LINES; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		size_t found;

		if (line->kind < RU_BLOCK_CAPTION || line->end - line->begin > 300 ||
		    (i > from + FAR_LINES && i < d->body_last))
			continue;
		found = ru_str_find(ru_draft_line_text(d, i), name, 0);
		if (found != SIZE_MAX) {
			*at = (struct ru_range){line->begin + (uint32_t)found,
			                        line->begin + (uint32_t)(found + name.len)};
			return true;
		}
	}
	return false;
}

static int put_stated(const struct reader *r, const struct ru_stated *stated, struct ru_str name)
{
	struct ru_place place = {{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, RU_FIELD_PAGE}, RU_NONE};
	size_t skip = (size_t)(name.ptr - stated->value.ptr);
	struct ru_range at;
	uint32_t begin, end;

	if (find_visible(r->d, name, &at))
		return put_visible(r, at.begin, at.end, RU_AUTHOR_WRITER);
	if (ru_stated_range(stated, skip, skip + name.len, &begin, &end))
		place = ru_draft_source_place(r->d, begin, end);
	return put(r, name, RU_AUTHOR_WRITER, place);
}

/* The author's @type stands beside the name in its object; "Organization" is no person. */
static bool is_organization(const struct ru_draft *d, const struct ru_stated *author)
{
	for (size_t i = 0; i < d->stated.len && author->json; i++) {
		const struct ru_stated *type = RU_VEC_AT(&d->stated, struct ru_stated, i);

		if (type->key == RU_STATED_AUTHOR_TYPE && type->object == author->object &&
		    ru_str_find_nocase(type->value, RU_S("organization"), 0) != SIZE_MAX)
			return true;
	}
	return false;
}

/* The next of several names in one value: "Sari Lestari, Umar Said dan Ana Putri". */
static bool next_name(const struct reader *r, struct ru_str *rest, struct ru_str *name)
{
	size_t begin = 0;

	if (rest->len == 0)
		return false;
	for (size_t at = 0; at <= rest->len; at++) {
		char c = at < rest->len ? rest->ptr[at] : ' ';
		const struct ru_entry *entry;

		if (c == ',' || c == ';' || c == '&') {
			*name = ru_str_trim(ru_str_cut(*rest, 0, at));
			*rest = ru_str_cut(*rest, at + 1, rest->len);
			return true;
		}
		if (c != ' ')
			continue;
		entry = begin > 0 && at > begin && at - begin <= 12 && at < rest->len
		            ? ru_phrase_get(r->d, r->bylines, ru_str_cut(*rest, begin, at), NULL)
		            : NULL;
		if (entry != NULL && ru_str_eq(entry->col[1], RU_S("and"))) {
			*name = ru_str_trim(ru_str_cut(*rest, 0, begin));
			*rest = ru_str_cut(*rest, at + 1, rest->len);
			return true;
		}
		begin = at + 1;
	}
	*name = ru_str_trim(*rest);
	*rest = (struct ru_str){NULL, 0};
	return true;
}

static int read_stated(const struct reader *r, bool json)
{
	int status = 0;

	for (size_t i = 0; i < r->d->stated.len && status == 0; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&r->d->stated, struct ru_stated, i);
		struct ru_str rest = stated->value, part;

		if (stated->key != RU_STATED_AUTHOR || stated->json != json || is_organization(r->d, stated) ||
		    ru_host_slice(stated->value).len > 0)
			continue;
		while (status == 0 && next_name(r, &rest, &part))
			if (part.len > 0)
				status = put_stated(r, stated, part);
	}
	return status;
}

/* Elements that the markup calls the author, near the headline. */
static int read_marks(const struct reader *r)
{
	struct ru_draft *d = r->d;
	uint32_t from = d->headline != RU_NONE ? ru_draft_line(d, d->headline)->end : 0;
	uint32_t to =
	    d->body_last < ru_draft_line_count(d) ? ru_draft_line(d, d->body_last)->end : (uint32_t)d->text.len;
	int status = 0;

	for (size_t i = 0; i < d->marks.len && status == 0; i++) {
		const struct ru_mark *mark = RU_VEC_AT(&d->marks, struct ru_mark, i);
		struct ru_str text = ru_draft_cut(d, mark->begin, mark->end), name = ru_str_trim(text);
		uint32_t begin = mark->begin + (uint32_t)(name.len > 0 ? name.ptr - text.ptr : 0), words, first = 0,
		         end;
		struct ru_lookup *lookup = &d->lookup;

		if (mark->kind != RU_BLOCK_AUTHOR_BOX || begin < from || begin >= to || name.len == 0 ||
		    name.len > NAME_BYTES)
			continue;
		for (uint32_t low = 0, high = (uint32_t)lookup->count; low < high; first = low) {
			uint32_t mid = low + (high - low) / 2;

			if (ru_draft_word(d, mid)->begin < begin)
				low = mid + 1;
			else
				high = mid;
		}
		if (first >= lookup->count || ru_draft_word(d, first)->begin != begin)
			continue;
		end = name_end(d, first, (uint32_t)lookup->count, &words);
		if (words >= 2 && ru_draft_word(d, end - 1)->end == begin + name.len)
			status = put_visible(r, begin, begin + (uint32_t)name.len, RU_AUTHOR_WRITER);
	}
	return status;
}

int ru_bylines_read(struct ru_draft *d)
{
	struct reader r = {
	    .d = d, .bylines = ru_table_find(RU_S("bylines")), .agencies = ru_table_find(RU_S("agencies"))};
	int status = read_stated(&r, true);

	if (status == 0)
		status = read_lines(&r, false);
	if (status == 0 && d->authors.len == 0)
		status = read_marks(&r);
	if (status == 0 && d->authors.len == 0)
		status = read_lines(&r, true);
	if (status == 0 && d->authors.len == 0)
		status = read_stated(&r, false);
	return status;
}
