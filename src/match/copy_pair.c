/* SPDX-License-Identifier: Apache-2.0 */
/* One pair of pages: aligned, and where it shares enough a copy with passages, a share and a kind.
 *
 * Which of two pages was first is not asked here: dir stays '?' for trace/ to set. */
#include "match/copy_pair.h"

#include "base/hash.h"
#include "text/utf8.h"

enum {
	RUN_ENOUGH = 12,     /* an equal run of this many words makes a pair */
	PASSAGE_ENOUGH = 16, /* so does a passage with this many equal words, half of its length, */
	REWRITE_ENOUGH = 24, /* or this many in all of a page's passages where they are dense */
	PASSAGE_LEAST = 6,   /* equal words below which a passage is not told */
	EDGE_CHARS = 16,     /* marks at a passage's ends that are looked at */
	VERBATIM_SHARE = 9000,
	LIGHT_SHARE = 5000 /* hundredths of a percent of the shorter article */
};

static uint32_t word_end(const struct ru_shared_word *word) { return word->begin + word->len; }

static bool is_mark(uint32_t cp) { return !ru_char_is_letter(cp) && !ru_char_is_digit(cp) && cp != RU_UTF8_BAD; }

/* Move both begins back and both ends on over equal marks ("." and '"' behind the last word), then off white space. */
static void widen(struct ru_str a, struct ru_str b, struct ru_range *x, struct ru_range *y)
{
	size_t p = x->begin, q = y->begin;
	for (int i = 0; i < EDGE_CHARS && p > 0 && q > 0; i++) {
		size_t p2 = p, q2 = q;
		uint32_t cp = ru_utf8_prev(a, &p2);
		if (cp != ru_utf8_prev(b, &q2) || !is_mark(cp) || cp == '\n')
			break;
		p = p2;
		q = q2;
		if (!ru_char_is_space(cp) && !ru_char_is_zero_width(cp)) {
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
		if (!ru_char_is_space(cp) && !ru_char_is_zero_width(cp)) {
			x->end = (uint32_t)p;
			y->end = (uint32_t)q;
		}
	}
}

static uint32_t flagged(const struct ru_shared_page *page, uint32_t first, uint32_t last, uint32_t flag)
{
	uint32_t n = 0;
	for (uint32_t i = first; i < last; i++)
		n += (page->words[i].flags & flag) != 0;
	return n;
}

/* A short stretch that many outlets carry ("Follow us on ...") although their articles differ. */
static bool is_crowded(struct ru_pair_judge *judge, const struct ru_shared_page *a, const struct ru_shared_page *b,
                       const struct ru_aligned *x)
{
	struct ru_vec *numbers = &judge->numbers;
	uint32_t words = x->a1 - x->a0, shorter = a->clean < b->clean ? a->clean : b->clean;
	if (judge->crowd->len == 0 || words < RU_GRAM || words * 4 > shorter || words > 120)
		return false;
	size_t hits = 0;
	ru_vec_clear(numbers);
	if (ru_winnow(a->words + x->a0, words, numbers, judge->pile->options->al) != 0)
		return false;
	for (size_t i = 0; i < numbers->len; i++) {
		uint32_t outlets = 0;
		hits += ru_index_get(judge->crowd, *RU_VEC_AT(numbers, uint64_t, i), &outlets);
	}
	return hits * 2 > numbers->len;
}

struct sum {
	uint32_t words, quoted, longest, dense, passages, furniture;
};

static int add_passage(struct ru_pair_judge *judge, const struct ru_copy *copy, const struct ru_aligned *x,
                       struct sum *sum, struct ru_vec *out)
{
	const struct ru_shared_page *a = &judge->pile->pages[copy->a], *b = &judge->pile->pages[copy->b];
	const struct ru_article *left = judge->pile->docs[copy->a].article, *right = judge->pile->docs[copy->b].article;
	struct ru_passage p = {{0, 0}, {0, 0}, {0, 0, 0}, {0, 0, 0}, x->words, false};
	p.a = (struct ru_range){a->words[x->a0].begin, word_end(&a->words[x->a1 - 1])};
	p.b = (struct ru_range){b->words[x->b0].begin, word_end(&b->words[x->b1 - 1])};
	widen(left->text, right->text, &p.a, &p.b);
	if (!ru_article_span(left, p.a, &p.raw_a) || !ru_article_span(right, p.b, &p.raw_b))
		return 0; /* words without a source prove nothing */
	uint32_t len_a = x->a1 - x->a0, len_b = x->b1 - x->b0, longer = len_a > len_b ? len_a : len_b;
	p.furniture = 2 * flagged(a, x->a0, x->a1, RU_SHARED_TEXT) < len_a ||
	              2 * flagged(b, x->b0, x->b1, RU_SHARED_TEXT) < len_b || is_crowded(judge, a, b, x);
	if (p.furniture) {
		sum->furniture += x->longest >= RUN_ENOUGH;
	} else {
		sum->words += x->words;
		sum->passages++;
		if (5 * flagged(a, x->a0, x->a1, RU_SHARED_QUOTED) >= 4 * len_a &&
		    5 * flagged(b, x->b0, x->b1, RU_SHARED_QUOTED) >= 4 * len_b)
			sum->quoted += x->words;
		if (x->longest > sum->longest)
			sum->longest = x->longest;
		if (2 * x->words >= longer && x->words > sum->dense)
			sum->dense = x->words;
	}
	struct ru_passage *item = ru_vec_push(out);
	if (item == NULL)
		return RU_ENOMEM;
	*item = p;
	return 0;
}

static bool is_enough(const struct sum *sum)
{
	return sum->longest >= RUN_ENOUGH || sum->dense >= PASSAGE_ENOUGH || sum->words >= REWRITE_ENOUGH;
}

static void set_kind(struct ru_copy *copy, const struct ru_pair_judge *judge, const struct sum *sum)
{
	const struct ru_shared_page *a = &judge->pile->pages[copy->a], *b = &judge->pile->pages[copy->b];
	uint32_t shorter = a->clean < b->clean ? a->clean : b->clean;
	uint64_t share = shorter > 0 ? (uint64_t)sum->words * 10000 / shorter : 0;
	copy->score = (int32_t)(share < 10000 ? share : 10000);
	copy->words = sum->words;
	copy->words_a = a->clean;
	copy->words_b = b->clean;
	copy->dir = '?';
	if (a->url != 0 && a->url == b->url && is_enough(sum))
		copy->kind = RU_COPY_VERSION;
	else if (!is_enough(sum))
		copy->kind = RU_COPY_FURNITURE;
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

int ru_judge_pair(struct ru_pair_judge *judge, uint64_t pair)
{
	struct ru_copy copy = {
	    (uint32_t)(pair >> 32), (uint32_t)pair, 0, '?', RU_COPY_HEAVY, NULL, 0, 0, 0, 0, NULL, 0};
	struct ru_vec *aligned = &judge->aligned, *passages = &judge->passages;
	struct sum sum = {0, 0, 0, 0, 0, 0};
	int status = ru_aligner_pair(judge->aligner, &judge->pile->pages[copy.b], aligned);
	ru_vec_clear(passages);
	for (size_t i = 0; i < aligned->len && status == 0; i++) {
		const struct ru_aligned *x = RU_VEC_AT(aligned, struct ru_aligned, i);
		if (x->words >= PASSAGE_LEAST)
			status = add_passage(judge, &copy, x, &sum, passages);
	}
	if (status != 0 || passages->len == 0 || (!is_enough(&sum) && sum.furniture == 0))
		return status;
	void *copied = NULL;
	status = ru_vec_copy(passages, &judge->arena, &copied);
	if (status != 0)
		return status;
	copy.passages = copied;
	copy.passage_count = (uint32_t)passages->len;
	set_kind(&copy, judge, &sum);
	status = set_evidence(&copy, &judge->arena);
	if (status != 0)
		return status;
	struct ru_copy *item = ru_vec_push(&judge->copies);
	if (item == NULL)
		return RU_ENOMEM;
	*item = copy;
	return 0;
}

int ru_pair_judge_init(struct ru_pair_judge *judge, const struct ru_pile *pile, const struct ru_index *crowd)
{
	const struct ru_alloc *al = pile->options->al;
	*judge = (struct ru_pair_judge){.pile = pile, .crowd = crowd};
	ru_vec_init(&judge->aligned, al, sizeof(struct ru_aligned), 0);
	ru_vec_init(&judge->passages, al, sizeof(struct ru_passage), 0);
	ru_vec_init(&judge->copies, al, sizeof(struct ru_copy), 0);
	ru_vec_init(&judge->numbers, al, sizeof(uint64_t), 0);
	ru_arena_init(&judge->arena, al);
	return ru_aligner_new(&judge->aligner, al);
}

void ru_pair_judge_release(struct ru_pair_judge *judge)
{
	if (judge->pile == NULL)
		return;
	ru_aligner_free(judge->aligner);
	ru_vec_release(&judge->aligned);
	ru_vec_release(&judge->passages);
	ru_vec_release(&judge->copies);
	ru_vec_release(&judge->numbers);
	ru_arena_release(&judge->arena);
}
