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
	SHORT_SHARE = 3,     /* a furniture passage is at most one part in so many of the shorter article */
	GRAMS_MOST = 64,     /* words of a passage that is not short and may all the same be known for furniture */
	VERBATIM_SHARE = 9000,
	LIGHT_SHARE = 5000 /* hundredths of a percent of the shorter article */
};

struct sum {
	uint32_t words, quoted, longest, dense;
	uint32_t furniture; /* passages of furniture that alone would make a pair */
};

static uint32_t word_end(const struct ru_shared_word *word) { return word->begin + word->len; }

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

static void add_up(struct sum *sum, const struct ru_found *x, bool furniture)
{
	if (furniture) {
		sum->furniture += x->longest >= RUN_ENOUGH;
		return;
	}
	sum->words += x->words;
	if ((x->flags & RU_FOUND_QUOTED) != 0)
		sum->quoted += x->words;
	if (x->longest > sum->longest)
		sum->longest = x->longest;
	if (2 * x->words >= x->longer && x->words > sum->dense)
		sum->dense = x->words;
}

static bool is_enough(const struct sum *sum)
{
	return sum->longest >= RUN_ENOUGH || sum->dense >= PASSAGE_ENOUGH || sum->words >= REWRITE_ENOUGH;
}

static uint32_t shorter(uint32_t a, uint32_t b) { return a < b ? a : b; }

/* What the words say about a passage. */
static struct ru_found describe(const struct ru_shared_page *a, const struct ru_shared_page *b,
                                const struct ru_aligned *x)
{
	uint32_t len_a = x->a1 - x->a0, len_b = x->b1 - x->b0;
	struct ru_found out = {.words = x->words, .longest = x->longest, .longer = len_a > len_b ? len_a : len_b};

	if (is_outside(a, b, x))
		out.flags |= RU_FOUND_OUTSIDE;
	if (5 * flagged(a, x->a0, x->a1, RU_SHARED_QUOTED) >= 4 * len_a &&
	    5 * flagged(b, x->b0, x->b1, RU_SHARED_QUOTED) >= 4 * len_b)
		out.flags |= RU_FOUND_QUOTED;
	if ((uint64_t)x->words * SHORT_SHARE <= shorter(a->clean, b->clean))
		out.flags |= RU_FOUND_SHORT;
	return out;
}

static int copy_grams(struct ru_found *out, const struct ru_shared_page *a, const struct ru_aligned *x,
                      struct ru_arena *arena)
{
	uint32_t len = x->a1 - x->a0;

	if (len < RU_GRAM || ((out->flags & RU_FOUND_SHORT) == 0 && len > GRAMS_MOST))
		return 0;
	uint64_t *grams = ru_arena_get(arena, len - RU_GRAM + 1, sizeof(*grams));
	if (grams == NULL)
		return RU_ENOMEM;
	for (uint32_t i = x->a0; i + RU_GRAM <= x->a1; i++) {
		uint64_t quoted = (a->words[i].flags & RU_SHARED_QUOTED) != 0;
		grams[out->gram_count++] = (ru_gram(a->words + i, RU_GRAM) & ~UINT64_C(1)) | quoted;
	}
	out->grams = grams;
	return 0;
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

/* The passage's bytes on both pages; false where the words have no source: they prove nothing. */
static bool place(struct ru_found *p, const struct ru_side *left, const struct ru_side *right,
                  const struct ru_aligned *x)
{
	const struct ru_shared_page *a = left->page, *b = right->page;

	p->a = (struct ru_range){a->words[x->a0].begin, word_end(&a->words[x->a1 - 1])};
	p->b = (struct ru_range){b->words[x->b0].begin, word_end(&b->words[x->b1 - 1])};
	widen(left->article->text, right->article->text, &p->a, &p->b);
	return ru_article_span(left->article, p->a, &p->raw_a) && ru_article_span(right->article, p->b, &p->raw_b);
}

/* The passages that can be told, with all that judging them needs. */
static int describe_all(struct ru_pair *out, const struct ru_side *a, const struct ru_side *b,
                        const struct ru_vec *aligned, struct ru_arena *arena)
{
	struct ru_found *found = ru_arena_get(arena, aligned->len, sizeof(*found));
	uint32_t count = 0;
	int status = found == NULL ? RU_ENOMEM : 0;

	for (size_t i = 0; i < aligned->len && status == 0; i++) {
		const struct ru_aligned *x = RU_VEC_AT(aligned, struct ru_aligned, i);
		struct ru_found item = describe(a->page, b->page, x);
		if (!place(&item, a, b, x))
			continue;
		status = copy_grams(&item, a->page, x, arena);
		found[count++] = item;
	}
	out->found = found;
	out->count = count;
	return status;
}

int ru_pair_align(struct ru_pair *out, const struct ru_side *a, const struct ru_side *b, struct ru_aligner *aligner,
                  struct ru_vec *scratch, struct ru_arena *arena)
{
	struct sum sum = {0, 0, 0, 0, 0};
	int status = ru_aligner_pair(aligner, b->page, scratch);
	struct ru_aligned *item = scratch->ptr;
	size_t kept = 0;

	*out = (struct ru_pair){.a = a->number,
	                        .b = b->number,
	                        .clean_a = a->page->clean,
	                        .clean_b = b->page->clean,
	                        .outlet = a->outlet == b->outlet ? a->outlet : 0,
	                        .same_url = a->page->url != 0 && a->page->url == b->page->url};
	for (size_t i = 0; i < scratch->len && status == 0; i++) {
		if (item[i].words < PASSAGE_LEAST)
			continue;
		struct ru_found found = describe(a->page, b->page, &item[i]);
		add_up(&sum, &found, (found.flags & RU_FOUND_OUTSIDE) != 0);
		item[kept++] = item[i];
	}
	out->words = sum.words;
	if (status != 0 || (!is_enough(&sum) && sum.furniture == 0))
		return status;
	scratch->len = kept;
	return describe_all(out, a, b, scratch, arena);
}

static void set_kind(struct ru_copy *copy, const struct ru_pair *pair, const struct sum *sum)
{
	uint32_t of = shorter(pair->clean_a, pair->clean_b);
	uint64_t share = of > 0 ? (uint64_t)sum->words * 10000 / of : 0;

	copy->score = (int32_t)(share < 10000 ? share : 10000);
	copy->words = sum->words;
	copy->words_a = pair->clean_a;
	copy->words_b = pair->clean_b;
	copy->dir = '?';
	if (!is_enough(sum))
		copy->kind = RU_COPY_FURNITURE;
	else if (pair->same_url)
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

/* How a shingle stands in the crowd: 0 not, 1 furniture, 2 in so many families that it is not told. */
static unsigned crowd_has(const struct ru_crowd *crowd, uint64_t key)
{
	size_t low = 0, high = crowd->keys.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (*RU_VEC_AT(&crowd->keys, uint64_t, middle) < key)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == crowd->keys.len)
		return 0;
	uint64_t found = *RU_VEC_AT(&crowd->keys, uint64_t, low);
	return found == key ? 1 : found == (key | 1) ? 2 : 0;
}

/* The same of a stretch ("Follow us on ..."): what more than half of its shingles are. */
static unsigned how_crowded(const struct ru_found *x, const struct ru_crowd *crowd, uint64_t outlet)
{
	uint32_t hits = 0, many = 0;

	for (uint32_t i = 0; i < x->gram_count && crowd->keys.len > 0; i++) {
		uint64_t gram = x->grams[i] & ~UINT64_C(1);
		unsigned how = crowd_has(crowd, gram);
		if (how < 2 && outlet != 0 && crowd_has(crowd, ru_crowd_host_key(gram, outlet)) > how)
			how = crowd_has(crowd, ru_crowd_host_key(gram, outlet));
		hits += how > 0;
		many += how > 1;
	}
	return many * 2 > x->gram_count ? 2 : hits * 2 > x->gram_count;
}

int ru_pair_judge(struct ru_copy *out, const struct ru_pair *pair, const struct ru_crowd *crowd, struct ru_arena *arena)
{
	struct sum sum = {0, 0, 0, 0, 0};
	struct ru_copy copy = {.a = pair->a, .b = pair->b};

	copy.passages = ru_arena_get(arena, pair->count, sizeof(*copy.passages));
	if (copy.passages == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < pair->count; i++) {
		const struct ru_found *x = &pair->found[i];
		unsigned crowded = how_crowded(x, crowd, pair->outlet);
		bool furniture = (x->flags & RU_FOUND_OUTSIDE) != 0 || crowded > 0;
		if (crowded > 1)
			continue;
		copy.passages[copy.passage_count++] =
		    (struct ru_passage){x->a, x->b, x->raw_a, x->raw_b, x->words, furniture};
		add_up(&sum, x, furniture);
	}
	if (!is_enough(&sum) && sum.furniture == 0)
		copy.passage_count = 0;
	set_kind(&copy, pair, &sum);
	int status = copy.passage_count > 0 ? set_evidence(&copy, arena) : 0;
	if (status == 0)
		*out = copy;
	return status;
}
