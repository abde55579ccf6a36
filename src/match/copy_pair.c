/* SPDX-License-Identifier: Apache-2.0 */
/* One pair of pages: aligned, and where it shares enough a copy with passages, a share and a kind.
 *
 * Which of two pages was first is not asked here: dir stays '?' for trace/ to set. */
#include "match/copy_pair.h"

#include "text/utf8.h"

enum {
	RUN_ENOUGH = 12,     /* an equal run of this many words makes a pair */
	PASSAGE_ENOUGH = 16, /* so does a passage with this many equal words, half of its length, */
	REWRITE_ENOUGH = 24, /* or this many in all passages together */
	PASSAGE_LEAST = 6,   /* equal words below which a passage is not told */
	EDGE_CHARS = 16,     /* marks at a passage's ends that are looked at */
	VERBATIM_SHARE = 9000,
	LIGHT_SHARE = 5000 /* hundredths of a percent of the shorter article */
};

struct sum {
	uint32_t words, quoted, longest, dense;
	uint32_t furniture; /* passages of furniture that alone would make a pair */
};

static uint32_t word_end(const struct ru_shared_word *word) { return word->begin + word->len; }

static uint32_t shorter_of(const struct ru_pile *pile, uint32_t a, uint32_t b)
{
	return pile->pages[a].clean < pile->pages[b].clean ? pile->pages[a].clean : pile->pages[b].clean;
}

static uint32_t flagged(const struct ru_shared_page *page, uint32_t first, uint32_t last, uint32_t flag)
{
	uint32_t n = 0;
	for (uint32_t i = first; i < last; i++)
		n += (page->words[i].flags & flag) != 0;
	return n;
}

/* Most of it stands in blocks outside the article, on one page or the other. */
static bool is_outside(const struct ru_shared_page *a, const struct ru_shared_page *b, const struct ru_aligned *x)
{
	return 2 * flagged(a, x->a0, x->a1, RU_SHARED_TEXT) < x->a1 - x->a0 ||
	       2 * flagged(b, x->b0, x->b1, RU_SHARED_TEXT) < x->b1 - x->b0;
}

/* A stretch that pages of many families carry ("Follow us on ..."). */
static bool is_crowded(const struct ru_shared_page *a, const struct ru_aligned *x, const struct ru_index *crowd,
                       uint64_t outlet)
{
	uint32_t hits = 0, grams = 0;
	if (crowd == NULL || crowd->len == 0)
		return false;
	for (uint32_t i = x->a0; i + RU_GRAM <= x->a1; i++, grams++) {
		uint32_t n = 0;
		uint64_t gram = ru_gram(a->words + i, RU_GRAM);
		hits += ru_index_get(crowd, gram, &n) ||
		        (outlet != 0 && ru_index_get(crowd, ru_hash_mix(gram, outlet), &n));
	}
	return hits * 2 > grams;
}

static void add_up(struct sum *sum, const struct ru_shared_page *a, const struct ru_shared_page *b,
                   const struct ru_aligned *x, bool furniture)
{
	uint32_t len_a = x->a1 - x->a0, len_b = x->b1 - x->b0, longer = len_a > len_b ? len_a : len_b;
	if (furniture) {
		sum->furniture += x->longest >= RUN_ENOUGH;
		return;
	}
	sum->words += x->words;
	if (5 * flagged(a, x->a0, x->a1, RU_SHARED_QUOTED) >= 4 * len_a &&
	    5 * flagged(b, x->b0, x->b1, RU_SHARED_QUOTED) >= 4 * len_b)
		sum->quoted += x->words;
	if (x->longest > sum->longest)
		sum->longest = x->longest;
	if (2 * x->words >= longer && x->words > sum->dense)
		sum->dense = x->words;
}

static bool is_enough(const struct sum *sum)
{
	return sum->longest >= RUN_ENOUGH || sum->dense >= PASSAGE_ENOUGH || sum->words >= REWRITE_ENOUGH;
}

int ru_pair_align(struct ru_pair *out, const struct ru_pile *pile, uint32_t a, uint32_t b, struct ru_aligner *aligner,
                  struct ru_vec *scratch, struct ru_arena *arena)
{
	const struct ru_shared_page *left = &pile->pages[a], *right = &pile->pages[b];
	struct sum sum = {0, 0, 0, 0, 0};
	int status = ru_aligner_pair(aligner, right, scratch);
	if (status != 0)
		return status;
	struct ru_aligned *item = scratch->ptr;
	size_t kept = 0;
	for (size_t i = 0; i < scratch->len; i++) {
		if (item[i].words < PASSAGE_LEAST)
			continue;
		add_up(&sum, left, right, &item[i], is_outside(left, right, &item[i]));
		item[kept++] = item[i];
	}
	scratch->len = is_enough(&sum) || sum.furniture > 0 ? kept : 0;
	void *copied = NULL;
	status = ru_vec_copy(scratch, arena, &copied);
	if (status == 0)
		*out = (struct ru_pair){a, b, sum.words, copied, (uint32_t)scratch->len};
	return status;
}

static bool is_mark(uint32_t cp) { return !ru_char_is_letter(cp) && !ru_char_is_digit(cp) && cp != RU_UTF8_BAD; }

static bool is_seen(uint32_t cp) { return !ru_char_is_space(cp) && !ru_char_is_zero_width(cp); }

/* Move both begins back and both ends on over equal marks ("." and '"' behind the last word), then off white space. */
static void widen(struct ru_str a, struct ru_str b, struct ru_range *x, struct ru_range *y)
{
	size_t p = x->begin, q = y->begin;
	for (int i = 0; i < EDGE_CHARS && p > 0 && q > 0; i++) {
		uint32_t cp = ru_utf8_prev(a, &p);
		if (cp != ru_utf8_prev(b, &q) || !is_mark(cp) || cp == '\n')
			break;
		if (is_seen(cp)) {
			x->begin = (uint32_t)p;
			y->begin = (uint32_t)q;
		}
	}
	p = x->end;
	q = y->end;
	for (int i = 0; i < EDGE_CHARS && p < a.len && q < b.len; i++) {
		uint32_t cp = ru_utf8_next(a, &p);
		if (cp != ru_utf8_next(b, &q) || !is_mark(cp) || cp == '\n')
			break;
		if (is_seen(cp)) {
			x->end = (uint32_t)p;
			y->end = (uint32_t)q;
		}
	}
}

static void set_kind(struct ru_copy *copy, const struct ru_pile *pile, const struct sum *sum)
{
	const struct ru_shared_page *a = &pile->pages[copy->a], *b = &pile->pages[copy->b];
	uint32_t shorter = shorter_of(pile, copy->a, copy->b);
	uint64_t share = shorter > 0 ? (uint64_t)sum->words * 10000 / shorter : 0;
	copy->score = (int32_t)(share < 10000 ? share : 10000);
	copy->words = sum->words;
	copy->words_a = a->clean;
	copy->words_b = b->clean;
	copy->dir = '?';
	if (!is_enough(sum))
		copy->kind = RU_COPY_FURNITURE;
	else if (a->url != 0 && a->url == b->url)
		copy->kind = RU_COPY_VERSION;
	else if (sum->quoted * 10 >= sum->words * 9)
		copy->kind = RU_COPY_QUOTES_ONLY;
	else if (copy->score >= VERBATIM_SHARE)
		copy->kind = RU_COPY_VERBATIM;
	else
		copy->kind = copy->score >= LIGHT_SHARE ? RU_COPY_LIGHT : RU_COPY_HEAVY;
}

/* The longest passage proves the pair; for furniture alone, the longest of those. */
static int set_evidence(struct ru_copy *copy, struct ru_arena *arena)
{
	const struct ru_passage *best = &copy->passages[0];
	for (uint32_t i = 1; i < copy->passage_count; i++) {
		const struct ru_passage *p = &copy->passages[i];
		if (p->furniture != best->furniture ? best->furniture : p->words > best->words)
			best = p;
	}
	copy->evidence = ru_arena_get(arena, 1, sizeof(*copy->evidence));
	struct ru_page_span *spans = ru_arena_get(arena, 2, sizeof(*spans));
	if (copy->evidence == NULL || spans == NULL)
		return RU_ENOMEM;
	spans[0] = (struct ru_page_span){copy->a, best->raw_a};
	spans[1] = (struct ru_page_span){copy->b, best->raw_b};
	int32_t weight = (int32_t)(best->words < 100 ? best->words : 100) * 25;
	copy->evidence[0] = (struct ru_evidence){RU_EVIDENCE_PASSAGE, best->furniture ? 0 : weight, spans, 2};
	copy->evidence_count = 1;
	return 0;
}

/* False where the words have no source: they prove nothing. */
static bool make_passage(struct ru_passage *p, const struct ru_pile *pile, const struct ru_pair *pair,
                         const struct ru_aligned *x, bool furniture)
{
	const struct ru_shared_page *a = &pile->pages[pair->a], *b = &pile->pages[pair->b];
	const struct ru_article *left = pile->docs[pair->a].article, *right = pile->docs[pair->b].article;
	p->a = (struct ru_range){a->words[x->a0].begin, word_end(&a->words[x->a1 - 1])};
	p->b = (struct ru_range){b->words[x->b0].begin, word_end(&b->words[x->b1 - 1])};
	p->words = x->words;
	p->furniture = furniture;
	widen(left->text, right->text, &p->a, &p->b);
	return ru_article_span(left, p->a, &p->raw_a) && ru_article_span(right, p->b, &p->raw_b);
}

int ru_pair_judge(struct ru_copy *out, const struct ru_pile *pile, const struct ru_pair *pair,
                  const struct ru_index *crowd, struct ru_arena *arena)
{
	const struct ru_shared_page *a = &pile->pages[pair->a], *b = &pile->pages[pair->b];
	struct sum sum = {0, 0, 0, 0, 0};
	struct ru_copy copy = {0};
	uint64_t outlet = ru_outlet_key(pile->docs[pair->a].article);
	if (outlet != ru_outlet_key(pile->docs[pair->b].article))
		outlet = 0;
	copy.a = pair->a;
	copy.b = pair->b;
	copy.passages = ru_arena_get(arena, pair->count, sizeof(*copy.passages));
	if (copy.passages == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < pair->count; i++) {
		const struct ru_aligned *x = &pair->aligned[i];
		bool furniture = is_outside(a, b, x) || is_crowded(a, x, crowd, outlet);
		if (!make_passage(&copy.passages[copy.passage_count], pile, pair, x, furniture))
			continue;
		add_up(&sum, a, b, x, furniture);
		copy.passage_count++;
	}
	if (!is_enough(&sum) && sum.furniture == 0)
		copy.passage_count = 0;
	set_kind(&copy, pile, &sum);
	int status = copy.passage_count > 0 ? set_evidence(&copy, arena) : 0;
	if (status == 0)
		*out = copy;
	return status;
}
