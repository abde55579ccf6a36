/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences told again without their words: pages that tell each other in two languages, and in a page rewritten in one
 * language the sentences beside the passages.
 *
 * Fed pages with facts and their verbatim copies; gives pairs of sentences. What is compared are marks: names, numbers
 * and dates, which stay when a text is translated, and within one language rare stems too. A translation has the marks
 * of the other page in the same order, sentence by sentence; two reports of one event share some of them only, in any
 * order. Never touches passages: what is equal word for word stands there alone. */
#include "match/marks.h"

enum {
	SENTENCES_MOST = RU_MARK_SENTENCES,
	PLACES_MOST = 4,   /* sentences of the other page that a mark is looked up in */
	ALIGNED_LEAST = 4, /* sentence pairs of a translation, */
	MARKS_LEAST = 10,  /* and their equal marks, */
	IN_ORDER = 60,     /* and how many percent of the marks of the page that has fewer stand in them */
	RETOLD_MARKS = 4,  /* equal marks of a sentence rewritten, */
	RUN_MOST = 5,      /* equal words in a row that make two sentences the same wording */
	WORDS_MOST = 128,  /* of a sentence, looked at for that */
	RETOLD_SHARE = 50  /* and how many percent of the shorter sentence's they are */
};

/* The marks of a page: by key, then sentence, each once. */
struct sheet {
	struct ru_mark *marks;
	uint32_t count;
	uint32_t sentences;
	uint32_t in[SENTENCES_MOST]; /* marks of each sentence */
};

/* Sentence a of one page beside sentence b of the other. */
struct beside {
	uint32_t a, b, marks;
};

struct rewriting {
	const struct ru_doc *docs;
	uint32_t count;
	const struct ru_match_options *options;
	struct ru_arena *arena;
	struct ru_vec marks; /* struct ru_mark: scratch */
	struct sheet *sheet; /* two: of the pages compared */
	uint16_t *same;      /* SENTENCES_MOST squared: equal marks of two sentences */
	uint16_t *best;      /* one more in both directions: of the best alignment up to them */
	struct ru_vec found; /* struct beside */
};

/* ---- sentences beside each other ---- */

/* The sheet of a page; sentences in `out` are left out of it. */
static int make_sheet(struct rewriting *r, struct sheet *sheet, uint32_t page, bool stems, const bool *out)
{
	int status = ru_marks_read(&r->docs[page], stems, &r->marks);
	const struct ru_mark *mark = r->marks.ptr;

	memset(sheet->in, 0, sizeof(sheet->in));
	sheet->count = 0;
	sheet->sentences = r->docs[page].facts->sentence_count;
	if (sheet->sentences > SENTENCES_MOST)
		sheet->sentences = SENTENCES_MOST;
	for (size_t i = 0; i < r->marks.len && status == 0; i++) {
		if (out != NULL && out[mark[i].sentence])
			continue;
		sheet->marks[sheet->count++] = mark[i];
		sheet->in[mark[i].sentence]++;
	}
	return status;
}

/* Count the equal marks of each two sentences; a mark that stands in many sentences of the other page tells nothing. */
static void count_same(struct rewriting *r)
{
	const struct sheet *a = &r->sheet[0], *b = &r->sheet[1];
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
static int align_in_order(struct rewriting *r)
{
	uint32_t n = r->sheet[0].sentences, m = r->sheet[1].sentences;

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

/* Whether two sentences have RUN_MOST words in a row in common: then they are not told in other words. */
static bool is_same_wording(const struct ru_facts *a, uint32_t i, const struct ru_facts *b, uint32_t k)
{
	const struct ru_sentence *x = &a->sentences[i], *y = &b->sentences[k];

	for (uint32_t p = x->first; p < x->last && p < x->first + WORDS_MOST; p++) {
		for (uint32_t q = y->first; q < y->last && q < y->first + WORDS_MOST; q++) {
			uint32_t n = 0;
			while (n < RUN_MOST && p + n < x->last && q + n < y->last && a->tokens[p + n].stem != 0 &&
			       a->tokens[p + n].stem == b->tokens[q + n].stem)
				n++;
			if (n == RUN_MOST)
				return true;
		}
	}
	return false;
}

/* For each sentence of a its best in b, where it is the best of that one too. */
static int align_any(struct rewriting *r, const struct ru_copy *copy)
{
	const struct ru_facts *a = r->docs[copy->a].facts, *b = r->docs[copy->b].facts;
	uint32_t n = r->sheet[0].sentences, m = r->sheet[1].sentences;

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
		uint32_t of = r->sheet[0].in[i] < r->sheet[1].in[best] ? r->sheet[0].in[i] : r->sheet[1].in[best];
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
static int tell(struct rewriting *r, struct ru_copy *copy)
{
	const struct ru_doc *a = &r->docs[copy->a], *b = &r->docs[copy->b];

	if (r->found.len == 0)
		return 0;
	struct ru_retold *retold = ru_arena_get(r->arena, r->found.len, sizeof(*retold));
	if (retold == NULL)
		return RU_ENOMEM;
	copy->retold = retold;
	for (size_t i = r->found.len; i-- > 0;) {
		const struct beside *x = RU_VEC_AT(&r->found, struct beside, i);
		struct ru_retold item = {
		    .a = a->facts->sentences[x->a].at, .b = b->facts->sentences[x->b].at, .marks = x->marks};
		if (ru_article_span(a->article, item.a, &item.raw_a) &&
		    ru_article_span(b->article, item.b, &item.raw_b))
			retold[copy->retold_count++] = item;
	}
	return 0;
}

/* ---- translations ---- */

/* Whether the alignment in r->found makes the pages a translation of each other; *share in hundredths of a percent. */
static bool is_translation(const struct rewriting *r, int32_t *share)
{
	uint32_t marks = 0, pairs = 0, of_a = 0, of_b = 0;

	for (uint32_t i = 0; i < r->sheet[0].sentences; i++)
		of_a += r->sheet[0].in[i];
	for (uint32_t i = 0; i < r->sheet[1].sentences; i++)
		of_b += r->sheet[1].in[i];
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
static int prove(struct rewriting *r, struct ru_copy *copy)
{
	const struct ru_retold *best = &copy->retold[0];

	for (uint32_t i = 1; i < copy->retold_count; i++)
		best = copy->retold[i].marks > best->marks ? &copy->retold[i] : best;
	copy->evidence = ru_arena_get(r->arena, 1, sizeof(*copy->evidence));
	struct ru_page_span *spans = ru_arena_get(r->arena, 2, sizeof(*spans));
	if (copy->evidence == NULL || spans == NULL)
		return RU_ENOMEM;
	spans[0] = (struct ru_page_span){copy->a, best->raw_a};
	spans[1] = (struct ru_page_span){copy->b, best->raw_b};
	copy->evidence[0] = (struct ru_evidence){RU_EVIDENCE_NAMES, copy->score / 10, spans, 2};
	copy->evidence_count = 1;
	return 0;
}

static int compare_languages(struct rewriting *r, uint64_t pair, struct ru_vec *out)
{
	struct ru_copy copy = {
	    .a = (uint32_t)(pair >> 32), .b = (uint32_t)pair, .dir = '?', .kind = RU_COPY_TRANSLATION};
	int status = make_sheet(r, &r->sheet[0], copy.a, false, NULL);

	if (status == 0)
		status = make_sheet(r, &r->sheet[1], copy.b, false, NULL);
	if (status != 0)
		return status;
	count_same(r);
	status = align_in_order(r);
	if (status != 0 || !is_translation(r, &copy.score))
		return status;
	status = tell(r, &copy);
	if (status != 0 || copy.retold_count == 0)
		return status;
	status = prove(r, &copy);
	struct ru_copy *item = status == 0 ? ru_vec_push(out) : NULL;
	if (item == NULL)
		return status == 0 ? RU_ENOMEM : status;
	*item = copy;
	return 0;
}

/* Both lists are in the order of pairs; a pair that both have shares words too: it keeps its passages. */
static int merge(struct rewriting *r, struct ru_copies *copies, const struct ru_vec *fresh)
{
	struct ru_copy *items = ru_arena_get(r->arena, copies->count + fresh->len, sizeof(*items));
	const struct ru_copy *add = fresh->ptr;
	uint32_t n = 0, i = 0;
	size_t k = 0;

	if (items == NULL)
		return RU_ENOMEM;
	while (i < copies->count || k < fresh->len) {
		const struct ru_copy *x = i < copies->count ? &copies->items[i] : NULL,
		                     *y = k < fresh->len ? &add[k] : NULL;
		uint64_t px = x != NULL ? (uint64_t)x->a << 32 | x->b : UINT64_MAX;
		uint64_t py = y != NULL ? (uint64_t)y->a << 32 | y->b : UINT64_MAX;
		items[n] = px <= py ? *x : *y;
		if (px == py && (x->kind == RU_COPY_HEAVY || x->kind == RU_COPY_QUOTES_ONLY)) {
			items[n].kind = RU_COPY_TRANSLATION;
			items[n].retold = y->retold;
			items[n].retold_count = y->retold_count;
		}
		n++;
		i += px <= py;
		k += py <= px;
	}
	copies->items = items;
	copies->count = n;
	return 0;
}

static int find_translations(struct rewriting *r, struct ru_copies *copies)
{
	struct ru_vec pairs, fresh;

	ru_vec_init(&pairs, r->options->al, sizeof(uint64_t), SIZE_MAX / 64);
	ru_vec_init(&fresh, r->options->al, sizeof(struct ru_copy), SIZE_MAX / 64);
	int status = ru_marks_pairs(r->docs, r->count, r->options, &pairs);
	for (size_t i = 0; i < pairs.len && status == 0; i++)
		status = ru_cancelled(r->options->cancel)
		             ? RU_ECANCEL
		             : compare_languages(r, *RU_VEC_AT(&pairs, uint64_t, i), &fresh);
	if (status == 0 && fresh.len > 0)
		status = merge(r, copies, &fresh);
	ru_vec_release(&pairs);
	ru_vec_release(&fresh);
	return status;
}

/* ---- sentences rewritten beside passages ---- */

/* Mark the sentences of one side that lie in a passage, for a part at least, and those outside the running text. */
static void mark_equal(const struct ru_doc *doc, const struct ru_copy *copy, bool of_a, bool *out)
{
	const struct ru_facts *facts = doc->facts;

	for (uint32_t s = 0; s < SENTENCES_MOST; s++) {
		uint32_t block = s < facts->sentence_count ? facts->sentences[s].block : RU_NONE;
		out[s] = block >= doc->article->block_count || doc->article->blocks[block].kind == RU_BLOCK_HEADLINE ||
		         doc->article->blocks[block].kind >= RU_BLOCK_CAPTION;
	}
	for (uint32_t i = 0; i < copy->passage_count; i++) {
		struct ru_range at = of_a ? copy->passages[i].a : copy->passages[i].b;
		uint32_t s = ru_facts_sentence_from(facts, at.begin);
		for (; s < facts->sentence_count && s < SENTENCES_MOST && facts->sentences[s].at.begin < at.end; s++)
			out[s] = true;
	}
}

static int find_rewritten(struct rewriting *r, struct ru_copy *copy)
{
	bool out[SENTENCES_MOST];

	mark_equal(&r->docs[copy->a], copy, true, out);
	int status = make_sheet(r, &r->sheet[0], copy->a, true, out);
	mark_equal(&r->docs[copy->b], copy, false, out);
	if (status == 0)
		status = make_sheet(r, &r->sheet[1], copy->b, true, out);
	if (status != 0)
		return status;
	count_same(r);
	status = align_any(r, copy);
	return status == 0 ? tell(r, copy) : status;
}

static int rewrite_all(struct rewriting *r, struct ru_copies *copies)
{
	int status = find_translations(r, copies);

	for (uint32_t i = 0; i < copies->count && status == 0; i++) {
		struct ru_copy *copy = &copies->items[i];
		if (ru_cancelled(r->options->cancel))
			return RU_ECANCEL;
		if (copy->kind == RU_COPY_LIGHT || copy->kind == RU_COPY_HEAVY)
			status = find_rewritten(r, copy);
	}
	return status;
}

int ru_match_rewritten(struct ru_copies *copies, const struct ru_doc *docs, uint32_t count,
                       const struct ru_match_options *options, struct ru_arena *arena, struct ru_error *err)
{
	const struct ru_alloc *al = options->al;
	struct rewriting r = {.docs = docs, .count = count, .options = options, .arena = arena};
	size_t side = SENTENCES_MOST + 1;
	int status = RU_ENOMEM;

	ru_vec_init(&r.marks, al, sizeof(struct ru_mark), 0);
	ru_vec_init(&r.found, al, sizeof(struct beside), 0);
	r.same = ru_alloc_get(al, (size_t)SENTENCES_MOST * SENTENCES_MOST, sizeof(*r.same));
	r.best = ru_alloc_get(al, side * side, sizeof(*r.best));
	r.sheet = ru_alloc_zero(al, 2, sizeof(*r.sheet));
	if (r.same == NULL || r.best == NULL || r.sheet == NULL)
		goto err1;
	r.sheet[0].marks = ru_alloc_get(al, RU_MARKS_MOST, sizeof(struct ru_mark));
	r.sheet[1].marks = ru_alloc_get(al, RU_MARKS_MOST, sizeof(struct ru_mark));
	if (r.sheet[0].marks != NULL && r.sheet[1].marks != NULL)
		status = rewrite_all(&r, copies);
	ru_alloc_free(al, r.sheet[0].marks);
	ru_alloc_free(al, r.sheet[1].marks);
err1:
	ru_alloc_free(al, r.sheet);
	ru_alloc_free(al, r.best);
	ru_alloc_free(al, r.same);
	ru_vec_release(&r.found);
	ru_vec_release(&r.marks);
	return status == 0 ? 0
	                   : ru_fail(err, status, NULL, UINT64_MAX, "sentences told again: %s", ru_status_name(status));
}
