/* SPDX-License-Identifier: Apache-2.0 */
/* Anchors of a pile to sparse vectors of title, lead, body and names, weighted by rarity. */
#include "match/story.h"

#include "base/hash.h"

enum {
	TITLE_TIMES = 3, /* a title word counts in the body as if it stood there so many times more */
	FRONT_TIMES =
	    2, /* a name in title or lead weighs so many times one in the body: who acts, not who is mentioned */
	UNIT = 1 << 12,
	WEIGHT_MOST = 900,
	NAMED_LEAST = 300, /* weight of a name that says who acts: places and agencies that the pack knows have less */
	FACTOR_LEAST = 20  /* per cent that is left of the weight of what every page of a small pile has */
};

/* Bit by bit: squaring doubles the logarithm. */
int32_t ru_ln_hundredths(uint64_t x)
{
	uint32_t whole = 0;
	uint64_t mantissa = x;
	while (mantissa >> 32 != 0) {
		mantissa >>= 1;
		whole++;
	}
	while (mantissa >> 31 == 0) {
		mantissa <<= 1;
		whole--; /* wraps, and back: whole + 31 is the exponent */
	}
	whole += 31;
	uint64_t fraction = 0;
	for (int i = 0; i < 16; i++) {
		mantissa = mantissa * mantissa >> 31;
		fraction <<= 1;
		if (mantissa >> 32 != 0) {
			mantissa >>= 1;
			fraction |= 1;
		}
	}
	uint64_t log2 = (uint64_t)whole << 16 | fraction;
	return (int32_t)((log2 * 6931472 + (UINT64_C(50000) << 16)) / (UINT64_C(100000) << 16));
}

static uint64_t square_root(uint64_t x)
{
	uint64_t root = 0;
	for (uint64_t bit = UINT64_C(1) << 62; bit != 0; bit >>= 2) {
		if (x >= root + bit) {
			x -= root + bit;
			root = (root >> 1) + bit;
		} else {
			root >>= 1;
		}
	}
	return root;
}

/* Rarity of an anchor that `pages` of the pile's `count` pages have. */
static int32_t rarity(const struct ru_anchor *anchor, uint32_t pages, uint32_t count)
{
	int64_t known = anchor->weight < WEIGHT_MOST ? anchor->weight : WEIGHT_MOST;
	if (known == 0)
		return 0;
	if (count < RU_PILE_ENOUGH) {
		/* what all pages have tells them apart no more, but two pages alone may share everything */
		int64_t most = ru_ln_hundredths((uint64_t)(count + 2) * 50);
		int64_t here = ru_ln_hundredths((uint64_t)(count + 2) * 100 / (pages > 0 ? pages : 1));
		int64_t factor = most > 461 ? (here - 461) * 100 / (most - 461) : 100;
		factor = factor < FACTOR_LEAST ? FACTOR_LEAST : factor > 100 ? 100 : factor;
		return (int32_t)(known * factor / 100);
	}
	int64_t own = ru_ln_hundredths(2 * (uint64_t)count + 2) - ru_ln_hundredths(2 * (uint64_t)pages + 1);
	own = own < 0 ? 0 : own;
	int64_t both = (known * RU_PILE_ENOUGH + own * count) / (RU_PILE_ENOUGH + count);
	return (int32_t)(pages < 2 ? both / 2 : both); /* what nobody shares only blurs the rest */
}

/* Far above any rarity times repetition that happens. */
static int16_t narrow(int64_t x) { return (int16_t)(x < INT16_MAX ? x : INT16_MAX); }

static void fill_term(struct ru_term *term, const struct ru_anchor *anchor, bool small)
{
	int32_t times = 100 + ru_ln_hundredths(anchor->count);
	if (anchor->kind != RU_ANCHOR_WORD) {
		bool front = (anchor->where & (RU_ANCHOR_TITLE | RU_ANCHOR_LEAD)) != 0;
		times = front ? times : times / FRONT_TIMES;
		term->part[RU_PART_NAMES] = narrow(term->weight * times / 100);
		if (anchor->kind != RU_ANCHOR_NUMBER && anchor->kind != RU_ANCHOR_DATE)
			term->part[RU_PART_ACTORS] = narrow((small ? anchor->weight : term->weight) * times / 100);
		return;
	}
	bool title = (anchor->where & RU_ANCHOR_TITLE) != 0;
	if (title)
		term->part[RU_PART_TITLE] = term->weight;
	if ((anchor->where & (RU_ANCHOR_TITLE | RU_ANCHOR_LEAD)) != 0)
		term->part[RU_PART_LEAD] = term->weight;
	times = 100 + ru_ln_hundredths((uint64_t)anchor->count + (title ? TITLE_TIMES : 0));
	term->part[RU_PART_BODY] = narrow(term->weight * times / 100);
}

static void normalise(struct ru_term_page *page)
{
	for (int part = 0; part < RU_PARTS; part++) {
		uint64_t sum = 0;
		for (uint32_t i = 0; i < page->count; i++)
			sum += (uint64_t)((int64_t)page->terms[i].part[part] * page->terms[i].part[part]);
		int64_t length = (int64_t)square_root(sum);
		page->has[part] = length > 0;
		for (uint32_t i = 0; i < page->count && length > 0; i++)
			page->terms[i].part[part] = narrow((int64_t)page->terms[i].part[part] * UNIT / length);
	}
}

/* The day of publication; where the page does not tell, the last day that its text names. */
static void set_day(struct ru_term_page *page, const struct ru_doc *doc)
{
	page->day = INT32_MIN;
	page->dated = doc->article->published.known;
	if (page->dated) {
		page->day = doc->article->published.day;
		return;
	}
	for (uint32_t i = 0; i < doc->anchor_count; i++) {
		const struct ru_anchor *anchor = &doc->anchors[i];
		if (anchor->kind == RU_ANCHOR_DATE && anchor->day != 0 && anchor->day > page->day)
			page->day = anchor->day;
	}
}

/* The day of what is told: the first one that the lead names, unless it was still to come. */
static void set_event_day(struct ru_term_page *page, const struct ru_doc *doc)
{
	uint32_t at = RU_NONE;
	page->event_day = INT32_MIN;
	for (uint32_t i = 0; i < doc->anchor_count; i++) {
		const struct ru_anchor *anchor = &doc->anchors[i];
		if (anchor->kind != RU_ANCHOR_DATE || anchor->day == 0 || (anchor->where & RU_ANCHOR_LEAD) == 0 ||
		    anchor->begin >= at || (page->dated && anchor->day > page->day))
			continue;
		at = anchor->begin;
		page->event_day = anchor->day;
	}
}

/* Keys of the name anchors that stand in one of the parts. Anchors are in the order of their keys. */
static int collect_names(uint64_t **out, uint32_t *count, const struct ru_doc *doc, int parts, struct ru_arena *arena)
{
	uint32_t n = 0;
	for (uint32_t pass = 0; pass < 2; pass++) {
		n = 0;
		for (uint32_t i = 0; i < doc->anchor_count; i++) {
			const struct ru_anchor *anchor = &doc->anchors[i];
			if (anchor->kind == RU_ANCHOR_WORD || anchor->kind == RU_ANCHOR_NUMBER ||
			    anchor->kind == RU_ANCHOR_DATE || (anchor->where & parts) == 0 ||
			    (parts != RU_ANCHOR_LOCATED && anchor->weight < NAMED_LEAST))
				continue;
			if (pass == 1)
				(*out)[n] = anchor->key;
			n++;
		}
		if (pass == 0)
			*out = ru_arena_get(arena, n, sizeof(**out));
		if (*out == NULL)
			return RU_ENOMEM;
	}
	*count = n;
	return 0;
}

static int set_front(struct ru_term_page *page, const struct ru_doc *doc, struct ru_arena *arena)
{
	set_event_day(page, doc);
	int status = collect_names(&page->names, &page->name_count, doc, RU_ANCHOR_TITLE, arena);
	page->named_in_title = page->name_count > 0;
	if (status == 0 && page->name_count == 0)
		status = collect_names(&page->names, &page->name_count, doc, RU_ANCHOR_LEAD, arena);
	if (status == 0)
		status = collect_names(&page->located, &page->located_count, doc, RU_ANCHOR_LOCATED, arena);
	return status;
}

static int count_pages(struct ru_index *pages, const struct ru_doc *docs, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		for (uint32_t k = 0; k < docs[i].anchor_count; k++) {
			uint32_t n = 0;
			(void)ru_index_get(pages, docs[i].anchors[k].key, &n);
			int status = ru_index_put(pages, docs[i].anchors[k].key, n + 1);
			if (status != 0)
				return status;
		}
	}
	return 0;
}

static int fill_page(struct ru_term_page *page, const struct ru_doc *doc, const struct ru_index *pages, uint32_t count,
                     struct ru_arena *arena)
{
	page->told = doc->article->clean.len > 0;
	page->terms = ru_arena_get(arena, doc->anchor_count, sizeof(*page->terms));
	if (page->terms == NULL)
		return RU_ENOMEM;
	for (uint32_t k = 0; k < doc->anchor_count; k++) {
		const struct ru_anchor *anchor = &doc->anchors[k];
		uint32_t n = 1;
		(void)ru_index_get(pages, anchor->key, &n);
		int32_t weight = rarity(anchor, n, count);
		if (weight == 0)
			continue;
		struct ru_term *term = &page->terms[page->count++];
		term->key = anchor->key;
		term->anchor = k;
		term->weight = narrow(weight);
		fill_term(term, anchor, count < RU_PILE_ENOUGH);
	}
	normalise(page);
	set_day(page, doc);
	page->event_day = INT32_MIN;
	return count < RU_PILE_ENOUGH ? set_front(page, doc, arena) : 0;
}

int ru_terms_init(struct ru_term_pile *pile, const struct ru_doc *docs, uint32_t count,
                  const struct ru_match_options *options)
{
	struct ru_index pages;
	*pile = (struct ru_term_pile){.docs = docs, .count = count, .options = options};
	ru_arena_init(&pile->arena, options->al);
	ru_index_init(&pages, options->al);
	pile->pages = ru_arena_get(&pile->arena, count, sizeof(*pile->pages));
	int status = pile->pages == NULL ? RU_ENOMEM : 0;
	if (status == 0)
		status = count_pages(&pages, docs, count);
	for (uint32_t i = 0; i < count && status == 0; i++)
		status = fill_page(&pile->pages[i], &docs[i], &pages, count, &pile->arena);
	ru_index_release(&pages);
	if (status != 0)
		ru_terms_release(pile);
	return status;
}

void ru_terms_release(struct ru_term_pile *pile)
{
	ru_arena_release(&pile->arena);
	pile->pages = NULL;
	pile->count = 0;
}
