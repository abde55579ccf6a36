/* SPDX-License-Identifier: Apache-2.0 */
/* Runs of characters and words of a text, looked up in the model's table. Letters are lower-cased one by one, all else
 * is one blank, as in the trainer: both must cut a text into the same runs. */
#include "language/model.h"

#include "text/utf8.h"

static uint32_t get32(struct ru_str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.ptr + at;
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

bool ru_model_open(struct ru_model *out, struct ru_str bytes)
{
	size_t at = ru_str_find(bytes, RU_S("\n\n"), 0);
	if (at == SIZE_MAX || bytes.len - at < 14)
		return false;
	at += 2;
	struct ru_model model = {.languages = get32(bytes, at), .buckets = get32(bytes, at + 4)};
	uint64_t records = get32(bytes, at + 8);
	at += 12;
	if (model.languages == 0 || model.languages > RU_MODEL_LANGUAGES || model.buckets == 0 ||
	    (model.buckets & (model.buckets - 1)) != 0 || model.buckets > 1u << 24)
		return false;
	uint64_t tags = (uint64_t)model.languages * RU_MODEL_TAG, bases = (uint64_t)model.languages * 4;
	uint64_t offsets = ((uint64_t)model.buckets + 1) * 4;
	if (bytes.len - at != tags + bases + offsets + records)
		return false;
	model.tags = ru_str_cut(bytes, at, at + (size_t)tags);
	at += (size_t)tags;
	model.bases = ru_str_cut(bytes, at, at + (size_t)bases);
	at += (size_t)bases;
	model.offsets = ru_str_cut(bytes, at, at + (size_t)offsets);
	at += (size_t)offsets;
	model.records = ru_str_cut(bytes, at, bytes.len);
	*out = model;
	return true;
}

struct ru_str ru_model_tag(const struct ru_model *model, uint32_t i)
{
	struct ru_str tag = ru_str_cut(model->tags, (size_t)i * RU_MODEL_TAG, ((size_t)i + 1) * RU_MODEL_TAG);
	while (tag.len > 0 && tag.ptr[tag.len - 1] == '\0')
		tag.len--;
	return tag;
}

#define PRIME UINT64_C(0x100000001B3)

static uint64_t finish(uint64_t h)
{
	h ^= h >> 31;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	return h ^ h >> 32;
}

/* Add what the run says of each language; false where the model does not hold it. */
static bool add_run(const struct ru_model *model, uint64_t hash, int64_t *sum)
{
	hash = finish(hash);
	uint32_t bucket = (uint32_t)(hash & (model->buckets - 1)), mark = (uint32_t)(hash >> 48);
	size_t at = get32(model->offsets, (size_t)bucket * 4), end = get32(model->offsets, ((size_t)bucket + 1) * 4);
	const unsigned char *p = (const unsigned char *)model->records.ptr;
	if (end > model->records.len)
		end = model->records.len;
	while (at + 3 <= end) {
		size_t len = p[at + 2], next = at + 3 + len;
		if (((uint32_t)p[at] | (uint32_t)p[at + 1] << 8) != mark) {
			at = next;
			continue;
		}
		int64_t weight = 0;
		for (size_t i = at + 3; i < next && i < end; i++) {
			if (p[i] >= 128)
				weight = (int64_t)(p[i] - 128) * 256; /* quarter nats to 1/1024 */
			else
				sum[p[i]] += weight;
		}
		return true;
	}
	return false;
}

struct reader {
	const struct ru_model *model;
	struct ru_model_score *score;
	uint32_t last[RU_MODEL_RUN]; /* the last characters, newest first */
	unsigned held;
	uint64_t word;
	unsigned word_len;
	uint32_t runs; /* found in the model: each costs every language its base */
};

/* One more character of the normal form: the runs that end with it. */
static void take(struct reader *r, uint32_t cp)
{
	for (unsigned i = RU_MODEL_RUN - 1; i > 0; i--)
		r->last[i] = r->last[i - 1];
	r->last[0] = cp;
	if (r->held < RU_MODEL_RUN)
		r->held++;
	uint64_t hash = UINT64_C(0xCBF29CE484222325);
	for (unsigned k = 1; k <= r->held; k++) {
		hash = (hash ^ r->last[k - 1]) * PRIME;
		if (k == 1 && cp == ' ')
			continue;
		bool known = add_run(r->model, hash, r->score->sum);
		r->runs += known;
		if (k >= 3) {
			r->score->met++;
			r->score->known += known;
		}
	}
	if (cp != ' ') {
		r->word = (r->word ^ cp) * PRIME;
		r->word_len++;
		r->score->letters++;
		return;
	}
	if (r->word_len > 3 && r->word_len <= RU_MODEL_WORD)
		r->runs += add_run(r->model, r->word, r->score->sum);
	r->word = UINT64_C(0x9E3779B97F4A7C15);
	r->word_len = 0;
}

void ru_model_feed(const struct ru_model *model, struct ru_str text, uint32_t most, struct ru_model_score *score)
{
	struct reader r = {.model = model, .score = score};
	uint32_t begin = score->letters;
	size_t at = 0;
	take(&r, ' ');
	while (at < text.len && score->letters - begin < most) {
		uint32_t cp = ru_utf8_next(text, &at);
		if (ru_char_is_letter(cp))
			take(&r, ru_char_lower(cp));
		else if (r.last[0] != ' ')
			take(&r, ' ');
	}
	if (r.last[0] != ' ')
		take(&r, ' ');
	for (uint32_t i = 0; i < model->languages; i++)
		score->sum[i] += (int64_t)(int32_t)get32(model->bases, (size_t)i * 4) * r.runs;
}
