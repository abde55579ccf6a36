/* SPDX-License-Identifier: Apache-2.0 */
/* The marks of pages, and which pages in two languages share enough of them to be compared. */
#include "match/marks.h"

#include "base/hash.h"
#include "base/sort.h"
#include "text/fold.h"

enum {
	STEM_WEIGHT = 300, /* from this rarity on (hundredths of a nat) a stem is a mark */
	NAME_BYTES = 3     /* shorter words of a name are no marks */
};

struct holder {
	uint64_t key;
	uint32_t page, spare;
};

static int push_mark(struct ru_vec *out, const struct ru_facts *facts, uint64_t key, bool kept, struct ru_range at)
{
	uint32_t sentence = at.begin != RU_NONE ? ru_facts_sentence(facts, at.begin) : RU_NONE;

	if (sentence >= RU_MARK_SENTENCES || out->len >= RU_MARKS_MOST)
		return 0;
	struct ru_mark *mark = ru_vec_push(out);
	if (mark == NULL)
		return RU_ENOMEM;
	*mark = (struct ru_mark){key, sentence, kept};
	return 0;
}

/* The words of a name one by one: "Rina Halim" is "Halim" a line later. */
static int push_name(struct ru_vec *out, const struct ru_doc *doc, const struct ru_name *name)
{
	struct ru_str s = name->text;
	int status = 0;

	for (size_t i = 0, from = 0; i <= s.len && status == 0; i++) {
		bool in_word = i < s.len && ((unsigned char)s.ptr[i] >= 0x80 || ru_is_alnum((unsigned char)s.ptr[i]));
		if (in_word)
			continue;
		if (i - from >= NAME_BYTES)
			status = push_mark(out, doc->facts, ru_fold_hash(ru_str_cut(s, from, i)), true, name->place.at);
		from = i + 1;
	}
	return status;
}

/* Names, numbers and dates: what a translation keeps. */
static int push_kept(struct ru_vec *out, const struct ru_doc *doc)
{
	const struct ru_facts *facts = doc->facts;
	int status = 0;

	for (uint32_t i = 0; i < facts->name_count && status == 0; i++)
		status = push_name(out, doc, &facts->names[i]);
	for (uint32_t i = 0; i < facts->figure_count && status == 0; i++) {
		const struct ru_figure *figure = &facts->figures[i];
		if (figure->milli > 2000 || figure->milli % 1000 != 0)
			status = push_mark(out, facts, ru_hash_mix(2, (uint64_t)figure->milli), true, figure->place.at);
	}
	for (uint32_t i = 0; i < facts->date_count && status == 0; i++) {
		const struct ru_date *date = &facts->dates[i];
		if (date->days.first != INT32_MIN)
			status =
			    push_mark(out, facts, ru_hash_mix(3, (uint32_t)date->days.first), true, date->place.at);
	}
	return status;
}

static int push_stems(struct ru_vec *out, const struct ru_doc *doc)
{
	const struct ru_facts *facts = doc->facts;
	int status = 0;

	for (uint32_t i = 0; i < facts->token_count && status == 0; i++) {
		const struct ru_token *token = &facts->tokens[i];
		if (token->weight >= STEM_WEIGHT && (token->flags & (RU_TOKEN_NAME | RU_TOKEN_NUMBER)) == 0)
			status = push_mark(out, facts, token->stem, false, (struct ru_range){token->begin, token->end});
	}
	return status;
}

static int by_mark(const void *x, const void *y, void *ctx)
{
	const struct ru_mark *p = x, *q = y;
	(void)ctx;
	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	return p->sentence < q->sentence ? -1 : p->sentence > q->sentence;
}

int ru_marks_read(const struct ru_doc *doc, bool stems, struct ru_vec *out)
{
	size_t kept = 0;

	ru_vec_clear(out);
	int status = push_kept(out, doc);
	if (status == 0 && stems)
		status = push_stems(out, doc);
	if (status == 0)
		status = ru_sort(out->ptr, out->len, sizeof(struct ru_mark), by_mark, NULL, out->al);
	for (size_t i = 0; i < out->len; i++) {
		struct ru_mark *mark = out->ptr;
		if (kept == 0 || by_mark(&mark[kept - 1], &mark[i], NULL) != 0)
			mark[kept++] = mark[i];
		else
			mark[kept - 1].kept = mark[kept - 1].kept || mark[i].kept;
	}
	out->len = kept;
	return status;
}

static bool two_languages(const struct ru_doc *docs, uint32_t a, uint32_t b)
{
	struct ru_str x = docs[a].facts->language, y = docs[b].facts->language;

	return ru_is_one_language(x) && ru_is_one_language(y) && !ru_str_eq(x, y);
}

static int by_holder(const void *x, const void *y, void *ctx)
{
	const struct holder *p = x, *q = y;
	(void)ctx;
	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	return p->page < q->page ? -1 : p->page > q->page;
}

/* Most piles are in one language: then nothing needs to be read. */
static bool is_one_language(const struct ru_doc *docs, uint32_t count)
{
	for (uint32_t i = 1; i < count; i++) {
		if (!ru_str_eq(docs[i].facts->language, docs[0].facts->language))
			return false;
	}
	return true;
}

static int gather_holders(const struct ru_doc *docs, uint32_t count, const struct ru_match_options *options,
                          struct ru_vec *holders)
{
	struct ru_vec marks;
	int status = 0;

	ru_vec_init(&marks, options->al, sizeof(struct ru_mark), 0);
	for (uint32_t page = 0; page < count && status == 0; page++) {
		status = ru_cancelled(options->cancel) ? RU_ECANCEL : 0;
		if (status == 0)
			status = ru_marks_read(&docs[page], false, &marks);
		const struct ru_mark *mark = marks.ptr;
		for (size_t i = 0; i < marks.len && status == 0; i++) {
			if (i > 0 && mark[i].key == mark[i - 1].key)
				continue;
			struct holder *item = ru_vec_push(holders);
			status = item == NULL ? RU_ENOMEM : 0;
			if (item != NULL)
				*item = (struct holder){mark[i].key, page, 0};
		}
	}
	ru_vec_release(&marks);
	return status == 0 ? ru_sort(holders->ptr, holders->len, sizeof(struct holder), by_holder, NULL, options->al)
	                   : status;
}

/* The pairs of one mark's pages, while the budget lasts. */
static int mark_pairs(const struct ru_doc *docs, const struct holder *item, size_t count, uint64_t *budget,
                      struct ru_vec *out)
{
	for (size_t x = 0; x < count; x++) {
		for (size_t y = x + 1; y < count && budget[0] > 0; y++) {
			if (!two_languages(docs, item[x].page, item[y].page))
				continue;
			uint64_t *pair = ru_vec_push(out);
			if (pair == NULL)
				return RU_ENOMEM;
			*pair = (uint64_t)item[x].page << 32 | item[y].page;
			(*budget)--;
		}
	}
	return 0;
}

int ru_marks_pairs(const struct ru_doc *docs, uint32_t count, const struct ru_match_options *options,
                   struct ru_vec *out)
{
	struct ru_vec holders;
	uint64_t budget = ru_marks_budget(count);
	size_t kept = 0;

	if (is_one_language(docs, count))
		return 0;
	ru_vec_init(&holders, options->al, sizeof(struct holder), SIZE_MAX / 64);
	int status = gather_holders(docs, count, options, &holders);
	const struct holder *item = holders.ptr;
	for (size_t i = 0, j = 0; i < holders.len && status == 0; i = j) {
		while (j < holders.len && item[j].key == item[i].key)
			j++;
		if (j - i <= RU_MARK_PAGES)
			status = mark_pairs(docs, item + i, j - i, &budget, out);
	}
	ru_vec_release(&holders);
	if (status == 0)
		status = ru_sort_u64(out->ptr, out->len, options->al);
	uint64_t *pair = out->ptr;
	for (size_t i = 0, j = 0; i < out->len && status == 0; i = j) {
		uint64_t value = pair[i];
		while (j < out->len && pair[j] == value)
			j++;
		if (j - i >= RU_MARK_SHARED)
			pair[kept++] = value;
	}
	out->len = kept;
	return status;
}
