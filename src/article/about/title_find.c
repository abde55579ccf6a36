/* SPDX-License-Identifier: Apache-2.0 */
/* The line of the headline: the visible one that the page itself calls its title, in <title>, og:title or JSON-LD; else
 * its first heading. A heading that closes a trail of links ("Kabar > Hulu > Air Naik: So steht es") gives way to one
 * over the text that og:title or JSON-LD tell of: readers see that one as the headline.
 *
 * Before the content is decided, so that the reader of the content knows where to begin. Each title is cut into its
 * parts once; a line costs constant work for each. */
#include "article/about/title.h"

#include "text/utf8.h"

enum {
	LINES = 4000,
	ENOUGH = 40,
	LATER = 20,
	TITLES = 8,
	PARTS = 8,
	LINE_BYTES = 400,
	HEAD_WORDS = 3,
	SOLE_WORDS = 5,
	AHEAD = 40, /* lines from a trail to the headline under it */
	UNSEEN_UP = 2,
	TRAIL_UP = 6, /* elements */
	TOLD_BYTES = 12,
	IN_TITLE = 60,      /* og:title, JSON-LD */
	IN_PAGE_TITLE = 50, /* <title> */
	BEGINS = 35,        /* the title goes on: "Zwei Siege" in "Zwei Siege von Anna" */
	HOLDS = 20,
	FEW = 30,  /* words in a hundred that a heading of something else has in common with the titles, */
	MOST = 60, /* and one of this story */
	REWORDED = 8,
	SECTION = 40, /* against a section of the site */
	PART = 24     /* against a part that is no headline: "News", the site's name */
};

/* What the page calls its title, once for each wording. */
struct wording {
	struct ru_str text, part[PARTS];
	uint32_t parts;
	size_t longest; /* bytes of its longest part */
	int score;
	bool card; /* only cards for a social network say it so */
};

struct finder {
	const struct ru_draft *d;
	struct wording wording[TITLES];
	uint32_t wordings;
	struct ru_str host;
	uint32_t sole; /* the line of the one heading of the first level, or RU_NONE */
	bool headed;   /* some heading is what <title> begins with: what it ends with is the site's name */
};

/* Whether the character at byte at separates parts: " | ", " - ", ": "; no hyphen inside a word, no "a/b". */
static bool ends_part(struct ru_str title, size_t at, size_t behind, uint32_t cp)
{
	bool before = at > 0 && title.ptr[at - 1] == ' ';

	if (!ru_title_separates(cp))
		return false;
	return cp == ':' || (before && (cp != '-' || (behind < title.len && title.ptr[behind] == ' ')));
}

static void put_part(struct wording *w, size_t begin, size_t end)
{
	if (w->parts < PARTS)
		w->part[w->parts++] = ru_str_trim(ru_str_cut(w->text, begin, end));
}

/* The parts of a title; a colon ends one, but what it leads to belongs to the same headline. */
static void cut_parts(struct wording *w)
{
	size_t pos = 0, begin = 0, whole = 0;

	while (pos < w->text.len) {
		size_t at = pos;
		uint32_t cp = ru_utf8_next(w->text, &pos);

		if (!ends_part(w->text, at, pos, cp))
			continue;
		put_part(w, begin, at);
		begin = pos;
		if (cp == ':')
			continue;
		w->longest = at - whole > w->longest ? at - whole : w->longest;
		whole = pos;
	}
	put_part(w, begin, w->text.len);
	w->longest = w->text.len - whole > w->longest ? w->text.len - whole : w->longest;
}

static void put_wording(struct finder *f, struct ru_str text, int score, bool card)
{
	for (uint32_t i = 0; i < f->wordings; i++)
		if (ru_str_eq(f->wording[i].text, text)) {
			f->wording[i].score = score > f->wording[i].score ? score : f->wording[i].score;
			f->wording[i].card = f->wording[i].card && card;
			return;
		}
	if (f->wordings == TITLES)
		return;
	f->wording[f->wordings] = (struct wording){.text = text, .score = score, .card = card};
	cut_parts(&f->wording[f->wordings++]);
}

static void read_wordings(struct finder *f)
{
	for (size_t i = 0; i < f->d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&f->d->stated, struct ru_stated, i);
		int score = stated->key == RU_STATED_TITLE        ? IN_TITLE
		            : stated->key == RU_STATED_PAGE_TITLE ? IN_PAGE_TITLE
		                                                  : 0;

		if (score > 0 && stated->value.len > 0 && stated->value.len <= RU_TITLE_BYTES &&
		    !ru_stated_beside(f->d, stated))
			put_wording(f, stated->value, score, ru_str_eq(stated->cue, RU_S("twitter:title")));
	}
}

/* Whether the line is title, or what stands in it before or behind a separator. */
static bool stands_in(struct ru_str line, struct ru_str title, size_t *at)
{
	size_t pos;

	*at = SIZE_MAX;
	if (ru_same_letters(line, title))
		return line.len > 0;
	if (line.len < 8 || line.len > title.len)
		return false;
	*at = ru_str_find(title, line, 0);
	if (*at == SIZE_MAX)
		return false;
	pos = *at + line.len;
	while (pos < title.len && title.ptr[pos] == ' ')
		pos++;
	if (pos < title.len && !ru_title_separates(ru_utf8_next(title, &pos)))
		return false;
	if (*at == 0)
		return true;
	pos = *at;
	while (pos > 0 && title.ptr[pos - 1] == ' ')
		pos--;
	return pos == 0 || ru_title_separates(ru_utf8_prev(title, &pos));
}

/* Whether a part of the title stands whole in the line: "Kabar Lereng :: Malam di Posko" over the headline "\"Air Sudah
 * Naik\": Malam di Posko". */
static bool holds_part(struct ru_str line, const struct wording *w)
{
	for (uint32_t i = 0; i < w->parts; i++)
		if (w->part[i].len >= 12 && w->part[i].len * 4 >= line.len && w->part[i].len < line.len &&
		    ru_str_find(line, w->part[i], 0) != SIZE_MAX)
			return true;
	return false;
}

/* What the titles say of a line: 0 where none of them knows it. */
static int known_score(const struct finder *f, struct ru_str text)
{
	int best = 0;

	for (uint32_t i = 0; i < f->wordings; i++) {
		const struct wording *w = &f->wording[i];
		/* a kicker before the headline stands in the title as well: "Ski | Zwei Siege an einem Tag" */
		int less = text.len * 2 < w->longest ? PART : 0;
		size_t at;

		if (w->score - less <= best)
			continue;
		if (stands_in(text, w->text, &at))
			best = w->score - less;
		else if (at == 0 && less == 0 && w->text.ptr[text.len] == ' ' && best < BEGINS)
			best = BEGINS;
		else if (best == 0 && holds_part(text, w))
			best = HOLDS;
	}
	return best;
}

/* How many words in a hundred of a heading stand in what the metadata call the title, the nearest of them: few in a
 * heading of something else. 100 where it has no words to compare. */
static uint32_t shared_percent(const struct finder *f, const struct ru_line *line)
{
	uint32_t words = 0, most = 0;

	for (uint32_t i = 0; i < f->wordings; i++) {
		uint32_t found = 0;

		words = 0;
		for (uint32_t w = line->first; w < line->last && words < 30; w++) {
			struct ru_str word = ru_draft_word_text(f->d, w);

			if (ru_draft_word(f->d, w)->kind != RU_WORD_LETTERS || word.len < 4)
				continue;
			words++;
			found += ru_str_find_nocase(f->wording[i].text, word, 0) != SIZE_MAX ? 1 : 0;
		}
		if (found > most)
			most = found;
	}
	return words > 0 ? most * 100 / words : 100;
}

/* Whether the line is the name of the site, by og:site_name, the publisher or the host of its address. */
static bool is_site_name(const struct finder *f, struct ru_str text)
{
	size_t dot = ru_str_find(f->host, RU_S("."), 0);

	if (f->host.len > 0 && (ru_same_letters(text, f->host) ||
	                        (dot != SIZE_MAX && dot >= 4 && ru_same_letters(text, ru_str_cut(f->host, 0, dot)))))
		return true;
	for (size_t i = 0; i < f->d->stated.len; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&f->d->stated, struct ru_stated, i);

		if ((stated->key == RU_STATED_SITE || stated->key == RU_STATED_PUBLISHER) &&
		    ru_same_letters(text, stated->value))
			return true;
	}
	return false;
}

/* What the element and those around it say: a heading, class="entry-title", a menu. Looks a few levels up. */
static int markup_score(const struct ru_draft *d, const struct ru_line *line)
{
	static const int heading[] = {0, 40, 24, 14, 6, 2, 0};
	int score = line->shape == RU_SHAPE_HEADING ? heading[line->level] : 0;
	uint32_t node = line->node;

	if (line->shape == RU_SHAPE_ITEM || (line->flags & RU_LINE_HIDDEN) != 0)
		score -= 40;
	for (int up = 0; up < 6 && node != 0; up++, node = d->html.nodes[node].parent) {
		uint8_t kind = d->node_kind[node];

		if (kind == RU_MARKUP_TITLE && up < 3)
			score += 18;
		else if (kind == RU_MARKUP_SITE && up < 2)
			score -= 40;
		else if (kind == RU_BLOCK_RELATED || kind == RU_BLOCK_COMMENTS || kind == RU_BLOCK_FOOTER ||
		         kind == RU_BLOCK_NAV || kind == RU_BLOCK_SEE_ALSO)
			score -= line->level == 1 ? 4 : 14;
	}
	return score;
}

/* Whether the line is the last part of a title and shorter than the rest: "Kabar Lereng" in "Zwei Siege an einem Tag |
 * Tal | Kabar Lereng". */
static bool is_tail(const struct finder *f, struct ru_str text)
{
	for (uint32_t i = 0; i < f->wordings; i++) {
		const struct wording *w = &f->wording[i];

		if (w->score == IN_PAGE_TITLE && w->parts > 1 && 2 * text.len < w->text.len &&
		    ru_same_letters(text, w->part[w->parts - 1]))
			return true;
	}
	return false;
}

/* Whether some heading is what <title> begins with, and longer than a name. */
static bool is_headed(const struct finder *f, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		const struct ru_line *line = ru_draft_line(f->d, i);
		struct ru_str text = ru_draft_line_text(f->d, i);
		size_t at;

		if (line->shape != RU_SHAPE_HEADING || line->level > 3 || line->last - line->first < HEAD_WORDS)
			continue;
		for (uint32_t k = 0; k < f->wordings; k++)
			if (f->wording[k].score == IN_PAGE_TITLE && stands_in(text, f->wording[k].text, &at) && at == 0)
				return true;
	}
	return false;
}

/* The line of the page's one heading of the first level, or of the one that is no link and reads like a headline;
 * RU_NONE without. */
static uint32_t sole_h1(const struct ru_draft *d, uint32_t count)
{
	uint32_t seen = 0, unlinked = 0, last = RU_NONE, sole = RU_NONE;

	for (uint32_t i = 0; i < count; i++) {
		const struct ru_line *line = ru_draft_line(d, i);

		if (line->level != 1 || line->shape != RU_SHAPE_HEADING)
			continue;
		seen++;
		last = i;
		if (line->linked * 2 < line->end - line->begin) {
			unlinked++;
			sole = i;
		}
	}
	if (seen == 1)
		return last;
	return unlinked == 1 && ru_draft_line(d, sole)->last - ru_draft_line(d, sole)->first >= SOLE_WORDS ? sole
	                                                                                                   : RU_NONE;
}

/* Whether the line is a section of the site: a short part of <title> behind the headline ("Zwei Siege an einem Tag -
 * Sport - Kabar Lereng"), of which og:title and JSON-LD know nothing. */
static bool is_section(const struct finder *f, struct ru_str text)
{
	bool found = false;

	for (uint32_t i = 0; i < f->wordings; i++) {
		const struct wording *w = &f->wording[i];

		if (w->score == IN_TITLE && ru_str_find_nocase(w->text, text, 0) != SIZE_MAX)
			return false;
		for (uint32_t k = 1; w->score == IN_PAGE_TITLE && k < w->parts && !found; k++)
			found = 2 * text.len < w->longest && ru_same_letters(text, w->part[k]);
	}
	return found;
}

/* What speaks for a line; 0 where nothing does. */
static int line_score(const struct finder *f, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(f->d, i);
	struct ru_str text = ru_draft_line_text(f->d, i);
	bool heading = line->shape == RU_SHAPE_HEADING;
	int score = known_score(f, text);
	uint32_t shared = score == 0 && heading && f->wordings > 0 ? shared_percent(f, line) : 0;

	if (score == 0 && (!heading || (f->wordings > 0 && i != f->sole && shared <= FEW)))
		return 0;
	score += markup_score(f->d, line) + (shared >= MOST && line->level == 1 ? REWORDED : 0);
	if (is_section(f, text))
		score -= SECTION;
	return is_site_name(f, text) || (f->headed && is_tail(f, text)) ? score - 100 : score;
}

/* Whether a heading is the last step of a trail of links: "<nav>Kabar > Hulu > <h1>Air Naik: So steht es</h1></nav>".
 */
static bool in_trail(const struct ru_draft *d, uint32_t node)
{
	bool found = ru_in_breadcrumb(d, node, TRAIL_UP);

	for (int up = 0; up < TRAIL_UP && node != 0 && !found; up++, node = d->html.nodes[node].parent)
		found = d->html.nodes[node].tag == RU_TAG_NAV;
	return found;
}

/* Whether a class keeps the heading from the eye and leaves it to what reads pages aloud: class="visually-hidden". */
static bool is_unseen(const struct ru_draft *d, uint32_t node)
{
	static const struct ru_str names[] = {RU_S_INIT("visuallyhidden"), RU_S_INIT("visually-hidden"),
	                                      RU_S_INIT("sr-only"), RU_S_INIT("screen-reader")};
	struct ru_str value;

	for (int up = 0; up < UNSEEN_UP && node != 0; up++, node = d->html.nodes[node].parent)
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (ru_html_attr(&d->html, node, RU_S("class"), &value, NULL) && value.len <= LINE_BYTES &&
			    ru_str_find_nocase(value, names[i], 0) != SIZE_MAX)
				return true;
	return false;
}

/* Whether a line is, but for a kicker before it, what og:title or JSON-LD call the title. */
static bool is_told(const struct finder *f, struct ru_str text)
{
	for (uint32_t i = 0; i < f->wordings; i++) {
		struct ru_str whole = f->wording[i].text, part = ru_title_without_site(f->d, whole);
		size_t begin;

		if (f->wording[i].score != IN_TITLE || f->wording[i].card || part.len < TOLD_BYTES)
			continue;
		begin = ru_title_at_end(text, whole);
		if (begin == SIZE_MAX)
			begin = ru_title_at_end(text, part);
		if (begin != SIZE_MAX && begin * 10 < text.len * 6)
			return true;
	}
	return false;
}

/* The heading that stands over the text where the first one closes a trail of links, which sites write for search
 * engines in other words, or is kept from the eye. Only a heading that the metadata tell of too; else the first one
 * stays. */
static void take_shown(const struct finder *f, struct ru_draft *d, uint32_t count)
{
	const struct ru_line *first = d->headline != RU_NONE ? ru_draft_line(d, d->headline) : NULL;
	uint32_t head = d->headline, end = count;

	if (first == NULL || first->shape != RU_SHAPE_HEADING)
		return;
	if (!is_unseen(d, first->node)) {
		if (!in_trail(d, first->node))
			return;
		end = count - head > AHEAD ? head + AHEAD : count;
	}
	for (uint32_t i = head + 1; i < end; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		uint32_t len = line->end - line->begin;

		if (line->shape == RU_SHAPE_HEADING && line->level <= 3 && len <= LINE_BYTES &&
		    line->linked * 2 < len && (line->flags & RU_LINE_HIDDEN) == 0 && !in_trail(d, line->node) &&
		    !is_unseen(d, line->node) && is_told(f, ru_draft_line_text(d, i))) {
			d->headline = i;
			d->trail_head = head;
			return;
		}
	}
}

int ru_title_find(struct ru_draft *d)
{
	struct finder f = {.d = d, .host = ru_host_slice(d->page->url)};
	uint32_t count = ru_draft_line_count(d) < LINES ? ru_draft_line_count(d) : LINES;
	int best = ENOUGH - 1; /* <h1>, or a line that the metadata know; a lower heading needs a word for it */

	read_wordings(&f);
	f.sole = sole_h1(d, count);
	f.headed = is_headed(&f, count);
	for (uint32_t i = 0; i < count; i++) {
		size_t len = ru_draft_line_text(d, i).len;
		int score = len >= 4 && len <= LINE_BYTES ? line_score(&f, i) : 0;

		/* The first of several lines is the headline; a later one must be much better known. */
		if (score > best + (d->headline != RU_NONE ? LATER : 0)) {
			best = score;
			d->headline = i;
		}
	}
	take_shown(&f, d, count);
	return 0;
}
