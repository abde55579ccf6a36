/* SPDX-License-Identifier: Apache-2.0 */
/* Features of a line by itself: how long, how linked, how it is written, what its words say. Linear in its words. */
#include "article/features.h"

#include "text/utf8.h"

enum { WORDS_MOST = 400, BYTES_MOST = 3000, LOOK = 120 };

/* How a line ends: 1 a stop, 2 a colon, 3 cut off, 4 a closing quotation mark or bracket, 5 another mark. */
static int16_t last_mark(struct ru_str text)
{
	size_t pos = text.len;
	uint32_t cp = text.len > 0 ? ru_utf8_prev(text, &pos) : 0;

	if (ru_str_ends(text, RU_S("...")) || cp == 0x2026 || ru_str_ends(text, RU_S("[...]")))
		return 3;
	if (cp == '.' || cp == '!' || cp == '?' || cp == 0x3002 || cp == 0x0964 || cp == 0x061F || cp == 0x06D4)
		return 1;
	if (cp == ':' || cp == 0xFF1A)
		return 2;
	if (cp == '"' || cp == ')' || cp == 0x201D || cp == 0x201C || cp == 0x2019 || cp == 0xBB || cp == 0x300D)
		return 4;
	return ru_char_is_letter(cp) || ru_char_is_digit(cp) ? 0 : 5;
}

/* How it begins: 1 upper case, 2 lower case, 3 a figure, 4 a mark, 0 a letter without case. */
static int16_t first_mark(struct ru_str text)
{
	size_t pos = 0;
	uint32_t cp = text.len > 0 ? ru_utf8_next(text, &pos) : 0;

	if (ru_char_is_digit(cp))
		return 3;
	if (!ru_char_is_letter(cp))
		return 4;
	if (ru_char_lower(cp) != cp)
		return 1;
	return cp < 0x250 || (cp >= 0x370 && cp < 0x590) ? 2 : 0;
}

struct counted {
	uint32_t letters, capitals, all_caps, numbers, commas, symbols;
};

static struct counted count_words(const struct ru_draft *d, const struct ru_line *line)
{
	struct counted n = {0};
	uint32_t last = line->last - line->first > LOOK ? line->first + LOOK : line->last;
	struct ru_str text = ru_buf_str(&d->text);

	for (uint32_t w = line->first; w < last; w++) {
		const struct ru_word *word = ru_draft_word(d, w);

		if (word->kind == RU_WORD_LETTERS) {
			n.letters++;
			n.capitals += (word->flags & RU_WORD_CAPITAL) != 0 ? 1 : 0;
			n.all_caps += (word->flags & RU_WORD_ALL_CAPS) != 0 ? 1 : 0;
		} else if (word->kind == RU_WORD_NUMBER) {
			n.numbers++;
		} else if (text.ptr[word->begin] == ',') {
			n.commas++;
		} else if (word->kind == RU_WORD_OTHER || strchr("|/>*#@=+", text.ptr[word->begin]) != NULL) {
			n.symbols++;
		}
	}
	return n;
}

static void own_row(struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);
	struct ru_str text = ru_draft_cut(d, line->begin, line->end);
	struct counted n = count_words(d, line);
	uint32_t words = line->last - line->first;
	int16_t *f = d->features[i].f;
	enum ru_position position;

	f[RU_F_WORDS] = ru_few(words, WORDS_MOST);
	f[RU_F_BYTES] = ru_few(text.len, BYTES_MOST);
	f[RU_F_LINKED] = ru_share(line->linked, text.len);
	f[RU_F_STRONG] = ru_share(line->strong, text.len);
	f[RU_F_SLANTED] = ru_share(line->slanted, text.len);
	f[RU_F_STOPS] = line->stops;
	f[RU_F_SHAPE] = line->shape;
	f[RU_F_LEVEL] = line->level;
	f[RU_F_FLAGS_END] = (line->flags & RU_LINE_END) != 0;
	f[RU_F_PROSE] = (line->flags & RU_LINE_PROSE) != 0;
	f[RU_F_HIDDEN] = (line->flags & RU_LINE_HIDDEN) != 0;
	f[RU_F_SMALL] = (line->flags & RU_LINE_SMALL) != 0;
	f[RU_F_CARD] = (line->flags & RU_LINE_CARD) != 0;
	f[RU_F_COMMAS] = ru_few(n.commas, 20);
	f[RU_F_NUMBERS] = ru_share(n.numbers, n.letters + n.numbers);
	f[RU_F_CAPITALS] = ru_share(n.capitals, n.letters);
	f[RU_F_ALL_CAPS] = ru_share(n.all_caps, n.letters);
	f[RU_F_LAST_MARK] = last_mark(text);
	f[RU_F_FIRST_MARK] = first_mark(text);
	f[RU_F_SYMBOLS] = ru_few(n.symbols, 10);
	f[RU_F_LABEL] = ru_label_line(d, i, &position);
	f[RU_F_POSITION] = (int16_t)(position == RU_AT_PAGE ? RU_AT_START : position);
	if (position == RU_AT_PAGE && d->next_page == RU_NONE)
		d->next_page = i;
}

int ru_features_make(struct ru_draft *d)
{
	uint32_t count = ru_draft_line_count(d);
	int status;

	d->features = ru_arena_get(d->arena, count, sizeof(*d->features));
	if (d->features == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < count; i++)
		own_row(d, i);
	status = ru_anchors_read(d);
	if (status == 0)
		status = ru_surround_read(d);
	if (status != 0)
		return status;
	ru_neighbours_read(d);
	status = ru_sections_read(d);
	return status != 0 ? status : ru_cards_read(d);
}
