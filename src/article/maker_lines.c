/* SPDX-License-Identifier: Apache-2.0 */
/* Lines at the edges of the text that tell who made the page and when, and nothing else: "Reporter: Sari Lestari |
 * Editor: Banu Aji", "Diperbarui 2 Mei 2031, 08:00 WIB | Diterbitkan 1 Mei 2031", "3 jam yang lalu", "Sari Lestari -
 * Harian Lereng".
 *
 * Fed lines whose kind is decided, takes such lines out of the text. Every word of the line must be accounted for by a
 * byline word, a name, a stamp word, a date or a mark: one word too many, and it may be a sentence. Linear in the words
 * of a few lines. */
#include "article/draft.h"

#include "text/utf8.h"
#include "values/values.h"

enum {
	HEAD_LINES = 4, /* of the text */
	TAIL_LINES = 4,
	NEAR_LINES = 10,
	LINE_WORDS = 40,
	LINE_BYTES = 240,
	NAME_LEAST = 2,
	NAME_MOST = 4,
	NAMES_MOST = 14,
	ZONE_BYTES = 4,
	DATES = 3
};

struct maker {
	const struct ru_draft *d;
	const struct ru_line *line;
	uint32_t bylines, stamps, units, words, joiners, media;
	struct ru_range date[DATES];
	uint32_t dates;
	/* what has been seen of the line */
	uint32_t roles, times, names;
	bool leads; /* a byline word stands first */
};

static bool in_text(const struct ru_line *line)
{
	return line->kind < RU_BLOCK_CAPTION && line->kind != RU_BLOCK_HEADLINE;
}

static void start(struct maker *m, const struct ru_draft *d, uint32_t i)
{
	*m = (struct maker){.d = d,
	                    .line = ru_draft_line(d, i),
	                    .bylines = ru_table_find(RU_S("bylines")),
	                    .stamps = ru_table_find(RU_S("stamp_words")),
	                    .units = ru_table_find(RU_S("time_units")),
	                    .words = ru_table_find(RU_S("date_words")),
	                    .joiners = ru_table_find(RU_S("name_joiners")),
	                    .media = ru_table_find(RU_S("media_heads"))};
	for (uint32_t from = m->line->begin; m->dates < DATES && from < m->line->end;) {
		struct ru_line_date found;

		if (!ru_line_date_find(d->options->packs, ru_draft_cut(d, from, m->line->end), &found))
			return;
		m->date[m->dates++] = (struct ru_range){from + (uint32_t)found.begin, from + (uint32_t)found.end};
		from += found.end > 0 ? (uint32_t)found.end : 1;
	}
}

static bool is_capital(const struct ru_draft *d, uint32_t w)
{
	const struct ru_word *word = ru_draft_word(d, w);
	size_t pos = 0;

	return word->kind == RU_WORD_LETTERS && ((word->flags & RU_WORD_CAPITAL) != 0 ||
	                                         !ru_char_is_lower(ru_utf8_next(ru_draft_word_text(d, w), &pos)));
}

/* Whether one or two letters and no other word stand behind a date: "3 февраля 2031 г.", "10:15h". */
static bool closes_date(const struct maker *m, uint32_t at)
{
	const struct ru_word *word = at < m->line->last ? ru_draft_word(m->d, at) : NULL;

	return word != NULL && word->kind == RU_WORD_LETTERS && word->end - word->begin <= 3 &&
	       (at + 1 == m->line->last ||
	        (at + 2 == m->line->last && ru_draft_word(m->d, at + 1)->kind == RU_WORD_PUNCT));
}

/* The word behind the date that word w stands in, its zone's sign too ("5:20 pm ET"); w where it stands in none. */
static uint32_t date_end(const struct maker *m, uint32_t w)
{
	for (uint32_t i = 0; i < m->dates; i++) {
		uint32_t at = w;

		while (at < m->line->last && ru_draft_word(m->d, at)->begin >= m->date[i].begin &&
		       ru_draft_word(m->d, at)->begin < m->date[i].end)
			at++;
		if (at == w)
			continue;
		if (at < m->line->last && (ru_draft_word(m->d, at)->flags & RU_WORD_ALL_CAPS) != 0 &&
		    ru_draft_word(m->d, at)->end - ru_draft_word(m->d, at)->begin <= ZONE_BYTES)
			at++;
		else if (closes_date(m, at))
			at++;
		return at;
	}
	return w;
}

static struct ru_str role_of(const struct maker *m, uint32_t table, uint32_t w, uint32_t *used)
{
	const struct ru_entry *entry = w < m->line->last ? ru_phrase_at(m->d, table, w, used, NULL) : NULL;

	return entry != NULL && w + *used <= m->line->last ? entry->col[1] : (struct ru_str){NULL, 0};
}

/* "yang lalu" at w, among what else the phrase may be. */
static bool is_ago(const struct maker *m, uint32_t w, uint32_t *used)
{
	const struct ru_pack *pack = NULL;
	const struct ru_entry *entry = ru_phrase_at(m->d, m->words, w, used, &pack);

	for (int tries = 0; entry != NULL && tries < 8; tries++) {
		if (ru_str_eq(entry->col[1], RU_S("ago")))
			return true;
		entry = entry->next != UINT32_MAX ? ru_pack_entry(pack, entry->next) : NULL;
	}
	return false;
}

/* "3 jam yang lalu", "vor 3 Stunden": the word behind it, or w. */
static uint32_t ago_end(const struct maker *m, uint32_t w)
{
	uint32_t used, at = w, unit;
	bool before = ru_str_eq(role_of(m, m->words, at, &used), RU_S("ago_before"));

	at += before ? used : 0;
	if (at >= m->line->last || ru_draft_word(m->d, at)->kind != RU_WORD_NUMBER ||
	    ru_phrase_at(m->d, m->units, at + 1, &unit, NULL) == NULL)
		return w;
	at += 1 + unit;
	if (before)
		return at <= m->line->last ? at : w;
	return at < m->line->last && is_ago(m, at, &used) && at + used <= m->line->last ? at + used : w;
}

static bool is_colon(const struct maker *m, uint32_t w)
{
	return w < m->line->last && m->d->text.ptr[ru_draft_word(m->d, w)->end - 1] == ':';
}

/* A byline word at w: the word behind it, or w where it can stand in no such line. */
static uint32_t byline_end(struct maker *m, uint32_t w, struct ru_str role, uint32_t used)
{
	bool colon = is_colon(m, w + used - 1) || is_colon(m, w + used);

	if (ru_str_eq(role, RU_S("writer")) || ru_str_eq(role, RU_S("editor")) ||
	    ru_str_starts(role, RU_S("reporter"))) {
		m->leads = m->leads || (m->names == 0 && m->times == 0);
		m->roles++;
		return w + used;
	}
	/* "Fotografer: Oki": of others, in the same line */
	if ((ru_str_eq(role, RU_S("none")) && colon && m->roles > 0) || ru_str_eq(role, RU_S("job")) ||
	    (ru_str_eq(role, RU_S("and")) && m->names > 0))
		return w + used;
	return w;
}

/* The word behind what stands at w; w where that is nothing such a line holds. */
static uint32_t piece_end(struct maker *m, uint32_t w)
{
	const struct ru_word *word = ru_draft_word(m->d, w);
	uint32_t used = 0, end = date_end(m, w);
	struct ru_str role;
	size_t pos = 0;

	if (end == w)
		end = ago_end(m, w);
	if (end > w) {
		m->times++;
		return end;
	}
	role = role_of(m, m->stamps, w, &used);
	if (role.len > 0)
		return ru_str_eq(role, RU_S("none")) ? w : w + used;
	role = role_of(m, m->bylines, w, &used);
	/* "Dan Fielding" begins with what is "and" in another language */
	if (ru_str_eq(role, RU_S("and")) && m->names == 0 && is_capital(m->d, w))
		role.len = 0;
	if (role.len > 0 && !ru_str_eq(role, RU_S("firm")))
		return byline_end(m, w, role, used);
	if (word->kind == RU_WORD_PUNCT || word->kind == RU_WORD_OTHER) {
		uint32_t cp = ru_utf8_next(ru_draft_word_text(m->d, w), &pos);
		bool initial = w > m->line->first && word->begin - ru_draft_word(m->d, w - 1)->begin <= 3;

		return ru_char_is_dash(cp) || (cp < 0x80 && memchr("|,:;/()", (char)cp, 7) != NULL) || cp == 0xB7 ||
		               cp == 0x2022 || (cp == '.' && initial)
		           ? w + 1
		           : w;
	}
	if (m->names > 0 && word->kind == RU_WORD_LETTERS && ru_phrase_at(m->d, m->joiners, w, &used, NULL) != NULL)
		return w + used;
	if (!is_capital(m->d, w))
		return w;
	m->names++;
	return w + 1;
}

/* A dash or a bar, which parts a name from a site's. */
static bool is_bar(const struct ru_draft *d, uint32_t w)
{
	size_t pos = 0;
	uint32_t cp = ru_utf8_next(ru_draft_word_text(d, w), &pos);

	return cp == '|' || cp == 0xB7 || cp == 0x2022 || ru_char_is_dash(cp);
}

/* Whether the line is the name of a person and of this site: "Sari Lestari - Harian Lereng". */
static bool is_name_of_site(const struct maker *m)
{
	const struct ru_draft *d = m->d;
	struct ru_str site;
	uint32_t w = m->line->first, used;

	while (w < m->line->last && is_capital(d, w))
		w++;
	if (w - m->line->first < NAME_LEAST || w - m->line->first > NAME_MOST || w + 1 >= m->line->last ||
	    !is_bar(d, w))
		return false;
	site = ru_draft_cut(d, ru_draft_word(d, w + 1)->begin, m->line->end);
	if (site.len < 4 || site.len > 60)
		return false;
	if (ru_is_host(site) || ru_phrase_at(d, m->media, w + 1, &used, NULL) != NULL)
		return true;
	for (size_t i = 0; i < d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&d->stated, struct ru_stated, i);

		if ((stated->key == RU_STATED_SITE || stated->key == RU_STATED_PUBLISHER ||
		     stated->key == RU_STATED_PAGE_TITLE) &&
		    ru_str_ends(ru_str_trim(stated->value), site))
			return true;
	}
	return false;
}

/* Whether every word of the line is accounted for; what was seen of it is in *m. */
static bool read_line(struct maker *m, const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);

	if (line->last - line->first > LINE_WORDS || line->end - line->begin > LINE_BYTES)
		return false;
	start(m, d, i);
	for (uint32_t w = line->first, end; w < line->last; w = end) {
		end = piece_end(m, w);
		if (end == w)
			return false;
	}
	return true;
}

/* "Author:" on a line of its own. */
static bool is_label(const struct ru_draft *d, uint32_t i)
{
	struct maker m;

	return read_line(&m, d, i) && m.roles > 0 && m.names == 0 && m.times == 0 && m.line->end > m.line->begin &&
	       d->text.ptr[m.line->end - 1] == ':';
}

uint8_t ru_maker_kind(const struct ru_draft *d, uint32_t i)
{
	struct maker m;

	if (!read_line(&m, d, i))
		return RU_KIND_NONE;
	if (m.roles > 0 && m.leads && m.names >= NAME_LEAST && m.names <= NAMES_MOST)
		return RU_BLOCK_AUTHOR_BOX;
	if (m.times > 0 && m.names == 0)
		return RU_BLOCK_OTHER;
	if (m.roles == 0 && m.names >= NAME_LEAST && m.names <= NAME_MOST && i > 0 && is_label(d, i - 1))
		return RU_BLOCK_AUTHOR_BOX;
	/* "Sari Lestari - Sabtu, 1 Mei 2031"; not "30.11.2031 - Senar Baja", which is a programme */
	if ((m.times > 0 && m.roles == 0 && m.names >= NAME_LEAST && m.names <= NAME_MOST &&
	     is_capital(d, m.line->first)) ||
	    is_name_of_site(&m))
		return RU_BLOCK_AUTHOR_BOX;
	return RU_KIND_NONE;
}

/* Whether line i is nothing but a full name: "Sari Lestari". */
static bool is_full_name(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);
	uint32_t names = 0;

	for (uint32_t w = line->first; w < line->last; w++) {
		if (!is_capital(d, w) || (ru_draft_word(d, w)->flags & RU_WORD_ALL_CAPS) != 0)
			return false;
		names++;
	}
	return names >= NAME_LEAST && names <= NAME_MOST;
}

static void take_out(struct ru_draft *d, uint32_t i, uint8_t kind) { ru_draft_line(d, i)->kind = kind; }

static bool may_be(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);

	return in_text(line) && line->shape != RU_SHAPE_HEADING && line->shape != RU_SHAPE_CODE && i != d->headline;
}

static void take_head(struct ru_draft *d)
{
	uint32_t seen = 0;

	for (uint32_t i = d->body_first; i < d->body_last && seen < HEAD_LINES; i++) {
		uint8_t kind = may_be(d, i) ? ru_maker_kind(d, i) : RU_KIND_NONE;

		seen += in_text(ru_draft_line(d, i)) ? 1 : 0;
		if (kind != RU_KIND_NONE) {
			take_out(d, i, kind);
			/* "Sari Lestari" over the date */
			if (i > d->body_first && i - 1 != d->headline && may_be(d, i - 1) && is_full_name(d, i - 1))
				take_out(d, i - 1, RU_BLOCK_AUTHOR_BOX);
		}
	}
}

static void take_tail(struct ru_draft *d)
{
	uint32_t seen = 0;

	for (uint32_t i = d->body_last; i > d->body_first && seen < TAIL_LINES; i--) {
		uint8_t kind = may_be(d, i - 1) ? ru_maker_kind(d, i - 1) : RU_KIND_NONE;

		seen += in_text(ru_draft_line(d, i - 1)) ? 1 : 0;
		if (kind == RU_BLOCK_AUTHOR_BOX || (kind != RU_KIND_NONE && seen == 1))
			take_out(d, i - 1, kind);
	}
}

/* Lines under the headline that are out of the text already and name who made the page. */
static void name_makers(struct ru_draft *d)
{
	uint32_t from = d->headline != RU_NONE ? d->headline + 1 : d->body_first;

	for (uint32_t i = from; i < d->body_first && i < from + NEAR_LINES; i++)
		if (ru_draft_line(d, i)->kind == RU_BLOCK_OTHER && ru_maker_kind(d, i) == RU_BLOCK_AUTHOR_BOX)
			ru_draft_line(d, i)->kind = RU_BLOCK_AUTHOR_BOX;
}

void ru_maker_lines_take(struct ru_draft *d)
{
	name_makers(d);
	take_head(d);
	take_tail(d);
	while (d->body_first < d->body_last && !in_text(ru_draft_line(d, d->body_first)))
		d->body_first++;
	while (d->body_last > d->body_first && !in_text(ru_draft_line(d, d->body_last - 1)))
		d->body_last--;
}
