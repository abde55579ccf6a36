/* SPDX-License-Identifier: Apache-2.0 */
/* The tagger of names: a linear-chain conditional random field (Lafferty, McCallum and Pereira, ICML 2001) with
 * fixed-point weights, over the labels B, I, L and U (begin, inside, last, only word) of three types and O (no name).
 * The best labels of a stretch are found by Viterbi's algorithm.
 *
 * Fed the words with their features; gives spans, which names/join.c brings together with what the rules found. The
 * weights are a file of the pack, names.model: tools/train_names.py writes it and documents its layout. Linear in the
 * words. */
#include "facts/names/tagger.h"

enum { SLOTS = 4, SLOT = 16, CHECK = 3 };

static int16_t get16(struct ru_str s, size_t at)
{
	return (int16_t)((unsigned char)s.ptr[at] | (unsigned)(unsigned char)s.ptr[at + 1] << 8);
}

static uint32_t get32(struct ru_str s, size_t at)
{
	return (uint32_t)(uint16_t)get16(s, at) | (uint32_t)(uint16_t)get16(s, at + 2) << 16;
}

bool ru_name_model_open(struct ru_name_model *out, struct ru_str bytes)
{
	size_t at = ru_str_find(bytes, RU_S("\n\n"), 0);
	const size_t numbers = RU_NAME_LABELS + (size_t)RU_NAME_LABELS * RU_NAME_LABELS;
	struct ru_name_model model;

	if (at == SIZE_MAX)
		return false;
	at += 2;
	if (bytes.len - at < 8 + 2 * numbers + 4 || get32(bytes, at + 4) != RU_NAME_LABELS)
		return false;
	model.lines = get32(bytes, at);
	if (model.lines == 0 || (model.lines & (model.lines - 1)) != 0 || model.lines > 1u << 20)
		return false;
	at += 8;
	for (uint32_t k = 0; k < RU_NAME_LABELS; k++, at += 2)
		model.bias[k] = get16(bytes, at);
	for (uint32_t k = 0; k < RU_NAME_LABELS * RU_NAME_LABELS; k++, at += 2)
		model.step[k / RU_NAME_LABELS][k % RU_NAME_LABELS] = get16(bytes, at);
	at += 2 * (numbers % 2);
	if (bytes.len - at != (size_t)model.lines * SLOTS * SLOT)
		return false;
	model.slots = ru_str_cut(bytes, at, bytes.len);
	*out = model;
	return true;
}

static const unsigned char *line_of(const struct ru_name_model *model, uint64_t feature)
{
	return (const unsigned char *)model->slots.ptr + (size_t)(feature & (model->lines - 1)) * SLOTS * SLOT;
}

/* What the model says of a feature, NULL where nothing; the first CHECK bytes are those of the check. A line is one
 * line of the processor's cache. */
static const unsigned char *find_slot(const unsigned char *slot, uint64_t feature)
{
	uint32_t check = (uint32_t)(feature >> 14 & 0xFFFFFF);

	for (uint32_t k = 0; k < SLOTS; k++, slot += SLOT) {
		uint32_t head = (uint32_t)slot[0] | (uint32_t)slot[1] << 8 | (uint32_t)slot[2] << 16 |
		                (uint32_t)slot[3] << 24; /* one load: three would be slower */
		if ((head & 0xFFFFFF) == check)
			return slot;
	}
	return NULL;
}

/* What the model says of the labels of word i. Slots are summed up as a whole: the first CHECK numbers of score take
 * the bytes of the checks. */
static void score_word(const struct ru_name_model *model, const struct ru_name_signs *signs, uint32_t i,
                       int16_t score[SLOT])
{
	uint64_t feature[RU_NAME_FEATURES];
	const unsigned char *slot[RU_NAME_FEATURES] = {NULL};
	uint32_t count = ru_name_features(signs, i, feature), found = 0;
	int16_t sum[SLOT] = {0};

#if defined(__GNUC__)
	for (uint32_t k = 0; k < count; k++)
		__builtin_prefetch(line_of(model, feature[k]));
#endif
	for (uint32_t k = 0; k < count; k++) {
		slot[found] = find_slot(line_of(model, feature[k]), feature[k]);
		found += slot[found] != NULL;
	}
	for (uint32_t k = 0; k < found; k++)
		for (uint32_t j = 0; j < SLOT; j++)
			sum[j] = (int16_t)(sum[j] + (signed char)slot[k][j]);
	memcpy(score, sum, sizeof(sum));
}

/* The labels that may stand before one that goes on in a name: those that begin it or go on; before all others: those
 * that leave no name open. */
static const uint8_t closed[7] = {0, 3, 4, 7, 8, 11, 12};

/* One step of Viterbi's algorithm: the best way to each label of the word, and where it comes from. */
static void walk(const struct ru_name_model *model, const int32_t before[RU_NAME_LABELS], const int16_t here[SLOT],
                 int32_t best[RU_NAME_LABELS], uint8_t from[RU_NAME_LABELS])
{
	for (uint32_t to = 0; to < RU_NAME_LABELS; to++) {
		uint32_t part = (to + 3) % 4, base = to - part;
		uint8_t open[2] = {(uint8_t)base, (uint8_t)(base + 1)};
		bool goes_on = to > 0 && (part == 1 || part == 2);
		const uint8_t *ways = goes_on ? open : closed;
		best[to] = INT32_MIN / 2;
		from[to] = ways[0];
		for (uint32_t k = 0; k < (goes_on ? 2u : 7u); k++) {
			int32_t way = before[ways[k]] + model->step[ways[k]][to];
			if (way > best[to]) {
				best[to] = way;
				from[to] = ways[k];
			}
		}
		best[to] += here[CHECK + to] + model->bias[to];
	}
}

struct path {
	uint8_t from[RU_NAME_STRETCH][RU_NAME_LABELS];
	uint8_t label[RU_NAME_STRETCH];
};

static void best_labels(const struct ru_name_model *model, const struct ru_name_signs *signs, uint32_t first,
                        uint32_t last, struct path *path)
{
	int32_t best[2][RU_NAME_LABELS];
	uint32_t top = 0;

	for (uint32_t k = 0; k < RU_NAME_LABELS; k++)
		best[1][k] = k == 0 ? 0 : INT32_MIN / 2;
	for (uint32_t i = first; i < last; i++) {
		int16_t score[SLOT];
		uint32_t now = (i - first) % 2;
		score_word(model, signs, i, score);
		walk(model, best[1 - now], score, best[now], path->from[i - first]);
	}
	const int32_t *end = best[(last - first - 1) % 2];
	for (uint32_t k = 1; k < RU_NAME_LABELS; k++) {
		if (end[k] + model->step[k][0] > end[top] + model->step[top][0])
			top = k;
	}
	for (uint32_t i = last - first; i-- > 0;) {
		path->label[i] = (uint8_t)top;
		top = path->from[i][top];
	}
}

/* The spans of the labels of a stretch. */
static int read_labels(const struct path *path, uint32_t first, uint32_t last, uint64_t most, struct ru_vec *out)
{
	static const uint8_t type[3] = {RU_NAME_PERSON, RU_NAME_ORG, RU_NAME_PLACE};
	uint32_t begin = first;

	for (uint32_t i = first; i < last; i++) {
		uint32_t label = path->label[i - first], part = (label + 3) % 4;
		struct ru_found_name *found;
		if (label == 0)
			continue;
		if (part == 0 || part == 3)
			begin = i;
		if (part < 2 || out->len >= most)
			continue;
		found = ru_vec_push(out);
		if (found == NULL)
			return RU_ENOMEM;
		*found = (struct ru_found_name){.first = begin, .last = i + 1, .type = type[(label - 1) / 4]};
	}
	return RU_OK;
}

int ru_names_read_tags(const struct ru_name_reader *n, const struct ru_name_model *model, struct ru_vec *out)
{
	const struct ru_alloc *al = n->r->options->al;
	struct ru_name_signs signs;
	struct path *path = ru_alloc_get(al, 1, sizeof(*path));
	uint32_t first, last;
	int status = path != NULL ? ru_name_signs_make(&signs, n) : RU_ENOMEM;

	for (uint32_t at = 0; status == RU_OK && ru_name_stretch(&signs, at, &first, &last); at = last) {
		best_labels(model, &signs, first, last, path);
		status = read_labels(path, first, last, n->r->options->limits->facts, out);
	}
	ru_alloc_free(al, path);
	return status;
}
