/* SPDX-License-Identifier: Apache-2.0 */
/* Runs of characters and words of a text, looked up in the model's tables. Letters are lower-cased one by one, all else
 * is one blank, as in the trainer: both must cut a text into the same runs. */
#include "language/model.h"

#include "text/utf8.h"

static inline uint32_t get32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* The next size bytes of the model; false where there are fewer. */
static bool take_part(struct ru_str *rest, uint64_t size, const unsigned char **out)
{
	if (rest->len < size)
		return false;
	*out = (const unsigned char *)rest->ptr;
	*rest = ru_str_cut(*rest, (size_t)size, rest->len);
	return true;
}

static bool is_power(uint32_t n) { return n > 0 && (n & (n - 1)) == 0 && n <= 1u << 24; }

bool ru_model_open(struct ru_model *out, struct ru_str bytes)
{
	size_t at = ru_str_find(bytes, RU_S("\n\n"), 0);
	const unsigned char *head;
	struct ru_model model = {0};
	if (at == SIZE_MAX)
		return false;
	struct ru_str rest = ru_str_cut(bytes, at + 2, bytes.len);
	if (!take_part(&rest, 20, &head))
		return false;
	model.languages = get32(head);
	model.buckets = get32(head + 4);
	model.record_bytes = get32(head + 8);
	model.pairs = get32(head + 12);
	model.slots = get32(head + 16);
	if (model.languages == 0 || model.languages > RU_MODEL_LANGUAGES || model.pairs > RU_MODEL_PAIRS ||
	    !is_power(model.buckets) || !is_power(model.slots))
		return false;
	if (!take_part(&rest, (uint64_t)model.languages * RU_MODEL_TAG, &model.tags) ||
	    !take_part(&rest, ((uint64_t)model.buckets + 1) * 4, &model.offsets) ||
	    !take_part(&rest, model.record_bytes, &model.records) ||
	    !take_part(&rest, (uint64_t)model.pairs * 4, &model.pair) ||
	    !take_part(&rest, (uint64_t)model.slots * 4, &model.slot) || rest.len != 0)
		return false;
	for (uint32_t i = 0; i < model.pairs; i++) {
		struct ru_model_pair pair = ru_model_pair(&model, i);
		if (pair.first >= model.languages || pair.second >= model.languages || pair.first == pair.second)
			return false;
	}
	*out = model;
	return true;
}

struct ru_str ru_model_tag(const struct ru_model *model, uint32_t i)
{
	struct ru_str tag = {(const char *)model->tags + (size_t)i * RU_MODEL_TAG, RU_MODEL_TAG};
	while (tag.len > 0 && tag.ptr[tag.len - 1] == '\0')
		tag.len--;
	return tag;
}

struct ru_model_pair ru_model_pair(const struct ru_model *model, uint32_t i)
{
	uint32_t both = get32(model->pair + (size_t)i * 4);
	return (struct ru_model_pair){both & 0xFFFF, both >> 16};
}

#define PRIME UINT64_C(0x100000001B3)
#define WORD_BASIS UINT64_C(0x9E3779B97F4A7C15)
#define RUN_BASIS UINT64_C(0xCBF29CE484222325)

static inline uint64_t finish(uint64_t h)
{
	h ^= h >> 31;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	return h ^ h >> 32;
}

/* Add what the run says of each language, in quarter nats; false where the model does not hold it. */
static bool add_run(const struct ru_model *model, uint64_t hash, int32_t *sum)
{
	hash = finish(hash);
	const unsigned char *offset = model->offsets + (size_t)(hash & (model->buckets - 1)) * 4;
	uint32_t mark = (uint32_t)(hash >> 48), at = get32(offset), end = get32(offset + 4);
	const unsigned char *p = model->records;
	if (end > model->record_bytes)
		end = model->record_bytes;
	while (at + 3 <= end) {
		uint32_t next = at + 3 + p[at + 2];
		if (((uint32_t)p[at] | (uint32_t)p[at + 1] << 8) != mark) {
			at = next;
			continue;
		}
		int32_t weight = 0;
		if (next > end)
			next = end;
		for (uint32_t i = at + 3; i < next; i++) {
			if (p[i] >= 128)
				weight = p[i] - 128;
			else
				sum[p[i]] += weight;
		}
		return true;
	}
	return false;
}

/* What a word says for the first language of a pair, in 1/16 nat. At most a few slots are looked at: the trainer fills
 * four of five, and a table that is full (none of its own) must not cost more. */
static int32_t pair_weight(const struct ru_model *model, uint64_t word, uint32_t pair)
{
	uint64_t hash = finish(word ^ (pair + 1));
	uint32_t mark = (uint32_t)(hash >> 40);
	if (mark == 0)
		mark = 1;
	for (uint32_t at = (uint32_t)hash, steps = 0; steps < 64; at++, steps++) {
		uint32_t slot = get32(model->slot + (size_t)(at & (model->slots - 1)) * 4);
		if (slot == 0)
			return 0;
		if (slot >> 8 == mark)
			return (int32_t)(slot & 127) - (int32_t)(slot & 128);
	}
	return 0;
}

struct reader {
	const struct ru_model *model;
	struct ru_model_score *score;
	int32_t sum[256];             /* quarter nats, of this text; a damaged model may name any language below 128 */
	int32_t pair[RU_MODEL_PAIRS]; /* 1/16 nat */
	uint32_t last[RU_MODEL_RUN];  /* the last characters, newest first */
	unsigned held;
	uint64_t word;
	unsigned word_len;
	uint32_t letters, met, known;
};

static void end_word(struct reader *r)
{
	if (r->word_len > 3 && r->word_len <= RU_MODEL_WORD)
		(void)add_run(r->model, r->word, r->sum);
	for (uint32_t i = 0; i < r->model->pairs && r->word_len > 0 && r->word_len <= RU_MODEL_WORD; i++)
		r->pair[i] += pair_weight(r->model, r->word, i);
	r->word = WORD_BASIS;
	r->word_len = 0;
}

/* One more character of the normal form: the runs that end with it. */
static inline void take(struct reader *r, uint32_t cp)
{
	for (unsigned i = RU_MODEL_RUN - 1; i > 0; i--)
		r->last[i] = r->last[i - 1];
	r->last[0] = cp;
	if (r->held < RU_MODEL_RUN)
		r->held++;
	uint64_t hash = RUN_BASIS;
	for (unsigned k = 1; k <= r->held; k++) {
		hash = (hash ^ r->last[k - 1]) * PRIME;
		if (k < RU_MODEL_LEAST)
			continue;
		bool known = add_run(r->model, hash, r->sum);
		if (k >= 3) {
			r->met++;
			r->known += known;
		}
	}
	if (cp == ' ') {
		end_word(r);
		return;
	}
	r->word = (r->word ^ cp) * PRIME;
	r->word_len++;
	r->letters++;
}

size_t ru_model_feed(const struct ru_model *model, struct ru_str text, uint32_t most, struct ru_model_score *score)
{
	struct reader r = {.model = model, .score = score, .word = WORD_BASIS};
	size_t at = 0;
	take(&r, ' ');
	/* a text is left at the end of a word, so that no half of one is weighed */
	while (at < text.len && (r.letters < most || r.last[0] != ' ') && r.letters < most + RU_MODEL_WORD) {
		uint32_t cp = (unsigned char)text.ptr[at];
		if ((cp | 0x20) - 'a' < 26) {
			at++;
			take(&r, cp | 0x20);
			continue;
		}
		if (cp < 0x80)
			at++;
		else
			cp = ru_utf8_next(text, &at);
		if (cp >= 0x80 && ru_char_is_letter(cp))
			take(&r, ru_char_lower(cp));
		else if (r.last[0] != ' ')
			take(&r, ' ');
	}
	if (r.last[0] != ' ')
		take(&r, ' ');
	for (uint32_t i = 0; i < model->languages; i++)
		score->sum[i] += (int64_t)r.sum[i] * 256;
	for (uint32_t i = 0; i < model->pairs; i++)
		score->pair[i] += (int64_t)r.pair[i] * 64;
	score->letters += r.letters;
	score->met += r.met;
	score->known += r.known;
	return at;
}
