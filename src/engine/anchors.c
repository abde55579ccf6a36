/* SPDX-License-Identifier: Apache-2.0 */
/* Facts to anchors; see anchors.h. Every occurrence becomes an anchor first, then equal keys are joined. */
#include "engine/anchors.h"

#include "base/hash.h"
#include "base/sort.h"
#include "text/fold.h"
#include "text/words.h"

enum {
	LEAD_WORDS = 70,   /* of the text: what an event's report says first */
	WHERE_WORDS = 120, /* and by when it has said where */
	NAME_WEIGHT = 500, /* at least; a name is rarer than its words */
	WHOLE_NAME_WEIGHT = 700,
	KNOWN_WEIGHT = 250, /* a place or agency that the pack knows stands in many stories */
	DATE_WEIGHT = 350,
	NUMBER_WEIGHT = 130, /* a significant digit */
	NUMBER_WEIGHT_MOST = 600,
	NAME_WORDS_MOST = 8
};

struct maker {
	const struct ru_article *article;
	const struct ru_facts *facts;
	uint8_t *where;     /* one a sentence */
	uint32_t where_end; /* end of the sentence that passes WHERE_WORDS, in the page text */
	struct ru_vec anchors;
	struct ru_vec words; /* struct ru_word, of one name */
	struct ru_buf buf;
	const struct ru_alloc *al;
};

/* One key space for all types of names, one for each other kind. */
static uint64_t key_of(enum ru_anchor_kind kind, uint64_t hash)
{
	uint64_t space =
	    kind == RU_ANCHOR_ORG || kind == RU_ANCHOR_PLACE || kind == RU_ANCHOR_OTHER ? RU_ANCHOR_PERSON : kind;
	return ru_hash_mix(space + 1, hash);
}

/* Which part of the page each sentence stands in. */
static void set_parts(struct maker *m)
{
	uint32_t seen = 0;
	for (uint32_t i = 0; i < m->facts->sentence_count; i++) {
		const struct ru_sentence *s = &m->facts->sentences[i];
		enum ru_block_kind kind = RU_BLOCK_BODY;
		if (s->block < m->article->block_count)
			kind = m->article->blocks[s->block].kind;
		if (kind == RU_BLOCK_HEADLINE) {
			m->where[i] = RU_ANCHOR_TITLE;
		} else if (kind == RU_BLOCK_STANDFIRST) {
			m->where[i] = RU_ANCHOR_LEAD;
		} else {
			m->where[i] = seen < LEAD_WORDS && kind != RU_BLOCK_CAPTION ? RU_ANCHOR_LEAD : RU_ANCHOR_BODY;
			if (seen < WHERE_WORDS)
				m->where_end = s->at.end;
			seen += kind != RU_BLOCK_CAPTION ? s->last - s->first : 0;
		}
	}
}

/* Index of the sentence that holds the byte; sentences go up. The nearest before it where none does. */
static uint8_t part_at(const struct maker *m, uint32_t at)
{
	uint32_t low = 0, high = m->facts->sentence_count;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (m->facts->sentences[mid].at.begin <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low > 0 ? m->where[low - 1] : RU_ANCHOR_BODY;
}

static int add(struct maker *m, enum ru_anchor_kind kind, uint64_t hash, uint32_t weight, struct ru_range at,
               int32_t day)
{
	struct ru_anchor *anchor = ru_vec_push(&m->anchors);
	if (anchor == NULL)
		return RU_ENOMEM;
	anchor->key = key_of(kind, hash);
	anchor->weight = (uint16_t)(weight < UINT16_MAX ? weight : UINT16_MAX);
	anchor->kind = (uint8_t)kind;
	anchor->where = part_at(m, at.begin);
	anchor->count = 1;
	anchor->begin = at.begin;
	anchor->length = (uint16_t)(at.end - at.begin < UINT16_MAX ? at.end - at.begin : UINT16_MAX);
	anchor->day = day;
	return 0;
}

static int add_words(struct maker *m)
{
	for (uint32_t i = 0; i < m->facts->token_count; i++) {
		const struct ru_token *t = &m->facts->tokens[i];
		if (t->stem == 0 || (t->flags & (RU_TOKEN_STOP | RU_TOKEN_PUNCT | RU_TOKEN_NUMBER)) != 0 ||
		    t->end - t->begin < 2)
			continue;
		int status = add(m, RU_ANCHOR_WORD, t->stem, t->weight, (struct ru_range){t->begin, t->end}, 0);
		if (status != 0)
			return status;
	}
	return 0;
}

static enum ru_anchor_kind kind_of_name(enum ru_name_type type)
{
	switch (type) {
	case RU_NAME_PERSON:
		return RU_ANCHOR_PERSON;
	case RU_NAME_ORG:
		return RU_ANCHOR_ORG;
	case RU_NAME_PLACE:
		return RU_ANCHOR_PLACE;
	case RU_NAME_OTHER:
		break;
	}
	return RU_ANCHOR_OTHER;
}

/* "Jong-un" and "Jong Un" are the same words. */
static void soften_hyphens(struct ru_buf *buf)
{
	for (size_t i = 0; i < buf->len; i++) {
		if (buf->ptr[i] == '-')
			buf->ptr[i] = ' ';
	}
}

/* The words of one form of a name, and the whole where it has several. */
static int add_name_form(struct maker *m, struct ru_str form, enum ru_anchor_kind kind, struct ru_range at, bool known)
{
	ru_buf_clear(&m->buf);
	ru_vec_clear(&m->words);
	ru_fold_bare(&m->buf, form);
	int status = ru_buf_status(&m->buf);
	if (status != 0)
		return status;
	soften_hyphens(&m->buf);
	struct ru_str folded = ru_buf_str(&m->buf);
	status = ru_words(folded, &m->words);
	uint64_t whole = 0;
	uint32_t words = 0;
	for (size_t i = 0; i < m->words.len && status == 0 && words < NAME_WORDS_MOST; i++) {
		const struct ru_word *w = RU_VEC_AT(&m->words, struct ru_word, i);
		if (w->kind != RU_WORD_LETTERS || w->end - w->begin < 2)
			continue;
		uint64_t hash = ru_hash64(ru_str_cut(folded, w->begin, w->end));
		whole = ru_hash_mix(whole, hash);
		words++;
		status = add(m, kind, hash, known ? KNOWN_WEIGHT : NAME_WEIGHT, at, 0);
	}
	if (status == 0 && words > 1)
		status = add(m, kind, whole, known ? KNOWN_WEIGHT : WHOLE_NAME_WEIGHT, at, 0);
	return status;
}

/* The anchors from `first` on are those of a town in which the first sentences put something. */
static void set_located(struct maker *m, size_t first)
{
	for (size_t i = first; i < m->anchors.len; i++) {
		struct ru_anchor *anchor = RU_VEC_AT(&m->anchors, struct ru_anchor, i);
		if (anchor->begin < m->where_end)
			anchor->where |= RU_ANCHOR_LOCATED;
	}
}

static int add_names(struct maker *m)
{
	for (uint32_t i = 0; i < m->facts->name_count; i++) {
		const struct ru_name *name = &m->facts->names[i];
		enum ru_anchor_kind kind = kind_of_name(name->type);
		if (name->place.at.begin == RU_NONE)
			continue;
		size_t before = m->anchors.len;
		struct ru_str canon = {NULL, 0};
		if (name->entity < m->facts->entity_count)
			canon = m->facts->entities[name->entity].canon;
		int status = add_name_form(m, name->text, kind, name->place.at, canon.len > 0);
		if (status == 0 && canon.len > 0 && !ru_str_eq(canon, name->text))
			status = add_name_form(m, canon, kind, name->place.at, true);
		if (name->located)
			set_located(m, before);
		if (status != 0)
			return status;
	}
	return 0;
}

/* "10.000" says less than "10.417": the weight goes by the digits before the final zeros. */
static uint32_t number_weight(struct ru_str value)
{
	uint32_t digits = 0, zeros = 0;
	for (size_t i = 0; i < value.len; i++) {
		if (!ru_is_digit(value.ptr[i]))
			continue;
		if (value.ptr[i] == '0') {
			zeros += digits > 0;
			continue;
		}
		digits += zeros + 1;
		zeros = 0;
	}
	uint32_t weight = digits * NUMBER_WEIGHT + (zeros > 3 ? NUMBER_WEIGHT : 0);
	return weight < NUMBER_WEIGHT_MOST ? weight : NUMBER_WEIGHT_MOST;
}

static int add_numbers(struct maker *m)
{
	for (uint32_t i = 0; i < m->facts->figure_count; i++) {
		const struct ru_figure *figure = &m->facts->figures[i];
		if (figure->change == RU_CHANGE_ORDINAL || figure->change == RU_CHANGE_VAGUE ||
		    figure->place.at.begin == RU_NONE)
			continue;
		uint64_t hash = ru_hash_mix(ru_hash64(figure->value), ru_hash64(figure->unit));
		int status = add(m, RU_ANCHOR_NUMBER, hash, number_weight(figure->value), figure->place.at, 0);
		if (status != 0)
			return status;
	}
	return 0;
}

/* "2024-11-30..." and "XXXX-11-30" name the day -11-30. */
static bool month_and_day(struct ru_str value, struct ru_str *out)
{
	if (value.len < 10 || value.ptr[4] != '-' || value.ptr[7] != '-')
		return false;
	*out = ru_str_cut(value, 4, 10);
	return ru_is_digit(out->ptr[1]) && ru_is_digit(out->ptr[2]) && ru_is_digit(out->ptr[4]) &&
	       ru_is_digit(out->ptr[5]);
}

static int add_dates(struct maker *m)
{
	for (uint32_t i = 0; i < m->facts->date_count; i++) {
		const struct ru_date *date = &m->facts->dates[i];
		struct ru_str day;
		if (!month_and_day(date->value, &day) || date->place.at.begin == RU_NONE)
			continue;
		int32_t known = date->days.first == INT32_MIN ? 0 : date->days.first;
		int status = add(m, RU_ANCHOR_DATE, ru_hash64(day), DATE_WEIGHT, date->place.at, known);
		if (status != 0)
			return status;
	}
	return 0;
}

static int by_key(const void *x, const void *y, void *ctx)
{
	const struct ru_anchor *p = x, *q = y;
	(void)ctx;
	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	if (p->begin != q->begin)
		return p->begin < q->begin ? -1 : 1;
	return (int)p->kind - (int)q->kind;
}

/* Equal keys to one anchor: the first place, all parts, the lowest weight, a day that is known. */
static void join_equal(struct ru_vec *anchors)
{
	struct ru_anchor *item = anchors->ptr;
	size_t kept = 0;
	for (size_t i = 0; i < anchors->len; i++) {
		if (kept == 0 || item[kept - 1].key != item[i].key) {
			item[kept++] = item[i];
			continue;
		}
		struct ru_anchor *to = &item[kept - 1];
		to->where |= item[i].where;
		to->count = (uint16_t)(to->count < UINT16_MAX ? to->count + 1 : to->count);
		to->weight = item[i].weight < to->weight ? item[i].weight : to->weight;
		to->day = to->day == 0 ? item[i].day : to->day;
	}
	anchors->len = kept;
}

static int make(struct maker *m)
{
	set_parts(m);
	int status = add_words(m);
	if (status == 0)
		status = add_names(m);
	if (status == 0)
		status = add_numbers(m);
	if (status == 0)
		status = add_dates(m);
	if (status == 0)
		status = ru_sort(m->anchors.ptr, m->anchors.len, sizeof(struct ru_anchor), by_key, NULL, m->al);
	if (status != 0)
		return status;
	join_equal(&m->anchors);
	return 0;
}

int ru_engine_anchors(struct ru_doc *doc, struct ru_arena *arena, const struct ru_alloc *al)
{
	struct maker m = {.article = doc->article, .facts = doc->facts, .al = al};
	void *copied = NULL;
	int status = RU_ENOMEM;
	m.where = ru_alloc_zero(al, (size_t)doc->facts->sentence_count + 1, sizeof(*m.where));
	if (m.where == NULL)
		return RU_ENOMEM;
	ru_vec_init(&m.anchors, al, sizeof(struct ru_anchor), 0);
	ru_vec_init(&m.words, al, sizeof(struct ru_word), 0);
	ru_buf_init(&m.buf, al, 0);
	status = make(&m);
	if (status == 0)
		status = ru_vec_copy(&m.anchors, arena, &copied);
	if (status == 0) {
		doc->anchors = copied;
		doc->anchor_count = (uint32_t)m.anchors.len;
	}
	ru_buf_release(&m.buf);
	ru_vec_release(&m.words);
	ru_vec_release(&m.anchors);
	ru_alloc_free(al, m.where);
	return status;
}
