/* SPDX-License-Identifier: Apache-2.0 */
/* One pair of pages: aligned, and where it shares enough a copy with passages, a share and a kind.
 *
 * Which of two pages was first is not asked here: dir stays '?' for trace/ to set. */
#include "match/copy_pair.h"

#include "text/utf8.h"

enum {
	RUN_ENOUGH = 12,   /* an equal run of this many words makes a pair */
	RUN_LEAST = 8,     /* so does one of this many words, */
	WORDS_LEAST = 16,  /* where so many are equal in all passages together, */
	WORDS_ENOUGH = 36, /* or this many equal words without such a run, */
	WORDS_SPREAD = 24, /* or so many */
	RUNS_SPREAD = 11,  /* in this many runs: a page rewritten throughout */
	PASSAGE_LEAST = 6, /* equal words below which a passage proves nothing, */
	TOLD_LEAST = 3,    /* and below which it is not told either */
	TOLD_BYTES = 36,
	EDGE_CHARS = 16, /* marks at a passage's ends that are looked at */
	END_PARTS = 4,   /* parts at each end of a passage that may be furniture */
	SHORT_SHARE = 3, /* a furniture passage is at most one part in so many of the shorter article */
	GRAMS_MOST = 64, /* words of a part of a long passage that may be furniture all the same */
	VERBATIM_SHARE = 9000,
	LIGHT_SHARE = 5000 /* hundredths of a percent of the shorter article */
};

struct sum {
	uint32_t words, runs, quoted, longest;
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

/* Some neighbouring parts of a passage as one. */
struct piece {
	struct ru_passage passage; /* .words: equal words */
	struct ru_range words_a, words_b;
	uint32_t parts, runs, longest, run, quoted_a, quoted_b;
};

static void piece_add(struct piece *piece, const struct ru_found *x)
{
	struct ru_passage *p = &piece->passage;
	uint32_t run = piece->parts > 0 && (x->flags & RU_FOUND_GOES_ON) != 0 ? piece->run + x->head : x->head;

	if (piece->parts++ == 0) {
		*p = (struct ru_passage){x->a, x->b, x->raw_a, x->raw_b, 0, false};
		piece->words_a = x->words_a;
		piece->words_b = x->words_b;
	}
	p->a.end = x->a.end;
	p->b.end = x->b.end;
	p->raw_a.end = x->raw_a.end;
	p->raw_b.end = x->raw_b.end;
	p->words += x->words;
	piece->runs += x->runs;
	piece->words_a.end = x->words_a.end;
	piece->words_b.end = x->words_b.end;
	piece->quoted_a += x->quoted_a;
	piece->quoted_b += x->quoted_b;
	if (run > piece->longest)
		piece->longest = run;
	if (x->longest > piece->longest)
		piece->longest = x->longest;
	piece->run = x->words == x->head ? run : x->tail;
}

static struct piece piece_of(const struct ru_found *first, const struct ru_found *last)
{
	struct piece piece = {.parts = 0};

	for (; first < last; first++)
		piece_add(&piece, first);
	return piece;
}

static void add_up(struct sum *sum, const struct piece *piece, bool furniture)
{
	if (furniture) {
		sum->furniture += piece->longest >= RUN_ENOUGH;
		return;
	}
	uint32_t len_a = piece->words_a.end - piece->words_a.begin, words = piece->passage.words;
	uint32_t len_b = piece->words_b.end - piece->words_b.begin;
	sum->words += words;
	sum->runs += piece->runs;
	if (5 * (uint64_t)piece->quoted_a >= 4 * (uint64_t)len_a &&
	    5 * (uint64_t)piece->quoted_b >= 4 * (uint64_t)len_b)
		sum->quoted += words;
	if (piece->longest > sum->longest)
		sum->longest = piece->longest;
}

/* Two accounts of one event by different hands seldom share eight words in a row, nor three dozen words in passages. */
static bool is_enough(const struct sum *sum)
{
	return sum->longest >= RUN_ENOUGH || (sum->longest >= RUN_LEAST && sum->words >= WORDS_LEAST) ||
	       sum->words >= WORDS_ENOUGH || (sum->words >= WORDS_SPREAD && sum->runs >= RUNS_SPREAD);
}

static uint32_t shorter(uint32_t a, uint32_t b) { return a < b ? a : b; }

/* What the words say about a part of a passage. */
static struct ru_found describe(const struct ru_shared_page *a, const struct ru_shared_page *b,
                                const struct ru_aligned *x)
{
	struct ru_found out = {.words_a = {x->a0, x->a1},
	                       .words_b = {x->b0, x->b1},
	                       .words = x->words,
	                       .runs = x->runs,
	                       .longest = x->longest,
	                       .head = x->head,
	                       .tail = x->tail,
	                       .quoted_a = flagged(a, x->a0, x->a1, RU_SHARED_QUOTED),
	                       .quoted_b = flagged(b, x->b0, x->b1, RU_SHARED_QUOTED)};

	if (is_outside(a, b, x))
		out.flags |= RU_FOUND_OUTSIDE;
	if (x->opens)
		out.flags |= RU_FOUND_OPENS;
	if (x->goes_on)
		out.flags |= RU_FOUND_GOES_ON;
	return out;
}

static int copy_grams(struct ru_found *out, const struct ru_shared_page *a, struct ru_arena *arena)
{
	uint32_t first = out->words_a.begin, len = out->words_a.end - first;

	if (len < RU_GRAM)
		return 0;
	uint64_t *grams = ru_arena_get(arena, len - RU_GRAM + 1, sizeof(*grams));
	if (grams == NULL)
		return RU_ENOMEM;
	for (uint32_t i = first; i + RU_GRAM <= out->words_a.end; i++) {
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

/* The part's bytes on both pages; false where the words have no source: they prove nothing. */
static bool place(struct ru_found *p, const struct ru_side *left, const struct ru_side *right)
{
	const struct ru_shared_page *a = left->page, *b = right->page;

	p->a = (struct ru_range){a->words[p->words_a.begin].begin, word_end(&a->words[p->words_a.end - 1])};
	p->b = (struct ru_range){b->words[p->words_b.begin].begin, word_end(&b->words[p->words_b.end - 1])};
	widen(left->article->text, right->article->text, &p->a, &p->b);
	return ru_article_span(left->article, p->a, &p->raw_a) && ru_article_span(right->article, p->b, &p->raw_b);
}

/* The parts [first, last) of one passage, with all that judging them needs. Furniture is looked for in a short passage
 * and at the ends of a long one. */
static int describe_passage(struct ru_pair *out, struct ru_found *found, const struct ru_side *a,
                            const struct ru_side *b, const struct ru_aligned *first, const struct ru_aligned *last,
                            struct ru_arena *arena)
{
	uint32_t words = 0, opens = RU_FOUND_OPENS;
	int status = 0;

	for (const struct ru_aligned *x = first; x < last; x++)
		words += x->words;
	bool is_short = (uint64_t)words * SHORT_SHARE <= shorter(a->page->clean, b->page->clean);
	for (const struct ru_aligned *x = first; x < last && status == 0; x++) {
		struct ru_found item = describe(a->page, b->page, x);
		bool at_end = x - first < END_PARTS || last - x <= END_PARTS;
		if (!place(&item, a, b))
			continue;
		/* bytes of the title and of the page are counted apart */
		if (opens == 0 && (item.raw_a.field != found[out->count - 1].raw_a.field ||
		                   item.raw_b.field != found[out->count - 1].raw_b.field))
			opens = RU_FOUND_OPENS;
		item.flags = (item.flags & ~(uint32_t)RU_FOUND_OPENS) | opens | (is_short ? RU_FOUND_SHORT : 0);
		opens = 0;
		if (is_short || (at_end && x->a1 - x->a0 <= GRAMS_MOST))
			status = copy_grams(&item, a->page, arena);
		found[out->count++] = item;
	}
	return status;
}

/* The passage that begins at part i: where its last part ends. */
static size_t passage_end(const struct ru_aligned *item, size_t i, size_t count)
{
	for (i++; i < count && !item[i].opens; i++)
		;
	return i;
}

/* What a passage adds to the sum, before it is known which stretches are furniture in the text. */
static void add_aligned(struct sum *sum, const struct ru_side *a, const struct ru_side *b,
                        const struct ru_aligned *first, const struct ru_aligned *last)
{
	struct piece piece = {.parts = 0};
	uint32_t outside = 0;

	for (; first < last; first++) {
		struct ru_found found = describe(a->page, b->page, first);
		piece_add(&piece, &found);
		outside += (found.flags & RU_FOUND_OUTSIDE) != 0 ? found.words : 0;
	}
	if (piece.passage.words >= PASSAGE_LEAST)
		add_up(sum, &piece, 2 * (uint64_t)outside > piece.passage.words);
}

static uint32_t equal_words(const struct ru_aligned *first, const struct ru_aligned *last)
{
	uint32_t words = 0;

	for (; first < last; first++)
		words += first->words;
	return words;
}

int ru_pair_align(struct ru_pair *out, const struct ru_side *a, const struct ru_side *b, struct ru_aligner *aligner,
                  struct ru_vec *scratch, struct ru_arena *arena)
{
	struct sum sum = {0, 0, 0, 0, 0};
	int status = ru_aligner_pair(aligner, b->page, scratch);
	const struct ru_aligned *item = scratch->ptr;
	size_t count = status == 0 ? scratch->len : 0;

	*out = (struct ru_pair){.a = a->number,
	                        .b = b->number,
	                        .clean_a = a->page->clean,
	                        .clean_b = b->page->clean,
	                        .outlet = a->outlet == b->outlet ? a->outlet : 0,
	                        .same_url = a->page->url != 0 && a->page->url == b->page->url};
	for (size_t i = 0, end; i < count; i = end) {
		end = passage_end(item, i, count);
		add_aligned(&sum, a, b, item + i, item + end);
	}
	out->words = sum.words;
	if (status != 0 || (!is_enough(&sum) && sum.furniture == 0))
		return status;
	struct ru_found *found = ru_arena_get(arena, count, sizeof(*found));
	if (found == NULL)
		return RU_ENOMEM;
	out->found = found;
	for (size_t i = 0, end; i < count && status == 0; i = end) {
		end = passage_end(item, i, count);
		if (equal_words(item + i, item + end) >= TOLD_LEAST)
			status = describe_passage(out, found, a, b, item + i, item + end, arena);
	}
	return status;
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
	else if (sum->quoted * 10 >= sum->words * 9 && copy->score < VERBATIM_SHARE) /* each has words of its own */
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

/* The same of a part ("Follow us on ..."): what more than half of its shingles are; 1 for a few words outside the
 * article
 * ("Advertisement"). */
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
	if (many * 2 > x->gram_count)
		return 2;
	return hits * 2 > x->gram_count ||
	       (x->gram_count == 0 && (x->flags & RU_FOUND_OUTSIDE) != 0 && x->words < RU_GRAM);
}

/* How many of the parts at one end of [first, last) are furniture. *how is 2 where nothing of them is to be told. */
static uint32_t crowded_end(const struct ru_found *first, const struct ru_found *last, bool from_begin,
                            const struct ru_crowd *crowd, uint64_t outlet, unsigned *how)
{
	uint32_t count = (uint32_t)(last - first), n = 0;

	*how = 2;
	for (; n < count; n++) {
		unsigned here = how_crowded(from_begin ? first + n : last - 1 - n, crowd, outlet);
		if (here == 0)
			break;
		*how = here < *how ? here : *how;
	}
	return n;
}

/* Whether all parts are furniture, or too short for shingles ("Story continues below") beside some that are. */
static bool is_all_crowded(const struct ru_found *first, const struct ru_found *last, const struct ru_crowd *crowd,
                           uint64_t outlet)
{
	uint32_t crowded = 0;

	for (; first < last; first++) {
		if (how_crowded(first, crowd, outlet) > 0)
			crowded++;
		else if (first->words_a.end - first->words_a.begin >= RU_GRAM)
			return false;
	}
	return crowded > 0;
}

static void tell_piece(struct ru_copy *copy, struct sum *sum, struct piece piece, bool furniture)
{
	if (piece.passage.words < TOLD_LEAST ||
	    (piece.passage.words < PASSAGE_LEAST && piece.passage.a.end - piece.passage.a.begin < TOLD_BYTES))
		return;
	piece.passage.furniture = furniture;
	copy->passages[copy->passage_count++] = piece.passage;
	if (piece.passage.words >= PASSAGE_LEAST)
		add_up(sum, &piece, furniture);
}

static bool is_outside_mostly(const struct ru_found *first, const struct ru_found *last)
{
	uint64_t words = 0, outside = 0;

	for (; first < last; first++) {
		words += first->words;
		outside += (first->flags & RU_FOUND_OUTSIDE) != 0 ? first->words : 0;
	}
	return 2 * outside > words;
}

/* The parts [first, last) of one passage: furniture is cut off its ends. */
static void judge_passage(struct ru_copy *copy, struct sum *sum, const struct ru_found *first,
                          const struct ru_found *last, const struct ru_crowd *crowd, uint64_t outlet)
{
	unsigned how;
	const struct ru_found *begin = first + crowded_end(first, last, true, crowd, outlet, &how), *end;

	if (begin < last && is_all_crowded(first, last, crowd, outlet)) {
		tell_piece(copy, sum, piece_of(first, last), true);
		return;
	}
	if (begin > first && how < 2)
		tell_piece(copy, sum, piece_of(first, begin), true);
	end = last - crowded_end(begin, last, false, crowd, outlet, &how);
	if (end > begin)
		tell_piece(copy, sum, piece_of(begin, end), is_outside_mostly(begin, end));
	if (end < last && how < 2)
		tell_piece(copy, sum, piece_of(end, last), true);
}

int ru_pair_judge(struct ru_copy *out, const struct ru_pair *pair, const struct ru_crowd *crowd, struct ru_arena *arena)
{
	const struct ru_found *found = pair->found;
	struct sum sum = {0, 0, 0, 0, 0};
	struct ru_copy copy = {.a = pair->a, .b = pair->b};

	copy.passages = ru_arena_get(arena, 3 * (size_t)pair->count, sizeof(*copy.passages));
	if (copy.passages == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0, end; i < pair->count; i = end) {
		for (end = i + 1; end < pair->count && (found[end].flags & RU_FOUND_OPENS) == 0; end++)
			;
		judge_passage(&copy, &sum, found + i, found + end, crowd, pair->outlet);
	}
	if (!is_enough(&sum) && sum.furniture == 0)
		copy.passage_count = 0;
	set_kind(&copy, pair, &sum);
	int status = copy.passage_count > 0 ? set_evidence(&copy, arena) : 0;
	if (status == 0)
		*out = copy;
	return status;
}
