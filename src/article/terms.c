/* SPDX-License-Identifier: Apache-2.0 */
/* Terms: the words in an element's class names and the first words of a line, as hashes, and what the model's tables
 * weigh them. Class names count from the line's element up to where they meet the element that holds the text: what
 * stands above holds both the text and what it is not. */
#include "article/block_model.h"

#include "base/hash.h"

enum { ALONE = 25, PAIRED = 12, LEVELS = 6, TERM_LEAST = 2, TERM_MOST = 24 };

static uint32_t low32(uint64_t h) { return (uint32_t)(h & UINT32_MAX); }

uint32_t ru_line_terms(const struct ru_draft *d, uint32_t line, uint32_t out[RU_LINE_TERMS])
{
	const struct ru_line *at = ru_draft_line(d, line);
	uint32_t n = 0, seen = 0;
	uint64_t before = 0;

	for (uint32_t w = at->first; w < at->last && seen < ALONE; w++) {
		uint64_t h = d->lookup.hash[w];

		if (ru_draft_word(d, w)->kind != RU_WORD_LETTERS)
			continue;
		out[n++] = low32(ru_hash_mix(h, 1));
		if (seen == 0)
			out[n++] = low32(ru_hash_mix(h, 2));
		else if (seen < PAIRED)
			out[n++] = low32(ru_hash_mix(ru_hash_mix(before, 3), h));
		if (seen == 1)
			out[n++] = low32(ru_hash_mix(ru_hash_mix(before, 4), h));
		before = h;
		seen++;
	}
	return n;
}

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80; }

uint32_t ru_value_terms(struct ru_str value, uint32_t out[RU_VALUE_TERMS])
{
	size_t pos = 0;
	uint32_t n = 0;

	value = ru_str_cut(value, 0, 300);
	while (pos < value.len && n < RU_VALUE_TERMS) {
		char term[TERM_MOST];
		size_t len = 0, begin;

		while (pos < value.len && !is_letter(value.ptr[pos]))
			pos++;
		begin = pos;
		while (pos < value.len && is_letter(value.ptr[pos]) &&
		       !(pos > begin && is_upper(value.ptr[pos]) && !is_upper(value.ptr[pos - 1]))) {
			if (len < TERM_MOST)
				term[len++] = ru_to_lower(value.ptr[pos]);
			pos++;
		}
		if (pos - begin >= TERM_LEAST && pos - begin <= TERM_MOST)
			out[n++] = low32(ru_hash64((struct ru_str){term, len}));
	}
	return n;
}

/* What the tables say of one element or line. */
struct weighed {
	int32_t sum, count;
	int16_t low, high;
};

static const struct weighed nothing = {0, 0, INT16_MAX, INT16_MIN};

static void weigh(struct weighed *to, const struct ru_term_table *table, const uint32_t *terms, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		ru_term_expect(table, terms[i]);
	for (uint32_t i = 0; i < count; i++) {
		int weight = 0;
		bool known = ru_term_weight(table, terms[i], &weight);

		/* about half are known: no branch asks */
		to->low = (int16_t)(known && weight < to->low ? weight : to->low);
		to->high = (int16_t)(known && weight > to->high ? weight : to->high);
		to->sum += known ? weight : 0;
		to->count += known;
	}
}

/* Rounded down; the weights are bytes. */
static int16_t mean(const struct weighed *w) { return (int16_t)((w->sum + 128 * w->count) / w->count - 128); }

struct reader {
	struct ru_draft *d;
	const struct ru_block_model *model;
	struct weighed *values; /* per number of an attribute's value; count -1: not looked at yet */
	struct weighed *nodes;  /* per holder of lines; likewise */
};

static const struct weighed *value_weight(const struct reader *r, uint32_t number, struct ru_str value)
{
	struct weighed *w = &r->values[number];
	uint32_t terms[RU_VALUE_TERMS];

	if (w->count < 0) {
		*w = nothing;
		weigh(w, &r->model->classes, terms, ru_value_terms(value, terms));
	}
	return w;
}

static void merge(struct weighed *to, const struct weighed *from)
{
	to->low = from->low < to->low ? from->low : to->low;
	to->high = from->high > to->high ? from->high : to->high;
	to->sum += from->sum;
	to->count += from->count;
}

static const struct weighed *node_weight(const struct reader *r, uint32_t node)
{
	const struct ru_html_node *n = &r->d->html.nodes[node];
	struct weighed *w = &r->nodes[node];

	if (w->count >= 0)
		return w;
	*w = nothing;
	for (uint32_t i = n->attr; i < n->attr + n->attr_count; i++)
		if (r->d->attr_value[i] != 0)
			merge(w, value_weight(r, r->d->attr_value[i], r->d->html.attrs[i].value));
	return w;
}

static void class_row(const struct reader *r, uint32_t i)
{
	int16_t *f = r->d->features[i].f;
	uint32_t node = ru_draft_line(r->d, i)->node;
	struct weighed all = nothing;

	f[RU_F_CLASS_OWN] = f[RU_F_CLASS_LOW] = f[RU_F_CLASS_HIGH] = RU_NO_TERM;
	for (int16_t up = 0; up < f[RU_F_MAIN_UP] && up < LEVELS && node != 0; up++) {
		const struct weighed *w = node_weight(r, node);

		if (all.count == 0 && w->count > 0)
			f[RU_F_CLASS_OWN] = mean(w);
		merge(&all, w);
		node = r->d->html.nodes[node].parent;
	}
	if (all.count > 0) {
		f[RU_F_CLASS_LOW] = all.low;
		f[RU_F_CLASS_HIGH] = all.high;
	}
}

static void word_row(const struct reader *r, uint32_t i)
{
	int16_t *f = r->d->features[i].f;
	uint32_t terms[RU_LINE_TERMS];
	struct weighed w = nothing;

	f[RU_F_TERM_MEAN] = f[RU_F_TERM_LOW] = f[RU_F_TERM_HIGH] = RU_NO_TERM;
	if (f[RU_F_LINKED] >= 90)
		return;
	weigh(&w, &r->model->words, terms, ru_line_terms(r->d, i, terms));
	if (w.count == 0)
		return;
	f[RU_F_TERM_MEAN] = mean(&w);
	f[RU_F_TERM_LOW] = w.low;
	f[RU_F_TERM_HIGH] = w.high;
}

int ru_terms_read(struct ru_draft *d, const struct ru_block_model *model)
{
	struct reader r = {.d = d, .model = model};

	r.nodes = ru_arena_get_raw(d->arena, d->html.node_count, sizeof(*r.nodes));
	r.values = ru_arena_get_raw(d->arena, d->value_count, sizeof(*r.values));
	if (r.nodes == NULL || r.values == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < d->holder_count; i++)
		r.nodes[d->holder[i]].count = -1;
	for (uint32_t i = 0; i < d->value_count; i++)
		r.values[i].count = -1;
	for (uint32_t i = 0; i < ru_draft_line_count(d); i++) {
		class_row(&r, i);
		word_row(&r, i);
	}
	return 0;
}
