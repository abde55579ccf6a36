/* SPDX-License-Identifier: Apache-2.0 */
/* copies on a terminal: pages that share text in groups, the likely source first, below it who took how much from whom
 * and what speaks for it. Fed the copies of a pile, gives lines; linear in them but for sorting. */
#include "show/share.h"
#include "show/terminal.h"

#include "base/sort.h"
#include "text/utf8.h"

enum { DEPTH_MOST = 6, INDENT = 4 };

struct telling {
	const struct ru_copies *copies;
	const struct ru_doc *docs;
	struct ru_arena arena;
	uint32_t pages;    /* numbers of pages are below it */
	uint32_t *group;   /* per page: the least page of its group, by union-find */
	uint32_t *size;    /* per group: its pages */
	uint32_t *source;  /* per page: the copy by which it took most, or RU_NONE */
	uint32_t *strong;  /* per page: its strongest copy of any direction, or RU_NONE */
	uint32_t *takers;  /* per page: how many took from it most */
	uint32_t *first;   /* per page: first of its takers in `list`; one more at the end */
	uint32_t *list;    /* pages by whom they took from */
	uint32_t *order;   /* pages by group, largest first, in it sources with most takers first */
	uint32_t count;    /* in order */
	uint32_t groups;   /* how many there are */
	uint32_t sitewide; /* pairs that share furniture alone */
	bool *done;
};

static uint32_t find_group(struct telling *t, uint32_t page)
{
	while (t->group[page] != page) {
		t->group[page] = t->group[t->group[page]];
		page = t->group[page];
	}
	return page;
}

/* The one that says more of the page: more of its words; then the first in order. */
static void note_best(const struct telling *t, uint32_t *best, uint32_t index)
{
	if (*best == RU_NONE || t->copies->items[index].words > t->copies->items[*best].words)
		*best = index;
}

static void read_copies(struct telling *t)
{
	for (uint32_t i = 0; i < t->copies->count; i++) {
		const struct ru_copy *copy = &t->copies->items[i];
		uint32_t taker = ru_copy_taker(copy);
		if (copy->kind == RU_COPY_FURNITURE) {
			t->sitewide++;
			continue;
		}
		uint32_t x = find_group(t, copy->a), y = find_group(t, copy->b);
		t->group[x < y ? y : x] = x < y ? x : y;
		note_best(t, &t->strong[copy->a], i);
		note_best(t, &t->strong[copy->b], i);
		if (taker != RU_NONE)
			note_best(t, &t->source[taker], i);
	}
	for (uint32_t p = 0; p < t->pages; p++) {
		if (t->strong[p] == RU_NONE)
			continue;
		t->group[p] = find_group(t, p);
		t->groups += t->size[t->group[p]]++ == 0;
		t->order[t->count++] = p;
	}
}

static uint32_t other_page(const struct ru_copy *copy, uint32_t page) { return copy->a == page ? copy->b : copy->a; }

/* Takers of each page in the order of their numbers. */
static void read_takers(struct telling *t)
{
	for (uint32_t p = 0; p < t->pages; p++)
		if (t->source[p] != RU_NONE)
			t->takers[other_page(&t->copies->items[t->source[p]], p)]++;
	for (uint32_t p = 0, sum = 0; p <= t->pages; p++) {
		t->first[p] = sum;
		sum += p < t->pages ? t->takers[p] : 0;
	}
	for (uint32_t p = t->pages; p-- > 0;) /* from behind, so that each list goes up */
		if (t->source[p] != RU_NONE) {
			uint32_t from = other_page(&t->copies->items[t->source[p]], p);
			t->list[t->first[from] + --t->takers[from]] = p;
		}
	for (uint32_t p = 0; p < t->pages; p++)
		t->takers[p] = t->first[p + 1] - t->first[p];
}

static int by_group(const void *a, const void *b, void *ctx)
{
	const struct telling *t = ctx;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	uint32_t gx = t->group[x], gy = t->group[y];

	if (gx != gy)
		return t->size[gx] != t->size[gy] ? (t->size[gx] > t->size[gy] ? -1 : 1) : (gx < gy ? -1 : 1);
	if ((t->source[x] == RU_NONE) != (t->source[y] == RU_NONE))
		return t->source[x] == RU_NONE ? -1 : 1; /* who took from nobody first */
	if (t->takers[x] != t->takers[y])
		return t->takers[x] > t->takers[y] ? -1 : 1;
	return x < y ? -1 : x > y;
}

static uint32_t *fresh(struct telling *t, size_t count, uint32_t value)
{
	uint32_t *list = ru_arena_get(&t->arena, count, sizeof *list);

	for (size_t i = 0; list != NULL && value != 0 && i < count; i++)
		list[i] = value;
	return list;
}

static int make_telling(struct telling *t, const struct ru_copies *copies, const struct ru_doc *docs,
                        const struct ru_alloc *al)
{
	*t = (struct telling){.copies = copies, .docs = docs};
	ru_arena_init(&t->arena, al);
	for (uint32_t i = 0; i < copies->count; i++)
		if (copies->items[i].b >= t->pages)
			t->pages = copies->items[i].b + 1;
	t->group = fresh(t, t->pages, 0);
	t->size = fresh(t, t->pages, 0);
	t->source = fresh(t, t->pages, RU_NONE);
	t->strong = fresh(t, t->pages, RU_NONE);
	t->takers = fresh(t, t->pages, 0);
	t->first = fresh(t, (size_t)t->pages + 1, 0);
	t->list = fresh(t, t->pages, 0);
	t->order = fresh(t, t->pages, 0);
	t->done = ru_arena_get(&t->arena, t->pages, sizeof *t->done);
	if (t->group == NULL || t->size == NULL || t->source == NULL || t->strong == NULL || t->takers == NULL ||
	    t->first == NULL || t->list == NULL || t->order == NULL || t->done == NULL)
		return RU_ENOMEM;
	for (uint32_t p = 0; p < t->pages; p++)
		t->group[p] = p;
	read_copies(t);
	read_takers(t);
	return ru_sort(t->order, t->count, sizeof(uint32_t), by_group, t, al);
}

/* The excerpt without what is left of the sentence before it: ", kata Rina ..." is shown from "kata" on. An opening
 * quotation mark or bracket stays. */
static struct ru_str from_word(struct ru_str s)
{
	size_t at = 0, next = 0;

	while (next < s.len) {
		uint32_t cp = ru_utf8_next(s, &next);
		if (!ru_char_is_space(cp) && !ru_char_is_dash(cp) && cp != ',' && cp != '.' && cp != ';' && cp != ':' &&
		    cp != ')')
			break;
		at = next;
	}
	return ru_str_cut(s, at, s.len);
}

/* The passage of most words, so that a reader sees what is shared. */
static void put_longest(struct ru_terminal *terminal, const struct ru_copy *copy, const struct ru_doc *docs,
                        unsigned indent)
{
	const struct ru_passage *longest = NULL;
	unsigned room = terminal->width > indent + 12 ? terminal->width - indent - 4 : 8;

	for (uint32_t i = 0; i < copy->passage_count; i++)
		if (longest == NULL || copy->passages[i].words > longest->words)
			longest = &copy->passages[i];
	if (longest == NULL || longest->a.begin == RU_NONE)
		return;
	ru_terminal_tab(terminal, indent);
	ru_terminal_style(terminal, RU_STYLE_FAINT);
	terminal->clip = room;
	RU_SAY(&terminal->voice, "quoted",
	       RU_PAGE_WORDS(from_word(ru_str_cut(docs[copy->a].article->text, longest->a.begin, longest->a.end))));
	terminal->clip = 0;
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_end(terminal, indent);
}

/* Outlet and time of a page, as far as it states them. */
static void put_page_facts(struct ru_terminal *terminal, const struct ru_article *article, unsigned indent)
{
	if (article->outlet.len > 0 || article->published.known) {
		ru_terminal_tab(terminal, indent);
		ru_terminal_page(terminal, article->outlet);
		if (article->outlet.len > 0 && article->published.known)
			ru_terminal_ours(terminal, RU_S(", "));
		if (article->published.known)
			ru_say_when(&terminal->voice, article->published.value);
		ru_terminal_end(terminal, indent);
	}
}

static void put_page(struct ru_terminal *terminal, struct telling *t, uint32_t page, unsigned depth, bool is_source)
{
	uint32_t index = t->source[page] != RU_NONE ? t->source[page] : t->strong[page];
	const struct ru_copy *copy = &t->copies->items[index];
	unsigned indent = 2 + INDENT * (depth < DEPTH_MOST ? depth : DEPTH_MOST);

	t->done[page] = true;
	ru_terminal_tab(terminal, indent);
	ru_terminal_id(terminal, t->docs[page].article->id);
	if (is_source) {
		ru_terminal_ours(terminal, RU_S(": "));
		ru_terminal_style(terminal, RU_STYLE_HEAD);
		ru_say(&terminal->voice, t->takers[page] > 0 ? RU_S("group_source") : RU_S("group_no_source"), NULL, 0);
		ru_terminal_style(terminal, RU_STYLE_PLAIN);
	}
	ru_terminal_end(terminal, indent + INDENT);
	put_page_facts(terminal, t->docs[page].article, indent + INDENT);
	if (is_source)
		return;
	ru_terminal_tab(terminal, indent + INDENT);
	terminal->clip = 40;
	ru_say_share(&terminal->voice, copy, page, t->docs[other_page(copy, page)].article->id);
	terminal->clip = 0;
	ru_terminal_end(terminal, indent + INDENT);
	if (ru_copy_has_proof(copy)) {
		ru_terminal_tab(terminal, indent + INDENT);
		ru_say_proof(&terminal->voice, copy);
		ru_terminal_end(terminal, indent + INDENT);
	}
	put_longest(terminal, copy, t->docs, indent + INDENT);
}

/* The page and, below it, all that come from it. No recursion: a stack of pages and depths in the caller's arrays. */
static void put_tree(struct ru_terminal *terminal, struct telling *t, uint32_t page, bool is_source, uint32_t *stack)
{
	uint32_t top = 0;

	stack[top++] = page;
	stack[top++] = 0;
	while (top > 0 && terminal->out.status == RU_OK) {
		uint32_t depth = stack[--top], at = stack[--top];
		put_page(terminal, t, at, depth, is_source && at == page);
		for (uint32_t i = t->first[at + 1]; i-- > t->first[at];) {
			if (t->done[t->list[i]])
				continue; /* a ring */
			stack[top++] = t->list[i];
			stack[top++] = depth + 1;
		}
	}
}

static void put_groups(struct ru_terminal *terminal, struct telling *t, uint32_t *stack)
{
	uint32_t number = 0, group = RU_NONE;

	for (uint32_t i = 0; i < t->count && terminal->out.status == RU_OK; i++) {
		uint32_t page = t->order[i];
		bool first = t->group[page] != group;
		if (first) {
			group = t->group[page];
			number++;
			ru_terminal_end(terminal, 0);
			ru_terminal_style(terminal, RU_STYLE_HEAD);
			RU_SAY(&terminal->voice, "group_head", RU_NUMBER(number), RU_NUMBER(t->size[group]));
			ru_terminal_style(terminal, RU_STYLE_PLAIN);
			ru_terminal_end(terminal, 0);
		}
		if (!t->done[page])
			put_tree(terminal, t, page, first, stack);
	}
}

/* Pairs that share site text alone are in no group; they are counted below. */
static void put_counts(struct ru_terminal *terminal, const struct telling *t)
{
	if (t->groups == 0) {
		RU_SAY_PLAIN(&terminal->voice, "no_groups");
	} else {
		ru_say_count(&terminal->voice, "groups", t->groups);
		ru_terminal_ours(terminal, RU_S(": "));
		ru_say_count(&terminal->voice, "pairs", t->copies->count - t->sitewide);
	}
	ru_terminal_end(terminal, 0);
}

int ru_show_copies_text(const struct ru_show *show, const struct ru_copies *copies, const struct ru_doc *docs)
{
	struct ru_terminal terminal;
	struct telling telling;
	int status = make_telling(&telling, copies, docs, show->al);
	uint32_t *stack = status == RU_OK ? fresh(&telling, 2 * (size_t)telling.pages + 4, 0) : NULL;

	ru_terminal_init(&terminal, show);
	ru_out_fail(&terminal.out, status != RU_OK ? status : stack == NULL ? RU_ENOMEM : RU_OK);
	if (terminal.out.status == RU_OK) {
		put_counts(&terminal, &telling);
		put_groups(&terminal, &telling, stack);
		if (telling.sitewide > 0) {
			ru_terminal_end(&terminal, 0);
			ru_say_count(&terminal.voice, "sitewide", telling.sitewide);
			ru_terminal_end(&terminal, 0);
		}
	}
	ru_arena_release(&telling.arena);
	return ru_terminal_finish(&terminal);
}
