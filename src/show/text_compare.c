/* SPDX-License-Identifier: Apache-2.0 */
/* compare on a terminal: what one page has of the other, where they differ, then both side by side - shared text faint,
 * changed words in [brackets], names, dates and figures that differ in [[two]], so that it can be read without colour.
 */
#include "show/share.h"
#include "show/side.h"
#include "show/terminal.h"

#include "text/utf8.h"

enum { VALUE_COLUMNS = 60, NARROW = 64, BETWEEN = 3, KEPT_LINES = 2 };

static void put_telling(struct ru_terminal *terminal, const struct ru_difference *difference,
                        const struct ru_telling *telling, const struct ru_doc docs[2])
{
	bool counted = difference->kind == RU_DIFF_DATE || difference->kind == RU_DIFF_FIGURE;

	ru_terminal_tab(terminal, 4);
	ru_terminal_id(terminal, docs[telling->page].article->id);
	ru_terminal_ours(terminal, RU_S("  "));
	terminal->clip = VALUE_COLUMNS;
	if (telling->text.len > 0)
		RU_SAY(&terminal->voice, "quoted", RU_PAGE_WORDS(telling->text));
	else
		RU_SAY_PLAIN(&terminal->voice, "left_out");
	if (counted && telling->value.len > 0 && !ru_str_eq(telling->value, telling->text)) {
		ru_terminal_ours(terminal, RU_S(" = "));
		ru_say_when(&terminal->voice, telling->value);
	}
	terminal->clip = 0;
	ru_terminal_end(terminal, 6);
}

static void put_difference(struct ru_terminal *terminal, const struct ru_difference *difference,
                           const struct ru_doc docs[2])
{
	bool differ = difference->relation == RU_REL_DIFFER;

	ru_terminal_style(terminal, differ ? RU_STYLE_DIFFER : RU_STYLE_UPDATE);
	ru_say_named(&terminal->voice, "relation", ru_relation_name(difference->relation));
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_ours(terminal, RU_S("  "));
	ru_say_named(&terminal->voice, "kind", ru_difference_kind_name(difference->kind));
	if (difference->about.len > 0) {
		ru_terminal_ours(terminal, RU_S(": "));
		ru_terminal_page(terminal, difference->about);
	}
	if (difference->why.len > 0) {
		ru_terminal_ours(terminal, RU_S(" ("));
		ru_say_named(&terminal->voice, "why", difference->why);
		ru_terminal_ours(terminal, RU_S(")"));
	}
	ru_terminal_end(terminal, 2);
	for (uint32_t k = 0; k < difference->telling_count; k++)
		put_telling(terminal, difference, &difference->tellings[k], docs);
}

static void put_differences(struct ru_terminal *terminal, const struct ru_show_compare *compare)
{
	if (compare->count == 0) {
		RU_SAY_PLAIN(&terminal->voice, "no_differences");
		ru_terminal_end(terminal, 0);
	}
	for (uint32_t i = 0; i < compare->count && terminal->out.status == RU_OK; i++)
		put_difference(terminal, &compare->differences[i], compare->docs);
}

static void put_share(struct ru_terminal *terminal, const struct ru_show_compare *compare)
{
	const struct ru_copy *copy =
	    compare->copies != NULL && compare->copies->count > 0 ? compare->copies->items : NULL;

	if (copy == NULL || copy->a != 0 || copy->b != 1) {
		RU_SAY_PLAIN(&terminal->voice, "nothing_shared");
		ru_terminal_end(terminal, 0);
		ru_terminal_end(terminal, 0);
		return;
	}
	uint32_t page = copy->dir == '<' ? 0 : 1;
	ru_terminal_id(terminal, compare->docs[page].article->id);
	ru_terminal_ours(terminal, RU_S(" "));
	terminal->clip = 40;
	ru_say_share(&terminal->voice, copy, page, compare->docs[1 - page].article->id);
	terminal->clip = 0;
	ru_terminal_end(terminal, 2);
	if (ru_copy_has_proof(copy)) {
		ru_terminal_tab(terminal, 2);
		ru_say_proof(&terminal->voice, copy);
		ru_terminal_end(terminal, 2);
	}
	ru_terminal_end(terminal, 0);
}

/* ---- the two columns ---- */

/* A piece that stays on one line: a word, or as much of it as a column holds. */
struct unit {
	uint32_t begin, end;
	unsigned columns;
	uint8_t mark;
	bool space, opens, closes;
	bool line; /* begins a line */
};

struct cell {
	struct ru_str text;
	struct ru_vec units;
	uint32_t lines;
	size_t next; /* unit to be written */
};

struct columns {
	struct ru_terminal *terminal;
	const struct ru_side *side;
	const struct ru_show_compare *compare;
	unsigned width; /* of one column */
	struct cell cell[2];
};

static struct ru_str open_mark(uint8_t mark) { return mark == RU_SIDE_FACT ? RU_S("[[") : RU_S("["); }
static struct ru_str close_mark(uint8_t mark) { return mark == RU_SIDE_FACT ? RU_S("]]") : RU_S("]"); }
static bool is_loud(uint8_t mark) { return mark == RU_SIDE_FACT || mark == RU_SIDE_CHANGED; }

static struct unit *push_unit(struct cell *cell, uint32_t begin, uint32_t end, uint8_t mark)
{
	struct unit *unit = ru_vec_push(&cell->units);

	if (unit != NULL)
		*unit = (struct unit){.begin = begin,
		                      .end = end,
		                      .mark = mark,
		                      .columns = ru_terminal_columns(ru_str_cut(cell->text, begin, end))};
	return unit;
}

/* A word in units of at most the column. A word longer than that is cut every few characters. */
static int cut_word(struct columns *c, struct cell *cell, const struct ru_side_word *word)
{
	unsigned most = c->width > 8 ? c->width - 4 : 4;
	size_t at = word->begin;

	if ((word->end - word->begin) <= most)
		return push_unit(cell, word->begin, word->end, word->mark) != NULL ? RU_OK : RU_ENOMEM;
	while (at < word->end) {
		size_t end = at, next = at;
		unsigned columns = 0;
		while (next < word->end) {
			size_t from = next;
			(void)ru_utf8_next(cell->text, &next);
			columns += ru_terminal_columns(ru_str_cut(cell->text, from, next));
			if (columns > most && end > at)
				break;
			end = next;
		}
		if (push_unit(cell, (uint32_t)at, (uint32_t)end, word->mark) == NULL)
			return RU_ENOMEM;
		at = end;
	}
	return RU_OK;
}

/* Where a loud run begins and ends, and where a space stands. */
static void join_units(struct cell *cell)
{
	for (size_t i = 0; i < cell->units.len; i++) {
		struct unit *unit = RU_VEC_AT(&cell->units, struct unit, i);
		const struct unit *before = i > 0 ? unit - 1 : NULL;
		bool last = i + 1 == cell->units.len;
		unit->space = before != NULL && before->end < unit->begin;
		unit->opens = is_loud(unit->mark) && (before == NULL || before->mark != unit->mark);
		unit->closes = is_loud(unit->mark) && (last || unit[1].mark != unit->mark);
		if (unit->opens)
			unit->columns += (unsigned)open_mark(unit->mark).len;
		if (unit->closes)
			unit->columns += (unsigned)close_mark(unit->mark).len;
	}
}

static void break_lines(struct cell *cell, unsigned width)
{
	unsigned column = 0;

	cell->lines = 0;
	for (size_t i = 0; i < cell->units.len; i++) {
		struct unit *unit = RU_VEC_AT(&cell->units, struct unit, i);
		size_t end = i + 1; /* what follows without a space stays on the line with it, as far as it goes */
		unsigned whole = unit->columns, space = unit->space ? 1 : 0;
		while (end < cell->units.len && end - i <= width && whole <= width &&
		       !RU_VEC_AT(&cell->units, struct unit, end)->space)
			whole += RU_VEC_AT(&cell->units, struct unit, end++)->columns;
		bool fits = column + space + unit->columns <= width;
		unit->line = i == 0 || !fits || (unit->space && whole <= width && column + space + whole > width);
		column = unit->line ? unit->columns : column + space + unit->columns;
		cell->lines += unit->line;
	}
}

static int fill_cell(struct columns *c, int s, uint32_t block)
{
	struct cell *cell = &c->cell[s];
	int status = RU_OK;

	ru_vec_clear(&cell->units);
	cell->text = c->compare->docs[s].article->text;
	cell->next = 0;
	cell->lines = 0;
	if (block == RU_NONE)
		return RU_OK;
	const struct ru_side_page *page = &c->side->page[s];
	for (uint32_t i = page->blocks[block].first; i < page->blocks[block].last && status == RU_OK; i++)
		status = cut_word(c, cell, &page->words[i]);
	join_units(cell);
	break_lines(cell, c->width);
	return status;
}

static enum ru_style style_of(uint8_t mark)
{
	switch (mark) {
	case RU_SIDE_SHARED:
		return RU_STYLE_FAINT;
	case RU_SIDE_CHANGED:
		return RU_STYLE_UPDATE;
	case RU_SIDE_FACT:
		return RU_STYLE_DIFFER;
	default:
		return RU_STYLE_PLAIN;
	}
}

/* The next line of the cell; words of one mark go out together, so that a text from right to left stays in order. */
static void put_cell_line(struct columns *c, struct cell *cell)
{
	bool first = true;

	while (cell->next < cell->units.len) {
		const struct unit *unit = RU_VEC_AT(&cell->units, struct unit, cell->next), *last = unit;
		if (unit->line && !first)
			break;
		while (last + 1 < RU_VEC_AT(&cell->units, struct unit, cell->units.len) && last[1].mark == unit->mark &&
		       !last[1].line)
			last++;
		ru_terminal_ours(c->terminal, unit->space && !first ? RU_S(" ") : RU_S(""));
		ru_terminal_style(c->terminal, style_of(unit->mark));
		ru_terminal_ours(c->terminal, unit->opens ? open_mark(unit->mark) : RU_S(""));
		ru_terminal_page(c->terminal, ru_str_cut(cell->text, unit->begin, last->end));
		ru_terminal_ours(c->terminal, last->closes ? close_mark(unit->mark) : RU_S(""));
		ru_terminal_style(c->terminal, RU_STYLE_PLAIN);
		cell->next += (size_t)(last - unit) + 1;
		first = false;
	}
}

static void pad(struct ru_terminal *terminal, unsigned column)
{
	while (terminal->column < column) {
		ru_buf_putc(&terminal->line, ' ');
		terminal->column++;
	}
}

static struct ru_str sign_of(const struct ru_side_row *row)
{
	if (row->block[0] == RU_NONE)
		return RU_S(" > ");
	if (row->block[1] == RU_NONE)
		return RU_S(" < ");
	switch (row->kind) {
	case RU_SIDE_ROW_SAME:
		return RU_S(" = ");
	case RU_SIDE_ROW_FACT:
		return RU_S(" ! ");
	case RU_SIDE_ROW_CHANGED:
		return RU_S(" ~ ");
	default:
		return row->paired ? RU_S(" ~ ") : RU_S(" | ");
	}
}

static void put_same_words(struct columns *c, const struct ru_side_row *row, uint32_t lines)
{
	const struct ru_side_page *page = &c->side->page[0];
	uint32_t words = 0;

	if (lines <= KEPT_LINES + 1)
		return;
	for (uint32_t i = page->blocks[row->block[0]].first; i < page->blocks[row->block[0]].last; i++)
		words += !page->words[i].is_mark;
	ru_terminal_style(c->terminal, RU_STYLE_FAINT);
	RU_SAY(&c->terminal->voice, "same_words", RU_NUMBER(words));
	ru_terminal_style(c->terminal, RU_STYLE_PLAIN);
	ru_terminal_end(c->terminal, 0);
}

/* One above the other where there is no room for two columns. */
static void put_row_narrow(struct columns *c, const struct ru_side_row *row, uint32_t most)
{
	static const struct ru_str name[2] = {RU_S_INIT("A"), RU_S_INIT("B")};

	for (int s = 0; s < 2; s++) {
		for (uint32_t i = 0; i < c->cell[s].lines && i < most; i++) {
			ru_terminal_ours(c->terminal, i == 0 ? name[s] : RU_S(" "));
			ru_terminal_ours(c->terminal, i == 0 ? sign_of(row) : RU_S("   "));
			put_cell_line(c, &c->cell[s]);
			ru_terminal_end(c->terminal, 4);
		}
	}
}

static void put_row(struct columns *c, const struct ru_side_row *row)
{
	uint32_t lines = c->cell[0].lines > c->cell[1].lines ? c->cell[0].lines : c->cell[1].lines;
	bool fold = row->kind == RU_SIDE_ROW_SAME && row->paired && lines > KEPT_LINES + 1;
	uint32_t most = fold ? KEPT_LINES : lines;

	if (c->terminal->width < NARROW) {
		put_row_narrow(c, row, most);
	} else {
		for (uint32_t i = 0; i < most; i++) {
			put_cell_line(c, &c->cell[0]);
			pad(c->terminal, c->width);
			ru_terminal_ours(c->terminal, i == 0 ? sign_of(row) : RU_S(" | "));
			put_cell_line(c, &c->cell[1]);
			ru_terminal_end(c->terminal, 0);
		}
	}
	if (fold)
		put_same_words(c, row, lines);
	ru_terminal_end(c->terminal, 0);
}

static void put_heads(struct columns *c)
{
	for (int s = 0; s < 2; s++) {
		const struct ru_article *article = c->compare->docs[s].article;
		ru_terminal_ours(c->terminal, s == 0 ? RU_S("A ") : RU_S("B "));
		ru_terminal_id(c->terminal, article->id);
		if (article->outlet.len > 0) {
			ru_terminal_ours(c->terminal, RU_S(": "));
			ru_terminal_page(c->terminal, article->outlet);
		}
		if (article->published.known) {
			ru_terminal_ours(c->terminal, article->outlet.len > 0 ? RU_S(", ") : RU_S(": "));
			ru_say_when(&c->terminal->voice, article->published.value);
		}
		ru_terminal_end(c->terminal, 2);
	}
	ru_terminal_style(c->terminal, RU_STYLE_FAINT);
	RU_SAY_PLAIN(&c->terminal->voice, "side_legend");
	ru_terminal_style(c->terminal, RU_STYLE_PLAIN);
	ru_terminal_end(c->terminal, 0);
	ru_terminal_end(c->terminal, 0);
}

static void put_side(struct ru_terminal *terminal, const struct ru_show_compare *compare)
{
	struct ru_side side;
	unsigned width = terminal->width < NARROW ? terminal->width - 4 : (terminal->width - BETWEEN) / 2;
	struct columns c = {.terminal = terminal, .side = &side, .compare = compare, .width = width};
	int status = ru_side_init(&side, compare, terminal->out.buf.al);

	ru_out_fail(&terminal->out, status);
	if (status != RU_OK)
		return;
	for (int s = 0; s < 2; s++)
		ru_vec_init(&c.cell[s].units, terminal->out.buf.al, sizeof(struct unit), 0);
	ru_terminal_end(terminal, 0);
	put_heads(&c);
	for (uint32_t i = 0; i < side.row_count && terminal->out.status == RU_OK; i++) {
		for (int s = 0; s < 2; s++)
			ru_out_fail(&terminal->out, fill_cell(&c, s, side.rows[i].block[s]));
		if (terminal->out.status == RU_OK)
			put_row(&c, &side.rows[i]);
	}
	for (int s = 0; s < 2; s++)
		ru_vec_release(&c.cell[s].units);
	ru_side_release(&side);
}

int ru_show_compare_text(const struct ru_show *show, const struct ru_show_compare *compare)
{
	struct ru_terminal terminal;

	ru_terminal_init(&terminal, show);
	put_share(&terminal, compare);
	put_differences(&terminal, compare);
	put_side(&terminal, compare);
	return ru_terminal_finish(&terminal);
}
