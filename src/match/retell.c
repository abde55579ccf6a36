/* SPDX-License-Identifier: Apache-2.0 */
/* Two pages told again without their words: in two languages, or in one the sentences beside the passages that were
 * rewritten.
 *
 * What is compared are marks: names, numbers and dates, which stay when a text is translated, and within one language
 * rare stems too. A translation has the marks of the other page in the same order, sentence by sentence; two reports of
 * one event share some of them only, in any order. Never touches passages: what is equal word for word stands there
 * alone. */
#include "match/sheet.h"

enum {
	SENTENCES_MOST = RU_MARK_SENTENCES,
	PLACES_MOST = 4,   /* sentences of the other page that a mark is looked up in */
	ALIGNED_LEAST = 4, /* sentence pairs of a translation, */
	MARKS_LEAST = 10,  /* and their equal marks, */
	IN_ORDER = 60,     /* and how many percent of the marks of the page that has fewer stand in them */
	RETOLD_MARKS = 4,  /* equal marks of a sentence rewritten, */
	RETOLD_SHARE = 50  /* and how many percent of the shorter sentence's they are */
};

/* The marks of a page that count: by key, then sentence, each once. */
struct side {
	struct ru_mark *marks;
	uint32_t count;
	uint32_t sentences;
	uint32_t in[SENTENCES_MOST]; /* marks of each sentence */
};

/* Sentence a of one page beside sentence b of the other. */
struct beside {
	uint32_t a, b, marks;
};

struct ru_reteller {
	const struct ru_alloc *al;
	struct side side[2]; /* of the pages compared */
	uint16_t *same;      /* SENTENCES_MOST squared: equal marks of two sentences */
	uint16_t *best;      /* one more in both directions: of the best alignment up to them */
	struct ru_vec found; /* struct beside */
};

/* ---- sentences beside each other ---- */

/* The marks of a page that its sentences are compared by: without rare stems those that a translation keeps; sentences
 * in `out` are left out. */
static void fill_side(struct side *side, const struct ru_sheet *sheet, bool stems, const bool *out)
{
	memset(side->in, 0, sizeof(side->in));
	side->count = 0;
	side->sentences = sheet->count;
	for (uint32_t i = 0; i < sheet->mark_count; i++) {
		const struct ru_mark *mark = &sheet->marks[i];

		if ((!stems && !mark->kept) || (out != NULL && out[mark->sentence]))
			continue;
		side->marks[side->count++] = *mark;
		side->in[mark->sentence]++;
	}
}

/* Count the equal marks of each two sentences; a mark that stands in many sentences of the other page tells nothing. */
static void count_same(struct ru_reteller *r)
{
	const struct side *a = &r->side[0], *b = &r->side[1];
	uint32_t k = 0;

	for (uint32_t i = 0; i < a->sentences; i++)
		memset(&r->same[i * SENTENCES_MOST], 0, b->sentences * sizeof(*r->same));
	for (uint32_t i = 0; i < a->count; i++) {
		uint32_t end;
		while (k < b->count && b->marks[k].key < a->marks[i].key)
			k++;
		for (end = k; end < b->count && b->marks[end].key == a->marks[i].key; end++)
			;
		for (uint32_t n = k; n < end && end - k <= PLACES_MOST; n++)
			r->same[a->marks[i].sentence * SENTENCES_MOST + b->marks[n].sentence]++;
	}
}

#define BEST(r, i, k) ((r)->best[(size_t)(i) * (SENTENCES_MOST + 1) + (k)])

/* The alignment in order with most equal marks (Needleman and Wunsch, 1970), into r->found from its end to its
 * beginning. */
static int align_in_order(struct ru_reteller *r)
{
	uint32_t n = r->side[0].sentences, m = r->side[1].sentences;

	ru_vec_clear(&r->found);
	for (uint32_t i = 0; i <= n; i++) {
		for (uint32_t k = 0; k <= m; k++) {
			uint16_t most = 0;
			if (i > 0 && k > 0)
				most = (uint16_t)(BEST(r, i - 1, k - 1) + r->same[(i - 1) * SENTENCES_MOST + k - 1]);
			if (i > 0 && BEST(r, i - 1, k) > most)
				most = BEST(r, i - 1, k);
			if (k > 0 && BEST(r, i, k - 1) > most)
				most = BEST(r, i, k - 1);
			BEST(r, i, k) = most;
		}
	}
	for (uint32_t i = n, k = m; i > 0 && k > 0;) {
		uint16_t here = r->same[(i - 1) * SENTENCES_MOST + k - 1];
		if (BEST(r, i, k) == BEST(r, i - 1, k)) {
			i--;
		} else if (BEST(r, i, k) == BEST(r, i, k - 1)) {
			k--;
		} else {
			struct beside *item = ru_vec_push(&r->found);
			if (item == NULL)
				return RU_ENOMEM;
			*item = (struct beside){--i, --k, here};
		}
	}
	return 0;
}

/* Whether two sentences have RU_SHEET_RUN words in a row in common: then they are not told in other words. */
static bool is_same_wording(const struct ru_sheet *a, uint32_t i, const struct ru_sheet *b, uint32_t k)
{
	const struct ru_sheet_sentence *x = &a->sentences[i], *y = &b->sentences[k];

	for (uint32_t p = x->words; p < x->words_end && p < x->words + RU_SHEET_WORDS; p++) {
		for (uint32_t q = y->words; q < y->words_end && q < y->words + RU_SHEET_WORDS; q++) {
			uint32_t n = 0;
			while (n < RU_SHEET_RUN && p + n < x->words_end && q + n < y->words_end &&
			       a->words[p + n] != 0 && a->words[p + n] == b->words[q + n])
				n++;
			if (n == RU_SHEET_RUN)
				return true;
		}
	}
	return false;
}

/* For each sentence of a its best in b, where it is the best of that one too. */
static int align_any(struct ru_reteller *r, const struct ru_sheet *a, const struct ru_sheet *b)
{
	uint32_t n = r->side[0].sentences, m = r->side[1].sentences;

	ru_vec_clear(&r->found);
	for (uint32_t i = n; i-- > 0;) {
		const uint16_t *row = &r->same[i * SENTENCES_MOST];
		uint32_t best = 0, rival = i;
		for (uint32_t k = 1; k < m; k++)
			best = row[k] > row[best] ? k : best;
		if (m == 0 || row[best] < RETOLD_MARKS)
			continue;
		for (uint32_t x = 0; x < n; x++)
			rival = r->same[x * SENTENCES_MOST + best] > r->same[rival * SENTENCES_MOST + best] ? x : rival;
		uint32_t of = r->side[0].in[i] < r->side[1].in[best] ? r->side[0].in[i] : r->side[1].in[best];
		if (rival != i || row[best] * 100u < of * RETOLD_SHARE || is_same_wording(a, i, b, best))
			continue;
		struct beside *item = ru_vec_push(&r->found);
		if (item == NULL)
			return RU_ENOMEM;
		*item = (struct beside){i, best, row[best]};
	}
	return 0;
}

/* The found sentence pairs as spans of the copy, in the order of a. */
static int tell(const struct ru_reteller *r, struct ru_copy *copy, const struct ru_sheet *a, const struct ru_sheet *b,
                struct ru_arena *arena)
{
	if (r->found.len == 0)
		return 0;
	struct ru_retold *retold = ru_arena_get(arena, r->found.len, sizeof(*retold));
	if (retold == NULL)
		return RU_ENOMEM;
	copy->retold = retold;
	for (size_t i = r->found.len; i-- > 0;) {
		const struct beside *x = RU_VEC_AT(&r->found, struct beside, i);
		const struct ru_sheet_sentence *p = &a->sentences[x->a], *q = &b->sentences[x->b];

		if (p->placed && q->placed)
			retold[copy->retold_count++] = (struct ru_retold){p->at, q->at, p->raw, q->raw, x->marks};
	}
	return 0;
}

/* ---- translations ---- */

/* Whether the alignment in r->found makes the pages a translation of each other; *share in hundredths of a percent. */
static bool is_translation(const struct ru_reteller *r, int32_t *share)
{
	uint32_t marks = 0, pairs = 0, of_a = 0, of_b = 0;

	for (uint32_t i = 0; i < r->side[0].sentences; i++)
		of_a += r->side[0].in[i];
	for (uint32_t i = 0; i < r->side[1].sentences; i++)
		of_b += r->side[1].in[i];
	for (size_t i = 0; i < r->found.len; i++) {
		const struct beside *x = RU_VEC_AT(&r->found, struct beside, i);
		marks += x->marks;
		pairs++;
	}
	uint32_t of = of_a < of_b ? of_a : of_b;
	*share = of > 0 ? (int32_t)((uint64_t)marks * 10000 / of) : 0;
	return pairs >= ALIGNED_LEAST && marks >= MARKS_LEAST && (uint64_t)marks * 100 >= (uint64_t)of * IN_ORDER;
}

/* The sentence pair with most marks proves it. */
static int prove(struct ru_copy *copy, struct ru_arena *arena)
{
	const struct ru_retold *best = &copy->retold[0];

	for (uint32_t i = 1; i < copy->retold_count; i++)
		best = copy->retold[i].marks > best->marks ? &copy->retold[i] : best;
	copy->evidence = ru_arena_get(arena, 1, sizeof(*copy->evidence));
	struct ru_page_span *spans = ru_arena_get(arena, 2, sizeof(*spans));
	if (copy->evidence == NULL || spans == NULL)
		return RU_ENOMEM;
	spans[0] = (struct ru_page_span){copy->a, best->raw_a};
	spans[1] = (struct ru_page_span){copy->b, best->raw_b};
	copy->evidence[0] = (struct ru_evidence){RU_EVIDENCE_NAMES, copy->score / 10, spans, 2};
	copy->evidence_count = 1;
	return 0;
}

int ru_retell_translation(struct ru_reteller *r, struct ru_copy *copy, const struct ru_sheet *a,
                          const struct ru_sheet *b, struct ru_arena *arena)
{
	struct ru_copy translation = {.a = copy->a, .b = copy->b, .dir = '?', .kind = RU_COPY_TRANSLATION};

	fill_side(&r->side[0], a, false, NULL);
	fill_side(&r->side[1], b, false, NULL);
	count_same(r);
	int status = align_in_order(r);
	if (status == 0 && is_translation(r, &translation.score))
		status = tell(r, &translation, a, b, arena);
	if (status == 0 && translation.retold_count > 0)
		status = prove(&translation, arena);
	if (status == 0 && translation.retold_count > 0)
		*copy = translation;
	return status;
}

void ru_retell_join(struct ru_copy *copy, const struct ru_copy *translation)
{
	if (copy->kind != RU_COPY_HEAVY && copy->kind != RU_COPY_QUOTES_ONLY)
		return;
	copy->kind = RU_COPY_TRANSLATION;
	copy->retold = translation->retold;
	copy->retold_count = translation->retold_count;
}

/* ---- sentences rewritten beside passages ---- */

/* The first sentence that ends behind a byte of the page text. */
static uint32_t sentence_from(const struct ru_sheet *sheet, uint32_t at)
{
	uint32_t low = 0, high = sheet->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (sheet->sentences[middle].at.end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Mark the sentences of one side that lie in a passage, for a part at least, and those outside the running text. */
static void mark_equal(const struct ru_sheet *sheet, const struct ru_copy *copy, bool of_a, bool *out)
{
	for (uint32_t s = 0; s < sheet->count; s++)
		out[s] = sheet->sentences[s].aside;
	for (uint32_t i = 0; i < copy->passage_count; i++) {
		struct ru_range at = of_a ? copy->passages[i].a : copy->passages[i].b;
		uint32_t s = sentence_from(sheet, at.begin);
		for (; s < sheet->count && sheet->sentences[s].at.begin < at.end; s++)
			out[s] = true;
	}
}

int ru_retell_rewritten(struct ru_reteller *r, struct ru_copy *copy, const struct ru_sheet *a, const struct ru_sheet *b,
                        struct ru_arena *arena)
{
	bool out[SENTENCES_MOST];

	mark_equal(a, copy, true, out);
	fill_side(&r->side[0], a, true, out);
	mark_equal(b, copy, false, out);
	fill_side(&r->side[1], b, true, out);
	count_same(r);
	int status = align_any(r, a, b);
	return status == 0 ? tell(r, copy, a, b, arena) : status;
}

/* ---- scratch memory ---- */

int ru_reteller_new(struct ru_reteller **out, const struct ru_alloc *al)
{
	size_t side = SENTENCES_MOST + 1;
	struct ru_reteller *r = ru_alloc_zero(al, 1, sizeof(*r));

	*out = NULL;
	if (r == NULL)
		return RU_ENOMEM;
	r->al = al;
	ru_vec_init(&r->found, al, sizeof(struct beside), 0);
	r->same = ru_alloc_get(al, (size_t)SENTENCES_MOST * SENTENCES_MOST, sizeof(*r->same));
	r->best = ru_alloc_get(al, side * side, sizeof(*r->best));
	r->side[0].marks = ru_alloc_get(al, RU_MARKS_MOST, sizeof(struct ru_mark));
	r->side[1].marks = ru_alloc_get(al, RU_MARKS_MOST, sizeof(struct ru_mark));
	if (r->same == NULL || r->best == NULL || r->side[0].marks == NULL || r->side[1].marks == NULL) {
		ru_reteller_free(r);
		return RU_ENOMEM;
	}
	*out = r;
	return 0;
}

void ru_reteller_free(struct ru_reteller *r)
{
	if (r == NULL)
		return;
	ru_vec_release(&r->found);
	ru_alloc_free(r->al, r->same);
	ru_alloc_free(r->al, r->best);
	ru_alloc_free(r->al, r->side[0].marks);
	ru_alloc_free(r->al, r->side[1].marks);
	ru_alloc_free(r->al, r);
}
